/* methods_list.c -- the methods of lists, tuples, ranges and slices. */
#include "object/fault.h"
#include "object/sequence.h"
#include "object/special.h"
#include "vm/native.h"
#include "vm/sort.h"

static Object *none(Vm *vm) {
    return object_held(vm->none);
}

/* A C function's true or false as what a method returns. */
static Object *none_if(Vm *vm, bool good) {
    return good ? none(vm) : NULL;
}

Object *list_method_append(Vm *vm, Object **args, size_t count) {
    (void)count;
    return none_if(vm, list_append(vm, (ListObject *)args[0], args[1]));
}

Object *list_method_init(Vm *vm, Object **args, size_t count) {
    (void)count;
    list_clear(vm, (ListObject *)args[0]);
    return none_if(vm, args[1] == NULL || list_extend(vm, (ListObject *)args[0], args[1]));
}

Object *list_method_clear(Vm *vm, Object **args, size_t count) {
    (void)count;
    list_clear(vm, (ListObject *)args[0]);
    return none(vm);
}

Object *list_method_copy(Vm *vm, Object **args, size_t count) {
    (void)count;
    ListObject *list = (ListObject *)args[0];
    return (Object *)list_from(vm, list->items, list->length);
}

static size_t run_length(const Object *run) {
    return object_is_list(run) ? ((const ListObject *)run)->length
                               : ((const TupleObject *)run)->length;
}

static Object *run_item(const Object *run, size_t index) {
    return object_is_list(run) ? ((const ListObject *)run)->items[index]
                               : ((const TupleObject *)run)->items[index];
}

/* The number of the first item in [start, stop) that equals, -1 if there is none, -2 on failure.
 * The comparison can change a list, so its length is asked again each time. */
static int64_t find_item(Vm *vm, Object *run, Object *item, size_t start, size_t stop) {
    for (size_t i = start; i < stop && i < run_length(run); i++) {
        Truth equal = object_equal_item(vm, run_item(run, i), item);
        if (equal == TRUTH_FAILED || (i % 4096 == 4095 && vm_poll_interrupt(vm))) {
            return -2;
        }
        if (equal == TRUTH_TRUE) {
            return (int64_t)i;
        }
    }
    return -1;
}

static Object *count_items(Vm *vm, Object *run, Object *item) {
    int64_t count = 0;
    int64_t at = -1;
    while ((at = find_item(vm, run, item, (size_t)(at + 1), SIZE_MAX)) >= 0) {
        count++;
    }
    return at == -2 ? NULL : int_new(vm, count);
}

/* A start or stop of index(): counted from the end if negative, and clipped at 0. */
static bool read_bound(Vm *vm, Object *bound_or_null, size_t length, size_t *bound) {
    if (bound_or_null == NULL) {
        return true;
    }
    if (!special_has_index(vm, bound_or_null)) {
        raise_error(vm, ERROR_TypeError,
                    "slice indices must be integers or have an __index__ method");
        return false;
    }
    int64_t value = 0;
    if (!object_to_bound(vm, bound_or_null, &value)) {
        return false;
    }
    if (value < 0) {
        value += (int64_t)length;
    }
    *bound = value < 0 ? 0 : (size_t)value;
    return true;
}

/* The number of the item, or -2 with an exception pending that is not about its absence. */
static int64_t find_between(Vm *vm, Object **args) {
    size_t start = 0;
    size_t stop = SIZE_MAX;
    size_t length = run_length(args[0]);
    if (!read_bound(vm, args[2], length, &start) || !read_bound(vm, args[3], length, &stop)) {
        return -2;
    }
    return find_item(vm, args[0], args[1], start, stop);
}

/* ValueError "... is not in list", with the repr of what was looked for. */
static void raise_absent(Vm *vm, Object *item, const char *where) {
    StrObject *shown = object_repr(vm, item);
    if (shown != NULL) {
        raise_error(vm, ERROR_ValueError, "%s is not in %s", shown->text, where);
        object_release(vm, &shown->header);
    }
}

Object *list_method_count(Vm *vm, Object **args, size_t count) {
    (void)count;
    return count_items(vm, args[0], args[1]);
}

Object *list_method_index(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t at = find_between(vm, args);
    if (at == -1) {
        raise_absent(vm, args[1], "list");
    }
    return at < 0 ? NULL : int_new(vm, at);
}

Object *list_method_extend(Vm *vm, Object **args, size_t count) {
    (void)count;
    return none_if(vm, list_extend(vm, (ListObject *)args[0], args[1]));
}

Object *list_method_insert(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t index = 0;
    return none_if(vm, object_to_index(vm, args[1], &index) &&
                           list_insert(vm, (ListObject *)args[0], index, args[2]));
}

