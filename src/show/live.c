/* live.c -- the live line: one row for each thing that a statement did.
 *
 *     word   subject (names)   numbers   holders   what else
 *     new    list#1 (a)        refs 1    [1, 2, 3]
 *     freed  list#1            1 → 0     -b        88 bytes
 */
#include "observe/observing.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_ROWS = 8, SUBJECT_COLUMNS = 13 };

static const char *write_subject(Table *table, Bytes *text, const Event *event) {
    bytes_append_text(text, event->subject);
    if (event->names[0] != '\0' && strcmp(event->names, event->subject) != 0)
        bytes_print(text, " (%s)", event->names);
    return table_keep(table, text);
}

static const char *write_refs(Table *table, const ShowStyle *style, Bytes *text, uint32_t before,
                              uint32_t after) {
    bytes_print(text, "%" PRIu32 " %s %" PRIu32, before, show_arrow(style), after);
    return table_keep(table, text);
}

/* Many of one type: `list#218 ... list#1217   1,000 lists, held by big`; of those that are gone
 * `1,000 lists that were held by big`. */
static void fill_alike(Table *table, TableRow *row, Bytes *text, const Event *event) {
    row->cells[1] = event->subject;
    show_count(text, event->count, event->after, event->after);
    bool was_held = event->kind == EVENT_FREED && strncmp(event->holders, "held ", 5) == 0;
    const char *link = was_held ? " that were " : ", ";
    bytes_print(text, "%s%s", event->holders[0] == '\0' ? "" : link, event->holders);
    row->cells[2] = table_keep(table, text);
    row->is_free = true;
}

static void fill_new(Table *table, TableRow *row, Bytes *text, const Event *event) {
    row->cells[0] = "new";
    row->colour = COLOUR_NEW;
    row->cells[1] = write_subject(table, text, event);
    if (event->count > 0) {
        fill_alike(table, row, text, event);
        return;
    }
    bytes_print(text, "refs %" PRIu32, event->refs_after);
    row->cells[2] = table_keep(table, text);
    row->cells[3] = event->after;
    row->value = 3;
}

static void fill_freed(Table *table, const ShowStyle *style, TableRow *row, Bytes *text,
                       const Event *event) {
    row->cells[0] = "freed";
    row->colour = COLOUR_FREED;
    if (event->refs_before == 0 && event->count > 0) {
        fill_alike(table, row, text, event);
        return;
    }
    row->cells[1] = event->subject;
    row->cells[2] = write_refs(table, style, text, event->refs_before, 0);
    unsigned next = 3;
    if (event->holders[0] != '\0')
        row->cells[next++] = event->holders;
    if (event->before[0] != '\0')
        bytes_print(text, "was %s", event->before);
    else
        show_bytes(text, event->bytes);
    if (event->count > 0) {
        bytes_append_text(text, " with ");
        show_count(text, event->count, "object in it", "objects in it");
    }
    if (event->before[0] != '\0')
        row->value = (uint8_t)next;
    row->cells[next] = table_keep(table, text);
}

static void fill_refs(Table *table, const ShowStyle *style, TableRow *row, Bytes *text,
                      const Event *event) {
    row->cells[0] = "refs";
    row->colour = COLOUR_REFS;
    row->cells[1] = write_subject(table, text, event);
    row->cells[2] = write_refs(table, style, text, event->refs_before, event->refs_after);
    unsigned next = 3;
    if (event->holders[0] != '\0')
        row->cells[next++] = event->holders;
    if (event->after[0] != '\0') {
        bytes_print(text, "still %s", event->after);
        row->value = (uint8_t)next;
        row->cells[next] = table_keep(table, text);
    }
}

static void fill_change(Table *table, const ShowStyle *style, TableRow *row, Bytes *text,
                        const Event *event) {
    row->cells[0] = "change";
    row->colour = COLOUR_CHANGE;
    row->cells[1] = write_subject(table, text, event);
    if (event->before[0] != '\0')
        bytes_print(text, "%s %s ", event->before, show_arrow(style));
    bytes_append_text(text, event->after);
    row->cells[2] = table_keep(table, text);
    row->value = 2;
    row->is_free = true;
}

