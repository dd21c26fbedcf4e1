/* What commands show is true, and says what to do when X names nothing. */
#include "base/utf8.h"
#include "observe_prompt.h"

typedef enum Command { REFCOUNT, WHY, HEAP, MAP, TYPES, POOLS, COMMANDS } Command;

/* The text of a command; good until the next one. */
static const char *ask(Prompt *prompt, Command command, const char *path) {
    View live = view_live(prompt->session.heap);
    bytes_clear(&prompt->rows);
    switch (command) {
    case REFCOUNT:
        (void)show_refcount(&prompt->rows, &prompt->style, prompt->observer, live, path);
        break;
    case WHY:
        (void)show_why(&prompt->rows, &prompt->style, prompt->observer, live, path);
        break;
    case HEAP:
        (void)show_heap(&prompt->rows, &prompt->style, prompt->observer, live, NULL, path);
        break;
    case MAP:
        (void)show_map(&prompt->rows, &prompt->style, prompt->observer, live, path);
        break;
    case TYPES:
        show_types(&prompt->rows, &prompt->style, prompt->observer, live);
        break;
    case POOLS:
        show_pools(&prompt->rows, &prompt->style, prompt->observer, live);
        break;
    case COMMANDS:
        break;
    }
    return bytes_text(&prompt->rows);
}

static void expect_text(Unit *unit, const char *is, const char *expected) {
    if (!EXPECT(unit, strcmp(is, expected) == 0))
        printf("%s--- expected\n%s", is, expected);
}

static void names_every_holder(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "a = [1, 2]; b = Node(a); d = {'k': a, 3: b}\n"));
    expect_text(unit, ask(&prompt, REFCOUNT, "a"),
                "list#1  [1, 2]  3 refs\n"
                "  a         global\n"
                "  b.value   attribute\n"
                "  d['k']    value\n"
                "  (sys.getrefcount(a) says 4: its own argument is one more)\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "d[3].value"),
                "list#1  [1, 2]  3 refs\n"
                "  a         global\n"
                "  b.value   attribute\n"
                "  d['k']    value\n"
                "  (sys.getrefcount(d[3].value) says 4: its own argument is one more)\n");
    expect_text(
        unit, ask(&prompt, WHY, "d[3]"),
        "Node#1 is alive because b holds it, and 1 other place holds it  (:refcount d[3]).\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "Node#1"),
                "Node#1  value [1, 2], next None  2 refs\n"
                "  b      global\n"
                "  d[3]   value\n");
    prompt_close(unit, &prompt);
}

static void says_why_a_path_leads_nowhere(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, "a = [1, 2]; d = {'k': a}\n"));
    expect_text(unit, ask(&prompt, REFCOUNT, "zz"), "there is no name 'zz'.\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "a[2]"), "list#1 has 2 items: there is no [2].\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "d['z']"), "dict#1 has no key 'z'.\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "list#7"), "no list#7 was made so far.\n");
    expect_text(unit, ask(&prompt, REFCOUNT, "a + 1"),
                "`a + 1` is not a name or a path like b.next or a[0]: bind it to a name first.\n");
    static const char *const WRONG[] = {"",
                                        " ",
                                        "a.",
                                        "a[",
                                        "a['",
                                        "a[0",
                                        "#1",
                                        "list#",
                                        "a..b",
                                        "a[x]",
                                        "'abc",
                                        "\"",
                                        "-",
                                        "a[1.5]",
                                        "0x",
                                        "a b",
                                        "(",
                                        "lambda",
                                        "a[9999999999999999999999]",
                                        "\xff",
                                        "a.\xc3",
                                        "d[\"k\"",
                                        "1.5"};
    for (size_t i = 0; i < ARRAY_LENGTH(WRONG); i++) {
        View live = view_live(prompt.session.heap);
        bytes_clear(&prompt.rows);
        EXPECT(unit, !show_refcount(&prompt.rows, &prompt.style, prompt.observer, live, WRONG[i]));
        EXPECT(unit, prompt.rows.length > 0);
    }
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, "a[-1]"), "int 2  ", 7) == 0);
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, " d [\"k\"] "), "list#1", 6) == 0);
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, "None"), "None  ", 6) == 0);
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, "print"), "function print", 14) == 0);
    prompt_close(unit, &prompt);
}

static void remembers_what_is_gone(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    Timeline *timeline = prompt.session.timeline;
    EXPECT(unit, prompt_run(&prompt, "a = [1, 2]; b = a\n"));
    EXPECT(unit, prompt_run(&prompt, "del a; del b\n"));
    expect_text(
        unit, ask(&prompt, WHY, "list#1"),
        "list#1 is gone: refs reached 0 at `del a; del b` (2 in :history). It was [1, 2].\n");
    EXPECT(unit, timeline_back(timeline, 0)); /* the image before the last statement */
    observer_go(prompt.observer, 1);
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, "list#1"), "list#1  [1, 2]  2 refs\n", 23) == 0);
    EXPECT(unit, prompt_run(&prompt, "c = [3]\n"));
    EXPECT(unit, observer_statement_count(prompt.observer) == 2);
    EXPECT(unit, strncmp(ask(&prompt, REFCOUNT, "list#2"), "list#2  [3]  1 ref\n", 19) == 0);
    EXPECT(unit, timeline_back(timeline, 0));
    observer_go(prompt.observer, 1);
    expect_text(unit, ask(&prompt, REFCOUNT, "list#2"),
                "list#2 is not there at this time: it was made by `c = [3]` (2 in :history), which "
                "was undone\n  (:redo brings it back).\n");
    prompt_close(unit, &prompt);
}

