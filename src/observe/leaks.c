#include "observe/leaks.h"

#include "object/set.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_ITEMS = 2, LEAST_OF_ONE_STATEMENT = 10, LEAST_LINKS = 5, MOST_LINES = 16 };

typedef struct Hunt {
    Leaks *leaks;
    const Look *look;
    const Mark *mark;
    Retained retained;
    uint8_t *is_told; /* objects that are told with a growth */
} Hunt;

/* The label that an object got when it was first seen; NULL for what has none, or was there at the
 * start. */
static const Label *label_of(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
    return label == NULL || label->number == 0 ? NULL : label;
}

static bool is_new(const Hunt *hunt, const Label *label) {
    return label != NULL && !mark_knew(hunt->mark, label);
}

/* --- what grew ---------------------------------------------------------------------------------
 */

/* The number of items of a container (readable), or UINT32_MAX if an object is none. */
static uint32_t length_of(const Object *seen) {
    if (object_is_list(seen))
        return ((const ListObject *)(const void *)seen)->length;
    if (object_is_dict(seen))
        return ((const DictObject *)(const void *)seen)->live;
    if (object_is_set(seen))
        return ((const SetObject *)(const void *)seen)->live;
    return UINT32_MAX;
}

/* How many items a container had at the mark. */
static uint32_t length_before(const Hunt *hunt, uint32_t object) {
    const Label *label = label_of(hunt->look, object);
    bool was_there = label == NULL || mark_knew(hunt->mark, label);
    if (!was_there)
        return 0;
    if (hunt->mark == NULL)
        return UINT32_MAX;
    const CensusObject *seen = look_object(hunt->look, object);
    const Object *then = view_see(mark_view(hunt->mark), seen->home);
    return then->kind == seen->kind ? length_of(then) : UINT32_MAX;
}

/* Whether an object is an item of a container that came later than the container itself. */
static bool is_later(const Hunt *hunt, const Label *item, const Label *holder) {
    return is_new(hunt, item) && (holder == NULL || holder->made < item->made);
}

typedef struct Tally {
    uint32_t type;
    uint32_t count;
} Tally;

/* Adds to the tally of a type; there is room for a few types, which is enough for most. */
static void tally(Tally *tallies, uint32_t type) {
    for (unsigned i = 0; i < MOST_LINES; i++) {
        if (tallies[i].count == 0)
            tallies[i].type = type;
        if (tallies[i].type == type) {
            tallies[i].count++;
            return;
        }
    }
}

static Tally most_of(const Tally *tallies) {
    Tally most = {0};
    for (unsigned i = 0; i < MOST_LINES; i++) {
        if (tallies[i].count > most.count)
            most = tallies[i];
    }
    return most;
}

/* Whether an edge leads to an item that was reached by it, and came later than its holder. */
static bool is_new_item(const Hunt *hunt, uint32_t number) {
    const CensusEdge *edge = &hunt->look->census.edges[number];
    return edge->held != CENSUS_NONE && hunt->retained.parents[edge->held] == number + 1 &&
           is_later(hunt, label_of(hunt->look, edge->held), label_of(hunt->look, edge->holder));
}

static void note_item(const Hunt *hunt, Growth *growth, const Label *label, uint32_t item,
                      uint32_t *previous) {
    if (growth->example == CENSUS_NONE)
        growth->example = item;
    if (growth->first == 0 || label->made < growth->first)
        growth->first = label->made;
    if (label->made > growth->last)
        growth->last = label->made;
    growth->statements += label->made != *previous;
    growth->bytes += hunt->retained.bytes[item];
    growth->count++;
    *previous = label->made;
}

/* Looks at the items that are reached through a container: at the keys of a dict if they are new,
 * and its values are not. */
