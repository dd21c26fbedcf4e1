#include "heap/visit.h"
#include "lang/parser.h"
#include "observe/running.h"
#include "observe/stepping.h"
#include "repl/command_parts.h"
#include "repl/pages.h"
#include "repl/rerun.h"
#include "repl/say.h"
#include "show/step.h"
#include "show/step_words.h"
#include "show/text.h"

#include <string.h>

/* What is needed to show a step. */
typedef struct Steps {
    Session *session;
    Rerun *rerun;
    Stepping stepping;
    size_t step; /* being shown */
    Bytes *out;
} Steps;

static bool is_silent(const Vm *vm) {
    Running running;
    return !running_read(&running, view_live(vm->heap)) || step_words_is_silent(&running);
}

/* --- a page -------------------------------------------------------------------------------------
 */

static bool begin_step(void *context, const RerunStep *step) {
    Steps *steps = context;
    (void)step;
    return stepping_begin(&steps->stepping);
}

static bool end_step(void *context, const RerunStep *step) {
    Steps *steps = context;
    static const char *const WORDS[] = {
        [STEP_INSTRUCTION] = NULL,
        [STEP_REPORT] = "nobody caught the exception: it is reported, and let go",
        [STEP_CLEAN] = "the statement is over: its code and constants are let go",
    };
    if (!stepping_end(&steps->stepping)) {
        return false;
    }
    bool is_cut = rerun_is_cut(steps->rerun);
    ShownStep shown = {
        .number = steps->step + 1,
        .count = is_cut ? 0 : rerun_step_count(steps->rerun),
        .words = WORDS[step->kind],
        .printed = step->printed,
        .complained = step->complained,
        .read = step->has_read ? step->read : NULL,
    };
    show_step(steps->out, &steps->session->style, &steps->stepping, &shown);
    return true;
}

/* What the page before the first says. */
static void say_opening(Session *session, const Rerun *rerun) {
    uint32_t number = observer_statement_count(session->observer);
    const char *text = observer_statement_text(session->observer, number);
    size_t count = rerun_step_count(rerun);
    bool is_cut = rerun_is_cut(rerun);
    Bytes steps = {0};
    show_count(&steps, count, "step", "steps");
    const char *stopped = !session->record.is_stopped ? ""
                          : is_cut                    ? "; nobody knows at which one it was stopped"
                                   : ", as it goes without the Ctrl-C that came while it ran";
    say(session, "`%s` again, %s %s%s.", text, is_cut ? "its first" : "in", bytes_text(&steps),
        stopped);
    say(session, "A temporary is a value on its way; it holds its object as a name does.");
    bytes_free(&steps);
}

static bool write_page(void *context, size_t page, Bytes *out) {
    Steps *steps = context;
    if (page >= rerun_step_count(steps->rerun)) {
        return false;
    }
    if (page == 0) {
        say_opening(steps->session, steps->rerun);
    }
    RerunEyes eyes = {begin_step, end_step, steps};
    steps->step = page;
    steps->out = out;
    return rerun_look(steps->rerun, page, &eyes);
}

/* --- the command --------------------------------------------------------------------------------
 */

static void step_through(Session *session) {
    const char *why = NULL;
    Steps steps = {.session = session};
    uint64_t digest = session->options->audit ? image_digest(session->heap) : 0;
    steps.rerun = rerun_open(session, is_silent, &why);
    if (steps.rerun == NULL) {
        say(session, "%s", why != NULL ? why : "stopped");
        return;
    }
    size_t count = rerun_step_count(steps.rerun);
    if (count == 0) {
        say(session, "it has no steps");
    } else if (stepping_open(&steps.stepping, session->observer, session->heap)) {
        Pages pages = {write_page, &steps, "step", count};
        size_t reached = 0;
        bool ended = pages_run(session, &pages, &reached);
        if (ended && reached < count && !session->ended) {
            say(session, "stopped");
        } else if (ended && rerun_is_cut(steps.rerun)) {
            say(session, "the steps behind these are not shown");
        }
    } else {
        say(session, "no memory left to step");
    }
    stepping_close(&steps.stepping);
    bool is_exact =
        rerun_is_exact(steps.rerun) || rerun_is_cut(steps.rerun) || session->record.is_stopped;
    bool whole = rerun_close(steps.rerun);
    if (session->options->audit && whole && (!is_exact || image_digest(session->heap) != digest)) {
        host_print(session->host, HOST_ERROR, "audit: %s\n",
                   is_exact ? "stepping changed the image"
                            : "the statement did something else when it was run again");
        session->status = STATUS_BROKEN_LEDGER;
        session->ended = true;
    }
}

/* Runs a statement as if it had been typed, but for its rows. */
static bool run_typed(Session *session, const char *statement) {
    Bytes text = {0};
    bytes_print(&text, "%s\n", statement);
    Program program = {
        .name = "<stdin>", .text = bytes_text(&text), .length = text.length, .interactive = true};
    uint32_t count = observer_statement_count(session->observer);
    LiveMode live = session->live;
    session->live = LIVE_OFF;
    (void)session_run_file(session, &program);
    session->live = live;
    bytes_free(&text);
    if (!session->ended) {
        /* At a prompt an exception is no reason to fail. */
        session->status = 0;
    }
    return observer_statement_count(session->observer) > count && !session->ended;
}

void command_step(Session *session, const char *argument) {
    if (argument[0] == '\0') {
        step_through(session);
        return;
    }
    if (session->timeline == NULL || !run_typed(session, argument)) {
        return;
    }
    step_through(session);
    if (!session->ended && session->live != LIVE_OFF) {
        say(session, "The statement has run to its end. What it did:");
        if (!session_show_live(session)) {
            say(session, "nothing that lasts");
        }
    }
}
