/* token.h -- what the lexer hands to the parser: a kind and a stretch of the source.
 *
 * A token has offsets into the text of its Source (source.h), not text of its own. INDENT, DEDENT,
 * NEWLINE and END are tokens like the others and may be empty stretches. */
#ifndef OURO_LANG_TOKEN_H
#define OURO_LANG_TOKEN_H

#include "base/check.h"

typedef enum TokenKind {
#define TOKEN(name, written) TOKEN_##name,
#define KEYWORD(name, written) TOKEN_##name,
#define MARK(name, written) TOKEN_##name,
#include "lang/tokens.def"
    TOKEN_KINDS /* how many there are */
} TokenKind;

typedef struct Token {
    uint32_t start; /* offsets in bytes; the end is exclusive */
    uint32_t end;
    uint32_t line; /* from 1 */
    uint32_t end_line;
    uint8_t kind;  /* TokenKind */
    uint8_t level; /* how many brackets are open behind this token */
    bool at_end;   /* made at the end of the text: END, and the DEDENTs before it */
} Token;

/* How the token is written, such as "<<="; a description where that varies. */
const char *token_text(TokenKind kind);

#endif
