#include "object/class.h"

#include "object/call.h"
#include "object/exception.h"
#include "object/state.h"

enum { SLOTS_MOST = 60000 };

ClassObject *object_class_peek(const Vm *vm, const Object *object) {
    if (object_has_slots(object))
        return ((const InstanceObject *)(const void *)object)->class;
    return vm->classes[object->kind];
}

const char *object_type_name(const Vm *vm, const Object *object) {
    return object_class_peek(vm, object)->name->text;
}

/* Whether the class has a __del__ depends on its bases too: kept as a flag, for release. */
static void update_flags(Vm *vm, ClassObject *class) {
    bool has_del = class_peek_attribute(class, vm->names.del) != NULL;
    class->flags =
        (uint8_t)(has_del ? class->flags | CLASS_HAS_DEL : class->flags & ~CLASS_HAS_DEL);
    class->version = ++vm->class_version;
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
    class->flags = base == NULL ? 0 : base->flags & CLASS_IS_EXCEPTION;
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

bool class_is_subclass(const ClassObject *class, const ClassObject *of) {
    for (; class != NULL; class = class->base) {
        if (class == of)
            return true;
    }
    return false;
}

InstanceObject *instance_new(Vm *vm, ClassObject *class) {
    Kind kind = class->kind;
    uint32_t room = (uint32_t) class->layout->fill;
    if (room < class->slot_hint)
        room = class->slot_hint;
    size_t fixed = KIND_ROWS[kind].size;
    size_t size = (fixed + room * sizeof(Object *) + HEAP_GRAIN - 1) & ~(HEAP_GRAIN - 1);
    size_t usable = heap_usable(size);
    uint32_t inline_count = (uint32_t)((usable - fixed) / sizeof(Object *));
    size = fixed + inline_count * sizeof(Object *);
    InstanceObject *instance = (InstanceObject *)object_new(vm, kind, size);
    if (instance == NULL)
        return NULL;
    Object **slots = (Object **)(void *)((char *)instance + fixed);
    instance->slots = slots;
    instance->slot_count = inline_count;
    instance->inline_count = (uint16_t)inline_count;
    instance->cursor = 0;
    instance->class = class;
    object_hold(&class->header);
    for (uint32_t i = 0; i < inline_count; i++)
        slots[i] = NULL;
    if (kind == KIND_EXCEPTION) {
        ExceptionObject *exception = (ExceptionObject *)(void *)instance;
        exception->args = vm->empty_tuple;
        object_hold(&vm->empty_tuple->header);
        exception->traceback = NULL;
        exception->cause = NULL;
        exception->context = NULL;
        exception->suppress_context = 0;
    }
    gc_track(vm, &instance->header);
    return instance;
}

int64_t class_find_slot(const ClassObject *class, StrObject *name) {
    int64_t entry = dict_find_name(class->layout, name);
    return entry;
}

Object *instance_peek_slot(const InstanceObject *instance, StrObject *name) {
    int64_t slot = class_find_slot(instance->class, name);
    if (slot < 0 || slot >= (int64_t)instance->slot_count)
        return NULL;
    return instance->slots[slot];
}

/* The slots move to a buffer, or to a larger one. */
static bool grow_slots(Vm *vm, InstanceObject *instance, uint32_t wanted) {
    size_t room = wanted + wanted / 2 + 2;
    Object **slots = buffer_new(vm, room * sizeof(Object *), &instance->header);
    if (slots == NULL)
        return false;
    room = buffer_capacity(slots) / sizeof(Object *);
    for (size_t i = 0; i < room; i++)
        slots[i] = i < instance->slot_count ? instance->slots[i] : NULL;
    if (instance->slot_count > instance->inline_count)
        buffer_free(vm, instance->slots);
    instance->slots = slots;
    instance->slot_count = (uint32_t)room;
    return true;
}

bool instance_set_slot(Vm *vm, InstanceObject *instance, StrObject *name, Object *value) {
    ClassObject *class = instance->class;
    int64_t slot = class_find_slot(class, name);
    if (slot < 0) {
        if (class->layout->fill >= SLOTS_MOST) {
            raise_error(vm, ERROR_MemoryError, "too many attribute names in one class");
            return false;
        }
        slot = (int64_t) class->layout->fill;
        if (!dict_set(vm, class->layout, &name->header, vm->none))
            return false;
        /* A slot stands before a method of the same name, which may be cached as being free. */
        class->version = ++vm->class_version;
    }
    if (slot >= (int64_t)instance->slot_count && !grow_slots(vm, instance, (uint32_t)slot + 1))
        return false;
    Object *old = instance->slots[slot];
    instance->slots[slot] = object_held(value);
    object_release_if(vm, old);
    return true;
}
