/* methods_object.c -- what object and BaseException give to the classes of programs. */
#include "vm/native.h"

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)
NATIVE(object_method_init);

/* object.__init__(self): takes nothing, unless the class has a __new__ of its own that wants it. */
NATIVE(object_method_init) {
    if (count > 1) {
        const ClassObject *class = object_class_peek(vm, args[0]);
        const Object *init = class_peek_attribute(class, vm->names.init);
        raise_error(vm, ERROR_TypeError,
                    "%s.__init__() takes exactly one argument (the instance to initialize)",
                    init == NULL || init->kind == KIND_NATIVE ? class->name->text : "object");
        return NULL;
    }
    (void)args;
    return object_held(vm->none);
}
