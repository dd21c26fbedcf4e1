/* Pools and spans: what a block is, where it lies, what becomes of it. */
#include "heap/image.h"
#include "heap_model.h"

#include <stdlib.h>

static Heap *open_heap(size_t limit) {
    HeapSettings settings = {.limit_bytes = limit, .root_bytes = 5000, .stack_bytes = 1 << 20};
    return heap_open(&settings);
}

static void expect_whole(Unit *unit, Heap *heap) {
    char why[200] = "";
    if (!EXPECT(unit, heap_check(view_live(heap), why, sizeof why))) {
        printf("  %s\n", why);
    }
}

static void root_and_stack_are_zero_and_apart(Unit *unit) {
    Heap *heap = open_heap(0);
    EXPECT(unit, (uintptr_t)heap == HEAP_HOME);
    EXPECT(unit, heap->limit_arenas == 1024);
    const char *root = heap_root(heap), *stack = heap_stack(heap);
    EXPECT(unit, root >= (const char *)(heap + 1) && stack >= root + 5000);
    EXPECT(unit, heap->arena_base >= stack + (1 << 20));
    EXPECT(unit, root[0] == 0 && root[4999] == 0 && stack[0] == 0);
    EXPECT(unit, heap_holds(heap, root) && !heap_holds(heap, unit));
    EXPECT(unit, heap_stack_commit(heap, 1 << 20) && !heap_stack_commit(heap, (1 << 20) + 1));
    expect_whole(unit, heap);
    uint32_t *marks = heap_side_marks(heap);
    uint64_t *lists = heap_side_lists(heap);
    size_t capacity = heap_side_capacity(heap);
    marks[0] = marks[capacity - 1] = 7;
    lists[0] = lists[3 * capacity - 1] = 7;
    EXPECT(unit, !heap_holds(heap, marks) && (void *)lists == (void *)(marks + capacity));
    heap_side_trim(heap);
    EXPECT(unit, marks[0] == 0 && marks[capacity - 1] == 0);
    Heap *second = open_heap(1 << 20);
    EXPECT(unit, second != NULL && second != heap);
    EXPECT(unit, (uintptr_t)second % HEAP_ARENA_BYTES == 0);
    heap_close(second);
    heap_close(heap);
    HeapSettings much = {.limit_bytes = HEAP_LIMIT_MAX + 1};
    EXPECT(unit, heap_open(&much) == NULL);
}

static void waste_is_at_most_an_eighth(Unit *unit) {
    size_t before = 0;
    for (size_t size = 1; size <= HEAP_MEDIUM_MAX; size++) {
        size_t usable = heap_usable(size);
        EXPECT(unit, usable >= size && usable % HEAP_GRAIN == 0 && usable >= before);
        EXPECT(unit,
               size <= HEAP_SMALL_MAX ? usable - size < HEAP_GRAIN : (usable - size) * 8 <= usable);
        EXPECT(unit, heap_usable(usable) == usable);
        before = usable;
    }
    EXPECT(unit, heap_usable(HEAP_MEDIUM_MAX + 1) == 3 * HEAP_PAGE_BYTES);
    for (unsigned i = 1; i < HEAP_CLASSES; i++) {
        EXPECT(unit, heap_usable(heap_class_bytes(i)) == heap_class_bytes(i));
        size_t area = i <= HEAP_SMALL_CLASSES ? HEAP_POOL_BYTES : HEAP_SPAN_BYTES;
        EXPECT(unit, area % heap_class_bytes(i) * 8 <= area);
    }
}

static void a_header_says_what_the_block_is(Unit *unit) {
    Heap *heap = open_heap(0);
    Block *block = heap_allocate(heap, 24, GARBAGE_CYCLIC, 7);
    EXPECT(unit, block->refcount == 1 && block->kind == 7 && block->flags == 0);
    EXPECT(unit, block->birth == 0 && heap->births == 1);
    EXPECT(unit, heap_garbage_of(heap, block) == GARBAGE_CYCLIC);
    EXPECT(unit, heap_pool_of(heap, block)->block_bytes == 32);
    heap_stamp(heap, block);
    EXPECT(unit, block->birth == 1 && heap->births == 2);
    EXPECT(unit, heap_block_lives(heap, block, 1) && !heap_block_lives(heap, block, 0));
    heap_free(heap, block, 24);
    EXPECT(unit, block->kind == BLOCK_FREE && block->flags == 7 && block->refcount == 0);
    EXPECT(unit, block->birth == 1 && !heap_block_lives(heap, block, 1));
    Block *again = heap_allocate(heap, 32, GARBAGE_CYCLIC, 9);
    EXPECT(unit, again == block && again->birth == 2);
    Block *leaf = heap_allocate(heap, 32, GARBAGE_LEAF, 9);
    EXPECT(unit, heap_pool_of(heap, leaf) != heap_pool_of(heap, again));
    expect_whole(unit, heap);
    heap_close(heap);
}

