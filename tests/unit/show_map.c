/* The cells of the map are the blocks of the heap, each once, and as what it is. */
#include "observe/tally.h"
#include "observe_prompt.h"
#include "show/map_parts.h"

typedef struct StateCounts {
    uint32_t of[CELL_UNTOUCHED + 1];
} StateCounts;

static StateCounts count_states(MapPools *map, const MapPool *pool) {
    MapCell cells[MAP_MOST_CELLS];
    StateCounts counts = {0};
    map_pool_cells(map, pool, cells);
    for (uint32_t i = 0; i < pool->capacity; i++)
        counts.of[cells[i].state]++;
    return counts;
}

static const CensusObject *find_global(const Prompt *prompt, const char *name) {
    const Look *look = &prompt->observer->after;
    uint32_t index = look_find_global(look, name, strlen(name));
    return index == CENSUS_NONE ? NULL : look_object(look, index);
}

static bool run_all(Prompt *prompt) {
    return prompt_run(prompt, NODE) && prompt_run(prompt, "class Nut: pass\n\n") &&
           prompt_run(prompt, "a = [1, 2, 3]; n = [Node(i) for i in range(500)]\n") &&
           prompt_run(prompt, "del n[100:300]; nut = Nut(); big = list(range(9000))\n") &&
           prompt_run(prompt, "m = [Node(i) for i in range(20)]\n");
}

static void draws_every_block_once(Unit *unit) {
    Prompt prompt;
    MapPools map;
    Tally tally;
    if (!EXPECT(unit, prompt_open(&prompt) && run_all(&prompt)))
        return;
    View live = view_live(prompt.session.heap);
    const Labels *labels = observer_labels(prompt.observer);
    const CensusObject *object = find_global(&prompt, "a");
    const void *buffer = object_buffer_peek(view_see(live, object->home));
    if (!EXPECT(unit, map_pools_take(&map, live, labels, NULL, object->home, buffer)))
        return;
    HeapTotals totals = heap_totals(live);
    size_t used = 0;
    size_t freed = 0;
    uint32_t marked = 0;
    for (uint32_t i = 0; i < map.count; i++) {
        const MapPool *pool = &map.pools[i];
        used += pool->used;
        freed += pool->freed;
        if (pool->block_bytes == 0)
            continue;
        StateCounts counts = count_states(&map, pool);
        EXPECT(unit,
               counts.of[CELL_MARKED] + counts.of[CELL_OWN] + counts.of[CELL_OTHER] == pool->used);
        EXPECT(unit, counts.of[CELL_GHOST] == pool->freed);
        EXPECT(unit, counts.of[CELL_UNTOUCHED] == pool->capacity - pool->used - pool->freed);
        EXPECT(unit, counts.of[CELL_MARKED] == (uint32_t)pool->has_object + pool->has_buffer);
        marked += counts.of[CELL_MARKED];
    }
    EXPECT(unit, used == totals.used_blocks && freed == totals.free_blocks);
    EXPECT(unit, marked == 2);
    if (EXPECT(unit, tally_take(&tally, live, labels))) {
        EXPECT(unit, map.own_objects == tally.sums[TALLY_PROGRAM].objects);
        tally_free(&tally);
    }
    map_pools_free(&map);
    prompt_close(unit, &prompt);
}

/* A class gets a letter of its name that no built-in type and no other class has, and keeps it. */
static void gives_each_class_a_letter(Unit *unit) {
    Prompt prompt;
    MapPools map;
    if (!EXPECT(unit, prompt_open(&prompt) && run_all(&prompt)))
        return;
    View live = view_live(prompt.session.heap);
    const Labels *labels = observer_labels(prompt.observer);
    for (int round = 0; round < 2; round++) {
        if (!EXPECT(unit, map_pools_take(&map, live, labels, NULL, NULL, NULL)))
            return;
        const char *const *names = map.letters.names;
        EXPECT(unit, names['N' - 'A'] != NULL && strcmp(names['N' - 'A'], "Node") == 0);
        EXPECT(unit, names['U' - 'A'] != NULL && strcmp(names['U' - 'A'], "function") == 0);
        const Block *nut = (const Block *)find_global(&prompt, "nut")->home;
        char letter = map_letter_of(&map.letters, live, nut, view_see(live, nut));
        EXPECT(unit, letter != 'N' && letter != 'U' && letter != 'T');
        EXPECT(unit, letter >= 'A' && letter <= 'Z' && strcmp(names[letter - 'A'], "Nut") == 0);
        map_pools_free(&map);
        EXPECT(unit, prompt_run(&prompt, "class Nap: pass\n\n"));
        EXPECT(unit, prompt_run(&prompt, "p = Nap()\n"));
    }
    prompt_close(unit, &prompt);
}

