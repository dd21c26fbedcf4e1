/* builtins_iterators.c -- iter(), next(), and the types whose objects are iterators over others. */
#include "object/special.h"
#include "vm/native.h"

Object *builtin_iter(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] == NULL) {
        return iterator_new(vm, args[0]);
    }
    if (!special_is_callable(vm, args[0])) {
        raise_error(vm, ERROR_TypeError, "iter(v, w): v must be callable");
        return NULL;
    }
    return adapter_new(vm, KIND_CALLABLE_ITERATOR, args[0], args[1], NULL, 0);
}

Object *builtin_next(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *item = iterator_advance(vm, args[0]);
    if (item != NULL || (raise_pending(vm) != NULL && !raise_pending_is(vm, ERROR_StopIteration))) {
        return item;
    }
    if (args[1] != NULL) {
        raise_clear(vm);
        return object_held(args[1]);
    }
    if (raise_pending(vm) == NULL) {
        raise_error_with(vm, ERROR_StopIteration, NULL);
    }
    return NULL;
}

enum { TUPLE, SCRATCH, REGISTERS };

/* The iterators of these objects, each of which is asked for its own, as a tuple in a register. The
 * tuple is older than they are, and until it is full the program could find it with gc. */
static bool make_iterators(Vm *vm, Object **objects, size_t count, Object **place) {
    TupleObject *tuple = tuple_new(vm, count);
    if (tuple == NULL) {
        return false;
    }
    *place = &tuple->header;
    for (size_t i = 0; i < count; i++) {
        tuple->items[i] = object_held(vm->none);
    }
    for (size_t i = 0; i < count; i++) {
        Object *iterator = iterator_new(vm, objects[i]);
        if (iterator == NULL) {
            return false;
        }
        tuple->items[i] = iterator;
        object_release(vm, vm->none);
    }
    return true;
}

Object *zip_construct(Vm *vm, Object **args, size_t count) {
    Truth strict = args[count] == NULL ? TRUTH_FALSE : object_truth(vm, args[count]);
    Object **registers = strict == TRUTH_FAILED ? NULL : native_enter(vm, REGISTERS);
    if (registers == NULL) {
        return NULL;
    }
    Object *adapter = NULL;
    if (make_iterators(vm, args + 1, count - 1, &registers[TUPLE])) {
        registers[SCRATCH] = (Object *)iterator_new_tuple(vm, count - 1);
        if (registers[SCRATCH] != NULL) {
            adapter = adapter_new(vm, KIND_ZIP, registers[TUPLE], registers[SCRATCH], NULL, strict);
        }
    }
    native_leave(vm, registers);
    return adapter;
}

Object *map_construct(Vm *vm, Object **args, size_t count) {
    if (count < 3) {
        raise_error(vm, ERROR_TypeError, "map() must have at least two arguments.");
        return NULL;
    }
    Object **registers = native_enter(vm, REGISTERS);
    if (registers == NULL) {
        return NULL;
    }
    Object *adapter = NULL;
    if (make_iterators(vm, args + 2, count - 2, &registers[TUPLE])) {
        adapter = adapter_new(vm, KIND_MAP, registers[TUPLE], args[1], NULL, 0);
    }
    native_leave(vm, registers);
    return adapter;
}

Object *filter_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *iterator = iterator_new(vm, args[2]);
    if (iterator == NULL) {
        return NULL;
    }
    Object *adapter = adapter_new(vm, KIND_FILTER, args[1], iterator, NULL, 0);
    object_release(vm, iterator);
    return adapter;
}

/* The number that enumerate() begins with: an int, not a bool. Owned. */
static Object *first_number(Vm *vm, Object *start_or_null) {
    if (start_or_null == NULL) {
        return int_new(vm, 0);
    }
    Object *number = special_index(vm, start_or_null);
    if (number != NULL && number->kind == KIND_BOOL) {
        bool is_true = int_value(number) != 0;
        object_release(vm, number);
        number = int_new(vm, is_true);
    }
    return number;
}

Object *enumerate_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    Object *adapter = adapter_new(vm, KIND_ENUMERATE, NULL, NULL, NULL, 0);
    registers[0] = adapter;
    Adapter *made = (Adapter *)(void *)adapter;
    if (made == NULL || (made->third = first_number(vm, args[2])) == NULL ||
        (made->first = iterator_new(vm, args[1])) == NULL ||
        (made->second = (Object *)iterator_new_tuple(vm, 2)) == NULL) {
        adapter = NULL;
    }
    object_hold_if(adapter);
    native_leave(vm, registers);
    return adapter;
}

Object *reversed_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return iterator_new_reversed(vm, args[1]);
}
