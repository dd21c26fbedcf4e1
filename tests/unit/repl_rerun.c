/* Looking into a statement at any of its steps leaves the image as it was, to the byte; and the
 * statement, run again, does what it did. */
#include "heap/visit.h"
#include "observe/audit.h"
#include "observe/running.h"
#include "observe/stepping.h"
#include "repl/rerun.h"
#include "show/step_words.h"
#include "unit.h"

#include <string.h>

/* A prompt without a terminal: what is written is kept, what is read are given lines. */
typedef struct Prompt {
    Session session;
    ReplHost host;
    Options options;
    Bytes written;
    const char *input;
    unsigned reads;
    volatile int interrupted;
} Prompt;

static void keep_written(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)stream;
    bytes_append(&((Prompt *)context)->written, bytes, length);
}

static HostAnswer give_line(void *context, Bytes *line) {
    Prompt *prompt = context;
    size_t length = strcspn(prompt->input, "\n");
    prompt->reads++;
    if (prompt->input[0] == '\0')
        return HOST_END;
    bytes_append(line, prompt->input, length);
    prompt->input += length + (prompt->input[length] == '\n');
    return HOST_LINE;
}

static bool prompt_open(Prompt *prompt, const char *input) {
    prompt->input = input;
    prompt->host.host = (Host){.context = prompt,
                               .write = keep_written,
                               .read = give_line,
                               .interrupted = &prompt->interrupted};
    return session_open(&prompt->session, &prompt->options, &prompt->host, true);
}

static void prompt_close(Prompt *prompt) {
    (void)session_close(&prompt->session);
    (void)host_close(&prompt->host);
    bytes_free(&prompt->written);
}

static ProgramEnd type(Prompt *prompt, const char *text) {
    Program program = {
        .name = "<stdin>", .text = text, .length = strlen(text), .interactive = true};
    return session_run_file(&prompt->session, &program);
}

static bool is_silent(const Vm *vm) {
    Running running;
    return !running_read(&running, view_live(vm->heap)) || step_words_is_silent(&running);
}

static bool never_silent(const Vm *vm) {
    (void)vm;
    return false;
}

/* --- eyes ------------------------------------------------------------------------------------ */

typedef struct Eyes {
    Unit *unit;
    const Heap *heap;
    unsigned begun, ended;
    bool audits;
    Bytes printed;
} Eyes;

/* Between two instructions every count is right, also of what C functions hold that wait. */
static void audit(Eyes *eyes) {
    Bytes why = {0};
    if (eyes->audits && !EXPECT(eyes->unit, audit_run(view_live(eyes->heap), &why)))
        printf("%s", bytes_text(&why));
    bytes_free(&why);
}

static bool begin(void *context, const RerunStep *step) {
    Eyes *eyes = context;
    (void)step;
    eyes->begun++;
    audit(eyes);
    return true;
}

static bool end(void *context, const RerunStep *step) {
    Eyes *eyes = context;
    eyes->ended++;
    audit(eyes);
    bytes_append(&eyes->printed, bytes_text(step->printed), step->printed->length);
    return true;
}

/* Looks at every step, forward and then back. Returns how many there are. */
static size_t look_at_all(Unit *unit, Prompt *prompt, bool (*silent)(const Vm *vm),
                          Bytes *printed) {
    Session *session = &prompt->session;
    uint64_t digest = image_digest(session->heap);
    size_t written = prompt->written.length;
    unsigned reads = prompt->reads;
    const char *why = NULL;
    Rerun *rerun = rerun_open(session, silent, &why);
    if (!EXPECT(unit, rerun != NULL)) {
        printf("%s\n", why != NULL ? why : "interrupted");
        return 0;
    }
    EXPECT(unit, rerun_is_exact(rerun));
    EXPECT(unit, image_digest(session->heap) == digest);
    size_t count = rerun_step_count(rerun);
    enum { FARTHEST = 400 };
    size_t last = count < FARTHEST ? count : FARTHEST;
    Eyes eyes = {.unit = unit, .heap = session->heap, .audits = true};
    RerunEyes pair = {begin, end, &eyes};
    for (size_t i = 0; i < 2 * last && unit->broken == 0; i++) {
        size_t step = i < last ? i : 2 * last - 1 - i;
        EXPECT(unit, rerun_look(rerun, step, &pair));
        if (!EXPECT(unit, eyes.begun == i + 1 && eyes.ended == i + 1))
            printf("step %zu of %zu\n", step, count);
        EXPECT(unit, image_digest(session->heap) == digest);
        if (i + 1 == last && printed != NULL)
            bytes_append(printed, bytes_text(&eyes.printed), eyes.printed.length);
    }
    EXPECT(unit, rerun_close(rerun));
    EXPECT(unit, image_digest(session->heap) == digest);
    EXPECT(unit, prompt->written.length == written && prompt->reads == reads);
    bytes_free(&eyes.printed);
    return count;
}

