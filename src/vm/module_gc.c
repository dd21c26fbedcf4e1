/* module_gc.c -- the module gc: the collector as programs see it. */
#include "vm/module.h"

#include "gc/gc.h"
#include "heap/walk.h"
#include "object/call.h"
#include "object/operations.h"
#include "object/visit.h"
#include "vm/native.h"

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)
NATIVE(gc_native_collect);
NATIVE(gc_native_enable);
NATIVE(gc_native_disable);
NATIVE(gc_native_isenabled);
NATIVE(gc_native_get_threshold);
NATIVE(gc_native_set_threshold);
NATIVE(gc_native_get_count);
NATIVE(gc_native_get_stats);
NATIVE(gc_native_get_debug);
NATIVE(gc_native_set_debug);
NATIVE(gc_native_is_tracked);
NATIVE(gc_native_is_finalized);
NATIVE(gc_native_get_objects);
NATIVE(gc_native_get_referrers);
NATIVE(gc_native_get_referents);
NATIVE(gc_native_freeze);
NATIVE(gc_native_unfreeze);
NATIVE(gc_native_get_freeze_count);

/* A generation's number: 0, 1 or 2. */
static bool to_generation(Vm *vm, Object *object, int64_t *generation) {
    if (!object_to_c_int(vm, object, generation))
        return false;
    if (*generation < 0 || *generation >= GENERATION_COUNT) {
        raise_error(vm, ERROR_ValueError, "invalid generation");
        return false;
    }
    return true;
}

NATIVE(gc_native_collect) {
    (void)count;
    int64_t generation = GENERATION_COUNT - 1;
    if (args[0] != NULL && !to_generation(vm, args[0], &generation))
        return NULL;
    GcReport report = gc_collect(vm, (unsigned)generation);
    return int_new(vm, report.unreachable);
}

NATIVE(gc_native_enable) {
    (void)args;
    (void)count;
    vm->collector.enabled = 1;
    return object_held(vm->none);
}

NATIVE(gc_native_disable) {
    (void)args;
    (void)count;
    vm->collector.enabled = 0;
    return object_held(vm->none);
}

NATIVE(gc_native_isenabled) {
    (void)args;
    (void)count;
    return bool_new(vm, vm->collector.enabled != 0);
}

/* A tuple of one int for each generation, owned. */
static Object *tuple_of_ints(Vm *vm, const int64_t *values) {
    TupleObject *tuple = tuple_new(vm, GENERATION_COUNT);
    for (unsigned i = 0; tuple != NULL && i < GENERATION_COUNT; i++) {
        tuple->items[i] = int_new(vm, values[i]);
        if (tuple->items[i] == NULL) {
            object_release(vm, &tuple->header);
            return NULL;
        }
    }
    return (Object *)tuple;
}

NATIVE(gc_native_get_threshold) {
    (void)args;
    (void)count;
    int64_t values[GENERATION_COUNT];
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        values[i] = vm->collector.generations[i].threshold;
    return tuple_of_ints(vm, values);
}

NATIVE(gc_native_set_threshold) {
    (void)count;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        int64_t threshold;
        if (args[i] == NULL)
            continue;
        if (args[i]->kind == KIND_BIG_INT) {
            raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C long");
            return NULL;
        }
        if (!object_to_index(vm, args[i], &threshold))
            return NULL;
        if (threshold > INT32_MAX || threshold < INT32_MIN) {
            raise_error(vm, ERROR_OverflowError, "signed integer is %s",
                        threshold < 0 ? "less than minimum" : "greater than maximum");
            return NULL;
        }
        vm->collector.generations[i].threshold = (int32_t)threshold;
    }
    return object_held(vm->none);
}

NATIVE(gc_native_get_count) {
    (void)args;
    (void)count;
    int64_t values[GENERATION_COUNT];
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        values[i] = vm->collector.generations[i].count;
    return tuple_of_ints(vm, values);
}

static bool set_int(Vm *vm, DictObject *dict, const char *text, uint64_t value) {
    StrObject *key = str_from_text(vm, text);
    Object *number = key == NULL ? NULL : int_new(vm, (int64_t)value);
    bool ok = number != NULL && dict_set(vm, dict, &key->header, number);
    object_release_if(vm, (Object *)key);
    object_release_if(vm, number);
    return ok;
}

