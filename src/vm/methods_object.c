/* methods_object.c -- what object and BaseException give to the classes of programs. */
#include "vm/native.h"

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)
NATIVE(object_method_init);

/* object.__init__(self): takes nothing. What the words blame is whichever of __new__ and __init__
 * the class has of its own. */
NATIVE(object_method_init) {
    const ClassObject *class = object_class_peek(vm, args[0]);
    const Object *init = class_peek_attribute(class, vm->names.init);
    bool has_init = init != NULL && init->kind != KIND_NATIVE;
    bool has_new = (class->flags & CLASS_HAS_NEW) != 0;
    if (count > 1 && (has_init || !has_new)) {
        raise_error(vm, ERROR_TypeError,
                    "%s.__init__() takes exactly one argument (the instance to initialize)",
                    has_init ? "object" : class->name->text);
        return NULL;
    }
    return object_held(vm->none);
}
