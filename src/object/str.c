#define _GNU_SOURCE /* memmem, which is linear whatever it looks for */
/* str.c -- making strings, and looking into them. Hashes are in str_hash.c, the table of interned
 * strings in str_intern.c. */
#include "object/str.h"

#include "base/utf8.h"
#include "object/exception.h"
#include "object/state.h"
#include "object/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

STATIC_CHECK(CHARACTER_COUNT == 256, "the cache holds what one byte of Latin-1 can say");

static bool check_size(Vm *vm, size_t bytes) {
    if (bytes >= UINT32_MAX - sizeof(StrObject)) {
        raise_memory_error(vm);
        return false;
    }
    return true;
}

StrObject *str_new_raw(Vm *vm, size_t bytes, size_t length) {
    if (!check_size(vm, bytes)) {
        return NULL;
    }
    StrObject *string = (StrObject *)object_new(vm, KIND_STR, sizeof(StrObject) + bytes + 1);
    if (string == NULL) {
        return NULL;
    }
    string->length = (uint32_t)length;
    string->bytes = (uint32_t)bytes;
    string->hash = 0;
    string->text[bytes] = '\0';
    return string;
}

static StrObject *held(StrObject *string) {
    object_hold(&string->header);
    return string;
}

static StrObject *empty(Vm *vm) {
    if (vm->empty_string == NULL) {
        vm->empty_string = str_new_raw(vm, 0, 0);
        if (vm->empty_string == NULL) {
            return NULL;
        }
    }
    return held(vm->empty_string);
}

StrObject *str_from_point(Vm *vm, uint32_t point) {
    bool cached = point < CHARACTER_COUNT;
    if (cached && vm->characters[point] != NULL) {
        return held(vm->characters[point]);
    }
    char text[UTF8_LONGEST];
    size_t bytes = utf8_encode(point, text);
    StrObject *string = str_new_raw(vm, bytes, 1);
    if (string == NULL) {
        return NULL;
    }
    memcpy(string->text, text, bytes);
    if (cached) {
        vm->characters[point] = held(string);
        trace_forget(vm, &string->header);
    }
    return string;
}

/* A string of text whose length in code points is known. */
static ALWAYS_INLINE StrObject *new_counted(Vm *vm, const char *text, size_t bytes,
                                            size_t length) {
    if (UNLIKELY(length <= 1)) {
        uint32_t point = 0;
        return utf8_decode(text, bytes, &point) == 0 ? empty(vm) : str_from_point(vm, point);
    }
    StrObject *string = str_new_raw(vm, bytes, length);
    if (string != NULL) {
        memcpy(string->text, text, bytes);
    }
    return string;
}

size_t str_count_points(const char *text, size_t bytes) {
    return utf8_count(text, bytes);
}

StrObject *str_new(Vm *vm, const char *text, size_t bytes) {
    return check_size(vm, bytes) ? new_counted(vm, text, bytes, utf8_count(text, bytes)) : NULL;
}

StrObject *str_new_ascii(Vm *vm, const char *text, size_t bytes) {
    return new_counted(vm, text, bytes, bytes);
}

StrObject *str_from_text(Vm *vm, const char *text) {
    return str_new(vm, text, strlen(text));
}

StrObject *str_from_bytes(Vm *vm, Bytes *text) {
    StrObject *string = NULL;
    if (text->failed) {
        raise_memory_error(vm);
    } else {
        string = str_new(vm, bytes_text(text), text->length);
    }
    bytes_free(text);
    return string;
}

StrObject *str_format(Vm *vm, const char *format, ...) {
    char small[256];
    va_list arguments;
    va_start(arguments, format);
    int bytes = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    CHECK(bytes >= 0);
    if ((size_t)bytes < sizeof small) {
        return str_new(vm, small, (size_t)bytes);
    }
    StrObject *string = str_new_raw(vm, (size_t)bytes, 0);
    if (string == NULL) {
        return NULL;
    }
    va_start(arguments, format);
    (void)vsnprintf(string->text, (size_t)bytes + 1, format, arguments);
    va_end(arguments);
    string->length = (uint32_t)utf8_count(string->text, string->bytes);
    return string;
}

bool str_check_encodable(Vm *vm, const StrObject *string) {
    size_t at =
        str_is_ascii(string) ? string->bytes : utf8_find_invalid(string->text, string->bytes);
    if (at == string->bytes) {
        return true;
    }
    enum { SURROGATE_BYTES = 3 };
    size_t end = at;
    uint32_t first = 0;
    uint32_t point = 0;
    (void)utf8_decode(string->text + at, string->bytes - at, &first);
    while (end < string->bytes &&
           utf8_decode(string->text + end, string->bytes - end, &point) > 0 && point >= 0xD800 &&
           point <= 0xDFFF) {
        end += SURROGATE_BYTES;
    }
    size_t index = utf8_count(string->text, at);
    size_t count = (end - at) / SURROGATE_BYTES;
    if (count == 1) {
        raise_error(vm, ERROR_UnicodeEncodeError,
                    "'utf-8' codec can't encode character '\\u%x' in position %zu: surrogates not "
                    "allowed",
                    (unsigned)first, index);
    } else {
        raise_error(vm, ERROR_UnicodeEncodeError,
                    "'utf-8' codec can't encode characters in position %zu-%zu: surrogates not "
                    "allowed",
                    index, index + count - 1);
    }
    return false;
}

