/* demo_beats.c -- a demonstration's script, in pieces that a key brings each. */
#include "repl/demo_parts.h"

#include <stdlib.h>
#include <string.h>

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
        ok = add_beat(demo, (Beat){.kind = BEAT_REVEAL, .step = number}) &&
             add_beat(demo, (Beat){.kind = BEAT_OTHERS, .step = number});
    }
    if (ok && (step->passed.count != 0 || step->after.count != 0)) {
        ok = add_beat(demo, (Beat){.kind = BEAT_CLOSE, .step = number});
    }
    return ok;
}

bool demo_add_beats(Demo *demo) {
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

void demo_give_up(Demo *demo) {
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
        demo_give_up(demo);
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

bool demo_begins_section(const Demo *demo, uint32_t number) {
    const LessonStep *steps = demo->file.lesson.steps;
    return steps[number].title != (number == 0 ? NULL : steps[number - 1].title);
}

static void open_step(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    Bytes out = {0};
    begin_step(demo, beat->step);
    bool begins = demo_begins_section(demo, beat->step);
    if ((begins || beat->step == 0) && !demo->is_rewinding) {
        demo_clear(demo);
    }
    if (begins) {
        tell_section(&out, &style, &demo->file, beat->step);
    }
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

/* A choice that may have gone out of sight, and the reason below it. */
static void tell_choice(Bytes *out, const ShowStyle *style, const LessonChoice *choice,
                        const char *mark) {
    tell_marked(out, style, mark, &choice->text);
    tell_marked(out, style, "   ", &choice->because);
}

static void reveal(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    uint32_t right = find_right(demo, step);
    Bytes out = {0};
    if (right < step->choice_count) {
        char mark[] = "a) is right: ";
        mark[0] = (char)(mark[0] + (char)right);
        bytes_append_char(&out, '\n');
        tell_choice(&out, &style, &step->choices[right], mark);
    } else {
        bytes_append_text(&out, "\nNone of these is right here.\n");
    }
    bytes_append_char(&out, '\n');
    demo_put(demo, &out);
    bytes_free(&out);
}

static void tell_others(Demo *demo, const Beat *beat) {
    const LessonStep *step = step_of(demo, beat);
    ShowStyle style = demo_style(demo);
    uint32_t right = find_right(demo, step);
    Bytes out = {0};
    bytes_append_text(&out, step->choice_count == 2 ? "\nAnd the other?\n" : "\nAnd the others?\n");
    for (uint32_t i = 0; i < step->choice_count; i++) {
        const char mark[] = {(char)('a' + i), ')', ' ', '\0'};
        if (i != right) {
            tell_choice(&out, &style, &step->choices[i], mark);
        }
    }
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

void demo_show_beat(Demo *demo, const Beat *beat) {
    switch (beat->kind) {
    case BEAT_OPEN:
        open_step(demo, beat);
        break;
    case BEAT_REVEAL:
        reveal(demo, beat);
        break;
    case BEAT_OTHERS:
        tell_others(demo, beat);
        break;
    case BEAT_CLOSE:
        close_step(demo, beat);
        break;
    case BEAT_STATEMENT:
        break;
    }
}

void demo_show_held(Demo *demo) {
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

/* The last statement of a step that is for playing: what comes next puts everything back. */
static void invite(Demo *demo, const Beat *beat) {
    bool is_last = beat + 1 == demo->beats + demo->count || beat[1].step != beat->step;
    if (is_last && step_of(demo, beat)->kind == STEP_FREE) {
        demo_say(demo, "(Type what you like; Space goes on, and puts it all back.)");
    }
}

/* A program that exits ends the demonstration. */
void demo_run_statement(Demo *demo, Beat *beat) {
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
    if (!demo->is_holding) {
        demo_begin_pages(demo);
    }
    if (beat->statement != NULL) {
        (void)lesson_session_run(run, beat->statement);
    } else {
        lesson_session_type(run, beat->text, SOURCE_NEVER);
    }
    demo_end_pages(demo);
    demo_show_held(demo);
    if (run->session.ended) {
        demo_say(demo, "The program left here.");
        demo->is_left = true;
        return;
    }
    invite(demo, beat);
}
