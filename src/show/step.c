#include "show/step.h"

#include "base/utf8.h"
#include "lang/diagnostic.h"
#include "show/parts.h"
#include "show/step_words.h"
#include "show/text.h"

#include <string.h>

enum { SOURCE_INDENT = 4, MOST_PLACES = 6, MOST_LINES = 4 };

/* --- where it stands ------------------------------------------------------------------------- */

static bool is_statement(const Running *running) {
    return (running->code->flags & CODE_IS_MODULE) != 0;
}

static void write_call_name(Bytes *out, const char *before, const Running *running) {
    bytes_append_text(out, before);
    if (is_statement(running))
        bytes_append_text(out, "the statement");
    else
        step_words_write_code(out, running->view, running->code);
    bytes_append_text(out, ": ");
}

/* A line of the source and the marks under a part of it, which may be wider than the terminal. */
static void show_source(Bytes *out, const ShowStyle *style, const Running *running) {
    const CodePlace *place = running_place(running);
    const StrObject *source = view_see(running->view, running->code->source);
    if (source == NULL || place->line == 0)
        return;
    size_t length;
    const char *line = diagnostic_find_line(source->text, source->bytes, place->line, &length);
    size_t start = 0;
    while (start < length && (line[start] == ' ' || line[start] == '\t'))
        start++;
    size_t first = place->column < start ? start : place->column;
    size_t stop = place->end_line == place->line ? place->end_column : length;
    if (first >= length || stop > length || stop <= first)
        return;
    size_t room = style->width > SOURCE_INDENT + 16 ? style->width - SOURCE_INDENT : 16;
    enum { CONTEXT = 10 };
    if (utf8_width(line + start, stop - start) > room && first > start + CONTEXT) {
        start = first - CONTEXT;
        while (start < first && ((unsigned char)line[start] & 0xC0) == 0x80)
            start++;
    }
    Bytes text = {0};
    bytes_append(&text, line + start, length - start);
    bytes_append_repeated(out, ' ', SOURCE_INDENT);
    show_cut(out, bytes_text(&text), room);
    bytes_append_char(out, '\n');
    size_t before = utf8_width(line + start, first - start);
    size_t marks = utf8_width(line + first, stop - first);
    marks = before + marks > room ? room - before : marks;
    bytes_append_repeated(out, ' ', (unsigned)(SOURCE_INDENT + before));
    bytes_append_repeated(out, '^', (unsigned)marks);
    bytes_append_char(out, '\n');
    bytes_free(&text);
}

/* The number, and the instruction in words. */
static void show_head(Bytes *out, const ShowStyle *style, const Stepping *stepping,
                      const ShownStep *step, const Running *before) {
    Bytes text = {0};
    bytes_append_text(&text, "step ");
    show_number(&text, step->number);
    if (step->count > 0) {
        bytes_append_text(&text, " of ");
        show_number(&text, step->count);
    }
    if (step->words != NULL) {
        bytes_print(&text, ": %s", step->words);
    } else {
        if (!is_statement(before))
            write_call_name(&text, ", in ", before);
        else
            bytes_append_text(&text, ": ");
        step_words_write(&text, before, stepping_labels(stepping));
    }
    show_line(out, style, bytes_text(&text));
    bytes_free(&text);
    if (step->words == NULL)
        show_source(out, style, before);
}

/* --- what the running call holds now --------------------------------------------------------- */

/* A row like those of the live line. */
static void show_row(Bytes *out, const ShowStyle *style, const char *word, const char *text) {
    Table table = {.gap = 3, .first_gap = 1, .aligned = 3, .least = {6}};
    TableRow *row = table_add(&table);
    Bytes kept = {0};
    if (row == NULL)
        return;
    bytes_append_text(&kept, text);
    row->cells[0] = word;
    row->cells[1] = table_keep(&table, &kept);
    row->colour = COLOUR_QUIET;
    row->is_free = true;
    bytes_free(&kept);
    table_write(out, style, &table);
}

/* The same call as it was before the step; false when it is new. */
static bool find_before(Running *before, const Running *after, View view) {
    if (!running_read(before, view) || before->depth < after->depth)
        return false;
    const Frame *frames = view_see(view, before->vm->frames);
    const Frame *frame = &frames[after->depth - 1];
    before->frame = frame;
    before->registers = view_see(view, frame->registers);
    return frame->registers == after->frame->registers && frame->code == after->frame->code;
}

