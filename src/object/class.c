#include "object/class.h"

#include "object/call.h"
#include "object/exception.h"
#include "object/state.h"

ClassObject *instance_class(const Object *instance) {
    const void *object = instance;
    switch (instance->kind) {
    case KIND_LIST_INSTANCE:
        return ((const ListInstance *)object)->class;
    case KIND_DICT_INSTANCE:
        return ((const DictInstance *)object)->class;
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return ((const ValueInstance *)object)->class;
    default:
        return ((const InstanceObject *)object)->class;
    }
}

ClassObject *object_class_peek(const Vm *vm, const Object *object) {
    return object_is_instance(object) ? instance_class(object) : vm->classes[object->kind];
}

const char *object_type_name(const Vm *vm, const Object *object) {
    return object_class_peek(vm, object)->name->text;
}

/* Whether the class has such a method depends on its bases too: kept as flags, for what must be
 * quick. The ones that built-in types have are not meant. */
static void update_flags(Vm *vm, ClassObject *class) {
    const struct {
        StrObject *name;
        uint32_t flag;
    } METHODS[] = {
        {vm->names.del, CLASS_HAS_DEL},         {vm->names.getattr, CLASS_HAS_GETATTR},
        {vm->names.setattr, CLASS_HAS_SETATTR}, {vm->names.delattr, CLASS_HAS_SETATTR},
        {vm->names.new, CLASS_HAS_NEW},
    };
    uint32_t flags = 0;
    for (unsigned i = 0; i < ARRAY_LENGTH(METHODS); i++) {
        const Object *method =
            METHODS[i].name == NULL ? NULL : class_peek_attribute(class, METHODS[i].name);
        if (method != NULL && method->kind != KIND_NATIVE)
            flags |= METHODS[i].flag;
    }
    const uint32_t all = CLASS_HAS_DEL | CLASS_HAS_GETATTR | CLASS_HAS_SETATTR | CLASS_HAS_NEW;
    class->flags = (class->flags & ~all) | flags;
    class->version = ++vm->class_version;
    class->init_depth = 0;
    class->init_entry = 0;
}

ClassObject *class_new(Vm *vm, StrObject *name, StrObject *qualified_name, ClassObject *base,
                       DictObject *attributes, Kind kind) {
    DictObject *layout = dict_new(vm);
    if (layout == NULL)
        return NULL;
    ClassObject *class = (ClassObject *)object_new(vm, KIND_CLASS, sizeof *class);
    if (class == NULL) {
        object_release(vm, &layout->header);
        return NULL;
    }
    object_hold(&attributes->header);
    object_hold(&name->header);
    object_hold(&qualified_name->header);
    object_hold_if((Object *)base);
    class->attributes = attributes;
    class->base = base;
    class->name = name;
    class->qualified_name = qualified_name;
    class->layout = layout;
    class->first_subclass = NULL;
    class->next_sibling = NULL;
    class->slot_hint = base == NULL ? 0 : base->slot_hint;
    class->kind = (uint8_t)kind;
    class->member_count = 0;
    class->flags =
        base == NULL ? CLASS_HAS_NO_DICT : base->flags & (CLASS_IS_EXCEPTION | CLASS_HAS_WEAK);
    if (base != NULL) {
        class->next_sibling = base->first_subclass;
        base->first_subclass = class;
    }
    update_flags(vm, class);
    gc_track(vm, &class->header);
    return class;
}

void class_forget(Vm *vm, ClassObject *class) {
    (void)vm;
    /* Subclasses hold their base, so a dying class has none left. After the collector cleared
     * it, its base may be gone from the field: then it was unlinked already. */
    if (class->base == NULL)
        return;
    ClassObject **link = &class->base->first_subclass;
    while (*link != NULL && *link != class)
        link = &(*link)->next_sibling;
    if (*link == class)
        *link = class->next_sibling;
    class->next_sibling = NULL;
}

Object *class_peek_attribute(const ClassObject *class, StrObject *name) {
    for (; class != NULL; class = class->base) {
        if (class->attributes == NULL)
            return NULL;
        Object *value = dict_peek_name(class->attributes, name);
        if (value != NULL)
            return value;
    }
    return NULL;
}

/* Renews the versions of a class and all that inherit from it, walking the tree of subclasses
 * without recursion: down to the first, on to the sibling, up to the base. */
static void renew_versions(Vm *vm, ClassObject *root) {
    ClassObject *class = root;
    for (;;) {
        update_flags(vm, class);
        if (class->first_subclass != NULL) {
            class = class->first_subclass;
            continue;
        }
        while (class != root && class->next_sibling == NULL)
            class = class->base;
        if (class == root)
            return;
        class = class->next_sibling;
    }
}

bool class_set_attribute(Vm *vm, ClassObject *class, StrObject *name, Object *value_or_null) {
    if ((class->flags & CLASS_IS_BUILT_IN) != 0) {
        raise_error(vm, ERROR_TypeError, "cannot set '%s' attribute of immutable type '%s'",
                    name->text, class->name->text);
        return false;
    }
    Object *old_key = NULL;
    Object *old_value = NULL;
    if (value_or_null == NULL) {
        int64_t entry = dict_find_name(class->attributes, name);
        if (entry < 0) {
            raise_error(vm, ERROR_AttributeError, "%s", name->text);
            return false;
        }
        dict_remove_entry(class->attributes, (size_t)entry, &old_key, &old_value);
    } else {
        old_value = dict_peek_name(class->attributes, name);
        object_hold_if(old_value);
        if (!dict_set(vm, class->attributes, &name->header, value_or_null)) {
            object_release_if(vm, old_value);
            return false;
        }
    }
    renew_versions(vm, class);
    object_release_if(vm, old_key);
    object_release_if(vm, old_value);
    return true;
}

Object *class_find_init(ClassObject *class, StrObject *init_name) {
    uint32_t depth = 0;
    for (const ClassObject *at = class; at != NULL; at = at->base, depth++) {
        int64_t entry = at->attributes == NULL ? DICT_ABSENT
                                               : dict_find_name(at->attributes, init_name);
        if (entry < 0)
            continue;
        if (entry < UINT16_MAX && depth <= UINT8_MAX) {
            class->init_depth = (uint8_t)depth;
            class->init_entry = (uint16_t)(entry + 1);
        }
        return dict_entry_value(at->attributes, (size_t)entry);
    }
    return NULL;
}

bool class_is_subclass(const ClassObject *class, const ClassObject *of) {
    for (; class != NULL; class = class->base) {
        if (class == of)
            return true;
    }
    return false;
}

bool class_has_room(Vm *vm, const ClassObject *class) {
    if (class->layout->fill < SLOTS_MOST)
        return true;
    raise_error(vm, ERROR_MemoryError, "too many attribute names in one class");
    return false;
}
