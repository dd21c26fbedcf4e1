#include "lang/compiler_unit.h"

#include <string.h>

#include "object/big.h"
#include "object/set.h"

static const uint8_t BINARY_OPS[] = {
    [BINARY_ADD] = OP_ADD,
    [BINARY_SUBTRACT] = OP_SUBTRACT,
    [BINARY_MULTIPLY] = OP_MULTIPLY,
    [BINARY_DIVIDE] = OP_DIVIDE,
    [BINARY_FLOOR_DIVIDE] = OP_FLOOR_DIVIDE,
    [BINARY_REMAINDER] = OP_REMAINDER,
    [BINARY_POWER] = OP_POWER,
    [BINARY_SHIFT_LEFT] = OP_SHIFT_LEFT,
    [BINARY_SHIFT_RIGHT] = OP_SHIFT_RIGHT,
    [BINARY_AND] = OP_AND,
    [BINARY_OR] = OP_OR,
    [BINARY_XOR] = OP_XOR,
    [BINARY_MATRIX_MULTIPLY] = OP_MATRIX_MULTIPLY,
};

static const uint8_t COMPARE_OPS[] = {
    [COMPARE_LESS] = OP_LESS,       [COMPARE_LESS_EQUAL] = OP_LESS_EQUAL,
    [COMPARE_EQUAL] = OP_EQUAL,     [COMPARE_NOT_EQUAL] = OP_NOT_EQUAL,
    [COMPARE_GREATER] = OP_GREATER, [COMPARE_GREATER_EQUAL] = OP_GREATER_EQUAL,
    [COMPARE_IS] = OP_IS,           [COMPARE_IS_NOT] = OP_IS_NOT,
    [COMPARE_IN] = OP_IN,           [COMPARE_NOT_IN] = OP_NOT_IN,
};

/* Strings that look like names are interned, as CPython does, so that equal ones are one. */
static bool looks_like_name(Text text) {
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return true;
}

static Object *try_constant(Unit *unit, const Node *node);

Object *tuple_constant(Unit *unit, NodeList items) {
    Vm *vm = unit->compiler->vm;
    for (uint32_t i = 0; i < items.count; i++) {
        NodeKind kind = (NodeKind)items.items[i]->kind;
        if (kind == NODE_NAME || kind == NODE_CALL || kind == NODE_STARRED)
            return NULL;
    }
    TupleObject *tuple = tuple_new(vm, items.count);
    if (tuple == NULL) {
        fail_memory(unit);
        return NULL;
    }
    for (uint32_t i = 0; i < items.count; i++) {
        Object *item = constant_of(unit, items.items[i]);
        if (item == NULL) {
            object_release(vm, &tuple->header);
            return NULL;
        }
        /* Shared first, so that equal tuples have identical items. */
        uint32_t index = need_constant_take(unit, item, true);
        if (unit->compiler->failed) {
            object_release(vm, &tuple->header);
            return NULL;
        }
        tuple->items[i] = object_held(unit->constants->items[index]);
    }
    return &tuple->header;
}

/* The limits up to which CPython repeats strings and tuples while it compiles. */
enum { FOLDED_STRING_MOST = 4096, FOLDED_TUPLE_MOST = 256 };

/* Whether CPython computes this once: products, powers and shifts only if the result has no great
 * length. */
static bool is_folded_number(BinaryOperator op, const Object *left, const Object *right) {
    enum { FOLDED_BITS_MOST = 128 };
    if (left->kind == KIND_FLOAT || right->kind == KIND_FLOAT)
        return true;
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    size_t bits = magnitude_bits(&a);
    if (a.count == 0 || b.count == 0)
        return true;
    switch (op) {
    case BINARY_MULTIPLY:
        return bits + magnitude_bits(&b) <= FOLDED_BITS_MOST;
    case BINARY_POWER:
        return b.negative || (b.count == 1 && bits <= FOLDED_BITS_MOST / b.limbs[0]);
    case BINARY_SHIFT_LEFT:
        return b.negative ||
               (b.count == 1 && bits <= FOLDED_BITS_MOST && b.limbs[0] <= FOLDED_BITS_MOST - bits);
    default:
        return true;
    }
}

/* Whether CPython computes this once, when it compiles: numbers with each other, strings and tuples
 * that are joined, or repeated to no great length. */
static bool is_folded(BinaryOperator op, const Object *left, const Object *right) {
    if (object_is_number(left) && object_is_number(right))
        return is_folded_number(op, left, right);
    if (op == BINARY_ADD && left->kind == right->kind)
        return left->kind == KIND_STR || left->kind == KIND_TUPLE;
    if (op != BINARY_MULTIPLY)
        return false;
    const Object *sequence = object_is_int(left) ? right : left;
    const Object *times = object_is_int(left) ? left : right;
    if (!object_is_int(times) || int_value(times) < 0)
        return false;
    if (sequence->kind == KIND_STR) {
        uint32_t length = ((const StrObject *)(const void *)sequence)->length;
        return length == 0 || int_value(times) <= FOLDED_STRING_MOST / length;
    }
    if (sequence->kind == KIND_TUPLE) {
        uint32_t length = ((const TupleObject *)(const void *)sequence)->length;
        return length == 0 || int_value(times) <= FOLDED_TUPLE_MOST / length;
    }
    return false;
}

