/* parser_state.h -- what the parts of the parser share: tokens, failure, nodes, lists.
 *
 * The parser is split by duty: parser_statement.c and parser_compound.c (statements),
 * parser_expression.c (operators, atoms), parser_display.c (brackets), parser_argument.c (calls),
 * parser_parameter.c (def and lambda), parser_target.c (what is bound or deleted), parser_string.c
 * and parser_fstring.c (literals), and parser_mistake*.c (CPython's words for common mistakes).
 *
 * Every function that reads a piece of the language returns its node, or NULL with the position
 * where it was before. NULL has two meanings: the piece is not there (soft: the caller may try
 * something else), or `raised` is set, the diagnostic is final and everybody gives up. So a
 * function that reads several pieces looks for NULL only; trying alternatives after `raised` does
 * no harm, as no token can be read any more.
 *
 * A first pass reads without looking for mistakes and remembers the furthest token that was looked
 * at. If it fails softly, the statement is read again with `diagnosing` set; then the rules for
 * mistakes are tried where CPython tries them, and what was read where is remembered (memo) to keep
 * the cost of trying linear. `quiet` switches these rules off for a while. */
#ifndef OURO_LANG_PARSER_STATE_H
#define OURO_LANG_PARSER_STATE_H

#include "lang/lexer.h"

/* What the memo remembers of a token; the powers of operators come first. */
typedef enum MemoRule {
    MEMO_DISJUNCTION,
    MEMO_BITWISE_OR,
    MEMO_PRIMARY,
    MEMO_EXPRESSION,
    MEMO_NAMED_MISTAKE,
    MEMO_BLOCK,
    MEMO_SIMPLE,
    MEMO_ARGUMENTS,
    MEMO_STAR_TARGET,
    MEMO_ATOM,
    MEMO_RULES
} MemoRule;

typedef struct MemoRow MemoRow;

typedef struct Parser {
    Scratch *scratch;
    const Source *source;
    Diagnostic *diagnostic;
    Lexer lexer;
    Token *tokens; /* from malloc; all tokens since the statement at `base` */
    uint32_t token_count;
    uint32_t token_capacity;
    uint32_t position; /* index of the token that is read next */
    uint32_t furthest; /* the highest index that was looked at */
    uint32_t nesting;  /* levels of recursion */
    uint32_t fstrings; /* how deep in f-strings this parser works */
    MemoRow **memo;    /* per token, while diagnosing */
    uint32_t memo_count;
    uint32_t steps; /* of the second pass, which gives up when they are too many */
    bool diagnosing;
    bool braces_failed; /* something between { and } could not be read */
    bool quiet;
    bool raised;
    bool lexical; /* what was raised came from the lexer */
    bool at_end;  /* what was raised may be mended by more text */
} Parser;

/* A growing list in scratch memory. */
typedef struct NodeVector {
    Node **items;
    uint32_t count;
    uint32_t capacity;
} NodeVector;

void parser_open(Parser *parser, Scratch *scratch, const Source *source, bool interactive,
                 Diagnostic *diagnostic);
void parser_close(Parser *parser);
/* Forgets the tokens before the position; the next one is number 0 then. */
void parser_drop_tokens(Parser *parser);
/* Goes back to the first token for the second pass; the memo is empty then. */
void parser_start_diagnosing(Parser *parser);

/* Tokens ------------------------------------------------------------------------------------- */

/* The kind of the token that comes next, and of the one `ahead` behind it. TOKEN_ERROR when
 * something was raised. */
TokenKind parser_peek(Parser *parser);
TokenKind parser_peek_ahead(Parser *parser, uint32_t ahead);
/* The token that comes next; it must have been peeked at. */
Token parser_token(const Parser *parser);
/* The token that was read last. */
Token parser_last(const Parser *parser);
/* Takes the next token if it is of that kind. */
bool parser_accept(Parser *parser, TokenKind kind);
/* The same, but raises "expected '...'" if it is another. */
bool parser_force(Parser *parser, TokenKind kind);
/* Whether it is the name `word`. */
bool parser_token_is(const Parser *parser, Token token, const char *word);

/* Failure ------------------------------------------------------------------------------------ */

/* Back to `mark`, and NULL for the caller to return. */
Node *parser_fail(Parser *parser, uint32_t mark);
/* Raises, unless something was raised before. Always NULL. */
Node *parser_raise(Parser *parser, MessageCode code, Place place, ...);
Node *parser_refuse(Parser *parser, RefusedFeature feature, Place place);
/* Counts a level of recursion: false (raised) when there are too many. Each true needs a leave. */
MUST_CHECK bool parser_enter(Parser *parser);
void parser_leave(Parser *parser);
/* True while the rules for mistakes are on. */
bool parser_seeks_mistakes(Parser *parser);

/* Places -------------------------------------------------------------------------------------- */

Place parser_place(const Parser *parser, Token token);
/* From the beginning of one to the end of the other. */
Place place_join(Place first, Place last);
/* Where CPython points when it has no place of its own: the furthest token. */
Place parser_place_furthest(const Parser *parser);

/* Nodes --------------------------------------------------------------------------------------- */

/* A node that begins at the token with index `mark`. NULL (raised) when memory ran out. */
Node *parser_new(Parser *parser, NodeKind kind, uint32_t mark);
/* Gives the node its end, behind the last word read, and its depth. NULL when it is too deep. */
Node *parser_finish(Parser *parser, Node *node);
bool parser_push(Parser *parser, NodeVector *vector, Node *node);
NodeList parser_list(const NodeVector *vector);
/* A copy of the token's text, in NFKC for names. */
Text parser_text(Parser *parser, Token token);
/* Takes a NAME: its text, or NULL data. */
Text parser_name(Parser *parser);

/* Memo ---------------------------------------------------------------------------------------- */

/* True when the rule was tried at the position before; then *result is what came out of it and the
 * position is behind it. */
bool parser_recall(Parser *parser, MemoRule rule, Node **result);
/* Remembers what came out of the rule at `mark`; returns `result`. */
Node *parser_remember(Parser *parser, MemoRule rule, uint32_t mark, Node *result);

#endif
