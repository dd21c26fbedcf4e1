/* list.c -- lists: a buffer of references that grows by an eighth.
 *
 * A release can run a finalizer, which can change any list. So a list is whole again before
 * anything that it held is released: several items at once are first handed to a list that
 * nobody else can see and that dies at once, which releases them last to first and lets the
 * ledger say of each what holds it. */
#include "base/arith.h"
#include "object/call.h"
#include "object/sequence.h"
#include "object/state.h"

#include <string.h>

static ListObject *new_empty(Vm *vm) {
    ListObject *list = (ListObject *)object_new(vm, KIND_LIST, sizeof(ListObject));
    if (list != NULL) {
        list->items = NULL;
        list->length = 0;
        list->capacity = 0;
    }
    return list;
}

/* Makes room for `capacity` items and as many more as the block has anyway. */
static bool set_capacity(Vm *vm, ListObject *list, size_t capacity) {
    if (capacity > UINT32_MAX) {
        raise_memory_error(vm);
        return false;
    }
    Object **items = buffer_new(vm, capacity * sizeof(Object *), &list->header);
    if (items == NULL) {
        return false;
    }
    if (list->items != NULL) {
        memcpy(items, list->items, list->length * sizeof(Object *));
        buffer_free(vm, list->items);
    }
    size_t room = buffer_capacity(items) / sizeof(Object *);
    list->items = items;
    list->capacity = (uint32_t)(room < UINT32_MAX ? room : UINT32_MAX);
    return true;
}

static bool grow(Vm *vm, ListObject *list, size_t needed) {
    if (LIKELY(needed <= list->capacity)) {
        return true;
    }
    return set_capacity(vm, list, needed + needed / 8 + (needed < 9 ? 3 : 6));
}

/* Gives memory back when less than half of the room is in use, as after many pops. What is left
 * stays where it is when there is no memory to move to, which loses nothing. */
static void shrink(Vm *vm, ListObject *list) {
    if (list->length == 0) {
        if (list->items != NULL) {
            buffer_free(vm, list->items);
        }
        list->items = NULL;
        list->capacity = 0;
    } else if (list->capacity > 16 && list->length < list->capacity / 2 &&
               !set_capacity(vm, list, (size_t)list->length + list->length / 8 + 6)) {
        raise_clear(vm);
    }
}

bool list_reserve(Vm *vm, ListObject *list, size_t capacity) {
    return capacity <= list->capacity || set_capacity(vm, list, capacity);
}

ListObject *list_new(Vm *vm, size_t capacity) {
    ListObject *list = new_empty(vm);
    if (list == NULL) {
        return NULL;
    }
    gc_track(vm, &list->header);
    if (capacity > 0 && !set_capacity(vm, list, capacity)) {
        object_release(vm, &list->header);
        return NULL;
    }
    return list;
}

ListObject *list_from(Vm *vm, Object *const *items, size_t length) {
    ListObject *list = list_new(vm, length);
    if (list != NULL) {
        items_hold(list->items, items, length);
        list->length = (uint32_t)length;
    }
    return list;
}

ListObject *list_from_take(Vm *vm, Object **items, size_t length) {
    ListObject *list = list_new(vm, length);
    if (list == NULL) {
        for (size_t i = length; i-- > 0;) {
            OBJECT_CLEAR(vm, items[i]);
        }
        return NULL;
    }
    if (length > 0) {
        memcpy(list->items, items, length * sizeof(Object *));
        memset(items, 0, length * sizeof(Object *));
        list->length = (uint32_t)length;
    }
    return list;
}

bool list_append(Vm *vm, ListObject *list, Object *item) {
    if (!grow(vm, list, (size_t)list->length + 1)) {
        return false;
    }
    list->items[list->length++] = object_held(item);
    return true;
}

bool list_append_take(Vm *vm, ListObject *list, Object *item) {
    if (!grow(vm, list, (size_t)list->length + 1)) {
        object_release(vm, item);
        return false;
    }
    list->items[list->length++] = item;
    return true;
}

bool list_insert(Vm *vm, ListObject *list, int64_t index, Object *item) {
    if (!grow(vm, list, (size_t)list->length + 1)) {
        return false;
    }
    int64_t length = list->length;
    if (index < 0) {
        index += length;
    }
    index = index < 0 ? 0 : index > length ? length : index;
    memmove(list->items + index + 1, list->items + index,
            (size_t)(length - index) * sizeof(Object *));
    list->items[index] = object_held(item);
    list->length++;
    return true;
}

static bool extend_by_run(Vm *vm, ListObject *list, Object *from, size_t count) {
    if (!grow(vm, list, (size_t)list->length + count)) {
        return false;
    }
    /* Asked for only now: the list may be extended by itself, and has just moved. */
    Object **items =
        from->kind == KIND_TUPLE ? ((TupleObject *)from)->items : ((ListObject *)from)->items;
    items_hold(list->items + list->length, items, count);
    list->length += (uint32_t)count;
    return true;
}

