#include "observe/cycles.h"

#include <stdlib.h>
#include <string.h>

static bool takes_part(const Cycles *cycles, uint32_t object) {
    const CensusObject *seen = &cycles->census->objects[object];
    if ((seen->flags & FLAG_DYING) != 0)
        return false;
    return cycles->rule == CYCLES_WRITTEN || (seen->marks & MARK_REACHED) == 0;
}

static bool edge_counts(const Cycles *cycles, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE || edge->held == CENSUS_NONE ||
        !takes_part(cycles, edge->holder) || !takes_part(cycles, edge->held))
        return false;
    if (cycles->rule == CYCLES_UNREACHED)
        return true;
    uint8_t kind = cycles->census->objects[edge->holder].kind;
    if (cycles->census->objects[edge->held].kind == KIND_CLASS)
        return false;
    if (kind == KIND_FUNCTION && edge->place == PLACE_FIELD)
        return edge->index != 0;
    return kind != KIND_CLASS && kind != KIND_MODULE;
}

/* --- groups ---------------------------------------------------------------------------------- */

/* The state of Tarjan's search. `order` is when an object was met, from 1; `low` the earliest it
 * leads back to; `path` the objects without a group yet; `calls` and `at` replace recursion. */
typedef struct Search {
    Cycles *cycles;
    uint32_t *order;
    uint32_t *low;
    uint32_t *path;
    uint32_t *calls;
    uint32_t *at; /* for each object the next of its edges to look at */
    uint8_t *on_path;
    uint32_t met, path_length, call_count;
} Search;

static void enter(Search *search, uint32_t object) {
    search->order[object] = search->low[object] = ++search->met;
    search->path[search->path_length++] = object;
    search->on_path[object] = 1;
    search->at[object] = 0;
    search->calls[search->call_count++] = object;
}

static bool holds_itself(const Search *search, uint32_t object) {
    const Census *census = search->cycles->census;
    const CensusObject *seen = &census->objects[object];
    for (uint32_t i = 0; i < seen->out_count; i++) {
        const CensusEdge *edge = &census->edges[seen->first_out + i];
        if (edge->held == object && edge_counts(search->cycles, edge))
            return true;
    }
    return false;
}

/* All that lies above the root of a group on the path is the group. */
static void close_group(Search *search, uint32_t root) {
    Cycles *cycles = search->cycles;
    uint32_t first = search->path_length;
    while (search->path[--first] != root)
        ;
    uint32_t size = search->path_length - first;
    bool is_cycle = size > 1 || holds_itself(search, root);
    for (uint32_t i = first; i < search->path_length; i++) {
        search->on_path[search->path[i]] = 0;
        cycles->group[search->path[i]] = is_cycle ? cycles->count : CENSUS_NONE;
    }
    search->path_length = first;
    if (is_cycle)
        cycles->sizes[cycles->count++] = size;
}

static void search_from(Search *search, uint32_t start) {
    const Census *census = search->cycles->census;
    enter(search, start);
    while (search->call_count > 0) {
        uint32_t object = search->calls[search->call_count - 1];
        const CensusObject *seen = &census->objects[object];
        if (search->at[object] < seen->out_count) {
            const CensusEdge *edge = &census->edges[seen->first_out + search->at[object]++];
            if (!edge_counts(search->cycles, edge))
                continue;
            if (search->order[edge->held] == 0)
                enter(search, edge->held);
            else if (search->on_path[edge->held] && search->order[edge->held] < search->low[object])
                search->low[object] = search->order[edge->held];
            continue;
        }
        search->call_count--;
        if (search->low[object] == search->order[object])
            close_group(search, object);
        if (search->call_count > 0) {
            uint32_t caller = search->calls[search->call_count - 1];
            if (search->low[object] < search->low[caller])
                search->low[caller] = search->low[object];
        }
    }
}

bool cycles_find(Cycles *cycles, const Census *census, CycleRule rule) {
    size_t count = census->count + (size_t)1;
    *cycles = (Cycles){.census = census, .rule = rule};
    cycles->group = malloc(count * sizeof(uint32_t));
    cycles->sizes = malloc(count * sizeof(uint32_t));
    uint32_t *tables = calloc(count, 5 * sizeof(uint32_t));
    uint8_t *on_path = calloc(count, 1);
    bool done = cycles->group != NULL && cycles->sizes != NULL && tables != NULL && on_path != NULL;
    if (done) {
        memset(cycles->group, 0xFF, count * sizeof(uint32_t));
        Search search = {.cycles = cycles,
                         .order = tables,
                         .low = tables + count,
                         .path = tables + 2 * count,
                         .calls = tables + 3 * count,
                         .at = tables + 4 * count,
                         .on_path = on_path};
        for (uint32_t i = 0; i < census->count; i++) {
            if (search.order[i] == 0 && census->objects[i].out_count > 0 && takes_part(cycles, i))
                search_from(&search, i);
        }
    }
    free(tables);
    free(on_path);
    if (!done)
        cycles_free(cycles);
    return done;
}

