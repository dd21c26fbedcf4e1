/* difference_cycles.c -- cycles that a statement closed, and objects that it cut off. */
#include "observe/cycles.h"
#include "observe/difference_parts.h"
#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

/* --- loops as texts -------------------------------------------------------------------------- */

/* Whether a dict is told with its owner: that of an instance's attributes, or of a class. */
static bool is_told_with_owner(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    if ((seen->marks & MARK_ATTRIBUTES) != 0)
        return true;
    if (seen->kind != KIND_DICT || (seen->marks & MARK_NAMESPACE) == 0 || seen->in_count != 1)
        return false;
    const CensusEdge *owner = look_incoming(look, object, 0);
    return owner->holder != CENSUS_NONE && look_object(look, owner->holder)->kind == KIND_CLASS;
}

/* Writes one step of a loop, `Node#1.next`; false for what stays unsaid: the tuple between a
 * function and its cells, the dict between an instance or a class and its attributes. `next` is the
 * step behind it. */
static bool write_step(Bytes *out, const Look *look, const CensusEdge *edge,
                       const CensusEdge *next) {
    const CensusObject *holder = look_object(look, edge->holder);
    if ((holder->kind == KIND_TUPLE && (holder->marks & MARK_PLUMBING) != 0) ||
        is_told_with_owner(look, edge->holder))
        return false;
    look_write_subject(out, look, edge->holder);
    if (is_told_with_owner(look, edge->held))
        edge = next;
    if (holder->kind == KIND_CELL)
        return true;
    if (edge->place == PLACE_KEY)
        bytes_append_text(out, " (a key)");
    else if (edge->place == PLACE_MEMBER)
        bytes_append_text(out, " (an item)");
    else
        (void)place_write_suffix(out, &look->census, edge);
    return true;
}

const char **loop_texts(Scratch *scratch, const Look *look, const Loop *loop, uint32_t *count) {
    enum { MOST_STEPS = 12 };
    const char **texts = scratch_allocate(scratch, (MOST_STEPS + 2) * sizeof(char *));
    *count = 0;
    if (texts == NULL)
        return NULL;
    const char *first = NULL;
    for (uint32_t i = 0; i < loop->length; i++) {
        const CensusEdge *edge = &look->census.edges[loop->edges[i]];
        Bytes text = {0};
        if (*count == MOST_STEPS && i + 1 < loop->length) {
            texts[(*count)++] = "...";
            break;
        }
        const CensusEdge *next = &look->census.edges[loop->edges[(i + 1) % loop->length]];
        if (write_step(&text, look, edge, next)) {
            const char *kept = scratch_copy(scratch, bytes_text(&text), text.length);
            texts[(*count)++] = kept == NULL ? "" : kept;
            bytes_clear(&text);
            look_write_subject(&text, look, edge->holder);
            if (first == NULL)
                first = scratch_copy(scratch, bytes_text(&text), text.length);
        }
        bytes_free(&text);
    }
    if (first != NULL)
        texts[(*count)++] = first;
    return texts;
}

/* --- cycles ---------------------------------------------------------------------------------- */

/* Whether a reference of the image after was there before. */
static bool edge_was_there(const Comparison *comparison, const CensusEdge *edge) {
    const Census *old = &comparison->before->census;
    /* A dict that took over an instance's attributes closes nothing. */
    if (comparison->to_before[edge->holder] != CENSUS_NONE &&
        comparison->to_before[edge->held] == CENSUS_NONE &&
        census_edge_is_attributes(&comparison->after->census, edge))
        return true;
    uint32_t holder = comparison->to_before[edge->holder];
    uint32_t owner = look_any_owner(comparison->after, edge->holder);
    if (holder == CENSUS_NONE && owner != CENSUS_NONE) /* the attributes were in slots */
        holder = comparison->to_before[owner];
    uint32_t held = comparison->to_before[edge->held];
    if (holder == CENSUS_NONE || held == CENSUS_NONE)
        return false;
    const CensusObject *seen = &old->objects[holder];
    /* As a rule it is where it was. */
    uint32_t number = (uint32_t)(edge - comparison->after->census.edges) -
                      look_object(comparison->after, edge->holder)->first_out;
    if (number < seen->out_count && old->edges[seen->first_out + number].held == held)
        return true;
    for (uint32_t i = 0; i < seen->out_count; i++) {
        if (old->edges[seen->first_out + i].held == held)
            return true;
    }
    return false;
}

/* Whether a loop is better told from `one` than from `other`: from what was written and was born
 * first, and not from a cell. */
