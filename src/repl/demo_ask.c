/* demo_ask.c -- lines of whoever presents: statements of their own, and what the script's ask. */
#include "repl/demo_parts.h"

#include <string.h>

/* --- off script ------------------------------------------------------------------------------- */

/* The first wrong way that was gone, plus 1; 0 for none. */
static uint32_t find_wrong(Demo *demo, const LessonStep *step) {
    for (uint32_t i = 0; i < step->wrong_count; i++) {
        if (lesson_session_judge(&demo->run, step->wrongs[i].when) == FACT_TRUE) {
            return i + 1;
        }
    }
    return 0;
}

/* Says of what somebody suggested whether it does the task, or which mistake it is. */
static void judge(Demo *demo) {
    const LessonStep *step = demo->run.step;
    if (step == NULL || step->kind != STEP_DO || demo->is_done) {
        return;
    }
    demo->is_done = lesson_session_is_done(&demo->run);
    uint32_t wrong = demo->is_done ? 0 : find_wrong(demo, step);
    if (demo->is_done) {
        demo_say(demo, "That does it.");
    } else if (wrong != 0 && wrong != demo->told) {
        ShowStyle style = demo_style(demo);
        Bytes out = {0};
        tell_marked(&out, &style, "Not yet. ", &step->wrongs[wrong - 1].message);
        demo_put(demo, &out);
        bytes_free(&out);
    }
    demo->told = wrong;
}

/* One line of the user's. False when that was an empty one, or the end. */
static bool ask_line(Demo *demo, Bytes *line) {
    Typing *typing = &demo->run.typing;
    Session *session = &demo->run.session;
    size_t begun = demo->editor.begun == NULL ? 0 : strlen(demo->editor.begun);
    demo_end_pages(demo);
    host_flush(&demo->host);
    (void)host_take_interrupt(&demo->host);
    EditorAnswer answer = editor_read(&demo->editor, typing_prompt(typing), line);
    if (!demo->keys.is_terminal && answer == EDITOR_LINE) {
        host_print(&demo->host, HOST_OUT, "%s\n", bytes_text(line) + begun);
    }
    if (answer == EDITOR_INTERRUPTED) {
        host_put(&demo->host, HOST_OUT, "\nKeyboardInterrupt\n");
        typing_drop(typing);
        return true;
    }
    if (answer == EDITOR_END) {
        host_put(&demo->host, HOST_OUT, "\n");
        return false;
    }
    if (typing->pending.length == 0 && bytes_text(line)[strspn(bytes_text(line), " \t")] == '\0') {
        demo_hide_empty_line(demo);
        return false;
    }
    demo_begin_pages(demo);
    if (memchr(bytes_text(line), '\n', line->length) != NULL) {
        (void)typing_enter_text(typing, line->data, line->length, SOURCE_IF_SEVERAL);
    } else {
        typing_enter_line(typing, bytes_text(line), line->length);
    }
    host_end_line(&demo->host);
    demo->is_left = session->ended || session->wish.kind == WISH_LEAVE;
    if (!demo->is_left && typing->pending.length == 0) {
        demo_end_pages(demo);
        judge(demo);
    }
    return !demo->is_left;
}

void demo_go_off(Demo *demo, const char *begun) {
    LessonSession *run = &demo->run;
    LessonMoment moment = lesson_session_now(run);
    Bytes line = {0};
    bool was_typed = demo->is_typed;
    demo_hide_waiting(demo);
    if (was_typed) {
        demo_untype(demo, demo->beats[demo->at].text);
        demo->is_typed = false;
    }
    keys_give(&demo->keys);
    demo->host.record = NULL;
    demo->is_off = true;
    demo->is_done = run->step == NULL || lesson_session_is_done(run);
    demo->told = 0;
    run->session.wish.place = WISH_IN_DEMO;
    demo->editor.begun = begun;
    while (ask_line(demo, &line)) {
    }
    demo->is_off = false;
    demo_end_pages(demo);
    demo->host.record = &run->shown;
    keys_take(&demo->keys);
    bytes_free(&line);
    if (demo->is_left) {
        return;
    }
    if (!lesson_session_go(run, &moment)) {
        demo_rewind_to(demo, demo->at);
    } else if (demo_can_redraw(demo)) {
        demo_draw_again(demo);
    }
    if (!demo_can_redraw(demo)) {
        demo_say(demo, "(back in the script, and memory is as it was)");
    }
    if (was_typed && !demo->is_left) {
        demo_type(demo, demo->beats[demo->at].text, true);
        demo->is_typed = true;
    }
}

