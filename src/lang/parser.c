#include "lang/parser.h"

#include "lang/parser_rules.h"

#include <string.h>

/* Why a statement could not be read -------------------------------------------------------------
 */

/* Whether CPython's tokenizer words the error itself; of the others its parser only hears that
 * something is wrong, and prefers what it found wrong before. */
static bool is_worded_by_lexer(MessageCode code) {
    return code != MESSAGE_DEDENT && code != MESSAGE_INCONSISTENT_TABS &&
           code != MESSAGE_TOO_MANY_INDENTS && code != MESSAGE_AFTER_BACKSLASH &&
           code != MESSAGE_UNEXPECTED_END && code != MESSAGE_NEVER_CLOSED;
}

/* Reads on to the end of the text: a word that cannot be read, or a bracket that was opened on an
 * earlier line and is never closed, is more likely the reason than what the parser stumbled over.
 */
static void seek_lexical_error(Parser *parser) {
    if (parser->lexer.failed || parser->lexer.interactive) {
        return;
    }
    uint32_t error_line = parser->tokens[parser->token_count - 1].line;
    Diagnostic kept = *parser->diagnostic;
    Token token;
    do {
        token = lexer_next(&parser->lexer);
    } while (token.kind != TOKEN_END && token.kind != TOKEN_ERROR);
    if (token.kind == TOKEN_ERROR && is_worded_by_lexer(parser->diagnostic->code)) {
        return;
    }
    Lexer *lexer = &parser->lexer;
    if (token.kind == TOKEN_ERROR && lexer->level > 0 &&
        error_line > lexer->brackets[lexer->level - 1].line) {
        lexer_report_unclosed(lexer);
        return;
    }
    *parser->diagnostic = kept;
}

/* Nothing more special is known: what is said of the token that was looked at last. */
static void raise_generic(Parser *parser, Token last, Place place) {
    parser->at_end = last.at_end;
    if (last.kind == TOKEN_INDENT || last.kind == TOKEN_DEDENT) {
        if (last.kind == TOKEN_DEDENT) {
            place = (Place){place.line, 0, place.line, 0}; /* before the line: no caret */
        }
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
    if (last.kind == TOKEN_END) {
        place.column = 0;
    } else {
        place = parser_place(parser, last);
    }
    parser_raise(parser, MESSAGE_INVALID_SYNTAX, place);
    seek_lexical_error(parser);
}

/* The first pass failed at the statement that begins at token 0. */
static void diagnose(Parser *parser) {
    if (parser->raised) {
        if (!parser->lexical && parser->diagnostic->code != MESSAGE_REFUSED) {
            seek_lexical_error(parser);
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
            seek_lexical_error(parser);
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
