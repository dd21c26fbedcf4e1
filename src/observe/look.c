#include "observe/look.h"

#include "observe/look_parts.h"
#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

/* Steps that are written, and edges: some steps are silent. */
enum { LONGEST_PATH = 6, MOST_EDGES = 2 * LONGEST_PATH };

/* --- taking ---------------------------------------------------------------------------------- */

/* Whether a program could write the step from holder to held in a path that helps. */
static bool edge_is_step(const Look *look, const CensusEdge *edge) {
    const CensusObject *holder = look_object(look, edge->holder);
    switch (edge->place) {
    case PLACE_SLOT: { /* a generator's temporaries have no names, what it runs over has none */
        const StrObject *name = NULL;
        if (holder->kind == KIND_GENERATOR)
            name = place_slot_name_peek(&look->census, census_see(&look->census, edge->holder),
                                        edge->index);
        return holder->kind != KIND_GENERATOR || (name != NULL && name->text[0] != '.');
    }
    case PLACE_ITEM:
        return true;
    case PLACE_VALUE: {
        const DictObject *dict =
            (const DictObject *)(const void *)census_see(&look->census, edge->holder);
        const Object *key = view_see(look->view, place_key_peek(&look->census, dict, edge->index));
        return key != NULL &&
               (key->kind == KIND_STR || object_is_any_int(key) || key->kind == KIND_NONE);
    }
    case PLACE_FIELD:
        switch (holder->kind) {
        case KIND_CELL:
        case KIND_METHOD:
        case KIND_SLICE:
            return true;
        case KIND_FUNCTION: /* not its globals */
            return edge->index >= 1 && edge->index <= 6;
        case KIND_CLASS:
        case KIND_MODULE:
            return edge->held != look->globals && field_row_peek(holder->kind, edge->index) &&
                   strcmp(field_row_peek(holder->kind, edge->index)->words, "attributes") == 0;
        case KIND_EXCEPTION:
            return edge->index >= 1;
        case KIND_NATIVE:
        case KIND_CLASS_METHOD:
        case KIND_STATIC_METHOD:
            return true;
        case KIND_PROPERTY:
            return edge->index <= 2;
        case KIND_SUPER:
            return edge->index == 1;
        case KIND_WEAK_REFERENCE:
            return edge->index == 0;
        default:
            return census_edge_is_attributes(&look->census, edge);
        }
    default:
        return false;
    }
}

bool look_edge_is_echo(const CensusEdge *edge) {
    return edge->place == PLACE_ROOT && ROOT_ROWS[edge->row].offset == offsetof(Vm, echo);
}

/* Whether an edge is a name that a program can write anywhere: a global, or `_`. */
static bool edge_is_global(const Look *look, const CensusEdge *edge) {
    return (edge->place == PLACE_VALUE && edge->holder == look->globals) || look_edge_is_echo(edge);
}

/* Whether an edge is itself a name: a global, or a local of a running call. */
static bool edge_is_name(const Look *look, const CensusEdge *edge) {
    if (edge_is_global(look, edge))
        return true;
    if (edge->place == PLACE_REGISTER) {
        uint32_t frame = census_frame_of(&look->census, edge->index);
        return frame != CENSUS_NONE &&
               place_local_name_peek(&look->census, frame, edge->index) != NULL;
    }
    return false;
}

static void meet(Look *look, uint32_t edge, uint32_t *queue, uint32_t *length) {
    uint32_t held = look->census.edges[edge].held;
    if (held == CENSUS_NONE || look->parents[held] != 0)
        return;
    look->parents[held] = edge + 1;
    queue[(*length)++] = held;
}

