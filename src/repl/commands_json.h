/* commands_json.h -- `:COMMAND [X] --json [FILE]`: the same as a line of JSON, printed or written
 * to a file. See docs/observation.md. */
#ifndef OURO_REPL_COMMANDS_JSON_H
#define OURO_REPL_COMMANDS_JSON_H

#include "repl/session.h"

/* Does all that is to do where the argument of a command asks for JSON. False where it does not:
 * then nothing was said. `takes` says whether the command takes anything else. */
bool commands_answer_json(Session *session, const char *command, bool takes, const char *argument);

#endif
