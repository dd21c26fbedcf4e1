/* module_tracemalloc.c -- the module _tracemalloc: what of tracemalloc looks at the tables. The
 * rest is modules/tracemalloc.py. */
#include "heap/trace.h"
#include "lang/diagnostic.h"
#include "object/trace.h"
#include "vm/native.h"

#include <string.h>

enum { FRAMES_OF_TRACE_MOST = 65535 };

Object *tracemalloc_start(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t frames = 1;
    if (args[0] != NULL && !object_to_c_int(vm, args[0], &frames))
        return NULL;
    if (frames < 1 || frames > FRAMES_OF_TRACE_MOST) {
        raise_error(vm, ERROR_ValueError, "the number of frames must be in range [1; %d]",
                    FRAMES_OF_TRACE_MOST);
        return NULL;
    }
    trace_start(vm, (uint32_t)frames);
    return object_held(vm->none);
}

Object *tracemalloc_stop(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    trace_stop(vm);
    return object_held(vm->none);
}

Object *tracemalloc_clear_traces(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    trace_clear(vm);
    return object_held(vm->none);
}

Object *tracemalloc_reset_peak(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    vm->heap->trace.peak = vm->heap->trace.bytes;
    return object_held(vm->none);
}

Object *tracemalloc_is_tracing(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return object_held(trace_is_on(vm) ? vm->true_object : vm->false_object);
}

Object *tracemalloc_get_traceback_limit(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return int_new(vm, vm->trace.frames_most == 0 ? 1 : vm->trace.frames_most);
}

Object *tracemalloc_get_tracemalloc_memory(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return int_new(vm, (int64_t)trace_table_bytes(vm));
}

/* The bytes of a moment, and the most there were. */
Object *tracemalloc_get_traced_memory(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    int64_t bytes = (int64_t)vm->heap->trace.bytes;
    int64_t peak = (int64_t)vm->heap->trace.peak;
    Object *pair[] = {int_new(vm, bytes), NULL};
    pair[1] = pair[0] == NULL ? NULL : int_new(vm, peak);
    Object *result = pair[1] == NULL ? NULL : (Object *)tuple_from(vm, pair, 2);
    object_release_if(vm, pair[0]);
    object_release_if(vm, pair[1]);
    return result;
}

/* --- traces as tuples ---------------------------------------------------------------------------
 */

/* A tuple of the place's frames, the newest first: each a tuple of filename and line. */
static Object *frames_of(Vm *vm, uint32_t place) {
    const TracePlace *places = vm->trace.places;
    size_t length = 0;
    for (uint32_t i = place; places[i].outer != 0; i = places[i].outer)
        length++;
    TupleObject *frames = tuple_new(vm, length);
    for (size_t i = 0; frames != NULL && i < length; i++, place = places[place].outer) {
        const char *name = trace_file_name(trace_file_at(vm->trace.files, places[place].file));
        Object *parts[] = {(Object *)str_intern(vm, name, strlen(name)), NULL};
        parts[1] = parts[0] == NULL ? NULL : int_new(vm, places[place].line);
        frames->items[i] = parts[1] == NULL ? NULL : (Object *)tuple_from(vm, parts, 2);
        bool failed = frames->items[i] == NULL;
        object_release_if(vm, parts[0]);
        object_release_if(vm, parts[1]);
        if (failed) {
            object_release(vm, &frames->header);
            return NULL;
        }
    }
    return (Object *)frames;
}

/* How many frames there were, also those that the place does not have. */
static uint32_t total_of(const Vm *vm, uint32_t place) {
    while (vm->trace.places[place].outer != 0)
        place = vm->trace.places[place].outer;
    return vm->trace.places[place].line;
}

/* (domain, size, frames, total). */
static Object *trace_tuple(Vm *vm, const HeapTraceSlot *slot, Object *frames) {
    Object *parts[] = {int_new(vm, 0), int_new(vm, (int64_t)slot->bytes), frames,
                       int_new(vm, total_of(vm, slot->place))};
    Object *result = NULL;
    if (parts[0] != NULL && parts[1] != NULL && parts[3] != NULL)
        result = (Object *)tuple_from(vm, parts, ARRAY_LENGTH(parts));
    object_release_if(vm, parts[0]);
    object_release_if(vm, parts[1]);
    object_release_if(vm, parts[3]);
    return result;
}

/* Puts a tuple for each traced block into `list`; those of equal places share their frames, which
 * `shared` keeps by the number of the place. */
static bool list_traces(Vm *vm, ListObject *list, ListObject *shared) {
    for (uint32_t i = 0; i < vm->trace.place_count; i++) {
        if (!list_append(vm, shared, vm->none))
            return false;
    }
    const HeapTrace *trace = &vm->heap->trace;
    for (uint32_t i = 0; i < trace->capacity; i++) {
        const HeapTraceSlot *slot = &trace->slots[i];
        if (slot->block == 0)
            continue;
        Object **frames = &shared->items[slot->place];
        if (*frames == vm->none) {
            Object *made = frames_of(vm, slot->place);
            if (made == NULL)
                return false;
            *frames = made;
            object_release(vm, vm->none);
        }
        Object *tuple = trace_tuple(vm, slot, *frames);
        if (tuple == NULL || !list_append_take(vm, list, tuple))
            return false;
    }
    return true;
}

/* What is made here is not traced, so the tables stay as they are. */
Object *tracemalloc_get_traces(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    vm->trace.paused++;
    ListObject *list = list_new(vm, 0);
    ListObject *shared = list == NULL ? NULL : list_new(vm, 0);
    if (shared == NULL || !list_traces(vm, list, shared))
        OBJECT_CLEAR(vm, list);
    object_release_if(vm, (Object *)shared);
    vm->trace.paused--;
    return (Object *)list;
}

/* CPython's `get_object_traceback` sees the object's own block alone. */
Object *tracemalloc_get_object_traceback(Vm *vm, Object **args, size_t count) {
    (void)count;
    const HeapTraceSlot *slot = heap_trace_find(vm->heap, args[0]);
    if (slot == NULL)
        return object_held(vm->none);
    vm->trace.paused++;
    Object *frames = frames_of(vm, slot->place);
    vm->trace.paused--;
    return frames;
}

/* The line of a file as its program's text has it; "" for what comes from no file. */
Object *tracemalloc_find_line(Vm *vm, Object **args, size_t count) {
    (void)count;
    const char *name = ((StrObject *)args[0])->text;
    int64_t line = 0;
    if (!object_to_c_int(vm, args[1], &line))
        return NULL;
    for (uint32_t i = 0; line > 0 && name[0] != '<' && i < vm->frame_count; i++) {
        const CodeObject *code = vm->frames[i].code;
        if (code == NULL || strcmp(code->filename->text, name) != 0)
            continue;
        size_t length;
        const char *text =
            diagnostic_find_line(code->source->text, code->source->bytes, (uint32_t)line, &length);
        return (Object *)str_new(vm, text, length);
    }
    return object_held(&vm->empty_string->header);
}
