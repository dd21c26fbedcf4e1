#include "observe/trace_lines.h"

#include "object/trace.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const TraceLine *a, const TraceLine *b) {
    size_t shorter = a->text_length < b->text_length ? a->text_length : b->text_length;
    int texts = shorter == 0 ? 0 : memcmp(a->text, b->text, shorter);
    return texts != 0 ? texts
                      : (a->text_length > b->text_length) - (a->text_length < b->text_length);
}

static int compare_places(const void *left, const void *right) {
    const TraceLine *a = left, *b = right;
    int files = strcmp(a->file, b->file);
    if (files != 0)
        return files;
    return a->line != b->line ? (a->line > b->line) - (a->line < b->line) : compare_texts(a, b);
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f';
}

/* Finds a line of a text and leaves out the blanks around it. */
static void find_text(TraceLine *line, const TraceFile *file) {
    const char *at = trace_file_text(file);
    const char *end = at + file->text_bytes;
    for (uint32_t number = 1; number < line->line && at != NULL; number++) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at == NULL ? NULL : at + 1;
    }
    if (at == NULL)
        return;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop == NULL ? end : stop;
    while (at < stop && is_blank(*at))
        at++;
    while (at < stop && is_blank(stop[-1]))
        stop--;
    line->text = at;
    line->text_length = (size_t)(stop - at);
}

static int compare_bytes(const void *left, const void *right) {
    const TraceLine *a = left, *b = right;
    return a->bytes != b->bytes ? (a->bytes < b->bytes) - (a->bytes > b->bytes)
                                : compare_places(left, right);
}

TraceLine trace_line_of(View view, uint32_t place) {
    const Vm *vm = view_see(view, heap_root(view_heap(view)));
    const TracePlace *places = view_see(view, vm->trace.places);
    TraceLine line = {.file = "", .text = ""};
    if (place == 0 || place >= vm->trace.place_count || places[place].file == TRACE_NO_FILE)
        return line;
    const TraceFile *file = trace_file_at(view_see(view, vm->trace.files), places[place].file);
    line.file = trace_file_name(file);
    line.line = places[place].line;
    find_text(&line, file);
    return line;
}

/* A row for each place, which is a line and how it was reached, also for those where nothing is
 * alive. */
static void add_places(TraceLines *lines, View view, const Trace *trace) {
    for (uint32_t i = 0; i < trace->place_count; i++)
        lines->lines[i] = trace_line_of(view, i);
}

/* Makes rows of the same line one, and leaves those out where nothing is alive. */
static void merge(TraceLines *lines, size_t rows) {
    qsort(lines->lines, rows, sizeof(TraceLine), compare_places);
    for (size_t i = 0; i < rows; i++) {
        TraceLine row = lines->lines[i];
        TraceLine *last = lines->count == 0 ? NULL : &lines->lines[lines->count - 1];
        if (row.blocks == 0)
            continue;
        if (last != NULL && compare_places(last, &row) == 0) {
            last->blocks += row.blocks;
            last->bytes += row.bytes;
        } else {
            lines->lines[lines->count++] = row;
        }
    }
    qsort(lines->lines, lines->count, sizeof(TraceLine), compare_bytes);
}

bool trace_lines_take(TraceLines *lines, View view) {
    const HeapTrace *blocks = &view_heap(view)->trace;
    const Vm *vm = view_see(view, heap_root(view_heap(view)));
    *lines =
        (TraceLines){.bytes = blocks->bytes, .peak = blocks->peak, .is_tracing = blocks->on != 0};
    size_t rows = vm->trace.place_count;
    if (rows == 0)
        return true;
    lines->lines = malloc(rows * sizeof(TraceLine));
    if (lines->lines == NULL)
        return false;
    add_places(lines, view, &vm->trace);
    const HeapTraceSlot *slots = view_see(view, blocks->slots);
    for (uint32_t i = 0; i < blocks->capacity; i++) {
        if (slots[i].block != 0) {
            lines->lines[slots[i].place].blocks++;
            lines->lines[slots[i].place].bytes += slots[i].bytes;
        }
    }
    merge(lines, rows);
    return true;
}

void trace_lines_free(TraceLines *lines) {
    free(lines->lines);
    *lines = (TraceLines){0};
}
