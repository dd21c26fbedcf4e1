#include "lang/parser_rules.h"

#include <string.h>

bool parse_augmented_operator(Parser *parser, BinaryOperator *op) {
    static const struct {
        uint8_t token;
        uint8_t op;
    } ROWS[] = {
        {TOKEN_PLUS_EQUAL, BINARY_ADD},
        {TOKEN_MINUS_EQUAL, BINARY_SUBTRACT},
        {TOKEN_STAR_EQUAL, BINARY_MULTIPLY},
        {TOKEN_AT_EQUAL, BINARY_MATRIX_MULTIPLY},
        {TOKEN_SLASH_EQUAL, BINARY_DIVIDE},
        {TOKEN_PERCENT_EQUAL, BINARY_REMAINDER},
        {TOKEN_AMPERSAND_EQUAL, BINARY_AND},
        {TOKEN_VERTICAL_BAR_EQUAL, BINARY_OR},
        {TOKEN_CARET_EQUAL, BINARY_XOR},
        {TOKEN_SHIFT_LEFT_EQUAL, BINARY_SHIFT_LEFT},
        {TOKEN_SHIFT_RIGHT_EQUAL, BINARY_SHIFT_RIGHT},
        {TOKEN_DOUBLE_STAR_EQUAL, BINARY_POWER},
        {TOKEN_DOUBLE_SLASH_EQUAL, BINARY_FLOOR_DIVIDE},
    };
    TokenKind kind = parser_peek(parser);
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (ROWS[i].token == kind) {
            *op = (BinaryOperator)ROWS[i].op;
            parser->position++;
            return true;
        }
    }
    return false;
}

/* Assignments and expressions ------------------------------------------------------------------ */

