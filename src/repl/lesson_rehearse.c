/* lesson_rehearse.c -- trying out unseen whether a step can go on with the learner's memory. */
#include "repl/lesson_steps.h"

#include <string.h>

/* "`del b` (11 in :history)", or shorter "`del b` (11)": whether digits there are of a statement.
 */
static bool is_statement(const char *text, const char *at, size_t digits) {
    static const char BEFORE[] = "` (";
    static const char BEHIND[] = " in :history";
    const size_t length = sizeof BEFORE - 1;
    return strncmp(at + digits, BEHIND, sizeof BEHIND - 1) == 0 ||
           ((size_t)(at - text) >= length && memcmp(at - length, BEFORE, length) == 0);
}

/* Appends what is expected with `<...>` for the numbers of statements, which are others as soon as
 * a learner typed one of their own. */
static void append_loosely(Bytes *out, const char *expected) {
    for (const char *at = expected; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        if (digits != 0 && is_statement(expected, at, digits)) {
            bytes_append_text(out, "<...>");
        } else {
            digits += digits == 0;
            bytes_append(out, at, digits);
        }
        at += digits;
    }
}

static bool is_expected(const char *expected, const char *shown) {
    Bytes loose = {0};
    append_loosely(&loose, expected);
    bool matches = !loose.failed && lesson_output_matches(bytes_text(&loose), shown);
    bytes_free(&loose);
    return matches;
}

static bool run_all(LessonSession *run, const LessonStep *step, bool compares) {
    for (uint32_t i = 0; i < step->statements.count; i++) {
        const LessonStatement *statement = &step->statements.rows[i];
        size_t start = lesson_session_run(run, statement);
        if (run->session.ended ||
            (compares && !is_expected(statement->expected, bytes_text(&run->shown) + start))) {
            return false;
        }
    }
    return true;
}

/* Exactly one choice must be right. */
static bool rehearse_predict(LessonSession *run, const LessonStep *step) {
    uint32_t right = 0;
    bool ran = run_all(run, step, false);
    for (uint32_t i = 0; ran && i < step->choice_count; i++) {
        right += lesson_session_judge(run, step->choices[i].when) == FACT_TRUE;
    }
    return ran && right == 1;
}

static bool rehearse_do(LessonSession *run, const LessonStep *step) {
    if (lesson_session_is_done(run)) {
        return false;
    }
    lesson_session_type(run, step->solution, SOURCE_NEVER);
    return !run->session.ended && lesson_session_is_done(run);
}

static bool rehearse_free(LessonSession *run, const LessonStep *step) {
    return run_all(run, step, false) && strstr(bytes_text(&run->shown), "Traceback (most") == NULL;
}

static bool try_step(LessonSession *run, const LessonStep *step) {
    switch (step->kind) {
    case STEP_SHOW:
        return run_all(run, step, true);
    case STEP_PREDICT:
        return rehearse_predict(run, step);
    case STEP_DO:
        return rehearse_do(run, step);
    case STEP_FREE:
        return rehearse_free(run, step);
    case STEP_CHOOSE:
    case STEP_READ:
        break;
    }
    return true;
}

/* Nobody shall find the rehearsal by `:redo`. */
static void forget_ahead(Session *session) {
    if (session->timeline != NULL) {
        timeline_forget_future(session->timeline);
    }
    observer_forget_undone(session->observer);
    chapters_forget_ahead(&session->chapters);
}

/* What is compared was written for 80 columns without colours. */
bool steps_rehearse(LessonSession *run, const LessonStep *step) {
    ReplHost *host = run->session.host;
    Options own = run->options;
    LiveMode live = run->live;
    bool was_muted = host->muted;
    bool answered_itself = run->answers_itself;
    run->options.plain = run->options.ascii = run->options.colour = false;
    run->options.no_colour = true;
    run->options.width = LESSON_COLUMNS;
    run->live = LIVE_ON;
    host->muted = true;
    run->answers_itself = true;
    bool fits = lesson_session_begin(run, step) && try_step(run, step);
    fits = !run->session.ended && lesson_session_back(run) && fits;
    forget_ahead(&run->session);
    run->options = own;
    run->live = live;
    host->muted = was_muted;
    run->answers_itself = answered_itself;
    return fits;
}
