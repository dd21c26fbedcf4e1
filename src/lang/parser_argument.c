#include "lang/parser_rules.h"

/* Calls' arguments. The grammar has three stretches: expressions and `*x`; then `name=x` and `*x`;
 * then `name=x` and `**x`. What is out of this order is left unread here, and explained by
 * mistake_in_arguments. */

typedef struct Arguments {
    NodeVector positional;
    NodeVector keywords;
    bool has_keyword;     /* past the first stretch */
    bool has_double_star; /* past the second */
} Arguments;

Node *parse_starred(Parser *parser) {
    uint32_t mark = parser->position;
    if (!parser_accept(parser, TOKEN_STAR)) {
        return NULL;
    }
    Node *value = parse_expression(parser);
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_STARRED, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->starred.value = value;
    return parser_finish(parser, node);
}

/* `name=value` or `**value`. */
static Node *parse_keyword(Parser *parser) {
    uint32_t mark = parser->position;
    Text name = {NULL, 0};
    if (!parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        name = parser_name(parser);
        if (name.data == NULL || !parser_accept(parser, TOKEN_EQUAL)) {
            return parser_fail(parser, mark);
        }
    }
    Node *value = parse_expression(parser);
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_KEYWORD, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->keyword.name = name;
    node->keyword.value = value;
    return parser_finish(parser, node);
}

/* A generator that is a call's only argument needs no parentheses of its own. Marked 1 until the
 * call gives it its place. */
static Node *parse_bare_generator(Parser *parser, Node *item) {
    uint32_t mark = parser->position;
    NodeVector clauses = {0};
    if (!parse_for_clauses(parser, &clauses) || parser_peek(parser) != TOKEN_RIGHT_PARENTHESIS) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_GENERATOR, mark);
    if (node == NULL) {
        return NULL;
    }
    node->generator.item = item;
    node->generator.generators = parser_list(&clauses);
    node->mark = 1;
    return parser_finish(parser, node);
}

/* An expression, with what may follow it. */
static Node *parse_plain_argument(Parser *parser, bool first) {
    uint32_t mark = parser->position;
    Node *value = NULL;
    if (parser_peek_ahead(parser, 0) == TOKEN_NAME &&
        parser_peek_ahead(parser, 1) == TOKEN_COLON_EQUAL) {
        value = parse_assignment_expression(parser);
    } else {
        value = parse_expression(parser);
    }
    if (value == NULL) {
        return NULL;
    }
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_EQUAL || kind == TOKEN_COLON_EQUAL) {
        return parser_fail(parser, mark);
    }
    if (first && (kind == TOKEN_FOR || kind == TOKEN_ASYNC)) {
        Node *generator = parse_bare_generator(parser, value);
        return generator != NULL || parser->raised ? generator : value;
    }
    return parser->raised ? NULL : value;
}

/* Reads one argument; false when none fits. */
static bool parse_argument(Parser *parser, Arguments *arguments, bool bare_generator) {
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_STAR) {
        if (arguments->has_double_star) {
            return false;
        }
        Node *starred = parse_starred(parser);
        return starred != NULL && parser_push(parser, &arguments->positional, starred);
    }
    bool keyword = kind == TOKEN_DOUBLE_STAR ||
                   (kind == TOKEN_NAME && parser_peek_ahead(parser, 1) == TOKEN_EQUAL);
    if (!keyword && !arguments->has_keyword) {
        bool first = bare_generator && arguments->positional.count == 0;
        Node *value = parse_plain_argument(parser, first);
        if (value != NULL) {
            return parser_push(parser, &arguments->positional, value);
        }
    }
    if (parser_seeks_mistakes(parser)) {
        mistake_in_keyword(parser);
    }
    if (!keyword || parser->raised) {
        return false;
    }
    Node *node = parse_keyword(parser);
    arguments->has_keyword = true;
    arguments->has_double_star = arguments->has_double_star || kind == TOKEN_DOUBLE_STAR;
    return node != NULL && parser_push(parser, &arguments->keywords, node);
}

Node *parse_argument_list(Parser *parser, bool bare_generator) {
    uint32_t mark = parser->position;
    Arguments arguments = {0};
    uint32_t behind = mark;
    while (parse_argument(parser, &arguments, bare_generator)) {
        behind = parser->position;
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    parser->position = behind;
    if (parser->raised || behind == mark) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_CALL, mark);
    if (node == NULL) {
        return NULL;
    }
    node->call.arguments = parser_list(&arguments.positional);
    node->call.keywords = parser_list(&arguments.keywords);
    return node;
}

static Node *parse_arguments_here(Parser *parser, bool bare_generator) {
    uint32_t mark = parser->position;
    Node *result = parse_argument_list(parser, bare_generator);
    if (result != NULL) {
        parser_accept(parser, TOKEN_COMMA);
        if (parser_peek(parser) != TOKEN_RIGHT_PARENTHESIS) {
            result = NULL;
        }
    }
    if (result == NULL) {
        parser->position = mark;
        if (parser_seeks_mistakes(parser)) {
            mistake_in_arguments(parser);
        }
    }
    return parser->raised ? NULL : result;
}

Node *parse_arguments(Parser *parser) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_ARGUMENTS, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    return parser_remember(parser, MEMO_ARGUMENTS, mark, parse_arguments_here(parser, true));
}

Node *parse_class_arguments(Parser *parser) {
    return parse_arguments_here(parser, false);
}
