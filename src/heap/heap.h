/* heap.h -- the private heap: one region of address space that holds all the state of a program.
 *
 * Everything that a program can change lies in one contiguous region at a fixed address, so
 * that comparing two copies of it shows what a statement did, and putting a copy back undoes it.
 *
 *     region   [Heap | client's root | tables][stack .........][arena][arena][arena] ...
 *     side     beside the region, not a part of it: scratch for the collector, idle between passes
 *     arena    1 MiB: either 64 slots of 16 KiB for pools and spans, or 256 pages for runs
 *     pool     one slot: blocks of one size (16, 32 ... 512 bytes) and one garbage class
 *     span     four slots: the same for 576 bytes to 8 KiB, in steps of an eighth of a doubling
 *     run      4 KiB pages for one larger block; it may reach over several arenas
 *     block    what is allocated: an 8-byte header, then the client's body
 *
 * A span is a Pool with a longer reach. The header of a pool lies at its start, so that the
 * pool of a block is found by masking its address. What lies at any address can be told from the
 * tables (walk.h), and every block says in its header whether it is free.
 *
 * A block is allocated by popping the free list of the class's current pool and freed by
 * pushing it on its own pool's list, so that what was freed last is used first, still in cache.
 * Space that was never handed out is not on a list: it is carved from the pool when the list is
 * empty. `Pool.attention` is the trick that keeps freeing to one comparison: it is the value of
 * `used` at which the pool wants to be looked at (it was full, it grew emptier by a quarter, it
 * emptied), and for the current pool a number that is never reached.
 *
 * Invariants: used + free + never carved == capacity in each pool. Free runs are never
 * neighbours, and no free run covers a whole arena, save one spare arena of each role. An arena
 * that was given back, and a page that was never touched since its arena was taken, read as
 * zeros. No pointer in the region leads out of it. Equal histories give equal bytes: nothing
 * depends on time or on the address of the region.
 *
 * Ownership: a block belongs to whoever allocated it, until heap_free with the same size. The
 * heap neither counts references nor looks into bodies. Running out is answered by NULL; what to
 * raise is for the floors below. */
#ifndef OURO_HEAP_HEAP_H
#define OURO_HEAP_HEAP_H

#include "base/check.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SANITIZE_ADDRESS__)
#define HEAP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_ASAN 1
#endif
#endif
#ifdef HEAP_ASAN
#include <sanitizer/asan_interface.h>
#define HEAP_POISON(start, bytes) ASAN_POISON_MEMORY_REGION(start, bytes)
#define HEAP_UNPOISON(start, bytes) ASAN_UNPOISON_MEMORY_REGION(start, bytes)
#else
#define HEAP_POISON(start, bytes) ((void)0)
#define HEAP_UNPOISON(start, bytes) ((void)0)
#endif

/* Where the region lies, unless something else is there already. */
#define HEAP_HOME ((uintptr_t)0x200000000000)

#define HEAP_PAGE_BYTES ((size_t)4096)
#define HEAP_SLOT_BYTES ((size_t)16 << 10)
#define HEAP_POOL_BYTES HEAP_SLOT_BYTES
#define HEAP_SPAN_BYTES ((size_t)64 << 10)
#define HEAP_ARENA_BYTES ((size_t)1 << 20)
#define HEAP_ARENA_SLOTS 64
#define HEAP_ARENA_PAGES 256
#define HEAP_SPAN_SLOTS 4

#define HEAP_GRAIN ((size_t)16)           /* sizes and addresses are multiples of this */
#define HEAP_SMALL_MAX ((size_t)512)      /* the largest block of a pool */
#define HEAP_MEDIUM_MAX ((size_t)8 << 10) /* the largest block of a span */
#define HEAP_SMALL_CLASSES 32             /* classes 1..32; class 0 holds nothing */
#define HEAP_CLASSES 65                   /* small, then classes 33..64 of the spans */
#define HEAP_BUCKETS 4                    /* pools waiting, by how full they are */
#define HEAP_RUN_BINS 768                 /* free runs, by their number of pages */

