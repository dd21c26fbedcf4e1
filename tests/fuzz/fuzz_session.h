/* fuzz_session.h -- a session for one input of the fuzzer: little fuel, a small heap, the audit on,
 * and Ctrl-C after a second of work.
 *
 * What is printed goes to the process's own streams; the fuzzer closes them (-close_fd_mask). */
#ifndef OURO_TESTS_FUZZ_SESSION_H
#define OURO_TESTS_FUZZ_SESSION_H

#include "fuzz.h"

#include "repl/session.h"

#include <signal.h>
#include <time.h>

enum { FUZZ_FUEL = 20000, FUZZ_HEAP_BYTES = 8 << 20 };

typedef struct FuzzSession {
    Session session;
    Options options;
    ReplHost host;
    timer_t timer;
} FuzzSession;

/* The session points into `fuzz`, which must not move. */
static inline void fuzz_session_open(FuzzSession *fuzz, bool watched) {
    fuzz->options = (Options){.audit = true,
                              .fuel = FUZZ_FUEL,
                              .fuel_limited = true,
                              .heap_limit = FUZZ_HEAP_BYTES,
                              .no_colour = true};
    host_open(&fuzz->host, false);
    (void)host_take_interrupt(&fuzz->host);
    FUZZ_HOLD(session_open(&fuzz->session, &fuzz->options, &fuzz->host, watched));
    fuzz->session.live = watched ? LIVE_ALL : LIVE_OFF;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGINT};
    struct itimerspec second = {{1, 0}, {1, 0}};
    FUZZ_HOLD(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &fuzz->timer) == 0);
    FUZZ_HOLD(timer_settime(fuzz->timer, 0, &second, NULL) == 0);
}

static inline void fuzz_session_close(FuzzSession *fuzz) {
    int status = session_close(&fuzz->session);
    timer_delete(fuzz->timer);
    (void)host_close(&fuzz->host);
    FUZZ_HOLD(status != STATUS_BROKEN_LEDGER);
}

#endif
