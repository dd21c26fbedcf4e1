/* run.h -- from options to a process's work: a program, a conversation from a pipe, or the prompt.
 */
#ifndef OURO_REPL_RUN_H
#define OURO_REPL_RUN_H

#include "repl/options.h"

/* Does what the options ask for and returns the status of the process. */
int run_options(const Options *options);

#endif
