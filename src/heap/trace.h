/* trace.h -- which blocks were allocated since tracing began and live, and where.
 *
 * The client notes a block when it has allocated it; the heap forgets it when it is freed. While
 * nothing is traced neither costs anything: tracing hides the current pools, so that every
 * allocation misses the quick path (heap_allocate_quick) and the client can look there whether to
 * note it; and it sets the `attention` of every pool to the next block that is freed, so that every
 * one takes the slow path too.
 *
 * The table lies in a block of the client's, who gives it a larger one when `heap_trace_is_full`.
 */
#ifndef OURO_HEAP_TRACE_H
#define OURO_HEAP_TRACE_H

#include "heap/heap.h"

void heap_trace_start(Heap *heap);
/* Forgets everything; the room of the table is the client's again. */
void heap_trace_stop(Heap *heap);
void heap_trace_clear(Heap *heap);

/* Whether the table needs a larger room before the next block can be noted. */
static inline bool heap_trace_is_full(const Heap *heap) {
    return heap->trace.live + 1 > heap->trace.capacity / 4 * 3;
}
/* Moves the table into room for `capacity` slots, a power of two. The old room is no longer used.
 */
void heap_trace_move(Heap *heap, HeapTraceSlot *slots, uint32_t capacity);

/* Notes a block; there must be room for it. */
void heap_trace_note(Heap *heap, const Block *block, uint64_t bytes, uint32_t place);
/* What is known of a block, or NULL if it is not traced. */
HeapTraceSlot *heap_trace_find(const Heap *heap, const Block *block);
void heap_trace_forget(Heap *heap, const Block *block);

#endif
