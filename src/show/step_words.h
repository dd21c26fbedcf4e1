/* step_words.h -- the instruction that a call is about to run, as a sentence.
 *
 *     call f with (list#1, 2)       bind the global b to list#1       work out x + 1
 *
 * Locals go by their names, temporaries by what they hold. The sentences are rows of
 * step_words.def. Everything is read through the view of the Running. */
#ifndef OURO_SHOW_STEP_WORDS_H
#define OURO_SHOW_STEP_WORDS_H

#include "observe/labels.h"
#include "observe/running.h"

/* Whether it is passed without a word: it changes nothing that a program can see, or is a part of
 * Ouro's own modules. */
bool step_words_is_silent(const Running *running);

void step_words_write(Bytes *out, const Running *running, const Labels *labels);

/* Appends how a call of this code is spoken of: `f`, `Node.add`, `the list comprehension`. */
void step_words_write_code(Bytes *out, View view, const CodeObject *seen_code);

/* Appends what a sentence calls an object: `list#1`, `5`, `'hey'`, `f`, `print`. */
void step_words_write_object(Bytes *out, View view, const Labels *labels, const Object *object);

#endif
