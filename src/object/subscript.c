/* subscript.c -- len(x), `in`, and x[key] read. Storing and deleting is in subscript_set.c. */
#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

#include <math.h>

static bool length_of_instance(Vm *vm, Object *object, Object *method, size_t *length) {
    Object *result = special_call(vm, method, object, NULL, NULL);
    if (result == NULL) {
        return false;
    }
    int64_t value = 0;
    bool good = object_to_size(vm, result, &value);
    object_release(vm, result);
    if (good && value < 0) {
        raise_error(vm, ERROR_ValueError, "__len__() should return >= 0");
        return false;
    }
    *length = (size_t)value;
    return good;
}

bool object_length(Vm *vm, Object *object, size_t *length) {
    Object *method = special_peek(vm, object, vm->names.len);
    return method != NULL ? length_of_instance(vm, object, method, length)
                          : object_length_plain(vm, object, length);
}

bool object_length_plain(Vm *vm, Object *any, size_t *length) {
    Object *object = object_plain(any);
    switch (object_base_kind(object)) {
    case KIND_STR:
        *length = ((StrObject *)object)->length;
        return true;
    case KIND_TUPLE:
        *length = ((TupleObject *)object)->length;
        return true;
    case KIND_LIST:
        *length = ((ListObject *)object)->length;
        return true;
    case KIND_DICT:
        *length = ((DictObject *)object)->live;
        return true;
    case KIND_SET:
    case KIND_FROZENSET:
        *length = ((SetObject *)object)->live;
        return true;
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
        *length = ((DictObject *)((DictView *)object)->dict)->live;
        return true;
    case KIND_MAPPING_PROXY:
        *length = ((MappingProxy *)object)->dict->live;
        return true;
    case KIND_RANGE: {
        uint64_t count = range_length((RangeObject *)object);
        if (count > INT64_MAX) {
            raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C ssize_t");
            return false;
        }
        *length = (size_t)count;
        return true;
    }
    default:
        break;
    }
    if (object_is_proxy(object)) {
        Object **registers = weak_enter(vm, object, NULL);
        if (registers == NULL) {
            return false;
        }
        bool result = object_length(vm, registers[0], length);
        native_leave(vm, registers);
        return result;
    }
    raise_error(vm, ERROR_TypeError, "object of type '%.200s' has no len()",
                object_type_name(vm, object));
    return false;
}

static Truth contains_in_run(Vm *vm, Object *run, Object *item) {
    for (size_t i = 0;; i++) {
        Object *there = NULL;
        if (object_is_list(run)) {
            there = i < ((ListObject *)run)->length ? ((ListObject *)run)->items[i] : NULL;
        } else {
            there = i < ((TupleObject *)run)->length ? ((TupleObject *)run)->items[i] : NULL;
        }
        if (there == NULL) {
            return TRUTH_FALSE;
        }
        Truth equal = object_equal_item(vm, there, item);
        if (equal != TRUTH_FALSE) {
            return equal;
        }
        if (i % 4096 == 4095 && vm_poll_interrupt(vm)) {
            return TRUTH_FAILED;
        }
    }
}

/* By going through all that the container gives. */
static Truth contains_by_iteration(Vm *vm, Object *container, Object *item) {
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    Truth found = TRUTH_FALSE;
    registers[0] = iterator_new(vm, container);
    if (registers[0] == NULL && raise_pending_is(vm, ERROR_TypeError)) {
        raise_clear(vm); /* of whatever reason */
        raise_error(vm, ERROR_TypeError, "argument of type '%.200s' is not iterable",
                    object_type_name(vm, container));
    }
    uint32_t steps = 0;
    while (registers[0] != NULL && found == TRUTH_FALSE &&
           (registers[1] = iterator_next(vm, registers[0])) != NULL) {
        found = object_equal(vm, registers[1], item);
        OBJECT_CLEAR(vm, registers[1]);
        if (++steps % 4096 == 0 && found == TRUTH_FALSE && vm_poll_interrupt(vm)) {
            found = TRUTH_FAILED;
        }
    }
    if (found == TRUTH_FALSE && raise_pending(vm) != NULL) {
        found = TRUTH_FAILED;
    }
    native_leave(vm, registers);
    return found;
}

