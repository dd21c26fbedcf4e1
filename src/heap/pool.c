/* Pools and spans: the slow paths behind heap_allocate and heap_free.
 *
 * A pool is the current one of its class, or full and on no list, or it waits in the bucket of its
 * fullness. When the current pool is full, the fullest bucket's pool that waited longest is
 * next (it had most time to gather free blocks), and a new pool is made only when none waits. */
#include "heap/region.h"
#include "heap/trace.h"
#include "heap/walk.h"

/* No count of blocks reaches it. */
#define NEVER UINT32_MAX

unsigned heap_size_class(size_t size) {
    if (size <= HEAP_SMALL_MAX) {
        return (unsigned)((size + HEAP_GRAIN - 1) / HEAP_GRAIN);
    }
    /* Eight steps for each doubling: the three bits below the highest one. */
    uint64_t last = size - 1;
    unsigned high = 63 - arith_leading_zeros(last);
    unsigned step = (unsigned)(last >> (high - 3)) & 7;
    return HEAP_SMALL_CLASSES + 1 + (high - 9) * 8 + step;
}

size_t heap_class_bytes(unsigned size_class) {
    if (size_class <= HEAP_SMALL_CLASSES) {
        return size_class * HEAP_GRAIN;
    }
    unsigned step = (size_class - HEAP_SMALL_CLASSES - 1) % 8;
    unsigned doubling = (size_class - HEAP_SMALL_CLASSES - 1) / 8;
    return (size_t)(9 + step) << (6 + doubling);
}

size_t heap_usable(size_t size) {
    if (size <= HEAP_MEDIUM_MAX) {
        return heap_class_bytes(heap_size_class(size));
    }
    return arith_round_up(size, HEAP_PAGE_BYTES);
}

/* --- lists of waiting pools: circular, the first one's `previous` is the last ------------ */

static Pool **bucket_of(Heap *heap, Pool *pool) {
    return &heap->waiting[pool->garbage][pool->size_class][pool->bucket];
}

static void bucket_remove(Heap *heap, Pool *pool) {
    Pool **first = bucket_of(heap, pool);
    if (pool->next == pool) {
        *first = NULL;
    } else {
        pool->previous->next = pool->next;
        pool->next->previous = pool->previous;
        if (*first == pool) {
            *first = pool->next;
        }
    }
    pool->next = NULL;
    pool->previous = NULL;
}

static void bucket_append(Heap *heap, Pool *pool) {
    Pool **first = bucket_of(heap, pool);
    if (*first == NULL) {
        pool->next = pool;
        pool->previous = pool;
        *first = pool;
        return;
    }
    pool->next = *first;
    pool->previous = (*first)->previous;
    pool->previous->next = pool;
    pool->next->previous = pool;
}

/* --- slots ------------------------------------------------------------------------------- */

/* The lowest free slot of an arena that can begin a pool (or a span), or HEAP_ARENA_SLOTS. */
static unsigned find_slot(const Arena *arena, bool span) {
    uint64_t unused = ~arena->used_slots;
    if (span) { /* four in a row, aligned */
        unused &= unused >> 1;
        unused &= unused >> 2;
        unused &= 0x1111111111111111;
    }
    return unused == 0 ? HEAP_ARENA_SLOTS : arith_trailing_zeros(unused);
}

/* Finds the lowest slots in the arenas of pools that can begin a pool (or a span), as a number of
 * slots from the first arena on; SIZE_MAX when there are none. */
static size_t find_slots(Heap *heap, bool span) {
    uint64_t *hint = &heap->hint[span ? HINT_SPAN : HINT_SLOT];
    for (; *hint < heap->arena_high; ++*hint) {
        const Arena *row = &heap->arenas[*hint];
        unsigned slot = row->role == ARENA_OF_POOLS ? find_slot(row, span) : HEAP_ARENA_SLOTS;
        if (slot != HEAP_ARENA_SLOTS) {
            return *hint * HEAP_ARENA_SLOTS + slot;
        }
    }
    return SIZE_MAX;
}

