#include "lang/compiler_unit.h"

#include <string.h>

#include "object/operations.h"

static const uint8_t IN_PLACE_OPS[] = {
    [BINARY_ADD] = OP_ADD_TO,
    [BINARY_SUBTRACT] = OP_SUBTRACT_FROM,
    [BINARY_MULTIPLY] = OP_MULTIPLY_BY,
    [BINARY_DIVIDE] = OP_DIVIDE_BY,
    [BINARY_FLOOR_DIVIDE] = OP_FLOOR_DIVIDE_BY,
    [BINARY_REMAINDER] = OP_REMAINDER_BY,
    [BINARY_POWER] = OP_POWER_BY,
    [BINARY_SHIFT_LEFT] = OP_SHIFT_LEFT_BY,
    [BINARY_SHIFT_RIGHT] = OP_SHIFT_RIGHT_BY,
    [BINARY_AND] = OP_AND_WITH,
    [BINARY_OR] = OP_OR_WITH,
    [BINARY_XOR] = OP_XOR_WITH,
    [BINARY_MATRIX_MULTIPLY] = OP_MATRIX_MULTIPLY_BY,
};

/* A special method that nothing would ever call does not get into a class. */
static void refuse_special_method(Unit *unit, Text name, Place place) {
    RefusedFeature feature = diagnostic_find_method(name.data, name.length);
    if (feature != REFUSED_FEATURES)
        refuse(unit, feature, place);
}

void compile_store_name(Unit *unit, Text name, Operand value, Place place) {
    Place outer = unit->place;
    unit->place = place;
    const Symbol *symbol = find_symbol(unit, name);
    Text stored = scope_mangle(unit->compiler->scratch, unit->scope, name);
    switch (symbol == NULL ? SYMBOL_GLOBAL : (SymbolPlace)symbol->place) {
    case SYMBOL_LOCAL:
        compile_move(unit, (uint16_t)symbol->index, value);
        unit->assigned[symbol->index] = 1;
        break;
    case SYMBOL_CELL:
        emit(unit, OP_STORE_CELL, symbol->index, value, 0);
        break;
    case SYMBOL_FREE:
        emit(unit, OP_STORE_FREE, symbol->index, value, 0);
        break;
    case SYMBOL_NAME:
        refuse_special_method(unit, name, place);
        emit(unit, OP_STORE_NAME, need_name(unit, stored), value, 0);
        break;
    case SYMBOL_NUMBERED:
    case SYMBOL_GLOBAL:
        emit(unit, OP_STORE_GLOBAL, need_name(unit, stored), value, 0);
        break;
    }
    unit->place = outer;
}

static void delete_name(Unit *unit, Text name) {
    const Symbol *symbol = find_symbol(unit, name);
    Text stored = scope_mangle(unit->compiler->scratch, unit->scope, name);
    switch (symbol == NULL ? SYMBOL_GLOBAL : (SymbolPlace)symbol->place) {
    case SYMBOL_LOCAL:
        emit(unit, OP_DELETE_LOCAL, symbol->index, 0, 0);
        unit->assigned[symbol->index] = 0;
        break;
    case SYMBOL_CELL:
        emit(unit, OP_DELETE_CELL, symbol->index, 0, 0);
        break;
    case SYMBOL_FREE:
        emit(unit, OP_DELETE_FREE, symbol->index, 0, 0);
        break;
    case SYMBOL_NAME:
        emit(unit, OP_DELETE_NAME, need_name(unit, stored), 0, 0);
        break;
    case SYMBOL_NUMBERED:
    case SYMBOL_GLOBAL:
        emit(unit, OP_DELETE_GLOBAL, need_name(unit, stored), 0, 0);
        break;
    }
}

/* `a, *b, c = value`: the items into consecutive temporaries, the first item into the last of them,
 * then stored left to right. So what waits when a store fails goes in CPython's order: temporaries
 * go last to first. */
static void store_items(Unit *unit, NodeList targets, Operand value, Place place) {
    uint32_t star = targets.count;
    for (uint32_t i = 0; i < targets.count; i++) {
        if (targets.items[i]->kind == NODE_STARRED) {
            if (star != targets.count) {
                fail_with(unit, MESSAGE_TWO_STARS, place);
                return;
            }
            star = i;
        }
    }
    uint16_t base = push_temporaries(unit, targets.count);
    unit->place = place;
    if (star == targets.count) {
        emit(unit, OP_UNPACK, base, value, targets.count);
    } else {
        uint32_t after = targets.count - star - 1;
        if (star > 255 || after > 255)
            fail_with(unit, MESSAGE_TOO_LARGE, place);
        emit(unit, OP_UNPACK_REST, base, value, star << 8 | after);
    }
    uint32_t level = unit->next_temporary;
    for (uint32_t i = 0; i < targets.count; i++) {
        Node *target = targets.items[i];
        compile_store(unit, i == star ? target->starred.value : target,
                      (Operand)(base + targets.count - 1 - i));
        unit->next_temporary = level;
    }
}

