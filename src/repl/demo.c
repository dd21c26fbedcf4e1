#include "repl/demo.h"

#include "repl/demo_parts.h"
#include "repl/say.h"
#include "repl/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_WRONG = 1 };

#define KEYS_HELP                                                                                  \
    "Space types the next statement, and again runs it. PageUp goes back. Any other key: "         \
    "statements of your own, until an empty line. Ctrl-D leaves."

/* --- the script ------------------------------------------------------------------------------- */

static bool add_beat(Demo *demo, Beat beat) {
    if (demo->count == demo->capacity) {
        uint32_t larger = demo->capacity == 0 ? 32 : demo->capacity * 2;
        Beat *moved = realloc(demo->beats, larger * sizeof *moved);
        if (moved == NULL) {
            return false;
        }
        demo->beats = moved;
        demo->capacity = larger;
    }
    demo->beats[demo->count++] = beat;
    return true;
}

/* The statements of a block, or of a solution. */
static bool add_statements(Demo *demo, const LessonStep *step, uint32_t number) {
    ScriptPieces pieces = {0};
    bool ok = true;
    for (uint32_t i = 0; i < step->statements.count && ok; i++) {
        const LessonStatement *statement = &step->statements.rows[i];
        ok = add_beat(demo, (Beat){.kind = BEAT_STATEMENT,
                                   .step = number,
                                   .text = statement->text,
                                   .statement = statement});
    }
    if (ok && step->solution != NULL) {
        ok = demo_script_split(&demo->scratch, step->solution, &pieces);
    }
    for (uint32_t i = 0; i < pieces.count && ok; i++) {
        const char *text = pieces.rows[i].text;
        ok = text[0] == '\0' ||
             add_beat(demo, (Beat){.kind = BEAT_STATEMENT, .step = number, .text = text});
    }
    free(pieces.rows);
    return ok;
}

static bool add_step(Demo *demo, uint32_t number) {
    const LessonStep *step = &demo->file.lesson.steps[number];
    uint32_t first = demo->count;
    bool ok = add_beat(demo, (Beat){.kind = BEAT_OPEN, .step = number}) &&
              add_statements(demo, step, number);
    if (ok) {
        demo->beats[first].flows = step->before.count == 0 && step->task.count == 0 &&
                                   step->choice_count == 0 && demo->count > first + 1;
    }
    if (ok && step->choice_count != 0) {
        ok = add_beat(demo, (Beat){.kind = BEAT_REVEAL, .step = number});
    }
    if (ok && (step->passed.count != 0 || step->after.count != 0)) {
        ok = add_beat(demo, (Beat){.kind = BEAT_CLOSE, .step = number});
    }
    return ok;
}

static bool add_beats(Demo *demo) {
    uint32_t steps = demo->file.lesson.step_count;
    bool ok = (demo->marks = calloc(steps, sizeof *demo->marks)) != NULL;
    for (uint32_t i = 0; i < steps && ok; i++) {
        ok = add_step(demo, i);
    }
    return ok;
}

static const LessonStep *step_of(const Demo *demo, const Beat *beat) {
    return &demo->file.lesson.steps[beat->step];
}

/* --- beats ------------------------------------------------------------------------------------ */

/* Memory is not as the script needs it, and can't be: only leaving is left. */
static void give_up(Demo *demo) {
    host_put(&demo->host, HOST_ERROR, "ouro demo: memory can't be put back: this is the end\n");
    demo->is_left = true;
}

static void begin_step(Demo *demo, uint32_t number) {
    LessonSession *run = &demo->run;
    const LessonStep *steps = demo->file.lesson.steps;
    /* What was played with is put back. */
    bool ok = number == 0 || steps[number - 1].kind != STEP_FREE ||
              lesson_session_go(run, &demo->marks[number - 1]) ||
              lesson_session_replay(run, number);
    if (!ok || !lesson_session_begin(run, &steps[number])) {
        give_up(demo);
        return;
    }
    demo->marks[number] = run->begun;
}

static void tell_question(const Demo *demo, Bytes *out, const LessonStep *step) {
    ShowStyle style = demo_style(demo);
    if (step->kind == STEP_PREDICT) {
        tell_statements(out, step);
    } else if (step->shown != NULL && step->shown[0] != '\0') {
        const ProseBlock block = {.text = step->shown, .kind = PROSE_CODE};
        const Prose code = {&block, 1};
        tell_prose(out, &style, &code);
    }
    tell_prose(out, &style, &step->task);
    tell_choices(out, &style, step);
    bytes_append_text(out, "\nHands up: ");
    tell_letters(out, step);
    bytes_append_text(out, "?\n");
}

