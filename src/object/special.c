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

bool special_has_sequence_table(const Object *object) {
    switch (object->kind) {
    case KIND_STR:
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_DICT:
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
