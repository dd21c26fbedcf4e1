#include "heap/visit.h"

#include "base/arith.h"
#include "heap/image.h"
#include "heap/region.h"

static size_t pages_of(size_t bytes) {
    return (bytes + HEAP_PAGE_BYTES - 1) / HEAP_PAGE_BYTES;
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* The rows of arenas in the copy, which holds pointers to the original. */
static const Arena *rows_of(const Heap *live, const Heap *copy) {
    return (const Arena *)(const void *)((const char *)copy + region_rows_offset(live));
}

/* Visits the pages of an arena that were touched in either copy. */
MUST_CHECK static bool visit_arena(const Heap *live, const Heap *copy, size_t number,
                                   PageVisit visit, void *context) {
    size_t first =
        (size_t)(region_arena_start(live, number) - (const char *)live) / HEAP_PAGE_BYTES;
    for (unsigned word = 0; word < 4; word++) {
        uint64_t bits =
            live->arenas[number].touched[word] | rows_of(live, copy)[number].touched[word];
        while (bits != 0) {
            unsigned bit = arith_trailing_zeros(bits);
            bits &= bits - 1;
            if (!visit(context, first + word * 64 + bit, 1)) {
                return false;
            }
        }
    }
    return true;
}

bool pages_visit(const Heap *live, const Heap *copy, PageVisit visit, void *context) {
    size_t rows = region_rows_offset(live);
    size_t high = larger(live->arena_high, copy->arena_high);
    size_t runs = (size_t)((const char *)live->runs - (const char *)live) / HEAP_PAGE_BYTES;
    if (!visit(context, 0, rows / HEAP_PAGE_BYTES) ||
        !visit(context, rows / HEAP_PAGE_BYTES, pages_of(high * sizeof(Arena)))) {
        return false;
    }
    for (size_t i = 0; i < high; i++) { /* an arena's rows of runs fill one page */
        bool of_runs =
            live->arenas[i].role == ARENA_OF_RUNS || rows_of(live, copy)[i].role == ARENA_OF_RUNS;
        if (of_runs && !visit(context, runs + i, 1)) {
            return false;
        }
    }
    size_t stack = (size_t)(live->stack - (const char *)live) / HEAP_PAGE_BYTES;
    if (!visit(context, stack, pages_of(larger(live->stack_touched, copy->stack_touched)))) {
        return false;
    }
    for (size_t i = 0; i < high; i++) {
        if (!visit_arena(live, copy, i, visit, context)) {
            return false;
        }
    }
    return true;
}

/* --- digests -------------------------------------------------------------------------------- */

typedef struct Digest {
    const char *start;
    uint64_t value;
} Digest;

static bool mix_pages(void *context, size_t page, size_t count) {
    Digest *digest = context;
    for (size_t end = page + count; page < end; page++) {
        digest->value = image_page_mix(digest->value, digest->start + page * HEAP_PAGE_BYTES);
    }
    return true;
}

uint64_t image_digest(const Heap *heap) {
    Digest digest = {.start = (const char *)heap};
    bool done = pages_visit(heap, heap, mix_pages, &digest);
    return done ? digest.value : 0;
}
