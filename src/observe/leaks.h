/* leaks.h -- what a learner who hunts a leak should look at.
 *
 *     growth       a list, dict or set that was there before its items, and only got more of them
 *                  (or a text under a name, which is longer than the one that was there at the
 * mark) chain        instances that hold each other in a row, which a name leads to traceback what
 * only the traceback of a kept exception keeps closure      what only a closure keeps
 *
 * (What nothing reaches any more is told by garbage.h.)
 *
 * "Since" is a mark, or the start of the session. An object is new when its label was given after
 * it. A holder counts as growing when its items were made in later statements than itself, and when
 * it is longer now than at the mark; not when most of what was made like its items is freed again,
 * as in a cache that has a limit.
 *
 * A Leaks owns nothing: its texts are the labels' and the image's, and good until these change.
 * Linear in objects and references. */
#ifndef OURO_OBSERVE_LEAKS_H
#define OURO_OBSERVE_LEAKS_H

#include "observe/marks.h"
#include "observe/retained.h"
#include "observe/trace_lines.h"

enum { LEAKS_MOST = 6 };

typedef struct Growth {
    const char *type; /* of most of the new items: a label's type; NULL where they have no labels */
    const char *with; /* the class of most instances that the items lead to; NULL if none */
    TraceLine line;   /* that allocated most of them, where that is traced; else its file is "" */
    uint32_t holder;  /* what grew, or of a chain its first object */
    uint32_t example; /* one of the new items, or CENSUS_NONE */
    uint32_t count;   /* new items, or links of the chain */
    uint32_t length;  /* items in all */
    uint32_t before;  /* items at the mark; UINT32_MAX if that is not known */
    uint32_t first;   /* statements that made them: the first and the last; 0 if unknown */
    uint32_t last;
    uint32_t statements; /* how many statements made them */
    uint32_t with_count;
    uint32_t made; /* objects of the type made since, and how many of them are gone */
    uint32_t gone;
    uint64_t bytes; /* of the new items and what only they lead to */
    bool is_chain;
    bool is_text; /* a str that a name held is longer now: lengths are in characters */
    bool of_keys; /* of a dict: keys are new, values are not */
} Growth;

typedef struct Kept {
    uint32_t keeper;  /* an exception, or a cell */
    uint32_t example; /* the first that was written down of what is kept; for tracebacks a local */
    uint32_t objects; /* that were written down */
    uint64_t bytes;
} Kept;

typedef struct Leaks {
    Growth growths[LEAKS_MOST]; /* most bytes first */
    Kept tracebacks[LEAKS_MOST];
    Kept closures[LEAKS_MOST];
    uint32_t growth_count, traceback_count, closure_count;
    uint32_t looked_at; /* objects */
} Leaks;

/* Looks since a mark; NULL for the start. False when memory ran out. */
MUST_CHECK bool leaks_find(Leaks *leaks, const Look *look, const Mark *mark);

#endif
