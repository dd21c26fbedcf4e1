/* sort.h -- the one sort of the house, behind list.sort() and sorted().
 *
 * It is stable. What is moved about are numbers of items in memory outside of the image
 * (sort_entries.h): the references stay where they are until the order is known, because a
 * comparison can run the program's code. */
#ifndef OURO_VM_SORT_H
#define OURO_VM_SORT_H

#include "vm/native.h"

/* Sorts in place. `key_or_null` is called for each item (NULL or None: the items themselves are
 * compared). Meanwhile the list is empty, as in CPython; on failure it has its items in their old
 * order. The caller holds the list. */
MUST_CHECK bool sort_list(Vm *vm, ListObject *list, Object *key_or_null, bool reverse);

#endif