/* A string that a program wrote, in parts or whole: interned if it looks like a name. */
static Object *intern_take(Vm *vm, Object *object) {
    if (object == NULL || object->kind != KIND_STR)
        return object;
    StrObject *string = (StrObject *)object;
    if (!looks_like_name((Text){.data = string->text, .length = string->bytes}))
        return object;
    return (Object *)str_intern_take(vm, string);
}

/* Arithmetic on constants that are written in the program is done once, as CPython does. */
static Object *folded_constant(Unit *unit, const Node *node) {
    Vm *vm = unit->compiler->vm;
    Object *result = NULL;
    if (node->kind == NODE_UNARY_OPERATION) {
        if (node->unary_operation.op == UNARY_NOT)
            return NULL;
        Object *operand = constant_of(unit, node->unary_operation.operand);
        if (operand != NULL && object_is_number(operand))
            result = object_unary(vm, node->unary_operation.op, operand);
        object_release_if(vm, operand);
    } else {
        Object *left = constant_of(unit, node->binary_operation.left);
        Object *right = left == NULL ? NULL : constant_of(unit, node->binary_operation.right);
        if (right != NULL && is_folded(node->binary_operation.op, left, right))
            result =
                intern_take(vm, object_binary(vm, node->binary_operation.op, left, right, false));
        object_release_if(vm, left);
        object_release_if(vm, right);
    }
    if (result == NULL || result == vm->not_implemented) {
        /* What fails is left for the program to run into; but an operand without memory is not. */
        if (!unit->compiler->failed)
            raise_clear(vm);
        object_release_if(vm, result);
        return NULL;
    }
    return result;
}

/* The digits of a long one are converted here, because the tree holds no objects. */
static Object *int_constant(Unit *unit, const Node *node) {
    Vm *vm = unit->compiler->vm;
    if (!node->int_.overflow)
        return int_new(vm, node->int_.value);
    Text digits = node->int_.digits;
    uint32_t most = vm->int_digits_most;
    if (node->int_.base == 10 && most > 0 && digits.length > most) {
        if (!unit->compiler->failed)
            diagnostic_set(unit->compiler->diagnostic, MESSAGE_TOO_MANY_DIGITS, node->place, most,
                           digits.length);
        unit->compiler->failed = true;
        return NULL;
    }
    return int_parse(vm, digits.data, digits.length, (int)node->int_.base);
}

Object *constant_of(Unit *unit, const Node *node) {
    Object *constant = try_constant(unit, node);
    if (constant == NULL && unit->compiler->vm->pending != NULL)
        fail_memory(unit);
    return constant;
}

static Object *try_constant(Unit *unit, const Node *node) {
    Vm *vm = unit->compiler->vm;
    if (unit->compiler->failed)
        return NULL;
    switch ((NodeKind)node->kind) {
    case NODE_INT:
        return int_constant(unit, node);
    case NODE_FLOAT:
        return float_new(vm, node->float_.value);
    case NODE_STRING:
        return intern_take(
            vm, (Object *)str_new(vm, node->string.value.data, node->string.value.length));
    case NODE_TRUE:
        return object_held(vm->true_object);
    case NODE_FALSE:
        return object_held(vm->false_object);
    case NODE_NONE:
        return object_held(vm->none);
    case NODE_ELLIPSIS:
        return object_held(vm->ellipsis);
    case NODE_TUPLE:
        return node->tuple.context == CONTEXT_LOAD ? tuple_constant(unit, node->tuple.items) : NULL;
    case NODE_UNARY_OPERATION:
    case NODE_BINARY_OPERATION:
        return folded_constant(unit, node);
    default:
        return NULL;
    }
}

static bool may_be_constant(const Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_INT:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_NONE:
    case NODE_ELLIPSIS:
        return true;
    case NODE_TUPLE:
        return true;
    case NODE_UNARY_OPERATION:
        return may_be_constant(node->unary_operation.operand);
    case NODE_BINARY_OPERATION:
        return may_be_constant(node->binary_operation.left) &&
               may_be_constant(node->binary_operation.right);
    default:
        return false;
    }
}

Symbol *find_symbol(Unit *unit, Text name) {
    return scope_find(unit->scope, scope_mangle(unit->compiler->scratch, unit->scope, name));
}

void compile_move(Unit *unit, uint16_t target, Operand operand) {
    if (operand != target)
        emit(unit, OP_MOVE, target, operand, 0);
}

