/* lang_parser.c -- source text to tree: complete, more or error; places, limits, any input. */
#include "lang/parser.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

typedef struct Parsed {
    Scratch scratch;
    Diagnostic diagnostic;
    Node *module;
    ParseStatus status;
    size_t used;
} Parsed;

static Parsed parse_bytes(const char *text, size_t length, bool prompt) {
    Parsed parsed = {0};
    if (prompt) {
        parsed.status = parse_interactive(&parsed.scratch, text, length, &parsed.used,
                                          &parsed.module, &parsed.diagnostic);
    } else {
        parsed.status =
            parse_file(&parsed.scratch, text, length, &parsed.module, &parsed.diagnostic);
    }
    return parsed;
}

static Parsed parse(const char *text, bool prompt) {
    return parse_bytes(text, strlen(text), prompt);
}

static void expect_status(Unit *unit, const char *text, bool prompt, ParseStatus expected) {
    Parsed parsed = parse(text, prompt);
    if (!EXPECT(unit, parsed.status == expected)) {
        printf("  %s: %d, %s\n", text, parsed.status, parsed.diagnostic.message);
    }
    EXPECT(unit, (parsed.module != NULL) == (parsed.status == PARSE_COMPLETE));
    EXPECT(unit, (parsed.diagnostic.message[0] == '\0') == (parsed.status == PARSE_COMPLETE));
    scratch_free(&parsed.scratch);
}

