#include "lang/compiler_unit.h"

/* A comprehension is a function of its own, called at once with the iterator of the first iterable.
 * It runs nested loops around one step: an append, a new pair, or a yield. */
typedef struct Comprehension {
    Node *node;
    NodeList parts;
    Node *item;      /* or the key of a pair */
    Node *value;     /* of a pair, else NULL */
    Op build;        /* makes the empty result; OP_GENERATOR for none */
    uint16_t result; /* the register of the list, set or dict */
} Comprehension;

static Comprehension comprehension_of(Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_LIST_COMPREHENSION:
        return (Comprehension){.parts = node->list_comprehension.generators,
                               .item = node->list_comprehension.item,
                               .node = node,
                               .build = OP_BUILD_LIST};
    case NODE_SET_COMPREHENSION:
        return (Comprehension){.parts = node->set_comprehension.generators,
                               .item = node->set_comprehension.item,
                               .node = node,
                               .build = OP_BUILD_SET};
    case NODE_DICT_COMPREHENSION:
        return (Comprehension){.parts = node->dict_comprehension.generators,
                               .item = node->dict_comprehension.key,
                               .value = node->dict_comprehension.value,
                               .node = node,
                               .build = OP_BUILD_DICT};
    default:
        return (Comprehension){.parts = node->generator.generators,
                               .item = node->generator.item,
                               .node = node,
                               .build = OP_GENERATOR};
    }
}

/* What is done for every round of the innermost loop. */
static void compile_step(Unit *unit, const Comprehension *all) {
    uint32_t level = unit->next_temporary;
    Operand item = compile_operand(unit, all->item);
    unit->place = all->item->place;
    if (all->build == OP_BUILD_LIST || all->build == OP_BUILD_SET) {
        emit(unit, all->build == OP_BUILD_SET ? OP_SET_ADD : OP_LIST_APPEND, all->result, item, 0);
    } else if (all->build == OP_BUILD_DICT) {
        Operand value = compile_operand(unit, all->value);
        unit->place.end_line = all->value->place.end_line;
        unit->place.end_column = all->value->place.end_column;
        emit(unit, OP_DICT_SET, all->result, item, value);
    } else {
        uint16_t sent = push_temporary(unit);
        emit(unit, OP_YIELD, sent, item, 0);
        emit(unit, OP_DROP, sent, 0, 0);
    }
    unit->next_temporary = level;
}

/* The one item of a display that a loop would run over once: `for y in [f(x)]` only binds y. */
static Node *single_item(Node *iterable) {
    NodeList items = iterable->kind == NODE_LIST    ? iterable->list.items
                     : iterable->kind == NODE_TUPLE ? iterable->tuple.items
                                                    : (NodeList){0};
    return items.count == 1 && items.items[0]->kind != NODE_STARRED ? items.items[0] : NULL;
}

static void compile_part(Unit *unit, const Comprehension *all, uint32_t index);

/* The conditions of a part, and what comes behind it. */
static void compile_rest(Unit *unit, const Comprehension *all, uint32_t index, Label *next) {
    struct NodeCOMPREHENSIONFields *part = &all->parts.items[index]->comprehension;
    for (uint32_t i = 0; i < part->conditions.count; i++)
        compile_condition(unit, part->conditions.items[i], false, next);
    if (index + 1 < all->parts.count)
        compile_part(unit, all, index + 1);
    else
        compile_step(unit, all);
}

static void compile_part(Unit *unit, const Comprehension *all, uint32_t index) {
    struct NodeCOMPREHENSIONFields *part = &all->parts.items[index]->comprehension;
    Label again = LABEL_NEW;
    Label next = LABEL_NEW;
    Label end = LABEL_NEW;
    uint16_t iterator = push_temporary(unit);
    Node *single = index == 0 ? NULL : single_item(part->iterable);
    if (single != NULL) {
        compile_to(unit, single, iterator);
        compile_store(unit, part->target, iterator);
        unit->next_temporary = iterator;
        compile_rest(unit, all, index, &next);
        bind_label(unit, &next);
        return;
    }
    if (index == 0) {
        /* The one parameter is the iterator. */
        emit(unit, OP_MOVE, iterator, 0, 0);
    } else {
        Operand iterable = compile_operand(unit, part->iterable);
        unit->place = all->node->place;
        emit(unit, OP_GET_ITERATOR, iterator, iterable, 0);
        unit->next_temporary = iterator + 1u;
    }
    uint16_t item = push_temporary(unit);
    bind_label(unit, &again);
    unit->place = all->node->place;
    emit_jump(unit, OP_FOR_NEXT, iterator, &end);
    compile_store(unit, part->target, item);
    unit->next_temporary = iterator + 1u;
    compile_rest(unit, all, index, &next);
    bind_label(unit, &next);
    unit->place = all->node->place;
    emit_jump(unit, OP_LOOP, 0, &again);
    bind_label(unit, &end);
    unit->next_temporary = iterator;
}

static CodeObject *compile_inside(Unit *unit, Comprehension *all) {
    Unit inner;
    begin_inner(&inner, unit, all->node, unit->compiler->scopes.items[all->node->mark]->name);
    if (unit->compiler->failed)
        return unit_finish(&inner, 0, NULL, 0);
    enter_function(&inner);
    inner.place = all->node->place;
    if (all->build != OP_GENERATOR) {
        all->result = push_temporary(&inner);
        emit(&inner, all->build, all->result, 0, 0);
    }
    compile_part(&inner, all, 0);
    inner.place = all->node->place;
    if (all->build != OP_GENERATOR)
        emit(&inner, OP_RETURN, all->result, 0, 0);
    else
        emit_return_none(&inner);
    CodeObject *code = unit_finish(&inner, 0, NULL, all->node->place.line);
    if (code != NULL)
        code->positional_count = 1;
    return code;
}

void compile_comprehension(Unit *unit, Node *node, uint16_t target) {
    Comprehension all = comprehension_of(node);
    uint16_t base = push_temporaries(unit, 2);
    CodeObject *code = compile_inside(unit, &all);
    emit_function(unit, code, unit->compiler->scopes.items[node->mark], (Defaults){0}, base);
    Node *iterable = all.parts.items[0]->comprehension.iterable;
    Operand first = compile_operand(unit, iterable);
    unit->place = node->place;
    emit(unit, OP_GET_ITERATOR, base + 1u, first, 0);
    unit->place = node->place;
    emit(unit, OP_CALL, base, 0, 0);
    compile_move(unit, target, base);
}
