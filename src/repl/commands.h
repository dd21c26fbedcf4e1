/* commands.h -- what begins with a colon: a table of names and what they do.
 *
 * Any beginning of a name that fits one command only, two letters or more, will do; single letters
 * are short for the commands that have them in commands.def, and for those alone, so that
 * they never change their meaning. A colon alone asks for help. Commands that change the image are
 * statements too: they have numbers, and can be undone. The others only read. */
#ifndef OURO_REPL_COMMANDS_H
#define OURO_REPL_COMMANDS_H

#include "repl/session.h"

/* Runs a line without its colon. */
void commands_run(Session *session, const char *line);

/* The name of the command number `index` that begins with `prefix`, or NULL past the last. */
const char *commands_complete(const char *prefix, size_t index);

#endif
