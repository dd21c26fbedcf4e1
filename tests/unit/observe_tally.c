/* The sums of one walk are those of a census, and the dead are found by address. */
#include "observe/ghosts.h"
#include "observe/tally.h"
#include "observe_prompt.h"

static const TallyType *find_type(const Tally *tally, const char *name) {
    for (uint32_t i = 0; i < tally->count; i++) {
        if (strcmp(tally->types[i].name, name) == 0)
            return &tally->types[i];
    }
    return NULL;
}

/* What a global holds, as the last statement left it. */
static const CensusObject *find_global(const Prompt *prompt, const char *name) {
    const Look *look = &prompt->observer->after;
    uint32_t index = look_find_global(look, name, strlen(name));
    return index == CENSUS_NONE ? NULL : look_object(look, index);
}

static void sums_like_a_census(Unit *unit) {
    Prompt prompt;
    Tally tally;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "a = [[i] for i in range(300)]; d = {'k': a}; s = {1, 2}\n"));
    EXPECT(unit, prompt_run(&prompt, "n = Node(a); del a[7]\n"));
    const Census *census = &prompt.observer->after.census;
    const Labels *labels = observer_labels(prompt.observer);
    if (EXPECT(unit, tally_take(&tally, view_live(prompt.session.heap), labels))) {
        EXPECT(unit, tally.all.objects == census->count);
        EXPECT(unit, tally.object_bytes == census->object_bytes);
        EXPECT(unit, tally.buffer_bytes == census->buffer_bytes);
        EXPECT(unit, tally.buffers == census->buffers);
        EXPECT(unit, tally.all.bytes + tally.machine_bytes ==
                         census->object_bytes + census->buffer_bytes);
        uint64_t objects = 0;
        for (unsigned group = 0; group < TALLY_GROUPS; group++)
            objects += tally.sums[group].objects;
        EXPECT(unit, objects == tally.all.objects);
        tally_sort(&tally);
        EXPECT(unit, strcmp(tally.types[0].name, "list") == 0); /* the most bytes of the program */
        const TallyType *lists = find_type(&tally, "list");
        const TallyType *nodes = find_type(&tally, "Node");
        EXPECT(unit, lists != NULL && lists->sums[TALLY_PROGRAM].objects == 300);
        EXPECT(unit, nodes != NULL && nodes->sums[TALLY_PROGRAM].objects == 1);
        EXPECT(unit, nodes != NULL && nodes->sums[TALLY_START].objects == 0);
        tally_free(&tally);
    }
    prompt_close(unit, &prompt);
}

static void finds_the_dead_by_address(Unit *unit) {
    Prompt prompt;
    Ghosts ghosts;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    const Labels *labels = observer_labels(prompt.observer);
    View live = view_live(prompt.session.heap);
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "n = [Node(i) for i in range(4)]; a = n[1]\n"));
    const CensusObject *object = find_global(&prompt, "a");
    if (!EXPECT(unit, object != NULL))
        return;
    const Object *home = object->home;
    uint16_t stamp = object->birth;
    EXPECT(unit, ghosts_find(labels, home) == NULL);
    EXPECT(unit, prompt_run(&prompt, "del a, n[1]\n"));
    const Label *dead = ghosts_find(labels, home);
    EXPECT(unit, dead != NULL && dead->stamp == stamp && dead->number == 2);
    if (EXPECT(unit, ghosts_take(&ghosts, labels))) {
        const Block *seen = view_see(live, home);
        EXPECT(unit, ghosts_peek(&ghosts, home) == dead);
        EXPECT(unit, ghosts_peek(&ghosts, find_global(&prompt, "n")->home) == NULL);
        if (seen->kind == BLOCK_FREE) /* not if a later temporary took the block */
            EXPECT(unit, (ghosts_peek_free(&ghosts, home, seen) == dead) == (seen->birth == stamp));
        ghosts_free(&ghosts);
    }
    /* Another that takes the block is not its own ghost. */
    EXPECT(unit, prompt_run(&prompt, "b = Node(9)\n"));
    EXPECT(unit, find_global(&prompt, "b")->home == home);
    EXPECT(unit, ghosts_find(labels, home) == dead);
    /* And where time has gone back behind the death, nobody died. */
    EXPECT(unit, timeline_back(prompt.session.timeline, 1));
    observer_go(prompt.observer, 2);
    EXPECT(unit, ghosts_find(labels, home) == NULL);
    prompt_close(unit, &prompt);
}

/* A heap that takes too long to compare gets totals, in words, and is told of all the same. */
static void gives_way_to_totals(Unit *unit) {
    Prompt prompt;
    Tally tally;
    static const char TOO_MANY[] = "too many objects for rows";
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    const Labels *labels = observer_labels(prompt.observer);
    EXPECT(unit, prompt_run(&prompt, "a = [0] * 900000\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "list#1 (a)") != NULL && !labels->is_behind);
    EXPECT(unit, prompt_run(&prompt, "b = [0] * 900000\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), TOO_MANY) != NULL && labels->is_behind);
    EXPECT(unit, prompt_run(&prompt, "a = a\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), TOO_MANY) != NULL);
    if (EXPECT(unit, tally_take(&tally, view_live(prompt.session.heap), labels))) {
        const TallyType *lists = find_type(&tally, "list");
        EXPECT(unit, lists != NULL && lists->sums[TALLY_PROGRAM].objects == 2);
        tally_free(&tally);
    }
    EXPECT(unit, prompt_run(&prompt, "del b\n")); /* what was before it is too large too */
    EXPECT(unit, prompt_run(&prompt, "c = []\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "(c)") != NULL && !labels->is_behind);
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, sums_like_a_census);
    UNIT_RUN(&unit, finds_the_dead_by_address);
    UNIT_RUN(&unit, gives_way_to_totals);
    return unit_end(&unit);
}
