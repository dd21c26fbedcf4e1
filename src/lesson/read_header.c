/* read_header.c -- the title of a lesson, and the list below it. */
#include "lesson/reading.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES_MOST = 60 };

typedef enum HeaderId {
#define HEADER(name, word, help) HEADER_##name,
#include "lesson/lesson.def"
    HEADER_COUNT
} HeaderId;

static const char *const WORDS[] = {
#define HEADER(name, word, help) word,
#include "lesson/lesson.def"
    NULL,
};

static uint32_t read_number(const char *text) {
    size_t length = strlen(text);
    bool is_number = length != 0 && length < 5 && strspn(text, "0123456789") == length;
    return is_number ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

static void read_value(Reading *reading, HeaderId id, const char *value, uint32_t line) {
    Lesson *lesson = reading->lesson;
    size_t length = strlen(value);
    switch (id) {
    case HEADER_FORMAT:
        if (read_number(value) != LESSON_FORMAT) {
            complain(reading->complaints, line, "this is format %.20s; Ouro reads format %d", value,
                     LESSON_FORMAT);
        }
        break;
    case HEADER_MINUTES:
        lesson->minutes = read_number(value);
        if (lesson->minutes == 0 || lesson->minutes > MINUTES_MOST) {
            complain(reading->complaints, line, "minutes is a number from 1 to %d, not %.20s",
                     MINUTES_MOST, value);
        }
        break;
    case HEADER_NEEDS:
        lesson->needs = reading_keep(reading, value, length);
        break;
    case HEADER_OPTIONS:
        lesson->options_line = line;
        lesson->options = reading_keep(reading, value, length);
        break;
    case HEADER_COUNT:
        break;
    }
}

static void read_item(Reading *reading, cmark_node *item, bool seen[HEADER_COUNT]) {
    cmark_node *paragraph = cmark_node_first_child(item);
    uint32_t line = node_line(item);
    Bytes text = {0};
    size_t length = 0;
    const char *value = "";
    bool is_pair = paragraph != NULL && cmark_node_next(paragraph) == NULL &&
                   cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH;
    if (is_pair) {
        reading_write_title(reading, &text, paragraph);
        is_pair = reading_split_key(bytes_text(&text), &length, &value) && value[0] == ':';
    }
    if (!is_pair) {
        complain(reading->complaints, line, "the list below the title has lines `key: value`");
        bytes_free(&text);
        return;
    }
    uint32_t id =
        reading_find_word(reading, line, "key of the header", bytes_text(&text), length, WORDS);
    value += 1;
    value += strspn(value, " ");
    if (id < HEADER_COUNT && seen[id]) {
        complain(reading->complaints, line, "%s is said twice", WORDS[id]);
    } else if (id < HEADER_COUNT) {
        seen[id] = true;
        read_value(reading, (HeaderId)id, value, line);
    }
    bytes_free(&text);
}

static cmark_node *skip_comments(cmark_node *node) {
    while (node != NULL && cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
        node = cmark_node_next(node);
    }
    return node;
}

static bool is_title(cmark_node *node) {
    return node != NULL && cmark_node_get_type(node) == CMARK_NODE_HEADING &&
           cmark_node_get_heading_level(node) == 1;
}

cmark_node *reading_header(Reading *reading, cmark_node *document) {
    Complaints *complaints = reading->complaints;
    cmark_node *node = skip_comments(cmark_node_first_child(document));
    if (!is_title(node)) {
        complain(complaints, node == NULL ? 1 : node_line(node),
                 "a lesson begins with its title: `# ` and a line");
        return NULL;
    }
    Bytes title = {0};
    uint32_t line = node_line(node);
    reading_write_title(reading, &title, node);
    reading->lesson->title = reading_keep(reading, bytes_text(&title), title.length);
    if (title.length == 0) {
        complain(complaints, line, "the title is empty");
    }
    bytes_free(&title);
    node = skip_comments(cmark_node_next(node));
    if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_LIST) {
        complain(complaints, line, "below the title there must be a list with format and minutes");
        return node;
    }
    bool seen[HEADER_COUNT] = {false};
    for (cmark_node *item = cmark_node_first_child(node); item != NULL;
         item = cmark_node_next(item)) {
        read_item(reading, item, seen);
    }
    if (!seen[HEADER_FORMAT]) {
        complain(complaints, line, "the list below the title lacks `format: %d`", LESSON_FORMAT);
    }
    if (!seen[HEADER_MINUTES]) {
        complain(complaints, line, "the list below the title lacks `minutes`");
    }
    return cmark_node_next(node);
}
