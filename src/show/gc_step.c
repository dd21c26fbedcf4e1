/* gc_step.c -- `:gc step`: a page for each phase of a pass, from its record.
 *
 * A page begins with the phase's name and a sentence or two that say what it does and what came of
 * it; then come rows for the objects that a learner wrote, MOST_ROWS at most, so that it fits a
 * small terminal. Every cell says in words what it is. */
#include "observe/places.h"
#include "show/parts.h"
#include "show/pass_parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 14, PHASES = 7 };

typedef struct Page {
    Bytes *out;
    const ShowStyle *style;
    Observer *observer;
    const PassRecord *record;
    Table table;
    Bytes text;               /* the cell that is being written */
    uint32_t rows[MOST_ROWS]; /* numbers of candidates that have rows */
    uint32_t row_count;
    uint32_t more;   /* objects of the program without */
    uint32_t others; /* functions, classes and what they are made of */
} Page;

/* --- which objects --------------------------------------------------------------------------- */

/* Functions, classes and modules, and their parts: every program has them, and they are told in
 * sum as long as something holds them. */
static bool is_scenery(const PassRecord *record, const PassObject *candidate) {
    if (candidate->fate == FATE_UNREACHABLE)
        return false;
    if (candidate->object == CENSUS_NONE)
        return true;
    const CensusObject *seen = look_object(record->look, candidate->object);
    switch (seen->kind) {
    case KIND_FUNCTION:
    case KIND_CLASS:
    case KIND_MODULE:
    case KIND_METHOD:
    case KIND_PROPERTY:
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
        return true;
    default:
        return (seen->marks & (MARK_PLUMBING | MARK_NAMESPACE)) != 0;
    }
}

static bool is_globals(const PassRecord *record, const PassObject *candidate) {
    return candidate->object != CENSUS_NONE && candidate->object == record->look->globals;
}

/* The globals always have a row, for it is by them that names rescue what they hold. Of the others
 * those that end unreachable come first where there is not room for all; then the earliest. */
static void choose_rows(Page *page) {
    const PassRecord *record = page->record;
    uint32_t room = MOST_ROWS - 1;
    uint32_t for_others = record->unreachable < room ? room - record->unreachable : 0;
    for (uint32_t i = 0; i < record->count; i++) {
        const PassObject *candidate = &record->objects[i];
        bool is_garbage = candidate->fate == FATE_UNREACHABLE;
        if (is_globals(record, candidate)) {
            page->rows[page->row_count++] = i;
            continue;
        }
        if (is_scenery(record, candidate)) {
            page->others++;
        } else if (room > 0 && (is_garbage || for_others > 0)) {
            for_others -= !is_garbage;
            room--;
            page->rows[page->row_count++] = i;
        } else {
            page->more++;
        }
    }
}

static bool has_row(const Page *page, uint32_t number) {
    for (uint32_t i = 0; i < page->row_count; i++) {
        if (page->rows[i] == number)
            return true;
    }
    return false;
}

/* --- parts of pages -------------------------------------------------------------------------- */

static void write_title(Page *page, unsigned phase, const char *name) {
    show_print(page->out, page->style, "phase %u of %d: %s", phase, PHASES, name);
}

/* What was written to `text` as a line. */
static void end_line(Page *page) {
    show_line(page->out, page->style, bytes_text(&page->text));
    bytes_clear(&page->text);
}

/* The row, with its first cell; NULL without memory. For screen readers a row is a sentence. */
static void add_row(Page *page, ShowColour colour, const char *const cells[], unsigned count) {
    if (page->style->plain) {
        Bytes line = {0};
        bytes_append_text(&line, "  ");
        for (unsigned i = 0; i < count; i++) {
            if (cells[i][0] != '\0')
                bytes_print(&line, "%s%s", i == 0 ? "" : i == 1 ? ": " : ", ", cells[i]);
        }
        bytes_append_char(&line, '.');
        show_line(page->out, page->style, bytes_text(&line));
        bytes_free(&line);
        return;
    }
    TableRow *row = table_add(&page->table);
    for (unsigned i = 0; row != NULL && i < count; i++)
        row->cells[i] = cells[i];
    if (row != NULL)
        row->colour = (uint8_t)colour;
}

static const char *keep(Page *page) {
    return table_keep(&page->table, &page->text);
}