static bool find_paths(Look *look) {
    Census *census = &look->census;
    look->parents = calloc(census->count + (size_t)1, sizeof(uint32_t));
    uint32_t *queue = malloc((census->count + (size_t)1) * sizeof(uint32_t));
    if (look->parents == NULL || queue == NULL) {
        free(queue);
        return false;
    }
    uint32_t length = 0;
    if (look->globals != CENSUS_NONE) {
        const CensusObject *globals = look_object(look, look->globals);
        for (uint32_t i = 0; i < globals->out_count; i++) {
            if (edge_is_name(look, &census->edges[globals->first_out + i]))
                meet(look, globals->first_out + i, queue, &length);
        }
    }
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        if (edge_is_name(look, &census->edges[i]))
            meet(look, i, queue, &length);
    }
    for (uint32_t next = 0; next < length; next++) {
        const CensusObject *object = look_object(look, queue[next]);
        for (uint32_t i = 0; i < object->out_count; i++) {
            if (edge_is_step(look, &census->edges[object->first_out + i]))
                meet(look, object->first_out + i, queue, &length);
        }
    }
    free(queue);
    return true;
}

bool look_take(Look *look, View view, const Labels *labels) {
    free(look->parents);
    look->parents = NULL;
    look->view = view;
    look->labels = labels;
    if (!census_take(&look->census, view) || !census_link(&look->census) ||
        !census_mark(&look->census))
        return false;
    look->globals = census_find(&look->census, look->census.vm->globals);
    return find_paths(look);
}

void look_free(Look *look) {
    census_free(&look->census);
    free(look->parents);
    *look = (Look){0};
}

/* --- paths ----------------------------------------------------------------------------------- */

void look_write_name(Bytes *out, const Look *look, const CensusEdge *edge) {
    const StrObject *name;
    if (look_edge_is_echo(edge)) {
        bytes_append_char(out, '_');
        return;
    }
    if (edge->place == PLACE_REGISTER) {
        uint32_t frame = census_frame_of(&look->census, edge->index);
        name = place_local_name_peek(&look->census, frame, edge->index);
    } else {
        const DictObject *dict =
            (const DictObject *)(const void *)census_see(&look->census, edge->holder);
        const Object *key = place_key_peek(&look->census, dict, edge->index);
        name = (const StrObject *)view_see(look->view, key);
    }
    if (name != NULL && name->header.kind == KIND_STR)
        bytes_append(out, name->text, name->bytes);
}

/* The step to the dict of a class, a module or an instance is not written where the path goes on:
 * `Node.limit`. */
static bool is_silent(const Look *look, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return false;
    uint8_t kind = look_object(look, edge->holder)->kind;
    return (edge->place == PLACE_FIELD && (kind == KIND_CLASS || kind == KIND_MODULE)) ||
           (look_object(look, edge->held)->marks & MARK_ATTRIBUTES) != 0;
}

/* The edges from a name to an object, last first. Returns how many; 0 when there are none or too
 * many. */
static unsigned collect_path(const Look *look, uint32_t object, uint32_t path[MOST_EDGES]) {
    unsigned length = 0;
    unsigned written = 0;
    while (look->parents[object] != 0) {
        uint32_t edge = look->parents[object] - 1;
        written += !is_silent(look, &look->census.edges[edge]);
        if (length == MOST_EDGES || written > LONGEST_PATH)
            return 0;
        path[length++] = edge;
        if (edge_is_name(look, &look->census.edges[edge]))
            return length;
        object = look->census.edges[edge].holder;
    }
    return 0;
}

bool look_has_path(const Look *look, uint32_t object) {
    uint32_t path[MOST_EDGES];
    return object == look->globals || collect_path(look, object, path) > 0;
}

void look_write_path(Bytes *out, const Look *look, uint32_t object) {
    uint32_t path[MOST_EDGES];
    unsigned length = collect_path(look, object, path);
    if (length == 0) {
        look_write_subject(out, look, object);
        return;
    }
    look_write_name(out, look, &look->census.edges[path[length - 1]]);
    for (unsigned i = length - 1; i-- > 0;) {
        const CensusEdge *edge = &look->census.edges[path[i]];
        bool is_last_of_instance =
            i == 0 && (look_object(look, edge->held)->marks & MARK_ATTRIBUTES) != 0;
        if (!is_silent(look, edge) || is_last_of_instance)
            (void)place_write_suffix(out, &look->census, edge);
    }
}

unsigned look_write_names(Bytes *out, const Look *look, uint32_t object, unsigned most) {
    unsigned count = 0;
    const CensusObject *seen = look_object(look, object);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        if (!edge_is_global(look, edge))
            continue;
        if (count < most) {
            bytes_append_text(out, count == 0 ? "" : ", ");
            look_write_name(out, look, edge);
        } else if (count == most) {
            bytes_append_text(out, ", ...");
        }
        count++;
    }
    return count;
}

