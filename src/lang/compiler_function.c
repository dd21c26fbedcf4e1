#include "lang/compiler_unit.h"

#include <stdlib.h>
#include <string.h>

#include "object/call.h"

static Scope *scope_of(Unit *unit, const Node *node) {
    return unit->compiler->scopes.items[node->mark];
}

/* "outer.<locals>.inner", "Class.method": where a definition stands. */
static StrObject *qualify(Unit *unit, Text name) {
    Vm *vm = unit->compiler->vm;
    const Symbol *symbol = find_symbol(unit, name);
    bool at_top = unit->scope->kind == SCOPE_MODULE ||
                  (symbol != NULL && (symbol->flags & SYMBOL_IS_GLOBAL) != 0 &&
                   !text_equals(name, "<lambda>"));
    if (at_top)
        return str_intern(vm, name.data, name.length);
    return str_format(vm, "%s%s.%.*s", unit->qualified_name->text,
                      unit->scope->kind == SCOPE_CLASS || unit->scope->is_comprehension ? "" : ".<locals>", (int)name.length,
                      name.data);
}

void begin_inner(Unit *inner, Unit *outer, Node *node, Text name) {
    unit_begin(inner, outer->compiler, outer, scope_of(outer, node));
    if (outer->compiler->failed)
        return;
    inner->qualified_name = qualify(outer, name);
    if (inner->qualified_name == NULL)
        fail_memory(inner);
    inner->place = node->place;
}

void enter_function(Unit *unit) {
    const Scope *scope = unit->scope;
    for (uint32_t i = 0; i < scope->symbol_count && !unit->compiler->failed; i++) {
        const Symbol *symbol = &scope->symbols[i];
        if (symbol->place == SYMBOL_CELL)
            emit(unit, OP_MAKE_CELL, symbol->index, 0, 0);
        else if (symbol->place == SYMBOL_LOCAL && (symbol->flags & SYMBOL_PARAMETER) != 0)
            unit->assigned[symbol->index] = 1;
    }
    if (!scope->has_yield)
        return;
    Place place = unit->place;
    unit->place = (Place){.line = place.line, .end_line = place.line};
    emit(unit, OP_GENERATOR, 0, 0, 0);
    unit->place = place;
}

void emit_return_none(Unit *unit) {
    Object *none = object_held(unit->compiler->vm->none);
    emit(unit, OP_RETURN, constant_operand(unit, need_constant_take(unit, none, true)), 0, 0);
}

/* Where this scope has the cell that an inner one wants: what a class passes on has a name apart.
 */
static const Symbol *find_cell(Unit *unit, Text name) {
    if (name.data[0] == ':')
        name = (Text){.data = name.data + 1, .length = name.length - 1};
    if (unit->scope->kind == SCOPE_CLASS) {
        const Symbol *passed = scope_find(unit->scope, scope_passed(unit->compiler->scratch, name));
        if (passed != NULL)
            return passed;
    }
    return scope_find(unit->scope, name);
}

#define NO_OPERAND UINT16_MAX

/* The closure: a tuple of the cells that the inner function's free names are in, taken from the
 * registers or the closure of this one. It is made before the function, as in CPython, because that
 * shows in the order in which the collector looks at them. NO_OPERAND if there is none. */
static Operand build_closure(Unit *unit, const Scope *inner) {
    if (inner->free_count == 0)
        return NO_OPERAND;
    uint16_t tuple = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    uint16_t base = push_temporaries(unit, inner->free_count);
    for (uint32_t i = 0; i < inner->symbol_count; i++) {
        const Symbol *wanted = &inner->symbols[i];
        if (wanted->place != SYMBOL_FREE || unit->compiler->failed)
            continue;
        const Symbol *here = find_cell(unit, wanted->name);
        uint32_t target = base + wanted->index;
        if (here != NULL && here->place == SYMBOL_FREE)
            emit(unit, OP_COPY_FREE, target, here->index, 0);
        else if (here != NULL)
            emit(unit, OP_COPY, target, here->index, 0);
    }
    emit(unit, OP_BUILD_TUPLE, tuple, base, inner->free_count);
    unit->next_temporary = level;
    return tuple;
}

