/* cycles.h -- groups of objects that hold each other.
 *
 * A cycle is a strongly connected group: from each of its objects references lead to each other
 * one. It is shown by one loop through it, the shortest. Which references count is a question of
 * what is asked:
 *
 *     CYCLES_WRITTEN     what a learner built. Not counted: a function's globals, and anything that
 *                        leads out of a class or to the class of an instance; every `def` and
 *                        `class` would close a loop by them
 *     CYCLES_UNREACHED   what only a collector frees: every reference, among the objects that no
 *                        root leads to
 *
 * Groups are found by Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972),
 * without recursion. Linear in objects and references. */
#ifndef OURO_OBSERVE_CYCLES_H
#define OURO_OBSERVE_CYCLES_H

#include "base/scratch.h"
#include "observe/look.h"

typedef enum CycleRule { CYCLES_WRITTEN, CYCLES_UNREACHED } CycleRule;

typedef struct Cycles {
    const Census *census;
    CycleRule rule;
    uint32_t *group; /* for each object the number of its group, from 0; CENSUS_NONE: in none */
    uint32_t *sizes; /* objects in each group */
    uint32_t count;
} Cycles;

/* Finds the groups of two or more objects, and of one that holds itself. The census must be marked
 * and outlive the result. False when memory ran out. */
MUST_CHECK bool cycles_find(Cycles *cycles, const Census *census, CycleRule rule);
void cycles_free(Cycles *cycles);

/* A loop: edges, each of which leads to the holder of the next, and the last to that of the
 * first. */
typedef struct Loop {
    uint32_t *edges;
    uint32_t length;
} Loop;

/* The shortest loop that begins with an edge within a group. False when memory ran out. */
MUST_CHECK bool loop_through(Loop *loop, const Cycles *cycles, uint32_t edge);
/* The shortest loop of a group through its earliest-born objects. */
MUST_CHECK bool loop_of_group(Loop *loop, const Cycles *cycles, uint32_t group);
void loop_free(Loop *loop);

/* The steps of a loop as texts: `Node#1.next`, `Node#2.next`, `Node#1`. They lie in `scratch`. */
const char **loop_texts(Scratch *scratch, const Look *look, const Loop *loop, uint32_t *count);

/* Whether an edge lies within a group. */
bool cycles_hold_edge(const Cycles *cycles, uint32_t edge);

#endif
