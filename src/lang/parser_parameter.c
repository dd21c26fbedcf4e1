#include "lang/parser_rules.h"

/* The parameters of `def` and of `lambda`. The grammar's order is
 *
 *     positional-only, /, positional, *rest or *, keyword-only, **more
 *
 * where everything may be missing and defaults, once begun, go on up to the star. */

typedef struct Parameters {
    NodeVector positional_only;
    NodeVector positional;
    NodeVector defaults;
    NodeVector keyword_only;
    NodeVector keyword_defaults;
    Node *star;
    Node *double_star;
    bool seen_slash;
    bool seen_star;
} Parameters;

Node *parse_parameter(Parser *parser, TokenKind end) {
    uint32_t mark = parser->position;
    Text name = parser_name(parser);
    if (name.data == NULL) {
        return NULL;
    }
    Node *annotation = NULL;
    if (end == TOKEN_RIGHT_PARENTHESIS && parser_accept(parser, TOKEN_COLON)) {
        annotation = parse_expression(parser);
        if (annotation == NULL) {
            parser->position = mark + 1;
        }
    }
    Node *node = parser_new(parser, NODE_PARAMETER, mark);
    if (node == NULL) {
        return NULL;
    }
    node->parameter.name = name;
    node->parameter.annotation = annotation;
    return parser_finish(parser, node);
}

Node *parse_default(Parser *parser, TokenKind end) {
    uint32_t mark = parser->position;
    if (!parser_accept(parser, TOKEN_EQUAL)) {
        return NULL;
    }
    Node *value = parse_expression(parser);
    if (value == NULL) {
        parser->position = mark;
        if (parser_seeks_mistakes(parser)) {
            mistake_in_default(parser, end);
        }
    }
    return value;
}

static bool parse_positional(Parser *parser, Parameters *parameters, TokenKind end) {
    Node *node = parse_parameter(parser, end);
    if (node == NULL) {
        return false;
    }
    if (parser_peek(parser) == TOKEN_EQUAL) {
        Node *value = parse_default(parser, end);
        if (value == NULL || !parser_push(parser, &parameters->defaults, value)) {
            return false;
        }
    } else if (parameters->defaults.count != 0) {
        return false;
    }
    return parser_push(parser, &parameters->positional, node);
}

static bool parse_slash(Parser *parser, Parameters *parameters) {
    if (parameters->seen_slash || parameters->positional.count == 0) {
        return false;
    }
    parser->position++;
    parameters->seen_slash = true;
    parameters->positional_only = parameters->positional;
    parameters->positional = (NodeVector){0};
    return true;
}

static bool parse_keyword_only(Parser *parser, Parameters *parameters, TokenKind end) {
    Node *node = parse_parameter(parser, end);
    Node *value = NULL;
    if (node != NULL && parser_peek(parser) == TOKEN_EQUAL) {
        value = parse_default(parser, end);
        if (value == NULL) {
            return false;
        }
    }
    return node != NULL && parser_push(parser, &parameters->keyword_only, node) &&
           parser_push(parser, &parameters->keyword_defaults, value);
}

static bool parse_star_parameter(Parser *parser, Parameters *parameters, TokenKind end) {
    if (parser_seeks_mistakes(parser)) {
        mistake_in_star_parameter(parser, end);
    }
    parser->position++;
    parameters->seen_star = true;
    if (parser_peek(parser) == TOKEN_COMMA) {
        return parser_peek_ahead(parser, 1) == TOKEN_NAME;
    }
    if (parser_peek(parser) == TOKEN_NAME && end == TOKEN_RIGHT_PARENTHESIS &&
        parser_peek_ahead(parser, 1) == TOKEN_COLON && parser_peek_ahead(parser, 2) == TOKEN_STAR) {
        parser->position += 2;
        parser_refuse(parser, REFUSED_STAR_ANNOTATION, parser_place(parser, parser_token(parser)));
        return false;
    }
    parameters->star = parse_parameter(parser, end);
    return parameters->star != NULL;
}

static bool parse_double_star_parameter(Parser *parser, Parameters *parameters, TokenKind end) {
    if (parser_seeks_mistakes(parser)) {
        mistake_in_double_star_parameter(parser, end);
    }
    parser->position++;
    parameters->double_star = parse_parameter(parser, end);
    return parameters->double_star != NULL;
}

/* Reads one of the pieces; false when none fits where we are. */
static bool parse_piece(Parser *parser, Parameters *parameters, TokenKind end) {
    if (parameters->double_star != NULL) {
        return false;
    }
    switch (parser_peek(parser)) {
    case TOKEN_NAME:
        return parameters->seen_star ? parse_keyword_only(parser, parameters, end)
                                     : parse_positional(parser, parameters, end);
    case TOKEN_SLASH:
        return !parameters->seen_star && parse_slash(parser, parameters);
    case TOKEN_STAR:
        return !parameters->seen_star && parse_star_parameter(parser, parameters, end);
    case TOKEN_DOUBLE_STAR:
        return parse_double_star_parameter(parser, parameters, end);
    default:
        return false;
    }
}

static Node *finish_parameters(Parser *parser, const Parameters *parameters, uint32_t mark) {
    Node *node = parser_new(parser, NODE_PARAMETERS, mark);
    if (node == NULL) {
        return NULL;
    }
    node->parameters.positional_only = parser_list(&parameters->positional_only);
    node->parameters.positional = parser_list(&parameters->positional);
    node->parameters.star = parameters->star;
    node->parameters.keyword_only = parser_list(&parameters->keyword_only);
    node->parameters.keyword_defaults = parser_list(&parameters->keyword_defaults);
    node->parameters.double_star = parameters->double_star;
    node->parameters.defaults = parser_list(&parameters->defaults);
    return parser_finish(parser, node);
}

Node *parse_parameters(Parser *parser, TokenKind end) {
    uint32_t mark = parser->position;
    Parameters parameters = {0};
    if (parser_peek(parser) != end && parser_seeks_mistakes(parser)) {
        mistake_in_parameters(parser, end);
    }
    while (parser_peek(parser) != end) {
        if (!parse_piece(parser, &parameters, end)) {
            return parser_fail(parser, mark);
        }
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (parser_peek(parser) != end) {
        return parser_fail(parser, mark);
    }
    return finish_parameters(parser, &parameters, mark);
}

Node *parse_lambda(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *parameters = parse_parameters(parser, TOKEN_COLON);
    if (parameters == NULL || !parser_accept(parser, TOKEN_COLON)) {
        return parser_fail(parser, mark);
    }
    Node *body = parse_expression(parser);
    Node *node = body == NULL ? NULL : parser_new(parser, NODE_LAMBDA, mark);
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->lambda.parameters = parameters;
    node->lambda.body = body;
    return parser_finish(parser, node);
}
