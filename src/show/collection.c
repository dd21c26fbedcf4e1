/* collection.c -- `:gc` and `:history`. */
#include "observe/observing.h"
#include "show/parts.h"
#include "show/pass_parts.h"
#include "show/text.h"

#include <inttypes.h>

enum { MOST_CYCLES = 8, MOST_LISTED = 6, MOST_STATEMENTS = 200 };

void show_write_loop(Bytes *out, const ShowStyle *style, const char **steps, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            bytes_print(out, " %s ", show_arrow(style));
        bytes_append_text(out, steps[i]);
    }
}

/* Since which statement nothing reaches it; in fewer words where that saves a line. */
static void write_since(Bytes *line, const ShowStyle *style, const char *text, uint32_t number) {
    Bytes full = {0};
    Bytes brief = {0};
    bytes_print(&full, "   unreachable since `%s` (%" PRIu32 " in :history)", text, number);
    bytes_print(&brief, "   unreachable since `%s` (%" PRIu32 ")", text, number);
    size_t used = show_width(bytes_text(line));
    bool is_brief = used + show_width(bytes_text(&full)) > style->width &&
                    used + show_width(bytes_text(&brief)) <= style->width;
    bytes_append_text(line, bytes_text(is_brief ? &brief : &full));
    bytes_free(&full);
    bytes_free(&brief);
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
        write_since(&line, style, text, group->since);
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

/* --- what else a pass did -------------------------------------------------------------------- */

/* `Node#1, Node#2 ... and 5 more`, one at a time. */
typedef struct List {
    Bytes *line;
    uint32_t count;
} List;

/* Whether there is room for one more; counts it. */
static bool list_next(List *list) {
    bool is_shown = list->count++ < MOST_LISTED;
    if (is_shown && list->count > 1)
        bytes_append_text(list->line, ", ");
    return is_shown;
}

/* Ends the line. Nothing is written of an empty list. */
static void list_end(Bytes *out, const ShowStyle *style, List *list, const char *words) {
    if (list->count > MOST_LISTED) {
        bytes_append_text(list->line, " and ");
        show_number(list->line, list->count - MOST_LISTED);
        bytes_append_text(list->line, " more");
    }
    bytes_append_text(list->line, words);
    if (list->count > 0)
        show_line(out, style, bytes_text(list->line));
    bytes_clear(list->line);
}

/* What no cycle goes through, and was held by one: of that, what can hold others. */
static void write_hanging(Bytes *out, const ShowStyle *style, const Observer *observer,
                          Bytes *line) {
    const Garbage *garbage = observer_garbage(observer);
    const PassRecord *record = observer_pass(observer);
    List list = {.line = line};
    bytes_append_text(line, "  ");
    for (uint32_t i = 0; i < garbage->member_count; i++) {
        const GarbageMember *member = &garbage->members[i];
        if (member->is_alive || !member->is_written || member->group != CENSUS_NONE)
            continue;
        uint32_t object = census_find(&record->look->census, member->home);
        if (object == CENSUS_NONE ||
            KIND_ROWS[look_object(record->look, object)->kind].garbage != GARBAGE_CYCLIC)
            continue;
        if (list_next(&list))
            look_write_subject(line, record->look, object);
    }
    list_end(out, style, &list,
             list.count == 1 ? "   in no cycle itself, but held by one"
                             : "   in no cycle themselves, but held by one");
}

static void write_finalizers(Bytes *out, const ShowStyle *style, const PassRecord *record,
                             Bytes *line, bool closed) {
    List list = {.line = line};
    bytes_append_text(line, closed ? "  closed   " : "  __del__ ran of   ");
    for (uint32_t i = 0; i < record->finalizer_count; i++) {
        uint32_t number = record->finalizers[i].number;
        if (pass_is_closed(record, number) == closed && list_next(&list))
            pass_write_label(line, record, number);
    }
    list_end(out, style, &list, "");
}

static void write_weak(Bytes *out, const ShowStyle *style, const PassRecord *record, Bytes *line,
                       bool called) {
    List list = {.line = line};
    bytes_append_text(line,
                      called ? "  dead, and its callback ran   " : "  dead weak references   ");
    for (uint32_t i = 0; i < record->weak_count; i++) {
        const PassWeak *weak = &record->weak[i];
        if (weak->is_called != called || !list_next(&list))
            continue;
        pass_write_weak(line, record, weak);
        bytes_print(line, " %s ", show_arrow(style));
        look_write_subject(line, record->look, weak->referent);
    }
    list_end(out, style, &list, "");
}

static void write_rescued(Bytes *out, const ShowStyle *style, Observer *observer, Bytes *line) {
    const PassRecord *record = observer_pass(observer);
    const Look *after = record->resurrected == 0
                            ? NULL
                            : observer_ask(observer, view_live(record->look->view.home));
    uint32_t told = 0;
    for (uint32_t i = 0; after != NULL && i < record->count; i++) {
        if (!record->objects[i].is_resurrected || !pass_has_new_holder(record, after, i) ||
            told == MOST_LISTED)
            continue;
        told++;
        bytes_append_text(line, "  ");
        pass_write_label(line, record, i);
        bytes_append_text(line, "   ");
        pass_write_rescue(line, record, after, i);
        show_line(out, style, bytes_text(line));
        bytes_clear(line);
    }
    uint32_t kept = observer_garbage(observer)->kept_objects;
    if (told > 0 && told < kept) {
        bytes_append_text(line, "  and ");
        show_count(line, kept - told, "more object that it holds", "more objects that they hold");
        show_line(out, style, bytes_text(line));
        bytes_clear(line);
    }
}

/* Why what is unreachable was not freed. */
static void write_kept(Bytes *out, const ShowStyle *style, Observer *observer, Bytes *line) {
    const Garbage *garbage = observer_garbage(observer);
    const PassRecord *record = observer_pass(observer);
    if (garbage->kept_objects == 0)
        return;
    show_count(line, garbage->kept_objects, "unreachable object lives on",
               "unreachable objects live on");
    if (record->resurrected > 0)
        bytes_append_text(line, ": the program took hold again.");
    else if (record->freed < record->unreachable)
        bytes_append_text(line, ": gc.garbage keeps what was found (gc.DEBUG_SAVEALL).");
    else if (record->generation + 1 < GENERATION_COUNT)
        bytes_append_text(line, ": older than this collection looks (:gc looks at all).");
    else
        bytes_append_text(line, ": gc.freeze() set them aside (gc.unfreeze() takes that back).");
    show_line(out, style, bytes_text(line));
    bytes_clear(line);
    write_rescued(out, style, observer, line);
    if (record->resurrected == 0)
        write_groups(out, style, observer, false);
}

/* --- the report ------------------------------------------------------------------------------ */

static void write_headline(Bytes *line, const Garbage *garbage, const GcReport *report) {
    if (garbage->freed_objects == 0 && garbage->freed_bytes == 0) {
        bytes_append_text(line, "Nothing to free: ");
        show_count(line, report->looked_at, "object that can hold others was looked at",
                   "objects that can hold others were looked at");
        bytes_append_text(line, garbage->kept_objects == 0 ? ", and every one is reachable." : ".");
        return;
    }
    show_count(line, garbage->freed_groups, "cycle", "cycles");
    bytes_append_text(line, ", ");
    show_count(line, garbage->freed_objects, "object", "objects");
    bytes_append_text(line, " freed, ");
    show_bytes(line, garbage->freed_bytes);
}

void show_gc(Bytes *out, const ShowStyle *style, Observer *observer, const GcReport *report) {
    const PassRecord *record = observer_pass(observer);
    Bytes line = {0};
    write_headline(&line, observer_garbage(observer), report);
    show_line(out, style, bytes_text(&line));
    bytes_clear(&line);
    write_groups(out, style, observer, true);
    write_hanging(out, style, observer, &line);
    write_weak(out, style, record, &line, false);
    write_weak(out, style, record, &line, true);
    write_finalizers(out, style, record, &line, false);
    write_finalizers(out, style, record, &line, true);
    write_kept(out, style, observer, &line);
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
