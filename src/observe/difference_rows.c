/* difference_rows.c -- single objects: freed, changed, held by others than before. */
#include "object/set.h"
#include "observe/attributes.h"
#include "observe/brief.h"
#include "observe/cycles.h"
#include "observe/difference_parts.h"
#include "observe/places.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Numbers and strings are told by what they were, not by their bytes. */
static bool is_value(const CensusObject *object) {
    return object->kind == KIND_INT || object->kind == KIND_BIG_INT || object->kind == KIND_FLOAT ||
           object->kind == KIND_STR;
}

/* --- holders --------------------------------------------------------------------------------- */

/* A place by a number that is the same in both images. */
typedef struct PlaceId {
    uint64_t id;
    uint32_t edge;
    uint32_t spare;
} PlaceId;

enum { MOST_PLACES = 4000, MOST_HOLDERS_TOLD = 4 };

static uint32_t hash_key(const Look *look, const CensusEdge *edge) {
    const DictObject *dict =
        (const DictObject *)(const void *)census_see(&look->census, edge->holder);
    const Object *key = view_see(look->view, place_key_peek(&look->census, dict, edge->index));
    if (key == NULL || key->kind != KIND_STR)
        return edge->index;
    const StrObject *name = (const StrObject *)(const void *)key;
    uint32_t hash = UINT32_C(2166136261);
    for (uint32_t i = 0; i < name->bytes; i++)
        hash = (hash ^ (unsigned char)name->text[i]) * UINT32_C(16777619);
    return hash;
}

static uint64_t identify_place(const Comparison *comparison, const Look *look,
                               const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return UINT64_C(1) << 63 | (uint64_t)edge->place << 56 | (uint64_t)edge->row << 32 |
               edge->index;
    uint32_t owner = look_any_owner(look, edge->holder);
    uint32_t holder = owner == CENSUS_NONE ? edge->holder : owner;
    if (look == comparison->before)
        holder = comparison->to_after[holder];
    if (holder == CENSUS_NONE)
        return UINT64_C(1) << 62 | edge->holder;
    uint64_t id = (uint64_t)holder << 32;
    /* A place in a slot is the same place once the slots have become a dict. */
    if (owner != CENSUS_NONE && look_object(look, owner)->kind != KIND_DICTED)
        return id | 1;
    if ((look_object(look, edge->holder)->marks & MARK_NAMESPACE) != 0 &&
        edge->place == PLACE_VALUE)
        id |= hash_key(look, edge);
    return id;
}

static int compare_places(const void *left, const void *right) {
    const PlaceId *one = left;
    const PlaceId *other = right;
    if (one->id != other->id)
        return one->id < other->id ? -1 : 1;
    return one->edge < other->edge ? -1 : one->edge > other->edge;
}

static PlaceId *list_places(const Comparison *comparison, const Look *look, uint32_t object,
                            uint32_t *count) {
    *count = object == CENSUS_NONE ? 0 : look_object(look, object)->in_count;
    if (*count > MOST_PLACES)
        return NULL;
    PlaceId *places = malloc((*count + (size_t)1) * sizeof(PlaceId));
    if (places == NULL)
        return NULL;
    for (uint32_t i = 0; i < *count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        places[i] = (PlaceId){.id = identify_place(comparison, look, edge),
                              .edge = (uint32_t)(edge - look->census.edges)};
    }
    qsort(places, *count, sizeof(PlaceId), compare_places);
    return places;
}

/* Places of one holder, or one place: they have one id. Returns where the next begin. */
static uint32_t end_of_places(const PlaceId *places, uint32_t count, uint32_t start) {
    uint32_t end = start;
    while (end < count && places[end].id == places[start].id)
        end++;
    return end;
}

/* Whether a holder has the object at the same index there: of `b[0]` and `b[1]`, the one that is
 * not there any more is the one that is told. *at goes up with the indexes that are asked for. */
static bool is_at_index(const Look *there, const PlaceId *places, uint32_t *at, uint32_t end,
                        uint32_t index) {
    const CensusEdge *edges = there->census.edges;
    while (*at < end && edges[places[*at].edge].index < index)
        (*at)++;
    return *at < end && edges[places[*at].edge].index == index;
}

