/* trace.h -- tracemalloc: where the blocks that live were allocated.
 *
 * While tracing is on, every block of an object or of its buffer is noted in the heap's table
 * (heap/trace.h) with its place: the line that runs in the innermost frame, and those it was called
 * from. Equal places are one row. All of this lies in buffers of the image that belong to
 * nobody, and such are not traced, so the machine charges nothing of its own to a line. Names of
 * files and their texts are copied, so that nothing is held. */
#ifndef OURO_OBJECT_TRACE_H
#define OURO_OBJECT_TRACE_H

#include "object/state.h"

/* Starts tracing, `frames` deep; what is on stays as it is. */
void trace_start(Vm *vm, uint32_t frames);
/* Ends it and forgets everything. */
void trace_stop(Vm *vm);
void trace_clear(Vm *vm);
static inline bool trace_is_on(const Vm *vm) {
    return vm->heap->trace.on != 0;
}

/* The file of a place; its name and its text lie behind it. `files` is Trace.files, readable. */
static inline const TraceFile *trace_file_at(const char *files, uint32_t file) {
    return (const TraceFile *)(const void *)(files + file);
}
static inline const char *trace_file_name(const TraceFile *file) {
    return (const char *)(file + 1);
}
static inline const char *trace_file_text(const TraceFile *file) {
    return trace_file_name(file) + file->name_bytes + 1;
}

/* Bytes that the tables take. */
size_t trace_table_bytes(const Vm *vm);

/* Forgets a block that the machine keeps for itself from now on, as the cache of small ints. */
void trace_forget(Vm *vm, const Object *object);

/* Allocates a block while tracing is on, and notes it. NULL, and no exception, when memory is
 * short, also for the note. */
MUST_CHECK Block *trace_allocate(Vm *vm, size_t size, GarbageClass garbage, Kind kind);

/* For object.c, where the quick path of the heap had no block. `counts` says whether it is one that
 * tracing is to know. */
MUST_CHECK static inline Block *trace_or_allocate(Vm *vm, size_t size, GarbageClass garbage,
                                                  Kind kind, bool counts) {
    return UNLIKELY(trace_is_on(vm)) && counts && !vm->trace.paused
               ? trace_allocate(vm, size, garbage, kind)
               : heap_allocate_slow(vm->heap, size, garbage, (uint8_t)kind);
}

#endif
