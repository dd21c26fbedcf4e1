#include "lang/parser_rules.h"

bool parser_begins_compound(TokenKind kind) {
    switch (kind) {
    case TOKEN_DEF:
    case TOKEN_AT:
    case TOKEN_ASYNC:
    case TOKEN_IF:
    case TOKEN_CLASS:
    case TOKEN_WITH:
    case TOKEN_FOR:
    case TOKEN_TRY:
    case TOKEN_WHILE:
        return true;
    default:
        return false;
    }
}

/* Blocks --------------------------------------------------------------------------------------- */

static bool parse_indented(Parser *parser, NodeVector *body) {
    parser->position++;
    if (!parser_accept(parser, TOKEN_INDENT)) {
        return false;
    }
    do {
        if (!parse_statement(parser, body)) {
            return false;
        }
    } while (parser_peek(parser) != TOKEN_DEDENT);
    return parser_accept(parser, TOKEN_DEDENT);
}

static Node *parse_block_here(Parser *parser) {
    uint32_t mark = parser->position;
    NodeVector body = {0};
    if (!parser_enter(parser)) {
        return NULL;
    }
    bool there = false;
    if (parser_peek(parser) == TOKEN_NEWLINE) {
        there = parse_indented(parser, &body);
    } else {
        there = parse_simple_statements(parser, &body);
    }
    parser_leave(parser);
    Node *node = there ? parser_new(parser, NODE_MODULE, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->module.body = parser_list(&body);
    return parser_finish(parser, node);
}

Node *parse_block(Parser *parser) {
    Node *result = NULL;
    if (parser_recall(parser, MEMO_BLOCK, &result)) {
        return result;
    }
    uint32_t mark = parser->position;
    return parser_remember(parser, MEMO_BLOCK, mark, parse_block_here(parser));
}

/* `: block`. Where CPython forces the colon, its absence is raised at once. */
static bool parse_colon_block(Parser *parser, bool forced, NodeList *body) {
    if (forced ? !parser_force(parser, TOKEN_COLON) : !parser_accept(parser, TOKEN_COLON)) {
        return false;
    }
    Node *block = parse_block(parser);
    if (block != NULL) {
        *body = block->module.body;
    }
    return block != NULL;
}

static void seek_mistake(Parser *parser) {
    if (parser_seeks_mistakes(parser)) {
        mistake_in_compound(parser);
    }
}

/* `else: block`, or nothing. False when it is there and wrong. */
static bool parse_else(Parser *parser, NodeList *body) {
    *body = (NodeList){0};
    if (parser_peek(parser) != TOKEN_ELSE) {
        return !parser->raised;
    }
    seek_mistake(parser);
    parser->position++;
    return parse_colon_block(parser, true, body);
}

/* if, while, for ---------------------------------------------------------------------------------
 */

/* At `if` or `elif`. */
static Node *parse_if(Parser *parser) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    if (!parser_enter(parser)) {
        return NULL;
    }
    NodeList body = {0};
    NodeList otherwise = {0};
    Node *test = parse_named_expression(parser);
    bool there = test != NULL && parse_colon_block(parser, false, &body);
    if (there && parser_peek(parser) == TOKEN_ELIF) {
        NodeVector only = {0};
        Node *elif = parse_if(parser);
        there = elif != NULL && parser_push(parser, &only, elif);
        otherwise = parser_list(&only);
    } else if (there) {
        there = parse_else(parser, &otherwise);
    }
    parser_leave(parser);
    Node *node = there ? parser_new(parser, NODE_IF, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->if_.test = test;
    node->if_.body = body;
    node->if_.else_body = otherwise;
    return parser_finish(parser, node);
}

static Node *parse_while(Parser *parser) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    NodeList body = {0};
    NodeList otherwise = {0};
    Node *test = parse_named_expression(parser);
    bool there =
        test != NULL && parse_colon_block(parser, false, &body) && parse_else(parser, &otherwise);
    Node *node = there ? parser_new(parser, NODE_WHILE, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->while_.test = test;
    node->while_.body = body;
    node->while_.else_body = otherwise;
    return parser_finish(parser, node);
}

static Node *parse_for(Parser *parser) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    NodeList body = {0};
    NodeList otherwise = {0};
    Node *target = parse_star_targets(parser);
    bool has_in = target != NULL && parser_accept(parser, TOKEN_IN);
    if (!has_in) {
        parser->position = mark;
        if (parser_seeks_mistakes(parser)) {
            mistake_in_for_target(parser);
        }
        return NULL;
    }
    Node *iterable = parse_star_expressions(parser);
    bool there = iterable != NULL && parse_colon_block(parser, false, &body) &&
                 parse_else(parser, &otherwise);
    Node *node = there ? parser_new(parser, NODE_FOR, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->for_.target = target;
    node->for_.iterable = iterable;
    node->for_.body = body;
    node->for_.else_body = otherwise;
    return parser_finish(parser, node);
}

/* with ------------------------------------------------------------------------------------------
 */

static Node *parse_with_item(Parser *parser) {
    uint32_t mark = parser->position;
    Node *manager = parse_expression(parser);
    if (manager == NULL) {
        return NULL;
    }
    Node *target = NULL;
    uint32_t behind = parser->position;
    if (parser_accept(parser, TOKEN_AS)) {
        target = parse_star_target(parser);
        TokenKind kind = parser_peek(parser);
        if (target == NULL ||
            (kind != TOKEN_COMMA && kind != TOKEN_RIGHT_PARENTHESIS && kind != TOKEN_COLON)) {
            target = NULL;
            parser->position = mark;
            if (parser_seeks_mistakes(parser)) {
                mistake_in_with_item(parser);
            }
            parser->position = behind;
        }
    }
    Node *node = parser_new(parser, NODE_WITH_ITEM, mark);
    if (node == NULL) {
        return NULL;
    }
    node->with_item.manager = manager;
    node->with_item.target = target;
    return parser_finish(parser, node);
}

static bool parse_with_items(Parser *parser, NodeVector *items, TokenKind end) {
    do {
        if (items->count != 0 && end == TOKEN_RIGHT_PARENTHESIS && parser_peek(parser) == end) {
            break;
        }
        Node *item = parse_with_item(parser);
        if (item == NULL || !parser_push(parser, items, item)) {
            return false;
        }
    } while (parser_accept(parser, TOKEN_COMMA));
    return true;
}

/* `(items): block`; the parentheses may turn out to be an expression's. */
static bool parse_parenthesized_with(Parser *parser, NodeVector *items, NodeList *body) {
    uint32_t mark = parser->position;
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS) &&
        parse_with_items(parser, items, TOKEN_RIGHT_PARENTHESIS) &&
        parser_accept(parser, TOKEN_RIGHT_PARENTHESIS) && parser_peek(parser) == TOKEN_COLON) {
        return parse_colon_block(parser, false, body);
    }
    parser->position = mark;
    *items = (NodeVector){0};
    return false;
}

