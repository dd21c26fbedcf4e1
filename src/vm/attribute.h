/* attribute.h -- finding attributes for calls; the general ones are declared in object/class.h. */
#ifndef OURO_VM_ATTRIBUTE_H
#define OURO_VM_ATTRIBUTE_H

#include "object/state.h"

/* As attribute_get, but a method comes unbound, with *self held for it, so that a call makes no
 * method object. *self is NULL where the attribute is not a method. Owned. */
MUST_CHECK Object *attribute_get_method(Vm *vm, Object *object, StrObject *name, Object **self);
/* What super().name finds from `class` on upwards, in the same form. */
MUST_CHECK Object *attribute_get_super(Vm *vm, Object *class, Object *object, StrObject *name,
                                       Object **self);
/* Where a frame stands: the index of the instruction that runs. */
uint32_t frame_instruction(const Frame *frame);

#endif
