/* forms.h -- which shortcut of the plain loop an instruction can take.
 *
 * An instruction says what is done (`op`) and how the plain loop does it (`form`). Most are done
 * as they say, and the form is the op again. Others have forms for the operands that they have,
 * which the compiler knows: what is a local need not be given up, what is a temporary always is.
 * A comparison whose result only decides a jump takes the jump along and makes no bool.
 *
 * A form has the same effect as the instructions that it stands for, on every byte of memory and in
 * the same order. The stepping loop knows no forms, so that a learner sees each instruction; and a
 * test holds the two loops to each other. */
#ifndef OURO_LANG_FORMS_H
#define OURO_LANG_FORMS_H

#include "lang/ops.h"

typedef enum Form {
    FORM_BEFORE_FIRST = OP_COUNT - 1,
#define FORM(name, b, c) FORM_##name##_##b##c,
#include "lang/forms.def"
    FORM_END
} Form;

STATIC_CHECK(FORM_END <= 256, "a form has eight bits");

/* Fills in the forms of a whole code's instructions. */
void choose_forms(Instruction *instructions, uint32_t count, uint32_t local_count);

#endif