/* `Node#1 (a)` */
static const char *keep_object(Page *page, uint32_t number) {
    const PassObject *candidate = &page->record->objects[number];
    Bytes where = {0};
    pass_write_label(&page->text, page->record, number);
    if (candidate->object != CENSUS_NONE)
        look_write_where(&where, page->record->look, candidate->object);
    if (where.length > 0 && strcmp(bytes_text(&where), bytes_text(&page->text)) != 0)
        bytes_print(&page->text, " (%s)", bytes_text(&where));
    bytes_free(&where);
    return keep(page);
}

static const char *keep_label(Page *page, uint32_t number) {
    pass_write_label(&page->text, page->record, number);
    return keep(page);
}

static const char *keep_number(Page *page, const char *word, uint32_t number) {
    bytes_print(&page->text, "%s %" PRIu32, word, number);
    return keep(page);
}

/* `held by a`, for what something outside of the table holds. */
static const char *keep_outsider(Page *page, uint32_t number) {
    const PassRecord *record = page->record;
    uint32_t object = record->objects[number].object;
    uint32_t edge = object == CENSUS_NONE ? CENSUS_NONE : pass_find_outsider(record, object);
    if (edge == CENSUS_NONE)
        return "held from outside";
    bytes_append_text(&page->text, "held by ");
    if (look_write_holder(&page->text, record->look, &record->look->census.edges[edge]) ==
        HOLDER_MACHINE) {
        bytes_clear(&page->text);
        return "held by Ouro itself";
    }
    return keep(page);
}

/* `Node#1.next`, `key of dict#1`: the place of an edge, by the label of its holder. */
static void write_place(Page *page, uint32_t number) {
    const Look *look = page->record->look;
    const CensusEdge *edge = &look->census.edges[number];
    uint32_t owner = look_owner(look, edge->holder);
    if (edge->holder == look->globals && edge->place == PLACE_VALUE) {
        bytes_append_text(&page->text, "global ");
        (void)look_write_holder(&page->text, look, edge);
        return;
    }
    bytes_append_text(&page->text, place_prefix(edge));
    look_write_subject(&page->text, look, owner == CENSUS_NONE ? edge->holder : owner);
    if (!place_write_suffix(&page->text, &look->census, edge) && edge->place == PLACE_FIELD) {
        const FieldRow *row = field_row_peek(look_object(look, edge->holder)->kind, edge->index);
        if (row != NULL)
            bytes_print(&page->text, "'s %s", row->words);
    }
}

static void end_table(Page *page) {
    if (page->table.count > 0)
        table_write(page->out, page->style, &page->table);
}

/* What the rows leave out. */
static void write_rest(Page *page) {
    if (page->more > 0) {
        bytes_print(&page->text, "  %s and ", show_dots(page->style));
        show_count(&page->text, page->more, "more object", "more objects");
        end_line(page);
    }
    if (page->others > 0) {
        bytes_append_text(&page->text, "  and ");
        show_number(&page->text, page->others);
        bytes_append_text(&page->text, page->others == 1
                                           ? " other (a function, class or the like)"
                                           : " others (functions, classes and the like)");
        end_line(page);
    }
}

/* Lines that the program printed, indented; at most `most`, of which those written are taken. */
static void write_printed(Page *page, size_t from, size_t to, uint32_t *most) {
    const Bytes *printed = page->record->printed;
    size_t at = from;
    while (printed != NULL && at<to && * most> 0) {
        const char *end = memchr(printed->data + at, '\n', to - at);
        size_t length = end == NULL ? to - at : (size_t)(end - printed->data) - at;
        bytes_append_text(&page->text, "      ");
        bytes_append(&page->text, printed->data + at, length);
        end_line(page);
        at += length + (end != NULL);
        --*most;
    }
    if (at < to) {
        bytes_print(&page->text, "      %s and more", show_dots(page->style));
        end_line(page);
    }
}

/* The same with words above; nothing where nothing was printed. */
static void write_printed_by(Page *page, const char *words, size_t from, size_t to) {
    uint32_t most = MOST_ROWS / 2;
    if (page->record->printed == NULL || from == to)
        return;
    bytes_print(&page->text, "  %s", words);
    end_line(page);
    write_printed(page, from, to, &most);
}

