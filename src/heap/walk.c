#include "heap/walk.h"

#include "heap/region.h"

static const Arena *see_arena(View view, size_t arena) {
    const Heap *heap = view_heap(view);
    return (const Arena *)view_see(view, heap->arenas) + arena;
}

static const Run *see_run(View view, size_t page) {
    const Heap *heap = view_heap(view);
    return (const Run *)view_see(view, heap->runs) + page;
}

/* --- areas --------------------------------------------------------------------------------- */

/* Describes the pool, the span or the free slots at a slot. */
static void see_slots(View view, size_t arena, unsigned slot, HeapArea *area) {
    const Heap *heap = view_heap(view);
    const Arena *row = see_arena(view, arena);
    unsigned count = 1;
    *area = (HeapArea){.arena = (uint32_t)arena};
    if ((row->used_slots >> slot & 1) == 0) {
        area->kind = AREA_FREE_SLOTS;
        while (slot + count < HEAP_ARENA_SLOTS && (row->used_slots >> (slot + count) & 1) == 0) {
            count++;
        }
    } else if (row->span_slots >> slot & 1) {
        area->kind = AREA_SPAN;
        slot &= ~(unsigned)(HEAP_SPAN_SLOTS - 1);
        count = HEAP_SPAN_SLOTS;
    } else {
        area->kind = AREA_POOL;
    }
    area->start = region_arena_start(heap, arena) + slot * HEAP_SLOT_BYTES;
    area->bytes = count * HEAP_SLOT_BYTES;
    if (area->kind != AREA_FREE_SLOTS) {
        area->pool = (const Pool *)(const void *)area->start;
        const Pool *pool = view_see(view, area->pool);
        area->garbage = (GarbageClass)pool->garbage;
    }
}

/* Describes the run that begins at a page. */
static void see_pages(View view, size_t page, HeapArea *area) {
    const Run *run = see_run(view, page);
    *area = (HeapArea){
        .kind = run->state == RUN_USED ? AREA_RUN : AREA_FREE_RUN,
        .garbage = (GarbageClass)run->garbage,
        .start = region_page_start(view_heap(view), page),
        .bytes = run->pages * HEAP_PAGE_BYTES,
        .arena = (uint32_t)(page / HEAP_ARENA_PAGES),
    };
}

/* The first page of the run that holds a page. */
static size_t find_run_start(View view, size_t page) {
    const Arena *row = see_arena(view, page / HEAP_ARENA_PAGES);
    size_t word = page % HEAP_ARENA_PAGES / 64;
    size_t base = page & ~(size_t)63;
    uint64_t bits = row->starts[word] & (UINT64_MAX >> (63 - page % 64));
    while (bits == 0) { /* the rows of arenas of runs lie behind each other */
        if (word == 0) {
            row--;
            word = 4;
        }
        word--;
        base -= 64;
        bits = row->starts[word];
    }
    return base + 63 - arith_leading_zeros(bits);
}

bool heap_find_area(View view, const void *address, HeapArea *area) {
    const Heap *heap = view_heap(view);
    if ((uintptr_t)address < (uintptr_t)heap->arena_base) {
        return false;
    }
    size_t page = region_page_of(heap, address);
    size_t arena = page / HEAP_ARENA_PAGES;
    if (arena >= heap->arena_high) {
        return false;
    }
    switch (see_arena(view, arena)->role) {
    case ARENA_OF_POOLS:
        see_slots(view, arena, page % HEAP_ARENA_PAGES / (HEAP_SLOT_BYTES / HEAP_PAGE_BYTES), area);
        if (area->kind == AREA_FREE_SLOTS) { /* from the first of them */
            unsigned slot = (unsigned)((size_t)(area->start - heap->arena_base) / HEAP_SLOT_BYTES %
                                       HEAP_ARENA_SLOTS);
            while (slot > 0 && (see_arena(view, arena)->used_slots >> (slot - 1) & 1) == 0) {
                slot--;
            }
            see_slots(view, arena, slot, area);
        }
        return true;
    case ARENA_OF_RUNS:
        see_pages(view, find_run_start(view, page), area);
        return true;
    default:
        return false;
    }
}

/* --- the walk ------------------------------------------------------------------------------- */

void heap_walk_start(HeapCursor *cursor, View view) {
    *cursor = (HeapCursor){.view = view};
    cursor->area.kind = AREA_FREE_SLOTS; /* which has no blocks */
}

bool heap_walk_next_area(HeapCursor *cursor) {
    const Heap *heap = view_heap(cursor->view);
    size_t page = cursor->next_page;
    while (page / HEAP_ARENA_PAGES < heap->arena_high) {
        size_t arena = page / HEAP_ARENA_PAGES;
        uint32_t role = see_arena(cursor->view, arena)->role;
        if (role == ARENA_UNUSED) {
            page = (arena + 1) * HEAP_ARENA_PAGES;
            continue;
        }
        if (role == ARENA_OF_POOLS) {
            unsigned slot = page % HEAP_ARENA_PAGES / (HEAP_SLOT_BYTES / HEAP_PAGE_BYTES);
            see_slots(cursor->view, arena, slot, &cursor->area);
        } else {
            see_pages(cursor->view, page, &cursor->area);
        }
        cursor->next_page = page + cursor->area.bytes / HEAP_PAGE_BYTES;
        cursor->next_block = 0;
        cursor->block = NULL;
        cursor->seen = NULL;
        return true;
    }
    cursor->next_page = page;
    return false;
}

