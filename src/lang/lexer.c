#include "lang/lexer.h"

#include "base/utf8.h"

#include <string.h>

void lexer_open(Lexer *lexer, const Source *source, bool interactive, Diagnostic *diagnostic) {
    *lexer = (Lexer){
        .source = source,
        .diagnostic = diagnostic,
        .cursor = source->text,
        .start = source->text,
        .line = source->first_line,
        .start_line = source->first_line,
        .at_line_start = true,
        .interactive = interactive,
    };
}

/* Places ----------------------------------------------------------------------------------- */

static uint32_t offset_of(const Lexer *lexer, const char *at) {
    return (uint32_t)(at - lexer->source->text);
}

static const char *text_end(const Lexer *lexer) {
    return lexer->source->text + lexer->source->length;
}

static Place place_between(const Lexer *lexer, uint32_t line, uint32_t start, uint32_t end) {
    uint32_t column = source_column(lexer->source, line, start);
    return (Place){line, column, line, column + (end - start)};
}

/* Where CPython's tokenizer points: at the last character before the cursor. */
static Place place_before_cursor(const Lexer *lexer) {
    const char *at = lexer->cursor;
    if (at > lexer->source->text) {
        at--;
        while (at > lexer->source->text && ((unsigned char)*at & 0xC0) == 0x80) {
            at--;
        }
    }
    uint32_t column = source_column(lexer->source, lexer->line, offset_of(lexer, at));
    return (Place){.line = lexer->line, .column = column};
}

static TokenKind fail(Lexer *lexer) {
    lexer->failed = true;
    return TOKEN_ERROR;
}

/* Lines ------------------------------------------------------------------------------------ */

bool lexer_continue_line(Lexer *lexer) {
    lexer->line++;
    if (lexer->cursor < text_end(lexer)) {
        return true;
    }
    Place place = {.line = lexer->line - 1};
    place.column = source_column(lexer->source, place.line, offset_of(lexer, lexer->cursor) - 1);
    diagnostic_set(lexer->diagnostic, MESSAGE_UNEXPECTED_END, place);
    lexer->at_end = true;
    lexer->failed = true;
    return false;
}

TokenKind lexer_fail_continuation(Lexer *lexer) {
    if (lexer->cursor < text_end(lexer)) {
        lexer->cursor++; /* CPython has read the character behind the backslash */
    }
    diagnostic_set(lexer->diagnostic, MESSAGE_AFTER_BACKSLASH, place_before_cursor(lexer));
    return fail(lexer);
}

typedef struct Indentation {
    uint32_t column;    /* tabs to the next multiple of 8 */
    uint32_t alternate; /* tabs as one column */
} Indentation;

/* Moves the cursor over the blanks that begin a line. A backslash that joins lines among them ends
 * the indentation but not the blanks. False when the text ends behind such a backslash. */
static bool measure_indentation(Lexer *lexer, Indentation *result) {
    Indentation here = {0, 0};
    bool joined = false;
    for (;; lexer->cursor++) {
        switch (*lexer->cursor) {
        case ' ':
            here.column++;
            here.alternate++;
            continue;
        case '\t':
            here.column = (here.column / 8 + 1) * 8;
            here.alternate++;
            continue;
        case '\f':
            here = (Indentation){0, 0};
            continue;
        case '\\':
            if (lexer->cursor[1] != '\n') {
                break;
            }
            if (!joined || result->column == 0) {
                *result = here;
            }
            joined = true;
            lexer->cursor += 2;
            if (!lexer_continue_line(lexer)) {
                return false;
            }
            lexer->cursor--;
            continue;
        default:
            break;
        }
        break;
    }
    if (!joined || result->column == 0) {
        *result = here;
    }
    return true;
}

static bool fail_tabs(Lexer *lexer) {
    diagnostic_set(lexer->diagnostic, MESSAGE_INCONSISTENT_TABS, (Place){.line = lexer->line});
    fail(lexer);
    return false;
}

