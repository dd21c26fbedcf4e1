/* passes.h -- the record of one pass of the collector: what each phase found and did.
 *
 * A PassRecord is a watcher (gc/watch.h). It is started with a look at the image just before the
 * pass, and tells of every candidate
 *
 *     copied → left, and by which references → held from outside, rescued by whom, or unreachable
 *     → finalized, resurrected → emptied, freed
 *
 * Objects are known by their index in that look, which must stay readable: the pass changes the
 * image, so a look at the live image serves for numbers only, and one at the shadow of a checkpoint
 * also for names. What was made since then has no index (CENSUS_NONE).
 *
 * Single subtractions and the order of deaths are kept on request, up to a size that people can
 * follow. Memory is malloc's. When it runs out, `failed` is set and the rest of the pass goes
 * unrecorded. */
#ifndef OURO_OBSERVE_PASSES_H
#define OURO_OBSERVE_PASSES_H

#include "base/bytes.h"
#include "gc/watch.h"
#include "observe/look.h"

typedef enum PassFate {
    FATE_HELD,        /* something outside holds it: its copy stayed above 0 */
    FATE_RESCUED,     /* it is held by what is safe */
    FATE_UNREACHABLE, /* nobody rescued it */
} PassFate;

/* When an object was freed: 0 while it lives, else 1 + the number of the PassClear, or PASS_EARLY:
 * before anything was cleared, by a callback or a finalizer. */
#define PASS_EARLY UINT32_MAX

typedef struct PassObject {
    const Object *home;
    uint32_t object;  /* in the look */
    uint32_t copied;  /* its count, as phase 1 copied it */
    uint32_t left;    /* of that, after phase 2 */
    uint32_t rescuer; /* the edge of the look by which it was rescued, or CENSUS_NONE */
    uint32_t freed;   /* when */
    uint32_t saviour; /* number of the PassFinalizer that gave it a new holder, or CENSUS_NONE */
    uint32_t refs;    /* its count when last looked at, while finalizers run */
    uint16_t stamp;
    uint8_t fate; /* a PassFate, as phase 3 found it */
    bool is_resurrected;
    uint32_t spare;
} PassObject;

/* An edge of the look between two candidates, and the copy of the held one before and after 1 was
 * taken off. */
typedef struct PassSubtraction {
    uint32_t edge;
    uint32_t before, after;
} PassSubtraction;

/* A weak reference to something unreachable. */
typedef struct PassWeak {
    uint32_t object;   /* the reference, in the look */
    uint32_t referent; /* in the look */
    bool has_callback;
    bool is_called;
    size_t printed, printed_end; /* by the callback: where in `printed` */
} PassWeak;

typedef struct PassFinalizer {
    uint32_t number; /* of the candidate */
    size_t printed, printed_end;
} PassFinalizer;

typedef struct PassRecord {
    const Look *look;
    const Bytes *printed; /* what the program prints, where that is caught; else NULL */
    bool wants_steps;     /* subtractions, and who died when */
    bool failed;
    bool looked_again;
    unsigned generation; /* the oldest that is collected */
    PassObject *objects; /* candidates in the order in which they were looked at */
    uint32_t count;
    uint32_t *numbers; /* index in the look → number of the candidate, or CENSUS_NONE */
    PassSubtraction *subtractions;
    uint32_t subtraction_count;
    PassWeak *weak;
    uint32_t weak_count;
    PassFinalizer *finalizers;
    uint32_t finalizer_count;
    uint32_t *cleared; /* numbers of candidates, in order */
    uint32_t cleared_count;
    uint32_t subtracted; /* references between candidates */
    uint32_t held;       /* candidates by fate */
    uint32_t rescued;
    uint32_t unreachable;
    uint32_t resurrected;
    uint32_t freed;
    /* Sizes of the lists, and what is going on. */
    uint32_t weak_room, finalizer_room, clear_room;
    size_t *open_end;       /* of the printing that goes on */
    size_t printed_before;  /* how much had been printed at phase 1 */
    size_t printed_between; /* and when finalizers were done */
} PassRecord;

/* Starts a record; `look` must outlive it, and so must `printed`. False when memory ran out. */
MUST_CHECK bool pass_start(PassRecord *record, const Look *look, const Bytes *printed_or_null,
                           bool wants_steps);
void pass_free(PassRecord *record);

/* The watcher to hand to gc_collect_watched: its context is the record. */
GcWatcher pass_watcher(PassRecord *record);

/* The candidate at an index of the look, or NULL. */
const PassObject *pass_find(const PassRecord *record, uint32_t object);

/* A reference from outside of the table to a candidate (an index in the look), a name if there is
 * any: an edge of the look, or CENSUS_NONE. */
uint32_t pass_find_outsider(const PassRecord *record, uint32_t object);

#endif
