/* Running: a module goes statement by statement, whatever is raised leaves nothing behind, and the
 * same statements run from the same image give the same image. */
#include "heap/image.h"
#include "observe_session.h"

#include <stdlib.h>

/* The whole text as one code object, as a file is compiled. */
static CodeObject *compile_file(Session *session, const char *text) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    Vm *vm = session->vm;
    CodeObject *code = NULL;
    if (parse_file(&scratch, text, strlen(text), &module, &diagnostic) == PARSE_COMPLETE) {
        StrObject *filename = str_from_text(vm, "x.py");
        StrObject *source = str_from_text(vm, text);
        CompileRequest request = {.module = module, .filename = filename, .source = source};
        code = compile_module(vm, &scratch, &request, &diagnostic);
        object_release(vm, &filename->header);
        object_release(vm, &source->header);
    }
    scratch_free(&scratch);
    return code;
}

/* No call is in progress, no register holds anything up to the highest that ever did, and nothing
 * is pending or handled. */
static bool is_at_rest(const Vm *vm) {
    const char *touched = (const char *)heap_stack(vm->heap) + vm->heap->stack_touched;
    bool empty = vm->stack_top == vm->stack;
    for (Object **at = vm->stack; (const char *)(at + 1) <= touched && at < vm->stack_limit; at++)
        empty = empty && *at == NULL;
    return empty && vm->frame_count == 0 && vm->pending == NULL && vm->handled == NULL &&
           vm->native_depth == 0 && vm->call_depth == 0 && vm->host == NULL;
}

static void statements_of_a_module_run_one_at_a_time(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    CodeObject *code = compile_file(&session, "print(1)\nfor i in range(2):\n    print('i', i)\n"
                                              "def f():\n    return 7\n\nprint(f())\n");
    static const char *const AFTER[] = {"1\n", "1\ni 0\ni 1\n", "1\ni 0\ni 1\n",
                                        "1\ni 0\ni 1\n7\n"};
    uint32_t next = 0;
    session.vm->program = code;
    for (size_t i = 0; i < ARRAY_LENGTH(AFTER); i++) {
        EXPECT(unit, vm_run_statement(session.vm, &session.host, code, &next) == RUN_DONE);
        EXPECT(unit, strcmp(bytes_text(&session.printed), AFTER[i]) == 0);
        EXPECT(unit, is_at_rest(session.vm) && session_balances(&session));
    }
    EXPECT(unit, vm_run_statement(session.vm, &session.host, code, &next) == RUN_EXITED);
    OBJECT_CLEAR(session.vm, session.vm->program);
    EXPECT(unit, session_close(&session) == 0);
}

/* An exception that nobody catches, from each kind of place that owns something. */
static const char *const RAISING[] = {
    "1 / 0",
    "[1, [2], 1 / 0]",
    "print([1], (2, [3]), 1 / 0)",
    "f(f, [f], x=1 / 0)",
    "{1: [1], 2: 1 / 0}",
    "[[1]][1 / 0]",
    "g(300)",
    "g(2000)",
    "for i in [[1], [2]]:\n    for j in {1: 2}:\n        raise ValueError([i, j])\n",
    "try:\n    1 / 0\nfinally:\n    [][1]\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError(e) from e\n",
    "try:\n    1 / 0\nexcept nothing:\n    pass\n",
    "class A:\n    x = [1]\n    y = 1 / 0\n",
    "class B:\n    def __init__(self):\n        self.x = [1]\n        1 / 0\n\nB()\n",
    "class C:\n    def __repr__(self):\n        return 1 / 0\n\nprint([C()])\n",
    "class D:\n    def __eq__(self, other):\n        1 / 0\n\n[1, [D()]] == [1, [D()]]\n",
    "sorted([3, 1, 2], key=lambda x: [x] and 1 / 0)",
    "list(map(lambda x: 1 / 0, [[1], [2]]))",
    "sorted([1, 'a', [2]])",
    "a, b = [1], 2, 3\n",
    "a, *b, c = [[1]]\n",
    "f(*[1, [2]], **{'x': [3]})",
    "(lambda x, y=[1]: 1 / 0)([2])",
    "h()()",
    "import nothing\n",
    "assert [] , [1, 2]\n",
    "del unbound\n",
    "raise 5\n",
};

