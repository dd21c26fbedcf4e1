/* pass.h -- what the phases of one pass of the collector share; only this floor includes it.
 *
 * A pass keeps a mark for each block in the table beside the image, and lists of entries. Between
 * two phases `marks` says all that is known; the functions below are the phases that decide what
 * is unreachable (reach.c), and run none of the program's code. */
#ifndef OURO_GC_PASS_H
#define OURO_GC_PASS_H

#include "gc/watch.h"

/* A mark: what a pass knows of the block at its place.
 *
 *      bits 2..31   references that are not explained yet
 *      bit 1        looked at and found without any: unreachable unless rescued
 *      bit 0        a candidate of this pass
 *
 * Counts that need more than 30 bits are cut: such an object is never found unreachable. */
enum {
    MARK_CANDIDATE = 1,
    MARK_DOUBTFUL = 2,
    MARK_ONE = 1 << GC_MARK_SHIFT,
};

/* One pass. Its lists lie beside the image, as the marks do. */
typedef struct Pass {
    Vm *vm;
    uint32_t *marks;        /* by block number */
    GenerationEntry *order; /* candidates, then those that were rescued late */
    size_t length;
    GenerationEntry *idle; /* the tuples and dicts of them, which may hold nothing tracked */
    size_t idle_length;
    const GcWatcher *watcher; /* or NULL */
} Pass;

/* Phase 1: the counts of all candidates are copied to their marks. Stale entries, and second
 * entries of one object, are dropped. */
void pass_copy_counts(Pass *pass);

/* Phase 2: what candidates hold of each other is subtracted. What is left comes from outside. */
void pass_subtract_internal(const Pass *pass);

/* Phase 3: what has references from outside is reachable, and so is all that it holds. One look at
 * each in order; those that were passed over too early are appended. What stays doubtful in the
 * end is unreachable. Afterwards `order` has the reachable ones in the order of CPython's list,
 * which is that of the first look with the late ones last, `idle` those of them that are tuples or
 * dicts, and `unreachable` the others: how many is returned. */
size_t pass_rescue(Pass *pass, GenerationEntry *unreachable);

/* Zeroes the marks of these. */
void pass_clear_marks(const Pass *pass, const GenerationEntry *entries, size_t count);

/* The pool that the last entry was in. Entries in a row mostly lie side by side, so whether a
 * block can be there at all is looked up once for many. Good until something is allocated. */
typedef struct PoolMemo {
    uintptr_t slot;
    const Pool *pool; /* or NULL */
    bool has_runs;    /* blocks of whole pages lie here instead */
} PoolMemo;

static ALWAYS_INLINE Object *pass_entry_peek(const Vm *vm, const GenerationEntry *entry,
                                             PoolMemo *memo) {
    Object *object = block_at_number(vm, entry->block);
    uintptr_t slot = (uintptr_t)object / HEAP_SLOT_BYTES;
    if (UNLIKELY(slot != memo->slot)) {
        memo->slot = slot;
        memo->pool = heap_pool_in_use(vm->heap, object);
        memo->has_runs = memo->pool == NULL && heap_is_of_runs(vm->heap, object);
    }
    const Pool *pool = memo->pool;
    if (UNLIKELY(pool == NULL))
        return memo->has_runs ? gc_entry_peek(vm, entry) : NULL;
    if (!heap_pool_has(pool, object) || object->kind == KIND_FREE ||
        object->birth != entry->birth || (object->flags & FLAG_TRACKED) == 0)
        return NULL;
    return object;
}

#endif
