/* instruction.h -- one instruction in words, as a reader of Python would say it.
 *
 *     t1 = n.value              LOAD_ATTRIBUTE
 *     t1 = t1 + 1               ADD
 *     return t1                 RETURN
 *
 * Locals stand there by their names, constants as their values, and temporaries (values that are
 * on their way from one instruction to the next, and have no name) as t1, t2 ... Everything is
 * read through a View: nothing of the program runs. */
#ifndef OURO_SHOW_INSTRUCTION_H
#define OURO_SHOW_INSTRUCTION_H

#include "base/bytes.h"
#include "heap/view.h"
#include "object/function.h"

/* Appends what instruction number `at` does. `code` is readable. `temporary` is put before the
 * number of a temporary: "t", "temporary ". */
void instruction_write(Bytes *out, View view, const CodeObject *code, uint32_t at,
                       const char *temporary);

/* Appends a register by name, or as a temporary. */
void instruction_write_register(Bytes *out, View view, const CodeObject *code, uint32_t place,
                                const char *temporary);

/* The number of the instruction that follows in the text. */
uint32_t instruction_next(View view, const CodeObject *code, uint32_t at);

/* `LOAD_ATTRIBUTE` */
const char *instruction_name(View view, const CodeObject *code, uint32_t at);

/* Where an instruction stands in the source. */
const CodePlace *instruction_place(View view, const CodeObject *code, uint32_t at);

/* Appends a line (from 1) of the text that the code was made from, without blanks before it.
 * Returns false when there is none. */
bool instruction_write_source(Bytes *out, View view, const CodeObject *code, uint32_t line);

#endif
