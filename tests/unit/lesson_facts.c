/* Facts say what is so in the heap, by reading only; what is missing makes them false, and their
 * negation too. */
#include "lesson/facts.h"

#include "heap/visit.h"
#include "observe_prompt.h"

/* A session, and the moment when the step began. */
typedef struct Step {
    Prompt prompt;
    Scratch scratch;
    FactStart *start;
} Step;

static bool step_open(Step *step, const char *statements) {
    *step = (Step){0};
    return prompt_open(&step->prompt) &&
           (statements[0] == '\0' || prompt_run(&step->prompt, statements));
}

static void step_close(Unit *unit, Step *step) {
    fact_start_free(step->start);
    scratch_free(&step->scratch);
    prompt_close(unit, &step->prompt);
}

static const Fact *read_fact(Unit *unit, Step *step, const char *text) {
    Complaints complaints = {.file = "test"};
    const Fact *fact = fact_read(&step->scratch, text, strlen(text), FACT_OF_HEAP, 1, &complaints);
    if (!EXPECT(unit, fact != NULL)) {
        Bytes why = {0};
        complaints_write(&why, &complaints);
        printf("%s", bytes_text(&why));
        bytes_free(&why);
    }
    complaints_free(&complaints);
    return fact;
}

static const Look *look_now(Step *step) {
    return observer_ask(step->prompt.observer, view_live(step->prompt.session.heap));
}

/* Reads a fact and remembers the start for it. */
static const Fact *begin(Unit *unit, Step *step, const char *text) {
    const Fact *fact = read_fact(unit, step, text);
    fact_start_free(step->start);
    step->start = fact_start_take(look_now(step), &fact, fact != NULL);
    EXPECT(unit, step->start != NULL);
    return fact;
}

static FactTruth judge(Step *step, const Fact *fact) {
    uint64_t before = image_digest(step->prompt.session.heap);
    FactMoment moment = {.look = look_now(step), .start = step->start};
    FactTruth truth = fact == NULL ? FACT_UNKNOWN : fact_judge(fact, &moment);
    return image_digest(step->prompt.session.heap) == before ? truth : FACT_UNKNOWN;
}

static void expect(Unit *unit, Step *step, const char *text, FactTruth wanted) {
    if (!EXPECT(unit, judge(step, read_fact(unit, step, text)) == wanted))
        printf("  %s\n", text);
}

static void run(Unit *unit, Step *step, const char *statement) {
    if (!EXPECT(unit, prompt_run(&step->prompt, statement)))
        printf("  %s", statement);
}

#define HOLDS(text) expect(unit, &step, text, FACT_TRUE)
#define FAILS(text) expect(unit, &step, text, FACT_FALSE)
#define MISSES(text) expect(unit, &step, text, FACT_UNKNOWN)

static void counts_places(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "a = [1, 2]\n")))
        return;
    HOLDS("refs(a) == 1");
    HOLDS("names(a) == 1 and holders(a) == 1 and weak(a) == 0");
    run(unit, &step, "b = a; c = [a, a, a]; d = {'k': a, a.__len__: 1}\n");
    HOLDS("refs(a) == 7");
    HOLDS("names(a) == 2");
    HOLDS("holders(a) == 5"); /* a, b, c, d, the method */
    HOLDS("same(a, c[0]) and same(b, d['k']) and not same(a, c)");
    HOLDS("length(a) == 2 and length(c) == 3 and length(d) == 2");
    HOLDS("bytes(a) > 0 and bytes() > bytes(a) + bytes(c)");
    HOLDS("1 < refs(a) - 1 < 10 and 7 == refs(a)");
    FAILS("refs(a) != 7 or refs(b) <= 6 or refs(a) > 7");
    HOLDS("holds(c, a) and not holds(a, c)");
    run(unit, &step, "import weakref\n");
    run(unit, &step, NODE);
    run(unit, &step, "n = Node(a); w = weakref.ref(n)\n");
    HOLDS("weak(n) == 1 and refs(n) == 1 and holds(n, a) and refs(a) == 8");
    run(unit, &step, "n.__dict__ and None\n");
    HOLDS("holds(n, a)");
    HOLDS("isinstance(n, Node) and isinstance(n, object) and not isinstance(n, list)");
    HOLDS("isinstance(a, list) and isinstance(Node, class)");
    step_close(unit, &step);
}

