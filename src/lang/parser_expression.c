#include "lang/parser_rules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Operators ----------------------------------------------------------------------------------- */

typedef struct Binding {
    uint8_t power; /* 0: not a binary operator */
    uint8_t op;
} Binding;

static const Binding BINDINGS[TOKEN_KINDS] = {
    [TOKEN_OR] = {POWER_OR, BOOL_OR},
    [TOKEN_AND] = {POWER_AND, BOOL_AND},
    [TOKEN_DOUBLE_EQUAL] = {POWER_COMPARE, COMPARE_EQUAL},
    [TOKEN_NOT_EQUAL] = {POWER_COMPARE, COMPARE_NOT_EQUAL},
    [TOKEN_LESS] = {POWER_COMPARE, COMPARE_LESS},
    [TOKEN_LESS_EQUAL] = {POWER_COMPARE, COMPARE_LESS_EQUAL},
    [TOKEN_GREATER] = {POWER_COMPARE, COMPARE_GREATER},
    [TOKEN_GREATER_EQUAL] = {POWER_COMPARE, COMPARE_GREATER_EQUAL},
    [TOKEN_IN] = {POWER_COMPARE, COMPARE_IN},
    [TOKEN_NOT] = {POWER_COMPARE, COMPARE_NOT_IN},
    [TOKEN_IS] = {POWER_COMPARE, COMPARE_IS},
    [TOKEN_VERTICAL_BAR] = {POWER_BIT_OR, BINARY_OR},
    [TOKEN_CARET] = {POWER_BIT_XOR, BINARY_XOR},
    [TOKEN_AMPERSAND] = {POWER_BIT_AND, BINARY_AND},
    [TOKEN_SHIFT_LEFT] = {POWER_SHIFT, BINARY_SHIFT_LEFT},
    [TOKEN_SHIFT_RIGHT] = {POWER_SHIFT, BINARY_SHIFT_RIGHT},
    [TOKEN_PLUS] = {POWER_SUM, BINARY_ADD},
    [TOKEN_MINUS] = {POWER_SUM, BINARY_SUBTRACT},
    [TOKEN_STAR] = {POWER_TERM, BINARY_MULTIPLY},
    [TOKEN_SLASH] = {POWER_TERM, BINARY_DIVIDE},
    [TOKEN_DOUBLE_SLASH] = {POWER_TERM, BINARY_FLOOR_DIVIDE},
    [TOKEN_PERCENT] = {POWER_TERM, BINARY_REMAINDER},
    [TOKEN_AT] = {POWER_TERM, BINARY_MATRIX_MULTIPLY},
    [TOKEN_DOUBLE_STAR] = {POWER_POWER, BINARY_POWER},
};

static Node *parse_unary(Parser *parser, TokenKind kind) {
    uint32_t mark = parser->position;
    UnaryOperator sign = UNARY_NOT;
    if (kind != TOKEN_NOT) {
        sign = kind == TOKEN_PLUS    ? UNARY_POSITIVE
               : kind == TOKEN_MINUS ? UNARY_NEGATIVE
                                     : UNARY_INVERT;
    }
    parser->position++;
    if (!parser_enter(parser)) {
        return NULL;
    }
    Node *operand = parse_operators(parser, kind == TOKEN_NOT ? POWER_NOT : POWER_UNARY);
    parser_leave(parser);
    Node *node = operand == NULL ? NULL : parser_new(parser, NODE_UNARY_OPERATION, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->unary_operation.op = sign;
    node->unary_operation.operand = operand;
    return parser_finish(parser, node);
}

static Node *parse_operand(Parser *parser, Power minimum) {
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_NOT) {
        return minimum <= POWER_NOT ? parse_unary(parser, kind) : NULL;
    }
    if (kind == TOKEN_PLUS || kind == TOKEN_MINUS || kind == TOKEN_TILDE) {
        return minimum <= POWER_UNARY ? parse_unary(parser, kind) : NULL;
    }
    return parse_primary(parser);
}

/* `and` and `or`: all operands of one chain in one node. */
static Node *parse_bool_chain(Parser *parser, uint32_t begin, Node *left, TokenKind kind,
                              Power power) {
    NodeVector values = {0};
    uint32_t start = parser->position;
    while (parser_peek(parser) == kind) {
        uint32_t mark = parser->position++;
        Node *value = parse_operators(parser, (Power)(power + 1));
        if (value == NULL) {
            parser->position = mark;
            break;
        }
        if ((values.count == 0 && !parser_push(parser, &values, left)) ||
            !parser_push(parser, &values, value)) {
            return NULL;
        }
    }
    if (values.count == 0) {
        return parser_fail(parser, start);
    }
    Node *node = parser_new(parser, NODE_BOOL_OPERATION, begin);
    if (node == NULL) {
        return NULL;
    }
    node->bool_operation.op = power == POWER_OR ? BOOL_OR : BOOL_AND;
    node->bool_operation.values = parser_list(&values);
    return parser_finish(parser, node);
}

