/* quick.h -- making and releasing numbers within the loop, without a call where nothing is odd.
 *
 * These do what int_new, float_new and object_release do, byte for byte; what is odd (no free block
 * in the pool, a pool that wants to be looked at, a kind that holds others) is left to those. */
#ifndef OURO_VM_QUICK_H
#define OURO_VM_QUICK_H

#include "base/arith.h"
#include "lang/ops.h"
#include "object/numbers.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/state.h"
#include "vm/attribute.h"
#include "vm/quick_text.h"

/* Both are ints that fit 64 bits, or both floats. The kinds are 1 and 2, and no block in use has
 * kind 0. */
#define QUICK_ARE_INTS(one, other) (((one)->kind | (other)->kind) == KIND_INT)
#define QUICK_ARE_FLOATS(one, other) (((one)->kind | (other)->kind) == KIND_FLOAT)
STATIC_CHECK(KIND_INT == 1 && KIND_FLOAT == 2, "two tests in one");

static ALWAYS_INLINE bool quick_is_small(int64_t value) {
    return (uint64_t)value - (uint64_t)(int64_t)SMALL_INT_LEAST < SMALL_INT_COUNT;
}

/* As int_new. */
MUST_CHECK static ALWAYS_INLINE Object *quick_int(Vm *vm, int64_t value) {
    if (!SHORTCUTS)
        return int_new(vm, value);
    if (quick_is_small(value)) {
        Object *shared = vm->small_ints[value - SMALL_INT_LEAST];
        return LIKELY(shared != NULL) ? object_held(shared) : int_new(vm, value);
    }
    Object *made = heap_allocate_quick(vm->heap, sizeof(IntObject), GARBAGE_LEAF, KIND_INT);
    if (UNLIKELY(made == NULL))
        return int_new(vm, value);
    ((IntObject *)made)->value = value;
    return made;
}

/* As float_new. */
MUST_CHECK static ALWAYS_INLINE Object *quick_float(Vm *vm, double value) {
    if (!SHORTCUTS)
        return float_new(vm, value);
    Object *made = heap_allocate_quick(vm->heap, sizeof(FloatObject), GARBAGE_LEAF, KIND_FLOAT);
    if (UNLIKELY(made == NULL))
        return float_new(vm, value);
    ((FloatObject *)made)->value = value;
    return made;
}

/* A temporary with one owner has been seen by nobody, so its block may be the result's. It is a new
 * object all the same, with a stamp of its own. */
static ALWAYS_INLINE bool quick_can_reuse(const Object *box) {
    return box->refcount == 1;
}

/* As object_release_if. Numbers are most of what a loop lets go of. */
static ALWAYS_INLINE void quick_release_if(Vm *vm, Object *object) {
    if (object == NULL)
        return;
    CHECK(object->refcount > 0);
    if (--object->refcount != 0)
        return;
    if (SHORTCUTS && object->kind <= KIND_FLOAT)
        heap_free(vm->heap, object, sizeof(IntObject));
    else
        object_dispose(vm, object);
}

/* A place ← a new number, and what the place held is released. */
static ALWAYS_INLINE Object *quick_trade(Vm *vm, Object *before, uint8_t kind) {
    bool dies = SHORTCUTS && before != NULL && before->refcount == 1 && before->kind <= KIND_FLOAT;
    return dies ? heap_trade_quick(vm->heap, before, sizeof(IntObject), GARBAGE_LEAF, kind) : NULL;
}

MUST_CHECK static ALWAYS_INLINE bool quick_put_int(Vm *vm, Object **place, int64_t value) {
    Object *before = *place;
    Object *made = quick_is_small(value) ? NULL : quick_trade(vm, before, KIND_INT);
    if (LIKELY(made != NULL)) {
        ((IntObject *)made)->value = value;
        *place = made;
        return true;
    }
    made = quick_int(vm, value);
    if (UNLIKELY(made == NULL))
        return false;
    *place = made;
    quick_release_if(vm, before);
    return true;
}

MUST_CHECK static ALWAYS_INLINE bool quick_put_float(Vm *vm, Object **place, double value) {
    Object *before = *place;
    Object *made = quick_trade(vm, before, KIND_FLOAT);
    if (LIKELY(made != NULL)) {
        ((FloatObject *)made)->value = value;
        *place = made;
        return true;
    }
    made = quick_float(vm, value);
    if (UNLIKELY(made == NULL))
        return false;
    *place = made;
    quick_release_if(vm, before);
    return true;
}

