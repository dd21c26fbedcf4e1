#include "observe/trace_lines.h"

#include <stdlib.h>
#include <string.h>

static int compare_places(const void *left, const void *right) {
    const TraceLine *a = left, *b = right;
    int files = strcmp(a->file, b->file);
    return files != 0 ? files : (a->line > b->line) - (a->line < b->line);
}

static int compare_bytes(const void *left, const void *right) {
    const TraceLine *a = left, *b = right;
    return a->bytes != b->bytes ? (a->bytes < b->bytes) - (a->bytes > b->bytes)
                                : compare_places(left, right);
}

/* A row for each place, which is a line and how it was reached, also for those where nothing is
 * alive. */
static void add_places(TraceLines *lines, View view, const Trace *trace) {
    const TracePlace *places = view_see(view, trace->places);
    const char *files = view_see(view, trace->files);
    for (uint32_t i = 0; i < trace->place_count; i++) {
        bool is_line = i > 0 && places[i].file != TRACE_NO_FILE;
        lines->lines[i] = (TraceLine){.file = is_line ? files + places[i].file : "",
                                      .line = is_line ? places[i].line : 0};
    }
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
