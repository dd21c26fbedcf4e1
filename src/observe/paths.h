/* paths.h -- from the X of a command to the object, by reading only.
 *
 *     X      = start step*
 *     start  = name | label | id | literal
 *     label  = type '#' number              list#1
 *     id     = 0x1a2b0, or 107184           as id() and `:heap` show it
 *     literal= 5, 'x', None, True, ()       where one object stands for all of its value
 *     step   = '.' name | '[' constant ']'  as [0], [-1], ['k'], [True], [('k', 1)]
 *
 * Nothing of the program runs, so a step is taken only where it leads to an object that is there:
 * an attribute in an instance's slots or its classes, an item, a value. */
#ifndef OURO_OBSERVE_PATHS_H
#define OURO_OBSERVE_PATHS_H

#include "observe/look.h"

typedef enum PathStatus {
    PATH_FOUND,
    PATH_GONE,   /* a label of an object that died: `gone` says which */
    PATH_FAILED, /* `why` says why, as one sentence without a line end */
} PathStatus;

typedef struct PathAnswer {
    PathStatus status;
    uint32_t object;
    const Label *gone;
} PathAnswer;

PathAnswer path_resolve(const Look *look, const char *text, Bytes *why);

#endif
