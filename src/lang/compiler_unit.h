/* compiler_unit.h -- the code of one function (or class body, or module) as it grows.
 *
 * Only the files of the compiler include this. Failure is sticky: after the first one `failed` is
 * set in the Compiler and everything that is still emitted is dropped, so that no caller has to
 * look. */
#ifndef OURO_LANG_COMPILER_UNIT_H
#define OURO_LANG_COMPILER_UNIT_H

#include "lang/compiler.h"
#include "lang/ops.h"
#include "lang/scope.h"

/* A register, or a constant with OPERAND_CONSTANT set. */
typedef uint16_t Operand;

typedef struct Compiler {
    Vm *vm;
    Scratch *scratch;
    const CompileRequest *request;
    Diagnostic *diagnostic;
    ScopeTable scopes;
    ListObject *pool;     /* every constant of the module that can be shared */
    uint32_t *pool_table; /* open addressing: 1 + index in `pool` */
    uint32_t pool_size;   /* of the table, a power of two */
    bool failed;
} Compiler;

/* A place to jump to. While it is not known, the jumps that want it are linked through their
 * wide operands. */
typedef struct Label {
    uint32_t position; /* NOWHERE until bound */
    uint32_t chain;    /* 1 + the last jump to it, or 0 */
} Label;

#define NOWHERE UINT32_MAX
#define LABEL_NEW ((Label){.position = NOWHERE})

/* What surrounds the statement that is compiled, innermost first: what must be done before
 * `break`, `continue` or `return` may leave it. */
typedef enum BlockKind {
    BLOCK_WHILE,
    BLOCK_FOR,     /* an iterator is in `keep` */
    BLOCK_FINALLY, /* a final body must run */
    BLOCK_HANDLER, /* an exception is being handled, in `keep` */
    BLOCK_EXCEPT,  /* the body of a try with handlers: nothing but its range */
    BLOCK_UNBIND,  /* a handler's name must be unbound */
    BLOCK_WITH,    /* the __exit__ of a manager is in `keep` - 1 */
    BLOCK_VALUE    /* a return value waits in `keep` while a final body runs */
} BlockKind;

typedef struct CodeBlock {
    struct CodeBlock *outer;
    BlockKind kind;
    uint16_t keep;        /* first register that does not survive into the handler */
    uint32_t range_start; /* of the protected instructions, NOWHERE while not protected */
    uint32_t number;      /* of the handler entries */
    Label *again;         /* loops: where continue goes */
    Label *end;           /* loops: where break goes */
    NodeList final_body;
    Text name;   /* of UNBIND */
    Place place; /* of WITH: where the call of __exit__ comes from */
} CodeBlock;

typedef struct PendingHandler {
    Handler handler;
    uint32_t block; /* whose target it waits for */
} PendingHandler;

typedef struct Unit {
    Compiler *compiler;
    struct Unit *outer;
    Scope *scope;
    StrObject *qualified_name;
    Instruction *instructions; /* malloc */
    CodePlace *places;         /* malloc */
    uint32_t count;
    uint32_t capacity;
    PendingHandler *handlers; /* malloc */
    uint32_t handler_count;
    uint32_t handler_capacity;
    uint32_t block_count;
    ListObject *constants;
    ListObject *names;
    uint32_t *constant_table; /* malloc: 1 + index in constants, by address */
    uint32_t constant_size;
    uint32_t next_temporary; /* a register */
    uint32_t register_count;
    CodeBlock *block;
    uint8_t *assigned; /* by register: this local is bound for sure */
    Place place;       /* of what is being compiled */
    unsigned flags;    /* CODE_ */
} Unit;

