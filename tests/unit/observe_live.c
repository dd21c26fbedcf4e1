/* The live line says what a statement did, in the words of the prompt. */
#include "observe_prompt.h"

static void run_and_compare(Unit *unit, Prompt *prompt, const char *statement, const char *rows) {
    if (!EXPECT(unit, prompt_run(prompt, statement)))
        return;
    if (!EXPECT(unit, strcmp(bytes_text(&prompt->rows), rows) == 0))
        printf(">>> %s%s--- expected\n%s", statement, bytes_text(&prompt->rows), rows);
    EXPECT(unit, session_balances(&prompt->session));
}

static void follows_names_of_one_list(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    run_and_compare(unit, &prompt, "a = [1, 2, 3]\n",
                    "new    list#1 (a)      refs 1   [1, 2, 3]\n");
    run_and_compare(unit, &prompt, "b = a\n", "refs   list#1 (a, b)   1 -> 2   +b\n");
    run_and_compare(unit, &prompt, "b.append(4)\n",
                    "change list#1 (a, b)   [1, 2, 3] -> [1, 2, 3, 4]\n");
    run_and_compare(unit, &prompt, "del a\n", "refs   list#1 (b)      2 -> 1   -a\n");
    run_and_compare(unit, &prompt, "del b\n", "freed  list#1          1 -> 0   -b   80 bytes\n");
    prompt_close(unit, &prompt);
}

static void tells_values_by_what_they_were(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    run_and_compare(unit, &prompt, "n = 1000\n", "new    int#1 (n)       refs 1   1000\n");
    run_and_compare(unit, &prompt, "n = 2000\n",
                    "new    int#2 (n)       refs 1   2000\n"
                    "freed  int#1           1 -> 0   -n   was 1000\n");
    run_and_compare(unit, &prompt, "x = 5\n",
                    "shared int 5 (x)   one 5 for everybody   (:refcount x)\n");
    run_and_compare(unit, &prompt, "s = 'hey'\n", "new    str#1 (s)       refs 1   'hey'\n");
    run_and_compare(unit, &prompt, "t = s\n", "refs   str#1 (s, t)    1 -> 2   +t\n");
    run_and_compare(unit, &prompt, "s += '!'\n",
                    "new    str#2 (s)       refs 1   'hey!'\n"
                    "refs   str#1 (t)       2 -> 1   -s   still 'hey'\n");
    prompt_close(unit, &prompt);
}

/* A string that only a dict holds, as its key, has rows like any other object. */
static void follows_keys_of_dicts(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, "k = 'ab c'; l = [k]; c = {}; c[k] = 1; del k\n"));
    run_and_compare(unit, &prompt, "del l\n",
                    "freed  list#1             1 -> 0   -l   64 bytes\n"
                    "refs   str#1 (key of c)   2 -> 1   -l[0]\n");
    run_and_compare(unit, &prompt, "c.clear()\n",
                    "change dict#1 (c)   {'ab c': 1} -> {}\n"
                    "freed  str#1           1 -> 0   -key of c   was 'ab c'\n");
    run_and_compare(unit, &prompt, "d = {'some key': 1}\n",
                    "new    dict#2 (d)         refs 1   {'some key': 1}\n"
                    "new    str#2 (key of d)   refs 1   'some key'\n");
    prompt_close(unit, &prompt);
}

static void sees_a_ring_close_and_get_lost(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    run_and_compare(unit, &prompt, "a = Node(1)\n",
                    "new    Node#1 (a)      refs 1   value 1, next None\n");
    EXPECT(unit, prompt_run(&prompt, "b = Node(2)\n"));
    EXPECT(unit, prompt_run(&prompt, "a.next = b\n"));
    run_and_compare(unit, &prompt, "b.next = a\n",
                    "refs   Node#1 (a)      1 -> 2   +b.next\n"
                    "cycle  Node#1.next -> Node#2.next -> Node#1\n");
    run_and_compare(unit, &prompt, "del a\n", "refs   Node#1 (b.next)   2 -> 1   -a\n");
    run_and_compare(unit, &prompt, "del b\n",
                    "refs   Node#2          2 -> 1   -b\n"
                    "lost   Node#1, Node#2   unreachable, but each holds the other  (:gc frees)\n");
    prompt_close(unit, &prompt);
}

static void tells_what_an_exception_left(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    run_and_compare(unit, &prompt, "1/0\n",
                    "inside the exception was made and freed; no name changed\n");
    run_and_compare(unit, &prompt, "len([1])\n",
                    "inside 1 object made and freed  (:step replays it)\n");
    run_and_compare(unit, &prompt, "print(1000)\n", "");
    run_and_compare(unit, &prompt, "class A:\n    pass\n\n",
                    "new    class#1 (A)     refs 1   class A\n");
    prompt_close(unit, &prompt);
}

