#include "observe/passes.h"

#include "object/weak.h"

#include <stdlib.h>
#include <string.h>

/* Objects among which deaths are looked for after each one that is emptied; of more than that only
 * after the first ones that are. */
enum { MOST_FOLLOWED = 1000, ALWAYS_FOLLOWED = 20 };

bool pass_start(PassRecord *record, const Look *look, const Bytes *printed_or_null,
                bool wants_steps) {
    *record = (PassRecord){.look = look, .printed = printed_or_null, .wants_steps = wants_steps};
    size_t bytes = (look->census.count + (size_t)1) * sizeof(uint32_t);
    record->numbers = malloc(bytes);
    if (record->numbers == NULL)
        return false;
    memset(record->numbers, 0xFF, bytes);
    return true;
}

void pass_free(PassRecord *record) {
    free(record->objects);
    free(record->numbers);
    free(record->subtractions);
    free(record->weak);
    free(record->finalizers);
    free(record->cleared);
    *record = (PassRecord){0};
}

/* Room for one more in a list; NULL (and failed) when there is none. */
static void *grow(PassRecord *record, void *list, uint32_t count, uint32_t *room, size_t size) {
    if (count < *room)
        return list;
    uint32_t larger = *room == 0 ? 16 : *room * 2;
    void *moved = realloc(list, larger * size);
    if (moved == NULL)
        record->failed = true;
    else
        *room = larger;
    return moved;
}

const PassObject *pass_find(const PassRecord *record, uint32_t object) {
    uint32_t number = object == CENSUS_NONE ? CENSUS_NONE : record->numbers[object];
    return number == CENSUS_NONE ? NULL : &record->objects[number];
}

static const Object *home_of(const PassRecord *record, uint32_t block) {
    return (const Object *)((uintptr_t)record->look->view.home + ((uintptr_t)block << 4));
}

/* The number of the candidate of an entry, or CENSUS_NONE. */
static uint32_t number_of(const PassRecord *record, const GenerationEntry *entry) {
    uint32_t object = census_find(&record->look->census, home_of(record, entry->block));
    return object == CENSUS_NONE ? CENSUS_NONE : record->numbers[object];
}

/* --- counts ---------------------------------------------------------------------------------- */

static void note_copies(PassRecord *record, const GcMoment *moment) {
    const Census *census = &record->look->census;
    record->objects = calloc(moment->length + 1, sizeof(PassObject));
    if (record->objects == NULL) {
        record->failed = true;
        return;
    }
    record->count = (uint32_t)moment->length;
    for (uint32_t i = 0; i < record->count; i++) {
        const GenerationEntry *entry = &moment->order[i];
        const Object *home = home_of(record, entry->block);
        uint32_t object = census_find(census, home);
        if (object != CENSUS_NONE && census->objects[object].birth != entry->birth)
            object = CENSUS_NONE; /* another one that was made since, by gc.callbacks */
        record->objects[i] = (PassObject){.home = home,
                                          .object = object,
                                          .copied = gc_mark_count(moment->marks[entry->block]),
                                          .rescuer = CENSUS_NONE,
                                          .saviour = CENSUS_NONE,
                                          .stamp = entry->birth};
        if (object != CENSUS_NONE)
            record->numbers[object] = i;
    }
}

/* The candidate that an edge leads to, if it comes from candidate `holder`; else CENSUS_NONE. */
static uint32_t held_candidate(const PassRecord *record, uint32_t edge) {
    uint32_t held = record->look->census.edges[edge].held;
    return held == CENSUS_NONE ? CENSUS_NONE : record->numbers[held];
}

/* Follows the collector: the references of each candidate, in order, take 1 each off the copy of
 * what they lead to. */
static void note_steps(PassRecord *record) {
    const Census *census = &record->look->census;
    uint32_t *left = malloc((record->count + (size_t)1) * sizeof(uint32_t));
    record->subtractions = malloc((record->subtracted + (size_t)1) * sizeof(PassSubtraction));
    if (left == NULL || record->subtractions == NULL) {
        free(left);
        record->failed = true;
        return;
    }
    for (uint32_t i = 0; i < record->count; i++)
        left[i] = record->objects[i].copied;
    for (uint32_t i = 0; i < record->count; i++) {
        if (record->objects[i].object == CENSUS_NONE)
            continue;
        const CensusObject *seen = &census->objects[record->objects[i].object];
        for (uint32_t k = 0; k < seen->out_count; k++) {
            uint32_t held = held_candidate(record, seen->first_out + k);
            if (held == CENSUS_NONE || left[held] == 0)
                continue;
            record->subtractions[record->subtraction_count++] = (PassSubtraction){
                .edge = seen->first_out + k, .before = left[held], .after = left[held] - 1};
            left[held]--;
        }
    }
    free(left);
}