/* compiler_unit.c: emitting. */
uint32_t emit(Unit *unit, Op op, uint32_t a, uint32_t b, uint32_t c);
uint32_t emit_wide(Unit *unit, Op op, uint32_t a, uint32_t wide);
void emit_word(Unit *unit); /* an empty cache */
void emit_jump(Unit *unit, Op op, uint32_t a, Label *label);
void bind_label(Unit *unit, Label *label);
uint16_t push_temporary(Unit *unit);
uint16_t push_temporaries(Unit *unit, uint32_t count);
static inline bool is_temporary(const Unit *unit, Operand operand) {
    return (operand & OPERAND_CONSTANT) == 0 && operand >= unit->scope->local_count;
}
uint32_t need_name(Unit *unit, Text name);
/* The index of a constant; takes the reference. Equal ones are one where `share`. */
uint32_t need_constant_take(Unit *unit, Object *constant, bool share);
/* The index of a name, as it is stored, as a constant string. */
uint32_t name_constant(Unit *unit, Text name);
/* None as an operand. */
Operand none_operand(Unit *unit);
/* The constant as an operand: in place if its index is small enough, else loaded. */
Operand constant_operand(Unit *unit, uint32_t index);
/* The tuple of expressions that are constants, owned; NULL if one of them is none (or failed). */
Object *tuple_constant(Unit *unit, NodeList items);
/* The constant that this expression is, owned; NULL if it is none (or failed). */
Object *constant_of(Unit *unit, const Node *node);
void fail_with(Unit *unit, MessageCode code, Place place);
void refuse(Unit *unit, RefusedFeature feature, Place place);
void fail_memory(Unit *unit);
void open_range(Unit *unit, CodeBlock *block);
void close_range(Unit *unit, CodeBlock *block);
/* The handlers of the block begin here. */
void bind_handlers(Unit *unit, const CodeBlock *block);
void unit_begin(Unit *unit, Compiler *compiler, Unit *outer, Scope *scope);
/* The finished code object, owned, or NULL; frees what the unit owns in any case. */
CodeObject *unit_finish(Unit *unit, unsigned flags, Node *parameters, uint32_t first_line);

/* compiler_expression.c */
Operand compile_operand(Unit *unit, Node *node);
/* As compile_operand, but a local comes back copied if `next`, which follows, can rebind it. */
Operand operand_before(Unit *unit, Node *node, const Node *next);
/* The same for what is only gone through or looked into: a set of constants is a frozenset then. */
Operand compile_iterable(Unit *unit, Node *node);
void compile_to(Unit *unit, Node *node, uint16_t target);
/* Jumps to the label if the expression is true (or false), else goes on. */
void compile_condition(Unit *unit, Node *node, bool jump_if, Label *label);
/* Stores a value (used up if a temporary) in a target; the last step of assignments. */
void compile_store(Unit *unit, Node *target, Operand value);
/* Where CPython says that an attribute is used: if it stands on a later line than `place` begins,
 * at its name alone. */
Place attribute_place(const Node *attribute, Place place);
void compile_store_name(Unit *unit, Text name, Operand value, Place place);
void compile_load_name(Unit *unit, Text name, uint16_t target);
Symbol *find_symbol(Unit *unit, Text name);
void compile_delete(Unit *unit, Node *target);
/* The values in consecutive new temporaries. */
uint16_t compile_row(Unit *unit, NodeList items);
/* A list of items, some of which may be starred, in a fresh temporary. */
uint16_t build_list(Unit *unit, NodeList items);
bool list_has_star(NodeList items);
void compile_move(Unit *unit, uint16_t target, Operand operand);

/* compiler_string.c */
void compile_joined(Unit *unit, Node *node, uint16_t target);
void compile_formatted(Unit *unit, Node *node, uint16_t target);
/* A literal `%` a tuple that is written out, if it is compiled as an f-string; else false. */
bool compile_percent(Unit *unit, Node *node, uint16_t target);

/* compiler_function.c */
/* What goes into a function beside its code, in operands. */
typedef struct Defaults {
    bool has_positional;
    bool has_keyword;
    bool has_annotations;
    uint16_t positional;  /* a tuple */
    uint16_t keyword;     /* a dict */
    uint16_t annotations; /* a tuple of names and values */
} Defaults;

void begin_inner(Unit *inner, Unit *outer, Node *node, Text name);
/* Parameters are bound from the start; those that inner functions use move into cells. A generator
 * is made here. */
void enter_function(Unit *unit);
void emit_return_none(Unit *unit);
/* Makes the function object of finished code. */
void emit_function(Unit *unit, CodeObject *code, const Scope *scope, Defaults defaults,
                   uint16_t target);
void compile_function(Unit *unit, Node *node);
void compile_lambda(Unit *unit, Node *node, uint16_t target);
void compile_class(Unit *unit, Node *node);

/* compiler_comprehension.c */
void compile_comprehension(Unit *unit, Node *node, uint16_t target);

/* compiler_statement.c */
void compile_body(Unit *unit, NodeList body);
void compile_statement(Unit *unit, Node *node);

#endif