/* --- phases 1 to 3: counts ------------------------------------------------------------------- */

static void write_copied(Page *page) {
    const PassRecord *record = page->record;
    write_title(page, 1, "copy counts");
    show_count(&page->text, record->count, "object that can hold others is looked at.",
               "objects that can hold others are looked at.");
    bytes_append_text(&page->text, " The refs of each are copied to a table beside the heap; "
                                   "nothing in the objects changes.");
    end_line(page);
    write_printed_by(page, "gc.callbacks print:", 0, record->printed_before);
    for (uint32_t i = 0; i < page->row_count; i++) {
        const PassObject *candidate = &record->objects[page->rows[i]];
        const char *cells[] = {keep_object(page, page->rows[i]),
                               keep_number(page, "refs", candidate->copied),
                               keep_number(page, "copy", candidate->copied)};
        add_row(page, COLOUR_NONE, cells, ARRAY_LENGTH(cells));
    }
    end_table(page);
    write_rest(page);
}

static void write_subtractions(Page *page) {
    const PassRecord *record = page->record;
    const Look *look = record->look;
    uint32_t told = 0;
    write_title(page, 2, "subtract internal references");
    bytes_append_text(&page->text, "Where one of these objects holds another, 1 is taken off the "
                                   "copy of the one that is held: ");
    show_count(&page->text, record->subtracted, "time in all.", "times in all.");
    end_line(page);
    for (uint32_t i = 0; i < record->subtraction_count && told < MOST_ROWS; i++) {
        const PassSubtraction *step = &record->subtractions[i];
        uint32_t held = record->numbers[look->census.edges[step->edge].held];
        if (!has_row(page, held) || is_globals(record, &record->objects[held]))
            continue;
        write_place(page, step->edge);
        bytes_print(&page->text, " %s ", show_arrow(page->style));
        pass_write_label(&page->text, record, held);
        const char *place = keep(page);
        bytes_print(&page->text, "copy %" PRIu32 " %s %" PRIu32, step->before,
                    show_arrow(page->style), step->after);
        const char *cells[] = {place, keep(page)};
        add_row(page, COLOUR_NONE, cells, ARRAY_LENGTH(cells));
        told++;
    }
    end_table(page);
    if (told < record->subtracted) {
        bytes_append_text(&page->text, told == 0 ? "  all " : "  and ");
        show_count(&page->text, record->subtracted - told, told == 0 ? "" : "more, ",
                   told == 0 ? "" : "more, ");
        bytes_append_text(&page->text, page->more > 0 ? "to other objects, functions, classes"
                                                      : "to the globals, functions and the like");
        end_line(page);
    }
}

static void write_left(Page *page) {
    const PassRecord *record = page->record;
    write_title(page, 2, "what is left of the copies");
    bytes_append_text(&page->text, "A copy above 0 means that something outside of these objects "
                                   "holds this one: Ouro itself, a running call. Above 0: ");
    show_number(&page->text, record->held);
    bytes_append_text(&page->text, " of ");
    show_number(&page->text, record->count);
    bytes_append_char(&page->text, '.');
    end_line(page);
    for (uint32_t i = 0; i < page->row_count; i++) {
        const PassObject *candidate = &record->objects[page->rows[i]];
        const char *cells[] = {keep_object(page, page->rows[i]),
                               keep_number(page, "refs", candidate->copied),
                               keep_number(page, "copy", candidate->left),
                               candidate->left > 0 ? keep_outsider(page, page->rows[i])
                                                   : "held only by these objects"};
        add_row(page, candidate->left > 0 ? COLOUR_NEW : COLOUR_CYCLE, cells, ARRAY_LENGTH(cells));
    }
    end_table(page);
    write_rest(page);
}

