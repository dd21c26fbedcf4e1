#include "object/special.h"

Object *special_peek(const Vm *vm, const Object *self, StrObject *name) {
    return object_is_instance(self) ? class_peek_attribute(object_class_peek(vm, self), name) : NULL;
}

Object *special_call(Vm *vm, Object *method, Object *self, Object *first, Object *second) {
    Object *args[3] = {self, first, second};
    size_t count = second != NULL ? 3 : first != NULL ? 2 : 1;
    /* A function is bound to the instance; any other callable in a class is not. */
    return method->kind == KIND_FUNCTION ? vm_call(vm, method, args, count)
                                         : vm_call(vm, method, args + 1, count - 1);
}

Object *special_index(Vm *vm, Object *object) {
    if (object_is_int(object)) {
        return object_held(object);
    }
    Object *method = special_peek(vm, object, vm->names.index);
    if (method == NULL) {
        raise_error(vm, ERROR_TypeError, "'%.200s' object cannot be interpreted as an integer",
                    object_type_name(vm, object));
        return NULL;
    }
    Object *result = special_call(vm, method, object, NULL, NULL);
    if (result == NULL || object_is_int(result)) {
        return result;
    }
    raise_error(vm, ERROR_TypeError, "__index__ returned non-int (type %.200s)",
                object_type_name(vm, result));
    object_release(vm, result);
    return NULL;
}

bool special_has_iteration(const Vm *vm, const Object *object) {
    const Object *method = special_peek(vm, object, vm->names.iter);
    return method != NULL ? method->kind != KIND_NONE
                          : special_peek(vm, object, vm->names.getitem) != NULL;
}

bool special_is_callable(const Vm *vm, const Object *object) {
    switch (object->kind) {
    case KIND_FUNCTION:
    case KIND_NATIVE:
    case KIND_METHOD:
    case KIND_CLASS:
        return true;
    default: {
        /* A name that nobody has interned cannot stand in a class. */
        StrObject *name = str_peek_interned(vm, "__call__", sizeof "__call__" - 1);
        return name != NULL && special_peek(vm, object, name) != NULL;
    }
    }
}

bool special_has_sequence_table(const Object *object) {
    switch (object->kind) {
    case KIND_STR:
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_RANGE:
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
        return true;
    default:
        return object_is_instance(object) &&
               (instance_class(object)->flags & CLASS_IS_BUILT_IN) == 0;
    }
}

Object **special_enter(Vm *vm, size_t count, const char *where) {
    if (!vm_enter_native(vm, where)) {
        return NULL;
    }
    Object **registers = native_enter(vm, count);
    if (registers == NULL) {
        vm_leave_native(vm);
        if (raise_pending_is(vm, ERROR_RecursionError)) {
            raise_clear(vm);
            raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded%s", where);
        }
    }
    return registers;
}

void special_leave(Vm *vm, Object **registers) {
    native_leave(vm, registers);
    vm_leave_native(vm);
}

Truth special_truth_take(Vm *vm, Object *owned_or_null) {
    if (owned_or_null == NULL) {
        return TRUTH_FAILED;
    }
    if (!object_is_instance(owned_or_null)) {
        Truth truth = object_truth(vm, owned_or_null);
        object_release(vm, owned_or_null);
        return truth;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        object_release(vm, owned_or_null);
        return TRUTH_FAILED;
    }
    registers[0] = owned_or_null;
    Truth truth = object_truth(vm, owned_or_null);
    native_leave(vm, registers);
    return truth;
}
