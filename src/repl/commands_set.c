#include "object/trace.h"
#include "repl/command_parts.h"
#include "repl/say.h"

#include <string.h>

static const char *live_name(LiveMode live) {
    static const char *const NAMES[] = {"off", "on", "all"};
    return NAMES[live];
}

static const char *live_state(const Session *session) {
    return live_name(session->live);
}

static bool set_live(Session *session, const char *value) {
    for (LiveMode mode = LIVE_OFF; mode <= LIVE_ALL; mode++) {
        if (strcmp(value, live_name(mode)) == 0) {
            session->live = mode;
            session->live_is_chosen = true;
            return true;
        }
    }
    return false;
}

static bool read_on_off(const char *value, bool *on) {
    *on = strcmp(value, "on") == 0;
    return *on || strcmp(value, "off") == 0;
}

static const char *gc_state(const Session *session) {
    return session->vm->collector.enabled ? "on" : "off";
}

/* A statement, because it changes what the program's gc.isenabled() says. */
static bool set_gc(Session *session, const char *value) {
    bool on;
    if (!read_on_off(value, &on)) {
        return false;
    }
    const char *statement = on ? ":set gc on" : ":set gc off";
    session_statement_begin(session, statement, strlen(statement));
    session->vm->collector.enabled = on;
    session_statement_end(session, false);
    return true;
}

static const char *trace_state(const Session *session) {
    return trace_is_on(session->vm) ? "on" : "off";
}

/* A statement too: the traces lie in the image, where tracemalloc sees them. */
static bool set_trace(Session *session, const char *value) {
    bool on;
    if (!read_on_off(value, &on)) {
        return false;
    }
    const char *statement = on ? ":set trace on" : ":set trace off";
    session_statement_begin(session, statement, strlen(statement));
    if (on) {
        trace_start(session->vm, 1);
    } else {
        trace_stop(session->vm);
    }
    session_statement_end(session, false);
    return true;
}

static const char *echo_state(const Session *session) {
    return session->vm->keeps_echo != 0 ? "on" : "off";
}

/* A statement: turning it off lets go of what `_` held. */
static bool set_echo(Session *session, const char *value) {
    bool on;
    if (!read_on_off(value, &on)) {
        return false;
    }
    const char *statement = on ? ":set _ on" : ":set _ off";
    Vm *vm = session->vm;
    session_statement_begin(session, statement, strlen(statement));
    vm->keeps_echo = on;
    if (!on) {
        vm->host = &session->watched;
        OBJECT_CLEAR(vm, vm->echo);
        vm->host = NULL;
    }
    session_statement_end(session, true);
    return true;
}

typedef struct Switch {
    const char *name;
    const char *values;
    const char *legend;
    const char *(*state)(const Session *session);
    bool (*set)(Session *session, const char *value); /* false where it takes no such value */
} Switch;

static const Switch SWITCHES[] = {
    {"live", "on, off or all", "rows after each statement (on, off, all)", live_state, set_live},
    {"gc", "on or off", "automatic collections (on, off)", gc_state, set_gc},
    {"trace", "on or off", "which line makes each object, for :top (on, off)", trace_state,
     set_trace},
    {"_", "on or off", "keep the last result as _, as Python does (on, off)", echo_state, set_echo},
};

/* How a switch stands: what it does and takes is said only where that is asked. */
static void show_switch(Session *session, const Switch *row, bool explains) {
    enum { STATE_COLUMNS = 8 };
    const char *state = row->state(session);
    int width = STATE_COLUMNS - (int)strlen(row->name);
    if (explains) {
        say(session, "%s %-*s  %s", row->name, width, state, row->legend);
    } else {
        say(session, "%s %s", row->name, state);
    }
}

static void say_no_switch(Session *session, const char *name, size_t length) {
    Bytes names = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(SWITCHES); i++) {
        bool is_last = i + 1 == ARRAY_LENGTH(SWITCHES);
        bytes_print(&names, "%s%s", i == 0 ? "" : is_last ? " and " : ", ", SWITCHES[i].name);
    }
    say(session, "there is no switch '%.*s': %s are", (int)length, name, bytes_text(&names));
    bytes_free(&names);
}

void command_set(Session *session, const char *argument) {
    enum { NAME_MOST = 32 };
    const char *name;
    size_t length = command_take_word(&argument, &name);
    for (size_t i = 0; i < ARRAY_LENGTH(SWITCHES); i++) {
        const Switch *row = &SWITCHES[i];
        if (length == 0) {
            show_switch(session, row, true);
        } else if (strlen(row->name) == length && memcmp(row->name, name, length) == 0) {
            if (argument[0] != '\0' && !row->set(session, argument)) {
                say(session, ":set %s takes %s", row->name, row->values);
            } else {
                show_switch(session, row, argument[0] == '\0');
            }
            return;
        }
    }
    if (length != 0) {
        say_no_switch(session, name, length < NAME_MOST ? length : NAME_MOST);
    }
}