bool list_extend(Vm *vm, ListObject *list, Object *iterable) {
    if (iterable->kind == KIND_LIST || iterable == &list->header) {
        return extend_by_run(vm, list, iterable, ((ListObject *)iterable)->length);
    }
    if (iterable->kind == KIND_TUPLE) {
        return extend_by_run(vm, list, iterable, ((TupleObject *)iterable)->length);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    bool good = (registers[0] = iterator_new(vm, iterable)) != NULL;
    uint32_t steps = 0;
    while (good) {
        Object *item = iterator_next(vm, registers[0]);
        if (item == NULL) {
            good = raise_pending(vm) == NULL;
            break;
        }
        good = list_append_take(vm, list, item) && (++steps % 4096 != 0 || !vm_poll_interrupt(vm));
    }
    native_leave(vm, registers);
    return good;
}

ListObject *list_from_iterable(Vm *vm, Object *iterable) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    ListObject *list = list_new(vm, 0);
    registers[0] = (Object *)list;
    if (list != NULL && list_extend(vm, list, iterable)) {
        registers[0] = NULL;
    } else {
        list = NULL;
    }
    native_leave(vm, registers);
    return list;
}

Object *list_pop(Vm *vm, ListObject *list, size_t index) {
    CHECK(index < list->length);
    Object *item = list->items[index];
    list->length--;
    if (index < list->length) {
        memmove(list->items + index, list->items + index + 1,
                (list->length - index) * sizeof(Object *));
    }
    shrink(vm, list);
    return item;
}

/* Releases the items where they stand if no code can run by that. */
static bool release_leaves(Vm *vm, Object **items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (object_row_peek(items[i])->garbage != GARBAGE_LEAF) {
            return false;
        }
    }
    for (size_t i = count; i-- > 0;) {
        object_release(vm, items[i]);
    }
    return true;
}

void list_clear(Vm *vm, ListObject *list) {
    if (list->length == 0 || release_leaves(vm, list->items, list->length)) {
        list->length = 0;
        shrink(vm, list);
        return;
    }
    ListObject *holder = new_empty(vm);
    if (holder == NULL) {
        /* Without memory the items are taken off one by one. */
        raise_clear(vm);
        while (list->length > 0) {
            object_release(vm, list_pop(vm, list, list->length - 1));
        }
        return;
    }
    object_hide_birth(vm, &holder->header);
    *holder = (ListObject){.header = holder->header,
                           .items = list->items,
                           .length = list->length,
                           .capacity = list->capacity};
    buffer_set_owner(vm, holder->items, &holder->header);
    list->items = NULL;
    list->length = 0;
    list->capacity = 0;
    object_release(vm, &holder->header);
}

/* A holder with room for `count` items, which will be released last to first. */
static ListObject *new_holder(Vm *vm, size_t count) {
    ListObject *holder = new_empty(vm);
    if (holder != NULL)
        object_hide_birth(vm, &holder->header);
    if (holder != NULL && !set_capacity(vm, holder, count)) {
        object_release(vm, &holder->header);
        return NULL;
    }
    return holder;
}

/* Hands items[start, stop) to a holder that the caller releases, or releases them here if that can
 * run no code; then *holder is NULL. */
static bool take_out(Vm *vm, ListObject *list, size_t start, size_t stop, ListObject **holder) {
    *holder = NULL;
    if (start == stop) {
        return true;
    }
    *holder = new_holder(vm, stop - start);
    if (*holder == NULL) {
        return false;
    }
    memcpy((*holder)->items, list->items + start, (stop - start) * sizeof(Object *));
    (*holder)->length = (uint32_t)(stop - start);
    return true;
}

bool list_splice(Vm *vm, ListObject *list, size_t start, size_t stop, Object *const *items,
                 size_t count) {
    CHECK(start <= stop && stop <= list->length);
    if (start == stop && count == 0) {
        return true;
    }
    size_t length = list->length - (stop - start) + count;
    if (!grow(vm, list, length)) {
        return false;
    }
    ListObject *holder = NULL;
    for (size_t i = 0; i < count; i++) {
        object_hold(items[i]);
    }
    if (stop - start > 0 && !release_leaves(vm, list->items + start, stop - start) &&
        !take_out(vm, list, start, stop, &holder)) {
        for (size_t i = 0; i < count; i++) {
            object_release(vm, items[i]);
        }
        return false;
    }
    memmove(list->items + start + count, list->items + stop,
            (list->length - stop) * sizeof(Object *));
    if (count > 0) {
        memcpy(list->items + start, items, count * sizeof(Object *));
    }
    list->length = (uint32_t)length;
    shrink(vm, list);
    object_release_if(vm, (Object *)holder);
    return true;
}

bool list_delete_stride(Vm *vm, ListObject *list, size_t start, size_t step, size_t count) {
    if (count == 0) {
        return true;
    }
    ListObject *holder = new_holder(vm, count);
    if (holder == NULL) {
        return false;
    }
    size_t kept = start;
    size_t taken = 0;
    for (size_t i = start; i < list->length; i++) {
        if (taken < count && i == start + taken * step) {
            holder->items[count - 1 - taken] = list->items[i];
            taken++;
        } else {
            list->items[kept++] = list->items[i];
        }
    }
    holder->length = (uint32_t)count;
    list->length = (uint32_t)kept;
    shrink(vm, list);
    object_release(vm, &holder->header);
    return true;
}

bool list_replace_stride(Vm *vm, ListObject *list, int64_t start, int64_t step,
                         Object *const *items, size_t count) {
    if (count == 0) {
        return true;
    }
    ListObject *holder = new_holder(vm, count);
    if (holder == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        Object **place = &list->items[start + (int64_t)i * step];
        holder->items[count - 1 - i] = *place;
        *place = object_held(items[i]);
    }
    holder->length = (uint32_t)count;
    object_release(vm, &holder->header);
    return true;
}
