#include "lang/compiler_unit.h"

#include "lang/forms.h"

#include <stdlib.h>
#include <string.h>

#include "object/call.h"
#include "object/set.h"

void fail_with(Unit *unit, MessageCode code, Place place) {
    Compiler *compiler = unit->compiler;
    if (!compiler->failed)
        diagnostic_set(compiler->diagnostic, code, place);
    compiler->failed = true;
}

void refuse(Unit *unit, RefusedFeature feature, Place place) {
    Compiler *compiler = unit->compiler;
    if (!compiler->failed)
        diagnostic_refuse(compiler->diagnostic, feature, place);
    compiler->failed = true;
}

/* Memory of the image ran out (MemoryError is pending), or that outside of it (then it is made
 * so). */
void fail_memory(Unit *unit) {
    Compiler *compiler = unit->compiler;
    if (!compiler->failed && compiler->vm->pending == NULL)
        raise_memory_error(compiler->vm);
    compiler->failed = true;
}

static bool grow_instructions(Unit *unit) {
    uint32_t capacity = unit->capacity == 0 ? 64 : unit->capacity * 2;
    Instruction *instructions = realloc(unit->instructions, capacity * sizeof *unit->instructions);
    if (instructions != NULL)
        unit->instructions = instructions;
    CodePlace *places = realloc(unit->places, capacity * sizeof *unit->places);
    if (places != NULL)
        unit->places = places;
    if (instructions == NULL || places == NULL)
        return false;
    unit->capacity = capacity;
    return true;
}

static uint32_t emit_instruction(Unit *unit, Instruction instruction) {
    if (unit->compiler->failed)
        return 0;
    if (unit->count == unit->capacity && !grow_instructions(unit)) {
        fail_memory(unit);
        return 0;
    }
    Place place = unit->place;
    unit->instructions[unit->count] = instruction;
    unit->places[unit->count] = (CodePlace){.line = place.line,
                                            .end_line = place.end_line,
                                            .column = place.column,
                                            .end_column = place.end_column};
    return unit->count++;
}

uint32_t emit(Unit *unit, Op op, uint32_t a, uint32_t b, uint32_t c) {
    if (a > UINT16_MAX || b > UINT16_MAX || c > UINT16_MAX)
        fail_with(unit, MESSAGE_TOO_LARGE, unit->place);
    return emit_instruction(
        unit,
        (Instruction){.op = (uint8_t)op, .form = (uint8_t)op, .a = (uint16_t)a, .b = (uint16_t)b, .c = (uint16_t)c});
}

uint32_t emit_wide(Unit *unit, Op op, uint32_t a, uint32_t wide) {
    return emit(unit, op, a, wide & 0xffff, wide >> 16);
}

void emit_word(Unit *unit) {
    emit_instruction(unit, (Instruction){0});
}

void emit_jump(Unit *unit, Op op, uint32_t a, Label *label) {
    bool known = label->position != NOWHERE;
    uint32_t at = emit_wide(unit, op, a, known ? label->position : label->chain);
    if (!known && !unit->compiler->failed)
        label->chain = at + 1;
}

void bind_label(Unit *unit, Label *label) {
    label->position = unit->count;
    uint32_t chain = label->chain;
    while (chain != 0 && !unit->compiler->failed) {
        Instruction *jump = &unit->instructions[chain - 1];
        chain = instruction_wide(*jump);
        jump->b = (uint16_t)(label->position & 0xffff);
        jump->c = (uint16_t)(label->position >> 16);
    }
}

uint16_t push_temporaries(Unit *unit, uint32_t count) {
    uint32_t first = unit->next_temporary;
    if (first + count > OPERAND_MOST) {
        fail_with(unit, MESSAGE_TOO_LARGE, unit->place);
        return (uint16_t)unit->scope->local_count;
    }
    unit->next_temporary += count;
    if (unit->next_temporary > unit->register_count)
        unit->register_count = unit->next_temporary;
    return (uint16_t)first;
}

uint16_t push_temporary(Unit *unit) {
    return push_temporaries(unit, 1);
}

/* Names are interned, so that equal ones are the same object: found by address. */
uint32_t need_name(Unit *unit, Text name) {
    Compiler *compiler = unit->compiler;
    if (compiler->failed)
        return 0;
    StrObject *string = str_intern(compiler->vm, name.data, name.length);
    if (string == NULL) {
        fail_memory(unit);
        return 0;
    }
    for (uint32_t i = unit->names->length; i-- > 0;) {
        if (unit->names->items[i] == &string->header) {
            object_release(compiler->vm, &string->header);
            return i;
        }
    }
    if (!list_append_take(compiler->vm, unit->names, &string->header))
        fail_memory(unit);
    return unit->names->length - 1;
}

