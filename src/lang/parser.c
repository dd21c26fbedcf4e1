#include "lang/parser.h"

#include "lang/parser_rules.h"

#include <string.h>

/* Why a statement could not be read -------------------------------------------------------------
 */

/* Reads on to the end of the text: a word that cannot be read, or a bracket that is never closed,
 * is more likely the reason than what the parser stumbled over. */
static void seek_lexical_error(Parser *parser, uint32_t error_line) {
    if (parser->lexer.failed || parser->lexer.interactive) {
        return;
    }
    Diagnostic kept = *parser->diagnostic;
    for (;;) {
        Token token = lexer_next(&parser->lexer);
        if (token.kind == TOKEN_END) {
            break;
        }
        if (token.kind == TOKEN_ERROR) {
            bool unclosed = parser->lexer.at_end && parser->lexer.level > 0;
            uint32_t opened = unclosed ? parser->lexer.brackets[parser->lexer.level - 1].line : 0;
            bool early_end = parser->diagnostic->code == MESSAGE_UNEXPECTED_END;
            if ((unclosed && error_line <= opened &&
                 parser->diagnostic->code == MESSAGE_NEVER_CLOSED) ||
                early_end) {
                break;
            }
            return;
        }
    }
    *parser->diagnostic = kept;
}

/* Nothing more special is known: what is said of the token that was looked at last. */
static void raise_generic(Parser *parser, Token last, Place place) {
    parser->at_end = last.at_end;
    if (last.kind == TOKEN_INDENT || last.kind == TOKEN_DEDENT) {
        parser_raise(parser,
                     last.kind == TOKEN_INDENT ? MESSAGE_UNEXPECTED_INDENT
                                               : MESSAGE_UNEXPECTED_UNINDENT,
                     place);
        return;
    }
    if (last.kind == TOKEN_ASYNC) {
        parser_refuse(parser, REFUSED_ASYNC, parser_place(parser, last));
        return;
    }
    if (last.kind == TOKEN_AWAIT) {
        parser_refuse(parser, REFUSED_AWAIT, parser_place(parser, last));
        return;
    }
    parser_raise(parser, MESSAGE_INVALID_SYNTAX, parser_place(parser, last));
    seek_lexical_error(parser, last.line);
}

/* The first pass failed at the statement that begins at token 0. */
static void diagnose(Parser *parser) {
    if (parser->raised) {
        if (!parser->lexical && parser->diagnostic->code != MESSAGE_REFUSED) {
            seek_lexical_error(parser, parser->tokens[parser->token_count - 1].line);
        }
        return;
    }
    Token last = parser->tokens[parser->furthest];
    Place place = parser_place_furthest(parser);
    bool at_end = last.at_end;
    NodeVector ignored = {0};
    if (parser->braces_failed) {
        /* Mistakes in dicts are the only ones that CPython looks for in its first pass. */
        parser->quiet = true;
        parser_start_diagnosing(parser);
        parse_statement(parser, &ignored);
        parser->quiet = false;
    }
    if (!parser->raised) {
        parser_start_diagnosing(parser);
        parse_statement(parser, &ignored);
    }
    if (!parser->raised) {
        raise_generic(parser, last, place);
    } else if (!parser->lexical) {
        if (parser->diagnostic->code != MESSAGE_REFUSED) {
            seek_lexical_error(parser, parser->tokens[parser->token_count - 1].line);
        }
    } else {
        /* The first pass knows better whether it was the end that was wrong. */
        at_end = at_end && parser->at_end;
    }
    parser->at_end = at_end;
}

static ParseStatus give_up(Parser *parser) {
    diagnose(parser);
    bool more = parser->at_end && parser->diagnostic->type != DIAGNOSTIC_MEMORY_ERROR &&
                parser->diagnostic->code != MESSAGE_REFUSED;
    return more ? PARSE_MORE : PARSE_ERROR;
}

/* Entries ----------------------------------------------------------------------------------------
 */

static ParseStatus finish_module(Parser *parser, const NodeVector *body, Node **module) {
    Node *node = parser_new(parser, NODE_MODULE, 0);
    if (node != NULL) {
        node->module.body = parser_list(body);
        node = parser_finish(parser, node);
    }
    *module = node;
    return node != NULL ? PARSE_COMPLETE : PARSE_ERROR;
}

static ParseStatus read_file(Parser *parser, Node **module) {
    NodeVector body = {0};
    while (parser_peek(parser) != TOKEN_END) {
        if (!parse_statement(parser, &body)) {
            return give_up(parser);
        }
        parser_drop_tokens(parser);
    }
    return finish_module(parser, &body, module);
}

ParseStatus parse_file(Scratch *scratch, const char *text, size_t length, Node **module,
                       Diagnostic *diagnostic) {
    *module = NULL;
    *diagnostic = (Diagnostic){0};
    Source source;
    if (!source_open(&source, scratch, text, length, diagnostic)) {
        return PARSE_ERROR;
    }
    Parser parser;
    parser_open(&parser, scratch, &source, false, diagnostic);
    ParseStatus status = read_file(&parser, module);
    parser_close(&parser);
    return status;
}

/* One statement, or a line that holds none. */
static ParseStatus read_interactive(Parser *parser, Node **module) {
    NodeVector body = {0};
    TokenKind kind = parser_peek(parser);
    if (kind == TOKEN_NEWLINE) {
        parser->position++;
        return finish_module(parser, &body, module);
    }
    if (kind == TOKEN_END) {
        return finish_module(parser, &body, module);
    }
    if (!parse_statement(parser, &body)) {
        return give_up(parser);
    }
    /* A compound statement is over only at an empty line: an `else` might follow. */
    if (parser_begins_compound(kind) && !parser_accept(parser, TOKEN_NEWLINE)) {
        return give_up(parser);
    }
    return finish_module(parser, &body, module);
}

ParseStatus parse_interactive(Scratch *scratch, const char *text, size_t length, size_t *used,
                              Node **module, Diagnostic *diagnostic) {
    *module = NULL;
    *used = 0;
    *diagnostic = (Diagnostic){0};
    Source source;
    if (!source_open(&source, scratch, text, length, diagnostic)) {
        return PARSE_ERROR;
    }
    Parser parser;
    parser_open(&parser, scratch, &source, true, diagnostic);
    ParseStatus status = read_interactive(&parser, module);
    if (status == PARSE_COMPLETE) {
        uint32_t taken = parser.position == 0 ? source.length : parser_last(&parser).end;
        /* A NEWLINE token is the line end itself. */
        *used = source_original_offset(&source, text, length, taken);
    }
    parser_close(&parser);
    return status;
}