static void last_freed_is_first_used(Unit *unit) {
    Heap *heap = open_heap(0);
    Block *blocks[600];
    for (size_t i = 0; i < 600; i++) {
        blocks[i] = heap_allocate(heap, 48, GARBAGE_LEAF, 1);
        EXPECT(unit, i == 0 || i == 340 || blocks[i] > blocks[i - 1]);
    }
    heap_free(heap, blocks[590], 48);
    heap_free(heap, blocks[580], 48);
    EXPECT(unit, heap_allocate(heap, 48, GARBAGE_LEAF, 1) == blocks[580]);
    EXPECT(unit, heap_allocate(heap, 48, GARBAGE_LEAF, 1) == blocks[590]);
    heap_close(heap);
}

static void every_address_finds_its_block(Unit *unit) {
    Heap *heap = open_heap(0);
    View view = view_live(heap);
    for (size_t size = 16; size <= 40000; size += size < 600 ? 16 : 1111) {
        Block *block = heap_allocate(heap, size, GARBAGE_LEAF, 1);
        size_t usable = heap_usable(size);
        EXPECT(unit, heap_find_block(view, block) == block);
        EXPECT(unit, heap_find_block(view, (char *)block + usable - 1) == block);
        EXPECT(unit, heap_find_block(view, (char *)block + usable) != block);
        EXPECT(unit, heap_find_block(view, (char *)block - 1) != block);
        HeapArea area;
        EXPECT(unit, heap_find_area(view, block, &area));
        EXPECT(unit, area.kind == (size <= HEAP_SMALL_MAX    ? AREA_POOL
                                   : size <= HEAP_MEDIUM_MAX ? AREA_SPAN
                                                             : AREA_RUN));
        EXPECT(unit, area.pool == heap_pool_of(heap, block));
    }
    EXPECT(unit, heap_find_block(view, heap) == NULL);
    EXPECT(unit, heap_find_block(view, unit) == NULL);
    EXPECT(unit, heap_find_block(view, (char *)heap + heap->region_bytes) == NULL);
    heap_close(heap);
}

static void pools_and_arenas_that_empty_are_given_back(Unit *unit) {
    Heap *heap = open_heap(0);
    enum { COUNT = 100000 };
    Block **blocks = calloc(COUNT, sizeof(Block *));
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = heap_allocate(heap, 64, GARBAGE_CYCLIC, 1);
        memset(blocks[i] + 1, 0xee, 56);
    }
    EXPECT(unit, heap->arenas_used == 7);
    expect_whole(unit, heap);
    for (size_t i = 0; i < COUNT; i++) {
        heap_free(heap, blocks[i], 64);
    }
    HeapTotals totals = heap_totals(view_live(heap));
    EXPECT(unit, totals.used_bytes == 0 && totals.arenas <= 2);
    EXPECT(unit, totals.pools[GARBAGE_CYCLIC][4] == 1);
    expect_whole(unit, heap);
    for (size_t i = 0; i < heap->arena_high; i++) {
        const char *start = heap->arena_base + i * HEAP_ARENA_BYTES;
        for (size_t k = 0; k < HEAP_ARENA_PAGES && heap->arenas[i].role == ARENA_UNUSED; k++) {
            EXPECT(unit, image_page_is_zero(start + k * HEAP_PAGE_BYTES));
        }
    }
    free(blocks);
    heap_close(heap);
}

/* Frees three of four everywhere, then allocates as many again: they must go where blocks are. */
static void holes_are_filled_before_new_arenas_are_taken(Unit *unit) {
    Heap *heap = open_heap(0);
    enum { COUNT = 80000 };
    Block **blocks = calloc(COUNT, sizeof(Block *));
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = heap_allocate(heap, 128, GARBAGE_LEAF, 1);
    }
    size_t arenas = heap->arenas_used;
    for (size_t i = 0; i < COUNT; i++) {
        if (i % 4 != 0) {
            heap_free(heap, blocks[i], 128);
        }
    }
    expect_whole(unit, heap);
    for (size_t i = 0; i < COUNT; i++) {
        if (i % 4 != 0) {
            blocks[i] = heap_allocate(heap, 128, GARBAGE_LEAF, 1);
        }
    }
    EXPECT(unit, heap->arenas_used == arenas);
    expect_whole(unit, heap);
    free(blocks);
    heap_close(heap);
}

static void random_histories_agree_with_the_model(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    for (uint64_t seed = 1; seed <= 6; seed++) {
        model->heap = open_heap((size_t)256 << 20);
        model->random = seed * 7919;
        model->count = 0;
        for (size_t step = 0; step < 30000; step++) {
            /* Tides: the heap fills, then empties. */
            bool fills = step / 6000 % 2 == 0;
            bool adds = unit_random(&model->random) % 10 < (fills ? 7 : 3);
            if (adds && model->count < MODEL_MAX) {
                EXPECT(unit, model_add(model, model_random_size(model)));
            } else if (model->count > 0) {
                model_remove(model, unit_random(&model->random) % model->count);
            }
            if (step % 1500 == 0) {
                model_expect(unit, model, view_live(model->heap));
                model_expect_poison(unit, model);
            }
        }
        model_expect(unit, model, view_live(model->heap));
        model_remove_all(model);
        model_expect(unit, model, view_live(model->heap));
        EXPECT(unit, model->heap->large_bytes == 0 && model->heap->arenas_used <= 12);
        heap_close(model->heap);
    }
    free(model);
}

