#include "repl/talk.h"

#include "repl/lesson_menu.h"
#include "repl/style.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

void talk_open(Talk *talk, Session *session, const Options *options, ReplHost *host, bool keeps) {
    *talk = (Talk){.session = session, .options = options, .host = host};
    talk->typing.session = session;
    progress_open(&talk->progress, keeps);
    if (session != NULL) {
        session->wish.place = WISH_AT_PROMPT;
    }
}

static void close_lesson(Talk *talk) {
    if (talk->has_lesson) {
        talk->status = lesson_run_close(&talk->lesson);
        talk->has_lesson = false;
    }
}

void talk_close(Talk *talk) {
    close_lesson(talk);
    bytes_free(&talk->typing.pending);
    progress_close(&talk->progress);
}

Session *talk_session(Talk *talk) {
    return talk->has_lesson ? &talk->lesson.run.session : talk->session;
}

static Typing *typing_of(Talk *talk) {
    return talk->has_lesson ? &talk->lesson.run.typing : &talk->typing;
}

const char *talk_prompt(const Talk *talk) {
    return typing_prompt(talk->has_lesson ? &talk->lesson.run.typing : &talk->typing);
}

bool talk_is_over(const Talk *talk) {
    return !talk->has_lesson && (talk->session == NULL || talk->session->ended);
}

/* --- lessons ---------------------------------------------------------------------------------- */

static void put_lines(Talk *talk, Bytes *lines) {
    ShowStyle style = style_choose(talk->options, talk->host);
    Bytes out = {0};
    show_text(&out, &style, bytes_text(lines));
    host_end_line(talk->host);
    host_put_bytes(talk->host, HOST_OUT, &out);
    bytes_free(&out);
    bytes_clear(lines);
}

bool talk_begin_lesson(Talk *talk, const char *word) {
    LessonFile file;
    Bytes why = {0};
    bool ok = lesson_file_read(&file, word, &why);
    bool is_first = !talk->has_lesson;
    if (ok) {
        close_lesson(talk);
        if (is_first && talk->session != NULL) {
            host_put(talk->host, HOST_OUT, "Your session waits until you :leave.\n");
        }
        ok =
            lesson_run_open(&talk->lesson, &file, talk->options, talk->host, &talk->progress, &why);
        talk->has_lesson = ok;
    }
    put_lines(talk, &why);
    bytes_free(&why);
    return ok;
}

static void list_lessons(Talk *talk) {
    ShowStyle style = style_choose(talk->options, talk->host);
    Bytes text = {0};
    uint32_t next = menu_write(&text, &style, &talk->progress);
    if (next != 0) {
        bytes_print(&text, "`:lesson %" PRIu32 "` is the next one.\n", next);
    }
    host_end_line(talk->host);
    host_put_bytes(talk->host, HOST_OUT, &text);
    bytes_free(&text);
}

static void grant(Talk *talk, Bytes *word) {
    Bytes taken = *word;
    *word = (Bytes){0};
    if (taken.length == 0) {
        list_lessons(talk);
    } else {
        (void)!talk_begin_lesson(talk, bytes_text(&taken));
    }
    bytes_free(&taken);
}

/* What a line asked of the lesson, or for one. */
static void after_line(Talk *talk) {
    if (talk->has_lesson && talk->lesson.is_left) {
        close_lesson(talk);
        if (talk->session != NULL) {
            host_put(talk->host, HOST_OUT, "Back in your session.\n");
        }
    } else if (talk->has_lesson && talk->lesson.wish == WISH_LESSON) {
        talk->lesson.wish = WISH_NONE;
        grant(talk, &talk->lesson.word);
    } else if (!talk->has_lesson && talk->session->wish.kind == WISH_LESSON) {
        talk->session->wish.kind = WISH_NONE;
        grant(talk, &talk->session->wish.word);
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

void talk_enter_line(Talk *talk, const char *line, size_t length) {
    if (talk->has_lesson) {
        lesson_run_enter_line(&talk->lesson, line, length);
    } else {
        typing_enter_line(&talk->typing, line, length);
    }
    after_line(talk);
}

void talk_enter_text(Talk *talk, const char *text, size_t length) {
    if (talk->has_lesson) {
        lesson_run_enter_text(&talk->lesson, text, length);
    } else {
        SourceShown shown = talk->session->live != LIVE_OFF ? SOURCE_IF_SEVERAL : SOURCE_NEVER;
        (void)typing_enter_text(&talk->typing, text, length, shown);
    }
    after_line(talk);
}

void talk_drop(Talk *talk) {
    typing_drop(typing_of(talk));
}

/* Ctrl-D inside a statement ends the statement, as in Python. */
void talk_end(Talk *talk) {
    Typing *typing = typing_of(talk);
    if (typing->pending.length != 0) {
        typing_end(typing);
        typing_drop(typing);
    } else if (talk->has_lesson) {
        lesson_run_leave(&talk->lesson);
    } else {
        talk->session->ended = true;
    }
    after_line(talk);
}
