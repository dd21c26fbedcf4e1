/* help.h -- the topics of :help that are no commands.
 *
 *     differences   where CPython may print something else
 *     language      what there is of Python, and what is refused; made from the tables of the
 *                   parser and of the native functions, so that it is always true
 *
 *     json          commands that answer programs; made from the table of answers
 *     rows          the words that :help explains
 *     a word        what it means as the first of a row
 *
 * Texts are appended in lines that may be wider than the terminal; who prints them breaks them. */
#ifndef OURO_REPL_HELP_H
#define OURO_REPL_HELP_H

#include "base/bytes.h"

/* False where there is no such topic. */
bool help_print_topic(Bytes *out, const char *topic);

/* The word that leads a row after a statement, such as "lost": the rows of rows.def. Some of them
 * are commands as well. */
bool help_print_word(Bytes *out, const char *word, unsigned width);

/* Appends the sentences of a table in lines of `width` columns (of 80 at most). In the table they
 * are lines of 80: one that ends a sentence ends its line here, too, and one that begins with a
 * colon is an entry, whose further lines are indented. */
void help_print_prose(Bytes *out, const char *text, unsigned width);

#endif
