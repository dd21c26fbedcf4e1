/* descriptor.h -- what classes hold besides functions and values: property, classmethod,
 * staticmethod, the members that __slots__ makes; and super() and the view of a class's __dict__.
 *
 * A descriptor says what reading an attribute of an instance does. Those of programs (__get__) are
 * not in the language; these few kinds are all there are, so looking an attribute up is a switch.
 * A property and a member stand before what the instance itself has; the others stand behind. */
#ifndef OURO_OBJECT_DESCRIPTOR_H
#define OURO_OBJECT_DESCRIPTOR_H

#include "object/class.h"

typedef struct PropertyObject {
    Object header;
    Object *get;      /* or NULL */
    Object *set;      /* or NULL */
    Object *delete;   /* or NULL */
    Object *doc;      /* or NULL for None */
    StrObject *name;  /* what the class calls it, or NULL */
    uint64_t own_doc; /* `doc` was given, not taken from the getter */
} PropertyObject;

/* classmethod and staticmethod. */
typedef struct WrapperObject {
    Object header;
    Object *function;
} WrapperObject;

/* An attribute that __slots__ names: reads and writes the slot of that number. */
typedef struct MemberObject {
    Object header;
    ClassObject *class;
    StrObject *name;
    uint32_t slot;
    uint32_t spare; /* zero */
} MemberObject;

/* `self` is an instance of `class`, or a class that inherits from it, or NULL while unbound; its
 * attributes are looked up behind `class` among the bases of `self_class`. */
typedef struct SuperObject {
    Object header;
    ClassObject *class;
    Object *self;
    ClassObject *self_class;
} SuperObject;

typedef struct MappingProxy {
    Object header;
    DictObject *dict;
} MappingProxy;

IMAGE_STRUCT(PropertyObject, 56);
IMAGE_STRUCT(WrapperObject, 16);
IMAGE_STRUCT(MemberObject, 32);
IMAGE_STRUCT(SuperObject, 32);
IMAGE_STRUCT(MappingProxy, 16);

/* Any of the four may be NULL. Tracked. */
MUST_CHECK PropertyObject *property_new(Vm *vm, Object *get, Object *set, Object *delete,
                                        Object *doc);
/* KIND_CLASS_METHOD or KIND_STATIC_METHOD. Tracked. */
MUST_CHECK WrapperObject *wrapper_new(Vm *vm, Kind kind, Object *function);
MUST_CHECK MemberObject *member_new(Vm *vm, ClassObject *class, StrObject *name, uint32_t slot);
/* TypeError "super(type, obj): obj must be an instance or subtype of type". */
MUST_CHECK SuperObject *super_new(Vm *vm, ClassObject *class, Object *self_or_null);
MUST_CHECK MappingProxy *mapping_proxy_new(Vm *vm, DictObject *dict);

#endif
