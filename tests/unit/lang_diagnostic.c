/* lang_diagnostic.c -- what is printed of an error: CPython's lines, and a hint of ours. */
#include "lang/parser.h"

#include "unit.h"

#include <string.h>

static void expect_printed(Unit *unit, const char *text, const char *expected) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    Bytes out = {0};
    if (EXPECT(unit,
               parse_file(&scratch, text, strlen(text), &module, &diagnostic) != PARSE_COMPLETE)) {
        diagnostic_print(&out, "x.py", text, strlen(text), &diagnostic);
        if (!EXPECT(unit, strcmp(bytes_text(&out), expected) == 0)) {
            printf("got:\n%snot:\n%s", bytes_text(&out), expected);
        }
    }
    bytes_free(&out);
    scratch_free(&scratch);
}

static void carets_stand_below_what_is_wrong(Unit *unit) {
    expect_printed(unit, "x = (1, 2 3)",
                   "  File \"x.py\", line 1\n    x = (1, 2 3)\n            ^^^\n"
                   "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
    expect_printed(unit, "if x:\n    f() = 1\n",
                   "  File \"x.py\", line 2\n    f() = 1\n    ^^^\n"
                   "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead "
                   "of '='?\n");
    expect_printed(unit, "if x:\n\ty = = 1\n",
                   "  File \"x.py\", line 2\n    y = = 1\n        ^\n"
                   "SyntaxError: invalid syntax\n");
    expect_printed(unit, "x = '\xC3\xA9' y\n",
                   "  File \"x.py\", line 1\n    x = '\xC3\xA9' y\n            ^\n"
                   "SyntaxError: invalid syntax\n");
    expect_printed(unit, "x = (a,\n  b c,\n  d)\n",
                   "  File \"x.py\", line 2\n    b c,\n    ^^^\n"
                   "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
}

static void hints_come_before_the_last_line(Unit *unit) {
    expect_printed(unit, "if x:\ny\n",
                   "  File \"x.py\", line 2\n    y\n    ^\n"
                   "hint: indent the lines that belong to it, by four spaces\n"
                   "IndentationError: expected an indented block after 'if' statement on line 1\n");
    expect_printed(unit, "if x:\n        y\n\tz\n",
                   "  File \"x.py\", line 3\n    z\n"
                   "hint: indent with spaces only\n"
                   "TabError: inconsistent use of tabs and spaces in indentation\n");
}

static void the_last_line_of_an_open_bracket_is_not_to_blame(Unit *unit) {
    expect_printed(unit, "x = (1,\ny = 2\nz = 3\n",
                   "  File \"x.py\", line 1\n    x = (1,\n        ^\n"
                   "SyntaxError: '(' was never closed\n");
}

static void lines_are_found_whatever_ends_them(Unit *unit) {
    const char *text = "a\r\nbb\rccc\n\nd";
    static const size_t LENGTHS[] = {1, 2, 3, 0, 1, 0};
    for (uint32_t line = 1; line <= 6; line++) {
        size_t length = 99;
        const char *start = diagnostic_find_line(text, strlen(text), line, &length);
        EXPECT(unit, length == LENGTHS[line - 1] && start >= text);
    }
}

static void long_lines_are_shown_in_part(Unit *unit) {
    Bytes text = {0};
    Bytes out = {0};
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    bytes_append_text(&text, "x = (");
    bytes_append_repeated(&text, 'a', 100000);
    bytes_append_text(&text, " b)");
    ParseStatus status = parse_file(&scratch, text.data, text.length, &module, &diagnostic);
    EXPECT(unit, status == PARSE_ERROR);
    diagnostic_print(&out, "x.py", text.data, text.length, &diagnostic);
    EXPECT(unit, out.length < 2000);
    bytes_free(&text);
    bytes_free(&out);
    scratch_free(&scratch);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, carets_stand_below_what_is_wrong);
    UNIT_RUN(&unit, hints_come_before_the_last_line);
    UNIT_RUN(&unit, the_last_line_of_an_open_bracket_is_not_to_blame);
    UNIT_RUN(&unit, lines_are_found_whatever_ends_them);
    UNIT_RUN(&unit, long_lines_are_shown_in_part);
    return unit_end(&unit);
}