static void lists_collected_cycles_as_loops(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "a = Node(1); b = Node(2); a.next = b; b.next = a\n"));
    EXPECT(unit, prompt_run(&prompt, "del a\n"));
    EXPECT(unit, prompt_run(&prompt, "del b\n"));
    expect_text(unit, ask(&prompt, WHY, "Node#1"),
                "Node#1: nothing reaches it, so it waits for the collector, since `del b` (4 in "
                ":history). It is part\n  of a cycle  (:gc frees):\n"
                "  Node#1.next -> Node#2.next -> Node#1\n");
    EXPECT(unit, observer_statement_begin(prompt.observer, ":gc", 3));
    EXPECT(unit, timeline_take(prompt.session.timeline));
    CollectRequest request = {.before = timeline_shadow_view(prompt.session.timeline),
                              .generation = GENERATION_COUNT - 1};
    GcWatcher watcher;
    EXPECT(unit, observer_collect_begin(prompt.observer, &request, &watcher));
    GcReport report = gc_collect_watched(prompt.session.vm, GENERATION_COUNT - 1, &watcher);
    EXPECT(unit, observer_collect_after(prompt.observer));
    bytes_clear(&prompt.rows);
    show_gc(&prompt.rows, &prompt.style, prompt.observer, &report);
    expect_text(
        unit, bytes_text(&prompt.rows),
        "1 cycle, 2 objects freed, 96 bytes\n"
        "  Node#1.next -> Node#2.next -> Node#1   unreachable since `del b` (4 in :history)\n");
    EXPECT(unit, report.unreachable == 2);
    EXPECT(unit, session_balances(&prompt.session));
    prompt_close(unit, &prompt);
}

/* No line is wider than the terminal, whatever is shown and however narrow it is. */
static void stays_within_the_width(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "long_name = Node('\xe4\xbd\xa0\xe5\xa5\xbd' * 100)\n"));
    for (unsigned width = 20; width < 130; width += 11) {
        prompt.style = (ShowStyle){.width = width};
        static const char *const PATHS[] = {"long_name", "long_name.value", "None", "Node"};
        for (size_t i = 0; i < ARRAY_LENGTH(PATHS); i++) {
            for (Command command = REFCOUNT; command < COMMANDS; command++) {
                const char *text = ask(&prompt, command, PATHS[i]);
                while (*text != '\0') {
                    size_t length = strcspn(text, "\n");
                    EXPECT(unit, utf8_width(text, length) <= width);
                    text += length + (text[length] == '\n');
                }
            }
        }
        const char *text = ask(&prompt, MAP, width % 2 == 0 ? "all" : NULL);
        while (*text != '\0') {
            size_t length = strcspn(text, "\n");
            EXPECT(unit, utf8_width(text, length) <= width);
            text += length + (text[length] == '\n');
        }
    }
    prompt_close(unit, &prompt);
}

/* Looking changes nothing: not one byte of the image. */
static void looking_changes_nothing(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, NODE));
    EXPECT(unit, prompt_run(&prompt, "a = Node([1, 2]); a.next = a; s = 'text'\n"));
    EXPECT(unit, timeline_take(prompt.session.timeline));
    static const char *const PATHS[] = {"a", "a.value[0]", "Node", "s", "None", "list#1", "nope"};
    for (size_t i = 0; i < ARRAY_LENGTH(PATHS); i++) {
        for (Command command = REFCOUNT; command < COMMANDS; command++)
            (void)ask(&prompt, command, PATHS[i]);
    }
    (void)ask(&prompt, HEAP, NULL);
    (void)ask(&prompt, MAP, NULL);
    CollectRequest request = {.before = view_live(prompt.session.heap)};
    GcWatcher watcher;
    EXPECT(unit, observer_collect_begin(prompt.observer, &request, &watcher));
    EXPECT(unit, session_balances(&prompt.session));
    EXPECT(unit, timeline_take(prompt.session.timeline));
    EXPECT(unit, timeline_counts(prompt.session.timeline).changed_pages == 0);
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, names_every_holder);
    UNIT_RUN(&unit, says_why_a_path_leads_nowhere);
    UNIT_RUN(&unit, remembers_what_is_gone);
    UNIT_RUN(&unit, lists_collected_cycles_as_loops);
    UNIT_RUN(&unit, stays_within_the_width);
    UNIT_RUN(&unit, looking_changes_nothing);
    return unit_end(&unit);
}
