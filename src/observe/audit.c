#include "observe/audit.h"

#include "observe/brief.h"
#include "observe/census.h"
#include "observe/faults.h"
#include "observe/places.h"

#include <inttypes.h>

enum { MOST_COMPLAINTS = 10, MOST_HOLDERS = 6 };

static void write_object(Bytes *why, const Census *census, uint32_t index) {
    if (index == CENSUS_NONE) {
        bytes_append_text(why, "nothing that lives");
        return;
    }
    const CensusObject *object = &census->objects[index];
    bytes_print(why, "%s at 0x%" PRIx64, KIND_ROWS[object->kind].type,
                heap_offset(census->view.home, object->home));
    if (object->refcount != 0 && (object->flags & FLAG_DYING) == 0) {
        bytes_append_text(why, " (");
        brief_write_value(why, census->view, NULL, object->home, 40);
        bytes_append_char(why, ')');
    }
}

static void write_holder(Bytes *why, const Census *census, const CensusEdge *edge) {
    switch (edge->place) {
    case PLACE_ROOT:
        bytes_print(why, "%s", ROOT_ROWS[edge->row].words);
        if (ROOT_ROWS[edge->row].count > 1)
            bytes_print(why, "[%" PRIu32 "]", edge->index);
        return;
    case PLACE_REGISTER:
        bytes_print(why, "register %" PRIu32 " of the stack", edge->index);
        return;
    case PLACE_CALLEE:
    case PLACE_FRAME:
        bytes_print(why, "frame %" PRIu32, edge->index);
        return;
    default:
        break;
    }
    bytes_print(why, "%s at 0x%" PRIx64, KIND_ROWS[census->objects[edge->holder].kind].type,
                heap_offset(census->view.home, census->objects[edge->holder].home));
    if (edge->place == PLACE_KEY)
        bytes_print(why, " key %" PRIu32, edge->index);
    else if (!place_write_suffix(why, census, edge))
        bytes_print(why, " field %" PRIu32, edge->index);
    if ((census->objects[edge->holder].flags & FLAG_DYING) != 0)
        bytes_append_text(why, " (being freed)");
}

static void write_holders(Bytes *why, const Census *census, uint32_t index) {
    unsigned written = 0;
    for (uint32_t i = 0; i < census->edge_count && written < MOST_HOLDERS; i++) {
        if (census->edges[i].held != index)
            continue;
        bytes_append_text(why, written++ == 0 ? ": " : ", ");
        write_holder(why, census, &census->edges[i]);
    }
    if (census->objects[index].in_count > written)
        bytes_print(why, " and %" PRIu32 " more", census->objects[index].in_count - written);
}

/* Dying objects have no holders, and their count is a link. A release that was forgotten on purpose
 * is accounted for. */
static bool is_balanced(const Census *census, const CensusObject *object) {
    if ((object->flags & FLAG_DYING) != 0)
        return object->in_count == 0;
    return object->refcount == object->in_count ||
           object->refcount == object->in_count + faults_of(census, object);
}

static unsigned complain_counts(Bytes *why, const Census *census) {
    unsigned wrong = 0;
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *object = &census->objects[i];
        if (is_balanced(census, object) || wrong++ >= MOST_COMPLAINTS)
            continue;
        write_object(why, census, i);
        bytes_print(why, " says %" PRIu32 " refs, and %" PRIu32 " %s it",
                    (object->flags & FLAG_DYING) != 0 ? 0 : object->refcount, object->in_count,
                    object->in_count == 1 ? "place holds" : "places hold");
        write_holders(why, census, i);
        bytes_append_char(why, '\n');
    }
    return wrong;
}

static unsigned complain_strays(Bytes *why, const Census *census) {
    unsigned wrong = 0;
    for (uint32_t i = 0; i < census->edge_count && census->strays > 0; i++) {
        if (census->edges[i].held != CENSUS_NONE || wrong++ >= MOST_COMPLAINTS)
            continue;
        write_holder(why, census, &census->edges[i]);
        bytes_append_text(why, " holds what is freed already\n");
    }
    return wrong;
}

bool audit_run(View view, Bytes *why) {
    Census census = {0};
    if (!census_take(&census, view)) {
        bytes_append_text(why, "there was no memory for the audit\n");
        return false;
    }
    bool holds = census.strays == 0 && census.buffers == census.buffers_owned;
    for (uint32_t i = 0; i < census.count && holds; i++)
        holds = is_balanced(&census, &census.objects[i]);
    if (!holds) {
        unsigned wrong = complain_strays(why, &census) + complain_counts(why, &census);
        if (wrong > 2 * MOST_COMPLAINTS)
            bytes_print(why, "%u complaints in all\n", wrong);
        if (census.buffers != census.buffers_owned)
            bytes_print(why, "there are %" PRIu32 " buffers, and %" PRIu32 " have an owner\n",
                        census.buffers, census.buffers_owned);
    }
    census_free(&census);
    return holds;
}
