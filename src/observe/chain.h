/* chain.h -- why an object lives: the references that lead to it, one after the other.
 *
 *     n ──global──► Node#1 ──.next──► Node#2 ──.items──► list#3
 *
 * The first edge is a name (a global, a local of a running call) or, where no name leads to the
 * object, a place of the machine itself; of what nothing reaches, an edge out of a cycle. It is the
 * shortest such chain; where steps can be written as a program would write them, of those.
 *
 * A Chain is memory of malloc, given back by chain_free. */
#ifndef OURO_OBSERVE_CHAIN_H
#define OURO_OBSERVE_CHAIN_H

#include "observe/cycles.h"
#include "observe/look.h"

typedef struct Chain {
    uint32_t *edges; /* numbers of edges of the census, from the root to the object */
    uint32_t length; /* 0: nothing leads to it */
} Chain;

/* False when memory ran out. */
MUST_CHECK bool chain_find(Chain *chain, const Look *look, uint32_t object);

/* The same of what no root leads to, from the members of cycles (CYCLES_UNREACHED). Empty for a
 * member of one. */
MUST_CHECK bool chain_find_from_cycle(Chain *chain, const Look *look, const Cycles *cycles,
                                      uint32_t object);
void chain_free(Chain *chain);

#endif
