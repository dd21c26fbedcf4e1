/* arguments.h -- putting the arguments of a call where the callee's parameters are.
 *
 * Everything happens in place, in the registers at `args`: no program code runs. The registers
 * from the last argument on are NULL and there is room for them. */
#ifndef OURO_VM_ARGUMENTS_H
#define OURO_VM_ARGUMENTS_H

#include "object/state.h"
#include "vm/native.h"

/* Binds `count` arguments (the last ones by the keywords in `names`, which may be NULL) to the
 * parameters of a function: positional ones first, then keyword-only ones, then the tuple of the
 * rest, then the dict of other keywords. False with CPython's TypeError pending: then the registers
 * are in disorder but whole, up to the larger of `count` and the function's locals. */
MUST_CHECK bool arguments_bind_function(Vm *vm, FunctionObject *function, Object **args,
                                        uint32_t count, TupleObject *names);

/* The same for a native, as native.h describes it. *slots is how many registers are in use (or
 * may be). */
MUST_CHECK bool arguments_bind_native(Vm *vm, const NativeRow *row, Object **args, uint32_t count,
                                      TupleObject *names, uint32_t *slots);

#endif
