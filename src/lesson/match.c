/* match.c -- whether what was shown is what a lesson expects. */
#include "lesson/lesson.h"

#include <string.h>

#define ANYTHING "<...>"
enum { ANYTHING_LENGTH = 5 };

/* Without recursion: after a `<...>` that stood for too little, it takes one character more. */
bool lesson_line_matches(const char *expected, size_t expected_length, const char *shown,
                         size_t shown_length) {
    size_t at = 0;
    size_t seen = 0;
    size_t again = SIZE_MAX; /* behind the last `<...>` */
    size_t taken = 0;        /* where what follows it was tried */
    while (seen < shown_length || at < expected_length) {
        if (expected_length - at >= ANYTHING_LENGTH &&
            memcmp(expected + at, ANYTHING, ANYTHING_LENGTH) == 0) {
            at += ANYTHING_LENGTH;
            again = at;
            taken = seen;
        } else if (at < expected_length && seen < shown_length && expected[at] == shown[seen]) {
            at++;
            seen++;
        } else if (again != SIZE_MAX && taken < shown_length) {
            at = again;
            seen = ++taken;
        } else {
            return false;
        }
    }
    return true;
}

/* The same way, by lines. */
bool lesson_output_matches(const char *expected, const char *shown) {
    const char *again = NULL;
    const char *taken = NULL;
    while (*expected != '\0' || *shown != '\0') {
        size_t wanted = strcspn(expected, "\n");
        size_t found = strcspn(shown, "\n");
        if (wanted == ANYTHING_LENGTH && memcmp(expected, ANYTHING, ANYTHING_LENGTH) == 0) {
            expected += wanted + (expected[wanted] == '\n');
            again = expected;
            taken = shown;
        } else if (*expected != '\0' && *shown != '\0' &&
                   lesson_line_matches(expected, wanted, shown, found)) {
            expected += wanted + (expected[wanted] == '\n');
            shown += found + (shown[found] == '\n');
        } else if (again != NULL && *taken != '\0') {
            found = strcspn(taken, "\n");
            taken += found + (taken[found] == '\n');
            shown = taken;
            expected = again;
        } else {
            return false;
        }
    }
    return true;
}
