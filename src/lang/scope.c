#include "lang/scope.h"

#include <stdlib.h>
#include <string.h>

/* What the walk knows of where it is. */
typedef struct Walk {
    Scratch *scratch;
    ScopeTable *scopes;
    Diagnostic *diagnostic;
    Scope *scope;
    unsigned loops;     /* loops around this place, in this scope */
    unsigned iterables; /* iterables of comprehensions around this place */
    bool is_target;     /* in a target of a comprehension's `for` */
} Walk;

static uint32_t hash_text(Text text) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (uint32_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
    return hash;
}

static bool same_text(Text left, Text right) {
    return left.length == right.length && memcmp(left.data, right.data, left.length) == 0;
}

static uint32_t *find_slot(const Scope *scope, Text name) {
    uint32_t at = hash_text(name) & (scope->table_size - 1);
    while (scope->table[at] != 0 && !same_text(scope->symbols[scope->table[at] - 1].name, name))
        at = (at + 1) & (scope->table_size - 1);
    return &scope->table[at];
}

Symbol *scope_find(const Scope *scope, Text name) {
    if (scope->table_size == 0)
        return NULL;
    uint32_t slot = *find_slot(scope, name);
    return slot == 0 ? NULL : &scope->symbols[slot - 1];
}

static bool grow_symbols(Scratch *scratch, Scope *scope) {
    uint32_t capacity = scope->symbol_capacity == 0 ? 8 : scope->symbol_capacity * 2;
    Symbol *symbols = scratch_allocate(scratch, capacity * sizeof *symbols);
    uint32_t *table = scratch_allocate(scratch, 2 * capacity * sizeof *table);
    if (symbols == NULL || table == NULL)
        return false;
    if (scope->symbol_count > 0)
        memcpy(symbols, scope->symbols, scope->symbol_count * sizeof *symbols);
    scope->symbols = symbols;
    scope->symbol_capacity = capacity;
    scope->table = table;
    scope->table_size = 2 * capacity;
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        *find_slot(scope, symbols[i].name) = i + 1;
    return true;
}

Symbol *scope_need(Scratch *scratch, Scope *scope, Text name) {
    if (scope->symbol_count == scope->symbol_capacity && !grow_symbols(scratch, scope))
        return NULL;
    uint32_t *slot = find_slot(scope, name);
    if (*slot == 0) {
        scope->symbols[scope->symbol_count] = (Symbol){.name = name};
        *slot = ++scope->symbol_count;
    }
    return &scope->symbols[*slot - 1];
}

Text scope_mangle(Scratch *scratch, const Scope *scope, Text name) {
    Text class_name = scope->class_name;
    if (class_name.data == NULL || name.length < 3 || name.data[0] != '_' || name.data[1] != '_' ||
        memcmp(name.data + name.length - 2, "__", 2) == 0)
        return name;
    while (class_name.length > 0 && class_name.data[0] == '_') {
        class_name.data++;
        class_name.length--;
    }
    if (class_name.length == 0)
        return name;
    char *text = scratch_allocate(scratch, (size_t)class_name.length + name.length + 2);
    if (text == NULL)
        return name;
    text[0] = '_';
    memcpy(text + 1, class_name.data, class_name.length);
    memcpy(text + 1 + class_name.length, name.data, name.length);
    return (Text){.data = text, .length = class_name.length + name.length + 1};
}

static bool out_of_memory(Walk *walk) {
    diagnostic_set(walk->diagnostic, MESSAGE_MEMORY, (Place){0});
    return false;
}

#define FAIL(walk, place, ...) (FAIL_WITH(walk, place, __VA_ARGS__, 0), false)
#define FAIL_WITH(walk, place, code, ...)                                                          \
    diagnostic_set((walk)->diagnostic, code, place, __VA_ARGS__)

