#include "repl/host.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OUT_BUFFER_BYTES = 1 << 16 };

/* The one global: see host.h. */
static volatile int interrupt_flag;

static void on_interrupt(int signal_number) {
    (void)signal_number;
    interrupt_flag = 1;
}

/* Writes all of it, however often the system takes only a part. */
static bool send_all(int file, const char *bytes, size_t length) {
    while (length != 0) {
        ssize_t sent = write(file, bytes, length);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0) {
            return false;
        }
        bytes += sent;
        length -= (size_t)sent;
    }
    return true;
}

void host_flush(ReplHost *repl) {
    if (repl->out.length != 0 && !send_all(STDOUT_FILENO, repl->out.data, repl->out.length)) {
        repl->broken = true;
    }
    bytes_clear(&repl->out);
}

static void write_out(ReplHost *repl, const char *bytes, size_t length) {
    bytes_append(&repl->out, bytes, length);
    if (repl->out.failed) {
        /* Without memory for the buffer the output goes straight out. */
        host_flush(repl);
        repl->broken |= !send_all(STDOUT_FILENO, bytes, length);
        return;
    }
    bool line_ended = repl->line_buffered && memchr(bytes, '\n', length) != NULL;
    if (line_ended || repl->out.length >= OUT_BUFFER_BYTES) {
        host_flush(repl);
    }
}

void host_show(ReplHost *repl, HostStream stream, const char *bytes, size_t length) {
    if (stream == HOST_OUT || repl->merged) {
        write_out(repl, bytes, length);
        return;
    }
    host_flush(repl);
    /* There is nobody left to tell when standard error fails. */
    (void)send_all(STDERR_FILENO, bytes, length);
}

static void write_stream(void *context, HostStream stream, const char *bytes, size_t length) {
    ReplHost *repl = context;
    if (length == 0) {
        return;
    }
    if (repl->tap != NULL) {
        repl->tap(repl->tap_context, stream, bytes, length);
        return;
    }
    if (stream == HOST_OUT || repl->one_screen) {
        repl->inside_line = bytes[length - 1] != '\n';
    }
    if (repl->record != NULL) {
        bytes_append(repl->record, bytes, length);
    }
    if (repl->muted) {
        return;
    }
    if (repl->screen != NULL) {
        repl->screen(context, stream, bytes, length);
    } else {
        host_show(repl, stream, bytes, length);
    }
}

/* Gives the first line of what was read to the caller. */
static HostAnswer take_line(ReplHost *repl, size_t length, size_t behind, Bytes *line) {
    Bytes *in = &repl->in;
    bytes_append(line, in->data, length);
    in->length -= length + behind;
    memmove(in->data, in->data + length + behind, in->length + 1);
    return HOST_LINE;
}

HostAnswer host_read_line(ReplHost *repl, Bytes *line) {
    enum { PIECE = 4096 };
    Bytes *in = &repl->in;
    host_flush(repl);
    for (;;) {
        char *end = in->length == 0 ? NULL : memchr(in->data, '\n', in->length);
        if (end != NULL) {
            return take_line(repl, (size_t)(end - in->data), 1, line);
        }
        if (!bytes_reserve(in, PIECE)) {
            return HOST_END;
        }
        ssize_t got = read(STDIN_FILENO, in->data + in->length, PIECE);
        if (got < 0 && errno == EINTR && host_take_interrupt(repl)) {
            bytes_clear(in);
            return HOST_INTERRUPTED;
        }
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return in->length == 0 ? HOST_END : take_line(repl, in->length, 0, line);
        }
        in->length += (size_t)got;
        in->data[in->length] = '\0';
    }
}

/* What a program reads: the user's own Enter has ended the line on the screen. */
static HostAnswer read_for_program(void *context, Bytes *line) {
    ReplHost *repl = context;
    HostAnswer answer = host_read_line(repl, line);
    if (answer == HOST_LINE && repl->one_screen && isatty(STDIN_FILENO) == 1) {
        host_note_line_end(repl);
    }
    return answer;
}

void host_open(ReplHost *repl, bool merged) {
    *repl = (ReplHost){
        .host = {.context = repl,
                 .write = write_stream,
                 .read = read_for_program,
                 .interrupted = &interrupt_flag},
        .line_buffered = isatty(STDOUT_FILENO) == 1,
        .merged = merged,
        .one_screen = merged || (isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1),
    };
    /* Without SA_RESTART: a wait for input ends when the user asks for it. */
    struct sigaction interrupt = {.sa_handler = on_interrupt};
    sigemptyset(&interrupt.sa_mask);
    sigaction(SIGINT, &interrupt, NULL);
    struct sigaction pipe_closed = {.sa_handler = SIG_DFL};
    sigemptyset(&pipe_closed.sa_mask);
    sigaction(SIGPIPE, &pipe_closed, NULL);
}

bool host_close(ReplHost *repl) {
    host_flush(repl);
    bytes_free(&repl->out);
    bytes_free(&repl->in);
    return !repl->broken;
}

void host_put(ReplHost *repl, HostStream stream, const char *text) {
    write_stream(repl, stream, text, strlen(text));
}

void host_put_bytes(ReplHost *repl, HostStream stream, const Bytes *bytes) {
    write_stream(repl, stream, bytes_text(bytes), bytes->length);
}

void host_print(ReplHost *repl, HostStream stream, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0) {
        size_t shown = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
        write_stream(repl, stream, text, shown);
    }
}

void host_send(ReplHost *repl, Bytes *text) {
    write_out(repl, bytes_text(text), text->length);
    host_flush(repl);
    bytes_clear(text);
}

void host_end_line(ReplHost *repl) {
    if (repl->inside_line) {
        host_put(repl, HOST_OUT, "\n");
    }
}

void host_note_line_end(ReplHost *repl) {
    repl->inside_line = false;
}

bool host_take_interrupt(ReplHost *repl) {
    (void)repl;
    bool was = interrupt_flag != 0;
    interrupt_flag = 0;
    return was;
}

static bool read_all(int file, Bytes *text) {
    for (;;) {
        if (!bytes_reserve(text, OUT_BUFFER_BYTES)) {
            errno = ENOMEM;
            return false;
        }
        ssize_t got = read(file, text->data + text->length, OUT_BUFFER_BYTES);
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            text->data[text->length] = '\0';
            return true;
        }
        text->length += (size_t)got;
        text->data[text->length] = '\0';
    }
}

bool host_read_file(const char *path, Bytes *text) {
    if (strcmp(path, "-") == 0) {
        return read_all(STDIN_FILENO, text);
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    bool ok = read_all(file, text);
    int reason = errno;
    close(file);
    errno = reason;
    return ok;
}