/* A tuple of constants as an operand, or NO_OPERAND if some are not constant. */
static Operand compile_constant_row(Unit *unit, NodeList items) {
    Object *constant = tuple_constant(unit, items);
    if (constant == NULL)
        return NO_OPERAND;
    return constant_operand(unit, need_constant_take(unit, constant, true));
}

static Defaults compile_defaults(Unit *unit, Node *parameters) {
    struct NodePARAMETERSFields *all = &parameters->parameters;
    Defaults defaults = {0};
    if (all->defaults.count > 0) {
        defaults.has_positional = true;
        defaults.positional = compile_constant_row(unit, all->defaults);
    }
    if (all->defaults.count > 0 && defaults.positional == NO_OPERAND) {
        defaults.positional = push_temporary(unit);
        uint32_t level = unit->next_temporary;
        uint16_t base = compile_row(unit, all->defaults);
        emit(unit, OP_BUILD_TUPLE, defaults.positional, base, all->defaults.count);
        unit->next_temporary = level;
    }
    for (uint32_t i = 0; i < all->keyword_only.count; i++) {
        Node *value = all->keyword_defaults.items[i];
        if (value == NULL)
            continue;
        if (!defaults.has_keyword) {
            defaults.has_keyword = true;
            defaults.keyword = push_temporary(unit);
            emit(unit, OP_BUILD_DICT, defaults.keyword, 0, 0);
        }
        uint32_t level = unit->next_temporary;
        Text name = scope_mangle(unit->compiler->scratch, unit->scope,
                                 all->keyword_only.items[i]->parameter.name);
        Object *key = (Object *)str_intern(unit->compiler->vm, name.data, name.length);
        Operand key_operand = constant_operand(unit, need_constant_take(unit, key, true));
        emit(unit, OP_DICT_SET, defaults.keyword, key_operand, compile_operand(unit, value));
        unit->next_temporary = level;
    }
    return defaults;
}

static void collect_annotation(NodeList *found, Node *parameter) {
    if (parameter != NULL && parameter->parameter.annotation != NULL)
        found->items[found->count++] = parameter;
}

static void collect_annotations(NodeList *found, NodeList parameters) {
    for (uint32_t i = 0; i < parameters.count; i++)
        collect_annotation(found, parameters.items[i]);
}

/* The parameters that have annotations, in the order in which CPython evaluates them. */
static NodeList annotated_parameters(Unit *unit, Node *parameters) {
    struct NodePARAMETERSFields *all = &parameters->parameters;
    uint32_t most =
        all->positional.count + all->positional_only.count + all->keyword_only.count + 2;
    NodeList found = {.items = scratch_allocate(unit->compiler->scratch, most * sizeof(Node *))};
    if (found.items == NULL) {
        fail_memory(unit);
        return found;
    }
    collect_annotations(&found, all->positional);
    collect_annotations(&found, all->positional_only);
    collect_annotation(&found, all->star);
    collect_annotations(&found, all->keyword_only);
    collect_annotation(&found, all->double_star);
    return found;
}

uint32_t name_constant(Unit *unit, Text name) {
    Text stored = scope_mangle(unit->compiler->scratch, unit->scope, name);
    return need_constant_take(
        unit, (Object *)str_intern(unit->compiler->vm, stored.data, stored.length), true);
}

/* Names and annotations in turn, as a tuple that is a constant where all of them are. The value is
 * made a dict when a program asks for it. */