static void a_statement_at_the_prompt_ends_where_python_ends_it(Unit *unit) {
    static const struct {
        const char *text;
        ParseStatus status;
        size_t used;
    } ROWS[] = {
        {"", PARSE_COMPLETE, 0},
        {"\n", PARSE_COMPLETE, 1},
        {"# c\n", PARSE_COMPLETE, 4},
        {"x = 1", PARSE_COMPLETE, 5},
        {"x = 1\ny = 2\n", PARSE_COMPLETE, 6},
        {"x = 1; y = 2\n", PARSE_COMPLETE, 13},
        {"a = 1\r\nb", PARSE_COMPLETE, 7},
        {"if x:\n", PARSE_MORE, 0},
        {"if x:\n  y\n", PARSE_MORE, 0},
        {"if x:\n  y\n\n", PARSE_COMPLETE, 11},
        {"if x: y\n", PARSE_MORE, 0},
        {"if x: y\n\nz", PARSE_COMPLETE, 9},
        {"if x:\n  y\nelse:\n", PARSE_MORE, 0},
        {"try:\n  x\n", PARSE_MORE, 0},
        {"try:\n  x\n\n", PARSE_ERROR, 0},
        {"x = (1,\n\n", PARSE_MORE, 0},
        {"x = '''a\n\n", PARSE_MORE, 0},
        {"x = \\\n", PARSE_MORE, 0},
        {"@a\n", PARSE_MORE, 0},
        {"x =\n", PARSE_ERROR, 0},
        {"  x\n", PARSE_ERROR, 0},
        {"x = (a b\n", PARSE_ERROR, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        expect_status(unit, ROWS[i].text, true, ROWS[i].status);
        Parsed parsed = parse(ROWS[i].text, true);
        EXPECT(unit, parsed.used == ROWS[i].used);
        scratch_free(&parsed.scratch);
    }
}

static const char PROGRAM[] = "@decorated(1)\n"
                              "class A(B):\n"
                              "    '''doc\n"
                              "\n"
                              "  of several lines'''\n"
                              "    def f(self, *a, b=(1,\n"
                              "                      2), **c):\n"
                              "        try:\n"
                              "            x = [i for i in a\n"
                              "                 if i]\n"
                              "        except E as e:\n"
                              "            raise F from e\n"
                              "        else:\n"
                              "            pass\n"
                              "        finally:\n"
                              "            y = f'{a!r:>{b}}' \\\n"
                              "                'z'\n"
                              "\n"
                              "    # comment\n"
                              "if a:\n"
                              "    b\n"
                              "elif c:\n"
                              "    d\n"
                              "for i in j: k\n"
                              "else: l\n"
                              "with m as n, o: p\n"
                              "q = lambda *, r: (yield)\n";

static void every_prefix_of_lines_is_complete_or_more(Unit *unit) {
    for (size_t i = 0; i < sizeof PROGRAM; i++) {
        if (i != 0 && PROGRAM[i - 1] != '\n') {
            continue;
        }
        Parsed parsed = parse_bytes(PROGRAM, i, false);
        EXPECT(unit, parsed.status != PARSE_ERROR);
        scratch_free(&parsed.scratch);
    }
    expect_status(unit, PROGRAM, false, PARSE_COMPLETE);
}

static void a_program_cut_off_anywhere_gets_an_answer(Unit *unit) {
    for (size_t i = 0; i < sizeof PROGRAM - 1; i++) {
        /* In memory of exactly that size, so that a sanitizer sees reading past the end. */
        char *text = malloc(i + 1);
        if (text == NULL) {
            return;
        }
        memcpy(text, PROGRAM, i);
        for (int prompt = 0; prompt < 2; prompt++) {
            Parsed parsed = parse_bytes(text, i, prompt != 0);
            EXPECT(unit, (parsed.module != NULL) == (parsed.status == PARSE_COMPLETE));
            scratch_free(&parsed.scratch);
        }
        free(text);
    }
}

static void any_bytes_get_an_answer(Unit *unit) {
    static const char *const WORDS[] = {
        "if ",  "x",    "(",    ")",     "[",    "]",      "{",  "}",      ":",    ",",
        "\n",   "\n  ", "'",    "f'{",   "\\",   "\"\"\"", "1",  "0x",     "e",    ".",
        "=",    ":=",   "*",    "def ",  "for ", "in ",    "\t", "lambda", "else", "try",
        "\xC3", "\xA9", "\r\n", "\f",    "!",    "#",      "**", "@",      "as",   "with ",
        "\0",   "not",  "-",    "yield", "}'",   "class ", ";",  "\n\n"};
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        Bytes text = {0};
        uint64_t count = unit_random(&seed) % 24;
        while (count-- > 0) {
            size_t word = (size_t)(unit_random(&seed) % ARRAY_LENGTH(WORDS));
            bytes_append(&text, WORDS[word], WORDS[word][0] == '\0' ? 1 : strlen(WORDS[word]));
        }
        Parsed parsed = parse_bytes(bytes_text(&text), text.length, round % 2 != 0);
        EXPECT(unit, (parsed.module != NULL) == (parsed.status == PARSE_COMPLETE));
        Bytes shown = {0};
        if (parsed.status != PARSE_COMPLETE) {
            diagnostic_print(&shown, "x", bytes_text(&text), text.length, &parsed.diagnostic);
        } else {
            tree_dump(&shown, parsed.module);
        }
        EXPECT(unit, shown.length != 0 && !shown.failed);
        bytes_free(&shown);
        scratch_free(&parsed.scratch);
        bytes_free(&text);
    }
}

/* `count` times `piece`, then `tail`. */
static ParseStatus parse_repeated(const char *head, const char *piece, size_t count,
                                  const char *tail) {
    Bytes text = {0};
    bytes_append_text(&text, head);
    for (size_t i = 0; i < count; i++) {
        bytes_append_text(&text, piece);
    }
    bytes_append_text(&text, tail);
    Parsed parsed = parse_bytes(text.data, text.length, false);
    if (parsed.module != NULL && parsed.module->depth > TREE_DEEPEST) {
        parsed.status = PARSE_ERROR;
    }
    scratch_free(&parsed.scratch);
    bytes_free(&text);
    return parsed.status;
}

