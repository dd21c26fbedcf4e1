/* instance.c -- instances and where they keep their attributes.
 *
 * Mostly in slots, whose numbers the class gives. Where a program asks for __dict__, the attributes
 * move into a dict, which is then the place that everybody reads. */
#include "object/class.h"

#include "object/call.h"
#include "object/exception.h"
#include "object/quick_new.h"
#include "object/state.h"

/* An instance of a class that inherits from list, dict, int or str: empty. */
static Object *derived_new(Vm *vm, ClassObject *class) {
    Object *object = object_new(vm, (Kind) class->kind, KIND_ROWS[class->kind].size);
    if (object == NULL)
        return NULL;
    object_hold(&class->header);
    switch (object->kind) {
    case KIND_LIST_INSTANCE: {
        ListInstance *made = (ListInstance *)object;
        *made = (ListInstance){.list.header = *object, .class = class};
        break;
    }
    case KIND_DICT_INSTANCE: {
        DictInstance *made = (DictInstance *)object;
        *made = (DictInstance){.dict.header = *object, .class = class};
        break;
    }
    default: {
        ValueInstance *made = (ValueInstance *)object;
        *made = (ValueInstance){.header = *object, .class = class};
        break;
    }
    }
    gc_track(vm, object);
    return object;
}

Object *instance_new(Vm *vm, ClassObject *class) {
    Kind kind = (Kind) class->kind;
    if (kind > KIND_EXCEPTION)
        return derived_new(vm, class);
    uint32_t room = (uint32_t) class->layout->fill;
    if (room < class->slot_hint)
        room = class->slot_hint;
    /* What exceptions have besides members lies in a dict, as in CPython. */
    if (kind == KIND_EXCEPTION)
        room = class->member_count + 1;
    size_t fixed = KIND_ROWS[kind].size;
    size_t size = (fixed + room * sizeof(Object *) + HEAP_GRAIN - 1) & ~(HEAP_GRAIN - 1);
    size_t usable = heap_usable(size);
    uint32_t inline_count = (uint32_t)((usable - fixed) / sizeof(Object *));
    size = fixed + inline_count * sizeof(Object *);
    InstanceObject *instance = (InstanceObject *)object_new(vm, kind, size);
    if (instance == NULL)
        return NULL;
    Object **slots = (Object **)(void *)((char *)instance + fixed);
    instance_fill(instance, slots, inline_count, class);
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
    return &instance->header;
}

int64_t class_find_slot(const ClassObject *class, StrObject *name) {
    return dict_find_name(class->layout, name);
}

/* Where the dict of the attributes is, or would be; NULL for those that never have one. */
static DictObject **dict_place(Object *instance) {
    switch (instance->kind) {
    case KIND_DICTED:
    case KIND_EXCEPTION: {
        InstanceObject *dicted = (InstanceObject *)instance;
        return (DictObject **)(void *)&dicted->slots[dicted->class->member_count];
    }
    case KIND_LIST_INSTANCE:
        return &((ListInstance *)instance)->attributes;
    case KIND_DICT_INSTANCE:
        return &((DictInstance *)instance)->attributes;
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return &((ValueInstance *)instance)->attributes;
    default:
        return NULL;
    }
}

DictObject *instance_peek_dict(const Object *instance) {
    DictObject **place = dict_place((Object *)(uintptr_t)instance);
    return place == NULL ? NULL : *place;
}

/* The slot of a name that is in slots: -1 if it is not. */
static int64_t find_own_slot(const Object *instance, StrObject *name) {
    if (!object_has_slots(instance))
        return -1;
    const InstanceObject *seen = (const InstanceObject *)(const void *)instance;
    int64_t slot = class_find_slot(seen->class, name);
    if (slot >= (int64_t)seen->slot_count ||
        (instance->kind != KIND_INSTANCE && slot >= (int64_t)seen->class->member_count))
        return -1;
    return slot;
}

Object *instance_peek_own(const Object *instance, StrObject *name) {
    int64_t slot = find_own_slot(instance, name);
    if (slot >= 0)
        return ((const InstanceObject *)(const void *)instance)->slots[slot];
    const DictObject *dict = instance_peek_dict(instance);
    return dict == NULL ? NULL : dict_peek_name(dict, name);
}

/* The numbers that say in which order the slots of an ORDERED instance were set. */
static uint16_t *numbers_of(const InstanceObject *instance) {
    return (uint16_t *)(void *)(instance->slots + instance->slot_count);
}

