#include "lang/source.h"

#include "base/utf8.h"

#include <string.h>

enum { BOM_BYTES = 3 };

static size_t bom_length(const char *text, size_t length) {
    return length >= BOM_BYTES && memcmp(text, "\xEF\xBB\xBF", BOM_BYTES) == 0 ? BOM_BYTES : 0;
}

/* The number of the line on which `offset` lies, and its column. */
static Place place_of(const char *text, size_t offset) {
    Place place = {.line = 1};
    for (size_t i = 0; i < offset; i++) {
        bool ends =
            text[i] == '\n' || (text[i] == '\r' && (i + 1 >= offset || text[i + 1] != '\n'));
        place.line += ends;
        place.column = ends ? 0 : place.column + 1;
    }
    return place;
}

static bool find_lines(Source *source, Scratch *scratch) {
    uint32_t count = 1;
    const char *end = source->text + source->length;
    for (const char *at = source->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
        count++;
    }
    source->line_starts = scratch_allocate(scratch, sizeof(uint32_t) * count);
    if (source->line_starts == NULL) {
        return false;
    }
    for (const char *at = source->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
        source->line_starts[++source->line_count] = (uint32_t)(at + 1 - source->text);
    }
    source->line_count++;
    return true;
}

/* The copy with lines ended by \n. */
static bool copy_text(Source *source, Scratch *scratch, const char *text, size_t length) {
    char *copy = scratch_allocate(scratch, length + 2);
    if (copy == NULL) {
        return false;
    }
    uint32_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char byte = text[i];
        if (byte == '\r') {
            i += i + 1 < length && text[i + 1] == '\n';
            byte = '\n';
        }
        copy[used++] = byte;
    }
    if (used != 0 && copy[used - 1] != '\n') {
        copy[used++] = '\n';
    }
    copy[used] = '\0';
    source->text = copy;
    source->length = used;
    return true;
}

static void report_encoding(Diagnostic *diagnostic, const char *text, size_t length, size_t at) {
    unsigned char first = (unsigned char)text[at];
    const char *reason = "invalid continuation byte";
    if (first < 0xC2 || first > 0xF4) {
        reason = "invalid start byte";
    } else if (at + 1 >= length) {
        reason = "unexpected end of data";
    }
    diagnostic_set(diagnostic, MESSAGE_NOT_UTF8, place_of(text, at), first, at, reason);
}

static bool is_encoding_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

static bool names_utf8(const char *name, size_t length) {
    static const char *const NAMES[] = {"utf-8", "utf8", "utf_8", "ascii", "us-ascii"};
    for (size_t i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        size_t same = 0;
        while (same < length && NAMES[i][same] != '\0' && (name[same] | 0x20) == NAMES[i][same]) {
            same++;
        }
        if (same == length && NAMES[i][same] == '\0') {
            return true;
        }
    }
    return false;
}

/* Looks for `coding: name` in one line that is only a comment. False when it names anything but
 * UTF-8, which is what the text will be taken for. */
static bool check_encoding_line(const char *line, size_t length) {
    static const char WORD[] = "coding";
    size_t at = 0;
    while (at < length && (line[at] == ' ' || line[at] == '\t' || line[at] == '\f')) {
        at++;
    }
    if (at >= length || line[at] != '#') {
        return true;
    }
    for (; at + sizeof WORD < length; at++) {
        if (memcmp(line + at, WORD, sizeof WORD - 1) != 0 ||
            (line[at + sizeof WORD - 1] != ':' && line[at + sizeof WORD - 1] != '=')) {
            continue;
        }
        size_t start = at + sizeof WORD;
        while (start < length && (line[start] == ' ' || line[start] == '\t')) {
            start++;
        }
        size_t end = start;
        while (end < length && is_encoding_character(line[end])) {
            end++;
        }
        return end == start || names_utf8(line + start, end - start);
    }
    return true;
}

/* A file may say its encoding in its first two lines. */
static bool check_encoding(const char *text, size_t length, Diagnostic *diagnostic) {
    for (uint32_t number = 1; number <= 2; number++) {
        size_t line_length = 0;
        const char *line = diagnostic_find_line(text, length, number, &line_length);
        if (!check_encoding_line(line, line_length)) {
            Place place = {number, 0, number, (uint32_t)line_length};
            diagnostic_refuse(diagnostic, REFUSED_ENCODING, place);
            return false;
        }
    }
    return true;
}

bool source_open(Source *source, Scratch *scratch, const char *text, size_t length,
                 Diagnostic *diagnostic) {
    *source = (Source){.first_line = 1};
    size_t skipped = bom_length(text, length);
    text += skipped;
    length -= skipped;
    source->skipped = (uint32_t)skipped;
    if (length > SOURCE_LONGEST) {
        diagnostic_set(diagnostic, MESSAGE_TOO_LONG, (Place){.line = 1});
        return false;
    }
    const char *nul = length == 0 ? NULL : memchr(text, '\0', length);
    if (nul != NULL) {
        diagnostic_set(diagnostic, MESSAGE_NUL, place_of(text, (size_t)(nul - text)));
        return false;
    }
    if (!check_encoding(text, length, diagnostic)) {
        return false;
    }
    size_t invalid = utf8_find_invalid(text, length);
    if (invalid < length) {
        report_encoding(diagnostic, text, length, invalid);
        return false;
    }
    if (!copy_text(source, scratch, text, length) || !find_lines(source, scratch)) {
        diagnostic_set(diagnostic, MESSAGE_MEMORY, (Place){0});
        return false;
    }
    return true;
}

bool source_open_piece(Source *source, Scratch *scratch, const char *text, uint32_t length,
                       uint32_t line, uint32_t column) {
    *source = (Source){.text = text, .length = length, .first_line = line};
    if (!find_lines(source, scratch)) {
        return false;
    }
    source->line_starts[0] = 0U - column;
    return true;
}

uint32_t source_column(const Source *source, uint32_t line, uint32_t offset) {
    CHECK(line >= source->first_line && line - source->first_line < source->line_count);
    return offset - source->line_starts[line - source->first_line];
}

size_t source_original_offset(const Source *source, const char *original, size_t original_length,
                              uint32_t offset) {
    size_t at = source->skipped;
    for (uint32_t i = 0; i < offset && at < original_length; i++) {
        at += original[at] == '\r' && at + 1 < original_length && original[at + 1] == '\n' ? 2 : 1;
    }
    return at;
}
