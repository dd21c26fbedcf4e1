/* facts_judge.c -- whether facts hold: three values, joined as Kleene does. */
#include "heap/walk.h"
#include "lesson/fact.h"
#include "object/set.h"
#include "object/weak.h"
#include "observe/brief.h"
#include "observe/cycles.h"
#include "observe/paths.h"
#include "observe/places.h"

#include <stdlib.h>
#include <string.h>

static FactValue known(uint64_t number) {
    return (FactValue){.number = (int64_t)number, .is_known = true};
}

static FactValue unknown(void) {
    return (FactValue){0};
}

/* --- objects ---------------------------------------------------------------------------------- */

static bool lives(const Look *look, uint32_t object) {
    return object != CENSUS_NONE && (look_object(look, object)->flags & FLAG_DYING) == 0;
}

static FactObject find_path(const Look *look, const char *text, Bytes *why) {
    PathAnswer answer = path_resolve(look, text, why);
    if (answer.status != PATH_FOUND || !lives(look, answer.object)) {
        return (FactObject){0};
    }
    return (FactObject){FOUND_LIVING, answer.object, look_object(look, answer.object)->home};
}

FactObject fact_object(const Fact *fact, uint32_t i, const FactMoment *moment, Bytes *why) {
    const FactArgument *argument = &fact->arguments[i];
    if (!argument->is_of_start) {
        return find_path(moment->look, argument->text, why);
    }
    const FactStartRow *row = fact_start_peek(moment->start, fact, i);
    if (row == NULL || row->home == NULL) {
        bytes_print(why, "there was no %s when this began", argument->text);
        return (FactObject){0};
    }
    uint32_t object = census_find(&moment->look->census, row->home);
    if (!lives(moment->look, object) || look_object(moment->look, object)->birth != row->stamp) {
        return (FactObject){FOUND_GONE, CENSUS_NONE, row->home};
    }
    return (FactObject){FOUND_LIVING, object, row->home};
}

/* What was there at the start has a label without a number. Of a heap so large that statements are
 * told in totals, new objects have none yet. */
bool fact_is_made(const Look *look, uint32_t object) {
    const CensusObject *row = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, row->home, row->birth);
    bool is_new = label != NULL
                      ? label->number > 0
                      : (row->marks & (MARK_SHARED | MARK_NAMESPACE | MARK_PLUMBING)) == 0;
    return is_new && lives(look, object);
}

/* --- types ------------------------------------------------------------------------------------ */

static const char *class_name(const Look *look, const ClassObject *seen) {
    const StrObject *name = view_see(look->view, seen->name);
    return name == NULL ? "" : name->text;
}

/* Whether there is, or was, anything of a type of that name. */
static bool is_type(const Look *look, const char *name) {
    for (uint32_t i = 0; look->labels != NULL && i < look->labels->type_count; i++) {
        if (strcmp(look->labels->types[i].name, name) == 0) {
            return true;
        }
    }
    for (uint32_t i = 0; i < look->census.count; i++) {
        const CensusObject *object = look_object(look, i);
        if (object->kind == KIND_CLASS &&
            strcmp(
                class_name(look, (const ClassObject *)(const void *)census_see(&look->census, i)),
                name) == 0) {
            return true;
        }
    }
    return false;
}

bool fact_is_of_type(const Look *look, uint32_t object, const char *name) {
    return strcmp(brief_type_name(look->view, look_object(look, object)->home), name) == 0;
}

/* The class of an instance or exception, readable; NULL for other objects. */
static const ClassObject *class_of(const Look *look, uint32_t object) {
    const CensusObject *row = look_object(look, object);
    for (uint32_t i = 0; i < row->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[row->first_out + i];
        const FieldRow *field =
            edge->place == PLACE_FIELD ? field_row_peek(row->kind, edge->index) : NULL;
        if (field != NULL && field->attribute != NULL && edge->held != CENSUS_NONE &&
            strcmp(field->attribute, "__class__") == 0) {
            return (const ClassObject *)(const void *)census_see(&look->census, edge->held);
        }
    }
    return NULL;
}

