#include "repl/command_parts.h"
#include "repl/say.h"

void command_refcount(Session *session, const char *argument) {
    Bytes text = {0};
    if (command_needs_path(session, "refcount", argument)) {
        (void)show_refcount(&text, &session->style, session->observer, session_view(session),
                            argument);
    }
    command_put(session, &text);
}

void command_why(Session *session, const char *argument) {
    Bytes text = {0};
    if (command_needs_path(session, "why", argument)) {
        (void)show_why(&text, &session->style, session->observer, session_view(session), argument);
    }
    command_put(session, &text);
}

void command_dis(Session *session, const char *argument) {
    Bytes text = {0};
    if (command_needs_path(session, "dis", argument)) {
        (void)show_disassembly(&text, &session->style, session->observer, session_view(session),
                               argument);
    }
    command_put(session, &text);
}

static const char *or_null(const char *argument) {
    return argument[0] != '\0' ? argument : NULL;
}

void command_heap(Session *session, const char *argument) {
    Bytes text = {0};
    View room;
    (void)show_heap(&text, &session->style, session->observer, session_view(session),
                    session_view_before(session, &room), or_null(argument));
    command_put(session, &text);
}

void command_leaks(Session *session, const char *argument) {
    Bytes text = {0};
    (void)show_leaks(&text, &session->style, session->observer, session_view(session),
                     or_null(argument));
    command_put(session, &text);
}

void command_map(Session *session, const char *argument) {
    Bytes text = {0};
    (void)show_map(&text, &session->style, session->observer, session_view(session),
                   or_null(argument));
    command_put(session, &text);
}

void command_types(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_types(&text, &session->style, session->observer, session_view(session));
    command_put(session, &text);
}

void command_audit(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_audit(&text, &session->style, session->observer, session_view(session));
    command_put(session, &text);
}

void command_top(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_top(&text, &session->style, session_view(session));
    command_put(session, &text);
}

void command_pools(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_pools(&text, &session->style, session->observer, session_view(session));
    command_put(session, &text);
}
