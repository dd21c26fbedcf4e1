/* quick.h -- making and releasing numbers within the loop, without a call where nothing is odd.
 *
 * These do what int_new, float_new and object_release do, byte for byte; what is odd (no free block
 * in the pool, a pool that wants to be looked at, a kind that holds others) is left to those. */
#ifndef OURO_VM_QUICK_H
#define OURO_VM_QUICK_H

#include "object/numbers.h"
#include "object/state.h"

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
    if (object->kind <= KIND_FLOAT)
        heap_free(vm->heap, object, sizeof(IntObject));
    else
        object_dispose(vm, object);
}

#endif
