/* The collector on graphs built by hand, and on random ones held to a model: it frees exactly what
 * cannot be reached, and leaves the heap, the ledger and its own tables in order. */
#include "gc/gc.h"
#include "object_vm.h"
#include "observe/audit.h"

enum { OLDEST = GENERATION_COUNT - 1 };

/* --- what must hold after every pass --------------------------------------------------------- */

/* The table of marks is all zero between passes, up to the highest arena that ever was. */
static bool marks_are_zero(const Vm *vm) {
    const uint32_t *marks = heap_side_marks(vm->heap);
    size_t bytes = (size_t)(vm->heap->arena_base - (const char *)vm->heap) +
                   vm->heap->arena_high * HEAP_ARENA_BYTES;
    for (size_t i = 0; i < bytes / HEAP_GRAIN; i++) {
        if (marks[i] != 0)
            return false;
    }
    return true;
}

static bool is_whole(const Vm *vm) {
    char why[200] = "";
    bool whole = heap_check(view_live(vm->heap), why, sizeof why);
    if (!whole)
        printf("  heap: %s\n", why);
    return whole && marks_are_zero(vm);
}

static bool balances(const Vm *vm) {
    Bytes why = {0};
    bool balanced = audit_run(view_live(vm->heap), &why);
    if (!balanced)
        printf("%s", bytes_text(&why));
    bytes_free(&why);
    return balanced;
}

/* The boundaries of the generations stand in order within the list. */
static bool boundaries_are_in_order(const Vm *vm) {
    uint32_t at = 0;
    for (unsigned i = GENERATION_COUNT; i-- > 0;) {
        if (vm->collector.generations[i].start < at)
            return false;
        at = vm->collector.generations[i].start;
    }
    return at <= vm->collector.length && vm->collector.length <= vm->collector.capacity;
}

static uint32_t collect(Unit *unit, Vm *vm, unsigned generation) {
    GcReport report = gc_collect(vm, generation);
    EXPECT(unit, is_whole(vm));
    EXPECT(unit, boundaries_are_in_order(vm));
    EXPECT(unit, raise_pending(vm) == NULL);
    return report.unreachable;
}

/* --- small graphs ---------------------------------------------------------------------------- */

static Vm *open_collected(Unit *unit) {
    Vm *vm = open_vm();
    object_release(vm, make_int(vm, 0)); /* the key of `point`: made once, then shared */
    EXPECT(unit, collect(unit, vm, OLDEST) == 0);
    return vm;
}

static ClassObject *make_class(Vm *vm) {
    StrObject *name = (StrObject *)make_str(vm, "Node");
    DictObject *attributes = (DictObject *)made((Object *)dict_new(vm));
    ClassObject *class = class_new(vm, name, name, vm->object_class, attributes, KIND_INSTANCE);
    object_release(vm, &name->header);
    object_release(vm, &attributes->header);
    return (ClassObject *)made((Object *)class);
}

static Object *make_empty(Vm *vm, Kind kind, ClassObject *class) {
    switch (kind) {
    case KIND_LIST:
        return made((Object *)list_new(vm, 0));
    case KIND_DICT:
        return made((Object *)dict_new(vm));
    case KIND_CELL:
        return made((Object *)cell_new(vm, NULL));
    default:
        return made((Object *)instance_new(vm, class));
    }
}

/* Makes `from` hold `to`, under `key` where the kind has names or keys. */
static bool point(Vm *vm, Object *from, Object *to, int64_t key) {
    bool ok = false;
    if (from->kind == KIND_LIST) {
        ok = list_append(vm, (ListObject *)from, to);
    } else if (from->kind == KIND_DICT) {
        Object *number = make_int(vm, key);
        ok = dict_set(vm, (DictObject *)from, number, to);
        object_release(vm, number);
    } else if (from->kind == KIND_CELL) {
        CellObject *cell = (CellObject *)from;
        Object *before = cell->value;
        cell->value = object_held(to);
        object_release_if(vm, before);
        ok = true;
    } else {
        char text[24];
        int length = snprintf(text, sizeof text, "slot%d", (int)key);
        StrObject *name = str_intern(vm, text, (size_t)length);
        ok = name != NULL && instance_set_own(vm, from, name, to);
        object_release_if(vm, (Object *)name);
    }
    return ok;
}

