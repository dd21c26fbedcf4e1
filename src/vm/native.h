/* native.h -- functions written in C that the language can call.
 *
 * Every one is a row of natives.def. The caller binds the arguments first, so a function sees its
 * parameters at fixed places, NULL where one was not given, and never counts arguments itself.
 * They are borrowed: they lie in the caller's registers and are released after the return. The
 * result is owned; NULL says that an exception is pending.
 *
 * For a row whose `most` is ANY, `count` is the number of positional arguments, which stand at
 * args[0 .. count), and the keyword parameters follow at args[count], args[count + 1], ...
 * For a method, `self` is args[0] and is not counted by `least` and `most`, but is by `count`.
 *
 * A native that runs the program's code (through vm_call, object_repr, object_compare, ...) must
 * keep what it owns across that in registers, where the ledger can name it:
 *
 *      Object **registers = native_enter(vm, 2);      // NULL with an exception pending
 *      registers[0] = ...                             // owned by the register from here on
 *      native_leave(vm, registers);                   // releases what is still there
 *
 * Both are declared in object/call.h, because operators need them too. */
#ifndef OURO_VM_NATIVE_H
#define OURO_VM_NATIVE_H

#include "object/call.h"
#include "object/operations.h"
#include "object/state.h"

typedef Object *(*NativeFunction)(Vm *vm, Object **args, size_t count);

enum { ANY = 255 };

typedef enum NativeOwner {
    NATIVE_OF_BUILTINS, /* a built-in function */
    NATIVE_OF_SYS,      /* a function of a module */
    NATIVE_OF_GC,
    NATIVE_OF_WEAKREF,
    NATIVE_OF_TRACEMALLOC,
    NATIVE_OF_KIND,        /* a method of the type of a kind */
    NATIVE_STATIC_OF_KIND, /* the same without a self: __new__ */
    NATIVE_CONSTRUCTS_KIND /* what calling the type of a kind does */
} NativeOwner;

typedef struct NativeRow {
    const char *name;
    NativeFunction function;
    const char *const *words; /* the keywords: see natives.def */
    uint8_t word_count;
    uint8_t owner; /* a NativeOwner */
    uint8_t kind;  /* for methods and constructors */
    uint8_t least;
    uint8_t most;
} NativeRow;

extern const NativeRow NATIVE_ROWS[];
extern const size_t NATIVE_COUNT;

/* How many places a row's function sees for `given` positional arguments: `self` is 1 where the
 * first of them is a self or class. */
static ALWAYS_INLINE uint32_t native_slots(const NativeRow *row, uint32_t given, uint32_t self) {
    if (row->most == ANY)
        return given + row->word_count;
    return (row->word_count > row->most ? row->word_count : row->most) + self;
}

/* Those that the loop knows: see quick_list.h. */
Object *list_method_append(Vm *vm, Object **args, size_t count);
Object *list_method_pop(Vm *vm, Object **args, size_t count);

/* sys.stdout or sys.stderr: see print.c. */
MUST_CHECK Object *stream_new(Vm *vm, HostStream number);

/* Whether a method's row is what CPython calls a slot wrapper: a special method, with few
 * exceptions. Its messages are in other words. */
bool native_is_slot(const NativeRow *row);

/* The row of what calling the type of a kind does; NULL if it cannot be called. */
const NativeRow *native_constructor(Kind kind);

#endif