void compile_load_name(Unit *unit, Text name, uint16_t target) {
    const Symbol *symbol = find_symbol(unit, name);
    Text stored = scope_mangle(unit->compiler->scratch, unit->scope, name);
    switch (symbol == NULL ? SYMBOL_GLOBAL : (SymbolPlace)symbol->place) {
    case SYMBOL_LOCAL:
        if (!unit->assigned[symbol->index] || (symbol->flags & SYMBOL_DELETED) != 0)
            emit(unit, OP_CHECK_LOCAL, symbol->index, 0, 0);
        emit(unit, OP_MOVE, target, symbol->index, 0);
        break;
    case SYMBOL_CELL:
        emit(unit, OP_LOAD_CELL, target, symbol->index, 0);
        break;
    case SYMBOL_FREE:
        emit(unit, OP_LOAD_FREE, target, symbol->index, 0);
        break;
    case SYMBOL_NAME:
        emit(unit, OP_LOAD_NAME, target, need_name(unit, stored), 0);
        break;
    case SYMBOL_NUMBERED:
    case SYMBOL_GLOBAL:
        emit(unit, OP_LOAD_GLOBAL, target, need_name(unit, stored), 0);
        emit_word(unit);
        break;
    }
}

/* Whether evaluating the expression can rebind a local of this function: then a local that was
 * read before it must have been copied. */
static bool rebinds(const Node *node) {
    if (node->kind == NODE_NAMED)
        return true;
    if (node->kind == NODE_LAMBDA)
        return false;
    TreeChildren children = tree_children(node);
    for (const Node *child; (child = tree_next_child(&children)) != NULL;) {
        if (rebinds(child))
            return true;
    }
    return false;
}

Operand operand_before(Unit *unit, Node *node, const Node *next) {
    if (node->kind != NODE_NAME || !rebinds(next))
        return compile_operand(unit, node);
    uint16_t target = push_temporary(unit);
    compile_to(unit, node, target);
    return target;
}

Operand compile_operand(Unit *unit, Node *node) {
    Place outer = unit->place;
    unit->place = node->place;
    Operand result;
    if (may_be_constant(node)) {
        Object *constant = constant_of(unit, node);
        if (constant != NULL) {
            result = constant_operand(unit, need_constant_take(unit, constant, true));
            unit->place = outer;
            return result;
        }
    }
    if (node->kind == NODE_NAME) {
        const Symbol *symbol = find_symbol(unit, node->name.id);
        if (symbol != NULL && symbol->place == SYMBOL_LOCAL) {
            if (!unit->assigned[symbol->index] || (symbol->flags & SYMBOL_DELETED) != 0)
                emit(unit, OP_CHECK_LOCAL, symbol->index, 0, 0);
            unit->place = outer;
            return (Operand)symbol->index;
        }
    }
    result = push_temporary(unit);
    compile_to(unit, node, result);
    unit->next_temporary = result + 1u;
    unit->place = outer;
    return result;
}

bool list_has_star(NodeList items) {
    for (uint32_t i = 0; i < items.count; i++) {
        if (items.items[i]->kind == NODE_STARRED)
            return true;
    }
    return false;
}

uint16_t compile_row(Unit *unit, NodeList items) {
    uint16_t base = (uint16_t)unit->next_temporary;
    for (uint32_t i = 0; i < items.count; i++) {
        uint16_t target = push_temporary(unit);
        compile_to(unit, items.items[i], target);
        unit->next_temporary = target + 1u;
    }
    return base;
}

/* How many items are put into registers before they go into a container: longer displays are built
 * in pieces, so that a program with a huge table needs no huge frame. The number is CPython's,
 * because it shows in the order in which the collector comes to know the containers. */
enum { ROW_MOST = 30 };

uint16_t build_list(Unit *unit, NodeList items) {
    uint16_t list = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    if (items.count <= ROW_MOST && !list_has_star(items)) {
        uint16_t base = compile_row(unit, items);
        emit(unit, OP_BUILD_LIST, list, base, items.count);
        unit->next_temporary = level;
        return list;
    }
    emit(unit, OP_BUILD_LIST, list, 0, 0);
    for (uint32_t i = 0; i < items.count; i++) {
        Node *item = items.items[i];
        bool star = item->kind == NODE_STARRED;
        Operand value = compile_operand(unit, star ? item->starred.value : item);
        emit(unit, star ? OP_LIST_EXTEND : OP_LIST_APPEND, list, value, 0);
        unit->next_temporary = level;
    }
    return list;
}

static void compile_list(Unit *unit, Node *node, uint16_t target) {
    NodeList items = node->list.items;
    if (items.count <= ROW_MOST && !list_has_star(items)) {
        uint16_t base = compile_row(unit, items);
        emit(unit, OP_BUILD_LIST, target, base, items.count);
        return;
    }
    compile_move(unit, target, build_list(unit, items));
}

static void compile_tuple(Unit *unit, Node *node, uint16_t target) {
    NodeList items = node->tuple.items;
    if (items.count <= ROW_MOST && !list_has_star(items)) {
        uint16_t base = compile_row(unit, items);
        emit(unit, OP_BUILD_TUPLE, target, base, items.count);
        return;
    }
    uint16_t list = build_list(unit, items);
    emit(unit, OP_LIST_TO_TUPLE, list, 0, 0);
    compile_move(unit, target, list);
}

