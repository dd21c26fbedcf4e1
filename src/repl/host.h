/* host.h -- the real process as a Host: standard output and error, and Ctrl-C.
 *
 * Standard output is buffered here: up to each line's end where it is a terminal, else in large
 * pieces. Standard error is not buffered, and what was printed before it goes out first, so that
 * the two interleave as they were written. Both can be led into one stream (transcripts).
 *
 * Ctrl-C sets one flag, the only global of the program, because a signal handler has no other
 * place to write to. The machine polls it through Host.interrupted and clears it when it raises
 * KeyboardInterrupt. A reader that goes away (`ouro file.py | head`) ends the process by SIGPIPE,
 * as it does with every filter. */
#ifndef OURO_REPL_HOST_H
#define OURO_REPL_HOST_H

#include "base/bytes.h"
#include "base/host.h"

typedef struct ReplHost {
    Host host; /* what is handed down; its context is this struct, which must not move */
    Bytes out; /* written but not yet sent */
    Bytes in;  /* read but not yet given */
    bool line_buffered;
    bool merged;      /* errors go to standard output */
    bool one_screen;  /* both streams are seen in one place */
    bool inside_line; /* what is seen there ends without a line end */
    bool broken;      /* standard output takes nothing any more */
    /* Takes all that is written, to either stream, in place of the streams; or NULL. */
    void (*tap)(void *context, HostStream stream, const char *bytes, size_t length);
    void *tap_context;
    /* Takes what is seen, and shows it by host_show when it likes; or NULL. */
    void (*screen)(void *context, HostStream stream, const char *bytes, size_t length);
    Bytes *record; /* borrowed: gets all that is written, to either stream; or NULL */
    bool muted;    /* nothing else gets it */
} ReplHost;

/* Makes `repl` the host of this process and takes charge of SIGINT and SIGPIPE. */
void host_open(ReplHost *repl, bool merged);
/* Sends what is left. False when some of the output could not be written. */
bool host_close(ReplHost *repl);

void host_flush(ReplHost *repl);
/* Whole texts, to either stream. */
void host_put(ReplHost *repl, HostStream stream, const char *text);
void host_put_bytes(ReplHost *repl, HostStream stream, const Bytes *bytes);
void host_print(ReplHost *repl, HostStream stream, const char *format, ...) PRINTF_LIKE(3, 4);

/* What a `screen` shows. */
void host_show(ReplHost *repl, HostStream stream, const char *bytes, size_t length);

/* Writes to standard output past the tap, at once, and empties the text. */
void host_send(ReplHost *repl, Bytes *text);

/* What Ouro itself says begins on a line of its own: ends the line that the program left open. */
void host_end_line(ReplHost *repl);
/* The user's own Enter has ended the line. */
void host_note_line_end(ReplHost *repl);

/* Waits for a line of standard input, without editing, and appends it to `line`. */
HostAnswer host_read_line(ReplHost *repl, Bytes *line);

/* True once after each Ctrl-C that nobody has answered yet. */
bool host_take_interrupt(ReplHost *repl);

/* Reads a file, or standard input for "-", into `text`. False with errno set. */
MUST_CHECK bool host_read_file(const char *path, Bytes *text);

#endif
