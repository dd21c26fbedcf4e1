#include "show/answers.h"

#include "heap/walk.h"
#include "object/weak.h"
#include "observe/chain.h"
#include "observe/faults.h"
#include "observe/ledger.h"
#include "observe/observing.h"
#include "observe/paths.h"
#include "observe/trace_lines.h"
#include "show/answer_parts.h"
#include "show/moment.h"
#include "show/observation.h"

#include <string.h>

/* --- X --------------------------------------------------------------------------------------- */

const Look *answer_look(const AnswerRequest *request, Bytes *why) {
    const Look *look = observer_ask(request->observer, request->view);
    if (look == NULL) {
        bytes_append_text(why, "no memory left to look");
    }
    return look;
}

/* NULL when X names nothing that lives; then `why` says why, and `gone` may have the label. */
static const Look *look_at(const AnswerRequest *request, const char *path, uint32_t *object,
                           const Label **gone, Bytes *why) {
    *gone = NULL;
    if (path[0] == '\0') {
        bytes_append_text(why, "it needs an object: a name, a path or a label");
        return NULL;
    }
    const Look *look = answer_look(request, why);
    if (look == NULL) {
        return NULL;
    }
    PathAnswer answer = path_resolve(look, path, why);
    *object = answer.object;
    if (answer.status == PATH_GONE) {
        *gone = answer.gone;
    }
    return answer.status == PATH_FOUND ? look : NULL;
}

/* --- refcount -------------------------------------------------------------------------------- */