static void values_are_compared_as_they_are_printed(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "n = 3; s = \"it's\"; t = (1, [2.5, None], {'k': True})\n")))
        return;
    HOLDS("value(n) == 3 and value(n) != 3.0 and value(n) != 4 and not value(n) == '3'");
    HOLDS("value(s) == \"it's\" and value(t) == (1, [2.5, None], {'k': True})");
    HOLDS("value(t[1]) == [2.5, None] and value(t[2]['k']) == True and value(t[1]) != value(n)");
    FAILS("value(n) == -3 or value(t[1][1]) != None");
    MISSES("value(gone) == 3");
    MISSES("not value(gone) == 3");
    run(unit, &step, "long = 'x' * 1000; m = 3; nodes = [Exception]\n");
    MISSES("value(long) == 'x'");
    HOLDS("value(m) == value(n) and refs(m) == refs(n)");

    const Fact *kept = begin(unit, &step, "value(t) == start.value(t) and not same(t, start.t)");
    run(unit, &step, "t = (1, [2.5, None], {'k': n == m})\n");
    EXPECT(unit, judge(&step, kept) == FACT_TRUE);
    run(unit, &step, "t[1].append(0)\n");
    EXPECT(unit, judge(&step, kept) == FACT_FALSE);
    step_close(unit, &step);
}

static void what_is_missing_decides_nothing(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "a = [1]\n")))
        return;
    MISSES("refs(b) == 1");
    MISSES("not refs(b) == 1");
    MISSES("same(a, b)");
    MISSES("not same(a, b)");
    MISSES("refs(b) == 1 and refs(a) == 1");
    FAILS("refs(b) == 1 and refs(a) == 2");
    HOLDS("refs(b) == 1 or refs(a) == 1");
    FAILS("exists(b)");
    HOLDS("not exists(b) and exists(a[0]) and not exists(a[1]) and not exists(a.x)");
    MISSES("live(Node) == 0");
    MISSES("length(a.append) == 0");
    MISSES("peak() < 1");
    MISSES("freed(start.a)"); /* nothing was remembered */
    step_close(unit, &step);
}

static void remembers_the_start(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "a = [[1], 2]; b = a\n")))
        return;
    const Fact *freed = begin(unit, &step, "freed(start.a[0])");
    EXPECT(unit, judge(&step, freed) == FACT_FALSE);
    run(unit, &step, "a[0] = None\n");
    EXPECT(unit, judge(&step, freed) == FACT_TRUE);
    run(unit, &step, "c = [[3], [4]]\n"); /* the same block, perhaps: another object */
    EXPECT(unit, judge(&step, freed) == FACT_TRUE);

    const Fact *same = begin(unit, &step, "same(start.a, b) and not same(start.a, a)");
    const Fact *more = read_fact(unit, &step, "refs(b) == 1");
    run(unit, &step, "a = 5\n");
    EXPECT(unit, judge(&step, same) == FACT_TRUE);
    EXPECT(unit, judge(&step, more) == FACT_TRUE);

    const Fact *number = begin(unit, &step, "refs(b) == start.refs(b) + 2");
    run(unit, &step, "x = y = b\n");
    EXPECT(unit, judge(&step, number) == FACT_TRUE);

    const Fact *gone = begin(unit, &step, "refs(start.b) == 1 or exists(start.b)");
    run(unit, &step, "x = y = b = None\n");
    EXPECT(unit, judge(&step, gone) == FACT_UNKNOWN);
    const Fact *none = begin(unit, &step, "freed(start.nobody)");
    EXPECT(unit, strcmp(fact_start_missing(step.start, none), "nobody") == 0);
    EXPECT(unit, judge(&step, none) == FACT_UNKNOWN);
    step_close(unit, &step);
}

static void finds_cycles_and_what_is_lost(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, NODE)))
        return;
    HOLDS("cycles() == 0 and live(Node) == 0 and unreachable() == 0");
    run(unit, &step, "a = Node(1); b = Node(2); a.next = b; b.next = a; c = Node(3)\n");
    HOLDS("cycles() == 1 and live(Node) == 3 and unreachable(Node) == 0");
    HOLDS("cyclic(a) and cyclic(b) and not cyclic(c) and tracked(a)");