static void fill_cycle(Table *table, const ShowStyle *style, TableRow *row, Bytes *text,
                       const Event *event) {
    row->cells[0] = "cycle";
    row->colour = COLOUR_CYCLE;
    row->is_free = true;
    if (event->refs_after > 0)
        show_count(text, event->refs_after, "cycle, such as ", "cycles, such as ");
    for (uint32_t i = 0; i < event->loop_length; i++) {
        if (i > 0)
            bytes_print(text, " %s ", show_arrow(style));
        bytes_append_text(text, event->loop[i]);
    }
    row->cells[1] = table_keep(table, text);
    if (event->count + 1 > event->loop_length) {
        show_count(text, event->count, "object in all", "objects in all");
        row->cells[2] = table_keep(table, text);
    }
}

static void write_holding_cycles(Bytes *text, uint32_t cycles) {
    bytes_append_text(text, ", but ");
    if (cycles == 1)
        bytes_append_text(text, "a cycle holds them");
    else
        show_count(text, cycles, "cycle holds them", "cycles hold them");
}

static void fill_lost(Table *table, TableRow *row, Bytes *text, const Event *event) {
    row->cells[0] = "lost";
    row->colour = COLOUR_CYCLE;
    row->cells[1] = event->subject;
    row->is_free = true;
    if (event->count == 1) {
        bytes_append_text(text, event->is_self ? "unreachable, but it holds itself"
                                               : "unreachable, but something lost holds it");
    } else if (event->count == 2 && event->refs_before == 2 && event->refs_after == 1) {
        bytes_append_text(text, "unreachable, but each holds the other");
    } else {
        bool is_one = event->refs_after == 1;
        show_number(text, event->count);
        bytes_append_text(text, " objects unreachable");
        if (event->is_self)
            bytes_append_text(text, ", but each holds itself");
        else if (is_one && event->refs_before == event->count)
            bytes_append_text(text, ", but they hold each other");
        else if (event->refs_after > 0)
            write_holding_cycles(text, event->refs_after);
    }
    bytes_append_text(text, "  (:gc frees)");
    row->cells[2] = table_keep(table, text);
}

static void fill_shared(Table *table, TableRow *row, Bytes *text, const Event *event) {
    row->cells[0] = "shared";
    row->colour = COLOUR_QUIET;
    row->is_free = true;
    row->cells[1] = write_subject(table, text, event);
    const char *value = event->subject;
    if (strncmp(value, "int ", 4) == 0 || strncmp(value, "str ", 4) == 0)
        value += 4;
    else if (strncmp(value, "the ", 4) == 0)
        value += 4;
    bytes_print(text, "one %s for everybody", value);
    row->cells[2] = table_keep(table, text);
    if (event->holders[0] != '\0') {
        row->cells[3] = event->holders;
    } else {
        bytes_print(text, "(:refcount %s)", event->names);
        row->cells[3] = table_keep(table, text);
    }
}

static void write_inside(Bytes *text, const Event *event, bool is_alone) {
    bool is_one = event->refs_after == 1;
    if (is_one)
        bytes_append_text(text, "the exception");
    else if (event->refs_after > 1)
        show_count(text, event->refs_after, "exception", "exceptions");
    if (event->refs_after > 0 && event->count > 0)
        bytes_append_text(text, " and ");
    if (event->count > 0)
        show_count(text, event->count, "object made and freed", "objects made and freed");
    else
        bytes_print(text, " %s made and freed", is_one ? "was" : "were");
    if (is_alone)
        bytes_append_text(text,
                          event->refs_after > 0 ? "; no name changed" : "  (:step replays it)");
}

static void fill_rest(Table *table, const ShowStyle *style, TableRow *row, Bytes *text,
                      const Event *event, bool is_alone) {
    row->colour = COLOUR_QUIET;
    row->is_free = true;
    switch (event->kind) {
    case EVENT_BUFFER:
        row->cells[0] = "buffer";
        row->cells[1] = write_subject(table, text, event);
        show_bytes(text, event->bytes);
        bytes_print(text, " %s ", show_arrow(style));
        show_bytes(text, event->count);
        row->cells[2] = table_keep(table, text);
        return;
    case EVENT_COLLECTED:
        row->cells[0] = "gc";
        row->colour = COLOUR_CYCLE;
        bytes_print(text, "%s: ", event->subject);
        if (event->refs_after > 1) {
            show_count(text, event->refs_after, "", "collections");
            bytes_append_text(text, ", ");
        }
        show_number(text, event->bytes);
        bytes_append_text(text, " looked at, ");
        show_number(text, event->count);
        bytes_append_text(text, " freed");
        break;
    case EVENT_INSIDE:
        row->cells[0] = "inside";
        write_inside(text, event, is_alone);
        break;
    default:
        row->cells[0] = "heap";
        if (event->count == 0 && event->refs_before == 0) {
            bytes_append_text(text, "as many blocks as before");
        } else if (event->count > 0) {
            show_count(text, event->count, "block more", "blocks more");
        } else {
            show_count(text, event->refs_before, "block fewer", "blocks fewer");
        }
        bytes_append_text(text, ", ");
        show_bytes(text, event->bytes);
        bytes_append_text(text, " in use  (too many objects for rows)");
        break;
    }
    row->cells[1] = table_keep(table, text);
}

