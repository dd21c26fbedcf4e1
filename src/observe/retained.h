/* retained.h -- what each object keeps alive, by the way on which it is reached first.
 *
 * All that is reached is gone through once, breadth first, in three rounds: first without closures
 * and tracebacks, then into closures, then into tracebacks. So what a later round finds is kept by
 * nothing else: it would go if the closure (or the exception) went.
 *
 *     names ──► ... ──► function ──closure──► cell ──► what only closures keep
 *                └────► exception ──traceback──► frame ──► what only tracebacks keep
 *
 * The way to an object makes a tree; the sums over its branches say what would go with it. They
 * are the truth for what has one holder, and share out the rest to the nearest.
 *
 * A Retained is memory of malloc, given back by retained_free. Linear. */
#ifndef OURO_OBSERVE_RETAINED_H
#define OURO_OBSERVE_RETAINED_H

#include "observe/look.h"

typedef enum RetainedRound { ROUND_NAMES, ROUND_CLOSURES, ROUND_TRACEBACKS, ROUNDS } RetainedRound;

typedef struct Retained {
    uint32_t *parents; /* for each object 1 + the edge by which it was reached; 0: by none */
    uint32_t *order;   /* the objects in the order in which they were reached */
    uint32_t *keepers; /* for each object the cell or exception that keeps it, or CENSUS_NONE */
    uint64_t *bytes;   /* of an object and its branches */
    uint32_t *counts;  /* objects that were written down, itself too */
    uint32_t reached;
    uint32_t first_of[ROUNDS]; /* where in `order` each round begins */
} Retained;

/* False when memory ran out. */
MUST_CHECK bool retained_find(Retained *retained, const Look *look);
void retained_free(Retained *retained);

/* The holder by which an object was reached, or CENSUS_NONE. */
static inline uint32_t retained_parent(const Retained *retained, const Look *look,
                                       uint32_t object) {
    return retained->parents[object] == 0
               ? CENSUS_NONE
               : look->census.edges[retained->parents[object] - 1].holder;
}

#endif
