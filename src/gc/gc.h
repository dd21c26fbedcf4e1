/* gc.h -- the cycle collector: trial deletion over three generations.
 *
 * Counting frees whatever stops being held; only cycles are left to the collector. It looks at
 * containers that are tracked, mostly young ones. One pass over the chosen generations goes
 * through phases with the names of the textbook:
 *
 *      copy counts → subtract internal references → rescue what outsiders hold →
 *      clear weak references → finalize → look again → clear
 *
 * The copied counts are kept in a table beside the image with a slot for every 16 bytes of
 * heap; nothing is stored in the objects, and between passes the table is all zero. The order in
 * which objects are looked at, finalized and cleared is CPython's.
 *
 * A pass runs at a safepoint of the loop or when gc.collect() asks; it can run the program's code
 * (finalizers, gc.callbacks), never fails, and leaves a pending exception as it was. */
#ifndef OURO_GC_GC_H
#define OURO_GC_GC_H

#include "object/state.h"

/* What one pass did. */
typedef struct GcReport {
    uint32_t generation;
    uint32_t looked_at;   /* candidates */
    uint32_t unreachable; /* what gc.collect() returns */
    uint32_t resurrected; /* found unreachable, but held again after finalizers ran */
} GcReport;

/* Sets up empty generations with CPython's thresholds. */
void gc_start(Vm *vm);
/* Lets go of the collector's buffers, at the end. */
void gc_stop(Vm *vm);

/* Collects a generation and all younger ones. Does nothing (and reports zero) while a pass runs. */
GcReport gc_collect(Vm *vm, unsigned generation);
/* Collects the oldest generation that is over its threshold, if any. */
void gc_collect_due(Vm *vm);

/* Moves everything that is tracked to the permanent generation, and back to the oldest. */
void gc_freeze(Vm *vm);
void gc_unfreeze(Vm *vm);

/* Sets everything that is tracked aside, as what the machine is made of: no pass looks at it, and
 * no program sees it in a generation. With false all of it, and all else, becomes of the oldest. */
void gc_set_world(Vm *vm, bool set_aside);

/* Where the entries of a generation end; they begin at its `start`. */
uint32_t gc_generation_end(const Vm *vm, unsigned generation);
/* How many entries of the list in [start, stop) are not stale. */
size_t gc_count_entries(const Vm *vm, uint32_t start, uint32_t stop);
/* The object of an entry, or NULL when the entry is stale. */
Object *gc_entry_peek(const Vm *vm, const GenerationEntry *entry);

/* Empties a container as CPython's tp_clear does, while it lives; kinds that have no such thing
 * (tuples, methods, slices) stay as they are. */
void gc_clear_object(Vm *vm, Object *object);

/* Whether CPython's collector would know objects of this kind at all. */
bool gc_knows_kind(Kind kind);

#endif
