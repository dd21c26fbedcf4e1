#include "repl/say.h"

#include "base/utf8.h"
#include "repl/moments.h"
#include "repl/style.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* How much of a line that is too wide stays on it: up to a blank, if there is one. */
static size_t fitting(const char *line, size_t length, unsigned width) {
    size_t fits = 0;
    size_t blank = 0;
    for (size_t at = 0, columns = 0; at < length;) {
        uint32_t point = 0;
        size_t bytes = utf8_decode(line + at, length - at, &point);
        bytes = bytes == 0 ? 1 : bytes;
        columns += (size_t)utf8_code_point_width(point);
        if (columns > width) {
            return blank != 0 ? blank : fits;
        }
        at += bytes;
        fits = at;
        blank = point == ' ' ? at : blank;
    }
    return length;
}

enum { USUAL_INDENT = 2 };

/* Where the second column of a line begins, if it has one, or else two columns further in than the
 * line itself: there its continuation begins. */
static unsigned find_indent(const char *line, const char *end) {
    enum { MOST = 16 };
    unsigned usual = USUAL_INDENT;
    for (const char *at = line; at < end && at < line + MOST && *at == ' '; at++) {
        usual++;
    }
    for (const char *at = line; at + 2 < end && at < line + MOST; at++) {
        if (at > line && at[-1] != ' ' && at[0] == ' ' && at[1] == ' ') {
            while (at < end && *at == ' ') {
                at++;
            }
            return at - line > MOST ? usual : (unsigned)(at - line);
        }
    }
    return usual;
}

/* Appends a line and its end, in as many lines as it takes. */
static void append_broken(Bytes *out, const char *at, const char *stop, unsigned width) {
    unsigned indent = width < 40 ? USUAL_INDENT : find_indent(at, stop);
    size_t piece = fitting(at, (size_t)(stop - at), width);
    while (at + piece < stop) {
        size_t kept = piece;
        while (kept > 1 && at[kept - 1] == ' ') {
            kept--;
        }
        bytes_append(out, at, kept);
        bytes_append_char(out, '\n');
        bytes_append_repeated(out, ' ', indent);
        at += piece;
        piece = fitting(at, (size_t)(stop - at), width - indent);
    }
    bytes_append(out, at, piece);
    bytes_append_char(out, '\n');
}

/* Breaks the lines that begin with `mark`. */
static void break_lines(Bytes *out, const Bytes *lines, const char *mark, unsigned width) {
    const char *at = bytes_text(lines);
    const char *end = at + lines->length;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        if (strncmp(at, mark, strlen(mark)) == 0) {
            append_broken(out, at, stop, width < 16 ? 16 : width);
        } else {
            bytes_append(out, at, (size_t)(stop - at));
            bytes_append_char(out, '\n');
        }
        at = stop + 1;
    }
}

void say_lines(Session *session, const Bytes *lines) {
    Bytes out = {0};
    break_lines(&out, lines, "", session->style.width);
    host_end_line(session->host);
    host_put_bytes(session->host, HOST_OUT, &out);
    bytes_free(&out);
}

void say_error(Session *session, const Bytes *lines) {
    if (session->moments != NULL) {
        moments_note_error(session->moments, lines);
        return;
    }
    if (!session->host->one_screen) {
        host_put_bytes(session->host, HOST_ERROR, lines);
        return;
    }
    Bytes out = {0};
    session->style = style_choose(session->options, session->host);
    break_lines(&out, lines, "hint: ", session->style.width);
    host_put_bytes(session->host, HOST_ERROR, &out);
    bytes_free(&out);
}

void say(Session *session, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    session->style = style_choose(session->options, session->host);
    Bytes lines = {0};
    if (length >= 0) {
        bytes_print(&lines, "%s\n", text);
    }
    say_lines(session, &lines);
    bytes_free(&lines);
}
