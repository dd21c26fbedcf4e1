/* graph_roots.h -- where a picture of names and objects begins: the names that the program made,
 * and what nothing reaches; or what was asked for. */
#ifndef OURO_SHOW_GRAPH_ROOTS_H
#define OURO_SHOW_GRAPH_ROOTS_H

#include "base/scratch.h"
#include "observe/look.h"
#include "show/show.h"

typedef struct GraphRoot {
    const char *name; /* `a`, `b.next`, `(unreachable)` */
    uint32_t object;
    bool is_lost; /* nothing reaches it */
} GraphRoot;

typedef struct GraphRoots {
    GraphRoot *rows;
    uint32_t count;
    uint32_t capacity;
    Scratch scratch;
} GraphRoots;

/* `paths` are separated by blanks; "" for everything. NULL when one of them names nothing, which is
 * said in `out`, or memory ran out. */
const Look *graph_roots_find(GraphRoots *roots, Bytes *out, const ShowStyle *style,
                             Observer *observer, View view, const char *paths);
void graph_roots_free(GraphRoots *roots);

#endif
