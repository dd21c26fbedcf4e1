/* A lesson is read whole or refused with lines; whatever stands in the file, reading ends well. */
#include "lesson/lesson.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const char LESSON[] = "# A title with `code`\n"
                             "\n"
                             "- format: 1\n"
                             "- minutes: 4\n"
                             "- needs: courage\n"
                             "- options: --heap-limit 4M\n"
                             "\n"
                             "Opening, with *emphasis*\nover two lines.\n"
                             "\n"
                             "## First\n"
                             "\n"
                             "1. one\n"
                             "2. two\n"
                             "   - inner\n"
                             "\n"
                             "```python show id=class live=off\n"
                             ">>> class A:\n"
                             "...     pass\n"
                             "...\n"
                             "new <...>\n"
                             "<...>\n"
                             ">>> a = A()\n"
                             "```\n"
                             "\n"
                             "Behind the first.\n"
                             "\n"
                             "```python do id=task\n"
                             "refs(a) == 2 and exists(b)\n"
                             "live(A) == 1\n"
                             "```\n"
                             "\n"
                             "More of the task.\n"
                             "\n"
                             "- hint: One.\n"
                             "- hint: Two.\n"
                             "\n"
                             "  In two paragraphs.\n"
                             "- wrong `refs(a) == 3`: Too many.\n"
                             "  - example: `b = c = a`\n"
                             "- passed: Well done.\n"
                             "\n"
                             "```python solution\n"
                             "b = a\n"
                             "```\n"
                             "\n"
                             "Afterwards.\n"
                             "\n"
                             "## Second\n"
                             "\n"
                             "```python predict id=guess\n"
                             ">>> del a\n"
                             "```\n"
                             "\n"
                             "- choice: It is freed.\n"
                             "  - when: `freed(start.a)`\n"
                             "  - because: No.\n"
                             "- choice: `nothing`\n"
                             "  - because: Yes.\n"
                             "\n"
                             "```text choose id=ask\n"
                             "A sentence.\n"
                             "```\n"
                             "\n"
                             "- answer: True\n"
                             "  - because: So.\n"
                             "- choice: False\n"
                             "  - because: Not so.\n"
                             "\n"
                             "## To Take Away!\n"
                             "\n"
                             "The end.\n";

static bool read_text(Lesson *lesson, const char *text, size_t length, Bytes *why) {
    Complaints complaints = {.file = "a.md"};
    bool ok = lesson_read(lesson, "a.md", text, length, &complaints);
    complaints_write(why, &complaints);
    complaints_free(&complaints);
    return ok;
}

static bool prose_is(const Prose *prose, const char *wanted) {
    ShowStyle style = {.width = 40};
    Bytes text = {0};
    prose_write(&text, &style, prose);
    bool same = strcmp(bytes_text(&text), wanted) == 0;
    if (!same) {
        printf("--- prose\n%s--- expected\n%s", bytes_text(&text), wanted);
    }
    bytes_free(&text);
    return same;
}