/* Types statements, of which the last is looked into in both ways. */
static void look_into(Unit *unit, const char *before, const char *statement, const char *input) {
    Prompt prompt = {0};
    if (!EXPECT(unit, prompt_open(&prompt, input)))
        return;
    (void)type(&prompt, before);
    size_t written = prompt.written.length;
    ProgramEnd ended = type(&prompt, statement);
    EXPECT(unit, ended == PROGRAM_DONE || ended == PROGRAM_FAILED);
    Bytes printed = {0};
    size_t shown = look_at_all(unit, &prompt, is_silent, &printed);
    size_t all = look_at_all(unit, &prompt, never_silent, NULL);
    EXPECT(unit, shown > 0 && shown <= all);
    /* All that the steps print is what the statement printed. */
    bool is_whole = shown <= 400 && ended == PROGRAM_DONE && input[0] == '\0';
    if (is_whole &&
        !EXPECT(unit, strcmp(bytes_text(&printed), bytes_text(&prompt.written) + written) == 0))
        printf("%s\n", bytes_text(&printed));
    bytes_free(&printed);
    prompt_close(&prompt);
}

/* --- programs -------------------------------------------------------------------------------- */

static void every_step_of_simple_statements_can_be_seen(Unit *unit) {
    look_into(unit, "a = [1, 2]\n", "b = [a, a, 'x' * 3]\n", "");
    look_into(unit, "x = 10\n", "x = x * 1000 + 7; y = x; print(x)\n", "");
    look_into(unit, "d = {}\n", "for i in range(5): d[i] = str(i)\n", "");
    look_into(unit, "s = 'hey'\n", "s += '!'\n", "");
    look_into(unit, "", "pass\n", "");
    look_into(unit, "", "class A:\n    x = [1]\n    def f(self): return self.x\n", "");
}

static void natives_that_call_back_can_be_looked_into(Unit *unit) {
    look_into(unit, "def k(x):\n    return [-x, 'k']\n", "l = sorted([3, 1, 2], key=k)\n", "");
    look_into(unit,
              "class E:\n    def __init__(self, n): self.n = n\n"
              "    def __eq__(self, o): return [self.n] == [o.n]\n"
              "    def __hash__(self): return 1\n"
              "    def __repr__(self): return f'E{self.n}'\n"
              "    def __lt__(self, o): return self.n < o.n\n"
              "e = [E(i) for i in range(4)]\nd = {x: x.n for x in e}\n",
              "print(d[E(3)], E(2) in d, max(e), sorted(e), {E(1), E(1)}, str([E(7)]))\n", "");
    look_into(unit,
              "class I:\n    def __init__(self): self.n = 0\n    def __iter__(self): return self\n"
              "    def __next__(self):\n        self.n += 1\n        if self.n > 3:\n"
              "            raise StopIteration\n        return [self.n]\n",
              "print(list(I()), next(I()), list(map(len, I())), sum([1], start=2))\n", "");
    look_into(unit, "class A:\n    def __getattr__(self, n): return [n]\n",
              "print(A().x, hasattr(A(), 'y'), getattr(A(), 'z', None))\n", "");
}

static void generators_can_be_looked_into(Unit *unit) {
    look_into(unit,
              "def g(n):\n    try:\n        for i in range(n):\n            got = yield [i]\n"
              "    finally:\n        print('closed')\n",
              "for x in g(9):\n    if x == [2]: break\n", "");
    look_into(unit, "def g():\n    x = yield 1\n    yield [x]\ndef h():\n    yield from g()\n",
              "i = h(); print(next(i), i.send('hi')); del i\n", "");
    look_into(unit, "",
              "print([x * y for x in range(3) for y in (1, 2)], sum(i for i in range(4)))\n", "");
}

