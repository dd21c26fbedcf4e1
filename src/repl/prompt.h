/* prompt.h -- the conversation at a terminal.
 *
 * Ctrl-C drops the unfinished statement, or stops the running one with KeyboardInterrupt; Ctrl-D
 * leaves. A paste is read as a whole: see typing.h. */
#ifndef OURO_REPL_PROMPT_H
#define OURO_REPL_PROMPT_H

#include "repl/talk.h"

/* Asks for statements and runs them until the user leaves. */
void prompt_run(Session *session, bool shows_banner);

/* The same for a session, a lesson, or both. */
void prompt_talk(Talk *talk);

/* One line that says what this is. */
void prompt_show_banner(Session *session);

#endif
