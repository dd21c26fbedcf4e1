/* subscript_set.c -- x[key] = value and del x[key]. */
#include "object/call.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/special.h"
#include "object/state.h"

static bool read_list_index(Vm *vm, const ListObject *list, Object *key, size_t *index) {
    int64_t value = int_value(key);
    if (value < 0) {
        value += list->length;
    }
    if (value < 0 || value >= list->length) {
        raise_error(vm, ERROR_IndexError, "list assignment index out of range");
        return false;
    }
    *index = (size_t)value;
    return true;
}

static bool raise_index_type(Vm *vm, const Object *key) {
    raise_error(vm, ERROR_TypeError, "list indices must be integers or slices, not %.200s",
                object_type_name(vm, key));
    return false;
}

/* list[start:stop:step] = items, which are not the list's own. */
static bool store_slice(Vm *vm, ListObject *list, SliceObject *slice, Object *const *items,
                        size_t length) {
    int64_t start = 0;
    int64_t stop = 0;
    int64_t step = 0;
    size_t count = 0;
    if (!slice_resolve(vm, slice, list->length, &start, &stop, &step, &count)) {
        return false;
    }
    if (step == 1) {
        return list_splice(vm, list, (size_t)start, (size_t)start + count, items, length);
    }
    if (length != count) {
        raise_error(vm, ERROR_ValueError,
                    "attempt to assign sequence of size %zu to extended slice of size %zu", length,
                    count);
        return false;
    }
    return list_replace_stride(vm, list, start, step, items, count);
}

static bool is_step_one(const SliceObject *slice) {
    return slice->step->kind == KIND_NONE ||
           (object_is_int(slice->step) && int_value(slice->step) == 1);
}

/* Anything that can be iterated over may be assigned to a slice; it is read first, into a list in
 * a register, because reading may change the list that is assigned to. */
static bool set_slice(Vm *vm, ListObject *list, SliceObject *slice, Object *value) {
    int64_t ignored = 0;
    size_t count = 0;
    if (!slice_resolve(vm, slice, list->length, &ignored, &ignored, &ignored, &count)) {
        return false;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    bool good = false;
    if (value->kind == KIND_TUPLE) {
        TupleObject *tuple = (TupleObject *)value;
        good = store_slice(vm, list, slice, tuple->items, tuple->length);
    } else if (value->kind == KIND_LIST && value != &list->header) {
        registers[0] = object_held(value);
        ListObject *from = (ListObject *)value;
        good = store_slice(vm, list, slice, from->items, from->length);
    } else {
        ListObject *copy = list_from_iterable(vm, value);
        registers[0] = (Object *)copy;
        if (copy != NULL) {
            good = store_slice(vm, list, slice, copy->items, copy->length);
        } else if (raise_pending_is(vm, ERROR_TypeError) &&
                   !special_has_iteration(vm, value)) {
            raise_clear(vm);
            raise_error(vm, ERROR_TypeError, "%s",
                        is_step_one(slice) ? "can only assign an iterable"
                                           : "must assign iterable to extended slice");
        }
    }
    native_leave(vm, registers);
    return good;
}

static bool delete_slice(Vm *vm, ListObject *list, SliceObject *slice) {
    int64_t start = 0;
    int64_t stop = 0;
    int64_t step = 0;
    size_t count = 0;
    if (!slice_resolve(vm, slice, list->length, &start, &stop, &step, &count)) {
        return false;
    }
    if (step == 1) {
        return list_splice(vm, list, (size_t)start, (size_t)start + count, NULL, 0);
    }
    if (step < 0 && count > 0) {
        start += (int64_t)(count - 1) * step;
        step = -step;
    }
    return list_delete_stride(vm, list, (size_t)start, (size_t)step, count);
}

static bool set_in_list(Vm *vm, ListObject *list, Object *key, Object *value) {
    if (key->kind == KIND_SLICE) {
        return set_slice(vm, list, (SliceObject *)key, value);
    }
    if (!object_is_int(key)) {
        return raise_index_type(vm, key);
    }
    size_t index = 0;
    if (!read_list_index(vm, list, key, &index)) {
        return false;
    }
    Object *old = list->items[index];
    list->items[index] = object_held(value);
    object_release(vm, old);
    return true;
}

static bool delete_in_list(Vm *vm, ListObject *list, Object *key) {
    if (key->kind == KIND_SLICE) {
        return delete_slice(vm, list, (SliceObject *)key);
    }
    if (!object_is_int(key)) {
        return raise_index_type(vm, key);
    }
    size_t index = 0;
    if (!read_list_index(vm, list, key, &index)) {
        return false;
    }
    object_release(vm, list_pop(vm, list, index));
    return true;
}

/* Calls __setitem__ or __delitem__ for its effect. */
static bool call_method(Vm *vm, Object *method, Object *container, Object *key,
                        Object *value_or_null) {
    Object *result = special_call(vm, method, container, key, value_or_null);
    object_release_if(vm, result);
    return result != NULL;
}

bool object_set_item(Vm *vm, Object *container, Object *key, Object *value) {
    if (container->kind == KIND_LIST) {
        return set_in_list(vm, (ListObject *)container, key, value);
    }
    if (container->kind == KIND_DICT) {
        return dict_set(vm, (DictObject *)container, key, value);
    }
    Object *method = special_peek(vm, container, vm->names.setitem);
    if (method != NULL && method->kind != KIND_NONE) {
        return call_method(vm, method, container, key, value);
    }
    raise_error(vm, ERROR_TypeError, "'%.200s' object does not support item assignment",
                object_type_name(vm, container));
    return false;
}

bool object_delete_item(Vm *vm, Object *container, Object *key) {
    if (container->kind == KIND_LIST) {
        return delete_in_list(vm, (ListObject *)container, key);
    }
    if (container->kind == KIND_DICT) {
        return dict_delete(vm, (DictObject *)container, key);
    }
    Object *method = special_peek(vm, container, vm->names.delitem);
    if (method != NULL && method->kind != KIND_NONE) {
        return call_method(vm, method, container, key, NULL);
    }
    bool as_sequence = object_is_int(key) && special_has_sequence_table(container);
    raise_error(vm, ERROR_TypeError, "'%.200s' object %s support item deletion",
                object_type_name(vm, container), as_sequence ? "doesn't" : "does not");
    return false;
}
