/* prompt.c -- whole programs again, typed at a prompt whose live lines are on: so with checkpoints,
 * labels and differences, and with every command that the text holds. */
#include "fuzz_session.h"

#include "repl/typing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzSession fuzz;
    fuzz_session_open(&fuzz, true);
    char *text = fuzz_copy(data, size);
    Typing typing = {.session = &fuzz.session};
    (void)typing_enter_text(&typing, text, size, SOURCE_ALWAYS);
    typing_end(&typing);
    free(text);
    fuzz_session_close(&fuzz);
    return 0;
}
