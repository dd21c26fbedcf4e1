/* why.c -- `:why X`: the chain of references that keeps an object alive, or what freed it. */
#include "object/function.h"
#include "observe/chain.h"
#include "observe/observing.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_STEPS = 10, STEPS_AT_ENDS = 4 };

/* --- what is gone ------------------------------------------------------------------------------
 */

/* Appends "`del b` (11 in :history)". False when the statement is not known. */
static bool write_statement(Bytes *line, const Observer *observer, uint32_t number) {
    const char *text = observer_statement_text(observer, number);
    if (text == NULL)
        return false;
    bytes_print(line, "`%s` (%" PRIu32 " in :history)", text, number);
    return true;
}

static void write_how(Bytes *line, const Observer *observer, const Label *label) {
    const char *text = observer_statement_text(observer, label->gone);
    bool by_command = text != NULL && strncmp(text, ":gc", 3) == 0;
    bool is_collected = label->lost > 0 || label->collected;
    if (text == NULL)
        return;
    if (!is_collected) {
        bytes_append_text(line, ": refs reached 0 at ");
        (void)write_statement(line, observer, label->gone);
        return;
    }
    bytes_append_text(line, ": nothing reached it any more");
    if (label->lost > 0) {
        bytes_append_text(line, " since ");
        (void)write_statement(line, observer, label->lost);
    }
    bytes_append_text(line, by_command ? ", and it was freed by "
                                       : ", and it was freed by a collection that ran in ");
    (void)write_statement(line, observer, label->gone);
}

