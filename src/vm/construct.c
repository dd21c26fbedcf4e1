/* construct.c -- calling a class: __new__ makes an instance, __init__ fills it.
 *
 * In CPython the caller and a tuple hold the arguments while a program's __new__ or __init__ runs,
 * beside its own parameters; so that counts agree they are here in the window twice, below the new
 * frame:
 *
 *      class or instance | NULL | arguments | arguments | the frame's registers ...
 */
#include "vm/call.h"

#include <string.h>

#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/quick_new.h"
#include "vm/arguments.h"
#include "vm/exceptions.h"
#include "vm/native.h"

static bool reserve(Vm *vm, Object **top) {
    if (top < vm->stack_limit &&
        heap_stack_commit(vm->heap, (size_t)((char *)top - (char *)heap_stack(vm->heap))))
        return true;
    raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
    return false;
}

/* Where a program's __init__ has its registers. */
static Object **init_registers(Object **base, uint32_t count) {
    return count == 0 ? base + 1 : base + 2 + 2 * count;
}

/* Calls a program's __init__ of a new instance, which stays at base as the result. */
static CallStatus call_init(Vm *vm, Object **base, uint32_t count, TupleObject *names,
                            Object *instance, Object *init) {
    Object *class = base[0];
    FunctionObject *function = (FunctionObject *)init;
    CodeObject *code = function->code;
    Object **args = init_registers(base, count);
    uint32_t slots = count + 1 > code->local_count ? count + 1 : code->local_count;
    base[0] = instance;
    object_hold(init);
    object_release(vm, class);
    if (!reserve(vm, args + 2 * slots + code->register_count)) {
        object_release(vm, init);
        window_clear(vm, base, count + 2);
        return CALL_FAILED;
    }
    for (uint32_t i = 0; i < count; i++) {
        base[2 + count + i] = object_held(base[2 + i]);
        args[1 + i] = object_held(base[2 + i]);
    }
    args[0] = object_held(instance);
    if (arguments_bind_function(vm, function, args, count + 1, names)) {
        if (frame_push(vm, init, code, function->globals, args, base,
                       FRAME_IS_CONSTRUCT | FRAME_CLEARS_WINDOW))
            return CALL_PUSHED;
    } else {
        object_release(vm, init);
    }
    /* A finalizer that runs now has its registers above what is not released yet. */
    Object **before = vm->stack_top;
    vm->stack_top = args + slots > before ? args + slots : before;
    window_clear(vm, base, (uint32_t)(args - base) + slots);
    vm->stack_top = before;
    return CALL_FAILED;
}

/* __init__ of a class that makes plain instances, if it takes the arguments as they lie and is known
 * already; else NULL. */
static ALWAYS_INLINE FunctionObject *find_plain_init(const Vm *vm, Object **base, uint32_t count) {
    const ClassObject *class = (ClassObject *)base[0];
    if (UNLIKELY(class->kind != KIND_INSTANCE || (class->flags & CLASS_HAS_NEW) != 0))
        return NULL;
    FunctionObject *init = (FunctionObject *)class_cached_init(class, vm->names.init);
    if (UNLIKELY(init == NULL || init->header.kind != KIND_FUNCTION))
        return NULL;
    /* The general way makes sure of more of the stack, to put keywords aside. */
    const CodeObject *code = init->code;
    Object **registers = init_registers(base, count);
    bool fits = code_takes_plainly(code, count + 1) &&
                frame_fits(vm, registers + 2 * code->local_count, code);
    return LIKELY(fits) ? init : NULL;
}

CallStatus call_class_plain(Vm *vm, Object **base, uint32_t count) {
    FunctionObject *init = find_plain_init(vm, base, count);
    if (UNLIKELY(init == NULL))
        return call_class(vm, base, count, NULL);
    Object *class = base[0];
    Object *instance = instance_new_quick(vm, (ClassObject *)class);
    if (UNLIKELY(instance == NULL) &&
        UNLIKELY((instance = instance_new(vm, (ClassObject *)class)) == NULL)) {
        window_clear(vm, base, count + 2);
        return CALL_FAILED;
    }
    class->refcount--; /* the instance holds it */
    base[0] = instance;
    Object **args = init_registers(base, count);
    for (uint32_t i = 0; i < count; i++) {
        Object *given = base[2 + i];
        given->refcount += 2;
        base[2 + count + i] = given;
        args[1 + i] = given;
    }
    args[0] = object_held(instance);
    object_hold(&init->header);
    frame_push_fitting(vm, &vm->frames[vm->frame_count], init, init->code, args, base,
                       FRAME_IS_CONSTRUCT | FRAME_CLEARS_WINDOW);
    return CALL_PUSHED;
}