static void deep_programs_are_read_or_refused(Unit *unit) {
    EXPECT(unit, parse_repeated("", "a+", 1900, "a") == PARSE_COMPLETE);
    EXPECT(unit, parse_repeated("", "a+", 100000, "a") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "not ", 100000, "a") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "-", 100000, "a") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "a**", 100000, "a") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "lambda:", 100000, "a") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "a if b else ", 100000, "c") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("a", ".b", 100000, "") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("a", "()", 100000, "") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "(", 100000, "") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("if a: b\n", "elif c: d\n", 100000, "") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "a and ", 100000, "a") == PARSE_COMPLETE);
    EXPECT(unit, parse_repeated("", "a < ", 100000, "a") == PARSE_COMPLETE);
    EXPECT(unit, parse_repeated("", "a = ", 100000, "a") == PARSE_COMPLETE);
    EXPECT(unit, parse_repeated("[", "a,", 100000, "]") == PARSE_COMPLETE);
    /* Mistakes deep inside must not cost exponential time. */
    EXPECT(unit, parse_repeated("", "(", 190, "a b") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "{1:", 190, "a b") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "f(a,", 190, "a b") == PARSE_ERROR);
    EXPECT(unit, parse_repeated("", "[x for x in ", 190, "a b") == PARSE_ERROR);
}

static void numbers_keep_their_digits(Unit *unit) {
    Parsed parsed = parse("0x_7fff_ffff_ffff_ffff, 9223372036854775808, 0b101, 1_5.5e1", false);
    if (!EXPECT(unit, parsed.status == PARSE_COMPLETE)) {
        return;
    }
    NodeList items = parsed.module->module.body.items[0]->expression.value->tuple.items;
    const Node *largest = items.items[0];
    EXPECT(unit, !largest->int_.overflow && largest->int_.value == INT64_MAX);
    EXPECT(unit, largest->int_.base == 16 && text_equals(largest->int_.digits, "7fffffffffffffff"));
    EXPECT(unit, items.items[1]->int_.overflow && items.items[1]->int_.base == 10);
    EXPECT(unit, text_equals(items.items[1]->int_.digits, "9223372036854775808"));
    EXPECT(unit, items.items[2]->int_.value == 5 && items.items[2]->int_.base == 2);
    EXPECT(unit, items.items[3]->kind == NODE_FLOAT && items.items[3]->float_.value == 155.0);
    scratch_free(&parsed.scratch);
}

static void features_that_are_lacking_are_refused_by_name(Unit *unit) {
    static const char *const TEXTS[] = {
        "async def f(): pass",
        "await x",
        "b'x'",
        "1j",
        "x = [a async for a in b]",
        "match x:\n  case 1: pass",
        "try: x\nexcept* A: y",
        "class A(B, C): pass",
        "class A(metaclass=B): pass",
        "'\\N{DASH}'",
    };
    for (size_t i = 0; i < ARRAY_LENGTH(TEXTS); i++) {
        Parsed parsed = parse(TEXTS[i], false);
        if (!EXPECT(unit,
                    parsed.status == PARSE_ERROR &&
                        strncmp(parsed.diagnostic.message, "Ouro's language has no ", 23) == 0)) {
            printf("  %s: %s\n", TEXTS[i], parsed.diagnostic.message);
        }
        scratch_free(&parsed.scratch);
    }
}

static void children_are_found_in_order(Unit *unit) {
    Parsed parsed = parse("f(a, *b, c=d)", false);
    if (!EXPECT(unit, parsed.status == PARSE_COMPLETE)) {
        return;
    }
    const Node *call = parsed.module->module.body.items[0]->expression.value;
    TreeChildren children = tree_children(call);
    EXPECT(unit, tree_next_child(&children)->kind == NODE_NAME);
    (void)tree_next_child(&children);
    EXPECT(unit, tree_next_child(&children)->kind == NODE_STARRED);
    EXPECT(unit, tree_next_child(&children)->kind == NODE_KEYWORD);
    EXPECT(unit, tree_next_child(&children) == NULL);
    EXPECT(unit, call->depth == 3 && tree_measure_depth(call) == 3);
    scratch_free(&parsed.scratch);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, a_statement_at_the_prompt_ends_where_python_ends_it);
    UNIT_RUN(&unit, every_prefix_of_lines_is_complete_or_more);
    UNIT_RUN(&unit, a_program_cut_off_anywhere_gets_an_answer);
    UNIT_RUN(&unit, any_bytes_get_an_answer);
    UNIT_RUN(&unit, deep_programs_are_read_or_refused);
    UNIT_RUN(&unit, numbers_keep_their_digits);
    UNIT_RUN(&unit, features_that_are_lacking_are_refused_by_name);
    UNIT_RUN(&unit, children_are_found_in_order);
    return unit_end(&unit);
}
