/* iterator.c -- iter() and next() of everything that can be iterated over. */
#include "base/utf8.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

TupleObject *iterator_new_tuple(Vm *vm, size_t length) {
    TupleObject *tuple = tuple_new(vm, length);
    for (size_t i = 0; tuple != NULL && i < length; i++) {
        tuple->items[i] = object_held(vm->none);
    }
    return tuple;
}

static Object *new_over(Vm *vm, Kind kind, Object *of) {
    Iterator *iterator = (Iterator *)object_new(vm, kind, sizeof(Iterator));
    if (iterator == NULL) {
        return NULL;
    }
    iterator->of = object_held(of);
    iterator->pair = NULL;
    iterator->index = 0;
    iterator->expect = object_is_dict(of)          ? ((DictObject *)of)->live
                       : kind == KIND_SET_ITERATOR ? ((SetObject *)of)->live
                                                   : 0;
    iterator->left = iterator->expect;
    iterator->spare = 0;
    if (kind == KIND_ITEM_ITERATOR || kind == KIND_ITEM_REVERSE_ITERATOR) {
        iterator->pair = (Object *)iterator_new_tuple(vm, 2);
        /* The pair may have taken the room in the collector's list that was made for this. */
        if (iterator->pair == NULL || !gc_make_room(vm)) {
            object_release(vm, &iterator->header);
            return NULL;
        }
    }
    gc_track(vm, &iterator->header);
    return &iterator->header;
}

static Object *new_over_range(Vm *vm, const RangeObject *range) {
    RangeIterator *iterator =
        (RangeIterator *)object_new(vm, KIND_RANGE_ITERATOR, sizeof(RangeIterator));
    if (iterator == NULL) {
        return NULL;
    }
    iterator->next = range->start;
    iterator->step = range->step;
    iterator->left = range_length(range);
    return &iterator->header;
}

static Object *raise_not_iterable(Vm *vm, Object *object) {
    raise_error(vm, ERROR_TypeError, "'%.200s' object is not iterable",
                object_type_name(vm, object));
    return NULL;
}

bool object_is_iterator(const Vm *vm, const Object *object) {
    if (object_is_instance(object)) {
        return special_peek(vm, object, vm->names.next) != NULL;
    }
    return (object->kind >= KIND_LIST_ITERATOR && object->kind <= KIND_ITEM_ITERATOR) ||
           object->kind == KIND_RANGE_ITERATOR || object->kind == KIND_GENERATOR;
}

static Object *iterator_by_method(Vm *vm, Object *object, Object *method) {
    if (method->kind == KIND_NONE) {
        return raise_not_iterable(vm, object);
    }
    Object *iterator = special_call(vm, method, object, NULL, NULL);
    if (iterator != NULL && !object_is_iterator(vm, iterator)) {
        raise_error(vm, ERROR_TypeError, "iter() returned non-iterator of type '%.100s'",
                    object_type_name(vm, iterator));
        object_release(vm, iterator);
        return NULL;
    }
    return iterator;
}

Object *iterator_new(Vm *vm, Object *object) {
    Object *method = special_peek(vm, object, vm->names.iter);
    return method != NULL ? iterator_by_method(vm, object, method) : iterator_new_plain(vm, object);
}

