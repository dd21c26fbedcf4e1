/* leaks.c -- `:leaks [MARK]`: what a hunt for leaks should look at, a sentence each. */
#include "observe/leaks.h"

#include "observe/garbage.h"
#include "observe/observing.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_LOOPS = 5, MOST_KEPT = 3, MOST_GROWN = 4, WORD_COLUMNS = 11 };

/* What the parts of the answer share. */
typedef struct Telling {
    Bytes *out;
    const ShowStyle *style;
    const Observer *observer;
    const Look *look;
    const Mark *mark;
    uint32_t told;
} Telling;

static void write_since(Bytes *line, const Telling *telling) {
    if (telling->mark == NULL)
        bytes_append_text(line, "since the start");
    else if (strcmp(telling->mark->name, "mark") == 0)
        bytes_append_text(line, "since the mark");
    else
        bytes_print(line, "since the mark %s", telling->mark->name);
}

/* "`del b` (11 in :history)" */
static bool write_statement(Bytes *line, const Telling *telling, uint32_t number) {
    const char *text = observer_statement_text(telling->observer, number);
    if (text != NULL)
        bytes_print(line, "`%s` (%" PRIu32 " in :history)", text, number);
    return text != NULL;
}

/* A row with the word that it is about, or "" for more of the row above. Frees the text. */
static void put(const Telling *telling, const char *word, ShowColour colour, Bytes *line) {
    Table table = {.first_gap = 2, .least = {WORD_COLUMNS}};
    TableRow *row = table_add(&table);
    if (row != NULL) {
        row->cells[0] = word;
        row->colour = (uint8_t)colour;
        row->cells[1] = table_keep(&table, line);
    }
    telling->out->failed |= line->failed || row == NULL;
    table_write(telling->out, telling->style, &table);
    bytes_free(line);
}

static void put_more(const Telling *telling, Bytes *line) {
    put(telling, "", COLOUR_NONE, line);
}

/* "cache (list#1)", "default of f (list#2)", or the label alone. */
static void write_called(Bytes *line, const Telling *telling, uint32_t object) {
    Bytes where = {0};
    look_write_where(&where, telling->look, object);
    if (where.length > 0)
        bytes_print(line, "%s (", bytes_text(&where));
    look_write_subject(line, telling->look, object);
    bytes_append_text(line, where.length > 0 ? ")" : "");
    bytes_free(&where);
}

static const Label *label_of(const Telling *telling, uint32_t object) {
    const CensusObject *seen = look_object(telling->look, object);
    const Label *label = labels_peek(telling->look->labels, seen->home, seen->birth);
    return label == NULL || label->number == 0 ? NULL : label;
}

/* --- what waits --------------------------------------------------------------------------------
 */

static void tell_loop(const Telling *telling, const GarbageGroup *group) {
    Bytes line = {0};
    show_write_loop(&line, telling->style, group->loop, group->loop_length);
    if (group->objects + 1 > group->loop_length) {
        bytes_append_text(&line, "   ");
        show_count(&line, group->objects, "object in all", "objects in all");
    }
    if (group->since > 0) {
        bytes_append_text(&line, "   since ");
        (void)write_statement(&line, telling, group->since);
    }
    put_more(telling, &line);
}

static bool tell_waiting(Telling *telling) {
    Garbage garbage = {0};
    if (!garbage_find(&garbage, telling->look))
        return false;
    uint32_t objects = 0;
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < garbage.member_count; i++) {
        objects += garbage.members[i].is_written;
        bytes += garbage.members[i].bytes;
    }
    if (garbage.group_count > 0) {
        Bytes line = {0};
        show_count(&line, objects, "object waits", "objects wait");
        bytes_append_text(&line, " for the collector, ");
        show_bytes(&line, bytes);
        bytes_append_text(&line, " in ");
        show_count(&line, garbage.group_count, "cycle", "cycles");
        bytes_append_text(&line, telling->look->census.vm->collector.enabled
                                     ? "  (:gc frees):"
                                     : ", and automatic collections are off  (:gc frees):");
        put(telling, "unreachable", COLOUR_CYCLE, &line);
        for (uint32_t i = 0; i < garbage.group_count && i < MOST_LOOPS; i++)
            tell_loop(telling, &garbage.groups[i]);
        if (garbage.group_count > MOST_LOOPS) {
            bytes_print(&line, "%s and %" PRIu32 " more", show_dots(telling->style),
                        garbage.group_count - MOST_LOOPS);
            put_more(telling, &line);
        }
        telling->told++;
    }
    garbage_free(&garbage);
    return true;
}

