#include "repl/lesson_menu.h"

#include "repl/prompt.h"
#include "repl/style.h"
#include "repl/talk.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- the list --------------------------------------------------------------------------------- */

static void append_state(Bytes *out, const ProgressRow *row) {
    bool is_again = progress_count_done(row) == row->count;
    if (row->at < row->count) {
        bytes_print(out, "%sat %" PRIu32 " of %" PRIu32, is_again ? "done, again " : "",
                    row->at + 1, row->count);
    } else if (row->is_begun) {
        bytes_append_text(out, "done");
    }
}

static const char *keep_number(Table *table, Bytes *text, uint32_t number, const char *unit) {
    bytes_print(text, "%2" PRIu32 "%s", number, unit);
    return table_keep(table, text);
}

/* What is to be said of a lesson that was read. False when it is done. */
static bool fill_row(Table *table, TableRow *row, Progress *progress, const LessonFile *file,
                     bool *is_begun) {
    Bytes text = {0};
    ProgressRow state;
    bool has_state = progress_read(progress, file, &state);
    row->cells[0] = keep_number(table, &text, file->number, "");
    bytes_append_text(&text, file->lesson.title);
    row->cells[1] = table_keep(table, &text);
    row->cells[2] = keep_number(table, &text, file->lesson.minutes, " min");
    append_state(&text, &state);
    row->cells[3] = table_keep(table, &text);
    bool is_again = has_state && progress_count_done(&state) == state.count;
    *is_begun = state.is_begun && state.at < state.count && !is_again;
    bool is_done = has_state && state.is_begun && !*is_begun;
    progress_row_free(&state);
    bytes_free(&text);
    return !is_done;
}

/* False when the lesson is done, or can't be read. */
static bool add_lesson(Table *table, Progress *progress, const char *path, bool *is_begun) {
    LessonFile file;
    Bytes why = {0};
    TableRow *row = table_add(table);
    *is_begun = false;
    if (row == NULL) {
        return false;
    }
    bool ok = lesson_file_read(&file, path, &why);
    bytes_clear(&why);
    if (ok) {
        ok = fill_row(table, row, progress, &file, is_begun);
        lesson_file_free(&file);
    } else {
        row->cells[0] = keep_number(table, &why, lesson_files_number(path), "");
        row->cells[1] = "(can't be read: `ouro check` says why)";
    }
    bytes_free(&why);
    return ok;
}

uint32_t menu_write(Bytes *out, const ShowStyle *style, Progress *progress) {
    LessonFiles files;
    uint32_t next = 0;
    bool has_begun = false;
    if (!lesson_files_open(&files)) {
        show_line(out, style,
                  "There are no lessons beside this program. `ouro lesson FILE` takes "
                  "one of your own.");
        return 0;
    }
    Table table = {.gap = 2, .first_gap = 2, .indent = 2};
    for (uint32_t i = 0; i < files.count; i++) {
        bool is_begun = false;
        bool is_open = add_lesson(&table, progress, files.paths[i], &is_begun);
        if (is_open && (next == 0 || (is_begun && !has_begun))) {
            next = lesson_files_number(files.paths[i]);
        }
        has_begun |= is_begun;
    }
    bytes_append_text(out, "Lessons, with how far you are:\n");
    table_write(out, style, &table);
    lesson_files_close(&files);
    return next;
}

/* --- from the command line -------------------------------------------------------------------- */

/* Asks which lesson; Enter takes the next one. False when none is wanted. */
static bool ask(ReplHost *host, uint32_t next, Bytes *word) {
    if (!style_is_terminal()) {
        return false;
    }
    if (next != 0) {
        host_print(host, HOST_OUT, "Which one? (Enter for %" PRIu32 ", q out) ", next);
    } else {
        host_put(host, HOST_OUT, "You have done them all. Which one again? (Enter or q out) ");
    }
    host_flush(host);
    bytes_clear(word);
    if (host_read_line(host, word) != HOST_LINE) {
        host_put(host, HOST_OUT, "\n");
        return false;
    }
    if (word->length == 0 && next != 0) {
        bytes_print(word, "%" PRIu32, next);
    }
    return word->length != 0 && word->data[0] != 'q';
}

/* Lists the lessons and asks until one has begun, or none is wanted. */
static void choose(Talk *talk, const Options *options, ReplHost *host) {
    Bytes word = {0};
    Bytes list = {0};
    ShowStyle style = style_choose(options, host);
    uint32_t next = menu_write(&list, &style, &talk->progress);
    host_put_bytes(host, HOST_OUT, &list);
    while (ask(host, next, &word) && !talk_begin_lesson(talk, bytes_text(&word))) {
    }
    bytes_free(&word);
    bytes_free(&list);
}

int lesson_menu_run(const Options *options) {
    if (options->argument_count > 1 ||
        (options->argument_count == 1 && options->arguments[0][0] == '-')) {
        fprintf(stderr, "usage: ouro [OPTIONS] lesson [NUMBER | FILE.md]\n");
        return STATUS_UNUSABLE;
    }
    ReplHost host;
    Talk talk;
    Options adapted = *options;
    adapted.ascii |= !style_start_locale();
    host_open(&host, false);
    talk_open(&talk, NULL, &adapted, &host, true);
    int status = 0;
    if (options->argument_count == 0) {
        choose(&talk, &adapted, &host);
    } else if (!talk_begin_lesson(&talk, options->arguments[0])) {
        status = STATUS_UNUSABLE;
    }
    if (talk.has_lesson) {
        prompt_talk(&talk);
    }
    talk_close(&talk);
    status = talk.status == STATUS_BROKEN_LEDGER ? talk.status : status;
    return host_close(&host) || status != 0 ? status : STATUS_UNUSABLE;
}
