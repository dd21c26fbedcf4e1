/* sequence.h -- tuples, lists, slices, ranges, and the iterators over them.
 *
 * A tuple has its items inside; a list has them in a buffer that grows by an eighth. Lists and
 * tuples release their items last to first, as CPython does. */
#ifndef OURO_OBJECT_SEQUENCE_H
#define OURO_OBJECT_SEQUENCE_H

#include "object/object.h"

typedef struct TupleObject {
    Object header;
    uint32_t length;
    uint32_t spare; /* zero */
    Object *items[];
} TupleObject;

typedef struct ListObject {
    Object header;
    Object **items; /* in a buffer; NULL while capacity is 0 */
    uint32_t length;
    uint32_t capacity;
} ListObject;

/* Any of the three may be None, never NULL. */
typedef struct SliceObject {
    Object header;
    Object *start;
    Object *stop;
    Object *step;
} SliceObject;

typedef struct RangeObject {
    Object header;
    int64_t start;
    int64_t stop;
    int64_t step;
} RangeObject;

typedef struct RangeIterator {
    Object header;
    int64_t next;
    int64_t step;
    uint64_t left; /* how many are still to come */
} RangeIterator;

/* Runs over a list, tuple, string or dict. `of` is NULL once it is exhausted. */
typedef struct Iterator {
    Object header;
    Object *of;
    Object *pair;    /* for an iterator over items: see iterator_reuse_tuple; or NULL */
    uint32_t index;  /* of the next item; a string's in bytes; a dict's in entries */
    uint32_t expect; /* a dict's length when the run began; UINT32_MAX once it has changed */
    uint32_t left;   /* a dict's: how many are still to come */
    uint32_t spare;  /* zero */
} Iterator;

/* An iterator over iterators, or over a protocol of the program's. By kind the fields are:
 *
 *   ENUMERATE           the iterator, the tuple that it reuses, the next number as an int
 *   ZIP                 a tuple of iterators, the tuple that it reuses; number: whether strict
 *   MAP                 a tuple of iterators, the function
 *   FILTER              the function or None, the iterator
 *   REVERSED            the sequence, or NULL at the end; number: the next index
 *   SEQUENCE_ITERATOR   the same, for iteration by __getitem__
 *   CALLABLE_ITERATOR   the callable and the sentinel, or NULL at the end */
typedef struct Adapter {
    Object header;
    Object *first;
    Object *second;
    Object *third;
    int64_t number;
} Adapter;

IMAGE_STRUCT(TupleObject, 16);
IMAGE_STRUCT(ListObject, 24);
IMAGE_STRUCT(SliceObject, 32);
IMAGE_STRUCT(RangeObject, 32);
IMAGE_STRUCT(RangeIterator, 32);
IMAGE_STRUCT(Iterator, 40);
IMAGE_STRUCT(Adapter, 40);

/* Writes new references to `count` items. */
static ALWAYS_INLINE void items_hold(Object **out, Object *const *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        out[i] = object_held(items[i]);
}

/* A tuple of `length` NULL items which the caller fills before anything else runs; it is tracked
 * already. Length 0 gives the shared empty tuple. */
MUST_CHECK TupleObject *tuple_new(Vm *vm, size_t length);
/* A tuple of these items: takes a new reference to each. */
MUST_CHECK TupleObject *tuple_from(Vm *vm, Object *const *items, size_t length);
/* The same, but moves the references out of `items`, leaving NULL there, even on failure. */
MUST_CHECK TupleObject *tuple_from_take(Vm *vm, Object **items, size_t length);

MUST_CHECK ListObject *list_new(Vm *vm, size_t capacity);
MUST_CHECK ListObject *list_from(Vm *vm, Object *const *items, size_t length);
MUST_CHECK ListObject *list_from_take(Vm *vm, Object **items, size_t length);
MUST_CHECK bool list_append(Vm *vm, ListObject *list, Object *item);
/* Appends `item`, taking its reference even on failure, so that no caller has to undo. */
MUST_CHECK bool list_append_take(Vm *vm, ListObject *list, Object *item);
MUST_CHECK bool list_insert(Vm *vm, ListObject *list, int64_t index, Object *item);
/* Appends all that the iterable gives. */
MUST_CHECK bool list_extend(Vm *vm, ListObject *list, Object *iterable);
/* Makes room for `capacity` items in all. */
MUST_CHECK bool list_reserve(Vm *vm, ListObject *list, size_t capacity);
/* Removes and returns (owned) the item at a valid index. */
Object *list_pop(Vm *vm, ListObject *list, size_t index);
void list_clear(Vm *vm, ListObject *list);
/* Replaces items[start, stop) by `count` new references to `items`, which are not the list's own
 * buffer. What was there is released last
 * to first, after the list is whole again. */
