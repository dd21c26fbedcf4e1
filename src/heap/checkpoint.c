#include "heap/checkpoint.h"

#include "heap/image.h"
#include "heap/region.h"
#include "heap/visit.h"
#include "heap/walk.h"

#include <stdlib.h>
#include <string.h>

/* The pages in which two neighbouring checkpoints differ. While the record lies behind the present
 * it holds what the pages were before; while it lies ahead, what they are after. */
typedef struct Record {
    size_t count;
    size_t bytes;      /* that it holds, for the budget */
    uint32_t *pages;   /* numbers of pages from the start of the region, ascending */
    uint64_t **bodies; /* their content; NULL for all zero */
} Record;

struct Timeline {
    Heap *heap;
    char *shadow; /* as large as the region; pages untouched there take no memory */
    size_t region_bytes;
    Record **records;
    size_t count;    /* records there are: one less than checkpoints */
    size_t capacity; /* of `records` */
    size_t present;  /* records behind the present checkpoint */
    uint32_t *found; /* pages found to differ */
    size_t found_count, found_capacity;
    size_t stored_bytes, budget_bytes;
    uint64_t taken, forgotten;
    size_t compared_pages, changed_pages;
};

static char *live_page(const Timeline *timeline, size_t page) {
    return (char *)timeline->heap + page * HEAP_PAGE_BYTES;
}