/* The places of one look that are to be compared with those of the other. */
typedef struct PlaceList {
    const Look *look;
    const PlaceId *places;
    uint32_t count;
} PlaceList;

static void write_missing(Bytes *out, const PlaceList *here, const PlaceList *there, char sign) {
    const CensusEdge *edges = here->look->census.edges;
    uint32_t told = 0;
    uint32_t k = 0;
    for (uint32_t i = 0, end = 0; i < here->count; i = end) {
        end = end_of_places(here->places, here->count, i);
        while (k < there->count && there->places[k].id < here->places[i].id)
            k++;
        bool is_there = k < there->count && there->places[k].id == here->places[i].id;
        uint32_t k_end = is_there ? end_of_places(there->places, there->count, k) : k;
        /* each place there makes up for one here */
        uint32_t missing = end - i > k_end - k ? end - i - (k_end - k) : 0;
        for (uint32_t j = i; j < end && missing > 0; j++) {
            const CensusEdge *edge = &edges[here->places[j].edge];
            if (end - j > missing &&
                is_at_index(there->look, there->places, &k, k_end, edge->index))
                continue;
            missing--;
            if (told++ >= MOST_HOLDERS_TOLD)
                continue;
            bytes_append_text(out, out->length > 0 ? " " : "");
            bytes_append_char(out, sign);
            (void)look_write_holder(out, here->look, edge);
        }
        k = k_end;
    }
    if (told > MOST_HOLDERS_TOLD)
        bytes_print(out, " %c%" PRIu32 " more", sign, told - MOST_HOLDERS_TOLD);
}

void comparison_write_holders(Bytes *out, const Comparison *comparison, uint32_t before,
                              uint32_t after, char sign) {
    uint32_t before_count;
    uint32_t after_count;
    PlaceId *old = list_places(comparison, comparison->before, before, &before_count);
    PlaceId *new = list_places(comparison, comparison->after, after, &after_count);
    const PlaceList gone = {comparison->before, old, before_count};
    const PlaceList come = {comparison->after, new, after_count};
    if (old != NULL && new != NULL && sign == '-')
        write_missing(out, &gone, &come, sign);
    else if (old != NULL && new != NULL)
        write_missing(out, &come, &gone, sign);
    free(old);
    free(new);
}

/* --- what was freed -------------------------------------------------------------------------- */

static bool is_freed(const Comparison *comparison, uint32_t object) {
    return comparison->to_after[object] == CENSUS_NONE &&
           (look_object(comparison->before, object)->flags & FLAG_DYING) == 0;
}

/* Whether something that lives on, or a root, let go of it. */
static bool is_top(const Comparison *comparison, uint32_t object) {
    const CensusObject *seen = look_object(comparison->before, object);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(comparison->before, object, i);
        if (edge->holder == CENSUS_NONE || !is_freed(comparison, edge->holder))
            return true;
    }
    return seen->in_count == 0;
}

enum { FATE_NONE, FATE_TOP, FATE_INSIDE };

/* What was freed, from the names inwards, and the eldest first. */
typedef struct Freed {
    uint64_t birth;
    uint32_t object;
    uint32_t steps;
} Freed;

typedef struct FreedOrder {
    Freed *freed;
    uint32_t count;
} FreedOrder;

static int compare_freed(const void *left, const void *right) {
    const Freed *one = left;
    const Freed *other = right;
    if (one->steps != other->steps)
        return one->steps < other->steps ? -1 : 1;
    return one->birth < other->birth ? -1 : one->birth > other->birth;
}

static bool order_freed(FreedOrder *order, const Comparison *comparison) {
    const Look *before = comparison->before;
    for (uint32_t i = 0; i < before->census.count; i++)
        order->count += is_freed(comparison, i);
    order->freed = malloc((order->count + (size_t)1) * sizeof(Freed));
    if (order->freed == NULL)
        return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < before->census.count; i++) {
        if (is_freed(comparison, i))
            order->freed[count++] = (Freed){census_birth(&before->census, look_object(before, i)),
                                            i, look_path_length(before, i)};
    }
    qsort(order->freed, count, sizeof(Freed), compare_freed);
    return true;
}

