/* tally.h -- what lies in the heap: whose each block is, and sums by type, from one walk over the
 * blocks that follows no reference.
 *
 * That makes it quick where a census is not: a block costs a look at its header and at its label.
 *
 *     the program's   what has a number (`list#1`), and its buffer
 *     plumbing        what the program's text became: code, names, constants; shared values
 *     start-up's      what was there before the first statement
 *
 * Where the heap is too large to compare (difference.h) new objects have no numbers; then all that
 * is neither code nor a name is taken for the program's.
 *
 * A buffer counts with its owner; those of the machine itself (the table of names, the collector's
 * list) belong to no type. Memory is malloc's. Names are readable while the image is. */
#ifndef OURO_OBSERVE_TALLY_H
#define OURO_OBSERVE_TALLY_H

#include "heap/view.h"
#include "observe/labels.h"

typedef enum TallyGroup { TALLY_PROGRAM, TALLY_PLUMBING, TALLY_START, TALLY_GROUPS } TallyGroup;

typedef struct TallySum {
    uint64_t objects;
    uint64_t bytes; /* with buffers */
} TallySum;

typedef struct TallyType {
    const char *name;
    TallySum sums[TALLY_GROUPS];
    TallySum all;
} TallyType;

typedef struct Tally {
    View view;
    TallyType *types; /* as they were met; tally_sort orders them */
    uint32_t count;
    uint32_t capacity;
    uint32_t last; /* the type that was met last: neighbours are mostly of one */
    TallySum sums[TALLY_GROUPS];
    TallySum all;
    uint64_t object_bytes;  /* of objects' own blocks */
    uint64_t buffer_bytes;  /* of all buffers */
    uint64_t buffers;       /* how many there are */
    uint64_t machine_bytes; /* of those that belong to no object */
} Tally;

/* Walks the heap. False when memory ran out. */
MUST_CHECK bool tally_take(Tally *tally, View view, const Labels *labels);
/* The most bytes of the program's first, then the most bytes. */
void tally_sort(Tally *tally);
void tally_free(Tally *tally);

/* The object to which a block in use belongs: itself, or the owner of a buffer. NULL for what is
 * the machine's own. */
const Object *tally_owner(View view, const Block *home, const Block *seen);

/* Whose an object is. */
TallyGroup tally_group(View view, const Labels *labels, const Object *home);

#endif
