/* read.c -- a lesson from its Markdown: sections and the steps in them. */
#include "base/utf8.h"
#include "lesson/reading.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MOST ((size_t)1 << 20)

/* --- rows ------------------------------------------------------------------------------------- */

void *rows_add(Reading *reading, Rows *rows, size_t size) {
    if (rows->count == rows->capacity) {
        uint32_t larger = rows->capacity == 0 ? 8 : rows->capacity * 2;
        char *moved = realloc(rows->data, larger * size);
        if (moved == NULL) {
            reading->failed = true;
            return NULL;
        }
        rows->data = moved;
        rows->capacity = larger;
    }
    void *row = rows->data + rows->count++ * size;
    memset(row, 0, size);
    return row;
}

const void *rows_take(Reading *reading, Rows *rows, size_t size) {
    const void *copy = NULL;
    if (rows->count != 0) {
        copy = scratch_copy(&reading->lesson->scratch, rows->data, rows->count * size);
    }
    rows_drop(rows);
    return copy;
}

void rows_drop(Rows *rows) {
    free(rows->data);
    *rows = (Rows){0};
}

const char *reading_keep(Reading *reading, const char *text, size_t length) {
    const char *copy = scratch_copy(&reading->lesson->scratch, text, length);
    return copy != NULL ? copy : "";
}

/* --- words ------------------------------------------------------------------------------------ */

bool reading_split_key(const char *text, size_t *length, const char **rest) {
    *length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    if (*length == 0) {
        return false;
    }
    *rest = text + *length;
    if ((*rest)[0] == ':') {
        return true;
    }
    *rest += strspn(*rest, " ");
    if ((*rest)[0] != '`') {
        return false;
    }
    const char *code_end = strchr(*rest + 1, '`');
    return code_end != NULL && code_end[1 + strspn(code_end + 1, " ")] == ':';
}

uint32_t reading_find_word(Reading *reading, uint32_t line, const char *what, const char *word,
                           size_t length, const char *const words[]) {
    uint32_t i = 0;
    for (; words[i] != NULL; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            return i;
        }
    }
    Bytes name = {0};
    Bytes advice = {0};
    bytes_append(&name, word, length < 40 ? length : 40);
    complaint_suggest(&advice, bytes_text(&name), words);
    complain(reading->complaints, line, "`%s` is no %s%s", bytes_text(&name), what,
             bytes_text(&advice));
    bytes_free(&name);
    bytes_free(&advice);
    return i;
}

/* --- steps ------------------------------------------------------------------------------------ */

/* An id made of a heading: `To take away` gives to-take-away. */
static const char *make_id(Reading *reading, const char *title) {
    Bytes id = {0};
    bool is_apart = false;
    for (; title != NULL && *title != '\0'; title++) {
        char letter = *title >= 'A' && *title <= 'Z' ? (char)(*title + ('a' - 'A')) : *title;
        bool fits = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (fits && is_apart && id.length != 0) {
            bytes_append_char(&id, '-');
        }
        is_apart = !fits;
        if (fits) {
            bytes_append_char(&id, letter);
        }
    }
    if (id.length == 0) {
        bytes_append_text(&id, "opening");
    }
    const char *kept = reading_keep(reading, bytes_text(&id), id.length);
    bytes_free(&id);
    return kept;
}

static void check_id(Reading *reading, const LessonStep *step) {
    const LessonStep *steps = (const LessonStep *)(const void *)reading->steps.data;
    for (uint32_t i = 0; step->id[0] != '\0' && i < reading->steps.count; i++) {
        if (strcmp(steps[i].id, step->id) == 0) {
            complain(reading->complaints, step->line, "the id `%s` is taken: by line %u", step->id,
                     (unsigned)steps[i].line);
            return;
        }
    }
}

static void add_step(Reading *reading, LessonStep *step) {
    reading_check_step(reading, step);
    check_id(reading, step);
    LessonStep *row = rows_add(reading, &reading->steps, sizeof(LessonStep));
    if (row != NULL) {
        *row = *step;
    }
}

