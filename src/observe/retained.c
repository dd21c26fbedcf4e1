#include "observe/retained.h"

#include <stdlib.h>
#include <string.h>

typedef struct Search {
    Retained *retained;
    const Look *look;
    uint32_t *waiting[ROUNDS]; /* edges that belong to a later round */
    uint32_t counts[ROUNDS];
} Search;

/* The round in which an edge is followed. */
static RetainedRound round_of(const Look *look, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return ROUND_NAMES;
    const CensusObject *held = look_object(look, edge->held);
    uint8_t holder = look_object(look, edge->holder)->kind;
    if (held->kind == KIND_TRACEBACK && holder == KIND_EXCEPTION)
        return ROUND_TRACEBACKS;
    return holder == KIND_CELL ? ROUND_CLOSURES : ROUND_NAMES;
}

static void reach(Search *search, uint32_t number, uint32_t keeper) {
    Retained *retained = search->retained;
    uint32_t held = search->look->census.edges[number].held;
    if (retained->parents[held] != 0)
        return;
    retained->parents[held] = number + 1;
    retained->keepers[held] = keeper;
    retained->order[retained->reached++] = held;
}

/* Follows an edge, or puts it off. */
static void follow(Search *search, uint32_t number, uint32_t keeper, RetainedRound now) {
    const CensusEdge *edge = &search->look->census.edges[number];
    if (edge->held == CENSUS_NONE || search->retained->parents[edge->held] != 0)
        return;
    RetainedRound then = round_of(search->look, edge);
    if (then > now)
        search->waiting[then][search->counts[then]++] = number;
    else
        reach(search, number, then < now || then == ROUND_NAMES ? keeper : edge->holder);
}

static void go_through(Search *search, uint32_t next, RetainedRound now) {
    const Retained *retained = search->retained;
    for (; next < retained->reached; next++) {
        uint32_t object = retained->order[next];
        const CensusObject *seen = look_object(search->look, object);
        for (uint32_t i = 0; i < seen->out_count; i++)
            follow(search, seen->first_out + i, retained->keepers[object], now);
    }
}

/* The names first, so that ways begin there where they can. */
static void start(Search *search) {
    const Look *look = search->look;
    const Census *census = &look->census;
    if (look->globals != CENSUS_NONE) {
        const CensusObject *globals = look_object(look, look->globals);
        for (uint32_t i = 0; i < globals->out_count; i++) {
            if (census->edges[globals->first_out + i].place == PLACE_VALUE)
                follow(search, globals->first_out + i, CENSUS_NONE, ROUND_NAMES);
        }
    }
    go_through(search, 0, ROUND_NAMES);
    uint32_t next = search->retained->reached;
    for (uint32_t i = census->first_root; i < census->edge_count; i++)
        follow(search, i, CENSUS_NONE, ROUND_NAMES);
    go_through(search, next, ROUND_NAMES);
}

static void sum_up(Retained *retained, const Look *look) {
    for (uint32_t i = retained->reached; i-- > 0;) {
        uint32_t object = retained->order[i];
        const CensusObject *seen = look_object(look, object);
        bool is_counted = (seen->marks & (MARK_PLUMBING | MARK_ATTRIBUTES)) == 0;
        retained->bytes[object] += census_bytes(seen);
        retained->counts[object] += is_counted;
        uint32_t parent = retained_parent(retained, look, object);
        if (parent != CENSUS_NONE) {
            retained->bytes[parent] += retained->bytes[object];
            retained->counts[parent] += retained->counts[object];
        }
    }
}

bool retained_find(Retained *retained, const Look *look) {
    size_t count = look->census.count + (size_t)1;
    Search search = {.retained = retained, .look = look};
    *retained = (Retained){
        .parents = calloc(count, sizeof(uint32_t)),
        .order = malloc(count * sizeof(uint32_t)),
        .keepers = malloc(count * sizeof(uint32_t)),
        .bytes = calloc(count, sizeof(uint64_t)),
        .counts = calloc(count, sizeof(uint32_t)),
    };
    bool done = retained->parents != NULL && retained->order != NULL && retained->keepers != NULL &&
                retained->bytes != NULL && retained->counts != NULL;
    uint32_t kept[ROUNDS] = {0};
    for (uint32_t i = 0; done && i < look->census.edge_count; i++) {
        if (look->census.edges[i].held != CENSUS_NONE)
            kept[round_of(look, &look->census.edges[i])]++;
    }
    for (unsigned round = ROUND_CLOSURES; done && round < ROUNDS; round++) {
        search.waiting[round] = malloc((kept[round] + (size_t)1) * sizeof(uint32_t));
        done = search.waiting[round] != NULL;
    }
    if (done) {
        memset(retained->keepers, 0xFF, count * sizeof(uint32_t));
        start(&search);
    }
    for (unsigned round = ROUND_CLOSURES; done && round < ROUNDS; round++) {
        uint32_t next = retained->first_of[round] = retained->reached;
        for (uint32_t i = 0; i < search.counts[round]; i++) {
            uint32_t edge = search.waiting[round][i];
            reach(&search, edge, look->census.edges[edge].holder);
        }
        go_through(&search, next, (RetainedRound)round);
    }
    if (done)
        sum_up(retained, look);
    for (unsigned round = 0; round < ROUNDS; round++)
        free(search.waiting[round]);
    if (!done)
        retained_free(retained);
    return done;
}

void retained_free(Retained *retained) {
    free(retained->parents);
    free(retained->order);
    free(retained->keepers);
    free(retained->bytes);
    free(retained->counts);
    *retained = (Retained){0};
}
