#include "lang/parser_rules.h"

/* Comprehensions ------------------------------------------------------------------------------- */

/* One `for targets in iterable if ... if ...`, whose `for` is there. */
static Node *parse_for_clause(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *target = parse_star_targets(parser);
    if (target == NULL || !parser_accept(parser, TOKEN_IN)) {
        parser->position = mark;
        if (parser_seeks_mistakes(parser)) {
            mistake_in_for_target(parser);
        }
        return NULL;
    }
    Node *iterable = parse_disjunction(parser);
    if (iterable == NULL) {
        return parser_fail(parser, mark);
    }
    NodeVector conditions = {0};
    uint32_t behind = parser->position;
    while (parser_accept(parser, TOKEN_IF)) {
        Node *condition = parse_disjunction(parser);
        if (condition == NULL) {
            break;
        }
        if (!parser_push(parser, &conditions, condition)) {
            return NULL;
        }
        behind = parser->position;
    }
    parser->position = behind;
    Node *node = parser_new(parser, NODE_COMPREHENSION, mark);
    if (node == NULL) {
        return NULL;
    }
    node->comprehension.target = target;
    node->comprehension.iterable = iterable;
    node->comprehension.conditions = parser_list(&conditions);
    return parser_finish(parser, node);
}

bool parse_for_clauses(Parser *parser, NodeVector *clauses) {
    uint32_t mark = parser->position;
    if (parser_peek(parser) == TOKEN_ASYNC) {
        parser_refuse(parser, REFUSED_ASYNC, parser_place(parser, parser_token(parser)));
        return false;
    }
    while (parser_peek(parser) == TOKEN_FOR) {
        Node *clause = parse_for_clause(parser);
        if (clause == NULL) {
            break;
        }
        if (!parser_push(parser, clauses, clause)) {
            return false;
        }
        /* Each is a loop inside the one before. */
        if (clauses->count > TREE_DEEPEST) {
            (void)parser_raise(parser, MESSAGE_TOO_DEEP, clause->place);
            return false;
        }
    }
    if (parser->raised || clauses->count == 0) {
        parser->position = mark;
        return false;
    }
    return true;
}

/* The comprehension of `kind` around `item`, behind the item, up to its closing bracket. */
static Node *parse_comprehension(Parser *parser, NodeKind kind, uint32_t mark, Node *item,
                                 TokenKind closing) {
    NodeVector clauses = {0};
    if (!parse_for_clauses(parser, &clauses) || !parser_accept(parser, closing)) {
        return NULL;
    }
    Node *node = parser_new(parser, kind, mark);
    if (node == NULL) {
        return NULL;
    }
    /* The three kinds have the same fields. */
    node->list_comprehension.item = item;
    node->list_comprehension.generators = parser_list(&clauses);
    return parser_finish(parser, node);
}

/* Items, separated by commas, up to the closing bracket; `first` was read already. */
static bool parse_items(Parser *parser, NodeVector *items, Node *first, TokenKind closing) {
    if (!parser_push(parser, items, first)) {
        return false;
    }
    while (parser_accept(parser, TOKEN_COMMA)) {
        if (parser_peek(parser) == closing) {
            break;
        }
        Node *item = parse_star_named_expression(parser);
        if (item == NULL || !parser_push(parser, items, item)) {
            return false;
        }
    }
    return parser_accept(parser, closing);
}

/* Parentheses ---------------------------------------------------------------------------------- */

static Node *finish_group(Parser *parser, Node *inner) {
    if (inner == NULL || !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
        return NULL;
    }
    inner->in_parentheses = true;
    return inner;
}

static Node *parse_parenthesized_here(Parser *parser, uint32_t mark) {
    if (parser_peek(parser) == TOKEN_YIELD) {
        return finish_group(parser, parse_yield(parser));
    }
    Node *first = NULL;
    if (parser_peek(parser) != TOKEN_RIGHT_PARENTHESIS) {
        first = parse_star_named_expression(parser);
        if (first == NULL) {
            return NULL;
        }
        TokenKind kind = parser_peek(parser);
        if ((kind == TOKEN_FOR || kind == TOKEN_ASYNC) && first->kind != NODE_STARRED) {
            return parse_comprehension(parser, NODE_GENERATOR, mark, first,
                                       TOKEN_RIGHT_PARENTHESIS);
        }
        if (kind != TOKEN_COMMA) {
            return first->kind == NODE_STARRED ? NULL : finish_group(parser, first);
        }
    }
    NodeVector items = {0};
    if (first == NULL ? !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)
                      : !parse_items(parser, &items, first, TOKEN_RIGHT_PARENTHESIS)) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_TUPLE, mark);
    if (node == NULL) {
        return NULL;
    }
    node->in_parentheses = true;
    node->tuple.items = parser_list(&items);
    return parser_finish(parser, node);
}