static void follows_what_is_inside(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    run_and_compare(unit, &prompt, "a = [[1], [2]]\n",
                    "new    list#3 (a)      refs 1   [[1], [2]]\n"
                    "new    list#1 (a[0])   refs 1   [1]\n"
                    "new    list#2 (a[1])   refs 1   [2]\n");
    run_and_compare(unit, &prompt, "b = a[0]\n", "refs   list#1 (b)      1 -> 2   +b\n");
    run_and_compare(unit, &prompt, "a[0] = None\n",
                    "change list#3 (a)   [[1], [2]] -> [None, [2]]\n"
                    "refs   list#1 (b)      2 -> 1   -a[0]\n");
    run_and_compare(unit, &prompt, "n = Node(1)\n",
                    "new    Node#1 (n)      refs 1   value 1, next None\n");
    run_and_compare(unit, &prompt, "n.value = 7\n", "change Node#1 (n)   value 1 -> value 7\n");
    run_and_compare(unit, &prompt, "n.next = n\n",
                    "refs   Node#1 (n)      1 -> 2   +n.next\n"
                    "cycle  Node#1.next -> Node#1\n");
    run_and_compare(unit, &prompt, "a, b = b, a\n",
                    "refs   list#1 (a)      1 -> 1   -b +a\n"
                    "refs   list#3 (b)      1 -> 1   -a +b\n");
    prompt_close(unit, &prompt);
}

static void keeps_to_eight_rows(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, "a=[];b=[];c=[];d=[];e=[];f=[];g=[];h=[];i=[];j=[]\n"));
    unsigned lines = 0;
    for (const char *at = bytes_text(&prompt.rows); *at != '\0'; at++)
        lines += *at == '\n';
    EXPECT(unit, lines == 8);
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "... and 3 more  (:diff)\n") != NULL);
    run_and_compare(unit, &prompt, "pass\n", "");
    EXPECT(unit, prompt_run(&prompt, "big = list(range(1000, 5000))\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "new    list#11 (big)") != NULL);
    EXPECT(unit, strstr(bytes_text(&prompt.rows),
                        "int#1 ... int#4000   4,000 ints, held by big\n") != NULL);
    run_and_compare(unit, &prompt, "big.append(1)\n",
                    "change list#11 (big)   4000 items -> 4001 items\n");
    EXPECT(unit, prompt_run(&prompt, "del big\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), " with 4,000 objects in it\n") != NULL);
    prompt_close(unit, &prompt);
}

/* Many cycles are one row, and the one that it shows is one that a name leads to. */
static void tells_many_cycles_in_one_row(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    run_and_compare(unit, &prompt, "for i in range(20):\n    q = []\n    q.append(q)\n\n",
                    "new    list#20 (q)     refs 2   [[...]]\n"
                    "new    list#1 ... list#19   19 lists\n"
                    "cycle  20 cycles, such as list#20[0] -> list#20\n"
                    "lost   list#1 ... list#19   19 objects unreachable, but each holds itself  "
                    "(:gc frees)\n"
                    "shared int 19 (i)   one 19 for everybody   (:refcount i)\n"
                    "inside 1 object made and freed\n");
    EXPECT(unit, prompt_run(&prompt, "import gc; gc.collect()\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows),
                        "freed  list#1 ... list#19   19 lists, by the collector\n") != NULL);
    prompt_close(unit, &prompt);
}

/* On a narrow terminal rows go on in a second line; only values are cut, in the middle. */
static void wraps_what_is_too_wide(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    prompt.style.width = 40;
    run_and_compare(unit, &prompt, "a = list(range(20))\n",
                    "new    list#1 (a)      refs 1\n"
                    "       [0, 1, 2, 3, 4, 5, 6..., 10, ...]\n"
                    "inside 1 object made and freed\n");
    EXPECT(unit, prompt_run(&prompt, "a = []; a.append(a)\n"));
    run_and_compare(unit, &prompt, "del a\n",
                    "refs   list#2          2 -> 1   -a\n"
                    "lost   list#2   unreachable, but it\n"
                    "       holds itself  (:gc frees)\n");
    prompt_close(unit, &prompt);
}

static void closures_that_hold_themselves_are_cycles(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, "def outer():\n    def inner():\n        return inner\n"
                                     "    return inner\n\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "cycle") == NULL);
    EXPECT(unit, prompt_run(&prompt, "g = outer()\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows),
                        "cycle  function#2.__closure__ -> cell#1 -> function#2\n") != NULL);
    EXPECT(unit, prompt_run(&prompt, "class Loop:\n    def __init__(self):\n        pass\n\n"));
    EXPECT(unit, strstr(bytes_text(&prompt.rows), "cycle") == NULL);
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, follows_names_of_one_list);
    UNIT_RUN(&unit, tells_values_by_what_they_were);
    UNIT_RUN(&unit, follows_keys_of_dicts);
    UNIT_RUN(&unit, sees_a_ring_close_and_get_lost);
    UNIT_RUN(&unit, tells_what_an_exception_left);
    UNIT_RUN(&unit, follows_what_is_inside);
    UNIT_RUN(&unit, keeps_to_eight_rows);
    UNIT_RUN(&unit, tells_many_cycles_in_one_row);
    UNIT_RUN(&unit, wraps_what_is_too_wide);
    UNIT_RUN(&unit, closures_that_hold_themselves_are_cycles);
    return unit_end(&unit);
}
