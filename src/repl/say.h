/* say.h -- what the prompt itself says, in lines no wider than the terminal.
 *
 * Lines that are too wide are broken at blanks. The rest of a line begins below its second column,
 * if it has one, so that tables keep their shape. */
#ifndef OURO_REPL_SAY_H
#define OURO_REPL_SAY_H

#include "repl/session.h"

/* One line (or more, with \n inside) to standard output; the end of the line is added. */
void say(Session *session, const char *format, ...) PRINTF_LIKE(2, 3);
/* What went wrong, to standard error: only the lines that begin with "hint: " are broken, because
 * all others are Python's. */
void say_error(Session *session, const Bytes *lines);
/* Whole lines. */
void say_lines(Session *session, const Bytes *lines);

#endif
