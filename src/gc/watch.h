/* watch.h -- looking on while a pass of the collector runs.
 *
 * A pass hands what it knows to its watcher after each phase, and before it runs or empties a
 * single object. The watcher is a parameter of gc_collect_watched: nothing in the image knows of
 * it, and a pass that nobody watches pays one comparison for each phase and for each object that is
 * finalized or cleared.
 *
 * A watcher only reads. What a moment points to is the pass's own and good during the call. */
#ifndef OURO_GC_WATCH_H
#define OURO_GC_WATCH_H

#include "gc/gc.h"

typedef enum GcMomentKind {
    GC_COPIED,       /* order, marks: counts were copied */
    GC_SUBTRACTED,   /* the same, less the references that candidates hold */
    GC_RESCUED,      /* order: those that are reachable; unreachable: the others */
    GC_WEAK_CLEARED, /* weak references to what is unreachable are dead */
    GC_CALLING,      /* object: the weak reference whose callback runs next */
    GC_CALLED,       /* all callbacks ran */
    GC_FINALIZING,   /* object: the one whose finalizer runs next */
    GC_FINALIZED,    /* all finalizers ran */
    GC_LOOKED_AGAIN, /* unreachable: those that still are; told only if a finalizer ran */
    GC_CLEARING,     /* object: the one that is emptied next */
    GC_CLEARED,      /* the end: what is left has grown older */
} GcMomentKind;

typedef struct GcMoment {
    GcMomentKind kind;
    const GenerationEntry *order;
    size_t length;
    const GenerationEntry *unreachable;
    size_t unreachable_length;
    const uint32_t *marks; /* by block number: see gc_mark_count; NULL where there are none */
    const Object *object;
} GcMoment;

typedef struct GcWatcher {
    void *context;
    void (*see)(void *context, const GcMoment *moment);
} GcWatcher;

/* What is left of a copied count. */
enum { GC_MARK_SHIFT = 2 };
static inline uint32_t gc_mark_count(uint32_t mark) {
    return mark >> GC_MARK_SHIFT;
}

/* gc_collect with somebody who looks on; `watcher` may be NULL. */
GcReport gc_collect_watched(Vm *vm, unsigned generation, const GcWatcher *watcher);

#endif
