/* class.h -- classes and their instances.
 *
 * An instance keeps its attributes in slots that its class lays out: the class maps a name to the
 * number of a slot (`layout`), so an instance costs three words and its values. The layout only
 * ever grows, so a (class version, slot) pair that was right stays right.
 *
 * `version` changes whenever an attribute of the class, or of a class it inherits from, is set or
 * deleted, and when the layout grows; no two classes ever share a version. The loop's inline caches
 * compare it. To keep that cheap a class knows its direct subclasses, weakly: first_subclass,
 * next_sibling.
 *
 * Every kind has a class in `vm->classes`, built at start-up from kinds.def. */
#ifndef OURO_OBJECT_CLASS_H
#define OURO_OBJECT_CLASS_H

#include "object/dict.h"
#include "object/object.h"
#include "object/sequence.h"
#include "object/str.h"

typedef struct ClassObject ClassObject;

enum {
    CLASS_HAS_DEL = 1,       /* it or a base defines __del__ */
    CLASS_IS_BUILT_IN = 2,   /* its attributes cannot be set by programs */
    CLASS_IS_EXCEPTION = 4,  /* its instances are ExceptionObjects */
    CLASS_IS_FINAL = 8,      /* cannot be a base ("type 'bool' is not an acceptable base type") */
    CLASS_HAS_GETATTR = 16,  /* it or a base of a program defines __getattr__ */
    CLASS_HAS_SETATTR = 32,  /* the same with __setattr__ or __delattr__ */
    CLASS_HAS_NEW = 64,      /* the same with __new__ */
    CLASS_HAS_NO_DICT = 128, /* its instances have the attributes of __slots__ and no others */
    CLASS_HAS_WEAK = 256,    /* its instances can be referred to weakly */
};

enum { SLOTS_MOST = 60000 }; /* names in a layout */

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
    uint8_t init_depth; /* where a call found __init__: how many bases up, */
    uint32_t flags;
    uint16_t member_count; /* of the layout's entries, those that __slots__ made: the first */
    uint16_t init_entry;   /* and 1 + the number of its entry there; 0: not known */
};

/* Instances know the order in which their attributes were set, as a dict would. Mostly it is that
 * of the slots. One whose attributes are set in another order is FLAG_ORDERED: its slots lie in a
 * buffer and behind them a number for each, which grows with the order (0: not set). One whose
 * __dict__ a program has asked for gets a dict and becomes DICTED. */
typedef struct InstanceObject {
    Object header;
    Object **slots; /* inside the object, or in a buffer once it outgrew that */
    uint32_t slot_count;
    uint16_t inline_count; /* slots that the object has room for itself */
    uint16_t cursor;       /* zero; while dying, how many slots were released */
    ClassObject *class;
    Object *inline_slots[];
} InstanceObject;

/* Instances of classes that inherit from list, dict, int and str. Their attributes are in a dict,
 * NULL while there are none. */
typedef struct ListInstance {
    ListObject list;
    DictObject *attributes;
    ClassObject *class;
} ListInstance;

typedef struct DictInstance {
    DictObject dict;
    DictObject *attributes;
    ClassObject *class;
} DictInstance;

typedef struct ValueInstance {
    Object header;
    DictObject *attributes;
    ClassObject *class;
    Object *value; /* an int or a str */
} ValueInstance;

IMAGE_STRUCT(ClassObject, 80);
IMAGE_STRUCT(InstanceObject, 32);
IMAGE_STRUCT(ListInstance, 40);
IMAGE_STRUCT(DictInstance, 48);
IMAGE_STRUCT(ValueInstance, 32);

/* The class of an instance, by its kind: reads the object alone, so that it may be a copy of one.
 */
ClassObject *instance_class(const Object *instance);
/* What a built-in operation works on: the value of an instance of a class that inherits from int or
 * str; else the object itself. Borrowed. */
static inline Object *object_plain(Object *object) {
    return object->kind == KIND_INT_INSTANCE || object->kind == KIND_STR_INSTANCE
               ? ((ValueInstance *)object)->value
               : object;
}
/* Whether it is a list (or dict), of the type itself or of a class that inherits from it: then it
 * may be used as a ListObject (or DictObject). */
