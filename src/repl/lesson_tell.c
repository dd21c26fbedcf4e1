#include "repl/lesson_tell.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

enum { READING_WIDTH = 100 }; /* longer lines are hard to read */

static ShowStyle reading_style(const ShowStyle *style) {
    ShowStyle reading = *style;
    reading.width = reading.width < READING_WIDTH ? reading.width : READING_WIDTH;
    return reading;
}

static const char *dot_of(const ShowStyle *style) {
    return style->plain ? "," : style->ascii ? " -" : " \xC2\xB7";
}

/* A line of words, broken where it must be, in bold where there are colours. */
static void tell_line(Bytes *out, const ShowStyle *style, const Bytes *words, bool is_bold) {
    const ProseBlock block = {.text = bytes_text(words), .kind = PROSE_PARAGRAPH};
    const Prose prose = {&block, 1};
    ShowStyle reading = reading_style(style);
    if (is_bold && style->colour) {
        bytes_append_text(out, "\x1b[1m");
    }
    prose_write(out, &reading, &prose);
    if (is_bold && style->colour) {
        out->length -= out->length != 0;
        bytes_append_text(out, "\x1b[0m\n");
    }
}

static void append_lesson(Bytes *out, const ShowStyle *style, const LessonFile *file) {
    if (file->number != 0) {
        bytes_print(out, "lesson %" PRIu32, file->number);
    } else {
        bytes_append_text(out, file->name);
    }
    bytes_print(out, "%s %s", dot_of(style), file->lesson.title);
}

void tell_lesson(Bytes *out, const ShowStyle *style, const LessonFile *file) {
    Bytes line = {0};
    append_lesson(&line, style, file);
    bytes_append_char(out, '\n');
    tell_line(out, style, &line, true);
    bytes_free(&line);
}

void tell_where(Bytes *out, const ShowStyle *style, const LessonFile *file, uint32_t step) {
    const LessonStep *steps = file->lesson.steps;
    Bytes line = {0};
    append_lesson(&line, style, file);
    bytes_print(&line, "%s %" PRIu32 " of %" PRIu32, dot_of(style), step + 1,
                file->lesson.step_count);
    bytes_append_char(out, '\n');
    tell_line(out, style, &line, true);
    const char *title = steps[step].title;
    if (title != NULL && (step == 0 || steps[step - 1].title != title)) {
        bytes_clear(&line);
        bytes_append_text(&line, title);
        tell_line(out, style, &line, true);
    }
    bytes_free(&line);
}

void tell_section(Bytes *out, const ShowStyle *style, const LessonFile *file, uint32_t step) {
    Bytes line = {0};
    bytes_print(&line, "%" PRIu32 " of %" PRIu32 "%s %s", step + 1, file->lesson.step_count,
                dot_of(style), file->lesson.steps[step].title);
    bytes_append_char(out, '\n');
    tell_line(out, style, &line, true);
    bytes_free(&line);
}

void tell_prose(Bytes *out, const ShowStyle *style, const Prose *prose) {
    ShowStyle reading = reading_style(style);
    if (prose->count != 0) {
        bytes_append_char(out, '\n');
        prose_write(out, &reading, prose);
    }
}

void tell_marked(Bytes *out, const ShowStyle *style, const char *mark, const Prose *prose) {
    ShowStyle reading = reading_style(style);
    unsigned indent = (unsigned)utf8_width(mark, strlen(mark));
    Bytes text = {0};
    reading.width = reading.width > indent + 20 ? reading.width - indent : 20;
    prose_write(&text, &reading, prose);
    bytes_append_text(out, mark);
    for (const char *at = bytes_text(&text); *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (at != bytes_text(&text) && length != 0) {
            bytes_append_repeated(out, ' ', indent);
        }
        bytes_append(out, at, length);
        bytes_append_char(out, '\n');
        at += length + (at[length] == '\n');
    }
    if (text.length == 0) {
        out->length -= indent != 0 && out->length != 0; /* the blank behind the mark */
        bytes_append_char(out, '\n');
    }
    bytes_free(&text);
}

void tell_typed(Bytes *out, const char *code) {
    const char *mark = ">>>";
    for (; *code != '\0'; mark = "...") {
        size_t length = strcspn(code, "\n");
        bytes_print(out, "%s%s%.*s\n", mark, length != 0 ? " " : "", (int)length, code);
        code += length + (code[length] == '\n');
    }
}

void tell_statements(Bytes *out, const LessonStep *step) {
    if (step->statements.count != 0) {
        bytes_append_char(out, '\n');
    }
    for (uint32_t i = 0; i < step->statements.count; i++) {
        tell_typed(out, step->statements.rows[i].text);
    }
}

static char letter_of(uint32_t choice) {
    return (char)('a' + choice);
}

void tell_choices(Bytes *out, const ShowStyle *style, const LessonStep *step) {
    bytes_append_char(out, '\n');
    for (uint32_t i = 0; i < step->choice_count; i++) {
        const char mark[] = {' ', ' ', letter_of(i), ')', ' ', '\0'};
        tell_marked(out, style, mark, &step->choices[i].text);
    }
}

void tell_reasons(Bytes *out, const ShowStyle *style, const LessonStep *step, uint32_t right) {
    for (uint32_t i = 0; i < step->choice_count; i++) {
        const char mark[] = {i == right ? '*' : ' ', ' ', letter_of(i), ')', ' ', '\0'};
        tell_marked(out, style, mark, &step->choices[i].because);
    }
}

void tell_letters(Bytes *out, const LessonStep *step) {
    for (uint32_t i = 0; i < step->choice_count; i++) {
        bytes_print(out, "%s%c",
                    i == 0                        ? ""
                    : i + 1 == step->choice_count ? " or "
                                                  : ", ",
                    letter_of(i));
    }
}
