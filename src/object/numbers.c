/* numbers.c -- making numbers, comparing them, and their hashes. Arithmetic is in arithmetic.c,
 * text in number_text.c. */
#include "object/numbers.h"

#include "object/big.h"
#include "object/exception.h"
#include "object/special.h"
#include "object/state.h"
#include "object/trace.h"

#include <math.h>

Object *int_new(Vm *vm, int64_t value) {
    if (value >= SMALL_INT_LEAST && value <= SMALL_INT_MOST) {
        Object *shared = vm->small_ints[value - SMALL_INT_LEAST];
        if (LIKELY(shared != NULL)) {
            return object_held(shared);
        }
    }
    IntObject *result = (IntObject *)object_new(vm, KIND_INT, sizeof(IntObject));
    if (result == NULL) {
        return NULL;
    }
    result->value = value;
    if (value >= SMALL_INT_LEAST && value <= SMALL_INT_MOST) {
        vm->small_ints[value - SMALL_INT_LEAST] = object_held(&result->header);
        trace_forget(vm, &result->header);
    }
    return &result->header;
}

Object *float_new(Vm *vm, double value) {
    FloatObject *result = (FloatObject *)object_new(vm, KIND_FLOAT, sizeof(FloatObject));
    if (result == NULL) {
        return NULL;
    }
    result->value = value;
    return &result->header;
}

Object *bool_new(Vm *vm, bool value) {
    return object_held(value ? vm->true_object : vm->false_object);
}

/* The int that an object is or gives, or the nearest one of 64 bits; `fits` says which. */
static bool read_word(Vm *vm, Object *object, int64_t *value, bool *fits) {
    *fits = true;
    if (LIKELY(object_is_int(object))) {
        *value = int_value(object);
        return true;
    }
    Object *index = special_index(vm, object);
    if (index == NULL) {
        return false;
    }
    *fits = object_is_int(index);
    *value = int_clipped(index);
    object_release(vm, index);
    return true;
}

bool object_to_bound(Vm *vm, Object *object, int64_t *value) {
    bool fits = true;
    return read_word(vm, object, value, &fits);
}

bool object_to_index(Vm *vm, Object *object, int64_t *value) {
    bool fits = true;
    if (!read_word(vm, object, value, &fits)) {
        return false;
    }
    if (!fits) {
        raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C ssize_t");
    }
    return fits;
}

bool object_to_c_int(Vm *vm, Object *object, int64_t *value) {
    if (!object_to_bound(vm, object, value)) {
        return false;
    }
    if (*value < INT32_MIN || *value > INT32_MAX) {
        raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C int");
        return false;
    }
    return true;
}

static bool read_size(Vm *vm, Object *object, ErrorClass error, int64_t *value) {
    bool fits = true;
    if (!read_word(vm, object, value, &fits)) {
        return false;
    }
    if (!fits) {
        raise_error(vm, error, "cannot fit '%.200s' into an index-sized integer",
                    object_type_name(vm, object));
    }
    return fits;
}

bool object_to_size(Vm *vm, Object *object, int64_t *value) {
    return read_size(vm, object, ERROR_OverflowError, value);
}

bool object_to_place(Vm *vm, Object *object, int64_t *value) {
    return read_size(vm, object, ERROR_IndexError, value);
}

int64_t int_clipped(const Object *integer) {
    if (integer->kind == KIND_BIG_INT) {
        return int_is_negative(integer) ? INT64_MIN : INT64_MAX;
    }
    return int_value(integer);
}

static int compare_floats(double left, double right) {
    if (isnan(left) || isnan(right)) {
        return 2;
    }
    return (left > right) - (left < right);
}

/* Exact: rounding the int to a double first would call 2**53 + 1 and 2.0**53 equal. */
static int compare_int_to_float(const Object *left, double right) {
    const int64_t exact = (int64_t)1 << 53;
    if (object_is_int(left) && int_value(left) >= -exact && int_value(left) <= exact) {
        return compare_floats((double)int_value(left), right);
    }
    return int_compare_to_double(left, right);
}

int number_compare(const Object *left, const Object *right) {
    if (left->kind != KIND_FLOAT) {
        return right->kind != KIND_FLOAT ? int_compare(left, right)
                                         : compare_int_to_float(left, float_value(right));
    }
    if (right->kind == KIND_FLOAT) {
        return compare_floats(float_value(left), float_value(right));
    }
    int order = compare_int_to_float(right, float_value(left));
    return order == 2 ? 2 : -order;
}

/* Numbers are hashed modulo the prime 2**61 - 1, as CPython's documentation describes under
 * "Hashing of numeric types". */
enum { HASH_BITS = 61 };
#define HASH_MODULUS (((uint64_t)1 << HASH_BITS) - 1)

static uint64_t finish_hash(uint64_t magnitude, bool negative) {
    uint64_t hash = negative ? (uint64_t)0 - magnitude : magnitude;
    return hash == UINT64_MAX ? UINT64_MAX - 1 : hash; /* -1 is not a hash */
}

uint64_t number_hash_int(int64_t value) {
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    return finish_hash(magnitude % HASH_MODULUS, value < 0);
}

/* A NaN is not hashed by its value (object_hash does it by identity); here it gives 0. */
static uint64_t hash_float(double value) {
    if (isinf(value)) {
        return finish_hash(314159, value < 0);
    }
    if (isnan(value)) {
        return 0;
    }
    int exponent = 0;
    double rest = frexp(fabs(value), &exponent);
    uint64_t hash = 0;
    while (rest > 0) {
        hash = (hash << 28 & HASH_MODULUS) | hash >> (HASH_BITS - 28);
        rest *= 268435456.0; /* 2**28 */
        exponent -= 28;
        uint64_t digit = (uint64_t)rest;
        rest -= (double)digit;
        hash += digit;
        if (hash >= HASH_MODULUS) {
            hash -= HASH_MODULUS;
        }
    }
    int turn = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = (hash << turn & HASH_MODULUS) | hash >> (HASH_BITS - turn);
    return finish_hash(hash, value < 0);
}

uint64_t number_hash(const Object *number) {
    return number->kind == KIND_FLOAT     ? hash_float(float_value(number))
           : number->kind == KIND_BIG_INT ? int_hash(number)
                                          : number_hash_int(int_value(number));
}