enum { RING_MOST = 40 };

/* A ring of `length` objects; `kinds` are used in turn. The caller owns one reference to each. */
static void make_ring(Unit *unit, Vm *vm, const Kind *kinds, size_t kind_count, Object **ring,
                      size_t length, ClassObject *class) {
    for (size_t i = 0; i < length; i++)
        ring[i] = make_empty(vm, kinds[i % kind_count], class);
    for (size_t i = 0; i < length; i++)
        EXPECT(unit, point(vm, ring[i], ring[(i + 1) % length], 0));
}

static void release_all(Vm *vm, Object **objects, size_t count) {
    for (size_t i = 0; i < count; i++)
        object_release(vm, objects[i]);
}

static void a_ring_that_nobody_holds_goes_as_a_whole(Unit *unit) {
    static const Kind KINDS[] = {KIND_LIST, KIND_DICT, KIND_CELL, KIND_INSTANCE};
    Vm *vm = open_collected(unit);
    ClassObject *class = make_class(vm);
    InstanceObject *first = (InstanceObject *)make_empty(vm, KIND_INSTANCE, class);
    EXPECT(unit, point(vm, &first->header, vm->none, 0)); /* the layout is made once */
    object_release(vm, &first->header);
    for (size_t length = 1; length <= RING_MOST; length = length * 2 + 1) {
        for (size_t from = 0; from < ARRAY_LENGTH(KINDS); from++) {
            for (size_t count = 1; from + count <= ARRAY_LENGTH(KINDS); count++) {
                Object *ring[RING_MOST];
                size_t before = used_blocks(vm);
                make_ring(unit, vm, KINDS + from, count, ring, length, class);
                release_all(vm, ring, length);
                EXPECT(unit, used_blocks(vm) > before);
                EXPECT(unit, collect(unit, vm, OLDEST) == length);
                EXPECT(unit, used_blocks(vm) == before);
            }
        }
    }
    object_release(vm, &class->header);
    close_vm(unit, vm);
}

static void one_holder_from_outside_rescues_the_ring(Unit *unit) {
    static const Kind KINDS[] = {KIND_CELL, KIND_LIST, KIND_DICT};
    Vm *vm = open_collected(unit);
    for (size_t kept = 0; kept < 9; kept++) {
        Object *ring[9];
        size_t before = used_blocks(vm);
        make_ring(unit, vm, KINDS, ARRAY_LENGTH(KINDS), ring, 9, NULL);
        for (size_t i = 0; i < 9; i++) {
            if (i != kept)
                object_release(vm, ring[i]);
        }
        for (unsigned generation = 0; generation < GENERATION_COUNT; generation++) {
            EXPECT(unit, collect(unit, vm, generation) == 0);
            EXPECT(unit, ring[kept]->refcount == 2);
        }
        object_release(vm, ring[kept]);
        EXPECT(unit, collect(unit, vm, OLDEST) == 9);
        EXPECT(unit, used_blocks(vm) == before);
    }
    close_vm(unit, vm);
}