void compile_store(Unit *unit, Node *target, Operand value) {
    if (unit->compiler->failed)
        return;
    Place outer = unit->place;
    uint32_t level = unit->next_temporary;
    switch ((NodeKind)target->kind) {
    case NODE_NAME:
        compile_store_name(unit, target->name.id, value, target->place);
        break;
    case NODE_ATTRIBUTE: {
        Operand object = compile_operand(unit, target->attribute.value);
        Text name = scope_mangle(unit->compiler->scratch, unit->scope, target->attribute.name);
        unit->place = attribute_place(target, target->place);
        emit(unit, OP_STORE_ATTRIBUTE, object, need_name(unit, name), value);
        emit_word(unit);
        break;
    }
    case NODE_SUBSCRIPT: {
        Operand container = compile_operand(unit, target->subscript.value);
        Operand index = compile_operand(unit, target->subscript.index);
        unit->place = target->place;
        emit(unit, OP_SET_ITEM, container, index, value);
        break;
    }
    case NODE_TUPLE:
        store_items(unit, target->tuple.items, value, target->place);
        break;
    case NODE_LIST:
        store_items(unit, target->list.items, value, target->place);
        break;
    default:
        fail_with(unit, MESSAGE_STAR_TARGET, target->place);
        break;
    }
    unit->next_temporary = level;
    unit->place = outer;
}

void compile_delete(Unit *unit, Node *target) {
    uint32_t level = unit->next_temporary;
    unit->place = target->place;
    switch ((NodeKind)target->kind) {
    case NODE_NAME:
        delete_name(unit, target->name.id);
        break;
    case NODE_ATTRIBUTE: {
        Operand object = compile_operand(unit, target->attribute.value);
        Text name = scope_mangle(unit->compiler->scratch, unit->scope, target->attribute.name);
        unit->place = attribute_place(target, target->place);
        emit(unit, OP_DELETE_ATTRIBUTE, object, need_name(unit, name), 0);
        break;
    }
    case NODE_SUBSCRIPT: {
        Operand container = compile_operand(unit, target->subscript.value);
        Operand index = compile_operand(unit, target->subscript.index);
        emit(unit, OP_DELETE_ITEM, container, index, 0);
        break;
    }
    case NODE_TUPLE:
    case NODE_LIST: {
        NodeList items = target->kind == NODE_TUPLE ? target->tuple.items : target->list.items;
        for (uint32_t i = 0; i < items.count; i++)
            compile_delete(unit, items.items[i]);
        break;
    }
    default:
        break;
    }
    unit->next_temporary = level;
}

static bool all_plain_locals(Unit *unit, NodeList targets) {
    for (uint32_t i = 0; i < targets.count; i++) {
        const Symbol *symbol = targets.items[i]->kind == NODE_NAME
                                   ? find_symbol(unit, targets.items[i]->name.id)
                                   : NULL;
        if (symbol == NULL || symbol->place != SYMBOL_LOCAL)
            return false;
    }
    return true;
}

/* Two or three values into consecutive temporaries, the first into the last of them, where
 * store_items wants them. Of three, the first two must also go in this order if the third fails. */
static uint16_t compile_row_backward(Unit *unit, NodeList values) {
    if (values.count == 3) {
        uint16_t base = compile_row(unit, values);
        uint16_t middle = push_temporary(unit);
        emit(unit, OP_MOVE, middle, base, 0);
        emit(unit, OP_MOVE, base, (Operand)(base + 2), 0);
        emit(unit, OP_MOVE, base + 2u, middle, 0);
        unit->next_temporary = middle;
        return base;
    }
    uint16_t base = push_temporaries(unit, values.count);
    uint32_t level = unit->next_temporary;
    for (uint32_t i = 0; i < values.count; i++) {
        compile_to(unit, values.items[i], (uint16_t)(base + values.count - 1 - i));
        unit->next_temporary = level;
    }
    return base;
}

static bool all_names(NodeList targets) {
    for (uint32_t i = 0; i < targets.count; i++) {
        if (targets.items[i]->kind != NODE_NAME)
            return false;
    }
    return true;
}

/* Displays of equal length need no tuple in between: all values first, then the stores. CPython
 * turns the order of the stores around where all targets are plain locals, which shows in the order
 * in which their old values go. Where a store can fail, the values lie as store_items has them. A
 * constant row is unpacked like any tuple. */
