#include "observe/ghosts.h"

#include <stdlib.h>

/* What was undone and what was never seen alive does not count. */
static bool is_dead(const Labels *labels, const Label *row) {
    return row->gone != 0 && row->gone <= labels->present && row->made <= labels->present;
}

static uint32_t slot_of(const Ghosts *ghosts, const void *home) {
    uint64_t hash = ((uintptr_t)home >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32) & (ghosts->slot_count - 1);
}

/* The slot of an address, or the empty one where it would be. */
static uint32_t find_slot(const Ghosts *ghosts, const void *home) {
    uint32_t slot = slot_of(ghosts, home);
    while (ghosts->slots[slot] != 0 &&
           (const void *)ghosts->labels->rows[ghosts->slots[slot] - 1].home != home)
        slot = (slot + 1) & (ghosts->slot_count - 1);
    return slot;
}

bool ghosts_take(Ghosts *ghosts, const Labels *labels) {
    uint32_t dead = 0;
    for (uint32_t i = 0; i < labels->count; i++)
        dead += is_dead(labels, &labels->rows[i]);
    uint32_t wanted = 16;
    while (wanted < (uint64_t)dead * 2 && wanted < UINT32_C(1) << 31)
        wanted *= 2;
    *ghosts = (Ghosts){.labels = labels, .slot_count = wanted};
    ghosts->slots = calloc(wanted, sizeof(uint32_t));
    if (ghosts->slots == NULL)
        return false;
    for (uint32_t i = 0; i < labels->count; i++) { /* rows are in order of birth: the last wins */
        if (is_dead(labels, &labels->rows[i]))
            ghosts->slots[find_slot(ghosts, labels->rows[i].home)] = i + 1;
    }
    return true;
}

void ghosts_free(Ghosts *ghosts) {
    free(ghosts->slots);
    *ghosts = (Ghosts){0};
}

const Label *ghosts_peek(const Ghosts *ghosts, const void *home) {
    uint32_t row = ghosts->slots[find_slot(ghosts, home)];
    return row == 0 ? NULL : &ghosts->labels->rows[row - 1];
}

const Label *ghosts_peek_free(const Ghosts *ghosts, const Block *home, const Block *seen) {
    const Label *label = ghosts_peek(ghosts, home);
    return label != NULL && label->stamp == seen->birth ? label : NULL;
}

const Label *ghosts_find(const Labels *labels, const void *home) {
    for (uint32_t i = labels->count; i-- > 0;) {
        if ((const void *)labels->rows[i].home == home && is_dead(labels, &labels->rows[i]))
            return &labels->rows[i];
    }
    return NULL;
}