/* Calls something with `first` and a copy of the window's arguments, to its end: owned. */
static Object *call_with(Vm *vm, Object **base, uint32_t count, TupleObject *names,
                         Object *callable, Object *first_or_null) {
    bool with_first = first_or_null != NULL;
    Object **copy = base + 2 + count;
    Object **inner = copy + count;
    if (!reserve(vm, inner + 2 + with_first + 2 * count + 16))
        return NULL;
    inner[0] = object_held(callable);
    object_hold_if(first_or_null);
    inner[2] = first_or_null;
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = object_held(base[2 + i]);
        inner[2 + with_first + i] = object_held(base[2 + i]);
    }
    Object **before = vm->stack_top;
    if (inner > before)
        vm->stack_top = inner;
    Object *result = call_nested(vm, inner, count + with_first, names) ? inner[0] : NULL;
    inner[0] = NULL;
    vm->stack_top = before;
    window_clear(vm, copy, count);
    return result;
}

/* The built-in class that says what an instance of an int's or str's subclass is worth. */
static ClassObject *value_class(const Vm *vm, Kind kind) {
    return vm->classes[kind == KIND_INT_INSTANCE ? KIND_INT : KIND_STR];
}

static Object *wrap_value_take(Vm *vm, ClassObject *class, Object *value) {
    Object *made = value == NULL ? NULL : instance_new(vm, class);
    if (made == NULL) {
        object_release_if(vm, value);
        return NULL;
    }
    ((ValueInstance *)made)->value = value;
    return made;
}

/* What a class makes of the window's arguments when no __new__ of a program does: owned. */
static Object *make_instance(Vm *vm, Object **base, uint32_t count, TupleObject *names,
                             bool has_init) {
    ClassObject *class = (ClassObject *)base[0];
    switch (class->kind) {
    case KIND_EXCEPTION:
        return exception_make(vm, class, base + 2, count, names, has_init);
    case KIND_INSTANCE:
        if (!has_init && count > 0) {
            raise_error(vm, ERROR_TypeError, "%s() takes no arguments", class->name->text);
            return NULL;
        }
        return instance_new(vm, class);
    case KIND_LIST_INSTANCE:
    case KIND_DICT_INSTANCE:
        return instance_new(vm, class);
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE: {
        Object *type = &value_class(vm, (Kind) class->kind)->header;
        return wrap_value_take(vm, class, call_with(vm, base, count, names, type, NULL));
    }
    default:
        raise_error(vm, ERROR_TypeError, "cannot create '%s' instances", class->name->text);
        return NULL;
    }
}

static CallStatus finish_instance(Vm *vm, Object **base, uint32_t count, Object *instance) {
    Object *class = base[0];
    base[0] = instance;
    window_clear(vm, base + 1, count + 1);
    object_release(vm, class);
    return CALL_DONE;
}

static CallStatus fail_window(Vm *vm, Object **base, uint32_t count) {
    window_clear(vm, base, count + 2);
    return CALL_FAILED;
}

/* The function that a program's __new__ is: what a class body defines under that name is a static
 * method without saying so. */
static Object *new_function(Object *found) {
    return found->kind == KIND_STATIC_METHOD ? ((WrapperObject *)found)->function : found;
}

/* __init__ that a built-in type has, of a list or dict that is to be filled. */
static CallStatus init_natively(Vm *vm, Object **base, uint32_t count, TupleObject *names,
                                Object *instance, Object *init) {
    base[1] = instance; /* the window holds it while the call runs */
    Object *result = call_with(vm, base, count, names, init, instance);
    if (result == NULL)
        return fail_window(vm, base, count);
    object_release(vm, result);
    base[1] = NULL;
    return finish_instance(vm, base, count, instance);
}