#define HEAP_LIMIT_DEFAULT ((size_t)1 << 30)
#define HEAP_LIMIT_MAX ((size_t)16 << 30)

/* Whether the blocks of a pool can hold references, and so be part of a cycle. */
typedef enum GarbageClass { GARBAGE_LEAF = 0, GARBAGE_CYCLIC = 1 } GarbageClass;
#define GARBAGE_CLASSES 2

/* The kind of a free block. Every other number is the client's. */
#define BLOCK_FREE 0

/* The header of every block. (Address, birth) tells a block from any other that lived at its
 * address, exactly so within 65,536 births. A free block has kind BLOCK_FREE, refcount 0, the
 * kind it had in `flags` (its ghost), and the birth it had. */
typedef struct Block {
    uint32_t refcount;
    uint8_t kind;
    uint8_t flags;
    uint16_t birth;
} Block;
STATIC_CHECK(sizeof(Block) == 8, "the header of a block is 8 bytes");

/* A free block in a pool or a span. */
typedef struct FreeBlock {
    Block header;
    struct FreeBlock *next;
} FreeBlock;
STATIC_CHECK(sizeof(FreeBlock) == HEAP_GRAIN, "the smallest block can be on a free list");

/* The header of a pool or a span; its blocks follow. */
typedef struct Pool {
    FreeBlock *free;      /* last freed first */
    uint32_t used;        /* blocks handed out */
    uint32_t attention;   /* heap_free calls the slow path when `used` falls to this */
    uint32_t carved;      /* blocks handed out at least once; the rest was never touched */
    uint32_t capacity;    /* blocks */
    uint32_t block_bytes; /* size of a block */
    uint32_t reciprocal;  /* 2^32 / block_bytes, rounded up: division by multiplication */
    uint32_t bytes;       /* HEAP_POOL_BYTES or HEAP_SPAN_BYTES */
    uint8_t size_class;   /* 1..64 */
    uint8_t garbage;      /* a GarbageClass */
    uint8_t bucket;       /* the list it is on, 3 the fullest; or one of the two below */
    uint8_t zero;         /* so that equal states are equal bytes */
    struct Pool *next;    /* in its bucket */
    struct Pool *previous;
    uint64_t side; /* the collector's, 0 in a new pool; the heap never reads it */
} Pool;
STATIC_CHECK(sizeof(Pool) == 64, "the header of a pool is 64 bytes without padding");
#define POOL_IS_CURRENT 254
#define POOL_IS_FULL 255

typedef enum ArenaRole { ARENA_UNUSED = 0, ARENA_OF_POOLS = 1, ARENA_OF_RUNS = 2 } ArenaRole;

/* What is known of an arena. All zero when it is not in use. */
typedef struct Arena {
    uint64_t used_slots; /* of pools: slots taken by pools and spans */
    uint64_t span_slots; /* of pools: those of them that belong to spans */
    uint64_t touched[4]; /* pages that were handed out since the arena was taken */
    uint64_t starts[4];  /* of runs: pages at which a run, free or used, begins */
    uint32_t role;       /* an ArenaRole */
    uint32_t used_pages; /* of runs: pages in used runs */
    uint64_t zero;
} Arena;
STATIC_CHECK(sizeof(Arena) == 96, "an arena's row has no padding");

/* What is known of a run, kept at the row of its first page; the row of the last page repeats
 * `pages` and `state`, so that a neighbour can find the start. Other rows are meaningless. */
typedef struct Run {
    uint32_t pages;
    uint8_t state;   /* a RunState */
    uint8_t garbage; /* of used: a GarbageClass */
    uint16_t zero;
    union {
        struct {
            uint32_t next, previous; /* of free: page numbers + 1 in its bin, 0 for none */
        } bin;
        uint64_t side; /* of used: the collector's, 0 in a new run */
    } as;
} Run;
STATIC_CHECK(sizeof(Run) == 16, "a run's row has no padding, an arena's rows fill one page");

/* A traced block: one slot of an open-addressed table without tombstones; `block` 0 is an empty
 * slot. `place` is the client's. */