static bool assign_side_by_side(Unit *unit, Node *target, Node *value) {
    if (target->kind != NODE_TUPLE || value->kind != NODE_TUPLE ||
        target->tuple.items.count != value->tuple.items.count || target->tuple.items.count > 3 ||
        list_has_star(target->tuple.items) || list_has_star(value->tuple.items))
        return false;
    Object *constant = constant_of(unit, value);
    if (constant != NULL) {
        object_release(unit->compiler->vm, constant);
        return false;
    }
    NodeList targets = target->tuple.items;
    bool can_fail = !all_names(targets);
    bool backward = all_plain_locals(unit, targets);
    uint16_t base = can_fail ? compile_row_backward(unit, value->tuple.items)
                             : compile_row(unit, value->tuple.items);
    uint32_t level = unit->next_temporary;
    for (uint32_t i = 0; i < targets.count; i++) {
        uint32_t which = backward ? targets.count - 1 - i : i;
        uint32_t place = can_fail ? targets.count - 1 - which : which;
        compile_store(unit, targets.items[which], (Operand)(base + place));
        unit->next_temporary = level;
    }
    return true;
}

static void compile_assign(Unit *unit, Node *node) {
    NodeList targets = node->assign.targets;
    if (targets.count == 1) {
        Node *target = targets.items[0];
        if (assign_side_by_side(unit, target, node->assign.value))
            return;
        const Symbol *symbol =
            target->kind == NODE_NAME ? find_symbol(unit, target->name.id) : NULL;
        if (symbol != NULL && symbol->place == SYMBOL_LOCAL) {
            compile_to(unit, node->assign.value, (uint16_t)symbol->index);
            unit->assigned[symbol->index] = 1;
            return;
        }
        Operand value = compile_operand(unit, node->assign.value);
        compile_store(unit, target, value);
        return;
    }
    Operand value = compile_operand(unit, node->assign.value);
    if (!is_temporary(unit, value)) {
        uint16_t copy = push_temporary(unit);
        emit(unit, OP_MOVE, copy, value, 0);
        value = copy;
    }
    uint32_t level = unit->next_temporary;
    for (uint32_t i = 0; i < targets.count; i++) {
        Operand each = value;
        if (i + 1 < targets.count) {
            each = push_temporary(unit);
            emit(unit, OP_COPY, each, value, 0);
        }
        compile_store(unit, targets.items[i], each);
        unit->next_temporary = level;
    }
}

/* A second use of an operand that the first use would use up. */
static Operand copy_operand(Unit *unit, Operand operand) {
    if (!is_temporary(unit, operand))
        return operand;
    uint16_t copy = push_temporary(unit);
    emit(unit, OP_COPY, copy, operand, 0);
    return copy;
}

static void compile_augmented(Unit *unit, Node *node) {
    Node *target = node->augmented_assign.target;
    Op op = (Op)IN_PLACE_OPS[node->augmented_assign.op];
    if (target->kind == NODE_NAME) {
        Operand old = compile_operand(unit, target);
        Operand value = compile_operand(unit, node->augmented_assign.value);
        const Symbol *symbol = find_symbol(unit, target->name.id);
        bool is_local = symbol != NULL && symbol->place == SYMBOL_LOCAL;
        uint16_t result = is_local ? (uint16_t)symbol->index : push_temporary(unit);
        emit(unit, op, result, old, value);
        if (!is_local)
            compile_store_name(unit, target->name.id, result, target->place);
        else
            unit->assigned[symbol->index] = 1;
    } else if (target->kind == NODE_ATTRIBUTE) {
        Text text = scope_mangle(unit->compiler->scratch, unit->scope, target->attribute.name);
        Operand object = compile_operand(unit, target->attribute.value);
        uint16_t old = push_temporary(unit);
        uint32_t name = need_name(unit, text);
        unit->place = attribute_place(target, target->place);
        emit(unit, OP_LOAD_ATTRIBUTE, old, copy_operand(unit, object), name);
        emit_word(unit);
        unit->place = node->place;
        Operand value = compile_operand(unit, node->augmented_assign.value);
        emit(unit, op, old, old, value);
        unit->place = attribute_place(target, target->place);
        emit(unit, OP_STORE_ATTRIBUTE, object, name, old);
        emit_word(unit);
    } else {
        Operand container = compile_operand(unit, target->subscript.value);
        Operand index = compile_operand(unit, target->subscript.index);
        uint16_t old = push_temporary(unit);
        unit->place = target->place;
        Operand container_copy = copy_operand(unit, container);
        Operand index_copy = copy_operand(unit, index);
        emit(unit, OP_GET_ITEM, old, container_copy, index_copy);
        unit->place = node->place;
        Operand value = compile_operand(unit, node->augmented_assign.value);
        emit(unit, op, old, old, value);
        unit->place = target->place;
        emit(unit, OP_SET_ITEM, container, index, old);
    }
}

/* What is known to be bound, so that branches can be joined. */
static uint8_t *remember(Unit *unit) {
    uint32_t count = unit->scope->local_count;
    uint8_t *known = scratch_allocate(unit->compiler->scratch, count + 1);
    if (known == NULL)
        fail_memory(unit);
    else
        memcpy(known, unit->assigned, count);
    return known;
}

