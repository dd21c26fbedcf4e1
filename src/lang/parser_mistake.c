#include "lang/parser_rules.h"

#include <string.h>

/* Common mistakes in expressions, in the words and the order of CPython 3.11. Each function tries
 * one rule after the other from the same place; a rule that fits raises. */

/* Whether what was raised ends the search. */
#define RETURN_IF_RAISED(parser)                                                                   \
    if ((parser)->raised) {                                                                        \
        return;                                                                                    \
    }

static bool is_legacy(const Node *node) {
    return node->kind == NODE_NAME && !node->in_parentheses &&
           (text_equals(node->name.id, "print") || text_equals(node->name.id, "exec"));
}

static bool is_soft_keyword(Parser *parser) {
    Token token = parser_token(parser);
    return parser_token_is(parser, token, "match") || parser_token_is(parser, token, "case") ||
           parser_token_is(parser, token, "_");
}

/* An expression without looking for mistakes in it. */
static Node *parse_quietly(Parser *parser) {
    uint32_t mark = parser->position;
    bool quiet = parser->quiet;
    parser->quiet = true;
    Node *node = NULL;
    if (parser_peek(parser) == TOKEN_LAMBDA) {
        node = parse_lambda(parser);
    } else {
        node = parse_disjunction(parser);
        uint32_t behind = parser->position;
        if (node != NULL && parser_accept(parser, TOKEN_IF)) {
            Node *test = parse_disjunction(parser);
            if (test == NULL || !parser_accept(parser, TOKEN_ELSE) ||
                parse_expression(parser) == NULL) {
                parser->position = behind;
            }
        }
    }
    parser->quiet = quiet;
    if (node != NULL && parser->position > mark) {
        Place last = parser_place(parser, parser_last(parser));
        Node *range = parser_new(parser, NODE_PASS, mark);
        if (range != NULL) {
            range->place.end_line = last.end_line;
            range->place.end_column = last.end_column;
        }
        return range;
    }
    return NULL;
}

static void seek_missing_comma(Parser *parser) {
    bool string_behind_name =
        parser_peek(parser) == TOKEN_NAME && parser_peek_ahead(parser, 1) == TOKEN_STRING;
    if (string_behind_name || (parser_peek(parser) == TOKEN_NAME && is_soft_keyword(parser))) {
        return;
    }
    Node *first = parse_disjunction(parser);
    Node *second = first == NULL ? NULL : parse_quietly(parser);
    if (second != NULL && !is_legacy(first) && parser_last(parser).level != 0) {
        parser_raise(parser, MESSAGE_FORGOT_COMMA, place_join(first->place, second->place));
    }
}

static void seek_missing_else(Parser *parser) {
    Node *value = parse_disjunction(parser);
    if (value == NULL || !parser_accept(parser, TOKEN_IF)) {
        return;
    }
    Node *test = parse_disjunction(parser);
    TokenKind kind = parser_peek(parser);
    if (test != NULL && kind != TOKEN_ELSE && kind != TOKEN_COLON) {
        parser_raise(parser, MESSAGE_EXPECTED_ELSE, place_join(value->place, test->place));
    }
}

static void seek_print_statement(Parser *parser) {
    if (parser_peek(parser) != TOKEN_NAME ||
        parser_peek_ahead(parser, 1) == TOKEN_LEFT_PARENTHESIS) {
        return;
    }
    Token token = parser_token(parser);
    uint32_t mark = parser->position++;
    Node *rest = parse_star_expressions(parser);
    bool legacy = parser_token_is(parser, token, "print") || parser_token_is(parser, token, "exec");
    if (rest != NULL && legacy) {
        Place place = place_join(parser_place(parser, parser->tokens[mark]), rest->place);
        const char *name = parser->source->text + token.start;
        int length = (int)(token.end - token.start);
        parser_raise(parser, MESSAGE_MISSING_PARENTHESES, place, length, name, length, name);
    }
}