/* Counts that are larger than the holders explain: only a fault of the runtime makes them. */
static void tell_forgotten(Telling *telling) {
    enum { MOST_NAMED = 5 };
    const Census *census = &telling->look->census;
    Bytes line = {0};
    uint32_t found = 0;
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *seen = &census->objects[i];
        if ((seen->flags & FLAG_DYING) != 0 || seen->refcount <= seen->in_count)
            continue;
        if (found++ < MOST_NAMED) {
            bytes_append_text(&line, found == 1 ? "" : ", ");
            look_write_subject(&line, telling->look, i);
            bytes_append_text(&line, " has ");
            show_count(&line, seen->refcount - seen->in_count, "ref that nobody holds",
                       "refs that nobody holds");
        }
    }
    if (found > MOST_NAMED)
        bytes_print(&line, " and %" PRIu32 " more", found - MOST_NAMED);
    if (found > 0) {
        bytes_append_text(&line, ": a release was forgotten  (:refcount X)");
        put(telling, "forgotten", COLOUR_FREED, &line);
        telling->told++;
    }
    bytes_free(&line);
}

/* --- what grew ---------------------------------------------------------------------------------
 */

/* "3 lists", "1 Node object": so many of what grew. */
static void write_number(Bytes *line, const Telling *telling, const Growth *growth, uint32_t number,
                         const char *more) {
    uint32_t sample = growth->is_chain ? growth->holder : growth->example;
    bool is_instance =
        sample != CENSUS_NONE && look_object(telling->look, sample)->kind >= KIND_INSTANCE;
    bool is_one = number == 1;
    show_number(line, number);
    bytes_print(line, " %s%s%s", more, growth->type,
                is_instance                          ? is_one ? " object" : " objects"
                : is_one                             ? ""
                : strcmp(growth->type, "class") == 0 ? "es"
                                                     : "s");
}

static void write_fate(Bytes *line, const Telling *telling, const Growth *growth) {
    if (growth->gone == 0) {
        bytes_append_text(line, growth->count == 1 ? "; it was not freed" : "; none was freed");
        return;
    }
    bytes_append_text(line, "; of ");
    write_number(line, telling, growth, growth->made, "");
    bytes_append_text(line, " made since, ");
    show_count(line, growth->gone, "was freed", "were freed");
}

static void tell_growth(const Telling *telling, const Growth *growth) {
    Bytes line = {0};
    write_called(&line, telling, growth->holder);
    if (growth->is_chain) {
        bytes_append_text(&line, " is the first of a chain of ");
        write_number(&line, telling, growth, growth->count, "");
        bytes_append_text(&line, ", made ");
        write_since(&line, telling);
    } else if (growth->type == NULL) {
        bytes_append_text(&line, " got longer ");
        write_since(&line, telling);
        bytes_print(&line, ", from %" PRIu32 " to %" PRIu32 " %s", growth->before, growth->length,
                    growth->is_text ? "characters" : "items");
    } else {
        bytes_append_text(&line, " got ");
        write_number(&line, telling, growth, growth->count, "more ");
        bytes_append_text(&line, growth->of_keys ? " as keys " : " ");
        write_since(&line, telling);
    }
    if (growth->with != NULL && growth->with_count > 1) {
        bytes_append_text(&line, ", and with them ");
        show_number(&line, growth->with_count);
        bytes_print(&line, " %s objects", growth->with);
    }
    bytes_append_text(&line, ", ");
    show_bytes(&line, growth->bytes);
    if (growth->type != NULL)
        write_fate(&line, telling, growth);
    bytes_append_char(&line, '.');
    put(telling, "grown", COLOUR_REFS, &line);
}

/* Who made what grew, line and statements. */
static void tell_makers(const Telling *telling, const Growth *growth) {
    Bytes line = {0};
    if (growth->line.file[0] != '\0') {
        bytes_print(&line, "allocated in line %" PRIu32 " of %s, `", growth->line.line,
                    growth->line.file);
        bytes_append(&line, growth->line.text, growth->line.text_length);
        bytes_append_char(&line, '`');
    }
    if (growth->last > 0) {
        bytes_append_text(&line, line.length == 0 ? "made by " : ", by ");
        (void)write_statement(&line, telling, growth->last);
        if (growth->statements > 1 && !growth->is_chain) {
            bytes_append_text(&line, " and ");
            show_count(&line, growth->statements - 1, "statement before it",
                       "statements before it");
        }
    }
    if (line.length > 0)
        put_more(telling, &line);
    bytes_free(&line);
}

/* Who made the holder, and how to go on asking. */
static void tell_holder(const Telling *telling, const Growth *growth) {
    Bytes line = {0};
    Bytes path = {0};
    const Label *label = label_of(telling, growth->holder);
    uint32_t asked = growth->example == CENSUS_NONE ? growth->holder : growth->example;
    if (look_has_path(telling->look, asked))
        look_write_path(&path, telling->look, asked);
    else
        look_write_subject(&path, telling->look, asked);
    if (label != NULL && !growth->is_chain) {
        look_write_where(&line, telling->look, growth->holder);
        if (line.length == 0)
            look_write_subject(&line, telling->look, growth->holder);
        bytes_append_text(&line, " was made by ");
        if (!write_statement(&line, telling, label->made))
            bytes_append_text(&line, "a statement that is forgotten");
        bytes_print(&line, "  (:why %s)", bytes_text(&path));
    } else {
        bytes_print(&line, "ask :why %s", bytes_text(&path));
    }
    put_more(telling, &line);
    bytes_free(&path);
}

