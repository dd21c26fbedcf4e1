/* Runs of pages: large blocks, their neighbours, and the limit of the heap. */
#include "heap/image.h"
#include "heap_model.h"

#include <stdlib.h>

#define MIB ((size_t)1 << 20)

static Heap *open_heap(size_t limit) {
    HeapSettings settings = {.limit_bytes = limit, .root_bytes = 100, .stack_bytes = 65536};
    return heap_open(&settings);
}

static void expect_whole(Unit *unit, Heap *heap) {
    char why[200] = "";
    if (!EXPECT(unit, heap_check(view_live(heap), why, sizeof why))) {
        printf("  %s\n", why);
    }
}

static Block *pages(Heap *heap, size_t count) {
    return heap_allocate(heap, count * HEAP_PAGE_BYTES, GARBAGE_LEAF, 1);
}

static void free_pages(Heap *heap, Block *block, size_t count) {
    heap_free(heap, block, count * HEAP_PAGE_BYTES);
}

static void the_best_fitting_hole_is_used(Unit *unit) {
    Heap *heap = open_heap(0);
    Block *big = pages(heap, 20), *wall = pages(heap, 3);
    Block *fitting = pages(heap, 5), *second_wall = pages(heap, 3);
    Block *small = pages(heap, 4), *third_wall = pages(heap, 3);
    EXPECT(unit, wall != NULL && second_wall != NULL && third_wall != NULL);
    free_pages(heap, big, 20);
    free_pages(heap, fitting, 5);
    free_pages(heap, small, 4);
    expect_whole(unit, heap);
    EXPECT(unit, pages(heap, 5) == fitting);
    EXPECT(unit, pages(heap, 4) == small);
    EXPECT(unit, pages(heap, 4) == big);
    expect_whole(unit, heap);
    /* Of two that fit as well, the lower one is. */
    free_pages(heap, fitting, 5);
    Block *filler = pages(heap, 16);
    Block *high = pages(heap, 7), *fourth_wall = pages(heap, 3);
    EXPECT(unit, filler > big && filler < wall && high > third_wall && fourth_wall != NULL);
    free_pages(heap, filler, 16);
    free_pages(heap, big, 4);
    EXPECT(unit, pages(heap, 13) == big);
    free_pages(heap, high, 7);
    EXPECT(unit, pages(heap, 7) == (Block *)(void *)((char *)big + 13 * HEAP_PAGE_BYTES));
    expect_whole(unit, heap);
    heap_close(heap);
}

static void of_two_holes_that_fit_the_lower_is_used(Unit *unit) {
    Heap *heap = open_heap(0);
    Block *blocks[6];
    for (size_t i = 0; i < 6; i++) {
        blocks[i] = pages(heap, 6);
    }
    free_pages(heap, blocks[1], 6);
    free_pages(heap, blocks[3], 6); /* which is now the first in its bin */
    EXPECT(unit, pages(heap, 6) == blocks[1]);
    EXPECT(unit, pages(heap, 6) == blocks[3]);
    expect_whole(unit, heap);
    heap_close(heap);
}

