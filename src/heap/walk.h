/* walk.h -- what is in the heap: every area and every block of it, free ones too.
 *
 * Nothing is kept for the observer's sake: the walk reads the tables of arenas and the headers of
 * pools and blocks, in order of address, through a View, so that it works on a copy as well. It
 * allocates nothing. The image must not change between two steps of one walk.
 *
 *     HeapCursor cursor;
 *     heap_walk_start(&cursor, view);
 *     while (heap_walk_next(&cursor)) {
 *         ... cursor.block, cursor.seen, cursor.size
 *     }
 */
#ifndef OURO_HEAP_WALK_H
#define OURO_HEAP_WALK_H

#include "heap/heap.h"
#include "heap/view.h"

typedef enum HeapAreaKind {
    AREA_POOL,       /* blocks of up to HEAP_SMALL_MAX */
    AREA_SPAN,       /* blocks of up to HEAP_MEDIUM_MAX */
    AREA_RUN,        /* one larger block */
    AREA_FREE_RUN,   /* pages of no block; never read */
    AREA_FREE_SLOTS, /* neighbouring slots of no pool; never read */
} HeapAreaKind;

/* A part of an arena (or of several, for a long run). */
typedef struct HeapArea {
    HeapAreaKind kind;
    GarbageClass garbage; /* of pools, spans and used runs */
    const char *start;    /* home address */
    size_t bytes;
    const Pool *pool; /* home address; NULL unless a pool or span */
    uint32_t arena;   /* number of the arena in which it starts */
} HeapArea;

typedef struct HeapCursor {
    View view;
    /* The area that was reached. */
    HeapArea area;
    /* The block that was reached, by heap_walk_next and heap_walk_next_block. */
    const Block *block; /* home address */
    const Block *seen;  /* the same, readable */
    size_t size;        /* bytes of the block, as heap_usable */
    bool is_free;
    /* How far the walk is. */
    size_t next_page;    /* page number after the area */
    uint32_t next_block; /* number of the next block in the area */
} HeapCursor;

void heap_walk_start(HeapCursor *cursor, View view);

/* Goes on to the next area, past what is left of this one. False at the end. */
bool heap_walk_next_area(HeapCursor *cursor);

/* Goes on to the next block of the area that was reached, free ones too, but not to space that
 * was never carved. False when the area has no more. */
bool heap_walk_next_block(HeapCursor *cursor);

/* Goes on to the next block of the heap, free ones (of pools and spans) too. False at the end. */
bool heap_walk_next(HeapCursor *cursor);

/* The area in which a home address lies. False when it lies in no arena in use. */
bool heap_find_area(View view, const void *address, HeapArea *area);

/* The block, free or used, that holds a home address (which may point into its middle), as a home
 * address, or NULL when there is none: headers, never-carved space, free runs, tails. */
const Block *heap_find_block(View view, const void *address);

/* The size of a block as heap_usable gives it. The block must be one. */
size_t heap_block_size(View view, const Block *block);

/* Sums. Bytes of in-use blocks are whole classes, not what was asked for. */
typedef struct HeapTotals {
    size_t arenas;                               /* in use */
    size_t arenas_limit;                         /* there are */
    size_t pools[GARBAGE_CLASSES][HEAP_CLASSES]; /* pools and spans by class */
    size_t used_blocks;                          /* in pools, spans and runs */
    size_t free_blocks;                          /* on free lists */
    size_t used_bytes;                           /* of used blocks, large ones too */
    size_t free_bytes;                           /* of free blocks in pools and spans */
    size_t uncarved_bytes;                       /* of blocks that were never handed out */
    size_t overhead_bytes;                       /* headers and tails of pools and spans */
    size_t large_blocks;                         /* in runs */
    size_t large_bytes;                          /* in used runs; part of used_bytes */
    size_t free_run_bytes;                       /* pages in free runs */
    size_t free_slot_bytes;                      /* slots of no pool */
    size_t reserved_bytes;                       /* address space of the region */
    size_t resident_bytes; /* estimate: pages of the region that were ever touched */
} HeapTotals;

HeapTotals heap_totals(View view);

/* The bytes of a size class (1..64). */
size_t heap_class_bytes(unsigned size_class);

/* Looks whether every structure of the heap is whole: counts add up, lists are well formed,
 * areas don't overlap, spare and free arenas are as they should be. False, with what is wrong in
 * `why` (of `why_bytes`). Slow; for tests and audits. */
bool heap_check(View view, char *why, size_t why_bytes);

#endif
