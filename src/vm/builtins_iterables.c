/* builtins_iterables.c -- built-in functions that go through an iterable, and the types of
 * sequences. What they own meanwhile lies in registers, since going on to the next item can run
 * the program's code. */
#include "base/arith.h"
#include "object/special.h"
#include "vm/native.h"
#include "vm/sort.h"

enum { POLL_EVERY = 4096 };

/* Whether one item's truth is `wanted`: any() looks for true, all() for false. */
static Object *search_truth(Vm *vm, Object *iterable, Truth wanted) {
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return NULL;
    }
    registers[0] = iterator_new(vm, iterable);
    Truth truth = registers[0] == NULL ? TRUTH_FAILED : !wanted;
    uint32_t steps = 0;
    while (truth != TRUTH_FAILED && truth != wanted) {
        registers[1] = iterator_next(vm, registers[0]);
        if (registers[1] == NULL) {
            truth = raise_pending(vm) != NULL ? TRUTH_FAILED : truth;
            break;
        }
        truth = object_truth(vm, registers[1]);
        OBJECT_CLEAR(vm, registers[1]);
        if (++steps % POLL_EVERY == 0 && truth != TRUTH_FAILED && vm_poll_interrupt(vm)) {
            truth = TRUTH_FAILED;
        }
    }
    native_leave(vm, registers);
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

Object *builtin_all(Vm *vm, Object **args, size_t count) {
    (void)count;
    return search_truth(vm, args[0], TRUTH_FALSE);
}

Object *builtin_any(Vm *vm, Object **args, size_t count) {
    (void)count;
    return search_truth(vm, args[0], TRUTH_TRUE);
}

enum { SUM_TOTAL, SUM_ITERATOR, SUM_ITEM, SUM_COUNT };

/* Adds items as long as total and item are ints that fit, without making an int for each step.
 * True at the end of the iterable; false, with an item or a pending exception, otherwise. */
static bool sum_ints(Vm *vm, Object **registers, int64_t *total) {
    uint32_t steps = 0;
    while ((registers[SUM_ITEM] = iterator_next(vm, registers[SUM_ITERATOR])) != NULL) {
        int64_t sum = 0;
        if (!object_is_int(registers[SUM_ITEM]) ||
            !arith_add_i64(*total, int_value(registers[SUM_ITEM]), &sum)) {
            return false;
        }
        *total = sum;
        OBJECT_CLEAR(vm, registers[SUM_ITEM]);
        if (++steps % POLL_EVERY == 0 && vm_poll_interrupt(vm)) {
            return false;
        }
    }
    return raise_pending(vm) == NULL;
}

/* Adds SUM_ITEM, which may be NULL at first, and all that follow. */
static bool sum_objects(Vm *vm, Object **registers) {
    uint32_t steps = 0;
    for (;;) {
        if (registers[SUM_ITEM] != NULL) {
            Object *sum =
                object_binary(vm, BINARY_ADD, registers[SUM_TOTAL], registers[SUM_ITEM], false);
            if (sum == NULL) {
                return false;
            }
            Object *old = registers[SUM_TOTAL];
            registers[SUM_TOTAL] = sum;
            object_release(vm, old);
            OBJECT_CLEAR(vm, registers[SUM_ITEM]);
        }
        registers[SUM_ITEM] = iterator_next(vm, registers[SUM_ITERATOR]);
        if (registers[SUM_ITEM] == NULL) {
            return raise_pending(vm) == NULL;
        }
        if (++steps % POLL_EVERY == 0 && vm_poll_interrupt(vm)) {
            return false;
        }
    }
}

static bool sum_into_total(Vm *vm, Object **registers) {
    if (registers[SUM_TOTAL]->kind != KIND_INT) {
        return sum_objects(vm, registers);
    }
    int64_t total = int_value(registers[SUM_TOTAL]);
    bool finished = sum_ints(vm, registers, &total);
    if (!finished && registers[SUM_ITEM] == NULL) {
        return false;
    }
    Object *sum = int_new(vm, total);
    if (sum == NULL) {
        return false;
    }
    object_release(vm, registers[SUM_TOTAL]);
    registers[SUM_TOTAL] = sum;
    return finished || sum_objects(vm, registers);
}

