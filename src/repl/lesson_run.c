#include "repl/lesson_run.h"

#include "repl/lesson_steps.h"

#include <inttypes.h>
#include <string.h>

/* --- opening ---------------------------------------------------------------------------------- */

/* Where the learner was, and how to go on. */
static void open_at(LessonRun *lesson) {
    const Lesson *course = &lesson->file.lesson;
    uint32_t at = lesson->row.at < course->step_count ? lesson->row.at : 0;
    if (at != 0) {
        steps_say(lesson, "You go on where you were. `:restart` begins anew.");
        steps_replay(lesson, at);
    } else {
        steps_say(lesson,
                  "%" PRIu32 " minute%s. Needs %s. Enter goes on, `:hint` helps, `:leave` "
                  "leaves and keeps your place.",
                  course->minutes, course->minutes == 1 ? "" : "s",
                  course->needs != NULL ? course->needs : "nothing");
    }
    if (!lesson->is_left) {
        steps_enter(lesson, at);
    }
}

bool lesson_run_open(LessonRun *lesson, LessonFile *file, const Options *options, ReplHost *host,
                     Progress *progress, Bytes *why) {
    *lesson = (LessonRun){.file = *file, .progress = progress, .is_course = true};
    *file = (LessonFile){0};
    Complaints complaints = {.file = lesson->file.path};
    bool ok = progress_read(progress, &lesson->file, &lesson->row) &&
              lesson_session_open(&lesson->run, &lesson->file.lesson, options, host, &complaints);
    complaints_write(why, &complaints);
    complaints_free(&complaints);
    if (!ok) {
        progress_row_free(&lesson->row);
        lesson_file_free(&lesson->file);
        return false;
    }
    lesson->run.session.wish.place = WISH_IN_LESSON;
    open_at(lesson);
    return true;
}

int lesson_run_close(LessonRun *lesson) {
    int status = lesson_session_close(&lesson->run);
    progress_row_free(&lesson->row);
    lesson_file_free(&lesson->file);
    bytes_free(&lesson->word);
    return status;
}

void lesson_run_leave(LessonRun *lesson) {
    if (lesson->is_left) {
        return;
    }
    lesson->is_left = true;
    if (lesson->stage == STAGE_END || lesson->progress->path.length == 0 ||
        lesson->progress->why != NULL) {
        return;
    }
    if (lesson->file.number != 0) {
        steps_say(lesson, "Lesson %" PRIu32 " goes on from here another time.",
                  lesson->file.number);
    } else {
        steps_say(lesson, "%s goes on from here another time.", lesson->file.name);
    }
}

/* --- going on --------------------------------------------------------------------------------- */

static void go_on(LessonRun *lesson) {
    if (lesson->step + 1 < lesson->file.lesson.step_count) {
        steps_enter(lesson, lesson->step + 1);
    } else {
        steps_finish(lesson);
    }
}

static void end_play(LessonRun *lesson) {
    bool is_back = lesson_session_back(&lesson->run);
    lesson->is_course = is_back && lesson->was_course;
    lesson->row.done[lesson->step] = true;
    if (!is_back) {
        steps_replay(lesson, lesson->step);
    }
    steps_say(lesson, "Memory is again what it was before you played.");
}

static void go_next_lesson(LessonRun *lesson) {
    if (lesson->word.length != 0) {
        lesson->wish = WISH_LESSON;
    } else {
        lesson->is_left = true;
    }
}

static void enter_empty(LessonRun *lesson) {
    switch (lesson->stage) {
    case STAGE_READ:
        go_on(lesson);
        break;
    case STAGE_TASK:
        if (lesson->solution_asked) {
            steps_run_solution(lesson);
        } else {
            steps_restate(lesson);
        }
        break;
    case STAGE_QUESTION:
        steps_restate(lesson);
        break;
    case STAGE_PLAY:
        end_play(lesson);
        go_on(lesson);
        break;
    case STAGE_END:
        go_next_lesson(lesson);
        break;
    }
}

/* What is left to do is left: memory gets what the solution makes of it. */
static void skip(LessonRun *lesson) {
    switch (lesson->stage) {
    case STAGE_TASK:
        steps_say(lesson, "Left out. Memory is now what the solution makes of it.");
        steps_replay(lesson, lesson->step + 1);
        if (!lesson->is_left) {
            go_on(lesson);
        }
        break;
    case STAGE_QUESTION:
        steps_reveal(lesson);
        break;
    case STAGE_READ:
    case STAGE_PLAY:
    case STAGE_END:
        enter_empty(lesson);
        break;
    }
}

