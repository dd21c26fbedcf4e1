#include "repl/lesson_steps.h"

#include "observe/paths.h"
#include "repl/lesson_tell.h"
#include "repl/say.h"
#include "repl/style.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --- speaking --------------------------------------------------------------------------------- */

const ShowStyle *steps_style(LessonRun *lesson) {
    Session *session = &lesson->run.session;
    session->style = style_choose(session->options, session->host);
    return &session->style;
}

void steps_speak(LessonRun *lesson, Bytes *text) {
    ReplHost *host = lesson->run.session.host;
    Bytes *record = host->record;
    host_end_line(host);
    host->record = NULL;
    host_put_bytes(host, HOST_OUT, text);
    host->record = record;
    bytes_free(text);
}

void steps_say(LessonRun *lesson, const char *format, ...) {
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    const ProseBlock block = {.text = sentence, .kind = PROSE_PARAGRAPH};
    const Prose prose = {&block, 1};
    Bytes text = {0};
    tell_prose(&text, steps_style(lesson), &prose);
    /* Without the empty line above. */
    Bytes line = {0};
    bytes_append_text(&line, bytes_text(&text) + (text.length != 0));
    bytes_free(&text);
    steps_speak(lesson, &line);
}

static void speak_prose(LessonRun *lesson, const Prose *prose) {
    Bytes text = {0};
    tell_prose(&text, steps_style(lesson), prose);
    steps_speak(lesson, &text);
}

static const LessonStep *step_of(const LessonRun *lesson) {
    return &lesson->file.lesson.steps[lesson->step];
}

/* --- beginning -------------------------------------------------------------------------------- */

static void note_place(LessonRun *lesson, uint32_t at) {
    lesson->row.at = at;
    lesson->row.is_begun = true;
    progress_write(lesson->progress, &lesson->file, &lesson->row);
    if (lesson->progress->why != NULL && !lesson->progress->is_told) {
        lesson->progress->is_told = true;
        steps_say(lesson, "(How far you are can't be kept: %s.)", lesson->progress->why);
    }
}

static void note_done(LessonRun *lesson) {
    if (!lesson->row.done[lesson->step]) {
        lesson->row.done[lesson->step] = true;
        note_place(lesson, lesson->step);
    }
}

/* The step is over: an empty line goes on. */
static void end_step(LessonRun *lesson) {
    lesson->stage = STAGE_READ;
    lesson->run.session.live = lesson->run.live; /* there is no answer any more to give away */
    speak_prose(lesson, &step_of(lesson)->after);
    note_done(lesson);
}

void steps_replay(LessonRun *lesson, uint32_t number) {
    LessonSession *run = &lesson->run;
    bool ok = lesson_session_replay(run, number);
    run->session.wish.place = WISH_IN_LESSON;
    lesson->is_course = true;
    if (!ok) {
        steps_say(lesson, "There is no memory left to go on with this lesson.");
        lesson->is_left = true;
    }
}

/* Begins the step with the session; false when the lesson can't go on. */
static bool begin(LessonRun *lesson) {
    if (!lesson->is_left && !lesson_session_begin(&lesson->run, step_of(lesson))) {
        steps_say(lesson, "There is no memory left to go on with this lesson.");
        lesson->is_left = true;
    }
    return !lesson->is_left;
}

/* After Ctrl-C memory is not what the lesson makes of it. */
static void note_stop(LessonRun *lesson) {
    if (lesson->run.session.record.is_stopped) {
        lesson->is_course = false;
    }
}

/* Runs the statements of a step before the learner's eyes. */
static void run_statements(LessonRun *lesson) {
    LessonSession *run = &lesson->run;
    const LessonStep *step = step_of(lesson);
    run->answers_itself = true;
    run->user_pages = step->kind == STEP_SHOW || step->kind == STEP_FREE;
    bytes_clear(&run->shown); /* the prompt stands there too */
    for (uint32_t i = 0; i < step->statements.count && !run->session.ended; i++) {
        Bytes text = {0};
        if (i == 0) {
            bytes_append_char(&text, '\n');
        }
        tell_typed(&text, step->statements.rows[i].text);
        steps_speak(lesson, &text);
        (void)lesson_session_run(run, &step->statements.rows[i]);
        note_stop(lesson);
    }
    run->answers_itself = run->user_pages = false;
    run->session.live_is_chosen = false;
    /* Who left a collection before its last page did not make it. */
    lesson->is_course &= !run->has_paged;
}

