/* The live line says what a statement did, in the words of the prompt. */
#include "observe/observing.h"
#include "observe_session.h"
#include "show/show.h"

#include <stdlib.h>

typedef struct Prompt {
    Session session;
    Observer *observer;
    ShowStyle style;
    Bytes rows;
    bool all;
} Prompt;

static bool prompt_open(Prompt *prompt) {
    *prompt = (Prompt){.style = {.width = 100, .ascii = true}};
    if (!session_open(&prompt->session))
        return false;
    prompt->observer = observer_open(prompt->session.heap);
    return prompt->observer != NULL;
}

static void prompt_close(Unit *unit, Prompt *prompt) {
    observer_close(prompt->observer);
    bytes_free(&prompt->rows);
    EXPECT(unit, session_close(&prompt->session) == 0);
}

/* Runs one statement and leaves its rows in `rows`. */
static bool prompt_run(Prompt *prompt, const char *text) {
    Session *session = &prompt->session;
    const char *next = text;
    const Difference *difference;
    bytes_clear(&prompt->rows);
    if (!timeline_take(session->timeline))
        return false;
    CodeObject *code = session_compile(session, &next);
    if (code == NULL)
        return false;
    if (!observer_statement_begin(prompt->observer, text, strlen(text)))
        return false;
    session_run_code(session, code);
    if (!observer_statement_after(prompt->observer, timeline_shadow_view(session->timeline),
                                  &difference))
        return false;
    show_live_line(&prompt->rows, &prompt->style, prompt->observer, difference, prompt->all);
    return true;
}

static void run_and_compare(Unit *unit, Prompt *prompt, const char *statement, const char *rows) {
    if (!EXPECT(unit, prompt_run(prompt, statement)))
        return;
    if (!EXPECT(unit, strcmp(bytes_text(&prompt->rows), rows) == 0))
        printf(">>> %s%s--- expected\n%s", statement, bytes_text(&prompt->rows), rows);
    EXPECT(unit, session_balances(&prompt->session));
}

static const char NODE[] = "class Node:\n    def __init__(self, value):\n"
                           "        self.value = value\n        self.next = None\n\n";

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

static void sees_a_ring_close_and_get_lost(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    printf("%s", bytes_text(&prompt.rows));
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

static void dump(const char *const *statements, size_t count) {
    Prompt prompt;
    if (!prompt_open(&prompt))
        return;
    prompt.style = (ShowStyle){.width = 100};
    for (size_t i = 0; i < count; i++) {
        bool done = prompt_run(&prompt, statements[i]);
        printf(">>> %s%s%s", statements[i], bytes_text(&prompt.session.printed),
               done ? bytes_text(&prompt.rows) : "failed\n");
        bytes_clear(&prompt.session.printed);
        (void)session_balances(&prompt.session);
    }
    Unit unit = {0};
    prompt_close(&unit, &prompt);
}

static void dump_commands(void) {
    static const char *const PATHS[] = {
        "a",      "b.next", "d['k']",  "5",     "None", "list#1",       "list#2", "a[7]",
        "a + 1",  "a.foo",  "Node",    "gc",    "n",    "'a'",          "d['z']", "d",
        "Node#3", "zz",     "list#99", "print", "f",    "Node.__init__"};
    Prompt prompt;
    if (!prompt_open(&prompt))
        return;
    prompt.style = (ShowStyle){.width = 100};
    (void)(prompt_run(&prompt, NODE) && prompt_run(&prompt, "import gc\n") &&
           prompt_run(&prompt, "a = [1, 2]; b = Node(a); b.next = Node(b); n = a\n") &&
           prompt_run(&prompt, "z = [3]\n") && prompt_run(&prompt, "del z\n") &&
           prompt_run(&prompt, "def f(x=a): return x\n\n") &&
           prompt_run(&prompt, "d = {'k': a}; c = Node(0); c.next = c\n") &&
           prompt_run(&prompt, "del c\n"));
    View live = view_live(prompt.session.heap);
    View before = timeline_shadow_view(prompt.session.timeline);
    for (size_t i = 0; i < ARRAY_LENGTH(PATHS); i++) {
        Bytes out = {0};
        bytes_print(&out, ">>> :refcount %s\n", PATHS[i]);
        (void)show_refcount(&out, &prompt.style, prompt.observer, live, PATHS[i]);
        bytes_print(&out, ">>> :why %s\n", PATHS[i]);
        (void)show_why(&out, &prompt.style, prompt.observer, live, PATHS[i]);
        if (i < 2 || PATHS[i][0] == 'N') {
            bytes_print(&out, ">>> :heap %s\n", PATHS[i]);
            (void)show_heap(&out, &prompt.style, prompt.observer, live, &before, PATHS[i]);
            bytes_print(&out, ">>> :map %s\n", PATHS[i]);
            (void)show_map(&out, &prompt.style, prompt.observer, live, PATHS[i]);
        }
        printf("%s", bytes_text(&out));
        bytes_free(&out);
    }
    Bytes out = {0};
    (void)show_heap(&out, &prompt.style, prompt.observer, live, &before, NULL);
    (void)show_map(&out, &prompt.style, prompt.observer, live, NULL);
    if (observer_statement_begin(prompt.observer, ":gc", 3) &&
        observer_collect_begin(prompt.observer)) {
        GcReport report = gc_collect(prompt.session.vm, 2);
        if (observer_collect_after(prompt.observer))
            show_gc(&out, &prompt.style, prompt.observer, &report);
        const Difference *difference;
        if (observer_statement_after(prompt.observer, before, &difference))
            show_live_line(&out, &prompt.style, prompt.observer, difference, false);
    }
    (void)show_why(&out, &prompt.style, prompt.observer, live, "Node#3");
    show_history(&out, &prompt.style, prompt.observer);
    printf("%s", bytes_text(&out));
    bytes_free(&out);
    Unit unit = {0};
    prompt_close(&unit, &prompt);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--commands") == 0) {
        dump_commands();
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--dump") == 0) {
        static const char *const STATEMENTS[] = {
            NODE,
            "1/0\n",
            "a = [[1], [2], [3]]\n",
            "a = None\n",
            "del a\n",
            "def f(x, y=[1]):\n    z = [x]\n    return len(z)\n\n",
            "f(1000)\n",
            "import gc\n",
            "d = {'k': [1], 'j': (1, 2)}\n",
            "d['k'] = 7\n",
            "d = {}; d['self'] = d\n",
            "n = Node([1]); n.value = 3; n.next = n\n",
            "del n\n",
            "gc.collect()\n",
            "big = list(range(1000, 3000))\n",
            "big[1500] = 'x'\n",
            "big.append(1)\n",
            "del big\n",
            "def outer():\n    v = [1]\n    def inner():\n        return inner, v\n    return "
            "inner\n\n",
            "g = outer()\n",
            "del g\n",
            "for i in range(1000): x = Node(i); x.next = x\n\n",
            "p = q = [0]; p, q = [1], p\n",
            "class Sub(Node):\n    'doc'\n    limit = 5000\n\n",
            "m = Sub(2).__init__\n",
            "it = iter([1, 2])\n",
        };
        dump(STATEMENTS, ARRAY_LENGTH(STATEMENTS));
        return 0;
    }
    Unit unit = {0};
    UNIT_RUN(&unit, follows_names_of_one_list);
    UNIT_RUN(&unit, tells_values_by_what_they_were);
    UNIT_RUN(&unit, sees_a_ring_close_and_get_lost);
    return unit_end(&unit);
}