static bool range_has(const RangeObject *range, int64_t value) {
    bool up = range->step > 0;
    if (up ? value < range->start || value >= range->stop
           : value > range->start || value <= range->stop) {
        return false;
    }
    uint64_t distance =
        up ? (uint64_t)value - (uint64_t)range->start : (uint64_t)range->start - (uint64_t)value;
    uint64_t step = up ? (uint64_t)range->step : (uint64_t)0 - (uint64_t)range->step;
    return distance % step == 0;
}

static Truth contains_in_range(Vm *vm, Object *range, Object *item) {
    if (object_is_int(item)) {
        return range_has((RangeObject *)range, int_value(item)) ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (item->kind == KIND_FLOAT) {
        double value = float_value(item);
        bool whole = floor(value) == value && value >= -0x1p63 && value < 0x1p63;
        return whole && range_has((RangeObject *)range, (int64_t)value) ? TRUTH_TRUE : TRUTH_FALSE;
    }
    return object_is_instance(item) ? contains_by_iteration(vm, range, item) : TRUTH_FALSE;
}

static Truth contains_in_items(Vm *vm, DictObject *dict, Object *item) {
    if (item->kind != KIND_TUPLE || ((TupleObject *)item)->length != 2) {
        return TRUTH_FALSE;
    }
    Object *value = dict_peek(vm, dict, ((TupleObject *)item)->items[0]);
    if (value == NULL) {
        return raise_pending(vm) == NULL ? TRUTH_FALSE : TRUTH_FAILED;
    }
    return object_equal_item(vm, value, ((TupleObject *)item)->items[1]);
}

static Truth contains_key(Vm *vm, DictObject *dict, Object *key) {
    int64_t entry = dict_find(vm, dict, key);
    return entry >= 0 ? TRUTH_TRUE : entry == DICT_ABSENT ? TRUTH_FALSE : TRUTH_FAILED;
}

Truth object_contains(Vm *vm, Object *container, Object *item) {
    Object *method = special_peek(vm, container, vm->names.contains);
    if (method == NULL) {
        return object_contains_plain(vm, container, item);
    }
    if (method->kind == KIND_NONE) {
        raise_error(vm, ERROR_TypeError, "'%.200s' object is not a container",
                    object_type_name(vm, container));
        return TRUTH_FAILED;
    }
    return special_truth_take(vm, special_call(vm, method, container, item, NULL));
}

static Truth contains_text(Vm *vm, const StrObject *string, Object *item) {
    const Object *part = object_plain(item);
    if (part->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError,
                    "'in <string>' requires string as left operand, not %.200s",
                    object_type_name(vm, item));
        return TRUTH_FAILED;
    }
    return str_contains(string, (const StrObject *)part) ? TRUTH_TRUE : TRUTH_FALSE;
}

Truth object_contains_plain(Vm *vm, Object *container, Object *item) {
    switch (object_base_kind(container)) {
    case KIND_STR:
        return contains_text(vm, (StrObject *)object_plain(container), item);
    case KIND_TUPLE:
    case KIND_LIST:
        return contains_in_run(vm, container, item);
    case KIND_DICT:
        return contains_key(vm, (DictObject *)container, item);
    case KIND_SET:
    case KIND_FROZENSET:
        return set_has(vm, (SetObject *)container, item);
    case KIND_MAPPING_PROXY:
        return contains_key(vm, ((MappingProxy *)container)->dict, item);
    case KIND_DICT_KEYS:
        return contains_key(vm, (DictObject *)((DictView *)container)->dict, item);
    case KIND_DICT_ITEMS:
        return contains_in_items(vm, (DictObject *)((DictView *)container)->dict, item);
    case KIND_RANGE:
        return contains_in_range(vm, container, item);
    case KIND_DICT_VALUES:
        return contains_by_iteration(vm, container, item);
    default:
        break;
    }
    if (object_is_proxy(container)) {
        Object **registers = weak_enter(vm, container, NULL);
        if (registers == NULL) {
            return TRUTH_FAILED;
        }
        Truth result = object_contains(vm, registers[0], item);
        native_leave(vm, registers);
        return result;
    }
    return contains_by_iteration(vm, container, item);
}

