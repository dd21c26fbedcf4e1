#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool bytes_reserve(Bytes *bytes, size_t extra) {
    if (bytes->failed) {
        return false;
    }
    if (bytes->data != NULL && bytes->capacity - bytes->length >= extra) {
        return true;
    }
    size_t wanted = bytes->capacity < 64 ? 64 : bytes->capacity;
    while (wanted - bytes->length < extra) {
        if (wanted > SIZE_MAX / 4) {
            bytes->failed = true;
            return false;
        }
        wanted *= 2;
    }
    char *data = realloc(bytes->data, wanted + 1);
    if (data == NULL) {
        bytes->failed = true;
        return false;
    }
    data[bytes->length] = '\0';
    bytes->data = data;
    bytes->capacity = wanted;
    return true;
}

void bytes_append(Bytes *bytes, const void *data, size_t length) {
    if (!bytes_reserve(bytes, length)) {
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
    bytes_append(bytes, &character, 1);
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
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        bytes->failed = true;
    } else if (bytes_reserve(bytes, (size_t)length)) {
        vsnprintf(bytes->data + bytes->length, (size_t)length + 1, format, again);
        bytes->length += (size_t)length;
    }
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
    free(bytes->data);
    *bytes = (Bytes){0};
}
