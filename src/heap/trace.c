#include "heap/trace.h"

#include "heap/region.h"

#include <string.h>

static uint32_t number_of(const Heap *heap, const Block *block) {
    return (uint32_t)(heap_offset(heap, block) / HEAP_GRAIN);
}

static uint32_t home_of(const HeapTrace *trace, uint32_t block) {
    return (block * UINT32_C(0x9E3779B1)) >> 7 & (trace->capacity - 1);
}

/* The slot of this block, or the empty one where it would be. */
static HeapTraceSlot *find_slot(const HeapTrace *trace, uint32_t block) {
    uint32_t slot = home_of(trace, block);
    while (trace->slots[slot].block != 0 && trace->slots[slot].block != block) {
        slot = (slot + 1) & (trace->capacity - 1);
    }
    return &trace->slots[slot];
}

static void swap_currents(Heap *heap) {
    Pool *kept[GARBAGE_CLASSES][HEAP_CLASSES];
    memcpy(kept, heap->current, sizeof kept);
    memcpy(heap->current, heap->hidden, sizeof kept);
    memcpy(heap->hidden, kept, sizeof kept);
}

void heap_trace_start(Heap *heap) {
    CHECK(heap->trace.on == 0);
    swap_currents(heap);
    heap->trace.on = 1;
    pools_set_attention(heap);
}

void heap_trace_stop(Heap *heap) {
    CHECK(heap->trace.on != 0);
    swap_currents(heap);
    heap->trace = (HeapTrace){0};
    pools_set_attention(heap);
}

void heap_trace_clear(Heap *heap) {
    HeapTrace *trace = &heap->trace;
    if (trace->live > 0) {
        memset(trace->slots, 0, trace->capacity * sizeof(HeapTraceSlot));
    }
    trace->live = 0;
    trace->bytes = trace->peak = 0;
}

void heap_trace_move(Heap *heap, HeapTraceSlot *slots, uint32_t capacity) {
    HeapTrace grown = heap->trace;
    grown.slots = slots;
    grown.capacity = capacity;
    memset(slots, 0, capacity * sizeof(HeapTraceSlot));
    for (uint32_t i = 0; i < heap->trace.capacity; i++) {
        if (heap->trace.slots[i].block != 0) {
            *find_slot(&grown, heap->trace.slots[i].block) = heap->trace.slots[i];
        }
    }
    heap->trace = grown;
}

void heap_trace_note(Heap *heap, const Block *block, uint64_t bytes, uint32_t place) {
    HeapTrace *trace = &heap->trace;
    CHECK(!heap_trace_is_full(heap));
    HeapTraceSlot *slot = find_slot(trace, number_of(heap, block));
    CHECK(slot->block == 0);
    *slot = (HeapTraceSlot){.block = number_of(heap, block), .place = place, .bytes = bytes};
    trace->live++;
    trace->bytes += bytes;
    trace->peak = trace->peak < trace->bytes ? trace->bytes : trace->peak;
}

HeapTraceSlot *heap_trace_find(const Heap *heap, const Block *block) {
    if (heap->trace.live == 0) {
        return NULL;
    }
    HeapTraceSlot *slot = find_slot(&heap->trace, number_of(heap, block));
    return slot->block == 0 ? NULL : slot;
}

void heap_trace_forget(Heap *heap, const Block *block) {
    HeapTrace *trace = &heap->trace;
    HeapTraceSlot *found = heap_trace_find(heap, block);
    if (found == NULL) {
        return;
    }
    trace->live--;
    trace->bytes -= found->bytes;
    uint32_t mask = trace->capacity - 1;
    uint32_t hole = (uint32_t)(found - trace->slots);
    for (uint32_t slot = (hole + 1) & mask; trace->slots[slot].block != 0;
         slot = (slot + 1) & mask) {
        /* What stands at `slot` may fill the hole unless its own home lies behind the hole. */
        uint32_t home = home_of(trace, trace->slots[slot].block);
        if (((slot - home) & mask) >= ((slot - hole) & mask)) {
            trace->slots[hole] = trace->slots[slot];
            hole = slot;
        }
    }
    trace->slots[hole] = (HeapTraceSlot){0};
}
