/* stopwatch.c -- runs a command and says what each run took.
 *
 *     stopwatch REPORT RUNS COMMAND [ARGUMENT ...]
 *
 * REPORT gets a line for each run: how it ended (as a shell says it), CPU and wall time in
 * microseconds, and the most memory that was resident, in KiB.
 *
 * It is a program of its own because a process begins with the peak of the one that started it: one
 * that Python starts can never seem smaller than Python. */
#include <errno.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int64_t now_in_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t microseconds(struct timeval time) {
    return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

static bool run_once(char **command, FILE *report) {
    int64_t start = now_in_microseconds();
    pid_t child;
    int failure = posix_spawnp(&child, command[0], NULL, NULL, command, environ);
    if (failure != 0) {
        errno = failure;
        perror(command[0]);
        return false;
    }
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) {
            perror("wait4");
            return false;
        }
    }
    int64_t wall = now_in_microseconds() - start;
    int ended = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    int64_t cpu = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    return fprintf(report, "%d %lld %lld %ld\n", ended, (long long)cpu, (long long)wall,
                   usage.ru_maxrss) > 0;
}

int main(int count, char **arguments) {
    if (count < 4) {
        fputs("usage: stopwatch REPORT RUNS COMMAND [ARGUMENT ...]\n", stderr);
        return 2;
    }
    FILE *report = fopen(arguments[1], "w");
    if (report == NULL) {
        perror(arguments[1]);
        return 2;
    }
    bool ok = true;
    for (long run = strtol(arguments[2], NULL, 10); ok && run > 0; run--) {
        ok = run_once(arguments + 3, report);
    }
    return fclose(report) == 0 && ok ? 0 : 1;
}