static bool begins_section(const Demo *demo, uint32_t number) {
    const LessonStep *steps = demo->file.lesson.steps;
    return number == 0 || steps[number].title != steps[number - 1].title;
}

static void open_step(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    Bytes out = {0};
    begin_step(demo, beat->step);
    if (begins_section(demo, beat->step) && !demo->is_rewinding) {
        demo_clear(demo);
    }
    tell_where(&out, &style, &demo->file, beat->step);
    tell_prose(&out, &style, &step->before);
    if (step->choice_count != 0) {
        tell_question(demo, &out, step);
    } else {
        tell_prose(&out, &style, &step->task);
    }
    bytes_append_char(&out, '\n');
    demo_put(demo, &out);
    bytes_free(&out);
}

static uint32_t find_right(Demo *demo, const LessonStep *step) {
    uint32_t i = 0;
    while (i < step->choice_count &&
           !(step->kind == STEP_PREDICT
                 ? lesson_session_judge(&demo->run, step->choices[i].when) == FACT_TRUE
                 : step->choices[i].is_answer)) {
        i++;
    }
    return i;
}

static void reveal(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    uint32_t right = find_right(demo, step);
    Bytes out = {0};
    if (right < step->choice_count) {
        bytes_print(&out, "\n%c) is right.\n", (char)('a' + right));
    } else {
        bytes_append_text(&out, "\nNone of these is right here.\n");
    }
    tell_reasons(&out, &style, step, right);
    bytes_append_char(&out, '\n');
    demo_put(demo, &out);
    bytes_free(&out);
}

static void close_step(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    Bytes out = {0};
    tell_prose(&out, &style, &step->passed);
    tell_prose(&out, &style, &step->after);
    bytes_append_char(&out, '\n');
    demo_put(demo, &out);
    bytes_free(&out);
}

/* What a command shows can be higher than the screen. Once it asks, its pages are its own affair.
 */
static void show_held(Demo *demo) {
    LessonSession *run = &demo->run;
    Bytes held = {0};
    if (demo->is_holding) {
        demo->is_holding = false;
        demo->host.muted = false;
        host_note_line_end(&demo->host);
        bytes_append_text(&held, bytes_text(&run->shown) + demo->held_from);
        demo_put(demo, &held);
    }
    bytes_free(&held);
}

/* A program that exits ends the demonstration. */
static void run_statement(Demo *demo, Beat *beat) {
    LessonSession *run = &demo->run;
    demo_end_typed(demo, beat->text);
    (void)host_take_interrupt(&demo->host);
    demo->is_holding = beat->text[0] == ':' && !demo->is_rewinding && demo_can_redraw(demo);
    demo->held_from = run->shown.length;
    demo->given_from = 0;
    if (!demo->is_rewinding) {
        bytes_clear(&beat->given);
    }
    demo->host.muted |= demo->is_holding;
    if (beat->statement != NULL) {
        (void)lesson_session_run(run, beat->statement);
    } else {
        lesson_session_type(run, beat->text, SOURCE_NEVER);
    }
    show_held(demo);
    if (run->session.ended) {
        demo_say(demo, "The program left here.");
        demo->is_left = true;
    }
}

/* --- going through them ----------------------------------------------------------------------- */

static void go_on(Demo *demo) {
    bool flows = true;
    while (flows && !demo->is_left) {
        flows = false;
        if (demo->at == demo->count) {
            if (!demo->is_over) {
                demo_hide_waiting(demo);
                demo_say(demo, "This is the end of it. PageUp goes back; Ctrl-D leaves.");
            }
            demo->is_over = true;
            return;
        }
        Beat *beat = &demo->beats[demo->at];
        if (demo->is_typed) {
            demo->is_typed = false;
            run_statement(demo, beat);
            demo->at++;
            return;
        }
        demo_hide_waiting(demo);
        switch (beat->kind) {
        case BEAT_OPEN:
            open_step(demo, beat);
            flows = beat->flows;
            break;
        case BEAT_STATEMENT:
            demo_type(demo, beat->text, demo->is_rewinding);
            demo->is_typed = true;
            return;
        case BEAT_REVEAL:
            reveal(demo, beat);
            break;
        case BEAT_CLOSE:
            close_step(demo, beat);
            break;
        }
        demo->at++;
    }
}

static void show_title(Demo *demo) {
    ShowStyle style = demo_style(demo);
    const ProseBlock block = {.text = KEYS_HELP, .kind = PROSE_PARAGRAPH};
    const Prose help = {&block, 1};
    Bytes out = {0};
    demo_clear(demo);
    tell_lesson(&out, &style, &demo->file);
    tell_prose(&out, &style, &help);
    bytes_append_char(&out, '\n');
    demo_put(demo, &out);
    bytes_free(&out);
}