/* The frozenset of a display of constants, owned, or NULL. */
static Object *set_display_constant(Unit *unit, Node *node) {
    Vm *vm = unit->compiler->vm;
    Object *items = node->kind != NODE_SET ? NULL : tuple_constant(unit, node->set.items);
    if (items == NULL)
        return NULL;
    Object *set = (Object *)set_constant(vm, (TupleObject *)items);
    object_release(vm, items);
    if (set == NULL)
        fail_memory(unit);
    return set;
}

Operand compile_iterable(Unit *unit, Node *node) {
    Object *constant = set_display_constant(unit, node);
    return constant == NULL ? compile_operand(unit, node)
                            : constant_operand(unit, need_constant_take(unit, constant, true));
}

/* As CPython does, because it shows in the order of the table: three constants and more are put in
 * as one frozenset. */
static void compile_set(Unit *unit, Node *node, uint16_t target) {
    enum { FOLDED_LEAST = 3 };
    NodeList items = node->set.items;
    Object *constant = items.count < FOLDED_LEAST ? NULL : set_display_constant(unit, node);
    if (constant == NULL && items.count <= ROW_MOST && !list_has_star(items)) {
        uint16_t base = compile_row(unit, items);
        emit(unit, OP_BUILD_SET, target, base, items.count);
        return;
    }
    /* What stands before the first star is in registers when the set is made. */
    uint16_t set = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    uint32_t first = 0;
    while (constant == NULL && items.count <= ROW_MOST && items.items[first]->kind != NODE_STARRED)
        first++;
    uint16_t base = compile_row(unit, (NodeList){.items = items.items, .count = first});
    emit(unit, OP_BUILD_SET, set, base, first);
    unit->next_temporary = level;
    if (constant != NULL) {
        Operand all = constant_operand(unit, need_constant_take(unit, constant, true));
        emit(unit, OP_SET_UPDATE, set, all, 0);
    }
    for (uint32_t i = first; constant == NULL && i < items.count; i++) {
        Node *item = items.items[i];
        bool star = item->kind == NODE_STARRED;
        Operand value = compile_operand(unit, star ? item->starred.value : item);
        emit(unit, star ? OP_SET_UPDATE : OP_SET_ADD, set, value, 0);
        unit->next_temporary = level;
    }
    compile_move(unit, target, set);
}

/* Pairs [start, stop) of a display as a dict in a new temporary: keys and values into registers
 * first, or if they are many one pair after the other. */
static uint16_t build_pairs(Unit *unit, Node *node, uint32_t start, uint32_t stop) {
    uint16_t dict = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    uint32_t count = stop - start;
    if (2 * count <= ROW_MOST + 2) {
        for (uint32_t i = 0; i < 2 * count; i++) {
            NodeList from = i % 2 == 0 ? node->dict.keys : node->dict.values;
            uint16_t place = push_temporary(unit);
            compile_to(unit, from.items[start + i / 2], place);
            unit->next_temporary = place + 1u;
        }
        emit(unit, OP_BUILD_PAIRS, dict, level, count);
        unit->next_temporary = level;
        return dict;
    }
    emit(unit, OP_BUILD_DICT, dict, 0, 0);
    for (uint32_t i = start; i < stop; i++) {
        Operand key = operand_before(unit, node->dict.keys.items[i], node->dict.values.items[i]);
        Operand value = compile_operand(unit, node->dict.values.items[i]);
        emit(unit, OP_DICT_SET, dict, key, value);
        unit->next_temporary = level;
    }
    return dict;
}

/* The pairs between two `**` are evaluated as a group before any key is hashed, and long groups are
 * cut, in CPython's places. */
static void compile_dict(Unit *unit, Node *node, uint16_t target) {
    uint32_t count = node->dict.values.count;
    bool has_dict = false;
    uint16_t dict = (uint16_t)unit->next_temporary;
    for (uint32_t i = 0; i < count && !unit->compiler->failed;) {
        if (node->dict.keys.items[i] == NULL) {
            if (!has_dict)
                emit(unit, OP_BUILD_DICT, push_temporary(unit), 0, 0);
            has_dict = true;
            unit->next_temporary = dict + 1u;
            emit(unit, OP_DICT_UPDATE, dict, compile_operand(unit, node->dict.values.items[i++]),
                 0);
            unit->next_temporary = dict + 1u;
            continue;
        }
        uint32_t stop = i;
        while (stop < count && node->dict.keys.items[stop] != NULL && stop - i < ROW_MOST / 2 + 2)
            stop++;
        uint16_t group = build_pairs(unit, node, i, stop);
        if (has_dict)
            emit(unit, OP_DICT_UPDATE, dict, group, 0);
        has_dict = true;
        unit->next_temporary = dict + 1u;
        i = stop;
    }
    if (!has_dict)
        emit(unit, OP_BUILD_DICT, push_temporary(unit), 0, 0);
    compile_move(unit, target, dict);
}