/* See fault.h. */
static Object *pop_and_forget(Vm *vm, ListObject *list, size_t index) {
    Object *item = list_pop(vm, list, index);
    fault_forget(vm, item, FAULT_LIST_POP);
    return item;
}

Object *list_method_pop(Vm *vm, Object **args, size_t count) {
    (void)count;
    ListObject *list = (ListObject *)args[0];
    int64_t index = -1;
    if (args[1] != NULL && !object_to_index(vm, args[1], &index)) {
        return NULL;
    }
    if (list->length == 0) {
        raise_error(vm, ERROR_IndexError, "pop from empty list");
        return NULL;
    }
    index += index < 0 ? (int64_t)list->length : 0;
    if (index < 0 || index >= (int64_t)list->length) {
        raise_error(vm, ERROR_IndexError, "pop index out of range");
        return NULL;
    }
    return UNLIKELY(fault_is_on(vm)) ? pop_and_forget(vm, list, (size_t)index)
                                     : list_pop(vm, list, (size_t)index);
}

Object *list_method_remove(Vm *vm, Object **args, size_t count) {
    (void)count;
    ListObject *list = (ListObject *)args[0];
    int64_t at = find_item(vm, args[0], args[1], 0, SIZE_MAX);
    if (at == -1) {
        raise_error(vm, ERROR_ValueError, "list.remove(x): x not in list");
    }
    if (at < 0) {
        return NULL;
    }
    if (at < (int64_t)list->length) { /* the comparison may have shortened it */
        object_release(vm, list_pop(vm, list, (size_t)at));
    }
    return none(vm);
}

Object *list_method_reverse(Vm *vm, Object **args, size_t count) {
    (void)count;
    ListObject *list = (ListObject *)args[0];
    for (uint32_t i = 0; i < list->length / 2; i++) {
        Object *kept = list->items[i];
        list->items[i] = list->items[list->length - 1 - i];
        list->items[list->length - 1 - i] = kept;
    }
    return none(vm);
}

Object *list_method_sort(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t reverse = 0;
    if (args[2] != NULL && !object_to_c_int(vm, args[2], &reverse)) {
        return NULL;
    }
    return none_if(vm, sort_list(vm, (ListObject *)args[0], args[1], reverse != 0));
}

Object *tuple_method_count(Vm *vm, Object **args, size_t count) {
    (void)count;
    return count_items(vm, args[0], args[1]);
}

Object *tuple_method_index(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t at = find_between(vm, args);
    if (at == -1) {
        raise_error(vm, ERROR_ValueError, "tuple.index(x): x not in tuple");
    }
    return at < 0 ? NULL : int_new(vm, at);
}

Object *slice_method_indices(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t length = 0;
    SliceParts parts;
    if (!object_to_index(vm, args[1], &length)) {
        return NULL;
    }
    if (length < 0) {
        raise_error(vm, ERROR_ValueError, "length should not be negative");
        return NULL;
    }
    if (!slice_unpack(vm, (SliceObject *)args[0], &parts)) {
        return NULL;
    }
    (void)slice_clip(&parts, (size_t)length);
    TupleObject *tuple = tuple_new(vm, 3);
    int64_t values[] = {parts.start, parts.stop, parts.step};
    for (int i = 0; tuple != NULL && i < 3; i++) {
        tuple->items[i] = int_new(vm, values[i]);
        if (tuple->items[i] == NULL) {
            object_release(vm, &tuple->header);
            return NULL;
        }
    }
    return (Object *)tuple;
}

Object *range_method_count(Vm *vm, Object **args, size_t count) {
    (void)count;
    Truth found = object_contains(vm, args[0], args[1]);
    return found == TRUTH_FAILED ? NULL : int_new(vm, found == TRUTH_TRUE);
}

Object *range_method_index(Vm *vm, Object **args, size_t count) {
    (void)count;
    const RangeObject *range = (const RangeObject *)args[0];
    Truth found = object_contains(vm, args[0], args[1]);
    bool is_float = args[1]->kind == KIND_FLOAT;
    if (found == TRUTH_TRUE && (is_float || object_is_int(args[1]))) {
        uint64_t value = (uint64_t)(is_float ? (int64_t)float_value(args[1]) : int_value(args[1]));
        uint64_t start = (uint64_t)range->start;
        uint64_t index = range->step > 0 ? (value - start) / (uint64_t)range->step
                                         : (start - value) / ((uint64_t)0 - (uint64_t)range->step);
        return int_new(vm, (int64_t)index);
    }
    if (found != TRUTH_FAILED && object_is_any_int(args[1])) {
        raise_absent(vm, args[1], "range");
    } else if (found != TRUTH_FAILED) {
        raise_error(vm, ERROR_ValueError, "sequence.index(x): x not in sequence");
    }
    return NULL;
}