/* The present step is whole, but for the text behind it. */
static void end_step(Reading *reading, Prose after) {
    LessonStep *step = &reading->step;
    if (!reading->has_step) {
        return;
    }
    step->after = after;
    step->goals = rows_take(reading, &reading->goals, sizeof(const Fact *));
    step->hint_count = reading->hints.count;
    step->hints = rows_take(reading, &reading->hints, sizeof(Prose));
    step->wrong_count = reading->wrongs.count;
    step->wrongs = rows_take(reading, &reading->wrongs, sizeof(LessonWrong));
    step->choice_count = reading->choices.count;
    step->choices = rows_take(reading, &reading->choices, sizeof(LessonChoice));
    add_step(reading, step);
    reading->has_step = reading->has_parts = reading->has_passed = false;
}

/* Text that no block follows is read after the last step, or is a step of its own. */
static void end_section(Reading *reading) {
    Prose text = reading_take_prose(reading, &reading->pending);
    if (reading->has_step) {
        end_step(reading, text);
        return;
    }
    if (text.count == 0) {
        return;
    }
    LessonStep step = {.kind = STEP_READ,
                       .id = make_id(reading, reading->title),
                       .title = reading->title,
                       .line = text.blocks[0].line,
                       .shows_live = true,
                       .before = text};
    add_step(reading, &step);
}

static void begin_section(Reading *reading, cmark_node *heading) {
    end_section(reading);
    int level = cmark_node_get_heading_level(heading);
    uint32_t line = node_line(heading);
    if (level == 1) {
        complain(reading->complaints, line, "a lesson has one title; a section begins with `## `");
    } else if (level != 2) {
        complain(reading->complaints, line,
                 "a section begins with `## `; there is nothing below it");
    }
    Bytes title = {0};
    reading_write_title(reading, &title, heading);
    if (title.length == 0) {
        complain(reading->complaints, line, "the heading is empty");
    }
    reading->title = reading_keep(reading, bytes_text(&title), title.length);
    bytes_free(&title);
}

static bool takes_parts(const Reading *reading) {
    StepKind kind = reading->step.kind;
    return reading->has_step && (kind == STEP_DO || kind == STEP_PREDICT || kind == STEP_CHOOSE);
}

/* Text above the parts of a step is more of its question; between them it has no place. */
static void take_task(Reading *reading, uint32_t line) {
    Prose text = reading_take_prose(reading, &reading->pending);
    if (text.count == 0) {
        return;
    }
    if (reading->has_parts) {
        complain(reading->complaints, text.blocks[0].line,
                 "this text stands between the parts of a step: line %u is one more of them",
                 (unsigned)line);
        return;
    }
    reading->step.task = text;
}

const char *reading_find_line(const Reading *reading, uint32_t line) {
    const char *text = reading->text;
    for (; line > 1 && *text != '\0'; line--) {
        const char *end = strchr(text, '\n');
        text = end != NULL ? end + 1 : text + strlen(text);
    }
    return text;
}

