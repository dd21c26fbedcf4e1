/* Runs of pages, for blocks above HEAP_MEDIUM_MAX.
 *
 * Arenas of runs are tiled by runs, free and used. A free run is kept in the bin of its exact
 * length, so that the best fit is the first bin that is not empty, found in a bitmap. All is
 * kept in the rows of the runs table, so free pages are never touched. A run may reach over
 * neighbouring arenas; what is free of an arena that holds nothing else is given back, so no free
 * run is longer than the end of one arena, a spare arena and the beginning of another. */
#include "heap/region.h"

#define RUN_BIN_MAX (2 * (HEAP_ARENA_PAGES - 1) + HEAP_ARENA_PAGES)
STATIC_CHECK(RUN_BIN_MAX < HEAP_RUN_BINS, "there is a bin for every length of a free run");

/* How many runs of a bin are looked at for the lowest one. */
#define BIN_LOOKS 8

static bool is_of_runs(const Heap *heap, size_t page) {
    size_t arena = page / HEAP_ARENA_PAGES;
    return arena < heap->limit_arenas && heap->arenas[arena].role == ARENA_OF_RUNS;
}

static void set_start(Heap *heap, size_t page, bool starts) {
    Arena *arena = &heap->arenas[page / HEAP_ARENA_PAGES];
    uint64_t bit = (uint64_t)1 << page % 64;
    uint64_t *word = &arena->starts[page % HEAP_ARENA_PAGES / 64];
    *word = starts ? *word | bit : *word & ~bit;
}

/* Writes the rows of the first and the last page of a run. */
static void write_run(Heap *heap, size_t page, size_t pages, RunState state, unsigned garbage) {
    Run row = {.pages = (uint32_t)pages, .state = (uint8_t)state, .garbage = (uint8_t)garbage};
    heap->runs[page + pages - 1] = row;
    heap->runs[page] = row;
    set_start(heap, page, true);
}

/* --- bins ---------------------------------------------------------------------------------- */

static void bin_insert(Heap *heap, size_t page) {
    Run *run = &heap->runs[page];
    uint32_t *bin = &heap->bins[run->pages];
    run->as.bin.previous = 0;
    run->as.bin.next = *bin;
    if (*bin != 0) {
        heap->runs[*bin - 1].as.bin.previous = (uint32_t)page + 1;
    }
    *bin = (uint32_t)page + 1;
    heap->bins_used[run->pages / 64] |= (uint64_t)1 << run->pages % 64;
}

static void bin_remove(Heap *heap, size_t page) {
    Run *run = &heap->runs[page];
    uint32_t next = run->as.bin.next, previous = run->as.bin.previous;
    if (next != 0) {
        heap->runs[next - 1].as.bin.previous = previous;
    }
    if (previous != 0) {
        heap->runs[previous - 1].as.bin.next = next;
    } else {
        heap->bins[run->pages] = next;
        if (next == 0) {
            heap->bins_used[run->pages / 64] &= ~((uint64_t)1 << run->pages % 64);
        }
    }
}

/* The best free run for `pages`: of the shortest length that fits, the lowest of the first few.
 * SIZE_MAX when there is none. */
static size_t bin_find(const Heap *heap, size_t pages) {
    if (pages >= HEAP_RUN_BINS) {
        return SIZE_MAX;
    }
    uint64_t word = heap->bins_used[pages / 64] & (UINT64_MAX << pages % 64);
    size_t i = pages / 64;
    while (word == 0) {
        if (++i == HEAP_RUN_BINS / 64) {
            return SIZE_MAX;
        }
        word = heap->bins_used[i];
    }
    uint32_t at = heap->bins[i * 64 + arith_trailing_zeros(word)];
    uint32_t best = at;
    for (unsigned looks = 0; at != 0 && looks < BIN_LOOKS; looks++) {
        best = at < best ? at : best;
        at = heap->runs[at - 1].as.bin.next;
    }
    return best - 1;
}

/* --- pages --------------------------------------------------------------------------------- */

/* Counts pages as used (or no longer used) in their arenas. */
static void count_pages(Heap *heap, size_t page, size_t pages, bool used) {
    for (size_t end = page + pages; page < end;) {
        size_t number = page / HEAP_ARENA_PAGES;
        size_t stop = (number + 1) * HEAP_ARENA_PAGES;
        uint32_t here = (uint32_t)((stop < end ? stop : end) - page);
        Arena *arena = &heap->arenas[number];
        arena->used_pages = used ? arena->used_pages + here : arena->used_pages - here;
        if (used && heap->spare[ARENA_OF_RUNS] == number + 1) {
            heap->spare[ARENA_OF_RUNS] = 0;
        }
        page += here;
    }
}

