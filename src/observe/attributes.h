/* attributes.h -- what an object has by name, wherever that lies.
 *
 *     slots that the class lays out     instances, until a program asks for their __dict__
 *     the first slots, then a dict      instances afterwards, exceptions
 *     a dict                            instances of classes that inherit from list and the like,
 *                                       functions
 *
 * To a learner all of these are `a.x`. The texts and references are read from the image; nothing
 * runs. */
#ifndef OURO_OBSERVE_ATTRIBUTES_H
#define OURO_OBSERVE_ATTRIBUTES_H

#include "heap/view.h"
#include "object/state.h"

/* Goes through the attributes of one object; slots first, each in the order of their places. */
typedef struct AttributeCursor {
    View view;
    Object *const *slots; /* readable, like all pointers below; NULL where there are none */
    Object *const *names; /* pairs: the layout's entries */
    Object *const *entries;
    uint32_t slot_count; /* how many of the slots are attributes */
    uint32_t entry_count;
    uint32_t next;         /* slots first, then entries */
    const StrObject *name; /* of the attribute last found, readable */
    const Object *value;   /* its home address */
} AttributeCursor;

/* `home` is any object: most kinds have no attributes of their own. */
void attributes_start(AttributeCursor *cursor, View view, const Object *home);
/* Finds the next attribute: false at the end. */
bool attributes_next(AttributeCursor *cursor);
/* The value (home address) of an attribute, or NULL. */
const Object *attributes_find(View view, const Object *home, const char *name, size_t length);

/* The dict in which an object (readable) has attributes: its home address, or NULL. */
const Object *attributes_dict_peek(View view, const Object *seen);

#endif
