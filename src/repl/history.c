#include "repl/history.h"

#include "repl/host.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes every folder on the way to the file, as private as the XDG specification asks. */
static void make_folders(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
}

void history_find_file(Bytes *path, const char *name) {
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    if (state != NULL && state[0] == '/') {
        bytes_print(path, "%s/ouro/%s", state, name);
    } else if (home != NULL && home[0] == '/') {
        bytes_print(path, "%s/.local/state/ouro/%s", home, name);
    }
    if (path->failed) {
        bytes_clear(path);
    } else if (path->length != 0) {
        make_folders(path->data);
    }
}

void history_find_path(Bytes *path) {
    history_find_file(path, "history");
}

static void write_whole(int file, const char *data, size_t length) {
    /* A line that is lost here is lost: see history.h. */
    ssize_t sent = file < 0 ? 0 : write(file, data, length);
    (void)sent;
}

/* Replaces the file by its own end. */
static void cut_file(const char *path, const char *rest, size_t length) {
    Bytes temporary = {0};
    bytes_print(&temporary, "%s.new", path);
    int file = temporary.failed
                   ? -1
                   : open(temporary.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    write_whole(file, rest, length);
    if (file >= 0 && close(file) == 0) {
        (void)rename(temporary.data, path);
    }
    bytes_free(&temporary);
}

/* Behind the next line end. There must be one. */
static char *skip_line(char *at, const char *end) {
    return (char *)memchr(at, '\n', (size_t)(end - at)) + 1;
}

void history_load(const char *path, size_t most, void (*add)(const char *line)) {
    Bytes text = {0};
    if (path[0] == '\0' || !host_read_file(path, &text) || text.length == 0) {
        bytes_free(&text);
        return;
    }
    size_t lines = 0;
    for (size_t i = 0; i < text.length; i++) {
        lines += text.data[i] == '\n';
    }
    bool grew = lines > 2 * most;
    char *at = text.data;
    const char *end = text.data + text.length;
    for (; lines > most; lines--) {
        at = skip_line(at, end);
    }
    if (grew) {
        cut_file(path, at, (size_t)(end - at));
    }
    for (; lines != 0; lines--) {
        char *next = skip_line(at, end);
        next[-1] = '\0';
        add(at);
        at = next;
    }
    bytes_free(&text);
}

void history_append(const char *path, const char *line) {
    if (path[0] == '\0') {
        return;
    }
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    Bytes text = {0};
    bytes_print(&text, "%s\n", line);
    write_whole(file, bytes_text(&text), text.length);
    bytes_free(&text);
    if (file >= 0) {
        (void)close(file);
    }
}
