#include "repl/replay.h"

#include "heap/visit.h"

#include <inttypes.h>

Replay replay_begin(Session *session, uint32_t next, uint32_t count) {
    /* A checkpoint of its own: the one before a file's first statement is also before its code. */
    bool taken = session->timeline != NULL && timeline_take(session->timeline);
    return (Replay){image_digest(session->heap), next, count, taken};
}

static void write_nowhere(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)context;
    (void)stream;
    (void)bytes;
    (void)length;
}

/* What an exception that nobody caught leads to, up to its end. */
static void drop_exception(Session *session, const Host *host) {
    Vm *vm = session->vm;
    if (raise_pending_is(vm, ERROR_SystemExit)) {
        (void)vm_exit_status(vm, host);
    } else {
        Bytes text = {0};
        vm_print_exception(vm, host, &text);
        bytes_free(&text);
    }
    vm_drop_exception(vm, host);
}

static void run_again(Session *session, const Replay *replay) {
    Host quiet = session->host->host;
    quiet.write = write_nowhere;
    quiet.read = NULL;
    uint32_t next = replay->next;
    RunStatus status = RUN_DONE;
    for (uint32_t i = 0; i < replay->count && status == RUN_DONE; i++) {
        status = vm_run_statement(session->vm, &quiet, session->vm->program, &next);
    }
    if (status == RUN_RAISED) {
        drop_exception(session, &quiet);
    }
}

static bool is_image(Session *session, uint64_t expected, const char *moment) {
    uint64_t found = image_digest(session->heap);
    if (found != expected) {
        host_print(session->host, HOST_ERROR,
                   "replay: after %s the image is %016" PRIx64 ", not %016" PRIx64
                   " (statement %u)\n",
                   moment, found, expected, observer_statement_count(session->observer));
    }
    return found == expected;
}

bool replay_check(Session *session, const Replay *replay) {
    uint64_t after = image_digest(session->heap);
    Timeline *timeline = session->timeline;
    if (!replay->is_taken || !session_settle(session) || !timeline_back(timeline, 1)) {
        host_put(session->host, HOST_ERROR, "replay: no memory to go back\n");
        return false;
    }
    bool same = is_image(session, replay->before, "going back");
    if (same) {
        run_again(session, replay);
        same = is_image(session, after, "running again");
    }
    return timeline_forward(timeline, 1) && is_image(session, after, "going forward") && same;
}
