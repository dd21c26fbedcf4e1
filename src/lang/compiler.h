/* compiler.h -- tree to bytecode.
 *
 * Code is made for a machine of registers (ops.def). An expression's value is an operand: a local's
 * register (borrowed), a constant, or a temporary that the next instruction uses up. Temporaries
 * are numbered like a stack above the locals, so that at any instruction those in use are known.
 *
 * A module becomes one code object whose top-level statements each end in END_STATEMENT, so that
 * they can be run one at a time and still share their constants. Equal constants of a module, its
 * functions included, are one object.
 *
 * Inner functions become code objects among the constants of the outer one. */
#ifndef OURO_LANG_COMPILER_H
#define OURO_LANG_COMPILER_H

#include "lang/diagnostic.h"
#include "lang/tree.h"
#include "object/state.h"

typedef struct CompileRequest {
    Node *module;
    StrObject *filename;
    StrObject *source; /* the whole text; the places of the tree refer to it */
    bool interactive;  /* expression statements are shown */
} CompileRequest;

/* Owned code. NULL: either the diagnostic is filled in (its message is not empty) or, when memory
 * of the image ran out, MemoryError is pending. */
MUST_CHECK CodeObject *compile_module(Vm *vm, Scratch *scratch, const CompileRequest *request,
                                      Diagnostic *diagnostic);

#endif
