/* progress.h -- how far a learner is in each lesson, kept from one day to the next.
 *
 * The file is ouro/progress under $XDG_STATE_HOME (~/.local/state): a line for each lesson,
 *
 *     file name TAB title TAB id of the step one is at, or - TAB ids of the steps done
 *
 * A lesson is known by its file name together with its title or a step of that id. Lines that say
 * nothing to us stay as they are. The file is replaced in one step, so that it is never half
 * written, and read anew before that, under a lock on its folder: what two terminals do is joined.
 * Where it cannot be read or written, lessons go on without, and that is told once. */
#ifndef OURO_REPL_PROGRESS_H
#define OURO_REPL_PROGRESS_H

#include "repl/lesson_files.h"

typedef struct Progress {
    Bytes path;      /* empty where there is no place for it */
    const char *why; /* why it can't be kept, from when that happened on; or NULL */
    bool is_told;
} Progress;

/* How far one is in a lesson. */
typedef struct ProgressRow {
    bool *done;     /* of each step */
    uint32_t count; /* steps */
    uint32_t at;    /* the present step; `count` when the lesson has not begun, or is finished */
    bool is_begun;
} ProgressRow;

/* Finds the place. With `keeps` false nothing is read or written. */
void progress_open(Progress *progress, bool keeps);
void progress_close(Progress *progress);

/* How far one is in this lesson. Free it. False when there is no memory. */
MUST_CHECK bool progress_read(Progress *progress, const LessonFile *file, ProgressRow *row);
void progress_row_free(ProgressRow *row);

/* Notes how far one is now. Steps that were done elsewhere meanwhile are added to the row. */
void progress_write(Progress *progress, const LessonFile *file, ProgressRow *row);

/* How many steps are done. */
uint32_t progress_count_done(const ProgressRow *row);

#endif