static void compile_binary(Unit *unit, Node *node, uint16_t target) {
    if (node->binary_operation.op == BINARY_REMAINDER && compile_percent(unit, node, target))
        return;
    Operand left = operand_before(unit, node->binary_operation.left, node->binary_operation.right);
    Operand right = compile_operand(unit, node->binary_operation.right);
    emit(unit, BINARY_OPS[node->binary_operation.op], target, left, right);
}

static void compile_unary(Unit *unit, Node *node, uint16_t target) {
    static const uint8_t OPS[] = {[UNARY_NEGATIVE] = OP_NEGATIVE,
                                  [UNARY_POSITIVE] = OP_POSITIVE,
                                  [UNARY_INVERT] = OP_INVERT,
                                  [UNARY_NOT] = OP_NOT};
    Operand operand = compile_operand(unit, node->unary_operation.operand);
    emit(unit, OPS[node->unary_operation.op], target, operand, 0);
}

/* What is looked for in a display of constants makes no new set. */
static Operand compile_right(Unit *unit, Node *node, uint32_t i) {
    uint8_t op = (uint8_t)node->compare.operators.items[i];
    Node *right = node->compare.rights.items[i];
    return op == COMPARE_IN || op == COMPARE_NOT_IN ? compile_iterable(unit, right)
                                                    : compile_operand(unit, right);
}

/* `a < b < c` evaluates b once and stops at the first false. The value of the chain is that of the
 * comparison which ended it. */
static void compile_compare(Unit *unit, Node *node, uint16_t target) {
    uint32_t last = node->compare.rights.count - 1;
    Operand left = operand_before(unit, node->compare.left, node->compare.rights.items[0]);
    if (last == 0) {
        Operand right = compile_right(unit, node, 0);
        emit(unit, COMPARE_OPS[node->compare.operators.items[0]], target, left, right);
        return;
    }
    /* The operand in the middle is kept for the next comparison while this one uses a copy. */
    uint16_t result = push_temporary(unit);
    Label end = LABEL_NEW;
    Label drop = LABEL_NEW;
    uint16_t middle = push_temporary(unit);
    uint32_t level = unit->next_temporary;
    for (uint32_t i = 0; i <= last; i++) {
        unsigned op = COMPARE_OPS[node->compare.operators.items[i]];
        Operand right = compile_right(unit, node, i);
        if (i == last) {
            emit(unit, op, result, left, right);
            emit_jump(unit, OP_JUMP, 0, &end);
            break;
        }
        uint16_t copy = push_temporary(unit);
        if (is_temporary(unit, right))
            emit(unit, OP_COPY, copy, right, 0);
        else
            emit(unit, OP_MOVE, copy, right, 0);
        emit(unit, op, result, left, copy);
        compile_move(unit, middle, right);
        emit_jump(unit, OP_JUMP_OR_DROP_FALSE, result, &drop);
        unit->next_temporary = level;
        left = middle;
    }
    bind_label(unit, &drop);
    emit(unit, OP_DROP, middle, 0, 0);
    bind_label(unit, &end);
    compile_move(unit, target, result);
}

static void compile_bool(Unit *unit, Node *node, uint16_t target) {
    NodeList values = node->bool_operation.values;
    Op op = node->bool_operation.op == BOOL_AND ? OP_JUMP_OR_DROP_FALSE : OP_JUMP_OR_DROP_TRUE;
    uint16_t result = is_temporary(unit, target) ? target : push_temporary(unit);
    uint32_t level = unit->next_temporary;
    Label end = LABEL_NEW;
    for (uint32_t i = 0; i < values.count; i++) {
        compile_to(unit, values.items[i], result);
        unit->next_temporary = level;
        if (i + 1 < values.count)
            emit_jump(unit, op, result, &end);
    }
    bind_label(unit, &end);
    compile_move(unit, target, result);
}

static void compile_conditional(Unit *unit, Node *node, uint16_t target) {
    Label otherwise = LABEL_NEW;
    Label end = LABEL_NEW;
    uint32_t level = unit->next_temporary;
    compile_condition(unit, node->conditional.test, false, &otherwise);
    compile_to(unit, node->conditional.then, target);
    unit->next_temporary = level;
    emit_jump(unit, OP_JUMP, 0, &end);
    bind_label(unit, &otherwise);
    compile_to(unit, node->conditional.otherwise, target);
    bind_label(unit, &end);
}