static Node *parse_annotated(Parser *parser, Node *target, uint32_t mark) {
    if (!target_is_single(target) || !parser_accept(parser, TOKEN_COLON)) {
        return NULL;
    }
    Node *annotation = parse_expression(parser);
    if (annotation == NULL) {
        return NULL;
    }
    Node *value = NULL;
    if (parser_accept(parser, TOKEN_EQUAL)) {
        value = parse_yield_or_star_expressions(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    Node *node = parser_new(parser, NODE_ANNOTATED_ASSIGN, mark);
    if (node == NULL) {
        return NULL;
    }
    target_set_context(target, CONTEXT_STORE);
    node->annotated_assign.target = target;
    node->annotated_assign.annotation = annotation;
    node->annotated_assign.value = value;
    node->annotated_assign.simple = target->kind == NODE_NAME && !target->in_parentheses;
    return parser_finish(parser, node);
}

static Node *parse_augmented(Parser *parser, Node *target, BinaryOperator op, uint32_t mark) {
    Node *value = target_is_single(target) ? parse_yield_or_star_expressions(parser) : NULL;
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_AUGMENTED_ASSIGN, mark);
    if (node == NULL) {
        return NULL;
    }
    target_set_context(target, CONTEXT_STORE);
    node->augmented_assign.target = target;
    node->augmented_assign.op = op;
    node->augmented_assign.value = value;
    return parser_finish(parser, node);
}

/* `first = ... = value`, at the first `=`. */
static Node *parse_assign(Parser *parser, Node *first, uint32_t mark) {
    NodeVector targets = {0};
    Node *value = first;
    while (parser_peek(parser) == TOKEN_EQUAL) {
        if (!target_is_valid(value, TARGET_ASSIGN) || !parser_push(parser, &targets, value)) {
            return NULL;
        }
        parser->position++;
        value = parse_yield_or_star_expressions(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    for (uint32_t i = 0; i < targets.count; i++) {
        target_set_context(targets.items[i], CONTEXT_STORE);
    }
    Node *node = parser_new(parser, NODE_ASSIGN, mark);
    if (node == NULL) {
        return NULL;
    }
    node->assign.targets = parser_list(&targets);
    node->assign.value = value;
    return parser_finish(parser, node);
}

static Node *finish_expression(Parser *parser, Node *value, uint32_t mark) {
    Node *node = value == NULL ? NULL : parser_new(parser, NODE_EXPRESSION, mark);
    if (node == NULL) {
        return NULL;
    }
    node->expression.value = value;
    return parser_finish(parser, node);
}

static Node *parse_expression_statement(Parser *parser) {
    uint32_t mark = parser->position;
    Node *first = parse_yield_or_star_expressions(parser);
    if (first == NULL) {
        return NULL;
    }
    BinaryOperator op = BINARY_ADD;
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_EQUAL) {
        return parse_assign(parser, first, mark);
    }
    if (kind == TOKEN_COLON) {
        /* Without an annotation behind it the colon is somebody else's mistake. */
        Node *node = parse_annotated(parser, first, mark);
        return node;
    }
    if (parse_augmented_operator(parser, &op)) {
        return parse_augmented(parser, first, op, mark);
    }
    return finish_expression(parser, first, mark);
}

/* The second pass reads targets as targets, because CPython looks for mistakes in expressions only
 * where it reads expressions. Each of the next three is there, or leaves the position unchanged. */
static bool skip_annotated(Parser *parser) {
    uint32_t mark = parser->position;
    Node *target = parse_star_target(parser);
    if (target == NULL || !target_is_single(target) || !parser_accept(parser, TOKEN_COLON) ||
        parse_expression(parser) == NULL) {
        parser->position = mark;
        return false;
    }
    uint32_t behind = parser->position;
    if (parser_accept(parser, TOKEN_EQUAL) && parse_yield_or_star_expressions(parser) == NULL) {
        parser->position = behind;
    }
    return true;
}

static bool skip_assign(Parser *parser) {
    uint32_t mark = parser->position;
    uint32_t behind = mark;
    while (parse_star_targets(parser) != NULL && parser_accept(parser, TOKEN_EQUAL)) {
        behind = parser->position;
    }
    parser->position = behind;
    if (behind == mark || parse_yield_or_star_expressions(parser) == NULL ||
        parser_peek(parser) == TOKEN_EQUAL) {
        parser->position = mark;
        return false;
    }
    return true;
}

/* *committed tells that there was a target and an operator, so that nothing else can be meant. */
static bool skip_augmented(Parser *parser, bool *committed) {
    uint32_t mark = parser->position;
    BinaryOperator op = BINARY_ADD;
    Node *target = parse_star_target(parser);
    *committed =
        target != NULL && target_is_single(target) && parse_augmented_operator(parser, &op);
    if (!*committed || parse_yield_or_star_expressions(parser) == NULL) {
        parser->position = mark;
        return false;
    }
    return true;
}

static Node *parse_assignment_slowly(Parser *parser) {
    uint32_t mark = parser->position;
    bool committed = false;
    if (skip_annotated(parser) || skip_assign(parser) || skip_augmented(parser, &committed)) {
        return parser_new(parser, NODE_PASS, mark);
    }
    if (!committed && !parser->raised) {
        mistake_in_assignment(parser);
    }
    return finish_expression(parser, parse_yield_or_star_expressions(parser), mark);
}

/* Statements that begin with a word -------------------------------------------------------------
 */

static Node *parse_return(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *value = parse_star_expressions(parser);
    Node *node = parser_new(parser, NODE_RETURN, mark);
    if (node == NULL) {
        return NULL;
    }
    node->return_.value = value;
    return parser_finish(parser, node);
}

static Node *parse_raise(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *exception = parse_expression(parser);
    Node *cause = NULL;
    uint32_t behind = parser->position;
    if (exception != NULL && parser_accept(parser, TOKEN_FROM)) {
        cause = parse_expression(parser);
        if (cause == NULL) {
            parser->position = behind;
        }
    }
    Node *node = parser_new(parser, NODE_RAISE, mark);
    if (node == NULL) {
        return NULL;
    }
    node->raise.exception = exception;
    node->raise.cause = cause;
    return parser_finish(parser, node);
}

static Node *parse_names(Parser *parser, NodeKind kind) {
    uint32_t mark = parser->position++;
    TextList names = {NULL, 0};
    uint32_t room = 0;
    do {
        Text name = parser_name(parser);
        if (name.data == NULL) {
            return parser_fail(parser, mark);
        }
        if (names.count == room) {
            room = room == 0 ? 4 : room * 2;
            Text *items = scratch_allocate(parser->scratch, room * sizeof(Text));
            if (items == NULL) {
                return parser_raise(parser, MESSAGE_MEMORY, (Place){0});
            }
            if (names.count != 0) {
                memcpy(items, names.items, names.count * sizeof(Text));
            }
            names.items = items;
        }
        names.items[names.count++] = name;
    } while (parser_accept(parser, TOKEN_COMMA));
    Node *node = parser_new(parser, kind, mark);
    if (node == NULL) {
        return NULL;
    }
    /* GLOBAL and NONLOCAL have the same fields. */
    node->global.names = names;
    return parser_finish(parser, node);
}

static Node *parse_delete_here(Parser *parser, uint32_t mark) {
    NodeVector targets = {0};
    do {
        TokenKind kind = parser_peek(parser);
        if (targets.count != 0 && (kind == TOKEN_NEWLINE || kind == TOKEN_SEMICOLON)) {
            break;
        }
        Node *target = parse_delete_target(parser);
        if (target == NULL || !parser_push(parser, &targets, target)) {
            return NULL;
        }
    } while (parser_accept(parser, TOKEN_COMMA));
    TokenKind kind = parser_peek(parser);
    if (kind != TOKEN_NEWLINE && kind != TOKEN_SEMICOLON) {
        return NULL;
    }
    Node *node = parser_new(parser, NODE_DELETE, mark);
    if (node == NULL) {
        return NULL;
    }
    node->delete.targets = parser_list(&targets);
    return parser_finish(parser, node);
}

static Node *parse_delete(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *node = parse_delete_here(parser, mark);
    if (node == NULL) {
        parser->position = mark;
        if (parser_seeks_mistakes(parser)) {
            mistake_in_delete(parser);
        }
    }
    return node;
}

static Node *parse_assert(Parser *parser) {
    uint32_t mark = parser->position++;
    Node *test = parse_expression(parser);
    if (test == NULL) {
        return parser_fail(parser, mark);
    }
    Node *message = NULL;
    uint32_t behind = parser->position;
    if (parser_accept(parser, TOKEN_COMMA)) {
        message = parse_expression(parser);
        if (message == NULL) {
            parser->position = behind;
        }
    }
    Node *node = parser_new(parser, NODE_ASSERT, mark);
    if (node == NULL) {
        return NULL;
    }
    node->assert_.test = test;
    node->assert_.message = message;
    return parser_finish(parser, node);
}

static Node *parse_word(Parser *parser, NodeKind kind) {
    uint32_t mark = parser->position++;
    return parser_finish(parser, parser_new(parser, kind, mark));
}

/* Imports ---------------------------------------------------------------------------------------
 */

static bool append_dotted_name(Parser *parser, Bytes *name) {
    for (;;) {
        Text part = parser_name(parser);
        if (part.data == NULL) {
            return false;
        }
        bytes_append(name, part.data, part.length);
        if (parser_peek(parser) != TOKEN_DOT || parser_peek_ahead(parser, 1) != TOKEN_NAME) {
            return !name->failed;
        }
        parser->position++;
        bytes_append_char(name, '.');
    }
}

/* `a.b.c`; the text is without the blanks that may stand around the dots. */
static Text parse_dotted_name(Parser *parser) {
    if (parser_peek(parser) != TOKEN_NAME) {
        return (Text){NULL, 0};
    }
    Bytes name = {0};
    char *copy = NULL;
    uint32_t length = 0;
    if (append_dotted_name(parser, &name)) {
        copy = scratch_copy(parser->scratch, name.data, name.length);
        length = (uint32_t)name.length;
    }
    if (copy == NULL) {
        parser_raise(parser, MESSAGE_MEMORY, (Place){0});
    }
    bytes_free(&name);
    return (Text){copy, length};
}

static Node *parse_alias(Parser *parser, bool dotted) {
    uint32_t mark = parser->position;
    Text name = dotted ? parse_dotted_name(parser) : parser_name(parser);
    if (name.data == NULL) {
        return parser_fail(parser, mark);
    }
    Text as_name = {NULL, 0};
    uint32_t behind = parser->position;
    if (parser_accept(parser, TOKEN_AS)) {
        as_name = parser_name(parser);
        if (as_name.data == NULL) {
            parser->position = behind;
        }
    }
    Node *node = parser_new(parser, NODE_ALIAS, mark);
    if (node == NULL) {
        return NULL;
    }
    node->alias.name = name;
    node->alias.as_name = as_name;
    return parser_finish(parser, node);
}

/* One or more, separated by commas; a comma at the end is left unread. */
static bool parse_aliases(Parser *parser, NodeVector *aliases, bool dotted) {
    uint32_t behind = parser->position;
    do {
        Node *alias = parse_alias(parser, dotted);
        if (alias == NULL) {
            break;
        }
        if (!parser_push(parser, aliases, alias)) {
            return false;
        }
        behind = parser->position;
    } while (parser_accept(parser, TOKEN_COMMA));
    parser->position = behind;
    return aliases->count != 0 && !parser->raised;
}

static Node *parse_import(Parser *parser) {
    uint32_t mark = parser->position++;
    NodeVector aliases = {0};
    if (!parse_aliases(parser, &aliases, true)) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_IMPORT, mark);
    if (node == NULL) {
        return NULL;
    }
    node->import.names = parser_list(&aliases);
    return parser_finish(parser, node);
}

static bool parse_import_star(Parser *parser, NodeVector *aliases) {
    Node *alias = parser_new(parser, NODE_ALIAS, parser->position++);
    char *star = alias == NULL ? NULL : scratch_copy(parser->scratch, "*", 1);
    if (star == NULL) {
        parser_raise(parser, MESSAGE_MEMORY, (Place){0});
        return false;
    }
    alias->alias.name = (Text){star, 1};
    return parser_push(parser, aliases, parser_finish(parser, alias));
}

static bool parse_import_targets_here(Parser *parser, NodeVector *aliases) {
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_STAR) {
        return parse_import_star(parser, aliases);
    }
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS)) {
        if (!parse_aliases(parser, aliases, false)) {
            return false;
        }
        parser_accept(parser, TOKEN_COMMA);
        return parser_accept(parser, TOKEN_RIGHT_PARENTHESIS);
    }
    return parse_aliases(parser, aliases, false) && parser_peek(parser) != TOKEN_COMMA;
}