static Operand compile_annotations(Unit *unit, Node *parameters, Node *returns) {
    NodeList found = annotated_parameters(unit, parameters);
    uint32_t count = found.count + (returns != NULL);
    if (count == 0 || unit->compiler->failed)
        return NO_OPERAND;
    Vm *vm = unit->compiler->vm;
    TupleObject *constant = tuple_new(vm, 2 * (size_t)count);
    if (constant == NULL)
        fail_memory(unit);
    uint16_t tuple = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    uint32_t start = unit->count;
    uint16_t base = push_temporaries(unit, 2 * count);
    for (uint32_t i = 0; i < count; i++) {
        bool is_return = i == found.count;
        Node *node = is_return ? returns : found.items[i]->parameter.annotation;
        uint32_t name = name_constant(unit, is_return ? (Text){.data = "return", .length = 6}
                                                      : found.items[i]->parameter.name);
        Object *value = constant == NULL ? NULL : constant_of(unit, node);
        if (value == NULL && constant != NULL) {
            object_release(vm, &constant->header);
            constant = NULL;
        }
        if (unit->compiler->failed)
            break;
        if (value != NULL) {
            uint32_t index = need_constant_take(unit, value, true);
            constant->items[2 * i] = object_held(unit->constants->items[name]);
            constant->items[2 * i + 1] = object_held(unit->constants->items[index]);
        }
        emit_wide(unit, OP_LOAD_CONST, base + 2 * i, name);
        compile_to(unit, node, (uint16_t)(base + 2 * i + 1));
        unit->next_temporary = base + 2 * count;
    }
    unit->next_temporary = level;
    if (constant == NULL || unit->compiler->failed) {
        object_release_if(vm, (Object *)constant);
        emit(unit, OP_BUILD_TUPLE, tuple, base, 2 * count);
        return tuple;
    }
    unit->count = start;
    return constant_operand(unit, need_constant_take(unit, &constant->header, true));
}

void emit_function(Unit *unit, CodeObject *code, const Scope *scope, Defaults defaults,
                   uint16_t target) {
    uint32_t level = unit->next_temporary;
    Operand closure = build_closure(unit, scope);
    uint32_t index = need_constant_take(unit, (Object *)code, false);
    emit_wide(unit, OP_MAKE_FUNCTION, target, index);
    if (defaults.has_positional)
        emit(unit, OP_SET_DEFAULTS, target, defaults.positional, 0);
    if (defaults.has_keyword)
        emit(unit, OP_SET_KEYWORD_DEFAULTS, target, defaults.keyword, 0);
    if (defaults.has_annotations)
        emit(unit, OP_SET_ANNOTATIONS, target, defaults.annotations, 0);
    if (closure != NO_OPERAND)
        emit(unit, OP_SET_CLOSURE, target, closure, 0);
    unit->next_temporary = level;
}

/* The string that a body begins with, or NULL. */
static Node *docstring_of(NodeList body) {
    if (body.count == 0 || body.items[0]->kind != NODE_EXPRESSION ||
        body.items[0]->expression.value->kind != NODE_STRING)
        return NULL;
    return body.items[0]->expression.value;
}

static void emit_docstring(Unit *unit, NodeList body, uint16_t function) {
    Node *doc = docstring_of(body);
    if (doc != NULL)
        emit_wide(unit, OP_SET_DOC, function,
                  need_constant_take(unit, constant_of(unit, doc), true));
}

/* Decorators are evaluated first, top to bottom, each in the place of something to call. */
static uint16_t compile_decorators(Unit *unit, NodeList decorators) {
    uint16_t first = (uint16_t)unit->next_temporary;
    for (uint32_t i = 0; i < decorators.count; i++) {
        uint16_t base = push_temporaries(unit, 2);
        compile_to(unit, decorators.items[i], base);
        unit->next_temporary = base + 2u;
    }
    return first;
}

/* Then they are applied, bottom to top; the result is in the register of the first. */
static void apply_decorators(Unit *unit, NodeList decorators, uint16_t value) {
    for (uint32_t i = decorators.count; i-- > 0;) {
        uint16_t base = (uint16_t)(value - 2);
        unit->place = decorators.items[i]->place;
        emit(unit, OP_CALL, base, 1, 0);
        value = base;
    }
}