Object *builtin_sum(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] != NULL && args[1]->kind == KIND_STR) {
        raise_error(vm, ERROR_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
        return NULL;
    }
    Object **registers = native_enter(vm, SUM_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    Object *total = NULL;
    registers[SUM_ITERATOR] = iterator_new(vm, args[0]);
    if (registers[SUM_ITERATOR] != NULL) {
        registers[SUM_TOTAL] = args[1] != NULL ? object_held(args[1]) : int_new(vm, 0);
        if (registers[SUM_TOTAL] != NULL && sum_into_total(vm, registers)) {
            total = registers[SUM_TOTAL];
            registers[SUM_TOTAL] = NULL;
        }
    }
    native_leave(vm, registers);
    return total;
}

enum { BEST_ITERATOR, BEST_ITEM, BEST_KEY, NEXT_ITEM, NEXT_KEY, BEST_COUNT };

/* Makes NEXT_ITEM the best so far if it is the first or beats the best. */
static bool consider_item(Vm *vm, Object **registers, CompareOperator better,
                          Object *key_function) {
    if (key_function != NULL) {
        registers[NEXT_KEY] = vm_call(vm, key_function, &registers[NEXT_ITEM], 1);
        if (registers[NEXT_KEY] == NULL) {
            return false;
        }
    } else {
        registers[NEXT_KEY] = object_held(registers[NEXT_ITEM]);
    }
    if (registers[BEST_ITEM] != NULL) {
        Truth beats = object_compare_truth(vm, better, registers[NEXT_KEY], registers[BEST_KEY]);
        if (beats == TRUTH_FAILED) {
            return false;
        }
        if (beats == TRUTH_FALSE) {
            OBJECT_CLEAR(vm, registers[NEXT_KEY]);
            OBJECT_CLEAR(vm, registers[NEXT_ITEM]);
            return true;
        }
    }
    Object *old_item = registers[BEST_ITEM];
    Object *old_key = registers[BEST_KEY];
    registers[BEST_ITEM] = registers[NEXT_ITEM];
    registers[BEST_KEY] = registers[NEXT_KEY];
    /* The old ones stay in registers until they are released. */
    registers[NEXT_ITEM] = old_item;
    registers[NEXT_KEY] = old_key;
    OBJECT_CLEAR(vm, registers[NEXT_KEY]);
    OBJECT_CLEAR(vm, registers[NEXT_ITEM]);
    return true;
}

static bool find_best(Vm *vm, Object **registers, Object *iterable, CompareOperator better,
                      Object *key_function) {
    registers[BEST_ITERATOR] = iterator_new(vm, iterable);
    if (registers[BEST_ITERATOR] == NULL) {
        return false;
    }
    uint32_t steps = 0;
    while ((registers[NEXT_ITEM] = iterator_next(vm, registers[BEST_ITERATOR])) != NULL) {
        if (!consider_item(vm, registers, better, key_function) ||
            (++steps % POLL_EVERY == 0 && vm_poll_interrupt(vm))) {
            return false;
        }
    }
    return raise_pending(vm) == NULL;
}

static bool find_best_argument(Vm *vm, Object **registers, Object **args, size_t count,
                               CompareOperator better, Object *key_function) {
    for (size_t i = 0; i < count; i++) {
        registers[NEXT_ITEM] = object_held(args[i]);
        if (!consider_item(vm, registers, better, key_function)) {
            return false;
        }
    }
    return true;
}

static Object *find_extreme(Vm *vm, Object **args, size_t count, CompareOperator better,
                            const char *name) {
    Object *key_function = args[count];
    Object *otherwise = args[count + 1];
    if (key_function != NULL && key_function->kind == KIND_NONE) {
        key_function = NULL;
    }
    if (count > 1 && otherwise != NULL) {
        raise_error(vm, ERROR_TypeError,
                    "Cannot specify a default for %s() with multiple positional arguments", name);
        return NULL;
    }
    Object **registers = native_enter(vm, BEST_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    bool good = count > 1 ? find_best_argument(vm, registers, args, count, better, key_function)
                          : find_best(vm, registers, args[0], better, key_function);
    Object *best = NULL;
    if (good && registers[BEST_ITEM] != NULL) {
        best = registers[BEST_ITEM];
        registers[BEST_ITEM] = NULL;
    } else if (good && otherwise != NULL) {
        best = object_held(otherwise);
    } else if (good) {
        raise_error(vm, ERROR_ValueError, "%s() arg is an empty sequence", name);
    }
    native_leave(vm, registers);
    return best;
}

Object *builtin_max(Vm *vm, Object **args, size_t count) {
    return find_extreme(vm, args, count, COMPARE_GREATER, "max");
}

Object *builtin_min(Vm *vm, Object **args, size_t count) {
    return find_extreme(vm, args, count, COMPARE_LESS, "min");
}

Object *builtin_sorted(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t reverse = 0;
    if (args[2] != NULL && !object_to_c_int(vm, args[2], &reverse)) {
        return NULL;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    ListObject *list = list_from_iterable(vm, args[0]);
    registers[0] = (Object *)list;
    if (list != NULL && sort_list(vm, list, args[1], reverse != 0)) {
        registers[0] = NULL;
    } else {
        list = NULL;
    }
    native_leave(vm, registers);
    return (Object *)list;
}

Object *list_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)(args[1] == NULL ? list_new(vm, 0) : list_from_iterable(vm, args[1]));
}

Object *tuple_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] == NULL) {
        return (Object *)tuple_new(vm, 0);
    }
    if (args[1]->kind == KIND_TUPLE) {
        return object_held(args[1]);
    }
    ListObject *list = list_from_iterable(vm, args[1]);
    if (list == NULL) {
        return NULL;
    }
    TupleObject *tuple = tuple_from(vm, list->items, list->length);
    object_release(vm, &list->header);
    return (Object *)tuple;
}