/* Counts what went with a freed object: all that only it and its like held. */
static void count_inside(const Comparison *comparison, uint32_t top, uint8_t *fates,
                         uint32_t *stack, uint64_t *count, uint64_t *bytes) {
    const Census *census = &comparison->before->census;
    uint32_t depth = 0;
    stack[depth++] = top;
    while (depth > 0) {
        const CensusObject *object = &census->objects[stack[--depth]];
        for (uint32_t i = 0; i < object->out_count; i++) {
            uint32_t held = census->edges[object->first_out + i].held;
            if (held == CENSUS_NONE || fates[held] != FATE_NONE || !is_freed(comparison, held))
                continue;
            fates[held] = FATE_INSIDE;
            *count += look_is_written(comparison->before, held);
            *bytes += census_bytes(&census->objects[held]);
            stack[depth++] = held;
        }
    }
}

static Event *tell_one_freed(const Comparison *comparison, uint32_t object, uint8_t rank) {
    const Look *before = comparison->before;
    const CensusObject *seen = look_object(before, object);
    Event *event = difference_add(comparison->difference, EVENT_FREED, rank);
    if (event == NULL)
        return NULL;
    Bytes text = {0};
    look_write_subject(&text, before, object);
    event->subject = difference_keep(comparison->difference, &text);
    event->is_extra = seen->kind == KIND_FRAME || (comparison->request->is_step &&
                                                   difference_is_exception_part(before, object));
    event->refs_before = seen->refcount;
    event->bytes = census_bytes(seen);
    if (is_value(seen)) {
        brief_write_value(&text, before->view, before->labels, seen->home, BRIEF_COLUMNS / 2);
        event->before = difference_keep(comparison->difference, &text);
    }
    return event;
}

/* Whether a collection freed anything in the statement. */
static bool has_collected(const Comparison *comparison) {
    const Collector *old = &comparison->before->census.vm->collector;
    const Collector *new = &comparison->after->census.vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        if (new->generations[i].collected > old->generations[i].collected)
            return true;
    }
    return false;
}

/* Notes of what was part of a cycle, and died in a statement with a collection, that it was this
 * that freed it. */
static void note_collected(const Comparison *comparison) {
    const Look *before = comparison->before;
    Cycles cycles;
    if (!has_collected(comparison) || !cycles_find(&cycles, &before->census, CYCLES_WRITTEN))
        return;
    for (uint32_t i = 0; i < before->census.count; i++) {
        const CensusObject *seen = look_object(before, i);
        const Label *label = cycles.group[i] != CENSUS_NONE && is_freed(comparison, i)
                                 ? labels_peek(before->labels, seen->home, seen->birth)
                                 : NULL;
        if (label != NULL)
            labels_collect(comparison->request->labels, label);
    }
    cycles_free(&cycles);
}

/* Notes in the labels what died and what it was. */
static void bury(const Comparison *comparison) {
    enum { MOST_BRIEFS = 2000 };
    const Look *before = comparison->before;
    unsigned written = 0;
    for (uint32_t i = 0; i < before->census.count; i++) {
        const CensusObject *seen = look_object(before, i);
        const Label *label =
            is_freed(comparison, i) ? labels_peek(before->labels, seen->home, seen->birth) : NULL;
        if (label == NULL)
            continue;
        Bytes text = {0};
        bool has_slots = seen->kind == KIND_INSTANCE || seen->kind == KIND_DICTED;
        bytes_append_text(&text, written < MOST_BRIEFS ? has_slots ? "had " : "was " : "");
        if (written++ < MOST_BRIEFS)
            brief_write_value(&text, before->view, before->labels, seen->home, BRIEF_COLUMNS);
        labels_bury(comparison->request->labels, label, comparison->request->statement,
                    bytes_text(&text), seen->refcount);
        bytes_free(&text);
    }
    note_collected(comparison);
}