static void write_holders(Json *json, const Ledger *ledger) {
    put_key(json, FIELD_refcount_holders);
    json_open(json, '[');
    for (uint32_t i = 0; i < ledger->count; i++) {
        const LedgerRow *row = &ledger->rows[i];
        json_open(json, '{');
        put_string(json, FIELD_holder_where, row->where);
        put_string(json, FIELD_holder_words, row->what == NULL ? "" : row->what);
        put_number(json, FIELD_holder_count, row->count);
        put_boolean(json, FIELD_holder_rest, row->is_rest);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_weak(Json *json, const Look *look, uint32_t object, Bytes *text) {
    const CensusObject *known = look_object(look, object);
    put_key(json, FIELD_refcount_weak);
    json_open(json, '[');
    for (uint32_t i = 0; (known->flags & FLAG_WEAK) != 0 && i < look->census.count; i++) {
        const Object *seen = census_see(&look->census, i);
        if (object_is_weak(seen) &&
            ((const WeakObject *)(const void *)seen)->referent == known->home) {
            look_write_subject(text, look, i);
            json_take(json, text);
        }
    }
    json_close(json, ']');
}

bool answer_refcount(Json *json, const AnswerRequest *request, Bytes *why) {
    enum { MOST_ROWS = 1000 };
    uint32_t object;
    const Label *gone;
    const Look *look = look_at(request, request->argument, &object, &gone, why);
    if (look == NULL) {
        return false;
    }
    Ledger ledger = {0};
    if (!ledger_make(&ledger, look, object, MOST_ROWS)) {
        ledger_free(&ledger);
        bytes_append_text(why, "no memory left to look");
        return false;
    }
    const CensusObject *known = look_object(look, object);
    Bytes text = {0};
    json_open(json, '{');
    put_key(json, FIELD_refcount_object);
    observation_write_object(json, look, object, &text);
    write_holders(json, &ledger);
    put_number(json, FIELD_refcount_forgotten, faults_of(&look->census, known));
    write_weak(json, look, object, &text);
    json_close(json, '}');
    bytes_free(&text);
    ledger_free(&ledger);
    return true;
}

/* --- why ------------------------------------------------------------------------------------- */

static void write_gone(Json *json, const AnswerRequest *request, const Label *label) {
    const Labels *labels = observer_labels(request->observer);
    const char *brief = labels_brief(labels, label);
    Bytes text = {0};
    json_open(json, '{');
    labels_write(&text, labels, label);
    put_text(json, FIELD_gone_label, &text);
    put_string(json, FIELD_gone_value, brief[0] == '\0' ? NULL : brief);
    put_number(json, FIELD_gone_refs, label->refs);
    put_number(json, FIELD_gone_made, label->made);
    put_number(json, FIELD_gone_freed, label->gone);
    put_string(json, FIELD_gone_statement, observer_statement_text(request->observer, label->gone));
    put_number(json, FIELD_gone_lost, label->lost);
    json_close(json, '}');
    bytes_free(&text);
}

static void write_link(Json *json, const Look *look, const CensusEdge *edge, Bytes *text) {
    json_open(json, '{');
    if (edge->holder == CENSUS_NONE) {
        put_null(json, FIELD_link_holder);
    } else {
        put_number(json, FIELD_link_holder,
                   observation_id(look, look_object(look, edge->holder)->home));
    }
    put_number(json, FIELD_link_held, observation_id(look, look_object(look, edge->held)->home));
    HolderKind kind = look_write_holder(text, look, edge);
    put_text(json, FIELD_link_where, text);
    put_string(json, FIELD_link_words, look_holder_words(look, edge, kind));
    json_close(json, '}');
}

/* Returns how many links there are. */
static uint32_t write_chain(Json *json, const Look *look, uint32_t object, Bytes *text) {
    Chain chain = {0};
    json_open(json, '[');
    bool is_reached = (look_object(look, object)->marks & MARK_REACHED) != 0;
    if (is_reached && !chain_find(&chain, look, object)) {
        json->out->failed = true;
    }
    for (uint32_t i = 0; i < chain.length; i++) {
        write_link(json, look, &look->census.edges[chain.edges[i]], text);
    }
    json_close(json, ']');
    uint32_t length = chain.length;
    chain_free(&chain);
    return length;
}

bool answer_why(Json *json, const AnswerRequest *request, Bytes *why) {
    uint32_t object;
    const Label *gone;
    const Look *look = look_at(request, request->argument, &object, &gone, why);
    if (look == NULL && gone == NULL) {
        return false;
    }
    bytes_clear(why);
    Bytes text = {0};
    json_open(json, '{');
    put_key(json, FIELD_why_object);
    if (look == NULL) {
        json_null(json);
        put_key(json, FIELD_why_chain);
        json_open(json, '[');
        json_close(json, ']');
        put_number(json, FIELD_why_others, 0);
        put_key(json, FIELD_why_gone);
        write_gone(json, request, gone);
    } else {
        observation_write_object(json, look, object, &text);
        put_key(json, FIELD_why_chain);
        uint32_t steps = write_chain(json, look, object, &text);
        put_number(json, FIELD_why_others, look_object(look, object)->refcount - (steps > 0));
        put_null(json, FIELD_why_gone);
    }
    json_close(json, '}');
    bytes_free(&text);
    return true;
}

/* --- the heap -------------------------------------------------------------------------------- */

static void write_place(Json *json, const Look *look, uint32_t object) {
    const Object *home = look_object(look, object)->home;
    HeapArea area;
    put_key(json, FIELD_heap_answer_area);
    moment_write_area_of(json, look, home);
    bool is_block = heap_find_area(look->view, home, &area) && area.pool != NULL;
    const Pool *pool = is_block ? view_see(look->view, area.pool) : NULL;
    size_t offset = is_block ? (size_t)((const char *)home - (const char *)(area.pool + 1)) : 0;
    put_number(json, FIELD_heap_answer_block, is_block ? offset / pool->block_bytes : 0);
}

bool answer_heap(Json *json, const AnswerRequest *request, Bytes *why) {
    bool has_path = request->argument[0] != '\0';
    uint32_t object = CENSUS_NONE;
    const Label *gone;
    const Look *look = has_path ? look_at(request, request->argument, &object, &gone, why)
                                : answer_look(request, why);
    if (look == NULL) {
        return false;
    }
    Bytes text = {0};
    json_open(json, '{');
    put_key(json, FIELD_heap_answer_heap);
    moment_write_heap(json, look);
    put_key(json, FIELD_heap_answer_object);
    if (has_path) {
        observation_write_object(json, look, object, &text);
        write_place(json, look, object);
    } else {
        json_null(json);
        put_null(json, FIELD_heap_answer_area);
        put_null(json, FIELD_heap_answer_block);
    }
    json_close(json, '}');
    bytes_free(&text);
    return true;
}

bool answer_pools(Json *json, const AnswerRequest *request, Bytes *why) {
    const Look *look = answer_look(request, why);
    if (look == NULL) {
        return false;
    }
    json_open(json, '{');
    put_key(json, FIELD_pools_heap);
    moment_write_heap(json, look);
    put_key(json, FIELD_pools_areas);
    moment_write_areas(json, look);
    json_close(json, '}');
    return true;
}

/* --- what happened --------------------------------------------------------------------------- */

bool answer_diff(Json *json, const AnswerRequest *request, Bytes *why) {
    uint32_t present = observer_statement_count(request->observer);
    const Difference *difference = request->difference;
    Difference since = {0};
    if (request->argument[0] != '\0') {
        const Mark *mark = observer_mark_peek(request->observer, request->argument);
        if (mark == NULL || mark->statement > present) {
            bytes_print(why, "there is no mark '%s' to compare with", request->argument);
            return false;
        }
        if (!observer_compare_mark(request->observer, mark, &since)) {
            difference_free(&since);
            bytes_append_text(why, "no memory left to compare");
            return false;
        }
        difference = &since;
    }
    json_open(json, '{');
    put_number(json, FIELD_diff_number, present);
    put_key(json, FIELD_diff_events);
    json_open(json, '[');
    moment_write_events(json, difference);
    json_close(json, ']');
    put_number(json, FIELD_diff_events_left_out, difference == NULL ? 0 : difference->left_out);
    json_close(json, '}');
    difference_free(&since);
    return true;
}

bool answer_history(Json *json, const AnswerRequest *request, Bytes *why) {
    (void)why;
    uint32_t count = observer_statement_count(request->observer);
    json_open(json, '{');
    put_key(json, FIELD_history_statements);
    json_open(json, '[');
    for (uint32_t i = 1; i <= count; i++) {
        const Statement *statement = observer_statement_peek(request->observer, i);
        json_open(json, '{');
        put_number(json, FIELD_past_number, i);
        put_string(json, FIELD_past_text, statement->text);
        put_number(json, FIELD_past_made, statement->made);
        put_number(json, FIELD_past_freed, statement->freed);
        put_number(json, FIELD_past_freed_bytes, statement->freed_bytes);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    return true;
}

bool answer_gc(Json *json, const AnswerRequest *request, Bytes *why) {
    if (strcmp(request->argument, "stats") != 0) {
        bytes_append_text(why, "only `:gc stats` has an answer: it collects nothing");
        return false;
    }
    const Look *look = answer_look(request, why);
    if (look == NULL) {
        return false;
    }
    json_open(json, '{');
    put_key(json, FIELD_gc_collector);
    moment_write_collector(json, look);
    json_close(json, '}');
    return true;
}

bool answer_top(Json *json, const AnswerRequest *request, Bytes *why) {
    TraceLines lines;
    if (!trace_lines_take(&lines, request->view)) {
        bytes_append_text(why, "no memory left to look");
        return false;
    }
    json_open(json, '{');
    put_boolean(json, FIELD_top_tracing, lines.is_tracing);
    put_number(json, FIELD_top_bytes, lines.bytes);
    put_number(json, FIELD_top_peak, lines.peak);
    put_key(json, FIELD_top_lines);
    json_open(json, '[');
    for (size_t i = 0; i < lines.count; i++) {
        const TraceLine *line = &lines.lines[i];
        json_open(json, '{');
        put_string(json, FIELD_made_at_file, line->file);
        put_number(json, FIELD_made_at_line_number, line->line);
        put_key(json, FIELD_made_at_text);
        json_text(json, line->text, line->text_length);
        put_number(json, FIELD_made_at_blocks, line->blocks);
        put_number(json, FIELD_made_at_bytes, line->bytes);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    trace_lines_free(&lines);
    return true;
}

/* --- the table ------------------------------------------------------------------------------- */

static const struct {
    const char *command;
    const char *words;
    AnswerWriter *write;
} ROWS[] = {
#define ANSWER(command, table, words) {#command, words, answer_##command},
#include "show/observation.def"
};

bool answer_has(const char *command) {
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strcmp(ROWS[i].command, command) == 0) {
            return true;
        }
    }
    return false;
}

void answer_list(Bytes *out) {
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        bytes_print(out, ":%-9s %s\n", ROWS[i].command, ROWS[i].words);
    }
}

void answer_write(Json *json, const char *command, const AnswerRequest *request) {
    Bytes why = {0};
    Bytes body = {0};
    Json inner = {.out = &body};
    bool found = false;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strcmp(ROWS[i].command, command) == 0) {
            found = ROWS[i].write(&inner, request, &why);
        }
    }
    json_open(json, '{');
    put_string(json, FIELD_answer_line, "answer");
    put_number(json, FIELD_answer_schema, OBSERVATION_SCHEMA);
    put_string(json, FIELD_answer_command, command);
    put_string(json, FIELD_answer_argument, request->argument);
    put_taken(json, FIELD_answer_error, &why);
    put_key(json, FIELD_answer_answer);
    if (found) {
        json_splice(json, &body);
    } else {
        json_null(json);
    }
    json_close(json, '}');
    json_end_line(json);
    bytes_free(&why);
    bytes_free(&body);
}