static bool comes_first(const Look *look, uint32_t one, uint32_t other) {
    const CensusObject *left = look_object(look, one);
    const CensusObject *right = look_object(look, other);
    if (look_is_written(look, one) != look_is_written(look, other))
        return look_is_written(look, one);
    if ((left->kind == KIND_CELL) != (right->kind == KIND_CELL))
        return right->kind == KIND_CELL;
    if (((left->marks ^ right->marks) & MARK_ATTRIBUTES) != 0)
        return (right->marks & MARK_ATTRIBUTES) != 0;
    return census_birth(&look->census, left) < census_birth(&look->census, right);
}

/* A loop that begins with a new reference. Marks its group as told. */
static Event *tell_cycle(const Comparison *comparison, const Cycles *cycles, uint32_t edge) {
    const Look *after = comparison->after;
    Loop loop;
    if (!loop_through(&loop, cycles, edge))
        return NULL;
    /* Begin with the object that was born first, so that one cycle is always told alike. */
    uint32_t start = 0;
    for (uint32_t i = 1; i < loop.length; i++) {
        uint32_t one = after->census.edges[loop.edges[i]].holder;
        uint32_t other = after->census.edges[loop.edges[start]].holder;
        if (comes_first(after, one, other))
            start = i;
    }
    uint32_t *turned = malloc(loop.length * sizeof(uint32_t));
    for (uint32_t i = 0; turned != NULL && i < loop.length; i++)
        turned[i] = loop.edges[(start + i) % loop.length];
    free(loop.edges);
    loop.edges = turned;
    Event *event = turned == NULL ? NULL : difference_add(comparison->difference, EVENT_CYCLE, 0);
    if (event != NULL) {
        uint32_t group = cycles->group[after->census.edges[edge].holder];
        uint64_t written = 0;
        for (uint32_t i = 0; i < after->census.count; i++)
            written += cycles->group[i] == group && look_is_written(after, i);
        event->count = written;
        event->loop =
            loop_texts(&comparison->difference->scratch, after, &loop, &event->loop_length);
    }
    loop_free(&loop);
    return event;
}

/* Whether anything happened that could close a cycle: a container that is new, or whose contents
 * moved. */
static bool could_close(const Comparison *comparison, uint32_t object) {
    return comparison->to_before[object] == CENSUS_NONE ||
           (comparison->is_touched[object] & (TOUCHED_CONTENTS | TOUCHED_INSIDE)) != 0;
}

/* The cycles that a statement closed: for each group the reference that closed it, or
 * CENSUS_NONE. Returns how many there are. */
static uint32_t find_closed(const Comparison *comparison, const Cycles *cycles, uint32_t *closing) {
    const Census *after = &comparison->after->census;
    uint32_t count = 0;
    memset(closing, 0xFF, cycles->count * sizeof(uint32_t));
    for (uint32_t i = 0; i < after->count && cycles->count > 0; i++) {
        uint32_t group = cycles->group[i];
        if (group == CENSUS_NONE || closing[group] != CENSUS_NONE || !could_close(comparison, i))
            continue;
        const CensusObject *object = &after->objects[i];
        for (uint32_t k = 0; k < object->out_count; k++) {
            uint32_t edge = object->first_out + k;
            if (!cycles_hold_edge(cycles, edge) || edge_was_there(comparison, &after->edges[edge]))
                continue;
            closing[group] = edge;
            count++;
            break;
        }
    }
    return count;
}

/* Of many cycles the one to show: one that a name leads to, if there is any. */
static uint32_t choose_cycle(const Comparison *comparison, const Cycles *cycles,
                             const uint32_t *closing) {
    uint32_t chosen = CENSUS_NONE;
    bool has_path = false;
    for (uint32_t i = 0; i < comparison->after->census.count; i++) {
        uint32_t group = cycles->group[i];
        if (group == CENSUS_NONE || closing[group] == CENSUS_NONE)
            continue;
        if (look_has_name(comparison->after, i))
            return group;
        if (chosen == CENSUS_NONE || (!has_path && look_has_path(comparison->after, i))) {
            chosen = group;
            has_path = look_has_path(comparison->after, i);
        }
    }
    return chosen;
}

static bool could_any_close(const Comparison *comparison) {
    const Census *after = &comparison->after->census;
    for (uint32_t i = 0; i < after->count; i++) {
        if (after->objects[i].out_count > 0 && could_close(comparison, i))
            return true;
    }
    return false;
}

