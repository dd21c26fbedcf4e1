/* The names that hints and :help call missing are missing: whoever adds one drops its row. */
#include "observe_session.h"
#include "vm/hint.h"

static void names_that_are_called_missing_are_not_there(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "import sys\n"));
    for (size_t i = 0; i < MISSING_COUNT; i++) {
        const MissingRow *row = &MISSING_ROWS[i];
        Bytes text = {0};
        if (row->owner[0] == '\0')
            bytes_print(&text, "try:\n    print('%s', %s)\nexcept NameError:\n    pass\n\n",
                        row->name, row->name);
        else
            bytes_print(&text, "if hasattr(%s, '%s'): print('%s.%s')\n\n", row->owner, row->name,
                        row->owner, row->name);
        EXPECT(unit, session_run(&session, bytes_text(&text)));
        bytes_free(&text);
    }
    if (!EXPECT(unit, session.printed.length == 0))
        printf("  there they are: %s", bytes_text(&session.printed));
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, names_that_are_called_missing_are_not_there);
    return unit_end(&unit);
}
