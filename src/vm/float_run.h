/* float_run.h -- an expression of floats, computed without a box for each of its values.
 *
 * A run is a row of instructions that add, subtract, multiply or divide (lang/forms.h): each reads
 * locals, constants, or what the ones before it made, of which two wait at most. While all are
 * floats the values stay in the machine's own registers. Then memory is left as the instructions
 * leave it one by one:
 *
 *     the first value's block     taken off the free list for the result, with the last stamp
 *     the second one's            stays on the list, and says which float lay in it last
 *
 * Nothing is done before all is known, so what is odd (another kind, a division by zero, a pool
 * that has no two blocks or wants attention) can still be done instruction by instruction. */
#ifndef OURO_VM_FLOAT_RUN_H
#define OURO_VM_FLOAT_RUN_H

#include "object/state.h"

/* Computes the run that begins at *at, which is then its last instruction: that one's result,
 * owned, with its operands used up. NULL, and nothing done, where the instructions must do it. */
MUST_CHECK Object *float_run(Vm *vm, const Instruction **at, Object **registers,
                             Object **constants);

#endif