/* The first of the letters that is also a name of the learner's, or NUL. */
static char find_name(LessonRun *lesson) {
    Session *session = &lesson->run.session;
    const Look *look = observer_ask(session->observer, session_view(session));
    Bytes why = {0};
    char found = '\0';
    for (uint32_t i = 0; look != NULL && found == '\0' && i < step_of(lesson)->choice_count; i++) {
        const char name[] = {(char)('a' + i), '\0'};
        found = path_resolve(look, name, &why).status == PATH_FOUND ? name[0] : '\0';
    }
    bytes_free(&why);
    return found;
}

/* That a letter is no look at a name is said once in a lesson. */
static void ask_letter(LessonRun *lesson) {
    Bytes letters = {0};
    char name = lesson->letters_told ? '\0' : find_name(lesson);
    tell_letters(&letters, step_of(lesson));
    if (name != '\0') {
        steps_say(lesson, "Type %s. (`print(%c)` shows what %c names.)", bytes_text(&letters), name,
                  name);
    } else {
        steps_say(lesson, "Type %s.", bytes_text(&letters));
    }
    lesson->letters_told |= name != '\0';
    bytes_free(&letters);
}

static void show_question(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    const ShowStyle *style = steps_style(lesson);
    Bytes text = {0};
    if (step->kind == STEP_PREDICT) {
        tell_statements(&text, step);
    } else if (step->shown[0] != '\0') {
        const ProseBlock block = {.text = step->shown, .kind = PROSE_CODE};
        const Prose code = {&block, 1};
        tell_prose(&text, style, &code);
    }
    tell_prose(&text, style, &step->task);
    tell_choices(&text, style, step);
    bytes_append_char(&text, '\n');
    steps_speak(lesson, &text);
    ask_letter(lesson);
}

static void begin_kind(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    switch (step->kind) {
    case STEP_READ:
        end_step(lesson);
        break;
    case STEP_SHOW:
        run_statements(lesson);
        speak_prose(lesson, &step->task);
        end_step(lesson);
        break;
    case STEP_DO:
        lesson->stage = STAGE_TASK;
        speak_prose(lesson, &step->task);
        break;
    case STEP_PREDICT:
    case STEP_CHOOSE:
        lesson->stage = STAGE_QUESTION;
        show_question(lesson);
        break;
    case STEP_FREE:
        lesson->stage = STAGE_PLAY;
        run_statements(lesson);
        speak_prose(lesson, &step->task);
        speak_prose(lesson, &step->after);
        break;
    }
}

void steps_enter(LessonRun *lesson, uint32_t number) {
    LessonSession *run = &lesson->run;
    Bytes text = {0};
    lesson->step = number;
    lesson->hints = lesson->wrong_told = 0;
    lesson->solution_asked = false;
    const LessonStep *step = step_of(lesson);
    bool fits = lesson->is_course || steps_rehearse(run, step);
    tell_where(&text, steps_style(lesson), &lesson->file, number);
    steps_speak(lesson, &text);
    if (!fits) {
        steps_replay(lesson, number);
        steps_say(lesson, "(So that the lesson can go on, memory is now as its own solutions "
                          "leave it.)");
    }
    if (!begin(lesson)) {
        return;
    }
    lesson->was_course = lesson->is_course;
    note_place(lesson, number);
    speak_prose(lesson, &step->before);
    begin_kind(lesson);
}

/* --- tasks ------------------------------------------------------------------------------------ */

static void pass(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    Bytes text = {0};
    bytes_append_char(&text, '\n');
    tell_marked(&text, steps_style(lesson), "Done. ", &step->passed);
    steps_speak(lesson, &text);
    end_step(lesson);
}

/* The first wrong way that was gone, plus 1; 0 for none. */
static uint32_t find_wrong(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    for (uint32_t i = 0; i < step->wrong_count; i++) {
        if (lesson_session_judge(&lesson->run, step->wrongs[i].when) == FACT_TRUE) {
            return i + 1;
        }
    }
    return 0;
}

