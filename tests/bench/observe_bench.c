/* observe_bench.c -- what watching costs at the prompt: medians, and how they stand to what is
 * wanted.
 *
 * Times are of the processor, so that other work on the machine does not count.
 * A statement is typed as at a terminal: checkpoint, parse, compile, run, compare, live line. The
 * statements here do next to nothing, so that what is measured is the watching. */
#include "repl/commands.h"
#include "repl/host.h"
#include "repl/options.h"
#include "repl/typing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MOST = 31 };

/* Texts that are typed in turn, again and again, and what each may take. */
typedef struct Row {
    const char *name;
    const char *texts[2];
    double wanted; /* milliseconds; from the requirements, or what feels instant */
    int rounds;
    bool by_step; /* the time is that of each step that was shown */
} Row;

/* What was printed, which goes nowhere else. */
typedef struct Printed {
    size_t bytes;
    unsigned steps; /* lines that begin with "step " */
} Printed;

static const char LESSON[] = "class Node:\n"
                             "    def __init__(self, value): self.value = value; self.next = None\n"
                             "rows = [[n, [str(n)]] for n in range(1000, 3400)]\n"
                             "a = Node(1); b = Node(2); a.next = b; b.next = a\n"
                             "x = [1]\n";

static const Row LESSON_ROWS[] = {
    {"another name, and one less", {"y = x", "del y"}, 3, 31, false},
    {"a list that grows", {"x.append(rows)", "x.clear()"}, 3, 31, false},
    {"an object made and freed", {"t = Node(3)", "del t"}, 3, 31, false},
    {"20 objects made and freed", {"m = [[n] for n in range(20)]", "m = None"}, 3, 31, false},
    {":undo and :redo", {":undo", ":redo"}, 3, 31, false},
    {":refcount", {":refcount x", ":refcount rows[7]"}, 3, 31, false},
    {":why", {":why a.next", ":why rows[2000]"}, 5, 31, false},
    {":heap", {":heap", ":heap x"}, 5, 31, false},
    {":graph", {":graph a", ":graph a x"}, 10, 31, false},
    {":map", {":map", ":map x"}, 10, 31, false},
    {":step, a step", {":step", ":step y = [n * n for n in range(12)]"}, 5, 5, true},
};

static const char MILLION[] = "big = [[n] for n in range(500000)]\n"
                              "x = [1]\n";

static const Row MILLION_ROWS[] = {
    {":refcount", {":refcount x", ":refcount big[499999]"}, 300, 5, false},
    {":why", {":why x", ":why big[499999]"}, 300, 5, false},
    {":heap", {":heap", ":heap"}, 200, 5, false},
    {":heap X", {":heap x", ":heap big[499999]"}, 200, 5, false},
    {":types", {":types", ":types"}, 200, 5, false},
    {":pools", {":pools", ":pools"}, 200, 5, false},
    {":map", {":map", ":map x"}, 200, 5, false},
    {"a small change", {"y = x", "del y"}, 50, 9, false},
    {":undo and :redo", {":undo", ":redo"}, 50, 9, false},
};

static double now_in_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void swallow(void *context, HostStream stream, const char *bytes, size_t length) {
    static const char STEP[] = "step ";
    Printed *printed = context;
    (void)stream;
    printed->bytes += length;
    for (size_t i = 0; i + sizeof STEP <= length; i++) {
        bool is_start = i == 0 || bytes[i - 1] == '\n';
        printed->steps += is_start && memcmp(bytes + i, STEP, sizeof STEP - 1) == 0;
    }
}

static int compare(const void *left, const void *right) {
    double one = *(const double *)left;
    double other = *(const double *)right;
    return (one > other) - (one < other);
}

static void run_row(Typing *typing, const Printed *printed, const Row *row) {
    double times[ROUNDS_MOST];
    size_t before = printed->bytes;
    for (int i = 0; i < row->rounds; i++) {
        const char *text = row->texts[i % 2];
        unsigned steps = printed->steps;
        double start = now_in_milliseconds();
        typing_enter_line(typing, text, strlen(text));
        times[i] = now_in_milliseconds() - start;
        if (row->by_step && printed->steps > steps) {
            times[i] /= printed->steps - steps;
        }
    }
    qsort(times, (size_t)row->rounds, sizeof *times, compare);
    double median = times[row->rounds / 2];
    printf("  %-28s %9.3f ms   wanted %5.0f   %5.2f of it   slowest %9.3f%s\n", row->name, median,
           row->wanted, median / row->wanted, times[row->rounds - 1],
           printed->bytes == before ? "   (it printed nothing!)" : "");
    (void)fflush(stdout);
}

static bool run_rows(const char *title, const char *program, const Row *rows, size_t count) {
    Options options = {.live = true, .ascii = true, .no_colour = true};
    ReplHost host;
    Session session;
    Printed printed = {0};
    host_open(&host, false);
    host.tap = swallow;
    host.tap_context = &printed;
    if (!session_open(&session, &options, &host, true)) {
        return false;
    }
    session.live = LIVE_ON;
    Typing typing = {.session = &session};
    (void)typing_enter_text(&typing, program, strlen(program), SOURCE_NEVER);
    printf("%s\n", title);
    for (size_t i = 0; i < count; i++) {
        run_row(&typing, &printed, &rows[i]);
    }
    typing_end(&typing);
    (void)session_close(&session);
    host.tap = NULL;
    return host_close(&host);
}

int main(void) {
    bool ok = run_rows("A lesson's heap, about 10,000 objects:", LESSON, LESSON_ROWS,
                       ARRAY_LENGTH(LESSON_ROWS)) &&
              run_rows("A million objects, lists of one int in a list:", MILLION, MILLION_ROWS,
                       ARRAY_LENGTH(MILLION_ROWS));
    return ok ? 0 : 1;
}
