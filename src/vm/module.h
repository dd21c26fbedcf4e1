/* module.h -- the built-in modules. */
#ifndef OURO_VM_MODULE_H
#define OURO_VM_MODULE_H

#include "object/state.h"

/* A module with its __name__, in sys.modules: borrowed. */
MUST_CHECK ModuleObject *module_make(Vm *vm, const char *text);
/* Sets an attribute, taking the value; NULL (with an exception pending) is passed on as false. */
MUST_CHECK bool module_set_take(Vm *vm, ModuleObject *module, const char *name, Object *value);

/* What of the modules is not a function. */
MUST_CHECK bool module_sys_fill(Vm *vm, ModuleObject *module);
MUST_CHECK bool module_gc_fill(Vm *vm, ModuleObject *module);
MUST_CHECK bool module_weakref_fill(Vm *vm, ModuleObject *module);

#endif