static void neighbours_that_are_free_become_one(Unit *unit) {
    Heap *heap = open_heap(0);
    for (unsigned order = 0; order < 6; order++) {
        static const unsigned char orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                                   {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        Block *blocks[4];
        for (size_t i = 0; i < 4; i++) {
            blocks[i] = pages(heap, 10);
        }
        for (size_t i = 0; i < 3; i++) {
            free_pages(heap, blocks[orders[order][i]], 10);
            expect_whole(unit, heap);
        }
        Block *joined = pages(heap, 30);
        EXPECT(unit, joined == blocks[0]);
        free_pages(heap, joined, 30);
        free_pages(heap, blocks[3], 10);
        EXPECT(unit, heap->large_blocks == 0 && heap->arenas_used == 1);
    }
    heap_close(heap);
}

static void a_block_may_reach_over_arenas(Unit *unit) {
    Heap *heap = open_heap(64 * MIB);
    Block *first = pages(heap, 10);
    size_t size = 5 * MIB + 12345;
    Block *block = heap_allocate(heap, size, GARBAGE_CYCLIC, 3);
    memset(block + 1, 0xab, size - sizeof(Block));
    EXPECT(unit, heap_garbage_of(heap, block) == GARBAGE_CYCLIC);
    EXPECT(unit, heap_find_block(view_live(heap), (char *)block + size - 1) == block);
    EXPECT(unit, heap_block_size(view_live(heap), block) == heap_usable(size));
    Block *behind = pages(heap, 250);
    EXPECT(unit, behind > block);
    expect_whole(unit, heap);
    heap_free(heap, block, size);
    expect_whole(unit, heap);
    EXPECT(unit, heap->arenas_used <= 4);
    free_pages(heap, behind, 250);
    free_pages(heap, first, 10);
    EXPECT(unit, heap->arenas_used == 1 && heap->large_bytes == 0);
    expect_whole(unit, heap);
    for (size_t i = 0; i < 8; i++) {
        const char *page = heap->arena_base + i * MIB;
        EXPECT(unit, heap->arenas[i].role != ARENA_UNUSED || image_page_is_zero(page));
    }
    heap_close(heap);
}

static void a_run_shrinks_and_grows_where_it_lies(Unit *unit) {
    Heap *heap = open_heap(8 * MIB);
    Block *block = pages(heap, 100), *behind = pages(heap, 50);
    size_t page = HEAP_PAGE_BYTES;
    EXPECT(unit, !heap_resize_in_place(heap, block, 100 * page, 101 * page));
    EXPECT(unit, heap_resize_in_place(heap, block, 100 * page, 99 * page + 5));
    EXPECT(unit, heap_resize_in_place(heap, block, 99 * page + 5, 40 * page));
    expect_whole(unit, heap);
    EXPECT(unit, heap_resize_in_place(heap, block, 40 * page, 90 * page));
    expect_whole(unit, heap);
    EXPECT(unit, !heap_resize_in_place(heap, block, 90 * page, 101 * page));
    free_pages(heap, behind, 50);
    EXPECT(unit, heap_resize_in_place(heap, block, 90 * page, 256 * page));
    expect_whole(unit, heap);
    EXPECT(unit, heap_resize_in_place(heap, block, 256 * page, 2000 * page));
    memset(block + 1, 1, 2000 * page - sizeof(Block));
    EXPECT(unit, heap->arenas_used == 8);
    expect_whole(unit, heap);
    EXPECT(unit, !heap_resize_in_place(heap, block, 2000 * page, 2049 * page));
    EXPECT(unit, !heap_resize_in_place(heap, block, 2000 * page, SIZE_MAX / 2));
    EXPECT(unit, heap_resize_in_place(heap, block, 2000 * page, 3 * page));
    EXPECT(unit, heap->arenas_used <= 2 && heap->large_bytes == 3 * page);
    EXPECT(unit, !heap_resize_in_place(heap, block, 3 * page, 200));
    expect_whole(unit, heap);
    free_pages(heap, block, 3);
    Block *small = heap_allocate(heap, 100, GARBAGE_LEAF, 1);
    EXPECT(unit, heap_resize_in_place(heap, small, 100, 112));
    EXPECT(unit, !heap_resize_in_place(heap, small, 112, 113));
    EXPECT(unit, !heap_resize_in_place(heap, small, 112, 96));
    expect_whole(unit, heap);
    heap_close(heap);
}

/* Blocks grow and shrink where they lie, at random, and stay themselves. */
static void resized_runs_agree_with_the_model(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(96 * MIB);
    model->random = 99;
    size_t moved = 0, stayed = 0;
    for (size_t step = 0; step < 6000; step++) {
        uint64_t random = unit_random(&model->random);
        if (random % 3 == 0 && model->count < 60) {
            EXPECT(unit, model_add(model, HEAP_MEDIUM_MAX + 1 + (random >> 20) % 900000));
        } else if (random % 3 == 1 && model->count > 0) {
            model_remove(model, (random >> 20) % model->count);
        } else if (model->count > 0) {
            ModelBlock *entry = &model->blocks[(random >> 20) % model->count];
            size_t size = HEAP_MEDIUM_MAX + 1 + unit_random(&model->random) % 900000;
            if (heap_resize_in_place(model->heap, entry->block, entry->size, size)) {
                size_t kept = size < entry->size ? size : entry->size;
                EXPECT(unit, model_body_is(entry->block, kept, entry->pattern));
                entry->size = size;
                model_fill(entry);
                stayed++;
            } else {
                moved++;
            }
        }
        if (step % 300 == 0) {
            model_expect(unit, model, view_live(model->heap));
        }
    }
    EXPECT(unit, moved > 100 && stayed > 100);
    model_remove_all(model);
    model_expect(unit, model, view_live(model->heap));
    EXPECT(unit, model->heap->arenas_used == 1);
    heap_close(model->heap);
    free(model);
}

/* Fills the heap with blocks of one size until there is no more; it must have room for nearly all
 * of its bytes. Then everything is freed, and the same must be possible with another size. */
static void an_exhausted_heap_recovers(Unit *unit) {
    static const size_t sizes[] = {16, 8000, 64, 500000, 512, 40000, 700, 4000000, 32, 8192, 2048};
    enum { LIMIT = 8 };
    Heap *heap = open_heap(LIMIT * MIB);
    Block **blocks = calloc(LIMIT * MIB / 16, sizeof(Block *));
    for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
        size_t count = 0, size = sizes[i];
        while ((blocks[count] = heap_allocate(heap, size, GARBAGE_LEAF, 1)) != NULL) {
            count++;
        }
        expect_whole(unit, heap);
        /* An arena for what is left at the end, an eighth for tails. */
        EXPECT(unit, count * heap_usable(size) + size >= (LIMIT - 1) * MIB * 7 / 8);
        EXPECT(unit, heap_allocate(heap, size, GARBAGE_LEAF, 1) == NULL);
        EXPECT(unit, heap_allocate(heap, SIZE_MAX / 2, GARBAGE_LEAF, 1) == NULL);
        /* One that is freed can be allocated again. */
        heap_free(heap, blocks[count / 2], size);
        blocks[count / 2] = heap_allocate(heap, size, GARBAGE_LEAF, 1);
        EXPECT(unit, blocks[count / 2] != NULL);
        for (size_t k = 0; k < count; k++) {
            heap_free(heap, blocks[k], size);
        }
        expect_whole(unit, heap);
        EXPECT(unit, heap_totals(view_live(heap)).used_bytes == 0);
    }
    /* Idle pools of all classes don't keep a block from the whole heap. */
    for (size_t size = 16; size <= 8192; size += 16) {
        Block *block = heap_allocate(heap, size, GARBAGE_CYCLIC, 1);
        EXPECT(unit, block != NULL);
        heap_free(heap, block, size);
    }
    Block *all = heap_allocate(heap, LIMIT * MIB, GARBAGE_LEAF, 1);
    EXPECT(unit, all != NULL);
    EXPECT(unit, heap_allocate(heap, 16, GARBAGE_LEAF, 1) == NULL);
    expect_whole(unit, heap);
    heap_free(heap, all, LIMIT * MIB);
    EXPECT(unit, heap_allocate(heap, 16, GARBAGE_LEAF, 1) != NULL);
    expect_whole(unit, heap);
    free(blocks);
    heap_close(heap);
}

