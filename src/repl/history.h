/* history.h -- the file of lines that were typed, kept between sessions.
 *
 * It is $XDG_STATE_HOME/ouro/history, or ~/.local/state/ouro/history. Each line is appended when it
 * was entered, so a session that ends badly loses none, and two sessions at once mix but don't
 * destroy. Where it cannot be written there is silently none: nobody's typing should fail for it.
 */
#ifndef OURO_REPL_HISTORY_H
#define OURO_REPL_HISTORY_H

#include "base/bytes.h"

/* The path of a file that is kept between sessions. Makes the folders that are missing; leaves
 * `path` empty where there is no home. */
void history_find_file(Bytes *path, const char *name);
/* That of the history. */
void history_find_path(Bytes *path);
/* Gives the last `most` lines to `add`, oldest first. A file that grew to twice as many is cut. */
void history_load(const char *path, size_t most, void (*add)(const char *line));
void history_append(const char *path, const char *line);

#endif