static void look_at_items(const Hunt *hunt, Growth *growth) {
    const Look *look = hunt->look;
    const CensusObject *seen = look_object(look, growth->holder);
    for (unsigned pass = 0; pass < 2 && growth->count == 0; pass++) {
        Tally tallies[MOST_LINES] = {0};
        uint32_t previous = 0;
        for (uint32_t i = seen->first_out; i < seen->first_out + seen->out_count; i++) {
            const CensusEdge *edge = &look->census.edges[i];
            if ((edge->place == PLACE_KEY) != (pass == 1) || !is_new_item(hunt, i))
                continue;
            const Label *label = label_of(look, edge->held);
            tally(tallies, label->type);
            note_item(hunt, growth, label, edge->held, &previous);
        }
        growth->of_keys = pass == 1;
        if (growth->count > 0)
            growth->type = look->labels->types[most_of(tallies).type].name;
    }
}

/* How many objects of a type were made since the mark, and how many of them are gone. */
static void count_made(const Hunt *hunt, Growth *growth) {
    const Labels *labels = hunt->look->labels;
    for (uint32_t i = 0; i < labels->count; i++) {
        const Label *label = &labels->rows[i];
        if (label->number == 0 || label->made > labels->present || mark_knew(hunt->mark, label) ||
            strcmp(labels->types[label->type].name, growth->type) != 0)
            continue;
        growth->made++;
        growth->gone += label->gone != 0 && label->gone <= labels->present;
    }
}

/* Keeps the largest. */
static void keep_growth(Leaks *leaks, const Growth *growth) {
    uint32_t at = leaks->growth_count;
    while (at > 0 && leaks->growths[at - 1].bytes < growth->bytes)
        at--;
    if (at == LEAKS_MOST)
        return;
    uint32_t moved = leaks->growth_count < LEAKS_MOST ? leaks->growth_count : LEAKS_MOST - 1;
    memmove(&leaks->growths[at + 1], &leaks->growths[at], (moved - at) * sizeof(Growth));
    leaks->growths[at] = *growth;
    leaks->growth_count = moved + 1;
}

static bool may_grow(const Hunt *hunt, uint32_t object) {
    const CensusObject *seen = look_object(hunt->look, object);
    if (hunt->retained.parents[object] == 0 || object == hunt->look->globals ||
        (seen->marks & (MARK_NAMESPACE | MARK_ATTRIBUTES)) != 0)
        return false;
    /* What is part of the machine, such as sys.modules, is not the learner's. */
    uint32_t parent = hunt->retained.parents[object] - 1;
    return hunt->look->census.edges[parent].place != PLACE_ROOT &&
           length_of(census_see(&hunt->look->census, object)) != UINT32_MAX;
}

static void look_at_container(const Hunt *hunt, uint32_t object) {
    Growth growth = {.holder = object,
                     .example = CENSUS_NONE,
                     .length = length_of(census_see(&hunt->look->census, object)),
                     .before = length_before(hunt, object)};
    bool knows_before = hunt->mark != NULL && growth.before != UINT32_MAX;
    if (knows_before && growth.length < growth.before + LEAST_ITEMS)
        return;
    look_at_items(hunt, &growth);
    const Label *label = label_of(hunt->look, object);
    bool was_there = label == NULL || mark_knew(hunt->mark, label);
    bool is_filled = growth.count >= LEAST_OF_ONE_STATEMENT ||
                     (growth.count >= LEAST_ITEMS && growth.statements > 1);
    /* Small ints and the like are no new objects: then only its length says that it grew. */
    bool is_longer = knows_before && was_there && growth.length - growth.before >= LEAST_ITEMS;
    if (!is_filled && !is_longer)
        return;
    if (growth.count > 0 && growth.type != NULL)
        count_made(hunt, &growth);
    if (growth.gone > growth.count && !is_longer)
        return;
    if (growth.count < LEAST_ITEMS) {
        const CensusObject *seen = look_object(hunt->look, object);
        growth.type = NULL;
        growth.count = growth.length - growth.before;
        growth.bytes = (uint64_t)seen->buffer_units * HEAP_GRAIN;
    }
    keep_growth(hunt->leaks, &growth);
}

/* --- texts -------------------------------------------------------------------------------------
 */