/* Whether two constants may be one object: the same type and the same value, 0.0 and -0.0 apart. */
static bool same_constant(const Object *left, const Object *right) {
    if (left->kind != right->kind)
        return false;
    switch (left->kind) {
    case KIND_INT:
    case KIND_BIG_INT:
        return number_compare(left, right) == 0;
    case KIND_FLOAT: {
        double values[] = {float_value(left), float_value(right)};
        return memcmp(&values[0], &values[1], sizeof values[0]) == 0;
    }
    case KIND_STR:
        return str_equal((const StrObject *)(const void *)left,
                         (const StrObject *)(const void *)right);
    case KIND_TUPLE: {
        const TupleObject *tuples[] = {(const TupleObject *)(const void *)left,
                                       (const TupleObject *)(const void *)right};
        if (tuples[0]->length != tuples[1]->length)
            return false;
        /* The items are shared already, so equal ones are identical. */
        return memcmp(tuples[0]->items, tuples[1]->items, tuples[0]->length * sizeof(Object *)) ==
               0;
    }
    case KIND_FROZENSET: {
        const SetObject *sets[] = {(const SetObject *)(const void *)left,
                                   (const SetObject *)(const void *)right};
        if (sets[0]->live != sets[1]->live)
            return false;
        for (size_t i = set_next_slot(sets[0], 0); i < sets[0]->slots;
             i = set_next_slot(sets[0], i + 1)) {
            size_t j = 0;
            while (j < sets[1]->slots && sets[1]->keys[j] != sets[0]->keys[i])
                j++;
            if (j == sets[1]->slots)
                return false;
        }
        return true;
    }
    default:
        return left == right;
    }
}

static uint64_t hash_constant(const Object *constant) {
    uint64_t hash = constant->kind;
    switch (constant->kind) {
    case KIND_INT:
        hash ^= (uint64_t)int_value(constant) * 0x9e3779b97f4a7c15u;
        break;
    case KIND_BIG_INT:
    case KIND_FLOAT:
        hash ^= number_hash(constant) * 0x9e3779b97f4a7c15u;
        break;
    case KIND_STR:
        hash ^= str_hash((StrObject *)(void *)(uintptr_t)constant);
        break;
    case KIND_TUPLE: {
        const TupleObject *tuple = (const TupleObject *)(const void *)constant;
        for (uint32_t i = 0; i < tuple->length; i++)
            hash = (hash ^ ((uintptr_t)tuple->items[i] >> 4)) * 0x9e3779b97f4a7c15u;
        break;
    }
    case KIND_FROZENSET: {
        const SetObject *set = (const SetObject *)(const void *)constant;
        for (size_t i = set_next_slot(set, 0); i < set->slots; i = set_next_slot(set, i + 1))
            hash += ((uintptr_t)set->keys[i] >> 4) * 0x9e3779b97f4a7c15u;
        break;
    }
    default:
        hash ^= (uintptr_t)constant >> 4;
        break;
    }
    return hash ^ hash >> 32;
}

/* A table of 1 + index, made anew at twice the size when it is two thirds full. */
static bool grow_table(uint32_t **table, uint32_t *size, const ListObject *list,
                       uint64_t (*hash)(const Object *)) {
    if (*size > list->length + list->length / 2)
        return true;
    uint32_t bigger = *size == 0 ? 16 : *size * 2;
    uint32_t *slots = calloc(bigger, sizeof *slots);
    if (slots == NULL)
        return false;
    for (uint32_t i = 0; i < list->length; i++) {
        uint32_t at = (uint32_t)hash(list->items[i]) & (bigger - 1);
        while (slots[at] != 0)
            at = (at + 1) & (bigger - 1);
        slots[at] = i + 1;
    }
    free(*table);
    *table = slots;
    *size = bigger;
    return true;
}

static uint64_t hash_address(const Object *object) {
    return ((uintptr_t)object >> 4) * 0x9e3779b97f4a7c15u >> 32;
}