void mistake_in_expression(Parser *parser) {
    uint32_t mark = parser->position;
    seek_missing_comma(parser);
    parser->position = mark;
    RETURN_IF_RAISED(parser)
    seek_missing_else(parser);
    parser->position = mark;
    RETURN_IF_RAISED(parser)
    seek_print_statement(parser);
    parser->position = mark;
}

/* `=` where only an expression may stand ----------------------------------------------------------
 */

static bool behind_is_assignment(Parser *parser) {
    TokenKind kind = parser_peek(parser);
    return kind == TOKEN_EQUAL || kind == TOKEN_COLON_EQUAL;
}

static void seek_walrus(Parser *parser) {
    Node *target = parse_expression(parser);
    if (target != NULL && parser_accept(parser, TOKEN_COLON_EQUAL) &&
        parse_expression(parser) != NULL) {
        parser_raise(parser, MESSAGE_CANNOT_USE_WALRUS, target->place, target_describe(target));
    }
}

static void seek_single_equal(Parser *parser) {
    uint32_t mark = parser->position;
    if (parser_peek(parser) == TOKEN_NAME && parser_peek_ahead(parser, 1) == TOKEN_EQUAL) {
        Place name = parser_place(parser, parser_token(parser));
        parser->position += 2;
        Node *value = parse_bitwise_or(parser);
        if (value != NULL && !behind_is_assignment(parser)) {
            parser_raise(parser, MESSAGE_MAYBE_EQUALS, place_join(name, value->place));
            return;
        }
        parser->position = mark;
    }
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_TRUE || kind == TOKEN_NONE || kind == TOKEN_FALSE) {
        return;
    }
    if (kind == TOKEN_LEFT_BRACKET || kind == TOKEN_LEFT_PARENTHESIS) {
        Node *display = parse_atom(parser);
        parser->position = mark;
        if (display != NULL && (display->kind == NODE_LIST || display->kind == NODE_TUPLE ||
                                display->kind == NODE_GENERATOR)) {
            return;
        }
    }
    Node *target = parse_bitwise_or(parser);
    if (target != NULL && parser_accept(parser, TOKEN_EQUAL) && parse_bitwise_or(parser) != NULL &&
        !behind_is_assignment(parser)) {
        parser_raise(parser, MESSAGE_CANNOT_ASSIGN_HERE, target->place, target_describe(target));
    }
}

void mistake_in_named_expression(Parser *parser) {
    Node *known = NULL;
    uint32_t mark = parser->position;
    if (parser_recall(parser, MEMO_NAMED_MISTAKE, &known)) {
        parser->position = mark;
        return;
    }
    seek_walrus(parser);
    parser->position = mark;
    RETURN_IF_RAISED(parser)
    seek_single_equal(parser);
    parser->position = mark;
    parser_remember(parser, MEMO_NAMED_MISTAKE, mark, NULL);
}

/* Brackets ---------------------------------------------------------------------------------------
 */

void mistake_in_group(Parser *parser) {
    uint32_t mark = parser->position++;
    if (parser_peek(parser) == TOKEN_STAR) {
        Node *starred = parse_starred(parser);
        if (starred != NULL && parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
            parser_raise(parser, MESSAGE_GROUP_STAR, starred->place);
        }
    } else if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        Place star = parser_place(parser, parser_last(parser));
        if (parse_expression(parser) != NULL && parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
            parser_raise(parser, MESSAGE_GROUP_DOUBLE_STAR, star);
        }
    }
    parser->position = mark;
}

static void seek_starred_comprehension(Parser *parser) {
    NodeVector clauses = {0};
    Node *starred = parse_starred(parser);
    if (starred != NULL && parse_for_clauses(parser, &clauses)) {
        parser_raise(parser, MESSAGE_COMPREHENSION_STAR, starred->place);
    }
}