/* At the limit, random histories stay whole, and failures change nothing. */
static void a_tight_heap_agrees_with_the_model(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(6 * MIB);
    model->random = 2024;
    size_t failures = 0;
    for (size_t step = 0; step < 40000; step++) {
        bool adds = unit_random(&model->random) % 100 < 56;
        if (adds && model->count < MODEL_MAX) {
            failures += !model_add(model, model_random_size(model));
        } else if (model->count > 0) {
            model_remove(model, unit_random(&model->random) % model->count);
        }
        if (step % 2000 == 0) {
            model_expect(unit, model, view_live(model->heap));
        }
    }
    EXPECT(unit, failures > 100);
    model_remove_all(model);
    model_expect(unit, model, view_live(model->heap));
    heap_close(model->heap);
    free(model);
}

static void an_injected_failure_comes_once_and_in_its_place(Unit *unit) {
    Heap *heap = open_heap(16 * MIB);
    for (uint64_t n = 1; n < 200; n++) {
        heap_fail_after(heap, n);
        expect_whole(unit, heap);
        Block *blocks[200] = {NULL};
        uint64_t failed_at = 0;
        for (uint64_t i = 1; i < 200; i++) {
            size_t size = 16 + i * i % 9000 + (i % 50 == 0 ? 100000 : 0);
            blocks[i] = heap_allocate(heap, size, (GarbageClass)(i & 1), 1);
            if (blocks[i] == NULL) {
                EXPECT(unit, failed_at == 0);
                failed_at = i;
            }
            EXPECT(unit, heap_fail_left(heap) == (i < n ? n - i : 0));
        }
        EXPECT(unit, failed_at == n);
        expect_whole(unit, heap);
        for (uint64_t i = 1; i < 200; i++) {
            if (blocks[i] != NULL) {
                heap_free(heap, blocks[i], 16 + i * i % 9000 + (i % 50 == 0 ? 100000 : 0));
            }
        }
        EXPECT(unit, heap_totals(view_live(heap)).used_blocks == 0);
    }
    heap_fail_after(heap, 2);
    heap_fail_after(heap, 0);
    for (unsigned i = 0; i < 10; i++) {
        EXPECT(unit, heap_allocate(heap, 16, GARBAGE_LEAF, 1) != NULL);
    }
    heap_close(heap);
}