/* Takes a comparison operator: false when there is none. */
static bool accept_compare(Parser *parser, CompareOperator *op) {
    TokenKind kind = parser_peek(parser);
    if (BINDINGS[kind].power != POWER_COMPARE) {
        return false;
    }
    *op = (CompareOperator)BINDINGS[kind].op;
    parser->position++;
    if (kind == TOKEN_NOT) {
        return parser_accept(parser, TOKEN_IN);
    }
    if (kind == TOKEN_IS && parser_accept(parser, TOKEN_NOT)) {
        *op = COMPARE_IS_NOT;
    }
    return true;
}

static bool push_operator(Parser *parser, CompareList *list, CompareOperator op) {
    /* The room doubles whenever the count reaches a power of two. */
    if ((list->count & (list->count - 1)) == 0) {
        uint32_t room = list->count == 0 ? 1 : list->count * 2;
        CompareOperator *items = scratch_allocate(parser->scratch, room * sizeof(CompareOperator));
        if (items == NULL) {
            parser_raise(parser, MESSAGE_MEMORY, (Place){0});
            return false;
        }
        if (list->count != 0) {
            memcpy(items, list->items, list->count * sizeof(CompareOperator));
        }
        list->items = items;
    }
    list->items[list->count++] = op;
    return true;
}

static Node *parse_comparison_chain(Parser *parser, uint32_t begin, Node *left) {
    NodeVector rights = {0};
    CompareList operators = {0};
    uint32_t mark = parser->position;
    CompareOperator op = COMPARE_EQUAL;
    while (accept_compare(parser, &op)) {
        Node *right = parse_operators(parser, POWER_BIT_OR);
        if (right == NULL) {
            break;
        }
        if (!parser_push(parser, &rights, right) || !push_operator(parser, &operators, op)) {
            return NULL;
        }
        mark = parser->position;
    }
    parser->position = mark;
    if (rights.count == 0) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_COMPARE, begin);
    if (node == NULL) {
        return NULL;
    }
    node->compare.left = left;
    node->compare.operators = operators;
    node->compare.rights = parser_list(&rights);
    return parser_finish(parser, node);
}

static Node *parse_binary(Parser *parser, uint32_t begin, Node *left, TokenKind kind, Power power) {
    uint32_t mark = parser->position++;
    /* `**` binds to the right, and its right side may have a sign. */
    Power right_power = power == POWER_POWER ? POWER_UNARY : (Power)(power + 1);
    if (!parser_enter(parser)) {
        return NULL;
    }
    Node *right = parse_operators(parser, right_power);
    parser_leave(parser);
    Node *node = right == NULL ? NULL : parser_new(parser, NODE_BINARY_OPERATION, begin);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->binary_operation.left = left;
    node->binary_operation.op = (BinaryOperator)BINDINGS[kind].op;
    node->binary_operation.right = right;
    return parser_finish(parser, node);
}

/* Reads an operand and every operator behind it that binds at least as strongly as `minimum`. An
 * operator whose right side is missing stays unread: what stands before it is still an expression,
 * and whoever comes next will stumble over the operator. */
Node *parse_operators(Parser *parser, Power minimum) {
    /* Parentheses around the left side belong to the whole, so its place is not enough. */
    uint32_t begin = parser->position;
    Node *left = parse_operand(parser, minimum);
    /* Behind `not` only `and` and `or` are left; behind a sign, what binds less than it. */
    Power loosest = POWER_POWER;
    if (left != NULL && left->kind == NODE_UNARY_OPERATION && !left->in_parentheses) {
        loosest = left->unary_operation.op == UNARY_NOT ? POWER_AND : POWER_TERM;
    }
    while (left != NULL) {
        TokenKind kind = parser_peek(parser);
        Power power = (Power)BINDINGS[kind].power;
        if (power < minimum || power == POWER_NONE || power > loosest) {
            return left;
        }
        Node *longer = NULL;
        if (power <= POWER_AND) {
            longer = parse_bool_chain(parser, begin, left, kind, power);
        } else if (power == POWER_COMPARE) {
            longer = parse_comparison_chain(parser, begin, left);
        } else {
            longer = parse_binary(parser, begin, left, kind, power);
        }
        if (longer == NULL) {
            return parser->raised ? NULL : left;
        }
        left = longer;
        loosest = power == POWER_COMPARE ? POWER_AND : power == POWER_POWER ? POWER_TERM : power;
    }
    return NULL;
}