static Node *parse_with(Parser *parser) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    NodeVector items = {0};
    NodeList body = {0};
    bool there = parse_parenthesized_with(parser, &items, &body);
    if (!there && items.count == 0) {
        there = parse_with_items(parser, &items, TOKEN_COLON) &&
                parse_colon_block(parser, false, &body);
    }
    Node *node = there ? parser_new(parser, NODE_WITH, mark) : NULL;
    if (node == NULL) {
        parser->position = mark;
        return NULL;
    }
    node->with.items = parser_list(&items);
    node->with.body = body;
    return parser_finish(parser, node);
}

/* try -------------------------------------------------------------------------------------------
 */

static Node *parse_handler(Parser *parser) {
    uint32_t mark = parser->position;
    if (parser_peek_ahead(parser, 1) == TOKEN_STAR) {
        parser->position++;
        return parser_refuse(parser, REFUSED_EXCEPT_STAR,
                             parser_place(parser, parser_token(parser)));
    }
    seek_mistake(parser);
    parser->position++;
    Node *type = NULL;
    Text name = {NULL, 0};
    NodeList body = {0};
    if (parser_peek(parser) != TOKEN_COLON) {
        type = parse_expression(parser);
        if (type == NULL) {
            return parser_fail(parser, mark);
        }
        if (parser_accept(parser, TOKEN_AS)) {
            name = parser_name(parser);
            if (name.data == NULL) {
                return parser_fail(parser, mark);
            }
        }
    }
    Node *node =
        parse_colon_block(parser, false, &body) ? parser_new(parser, NODE_HANDLER, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->handler.type = type;
    node->handler.name = name;
    node->handler.body = body;
    return parser_finish(parser, node);
}

static bool parse_finally(Parser *parser, NodeList *body) {
    if (parser_peek(parser) != TOKEN_FINALLY) {
        return !parser->raised;
    }
    seek_mistake(parser);
    parser->position++;
    return parse_colon_block(parser, true, body);
}

static Node *parse_try(Parser *parser) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    NodeList body = {0};
    NodeList otherwise = {0};
    NodeList final = {0};
    NodeVector handlers = {0};
    if (!parse_colon_block(parser, true, &body)) {
        return parser_fail(parser, mark);
    }
    while (parser_peek(parser) == TOKEN_EXCEPT) {
        Node *handler = parse_handler(parser);
        if (handler == NULL || !parser_push(parser, &handlers, handler)) {
            return parser_fail(parser, mark);
        }
    }
    if (handlers.count != 0 && !parse_else(parser, &otherwise)) {
        return parser_fail(parser, mark);
    }
    if (!parse_finally(parser, &final) || (handlers.count == 0 && final.count == 0)) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_TRY, mark);
    if (node == NULL) {
        return NULL;
    }
    node->try_.body = body;
    node->try_.handlers = parser_list(&handlers);
    node->try_.else_body = otherwise;
    node->try_.final_body = final;
    return parser_finish(parser, node);
}

