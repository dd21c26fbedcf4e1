#include "show/json.h"

#include "base/utf8.h"

#include <string.h>

enum { PIECE_BYTES = 64 << 10, FIRST_SURROGATE = 0xD800, LAST_SURROGATE = 0xDFFF };

/* Between two values is where a piece may end. */
static void begin_value(Json *json) {
    if (json->drain != NULL && json->out->length >= PIECE_BYTES) {
        json->drain(json->context, json->out);
    }
    if (json->follows) {
        bytes_append_char(json->out, ',');
    }
    json->follows = true;
}

void json_open(Json *json, char bracket) {
    begin_value(json);
    bytes_append_char(json->out, bracket);
    json->follows = false;
}

void json_close(Json *json, char bracket) {
    bytes_append_char(json->out, bracket);
    json->follows = true;
}

static void append_escaped(Bytes *out, unsigned char byte) {
    switch (byte) {
    case '"':
        bytes_append_text(out, "\\\"");
        return;
    case '\\':
        bytes_append_text(out, "\\\\");
        return;
    case '\n':
        bytes_append_text(out, "\\n");
        return;
    case '\t':
        bytes_append_text(out, "\\t");
        return;
    case '\r':
        bytes_append_text(out, "\\r");
        return;
    default:
        bytes_print(out, "\\u%04x", byte);
        return;
    }
}

/* Appends the character at the start of a text and returns how many bytes it was. */
static size_t append_character(Bytes *out, const char *text, size_t length) {
    uint32_t point = 0;
    size_t bytes = utf8_decode(text, length, &point);
    if (bytes == 0 || (point >= FIRST_SURROGATE && point <= LAST_SURROGATE)) {
        bytes_append_text(out, "\xEF\xBF\xBD");
    } else {
        bytes_append(out, text, bytes);
    }
    return bytes == 0 ? 1 : bytes;
}

static bool is_simple(unsigned char byte) {
    return byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\';
}

static void append_quoted(Bytes *out, const char *text, size_t length) {
    bytes_append_char(out, '"');
    for (size_t i = 0; i < length;) {
        size_t simple = 0;
        while (i + simple < length && is_simple((unsigned char)text[i + simple])) {
            simple++;
        }
        bytes_append(out, text + i, simple);
        i += simple;
        if (i < length && (unsigned char)text[i] < 0x80) {
            append_escaped(out, (unsigned char)text[i++]);
        } else if (i < length) {
            i += append_character(out, text + i, length - i);
        }
    }
    bytes_append_char(out, '"');
}

void json_key(Json *json, const char *name) {
    begin_value(json);
    append_quoted(json->out, name, strlen(name));
    bytes_append_char(json->out, ':');
    json->follows = false;
}

void json_text(Json *json, const char *text, size_t length) {
    begin_value(json);
    append_quoted(json->out, text, length);
}

/* There are many numbers, and printf is slow. */
void json_number(Json *json, uint64_t number) {
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    begin_value(json);
    bytes_append(json->out, digits + first, sizeof digits - first);
}

void json_boolean(Json *json, bool value) {
    begin_value(json);
    bytes_append_text(json->out, value ? "true" : "false");
}

void json_null(Json *json) {
    begin_value(json);
    bytes_append_text(json->out, "null");
}

void json_string(Json *json, const char *text_or_null) {
    if (text_or_null == NULL) {
        json_null(json);
    } else {
        json_text(json, text_or_null, strlen(text_or_null));
    }
}

void json_take(Json *json, Bytes *text) {
    if (text->length == 0) {
        json_null(json);
    } else {
        json_text(json, text->data, text->length);
    }
    json->out->failed |= text->failed;
    bytes_clear(text);
}

void json_splice(Json *json, const Bytes *values) {
    if (values->length != 0) {
        begin_value(json);
        bytes_append(json->out, values->data, values->length);
    }
    json->out->failed |= values->failed;
}

void json_end_line(Json *json) {
    bytes_append_char(json->out, '\n');
    json->follows = false;
    if (json->drain != NULL) {
        json->drain(json->context, json->out);
    }
}
