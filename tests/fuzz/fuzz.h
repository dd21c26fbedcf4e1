/* fuzz.h -- the little that the targets of libFuzzer share.
 *
 * A target takes any bytes. What it holds beside what the sanitizers see it holds by FUZZ_HOLD,
 * which ends the process, so that the fuzzer keeps the input. */
#ifndef OURO_TESTS_FUZZ_H
#define OURO_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUZZ_HOLD(condition)                                                                       \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy exactly as long as the input, so that a sanitizer sees reading past its end. */
static inline char *fuzz_copy(const uint8_t *data, size_t size) {
    char *text = malloc(size == 0 ? 1 : size);
    FUZZ_HOLD(text != NULL);
    memcpy(text, data, size);
    return text;
}

#endif