/* `[a, b for a, b in pairs]` */
static void seek_bare_tuple_comprehension(Parser *parser) {
    NodeVector clauses = {0};
    Node *first = parse_star_named_expression(parser);
    if (first == NULL || !parser_accept(parser, TOKEN_COMMA)) {
        return;
    }
    Place last = parser_place(parser, parser_last(parser));
    for (;;) {
        Node *item = parse_star_named_expression(parser);
        if (item == NULL) {
            break;
        }
        last = item->place;
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (parse_for_clauses(parser, &clauses)) {
        parser_raise(parser, MESSAGE_COMPREHENSION_PARENTHESES, place_join(first->place, last));
    }
}

void mistake_in_comprehension(Parser *parser) {
    RETURN_IF_RAISED(parser)
    uint32_t mark = parser->position;
    TokenKind kind = parser_peek(parser);
    parser->position = mark + 1;
    if (parser_peek(parser) == TOKEN_STAR) {
        seek_starred_comprehension(parser);
    }
    parser->position = mark + 1;
    if (kind != TOKEN_LEFT_PARENTHESIS && !parser->raised) {
        seek_bare_tuple_comprehension(parser);
    }
    parser->position = mark;
}

void mistake_in_dict_comprehension(Parser *parser) {
    uint32_t mark = parser->position++;
    NodeVector clauses = {0};
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        Place star = parser_place(parser, parser_last(parser));
        if (parse_bitwise_or(parser) != NULL && parse_for_clauses(parser, &clauses) &&
            parser_accept(parser, TOKEN_RIGHT_BRACE)) {
            parser_raise(parser, MESSAGE_COMPREHENSION_DOUBLE_STAR, star);
        }
    }
    parser->position = mark;
}

/* From the star to where the lexer stands. */
static void raise_starred_value(Parser *parser) {
    Place star = parser_place(parser, parser_token(parser));
    parser->position++;
    if (parse_bitwise_or(parser) != NULL) {
        Place last = parser_place(parser, parser->tokens[parser->token_count - 1]);
        last.end_column -= last.end_column != 0;
        parser_raise(parser, MESSAGE_DICT_STAR_VALUE, place_join(star, last));
    }
}

/* Behind a key. */
static void seek_missing_value(Parser *parser) {
    if (!parser_accept(parser, TOKEN_COLON)) {
        return;
    }
    Place colon = parser_place(parser, parser_last(parser));
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_STAR) {
        raise_starred_value(parser);
    } else if (kind == TOKEN_RIGHT_BRACE || kind == TOKEN_COMMA) {
        parser_raise(parser, MESSAGE_DICT_NO_VALUE, colon);
    }
}

void mistake_in_dict(Parser *parser) {
    uint32_t mark = parser->position++;
    uint32_t behind = parser->position;
    Node *key = NULL;
    Node *value = NULL;
    bool several = false;
    while (parse_dict_item(parser, &key, &value)) {
        behind = parser->position;
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
        behind = parser->position;
        several = true;
    }
    parser->position = behind;
    bool behind_comma = several && parser_last(parser).kind == TOKEN_COMMA;
    if (behind_comma || behind == mark + 1) {
        key = parser->raised ? NULL : parse_expression(parser);
        if (key != NULL && behind_comma && parser_peek(parser) != TOKEN_COLON) {
            Place place = {.line = key->place.line, .column = key->place.end_column - 1};
            place.end_line = 0;
            parser_raise(parser, MESSAGE_DICT_NO_COLON, place);
        } else if (key != NULL) {
            seek_missing_value(parser);
        }
    }
    parser->position = mark;
}

/* Arguments -------------------------------------------------------------------------------------
 */

static Place last_of_clauses(const NodeVector *clauses) {
    const Node *last = clauses->items[clauses->count - 1];
    NodeList conditions = last->comprehension.conditions;
    return conditions.count == 0 ? last->comprehension.iterable->place
                                 : conditions.items[conditions.count - 1]->place;
}

static void raise_bare_generator(Parser *parser, const Node *item, const NodeVector *clauses) {
    parser_raise(parser, MESSAGE_GENERATOR_PARENTHESES,
                 place_join(item->place, last_of_clauses(clauses)));
}

static void seek_star_behind_keywords(Parser *parser) {
    Node *arguments = parse_argument_list(parser, false);
    if (arguments != NULL && parser_peek(parser) == TOKEN_COMMA) {
        Place last = parser_place(parser, parser_last(parser));
        parser->position++;
        if (parser_peek(parser) == TOKEN_STAR) {
            Place place = {arguments->place.line, arguments->place.column, last.end_line,
                           last.end_column};
            parser_raise(parser, MESSAGE_ARGUMENT_UNPACKING_DOUBLE, place);
        }
    }
}

