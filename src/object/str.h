/* str.h -- strings: immutable UTF-8 with a count of code points.
 *
 * A string whose bytes equal its code points is ASCII, so that subscripts are direct; others are
 * walked. The text is followed by a NUL that is not counted. Single-character strings up to
 * U+00FF and the empty string exist once. Names are interned: equal interned strings are the
 * same object, and the table of them holds no references.
 *
 * The hash is SipHash-1-3 with key zero over CPython's representation of the string (1, 2 or 4
 * bytes per code point), so that it equals CPython's with PYTHONHASHSEED=0. It is computed when
 * first asked for; 0 says "not yet". */
#ifndef OURO_OBJECT_STR_H
#define OURO_OBJECT_STR_H

#include "base/bytes.h"
#include "object/object.h"

typedef struct StrObject {
    Object header;
    uint32_t length; /* code points */
    uint32_t bytes;  /* without the NUL */
    uint64_t hash;
    char text[];
} StrObject;

IMAGE_STRUCT(StrObject, 24);

/* Copies valid UTF-8. Owned; NULL with MemoryError (or OverflowError past 4 GiB) pending. */
MUST_CHECK StrObject *str_new(Vm *vm, const char *text, size_t bytes);
MUST_CHECK StrObject *str_new_ascii(Vm *vm, const char *text, size_t bytes);
MUST_CHECK StrObject *str_from_text(Vm *vm, const char *text);
/* A string of `bytes` bytes and `length` code points whose text the caller fills at once. For
 * bytes > 0 and not for single characters, which are shared. */
MUST_CHECK StrObject *str_new_raw(Vm *vm, size_t bytes, size_t length);
MUST_CHECK StrObject *str_from_point(Vm *vm, uint32_t point);
/* Text that was put together outside of the image, as a string; frees it, also on failure. */
MUST_CHECK StrObject *str_from_bytes(Vm *vm, Bytes *text);
MUST_CHECK StrObject *str_format(Vm *vm, const char *format, ...) PRINTF_LIKE(2, 3);

/* Whether the string can be written as UTF-8: false with UnicodeEncodeError for lone surrogates. */
MUST_CHECK bool str_check_encodable(Vm *vm, const StrObject *string);

/* The interned string of this text, owned; makes it if need be. */
MUST_CHECK StrObject *str_intern(Vm *vm, const char *text, size_t bytes);
/* Interns a string: consumes it and returns the one that stands for it. */
MUST_CHECK StrObject *str_intern_take(Vm *vm, StrObject *string);
/* The interned string of this ASCII text, borrowed; NULL (no exception) where nobody has it. */
StrObject *str_peek_interned(const Vm *vm, const char *text, size_t bytes);
/* Takes a dying interned string out of the table. Called by object_dispose. */
void str_forget_interned(Vm *vm, StrObject *string);

/* The code points of valid UTF-8. */
size_t str_count_points(const char *text, size_t bytes);
uint64_t str_hash(StrObject *string);
static ALWAYS_INLINE uint64_t str_hash_quick(StrObject *string) {
    return LIKELY(string->hash != 0) ? string->hash : str_hash(string);
}
/* The hash that a string of this ASCII text has. */
uint64_t str_hash_ascii(const char *text, size_t bytes);
bool str_equal(const StrObject *left, const StrObject *right);
bool str_equal_text(const StrObject *string, const char *text);
/* By code points: negative, 0 or positive. */
int str_compare(const StrObject *left, const StrObject *right);
MUST_CHECK StrObject *str_concat(Vm *vm, StrObject *left, StrObject *right);
/* The same for a `left` that lies in a place which has no more use for it: where nobody else holds
 * it, the result is a new object in its block, and the place is left empty. So a text that grows
 * piece by piece is not copied each time. */
MUST_CHECK StrObject *str_concat_lent(Vm *vm, Object **place, StrObject *right);
/* The bytes of a large block for a string that grew to `size`: rounded up by up to an eighth, so
 * that growing on moves it seldom. What follows from the size needs no field to keep it. */
size_t str_roomy_size(size_t size);
/* The items, which must be strings (TypeError), with the separator between them. */
MUST_CHECK StrObject *str_join(Vm *vm, const StrObject *separator, Object *const *items,
                               size_t count);
MUST_CHECK StrObject *str_repeat(Vm *vm, StrObject *string, int64_t times);
/* The character at a valid index, owned. */
MUST_CHECK StrObject *str_at(Vm *vm, StrObject *string, size_t index);
/* The characters start, start + step, ... (`count` of them), owned. */
MUST_CHECK StrObject *str_slice(Vm *vm, StrObject *string, int64_t start, int64_t step,
                                size_t count);
/* The byte offset at which `part` first stands in `text`, or -1. An empty part stands at 0. */
int64_t str_find_bytes(const char *text, size_t bytes, const char *part, size_t part_bytes);
bool str_contains(const StrObject *string, const StrObject *part);
/* The byte offset of a code point, 0 <= index <= length. */
size_t str_offset(const StrObject *string, size_t index);

static ALWAYS_INLINE bool str_is_ascii(const StrObject *string) {
    return string->bytes == string->length;
}

#endif
