/* Releasing goes as deep as memory does, in CPython's order, whatever finalizers do meanwhile. */
#include "observe_session.h"

static bool printed(Session *session, const char *wanted) {
    bool same = session->printed.length == strlen(wanted) &&
                memcmp(bytes_text(&session->printed), wanted, strlen(wanted)) == 0;
    if (!same)
        printf("  printed:\n%s  wanted:\n%s", bytes_text(&session->printed), wanted);
    return same;
}

/* Runs a program in a new session, and looks at what it printed, the ledger, and what is left. */
static void expect_printed(Unit *unit, const char *program, const char *wanted) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, program));
    EXPECT(unit, printed(&session, wanted));
    EXPECT(unit, session_balances(&session));
    EXPECT(unit, session_close(&session) == 0);
}

#define NAMED_CLASS                                                                                \
    "class N:\n"                                                                                   \
    "    def __init__(self, name):\n"                                                              \
    "        self.name = name\n"                                                                   \
    "    def __del__(self):\n"                                                                     \
    "        print(self.name, end=' ')\n\n"

/* --- depth ------------------------------------------------------------------------------------ */

static void chain_is_released_without_the_c_stack(Unit *unit, const char *setup, const char *step,
                                                  unsigned depth) {
    char program[400];
    snprintf(program, sizeof program,
             "%s\nx = None\nfor i in range(%u):\n    x = %s\n\nx = None\nprint('gone')\n", setup,
             depth, step);
    expect_printed(unit, program, "gone\n");
}

static void lists_a_million_deep_are_released(Unit *unit) {
    chain_is_released_without_the_c_stack(unit, "pass", "[x]", 1000000);
}

static void dicts_a_million_deep_are_released(Unit *unit) {
    chain_is_released_without_the_c_stack(unit, "pass", "{'next': x}", 1000000);
}

static void tuples_a_million_deep_are_released(Unit *unit) {
    chain_is_released_without_the_c_stack(unit, "pass", "(x, 1)", 1000000);
}

static void instances_a_million_deep_are_released(Unit *unit) {
    chain_is_released_without_the_c_stack(
        unit, "class N:\n    def __init__(self, next):\n        self.next = next\n", "N(x)",
        1000000);
}

static void closures_and_methods_are_released_as_deep(Unit *unit) {
    chain_is_released_without_the_c_stack(unit, "def f(x):\n    return lambda: x\n",
                                          "f([x].append)", 200000);
}

/* A ring of a million is taken apart by the collector with no more stack than a small one. */
static void a_ring_of_a_million_is_collected(Unit *unit) {
    expect_printed(unit,
                   "import gc\nx = first = []\nfor i in range(1000000):\n    x = [x]\n\n"
                   "first.append(x)\nx = first = None\nprint(gc.collect() > 0)\n",
                   "True\n");
}

/* --- order ------------------------------------------------------------------------------------ */

static void lists_and_tuples_go_last_to_first(Unit *unit) {
    expect_printed(unit,
                   NAMED_CLASS "a = [N(1), N(2), N(3)]\ndel a\n"
                               "a = (N(4), N(5), N(6))\ndel a\n"
                               "a = [[N(7), N(8)], [N(9)], (N(10), N(11))]\na = None\n",
                   "3 2 1 6 5 4 11 10 9 8 7 ");
}

static void dicts_and_instances_go_first_to_last(Unit *unit) {
    expect_printed(unit,
                   NAMED_CLASS "a = {1: N(1), 2: N(2), 3: N(3)}\ndel a\n"
                               "class Pair:\n    def __init__(self):\n        self.a = N('a')\n"
                               "        self.b = N('b')\n\n"
                               "p = Pair()\np = None\n"
                               "a = {N('k1'): N('v1'), N('k2'): N('v2')}\na = None\n",
                   "1 2 3 a b k1 v1 k2 v2 ");
}

static void a_clear_goes_like_a_release(Unit *unit) {
    expect_printed(unit,
                   NAMED_CLASS "a = [N(1), N(2), N(3)]\na.clear()\n"
                               "a = [N(1), N(2), N(3)]\na[:] = []\n"
                               "a = {1: N(4), 2: N(5)}\na.clear()\n",
                   "3 2 1 3 2 1 4 5 ");
}

/* --- finalizers ------------------------------------------------------------------------------- */

static void a_finalizer_can_bring_its_object_back_once(Unit *unit) {
    expect_printed(unit,
                   "kept = []\n"
                   "class Z:\n    def __del__(self):\n        print('del')\n"
                   "        kept.append(self)\n\n"
                   "z = [Z()]\ndel z\nprint(len(kept))\nkept.clear()\nprint(len(kept))\n",
                   "del\n1\n0\n");
}

/* What is brought back keeps all that it held, whatever the one who let go of it loses. */
static void what_is_brought_back_is_whole(Unit *unit) {
    expect_printed(unit,
                   "kept = []\n"
                   "class Z:\n    def __init__(self):\n        self.data = [1, [2], {3: 4}]\n"
                   "    def __del__(self):\n        kept.append(self)\n\n"
                   "a = {'first': [5], 'z': Z(), 'last': [6]}\na = None\nprint(kept[0].data)\n"
                   "kept = None\n",
                   "[1, [2], {3: 4}]\n");
}

static void a_release_inside_a_finalizer_ends_first(Unit *unit) {
    expect_printed(unit,
                   NAMED_CLASS "class Outer:\n    def __init__(self, held):\n"
                               "        self.held = held\n"
                               "    def __del__(self):\n        print('(', end=' ')\n"
                               "        self.held = None\n        print(')', end=' ')\n\n"
                               "a = [N(1), Outer([N(2), Outer([N(3), N(4)])]), N(5)]\ndel a\n",
                   "5 ( ( 4 3 ) 2 ) 1 ");
}

static void an_exception_in_a_finalizer_stops_nothing(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit,
           session_run(&session, NAMED_CLASS "class Bad:\n    def __del__(self):\n        1 / 0\n\n"
                                             "a = [N(1), Bad(), N(2)]\ndel a\nprint('on')\n"));
    const char *text = bytes_text(&session.printed);
    EXPECT(unit, strncmp(text, "2 Exception ignored in: <function Bad.__del__", 45) == 0);
    EXPECT(unit, strstr(text, "ZeroDivisionError: division by zero\n1 on\n") != NULL);
    EXPECT(unit, session_balances(&session));
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, lists_a_million_deep_are_released);
    UNIT_RUN(&unit, dicts_a_million_deep_are_released);
    UNIT_RUN(&unit, tuples_a_million_deep_are_released);
    UNIT_RUN(&unit, instances_a_million_deep_are_released);
    UNIT_RUN(&unit, closures_and_methods_are_released_as_deep);
    UNIT_RUN(&unit, a_ring_of_a_million_is_collected);
    UNIT_RUN(&unit, lists_and_tuples_go_last_to_first);
    UNIT_RUN(&unit, dicts_and_instances_go_first_to_last);
    UNIT_RUN(&unit, a_clear_goes_like_a_release);
    UNIT_RUN(&unit, a_finalizer_can_bring_its_object_back_once);
    UNIT_RUN(&unit, what_is_brought_back_is_whole);
    UNIT_RUN(&unit, a_release_inside_a_finalizer_ends_first);
    UNIT_RUN(&unit, an_exception_in_a_finalizer_stops_nothing);
    return unit_end(&unit);
}