static void what_hangs_off_a_ring_goes_with_it(Unit *unit) {
    static const Kind LISTS[] = {KIND_LIST};
    Vm *vm = open_collected(unit);
    size_t before = used_blocks(vm);
    Object *inner[3], *outer[4];
    make_ring(unit, vm, LISTS, 1, inner, 3, NULL);
    make_ring(unit, vm, LISTS, 1, outer, 4, NULL);
    Object *leaf = make_str(vm, "a text of its own");
    Object *tail = make_empty(vm, KIND_LIST, NULL);
    EXPECT(unit, point(vm, tail, leaf, 0));
    EXPECT(unit, point(vm, inner[2], tail, 0));
    EXPECT(unit, point(vm, outer[1], inner[0], 0));
    object_release(vm, leaf);
    object_release(vm, tail);
    release_all(vm, inner, 3);
    release_all(vm, outer + 1, 3);
    EXPECT(unit, collect(unit, vm, OLDEST) == 0);
    /* The outer ring holds the inner one, and not the other way round. */
    Object *held = object_held(inner[1]);
    object_release(vm, outer[0]);
    EXPECT(unit, collect(unit, vm, OLDEST) == 4);
    EXPECT(unit, held->refcount == 2);
    object_release(vm, held);
    EXPECT(unit, collect(unit, vm, OLDEST) == 4);
    EXPECT(unit, used_blocks(vm) == before);
    close_vm(unit, vm);
}

/* --- generations ----------------------------------------------------------------------------- */

/* In which generation the object is: GENERATION_COUNT for the permanent one, -1 for none. */
static int generation_of(const Vm *vm, const Object *object) {
    const Collector *collector = &vm->collector;
    for (uint32_t i = 0; i < collector->length; i++) {
        if (gc_entry_peek(vm, &collector->entries[i]) != object)
            continue;
        int generation = 0;
        while (generation < GENERATION_COUNT && i < collector->generations[generation].start)
            generation++;
        return generation;
    }
    return -1;
}

static void survivors_grow_one_generation_older(Unit *unit) {
    Vm *vm = open_collected(unit);
    Object *list = make_empty(vm, KIND_LIST, NULL);
    EXPECT(unit, generation_of(vm, list) == 0);
    collect(unit, vm, 0);
    EXPECT(unit, generation_of(vm, list) == 1);
    Object *younger = make_empty(vm, KIND_LIST, NULL);
    collect(unit, vm, 0);
    EXPECT(unit, generation_of(vm, list) == 1);
    EXPECT(unit, generation_of(vm, younger) == 1);
    collect(unit, vm, 1);
    EXPECT(unit, generation_of(vm, list) == 2);
    EXPECT(unit, generation_of(vm, younger) == 2);
    collect(unit, vm, 2);
    EXPECT(unit, generation_of(vm, list) == 2);
    object_release(vm, list);
    object_release(vm, younger);
    close_vm(unit, vm);
}

static void a_young_pass_leaves_old_garbage_alone(Unit *unit) {
    static const Kind LISTS[] = {KIND_LIST};
    Vm *vm = open_collected(unit);
    Object *old[2], *young;
    make_ring(unit, vm, LISTS, 1, old, 2, NULL);
    collect(unit, vm, 0);
    collect(unit, vm, 1);
    /* Garbage that is old, and young garbage in one ring with it. */
    young = make_empty(vm, KIND_LIST, NULL);
    EXPECT(unit, point(vm, young, old[0], 0));
    EXPECT(unit, point(vm, old[0], young, 0));
    object_release(vm, young);
    release_all(vm, old, 2);
    EXPECT(unit, collect(unit, vm, 0) == 0);
    EXPECT(unit, collect(unit, vm, 1) == 0);
    EXPECT(unit, collect(unit, vm, 2) == 3);
    close_vm(unit, vm);
}

static void make_some(Vm *vm, ListObject *keeper, int count) {
    for (int i = 0; i < count; i++) {
        if (!list_append_take(vm, keeper, make_empty(vm, KIND_LIST, NULL)))
            raise_clear(vm);
    }
}

