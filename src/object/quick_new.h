/* quick_new.h -- making containers where all lies ready: a block on the pool's free list, room in
 * the collector's list, and no collection due.
 *
 * These do what object_new, gc_track and instance_new do, byte for byte. Where they return NULL or
 * false nothing was done, which says nothing about memory: those go on. */
#ifndef OURO_OBJECT_QUICK_NEW_H
#define OURO_OBJECT_QUICK_NEW_H

#include "object/call.h"
#include "object/class.h"

/* As gc_reserve. */
MUST_CHECK static ALWAYS_INLINE bool gc_reserve_quick(Vm *vm) {
    Collector *collector = &vm->collector;
    Generation *young = &collector->generations[0];
    if (UNLIKELY(collector->length >= collector->capacity || young->count >= young->threshold))
        return false;
    young->count++;
    return true;
}

/* As object_new of a kind that the collector knows, of at most HEAP_SMALL_MAX bytes. */
MUST_CHECK static ALWAYS_INLINE Object *object_new_quick(Vm *vm, Kind kind, size_t size) {
    if (UNLIKELY(!SHORTCUTS || !gc_reserve_quick(vm)))
        return NULL;
    Object *object = heap_allocate_quick(vm->heap, size, GARBAGE_CYCLIC, (uint8_t)kind);
    if (UNLIKELY(object == NULL))
        vm->collector.generations[0].count--;
    return object;
}

/* As gc_track, of an object just made. */
static ALWAYS_INLINE void gc_track_new(Vm *vm, Object *object) {
    Collector *collector = &vm->collector;
    object->flags = FLAG_TRACKED;
    collector->entries[collector->length++] =
        (GenerationEntry){.block = block_number(vm, object), .birth = object->birth};
}

/* Fills in an instance with empty slots, which lie in it. */
static ALWAYS_INLINE void instance_fill(InstanceObject *instance, Object **slots, uint32_t count,
                                        ClassObject *class) {
    instance->slots = slots;
    instance->slot_count = count;
    instance->inline_count = (uint16_t)count;
    instance->cursor = 0;
    instance->class = class;
    object_hold(&class->header);
    uint32_t i = 0;
    for (; i < count && i < 4; i++) /* most have no more, which is no work for memset */
        slots[i] = NULL;
    for (; i < count; i++)
        slots[i] = NULL;
}

/* As instance_new, of a plain class. */
MUST_CHECK static ALWAYS_INLINE Object *instance_new_quick(Vm *vm, ClassObject *class) {
    uint32_t room = class->layout->fill;
    if (room < class->slot_hint)
        room = class->slot_hint;
    room = (room + 1) & ~UINT32_C(1); /* two slots to a grain */
    size_t size = sizeof(InstanceObject) + room * sizeof(Object *);
    if (UNLIKELY(class->kind != KIND_INSTANCE || size > HEAP_SMALL_MAX))
        return NULL;
    InstanceObject *instance = (InstanceObject *)object_new_quick(vm, KIND_INSTANCE, size);
    if (UNLIKELY(instance == NULL))
        return NULL;
    instance_fill(instance, instance->inline_slots, room, class);
    gc_track_new(vm, &instance->header);
    return &instance->header;
}

#endif