static Scope *push_scope(Walk *walk, ScopeKind kind, Node *node, Text name) {
    ScopeTable *scopes = walk->scopes;
    if (scopes->count == scopes->capacity) {
        uint32_t capacity = scopes->capacity == 0 ? 16 : scopes->capacity * 2;
        Scope **items = scratch_allocate(walk->scratch, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        if (scopes->count > 0)
            memcpy(items, scopes->items, scopes->count * sizeof *items);
        scopes->items = items;
        scopes->capacity = capacity;
    }
    Scope *scope = scratch_allocate(walk->scratch, sizeof *scope);
    if (scope == NULL)
        return NULL;
    scope->parent = walk->scope;
    scope->node = node;
    scope->kind = kind;
    scope->name = name;
    if (kind == SCOPE_CLASS)
        scope->class_name = name;
    else if (walk->scope != NULL)
        scope->class_name = walk->scope->class_name;
    node->mark = scopes->count;
    scopes->items[scopes->count++] = scope;
    return scope;
}

static bool mark_name(Walk *walk, Text name, unsigned flags) {
    name = scope_mangle(walk->scratch, walk->scope, name);
    Symbol *symbol = scope_need(walk->scratch, walk->scope, name);
    if (symbol == NULL)
        return out_of_memory(walk);
    symbol->flags |= (uint16_t)flags;
    return true;
}

static bool visit(Walk *walk, Node *node);

static bool visit_list(Walk *walk, NodeList list) {
    for (uint32_t i = 0; i < list.count; i++) {
        if (list.items[i] != NULL && !visit(walk, list.items[i]))
            return false;
    }
    return true;
}

static bool visit_if_any(Walk *walk, Node *node) {
    return node == NULL || visit(walk, node);
}

static bool visit_children(Walk *walk, Node *node) {
    TreeChildren children = tree_children(node);
    for (Node *child; (child = tree_next_child(&children)) != NULL;) {
        if (!visit(walk, child))
            return false;
    }
    return true;
}

static bool bind_parameter(Walk *walk, Node *parameter) {
    if (parameter == NULL)
        return true;
    Text name = scope_mangle(walk->scratch, walk->scope, parameter->parameter.name);
    const Symbol *known = scope_find(walk->scope, name);
    if (known != NULL && (known->flags & SYMBOL_PARAMETER) != 0)
        return FAIL(walk, parameter->place, MESSAGE_DUPLICATE_ARGUMENT,
                    parameter->parameter.name.data);
    return mark_name(walk, name, SYMBOL_BOUND | SYMBOL_PARAMETER);
}

static bool bind_parameter_list(Walk *walk, NodeList list) {
    for (uint32_t i = 0; i < list.count; i++) {
        if (!bind_parameter(walk, list.items[i]))
            return false;
    }
    return true;
}

/* The registers of arguments are in CPython's order: positional, keyword-only, *rest, **rest. */
static bool bind_parameters(Walk *walk, Node *parameters) {
    return bind_parameter_list(walk, parameters->parameters.positional_only) &&
           bind_parameter_list(walk, parameters->parameters.positional) &&
           bind_parameter_list(walk, parameters->parameters.keyword_only) &&
           bind_parameter(walk, parameters->parameters.star) &&
           bind_parameter(walk, parameters->parameters.double_star);
}

static bool visit_annotations(Walk *walk, NodeList list) {
    for (uint32_t i = 0; i < list.count; i++) {
        if (!visit_if_any(walk, list.items[i]->parameter.annotation))
            return false;
    }
    return true;
}

/* What of a function is evaluated outside of it. */
static bool visit_signature(Walk *walk, Node *parameters) {
    struct NodePARAMETERSFields *all = &parameters->parameters;
    return visit_list(walk, all->defaults) && visit_list(walk, all->keyword_defaults) &&
           visit_annotations(walk, all->positional_only) &&
           visit_annotations(walk, all->positional) && visit_annotations(walk, all->keyword_only) &&
           (all->star == NULL || visit_if_any(walk, all->star->parameter.annotation)) &&
           (all->double_star == NULL || visit_if_any(walk, all->double_star->parameter.annotation));
}

/* Goes into a function's or class's body in a scope of its own. */
static bool visit_inner(Walk *walk, Node *node, ScopeKind kind, Text name, Node *parameters,
                        NodeList body, Node *expression) {
    Scope *scope = push_scope(walk, kind, node, name);
    if (scope == NULL)
        return out_of_memory(walk);
    Scope *outer = walk->scope;
    unsigned loops = walk->loops;
    walk->scope = scope;
    walk->loops = 0;
    bool ok = (parameters == NULL || bind_parameters(walk, parameters)) && visit_list(walk, body) &&
              visit_if_any(walk, expression);
    walk->scope = outer;
    walk->loops = loops;
    return ok;
}

static bool visit_function(Walk *walk, Node *node) {
    struct NodeFUNCTIONFields *function = &node->function;
    if (!visit_list(walk, function->decorators) || !visit_signature(walk, function->parameters) ||
        !visit_if_any(walk, function->returns))
        return false;
    return mark_name(walk, function->name, SYMBOL_BOUND) &&
           visit_inner(walk, node, SCOPE_FUNCTION, function->name, function->parameters,
                       function->body, NULL);
}

static bool visit_class(Walk *walk, Node *node) {
    struct NodeCLASSFields *class_ = &node->class_;
    if (!visit_list(walk, class_->decorators) || !visit_list(walk, class_->bases))
        return false;
    return mark_name(walk, class_->name, SYMBOL_BOUND) &&
           visit_inner(walk, node, SCOPE_CLASS, class_->name, NULL, class_->body, NULL);
}

static bool mark_declared(Walk *walk, const Node *declaration, Text name, unsigned flag) {
    if (!mark_name(walk, name, flag))
        return false;
    Symbol *symbol = scope_find(walk->scope, name);
    if (symbol->declaration == NULL)
        symbol->declaration = declaration;
    return true;
}

static bool declare(Walk *walk, Node *node, TextList names, unsigned flag, const char *word) {
    for (uint32_t i = 0; i < names.count; i++) {
        Text name = scope_mangle(walk->scratch, walk->scope, names.items[i]);
        const Symbol *known = scope_find(walk->scope, name);
        unsigned flags = known == NULL ? 0 : known->flags;
        if (flag == SYMBOL_IS_NONLOCAL && walk->scope->kind == SCOPE_MODULE)
            return FAIL(walk, node->place, MESSAGE_NONLOCAL_AT_MODULE);
        if ((flags & SYMBOL_PARAMETER) != 0)
            return FAIL(walk, node->place, MESSAGE_PARAMETER_DECLARED, name.data, word);
        if ((flags & SYMBOL_USED) != 0)
            return FAIL(walk, node->place, MESSAGE_USED_BEFORE, name.data, word);
        if ((flags & SYMBOL_ANNOTATED) != 0)
            return FAIL(walk, node->place, MESSAGE_ANNOTATED_DECLARED, name.data, word);
        if ((flags & SYMBOL_BOUND) != 0)
            return FAIL(walk, node->place, MESSAGE_ASSIGNED_BEFORE, name.data, word);
        if ((flags & (SYMBOL_IS_GLOBAL | SYMBOL_IS_NONLOCAL) & ~flag) != 0)
            return FAIL(walk, known->declaration->place, MESSAGE_NONLOCAL_AND_GLOBAL, name.data);
        if (walk->scope->kind != SCOPE_MODULE && !mark_declared(walk, node, name, flag))
            return false;
    }
    return true;
}

/* A target of a comprehension must not be a name that `:=` binds outside of it. */
static bool mark_target(Walk *walk, Node *node) {
    const Symbol *known =
        scope_find(walk->scope, scope_mangle(walk->scratch, walk->scope, node->name.id));
    if (known != NULL && (known->flags & (SYMBOL_IS_GLOBAL | SYMBOL_IS_NONLOCAL)) != 0)
        return FAIL(walk, node->place, MESSAGE_NAMED_INNER_LOOP, node->name.id.data);
    return mark_name(walk, node->name.id, SYMBOL_BOUND | SYMBOL_ITERATES);
}

static bool visit_name(Walk *walk, Node *node) {
    if (walk->is_target && node->name.context == CONTEXT_STORE)
        return mark_target(walk, node);
    static const uint8_t FLAGS[] = {[CONTEXT_LOAD] = SYMBOL_USED,
                                    [CONTEXT_STORE] = SYMBOL_BOUND,
                                    [CONTEXT_DELETE] = SYMBOL_BOUND | SYMBOL_DELETED};
    if (walk->scope->kind == SCOPE_FUNCTION && node->name.context == CONTEXT_LOAD &&
        text_equals(node->name.id, "super")) {
        /* super() without arguments finds its class through a cell named __class__. */
        Text cell = {.data = "__class__", .length = 9};
        if (walk->scope->class_name.data != NULL && !mark_name(walk, cell, SYMBOL_USED))
            return false;
    }
    return mark_name(walk, node->name.id, FLAGS[node->name.context]);
}

static bool visit_loop(Walk *walk, Node *node) {
    NodeList body = node->kind == NODE_FOR ? node->for_.body : node->while_.body;
    NodeList else_body = node->kind == NODE_FOR ? node->for_.else_body : node->while_.else_body;
    if (node->kind == NODE_FOR) {
        if (!visit(walk, node->for_.iterable) || !visit(walk, node->for_.target))
            return false;
    } else if (!visit(walk, node->while_.test)) {
        return false;
    }
    walk->loops++;
    bool ok = visit_list(walk, body);
    walk->loops--;
    return ok && visit_list(walk, else_body);
}

/* `import a.b` binds a. */
static bool visit_alias(Walk *walk, Node *node) {
    Text name = node->alias.as_name.data != NULL ? node->alias.as_name : node->alias.name;
    const char *dot = memchr(name.data, '.', name.length);
    if (dot != NULL)
        name.length = (uint32_t)(dot - name.data);
    if (text_equals(name, "*"))
        return true;
    return mark_name(walk, name, SYMBOL_BOUND);
}

/* Counts the attributes that methods store in their first parameter, so that the first instance of
 * a class has room for them all. */
static void note_slot(Walk *walk, Node *node) {
    Scope *scope = walk->scope;
    if (node->attribute.context != CONTEXT_STORE || node->attribute.value->kind != NODE_NAME ||
        scope->kind != SCOPE_FUNCTION || scope->parent->kind != SCOPE_CLASS ||
        scope->symbol_count == 0 || (scope->symbols[0].flags & SYMBOL_PARAMETER) == 0 ||
        !same_text(scope->symbols[0].name, node->attribute.value->name.id))
        return;
    Scope *class_scope = scope->parent;
    /* Names of slots share the table of the class's symbols under a prefix no name can have. */
    Text name = node->attribute.name;
    char *text = scratch_allocate(walk->scratch, (size_t)name.length + 2);
    if (text == NULL)
        return;
    text[0] = '.';
    memcpy(text + 1, name.data, name.length);
    Text slot = {.data = text, .length = name.length + 1};
    if (scope_find(class_scope, slot) == NULL && scope_need(walk->scratch, class_scope, slot))
        class_scope->slot_hint++;
}

static const char *comprehension_words(NodeKind kind) {
    switch (kind) {
    case NODE_LIST_COMPREHENSION:
        return "list comprehension";
    case NODE_SET_COMPREHENSION:
        return "set comprehension";
    case NODE_DICT_COMPREHENSION:
        return "dict comprehension";
    default:
        return "generator expression";
    }
}

static bool visit_yield(Walk *walk, Node *node) {
    if (walk->scope->is_comprehension)
        return visit_children(walk, node) &&
               FAIL(walk, node->place, MESSAGE_YIELD_IN_COMPREHENSION,
                    comprehension_words((NodeKind)walk->scope->node->kind));
    if (walk->scope->kind != SCOPE_FUNCTION)
        return FAIL(walk, node->place, MESSAGE_YIELD_OUTSIDE);
    walk->scope->has_yield = true;
    return visit_children(walk, node);
}

/* In a comprehension `:=` binds its name in the function or module around it. */
static bool bind_named_outside(Walk *walk, Node *target) {
    Text id = target->name.id;
    for (Scope *scope = walk->scope; scope != NULL; scope = scope->parent) {
        Text name = scope_mangle(walk->scratch, scope, id);
        const Symbol *known = scope_find(scope, name);
        unsigned flags = known == NULL ? 0 : known->flags;
        if (scope->is_comprehension) {
            if ((flags & SYMBOL_ITERATES) != 0)
                return FAIL(walk, target->place, MESSAGE_NAMED_REBINDS, id.data);
            continue;
        }
        if (scope->kind == SCOPE_CLASS)
            return FAIL(walk, target->place, MESSAGE_NAMED_IN_CLASS);
        bool is_global = scope->kind == SCOPE_MODULE || (flags & SYMBOL_IS_GLOBAL) != 0;
        Symbol *outside = scope_need(walk->scratch, scope, name);
        if (outside == NULL)
            return out_of_memory(walk);
        outside->flags |= SYMBOL_BOUND;
        return mark_name(walk, id, is_global ? SYMBOL_IS_GLOBAL : SYMBOL_IS_NONLOCAL);
    }
    return true;
}

static bool visit_named(Walk *walk, Node *node) {
    if (walk->iterables > 0)
        return FAIL(walk, node->place, MESSAGE_NAMED_IN_ITERABLE);
    return (!walk->scope->is_comprehension || bind_named_outside(walk, node->named.target)) &&
           visit(walk, node->named.value) && visit(walk, node->named.target);
}

static bool visit_iterable(Walk *walk, Node *node) {
    walk->iterables++;
    bool ok = visit(walk, node);
    walk->iterables--;
    return ok;
}

static bool visit_target(Walk *walk, Node *node) {
    bool outer = walk->is_target;
    walk->is_target = true;
    bool ok = visit(walk, node);
    walk->is_target = outer;
    return ok;
}

/* What of a comprehension lies in its own scope: all but the first iterable. */
static bool visit_parts(Walk *walk, NodeList parts, Node *value, Node *item) {
    for (uint32_t i = 0; i < parts.count; i++) {
        struct NodeCOMPREHENSIONFields *part = &parts.items[i]->comprehension;
        if (!visit_target(walk, part->target) || (i > 0 && !visit_iterable(walk, part->iterable)) ||
            !visit_list(walk, part->conditions))
            return false;
    }
    return visit_if_any(walk, value) && visit(walk, item);
}

static bool visit_comprehension(Walk *walk, Node *node, const char *name, NodeList parts,
                                Node *value, Node *item) {
    if (!visit_iterable(walk, parts.items[0]->comprehension.iterable))
        return false;
    Text text = {.data = name, .length = (uint32_t)strlen(name)};
    Scope *scope = push_scope(walk, SCOPE_FUNCTION, node, text);
    if (scope == NULL)
        return out_of_memory(walk);
    scope->is_comprehension = true;
    scope->has_yield = node->kind == NODE_GENERATOR;
    Walk outer = *walk;
    walk->scope = scope;
    walk->loops = 0;
    walk->is_target = false;
    Text parameter = {.data = ".0", .length = 2};
    bool ok = mark_name(walk, parameter, SYMBOL_BOUND | SYMBOL_PARAMETER) &&
              visit_parts(walk, parts, value, item);
    *walk = outer;
    return ok;
}

/* `x: T` makes x a local even where nothing is assigned. */
static bool visit_annotated(Walk *walk, Node *node) {
    struct NodeANNOTATED_ASSIGNFields *annotated = &node->annotated_assign;
    Node *target = annotated->target;
    if (target->kind != NODE_NAME) {
        if (!visit(walk, target))
            return false;
    } else {
        const Symbol *known =
            scope_find(walk->scope, scope_mangle(walk->scratch, walk->scope, target->name.id));
        unsigned declared = known == NULL || walk->scope->kind == SCOPE_MODULE
                                ? 0
                                : known->flags & (SYMBOL_IS_GLOBAL | SYMBOL_IS_NONLOCAL);
        if (annotated->simple && declared != 0)
            return FAIL(walk, node->place, MESSAGE_ANNOTATED_DECLARED, target->name.id.data,
                        (declared & SYMBOL_IS_GLOBAL) != 0 ? "global" : "nonlocal");
        if ((annotated->simple || annotated->value != NULL) &&
            !mark_name(walk, target->name.id,
                       SYMBOL_BOUND | (annotated->simple ? SYMBOL_ANNOTATED : 0u)))
            return false;
    }
    return visit(walk, annotated->annotation) && visit_if_any(walk, annotated->value);
}

static bool visit(Walk *walk, Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_FUNCTION:
        return visit_function(walk, node);
    case NODE_LAMBDA:
        return visit_signature(walk, node->lambda.parameters) &&
               visit_inner(walk, node, SCOPE_FUNCTION, (Text){.data = "<lambda>", .length = 8},
                           node->lambda.parameters, (NodeList){0}, node->lambda.body);
    case NODE_CLASS:
        return visit_class(walk, node);
    case NODE_NAME:
        return visit_name(walk, node);
    case NODE_GLOBAL:
        return declare(walk, node, node->global.names, SYMBOL_IS_GLOBAL, "global");
    case NODE_NONLOCAL:
        return declare(walk, node, node->nonlocal.names, SYMBOL_IS_NONLOCAL, "nonlocal");
    case NODE_ALIAS:
        return visit_alias(walk, node);
    case NODE_HANDLER:
        return visit_if_any(walk, node->handler.type) &&
               (node->handler.name.data == NULL ||
                mark_name(walk, node->handler.name, SYMBOL_BOUND | SYMBOL_DELETED)) &&
               visit_list(walk, node->handler.body);
    case NODE_FOR:
    case NODE_WHILE:
        return visit_loop(walk, node);
    case NODE_ASSIGN:
        return visit(walk, node->assign.value) && visit_list(walk, node->assign.targets);
    case NODE_ATTRIBUTE:
        note_slot(walk, node);
        return visit(walk, node->attribute.value);
    case NODE_ANNOTATED_ASSIGN:
        return visit_annotated(walk, node);
    case NODE_NAMED:
        return visit_named(walk, node);
    case NODE_LIST_COMPREHENSION:
        return visit_comprehension(walk, node, "<listcomp>", node->list_comprehension.generators,
                                   NULL, node->list_comprehension.item);
    case NODE_SET_COMPREHENSION:
        return visit_comprehension(walk, node, "<setcomp>", node->set_comprehension.generators,
                                   NULL, node->set_comprehension.item);
    case NODE_DICT_COMPREHENSION:
        return visit_comprehension(walk, node, "<dictcomp>", node->dict_comprehension.generators,
                                   node->dict_comprehension.value, node->dict_comprehension.key);
    case NODE_GENERATOR:
        return visit_comprehension(walk, node, "<genexpr>", node->generator.generators, NULL,
                                   node->generator.item);
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        return visit_yield(walk, node);
    case NODE_RETURN:
        if (walk->scope->kind != SCOPE_FUNCTION)
            return FAIL(walk, node->place, MESSAGE_RETURN_OUTSIDE);
        return visit_children(walk, node);
    case NODE_BREAK:
        return walk->loops > 0 || FAIL(walk, node->place, MESSAGE_BREAK_OUTSIDE);
    case NODE_CONTINUE:
        return walk->loops > 0 || FAIL(walk, node->place, MESSAGE_CONTINUE_OUTSIDE);
    default:
        return visit_children(walk, node);
    }
}

