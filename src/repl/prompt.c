#include "repl/prompt.h"

#include "repl/editor.h"
#include "repl/say.h"
#include "repl/style.h"
#include "repl/typing.h"

#include <string.h>

void prompt_show_banner(Session *session) {
    const char *dot = session->style.ascii ? "-" : "\xC2\xB7";
    bool wide = session->style.width >= 64;
    host_print(session->host, HOST_OUT, "Ouro " OURO_VERSION " %s%s%s :help  Ctrl-D leaves\n", dot,
               wide ? " type Python, watch memory " : "", wide ? dot : "");
    if (session->options->fault != NULL) {
        say(session, "FAULT: this runtime forgets releases, so that some objects are never freed "
                     "(ouro --fault leak). :audit tells who did it");
    }
    if (session->options->tiny_heap) {
        say(session,
            "tiny heap: %zu MiB for objects, and a collection as soon as there are more than %d "
            "new ones that can hold others (gc.get_threshold() is (%d, %d, %d))",
            session->options->heap_limit >> 20, TINY_YOUNG, TINY_YOUNG, TINY_OLDER, TINY_OLDER);
    }
}

/* Ctrl-D inside a statement ends the statement, as in Python. */
static void end_statement(Typing *typing) {
    typing_end(typing);
    typing_drop(typing);
}

void prompt_run(Session *session, bool shows_banner) {
    Editor editor;
    Typing typing = {.session = session};
    Bytes line = {0};
    editor_open(&editor, session);
    session->status = 0;
    if (shows_banner) {
        prompt_show_banner(session);
    }
    while (!session->ended) {
        host_flush(session->host);
        /* Ctrl-C that came after the statement's end was meant for the statement. */
        (void)host_take_interrupt(session->host);
        EditorAnswer answer = editor_read(&editor, typing_prompt(&typing), &line);
        if (answer == EDITOR_INTERRUPTED) {
            host_put(session->host, HOST_OUT, "\nKeyboardInterrupt\n");
            typing_drop(&typing);
        } else if (answer == EDITOR_END) {
            host_put(session->host, HOST_OUT, "\n");
            if (typing.pending.length == 0) {
                break;
            }
            end_statement(&typing);
        } else if (memchr(bytes_text(&line), '\n', line.length) != NULL) {
            (void)typing_enter_text(&typing, line.data, line.length,
                                    session->live != LIVE_OFF ? SOURCE_IF_SEVERAL : SOURCE_NEVER);
        } else {
            typing_enter_line(&typing, bytes_text(&line), line.length);
        }
        if (!session->ended) {
            session->status = 0;
        }
    }
    bytes_free(&line);
    bytes_free(&typing.pending);
    editor_close(&editor);
}