static bool is_fence(const char *line) {
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

/* In Markdown a block without an end reaches to the end of the file. */
static void check_closed(Reading *reading, cmark_node *node) {
    uint32_t first = node_line(node);
    uint32_t last = (uint32_t)cmark_node_get_end_line(node);
    if (is_fence(reading_find_line(reading, first)) &&
        (last <= first || !is_fence(reading_find_line(reading, last)))) {
        complain(reading->complaints, first, "this block has no end: a line of ```");
    }
}

static void read_fence(Reading *reading, cmark_node *node) {
    LessonStep step;
    check_closed(reading, node);
    switch (reading_block_role(reading, node, &step)) {
    case BLOCK_TEXT:
        reading_add_prose(reading, &reading->pending, node);
        break;
    case BLOCK_STEP:
        step.before = reading_take_prose(reading, &reading->pending);
        end_step(reading, (Prose){0});
        step.title = reading->title;
        step.last_line = (uint32_t)cmark_node_get_end_line(node);
        reading->step = step;
        reading->has_step = true;
        reading_block(reading, node);
        break;
    case BLOCK_SOLUTION:
        take_task(reading, node_line(node));
        reading_solution(reading, node);
        break;
    case BLOCK_WRONG:
        break;
    }
}

static void read_body(Reading *reading, cmark_node *node) {
    for (; node != NULL; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        bool is_bullets =
            type == CMARK_NODE_LIST && cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
        if (type == CMARK_NODE_HEADING) {
            begin_section(reading, node);
        } else if (type == CMARK_NODE_CODE_BLOCK) {
            read_fence(reading, node);
        } else if (is_bullets && takes_parts(reading)) {
            take_task(reading, node_line(node));
            reading_parts(reading, node);
        } else {
            reading_add_prose(reading, &reading->pending, node);
        }
    }
    end_section(reading);
}

/* --- the whole -------------------------------------------------------------------------------- */

static uint32_t line_of(const char *text, size_t offset) {
    uint32_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        line += text[i] == '\n';
    }
    return line;
}

/* A lesson is shown at a terminal: nothing in it may steer that. */
static bool check_text(const char *text, size_t length, Complaints *complaints) {
    size_t invalid = utf8_find_invalid(text, length);
    if (length > TEXT_MOST) {
        complain(complaints, 1, "this file is too large for a lesson");
    } else if (invalid != length) {
        complain(complaints, line_of(text, invalid), "this is not UTF-8 text");
    } else {
        for (size_t i = 0; i < length; i++) {
            unsigned char byte = (unsigned char)text[i];
            /* To Markdown a lone \r is the end of a line, to nobody else. */
            bool ends_line =
                byte == '\n' || (byte == '\r' && i + 1 < length && text[i + 1] == '\n');
            if ((byte < ' ' && !ends_line && byte != '\t') || byte == 0x7F) {
                complain(complaints, line_of(text, i), "there is a control character in this line");
                return false;
            }
        }
        return true;
    }
    return false;
}

static void free_reading(Reading *reading) {
    rows_drop(&reading->goals);
    rows_drop(&reading->hints);
    rows_drop(&reading->wrongs);
    rows_drop(&reading->choices);
    rows_drop(&reading->pending);
    rows_drop(&reading->steps);
}

bool lesson_read(Lesson *lesson, const char *name, const char *text, size_t length,
                 Complaints *complaints) {
    *lesson = (Lesson){.options = ""};
    if (!check_text(text, length, complaints)) {
        return false;
    }
    Reading reading = {.lesson = lesson, .complaints = complaints};
    reading.text = reading_keep(&reading, text, length);
    lesson->name = reading_keep(&reading, name, strlen(name));
    lesson->line_count = line_of(text, length);
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    cmark_node *body = reading_header(&reading, document);
    if (body != NULL) {
        read_body(&reading, body);
    }
    if (complaints->count == 0 && reading.steps.count == 0) {
        complain(complaints, lesson->line_count, "the lesson has no steps");
    }
    lesson->step_count = reading.steps.count;
    lesson->steps = rows_take(&reading, &reading.steps, sizeof(LessonStep));
    cmark_node_free(document);
    free_reading(&reading);
    if (reading.failed || lesson->scratch.failed) {
        complain(complaints, 1, "there is no memory left to read this lesson");
    }
    if (complaints->count != 0) {
        lesson_free(lesson);
        return false;
    }
    return true;
}

void lesson_free(Lesson *lesson) {
    scratch_free(&lesson->scratch);
    *lesson = (Lesson){.options = ""};
}

uint32_t lesson_find_step(const Lesson *lesson, const char *id) {
    uint32_t i = 0;
    while (i < lesson->step_count && strcmp(lesson->steps[i].id, id) != 0) {
        i++;
    }
    return i;
}