#ifndef OURO_GC_STRESS
    HOLDS("generation(a) == 0"); /* no collection has come by */
#endif
    const Fact *lost =
        begin(unit, &step, "exists(start.a) and not reachable(start.a) and unreachable() == 2");
    const Fact *found = read_fact(unit, &step, "collected() == 2 and collections(2) == 1");
    run(unit, &step, "del a, b\n");
    EXPECT(unit, judge(&step, lost) == FACT_TRUE);
    EXPECT(unit, judge(&step, found) == FACT_FALSE);
    HOLDS("live(Node) == 3 and cycles() == 1");
    run(unit, &step, "import gc\n");
    run(unit, &step, "gc.collect()\n");
    EXPECT(unit, judge(&step, found) == FACT_TRUE);
    HOLDS("live(Node) == 1 and unreachable() == 0 and generation(c) == 2 and collections() >= 1");
#ifndef OURO_GC_STRESS
    HOLDS("automatic() == 0");
    run(unit, &step, "many = [[] for i in range(1000)]\n");
    HOLDS("automatic() == 1 and automatic(0) == 1 and automatic(2) == 0");
#endif
    run(unit, &step, "gc.disable(); gc.set_threshold(7)\n");
    HOLDS("not gc_enabled() and threshold(0) == 7 and frozen() == 0");
    run(unit, &step, "gc.freeze()\n");
    HOLDS("frozen() > 0 and arenas() >= 1 and pools() >= arenas()");
    step_close(unit, &step);
}

static void knows_what_is_shared_and_finalized(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "a = 5; b = 1000; t = (1, 2)\n")))
        return;
    HOLDS("shared(a) and not shared(b) and not tracked(b)");
    run(unit, &step,
        "class Cat:\n    def __del__(self):\n        global kept\n"
        "        kept = self\n\n");
    run(unit, &step, "c = Cat()\n");
    const Fact *back = begin(unit, &step, "finalized(start.c) and same(start.c, kept)");
    EXPECT(unit, judge(&step, back) == FACT_FALSE);
    run(unit, &step, "del c\n");
    EXPECT(unit, judge(&step, back) == FACT_TRUE);
    run(unit, &step, "import tracemalloc\n");
    run(unit, &step, "tracemalloc.start()\n");
    run(unit, &step, "x = [0] * 1000; del x\n");
    HOLDS("peak() > 8000");
    step_close(unit, &step);
}

static void expect_told(Unit *unit, Step *step, const Fact *fact, const char *wanted) {
    Bytes out = {0};
    FactMoment moment = {.look = look_now(step), .start = step->start};
    fact_tell(&out, &step->prompt.style, fact, &moment);
    if (!EXPECT(unit, strcmp(bytes_text(&out), wanted) == 0))
        printf("--- told\n%s--- expected\n%s", bytes_text(&out), wanted);
    bytes_free(&out);
}

#define TOLD(text, wanted) expect_told(unit, &step, read_fact(unit, &step, text), wanted)

