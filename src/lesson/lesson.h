/* lesson.h -- a lesson: what docs/lesson-format.md describes, read and checked.
 *
 * A lesson is a header and steps, in the order of the file. A step has the text above its block,
 * the block, and what stands below it:
 *
 *     before      text above the block
 *     the block   statements (show, predict, free), goals (do), or a text (choose)
 *     task        text between the block and the parts: more of the question
 *     parts       hints, wrong ways, choices, the solution
 *     after       text behind the parts (of show, free: below the block), read when the step is
 *                 done
 *
 * All texts lie in the lesson's own memory and end with lesson_free. Lines count from 1 and are of
 * the file. Reading runs nothing and opens no file. */
#ifndef OURO_LESSON_LESSON_H
#define OURO_LESSON_LESSON_H

#include "base/scratch.h"
#include "lesson/complaint.h"
#include "lesson/facts.h"
#include "lesson/prose.h"

enum {
    LESSON_FORMAT = 1,
    LESSON_STEP_ROWS = 18,    /* that a step may take on a screen ... */
    LESSON_COLUMNS = 80,      /* ... of this width */
    LESSON_CODE_COLUMNS = 76, /* of a line of code, behind `>>> ` or as far in */
    LESSON_CHOICES_LEAST = 2,
    LESSON_CHOICES_MOST = 6,
    LESSON_FACTS_MOST = 64, /* of one step */
};

typedef enum StepKind {
#define STEP(name, word, help) STEP_##name,
#include "lesson/lesson.def"
    STEP_READ, /* a section without a block: text to be read */
} StepKind;

/* A statement or command of a block, with what it shows. */
typedef struct LessonStatement {
    const char *text;     /* its lines without marks, each with its end */
    const char *expected; /* lines, each with its end; "" for nothing */
    uint32_t line;
    uint32_t lines;          /* that it takes in the file */
    uint32_t expected_lines; /* these follow it */
} LessonStatement;

typedef struct LessonStatements {
    const LessonStatement *rows;
    uint32_t count;
} LessonStatements;

typedef struct LessonChoice {
    Prose text;
    Prose because;
    const Fact *when; /* of predict: what the run must make true; NULL in choose */
    uint32_t line;
    bool is_answer; /* of choose */
} LessonChoice;

/* A wrong way that many go. */
typedef struct LessonWrong {
    const Fact *when;
    Prose message;
    const char *example; /* code that goes that way, for checking; or NULL */
    uint32_t line;
} LessonWrong;

typedef struct LessonStep {
    StepKind kind;
    const char *id;
    const char *title; /* the heading of its section, or NULL */
    uint32_t line;     /* of its block; of a text to be read, of its first line */
    uint32_t last_line;
    bool shows_live; /* live lines, unless `live=off` */
    Prose before;
    Prose task;
    Prose after;
    LessonStatements statements; /* of show, predict and free */
    const char *shown;           /* of choose: what the block says, or "" */
    const Fact *const *goals;    /* of do: all must hold */
    const Prose *hints;
    const LessonWrong *wrongs;
    const LessonChoice *choices;
    Prose passed;         /* said when the goals hold; may be empty */
    const char *solution; /* of do: code, its lines with their ends */
    uint32_t solution_line;
    uint32_t goal_count;
    uint32_t hint_count;
    uint32_t wrong_count;
    uint32_t choice_count;
} LessonStep;

typedef struct Lesson {
    const char *name; /* of the file */
    const char *title;
    const char *needs;   /* what one should know before, or NULL */
    const char *options; /* how ouro is started for it, as on the command line; "" for as always */
    uint32_t options_line;
    uint32_t minutes;
    const LessonStep *steps;
    uint32_t step_count;
    uint32_t line_count; /* of the file */
    Scratch scratch;
} Lesson;

/* Reads a lesson. False when there are complaints: then the lesson is empty. `name` is copied. */
MUST_CHECK bool lesson_read(Lesson *lesson, const char *name, const char *text, size_t length,
                            Complaints *complaints);
void lesson_free(Lesson *lesson);

/* The word of a kind of step, as a lesson writes it: "show". */
const char *step_kind_word(StepKind kind);

/* The number of the step of that id, or step_count. */
uint32_t lesson_find_step(const Lesson *lesson, const char *id);

/* Whether what was shown is what is expected, where `<...>` stands for any part of a line and a
 * line of `<...>` alone for any number of lines. Both are lines with their ends. */
bool lesson_output_matches(const char *expected, const char *shown);
/* The same for one line, without its end. */
bool lesson_line_matches(const char *expected, size_t expected_length, const char *shown,
                         size_t shown_length);

#endif