static bool fail_dedent(Lexer *lexer) {
    const char *end = memchr(lexer->cursor, '\n', (size_t)(text_end(lexer) - lexer->cursor));
    if (end != NULL) {
        lexer->cursor = end;
    }
    Place place = {.line = lexer->line};
    place.column = source_column(lexer->source, lexer->line, offset_of(lexer, lexer->cursor));
    diagnostic_set(lexer->diagnostic, MESSAGE_DEDENT, place);
    fail(lexer);
    return false;
}

/* Compares the line's indentation with those that are open and says in `pending` what changes. */
static bool compare_indentation(Lexer *lexer, Indentation here) {
    uint32_t column = lexer->columns[lexer->indent];
    uint32_t alternate = lexer->alternate[lexer->indent];
    if (here.column == column) {
        return here.alternate == alternate || fail_tabs(lexer);
    }
    if (here.column > column) {
        if (lexer->indent + 1 >= LEXER_DEEPEST_INDENT) {
            diagnostic_set(lexer->diagnostic, MESSAGE_TOO_MANY_INDENTS,
                           (Place){.line = lexer->line});
            fail(lexer);
            return false;
        }
        if (here.alternate <= alternate) {
            return fail_tabs(lexer);
        }
        lexer->pending = 1;
        lexer->indent++;
        lexer->columns[lexer->indent] = here.column;
        lexer->alternate[lexer->indent] = here.alternate;
        return true;
    }
    while (lexer->indent > 0 && here.column < lexer->columns[lexer->indent]) {
        lexer->pending--;
        lexer->indent--;
    }
    if (here.column != lexer->columns[lexer->indent]) {
        return fail_dedent(lexer);
    }
    return here.alternate == lexer->alternate[lexer->indent] || fail_tabs(lexer);
}

/* Reads the indentation of a line. Lines that hold nothing are left to lexer_scan as they are,
 * except where they mean something at a prompt. *blank tells so. */
static bool begin_line(Lexer *lexer, bool *blank) {
    lexer->at_line_start = false;
    lexer->start = lexer->cursor;
    lexer->start_line = lexer->line;
    const char *line_start = lexer->cursor;
    Indentation here = {0, 0};
    if (!measure_indentation(lexer, &here)) {
        return false;
    }
    char next = *lexer->cursor;
    *blank = next == '#' || next == '\n' || next == '\0';
    if (*blank && lexer->interactive && next != '\0') {
        bool empty = lexer->cursor == line_start && next == '\n';
        if (!empty && lexer->line != 1) {
            return true;
        }
        *blank = false;
        here = empty ? here : (Indentation){0, 0};
    }
    return *blank || compare_indentation(lexer, here);
}

/* Brackets ------------------------------------------------------------------------------------ */

static bool open_bracket(Lexer *lexer) {
    if (lexer->level >= LEXER_DEEPEST_BRACKETS) {
        diagnostic_set(lexer->diagnostic, MESSAGE_TOO_MANY_BRACKETS, place_before_cursor(lexer));
        fail(lexer);
        return false;
    }
    lexer->brackets[lexer->level++] =
        (OpenBracket){lexer->line, offset_of(lexer, lexer->start), *lexer->start};
    return true;
}

static bool close_bracket(Lexer *lexer) {
    char closing = *lexer->start;
    if (lexer->level == 0) {
        diagnostic_set(lexer->diagnostic, MESSAGE_UNMATCHED, place_before_cursor(lexer), closing);
        fail(lexer);
        return false;
    }
    OpenBracket open = lexer->brackets[--lexer->level];
    char expected = open.character == '(' ? ')' : open.character == '[' ? ']' : '}';
    if (closing == expected) {
        return true;
    }
    Place place = place_before_cursor(lexer);
    if (open.line == lexer->line) {
        diagnostic_set(lexer->diagnostic, MESSAGE_MISMATCHED, place, closing, open.character);
    } else {
        diagnostic_set(lexer->diagnostic, MESSAGE_MISMATCHED_LINES, place, closing, open.character,
                       open.line);
    }
    fail(lexer);
    return false;
}