/* An int that fits and a float, as two floats. */
static ALWAYS_INLINE bool quick_are_mixed(const Object *left, const Object *right, double *a,
                                          double *b) {
    if (!SHORTCUTS)
        return false;
    if (left->kind == KIND_INT && right->kind == KIND_FLOAT) {
        *a = (double)int_value(left);
        *b = float_value(right);
        return true;
    }
    if (left->kind == KIND_FLOAT && right->kind == KIND_INT) {
        *a = float_value(left);
        *b = (double)int_value(right);
        return true;
    }
    return false;
}

/* Two ints that floats hold exactly, as two floats: their quotient is rounded once. */
static ALWAYS_INLINE bool quick_are_exact(const Object *left, const Object *right, double *a,
                                          double *b) {
    const uint64_t most = (uint64_t)1 << 53;
    if (!SHORTCUTS || !QUICK_ARE_INTS(left, right) || (uint64_t)int_value(left) + most > 2 * most ||
        (uint64_t)int_value(right) + most > 2 * most)
        return false;
    *a = (double)int_value(left);
    *b = (double)int_value(right);
    return true;
}

/* Arithmetic of words where both are the usual: false for what number_binary must decide (a divisor
 * or a shift that is not positive, a result that does not fit). */
static ALWAYS_INLINE bool quick_floor_divide(int64_t left, int64_t right, int64_t *result) {
    if (UNLIKELY(right <= 0))
        return false;
    int64_t quotient = left / right;
    *result = quotient - (quotient * right > left);
    return true;
}

static ALWAYS_INLINE bool quick_remainder(int64_t left, int64_t right, int64_t *result) {
    if (UNLIKELY(right <= 0))
        return false;
    int64_t rest = left % right;
    *result = rest < 0 ? rest + right : rest;
    return true;
}

static ALWAYS_INLINE bool quick_shift_left(int64_t left, int64_t right, int64_t *result) {
    return (uint64_t)right < 63 && arith_multiply_i64(left, (int64_t)1 << right, result);
}

static ALWAYS_INLINE bool quick_shift_right(int64_t left, int64_t right, int64_t *result) {
    if (UNLIKELY(right < 0 || left < 0))
        return false;
    *result = right > 63 ? 0 : left >> right;
    return true;
}

static ALWAYS_INLINE bool quick_and(int64_t left, int64_t right, int64_t *result) {
    *result = left & right;
    return true;
}

static ALWAYS_INLINE bool quick_or(int64_t left, int64_t right, int64_t *result) {
    *result = left | right;
    return true;
}

static ALWAYS_INLINE bool quick_xor(int64_t left, int64_t right, int64_t *result) {
    *result = left ^ right;
    return true;
}

/* As iterator_next, which does what is not done here: an owned item, or NULL at the end or with an
 * exception pending. */
MUST_CHECK static ALWAYS_INLINE Object *quick_next(Vm *vm, Object *iterator) {
    if (SHORTCUTS && iterator->kind == KIND_RANGE_ITERATOR) {
        RangeIterator *range = (RangeIterator *)iterator;
        int64_t value = range->next;
        Object *item = range->left == 0 ? NULL : quick_int(vm, value);
        if (LIKELY(item != NULL)) {
            range->left--;
            range->next = (int64_t)((uint64_t)value + (uint64_t)range->step);
        }
        return item;
    }
    if (SHORTCUTS && iterator->kind == KIND_LIST_ITERATOR) {
        Iterator *over = (Iterator *)iterator;
        const ListObject *list = (const ListObject *)over->of;
        if (LIKELY(list != NULL && over->index < list->length))
            return object_held(list->items[over->index++]);
    }
    Object *character = quick_next_character(vm, iterator);
    if (character != NULL)
        return character;
    if (SHORTCUTS && (iterator->kind == KIND_KEY_ITERATOR || iterator->kind == KIND_VALUE_ITERATOR ||
                      iterator->kind == KIND_ITEM_ITERATOR)) {
        Object *item = iterator_step_of_dict((Iterator *)iterator);
        if (LIKELY(item != NULL))
            return item;
    }
    return iterator_next(vm, iterator);
}

/* The item of a list or tuple at an index that is an int, borrowed; NULL for what object_get_item
 * must decide. */
static ALWAYS_INLINE Object *quick_item(const Object *container, const Object *key) {
    if (!SHORTCUTS || key->kind != KIND_INT)
        return NULL;
    int64_t index = int_value(key);
    if (LIKELY(container->kind == KIND_LIST)) {
        const ListObject *list = (const ListObject *)container;
        if (UNLIKELY(index < 0))
            index += list->length;
        return LIKELY((uint64_t)index < list->length) ? list->items[index] : NULL;
    }
    if (container->kind == KIND_TUPLE) {
        const TupleObject *tuple = (const TupleObject *)container;
        if (UNLIKELY(index < 0))
            index += tuple->length;
        return LIKELY((uint64_t)index < tuple->length) ? tuple->items[index] : NULL;
    }
    return NULL;
}