NATIVE(gc_native_get_stats) {
    (void)args;
    (void)count;
    ListObject *list = list_new(vm, GENERATION_COUNT);
    for (unsigned i = 0; list != NULL && i < GENERATION_COUNT; i++) {
        const Generation *generation = &vm->collector.generations[i];
        DictObject *dict = dict_new(vm);
        bool ok = dict != NULL && set_int(vm, dict, "collections", generation->collections) &&
                  set_int(vm, dict, "collected", generation->collected) &&
                  set_int(vm, dict, "uncollectable", generation->uncollectable) &&
                  list_append(vm, list, &dict->header);
        object_release_if(vm, (Object *)dict);
        if (!ok) {
            object_release(vm, &list->header);
            return NULL;
        }
    }
    return (Object *)list;
}

NATIVE(gc_native_get_debug) {
    (void)args;
    (void)count;
    return int_new(vm, vm->collector.debug);
}

NATIVE(gc_native_set_debug) {
    (void)count;
    int64_t flags;
    if (!object_to_c_int(vm, args[0], &flags))
        return NULL;
    vm->collector.debug = (uint32_t)flags;
    return object_held(vm->none);
}

NATIVE(gc_native_is_tracked) {
    (void)count;
    return bool_new(vm, (args[0]->flags & FLAG_TRACKED) != 0);
}

NATIVE(gc_native_is_finalized) {
    (void)count;
    return bool_new(vm, (args[0]->flags & FLAG_FINALIZED) != 0);
}

/* The tracked objects in [start, stop) of the collector's list, but for the list that is made. */
static bool append_entries(Vm *vm, ListObject *list, uint32_t start, uint32_t stop) {
    for (uint32_t i = start; i < stop; i++) {
        Object *object = gc_entry_peek(vm, &vm->collector.entries[i]);
        if (object != NULL && object != &list->header && !list_append(vm, list, object))
            return false;
    }
    return true;
}

NATIVE(gc_native_get_objects) {
    (void)count;
    uint32_t start = vm->collector.generations[GENERATION_COUNT - 1].start;
    uint32_t stop = vm->collector.length;
    if (args[0] != NULL && args[0] != vm->none) {
        int64_t generation;
        if (args[0]->kind == KIND_BIG_INT) {
            raise_error(vm, ERROR_OverflowError, "cannot fit 'int' into an index-sized integer");
            return NULL;
        }
        if (!object_is_int(args[0])) {
            raise_error(vm, ERROR_TypeError, "argument should be integer or None, not '%s'",
                        object_type_name(vm, args[0]));
            return NULL;
        }
        generation = int_value(args[0]);
        if (generation != -1 && (generation < 0 || generation >= GENERATION_COUNT)) {
            raise_error(vm, ERROR_ValueError,
                        generation < 0 ? "generation parameter cannot be negative"
                                       : "generation parameter must be less than the number of "
                                         "available generations (3)");
            return NULL;
        }
        if (generation >= 0) {
            start = vm->collector.generations[generation].start;
            stop = gc_generation_end(vm, (unsigned)generation);
        }
    }
    ListObject *list = list_new(vm, 0);
    if (list != NULL && !append_entries(vm, list, start, stop)) {
        object_release(vm, &list->header);
        return NULL;
    }
    return (Object *)list;
}

static bool holds_any(Object *object, Object **wanted, size_t count) {
    References held = object_references(object);
    for (size_t w = 0; w < count; w++) {
        for (size_t i = 0; i < held.field_count; i++) {
            if (held.fields[i] == wanted[w])
                return true;
        }
        for (size_t i = 0; i < held.span_count; i++) {
            if (held.span[i] == wanted[w])
                return true;
        }
    }
    return false;
}

/* The tracked containers that hold one of the arguments directly, oldest generation last as in
 * CPython. */