static Node *parse_remembered(Parser *parser, MemoRule rule, Power power) {
    Node *result = NULL;
    if (parser_recall(parser, rule, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    return parser_remember(parser, rule, mark, parse_operators(parser, power));
}

Node *parse_disjunction(Parser *parser) {
    return parse_remembered(parser, MEMO_DISJUNCTION, POWER_OR);
}

Node *parse_bitwise_or(Parser *parser) {
    return parse_remembered(parser, MEMO_BITWISE_OR, POWER_BIT_OR);
}

/* Expressions ---------------------------------------------------------------------------------- */

/* `value if test else otherwise`, behind the value. */
static Node *parse_conditional(Parser *parser, uint32_t begin, Node *value) {
    uint32_t mark = parser->position;
    if (!parser_accept(parser, TOKEN_IF)) {
        return NULL;
    }
    Node *test = parse_disjunction(parser);
    Node *otherwise = NULL;
    if (test != NULL && parser_accept(parser, TOKEN_ELSE)) {
        otherwise = parse_expression(parser);
    }
    Node *node = otherwise == NULL ? NULL : parser_new(parser, NODE_CONDITIONAL, begin);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->conditional.test = test;
    node->conditional.then = value;
    node->conditional.otherwise = otherwise;
    return parser_finish(parser, node);
}

static Node *parse_expression_here(Parser *parser) {
    if (parser_peek(parser) == TOKEN_LAMBDA) {
        return parse_lambda(parser);
    }
    uint32_t begin = parser->position;
    Node *value = parse_disjunction(parser);
    if (value == NULL || parser_peek(parser) != TOKEN_IF) {
        return parser->raised ? NULL : value;
    }
    Node *conditional = parse_conditional(parser, begin, value);
    return conditional != NULL || parser->raised ? conditional : value;
}

Node *parse_expression(Parser *parser) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_EXPRESSION, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    if (!parser_enter(parser)) {
        return NULL;
    }
    if (parser_seeks_mistakes(parser)) {
        mistake_in_expression(parser);
    }
    result = parse_expression_here(parser);
    parser_leave(parser);
    return parser_remember(parser, MEMO_EXPRESSION, mark, result);
}

Node *parse_assignment_expression(Parser *parser) {
    uint32_t mark = parser->position;
    if (parser_peek(parser) != TOKEN_NAME || parser_peek_ahead(parser, 1) != TOKEN_COLON_EQUAL) {
        return NULL;
    }
    Node *target = parse_atom(parser);
    parser->position++;
    Node *value = target == NULL ? NULL : parse_expression(parser);
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_NAMED, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    target_set_context(target, CONTEXT_STORE);
    node->named.target = target;
    node->named.value = value;
    return parser_finish(parser, node);
}

Node *parse_named_expression(Parser *parser) {
    uint32_t mark = parser->position;
    if (parser_peek(parser) == TOKEN_NAME && parser_peek_ahead(parser, 1) == TOKEN_COLON_EQUAL) {
        return parse_assignment_expression(parser);
    }
    if (parser_seeks_mistakes(parser)) {
        mistake_in_named_expression(parser);
    }
    Node *value = parse_expression(parser);
    if (value != NULL && parser_peek(parser) == TOKEN_COLON_EQUAL) {
        return parser_fail(parser, mark);
    }
    return parser->raised ? NULL : value;
}

/* `*value`, where the star is there; its operand has at least the power of `|`. */
static Node *parse_star(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *value = parse_bitwise_or(parser);
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_STARRED, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->starred.value = value;
    return parser_finish(parser, node);
}

Node *parse_star_expression(Parser *parser) {
    return parser_peek(parser) == TOKEN_STAR ? parse_star(parser) : parse_expression(parser);
}

Node *parse_star_named_expression(Parser *parser) {
    return parser_peek(parser) == TOKEN_STAR ? parse_star(parser) : parse_named_expression(parser);
}

Node *parse_row_after(Parser *parser, uint32_t mark, Node *first, Node *(*parse_item)(Parser *),
                      Context context) {
    NodeVector items = {0};
    if (!parser_push(parser, &items, first)) {
        return NULL;
    }
    while (parser_accept(parser, TOKEN_COMMA)) {
        Node *item = parse_item(parser);
        if (item == NULL) {
            break;
        }
        if (!parser_push(parser, &items, item)) {
            return NULL;
        }
    }
    Node *node = parser_new(parser, NODE_TUPLE, mark);
    if (node == NULL) {
        return NULL;
    }
    node->tuple.items = parser_list(&items);
    node->tuple.context = context;
    return parser_finish(parser, node);
}

Node *parse_star_expressions(Parser *parser) {
    uint32_t mark = parser->position;
    Node *first = parse_star_expression(parser);
    if (first == NULL || parser_peek(parser) != TOKEN_COMMA) {
        return parser->raised ? NULL : first;
    }
    return parse_row_after(parser, mark, first, parse_star_expression, CONTEXT_LOAD);
}

Node *parse_yield(Parser *parser) {
    uint32_t mark = parser->position;
    if (!parser_accept(parser, TOKEN_YIELD)) {
        return NULL;
    }
    if (parser_accept(parser, TOKEN_FROM)) {
        Node *value = parse_expression(parser);
        Node *node = value == NULL ? NULL : parser_new(parser, NODE_YIELD_FROM, mark);
        if (node == NULL) {
            return parser_fail(parser, mark);
        }
        node->yield_from.value = value;
        return parser_finish(parser, node);
    }
    Node *value = parse_star_expressions(parser);
    Node *node = parser_new(parser, NODE_YIELD, mark);
    if (node == NULL) {
        return NULL;
    }
    node->yield.value = value;
    return parser_finish(parser, node);
}

Node *parse_yield_or_star_expressions(Parser *parser) {
    return parser_peek(parser) == TOKEN_YIELD ? parse_yield(parser)
                                              : parse_star_expressions(parser);
}

/* Primaries ------------------------------------------------------------------------------------ */

static Node *parse_attribute(Parser *parser, uint32_t begin, Node *value) {
    uint32_t mark = parser->position++;
    Text name = parser_name(parser);
    Node *node = name.data == NULL ? NULL : parser_new(parser, NODE_ATTRIBUTE, begin);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->attribute.value = value;
    node->attribute.name = name;
    return parser_finish(parser, node);
}

static Node *parse_subscript(Parser *parser, uint32_t begin, Node *value) {
    uint32_t mark = parser->position++;
    Node *index = parse_slices(parser);
    if (index == NULL || !parser_accept(parser, TOKEN_RIGHT_BRACKET)) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_SUBSCRIPT, begin);
    if (node == NULL) {
        return NULL;
    }
    node->subscript.value = value;
    node->subscript.index = index;
    return parser_finish(parser, node);
}

