/* editor.h -- reading a line from the user, with editing and history where there is a terminal.
 *
 * At a terminal the GNU Readline library edits; its history is kept in ouro/history under
 * $XDG_STATE_HOME (~/.local/state), each line as soon as it was entered. A bracketed paste comes
 * as one "line" that has line ends inside. With --plain, TERM=dumb or without a terminal, lines are
 * read as they come, and the terminal edits.
 *
 * The terminal's own settings are in force whenever editor_read does not run, and signals that end
 * the process put them back first. */
#ifndef OURO_REPL_EDITOR_H
#define OURO_REPL_EDITOR_H

#include "repl/session.h"

typedef enum EditorAnswer { EDITOR_LINE, EDITOR_INTERRUPTED, EDITOR_END } EditorAnswer;

typedef struct Editor {
    Session *session;
    Bytes path; /* of the history; empty where there is none */
    bool edits;
    bool finished;     /* readline has a line, or saw the end */
    char *line;        /* what it has; malloc's */
    const char *begun; /* was typed of the next line already; or NULL */
} Editor;

/* The editor must not move while it is open. */
void editor_open(Editor *editor, Session *session);
void editor_close(Editor *editor);

/* Asks for one line and leaves it, without its line end, in `line`. */
EditorAnswer editor_read(Editor *editor, const char *prompt, Bytes *line);

#endif
