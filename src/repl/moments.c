#include "repl/moments.h"

#include "show/moment.h"
#include "show/observation.h"

enum { PRINTED_MOST = 64 << 10 };

static void drain(void *context, Bytes *out) {
    host_send(context, out);
}

static Json start_line(Moments *moments, ReplHost *host) {
    bytes_clear(&moments->out);
    return (Json){.out = &moments->out, .drain = drain, .context = host};
}

/* A writer that goes on behind the events that are there. */
static Json start_event(Moments *moments) {
    return (Json){.out = &moments->printed, .follows = moments->printed.length != 0};
}

/* Makes one event of all that was printed to one stream in turn. */
static void finish_text(Moments *moments) {
    if (moments->text.length != 0) {
        Json json = start_event(moments);
        observation_write_output(&json, moments->stream, moments->text.data, moments->text.length);
    }
    bytes_clear(&moments->text);
}

static void forget_printed(Moments *moments) {
    bytes_clear(&moments->printed);
    bytes_clear(&moments->text);
}

static void tap(void *context, HostStream stream, const char *bytes, size_t length) {
    Moments *moments = context;
    if (stream != moments->stream) {
        finish_text(moments);
        moments->stream = stream;
    }
    bytes_append(&moments->text, bytes, length);
    if (moments->text.length + moments->printed.length > PRINTED_MOST) {
        finish_text(moments);
        Json json = start_line(moments, moments->session->host);
        moment_write_printed(&json, &moments->printed);
        forget_printed(moments);
    }
}

void moments_note_error(Moments *moments, const Bytes *report) {
    finish_text(moments);
    Json json = start_event(moments);
    observation_write_error(&json, bytes_text(report), report->length);
}

/* The line of the program in which the statement begins; 0 for what is not of its text. */
static uint32_t first_line(const Moments *moments) {
    const Program *program = moments->program;
    uint32_t line = 1;
    if (program == NULL || moments->statement < program->text ||
        moments->statement > program->text + program->length) {
        return 0;
    }
    for (const char *at = program->text; at < moments->statement; at++) {
        line += *at == '\n';
    }
    return line;
}

static void write_moment(Moments *moments) {
    Session *session = moments->session;
    finish_text(moments);
    MomentRequest request = {
        .observer = session->observer,
        .view = session_view(session),
        .difference = session->difference,
        .statement = moments->statement,
        .statement_length = moments->statement_length,
        .first_line = moments->statement == NULL ? 0 : first_line(moments),
        .printed = &moments->printed,
    };
    Json json = start_line(moments, session->host);
    if (moment_write(&json, &request)) {
        forget_printed(moments);
    } else {
        session->host->tap = NULL;
        host_put(session->host, HOST_ERROR, "ouro: no memory left to write a moment\n");
        session->host->tap = tap;
    }
}

void moments_open(Moments *moments, Session *session) {
    *moments = (Moments){.session = session, .program = moments->program};
    session->host->tap = tap;
    session->host->tap_context = moments;
    write_moment(moments);
}

void moments_begin(Moments *moments, const char *text, size_t length) {
    moments->statement = text;
    moments->statement_length = length;
}

void moments_end(Moments *moments) {
    write_moment(moments);
}

void moments_close(Moments *moments, ReplHost *host, int status) {
    finish_text(moments);
    host->tap = NULL;
    Json json = start_line(moments, host);
    moment_write_end(&json, status, &moments->printed);
    bytes_free(&moments->out);
    bytes_free(&moments->printed);
    bytes_free(&moments->text);
}
