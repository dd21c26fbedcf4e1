/* The timeline: what comes back is exactly what was. */
#include "heap/checkpoint.h"
#include "heap/image.h"
#include "heap_model.h"

#include <stdlib.h>

#define MIB ((size_t)1 << 20)
#define PHOTOS 40

static Heap *open_heap(size_t limit, size_t stack) {
    HeapSettings settings = {.limit_bytes = limit, .root_bytes = 3000, .stack_bytes = stack};
    return heap_open(&settings);
}

/* A copy of every byte of the region, made without the timeline's knowledge. */
static char *photo_take(const Heap *heap) {
    char *photo = image_reserve(heap->region_bytes);
    for (size_t at = 0; photo != NULL && at < heap->region_bytes; at += HEAP_PAGE_BYTES) {
        if (!image_page_is_zero((const char *)heap + at)) {
            image_page_copy(photo + at, (const char *)heap + at);
        }
    }
    return photo;
}

/* The number of pages in which an image differs from a photo. */
static size_t photo_compare(const char *photo, const char *image, size_t bytes) {
    size_t different = 0;
    for (size_t at = 0; at < bytes; at += HEAP_PAGE_BYTES) {
        different += !image_page_equals(photo + at, image + at);
    }
    return different;
}

static void expect_photo(Unit *unit, const Heap *heap, const Timeline *timeline,
                         const char *photo) {
    EXPECT(unit, photo_compare(photo, (const char *)heap, heap->region_bytes) == 0);
    const char *shadow = view_see(timeline_shadow_view(timeline), heap);
    EXPECT(unit, photo_compare(photo, shadow, heap->region_bytes) == 0);
}

/* Random work: blocks of all sizes come and go, the root and the stack change. */
static void work(Unit *unit, Model *model, size_t steps) {
    for (size_t step = 0; step < steps; step++) {
        uint64_t random = unit_random(&model->random);
        if (random % 100 < 52 && model->count < 2000) {
            EXPECT(unit, model_add(model, model_random_size(model)));
        } else if (model->count > 0) {
            model_remove(model, (random >> 10) % model->count);
        }
    }
    unsigned char *root = heap_root(model->heap), *stack = heap_stack(model->heap);
    root[unit_random(&model->random) % 3000]++;
    size_t depth = 1 + unit_random(&model->random) % 60000;
    EXPECT(unit, heap_stack_commit(model->heap, depth));
    memset(stack + depth / 2, (int)(depth % 255), depth - depth / 2);
}

/* Makes checkpoints with random work between them (some of it none, some of it a flood or an
 * ebb), then jumps back and forth between them at random; each time the whole region must be as
 * in the photo, and the blocks as in the model of that time. */
static void every_checkpoint_comes_back_to_the_byte(Unit *unit) {
    Model *models = calloc(PHOTOS, sizeof(Model));
    char *photos[PHOTOS];
    Heap *heap = open_heap(48 * MIB, 65536);
    Timeline *timeline = timeline_open(heap, SIZE_MAX);
    EXPECT(unit, !timeline_back(timeline, 0));
    models[0].heap = heap;
    models[0].random = 77;
    for (size_t i = 0; i < PHOTOS; i++) {
        if (i > 0) {
            models[i] = models[i - 1];
        }
        if (i % 10 == 9) {
            model_remove_all(&models[i]);
        } else if (i % 7 != 6) {
            work(unit, &models[i], i % 5 == 4 ? 3000 : 20 * i);
        }
        EXPECT(unit, timeline_take(timeline));
        photos[i] = photo_take(heap);
        expect_photo(unit, heap, timeline, photos[i]);
    }
    size_t present = PHOTOS - 1;
    uint64_t random = 31337;
    for (size_t jump = 0; jump < 60; jump++) {
        size_t target = unit_random(&random) % PHOTOS;
        models[present].random += jump;
        Model *scratch = calloc(1, sizeof(Model));
        *scratch = models[present];
        if (jump % 3 == 0) { /* what happened since the present is thrown away */
            work(unit, scratch, 500);
        }
        free(scratch);
        EXPECT(unit, target <= present ? timeline_back(timeline, present - target)
                                       : timeline_forward(timeline, target - present));
        present = target;
        expect_photo(unit, heap, timeline, photos[present]);
        model_expect(unit, &models[present], view_live(heap));
        model_expect_poison(unit, &models[present]);
        model_expect(unit, &models[present], timeline_shadow_view(timeline));
        TimelineCounts counts = timeline_counts(timeline);
        EXPECT(unit, counts.past == present && counts.future == PHOTOS - 1 - present);
        EXPECT(unit, !timeline_back(timeline, present + 1));
        EXPECT(unit, !timeline_forward(timeline, PHOTOS - present));
    }
    for (size_t i = 0; i < PHOTOS; i++) {
        image_unreserve(photos[i], heap->region_bytes);
    }
    timeline_close(timeline);
    heap_close(heap);
    free(models);
}

