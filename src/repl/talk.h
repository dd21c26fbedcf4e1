/* talk.h -- who a typed line is for: a session's prompt, or the lesson that is taken in front of
 * it.
 *
 *     session, or none (`ouro lesson`)  <-  lesson, or none
 *
 * `:lesson` sets the session aside and begins a lesson with memory of its own; `:leave` brings the
 * session back as it was. Whoever reads lines (a terminal, a transcript) needs to know only a
 * Talk.
 *
 * The session is borrowed, the lesson owned. It must not move. */
#ifndef OURO_REPL_TALK_H
#define OURO_REPL_TALK_H

#include "repl/lesson_run.h"

typedef struct Talk {
    Session *session; /* or NULL */
    Typing typing;    /* its */
    const Options *options;
    ReplHost *host;
    Progress progress;
    LessonRun lesson;
    bool has_lesson;
    int status; /* of the last lesson */
} Talk;

/* `keeps` says whether how far one is in lessons is read and written. */
void talk_open(Talk *talk, Session *session, const Options *options, ReplHost *host, bool keeps);
void talk_close(Talk *talk);

/* Begins a lesson: "3" or a file. False when there is none; then that was said. */
MUST_CHECK bool talk_begin_lesson(Talk *talk, const char *word);

/* The session that what is typed goes to; NULL when it is over. */
Session *talk_session(Talk *talk);
const char *talk_prompt(const Talk *talk);
bool talk_is_over(const Talk *talk);

void talk_enter_line(Talk *talk, const char *line, size_t length);
void talk_enter_text(Talk *talk, const char *text, size_t length);
/* Ctrl-C: drops what is unfinished. */
void talk_drop(Talk *talk);
/* Ctrl-D: ends what is unfinished, or leaves. */
void talk_end(Talk *talk);

#endif
