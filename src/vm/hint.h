/* hint.h -- a line of help before the message of an exception that nobody caught.
 *
 * Python's own message stays the last line, word for word. Where it would mislead, because Python
 * has a name that Ouro has not, or where it says nothing at all (MemoryError), a line that begins
 * with "hint: " goes before it:
 *
 *     hint: Python has zip(), Ouro has not  (:help language)
 *     NameError: name 'zip' is not defined
 *
 * The names are the rows of missing.def. Nothing of the program is run, and nothing allocated in
 * the heap. */
#ifndef OURO_VM_HINT_H
#define OURO_VM_HINT_H

#include "base/bytes.h"
#include "object/state.h"

typedef struct MissingRow {
    const char *owner; /* "" for built-ins */
    const char *name;
    const char *form;
} MissingRow;

/* The rows of missing.def, for the help. */
extern const MissingRow MISSING_ROWS[];
extern const size_t MISSING_COUNT;

/* Appends the hint's whole line if there is one for this exception; true when the hint says that
 * Python has the name, so that no other name was meant. */
bool hint_print(const Vm *vm, Bytes *out, const ExceptionObject *exception);

#endif