typedef struct HeapTraceSlot {
    uint32_t block; /* in 16 bytes from the region's start */
    uint32_t place;
    uint64_t bytes;
} HeapTraceSlot;
STATIC_CHECK(sizeof(HeapTraceSlot) == 16, "a slot of the table of traces has no padding");

/* Which blocks are traced: see heap/trace.h. */
typedef struct HeapTrace {
    HeapTraceSlot *slots; /* in a block of the client's, or NULL while capacity is 0 */
    uint32_t capacity;    /* a power of two, or 0 */
    uint32_t live;
    uint64_t bytes; /* of all traced blocks */
    uint64_t peak;  /* the most that this was */
    uint64_t on;
} HeapTrace;

typedef enum RunState { RUN_NONE = 0, RUN_FREE = 1, RUN_USED = 2 } RunState;

/* The start of the region. Fields are for this floor and for the inline paths below. */
typedef struct Heap {
    Pool *current[GARBAGE_CLASSES][HEAP_CLASSES]; /* never NULL: `none` where there is none */
    uint64_t births;                              /* blocks stamped since the start */
    Pool *waiting[GARBAGE_CLASSES][HEAP_CLASSES][HEAP_BUCKETS];
    uint64_t bins_used[HEAP_RUN_BINS / 64]; /* one bit per bin that has a run */
    uint32_t bins[HEAP_RUN_BINS];           /* first page + 1 of the free runs of that length */
    Pool none;                              /* a pool that is always full */
    uint64_t region_bytes;                  /* of the whole region */
    uint64_t fixed_bytes;                   /* up to the stack: this struct, root, tables */
    uint64_t limit_arenas;                  /* arenas there are */
    uint64_t arenas_used;                   /* arenas in use, spare ones too */
    uint64_t arena_high;                    /* 1 + the highest arena ever used */
    uint64_t large_bytes;                   /* in used runs */
    uint64_t large_blocks;
    uint64_t fail_countdown; /* 0: not armed; n: the n-th allocation from now fails */
    uint64_t stack_bytes;    /* address space of the stack */
    uint64_t stack_touched;  /* bytes of it ever used */
    uint64_t root_bytes;
    uint64_t spare[3];      /* by role: 1 + the arena that is kept although empty, or 0 */
    uint64_t hint[3];       /* no arena below it is unused, has a free slot, has room for a span */
    uint64_t reserve_slots; /* the last slots, which no pool gets: see heap_keep_reserve */
    /* While blocks are traced the current pools are here, and `current` has none. */
    Pool *hidden[GARBAGE_CLASSES][HEAP_CLASSES];
    HeapTrace trace;
    Arena *arenas; /* limit_arenas rows */
    Run *runs;     /* HEAP_ARENA_PAGES rows for each arena */
    char *root;    /* the client's struct */
    char *stack;
    char *arena_base; /* the first arena */
} Heap;

typedef struct HeapSettings {
    size_t limit_bytes; /* of all arenas; 0 means HEAP_LIMIT_DEFAULT; at most HEAP_LIMIT_MAX */
    size_t root_bytes;  /* of the client's root struct */
    size_t stack_bytes; /* of address space for frames and registers; taken only as touched */
} HeapSettings;

/* Reserves a region and starts an empty heap in it: root and stack are zero. NULL, with errno
 * set, when the system has no such address space. The client closes it. */
MUST_CHECK Heap *heap_open(const HeapSettings *settings);

/* Gives the whole region back to the system. `heap` may be NULL. */
void heap_close(Heap *heap);

/* The client's root struct of `root_bytes`, aligned to a page, zero at the start. */
static ALWAYS_INLINE void *heap_root(const Heap *heap) {
    return heap->root;
}

/* The stack area, aligned to a page, zero at the start. */
static ALWAYS_INLINE void *heap_stack(const Heap *heap) {
    return heap->stack;
}

/* Says that the stack is used up to `bytes`: what lies above may be lost by a checkpoint. False
 * when the stack is not so large. Cheap enough for every call. */
