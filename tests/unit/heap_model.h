/* heap_model.h -- a plain list of what should be in a heap, to hold the heap to it.
 *
 * Each entry remembers a block's address, size, kind and birth, and its body is filled with
 * a pattern made from its number, so that blocks that overlap, move or change are noticed. */
#ifndef OURO_TESTS_HEAP_MODEL_H
#define OURO_TESTS_HEAP_MODEL_H

#include "heap/heap.h"
#include "heap/view.h"
#include "heap/walk.h"
#include "unit.h"

#include <string.h>

#define MODEL_MAX 20000

typedef struct ModelBlock {
    Block *block;
    size_t size;
    GarbageClass garbage;
    uint8_t kind;
    uint8_t pattern;
    uint16_t birth;
} ModelBlock;

typedef struct Model {
    Heap *heap;
    size_t count;
    uint64_t random;
    ModelBlock blocks[MODEL_MAX];
} Model;

static inline void model_fill(const ModelBlock *entry) {
    memset(entry->block + 1, entry->pattern, entry->size - sizeof(Block));
}

static inline bool model_body_is(const Block *block, size_t size, uint8_t pattern) {
    const unsigned char *body = (const unsigned char *)(block + 1);
    for (size_t i = 0; i < size - sizeof(Block); i++) {
        if (body[i] != pattern) {
            return false;
        }
    }
    return true;
}

/* Allocates and remembers a block. False when the heap is at its limit. */
static inline bool model_add(Model *model, size_t size) {
    uint64_t random = unit_random(&model->random);
    ModelBlock entry = {
        .size = size,
        .garbage = (GarbageClass)(random >> 32 & 1),
        .kind = (uint8_t)(1 + (random >> 33) % 200),
        .pattern = (uint8_t)(random >> 48),
    };
    uint16_t birth = (uint16_t)model->heap->births;
    entry.block = heap_allocate(model->heap, size, entry.garbage, entry.kind);
    if (entry.block == NULL) {
        return false;
    }
    entry.birth = birth;
    model_fill(&entry);
    model->blocks[model->count++] = entry;
    return true;
}

static inline void model_remove(Model *model, size_t index) {
    ModelBlock entry = model->blocks[index];
    model->blocks[index] = model->blocks[--model->count];
    heap_free(model->heap, entry.block, entry.size);
}

static inline void model_remove_all(Model *model) {
    while (model->count > 0) {
        model_remove(model, model->count - 1);
    }
}

/* Whether one block is in the view as the model says. */
static inline bool model_block_holds(View view, const ModelBlock *entry) {
    const Block *seen = view_see(view, entry->block);
    return seen->refcount == 1 && seen->flags == 0 && seen->kind == entry->kind &&
           seen->birth == entry->birth && model_body_is(seen, entry->size, entry->pattern) &&
           heap_block_size(view, entry->block) == heap_usable(entry->size) &&
           heap_find_block(view, (char *)entry->block + entry->size - 1) == entry->block;
}

/* Holds what a view shows to the model: every block is there and whole, and nothing else is. */
static inline void model_expect(Unit *unit, const Model *model, View view) {
    char why[200] = "";
    if (!EXPECT(unit, heap_check(view, why, sizeof why))) {
        printf("  %s\n", why);
        return;
    }
    size_t bytes = 0;
    for (size_t i = 0; i < model->count; i++) {
        if (!EXPECT(unit, model_block_holds(view, &model->blocks[i]))) {
            return;
        }
        bytes += heap_usable(model->blocks[i].size);
    }
    size_t used = 0, used_bytes = 0;
    HeapCursor cursor;
    heap_walk_start(&cursor, view);
    while (heap_walk_next(&cursor)) {
        used += !cursor.is_free;
        used_bytes += cursor.is_free ? 0 : cursor.size;
    }
    HeapTotals totals = heap_totals(view);
    EXPECT(unit, used == model->count && used_bytes == bytes);
    EXPECT(unit, totals.used_blocks == model->count && totals.used_bytes == bytes);
    size_t parts = totals.used_bytes + totals.free_bytes + totals.uncarved_bytes +
                   totals.overhead_bytes + totals.free_run_bytes + totals.free_slot_bytes;
    EXPECT(unit, parts == totals.arenas * HEAP_ARENA_BYTES);
}

/* Under AddressSanitizer: whether what is free may not be touched, and what is used may. */
static inline void model_expect_poison(Unit *unit, const Model *model) {
#ifdef HEAP_ASAN
    for (size_t i = 0; i < model->count; i++) {
        const ModelBlock *entry = &model->blocks[i];
        EXPECT(unit, __asan_region_is_poisoned(entry->block, entry->size) == NULL);
    }
    HeapCursor cursor;
    heap_walk_start(&cursor, view_live(model->heap));
    while (heap_walk_next(&cursor)) {
        if (cursor.is_free && cursor.size > sizeof(FreeBlock)) {
            EXPECT(unit,
                   __asan_address_is_poisoned((const FreeBlock *)(const void *)cursor.block + 1));
            EXPECT(unit, __asan_address_is_poisoned((const char *)cursor.block + cursor.size - 1));
        }
    }
    heap_walk_start(&cursor, view_live(model->heap));
    while (heap_walk_next_area(&cursor)) {
        /* The header of a block that was freed stays readable. */
        size_t step = cursor.area.kind == AREA_FREE_RUN ? HEAP_PAGE_BYTES : HEAP_GRAIN;
        bool free = step == HEAP_PAGE_BYTES || cursor.area.kind == AREA_FREE_SLOTS;
        for (size_t at = 0; free && at < cursor.area.bytes; at += step) {
            EXPECT(unit, __asan_address_is_poisoned(cursor.area.start + at + sizeof(Block)));
        }
    }
#else
    (void)unit;
    (void)model;
#endif
}

/* A size: mostly small, sometimes of a span, seldom a run, very seldom several arenas. */
static inline size_t model_random_size(Model *model) {
    uint64_t random = unit_random(&model->random);
    unsigned dice = (unsigned)(random >> 32) % 1000;
    random &= 0xffffffff;
    if (dice < 800) {
        return 16 + random % (HEAP_SMALL_MAX - 15);
    }
    if (dice < 970) {
        return HEAP_SMALL_MAX + 1 + random % (HEAP_MEDIUM_MAX - HEAP_SMALL_MAX);
    }
    return HEAP_MEDIUM_MAX + 1 + random % (dice < 998 ? 200000 : 3000000);
}

#endif