static void exceptions_can_be_looked_into(Unit *unit) {
    look_into(unit, "def f(n):\n    return 1 / n\n", "f(0)\n", "");
    look_into(unit, "def f(n):\n    return [1][n]\n",
              "try:\n    f(3)\nexcept IndexError as e:\n    print(e, len(e.args))\n"
              "finally:\n    print('done')\n",
              "");
    look_into(unit, "class X(Exception):\n    def __str__(self): return 'x' + str([1])\n",
              "raise X from ValueError('y')\n", "");
    look_into(unit,
              "class M:\n    def __enter__(self): return self\n"
              "    def __exit__(self, *a):\n        print(a[1])\n        return True\n",
              "with M() as m:\n    [].pop()\n", "");
    look_into(unit, "def f(n): return f(n + 1)\nimport sys\nsys.setrecursionlimit(60)\n", "f(0)\n",
              "");
}

static void finalizers_and_collections_can_be_looked_into(Unit *unit) {
    look_into(unit,
              "class F:\n    def __init__(self, n): self.n = n\n"
              "    def __del__(self): print('bye', [self.n])\nf = [F(1), F(2)]\n",
              "f = [F(3)]\n", "");
    look_into(unit,
              "import gc\ngc.set_threshold(5)\nclass N:\n    def __del__(self): print('gone')\n"
              "def ring():\n    a = N(); a.me = a\n",
              "for i in range(12): ring()\n", "");
    look_into(unit,
              "import weakref\nclass O: pass\no = O()\n"
              "r = weakref.ref(o, lambda r: print('dead', r() is None))\n",
              "del o\n", "");
    look_into(unit, "", "import weakref\n", "");
}

static void what_was_read_is_not_asked_again(Unit *unit) {
    look_into(unit, "", "a = [input('one? '), input('two? ')]; print(a)\n", "x\nyy\n");
    look_into(unit, "", "while True: print(input())\n", "x\n\nlast\n");
}

static void fuel_runs_out_at_the_same_place(Unit *unit) {
    Prompt prompt = {.options = {.fuel = 100, .fuel_limited = true}};
    if (!EXPECT(unit, prompt_open(&prompt, "")))
        return;
    EXPECT(unit, type(&prompt, "n = 0\n") == PROGRAM_DONE);
    EXPECT(unit, type(&prompt, "try:\n    while True: n += 1\nexcept RuntimeError: n = -n\n") ==
                     PROGRAM_FAILED);
    EXPECT(unit, look_at_all(unit, &prompt, is_silent, NULL) > 10);
    EXPECT(unit, type(&prompt, "n += 1\n") == PROGRAM_DONE);
    EXPECT(unit, look_at_all(unit, &prompt, never_silent, NULL) > 2);
    prompt_close(&prompt);
}

static void memory_runs_out_at_the_same_place(Unit *unit) {
    for (uint64_t failing = 1; failing < 40 && unit->broken == 0; failing += 3) {
        Prompt prompt = {0};
        if (!EXPECT(unit, prompt_open(&prompt, "")))
            return;
        EXPECT(unit, type(&prompt, "def f(x): return [x, [x], {}]\nl = []\n") == PROGRAM_DONE);
        heap_fail_after(prompt.session.heap, failing);
        (void)type(&prompt, "for i in range(5000, 5004): l.append(f(i))\n");
        if (prompt.session.record.is_known)
            (void)look_at_all(unit, &prompt, is_silent, NULL);
        prompt_close(&prompt);
    }
}

/* --- stopping -------------------------------------------------------------------------------- */

static bool interrupt(void *context, const RerunStep *step) {
    (void)step;
    ((Prompt *)context)->interrupted = 1;
    return true;
}

static bool refuse(void *context, const RerunStep *step) {
    (void)context;
    (void)step;
    return false;
}

static void a_look_that_is_interrupted_leaves_everything_whole(Unit *unit) {
    Prompt prompt = {0};
    if (!EXPECT(unit, prompt_open(&prompt, "")))
        return;
    (void)type(&prompt, "class D:\n    def __del__(self): print('never')\n"
                        "def f():\n    d = D()\n    for i in range(2000): d.i = [i]\n");
    (void)type(&prompt, "f()\n");
    uint64_t digest = image_digest(prompt.session.heap);
    const char *why = NULL;
    Rerun *rerun = rerun_open(&prompt.session, is_silent, &why);
    if (EXPECT(unit, rerun != NULL)) {
        RerunEyes eyes = {interrupt, refuse, &prompt};
        EXPECT(unit, !rerun_look(rerun, 20, &eyes));
        EXPECT(unit, prompt.interrupted == 0);
        EXPECT(unit, image_digest(prompt.session.heap) == digest);
        eyes.begin = refuse;
        EXPECT(unit, !rerun_look(rerun, 300, &eyes));
        EXPECT(unit, image_digest(prompt.session.heap) == digest);
        EXPECT(unit, rerun_close(rerun));
    }
    prompt.interrupted = 1;
    EXPECT(unit, rerun_open(&prompt.session, is_silent, &why) == NULL && why == NULL);
    EXPECT(unit, image_digest(prompt.session.heap) == digest);
    prompt_close(&prompt);
}