static inline bool object_is_list(const Object *object) {
    return object->kind == KIND_LIST || object->kind == KIND_LIST_INSTANCE;
}
static inline bool object_is_dict(const Object *object) {
    return object->kind == KIND_DICT || object->kind == KIND_DICT_INSTANCE;
}

/* The kind whose operations such an object has: LIST for a list of either sort, and so on. */
static inline Kind object_base_kind(const Object *object) {
    switch (object->kind) {
    case KIND_LIST_INSTANCE:
        return KIND_LIST;
    case KIND_DICT_INSTANCE:
        return KIND_DICT;
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return (Kind)((const ValueInstance *)(const void *)object)->value->kind;
    default:
        return (Kind)object->kind;
    }
}

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
/* __init__ of the class, borrowed, where an earlier call found it; NULL if that is not known. */
static inline Object *class_cached_init(const ClassObject *class, const StrObject *init_name) {
    uint32_t entry = class->init_entry;
    for (uint32_t depth = class->init_depth; depth > 0; depth--)
        class = class->base;
    const DictObject *attributes = class->attributes;
    bool is_there = entry - 1 < attributes->fill &&
                    dict_entry_key(attributes, entry - 1) == &init_name->header;
    return is_there ? dict_entry_value(attributes, entry - 1) : NULL;
}
/* Looks for __init__ as class_peek_attribute does, and notes where it was. */
Object *class_find_init(ClassObject *class, StrObject *init_name);
bool class_is_subclass(const ClassObject *class, const ClassObject *of);

/* An instance with unset slots (also of an exception class: then an ExceptionObject). Tracked. */
MUST_CHECK Object *instance_new(Vm *vm, ClassObject *class);
/* The attribute in the instance's own slots or dict: borrowed, NULL if absent. */
Object *instance_peek_own(const Object *instance, StrObject *name);
/* Sets it, giving the class a new slot if need be; false with AttributeError (only the name, as the
 * caller knows the words) pending if the class allows no attributes but those of __slots__. */
MUST_CHECK bool instance_set_own(Vm *vm, Object *instance, StrObject *name, Object *value);
/* Removes it: false (and nothing pending) if it is absent. */
bool instance_delete_own(Vm *vm, Object *instance, StrObject *name);
/* The dict that the attributes are in from now on: borrowed. NULL with an exception pending. */
MUST_CHECK DictObject *instance_need_dict(Vm *vm, Object *instance);
/* The dict that they are in already, or NULL. */
DictObject *instance_peek_dict(const Object *instance);
/* Gives it another dict. */
MUST_CHECK bool instance_set_dict(Vm *vm, Object *instance, DictObject *dict);
/* The slots that are set, from `first` on, in the order in which they were: how many were written
 * to `order`, which has room for all. */
uint32_t instance_order(const InstanceObject *instance, uint32_t first, uint32_t *order);
/* Sets a slot that was empty: false if that would lose the order of the attributes. */
bool instance_fill_slot(InstanceObject *instance, uint32_t slot, Object *value);
/* The number of the slot, or -1; for the caches. */
int64_t class_find_slot(const ClassObject *class, StrObject *name);

/* Whether the layout takes another name. False with an exception pending. */
MUST_CHECK bool class_has_room(Vm *vm, const ClassObject *class);

/* Whether its class inherits from list, dict, int or str. */
static inline bool object_is_derived(const Object *object) {
    return object->kind > KIND_EXCEPTION;
}

/* The slot of the first member that this class's own __slots__ made; those before are its base's.
 */
static inline uint32_t class_first_member(const ClassObject *class) {
    return class->base == NULL ? 0 : class->base->member_count;
}

/* Whether it is an InstanceObject: the attributes are in slots, maybe one that holds their dict. */
static inline bool object_has_slots(const Object *object) {
    return object->kind >= KIND_INSTANCE && object->kind <= KIND_EXCEPTION;
}

/* Attributes in general. `attribute_get` is owned; NULL with AttributeError pending. Setting NULL
 * deletes. A class's own functions come back bound to the instance. */
MUST_CHECK Object *attribute_get(Vm *vm, Object *object, StrObject *name);
MUST_CHECK bool attribute_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null);

#endif
