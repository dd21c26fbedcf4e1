#include "vm/sort.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_LIST = 64, SHORT_RUN = 32, POLL_EVERY = 4096 };

/* One item: what it is compared by (borrowed) and its number in the list. */
typedef struct SortEntry {
    Object *key;
    uint32_t number;
} SortEntry;

typedef struct Sort {
    Vm *vm;
    SortEntry *entries;
    SortEntry *scratch;
    size_t count;
    uint32_t steps;
    bool failed;
} Sort;

/* Whether a < b; after a failure nothing is compared any more. */
static bool is_less(Sort *sort, const SortEntry *a, const SortEntry *b) {
    if (a->key->kind == KIND_INT && b->key->kind == KIND_INT) {
        return int_value(a->key) < int_value(b->key);
    }
    if (sort->failed) {
        return false;
    }
    Truth less = object_compare_truth(sort->vm, COMPARE_LESS, a->key, b->key);
    sort->failed = less == TRUTH_FAILED;
    return less == TRUTH_TRUE;
}

/* Polls now and then; also says whether to go on at all. */
static bool keep_going(Sort *sort, size_t steps) {
    sort->steps += (uint32_t)steps;
    if (sort->steps >= POLL_EVERY && !sort->failed) {
        sort->steps = 0;
        sort->failed = vm_poll_interrupt(sort->vm);
    }
    return !sort->failed;
}

/* The end of the run in order that begins at `start`; one that falls is turned around, which keeps
 * equal items in order because only strictly falling ones count. */
static size_t find_run(Sort *sort, size_t start, size_t stop) {
    size_t at = start + 1;
    if (at >= stop) {
        return stop;
    }
    bool falls = is_less(sort, &sort->entries[at], &sort->entries[at - 1]);
    at++;
    while (at < stop && is_less(sort, &sort->entries[at], &sort->entries[at - 1]) == falls) {
        at++;
    }
    for (size_t i = start, j = at - 1; falls && i < j; i++, j--) {
        SortEntry kept = sort->entries[i];
        sort->entries[i] = sort->entries[j];
        sort->entries[j] = kept;
    }
    return at;
}

/* Sorts [start, stop) by binary insertion behind its first run. */
static void sort_short(Sort *sort, size_t start, size_t stop) {
    for (size_t i = find_run(sort, start, stop); i < stop && !sort->failed; i++) {
        SortEntry entry = sort->entries[i];
        size_t low = start;
        size_t high = i;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (is_less(sort, &entry, &sort->entries[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        memmove(sort->entries + low + 1, sort->entries + low, (i - low) * sizeof(SortEntry));
        sort->entries[low] = entry;
    }
}

/* Merges [start, middle) and [middle, stop). Equal items of the left run go first. */
static void merge(Sort *sort, size_t start, size_t middle, size_t stop) {
    if (!is_less(sort, &sort->entries[middle], &sort->entries[middle - 1])) {
        return;
    }
    size_t left_count = middle - start;
    memcpy(sort->scratch, sort->entries + start, left_count * sizeof(SortEntry));
    size_t left = 0;
    size_t right = middle;
    size_t out = start;
    while (left < left_count && right < stop) {
        if (is_less(sort, &sort->entries[right], &sort->scratch[left])) {
            sort->entries[out++] = sort->entries[right++];
        } else {
            sort->entries[out++] = sort->scratch[left++];
        }
    }
    memcpy(sort->entries + out, sort->scratch + left, (left_count - left) * sizeof(SortEntry));
}

static void sort_entries(Sort *sort) {
    size_t run = sort->count < SHORT_LIST ? sort->count : SHORT_RUN;
    for (size_t start = 0; start < sort->count && keep_going(sort, run); start += run) {
        sort_short(sort, start, start + run < sort->count ? start + run : sort->count);
    }
    for (size_t width = run; width < sort->count && !sort->failed; width *= 2) {
        for (size_t start = 0; start + width < sort->count && keep_going(sort, width);
             start += 2 * width) {
            size_t stop = start + 2 * width < sort->count ? start + 2 * width : sort->count;
            merge(sort, start, start + width, stop);
        }
    }
}

/* The keys of all items, in a list of their own in keys_register. */
static bool make_keys(Vm *vm, const ListObject *items, Object *key_function,
                      Object **keys_register) {
    ListObject *keys = list_new(vm, items->length);
    *keys_register = (Object *)keys;
    for (uint32_t i = 0; keys != NULL && i < items->length; i++) {
        Object *key = vm_call(vm, key_function, &items->items[i], 1);
        if (key == NULL || !list_append_take(vm, keys, key)) {
            return false;
        }
    }
    return keys != NULL;
}

/* Puts the items of `work` in the order of their keys. */
static bool sort_by_keys(Vm *vm, ListObject *work, const ListObject *keys, bool reverse) {
    size_t count = work->length;
    Sort sort = {.vm = vm, .count = count};
    sort.entries = malloc(count * sizeof(SortEntry));
    sort.scratch = malloc((count + 1) * sizeof(SortEntry));
    bool good = sort.entries != NULL && sort.scratch != NULL;
    if (good) {
        for (size_t i = 0; i < count; i++) {
            /* Reversed before and after, equal items keep their order all the same. */
            size_t number = reverse ? count - 1 - i : i;
            sort.entries[i] = (SortEntry){keys->items[number], (uint32_t)number};
        }
        sort_entries(&sort);
        good = !sort.failed;
    } else {
        raise_memory_error(vm);
    }
    if (good) {
        Object **ordered = (Object **)(void *)sort.scratch;
        for (size_t i = 0; i < count; i++) {
            ordered[reverse ? count - 1 - i : i] = work->items[sort.entries[i].number];
        }
        memcpy(work->items, ordered, count * sizeof(Object *));
    }
    free(sort.entries);
    free(sort.scratch);
    return good;
}

/* Exchanges what two lists hold. */
static void swap_lists(const Vm *vm, ListObject *a, ListObject *b) {
    ListObject kept = *a;
    a->items = b->items;
    a->length = b->length;
    a->capacity = b->capacity;
    b->items = kept.items;
    b->length = kept.length;
    b->capacity = kept.capacity;
    if (a->items != NULL) {
        buffer_set_owner(vm, a->items, &a->header);
    }
    if (b->items != NULL) {
        buffer_set_owner(vm, b->items, &b->header);
    }
}

bool sort_list(Vm *vm, ListObject *list, Object *key_or_null, bool reverse) {
    if (list->length == 0) {
        return true;
    }
    bool has_key = key_or_null != NULL && key_or_null->kind != KIND_NONE;
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return false;
    }
    ListObject *work = list_new(vm, 0);
    registers[0] = (Object *)work;
    bool good = work != NULL;
    if (good) {
        swap_lists(vm, list, work);
        good = (!has_key || make_keys(vm, work, key_or_null, &registers[1])) &&
               sort_by_keys(vm, work, has_key ? (ListObject *)registers[1] : work, reverse);
        bool modified = list->items != NULL;
        swap_lists(vm, list, work);
        if (good && modified) {
            raise_error(vm, ERROR_ValueError, "list modified during sort");
            good = false;
        }
    }
    native_leave(vm, registers);
    return good;
}