/* A pass is due when a generation's count is over its threshold, the oldest such one first. */
static void thresholds_say_when_a_pass_is_due(Unit *unit) {
    Vm *vm = open_collected(unit);
    Collector *collector = &vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        collector->generations[i].threshold = i == 0 ? 20 : 2;
    ListObject *keeper = (ListObject *)made((Object *)list_new(vm, 0));
    collect(unit, vm, OLDEST);
    make_some(vm, keeper, 20);
    EXPECT(unit, !collector->due && collector->generations[0].count == 20);
    make_some(vm, keeper, 1);
    EXPECT(unit, collector->due && vm->attention);
    uint64_t before[GENERATION_COUNT];
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        before[i] = collector->generations[i].collections;
    for (unsigned pass = 0; pass < 4; pass++) {
        if (!collector->due)
            make_some(vm, keeper, 21);
        gc_collect_due(vm);
        EXPECT(unit, is_whole(vm) && !collector->due);
    }
    EXPECT(unit, collector->generations[0].collections - before[0] == 3);
    EXPECT(unit, collector->generations[1].collections - before[1] == 1);
    collector->generations[0].threshold = 0;
    make_some(vm, keeper, 100);
    EXPECT(unit, !collector->due);
    collector->generations[0].threshold = 20;
    collector->enabled = 0;
    make_some(vm, keeper, 100);
    EXPECT(unit, !collector->due);
    collector->enabled = 1;
    object_release(vm, &keeper->header);
    close_vm(unit, vm);
}

/* A full pass waits until what survived middle passes is a quarter of the long-lived part. */
static void a_full_pass_waits_for_a_quarter_of_growth(Unit *unit) {
    Vm *vm = open_collected(unit);
    Collector *collector = &vm->collector;
    for (unsigned i = 0; i < GENERATION_COUNT; i++)
        collector->generations[i].threshold = i == 0 ? 50 : 1;
    ListObject *keeper = (ListObject *)made((Object *)list_new(vm, 0));
    make_some(vm, keeper, 4000);
    collect(unit, vm, OLDEST);
    EXPECT(unit, collector->long_lived_total >= 4000 && collector->long_lived_pending == 0);
    uint64_t full = collector->generations[2].collections;
    uint64_t quarter = collector->long_lived_total / 4;
    while (collector->generations[2].collections == full && keeper->length < 8000) {
        uint64_t pending = collector->long_lived_pending;
        bool over = collector->generations[2].count > collector->generations[2].threshold;
        make_some(vm, keeper, 51);
        EXPECT(unit, collector->due);
        gc_collect_due(vm);
        bool ran = collector->generations[2].collections != full;
        EXPECT(unit, ran == (over && pending >= quarter));
    }
    EXPECT(unit, keeper->length >= 5000 && keeper->length < 5500);
    EXPECT(unit, is_whole(vm));
    object_release(vm, &keeper->header);
    close_vm(unit, vm);
}

static void entries_of_the_dead_take_no_room_for_long(Unit *unit) {
    Vm *vm = open_collected(unit);
    Collector *collector = &vm->collector;
    /* What was tracked last dies first: nothing is left behind. */
    uint32_t length = collector->length;
    Object *stack[50];
    for (unsigned i = 0; i < 50; i++)
        stack[i] = make_empty(vm, KIND_LIST, NULL);
    EXPECT(unit, collector->length == length + 50);
    for (unsigned i = 50; i-- > 0;)
        object_release(vm, stack[i]);
    EXPECT(unit, collector->length == length);
    /* First come, first gone: entries go stale, and are swept before the list grows. */
    Object *before = make_empty(vm, KIND_LIST, NULL);
    collector->enabled = 0;
    for (unsigned i = 0; i < 200000; i++) {
        Object *next = make_empty(vm, KIND_LIST, NULL);
        object_release(vm, before);
        before = next;
    }
    EXPECT(unit, collector->capacity <= 8192);
    EXPECT(unit, generation_of(vm, before) == 0);
    EXPECT(unit, boundaries_are_in_order(vm));
    /* A stale entry whose block lives again as something else is not that object. */
    size_t live = gc_count_entries(vm, 0, collector->length);
    EXPECT(unit, live <= length + 1);
    object_release(vm, before);
    EXPECT(unit, is_whole(vm));
    close_vm(unit, vm);
}

