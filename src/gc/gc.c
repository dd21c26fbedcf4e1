#include "gc/pass.h"

#include <string.h>

#include "object/call.h"
#include "object/weak.h"

enum { LARGE = 100000 }; /* containers */

static void tell(const Pass *pass, const GcMoment *moment) {
    if (UNLIKELY(pass->watcher != NULL))
        pass->watcher->see(pass->watcher->context, moment);
}

static void tell_of(const Pass *pass, GcMomentKind kind, const Object *object) {
    tell(pass, &(GcMoment){.kind = kind, .object = object});
}

static void tell_tables(const Pass *pass, GcMomentKind kind, const GenerationEntry *unreachable,
                        size_t count) {
    tell(pass, &(GcMoment){.kind = kind,
                           .order = pass->order,
                           .length = pass->length,
                           .unreachable = unreachable,
                           .unreachable_length = count,
                           .marks = pass->marks});
}

static uint32_t *mark_of(const Pass *pass, const Object *object) {
    return &pass->marks[block_number(pass->vm, object)];
}

/* Phase 3 b: weak references to what is unreachable are dead from here on, so that nobody gets at
 * it again. Those that are reachable themselves and have a callback are handed out. */
static void clear_weak(const Pass *pass, const GenerationEntry *unreachable, size_t count,
                       ListObject **called) {
    Vm *vm = pass->vm;
    for (size_t i = 0; i < count; i++) {
        Object *object = block_at_number(vm, unreachable[i].block);
        if (object_is_weak(object))
            weak_unlink(vm, (WeakObject *)object);
        WeakObject *weak;
        while ((weak = weak_first_peek(vm, object)) != NULL) {
            weak_unlink(vm, weak);
            if (weak->callback == NULL || *mark_of(pass, &weak->header) != 0)
                continue;
            if (*called == NULL && (*called = list_new(vm, 0)) != NULL)
                object_hide_birth(vm, &(*called)->header);
            /* Without memory the callback is not called. */
            if (*called == NULL || !list_append(vm, *called, &weak->header))
                raise_clear(vm);
        }
    }
}

/* Calls the callbacks of these, which are released; returns how many died by that. */
static uint32_t call_weak(const Pass *pass, ListObject *called) {
    Vm *vm = pass->vm;
    uint32_t freed = 0;
    Object **registers = called == NULL ? NULL : native_enter(vm, 1);
    if (registers == NULL) {
        raise_clear(vm);
        object_release_if(vm, (Object *)called);
        return 0;
    }
    registers[0] = &called->header;
    for (uint32_t i = 0; i < called->length; i++) {
        WeakObject *weak = (WeakObject *)called->items[i];
        tell_of(pass, GC_CALLING, &weak->header);
        weak_call_back(vm, weak->callback, &weak->header);
        freed += weak->header.refcount == 1;
        OBJECT_CLEAR(vm, called->items[i]);
    }
    native_leave(vm, registers);
    return freed;
}

/* Phase 4: the finalizers of unreachable objects, each at most once in its life (PEP 442).
 * True when any ran: then the objects must be looked at again. */
static bool finalize(const Pass *pass, const GenerationEntry *entries, size_t count) {
    Vm *vm = pass->vm;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        Object *object = gc_entry_peek(vm, &entries[i]);
        if (object == NULL || (object->flags & FLAG_FINALIZED) != 0)
            continue;
        if (object->kind == KIND_GENERATOR) {
            any = true;
            tell_of(pass, GC_FINALIZING, object);
            object->flags |= FLAG_FINALIZED;
            object_hold(object);
            vm_close_generator(vm, object);
            object_release(vm, object);
            continue;
        }
        if (!object_is_instance(object))
            continue;
        const ClassObject *class = instance_class(object);
        Object *finalizer =
            (class->flags & CLASS_HAS_DEL) == 0 ? NULL : class_peek_attribute(class, vm->names.del);
        if (finalizer == NULL)
            continue;
        any = true;
        tell_of(pass, GC_FINALIZING, object);
        object->flags |= FLAG_FINALIZED;
        object_hold(object);
        vm_call_finalizer(vm, object, finalizer);
        object_release(vm, object);
    }
    return any;
}

/* Phase 5: after finalizers, the same test over what was unreachable. Those that are held again,
 * or reachable from such, are added to the survivors. Returns how many stay unreachable. */
static size_t look_again(Pass *survivors, GenerationEntry *unreachable, size_t count,
                         uint32_t *resurrected) {
    Pass pass = *survivors;
    pass.order = survivors->order + survivors->length;
    pass.length = count;
    memmove(pass.order, unreachable, count * sizeof *unreachable);
    pass_copy_counts(&pass);
    size_t candidates = pass.length;
    pass_subtract_internal(&pass);
    size_t left = pass_rescue(&pass, unreachable);
    pass_clear_marks(&pass, pass.order, pass.length);
    pass_clear_marks(&pass, unreachable, left);
    *resurrected = (uint32_t)(candidates - left);
    survivors->length += pass.length;
    return left;
}