static void seek_first_generator(Parser *parser) {
    NodeVector clauses = {0};
    Node *item = parse_expression(parser);
    if (item != NULL && parse_for_clauses(parser, &clauses) && parser_accept(parser, TOKEN_COMMA)) {
        raise_bare_generator(parser, item, &clauses);
    }
}

static void seek_keyword_generator(Parser *parser) {
    if (parser_peek(parser) != TOKEN_NAME || parser_peek_ahead(parser, 1) != TOKEN_EQUAL) {
        return;
    }
    Place name = parser_place(parser, parser_token(parser));
    parser->position += 2;
    Place equal = parser_place(parser, parser_last(parser));
    NodeVector clauses = {0};
    if (parse_expression(parser) != NULL && parse_for_clauses(parser, &clauses)) {
        parser_raise(parser, MESSAGE_MAYBE_EQUALS, place_join(name, equal));
    }
}

static void seek_last_generator(Parser *parser) {
    NodeVector clauses = {0};
    Node *arguments = parse_argument_list(parser, false);
    if (arguments == NULL) {
        return;
    }
    NodeList positional = arguments->call.arguments;
    uint32_t behind = parser->position;
    if (parse_for_clauses(parser, &clauses)) {
        if (positional.count > 1) {
            raise_bare_generator(parser, positional.items[positional.count - 1], &clauses);
        }
        return;
    }
    parser->position = behind;
    if (parser_accept(parser, TOKEN_COMMA)) {
        Node *item = parse_expression(parser);
        if (item != NULL && parse_for_clauses(parser, &clauses)) {
            raise_bare_generator(parser, item, &clauses);
        }
    }
}

static void seek_wrong_order(Parser *parser) {
    Node *arguments = parse_argument_list(parser, false);
    if (arguments == NULL || !parser_accept(parser, TOKEN_COMMA) ||
        parse_argument_list(parser, false) == NULL) {
        return;
    }
    NodeList keywords = arguments->call.keywords;
    bool unpacking = false;
    for (uint32_t i = 0; i < keywords.count; i++) {
        unpacking = unpacking || keywords.items[i]->keyword.name.data == NULL;
    }
    parser_raise(parser,
                 unpacking ? MESSAGE_POSITIONAL_AFTER_UNPACKING : MESSAGE_POSITIONAL_AFTER_KEYWORD,
                 parser_place_furthest(parser));
}

void mistake_in_arguments(Parser *parser) {
    static void (*const RULES[])(Parser *) = {seek_star_behind_keywords, seek_first_generator,
                                              seek_keyword_generator, seek_last_generator,
                                              seek_wrong_order};
    uint32_t mark = parser->position;
    for (size_t i = 0; i < ARRAY_LENGTH(RULES) && !parser->raised; i++) {
        RULES[i](parser);
        parser->position = mark;
    }
}

void mistake_in_keyword(Parser *parser) {
    uint32_t mark = parser->position;
    TokenKind kind = parser_peek(parser);
    bool word = kind == TOKEN_TRUE || kind == TOKEN_FALSE || kind == TOKEN_NONE;
    TokenKind next = word || kind == TOKEN_NAME ? parser_peek_ahead(parser, 1) : kind;
    RETURN_IF_RAISED(parser)
    if (word && next == TOKEN_EQUAL) {
        Place place = place_join(parser_place(parser, parser_token(parser)),
                                 parser_place(parser, parser->tokens[mark + 1]));
        parser_raise(parser, MESSAGE_CANNOT_ASSIGN, place, token_text(kind));
        return;
    }
    if (kind == TOKEN_NAME && next == TOKEN_EQUAL) {
        seek_keyword_generator(parser);
    } else if (kind != TOKEN_RIGHT_PARENTHESIS) {
        Node *left = parse_expression(parser);
        if (left != NULL && parser_accept(parser, TOKEN_EQUAL)) {
            Place equal = parser_place(parser, parser_last(parser));
            parser_raise(parser, MESSAGE_KEYWORD_EXPRESSION, place_join(left->place, equal));
        }
    }
    parser->position = mark;
}

