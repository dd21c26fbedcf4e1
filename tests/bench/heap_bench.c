/* heap_bench.c -- what an allocation costs, and a checkpoint.
 *
 *     heap_bench heap          of Ouro's heap
 *     heap_bench malloc        of the process's malloc: the C library's, or one that is preloaded
 *     heap_bench checkpoint    of a heap in which little changed
 *
 * Each line is a pattern, a tab and nanoseconds of CPU time, the best of several rounds: for one
 * allocation together with its release, or for one checkpoint. The heap also fills an 8-byte header
 * for each block, which malloc does not, and is told the size of what is freed. */
#include "heap/checkpoint.h"
#include "heap/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 7
#define LIVE 100000
#define STEPS 2000000

typedef struct Bench {
    Heap *heap; /* NULL: malloc */
    void *blocks[LIVE];
    unsigned short sizes[LIVE];
    unsigned order[STEPS]; /* random numbers */
} Bench;

static double now_in_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static ALWAYS_INLINE void *take(Heap *heap, size_t size) {
    return heap != NULL ? (void *)heap_allocate(heap, size, GARBAGE_LEAF, 1) : malloc(size);
}

static ALWAYS_INLINE void give(Heap *heap, void *block, size_t size) {
    if (heap != NULL) {
        heap_free(heap, block, size);
    } else {
        free(block);
    }
}

/* One block at a time. */
static ALWAYS_INLINE size_t one_at_a_time(Bench *bench, Heap *heap) {
    for (size_t i = 0; i < STEPS; i++) {
        void *block = take(heap, 32);
        __asm__ volatile("" : : "r"(block) : "memory");
        give(heap, block, 32);
    }
    (void)bench;
    return STEPS;
}

/* A hundred in, the last out first. */
static ALWAYS_INLINE size_t stacked(Bench *bench, Heap *heap) {
    for (size_t i = 0; i < STEPS / 100; i++) {
        for (size_t k = 0; k < 100; k++) {
            bench->blocks[k] = take(heap, 48);
        }
        for (size_t k = 100; k-- > 0;) {
            give(heap, bench->blocks[k], 48);
        }
    }
    return STEPS;
}

/* A population in which random blocks die and others, of the same or another size, are born. */
static ALWAYS_INLINE size_t mixed(Bench *bench, Heap *heap, unsigned sizes) {
    for (size_t i = 0; i < LIVE; i++) {
        bench->sizes[i] = (unsigned short)(16 + 16 * (bench->order[i] % sizes));
        bench->blocks[i] = take(heap, bench->sizes[i]);
    }
    for (size_t i = 0; i < STEPS; i++) {
        size_t at = bench->order[i] % LIVE;
        give(heap, bench->blocks[at], bench->sizes[at]);
        bench->sizes[at] = (unsigned short)(16 + 16 * ((bench->order[i] >> 16) % sizes));
        bench->blocks[at] = take(heap, bench->sizes[at]);
    }
    for (size_t i = 0; i < LIVE; i++) {
        give(heap, bench->blocks[i], bench->sizes[i]);
    }
    return STEPS + LIVE;
}

/* All in, then all out in order of birth: everything is carved anew. */
static ALWAYS_INLINE size_t flood(Bench *bench, Heap *heap) {
    for (size_t k = 0; k < STEPS / LIVE; k++) {
        for (size_t i = 0; i < LIVE; i++) {
            bench->blocks[i] = take(heap, 64);
        }
        for (size_t i = 0; i < LIVE; i++) {
            give(heap, bench->blocks[i], 64);
        }
    }
    return STEPS;
}

static ALWAYS_INLINE size_t run_pattern(Bench *bench, Heap *heap, unsigned pattern) {
    switch (pattern) {
    case 0:
        return one_at_a_time(bench, heap);
    case 1:
        return stacked(bench, heap);
    case 2:
        return mixed(bench, heap, 1);
    case 3:
        return mixed(bench, heap, 32);
    default:
        return flood(bench, heap);
    }
}

static NEVER_INLINE size_t run_heap(Bench *bench, unsigned pattern) {
    return run_pattern(bench, bench->heap, pattern);
}

static NEVER_INLINE size_t run_malloc(Bench *bench, unsigned pattern) {
    return run_pattern(bench, NULL, pattern);
}

static double best_of(Bench *bench, unsigned pattern) {
    double best = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        double start = now_in_nanoseconds();
        size_t steps = bench->heap != NULL ? run_heap(bench, pattern) : run_malloc(bench, pattern);
        double each = (now_in_nanoseconds() - start) / (double)steps;
        best = round == 0 || each < best ? each : best;
    }
    return best;
}

static int bench_patterns(bool ours) {
    static const char *const names[] = {"one block at a time", "100 in, 100 out, last first",
                                        "random of 100,000, one size",
                                        "random of 100,000, 32 sizes", "100,000 in, 100,000 out"};
    Bench *bench = calloc(1, sizeof(Bench));
    if (bench == NULL) {
        return 1;
    }
    bench->heap = ours ? heap_open(&(HeapSettings){.root_bytes = 4096}) : NULL;
    uint64_t random = 88172645463325252;
    for (size_t i = 0; i < STEPS; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        bench->order[i] = (unsigned)(random >> 32);
    }
    for (unsigned pattern = 0; pattern < ARRAY_LENGTH(names); pattern++) {
        printf("%s\t%.2f\n", names[pattern], best_of(bench, pattern));
    }
    heap_close(bench->heap);
    free(bench);
    return 0;
}

/* What a checkpoint of a heap of `mib` costs when nothing changed, and when little did. */
static void bench_timeline(size_t mib) {
    Heap *heap = heap_open(&(HeapSettings){.root_bytes = 4096, .stack_bytes = 1 << 20});
    Timeline *timeline = heap == NULL ? NULL : timeline_open(heap, (size_t)64 << 20);
    if (timeline == NULL) {
        heap_close(heap);
        return;
    }
    Block *block = NULL;
    for (size_t i = 0; i < (mib << 20) / 64; i++) {
        block = heap_allocate(heap, 64, GARBAGE_LEAF, 1);
    }
    bool taken = block != NULL && timeline_take(timeline);
    double best = 0;
    for (unsigned round = 0; taken && round < ROUNDS; round++) {
        block->refcount++;
        double start = now_in_nanoseconds();
        taken = timeline_take(timeline);
        double each = now_in_nanoseconds() - start;
        best = round == 0 || each < best ? each : best;
    }
    printf("checkpoint of %zu MiB, one page changed\t%.0f\n", mib, best);
    timeline_close(timeline);
    heap_close(heap);
}

int main(int count, char **arguments) {
    const char *what = count == 2 ? arguments[1] : "";
    if (strcmp(what, "heap") == 0 || strcmp(what, "malloc") == 0) {
        return bench_patterns(what[0] == 'h');
    }
    if (strcmp(what, "checkpoint") == 0) {
        bench_timeline(1);
        bench_timeline(16);
        bench_timeline(256);
        return 0;
    }
    fputs("usage: heap_bench heap|malloc|checkpoint\n", stderr);
    return 2;
}
