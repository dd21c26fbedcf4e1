/* adapter.c -- the iterators that call something for each item: enumerate, zip, map, filter,
 * reversed, iteration by __getitem__, and iter(callable, sentinel).
 *
 * Each step may run the program's code, which may drop the adapter or ask it for its next item
 * again; so what a step uses lies in registers, and fields are read anew after each call. */
#include "object/call.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/special.h"
#include "object/state.h"

Object *adapter_new(Vm *vm, Kind kind, Object *first, Object *second, Object *third,
                    int64_t number) {
    Adapter *adapter = (Adapter *)object_new(vm, kind, sizeof(Adapter));
    if (adapter == NULL) {
        return NULL;
    }
    adapter->first = first;
    adapter->second = second;
    adapter->third = third;
    adapter->number = number;
    object_hold_if(first);
    object_hold_if(second);
    object_hold_if(third);
    gc_track(vm, &adapter->header);
    return &adapter->header;
}

Object *iterator_new_of_items(Vm *vm, Object *sequence) {
    return adapter_new(vm, KIND_SEQUENCE_ITERATOR, sequence, NULL, NULL, 0);
}

/* The number after this one, which may be an int of any size. */
static Object *next_number(Vm *vm, Object *number) {
    if (number->kind == KIND_INT && int_value(number) < INT64_MAX) {
        return int_new(vm, int_value(number) + 1);
    }
    Object *one = int_new(vm, 1);
    Object *next = one == NULL ? NULL : object_binary(vm, BINARY_ADD, number, one, false);
    object_release_if(vm, one);
    return next;
}

/* One that is being made has nothing yet; only through gc could the program know of it. */
static Object *advance_enumerate(Vm *vm, Adapter *adapter, Object **registers) {
    if (adapter->second == NULL) {
        return NULL;
    }
    registers[0] = iterator_advance(vm, adapter->first);
    if (registers[0] == NULL) {
        return NULL;
    }
    registers[1] = next_number(vm, adapter->third);
    if (registers[1] == NULL) {
        return NULL;
    }
    TupleObject *pair = iterator_reuse_tuple(vm, adapter->second, 2);
    if (pair == NULL) {
        return NULL;
    }
    Object *old_number = pair->items[0];
    Object *old_item = pair->items[1];
    pair->items[0] = adapter->third;
    pair->items[1] = registers[0];
    adapter->third = registers[1];
    registers[0] = &pair->header;
    registers[1] = NULL;
    object_release(vm, old_number);
    object_release(vm, old_item);
    registers[0] = NULL;
    iterator_track_tuple(vm, pair);
    return &pair->header;
}

/* With zip(strict=True), when the iterator number `ended` has come to its end: all others must be
 * at theirs. */
static void check_lengths(Vm *vm, const TupleObject *iterators, uint32_t ended) {
    if (vm->pending != NULL && !raise_pending_is(vm, ERROR_StopIteration)) {
        return;
    }
    if (vm->pending != NULL) {
        raise_clear(vm);
    }
    uint32_t other = ended;
    if (ended == 0) {
        Object *item = NULL;
        for (other = 1; other < iterators->length && item == NULL && vm->pending == NULL; other++) {
            item = iterator_next(vm, iterators->items[other]);
        }
        if (item == NULL) {
            return;
        }
        object_release(vm, item);
        other--;
    }
    raise_error(vm, ERROR_ValueError, "zip() argument %u is %s than argument%s%u", other + 1,
                ended == 0 ? "longer" : "shorter", other == 1 ? " " : "s 1-", other);
}

static Object *advance_zip(Vm *vm, Adapter *adapter, Object **registers) {
    const TupleObject *iterators = (const TupleObject *)adapter->first;
    if (iterators->length == 0) {
        return NULL;
    }
    TupleObject *tuple = iterator_reuse_tuple(vm, adapter->second, iterators->length);
    registers[0] = (Object *)tuple;
    for (uint32_t i = 0; tuple != NULL && i < iterators->length; i++) {
        Object *item = iterator_advance(vm, iterators->items[i]);
        if (item == NULL) {
            OBJECT_CLEAR(vm, registers[0]);
            if (adapter->number != 0) {
                check_lengths(vm, iterators, i);
            }
            return NULL;
        }
        Object *old = tuple->items[i];
        tuple->items[i] = item;
        object_release(vm, old);
    }
    registers[0] = NULL;
    if (tuple != NULL) {
        iterator_track_tuple(vm, tuple);
    }
    return (Object *)tuple;
}

static Object *advance_map(Vm *vm, const Adapter *adapter) {
    const TupleObject *iterators = (const TupleObject *)adapter->first;
    uint32_t count = iterators->length;
    Object **items = native_enter(vm, count);
    if (items == NULL) {
        return NULL;
    }
    Object *result = NULL;
    for (uint32_t i = 0; i <= count; i++) {
        if (i == count) {
            result = vm_call(vm, adapter->second, items, count);
        } else if ((items[i] = iterator_advance(vm, iterators->items[i])) == NULL) {
            break;
        }
    }
    /* First to last, as CPython lets go of them. */
    for (uint32_t i = 0; i < count; i++) {
        OBJECT_CLEAR(vm, items[i]);
    }
    native_leave(vm, items);
    return result;
}

static Object *advance_filter(Vm *vm, const Adapter *adapter, Object **registers) {
    bool by_truth =
        adapter->first->kind == KIND_NONE || adapter->first == (Object *)vm->classes[KIND_BOOL];
    for (uint32_t steps = 1;; steps++) {
        registers[0] = iterator_advance(vm, adapter->second);
        if (registers[0] == NULL) {
            return NULL;
        }
        Truth good = by_truth
                         ? object_truth(vm, registers[0])
                         : special_truth_take(vm, vm_call(vm, adapter->first, &registers[0], 1));
        if (good == TRUTH_TRUE) {
            Object *item = registers[0];
            registers[0] = NULL;
            return item;
        }
        OBJECT_CLEAR(vm, registers[0]);
        if (good == TRUTH_FAILED || (steps % 4096 == 0 && vm_poll_interrupt(vm))) {
            return NULL;
        }
    }
}

