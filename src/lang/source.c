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
