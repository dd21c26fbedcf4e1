/* check_parts.h -- what the two files of `ouro check` share: check.c, which runs lessons, and
 * check_output.c, which compares what they show and writes it anew. */
#ifndef OURO_REPL_CHECK_PARTS_H
#define OURO_REPL_CHECK_PARTS_H

#include "repl/lesson_session.h"

/* Lines of the file that are to be replaced. */
typedef struct CheckEdit {
    uint32_t line;  /* the first */
    uint32_t count; /* 0: the new lines stand before it */
    char *text;     /* lines with their ends; owned */
} CheckEdit;

typedef struct Check {
    LessonSession run;
    Complaints *complaints;
    CheckEdit *edits; /* in the order of the file */
    uint32_t edit_count;
    uint32_t edit_capacity;
    bool updates;   /* writes what appears, instead of complaining */
    bool is_broken; /* the ledger does not balance */
} Check;

/* A statement shows something else than is expected: complains, or notes it for writing. */
void check_output(Check *check, const LessonStatement *statement, const char *shown);

/* Puts memory back to where the step began. False after a complaint. */
bool check_back(Check *check, uint32_t line);

/* Appends the text of the file with all edits. */
void check_write_edits(const Check *check, const Bytes *text, Bytes *out);
void check_free_edits(Check *check);

/* Replaces a file in one step, so that it is never half written. False with errno set. */
MUST_CHECK bool check_save(const char *file, const Bytes *text);

#endif