/* The slots move to a buffer, or to a larger one, with numbers behind them if they are ORDERED. */
static bool grow_slots(Vm *vm, InstanceObject *instance, uint32_t wanted) {
    bool ordered = (instance->header.flags & FLAG_ORDERED) != 0;
    size_t each = sizeof(Object *) + (ordered ? sizeof(uint16_t) : 0);
    size_t room = wanted + wanted / 2 + 2;
    Object **slots = buffer_new(vm, room * each, &instance->header);
    if (slots == NULL)
        return false;
    room = buffer_capacity(slots) / each;
    if (room > UINT16_MAX)
        room = UINT16_MAX;
    for (size_t i = 0; i < room; i++)
        slots[i] = i < instance->slot_count ? instance->slots[i] : NULL;
    uint16_t *numbers = (uint16_t *)(void *)(slots + room);
    for (size_t i = 0; ordered && i < room; i++)
        numbers[i] = i < instance->slot_count ? numbers_of(instance)[i] : 0;
    if (instance->slot_count > instance->inline_count)
        buffer_free(vm, instance->slots);
    instance->slots = slots;
    instance->slot_count = (uint32_t)room;
    return true;
}

/* The slots get numbers: those of the slots themselves, as they were set in that order so far. */
static bool become_ordered(Vm *vm, InstanceObject *instance) {
    enum { ORDERED_MOST = 4096 };
    uint32_t count = instance->slot_count;
    if (count > ORDERED_MOST) {
        raise_error(vm, ERROR_MemoryError, "too many attributes to be set out of order");
        return false;
    }
    Object **before = instance->slots;
    bool in_buffer = count > instance->inline_count;
    size_t each = sizeof(Object *) + sizeof(uint16_t);
    uint32_t wanted = in_buffer ? count : (uint32_t)instance->inline_count + 1;
    Object **slots = buffer_new(vm, wanted * each, &instance->header);
    if (slots == NULL)
        return false;
    uint32_t room = (uint32_t)(buffer_capacity(slots) / each);
    for (uint32_t i = 0; i < room; i++)
        slots[i] = i < count ? before[i] : NULL;
    if (in_buffer)
        buffer_free(vm, before);
    instance->slots = slots;
    instance->slot_count = room;
    instance->header.flags |= FLAG_ORDERED;
    for (uint32_t i = 0; i < room; i++)
        numbers_of(instance)[i] = slots[i] == NULL ? 0 : (uint16_t)(i + 1);
    return true;
}