static void recall(Unit *unit, const uint8_t *known) {
    if (known != NULL)
        memcpy(unit->assigned, known, unit->scope->local_count);
}

static void join(Unit *unit, const uint8_t *other) {
    for (uint32_t i = 0; other != NULL && i < unit->scope->local_count; i++)
        unit->assigned[i] &= other[i];
}

static void compile_if(Unit *unit, Node *node) {
    /* A chain of elif is deep in the tree, but flat here. */
    Label end = LABEL_NEW;
    const uint8_t *joined = NULL;
    for (;;) {
        Label otherwise = LABEL_NEW;
        unit->place = node->place;
        compile_condition(unit, node->if_.test, false, &otherwise);
        uint8_t *before = remember(unit);
        compile_body(unit, node->if_.body);
        join(unit, joined);
        joined = remember(unit);
        recall(unit, before);
        NodeList rest = node->if_.else_body;
        if (rest.count > 0)
            emit_jump(unit, OP_JUMP, 0, &end);
        bind_label(unit, &otherwise);
        if (rest.count == 1 && rest.items[0]->kind == NODE_IF) {
            node = rest.items[0];
            continue;
        }
        compile_body(unit, rest);
        break;
    }
    join(unit, joined);
    bind_label(unit, &end);
}

static void push_block(Unit *unit, CodeBlock *block, BlockKind kind, uint32_t keep) {
    *block = (CodeBlock){.outer = unit->block,
                         .kind = kind,
                         .keep = (uint16_t)keep,
                         .range_start = NOWHERE,
                         .number = unit->block_count++};
    unit->block = block;
}

static void compile_while(Unit *unit, Node *node) {
    Label again = LABEL_NEW;
    Label otherwise = LABEL_NEW;
    Label end = LABEL_NEW;
    CodeBlock block;
    bind_label(unit, &again);
    compile_condition(unit, node->while_.test, false, &otherwise);
    push_block(unit, &block, BLOCK_WHILE, unit->next_temporary);
    block.again = &again;
    block.end = &end;
    uint8_t *before = remember(unit);
    compile_body(unit, node->while_.body);
    recall(unit, before);
    unit->block = block.outer;
    emit_jump(unit, OP_LOOP, 0, &again);
    bind_label(unit, &otherwise);
    compile_body(unit, node->while_.else_body);
    recall(unit, before);
    bind_label(unit, &end);
}

static void compile_for(Unit *unit, Node *node) {
    Label again = LABEL_NEW;
    Label otherwise = LABEL_NEW;
    Label end = LABEL_NEW;
    CodeBlock block;
    uint16_t iterator = push_temporary(unit);
    Operand iterable = compile_iterable(unit, node->for_.iterable);
    emit(unit, OP_GET_ITERATOR, iterator, iterable, 0);
    unit->next_temporary = iterator + 1u;
    uint16_t item = push_temporary(unit);
    uint8_t *before = remember(unit);
    bind_label(unit, &again);
    emit_jump(unit, OP_FOR_NEXT, iterator, &otherwise);
    push_block(unit, &block, BLOCK_FOR, iterator);
    block.again = &again;
    block.end = &end;
    compile_store(unit, node->for_.target, item);
    unit->next_temporary = iterator + 1u;
    compile_body(unit, node->for_.body);
    recall(unit, before);
    unit->block = block.outer;
    unit->place = node->place;
    emit_jump(unit, OP_LOOP, 0, &again);
    bind_label(unit, &otherwise);
    unit->next_temporary = iterator;
    compile_body(unit, node->for_.else_body);
    recall(unit, before);
    bind_label(unit, &end);
}

/* What a name that held a caught exception goes through when its handler is left. */
static void unbind_name(Unit *unit, Text name) {
    Object *none = object_held(unit->compiler->vm->none);
    Operand operand = constant_operand(unit, need_constant_take(unit, none, true));
    compile_store_name(unit, name, operand, unit->place);
    delete_name(unit, name);
}

/* Calls the __exit__ of a manager with three times None. It is held until that has returned. */
static void emit_exit(Unit *unit, const CodeBlock *block) {
    uint32_t level = unit->next_temporary;
    Place outer = unit->place;
    unit->place = block->place;
    uint16_t exit = (uint16_t)(block->keep - 1);
    uint16_t base = push_temporaries(unit, 5);
    emit(unit, OP_COPY, base, exit, 0);
    for (unsigned i = 2; i < 5; i++)
        emit(unit, OP_MOVE, base + i, none_operand(unit), 0);
    emit(unit, OP_CALL, base, 3, 0);
    emit(unit, OP_DROP, exit, 0, 0);
    emit(unit, OP_DROP, base, 0, 0);
    unit->place = outer;
    unit->next_temporary = level;
}