bool str_equal(const StrObject *left, const StrObject *right) {
    return left == right || (left->bytes == right->bytes && left->length == right->length &&
                             memcmp(left->text, right->text, left->bytes) == 0);
}

bool str_equal_text(const StrObject *string, const char *text) {
    return strlen(text) == string->bytes && memcmp(string->text, text, string->bytes) == 0;
}

int str_compare(const StrObject *left, const StrObject *right) {
    /* The order of UTF-8's bytes is the order of code points. */
    size_t common = left->bytes < right->bytes ? left->bytes : right->bytes;
    int order = memcmp(left->text, right->text, common);
    return order != 0 ? order : (left->bytes > right->bytes) - (left->bytes < right->bytes);
}

StrObject *str_repeat(Vm *vm, StrObject *string, int64_t times) {
    if (times <= 0 || string->bytes == 0) {
        return empty(vm);
    }
    if (times == 1) {
        return held(string);
    }
    if ((uint64_t)times > UINT32_MAX / string->bytes) {
        if (times > INT64_MAX / string->length) {
            raise_error(vm, ERROR_OverflowError, "repeated string is too long");
        } else {
            raise_memory_error(vm);
        }
        return NULL;
    }
    size_t bytes = string->bytes * (size_t)times;
    StrObject *result = str_new_raw(vm, bytes, string->length * (size_t)times);
    if (result == NULL) {
        return NULL;
    }
    /* What is there already is doubled, so that few long copies are made. */
    size_t done = string->bytes;
    memcpy(result->text, string->text, done);
    while (done < bytes) {
        size_t step = done < bytes - done ? done : bytes - done;
        memcpy(result->text + done, result->text, step);
        done += step;
    }
    return result;
}

size_t str_offset(const StrObject *string, size_t index) {
    CHECK(index <= string->length);
    return str_is_ascii(string) ? index : utf8_offset(string->text, string->bytes, index);
}

StrObject *str_at(Vm *vm, StrObject *string, size_t index) {
    CHECK(index < string->length);
    size_t offset = str_offset(string, index);
    uint32_t point = 0;
    (void)utf8_decode(string->text + offset, string->bytes - offset, &point);
    return str_from_point(vm, point);
}

/* The bytes of the character that begins at `offset`. */
static size_t character_bytes(const StrObject *string, size_t offset) {
    unsigned char lead = (unsigned char)string->text[offset];
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Moves an offset by a number of characters, which must be there. */
static size_t move_offset(const StrObject *string, size_t offset, int64_t by) {
    if (str_is_ascii(string)) {
        return (size_t)((int64_t)offset + by);
    }
    for (; by > 0; by--) {
        offset += character_bytes(string, offset);
    }
    for (; by < 0; by++) {
        do {
            offset--;
        } while (((unsigned char)string->text[offset] & 0xC0) == 0x80);
    }
    return offset;
}

StrObject *str_slice(Vm *vm, StrObject *string, int64_t start, int64_t step, size_t count) {
    if (count == 0) {
        return empty(vm);
    }
    if (count == string->length && step == 1) {
        return held(string);
    }
    size_t first = str_offset(string, (size_t)start);
    if (step == 1) {
        size_t stop = move_offset(string, first, (int64_t)count);
        return new_counted(vm, string->text + first, stop - first, count);
    }
    if (count == 1) {
        return str_at(vm, string, (size_t)start);
    }
    size_t bytes = 0;
    size_t offset = first;
    for (size_t i = 0; i < count; i++) {
        bytes += character_bytes(string, offset);
        offset = i + 1 < count ? move_offset(string, offset, step) : offset;
    }
    StrObject *result = str_new_raw(vm, bytes, count);
    if (result == NULL) {
        return NULL;
    }
    char *out = result->text;
    offset = first;
    for (size_t i = 0; i < count; i++) {
        size_t size = character_bytes(string, offset);
        memcpy(out, string->text + offset, size);
        out += size;
        offset = i + 1 < count ? move_offset(string, offset, step) : offset;
    }
    return result;
}

int64_t str_find_bytes(const char *text, size_t bytes, const char *part, size_t part_bytes) {
    const char *at = memmem(text, bytes, part, part_bytes);
    return at == NULL ? -1 : at - text;
}

bool str_contains(const StrObject *string, const StrObject *part) {
    return str_find_bytes(string->text, string->bytes, part->text, part->bytes) >= 0;
}
