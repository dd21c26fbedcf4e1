/* lexer.c -- any bytes at all, as tokens: with brackets and indentation of a file, and of a prompt.
 *
 * Held beside what the sanitizers see: the tokens end, stand in order, and lie inside the text. */
#include "fuzz.h"

#include "lang/lexer.h"

static void read_tokens(const char *text, size_t length, bool interactive) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Source source;
    if (source_open(&source, &scratch, text, length, &diagnostic)) {
        Lexer lexer;
        lexer_open(&lexer, &source, interactive, &diagnostic);
        Token token = {0};
        /* Each byte gives a token at most, and each line an indentation and its undoing. */
        for (size_t most = 4 * length + 16; token.kind != TOKEN_END && token.kind != TOKEN_ERROR;
             most--) {
            FUZZ_HOLD(most != 0);
            uint32_t before = token.start;
            token = lexer_next(&lexer);
            FUZZ_HOLD(token.start <= token.end && token.end <= source.length);
            FUZZ_HOLD(token.kind == TOKEN_ERROR || before <= token.start);
        }
        FUZZ_HOLD(token.kind != TOKEN_ERROR || diagnostic.message[0] != '\0');
    } else {
        FUZZ_HOLD(diagnostic.message[0] != '\0');
    }
    scratch_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_copy(data, size);
    read_tokens(text, size, false);
    read_tokens(text, size, true);
    free(text);
    return 0;
}
