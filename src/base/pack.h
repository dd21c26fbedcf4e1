/* pack.h -- numbers and texts in a row of bytes, for files: everything in units of 8 bytes.
 *
 * Reading never goes past the end: what cannot be read sets `failed` and gives zeros, so that a
 * reader looks once, at its end. The digest changes with any single unit that changes, whatever the
 * unit. */
#ifndef OURO_BASE_PACK_H
#define OURO_BASE_PACK_H

#include "base/bytes.h"

void pack_number(Bytes *out, uint64_t number);
/* The length, then the bytes, filled up with zeros. */
void pack_text(Bytes *out, const char *text, size_t length);
/* `count` units to be filled by the caller; NULL when memory ran out. */
MUST_CHECK void *pack_room(Bytes *out, size_t bytes);

typedef struct Unpack {
    const char *at;
    const char *end;
    bool failed;
} Unpack;

uint64_t unpack_number(Unpack *in);
/* The same, but more than `most` is a failure. */
uint64_t unpack_number_to(Unpack *in, uint64_t most);
/* Borrowed; there is no NUL behind it. Never NULL. */
const char *unpack_text(Unpack *in, size_t *length);
/* `bytes` (a multiple of 8) that pack_room gave; NULL when there are not so many. */
const void *unpack_room(Unpack *in, size_t bytes);

/* Of `bytes`, which begin at a multiple of 8; what is left of the last unit counts as zeros. */
uint64_t pack_digest(const void *bytes, size_t length);

#endif
