#include "object/trace.h"

#include "heap/trace.h"

#include <string.h>

enum { FIRST_SLOTS = 256, FIRST_PLACES = 64, FIRST_FILE_BYTES = 240 };

void trace_start(Vm *vm, uint32_t frames) {
    if (trace_is_on(vm))
        return;
    vm->trace.frames_most = frames;
    heap_trace_start(vm->heap);
}

void trace_stop(Vm *vm) {
    if (!trace_is_on(vm))
        return;
    HeapTraceSlot *slots = vm->heap->trace.slots;
    heap_trace_stop(vm->heap);
    buffer_free(vm, slots);
    buffer_free(vm, vm->trace.places);
    buffer_free(vm, vm->trace.files);
    vm->trace = (Trace){.frames_most = vm->trace.frames_most, .paused = vm->trace.paused};
}

void trace_clear(Vm *vm) {
    if (trace_is_on(vm))
        heap_trace_clear(vm->heap);
}

size_t trace_table_bytes(const Vm *vm) {
    const void *rooms[] = {vm->heap->trace.slots, vm->trace.places, vm->trace.files};
    size_t bytes = 0;
    for (unsigned i = 0; i < ARRAY_LENGTH(rooms); i++)
        bytes += rooms[i] == NULL ? 0 : buffer_capacity(rooms[i]) + sizeof(Buffer);
    return bytes;
}

/* --- places ------------------------------------------------------------------------------------
 */

static uint32_t *head_of(const Trace *trace, const TracePlace *place) {
    uint32_t hash = place->outer * 31 + place->file;
    hash = (hash * 31 + place->line) * UINT32_C(0x9E3779B1) >> 7;
    uint32_t *heads = (uint32_t *)(void *)(trace->places + trace->place_capacity);
    return &heads[hash & (trace->place_capacity - 1)];
}

static bool grow_places(Vm *vm) {
    Trace grown = vm->trace;
    grown.place_capacity = grown.places == NULL ? FIRST_PLACES : grown.place_capacity * 2;
    grown.place_count = grown.places == NULL ? 1 : grown.place_count;
    size_t each = sizeof(TracePlace) + sizeof(uint32_t);
    grown.places = buffer_try(vm, grown.place_capacity * each, NULL);
    if (grown.places == NULL)
        return false;
    memset(grown.places, 0, grown.place_capacity * each);
    for (uint32_t i = 1; i < grown.place_count; i++) {
        TracePlace *place = &grown.places[i];
        *place = vm->trace.places[i];
        uint32_t *head = head_of(&grown, place);
        place->next = *head;
        *head = i;
    }
    buffer_free(vm, vm->trace.places);
    vm->trace = grown;
    return true;
}

/* The row of a place, made if need be; 0 without memory, or if `outer` is. */
static uint32_t find_place(Vm *vm, TracePlace wanted) {
    Trace *trace = &vm->trace;
    if (wanted.file != TRACE_NO_FILE && wanted.outer == 0)
        return 0;
    if (trace->place_count == trace->place_capacity && !grow_places(vm))
        return 0;
    uint32_t *head = head_of(trace, &wanted);
    for (uint32_t i = *head; i != 0; i = trace->places[i].next) {
        const TracePlace *place = &trace->places[i];
        if (place->outer == wanted.outer && place->file == wanted.file &&
            place->line == wanted.line)
            return i;
    }
    wanted.next = *head;
    trace->places[trace->place_count] = wanted;
    *head = trace->place_count;
    return trace->place_count++;
}

static size_t file_size(const TraceFile *file) {
    return (sizeof *file + file->name_bytes + 1 + file->text_bytes + 1 + 3) & ~(size_t)3;
}

static bool reserve_file_bytes(Vm *vm, size_t bytes) {
    Trace *trace = &vm->trace;
    if (trace->file_capacity - trace->file_bytes >= bytes)
        return true;
    size_t wanted = trace->file_bytes * (size_t)2 + bytes + FIRST_FILE_BYTES;
    char *files = wanted > UINT32_MAX ? NULL : buffer_try(vm, wanted, NULL);
    if (files == NULL)
        return false;
    if (trace->files != NULL)
        memcpy(files, trace->files, trace->file_bytes);
    buffer_free(vm, trace->files);
    trace->files = files;
    trace->file_capacity = (uint32_t)wanted;
    return true;
}