static Node *parse_call(Parser *parser, uint32_t begin, Node *callee) {
    uint32_t mark = parser->position++;
    Node *call = NULL;
    if (parser_peek(parser) == TOKEN_RIGHT_PARENTHESIS) {
        call = parser_new(parser, NODE_CALL, mark);
    } else {
        call = parse_arguments(parser);
    }
    if (call == NULL || !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
        return parser_fail(parser, mark);
    }
    /* A single generator has its place with the call's parentheses. */
    if (call->call.arguments.count == 1 && call->call.keywords.count == 0) {
        Node *only = call->call.arguments.items[0];
        if (only->kind == NODE_GENERATOR && only->mark == 1) {
            only->place = place_join(parser_place(parser, parser->tokens[mark]),
                                     parser_place(parser, parser_last(parser)));
            only->mark = 0;
        }
    }
    Node *node = parser_new(parser, NODE_CALL, begin);
    if (node == NULL) {
        return NULL;
    }
    node->call.callee = callee;
    node->call.arguments = call->call.arguments;
    node->call.keywords = call->call.keywords;
    return parser_finish(parser, node);
}

static Node *parse_primary_here(Parser *parser) {
    uint32_t begin = parser->position;
    Node *value = parse_atom(parser);
    while (value != NULL) {
        Node *longer = NULL;
        switch (parser_peek(parser)) {
        case TOKEN_DOT:
            longer = parse_attribute(parser, begin, value);
            break;
        case TOKEN_LEFT_BRACKET:
            longer = parse_subscript(parser, begin, value);
            break;
        case TOKEN_LEFT_PARENTHESIS:
            longer = parse_call(parser, begin, value);
            break;
        default:
            return parser->raised ? NULL : value;
        }
        if (longer == NULL) {
            return parser->raised ? NULL : value;
        }
        value = longer;
    }
    return NULL;
}

Node *parse_primary(Parser *parser) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_PRIMARY, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    return parser_remember(parser, MEMO_PRIMARY, mark, parse_primary_here(parser));
}