/* The tables of two heaps with the same history at other addresses differ in nothing but
 * addresses: the same offsets are handed out. */
static void equal_histories_give_equal_offsets(Unit *unit) {
    Model *models[2] = {calloc(1, sizeof(Model)), calloc(1, sizeof(Model))};
    for (size_t i = 0; i < 2; i++) {
        models[i]->heap = open_heap((size_t)64 << 20);
        models[i]->random = 42;
    }
    for (size_t step = 0; step < 20000; step++) {
        for (size_t i = 0; i < 2; i++) {
            Model *model = models[i];
            if (unit_random(&model->random) % 5 < 3 && model->count < 3000) {
                EXPECT(unit, model_add(model, model_random_size(model) % 20000 + 16));
            } else if (model->count > 0) {
                model_remove(model, unit_random(&model->random) % model->count);
            }
        }
    }
    EXPECT(unit, models[0]->count == models[1]->count);
    for (size_t i = 0; i < models[0]->count; i++) {
        EXPECT(unit, heap_offset(models[0]->heap, models[0]->blocks[i].block) ==
                         heap_offset(models[1]->heap, models[1]->blocks[i].block));
    }
    for (size_t i = 0; i < 2; i++) {
        heap_close(models[i]->heap);
        free(models[i]);
    }
}

/* Whatever is written into a pool, a pair of address and birth of a dead block stays dead. */
static void the_dead_stay_dead(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap((size_t)64 << 20);
    model->random = 5;
    enum { NOTES = 4000 };
    ModelBlock *notes = calloc(NOTES, sizeof(ModelBlock));
    for (size_t i = 0; i < NOTES; i++) {
        EXPECT(unit, model_add(model, model_random_size(model) % 30000 + 16));
        notes[i] = model->blocks[i];
    }
    model_remove_all(model);
    for (size_t i = 0; i < NOTES; i++) {
        EXPECT(unit, model_add(model, model_random_size(model) % 30000 + 16));
    }
    for (size_t i = 0; i < NOTES; i++) {
        const ModelBlock *now = &model->blocks[i];
        EXPECT(unit, !heap_block_lives(model->heap, notes[i].block, notes[i].birth));
        EXPECT(unit, heap_block_lives(model->heap, now->block, now->birth));
    }
    heap_close(model->heap);
    free(notes);
    free(model);
}

/* Takes blocks of a class until there are no more; they are listed by their first words. */
static size_t take_all(Heap *heap, size_t size, FreeBlock **list) {
    size_t count = 0;
    Block *block;
    while ((block = heap_allocate(heap, size, GARBAGE_LEAF, 1)) != NULL) {
        ((FreeBlock *)(void *)block)->next = *list;
        *list = (FreeBlock *)(void *)block;
        count++;
    }
    return count;
}

static void the_reserve_is_for_who_keeps_it(Unit *unit) {
    enum { SLOTS = 12, SIZE = 512, PER_POOL = (HEAP_POOL_BYTES - sizeof(Pool)) / SIZE };
    Heap *heap = open_heap(1 << 20);
    FreeBlock *list = NULL;
    heap_keep_reserve(heap, SLOTS);
    EXPECT(unit, take_all(heap, SIZE, &list) == (HEAP_ARENA_SLOTS - SLOTS) * PER_POOL);
    EXPECT(unit, heap_allocate(heap, 16, GARBAGE_CYCLIC, 1) == NULL);
    heap_keep_reserve(heap, 0);
    Block *own = heap_allocate(heap, 16, GARBAGE_CYCLIC, 1);
    EXPECT(unit, own != NULL);
    heap_keep_reserve(heap, SLOTS);
    EXPECT(unit, heap_allocate(heap, SIZE, GARBAGE_LEAF, 1) == NULL);
    heap_free(heap, own, 16);
    heap_keep_reserve(heap, 0);
    EXPECT(unit, take_all(heap, SIZE, &list) == SLOTS * PER_POOL);
    while (list != NULL) {
        FreeBlock *next = list->next;
        heap_free(heap, &list->header, SIZE);
        list = next;
    }
    expect_whole(unit, heap);
    heap_close(heap);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, root_and_stack_are_zero_and_apart);
    UNIT_RUN(&unit, waste_is_at_most_an_eighth);
    UNIT_RUN(&unit, a_header_says_what_the_block_is);
    UNIT_RUN(&unit, last_freed_is_first_used);
    UNIT_RUN(&unit, every_address_finds_its_block);
    UNIT_RUN(&unit, pools_and_arenas_that_empty_are_given_back);
    UNIT_RUN(&unit, holes_are_filled_before_new_arenas_are_taken);
    UNIT_RUN(&unit, random_histories_agree_with_the_model);
    UNIT_RUN(&unit, equal_histories_give_equal_offsets);
    UNIT_RUN(&unit, the_dead_stay_dead);
    UNIT_RUN(&unit, the_reserve_is_for_who_keeps_it);
    return unit_end(&unit);
}