/* Phase 6: breaking the cycles. Clearing one object frees others by counting. */
static void clear_garbage(Pass *survivors, const GenerationEntry *entries, size_t count) {
    Vm *vm = survivors->vm;
    for (size_t i = 0; i < count; i++) {
        Object *object = gc_entry_peek(vm, &entries[i]);
        if (object == NULL)
            continue;
        tell_of(survivors, GC_CLEARING, object);
        if ((vm->collector.debug & GC_DEBUG_SAVEALL) != 0) {
            if (!list_append(vm, vm->collector.garbage, object))
                raise_clear(vm);
        } else {
            object_hold(object);
            gc_clear_object(vm, object);
            object_release(vm, object);
        }
        if (gc_entry_peek(vm, &entries[i]) != NULL)
            survivors->order[survivors->length++] = entries[i];
    }
}

/* Whether the collector would have to look at this object if a container held it. */
static bool may_be_tracked(const Object *object) {
    return gc_knows_kind(object->kind) &&
           (object->kind != KIND_TUPLE || (object->flags & FLAG_TRACKED) != 0);
}

static bool holds_untracked_only(const Object *object) {
    References held = object_references(object);
    for (size_t i = 0; i < held.span_count; i++) {
        if (held.span[i] != NULL && may_be_tracked(held.span[i]))
            return false;
    }
    return true;
}

/* A tuple (and in full collections a dict) that holds nothing tracked can be part of no cycle. */
static size_t untrack_idle(const Pass *pass, Kind kind) {
    size_t untracked = 0;
    for (size_t i = 0; i < pass->idle_length; i++) {
        Object *object = block_at_number(pass->vm, pass->idle[i].block);
        if (object->kind == kind && holds_untracked_only(object)) {
            object->flags &= (uint8_t)~FLAG_TRACKED;
            untracked++;
        }
    }
    return untracked;
}

/* The candidates of a pass in CPython's order: the oldest generation first, then the youngest,
 * then the middle one, because younger lists are appended to it in that order. */
static void gather(Pass *pass, unsigned generation) {
    const Collector *collector = &pass->vm->collector;
    pass->length = 0;
    for (unsigned i = 0; i <= generation; i++) {
        unsigned from = i == 0 ? generation : i - 1;
        uint32_t start = collector->generations[from].start;
        uint32_t count = gc_generation_end(pass->vm, from) - start;
        if (count > 0)
            memcpy(pass->order + pass->length, collector->entries + start,
                   count * sizeof *pass->order);
        pass->length += count;
    }
}

/* Puts the survivors where the candidates were, one generation older, and behind them what was
 * tracked while the pass ran. `all` of them are survivors if nothing changed since they were
 * reached. */
static void promote(const Pass *pass, unsigned generation, uint32_t length_before, bool all) {
    Collector *collector = &pass->vm->collector;
    uint32_t at = collector->generations[generation].start;
    uint32_t born = collector->length - length_before;
    GenerationEntry *entries = collector->entries;
    uint32_t kept = at;
    PoolMemo memo = {0};
    if (all) {
        memcpy(entries + at, pass->order, pass->length * sizeof *entries);
        kept += (uint32_t)pass->length;
    }
    for (size_t i = 0; !all && i < pass->length && kept < length_before; i++) {
        if (pass_entry_peek(pass->vm, &pass->order[i], &memo) != NULL)
            entries[kept++] = pass->order[i];
    }
    if (born > 0)
        memmove(entries + kept, entries + length_before, born * sizeof *entries);
    collector->length = kept + born;
    for (unsigned i = 0; i <= generation; i++)
        collector->generations[i].start = kept;
    if (generation == GENERATION_COUNT - 1)
        collector->generations[generation].start = at;
}

/* Tells gc.callbacks what happens, while there is a program: not when its globals are gone. */
static void call_callbacks(Vm *vm, StrObject *phase, const GcReport *report) {
    Collector *collector = &vm->collector;
    if (collector->callbacks->length == 0 || vm->globals == NULL)
        return;
    StrObject *keys[] = {vm->names.generation, vm->names.collected, vm->names.uncollectable};
    int64_t values[] = {report->generation, report->unreachable, 0};
    collector->info = dict_new(vm);
    for (unsigned i = 0; i < ARRAY_LENGTH(keys) && vm->pending == NULL; i++) {
        Object *value = int_new(vm, values[i]);
        if (value == NULL || !dict_set_take(vm, collector->info, &keys[i]->header, value))
            break;
    }
    if (vm->pending != NULL)
        vm_report_ignored(vm, &collector->callbacks->header);
    for (uint32_t i = 0; collector->info != NULL && i < collector->callbacks->length; i++) {
        Object *callback = object_held(collector->callbacks->items[i]);
        Object *args[] = {&phase->header, &collector->info->header};
        Object *result = vm_call(vm, callback, args, 2);
        if (result == NULL)
            vm_report_ignored(vm, callback);
        else
            object_release(vm, result);
        object_release(vm, callback);
    }
    OBJECT_CLEAR(vm, collector->info);
}

