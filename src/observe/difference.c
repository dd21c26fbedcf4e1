#include "observe/difference.h"

#include "heap/walk.h"
#include "observe/attributes.h"
#include "observe/brief.h"
#include "observe/difference_parts.h"
#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

/* --- events ---------------------------------------------------------------------------------- */

Event *difference_add(Difference *difference, EventKind kind, uint8_t rank) {
    if (difference->count >= MOST_EVENTS) {
        difference->left_out++;
        return NULL;
    }
    if (difference->count == difference->capacity) {
        uint32_t larger = difference->capacity == 0 ? 16 : difference->capacity * 2;
        Event *moved = realloc(difference->events, larger * sizeof(Event));
        if (moved == NULL) {
            difference->left_out++;
            return NULL;
        }
        difference->events = moved;
        difference->capacity = larger;
    }
    Event *event = &difference->events[difference->count++];
    *event = (Event){.kind = (uint8_t)kind,
                     .rank = rank,
                     .subject = "",
                     .names = "",
                     .before = "",
                     .after = "",
                     .holders = ""};
    return event;
}

const char *difference_keep(Difference *difference, Bytes *text) {
    const char *kept = NULL;
    if (!text->failed)
        kept = scratch_copy(&difference->scratch, bytes_text(text), text->length);
    bytes_free(text);
    return kept == NULL ? "" : kept;
}

static void clear(Difference *difference) {
    scratch_free(&difference->scratch);
    *difference = (Difference){.events = difference->events, .capacity = difference->capacity};
}

void difference_free(Difference *difference) {
    scratch_free(&difference->scratch);
    free(difference->events);
    *difference = (Difference){0};
}

/* In the order of telling; within one kind as they were found. */
static bool sort_events(Difference *difference) {
    if (difference->count == 0)
        return true;
    Event *sorted = malloc((difference->count + (size_t)1) * sizeof(Event));
    if (sorted == NULL)
        return false;
    uint32_t count = 0;
    for (unsigned kind = 0; kind <= EVENT_TOTALS; kind++) {
        for (unsigned rank = 0; rank < 16; rank++) {
            for (uint32_t i = 0; i < difference->count; i++) {
                if (difference->events[i].kind == kind && difference->events[i].rank == rank)
                    sorted[count++] = difference->events[i];
            }
        }
    }
    memcpy(difference->events, sorted, count * sizeof(Event));
    free(sorted);
    return true;
}

/* --- matching -------------------------------------------------------------------------------- */

/* An instance becomes DICTED where it lies; no other object ever becomes one of another kind. */
static bool is_same_kind(uint8_t one, uint8_t other) {
    return one == other || ((one == KIND_INSTANCE || one == KIND_DICTED) &&
                            (other == KIND_INSTANCE || other == KIND_DICTED));
}

static bool match_objects(Comparison *comparison) {
    const Census *before = &comparison->before->census;
    const Census *after = &comparison->after->census;
    comparison->to_after = malloc((before->count + (size_t)1) * sizeof(uint32_t));
    comparison->to_before = malloc((after->count + (size_t)1) * sizeof(uint32_t));
    comparison->is_touched = calloc(after->count + (size_t)1, 1);
    if (comparison->to_after == NULL || comparison->to_before == NULL ||
        comparison->is_touched == NULL)
        return false;
    memset(comparison->to_before, 0xFF, after->count * sizeof(uint32_t));
    for (uint32_t i = 0; i < before->count; i++) {
        const CensusObject *old = &before->objects[i];
        uint32_t found = census_find(after, old->home);
        bool is_same = found != CENSUS_NONE && after->objects[found].birth == old->birth &&
                       is_same_kind(after->objects[found].kind, old->kind);
        comparison->to_after[i] = is_same ? found : CENSUS_NONE;
        if (is_same)
            comparison->to_before[found] = i;
        if (!is_same && (old->flags & FLAG_DYING) == 0) {
            comparison->difference->freed += look_is_written(comparison->before, i);
            comparison->difference->freed_bytes += census_bytes(old);
        }
    }
    for (uint32_t i = 0; i < after->count; i++)
        comparison->difference->made +=
            comparison->to_before[i] == CENSUS_NONE && look_is_written(comparison->after, i);
    return true;
}

