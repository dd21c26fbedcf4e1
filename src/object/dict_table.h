/* dict_table.h -- the table of a dict: where its parts lie in the buffer, and how it is probed.
 *
 *      | Buffer | (4 bytes to spare) | hashes, last to first | index | key, value, key, value ...
 *                                                                    ^ entries
 *
 * All is found from `entries`, without asking how many entries there is room for: the slots of the
 * index end there, and the hashes are counted backwards from where the index begins.
 *
 * A slot has 8, 16 or 32 bits. The lowest ones, as many as number the slots (but at least three),
 * are the number of an entry, which is less than `fill`; the bits above are the same bits of the
 * entry's hash, so that most of what is met on the way to a key is passed by without being looked
 * at. A slot without an entry has one of two marks, of which the low bits are `fill` or more: all
 * ones where it was never used, one less where its entry was removed.
 *
 * The shape is CPython's (R. Hettinger, "More compact dictionaries", 2012), and so is the order of
 * probing. */
#ifndef OURO_OBJECT_DICT_TABLE_H
#define OURO_OBJECT_DICT_TABLE_H

#include "object/dict.h"
#include "object/numbers.h"

enum {
    DICT_FIRST_LOG = 2,
    DICT_MOST_LOG = 31,
    DICT_PERTURB_SHIFT = 5,
};

#define DICT_SLOT_REMOVED (UINT32_MAX - 1)

/* Of what stands in a slot without an entry. */
static ALWAYS_INLINE bool dict_slot_is_unused(uint32_t mark) {
    return (mark & 1) != 0;
}

/* How many entries an index has room for: two thirds of its slots, save that four serve three. */
static inline size_t dict_log_capacity(unsigned log) {
    return log == DICT_FIRST_LOG ? 3 : ((size_t)2 << log) / 3;
}

/* Bytes of the index: a slot must tell the numbers of entries and two marks apart. */
static ALWAYS_INLINE size_t dict_index_bytes(unsigned log) {
    return (size_t)1 << (log + (log > 8) + (log > 16));
}

static ALWAYS_INLINE uint32_t dict_slot(const DictObject *dict, size_t slot) {
    const void *end = dict->entries;
    ptrdiff_t place = (ptrdiff_t)slot - ((ptrdiff_t)1 << dict->index_log);
    return dict->index_log <= 8    ? ((const uint8_t *)end)[place]
           : dict->index_log <= 16 ? ((const uint16_t *)end)[place]
                                   : ((const uint32_t *)end)[place];
}

/* The same, and in which bits of the slot it differs from a hash. */
static ALWAYS_INLINE uint32_t dict_slot_apart(const DictObject *dict, size_t slot, uint32_t hash,
                                              uint32_t *apart) {
    uint32_t content = dict_slot(dict, slot);
    *apart = dict->index_log <= 8    ? (uint8_t)(content ^ hash)
             : dict->index_log <= 16 ? (uint16_t)(content ^ hash)
                                     : content ^ hash;
    return content;
}

static ALWAYS_INLINE void dict_slot_write(const DictObject *dict, size_t slot, uint32_t content) {
    void *end = dict->entries;
    ptrdiff_t place = (ptrdiff_t)slot - ((ptrdiff_t)1 << dict->index_log);
    if (dict->index_log <= 8) {
        ((uint8_t *)end)[place] = (uint8_t)content;
    } else if (dict->index_log <= 16) {
        ((uint16_t *)end)[place] = (uint16_t)content;
    } else {
        ((uint32_t *)end)[place] = content;
    }
}

static ALWAYS_INLINE uint32_t *dict_hash_place(const DictObject *dict, size_t entry) {
    char *index = (char *)dict->entries - dict_index_bytes(dict->index_log);
    return (uint32_t *)(void *)index - 1 - entry;
}

/* Small ints keep their hash, so that they lie in order; high bits are not lost. */
static ALWAYS_INLINE uint32_t dict_fold(uint64_t hash) {
    return (uint32_t)(hash ^ hash >> 32);
}

/* The bits of a slot that number an entry. */
static ALWAYS_INLINE uint32_t dict_number_mask(const DictObject *dict) {
    return (uint32_t)(((uint64_t)1 << dict->index_log) - 1) | 7;
}

/* The slots in the order in which they are tried for a hash. */
typedef struct DictProbe {
    size_t mask;
    size_t slot;
    size_t perturb;
} DictProbe;

static ALWAYS_INLINE DictProbe dict_probe_start(const DictObject *dict, uint32_t hash) {
    size_t mask = ((size_t)1 << dict->index_log) - 1;
    return (DictProbe){.mask = mask, .slot = hash & mask, .perturb = hash};
}

static ALWAYS_INLINE void dict_probe_next(DictProbe *probe) {
    probe->perturb >>= DICT_PERTURB_SHIFT;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

/* Enters an entry's number into a slot. */
static ALWAYS_INLINE void dict_slot_enter(const DictObject *dict, size_t slot, uint32_t hash,
                                          uint32_t entry) {
    dict_slot_write(dict, slot, (hash & ~dict_number_mask(dict)) | entry);
}

/* Goes on to the first slot that can take a new entry. */
static ALWAYS_INLINE void dict_probe_vacant(const DictObject *dict, DictProbe *probe) {
    while ((dict_slot(dict, probe->slot) & dict_number_mask(dict)) < dict->fill) {
        dict_probe_next(probe);
    }
}

/* Gives a dict that has no table an empty one. The buffer belongs to `owner`. */
MUST_CHECK bool dict_table_new(Vm *vm, DictObject *dict, unsigned log, const Object *owner);
/* Makes the table anew with an index of this size, leaving the removed entries behind. */
MUST_CHECK bool dict_table_rebuild(Vm *vm, DictObject *dict, unsigned log);
/* Enters all entries into the index of a table that has none in it yet, and no removed ones. */
void dict_table_index(const DictObject *dict);

#endif