static void write_rescued(Page *page) {
    const PassRecord *record = page->record;
    write_title(page, 3, "rescue what outsiders hold");
    bytes_append_text(&page->text, "What something outside holds is safe, and so is all that it "
                                   "holds, and so on. ");
    show_number(&page->text, record->held);
    bytes_append_text(&page->text, record->held == 1 ? " is safe, " : " are safe, ");
    show_number(&page->text, record->rescued);
    bytes_append_text(&page->text, record->rescued == 1 ? " is rescued" : " are rescued");
    if (record->unreachable == 0) {
        bytes_append_text(&page->text, "; nothing is unreachable.");
    } else {
        bytes_append_text(&page->text, "; nobody rescued ");
        show_count(&page->text, record->unreachable, "object: it is unreachable.",
                   "objects: they are unreachable.");
    }
    end_line(page);
    for (uint32_t i = 0; i < page->row_count; i++) {
        const PassObject *candidate = &record->objects[page->rows[i]];
        const char *object = keep_object(page, page->rows[i]);
        if (candidate->fate == FATE_HELD) {
            const char *cells[] = {"safe", object, keep_outsider(page, page->rows[i])};
            add_row(page, COLOUR_NEW, cells, ARRAY_LENGTH(cells));
        } else if (candidate->fate == FATE_RESCUED) {
            bytes_append_text(&page->text, "by ");
            if (candidate->rescuer != CENSUS_NONE)
                write_place(page, candidate->rescuer);
            const char *cells[] = {"rescued", object, keep(page)};
            add_row(page, COLOUR_CHANGE, cells, ARRAY_LENGTH(cells));
        } else {
            const char *cells[] = {"unreachable", object};
            add_row(page, COLOUR_CYCLE, cells, ARRAY_LENGTH(cells));
        }
    }
    end_table(page);
    write_rest(page);
}

/* --- phases 4 to 6: what the program's own code does ----------------------------------------- */

static const char *end_of_call(const PassRecord *record, size_t from, size_t to) {
    return record->printed != NULL && to > from ? " and prints:" : "";
}

static void write_weak(Page *page) {
    const PassRecord *record = page->record;
    uint32_t room = MOST_ROWS;
    write_title(page, 4, "clear weak references");
    if (record->weak_count == 0) {
        show_line(page->out, page->style,
                  record->unreachable == 0
                      ? "Nothing is unreachable, so there is nothing to do."
                      : "No weak reference leads to what is unreachable: nothing to do.");
        return;
    }
    show_count(&page->text, record->weak_count,
               "weak reference leads to what is unreachable. It dies now, before any code of the "
               "program runs, so that nobody gets hold of the object by it.",
               "weak references lead to what is unreachable. They die now, before any code of the "
               "program runs, so that nobody gets hold of the objects by them.");
    end_line(page);
    for (uint32_t i = 0; i < record->weak_count; i++) {
        const PassWeak *weak = &record->weak[i];
        if (room == 0) {
            page->more = record->weak_count - i;
            break;
        }
        bytes_append_text(&page->text, "  dead   ");
        pass_write_weak(&page->text, record, weak);
        bytes_print(&page->text, " %s ", show_arrow(page->style));
        look_write_subject(&page->text, record->look, weak->referent);
        if (weak->is_called)
            bytes_print(&page->text, "   its callback runs%s",
                        end_of_call(record, weak->printed, weak->printed_end));
        else if (weak->has_callback)
            bytes_append_text(&page->text, "   its callback is not called: it is unreachable too");
        end_line(page);
        room--;
        write_printed(page, weak->printed, weak->printed_end, &room);
    }
    page->others = 0;
    write_rest(page);
}

static void write_finalized(Page *page) {
    const PassRecord *record = page->record;
    uint32_t room = MOST_ROWS;
    write_title(page, 5, "finalize");
    if (record->finalizer_count == 0) {
        show_line(
            page->out, page->style,
            record->unreachable == 0
                ? "Nothing is unreachable, so there is nothing to do."
                : "Nothing that is unreachable has a __del__ that has not run yet: nothing to "
                  "do.");
        return;
    }
    show_count(&page->text, record->finalizer_count, "unreachable object has a finalizer.",
               "unreachable objects have a finalizer.");
    bytes_append_text(&page->text,
                      " A finalizer runs once in an object's life: now, while everything that "
                      "it may look at is still whole.");
    end_line(page);
    for (uint32_t i = 0; i < record->finalizer_count; i++) {
        const PassFinalizer *finalizer = &record->finalizers[i];
        if (room == 0) {
            page->more = record->finalizer_count - i;
            break;
        }
        bytes_append_text(&page->text, "  ");
        pass_write_label(&page->text, record, finalizer->number);
        bytes_print(&page->text, "%s%s",
                    pass_is_closed(record, finalizer->number) ? " is closed" : ".__del__ runs",
                    end_of_call(record, finalizer->printed, finalizer->printed_end));
        end_line(page);
        room--;
        write_printed(page, finalizer->printed, finalizer->printed_end, &room);
    }
    page->others = 0;
    write_rest(page);
}

