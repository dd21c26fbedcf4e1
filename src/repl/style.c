#include "repl/style.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_WITHOUT_TERMINAL = 80 };

static unsigned terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
        return size.ws_col;
    }
    return WIDTH_WITHOUT_TERMINAL;
}

bool style_start_locale(void) {
    const char *name = setlocale(LC_CTYPE, "");
    bool bare = name == NULL || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
    const char *forced = getenv("LC_ALL");
    if (bare && (forced == NULL || forced[0] == '\0')) {
        (void)setlocale(LC_CTYPE, "C.UTF-8");
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool style_is_terminal(void) {
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

/* Whether a terminal knows the 256 colours, of which some are legible on black and on white. */
static bool has_palette(const char *terminal) {
    const char *more = getenv("COLORTERM");
    return strstr(terminal, "256color") != NULL || strstr(terminal, "direct") != NULL ||
           (more != NULL && more[0] != '\0');
}

ShowStyle style_choose(const Options *options, const ReplHost *host) {
    ShowStyle style = {
        .width = WIDTH_WITHOUT_TERMINAL,
        .ascii = options->ascii,
        .plain = options->plain,
    };
    bool is_terminal = !host->merged && host->line_buffered;
    if (options->width != 0) {
        style.width = options->width;
    } else if (is_terminal) {
        style.width = terminal_width();
    }
    if (options->colour) {
        style.colour = !options->plain;
        style.palette = true;
        return style;
    }
    const char *terminal = getenv("TERM");
    const char *no_colour = getenv("NO_COLOR");
    style.colour = is_terminal && !options->no_colour && !options->plain &&
                   (no_colour == NULL || no_colour[0] == '\0') && terminal != NULL &&
                   strcmp(terminal, "dumb") != 0;
    style.palette = style.colour && has_palette(terminal);
    return style;
}