static void every_part_has_its_place(Unit *unit) {
    Lesson lesson;
    Bytes why = {0};
    if (!EXPECT(unit, read_text(&lesson, LESSON, strlen(LESSON), &why))) {
        printf("%s", bytes_text(&why));
        bytes_free(&why);
        return;
    }
    EXPECT(unit, strcmp(lesson.title, "A title with `code`") == 0 && lesson.minutes == 4);
    EXPECT(unit, strcmp(lesson.needs, "courage") == 0);
    EXPECT(unit, strcmp(lesson.options, "--heap-limit 4M") == 0 && lesson.options_line == 6);
    if (EXPECT(unit, lesson.step_count == 6)) {
        const LessonStep *steps = lesson.steps;
        EXPECT(unit, steps[0].kind == STEP_READ && strcmp(steps[0].id, "opening") == 0);
        EXPECT(unit, prose_is(&steps[0].before, "Opening, with emphasis over two lines.\n"));

        EXPECT(unit, steps[1].kind == STEP_SHOW && strcmp(steps[1].id, "class") == 0);
        EXPECT(unit, strcmp(steps[1].title, "First") == 0 && !steps[1].shows_live);
        EXPECT(unit, steps[1].line == 17 && steps[1].last_line == 24);
        EXPECT(unit, prose_is(&steps[1].before, "1. one\n2. two\n  - inner\n"));
        if (EXPECT(unit, steps[1].statements.count == 2)) {
            const LessonStatement *first = &steps[1].statements.rows[0];
            EXPECT(unit, strcmp(first->text, "class A:\n    pass\n\n") == 0);
            EXPECT(unit, strcmp(first->expected, "new <...>\n<...>\n") == 0);
            EXPECT(unit, first->line == 18 && first->lines == 3 && first->expected_lines == 2);
            EXPECT(unit, steps[1].statements.rows[1].line == 23);
        }

        EXPECT(unit, steps[2].kind == STEP_DO && steps[2].shows_live);
        EXPECT(unit, prose_is(&steps[2].before, "Behind the first.\n"));
        EXPECT(unit, prose_is(&steps[2].task, "More of the task.\n"));
        EXPECT(unit, prose_is(&steps[2].after, "Afterwards.\n"));
        EXPECT(unit, prose_is(&steps[2].passed, "Well done.\n"));
        EXPECT(unit, strcmp(steps[2].solution, "b = a\n") == 0 && steps[2].solution_line == 43);
        EXPECT(unit, steps[2].goal_count == 2 && fact_line(steps[2].goals[1]) == 30);
        EXPECT(unit, steps[2].hint_count == 2 && steps[2].wrong_count == 1);
        EXPECT(unit, prose_is(&steps[2].hints[1], "Two.\n\nIn two paragraphs.\n"));
        EXPECT(unit, strcmp(steps[2].wrongs[0].example, "b = c = a") == 0);
        EXPECT(unit, strcmp(fact_text(steps[2].wrongs[0].when), "refs(a) == 3") == 0);

        EXPECT(unit, steps[3].kind == STEP_PREDICT && steps[3].choice_count == 2);
        EXPECT(unit, strcmp(fact_text(steps[3].choices[1].when), "nothing") == 0);
        EXPECT(unit, prose_is(&steps[3].choices[0].because, "No.\n"));
        EXPECT(unit, strcmp(steps[4].shown, "A sentence.\n") == 0 &&
                         steps[4].choices[0].is_answer && !steps[4].choices[1].is_answer);
        EXPECT(unit, strcmp(steps[5].id, "to-take-away") == 0);
        EXPECT(unit, lesson_find_step(&lesson, "guess") == 3);
        EXPECT(unit, lesson_find_step(&lesson, "none") == lesson.step_count);
    }
    lesson_free(&lesson);
    bytes_free(&why);
}

/* Each complaint names the file and a line. */
static bool is_refused_well(const Bytes *why) {
    return why->length > 5 && strncmp(why->data, "a.md:", 5) == 0 && why->data[5] >= '1' &&
           why->data[5] <= '9' && why->data[why->length - 1] == '\n';
}

static void read_any(Unit *unit, const char *text, size_t length) {
    Lesson lesson;
    Bytes why = {0};
    /* A copy of its own, so that the sanitizers see reading past the end. */
    char *copy = malloc(length != 0 ? length : 1);
    if (!EXPECT(unit, copy != NULL)) {
        return;
    }
    memcpy(copy, text, length);
    bool ok = read_text(&lesson, copy, length, &why);
    if (!EXPECT(unit, ok ? why.length == 0 && lesson.step_count != 0 : is_refused_well(&why))) {
        printf("%s--- is what is said of\n%.*s\n", bytes_text(&why), (int)length, copy);
    }
    lesson_free(&lesson);
    bytes_free(&why);
    free(copy);
}

static void what_is_cut_off_is_refused_or_read(Unit *unit) {
    for (size_t length = 0; length <= strlen(LESSON); length++) {
        read_any(unit, LESSON, length);
    }
}

static void bytes_may_be_anything(Unit *unit) {
    static const char BYTES[] = "`-#*_[]()<>!|:=\"'\\ \n\n\t0a\x01\xFF\xE2";
    uint64_t state = 5;
    char text[sizeof LESSON];
    for (unsigned round = 0; round < 3000; round++) {
        memcpy(text, LESSON, sizeof text);
        for (uint64_t i = unit_random(&state) % 8 + 1; i-- > 0;) {
            text[unit_random(&state) % (sizeof text - 1)] =
                BYTES[unit_random(&state) % (sizeof BYTES - 1)];
        }
        read_any(unit, text, sizeof text - 1);
    }
}

/* Lines dropped, doubled and moved. */
static void lines_may_stand_anywhere(Unit *unit) {
    enum { LINES_MOST = 128 };
    const char *starts[LINES_MOST];
    uint64_t state = 7;
    size_t count = 0;
    for (const char *at = LESSON; *at != '\0'; at += strcspn(at, "\n") + 1) {
        starts[count++] = at;
    }
    for (unsigned round = 0; round < 3000; round++) {
        Bytes text = {0};
        size_t from = unit_random(&state) % count;
        size_t to = unit_random(&state) % count;
        for (size_t i = 0; i < count; i++) {
            size_t line = i == to ? from : i;
            if (i == from && unit_random(&state) % 2 == 0) {
                continue;
            }
            bytes_append(&text, starts[line], strcspn(starts[line], "\n") + 1);
        }
        read_any(unit, bytes_text(&text), text.length);
        bytes_free(&text);
    }
}

