#include "lang/parser_rules.h"

/* Common mistakes in statements, in the words and the order of CPython 3.11 (see parser_mistake.c).
 */

/* Assignment -------------------------------------------------------------------------------------
 */

/* The list or tuple, perhaps in more parentheses, that an annotation cannot have. */
static bool is_display_target(const Node *node) {
    return node->kind == NODE_LIST || (node->kind == NODE_TUPLE && node->in_parentheses);
}

static void seek_wrong_annotation(Parser *parser) {
    uint32_t mark = parser->position;
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_LEFT_BRACKET || kind == TOKEN_LEFT_PARENTHESIS) {
        Node *display = parse_atom(parser);
        if (display != NULL && is_display_target(display) && parser_accept(parser, TOKEN_COLON) &&
            parse_expression(parser) != NULL) {
            parser_raise(parser, MESSAGE_ANNOTATION_SINGLE, display->place,
                         target_describe(display));
            return;
        }
        parser->position = mark;
    }
    Node *first = parse_star_named_expression(parser);
    if (first != NULL && parser_accept(parser, TOKEN_COMMA)) {
        while (parse_star_named_expression(parser) != NULL) {
            parser_accept(parser, TOKEN_COMMA);
        }
        if (parser_accept(parser, TOKEN_COLON) && parse_expression(parser) != NULL) {
            parser_raise(parser, MESSAGE_ANNOTATION_SINGLE, first->place, "tuple");
            return;
        }
    }
    parser->position = mark;
    first = parse_expression(parser);
    if (first != NULL && parser_accept(parser, TOKEN_COLON) && parse_expression(parser) != NULL) {
        parser_raise(parser, MESSAGE_ANNOTATION_ILLEGAL, first->place);
    }
}

/* Moves over `targets =` as often as it is there. */
static void skip_targets(Parser *parser) {
    for (;;) {
        uint32_t mark = parser->position;
        if (parse_star_targets(parser) == NULL || !parser_accept(parser, TOKEN_EQUAL)) {
            parser->position = mark;
            return;
        }
    }
}

static void seek_wrong_target(Parser *parser) {
    uint32_t mark = parser->position;
    skip_targets(parser);
    Node *target = parse_yield_or_star_expressions(parser);
    if (target != NULL && parser_peek(parser) == TOKEN_EQUAL) {
        if (target->kind == NODE_YIELD || target->kind == NODE_YIELD_FROM) {
            MessageCode code =
                target->in_parentheses ? MESSAGE_CANNOT_ASSIGN : MESSAGE_ASSIGN_YIELD;
            parser_raise(parser, code, target->place, target_describe(target));
        } else {
            target_raise_invalid(parser, target, TARGET_ASSIGN);
        }
    }
    parser->position = mark;
    target = parser->raised ? NULL : parse_star_expressions(parser);
    BinaryOperator op = BINARY_ADD;
    if (target != NULL && parse_augmented_operator(parser, &op) &&
        parse_yield_or_star_expressions(parser) != NULL) {
        parser_raise(parser, MESSAGE_ILLEGAL_AUGMENTED, target->place, target_describe(target));
    }
}

void mistake_in_assignment(Parser *parser) {
    uint32_t mark = parser->position;
    seek_wrong_annotation(parser);
    parser->position = mark;
    if (!parser->raised) {
        seek_wrong_target(parser);
        parser->position = mark;
    }
}

void mistake_in_delete(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *target = parse_star_expressions(parser);
    if (target != NULL) {
        target_raise_invalid(parser, target, TARGET_DELETE);
    }
    parser->position = mark;
}

void mistake_in_for_target(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *target = parse_star_expressions(parser);
    if (target != NULL) {
        target_raise_invalid(parser, target, TARGET_FOR);
    }
    parser->position = mark;
}

void mistake_in_with_item(Parser *parser) {
    uint32_t mark = parser->position;
    if (parse_expression(parser) != NULL && parser_accept(parser, TOKEN_AS)) {
        Node *target = parse_expression(parser);
        TokenKind kind = parser_peek(parser);
        if (target != NULL &&
            (kind == TOKEN_COMMA || kind == TOKEN_RIGHT_PARENTHESIS || kind == TOKEN_COLON)) {
            target_raise_invalid(parser, target, TARGET_ASSIGN);
        }
    }
    parser->position = mark;
}