/* The phases in order. */
static void run_pass(Vm *vm, GcReport *report, const GcWatcher *watcher) {
    unsigned generation = report->generation;
    Collector *collector = &vm->collector;
    GenerationEntry *lists = heap_side_lists(vm->heap);
    Pass pass = {.vm = vm, .marks = heap_side_marks(vm->heap), .order = lists, .watcher = watcher};
    GenerationEntry *unreachable = lists + 2 * heap_side_capacity(vm->heap);
    pass.idle = lists + 3 * heap_side_capacity(vm->heap);
    uint32_t length_before = collector->length;

    gather(&pass, generation);
    pass_copy_counts(&pass);
    report->looked_at = (uint32_t)pass.length;
    tell_tables(&pass, GC_COPIED, NULL, 0);
    pass_subtract_internal(&pass);
    tell_tables(&pass, GC_SUBTRACTED, NULL, 0);
    size_t count = pass_rescue(&pass, unreachable);
    tell_tables(&pass, GC_RESCUED, unreachable, count);
    pass_clear_marks(&pass, pass.order, pass.length);
    ListObject *called = NULL;
    clear_weak(&pass, unreachable, count, &called);
    tell_of(&pass, GC_WEAK_CLEARED, NULL);
    pass_clear_marks(&pass, unreachable, count);
    size_t untracked = untrack_idle(&pass, KIND_TUPLE);
    if (generation == GENERATION_COUNT - 1) {
        untracked += untrack_idle(&pass, KIND_DICT);
        collector->long_lived_pending = 0;
        collector->long_lived_total = pass.length;
    } else if (generation == GENERATION_COUNT - 2) {
        collector->long_lived_pending += pass.length;
    }
    uint32_t freed = call_weak(&pass, called);
    tell_of(&pass, GC_CALLED, NULL);
    bool any = finalize(&pass, unreachable, count);
    tell_of(&pass, GC_FINALIZED, NULL);
    if (any) {
        count = look_again(&pass, unreachable, count, &report->resurrected);
        tell_tables(&pass, GC_LOOKED_AGAIN, unreachable, count);
    }
    report->unreachable = (uint32_t)count + freed;
    bool all = count == 0 && untracked == 0 && called == NULL && !any;
    clear_garbage(&pass, unreachable, count);
    promote(&pass, generation, length_before, all);
    tell_of(&pass, GC_CLEARED, NULL);
}

GcReport gc_collect_watched(Vm *vm, unsigned generation, const GcWatcher *watcher) {
    Collector *collector = &vm->collector;
    GcReport report = {.generation = generation};
    if (collector->collecting)
        return report;
    Object *pending = raise_fetch(vm);
    collector->collecting = 1;
    call_callbacks(vm, vm->names.start, &report);
    if (generation + 1 < GENERATION_COUNT)
        collector->generations[generation + 1].count++;
    for (unsigned i = 0; i <= generation; i++)
        collector->generations[i].count = 0;
    run_pass(vm, &report, watcher);
    Generation *stats = &collector->generations[generation];
    stats->collections++;
    stats->looked_at += report.looked_at;
    stats->collected += report.unreachable;
    call_callbacks(vm, vm->names.stop, &report);
    collector->collecting = 0;
    if (vm->pending != NULL)
        raise_clear(vm);
    vm->pending = pending;
    return report;
}

GcReport gc_collect(Vm *vm, unsigned generation) {
    return gc_collect_watched(vm, generation, NULL);
}

/* A full pass waits until the long-lived part has grown by a quarter, as in CPython, and a large
 * one until it has doubled: so its cost stays linear in the number of objects made. */
static bool is_grown(const Collector *collector) {
    uint64_t total = collector->long_lived_total;
    return collector->long_lived_pending >= (total < LARGE ? total / 4 : total);
}

void gc_collect_due(Vm *vm) {
    Collector *collector = &vm->collector;
    collector->due = 0;
    if (!collector->enabled || collector->collecting)
        return;
    for (unsigned i = GENERATION_COUNT; i-- > 0;) {
        const Generation *generation = &collector->generations[i];
        if (generation->threshold == 0 || generation->count <= generation->threshold)
            continue;
        if (i == GENERATION_COUNT - 1 && !is_grown(collector))
            continue;
        gc_collect(vm, i);
        collector->generations[i].unasked++;
        return;
    }
}