uint32_t instance_order(const InstanceObject *instance, uint32_t first, uint32_t *order) {
    uint32_t count = 0;
    const uint16_t *numbers =
        (instance->header.flags & FLAG_ORDERED) != 0 ? numbers_of(instance) : NULL;
    for (uint32_t i = first; i < instance->slot_count; i++) {
        if (instance->slots[i] == NULL)
            continue;
        uint32_t at = count++;
        for (; numbers != NULL && at > 0 && numbers[order[at - 1]] > numbers[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return count;
}

/* Gives a slot the next number; when the numbers run out they are dealt again. */
static void number_slot(InstanceObject *instance, uint32_t slot) {
    uint16_t *numbers = numbers_of(instance);
    uint16_t last = 0;
    for (uint32_t i = 0; i < instance->slot_count; i++) {
        if (instance->slots[i] != NULL && i != slot && numbers[i] > last)
            last = numbers[i];
    }
    if (last == UINT16_MAX) {
        last = 0;
        for (uint32_t done = 0; done < instance->slot_count; done++) {
            uint32_t least = slot;
            for (uint32_t i = 0; i < instance->slot_count; i++) {
                if (i != slot && instance->slots[i] != NULL && numbers[i] > last &&
                    (least == slot || numbers[i] < numbers[least]))
                    least = i;
            }
            if (least == slot)
                break;
            numbers[least] = ++last;
        }
    }
    numbers[slot] = (uint16_t)(last + 1);
}

bool instance_fill_slot(InstanceObject *instance, uint32_t slot, Object *value) {
    bool ordered = (instance->header.flags & FLAG_ORDERED) != 0;
    if (!ordered && slot >= instance->class->member_count &&
        instance->header.kind == KIND_INSTANCE) {
        for (uint32_t i = slot + 1; i < instance->slot_count; i++) {
            if (instance->slots[i] != NULL)
                return false;
        }
    }
    instance->slots[slot] = object_held(value);
    if (ordered && instance->header.kind == KIND_INSTANCE)
        number_slot(instance, slot);
    return true;
}

/* The attributes move from their slots into a dict, which takes the slot behind the members. */
static DictObject *become_dicted(Vm *vm, InstanceObject *instance) {
    const ClassObject *class = instance->class;
    uint32_t first = class->member_count;
    if (instance->slot_count <= first && !grow_slots(vm, instance, first + 1))
        return NULL;
    DictObject *dict = dict_new(vm);
    uint32_t *order =
        dict == NULL ? NULL : buffer_new(vm, instance->slot_count * sizeof *order, NULL);
    bool ok = order != NULL;
    uint32_t count = ok ? instance_order(instance, first, order) : 0;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = dict_set(vm, dict, dict_entry_key(class->layout, order[i]), instance->slots[order[i]]);
    buffer_free(vm, order);
    if (!ok) {
        object_release_if(vm, (Object *)dict);
        return NULL;
    }
    /* The dict holds the values, so nothing dies here. */
    for (uint32_t i = first; i < instance->slot_count; i++)
        OBJECT_CLEAR(vm, instance->slots[i]);
    instance->slots[first] = &dict->header;
    instance->header.kind = KIND_DICTED;
    return dict;
}

/* The dict, made if there is none. */
static DictObject *need_dict(Vm *vm, Object *instance) {
    if (instance->kind == KIND_INSTANCE)
        return become_dicted(vm, (InstanceObject *)instance);
    DictObject **place = dict_place(instance);
    if (*place == NULL)
        *place = dict_new(vm);
    return *place;
}

DictObject *instance_need_dict(Vm *vm, Object *instance) {
    if ((instance_class(instance)->flags & CLASS_HAS_NO_DICT) != 0) {
        raise_error(vm, ERROR_AttributeError, "'%s' object has no attribute '__dict__'",
                    object_type_name(vm, instance));
        return NULL;
    }
    return need_dict(vm, instance);
}

bool instance_set_dict(Vm *vm, Object *instance, DictObject *dict) {
    if (instance_need_dict(vm, instance) == NULL)
        return false;
    DictObject **place = dict_place(instance);
    DictObject *before = *place;
    *place = (DictObject *)object_held(&dict->header);
    object_release(vm, &before->header);
    return true;
}

static bool raise_no_attributes(Vm *vm, const Object *instance, StrObject *name) {
    raise_error(vm, ERROR_AttributeError, "'%s' object has no attribute '%s'",
                object_type_name(vm, instance), name->text);
    return false;
}

/* The slot of the name, given to the class if it has none: -1 with an exception pending. */
static int64_t need_slot(Vm *vm, ClassObject *class, StrObject *name) {
    int64_t slot = class_find_slot(class, name);
    if (slot >= 0)
        return slot;
    if (!class_has_room(vm, class))
        return -1;
    slot = (int64_t) class->layout->fill;
    if (!dict_set(vm, class->layout, &name->header, vm->none))
        return -1;
    /* A slot stands before a method of the same name, which may be cached as being free. */
    class->version = ++vm->class_version;
    return slot;
}

static bool set_slot(Vm *vm, InstanceObject *instance, uint32_t slot, Object *value) {
    if (slot >= instance->slot_count && !grow_slots(vm, instance, slot + 1))
        return false;
    Object *old = instance->slots[slot];
    if (old != NULL) {
        instance->slots[slot] = object_held(value);
        object_release(vm, old);
        return true;
    }
    if (instance_fill_slot(instance, slot, value))
        return true;
    return become_ordered(vm, instance) && instance_fill_slot(instance, slot, value);
}

bool instance_set_own(Vm *vm, Object *instance, StrObject *name, Object *value) {
    int64_t slot = find_own_slot(instance, name);
    ClassObject *class = instance_class(instance);
    if (slot < 0 && (class->flags & CLASS_HAS_NO_DICT) != 0 &&
        (!object_has_slots(instance) || class_find_slot(class, name) < 0))
        return raise_no_attributes(vm, instance, name);
    if (slot < 0 && instance->kind == KIND_INSTANCE) {
        slot = need_slot(vm, class, name);
        if (slot < 0)
            return false;
    }
    if (slot >= 0)
        return set_slot(vm, (InstanceObject *)instance, (uint32_t)slot, value);
    DictObject *dict = need_dict(vm, instance);
    return dict != NULL && dict_set(vm, dict, &name->header, value);
}

bool instance_delete_own(Vm *vm, Object *instance, StrObject *name) {
    int64_t slot = find_own_slot(instance, name);
    if (slot >= 0) {
        InstanceObject *slotted = (InstanceObject *)instance;
        bool is_there = slotted->slots[slot] != NULL;
        OBJECT_CLEAR(vm, slotted->slots[slot]);
        return is_there;
    }
    DictObject *dict = instance_peek_dict(instance);
    Object *value = dict == NULL ? NULL : dict_take_name(vm, dict, name);
    object_release_if(vm, value);
    return value != NULL;
}
