/* The audit agrees with a machine that counts right, and finds what is counted wrong. */
#include "observe_session.h"

#include <stdlib.h>
#include <time.h>

static void balances_after_every_statement(Unit *unit) {
    static const char *const PROGRAM[] = {
        "a = [1, 2, 3]\n",
        "b = a; c = a\n",
        "del a, b, c\n",
        ("class Node:\n    def __init__(self, value):\n        self.value = value\n"
         "        self.next = None\n\n"),
        "a = Node(1); b = Node(1000)\n",
        "a.next = b; b.next = a\n",
        "del a; del b\n",
        "import gc\n",
        "n = gc.collect()\n",
        "d = {'k': [1000, 'hello world'], 2: (1, 2, [3])}\n",
        "def outer(x, y=[5000]):\n    def inner():\n        return x, inner\n    return inner\n\n",
        "f = outer([1])\n",
        "g = [f, f, f()]\n",
        "for i in range(300):\n    g.append([i, str(i)])\n\n",
        "1/0\n",
        "g = None; f = None; x = 5\n",
        "gc.collect()\n",
        "s = 'hey'; t = s; s += '!'\n",
    };
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_balances(&session));
    for (size_t i = 0; i < ARRAY_LENGTH(PROGRAM); i++) {
        EXPECT(unit, session_run(&session, PROGRAM[i]));
        if (!EXPECT(unit, session_balances(&session)))
            printf("after: %s", PROGRAM[i]);
    }
    EXPECT(unit, session_close(&session) == 0);
}

static void reads_the_last_checkpoint_alike(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "a = [1, 2, {'k': (1, [2])}]\n"));
    EXPECT(unit, timeline_take(session.timeline));
    EXPECT(unit, session_run(&session, "del a\n"));
    Bytes why = {0};
    EXPECT(unit, audit_run(timeline_shadow_view(session.timeline), &why));
    EXPECT(unit, why.length == 0);
    bytes_free(&why);
    EXPECT(unit, session_close(&session) == 0);
}

static void names_what_is_counted_wrong(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "a = [1, 2, 3]\n"));
    Object *list = dict_peek_name(session.vm->globals, session.vm->characters['a']);
    if (EXPECT(unit, list != NULL)) {
        list->refcount++;
        Bytes why = {0};
        EXPECT(unit, !audit_run(view_live(session.heap), &why));
        EXPECT(unit,
               strstr(bytes_text(&why), "([1, 2, 3]) says 2 refs, and 1 place holds it") != NULL);
        EXPECT(unit, strstr(bytes_text(&why), "['a']\n") != NULL);
        bytes_free(&why);
        list->refcount--;
    }
    EXPECT(unit, session_close(&session) == 0);
}

static void measure(void) {
    Session session;
    if (!session_open(&session))
        return;
    enum { RUNS = 200 };
    struct timespec start, stop;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < RUNS; i++)
        (void)session_balances(&session);
    clock_gettime(CLOCK_MONOTONIC, &stop);
    double seconds =
        (double)(stop.tv_sec - start.tv_sec) + (double)(stop.tv_nsec - start.tv_nsec) / 1e9;
    printf("one audit of a fresh session: %.3f ms\n", seconds * 1e3 / RUNS);
    (void)session_close(&session);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--measure") == 0) {
        measure();
        return 0;
    }
    Unit unit = {0};
    UNIT_RUN(&unit, balances_after_every_statement);
    UNIT_RUN(&unit, reads_the_last_checkpoint_alike);
    UNIT_RUN(&unit, names_what_is_counted_wrong);
    return unit_end(&unit);
}