/* Makes pages a free run. They must not be a part of any, nor have free neighbours. */
static void put_free(Heap *heap, size_t page, size_t pages) {
    if (pages > 0) {
        write_run(heap, page, pages, RUN_FREE, 0);
        bin_insert(heap, page);
    }
}

/* Takes a free run out of its bin and out of the tiling. */
static void take_free(Heap *heap, size_t page) {
    CHECK(heap->runs[page].state == RUN_FREE);
    bin_remove(heap, page);
    set_start(heap, page, false);
}

/* Gives an arena back whose pages are a part of the free run [page, page + pages), which is
 * already out of its bin. What lies before and behind it is put back. */
static void give_arena(Heap *heap, size_t arena, size_t page, size_t pages) {
    size_t start = arena * HEAP_ARENA_PAGES, stop = start + HEAP_ARENA_PAGES;
    CHECK(page <= start && stop <= page + pages);
    region_give_arena(heap, arena);
    put_free(heap, page, start - page);
    put_free(heap, stop, page + pages - stop);
}

/* Makes pages free that nobody uses any more: joins them with their neighbours, and gives arenas
 * back that they leave empty, save a spare one. */
static void release_pages(Heap *heap, size_t page, size_t pages) {
    size_t end = page + pages;
    if (page % HEAP_ARENA_PAGES != 0 || (page > 0 && is_of_runs(heap, page - 1))) {
        const Run *before = &heap->runs[page - 1];
        if (before->state == RUN_FREE) {
            page -= before->pages;
            take_free(heap, page);
        }
    }
    if (is_of_runs(heap, end) && heap->runs[end].state == RUN_FREE) {
        size_t behind = heap->runs[end].pages;
        take_free(heap, end);
        end += behind;
    }
    size_t arena = (page + HEAP_ARENA_PAGES - 1) / HEAP_ARENA_PAGES;
    for (; (arena + 1) * HEAP_ARENA_PAGES <= end; arena++) {
        uint64_t *spare = &heap->spare[ARENA_OF_RUNS];
        if (*spare == 0 || *spare == arena + 1) {
            *spare = arena + 1;
            continue;
        }
        region_give_arena(heap, arena);
        put_free(heap, page, arena * HEAP_ARENA_PAGES - page);
        page = (arena + 1) * HEAP_ARENA_PAGES;
    }
    put_free(heap, page, end - page);
}

void runs_give_spare(Heap *heap) {
    if (heap->spare[ARENA_OF_RUNS] == 0) {
        return;
    }
    size_t arena = heap->spare[ARENA_OF_RUNS] - 1;
    size_t page = arena * HEAP_ARENA_PAGES;
    heap->spare[ARENA_OF_RUNS] = 0;
    /* The run that covers it may begin in the arena before. */
    const Arena *row = &heap->arenas[arena];
    if ((row->starts[0] & 1) == 0) {
        const Arena *before = row - 1;
        size_t word = 3;
        while (before->starts[word] == 0) {
            word--;
        }
        page = (arena - 1) * HEAP_ARENA_PAGES + word * 64 + 63 -
               arith_leading_zeros(before->starts[word]);
    }
    size_t pages = heap->runs[page].pages;
    take_free(heap, page);
    give_arena(heap, arena, page, pages);
}

/* --- runs ---------------------------------------------------------------------------------- */

static size_t pages_for(size_t size) {
    return (size + HEAP_PAGE_BYTES - 1) / HEAP_PAGE_BYTES;
}

/* Finds pages for a new run and takes them out of what is free; SIZE_MAX when there are none. What
 * is too much is put back. */
static size_t find_pages(Heap *heap, size_t pages) {
    size_t page = bin_find(heap, pages);
    if (page != SIZE_MAX) {
        size_t found = heap->runs[page].pages;
        take_free(heap, page);
        put_free(heap, page + pages, found - pages);
        return page;
    }
    size_t arenas = (pages + HEAP_ARENA_PAGES - 1) / HEAP_ARENA_PAGES;
    size_t first = region_take_arenas(heap, arenas, ARENA_OF_RUNS);
    if (first == REGION_NO_ARENA) {
        return SIZE_MAX;
    }
    page = first * HEAP_ARENA_PAGES;
    size_t rest = arenas * HEAP_ARENA_PAGES - pages;
    if (rest > 0) {
        /* The row before must not look like a free neighbour. */
        write_run(heap, page, pages, RUN_USED, 0);
        release_pages(heap, page + pages, rest);
    }
    return page;
}