/* Parameters ------------------------------------------------------------------------------------
 */

/* One parameter with what must follow it. *has_default tells whether it had one. */
static bool skip_parameter(Parser *parser, TokenKind end, bool *has_default) {
    uint32_t mark = parser->position;
    *has_default = false;
    if (parse_parameter(parser, end) == NULL) {
        return false;
    }
    if (parser_peek(parser) == TOKEN_EQUAL) {
        *has_default = true;
        if (parse_default(parser, end) == NULL) {
            parser->position = mark;
            return false;
        }
    }
    if (!parser_accept(parser, TOKEN_COMMA) && parser_peek(parser) != end) {
        parser->position = mark;
        return false;
    }
    return true;
}

/* Parameters of which all have a default, or none has; true when there was one. */
static bool skip_parameters(Parser *parser, TokenKind end, bool with_default) {
    bool any = false;
    for (;;) {
        uint32_t mark = parser->position;
        bool has_default = false;
        /* What has no default need not be looked at for the mistakes of those that have. */
        if (!skip_parameter(parser, end, &has_default) || has_default != with_default) {
            parser->position = mark;
            return any;
        }
        any = true;
    }
}

static void seek_missing_default(Parser *parser, TokenKind end) {
    skip_parameters(parser, end, false);
    if (!skip_parameters(parser, end, true)) {
        return;
    }
    uint32_t mark = parser->position;
    if (parser_accept(parser, TOKEN_SLASH) && !parser_accept(parser, TOKEN_COMMA)) {
        parser->position = mark;
    }
    bool has_default = false;
    mark = parser->position;
    if (skip_parameter(parser, end, &has_default) && !has_default) {
        parser->position = mark;
        Node *parameter = parse_parameter(parser, end);
        if (parameter != NULL) {
            parser_raise(parser, MESSAGE_NO_DEFAULT_AFTER_DEFAULT, parameter->place);
        }
    }
}

