/* A pass that is watched: it does to the image what an unwatched one does, byte for byte, and its
 * record adds up, on random graphs with finalizers and weak references in them. */
#include "heap/visit.h"
#include "observe/passes.h"
#include "observe_session.h"

#include <stdlib.h>

enum { OLDEST = GENERATION_COUNT - 1, GRAPHS = 60, NODES = 24 };

/* What the graphs had in them, so that the test is known to have tested it. */
typedef struct Seen {
    uint32_t rescued, freed, resurrected, finalized, dead, called, early;
} Seen;

static uint32_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

static const char START[] = "import weakref\n"
                            "saved = []\n"
                            "class Node:\n"
                            "    def __init__(self, number):\n"
                            "        self.number = number\n"
                            "        self.held = []\n"
                            "\n"
                            "class Loud(Node):\n"
                            "    def __del__(self):\n"
                            "        print('end of', self.number)\n"
                            "        if self.number % 5 == 0: saved.append(self)\n"
                            "        if self.number % 7 == 0: self.held.clear()\n"
                            "\n";

/* A program that makes a graph: nodes that hold each other, of which some are kept. */
static void write_graph(Bytes *text, uint64_t *state) {
    bytes_clear(text);
    bytes_print(text, "g = [(Loud if i %% %u == 0 else Node)(i) for i in range(%d)]\n",
                2 + next_random(state) % 4, NODES);
    uint32_t edges = next_random(state) % (3 * NODES);
    for (uint32_t i = 0; i < edges; i++)
        bytes_print(text, "g[%u].held.append(g[%u])\n", next_random(state) % NODES,
                    next_random(state) % NODES);
    bytes_print(text, "r = [weakref.ref(n, lambda w: print('dead')) for n in g[::%u]]\n",
                1 + next_random(state) % 6);
    bytes_print(text, "g[%u].own = weakref.ref(g[%u], print)\n", next_random(state) % NODES,
                next_random(state) % NODES);
    bytes_print(text, "kept = g[%u:%u]\n", next_random(state) % NODES, next_random(state) % NODES);
    bytes_append_text(text, "del g\n");
}

/* --- the record adds up ---------------------------------------------------------------------- */

/* Each copy less its subtractions is what the collector's own table had left. */
static void subtractions_add_up(Unit *unit, const PassRecord *record) {
    uint32_t *taken = calloc(record->count + (size_t)1, sizeof(uint32_t));
    if (!EXPECT(unit, taken != NULL))
        return;
    EXPECT(unit, record->subtraction_count == record->subtracted);
    for (uint32_t i = 0; i < record->subtraction_count; i++) {
        const PassSubtraction *step = &record->subtractions[i];
        uint32_t held = record->numbers[record->look->census.edges[step->edge].held];
        EXPECT(unit, step->before == record->objects[held].copied - taken[held]);
        EXPECT(unit, step->after + 1 == step->before);
        taken[held]++;
    }
    for (uint32_t i = 0; i < record->count; i++)
        EXPECT(unit, record->objects[i].copied - taken[i] == record->objects[i].left);
    free(taken);
}

/* What was rescued was so by a reference from something safe, and from nowhere else comes what
 * ended unreachable: no root leads there. */
static void fates_are_right(Unit *unit, const PassRecord *record) {
    const Census *census = &record->look->census;
    EXPECT(unit, record->held + record->rescued + record->unreachable == record->count);
    for (uint32_t i = 0; i < record->count; i++) {
        const PassObject *candidate = &record->objects[i];
        bool is_reached = (census->objects[candidate->object].marks & MARK_REACHED) != 0;
        EXPECT(unit, is_reached == (candidate->fate != FATE_UNREACHABLE));
        if (candidate->fate == FATE_HELD)
            EXPECT(unit, pass_find_outsider(record, candidate->object) != CENSUS_NONE);
        if (candidate->fate != FATE_RESCUED || !EXPECT(unit, candidate->rescuer != CENSUS_NONE))
            continue;
        const CensusEdge *edge = &census->edges[candidate->rescuer];
        const PassObject *rescuer = pass_find(record, edge->holder);
        EXPECT(unit, edge->held == candidate->object);
        EXPECT(unit, rescuer != NULL && rescuer->fate != FATE_UNREACHABLE);
    }
}

