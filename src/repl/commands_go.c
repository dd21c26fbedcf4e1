#include "gc/gc.h"
#include "repl/command_parts.h"
#include "repl/say.h"

#include <string.h>

void command_gc(Session *session, const char *argument) {
    bool young = strcmp(argument, "young") == 0;
    if (argument[0] != '\0' && !young) {
        say(session, ":gc takes nothing, or `young`");
        return;
    }
    const char *statement = young ? ":gc young" : ":gc";
    session_statement_begin(session, statement, strlen(statement));
    bool seen = observer_collect_begin(session->observer);
    session->vm->host = &session->watched;
    GcReport report = gc_collect(session->vm, young ? 0 : GENERATION_COUNT - 1);
    session->vm->host = NULL;
    Bytes text = {0};
    if (seen && observer_collect_after(session->observer)) {
        show_gc(&text, &session->style, session->observer, &report);
    } else {
        bytes_print(&text, "%u objects were unreachable\n", report.unreachable);
    }
    command_put(session, &text);
    session_statement_end(session, false);
}

/* Takes back the :reset that nothing came after. */
static bool undo_reset(Session *session) {
    if (observer_statement_count(session->observer) != 0 || session->ahead ||
        session->reset_from == 0 || !session_go_forward(session, session->reset_from)) {
        return false;
    }
    say(session, "back before :reset");
    session->reset_from = 0;
    return true;
}

static void undo_steps(Session *session, size_t steps) {
    uint32_t count = observer_statement_count(session->observer);
    uint32_t taken = steps < count ? (uint32_t)steps : count;
    uint32_t number = count - taken + 1;
    const char *first = observer_statement_text(session->observer, number);
    Bytes text = {0};
    if (steps > count) {
        bytes_print(&text, "only %u to undo: ", count);
    }
    bytes_print(&text, "back before `%s` (%u in :history", first != NULL ? first : "?", number);
    if (taken > 1) {
        bytes_print(&text, "; :redo %u undoes this", taken);
    }
    bytes_append_char(&text, ')');
    if (session_go_back(session, taken)) {
        say(session, "%s", bytes_text(&text));
    } else {
        say(session, "that is too long ago to go back to");
    }
    bytes_free(&text);
}

void command_undo(Session *session, const char *argument) {
    size_t steps = command_read_steps(argument);
    if (steps == 0) {
        say(session, ":undo takes a number of statements, from 1");
    } else if (undo_reset(session)) {
        return;
    } else if (observer_statement_count(session->observer) == 0) {
        say(session, "nothing to undo: this is the start");
    } else {
        undo_steps(session, steps);
    }
}

void command_redo(Session *session, const char *argument) {
    size_t steps = command_read_steps(argument);
    size_t ahead = session_count_undone(session);
    size_t taken = steps < ahead ? steps : ahead;
    if (steps == 0) {
        say(session, ":redo takes a number of statements, from 1");
    } else if (taken == 0) {
        say(session, "nothing to redo");
    } else if (session_go_forward(session, taken)) {
        uint32_t count = observer_statement_count(session->observer);
        const char *text = observer_statement_text(session->observer, count);
        Bytes only = {0};
        if (steps > ahead) {
            bytes_print(&only, "only %zu to redo: ", ahead);
        }
        say(session, "%sforward again after `%s` (%u in :history)", bytes_text(&only),
            text != NULL ? text : "?", count);
        bytes_free(&only);
    } else {
        say(session, "no memory left to go forward again");
    }
}

void command_reset(Session *session, const char *argument) {
    (void)argument;
    uint32_t count = observer_statement_count(session->observer);
    if (count == 0) {
        say(session, "this is the start");
    } else if (session_go_back(session, count)) {
        session->reset_from = count;
        say(session,
            "back to the start, %u statement%s undone (:undo brings %s back, but not after another "
            "statement)",
            count, count == 1 ? "" : "s", count == 1 ? "it" : "them");
    } else {
        say(session, "the start is too long ago to go back to");
    }
}
