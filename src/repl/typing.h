/* typing.h -- what is typed, line by line or pasted as a whole, made into statements and commands.
 *
 * Lines are gathered until the parser says that a statement is complete. A line that begins with a
 * colon where a statement could begin is a command: no Python statement begins so.
 *
 * Text that comes whole (a bracketed paste, a pipe) is read kindly:
 *
 *     >>> a = [1]          a transcript: marks are dropped, and unmarked lines are skipped,
 *     >>> a                because they are what was printed
 *     [1]
 *
 *     class A:             anything else is read as a file is, so that blank lines end no block;
 *                          commands stand between the statements
 *         x = 1
 *     :refcount A
 *
 * A Typing owns only its unfinished lines. */
#ifndef OURO_REPL_TYPING_H
#define OURO_REPL_TYPING_H

#include "repl/session.h"

typedef struct Typing {
    Session *session;
    Bytes pending; /* the lines of an unfinished statement */
    unsigned empty_lines;
    bool marked; /* its first line had a prompt's mark */
} Typing;

/* ">>> ", or "... " inside a statement. */
const char *typing_prompt(const Typing *typing);

/* One line without its line end. Runs what is complete. */
void typing_enter_line(Typing *typing, const char *line, size_t length);

/* Whole text. False when a mistake or an exception ended it early. */
bool typing_enter_text(Typing *typing, const char *text, size_t length, SourceShown shown);

/* Drops the unfinished statement. */
void typing_drop(Typing *typing);
/* The end of all input: what is unfinished is an error. */
void typing_end(Typing *typing);

/* Whether text from a pipe is a conversation (with marks or commands) and not a Python file. */
bool typing_is_conversation(const char *text, size_t length);

#endif