static void ends_are_right(Unit *unit, const PassRecord *record, const Heap *heap,
                           const GcReport *report) {
    uint32_t freed = 0;
    for (uint32_t i = 0; i < record->count; i++) {
        const PassObject *candidate = &record->objects[i];
        bool lives = heap_block_lives(heap, candidate->home, candidate->stamp);
        freed += candidate->freed != 0;
        EXPECT(unit, candidate->freed == 0 || candidate->fate == FATE_UNREACHABLE);
        if (candidate->fate == FATE_UNREACHABLE) {
            EXPECT(unit, lives == (candidate->freed == 0));
            EXPECT(unit, lives == candidate->is_resurrected);
        }
    }
    EXPECT(unit, freed == record->freed);
    EXPECT(unit, record->resurrected == report->resurrected);
    EXPECT(unit, record->freed + record->resurrected == record->unreachable);
    for (uint32_t i = 0; i < record->finalizer_count; i++)
        EXPECT(unit, record->finalizers[i].printed < record->finalizers[i].printed_end);
}

/* --- watched and unwatched ------------------------------------------------------------------- */

static GcReport collect(Session *session, unsigned generation, const GcWatcher *watcher) {
    bytes_clear(&session->printed);
    session->vm->host = &session->host;
    GcReport report = gc_collect_watched(session->vm, generation, watcher);
    session->vm->host = NULL;
    return report;
}

static void note(Seen *seen, const PassRecord *record) {
    seen->rescued += record->rescued;
    seen->freed += record->freed;
    seen->resurrected += record->resurrected;
    seen->finalized += record->finalizer_count;
    seen->dead += record->weak_count;
    for (uint32_t i = 0; i < record->weak_count; i++)
        seen->called += record->weak[i].is_called;
    for (uint32_t i = 0; i < record->count; i++)
        seen->early += record->objects[i].freed == PASS_EARLY;
}

static void compare(Unit *unit, Session *session, unsigned generation, Seen *seen) {
    Bytes printed = {0};
    EXPECT(unit, timeline_take(session->timeline));
    uint64_t before = image_digest(session->heap);
    GcReport unwatched = collect(session, generation, NULL);
    uint64_t digest = image_digest(session->heap);
    bytes_append(&printed, session->printed.data, session->printed.length);
    EXPECT(unit, timeline_back(session->timeline, 0));
    EXPECT(unit, image_digest(session->heap) == before);

    Look look = {0};
    PassRecord record;
    if (EXPECT(unit, look_take(&look, timeline_shadow_view(session->timeline), NULL)) &&
        EXPECT(unit, pass_start(&record, &look, &session->printed, true))) {
        GcWatcher watcher = pass_watcher(&record);
        GcReport watched = collect(session, generation, &watcher);
        EXPECT(unit, !record.failed);
        EXPECT(unit, image_digest(session->heap) == digest);
        EXPECT(unit, memcmp(&watched, &unwatched, sizeof watched) == 0);
        EXPECT(unit, strcmp(bytes_text(&printed), bytes_text(&session->printed)) == 0);
        EXPECT(unit, record.count == watched.looked_at);
        subtractions_add_up(unit, &record);
        if (generation == OLDEST)
            fates_are_right(unit, &record);
        ends_are_right(unit, &record, session->heap, &watched);
        note(seen, &record);
        pass_free(&record);
    }
    look_free(&look);
    bytes_free(&printed);
}

static void watching_changes_nothing(Unit *unit) {
    Session session;
    Bytes text = {0};
    uint64_t state = 2026;
    Seen seen = {0};
    if (!EXPECT(unit, session_open(&session)))
        return;
    session.vm->collector.enabled = 0;
    EXPECT(unit, session_run(&session, START));
    for (unsigned i = 0; i < GRAPHS; i++) {
        write_graph(&text, &state);
        EXPECT(unit, session_run(&session, bytes_text(&text)));
        compare(unit, &session, i % 4 == 0 ? 0 : OLDEST, &seen);
        EXPECT(unit, session_balances(&session));
    }
    EXPECT(unit, seen.rescued > 0 && seen.freed > 0 && seen.resurrected > 0);
    EXPECT(unit, seen.finalized > 0 && seen.dead > seen.called && seen.called > 0);
    EXPECT(unit, seen.early > 0);
    bytes_free(&text);
    EXPECT(unit, session_close(&session) == 0);
}

/* What the machine counts of its collections does not know who looks on. */
static void counters_do_not_know_of_it(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "l = []; l.append(l); del l\n"));
    uint32_t unasked = session.vm->collector.generations[OLDEST].unasked;
    Seen seen = {0};
    compare(unit, &session, OLDEST, &seen);
    EXPECT(unit, seen.freed == 1);
    EXPECT(unit, session.vm->collector.generations[OLDEST].collections == 1);
    EXPECT(unit, session.vm->collector.generations[OLDEST].unasked == unasked);
    EXPECT(unit, session.vm->collector.generations[OLDEST].collected == 1);
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, watching_changes_nothing);
    UNIT_RUN(&unit, counters_do_not_know_of_it);
    return unit_end(&unit);
}