static void the_shadow_shows_what_was(Unit *unit) {
    Model *model = calloc(1, sizeof(Model)), *before = calloc(1, sizeof(Model));
    model->heap = open_heap(64 * MIB, 65536);
    model->random = 4;
    Timeline *timeline = timeline_open(model->heap, 16 * MIB);
    for (size_t i = 0; i < 20; i++) {
        work(unit, model, 300);
        EXPECT(unit, timeline_take(timeline));
        *before = *model;
        work(unit, model, 300);
        model_expect(unit, before, timeline_shadow_view(timeline));
        model_expect(unit, model, view_live(model->heap));
    }
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
    free(before);
}

/* From a restored image the same work leads to the same bytes: a run can be repeated. */
static void the_same_work_gives_the_same_bytes_again(Unit *unit) {
    Model *model = calloc(1, sizeof(Model)), *start = calloc(1, sizeof(Model));
    model->heap = open_heap(64 * MIB, 65536);
    model->random = 8;
    Timeline *timeline = timeline_open(model->heap, 16 * MIB);
    work(unit, model, 4000);
    EXPECT(unit, timeline_take(timeline));
    *start = *model;
    work(unit, model, 4000);
    char *photo = photo_take(model->heap);
    for (size_t i = 0; i < 3; i++) {
        EXPECT(unit, timeline_back(timeline, 0));
        *model = *start;
        work(unit, model, 4000);
        const char *live = (const char *)model->heap;
        EXPECT(unit, photo_compare(photo, live, model->heap->region_bytes) == 0);
    }
    image_unreserve(photo, model->heap->region_bytes);
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
    free(start);
}

static void the_budget_forgets_the_oldest(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(64 * MIB, 65536);
    model->random = 15;
    Timeline *timeline = timeline_open(model->heap, 2 * MIB);
    for (size_t i = 0; i < 60; i++) {
        work(unit, model, 100);
        EXPECT(unit, timeline_take(timeline));
        TimelineCounts counts = timeline_counts(timeline);
        EXPECT(unit, counts.stored_bytes <= 2 * MIB && counts.has_present);
        EXPECT(unit, counts.past + counts.forgotten == i);
    }
    TimelineCounts counts = timeline_counts(timeline);
    EXPECT(unit, counts.forgotten > 0 && counts.past > 0);
    EXPECT(unit, timeline_back(timeline, counts.past));
    EXPECT(unit, !timeline_back(timeline, 1));
    char why[200];
    EXPECT(unit, heap_check(view_live(model->heap), why, sizeof why));
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
}

/* A change that is larger than the budget can be undone too, until the next one; and a checkpoint
 * that is taken whole forgets nothing. */
static void the_newest_is_kept_however_large(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(64 * MIB, 65536);
    model->random = 16;
    Timeline *timeline = timeline_open(model->heap, 1);
    EXPECT(unit, timeline_take(timeline));
    work(unit, model, 6000);
    EXPECT(unit, timeline_take(timeline));
    model_remove_all(model);
    EXPECT(unit, timeline_take(timeline));
    TimelineCounts counts = timeline_counts(timeline);
    EXPECT(unit, counts.past == 1 && counts.forgotten == 1 && counts.stored_bytes > MIB);
    unsigned *root = heap_root(model->heap);
    *root += 1;
    EXPECT(unit, timeline_take_whole(timeline));
    EXPECT(unit, timeline_counts(timeline).past == 2 && timeline_back(timeline, 2));
    EXPECT(unit, timeline_forward(timeline, 2));
    *root += 1;
    EXPECT(unit, timeline_take(timeline));
    EXPECT(unit, timeline_counts(timeline).past == 1);
    EXPECT(unit, timeline_counts(timeline).stored_bytes < MIB);
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
}

