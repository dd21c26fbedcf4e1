#include "lang/parser_state.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Steps of the second pass; beyond them a mistake is just "invalid syntax". */
enum { MOST_STEPS = 4 * 1000 * 1000 };

struct MemoRow {
    MemoRow *next;
    Node *result;
    uint32_t end;
    uint32_t rule;
};

void parser_open(Parser *parser, Scratch *scratch, const Source *source, bool interactive,
                 Diagnostic *diagnostic) {
    memset(parser, 0, sizeof *parser);
    parser->scratch = scratch;
    parser->source = source;
    parser->diagnostic = diagnostic;
    lexer_open(&parser->lexer, source, interactive, diagnostic);
}

void parser_close(Parser *parser) {
    free(parser->tokens);
    free(parser->memo);
    parser->tokens = NULL;
    parser->memo = NULL;
}

void parser_drop_tokens(Parser *parser) {
    CHECK(parser->position <= parser->token_count && !parser->diagnosing);
    uint32_t kept = parser->token_count - parser->position;
    if (parser->position != 0 && kept != 0) {
        memmove(parser->tokens, parser->tokens + parser->position, kept * sizeof(Token));
    }
    parser->token_count = kept;
    parser->position = 0;
    parser->furthest = 0;
}

void parser_start_diagnosing(Parser *parser) {
    parser->position = 0;
    parser->nesting = 0;
    parser->diagnosing = true;
    if (parser->memo != NULL) {
        memset(parser->memo, 0, parser->memo_count * sizeof(MemoRow *));
    }
}

/* Failure ------------------------------------------------------------------------------------ */

static Node *raise_memory(Parser *parser) {
    parser->scratch->failed = true;
    parser->at_end = false;
    if (!parser->raised || parser->diagnostic->type != DIAGNOSTIC_MEMORY_ERROR) {
        diagnostic_set(parser->diagnostic, MESSAGE_MEMORY, (Place){0});
    }
    parser->raised = true;
    return NULL;
}

Node *parser_fail(Parser *parser, uint32_t mark) {
    parser->position = mark;
    return NULL;
}

Node *parser_raise(Parser *parser, MessageCode code, Place place, ...) {
    if (parser->raised) {
        return NULL;
    }
    parser->raised = true;
    va_list arguments;
    va_start(arguments, place);
    diagnostic_set_list(parser->diagnostic, code, place, arguments);
    va_end(arguments);
    return NULL;
}

Node *parser_refuse(Parser *parser, RefusedFeature feature, Place place) {
    if (!parser->raised) {
        parser->raised = true;
        diagnostic_refuse(parser->diagnostic, feature, place);
    }
    return NULL;
}

bool parser_enter(Parser *parser) {
    if (parser->nesting >= TREE_DEEPEST) {
        parser_raise(parser, MESSAGE_TOO_DEEP, parser_place_furthest(parser));
        return false;
    }
    parser->nesting++;
    return true;
}

void parser_leave(Parser *parser) {
    parser->nesting--;
}

bool parser_seeks_mistakes(Parser *parser) {
    if (!parser->diagnosing || parser->quiet || parser->raised) {
        return false;
    }
    return ++parser->steps < MOST_STEPS;
}

/* Tokens ------------------------------------------------------------------------------------- */

static bool read_token(Parser *parser) {
    if (parser->token_count == parser->token_capacity) {
        uint32_t wanted = parser->token_capacity == 0 ? 64 : parser->token_capacity * 2;
        Token *tokens = realloc(parser->tokens, wanted * sizeof(Token));
        if (tokens == NULL) {
            raise_memory(parser);
            return false;
        }
        parser->tokens = tokens;
        parser->token_capacity = wanted;
    }
    Token token = lexer_next(&parser->lexer);
    parser->tokens[parser->token_count++] = token;
    if (token.kind == TOKEN_ERROR) {
        parser->raised = true;
        parser->lexical = true;
        parser->at_end = parser->lexer.at_end;
    }
    return true;
}

