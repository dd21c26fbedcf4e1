#include "observe/chain.h"

#include <stdlib.h>

/* Where a chain may begin. */
typedef enum Start {
    START_NAMES,    /* globals and whatever calls hold */
    START_ANYWHERE, /* caches and tables of the Vm too */
    START_CYCLES,   /* members of unreachable cycles */
} Start;

typedef struct Search {
    const Look *look;
    const Cycles *cycles;
    Start start;
    uint32_t *onward; /* for each object 1 + the edge that leads on towards the goal */
    uint32_t *queue;
    uint32_t length;
} Search;

static bool is_start(const Search *search, const CensusEdge *edge) {
    const Look *look = search->look;
    if (search->start == START_CYCLES)
        return edge->holder != CENSUS_NONE && search->cycles->group[edge->holder] != CENSUS_NONE;
    if (edge->holder != CENSUS_NONE)
        return edge->holder == look->globals && edge->place == PLACE_VALUE;
    return search->start == START_ANYWHERE || edge->place != PLACE_ROOT ||
           ROOT_ROWS[edge->row].offset >= offsetof(Vm, pending);
}

/* Whether an object may be part of the chain: garbage keeps nothing alive, and what is being freed
 * lets go. */
static bool may_hold(const Search *search, uint32_t holder) {
    if (holder == CENSUS_NONE || search->onward[holder] != 0)
        return false;
    const CensusObject *object = look_object(search->look, holder);
    if ((object->flags & FLAG_DYING) != 0)
        return false;
    return search->start == START_CYCLES || (object->marks & MARK_REACHED) != 0;
}

/* Breadth first from the object against the direction of the references. Returns 1 + the edge that
 * begins the chain, or 0. */
static uint32_t search_back(Search *search, uint32_t object) {
    const Census *census = &search->look->census;
    search->length = 0;
    search->queue[search->length++] = object;
    search->onward[object] = UINT32_MAX;
    for (uint32_t next = 0; next < search->length; next++) {
        const CensusObject *seen = look_object(search->look, search->queue[next]);
        for (uint32_t i = 0; i < seen->in_count; i++) {
            if (is_start(search, look_incoming(search->look, search->queue[next], i)))
                return census->incoming[seen->first_in + i] + 1;
        }
        for (uint32_t i = 0; i < seen->in_count; i++) {
            const CensusEdge *edge = look_incoming(search->look, search->queue[next], i);
            if (!may_hold(search, edge->holder))
                continue;
            search->onward[edge->holder] = census->incoming[seen->first_in + i] + 1;
            search->queue[search->length++] = edge->holder;
        }
    }
    return 0;
}

static bool collect(Chain *chain, const Search *search, uint32_t first, uint32_t object) {
    const Census *census = &search->look->census;
    uint32_t length = 1;
    for (uint32_t at = census->edges[first].held; at != object;
         at = census->edges[search->onward[at] - 1].held)
        length++;
    chain->edges = malloc(length * sizeof(uint32_t));
    if (chain->edges == NULL)
        return false;
    chain->edges[chain->length++] = first;
    for (uint32_t at = census->edges[first].held; at != object;) {
        uint32_t edge = search->onward[at] - 1;
        chain->edges[chain->length++] = edge;
        at = census->edges[edge].held;
    }
    return true;
}

static bool find_from(Chain *chain, const Look *look, const Cycles *cycles, uint32_t object,
                      Start start) {
    size_t count = look->census.count + (size_t)1;
    Search search = {.look = look, .cycles = cycles, .start = start};
    search.onward = calloc(count, sizeof(uint32_t));
    search.queue = malloc(count * sizeof(uint32_t));
    bool done = search.onward != NULL && search.queue != NULL;
    uint32_t first = done ? search_back(&search, object) : 0;
    if (first != 0)
        done = collect(chain, &search, first - 1, object);
    free(search.onward);
    free(search.queue);
    return done;
}

/* The path that the look found already: the shortest of steps that a program would write. */
static bool follow_parents(Chain *chain, const Look *look, uint32_t object) {
    uint32_t length = 0;
    for (uint32_t at = object; at != CENSUS_NONE && at != look->globals && look->parents[at] != 0;
         at = look->census.edges[look->parents[at] - 1].holder)
        length++;
    chain->edges = malloc(length * sizeof(uint32_t));
    if (chain->edges == NULL)
        return false;
    chain->length = length;
    for (uint32_t at = object; length > 0; at = look->census.edges[chain->edges[length]].holder)
        chain->edges[--length] = look->parents[at] - 1;
    return true;
}

bool chain_find(Chain *chain, const Look *look, uint32_t object) {
    *chain = (Chain){0};
    if (object != look->globals && look->parents[object] != 0)
        return follow_parents(chain, look, object);
    if (!find_from(chain, look, NULL, object, START_NAMES))
        return false;
    return chain->length > 0 || find_from(chain, look, NULL, object, START_ANYWHERE);
}

bool chain_find_from_cycle(Chain *chain, const Look *look, const Cycles *cycles, uint32_t object) {
    *chain = (Chain){0};
    return cycles->group[object] != CENSUS_NONE ||
           find_from(chain, look, cycles, object, START_CYCLES);
}

void chain_free(Chain *chain) {
    free(chain->edges);
    *chain = (Chain){0};
}