/* Makes everything as it is in front of a beat: memory as it was where its section began, then what
 * comes between. */
static void rewind_to(Demo *demo, uint32_t target) {
    uint32_t first = target == 0 ? 0 : target - 1;
    bool has_titles = demo->file.lesson.steps[demo->beats[first].step].title != NULL;
    while (demo->beats[first].kind != BEAT_OPEN ||
           (has_titles && !begins_section(demo, demo->beats[first].step))) {
        first--;
    }
    uint32_t step = demo->beats[first].step;
    if (!lesson_session_go(&demo->run, &demo->marks[step]) &&
        !lesson_session_replay(&demo->run, step)) {
        give_up(demo);
        return;
    }
    demo->is_typed = false;
    demo->at = first;
    bool is_seen = demo_can_redraw(demo);
    if (target == 0 && is_seen) {
        show_title(demo);
        return;
    }
    demo_clear(demo);
    demo->is_rewinding = true;
    demo->host.muted = !is_seen;
    while (demo->at < target && !demo->is_left) {
        go_on(demo);
    }
    /* What comes with the beginning of a step comes too early here. */
    if (demo->is_typed) {
        demo_untype(demo, demo->beats[demo->at].text);
        demo->is_typed = false;
    }
    demo->host.muted = false;
    demo->is_rewinding = false;
}

/* Where nothing can be drawn anew, words say what is next again. */
static void tell_back(Demo *demo, const Beat *beat) {
    static const char *const NEXT[] = {
        [BEAT_OPEN] = "this step", [BEAT_REVEAL] = "the answer", [BEAT_CLOSE] = "the text below"};
    Bytes out = {0};
    if (demo_can_redraw(demo)) {
        return;
    }
    if (beat->kind == BEAT_STATEMENT) {
        int length = (int)strcspn(beat->text, "\n");
        bytes_print(&out, "(back before `%.*s`)\n", length, beat->text);
    } else {
        bytes_print(&out, "(back before %s)\n", NEXT[beat->kind]);
    }
    demo_put(demo, &out);
    bytes_free(&out);
}

static void go_back(Demo *demo) {
    demo->is_over = false;
    demo_hide_waiting(demo);
    if (demo->is_typed) {
        demo_untype(demo, demo->beats[demo->at].text);
        demo->is_typed = false;
    } else if (demo->at == 0) {
        demo_say(demo, "This is the beginning.");
        return;
    } else {
        demo->at--;
        tell_back(demo, &demo->beats[demo->at]);
        rewind_to(demo, demo->at - (demo->at != 0 && demo->beats[demo->at - 1].flows));
        return;
    }
    /* A statement that came with the beginning of its step goes with it. */
    if (demo->beats[demo->at - 1].flows) {
        rewind_to(demo, demo->at - 1);
    }
}

/* --- off script ------------------------------------------------------------------------------- */

/* One line of the user's. False when that was an empty one, or the end. */
static bool ask_line(Demo *demo, Bytes *line) {
    Typing *typing = &demo->run.typing;
    Session *session = &demo->run.session;
    size_t begun = demo->editor.begun == NULL ? 0 : strlen(demo->editor.begun);
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
    if (memchr(bytes_text(line), '\n', line->length) != NULL) {
        (void)typing_enter_text(typing, line->data, line->length, SOURCE_IF_SEVERAL);
    } else {
        typing_enter_line(typing, bytes_text(line), line->length);
    }
    host_end_line(&demo->host);
    demo->is_left = session->ended || session->wish.kind == WISH_LEAVE;
    return !demo->is_left;
}

static void go_off(Demo *demo, const char *begun) {
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
    run->session.wish.place = WISH_IN_DEMO;
    demo->editor.begun = begun;
    while (ask_line(demo, &line)) {
    }
    demo->is_off = false;
    demo->host.record = &run->shown;
    keys_take(&demo->keys);
    bytes_free(&line);
    if (demo->is_left) {
        return;
    }
    if (!lesson_session_go(run, &moment)) {
        rewind_to(demo, demo->at);
    }
    demo_say(demo, "(back in the script, and memory is as it was)");
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

static HostAnswer read_for_demo(void *context, Bytes *line) {
    Demo *demo = context;
    Beat *beat = demo->at < demo->count ? &demo->beats[demo->at] : NULL;
    if (demo->is_off || beat == NULL || beat->text == NULL) {
        return demo->read(context, line);
    }
    size_t before = line->length;
    show_held(demo);
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
    }
    return HOST_LINE;
}

/* --- the whole -------------------------------------------------------------------------------- */

