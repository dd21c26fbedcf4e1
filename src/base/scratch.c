#include "base/scratch.h"

#include <stdlib.h>
#include <string.h>

/* Aligned so that what follows the header is aligned too. */
struct ScratchChunk {
    _Alignas(16) ScratchChunk *older;
};

enum { CHUNK_BYTES = 16 * 1024, LARGEST_CHUNK_BYTES = 1024 * 1024 };

/* Chunks grow with what was taken so far, so that their number stays small for long programs and
 * their waste stays small for one-line statements. */
static bool add_chunk(Scratch *scratch, size_t size) {
    size_t room = CHUNK_BYTES;
    while (room < scratch->total / 4 && room < LARGEST_CHUNK_BYTES) {
        room *= 2;
    }
    if (room < size) {
        room = size;
    }
    ScratchChunk *chunk = calloc(1, sizeof(ScratchChunk) + room);
    if (chunk == NULL) {
        return false;
    }
    chunk->older = scratch->newest;
    scratch->newest = chunk;
    scratch->next = (char *)(chunk + 1);
    scratch->end = scratch->next + room;
    scratch->total += room;
    return true;
}

void *scratch_allocate(Scratch *scratch, size_t size) {
    if (scratch->failed || size > SIZE_MAX / 2) {
        scratch->failed = true;
        return NULL;
    }
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded == 0) {
        rounded = 16;
    }
    if (scratch->newest == NULL || (size_t)(scratch->end - scratch->next) < rounded) {
        if (!add_chunk(scratch, rounded)) {
            scratch->failed = true;
            return NULL;
        }
    }
    void *result = scratch->next;
    scratch->next += rounded;
    return result;
}

char *scratch_copy(Scratch *scratch, const void *data, size_t length) {
    if (length == SIZE_MAX) {
        scratch->failed = true;
        return NULL;
    }
    char *copy = scratch_allocate(scratch, length + 1);
    if (copy != NULL && length != 0) {
        memcpy(copy, data, length);
    }
    return copy;
}

void scratch_free(Scratch *scratch) {
    ScratchChunk *chunk = scratch->newest;
    while (chunk != NULL) {
        ScratchChunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    *scratch = (Scratch){0};
}