static void an_exception_leaves_nothing_behind(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "def f(x):\n    return x\n\n"
                                       "def g(n):\n    held = [n]\n    return 1 / n if n == 0 else "
                                       "[g(n - 1), held]\n\n"
                                       "def h():\n    a = [1]\n    return lambda: a[5]\n\n"));
    for (size_t i = 0; i < ARRAY_LENGTH(RAISING); i++) {
        CodeObject *code = compile_file(&session, RAISING[i]);
        if (!EXPECT(unit, code != NULL))
            continue;
        uint32_t next = 0;
        session.vm->program = code;
        RunStatus status = RUN_DONE;
        while (status == RUN_DONE)
            status = vm_run_statement(session.vm, &session.host, code, &next);
        bool fine = EXPECT(unit, status == RUN_RAISED && raise_pending(session.vm) != NULL);
        fine = EXPECT(unit, session_balances(&session)) && fine;
        if (status == RUN_RAISED) {
            vm_print_exception(session.vm, &session.host, &session.printed);
            vm_drop_exception(session.vm, &session.host);
        }
        OBJECT_CLEAR(session.vm, session.vm->program);
        fine = EXPECT(unit, is_at_rest(session.vm) && session_balances(&session)) && fine;
        if (!fine)
            printf("  in: %s\n", RAISING[i]);
    }
    EXPECT(unit, session_close(&session) == 0);
}