MUST_CHECK static ALWAYS_INLINE bool heap_stack_commit(Heap *heap, size_t bytes) {
    if (UNLIKELY(bytes > heap->stack_touched)) {
        if (bytes > heap->stack_bytes) {
            return false;
        }
        heap->stack_touched = bytes;
    }
    return true;
}

/* The paths that the inline functions below leave to pool.c and large.c. */
MUST_CHECK Block *heap_allocate_slow(Heap *heap, size_t size, GarbageClass garbage, uint8_t kind);
void heap_free_big(Heap *heap, Block *block, size_t size);
void heap_pool_attend(Heap *heap, Pool *pool);

/* The bytes that an allocation of `size` really takes: its class, or whole pages. A client that
 * wants to use them all asks for them all. */
size_t heap_usable(size_t size);

/* Gives a block, just allocated or used again in place, the next birth stamp. */
static ALWAYS_INLINE void heap_stamp(Heap *heap, Block *block) {
    block->birth = (uint16_t)heap->births++;
}

/* Allocates `size` bytes, header included (so at least 8), if the class's current pool has a block
 * on its free list; NULL if not, which says nothing about memory: heap_allocate_slow goes on. */
MUST_CHECK static ALWAYS_INLINE Block *heap_allocate_quick(Heap *heap, size_t size,
                                                           GarbageClass garbage, uint8_t kind) {
    CHECK(size >= sizeof(Block) && kind != BLOCK_FREE);
    if (LIKELY(size <= HEAP_SMALL_MAX)) {
        Pool *pool = heap->current[garbage][(size + HEAP_GRAIN - 1) / HEAP_GRAIN];
        FreeBlock *block = pool->free;
        if (LIKELY(block != NULL)) {
            pool->free = block->next;
            pool->used++;
            HEAP_UNPOISON(block, size);
            block->header = (Block){.refcount = 1, .kind = kind};
            heap_stamp(heap, &block->header);
            return &block->header;
        }
    }
    return NULL;
}

/* heap_allocate_quick, and then heap_free of `old`, a block of the same size: what is taken off the
 * free list and what is put on it change places. NULL, and nothing done, where there is more to it:
 * another pool, none free, one that wants attention. */
MUST_CHECK static ALWAYS_INLINE Block *heap_trade_quick(Heap *heap, Block *old, size_t size,
                                                        GarbageClass garbage, uint8_t kind) {
    Pool *pool = heap->current[garbage][(size + HEAP_GRAIN - 1) / HEAP_GRAIN];
    FreeBlock *made = pool->free;
    if (UNLIKELY(made == NULL || ((uintptr_t)old ^ (uintptr_t)pool) >= HEAP_POOL_BYTES ||
                 pool->used == pool->attention))
        return NULL;
    HEAP_UNPOISON(made, size);
    FreeBlock *freed = (FreeBlock *)(void *)old;
    freed->header = (Block){.kind = BLOCK_FREE, .flags = old->kind, .birth = old->birth};
    freed->next = made->next;
    pool->free = freed;
    HEAP_POISON(freed + 1, pool->block_bytes - sizeof(FreeBlock));
    made->header = (Block){.refcount = 1, .kind = kind};
    heap_stamp(heap, &made->header);
    return &made->header;
}

/* Allocates `size` bytes. The header is filled: refcount 1, flags 0, `kind`, a new birth; the body
 * is undefined. NULL when the limit is reached. */
MUST_CHECK static ALWAYS_INLINE Block *heap_allocate(Heap *heap, size_t size, GarbageClass garbage,
                                                     uint8_t kind) {
    Block *block = heap_allocate_quick(heap, size, garbage, kind);
    return LIKELY(block != NULL) ? block : heap_allocate_slow(heap, size, garbage, kind);
}

