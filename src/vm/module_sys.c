/* module_sys.c -- the module sys. */
#include "vm/module.h"

#include "object/call.h"
#include "object/operations.h"
#include "vm/native.h"

Object *sys_getrefcount(Vm *vm, Object **args, size_t count);
Object *sys_getsizeof(Vm *vm, Object **args, size_t count);
Object *sys_getrecursionlimit(Vm *vm, Object **args, size_t count);
Object *sys_setrecursionlimit(Vm *vm, Object **args, size_t count);
Object *sys_exit(Vm *vm, Object **args, size_t count);
Object *sys_get_int_max_str_digits(Vm *vm, Object **args, size_t count);
Object *sys_set_int_max_str_digits(Vm *vm, Object **args, size_t count);
Object *sys_intern(Vm *vm, Object **args, size_t count);

/* The argument is held by the call, so the count is one more than the caller's references. */
Object *sys_getrefcount(Vm *vm, Object **args, size_t count) {
    (void)count;
    return int_new(vm, args[0]->refcount);
}

/* Bytes of the object's block and of its buffer. */
Object *sys_getsizeof(Vm *vm, Object **args, size_t count) {
    (void)count;
    const Buffer *buffer = object_buffer_peek(args[0]);
    size_t bytes = heap_usable(object_size(args[0]));
    if (buffer != NULL)
        bytes += (size_t)buffer->units * HEAP_GRAIN;
    return int_new(vm, (int64_t)bytes);
}

Object *sys_get_int_max_str_digits(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return int_new(vm, vm->int_digits_most);
}

/* 0 takes the limit away. */
Object *sys_set_int_max_str_digits(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t most = 0;
    if (!object_to_c_int(vm, args[0], &most))
        return NULL;
    if (most != 0 && most < INT_DIGITS_LEAST) {
        raise_error(vm, ERROR_ValueError, "maxdigits must be 0 or larger than %d",
                    INT_DIGITS_LEAST);
        return NULL;
    }
    vm->int_digits_most = (uint32_t)most;
    return object_held(vm->none);
}

Object *sys_getrecursionlimit(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return int_new(vm, vm->recursion_limit);
}

Object *sys_setrecursionlimit(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t limit;
    if (!object_to_c_int(vm, args[0], &limit))
        return NULL;
    if (limit < 1) {
        raise_error(vm, ERROR_ValueError, "recursion limit must be greater or equal than 1");
        return NULL;
    }
    uint32_t depth = vm->call_depth + vm->native_depth;
    if (limit <= depth) {
        raise_error(vm, ERROR_RecursionError,
                    "cannot set the recursion limit to %lld at the recursion depth %u: the limit "
                    "is too low",
                    (long long)limit, depth);
        return NULL;
    }
    vm->recursion_limit = limit > INT32_MAX ? INT32_MAX : (uint32_t)limit;
    return object_held(vm->none);
}

Object *sys_exit(Vm *vm, Object **args, size_t count) {
    (void)count;
    bool given = args[0] != NULL && args[0] != vm->none;
    raise_error_with(vm, ERROR_SystemExit, given ? args[0] : NULL);
    return NULL;
}

Object *sys_intern(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[0]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "intern() argument must be str, not %s",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    object_hold(args[0]);
    return (Object *)str_intern_take(vm, (StrObject *)args[0]);
}

/* exit() and quit() of the built-ins do the same. */
Object *builtin_exit(Vm *vm, Object **args, size_t count);
Object *builtin_quit(Vm *vm, Object **args, size_t count);
Object *builtin_exit(Vm *vm, Object **args, size_t count) {
    return sys_exit(vm, args, count);
}

Object *builtin_quit(Vm *vm, Object **args, size_t count) {
    return sys_exit(vm, args, count);
}

Object *sys_exception(Vm *vm, Object **args, size_t count);
Object *sys_exception(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return object_held(vm->handled != NULL ? vm->handled : vm->none);
}

/* The class, the exception and its traceback. */
Object *sys_exc_info(Vm *vm, Object **args, size_t count);
Object *sys_exc_info(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    Object *handled = vm->handled;
    Object *parts[] = {vm->none, vm->none, vm->none};
    if (handled != NULL) {
        Object *traceback = (Object *)((ExceptionObject *)handled)->traceback;
        parts[0] = &object_class_peek(vm, handled)->header;
        parts[1] = handled;
        parts[2] = traceback != NULL ? traceback : vm->none;
    }
    return (Object *)tuple_from(vm, parts, 3);
}

bool module_sys_fill(Vm *vm, ModuleObject *module) {
    object_hold(&vm->modules->header);
    return module_set_take(vm, module, "modules", &vm->modules->header) &&
           module_set_take(vm, module, "stdout", stream_new(vm, HOST_OUT)) &&
           module_set_take(vm, module, "stderr", stream_new(vm, HOST_ERROR)) &&
           module_set_take(vm, module, "maxsize", int_new(vm, INT64_MAX)) &&
           module_set_take(vm, module, "version",
                           (Object *)str_from_text(vm, "3.11 (Ouro's subset)"));
}
