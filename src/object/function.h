/* function.h -- code, functions, cells, methods, native functions, modules.
 *
 * A CodeObject is what the compiler makes: instructions, the places in the source that they come
 * from, and a table of handlers, all in one buffer:
 *
 *      | Buffer | Instruction ... | Place ... (one per instruction) | Handler ... |
 *
 * A function is a code object with the values it closes over. A closure is a tuple of cells,
 * as in CPython, so that the collector counts what CPython's does. */
#ifndef OURO_OBJECT_FUNCTION_H
#define OURO_OBJECT_FUNCTION_H

#include "object/dict.h"
#include "object/object.h"
#include "object/sequence.h"
#include "object/str.h"

/* One instruction: what the operands mean is said by its row in lang/ops.def. `form` is what the
 * plain loop does for it: its op again, or a shortcut (lang/forms.h) that has the same effect on
 * every byte of memory. */
typedef struct Instruction {
    uint8_t op;
    uint8_t form;
    uint16_t a;
    uint16_t b;
    uint16_t c;
} Instruction;

/* Where an instruction comes from: lines from 1, columns from 0 in bytes of UTF-8. */
typedef struct CodePlace {
    uint32_t line;
    uint32_t end_line;
    uint32_t column;
    uint32_t end_column;
} CodePlace;

/* An exception raised in [start, stop) goes on at `target` with the registers from `keep` on
 * released and the exception itself in register `keep`. Inner handlers stand before outer ones. */
typedef struct Handler {
    uint32_t start;
    uint32_t stop;
    uint32_t target;
    uint32_t keep;
} Handler;

enum {
    CODE_HAS_REST = 1,        /* a *args parameter */
    CODE_HAS_KEYWORDS = 2,    /* a **kwargs parameter */
    CODE_IS_MODULE = 4,       /* a top-level statement: names are globals */
    CODE_IS_CLASS = 8,        /* a class body: register 0 is its namespace */
    CODE_IS_INTERACTIVE = 16, /* expression statements echo their value */
};

typedef struct CodeObject {
    Object header;
    TupleObject *constants;
    TupleObject *names;       /* of globals and attributes */
    TupleObject *local_names; /* of the registers that are locals, in order */
    TupleObject *free_names;  /* of the cells in the function's closure */
    StrObject *name;
    StrObject *qualified_name;
    StrObject *filename;
    StrObject *source; /* the text that was compiled; places refer to it */
    Instruction *instructions;
    uint32_t instruction_count;
    uint32_t handler_count;
    uint32_t register_count; /* locals and temporaries */
    uint32_t local_count;
    uint16_t positional_count;      /* parameters that can be given by position */
    uint16_t positional_only_count; /* of them, those that can only be given so */
    uint16_t keyword_only_count;
    uint16_t flags;
    uint32_t first_line; /* in `source` */
    uint32_t spare;      /* zero */
} CodeObject;

typedef struct CellObject {
    Object header;
    Object *value; /* NULL while unbound */
} CellObject;

/* The fields stand in the order in which CPython releases them. */
typedef struct FunctionObject {
    Object header;
    DictObject *globals;
    TupleObject *defaults;        /* or NULL */
    DictObject *keyword_defaults; /* or NULL */
    Object *doc;                  /* or NULL for None */
    DictObject *attributes;       /* or NULL */
    TupleObject *closure;         /* of cells, or NULL */
    Object *annotations;          /* a dict; until asked for, a tuple of its items; or NULL */
    CodeObject *code;
    StrObject *name;
    StrObject *qualified_name;
} FunctionObject;

/* Of a function that a call which ends lets go of before its locals: the closure, whose cells the
 * call holds too, as locals behind all others. Owned, to be released after the locals; NULL where
 * there is none, or somebody else holds the function. */
TupleObject *function_take_closure(FunctionObject *function);

typedef struct MethodObject {
    Object header;
    Object *function;
    Object *self;
} MethodObject;

/* A function written in C: `native` is its row in the table NATIVE_ROWS (vm/natives.def). */
typedef struct NativeObject {
    Object header;
    Object *self; /* what it is bound to, or NULL */
    uint32_t native;
    uint32_t spare; /* zero */
} NativeObject;

typedef struct ModuleObject {
    Object header;
    StrObject *name;
    DictObject *attributes;
} ModuleObject;

IMAGE_STRUCT(Instruction, 8);
IMAGE_STRUCT(CodePlace, 16);
IMAGE_STRUCT(Handler, 16);
IMAGE_STRUCT(CodeObject, 112);
IMAGE_STRUCT(FunctionObject, 88);
IMAGE_STRUCT(MethodObject, 24);
IMAGE_STRUCT(NativeObject, 24);
IMAGE_STRUCT(ModuleObject, 24);

static inline const CodePlace *code_places_peek(const CodeObject *code) {
    return (const CodePlace *)(const void *)(code->instructions + code->instruction_count);
}

static inline const Handler *code_handlers_peek(const CodeObject *code) {
    return (const Handler *)(const void *)(code_places_peek(code) + code->instruction_count);
}

/* The handler of an instruction: the first in the table that covers it, because inner ones stand
 * first. NULL if there is none. */
const Handler *code_find_handler(const CodeObject *code, uint32_t instruction);

static inline size_t code_buffer_bytes(const CodeObject *code) {
    return code->instruction_count * (sizeof(Instruction) + sizeof(CodePlace)) +
           code->handler_count * sizeof(Handler);
}

/* A function of this code in these globals; the other fields are NULL and the names are the
 * code's. Tracked. */
MUST_CHECK FunctionObject *function_new(Vm *vm, CodeObject *code, DictObject *globals);
MUST_CHECK CellObject *cell_new(Vm *vm, Object *value_or_null);
MUST_CHECK MethodObject *method_new(Vm *vm, Object *function, Object *self);
MUST_CHECK NativeObject *native_new(Vm *vm, uint32_t native, Object *self_or_null);
MUST_CHECK ModuleObject *module_new(Vm *vm, StrObject *name);

#endif
