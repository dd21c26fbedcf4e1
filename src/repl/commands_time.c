#include "observe/observing.h"
#include "repl/command_parts.h"
#include "repl/say.h"

#include <string.h>

/* --- marks ----------------------------------------------------------------------------------- */

/* What a mark is called when it is not said. */
#define MARK_USUAL "mark"

/* A mark is called by one word, so that it can be typed and listed. */
static bool is_mark_name(Session *session, const char *name) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    if (strlen(name) <= MARK_NAME_MOST && strspn(name, LETTERS) == strlen(name)) {
        return true;
    }
    say(session, "the name of a mark is one word of letters, digits and _, at most %d of them",
        MARK_NAME_MOST);
    return false;
}

/* "after `b = a` (2 in :history)". */
static void write_moment(Bytes *out, const Session *session, uint32_t statement) {
    const char *text = observer_statement_text(session->observer, statement);
    if (text == NULL) {
        bytes_append_text(out, "at the start");
    } else {
        bytes_print(out, "after `%s` (%u in :history)", text, statement);
    }
}

void command_mark(Session *session, const char *argument) {
    const char *name = argument[0] != '\0' ? argument : MARK_USUAL;
    if (!is_mark_name(session, name)) {
        return;
    }
    if (!observer_mark_set(session->observer, name)) {
        say(session, "no memory left to remember this moment");
        return;
    }
    Bytes moment = {0};
    write_moment(&moment, session, observer_statement_count(session->observer));
    say(session, "marked %s; `:diff %s` will tell what changed since", bytes_text(&moment), name);
    bytes_free(&moment);
}

static void say_no_mark(Session *session, const char *name) {
    Bytes names = {0};
    observer_write_marks(&names, session->observer);
    if (names.length == 0) {
        say(session, "there is no mark '%s': :mark %s sets one, to compare with later", name,
            strcmp(name, MARK_USUAL) == 0 ? "" : name);
    } else {
        say(session, "there is no mark '%s'; marks so far: %s", name, bytes_text(&names));
    }
    bytes_free(&names);
}

static void show_since(Session *session, const Mark *mark) {
    Difference difference = {0};
    Bytes text = {0};
    Bytes moment = {0};
    write_moment(&moment, session, mark->statement);
    const char *name = strcmp(mark->name, MARK_USUAL) == 0 ? "" : mark->name;
    say(session, "Since :mark%s%s, set %s:", name[0] == '\0' ? "" : " ", name, bytes_text(&moment));
    if (observer_compare_mark(session->observer, mark, &difference)) {
        show_difference(&text, &session->style, session->observer, &difference);
        command_put(session, &text);
    } else {
        say(session, "no memory left to compare");
    }
    difference_free(&difference);
    bytes_free(&moment);
}

static void diff_mark(Session *session, const char *name) {
    const Mark *mark = observer_mark_peek(session->observer, name);
    uint32_t present = observer_statement_count(session->observer);
    if (mark == NULL) {
        say_no_mark(session, name);
    } else if (mark->statement > present) {
        uint32_t ahead = mark->statement - present;
        say(session, "mark %s lies %u statement%s ahead, undone since (:redo %u goes there)", name,
            ahead, ahead == 1 ? "" : "s", ahead);
    } else {
        show_since(session, mark);
    }
}

void command_diff(Session *session, const char *argument) {
    if (argument[0] != '\0') {
        diff_mark(session, argument);
    } else if (session->difference == NULL) {
        say(session, "no statement to tell of");
    } else {
        Bytes text = {0};
        show_difference(&text, &session->style, session->observer, session->difference);
        command_put(session, &text);
    }
}

/* --- history --------------------------------------------------------------------------------- */

void command_history(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_history(&text, &session->style, session->observer);
    command_put(session, &text);
    size_t undone = session_count_undone(session);
    if (undone == 1) {
        say(session, "one more was undone (:redo brings it back)");
    } else if (undone > 1) {
        say(session, "%zu more were undone (:redo %zu brings them back)", undone, undone);
    }
}

/* --- back and forth -------------------------------------------------------------------------- */

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
