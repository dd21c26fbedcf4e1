/* generator.h -- a call that waits.
 *
 * A generator is a call of the language between two of its steps. While it waits it owns what the
 * call owns: the registers (its slots), the function, the frame's object, and the exception that it
 * is handling. While it runs all that lies on the stacks, where the registers were moved to, and
 * the generator holds only what its caller was handling, which nobody can see until it waits again.
 *
 *      created ──► running ◄──► waiting          `next`: where the call goes on, in instructions
 *         │           │            │
 *         └───────────┴────────────┴──► finished: it holds its code and its names
 *
 * Whoever resumes a generator holds it until it waits or is finished, so its frame only borrows it.
 * One that dies while it waits is closed: GeneratorExit is raised where it stands. */
#ifndef OURO_OBJECT_GENERATOR_H
#define OURO_OBJECT_GENERATOR_H

#include "object/exception.h"

typedef enum GeneratorState {
    GENERATOR_CREATED,
    GENERATOR_WAITING,
    GENERATOR_RUNNING,
    GENERATOR_FINISHED
} GeneratorState;

/* The fields stand in the order in which CPython releases them. */
typedef struct GeneratorObject {
    Object header;
    Object **slots;      /* the registers, in this object */
    uint32_t slot_count; /* none while it runs, and when it is finished */
    uint16_t cursor;     /* zero; while dying, how many slots were released */
    uint16_t state;      /* a GeneratorState */
    Object *callee;      /* the function; NULL while it runs, and when it is finished */
    FrameObject *frame;  /* what tracebacks know the call by, or NULL */
    CodeObject *code;
    StrObject *name;
    StrObject *qualified_name;
    Object *handled; /* the exception it is handling; while it runs, that of its caller; or NULL */
    uint32_t next;   /* the instruction behind that which it waits at */
    uint16_t room;   /* slots that the object has room for: the code's registers */
    uint16_t delegate; /* 1 + the slot of the iterator that it waits for, or 0 */
    Object *inline_slots[];
} GeneratorObject;

IMAGE_STRUCT(GeneratorObject, 80);

static inline bool generator_is_live(const GeneratorObject *generator) {
    return generator->state == GENERATOR_CREATED || generator->state == GENERATOR_WAITING;
}

/* The iterator that it waits for in `yield from`: borrowed, or NULL. */
Object *generator_delegate_peek(const GeneratorObject *generator);
/* Whether closing it runs code of the program: a handler, or an iterator it delegates to. A frame
 * that somebody else holds keeps the locals, and then it must be closed properly too. */
bool generator_needs_close(const GeneratorObject *generator);
/* Of a dying generator that needs no closing: puts what it holds in the order in which a call lets
 * go of it, so that it is released like any other object. */
void generator_finish_dying(GeneratorObject *generator);
/* Of a generator that ends as it waits, without being closed: if somebody else holds its frame,
 * that takes over the locals and the function. */
void generator_leave_to_frame(Vm *vm, GeneratorObject *generator);

#endif