/* --- what was touched ------------------------------------------------------------------------ */

/* Whether the references of an object lead to the same objects from the same places. */
static bool contents_moved(const Comparison *comparison, uint32_t before, uint32_t after) {
    const Census *old = &comparison->before->census;
    const Census *new = &comparison->after->census;
    const CensusObject *one = &old->objects[before];
    const CensusObject *other = &new->objects[after];
    if (one->out_count != other->out_count)
        return true;
    for (uint32_t i = 0; i < one->out_count; i++) {
        const CensusEdge *left = &old->edges[one->first_out + i];
        const CensusEdge *right = &new->edges[other->first_out + i];
        if (left->place != right->place || left->index != right->index ||
            left->held == CENSUS_NONE || comparison->to_after[left->held] != right->held)
            return true;
    }
    return false;
}

static bool can_change(const CensusObject *object) {
    switch (object->kind) {
    case KIND_LIST:
    case KIND_SET:
    case KIND_CELL:
        return true;
    case KIND_DICT:
        return (object->marks & MARK_NAMESPACE) == 0;
    default:
        return object->kind >= KIND_INSTANCE;
    }
}

/* Objects that say where they stand, beside what they hold: iterators, generators, and weak
 * references, whose object may be dead by now. */
static bool state_moved(const Comparison *comparison, uint32_t before, uint32_t after) {
    uint8_t kind = look_object(comparison->after, after)->kind;
    bool is_iterator = kind >= KIND_LIST_ITERATOR && kind <= KIND_ITEM_ITERATOR;
    if (!is_iterator && kind != KIND_RANGE_ITERATOR && kind != KIND_GENERATOR &&
        (kind < KIND_WEAK_REFERENCE || kind > KIND_WEAK_CALLABLE_PROXY))
        return false;
    const Object *one = census_see(&comparison->before->census, before);
    const Object *other = census_see(&comparison->after->census, after);
    return memcmp(one + 1, other + 1, KIND_ROWS[kind].size - sizeof *one) != 0;
}

/* Whether an instance that became DICTED has other attributes too. */
static bool attributes_moved(const Comparison *comparison, uint32_t before, uint32_t after) {
    AttributeCursor old;
    AttributeCursor new;
    attributes_start(&old, comparison->before->view, look_object(comparison->before, before)->home);
    attributes_start(&new, comparison->after->view, look_object(comparison->after, after)->home);
    for (;;) {
        bool has_old = attributes_next(&old);
        bool has_new = attributes_next(&new);
        if (!has_old || !has_new)
            return has_old != has_new;
        uint32_t value = census_find(&comparison->before->census, old.value);
        if (strcmp(old.name->text, new.name->text) != 0 || value == CENSUS_NONE ||
            comparison->to_after[value] != census_find(&comparison->after->census, new.value))
            return true;
    }
}

/* An object whose attributes are in a dict changes with it. If nothing else holds the dict it has
 * no row of its own. */
static void touch_owners(Comparison *comparison, uint32_t dict) {
    const Look *after = comparison->after;
    const CensusObject *seen = look_object(after, dict);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(after, dict, i);
        if (census_edge_is_attributes(&after->census, edge) &&
            comparison->to_before[edge->holder] != CENSUS_NONE)
            comparison->is_touched[edge->holder] |= TOUCHED_CONTENTS;
    }
    comparison->is_touched[dict] |=
        (seen->marks & MARK_ATTRIBUTES) == 0 ? TOUCHED_CONTENTS : TOUCHED_INSIDE;
}

/* What the other image's globals hold under the name of entry `entry`; names mostly stand at the
 * same place. CENSUS_NONE for nothing. */
