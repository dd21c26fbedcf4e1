/* lesson_steps.h -- what happens in each kind of step, for lesson_run.c. */
#ifndef OURO_REPL_LESSON_STEPS_H
#define OURO_REPL_LESSON_STEPS_H

#include "repl/lesson_run.h"

/* Shows a text of the lesson's, which is not part of what the step showed, and frees it. */
void steps_speak(LessonRun *lesson, Bytes *text);
/* One sentence of ours, in lines that fit. */
void steps_say(LessonRun *lesson, const char *format, ...) PRINTF_LIKE(2, 3);
/* The style to write in, now. */
const ShowStyle *steps_style(LessonRun *lesson);

/* Begins step number `number` and shows it. */
void steps_enter(LessonRun *lesson, uint32_t number);
/* Begins the lesson's end. */
void steps_finish(LessonRun *lesson);

/* After something was typed: whether the task is done, or went a wrong way. Who only looked around
 * did neither. */
void steps_judge(LessonRun *lesson, bool only_looked);
/* Says what is wanted and what was found, or asks the question again. */
void steps_restate(LessonRun *lesson);
/* A letter was answered. False when the line is none of the step's. */
bool steps_answer(LessonRun *lesson, const char *line, size_t length);
/* The answer, where none was given. */
void steps_reveal(LessonRun *lesson);

void steps_hint(LessonRun *lesson);
void steps_show_solution(LessonRun *lesson);
void steps_run_solution(LessonRun *lesson);

/* Runs the steps before number `number` anew, with their solutions. */
void steps_replay(LessonRun *lesson, uint32_t number);

/* Whether a step can go on with memory as it is now. Nothing is shown, and memory is put back.
 * lesson_rehearse.c */
MUST_CHECK bool steps_rehearse(LessonSession *run, const LessonStep *step);

#endif