TokenKind parser_peek_ahead(Parser *parser, uint32_t ahead) {
    uint32_t index = parser->position + ahead;
    while (index >= parser->token_count) {
        if (parser->raised || !read_token(parser)) {
            return TOKEN_ERROR;
        }
        if (parser->tokens[parser->token_count - 1].kind == TOKEN_END &&
            index >= parser->token_count) {
            index = parser->token_count - 1;
        }
    }
    if (parser->raised) {
        return TOKEN_ERROR;
    }
    if (index > parser->furthest) {
        parser->furthest = index;
    }
    return (TokenKind)parser->tokens[index].kind;
}

TokenKind parser_peek(Parser *parser) {
    return parser_peek_ahead(parser, 0);
}

Token parser_token(const Parser *parser) {
    CHECK(parser->position < parser->token_count || parser->raised);
    uint32_t index = parser->position;
    if (index >= parser->token_count) {
        index = parser->token_count - 1;
    }
    return parser->tokens[index];
}

Token parser_last(const Parser *parser) {
    CHECK(parser->position > 0);
    return parser->tokens[parser->position - 1];
}

bool parser_accept(Parser *parser, TokenKind kind) {
    if (parser_peek(parser) != kind || parser->raised) {
        return false;
    }
    parser->position++;
    return true;
}

bool parser_force(Parser *parser, TokenKind kind) {
    if (parser_accept(parser, kind)) {
        return true;
    }
    if (!parser->raised) {
        Token token = parser_token(parser);
        parser->at_end = token.at_end;
        parser_raise(parser, MESSAGE_EXPECTED_MARK, parser_place(parser, token), token_text(kind));
    }
    return false;
}

bool parser_token_is(const Parser *parser, Token token, const char *word) {
    size_t length = strlen(word);
    return token.kind == TOKEN_NAME && token.end - token.start == length &&
           memcmp(parser->source->text + token.start, word, length) == 0;
}

/* Places -------------------------------------------------------------------------------------- */

Place parser_place(const Parser *parser, Token token) {
    return (Place){
        .line = token.line,
        .column = source_column(parser->source, token.line, token.start),
        .end_line = token.end_line,
        .end_column = source_column(parser->source, token.end_line, token.end),
    };
}

Place place_join(Place first, Place last) {
    return (Place){first.line, first.column, last.end_line, last.end_column};
}

/* Behind the last line's text, where CPython sees the end. */
static Place place_text_end(const Source *source) {
    if (source->line_count < 2) {
        return (Place){.line = source->first_line};
    }
    uint32_t last = source->line_count - 2;
    uint32_t end = source->line_starts[last + 1] - 1;
    return (Place){.line = source->first_line + last, .column = end - source->line_starts[last]};
}

Place parser_place_furthest(const Parser *parser) {
    if (parser->token_count == 0) {
        return (Place){.line = 1};
    }
    uint32_t index = parser->furthest;
    Token token = parser->tokens[index < parser->token_count ? index : parser->token_count - 1];
    Place place = parser_place(parser, token);
    if (token.at_end && token.kind != TOKEN_ERROR) {
        return place_text_end(parser->source);
    }
    if (token.kind == TOKEN_INDENT || token.kind == TOKEN_DEDENT || token.kind == TOKEN_END) {
        /* These have no extent: CPython points before where its tokenizer stands. */
        place.column -= place.column != 0;
        place.end_line = 0;
        place.end_column = 0;
    }
    return place;
}

/* Nodes --------------------------------------------------------------------------------------- */

Node *parser_new(Parser *parser, NodeKind kind, uint32_t mark) {
    if (parser->raised) {
        return NULL;
    }
    Node *node = scratch_allocate(parser->scratch, sizeof(Node));
    if (node == NULL) {
        return raise_memory(parser);
    }
    node->kind = (uint8_t)kind;
    if (mark < parser->token_count) {
        Place place = parser_place(parser, parser->tokens[mark]);
        node->place.line = place.line;
        node->place.column = place.column;
    }
    return node;
}

static bool is_between_lines(Token token) {
    return token.kind == TOKEN_NEWLINE || token.kind == TOKEN_INDENT ||
           token.kind == TOKEN_DEDENT || token.kind == TOKEN_END;
}

