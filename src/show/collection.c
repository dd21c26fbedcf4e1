/* collection.c -- `:gc` and `:history`. */
#include "observe/observing.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>

enum { MOST_CYCLES = 8, MOST_STATEMENTS = 200 };

void show_write_loop(Bytes *out, const ShowStyle *style, const char **steps, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            bytes_print(out, " %s ", show_arrow(style));
        bytes_append_text(out, steps[i]);
    }
}

static void write_group(Bytes *out, const ShowStyle *style, const Observer *observer,
                        const GarbageGroup *group) {
    Bytes line = {0};
    bytes_append_text(&line, "  ");
    show_write_loop(&line, style, group->loop, group->loop_length);
    if (group->objects + 1 > group->loop_length) {
        bytes_append_text(&line, "   ");
        show_count(&line, group->objects, "object in all", "objects in all");
    }
    const char *text = observer_statement_text(observer, group->since);
    if (group->alive > 0)
        bytes_append_text(&line, "   still alive");
    else if (text != NULL)
        bytes_print(&line, "   unreachable since `%s` (%" PRIu32 " in :history)", text,
                    group->since);
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

/* Groups that were freed, or those that were not. Returns how many there are. */
static void write_groups(Bytes *out, const ShowStyle *style, const Observer *observer,
                         bool is_freed) {
    const Garbage *garbage = observer_garbage(observer);
    uint32_t shown = 0;
    uint32_t total = 0;
    for (uint32_t i = 0; i < garbage->group_count; i++) {
        const GarbageGroup *group = &garbage->groups[i];
        if ((group->alive == 0) != is_freed)
            continue;
        total++;
        if (shown < MOST_CYCLES && group->loop_length > 0) {
            write_group(out, style, observer, group);
            shown++;
        }
    }
    if (shown < total) {
        Bytes line = {0};
        bytes_print(&line, "  %s and ", show_dots(style));
        show_count(&line, total - shown, "more cycle", "more cycles");
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
    }
}

void show_gc(Bytes *out, const ShowStyle *style, Observer *observer, const GcReport *report) {
    const Garbage *garbage = observer_garbage(observer);
    Bytes line = {0};
    if (garbage->freed_objects == 0 && garbage->freed_bytes == 0) {
        bytes_append_text(&line, "Nothing to free: ");
        show_count(&line, report->looked_at, "object that can hold others was looked at",
                   "objects that can hold others were looked at");
        bytes_append_text(&line,
                          garbage->kept_objects == 0 ? ", and every one is reachable." : ".");
    } else {
        show_count(&line, garbage->freed_groups, "cycle", "cycles");
        bytes_append_text(&line, ", ");
        show_count(&line, garbage->freed_objects, "object", "objects");
        bytes_append_text(&line, " freed, ");
        show_bytes(&line, garbage->freed_bytes);
    }
    show_line(out, style, bytes_text(&line));
    write_groups(out, style, observer, true);
    if (garbage->kept_objects > 0) {
        bytes_clear(&line);
        show_count(&line, garbage->kept_objects, "unreachable object lives on",
                   "unreachable objects live on");
        bytes_append_text(&line, report->resurrected > 0 ? ": a finalizer gave them a new holder."
                                                         : ": not in the generations collected.");
        show_line(out, style, bytes_text(&line));
        write_groups(out, style, observer, false);
    }
    bytes_free(&line);
}

void show_history(Bytes *out, const ShowStyle *style, Observer *observer) {
    uint32_t count = observer_statement_count(observer);
    Bytes text = {0};
    show_count(&text, count, "statement so far.", "statements so far.");
    show_line(out, style, bytes_text(&text));
    bytes_clear(&text);
    Table table = {.indent = 2, .gap = 3, .first_gap = 2};
    uint32_t first = count > MOST_STATEMENTS ? count - MOST_STATEMENTS : 0;
    for (uint32_t i = first; i < count; i++) {
        const Statement *statement = observer_statement_peek(observer, i + 1);
        TableRow *row = table_add(&table);
        if (row == NULL)
            break;
        bytes_print(&text, "%" PRIu32, i + 1);
        row->cells[0] = table_keep(&table, &text);
        show_cut(&text, statement->text, style->width > 50 ? style->width - 30 : 20);
        row->cells[1] = table_keep(&table, &text);
        if (statement->made > 0) {
            bytes_append_text(&text, "made ");
            show_number(&text, statement->made);
        }
        if (statement->freed > 0) {
            bytes_append_text(&text, text.length > 0 ? ", freed " : "freed ");
            show_number(&text, statement->freed);
        }
        row->cells[2] = table_keep(&table, &text);
    }
    table_write(out, style, &table);
    bytes_free(&text);
}