/* Marks a block of a pool or span as free and pushes it on its pool's list. */
static ALWAYS_INLINE void heap_pool_push(Heap *heap, Pool *pool, Block *block) {
    FreeBlock *freed = (FreeBlock *)(void *)block;
    CHECK(block->kind != BLOCK_FREE);
    HEAP_UNPOISON(freed, sizeof(FreeBlock));
    freed->header = (Block){.kind = BLOCK_FREE, .flags = block->kind, .birth = block->birth};
    freed->next = pool->free;
    pool->free = freed;
    HEAP_POISON(freed + 1, pool->block_bytes - sizeof(FreeBlock));
    if (UNLIKELY(--pool->used == pool->attention)) {
        heap_pool_attend(heap, pool);
    }
}

/* Frees a block that was allocated (or last resized) with `size`, whatever its refcount. */
static ALWAYS_INLINE void heap_free(Heap *heap, Block *block, size_t size) {
    if (LIKELY(size <= HEAP_SMALL_MAX)) {
        Pool *pool = (Pool *)((uintptr_t)block & ~(uintptr_t)(HEAP_POOL_BYTES - 1));
        CHECK(pool->block_bytes == ((size + HEAP_GRAIN - 1) & ~(HEAP_GRAIN - 1)));
        heap_pool_push(heap, pool, block);
    } else {
        heap_free_big(heap, block, size);
    }
}

/* Makes a block of `old_size` one of `new_size` without moving it, if that can be done: within
 * its class, or for a run by giving its last pages back or by taking free pages behind it. The
 * header stays as it is. False, and nothing changed, when the caller must move it. */
MUST_CHECK bool heap_resize_in_place(Heap *heap, Block *block, size_t old_size, size_t new_size);

/* Keeps the last `slots` free slots of pools for the client's own needs: an allocation that would
 * take one fails. Before those needs the client sets the reserve to 0, and afterwards back, so that
 * a prompt can still compile `del x` when the program has filled the heap. What the client took is
 * a pool like any other, and goes back to the reserve when it is empty. */
static inline void heap_keep_reserve(Heap *heap, uint64_t slots) {
    heap->reserve_slots = slots;
}

/* Makes the n-th allocation from now fail, once; 0 disarms. While it is armed the current pools
 * are set aside, so that every allocation takes the slow path, where it is counted: the fast path
 * pays nothing. (Addresses then differ from a run that was not armed.) Growing in place is not
 * counted. heap_fail_left tells how many allocations are left; 0 when it has failed. */
void heap_fail_after(Heap *heap, uint64_t allocations);
static inline uint64_t heap_fail_left(const Heap *heap) {
    return heap->fail_countdown;
}

/* Scratch beside the image, for one pass of the collector: address space that takes memory only
 * where it is written, found at a fixed distance so that the image needs no pointer to it. It is no
 * part of checkpoints. Marks are one uint32_t for each 16 bytes of the region, all zero at first;
 * whoever sets them clears them. Lists are four times heap_side_capacity entries of 8 bytes, as
 * many as there can be blocks, with content that is undefined between passes. heap_side_trim gives
 * their memory back and zeroes the marks. */
static ALWAYS_INLINE size_t heap_side_capacity(const Heap *heap) {
    return heap->region_bytes / HEAP_GRAIN;
}
static ALWAYS_INLINE uint32_t *heap_side_marks(const Heap *heap) {
    return (uint32_t *)((uintptr_t)heap + heap->region_bytes);
}
static ALWAYS_INLINE void *heap_side_lists(const Heap *heap) {
    return heap_side_marks(heap) + heap_side_capacity(heap);
}
void heap_side_trim(Heap *heap);

/* Whether an address lies in the region, and its offset there: what people are shown as an id,
 * the same wherever the region lies. */
static inline bool heap_holds(const Heap *heap, const void *address) {
    return (uintptr_t)address - (uintptr_t)heap < heap->region_bytes;
}
static inline uint64_t heap_offset(const Heap *heap, const void *address) {
    return (uint64_t)((uintptr_t)address - (uintptr_t)heap);
}

/* The pool or span of a live block's address; NULL for a run's. For the collector: a handful of
 * instructions, no view. */