static void write_looked_again(Page *page) {
    const PassRecord *record = page->record;
    write_title(page, 6, "look again");
    if (!record->looked_again) {
        show_line(page->out, page->style,
                  "No __del__ ran, so nobody can have got hold of anything: nothing to do.");
        return;
    }
    bytes_append_text(&page->text,
                      "A __del__ may have given an object a new holder, so phases 1 to "
                      "3 are done again for what was unreachable. ");
    if (record->resurrected == 0) {
        bytes_append_text(&page->text, "Nobody holds any of it: all of it stays unreachable.");
    } else {
        show_count(&page->text, record->resurrected, "object is held again and lives on.",
                   "objects are held again and live on.");
    }
    end_line(page);
    const Look *after = record->resurrected == 0
                            ? NULL
                            : observer_ask(page->observer, view_live(record->look->view.home));
    uint32_t told = 0;
    for (uint32_t i = 0; after != NULL && i < record->count; i++) {
        if (!record->objects[i].is_resurrected)
            continue;
        if (told++ == MOST_ROWS)
            break;
        const char *label = keep_label(page, i);
        pass_write_rescue(&page->text, record, after, i);
        const char *cells[] = {label, keep(page)};
        add_row(page, COLOUR_NEW, cells, ARRAY_LENGTH(cells));
    }
    end_table(page);
    page->more = record->resurrected > told ? record->resurrected - told : 0;
    page->others = 0;
    write_rest(page);
}

/* --- phase 7 --------------------------------------------------------------------------------- */

/* The rows of phase 7, as many as there is room for. */
typedef struct Deaths {
    Page *page;
    uint32_t told;
    bool *is_told; /* by number */
} Deaths;

static void tell_death(Deaths *deaths, uint32_t number) {
    Page *page = deaths->page;
    const PassRecord *record = page->record;
    const PassObject *candidate = &record->objects[number];
    deaths->is_told[number] = true;
    if (deaths->told++ >= MOST_ROWS)
        return;
    const char *label = keep_label(page, number);
    bytes_print(&page->text, "%" PRIu32 " %s 0", candidate->copied, show_arrow(page->style));
    const char *counts = keep(page);
    if (candidate->object != CENSUS_NONE)
        show_bytes(&page->text, census_bytes(look_object(record->look, candidate->object)));
    const char *cells[] = {"freed", label, counts, keep(page)};
    add_row(page, COLOUR_FREED, cells, ARRAY_LENGTH(cells));
}

/* Counting goes depth first: what died by this clearing and was held by `number` (in the image
 * before) is told before it. */
static void tell_deaths_from(Deaths *deaths, uint32_t number, uint32_t when) {
    const PassRecord *record = deaths->page->record;
    uint32_t object = record->objects[number].object;
    if (object == CENSUS_NONE || deaths->told >= MOST_ROWS)
        return;
    const CensusObject *seen = look_object(record->look, object);
    for (uint32_t i = 0; i < seen->out_count; i++) {
        uint32_t held = record->look->census.edges[seen->first_out + i].held;
        uint32_t next = held == CENSUS_NONE ? CENSUS_NONE : record->numbers[held];
        if (next == CENSUS_NONE || deaths->is_told[next] || record->objects[next].freed != when)
            continue;
        tell_death(deaths, next);
        tell_deaths_from(deaths, next, when);
    }
}

/* Whether what is unreachable is kept for the program to look at. */
static bool saves_all(const PassRecord *record) {
    return (record->look->census.vm->collector.debug & GC_DEBUG_SAVEALL) != 0;
}

static void tell_clear(Deaths *deaths, uint32_t index) {
    Page *page = deaths->page;
    const PassRecord *record = page->record;
    uint32_t number = record->cleared[index];
    if (deaths->told++ >= MOST_ROWS)
        return;
    const char *label = keep_label(page, number);
    if (saves_all(record)) {
        const char *cells[] = {"keep", label, "", "is put into gc.garbage"};
        add_row(page, COLOUR_CHANGE, cells, ARRAY_LENGTH(cells));
        return;
    }
    const char *cells[] = {"clear", label, "", "lets go of all that it holds"};
    add_row(page, COLOUR_CHANGE, cells, ARRAY_LENGTH(cells));
    bool dies = record->objects[number].freed == index + 1;
    deaths->is_told[number] = true; /* the collector holds it while it is cleared: it goes last */
    tell_deaths_from(deaths, number, index + 1);
    if (dies)
        tell_death(deaths, number);
}

