/* program.c -- whole programs: what can be parsed is run, as `ouro --audit` runs a file.
 *
 * Fuel and a small heap bound it; a native that works for a second gets a Ctrl-C, so one that does
 * not listen is found as a hang. Held beside what the sanitizers see: the ledger balances after
 * each statement, and nothing is left at the end. */
#include "fuzz_session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzSession fuzz;
    fuzz_session_open(&fuzz, false);
    char *text = fuzz_copy(data, size);
    Program program = {.name = "x.py", .text = text, .length = size};
    (void)session_run_file(&fuzz.session, &program);
    free(text);
    fuzz_session_close(&fuzz);
    return 0;
}
