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
    "statements of your own; an empty line puts everything back. Ctrl-D leaves."

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
            demo_run_statement(demo, beat);
            demo->at++;
            return;
        }
        demo_hide_waiting(demo);
        if (beat->kind == BEAT_STATEMENT) {
            demo_type(demo, beat->text, demo->is_rewinding);
            demo->is_typed = true;
            return;
        }
        demo_show_beat(demo, beat);
        flows = beat->flows;
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

void demo_rewind_to(Demo *demo, uint32_t target) {
    uint32_t first = target == 0 ? 0 : target - 1;
    bool has_titles = demo->file.lesson.steps[demo->beats[first].step].title != NULL;
    while (demo->beats[first].kind != BEAT_OPEN ||
           (has_titles && !demo_begins_section(demo, demo->beats[first].step))) {
        first--;
    }
    uint32_t step = demo->beats[first].step;
    if (!lesson_session_go(&demo->run, &demo->marks[step]) &&
        !lesson_session_replay(&demo->run, step)) {
        demo_give_up(demo);
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
        [BEAT_OPEN] = "this step",
        [BEAT_REVEAL] = "the answer",
        [BEAT_OTHERS] = "the other answers",
        [BEAT_CLOSE] = "the text below",
    };
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
        demo_rewind_to(demo, demo->at - (demo->at != 0 && demo->beats[demo->at - 1].flows));
        return;
    }
    /* A statement that came with the beginning of its step goes with it. */
    if (demo->beats[demo->at - 1].flows) {
        demo_rewind_to(demo, demo->at - 1);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static void redraw(Demo *demo) {
    bool was_typed = demo->is_typed;
    if (!demo_can_redraw(demo)) {
        return;
    }
    demo_hide_waiting(demo);
    demo_rewind_to(demo, demo->at);
    if (was_typed && !demo->is_left) {
        demo_type(demo, demo->beats[demo->at].text, true);
        demo->is_typed = true;
    }
}

/* It goes again with the next key. */
static void show_help(Demo *demo) {
    const char *typed = demo->is_typed ? demo->beats[demo->at].text : NULL;
    demo_hide_waiting(demo);
    if (typed != NULL) {
        demo_untype(demo, typed);
    }
    size_t drawn = demo->drawn.length;
    demo_say(demo, KEYS_HELP);
    demo_forget(demo, drawn);
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
        demo_fit(demo);
        bool is_unclear = key.kind == KEY_OTHER || key.kind == KEY_INTERRUPT;
        if (is_unclear && !was_unclear) {
            show_help(demo);
        }
        if (was_unclear && !is_unclear && demo_can_redraw(demo)) {
            demo_hide_waiting(demo);
            demo_draw_again(demo);
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
            demo_go_off(demo, key.text);
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
    if (demo_add_beats(demo)) {
        demo->marks[0] = lesson_session_now(&demo->run);
        keys_take(&demo->keys);
        demo_fit(demo);
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
    bytes_free(&demo->drawn);
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
    if (demo.is_large && (adapted.width == 0 || adapted.width > LARGE_COLUMNS)) {
        adapted.width = LARGE_COLUMNS;
    }
    demo.most_columns = adapted.width;
    demo.read = demo.host.host.read;
    demo.host.host.read = demo_read;
    demo.host.screen = demo_show;
    demo_end_pages(&demo);
    if (demo_script_read(&demo.file, file, &adapted, &why)) {
        status = show_script(&demo, &adapted);
        lesson_file_free(&demo.file);
    }
    host_put_bytes(&demo.host, HOST_ERROR, &why);
    bytes_free(&why);
    return host_close(&demo.host) || status != 0 ? status : STATUS_UNUSABLE;
}
