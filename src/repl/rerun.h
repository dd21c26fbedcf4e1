/* rerun.h -- looking inside the last statement, by running it again.
 *
 * No run is ever held open. What a statement was doing at some instruction is found out so:
 *
 *     put the image back to the statement's start   (the timeline's shadow)
 *     compile it again, and run it up to there       with a host that prints nothing and gives
 *                                                    the recorded answers to what it reads
 *     look                                           the frames and registers lie in the image
 *     abandon the run, and put the image back        to what it was when the rerun was opened
 *
 * A statement that is run again from the same bytes does the same, byte for byte, and the rerun
 * says whether it did.
 *
 *     moments    0        1        2              n
 *                | step 0 | step 1 |   ...        |
 *
 * A *step* is what a learner sees as one: an instruction with those behind it that do nothing
 * worth telling. The last ones are no instructions: an exception that nobody caught is reported,
 * and the statement's code is let go. Moments lie between steps.
 *
 * A step costs two restores and a run up to it. While a rerun is open the image is what it was,
 * but for the time inside rerun_look. Ctrl-C ends any run. */
#ifndef OURO_REPL_RERUN_H
#define OURO_REPL_RERUN_H

#include "repl/session.h"

typedef struct Rerun Rerun;

/* Steps beyond these are run, but not shown. */
enum { RERUN_STEPS_MOST = 1000000 };

/* What a step is, and how it stands with the run. */
typedef enum StepKind {
    STEP_INSTRUCTION,
    STEP_REPORT, /* the exception on its way is reported, and freed */
    STEP_CLEAN,  /* the statement's code is let go */
} StepKind;

typedef struct RerunStep {
    StepKind kind;
    const Bytes *printed;    /* what the step wrote to standard output */
    const Bytes *complained; /* and to standard error */
    const Bytes *read;       /* the lines that it was given */
    bool has_read;
} RerunStep;

/* Who looks: `begin` at the moment before the step, `end` at the one behind it. The image is live
 * and stands between two instructions (or between statements, at the end). */
typedef struct RerunEyes {
    bool (*begin)(void *context, const RerunStep *step);
    bool (*end)(void *context, const RerunStep *step);
    void *context;
} RerunEyes;

/* Runs the last statement once to find its steps; `is_silent` says which instructions are none.
 * NULL when there is nothing to run again or no memory for it: `*why` then says so, as a sentence
 * without its full stop; NULL there when Ctrl-C ended it. */
MUST_CHECK Rerun *rerun_open(Session *session, bool (*is_silent)(const Vm *vm), const char **why);
/* Puts everything back. False when there was no memory for that; then the session has ended. */
MUST_CHECK bool rerun_close(Rerun *rerun);

size_t rerun_step_count(const Rerun *rerun);
/* Whether there are more that are not shown, or nobody knows the end. */
bool rerun_is_cut(const Rerun *rerun);
/* Whether running it again came to the very same image. */
bool rerun_is_exact(const Rerun *rerun);

/* Goes to a step and shows it. False when Ctrl-C came, or memory ran out. */
MUST_CHECK bool rerun_look(Rerun *rerun, size_t step, const RerunEyes *eyes);

#endif
