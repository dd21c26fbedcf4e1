#include "show/observation.h"

#include "observe/brief.h"
#include "observe/places.h"

#include <string.h>

/* --- members --------------------------------------------------------------------------------- */

static const char *const FIELD_NAMES[] = {
#define FIELD(table, name, type, unit, words) #name,
#include "show/observation.def"
};

void put_key(Json *json, ObservationField field) {
    json_key(json, FIELD_NAMES[field]);
}

void put_number(Json *json, ObservationField field, uint64_t number) {
    put_key(json, field);
    json_number(json, number);
}

void put_boolean(Json *json, ObservationField field, bool value) {
    put_key(json, field);
    json_boolean(json, value);
}

void put_string(Json *json, ObservationField field, const char *text_or_null) {
    put_key(json, field);
    json_string(json, text_or_null);
}

void put_taken(Json *json, ObservationField field, Bytes *text) {
    put_key(json, field);
    json_take(json, text);
}

void put_text(Json *json, ObservationField field, Bytes *text) {
    put_key(json, field);
    json_text(json, bytes_text(text), text->length);
    json->out->failed |= text->failed;
    bytes_clear(text);
}

void put_null(Json *json, ObservationField field) {
    put_key(json, field);
    json_null(json);
}

/* --- objects --------------------------------------------------------------------------------- */

uint64_t observation_id(const Look *look, const void *home) {
    return heap_offset(look->view.home, home);
}

static void write_flags(Json *json, const CensusObject *object, bool is_startup) {
    const struct {
        bool is_set;
        const char *word;
    } flags[] = {
        {is_startup, "startup"},
        {(object->marks & MARK_SHARED) != 0, "shared"},
        {(object->marks & MARK_PLUMBING) != 0, "plumbing"},
        {(object->marks & MARK_NAMESPACE) != 0, "namespace"},
        {(object->marks & MARK_ATTRIBUTES) != 0, "attributes"},
        {(object->marks & MARK_REACHED) == 0, "unreachable"},
        {(object->flags & FLAG_TRACKED) != 0, "tracked"},
        {(object->flags & FLAG_FINALIZED) != 0, "finalized"},
        {(object->flags & FLAG_INTERNED) != 0, "interned"},
        {(object->flags & FLAG_WEAK) != 0, "weak"},
    };
    put_key(json, FIELD_object_flags);
    json_open(json, '[');
    for (size_t i = 0; i < ARRAY_LENGTH(flags); i++) {
        if (flags[i].is_set) {
            json_string(json, flags[i].word);
        }
    }
    json_close(json, ']');
}

void observation_write_object(Json *json, const Look *look, uint32_t object, Bytes *text) {
    const CensusObject *known = look_object(look, object);
    const Label *label = labels_peek(look->labels, known->home, known->birth);
    const Buffer *buffer =
        known->buffer_units == 0 ? NULL : object_buffer_peek(census_see(&look->census, object));
    json_open(json, '{');
    put_number(json, FIELD_object_id, observation_id(look, known->home));
    look_write_subject(text, look, object);
    put_text(json, FIELD_object_label, text);
    put_string(json, FIELD_object_type, brief_type_name(look->view, known->home));
    brief_write_value(text, look->view, look->labels, known->home, BRIEF_COLUMNS);
    put_text(json, FIELD_object_value, text);
    put_number(json, FIELD_object_refs, known->refcount);
    put_number(json, FIELD_object_bytes, (uint64_t)known->units * HEAP_GRAIN);
    if (buffer == NULL) {
        put_null(json, FIELD_object_buffer);
    } else {
        put_number(json, FIELD_object_buffer, observation_id(look, buffer));
    }
    put_number(json, FIELD_object_buffer_bytes, (uint64_t)known->buffer_units * HEAP_GRAIN);
    put_number(json, FIELD_object_birth, known->birth);
    put_number(json, FIELD_object_made, label == NULL ? 0 : label->made);
    if (look_has_path(look, object)) {
        look_write_path(text, look, object);
    }
    put_taken(json, FIELD_object_path, text);
    write_flags(json, known, label != NULL && label->number == 0);
    json_close(json, '}');
}

/* --- references ------------------------------------------------------------------------------ */

static const char *place_word(const CensusEdge *edge) {
    static const char *const WORDS[] = {"field", "item", "key",      "value",  "member",
                                        "slot",  "root", "register", "callee", "frame"};
    return WORDS[edge->place];
}

static uint64_t held_id(const Look *look, const CensusEdge *edge) {
    return edge->held == CENSUS_NONE ? 0
                                     : observation_id(look, look_object(look, edge->held)->home);
}

void observation_write_edge(Json *json, const Look *look, const CensusEdge *edge, Bytes *text) {
    HolderKind kind = look_write_holder(text, look, edge);
    bytes_clear(text);
    json_open(json, '{');
    put_number(json, FIELD_edge_holder,
               observation_id(look, look_object(look, edge->holder)->home));
    put_number(json, FIELD_edge_held, held_id(look, edge));
    put_string(json, FIELD_edge_place, place_word(edge));
    put_number(json, FIELD_edge_index, edge->index);
    if (!place_write_suffix(text, &look->census, edge)) {
        bytes_clear(text);
    }
    bool is_name = edge->holder == look->globals && text->length > 1 && text->data[0] == '.';
    if (is_name) { /* a path begins with it */
        put_key(json, FIELD_edge_step);
        json_text(json, text->data + 1, text->length - 1);
        bytes_clear(text);
    } else {
        put_taken(json, FIELD_edge_step, text);
    }
    put_string(json, FIELD_edge_words, look_holder_words(look, edge, kind));
    json_close(json, '}');
}

