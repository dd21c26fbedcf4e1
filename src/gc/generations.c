/* generations.c -- which containers are tracked, and how old they are. */
#include "gc/pass.h"

#include <string.h>

#include "object/call.h"

static const int32_t THRESHOLDS[GENERATION_COUNT] = {700, 10, 10}; /* CPython 3.11's */

void gc_start(Vm *vm) {
    Collector *collector = &vm->collector;
    collector->enabled = 1;
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        collector->generations[i].threshold = THRESHOLDS[i];
}

void gc_stop(Vm *vm) {
    Collector *collector = &vm->collector;
    buffer_free(vm, collector->entries);
    collector->entries = NULL;
    collector->length = collector->capacity = collector->world = 0;
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        collector->generations[i].start = 0;
}

bool gc_knows_kind(Kind kind) {
    return KIND_ROWS[kind].garbage == GARBAGE_CYCLIC && kind != KIND_CODE;
}

Object *gc_entry_peek(const Vm *vm, const GenerationEntry *entry) {
    Object *object = block_at_number(vm, entry->block);
    /* The pool may have been given back, and perhaps carved anew for blocks of another size. Then
     * nothing there may be taken for a header. */
    if (!heap_block_lives(vm->heap, object, entry->birth) || (object->flags & FLAG_TRACKED) == 0)
        return NULL;
    return object;
}

/* Drops stale entries, keeping the order and the boundaries. */
static void compact(Vm *vm) {
    Collector *collector = &vm->collector;
    GenerationEntry *entries = collector->entries;
    uint32_t kept = 0;
    int generation = GENERATION_COUNT - 1;
    uint32_t world = collector->world;
    PoolMemo memo = {0};
    for (uint32_t i = 0; i < collector->length; i++) {
        if (i == world)
            collector->world = kept;
        while (generation >= 0 && collector->generations[generation].start == i)
            collector->generations[generation--].start = kept;
        if (pass_entry_peek(vm, &entries[i], &memo) != NULL)
            entries[kept++] = entries[i];
    }
    if (world >= collector->length)
        collector->world = kept;
    while (generation >= 0)
        collector->generations[generation--].start = kept;
    collector->length = kept;
}

/* Makes room for one more entry: by dropping stale ones if they are many, or by growing. */
static bool make_room(Vm *vm) {
    Collector *collector = &vm->collector;
    if (!collector->collecting && collector->length > 0)
        compact(vm);
    if (collector->length < collector->capacity / 2)
        return true;
    size_t wanted = collector->capacity == 0 ? 1024 : (size_t)collector->capacity * 2;
    GenerationEntry *entries = buffer_new(vm, wanted * sizeof *entries, NULL);
    if (entries == NULL) {
        /* A list that is nearly full still has room for a few, and the program may free some. */
        if (collector->length < collector->capacity) {
            raise_clear(vm);
            return true;
        }
        return false;
    }
    if (collector->length > 0)
        memcpy(entries, collector->entries, collector->length * sizeof *entries);
    buffer_free(vm, collector->entries);
    collector->entries = entries;
    collector->capacity = (uint32_t)(buffer_capacity(entries) / sizeof *entries);
    return true;
}

bool gc_make_room(Vm *vm) {
    return vm->collector.length < vm->collector.capacity || make_room(vm);
}

bool gc_reserve(Vm *vm) {
    Collector *collector = &vm->collector;
    if (UNLIKELY(collector->length >= collector->capacity) && !make_room(vm))
        return false;
    Generation *young = &collector->generations[0];
    young->count++;
    if (young->count > young->threshold && young->threshold != 0 && collector->enabled &&
        !collector->collecting) {
        collector->due = 1;
        vm->attention = 1;
    }
    return true;
}

void gc_track(Vm *vm, Object *object) {
    Collector *collector = &vm->collector;
    if ((object->flags & FLAG_TRACKED) != 0)
        return;
    CHECK(collector->length < collector->capacity);
    object->flags |= FLAG_TRACKED;
    collector->entries[collector->length++] =
        (GenerationEntry){.block = block_number(vm, object), .birth = object->birth};
}

bool gc_put_off(Vm *vm, Object *object) {
    if ((object->flags & FLAG_TRACKED) == 0 || !gc_is_last(vm, object))
        return false;
    vm->collector.length--;
    object->flags &= (uint8_t)~FLAG_TRACKED;
    return true;
}

void gc_freeze(Vm *vm) {
    Collector *collector = &vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        collector->generations[i].start = collector->length;
        collector->generations[i].count = 0;
    }
}

void gc_unfreeze(Vm *vm) {
    vm->collector.generations[GENERATION_COUNT - 1].start = vm->collector.world;
}

void gc_set_world(Vm *vm, bool set_aside) {
    Collector *collector = &vm->collector;
    gc_freeze(vm);
    collector->world = set_aside ? collector->length : 0;
    if (!set_aside)
        gc_unfreeze(vm);
}

uint32_t gc_generation_end(const Vm *vm, unsigned generation) {
    return generation == 0 ? vm->collector.length : vm->collector.generations[generation - 1].start;
}

size_t gc_count_entries(const Vm *vm, uint32_t start, uint32_t stop) {
    size_t count = 0;
    for (uint32_t i = start; i < stop; i++)
        count += gc_entry_peek(vm, &vm->collector.entries[i]) != NULL;
    return count;
}
