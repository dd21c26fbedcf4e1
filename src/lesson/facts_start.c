/* facts_start.c -- what facts remember of the moment when a step began. */
#include "lesson/fact.h"

#include <stdlib.h>
#include <string.h>

const FactStartRow *fact_start_peek(const FactStart *start, const Fact *fact, uint32_t argument) {
    for (uint32_t i = 0; start != NULL && i < start->count; i++) {
        if (start->rows[i].fact == fact && start->rows[i].argument == argument) {
            return &start->rows[i];
        }
    }
    return NULL;
}

static bool add_row(FactStart *start, FactStartRow row) {
    if (start->count == start->capacity) {
        uint32_t larger = start->capacity == 0 ? 8 : start->capacity * 2;
        FactStartRow *moved = realloc(start->rows, larger * sizeof(FactStartRow));
        if (moved == NULL) {
            return false;
        }
        start->rows = moved;
        start->capacity = larger;
    }
    start->rows[start->count++] = row;
    return true;
}

/* Notes an object as it is now: by its address and stamp, and what it is called. */
static bool note_object(FactStart *start, const Fact *fact, uint32_t argument,
                        const FactMoment *moment) {
    Bytes why = {0};
    Bytes label = {0};
    FactStartRow row = {.fact = fact, .argument = argument};
    Fact now = *fact;
    now.arguments[argument].is_of_start = false;
    FactObject found = fact_object(&now, argument, moment, &why);
    if (found.found == FOUND_LIVING) {
        row.home = found.home;
        row.stamp = look_object(moment->look, found.object)->birth;
        look_write_subject(&label, moment->look, found.object);
        row.label = strdup(bytes_text(&label));
    }
    bytes_free(&why);
    bytes_free(&label);
    return add_row(start, row);
}

/* Notes what a call gives now: a number, or the text of a value. */
static bool note_value(FactStart *start, const Fact *fact, const FactMoment *moment) {
    Bytes text = {0};
    FactStartRow row = {
        .fact = fact, .argument = FACT_ARGUMENTS_MOST, .value = fact_ask(fact, moment)};
    Fact now = *fact;
    now.is_of_start = false;
    if (fact_is_text(fact) && fact_write_text(&text, &now, moment)) {
        row.label = strdup(bytes_text(&text));
    }
    bytes_free(&text);
    return add_row(start, row);
}

static bool note(FactStart *start, const Fact *fact, const FactMoment *moment) {
    if (fact == NULL) {
        return true;
    }
    bool ok = note(start, fact->left, moment) && note(start, fact->right, moment);
    for (uint32_t i = 0; ok && i < fact->argument_count; i++) {
        if (fact->arguments[i].is_of_start) {
            ok = note_object(start, fact, i, moment);
        }
    }
    if (ok && fact->shape == FACT_CALL && fact->is_of_start) {
        ok = note_value(start, fact, moment);
    }
    return ok;
}

FactStart *fact_start_take(const Look *look, const Fact *const *facts, size_t count) {
    FactStart *start = calloc(1, sizeof(FactStart));
    if (start == NULL) {
        return NULL;
    }
    const Collector *collector = &look->census.vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        start->collected += collector->generations[i].collected;
        start->collections[i] = collector->generations[i].collections;
        start->automatic[i] = collector->generations[i].unasked;
    }
    FactMoment moment = {.look = look, .start = start};
    for (size_t i = 0; i < count; i++) {
        if (!note(start, facts[i], &moment)) {
            fact_start_free(start);
            return NULL;
        }
    }
    return start;
}

void fact_start_free(FactStart *start) {
    for (uint32_t i = 0; start != NULL && i < start->count; i++) {
        free(start->rows[i].label);
    }
    free(start != NULL ? start->rows : NULL);
    free(start);
}

const char *fact_start_missing(const FactStart *start, const Fact *fact) {
    if (fact == NULL) {
        return NULL;
    }
    for (uint32_t i = 0; i < fact->argument_count; i++) {
        const FactStartRow *row = fact_start_peek(start, fact, i);
        if (row != NULL && row->home == NULL) {
            return fact->arguments[i].text;
        }
    }
    const FactStartRow *value = fact_start_peek(start, fact, FACT_ARGUMENTS_MOST);
    if (value != NULL && !value->value.is_known) {
        return fact->text + strlen("start.");
    }
    const char *left = fact_start_missing(start, fact->left);
    return left != NULL ? left : fact_start_missing(start, fact->right);
}
