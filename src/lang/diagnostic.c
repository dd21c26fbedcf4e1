#include "lang/diagnostic.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

typedef struct MessageRow {
    DiagnosticType type;
    const char *format;
    const char *hint;
} MessageRow;

static const MessageRow MESSAGES[] = {
#define MESSAGE(code, type, format, hint) {DIAGNOSTIC_##type, format, hint},
#include "lang/messages.def"
};

typedef struct RefusedRow {
    const char *name;
    const char *hint;
} RefusedRow;

static const RefusedRow REFUSED_ROWS[] = {
#define REFUSED(feature, name, hint) {name, hint},
#include "lang/refused.def"
};

void diagnostic_set_list(Diagnostic *diagnostic, MessageCode code, Place place, va_list arguments) {
    const MessageRow *row = &MESSAGES[code];
    diagnostic->type = row->type;
    diagnostic->code = code;
    diagnostic->place = place;
    diagnostic->hint = row->hint;
    vsnprintf(diagnostic->message, sizeof diagnostic->message, row->format, arguments);
}

void diagnostic_set(Diagnostic *diagnostic, MessageCode code, Place place, ...) {
    va_list arguments;
    va_start(arguments, place);
    diagnostic_set_list(diagnostic, code, place, arguments);
    va_end(arguments);
}

RefusedFeature diagnostic_find_method(const char *name, size_t length) {
    for (size_t i = 0; i < REFUSED_FEATURES; i++) {
        const char *quoted = REFUSED_ROWS[i].name;
        if (strncmp(quoted, "'__", 3) == 0 && strlen(quoted) == length + 2 &&
            memcmp(quoted + 1, name, length) == 0)
            return (RefusedFeature)i;
    }
    return REFUSED_FEATURES;
}

void diagnostic_refuse(Diagnostic *diagnostic, RefusedFeature feature, Place place) {
    diagnostic_set(diagnostic, MESSAGE_REFUSED, place, REFUSED_ROWS[feature].name);
    diagnostic->hint = REFUSED_ROWS[feature].hint;
}

const char *diagnostic_type_name(DiagnosticType type) {
    static const char *const NAMES[] = {"SyntaxError", "IndentationError", "TabError",
                                        "MemoryError"};
    return NAMES[type];
}

const char *diagnostic_find_line(const char *source, size_t source_length, uint32_t line,
                                 size_t *length) {
    size_t at = 0;
    if (source_length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) {
        at = 3;
    }
    for (uint32_t number = 1; at <= source_length; number++) {
        size_t end = at;
        while (end < source_length && source[end] != '\n' && source[end] != '\r') {
            end++;
        }
        if (number == line) {
            *length = end - at;
            return source + at;
        }
        at = end + 1;
        if (at < source_length && source[end] == '\r' && source[at] == '\n') {
            at++;
        }
    }
    *length = 0;
    return source + source_length;
}

/* The longest stretch of a line that is shown whole; of longer ones the part around the place. */
enum { LONGEST_SHOWN = 400 };

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

/* The line with its carets below, in as many columns as the terminal gives the characters; without
 * for a place in the indentation or before it. */
static void print_line(Bytes *out, const char *line, size_t length, size_t start, size_t end) {
    bool is_before_line = end == 0;
    size_t skipped = 0;
    while (skipped < length && is_blank(line[skipped])) {
        skipped++;
    }
    start = start > length ? length : start;
    end = end > length + 1 ? length + 1 : end;
    if (start < skipped || is_before_line) {
        bytes_append_text(out, "    ");
        bytes_append(out, line + skipped, length - skipped);
        bytes_append_char(out, '\n');
        return;
    }
    end = end <= start ? start + 1 : end;
    bytes_append_text(out, "    ");
    bytes_append(out, line + skipped, length - skipped);
    bytes_append_text(out, "\n    ");
    for (size_t i = skipped; i < start; i++) {
        if (((unsigned char)line[i] & 0xC0) != 0x80) {
            bytes_append_char(out, is_blank(line[i]) ? line[i] : ' ');
        }
    }
    for (size_t i = start; i < end; i++) {
        if (i >= length || ((unsigned char)line[i] & 0xC0) != 0x80) {
            bytes_append_char(out, '^');
        }
    }
    bytes_append_char(out, '\n');
}

static void print_place(Bytes *out, const char *filename, const char *source, size_t source_length,
                        Place place) {
    bytes_print(out, "  File \"%s\", line %u\n", filename, place.line);
    size_t length = 0;
    const char *line = diagnostic_find_line(source, source_length, place.line, &length);
    if (length == 0 || memchr(line, '\0', length) != NULL ||
        utf8_find_invalid(line, length) != length) {
        return;
    }
    size_t start = place.column;
    size_t end = place.end_line == place.line  ? place.end_column
                 : place.end_line > place.line ? length
                                               : start + 1;
    if (length > LONGEST_SHOWN) {
        size_t from = start > LONGEST_SHOWN / 2 ? start - LONGEST_SHOWN / 2 : 0;
        from = from > length ? length : from;
        while (from < length && ((unsigned char)line[from] & 0xC0) == 0x80) {
            from++;
        }
        size_t rest = length - from > LONGEST_SHOWN ? LONGEST_SHOWN : length - from;
        while (rest > 0 && from + rest < length &&
               ((unsigned char)line[from + rest] & 0xC0) == 0x80) {
            rest--;
        }
        line += from;
        length = rest;
        start = start > from ? start - from : 0;
        end = end > from ? end - from : 0;
    }
    print_line(out, line, length, start, end);
}

void diagnostic_print(Bytes *out, const char *filename, const char *source, size_t source_length,
                      const Diagnostic *diagnostic) {
    if (diagnostic->place.line != 0) {
        print_place(out, filename, source, source_length, diagnostic->place);
    }
    if (diagnostic->hint != NULL) {
        bytes_print(out, "hint: %s\n", diagnostic->hint);
    }
    bytes_print(out, "%s: %s\n", diagnostic_type_name(diagnostic->type), diagnostic->message);
}