/* Whether what is left is the reserve. As long as an arena is unused there is enough. */
static bool is_reserved(const Heap *heap, bool span) {
    if (LIKELY(heap->reserve_slots == 0 || heap->arenas_used < heap->limit_arenas)) {
        return false;
    }
    uint64_t left = 0;
    for (uint64_t i = 0; i < heap->arena_high; i++) {
        if (heap->arenas[i].role == ARENA_OF_POOLS) {
            left += HEAP_ARENA_SLOTS - arith_count_ones(heap->arenas[i].used_slots);
        }
    }
    return left < heap->reserve_slots + (span ? HEAP_SPAN_SLOTS : 1);
}

/* Takes the lowest fitting slots in the heap and returns where they start, or NULL. */
static char *take_slots(Heap *heap, bool span) {
    if (is_reserved(heap, span)) {
        pools_give_idle(heap);
        if (is_reserved(heap, span)) {
            return NULL;
        }
    }
    size_t slot = find_slots(heap, span);
    if (slot == SIZE_MAX) {
        size_t taken = region_take_arenas(heap, 1, ARENA_OF_POOLS);
        /* When there was no arena to take, idle pools were given back: look again. */
        slot = taken == REGION_NO_ARENA ? find_slots(heap, span) : taken * HEAP_ARENA_SLOTS;
        if (slot == SIZE_MAX) {
            return NULL;
        }
    }
    size_t arena = slot / HEAP_ARENA_SLOTS;
    Arena *row = &heap->arenas[arena];
    uint64_t mask = (uint64_t)(span ? 15 : 1) << slot % HEAP_ARENA_SLOTS;
    row->used_slots |= mask;
    if (span) {
        row->span_slots |= mask;
    }
    if (heap->spare[ARENA_OF_POOLS] == arena + 1) {
        heap->spare[ARENA_OF_POOLS] = 0;
    }
    return heap->arena_base + slot * HEAP_SLOT_BYTES;
}

/* Keeps an empty arena as the spare one, if it lies lower than that; gives the other back. */
static void retire_arena(Heap *heap, size_t arena) {
    uint64_t *spare = &heap->spare[ARENA_OF_POOLS];
    size_t given = arena;
    if (*spare == 0 || *spare - 1 > arena) {
        given = *spare == 0 ? REGION_NO_ARENA : *spare - 1;
        *spare = arena + 1;
    }
    if (given != REGION_NO_ARENA) {
        region_give_arena(heap, given);
    }
}

/* Gives the slots of a pool that is empty and on no list back to its arena. */
static void pool_give(Heap *heap, Pool *pool) {
    CHECK(pool->used == 0);
    bool span = pool->bytes == HEAP_SPAN_BYTES;
    size_t offset = (size_t)((char *)pool - heap->arena_base);
    size_t arena = offset / HEAP_ARENA_BYTES;
    unsigned slot = (unsigned)(offset / HEAP_SLOT_BYTES % HEAP_ARENA_SLOTS);
    uint64_t mask = (uint64_t)(span ? 15 : 1) << slot;
    Arena *row = &heap->arenas[arena];
    row->used_slots &= ~mask;
    row->span_slots &= ~mask;
    for (unsigned hint = HINT_SLOT; hint <= HINT_SPAN; hint++) {
        heap->hint[hint] = heap->hint[hint] < arena ? heap->hint[hint] : arena;
    }
    HEAP_POISON(pool, pool->bytes);
    if (row->used_slots == 0) {
        retire_arena(heap, arena);
    }
}

