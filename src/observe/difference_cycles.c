/* difference_cycles.c -- cycles that a statement closed, and objects that it cut off. */
#include "observe/cycles.h"
#include "observe/difference_parts.h"
#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

/* --- loops as texts -------------------------------------------------------------------------- */

/* Writes one step of a loop, `Node#1.next`; false for what stays unsaid: the tuple between a
 * function and its cells. */
static bool write_step(Bytes *out, const Look *look, const CensusEdge *edge) {
    const CensusObject *holder = look_object(look, edge->holder);
    if (holder->kind == KIND_TUPLE && (holder->marks & MARK_PLUMBING) != 0)
        return false;
    look_write_subject(out, look, edge->holder);
    if (holder->kind == KIND_CELL)
        return true;
    if (edge->place == PLACE_KEY)
        bytes_append_text(out, " (a key)");
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
        if (write_step(&text, look, edge)) {
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
    uint32_t holder = comparison->to_before[edge->holder];
    uint32_t held = comparison->to_before[edge->held];
    if (holder == CENSUS_NONE || held == CENSUS_NONE)
        return false;
    const CensusObject *seen = &old->objects[holder];
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
    return census_birth(&look->census, left) < census_birth(&look->census, right);
}

/* A loop that begins with a new reference. Marks its group as told. */
static void tell_cycle(const Comparison *comparison, const Cycles *cycles, uint32_t edge,
                       bool is_one_of_many) {
    const Look *after = comparison->after;
    Loop loop;
    if (!loop_through(&loop, cycles, edge))
        return;
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
    Event *event = turned == NULL ? NULL
                                  : difference_add(comparison->difference, EVENT_CYCLE,
                                                   is_one_of_many ? 6 : 0);
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
}

/* Whether anything happened that could close a cycle: a container that is new, or whose contents
 * moved. */
static bool could_close(const Comparison *comparison, uint32_t object) {
    return comparison->to_before[object] == CENSUS_NONE ||
           (comparison->is_touched[object] & (TOUCHED_CONTENTS | TOUCHED_REFS)) != 0;
}

bool comparison_tell_cycles(Comparison *comparison) {
    enum { MOST_CYCLES = 20 };
    const Census *after = &comparison->after->census;
    Cycles cycles;
    if (!cycles_find(&cycles, after, CYCLES_WRITTEN))
        return false;
    uint8_t *is_told = calloc(cycles.count + (size_t)1, 1);
    unsigned told = 0;
    for (uint32_t i = 0; is_told != NULL && i < after->count && cycles.count > 0; i++) {
        if (cycles.group[i] == CENSUS_NONE || is_told[cycles.group[i]] ||
            !could_close(comparison, i))
            continue;
        const CensusObject *object = &after->objects[i];
        for (uint32_t k = 0; k < object->out_count; k++) {
            uint32_t edge = object->first_out + k;
            if (!cycles_hold_edge(&cycles, edge) || edge_was_there(comparison, &after->edges[edge]))
                continue;
            is_told[cycles.group[i]] = 1;
            if (++told <= MOST_CYCLES)
                tell_cycle(comparison, &cycles, edge, told > 2);
            else
                comparison->difference->left_out++;
            break;
        }
    }
    bool done = is_told != NULL;
    free(is_told);
    cycles_free(&cycles);
    return done;
}

/* --- what nothing reaches any more ----------------------------------------------------------- */

static bool was_lost(const Comparison *comparison, uint32_t object) {
    const CensusObject *seen = look_object(comparison->after, object);
    if ((seen->marks & (MARK_REACHED | MARK_PLUMBING)) != 0 || (seen->flags & FLAG_DYING) != 0)
        return false;
    if (seen->kind == KIND_INT || seen->kind == KIND_FLOAT || seen->kind == KIND_STR)
        return false;
    uint32_t old = comparison->to_before[object];
    return old == CENSUS_NONE || (look_object(comparison->before, old)->marks & MARK_REACHED) != 0;
}

typedef struct Lost {
    uint64_t birth;
    uint32_t object;
    uint32_t spare;
} Lost;

static int compare_lost(const void *left, const void *right) {
    const Lost *one = left;
    const Lost *other = right;
    return one->birth < other->birth ? -1 : one->birth > other->birth;
}

static bool holds_itself(const Comparison *comparison, uint32_t object) {
    const Census *census = &comparison->after->census;
    const CensusObject *seen = &census->objects[object];
    for (uint32_t i = 0; i < seen->out_count; i++) {
        if (census->edges[seen->first_out + i].held == object)
            return true;
    }
    return false;
}

void comparison_tell_lost(Comparison *comparison) {
    enum { MOST_NAMED = 3 };
    const Census *after = &comparison->after->census;
    Labels *labels = comparison->request->labels;
    Lost *lost = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < after->count; i++)
        count += was_lost(comparison, i);
    if (count > 0)
        lost = malloc(count * sizeof(Lost));
    if (lost == NULL)
        return;
    count = 0;
    for (uint32_t i = 0; i < after->count; i++) {
        if (!was_lost(comparison, i))
            continue;
        const CensusObject *object = &after->objects[i];
        const Label *label = labels_peek(labels, object->home, object->birth);
        if (label != NULL)
            labels_lose(labels, label, comparison->request->statement);
        lost[count++] = (Lost){.birth = census_birth(after, object), .object = i};
    }
    qsort(lost, count, sizeof(Lost), compare_lost);
    Event *event = difference_add(comparison->difference, EVENT_LOST, 0);
    if (event != NULL) {
        Bytes text = {0};
        for (uint32_t i = 0; i < count && i < MOST_NAMED; i++) {
            bytes_append_text(&text, i == 0 ? "" : ", ");
            look_write_subject(&text, comparison->after, lost[i].object);
        }
        bytes_append_text(&text, count > MOST_NAMED ? ", ..." : "");
        event->subject = difference_keep(comparison->difference, &text);
        event->count = count;
        event->is_self = count == 1 && holds_itself(comparison, lost[0].object);
    }
    free(lost);
}