static uint32_t find_counterpart(const Look *look, const Look *other, const CensusEdge *value) {
    const DictObject *here = view_see(look->view, look->census.vm->globals);
    const DictObject *there = view_see(other->view, other->census.vm->globals);
    const Object *key = place_key_peek(&look->census, here, value->index);
    if (there != NULL && key == place_key_peek(&other->census, there, value->index)) {
        Object *const *entries = view_see(other->view, there->entries);
        return census_find(&other->census, entries[2 * (size_t)value->index + 1]);
    }
    const StrObject *name = view_see(look->view, key);
    return look_find_global(other, name->text, name->bytes);
}

/* Marks what names of the image before or after hold and the same name of the other one does not.
 */
static void touch_names(Comparison *comparison, bool is_before) {
    const Look *look = is_before ? comparison->before : comparison->after;
    const Look *other = is_before ? comparison->after : comparison->before;
    if (look->globals == CENSUS_NONE || other->globals == CENSUS_NONE)
        return;
    const CensusObject *globals = look_object(look, look->globals);
    for (uint32_t i = 0; i < globals->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[globals->first_out + i];
        if (edge->place != PLACE_VALUE || edge->held == CENSUS_NONE)
            continue;
        uint32_t held = is_before ? comparison->to_after[edge->held] : edge->held;
        uint32_t there = find_counterpart(look, other, edge);
        bool is_rebound = there != CENSUS_NONE;
        if (is_rebound && !is_before)
            there = comparison->to_after[there];
        if (held == CENSUS_NONE || there == held)
            continue;
        comparison->is_touched[held] |= TOUCHED_NAME;
        if (is_before && is_rebound)
            comparison->is_touched[held] |= TOUCHED_REBOUND;
    }
}

static void find_touched(Comparison *comparison) {
    const Census *before = &comparison->before->census;
    const Census *after = &comparison->after->census;
    touch_names(comparison, true);
    touch_names(comparison, false);
    for (uint32_t i = 0; i < after->count; i++) {
        uint32_t old = comparison->to_before[i];
        if (old == CENSUS_NONE)
            continue;
        if (before->objects[old].refcount != after->objects[i].refcount)
            comparison->is_touched[i] |= TOUCHED_REFS;
        if (state_moved(comparison, old, i))
            comparison->is_touched[i] |= TOUCHED_CONTENTS;
        if (!can_change(&after->objects[i]) || !contents_moved(comparison, old, i))
            continue;
        bool is_dicted = after->objects[i].kind != before->objects[old].kind;
        if (is_dicted && !attributes_moved(comparison, old, i))
            continue;
        if (after->objects[i].kind == KIND_DICT)
            touch_owners(comparison, i);
        else
            comparison->is_touched[i] |= TOUCHED_CONTENTS;
    }
}

/* Lists what was touched: what has a name first, as far as there is room. */
static bool list_touched(Comparison *comparison) {
    const Census *after = &comparison->after->census;
    comparison->touched = calloc(MOST_TOUCHED, sizeof(Touched));
    if (comparison->touched == NULL)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < after->count; i++) {
            uint8_t bits = comparison->is_touched[i];
            uint32_t old = comparison->to_before[i];
            if ((bits & ~TOUCHED_INSIDE) == 0 || old == CENSUS_NONE ||
                (!look_is_written(comparison->after, i) &&
                 !look_is_written(comparison->before, old)))
                continue;
            bool has_name = look_has_name(comparison->after, i);
            if (has_name != (pass == 0))
                continue;
            if (comparison->touched_count == MOST_TOUCHED) {
                comparison->difference->left_out++;
                continue;
            }
            comparison->touched[comparison->touched_count++] =
                (Touched){.before = comparison->to_before[i],
                          .after = i,
                          .refs_moved = (bits & (TOUCHED_REFS | TOUCHED_NAME)) != 0,
                          .is_changed = (bits & TOUCHED_CONTENTS) != 0,
                          .is_rebound = (bits & TOUCHED_REBOUND) != 0,
                          .is_name_moved = (bits & TOUCHED_NAME) != 0,
                          .is_named = has_name,
                          .repr = "",
                          .removed = ""};
        }
    }
    return true;
}