static void add_event(Table *table, const ShowStyle *style, const Event *event, bool is_alone) {
    Bytes text = {0};
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    switch (event->kind) {
    case EVENT_NEW:
        fill_new(table, row, &text, event);
        break;
    case EVENT_FREED:
        fill_freed(table, style, row, &text, event);
        break;
    case EVENT_REFS:
        fill_refs(table, style, row, &text, event);
        break;
    case EVENT_CHANGE:
        fill_change(table, style, row, &text, event);
        break;
    case EVENT_CYCLE:
        fill_cycle(table, style, row, &text, event);
        break;
    case EVENT_LOST:
        fill_lost(table, row, &text, event);
        break;
    case EVENT_SHARED:
        fill_shared(table, row, &text, event);
        break;
    default:
        fill_rest(table, style, row, &text, event, is_alone);
        break;
    }
    bytes_free(&text);
}

static bool is_told(const Event *event, bool all) {
    return all || !event->is_extra;
}

/* The rank up to which all events fit, and how many of the next rank fit too. */
static void find_cut(const Difference *difference, bool all, uint32_t most, unsigned *rank,
                     uint32_t *of_next) {
    uint32_t fitting = 0;
    for (*rank = 0; *rank < 16; ++*rank) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < difference->count; i++)
            count += is_told(&difference->events[i], all) && difference->events[i].rank == *rank;
        if (fitting + count > most)
            break;
        fitting += count;
    }
    *of_next = most - fitting;
}

/* The rows of a difference, at most `most`. */
static void write_rows(Bytes *out, const ShowStyle *style, const Difference *difference, bool all,
                       uint32_t most) {
    Table table = {.gap = 3, .first_gap = 1, .aligned = 3, .least = {6, SUBJECT_COLUMNS}};
    uint32_t total = difference->left_out + (all ? difference->left_out_extra : 0);
    for (uint32_t i = 0; i < difference->count; i++)
        total += is_told(&difference->events[i], all);
    uint32_t shown = 0;
    unsigned rank;
    uint32_t of_next;
    find_cut(difference, all, total > most ? most - 1 : most, &rank, &of_next);
    for (uint32_t i = 0; i < difference->count; i++) {
        const Event *event = &difference->events[i];
        if (!is_told(event, all) || event->rank > rank || (event->rank == rank && of_next == 0))
            continue;
        of_next -= event->rank == rank;
        add_event(&table, style, event, total == 1);
        shown++;
    }
    table_write(out, style, &table);
    if (shown < total) {
        Bytes text = {0};
        bytes_print(&text, "%s and ", show_dots(style));
        show_number(&text, total - shown);
        bytes_append_text(&text, most == MOST_ROWS ? " more  (:diff)" : " more");
        show_line(out, style, bytes_text(&text));
        bytes_free(&text);
    }
}

void show_live_line(Bytes *out, const ShowStyle *style, Observer *observer,
                    const Difference *difference, bool all) {
    (void)observer;
    write_rows(out, style, difference, all, MOST_ROWS);
}

void show_step_rows(Bytes *out, const ShowStyle *style, const Difference *difference) {
    enum { MOST_OF_STEP = 12 };
    write_rows(out, style, difference, false, MOST_OF_STEP);
}

void show_difference(Bytes *out, const ShowStyle *style, Observer *observer,
                     const Difference *difference) {
    enum { MOST_OF_ALL = 400 };
    (void)observer;
    if (difference->count == 0)
        show_line(out, style, "Nothing was made, freed or changed.");
    if (difference->made + difference->freed > MOST_ROWS) {
        Bytes text = {0};
        show_count(&text, difference->made, "object made", "objects made");
        bytes_append_text(&text, ", ");
        show_number(&text, difference->freed);
        bytes_append_text(&text, " freed:");
        show_line(out, style, bytes_text(&text));
        bytes_free(&text);
    }
    write_rows(out, style, difference, true, MOST_OF_ALL);
}