Text scope_passed(Scratch *scratch, Text name) {
    char *text = scratch_allocate(scratch, (size_t)name.length + 2);
    if (text == NULL)
        return name;
    text[0] = ':';
    memcpy(text + 1, name.data, name.length);
    return (Text){.data = text, .length = name.length + 1};
}

/* Where an outer function binds the name: it becomes a cell there, and a member of the closure of
 * every function in between. False when no outer function binds it. */
static bool capture(Scratch *scratch, Scope *scope, Text name, bool *ok) {
    Scope *owner = scope->parent;
    Symbol *symbol = NULL;
    for (; owner != NULL; owner = owner->parent) {
        if (owner->kind == SCOPE_MODULE)
            return false;
        bool is_class_cell = owner->kind == SCOPE_CLASS && text_equals(name, "__class__");
        if (owner->kind == SCOPE_CLASS && !is_class_cell)
            continue;
        if (is_class_cell) {
            owner->needs_class_cell = true;
            symbol = scope_need(scratch, owner, name);
            if (symbol != NULL)
                symbol->flags |= SYMBOL_CAPTURED;
            break;
        }
        symbol = scope_find(owner, name);
        if (symbol == NULL || (symbol->flags & SYMBOL_IS_NONLOCAL) != 0)
            continue;
        if ((symbol->flags & SYMBOL_IS_GLOBAL) != 0)
            return false;
        if ((symbol->flags & SYMBOL_BOUND) != 0)
            break;
    }
    if (owner == NULL)
        return false;
    if (symbol == NULL) {
        *ok = false;
        return false;
    }
    symbol->flags |= SYMBOL_CAPTURED;
    for (Scope *between = scope; between != owner; between = between->parent) {
        /* A class body passes the cell on to its methods under a name apart, because it may bind
         * the same name itself. */
        bool passes_on = between->kind == SCOPE_CLASS && between != scope;
        Symbol *link = scope_need(scratch, between, passes_on ? scope_passed(scratch, name) : name);
        if (link == NULL) {
            *ok = false;
            return false;
        }
        if (link->place != SYMBOL_FREE) {
            link->place = SYMBOL_FREE;
            link->index = between->free_count++;
        }
    }
    return true;
}