static void sweeping_stale_entries_keeps_order_and_ages(Unit *unit) {
    Vm *vm = open_collected(unit);
    Collector *collector = &vm->collector;
    enum { KEPT = 60 };
    Object *kept[KEPT], *dropped[KEPT];
    for (unsigned i = 0; i < KEPT; i++) {
        kept[i] = make_empty(vm, KIND_LIST, NULL);
        dropped[i] = make_empty(vm, KIND_LIST, NULL);
        if (i == KEPT / 3 || i == 2 * KEPT / 3)
            collect(unit, vm, i == KEPT / 3 ? 1 : 0);
    }
    int ages[KEPT];
    for (unsigned i = 0; i < KEPT; i++)
        ages[i] = generation_of(vm, kept[i]);
    EXPECT(unit, ages[0] == 2 && ages[KEPT / 2] == 1 && ages[KEPT - 1] == 0);
    release_all(vm, dropped, KEPT);
    uint32_t capacity = collector->capacity;
    Object *before = make_empty(vm, KIND_LIST, NULL);
    uint32_t longest = 0;
    while (collector->length >= longest) {
        longest = collector->length;
        Object *next = make_empty(vm, KIND_LIST, NULL);
        object_release(vm, before);
        before = next;
    }
    EXPECT(unit, collector->capacity == capacity);
    unsigned at = 0;
    for (uint32_t i = 0; i < collector->length && at < KEPT; i++)
        at += gc_entry_peek(vm, &collector->entries[i]) == kept[at];
    EXPECT(unit, at == KEPT);
    for (unsigned i = 0; i < KEPT; i++)
        EXPECT(unit, generation_of(vm, kept[i]) == ages[i]);
    object_release(vm, before);
    release_all(vm, kept, KEPT);
    close_vm(unit, vm);
}

static void what_is_frozen_is_never_collected(Unit *unit) {
    static const Kind LISTS[] = {KIND_LIST};
    Vm *vm = open_collected(unit);
    Object *ring[5];
    make_ring(unit, vm, LISTS, 1, ring, 5, NULL);
    gc_freeze(vm);
    EXPECT(unit, generation_of(vm, ring[0]) == GENERATION_COUNT);
    release_all(vm, ring, 5);
    EXPECT(unit, collect(unit, vm, OLDEST) == 0);
    Object *young = make_empty(vm, KIND_LIST, NULL);
    EXPECT(unit, generation_of(vm, young) == 0);
    object_release(vm, young);
    gc_unfreeze(vm);
    EXPECT(unit, generation_of(vm, ring[0]) == OLDEST);
    EXPECT(unit, collect(unit, vm, OLDEST) == 5);
    close_vm(unit, vm);
}

static bool is_tracked(const Object *object) {
    return (object->flags & FLAG_TRACKED) != 0;
}

