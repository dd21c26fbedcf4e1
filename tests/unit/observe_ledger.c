/* The ledger names every place that holds an object, and its rows add up to the count. */
#include "observe/ledger.h"
#include "observe_session.h"

#include <stdlib.h>

typedef struct Watch {
    Session session;
    Labels labels;
    Look look;
} Watch;

static bool watch_open(Watch *watch) {
    *watch = (Watch){0};
    if (!session_open(&watch->session))
        return false;
    return look_take(&watch->look, view_live(watch->session.heap), &watch->labels) &&
           labels_start(&watch->labels, &watch->look.census);
}

static void watch_close(Unit *unit, Watch *watch) {
    look_free(&watch->look);
    labels_free(&watch->labels);
    EXPECT(unit, session_close(&watch->session) == 0);
}

static bool watch_run(Watch *watch, const char *text) {
    return session_run(&watch->session, text) &&
           look_take(&watch->look, view_live(watch->session.heap), &watch->labels) &&
           labels_update(&watch->labels, &watch->look.census, 1);
}

/* The ledger of what a global holds, as one line: "where (what)" and counts over 1. */
static const char *ledger_line(Unit *unit, Watch *watch, const char *name, Bytes *line) {
    Ledger ledger = {0};
    uint32_t object = look_find_global(&watch->look, name, strlen(name));
    bytes_clear(line);
    if (!EXPECT(unit, object != CENSUS_NONE) ||
        !EXPECT(unit, ledger_make(&ledger, &watch->look, object, 12)))
        return "";
    uint32_t sum = 0;
    for (uint32_t i = 0; i < ledger.count; i++) {
        const LedgerRow *row = &ledger.rows[i];
        bytes_append_text(line, i == 0 ? "" : "; ");
        if (row->count > 1)
            bytes_print(line, "%u ", row->count);
        bytes_append_text(line, row->where);
        sum += row->count;
    }
    EXPECT(unit, sum == ledger.refs);
    ledger_free(&ledger);
    return bytes_text(line);
}

static void names_places_as_a_learner_would(Unit *unit) {
    Watch watch;
    if (!EXPECT(unit, watch_open(&watch)))
        return;
    Bytes line = {0};
#define LEDGER_IS(name, text)                                                                      \
    do {                                                                                           \
        if (!EXPECT(unit, strcmp(ledger_line(unit, &watch, name, &line), text) == 0))              \
            printf("  it is: %s\n", bytes_text(&line));                                            \
    } while (0)
    EXPECT(unit, watch_run(&watch, "a = [1]; b = a\n"));
    LEDGER_IS("a", "a; b");
    EXPECT(unit, watch_run(&watch, "l = [a]; d = {'k': a, 7: (a,), (1, 2): a}\n"));
    LEDGER_IS("a", "a; b; l[0]; d[7][0]; d['k']; d[(1, 2)]");
    EXPECT(unit, watch_run(&watch, "class Node:\n    limit = a\n\n"));
    EXPECT(unit, watch_run(&watch, "n = Node(); n.value = a; n.next = n\n"));
    EXPECT(unit, watch_run(&watch, "del l, d\n"));
    LEDGER_IS("a", "a; b; n.value; Node.limit");
    LEDGER_IS("n", "n; n.next");
    EXPECT(unit, watch_run(&watch, "n.next = None; b = None\n"));
    EXPECT(unit, watch_run(&watch, "def f(x=a):\n    y = a\n    def g():\n        return y\n"
                                   "    return g\n\n"));
    EXPECT(unit, watch_run(&watch, "h = f()\n"));
    LEDGER_IS("a", "a; n.value; cell y of g; default of f; Node.limit");
    LEDGER_IS("h", "h");
    EXPECT(unit, watch_run(&watch, "many = [n] * 10000; t = many[0:2]\n"));
    LEDGER_IS("n", "n; many[0]; many[1]; many[2]; 9997 more in list#3; t[0]; t[1]");
    EXPECT(unit, watch_run(&watch, "del n\n"));
    EXPECT(unit, watch_run(&watch, "t = many = None; five = 5\n"));
    if (!EXPECT(unit, strstr(ledger_line(unit, &watch, "five", &line), "small-int cache") != NULL))
        printf("  it is: %s\n", bytes_text(&line));
    EXPECT(unit, watch_run(&watch, "nothing = None\n"));
    if (!EXPECT(unit, strncmp(ledger_line(unit, &watch, "nothing", &line), "b; many; t;", 11) == 0))
        printf("  it is: %s\n", bytes_text(&line));
    bytes_free(&line);
    watch_close(unit, &watch);
}

