#include "repl/editor.h"

#include "repl/completion.h"
#include "repl/history.h"
#include "repl/style.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { HISTORY_MOST = 2000 };

/* Readline is one for the whole process, and its handlers are given no context: this is whom they
 * serve, for as long as editor_read runs. */
static Editor *served;

/* --- with readline ---------------------------------------------------------------------------- */

static void on_line(char *line) {
    served->line = line;
    served->finished = true;
    rl_callback_handler_remove();
}

/* Tab indents where a line begins, and completes elsewhere. Readline's own rl_complete would not
 * know that it was pressed twice, because it is not what the key is bound to. */
static int on_tab(int count, int key) {
    for (int i = 0; i < rl_point; i++) {
        if (rl_line_buffer[i] != ' ') {
            /* The second of two in a row lists what there is. */
            return rl_complete_internal(rl_completion_mode(on_tab));
        }
    }
    (void)count;
    (void)key;
    rl_insert_text("    ");
    return 0;
}

static char *complete_next(const char *text, int state) {
    return completion_find(served->session, text, rl_line_buffer, state);
}

static char **complete(const char *text, int start, int end) {
    (void)end;
    rl_attempted_completion_over = 1; /* never files */
    /* A command may have an argument, a name may have anything behind it. */
    bool is_command = start > 0 && rl_line_buffer[start - 1] == ':' &&
                      (size_t)start == strspn(rl_line_buffer, " ") + 1;
    rl_completion_append_character = is_command ? ' ' : '\0';
    return rl_completion_matches(text, complete_next);
}

static void start_readline(Editor *editor) {
    rl_readline_name = "ouro";
    rl_catch_signals = 1;
    rl_persistent_signal_handlers = 1; /* also while we wait for a key */
    rl_attempted_completion_function = complete;
    rl_basic_word_break_characters = " \t\n\"'`@$><=;|&{}()[]+-*/%,:.~^!";
    rl_variable_bind("enable-bracketed-paste", "on");
    (void)rl_bind_key('\t', on_tab);
    using_history();
    stifle_history(HISTORY_MOST);
    history_load(bytes_text(&editor->path), HISTORY_MOST, add_history);
}

static EditorAnswer finish_edited(Editor *editor, Bytes *line) {
    if (editor->line == NULL) {
        return EDITOR_END;
    }
    bytes_append_text(line, editor->line);
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    bool repeated = last != NULL && strcmp(last->line, editor->line) == 0;
    if (editor->line[0] != '\0' && !repeated) {
        add_history(editor->line);
        history_append(bytes_text(&editor->path), editor->line);
    }
    free(editor->line);
    editor->line = NULL;
    return EDITOR_LINE;
}

/* Readline's signal handlers put the terminal right and call ours, when it is told to look. */
static EditorAnswer read_edited(Editor *editor, const char *prompt, Bytes *line) {
    ReplHost *host = editor->session->host;
    served = editor;
    editor->finished = false;
    rl_callback_handler_install(prompt, on_line);
    if (editor->begun != NULL) {
        (void)rl_insert_text(editor->begun);
        rl_redisplay();
    }
    while (!editor->finished) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&input, 1, -1) > 0) {
            rl_callback_read_char();
        } else if (errno != EINTR) {
            rl_callback_handler_remove();
            return EDITOR_END;
        } else {
            rl_check_signals();
        }
        if (!editor->finished && host_take_interrupt(host)) {
            rl_free_line_state();
            rl_callback_sigcleanup();
            rl_replace_line("", 0);
            rl_callback_handler_remove();
            return EDITOR_INTERRUPTED;
        }
    }
    return finish_edited(editor, line);
}

/* --- without ---------------------------------------------------------------------------------- */

static EditorAnswer read_plain(Editor *editor, const char *prompt, Bytes *line) {
    ReplHost *host = editor->session->host;
    host_put(host, HOST_OUT, prompt);
    if (editor->begun != NULL) {
        host_put(host, HOST_OUT, editor->begun);
        bytes_append_text(line, editor->begun);
    }
    switch (host_read_line(host, line)) {
    case HOST_LINE:
        return EDITOR_LINE;
    case HOST_INTERRUPTED:
        return EDITOR_INTERRUPTED;
    case HOST_END:
        break;
    }
    return EDITOR_END;
}

/* --- both ------------------------------------------------------------------------------------- */

void editor_open(Editor *editor, Session *session) {
    *editor = (Editor){.session = session};
    const char *terminal = getenv("TERM");
    editor->edits = !session->options->plain && style_is_terminal() && terminal != NULL &&
                    strcmp(terminal, "dumb") != 0;
    if (editor->edits) {
        history_find_path(&editor->path);
        start_readline(editor);
    }
}

void editor_close(Editor *editor) {
    if (editor->edits) {
        clear_history();
        served = NULL;
    }
    free(editor->line);
    bytes_free(&editor->path);
}

EditorAnswer editor_read(Editor *editor, const char *prompt, Bytes *line) {
    bytes_clear(line);
    EditorAnswer answer =
        editor->edits ? read_edited(editor, prompt, line) : read_plain(editor, prompt, line);
    editor->begun = NULL;
    host_note_line_end(editor->session->host);
    return answer;
}