static bool settle_symbol(Walk *walk, Scope *scope, uint32_t index) {
    Symbol *symbol = &scope->symbols[index];
    Text name = symbol->name;
    unsigned flags = symbol->flags;
    if (symbol->place == SYMBOL_FREE || (scope->kind == SCOPE_CLASS && name.data[0] == '.'))
        return true;
    if ((flags & SYMBOL_IS_GLOBAL) != 0 || scope->kind == SCOPE_MODULE) {
        symbol->place = SYMBOL_GLOBAL;
        return true;
    }
    bool ok = true;
    bool binds = (flags & SYMBOL_BOUND) != 0 && (flags & SYMBOL_IS_NONLOCAL) == 0;
    if (binds || (scope->kind == SCOPE_CLASS && text_equals(name, "__class__"))) {
        symbol->place = scope->kind == SCOPE_CLASS ? SYMBOL_NAME : SYMBOL_LOCAL;
        return true;
    }
    if (!capture(walk->scratch, scope, name, &ok)) {
        if (!ok)
            return out_of_memory(walk);
        if ((flags & SYMBOL_IS_NONLOCAL) != 0)
            return FAIL(walk, scope->symbols[index].declaration->place, MESSAGE_NO_NONLOCAL,
                        name.data);
        symbol = &scope->symbols[index];
        symbol->place = scope->kind == SCOPE_CLASS ? SYMBOL_NAME : SYMBOL_GLOBAL;
    }
    return true;
}

