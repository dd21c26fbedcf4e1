/* attribute.h -- finding attributes for calls; the general ones are declared in object/class.h. */
#ifndef OURO_VM_ATTRIBUTE_H
#define OURO_VM_ATTRIBUTE_H

#include "lang/ops.h"
#include "object/state.h"

/* A cached method is found by how many bases up it is, and the number of its entry there. */
enum { METHOD_ENTRY_BITS = 24 };

/* As attribute_get, but a method comes unbound, with *self held for it, so that a call makes no
 * method object. *self is NULL where the attribute is not a method. Owned. */
MUST_CHECK Object *attribute_get_method(Vm *vm, Object *object, StrObject *name, Object **self);
/* The same, and fills the cache where the method can be found again from the class alone. */
MUST_CHECK Object *attribute_cache_method(Vm *vm, Object *object, StrObject *name, Object **self,
                                          InlineCache *cache);
/* The method of a filled cache, for an object whose class has the cache's version: borrowed. */
static ALWAYS_INLINE Object *attribute_cached_method(const ClassObject *class, uint32_t index) {
    for (uint32_t depth = index >> METHOD_ENTRY_BITS; depth > 0; depth--)
        class = class->base;
    return dict_entry_value(class->attributes, index & ((1u << METHOD_ENTRY_BITS) - 1));
}
/* What super().name finds from `class` on upwards, in the same form. */
MUST_CHECK Object *attribute_get_super(Vm *vm, Object *class, Object *object, StrObject *name,
                                       Object **self);
/* A special method as the object's class alone has it, bound: owned; NULL without an exception if
 * it has none. */
MUST_CHECK Object *attribute_get_special(Vm *vm, Object *object, StrObject *name);
/* As attribute_set, without asking __setattr__ or __delattr__: what object's own ones do. */
MUST_CHECK bool attribute_set_plainly(Vm *vm, Object *object, StrObject *name,
                                      Object *value_or_null);
/* As attribute_get, without asking __getattr__. */
MUST_CHECK Object *attribute_get_plainly(Vm *vm, Object *object, StrObject *name);
/* The name of an attribute that a program gave, interned and owned: TypeError if it is no string.
 */
MUST_CHECK StrObject *attribute_read_name(Vm *vm, Object *name);
/* Where a frame stands: the index of the instruction that runs. */
uint32_t frame_instruction(const Frame *frame);

#endif
