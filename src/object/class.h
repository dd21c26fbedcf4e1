/* class.h -- classes and their instances.
 *
 * An instance keeps its attributes in slots that its class lays out: the class maps a name to the
 * number of a slot (`layout`), so an instance costs three words and its values. The layout only
 * ever grows, so a (class version, slot) pair that was right stays right.
 *
 * `version` changes whenever an attribute of the class, or of a class it inherits from, is set or
 * deleted, and when the layout grows; no two classes ever share a version. The loop's inline caches compare it. To keep that
 * cheap a class knows its direct subclasses, weakly: first_subclass, next_sibling.
 *
 * Every kind has a class in `vm->classes`, built at start-up from kinds.def. */
#ifndef OURO_OBJECT_CLASS_H
#define OURO_OBJECT_CLASS_H

#include "object/dict.h"
#include "object/object.h"
#include "object/str.h"

typedef struct ClassObject ClassObject;

enum {
    CLASS_HAS_DEL = 1,      /* it or a base defines __del__ */
    CLASS_IS_BUILT_IN = 2,  /* its attributes cannot be set by programs */
    CLASS_IS_EXCEPTION = 4, /* its instances are ExceptionObjects */
    CLASS_IS_FINAL = 8,     /* cannot be a base ("type 'bool' is not an acceptable base type") */
};

struct ClassObject {
    Object header;
    DictObject *attributes;
    ClassObject *base; /* or NULL for object itself */
    StrObject *name;
    StrObject *qualified_name;
    DictObject *layout;          /* its n-th entry names slot n; the values are None */
    ClassObject *first_subclass; /* not counted */
    ClassObject *next_sibling;   /* not counted */
    uint32_t version;
    uint16_t slot_hint; /* room for slots in a new instance */
    uint8_t kind;       /* of its instances */
    uint8_t flags;
};

typedef struct InstanceObject {
    Object header;
    Object **slots; /* inside the object, or in a buffer once it outgrew that */
    uint32_t slot_count;
    uint16_t inline_count; /* slots that the object has room for itself */
    uint16_t cursor;       /* zero; while dying, how many slots were released */
    ClassObject *class;
    Object *inline_slots[];
} InstanceObject;

IMAGE_STRUCT(ClassObject, 72);
IMAGE_STRUCT(InstanceObject, 32);

/* The class of any object, borrowed. */
ClassObject *object_class_peek(const Vm *vm, const Object *object);
/* The name of the object's type, for messages. */
const char *object_type_name(const Vm *vm, const Object *object);

/* A class; takes over nothing, holds all it is given. `attributes` becomes its dict. */
MUST_CHECK ClassObject *class_new(Vm *vm, StrObject *name, StrObject *qualified_name,
                                  ClassObject *base, DictObject *attributes, Kind kind);
/* Unlinks a dying class from its base. Called by object_dispose. */
void class_forget(Vm *vm, ClassObject *class);
/* Looks along the bases: borrowed, NULL if absent. `name` is interned. */
Object *class_peek_attribute(const ClassObject *class, StrObject *name);
/* Sets (or with NULL deletes; AttributeError if absent) an attribute and renews versions. */
MUST_CHECK bool class_set_attribute(Vm *vm, ClassObject *class, StrObject *name,
                                    Object *value_or_null);
bool class_is_subclass(const ClassObject *class, const ClassObject *of);

/* An instance with unset slots (also of an exception class: then an ExceptionObject). Tracked. */
MUST_CHECK InstanceObject *instance_new(Vm *vm, ClassObject *class);
/* The value in the instance's own slots: borrowed, NULL if absent. */
Object *instance_peek_slot(const InstanceObject *instance, StrObject *name);
/* Sets the slot of `name`, giving the class a new one if need be. */
MUST_CHECK bool instance_set_slot(Vm *vm, InstanceObject *instance, StrObject *name, Object *value);
/* The number of the slot, or -1; for the caches. */
int64_t class_find_slot(const ClassObject *class, StrObject *name);

static inline bool object_has_slots(const Object *object) {
    return object->kind == KIND_INSTANCE || object->kind == KIND_EXCEPTION;
}

/* Attributes in general. `attribute_get` is owned; NULL with AttributeError pending. Setting NULL
 * deletes. A class's own functions come back bound to the instance. */
MUST_CHECK Object *attribute_get(Vm *vm, Object *object, StrObject *name);
MUST_CHECK bool attribute_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null);

#endif