static Pool *pool_make(Heap *heap, unsigned size_class, GarbageClass garbage) {
    bool span = size_class > HEAP_SMALL_CLASSES;
    Pool *pool = (Pool *)(void *)take_slots(heap, span);
    if (pool == NULL) {
        return NULL;
    }
    size_t bytes = span ? HEAP_SPAN_BYTES : HEAP_POOL_BYTES;
    size_t block_bytes = heap_class_bytes(size_class);
    HEAP_UNPOISON(pool, sizeof(Pool));
    region_touch_pages(heap, region_page_of(heap, pool), 1);
    *pool = (Pool){
        .capacity = (uint32_t)((bytes - sizeof(Pool)) / block_bytes),
        .block_bytes = (uint32_t)block_bytes,
        .reciprocal = (uint32_t)((((uint64_t)1 << 32) + block_bytes - 1) / block_bytes),
        .bytes = (uint32_t)bytes,
        .size_class = (uint8_t)size_class,
        .garbage = (uint8_t)garbage,
    };
    return pool;
}

/* --- where a pool waits ------------------------------------------------------------------- */

/* The value of `used` at which a pool must be moved. */
static uint32_t moves_at(const Pool *pool) {
    switch (pool->bucket) {
    case POOL_IS_CURRENT:
        return NEVER;
    case POOL_IS_FULL:
        return pool->capacity - 1;
    case 0:
        return 0;
    default: /* the largest number of used blocks that belongs in a lower bucket */
        return (pool->bucket * pool->capacity + HEAP_BUCKETS - 1) / HEAP_BUCKETS - 1;
    }
}

/* While blocks are traced, every one that is freed wants attention. (Of an empty pool, which can
 * only be a current one, the number is that which is never reached.) */
static void set_attention(const Heap *heap, Pool *pool) {
    pool->attention = heap->trace.on != 0 ? pool->used - 1 : moves_at(pool);
}

void pools_set_attention(Heap *heap) {
    HeapCursor cursor;
    heap_walk_start(&cursor, view_live(heap));
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.pool != NULL) {
            set_attention(heap, (Pool *)(uintptr_t)cursor.area.pool);
        }
    }
}

/* Puts a pool that is on no list where its fullness says, or gives it back when it is empty. */
static void pool_place(Heap *heap, Pool *pool) {
    if (pool->used == 0) {
        pool_give(heap, pool);
        return;
    }
    if (pool->used == pool->capacity) {
        pool->bucket = POOL_IS_FULL;
    } else {
        pool->bucket = (uint8_t)(pool->used * HEAP_BUCKETS / pool->capacity);
        bucket_append(heap, pool);
    }
    set_attention(heap, pool);
}

void heap_pool_attend(Heap *heap, Pool *pool) {
    if (UNLIKELY(heap->trace.on != 0)) {
        heap_trace_forget(heap, &pool->free->header);
        if (pool->used != moves_at(pool)) {
            set_attention(heap, pool);
            return;
        }
    }
    CHECK(pool->bucket != POOL_IS_CURRENT);
    if (pool->bucket != POOL_IS_FULL) {
        bucket_remove(heap, pool);
    }
    pool_place(heap, pool);
}

/* Takes the pool that should be filled next off its list, or makes one. */
static Pool *pool_pick(Heap *heap, unsigned size_class, GarbageClass garbage) {
    for (unsigned bucket = HEAP_BUCKETS; bucket-- > 0;) {
        Pool *pool = heap->waiting[garbage][size_class][bucket];
        if (pool != NULL) {
            bucket_remove(heap, pool);
            return pool;
        }
    }
    return pool_make(heap, size_class, garbage);
}

/* Sets a class's current pool aside. */
static void pool_park(Heap *heap, unsigned size_class, GarbageClass garbage) {
    Pool **current = &region_currents(heap, garbage)[size_class];
    Pool *pool = *current;
    if (pool != &heap->none) {
        *current = &heap->none;
        pool_place(heap, pool);
    }
}

void pools_give_idle(Heap *heap) {
    for (unsigned garbage = 0; garbage < GARBAGE_CLASSES; garbage++) {
        for (unsigned i = 1; i < HEAP_CLASSES; i++) {
            Pool *pool = region_currents(heap, (GarbageClass)garbage)[i];
            if (pool != &heap->none && pool->used == 0) {
                pool_park(heap, i, (GarbageClass)garbage);
            }
        }
    }
    if (heap->spare[ARENA_OF_POOLS] != 0) {
        size_t arena = heap->spare[ARENA_OF_POOLS] - 1;
        heap->spare[ARENA_OF_POOLS] = 0;
        region_give_arena(heap, arena);
    }
}

