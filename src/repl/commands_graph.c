/* commands_graph.c -- `:graph`, which draws, or writes a file. */
#include "repl/command_parts.h"
#include "repl/say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether there is such a file, and it is one of ours, which may be replaced. */
typedef enum FileBefore { FILE_NONE, FILE_OURS, FILE_FOREIGN } FileBefore;

static FileBefore look_at_file(const char *name) {
    static const char START[] = "digraph ";
    char start[sizeof START] = "";
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        return errno == ENOENT ? FILE_NONE : FILE_FOREIGN;
    }
    size_t read = fread(start, 1, sizeof START - 1, file);
    bool is_ours = !ferror(file) && (read == 0 || strcmp(start, START) == 0);
    (void)fclose(file);
    return is_ours ? FILE_OURS : FILE_FOREIGN;
}

static bool write_file(const char *name, const Bytes *text) {
    FILE *file = fopen(name, "wb");
    if (file == NULL) {
        return false;
    }
    bool is_written = fwrite(bytes_text(text), 1, text->length, file) == text->length;
    return (fclose(file) == 0) && is_written;
}

static void save_dot(Session *session, const char *argument, const Bytes *text) {
    Bytes path = {0};
    if (!command_read_file(session, "graph --dot", argument, &path)) {
        bytes_free(&path);
        return;
    }
    const char *name = bytes_text(&path);
    FileBefore before = look_at_file(name);
    errno = 0;
    if (before == FILE_FOREIGN) {
        say(session,
            "%s is there already, and not from :graph: it stays as it is. Take another "
            "name.",
            argument);
    } else if (!write_file(name, text)) {
        say(session, "can't write %s: %s", argument,
            errno != 0 ? strerror(errno) : "the disk may be full");
    } else {
        say(session, "%s %s. Draw it with: dot -Tsvg -O %s",
            before == FILE_OURS ? "replaced" : "wrote", argument, argument);
    }
    bytes_free(&path);
}

/* Takes `--dot FILE` out of the argument. False, and said, when there is no such option. */
static bool take_dot(Session *session, char *argument, const char **name) {
    static const char DOT[] = "--dot";
    char *option = strstr(argument, "--");
    *name = NULL;
    if (option == NULL || (option != argument && option[-1] != ' ')) {
        return true;
    }
    bool is_dot =
        strncmp(option, DOT, sizeof DOT - 1) == 0 && strchr(" \t", option[sizeof DOT - 1]) != NULL;
    char *start = option + (is_dot ? sizeof DOT - 1 : 0);
    start += strspn(start, " \t");
    if (!is_dot || *start == '\0') {
        say(session, is_dot ? ":graph --dot needs the name of a file, as in :graph --dot memory.dot"
                            : ":graph takes names, and --dot FILE for Graphviz");
        return false;
    }
    *option = '\0';
    *name = start;
    return true;
}

void command_graph(Session *session, const char *argument) {
    Bytes text = {0};
    char *paths = strdup(argument);
    const char *name = NULL;
    if (paths == NULL) {
        say(session, "no memory left to show this");
    } else if (take_dot(session, paths, &name)) {
        if (name == NULL) {
            (void)show_graph(&text, &session->style, session->observer, session_view(session),
                             paths);
        } else if (show_dot(&text, &session->style, session->observer, session_view(session),
                            paths) &&
                   !text.failed) {
            save_dot(session, name, &text);
            bytes_clear(&text);
        }
        command_put(session, &text);
    }
    free(paths);
    bytes_free(&text);
}
