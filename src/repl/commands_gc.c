#include "gc/watch.h"
#include "heap/visit.h"
#include "repl/command_parts.h"
#include "repl/pages.h"
#include "repl/say.h"

#include <string.h>

enum { OLDEST = GENERATION_COUNT - 1 };

/* --- :gc, :gc young -------------------------------------------------------------------------- */

static void collect(Session *session, const char *statement, unsigned generation) {
    session_statement_begin(session, statement, strlen(statement));
    View before = view_live(session->heap);
    GcWatcher watcher;
    bool seen = session_view_before(session, &before) != NULL;
    CollectRequest request = {.before = before, .generation = generation};
    seen = seen && observer_collect_begin(session->observer, &request, &watcher);
    session->vm->host = &session->watched;
    GcReport report = gc_collect_watched(session->vm, generation, seen ? &watcher : NULL);
    session->vm->host = NULL;
    Bytes text = {0};
    if (seen && observer_collect_after(session->observer)) {
        show_gc(&text, &session->style, session->observer, &report);
    } else {
        bytes_print(&text, "%u objects were unreachable\n", report.unreachable);
    }
    command_put(session, &text);
    session_statement_end(session, false);
}

/* --- :gc step -------------------------------------------------------------------------------- */

/* What the program prints is kept for the page of its phase. */
typedef struct Capture {
    Host host;
    const Host *real;
    Bytes printed;
} Capture;

static void capture_write(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)stream;
    bytes_append(&((Capture *)context)->printed, bytes, length);
}

/* A finalizer that asks for input: the question is seen now, for it is answered now. */
static HostAnswer capture_read(void *context, Bytes *line) {
    const Capture *capture = context;
    const char *text = capture->printed.data;
    size_t start = capture->printed.length;
    while (start > 0 && text[start - 1] != '\n') {
        start--;
    }
    host_write(capture->real, HOST_OUT, text + start, capture->printed.length - start);
    return host_read(capture->real, line);
}

static bool write_page(void *context, size_t page, Bytes *out) {
    const Session *session = context;
    if (page >= show_gc_step_pages()) {
        return false;
    }
    show_gc_step(out, &session->style, session->observer, (uint32_t)page);
    return true;
}

/* Back to the image of that digest (0: not known). */
static bool put_back(Session *session, uint64_t digest) {
    bool done = session_put_back(session);
    if (done && digest != 0 && image_digest(session->heap) != digest) {
        host_put(session->host, HOST_ERROR, "audit: :gc step left something behind\n");
        session->status = STATUS_BROKEN_LEDGER;
        session->ended = true;
    }
    return done;
}

/* Pages tell of a pass that was run already. It counts once the last page is reached; who leaves
 * before goes back to the checkpoint that was taken just before it, as if nothing had run. */
static void show_steps(Session *session, uint64_t digest) {
    static const char STATEMENT[] = ":gc step";
    size_t reached = 0;
    Pages pages = {.write = write_page, .context = session, .question = "phase"};
    (void)pages_run(session, &pages, &reached);
    if (reached == show_gc_step_pages()) {
        session_statement_begin(session, STATEMENT, sizeof STATEMENT - 1);
        session_statement_end(session, false);
    } else if (put_back(session, digest)) {
        say(session, "left before the end: nothing was collected, and the heap is as it was");
    }
}

static void collect_by_steps(Session *session) {
    session_checkpoint(session);
    if (session->timeline == NULL) {
        say(session, "no memory left to go through a collection; :gc still collects");
        return;
    }
    Capture capture = {.host = session->host->host, .real = &session->host->host};
    capture.host.context = &capture;
    capture.host.write = capture_write;
    capture.host.read = capture_read;
    CollectRequest request = {.before = timeline_shadow_view(session->timeline),
                              .printed = &capture.printed,
                              .generation = OLDEST,
                              .wants_steps = true};
    GcWatcher watcher;
    if (!observer_collect_begin(session->observer, &request, &watcher)) {
        say(session, "no memory left to go through a collection; :gc still collects");
        return;
    }
    uint64_t digest = session->options->audit ? image_digest(session->heap) : 0;
    session->vm->host = &capture.host;
    (void)gc_collect_watched(session->vm, OLDEST, &watcher);
    session->vm->host = NULL;
    if (observer_collect_after(session->observer)) {
        show_steps(session, digest);
    } else if (put_back(session, digest)) {
        say(session, "no memory left to go through a collection; :gc still collects");
    }
    bytes_free(&capture.printed);
}

/* --- the command ----------------------------------------------------------------------------- */

static void show_stats(Session *session) {
    Bytes text = {0};
    show_gc_stats(&text, &session->style, session->observer, session_view(session));
    command_put(session, &text);
}

/* What may stand behind `:gc`, and may be shortened as commands may. */
typedef enum GcWord { GC_YOUNG, GC_STEP, GC_STATS, GC_WORD_COUNT } GcWord;

/* GC_WORD_COUNT where it is none of them, or may be two. */
static GcWord find_word(const char *argument) {
    static const char *const WORDS[GC_WORD_COUNT] = {"young", "step", "stats"};
    GcWord found = GC_WORD_COUNT;
    for (GcWord word = GC_YOUNG; word < GC_WORD_COUNT; word++) {
        if (strncmp(WORDS[word], argument, strlen(argument)) != 0) {
            continue;
        }
        if (found != GC_WORD_COUNT) {
            return GC_WORD_COUNT;
        }
        found = word;
    }
    return found;
}

void command_gc(Session *session, const char *argument) {
    if (argument[0] == '\0') {
        collect(session, ":gc", OLDEST);
        return;
    }
    switch (find_word(argument)) {
    case GC_YOUNG:
        collect(session, ":gc young", 0);
        break;
    case GC_STEP:
        collect_by_steps(session);
        break;
    case GC_STATS:
        show_stats(session);
        break;
    case GC_WORD_COUNT:
        say(session, ":gc takes nothing, young, step or stats");
        break;
    }
}
