#include "repl/lesson_session.h"

#include "heap/visit.h"
#include "repl/style.h"

#include <string.h>

enum { OPTION_WORDS_MOST = 16 };

/* --- opening ---------------------------------------------------------------------------------- */

/* A lesson may say what memory is like; how things are shown is the learner's own affair. */
static bool are_about_memory(const Options *options) {
    return options->code == NULL && options->file == NULL && options->transcript == NULL &&
           !options->stay && !options->live && !options->plain && !options->ascii &&
           !options->colour && !options->no_colour && options->width == 0 && !options->version &&
           !options->help && !options->replay_each && !options->digest;
}

static bool read_options(LessonSession *run, const Options *shown, Complaints *complaints) {
    char *words[OPTION_WORDS_MOST];
    char *rest = NULL;
    int count = 0;
    bytes_append_text(&run->option_words, run->lesson->options);
    if (run->option_words.length != 0) {
        char *word = strtok_r(run->option_words.data, " ", &rest);
        for (; word != NULL && count < OPTION_WORDS_MOST; word = strtok_r(NULL, " ", &rest)) {
            words[count++] = word;
        }
    }
    Bytes why = {0};
    Options asked = {0};
    bool ok = options_read(&asked, count, words, &why);
    if (!ok) {
        complain(complaints, run->lesson->options_line, "these options will not do: %s",
                 bytes_text(&why));
    } else if (!are_about_memory(&asked)) {
        ok = false;
        complain(complaints, run->lesson->options_line,
                 "a lesson's options are about memory: how it is shown is for the learner to say");
    }
    bytes_free(&why);
    run->options = asked;
    run->options.plain = shown->plain;
    run->options.ascii = shown->ascii;
    run->options.colour = shown->colour;
    run->options.no_colour = shown->no_colour;
    run->options.width = shown->width;
    run->options.audit |= shown->audit;
    if (!asked.fuel_limited) {
        run->options.fuel = shown->fuel;
        run->options.fuel_limited = shown->fuel_limited;
    }
    return ok;
}

/* What a statement reads: the next of its `<<<` lines. It is shown as it would be typed. */
static HostAnswer read_answer(void *context, Bytes *line) {
    LessonSession *run = context;
    if (!run->answers_itself) {
        return run->inner.read(run->inner.context, line);
    }
    while (run->answers != NULL && *run->answers != '\0') {
        const char *at = run->answers;
        size_t length = strcspn(at, "\n");
        run->answers += length + (at[length] == '\n');
        if (length >= 3 && memcmp(at, "<<<", 3) == 0) {
            size_t skip = length > 3 && at[3] == ' ' ? 4 : 3;
            bytes_append(line, at + skip, length - skip);
            host_end_line(run->session.host);
            host_print(run->session.host, HOST_OUT, "%.*s\n", (int)length, at);
            return HOST_LINE;
        }
    }
    if (!run->user_pages || !run->session.is_paging) {
        return HOST_END;
    }
    run->has_paged = true;
    return run->inner.read(run->inner.context, line);
}

static void write_through(void *context, HostStream stream, const char *bytes, size_t length) {
    const LessonSession *run = context;
    run->inner.write(run->inner.context, stream, bytes, length);
}

bool lesson_session_open(LessonSession *run, const Lesson *lesson, const Options *options,
                         ReplHost *host, Complaints *complaints) {
    *run = (LessonSession){.lesson = lesson, .live = LIVE_ON};
    bool ok = read_options(run, options, complaints);
    if (ok && !session_open(&run->session, &run->options, host, true)) {
        complain(complaints, 1, "there is no memory left for a session");
        ok = false;
    }
    if (!ok) {
        bytes_free(&run->option_words);
        return false;
    }
    run->is_open = true;
    run->session.live = run->live;
    run->typing.session = &run->session;
    run->inner = host->host;
    host->host.context = run;
    host->host.write = write_through;
    host->host.read = read_answer;
    host->record = &run->shown;
    return true;
}

int lesson_session_close(LessonSession *run) {
    ReplHost *host = run->session.host;
    host->record = NULL;
    typing_drop(&run->typing);
    bytes_free(&run->typing.pending);
    int status = run->is_open ? session_close(&run->session) : run->session.status;
    host->host = run->inner;
    fact_start_free(run->start);
    bytes_free(&run->shown);
    bytes_free(&run->option_words);
    run->start = NULL;
    return status;
}

/* --- steps ------------------------------------------------------------------------------------ */

/* All facts that a step may ask. */
static size_t list_facts(const LessonStep *step, const Fact *facts[], size_t most) {
    size_t count = 0;
    for (uint32_t i = 0; i < step->goal_count && count < most; i++) {
        facts[count++] = step->goals[i];
    }
    for (uint32_t i = 0; i < step->wrong_count && count < most; i++) {
        facts[count++] = step->wrongs[i].when;
    }
    for (uint32_t i = 0; i < step->choice_count && count < most; i++) {
        if (step->choices[i].when != NULL) {
            facts[count++] = step->choices[i].when;
        }
    }
    return count;
}

