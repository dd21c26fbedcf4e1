/* check.h -- `ouro check LESSON.md ... [--update]`: lessons run without a person.
 *
 * Says by file and line what is wrong: with the writing of a lesson, or with what it says of what
 * happens. With --update the outputs that a `show` expects are written anew into the file, and no
 * other byte of it changes. Memory goes on from step to step as for a learner who takes each
 * solution. Lessons run in 80 columns, without colours, and audited. */
#ifndef OURO_REPL_CHECK_H
#define OURO_REPL_CHECK_H

#include "repl/options.h"

/* Status: 0 if all is as it should be, 1 if something is wrong with a lesson, 2 if a file or an
 * argument cannot be used, 70 if the ledger does not balance. */
int check_run(const Options *options);

#endif