static void redraw(Demo *demo) {
    bool was_typed = demo->is_typed;
    if (!demo_can_redraw(demo)) {
        return;
    }
    demo_hide_waiting(demo);
    rewind_to(demo, demo->at);
    if (was_typed && !demo->is_left) {
        demo_type(demo, demo->beats[demo->at].text, true);
        demo->is_typed = true;
    }
}

static void show_help(Demo *demo) {
    const char *typed = demo->is_typed ? demo->beats[demo->at].text : NULL;
    demo_hide_waiting(demo);
    if (typed != NULL) {
        demo_untype(demo, typed);
    }
    demo_say(demo, KEYS_HELP);
    if (typed != NULL) {
        demo_type(demo, typed, true);
    }
}

static void play(Demo *demo) {
    bool was_unclear = false;
    while (!demo->is_left) {
        if (!demo->is_typed) {
            demo_show_waiting(demo);
        }
        Key key = keys_read(&demo->keys);
        bool is_unclear = key.kind == KEY_OTHER || key.kind == KEY_INTERRUPT;
        if (is_unclear && !was_unclear) {
            show_help(demo);
        }
        was_unclear = is_unclear;
        switch (key.kind) {
        case KEY_ON:
            go_on(demo);
            break;
        case KEY_BACK:
            go_back(demo);
            break;
        case KEY_TEXT:
            go_off(demo, key.text);
            break;
        case KEY_REDRAW:
            redraw(demo);
            break;
        case KEY_INTERRUPT:
        case KEY_OTHER:
            break;
        case KEY_END:
            while (!demo->keys.is_terminal && demo->at < demo->count && !demo->is_left) {
                go_on(demo);
            }
            demo->is_left = true;
            break;
        case KEY_LEAVE:
            demo->is_left = true;
            break;
        }
    }
    demo->is_waiting = false;
    host_end_line(&demo->host);
}

static int show_script(Demo *demo, const Options *options) {
    Complaints complaints = {.file = demo->file.path};
    int status = STATUS_WRONG;
    if (!lesson_session_open(&demo->run, &demo->file.lesson, options, &demo->host, &complaints)) {
        Bytes why = {0};
        complaints_write(&why, &complaints);
        host_put_bytes(&demo->host, HOST_ERROR, &why);
        bytes_free(&why);
        complaints_free(&complaints);
        return status;
    }
    keys_open(&demo->keys, &demo->host);
    editor_open(&demo->editor, &demo->run.session);
    demo->is_paced &= demo_can_redraw(demo);
    if (add_beats(demo)) {
        demo->marks[0] = lesson_session_now(&demo->run);
        keys_take(&demo->keys);
        show_title(demo);
        play(demo);
        keys_give(&demo->keys);
    }
    editor_close(&demo->editor);
    status = lesson_session_close(&demo->run) == STATUS_BROKEN_LEDGER ? STATUS_BROKEN_LEDGER : 0;
    complaints_free(&complaints);
    for (uint32_t i = 0; i < demo->count; i++) {
        bytes_free(&demo->beats[i].given);
    }
    free(demo->beats);
    free(demo->marks);
    scratch_free(&demo->scratch);
    return status;
}

static int refuse(const char *why, const char *what) {
    fprintf(stderr, "ouro demo: %s%s\nusage: ouro demo FILE [--large] [--no-pace]\n", why, what);
    return STATUS_UNUSABLE;
}

int demo_run(const Options *options) {
    Demo demo = {.is_paced = true};
    Options adapted = *options;
    const char *file = NULL;
    for (int i = 0; i < options->argument_count; i++) {
        const char *word = options->arguments[i];
        if (strcmp(word, "--large") == 0) {
            demo.is_large = true;
        } else if (strcmp(word, "--no-pace") == 0) {
            demo.is_paced = false;
        } else if (word[0] == '-') {
            return refuse("there is no option ", word);
        } else if (file != NULL) {
            return refuse("one file at a time, please", "");
        } else {
            file = word;
        }
    }
    if (file == NULL) {
        return refuse("which lesson, or which program?", "");
    }
    Bytes why = {0};
    int status = STATUS_UNUSABLE;
    adapted.ascii |= !style_start_locale();
    host_open(&demo.host, false);
    ShowStyle style = style_choose(&adapted, &demo.host);
    if (demo.is_large && style.width > LARGE_COLUMNS) {
        adapted.width = LARGE_COLUMNS;
    }
    demo.read = demo.host.host.read;
    demo.host.host.read = read_for_demo;
    if (demo_script_read(&demo.file, file, &adapted, &why)) {
        status = show_script(&demo, &adapted);
        lesson_file_free(&demo.file);
    }
    host_put_bytes(&demo.host, HOST_ERROR, &why);
    bytes_free(&why);
    return host_close(&demo.host) || status != 0 ? status : STATUS_UNUSABLE;
}