static void note_subtracted(PassRecord *record, const GcMoment *moment) {
    for (uint32_t i = 0; i < record->count; i++) {
        PassObject *candidate = &record->objects[i];
        candidate->left = gc_mark_count(moment->marks[moment->order[i].block]);
        record->subtracted += candidate->copied - candidate->left;
    }
    if (record->wants_steps)
        note_steps(record);
}

/* --- rescue ---------------------------------------------------------------------------------- */

/* What a safe object holds and was not safe yet is rescued by it. */
static void note_rescues_of(PassRecord *record, uint32_t number) {
    const Census *census = &record->look->census;
    if (number == CENSUS_NONE)
        return;
    const CensusObject *seen = &census->objects[record->objects[number].object];
    for (uint32_t i = 0; i < seen->out_count; i++) {
        uint32_t held = held_candidate(record, seen->first_out + i);
        PassObject *candidate = held == CENSUS_NONE ? NULL : &record->objects[held];
        if (candidate != NULL && candidate->fate == FATE_RESCUED &&
            candidate->rescuer == CENSUS_NONE)
            candidate->rescuer = seen->first_out + i;
    }
}

static void note_rescued(PassRecord *record, const GcMoment *moment) {
    for (uint32_t i = 0; i < record->count; i++)
        record->objects[i].fate = record->objects[i].left > 0 ? FATE_HELD : FATE_RESCUED;
    for (size_t i = 0; i < moment->unreachable_length; i++) {
        uint32_t number = number_of(record, &moment->unreachable[i]);
        if (number != CENSUS_NONE)
            record->objects[number].fate = FATE_UNREACHABLE;
    }
    for (size_t i = 0; i < moment->length; i++)
        note_rescues_of(record, number_of(record, &moment->order[i]));
    for (uint32_t i = 0; i < record->count; i++) {
        record->held += record->objects[i].fate == FATE_HELD;
        record->rescued += record->objects[i].fate == FATE_RESCUED;
        record->unreachable += record->objects[i].fate == FATE_UNREACHABLE;
    }
}

/* --- weak references and finalizers ---------------------------------------------------------- */

static bool is_weak_kind(uint8_t kind) {
    return kind == KIND_WEAK_REFERENCE || kind == KIND_WEAK_PROXY ||
           kind == KIND_WEAK_CALLABLE_PROXY;
}

/* The weak references of the image before the pass that lead to what is unreachable. */
static void note_weak(PassRecord *record) {
    const Census *census = &record->look->census;
    for (uint32_t i = 0; i < census->count && !record->failed; i++) {
        if (!is_weak_kind(census->objects[i].kind))
            continue;
        const WeakObject *weak = (const WeakObject *)(const void *)census_see(census, i);
        uint32_t referent =
            weak->referent == NULL ? CENSUS_NONE : census_find(census, weak->referent);
        const PassObject *candidate = pass_find(record, referent);
        if (candidate == NULL || candidate->fate != FATE_UNREACHABLE)
            continue;
        void *list =
            grow(record, record->weak, record->weak_count, &record->weak_room, sizeof(PassWeak));
        if (list == NULL)
            return;
        record->weak = list;
        record->weak[record->weak_count++] =
            (PassWeak){.object = i, .referent = referent, .has_callback = weak->callback != NULL};
    }
}

static size_t printed_so_far(const PassRecord *record) {
    return record->printed == NULL ? 0 : record->printed->length;
}

static void note_call(PassRecord *record, const Object *weak) {
    uint32_t object = census_find(&record->look->census, weak);
    for (uint32_t i = 0; i < record->weak_count; i++) {
        PassWeak *noted = &record->weak[i];
        if (noted->object != object)
            continue;
        noted->is_called = true;
        noted->printed = noted->printed_end = printed_so_far(record);
        record->open_end = &noted->printed_end;
    }
}

static bool lives(const PassRecord *record, const PassObject *candidate) {
    return heap_block_lives(record->look->view.home, candidate->home, candidate->stamp);
}

/* Whose counts grew since the last finalizer began was given a holder by it. */
static void note_saved(PassRecord *record) {
    if (record->unreachable > MOST_FOLLOWED)
        return;
    for (uint32_t i = 0; i < record->count; i++) {
        PassObject *candidate = &record->objects[i];
        if (candidate->fate != FATE_UNREACHABLE || !lives(record, candidate))
            continue;
        uint32_t refs = candidate->home->refcount;
        if (record->finalizer_count > 0 && refs > candidate->refs &&
            candidate->saviour == CENSUS_NONE)
            candidate->saviour = record->finalizer_count - 1;
        candidate->refs = refs;
    }
}