Block *run_allocate(Heap *heap, size_t size, GarbageClass garbage) {
    if (size > heap->limit_arenas * HEAP_ARENA_BYTES) {
        return NULL;
    }
    size_t pages = pages_for(size);
    size_t page = find_pages(heap, pages);
    if (page == SIZE_MAX) {
        return NULL;
    }
    write_run(heap, page, pages, RUN_USED, garbage);
    count_pages(heap, page, pages, true);
    region_touch_pages(heap, page, pages);
    heap->large_bytes += pages * HEAP_PAGE_BYTES;
    heap->large_blocks++;
    return (Block *)(void *)region_page_start(heap, page);
}

void run_free(Heap *heap, Block *block, size_t size) {
    size_t page = region_page_of(heap, block);
    size_t pages = pages_for(size);
    CHECK(heap->runs[page].state == RUN_USED && heap->runs[page].pages == pages);
    CHECK(block->kind != BLOCK_FREE);
    *block = (Block){.kind = BLOCK_FREE, .flags = block->kind, .birth = block->birth};
    HEAP_POISON(block + 1, pages * HEAP_PAGE_BYTES - sizeof(Block));
    heap->large_bytes -= pages * HEAP_PAGE_BYTES;
    heap->large_blocks--;
    set_start(heap, page, false);
    count_pages(heap, page, pages, false);
    release_pages(heap, page, pages);
}

/* Takes `extra` pages behind a run that ends before page `end`: of the free run there, and of
 * unused arenas behind that. False, and nothing changed, when they are not there. */
static bool take_behind(Heap *heap, size_t end, size_t extra) {
    bool has_run = is_of_runs(heap, end) && heap->runs[end].state == RUN_FREE;
    size_t found = has_run ? heap->runs[end].pages : 0;
    size_t stop = end + found;
    size_t arenas = 0;
    if (found < extra) {
        arenas = (extra - found + HEAP_ARENA_PAGES - 1) / HEAP_ARENA_PAGES;
        if (stop % HEAP_ARENA_PAGES != 0 ||
            region_count_unused(heap, stop / HEAP_ARENA_PAGES, arenas) < arenas) {
            return false;
        }
    }
    if (has_run) {
        take_free(heap, end);
    }
    if (arenas > 0) {
        region_take_arenas_at(heap, stop / HEAP_ARENA_PAGES, arenas, ARENA_OF_RUNS);
        stop += arenas * HEAP_ARENA_PAGES;
    }
    count_pages(heap, end, extra, true);
    if (stop > end + extra) {
        heap->runs[end + extra - 1] = (Run){.pages = 1, .state = RUN_USED};
        release_pages(heap, end + extra, stop - end - extra);
    }
    return true;
}

bool run_resize(Heap *heap, Block *block, size_t old_size, size_t new_size) {
    size_t page = region_page_of(heap, block);
    size_t old_pages = pages_for(old_size), new_pages = pages_for(new_size);
    Run row = heap->runs[page];
    CHECK(row.state == RUN_USED && row.pages == old_pages);
    if (new_pages > old_pages) {
        if (new_size > heap->limit_arenas * HEAP_ARENA_BYTES ||
            !take_behind(heap, page + old_pages, new_pages - old_pages)) {
            return false;
        }
        region_touch_pages(heap, page + old_pages, new_pages - old_pages);
    }
    uint64_t side = row.as.side;
    write_run(heap, page, new_pages, RUN_USED, row.garbage);
    heap->runs[page].as.side = side;
    if (new_pages < old_pages) {
        HEAP_POISON((char *)block + new_pages * HEAP_PAGE_BYTES,
                    (old_pages - new_pages) * HEAP_PAGE_BYTES);
        count_pages(heap, page + new_pages, old_pages - new_pages, false);
        release_pages(heap, page + new_pages, old_pages - new_pages);
    }
    heap->large_bytes += new_pages * HEAP_PAGE_BYTES;
    heap->large_bytes -= old_pages * HEAP_PAGE_BYTES;
    HEAP_POISON(block, new_pages * HEAP_PAGE_BYTES);
    HEAP_UNPOISON(block, new_size);
    return true;
}