void show_gone(Bytes *out, const ShowStyle *style, const Observer *observer, const Label *label) {
    const Labels *labels = observer_labels(observer);
    Bytes line = {0};
    labels_write(&line, labels, label);
    if (label->made > labels->present) {
        bytes_append_text(&line, " is not there at this time");
        if (observer_statement_text(observer, label->made) != NULL) {
            bytes_append_text(&line, ": it was made by ");
            (void)write_statement(&line, observer, label->made);
            bytes_append_text(&line, ", which was undone  (:redo brings it back)");
        }
        bytes_append_char(&line, '.');
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
        return;
    }
    bytes_append_text(&line, " is gone");
    write_how(&line, observer, label);
    bytes_append_char(&line, '.');
    const char *brief = labels_brief(labels, label);
    size_t length = strlen(brief);
    bool has_dots = length > 3 && strcmp(brief + length - 3, "...") == 0;
    if (length > 0)
        bytes_print(&line, " It %s%s", brief, has_dots ? "" : ".");
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

/* --- the chain ---------------------------------------------------------------------------------
 */

/* Whether a step says nothing that the next one does not: to the dict of a class or of attributes,
 * to the tuple of a closure and the cell in it. */
static bool is_silent(const Look *look, const CensusEdge *edge, const CensusEdge *next) {
    const CensusObject *held = look_object(look, edge->held);
    if (next == NULL)
        return false;
    if (held->kind == KIND_DICT)
        return (held->marks & (MARK_NAMESPACE | MARK_ATTRIBUTES)) != 0 &&
               next->place == PLACE_VALUE;
    if (edge->holder == CENSUS_NONE)
        return false;
    uint8_t holder = look_object(look, edge->holder)->kind;
    if (held->kind == KIND_CELL)
        return holder == KIND_TUPLE;
    return held->kind == KIND_TUPLE && (holder == KIND_FUNCTION || holder == KIND_CODE) &&
           (held->marks & MARK_PLUMBING) != 0;
}

static void add_step(Table *table, const Look *look, const CensusEdge *edge) {
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    Bytes text = {0};
    HolderKind kind = look_write_step(&text, look, edge);
    row->cells[0] = table_keep(table, &text);
    row->cells[1] = look_holder_words(look, edge, kind);
    bytes_append_text(&text, "holds ");
    look_write_subject(&text, look, edge->held);
    row->cells[2] = table_keep(table, &text);
    bytes_free(&text);
}

/* The steps as rows; of many those at both ends. One step alone is said already. */
static void write_steps(Bytes *out, const ShowStyle *style, const Look *look, const Chain *chain,
                        uint32_t least) {
    const CensusEdge *edges = look->census.edges;
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    uint32_t count = 0;
    uint32_t number = 0;
    for (uint32_t i = 0; i < chain->length; i++)
        count += !is_silent(look, &edges[chain->edges[i]],
                            i + 1 < chain->length ? &edges[chain->edges[i + 1]] : NULL);
    for (uint32_t i = 0; i < chain->length && count >= least; i++) {
        const CensusEdge *edge = &edges[chain->edges[i]];
        if (is_silent(look, edge, i + 1 < chain->length ? &edges[chain->edges[i + 1]] : NULL))
            continue;
        if (count <= MOST_STEPS || number < STEPS_AT_ENDS || number + STEPS_AT_ENDS >= count) {
            add_step(&table, look, edge);
        } else if (number == STEPS_AT_ENDS) {
            TableRow *row = table_add(&table);
            Bytes text = {0};
            bytes_print(&text, "%s ", show_dots(style));
            show_number(&text, count - 2 * STEPS_AT_ENDS);
            bytes_append_text(&text, " more steps");
            if (row != NULL)
                row->cells[0] = table_keep(&table, &text);
            bytes_free(&text);
        }
        number++;
    }
    table_write(out, style, &table);
}

static const char *function_name(const Look *look, const Object *seen) {
    const CodeObject *code =
        seen->kind == KIND_FRAME
            ? view_see(look->view, ((const FrameObject *)(const void *)seen)->code)
            : NULL;
    const StrObject *name =
        seen->kind == KIND_FUNCTION
            ? view_see(look->view, ((const FunctionObject *)(const void *)seen)->name)
        : code != NULL ? view_see(look->view, code->name)
                       : NULL;
    return name == NULL ? "?" : name->text;
}

/* What a step means where it is one that surprises. False if it is none. */
static bool write_meaning(Bytes *line, const Look *look, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return false;
    const Object *seen = census_see(&look->census, edge->holder);
    const CensusObject *held = look_object(look, edge->held);
    switch (seen->kind) {
    case KIND_FRAME:
        if (edge->place != PLACE_SLOT)
            return false;
        bytes_print(line,
                    "A traceback keeps it: the call of %s is over, but a kept exception still has "
                    "its locals.",
                    function_name(look, seen));
        return true;
    case KIND_GENERATOR:
        if (edge->place != PLACE_SLOT)
            return false;
        look_write_subject(line, look, edge->holder);
        bytes_append_text(line, " keeps it: its call waits, and its locals with it.");
        return true;
    case KIND_FUNCTION:
        if (edge->place != PLACE_FIELD ||
            (edge->index != 1 && edge->index != 2 && edge->index != 5))
            return false;
        bytes_print(line,
                    edge->index == 5
                        ? "A closure keeps it: %s uses a variable of the call that made it."
                        : "It is a default of %s: made once, when `def` ran, and kept by the "
                          "function.",
                    function_name(look, seen));
        return true;
    case KIND_METHOD:
        if (edge->index != 1)
            return false;
        look_write_subject(line, look, edge->holder);
        bytes_append_text(line, " keeps it: a method that is bound holds its self.");
        return true;
    case KIND_CLASS:
        if (edge->index != 0 || held->kind != KIND_DICT)
            return false;
        bytes_append_text(line, "A class keeps it: an attribute of the class is one for all "
                                "instances.");
        return true;
    default:
        return false;
    }
}

static void write_meanings(Bytes *out, const ShowStyle *style, const Look *look,
                           const Chain *chain) {
    enum { MOST_MEANINGS = 2 };
    unsigned written = 0;
    for (uint32_t i = chain->length; i-- > 0 && written < MOST_MEANINGS;) {
        const CensusEdge *edge = &look->census.edges[chain->edges[i]];
        Bytes line = {0};
        bytes_append_text(&line, "  ");
        bool is_last = i + 1 == chain->length;
        /* A dict of a class is a step of each method too: that is no news. */
        bool is_method =
            edge->holder != CENSUS_NONE && !is_last &&
            look_object(look, edge->holder)->kind == KIND_CLASS &&
            look_object(look, look->census.edges[chain->edges[i + 1]].held)->kind == KIND_FUNCTION;
        if (!is_method && write_meaning(&line, look, edge)) {
            show_line(out, style, bytes_text(&line));
            written++;
        }
        bytes_free(&line);
    }
}

/* --- what nothing reaches ----------------------------------------------------------------------
 */

/* The statement after which nothing reached an object, or the cycle that holds it; 0: unknown. */
static uint32_t lost_since(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
    return label == NULL ? 0 : label->lost;
}

static void write_loop_of(Bytes *out, const ShowStyle *style, const Look *look,
                          const Cycles *cycles, uint32_t group) {
    Loop loop = {0};
    if (loop_of_group(&loop, cycles, group)) {
        Scratch scratch = {0};
        Bytes line = {0};
        uint32_t count;
        const char **texts = loop_texts(&scratch, look, &loop, &count);
        bytes_append_text(&line, "  ");
        show_write_loop(&line, style, texts, count);
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
        scratch_free(&scratch);
    }
    loop_free(&loop);
}

/* An unreachable object lives because of the cycle that it is in, or that holds it. */
static void write_unreachable(Bytes *out, const ShowStyle *style, const Observer *observer,
                              const Look *look, uint32_t object) {
    Cycles cycles = {0};
    Chain chain = {0};
    bool done = cycles_find(&cycles, &look->census, CYCLES_UNREACHED) &&
                chain_find_from_cycle(&chain, look, &cycles, object);
    bool is_held = done && chain.length > 0;
    bool is_forgotten = done && !is_held && cycles.group[object] == CENSUS_NONE;
    Bytes line = {0};
    look_write_subject(&line, look, object);
    bytes_append_text(&line, is_forgotten ? ": nothing reaches it"
                                          : ": nothing reaches it, so it waits for the collector");
    uint32_t since = lost_since(look, object);
    if (since > 0) {
        bytes_append_text(&line, ", since ");
        (void)write_statement(&line, observer, since);
    }
    bytes_append_text(&line, is_forgotten ? ", and no cycle holds it: a release was forgotten, and "
                                            "no collection frees it."
                             : is_held    ? ". A cycle holds it  (:gc frees):"
                                          : ". It is part of a cycle  (:gc frees):");
    show_line(out, style, bytes_text(&line));
    uint32_t member = is_held ? look->census.edges[chain.edges[0]].holder : object;
    if (done && cycles.group[member] != CENSUS_NONE)
        write_loop_of(out, style, look, &cycles, cycles.group[member]);
    if (is_held)
        write_steps(out, style, look, &chain, 1);
    bytes_free(&line);
    chain_free(&chain);
    cycles_free(&cycles);
}

/* --- the command -------------------------------------------------------------------------------
 */

/* "because n.value leads to it", or whose local, or what part of Ouro. */
static void write_reason(Bytes *line, const Look *look, uint32_t object, const Chain *chain) {
    const CensusEdge *first = &look->census.edges[chain->edges[0]];
    if (look_has_path(look, object)) {
        bytes_append_text(line, " is alive because ");
        look_write_path(line, look, object);
        bytes_append_text(line, look_has_name(look, object) ? " holds it" : " leads to it");
        return;
    }
    Bytes text = {0};
    HolderKind kind = look_write_holder(&text, look, first);
    bool is_direct = chain->length == 1;
    switch (kind) {
    case HOLDER_MACHINE:
        bytes_print(line, " is alive because Ouro itself %s it (%s)",
                    is_direct ? "holds" : "leads to", bytes_text(&text));
        break;
    case HOLDER_LOCAL:
    case HOLDER_TEMPORARY:
        bytes_print(line, " is alive because a call that runs %s it (%s)",
                    is_direct ? "holds" : "leads to", bytes_text(&text));
        break;
    default:
        bytes_print(line, " is alive because %s leads to it", bytes_text(&text));
    }
    bytes_free(&text);
}

static void write_alive(Bytes *out, const ShowStyle *style, const Look *look, uint32_t object,
                        const Chain *chain, const char *path) {
    Bytes line = {0};
    const CensusObject *seen = look_object(look, object);
    uint32_t others = seen->refcount > 0 ? seen->refcount - 1 : 0;
    bool is_shared = (seen->marks & MARK_SHARED) != 0;
    look_write_subject(&line, look, object);
    if (is_shared)
        bytes_append_text(&line, " is shared: Ouro keeps one for everybody");
    else if (chain->length > 0)
        write_reason(&line, look, object, chain);
    else if ((seen->marks & MARK_FORGOTTEN) != 0)
        bytes_append_text(&line, " is alive because a release was forgotten: it has a ref that "
                                 "nobody holds (ouro --fault leak; :audit tells more)");
    else
        bytes_append_text(&line,
                          " is alive because what holds it was forgotten (ouro --fault leak)");
    if (others > 0) {
        bytes_append_text(&line, ", and ");
        show_count(&line, others, "other place holds it", "other places hold it");
        bytes_print(&line, "  (:refcount %s).", path);
    } else {
        bytes_append_text(&line, ", and nothing else holds it.");
    }
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
    if (is_shared)
        return;
    write_steps(out, style, look, chain, 2);
    write_meanings(out, style, look, chain);
}

bool show_why(Bytes *out, const ShowStyle *style, Observer *observer, View view, const char *path) {
    PathAnswer answer;
    const Look *look = show_resolve(out, style, observer, view, path, &answer);
    if (look == NULL)
        return answer.status == PATH_GONE;
    if ((look_object(look, answer.object)->marks & MARK_REACHED) == 0) {
        write_unreachable(out, style, observer, look, answer.object);
        return true;
    }
    Chain chain;
    if (chain_find(&chain, look, answer.object))
        write_alive(out, style, look, answer.object, &chain, path);
    else
        out->failed = true;
    chain_free(&chain);
    return true;
}