Node *parser_finish(Parser *parser, Node *node) {
    if (node == NULL || parser->raised) {
        return NULL;
    }
    uint32_t depth = tree_measure_depth(node);
    uint32_t index = parser->position;
    while (index > 0 && is_between_lines(parser->tokens[index - 1])) {
        index--;
    }
    if (index > 0) {
        Place last = parser_place(parser, parser->tokens[index - 1]);
        node->place.end_line = last.end_line;
        node->place.end_column = last.end_column;
    }
    if (depth > TREE_DEEPEST) {
        return parser_raise(parser, MESSAGE_TOO_DEEP, node->place);
    }
    node->depth = (uint16_t)depth;
    return node;
}

bool parser_push(Parser *parser, NodeVector *vector, Node *node) {
    if (vector->count == vector->capacity) {
        uint32_t wanted = vector->capacity == 0 ? 4 : vector->capacity * 2;
        Node **items = scratch_allocate(parser->scratch, wanted * sizeof(Node *));
        if (items == NULL) {
            raise_memory(parser);
            return false;
        }
        if (vector->count != 0) {
            memcpy(items, vector->items, vector->count * sizeof(Node *));
        }
        vector->items = items;
        vector->capacity = wanted;
    }
    vector->items[vector->count++] = node;
    return true;
}

NodeList parser_list(const NodeVector *vector) {
    return (NodeList){vector->items, vector->count};
}

static bool is_ascii(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)text[i] & 0x80) != 0) {
            return false;
        }
    }
    return true;
}

Text parser_text(Parser *parser, Token token) {
    const char *start = parser->source->text + token.start;
    size_t length = token.end - token.start;
    char *copy = NULL;
    if (token.kind != TOKEN_NAME || is_ascii(start, length)) {
        copy = scratch_copy(parser->scratch, start, length);
    } else {
        Bytes normal = {0};
        if (utf8_append_nfkc(&normal, start, length)) {
            length = normal.length;
            copy = scratch_copy(parser->scratch, normal.data, length);
        }
        bytes_free(&normal);
    }
    if (copy == NULL) {
        raise_memory(parser);
    }
    return (Text){copy, (uint32_t)length};
}

Text parser_name(Parser *parser) {
    if (!parser_accept(parser, TOKEN_NAME)) {
        return (Text){NULL, 0};
    }
    return parser_text(parser, parser_last(parser));
}

/* Memo ---------------------------------------------------------------------------------------- */

bool parser_recall(Parser *parser, MemoRule rule, Node **result) {
    if (!parser->diagnosing || parser->position >= parser->memo_count) {
        return false;
    }
    for (MemoRow *row = parser->memo[parser->position]; row != NULL; row = row->next) {
        if (row->rule == (uint32_t)rule) {
            *result = row->result;
            parser->position = row->end;
            return true;
        }
    }
    return false;
}

static bool grow_memo(Parser *parser, uint32_t wanted) {
    uint32_t count = parser->memo_count == 0 ? 256 : parser->memo_count;
    while (count < wanted) {
        count *= 2;
    }
    MemoRow **memo = realloc(parser->memo, count * sizeof(MemoRow *));
    if (memo == NULL) {
        return false;
    }
    memset(memo + parser->memo_count, 0, (count - parser->memo_count) * sizeof(MemoRow *));
    parser->memo = memo;
    parser->memo_count = count;
    return true;
}

Node *parser_remember(Parser *parser, MemoRule rule, uint32_t mark, Node *result) {
    if (!parser->diagnosing || parser->raised) {
        return result;
    }
    if (mark >= parser->memo_count && !grow_memo(parser, mark + 1)) {
        return raise_memory(parser);
    }
    MemoRow *row = scratch_allocate(parser->scratch, sizeof *row);
    if (row == NULL) {
        return raise_memory(parser);
    }
    *row = (MemoRow){parser->memo[mark], result, parser->position, (uint32_t)rule};
    parser->memo[mark] = row;
    return result;
}