static void write_register(Bytes *text, const Running *running, const Labels *labels,
                           uint32_t number) {
    const StrObject *name = running_local_name(running, number);
    const Object *held = running->registers[number];
    if (name != NULL)
        bytes_append_text(text, name->text);
    else
        bytes_print(text, "temporary %u", running_temporary_number(running, number));
    if (held == NULL) {
        bytes_append_text(text, " is not bound any more");
        return;
    }
    bytes_append_text(text, " is ");
    step_words_write_object(text, running->view, labels, held);
}

/* The registers that hold something else than before, or all that hold anything in a new call. */
static void show_now(Bytes *out, const ShowStyle *style, const Stepping *stepping) {
    Running after;
    Running before;
    Bytes text = {0};
    if (!running_read(&after, view_live(stepping->heap)) || running_is_internal(&after))
        return;
    bool is_known = find_before(&before, &after, stepping_view_before(stepping));
    if (!is_known)
        write_call_name(&text, "in ", &after);
    else if (before.depth > after.depth)
        write_call_name(&text, "back in ", &after);
    unsigned told = 0;
    for (uint32_t i = 0; i < after.code->register_count; i++) {
        const Object *held = after.registers[i];
        bool is_unbound = held == NULL && is_known && before.registers[i] != NULL &&
                          running_local_name(&after, i) != NULL;
        if ((held == NULL && !is_unbound) || (is_known && held == before.registers[i]))
            continue;
        bool has_name = i >= after.code->local_count || running_local_name(&after, i) != NULL;
        if (!has_name || told++ >= MOST_PLACES)
            continue;
        bytes_append_text(&text, told > 1 ? ", " : "");
        write_register(&text, &after, stepping_labels(stepping), i);
    }
    if (told > MOST_PLACES)
        bytes_print(&text, " and %u more", told - MOST_PLACES);
    bool is_bare = told == 0 && text.length > 2;
    if (is_bare) { /* a call without arguments */
        text.data[text.length - 2] = '\0';
        text.length -= 2;
    }
    if (told > 0 || is_bare)
        show_row(out, style, "now", bytes_text(&text));
    bytes_free(&text);
}

/* --- what went in and out -------------------------------------------------------------------- */

/* Some lines, each behind a word; of errors the last one only. */
static void show_lines(Bytes *out, const ShowStyle *style, const char *word, const Bytes *lines) {
    const char *at = bytes_text(lines);
    const char *end = at + lines->length;
    size_t more = 0;
    for (unsigned told = 0; at < end; told++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop != NULL ? stop : end;
        if (told < MOST_LINES) {
            Bytes text = {0};
            bytes_append(&text, at, (size_t)(stop - at));
            show_row(out, style, word, bytes_text(&text));
            bytes_free(&text);
        } else {
            more++;
        }
        at = stop + 1;
    }
    if (more > 0)
        show_print(out, style, "%s and %zu more line%s", show_dots(style), more,
                   more == 1 ? "" : "s");
}

static void show_complaint(Bytes *out, const ShowStyle *style, const Bytes *lines) {
    size_t length = lines->length;
    while (length > 0 && lines->data[length - 1] == '\n')
        length--;
    size_t start = length;
    while (start > 0 && lines->data[start - 1] != '\n')
        start--;
    Bytes last = {0};
    bytes_append(&last, bytes_text(lines) + start, length - start);
    show_lines(out, style, "error", &last);
    bytes_free(&last);
}

static void show_read(Bytes *out, const ShowStyle *style, const Bytes *read) {
    Bytes text = {0};
    bytes_print(&text, "'%s', as it did when it ran", bytes_text(read));
    show_row(out, style, "reads", bytes_text(&text));
    bytes_free(&text);
}

/* --- the page -------------------------------------------------------------------------------- */

void show_step(Bytes *out, const ShowStyle *style, const Stepping *stepping,
               const ShownStep *step) {
    Running before;
    bool runs = running_read(&before, stepping_view_before(stepping));
    ShownStep shown = *step;
    if (shown.words == NULL && !runs)
        shown.words = "go on";
    show_head(out, style, stepping, &shown, &before);
    size_t start = out->length;
    show_now(out, style, stepping);
    show_step_rows(out, style, &stepping->difference);
    show_lines(out, style, "prints", step->printed);
    if (step->complained->length > 0)
        show_complaint(out, style, step->complained);
    if (step->read != NULL)
        show_read(out, style, step->read);
    if (out->length == start)
        show_row(out, style, "same", "no count moved");
}