static char *shadow_page(const Timeline *timeline, size_t page) {
    return timeline->shadow + page * HEAP_PAGE_BYTES;
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* --- records -------------------------------------------------------------------------------- */

static void record_free(Record *record) {
    if (record == NULL) {
        return;
    }
    for (size_t i = 0; record->bodies != NULL && i < record->count; i++) {
        free(record->bodies[i]);
    }
    free(record->bodies);
    free(record->pages);
    free(record);
}

static void record_measure(Record *record) {
    record->bytes = sizeof(Record) + record->count * (sizeof(uint32_t) + sizeof(uint64_t *));
    for (size_t i = 0; i < record->count; i++) {
        record->bytes += record->bodies[i] == NULL ? 0 : HEAP_PAGE_BYTES;
    }
}

/* The record of the pages that were found, with their content in the shadow. */
static Record *record_make(const Timeline *timeline) {
    Record *record = calloc(1, sizeof(Record));
    if (record == NULL) {
        return NULL;
    }
    record->count = timeline->found_count;
    size_t room = record->count == 0 ? 1 : record->count;
    record->pages = malloc(room * sizeof(uint32_t));
    record->bodies = calloc(room, sizeof(uint64_t *));
    if (record->pages == NULL || record->bodies == NULL) {
        goto fail;
    }
    for (size_t i = 0; i < record->count; i++) {
        const char *old = shadow_page(timeline, timeline->found[i]);
        record->pages[i] = timeline->found[i];
        if (!image_page_is_zero(old)) {
            record->bodies[i] = malloc(HEAP_PAGE_BYTES);
            if (record->bodies[i] == NULL) {
                goto fail;
            }
            image_page_copy(record->bodies[i], old);
        }
    }
    record_measure(record);
    return record;
fail:
    record_free(record);
    return NULL;
}

/* Gives every page of a record a body, so that record_swap cannot fail. */
static bool record_prepare(Record *record) {
    for (size_t i = 0; i < record->count; i++) {
        if (record->bodies[i] == NULL) {
            record->bodies[i] = calloc(1, HEAP_PAGE_BYTES);
            if (record->bodies[i] == NULL) {
                return false;
            }
        }
    }
    return true;
}

/* Frees the bodies that are all zero. */
static void record_shrink(Record *record) {
    for (size_t i = 0; i < record->count; i++) {
        if (record->bodies[i] != NULL && image_page_is_zero(record->bodies[i])) {
            free(record->bodies[i]);
            record->bodies[i] = NULL;
        }
    }
}

/* Puts the pages of a prepared record into image and shadow, and what was there in the record. */
static void record_swap(Timeline *timeline, Record *record) {
    for (size_t i = 0; i < record->count; i++) {
        image_page_copy(live_page(timeline, record->pages[i]), record->bodies[i]);
        image_page_swap(shadow_page(timeline, record->pages[i]), record->bodies[i]);
    }
}

/* --- finding what differs ------------------------------------------------------------------- */

MUST_CHECK static bool note_page(Timeline *timeline, size_t page) {
    if (timeline->found_count == timeline->found_capacity) {
        size_t capacity = timeline->found_capacity == 0 ? 256 : timeline->found_capacity * 2;
        uint32_t *found = realloc(timeline->found, capacity * sizeof(uint32_t));
        if (found == NULL) {
            return false;
        }
        timeline->found = found;
        timeline->found_capacity = capacity;
    }
    timeline->found[timeline->found_count++] = (uint32_t)page;
    return true;
}

/* Notes those of some neighbouring pages that differ. */
MUST_CHECK static bool compare_pages(void *context, size_t page, size_t count) {
    Timeline *timeline = context;
    timeline->compared_pages += count;
    for (size_t end = page + count; page < end; page++) {
        if (!image_page_equals(live_page(timeline, page), shadow_page(timeline, page)) &&
            !note_page(timeline, page)) {
            return false;
        }
    }
    return true;
}

/* Finds all pages in which image and shadow differ. Pages that were touched in neither are zero in
 * both. False when there is no memory to note them. */
MUST_CHECK static bool find_differences(Timeline *timeline) {
    timeline->found_count = 0;
    timeline->compared_pages = 0;
    return pages_visit(timeline->heap, (const Heap *)(const void *)timeline->shadow, compare_pages,
                       timeline);
}

/* --- opening and closing -------------------------------------------------------------------- */

Timeline *timeline_open(Heap *heap, size_t budget_bytes) {
    Timeline *timeline = calloc(1, sizeof(Timeline));
    if (timeline == NULL) {
        return NULL;
    }
    timeline->heap = heap;
    timeline->budget_bytes = budget_bytes;
    timeline->region_bytes = heap->region_bytes;
    timeline->shadow = image_reserve(timeline->region_bytes);
    if (timeline->shadow == NULL) {
        free(timeline);
        return NULL;
    }
    return timeline;
}

void timeline_close(Timeline *timeline) {
    if (timeline == NULL) {
        return;
    }
    for (size_t i = 0; i < timeline->count; i++) {
        record_free(timeline->records[i]);
    }
    image_unreserve(timeline->shadow, timeline->region_bytes);
    free(timeline->records);
    free(timeline->found);
    free(timeline);
}

View timeline_shadow_view(const Timeline *timeline) {
    ptrdiff_t delta = (ptrdiff_t)((uintptr_t)timeline->shadow - (uintptr_t)timeline->heap);
    return (View){.home = timeline->heap, .delta = delta};
}

TimelineCounts timeline_counts(const Timeline *timeline) {
    return (TimelineCounts){
        .past = timeline->present,
        .future = timeline->count - timeline->present,
        .taken = timeline->taken,
        .forgotten = timeline->forgotten,
        .stored_bytes = timeline->stored_bytes,
        .budget_bytes = timeline->budget_bytes,
        .compared_pages = timeline->compared_pages,
        .changed_pages = timeline->changed_pages,
        .has_present = timeline->taken > 0,
    };
}

/* --- taking --------------------------------------------------------------------------------- */

/* Forgets the records [first, last). */
static void forget(Timeline *timeline, size_t first, size_t last) {
    for (size_t i = first; i < last; i++) {
        timeline->stored_bytes -= timeline->records[i]->bytes;
        record_free(timeline->records[i]);
    }
    if (last > first) {
        memmove(timeline->records + first, timeline->records + last,
                (timeline->count - last) * sizeof(Record *));
        timeline->count -= last - first;
    }
}

void timeline_forget_future(Timeline *timeline) {
    forget(timeline, timeline->present, timeline->count);
}

void timeline_forget_past(Timeline *timeline) {
    forget(timeline, 0, timeline->present);
    timeline->present = 0;
}

/* Forgets as many of the oldest records as the budget asks for, but not the newest, however large:
 * there is always a way back before what ran last. */
static void keep_budget(Timeline *timeline) {
    size_t last = 0, stored = timeline->stored_bytes;
    while (stored > timeline->budget_bytes && last + 1 < timeline->present) {
        stored -= timeline->records[last++]->bytes;
    }
    forget(timeline, 0, last);
    timeline->present -= last;
    timeline->forgotten += last;
}

MUST_CHECK static bool make_room(Timeline *timeline) {
    if (timeline->count < timeline->capacity) {
        return true;
    }
    size_t capacity = timeline->capacity == 0 ? 64 : timeline->capacity * 2;
    Record **records = realloc(timeline->records, capacity * sizeof(Record *));
    if (records == NULL) {
        return false;
    }
    timeline->records = records;
    timeline->capacity = capacity;
    return true;
}

/* Which arenas a copy of the image uses is in its rows. After pages were put back, the memory of
 * arenas that the copy does not use is given to the system; it is zero already. */
static void give_unused(Timeline *timeline, char *base, size_t high) {
    const Heap *heap = timeline->heap;
    const Arena *rows = (const Arena *)(const void *)(base + region_rows_offset(heap));
    size_t offset = (size_t)(heap->arena_base - (const char *)heap);
    for (size_t i = 0; i < high; i++) {
        if (rows[i].role == ARENA_UNUSED) {
            region_zero_pages(base + offset + i * HEAP_ARENA_BYTES, HEAP_ARENA_BYTES);
        }
    }
}

/* Whether pages were found that tell of an arena taken or given back. */
static bool found_rows(const Timeline *timeline) {
    size_t rows = region_rows_offset(timeline->heap) / HEAP_PAGE_BYTES;
    size_t end = (size_t)((char *)timeline->heap->runs - (char *)timeline->heap) / HEAP_PAGE_BYTES;
    for (size_t i = 0; i < timeline->found_count; i++) {
        if (timeline->found[i] >= rows && timeline->found[i] < end) {
            return true;
        }
    }
    return false;
}

bool timeline_take_whole(Timeline *timeline) {
    timeline_forget_future(timeline);
    const Heap *shadow = (const Heap *)(const void *)timeline->shadow;
    size_t high = larger(timeline->heap->arena_high, shadow->arena_high);
    size_t before = shadow->arenas_used;
    if (!find_differences(timeline)) {
        return false;
    }
    if (timeline->taken > 0) {
        Record *record = make_room(timeline) ? record_make(timeline) : NULL;
        if (record == NULL) {
            return false;
        }
        timeline->records[timeline->count++] = record;
        timeline->present = timeline->count;
        timeline->stored_bytes += record->bytes;
    }
    for (size_t i = 0; i < timeline->found_count; i++) {
        size_t page = timeline->found[i];
        image_page_copy(shadow_page(timeline, page), live_page(timeline, page));
    }
    if (before > 0 && found_rows(timeline)) {
        give_unused(timeline, timeline->shadow, high);
    }
    timeline->taken++;
    timeline->changed_pages = timeline->found_count;
    return true;
}

bool timeline_take(Timeline *timeline) {
    bool taken = timeline_take_whole(timeline);
    keep_budget(timeline);
    return taken;
}

/* --- going back and forth ------------------------------------------------------------------- */

/* Makes the poisoning of the sanitizer what the restored image says. */
static void repaint(Heap *heap, size_t high) {
#ifdef HEAP_ASAN
    HEAP_UNPOISON(heap->arena_base, high * HEAP_ARENA_BYTES);
    for (size_t i = 0; i < heap->arena_high; i++) {
        if (heap->arenas[i].role != ARENA_UNUSED) {
            HEAP_POISON(region_arena_start(heap, i), HEAP_ARENA_BYTES);
        }
    }
    HeapCursor cursor;
    heap_walk_start(&cursor, view_live(heap));
    for (;;) {
        /* Pools come before their blocks, and what is poisoned is not read. */
        size_t page = cursor.next_page;
        while (page / HEAP_ARENA_PAGES < heap->arena_high &&
               heap->arenas[page / HEAP_ARENA_PAGES].role == ARENA_UNUSED) {
            page = (page / HEAP_ARENA_PAGES + 1) * HEAP_ARENA_PAGES;
        }
        if (page / HEAP_ARENA_PAGES < heap->arena_high) {
            HEAP_UNPOISON(region_page_start(heap, page), sizeof(Pool));
        }
        if (!heap_walk_next_area(&cursor)) {
            break;
        }
        const HeapArea *area = &cursor.area;
        if (area->kind == AREA_RUN) {
            HEAP_UNPOISON(area->start, area->bytes);
        }
        for (uint32_t i = 0; area->pool != NULL && i < area->pool->carved; i++) {
            Block *block = heap_pool_block((Pool *)(uintptr_t)area->pool, i);
            HEAP_UNPOISON(block, sizeof(FreeBlock));
            if (block->kind != BLOCK_FREE) {
                HEAP_UNPOISON(block, area->pool->block_bytes);
            }
        }
        if (area->pool == NULL && area->kind != AREA_RUN) {
            HEAP_POISON(area->start, area->bytes);
        }
    }
#else
    (void)heap;
    (void)high;
#endif
}

/* Puts the image back to the present checkpoint, then through the records to another. */
MUST_CHECK static bool move(Timeline *timeline, size_t target) {
    size_t first = target < timeline->present ? target : timeline->present;
    size_t last = target < timeline->present ? timeline->present : target;
    bool prepared = find_differences(timeline);
    for (size_t i = first; prepared && i < last; i++) {
        prepared = record_prepare(timeline->records[i]);
    }
    size_t high = 0;
    if (prepared) {
        /* The largest number of arenas that anything on the way knows of. */
        high = larger(timeline->heap->arena_high,
                      ((const Heap *)(const void *)timeline->shadow)->arena_high);
        for (size_t i = 0; i < timeline->found_count; i++) {
            size_t page = timeline->found[i];
            image_page_copy(live_page(timeline, page), shadow_page(timeline, page));
        }
        while (timeline->present != target) {
            size_t next = target < timeline->present ? timeline->present - 1 : timeline->present;
            record_swap(timeline, timeline->records[next]);
            timeline->present = target < timeline->present ? next : next + 1;
            high = larger(high, timeline->heap->arena_high);
        }
    }
    for (size_t i = first; i < last; i++) {
        Record *record = timeline->records[i];
        record_shrink(record);
        timeline->stored_bytes -= record->bytes;
        record_measure(record);
        timeline->stored_bytes += record->bytes;
    }
    if (prepared) {
        give_unused(timeline, (char *)timeline->heap, high);
        give_unused(timeline, timeline->shadow, high);
        repaint(timeline->heap, high);
    }
    return prepared;
}

bool timeline_back(Timeline *timeline, size_t steps) {
    if (timeline->taken == 0 || steps > timeline->present) {
        return false;
    }
    return move(timeline, timeline->present - steps);
}

bool timeline_forward(Timeline *timeline, size_t steps) {
    if (timeline->taken == 0 || steps > timeline->count - timeline->present) {
        return false;
    }
    return move(timeline, timeline->present + steps);
}

/* --- other images ---------------------------------------------------------------------------- */

/* A page of the shadow, kept; `*body` is NULL for zeros. */
MUST_CHECK static bool keep_page(const Timeline *timeline, size_t page, uint64_t **body) {
    const char *old = shadow_page(timeline, page);
    *body = NULL;
    if (image_page_is_zero(old)) {
        return true;
    }
    *body = malloc(HEAP_PAGE_BYTES);
    if (*body != NULL) {
        image_page_copy(*body, old);
    }
    return *body != NULL;
}

/* Gives a record of the present's neighbour the pages that were found, where it has none of them:
 * there the two were alike, so that the neighbour's content is the shadow's. Both lists ascend. */
MUST_CHECK static bool record_cover(Timeline *timeline, Record *record) {
    size_t room = record->count + timeline->found_count;
    uint32_t *pages = malloc((room + 1) * sizeof(uint32_t));
    uint64_t **bodies = calloc(room + 1, sizeof(uint64_t *));
    bool done = pages != NULL && bodies != NULL;
    size_t count = 0, own = 0, found = 0;
    while (done && (own < record->count || found < timeline->found_count)) {
        uint32_t page = own < record->count ? record->pages[own] : UINT32_MAX;
        if (found < timeline->found_count && timeline->found[found] < page) {
            pages[count] = timeline->found[found++];
            done = keep_page(timeline, pages[count], &bodies[count]);
            count += done;
        } else {
            found += found < timeline->found_count && timeline->found[found] == page;
            pages[count] = page;
            bodies[count++] = record->bodies[own++];
        }
    }
    if (!done) {
        for (size_t i = 0, kept = 0; i < count; i++) { /* those that are not the record's */
            bool is_own = kept < own && record->pages[kept] == pages[i];
            kept += is_own;
            free(is_own ? NULL : bodies[i]);
        }
        free(pages);
        free(bodies);
        return false;
    }
    free(record->pages);
    free(record->bodies);
    record->pages = pages;
    record->bodies = bodies;
    record->count = count;
    timeline->stored_bytes -= record->bytes;
    record_measure(record);
    timeline->stored_bytes += record->bytes;
    return true;
}

bool timeline_amend(Timeline *timeline) {
    size_t present = timeline->present;
    if (timeline->taken == 0 || !find_differences(timeline) ||
        (present > 0 && !record_cover(timeline, timeline->records[present - 1])) ||
        (present < timeline->count && !record_cover(timeline, timeline->records[present]))) {
        return false;
    }
    for (size_t i = 0; i < timeline->found_count; i++) {
        size_t page = timeline->found[i];
        image_page_copy(shadow_page(timeline, page), live_page(timeline, page));
    }
    return true;
}

MUST_CHECK static bool note_pages(void *context, size_t page, size_t count) {
    for (size_t end = page + count; page < end; page++) {
        if (!note_page(context, page)) {
            return false;
        }
    }
    return true;
}

bool timeline_put(Timeline *timeline, const ImageCopy *copy) {
    CHECK(copy->home == timeline->heap && copy->region_bytes == timeline->region_bytes);
    const Heap *other = (const Heap *)(const void *)copy->base;
    size_t high = larger(timeline->heap->arena_high, other->arena_high);
    timeline->found_count = 0;
    /* First what is to be copied is noted, for the tables that say so are copied too. */
    if (!pages_visit(timeline->heap, other, note_pages, timeline)) {
        return false;
    }
    for (size_t i = 0; i < timeline->found_count; i++) {
        size_t page = timeline->found[i];
        image_page_copy(live_page(timeline, page), copy->base + page * HEAP_PAGE_BYTES);
    }
    give_unused(timeline, (char *)timeline->heap, high);
    repaint(timeline->heap, high);
    return true;
}