static bool is_class_cell(const Scope *scope, const Symbol *symbol) {
    return scope->kind == SCOPE_CLASS && scope->needs_class_cell &&
           text_equals(symbol->name, "__class__");
}

static int compare_names(const void *left, const void *right) {
    Text names[] = {(*(Symbol *const *)left)->name, (*(Symbol *const *)right)->name};
    for (unsigned i = 0; i < 2; i++) {
        /* What a class passes on is sorted by the name itself. */
        if (names[i].data[0] == ':')
            names[i] = (Text){.data = names[i].data + 1, .length = names[i].length - 1};
    }
    uint32_t common = names[0].length < names[1].length ? names[0].length : names[1].length;
    int order = memcmp(names[0].data, names[1].data, common);
    if (order != 0)
        return order;
    return names[0].length < names[1].length ? -1 : names[0].length > names[1].length;
}

/* Numbers the symbols of a place by name, from `next` on; returns the number after the last. */
static uint32_t number_by_name(Scratch *scratch, Scope *scope, SymbolPlace place, uint32_t next) {
    Symbol **sorted = scratch_allocate(scratch, (scope->symbol_count + 1) * sizeof(Symbol *));
    if (sorted == NULL)
        return next;
    uint32_t count = 0;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        if (scope->symbols[i].place == place)
            sorted[count++] = &scope->symbols[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i]->index = next++;
        if (place == SYMBOL_LOCAL)
            sorted[i]->place = SYMBOL_CELL;
    }
    return next;
}