/* Looks when the program prints, in the middle of a statement. */
typedef struct Peek {
    Watch *watch;
    Unit *unit;
    Bytes line;
    bool done;
} Peek;

static void peek_when_printing(void *context, HostStream stream, const char *bytes, size_t length) {
    Peek *peek = context;
    (void)stream, (void)bytes, (void)length;
    if (peek->done)
        return;
    View view = view_live(peek->watch->session.heap);
    peek->done = true;
    if (EXPECT(peek->unit, look_take(&peek->watch->look, view, &peek->watch->labels)))
        (void)ledger_line(peek->unit, peek->watch, "b", &peek->line);
}

/* Runs a program that prints in its middle, where the ledger of the global `b` must be so. */
static void expect_inside(Unit *unit, const char *setup, const char *text, const char *expected) {
    Watch watch;
    if (!EXPECT(unit, watch_open(&watch)))
        return;
    Peek peek = {.watch = &watch, .unit = unit};
    EXPECT(unit, watch_run(&watch, setup));
    Host silent = watch.session.host;
    watch.session.host = (Host){
        .context = &peek, .write = peek_when_printing, .interrupted = &watch.session.interrupted};
    EXPECT(unit, watch_run(&watch, text));
    watch.session.host = silent;
    EXPECT(unit, peek.done);
    if (!EXPECT(unit, strcmp(bytes_text(&peek.line), expected) == 0))
        printf("  it is: %s\n", bytes_text(&peek.line));
    bytes_free(&peek.line);
    watch_close(unit, &watch);
}

static void names_places_inside_running_calls(Unit *unit) {
    expect_inside(unit,
                  "b = [2]; a = [b, [1]]\n"
                  "def key(x):\n    print(x)\n    return x[0]\n\n"
                  "def order(items):\n    y = 1\n    items.sort(key=key)\n\n",
                  "order(a)\n",
                  "b; local x of key (line 2); temporary of key (line 2); sort() at line 3");
    expect_inside(unit, "b = iter([1, 2])\n", "for x in b: print(x)\n\n",
                  "b; loop iterator of the statement (line 1)");
    expect_inside(unit,
                  "b = iter([1, 2])\n"
                  "def f(*args, **more):\n    print(args)\n\n",
                  "f(b, k=b)\n", "b; args[0]; more['k']");
    expect_inside(unit,
                  "class N:\n    def m(self, other):\n        print(1)\n\n"
                  "b = N()\n",
                  "b.m([b])\n", "b; local self of m (line 3); other[0]");
}

static void says_what_nobody_holds(Unit *unit) {
    Watch watch;
    Bytes line = {0};
    if (!EXPECT(unit, watch_open(&watch)))
        return;
    EXPECT(unit, watch_run(&watch, "a = []; b = a\n"));
    uint32_t object = look_find_global(&watch.look, "a", 1);
    Object *list = (Object *)(uintptr_t)look_object(&watch.look, object)->home;
    list->refcount += 3; /* as a runtime that forgets releases would leave it */
    EXPECT(unit, watch_run(&watch, "c = a\n"));
    const char *is = ledger_line(unit, &watch, "a", &line);
    if (!EXPECT(unit, strcmp(is, "a; b; c; 3 nobody") == 0))
        printf("  it is: %s\n", is);
    list->refcount -= 3;
    bytes_free(&line);
    watch_close(unit, &watch);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, names_places_as_a_learner_would);
    UNIT_RUN(&unit, names_places_inside_running_calls);
    UNIT_RUN(&unit, says_what_nobody_holds);
    return unit_end(&unit);
}
