/* visit.h -- what an object holds, in the order in which CPython's collector visits it.
 *
 * The order shows: what a pass finds late goes to the end of its generation, and in that order the
 * next pass finalizes. So it is here and nowhere else. The order in which a dying object lets go of
 * the same references is another one (release.c), and who only counts needs no order at all
 * (object_references). */
#ifndef OURO_OBJECT_VISIT_H
#define OURO_OBJECT_VISIT_H

#include "object/object.h"

typedef enum VisitWay {
    VISIT_FORWARD,
    VISIT_BACKWARD,
    VISIT_PAIRS, /* keys and values by turns, the value of each pair before its key */
} VisitWay;

/* References that lie side by side and are visited one after the other. They may be NULL. */
typedef struct VisitRun {
    Object **first;
    uint32_t count;
    VisitWay way;
} VisitRun;

/* The object's runs by number from zero on, some of them empty; false when there are no more. */
bool object_visit_run(const Object *object, unsigned number, VisitRun *run);

#endif
