#include "heap/region.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

/* Homes that are tried one after the other, so that a second heap in one process (a test, a
 * loaded session) has a predictable place too. They are
 * further apart than the largest region with its side is long. */
#define HOME_CHOICES 8
#define HOME_DISTANCE ((uintptr_t)64 << 30)

/* Of the arenas: so many bytes are always in small pages. */
#define SMALL_PAGES_BYTES ((size_t)8 << 20)

/* The offsets of the parts of a region. */
typedef struct Layout {
    size_t root, arenas, runs, stack, arena_base, end;
    size_t arena_count;
} Layout;

/* Reserves `bytes` at `place`, or answers NULL when something is there. */
static void *reserve_at(uintptr_t place, size_t bytes) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
#ifdef MAP_FIXED_NOREPLACE
    flags |= MAP_FIXED_NOREPLACE;
#endif
    void *found = mmap((void *)place, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (found == MAP_FAILED) {
        return NULL;
    }
    if ((uintptr_t)found != place) { /* an old kernel takes the place as a mere wish */
        munmap(found, bytes);
        return NULL;
    }
    return found;
}

/* Reserves `bytes` anywhere, aligned to an arena. */
static void *reserve_anywhere(size_t bytes) {
    size_t padded = bytes + HEAP_ARENA_BYTES;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    char *found = mmap(NULL, padded, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (found == MAP_FAILED) {
        return NULL;
    }
    size_t before = (size_t)(-(uintptr_t)found & (HEAP_ARENA_BYTES - 1));
    if (before > 0) {
        munmap(found, before);
    }
    munmap(found + before + bytes, HEAP_ARENA_BYTES - before);
    return found + before;
}

static void *reserve(size_t bytes) {
    for (uintptr_t choice = 0; choice < HOME_CHOICES; choice++) {
        void *found = reserve_at(HEAP_HOME + choice * HOME_DISTANCE, bytes);
        if (found != NULL) {
            return found;
        }
    }
    return reserve_anywhere(bytes);
}

/* Says where everything goes. False when the sizes are out of range. */
static bool lay_out(const HeapSettings *settings, Layout *layout) {
    size_t limit = settings->limit_bytes == 0 ? HEAP_LIMIT_DEFAULT : settings->limit_bytes;
    if (limit > HEAP_LIMIT_MAX || settings->root_bytes > HEAP_LIMIT_MAX ||
        settings->stack_bytes > HEAP_LIMIT_MAX) {
        return false;
    }
    size_t count = limit / HEAP_ARENA_BYTES;
    count = count == 0 ? 1 : count;
    layout->arena_count = count;
    layout->root = arith_round_up(sizeof(Heap), HEAP_PAGE_BYTES);
    layout->arenas = layout->root + arith_round_up(settings->root_bytes, HEAP_PAGE_BYTES);
    layout->runs = layout->arenas + arith_round_up(count * sizeof(Arena), HEAP_PAGE_BYTES);
    layout->stack = layout->runs + count * HEAP_ARENA_PAGES * sizeof(Run);
    layout->arena_base = arith_round_up(
        layout->stack + arith_round_up(settings->stack_bytes, HEAP_PAGE_BYTES), HEAP_ARENA_BYTES);
    layout->end = layout->arena_base + count * HEAP_ARENA_BYTES;
    return true;
}

/* The bytes of the scratch beside a region: marks, then four lists. */
static size_t side_bytes(size_t region_bytes) {
    size_t entries = region_bytes / HEAP_GRAIN;
    return entries * sizeof(uint32_t) + 4 * entries * sizeof(uint64_t);
}

static void prefer_large_pages(char *start, char *end) {
#ifdef MADV_HUGEPAGE
    if (start < end)
        (void)madvise(start, (size_t)(end - start), MADV_HUGEPAGE);
#else
    (void)start;
    (void)end;
#endif
}

/* Asks for pages of 2 MiB where a heap lies that has outgrown its first arenas, and where the
 * collector's scratch for such a heap does: a miss then costs a walk through fewer tables, and a
 * fault brings five hundred times as much. What a small program touches stays in small pages. */
static void choose_pages(char *base, const Layout *layout) {
    size_t first = layout->arena_base + SMALL_PAGES_BYTES;
    char *marks = base + layout->end;
    char *lists = marks + layout->end / HEAP_GRAIN * sizeof(uint32_t);
    char *end = marks + side_bytes(layout->end);
    size_t list_bytes = (size_t)(end - lists) / 4;
    prefer_large_pages(base + first, base + layout->end);
    prefer_large_pages(marks + first / HEAP_GRAIN * sizeof(uint32_t), lists);
    for (unsigned i = 0; i < 4; i++)
        prefer_large_pages(lists + i * list_bytes + HEAP_ARENA_BYTES, lists + (i + 1) * list_bytes);
}

Heap *heap_open(const HeapSettings *settings) {
    Layout layout;
    if (!lay_out(settings, &layout)) {
        errno = EINVAL;
        return NULL;
    }
    char *base = reserve(layout.end + side_bytes(layout.end));
    if (base == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    choose_pages(base, &layout);
    Heap *heap = (Heap *)(void *)base;
    heap->region_bytes = layout.end;
    heap->fixed_bytes = layout.stack;
    heap->limit_arenas = layout.arena_count;
    heap->root_bytes = settings->root_bytes;
    heap->stack_bytes = settings->stack_bytes;
    heap->root = base + layout.root;
    heap->arenas = (Arena *)(void *)(base + layout.arenas);
    heap->runs = (Run *)(void *)(base + layout.runs);
    heap->stack = base + layout.stack;
    heap->arena_base = base + layout.arena_base;
    heap->none.bucket = POOL_IS_FULL;
    heap->none.attention = UINT32_MAX;
    for (unsigned garbage = 0; garbage < GARBAGE_CLASSES; garbage++) {
        for (unsigned i = 0; i < HEAP_CLASSES; i++) {
            heap->current[garbage][i] = &heap->none;
            heap->hidden[garbage][i] = &heap->none;
        }
    }
    return heap;
}

void heap_close(Heap *heap) {
    if (heap == NULL) {
        return;
    }
    HEAP_UNPOISON(heap->arena_base, heap->arena_high * HEAP_ARENA_BYTES);
    munmap(heap, heap->region_bytes + side_bytes(heap->region_bytes));
}

void heap_side_trim(Heap *heap) {
    region_zero_pages(heap_side_marks(heap), side_bytes(heap->region_bytes));
}

size_t region_rows_offset(const Heap *heap) {
    return (size_t)((const char *)heap->arenas - (const char *)heap);
}

void region_zero_pages(void *start, size_t bytes) {
    if (madvise(start, bytes, MADV_DONTNEED) != 0) {
        HEAP_UNPOISON(start, bytes);
        memset(start, 0, bytes);
    }
}

void region_touch_pages(Heap *heap, size_t page, size_t count) {
    for (size_t i = page; i < page + count;) {
        Arena *arena = &heap->arenas[i / HEAP_ARENA_PAGES];
        size_t bit = i % 64;
        size_t here = 64 - bit < page + count - i ? 64 - bit : page + count - i;
        uint64_t mask = here == 64 ? UINT64_MAX : (((uint64_t)1 << here) - 1) << bit;
        arena->touched[i % HEAP_ARENA_PAGES / 64] |= mask;
        i += here;
    }
}

size_t region_count_unused(const Heap *heap, size_t first, size_t most) {
    size_t count = 0;
    while (count < most && first + count < heap->limit_arenas &&
           heap->arenas[first + count].role == ARENA_UNUSED) {
        count++;
    }
    return count;
}

void region_take_arenas_at(Heap *heap, size_t first, size_t count, ArenaRole role) {
    for (size_t i = first; i < first + count; i++) {
        CHECK(heap->arenas[i].role == ARENA_UNUSED);
        heap->arenas[i].role = role;
    }
    heap->arenas_used += count;
    if (heap->arena_high < first + count) {
        heap->arena_high = first + count;
    }
    if (heap->hint[HINT_UNUSED] == first) {
        heap->hint[HINT_UNUSED] = first + count;
    }
    if (role == ARENA_OF_POOLS) {
        for (unsigned hint = HINT_SLOT; hint <= HINT_SPAN; hint++) {
            heap->hint[hint] = heap->hint[hint] < first ? heap->hint[hint] : first;
        }
    }
    HEAP_POISON(region_arena_start(heap, first), count * HEAP_ARENA_BYTES);
}

/* Looks for `count` unused neighbours. The search begins at the hint, and moves it up past
 * arenas that are in use. */
static size_t find_unused(Heap *heap, size_t count) {
    size_t i = heap->hint[HINT_UNUSED];
    while (i < heap->limit_arenas && heap->arenas[i].role != ARENA_UNUSED) {
        i++;
    }
    heap->hint[HINT_UNUSED] = i;
    while (i + count <= heap->limit_arenas) {
        size_t found = region_count_unused(heap, i, count);
        if (found == count) {
            return i;
        }
        i += found + 1;
    }
    return REGION_NO_ARENA;
}

size_t region_take_arenas(Heap *heap, size_t count, ArenaRole role) {
    size_t first = find_unused(heap, count);
    if (first == REGION_NO_ARENA) {
        pools_give_idle(heap);
        runs_give_spare(heap);
        first = find_unused(heap, count);
    }
    if (first != REGION_NO_ARENA) {
        region_take_arenas_at(heap, first, count, role);
    }
    return first;
}

void region_give_arena(Heap *heap, size_t arena) {
    Arena *row = &heap->arenas[arena];
    if (row->role == ARENA_OF_RUNS) {
        region_zero_pages(&heap->runs[arena * HEAP_ARENA_PAGES], HEAP_ARENA_PAGES * sizeof(Run));
    }
    *row = (Arena){.role = ARENA_UNUSED};
    heap->arenas_used--;
    if (arena < heap->hint[HINT_UNUSED]) {
        heap->hint[HINT_UNUSED] = arena;
    }
    region_zero_pages(region_arena_start(heap, arena), HEAP_ARENA_BYTES);
}