static void what_can_be_in_no_cycle_is_not_tracked(Unit *unit) {
    Vm *vm = open_collected(unit);
    Object *number = make_int(vm, 100000);
    Object *list = make_empty(vm, KIND_LIST, NULL);
    Object *dict = make_empty(vm, KIND_DICT, NULL);
    EXPECT(unit, is_tracked(list) && !is_tracked(dict));
    EXPECT(unit, point(vm, dict, number, 1) && !is_tracked(dict));
    EXPECT(unit, point(vm, dict, list, 2) && is_tracked(dict));
    /* Tuples are tracked at birth; a pass finds out that they hold nothing of interest. */
    Object *plain = made((Object *)tuple_from(vm, &number, 1));
    Object *around = made((Object *)tuple_from(vm, &plain, 1));
    Object *busy = made((Object *)tuple_from(vm, &list, 1));
    EXPECT(unit, is_tracked(plain) && is_tracked(around) && is_tracked(busy));
    collect(unit, vm, 0);
    EXPECT(unit, !is_tracked(plain) && !is_tracked(around) && is_tracked(busy));
    /* A dict is let go by full passes only. */
    EXPECT(unit, point(vm, dict, number, 2) && is_tracked(dict));
    collect(unit, vm, 1);
    EXPECT(unit, is_tracked(dict));
    collect(unit, vm, OLDEST);
    EXPECT(unit, !is_tracked(dict));
    EXPECT(unit, generation_of(vm, dict) == -1);
    EXPECT(unit, point(vm, dict, busy, 3) && is_tracked(dict) && generation_of(vm, dict) == 0);
    Object *all[] = {number, list, dict, plain, around, busy};
    release_all(vm, all, ARRAY_LENGTH(all));
    close_vm(unit, vm);
}

/* --- random graphs --------------------------------------------------------------------------- */

enum { NODES = 500, EDGES_MOST = 6, ROUNDS = 12, SEEDS = 25 };

typedef struct Node {
    Object *object;
    uint16_t birth;
    uint8_t edge_count;
    bool held; /* by the list of roots */
    bool gone;
    uint16_t edges[EDGES_MOST];
    int32_t keys[EDGES_MOST];
} Node;

typedef struct Graph {
    Vm *vm;
    uint64_t random;
    ListObject *roots; /* a global: item i is node i while it is held, else None */
    ClassObject *class;
    uint32_t count;
    int32_t next_key;
    Node nodes[NODES];
    bool reachable[NODES];
    bool counted[NODES]; /* what counting alone keeps alive */
} Graph;

static uint32_t pick(Graph *graph, uint32_t below) {
    return (uint32_t)(unit_random(&graph->random) >> 20) % below;
}

static bool node_lives(const Graph *graph, const Node *node) {
    return heap_block_lives(graph->vm->heap, node->object, node->birth);
}

static void mark_reachable(Graph *graph) {
    uint16_t work[NODES];
    uint32_t length = 0;
    for (uint32_t i = 0; i < graph->count; i++) {
        graph->reachable[i] = graph->nodes[i].held;
        if (graph->nodes[i].held)
            work[length++] = (uint16_t)i;
    }
    while (length > 0) {
        const Node *node = &graph->nodes[work[--length]];
        for (uint32_t i = 0; i < node->edge_count; i++) {
            if (!graph->reachable[node->edges[i]]) {
                graph->reachable[node->edges[i]] = true;
                work[length++] = node->edges[i];
            }
        }
    }
}

static void mark_counted(Graph *graph) {
    uint32_t counts[NODES] = {0};
    for (uint32_t i = 0; i < graph->count; i++) {
        const Node *node = &graph->nodes[i];
        counts[i] += node->held;
        for (uint32_t edge = 0; edge < node->edge_count && !node->gone; edge++)
            counts[node->edges[edge]]++;
        graph->counted[i] = !node->gone;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < graph->count; i++) {
            if (!graph->counted[i] || counts[i] != 0)
                continue;
            graph->counted[i] = false;
            changed = true;
            for (uint32_t edge = 0; edge < graph->nodes[i].edge_count; edge++)
                counts[graph->nodes[i].edges[edge]]--;
        }
    }
}

/* Exactly those live that counting keeps. Notes who is gone. */
static void expect_counted(Unit *unit, Graph *graph) {
    mark_counted(graph);
    for (uint32_t i = 0; i < graph->count; i++) {
        Node *node = &graph->nodes[i];
        if (node->gone)
            continue;
        EXPECT(unit, node_lives(graph, node) == graph->counted[i]);
        node->gone = !graph->counted[i];
        if (node->gone)
            node->edge_count = 0;
    }
}