/* Atoms ---------------------------------------------------------------------------------------- */

/* The digits of an integer's token without prefix and underscores. */
static Text copy_digits(Parser *parser, Token token, uint32_t *base) {
    const char *text = parser->source->text + token.start;
    size_t length = token.end - token.start;
    *base = 10;
    if (length > 2 && text[0] == '0' && strchr("xXoObB", text[1]) != NULL) {
        char letter = (char)(text[1] | 0x20);
        *base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
        text += 2;
        length -= 2;
    }
    char *digits = scratch_allocate(parser->scratch, length + 1);
    uint32_t count = 0;
    for (size_t i = 0; digits != NULL && i < length; i++) {
        if (text[i] != '_') {
            digits[count++] = text[i];
        }
    }
    if (digits == NULL) {
        parser_raise(parser, MESSAGE_MEMORY, (Place){0});
    }
    return (Text){digits, count};
}

static uint32_t digit_value(char digit) {
    return digit <= '9' ? (uint32_t)(digit - '0') : (uint32_t)((digit | 0x20) - 'a') + 10;
}

static Node *parse_integer(Parser *parser, Node *node, Token token) {
    uint32_t base = 10;
    Text digits = copy_digits(parser, token, &base);
    if (digits.data == NULL) {
        return NULL;
    }
    int64_t value = 0;
    bool overflow = false;
    for (uint32_t i = 0; i < digits.length && !overflow; i++) {
        overflow = __builtin_mul_overflow(value, (int64_t)base, &value) ||
                   __builtin_add_overflow(value, (int64_t)digit_value(digits.data[i]), &value);
    }
    node->int_.value = overflow ? 0 : value;
    node->int_.overflow = overflow;
    node->int_.digits = digits;
    node->int_.base = base;
    return parser_finish(parser, node);
}

static Node *parse_real(Parser *parser, Node *node, Token token) {
    uint32_t base = 10;
    Text digits = copy_digits(parser, token, &base);
    if (digits.data == NULL) {
        return NULL;
    }
    node->float_.value = strtod(digits.data, NULL);
    return parser_finish(parser, node);
}

static Node *parse_name_atom(Parser *parser, Node *node, Token token) {
    Text id = parser_text(parser, token);
    node->name.id = id;
    return id.data == NULL ? NULL : parser_finish(parser, node);
}

static NodeKind kind_of_atom(TokenKind kind) {
    switch (kind) {
    case TOKEN_NAME:
        return NODE_NAME;
    case TOKEN_INTEGER:
        return NODE_INT;
    case TOKEN_REAL:
        return NODE_FLOAT;
    case TOKEN_TRUE:
        return NODE_TRUE;
    case TOKEN_FALSE:
        return NODE_FALSE;
    case TOKEN_NONE:
        return NODE_NONE;
    case TOKEN_ELLIPSIS:
        return NODE_ELLIPSIS;
    default:
        return NODE_KINDS;
    }
}

static Node *parse_word_atom(Parser *parser, NodeKind kind) {
    Node *node = parser_new(parser, kind, parser->position);
    if (node == NULL) {
        return NULL;
    }
    Token token = parser_token(parser);
    parser->position++;
    switch (kind) {
    case NODE_NAME:
        return parse_name_atom(parser, node, token);
    case NODE_INT:
        return parse_integer(parser, node, token);
    case NODE_FLOAT:
        return parse_real(parser, node, token);
    default:
        return parser_finish(parser, node);
    }
}

static Node *parse_display(Parser *parser, TokenKind kind) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_ATOM, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    result = kind == TOKEN_LEFT_PARENTHESIS ? parse_parenthesized(parser)
             : kind == TOKEN_LEFT_BRACKET   ? parse_bracketed(parser)
                                            : parse_braced(parser);
    return parser_remember(parser, MEMO_ATOM, mark, result);
}

Node *parse_atom(Parser *parser) {
    TokenKind kind = parser_peek(parser);
    switch (kind) {
    case TOKEN_STRING:
        return parse_strings(parser);
    case TOKEN_IMAGINARY:
        return parser_refuse(parser, REFUSED_COMPLEX, parser_place(parser, parser_token(parser)));
    case TOKEN_AWAIT:
        return parser_refuse(parser, REFUSED_AWAIT, parser_place(parser, parser_token(parser)));
    case TOKEN_LEFT_PARENTHESIS:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return parse_display(parser, kind);
    default: {
        NodeKind node_kind = kind_of_atom(kind);
        return node_kind == NODE_KINDS ? NULL : parse_word_atom(parser, node_kind);
    }
    }
}
