/* branches.h -- what an object holds, as far as a learner sees it.
 *
 * A picture of names and objects leaves out the machinery: the class of an instance, the code of a
 * function, the dict in which attributes lie, the cell of a variable. So the branches of an object
 * are not its references but what a program would say that it has:
 *
 *     list, tuple, set    items             instance     attributes, wherever they lie
 *     dict                values, and keys that are more than a number or a text
 *     class               what is no method function     defaults, variables of its closure
 *     frame, generator    locals            all others   their parts, in words
 *
 * A Branches is memory of malloc, given back by branches_free; zeroed it is empty. */
#ifndef OURO_OBSERVE_BRANCHES_H
#define OURO_OBSERVE_BRANCHES_H

#include "observe/look.h"

typedef struct Branch {
    uint32_t held;
    uint32_t edge; /* of the census: the last one on the way to it */
} Branch;

typedef struct Branches {
    Branch *rows;
    uint32_t count;
    uint32_t capacity;
    uint32_t total; /* branches that there are: `count` of them are listed */
} Branches;

/* Lists the branches of an object, at most `most`, in the order of their places. False when memory
 * ran out. */
MUST_CHECK bool branches_list(Branches *branches, const Look *look, uint32_t object, uint32_t most);
void branches_free(Branches *branches);

/* Appends the step: `.next`, `[0]`, `['k']`; returns true then. Where a program has no such step:
 * `item`, `key`, `local x`, `variable x`, `default`, and false. */
bool branch_write(Bytes *out, const Look *look, const Branch *branch);

/* Whether an object is one value without parts: a number, a text, None. */
bool branches_is_value(const Look *look, uint32_t object);

/* Whether a global belongs in a picture: not `__name__` and the like, which every program has. */
bool branches_is_shown_name(const Look *look, const CensusEdge *edge);

#endif