void compile_function(Unit *unit, Node *node) {
    struct NodeFUNCTIONFields *function = &node->function;
    Scope *scope = scope_of(unit, node);
    uint16_t first = compile_decorators(unit, function->decorators);
    uint16_t target = push_temporary(unit);
    Defaults defaults = compile_defaults(unit, function->parameters);
    defaults.annotations = compile_annotations(unit, function->parameters, function->returns);
    defaults.has_annotations = defaults.annotations != NO_OPERAND;
    Unit inner;
    begin_inner(&inner, unit, node, function->name);
    enter_function(&inner);
    compile_body(&inner, function->body);
    emit_return_none(&inner);
    CodeObject *code = unit_finish(&inner, 0, function->parameters, node->place.line);
    emit_function(unit, code, scope, defaults, target);
    emit_docstring(unit, function->body, target);
    apply_decorators(unit, function->decorators, target);
    compile_store_name(unit, function->name, first, node->place);
}

void compile_lambda(Unit *unit, Node *node, uint16_t target) {
    Text name = {.data = "<lambda>", .length = 8};
    uint16_t function = push_temporary(unit);
    Defaults defaults = compile_defaults(unit, node->lambda.parameters);
    Unit inner;
    begin_inner(&inner, unit, node, name);
    enter_function(&inner);
    inner.place = node->lambda.body->place;
    emit(&inner, OP_RETURN, compile_operand(&inner, node->lambda.body), 0, 0);
    CodeObject *code = unit_finish(&inner, 0, node->lambda.parameters, node->place.line);
    emit_function(unit, code, scope_of(unit, node), defaults, function);
    compile_move(unit, target, function);
}

/* Stores a string under a name of the class's namespace. */
static void store_in_class(Unit *unit, const char *name, Object *value) {
    Operand operand = constant_operand(unit, need_constant_take(unit, value, true));
    Text text = {.data = name, .length = (uint32_t)strlen(name)};
    emit(unit, OP_STORE_NAME, need_name(unit, text), operand, 0);
}

/* Whether a body annotates variables of its own: then it has __annotations__. */
static bool has_annotations(NodeList body) {
    for (uint32_t i = 0; i < body.count; i++) {
        Node *node = body.items[i];
        switch ((NodeKind)node->kind) {
        case NODE_ANNOTATED_ASSIGN:
            return true;
        case NODE_FOR:
        case NODE_WHILE:
        case NODE_IF:
        case NODE_TRY:
        case NODE_HANDLER:
        case NODE_WITH: {
            TreeChildren children = tree_children(node);
            for (Node *child; (child = tree_next_child(&children)) != NULL;) {
                if (has_annotations((NodeList){.items = &child, .count = 1}))
                    return true;
            }
            break;
        }
        default:
            break;
        }
    }
    return false;
}

static CodeObject *compile_class_body(Unit *unit, Node *node) {
    Unit inner;
    begin_inner(&inner, unit, node, node->class_.name);
    Text module_name = {.data = "__name__", .length = 8};
    const Symbol *cell = find_symbol(&inner, (Text){.data = "__class__", .length = 9});
    bool has_cell = inner.scope->needs_class_cell && cell != NULL;
    if (has_cell)
        emit(&inner, OP_MAKE_CELL, cell->index, 0, 0);
    uint16_t module = push_temporary(&inner);
    emit(&inner, OP_LOAD_GLOBAL, module, need_name(&inner, module_name), 0);
    emit_word(&inner);
    emit(&inner, OP_STORE_NAME, need_name(&inner, (Text){.data = "__module__", .length = 10}),
         module, 0);
    inner.next_temporary = module;
    if (!unit->compiler->failed)
        store_in_class(&inner, "__qualname__", object_held((Object *)inner.qualified_name));
    Node *doc = docstring_of(node->class_.body);
    if (has_annotations(node->class_.body))
        emit(&inner, OP_SETUP_ANNOTATIONS, 0, 0, 0);
    if (doc != NULL)
        store_in_class(&inner, "__doc__", constant_of(&inner, doc));
    compile_body(&inner, node->class_.body);
    if (has_cell) {
        /* The cell goes along with the namespace until the class is there to fill it. */
        uint16_t copy = push_temporary(&inner);
        emit(&inner, OP_COPY, copy, cell->index, 0);
        emit(&inner, OP_STORE_NAME,
             need_name(&inner, (Text){.data = "__classcell__", .length = 13}), copy, 0);
        inner.next_temporary = copy;
    }
    uint16_t result = push_temporary(&inner);
    emit(&inner, OP_COPY, result, 0, 0);
    emit(&inner, OP_RETURN, result, 0, 0);
    return unit_finish(&inner, CODE_IS_CLASS, NULL, node->place.line);
}

