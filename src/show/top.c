/* top.c -- `:top`: which lines made what is alive. */
#include "observe/trace_lines.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_LINES = 15, PERCENT = 100 };

static const char *share_of(Table *table, Bytes *text, uint64_t part, uint64_t whole) {
    uint64_t percent = whole == 0 ? 0 : (part * PERCENT + whole / 2) / whole;
    if (percent == 0)
        bytes_append_text(text, "under 1 %");
    else
        bytes_print(text, "%" PRIu64 " %%", percent);
    return table_keep(table, text);
}

static void add_line(Table *table, Bytes *text, const TraceLines *lines, const TraceLine *line) {
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    show_bytes(text, line->bytes);
    row->cells[0] = table_keep(table, text);
    show_count(text, line->blocks, "block", "blocks");
    row->cells[1] = table_keep(table, text);
    row->cells[2] = share_of(table, text, line->bytes, lines->bytes);
    if (line->line == 0) {
        row->cells[3] = "compiling"; /* while no line ran: the parts of code */
        return;
    }
    if (strcmp(line->file, "<stdin>") != 0)
        bytes_print(text, "%s, ", line->file);
    bytes_print(text, "line %" PRIu32, line->line);
    row->cells[3] = table_keep(table, text);
    bytes_append(text, line->text, line->text_length);
    row->cells[4] = table_keep(table, text);
    row->value = 4;
}

static void write_rest(Bytes *out, const ShowStyle *style, const TraceLines *lines) {
    uint64_t bytes = 0;
    for (size_t i = MOST_LINES; i < lines->count; i++)
        bytes += lines->lines[i].bytes;
    Bytes line = {0};
    bytes_print(&line, "  %s and ", show_dots(style));
    show_count(&line, lines->count - MOST_LINES, "more line", "more lines");
    bytes_append_text(&line, " with ");
    show_bytes(&line, bytes);
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

static void write_sentence(Bytes *out, const ShowStyle *style, const TraceLines *lines) {
    uint64_t blocks = 0;
    for (size_t i = 0; i < lines->count; i++)
        blocks += lines->lines[i].blocks;
    Bytes line = {0};
    bytes_append_text(&line, "Made since tracing began, and alive: ");
    show_bytes(&line, lines->bytes);
    bytes_append_text(&line, " in ");
    show_count(&line, blocks, "block", "blocks");
    bytes_append_text(&line, ". The most at one time was ");
    show_bytes(&line, lines->peak);
    bytes_append_text(&line, lines->count == 0 ? "." : ". By line:");
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

void show_top(Bytes *out, const ShowStyle *style, View view) {
    TraceLines lines;
    if (!trace_lines_take(&lines, view)) {
        out->failed = true;
        return;
    }
    if (!lines.is_tracing) {
        show_line(out, style,
                  "Nothing is traced yet. `:set trace on`, run some statements, and :top shows "
                  "which lines made what is alive.");
        trace_lines_free(&lines);
        return;
    }
    write_sentence(out, style, &lines);
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    Bytes text = {0};
    for (size_t i = 0; i < lines.count && i < MOST_LINES; i++)
        add_line(&table, &text, &lines, &lines.lines[i]);
    bytes_free(&text);
    table_write(out, style, &table);
    if (lines.count > MOST_LINES)
        write_rest(out, style, &lines);
    trace_lines_free(&lines);
}
