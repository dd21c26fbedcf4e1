/* parts.h -- what the files of this floor share. */
#ifndef OURO_SHOW_PARTS_H
#define OURO_SHOW_PARTS_H

#include "observe/observing.h"
#include "observe/paths.h"
#include "show/show.h"

/* Looks, and resolves X. NULL when it names nothing that lives; then a line says why. */
const Look *show_resolve(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                         const char *path, PathAnswer *answer);

/* "list#1 is gone: refs reached 0 at `del a` (4 in :history)." */
void show_gone(Bytes *out, const ShowStyle *style, const Observer *observer, const Label *label);

/* The rows of a step of a statement, as those of the live line. */
void show_step_rows(Bytes *out, const ShowStyle *style, const Difference *difference);

/* Appends `Node#1.next → Node#2.next → Node#1`. */
void show_write_loop(Bytes *out, const ShowStyle *style, const char **steps, uint32_t count);

#endif
