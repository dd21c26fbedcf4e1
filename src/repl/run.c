#include "repl/run.h"

#include "repl/check.h"
#include "repl/command_parts.h"
#include "repl/demo.h"
#include "repl/lesson_menu.h"
#include "repl/moments.h"
#include "repl/prompt.h"
#include "repl/style.h"
#include "repl/transcript.h"
#include "repl/typing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_UNWRITTEN = 120 };

/* What there is to run before, or instead of, asking at the prompt. */
typedef struct Work {
    const char *name;
    Bytes text;
    bool is_conversation; /* with the marks of a prompt, or commands */
    bool asks;            /* then comes the prompt */
} Work;

static bool reads_terminal(const Options *options) {
    bool from_input = options->file == NULL || strcmp(options->file, "-") == 0;
    return options->code == NULL && from_input && isatty(STDIN_FILENO) == 1;
}

static bool find_work(const Options *options, ReplHost *host, Work *work) {
    *work = (Work){.asks = options->stay};
    if (reads_terminal(options)) {
        work->asks = true;
        return true;
    }
    if (options->code != NULL) {
        work->name = "<string>";
        bytes_append_text(&work->text, options->code);
        bytes_append_char(&work->text, '\n');
        return true;
    }
    bool from_input = options->file == NULL || strcmp(options->file, "-") == 0;
    work->name = from_input ? "<stdin>" : options->file;
    if (!host_read_file(from_input ? "-" : options->file, &work->text)) {
        host_print(host, HOST_ERROR, "ouro: can't open file '%s': [Errno %d] %s\n", work->name,
                   errno, strerror(errno));
        return false;
    }
    work->is_conversation =
        from_input && typing_is_conversation(bytes_text(&work->text), work->text.length);
    return true;
}

static Program program_of(const Work *work, SourceShown shown) {
    return (Program){
        .name = work->name,
        .text = bytes_text(&work->text),
        .length = work->text.length,
        .shown = shown,
    };
}

static void do_work(Session *session, const Work *work) {
    SourceShown shown = session->options->live ? SOURCE_ALWAYS : SOURCE_NEVER;
    if (work->is_conversation) {
        Typing typing = {.session = session};
        (void)typing_enter_text(&typing, bytes_text(&work->text), work->text.length, shown);
        return;
    }
    Program program = program_of(work, shown);
    (void)session_run_file(session, &program);
}

/* Runs a program that is observed: only JSON is written. */
static int observe_work(const Options *options, ReplHost *host, const Work *work) {
    Session session;
    Program program = program_of(work, SOURCE_NEVER);
    if (work->asks) {
        host_put(host, HOST_ERROR, "ouro: --observe needs a program: a file, -c CODE or a pipe\n");
        return STATUS_UNUSABLE;
    }
    if (!session_open(&session, options, host, true)) {
        return session.status;
    }
    Moments moments = {.program = &program};
    moments_open(&moments, &session);
    session.moments = &moments;
    do_work(&session, work);
    int status = session_close(&session);
    moments_close(&moments, host, status);
    return status;
}

static int run_work(const Options *options, ReplHost *host, const Work *work) {
    Session session;
    bool watched = work->asks || work->is_conversation || options->live || options->replay_each ||
                   options->load != NULL;
    Options adapted = *options;
    if (watched) {
        adapted.ascii |= !style_start_locale();
    }
    if (!session_open(&session, &adapted, host, watched)) {
        return session.status;
    }
    session.live = options->live ? LIVE_ON : LIVE_OFF;
    if (options->load != NULL && !command_load_file(&session, options->load)) {
        (void)session_close(&session);
        return STATUS_UNUSABLE;
    }
    if (options->fault != NULL && work->name != NULL) {
        host_put(host, HOST_ERROR, "ouro: FAULT: this runtime forgets releases (--fault leak)\n");
    }
    if (work->name != NULL) {
        do_work(&session, work);
    }
    if (work->asks && session.status != STATUS_BROKEN_LEDGER) {
        session.ended = false;
        session.live = options->live || style_is_terminal() ? LIVE_ON : LIVE_OFF;
        prompt_run(&session, work->name == NULL);
    }
    return session_close(&session);
}

/* The words that may stand where a program would. A program of such a name goes by ./NAME. */
typedef struct TaskRow {
    const char *word;
    int (*run)(const Options *options);
} TaskRow;

static const TaskRow TASKS[] = {
    {"check", check_run},
    {"demo", demo_run},
    {"lesson", lesson_menu_run},
};

static const TaskRow *find_task(const Options *options) {
    for (size_t i = 0; i < ARRAY_LENGTH(TASKS) && options->code == NULL; i++) {
        if (options->file != NULL && strcmp(options->file, TASKS[i].word) == 0) {
            return &TASKS[i];
        }
    }
    return NULL;
}

int run_options(const Options *options) {
    if (options->transcript != NULL) {
        return transcript_run(options);
    }
    const TaskRow *task = find_task(options);
    if (task != NULL) {
        return task->run(options);
    }
    ReplHost host;
    Work work;
    host_open(&host, false);
    int status = STATUS_UNUSABLE;
    if (find_work(options, &host, &work)) {
        status = options->observe != NULL ? observe_work(options, &host, &work)
                                          : run_work(options, &host, &work);
    }
    bytes_free(&work.text);
    return host_close(&host) || status != 0 ? status : STATUS_UNWRITTEN;
}
