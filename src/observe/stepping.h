/* stepping.h -- what a step inside a statement did.
 *
 * The image before the step is copied; behind it the live image is compared with the copy, in the
 * same way as a statement is. Labels are those of the statement: what lived before it or lives
 * after it has its own already, and what is met in between gets one, which is gone afterwards.
 *
 *     stepping_open
 *       stepping_begin    the image stands before the step
 *       stepping_end      and behind it: the difference, and both views, are good until the next
 *     stepping_close */
#ifndef OURO_OBSERVE_STEPPING_H
#define OURO_OBSERVE_STEPPING_H

#include "heap/checkpoint.h"
#include "observe/difference.h"
#include "observe/observer.h"

typedef struct Stepping {
    Observer *observer;
    Heap *heap;
    Timeline *copy; /* its shadow is the image before the step */
    Look before, after;
    Difference difference;
    uint64_t births;
    uint32_t first_label; /* those that were there already */
    uint32_t spare;
} Stepping;

/* Zeroed it is closed. False when there is no memory. */
MUST_CHECK bool stepping_open(Stepping *stepping, Observer *observer, Heap *heap);
void stepping_close(Stepping *stepping);

MUST_CHECK bool stepping_begin(Stepping *stepping);
MUST_CHECK bool stepping_end(Stepping *stepping);

/* The image before the last step. */
View stepping_view_before(const Stepping *stepping);
const Labels *stepping_labels(const Stepping *stepping);

#endif