void steps_judge(LessonRun *lesson, bool only_looked) {
    if (lesson->stage == STAGE_QUESTION) {
        ask_letter(lesson);
    }
    if (lesson->stage != STAGE_TASK) {
        return;
    }
    if (lesson_session_is_done(&lesson->run)) {
        pass(lesson);
        return;
    }
    if (only_looked) {
        return;
    }
    uint32_t wrong = find_wrong(lesson);
    if (wrong != 0 && wrong != lesson->wrong_told) {
        Bytes text = {0};
        tell_marked(&text, steps_style(lesson), "Not yet. ",
                    &step_of(lesson)->wrongs[wrong - 1].message);
        steps_speak(lesson, &text);
    }
    lesson->wrong_told = wrong;
}

/* The last paragraph above the block is the task, with the list or code that follows it. */
static Prose task_of(const LessonStep *step) {
    if (step->task.count != 0 || step->before.count == 0) {
        return step->task;
    }
    uint32_t first = step->before.count - 1;
    while (first != 0 && step->before.blocks[first].kind != PROSE_PARAGRAPH) {
        first--;
    }
    return (Prose){&step->before.blocks[first], step->before.count - first};
}

/* What keeps the goals from holding; one reason may keep several, and is said once. */
static void tell_goals(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    Bytes all = {0};
    for (uint32_t i = 0; i < step->goal_count; i++) {
        lesson_session_tell(&lesson->run, &all, step->goals[i]);
    }
    steps_speak(lesson, &all);
}

static void restate_task(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    Prose task = task_of(step);
    Bytes text = {0};
    tell_marked(&text, steps_style(lesson), "Task: ", &task);
    steps_speak(lesson, &text);
    tell_goals(lesson);
    uint32_t wrong = find_wrong(lesson);
    if (wrong != 0) {
        Bytes told = {0};
        tell_marked(&told, steps_style(lesson), "Not yet. ", &step->wrongs[wrong - 1].message);
        steps_speak(lesson, &told);
    }
    if (lesson->hints < step->hint_count) {
        steps_say(lesson, "`:hint` helps.");
    } else {
        steps_say(lesson, "`:solution` shows how it is done.");
    }
}

void steps_restate(LessonRun *lesson) {
    if (lesson->stage == STAGE_TASK) {
        restate_task(lesson);
    } else if (lesson->stage == STAGE_QUESTION) {
        ask_letter(lesson);
    }
}

void steps_hint(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    if (lesson->stage != STAGE_TASK) {
        steps_say(lesson, lesson->stage == STAGE_QUESTION
                              ? "There is no hint for a question: say what you think, the reasons "
                                "follow."
                              : "There is nothing to do here. Enter goes on.");
        return;
    }
    if (lesson->hints == step->hint_count) {
        steps_say(lesson, step->hint_count == 0
                              ? "There is no hint for this task. `:solution` shows how it is done."
                              : "There are no more hints. `:solution` shows how it is done.");
        return;
    }
    Bytes text = {0};
    Bytes mark = {0};
    bytes_print(&mark, "Hint %" PRIu32 " of %" PRIu32 ": ", lesson->hints + 1, step->hint_count);
    tell_marked(&text, steps_style(lesson), bytes_text(&mark), &step->hints[lesson->hints]);
    bytes_free(&mark);
    steps_speak(lesson, &text);
    lesson->hints++;
}

void steps_show_solution(LessonRun *lesson) {
    if (lesson->stage != STAGE_TASK) {
        steps_say(lesson, lesson->stage == STAGE_QUESTION
                              ? "`:next` shows the answer."
                              : "There is nothing to do here. Enter goes on.");
        return;
    }
    const ProseBlock block = {.text = step_of(lesson)->solution, .kind = PROSE_CODE};
    const Prose code = {&block, 1};
    Bytes text = {0};
    prose_write(&text, steps_style(lesson), &code);
    steps_speak(lesson, &text);
    steps_say(lesson, "Enter runs it.");
    lesson->solution_asked = true;
}

/* Puts memory back to the beginning of the step; where there is no way back, runs those before. */
static bool put_back(LessonRun *lesson) {
    if (lesson_session_back(&lesson->run)) {
        lesson->is_course = lesson->was_course;
        return true;
    }
    steps_replay(lesson, lesson->step);
    return begin(lesson);
}