/* What the present checkpoint is made instead, its neighbours on both sides stay what they were. */
static void an_amended_checkpoint_leaves_its_neighbours(Unit *unit) {
    enum { COUNT = 7 };
    Model *models = calloc(COUNT, sizeof(Model)), *amended = calloc(1, sizeof(Model));
    char *photos[COUNT];
    Heap *heap = open_heap(48 * MIB, 65536);
    Timeline *timeline = timeline_open(heap, SIZE_MAX);
    EXPECT(unit, !timeline_amend(timeline));
    models[0].heap = heap;
    models[0].random = 31;
    for (size_t i = 0; i < COUNT; i++) {
        models[i] = i == 0 ? models[0] : models[i - 1];
        work(unit, &models[i], 700);
        EXPECT(unit, timeline_take(timeline));
        photos[i] = photo_take(heap);
    }
    for (size_t i = COUNT; i-- > 0;) {
        *amended = models[i];
        amended->random += 1000;
        EXPECT(unit, timeline_back(timeline, i == COUNT - 1 ? 0 : 1));
        work(unit, amended, 900);
        EXPECT(unit, timeline_amend(timeline));
        image_unreserve(photos[i], heap->region_bytes);
        photos[i] = photo_take(heap);
        models[i] = *amended;
        expect_photo(unit, heap, timeline, photos[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        EXPECT(unit, timeline_forward(timeline, i == 0 ? 0 : 1));
        expect_photo(unit, heap, timeline, photos[i]);
        model_expect(unit, &models[i], view_live(heap));
    }
    for (size_t i = COUNT; i-- > 0;) {
        expect_photo(unit, heap, timeline, photos[i]);
        EXPECT(unit, i == 0 || timeline_back(timeline, 1));
        image_unreserve(photos[i], heap->region_bytes);
    }
    timeline_close(timeline);
    heap_close(heap);
    free(models);
    free(amended);
}

/* Another image of the same home is put in place and is a change like any other. */
static void another_image_is_put_in_place(Unit *unit) {
    Model *model = calloc(1, sizeof(Model)), *then = calloc(1, sizeof(Model));
    model->heap = open_heap(64 * MIB, 65536);
    model->random = 21;
    Timeline *timeline = timeline_open(model->heap, 64 * MIB);
    for (size_t round = 0; round < 6; round++) {
        ImageCopy copy = {0};
        work(unit, model, 400 * round);
        char *photo = photo_take(model->heap);
        EXPECT(unit, image_copy_take(&copy, model->heap));
        *then = *model;
        round % 2 == 0 ? work(unit, model, 3000) : model_remove_all(model);
        EXPECT(unit, timeline_take(timeline));
        char *before = photo_take(model->heap);
        EXPECT(unit, timeline_put(timeline, &copy));
        EXPECT(unit, photo_compare(photo, (const char *)model->heap, copy.region_bytes) == 0);
        model_expect(unit, then, view_live(model->heap));
        model_expect_poison(unit, then);
        EXPECT(unit, timeline_take(timeline) && timeline_back(timeline, 1));
        expect_photo(unit, model->heap, timeline, before);
        model_expect_poison(unit, model);
        EXPECT(unit, timeline_forward(timeline, 1));
        expect_photo(unit, model->heap, timeline, photo);
        *model = *then;
        image_unreserve(before, copy.region_bytes);
        image_unreserve(photo, copy.region_bytes);
        image_copy_free(&copy);
    }
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
    free(then);
}

static void a_new_checkpoint_forgets_the_future(Unit *unit) {
    Heap *heap = open_heap(0, 65536);
    Timeline *timeline = timeline_open(heap, 16 * MIB);
    unsigned *root = heap_root(heap);
    for (unsigned i = 1; i <= 5; i++) {
        *root = i;
        EXPECT(unit, timeline_take(timeline));
    }
    EXPECT(unit, timeline_back(timeline, 3) && *root == 2);
    EXPECT(unit, timeline_forward(timeline, 1) && *root == 3);
    *root = 99;
    EXPECT(unit, timeline_back(timeline, 0) && *root == 3);
    *root = 100;
    EXPECT(unit, timeline_take(timeline));
    EXPECT(unit, !timeline_forward(timeline, 1));
    EXPECT(unit, timeline_counts(timeline).changed_pages == 1);
    EXPECT(unit, timeline_back(timeline, 1) && *root == 3);
    EXPECT(unit, timeline_back(timeline, 2) && *root == 1);
    EXPECT(unit, timeline_forward(timeline, 3) && *root == 100);
    EXPECT(unit, timeline_back(timeline, 1) && *root == 3);
    timeline_forget_past(timeline);
    EXPECT(unit, !timeline_back(timeline, 1) && timeline_forward(timeline, 1) && *root == 100);
    timeline_forget_past(timeline);
    EXPECT(unit, timeline_counts(timeline).stored_bytes == 0);
    timeline_close(timeline);
    heap_close(heap);
}

/* Only what changed is stored: one small block changes a handful of pages. */
static void a_small_change_costs_little(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(0, 65536);
    model->random = 23;
    Timeline *timeline = timeline_open(model->heap, 16 * MIB);
    for (size_t i = 0; i < 2000; i++) {
        EXPECT(unit, model_add(model, 16 + i % 500));
    }
    EXPECT(unit, timeline_take(timeline));
    EXPECT(unit, model_add(model, 64));
    EXPECT(unit, timeline_take(timeline));
    TimelineCounts counts = timeline_counts(timeline);
    EXPECT(unit, counts.changed_pages <= 5 && counts.stored_bytes <= 6 * HEAP_PAGE_BYTES);
    EXPECT(unit, timeline_take(timeline));
    EXPECT(unit, timeline_counts(timeline).changed_pages == 0);
    timeline_close(timeline);
    heap_close(model->heap);
    free(model);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_checkpoint_comes_back_to_the_byte);
    UNIT_RUN(&unit, the_shadow_shows_what_was);
    UNIT_RUN(&unit, the_same_work_gives_the_same_bytes_again);
    UNIT_RUN(&unit, the_budget_forgets_the_oldest);
    UNIT_RUN(&unit, the_newest_is_kept_however_large);
    UNIT_RUN(&unit, an_amended_checkpoint_leaves_its_neighbours);
    UNIT_RUN(&unit, another_image_is_put_in_place);
    UNIT_RUN(&unit, a_new_checkpoint_forgets_the_future);
    UNIT_RUN(&unit, a_small_change_costs_little);
    return unit_end(&unit);
}
