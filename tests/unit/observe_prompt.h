/* observe_prompt.h -- a session with an observer, for tests of what the prompt shows. */
#ifndef OURO_TESTS_OBSERVE_PROMPT_H
#define OURO_TESTS_OBSERVE_PROMPT_H

#include "observe/observing.h"
#include "observe_session.h"
#include "show/show.h"

typedef struct Prompt {
    Session session;
    Observer *observer;
    ShowStyle style;
    Bytes rows;
    bool all;
} Prompt;

static inline bool prompt_open(Prompt *prompt) {
    *prompt = (Prompt){.style = {.width = 100, .ascii = true}};
    if (!session_open(&prompt->session))
        return false;
#ifdef OURO_GC_STRESS
    /* It tells of collections that are not there otherwise. */
    prompt->session.vm->collector.enabled = 0;
#endif
    prompt->observer = observer_open(prompt->session.heap);
    return prompt->observer != NULL;
}

static inline void prompt_close(Unit *unit, Prompt *prompt) {
    observer_close(prompt->observer);
    bytes_free(&prompt->rows);
    EXPECT(unit, session_close(&prompt->session) == 0);
}

/* Runs one statement and leaves its rows in `rows`. */
static inline bool prompt_run(Prompt *prompt, const char *text) {
    Session *session = &prompt->session;
    const char *next = text;
    const Difference *difference;
    bytes_clear(&prompt->rows);
    if (!timeline_take(session->timeline))
        return false;
    CodeObject *code = session_compile(session, &next);
    if (code == NULL)
        return false;
    if (!observer_statement_begin(prompt->observer, text, strlen(text)))
        return false;
    session_run_code(session, code);
    if (!observer_statement_after(prompt->observer, timeline_shadow_view(session->timeline),
                                  &difference))
        return false;
    show_live_line(&prompt->rows, &prompt->style, prompt->observer, difference, prompt->all);
    return true;
}

static const char NODE[] = "class Node:\n    def __init__(self, value):\n"
                           "        self.value = value\n        self.next = None\n\n";

#endif