void mistake_in_import_targets(Parser *parser) {
    uint32_t mark = parser->position;
    bool comma = false;
    while (parser_accept(parser, TOKEN_NAME)) {
        if (parser_accept(parser, TOKEN_AS) && !parser_accept(parser, TOKEN_NAME)) {
            break;
        }
        comma = parser_accept(parser, TOKEN_COMMA);
        if (!comma) {
            break;
        }
    }
    if (comma && parser_peek(parser) == TOKEN_NEWLINE) {
        parser_raise(parser, MESSAGE_TRAILING_COMMA, parser_place_furthest(parser));
    }
    parser->position = mark;
}

/* Compound statements -----------------------------------------------------------------------------
 */

/* Raises when the line ends where the colon should be. True when it did. */
static bool raise_missing_colon(Parser *parser) {
    if (parser_peek(parser) != TOKEN_NEWLINE || parser->raised) {
        return false;
    }
    parser_raise(parser, MESSAGE_EXPECTED_MARK, parser_place_furthest(parser), ":");
    return true;
}

/* Raises when behind the colon and the line end no block begins. `what` is how the message calls
 * the statement that has its keyword at `mark`; quoted if it is a keyword. */
static void seek_missing_block(Parser *parser, uint32_t mark, const char *what, bool quoted) {
    if (!parser_accept(parser, TOKEN_COLON) || !parser_accept(parser, TOKEN_NEWLINE) ||
        parser_peek(parser) == TOKEN_INDENT || parser->raised) {
        return;
    }
    Token token = parser_token(parser);
    parser->at_end = token.at_end;
    Place place = parser_place_furthest(parser);
    place.end_line = 0;
    parser_raise(parser, quoted ? MESSAGE_EXPECTED_BLOCK_AFTER : MESSAGE_EXPECTED_BLOCK_OF, place,
                 what, parser->tokens[mark].line);
}

static void seek_after_test(Parser *parser, uint32_t mark, TokenKind kind) {
    if (parse_named_expression(parser) != NULL && !raise_missing_colon(parser)) {
        seek_missing_block(parser, mark, token_text(kind), true);
    }
}

static void seek_in_for(Parser *parser, uint32_t mark) {
    if (parse_star_targets(parser) != NULL && parser_accept(parser, TOKEN_IN) &&
        parse_star_expressions(parser) != NULL && !raise_missing_colon(parser)) {
        seek_missing_block(parser, mark, "for", true);
    }
}

/* Items of `with`, loosely. */
static bool skip_with_items(Parser *parser, bool parenthesized) {
    do {
        if (parenthesized && parser_peek(parser) == TOKEN_RIGHT_PARENTHESIS) {
            break;
        }
        if (parse_expression(parser) == NULL) {
            return false;
        }
        uint32_t behind = parser->position;
        if (parser_accept(parser, TOKEN_AS) && parse_star_target(parser) == NULL) {
            parser->position = behind;
        }
    } while (parser_accept(parser, TOKEN_COMMA));
    return true;
}

static void seek_in_with(Parser *parser, uint32_t mark) {
    if (skip_with_items(parser, false)) {
        uint32_t behind = parser->position;
        seek_missing_block(parser, mark, "with", true);
        parser->position = behind;
        if (parser->raised || raise_missing_colon(parser)) {
            return;
        }
    }
    parser->position = mark + 1;
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS) && skip_with_items(parser, true) &&
        parser_accept(parser, TOKEN_RIGHT_PARENTHESIS) && !raise_missing_colon(parser)) {
        seek_missing_block(parser, mark, "with", true);
    }
}

static void seek_in_try(Parser *parser, uint32_t mark) {
    uint32_t colon = parser->position;
    seek_missing_block(parser, mark, "try", true);
    parser->position = colon;
    if (parser->raised || !parser_accept(parser, TOKEN_COLON) || parse_block(parser) == NULL) {
        return;
    }
    TokenKind kind = parser_peek(parser);
    if (kind != TOKEN_EXCEPT && kind != TOKEN_FINALLY && !parser->raised) {
        Token token = parser_token(parser);
        parser->at_end = token.at_end;
        parser_raise(parser, MESSAGE_EXPECTED_EXCEPT, parser_place_furthest(parser));
    }
}