Node *parse_parenthesized(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *node = parse_parenthesized_here(parser, mark);
    if (node != NULL) {
        return node;
    }
    parser->position = mark;
    if (parser_seeks_mistakes(parser)) {
        mistake_in_group(parser);
        mistake_in_comprehension(parser);
    }
    return NULL;
}

/* Lists ---------------------------------------------------------------------------------------- */

static Node *parse_bracketed_here(Parser *parser, uint32_t mark) {
    NodeVector items = {0};
    if (!parser_accept(parser, TOKEN_RIGHT_BRACKET)) {
        Node *first = parse_star_named_expression(parser);
        if (first == NULL) {
            return NULL;
        }
        TokenKind kind = parser_peek(parser);
        if ((kind == TOKEN_FOR || kind == TOKEN_ASYNC) && first->kind != NODE_STARRED) {
            return parse_comprehension(parser, NODE_LIST_COMPREHENSION, mark, first,
                                       TOKEN_RIGHT_BRACKET);
        }
        if (!parse_items(parser, &items, first, TOKEN_RIGHT_BRACKET)) {
            return NULL;
        }
    }
    Node *node = parser_new(parser, NODE_LIST, mark);
    if (node == NULL) {
        return NULL;
    }
    node->list.items = parser_list(&items);
    return parser_finish(parser, node);
}

Node *parse_bracketed(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *node = parse_bracketed_here(parser, mark);
    if (node != NULL) {
        return node;
    }
    parser->position = mark;
    if (parser_seeks_mistakes(parser)) {
        mistake_in_comprehension(parser);
    }
    return NULL;
}

/* Dicts and sets ------------------------------------------------------------------------------- */

bool parse_dict_item(Parser *parser, Node **key, Node **value) {
    uint32_t mark = parser->position;
    *key = NULL;
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        *value = parse_bitwise_or(parser);
    } else {
        *key = parse_expression(parser);
        *value =
            *key != NULL && parser_accept(parser, TOKEN_COLON) ? parse_expression(parser) : NULL;
    }
    if (*value == NULL) {
        parser->position = mark;
    }
    return *value != NULL;
}