/* Of the type itself, or of one that inherits from it. */
static bool is_instance(const Look *look, uint32_t object, const char *name) {
    const ClassObject *class = class_of(look, object);
    while (class != NULL) {
        if (strcmp(class_name(look, class), name) == 0) {
            return true;
        }
        class = view_see(look->view, class->base);
    }
    return fact_is_of_type(look, object, name);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static uint64_t count_names(const Look *look, uint32_t object) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < look_object(look, object)->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        count += edge->place == PLACE_VALUE && edge->holder == look->globals;
    }
    return count;
}

/* Edges come in the order of their holders. Names, and places that are no objects, count each. */
static uint64_t count_holders(const Look *look, uint32_t object) {
    uint64_t count = 0;
    uint32_t last = CENSUS_NONE;
    for (uint32_t i = 0; i < look_object(look, object)->in_count; i++) {
        uint32_t holder = look_incoming(look, object, i)->holder;
        count += holder == CENSUS_NONE || holder == look->globals || holder != last;
        last = holder;
    }
    return count;
}

static uint64_t count_weak(const Look *look, uint32_t object) {
    const CensusObject *row = look_object(look, object);
    uint64_t count = 0;
    for (uint32_t i = 0; (row->flags & FLAG_WEAK) != 0 && i < look->census.count; i++) {
        const Object *seen = census_see(&look->census, i);
        count +=
            object_is_weak(seen) && ((const WeakObject *)(const void *)seen)->referent == row->home;
    }
    return count;
}

static FactValue count_items(const Look *look, uint32_t object) {
    const void *seen = census_see(&look->census, object);
    switch (look_object(look, object)->kind) {
    case KIND_LIST:
    case KIND_LIST_INSTANCE:
        return known(((const ListObject *)seen)->length);
    case KIND_TUPLE:
        return known(((const TupleObject *)seen)->length);
    case KIND_DICT:
    case KIND_DICT_INSTANCE:
        return known(((const DictObject *)seen)->live);
    case KIND_SET:
    case KIND_FROZENSET:
        return known(((const SetObject *)seen)->live);
    case KIND_STR:
        return known(((const StrObject *)seen)->length);
    default:
        return unknown();
    }
}

static uint64_t sum_bytes(const Look *look) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < look->census.count; i++) {
        bytes += fact_is_made(look, i) ? census_bytes(look_object(look, i)) : 0;
    }
    return bytes;
}

/* Objects of the program, of a type or of all; only those that nothing reaches, if `lost`. */
static FactValue count_objects(const Look *look, const char *type, bool lost) {
    uint64_t count = 0;
    if (type != NULL && !is_type(look, type)) {
        return unknown();
    }
    for (uint32_t i = 0; i < look->census.count; i++) {
        bool fits = (type == NULL || fact_is_of_type(look, i, type)) &&
                    (!lost || (look_object(look, i)->marks & MARK_REACHED) == 0);
        count += fits && fact_is_made(look, i);
    }
    return known(count);
}

/* Cycles in which something is that the program made; and the one that `object` is in. */
static FactValue count_cycles(const Look *look, uint32_t object, bool *has_object) {
    Cycles cycles;
    uint64_t count = 0;
    if (!cycles_find(&cycles, &look->census, CYCLES_WRITTEN)) {
        return unknown();
    }
    bool *seen = calloc((size_t)cycles.count + 1, sizeof(bool));
    for (uint32_t i = 0; seen != NULL && i < look->census.count; i++) {
        uint32_t group = cycles.group[i];
        if (group != CENSUS_NONE && !seen[group] && fact_is_made(look, i)) {
            seen[group] = true;
            count++;
        }
    }
    *has_object = object != CENSUS_NONE && cycles.group[object] != CENSUS_NONE;
    FactValue value = seen == NULL ? unknown() : known(count);
    free(seen);
    cycles_free(&cycles);
    return value;
}