/* Does what leaving one block asks for. Its own handlers do not protect that code. A value that is
 * being returned waits in a register meanwhile, NOWHERE if there is none. */
static void leave_block(Unit *unit, CodeBlock *block, uint32_t value) {
    uint32_t level = unit->next_temporary;
    if (block->range_start != NOWHERE)
        close_range(unit, block);
    unit->block = block->outer;
    switch (block->kind) {
    case BLOCK_FOR:
        emit(unit, OP_DROP, block->keep, 0, 0);
        break;
    case BLOCK_FINALLY: {
        CodeBlock waiting;
        if (value != NOWHERE)
            push_block(unit, &waiting, BLOCK_VALUE, value);
        compile_body(unit, block->final_body);
        unit->block = block->outer;
        break;
    }
    case BLOCK_WITH:
        emit_exit(unit, block);
        break;
    case BLOCK_VALUE:
        emit(unit, OP_DROP, block->keep, 0, 0);
        break;
    case BLOCK_HANDLER:
        emit(unit, OP_END_HANDLER, block->keep - 2u, 0, 0);
        break;
    case BLOCK_UNBIND:
        unbind_name(unit, block->name);
        break;
    case BLOCK_WHILE:
    case BLOCK_EXCEPT:
        break;
    }
    unit->next_temporary = level;
}

/* Leaves blocks up to (and without) `stop`, and comes back: what follows in the text is inside of
 * them again. */
static void leave_blocks(Unit *unit, const CodeBlock *stop, uint32_t value) {
    CodeBlock *innermost = unit->block;
    bool protects[64];
    unsigned count = 0;
    for (CodeBlock *block = innermost; block != stop; block = block->outer) {
        if (count < ARRAY_LENGTH(protects))
            protects[count] = block->range_start != NOWHERE;
        count++;
        leave_block(unit, block, value);
    }
    if (count > ARRAY_LENGTH(protects))
        fail_with(unit, MESSAGE_TOO_LARGE, unit->place);
    count = 0;
    for (CodeBlock *block = innermost; block != stop && count < ARRAY_LENGTH(protects);
         block = block->outer)
        block->range_start = protects[count++] ? unit->count : NOWHERE;
    unit->block = innermost;
}

/* After a jump out of the protected blocks, their ranges begin again behind it. */
static void reopen_ranges(Unit *unit, const CodeBlock *stop) {
    for (CodeBlock *block = unit->block; block != stop; block = block->outer) {
        if (block->range_start != NOWHERE)
            block->range_start = unit->count;
    }
}

static CodeBlock *find_loop(Unit *unit) {
    CodeBlock *block = unit->block;
    while (block != NULL && block->kind != BLOCK_WHILE && block->kind != BLOCK_FOR)
        block = block->outer;
    return block;
}

static void compile_break(Unit *unit) {
    CodeBlock *loop = find_loop(unit);
    if (loop == NULL)
        return;
    leave_blocks(unit, loop->outer, NOWHERE);
    emit_jump(unit, OP_JUMP, 0, loop->end);
    reopen_ranges(unit, loop->outer);
}

static void compile_continue(Unit *unit) {
    CodeBlock *loop = find_loop(unit);
    if (loop == NULL)
        return;
    leave_blocks(unit, loop, NOWHERE);
    emit_jump(unit, OP_LOOP, 0, loop->again);
    reopen_ranges(unit, loop);
}

static void compile_return(Unit *unit, Node *node) {
    Operand value;
    if (node->return_.value == NULL) {
        Object *none = object_held(unit->compiler->vm->none);
        value = constant_operand(unit, need_constant_take(unit, none, true));
    } else {
        value = compile_operand(unit, node->return_.value);
        /* A final body may rebind the local. */
        if (unit->block != NULL && !is_temporary(unit, value) && (value & OPERAND_CONSTANT) == 0) {
            uint16_t copy = push_temporary(unit);
            emit(unit, OP_MOVE, copy, value, 0);
            value = copy;
        }
    }
    leave_blocks(unit, NULL, is_temporary(unit, value) ? value : NOWHERE);
    emit(unit, OP_RETURN, value, 0, 0);
    reopen_ranges(unit, NULL);
}

/* Begins the handling of an exception, in two registers of which the first is returned. What is
 * raised in there goes through end_handler_range. */
static uint16_t begin_handler_range(Unit *unit, CodeBlock *handler) {
    uint16_t keep = push_temporaries(unit, 2);
    emit(unit, OP_BEGIN_HANDLER, keep, 0, 0);
    push_block(unit, handler, BLOCK_HANDLER, unit->next_temporary);
    /* Room for the exception that may come, where the handler expects it. */
    unit->next_temporary = push_temporary(unit);
    open_range(unit, handler);
    return keep;
}

/* The code that an exception in a handler, or in a final body, runs through: what was handled
 * before is handled again, and the new exception goes on. `keep` is the handler's register. */