/* CPython's ranges have no end. */
static bool read_range_part(Vm *vm, Object *object, int64_t *value) {
    Object *index = special_index(vm, object);
    bool good = index != NULL && object_is_int(index);
    if (good) {
        *value = int_value(index);
    } else if (index != NULL) {
        raise_error(vm, ERROR_OverflowError, "Ouro's ranges end at 64 bits");
    }
    object_release_if(vm, index);
    return good;
}

Object *range_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t start = 0;
    int64_t stop = 0;
    int64_t step = 1;
    bool good = args[2] == NULL
                    ? read_range_part(vm, args[1], &stop)
                    : read_range_part(vm, args[1], &start) && read_range_part(vm, args[2], &stop);
    if (!good || (args[3] != NULL && !read_range_part(vm, args[3], &step))) {
        return NULL;
    }
    return (Object *)range_new(vm, start, stop, step);
}

Object *str_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    static const char *const WORDS[] = {"encoding", "errors"};
    for (int i = 0; i < 2; i++) {
        if (args[2 + i] != NULL && args[2 + i]->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError, "str() argument '%s' must be str, not %.50s", WORDS[i],
                        object_type_name(vm, args[2 + i]));
            return NULL;
        }
    }
    if (args[1] == NULL) {
        return (Object *)str_new(vm, "", 0);
    }
    if (args[2] == NULL && args[3] == NULL) {
        return (Object *)object_str(vm, args[1]);
    }
    /* Bytes would be decoded, but there are none. */
    if (object_plain(args[1])->kind == KIND_STR) {
        raise_error(vm, ERROR_TypeError, "decoding str is not supported");
    } else {
        raise_error(vm, ERROR_TypeError, "decoding to str: need a bytes-like object, %.80s found",
                    object_type_name(vm, args[1]));
    }
    return NULL;
}