static void go_to(LessonRun *lesson, uint32_t step) {
    steps_replay(lesson, step);
    if (!lesson->is_left) {
        steps_enter(lesson, step);
    }
}

static void go_back(LessonRun *lesson) {
    if (lesson->stage == STAGE_END) {
        go_to(lesson, lesson->step);
    } else if (lesson->step == 0) {
        steps_say(lesson, "This is where the lesson begins.");
    } else {
        go_to(lesson, lesson->step - 1);
    }
}

static void grant(LessonRun *lesson) {
    Wish *wish = &lesson->run.session.wish;
    WishKind kind = wish->kind;
    wish->kind = WISH_NONE;
    switch (kind) {
    case WISH_NONE:
        break;
    case WISH_LESSON:
        lesson->wish = WISH_LESSON;
        bytes_clear(&lesson->word);
        bytes_append_text(&lesson->word, bytes_text(&wish->word));
        break;
    case WISH_NEXT:
        skip(lesson);
        break;
    case WISH_BACK:
        go_back(lesson);
        break;
    case WISH_HINT:
        steps_hint(lesson);
        break;
    case WISH_SOLUTION:
        steps_show_solution(lesson);
        break;
    case WISH_RESTART:
        go_to(lesson, 0);
        break;
    case WISH_LEAVE:
        lesson_run_leave(lesson);
        break;
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool is_blank(const char *line, size_t length) {
    return strspn(line, " \t\r") >= length;
}

static uint32_t count_statements(const LessonRun *lesson) {
    return observer_statement_count(lesson->run.session.observer);
}

/* Whether what was typed since there were `before` statements led on to nothing new: a look at a
 * value, a command that shows, an error, `:undo`. */
static bool has_only_looked(const LessonRun *lesson, uint32_t before) {
    const Difference *difference = lesson->run.session.difference;
    uint32_t count = count_statements(lesson);
    if (count != before + 1 || difference == NULL) {
        return count <= before;
    }
    const char *text = observer_statement_text(lesson->run.session.observer, count);
    if (text != NULL && text[0] == ':') {
        return false; /* `:gc`: the rows leave out what it says itself */
    }
    for (uint32_t i = 0; i < difference->count; i++) {
        const Event *event = &difference->events[i];
        bool is_error = event->kind == EVENT_INSIDE && event->refs_after != 0;
        if (!event->is_extra && !is_error) {
            return false;
        }
    }
    return true;
}

/* After something was typed that may have run. */
static void after_typing(LessonRun *lesson, uint32_t before) {
    Session *session = &lesson->run.session;
    lesson_session_note_choice(&lesson->run);
    if (session->ended) {
        lesson_run_leave(lesson);
        return;
    }
    if (session->wish.kind != WISH_NONE) {
        grant(lesson);
    } else if (lesson->run.typing.pending.length == 0) {
        lesson->is_course = false;
        lesson->solution_asked = false;
        if (count_statements(lesson) < before) {
            lesson->wrong_told = 0; /* who goes a wrong way again hears of it again */
        }
        steps_judge(lesson, has_only_looked(lesson, before));
    }
}

void lesson_run_enter_line(LessonRun *lesson, const char *line, size_t length) {
    Typing *typing = &lesson->run.typing;
    if (typing->pending.length == 0 && is_blank(line, length)) {
        enter_empty(lesson);
    } else if (typing->pending.length != 0 || lesson->stage != STAGE_QUESTION ||
               !steps_answer(lesson, line, length)) {
        uint32_t before = count_statements(lesson);
        typing_enter_line(typing, line, length);
        after_typing(lesson, before);
    }
}

void lesson_run_enter_text(LessonRun *lesson, const char *text, size_t length) {
    uint32_t before = count_statements(lesson);
    (void)typing_enter_text(&lesson->run.typing, text, length,
                            lesson->run.session.live != LIVE_OFF ? SOURCE_IF_SEVERAL
                                                                 : SOURCE_NEVER);
    after_typing(lesson, before);
}