/* Where a file begins among the files, put there if need be. A program has few, and at the prompt
 * one for each statement. False without memory. */
static bool find_file(Vm *vm, TraceFile wanted, const char *name, const char *text,
                      uint32_t *file) {
    Trace *trace = &vm->trace;
    for (*file = 0; *file < trace->file_bytes;) {
        const TraceFile *known = trace_file_at(trace->files, *file);
        if (known->source == wanted.source && known->birth == wanted.birth)
            return true;
        *file += (uint32_t)file_size(known);
    }
    size_t bytes = file_size(&wanted);
    if (!reserve_file_bytes(vm, bytes))
        return false;
    char *room = trace->files + trace->file_bytes;
    memset(room, 0, bytes);
    memcpy(room, &wanted, sizeof wanted);
    memcpy(room + sizeof wanted, name, wanted.name_bytes);
    memcpy(room + sizeof wanted + wanted.name_bytes + 1, text, wanted.text_bytes);
    trace->file_bytes += (uint32_t)bytes;
    return true;
}

/* The place of a line of code; without code the place where nothing of the program runs. */
static uint32_t add_line(Vm *vm, uint32_t outer, const CodeObject *code, uint32_t line) {
    static const char NOWHERE[] = "<unknown>";
    TraceFile wanted = {.name_bytes = sizeof NOWHERE - 1};
    if (code != NULL)
        wanted = (TraceFile){.source = block_number(vm, code->source),
                             .birth = code->source->header.birth,
                             .name_bytes = (uint32_t)code->filename->bytes,
                             .text_bytes = (uint32_t)code->source->bytes};
    const char *name = code == NULL ? NOWHERE : code->filename->text;
    uint32_t file;
    return find_file(vm, wanted, name, code == NULL ? "" : code->source->text, &file)
               ? find_place(vm, (TracePlace){.outer = outer, .file = file, .line = line})
               : 0;
}

/* The place where the program stands: its innermost frames, from the outermost of them on. */
static uint32_t present_place(Vm *vm) {
    uint32_t total = 0;
    uint32_t first = vm->frame_count;
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        if (vm->frames[i].code != NULL && total++ < vm->trace.frames_most)
            first = i;
    }
    uint32_t place =
        find_place(vm, (TracePlace){.file = TRACE_NO_FILE, .line = total == 0 ? 1 : total});
    if (total == 0)
        return add_line(vm, place, NULL, 0);
    for (uint32_t i = first; i < vm->frame_count; i++) {
        const Frame *frame = &vm->frames[i];
        const CodeObject *code = frame->code;
        if (code == NULL)
            continue;
        size_t next = (size_t)(frame->next - code->instructions);
        const CodePlace *at = &code_places_peek(code)[next == 0 ? 0 : next - 1];
        place = add_line(vm, place, code, at->line);
    }
    return place;
}

/* --- allocating --------------------------------------------------------------------------------
 */

static bool make_room(Vm *vm) {
    const HeapTrace *trace = &vm->heap->trace;
    if (!heap_trace_is_full(vm->heap))
        return true;
    uint32_t capacity = trace->capacity == 0 ? FIRST_SLOTS : trace->capacity * 2;
    HeapTraceSlot *before = trace->slots;
    HeapTraceSlot *slots = buffer_try(vm, (size_t)capacity * sizeof *slots, NULL);
    if (slots == NULL)
        return false;
    heap_trace_move(vm->heap, slots, capacity);
    buffer_free(vm, before);
    return true;
}

Block *trace_allocate(Vm *vm, size_t size, GarbageClass garbage, Kind kind) {
    uint32_t place = present_place(vm);
    if (place == 0 || !make_room(vm))
        return NULL;
    Block *block = heap_allocate_slow(vm->heap, size, garbage, (uint8_t)kind);
    if (block != NULL)
        heap_trace_note(vm->heap, block, heap_usable(size), place);
    return block;
}

void trace_forget(Vm *vm, const Object *object) {
    heap_trace_forget(vm->heap, object);
}