MUST_CHECK bool list_splice(Vm *vm, ListObject *list, size_t start, size_t stop,
                            Object *const *items, size_t count);
/* Removes the items start, start + step, ... (`count` of them; step > 0); or replaces them by
 * new references. What was there is released first to last, as CPython does here. */
MUST_CHECK bool list_delete_stride(Vm *vm, ListObject *list, size_t start, size_t step,
                                   size_t count);
MUST_CHECK bool list_replace_stride(Vm *vm, ListObject *list, int64_t start, int64_t step,
                                    Object *const *items, size_t count);
/* A new list of any iterable. */
MUST_CHECK ListObject *list_from_iterable(Vm *vm, Object *iterable);

MUST_CHECK SliceObject *slice_new(Vm *vm, Object *start, Object *stop, Object *step);
/* What a slice says, in ints: its parts are asked for their __index__ once, step first. False with
 * an exception pending. */
typedef struct SliceParts {
    int64_t start;
    int64_t stop;
    int64_t step;
} SliceParts;
MUST_CHECK bool slice_unpack(Vm *vm, const SliceObject *slice, SliceParts *parts);
/* Clips the parts to a sequence of `length` as Python does; how many items they name. */
size_t slice_clip(SliceParts *parts, size_t length);
/* Clips a slice to a sequence of `length` as Python does. `count` is how many items it names. */
MUST_CHECK bool slice_resolve(Vm *vm, SliceObject *slice, size_t length, int64_t *start,
                              int64_t *stop, int64_t *step, size_t *count);

MUST_CHECK RangeObject *range_new(Vm *vm, int64_t start, int64_t stop, int64_t step);
uint64_t range_length(const RangeObject *range);
static inline int64_t range_at(const RangeObject *range, uint64_t index) {
    return (int64_t)((uint64_t)range->start + index * (uint64_t)range->step);
}

/* iter(object): owned, or NULL with TypeError "'int' object is not iterable". */
MUST_CHECK Object *iterator_new(Vm *vm, Object *object);
/* The same, and reversed(), whatever methods the class of a program has. */
MUST_CHECK Object *iterator_new_plain(Vm *vm, Object *object);
MUST_CHECK Object *iterator_new_reversed_plain(Vm *vm, Object *object);
/* What iter() does with an object whose class has __getitem__ but no __iter__. */
MUST_CHECK Object *iterator_new_of_items(Vm *vm, Object *sequence);
/* reversed(object): owned. */
MUST_CHECK Object *iterator_new_reversed(Vm *vm, Object *object);
/* An adapter with new references to these, any of which may be NULL. */
MUST_CHECK Object *adapter_new(Vm *vm, Kind kind, Object *first, Object *second, Object *third,
                               int64_t number);
/* next(iterator): the next item, owned; NULL at the end, or NULL with an exception pending: see
 * `raise_pending`. */
MUST_CHECK Object *iterator_next(Vm *vm, Object *iterator);
/* The same, but the end may come as a StopIteration that program code raised and that is pending:
 * next() passes it on as it is. */
MUST_CHECK Object *iterator_advance(Vm *vm, Object *iterator);
MUST_CHECK Object *adapter_advance(Vm *vm, Adapter *adapter);
bool object_is_iterator(const Vm *vm, const Object *object);
/* A tuple of None, for an iterator over pairs to put its items in; and the iterator's own if nobody
 * else holds it now, held once more, or else a new one. So the last items that an iterator gave
 * stay alive until the next, as in CPython. */
MUST_CHECK TupleObject *iterator_new_tuple(Vm *vm, size_t length);
MUST_CHECK TupleObject *iterator_reuse_tuple(Vm *vm, Object *own, size_t length);
/* Tracks such a tuple, now that it has its items: the collector gave it up while it was idle. */
void iterator_track_tuple(Vm *vm, TupleObject *tuple);

#endif