void compile_class(Unit *unit, Node *node) {
    struct NodeCLASSFields *class_ = &node->class_;
    uint16_t first = compile_decorators(unit, class_->decorators);
    uint16_t target = push_temporaries(unit, 3);
    CodeObject *code = compile_class_body(unit, node);
    emit_function(unit, code, scope_of(unit, node), (Defaults){0}, target);
    /* The base waits beside the body, whose registers begin behind it. */
    uint16_t base = (uint16_t)(target + 1);
    if (class_->bases.count > 0)
        compile_to(unit, class_->bases.items[0], base);
    emit(unit, OP_CLASS_BODY, target, 0, 0);
    emit(unit, OP_BUILD_CLASS, target, target, base);
    /* The word says whether there is a base, and how many attributes the methods set. */
    uint32_t slots = scope_of(unit, node)->slot_hint;
    uint32_t hint = slots < CLASS_HINT_MOST ? slots : CLASS_HINT_MOST;
    emit_wide(unit, OP_EXTRA, hint << 1 | (class_->bases.count > 0), need_name(unit, class_->name));
    apply_decorators(unit, class_->decorators, target);
    compile_store_name(unit, class_->name, first, node->place);
}

/* The whole module: each top-level statement, then a mark where the run can pause. */
static CodeObject *compile_top(Compiler *compiler) {
    const CompileRequest *request = compiler->request;
    Unit unit;
    unit_begin(&unit, compiler, NULL, compiler->scopes.items[0]);
    unit.flags = CODE_IS_MODULE | (request->interactive ? CODE_IS_INTERACTIVE : 0);
    unit.qualified_name = str_from_text(compiler->vm, "<module>");
    if (unit.qualified_name == NULL)
        fail_memory(&unit);
    NodeList body = request->module->module.body;
    if (has_annotations(body))
        emit(&unit, OP_SETUP_ANNOTATIONS, 0, 0, 0);
    for (uint32_t i = 0; i < body.count; i++) {
        Node *doc = i == 0 && !request->interactive ? docstring_of(body) : NULL;
        if (doc != NULL) {
            Operand text =
                constant_operand(&unit, need_constant_take(&unit, constant_of(&unit, doc), true));
            compile_store_name(&unit, (Text){.data = "__doc__", .length = 7}, text, doc->place);
        } else {
            compile_statement(&unit, body.items[i]);
        }
        unit.place = body.items[i]->place;
        emit(&unit, OP_END_STATEMENT, 0, 0, 0);
    }
    emit_return_none(&unit);
    uint32_t line = body.count > 0 ? body.items[0]->place.line : 1;
    return unit_finish(&unit, unit.flags, NULL, line);
}

CodeObject *compile_module(Vm *vm, Scratch *scratch, const CompileRequest *request,
                           Diagnostic *diagnostic) {
    Compiler compiler = {
        .vm = vm, .scratch = scratch, .request = request, .diagnostic = diagnostic};
    diagnostic->message[0] = '\0';
    if (!scope_analyse(scratch, request->module, &compiler.scopes, diagnostic))
        return NULL;
    CodeObject *code = NULL;
    compiler.pool = list_new(vm, 0);
    if (compiler.pool != NULL)
        code = compile_top(&compiler);
    if (compiler.failed && code != NULL) {
        object_release(vm, &code->header);
        code = NULL;
    }
    object_release_if(vm, (Object *)compiler.pool);
    free(compiler.pool_table);
    return code;
}
