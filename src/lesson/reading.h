/* reading.h -- what the files that read a lesson share: read.c, read_header.c, read_prose.c,
 * read_parts.c and read_block.c.
 *
 * libcmark gives the tree of the Markdown, with the line at which each block begins; these files go
 * through it once. What grows while it is read lies in Rows (malloc) and is copied to the
 * lesson's own memory when it is complete. */
#ifndef OURO_LESSON_READING_H
#define OURO_LESSON_READING_H

#include "lesson/lesson.h"

#define CMARK_NO_SHORT_NAMES /* the tree of the language has such names */
#include <cmark.h>

/* A growing array of rows of one size. Zeroed it is empty. */
typedef struct Rows {
    char *data;
    uint32_t count;
    uint32_t capacity;
} Rows;

typedef struct Reading {
    Lesson *lesson;
    Complaints *complaints;
    LessonStep step; /* that is being read; its rows: */
    Rows goals, hints, wrongs, choices;
    Rows pending; /* ProseBlocks above the next block, or below the last one */
    Rows steps;
    const char *title; /* of the section */
    bool has_step;     /* the section has one so far: `step` */
    bool has_parts;    /* and that has parts */
    bool has_passed;
    const char *text; /* the whole file */
    bool failed;      /* no memory */
} Reading;

/* A new row of zeros; NULL when memory ran out, which is noted. */
void *rows_add(Reading *reading, Rows *rows, size_t size);
/* Copies the rows to the lesson's memory and leaves none. */
const void *rows_take(Reading *reading, Rows *rows, size_t size);
void rows_drop(Rows *rows);

static inline uint32_t node_line(cmark_node *node) {
    int line = cmark_node_get_start_line(node);
    return line < 1 ? 1 : (uint32_t)line;
}

/* Reads `key: value` or `key `code`: value`: the length of the word at the start of a text, and
 * what follows it. False where the text does not begin so. */
bool reading_split_key(const char *text, size_t *length, const char **rest);

/* The number of a word of `length` bytes among `words` (ended by NULL). Complains and returns the
 * number of words when it is none of them: `what` says what it should be. */
uint32_t reading_find_word(Reading *reading, uint32_t line, const char *what, const char *word,
                           size_t length, const char *const words[]);

/* The start of a line of the file. */
const char *reading_find_line(const Reading *reading, uint32_t line);

/* Complains of lines of code, the first at `line`, that are wider than `columns`. */
void reading_check_code(Reading *reading, const char *code, uint32_t line, unsigned columns);

/* A text in the lesson's memory; "" when memory ran out. */
const char *reading_keep(Reading *reading, const char *text, size_t length);

/* --- read_header.c */

/* Reads the title and the list below it; returns the node behind them. */
cmark_node *reading_header(Reading *reading, cmark_node *document);

/* --- read_prose.c */

/* Adds a block of text to rows of ProseBlock. */
void reading_add_prose(Reading *reading, Rows *rows, cmark_node *block);
/* Appends the text of a paragraph or heading as one line. */
void reading_write_line(Reading *reading, Bytes *out, cmark_node *block);
/* The same without marks for what is emphasized. */
void reading_write_title(Reading *reading, Bytes *out, cmark_node *block);
Prose reading_take_prose(Reading *reading, Rows *rows);

/* --- read_block.c */

/* What the word behind ``` says. */
typedef enum BlockRole { BLOCK_TEXT, BLOCK_STEP, BLOCK_SOLUTION, BLOCK_WRONG } BlockRole;

/* Reads the info string of a fenced block. A step's kind, id and settings go to `step`; BLOCK_WRONG
 * after a complaint. */
BlockRole reading_block_role(Reading *reading, cmark_node *block, LessonStep *step);
/* Reads what is in the block of the present step. */
void reading_block(Reading *reading, cmark_node *block);
void reading_solution(Reading *reading, cmark_node *block);

/* --- read_parts.c */

/* Reads a list below a step as its parts. */
void reading_parts(Reading *reading, cmark_node *list);

/* --- read_check.c */

/* Complains of what a whole step lacks, or has too much of. */
void reading_check_step(Reading *reading, const LessonStep *step);

#endif