bool heap_walk_next_block(HeapCursor *cursor) {
    const HeapArea *area = &cursor->area;
    uint32_t index = cursor->next_block;
    if (area->pool != NULL) {
        const Pool *pool = view_see(cursor->view, area->pool);
        if (index == pool->carved) {
            return false;
        }
        cursor->size = pool->block_bytes;
        const char *first = (const char *)(area->pool + 1);
        cursor->block = (const Block *)(const void *)(first + (size_t)index * pool->block_bytes);
    } else {
        if (area->kind != AREA_RUN || index > 0) {
            return false;
        }
        cursor->size = area->bytes;
        cursor->block = (const Block *)(const void *)area->start;
    }
    cursor->next_block++;
    cursor->seen = view_see(cursor->view, cursor->block);
    cursor->is_free = cursor->seen->kind == BLOCK_FREE;
    return true;
}

bool heap_walk_next(HeapCursor *cursor) {
    while (!heap_walk_next_block(cursor)) {
        if (!heap_walk_next_area(cursor)) {
            return false;
        }
    }
    return true;
}

/* --- queries -------------------------------------------------------------------------------- */

const Block *heap_find_block(View view, const void *address) {
    HeapArea area;
    if (!heap_find_area(view, address, &area)) {
        return NULL;
    }
    if (area.kind == AREA_RUN) {
        return (const Block *)(const void *)area.start;
    }
    if (area.pool == NULL || (const char *)address < (const char *)(area.pool + 1)) {
        return NULL;
    }
    const Pool *pool = view_see(view, area.pool);
    size_t offset = (size_t)((const char *)address - (const char *)(area.pool + 1));
    size_t index = offset / pool->block_bytes;
    if (index >= pool->carved) {
        return NULL;
    }
    const char *block = (const char *)(area.pool + 1) + index * pool->block_bytes;
    return (const Block *)(const void *)block;
}

size_t heap_block_size(View view, const Block *block) {
    HeapArea area;
    if (!heap_find_area(view, block, &area)) {
        return 0;
    }
    return area.pool == NULL ? area.bytes : ((const Pool *)view_see(view, area.pool))->block_bytes;
}

bool heap_block_lives(const Heap *heap, const Block *address, uint16_t birth) {
    const Pool *pool = heap_pool_in_use(heap, address);
    if (pool != NULL ? !heap_pool_has(pool, address) : !heap_is_run(heap, address)) {
        return false;
    }
    return address->kind != BLOCK_FREE && address->birth == birth;
}

static void add_pool(HeapTotals *totals, const Pool *pool) {
    size_t bytes = pool->block_bytes;
    size_t freed = pool->carved - pool->used;
    totals->pools[pool->garbage][pool->size_class]++;
    totals->used_blocks += pool->used;
    totals->used_bytes += pool->used * bytes;
    totals->free_blocks += freed;
    totals->free_bytes += freed * bytes;
    totals->uncarved_bytes += (pool->capacity - pool->carved) * bytes;
    totals->overhead_bytes += pool->bytes - pool->capacity * bytes;
}

HeapTotals heap_totals(View view) {
    const Heap *heap = view_heap(view);
    HeapTotals totals = {
        .arenas = heap->arenas_used,
        .arenas_limit = heap->limit_arenas,
        .used_blocks = heap->large_blocks,
        .used_bytes = heap->large_bytes,
        .large_blocks = heap->large_blocks,
        .large_bytes = heap->large_bytes,
        .reserved_bytes = heap->region_bytes,
    };
    size_t pages = region_rows_offset(heap) / HEAP_PAGE_BYTES;
    pages += (heap->arena_high * sizeof(Arena) + HEAP_PAGE_BYTES - 1) / HEAP_PAGE_BYTES;
    pages += (heap->stack_touched + HEAP_PAGE_BYTES - 1) / HEAP_PAGE_BYTES;
    for (size_t i = 0; i < heap->arena_high; i++) {
        const Arena *row = see_arena(view, i);
        pages += row->role == ARENA_OF_RUNS; /* of the table of runs */
        for (unsigned word = 0; word < 4; word++) {
            pages += arith_count_ones(row->touched[word]);
        }
    }
    totals.resident_bytes = pages * HEAP_PAGE_BYTES;
    HeapCursor cursor;
    heap_walk_start(&cursor, view);
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.pool != NULL) {
            add_pool(&totals, view_see(view, cursor.area.pool));
        } else if (cursor.area.kind == AREA_FREE_RUN) {
            totals.free_run_bytes += cursor.area.bytes;
        } else if (cursor.area.kind == AREA_FREE_SLOTS) {
            totals.free_slot_bytes += cursor.area.bytes;
        }
    }
    return totals;
}