void cycles_free(Cycles *cycles) {
    free(cycles->group);
    free(cycles->sizes);
    *cycles = (Cycles){0};
}

bool cycles_hold_edge(const Cycles *cycles, uint32_t number) {
    const CensusEdge *edge = &cycles->census->edges[number];
    return edge_counts(cycles, edge) && cycles->group[edge->holder] != CENSUS_NONE &&
           cycles->group[edge->holder] == cycles->group[edge->held];
}

/* --- loops ----------------------------------------------------------------------------------- */

/* Breadth first from `start` to `goal` within their group: parents[object] is 1 + the edge by
 * which it was met. Returns whether the goal was reached. */
static bool find_way(const Cycles *cycles, uint32_t start, uint32_t goal, uint32_t *parents,
                     uint32_t *queue) {
    const Census *census = cycles->census;
    uint32_t length = 0;
    queue[length++] = start;
    parents[start] = UINT32_MAX;
    for (uint32_t next = 0; next < length; next++) {
        if (queue[next] == goal)
            return true;
        const CensusObject *seen = &census->objects[queue[next]];
        for (uint32_t i = 0; i < seen->out_count; i++) {
            uint32_t edge = seen->first_out + i;
            uint32_t held = census->edges[edge].held;
            if (held == CENSUS_NONE || parents[held] != 0 || !cycles_hold_edge(cycles, edge))
                continue;
            parents[held] = edge + 1;
            queue[length++] = held;
        }
    }
    return false;
}

bool loop_through(Loop *loop, const Cycles *cycles, uint32_t first) {
    const Census *census = cycles->census;
    size_t count = census->count + (size_t)1;
    uint32_t *parents = calloc(count, sizeof(uint32_t));
    uint32_t *queue = malloc(count * sizeof(uint32_t));
    uint32_t start = census->edges[first].held;
    uint32_t goal = census->edges[first].holder;
    uint32_t length = 1;
    *loop = (Loop){0};
    bool done = parents != NULL && queue != NULL && find_way(cycles, start, goal, parents, queue);
    if (done) {
        for (uint32_t at = goal; at != start; at = census->edges[parents[at] - 1].holder)
            length++;
        loop->edges = malloc(length * sizeof(uint32_t));
        done = loop->edges != NULL;
    }
    if (done) {
        loop->length = length;
        loop->edges[0] = first;
        for (uint32_t at = goal; at != start; at = census->edges[parents[at] - 1].holder)
            loop->edges[--length] = parents[at] - 1;
    }
    free(parents);
    free(queue);
    return done;
}

/* The member of a group that was born first. */
static uint32_t find_eldest(const Cycles *cycles, uint32_t group) {
    uint32_t eldest = CENSUS_NONE;
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < cycles->census->count; i++) {
        const CensusObject *object = &cycles->census->objects[i];
        if (cycles->group[i] != group || (object->marks & (MARK_PLUMBING | MARK_ATTRIBUTES)) != 0)
            continue;
        uint64_t birth = census_birth(cycles->census, object);
        if (birth < least) {
            least = birth;
            eldest = i;
        }
    }
    for (uint32_t i = 0; i < cycles->census->count && eldest == CENSUS_NONE; i++) {
        if (cycles->group[i] == group)
            eldest = i;
    }
    return eldest;
}

bool loop_of_group(Loop *loop, const Cycles *cycles, uint32_t group) {
    enum { MOST_TRIES = 8 };
    uint32_t start = find_eldest(cycles, group);
    const CensusObject *seen = &cycles->census->objects[start];
    unsigned tries = 0;
    *loop = (Loop){0};
    for (uint32_t i = 0; i < seen->out_count && tries < MOST_TRIES; i++) {
        Loop other;
        if (!cycles_hold_edge(cycles, seen->first_out + i))
            continue;
        if (!loop_through(&other, cycles, seen->first_out + i))
            return loop->length > 0;
        tries++;
        if (loop->length == 0 || other.length < loop->length) {
            loop_free(loop);
            *loop = other;
        } else {
            loop_free(&other);
        }
    }
    return loop->length > 0;
}

void loop_free(Loop *loop) {
    free(loop->edges);
    *loop = (Loop){0};
}
