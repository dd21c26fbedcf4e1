#include "show/moment.h"

#include "gc/gc.h"
#include "heap/walk.h"
#include "observe/brief.h"
#include "observe/observing.h"
#include "show/observation.h"

/* --- parts ----------------------------------------------------------------------------------- */

/* A dict's edges are keys and values in turn. */
void moment_write_names(Json *json, const Look *look) {
    const Census *census = &look->census;
    json_open(json, '[');
    if (look->globals != CENSUS_NONE) {
        const CensusObject *globals = look_object(look, look->globals);
        for (uint32_t i = 1; i < globals->out_count; i++) {
            const CensusEdge *key = &census->edges[globals->first_out + i - 1];
            const CensusEdge *value = key + 1;
            if (value->place != PLACE_VALUE || key->place != PLACE_KEY ||
                key->held == CENSUS_NONE || value->held == CENSUS_NONE) {
                continue;
            }
            const Object *name = census_see(census, key->held);
            if (name->kind == KIND_STR) {
                const StrObject *text = (const StrObject *)(const void *)name;
                json_open(json, '{');
                put_key(json, FIELD_name_name);
                json_text(json, text->text, text->bytes);
                put_number(json, FIELD_name_held,
                           observation_id(look, look_object(look, value->held)->home));
                json_close(json, '}');
            }
        }
    }
    json_close(json, ']');
}

void moment_write_heap(Json *json, const Look *look) {
    const Census *census = &look->census;
    HeapTotals totals = heap_totals(look->view);
    json_open(json, '{');
    put_number(json, FIELD_heap_objects, census->count);
    put_number(json, FIELD_heap_object_bytes, census->object_bytes);
    put_number(json, FIELD_heap_buffer_bytes, census->buffer_bytes);
    put_number(json, FIELD_heap_births, census->births);
    put_number(json, FIELD_heap_arenas, totals.arenas);
    put_number(json, FIELD_heap_arenas_limit, totals.arenas_limit);
    put_number(json, FIELD_heap_used_bytes, totals.used_bytes);
    put_number(json, FIELD_heap_free_bytes, totals.free_bytes);
    put_number(json, FIELD_heap_uncarved_bytes, totals.uncarved_bytes);
    put_number(json, FIELD_heap_overhead_bytes, totals.overhead_bytes);
    put_number(json, FIELD_heap_large_bytes, totals.large_bytes);
    json_close(json, '}');
}

/* What a free block was can be read until it is used again. */
static const char *ghost_type(const Block *seen) {
    return seen->flags > KIND_FREE && seen->flags < KIND_COUNT ? KIND_ROWS[seen->flags].type : NULL;
}

static void write_ghosts(Json *json, HeapCursor *cursor) {
    put_key(json, FIELD_area_ghosts);
    json_open(json, '[');
    for (uint64_t number = 0; heap_walk_next_block(cursor); number++) {
        if (cursor->is_free) {
            json_open(json, '{');
            put_number(json, FIELD_ghost_block, number);
            put_string(json, FIELD_ghost_was, ghost_type(cursor->seen));
            json_close(json, '}');
        }
    }
    json_close(json, ']');
}

static void write_area(Json *json, const Look *look, HeapCursor *cursor) {
    static const char *const KINDS[] = {"pool", "span", "run", "free run", "free slots"};
    const HeapArea *area = &cursor->area;
    const Pool *pool = area->pool == NULL ? NULL : view_see(look->view, area->pool);
    bool is_run = area->kind == AREA_RUN;
    json_open(json, '{');
    put_string(json, FIELD_area_kind, KINDS[area->kind]);
    put_number(json, FIELD_area_start, observation_id(look, area->start));
    put_number(json, FIELD_area_bytes, area->bytes);
    put_number(json, FIELD_area_arena, area->arena);
    if (pool != NULL || is_run) {
        put_string(json, FIELD_area_garbage, area->garbage == GARBAGE_LEAF ? "leaf" : "cyclic");
        put_number(json, FIELD_area_first,
                   observation_id(look, area->start) + (pool == NULL ? 0 : sizeof(Pool)));
    } else {
        put_null(json, FIELD_area_garbage);
        put_null(json, FIELD_area_first);
    }
    put_number(json, FIELD_area_block_bytes,
               pool != NULL ? pool->block_bytes
               : is_run     ? area->bytes
                            : 0);
    put_number(json, FIELD_area_capacity, pool != NULL ? pool->capacity : is_run);
    put_number(json, FIELD_area_used, pool != NULL ? pool->used : is_run);
    put_number(json, FIELD_area_carved, pool != NULL ? pool->carved : is_run);
    write_ghosts(json, cursor);
    json_close(json, '}');
}

void moment_write_areas(Json *json, const Look *look) {
    HeapCursor cursor;
    heap_walk_start(&cursor, look->view);
    json_open(json, '[');
    while (heap_walk_next_area(&cursor)) {
        write_area(json, look, &cursor);
    }
    json_close(json, ']');
}