/* The constant that stands for all equal ones of the module; takes and gives a reference. */
static Object *share_constant_take(Unit *unit, Object *constant) {
    Compiler *compiler = unit->compiler;
    if (!grow_table(&compiler->pool_table, &compiler->pool_size, compiler->pool, hash_constant)) {
        fail_memory(unit);
        return constant;
    }
    uint32_t at = (uint32_t)hash_constant(constant) & (compiler->pool_size - 1);
    for (; compiler->pool_table[at] != 0; at = (at + 1) & (compiler->pool_size - 1)) {
        Object *known = compiler->pool->items[compiler->pool_table[at] - 1];
        if (same_constant(known, constant)) {
            object_hold(known);
            object_release(compiler->vm, constant);
            return known;
        }
    }
    if (!list_append(compiler->vm, compiler->pool, constant)) {
        fail_memory(unit);
        return constant;
    }
    compiler->pool_table[at] = compiler->pool->length;
    return constant;
}

uint32_t need_constant_take(Unit *unit, Object *constant, bool share) {
    Compiler *compiler = unit->compiler;
    if (constant == NULL)
        fail_memory(unit);
    if (compiler->failed) {
        object_release_if(compiler->vm, constant);
        return 0;
    }
    if (share)
        constant = share_constant_take(unit, constant);
    if (!grow_table(&unit->constant_table, &unit->constant_size, unit->constants, hash_address))
        fail_memory(unit);
    if (compiler->failed) {
        object_release(compiler->vm, constant);
        return 0;
    }
    uint32_t at = (uint32_t)hash_address(constant) & (unit->constant_size - 1);
    for (; unit->constant_table[at] != 0; at = (at + 1) & (unit->constant_size - 1)) {
        uint32_t index = unit->constant_table[at] - 1;
        if (unit->constants->items[index] == constant) {
            object_release(compiler->vm, constant);
            return index;
        }
    }
    if (!list_append_take(compiler->vm, unit->constants, constant)) {
        fail_memory(unit);
        return 0;
    }
    unit->constant_table[at] = unit->constants->length;
    return unit->constants->length - 1;
}

Operand constant_operand(Unit *unit, uint32_t index) {
    if (index <= OPERAND_MOST)
        return (Operand)(index | OPERAND_CONSTANT);
    uint16_t target = push_temporary(unit);
    emit_wide(unit, OP_LOAD_CONST, target, index);
    return target;
}

void open_range(Unit *unit, CodeBlock *block) {
    block->range_start = unit->count;
}

void close_range(Unit *unit, CodeBlock *block) {
    uint32_t start = block->range_start;
    block->range_start = NOWHERE;
    if (start == NOWHERE || start == unit->count || unit->compiler->failed)
        return;
    if (unit->handler_count == unit->handler_capacity) {
        uint32_t capacity = unit->handler_capacity == 0 ? 8 : unit->handler_capacity * 2;
        PendingHandler *handlers = realloc(unit->handlers, capacity * sizeof *handlers);
        if (handlers == NULL) {
            fail_memory(unit);
            return;
        }
        unit->handlers = handlers;
        unit->handler_capacity = capacity;
    }
    unit->handlers[unit->handler_count++] =
        (PendingHandler){.handler = {.start = start, .stop = unit->count, .keep = block->keep},
                         .block = block->number};
}

void bind_handlers(Unit *unit, const CodeBlock *block) {
    for (uint32_t i = 0; i < unit->handler_count; i++) {
        if (unit->handlers[i].block == block->number)
            unit->handlers[i].handler.target = unit->count;
    }
}

void unit_begin(Unit *unit, Compiler *compiler, Unit *outer, Scope *scope) {
    *unit = (Unit){.compiler = compiler, .outer = outer, .scope = scope};
    unit->next_temporary = scope->local_count;
    unit->register_count = scope->local_count;
    unit->assigned = scratch_allocate(compiler->scratch, scope->local_count + 1);
    unit->constants = list_new(compiler->vm, 0);
    unit->names = list_new(compiler->vm, 0);
    if (unit->assigned == NULL || unit->constants == NULL || unit->names == NULL)
        fail_memory(unit);
    if (scope->local_count > OPERAND_MOST)
        fail_with(unit, MESSAGE_TOO_LARGE, scope->node->place);
}

