/* methods_object.c -- what object and BaseException give to the classes of programs. */
#include "vm/native.h"

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)
NATIVE(object_method_init);

/* object.__init__(self): takes nothing, unless the class has no __init__ of its own to blame. */
NATIVE(object_method_init) {
    if (count > 1) {
        raise_error(vm, ERROR_TypeError,
                    "object.__init__() takes exactly one argument (the instance to initialize)");
        return NULL;
    }
    (void)args;
    return object_held(vm->none);
}
