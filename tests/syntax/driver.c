/* driver.c -- the parser behind a pipe, for compare.py.
 *
 * Standard input holds requests: a line `file LENGTH` or `prompt LENGTH`, then so many bytes of
 * program. Each is answered by one line with a tab between its fields:
 *
 *     COMPLETE <used> <dump of the tree>
 *     MORE <error>        ERROR <error>
 *
 * where <error> is type, line, column, end line, end column, message. `print LENGTH` answers with
 * the number of bytes and then what diagnostic_print says. `grammar LENGTH` asks the parser that
 * Lemon made of grammar/syntax.y and answers ACCEPTED or REJECTED. */
#include "lang/lexer.h"
#include "lang/parser.h"

#include "oracle/syntax.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void answer_tree(ParseStatus status, size_t used, const Node *module,
                        const Diagnostic *diagnostic) {
    if (status == PARSE_COMPLETE) {
        Bytes dump = {0};
        tree_dump(&dump, module);
        printf("COMPLETE\t%zu\t%s\n", used, bytes_text(&dump));
        bytes_free(&dump);
        return;
    }
    Place place = diagnostic->place;
    printf("%s\t%s\t%u\t%u\t%u\t%u\t%s\n", status == PARSE_MORE ? "MORE" : "ERROR",
           diagnostic_type_name(diagnostic->type), place.line, place.column, place.end_line,
           place.end_column, diagnostic->message);
}

static void answer_print(const char *text, size_t length, ParseStatus status,
                         const Diagnostic *diagnostic) {
    Bytes out = {0};
    if (status != PARSE_COMPLETE) {
        diagnostic_print(&out, "x.py", text, length, diagnostic);
    }
    printf("%zu\n%s", out.length, bytes_text(&out));
    bytes_free(&out);
}

/* What Lemon makes. */
void *oracle_Alloc(void *(*allocate)(size_t));
void oracle_(void *oracle, int kind, int value, bool *failed);
void oracle_Free(void *oracle, void (*release)(void *));

/* The oracle's number of a token: 0, its end, for what its grammar has no word for. */
static int oracle_kind(TokenKind kind) {
    switch (kind) {
#define TOKEN(name, written)
#define KEYWORD(name, written)                                                                     \
    case TOKEN_##name:                                                                             \
        return ORACLE_##name;
#define MARK(name, written)                                                                        \
    case TOKEN_##name:                                                                             \
        return ORACLE_##name;
#define ORACLE_ASYNC 0
#define ORACLE_AWAIT 0
#include "lang/tokens.def"
    case TOKEN_NEWLINE:
        return ORACLE_NEWLINE;
    case TOKEN_INDENT:
        return ORACLE_INDENT;
    case TOKEN_DEDENT:
        return ORACLE_DEDENT;
    case TOKEN_NAME:
        return ORACLE_NAME;
    case TOKEN_INTEGER:
        return ORACLE_INTEGER;
    case TOKEN_REAL:
        return ORACLE_REAL;
    case TOKEN_STRING:
        return ORACLE_STRING;
    default:
        return 0;
    }
}

static bool is_accepted(const Source *source, Diagnostic *diagnostic) {
    Lexer lexer;
    lexer_open(&lexer, source, false, diagnostic);
    void *oracle = oracle_Alloc(malloc);
    bool failed = oracle == NULL;
    while (!failed) {
        Token token = lexer_next(&lexer);
        int kind = oracle_kind((TokenKind)token.kind);
        failed = kind == 0 && token.kind != TOKEN_END;
        if (!failed) {
            oracle_(oracle, kind, 0, &failed);
        }
        if (token.kind == TOKEN_END) {
            break;
        }
    }
    if (oracle != NULL) {
        oracle_Free(oracle, free);
    }
    return !failed;
}

static void answer_grammar(const char *text, size_t length) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Source source;
    bool accepted = source_open(&source, &scratch, text, length, &diagnostic) &&
                    is_accepted(&source, &diagnostic);
    printf("%s\n", accepted ? "ACCEPTED" : "REJECTED");
    fflush(stdout);
    scratch_free(&scratch);
}

static void answer(const char *mode, const char *text, size_t length) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    size_t used = length;
    ParseStatus status = PARSE_ERROR;
    if (strcmp(mode, "prompt") == 0) {
        status = parse_interactive(&scratch, text, length, &used, &module, &diagnostic);
    } else {
        status = parse_file(&scratch, text, length, &module, &diagnostic);
    }
    if (strcmp(mode, "print") == 0) {
        answer_print(text, length, status, &diagnostic);
    } else {
        answer_tree(status, used, module, &diagnostic);
    }
    fflush(stdout);
    scratch_free(&scratch);
}

int main(void) {
    char mode[16];
    size_t length = 0;
    while (scanf("%15s %zu", mode, &length) == 2 && getchar() == '\n') {
        /* Exactly as long as the program, so that a sanitizer sees reading past its end. */
        char *text = malloc(length == 0 ? 1 : length);
        if (text == NULL || fread(text, 1, length, stdin) != length) {
            free(text);
            return 1;
        }
        if (strcmp(mode, "grammar") == 0) {
            answer_grammar(text, length);
        } else {
            answer(mode, text, length);
        }
        free(text);
    }
    return 0;
}
