/* bytes.h -- growable bytes for everything that is put together piece by piece outside the image:
 * printed text, diagnostics, files that are read.
 *
 * A zeroed struct (`Bytes text = {0};`) is empty and ready for use. Whenever `data` is not NULL a
 * NUL follows the last byte, so it can be handed to C functions; the bytes may contain NULs.
 * Failure is sticky: once memory ran out `failed` is true and every further append does nothing,
 * so callers append freely and look at `failed` once, at the end. Appending n bytes costs
 * amortised O(n).
 *
 * Ownership: the struct owns `data`; bytes_free gives it back and leaves an empty struct. What is
 * mostly short can begin in an array of the caller's, `Bytes text = bytes_in(room, sizeof room)`:
 * then the first allocation is made when that is full, and bytes_free is needed all the same. */
#ifndef OURO_BASE_BYTES_H
#define OURO_BASE_BYTES_H

#include "base/check.h"

typedef struct Bytes {
    char *data; /* NULL until the first append */
    size_t length;
    size_t capacity; /* without the NUL */
    bool failed;
    bool is_lent; /* `data` is the caller's array */
} Bytes;

/* As much room as most texts of a program need. */
enum { TEXT_ROOM = 256 };

/* Empty bytes that may use `size` bytes of room. */
static inline Bytes bytes_in(char *room, size_t size) {
    room[0] = '\0';
    return (Bytes){.data = room, .capacity = size - 1, .is_lent = true};
}

/* Makes room for `extra` more bytes. Returns false (and sets `failed`) when memory ran out. */
bool bytes_reserve(Bytes *bytes, size_t extra);

/* `data` must not point into `bytes` itself. */
void bytes_append(Bytes *bytes, const void *data, size_t length);
void bytes_append_text(Bytes *bytes, const char *text);
void bytes_append_char(Bytes *bytes, char character);
void bytes_append_repeated(Bytes *bytes, char character, size_t count);
void bytes_print(Bytes *bytes, const char *format, ...) PRINTF_LIKE(2, 3);

/* Forgets the contents and a failure, but keeps the memory for reuse. */
void bytes_clear(Bytes *bytes);
void bytes_free(Bytes *bytes);

/* The contents as text: "" where nothing was appended yet. Borrowed until the next append. */
static inline const char *bytes_text(const Bytes *bytes) {
    return bytes->data != NULL ? bytes->data : "";
}

#endif