void heap_fail_after(Heap *heap, uint64_t allocations) {
    heap->fail_countdown = allocations;
    if (allocations == 0) {
        return;
    }
    for (unsigned garbage = 0; garbage < GARBAGE_CLASSES; garbage++) {
        for (unsigned i = 1; i < HEAP_CLASSES; i++) {
            pool_park(heap, i, (GarbageClass)garbage);
        }
    }
}

/* --- allocating and freeing ---------------------------------------------------------------- */

/* Hands out the next block that never was. */
static Block *pool_carve(Heap *heap, Pool *pool) {
    Block *block = heap_pool_block(pool, pool->carved);
    pool->carved++;
    /* What lies right before it was noted when it was handed out, or with the pool's header. */
    size_t before = region_page_of(heap, (char *)block - 1);
    size_t last = region_page_of(heap, (char *)block + pool->block_bytes - 1);
    if (before != last) {
        region_touch_pages(heap, before + 1, last - before);
    }
    return block;
}

/* A block for a class, from its current pool or the one that becomes it. */
static Block *pool_allocate(Heap *heap, unsigned size_class, GarbageClass garbage) {
    Pool **current = &region_currents(heap, garbage)[size_class];
    Pool *pool = *current;
    if (UNLIKELY(pool->free == NULL && pool->carved == pool->capacity)) {
        pool_park(heap, size_class, garbage);
        pool = pool_pick(heap, size_class, garbage);
        if (pool == NULL) {
            return NULL;
        }
        pool->bucket = POOL_IS_CURRENT;
        pool->attention = NEVER;
        *current = pool;
    }
    pool->used++;
    if (UNLIKELY(heap->trace.on != 0)) {
        set_attention(heap, pool);
    }
    if (pool->free == NULL) {
        return pool_carve(heap, pool);
    }
    FreeBlock *block = pool->free;
    pool->free = block->next;
    return &block->header;
}

Block *heap_allocate_slow(Heap *heap, size_t size, GarbageClass garbage, uint8_t kind) {
    bool counting = heap->fail_countdown != 0;
    if (UNLIKELY(counting && --heap->fail_countdown == 0)) {
        return NULL;
    }
    Block *block;
    if (size > HEAP_MEDIUM_MAX) {
        block = run_allocate(heap, size, garbage);
    } else {
        unsigned size_class = heap_size_class(size);
        block = pool_allocate(heap, size_class, garbage);
        if (UNLIKELY(counting)) {
            pool_park(heap, size_class, garbage);
        }
    }
    if (UNLIKELY(block == NULL)) {
        return NULL;
    }
    HEAP_UNPOISON(block, size);
    *block = (Block){.refcount = 1, .kind = kind};
    heap_stamp(heap, block);
    return block;
}

void heap_free_big(Heap *heap, Block *block, size_t size) {
    if (size > HEAP_MEDIUM_MAX) {
        if (UNLIKELY(heap->trace.on != 0)) {
            heap_trace_forget(heap, block);
        }
        run_free(heap, block, size);
        return;
    }
    Pool *pool = (Pool *)((uintptr_t)block & ~(uintptr_t)(HEAP_SPAN_BYTES - 1));
    CHECK(pool->block_bytes == heap_usable(size));
    heap_pool_push(heap, pool, block);
}

bool heap_resize_in_place(Heap *heap, Block *block, size_t old_size, size_t new_size) {
    CHECK(new_size >= sizeof(Block));
    if (heap_usable(old_size) == heap_usable(new_size)) {
        HEAP_POISON(block, heap_usable(old_size));
        HEAP_UNPOISON(block, new_size);
        return true;
    }
    if (old_size <= HEAP_MEDIUM_MAX || new_size <= HEAP_MEDIUM_MAX) {
        return false;
    }
    return run_resize(heap, block, old_size, new_size);
}
