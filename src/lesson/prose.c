#include "lesson/prose.h"

#include "base/utf8.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { CODE_INDENT = 4, QUOTE_INDENT = 2, LEAST_WIDTH = 20 };

/* What stands for a character where only ASCII can be shown. */
typedef struct Replacement {
    uint32_t point;
    const char *text;
} Replacement;

static const Replacement REPLACEMENTS[] = {
    {0x2192, "->"}, {0x2190, "<-"}, {0x2026, "..."}, {0x2013, "-"},  {0x2014, "--"},
    {0x2018, "'"},  {0x2019, "'"},  {0x201C, "\""},  {0x201D, "\""}, {0x00B7, "-"},
    {0x00D7, "x"},  {0x2264, "<="}, {0x2265, ">="},  {0x00A0, " "},
};

static const char *replacement_of(uint32_t point) {
    for (size_t i = 0; i < ARRAY_LENGTH(REPLACEMENTS); i++) {
        if (REPLACEMENTS[i].point == point) {
            return REPLACEMENTS[i].text;
        }
    }
    return "?";
}

/* Appends a piece of text as the style can show it. Where there are colours `code` is bright and
 * has no backticks: *in_code says whether the piece begins, and then ends, inside of it. NULL for
 * what is all code. */
static void write_text(Bytes *out, const ShowStyle *style, const char *text, size_t length,
                       bool *in_code) {
    enum { ARROW = 0x2192 };
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t bytes = utf8_decode(text + at, length - at, &point);
        bytes = bytes == 0 ? 1 : bytes;
        if (point == PROSE_BOLD || point == PROSE_NORMAL) {
            if (style->colour) {
                bytes_append_text(out, point == PROSE_BOLD ? "\x1b[1m" : "\x1b[0m");
            }
        } else if (point == '`' && in_code != NULL && style->colour) {
            *in_code = !*in_code;
            bytes_append_text(out, *in_code ? "\x1b[1m" : "\x1b[0m");
        } else if (point == ARROW && style->plain) {
            bytes_append_text(out, "to");
        } else if (style->ascii && point > 0x7F) {
            bytes_append_text(out, replacement_of(point));
        } else {
            bytes_append(out, text + at, bytes);
        }
        at += bytes;
    }
}

/* The columns that a piece of text takes. */
static size_t measure(const ShowStyle *style, const char *text, size_t length) {
    ShowStyle bare = *style;
    Bytes shown = {0};
    bare.colour = false;
    write_text(&shown, &bare, text, length, NULL);
    size_t width = utf8_width(bytes_text(&shown), shown.length);
    bytes_free(&shown);
    for (size_t i = 0; style->colour && i < length; i++) {
        width -= text[i] == '`';
    }
    return width;
}

/* Appends words in lines that begin `indent` columns in; the first begins at `used`. */
static void write_wrapped(Bytes *out, const ShowStyle *style, const char *text, size_t used,
                          size_t indent) {
    size_t width = style->width < LEAST_WIDTH ? LEAST_WIDTH : style->width;
    bool begun = false;
    bool in_code = false;
    text += strspn(text, " ");
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        size_t columns = measure(style, text, length);
        if (begun && used + 1 + columns > width) {
            bytes_append_char(out, '\n');
            bytes_append_repeated(out, ' ', indent);
            used = indent;
        } else if (begun) {
            bytes_append_char(out, ' ');
            used++;
        }
        write_text(out, style, text, length, &in_code);
        used += columns;
        begun = true;
        text += length;
        text += strspn(text, " ");
    }
    bytes_append_char(out, '\n');
}

/* Lines stay what they are, as long as there is room for them. */
static void write_code(Bytes *out, const ShowStyle *style, const char *text, size_t indent) {
    Bytes line = {0};
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bytes_clear(&line);
        bytes_append_repeated(&line, ' ', length != 0 ? indent : 0);
        write_text(&line, style, text, length, NULL);
        show_line(out, style, bytes_text(&line));
        text += length + (text[length] == '\n');
    }
    bytes_free(&line);
}

static void write_block(Bytes *out, const ShowStyle *style, const ProseBlock *block) {
    size_t indent = block->depth == 0 ? 0 : 2 * ((size_t)block->depth - 1);
    size_t inner = block->depth == 0 ? 0 : indent + 2 + (block->number != 0);
    switch ((ProseKind)block->kind) {
    case PROSE_CODE:
        write_code(out, style, block->text, inner + CODE_INDENT);
        return;
    case PROSE_QUOTE:
        inner += QUOTE_INDENT;
        break;
    case PROSE_ITEM:
        if (!block->continues) {
            size_t start = out->length;
            bytes_append_repeated(out, ' ', indent);
            if (block->number != 0) {
                bytes_print(out, "%" PRIu32 ". ", block->number);
            } else {
                bytes_append_text(out, "- ");
            }
            inner = out->length - start;
            write_wrapped(out, style, block->text, inner, inner);
            return;
        }
        break;
    case PROSE_PARAGRAPH:
        break;
    }
    bytes_append_repeated(out, ' ', inner);
    write_wrapped(out, style, block->text, inner, inner);
}

void prose_write(Bytes *out, const ShowStyle *style, const Prose *prose) {
    for (uint32_t i = 0; i < prose->count; i++) {
        const ProseBlock *block = &prose->blocks[i];
        bool is_inside = block->depth != 0 && i != 0 && prose->blocks[i - 1].depth != 0;
        if (i != 0 && !is_inside) {
            bytes_append_char(out, '\n');
        }
        write_block(out, style, block);
    }
}

uint32_t prose_count_rows(const Prose *prose, unsigned width) {
    ShowStyle style = {.width = width};
    Bytes text = {0};
    uint32_t rows = 0;
    prose_write(&text, &style, prose);
    for (size_t i = 0; i < text.length; i++) {
        rows += text.data[i] == '\n';
    }
    bytes_free(&text);
    return rows;
}
