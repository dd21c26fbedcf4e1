#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool grow(Bytes *bytes, size_t extra) {
    size_t wanted = bytes->capacity < 64 ? 64 : bytes->capacity;
    while (wanted - bytes->length < extra) {
        if (wanted > SIZE_MAX / 4) {
            bytes->failed = true;
            return false;
        }
        wanted *= 2;
    }
    char *data = realloc(bytes->is_lent ? NULL : bytes->data, wanted + 1);
    if (data == NULL) {
        bytes->failed = true;
        return false;
    }
    if (bytes->is_lent) {
        memcpy(data, bytes->data, bytes->length);
    }
    data[bytes->length] = '\0';
    bytes->data = data;
    bytes->capacity = wanted;
    bytes->is_lent = false;
    return true;
}

static ALWAYS_INLINE bool reserve(Bytes *bytes, size_t extra) {
    if (UNLIKELY(bytes->failed)) {
        return false;
    }
    bool fits = bytes->data != NULL && bytes->capacity - bytes->length >= extra;
    return LIKELY(fits) || grow(bytes, extra);
}

bool bytes_reserve(Bytes *bytes, size_t extra) {
    return reserve(bytes, extra);
}

void bytes_append(Bytes *bytes, const void *data, size_t length) {
    if (!reserve(bytes, length)) {
        return;
    }
    if (length != 0) {
        memcpy(bytes->data + bytes->length, data, length);
    }
    bytes->length += length;
    bytes->data[bytes->length] = '\0';
}

void bytes_append_text(Bytes *bytes, const char *text) {
    bytes_append(bytes, text, strlen(text));
}

void bytes_append_char(Bytes *bytes, char character) {
    if (reserve(bytes, 1)) {
        bytes->data[bytes->length++] = character;
        bytes->data[bytes->length] = '\0';
    }
}

void bytes_append_repeated(Bytes *bytes, char character, size_t count) {
    if (!bytes_reserve(bytes, count)) {
        return;
    }
    memset(bytes->data + bytes->length, character, count);
    bytes->length += count;
    bytes->data[bytes->length] = '\0';
}

void bytes_print(Bytes *bytes, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    /* It mostly fits where there is room already. */
    if (bytes_reserve(bytes, 32)) {
        size_t room = bytes->capacity - bytes->length;
        int length = vsnprintf(bytes->data + bytes->length, room + 1, format, arguments);
        bytes->failed = length < 0;
        if (length > 0 && (size_t)length > room && bytes_reserve(bytes, (size_t)length)) {
            length = vsnprintf(bytes->data + bytes->length, (size_t)length + 1, format, again);
        }
        bytes->length += bytes->failed ? 0 : (size_t)length;
        bytes->data[bytes->length] = '\0';
    }
    va_end(arguments);
    va_end(again);
}

void bytes_clear(Bytes *bytes) {
    bytes->length = 0;
    bytes->failed = false;
    if (bytes->data != NULL) {
        bytes->data[0] = '\0';
    }
}

void bytes_free(Bytes *bytes) {
    if (!bytes->is_lent) {
        free(bytes->data);
    }
    *bytes = (Bytes){0};
}