/* The ghosts of nodes have their letter, and those that took their blocks are told of. */
static void knows_the_ghosts(Unit *unit) {
    Prompt prompt;
    MapPools map;
    if (!EXPECT(unit, prompt_open(&prompt) && run_all(&prompt)))
        return;
    View live = view_live(prompt.session.heap);
    if (!EXPECT(unit,
                map_pools_take(&map, live, observer_labels(prompt.observer), NULL, NULL, NULL)))
        return;
    uint32_t nodes = 0;
    uint32_t ghosts = 0;
    for (uint32_t i = 0; i < map.count; i++) {
        MapCell cells[MAP_MOST_CELLS];
        if (map.pools[i].block_bytes == 0)
            continue;
        map_pool_cells(&map, &map.pools[i], cells);
        for (uint32_t j = 0; j < map.pools[i].capacity; j++) {
            nodes += cells[j].letter == 'N';
            ghosts += cells[j].letter == 'n';
        }
    }
    EXPECT(unit, nodes == 500 - 200 + 20);
    EXPECT(unit, ghosts > 150 && ghosts <= 200); /* some blocks were used again */
    EXPECT(unit, map.reuse_count >= 15);
    for (unsigned i = 0; i < MAP_MOST_REUSES; i++) {
        const MapReuse *reuse = &map.reuses[i];
        if (!EXPECT(unit, reuse->now != NULL && reuse->before != NULL))
            break;
        EXPECT(unit, reuse->now->home == reuse->before->home && reuse->before->gone != 0);
        EXPECT(unit, i == 0 || reuse->now->birth < map.reuses[i - 1].now->birth);
    }
    map_pools_free(&map);
    prompt_close(unit, &prompt);
}

/* What nothing reaches is marked, with its buffer, until it is collected. */
static void marks_what_is_lost(Unit *unit) {
    Prompt prompt;
    MapPools map;
    if (!EXPECT(unit, prompt_open(&prompt) && run_all(&prompt)))
        return;
    View live = view_live(prompt.session.heap);
    const Labels *labels = observer_labels(prompt.observer);
    EXPECT(unit, prompt_run(&prompt, "import gc; gc.disable()\n"));
    EXPECT(unit, prompt_run(&prompt, "r = []; r.append(r); c = Node(r); c.next = c; r = c = 0\n"));
    for (int round = 0; round < 2; round++) {
        uint32_t lost = round == 0 ? 2 : 0;
        const Look *look = observer_ask(prompt.observer, live);
        if (!EXPECT(unit, map_pools_take(&map, live, labels, look, NULL, NULL)))
            return;
        EXPECT(unit, map.lost_objects == lost);
        uint32_t cells = 0;
        for (uint32_t i = 0; i < map.count; i++) {
            if (map.pools[i].block_bytes > 0)
                cells += count_states(&map, &map.pools[i]).of[CELL_LOST];
        }
        EXPECT(unit, cells == (lost > 0 ? lost + 1 : 0)); /* and the list's buffer */
        map_pools_free(&map);
        EXPECT(unit, prompt_run(&prompt, "gc.collect()\n"));
    }
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, draws_every_block_once);
    UNIT_RUN(&unit, gives_each_class_a_letter);
    UNIT_RUN(&unit, knows_the_ghosts);
    UNIT_RUN(&unit, marks_what_is_lost);
    return unit_end(&unit);
}
