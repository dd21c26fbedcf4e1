/* disassemble.h -- compiled code as text, made from the rows of ops.def.
 *
 *     code of f, line 1: 1 local, 3 registers
 *        0  2:11-2:14   LOAD_ATTRIBUTE       t1, x, name n          a ← b.name
 *        2  2:11-2:18   ADD                  t0, t1, 1              a ← b + c
 *        3  2:4-2:18    RETURN               t0                     ends the call with the value a
 *
 * Each row is the number of the instruction, where in the source it comes from, its name, its
 * operands in words (locals by their names, temporaries as t0, t1, ...) and what it does with them.
 * Then come the handlers, and the code objects among the constants. Nothing of the program is run
 * and nothing is allocated in the image. */
#ifndef OURO_LANG_DISASSEMBLE_H
#define OURO_LANG_DISASSEMBLE_H

#include "base/bytes.h"
#include "object/function.h"

void disassemble_code(Bytes *out, const CodeObject *code);

#endif
