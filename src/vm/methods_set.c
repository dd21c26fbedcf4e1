/* methods_set.c -- the methods of sets and frozensets, and the two types themselves. */
#include "object/set.h"
#include "vm/native.h"

static Object *none_if(Vm *vm, bool good) {
    return good ? object_held(vm->none) : NULL;
}

static Object *bool_of(Vm *vm, Truth truth) {
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

Object *set_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)set_from(vm, KIND_SET, args[1]);
}

Object *frozenset_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] != NULL && args[1]->kind == KIND_FROZENSET) {
        return object_held(args[1]);
    }
    return (Object *)set_from(vm, KIND_FROZENSET, args[1]);
}

Object *set_method_add(Vm *vm, Object **args, size_t count) {
    (void)count;
    return none_if(vm, set_add(vm, (SetObject *)args[0], args[1]));
}

Object *set_method_clear(Vm *vm, Object **args, size_t count) {
    (void)count;
    set_clear(vm, (SetObject *)args[0]);
    return object_held(vm->none);
}

Object *set_method_copy(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[0]->kind == KIND_FROZENSET) {
        return object_held(args[0]);
    }
    return (Object *)set_from(vm, KIND_SET, args[0]);
}

Object *set_method_discard(Vm *vm, Object **args, size_t count) {
    (void)count;
    return none_if(vm, set_discard(vm, (SetObject *)args[0], args[1]) != TRUTH_FAILED);
}

Object *set_method_remove(Vm *vm, Object **args, size_t count) {
    (void)count;
    Truth removed = set_discard(vm, (SetObject *)args[0], args[1]);
    if (removed == TRUTH_FALSE) {
        raise_error_with(vm, ERROR_KeyError, args[1]);
    }
    return none_if(vm, removed == TRUTH_TRUE);
}

Object *set_method_pop(Vm *vm, Object **args, size_t count) {
    (void)count;
    SetObject *set = (SetObject *)args[0];
    if (set->live > 0) {
        return set_pop(set);
    }
    raise_error(vm, ERROR_KeyError, "pop from an empty set");
    return NULL;
}

Object *set_method_isdisjoint(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_of(vm, set_is_disjoint(vm, (SetObject *)args[0], args[1]));
}

Object *set_method_issubset(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_of(vm, set_is_subset(vm, (SetObject *)args[0], args[1]));
}

Object *set_method_issuperset(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_of(vm, set_is_superset(vm, (SetObject *)args[0], args[1]));
}

Object *view_method_isdisjoint(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_of(vm, set_view_is_disjoint(vm, args[0], args[1]));
}

/* A new set from the first, changed by one argument after the other. */
static Object *fold(Vm *vm, Object **args, size_t count,
                    SetObject *(*first)(Vm *, SetObject *, Object *),
                    bool (*next)(Vm *, SetObject *, Object *)) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *set = (SetObject *)args[0];
    SetObject *result =
        count < 2 ? set_from(vm, (Kind)set->header.kind, &set->header) : first(vm, set, args[1]);
    registers[0] = (Object *)result;
    bool good = result != NULL;
    for (size_t i = 2; good && i < count; i++) {
        good = next(vm, result, args[i]);
    }
    if (good) {
        registers[0] = NULL;
    }
    native_leave(vm, registers);
    return good ? (Object *)result : NULL;
}

/* What is united with itself is left out, as that would make its table grow. */
Object *set_method_union(Vm *vm, Object **args, size_t count) {
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (args[i] == args[0]) {
            continue;
        }
        Object *other = args[i];
        args[i] = args[kept];
        args[kept++] = other;
    }
    return fold(vm, args, kept, set_union, set_update);
}

Object *set_method_intersection(Vm *vm, Object **args, size_t count) {
    return fold(vm, args, count, set_intersection, set_intersection_update);
}

Object *set_method_difference(Vm *vm, Object **args, size_t count) {
    return fold(vm, args, count, set_difference, set_difference_update);
}

Object *set_method_symmetric_difference(Vm *vm, Object **args, size_t count) {
    return fold(vm, args, count, set_symmetric_difference, NULL);
}

/* Changes the set itself by one argument after the other. */
static Object *change(Vm *vm, Object **args, size_t count,
                      bool (*next)(Vm *, SetObject *, Object *)) {
    bool good = true;
    for (size_t i = 1; good && i < count; i++) {
        good = next(vm, (SetObject *)args[0], args[i]);
    }
    return none_if(vm, good);
}

Object *set_method_update(Vm *vm, Object **args, size_t count) {
    return change(vm, args, count, set_update);
}

Object *set_method_difference_update(Vm *vm, Object **args, size_t count) {
    return change(vm, args, count, set_difference_update);
}

Object *set_method_symmetric_difference_update(Vm *vm, Object **args, size_t count) {
    return change(vm, args, count, set_symmetric_difference_update);
}

/* The set itself changes only once all arguments were gone through. */
Object *set_method_intersection_update(Vm *vm, Object **args, size_t count) {
    SetObject *result = (SetObject *)set_method_intersection(vm, args, count);
    if (result == NULL) {
        return NULL;
    }
    set_swap(vm, (SetObject *)args[0], result);
    object_release(vm, &result->header);
    return object_held(vm->none);
}
