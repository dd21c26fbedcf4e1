/* answer_parts.h -- what the files of answers share. */
#ifndef OURO_SHOW_ANSWER_PARTS_H
#define OURO_SHOW_ANSWER_PARTS_H

#include "observe/look.h"
#include "show/answers.h"

/* Writes the object of an answer. False, with nothing written, when there is none: then `why` says
 * so in a sentence. */
typedef bool AnswerWriter(Json *json, const AnswerRequest *request, Bytes *why);

#define ANSWER(command, table, words) AnswerWriter answer_##command;
#include "show/observation.def"

/* A look at the image; NULL, said in `why`, when memory ran out. */
const Look *answer_look(const AnswerRequest *request, Bytes *why);

#endif
