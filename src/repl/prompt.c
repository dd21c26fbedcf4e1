#include "repl/prompt.h"

#include "repl/editor.h"
#include "repl/say.h"
#include "repl/style.h"

#include <string.h>

void prompt_show_banner(Session *session) {
    const char *dot = session->style.ascii ? "-" : "\xC2\xB7";
    bool wide = session->style.width >= 64;
    host_print(session->host, HOST_OUT,
               "Ouro " OURO_VERSION " %s%s%s :help  :lesson  Ctrl-D leaves\n", dot,
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

/* One line, or what comes in its place. */
static void ask(Talk *talk, Editor *editor, Bytes *line) {
    host_flush(talk->host);
    /* Ctrl-C that came after the statement's end was meant for the statement. */
    (void)host_take_interrupt(talk->host);
    editor->session = talk_session(talk);
    EditorAnswer answer = editor_read(editor, talk_prompt(talk), line);
    if (answer == EDITOR_INTERRUPTED) {
        host_put(talk->host, HOST_OUT, "\nKeyboardInterrupt\n");
        talk_drop(talk);
    } else if (answer == EDITOR_END) {
        host_put(talk->host, HOST_OUT, "\n");
        talk_end(talk);
    } else if (memchr(bytes_text(line), '\n', line->length) != NULL) {
        talk_enter_text(talk, line->data, line->length);
    } else {
        talk_enter_line(talk, bytes_text(line), line->length);
    }
    if (talk->session != NULL && !talk->session->ended) {
        talk->session->status = 0; /* at a prompt an exception is no reason to fail */
    }
}

void prompt_talk(Talk *talk) {
    Editor editor;
    Bytes line = {0};
    editor_open(&editor, talk_session(talk));
    while (!talk_is_over(talk)) {
        ask(talk, &editor, &line);
    }
    bytes_free(&line);
    editor_close(&editor);
}

void prompt_run(Session *session, bool shows_banner) {
    Talk talk;
    talk_open(&talk, session, session->options, session->host, true);
    session->status = 0;
    if (shows_banner) {
        prompt_show_banner(session);
    }
    prompt_talk(&talk);
    talk_close(&talk);
}
