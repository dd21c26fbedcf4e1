/* command_parts.h -- what the files of commands share: commands_look.c, commands_time.c,
 * commands_gc.c and commands_set.c, which hold a function for each row of commands.def.
 *
 * A command gets what stands behind its name, without blanks at either end; "" for nothing. */
#ifndef OURO_REPL_COMMAND_PARTS_H
#define OURO_REPL_COMMAND_PARTS_H

#include "repl/session.h"

#define COMMAND(group, word, short_form, takes, says, more)                                        \
    void command_##word(Session *session, const char *argument);
#include "repl/commands.def"

/* Goes on with a saved session, and says so, or why not. False when nothing was changed. */
bool command_load_file(Session *session, const char *path);

/* Prints and frees the text of a command. */
void command_put(Session *session, Bytes *text);

/* True when there is an X; else says that there must be one. */
bool command_needs_path(Session *session, const char *name, const char *argument);

/* A small number, 1 for nothing; 0 for what is no number. */
size_t command_read_steps(const char *argument);

/* Takes the next word off a command's argument: returns its length and leaves `*word` at its start
 * and `*argument` behind it and the blanks that follow. 0 at the end. */
size_t command_take_word(const char **argument, const char **word);

/* The file that a command names: quotes around it are dropped, and ~ is the home directory. False
 * when there is none; then that was said. */
bool command_read_file(Session *session, const char *name, const char *argument, Bytes *path);

#endif