/* --- new objects ----------------------------------------------------------------------------- */

typedef struct Newborn {
    uint64_t birth;
    uint32_t object;
    uint16_t steps; /* from a name inwards */
    bool is_unnamed;
} Newborn;

static int compare_newborns(const void *left, const void *right) {
    const Newborn *one = left;
    const Newborn *other = right;
    if (one->is_unnamed != other->is_unnamed)
        return one->is_unnamed < other->is_unnamed ? -1 : 1;
    if (one->steps != other->steps)
        return one->steps < other->steps ? -1 : 1;
    return one->birth < other->birth ? -1 : one->birth > other->birth;
}

/* Frames of tracebacks, and what super() looks its class up in: a learner did not make them. */
static bool comes_of_itself(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    if (seen->kind != KIND_CELL)
        return seen->kind == KIND_FRAME;
    const CensusEdge *edge = seen->out_count == 0 ? NULL : &look->census.edges[seen->first_out];
    return edge == NULL || edge->held == CENSUS_NONE ||
           look_object(look, edge->held)->kind == KIND_CLASS;
}

/* In a step an exception is one thing to a learner. */
bool difference_is_exception_part(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    if (seen->kind == KIND_TRACEBACK)
        return true;
    if (seen->in_count != 1 || (seen->kind != KIND_TUPLE && seen->kind != KIND_STR))
        return false;
    uint32_t holder = look_incoming(look, object, 0)->holder;
    return holder != CENSUS_NONE && (look_object(look, holder)->kind == KIND_EXCEPTION ||
                                     (look_object(look, holder)->kind == KIND_TUPLE &&
                                      difference_is_exception_part(look, holder)));
}

static void tell_one_new(const Comparison *comparison, const Newborn *newborn, bool is_extra) {
    Difference *difference = comparison->difference;
    const Look *after = comparison->after;
    Event *event = difference_add(difference, EVENT_NEW, newborn->is_unnamed ? 4 : 1);
    if (event == NULL)
        return;
    Bytes text = {0};
    look_write_subject(&text, after, newborn->object);
    event->subject = difference_keep(difference, &text);
    look_write_where(&text, after, newborn->object);
    event->names = difference_keep(difference, &text);
    brief_write_value(&text, after->view, after->labels, look_object(after, newborn->object)->home,
                      BRIEF_COLUMNS);
    event->after = difference_keep(difference, &text);
    event->refs_after = look_object(after, newborn->object)->refcount;
    event->is_extra =
        is_extra || comes_of_itself(after, newborn->object) ||
        (comparison->request->is_step && difference_is_exception_part(after, newborn->object));
}

static bool tell_new(Comparison *comparison) {
    const Census *after = &comparison->after->census;
    Newborn *newborns = malloc((comparison->difference->made + 1) * sizeof(Newborn));
    if (newborns == NULL)
        return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < after->count; i++) {
        if (comparison->to_before[i] != CENSUS_NONE || !look_is_written(comparison->after, i) ||
            (after->objects[i].flags & FLAG_DYING) != 0)
            continue;
        newborns[count++] = (Newborn){.birth = census_birth(after, &after->objects[i]),
                                      .object = i,
                                      .steps = (uint16_t)look_path_length(comparison->after, i),
                                      .is_unnamed = !look_has_name(comparison->after, i)};
    }
    qsort(newborns, count, sizeof(Newborn), compare_newborns);
    AlikeTable alike = {0};
    bool done = alike_start(&alike, comparison->request->labels);
    for (uint32_t i = 0; done && i < count; i++) {
        if (newborns[i].is_unnamed)
            alike_add(&alike, comparison->after, newborns[i].object);
    }
    if (done)
        alike_tell(&alike, comparison, comparison->after, EVENT_NEW, "");
    for (uint32_t i = 0; done && i < count; i++) {
        bool is_extra =
            newborns[i].is_unnamed && alike_has_many(&alike, comparison->after, newborns[i].object);
        if (i < MOST_TOUCHED)
            tell_one_new(comparison, &newborns[i], is_extra);
        else if (is_extra)
            comparison->difference->left_out_extra++;
        else
            comparison->difference->left_out++;
    }
    alike_free(&alike);
    free(newborns);
    return done;
}

