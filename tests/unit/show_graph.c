/* The tree of names and objects tells each object once; the same for Graphviz is whole and quoted.
 */
#include "base/utf8.h"
#include "observe_prompt.h"

static const char *const PROGRAM = "a = [1, 'two \"quoted\" \\\\ words']; "
                                   "b = {'k': a, 'me': None}; b['me'] = b\n";

static void tells_each_object_once(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, PROGRAM));
    bytes_clear(&prompt.rows);
    EXPECT(unit, show_graph(&prompt.rows, &prompt.style, prompt.observer,
                            view_live(prompt.session.heap), "b a[1]"));
    static const char EXPECTED[] =
        "From b and a[1] you reach 3 objects; (above) marks 1 that was drawn already.\n"
        "b -> dict#1  refs 2\n"
        "|- ['k'] -> list#1  refs 2  [1, 'two \"quoted\" \\\\ words']\n"
        "`- ['me'] -> dict#1  (above)\n"
        "a[1] -> str#1  refs 1  'two \"quoted\" \\\\ words'\n";
    if (!EXPECT(unit, strcmp(bytes_text(&prompt.rows), EXPECTED) == 0))
        printf("%s", bytes_text(&prompt.rows));
    prompt_close(unit, &prompt);
}

static void writes_for_graphviz(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit, prompt_run(&prompt, PROGRAM));
    bytes_clear(&prompt.rows);
    EXPECT(unit, show_dot(&prompt.rows, &prompt.style, prompt.observer,
                          view_live(prompt.session.heap), ""));
    static const char EXPECTED[] = "digraph memory {\n"
                                   "  rankdir=LR;\n"
                                   "  node [fontname=\"monospace\"];\n"
                                   "  name0 [shape=plaintext, label=\"a\"];\n"
                                   "  name0 -> n0;\n"
                                   "  name1 [shape=plaintext, label=\"b\"];\n"
                                   "  name1 -> n1;\n"
                                   "  n0 [shape=box, label=\"list#1\\nrefs 2\\n[0] 1\\n"
                                   "[1] 'two \\\"quoted\\\" \\\\\\\\ words'\"];\n"
                                   "  n1 [shape=box, label=\"dict#1\\nrefs 2\"];\n"
                                   "  n1 -> n0 [label=\"['k']\"];\n"
                                   "  n1 -> n1 [label=\"['me']\"];\n"
                                   "}\n";
    if (!EXPECT(unit, strcmp(bytes_text(&prompt.rows), EXPECTED) == 0))
        printf("%s", bytes_text(&prompt.rows));
    bytes_clear(&prompt.rows);
    EXPECT(unit, prompt_run(&prompt, "del b\n"));
    bytes_clear(&prompt.rows);
    EXPECT(unit, show_dot(&prompt.rows, &prompt.style, prompt.observer,
                          view_live(prompt.session.heap), ""));
    EXPECT(unit,
           strstr(bytes_text(&prompt.rows), "style=dashed, color=red, label=\"dict#1") != NULL);
    prompt_close(unit, &prompt);
}

static void expect_width(Unit *unit, const Bytes *rows, unsigned width) {
    const char *text = bytes_text(rows);
    EXPECT(unit, *text != '\0');
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (!EXPECT(unit, utf8_width(text, length) <= width))
            printf("  %u: %.*s\n", width, (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* No line is wider than the terminal, however narrow it is. */
static void stays_within_the_width(Unit *unit) {
    Prompt prompt;
    if (!EXPECT(unit, prompt_open(&prompt)))
        return;
    EXPECT(unit,
           prompt_run(&prompt, "class N:\n    all = []\n    def __init__(self, n): self.next = n; "
                               "N.all.append(self)\n\n"));
    EXPECT(unit, prompt_run(&prompt, "a = None\n"));
    EXPECT(unit, prompt_run(&prompt, "for i in range(20): a = N(a)\n\n"));
    EXPECT(unit, prompt_run(&prompt, "d = {'\xe4\xbd\xa0\xe5\xa5\xbd' * 20: [a, 'x' * 100]}\n"));
    EXPECT(unit, prompt_run(&prompt, "r = N('ring'); r.next = r; r.all = [r]; N.all = []\n"));
    EXPECT(unit, prompt_run(&prompt, "del r\n"));
    View view = view_live(prompt.session.heap);
    for (unsigned width = 20; width < 130; width += 10) {
        prompt.style =
            (ShowStyle){.width = width, .plain = width % 40 == 0, .ascii = width % 30 == 0};
        bytes_clear(&prompt.rows);
        EXPECT(unit, show_graph(&prompt.rows, &prompt.style, prompt.observer, view, ""));
        expect_width(unit, &prompt.rows, width);
        bytes_clear(&prompt.rows);
        EXPECT(unit, show_leaks(&prompt.rows, &prompt.style, prompt.observer, view, NULL));
        expect_width(unit, &prompt.rows, width);
        bytes_clear(&prompt.rows);
        EXPECT(unit,
               show_disassembly(&prompt.rows, &prompt.style, prompt.observer, view, "N.__init__"));
        EXPECT(unit, show_why(&prompt.rows, &prompt.style, prompt.observer, view, "N#1"));
        EXPECT(unit, show_why(&prompt.rows, &prompt.style, prompt.observer, view, "N#21"));
        expect_width(unit, &prompt.rows, width);
    }
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, tells_each_object_once);
    UNIT_RUN(&unit, writes_for_graphviz);
    UNIT_RUN(&unit, stays_within_the_width);
    return unit_end(&unit);
}
