/* answers_graph.c -- the answers that go through all objects: `:graph --json`, `:types --json`. */
#include "observe/observing.h"
#include "observe/tally.h"
#include "show/answer_parts.h"
#include "show/graph_roots.h"
#include "show/observation.h"

#include <stdlib.h>

/* Objects that are in the graph, and in which order they were met. */
typedef struct Reach {
    const Look *look;
    uint8_t *is_in;
    uint32_t *queue;
    uint32_t count;
} Reach;

/* The dict of an object's attributes is told, other namespaces and plumbing are not. */
static bool is_told(const Look *look, uint32_t object) {
    const CensusObject *known = look_object(look, object);
    bool is_value = (known->marks & MARK_SHARED) != 0;
    return is_value || (known->marks & (MARK_PLUMBING | MARK_NAMESPACE)) == 0;
}

static void reach(Reach *reached, uint32_t object) {
    if (reached->is_in[object] == 0) {
        reached->is_in[object] = 1;
        reached->queue[reached->count++] = object;
    }
}

static void follow(Reach *reached) {
    const Census *census = &reached->look->census;
    for (uint32_t next = 0; next < reached->count; next++) {
        const CensusObject *object = look_object(reached->look, reached->queue[next]);
        for (uint32_t i = 0; i < object->out_count; i++) {
            uint32_t held = census->edges[object->first_out + i].held;
            if (held != CENSUS_NONE && is_told(reached->look, held)) {
                reach(reached, held);
            }
        }
    }
}

static void write_roots(Json *json, const Look *look, const GraphRoots *roots) {
    put_key(json, FIELD_graph_roots);
    json_open(json, '[');
    for (uint32_t i = 0; i < roots->count; i++) {
        json_open(json, '{');
        put_string(json, FIELD_name_name, roots->rows[i].name);
        put_number(json, FIELD_name_held,
                   observation_id(look, look_object(look, roots->rows[i].object)->home));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_reached(Json *json, const Reach *reached) {
    const Census *census = &reached->look->census;
    Bytes text = {0};
    put_key(json, FIELD_graph_objects);
    json_open(json, '[');
    for (uint32_t i = 0; i < census->count; i++) {
        if (reached->is_in[i] != 0) {
            observation_write_object(json, reached->look, i, &text);
        }
    }
    json_close(json, ']');
    put_key(json, FIELD_graph_edges);
    json_open(json, '[');
    for (uint32_t i = 0; i < census->first_root; i++) {
        const CensusEdge *edge = &census->edges[i];
        if (edge->held != CENSUS_NONE && reached->is_in[edge->holder] != 0 &&
            reached->is_in[edge->held] != 0) {
            observation_write_edge(json, reached->look, edge, &text);
        }
    }
    json_close(json, ']');
    bytes_free(&text);
}

/* Errors come as sentences for people. */
static void drop_end(Bytes *why) {
    while (why->length > 0 &&
           (why->data[why->length - 1] == '\n' || why->data[why->length - 1] == '.')) {
        why->data[--why->length] = '\0';
    }
}

bool answer_graph(Json *json, const AnswerRequest *request, Bytes *why) {
    static const ShowStyle WIDE = {.width = 10000, .plain = true};
    GraphRoots roots = {0};
    Reach reached = {0};
    reached.look =
        graph_roots_find(&roots, why, &WIDE, request->observer, request->view, request->argument);
    if (reached.look != NULL) {
        size_t count = reached.look->census.count + (size_t)1;
        reached.is_in = calloc(count, 1);
        reached.queue = malloc(count * sizeof(uint32_t));
    }
    bool done = reached.is_in != NULL && reached.queue != NULL;
    if (done) {
        for (uint32_t i = 0; i < roots.count; i++) {
            reach(&reached, roots.rows[i].object);
        }
        follow(&reached);
        json_open(json, '{');
        write_roots(json, reached.look, &roots);
        write_reached(json, &reached);
        json_close(json, '}');
    } else if (why->length == 0) {
        bytes_append_text(why, "no memory left to look");
    }
    drop_end(why);
    free(reached.is_in);
    free(reached.queue);
    graph_roots_free(&roots);
    return done;
}

bool answer_types(Json *json, const AnswerRequest *request, Bytes *why) {
    Tally tally;
    if (!tally_take(&tally, request->view, observer_labels(request->observer))) {
        bytes_append_text(why, "no memory left to look");
        return false;
    }
    tally_sort(&tally);
    json_open(json, '{');
    put_key(json, FIELD_types_types);
    json_open(json, '[');
    for (uint32_t i = 0; i < tally.count; i++) {
        const TallyType *type = &tally.types[i];
        json_open(json, '{');
        put_string(json, FIELD_type_name, type->name);
        put_number(json, FIELD_type_objects, type->all.objects);
        put_number(json, FIELD_type_bytes, type->all.bytes);
        put_number(json, FIELD_type_startup, type->all.objects - type->sums[TALLY_PROGRAM].objects);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    tally_free(&tally);
    return true;
}
