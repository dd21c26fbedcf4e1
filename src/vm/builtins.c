/* builtins.c -- the built-in functions that ask something of one object, and print(). */
#include "object/special.h"
#include "object/weak.h"
#include "vm/native.h"

#include <string.h>

#include "vm/attribute.h"

Object *builtin_len(Vm *vm, Object **args, size_t count) {
    (void)count;
    size_t length = 0;
    return object_length(vm, args[0], &length) ? int_new(vm, (int64_t)length) : NULL;
}

Object *builtin_hash(Vm *vm, Object **args, size_t count) {
    (void)count;
    uint64_t hash = 0;
    return object_hash(vm, args[0], &hash) ? int_new(vm, (int64_t)hash) : NULL;
}

Object *builtin_id(Vm *vm, Object **args, size_t count) {
    (void)count;
    return int_new(vm, (int64_t)object_id(vm, args[0]));
}

Object *builtin_repr(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)object_repr(vm, args[0]);
}

Object *builtin_ascii(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)object_ascii(vm, args[0]);
}

Object *builtin_format(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] != NULL && object_plain(args[1])->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "format() argument 2 must be str, not %.50s",
                    args[1]->kind == KIND_NONE ? "None" : object_type_name(vm, args[1]));
        return NULL;
    }
    Object *spec = args[1] == NULL ? NULL : object_plain(args[1]);
    return (Object *)object_format(vm, args[0], (StrObject *)spec);
}

/* What every object has; what a program's own __format__ falls back on. */
Object *object_method_format(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (object_plain(args[1])->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "__format__() argument must be str, not %.50s",
                    args[1]->kind == KIND_NONE ? "None" : object_type_name(vm, args[1]));
        return NULL;
    }
    return (Object *)object_format_default(vm, args[0], (StrObject *)object_plain(args[1]));
}

Object *builtin_callable(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_new(vm, special_is_callable(vm, args[0]));
}

/* Whether `class` inherits from a class or from one in a tuple of them, nested as it may be. */
static Truth is_subclass_of_any(Vm *vm, const ClassObject *class, const Object *of,
                                const char *message) {
    if (of->kind == KIND_CLASS) {
        return class_is_subclass(class, (const ClassObject *)of) ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (of->kind != KIND_TUPLE) {
        raise_error(vm, ERROR_TypeError, "%s", message);
        return TRUTH_FAILED;
    }
    if (!vm_enter_native(vm, " in __instancecheck__")) {
        return TRUTH_FAILED;
    }
    Truth found = TRUTH_FALSE;
    const TupleObject *tuple = (const TupleObject *)of;
    for (uint32_t i = 0; found == TRUTH_FALSE && i < tuple->length; i++) {
        found = is_subclass_of_any(vm, class, tuple->items[i], message);
    }
    vm_leave_native(vm);
    return found;
}

static Object *answer(Vm *vm, Truth truth) {
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

Object *builtin_isinstance(Vm *vm, Object **args, size_t count) {
    (void)count;
    /* A proxy says that it is of the class of what it stands for. */
    Object *object = weak_resolve(vm, args[0]);
    if (object == NULL) {
        return NULL;
    }
    return answer(vm, is_subclass_of_any(vm, object_class_peek(vm, object), args[1],
                                         "isinstance() arg 2 must be a type, a tuple of types, "
                                         "or a union"));
}

Object *builtin_issubclass(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[0]->kind != KIND_CLASS) {
        raise_error(vm, ERROR_TypeError, "issubclass() arg 1 must be a class");
        return NULL;
    }
    return answer(vm, is_subclass_of_any(vm, (const ClassObject *)args[0], args[1],
                                         "issubclass() arg 2 must be a class, a tuple of "
                                         "classes, or a union"));
}

/* Asks for an attribute while its name lies in a register. */
static Object *get_attribute(Vm *vm, Object *object, Object *name) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    StrObject *interned = attribute_read_name(vm, name);
    registers[0] = (Object *)interned;
    Object *value = interned == NULL ? NULL : attribute_get(vm, object, interned);
    native_leave(vm, registers);
    return value;
}

static bool set_attribute(Vm *vm, Object *object, Object *name, Object *value_or_null) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    StrObject *interned = attribute_read_name(vm, name);
    registers[0] = (Object *)interned;
    bool good = interned != NULL && attribute_set(vm, object, interned, value_or_null);
    native_leave(vm, registers);
    return good;
}

Object *builtin_getattr(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *value = get_attribute(vm, args[0], args[1]);
    if (value == NULL && args[2] != NULL && raise_pending_is(vm, ERROR_AttributeError)) {
        raise_clear(vm);
        return object_held(args[2]);
    }
    return value;
}

Object *builtin_hasattr(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *value = get_attribute(vm, args[0], args[1]);
    if (value != NULL) {
        object_release(vm, value);
        return bool_new(vm, true);
    }
    if (!raise_pending_is(vm, ERROR_AttributeError)) {
        return NULL;
    }
    raise_clear(vm);
    return bool_new(vm, false);
}

Object *builtin_setattr(Vm *vm, Object **args, size_t count) {
    (void)count;
    return set_attribute(vm, args[0], args[1], args[2]) ? object_held(vm->none) : NULL;
}

Object *builtin_delattr(Vm *vm, Object **args, size_t count) {
    (void)count;
    return set_attribute(vm, args[0], args[1], NULL) ? object_held(vm->none) : NULL;
}

Object *object_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return instance_new(vm, (ClassObject *)args[0]);
}

Object *type_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return object_held((Object *)object_class_peek(vm, args[1]));
}

Object *slice_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *start = args[2] == NULL ? vm->none : args[1];
    Object *stop = args[2] == NULL ? args[1] : args[2];
    return (Object *)slice_new(vm, start, stop, args[3] == NULL ? vm->none : args[3]);
}
