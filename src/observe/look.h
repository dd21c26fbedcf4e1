/* look.h -- one look at an image: its census, the labels, and a name for every place.
 *
 * A learner names an object by a path: the global that leads to it in the fewest steps, and those
 * steps.
 *
 *     a   b.next   d['k'][0]   x of a running call
 *
 * So a look goes through the graph once, breadth first from the names, and remembers for each
 * object the edge by which it was first met. What no name leads to is called by its label.
 *
 * A Look is memory of malloc; zeroed it is empty, and taking again uses its memory again. It
 * borrows the labels. */
#ifndef OURO_OBSERVE_LOOK_H
#define OURO_OBSERVE_LOOK_H

#include "base/bytes.h"
#include "observe/census.h"
#include "observe/labels.h"

typedef struct Look {
    View view;
    const Labels *labels; /* may be NULL */
    Census census;        /* linked and marked */
    uint32_t *parents;    /* for each object 1 + the edge towards a name, or 0 */
    uint32_t globals;     /* index of the dict of __main__ */
    bool is_step;         /* inside a statement: places of the innermost call are told as its own:
                             `local x`, `temporary 2` */
} Look;

/* What a place is, in the ledger's order of telling. */
typedef enum HolderKind {
    HOLDER_GLOBAL,
    HOLDER_LOCAL,
    HOLDER_INSIDE, /* an item, value, key or attribute */
    HOLDER_CELL,
    HOLDER_FUNCTION, /* a default, a constant, a name in code */
    HOLDER_CLASS,    /* of or in a class or module */
    HOLDER_MACHINE,  /* caches and tables of the Vm */
    HOLDER_TEMPORARY,
    HOLDER_DYING,
    HOLDER_NOBODY, /* no place: a release was forgotten */
} HolderKind;

MUST_CHECK bool look_take(Look *look, View view, const Labels *labels);
void look_free(Look *look);

/* Whether a name leads to the object in a few steps. */
bool look_has_path(const Look *look, uint32_t object);

/* Appends the shortest path to an object; where no name leads to it, its label. */
void look_write_path(Bytes *out, const Look *look, uint32_t object);

/* Appends what an object is called: `list#1`, `int 5`, `the globals`, `constants of f`. */
void look_write_subject(Bytes *out, const Look *look, uint32_t object);

/* Appends the globals that hold an object: `a, b`; at most `most`, then "...". Returns how many
 * there are. */
unsigned look_write_names(Bytes *out, const Look *look, uint32_t object, unsigned most);

/* Appends where a learner finds an object: its names, else its path, else `key of d`. Nothing when
 * no name leads to it. */
void look_write_where(Bytes *out, const Look *look, uint32_t object);

/* The steps of its shortest path; more than any path has when no name leads to it. */
unsigned look_path_length(const Look *look, uint32_t object);

/* The object whose attributes a dict holds, if nothing else holds the dict; else CENSUS_NONE. */
uint32_t look_owner(const Look *look, uint32_t dict);

/* The same whatever else holds the dict. */
uint32_t look_any_owner(const Look *look, uint32_t dict);

/* Whether a global holds an object. */
bool look_has_name(const Look *look, uint32_t object);

/* Appends the place of an edge as a learner would write it (`a`, `b.next`, `key of d`,
 * `local x of f (line 3)`, `small-int cache`) and says what kind of place it is. */
HolderKind look_write_holder(Bytes *out, const Look *look, const CensusEdge *edge);

/* The same with the holder's label in place of the path to it: `Node#1.next`. */
HolderKind look_write_step(Bytes *out, const Look *look, const CensusEdge *edge);

/* A word for a kind of place: `global`, `attribute`. */
const char *look_holder_words(const Look *look, const CensusEdge *edge, HolderKind kind);

/* The index of what a global name holds, or CENSUS_NONE. */
uint32_t look_find_global(const Look *look, const char *name, size_t length);

/* The same for a built-in name. */
uint32_t look_find_builtin(const Look *look, const char *name, size_t length);

static inline const CensusObject *look_object(const Look *look, uint32_t object) {
    return &look->census.objects[object];
}

/* The edge number `i` of those that lead to an object. */
static inline const CensusEdge *look_incoming(const Look *look, uint32_t object, uint32_t i) {
    const Census *census = &look->census;
    return &census->edges[census->incoming[census->objects[object].first_in + i]];
}

/* Whether objects like this one have labels and rows of their own. */
static inline bool look_is_written(const Look *look, uint32_t object) {
    return (look->census.objects[object].marks & MARK_PLUMBING) == 0;
}

#endif
