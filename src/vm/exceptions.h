/* exceptions.h -- what the built-in exceptions have besides args. */
#ifndef OURO_VM_EXCEPTIONS_H
#define OURO_VM_EXCEPTIONS_H

#include "object/state.h"

/* A new exception, owned. Its arguments are in a tuple, whether or not the class has an __init__ of
 * a program; the last ones by the keywords in `names`, which only some classes take, and all leave
 * to such an __init__. OSError of a known number becomes the class for that. */
MUST_CHECK Object *exception_make(Vm *vm, ClassObject *class, Object **args, uint32_t count,
                                  TupleObject *names, bool has_init);

/* The attribute of a built-in exception that it has without anybody having set it: borrowed, NULL
 * if there is no such. */
Object *exception_peek_attribute(const Vm *vm, const ExceptionObject *exception,
                                 const StrObject *name);

/* Gives the built-in exception classes a slot for each such attribute that can be set; at the
 * start. */
MUST_CHECK bool exceptions_lay_out(Vm *vm);

#endif
