/* brief.h -- an object in a few words: its short repr, and its label.
 *
 * Both are read from the image. No `__repr__` runs, and instances stand there by their labels:
 *
 *     [1, 2, Node#1]      a list with an instance in it
 *     value 1, next None  an instance itself
 *     'hello wo...'       what is too long is cut
 *     def f(x, y)         a function
 *
 * What has no label of its own is called by what it is: `int 5`, `None`, `class list`,
 * `module gc`. */
#ifndef OURO_OBSERVE_BRIEF_H
#define OURO_OBSERVE_BRIEF_H

#include "base/bytes.h"
#include "heap/view.h"
#include "object/state.h"

typedef struct Labels Labels;

enum { BRIEF_COLUMNS = 40 };

/* Appends the short repr of the object at a home address, about `columns` wide at most. Without
 * labels (NULL) instances stand as `<Node>`. */
void brief_write_value(Bytes *out, View view, const Labels *labels, const Object *object,
                       unsigned columns);

/* The same of the items alone of an instance of a class that inherits from list or dict. */
void brief_write_items(Bytes *out, View view, const Labels *labels, const Object *object,
                       unsigned columns);

/* Appends an int of any size, cut behind its first digits if it is wider; of one that takes long to
 * convert, only how long it is. */
void brief_write_int(Bytes *out, const Object *seen, size_t columns);

/* Appends `list#2`, or the words for what is not numbered. */
void brief_write_label(Bytes *out, View view, const Labels *labels, const Object *object);

/* The name of an object's type as labels use it: the class of an instance, `class` for a class. */
const char *brief_type_name(View view, const Object *object);

#endif