static uint64_t count_freed_bytes(const PassRecord *record) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < record->count; i++) {
        const PassObject *candidate = &record->objects[i];
        if (candidate->freed != 0 && candidate->object != CENSUS_NONE)
            bytes += census_bytes(look_object(record->look, candidate->object));
    }
    return bytes;
}

static void write_end(Page *page) {
    const PassRecord *record = page->record;
    const Garbage *garbage = observer_garbage(page->observer);
    if (garbage->freed_bytes > count_freed_bytes(record)) {
        bytes_append_text(&page->text, "With what only they held (numbers, texts, attributes): ");
        show_bytes(&page->text, garbage->freed_bytes);
        bytes_append_char(&page->text, '.');
        end_line(page);
    }
}

static void write_printed_after(Page *page) {
    const PassRecord *record = page->record;
    write_printed_by(page, "Meanwhile the program prints:", record->printed_between,
                     record->printed == NULL ? 0 : record->printed->length);
}

static void write_cleared(Page *page) {
    const PassRecord *record = page->record;
    write_title(page, 7, "clear and free");
    uint32_t left = record->unreachable - record->resurrected;
    if (left == 0) {
        show_line(page->out, page->style,
                  record->resurrected > 0 ? "Nothing is unreachable any more, so nothing is freed."
                                          : "Nothing is unreachable, so nothing is freed.");
        write_printed_after(page);
        return;
    }
    if (saves_all(record)) {
        bytes_append_text(&page->text, "gc.DEBUG_SAVEALL is set: what is unreachable is not freed, "
                                       "but kept to be looked at.");
    } else {
        bytes_append_text(&page->text, "Each object is emptied in turn. Counts then fall to 0 by "
                                       "themselves, as always. ");
        show_count(&page->text, record->freed, "object is freed, ", "objects are freed, ");
        show_bytes(&page->text, count_freed_bytes(record));
        bytes_append_char(&page->text, '.');
    }
    end_line(page);
    Deaths deaths = {.page = page, .is_told = calloc(record->count + (size_t)1, sizeof(bool))};
    uint32_t early = 0;
    for (uint32_t i = 0; i < record->count; i++)
        early += record->objects[i].freed == PASS_EARLY;
    for (uint32_t i = 0; deaths.is_told != NULL && i < record->cleared_count; i++)
        tell_clear(&deaths, i);
    free(deaths.is_told);
    end_table(page);
    uint32_t total = record->cleared_count + record->freed - early;
    if (total > MOST_ROWS) {
        bytes_print(&page->text, "  %s and ", show_dots(page->style));
        show_count(&page->text, total - MOST_ROWS, "more step like these", "more steps like these");
        end_line(page);
    }
    if (early > 0) {
        bytes_append_text(&page->text, "  ");
        show_count(&page->text, early, "object was freed before, in phase 4 or 5",
                   "objects were freed before, in phase 4 or 5");
        end_line(page);
    }
    write_printed_after(page);
    write_end(page);
}

/* --- pages ----------------------------------------------------------------------------------- */

static void (*const WRITERS[])(Page *page) = {
    write_copied, write_subtractions, write_left,         write_rescued,
    write_weak,   write_finalized,    write_looked_again, write_cleared,
};

uint32_t show_gc_step_pages(void) {
    return ARRAY_LENGTH(WRITERS);
}

void show_gc_step(Bytes *out, const ShowStyle *style, Observer *observer, uint32_t number) {
    Page page = {.out = out,
                 .style = style,
                 .observer = observer,
                 .record = observer_pass(observer),
                 .table = {.indent = 2, .gap = 3, .first_gap = 3}};
    choose_rows(&page);
    WRITERS[number](&page);
    if (number + 1 == ARRAY_LENGTH(WRITERS))
        show_line(out, style, "The collection is done  (:undo takes it back).");
    scratch_free(&page.table.scratch);
    bytes_free(&page.text);
}
