/* step.h -- a step inside a statement, as a page.
 *
 *     step 3 of 6: call f with (list#1)
 *         b = f(a)
 *             ^^^^
 *     now    in f: x is list#1
 *     refs   list#1 (a)      1 → 2   +local x
 *
 * First what is done, in words and in the source; then what the running call holds now that it did
 * not hold before; then each count that moved, in the words of the live line; then what was printed
 * and read. */
#ifndef OURO_SHOW_STEP_H
#define OURO_SHOW_STEP_H

#include "observe/stepping.h"
#include "show/show.h"

typedef struct ShownStep {
    size_t number;     /* from 1 */
    size_t count;      /* of all; 0 when nobody knows */
    const char *words; /* for a step that is no instruction; NULL for what the image says */
    const Bytes *printed;
    const Bytes *complained;
    const Bytes *read; /* NULL when nothing was */
} ShownStep;

/* To be called when the stepping has seen both ends of the step and the image still stands behind
 * it. */
void show_step(Bytes *out, const ShowStyle *style, const Stepping *stepping, const ShownStep *step);

#endif