static ALWAYS_INLINE Pool *heap_pool_of(const Heap *heap, const void *address) {
    size_t offset = (size_t)((const char *)address - heap->arena_base);
    const Arena *arena = &heap->arenas[offset / HEAP_ARENA_BYTES];
    if (UNLIKELY(arena->role != ARENA_OF_POOLS)) {
        return NULL;
    }
    bool in_span = arena->span_slots >> (offset / HEAP_SLOT_BYTES % HEAP_ARENA_SLOTS) & 1;
    size_t bytes = in_span ? HEAP_SPAN_BYTES : HEAP_POOL_BYTES;
    return (Pool *)((uintptr_t)address & ~(uintptr_t)(bytes - 1));
}

/* The same for any address of the arenas: NULL also where no pool is now. */
static ALWAYS_INLINE Pool *heap_pool_in_use(const Heap *heap, const void *address) {
    size_t offset = (size_t)((const char *)address - heap->arena_base);
    const Arena *arena = &heap->arenas[offset / HEAP_ARENA_BYTES];
    bool used = arena->used_slots >> (offset / HEAP_SLOT_BYTES % HEAP_ARENA_SLOTS) & 1;
    return used ? heap_pool_of(heap, address) : NULL;
}

/* The row of the run that begins at `block`, which must be a block larger than HEAP_MEDIUM_MAX. */
static ALWAYS_INLINE Run *heap_run_of(const Heap *heap, const Block *block) {
    return &heap->runs[(size_t)((const char *)block - heap->arena_base) / HEAP_PAGE_BYTES];
}

/* Whether an address of the arenas lies in one of runs. */
static ALWAYS_INLINE bool heap_is_of_runs(const Heap *heap, const void *address) {
    size_t offset = (size_t)((const char *)address - heap->arena_base);
    return heap->arenas[offset / HEAP_ARENA_BYTES].role == ARENA_OF_RUNS;
}

/* Whether a block in a run begins at an address of the arenas. */
static ALWAYS_INLINE bool heap_is_run(const Heap *heap, const void *address) {
    size_t offset = (size_t)((const char *)address - heap->arena_base);
    size_t page = offset / HEAP_PAGE_BYTES;
    const Arena *arena = &heap->arenas[offset / HEAP_ARENA_BYTES];
    return arena->role == ARENA_OF_RUNS && offset % HEAP_PAGE_BYTES == 0 &&
           (arena->starts[page % HEAP_ARENA_PAGES / 64] >> page % 64 & 1) != 0 &&
           heap->runs[page].state == RUN_USED;
}

/* The garbage class of a block. */
static ALWAYS_INLINE GarbageClass heap_garbage_of(const Heap *heap, const Block *block) {
    const Pool *pool = heap_pool_of(heap, block);
    return (GarbageClass)(pool != NULL ? pool->garbage : heap_run_of(heap, block)->garbage);
}

/* Whether the block that was born with `birth` at `address` still lives: whether what is there now
 * is a block in use with that birth, whatever became of the pool meanwhile. For those who note
 * (address, birth) without holding a reference. `address` must be of this heap's arenas. */
bool heap_block_lives(const Heap *heap, const Block *address, uint16_t birth);

/* The number of a block within its pool, and the block of a number: for side tables. */
static ALWAYS_INLINE uint32_t heap_pool_index(const Pool *pool, const void *block) {
    uint64_t offset = (uint64_t)((const char *)block - (const char *)(pool + 1));
    return (uint32_t)(offset * pool->reciprocal >> 32);
}
static ALWAYS_INLINE Block *heap_pool_block(Pool *pool, uint32_t index) {
    return (Block *)(void *)((char *)(pool + 1) + (size_t)index * pool->block_bytes);
}

/* Whether a block of the pool that was handed out once begins at an address within it. */
static ALWAYS_INLINE bool heap_pool_has(const Pool *pool, const void *address) {
    uint32_t index = heap_pool_index(pool, address);
    return (const char *)address >= (const char *)(pool + 1) && index < pool->carved &&
           (const char *)(pool + 1) + (size_t)index * pool->block_bytes == (const char *)address;
}

#endif