void moment_write_area_of(Json *json, const Look *look, const void *home) {
    HeapCursor cursor;
    heap_walk_start(&cursor, look->view);
    while (heap_walk_next_area(&cursor)) {
        const HeapArea *area = &cursor.area;
        if ((const char *)home - area->start < (ptrdiff_t)area->bytes) {
            write_area(json, look, &cursor);
            return;
        }
    }
    json_null(json);
}

void moment_write_collector(Json *json, const Look *look) {
    const Vm *vm = look->census.vm;
    json_open(json, '{');
    put_boolean(json, FIELD_collector_enabled, vm->collector.enabled != 0);
    put_key(json, FIELD_collector_generations);
    json_open(json, '[');
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        const Generation *generation = &vm->collector.generations[i];
        json_open(json, '{');
        put_number(json, FIELD_generation_number, i);
        put_number(json, FIELD_generation_count,
                   generation->count < 0 ? 0 : (uint64_t)generation->count);
        put_number(json, FIELD_generation_threshold,
                   generation->threshold < 0 ? 0 : (uint64_t)generation->threshold);
        put_number(json, FIELD_generation_objects,
                   gc_count_entries(vm, generation->start, gc_generation_end(vm, i)));
        put_number(json, FIELD_generation_collections, generation->collections);
        put_number(json, FIELD_generation_looked_at, generation->looked_at);
        put_number(json, FIELD_generation_collected, generation->collected);
        put_number(json, FIELD_generation_uncollectable, generation->uncollectable);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

void moment_write_events(Json *json, const Difference *difference) {
    for (uint32_t i = 0; difference != NULL && i < difference->count; i++) {
        observation_write_event(json, &difference->events[i]);
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

static void write_statement(Json *json, const MomentRequest *request) {
    put_key(json, FIELD_moment_statement);
    if (request->statement == NULL) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    put_number(json, FIELD_statement_number, observer_statement_count(request->observer));
    put_key(json, FIELD_statement_text);
    json_text(json, request->statement, request->statement_length);
    if (request->first_line == 0) {
        put_null(json, FIELD_statement_first_line);
    } else {
        put_number(json, FIELD_statement_first_line, request->first_line);
    }
    json_close(json, '}');
}

static void write_graph(Json *json, const Look *look) {
    const Census *census = &look->census;
    Bytes text = {0};
    put_key(json, FIELD_moment_objects);
    json_open(json, '[');
    for (uint32_t i = 0; i < census->count; i++) {
        observation_write_object(json, look, i, &text);
    }
    json_close(json, ']');
    put_key(json, FIELD_moment_edges);
    json_open(json, '[');
    for (uint32_t i = 0; i < census->first_root; i++) {
        observation_write_edge(json, look, &census->edges[i], &text);
    }
    json_close(json, ']');
    put_key(json, FIELD_moment_roots);
    json_open(json, '[');
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        observation_write_root(json, look, &census->edges[i], &text);
    }
    json_close(json, ']');
    bytes_free(&text);
}

bool moment_write(Json *json, const MomentRequest *request) {
    const Look *look = observer_ask(request->observer, request->view);
    if (look == NULL) {
        return false;
    }
    json_open(json, '{');
    put_string(json, FIELD_moment_line, "moment");
    put_number(json, FIELD_moment_schema, OBSERVATION_SCHEMA);
    put_number(json, FIELD_moment_number, observer_statement_count(request->observer));
    write_statement(json, request);
    put_key(json, FIELD_moment_events);
    json_open(json, '[');
    if (request->printed != NULL) {
        json_splice(json, request->printed);
    }
    moment_write_events(json, request->difference);
    json_close(json, ']');
    put_number(json, FIELD_moment_events_left_out,
               request->difference == NULL ? 0 : request->difference->left_out);
    put_key(json, FIELD_moment_names);
    moment_write_names(json, look);
    write_graph(json, look);
    put_key(json, FIELD_moment_heap);
    moment_write_heap(json, look);
    put_key(json, FIELD_moment_areas);
    moment_write_areas(json, look);
    put_key(json, FIELD_moment_collector);
    moment_write_collector(json, look);
    json_close(json, '}');
    json_end_line(json);
    return true;
}

void moment_write_printed(Json *json, const Bytes *printed) {
    json_open(json, '{');
    put_string(json, FIELD_output_line, "output");
    put_key(json, FIELD_output_events);
    json_open(json, '[');
    json_splice(json, printed);
    json_close(json, ']');
    json_close(json, '}');
    json_end_line(json);
}

void moment_write_end(Json *json, int status, const Bytes *printed) {
    json_open(json, '{');
    put_string(json, FIELD_end_line, "end");
    put_number(json, FIELD_end_status, (uint64_t)(status & 0xFF));
    put_key(json, FIELD_end_events);
    json_open(json, '[');
    json_splice(json, printed);
    json_close(json, ']');
    json_close(json, '}');
    json_end_line(json);
}
