/* The validity check of each structure of the heap. It reads through a View, and only what the
 * heap itself would read, so that it finds what would go wrong. */
#include "heap/region.h"
#include "heap/view.h"
#include "heap/walk.h"

#include <stdarg.h>
#include <stdio.h>

/* What is being checked, and what was counted on the way. */
typedef struct Checker {
    View view;
    const Heap *heap; /* as seen */
    char *why;
    size_t why_bytes;
    size_t arenas, large_blocks, large_bytes;
    size_t waiting; /* pools that say they are in a bucket */
    size_t current; /* pools that say they are current */
    size_t free_runs;
} Checker;

PRINTF_LIKE(2, 3) static bool wrong(const Checker *checker, const char *format, ...) {
    va_list values;
    va_start(values, format);
    vsnprintf(checker->why, checker->why_bytes, format, values);
    va_end(values);
    return false;
}

/* An address, as people see it. */
static unsigned long long at(const Checker *checker, const void *address) {
    return (unsigned long long)((uintptr_t)address - (uintptr_t)checker->view.home);
}

static const Arena *see_arenas(const Checker *checker) {
    return view_see(checker->view, checker->heap->arenas);
}

static const Run *see_runs(const Checker *checker) {
    return view_see(checker->view, checker->heap->runs);
}

/* --- pools ---------------------------------------------------------------------------------- */

/* The current pools by garbage class and size class. */
static Pool *const *currents(const Checker *checker) {
    return checker->heap->trace.on != 0 ? checker->heap->hidden[0] : checker->heap->current[0];
}

static bool check_pool_header(Checker *checker, const Pool *home, const Pool *pool, bool span) {
    size_t bytes = span ? HEAP_SPAN_BYTES : HEAP_POOL_BYTES;
    bool class_fits = span
                          ? pool->size_class > HEAP_SMALL_CLASSES && pool->size_class < HEAP_CLASSES
                          : pool->size_class > 0 && pool->size_class <= HEAP_SMALL_CLASSES;
    if (pool->bytes != bytes || !class_fits || pool->garbage >= GARBAGE_CLASSES ||
        pool->zero != 0 || pool->block_bytes != heap_class_bytes(pool->size_class) ||
        pool->capacity != (bytes - sizeof(Pool)) / pool->block_bytes) {
        return wrong(checker, "the header of the pool at %#llx is not that of a pool",
                     at(checker, home));
    }
    if (pool->used > pool->carved || pool->carved > pool->capacity) {
        return wrong(checker, "the pool at %#llx has %u used of %u carved of %u blocks",
                     at(checker, home), pool->used, pool->carved, pool->capacity);
    }
    if (pool->bucket == POOL_IS_CURRENT) {
        checker->current++;
        if (currents(checker)[pool->garbage * HEAP_CLASSES + pool->size_class] != home) {
            return wrong(checker, "the pool at %#llx says that it is current", at(checker, home));
        }
        return true;
    }
    if (pool->bucket == POOL_IS_FULL) {
        return pool->used == pool->capacity && pool->attention == pool->used - 1
                   ? true
                   : wrong(checker, "the pool at %#llx says that it is full", at(checker, home));
    }
    checker->waiting++;
    if (pool->used == 0 || pool->used == pool->capacity || pool->attention >= pool->used ||
        pool->bucket != pool->used * HEAP_BUCKETS / pool->capacity) {
        return wrong(checker, "the pool at %#llx waits in bucket %u with %u of %u blocks used",
                     at(checker, home), pool->bucket, pool->used, pool->capacity);
    }
    return true;
}

/* The free list: inside the pool, on blocks that say they are free, as long as it should be. */
static bool check_pool_list(Checker *checker, const Pool *home, const Pool *pool) {
    uint32_t length = 0;
    for (const FreeBlock *block = pool->free; block != NULL; length++) {
        size_t offset = (size_t)((const char *)block - (const char *)(home + 1));
        if (offset % pool->block_bytes != 0 || offset / pool->block_bytes >= pool->carved) {
            return wrong(checker, "the free list of the pool at %#llx leads to %#llx",
                         at(checker, home), at(checker, block));
        }
        if (length == pool->carved - pool->used) {
            return wrong(checker, "the free list of the pool at %#llx is too long or a ring",
                         at(checker, home));
        }
        const FreeBlock *seen = view_see(checker->view, block);
        if (seen->header.kind != BLOCK_FREE || seen->header.refcount != 0) {
            return wrong(checker, "the block at %#llx is on a free list and in use",
                         at(checker, block));
        }
        block = seen->next;
    }
    if (length != pool->carved - pool->used) {
        return wrong(checker, "the pool at %#llx has %u free blocks but %u on its list",
                     at(checker, home), pool->carved - pool->used, length);
    }
    return true;
}