/* def and class ----------------------------------------------------------------------------------
 */

static Node *parse_function(Parser *parser, NodeList decorators) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    Text name = parser_name(parser);
    if (name.data == NULL || !parser_force(parser, TOKEN_LEFT_PARENTHESIS)) {
        return parser_fail(parser, mark);
    }
    Node *parameters = parse_parameters(parser, TOKEN_RIGHT_PARENTHESIS);
    if (parameters == NULL || !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
        return parser_fail(parser, mark);
    }
    Node *returns = NULL;
    if (parser_peek(parser) == TOKEN_ARROW) {
        uint32_t arrow = parser->position++;
        returns = parse_expression(parser);
        if (returns == NULL) {
            parser->position = arrow;
        }
    }
    NodeList body = {0};
    Node *node =
        parse_colon_block(parser, true, &body) ? parser_new(parser, NODE_FUNCTION, mark) : NULL;
    if (node == NULL) {
        return parser_fail(parser, mark);
    }
    node->function.name = name;
    node->function.parameters = parameters;
    node->function.body = body;
    node->function.decorators = decorators;
    node->function.returns = returns;
    return parser_finish(parser, node);
}

/* What classes may be given is at most one base. */
static bool check_bases(Parser *parser, const Node *call) {
    if (call == NULL) {
        return true;
    }
    for (uint32_t i = 0; i < call->call.keywords.count; i++) {
        Node *keyword = call->call.keywords.items[i];
        bool metaclass = text_equals(keyword->keyword.name, "metaclass");
        parser_refuse(parser, metaclass ? REFUSED_METACLASS : REFUSED_CLASS_KEYWORDS,
                      keyword->place);
    }
    NodeList bases = call->call.arguments;
    if (bases.count > 1 || (bases.count == 1 && bases.items[0]->kind == NODE_STARRED)) {
        parser_refuse(parser, REFUSED_MULTIPLE_INHERITANCE, bases.items[bases.count - 1]->place);
    }
    return !parser->raised;
}

static Node *parse_class(Parser *parser, NodeList decorators) {
    uint32_t mark = parser->position;
    seek_mistake(parser);
    parser->position++;
    Text name = parser_name(parser);
    if (name.data == NULL) {
        return parser_fail(parser, mark);
    }
    Node *call = NULL;
    if (parser_accept(parser, TOKEN_LEFT_PARENTHESIS)) {
        bool empty = parser_peek(parser) == TOKEN_RIGHT_PARENTHESIS;
        call = empty ? NULL : parse_class_arguments(parser);
        if ((!empty && call == NULL) || !parser_accept(parser, TOKEN_RIGHT_PARENTHESIS)) {
            return parser_fail(parser, mark);
        }
    }
    NodeList body = {0};
    if (!parse_colon_block(parser, false, &body) || !check_bases(parser, call)) {
        return parser_fail(parser, mark);
    }
    Node *node = parser_new(parser, NODE_CLASS, mark);
    if (node == NULL) {
        return NULL;
    }
    node->class_.name = name;
    node->class_.bases = call == NULL ? (NodeList){0} : call->call.arguments;
    node->class_.keywords = call == NULL ? (NodeList){0} : call->call.keywords;
    node->class_.body = body;
    node->class_.decorators = decorators;
    return parser_finish(parser, node);
}

static Node *parse_decorated(Parser *parser) {
    uint32_t mark = parser->position;
    NodeVector decorators = {0};
    while (parser_accept(parser, TOKEN_AT)) {
        Node *decorator = parse_named_expression(parser);
        if (decorator == NULL || !parser_accept(parser, TOKEN_NEWLINE) ||
            !parser_push(parser, &decorators, decorator)) {
            return parser_fail(parser, mark);
        }
    }
    Node *node = NULL;
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_DEF) {
        node = parse_function(parser, parser_list(&decorators));
    } else if (kind == TOKEN_CLASS) {
        node = parse_class(parser, parser_list(&decorators));
    } else if (kind == TOKEN_ASYNC) {
        parser_refuse(parser, REFUSED_ASYNC, parser_place(parser, parser_token(parser)));
    }
    return node != NULL ? node : parser_fail(parser, mark);
}

Node *parse_compound(Parser *parser) {
    NodeList none = {0};
    switch (parser_peek(parser)) {
    case TOKEN_DEF:
        return parse_function(parser, none);
    case TOKEN_CLASS:
        return parse_class(parser, none);
    case TOKEN_AT:
        return parse_decorated(parser);
    case TOKEN_IF:
        return parse_if(parser);
    case TOKEN_WHILE:
        return parse_while(parser);
    case TOKEN_FOR:
        return parse_for(parser);
    case TOKEN_WITH:
        return parse_with(parser);
    case TOKEN_TRY:
        return parse_try(parser);
    case TOKEN_ASYNC:
        return parser_refuse(parser, REFUSED_ASYNC, parser_place(parser, parser_token(parser)));
    default:
        return NULL;
    }
}