CallStatus call_class(Vm *vm, Object **base, uint32_t count, TupleObject *names) {
    ClassObject *class = (ClassObject *)base[0];
    const NativeRow *row = native_constructor((Kind) class->kind);
    if ((class->flags & CLASS_IS_BUILT_IN) != 0 && class->kind < KIND_INSTANCE && row != NULL) {
        /* The class itself is the first argument. */
        base[1] = base[0];
        base[0] = NULL;
        return call_native_row(vm, base, row, base + 1, count + 1, names);
    }
    /* The class stays in the window, so what is found in it stays alive unless it is replaced. */
    Object *init = class_find_init(class, vm->names.init);
    bool has_init = init != NULL && init->kind != KIND_NATIVE;
    Object *instance;
    if ((class->flags & CLASS_HAS_NEW) != 0) {
        Object *maker = class_peek_attribute(class, vm->names.new);
        instance = call_with(vm, base, count, names, new_function(maker), &class->header);
        if (instance != NULL && !class_is_subclass(object_class_peek(vm, instance), class))
            return finish_instance(vm, base, count, instance);
        init = class_peek_attribute(class, vm->names.init);
        has_init = init != NULL && init->kind != KIND_NATIVE;
    } else {
        instance = make_instance(vm, base, count, names, has_init);
    }
    if (instance == NULL)
        return fail_window(vm, base, count);
    if (has_init && init->kind == KIND_FUNCTION)
        return call_init(vm, base, count, names, instance, init);
    bool is_filled = class->kind != KIND_LIST_INSTANCE && class->kind != KIND_DICT_INSTANCE;
    if (init == NULL || (!has_init && is_filled))
        return finish_instance(vm, base, count, instance);
    return init_natively(vm, base, count, names, instance, init);
}

/* --- __new__ of the built-in types ----------------------------------------------------------- */

/* args[0] is the class to make an instance of; `kind` says whose __new__ this is. */
static Object *new_of_kind(Vm *vm, ClassObject *owner, Object **args, size_t count) {
    const char *name = owner->name->text;
    if (count == 0) {
        raise_error(vm, ERROR_TypeError, "%s.__new__(): not enough arguments", name);
        return NULL;
    }
    if (args[0]->kind != KIND_CLASS) {
        raise_error(vm, ERROR_TypeError, "%s.__new__(X): X is not a type object (%s)", name,
                    object_type_name(vm, args[0]));
        return NULL;
    }
    ClassObject *class = (ClassObject *)args[0];
    if (!class_is_subclass(class, owner)) {
        raise_error(vm, ERROR_TypeError, "%s.__new__(%s): %s is not a subtype of %s", name,
                    class->name->text, class->name->text, name);
        return NULL;
    }
    if (owner == vm->object_class && class->kind != KIND_INSTANCE) {
        const ClassObject *base = class;
        while ((base->flags & CLASS_IS_BUILT_IN) == 0)
            base = base->base;
        raise_error(vm, ERROR_TypeError, "object.__new__(%s) is not safe, use %s.__new__()",
                    class->name->text, base->name->text);
        return NULL;
    }
    switch (class->kind) {
    case KIND_EXCEPTION:
        return exception_make(vm, class, args + 1, (uint32_t)count - 1, NULL, true);
    case KIND_INSTANCE: {
        Object *init = class_peek_attribute(class, vm->names.init);
        bool has_init = init != NULL && init->kind != KIND_NATIVE;
        if (count > 1 && (class->flags & CLASS_HAS_NEW) != 0)
            raise_error(vm, ERROR_TypeError,
                        "object.__new__() takes exactly one argument (the type to instantiate)");
        else if (count > 1 && !has_init)
            raise_error(vm, ERROR_TypeError, "%s() takes no arguments", class->name->text);
        else
            return instance_new(vm, class);
        return NULL;
    }
    case KIND_LIST_INSTANCE:
    case KIND_DICT_INSTANCE:
        return instance_new(vm, class);
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return wrap_value_take(
            vm, class,
            vm_call(vm, &value_class(vm, (Kind) class->kind)->header, args + 1, count - 1));
    default:
        /* The type itself. A list or dict that __new__ makes is empty. */
        if (class->kind == KIND_LIST || class->kind == KIND_DICT)
            return vm_call(vm, &class->header, NULL, 0);
        return vm_call(vm, &class->header, args + 1, count - 1);
    }
}

Object *object_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->object_class, args, count);
}

Object *exception_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->errors[ERROR_BaseException], args, count);
}

Object *int_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->classes[KIND_INT], args, count);
}

Object *str_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->classes[KIND_STR], args, count);
}

Object *list_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->classes[KIND_LIST], args, count);
}

Object *dict_static_new(Vm *vm, Object **args, size_t count) {
    return new_of_kind(vm, vm->classes[KIND_DICT], args, count);
}
