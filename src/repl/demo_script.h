/* demo_script.h -- what a demonstration plays: a lesson, or a program that is made into one.
 *
 * A program (a file that is not called .md) becomes steps of kind `do` without goals: at each
 * comment that stands at the left edge a new step begins, with the comment as its text and the
 * statements below it as its solution. */
#ifndef OURO_REPL_DEMO_SCRIPT_H
#define OURO_REPL_DEMO_SCRIPT_H

#include "repl/lesson_files.h"
#include "repl/options.h"

/* A statement, or several that stand on the same lines, or a command. */
typedef struct ScriptPiece {
    const char *text;    /* its lines, each with its end */
    const char *comment; /* lines of comments above it, without marks, with their ends; or "" */
} ScriptPiece;

typedef struct ScriptPieces {
    ScriptPiece *rows;
    uint32_t count;
    uint32_t capacity;
} ScriptPieces;

/* Reads what is meant by the number of a lesson or by a path. A lesson says itself what memory is
 * like; for a program `options` do. False when it cannot be read; `why` gets lines that say so. */
MUST_CHECK bool demo_script_read(LessonFile *file, const char *word, const Options *options,
                                 Bytes *why);

/* Splits code into pieces, whose texts lie in `scratch`; the rows are the caller's to free. What is
 * no Python becomes one piece. False when memory ran out. */
MUST_CHECK bool demo_script_split(Scratch *scratch, const char *code, ScriptPieces *pieces);

#endif