NATIVE(gc_native_get_referrers) {
    ListObject *list = list_new(vm, 0);
    for (unsigned generation = 0; list != NULL && generation < GENERATION_COUNT; generation++) {
        uint32_t stop = gc_generation_end(vm, generation);
        for (uint32_t i = vm->collector.generations[generation].start; i < stop; i++) {
            Object *object = gc_entry_peek(vm, &vm->collector.entries[i]);
            if (object == NULL || object == &list->header || !holds_any(object, args, count))
                continue;
            if (!list_append(vm, list, object)) {
                object_release(vm, &list->header);
                return NULL;
            }
        }
    }
    return (Object *)list;
}

/* CPython's dicts do not show their keys to the collector while all of them are strings. */
static bool append_pairs(Vm *vm, ListObject *list, const DictObject *dict) {
    bool all_strings = true;
    for (uint32_t entry = 0; entry < dict->fill; entry++) {
        const Object *key = dict_entry_key(dict, entry);
        all_strings = all_strings && (key == NULL || key->kind == KIND_STR);
    }
    for (uint32_t entry = 0; entry < dict->fill; entry++) {
        if (dict_entry_key(dict, entry) == NULL)
            continue;
        if (!list_append(vm, list, dict_entry_value(dict, entry)) ||
            (!all_strings && !list_append(vm, list, dict_entry_key(dict, entry))))
            return false;
    }
    return true;
}

static bool append_run(Vm *vm, ListObject *list, const VisitRun *run) {
    for (uint32_t i = 0; i < run->count; i++) {
        Object *held = run->first[run->way == VISIT_BACKWARD ? run->count - 1 - i : i];
        if (held != NULL && !list_append(vm, list, held))
            return false;
    }
    return true;
}

/* CPython does not show the class of an instance where that is a built-in one. */
static bool hides_class(const Object *object, const VisitRun *run) {
    if (!object_has_slots(object))
        return false;
    const InstanceObject *instance = (const InstanceObject *)(const void *)object;
    return (const void *)run->first == (const void *)&instance->class &&
           (instance->class->flags & CLASS_IS_BUILT_IN) != 0;
}

/* What the arguments hold directly, as CPython visits it. */
NATIVE(gc_native_get_referents) {
    ListObject *list = list_new(vm, 0);
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        VisitRun run;
        if (!gc_knows_kind((Kind)args[i]->kind))
            continue;
        for (unsigned number = 0; ok && object_visit_run(args[i], number, &run); number++) {
            if (run.way == VISIT_PAIRS)
                ok = append_pairs(vm, list, (DictObject *)args[i]);
            else if (!hides_class(args[i], &run))
                ok = append_run(vm, list, &run);
        }
    }
    if (!ok)
        object_release_if(vm, (Object *)list);
    return ok ? (Object *)list : NULL;
}

NATIVE(gc_native_freeze) {
    (void)args;
    (void)count;
    gc_freeze(vm);
    return object_held(vm->none);
}

NATIVE(gc_native_unfreeze) {
    (void)args;
    (void)count;
    gc_unfreeze(vm);
    return object_held(vm->none);
}

NATIVE(gc_native_get_freeze_count) {
    (void)args;
    (void)count;
    uint32_t stop = vm->collector.generations[GENERATION_COUNT - 1].start;
    return int_new(vm, (int64_t)gc_count_entries(vm, vm->collector.world, stop));
}

bool module_gc_fill(Vm *vm, ModuleObject *module) {
    static const struct {
        const char *name;
        int value;
    } FLAGS[] = {{"DEBUG_STATS", GC_DEBUG_STATS},
                 {"DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE},
                 {"DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE},
                 {"DEBUG_SAVEALL", GC_DEBUG_SAVEALL},
                 {"DEBUG_LEAK", GC_DEBUG_LEAK}};
    for (unsigned i = 0; i < ARRAY_LENGTH(FLAGS); i++) {
        if (!module_set_take(vm, module, FLAGS[i].name, int_new(vm, FLAGS[i].value)))
            return false;
    }
    object_hold(&vm->collector.garbage->header);
    object_hold(&vm->collector.callbacks->header);
    return module_set_take(vm, module, "garbage", &vm->collector.garbage->header) &&
           module_set_take(vm, module, "callbacks", &vm->collector.callbacks->header);
}
