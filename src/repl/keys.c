#include "repl/keys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum {
    CODE_INTERRUPT = 3,
    CODE_END = 4,
    CODE_BACKSPACE = 8,
    CODE_REDRAW = 12,
    CODE_ESCAPE = 27,
    CODE_DELETE = 127,
    ESCAPE_MILLISECONDS = 50, /* in which the rest of a key's sequence comes */
    NO_BYTE = -1,
    NO_BYTE_INTERRUPTED = -2,
};

/* --- the terminal ----------------------------------------------------------------------------- */

static const int DEADLY[] = {SIGHUP, SIGQUIT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/* A handler of signals is given no context: how the terminal is to be left, and what the signals
 * did before. In use only while keys are taken. */
static struct termios left_as;
static struct sigaction before[ARRAY_LENGTH(DEADLY)];

static void on_deadly(int number) {
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &left_as);
    for (size_t i = 0; i < ARRAY_LENGTH(DEADLY); i++) {
        (void)sigaction(DEADLY[i], &before[i], NULL);
    }
    (void)raise(number);
}

void keys_open(Keys *keys, ReplHost *host) {
    *keys = (Keys){.host = host};
    keys->is_terminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &keys->usual) == 0;
}

void keys_take(Keys *keys) {
    if (!keys->is_terminal || keys->is_taken) {
        return;
    }
    struct termios raw = keys->usual;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    raw.c_cc[VSUSP] = _POSIX_VDISABLE;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    left_as = keys->usual;
    struct sigaction deadly = {.sa_handler = on_deadly};
    sigemptyset(&deadly.sa_mask);
    for (size_t i = 0; i < ARRAY_LENGTH(DEADLY); i++) {
        (void)sigaction(DEADLY[i], &deadly, &before[i]);
    }
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    keys->is_taken = true;
}

void keys_give(Keys *keys) {
    if (!keys->is_taken) {
        return;
    }
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &keys->usual);
    for (size_t i = 0; i < ARRAY_LENGTH(DEADLY); i++) {
        (void)sigaction(DEADLY[i], &before[i], NULL);
    }
    keys->is_taken = false;
}

/* --- keys ------------------------------------------------------------------------------------- */

/* The next byte: of what was read already as lines, or of what comes. */
static int read_byte(Keys *keys) {
    Bytes *in = &keys->host->in;
    if (in->length != 0) {
        int byte = (unsigned char)in->data[0];
        memmove(in->data, in->data + 1, in->length--);
        return byte;
    }
    for (;;) {
        unsigned char byte = 0;
        ssize_t got = read(STDIN_FILENO, &byte, 1);
        if (got == 1) {
            return byte;
        }
        if (got == 0 || errno != EINTR) {
            return NO_BYTE;
        }
        if (host_take_interrupt(keys->host)) {
            return NO_BYTE_INTERRUPTED;
        }
    }
}

static bool is_byte_near(Keys *keys, int milliseconds) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return keys->host->in.length != 0 || poll(&input, 1, milliseconds) != 0;
}

/* What follows Escape: `[`, numbers and semicolons, and a letter or `~`; or `O` and a letter. */
static Key read_sequence(Keys *keys) {
    enum { LONGEST = 15 };
    char text[LONGEST + 1] = {0};
    size_t length = 0;
    while (length < LONGEST && is_byte_near(keys, ESCAPE_MILLISECONDS)) {
        int byte = read_byte(keys);
        if (byte < 0) {
            break;
        }
        text[length++] = (char)byte;
        bool opens = length == 1 && (byte == '[' || byte == 'O');
        if (!opens && byte >= '@') {
            break;
        }
    }
    static const struct {
        const char *text;
        KeyKind kind;
    } SEQUENCES[] = {
        {"[6~", KEY_ON},   {"[C", KEY_ON},   {"OC", KEY_ON},
        {"[5~", KEY_BACK}, {"[D", KEY_BACK}, {"OD", KEY_BACK},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(SEQUENCES); i++) {
        if (strcmp(text, SEQUENCES[i].text) == 0) {
            return (Key){.kind = SEQUENCES[i].kind};
        }
    }
    return (Key){.kind = KEY_OTHER};
}

/* The rest of a character in UTF-8. */
static Key read_character(Keys *keys, int first) {
    Key key = {.kind = KEY_TEXT, .text = {(char)first}};
    size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    for (size_t i = 1; i <= more; i++) {
        int byte = read_byte(keys);
        if (byte < 0) {
            return (Key){.kind = KEY_OTHER};
        }
        key.text[i] = (char)byte;
    }
    return key;
}

static Key read_key(Keys *keys) {
    int byte = read_byte(keys);
    switch (byte) {
    case NO_BYTE:
        return (Key){.kind = KEY_END};
    case NO_BYTE_INTERRUPTED:
    case CODE_INTERRUPT:
        return (Key){.kind = KEY_INTERRUPT};
    case CODE_END:
        return (Key){.kind = KEY_LEAVE};
    case CODE_REDRAW:
        return (Key){.kind = KEY_REDRAW};
    case ' ':
    case '\n':
    case '\r':
        return (Key){.kind = KEY_ON};
    case CODE_BACKSPACE:
    case CODE_DELETE:
        return (Key){.kind = KEY_BACK};
    case CODE_ESCAPE:
        return read_sequence(keys);
    default:
        return byte < ' ' ? (Key){.kind = KEY_OTHER} : read_character(keys, byte);
    }
}

Key keys_read(Keys *keys) {
    if (!keys->is_put_back) {
        host_flush(keys->host);
        keys->last = read_key(keys);
    }
    keys->is_put_back = false;
    return keys->last;
}

void keys_put_back(Keys *keys) {
    keys->is_put_back = true;
}

bool keys_wait(Keys *keys, int milliseconds) {
    if (!keys->is_terminal) {
        return false;
    }
    host_flush(keys->host);
    return keys->is_put_back || is_byte_near(keys, milliseconds);
}