/* An index from either end, checked against a length. */
static bool read_index(Vm *vm, Object *key, size_t length, const char *type, size_t *index) {
    int64_t value = 0;
    if (!object_to_place(vm, key, &value)) {
        return false;
    }
    if (value < 0) {
        value += (int64_t)length;
    }
    if (value < 0 || value >= (int64_t)length) {
        raise_error(vm, ERROR_IndexError, "%s index out of range", type);
        return false;
    }
    *index = (size_t)value;
    return true;
}

/* The parts of a slice may run the program's code, so the length is asked for after them. */
static void hold_slice(Object **out, Object *const *items, const SliceParts *parts, size_t count) {
    if (parts->step == 1) {
        items_hold(out, items + parts->start, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = object_held(items[parts->start + (int64_t)i * parts->step]);
    }
}

static Object *get_slice_of_run(Vm *vm, Object *run, SliceObject *slice) {
    SliceParts parts;
    if (!slice_unpack(vm, slice, &parts)) {
        return NULL;
    }
    bool is_list = object_is_list(run);
    size_t length = is_list ? ((ListObject *)run)->length : ((TupleObject *)run)->length;
    size_t count = slice_clip(&parts, length);
    if (is_list) {
        ListObject *list = list_new(vm, count);
        if (list != NULL) {
            list->length = (uint32_t)count;
            hold_slice(list->items, ((ListObject *)run)->items, &parts, count);
        }
        return (Object *)list;
    }
    if (count == length && parts.step == 1) {
        return object_held(run);
    }
    TupleObject *tuple = tuple_new(vm, count);
    if (tuple != NULL) {
        hold_slice(tuple->items, ((TupleObject *)run)->items, &parts, count);
    }
    return (Object *)tuple;
}

static Object *get_slice_of_str(Vm *vm, StrObject *string, SliceObject *slice) {
    int64_t start = 0;
    int64_t stop = 0;
    int64_t step = 0;
    size_t count = 0;
    if (!slice_resolve(vm, slice, string->length, &start, &stop, &step, &count)) {
        return NULL;
    }
    return (Object *)str_slice(vm, string, start, step, count);
}

static Object *get_slice_of_range(Vm *vm, RangeObject *range, SliceObject *slice) {
    int64_t start = 0;
    int64_t stop = 0;
    int64_t step = 0;
    size_t count = 0;
    size_t length = 0;
    if (!object_length(vm, &range->header, &length) ||
        !slice_resolve(vm, slice, length, &start, &stop, &step, &count)) {
        return NULL;
    }
    int64_t places[3] = {start, stop, 0};
    for (int i = 0; i < 2; i++) {
        if (__builtin_mul_overflow(places[i], range->step, &places[i]) ||
            __builtin_add_overflow(places[i], range->start, &places[i])) {
            raise_error(vm, ERROR_OverflowError, "Ouro's ranges end at 64 bits");
            return NULL;
        }
    }
    if (__builtin_mul_overflow(range->step, step, &places[2])) {
        raise_error(vm, ERROR_OverflowError, "Ouro's ranges end at 64 bits");
        return NULL;
    }
    return (Object *)range_new(vm, places[0], places[1], places[2]);
}

static Object *raise_index_type(Vm *vm, const Object *container, const Object *key) {
    const char *type = object_type_name(vm, key);
    if (object_base_kind(container) == KIND_STR) {
        raise_error(vm, ERROR_TypeError, "string indices must be integers, not '%.200s'", type);
    } else {
        raise_error(vm, ERROR_TypeError, "%s indices must be integers or slices, not %.200s",
                    object_row_peek(container)->type, type);
    }
    return NULL;
}

static Object *get_from_sequence(Vm *vm, Object *container, Object *key) {
    bool is_slice = key->kind == KIND_SLICE;
    if (!is_slice && !object_is_any_int(key)) {
        if (!special_has_index(vm, key)) {
            return raise_index_type(vm, container, key);
        }
        Object *index = special_index(vm, key);
        Object *item = index == NULL ? NULL : get_from_sequence(vm, container, index);
        object_release_if(vm, index);
        return item;
    }
    size_t index = 0;
    switch (object_base_kind(container)) {
    case KIND_LIST: {
        ListObject *list = (ListObject *)container;
        if (is_slice) {
            return get_slice_of_run(vm, container, (SliceObject *)key);
        }
        return read_index(vm, key, list->length, "list", &index) ? object_held(list->items[index])
                                                                 : NULL;
    }
    case KIND_TUPLE: {
        TupleObject *tuple = (TupleObject *)container;
        if (is_slice) {
            return get_slice_of_run(vm, container, (SliceObject *)key);
        }
        return read_index(vm, key, tuple->length, "tuple", &index)
                   ? object_held(tuple->items[index])
                   : NULL;
    }
    case KIND_STR: {
        StrObject *string = (StrObject *)container;
        if (is_slice) {
            return get_slice_of_str(vm, string, (SliceObject *)key);
        }
        return read_index(vm, key, string->length, "string", &index)
                   ? (Object *)str_at(vm, string, index)
                   : NULL;
    }
    default: {
        RangeObject *range = (RangeObject *)container;
        size_t length = 0;
        if (is_slice) {
            return get_slice_of_range(vm, range, (SliceObject *)key);
        }
        if (key->kind == KIND_BIG_INT) {
            raise_error(vm, ERROR_IndexError, "range object index out of range");
            return NULL;
        }
        return object_length(vm, container, &length) &&
                       read_index(vm, key, length, "range object", &index)
                   ? int_new(vm, range_at(range, index))
                   : NULL;
    }
    }
}

/* Some built-in classes make generic types of what stands in brackets. */
static void raise_class_subscript(Vm *vm, const ClassObject *class) {
    static const uint8_t GENERIC[] = {KIND_LIST,  KIND_TUPLE,     KIND_DICT,     KIND_SET,
                                      KIND_CLASS, KIND_FROZENSET, KIND_ENUMERATE};
    for (unsigned i = 0; i < ARRAY_LENGTH(GENERIC); i++) {
        if (class == vm->classes[GENERIC[i]]) {
            raise_error(vm, ERROR_TypeError,
                        "Ouro's language has no generic types such as '%s[...]'",
                        class->name->text);
            return;
        }
    }
    raise_error(vm, ERROR_TypeError, "type '%.200s' is not subscriptable", class->name->text);
}

Object *object_get_item(Vm *vm, Object *container, Object *key) {
    Object *method = special_peek(vm, container, vm->names.getitem);
    return method != NULL ? special_call(vm, method, container, key, NULL)
                          : object_get_item_plain(vm, container, key);
}

Object *object_get_item_plain(Vm *vm, Object *any, Object *key) {
    Object *container = object_plain(any);
    switch (object_base_kind(container)) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_RANGE:
        return get_from_sequence(vm, container, key);
    case KIND_DICT: {
        Object *value = dict_peek(vm, (DictObject *)container, key);
        Object *made = NULL;
        if (value == NULL && raise_pending(vm) == NULL) {
            if (special_try(vm, vm->names.missing, container, key, &made)) {
                return made;
            }
            raise_error_with(vm, ERROR_KeyError, key);
        }
        return value == NULL ? NULL : object_held(value);
    }
    case KIND_MAPPING_PROXY:
        return object_get_item_plain(vm, &((MappingProxy *)container)->dict->header, key);
    case KIND_CLASS:
        raise_class_subscript(vm, (ClassObject *)container);
        return NULL;
    default:
        break;
    }
    if (object_is_proxy(container)) {
        Object **registers = weak_enter(vm, container, NULL);
        if (registers == NULL) {
            return NULL;
        }
        Object *result = object_get_item(vm, registers[0], key);
        native_leave(vm, registers);
        return result;
    }
    raise_error(vm, ERROR_TypeError, "'%.200s' object is not subscriptable",
                object_type_name(vm, container));
    return NULL;
}
