/* set_operations.c -- what two sets make of each other, in the order in which CPython does it:
 * which of the two is gone through shows in the order of the result, and in which item is kept of
 * two that are equal. */
#include "object/call.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"

enum { REGISTER_RESULT, REGISTER_KEY, REGISTER_ITERATOR, REGISTER_COUNT };

/* One step through a set or any other iterable: the next item, in its register, and its hash where
 * the set knows it. */
typedef struct Walk {
    Vm *vm;
    Object **registers;
    SetObject *set; /* NULL for an iterable */
    size_t slot;
    uint64_t hash;
    bool failed;
} Walk;

static Walk walk_start(Vm *vm, Object **registers, Object *iterable) {
    Walk walk = {.vm = vm, .registers = registers};
    if (object_is_set(iterable)) {
        walk.set = (SetObject *)iterable;
    } else {
        registers[REGISTER_ITERATOR] = iterator_new(vm, iterable);
        walk.failed = registers[REGISTER_ITERATOR] == NULL;
    }
    return walk;
}

/* False at the end, and when something failed. */
static bool walk_next(Walk *walk) {
    OBJECT_CLEAR(walk->vm, walk->registers[REGISTER_KEY]);
    if (walk->failed) {
        return false;
    }
    if (walk->set == NULL) {
        Object *key = iterator_next(walk->vm, walk->registers[REGISTER_ITERATOR]);
        walk->registers[REGISTER_KEY] = key;
        walk->failed = key == NULL ? raise_pending(walk->vm) != NULL
                                   : !object_hash(walk->vm, key, &walk->hash);
        return key != NULL && !walk->failed;
    }
    size_t slot = set_next_slot(walk->set, walk->slot);
    if (slot >= walk->set->slots) {
        return false;
    }
    if (slot % 4096 == 4095 && vm_poll_interrupt(walk->vm)) {
        walk->failed = true;
        return false;
    }
    walk->registers[REGISTER_KEY] = object_held(walk->set->keys[slot]);
    walk->hash = set_slot_hash(walk->set, slot);
    walk->slot = slot + 1;
    return true;
}

static Object *walk_key(const Walk *walk) {
    return walk->registers[REGISTER_KEY];
}

/* Adds the present item to the result if it is (or is not) in `other`. */
static Truth keep_if(Walk *walk, SetObject *result, SetObject *other, Truth wanted) {
    Truth found = set_has_hashed(walk->vm, other, walk_key(walk), walk->hash);
    walk->failed =
        found == TRUTH_FAILED ||
        (found == wanted && !set_add_hashed(walk->vm, result, walk_key(walk), walk->hash));
    return found;
}

/* The set in its register as an owned result, or NULL; leaves the registers. */
static SetObject *finish(Vm *vm, Object **registers, bool good) {
    SetObject *result = good ? (SetObject *)registers[REGISTER_RESULT] : NULL;
    if (good) {
        registers[REGISTER_RESULT] = NULL;
    }
    native_leave(vm, registers);
    return result;
}

SetObject *set_union(Vm *vm, SetObject *set, Object *other) {
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_from(vm, (Kind)set->header.kind, &set->header);
    registers[REGISTER_RESULT] = (Object *)result;
    bool good = result != NULL && (other == &set->header || set_update(vm, result, other));
    return finish(vm, registers, good);
}