static void nesting_has_an_end(Unit *unit) {
    static const char *const PIECES[] = {"- ", "> ", "1. ", "*a ", "[", "![", "((", "```\n", "# "};
    for (size_t i = 0; i < ARRAY_LENGTH(PIECES); i++) {
        Bytes text = {0};
        bytes_append_text(&text, "# T\n\n- format: 1\n- minutes: 1\n\n");
        for (unsigned depth = 0; depth < 2000; depth++) {
            bytes_append_text(&text, PIECES[i]);
        }
        bytes_append_text(&text, "x\n");
        read_any(unit, bytes_text(&text), text.length);
        bytes_free(&text);
    }
}

static void dots_stand_for_what_does_not_matter(Unit *unit) {
    static const struct {
        const char *expected;
        const char *shown;
        bool matches;
    } ROWS[] = {
        {"", "", true},
        {"a\n", "a\n", true},
        {"a\n", "", false},
        {"", "a\n", false},
        {"a\n", "a\nb\n", false},
        {"<...>\n", "", true},
        {"<...>\n", "a\nb\n", true},
        {"<...>\nb\n", "a\nb\nb\n", true},
        {"<...>\nb\n", "a\nb\nc\n", false},
        {"a\n<...>\nd\n", "a\nb\nc\nd\n", true},
        {"at <...>\n", "at 0x200\n", true},
        {"at <...> in\n", "at in in\n", true},
        {"at <...>, <...>!\n", "at 1, 2, 3!\n", true},
        {"at <...>, <...>!\n", "at 1 2 3!\n", false},
        {"<...>ab\n", "aabab\n", true},
        {"<..>\n", "a\n", false},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (!EXPECT(unit,
                    lesson_output_matches(ROWS[i].expected, ROWS[i].shown) == ROWS[i].matches)) {
            printf("%s---\n%s", ROWS[i].expected, ROWS[i].shown);
        }
    }
}

static void prose_fits_its_width(Unit *unit) {
    static const ProseBlock BLOCKS[] = {
        {.text = "A \x01strong\x02 word \xE2\x86\x92 and \xE2\x80\x9Cquotes\xE2\x80\x9D that go "
                 "on."},
        {.text = "an item that is too long for one line", .kind = PROSE_ITEM, .depth = 1},
        {.text = "twelve", .kind = PROSE_ITEM, .depth = 1, .number = 12},
        {.text = "code stays\n  as it is\n", .kind = PROSE_CODE},
        {.text = "a quote", .kind = PROSE_QUOTE},
    };
    Prose prose = {BLOCKS, ARRAY_LENGTH(BLOCKS)};
    static const char *const WANTED[] = {
        "A strong word \xE2\x86\x92 and\n\xE2\x80\x9Cquotes\xE2\x80\x9D that go on.\n\n"
        "- an item that is\n  too long for one\n  line\n12. twelve\n\n    code stays\n      as it "
        "is\n\n  a quote\n",
        "A strong word to and \"quotes\" that go on.\n\n"
        "- an item that is too long for one line\n12. twelve\n\n    code stays\n      as it "
        "is\n\n  a quote\n",
    };
    for (unsigned i = 0; i < 2; i++) {
        ShowStyle style = {.width = i == 0 ? 20 : 60, .ascii = i == 1, .plain = i == 1};
        Bytes text = {0};
        prose_write(&text, &style, &prose);
        if (!EXPECT(unit, strcmp(bytes_text(&text), WANTED[i]) == 0)) {
            printf("%s--- expected\n%s", bytes_text(&text), WANTED[i]);
        }
        bytes_free(&text);
    }
    EXPECT(unit, prose_count_rows(&prose, 20) == 12);
}

static void code_is_bright_where_there_are_colours(Unit *unit) {
    static const ProseBlock BLOCKS[] = {{.text = "`a = 1` and `some more` of it"}};
    Prose prose = {BLOCKS, ARRAY_LENGTH(BLOCKS)};
    ShowStyle style = {.width = 20, .colour = true};
    Bytes text = {0};
    prose_write(&text, &style, &prose);
    EXPECT(unit, strcmp(bytes_text(&text), "\x1b[1ma = 1\x1b[0m and \x1b[1msome more\x1b[0m\n"
                                           "of it\n") == 0);
    bytes_free(&text);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_part_has_its_place);
    UNIT_RUN(&unit, what_is_cut_off_is_refused_or_read);
    UNIT_RUN(&unit, bytes_may_be_anything);
    UNIT_RUN(&unit, lines_may_stand_anywhere);
    UNIT_RUN(&unit, nesting_has_an_end);
    UNIT_RUN(&unit, dots_stand_for_what_does_not_matter);
    UNIT_RUN(&unit, prose_fits_its_width);
    UNIT_RUN(&unit, code_is_bright_where_there_are_colours);
    return unit_end(&unit);
}
