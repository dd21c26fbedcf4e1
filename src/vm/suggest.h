/* suggest.h -- "Did you mean: 'x'?" for names and attributes that are not there.
 *
 * The candidates of a NameError are the names of the call where it was raised, then the globals,
 * then the built-ins; those of an AttributeError are the attributes of the object that was asked.
 * The nearest one is suggested if no more than about a third of the characters differ. The
 * distance and its limits are CPython 3.11's: an edit costs 2, a letter in the wrong case 1
 * (Wagner and Fischer 1974, one row of the matrix at a time). Nothing of the program is run. */
#ifndef OURO_VM_SUGGEST_H
#define OURO_VM_SUGGEST_H

#include "object/state.h"

/* The name that was perhaps meant, borrowed; NULL if nothing is near, or if the exception is of
 * another sort. */
const StrObject *suggest_name_peek(const Vm *vm, const ExceptionObject *exception);

/* Whether one text may be the other, mistyped; and how far apart they are, to find the nearest. */
bool suggest_is_near(const char *wanted, const char *name, size_t *distance);

#endif