static bool parse_import_targets(Parser *parser, NodeVector *aliases) {
    uint32_t mark = parser->position;
    if (parse_import_targets_here(parser, aliases)) {
        return true;
    }
    parser->position = mark;
    if (parser_seeks_mistakes(parser)) {
        mistake_in_import_targets(parser);
    }
    return false;
}

static Node *parse_import_from(Parser *parser) {
    uint32_t mark = parser->position++;
    uint32_t level = 0;
    for (;;) {
        if (parser_accept(parser, TOKEN_DOT)) {
            level++;
        } else if (parser_accept(parser, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    Text module = {NULL, 0};
    if (parser_peek(parser) == TOKEN_NAME) {
        module = parse_dotted_name(parser);
    }
    NodeVector aliases = {0};
    if ((module.data == NULL && level == 0) || !parser_accept(parser, TOKEN_IMPORT) ||
        !parse_import_targets(parser, &aliases)) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_IMPORT_FROM, mark);
    if (node == NULL) {
        return NULL;
    }
    node->import_from.module = module;
    node->import_from.names = parser_list(&aliases);
    node->import_from.level = level;
    return parser_finish(parser, node);
}

/* Statements ------------------------------------------------------------------------------------
 */

static Node *parse_simple_here(Parser *parser) {
    switch (parser_peek(parser)) {
    case TOKEN_RETURN:
        return parse_return(parser);
    case TOKEN_IMPORT:
        return parse_import(parser);
    case TOKEN_FROM:
        return parse_import_from(parser);
    case TOKEN_RAISE:
        return parse_raise(parser);
    case TOKEN_PASS:
        return parse_word(parser, NODE_PASS);
    case TOKEN_DEL:
        return parse_delete(parser);
    case TOKEN_ASSERT:
        return parse_assert(parser);
    case TOKEN_BREAK:
        return parse_word(parser, NODE_BREAK);
    case TOKEN_CONTINUE:
        return parse_word(parser, NODE_CONTINUE);
    case TOKEN_GLOBAL:
        return parse_names(parser, NODE_GLOBAL);
    case TOKEN_NONLOCAL:
        return parse_names(parser, NODE_NONLOCAL);
    default:
        break;
    }
    return parser_seeks_mistakes(parser) ? parse_assignment_slowly(parser)
                                         : parse_expression_statement(parser);
}

static Node *parse_simple(Parser *parser) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_SIMPLE, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    return parser_remember(parser, MEMO_SIMPLE, mark, parse_simple_here(parser));
}

bool parse_simple_statements(Parser *parser, NodeVector *body) {
    do {
        if (parser_peek(parser) == TOKEN_NEWLINE && body->count != 0) {
            break;
        }
        Node *statement = parse_simple(parser);
        if (statement == NULL || !parser_push(parser, body, statement)) {
            return false;
        }
    } while (parser_accept(parser, TOKEN_SEMICOLON));
    return parser_accept(parser, TOKEN_NEWLINE);
}

bool parse_statement(Parser *parser, NodeVector *body) {
    TokenKind kind = parser_peek(parser);
    if (parser_begins_compound(kind)) {
        Node *statement = parse_compound(parser);
        return statement != NULL && parser_push(parser, body, statement);
    }
    if (kind == TOKEN_NAME && parser_seeks_mistakes(parser)) {
        mistake_in_match(parser);
    }
    /* A list of its own, so that its first statement is told from those before it. */
    NodeVector simple = {0};
    if (!parse_simple_statements(parser, &simple)) {
        return false;
    }
    for (uint32_t i = 0; i < simple.count; i++) {
        if (!parser_push(parser, body, simple.items[i])) {
            return false;
        }
    }
    return true;
}
