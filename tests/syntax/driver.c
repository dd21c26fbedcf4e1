/* driver.c -- the parser behind a pipe, for compare.py.
 *
 * Standard input holds requests: a line `file LENGTH` or `prompt LENGTH`, then so many bytes of
 * program. Each is answered by one line with a tab between its fields:
 *
 *     COMPLETE <used> <dump of the tree>
 *     MORE <error>        ERROR <error>
 *
 * where <error> is type, line, column, end line, end column, message. `print LENGTH` answers with
 * the number of bytes and then what diagnostic_print says. */
#include "lang/parser.h"

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
        answer(mode, text, length);
        free(text);
    }
    return 0;
}
