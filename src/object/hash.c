/* hash.c -- hash() of any object, as CPython computes it where it does not depend on addresses. */
#include "object/big.h"
#include "object/call.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

#include <math.h>

uint64_t object_id(const Vm *vm, const Object *object) {
    return heap_offset(vm->heap, object);
}

/* By identity. The low bits of an address are always zero, so they are moved out of the way. */
static uint64_t hash_identity(const Vm *vm, const Object *object) {
    uint64_t id = object_id(vm, object);
    return id >> 4 | id << 60;
}

/* The mixing of Y. Collet's xxHash (version 64), simplified as in CPython's tuples. */
#define PRIME_1 UINT64_C(11400714785074694791)
#define PRIME_2 UINT64_C(14029467366897019727)
#define PRIME_5 UINT64_C(2870177450012600261)

static uint64_t mix(uint64_t state, uint64_t hash) {
    state += hash * PRIME_2;
    state = state << 31 | state >> 33;
    return state * PRIME_1;
}

static uint64_t finish_mix(uint64_t state, uint64_t length) {
    state += length ^ (PRIME_5 ^ UINT64_C(3527539));
    return state == UINT64_MAX ? UINT64_C(1546275796) : state;
}

static bool hash_tuple(Vm *vm, TupleObject *tuple, uint64_t *hash) {
    if (!vm_enter_native(vm, "")) {
        return false;
    }
    uint64_t state = PRIME_5;
    bool good = true;
    for (uint32_t i = 0; good && i < tuple->length; i++) {
        uint64_t item = 0;
        good = object_hash(vm, tuple->items[i], &item);
        state = mix(state, item);
    }
    vm_leave_native(vm);
    *hash = finish_mix(state, tuple->length);
    return good;
}

/* As the tuple (length, start, step), with None for what makes no difference. */
static uint64_t hash_range(const Vm *vm, const RangeObject *range) {
    uint64_t length = range_length(range);
    uint64_t none = hash_identity(vm, vm->none);
    IntObject number = {.header = {.kind = KIND_INT}, .value = (int64_t)length};
    uint64_t state = mix(PRIME_5, number_hash(&number.header));
    number.value = range->start;
    state = mix(state, length > 0 ? number_hash(&number.header) : none);
    number.value = range->step;
    state = mix(state, length > 1 ? number_hash(&number.header) : none);
    return finish_mix(state, 3);
}

static bool raise_unhashable(Vm *vm, const Object *object) {
    raise_error(vm, ERROR_TypeError, "unhashable type: '%.200s'", object_type_name(vm, object));
    return false;
}

/* What __hash__ gave: an int, of which the hash is its value, or its own hash if that is too big.
 */
static bool read_hash(Vm *vm, Object *result_or_null, uint64_t *hash) {
    if (result_or_null == NULL) {
        return false;
    }
    bool good = object_is_any_int(result_or_null);
    if (good) {
        *hash = object_is_int(result_or_null) ? (uint64_t)int_value(result_or_null)
                                              : int_hash(result_or_null);
        *hash = *hash == UINT64_MAX ? UINT64_MAX - 1 : *hash;
    } else {
        raise_error(vm, ERROR_TypeError, "__hash__ method should return an integer");
    }
    object_release(vm, result_or_null);
    return good;
}

bool object_hash(Vm *vm, Object *object, uint64_t *hash) {
    if (object_is_instance(object)) {
        Object *method = special_peek(vm, object, vm->names.hash);
        if (method != NULL) {
            return method->kind == KIND_NONE
                       ? raise_unhashable(vm, object)
                       : read_hash(vm, special_call(vm, method, object, NULL, NULL), hash);
        }
    }
    return object_hash_plain(vm, object, hash);
}

bool object_hash_plain(Vm *vm, Object *any, uint64_t *hash) {
    Object *object = object_plain(any);
    switch (object_base_kind(object)) {
    case KIND_STR:
        *hash = str_hash((StrObject *)object);
        return true;
    case KIND_FLOAT:
        if (isnan(float_value(object))) {
            *hash = hash_identity(vm, object);
            return true;
        }
        *hash = number_hash(object);
        return true;
    case KIND_BOOL:
    case KIND_BIG_INT:
    case KIND_INT:
        *hash = number_hash(object);
        return true;
    case KIND_TUPLE:
        return hash_tuple(vm, (TupleObject *)object, hash);
    case KIND_RANGE:
        *hash = hash_range(vm, (RangeObject *)object);
        return true;
    case KIND_FROZENSET:
        *hash = set_hash((SetObject *)object);
        return true;
    case KIND_WEAK_REFERENCE:
        return weak_hash(vm, (WeakObject *)object, hash);
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_SLICE:
    case KIND_DICT_KEYS:
    case KIND_DICT_ITEMS:
    case KIND_CELL:
        return raise_unhashable(vm, object);
    case KIND_METHOD:
        *hash = hash_identity(vm, ((MethodObject *)object)->self) ^
                hash_identity(vm, ((MethodObject *)object)->function);
        return true;
    case KIND_NATIVE: {
        const NativeObject *native = (const NativeObject *)object;
        *hash = native->native ^ (native->self == NULL ? 0 : hash_identity(vm, native->self));
        return true;
    }
    default:
        *hash = hash_identity(vm, object);
        return true;
    }
}