void steps_run_solution(LessonRun *lesson) {
    lesson->solution_asked = false;
    if (!put_back(lesson)) {
        return;
    }
    lesson_session_type(&lesson->run, step_of(lesson)->solution, SOURCE_ALWAYS);
    note_stop(lesson);
    steps_judge(lesson, false);
    if (lesson->stage == STAGE_TASK && !lesson->is_left) {
        /* The rehearsal saw it work; nothing but an interrupt can have come between. */
        restate_task(lesson);
    }
}

/* --- questions -------------------------------------------------------------------------------- */

/* The number of the right choice, or choice_count. */
static uint32_t find_right(LessonRun *lesson) {
    const LessonStep *step = step_of(lesson);
    uint32_t i = 0;
    while (i < step->choice_count &&
           !(step->kind == STEP_CHOOSE
                 ? step->choices[i].is_answer
                 : lesson_session_judge(&lesson->run, step->choices[i].when) == FACT_TRUE)) {
        i++;
    }
    return i;
}

/* `said` is choice_count where nothing was said. */
static void reveal(LessonRun *lesson, uint32_t said) {
    const LessonStep *step = step_of(lesson);
    if (step->kind == STEP_PREDICT) {
        if (!lesson->is_course && !put_back(lesson)) {
            return;
        }
        run_statements(lesson);
    }
    uint32_t right = find_right(lesson);
    Bytes text = {0};
    bytes_append_char(&text, '\n');
    if (right == step->choice_count) {
        bytes_append_text(&text, "None of these is what happened.\n");
    } else if (said == step->choice_count) {
        bytes_print(&text, "It is %c:\n", (char)('a' + right));
    } else if (said == right) {
        bytes_print(&text, "%c is right:\n", (char)('a' + right));
    } else {
        bytes_print(&text, "You said %c. It is %c:\n", (char)('a' + said), (char)('a' + right));
    }
    tell_reasons(&text, steps_style(lesson), step, right);
    steps_speak(lesson, &text);
    end_step(lesson);
}

void steps_reveal(LessonRun *lesson) {
    reveal(lesson, step_of(lesson)->choice_count);
}

bool steps_answer(LessonRun *lesson, const char *line, size_t length) {
    const LessonStep *step = step_of(lesson);
    while (length != 0 && strchr(" ).", line[length - 1]) != NULL) {
        length--;
    }
    while (length != 0 && *line == ' ') {
        line++;
        length--;
    }
    if (length != 1) {
        return false;
    }
    char letter = *line >= 'A' && *line <= 'Z' ? (char)(*line + ('a' - 'A')) : *line;
    uint32_t said = (uint32_t)(unsigned char)letter - 'a';
    if (letter < 'a' || said >= step->choice_count) {
        return false;
    }
    reveal(lesson, said);
    return true;
}

/* --- the end ---------------------------------------------------------------------------------- */

void steps_finish(LessonRun *lesson) {
    LessonFiles files = {0};
    LessonFile next = {0};
    Bytes why = {0};
    lesson->stage = STAGE_END;
    bytes_clear(&lesson->word);
    note_place(lesson, lesson->row.count);
    Bytes text = {0};
    bytes_append_char(&text, '\n');
    steps_speak(lesson, &text);
    if (lesson->file.number != 0 && lesson_files_open(&files)) {
        uint32_t at = lesson_files_find(&files, lesson->file.number) + 1;
        if (at < files.count && lesson_file_read(&next, files.paths[at], &why)) {
            bytes_print(&lesson->word, "%" PRIu32, next.number);
        }
    }
    if (next.number != 0) {
        steps_say(lesson,
                  "That was lesson %" PRIu32 ". Enter begins lesson %" PRIu32 ": %s (%" PRIu32
                  " minutes). `:leave` leaves.",
                  lesson->file.number, next.number, next.lesson.title, next.lesson.minutes);
    } else if (lesson->file.number != 0) {
        steps_say(lesson, "That was lesson %" PRIu32 ", the last one. Enter leaves.",
                  lesson->file.number);
    } else {
        steps_say(lesson, "That was the whole lesson. Enter leaves.");
    }
    lesson_file_free(&next);
    lesson_files_close(&files);
    bytes_free(&why);
}
