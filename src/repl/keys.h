/* keys.h -- single keys, as somebody presses them who stands in front of a class.
 *
 *     KEY_ON     Space, Enter, PageDown, Right      what remotes for presenters send, too
 *     KEY_BACK   PageUp, Left, Backspace
 *     KEY_TEXT   any other character
 *
 * Between keys_take and keys_give the terminal passes on each key at once and shows none of them;
 * Ctrl-C still interrupts. Signals that end the process put the terminal right first, and while
 * keys are taken Ctrl-Z does nothing. Where standard input is no terminal, its characters are the
 * keys, and nothing is changed. */
#ifndef OURO_REPL_KEYS_H
#define OURO_REPL_KEYS_H

#include "repl/host.h"

#include <termios.h>

typedef enum KeyKind {
    KEY_ON,
    KEY_BACK,
    KEY_TEXT,
    KEY_LEAVE,     /* Ctrl-D */
    KEY_INTERRUPT, /* Ctrl-C */
    KEY_REDRAW,    /* Ctrl-L */
    KEY_OTHER,     /* one that has no meaning here: F1, Escape */
    KEY_END,       /* nobody is there any more */
} KeyKind;

typedef struct Key {
    KeyKind kind;
    char text[5]; /* of TEXT: the character, and a NUL */
} Key;

typedef struct Keys {
    ReplHost *host;
    bool is_terminal;
    bool is_taken;
    bool is_put_back; /* `last` comes again */
    Key last;
    struct termios usual; /* how the terminal was */
} Keys;

void keys_open(Keys *keys, ReplHost *host);

/* Taking twice is taking once; giving leaves the terminal as it was. */
void keys_take(Keys *keys);
void keys_give(Keys *keys);

/* Waits for a key. */
Key keys_read(Keys *keys);
/* The last one will be read again. */
void keys_put_back(Keys *keys);

/* Waits so long, unless a key comes: then true at once. Waits for nothing where there is no
 * terminal. */
bool keys_wait(Keys *keys, int milliseconds);

#endif
