/* exception.h -- exceptions: their classes, objects, tracebacks, and how they are raised.
 *
 * A function that can fail returns false or NULL with the exception pending in the Vm. The pending
 * exception is a root that the ledger names. MemoryError is made at start-up, so that running out
 * of memory needs none.
 *
 * An exception has the layout of an instance first, so attributes work alike on both. */
#ifndef OURO_OBJECT_EXCEPTION_H
#define OURO_OBJECT_EXCEPTION_H

#include "object/class.h"
#include "object/function.h"

/* The built-in exception classes, in errors.def. */
typedef enum ErrorClass {
#define ERROR(name, base) ERROR_##name,
#include "object/errors.def"
#undef ERROR
    ERROR_COUNT
} ErrorClass;

/* A call as a traceback remembers it. While the call runs it has no locals of its own; when it
 * ends and something still holds the frame, the locals move in: that is how a kept exception
 * keeps objects alive. */
typedef struct FrameObject {
    Object header;
    Object **slots; /* the locals, in this object; none while the call runs */
    uint32_t slot_count;
    uint16_t cursor;          /* zero; while dying, how many slots were released */
    uint16_t spare;           /* zero */
    Object *callee;           /* the function, or a module's code; NULL while the call runs */
    struct FrameObject *back; /* the caller, once the call has ended */
    CodeObject *code;
    struct GeneratorObject *generator; /* that waits, and owns this one; not counted; or NULL */
    uint32_t room;                     /* slots that the object has room for */
    uint32_t instruction;              /* where the call ended, once it has */
    Object *inline_slots[];
} FrameObject;

typedef struct TracebackObject {
    Object header;
    struct TracebackObject *next; /* towards where it was raised */
    FrameObject *frame;
    uint32_t instruction; /* in the frame's code: where it stood */
    uint32_t spare;       /* zero */
} TracebackObject;

typedef struct ExceptionObject {
    Object header;
    Object **slots;
    uint32_t slot_count;
    uint16_t inline_count;
    uint16_t cursor;
    ClassObject *class;
    TupleObject *args;
    TracebackObject *traceback;
    Object *cause;   /* raise ... from cause, or NULL */
    Object *context; /* what was being handled, or NULL */
    uint64_t suppress_context;
    Object *inline_slots[];
} ExceptionObject;

IMAGE_STRUCT(FrameObject, 64);
IMAGE_STRUCT(TracebackObject, 32);
IMAGE_STRUCT(ExceptionObject, 72);

/* Makes a new exception with one str argument pending. Never fails: without memory the pending
 * exception is MemoryError. An exception that was pending already must have been dealt with. */
void raise_error(Vm *vm, ErrorClass class, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same with this object as the one argument (KeyError(key), StopIteration(value)); NULL for
 * none. */
void raise_error_with(Vm *vm, ErrorClass class, Object *argument_or_null);
/* Makes the pending exception known to the collector, which a machine's own error is only when it
 * is caught. To be called before anybody else gets to hold it. */
void raise_settle(Vm *vm);
/* Makes an existing exception pending: takes the reference. */
void raise_take(Vm *vm, Object *exception);
void raise_memory_error(Vm *vm);
/* The pending exception, borrowed; NULL if none. */
Object *raise_pending(const Vm *vm);
bool raise_pending_is(const Vm *vm, ErrorClass class);
/* The exception that is being handled, also by the callers of a generator: borrowed, or NULL. */
Object *raise_handled_peek(const Vm *vm);
/* Makes what is being handled the context of an exception. A ring of contexts is cut. */
void raise_set_context(Vm *vm, Object *exception, Object *handled_or_null);
/* Takes the pending exception out of the Vm: owned, or NULL. */
MUST_CHECK Object *raise_fetch(Vm *vm);
/* Drops the pending exception. */
void raise_clear(Vm *vm);
/* Adds a row to the pending exception's traceback, outermost last added. Keeps what was there when
 * memory is short. */
void raise_add_traceback(Vm *vm, FrameObject *frame, uint32_t instruction);
/* A new exception object of this class with these arguments. */
MUST_CHECK ExceptionObject *exception_new(Vm *vm, ClassObject *class, TupleObject *args);

#endif