static void end_handler_range(Unit *unit, CodeBlock *block) {
    close_range(unit, block);
    unit->block = block->outer;
    bind_handlers(unit, block);
    emit(unit, OP_END_HANDLER, block->keep - 2u, 0, 0);
    emit(unit, OP_RERAISE, block->keep, 0, 0);
}

/* One `except` clause's body, the exception in register `keep`. */
static void compile_clause_body(Unit *unit, Node *clause, uint16_t keep) {
    Text name = clause->handler.name;
    /* From here on the exception is held as the one being handled, and by its name. */
    if (name.data == NULL) {
        emit(unit, OP_DROP, keep, 0, 0);
        compile_body(unit, clause->handler.body);
        return;
    }
    compile_store_name(unit, name, keep, clause->place);
    CodeBlock unbind;
    push_block(unit, &unbind, BLOCK_UNBIND, unit->next_temporary);
    unbind.name = name;
    open_range(unit, &unbind);
    compile_body(unit, clause->handler.body);
    close_range(unit, &unbind);
    unit->block = unbind.outer;
    unbind_name(unit, name);
    Label end = LABEL_NEW;
    emit_jump(unit, OP_JUMP, 0, &end);
    bind_handlers(unit, &unbind);
    uint16_t exception = push_temporary(unit);
    unbind_name(unit, name);
    emit(unit, OP_RERAISE, exception, 0, 0);
    unit->next_temporary = exception;
    bind_label(unit, &end);
}

static void compile_clauses(Unit *unit, NodeList clauses, uint16_t keep, Label *end) {
    for (uint32_t i = 0; i < clauses.count; i++) {
        Node *clause = clauses.items[i];
        Label next = LABEL_NEW;
        uint32_t level = unit->next_temporary;
        unit->place = clause->place;
        if (clause->handler.type != NULL) {
            uint16_t matches = push_temporary(unit);
            Operand type = compile_operand(unit, clause->handler.type);
            emit(unit, OP_MATCH_EXCEPTION, matches, keep, type);
            emit_jump(unit, OP_JUMP_IF_FALSE, matches, &next);
            unit->next_temporary = level;
        } else if (i + 1 < clauses.count) {
            fail_with(unit, MESSAGE_DEFAULT_EXCEPT_LAST, clause->place);
        }
        uint8_t *before = remember(unit);
        compile_clause_body(unit, clause, keep);
        recall(unit, before);
        emit(unit, OP_END_HANDLER, keep, 0, 0);
        emit_jump(unit, OP_JUMP, 0, end);
        bind_label(unit, &next);
        unit->next_temporary = level;
    }
}

static void compile_try_except(Unit *unit, Node *node) {
    Label end = LABEL_NEW;
    uint32_t level = unit->next_temporary;
    CodeBlock body;
    uint8_t *before = remember(unit);
    push_block(unit, &body, BLOCK_EXCEPT, level);
    open_range(unit, &body);
    compile_body(unit, node->try_.body);
    close_range(unit, &body);
    unit->block = body.outer;
    compile_body(unit, node->try_.else_body);
    emit_jump(unit, OP_JUMP, 0, &end);
    recall(unit, before);

    bind_handlers(unit, &body);
    CodeBlock handler;
    uint16_t keep = begin_handler_range(unit, &handler);
    compile_clauses(unit, node->try_.handlers, keep, &end);
    emit(unit, OP_RERAISE, keep, 0, 0);
    end_handler_range(unit, &handler);
    unit->next_temporary = level;
    recall(unit, before);
    bind_label(unit, &end);
}

static void compile_try(Unit *unit, Node *node) {
    if (node->try_.final_body.count == 0) {
        compile_try_except(unit, node);
        return;
    }
    Label end = LABEL_NEW;
    uint32_t level = unit->next_temporary;
    CodeBlock block;
    uint8_t *before = remember(unit);
    push_block(unit, &block, BLOCK_FINALLY, level);
    block.final_body = node->try_.final_body;
    open_range(unit, &block);
    if (node->try_.handlers.count > 0)
        compile_try_except(unit, node);
    else
        compile_body(unit, node->try_.body);
    close_range(unit, &block);
    unit->block = block.outer;
    uint8_t *after = remember(unit);
    compile_body(unit, node->try_.final_body);
    emit_jump(unit, OP_JUMP, 0, &end);

    recall(unit, before);
    bind_handlers(unit, &block);
    CodeBlock handler;
    uint16_t keep = begin_handler_range(unit, &handler);
    compile_body(unit, node->try_.final_body);
    emit(unit, OP_RERAISE, keep, 0, 0);
    end_handler_range(unit, &handler);
    unit->next_temporary = level;
    recall(unit, after);
    bind_label(unit, &end);
}