/* The same of a dict under a key. */
static ALWAYS_INLINE Object *quick_value(const Object *container, Object *key) {
    if (!SHORTCUTS || container->kind != KIND_DICT)
        return NULL;
    int64_t entry = dict_find_plain((const DictObject *)container, key);
    return entry >= 0 ? dict_entry_value((const DictObject *)container, (size_t)entry) : NULL;
}

/* Whether a dict or set has a key; TRUTH_FAILED, without an exception, for what object_contains
 * must decide. */
static ALWAYS_INLINE Truth quick_contains(const Object *container, Object *key) {
    int64_t place = DICT_ASK;
    if (SHORTCUTS && container->kind == KIND_DICT)
        place = dict_find_plain((const DictObject *)container, key);
    else if (SHORTCUTS && object_is_set(container))
        place = set_find_plain((const SetObject *)container, key);
    return place >= 0 ? TRUTH_TRUE : place == DICT_ASK ? TRUTH_FAILED : TRUTH_FALSE;
}
STATIC_CHECK((int)DICT_ASK == (int)SET_ASK, "two searches in one");

/* The slot that a cache names, if it is right for this object; NULL else. It may be empty. */
static ALWAYS_INLINE Object **quick_slot(Object *object, const InlineCache *cache) {
    InstanceObject *instance = (InstanceObject *)object;
    bool fits = SHORTCUTS && object->kind == KIND_INSTANCE && instance->class->version == cache->version &&
                cache->index < instance->slot_count;
    return LIKELY(fits) ? &instance->slots[cache->index] : NULL;
}

/* The global or built-in that a cache knows: borrowed, NULL if it is not known. */
static ALWAYS_INLINE Object *quick_global(const Vm *vm, const DictObject *globals,
                                          const StrObject *name, const InlineCache *cache) {
    const DictObject *dict = globals;
    if (cache->version != 0)
        dict = cache->version == globals->shape + 1 ? vm->builtins : NULL;
    bool fits = SHORTCUTS && dict != NULL && cache->index < dict->fill &&
                dict_entry_key(dict, cache->index) == &name->header;
    return LIKELY(fits) ? dict_entry_value(dict, cache->index) : NULL;
}

/* Whether the global of a name has this entry, and a value is put there without more ado: the
 * collector knows the dict, or need not know it for that value. */
static ALWAYS_INLINE bool quick_may_replace(const DictObject *globals, uint32_t entry,
                                            const StrObject *name, const Object *value) {
    return SHORTCUTS && entry < globals->fill &&
           dict_entry_key(globals, entry) == &name->header &&
           ((globals->header.flags & FLAG_TRACKED) != 0 || value->kind <= KIND_FLOAT);
}

/* The method that a cache knows, if it is right for this object: borrowed; NULL else. An instance
 * past INSTANCE has a dict of its own, where the name may stand. */
static ALWAYS_INLINE Object *quick_method(const Vm *vm, Object *object, const InlineCache *cache) {
    if (UNLIKELY(!SHORTCUTS || object->kind > KIND_INSTANCE))
        return NULL;
    const ClassObject *class = object->kind == KIND_INSTANCE ? ((InstanceObject *)object)->class
                                                             : vm->classes[object->kind];
    return LIKELY(class->version == cache->version) ? attribute_cached_method(class, cache->index)
                                                    : NULL;
}

/* Whether an empty slot of a plain instance is the next in order: none behind it is set. */
static ALWAYS_INLINE bool quick_may_fill(const Object *object, Object *const *slot) {
    const InstanceObject *instance = (const InstanceObject *)(const void *)object;
    for (Object *const *end = instance->slots + instance->slot_count; ++slot < end;) {
        if (*slot != NULL)
            return false;
    }
    return (object->flags & FLAG_ORDERED) == 0;
}

/* As object_truth. */
MUST_CHECK static ALWAYS_INLINE Truth quick_truth(Vm *vm, Object *object) {
    if (!SHORTCUTS)
        return object_truth(vm, object);
    if (object == vm->true_object)
        return TRUTH_TRUE;
    if (object == vm->false_object || object == vm->none)
        return TRUTH_FALSE;
    if (object->kind == KIND_INT)
        return int_value(object) != 0 ? TRUTH_TRUE : TRUTH_FALSE;
    if (object->kind == KIND_LIST)
        return ((ListObject *)object)->length != 0 ? TRUTH_TRUE : TRUTH_FALSE;
    return object_truth(vm, object);
}

#endif