/* The names of the symbols that live in a place, by their index, as a tuple. */
static TupleObject *symbol_names(Vm *vm, const Scope *scope, bool in_closure, uint32_t count) {
    TupleObject *names = tuple_new(vm, count);
    for (uint32_t i = 0; names != NULL && i < scope->symbol_count; i++) {
        const Symbol *symbol = &scope->symbols[i];
        bool wanted = in_closure ? symbol->place == SYMBOL_FREE
                                 : symbol->place == SYMBOL_LOCAL || symbol->place == SYMBOL_CELL;
        if (!wanted)
            continue;
        StrObject *name = str_intern(vm, symbol->name.data, symbol->name.length);
        if (name == NULL) {
            object_release(vm, &names->header);
            return NULL;
        }
        names->items[symbol->index] = &name->header;
    }
    /* The namespace of a class body has no name of its own. */
    for (uint32_t i = 0; names != NULL && i < count; i++) {
        if (names->items[i] == NULL)
            names->items[i] = object_held(&vm->empty_string->header);
    }
    return names;
}

/* Copies what has grown outside of the image into the code object's buffer. */
static bool fill_code(Unit *unit, CodeObject *code) {
    Vm *vm = unit->compiler->vm;
    code->instruction_count = unit->count;
    code->handler_count = unit->handler_count;
    code->instructions = buffer_new(vm, code_buffer_bytes(code), &code->header);
    if (code->instructions == NULL) {
        code->instruction_count = code->handler_count = 0;
        return false;
    }
    if (unit->count > 0) {
        choose_forms(unit->instructions, unit->count, unit->scope->local_count);
        memcpy(code->instructions, unit->instructions, unit->count * sizeof(Instruction));
        memcpy(code->instructions + unit->count, unit->places, unit->count * sizeof(CodePlace));
    }
    Handler *handlers = (Handler *)(uintptr_t)code_handlers_peek(code);
    for (uint32_t i = 0; i < unit->handler_count; i++)
        handlers[i] = unit->handlers[i].handler;
    return true;
}

static CodeObject *make_code(Unit *unit, unsigned flags, Node *parameters, uint32_t first_line) {
    Vm *vm = unit->compiler->vm;
    Scope *scope = unit->scope;
    CodeObject *code = (CodeObject *)object_new(vm, KIND_CODE, sizeof *code);
    if (code == NULL)
        return NULL;
    *code = (CodeObject){.header = code->header};
    code->filename = unit->compiler->request->filename;
    object_hold(&code->filename->header);
    code->source = unit->compiler->request->source;
    object_hold(&code->source->header);
    code->constants = tuple_from(vm, unit->constants->items, unit->constants->length);
    code->names = tuple_from(vm, unit->names->items, unit->names->length);
    code->local_names = symbol_names(vm, scope, false, scope->local_count);
    code->free_names = symbol_names(vm, scope, true, scope->free_count);
    code->name = str_intern(vm, scope->name.data, scope->name.length);
    code->qualified_name = unit->qualified_name;
    if (unit->qualified_name != NULL)
        object_hold(&unit->qualified_name->header);
    if (code->constants == NULL || code->names == NULL || code->local_names == NULL ||
        code->free_names == NULL || code->name == NULL || code->qualified_name == NULL ||
        !fill_code(unit, code)) {
        object_release(vm, &code->header);
        return NULL;
    }
    code->register_count = unit->register_count;
    code->local_count = scope->local_count;
    code->first_line = first_line;
    code->flags = (uint16_t)flags;
    if (parameters != NULL) {
        struct NodePARAMETERSFields *all = &parameters->parameters;
        code->positional_only_count = (uint16_t)all->positional_only.count;
        code->positional_count = (uint16_t)(all->positional_only.count + all->positional.count);
        code->keyword_only_count = (uint16_t)all->keyword_only.count;
        if (all->star != NULL)
            code->flags |= CODE_HAS_REST;
        if (all->double_star != NULL)
            code->flags |= CODE_HAS_KEYWORDS;
    }
    return code;
}

CodeObject *unit_finish(Unit *unit, unsigned flags, Node *parameters, uint32_t first_line) {
    Compiler *compiler = unit->compiler;
    CodeObject *code = NULL;
    if (!compiler->failed) {
        code = make_code(unit, flags, parameters, first_line);
        if (code == NULL)
            fail_memory(unit);
    }
    free(unit->instructions);
    free(unit->places);
    free(unit->handlers);
    free(unit->constant_table);
    object_release_if(compiler->vm, (Object *)unit->constants);
    object_release_if(compiler->vm, (Object *)unit->names);
    object_release_if(compiler->vm, (Object *)unit->qualified_name);
    return code;
}