/* An item by its index, whose absence ends the iteration. */
static Object *advance_by_index(Vm *vm, Adapter *adapter, Object **registers, int64_t step) {
    Object *item = NULL;
    if (adapter->first != NULL && adapter->number >= 0) {
        registers[0] = object_held(adapter->first);
        registers[1] = int_new(vm, adapter->number);
        if (registers[1] != NULL) {
            item = object_get_item(vm, registers[0], registers[1]);
        }
        if (item != NULL) {
            adapter->number += step;
            return item;
        }
        if (raise_pending_is(vm, ERROR_IndexError) || raise_pending_is(vm, ERROR_StopIteration)) {
            raise_clear(vm);
        } else if (step > 0) {
            return NULL;
        }
    }
    adapter->number = -1;
    OBJECT_CLEAR(vm, adapter->first);
    return NULL;
}

static Object *advance_callable(Vm *vm, Adapter *adapter, Object **registers) {
    if (adapter->first == NULL) {
        return NULL;
    }
    registers[0] = object_held(adapter->first);
    registers[1] = vm_call(vm, registers[0], NULL, 0);
    bool ended = false;
    if (registers[1] == NULL) {
        ended = raise_pending_is(vm, ERROR_StopIteration);
        if (ended) {
            raise_clear(vm);
        }
    } else if (adapter->second != NULL) {
        registers[2] = object_held(adapter->second);
        Truth equal = object_equal(vm, registers[2], registers[1]);
        ended = equal == TRUTH_TRUE;
        if (equal == TRUTH_FALSE) {
            Object *result = registers[1];
            registers[1] = NULL;
            return result;
        }
    }
    if (ended) {
        OBJECT_CLEAR(vm, adapter->first);
        OBJECT_CLEAR(vm, adapter->second);
    }
    return NULL;
}

/* Whether an iterator runs no code of the program to find its next item. */
static bool is_plain_iterator(const Object *iterator) {
    return iterator->kind == KIND_LIST_ITERATOR || iterator->kind == KIND_RANGE_ITERATOR ||
           iterator->kind == KIND_TUPLE_ITERATOR || iterator->kind == KIND_STR_ASCII_ITERATOR ||
           iterator->kind == KIND_STR_ITERATOR;
}

/* Whether nothing dies when such an iterator lets go, at its end, of what it runs over. */
static bool ends_quietly(const Object *iterator) {
    const Object *of = iterator->kind == KIND_RANGE_ITERATOR
                           ? NULL
                           : ((const Iterator *)(const void *)iterator)->of;
    return of == NULL || of->refcount > 1 || of->kind == KIND_STR;
}

/* Whether the next step of enumerate or zip runs no such code: then it needs no registers. That
 * goes for the items of the tuple that is used again, which must not die of it. */
static bool is_quiet(const Adapter *adapter) {
    const TupleObject *own = (const TupleObject *)adapter->second;
    const TupleObject *iterators = (const TupleObject *)adapter->first;
    bool is_zip = adapter->header.kind == KIND_ZIP;
    if (adapter->header.kind != KIND_ENUMERATE && (!is_zip || iterators->length == 0)) {
        return false;
    }
    for (uint32_t i = 0; i < own->length; i++) {
        const Object *old = own->items[i];
        if ((is_zip &&
             !(is_plain_iterator(iterators->items[i]) && ends_quietly(iterators->items[i]))) ||
            (old->refcount == 1 && object_row_peek(old)->garbage != GARBAGE_LEAF)) {
            return false;
        }
    }
    return is_zip || (is_plain_iterator(adapter->first) && adapter->third->kind == KIND_INT &&
                      int_value(adapter->third) < INT64_MAX);
}

static Object *advance_quietly(Vm *vm, Adapter *adapter) {
    Object *scratch[2] = {NULL, NULL};
    Object *item = adapter->header.kind == KIND_ZIP ? advance_zip(vm, adapter, scratch)
                                                    : advance_enumerate(vm, adapter, scratch);
    object_release_if(vm, scratch[0]);
    object_release_if(vm, scratch[1]);
    return item;
}

Object *adapter_advance(Vm *vm, Adapter *adapter) {
    if (is_quiet(adapter)) {
        return advance_quietly(vm, adapter);
    }
    enum { SCRATCH, SELF = 3, COUNT };
    Object **registers = special_enter(vm, COUNT, " while calling a Python object");
    if (registers == NULL) {
        return NULL;
    }
    registers[SELF] = object_held(&adapter->header);
    Object *item = NULL;
    switch (adapter->header.kind) {
    case KIND_ENUMERATE:
        item = advance_enumerate(vm, adapter, registers + SCRATCH);
        break;
    case KIND_ZIP:
        item = advance_zip(vm, adapter, registers + SCRATCH);
        break;
    case KIND_MAP:
        item = advance_map(vm, adapter);
        break;
    case KIND_FILTER:
        item = advance_filter(vm, adapter, registers + SCRATCH);
        break;
    case KIND_REVERSED:
        item = advance_by_index(vm, adapter, registers + SCRATCH, -1);
        break;
    case KIND_SEQUENCE_ITERATOR:
        item = advance_by_index(vm, adapter, registers + SCRATCH, 1);
        break;
    default:
        item = advance_callable(vm, adapter, registers + SCRATCH);
        break;
    }
    special_leave(vm, registers);
    return item;
}
