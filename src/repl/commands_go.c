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
