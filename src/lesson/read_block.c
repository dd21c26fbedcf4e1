/* read_block.c -- fenced blocks: what their first line says, and conversations in them. */
#include "lesson/reading.h"

#include "lang/parser.h"

#include <string.h>

static const char *const STEP_WORDS[] = {
#define STEP(name, word, help) word,
#include "lesson/lesson.def"
    NULL,
};

/* The words that may stand behind the language. */
static const char *const ROLE_WORDS[] = {
#define STEP(name, word, help) word,
#include "lesson/lesson.def"
    "solution",
    NULL,
};

typedef enum InfoId {
#define INFO(name, word) INFO_##name,
#include "lesson/lesson.def"
    INFO_COUNT
} InfoId;

static const char *const INFO_WORDS[] = {
#define INFO(name, word) word,
#include "lesson/lesson.def"
    NULL,
};

const char *step_kind_word(StepKind kind) {
    return kind == STEP_READ ? "read" : STEP_WORDS[kind];
}

/* --- the first line --------------------------------------------------------------------------- */

static const char *next_word(const char *at, size_t *length) {
    at += strspn(at, " \t");
    *length = strcspn(at, " \t");
    return at;
}

static bool is_id(const char *text, size_t length) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return length != 0 && strspn(text, LETTERS) >= length;
}

static void read_setting(Reading *reading, uint32_t line, const char *word, size_t length,
                         LessonStep *step) {
    const char *value = memchr(word, '=', length);
    if (value == NULL) {
        complain(reading->complaints, line, "`%.*s` should be id=NAME or live=off", (int)length,
                 word);
        return;
    }
    uint32_t id = reading_find_word(reading, line, "setting of a block", word,
                                    (size_t)(value - word), INFO_WORDS);
    value++;
    length -= (size_t)(value - word);
    if (id == INFO_ID && step->id != NULL) {
        complain(reading->complaints, line, "the step has two ids");
    } else if (id == INFO_ID && !is_id(value, length)) {
        complain(reading->complaints, line,
                 "an id has small letters, digits and `-`: `%.*s` will not do", (int)length, value);
        step->id = "";
    } else if (id == INFO_ID) {
        step->id = reading_keep(reading, value, length);
    } else if (id == INFO_LIVE && length == 3 && memcmp(value, "off", 3) == 0) {
        step->shows_live = false;
    } else if (id == INFO_LIVE) {
        complain(reading->complaints, line, "live=off is all that can be said of live lines");
    }
}

static bool is_step_word(const char *word, size_t length) {
    uint32_t kind = 0;
    while (STEP_WORDS[kind] != NULL &&
           (strlen(STEP_WORDS[kind]) != length || memcmp(STEP_WORDS[kind], word, length) != 0)) {
        kind++;
    }
    return STEP_WORDS[kind] != NULL;
}

/* In ROLE_WORDS `solution` stands behind the steps, where STEP_READ is among the kinds. */
BlockRole reading_block_role(Reading *reading, cmark_node *block, LessonStep *step) {
    uint32_t line = node_line(block);
    size_t length = 0;
    const char *language = next_word(cmark_node_get_fence_info(block), &length);
    size_t word_length = 0;
    const char *word = next_word(language + length, &word_length);
    if (is_step_word(language, length)) {
        complain(reading->complaints, line, "before the kind stands the language: ```python %.*s",
                 (int)length, language);
        return BLOCK_WRONG;
    }
    if (word_length == 0) {
        return BLOCK_TEXT;
    }
    uint32_t role = reading_find_word(reading, line, "kind of step", word, word_length, ROLE_WORDS);
    if (role > STEP_READ) {
        return BLOCK_WRONG;
    }
    *step = (LessonStep){.kind = (StepKind)role, .line = line, .shows_live = true};
    bool is_text = length == 4 && memcmp(language, "text", 4) == 0;
    bool is_python = length == 6 && memcmp(language, "python", 6) == 0;
    if (!is_python && !(is_text && role == STEP_CHOOSE)) {
        complain(reading->complaints, line,
                 "the first word of this block should be python, not %.*s", (int)length, language);
    }
    for (word = next_word(word + word_length, &word_length); word_length != 0;
         word = next_word(word + word_length, &word_length)) {
        if (role == STEP_READ) {
            complain(reading->complaints, line, "a solution has no settings: `%.*s`",
                     (int)word_length, word);
        } else {
            read_setting(reading, line, word, word_length, step);
        }
    }
    if (role == STEP_READ) {
        return BLOCK_SOLUTION;
    }
    if (step->id == NULL) {
        complain(reading->complaints, line, "the step has no id: ```python %s id=NAME",
                 STEP_WORDS[role]);
        step->id = "";
    }
    return BLOCK_STEP;
}

/* --- conversations ---------------------------------------------------------------------------- */

/* A line of a block. */
typedef struct Line {
    const char *data;
    size_t length;
} Line;

static bool next_line(const char **at, Line *line) {
    if (**at == '\0') {
        return false;
    }
    size_t length = strcspn(*at, "\n");
    *line = (Line){*at, length};
    *at += length + ((*at)[length] == '\n');
    return true;
}

/* Whether a line is `mark` alone, or the mark, a blank and more. */
static bool has_mark(Line line, const char *mark) {
    return line.length >= 3 && memcmp(line.data, mark, 3) == 0 &&
           (line.length == 3 || line.data[3] == ' ');
}

static void append_unmarked(Bytes *out, Line line) {
    size_t skip = line.length > 3 ? 4 : 3;
    bytes_append(out, line.data + skip, line.length - skip);
    bytes_append_char(out, '\n');
}