static void seek_in_except(Parser *parser, uint32_t mark) {
    if (parser_peek(parser) == TOKEN_COLON) {
        seek_missing_block(parser, mark, "except", true);
        return;
    }
    if (raise_missing_colon(parser)) {
        return;
    }
    Node *type = parse_expression(parser);
    if (type == NULL) {
        return;
    }
    if (parser_accept(parser, TOKEN_COMMA)) {
        bool second = false;
        while (parse_expression(parser) != NULL) {
            second = true;
            if (!parser_accept(parser, TOKEN_COMMA)) {
                break;
            }
        }
        if (!second) {
            return;
        }
        if (parser_accept(parser, TOKEN_AS)) {
            parser_accept(parser, TOKEN_NAME);
        }
        if (parser_accept(parser, TOKEN_COLON)) {
            Place last = parser_place(parser, parser_last(parser));
            last.end_column--;
            parser_raise(parser, MESSAGE_EXCEPT_PARENTHESES, place_join(type->place, last));
        }
        return;
    }
    if (parser_accept(parser, TOKEN_AS) && !parser_accept(parser, TOKEN_NAME)) {
        return;
    }
    if (!raise_missing_colon(parser)) {
        seek_missing_block(parser, mark, "except", true);
    }
}

static void seek_in_def(Parser *parser, uint32_t mark) {
    if (!parser_accept(parser, TOKEN_NAME) || !parser_accept(parser, TOKEN_LEFT_PARENTHESIS) ||
        parse_parameters(parser, TOKEN_RIGHT_PARENTHESIS) == NULL ||
        !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
        return;
    }
    if (parser_accept(parser, TOKEN_ARROW) && parse_expression(parser) == NULL) {
        return;
    }
    seek_missing_block(parser, mark, "function definition", false);
}

static void seek_in_class(Parser *parser, uint32_t mark) {
    if (!parser_accept(parser, TOKEN_NAME)) {
        return;
    }
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS)) {
        if (parser_peek(parser) != TOKEN_RIGHT_PARENTHESIS &&
            parse_class_arguments(parser) == NULL) {
            return;
        }
        if (!parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
            return;
        }
    }
    if (!raise_missing_colon(parser)) {
        seek_missing_block(parser, mark, "class definition", false);
    }
}

void mistake_in_compound(Parser *parser) {
    uint32_t mark = parser->position;
    TokenKind kind = parser_peek(parser);
    parser->position++;
    switch (kind) {
    case TOKEN_IF:
    case TOKEN_ELIF:
    case TOKEN_WHILE:
        seek_after_test(parser, mark, kind);
        break;
    case TOKEN_ELSE:
    case TOKEN_FINALLY:
        seek_missing_block(parser, mark, token_text(kind), true);
        break;
    case TOKEN_FOR:
        seek_in_for(parser, mark);
        break;
    case TOKEN_WITH:
        seek_in_with(parser, mark);
        break;
    case TOKEN_TRY:
        seek_in_try(parser, mark);
        break;
    case TOKEN_EXCEPT:
        seek_in_except(parser, mark);
        break;
    case TOKEN_DEF:
        seek_in_def(parser, mark);
        break;
    case TOKEN_CLASS:
        seek_in_class(parser, mark);
        break;
    default:
        break;
    }
    parser->position = mark;
}

/* Whether the next tokens are a line end, an indent and the name `case`. */
static bool begins_cases(Parser *parser) {
    if (parser_peek(parser) != TOKEN_NEWLINE || parser_peek_ahead(parser, 1) != TOKEN_INDENT ||
        parser_peek_ahead(parser, 2) != TOKEN_NAME) {
        return false;
    }
    return parser_token_is(parser, parser->tokens[parser->position + 2], "case");
}

/* `match subject:` and a line end is the beginning of nothing else; without the colon the cases
 * tell. */
void mistake_in_match(Parser *parser) {
    uint32_t mark = parser->position;
    if (!parser_token_is(parser, parser_token(parser), "match")) {
        return;
    }
    Place place = parser_place(parser, parser_token(parser));
    bool quiet = parser->quiet;
    parser->quiet = true;
    parser->position++;
    bool subject = parse_star_expressions(parser) != NULL;
    bool match = subject && parser_accept(parser, TOKEN_COLON)
                     ? parser_peek(parser) == TOKEN_NEWLINE
                     : subject && begins_cases(parser);
    parser->quiet = quiet;
    parser->position = mark;
    if (match) {
        parser_refuse(parser, REFUSED_MATCH, place);
    }
}
