#include "lang/parser_rules.h"

/* What may stand on the left of `=`, behind `for` and behind `del` is read as an expression and
 * then looked at, because it can be told from one only at the token behind it. */

static Node *find_invalid_in_list(NodeList list, TargetKind kind) {
    for (uint32_t i = 0; i < list.count; i++) {
        Node *invalid = target_find_invalid(list.items[i], kind);
        if (invalid != NULL) {
            return invalid;
        }
    }
    return NULL;
}

Node *target_find_invalid(Node *node, TargetKind kind) {
    switch (node->kind) {
    case NODE_NAME:
    case NODE_ATTRIBUTE:
    case NODE_SUBSCRIPT:
        return NULL;
    case NODE_LIST:
        return find_invalid_in_list(node->list.items, kind);
    case NODE_TUPLE:
        return find_invalid_in_list(node->tuple.items, kind);
    case NODE_STARRED:
        return kind == TARGET_DELETE ? node : target_find_invalid(node->starred.value, kind);
    case NODE_COMPARE:
        /* Behind `for`, `a in b` was read as a comparison. */
        if (kind == TARGET_FOR) {
            return node->compare.operators.items[0] == COMPARE_IN
                       ? target_find_invalid(node->compare.left, kind)
                       : NULL;
        }
        return node;
    default:
        return node;
    }
}

bool target_is_single(const Node *node) {
    return node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE || node->kind == NODE_SUBSCRIPT;
}

static bool list_is_valid(NodeList list, TargetKind kind) {
    for (uint32_t i = 0; i < list.count; i++) {
        if (!target_is_valid(list.items[i], kind)) {
            return false;
        }
    }
    return true;
}

bool target_is_valid(const Node *node, TargetKind kind) {
    switch (node->kind) {
    case NODE_LIST:
        return list_is_valid(node->list.items, kind);
    case NODE_TUPLE:
        return list_is_valid(node->tuple.items, kind);
    case NODE_STARRED:
        return kind != TARGET_DELETE && node->starred.value->kind != NODE_STARRED &&
               target_is_valid(node->starred.value, kind);
    default:
        return target_is_single(node);
    }
}

void target_set_context(Node *node, Context context) {
    NodeList items = {0};
    switch (node->kind) {
    case NODE_NAME:
        node->name.context = context;
        break;
    case NODE_ATTRIBUTE:
        node->attribute.context = context;
        break;
    case NODE_SUBSCRIPT:
        node->subscript.context = context;
        break;
    case NODE_STARRED:
        node->starred.context = context;
        target_set_context(node->starred.value, context);
        break;
    case NODE_LIST:
        node->list.context = context;
        items = node->list.items;
        break;
    case NODE_TUPLE:
        node->tuple.context = context;
        items = node->tuple.items;
        break;
    default:
        break;
    }
    for (uint32_t i = 0; i < items.count; i++) {
        target_set_context(items.items[i], context);
    }
}

const char *target_describe(const Node *node) {
    static const char *const NAMES[NODE_KINDS] = {
        [NODE_ATTRIBUTE] = "attribute",
        [NODE_SUBSCRIPT] = "subscript",
        [NODE_STARRED] = "starred",
        [NODE_NAME] = "name",
        [NODE_LIST] = "list",
        [NODE_TUPLE] = "tuple",
        [NODE_LAMBDA] = "lambda",
        [NODE_CALL] = "function call",
        [NODE_BOOL_OPERATION] = "expression",
        [NODE_BINARY_OPERATION] = "expression",
        [NODE_UNARY_OPERATION] = "expression",
        [NODE_GENERATOR] = "generator expression",
        [NODE_YIELD] = "yield expression",
        [NODE_YIELD_FROM] = "yield expression",
        [NODE_LIST_COMPREHENSION] = "list comprehension",
        [NODE_SET_COMPREHENSION] = "set comprehension",
        [NODE_DICT_COMPREHENSION] = "dict comprehension",
        [NODE_DICT] = "dict literal",
        [NODE_SET] = "set display",
        [NODE_JOINED_STRING] = "f-string expression",
        [NODE_FORMATTED_VALUE] = "f-string expression",
        [NODE_NONE] = "None",
        [NODE_TRUE] = "True",
        [NODE_FALSE] = "False",
        [NODE_ELLIPSIS] = "ellipsis",
        [NODE_INT] = "literal",
        [NODE_FLOAT] = "literal",
        [NODE_STRING] = "literal",
        [NODE_COMPARE] = "comparison",
        [NODE_CONDITIONAL] = "conditional expression",
        [NODE_NAMED] = "named expression",
    };
    const char *name = NAMES[node->kind];
    return name != NULL ? name : "expression";
}

Node *target_raise_invalid(Parser *parser, Node *node, TargetKind kind) {
    Node *invalid = target_find_invalid(node, kind);
    if (invalid == NULL) {
        return NULL;
    }
    return parser_raise(parser,
                        kind == TARGET_DELETE ? MESSAGE_CANNOT_DELETE : MESSAGE_CANNOT_ASSIGN,
                        invalid->place, target_describe(invalid));
}

/* Targets that are read as such ---------------------------------------------------------------- */

static Node *parse_star_target_here(Parser *parser) {
    uint32_t mark = parser->position;
    if (parser_accept(parser, TOKEN_STAR)) {
        Node *value = parser_peek(parser) == TOKEN_STAR ? NULL : parse_star_target(parser);
        Node *node = value == NULL ? NULL : parser_new(parser, NODE_STARRED, mark);
        if (node == NULL) {
            return parser_fail(parser, mark);
        }
        node->starred.value = value;
        node->starred.context = CONTEXT_STORE;
        return parser_finish(parser, node);
    }
    Node *node = parse_primary(parser);
    if (node == NULL || !target_is_valid(node, TARGET_FOR)) {
        return parser_fail(parser, mark);
    }
    target_set_context(node, CONTEXT_STORE);
    return node;
}

Node *parse_star_target(Parser *parser) {
    return parse_star_target_here(parser);
}

Node *parse_star_targets(Parser *parser) {
    uint32_t mark = parser->position;
    Node *first = parse_star_target(parser);
    if (first == NULL || parser_peek(parser) != TOKEN_COMMA) {
        return parser->raised ? NULL : first;
    }
    return parse_row_after(parser, mark, first, parse_star_target, CONTEXT_STORE);
}

Node *parse_delete_target(Parser *parser) {
    uint32_t mark = parser->position;
    Node *node = parse_primary(parser);
    if (node == NULL || !target_is_valid(node, TARGET_DELETE)) {
        return parser_fail(parser, mark);
    }
    target_set_context(node, CONTEXT_DELETE);
    return node;
}