bool comparison_tell_cycles(Comparison *comparison) {
    enum { FEW_CYCLES = 2, MOST_CYCLES = 20 };
    Cycles cycles;
    if (!could_any_close(comparison))
        return true;
    if (!cycles_find(&cycles, &comparison->after->census, CYCLES_WRITTEN))
        return false;
    uint32_t *closing = malloc((cycles.count + (size_t)1) * sizeof(uint32_t));
    uint32_t count = closing == NULL ? 0 : find_closed(comparison, &cycles, closing);
    if (count > FEW_CYCLES) {
        uint32_t group = choose_cycle(comparison, &cycles, closing);
        Event *event = tell_cycle(comparison, &cycles, closing[group]);
        if (event != NULL)
            event->refs_after = count;
    }
    uint32_t told = 0;
    for (uint32_t i = 0; closing != NULL && i < cycles.count; i++) {
        if (closing[i] == CENSUS_NONE)
            continue;
        if (++told > MOST_CYCLES) {
            comparison->difference->left_out_extra++;
            continue;
        }
        Event *event = tell_cycle(comparison, &cycles, closing[i]);
        if (event != NULL)
            event->is_extra = count > FEW_CYCLES;
    }
    bool done = closing != NULL;
    free(closing);
    cycles_free(&cycles);
    return done;
}

/* --- what nothing reaches any more ----------------------------------------------------------- */

static bool was_lost(const Comparison *comparison, uint32_t object) {
    const CensusObject *seen = look_object(comparison->after, object);
    if ((seen->marks & (MARK_REACHED | MARK_PLUMBING)) != 0 || (seen->flags & FLAG_DYING) != 0)
        return false;
    if (seen->kind == KIND_INT || seen->kind == KIND_BIG_INT || seen->kind == KIND_FLOAT ||
        seen->kind == KIND_STR)
        return false;
    uint32_t old = comparison->to_before[object];
    return old == CENSUS_NONE || (look_object(comparison->before, old)->marks & MARK_REACHED) != 0;
}

/* What of the lost is in cycles, and in how many. */
typedef struct LostCycles {
    uint32_t cycles;
    uint32_t members; /* lost objects that are in one */
    bool are_selves;  /* every cycle is one object that holds itself */
} LostCycles;

static LostCycles count_lost_cycles(const Comparison *comparison, const CensusBirth *lost,
                                    uint32_t count) {
    LostCycles found = {.are_selves = true};
    Cycles cycles;
    if (!cycles_find(&cycles, &comparison->after->census, CYCLES_UNREACHED))
        return (LostCycles){0};
    uint8_t *is_counted = calloc(cycles.count + (size_t)1, 1);
    for (uint32_t i = 0; is_counted != NULL && i < count; i++) {
        uint32_t group = cycles.group[lost[i].object];
        if (group == CENSUS_NONE)
            continue;
        found.members++;
        found.cycles += !is_counted[group];
        found.are_selves &= cycles.sizes[group] == 1;
        is_counted[group] = 1;
    }
    free(is_counted);
    cycles_free(&cycles);
    return found;
}

static void write_lost(Bytes *out, const Comparison *comparison, const CensusBirth *lost,
                       uint32_t count) {
    enum { MOST_NAMED = 3 };
    AlikeTable alike;
    uint64_t many = 0;
    if (alike_start(&alike, comparison->request->labels)) {
        for (uint32_t i = 0; i < count; i++)
            alike_add(&alike, comparison->after, lost[i].object);
        many = alike_write_all(out, &alike, count);
    }
    alike_free(&alike);
    for (uint32_t i = 0; many == 0 && i < count && i < MOST_NAMED; i++) {
        bytes_append_text(out, i == 0 ? "" : ", ");
        look_write_subject(out, comparison->after, lost[i].object);
    }
    bytes_append_text(out, many == 0 && count > MOST_NAMED ? ", ..." : "");
}

void comparison_tell_lost(Comparison *comparison) {
    const Census *after = &comparison->after->census;
    Labels *labels = comparison->request->labels;
    CensusBirth *lost = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < after->count; i++)
        count += was_lost(comparison, i);
    if (count > 0)
        lost = malloc(count * sizeof(CensusBirth));
    if (lost == NULL)
        return;
    count = 0;
    for (uint32_t i = 0; i < after->count; i++) {
        if (!was_lost(comparison, i))
            continue;
        const CensusObject *object = &after->objects[i];
        const Label *label = labels_peek(labels, object->home, object->birth);
        if (label != NULL && !comparison->request->is_step)
            labels_lose(labels, label, comparison->request->statement);
        lost[count++] = (CensusBirth){.birth = census_birth(after, object), .object = i};
    }
    census_sort_births(lost, count);
    Event *event = difference_add(comparison->difference, EVENT_LOST, 0);
    if (event != NULL) {
        Bytes text = {0};
        LostCycles found = count_lost_cycles(comparison, lost, count);
        write_lost(&text, comparison, lost, count);
        event->subject = difference_keep(comparison->difference, &text);
        event->count = count;
        event->refs_before = found.members;
        event->refs_after = found.cycles;
        event->is_self = found.members == count && found.are_selves;
    }
    free(lost);
}
