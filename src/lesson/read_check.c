/* read_check.c -- what a whole step lacks, or has too much of. */
#include "base/utf8.h"
#include "lesson/reading.h"

#include <string.h>

static uint32_t count_lines(const char *text) {
    uint32_t lines = 0;
    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}

void reading_check_code(Reading *reading, const char *code, uint32_t line, unsigned columns) {
    for (; *code != '\0'; line++) {
        size_t length = strcspn(code, "\n");
        size_t width = utf8_width(code, length);
        if (width > columns) {
            complain(reading->complaints, line,
                     "this line of code takes %zu columns; there is room for %u", width, columns);
        }
        code += length + (code[length] == '\n');
    }
}

static uint32_t rows_of(const Prose *prose) {
    return prose_count_rows(prose, LESSON_COLUMNS);
}

/* Rows of several texts with an empty line between any two. */
static uint32_t join(uint32_t above, uint32_t below) {
    return above + below + (above != 0 && below != 0);
}

static uint32_t statement_rows(const LessonStep *step) {
    uint32_t rows = 0;
    for (uint32_t i = 0; i < step->statements.count; i++) {
        const LessonStatement *statement = &step->statements.rows[i];
        rows += statement->lines + statement->expected_lines;
    }
    return rows;
}

static uint32_t choice_rows(const LessonStep *step, bool with_reasons) {
    uint32_t rows = 0;
    for (uint32_t i = 0; i < step->choice_count; i++) {
        /* Each has a letter before it. */
        rows += prose_count_rows(&step->choices[i].text, LESSON_COLUMNS - 4);
        rows += with_reasons ? prose_count_rows(&step->choices[i].because, LESSON_COLUMNS - 4) : 0;
    }
    return rows;
}

static void check_rows(Reading *reading, const LessonStep *step, uint32_t rows, const char *what) {
    if (rows > LESSON_STEP_ROWS) {
        complain(reading->complaints, step->line,
                 "%s takes %u rows of %d columns; a step has room for %d", what, (unsigned)rows,
                 LESSON_COLUMNS, LESSON_STEP_ROWS);
    }
}

static void check_screen(Reading *reading, const LessonStep *step) {
    uint32_t above = rows_of(&step->before);
    uint32_t task = rows_of(&step->task);
    uint32_t after = rows_of(&step->after);
    uint32_t block = statement_rows(step);
    switch (step->kind) {
    case STEP_SHOW:
    case STEP_FREE:
        check_rows(reading, step, join(join(above, block), after), "this step");
        break;
    case STEP_DO:
        check_rows(reading, step, join(above, task) + 1, "this task");
        check_rows(reading, step, rows_of(&step->passed) + after, "what follows this task");
        break;
    case STEP_PREDICT:
    case STEP_CHOOSE:
        block = step->kind == STEP_CHOOSE ? count_lines(step->shown) : block;
        check_rows(reading, step, join(join(above, block), join(task, choice_rows(step, false))),
                   "this question");
        check_rows(reading, step, join(choice_rows(step, true), after), "the answer to this");
        break;
    case STEP_READ:
        check_rows(reading, step, above, "this text");
        break;
    }
}

static void check_choices(Reading *reading, const LessonStep *step) {
    uint32_t answers = 0;
    for (uint32_t i = 0; i < step->choice_count; i++) {
        answers += step->choices[i].is_answer;
    }
    if (step->choice_count < LESSON_CHOICES_LEAST || step->choice_count > LESSON_CHOICES_MOST) {
        complain(reading->complaints, step->line,
                 "a %s has %d to %d choices below it (`- choice: text`); this one has %u",
                 step_kind_word(step->kind), LESSON_CHOICES_LEAST, LESSON_CHOICES_MOST,
                 (unsigned)step->choice_count);
    } else if (step->kind == STEP_CHOOSE && answers != 1) {
        complain(reading->complaints, step->line,
                 "one of the choices must be the `answer`; here %u are", (unsigned)answers);
    }
}

void reading_check_step(Reading *reading, const LessonStep *step) {
    if (step->kind == STEP_DO && step->solution == NULL) {
        complain(reading->complaints, step->line,
                 "this do has no solution below it: a block ```python solution");
    }
    if (step->kind == STEP_DO && step->before.count == 0 && step->task.count == 0) {
        complain(reading->complaints, step->line, "no text says what to do");
    }
    if (step->kind == STEP_PREDICT || step->kind == STEP_CHOOSE) {
        check_choices(reading, step);
    }
    if (step->goal_count + step->wrong_count + step->choice_count > LESSON_FACTS_MOST) {
        complain(reading->complaints, step->line, "a step has at most %d facts", LESSON_FACTS_MOST);
    }
    check_screen(reading, step);
}