/* The nodes that a new node or edge may name: those that can still be reached. */
static bool pick_reachable(Graph *graph, uint32_t *index) {
    for (uint32_t tries = 0; tries < 20 && graph->count > 0; tries++) {
        *index = pick(graph, graph->count);
        if (graph->reachable[*index])
            return true;
    }
    return false;
}

static void add_node(Unit *unit, Graph *graph) {
    static const Kind KINDS[] = {KIND_LIST, KIND_LIST, KIND_DICT, KIND_CELL, KIND_INSTANCE};
    Vm *vm = graph->vm;
    uint32_t index = graph->count;
    Node *node = &graph->nodes[index];
    *node = (Node){.held = true};
    uint32_t kind = pick(graph, ARRAY_LENGTH(KINDS) + 1);
    if (kind < ARRAY_LENGTH(KINDS)) {
        node->object = make_empty(vm, KINDS[kind], graph->class);
    } else {
        Object *items[3];
        uint32_t wanted = 1 + pick(graph, 3);
        for (uint32_t target; node->edge_count < wanted && pick_reachable(graph, &target);) {
            items[node->edge_count] = graph->nodes[target].object;
            node->edges[node->edge_count++] = (uint16_t)target;
        }
        if (node->edge_count == 0)
            node->object = make_empty(vm, KIND_LIST, NULL);
        else
            node->object = made((Object *)tuple_from(vm, items, node->edge_count));
    }
    node->birth = node->object->birth;
    graph->reachable[index] = true;
    graph->count++;
    EXPECT(unit, list_append_take(vm, graph->roots, node->object));
}

static void add_edge(Unit *unit, Graph *graph) {
    uint32_t from, to;
    if (!pick_reachable(graph, &from) || !pick_reachable(graph, &to))
        return;
    Node *node = &graph->nodes[from];
    if (node->object->kind == KIND_TUPLE || node->edge_count == EDGES_MOST ||
        (node->object->kind == KIND_CELL && node->edge_count == 1))
        return;
    /* Attributes have few names, so that the class stays small; keys are new each time. */
    int32_t key = node->object->kind == KIND_INSTANCE ? node->edge_count : graph->next_key++;
    EXPECT(unit, point(graph->vm, node->object, graph->nodes[to].object, key));
    node->keys[node->edge_count] = key;
    node->edges[node->edge_count++] = (uint16_t)to;
}

/* Takes the last edge of a node away. */
static void remove_edge(Unit *unit, Graph *graph) {
    uint32_t from;
    if (!pick_reachable(graph, &from))
        return;
    Node *node = &graph->nodes[from];
    Vm *vm = graph->vm;
    if (node->edge_count == 0 || node->object->kind == KIND_TUPLE)
        return;
    uint32_t edge = --node->edge_count;
    switch (node->object->kind) {
    case KIND_LIST:
        object_release(vm, list_pop(vm, (ListObject *)node->object, edge));
        break;
    case KIND_DICT: {
        Object *key = make_int(vm, node->keys[edge]);
        EXPECT(unit, dict_delete(vm, (DictObject *)node->object, key));
        object_release(vm, key);
        break;
    }
    case KIND_CELL:
        OBJECT_CLEAR(vm, ((CellObject *)node->object)->value);
        break;
    default:
        EXPECT(unit, point(vm, node->object, vm->none, node->keys[edge]));
        break;
    }
}

static void drop_root(Graph *graph, uint32_t index) {
    Node *node = &graph->nodes[index];
    if (!node->held)
        return;
    node->held = false;
    Object **place = &graph->roots->items[index];
    Object *before = *place;
    *place = object_held(graph->vm->none);
    object_release(graph->vm, before);
}

