/* complaint.h -- what is wrong with a lesson: a line of its file and a sentence.
 *
 * Reading goes on after a complaint, so that a writer sees several at once; past COMPLAINTS_MOST
 * they are only counted. A zeroed struct is empty. */
#ifndef OURO_LESSON_COMPLAINT_H
#define OURO_LESSON_COMPLAINT_H

#include "base/bytes.h"

enum { COMPLAINTS_MOST = 10 };

typedef struct Complaint {
    uint32_t line; /* of the file, from 1 */
    char *text;    /* one sentence without a line end; owned */
} Complaint;

typedef struct Complaints {
    const char *file; /* its name in what is printed; borrowed */
    Complaint rows[COMPLAINTS_MOST];
    uint32_t count; /* of all, kept or not */
} Complaints;

void complain(Complaints *complaints, uint32_t line, const char *format, ...) PRINTF_LIKE(3, 4);

/* Appends `FILE:LINE: sentence` for each in the order of the lines, and how many were left out. */
void complaints_write(Bytes *out, const Complaints *complaints);
void complaints_free(Complaints *complaints);

/* Appends what to say behind "x is no key": which of `words` (ended by NULL) is nearest, or all of
 * them. */
void complaint_suggest(Bytes *out, const char *word, const char *const words[]);

#endif
