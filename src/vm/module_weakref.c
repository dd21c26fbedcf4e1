/* module_weakref.c -- the module _weakref: what of weakref is written in C. The rest is
 * modules/weakref.py. */
#include "object/special.h"
#include "object/weak.h"
#include "vm/module.h"
#include "vm/native.h"

/* A row of any number of arguments, because the words of CPython name no function of the row. */
static Object *make(Vm *vm, Object **args, size_t count, const char *name, bool is_proxy) {
    if (count < 1 || count > 2) {
        raise_error(vm, ERROR_TypeError, "%s expected at %s %d argument%s, got %u", name,
                    count < 1 ? "least" : "most", count < 1 ? 1 : 2, count < 1 ? "" : "s",
                    (unsigned)count);
        return NULL;
    }
    Object *callback = count < 2 || args[1]->kind == KIND_NONE ? NULL : args[1];
    Kind kind = KIND_WEAK_REFERENCE;
    if (is_proxy) {
        kind = special_is_callable(vm, args[0]) ? KIND_WEAK_CALLABLE_PROXY : KIND_WEAK_PROXY;
    }
    return (Object *)weak_new(vm, kind, args[0], callback, NULL);
}

Object *weak_construct(Vm *vm, Object **args, size_t count) {
    return make(vm, args + 1, count - 1, "__new__", false);
}

Object *weak_native_proxy(Vm *vm, Object **args, size_t count) {
    return make(vm, args, count, "proxy", true);
}

Object *weak_native_keyed(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)weak_new(vm, KIND_WEAK_REFERENCE, args[0], args[1], args[2]);
}

Object *weak_native_getweakrefcount(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t found = 0;
    for (const WeakObject *weak = weak_first_peek(vm, args[0]); weak != NULL; weak = weak->next) {
        found++;
    }
    return int_new(vm, found);
}

Object *weak_native_getweakrefs(Vm *vm, Object **args, size_t count) {
    (void)count;
    ListObject *list = list_new(vm, 0);
    for (WeakObject *weak = weak_first_peek(vm, args[0]); list != NULL && weak != NULL;
         weak = weak->next) {
        if (!list_append(vm, list, &weak->header)) {
            object_release(vm, &list->header);
            return NULL;
        }
    }
    return (Object *)list;
}

Object *weak_method_call(Vm *vm, Object **args, size_t count) {
    if (args[count] != NULL) {
        raise_error(vm, ERROR_TypeError, "weakref() takes no keyword arguments");
        return NULL;
    }
    if (count > 1) {
        raise_error(vm, ERROR_TypeError, "weakref expected 0 arguments, got %u",
                    (unsigned)(count - 1));
        return NULL;
    }
    Object *referent = ((WeakObject *)args[0])->referent;
    return object_held(referent == NULL ? vm->none : referent);
}

bool module_weakref_fill(Vm *vm, ModuleObject *module) {
    static const struct {
        const char *name;
        Kind kind;
    } TYPES[] = {{"ref", KIND_WEAK_REFERENCE},
                 {"ReferenceType", KIND_WEAK_REFERENCE},
                 {"ProxyType", KIND_WEAK_PROXY},
                 {"CallableProxyType", KIND_WEAK_CALLABLE_PROXY}};
    for (unsigned i = 0; i < ARRAY_LENGTH(TYPES); i++) {
        ClassObject *class = vm->classes[TYPES[i].kind];
        class->flags |= CLASS_IS_FINAL;
        if (!module_set_take(vm, module, TYPES[i].name, object_held(&class->header)))
            return false;
    }
    return true;
}