void lexer_report_unclosed(Lexer *lexer) {
    CHECK(lexer->level > 0);
    OpenBracket open = lexer->brackets[lexer->level - 1];
    Place place = {.line = open.line};
    place.column = source_column(lexer->source, open.line, open.offset);
    diagnostic_set(lexer->diagnostic, MESSAGE_NEVER_CLOSED, place, open.character);
}

/* Strings ------------------------------------------------------------------------------------- */

static TokenKind fail_string(Lexer *lexer, bool triple, bool at_end) {
    /* At the end of the text the cursor may stand behind the last line. */
    uint32_t last = lexer->line;
    if (lexer->cursor >= text_end(lexer) && last > lexer->start_line) {
        last--;
    }
    Place place = {.line = lexer->start_line};
    place.column = source_column(lexer->source, place.line, offset_of(lexer, lexer->start));
    diagnostic_set(lexer->diagnostic,
                   triple ? MESSAGE_UNTERMINATED_TRIPLE : MESSAGE_UNTERMINATED_STRING, place, last);
    lexer->at_end = at_end;
    return fail(lexer);
}

/* The cursor stands behind the first quote. Escapes matter here only in that a backslash takes the
 * next character along, in raw strings too. */
TokenKind lexer_finish_string(Lexer *lexer) {
    const char quote = lexer->cursor[-1];
    const char *end = text_end(lexer);
    const char *at = lexer->cursor;
    bool triple = at[0] == quote && at[1] == quote;
    if (!triple && at[0] == quote) {
        lexer->cursor++;
        return TOKEN_STRING;
    }
    at += triple ? 2 : 0;
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end) {
            at++;
            lexer->line += *at == '\n';
        } else if (*at == '\n') {
            if (!triple) {
                lexer->cursor = at;
                return fail_string(lexer, false, false);
            }
            lexer->line++;
        } else if (*at == quote && (!triple || (at[1] == quote && at[2] == quote))) {
            lexer->cursor = at + (triple ? 3 : 1);
            return TOKEN_STRING;
        }
    }
    lexer->cursor = end;
    return fail_string(lexer, triple, true);
}

/* Numbers ------------------------------------------------------------------------------------- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           ((unsigned char)c & 0x80) != 0;
}

static TokenKind fail_number(Lexer *lexer, const char *what) {
    diagnostic_set(lexer->diagnostic, MESSAGE_INVALID_NUMBER, place_before_cursor(lexer), what);
    return fail(lexer);
}

static bool is_word(const char *text, const char *word) {
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && !is_word_character(text[length]);
}

/* Whether a word that may stand behind a number without a blank follows, as in `1if x else 2`. Of
 * some CPython looks at the beginning only. */
static bool is_joined_keyword(const char *text) {
    bool begins_with_i = text[0] == 'i' && (text[1] == 'f' || text[1] == 'n' || text[1] == 's');
    return begins_with_i || is_word(text, "and") || is_word(text, "else") || is_word(text, "for") ||
           is_word(text, "or") || is_word(text, "not");
}

TokenKind lexer_finish_number(Lexer *lexer, TokenKind kind, const char *what) {
    char next = *lexer->cursor;
    if (!is_word_character(next)) {
        return kind;
    }
    if (kind == TOKEN_INTEGER && (is_digit(next) || next == '_' || next == 'e' || next == 'E')) {
        if (!is_joined_keyword(lexer->cursor)) {
            return lexer_diagnose_number(lexer);
        }
    }
    if (next == '_' || ((next == 'e' || next == 'E') && what[0] == 'd')) {
        if (!is_joined_keyword(lexer->cursor)) {
            return lexer_diagnose_number(lexer);
        }
    }
    if (is_joined_keyword(lexer->cursor)) {
        return kind;
    }
    if (((unsigned char)next & 0x80) != 0) {
        uint32_t code_point = 0;
        utf8_decode(lexer->cursor, (size_t)(text_end(lexer) - lexer->cursor), &code_point);
        if (!utf8_is_identifier_continue(code_point)) {
            return kind; /* the character itself is what is wrong, and comes next */
        }
    }
    return fail_number(lexer, what);
}