unsigned look_path_length(const Look *look, uint32_t object) {
    uint32_t path[MOST_EDGES];
    unsigned length = collect_path(look, object, path);
    return length == 0 ? MOST_EDGES + 1 : length;
}

/* Whether a place is a part of a function that a program does not write: `default of f`. */
static bool is_function_part(const Look *look, const CensusEdge *edge) {
    const CensusObject *holder =
        edge->holder == CENSUS_NONE ? NULL : look_object(look, edge->holder);
    return holder != NULL && (holder->kind == KIND_CELL ||
                              (holder->kind == KIND_TUPLE && (holder->marks & MARK_PLUMBING) != 0));
}

/* Whether an object that no path leads to is told by this place of it: `key of d`, `value of n`. */
static bool is_told_by_holder(const Look *look, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return look->is_step && edge->place == PLACE_REGISTER;
    const CensusObject *holder = look_object(look, edge->holder);
    if (holder->kind == KIND_FRAME)
        return edge->place == PLACE_SLOT;
    if (!look_has_path(look, edge->holder))
        return false;
    switch (holder->kind) {
    case KIND_CODE:
    case KIND_FUNCTION:
    case KIND_CLASS:
    case KIND_MODULE:
        return false;
    default:
        return (holder->marks & (MARK_NAMESPACE | MARK_ATTRIBUTES)) == 0;
    }
}

void look_write_where(Bytes *out, const Look *look, uint32_t object) {
    enum { MOST_NAMES = 3 };
    if (look_write_names(out, look, object, MOST_NAMES) > 0)
        return;
    if (look->parents[object] != 0 &&
        is_function_part(look, &look->census.edges[look->parents[object] - 1])) {
        (void)look_write_holder(out, look, &look->census.edges[look->parents[object] - 1]);
        return;
    }
    if (look_has_path(look, object)) {
        look_write_path(out, look, object);
        return;
    }
    const CensusObject *seen = look_object(look, object);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        if (is_told_by_holder(look, edge)) {
            (void)look_write_holder(out, look, edge);
            return;
        }
    }
}

uint32_t look_owner(const Look *look, uint32_t dict) {
    if (dict == CENSUS_NONE || (look_object(look, dict)->marks & MARK_ATTRIBUTES) == 0)
        return CENSUS_NONE;
    return look_incoming(look, dict, 0)->holder;
}

uint32_t look_any_owner(const Look *look, uint32_t dict) {
    enum { MOST_HOLDERS = 8 };
    const CensusObject *seen = dict == CENSUS_NONE ? NULL : look_object(look, dict);
    if (seen == NULL || seen->kind != KIND_DICT)
        return CENSUS_NONE;
    for (uint32_t i = 0; i < seen->in_count && i < MOST_HOLDERS; i++) {
        const CensusEdge *edge = look_incoming(look, dict, i);
        if (census_edge_is_attributes(&look->census, edge))
            return edge->holder;
    }
    return CENSUS_NONE;
}

bool look_has_name(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        if (edge_is_global(look, edge))
            return true;
    }
    return false;
}

static uint32_t find_name_in(const Look *look, const DictObject *home, const char *name,
                             size_t length) {
    const DictObject *dict = view_see(look->view, home);
    Object *const *entries = dict == NULL ? NULL : view_see(look->view, dict->entries);
    for (uint32_t i = 0; entries != NULL && i < dict->fill; i++) {
        const StrObject *key = view_see(look->view, entries[2 * (size_t)i]);
        if (key != NULL && key->header.kind == KIND_STR && key->bytes == length &&
            memcmp(key->text, name, length) == 0)
            return census_find(&look->census, entries[2 * (size_t)i + 1]);
    }
    return CENSUS_NONE;
}

uint32_t look_find_global(const Look *look, const char *name, size_t length) {
    return find_name_in(look, look->census.vm->globals, name, length);
}

uint32_t look_find_builtin(const Look *look, const char *name, size_t length) {
    return find_name_in(look, look->census.vm->builtins, name, length);
}
