/* scratch.h -- memory for things that are built together and thrown away together, as the tree of
 * one statement is.
 *
 * Allocation moves a pointer through chunks taken from malloc; nothing is freed singly. A zeroed
 * struct (`Scratch scratch = {0};`) is empty and ready. What is allocated stays where it is until
 * scratch_free. Failure is sticky: after memory ran out `failed` is true and every allocation
 * returns NULL, so that a builder can give up in one place.
 *
 * Memory comes zeroed and aligned to 16 bytes. */
#ifndef OURO_BASE_SCRATCH_H
#define OURO_BASE_SCRATCH_H

#include "base/check.h"

typedef struct ScratchChunk ScratchChunk;

typedef struct Scratch {
    ScratchChunk *newest; /* chunks are linked from newest to oldest */
    char *next;           /* the free part of the newest chunk */
    char *end;
    size_t total; /* bytes taken from malloc so far */
    bool failed;
} Scratch;

/* `size` may be 0. Returns NULL when memory ran out. */
void *scratch_allocate(Scratch *scratch, size_t size);

/* A copy of `length` bytes with a NUL behind it; NULL when memory ran out. */
char *scratch_copy(Scratch *scratch, const void *data, size_t length);

/* Gives everything back and leaves an empty struct. */
void scratch_free(Scratch *scratch);

#endif