/* --- the collector ---------------------------------------------------------------------------- */

/* Goes through the entries of the collector's list in [start, stop) that are not stale: how many
 * there are, and where `object` stands among them. */
static uint64_t walk_entries(const Look *look, uint32_t start, uint32_t stop, uint32_t object,
                             uint32_t *place) {
    const Collector *collector = &look->census.vm->collector;
    const GenerationEntry *entries = view_see(look->view, collector->entries);
    uint64_t count = 0;
    for (uint32_t i = start; i < stop && entries != NULL; i++) {
        const char *home = (const char *)look->view.home + (size_t)entries[i].block * HEAP_GRAIN;
        uint32_t found = census_find(&look->census, home);
        if (found == CENSUS_NONE || look_object(look, found)->birth != entries[i].birth ||
            (look_object(look, found)->flags & FLAG_TRACKED) == 0) {
            continue;
        }
        count++;
        if (found == object) {
            *place = i;
        }
    }
    return count;
}

static FactValue find_generation(const Look *look, uint32_t object) {
    const Collector *collector = &look->census.vm->collector;
    uint32_t place = UINT32_MAX;
    (void)walk_entries(look, collector->world, collector->length, object, &place);
    for (unsigned i = 0; i < GENERATION_COUNT && place != UINT32_MAX; i++) {
        if (place >= collector->generations[i].start) {
            return known(i);
        }
    }
    return unknown();
}

static uint64_t sum_collected(const Vm *vm) {
    uint64_t sum = 0;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        sum += vm->collector.generations[i].collected;
    }
    return sum;
}

/* All, or only those that came by themselves, since the step began. */
static uint64_t count_collections(const Fact *fact, const FactMoment *moment, bool automatic) {
    static const FactStart NOTHING = {0};
    const Collector *collector = &moment->look->census.vm->collector;
    const FactStart *start = moment->start == NULL ? &NOTHING : moment->start;
    uint64_t count = 0;
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        if (fact->argument_count == 0 || fact->arguments[0].number == (int64_t)i) {
            count += automatic ? collector->generations[i].unasked - start->automatic[i]
                               : collector->generations[i].collections - start->collections[i];
        }
    }
    return count;
}

static uint64_t count_pools(View view) {
    HeapTotals totals = heap_totals(view);
    uint64_t count = 0;
    for (unsigned class = 0; class < GARBAGE_CLASSES; class ++) {
        for (unsigned size = 0; size < HEAP_CLASSES; size++) {
            count += totals.pools[class][size];
        }
    }
    return count;
}

/* --- what appeared ---------------------------------------------------------------------------- */

static bool has_line(const char *shown, const char *wanted, bool as_error) {
    size_t length = strlen(wanted);
    while (shown != NULL && *shown != '\0') {
        size_t line = strcspn(shown, "\n");
        bool begins = strncmp(shown, wanted, length) == 0;
        if (begins && (line == length || (as_error && shown[length] == ':'))) {
            return true;
        }
        shown += line + (shown[line] == '\n');
    }
    return false;
}

/* --- asking ----------------------------------------------------------------------------------- */