void compile_condition(Unit *unit, Node *node, bool jump_if, Label *label) {
    uint32_t level = unit->next_temporary;
    if (node->kind == NODE_UNARY_OPERATION && node->unary_operation.op == UNARY_NOT) {
        compile_condition(unit, node->unary_operation.operand, !jump_if, label);
    } else if (node->kind == NODE_BOOL_OPERATION) {
        bool is_and = node->bool_operation.op == BOOL_AND;
        NodeList values = node->bool_operation.values;
        Label skip = LABEL_NEW;
        /* `and` is left at the first false, `or` at the first true. */
        for (uint32_t i = 0; i + 1 < values.count; i++)
            compile_condition(unit, values.items[i], !is_and, is_and == !jump_if ? label : &skip);
        compile_condition(unit, values.items[values.count - 1], jump_if, label);
        bind_label(unit, &skip);
    } else {
        /* As in CPython, a jump (and the raise of an assert) comes from the whole statement, or
         * from the last comparison before it. */
        if (node->kind == NODE_COMPARE)
            unit->place = node->place;
        Operand operand = compile_operand(unit, node);
        emit_jump(unit, jump_if ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE, operand, label);
    }
    unit->next_temporary = level;
}

static void compile_slice(Unit *unit, Node *node, uint16_t target) {
    Node *parts[] = {node->slice.start, node->slice.stop, node->slice.step};
    uint16_t base = (uint16_t)unit->next_temporary;
    for (unsigned i = 0; i < 3; i++) {
        uint16_t part = push_temporary(unit);
        if (parts[i] != NULL)
            compile_to(unit, parts[i], part);
        else
            emit(unit, OP_MOVE, part,
                 constant_operand(
                     unit, need_constant_take(unit, object_held(unit->compiler->vm->none), true)),
                 0);
        unit->next_temporary = part + 1u;
    }
    emit(unit, OP_BUILD_SLICE, target, base, 0);
}

/* A walrus binds its name and is its value. */
static void compile_named(Unit *unit, Node *node, uint16_t target) {
    uint16_t value = push_temporary(unit);
    compile_to(unit, node->named.value, value);
    unit->next_temporary = value + 1u;
    uint16_t copy = push_temporary(unit);
    emit(unit, OP_COPY, copy, value, 0);
    /* A walrus may stand where it is not always reached, so it proves nothing. */
    const Symbol *symbol = find_symbol(unit, node->named.target->name.id);
    bool is_local = symbol != NULL && symbol->place == SYMBOL_LOCAL;
    uint8_t assigned = is_local ? unit->assigned[symbol->index] : 0;
    compile_store(unit, node->named.target, copy);
    if (is_local)
        unit->assigned[symbol->index] = assigned;
    compile_move(unit, target, value);
}

/* Arguments with stars: a tuple at base + 2 and a dict (or nothing) at base + 3. */
static void compile_spread(Unit *unit, Node *node, uint16_t base) {
    NodeList arguments = node->call.arguments;
    if (arguments.count == 1 && arguments.items[0]->kind == NODE_STARRED) {
        Operand items = compile_operand(unit, arguments.items[0]->starred.value);
        emit(unit, OP_SPREAD, base + 2u, items, base);
    } else {
        uint16_t list = build_list(unit, arguments);
        emit(unit, OP_LIST_TO_TUPLE, list, 0, 0);
        compile_move(unit, (uint16_t)(base + 2), list);
    }
    unit->next_temporary = base + 3u;
    uint16_t dict = push_temporary(unit);
    if (node->call.keywords.count == 0)
        return;
    emit(unit, OP_BUILD_DICT, dict, 0, 0);
    for (uint32_t i = 0; i < node->call.keywords.count; i++) {
        Node *keyword = node->call.keywords.items[i];
        Operand value;
        if (keyword->keyword.name.data == NULL) {
            value = compile_operand(unit, keyword->keyword.value);
            emit(unit, OP_DICT_MERGE, dict, value, base);
        } else {
            Text text = keyword->keyword.name;
            Object *name = (Object *)str_intern(unit->compiler->vm, text.data, text.length);
            Operand key = constant_operand(unit, need_constant_take(unit, name, true));
            value = compile_operand(unit, keyword->keyword.value);
            emit(unit, OP_DICT_SET, dict, key, value);
        }
        unit->next_temporary = dict + 1u;
    }
}

/* The names of keyword arguments as a constant tuple. */
static uint32_t keyword_names(Unit *unit, NodeList keywords) {
    Vm *vm = unit->compiler->vm;
    TupleObject *names = tuple_new(vm, keywords.count);
    for (uint32_t i = 0; names != NULL && i < keywords.count; i++) {
        Text text = keywords.items[i]->keyword.name;
        names->items[i] = (Object *)str_intern(vm, text.data, text.length);
        if (names->items[i] == NULL) {
            object_release(vm, &names->header);
            names = NULL;
        }
    }
    return need_constant_take(unit, (Object *)names, true);
}

static bool has_spread(const Node *call) {
    if (list_has_star(call->call.arguments))
        return true;
    for (uint32_t i = 0; i < call->call.keywords.count; i++) {
        if (call->call.keywords.items[i]->keyword.name.data == NULL)
            return true;
    }
    return call->call.arguments.count + 2 * call->call.keywords.count > ROW_MOST;
}

