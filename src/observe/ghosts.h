/* ghosts.h -- who lived in a block before: the dead, found by address.
 *
 * A freed block keeps the kind and the birth of what lay in it, until it is used again; the labels
 * remember what the dead were called. Together they say of a free block whose ghost it is, and of
 * an object whose block it took over: "same block, new object".
 *
 * Only the last that died at an address is found. Memory is malloc's, 4 to 8 bytes for each row of
 * the labels; it is good until labels are given or forgotten. */
#ifndef OURO_OBSERVE_GHOSTS_H
#define OURO_OBSERVE_GHOSTS_H

#include "observe/labels.h"

typedef struct Ghosts {
    const Labels *labels;
    uint32_t *slots; /* address → row + 1 of the last that died there, open addressing */
    uint32_t slot_count;
} Ghosts;

/* False when memory ran out. */
MUST_CHECK bool ghosts_take(Ghosts *ghosts, const Labels *labels);
void ghosts_free(Ghosts *ghosts);

/* The label of the last that died at an address, or NULL: what lived there was never labelled, or
 * nothing did. `home` may be in use again. */
const Label *ghosts_peek(const Ghosts *ghosts, const void *home);

/* The label of what lay in a free block when it was freed, or NULL. */
const Label *ghosts_peek_free(const Ghosts *ghosts, const Block *home, const Block *seen);

/* The same for a single address, without taking all of them: linear in the labels. */
const Label *ghosts_find(const Labels *labels, const void *home);

#endif