static bool check_pool(Checker *checker, HeapCursor *cursor) {
    const Pool *home = cursor->area.pool;
    const Pool *pool = view_see(checker->view, home);
    if (!check_pool_header(checker, home, pool, cursor->area.kind == AREA_SPAN) ||
        !check_pool_list(checker, home, pool)) {
        return false;
    }
    uint32_t used = 0;
    while (heap_walk_next_block(cursor)) {
        used += !cursor->is_free;
        if (heap_pool_index(home, cursor->block) != cursor->next_block - 1) {
            return wrong(checker, "the pool at %#llx counts its blocks wrongly", at(checker, home));
        }
    }
    if (used != pool->used) {
        return wrong(checker, "the pool at %#llx says %u blocks used but %u are", at(checker, home),
                     pool->used, used);
    }
    return true;
}

/* All buckets of all classes: rings of pools that belong there. */
static bool check_buckets(Checker *checker) {
    size_t found = 0, current = 0;
    for (unsigned i = 0; i < GARBAGE_CLASSES * HEAP_CLASSES * HEAP_BUCKETS; i++) {
        unsigned garbage = i / (HEAP_CLASSES * HEAP_BUCKETS);
        unsigned size_class = i / HEAP_BUCKETS % HEAP_CLASSES, bucket = i % HEAP_BUCKETS;
        const Pool *first = checker->heap->waiting[garbage][size_class][bucket];
        const Pool *home = first;
        while (home != NULL) {
            const Pool *pool = view_see(checker->view, home);
            const Pool *next = view_see(checker->view, pool->next);
            if (pool->garbage != garbage || pool->size_class != size_class ||
                pool->bucket != bucket || next->previous != home) {
                return wrong(checker, "the pool at %#llx is in bucket %u of class %u by mistake",
                             at(checker, home), bucket, size_class);
            }
            if (++found > checker->waiting) {
                return wrong(checker, "more pools are in buckets than say so");
            }
            home = pool->next == first ? NULL : pool->next;
        }
    }
    for (unsigned i = 0; i < GARBAGE_CLASSES * HEAP_CLASSES; i++) {
        current += currents(checker)[i] != &checker->view.home->none;
    }
    if (found != checker->waiting || current != checker->current) {
        return wrong(checker, "%zu pools say they wait, %zu are in buckets; %zu current, %zu are",
                     checker->waiting, found, checker->current, current);
    }
    return true;
}

/* --- runs ----------------------------------------------------------------------------------- */

static bool check_run(Checker *checker, const HeapArea *area, bool after_free) {
    const Run *runs = see_runs(checker);
    size_t page = region_page_of(checker->heap, area->start);
    const Run *run = &runs[page];
    size_t end = page + run->pages;
    if ((run->state != RUN_FREE && run->state != RUN_USED) || run->pages == 0 ||
        end > checker->heap->arena_high * HEAP_ARENA_PAGES) {
        return wrong(checker, "there is no run at %#llx", at(checker, area->start));
    }
    if (runs[end - 1].pages != run->pages || runs[end - 1].state != run->state) {
        return wrong(checker, "the run at %#llx ends otherwise than it begins",
                     at(checker, area->start));
    }
    for (size_t i = page; i < end; i++) {
        const Arena *arena = &see_arenas(checker)[i / HEAP_ARENA_PAGES];
        bool starts = (arena->starts[i % HEAP_ARENA_PAGES / 64] >> i % 64 & 1) != 0;
        if (arena->role != ARENA_OF_RUNS || starts != (i == page)) {
            return wrong(checker, "page %zu of the run at %#llx is not its own", i - page,
                         at(checker, area->start));
        }
    }
    if (run->state == RUN_FREE) {
        checker->free_runs++;
        return after_free || run->pages >= HEAP_RUN_BINS
                   ? wrong(checker, "the free run at %#llx should have been joined or given back",
                           at(checker, area->start))
                   : true;
    }
    checker->large_blocks++;
    checker->large_bytes += area->bytes;
    const Block *block = view_see(checker->view, area->start);
    if (block->kind == BLOCK_FREE) {
        return wrong(checker, "the block in the run at %#llx is free", at(checker, area->start));
    }
    return true;
}

static bool check_bins(Checker *checker) {
    const Run *runs = see_runs(checker);
    size_t found = 0;
    for (uint32_t pages = 0; pages < HEAP_RUN_BINS; pages++) {
        uint32_t item = checker->heap->bins[pages], previous = 0;
        bool marked = (checker->heap->bins_used[pages / 64] >> pages % 64 & 1) != 0;
        if (marked != (item != 0)) {
            return wrong(checker, "the bin of %u pages is marked wrongly", pages);
        }
        for (; item != 0; item = runs[item - 1].as.bin.next) {
            const Run *run = &runs[item - 1];
            if (run->state != RUN_FREE || run->pages != pages || run->as.bin.previous != previous) {
                return wrong(checker, "page %u is in the bin of %u pages by mistake", item - 1,
                             pages);
            }
            if (++found > checker->free_runs) {
                return wrong(checker, "more runs are in bins than are free");
            }
            previous = item;
        }
    }
    return found == checker->free_runs
               ? true
               : wrong(checker, "%zu runs are free, %zu in bins", checker->free_runs, found);
}

