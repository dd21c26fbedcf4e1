/* difference.h -- what a statement did: two images compared.
 *
 * Objects are matched by (address, birth stamp). What is only in the image before was freed, what
 * is only in the one after is new; of the others counts, holders and contents are compared. Nothing
 * is asked of the interpreter.
 *
 * The result is a list of events with texts that are ready to be laid out: labels, names, short
 * reprs, `-a +b.next`. It refers to no image any more. Events stand in the order in which they are
 * told; `rank` says which to leave out first where there is room for a few only. The texts
 * belong to the difference. */
#ifndef OURO_OBSERVE_DIFFERENCE_H
#define OURO_OBSERVE_DIFFERENCE_H

#include "base/scratch.h"
#include "observe/look.h"

typedef enum EventKind {
    EVENT_NEW,       /* subject, names, refs_after, after; or many alike: see EVENT_FREED */
    EVENT_CHANGE,    /* subject, names, before, after */
    EVENT_FREED,     /* subject, refs_before, holders, bytes; count: objects that went with it;
                        before: what it was, for values. Many alike: count; after: the noun;
                        holders: more words; refs_before is 0 */
    EVENT_REFS,      /* subject, names, refs_before, refs_after, holders; after: what it still is,
                        for values that something else was made of */
    EVENT_CYCLE,     /* loop; count: objects in the group; refs_after: cycles of which it is one */
    EVENT_LOST,      /* subject: some labels; count: objects; refs_before: those of them that are
                        in cycles; refs_after: the cycles */
    EVENT_SHARED,    /* subject, names or holders: a name given to (or taken from) what is shared */
    EVENT_BUFFER,    /* subject, names, bytes before and after: a buffer that grew or shrank */
    EVENT_COLLECTED, /* subject: the generation; count: freed; refs_after: collections;
                        bytes: objects looked at */
    EVENT_INSIDE,    /* count: objects made and freed in between; refs_after: exceptions */
    EVENT_TOTALS,    /* too much to tell: count: made; bytes: freed objects */
} EventKind;

typedef struct Event {
    const char *subject;
    const char *names;
    const char *before;
    const char *after;
    const char *holders;
    const char **loop; /* `Node#1.next`, `Node#2.next`, `Node#1` */
    uint64_t bytes;
    uint64_t count;
    uint32_t loop_length;
    uint32_t refs_before;
    uint32_t refs_after;
    uint8_t kind;  /* an EventKind */
    uint8_t rank;  /* 0 is the most telling */
    bool is_extra; /* shown only when everything is asked for */
    bool is_self;  /* of LOST: each object holds itself, and no other does */
} Event;

typedef struct Difference {
    Event *events;
    uint32_t count;
    uint32_t capacity;
    uint64_t made;           /* objects with labels that are there now and were not */
    uint64_t freed;          /* and the other way */
    uint64_t freed_bytes;    /* with their buffers */
    uint32_t left_out;       /* events that there was no room to keep */
    uint32_t left_out_extra; /* the same, of what other events tell in sum */
    Scratch scratch;
} Difference;

/* What a heap may weigh, so that comparing takes about 50 ms: a block counts as one, and so do some
 * references. Beyond it only totals are told. Measured: 0.25 us for a block, 0.045 for a reference,
 * with both looks and the checkpoint, on lists, tuples, dicts and instances. */
enum { DIFFERENCE_MOST_WEIGHT = 200000, DIFFERENCE_REFERENCES_IN_ONE = 5 };

/* What is known beside the images. */
typedef struct DifferenceRequest {
    Labels *labels;     /* gets the new objects, and the deaths */
    uint32_t statement; /* its number */
    uint64_t births;    /* the counter of births when it began to run */
    bool is_command;    /* `:gc`: its collections are told by other means */
    bool is_step;       /* of a statement: labels don't note who died */
} DifferenceRequest;

/* Compares; takes both looks itself, so that they can be looked at afterwards. False when memory
 * ran out. */
MUST_CHECK bool difference_make(Difference *difference, Look *before, Look *after, View before_view,
                                View after_view, const DifferenceRequest *request);
void difference_free(Difference *difference);

#endif
