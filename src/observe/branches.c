#include "observe/branches.h"

#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

typedef struct Listing {
    Branches *branches;
    const Look *look;
    uint32_t most;
    bool failed;
} Listing;

static void add(Listing *listing, const CensusEdge *edge) {
    Branches *branches = listing->branches;
    branches->total++;
    if (branches->count >= listing->most || listing->failed)
        return;
    if (branches->count == branches->capacity) {
        uint32_t larger = branches->capacity == 0 ? 16 : branches->capacity * 2;
        Branch *moved = realloc(branches->rows, larger * sizeof(Branch));
        listing->failed = moved == NULL;
        if (moved == NULL)
            return;
        branches->rows = moved;
        branches->capacity = larger;
    }
    branches->rows[branches->count++] =
        (Branch){.held = edge->held, .edge = (uint32_t)(edge - listing->look->census.edges)};
}

bool branches_is_value(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    return seen->kind < KIND_STREAM && seen->kind != KIND_RANGE_ITERATOR;
}

static const Object *key_of(const Look *look, const CensusEdge *edge) {
    const DictObject *dict =
        (const DictObject *)(const void *)census_see(&look->census, edge->holder);
    return view_see(look->view, place_key_peek(&look->census, dict, edge->index));
}

static bool is_special_name(const Object *key) {
    if (key == NULL || key->kind != KIND_STR)
        return false;
    const StrObject *name = (const StrObject *)(const void *)key;
    return name->bytes > 4 && name->text[0] == '_' && name->text[1] == '_' &&
           name->text[name->bytes - 1] == '_' && name->text[name->bytes - 2] == '_';
}

bool branches_is_shown_name(const Look *look, const CensusEdge *edge) {
    if (edge->place != PLACE_VALUE || edge->held == CENSUS_NONE)
        return false;
    return !is_special_name(key_of(look, edge)) || look_is_written(look, edge->held);
}

/* Methods are what every class has: they are shown where one asks for them. */
static bool is_method(uint8_t kind) {
    return kind == KIND_FUNCTION || kind == KIND_CLASS_METHOD || kind == KIND_STATIC_METHOD ||
           kind == KIND_PROPERTY || kind == KIND_MEMBER || kind == KIND_NATIVE;
}

/* The values of the dict of attributes of an instance, or of a class. */
static void add_attributes(Listing *listing, uint32_t dict, bool of_class) {
    const Look *look = listing->look;
    const CensusObject *seen = look_object(look, dict);
    for (uint32_t i = 0; i < seen->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[seen->first_out + i];
        if (edge->place != PLACE_VALUE || edge->held == CENSUS_NONE)
            continue;
        if (of_class &&
            (is_method(look_object(look, edge->held)->kind) || is_special_name(key_of(look, edge))))
            continue;
        add(listing, edge);
    }
}

/* The items of the tuple of defaults, or the cells of a closure: what they hold. */
static void add_items(Listing *listing, uint32_t tuple) {
    const Look *look = listing->look;
    const CensusObject *seen = look_object(look, tuple);
    for (uint32_t i = 0; i < seen->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[seen->first_out + i];
        if (edge->held == CENSUS_NONE)
            continue;
        const CensusObject *item = look_object(look, edge->held);
        if (item->kind == KIND_CELL && item->out_count == 1)
            edge = &look->census.edges[item->first_out];
        add(listing, edge);
    }
}

/* Whether an object was made by the program: what was there at the start has no number. */
static bool is_made_here(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
    return look_is_written(look, object) && (label == NULL || label->number > 0);
}

/* A field: a part that a learner sees, or machinery. */
static void add_field(Listing *listing, const CensusEdge *edge) {
    const Look *look = listing->look;
    uint8_t kind = look_object(look, edge->holder)->kind;
    if (census_edge_is_attributes(&look->census, edge)) {
        if ((look_object(look, edge->held)->marks & MARK_ATTRIBUTES) != 0)
            add_attributes(listing, edge->held, false);
        else
            add(listing, edge);
        return;
    }
    const FieldRow *row = field_row_peek(kind, edge->index);
    switch (kind) {
    case KIND_CODE:
    case KIND_MODULE:
        return;
    case KIND_FUNCTION:
        if (edge->index == 1 || edge->index == 5)
            add_items(listing, edge->held);
        else if (edge->index == 2)
            add(listing, edge);
        return;
    case KIND_CLASS:
        if (edge->index == 0)
            add_attributes(listing, edge->held, true);
        else if (edge->index == 1 && is_made_here(look, edge->held))
            add(listing, edge);
        return;
    case KIND_FRAME:
    case KIND_GENERATOR:
        if (kind == KIND_GENERATOR && edge->index == 5)
            add(listing, edge);
        return;
    default:
        if (row != NULL && (strcmp(row->words, "class") == 0 || strcmp(row->words, "name") == 0))
            return;
        add(listing, edge);
    }
}

bool branches_list(Branches *branches, const Look *look, uint32_t object, uint32_t most) {
    Listing listing = {.branches = branches, .look = look, .most = most};
    const CensusObject *seen = look_object(look, object);
    branches->count = branches->total = 0;
    for (uint32_t i = 0; i < seen->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[seen->first_out + i];
        if (edge->held == CENSUS_NONE)
            continue;
        switch (edge->place) {
        case PLACE_FIELD:
            add_field(&listing, edge);
            break;
        case PLACE_KEY:
            if (!branches_is_value(look, edge->held))
                add(&listing, edge);
            break;
        case PLACE_SLOT:
            if (census_edge_is_attributes(&look->census, edge))
                add_field(&listing, edge);
            else
                add(&listing, edge);
            break;
        default:
            add(&listing, edge);
        }
    }
    return !listing.failed;
}

void branches_free(Branches *branches) {
    free(branches->rows);
    *branches = (Branches){0};
}

/* Appends what holders of functions and calls say: "cell x of f" without the "of f". */
static void write_short(Bytes *out, const Look *look, const CensusEdge *edge) {
    Bytes text = {0};
    (void)look_write_step(&text, look, edge);
    const char *start = bytes_text(&text);
    const char *end = strstr(start, " of ");
    bytes_append(out, start, end == NULL ? strlen(start) : (size_t)(end - start));
    bytes_free(&text);
}

bool branch_write(Bytes *out, const Look *look, const Branch *branch) {
    const CensusEdge *edge = &look->census.edges[branch->edge];
    const CensusObject *holder = look_object(look, edge->holder);
    bool is_part = holder->kind == KIND_TUPLE && (holder->marks & MARK_PLUMBING) != 0;
    if (edge->place == PLACE_KEY || edge->place == PLACE_MEMBER) {
        bytes_append_text(out, edge->place == PLACE_KEY ? "key" : "item");
        return false;
    }
    bool is_cell = holder->kind == KIND_CELL && !look_has_name(look, edge->holder);
    if (is_cell || is_part || holder->kind == KIND_FRAME || holder->kind == KIND_GENERATOR) {
        write_short(out, look, edge);
        return false;
    }
    if (place_write_suffix(out, &look->census, edge))
        return true;
    const FieldRow *row =
        edge->place == PLACE_FIELD ? field_row_peek(holder->kind, edge->index) : NULL;
    bytes_append_text(out, row == NULL ? "part" : row->words);
    return false;
}