/* --- in between ------------------------------------------------------------------------------ */

/* What a statement made and freed again: births, less what is there. Of the freed the headers are
 * still there as ghosts, until their blocks are used again. */
typedef struct Inside {
    uint64_t hidden;             /* births that are no living objects */
    uint64_t ghosts[KIND_COUNT]; /* freed objects of this statement, by what they were */
} Inside;

static bool count_inside(const Comparison *comparison, Inside *inside) {
    const Census *after = &comparison->after->census;
    uint64_t births = after->births - comparison->request->births;
    uint64_t there = 0;
    HeapCursor cursor;
    *inside = (Inside){0};
    heap_walk_start(&cursor, comparison->after->view);
    while (births > 0 && heap_walk_next(&cursor)) {
        uint8_t kind = cursor.is_free ? cursor.seen->flags : cursor.seen->kind;
        uint16_t age = (uint16_t)(after->births - 1 - cursor.seen->birth);
        /* Buffers have no number in the order of births. */
        if (kind == KIND_BUFFER || kind == KIND_FREE || kind >= KIND_COUNT ||
            (births < UINT16_MAX && age >= births))
            continue;
        if (cursor.is_free)
            inside->ghosts[kind]++;
        else
            there++;
    }
    inside->hidden = births > there ? births - there : 0;
    return inside->hidden > 0;
}

/* Whether a program that makes such an object means to: frames and iterators come of themselves. */
static bool is_meant(uint8_t kind) {
    switch (kind) {
    case KIND_CODE:
    case KIND_CELL:
    case KIND_METHOD:
    case KIND_NATIVE:
    case KIND_FRAME:
    case KIND_TRACEBACK:
    case KIND_EXCEPTION:
    case KIND_RANGE_ITERATOR:
        return false;
    default:
        return kind < KIND_LIST_ITERATOR || kind > KIND_ITEM_ITERATOR;
    }
}

static void forget(uint64_t *ghosts, uint64_t count) {
    *ghosts -= count < *ghosts ? count : *ghosts;
}

static uint64_t count_new_classes(const Comparison *comparison) {
    const Census *after = &comparison->after->census;
    uint64_t count = 0;
    for (uint32_t i = 0; i < after->count; i++)
        count += after->objects[i].kind == KIND_CLASS && comparison->to_before[i] == CENSUS_NONE;
    return count;
}

/* An exception, its arguments and message, the rows and frames of its traceback are one thing to
 * a learner; the body of a class is none. Where some ghosts
 * are gone already and there was an exception, only that is told. */
static void tell_inside(const Comparison *comparison) {
    Inside inside;
    if (!count_inside(comparison, &inside))
        return;
    uint64_t seen = 0;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        seen += inside.ghosts[kind];
    uint64_t unseen = inside.hidden > seen ? inside.hidden - seen : 0;
    uint64_t exceptions = inside.ghosts[KIND_EXCEPTION];
    forget(&inside.ghosts[KIND_TUPLE], exceptions);
    forget(&inside.ghosts[KIND_STR], exceptions);
    forget(&inside.ghosts[KIND_FUNCTION], count_new_classes(comparison));
    uint64_t count = unseen;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        count += is_meant((uint8_t)kind) ? inside.ghosts[kind] : 0;
    if (exceptions > 0 && unseen > 0)
        count = 0;
    if (count == 0 && exceptions == 0)
        return;
    Event *event = difference_add(comparison->difference, EVENT_INSIDE, 6);
    if (event == NULL)
        return;
    event->count = count;
    event->refs_after = (uint32_t)exceptions;
}