SetObject *set_intersection(Vm *vm, SetObject *set, Object *other) {
    Kind kind = (Kind)set->header.kind;
    if (other == &set->header) {
        return set_from(vm, kind, other);
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_new(vm, kind);
    registers[REGISTER_RESULT] = (Object *)result;
    if (result == NULL) {
        return finish(vm, registers, false);
    }
    /* The smaller one is gone through. */
    if (object_is_set(other) && ((SetObject *)other)->live > set->live) {
        SetObject *larger = (SetObject *)other;
        other = &set->header;
        set = larger;
    }
    Walk walk = walk_start(vm, registers, other);
    while (walk_next(&walk)) {
        Truth found = keep_if(&walk, result, set, TRUTH_TRUE);
        if (walk.set == NULL && found == TRUTH_TRUE && result->live >= set->live) {
            break;
        }
    }
    return finish(vm, registers, !walk.failed);
}

bool set_intersection_update(Vm *vm, SetObject *set, Object *other) {
    SetObject *result = set_intersection(vm, set, other);
    if (result == NULL) {
        return false;
    }
    set_swap(vm, set, result);
    object_release(vm, &result->header);
    return true;
}

bool set_difference_update(Vm *vm, SetObject *set, Object *other) {
    if (other == &set->header) {
        set_clear(vm, set);
        return true;
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return false;
    }
    /* Of a much larger set, only what is in both is gone through. */
    if (object_is_set(other) && ((SetObject *)other)->live >> 3 > set->live) {
        other = registers[REGISTER_RESULT] = (Object *)set_intersection(vm, set, other);
        if (other == NULL) {
            (void)finish(vm, registers, false);
            return false;
        }
    }
    Walk walk = walk_start(vm, registers, other);
    while (walk_next(&walk)) {
        Truth removed = set_discard_hashed(vm, set, walk_key(&walk), walk.hash);
        walk.failed = removed == TRUTH_FAILED;
    }
    native_leave(vm, registers);
    return !walk.failed && set_tidy(vm, set);
}

/* A copy from which the other's items are taken. */
static SetObject *copy_and_subtract(Vm *vm, SetObject *set, Object *other) {
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_from(vm, (Kind)set->header.kind, &set->header);
    registers[REGISTER_RESULT] = (Object *)result;
    return finish(vm, registers, result != NULL && set_difference_update(vm, result, other));
}

SetObject *set_difference(Vm *vm, SetObject *set, Object *other) {
    bool is_dict = other->kind == KIND_DICT;
    if (!object_is_set(other) && !is_dict) {
        return copy_and_subtract(vm, set, other);
    }
    uint32_t count = is_dict ? ((DictObject *)other)->live : ((SetObject *)other)->live;
    if (set->live >> 2 > count) {
        return copy_and_subtract(vm, set, other);
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_new(vm, (Kind)set->header.kind);
    registers[REGISTER_RESULT] = (Object *)result;
    Walk walk = walk_start(vm, registers, &set->header);
    walk.failed = result == NULL;
    while (walk_next(&walk)) {
        if (!is_dict) {
            (void)keep_if(&walk, result, (SetObject *)other, TRUTH_FALSE);
            continue;
        }
        int64_t entry = dict_find(vm, (DictObject *)other, walk_key(&walk));
        walk.failed =
            entry == DICT_FAILED ||
            (entry == DICT_ABSENT && !set_add_hashed(vm, result, walk_key(&walk), walk.hash));
    }
    return finish(vm, registers, !walk.failed);
}

/* Removes what is there and adds what is not. */
static bool toggle_all(Vm *vm, SetObject *set, Object **registers, Object *other) {
    Walk walk = walk_start(vm, registers, other);
    while (walk_next(&walk)) {
        Truth removed = set_discard_hashed(vm, set, walk_key(&walk), walk.hash);
        walk.failed =
            removed == TRUTH_FAILED ||
            (removed == TRUTH_FALSE && !set_add_hashed(vm, set, walk_key(&walk), walk.hash));
    }
    return !walk.failed;
}

bool set_symmetric_difference_update(Vm *vm, SetObject *set, Object *other) {
    if (other == &set->header) {
        set_clear(vm, set);
        return true;
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return false;
    }
    bool good = true;
    if (!object_is_set(other) && other->kind != KIND_DICT) {
        /* As a set first, so that nothing is toggled twice. */
        other = (Object *)set_from(vm, (Kind)set->header.kind, other);
        registers[REGISTER_RESULT] = other;
        good = other != NULL;
    }
    good = good && toggle_all(vm, set, registers, other);
    native_leave(vm, registers);
    return good;
}

SetObject *set_symmetric_difference(Vm *vm, SetObject *set, Object *other) {
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_from(vm, (Kind)set->header.kind, other);
    registers[REGISTER_RESULT] = (Object *)result;
    return finish(vm, registers,
                  result != NULL && set_symmetric_difference_update(vm, result, &set->header));
}

/* Whether what `other` gives is in the set, up to the first that says otherwise than `wanted`. */
static Truth all_are(Vm *vm, Object *other, SetObject *set, Truth wanted) {
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    Truth found = wanted;
    Walk walk = walk_start(vm, registers, other);
    while (found == wanted && walk_next(&walk)) {
        found = set_has_hashed(vm, set, walk_key(&walk), walk.hash);
    }
    native_leave(vm, registers);
    return walk.failed || found == TRUTH_FAILED ? TRUTH_FAILED
           : found == wanted                    ? TRUTH_TRUE
                                                : TRUTH_FALSE;
}

Truth set_is_subset(Vm *vm, SetObject *set, Object *other) {
    if (object_is_set(other)) {
        return set->live > ((SetObject *)other)->live
                   ? TRUTH_FALSE
                   : all_are(vm, &set->header, (SetObject *)other, TRUTH_TRUE);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    SetObject *copy = set_from(vm, KIND_SET, other);
    registers[0] = (Object *)copy;
    Truth truth = copy == NULL ? TRUTH_FAILED : set_is_subset(vm, set, &copy->header);
    native_leave(vm, registers);
    return truth;
}

Truth set_is_superset(Vm *vm, SetObject *set, Object *other) {
    return object_is_set(other) ? set_is_subset(vm, (SetObject *)other, &set->header)
                                : all_are(vm, other, set, TRUTH_TRUE);
}

Truth set_is_disjoint(Vm *vm, SetObject *set, Object *other) {
    if (other == &set->header) {
        return set->live == 0 ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (object_is_set(other) && ((SetObject *)other)->live > set->live) {
        return all_are(vm, &set->header, (SetObject *)other, TRUTH_FALSE);
    }
    return all_are(vm, other, set, TRUTH_FALSE);
}

Truth set_compare(Vm *vm, CompareOperator comparison, SetObject *left, SetObject *right) {
    switch (comparison) {
    case COMPARE_LESS:
        return left->live >= right->live ? TRUTH_FALSE : set_is_subset(vm, left, &right->header);
    case COMPARE_LESS_EQUAL:
        return set_is_subset(vm, left, &right->header);
    case COMPARE_GREATER:
        return left->live <= right->live ? TRUTH_FALSE : set_is_subset(vm, right, &left->header);
    case COMPARE_GREATER_EQUAL:
        return set_is_subset(vm, right, &left->header);
    default:
        break;
    }
    bool may_be_equal =
        left->live == right->live &&
        (left->hash == SET_NO_HASH || right->hash == SET_NO_HASH || left->hash == right->hash);
    Truth equal = may_be_equal ? set_is_subset(vm, left, &right->header) : TRUTH_FALSE;
    if (comparison == COMPARE_EQUAL || equal == TRUTH_FAILED) {
        return equal;
    }
    return equal == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

/* --- views of dicts: what they make is always a set ------------------------------------------- */

/* What a view stands for where CPython takes the dict instead of its keys. */
static Object *unwrap_keys(Object *object) {
    return object->kind == KIND_DICT_KEYS ? ((DictView *)object)->dict : object;
}

static size_t length_of(const Object *object) {
    return object_is_set(object)
               ? ((const SetObject *)(const void *)object)->live
               : ((const DictObject *)((const DictView *)(const void *)object)->dict)->live;
}

/* The shorter of two views is gone through, but any other iterable always. */
static SetObject *intersect_view(Vm *vm, Object *view, Object *other) {
    if (!object_is_set_view(view)) {
        Object *left = view;
        view = other;
        other = left;
    }
    if (other->kind == KIND_SET && length_of(view) <= length_of(other)) {
        return set_intersection(vm, (SetObject *)other, view);
    }
    if (object_is_set_view(other) && length_of(other) > length_of(view)) {
        Object *shorter = view;
        view = other;
        other = shorter;
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_new(vm, KIND_SET);
    registers[REGISTER_RESULT] = (Object *)result;
    registers[REGISTER_ITERATOR] = result == NULL ? NULL : iterator_new(vm, other);
    bool good = registers[REGISTER_ITERATOR] != NULL;
    while (good &&
           (registers[REGISTER_KEY] = iterator_next(vm, registers[REGISTER_ITERATOR])) != NULL) {
        Truth found = object_contains(vm, view, registers[REGISTER_KEY]);
        good = found == TRUTH_FALSE ||
               (found == TRUTH_TRUE && set_add(vm, result, registers[REGISTER_KEY]));
        OBJECT_CLEAR(vm, registers[REGISTER_KEY]);
    }
    return finish(vm, registers, good && raise_pending(vm) == NULL);
}

/* The pairs that only one of two dicts has. Pairs that both have need no hash. */
static SetObject *toggle_items(Vm *vm, DictObject *left, DictObject *right) {
    Object **registers = native_enter(vm, REGISTER_COUNT + 1);
    if (registers == NULL) {
        return NULL;
    }
    DictObject *rest = dict_copy(vm, left);
    registers[REGISTER_COUNT] = (Object *)rest;
    SetObject *result = rest == NULL ? NULL : set_new(vm, KIND_SET);
    registers[REGISTER_RESULT] = (Object *)result;
    bool good = result != NULL;
    for (size_t entry = dict_next_entry(right, 0); good && entry < right->fill;
         entry = dict_next_entry(right, entry + 1)) {
        TupleObject *pair = tuple_from(vm, right->entries + 2 * entry, 2);
        registers[REGISTER_KEY] = (Object *)pair;
        Object *value = pair == NULL ? NULL : dict_peek(vm, rest, pair->items[0]);
        Truth equal = value == NULL ? (raise_pending(vm) == NULL ? TRUTH_FALSE : TRUTH_FAILED)
                                    : object_equal_item(vm, value, pair->items[1]);
        good = equal == TRUTH_TRUE    ? dict_delete(vm, rest, pair->items[0])
               : equal == TRUTH_FALSE ? set_add(vm, result, &pair->header)
                                      : false;
        OBJECT_CLEAR(vm, registers[REGISTER_KEY]);
    }
    registers[REGISTER_ITERATOR] = good ? (Object *)dict_view_new(vm, KIND_DICT_ITEMS, rest) : NULL;
    good = registers[REGISTER_ITERATOR] != NULL &&
           set_update(vm, result, registers[REGISTER_ITERATOR]);
    return finish(vm, registers, good);
}

static SetObject *view_binary(Vm *vm, BinaryOperator op, Object *left, Object *right) {
    if (op == BINARY_AND) {
        return intersect_view(vm, left, right);
    }
    if (op == BINARY_XOR && left->kind == KIND_DICT_ITEMS && right->kind == KIND_DICT_ITEMS) {
        return toggle_items(vm, (DictObject *)((DictView *)left)->dict,
                            (DictObject *)((DictView *)right)->dict);
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *result = set_from(vm, KIND_SET, unwrap_keys(left));
    registers[REGISTER_RESULT] = (Object *)result;
    bool good = result != NULL;
    if (good) {
        good = op == BINARY_OR         ? set_update(vm, result, right)
               : op == BINARY_SUBTRACT ? set_difference_update(vm, result, right)
                                       : set_symmetric_difference_update(vm, result, right);
    }
    return finish(vm, registers, good);
}

Truth set_view_is_disjoint(Vm *vm, Object *view, Object *other) {
    if (view == other) {
        return length_of(view) == 0 ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if ((object_is_set(other) || object_is_set_view(other)) && length_of(other) > length_of(view)) {
        Object *shorter = view;
        view = other;
        other = shorter;
    }
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    registers[0] = iterator_new(vm, other);
    Truth found = registers[0] == NULL ? TRUTH_FAILED : TRUTH_FALSE;
    while (found == TRUTH_FALSE && (registers[1] = iterator_next(vm, registers[0])) != NULL) {
        found = object_contains(vm, view, registers[1]);
        OBJECT_CLEAR(vm, registers[1]);
    }
    if (found == TRUTH_FALSE && raise_pending(vm) != NULL) {
        found = TRUTH_FAILED;
    }
    native_leave(vm, registers);
    return found == TRUTH_FAILED ? found : found == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

/* --- operators ---------------------------------------------------------------------------------
 */

static Object *held_if(SetObject *set, bool good) {
    return good ? object_held(&set->header) : NULL;
}

Object *set_binary(Vm *vm, BinaryOperator op, Object *left, Object *right, bool in_place) {
    if (op != BINARY_OR && op != BINARY_AND && op != BINARY_SUBTRACT && op != BINARY_XOR) {
        return object_held(vm->not_implemented);
    }
    if (!object_is_set(left) || !object_is_set(right)) {
        return object_is_set_view(left) || object_is_set_view(right)
                   ? (Object *)view_binary(vm, op, left, right)
                   : object_held(vm->not_implemented);
    }
    SetObject *set = (SetObject *)left;
    bool changes = in_place && left->kind == KIND_SET;
    switch (op) {
    case BINARY_OR:
        return changes ? held_if(set, set_update(vm, set, right))
                       : (Object *)set_union(vm, set, right);
    case BINARY_AND:
        return changes ? held_if(set, set_intersection_update(vm, set, right))
                       : (Object *)set_intersection(vm, set, right);
    case BINARY_SUBTRACT:
        return changes ? held_if(set, set_difference_update(vm, set, right))
                       : (Object *)set_difference(vm, set, right);
    default:
        return changes ? held_if(set, set_symmetric_difference_update(vm, set, right))
                       : (Object *)set_symmetric_difference(vm, set, right);
    }
}