/* The managers from `index` on, and the body inside of them. */
static void compile_with(Unit *unit, Node *node, uint32_t index) {
    if (index == node->with.items.count) {
        compile_body(unit, node->with.body);
        return;
    }
    struct NodeWITH_ITEMFields *item = &node->with.items.items[index]->with_item;
    Label end = LABEL_NEW;
    Label suppress = LABEL_NEW;
    uint32_t level = unit->next_temporary;
    uint16_t exit = push_temporary(unit);
    compile_to(unit, item->manager, exit);
    uint16_t entered = (uint16_t)(push_temporaries(unit, 3) + 1);
    unit->place = node->place;
    emit(unit, OP_WITH_ENTER, exit, 0, 0);
    emit(unit, OP_CALL, entered, 0, 0);
    emit(unit, OP_DROP, exit + 1u, 0, 0);
    uint8_t *before = remember(unit);
    CodeBlock block;
    push_block(unit, &block, BLOCK_WITH, exit + 1u);
    block.place = node->place;
    open_range(unit, &block);
    if (item->target != NULL)
        compile_store(unit, item->target, entered);
    else
        emit(unit, OP_DROP, entered, 0, 0);
    unit->next_temporary = exit + 1u;
    compile_with(unit, node, index + 1);
    close_range(unit, &block);
    unit->block = block.outer;
    emit_exit(unit, &block);
    emit_jump(unit, OP_JUMP, 0, &end);

    unit->place = node->place;
    bind_handlers(unit, &block);
    CodeBlock handler;
    uint16_t keep = begin_handler_range(unit, &handler);
    uint16_t told = push_temporaries(unit, 5);
    emit(unit, OP_WITH_FAILED, told, exit, keep);
    emit(unit, OP_CALL, told, 3, 0);
    emit_jump(unit, OP_JUMP_IF_TRUE, told, &suppress);
    emit(unit, OP_RERAISE, keep, 0, 0);
    bind_label(unit, &suppress);
    emit(unit, OP_END_HANDLER, keep, 0, 0);
    emit(unit, OP_DROP, exit, 0, 0);
    emit_jump(unit, OP_JUMP, 0, &end);
    end_handler_range(unit, &handler);
    unit->next_temporary = level;
    /* The manager may have suppressed an exception from anywhere in the body. */
    recall(unit, before);
    bind_label(unit, &end);
}

static void compile_raise(Unit *unit, Node *node) {
    if (node->raise.exception == NULL) {
        emit(unit, OP_RAISE_AGAIN, 0, 0, 0);
        return;
    }
    Operand exception = compile_operand(unit, node->raise.exception);
    if (node->raise.cause == NULL)
        emit(unit, OP_RAISE, exception, 0, 0);
    else
        emit(unit, OP_RAISE_FROM, exception, compile_operand(unit, node->raise.cause), 0);
}

static void compile_assert(Unit *unit, Node *node) {
    Label fine = LABEL_NEW;
    compile_condition(unit, node->assert_.test, true, &fine);
    uint16_t base = push_temporaries(unit, 2);
    emit(unit, OP_LOAD_ASSERTION_ERROR, base, 0, 0);
    if (node->assert_.message != NULL) {
        uint16_t message = push_temporary(unit);
        compile_to(unit, node->assert_.message, message);
        emit(unit, OP_CALL, base, 1, 0);
    }
    emit(unit, OP_RAISE, base, 0, 0);
    bind_label(unit, &fine);
}

static void compile_import(Unit *unit, Node *node) {
    for (uint32_t i = 0; i < node->import.names.count; i++) {
        Node *alias = node->import.names.items[i];
        uint16_t module = push_temporary(unit);
        emit(unit, OP_IMPORT, module, need_name(unit, alias->alias.name), 0);
        Text name = alias->alias.as_name.data != NULL ? alias->alias.as_name : alias->alias.name;
        compile_store_name(unit, name, module, alias->place);
        unit->next_temporary = module;
    }
}

static void compile_import_from(Unit *unit, Node *node) {
    if (node->import_from.module.data == NULL || node->import_from.level > 0) {
        refuse(unit, REFUSED_RELATIVE_IMPORT, node->place);
        return;
    }
    uint16_t module = push_temporary(unit);
    emit(unit, OP_IMPORT, module, need_name(unit, node->import_from.module), 0);
    for (uint32_t i = 0; i < node->import_from.names.count; i++) {
        Node *alias = node->import_from.names.items[i];
        if (text_equals(alias->alias.name, "*")) {
            refuse(unit, REFUSED_IMPORT_STAR, alias->place);
            return;
        }
        uint16_t value = push_temporary(unit);
        emit(unit, OP_IMPORT_FROM, value, module, need_name(unit, alias->alias.name));
        Text name = alias->alias.as_name.data != NULL ? alias->alias.as_name : alias->alias.name;
        compile_store_name(unit, name, value, alias->place);
        unit->next_temporary = value;
    }
    emit(unit, OP_DROP, module, 0, 0);
}

