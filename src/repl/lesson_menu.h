/* lesson_menu.h -- the list of lessons, with how far one is in each. */
#ifndef OURO_REPL_LESSON_MENU_H
#define OURO_REPL_LESSON_MENU_H

#include "repl/options.h"
#include "repl/progress.h"

/* Appends the list, or that there is none. Returns the number of the lesson that comes next: one
 * that has begun, or else the first that is not done; 0 where there is none. */
uint32_t menu_write(Bytes *out, const ShowStyle *style, Progress *progress);

/* `ouro lesson [N | FILE]`: takes a lesson, or asks which. Returns the status of the process. */
int lesson_menu_run(const Options *options);

#endif
