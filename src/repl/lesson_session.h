/* lesson_session.h -- the steps of a lesson on a real session: what is typed goes through the
 * prompt's own machinery, so that live lines and commands appear as they do there.
 *
 *     lesson_session_open
 *     for each step:   lesson_session_begin        remembers this moment: `start.a`, and the way
 * back lesson_session_run ...      a statement; or the learner types, by `typing`
 *                      lesson_session_judge        a fact, now
 *                      lesson_session_back         puts memory back to where the step began
 *     lesson_session_replay                       memory as it is at a step for whoever takes each
 *                                                 solution: to go there, or when there is no way
 *                                                 back
 *     lesson_session_close
 *
 * `shown` has what appeared since the step began, in whole lines, whoever else sees it.
 *
 * It owns its session, and borrows lesson and host, which must not move. */
#ifndef OURO_REPL_LESSON_SESSION_H
#define OURO_REPL_LESSON_SESSION_H

#include "lesson/lesson.h"
#include "repl/typing.h"

/* A moment that one can come back to. */
typedef struct LessonMoment {
    uint32_t count;           /* statements that were in force */
    const Observer *observer; /* of the chapter; only compared */
    uint64_t digest;          /* of the image */
} LessonMoment;

typedef struct LessonSession {
    const Lesson *lesson;
    const LessonStep *step; /* the present one, or NULL */
    Session session;
    Typing typing;
    Options options;     /* the session's */
    Bytes option_words;  /* texts that these borrow */
    Bytes shown;         /* since the step began */
    FactStart *start;    /* or NULL */
    LessonMoment begun;  /* when the step began */
    LiveMode live;       /* of steps that say nothing about it: the learner's choice */
    Host inner;          /* the host before the session took it */
    const char *answers; /* lines of the statement that runs, from which `<<<` answers are taken */
    bool is_open;        /* there is a session: not after a replay that failed */
    bool answers_itself; /* what statements ask is answered by `<<<` lines, not by the user ... */
    bool user_pages;     /* ... and behind those, what pages ask is for the user */
    bool has_paged;      /* the user did, since the step began */
} LessonSession;

/* Starts a session for a lesson: with the lesson's options, and how to show things taken from
 * `options`. False when it cannot be, after a complaint. */
MUST_CHECK bool lesson_session_open(LessonSession *run, const Lesson *lesson,
                                    const Options *options, ReplHost *host, Complaints *complaints);
/* Returns the status of the session. */
int lesson_session_close(LessonSession *run);

/* Begins a step: forgets what appeared, and remembers this moment. False when memory ran out. */
MUST_CHECK bool lesson_session_begin(LessonSession *run, const LessonStep *step);

/* After the user typed: what they chose by `:set live` holds in the steps to come as well. */
void lesson_session_note_choice(LessonSession *run);

/* Types a statement or command. Returns where in `shown` begins what appeared. Nothing is said of a
 * statement that is not complete: it is dropped. */
size_t lesson_session_run(LessonSession *run, const LessonStatement *statement);

/* Types code that has no marks, such as a solution. `shown` says whether its statements are
 * printed. */
void lesson_session_type(LessonSession *run, const char *code, SourceShown shown);

/* Puts memory back to where the step began, and forgets what appeared. False when there is no way
 * back, because the learner undid more than that and went on from there. */
MUST_CHECK bool lesson_session_back(LessonSession *run);

/* The present moment; and going back, or forward again, to a moment. False when there is no way:
 * then the session is at some other moment. */
LessonMoment lesson_session_now(const LessonSession *run);
MUST_CHECK bool lesson_session_go(LessonSession *run, const LessonMoment *moment);

/* Starts anew and runs unseen the steps before number `number`, with their solutions. The present
 * step is none then. False when there is no memory, or a statement left: then the session can only
 * be closed. */
MUST_CHECK bool lesson_session_replay(LessonSession *run, uint32_t number);

/* Whether a fact holds now. */
FactTruth lesson_session_judge(LessonSession *run, const Fact *fact);
/* Whether all goals of the present step hold. */
bool lesson_session_is_done(LessonSession *run);
/* Appends what keeps a fact from holding, in the session's style. */
void lesson_session_tell(LessonSession *run, Bytes *out, const Fact *fact);

#endif