Object *iterator_new_plain(Vm *vm, Object *any) {
    Object *object = object_plain(any);
    switch (object_base_kind(object)) {
    case KIND_LIST:
        return new_over(vm, KIND_LIST_ITERATOR, object);
    case KIND_TUPLE:
        return new_over(vm, KIND_TUPLE_ITERATOR, object);
    case KIND_STR:
        return new_over(
            vm, str_is_ascii((StrObject *)object) ? KIND_STR_ASCII_ITERATOR : KIND_STR_ITERATOR,
            object);
    case KIND_DICT:
        return new_over(vm, KIND_KEY_ITERATOR, object);
    case KIND_MAPPING_PROXY:
        return new_over(vm, KIND_KEY_ITERATOR, &((MappingProxy *)object)->dict->header);
    case KIND_SET:
    case KIND_FROZENSET:
        return new_over(vm, KIND_SET_ITERATOR, object);
    case KIND_DICT_KEYS:
        return new_over(vm, KIND_KEY_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_VALUES:
        return new_over(vm, KIND_VALUE_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_ITEMS:
        return new_over(vm, KIND_ITEM_ITERATOR, ((DictView *)object)->dict);
    case KIND_RANGE:
        return new_over_range(vm, (RangeObject *)object);
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY: {
        Object **registers = weak_enter(vm, object, NULL);
        if (registers == NULL) {
            return NULL;
        }
        Object *iterator = iterator_new(vm, registers[0]);
        native_leave(vm, registers);
        return iterator;
    }
    default:
        if (special_peek(vm, object, vm->names.getitem) != NULL) {
            return iterator_new_of_items(vm, object);
        }
        return !object_is_instance(object) && object_is_iterator(vm, object)
                   ? object_held(object)
                   : raise_not_iterable(vm, object);
    }
}

/* The end: the iterator lets go of what it ran over. */
static Object *finish(Vm *vm, Iterator *iterator) {
    OBJECT_CLEAR(vm, iterator->of);
    return NULL;
}

static Object *next_of_range(Vm *vm, RangeIterator *iterator) {
    if (iterator->left == 0) {
        return NULL;
    }
    int64_t value = iterator->next;
    Object *item = int_new(vm, value);
    if (item != NULL) {
        iterator->left--;
        /* Past the last item this may wrap around, and is not used. */
        iterator->next = (int64_t)((uint64_t)value + (uint64_t)iterator->step);
    }
    return item;
}

static Object *next_of_str(Vm *vm, Iterator *iterator) {
    const StrObject *string = (const StrObject *)iterator->of;
    uint32_t point = 0;
    size_t bytes =
        utf8_decode(string->text + iterator->index, string->bytes - iterator->index, &point);
    if (bytes == 0) {
        return finish(vm, iterator);
    }
    StrObject *character = str_from_point(vm, point);
    if (character != NULL) {
        iterator->index += (uint32_t)bytes;
    }
    return (Object *)character;
}

TupleObject *iterator_reuse_tuple(Vm *vm, Object *own, size_t length) {
    return own->refcount == 1 ? (TupleObject *)object_held(own) : iterator_new_tuple(vm, length);
}

void iterator_track_tuple(Vm *vm, TupleObject *tuple) {
    if ((tuple->header.flags & FLAG_TRACKED) != 0) {
        return;
    }
    /* Without memory the collector does not learn of it: then a cycle through it stays. */
    if (gc_make_room(vm)) {
        gc_track(vm, &tuple->header);
    } else {
        raise_clear(vm);
    }
}

/* A key and value in the iterator's pair. The old ones go when the pair is whole again. */
static Object *make_pair(Vm *vm, Iterator *iterator, DictObject *dict, size_t entry) {
    TupleObject *pair = iterator_reuse_tuple(vm, iterator->pair, 2);
    if (pair == NULL) {
        return NULL;
    }
    Object *old_key = pair->items[0];
    Object *old_value = pair->items[1];
    pair->items[0] = object_held(dict_entry_key(dict, entry));
    pair->items[1] = object_held(dict_entry_value(dict, entry));
    object_release(vm, old_key);
    object_release(vm, old_value);
    iterator_track_tuple(vm, pair);
    return &pair->header;
}

static Object *show_entry(Vm *vm, Iterator *iterator, DictObject *dict, size_t entry) {
    switch (iterator->header.kind) {
    case KIND_KEY_ITERATOR:
    case KIND_KEY_REVERSE_ITERATOR:
        return object_held(dict_entry_key(dict, entry));
    case KIND_VALUE_ITERATOR:
    case KIND_VALUE_REVERSE_ITERATOR:
        return object_held(dict_entry_value(dict, entry));
    default:
        return make_pair(vm, iterator, dict, entry);
    }
}

/* False with an exception pending where the dict has grown or shrunk since iter(). */
static bool check_size(Vm *vm, Iterator *iterator, const DictObject *dict) {
    if (iterator->expect == dict->live) {
        return true;
    }
    iterator->expect = UINT32_MAX;
    raise_error(vm, ERROR_RuntimeError, "dictionary changed size during iteration");
    return false;
}

static Object *next_of_dict(Vm *vm, Iterator *iterator) {
    DictObject *dict = (DictObject *)iterator->of;
    if (!check_size(vm, iterator, dict)) {
        return NULL;
    }
    size_t entry = dict_next_entry(dict, iterator->index);
    if (entry >= dict->fill) {
        return finish(vm, iterator);
    }
    if (iterator->left == 0) {
        raise_error(vm, ERROR_RuntimeError, "dictionary keys changed during iteration");
        return finish(vm, iterator);
    }
    iterator->index = (uint32_t)entry + 1;
    iterator->left--;
    return show_entry(vm, iterator, dict, entry);
}

Object *iterator_step_of_dict(Iterator *iterator) {
    const DictObject *dict = (const DictObject *)iterator->of;
    if (UNLIKELY(dict == NULL || iterator->expect != dict->live || iterator->left == 0 ||
                 iterator->index >= dict->fill)) {
        return NULL;
    }
    Object *key = dict_entry_key(dict, iterator->index);
    if (UNLIKELY(key == NULL)) {
        return NULL;
    }
    Object *value = dict_entry_value(dict, iterator->index);
    Object *item = iterator->header.kind == KIND_KEY_ITERATOR ? key : value;
    if (iterator->header.kind == KIND_ITEM_ITERATOR) {
        item = iterator->pair;
        Object **places = ((TupleObject *)item)->items;
        Object *old_key = places[0];
        Object *old_value = places[1];
        /* Nobody else has the pair, and what was in it lives on without it. */
        if (UNLIKELY(item->refcount != 1 || old_key == old_value ||
                     (item->flags & FLAG_TRACKED) == 0 || old_key->refcount == 1 ||
                     old_value->refcount == 1)) {
            return NULL;
        }
        places[0] = object_held(key);
        places[1] = object_held(value);
        old_key->refcount--;
        old_value->refcount--;
    }
    iterator->index++;
    iterator->left--;
    return object_held(item);
}

/* Backwards, `index` is one more than the number of the next entry. */
static Object *next_of_dict_reversed(Vm *vm, Iterator *iterator) {
    DictObject *dict = (DictObject *)iterator->of;
    if (!check_size(vm, iterator, dict)) {
        return NULL;
    }
    uint32_t index = iterator->index < dict->fill ? iterator->index : dict->fill;
    while (index > 0 && dict_entry_key(dict, index - 1) == NULL) {
        index--;
    }
    if (index == 0) {
        return finish(vm, iterator);
    }
    iterator->index = index - 1;
    return show_entry(vm, iterator, dict, index - 1);
}

static Object *next_of_list_reversed(Vm *vm, Iterator *iterator) {
    const ListObject *list = (const ListObject *)iterator->of;
    if (iterator->index == 0 || iterator->index > list->length) {
        return finish(vm, iterator);
    }
    return object_held(list->items[--iterator->index]);
}

static Object *new_over_range_reversed(Vm *vm, const RangeObject *range) {
    Object *iterator = new_over_range(vm, range);
    RangeIterator *reversed = (RangeIterator *)iterator;
    if (iterator != NULL && reversed->left > 0) {
        reversed->next = range_at(range, reversed->left - 1);
        reversed->step = (int64_t)((uint64_t)0 - (uint64_t)range->step);
    }
    return iterator;
}

static Object *new_over_reversed(Vm *vm, Kind kind, Object *of) {
    Iterator *iterator = (Iterator *)new_over(vm, kind, of);
    if (iterator != NULL) {
        iterator->index =
            object_is_list(of) ? ((ListObject *)of)->length : ((DictObject *)of)->fill;
    }
    return (Object *)iterator;
}

/* From the last item to the first by len() and __getitem__, unless __reversed__ is None. */
static Object *reverse_protocol(Vm *vm, Object *object, const Object *method_or_null) {
    Kind kind = object_base_kind(object);
    bool is_plain = kind == KIND_TUPLE || kind == KIND_STR;
    if (method_or_null != NULL ||
        (!is_plain && special_peek(vm, object, vm->names.getitem) == NULL)) {
        raise_error(vm, ERROR_TypeError, "'%.200s' object is not reversible",
                    object_type_name(vm, object));
        return NULL;
    }
    size_t length = 0;
    return object_length(vm, object, &length)
               ? adapter_new(vm, KIND_REVERSED, object, NULL, NULL, (int64_t)length - 1)
               : NULL;
}

Object *iterator_new_reversed(Vm *vm, Object *object) {
    Object *method = special_peek(vm, object, vm->names.reversed);
    return method != NULL && method->kind != KIND_NONE
               ? special_call(vm, method, object, NULL, NULL)
               : iterator_new_reversed_plain(vm, object);
}

Object *iterator_new_reversed_plain(Vm *vm, Object *object) {
    switch (object_base_kind(object)) {
    case KIND_LIST:
        return new_over_reversed(vm, KIND_LIST_REVERSE_ITERATOR, object);
    case KIND_DICT:
        return new_over_reversed(vm, KIND_KEY_REVERSE_ITERATOR, object);
    case KIND_DICT_KEYS:
        return new_over_reversed(vm, KIND_KEY_REVERSE_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_VALUES:
        return new_over_reversed(vm, KIND_VALUE_REVERSE_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_ITEMS:
        return new_over_reversed(vm, KIND_ITEM_REVERSE_ITERATOR, ((DictView *)object)->dict);
    case KIND_RANGE:
        return new_over_range_reversed(vm, (RangeObject *)object);
    default:
        return reverse_protocol(vm, object, special_peek(vm, object, vm->names.reversed));
    }
}

static Object *next_of_set(Vm *vm, Iterator *iterator) {
    const SetObject *set = (const SetObject *)iterator->of;
    if (iterator->expect != set->live) {
        iterator->expect = UINT32_MAX;
        raise_error(vm, ERROR_RuntimeError, "Set changed size during iteration");
        return NULL;
    }
    size_t slot = set_next_slot(set, iterator->index);
    if (slot >= set->slots) {
        return finish(vm, iterator);
    }
    iterator->index = (uint32_t)slot + 1;
    iterator->left--;
    return object_held(set->keys[slot]);
}

static Object *next_of_instance(Vm *vm, Object *iterator) {
    Object *method = special_peek(vm, iterator, vm->names.next);
    if (method == NULL) {
        raise_error(vm, ERROR_TypeError, "'%.200s' object is not an iterator",
                    object_type_name(vm, iterator));
        return NULL;
    }
    return special_call(vm, method, iterator, NULL, NULL);
}

Object *iterator_advance(Vm *vm, Object *object) {
    Iterator *iterator = (Iterator *)object;
    switch (object->kind) {
    case KIND_RANGE_ITERATOR:
        return next_of_range(vm, (RangeIterator *)object);
    case KIND_GENERATOR:
        return vm_generator_next(vm, object);
    case KIND_LIST_ITERATOR: {
        const ListObject *list = (const ListObject *)iterator->of;
        if (list == NULL) {
            return NULL;
        }
        return iterator->index < list->length ? object_held(list->items[iterator->index++])
                                              : finish(vm, iterator);
    }
    case KIND_TUPLE_ITERATOR: {
        const TupleObject *tuple = (const TupleObject *)iterator->of;
        if (tuple == NULL) {
            return NULL;
        }
        return iterator->index < tuple->length ? object_held(tuple->items[iterator->index++])
                                               : finish(vm, iterator);
    }
    case KIND_STR_ASCII_ITERATOR:
    case KIND_STR_ITERATOR:
        return iterator->of == NULL ? NULL : next_of_str(vm, iterator);
    case KIND_SET_ITERATOR:
        return iterator->of == NULL ? NULL : next_of_set(vm, iterator);
    case KIND_LIST_REVERSE_ITERATOR:
        return iterator->of == NULL ? NULL : next_of_list_reversed(vm, iterator);
    case KIND_KEY_ITERATOR:
    case KIND_VALUE_ITERATOR:
    case KIND_ITEM_ITERATOR:
        return iterator->of == NULL ? NULL : next_of_dict(vm, iterator);
    case KIND_KEY_REVERSE_ITERATOR:
    case KIND_VALUE_REVERSE_ITERATOR:
    case KIND_ITEM_REVERSE_ITERATOR:
        return iterator->of == NULL ? NULL : next_of_dict_reversed(vm, iterator);
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_REVERSED:
    case KIND_SEQUENCE_ITERATOR:
    case KIND_CALLABLE_ITERATOR:
        return adapter_advance(vm, (Adapter *)object);
    default:
        return next_of_instance(vm, object);
    }
}

Object *iterator_next(Vm *vm, Object *iterator) {
    Object *item = iterator_advance(vm, iterator);
    if (item == NULL && vm->pending != NULL && raise_pending_is(vm, ERROR_StopIteration)) {
        raise_clear(vm);
    }
    return item;
}