void observation_write_root(Json *json, const Look *look, const CensusEdge *edge, Bytes *text) {
    json_open(json, '{');
    put_number(json, FIELD_root_held, held_id(look, edge));
    put_string(json, FIELD_root_place, place_word(edge));
    put_number(json, FIELD_root_index, edge->index);
    HolderKind kind = look_write_holder(text, look, edge);
    put_text(json, FIELD_root_where, text);
    put_string(json, FIELD_root_words, look_holder_words(look, edge, kind));
    json_close(json, '}');
}

/* --- events ---------------------------------------------------------------------------------- */

typedef struct EventRow {
    const char *word;
    const char *fields; /* names of members, with blanks between them */
} EventRow;

enum { EVENT_OUTPUT = EVENT_TOTALS + 1, EVENT_ERROR };

static const EventRow EVENT_ROWS[] = {
#define EVENT(kind, word, fields, words) [EVENT_##kind] = {#word, fields},
#include "show/observation.def"
};

static const char *or_null(const char *text) {
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static void write_loop(Json *json, const Event *event) {
    put_key(json, FIELD_event_loop);
    json_open(json, '[');
    for (uint32_t i = 0; i < event->loop_length; i++) {
        json_string(json, event->loop[i]);
    }
    json_close(json, ']');
}

/* A freed event stands for many alike, or for one object and what went with it. */
static bool is_many(const Event *event) {
    return (event->kind == EVENT_NEW || event->kind == EVENT_FREED) && event->refs_before == 0 &&
           event->count > 0;
}

/* What the members of an Event mean is said for each kind in difference.h. */
static void write_event_field(Json *json, ObservationField field, const Event *event) {
    switch (field) {
    case FIELD_event_label:
        put_string(json, field, or_null(event->subject));
        return;
    case FIELD_event_names:
        put_string(json, field, or_null(event->names));
        return;
    case FIELD_event_before:
        put_string(json, field, or_null(event->before));
        return;
    case FIELD_event_after:
        put_string(json, field, or_null(event->after));
        return;
    case FIELD_event_holders:
        put_string(json, field, or_null(event->holders));
        return;
    case FIELD_event_generation:
        put_string(json, field, event->subject);
        return;
    case FIELD_event_loop:
        write_loop(json, event);
        return;
    case FIELD_event_refs_before:
    case FIELD_event_in_cycles:
        put_number(json, field, event->refs_before);
        return;
    case FIELD_event_refs_after:
    case FIELD_event_cycles:
    case FIELD_event_collections:
    case FIELD_event_exceptions:
        put_number(json, field, event->refs_after);
        return;
    case FIELD_event_many:
        put_number(json, field, is_many(event) ? event->count : 0);
        return;
    case FIELD_event_objects:
        put_number(json, field, is_many(event) ? 0 : event->count);
        return;
    case FIELD_event_bytes:
    case FIELD_event_bytes_before:
    case FIELD_event_looked_at:
        put_number(json, field, event->bytes);
        return;
    case FIELD_event_bytes_after:
    case FIELD_event_made:
        put_number(json, field, event->count);
        return;
    case FIELD_event_freed:
        put_number(json, field, event->kind == EVENT_TOTALS ? event->refs_before : event->count);
        return;
    case FIELD_event_extra:
        put_boolean(json, field, event->is_extra);
        return;
    default:
        UNREACHABLE();
    }
}

/* The member of the table `event` with a name of `length` bytes. */
static ObservationField find_event_field(const char *name, size_t length) {
    for (ObservationField field = FIELD_event_kind; field <= FIELD_event_extra; field++) {
        if (strlen(FIELD_NAMES[field]) == length && memcmp(FIELD_NAMES[field], name, length) == 0) {
            return field;
        }
    }
    UNREACHABLE();
}

void observation_write_event(Json *json, const Event *event) {
    const EventRow *row = &EVENT_ROWS[event->kind];
    json_open(json, '{');
    put_string(json, FIELD_event_kind, row->word);
    for (const char *name = row->fields; *name != '\0';) {
        size_t length = strcspn(name, " ");
        write_event_field(json, find_event_field(name, length), event);
        name += length;
        name += strspn(name, " ");
    }
    json_close(json, '}');
}

void observation_write_output(Json *json, HostStream stream, const char *text, size_t length) {
    json_open(json, '{');
    put_string(json, FIELD_event_kind, EVENT_ROWS[EVENT_OUTPUT].word);
    put_string(json, FIELD_event_stream, stream == HOST_OUT ? "out" : "error");
    put_key(json, FIELD_event_text);
    json_text(json, text, length);
    json_close(json, '}');
}

void observation_write_error(Json *json, const char *text, size_t length) {
    size_t end = length;
    while (end > 0 && text[end - 1] == '\n') {
        end--;
    }
    size_t start = end;
    while (start > 0 && text[start - 1] != '\n') {
        start--;
    }
    json_open(json, '{');
    put_string(json, FIELD_event_kind, EVENT_ROWS[EVENT_ERROR].word);
    put_key(json, FIELD_event_message);
    json_text(json, text + start, end - start);
    put_key(json, FIELD_event_text);
    json_text(json, text, length);
    json_close(json, '}');
}
