/* lesson_run.h -- a lesson that somebody takes: what is shown to the learner, what a line that they
 * type means, where they are.
 *
 *     STAGE_READ     a text, or a show that ran: an empty line goes on
 *     STAGE_TASK     a `do`: after each statement the goals are judged
 *     STAGE_QUESTION a `predict` or `choose`: a letter answers
 *     STAGE_PLAY     a `free`: an empty line puts memory back and goes on
 *     STAGE_END      behind the last step: an empty line leads to the next lesson
 *
 * Everything else that is typed goes to the prompt's own machinery at any time.
 *
 * The learner's memory goes on from step to step. Where a step cannot go on with it (it would not
 * show what the lesson says, or could not be solved), which is tried out unseen before, the steps
 * so far are run anew with their solutions. `is_course` says that memory is as those leave it, so
 * nothing needs to be tried.
 *
 * It owns the lesson and its session; host and progress are borrowed. It must not move. */
#ifndef OURO_REPL_LESSON_RUN_H
#define OURO_REPL_LESSON_RUN_H

#include "repl/lesson_session.h"
#include "repl/progress.h"

typedef enum LessonStage {
    STAGE_READ,
    STAGE_TASK,
    STAGE_QUESTION,
    STAGE_PLAY,
    STAGE_END,
} LessonStage;

typedef struct LessonRun {
    LessonFile file;
    LessonSession run;
    Progress *progress;
    ProgressRow row;
    LessonStage stage;
    uint32_t step;
    uint32_t hints;      /* of the step, that were given */
    uint32_t wrong_told; /* the wrong way that was told of last, plus 1 */
    bool solution_asked; /* an empty line runs it */
    bool letters_told;   /* that a letter answers, though it is a name too */
    bool is_course;
    bool was_course; /* when the step began */
    bool is_left;
    WishKind wish; /* WISH_LESSON: another lesson is to be taken, `word` */
    Bytes word;
} LessonRun;

/* Takes over a lesson that was read and goes to where the learner was. False with whole lines in
 * `why`; the lesson is freed then. */
MUST_CHECK bool lesson_run_open(LessonRun *lesson, LessonFile *file, const Options *options,
                                ReplHost *host, Progress *progress, Bytes *why);
/* Returns the session's status. */
int lesson_run_close(LessonRun *lesson);

/* One line that was typed, or a text that was pasted. */
void lesson_run_enter_line(LessonRun *lesson, const char *line, size_t length);
void lesson_run_enter_text(LessonRun *lesson, const char *text, size_t length);

/* Goes out of the lesson, and says how to come back. */
void lesson_run_leave(LessonRun *lesson);

#endif
