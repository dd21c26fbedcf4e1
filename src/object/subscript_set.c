/* subscript_set.c -- x[key] = value and del x[key]. */
#include "object/call.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

static bool check_index(Vm *vm, const ListObject *list, int64_t value, size_t *index) {
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

/* list[start:stop:step] = items, which are not the list's own. The parts were clipped to the list
 * and named `count` items before the items were read, which may have changed its length. */
static bool store_slice(Vm *vm, ListObject *list, SliceParts parts, size_t count,
                        Object *const *items, size_t length) {
    if (parts.step == 1) {
        count = slice_clip(&parts, list->length);
        return list_splice(vm, list, (size_t)parts.start, (size_t)parts.start + count, items,
                           length);
    }
    if (length != count) {
        raise_error(vm, ERROR_ValueError,
                    "attempt to assign sequence of size %zu to extended slice of size %zu", length,
                    count);
        return false;
    }
    return list_replace_stride(vm, list, parts.start, parts.step, items, count);
}

/* Anything that can be iterated over may be assigned to a slice; it is read first, into a list in
 * a register, because reading may change the list that is assigned to. */
static bool set_slice(Vm *vm, ListObject *list, const SliceObject *slice, Object *value) {
    SliceParts parts;
    Object **registers = slice_unpack(vm, slice, &parts) ? native_enter(vm, 1) : NULL;
    if (registers == NULL) {
        return false;
    }
    size_t size = list->length;
    size_t count = slice_clip(&parts, size);
    bool good = false;
    if (value->kind == KIND_TUPLE) {
        TupleObject *tuple = (TupleObject *)value;
        good = store_slice(vm, list, parts, count, tuple->items, tuple->length);
    } else if (value->kind == KIND_LIST && value != &list->header) {
        registers[0] = object_held(value);
        ListObject *from = (ListObject *)value;
        good = store_slice(vm, list, parts, count, from->items, from->length);
    } else {
        ListObject *copy = list_from_iterable(vm, value);
        registers[0] = (Object *)copy;
        if (copy != NULL) {
            count = list->length < size ? 0 : count;
            good = store_slice(vm, list, parts, count, copy->items, copy->length);
        } else if (special_is_not_iterable(vm, value)) {
            raise_clear(vm);
            raise_error(vm, ERROR_TypeError, "%s",
                        parts.step == 1 ? "can only assign an iterable"
                                        : "must assign iterable to extended slice");
        }
    }
    native_leave(vm, registers);
    return good;
}

static bool delete_slice(Vm *vm, ListObject *list, const SliceObject *slice) {
    SliceParts parts;
    if (!slice_unpack(vm, slice, &parts)) {
        return false;
    }
    size_t count = slice_clip(&parts, list->length);
    if (parts.step == 1) {
        return list_splice(vm, list, (size_t)parts.start, (size_t)parts.start + count, NULL, 0);
    }
    if (parts.step < 0 && count > 0) {
        parts.start += (int64_t)(count - 1) * parts.step;
        parts.step = -parts.step;
    }
    return list_delete_stride(vm, list, (size_t)parts.start, (size_t)parts.step, count);
}

/* list[key] = value, or del list[key] where it is NULL. */
static bool change_list(Vm *vm, ListObject *list, Object *key, Object *value_or_null) {
    if (key->kind == KIND_SLICE) {
        return value_or_null == NULL ? delete_slice(vm, list, (SliceObject *)key)
                                     : set_slice(vm, list, (SliceObject *)key, value_or_null);
    }
    if (!special_has_index(vm, key)) {
        return raise_index_type(vm, key);
    }
    int64_t value = 0;
    size_t index = 0;
    if (!object_to_place(vm, key, &value) || !check_index(vm, list, value, &index)) {
        return false;
    }
    if (value_or_null == NULL) {
        object_release(vm, list_pop(vm, list, index));
        return true;
    }
    Object *old = list->items[index];
    list->items[index] = object_held(value_or_null);
    object_release(vm, old);
    return true;
}

bool object_set_item_plain(Vm *vm, Object *container, Object *key, Object *value_or_null) {
    if (object_is_list(container)) {
        return change_list(vm, (ListObject *)container, key, value_or_null);
    }
    if (object_is_dict(container)) {
        return value_or_null == NULL ? dict_delete(vm, (DictObject *)container, key)
                                     : dict_set(vm, (DictObject *)container, key, value_or_null);
    }
    if (object_is_proxy(container)) {
        Object **registers = weak_enter(vm, container, NULL);
        if (registers == NULL) {
            return false;
        }
        bool result = value_or_null == NULL ? object_delete_item(vm, registers[0], key)
                                            : object_set_item(vm, registers[0], key, value_or_null);
        native_leave(vm, registers);
        return result;
    }
    bool as_sequence = special_has_index(vm, key) && special_has_sequence_table(container);
    raise_error(vm, ERROR_TypeError, "'%.200s' object %s support item %s",
                object_type_name(vm, container),
                value_or_null == NULL && as_sequence ? "doesn't" : "does not",
                value_or_null == NULL ? "deletion" : "assignment");
    return false;
}

/* Calls __setitem__ or __delitem__ for its effect, or does what the built-in type does. */
static bool change_item(Vm *vm, StrObject *name, Object *container, Object *key,
                        Object *value_or_null) {
    Object *method = special_peek(vm, container, name);
    if (method == NULL) {
        return object_set_item_plain(vm, container, key, value_or_null);
    }
    Object *result = special_call(vm, method, container, key, value_or_null);
    object_release_if(vm, result);
    return result != NULL;
}

bool object_set_item(Vm *vm, Object *container, Object *key, Object *value) {
    return change_item(vm, vm->names.setitem, container, key, value);
}

bool object_delete_item(Vm *vm, Object *container, Object *key) {
    return change_item(vm, vm->names.delitem, container, key, NULL);
}
