/* iterator.c -- iter() and next() of everything that can be iterated over. */
#include "base/utf8.h"
#include "object/call.h"
#include "object/sequence.h"
#include "object/special.h"
#include "object/state.h"

static Object *new_over(Vm *vm, Kind kind, Object *of) {
    Iterator *iterator = (Iterator *)object_new(vm, kind, sizeof(Iterator));
    if (iterator == NULL) {
        return NULL;
    }
    iterator->of = object_held(of);
    iterator->index = 0;
    iterator->expect = of->kind == KIND_DICT ? ((DictObject *)of)->live : 0;
    iterator->left = iterator->expect;
    iterator->spare = 0;
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

static bool is_iterator(const Vm *vm, const Object *object) {
    switch (object->kind) {
    case KIND_LIST_ITERATOR:
    case KIND_TUPLE_ITERATOR:
    case KIND_STR_ITERATOR:
    case KIND_KEY_ITERATOR:
    case KIND_VALUE_ITERATOR:
    case KIND_ITEM_ITERATOR:
    case KIND_RANGE_ITERATOR:
        return true;
    default:
        return special_peek(vm, object, vm->names.next) != NULL;
    }
}

static Object *iterator_of_instance(Vm *vm, Object *object) {
    Object *method = special_peek(vm, object, vm->names.iter);
    if (method == NULL || method->kind == KIND_NONE) {
        return raise_not_iterable(vm, object);
    }
    Object *iterator = special_call(vm, method, object, NULL, NULL);
    if (iterator != NULL && !is_iterator(vm, iterator)) {
        raise_error(vm, ERROR_TypeError, "iter() returned non-iterator of type '%.100s'",
                    object_type_name(vm, iterator));
        object_release(vm, iterator);
        return NULL;
    }
    return iterator;
}

Object *iterator_new(Vm *vm, Object *object) {
    switch (object->kind) {
    case KIND_LIST:
        return new_over(vm, KIND_LIST_ITERATOR, object);
    case KIND_TUPLE:
        return new_over(vm, KIND_TUPLE_ITERATOR, object);
    case KIND_STR:
        return new_over(vm, KIND_STR_ITERATOR, object);
    case KIND_DICT:
        return new_over(vm, KIND_KEY_ITERATOR, object);
    case KIND_DICT_KEYS:
        return new_over(vm, KIND_KEY_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_VALUES:
        return new_over(vm, KIND_VALUE_ITERATOR, ((DictView *)object)->dict);
    case KIND_DICT_ITEMS:
        return new_over(vm, KIND_ITEM_ITERATOR, ((DictView *)object)->dict);
    case KIND_RANGE:
        return new_over_range(vm, (RangeObject *)object);
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return iterator_of_instance(vm, object);
    default:
        return is_iterator(vm, object) ? object_held(object) : raise_not_iterable(vm, object);
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

static Object *next_of_dict(Vm *vm, Iterator *iterator) {
    DictObject *dict = (DictObject *)iterator->of;
    if (iterator->expect != dict->live) {
        iterator->expect = UINT32_MAX;
        raise_error(vm, ERROR_RuntimeError, "dictionary changed size during iteration");
        return NULL;
    }
    uint32_t entry = iterator->index;
    while (entry < dict->fill && dict_entry_key(dict, entry) == NULL) {
        entry++;
    }
    if (entry >= dict->fill) {
        return finish(vm, iterator);
    }
    if (iterator->left == 0) {
        raise_error(vm, ERROR_RuntimeError, "dictionary keys changed during iteration");
        return finish(vm, iterator);
    }
    Object *item = NULL;
    if (iterator->header.kind == KIND_KEY_ITERATOR) {
        item = object_held(dict_entry_key(dict, entry));
    } else if (iterator->header.kind == KIND_VALUE_ITERATOR) {
        item = object_held(dict_entry_value(dict, entry));
    } else {
        item = (Object *)tuple_from(vm, dict->entries + 2 * (size_t)entry, 2);
        if (item == NULL) {
            return NULL;
        }
    }
    iterator->index = entry + 1;
    iterator->left--;
    return item;
}

static Object *next_of_instance(Vm *vm, Object *iterator) {
    Object *method = special_peek(vm, iterator, vm->names.next);
    if (method == NULL) {
        raise_error(vm, ERROR_TypeError, "'%.200s' object is not an iterator",
                    object_type_name(vm, iterator));
        return NULL;
    }
    Object *item = special_call(vm, method, iterator, NULL, NULL);
    if (item == NULL && raise_pending_is(vm, ERROR_StopIteration)) {
        raise_clear(vm);
    }
    return item;
}

Object *iterator_next(Vm *vm, Object *object) {
    Iterator *iterator = (Iterator *)object;
    switch (object->kind) {
    case KIND_RANGE_ITERATOR:
        return next_of_range(vm, (RangeIterator *)object);
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return next_of_instance(vm, object);
    case KIND_LIST_ITERATOR:
    case KIND_TUPLE_ITERATOR:
    case KIND_STR_ITERATOR:
    case KIND_KEY_ITERATOR:
    case KIND_VALUE_ITERATOR:
    case KIND_ITEM_ITERATOR:
        break;
    default:
        raise_error(vm, ERROR_TypeError, "'%.200s' object is not an iterator",
                    object_type_name(vm, object));
        return NULL;
    }
    if (iterator->of == NULL) {
        return NULL;
    }
    if (object->kind == KIND_LIST_ITERATOR) {
        const ListObject *list = (const ListObject *)iterator->of;
        return iterator->index < list->length ? object_held(list->items[iterator->index++])
                                              : finish(vm, iterator);
    }
    if (object->kind == KIND_TUPLE_ITERATOR) {
        const TupleObject *tuple = (const TupleObject *)iterator->of;
        return iterator->index < tuple->length ? object_held(tuple->items[iterator->index++])
                                               : finish(vm, iterator);
    }
    return object->kind == KIND_STR_ITERATOR ? next_of_str(vm, iterator)
                                             : next_of_dict(vm, iterator);
}
