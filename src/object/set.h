/* set.h -- sets and frozensets.
 *
 * The table is CPython's, slot for slot, because the order in which a set shows its items is the
 * order of its table: a run of up to ten neighbours is probed before the next jump, and a
 * removed item leaves a mark that a later one may take.
 *
 *      | Buffer | keys: a reference per slot | hashes: 64 bits per slot |
 *               ^ keys                         0 with no key: never used; all ones: removed
 *
 * Items are released in the order of the table. Every set is tracked by the collector from its
 * birth. A frozenset never changes once somebody else can see it. What a function is given as
 * `key` must be held by the caller: comparing keys can run the program's code, which can change the
 * set, and then the search begins again. */
#ifndef OURO_OBJECT_SET_H
#define OURO_OBJECT_SET_H

#include "object/operations.h"

typedef struct SetObject {
    Object header;
    Object **keys;   /* NULL while nothing was ever put in */
    uint32_t slots;  /* a power of two, or 0 */
    uint32_t fill;   /* slots in use, those of removed items included */
    uint32_t live;   /* items: len() */
    uint32_t finger; /* where pop() goes on looking */
    uint64_t hash;   /* a frozenset's once it was asked for, else SET_NO_HASH */
} SetObject;

IMAGE_STRUCT(SetObject, 40);

#define SET_NO_HASH UINT64_MAX

enum { SET_ABSENT = -1, SET_FAILED = -2, SET_ASK = -3 };

static inline bool object_is_set(const Object *object) {
    return object->kind == KIND_SET || object->kind == KIND_FROZENSET;
}

/* Views that have the operators and comparisons of sets. */
static inline bool object_is_set_view(const Object *object) {
    return object->kind == KIND_DICT_KEYS || object->kind == KIND_DICT_ITEMS;
}

MUST_CHECK SetObject *set_new(Vm *vm, Kind kind);
/* A set of all that the iterable gives; an empty one for NULL. */
MUST_CHECK SetObject *set_from(Vm *vm, Kind kind, Object *iterable_or_null);
/* A frozenset of the items of a constant tuple, in the order that CPython's compiler gives it. */
MUST_CHECK SetObject *set_constant(Vm *vm, TupleObject *items);

MUST_CHECK bool set_add(Vm *vm, SetObject *set, Object *key);
MUST_CHECK bool set_add_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash);
/* The slot of an item where no program code need run: a string or an int, among items that are no
 * instances; or SET_ABSENT. SET_ASK says that set_has must decide. It cannot fail. */
int64_t set_find_plain(const SetObject *set, Object *key);
MUST_CHECK Truth set_has(Vm *vm, SetObject *set, Object *key);
MUST_CHECK Truth set_has_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash);
/* Whether the key was there, and is not any more. */
MUST_CHECK Truth set_discard(Vm *vm, SetObject *set, Object *key);
MUST_CHECK Truth set_discard_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash);
/* An item of a set that is not empty, owned; it is removed. */
Object *set_pop(SetObject *set);
void set_clear(Vm *vm, SetObject *set);
/* Adds all that the iterable gives. */
MUST_CHECK bool set_update(Vm *vm, SetObject *set, Object *iterable);
/* Makes the table anew if more than a quarter of it are marks of removed items. */
MUST_CHECK bool set_tidy(Vm *vm, SetObject *set);
/* Exchanges the contents of two sets. */
void set_swap(Vm *vm, SetObject *left, SetObject *right);

/* The first slot from `slot` on that has an item, or `slots`. */
size_t set_next_slot(const SetObject *set, size_t slot);
static inline uint64_t set_slot_hash(const SetObject *set, size_t slot) {
    return ((const uint64_t *)(const void *)(set->keys + set->slots))[slot];
}
/* The hash of a frozenset. */
uint64_t set_hash(SetObject *set);

/* set_operations.c: what two sets, or a set and an iterable, make. The result of the first four is
 * new, of the kind of `set`. */
MUST_CHECK SetObject *set_union(Vm *vm, SetObject *set, Object *other);
MUST_CHECK SetObject *set_intersection(Vm *vm, SetObject *set, Object *other);
MUST_CHECK SetObject *set_difference(Vm *vm, SetObject *set, Object *other);
MUST_CHECK SetObject *set_symmetric_difference(Vm *vm, SetObject *set, Object *other);
MUST_CHECK bool set_intersection_update(Vm *vm, SetObject *set, Object *other);
MUST_CHECK bool set_difference_update(Vm *vm, SetObject *set, Object *other);
MUST_CHECK bool set_symmetric_difference_update(Vm *vm, SetObject *set, Object *other);
MUST_CHECK Truth set_is_subset(Vm *vm, SetObject *set, Object *other);
MUST_CHECK Truth set_is_superset(Vm *vm, SetObject *set, Object *other);
MUST_CHECK Truth set_is_disjoint(Vm *vm, SetObject *set, Object *other);
MUST_CHECK Truth set_compare(Vm *vm, CompareOperator comparison, SetObject *left, SetObject *right);
/* The same for a view of a dict. */
MUST_CHECK Truth set_view_is_disjoint(Vm *vm, Object *view, Object *other);
/* | & - ^ of sets, and of views with anything, and their in-place forms: NotImplemented (owned)
 * where they are not for these two. */
MUST_CHECK Object *set_binary(Vm *vm, BinaryOperator op, Object *left, Object *right,
                              bool in_place);

#endif
