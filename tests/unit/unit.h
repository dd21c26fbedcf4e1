/* unit.h -- the little that a C unit test needs.
 *
 * A test is a function that is named for the invariant it holds, and takes a Unit. EXPECT notes a
 * broken condition with its place and goes on. A program ends with `return unit_end(&unit);`, which
 * prints `N passed, N failed` (tests, not conditions) and answers the exit status. */
#ifndef OURO_TESTS_UNIT_H
#define OURO_TESTS_UNIT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Unit {
    unsigned passed, failed; /* tests */
    unsigned broken;         /* conditions of the running test */
} Unit;

#define EXPECT(unit, condition) unit_expect((unit), (condition), #condition, __FILE__, __LINE__)
#define UNIT_RUN(unit, test) unit_run((unit), (test), #test)

/* Returns the condition, so that a test can stop where going on makes no sense. */
static inline bool unit_expect(Unit *unit, bool holds, const char *text, const char *file,
                               int line) {
    if (!holds) {
        unit->broken++;
        if (unit->broken <= 10) {
            printf("%s:%d: broken: %s\n", file, line, text);
        }
    }
    return holds;
}

static inline void unit_run(Unit *unit, void (*test)(Unit *), const char *name) {
    unit->broken = 0;
    test(unit);
    if (unit->broken == 0) {
        unit->passed++;
    } else {
        unit->failed++;
        printf("failed: %s (%u conditions broken)\n", name, unit->broken);
    }
}

static inline int unit_end(const Unit *unit) {
    printf("%u passed, %u failed\n", unit->passed, unit->failed);
    return unit->failed == 0 ? 0 : 1;
}

/* A small generator of random numbers (xorshift64*, Vigna 2014): the same on every run. */
static inline uint64_t unit_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

#endif
