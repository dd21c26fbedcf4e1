/* weak.h -- weak references and proxies: they know an object and do not hold it.
 *
 * An object that is referred to weakly is FLAG_WEAK, and a table in the Vm leads from it to the
 * first of a list of its weak references; all other objects cost nothing, and release tests one
 * flag. Neither the table nor what stands in the list is counted.
 *
 *      vm->weak: object ──► ref ⇄ proxy ⇄ newest with a callback ⇄ ... ⇄ oldest
 *                  ▲─────────┴───────┴──────────────┴── referent
 *
 * The order is CPython's: the plain reference and the plain proxy, which are shared, stand before
 * those with a callback, of which the newest is the first and is called first. When the object
 * dies, after its __del__, all are dead before the first callback runs. */
#ifndef OURO_OBJECT_WEAK_H
#define OURO_OBJECT_WEAK_H

#include "object/operations.h"

struct WeakObject {
    Object header;
    Object *callback;     /* or NULL */
    Object *key;          /* what a dict with weak values knows it by, or NULL */
    Object *referent;     /* not counted; NULL once it is dead */
    WeakObject *next;     /* not counted */
    WeakObject *previous; /* not counted */
    uint64_t hash;        /* the referent's once it was asked for, else WEAK_NO_HASH */
};

IMAGE_STRUCT(WeakObject, 56);

#define WEAK_NO_HASH UINT64_MAX

static inline bool object_is_proxy(const Object *object) {
    return object->kind == KIND_WEAK_PROXY || object->kind == KIND_WEAK_CALLABLE_PROXY;
}

static inline bool object_is_weak(const Object *object) {
    return object->kind == KIND_WEAK_REFERENCE || object_is_proxy(object);
}

/* A weak reference (or a proxy of this kind): the shared one where there is neither callback nor
 * key. TypeError "cannot create weak reference to 'int' object". */
MUST_CHECK WeakObject *weak_new(Vm *vm, Kind kind, Object *referent, Object *callback_or_null,
                                Object *key_or_null);
/* The first of the weak references to an object, or NULL. */
WeakObject *weak_first_peek(const Vm *vm, const Object *referent);
/* Makes one of them dead. Its callback stays where it is and is not called. */
void weak_unlink(Vm *vm, WeakObject *weak);
/* The object is dying: makes all of them dead, then calls their callbacks. */
void weak_clear(Vm *vm, Object *referent);
/* Calls the callback of a dead one; what it raises is reported and dropped. */
void weak_call_back(Vm *vm, Object *callback, Object *weak);
/* For an operation that proxies hand on: what the two (the second may be NULL) stand for, held by
 * two registers that native_leave releases. NULL with ReferenceError pending if one is dead. */
MUST_CHECK Object **weak_enter(Vm *vm, Object *first, Object *second_or_null);
/* What a proxy stands for: borrowed, or NULL with ReferenceError pending. Any other object is what
 * it is. */
MUST_CHECK Object *weak_resolve(Vm *vm, Object *object);
/* hash() of a weak reference. */
MUST_CHECK bool weak_hash(Vm *vm, WeakObject *weak, uint64_t *hash);
/* == of two: of what they refer to, while both are alive. */
MUST_CHECK Truth weak_equal(Vm *vm, WeakObject *left, WeakObject *right);

#endif
