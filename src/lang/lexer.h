/* lexer.h -- source text to tokens, one at a time.
 *
 * The words themselves are recognised by grammar/tokens.re, from which re2c makes lexer_scan.
 * Around it this file does what a regular expression cannot: indentation becomes INDENT and DEDENT,
 * brackets are matched so that line ends inside them vanish, strings are followed to their end, and
 * numbers and characters that are wrong get CPython's words.
 *
 * An error is the token TOKEN_ERROR, with the diagnostic set; nothing follows it. `at_end` then
 * says that the text ended too early (an open bracket or triple quote, a backslash at the very
 * end), so that more lines may mend it.
 *
 * In interactive mode an empty line outside of brackets is a NEWLINE token: it ends a compound
 * statement.
 *
 * The lexer owns nothing. Offsets are into source->text. */
#ifndef OURO_LANG_LEXER_H
#define OURO_LANG_LEXER_H

#include "lang/source.h"
#include "lang/token.h"

enum { LEXER_DEEPEST_BRACKETS = 200, LEXER_DEEPEST_INDENT = 100 };

typedef struct OpenBracket {
    uint32_t line;
    uint32_t offset;
    char character;
} OpenBracket;

typedef struct Lexer {
    const Source *source;
    Diagnostic *diagnostic;
    const char *cursor; /* what is read next */
    const char *marker; /* for re2c */
    const char *start;  /* of the token that is being read */
    uint32_t line;      /* of the cursor */
    uint32_t start_line;
    uint32_t level;       /* open brackets */
    uint32_t indent;      /* index of the innermost indentation */
    int32_t pending;      /* INDENTs (positive) or DEDENTs (negative) still to be given */
    bool at_line_start;   /* indentation comes next */
    bool interactive;     /* empty lines count */
    bool inside_brackets; /* of an f-string's expression: line ends mean nothing, nor indentation */
    bool failed;          /* TOKEN_ERROR was given */
    bool at_end;          /* the text ended too early */
    OpenBracket brackets[LEXER_DEEPEST_BRACKETS];
    uint32_t columns[LEXER_DEEPEST_INDENT];   /* of each indentation, tabs to 8 */
    uint32_t alternate[LEXER_DEEPEST_INDENT]; /* the same, tabs to 1: to see inconsistent tabs */
} Lexer;

void lexer_open(Lexer *lexer, const Source *source, bool interactive, Diagnostic *diagnostic);

/* Reads on. After END or ERROR the same again. */
Token lexer_next(Lexer *lexer);

/* Sets the diagnostic for the innermost open bracket: "'(' was never closed". */
void lexer_report_unclosed(Lexer *lexer);

/* Between lexer.c and the generated tokens.c ------------------------------------------------- */

/* Made by re2c from grammar/tokens.re: skips blanks and comments, sets `start` and reads one word.
 * TOKEN_NEWLINE at the end of a line, TOKEN_END at the end of the text. */
TokenKind lexer_scan(Lexer *lexer);

/* The cursor stands behind what the name says. Each returns the kind, or TOKEN_ERROR. */
TokenKind lexer_finish_string(Lexer *lexer);
TokenKind lexer_finish_number(Lexer *lexer, TokenKind kind, const char *what);
TokenKind lexer_finish_name(Lexer *lexer);
TokenKind lexer_diagnose_number(Lexer *lexer);
TokenKind lexer_diagnose_character(Lexer *lexer);
/* Behind a backslash and a line end: false at the end of the text. */
bool lexer_continue_line(Lexer *lexer);
TokenKind lexer_fail_continuation(Lexer *lexer);

#endif