/* What is said before the label of a holder that is gone too: `value of `, `local x of `. */
static void write_gone_prefix(Bytes *out, const Look *look, const CensusEdge *edge) {
    const CensusObject *holder = look_object(look, edge->holder);
    bytes_append_text(out, place_prefix(edge));
    if (edge->place == PLACE_FIELD) {
        const FieldRow *row = field_row_peek(holder->kind, edge->index);
        if (row == NULL || row->attribute == NULL)
            bytes_print(out, "%s of ", row == NULL ? "part" : row->words);
    } else if (holder->kind == KIND_GENERATOR) {
        place_write_local(out, &look->census, edge);
    }
}

/* What held an object that went with it, by their labels: nothing else names them any more. */
static void write_gone_holders(Bytes *out, const Look *look, uint32_t object) {
    enum { MOST_TOLD = 3 };
    const CensusObject *seen = look_object(look, object);
    for (uint32_t i = 0; i < seen->in_count && i < MOST_TOLD; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        bytes_append_text(out, i == 0 ? "-" : " -");
        if (edge->holder == CENSUS_NONE ||
            (look_object(look, edge->holder)->marks & (MARK_NAMESPACE | MARK_PLUMBING)) != 0) {
            (void)look_write_holder(out, look, edge);
            continue;
        }
        uint32_t owner = look_owner(look, edge->holder);
        write_gone_prefix(out, look, edge);
        look_write_subject(out, look, owner == CENSUS_NONE ? edge->holder : owner);
        if (look_object(look, edge->holder)->kind != KIND_GENERATOR || edge->place != PLACE_SLOT)
            (void)place_write_suffix(out, &look->census, edge);
    }
    if (seen->in_count > MOST_TOLD)
        bytes_print(out, " -%" PRIu32 " more", seen->in_count - MOST_TOLD);
}

/* A few that went with another get rows of their own, many are counted. */
static void tell_inner_freed(const Comparison *comparison, const FreedOrder *order,
                             const uint8_t *fates, const AlikeTable *alike, bool are_few) {
    for (uint32_t k = 0; k < order->count; k++) {
        uint32_t i = order->freed[k].object;
        if (!is_freed(comparison, i) || !look_is_written(comparison->before, i) ||
            fates[i] == FATE_TOP)
            continue;
        bool is_extra =
            fates[i] == FATE_INSIDE ? !are_few : alike_has_many(alike, comparison->before, i);
        if (is_extra && comparison->difference->count >= MOST_EVENTS / 2) {
            comparison->difference->left_out_extra++;
            continue;
        }
        Event *event = tell_one_freed(comparison, i, 5);
        if (event == NULL)
            continue;
        event->is_extra |= is_extra;
        if (fates[i] == FATE_NONE)
            event->rank = 3;
        if (fates[i] == FATE_NONE && look_object(comparison->before, i)->out_count > 0) {
            event->holders = "in a cycle";
            continue;
        }
        Bytes text = {0};
        write_gone_holders(&text, comparison->before, i);
        event->holders = difference_keep(comparison->difference, &text);
    }
}

/* What was let go of by something that lives on. Returns how many went with it. */
static uint64_t tell_top_freed(const Comparison *comparison, const AlikeTable *alike,
                               uint32_t object, uint8_t *fates, uint32_t *stack) {
    enum { FEW = 4 };
    const Look *before = comparison->before;
    uint64_t count = 0;
    uint64_t bytes = 0;
    count_inside(comparison, object, fates, stack, &count, &bytes);
    if (!look_is_written(before, object))
        return count;
    bool has_name = look_has_name(before, object);
    bool is_extra = !has_name && alike_has_many(alike, before, object);
    if (is_extra && comparison->difference->count >= MOST_EVENTS / 2) {
        comparison->difference->left_out_extra++;
        return count;
    }
    Event *event = tell_one_freed(comparison, object, has_name ? 1 : 3);
    if (event == NULL)
        return count;
    Bytes text = {0};
    comparison_write_holders(&text, comparison, object, CENSUS_NONE, '-');
    event->holders = difference_keep(comparison->difference, &text);
    event->count = count;
    event->bytes += count > FEW ? bytes : 0;
    event->is_extra |= is_extra;
    return count;
}