static bool is_bare_super(Unit *unit, const Node *node) {
    if (node->kind != NODE_CALL || node->call.callee->kind != NODE_NAME ||
        !text_equals(node->call.callee->name.id, "super") || node->call.arguments.count > 0 ||
        node->call.keywords.count > 0)
        return false;
    const Symbol *symbol = find_symbol(unit, (Text){.data = "__class__", .length = 9});
    return symbol != NULL && symbol->place == SYMBOL_FREE && unit->scope->symbol_count > 0 &&
           (unit->scope->symbols[0].flags & SYMBOL_PARAMETER) != 0;
}

/* `super().name`: the method that the base of the class where this stands would give. */
static void compile_super_method(Unit *unit, Node *attribute, uint16_t base) {
    const Symbol *cell = find_symbol(unit, (Text){.data = "__class__", .length = 9});
    uint32_t level = unit->next_temporary;
    uint16_t class = push_temporary(unit);
    emit(unit, OP_LOAD_FREE, class, cell->index, 0);
    uint16_t self = push_temporary(unit);
    compile_load_name(unit, unit->scope->symbols[0].name, self);
    Text name = scope_mangle(unit->compiler->scratch, unit->scope, attribute->attribute.name);
    emit(unit, OP_LOAD_SUPER, base, class, self);
    emit_wide(unit, OP_EXTRA, 0, need_name(unit, name));
    unit->next_temporary = level;
}

Place attribute_place(const Node *attribute, Place place) {
    if (place.line != attribute->place.end_line) {
        place.line = attribute->place.end_line;
        place.column = attribute->place.end_column - attribute->attribute.name.length;
        place.end_column = attribute->place.end_column;
    }
    return place;
}

/* Puts what is called and its self into base and base + 1. */
static void compile_callee(Unit *unit, Node *callee, uint16_t base) {
    Place outer = unit->place;
    uint32_t level = unit->next_temporary;
    if (callee->kind == NODE_ATTRIBUTE && is_bare_super(unit, callee->attribute.value)) {
        compile_super_method(unit, callee, base);
    } else if (callee->kind == NODE_ATTRIBUTE) {
        unit->next_temporary = base;
        Operand object = compile_operand(unit, callee->attribute.value);
        Text name = scope_mangle(unit->compiler->scratch, unit->scope, callee->attribute.name);
        unit->place = attribute_place(callee, callee->place);
        emit(unit, OP_LOAD_METHOD, base, object, need_name(unit, name));
        emit_word(unit);
    } else {
        compile_to(unit, callee, base);
    }
    unit->next_temporary = level;
    unit->place = outer;
}

static void check_keywords(Unit *unit, NodeList keywords) {
    Scope seen = {0};
    for (uint32_t i = 0; i < keywords.count && !unit->compiler->failed; i++) {
        Text name = keywords.items[i]->keyword.name;
        if (name.data == NULL)
            continue;
        uint32_t before = seen.symbol_count;
        if (scope_need(unit->compiler->scratch, &seen, name) == NULL) {
            fail_memory(unit);
        } else if (seen.symbol_count == before) {
            diagnostic_set(unit->compiler->diagnostic, MESSAGE_KEYWORD_REPEATED,
                           keywords.items[i]->place, (int)name.length, name.data);
            unit->compiler->failed = true;
        }
    }
}

/* Where a call's window begins: at the target itself if that is the topmost temporary, so that the
 * result need not be moved. */
static uint16_t push_window(Unit *unit, uint16_t target) {
    if (!is_temporary(unit, target) || target + 1u != unit->next_temporary)
        return push_temporaries(unit, 2);
    (void)push_temporary(unit);
    return target;
}

static void compile_call(Unit *unit, Node *node, uint16_t target) {
    check_keywords(unit, node->call.keywords);
    uint16_t base = push_window(unit, target);
    compile_callee(unit, node->call.callee, base);
    NodeList keywords = node->call.keywords;
    if (has_spread(node)) {
        unit->next_temporary = base + 3u;
        if (unit->register_count < base + 4u)
            unit->register_count = base + 4u;
        compile_spread(unit, node, base);
        emit(unit, OP_CALL_SPREAD, base, 0, 0);
    } else {
        uint32_t count = node->call.arguments.count + keywords.count;
        compile_row(unit, node->call.arguments);
        for (uint32_t i = 0; i < keywords.count; i++) {
            uint16_t value = push_temporary(unit);
            compile_to(unit, keywords.items[i]->keyword.value, value);
            unit->next_temporary = value + 1u;
        }
        if (node->call.callee->kind == NODE_ATTRIBUTE)
            unit->place = attribute_place(node->call.callee, node->place);
        if (keywords.count == 0)
            emit(unit, OP_CALL, base, count, 0);
        else
            emit(unit, OP_CALL_KEYWORDS, base, count, keyword_names(unit, keywords));
    }
    unit->next_temporary = base + 1u;
    if (base != target)
        compile_move(unit, target, base);
}

