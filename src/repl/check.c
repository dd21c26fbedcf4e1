#include "repl/check.h"

#include "heap/visit.h"
#include "repl/check_parts.h"
#include "repl/style.h"
#include "show/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FUEL = 1000000000, STATUS_WRONG = 1 };

/* --- steps ------------------------------------------------------------------------------------ */

/* False when the lesson cannot go on. */
static bool check_alive(Check *check, uint32_t line) {
    const Session *session = &check->run.session;
    if (session->status == STATUS_BROKEN_LEDGER) {
        check->is_broken = true;
        complain(check->complaints, line, "Ouro's own fault: the ledger does not balance here");
        return false;
    }
    if (session->ended) {
        complain(check->complaints, line, "the program leaves here, and the lesson goes on");
        return false;
    }
    return true;
}

static bool run_statement(Check *check, const LessonStatement *statement, size_t *start) {
    *start = lesson_session_run(&check->run, statement);
    return check_alive(check, statement->line);
}

static void check_show(Check *check, const LessonStep *step) {
    for (uint32_t i = 0; i < step->statements.count; i++) {
        const LessonStatement *statement = &step->statements.rows[i];
        size_t start = 0;
        if (!run_statement(check, statement, &start)) {
            return;
        }
        const char *shown = bytes_text(&check->run.shown) + start;
        if (!lesson_output_matches(statement->expected, shown)) {
            check_output(check, statement, shown);
        }
    }
}

/* What is told of a fact, on one line. */
static void append_told(Check *check, Bytes *out, const Fact *fact) {
    Bytes told = {0};
    lesson_session_tell(&check->run, &told, fact);
    for (size_t i = 0; i < told.length; i++) {
        bool is_end = told.data[i] == '\n';
        if (!is_end || i + 1 < told.length) {
            bytes_append_char(out, is_end ? ' ' : told.data[i]);
        }
    }
    bytes_free(&told);
}

static void complain_told(Check *check, uint32_t line, const char *what, const Fact *fact) {
    Bytes text = {0};
    append_told(check, &text, fact);
    complain(check->complaints, line, "%s%s", what, bytes_text(&text));
    bytes_free(&text);
}

/* What is asked of start must be there when the step begins. */
static void check_start(Check *check, const Fact *fact) {
    const char *missing = fact == NULL ? NULL : fact_start_missing(check->run.start, fact);
    if (missing != NULL) {
        complain(check->complaints, fact_line(fact),
                 "`start.%s`: there is none when this step begins", missing);
    }
}

static void check_starts(Check *check, const LessonStep *step) {
    for (uint32_t i = 0; i < step->goal_count; i++) {
        check_start(check, step->goals[i]);
    }
    for (uint32_t i = 0; i < step->wrong_count; i++) {
        check_start(check, step->wrongs[i].when);
    }
    for (uint32_t i = 0; i < step->choice_count; i++) {
        check_start(check, step->choices[i].when);
    }
}

/* A wrong way that has an example is gone, and memory put back. */
static bool check_wrong(Check *check, const LessonWrong *wrong) {
    LessonSession *run = &check->run;
    if (wrong->example == NULL) {
        return true;
    }
    lesson_session_type(run, wrong->example, SOURCE_NEVER);
    if (!check_alive(check, wrong->line)) {
        return false;
    }
    if (lesson_session_is_done(run)) {
        complain(check->complaints, wrong->line,
                 "this example of a wrong way reaches the goals of the step");
    } else if (lesson_session_judge(run, wrong->when) != FACT_TRUE) {
        complain_told(check, wrong->line, "this example does not go the wrong way that it is for. ",
                      wrong->when);
    }
    return check_back(check, wrong->line);
}

static void check_do(Check *check, const LessonStep *step) {
    LessonSession *run = &check->run;
    if (lesson_session_is_done(run)) {
        complain(check->complaints, step->line, "the goals hold already, before anything is typed");
    }
    for (uint32_t i = 0; i < step->wrong_count; i++) {
        if (!check_wrong(check, &step->wrongs[i])) {
            return;
        }
    }
    lesson_session_type(run, step->solution, SOURCE_NEVER);
    if (!check_alive(check, step->solution_line)) {
        return;
    }
    for (uint32_t i = 0; i < step->goal_count; i++) {
        if (fact_start_missing(run->start, step->goals[i]) == NULL &&
            lesson_session_judge(run, step->goals[i]) != FACT_TRUE) {
            complain_told(check, fact_line(step->goals[i]),
                          "with the solution this does not hold. ", step->goals[i]);
        }
    }
    for (uint32_t i = 0; i < step->wrong_count; i++) {
        if (lesson_session_judge(run, step->wrongs[i].when) == FACT_TRUE) {
            complain(check->complaints, step->wrongs[i].line,
                     "this wrong way is found with the solution too");
        }
    }
}