/* What a global held at the mark (readable), or NULL. The names are the same objects as then. */
static const Object *global_before(const Hunt *hunt, const Object *name) {
    View then = mark_view(hunt->mark);
    const Vm *vm = view_see(then, heap_root(view_heap(then)));
    const DictObject *globals = view_see(then, vm->globals);
    Object *const *entries = globals == NULL ? NULL : view_see(then, globals->entries);
    for (uint32_t i = 0; entries != NULL && i < globals->fill; i++) {
        if (entries[2 * (size_t)i] == name)
            return view_see(then, entries[2 * (size_t)i + 1]);
    }
    return NULL;
}

/* A text cannot grow, but `log += line` puts a longer one in its place. */
static void look_at_texts(const Hunt *hunt) {
    enum { LEAST_CHARACTERS = 100 };
    const Look *look = hunt->look;
    const CensusObject *globals = look->globals == CENSUS_NONE || hunt->mark == NULL
                                      ? NULL
                                      : look_object(look, look->globals);
    for (uint32_t i = 0; globals != NULL && i + 1 < globals->out_count; i++) {
        const CensusEdge *key = &look->census.edges[globals->first_out + i];
        const CensusEdge *value = key + 1;
        if (key->place != PLACE_KEY || key->held == CENSUS_NONE || value->held == CENSUS_NONE ||
            look_object(look, value->held)->kind != KIND_STR)
            continue;
        const StrObject *now =
            (const StrObject *)(const void *)census_see(&look->census, value->held);
        const Object *seen = global_before(hunt, look_object(look, key->held)->home);
        const StrObject *before = (const StrObject *)(const void *)seen;
        if (seen == NULL || seen->kind != KIND_STR ||
            now->length < before->length + LEAST_CHARACTERS)
            continue;
        Growth growth = {.holder = value->held,
                         .example = CENSUS_NONE,
                         .is_text = true,
                         .line = {.file = "", .text = ""},
                         .length = now->length,
                         .before = before->length,
                         .bytes = census_bytes(look_object(look, value->held))};
        keep_growth(hunt->leaks, &growth);
    }
}

/* --- chains ------------------------------------------------------------------------------------
 */

static bool is_instance(const Look *look, uint32_t object) {
    return object != CENSUS_NONE && (look_object(look, object)->kind == KIND_INSTANCE ||
                                     look_object(look, object)->kind == KIND_DICTED);
}

/* The instance by which an instance was reached, its dict of attributes passed over. */
static uint32_t link_before(const Hunt *hunt, uint32_t object) {
    uint32_t parent = retained_parent(&hunt->retained, hunt->look, object);
    if (parent != CENSUS_NONE && (look_object(hunt->look, parent)->marks & MARK_ATTRIBUTES) != 0)
        parent = retained_parent(&hunt->retained, hunt->look, parent);
    return parent;
}

static bool is_link(const Hunt *hunt, uint32_t object) {
    uint32_t before = is_instance(hunt->look, object) ? link_before(hunt, object) : CENSUS_NONE;
    const Label *label = label_of(hunt->look, object);
    const Label *other = is_instance(hunt->look, before) ? label_of(hunt->look, before) : NULL;
    return is_new(hunt, label) && other != NULL && other->type == label->type;
}

/* A list that is made of instances which hold each other has no container that grows: each link is
 * reached from another of its type. `links` counts them at the first of each chain. */
static bool find_chains(Hunt *hunt) {
    const Look *look = hunt->look;
    uint32_t *links = calloc(look->census.count + (size_t)1, sizeof(uint32_t));
    if (links == NULL)
        return false;
    for (uint32_t i = hunt->retained.reached; i-- > 0;) {
        uint32_t object = hunt->retained.order[i];
        if (!hunt->is_told[object] && is_link(hunt, object))
            links[link_before(hunt, object)] += links[object] + 1;
    }
    for (uint32_t i = 0; i < hunt->retained.reached; i++) {
        uint32_t object = hunt->retained.order[i];
        const Label *label = links[object] >= LEAST_LINKS ? label_of(look, object) : NULL;
        if (label == NULL || is_link(hunt, object))
            continue;
        Growth growth = {.holder = object,
                         .example = CENSUS_NONE,
                         .is_chain = true,
                         .type = look->labels->types[label->type].name,
                         .count = links[object] + 1,
                         .before = UINT32_MAX,
                         .first = label->made,
                         .last = label->made,
                         .statements = 1,
                         .bytes = hunt->retained.bytes[object]};
        count_made(hunt, &growth);
        if (growth.gone <= growth.count)
            keep_growth(hunt->leaks, &growth);
    }
    free(links);
    return true;
}