/* --- what is kept ------------------------------------------------------------------------------
 */

/* "Node#1 and 3 other objects, 400 bytes" */
static void write_kept(Bytes *line, const Telling *telling, const Kept *kept) {
    look_write_subject(line, telling->look, kept->example);
    if (kept->objects > 1) {
        bytes_append_text(line, " and ");
        show_count(line, kept->objects - 1, "other object", "other objects");
    }
    bytes_append_text(line, ", ");
    show_bytes(line, kept->bytes);
    bytes_append_text(line, ", which nothing else holds");
}

/* The place in which the first of what is kept lies: "local big of boom". */
static void write_place(Bytes *line, const Telling *telling, uint32_t object) {
    const Look *look = telling->look;
    if (look_object(look, object)->in_count > 0)
        (void)look_write_step(line, look, look_incoming(look, object, 0));
}

static void tell_traceback(const Telling *telling, const Kept *kept) {
    Bytes line = {0};
    Bytes path = {0};
    write_called(&line, telling, kept->keeper);
    bytes_append_text(&line, " keeps ");
    write_kept(&line, telling, kept);
    bytes_append_text(&line, ": by its traceback, as ");
    write_place(&line, telling, kept->example);
    if (look_has_path(telling->look, kept->keeper)) {
        look_write_path(&path, telling->look, kept->keeper);
        bytes_print(&line, ". `%s.__traceback__ = None` lets go", bytes_text(&path));
    }
    bytes_append_char(&line, '.');
    bytes_free(&path);
    put(telling, "traceback", COLOUR_REFS, &line);
}

static void tell_closure(const Telling *telling, const Kept *kept) {
    Bytes line = {0};
    const CensusObject *cell = look_object(telling->look, kept->keeper);
    Bytes place = {0};
    if (cell->out_count > 0)
        (void)look_write_step(&place, telling->look, &telling->look->census.edges[cell->first_out]);
    bytes_print(&line, "%s keeps ", bytes_text(&place));
    bytes_free(&place);
    write_kept(&line, telling, kept);
    bytes_append_text(&line, ": they live as long as the function.");
    put(telling, "closure", COLOUR_REFS, &line);
}

/* --- the command -------------------------------------------------------------------------------
 */

static void tell_all(Telling *telling, const Leaks *leaks) {
    bool is_traced = view_heap(telling->look->view)->trace.on != 0;
    for (uint32_t i = 0; i < leaks->growth_count && i < MOST_GROWN; i++, telling->told++) {
        tell_growth(telling, &leaks->growths[i]);
        tell_makers(telling, &leaks->growths[i]);
        tell_holder(telling, &leaks->growths[i]);
    }
    if (leaks->growth_count > 0 && !is_traced) {
        Bytes line = {0};
        bytes_append_text(&line, "(with :set trace on, lines that allocate later on are told too)");
        put_more(telling, &line);
    }
    for (uint32_t i = 0; i < leaks->traceback_count && i < MOST_KEPT; i++, telling->told++)
        tell_traceback(telling, &leaks->tracebacks[i]);
    for (uint32_t i = 0; i < leaks->closure_count && i < MOST_KEPT; i++, telling->told++)
        tell_closure(telling, &leaks->closures[i]);
}

/* The opening sentence: what was looked for, and since when. */
static void tell_title(const Telling *telling, const Leaks *leaks) {
    Bytes line = {0};
    bytes_append_text(&line, telling->told == 0 ? "Nothing looks like a leak " : "What may leak, ");
    write_since(&line, telling);
    if (telling->told == 0)
        bytes_append_text(&line, ": nothing waits for the collector, no list, dict or set keeps "
                                 "growing, no traceback and no closure keeps anything");
    bytes_append_text(&line, " (");
    show_count(&line, leaks->looked_at, "object", "objects");
    bytes_append_text(&line, telling->told == 0 ? " looked at)." : " looked at):");
    show_line(telling->out, telling->style, bytes_text(&line));
    bytes_free(&line);
}

bool show_leaks(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                const char *mark_or_null) {
    const Mark *mark = observer_mark_peek(observer, mark_or_null);
    if (mark_or_null != NULL && mark == NULL) {
        show_print(out, style, "there is no mark '%s'  (:mark %s sets it)", mark_or_null,
                   mark_or_null);
        return false;
    }
    const Look *look = observer_ask(observer, view);
    Leaks leaks = {0};
    Bytes body = {0};
    Telling telling = {
        .out = &body, .style = style, .observer = observer, .look = look, .mark = mark};
    bool done = look != NULL && leaks_find(&leaks, look, mark) && tell_waiting(&telling);
    if (done) {
        tell_forgotten(&telling);
        tell_all(&telling, &leaks);
        telling.out = out;
        tell_title(&telling, &leaks);
        bytes_append(out, bytes_text(&body), body.length);
    }
    out->failed |= !done || body.failed;
    bytes_free(&body);
    return done;
}
