/* timed_bench.c -- runs pieces of a program one after the other and times each.
 *
 * Standard input has the pieces, with a line `%%` between two. Each is run as a file is, by the
 * same machine, and answered by a line with its nanoseconds of CPU time, parsing included. timed.py
 * does the same with CPython. What the pieces print is dropped; one that fails ends the run. */
#include "repl/host.h"
#include "repl/options.h"
#include "repl/session.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char BETWEEN[] = "\n%%\n";

static int64_t now_in_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void swallow(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)context;
    if (stream == HOST_ERROR) {
        (void)fwrite(bytes, 1, length, stderr);
    }
}

static bool run_pieces(Session *session, const char *text) {
    for (const char *end; text != NULL; text = end) {
        end = strstr(text, BETWEEN);
        size_t length = end == NULL ? strlen(text) : (size_t)(end - text) + 1;
        Program program = {.name = "<piece>", .text = text, .length = length};
        int64_t start = now_in_nanoseconds();
        if (session_run_file(session, &program) != PROGRAM_DONE) {
            return false;
        }
        printf("%lld\n", (long long)(now_in_nanoseconds() - start));
        end = end == NULL ? NULL : end + sizeof BETWEEN - 1;
    }
    return true;
}

int main(void) {
    Options options = {.heap_limit = (size_t)8 << 30};
    ReplHost host;
    Session session;
    Bytes text = {0};
    if (!host_read_file("-", &text)) {
        perror("standard input");
        return 1;
    }
    host_open(&host, false);
    host.tap = swallow;
    if (!session_open(&session, &options, &host, false)) {
        return 1;
    }
    bool ok = run_pieces(&session, bytes_text(&text));
    (void)session_close(&session);
    host.tap = NULL;
    bytes_free(&text);
    return host_close(&host) && ok ? 0 : 1;
}
