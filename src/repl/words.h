/* words.h -- lines that a newcomer types in the hope of help, where Python would be no help.
 *
 *     exit  exit()  exit(3)  quit  quit()     leave
 *     help  help()  help(x)                   say how to get it
 *     list#1                                  Python sees a comment behind `list`: a hint
 *
 * The first two are taken only while the program has no name of its own like that. */
#ifndef OURO_REPL_WORDS_H
#define OURO_REPL_WORDS_H

#include "repl/session.h"

/* True when the line was answered and is not to be run. A hint alone does not answer. */
bool words_answer(Session *session, const char *line);

#endif