/* Finds out what of the freed was let go of, and which of it is one of many. */
static void sort_freed(const Comparison *comparison, uint8_t *fates, AlikeTable *alike) {
    const Look *before = comparison->before;
    for (uint32_t i = 0; i < before->census.count; i++) {
        if (!is_freed(comparison, i) || !is_top(comparison, i))
            continue;
        fates[i] = FATE_TOP;
        if (look_is_written(before, i) && !look_has_name(before, i))
            alike_add(&alike[0], before, i);
    }
}

/* Tells of those that nothing let go of: a collection freed them. */
static void sort_collected(const Comparison *comparison, const uint8_t *fates, AlikeTable *alike) {
    const Look *before = comparison->before;
    for (uint32_t i = 0; i < before->census.count; i++) {
        if (is_freed(comparison, i) && fates[i] == FATE_NONE && look_is_written(before, i))
            alike_add(alike, before, i);
    }
    alike_tell(alike, comparison, before, EVENT_FREED, "by the collector");
}

bool comparison_tell_freed(Comparison *comparison) {
    enum { FEW = 4 };
    Difference *difference = comparison->difference;
    uint32_t total = comparison->before->census.count;
    if (difference->freed_bytes == 0)
        return true;
    uint8_t *fates = calloc(total + (size_t)1, 1);
    uint32_t *stack = malloc((total + (size_t)1) * sizeof(uint32_t));
    AlikeTable alike[2] = {{0}};
    FreedOrder order = {0};
    bool done = fates != NULL && stack != NULL && order_freed(&order, comparison) &&
                alike_start(&alike[0], comparison->request->labels) &&
                alike_start(&alike[1], comparison->request->labels);
    uint64_t inside = 0;
    if (done) {
        sort_freed(comparison, fates, &alike[0]);
        for (uint32_t k = 0; k < order.count; k++) {
            uint32_t i = order.freed[k].object;
            if (fates[i] == FATE_TOP)
                inside += tell_top_freed(comparison, &alike[0], i, fates, stack);
        }
        for (uint32_t i = 0; i < difference->count && inside <= FEW; i++)
            difference->events[i].count = 0;
        alike_tell(&alike[0], comparison, comparison->before, EVENT_FREED, "");
        sort_collected(comparison, fates, &alike[1]);
        tell_inner_freed(comparison, &order, fates, &alike[1], inside <= FEW);
        if (!comparison->request->is_step)
            bury(comparison);
    }
    alike_free(&alike[0]);
    alike_free(&alike[1]);
    free(order.freed);
    free(fates);
    free(stack);
    return done;
}

/* --- what lives on --------------------------------------------------------------------------- */

/* Containers have rows of their own, which tell who holds them now. */
static bool has_own_row(const Look *look, uint32_t object) {
    return object != CENSUS_NONE && look_is_written(look, object) &&
           !is_value(look_object(look, object));
}

/* What an object of one of the images has under a name, or CENSUS_NONE. */
static uint32_t attribute_value(const Look *look, uint32_t object, const StrObject *name) {
    const Object *value =
        attributes_find(look->view, look_object(look, object)->home, name->text, name->bytes);
    return value == NULL ? CENSUS_NONE : census_find(&look->census, value);
}

static bool attribute_changed(const Comparison *comparison, uint32_t old, uint32_t new) {
    if (has_own_row(comparison->before, old) || has_own_row(comparison->after, new))
        return false;
    return (old == CENSUS_NONE ? CENSUS_NONE : comparison->to_after[old]) != new ||
           (old != CENSUS_NONE && new == CENSUS_NONE);
}

/* The attributes that changed, in one of the images: those that were there before, and then those
 * that are new. */
