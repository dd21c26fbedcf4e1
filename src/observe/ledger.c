#include "observe/ledger.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_PER_HOLDER = 3 };

static LedgerRow *add_row(Ledger *ledger) {
    if (ledger->count == ledger->capacity) {
        uint32_t larger = ledger->capacity == 0 ? 32 : ledger->capacity * 2;
        LedgerRow *moved = realloc(ledger->rows, larger * sizeof(LedgerRow));
        if (moved == NULL)
            return NULL;
        ledger->rows = moved;
        ledger->capacity = larger;
    }
    ledger->rows[ledger->count] =
        (LedgerRow){.count = 1, .where = "", .what = "", .order = ledger->count};
    return &ledger->rows[ledger->count++];
}

static uint64_t birth_of(const Look *look, const CensusEdge *edge) {
    return edge->holder == CENSUS_NONE
               ? 0
               : census_birth(&look->census, look_object(look, edge->holder));
}

static const char *keep_text(Ledger *ledger, const Bytes *text) {
    if (text->failed)
        return NULL;
    return scratch_copy(&ledger->scratch, bytes_text(text), text->length);
}

/* Adds one place. */
static bool add_place(Ledger *ledger, const Look *look, const CensusEdge *edge) {
    Bytes text = {0};
    HolderKind kind = look_write_holder(&text, look, edge);
    LedgerRow *row = add_row(ledger);
    const char *where = keep_text(ledger, &text);
    bytes_free(&text);
    if (row == NULL || where == NULL)
        return false;
    row->where = where;
    row->kind = (uint8_t)kind;
    row->birth = birth_of(look, edge);
    row->what = look_holder_words(look, edge, kind);
    return true;
}

/* Adds a row for `count` further places in the holder of an edge. */
static bool add_rest(Ledger *ledger, const Look *look, const CensusEdge *edge, uint32_t count) {
    Bytes text = {0};
    bytes_append_text(&text, "more in ");
    HolderKind kind = HOLDER_MACHINE;
    if (edge->holder != CENSUS_NONE) {
        kind = (look_object(look, edge->holder)->flags & FLAG_DYING) != 0 ? HOLDER_DYING
                                                                          : HOLDER_INSIDE;
        look_write_subject(&text, look, edge->holder);
    } else {
        bytes_append_text(&text, "Ouro itself");
    }
    LedgerRow *row = add_row(ledger);
    const char *where = keep_text(ledger, &text);
    bytes_free(&text);
    if (row == NULL || where == NULL)
        return false;
    row->where = where;
    row->kind = (uint8_t)kind;
    row->birth = birth_of(look, edge);
    row->count = count;
    row->is_rest = true;
    return true;
}

/* The edges that lead to the object come in order of their holders. */
static bool add_places(Ledger *ledger, const Look *look, uint32_t object, uint32_t most) {
    uint32_t total = look_object(look, object)->in_count;
    uint32_t i = 0;
    uint32_t left_out = 0;
    while (i < total) {
        const CensusEdge *first = look_incoming(look, object, i);
        uint32_t run = 1;
        while (i + run < total && first->holder != CENSUS_NONE &&
               look_incoming(look, object, i + run)->holder == first->holder)
            run++;
        uint32_t shown =
            run <= ROWS_PER_HOLDER + 1 || first->holder == look->globals ? run : ROWS_PER_HOLDER;
        /* Beyond a few thousand places only names matter: those are met in any case. */
        if (ledger->count > most * 64 && first->holder != look->globals &&
            first->holder != CENSUS_NONE) {
            left_out += run;
            shown = 0;
            run = run == 0 ? 1 : run;
        }
        for (uint32_t k = 0; k < shown; k++) {
            if (!add_place(ledger, look, look_incoming(look, object, i + k)))
                return false;
        }
        if (shown > 0 && shown < run && !add_rest(ledger, look, first, run - shown))
            return false;
        i += run;
    }
    if (left_out > 0) {
        LedgerRow *row = add_row(ledger);
        if (row == NULL)
            return false;
        *row = (LedgerRow){.where = "more elsewhere",
                           .what = "",
                           .birth = UINT64_MAX, /* behind all others */
                           .count = left_out,
                           .kind = HOLDER_INSIDE,
                           .is_rest = true};
    }
    return true;
}

/* A count that is larger than the holders explain: a release was forgotten, by a fault of the
 * runtime (of ours, or one that was asked for). */
static bool add_unheld(Ledger *ledger, uint32_t count) {
    LedgerRow *row = add_row(ledger);
    if (row == NULL)
        return false;
    row->where = "nobody";
    row->what = "a release was forgotten";
    row->count = count;
    row->kind = HOLDER_NOBODY;
    return true;
}

static int compare_rows(const void *left, const void *right) {
    const LedgerRow *one = left;
    const LedgerRow *other = right;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    if (one->birth != other->birth)
        return one->birth < other->birth ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

/* Rows with one text become one. */
static void merge_rows(Ledger *ledger) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ledger->count; i++) {
        const LedgerRow *row = &ledger->rows[i];
        bool is_merged = false;
        for (uint32_t k = kept; k-- > 0 && !is_merged && ledger->rows[k].kind == row->kind;) {
            if (strcmp(ledger->rows[k].where, row->where) != 0 ||
                ledger->rows[k].is_rest != row->is_rest)
                continue;
            ledger->rows[k].count += row->count;
            is_merged = true;
        }
        if (!is_merged)
            ledger->rows[kept++] = *row;
    }
    ledger->count = kept;
}

/* Cuts what is over `most` rows into one that counts it. */
static bool cut_rows(Ledger *ledger, uint32_t most) {
    if (ledger->count <= most)
        return true;
    uint32_t rest = 0;
    for (uint32_t i = most - 1; i < ledger->count; i++)
        rest += ledger->rows[i].count;
    ledger->rows[most - 1] = (LedgerRow){.where = "other places",
                                         .what = "",
                                         .count = rest,
                                         .kind = HOLDER_MACHINE,
                                         .is_rest = true};
    ledger->count = most;
    return true;
}

bool ledger_make(Ledger *ledger, const Look *look, uint32_t object, uint32_t most) {
    const CensusObject *seen = look_object(look, object);
    ledger->is_dying = (seen->flags & FLAG_DYING) != 0;
    ledger->refs = ledger->is_dying ? 0 : seen->refcount;
    if (!add_places(ledger, look, object, most))
        return false;
    if (ledger->refs > seen->in_count && !add_unheld(ledger, ledger->refs - seen->in_count))
        return false;
    if (ledger->count > 0)
        qsort(ledger->rows, ledger->count, sizeof(LedgerRow), compare_rows);
    merge_rows(ledger);
    return cut_rows(ledger, most) && !ledger->scratch.failed;
}

void ledger_free(Ledger *ledger) {
    free(ledger->rows);
    scratch_free(&ledger->scratch);
    *ledger = (Ledger){0};
}
