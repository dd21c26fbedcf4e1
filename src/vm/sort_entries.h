/* sort_entries.h -- putting keys in order, stably.
 *
 * Each key becomes an entry: a word and the key's number. What can be is decided by words, which
 * lie side by side and need no look at an object:
 *
 *      all ints, or ints and floats    the word is the number, the whole of it
 *      all strings                     their first eight bytes; then the strings are compared
 *      all tuples that begin with a    the word of that; then the tuples are compared
 *        number, or with a string
 *      anything else                   no word: each comparison asks the objects
 *
 * Numbers are sorted by their digits (radix), the rest by binary insertion in short runs that are
 * then merged. Fewer than SORT_SHORT objects are compared in the order in which CPython does it. */
#ifndef OURO_VM_SORT_ENTRIES_H
#define OURO_VM_SORT_ENTRIES_H

#include "object/sequence.h"

typedef struct SortEntry {
    uint64_t word;
    uint32_t number; /* of the key, which is borrowed */
    uint32_t zero;
} SortEntry;

/* Sorts the entries of `count` keys; with `reverse` those that are taken from the last to the
 * first, so that what is equal keeps its order when the caller reads them backwards. `entries` and
 * `scratch` have room for `count`; returned is the one of them where the result is, or NULL with an
 * exception pending. */
MUST_CHECK SortEntry *sort_keys(Vm *vm, Object *const *keys, size_t count, bool reverse,
                                SortEntry *entries, SortEntry *scratch);

#endif
