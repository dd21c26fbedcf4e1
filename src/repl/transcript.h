/* transcript.h -- replaying a conversation from a file, so that it can be compared with the file.
 *
 *     # comments at the top stay as they are
 *     $ ouro --ascii                    options, if any; then the banner is shown too
 *     >>> a = [1, 2]                    typed
 *     new    list#1 (a)   refs 1 ...    what was printed when the file was made: skipped
 *     <<< Anna                          typed when something is asked for, before the next prompt
 *
 * Prints what a terminal of 80 columns would show: prompts, what is typed, and what comes, errors
 * too. The ledger is audited after every statement. */
#ifndef OURO_REPL_TRANSCRIPT_H
#define OURO_REPL_TRANSCRIPT_H

#include "repl/options.h"

/* Returns the status of the process. */
int transcript_run(const Options *options);

#endif
