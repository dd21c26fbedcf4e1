#include "repl/command_parts.h"
#include "repl/say.h"

#include <string.h>

static const char *live_name(LiveMode live) {
    static const char *const NAMES[] = {"off", "on", "all"};
    return NAMES[live];
}

/* How a switch stands: what it does and takes is said only where that is asked. */
static void show_switch(Session *session, const char *name, const char *value, const char *legend) {
    if (legend == NULL) {
        say(session, "%s %s", name, value);
    } else {
        enum { STATE_COLUMNS = 8 };
        int width = STATE_COLUMNS - (int)strlen(name);
        say(session, "%s %-*s  %s", name, width, value, legend);
    }
}

static void show_live(Session *session, bool explains) {
    show_switch(session, "live", live_name(session->live),
                explains ? "rows after each statement (on, off, all)" : NULL);
}

static void show_gc_switch(Session *session, bool explains) {
    show_switch(session, "gc", session->vm->collector.enabled ? "on" : "off",
                explains ? "automatic collections (on, off)" : NULL);
}

static bool set_live(Session *session, const char *value) {
    for (LiveMode mode = LIVE_OFF; mode <= LIVE_ALL; mode++) {
        if (strcmp(value, live_name(mode)) == 0) {
            session->live = mode;
            return true;
        }
    }
    return false;
}

enum { NAME_MOST = 32 };

/* A statement, because it changes what the program's gc.isenabled() says. */
static bool set_gc(Session *session, const char *value) {
    bool on = strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0) {
        return false;
    }
    const char *statement = on ? ":set gc on" : ":set gc off";
    session_statement_begin(session, statement, strlen(statement));
    session->vm->collector.enabled = on;
    session_statement_end(session, false);
    return true;
}

static void show_echo_switch(Session *session, bool explains) {
    show_switch(session, "_", session->vm->keeps_echo != 0 ? "on" : "off",
                explains ? "keep the last result as _, as Python does (on, off)" : NULL);
}

/* A statement: turning it off lets go of what `_` held. */
static bool set_echo(Session *session, const char *value) {
    bool on = strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0) {
        return false;
    }
    const char *statement = on ? ":set _ on" : ":set _ off";
    Vm *vm = session->vm;
    session_statement_begin(session, statement, strlen(statement));
    vm->keeps_echo = on;
    if (!on) {
        vm->host = &session->host->host;
        OBJECT_CLEAR(vm, vm->echo);
        vm->host = NULL;
    }
    session_statement_end(session, true);
    return true;
}

void command_set(Session *session, const char *argument) {
    char name[NAME_MOST] = "";
    size_t length = strcspn(argument, " \t");
    if (length == 0) {
        show_live(session, true);
        show_gc_switch(session, true);
        show_echo_switch(session, true);
        return;
    }
    memcpy(name, argument, length < NAME_MOST ? length : NAME_MOST - 1);
    const char *value = argument + length;
    value += strspn(value, " \t");
    if (strcmp(name, "live") == 0) {
        if (value[0] != '\0' && !set_live(session, value)) {
            say(session, ":set live takes on, off or all");
            return;
        }
        show_live(session, value[0] == '\0');
    } else if (strcmp(name, "gc") == 0) {
        if (value[0] != '\0' && !set_gc(session, value)) {
            say(session, ":set gc takes on or off");
            return;
        }
        show_gc_switch(session, value[0] == '\0');
    } else if (strcmp(name, "_") == 0) {
        if (value[0] != '\0' && !set_echo(session, value)) {
            say(session, ":set _ takes on or off");
            return;
        }
        show_echo_switch(session, value[0] == '\0');
    } else {
        say(session, "there is no switch '%s': live, gc and _ are", name);
    }
}