static void tells_what_is_wanted_found_and_who_holds(Unit *unit) {
    Step step;
    if (!EXPECT(unit, step_open(&step, "a = [1]; b = a; c = [a, 2]\n")))
        return;
    TOLD("refs(a) == 3", "");
    TOLD("refs(a) == 2", "refs(a) is 3, wanted 2: list#1 is held by a, b and c[0].\n");
    TOLD("2 > names(a)", "names(a) is 2, wanted less than 2: list#1 is held by a, b and c[0].\n");
    TOLD("not refs(a) == 3",
         "refs(a) is 3, wanted anything but 3: list#1 is held by a, b and c[0].\n");
    TOLD("length(c) >= refs(a)", "length(c) is 2, wanted at least 3 (refs(a)).\n");
    TOLD("same(a, c)", "a and c are two objects: list#1 and list#2.\n");
    TOLD("not same(a, b)", "a and b are one object: list#1.\n");
    TOLD("same(a, d) and refs(d) == 1", "There is no name 'd'.\n");
    TOLD("exists(d)", "There is no name 'd'.\n");
    TOLD("isinstance(a, dict)", "a is no dict: it is list#1.\n");
    TOLD("value(a) == [1] and value(a) != [1.0]", "");
    TOLD("value(a) == [2]", "a is [1], wanted [2].\n");
    TOLD("value(a) == value(c)", "a is [1], wanted [[1], 2], as c.\n");
    TOLD("not value(c[1]) == 2", "c[1] is 2, wanted anything but 2.\n");
    TOLD("exists(c[0][1])", "list#1 has 1 item: there is no [1].\n");
    TOLD("value(d) == 1", "There is no name 'd'.\n");
    TOLD("cyclic(c)", "list#2 is in no cycle.\n");
    TOLD("live(list) == 0", "live(list) is 2, wanted 0: list#1 (a, b), list#2 (c).\n");
    TOLD("live(Node) == 0", "There is no type Node so far.\n");
    const Fact *freed = begin(unit, &step, "freed(start.a) and refs(start.c) == 2");
    expect_told(unit, &step, freed,
                "list#1 lives: it is held by a, b and c[0].\n"
                "refs(list#2) is 1, wanted 2: list#2 is held by c.\n");
    run(unit, &step, "del a, b, c\n");
    expect_told(unit, &step, freed, "list#2 has been freed.\n");
    step_close(unit, &step);
}

static void refuses_what_is_no_fact(Unit *unit) {
    static const char *const WRONG[][2] = {
        {"", "something is missing at the end"},
        {"refs(a)", "is a number: compare it"},
        {"a == 1", "a is an object; ask something of it"},
        {"start.a == 1", "start.a is an object"},
        {"ref(a) == 1", "did you mean refs?"},
        {"refs(a) = 1", "`==` compares"},
        {"refs() == 1", "an object is missing here"},
        {"refs(a == 1", "it is written refs(x)"},
        {"same(a) and exists(a)", "it is written same(x, y)"},
        {"same(a, b) == 1", "is true or false, not a number"},
        {"freed(a)", "ask freed(start.NAME)"},
        {"(refs(a) == 1", "a `)` is missing"},
        {"refs(a) == 1 refs(b)", "it should end before refs(b)"},
        {"threshold(3) == 1", "the generations are 0, 1 and 2"},
        {"printed('x')", "only the `when` of a choice"},
        {"live(5) == 1", "of a type is missing"},
        {"refs(a) ==", "something is missing at the end"},
        {"not", "something is missing at the end"},
        {"value(a)", "value(a) is a value: compare it"},
        {"value(a) < 3", "value(a) is compared with == or !="},
        {"value(a) == b", "or with what Python prints"},
        {"value(a) == [1", "or with what Python prints"},
        {"value(a) == \"b\"", "in single quotes"},
        {"value(a) + 1 == 2", "value(a) is no number"},
        {"refs(a) == value(b)", "value(b) is no number"},
        {"refs(a) == $", "this is not understood, at `$`"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(WRONG); i++) {
        Scratch scratch = {0};
        Bytes why = {0};
        Complaints complaints = {.file = "test"};
        const Fact *fact =
            fact_read(&scratch, WRONG[i][0], strlen(WRONG[i][0]), FACT_OF_HEAP, 7, &complaints);
        complaints_write(&why, &complaints);
        EXPECT(unit, fact == NULL && complaints.count == 1);
        if (!EXPECT(unit, strstr(bytes_text(&why), WRONG[i][1]) != NULL))
            printf("%s\n%s", WRONG[i][0], bytes_text(&why));
        bytes_free(&why);
        complaints_free(&complaints);
        scratch_free(&scratch);
    }
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, counts_places);
    UNIT_RUN(&unit, values_are_compared_as_they_are_printed);
    UNIT_RUN(&unit, what_is_missing_decides_nothing);
    UNIT_RUN(&unit, remembers_the_start);
    UNIT_RUN(&unit, finds_cycles_and_what_is_lost);
    UNIT_RUN(&unit, knows_what_is_shared_and_finalized);
    UNIT_RUN(&unit, tells_what_is_wanted_found_and_who_holds);
    UNIT_RUN(&unit, refuses_what_is_no_fact);
    return unit_end(&unit);
}
