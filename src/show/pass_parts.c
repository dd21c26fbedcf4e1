#include "show/pass_parts.h"

void pass_write_label(Bytes *out, const PassRecord *record, uint32_t number) {
    uint32_t object = record->objects[number].object;
    if (object == CENSUS_NONE)
        bytes_append_text(out, "a new object");
    else
        look_write_subject(out, record->look, object);
}

void pass_write_weak(Bytes *out, const PassRecord *record, const PassWeak *weak) {
    if (look_write_names(out, record->look, weak->object, 1) == 0)
        look_write_subject(out, record->look, weak->object);
}

/* The edge of the look afterwards by which something that was not resurrected holds a candidate: a
 * name if there is one; or NULL. */
static const CensusEdge *find_holder(const PassRecord *record, const Look *after,
                                     const PassObject *candidate) {
    uint32_t object = census_find(&after->census, candidate->home);
    if (object == CENSUS_NONE)
        return NULL;
    const CensusEdge *found = NULL;
    for (uint32_t i = 0; i < look_object(after, object)->in_count; i++) {
        const CensusEdge *edge = look_incoming(after, object, i);
        if (edge->holder == after->globals)
            return edge;
        const PassObject *holder = NULL;
        if (edge->holder != CENSUS_NONE) {
            const CensusObject *seen = look_object(after, edge->holder);
            uint32_t old = census_find(&record->look->census, seen->home);
            holder = pass_find(record, old);
            if (holder != NULL && holder->stamp != seen->birth)
                holder = NULL; /* another object in the same block */
        }
        if (found == NULL && (holder == NULL || !holder->is_resurrected))
            found = edge;
    }
    return found;
}

bool pass_has_new_holder(const PassRecord *record, const Look *after, uint32_t number) {
    return find_holder(record, after, &record->objects[number]) != NULL;
}

bool pass_is_closed(const PassRecord *record, uint32_t number) {
    uint32_t object = record->objects[number].object;
    return object != CENSUS_NONE && look_object(record->look, object)->kind == KIND_GENERATOR;
}

void pass_write_rescue(Bytes *out, const PassRecord *record, const Look *after, uint32_t number) {
    const PassObject *candidate = &record->objects[number];
    const CensusEdge *holder = find_holder(record, after, candidate);
    if (holder == NULL) {
        bytes_append_text(out, "rescued with what holds it");
        return;
    }
    bytes_append_text(out, "rescued by ");
    if (candidate->saviour == CENSUS_NONE) {
        bytes_append_text(out, "the program");
    } else {
        uint32_t saviour = record->finalizers[candidate->saviour].number;
        bool is_own = saviour == number;
        if (pass_is_closed(record, saviour))
            bytes_append_text(out, is_own ? "what closing it ran" : "what closing ran of ");
        else
            bytes_append_text(out, is_own ? "its own __del__" : "the __del__ of ");
        if (!is_own)
            pass_write_label(out, record, saviour);
    }
    bytes_append_text(out, ": ");
    (void)look_write_holder(out, after, holder);
    bytes_append_text(out, " holds it now");
}