static void note_finalizer(PassRecord *record, const Object *object) {
    note_saved(record);
    uint32_t index = census_find(&record->look->census, object);
    const PassObject *candidate = pass_find(record, index);
    void *list = grow(record, record->finalizers, record->finalizer_count, &record->finalizer_room,
                      sizeof(PassFinalizer));
    if (list == NULL || candidate == NULL)
        return;
    record->finalizers = list;
    PassFinalizer *noted = &record->finalizers[record->finalizer_count++];
    *noted = (PassFinalizer){.number = record->numbers[index], .printed = printed_so_far(record)};
    noted->printed_end = noted->printed;
    record->open_end = &noted->printed_end;
}

/* What was printed since the last moment belongs to what began then. */
static void close_printing(PassRecord *record) {
    if (record->open_end != NULL)
        *record->open_end = printed_so_far(record);
    record->open_end = NULL;
}

/* --- the end --------------------------------------------------------------------------------- */

/* Those that were found unreachable and are not any more. */
static void note_looked_again(PassRecord *record, const GcMoment *moment) {
    record->looked_again = true;
    for (uint32_t i = 0; i < record->count; i++)
        record->objects[i].is_resurrected =
            record->objects[i].fate == FATE_UNREACHABLE && record->objects[i].freed == 0;
    for (size_t i = 0; i < moment->unreachable_length; i++) {
        uint32_t number = number_of(record, &moment->unreachable[i]);
        if (number != CENSUS_NONE)
            record->objects[number].is_resurrected = false;
    }
    for (uint32_t i = 0; i < record->count; i++)
        record->resurrected += record->objects[i].is_resurrected;
}

static void note_deaths(PassRecord *record, uint32_t when) {
    for (uint32_t i = 0; i < record->count; i++) {
        PassObject *candidate = &record->objects[i];
        if (candidate->fate != FATE_UNREACHABLE || candidate->freed != 0 ||
            lives(record, candidate))
            continue;
        candidate->freed = when;
        record->freed++;
    }
}

static void note_clear(PassRecord *record, const Object *object) {
    bool follows = record->wants_steps && (record->unreachable <= MOST_FOLLOWED ||
                                           record->cleared_count <= ALWAYS_FOLLOWED);
    if (record->cleared_count == 0)
        note_deaths(record, PASS_EARLY);
    else if (follows)
        note_deaths(record, record->cleared_count);
    const PassObject *candidate = pass_find(record, census_find(&record->look->census, object));
    void *list =
        grow(record, record->cleared, record->cleared_count, &record->clear_room, sizeof(uint32_t));
    if (list == NULL || candidate == NULL)
        return;
    record->cleared = list;
    record->cleared[record->cleared_count++] = (uint32_t)(candidate - record->objects);
}

static void see(void *context, const GcMoment *moment) {
    PassRecord *record = context;
    if (record->failed)
        return;
    close_printing(record);
    switch (moment->kind) {
    case GC_COPIED:
        record->printed_before = printed_so_far(record);
        note_copies(record, moment);
        break;
    case GC_SUBTRACTED:
        note_subtracted(record, moment);
        break;
    case GC_RESCUED:
        note_rescued(record, moment);
        note_weak(record);
        break;
    case GC_CALLING:
        note_call(record, moment->object);
        break;
    case GC_FINALIZING:
        note_finalizer(record, moment->object);
        break;
    case GC_FINALIZED:
        record->printed_between = printed_so_far(record);
        note_saved(record);
        note_deaths(record, PASS_EARLY);
        break;
    case GC_LOOKED_AGAIN:
        note_looked_again(record, moment);
        break;
    case GC_CLEARING:
        note_clear(record, moment->object);
        break;
    case GC_CLEARED:
        note_deaths(record, record->cleared_count == 0 ? PASS_EARLY : record->cleared_count);
        break;
    case GC_WEAK_CLEARED:
    case GC_CALLED:
        break;
    }
}

GcWatcher pass_watcher(PassRecord *record) {
    return (GcWatcher){.context = record, .see = see};
}

/* --- who holds ------------------------------------------------------------------------------- */

uint32_t pass_find_outsider(const PassRecord *record, uint32_t object) {
    const Look *look = record->look;
    const CensusObject *seen = look_object(look, object);
    uint32_t found = CENSUS_NONE;
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        if (edge->holder != CENSUS_NONE && record->numbers[edge->holder] != CENSUS_NONE)
            continue;
        uint32_t number = look->census.incoming[seen->first_in + i];
        if (edge->holder == look->globals && edge->place == PLACE_VALUE)
            return number;
        if (found == CENSUS_NONE)
            found = number;
    }
    return found;
}