static void write_changed_attributes(Bytes *out, const Comparison *comparison,
                                     const Touched *touched, bool is_before) {
    enum { MOST_LOOKED_AT = 100 };
    const Look *look = is_before ? comparison->before : comparison->after;
    unsigned looked_at = 0;
    for (int pass = 0; pass < 2; pass++) {
        const Look *from = pass == 0 ? comparison->before : comparison->after;
        AttributeCursor cursor;
        attributes_start(&cursor, from->view,
                         look_object(from, pass == 0 ? touched->before : touched->after)->home);
        while (attributes_next(&cursor) && looked_at++ < MOST_LOOKED_AT) {
            uint32_t old = attribute_value(comparison->before, touched->before, cursor.name);
            uint32_t new = attribute_value(comparison->after, touched->after, cursor.name);
            if ((pass == 1 && old != CENSUS_NONE) || !attribute_changed(comparison, old, new))
                continue;
            uint32_t value = is_before ? old : new;
            bytes_append_text(out, out->length > 0 ? ", " : "");
            if (value == CENSUS_NONE) {
                bytes_print(out, "no %s", cursor.name->text);
                continue;
            }
            bytes_print(out, "%s ", cursor.name->text);
            brief_write_value(out, look->view, look->labels, look_object(look, value)->home,
                              BRIEF_COLUMNS / 2);
        }
    }
}

/* Whether items of a list or dict of a class that inherits from it are others. */
static bool items_moved(const Comparison *comparison, const Touched *touched) {
    const Census *old = &comparison->before->census;
    const Census *new = &comparison->after->census;
    const CensusObject *one = &old->objects[touched->before];
    const CensusObject *other = &new->objects[touched->after];
    uint32_t i = 0;
    uint32_t k = 0;
    for (;; i++, k++) {
        while (i < one->out_count && old->edges[one->first_out + i].place == PLACE_FIELD)
            i++;
        while (k < other->out_count && new->edges[other->first_out + k].place == PLACE_FIELD)
            k++;
        if (i == one->out_count || k == other->out_count)
            return i < one->out_count || k < other->out_count;
        const CensusEdge *left = &old->edges[one->first_out + i];
        const CensusEdge *right = &new->edges[other->first_out + k];
        if (left->place != right->place || left->index != right->index ||
            comparison->to_after[left->held] != right->held)
            return true;
    }
}

static void write_contents(Bytes *out, const Comparison *comparison, const Touched *touched,
                           bool is_before) {
    const Look *look = is_before ? comparison->before : comparison->after;
    uint32_t object = is_before ? touched->before : touched->after;
    const CensusObject *seen = look_object(look, object);
    if (seen->kind < KIND_INSTANCE && seen->kind != KIND_FUNCTION) {
        brief_write_value(out, look->view, look->labels, seen->home, BRIEF_COLUMNS);
        return;
    }
    bool has_items = seen->kind == KIND_LIST_INSTANCE || seen->kind == KIND_DICT_INSTANCE;
    if (has_items && items_moved(comparison, touched))
        brief_write_items(out, look->view, look->labels, seen->home, BRIEF_COLUMNS);
    write_changed_attributes(out, comparison, touched, is_before);
}

void comparison_read_before(Comparison *comparison) {
    for (uint32_t i = 0; i < comparison->touched_count; i++) {
        Touched *touched = &comparison->touched[i];
        Bytes text = {0};
        if (touched->is_changed)
            write_contents(&text, comparison, touched, true);
        touched->repr = difference_keep(comparison->difference, &text);
        if (touched->refs_moved)
            comparison_write_holders(&text, comparison, touched->before, touched->after, '-');
        touched->removed = difference_keep(comparison->difference, &text);
    }
}

static void set_subject(const Comparison *comparison, Event *event, uint32_t object) {
    const Look *after = comparison->after;
    Bytes text = {0};
    look_write_subject(&text, after, object);
    event->subject = difference_keep(comparison->difference, &text);
    look_write_where(&text, after, object);
    event->names = difference_keep(comparison->difference, &text);
}

