/* scope.h -- which name means what: locals, cells, the closure, globals.
 *
 * One pass over the tree finds every scope (the module, functions, lambdas, comprehensions,
 * classes) and every name that is bound or read in it; a second settles where each name lives. A
 * name that an inner function uses lives in a cell. The errors are CPython's: those about `global`,
 * `nonlocal`, duplicate arguments, and `return`, `break`, `continue` and `yield` in the wrong
 * place.
 *
 * Scopes lie in the Scratch of the tree. The mark of a function's, lambda's, comprehension's or
 * class's node is the number of its scope. */
#ifndef OURO_LANG_SCOPE_H
#define OURO_LANG_SCOPE_H

#include "lang/diagnostic.h"
#include "lang/tree.h"

typedef enum SymbolPlace {
    SYMBOL_GLOBAL,  /* a global, or a built-in */
    SYMBOL_LOCAL,   /* a register */
    SYMBOL_CELL,    /* a cell in a register, shared with inner functions */
    SYMBOL_FREE,    /* a cell of the closure */
    SYMBOL_NAME,    /* in a class body: its namespace, else a global */
    SYMBOL_NUMBERED /* only while registers are given out: a local that has its own */
} SymbolPlace;

enum {
    SYMBOL_BOUND = 1,
    SYMBOL_USED = 2,
    SYMBOL_PARAMETER = 4,
    SYMBOL_IS_GLOBAL = 8, /* declared so */
    SYMBOL_IS_NONLOCAL = 16,
    SYMBOL_DELETED = 32,   /* some statement may unbind it: every read is checked */
    SYMBOL_CAPTURED = 64,  /* an inner function uses it */
    SYMBOL_ITERATES = 128, /* a target of a comprehension's `for` */
    SYMBOL_ANNOTATED = 256,
};

typedef struct Symbol {
    Text name;
    uint16_t flags;
    uint8_t place;           /* a SymbolPlace, once settled */
    uint32_t index;          /* the register, or the index in the closure */
    const Node *declaration; /* the first `global` or `nonlocal` of it, or NULL */
} Symbol;

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_FUNCTION, SCOPE_CLASS } ScopeKind;

typedef struct Scope Scope;
struct Scope {
    Scope *parent;
    Node *node;
    ScopeKind kind;
    Text name;
    Text class_name; /* of the innermost class, for private names; data NULL outside of one */
    Symbol *symbols; /* parameters first, then in order of appearance */
    uint32_t symbol_count;
    uint32_t symbol_capacity;
    uint32_t *table; /* open addressing: 1 + index of a symbol, by the hash of its name */
    uint32_t table_size;
    uint32_t local_count; /* registers that are locals or cells */
    uint32_t free_count;
    uint32_t slot_hint; /* classes: names that the methods store in their first parameter */
    bool has_yield;
    bool is_comprehension; /* a function too, whose one parameter is named ".0" */
    bool needs_class_cell; /* classes: a method uses super() or __class__ */
};

typedef struct ScopeTable {
    Scope **items; /* the module is items[0] */
    uint32_t count;
    uint32_t capacity;
} ScopeTable;

/* Analyses a module. False with the diagnostic filled in. */
MUST_CHECK bool scope_analyse(Scratch *scratch, Node *module, ScopeTable *scopes,
                              Diagnostic *diagnostic);

/* The symbol of a name in a scope, or NULL. */
Symbol *scope_find(const Scope *scope, Text name);

/* The same, made if it is new. NULL without memory. A zeroed Scope serves as a set of names. */
Symbol *scope_need(Scratch *scratch, Scope *scope, Text name);

/* The name under which a class body passes a cell on to its methods: ":x". */
Text scope_passed(Scratch *scratch, Text name);

/* The name as it is stored: `__x` in a class C is `_C__x`. */
Text scope_mangle(Scratch *scratch, const Scope *scope, Text name);

#endif
