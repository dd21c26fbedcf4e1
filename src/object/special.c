#include "object/special.h"

#include "object/descriptor.h"

Object *special_find(const Vm *vm, const Object *instance, StrObject *name) {
    for (const ClassObject *class = object_class_peek(vm, instance);
         class != NULL && (class->flags & CLASS_IS_BUILT_IN) == 0 && class->attributes != NULL;
         class = class->base) {
        Object *method = dict_peek_name(class->attributes, name);
        if (method != NULL) {
            return method;
        }
    }
    return NULL;
}

/* Whether a call of what was found in a class passes on the instance; any other callable is called
 * with the arguments alone. */
static bool is_bound(const Object *method) {
    const NativeObject *native = (const NativeObject *)(const void *)method;
    return method->kind == KIND_FUNCTION || (method->kind == KIND_NATIVE && native->self == NULL &&
                                             vm_native_kind(native->native) != KIND_FREE);
}

Object *special_call(Vm *vm, Object *method, Object *self, Object *first, Object *second) {
    Object *args[3] = {self, first, second};
    size_t count = second != NULL ? 3 : first != NULL ? 2 : 1;
    if (method->kind == KIND_CLASS_METHOD) {
        args[0] = &object_class_peek(vm, self)->header;
    }
    if (is_bound(method)) {
        return vm_call(vm, method, args, count);
    }
    bool is_class_method = method->kind == KIND_CLASS_METHOD;
    if (is_class_method || method->kind == KIND_STATIC_METHOD) {
        method = ((WrapperObject *)method)->function;
    }
    return is_class_method ? vm_call(vm, method, args, count)
                           : vm_call(vm, method, args + 1, count - 1);
}

bool special_try(Vm *vm, StrObject *name, Object *self, Object *other_or_null, Object **result) {
    Object *method = special_peek(vm, self, name);
    if (method == NULL) {
        return false;
    }
    *result = special_call(vm, method, self, other_or_null, NULL);
    return true;
}

Object *special_ask(Vm *vm, StrObject *name, Object *self, Object *other_or_null) {
    Object *method = special_peek(vm, self, name);
    return method == NULL ? object_held(vm->not_implemented)
                          : special_call(vm, method, self, other_or_null, NULL);
}

Object *special_binary(Vm *vm, StrObject *name, StrObject *reflected, Object *left, Object *right) {
    const ClassObject *left_class = object_class_peek(vm, left);
    const ClassObject *right_class = object_class_peek(vm, right);
    bool differ = left_class != right_class;
    bool right_first = differ && class_is_subclass(right_class, left_class) &&
                       special_peek(vm, right, reflected) != special_peek(vm, left, reflected);
    for (int turn = 0; turn < 2; turn++) {
        bool is_reflection = (turn == 0) == right_first;
        if (is_reflection && !differ) {
            continue; /* the same method would be asked with the sides exchanged */
        }
        Object *result = is_reflection ? special_ask(vm, reflected, right, left)
                                       : special_ask(vm, name, left, right);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    return object_held(vm->not_implemented);
}

/* A method's result (owned, or NULL) if it is an int; else TypeError. */
static Object *check_int(Vm *vm, Object *result_or_null, const char *name) {
    Object *plain = result_or_null == NULL ? NULL : object_plain(result_or_null);
    if (plain == NULL || object_is_any_int(plain)) {
        object_hold_if(plain);
        object_release_if(vm, result_or_null);
        return plain;
    }
    raise_error(vm, ERROR_TypeError, "%s returned non-int (type %.200s)", name,
                object_type_name(vm, result_or_null));
    object_release(vm, result_or_null);
    return NULL;
}

Object *special_index(Vm *vm, Object *object) {
    Object *result = object_plain(object);
    if (object_is_any_int(result)) {
        return object_held(result);
    }
    if (special_try(vm, vm->names.index, object, NULL, &result)) {
        return check_int(vm, result, "__index__");
    }
    raise_error(vm, ERROR_TypeError, "'%.200s' object cannot be interpreted as an integer",
                object_type_name(vm, object));
    return NULL;
}

bool special_try_int(Vm *vm, Object *object, Object **result) {
    if (special_try(vm, vm->names.as_int, object, NULL, result)) {
        *result = check_int(vm, *result, "__int__");
        if (*result != NULL && (*result)->kind == KIND_BOOL) {
            Object *truth = *result;
            *result = int_new(vm, int_value(truth));
            object_release(vm, truth);
        }
        return true;
    }
    if (special_peek(vm, object, vm->names.index) == NULL) {
        return false;
    }
    *result = special_index(vm, object);
    return true;
}

bool special_try_float(Vm *vm, Object *object, Object **result) {
    if (special_try(vm, vm->names.as_float, object, NULL, result)) {
        if (*result != NULL && (*result)->kind != KIND_FLOAT) {
            raise_error(vm, ERROR_TypeError, "%.50s.__float__ returned non-float (type %.50s)",
                        object_type_name(vm, object), object_type_name(vm, *result));
            OBJECT_CLEAR(vm, *result);
        }
        return true;
    }
    if (special_peek(vm, object, vm->names.index) == NULL) {
        return false;
    }
    Object *index = special_index(vm, object);
    double value = 0;
    *result = index != NULL && number_to_double(vm, index, &value) ? float_new(vm, value) : NULL;
    object_release_if(vm, index);
    return true;
}

bool special_has_index(const Vm *vm, const Object *object) {
    return object_is_any_int(object) || object->kind == KIND_INT_INSTANCE ||
           special_peek(vm, object, vm->names.index) != NULL;
}

bool special_has_iteration(const Vm *vm, const Object *object) {
    return special_peek(vm, object, vm->names.iter) != NULL ||
           special_peek(vm, object, vm->names.getitem) != NULL;
}

bool special_is_not_iterable(Vm *vm, Object *iterable) {
    if (!raise_pending_is(vm, ERROR_TypeError) || special_has_iteration(vm, iterable))
        return false;
    Object *pending = raise_fetch(vm);
    Object *iterator = iterator_new(vm, iterable);
    object_release_if(vm, iterator);
    raise_clear(vm);
    vm->pending = pending;
    return iterator == NULL;
}

bool special_is_callable(const Vm *vm, const Object *object) {
    switch (object->kind) {
    case KIND_FUNCTION:
    case KIND_NATIVE:
    case KIND_METHOD:
    case KIND_CLASS:
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_CALLABLE_PROXY:
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