/* --- arenas --------------------------------------------------------------------------------- */

static bool is_zero(const Arena *arena) {
    const uint64_t *words = (const uint64_t *)(const void *)arena;
    for (size_t i = 0; i < sizeof(Arena) / sizeof(uint64_t); i++) {
        if (words[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool check_arena(Checker *checker, size_t number) {
    const Arena *arena = &see_arenas(checker)[number];
    if (arena->role == ARENA_UNUSED) {
        return is_zero(arena)
                   ? true
                   : wrong(checker, "arena %zu is unused but its row is not zero", number);
    }
    checker->arenas++;
    if (arena->role != ARENA_OF_POOLS && arena->role != ARENA_OF_RUNS) {
        return wrong(checker, "arena %zu has role %u", number, arena->role);
    }
    bool pools = arena->role == ARENA_OF_POOLS;
    bool mixed = pools ? arena->used_pages != 0 || (arena->starts[0] | arena->starts[1] |
                                                    arena->starts[2] | arena->starts[3]) != 0
                       : arena->used_slots != 0 || arena->span_slots != 0;
    if (mixed || (arena->span_slots & ~arena->used_slots) != 0) {
        return wrong(checker, "the row of arena %zu is of pools and of runs", number);
    }
    bool empty = pools ? arena->used_slots == 0 : arena->used_pages == 0;
    bool spare = checker->heap->spare[arena->role] == number + 1;
    if (empty != spare) {
        return wrong(checker, "arena %zu is %s", number,
                     empty ? "empty and should have been given back" : "spare but not empty");
    }
    return true;
}

/* Recounts the used pages of arenas of runs. */
static bool check_used_pages(Checker *checker) {
    const Run *runs = see_runs(checker);
    for (size_t i = 0; i < checker->heap->arena_high; i++) {
        const Arena *arena = &see_arenas(checker)[i];
        if (arena->role != ARENA_OF_RUNS) {
            continue;
        }
        size_t used = 0;
        size_t start = i * HEAP_ARENA_PAGES, stop = start + HEAP_ARENA_PAGES;
        HeapArea area;
        for (size_t page = start; page < stop;) {
            if (!heap_find_area(checker->view, region_page_start(checker->heap, page), &area)) {
                return wrong(checker, "page %zu is in no run", page);
            }
            size_t first = region_page_of(checker->heap, area.start);
            size_t end = first + runs[first].pages;
            size_t here = (end < stop ? end : stop) - page;
            used += area.kind == AREA_RUN ? here : 0;
            page += here;
        }
        if (used != arena->used_pages) {
            return wrong(checker, "arena %zu says %u pages used, but %zu are", i, arena->used_pages,
                         used);
        }
    }
    return true;
}

static bool check_areas(Checker *checker) {
    HeapCursor cursor;
    heap_walk_start(&cursor, checker->view);
    const char *free_end = NULL;
    while (heap_walk_next_area(&cursor)) {
        const HeapArea *area = &cursor.area;
        if (area->pool != NULL) {
            if (!check_pool(checker, &cursor)) {
                return false;
            }
        } else if (area->kind == AREA_RUN || area->kind == AREA_FREE_RUN) {
            if (!check_run(checker, area, free_end == area->start)) {
                return false;
            }
            free_end = area->kind == AREA_FREE_RUN ? area->start + area->bytes : NULL;
        }
    }
    return true;
}

bool heap_check(View view, char *why, size_t why_bytes) {
    Checker checker = {.view = view, .heap = view_heap(view), .why = why, .why_bytes = why_bytes};
    const Heap *heap = checker.heap;
    if (heap->none.free != NULL || heap->none.used != 0 || heap->none.carved != 0) {
        return wrong(&checker, "the pool that is always full was used");
    }
    for (size_t i = 0; i < heap->limit_arenas; i++) {
        if (!check_arena(&checker, i)) {
            return false;
        }
        if (see_arenas(&checker)[i].role != ARENA_UNUSED && i >= heap->arena_high) {
            return wrong(&checker, "arena %zu is in use above the highest one", i);
        }
        if (see_arenas(&checker)[i].role == ARENA_UNUSED && i < heap->hint[HINT_UNUSED]) {
            return wrong(&checker, "arena %zu is unused below the hint", i);
        }
    }
    if (!check_areas(&checker) || !check_used_pages(&checker) || !check_buckets(&checker) ||
        !check_bins(&checker)) {
        return false;
    }
    if (checker.arenas != heap->arenas_used || checker.large_blocks != heap->large_blocks ||
        checker.large_bytes != heap->large_bytes) {
        return wrong(&checker,
                     "the heap says %zu arenas, %zu large blocks, %zu large bytes; "
                     "there are %zu, %zu, %zu",
                     (size_t)heap->arenas_used, (size_t)heap->large_blocks,
                     (size_t)heap->large_bytes, checker.arenas, checker.large_blocks,
                     checker.large_bytes);
    }
    return true;
}