/* Digits with single underscores between them; false with the cursor at the place to show. */
static bool skip_digits(Lexer *lexer) {
    while (is_digit(*lexer->cursor) || *lexer->cursor == '_') {
        if (*lexer->cursor == '_' && !is_digit(lexer->cursor[1])) {
            lexer->cursor++;
            return false;
        }
        lexer->cursor++;
    }
    return true;
}

static TokenKind diagnose_prefixed(Lexer *lexer, char highest, const char *what) {
    lexer->cursor = lexer->start + 2;
    for (;;) {
        char c = *lexer->cursor;
        if (c == '_') {
            lexer->cursor++;
            c = *lexer->cursor;
        } else if (c >= '0' && c <= highest) {
            lexer->cursor++;
            continue;
        }
        if (is_digit(c) && c > highest) {
            lexer->cursor++;
            diagnostic_set(lexer->diagnostic, MESSAGE_INVALID_DIGIT, place_before_cursor(lexer), c,
                           what);
            return fail(lexer);
        }
        if (c < '0' || c > highest) {
            return fail_number(lexer, what);
        }
    }
}

/* A number that is none: the words and the place are found by reading it once more. */
TokenKind lexer_diagnose_number(Lexer *lexer) {
    const char *start = lexer->start;
    lexer->cursor = start;
    if (start[0] == '0' && start[1] != '\0' && strchr("xX", start[1]) != NULL) {
        lexer->cursor += 2;
        while (is_word_character(*lexer->cursor) &&
               strchr("abcdefABCDEF0123456789", *lexer->cursor)) {
            lexer->cursor++;
        }
        lexer->cursor += *lexer->cursor == '_';
        return fail_number(lexer, "hexadecimal");
    }
    if (start[0] == '0' && start[1] != '\0' && strchr("oO", start[1]) != NULL) {
        return diagnose_prefixed(lexer, '7', "octal");
    }
    if (start[0] == '0' && start[1] != '\0' && strchr("bB", start[1]) != NULL) {
        return diagnose_prefixed(lexer, '1', "binary");
    }
    if (!skip_digits(lexer)) {
        return fail_number(lexer, "decimal");
    }
    const char *zeros = start;
    while (*zeros == '0' || *zeros == '_') {
        zeros++;
    }
    if (*lexer->cursor != '.' && *lexer->cursor != 'e' && *lexer->cursor != 'E' &&
        start[0] == '0' && zeros < lexer->cursor) {
        Place place =
            place_between(lexer, lexer->line, offset_of(lexer, start), offset_of(lexer, zeros));
        diagnostic_set(lexer->diagnostic, MESSAGE_LEADING_ZEROS, place);
        return fail(lexer);
    }
    if (*lexer->cursor == '.') {
        lexer->cursor++;
        if (is_digit(*lexer->cursor) && !skip_digits(lexer)) {
            return fail_number(lexer, "decimal");
        }
    }
    if (*lexer->cursor == 'e' || *lexer->cursor == 'E') {
        const char *sign = lexer->cursor + 1;
        if (*sign == '+' || *sign == '-') {
            lexer->cursor = sign + 1;
        } else if (is_digit(*sign)) {
            lexer->cursor = sign;
        }
        if (!skip_digits(lexer)) {
            return fail_number(lexer, "decimal");
        }
    }
    return fail_number(lexer, "decimal");
}

/* Names --------------------------------------------------------------------------------------- */

static TokenKind fail_character(Lexer *lexer, const char *at, size_t length, uint32_t code_point) {
    lexer->cursor = at + length;
    Place place = place_before_cursor(lexer);
    if (utf8_is_printable(code_point)) {
        diagnostic_set(lexer->diagnostic, MESSAGE_INVALID_CHARACTER, place, (int)length, at,
                       (unsigned)code_point);
    } else {
        diagnostic_set(lexer->diagnostic, MESSAGE_UNPRINTABLE_CHARACTER, place,
                       (unsigned)code_point);
    }
    return fail(lexer);
}