static void seek_parenthesized_parameter(Parser *parser, TokenKind end) {
    bool has_default = false;
    while (parser_peek(parser) == TOKEN_NAME && skip_parameter(parser, end, &has_default)) {
        if (has_default) {
            return;
        }
    }
    if (!parser_accept(parser, TOKEN_LEFT_PARENTHESIS)) {
        return;
    }
    Place open = parser_place(parser, parser_last(parser));
    bool any = false;
    while (parser_peek(parser) == TOKEN_NAME) {
        parser->position++;
        any = true;
        if (!parser_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (any && parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
        Place close = parser_place(parser, parser_last(parser));
        parser_raise(parser, MESSAGE_PARAMETER_PARENTHESES, place_join(open, close),
                     end == TOKEN_COLON ? "Lambda expression" : "Function");
    }
}

/* Slashes: first, twice, behind the star, or without a comma before it. */
static void seek_wrong_slash(Parser *parser, TokenKind end) {
    bool has_default = false;
    bool any = false;
    bool slash = false;
    bool star = false;
    for (;;) {
        TokenKind kind = parser_peek(parser);
        if (kind == TOKEN_NAME) {
            if (!skip_parameter(parser, end, &has_default)) {
                return;
            }
            any = true;
            continue;
        }
        if (kind == TOKEN_STAR && !star) {
            star = true;
            parser->position++;
            if (parser_peek(parser) == TOKEN_NAME && parse_parameter(parser, end) == NULL) {
                return;
            }
            if (!parser_accept(parser, TOKEN_COMMA)) {
                return;
            }
            continue;
        }
        if (kind != TOKEN_SLASH) {
            return;
        }
        Place place = parser_place(parser, parser_token(parser));
        if (star || slash || !any) {
            bool first = !any && !star && !slash;
            if (!first || parser_peek_ahead(parser, 1) == TOKEN_COMMA) {
                parser_raise(parser,
                             star    ? MESSAGE_SLASH_AFTER_STAR
                             : slash ? MESSAGE_SLASH_TWICE
                                     : MESSAGE_SLASH_FIRST,
                             place);
            }
            return;
        }
        slash = true;
        parser->position++;
        if (parser_peek(parser) == TOKEN_STAR) {
            parser_raise(parser, MESSAGE_COMMA_BETWEEN_SLASH_STAR,
                         parser_place(parser, parser_token(parser)));
            return;
        }
        if (!parser_accept(parser, TOKEN_COMMA)) {
            return;
        }
    }
}

void mistake_in_parameters(Parser *parser, TokenKind end) {
    static void (*const RULES[])(Parser *, TokenKind) = {
        seek_missing_default, seek_parenthesized_parameter, seek_wrong_slash};
    uint32_t mark = parser->position;
    for (size_t i = 0; i < ARRAY_LENGTH(RULES) && !parser->raised; i++) {
        RULES[i](parser, end);
        parser->position = mark;
    }
}

void mistake_in_default(Parser *parser, TokenKind end) {
    TokenKind kind = parser_peek_ahead(parser, 1);
    if (parser_peek(parser) == TOKEN_EQUAL &&
        (kind == TOKEN_COMMA || kind == TOKEN_RIGHT_PARENTHESIS)) {
        (void)end;
        parser_raise(parser, MESSAGE_EXPECTED_DEFAULT, parser_place(parser, parser_token(parser)));
    }
}

void mistake_in_star_parameter(Parser *parser, TokenKind end) {
    uint32_t mark = parser->position;
    Place star = parser_place(parser, parser_token(parser));
    TokenKind kind = parser_peek_ahead(parser, 1);
    TokenKind next = kind == TOKEN_COMMA ? parser_peek_ahead(parser, 2) : kind;
    RETURN_IF_RAISED(parser)
    if (kind == end || (kind == TOKEN_COMMA && (next == end || next == TOKEN_DOUBLE_STAR))) {
        /* Of a lambda CPython points at what it read last. */
        parser_raise(parser, MESSAGE_BARE_STAR,
                     end == TOKEN_COLON ? parser_place_furthest(parser) : star);
        return;
    }
    parser->position++;
    bool has_default = false;
    if (kind == TOKEN_NAME) {
        if (parse_parameter(parser, end) != NULL && parser_peek(parser) == TOKEN_EQUAL) {
            parser_raise(parser, MESSAGE_STAR_DEFAULT, parser_place(parser, parser_token(parser)));
        }
    }
    if (!parser_accept(parser, TOKEN_COMMA)) {
        parser->position = mark;
        return;
    }
    while (parser_peek(parser) == TOKEN_NAME && skip_parameter(parser, end, &has_default)) {
    }
    if (parser_peek(parser) == TOKEN_STAR) {
        Place again = parser_place(parser, parser_token(parser));
        parser->position++;
        if (parser_accept(parser, TOKEN_COMMA) ||
            (skip_parameter(parser, end, &has_default) && !has_default)) {
            parser_raise(parser, MESSAGE_STAR_TWICE, again);
        }
    }
    parser->position = mark;
}

void mistake_in_double_star_parameter(Parser *parser, TokenKind end) {
    uint32_t mark = parser->position++;
    if (parse_parameter(parser, end) != NULL) {
        TokenKind kind = parser_peek(parser);
        if (kind == TOKEN_EQUAL) {
            parser_raise(parser, MESSAGE_DOUBLE_STAR_DEFAULT,
                         parser_place(parser, parser_token(parser)));
        } else if (parser_accept(parser, TOKEN_COMMA)) {
            kind = parser_peek(parser);
            uint32_t at = parser->position;
            bool stray = kind == TOKEN_STAR || kind == TOKEN_DOUBLE_STAR || kind == TOKEN_SLASH;
            if (stray || parse_parameter(parser, end) != NULL) {
                parser_raise(parser, MESSAGE_AFTER_DOUBLE_STAR,
                             parser_place(parser, parser->tokens[at]));
            }
        }
    }
    parser->position = mark;
}
