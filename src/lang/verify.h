/* verify.h -- does compiled code keep the rules of the machine?
 *
 * The loop trusts its code: it looks neither at the range of an operand nor whether a register
 * holds anything. The verifier is what that trust rests on in the tests. It holds every code
 * object, and those among its constants, to these rules:
 *
 *     - instructions are known, those with a word behind them have it, the last one ends the code;
 *     - operands are in range: registers, constants, names, cells; jumps lead to instructions;
 *     - along every path, exceptions included, a register that is read holds something, and one
 *       that is filled without a look at what it held is empty, as every temporary is;
 *     - at END_STATEMENT and RETURN every temporary is empty.
 *
 * It follows the code with what is known of each register (empty, filled, or either) until nothing
 * changes. Cost: instructions times registers of the code object, a few times. */
#ifndef OURO_LANG_VERIFY_H
#define OURO_LANG_VERIFY_H

#include "base/bytes.h"
#include "object/function.h"

/* True when the code, and all code within it, keeps the rules. Otherwise `why` gets a line for what
 * is broken first. Also false, saying so, when memory for looking ran out. */
MUST_CHECK bool verify_code(const CodeObject *code, Bytes *why);

#endif