/* Evaluates an expression for what that may do. Of a slice and of several indexes only the parts
 * are evaluated. */
static void evaluate(Unit *unit, Node *node) {
    uint32_t level = unit->next_temporary;
    if (node->kind == NODE_SLICE || node->kind == NODE_TUPLE) {
        TreeChildren children = tree_children(node);
        for (Node *child; (child = tree_next_child(&children)) != NULL;)
            evaluate(unit, child);
        return;
    }
    Operand operand = compile_operand(unit, node);
    if (is_temporary(unit, operand))
        emit(unit, OP_DROP, operand, 0, 0);
    unit->next_temporary = level;
}

static void compile_annotated(Unit *unit, Node *node) {
    Node *target = node->annotated_assign.target;
    if (node->annotated_assign.value != NULL) {
        Operand value = compile_operand(unit, node->annotated_assign.value);
        compile_store(unit, target, value);
    } else if (target->kind == NODE_ATTRIBUTE) {
        evaluate(unit, target->attribute.value);
    } else if (target->kind == NODE_SUBSCRIPT) {
        evaluate(unit, target->subscript.value);
        evaluate(unit, target->subscript.index);
    }
    /* In a function no annotation is evaluated. */
    Node *annotation = node->annotated_assign.annotation;
    if (unit->scope->kind == SCOPE_FUNCTION)
        return;
    if (!node->annotated_assign.simple) {
        evaluate(unit, annotation);
        return;
    }
    Operand value = compile_operand(unit, annotation);
    uint16_t annotations = push_temporary(unit);
    uint32_t name = need_name(unit, (Text){.data = "__annotations__", .length = 15});
    unit->place = node->place;
    emit(unit, unit->scope->kind == SCOPE_CLASS ? OP_LOAD_NAME : OP_LOAD_GLOBAL, annotations, name,
         0);
    if (unit->scope->kind != SCOPE_CLASS)
        emit_word(unit);
    Operand key = constant_operand(unit, name_constant(unit, target->name.id));
    emit(unit, OP_SET_ITEM, annotations, key, value);
}

static void compile_expression(Unit *unit, Node *node) {
    Node *value = node->expression.value;
    if ((unit->flags & CODE_IS_INTERACTIVE) != 0 && unit->outer == NULL) {
        emit(unit, OP_ECHO, compile_operand(unit, value), 0, 0);
        return;
    }
    Object *constant = constant_of(unit, value);
    if (constant != NULL) {
        /* It does nothing, as a docstring does. */
        object_release(unit->compiler->vm, constant);
        return;
    }
    Operand operand = compile_operand(unit, value);
    if (is_temporary(unit, operand))
        emit(unit, OP_DROP, operand, 0, 0);
}

void compile_statement(Unit *unit, Node *node) {
    if (unit->compiler->failed)
        return;
    uint32_t level = unit->next_temporary;
    unit->place = node->place;
    switch ((NodeKind)node->kind) {
    case NODE_EXPRESSION:
        compile_expression(unit, node);
        break;
    case NODE_ASSIGN:
        compile_assign(unit, node);
        break;
    case NODE_AUGMENTED_ASSIGN:
        compile_augmented(unit, node);
        break;
    case NODE_ANNOTATED_ASSIGN:
        compile_annotated(unit, node);
        break;
    case NODE_DELETE:
        for (uint32_t i = 0; i < node->delete.targets.count; i++)
            compile_delete(unit, node->delete.targets.items[i]);
        break;
    case NODE_IF:
        compile_if(unit, node);
        break;
    case NODE_WHILE:
        compile_while(unit, node);
        break;
    case NODE_FOR:
        compile_for(unit, node);
        break;
    case NODE_BREAK:
        compile_break(unit);
        break;
    case NODE_CONTINUE:
        compile_continue(unit);
        break;
    case NODE_RETURN:
        compile_return(unit, node);
        break;
    case NODE_TRY:
        compile_try(unit, node);
        break;
    case NODE_RAISE:
        compile_raise(unit, node);
        break;
    case NODE_ASSERT:
        compile_assert(unit, node);
        break;
    case NODE_FUNCTION:
        compile_function(unit, node);
        break;
    case NODE_CLASS:
        compile_class(unit, node);
        break;
    case NODE_IMPORT:
        compile_import(unit, node);
        break;
    case NODE_IMPORT_FROM:
        compile_import_from(unit, node);
        break;
    case NODE_WITH:
        compile_with(unit, node, 0);
        break;
    default: /* pass, global, nonlocal */
        break;
    }
    unit->next_temporary = level;
}

void compile_body(Unit *unit, NodeList body) {
    for (uint32_t i = 0; i < body.count; i++)
        compile_statement(unit, body.items[i]);
}
