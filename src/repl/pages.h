/* pages.h -- what is shown page by page: steppers and long lists.
 *
 *     Enter  on          b  back          q  out          7  to the seventh, where they are counted
 *
 * Pages are asked for by number, in any order and as often as the user likes. At a terminal and in
 * a transcript (`<<< b`) the user is asked behind each page; where nobody answers (a pipe, the end
 * of a transcript's answers) all pages that are left are shown, PAGES_MOST at most. */
#ifndef OURO_REPL_PAGES_H
#define OURO_REPL_PAGES_H

#include "repl/session.h"

enum { PAGES_MOST = 200 };

typedef struct Pages {
    /* Appends page number `page`, from 0. False when the page before it was the last. */
    bool (*write)(void *context, size_t page, Bytes *out);
    void *context;
    const char *question; /* what is being gone through: "step", "phase" */
    size_t count;         /* pages there are, so that one can be asked for by its number; or 0 */
} Pages;

/* Returns how the user left: true on going past the last page, false before. `reached` gets the
 * highest number of a page that was shown, plus 1. */
bool pages_run(Session *session, const Pages *pages, size_t *reached);

#endif