TokenKind lexer_finish_name(Lexer *lexer) {
    const char *at = lexer->start;
    while (at < lexer->cursor) {
        uint32_t code_point = 0;
        size_t step = utf8_decode(at, (size_t)(lexer->cursor - at), &code_point);
        bool fits = at == lexer->start ? utf8_is_identifier_start(code_point)
                                       : utf8_is_identifier_continue(code_point);
        if (!fits) {
            return fail_character(lexer, at, step, code_point);
        }
        at += step;
    }
    return TOKEN_NAME;
}

TokenKind lexer_diagnose_character(Lexer *lexer) {
    uint32_t code_point = 0;
    size_t step = utf8_decode(lexer->start, (size_t)(text_end(lexer) - lexer->start), &code_point);
    return fail_character(lexer, lexer->start, step == 0 ? 1 : step, code_point);
}

/* Tokens -------------------------------------------------------------------------------------- */

static Token make_token(const Lexer *lexer, TokenKind kind) {
    return (Token){
        .start = offset_of(lexer, lexer->start),
        .end = offset_of(lexer, lexer->cursor),
        .line = lexer->start_line,
        .end_line = lexer->line,
        .kind = (uint8_t)kind,
        .level = (uint8_t)lexer->level,
        .at_end = lexer->at_end,
    };
}

/* INDENT and DEDENT are empty and stand where the line's first word does. */
static Token give_pending(Lexer *lexer) {
    TokenKind kind = lexer->pending > 0 ? TOKEN_INDENT : TOKEN_DEDENT;
    lexer->pending += lexer->pending > 0 ? -1 : 1;
    lexer->start = lexer->cursor;
    lexer->start_line = lexer->line;
    return make_token(lexer, kind);
}

static Token end_text(Lexer *lexer) {
    lexer->at_end = true;
    lexer->start_line = lexer->line;
    lexer->start = lexer->cursor;
    if (lexer->level > 0) {
        lexer_report_unclosed(lexer);
        return make_token(lexer, fail(lexer));
    }
    if (lexer->indent > 0) {
        lexer->pending = -(int32_t)lexer->indent;
        lexer->indent = 0;
        return give_pending(lexer);
    }
    return make_token(lexer, TOKEN_END);
}

/* Does what a word means beyond its kind. False when it means nothing to the parser. */
static bool finish_word(Lexer *lexer, TokenKind *kind) {
    switch (*kind) {
    case TOKEN_LEFT_PARENTHESIS:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        *kind = open_bracket(lexer) ? *kind : TOKEN_ERROR;
        return true;
    case TOKEN_RIGHT_PARENTHESIS:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_RIGHT_BRACE:
        *kind = close_bracket(lexer) ? *kind : TOKEN_ERROR;
        return true;
    default:
        return true;
    }
}

Token lexer_next(Lexer *lexer) {
    for (;;) {
        if (lexer->failed) {
            return make_token(lexer, TOKEN_ERROR);
        }
        if (lexer->pending != 0) {
            return give_pending(lexer);
        }
        bool blank = false;
        if (lexer->at_line_start && !lexer->inside_brackets) {
            if (!begin_line(lexer, &blank)) {
                return make_token(lexer, TOKEN_ERROR);
            }
            if (lexer->pending != 0) {
                continue;
            }
        }
        TokenKind kind = lexer_scan(lexer);
        if (kind == TOKEN_END) {
            return end_text(lexer);
        }
        if (kind == TOKEN_NEWLINE) {
            Token newline = make_token(lexer, kind);
            lexer->line++;
            bool counts = !blank && lexer->level == 0 && !lexer->inside_brackets;
            lexer->at_line_start = lexer->level == 0;
            if (counts) {
                return newline;
            }
            continue;
        }
        if (kind == TOKEN_ERROR || !finish_word(lexer, &kind)) {
            return make_token(lexer, TOKEN_ERROR);
        }
        return make_token(lexer, kind);
    }
}