/* At the prompt a statement that is not complete would swallow the next one. */
static void check_complete(Reading *reading, const LessonStatement *statement) {
    if (statement->text[0] == ':') {
        return;
    }
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    size_t used = 0;
    if (parse_interactive(&scratch, statement->text, strlen(statement->text), &used, &module,
                          &diagnostic) == PARSE_MORE) {
        complain(reading->complaints, statement->line,
                 "this statement is not complete (a block ends with an empty `...` line)");
    }
    scratch_free(&scratch);
}

/* Takes a statement with its marks off, and what it shows, from the lines at `at`. */
static const char *read_statement(Reading *reading, const char *at, LessonStatement *statement) {
    Bytes text = {0};
    Bytes expected = {0};
    Line line = {0};
    (void)next_line(&at, &line);
    append_unmarked(&text, line);
    statement->lines = 1;
    const char *behind = at;
    while (next_line(&behind, &line) && has_mark(line, "...")) {
        append_unmarked(&text, line);
        statement->lines++;
        at = behind;
    }
    behind = at;
    while (next_line(&behind, &line) && !has_mark(line, ">>>")) {
        bytes_append(&expected, line.data, line.length);
        bytes_append_char(&expected, '\n');
        statement->expected_lines++;
        at = behind;
    }
    statement->text = reading_keep(reading, bytes_text(&text), text.length);
    statement->expected = reading_keep(reading, bytes_text(&expected), expected.length);
    bytes_free(&text);
    bytes_free(&expected);
    return at;
}

static void read_statements(Reading *reading, LessonStep *step, const char *at) {
    Rows rows = {0};
    uint32_t number = step->line + 1;
    bool has_begun = true;
    for (const char *end = at + strlen(at); at < end;) {
        Line line = {at, strcspn(at, "\n")};
        if (!has_mark(line, ">>>")) {
            if (has_begun) {
                complain(reading->complaints, number,
                         "a %s begins with a statement: `>>> ` and what is typed",
                         step_kind_word(step->kind));
            }
            has_begun = false;
            at += line.length + (at[line.length] == '\n');
            number++;
            continue;
        }
        LessonStatement *statement = rows_add(reading, &rows, sizeof(LessonStatement));
        if (statement == NULL) {
            break;
        }
        statement->line = number;
        at = read_statement(reading, at, statement);
        number += statement->lines + statement->expected_lines;
        if (statement->text[strspn(statement->text, " \n")] == '\0') {
            complain(reading->complaints, statement->line, "nothing is typed here");
        }
        check_complete(reading, statement);
        reading_check_code(reading, statement->text, statement->line, LESSON_CODE_COLUMNS);
        if (step->kind != STEP_SHOW && statement->expected_lines != 0) {
            complain(reading->complaints, statement->line + statement->lines,
                     step->kind == STEP_PREDICT
                         ? "a predict has statements only: what they show is the answer"
                         : "a free step has statements only, without what they show");
        }
    }
    step->statements.count = rows.count;
    step->statements.rows = rows_take(reading, &rows, sizeof(LessonStatement));
    if (step->statements.count == 0 && has_begun && step->kind != STEP_FREE) {
        complain(reading->complaints, step->line, "the block has no statements");
    }
}

/* --- goals ------------------------------------------------------------------------------------ */

static void read_goals(Reading *reading, LessonStep *step, const char *at) {
    Line line = {0};
    for (uint32_t number = step->line + 1; next_line(&at, &line); number++) {
        if (strspn(line.data, " \t") >= line.length) {
            continue;
        }
        const Fact *fact = fact_read(&reading->lesson->scratch, line.data, line.length,
                                     FACT_OF_HEAP, number, reading->complaints);
        const Fact **row = fact == NULL ? NULL : rows_add(reading, &reading->goals, sizeof fact);
        if (row != NULL) {
            *row = fact;
        }
        step->goal_count++;
    }
    if (step->goal_count == 0) {
        complain(reading->complaints, step->line,
                 "a do says in its block what must be true when it is done: facts, one a line");
    }
}

void reading_block(Reading *reading, cmark_node *block) {
    LessonStep *step = &reading->step;
    const char *text = cmark_node_get_literal(block);
    switch (step->kind) {
    case STEP_SHOW:
    case STEP_PREDICT:
    case STEP_FREE:
        read_statements(reading, step, text);
        break;
    case STEP_DO:
        read_goals(reading, step, text);
        break;
    case STEP_CHOOSE:
        step->shown = reading_keep(reading, text, strlen(text));
        reading_check_code(reading, text, step->line + 1, LESSON_CODE_COLUMNS);
        break;
    case STEP_READ:
        UNREACHABLE();
    }
}

/* Commands may stand between the statements, and so nothing is parsed here. */
void reading_solution(Reading *reading, cmark_node *block) {
    LessonStep *step = &reading->step;
    uint32_t line = node_line(block);
    const char *text = cmark_node_get_literal(block);
    if (!reading->has_step || step->kind != STEP_DO) {
        complain(reading->complaints, line, "a solution stands below a do");
    } else if (step->solution != NULL) {
        complain(reading->complaints, line, "there is a solution already, at line %u",
                 (unsigned)step->solution_line);
    } else {
        step->solution = reading_keep(reading, text, strlen(text));
        step->solution_line = line;
        reading_check_code(reading, text, line + 1, LESSON_CODE_COLUMNS);
        if (text[strspn(text, " \t\n")] == '\0') {
            complain(reading->complaints, line, "the solution is empty");
        }
        reading->has_parts = true;
    }
}