static void tell_refs(const Comparison *comparison, const Touched *touched) {
    const CensusObject *old = look_object(comparison->before, touched->before);
    const CensusObject *new = look_object(comparison->after, touched->after);
    Bytes text = {0};
    bytes_append_text(&text, touched->removed);
    comparison_write_holders(&text, comparison, touched->before, touched->after, '+');
    if (old->refcount == new->refcount && text.length == 0) {
        bytes_free(&text);
        return;
    }
    Event *event = difference_add(comparison->difference, EVENT_REFS, touched->is_named ? 2 : 4);
    if (event == NULL) {
        bytes_free(&text);
        return;
    }
    event->holders = difference_keep(comparison->difference, &text);
    event->refs_before = old->refcount;
    event->refs_after = new->refcount;
    /* Every instance holds its class, and much holds what was there at start-up: not told unless a
     * name does. */
    const Label *label = labels_peek(comparison->request->labels, new->home, new->birth);
    bool is_internal = label == NULL || label->number == 0;
    event->is_extra = !touched->is_name_moved && (new->kind == KIND_CLASS || is_internal);
    set_subject(comparison, event, touched->after);
    if (touched->is_rebound && (is_value(new) || new->kind == KIND_TUPLE)) {
        brief_write_value(&text, comparison->after->view, comparison->after->labels, new->home,
                          BRIEF_COLUMNS / 2);
        event->after = difference_keep(comparison->difference, &text);
    }
}

static uint32_t length_of(const Look *look, uint32_t object) {
    const Object *seen = census_see(&look->census, object);
    if (object_is_list(seen))
        return ((const ListObject *)(const void *)seen)->length;
    if (object_is_set(seen))
        return ((const SetObject *)(const void *)seen)->live;
    return object_is_dict(seen) ? ((const DictObject *)(const void *)seen)->live : 0;
}

/* The first place whose content is another, of two that are shown alike. */
static void write_first_change(Bytes *out, const Comparison *comparison, const Touched *touched) {
    const Census *old = &comparison->before->census;
    const Census *new = &comparison->after->census;
    const CensusObject *one = &old->objects[touched->before];
    const CensusObject *other = &new->objects[touched->after];
    for (uint32_t i = 0; i < one->out_count && i < other->out_count; i++) {
        const CensusEdge *left = &old->edges[one->first_out + i];
        const CensusEdge *right = &new->edges[other->first_out + i];
        if (comparison->to_after[left->held] == right->held ||
            (right->place != PLACE_ITEM && right->place != PLACE_VALUE))
            continue;
        (void)place_write_suffix(out, new, right);
        bytes_append_text(out, " is now ");
        brief_write_value(out, comparison->after->view, comparison->after->labels,
                          new->objects[right->held].home, BRIEF_COLUMNS / 2);
        return;
    }
}

static bool is_iterator(uint8_t kind) {
    return kind == KIND_RANGE_ITERATOR ||
           (kind >= KIND_LIST_ITERATOR && kind <= KIND_ITEM_ITERATOR);
}

/* Whether what is told of a change are items and attributes. */
static bool can_grow(uint8_t kind) {
    return kind == KIND_LIST || kind == KIND_DICT || kind == KIND_SET || kind == KIND_FUNCTION ||
           kind >= KIND_INSTANCE;
}

/* The length of the parts that two texts begin with alike: of `over list#1, next [0]` and `over
 * list#1, next [1]` only the ends are told. */
static size_t measure_same_parts(const char *one, const char *other) {
    size_t same = 0;
    for (size_t i = 0; one[i] != '\0' && one[i] == other[i]; i++) {
        if (i > 0 && one[i - 1] == ',' && one[i] == ' ')
            same = i + 1;
    }
    return same;
}

static void tell_change(const Comparison *comparison, const Touched *touched) {
    Difference *difference = comparison->difference;
    Bytes text = {0};
    write_contents(&text, comparison, touched, false);
    const char *before = touched->repr;
    bool is_alike = strcmp(before, bytes_text(&text)) == 0;
    uint32_t old_length = length_of(comparison->before, touched->before);
    uint32_t new_length = length_of(comparison->after, touched->after);
    if (is_alike && text.length == 0) {
        bytes_free(&text);
        return;
    }
    if (is_alike && old_length != new_length) {
        bytes_clear(&text);
        bytes_print(&text, "%" PRIu32 " items", old_length);
        before = difference_keep(difference, &text);
        bytes_print(&text, "%" PRIu32 " items", new_length);
    } else if (is_alike) {
        bytes_clear(&text);
        write_first_change(&text, comparison, touched);
        before = "";
        if (text.length == 0) {
            bytes_free(&text);
            return;
        }
    }
    const char *after = difference_keep(difference, &text);
    uint8_t kind = look_object(comparison->after, touched->after)->kind;
    size_t same = can_grow(kind) ? 0 : measure_same_parts(before, after);
    Event *event = difference_add(difference, EVENT_CHANGE, touched->is_named ? 1 : 3);
    if (event == NULL)
        return;
    event->before = before + same;
    event->after = after + same;
    event->is_extra = !touched->is_named && is_iterator(kind);
    set_subject(comparison, event, touched->after);
}

