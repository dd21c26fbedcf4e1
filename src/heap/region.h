/* region.h -- arenas: taken from the region, and given back to it.
 *
 * Only this floor includes it. Arenas are numbered from 0 in order of address, pages from 0 at the
 * first arena. The lowest unused arena is always taken first, so that the heap stays low and
 * the high arenas can empty. An arena that is given back is zero in memory and in its row. */
#ifndef OURO_HEAP_REGION_H
#define OURO_HEAP_REGION_H

#include "base/arith.h"
#include "heap/heap.h"

#define REGION_NO_ARENA SIZE_MAX

/* What `Heap.hint` holds. */
enum { HINT_UNUSED = 0, HINT_SLOT = 1, HINT_SPAN = 2 };

/* Takes `count` neighbouring unused arenas and returns the number of the first, or
 * REGION_NO_ARENA. What is idle elsewhere in the heap is given back before it fails. */
MUST_CHECK size_t region_take_arenas(Heap *heap, size_t count, ArenaRole role);

/* Takes arena number `first` and those behind it. They must be unused. */
void region_take_arenas_at(Heap *heap, size_t first, size_t count, ArenaRole role);

/* How many neighbouring arenas from `first` on are unused, counting up to `most`. */
size_t region_count_unused(const Heap *heap, size_t first, size_t most);

/* Gives one arena back, its memory to the system. Nothing in it may be in use or listed. */
void region_give_arena(Heap *heap, size_t arena);

/* Makes whole pages read as zeros, giving their memory to the system where that is possible. */
void region_zero_pages(void *start, size_t bytes);

/* Notes that pages were handed out. */
void region_touch_pages(Heap *heap, size_t page, size_t count);

/* Where the tables lie, for those who copy them. */
size_t region_rows_offset(const Heap *heap);

/* Gives idle pools (pool.c) and the spare arena of runs (large.c) back. */
void pools_give_idle(Heap *heap);
void runs_give_spare(Heap *heap);

/* Runs, for pool.c, where every slow allocation begins. */
MUST_CHECK Block *run_allocate(Heap *heap, size_t size, GarbageClass garbage);
void run_free(Heap *heap, Block *block, size_t size);
MUST_CHECK bool run_resize(Heap *heap, Block *block, size_t old_size, size_t new_size);

/* Where the current pools are: hidden while blocks are traced. */
static inline Pool **region_currents(Heap *heap, GarbageClass garbage) {
    return heap->trace.on != 0 ? heap->hidden[garbage] : heap->current[garbage];
}

/* Puts `attention` of every pool where it belongs, after tracing began or ended. */
void pools_set_attention(Heap *heap);

/* The size class of a size in (0, HEAP_MEDIUM_MAX]. */
unsigned heap_size_class(size_t size);

static inline char *region_arena_start(const Heap *heap, size_t arena) {
    return heap->arena_base + arena * HEAP_ARENA_BYTES;
}
static inline size_t region_page_of(const Heap *heap, const void *address) {
    return (size_t)((const char *)address - heap->arena_base) / HEAP_PAGE_BYTES;
}
static inline char *region_page_start(const Heap *heap, size_t page) {
    return heap->arena_base + page * HEAP_PAGE_BYTES;
}

#endif