/* --- the lines that allocate -------------------------------------------------------------------
 */

/* The growth in which an object is an item, or NULL. */
static Growth *growth_of(Hunt *hunt, uint32_t object) {
    uint32_t holder = retained_parent(&hunt->retained, hunt->look, object);
    for (uint32_t i = 0; i < hunt->leaks->growth_count; i++) {
        Growth *growth = &hunt->leaks->growths[i];
        bool is_item = growth->is_chain
                           ? is_instance(hunt->look, object) &&
                                 link_before(hunt, object) != CENSUS_NONE && is_link(hunt, object)
                           : growth->holder == holder;
        if (is_item && is_new(hunt, label_of(hunt->look, object)))
            return growth;
    }
    return NULL;
}

static void find_lines(Hunt *hunt) {
    View view = hunt->look->view;
    const HeapTrace *trace = &view_heap(view)->trace;
    const HeapTraceSlot *slots = view_see(view, trace->slots);
    Tally tallies[LEAKS_MOST][MOST_LINES] = {0};
    for (uint32_t i = 0; i < trace->capacity; i++) {
        if (slots[i].block == 0)
            continue;
        const char *home =
            (const char *)(const void *)view.home + (size_t)slots[i].block * HEAP_GRAIN;
        uint32_t object = census_find(&hunt->look->census, home);
        const Growth *growth = object == CENSUS_NONE ? NULL : growth_of(hunt, object);
        if (growth != NULL)
            tally(tallies[growth - hunt->leaks->growths], slots[i].place);
    }
    for (uint32_t i = 0; i < hunt->leaks->growth_count; i++)
        hunt->leaks->growths[i].line = trace_line_of(view, most_of(tallies[i]).type);
}

/* --- what goes with the items ------------------------------------------------------------------
 */

/* The instances that the items lead to say more than the items, where those are methods or tuples.
 */
static bool find_companions(Hunt *hunt) {
    const Look *look = hunt->look;
    uint8_t *growths = calloc(look->census.count + (size_t)1, 1);
    Tally tallies[LEAKS_MOST][MOST_LINES] = {0};
    if (growths == NULL)
        return false;
    for (uint32_t i = 0; i < hunt->retained.reached; i++) {
        uint32_t object = hunt->retained.order[i];
        uint32_t parent = retained_parent(&hunt->retained, look, object);
        const Growth *growth = growth_of(hunt, object);
        if (growth != NULL) {
            growths[object] = (uint8_t)(growth - hunt->leaks->growths + 1);
            continue;
        }
        growths[object] = parent == CENSUS_NONE ? 0 : growths[parent];
        const Label *label = growths[object] > 0 && look_object(look, object)->kind >= KIND_INSTANCE
                                 ? label_of(look, object)
                                 : NULL;
        if (label != NULL)
            tally(tallies[growths[object] - 1], label->type);
    }
    for (uint32_t i = 0; i < hunt->leaks->growth_count; i++) {
        Tally most = most_of(tallies[i]);
        hunt->leaks->growths[i].with = most.count > 0 ? look->labels->types[most.type].name : NULL;
        hunt->leaks->growths[i].with_count = most.count;
    }
    free(growths);
    return true;
}

/* --- what is kept ------------------------------------------------------------------------------
 */