/* Facts about the heap as a whole. */
static FactValue ask_heap(const Fact *fact, const FactMoment *moment) {
    const Look *look = moment->look;
    const Vm *vm = look->census.vm;
    const char *type = fact->argument_count != 0 ? fact->arguments[0].text : NULL;
    uint32_t nowhere = 0;
    bool ignored = false;
    switch (fact->ask) {
    case ASK_live:
        return count_objects(look, type, false);
    case ASK_unreachable:
        return count_objects(look, type, true);
    case ASK_cycles:
        return count_cycles(look, CENSUS_NONE, &ignored);
    case ASK_collected:
        return known(sum_collected(vm) - (moment->start == NULL ? 0 : moment->start->collected));
    case ASK_collections:
    case ASK_automatic:
        return known(count_collections(fact, moment, fact->ask == ASK_automatic));
    case ASK_threshold:
        return known((uint64_t)vm->collector.generations[fact->arguments[0].number].threshold);
    case ASK_frozen:
        return known(walk_entries(look, vm->collector.world,
                                  vm->collector.generations[GENERATION_COUNT - 1].start,
                                  CENSUS_NONE, &nowhere));
    case ASK_pools:
        return known(count_pools(look->view));
    case ASK_arenas:
        return known(heap_totals(look->view).arenas);
    case ASK_peak:
        return view_heap(look->view)->trace.on != 0 ? known(view_heap(look->view)->trace.peak)
                                                    : unknown();
    case ASK_gc_enabled:
        return known(vm->collector.enabled != 0);
    case ASK_printed:
        return known(has_line(moment->shown, type, false));
    case ASK_raised:
        return known(has_line(moment->shown, type, true));
    default:
        return known(sum_bytes(look));
    }
}

/* Facts about one living object. */
static FactValue ask_living(const Fact *fact, const Look *look, uint32_t object) {
    const CensusObject *row = look_object(look, object);
    bool is_cyclic = false;
    switch (fact->ask) {
    case ASK_refs:
        return known(row->refcount);
    case ASK_holders:
        return known(count_holders(look, object));
    case ASK_names:
        return known(count_names(look, object));
    case ASK_weak:
        return known(count_weak(look, object));
    case ASK_length:
        return count_items(look, object);
    case ASK_bytes:
        return known(census_bytes(row));
    case ASK_generation:
        return find_generation(look, object);
    case ASK_isinstance:
        return known(is_instance(look, object, fact->arguments[1].text));
    case ASK_freed:
        return known(false);
    case ASK_exists:
        return known(true);
    case ASK_reachable:
        return known((row->marks & MARK_REACHED) != 0);
    case ASK_cyclic:
        return count_cycles(look, object, &is_cyclic).is_known ? known(is_cyclic) : unknown();
    case ASK_shared:
        return known((row->marks & MARK_SHARED) != 0);
    case ASK_tracked:
        return known((row->flags & FLAG_TRACKED) != 0);
    case ASK_finalized:
        return known((row->flags & FLAG_FINALIZED) != 0);
    default:
        return unknown();
    }
}

/* Of an object that has been freed, most questions have no answer. */
static FactValue ask_gone(const Fact *fact) {
    switch (fact->ask) {
    case ASK_freed:
        return known(true);
    case ASK_exists:
    case ASK_reachable:
    case ASK_cyclic:
        return known(false);
    default:
        return unknown();
    }
}

static bool holds(const Look *look, uint32_t holder, uint32_t held) {
    const CensusObject *row = look_object(look, holder);
    for (uint32_t i = 0; i < row->out_count; i++) {
        const CensusEdge *edge = &look->census.edges[row->first_out + i];
        /* What an object holds through the dict of its attributes, it holds. */
        bool is_inner = edge->held != CENSUS_NONE && look_any_owner(look, edge->held) == holder;
        if (edge->held == held ||
            (is_inner && edge->held != holder && holds(look, edge->held, held))) {
            return true;
        }
    }
    return false;
}

static FactValue ask_two(const Fact *fact, const FactMoment *moment, FactObject one,
                         FactObject other) {
    if (one.found == FOUND_NOTHING || other.found == FOUND_NOTHING) {
        return unknown();
    }
    bool live = one.found == FOUND_LIVING && other.found == FOUND_LIVING;
    switch (fact->ask) {
    case ASK_same:
        return known(live && one.object == other.object);
    case ASK_same_id:
        return known(one.home == other.home);
    default:
        return known(live && holds(moment->look, one.object, other.object));
    }
}

