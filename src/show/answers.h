/* answers.h -- what commands say under --json: one object each, of a table of observation.def.
 *
 * They say the same as the text views of the commands do, from the same census, ledger, difference
 * and labels. */
#ifndef OURO_SHOW_ANSWERS_H
#define OURO_SHOW_ANSWERS_H

#include "observe/observer.h"
#include "show/json.h"

typedef struct AnswerRequest {
    Observer *observer;
    View view;
    const Difference *difference; /* of the last statement; NULL if nothing is known */
    const char *argument;         /* what stood behind the command, without --json */
} AnswerRequest;

/* Whether a command of this name takes --json. */
bool answer_has(const char *command);

/* Appends the names of all that do, and what they answer, a line each. */
void answer_list(Bytes *out);

/* Writes the line of the table `answer`. When memory runs out, `json->out->failed` is set. */
void answer_write(Json *json, const char *command, const AnswerRequest *request);

#endif