/* What a wrong call says is what CPython 3.11 says. */
static const char *const WRONG_CALLS[][2] = {
    {"sorted()", "TypeError: sorted expected 1 argument, got 0"},
    {"sorted([], 1)", "TypeError: sorted expected 1 argument, got 2"},
    {"sum()", "TypeError: sum() takes at least 1 positional argument (0 given)"},
    {"sum([],1,2)", "TypeError: sum() takes at most 2 arguments (3 given)"},
    {"round()", "TypeError: round() missing required argument 'number' (pos 1)"},
    {"round(1,2,3)", "TypeError: round() takes at most 2 arguments (3 given)"},
    {"pow()", "TypeError: pow() missing required argument 'base' (pos 1)"},
    {"pow(1)", "TypeError: pow() missing required argument 'exp' (pos 2)"},
    {"'a'.split(1,2,3)", "TypeError: split() takes at most 2 arguments (3 given)"},
    {"'a'.splitlines(1,2)", "TypeError: splitlines() takes at most 1 argument (2 given)"},
    {"print(sepp=1)", "TypeError: 'sepp' is an invalid keyword argument for print()"},
    {"max()", "TypeError: max expected at least 1 argument, got 0"},
    {"min(key=1)", "TypeError: min expected at least 1 argument, got 0"},
    {"[].sort(1,2)", "TypeError: sort() takes no positional arguments"},
    {"sum([1],[])", "TypeError: can only concatenate list (not \"int\") to list"},
    {"int(1,2,3)", "TypeError: int() takes at most 2 arguments (3 given)"},
    {"'a'.replace('a')", "TypeError: replace expected at least 2 arguments, got 1"},
    {"sorted([3],key=1)", "TypeError: 'int' object is not callable"},
    {"sorted([1], reverse='x')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"len()", "TypeError: len() takes exactly one argument (0 given)"},
    {"len([], [])", "TypeError: len() takes exactly one argument (2 given)"},
    {"print(end=5)", "TypeError: end must be None or a string, not int"},
    {"print(1, nope=2)", "TypeError: 'nope' is an invalid keyword argument for print()"},
    {"range()", "TypeError: range expected at least 1 argument, got 0"},
    {"range(1,2,3,4)", "TypeError: range expected at most 3 arguments, got 4"},
    {"range('a')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"[].append()", "TypeError: list.append() takes exactly one argument (0 given)"},
    {"[].append(1, 2)", "TypeError: list.append() takes exactly one argument (2 given)"},
    {"[].pop('x')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"{}.get()", "TypeError: get expected at least 1 argument, got 0"},
    {"{}.get(1,2,3)", "TypeError: get expected at most 2 arguments, got 3"},
    {"isinstance(1)", "TypeError: isinstance expected 2 arguments, got 1"},
    {"abs()", "TypeError: abs() takes exactly one argument (0 given)"},
    {"abs(1,2)", "TypeError: abs() takes exactly one argument (2 given)"},
    {"'a'.join()", "TypeError: str.join() takes exactly one argument (0 given)"},
    {"'a'.join(5)", "TypeError: can only join an iterable"},
    {"'a'.replace('b')", "TypeError: replace expected at least 2 arguments, got 1"},
    {"'a'.split(maxsplit='x')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"[].sort(1)", "TypeError: sort() takes no positional arguments"},
    {"[].sort(nope=1)", "TypeError: 'nope' is an invalid keyword argument for sort()"},
    {"ord()", "TypeError: ord() takes exactly one argument (0 given)"},
    {"ord('ab')", "TypeError: ord() expected a character, but string of length 2 found"},
    {"chr('a')", "TypeError: 'str' object cannot be interpreted as an integer"},
    {"id()", "TypeError: id() takes exactly one argument (0 given)"},
    {"hash()", "TypeError: hash() takes exactly one argument (0 given)"},
    {"hash([])", "TypeError: unhashable type: 'list'"},
    {"repr()", "TypeError: repr() takes exactly one argument (0 given)"},
    {"min()", "TypeError: min expected at least 1 argument, got 0"},
    {"max(1)", "TypeError: 'int' object is not iterable"},
    {"sum(5)", "TypeError: 'int' object is not iterable"},
    {"iter(5)", "TypeError: 'int' object is not iterable"},
    {"next(5)", "TypeError: 'int' object is not an iterator"},
    {"next()", "TypeError: next expected at least 1 argument, got 0"},
    {"getattr(1)", "TypeError: getattr expected at least 2 arguments, got 1"},
    {"getattr(1,2)", "TypeError: attribute name must be string, not 'int'"},
    {"int('x')", "ValueError: invalid literal for int() with base 10: 'x'"},
    {"int([])", "TypeError: int() argument must be a string, a bytes-like object or a real number, "
                "not 'list'"},
    {"list(1)", "TypeError: 'int' object is not iterable"},
    {"list(1,2)", "TypeError: list expected at most 1 argument, got 2"},
    {"tuple(1,2)", "TypeError: tuple expected at most 1 argument, got 2"},
    {"dict(1)", "TypeError: 'int' object is not iterable"},
    {"bool(1,2)", "TypeError: bool expected at most 1 argument, got 2"},
    {"float('x')", "ValueError: could not convert string to float: 'x'"},
    {"callable()", "TypeError: callable() takes exactly one argument (0 given)"},
    {"len(5)", "TypeError: object of type 'int' has no len()"},
    {"'a'.upper(1)", "TypeError: str.upper() takes no arguments (1 given)"},
    {"(lambda x: x)()", "TypeError: <lambda>() missing 1 required positional argument: 'x'"},
    {"(lambda x: x)(1,2)", "TypeError: <lambda>() takes 1 positional argument but 2 were given"},
    {"(lambda *, x: x)()", "TypeError: <lambda>() missing 1 required keyword-only argument: 'x'"},
    {"(lambda x, /: x)(x=1)",
     "TypeError: <lambda>() got some positional-only arguments passed as keyword arguments: 'x'"},
    {"(lambda x: x)(y=1)", "TypeError: <lambda>() got an unexpected keyword argument 'y'"},
    {"(lambda x: x)(1, x=1)", "TypeError: <lambda>() got multiple values for argument 'x'"},
};

static void natives_refuse_arguments_in_cpythons_words(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(WRONG_CALLS); i++) {
        char statement[120], wanted[200];
        snprintf(statement, sizeof statement, "%s\n", WRONG_CALLS[i][0]);
        snprintf(wanted, sizeof wanted, "%s\n", WRONG_CALLS[i][1]);
        session.printed.length = 0;
        EXPECT(unit, session_run(&session, statement));
        const char *text = bytes_text(&session.printed);
        size_t length = strlen(text), least = strlen(wanted);
        if (!EXPECT(unit, length >= least && strcmp(text + length - least, wanted) == 0))
            printf("  %s: %s", statement, text);
        EXPECT(unit, is_at_rest(session.vm));
    }
    EXPECT(unit, session_balances(&session));
    EXPECT(unit, session_close(&session) == 0);
}

/* --- the same again --------------------------------------------------------------------------- */

static size_t image_bytes(const Heap *heap) {
    return (size_t)(heap->arena_base - (const char *)heap) + heap->arena_high * HEAP_ARENA_BYTES;
}

static char *copy_image(const Heap *heap, size_t bytes) {
    char *copy = image_reserve(bytes);
    for (size_t at = 0; copy != NULL && at < bytes; at += HEAP_PAGE_BYTES) {
        if (!image_page_is_zero((const char *)heap + at))
            image_page_copy(copy + at, (const char *)heap + at);
    }
    return copy;
}

static size_t count_different_pages(const Heap *heap, const char *copy, size_t bytes) {
    size_t different = 0;
    for (size_t at = 0; at < bytes; at += HEAP_PAGE_BYTES)
        different += !image_page_equals((const char *)heap + at, copy + at);
    return different;
}

static const char *const REPEATED[] = {
    "a = [1, 2, 3]\n",
    "print(id(a), id([]), id('x' * 50))\n",
    "class Node:\n    def __init__(self, n):\n        self.n = n\n        self.me = self\n\n",
    "for i in range(2000):\n    Node([i])\n\n",
    "import gc, sys\n",
    "print(gc.collect(), gc.get_count(), sys.getrefcount(a), len(gc.get_objects()))\n",
    "d = {}\n",
    "for i in range(500):\n    d[str(i)] = {i: [i]}\n\n",
    "1 / 0\n",
    "del d\n",
    "print(id(Node(1)), gc.get_count())\n",
};

static void the_same_statements_give_the_same_image(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    Heap *heap = session.heap;
    EXPECT(unit, session_run(&session, "before = [[1], {2: [3]}]\n"));
    EXPECT(unit, timeline_take(session.timeline));
    char *images[ARRAY_LENGTH(REPEATED)];
    size_t sizes[ARRAY_LENGTH(REPEATED)];
    for (size_t i = 0; i < ARRAY_LENGTH(REPEATED); i++) {
        EXPECT(unit, session_run(&session, REPEATED[i]));
        sizes[i] = image_bytes(heap);
        images[i] = copy_image(heap, sizes[i]);
    }
    Bytes printed = session.printed;
    for (unsigned again = 0; again < 3; again++) {
        session.printed = (Bytes){0};
        EXPECT(unit, timeline_back(session.timeline, 0));
        EXPECT(unit, is_at_rest(session.vm) && session_balances(&session));
        for (size_t i = 0; i < ARRAY_LENGTH(REPEATED); i++) {
            EXPECT(unit, session_run(&session, REPEATED[i]));
            bool same = image_bytes(heap) == sizes[i] && images[i] != NULL &&
                        count_different_pages(heap, images[i], sizes[i]) == 0;
            if (!EXPECT(unit, same))
                printf("  after: %s", REPEATED[i]);
        }
        EXPECT(unit, strcmp(bytes_text(&session.printed), bytes_text(&printed)) == 0);
        bytes_free(&session.printed);
    }
    bytes_free(&printed);
    for (size_t i = 0; i < ARRAY_LENGTH(REPEATED); i++)
        image_unreserve(images[i], sizes[i]);
    session.printed = (Bytes){0};
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, statements_of_a_module_run_one_at_a_time);
    UNIT_RUN(&unit, an_exception_leaves_nothing_behind);
    UNIT_RUN(&unit, natives_refuse_arguments_in_cpythons_words);
    UNIT_RUN(&unit, the_same_statements_give_the_same_image);
    return unit_end(&unit);
}