FactValue fact_ask(const Fact *fact, const FactMoment *moment) {
    Bytes why = {0};
    FactValue value = unknown();
    char parameter = FACT_ROWS[fact->ask].parameters[0];
    bool is_of_heap = parameter != 'x' &&
                      !(parameter == '?' && fact->ask == ASK_bytes && fact->argument_count != 0);
    if (is_of_heap) {
        return ask_heap(fact, moment);
    }
    FactObject one = fact_object(fact, 0, moment, &why);
    if (strncmp(FACT_ROWS[fact->ask].parameters, "xx", 2) == 0) {
        value = ask_two(fact, moment, one, fact_object(fact, 1, moment, &why));
    } else if (fact->ask == ASK_value) {
        Fact now = *fact;
        now.is_of_start = false;
        value.is_known = fact_write_text(&why, &now, moment);
    } else if (one.found == FOUND_LIVING) {
        value = ask_living(fact, moment->look, one.object);
    } else if (one.found == FOUND_GONE) {
        value = ask_gone(fact);
    } else if (fact->ask == ASK_exists && !fact->arguments[0].is_of_start) {
        value = known(false);
    }
    bytes_free(&why);
    return value;
}

FactValue fact_value(const Fact *fact, const FactMoment *moment) {
    FactValue left;
    FactValue right;
    switch (fact->shape) {
    case FACT_INTEGER:
        return (FactValue){fact->number, true};
    case FACT_ADD:
    case FACT_SUBTRACT:
        left = fact_value(fact->left, moment);
        right = fact_value(fact->right, moment);
        left.is_known &= right.is_known;
        left.number += fact->shape == FACT_ADD ? right.number : -right.number;
        return left;
    case FACT_CALL:
        if (fact->is_of_start) {
            const FactStartRow *row = fact_start_peek(moment->start, fact, FACT_ARGUMENTS_MOST);
            return row == NULL ? unknown() : row->value;
        }
        return fact_ask(fact, moment);
    default:
        return unknown();
    }
}

static FactTruth compare(const Fact *fact, const FactMoment *moment) {
    if (fact_is_text(fact->left)) {
        return fact_compare_texts(fact, moment);
    }
    FactValue left = fact_value(fact->left, moment);
    FactValue right = fact_value(fact->right, moment);
    if (!left.is_known || !right.is_known) {
        return FACT_UNKNOWN;
    }
    int sign = left.number < right.number ? -1 : left.number > right.number;
    static const bool ANSWERS[][3] = {
        [ORDER_EQ] = {false, true, false}, [ORDER_NE] = {true, false, true},
        [ORDER_LT] = {true, false, false}, [ORDER_LE] = {true, true, false},
        [ORDER_GT] = {false, false, true}, [ORDER_GE] = {false, true, true},
    };
    return ANSWERS[fact->order][sign + 1] ? FACT_TRUE : FACT_FALSE;
}

FactTruth fact_judge(const Fact *fact, const FactMoment *moment) {
    FactTruth left;
    FactTruth right;
    FactValue value;
    switch (fact->shape) {
    case FACT_NOT:
        left = fact_judge(fact->left, moment);
        return left == FACT_UNKNOWN ? FACT_UNKNOWN : left == FACT_TRUE ? FACT_FALSE : FACT_TRUE;
    case FACT_AND:
    case FACT_OR:
        left = fact_judge(fact->left, moment);
        right = fact_judge(fact->right, moment);
        if (fact->shape == FACT_AND && (left == FACT_FALSE || right == FACT_FALSE)) {
            return FACT_FALSE;
        }
        if (fact->shape == FACT_OR && (left == FACT_TRUE || right == FACT_TRUE)) {
            return FACT_TRUE;
        }
        return left == FACT_UNKNOWN || right == FACT_UNKNOWN ? FACT_UNKNOWN : left;
    case FACT_COMPARE:
        return compare(fact, moment);
    default:
        value = fact_value(fact, moment);
        return !value.is_known ? FACT_UNKNOWN : value.number != 0 ? FACT_TRUE : FACT_FALSE;
    }
}