static void what_cannot_be_run_again_is_refused(Unit *unit) {
    Prompt prompt = {0};
    const char *why = NULL;
    if (!EXPECT(unit, prompt_open(&prompt, "")))
        return;
    EXPECT(unit, rerun_open(&prompt.session, is_silent, &why) == NULL && why != NULL);
    (void)type(&prompt, "a = 1\n");
    (void)type(&prompt, "return 1\n");
    EXPECT(unit, rerun_open(&prompt.session, is_silent, &why) == NULL && why != NULL);
    (void)type(&prompt, "a = 2\n");
    EXPECT(unit, session_go_back(&prompt.session, 1));
    EXPECT(unit, rerun_open(&prompt.session, is_silent, &why) == NULL && why != NULL);
    prompt_close(&prompt);
}

/* --- differences ----------------------------------------------------------------------------- */

typedef struct Comparer {
    Stepping stepping;
    uint64_t made, freed;
} Comparer;

static bool begin_comparing(void *context, const RerunStep *step) {
    (void)step;
    return stepping_begin(&((Comparer *)context)->stepping);
}

static bool end_comparing(void *context, const RerunStep *step) {
    Comparer *comparer = context;
    (void)step;
    bool done = stepping_end(&comparer->stepping);
    comparer->made += comparer->stepping.difference.made;
    comparer->freed += comparer->stepping.difference.freed;
    return done;
}

/* What is made and freed in all steps together is what the statement made, and as many more as it
 * freed again. And the labels of what the statement left are the same in steps and behind it. */
static void steps_sum_to_the_statement(Unit *unit) {
    Prompt prompt = {0};
    if (!EXPECT(unit, prompt_open(&prompt, "")))
        return;
    (void)type(&prompt, "old = [1]\n");
    (void)type(&prompt, "old = [[2], len([3, [4]]), {'k': [5]}]\n");
    const Difference *whole = prompt.session.difference;
    if (!EXPECT(unit, whole != NULL))
        return;
    Comparer comparer = {0};
    const char *why = NULL;
    Rerun *rerun = rerun_open(&prompt.session, is_silent, &why);
    if (EXPECT(unit, rerun != NULL) &&
        EXPECT(unit,
               stepping_open(&comparer.stepping, prompt.session.observer, prompt.session.heap))) {
        RerunEyes eyes = {begin_comparing, end_comparing, &comparer};
        for (size_t i = 0; i < rerun_step_count(rerun); i++)
            EXPECT(unit, rerun_look(rerun, i, &eyes));
        EXPECT(unit, comparer.made == whole->made + 2);
        EXPECT(unit, comparer.freed == whole->freed + 2);
    }
    stepping_close(&comparer.stepping);
    EXPECT(unit, rerun != NULL && rerun_close(rerun));
    /* What only the steps saw leaves no number behind. */
    (void)type(&prompt, "new = []\n");
    const Event *event = &prompt.session.difference->events[0];
    EXPECT(unit, strcmp(event->subject, "list#5") == 0);
    prompt_close(&prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_step_of_simple_statements_can_be_seen);
    UNIT_RUN(&unit, natives_that_call_back_can_be_looked_into);
    UNIT_RUN(&unit, generators_can_be_looked_into);
    UNIT_RUN(&unit, exceptions_can_be_looked_into);
    UNIT_RUN(&unit, finalizers_and_collections_can_be_looked_into);
    UNIT_RUN(&unit, what_was_read_is_not_asked_again);
    UNIT_RUN(&unit, fuel_runs_out_at_the_same_place);
    UNIT_RUN(&unit, memory_runs_out_at_the_same_place);
    UNIT_RUN(&unit, a_look_that_is_interrupted_leaves_everything_whole);
    UNIT_RUN(&unit, what_cannot_be_run_again_is_refused);
    UNIT_RUN(&unit, steps_sum_to_the_statement);
    return unit_end(&unit);
}