/* Gives registers to locals in CPython's order, in which they are released when a call ends:
 * parameters, then plain locals in order of appearance, then those that inner functions use, by
 * name. A class body has its namespace in register 0 and, if a method needs it, the cell of the
 * class in register 1. The closure is sorted by name too. */
static void number_symbols(Scratch *scratch, Scope *scope) {
    uint32_t next = scope->kind == SCOPE_CLASS ? 1 : 0;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        Symbol *symbol = &scope->symbols[i];
        bool captured = (symbol->flags & SYMBOL_CAPTURED) != 0;
        bool now = !captured || (symbol->flags & SYMBOL_PARAMETER) != 0;
        if (!is_class_cell(scope, symbol) && (symbol->place != SYMBOL_LOCAL || !now))
            continue;
        symbol->index = next++;
        symbol->place = captured ? SYMBOL_CELL : SYMBOL_NUMBERED;
    }
    next = number_by_name(scratch, scope, SYMBOL_LOCAL, next);
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        if (scope->symbols[i].place == SYMBOL_NUMBERED)
            scope->symbols[i].place = SYMBOL_LOCAL;
    }
    scope->local_count = next;
    number_by_name(scratch, scope, SYMBOL_FREE, 0);
}

bool scope_analyse(Scratch *scratch, Node *module, ScopeTable *scopes, Diagnostic *diagnostic) {
    Walk walk = {.scratch = scratch, .scopes = scopes, .diagnostic = diagnostic};
    Scope *top = push_scope(&walk, SCOPE_MODULE, module, (Text){.data = "<module>", .length = 8});
    if (top == NULL)
        return out_of_memory(&walk);
    walk.scope = top;
    if (!visit_list(&walk, module->module.body))
        return false;
    for (uint32_t i = 0; i < scopes->count; i++) {
        /* Settling an inner scope may add symbols to this one: the count is read again. */
        for (uint32_t j = 0; j < scopes->items[i]->symbol_count; j++) {
            if (!settle_symbol(&walk, scopes->items[i], j))
                return false;
        }
    }
    for (uint32_t i = 0; i < scopes->count; i++)
        number_symbols(scratch, scopes->items[i]);
    return !scratch->failed || out_of_memory(&walk);
}