/* Lines that the reveal of an answer takes: what appeared, and the reasons. */
static void check_reveal(Check *check, const LessonStep *step) {
    uint32_t rows = 0;
    for (const char *at = bytes_text(&check->run.shown); *at != '\0'; at++) {
        rows += *at == '\n';
    }
    for (uint32_t i = 0; i < step->statements.count; i++) {
        rows += step->statements.rows[i].lines;
    }
    for (uint32_t i = 0; i < step->choice_count; i++) {
        rows += prose_count_rows(&step->choices[i].because, LESSON_COLUMNS - 4);
    }
    if (rows > LESSON_STEP_ROWS) {
        complain(check->complaints, step->line,
                 "what appears here and the reasons take %" PRIu32 " rows; there is room for %d",
                 rows, LESSON_STEP_ROWS);
    }
}

/* What appeared, where no choice fits: its first lines. */
static void append_shown(Check *check, Bytes *out) {
    enum { MOST = 6 };
    const char *at = bytes_text(&check->run.shown);
    for (uint32_t i = 0; i < MOST && *at != '\0'; i++) {
        size_t length = strcspn(at, "\n");
        bytes_print(out, "\n    | %.*s", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

static void check_predict(Check *check, const LessonStep *step) {
    uint32_t right = 0;
    uint32_t lines[LESSON_CHOICES_MOST] = {0};
    Bytes told = {0};
    for (uint32_t i = 0; i < step->statements.count; i++) {
        size_t start = 0;
        if (!run_statement(check, &step->statements.rows[i], &start)) {
            return;
        }
    }
    for (uint32_t i = 0; i < step->choice_count; i++) {
        const LessonChoice *choice = &step->choices[i];
        FactTruth truth = lesson_session_judge(&check->run, choice->when);
        if (truth == FACT_TRUE) {
            lines[right++] = choice->line;
        } else if (truth == FACT_UNKNOWN &&
                   fact_start_missing(check->run.start, choice->when) == NULL) {
            complain_told(check, fact_line(choice->when),
                          "whether this is so can't be told after the run. ", choice->when);
        }
    }
    if (right == 0) {
        append_shown(check, &told);
        complain(check->complaints, step->line, "none of the choices is right; this appears:%s",
                 told.length != 0 ? bytes_text(&told) : " nothing");
    } else if (right > 1) {
        for (uint32_t i = 0; i < right; i++) {
            bytes_print(&told, "%s%" PRIu32, i == 0 ? "" : " and ", lines[i]);
        }
        complain(check->complaints, step->line, "more than one choice is right: lines %s",
                 bytes_text(&told));
    }
    bytes_free(&told);
    check_reveal(check, step);
}

static void check_free(Check *check, const LessonStep *step) {
    for (uint32_t i = 0; i < step->statements.count; i++) {
        size_t start = 0;
        if (!run_statement(check, &step->statements.rows[i], &start)) {
            return;
        }
    }
    (void)check_back(check, step->line);
}

bool check_back(Check *check, uint32_t line) {
    if (!lesson_session_back(&check->run)) {
        complain(check->complaints, line, "memory can't be put back to where this step began");
        return false;
    }
    return true;
}

static void check_step(Check *check, const LessonStep *step) {
    if (!lesson_session_begin(&check->run, step)) {
        complain(check->complaints, step->line, "there is no memory left to look");
        return;
    }
    check_starts(check, step);
    switch (step->kind) {
    case STEP_SHOW:
        check_show(check, step);
        break;
    case STEP_DO:
        check_do(check, step);
        break;
    case STEP_PREDICT:
        check_predict(check, step);
        break;
    case STEP_FREE:
        check_free(check, step);
        break;
    case STEP_CHOOSE:
    case STEP_READ:
        break;
    }
}

/* --- lessons ---------------------------------------------------------------------------------- */

/* Going straight to the last step must lead to the same memory, to the byte: a learner who comes
 * back later is put there. */
static void check_replay(Check *check, const Lesson *lesson) {
    LessonSession *run = &check->run;
    uint32_t last = lesson->step_count - 1;
    uint64_t digest = run->begun.digest;
    if (run->session.ended || run->step != &lesson->steps[last] || check->complaints->count != 0) {
        return;
    }
    if (!lesson_session_replay(run, last) || image_digest(run->session.heap) != digest) {
        check->is_broken = true;
        complain(check->complaints, lesson->steps[last].line,
                 "Ouro's own fault: going straight to this step leads to another memory");
    }
}

static void run_lesson(Check *check, const Lesson *lesson) {
    Options options = {.audit = true, .fuel_limited = true, .fuel = FUEL};
    ReplHost host;
    host_open(&host, true);
    host.muted = true;
    if (lesson_session_open(&check->run, lesson, &options, &host, check->complaints)) {
        check->run.answers_itself = true;
        for (uint32_t i = 0; i < lesson->step_count && !check->run.session.ended; i++) {
            check_step(check, &lesson->steps[i]);
        }
        check_replay(check, lesson);
        check->is_broken |= lesson_session_close(&check->run) == STATUS_BROKEN_LEDGER;
    }
    (void)host_close(&host);
}

/* After an update the texts may no longer fit: they are read again. */
static void finish_update(Check *check, const char *file, const Bytes *text, Bytes *out) {
    Bytes updated = {0};
    Lesson lesson;
    if (check->edit_count == 0) {
        return;
    }
    check_write_edits(check, text, &updated);
    if (!check_save(file, &updated)) {
        complain(check->complaints, 1, "this file can't be written: %s", strerror(errno));
    } else {
        bytes_print(out, "%s: %" PRIu32 " output%s written\n", file, check->edit_count,
                    check->edit_count == 1 ? "" : "s");
        if (lesson_read(&lesson, file, bytes_text(&updated), updated.length, check->complaints)) {
            lesson_free(&lesson);
        }
    }
    bytes_free(&updated);
}

static int check_file(const char *file, bool updates, Bytes *out) {
    Bytes text = {0};
    Lesson lesson;
    Complaints complaints = {.file = file};
    Check check = {.complaints = &complaints, .updates = updates};
    if (!host_read_file(file, &text)) {
        bytes_print(out, "%s: this file can't be read: %s\n", file, strerror(errno));
        bytes_free(&text);
        return STATUS_UNUSABLE;
    }
    uint32_t steps = 0;
    if (lesson_read(&lesson, file, bytes_text(&text), text.length, &complaints)) {
        steps = lesson.step_count;
        run_lesson(&check, &lesson);
        finish_update(&check, file, &text, out);
        lesson_free(&lesson);
    }
    complaints_write(out, &complaints);
    if (complaints.count == 0) {
        bytes_print(out, "%s: %" PRIu32 " step%s, all as they should be\n", file, steps,
                    steps == 1 ? "" : "s");
    }
    int status = check.is_broken ? STATUS_BROKEN_LEDGER : complaints.count != 0 ? STATUS_WRONG : 0;
    check_free_edits(&check);
    complaints_free(&complaints);
    bytes_free(&text);
    return status;
}

static int refuse(const char *why, const char *what) {
    fprintf(stderr, "ouro check: %s%s\nusage: ouro check LESSON.md ... [--update]\n", why, what);
    return STATUS_UNUSABLE;
}

/* At a terminal, lines that are too wide are broken at blanks. Elsewhere a complaint is one line.
 */
static void put_lines(ReplHost *screen, const Options *options, const Bytes *lines) {
    ShowStyle style = style_choose(options, screen);
    Bytes out = {0};
    if (screen->line_buffered)
        show_text(&out, &style, bytes_text(lines));
    host_put_bytes(screen, HOST_OUT, screen->line_buffered ? &out : lines);
    bytes_free(&out);
}

int check_run(const Options *options) {
    ReplHost screen;
    bool updates = false;
    int files = 0;
    int status = 0;
    for (int i = 0; i < options->argument_count; i++) {
        const char *word = options->arguments[i];
        if (strcmp(word, "--update") == 0) {
            updates = true;
        } else if (word[0] == '-') {
            return refuse("there is no option ", word);
        } else {
            files++;
        }
    }
    if (files == 0) {
        return refuse("which lessons?", "");
    }
    (void)style_start_locale();
    host_open(&screen, false);
    for (int i = 0; i < options->argument_count; i++) {
        Bytes out = {0};
        if (options->arguments[i][0] != '-') {
            int one = check_file(options->arguments[i], updates, &out);
            status = one > status ? one : status;
        }
        put_lines(&screen, options, &out);
        host_flush(&screen);
        bytes_free(&out);
    }
    return host_close(&screen) || status != 0 ? status : STATUS_UNUSABLE;
}