static void tell_buffer(const Comparison *comparison, const Touched *touched) {
    uint64_t old = look_object(comparison->before, touched->before)->buffer_units;
    uint64_t new = look_object(comparison->after, touched->after)->buffer_units;
    if (old == new)
        return;
    Event *event = difference_add(comparison->difference, EVENT_BUFFER, 7);
    if (event == NULL)
        return;
    set_subject(comparison, event, touched->after);
    event->bytes = old * HEAP_GRAIN;
    event->count = new *HEAP_GRAIN;
    event->is_extra = true;
}

void comparison_tell_touched(Comparison *comparison) {
    for (uint32_t i = 0; i < comparison->touched_count; i++) {
        const Touched *touched = &comparison->touched[i];
        if (touched->is_changed) {
            tell_change(comparison, touched);
            tell_buffer(comparison, touched);
        }
        if (touched->refs_moved)
            tell_refs(comparison, touched);
    }
}

/* --- names of what is shared ----------------------------------------------------------------- */

static void tell_shared_name(const Comparison *comparison, const Look *look, uint32_t held,
                             const StrObject *name, bool is_removed) {
    Event *event = difference_add(comparison->difference, EVENT_SHARED, 2);
    if (event == NULL)
        return;
    Bytes text = {0};
    look_write_subject(&text, look, held);
    event->subject = difference_keep(comparison->difference, &text);
    bytes_append_text(&text, is_removed ? "-" : "");
    bytes_append(&text, name->text, name->bytes);
    const char *kept = difference_keep(comparison->difference, &text);
    if (is_removed)
        event->holders = kept;
    else
        event->names = kept;
}

static void tell_shared_names(const Comparison *comparison, bool is_before) {
    const Look *look = is_before ? comparison->before : comparison->after;
    const Look *other = is_before ? comparison->after : comparison->before;
    if (look->globals == CENSUS_NONE)
        return;
    const CensusObject *globals = look_object(look, look->globals);
    for (uint32_t i = 1; i < globals->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[globals->first_out + i];
        if (edge->place != PLACE_VALUE || edge->held == CENSUS_NONE ||
            (look_object(look, edge->held)->marks & MARK_SHARED) == 0)
            continue;
        const StrObject *name = (const StrObject *)(const void *)census_see(
            &look->census, look->census.edges[globals->first_out + i - 1].held);
        uint32_t there = look_find_global(other, name->text, name->bytes);
        bool is_told = is_before
                           ? there == CENSUS_NONE
                           : there == CENSUS_NONE || comparison->to_after[there] != edge->held;
        if (is_told)
            tell_shared_name(comparison, look, edge->held, name, is_before);
    }
}

static void tell_shared_counts(const Comparison *comparison) {
    const Census *after = &comparison->after->census;
    for (uint32_t i = 0; i < after->count; i++) {
        if ((after->objects[i].marks & MARK_SHARED) == 0 ||
            (comparison->is_touched[i] & TOUCHED_REFS) == 0)
            continue;
        Event *event = difference_add(comparison->difference, EVENT_REFS, 7);
        if (event == NULL)
            return;
        Bytes text = {0};
        look_write_subject(&text, comparison->after, i);
        event->subject = difference_keep(comparison->difference, &text);
        event->refs_before = look_object(comparison->before, comparison->to_before[i])->refcount;
        event->refs_after = after->objects[i].refcount;
        event->is_extra = true;
    }
}

void comparison_tell_shared(Comparison *comparison) {
    tell_shared_names(comparison, false);
    tell_shared_names(comparison, true);
    tell_shared_counts(comparison);
}
