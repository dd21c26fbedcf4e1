/* running.h -- the innermost call that runs in an image: where it stands, and what its registers
 * hold.
 *
 * The instruction is the one that runs next. Registers are read as home addresses; names, code and
 * places as they can be read. A Running is a value, good for as long as its view. */
#ifndef OURO_OBSERVE_RUNNING_H
#define OURO_OBSERVE_RUNNING_H

#include "heap/view.h"
#include "object/state.h"

typedef struct Running {
    View view;
    const Vm *vm;
    const Frame *frame;
    const CodeObject *code;
    Object *const *registers;
    const Instruction *instructions; /* of the code */
    uint32_t at;                     /* the number of the instruction */
    uint32_t depth;                  /* calls that run, this one too */
} Running;

/* False when nothing of the language runs. */
MUST_CHECK bool running_read(Running *running, View view);

/* The name of a register, or NULL for a temporary. */
const StrObject *running_local_name(const Running *running, uint32_t number);
/* The number of a temporary among those that hold something: what it is called. */
uint32_t running_temporary_number(const Running *running, uint32_t number);
/* A constant, and an item of the other tuples of names. Home addresses. */
const Object *running_constant(const Running *running, uint32_t index);
/* A name, readable; NULL if there is none of that number. */
const StrObject *running_name(const Running *running, uint32_t index);
const StrObject *running_free_name(const Running *running, uint32_t index);

/* Where in the source it stands. */
const CodePlace *running_place(const Running *running);
/* Whether the code is a part of Ouro itself, such as a module that is written in Python. */
bool running_is_internal(const Running *running);

#endif