static void compile_attribute(Unit *unit, Node *node, uint16_t target) {
    if (is_bare_super(unit, node->attribute.value)) {
        uint16_t base = push_temporaries(unit, 2);
        compile_super_method(unit, node, base);
        emit(unit, OP_BIND_METHOD, base, 0, 0);
        compile_move(unit, target, base);
        return;
    }
    Operand object = compile_operand(unit, node->attribute.value);
    Text name = scope_mangle(unit->compiler->scratch, unit->scope, node->attribute.name);
    unit->place = attribute_place(node, node->place);
    emit(unit, OP_LOAD_ATTRIBUTE, target, object, need_name(unit, name));
    emit_word(unit);
}

static void compile_subscript(Unit *unit, Node *node, uint16_t target) {
    Operand container = operand_before(unit, node->subscript.value, node->subscript.index);
    Operand index = compile_operand(unit, node->subscript.index);
    emit(unit, OP_GET_ITEM, target, container, index);
}

Operand none_operand(Unit *unit) {
    Object *none = object_held(unit->compiler->vm->none);
    return constant_operand(unit, need_constant_take(unit, none, true));
}

/* The value of the expression is what is sent in. */
static void compile_yield(Unit *unit, Node *node, uint16_t target) {
    Operand value =
        node->yield.value == NULL ? none_operand(unit) : compile_operand(unit, node->yield.value);
    emit(unit, OP_YIELD, target, value, 0);
}

/* Passes on what an iterator gives, and what is sent in the other way, until it returns. */
static void compile_yield_from(Unit *unit, Node *node, uint16_t target) {
    Label again = LABEL_NEW;
    Label end = LABEL_NEW;
    uint16_t iterator = push_temporaries(unit, 2);
    unit->next_temporary = iterator + 1u;
    emit(unit, OP_GET_ITERATOR, iterator, compile_operand(unit, node->yield_from.value), 0);
    unit->next_temporary = iterator + 2u;
    emit(unit, OP_MOVE, iterator + 1u, none_operand(unit), 0);
    bind_label(unit, &again);
    emit_jump(unit, OP_SEND, iterator, &end);
    emit(unit, OP_YIELD, iterator + 1u, iterator + 1u, iterator + 1u);
    emit_jump(unit, OP_JUMP, 0, &again);
    bind_label(unit, &end);
    compile_move(unit, target, (Operand)(iterator + 1));
}

void compile_to(Unit *unit, Node *node, uint16_t target) {
    if (unit->compiler->failed)
        return;
    Place outer = unit->place;
    unit->place = node->place;
    uint32_t level = unit->next_temporary;
    Object *constant = may_be_constant(node) ? constant_of(unit, node) : NULL;
    if (constant != NULL) {
        emit_wide(unit, OP_LOAD_CONST, target, need_constant_take(unit, constant, true));
        unit->place = outer;
        return;
    }
    switch ((NodeKind)node->kind) {
    case NODE_NAME:
        compile_load_name(unit, node->name.id, target);
        break;
    case NODE_BINARY_OPERATION:
        compile_binary(unit, node, target);
        break;
    case NODE_UNARY_OPERATION:
        compile_unary(unit, node, target);
        break;
    case NODE_COMPARE:
        compile_compare(unit, node, target);
        break;
    case NODE_BOOL_OPERATION:
        compile_bool(unit, node, target);
        break;
    case NODE_CONDITIONAL:
        compile_conditional(unit, node, target);
        break;
    case NODE_CALL:
        compile_call(unit, node, target);
        break;
    case NODE_ATTRIBUTE:
        compile_attribute(unit, node, target);
        break;
    case NODE_SUBSCRIPT:
        compile_subscript(unit, node, target);
        break;
    case NODE_SLICE:
        compile_slice(unit, node, target);
        break;
    case NODE_LIST:
        compile_list(unit, node, target);
        break;
    case NODE_TUPLE:
        compile_tuple(unit, node, target);
        break;
    case NODE_SET:
        compile_set(unit, node, target);
        break;
    case NODE_DICT:
        compile_dict(unit, node, target);
        break;
    case NODE_LAMBDA:
        compile_lambda(unit, node, target);
        break;
    case NODE_NAMED:
        compile_named(unit, node, target);
        break;
    case NODE_JOINED_STRING:
        compile_joined(unit, node, target);
        break;
    case NODE_FORMATTED_VALUE:
        compile_formatted(unit, node, target);
        break;
    case NODE_LIST_COMPREHENSION:
    case NODE_SET_COMPREHENSION:
    case NODE_DICT_COMPREHENSION:
    case NODE_GENERATOR:
        compile_comprehension(unit, node, target);
        break;
    case NODE_YIELD:
        compile_yield(unit, node, target);
        break;
    case NODE_YIELD_FROM:
        compile_yield_from(unit, node, target);
        break;
    case NODE_STARRED:
        fail_with(unit, MESSAGE_STAR_ALONE, node->place);
        break;
    default:
        break;
    }
    unit->next_temporary = level;
    unit->place = outer;
}