static void the_check_finds_what_is_broken(Unit *unit) {
    char why[200];
    Heap *heap = open_heap(0);
    Block *block = heap_allocate(heap, 64, GARBAGE_LEAF, 1);
    Block *other = heap_allocate(heap, 64, GARBAGE_LEAF, 1);
    Block *large = pages(heap, 9);
    expect_whole(unit, heap);
    block->kind = BLOCK_FREE;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    block->kind = 1;
    Pool *pool = heap_pool_of(heap, block);
    pool->used--;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    pool->used++;
    heap_free(heap, other, 64);
    FreeBlock *freed = (FreeBlock *)(void *)other;
    freed->next = freed;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    freed->next = NULL;
    heap_run_of(heap, large)->pages++;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    heap_run_of(heap, large)->pages--;
    heap->large_blocks++;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    heap->large_blocks--;
    heap->bins_used[0] ^= 2;
    EXPECT(unit, !heap_check(view_live(heap), why, sizeof why));
    heap->bins_used[0] ^= 2;
    expect_whole(unit, heap);
    heap_close(heap);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, the_best_fitting_hole_is_used);
    UNIT_RUN(&unit, of_two_holes_that_fit_the_lower_is_used);
    UNIT_RUN(&unit, neighbours_that_are_free_become_one);
    UNIT_RUN(&unit, a_block_may_reach_over_arenas);
    UNIT_RUN(&unit, a_run_shrinks_and_grows_where_it_lies);
    UNIT_RUN(&unit, resized_runs_agree_with_the_model);
    UNIT_RUN(&unit, an_exhausted_heap_recovers);
    UNIT_RUN(&unit, a_tight_heap_agrees_with_the_model);
    UNIT_RUN(&unit, an_injected_failure_comes_once_and_in_its_place);
    UNIT_RUN(&unit, the_check_finds_what_is_broken);
    return unit_end(&unit);
}