static void collect_and_compare(Unit *unit, Graph *graph, unsigned generation) {
    expect_counted(unit, graph);
    mark_reachable(graph);
    uint32_t garbage = 0;
    for (uint32_t i = 0; i < graph->count; i++) {
        const Node *node = &graph->nodes[i];
        garbage += !node->gone && !graph->reachable[i] && is_tracked(node->object);
    }
    uint32_t found = collect(unit, graph->vm, generation);
    EXPECT(unit, generation == OLDEST ? found == garbage : found <= garbage);
    uint32_t lost = 0;
    for (uint32_t i = 0; i < graph->count; i++) {
        Node *node = &graph->nodes[i];
        if (node->gone)
            continue;
        bool lives = node_lives(graph, node);
        EXPECT(unit, lives || !graph->reachable[i]);
        EXPECT(unit, !lives || graph->reachable[i] || generation != OLDEST);
        lost += !lives;
        node->gone = !lives;
        if (node->gone)
            node->edge_count = 0;
    }
    EXPECT(unit, lost >= found);
    EXPECT(unit, balances(graph->vm));
}

/* Moves the reference to a global. */
static void bind_global(Unit *unit, Vm *vm, const char *name, Object *object) {
    Object *key = make_str(vm, name);
    EXPECT(unit, dict_set_take(vm, vm->globals, key, object));
    object_release(vm, key);
}

static void run_random_graph(Unit *unit, Graph *graph, uint64_t seed) {
    Vm *vm = open_collected(unit);
    *graph = (Graph){.vm = vm, .random = seed * 0x9e3779b97f4a7c15u + 1};
    graph->roots = (ListObject *)made((Object *)list_new(vm, NODES));
    graph->class = make_class(vm);
    bind_global(unit, vm, "roots", &graph->roots->header);
    bind_global(unit, vm, "Node", &graph->class->header);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        mark_reachable(graph);
        for (uint32_t i = 0; i < NODES / ROUNDS && graph->count < NODES; i++)
            add_node(unit, graph);
        for (uint32_t i = 0; i < NODES / 4; i++)
            add_edge(unit, graph);
        for (uint32_t i = pick(graph, 20); i > 0; i--) {
            remove_edge(unit, graph);
            mark_reachable(graph);
        }
        for (uint32_t i = pick(graph, 80); i > 0; i--)
            drop_root(graph, pick(graph, graph->count));
        collect_and_compare(unit, graph, round % 4 == 3 ? OLDEST : pick(graph, 3));
    }
    for (uint32_t i = 0; i < graph->count; i++)
        drop_root(graph, i);
    collect_and_compare(unit, graph, OLDEST);
    for (uint32_t i = 0; i < graph->count; i++)
        EXPECT(unit, graph->nodes[i].gone);
    close_vm(unit, vm);
}

static void random_graphs_lose_exactly_what_cannot_be_reached(Unit *unit) {
    Graph *graph = malloc(sizeof *graph);
    for (uint64_t seed = 1; seed <= SEEDS && unit->broken == 0; seed++)
        run_random_graph(unit, graph, seed);
    free(graph);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, a_ring_that_nobody_holds_goes_as_a_whole);
    UNIT_RUN(&unit, one_holder_from_outside_rescues_the_ring);
    UNIT_RUN(&unit, what_hangs_off_a_ring_goes_with_it);
    UNIT_RUN(&unit, survivors_grow_one_generation_older);
    UNIT_RUN(&unit, a_young_pass_leaves_old_garbage_alone);
    UNIT_RUN(&unit, thresholds_say_when_a_pass_is_due);
    UNIT_RUN(&unit, a_full_pass_waits_for_a_quarter_of_growth);
    UNIT_RUN(&unit, entries_of_the_dead_take_no_room_for_long);
    UNIT_RUN(&unit, sweeping_stale_entries_keeps_order_and_ages);
    UNIT_RUN(&unit, what_is_frozen_is_never_collected);
    UNIT_RUN(&unit, what_can_be_in_no_cycle_is_not_tracked);
    UNIT_RUN(&unit, random_graphs_lose_exactly_what_cannot_be_reached);
    return unit_end(&unit);
}