static void tell_collections(const Comparison *comparison) {
    static const char *const NAMES[GENERATION_COUNT] = {"young", "middle", "full"};
    const Collector *old = &comparison->before->census.vm->collector;
    const Collector *new = &comparison->after->census.vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT && !comparison->request->is_command; i++) {
        uint64_t passes = new->generations[i].collections - old->generations[i].collections;
        uint64_t freed = new->generations[i].collected - old->generations[i].collected;
        if (passes == 0)
            continue;
        Event *event = difference_add(comparison->difference, EVENT_COLLECTED, freed > 0 ? 2 : 5);
        if (event == NULL)
            continue;
        event->subject = NAMES[i];
        event->refs_after = (uint32_t)passes;
        event->count = freed;
        event->bytes = new->generations[i].looked_at - old->generations[i].looked_at;
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool is_too_large(View view) {
    if (heap_totals(view).used_blocks > DIFFERENCE_MOST_WEIGHT)
        return true;
    uint64_t blocks = 0;
    uint64_t references = 0;
    HeapCursor cursor;
    heap_walk_start(&cursor, view);
    while (heap_walk_next(&cursor)) {
        if (cursor.is_free)
            continue;
        blocks++;
        if (cursor.seen->kind < KIND_COUNT && cursor.seen->kind != KIND_BUFFER) {
            References held = object_references(cursor.seen);
            references += held.field_count + held.span_count;
        }
    }
    return blocks + references / DIFFERENCE_REFERENCES_IN_ONE > DIFFERENCE_MOST_WEIGHT;
}

static void tell_totals(Difference *difference, View before, View after) {
    HeapTotals old = heap_totals(before);
    HeapTotals new = heap_totals(after);
    Event *event = difference_add(difference, EVENT_TOTALS, 0);
    if (event == NULL)
        return;
    event->count = new.used_blocks > old.used_blocks ? new.used_blocks - old.used_blocks : 0;
    event->refs_before =
        (uint32_t)(old.used_blocks > new.used_blocks ? old.used_blocks - new.used_blocks : 0);
    event->bytes = new.used_bytes;
}

static bool compare(Comparison *comparison) {
    if (!match_objects(comparison))
        return false;
    find_touched(comparison);
    if (!list_touched(comparison))
        return false;
    /* Labels of what died are needed until here, and of what is new from here on. */
    comparison_read_before(comparison);
    if (!comparison_tell_freed(comparison) ||
        !labels_update(comparison->request->labels, &comparison->after->census,
                       comparison->request->statement))
        return false;
    if (!tell_new(comparison))
        return false;
    comparison_tell_touched(comparison);
    comparison_tell_shared(comparison);
    comparison_tell_lost(comparison);
    tell_collections(comparison);
    tell_inside(comparison);
    return comparison_tell_cycles(comparison) && sort_events(comparison->difference);
}

bool difference_make(Difference *difference, Look *before, Look *after, View before_view,
                     View after_view, const DifferenceRequest *request) {
    clear(difference);
    if (is_too_large(before_view) || is_too_large(after_view)) {
        tell_totals(difference, before_view, after_view);
        request->labels->is_behind |= !request->is_step;
        return true;
    }
    if (!look_take(before, before_view, request->labels) ||
        !look_take(after, after_view, request->labels))
        return false;
    /* Inside a statement what lives for a few steps only may not have been met yet. */
    if (request->is_step && !labels_update(request->labels, &before->census, request->statement))
        return false;
    Comparison comparison = {
        .difference = difference, .before = before, .after = after, .request = request};
    bool done = compare(&comparison);
    free(comparison.to_after);
    free(comparison.to_before);
    free(comparison.is_touched);
    free(comparison.touched);
    return done && !difference->scratch.failed;
}
