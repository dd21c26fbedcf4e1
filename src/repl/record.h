/* record.h -- what belongs to the last statement besides the image, so that it can be run again and
 * do exactly the same: its text, where in it the statement stands, and what it read.
 *
 * The image before the statement is the timeline's. What is typed is compiled again. Of a file the
 * code lies in that image already, but for its first statement, and only the place where the
 * statement begins is needed. */
#ifndef OURO_REPL_RECORD_H
#define OURO_REPL_RECORD_H

#include "base/bytes.h"
#include "base/host.h"

typedef struct Record {
    bool is_known;   /* false after a command that changed the image, and before any statement */
    bool is_typed;   /* code of its own; else one of a file's statements */
    Bytes name;      /* of the file, as tracebacks call it */
    Bytes text;      /* all that was typed together, or the file */
    uint32_t first;  /* which of its statements they are, from 0; as a rule one */
    uint32_t count;  /* more are those that stand on one line */
    uint32_t next;   /* of a file: the instruction that it begins at */
    Bytes answers;   /* for each time that it read: what came of it, the length, the line */
    bool is_stopped; /* Ctrl-C came while it ran: nobody knows at which instruction */
} Record;

void record_free(Record *record);

/* Forgets everything but the texts. */
void record_clear(Record *record);

/* Notes what a read gave: `line` is what it appended. */
void record_add_answer(Record *record, HostAnswer answer, const char *line, size_t length);

/* Gives the answer that begins at *at again and moves behind it; HOST_END behind the last. */
HostAnswer record_read_answer(const Record *record, size_t *at, Bytes *line);

#endif
