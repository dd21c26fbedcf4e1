/* import.h -- finding the modules that programs import.
 *
 * All modules are built in. Some are there from the start; those that are written in the language
 * itself lie in the machine as text (modules/NAME.py) and are compiled and run when they are
 * first asked for. */
#ifndef OURO_VM_IMPORT_H
#define OURO_VM_IMPORT_H

#include "object/state.h"

/* The module, borrowed from sys.modules; NULL if there is no such (no exception), or NULL with one
 * pending. */
MUST_CHECK Object *import_find(Vm *vm, StrObject *name);

/* The program ends: calls what weakref.finalize was told to, and prints what that raises. */
void import_end_program(Vm *vm);

/* The name of a module that is written in the language, by its number from 0; NULL behind the last.
 */
const char *import_library_name(size_t number);

#endif
