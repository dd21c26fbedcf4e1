#include "repl/transcript.h"

#include "repl/prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_WORDS_MOST = 16 };

/* A transcript on its way. */
typedef struct Replay {
    const char *at;
    const char *end;
    ReplHost *host;
    Host inner; /* what the real host was */
} Replay;

/* The next line without its end, in `line`. */
static bool read_line(Replay *replay, Bytes *line) {
    if (replay->at >= replay->end) {
        return false;
    }
    const char *stop = memchr(replay->at, '\n', (size_t)(replay->end - replay->at));
    stop = stop != NULL ? stop : replay->end;
    bytes_clear(line);
    bytes_append(line, replay->at, (size_t)(stop - replay->at));
    replay->at = stop + 1;
    return !line->failed;
}

static bool begins(const Bytes *line, const char *mark) {
    return strncmp(bytes_text(line), mark, strlen(mark)) == 0;
}

/* What the program reads: the next line behind `<<<` that stands before the next prompt. It is
 * shown as it would be typed. */
static HostAnswer read_answer(void *context, Bytes *line) {
    Replay *replay = context;
    Replay before = *replay;
    Bytes typed = {0};
    bool given = false;
    while (!given && read_line(replay, &typed) && !begins(&typed, ">>>")) {
        given = begins(&typed, "<<<");
    }
    if (given) {
        size_t skip = typed.length > 3 && typed.data[3] == ' ' ? 4 : 3;
        bytes_append(line, typed.data + skip, typed.length - skip);
        host_end_line(replay->host);
        host_print(replay->host, HOST_OUT, "%s\n", bytes_text(&typed));
    } else {
        replay->at = before.at;
    }
    bytes_free(&typed);
    return given ? HOST_LINE : HOST_END;
}

/* Programs write to the real host, and read from the transcript. */
static void write_through(void *context, HostStream stream, const char *bytes, size_t length) {
    const Replay *replay = context;
    replay->inner.write(replay->inner.context, stream, bytes, length);
}

/* The words behind `$ ouro`, which are borrowed from the line. */
static bool read_option_line(char *line, Options *options) {
    char *words[OPTION_WORDS_MOST];
    int count = 0;
    char *rest = NULL;
    (void)strtok_r(line, " ", &rest); /* the dollar sign */
    (void)strtok_r(NULL, " ", &rest); /* the program's name */
    for (char *word; count < OPTION_WORDS_MOST && (word = strtok_r(NULL, " ", &rest)) != NULL;) {
        words[count++] = word;
    }
    Bytes complaint = {0};
    bool ok = options_read(options, count, words, &complaint);
    bytes_free(&complaint);
    return ok;
}

/* What stands above the first prompt. `option_line` keeps the texts of the options. */
static bool read_head(Replay *replay, Bytes *option_line, Options *options) {
    Bytes line = {0};
    bool ok = true;
    const char *start = replay->at;
    while (ok && read_line(replay, &line) && !begins(&line, ">>>")) {
        bool has_options = begins(&line, "$ ouro");
        if (has_options) {
            bytes_append(option_line, line.data, line.length);
            ok = !option_line->failed && read_option_line(option_line->data, options);
        }
        if (has_options || begins(&line, "#") || line.length == 0) {
            host_print(replay->host, HOST_OUT, "%s\n", bytes_text(&line));
        }
        start = replay->at;
    }
    replay->at = start;
    bytes_free(&line);
    return ok;
}

static void type_line(Talk *talk, const Bytes *line) {
    const char *typed = line->data + 3;
    size_t length = line->length - 3;
    if (length != 0 && typed[0] == ' ') {
        typed++;
        length--;
    }
    Bytes shown = {0};
    bytes_append(&shown, talk_prompt(talk), length == 0 ? 3 : 4);
    bytes_append(&shown, typed, length);
    bytes_append_char(&shown, '\n');
    host_put_bytes(talk->host, HOST_OUT, &shown);
    bytes_free(&shown);
    talk_enter_line(talk, typed, length);
}

static int type_all(Replay *replay, const Options *options, bool shows_banner) {
    Session session;
    if (!session_open(&session, options, replay->host, true)) {
        return session.status;
    }
    session.live = LIVE_ON;
    if (shows_banner) {
        prompt_show_banner(&session);
    }
    Talk talk;
    Bytes line = {0};
    talk_open(&talk, &session, options, replay->host, false);
    while (!talk_is_over(&talk) && read_line(replay, &line)) {
        /* Outside of a statement "..." begins a row that was printed. */
        if (begins(&line, ">>>") || (begins(&line, "...") && talk_prompt(&talk)[0] == '.')) {
            type_line(&talk, &line);
        }
    }
    bytes_free(&line);
    if (!talk.has_lesson) {
        typing_end(&talk.typing);
    }
    talk_close(&talk);
    int status = session_close(&session);
    return status != 0 ? status : talk.status == STATUS_BROKEN_LEDGER ? talk.status : 0;
}

int transcript_run(const Options *options) {
    ReplHost host;
    Bytes text = {0};
    Bytes option_line = {0};
    host_open(&host, true);
    int status = STATUS_UNUSABLE;
    if (host_read_file(options->transcript, &text)) {
        Replay replay = {bytes_text(&text), bytes_text(&text) + text.length, &host, host.host};
        host.host.context = &replay;
        host.host.write = write_through;
        host.host.read = read_answer;
        Options asked = *options;
        if (read_head(&replay, &option_line, &asked)) {
            asked.audit = true;
            status = type_all(&replay, &asked, option_line.length != 0);
        } else {
            host_put(&host, HOST_OUT, "ouro: the options of this transcript make no sense\n");
        }
    } else {
        host_print(&host, HOST_OUT, "ouro: can't read '%s': %s\n", options->transcript,
                   strerror(errno));
    }
    bytes_free(&text);
    bytes_free(&option_line);
    return host_close(&host) ? status : STATUS_UNUSABLE;
}