bool lesson_session_begin(LessonSession *run, const LessonStep *step) {
    const Fact *facts[LESSON_FACTS_MOST];
    size_t count = list_facts(step, facts, LESSON_FACTS_MOST);
    const Look *look = observer_ask(run->session.observer, session_view(&run->session));
    fact_start_free(run->start);
    run->start = look == NULL ? NULL : fact_start_take(look, facts, count);
    run->step = step;
    run->begun = lesson_session_now(run);
    run->session.live = step->shows_live ? run->live : LIVE_OFF;
    run->session.live_is_chosen = false;
    run->has_paged = false;
    bytes_clear(&run->shown);
    return run->start != NULL;
}

void lesson_session_note_choice(LessonSession *run) {
    if (run->session.live_is_chosen) {
        run->live = run->session.live;
    }
    run->session.live_is_chosen = false;
}

size_t lesson_session_run(LessonSession *run, const LessonStatement *statement) {
    size_t before = run->shown.length;
    run->answers = statement->expected;
    for (const char *at = statement->text; *at != '\0' && !run->session.ended;) {
        size_t length = strcspn(at, "\n");
        typing_enter_line(&run->typing, at, length);
        at += length + (at[length] == '\n');
    }
    typing_drop(&run->typing);
    host_end_line(run->session.host);
    run->answers = NULL;
    return before;
}

void lesson_session_type(LessonSession *run, const char *code, SourceShown shown) {
    typing_drop(&run->typing);
    (void)typing_enter_text(&run->typing, code, strlen(code), shown);
    host_end_line(run->session.host);
}

LessonMoment lesson_session_now(const LessonSession *run) {
    return (LessonMoment){
        .count = observer_statement_count(run->session.observer),
        .observer = run->session.observer,
        .digest = image_digest(run->session.heap),
    };
}

/* Out of chapters that were begun since, by `:reset` or `:load`. */
static bool leave_chapters(Session *session, const Observer *observer) {
    while (session->observer != observer) {
        size_t done = session_count_done(session);
        uint32_t first = chapters_peek(&session->chapters)->first;
        if (observer_statement_count(session->observer) - first != done ||
            !session_go_back(session, done) || !session_leave_chapter(session)) {
            return false;
        }
    }
    return true;
}

bool lesson_session_go(LessonSession *run, const LessonMoment *moment) {
    Session *session = &run->session;
    typing_drop(&run->typing);
    if (!leave_chapters(session, moment->observer)) {
        return false;
    }
    uint32_t count = observer_statement_count(session->observer);
    bool there = count >= moment->count ? session_go_back(session, count - moment->count)
                                        : session_go_forward(session, moment->count - count);
    return there && image_digest(session->heap) == moment->digest;
}

/* What the learner undid may have been undone for good: then there is another way, or none. */
bool lesson_session_back(LessonSession *run) {
    bytes_clear(&run->shown);
    return lesson_session_go(run, &run->begun);
}

/* What a learner who takes each solution does in a step. */
static void replay_step(LessonSession *run, const LessonStep *step) {
    run->session.live = step->shows_live ? run->live : LIVE_OFF;
    if (step->kind == STEP_DO) {
        lesson_session_type(run, step->solution, SOURCE_NEVER);
        return;
    }
    for (uint32_t i = 0; step->kind != STEP_FREE && i < step->statements.count; i++) {
        (void)lesson_session_run(run, &step->statements.rows[i]);
    }
}

bool lesson_session_replay(LessonSession *run, uint32_t number) {
    ReplHost *host = run->session.host;
    bool was_muted = host->muted;
    bool answered_itself = run->answers_itself;
    fact_start_free(run->start);
    run->start = NULL;
    run->step = NULL;
    host->muted = true;
    run->answers_itself = true;
    typing_drop(&run->typing);
    (void)session_close(&run->session);
    bool ok = session_open(&run->session, &run->options, host, true);
    run->is_open = ok;
    for (uint32_t i = 0; ok && i < number && !run->session.ended; i++) {
        replay_step(run, &run->lesson->steps[i]);
    }
    run->session.live = run->live;
    run->answers_itself = answered_itself;
    host->muted = was_muted;
    bytes_clear(&run->shown);
    return ok && !run->session.ended;
}

/* --- facts ------------------------------------------------------------------------------------ */

static bool take_moment(LessonSession *run, FactMoment *moment) {
    *moment = (FactMoment){
        .look = observer_ask(run->session.observer, session_view(&run->session)),
        .start = run->start,
        .shown = bytes_text(&run->shown),
    };
    return moment->look != NULL;
}

/* Judging only reads; with an audit that is seen to. */
FactTruth lesson_session_judge(LessonSession *run, const Fact *fact) {
    Session *session = &run->session;
    FactMoment moment;
    bool checks = session->options->audit;
    uint64_t before = checks ? image_digest(session->heap) : 0;
    FactTruth truth = take_moment(run, &moment) ? fact_judge(fact, &moment) : FACT_UNKNOWN;
    if (checks && image_digest(session->heap) != before) {
        session->status = STATUS_BROKEN_LEDGER;
        session->ended = true;
    }
    return truth;
}

bool lesson_session_is_done(LessonSession *run) {
    bool done = run->step->goal_count != 0;
    for (uint32_t i = 0; done && i < run->step->goal_count; i++) {
        done = lesson_session_judge(run, run->step->goals[i]) == FACT_TRUE;
    }
    return done;
}

void lesson_session_tell(LessonSession *run, Bytes *out, const Fact *fact) {
    FactMoment moment;
    run->session.style = style_choose(run->session.options, run->session.host);
    if (take_moment(run, &moment)) {
        fact_tell(out, &run->session.style, fact, &moment);
    }
}
