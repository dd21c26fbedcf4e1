/* answers_leaks.c -- the answer of `:leaks --json`. */
#include "observe/faults.h"
#include "observe/garbage.h"
#include "observe/leaks.h"
#include "observe/observing.h"
#include "show/answer_parts.h"
#include "show/observation.h"

/* The id of an object, or null. */
static void put_id(Json *json, ObservationField field, const Look *look, uint32_t object) {
    if (object == CENSUS_NONE) {
        put_null(json, field);
    } else {
        put_number(json, field, observation_id(look, look_object(look, object)->home));
    }
}

static void put_label(Json *json, ObservationField field, const Look *look, uint32_t object,
                      Bytes *text) {
    look_write_subject(text, look, object);
    put_text(json, field, text);
}

static void write_waiting(Json *json, const Look *look) {
    Garbage garbage = {0};
    put_key(json, FIELD_leaks_waiting);
    json_open(json, '[');
    json->out->failed |= !garbage_find(&garbage, look);
    for (uint32_t i = 0; i < garbage.group_count; i++) {
        const GarbageGroup *group = &garbage.groups[i];
        json_open(json, '{');
        put_key(json, FIELD_waiting_loop);
        json_open(json, '[');
        for (uint32_t step = 0; step < group->loop_length; step++) {
            json_string(json, group->loop[step]);
        }
        json_close(json, ']');
        put_number(json, FIELD_waiting_objects, group->objects);
        put_number(json, FIELD_waiting_since, group->since);
        json_close(json, '}');
    }
    json_close(json, ']');
    garbage_free(&garbage);
}

static void write_growth(Json *json, const Look *look, const Growth *growth, Bytes *text) {
    json_open(json, '{');
    put_label(json, FIELD_growth_label, look, growth->holder, text);
    put_id(json, FIELD_growth_holder, look, growth->holder);
    put_boolean(json, FIELD_growth_chain, growth->is_chain);
    put_string(json, FIELD_growth_type, growth->type);
    put_number(json, FIELD_growth_items, growth->count);
    put_number(json, FIELD_growth_length, growth->length);
    put_number(json, FIELD_growth_bytes, growth->bytes);
    put_number(json, FIELD_growth_first, growth->first);
    put_number(json, FIELD_growth_last, growth->last);
    put_id(json, FIELD_growth_example, look, growth->example);
    put_number(json, FIELD_growth_line_number,
               growth->line.file == NULL || growth->line.file[0] == '\0' ? 0 : growth->line.line);
    json_close(json, '}');
}

static void write_kept(Json *json, ObservationField field, const Look *look, const Kept *rows,
                       uint32_t count, Bytes *text) {
    put_key(json, field);
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) {
        json_open(json, '{');
        put_label(json, FIELD_kept_label, look, rows[i].keeper, text);
        put_id(json, FIELD_kept_keeper, look, rows[i].keeper);
        put_number(json, FIELD_kept_objects, rows[i].objects);
        put_number(json, FIELD_kept_bytes, rows[i].bytes);
        put_id(json, FIELD_kept_example, look, rows[i].example);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_forgotten(Json *json, const Look *look, Bytes *text) {
    put_key(json, FIELD_leaks_forgotten);
    json_open(json, '[');
    for (uint32_t i = 0; faults_count(&look->census) > 0 && i < look->census.count; i++) {
        if (faults_of(&look->census, look_object(look, i)) > 0) {
            look_write_subject(text, look, i);
            json_take(json, text);
        }
    }
    json_close(json, ']');
}

bool answer_leaks(Json *json, const AnswerRequest *request, Bytes *why) {
    bool is_named = request->argument[0] != '\0';
    const Mark *mark = observer_mark_peek(request->observer, is_named ? request->argument : NULL);
    if (mark == NULL && is_named) {
        bytes_print(why, "there is no mark '%s' to compare with", request->argument);
        return false;
    }
    const Look *look = answer_look(request, why);
    Leaks leaks = {0};
    if (look == NULL || !leaks_find(&leaks, look, mark)) {
        bytes_append_text(why, look == NULL ? "" : "no memory left to look");
        return false;
    }
    Bytes text = {0};
    json_open(json, '{');
    put_number(json, FIELD_leaks_since, mark == NULL ? 0 : mark->statement);
    write_waiting(json, look);
    put_key(json, FIELD_leaks_growths);
    json_open(json, '[');
    for (uint32_t i = 0; i < leaks.growth_count; i++) {
        write_growth(json, look, &leaks.growths[i], &text);
    }
    json_close(json, ']');
    write_kept(json, FIELD_leaks_tracebacks, look, leaks.tracebacks, leaks.traceback_count, &text);
    write_kept(json, FIELD_leaks_closures, look, leaks.closures, leaks.closure_count, &text);
    write_forgotten(json, look, &text);
    json_close(json, '}');
    bytes_free(&text);
    return true;
}
