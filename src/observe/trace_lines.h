/* trace_lines.h -- which lines of the program allocated what is alive: the traces of tracemalloc by
 * line, read from the image like everything that is observed. Statements at the prompt are all
 * called "<stdin>" and begin at line 1: there the text of the line tells them apart. */
#ifndef OURO_OBSERVE_TRACE_LINES_H
#define OURO_OBSERVE_TRACE_LINES_H

#include "heap/view.h"
#include "object/state.h"

typedef struct TraceLine {
    const char *file; /* in the image that was read, as `text`: valid until it changes */
    const char *text; /* the line, without blanks at its ends; not ended by a NUL */
    size_t text_length;
    uint32_t line; /* 0 of the file "<unknown>", where no frame was */
    uint32_t blocks;
    uint64_t bytes;
} TraceLine;

typedef struct TraceLines {
    TraceLine *lines; /* most bytes first; among equals in order of file and line */
    size_t count;
    uint64_t bytes; /* of all lines */
    uint64_t peak;
    bool is_tracing;
} TraceLines;

/* False without memory. The caller frees it. */
MUST_CHECK bool trace_lines_take(TraceLines *lines, View view);
void trace_lines_free(TraceLines *lines);

/* The line of one place, by its number in Trace.places; without blocks and bytes. Its file is ""
 * where there is none. */
TraceLine trace_line_of(View view, uint32_t place);

#endif
