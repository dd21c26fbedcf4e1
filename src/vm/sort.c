#include "vm/sort.h"

#include <stdlib.h>
#include <string.h>

#include "vm/sort_entries.h"

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
    SortEntry *rooms = malloc(2 * count * sizeof(SortEntry));
    if (rooms == NULL) {
        raise_memory_error(vm);
        return false;
    }
    SortEntry *sorted = sort_keys(vm, keys->items, count, reverse, rooms, rooms + count);
    if (sorted != NULL) {
        Object **ordered = (Object **)(void *)(sorted == rooms ? rooms + count : rooms);
        for (size_t i = 0; i < count; i++) {
            ordered[reverse ? count - 1 - i : i] = work->items[sorted[i].number];
        }
        memcpy(work->items, ordered, count * sizeof(Object *));
    }
    free(rooms);
    return sorted != NULL;
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
