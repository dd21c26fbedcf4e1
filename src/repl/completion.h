/* completion.h -- what Tab offers: commands behind a colon; elsewhere the program's names,
 * built-in names and keywords. Names are read from the image; nothing is run. */
#ifndef OURO_REPL_COMPLETION_H
#define OURO_REPL_COMPLETION_H

#include "repl/session.h"

/* The completion number `index` of `text`, the last word of `line`, or NULL past the last: a copy
 * that the caller frees. */
char *completion_find(const Session *session, const char *text, const char *line, int index);

#endif