static Node *parse_dict_comprehension(Parser *parser, uint32_t mark, Node *key, Node *value) {
    NodeVector clauses = {0};
    if (!parse_for_clauses(parser, &clauses) || !parser_accept(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_DICT_COMPREHENSION, mark);
    if (node == NULL) {
        return NULL;
    }
    node->dict_comprehension.key = key;
    node->dict_comprehension.value = value;
    node->dict_comprehension.generators = parser_list(&clauses);
    return parser_finish(parser, node);
}

/* Behind the first item of a dict. */
static Node *parse_dict(Parser *parser, uint32_t mark, Node *key, Node *value) {
    NodeVector keys = {0};
    NodeVector values = {0};
    while (value != NULL) {
        if (!parser_push(parser, &keys, key) || !parser_push(parser, &values, value)) {
            return NULL;
        }
        if (!parser_accept(parser, TOKEN_COMMA) || parser_peek(parser) == TOKEN_RIGHT_BRACE ||
            !parse_dict_item(parser, &key, &value)) {
            break;
        }
    }
    if (!parser_accept(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_DICT, mark);
    if (node == NULL) {
        return NULL;
    }
    node->dict.keys = parser_list(&keys);
    node->dict.values = parser_list(&values);
    return parser_finish(parser, node);
}

/* Behind the first item of a set. */
static Node *parse_set(Parser *parser, uint32_t mark, Node *first) {
    TokenKind kind = parser_peek(parser);
    if ((kind == TOKEN_FOR || kind == TOKEN_ASYNC) && first->kind != NODE_STARRED) {
        return parse_comprehension(parser, NODE_SET_COMPREHENSION, mark, first, TOKEN_RIGHT_BRACE);
    }
    NodeVector items = {0};
    if (!parse_items(parser, &items, first, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_SET, mark);
    if (node == NULL) {
        return NULL;
    }
    node->set.items = parser_list(&items);
    return parser_finish(parser, node);
}

/* A set, when it turned out to be none of the dicts. */
static Node *retry_as_set(Parser *parser, uint32_t mark) {
    parser->position = mark + 1;
    if (parser_peek(parser) == TOKEN_DOUBLE_STAR) {
        return NULL;
    }
    Node *first = parse_star_named_expression(parser);
    return first == NULL ? NULL : parse_set(parser, mark, first);
}

static Node *parse_braced_here(Parser *parser, uint32_t mark) {
    Node *key = NULL;
    Node *value = NULL;
    bool named =
        parser_peek(parser) == TOKEN_NAME && parser_peek_ahead(parser, 1) == TOKEN_COLON_EQUAL;
    if (parser_peek(parser) == TOKEN_STAR || named) {
        return retry_as_set(parser, mark);
    }
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        value = parse_bitwise_or(parser);
        return value == NULL ? NULL : parse_dict(parser, mark, NULL, value);
    }
    key = parse_expression(parser);
    if (key == NULL) {
        return NULL;
    }
    if (!parser_accept(parser, TOKEN_COLON)) {
        return parser->diagnosing ? NULL : parse_set(parser, mark, key);
    }
    value = parse_expression(parser);
    if (value == NULL) {
        return NULL;
    }
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_FOR || kind == TOKEN_ASYNC) {
        return parse_dict_comprehension(parser, mark, key, value);
    }
    return parse_dict(parser, mark, key, value);
}

static Node *parse_empty_dict(Parser *parser, uint32_t mark) {
    parser->position++;
    return parser_finish(parser, parser_new(parser, NODE_DICT, mark));
}

Node *parse_braced(Parser *parser) {
    uint32_t mark = parser->position++;
    if (parser_peek(parser) == TOKEN_RIGHT_BRACE) {
        return parse_empty_dict(parser, mark);
    }
    Node *node = parse_braced_here(parser, mark);
    if (node != NULL || !parser->diagnosing) {
        parser->braces_failed = parser->braces_failed || node == NULL;
        return node != NULL ? node : parser_fail(parser, mark);
    }
    /* The second pass tries what CPython tries, in its order. */
    parser->position = mark;
    mistake_in_dict(parser);
    node = retry_as_set(parser, mark);
    if (node != NULL) {
        return node;
    }
    parser->position = mark;
    if (parser_seeks_mistakes(parser)) {
        mistake_in_dict_comprehension(parser);
        mistake_in_comprehension(parser);
    }
    return NULL;
}

/* Slices --------------------------------------------------------------------------------------- */

/* `start:stop:step`, with anything missing, or an expression. */
static Node *parse_slice(Parser *parser) {
    uint32_t mark = parser->position;
    Node *start = NULL;
    if (parser_peek(parser) != TOKEN_COLON) {
        start = parse_named_expression(parser);
        if (start == NULL || parser_peek(parser) != TOKEN_COLON ||
            (start->kind == NODE_NAMED && !start->in_parentheses)) {
            return parser->raised ? NULL : start;
        }
    }
    parser->position++;
    TokenKind kind = parser_peek(parser);
    Node *stop = NULL;
    Node *step = NULL;
    if (kind != TOKEN_COLON && kind != TOKEN_RIGHT_BRACKET && kind != TOKEN_COMMA) {
        stop = parse_expression(parser);
    }
    if (parser_accept(parser, TOKEN_COLON)) {
        kind = parser_peek(parser);
        if (kind != TOKEN_RIGHT_BRACKET && kind != TOKEN_COMMA) {
            step = parse_expression(parser);
        }
    }
    Node *node = parser_new(parser, NODE_SLICE, mark);
    if (node == NULL) {
        return NULL;
    }
    node->slice.start = start;
    node->slice.stop = stop;
    node->slice.step = step;
    return parser_finish(parser, node);
}

static Node *parse_slice_or_star(Parser *parser) {
    return parser_peek(parser) == TOKEN_STAR ? parse_starred(parser) : parse_slice(parser);
}

Node *parse_slices(Parser *parser) {
    uint32_t mark = parser->position;
    Node *first = parse_slice_or_star(parser);
    if (first == NULL) {
        return NULL;
    }
    if (parser_peek(parser) != TOKEN_COMMA && first->kind != NODE_STARRED) {
        return parser->raised ? NULL : first;
    }
    return parse_row_after(parser, mark, first, parse_slice_or_star, CONTEXT_LOAD);
}