/* --- what statements ask ---------------------------------------------------------------------- */

/* The next `<<<` line of the script, typed when Space is pressed. */
static bool read_scripted(Demo *demo, Bytes *line) {
    const char *at = demo->run.answers;
    for (; at != NULL && *at != '\0'; at += *at == '\n') {
        size_t length = strcspn(at, "\n");
        if (strncmp(at, "<<<", 3) == 0) {
            size_t skip = length > 3 && at[3] == ' ' ? 4 : 3;
            bytes_append(line, at + skip, length - skip);
            demo->run.answers = at + length;
            return true;
        }
        at += length;
    }
    return false;
}

/* A stepper can be gone through with the presenter's keys. */
static HostAnswer read_key_as_line(Demo *demo, Bytes *line) {
    Key key;
    do {
        key = keys_read(&demo->keys);
    } while (key.kind == KEY_OTHER || key.kind == KEY_REDRAW);
    switch (key.kind) {
    case KEY_BACK:
        bytes_append_text(line, "b");
        break;
    case KEY_TEXT:
        bytes_append_text(line, key.text);
        break;
    case KEY_INTERRUPT:
        return HOST_INTERRUPTED;
    case KEY_LEAVE:
    case KEY_END:
        return HOST_END;
    case KEY_ON:
    case KEY_OTHER:
    case KEY_REDRAW:
        break;
    }
    return HOST_LINE;
}

/* Whoever presents answers for the statement that runs. */
static HostAnswer read_anew(Demo *demo, const Beat *beat, Bytes *line) {
    if (read_scripted(demo, line)) {
        Key key = keys_read(&demo->keys);
        return key.kind == KEY_INTERRUPT ? HOST_INTERRUPTED : HOST_LINE;
    }
    if (beat->text[0] == ':') {
        return read_key_as_line(demo, line);
    }
    keys_give(&demo->keys);
    HostAnswer answer = demo->read(&demo->host, line);
    keys_take(&demo->keys);
    return answer;
}

/* What was answered the first time. */
static HostAnswer read_again(Demo *demo, const Beat *beat, Bytes *line) {
    if (demo->given_from >= beat->given.length) {
        return HOST_END;
    }
    const char *at = bytes_text(&beat->given) + demo->given_from;
    size_t length = strcspn(at, "\n");
    bytes_append(line, at, length);
    demo->given_from += length + 1;
    return HOST_LINE;
}

HostAnswer demo_read(void *context, Bytes *line) {
    Demo *demo = context;
    Beat *beat = demo->at < demo->count ? &demo->beats[demo->at] : NULL;
    if (demo->is_off || beat == NULL || beat->text == NULL) {
        return demo->read(context, line);
    }
    size_t before = line->length;
    demo_show_held(demo);
    host_flush(&demo->host);
    HostAnswer answer =
        demo->is_rewinding ? read_again(demo, beat, line) : read_anew(demo, beat, line);
    if (answer != HOST_LINE) {
        return answer;
    }
    const char *given = bytes_text(line) + before;
    if (!demo->is_rewinding) {
        bytes_append_text(&beat->given, given);
        bytes_append_char(&beat->given, '\n');
    }
    /* A line that was typed at the terminal stands there. */
    if (demo->is_rewinding || beat->text[0] == ':') {
        host_print(&demo->host, HOST_OUT, "%s\n", given);
    } else {
        bytes_print(&demo->drawn, "%s\n", given);
    }
    demo_begin_pages(demo);
    return HOST_LINE;
}
