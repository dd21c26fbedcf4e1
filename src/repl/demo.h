/* demo.h -- `ouro demo FILE`: a lesson or a program in front of a class.
 *
 *     Space, Enter, PageDown    types the next statement; again: runs it
 *     PageUp                    goes back, and memory with it
 *     any other key             off script, at a prompt; an empty line returns, with memory and
 *                               screen as they were
 *     Ctrl-L                    draws the section anew, as the script has it
 *     Ctrl-D                    leaves
 *
 * At each question it waits for a show of hands; behind it comes the right answer, and with
 * another key why the others are not. Off script at a task it says whether what is typed does it.
 * What is higher than the screen comes by the page. Statements are typed at a pace that can be
 * followed, which Space cuts short. Going back puts memory back to where the section began and
 * goes through it again unasked, with the answers that were given. Where standard input is no
 * terminal its characters are the keys, nothing takes time, and at its end what is left of the
 * script is played. */
#ifndef OURO_REPL_DEMO_H
#define OURO_REPL_DEMO_H

#include "repl/options.h"

/* Status: 0; 1 if the script is wrong, 2 if a file or an argument cannot be used, 70 if the ledger
 * does not balance. */
int demo_run(const Options *options);

#endif