/* Whether an object is worth to be named: machinery is not. */
static bool is_told_of(const Look *look, uint32_t object) {
    switch (look_object(look, object)->kind) {
    case KIND_TRACEBACK:
    case KIND_FRAME:
    case KIND_FUNCTION:
    case KIND_CLASS:
    case KIND_METHOD:
    case KIND_CELL:
    case KIND_CODE:
    case KIND_NATIVE:
        return false;
    default:
        return label_of(look, object) != NULL &&
               (look_object(look, object)->marks & MARK_ATTRIBUTES) == 0;
    }
}

static Kept *find_kept(Kept *kept, uint32_t *count, uint32_t keeper) {
    for (uint32_t i = 0; i < *count; i++) {
        if (kept[i].keeper == keeper)
            return &kept[i];
    }
    if (*count == LEAKS_MOST)
        return NULL;
    kept[*count] = (Kept){.keeper = keeper, .example = CENSUS_NONE};
    return &kept[(*count)++];
}

/* Goes through what a round found, and counts it for its keepers. */
static void find_keepers(const Hunt *hunt, RetainedRound round, Kept *kept, uint32_t *count) {
    const Retained *retained = &hunt->retained;
    uint32_t end = round + 1 < ROUNDS ? retained->first_of[round + 1] : retained->reached;
    for (uint32_t i = retained->first_of[round]; i < end; i++) {
        uint32_t object = retained->order[i];
        uint32_t keeper = retained->keepers[object];
        if (keeper == CENSUS_NONE || !is_told_of(hunt->look, object))
            continue;
        Kept *row = find_kept(kept, count, keeper);
        if (row == NULL)
            continue;
        row->example = row->example == CENSUS_NONE ? object : row->example;
        row->objects++;
        row->bytes += census_bytes(look_object(hunt->look, object));
    }
    /* What was there at the mark is no news. */
    uint32_t left = 0;
    for (uint32_t i = 0; i < *count; i++) {
        const Label *label = label_of(hunt->look, kept[i].example);
        if (is_new(hunt, label))
            kept[left++] = kept[i];
    }
    *count = left;
}

static int compare_kept(const void *left, const void *right) {
    const Kept *one = left;
    const Kept *other = right;
    return one->bytes != other->bytes
               ? (one->bytes < other->bytes) - (one->bytes > other->bytes)
               : (one->keeper > other->keeper) - (one->keeper < other->keeper);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

/* What is reached through the items of a growth is told with it. */
static void note_told(Hunt *hunt) {
    for (uint32_t i = 0; i < hunt->leaks->growth_count; i++)
        hunt->is_told[hunt->leaks->growths[i].holder] = 1;
    for (uint32_t i = 0; i < hunt->retained.reached; i++) {
        uint32_t object = hunt->retained.order[i];
        uint32_t parent = retained_parent(&hunt->retained, hunt->look, object);
        if (parent != CENSUS_NONE && hunt->is_told[parent])
            hunt->is_told[object] = 1;
    }
}

bool leaks_find(Leaks *leaks, const Look *look, const Mark *mark) {
    Hunt hunt = {.leaks = leaks, .look = look, .mark = mark};
    *leaks = (Leaks){.looked_at = look->census.count};
    hunt.is_told = calloc(look->census.count + (size_t)1, 1);
    bool done = hunt.is_told != NULL && look->labels != NULL && retained_find(&hunt.retained, look);
    for (uint32_t i = 0; done && i < look->census.count; i++) {
        if (may_grow(&hunt, i))
            look_at_container(&hunt, i);
    }
    if (done) {
        look_at_texts(&hunt);
        note_told(&hunt);
        done = find_chains(&hunt) && find_companions(&hunt);
        find_lines(&hunt);
    }
    if (done) {
        find_keepers(&hunt, ROUND_TRACEBACKS, leaks->tracebacks, &leaks->traceback_count);
        find_keepers(&hunt, ROUND_CLOSURES, leaks->closures, &leaks->closure_count);
        qsort(leaks->tracebacks, leaks->traceback_count, sizeof(Kept), compare_kept);
        qsort(leaks->closures, leaks->closure_count, sizeof(Kept), compare_kept);
    }
    retained_free(&hunt.retained);
    free(hunt.is_told);
    return done;
}
