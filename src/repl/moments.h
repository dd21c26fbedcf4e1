/* moments.h -- `ouro --observe json`: a program runs, and each top-level statement is followed by a
 * line of JSON with the moment after it. See docs/observation.md.
 *
 * Nothing else goes to standard output: what the program prints, to either stream, and what is
 * reported of its mistakes become events of the moment that follows. A statement that prints more
 * than PRINTED_MOST bytes gets lines of its own for it, so that a program may print forever; each
 * line goes out as soon as it is complete. */
#ifndef OURO_REPL_MOMENTS_H
#define OURO_REPL_MOMENTS_H

#include "repl/session.h"

typedef struct Moments {
    Session *session;
    const Program *program; /* where lines of statements are counted; NULL where none are */
    Bytes out;              /* a line on its way */
    Bytes printed;          /* events since the last line */
    Bytes text;             /* what was printed since the last event */
    HostStream stream;      /* and where */
    const char *statement;  /* that runs, borrowed from the program; NULL before the first */
    size_t statement_length;
} Moments;

/* Takes what the host writes from now on, and writes the moment before the first statement. Neither
 * may move while it is open. */
void moments_open(Moments *moments, Session *session);
/* Writes the last line, after the session was closed, and gives the host its streams back. */
void moments_close(Moments *moments, ReplHost *host, int status);

/* A statement begins; it ended. */
void moments_begin(Moments *moments, const char *text, size_t length);
void moments_end(Moments *moments);

/* All that is printed of an uncaught exception, or of a mistake in the program's text. */
void moments_note_error(Moments *moments, const Bytes *report);

#endif
