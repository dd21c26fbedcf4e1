/* big.c -- sums, products, quotients, shifts and logic of ints of any size. */
#include "object/big.h"

#include "base/arith.h"
#include "object/state.h"

#include <string.h>

void magnitude_of(const Object *integer, Magnitude *magnitude) {
    if (integer->kind == KIND_BIG_INT) {
        const BigInt *big = (const BigInt *)(const void *)integer;
        magnitude->limbs = (const mp_limb_t *)big->limbs;
        magnitude->count = big->length;
        magnitude->negative = big->negative != 0;
        return;
    }
    int64_t value = int_value(integer);
    magnitude->negative = value < 0;
    magnitude->one = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    magnitude->limbs = &magnitude->one;
    magnitude->count = value != 0;
}

static size_t trimmed(const mp_limb_t *limbs, size_t count) {
    while (count > 0 && limbs[count - 1] == 0) {
        count--;
    }
    return count;
}

size_t magnitude_bits(const Magnitude *magnitude) {
    size_t count = magnitude->count;
    return count == 0 ? 0 : count * LIMB_BITS - arith_leading_zeros(magnitude->limbs[count - 1]);
}

int magnitude_compare(const Magnitude *left, const Magnitude *right) {
    if (left->count != right->count) {
        return left->count < right->count ? -1 : 1;
    }
    int order = left->count == 0 ? 0 : mpn_cmp(left->limbs, right->limbs, (mp_size_t)left->count);
    return (order > 0) - (order < 0);
}

uint64_t magnitude_top(const Magnitude *magnitude, bool *rest) {
    size_t at = magnitude->count - 1;
    unsigned shift = arith_leading_zeros(magnitude->limbs[at]);
    uint64_t top = magnitude->limbs[at] << shift;
    *rest = false;
    if (at > 0) {
        at--;
        uint64_t next = magnitude->limbs[at];
        top |= shift == 0 ? 0 : next >> (LIMB_BITS - shift);
        *rest = next << shift != 0 || trimmed(magnitude->limbs, at) > 0;
    }
    return top;
}

bool room_open(Vm *vm, Room *room, size_t count) {
    room->limbs = count <= ARRAY_LENGTH(room->few)
                      ? room->few
                      : buffer_new(vm, count * sizeof(mp_limb_t), NULL);
    return room->limbs != NULL;
}

void room_close(Vm *vm, Room *room) {
    if (room->limbs != room->few) {
        buffer_free(vm, room->limbs);
    }
}

Object *int_from_limbs(Vm *vm, const mp_limb_t *limbs, size_t count, bool negative) {
    count = trimmed(limbs, count);
    if (count == 0) {
        return int_new(vm, 0);
    }
    if (count == 1 && limbs[0] <= (uint64_t)INT64_MAX + negative) {
        return int_new(vm, (int64_t)(negative ? (uint64_t)0 - limbs[0] : limbs[0]));
    }
    size_t bytes = count * sizeof(mp_limb_t);
    BigInt *big = (BigInt *)(void *)object_new(vm, KIND_BIG_INT, sizeof(BigInt) + bytes);
    if (big == NULL) {
        return NULL;
    }
    big->length = (uint32_t)count;
    big->negative = negative;
    memcpy(big->limbs, limbs, bytes);
    return &big->header;
}

/* --- sums and products ----------------------------------------------------------------------- */

static Object *add(Vm *vm, const Object *left, const Object *right, bool subtract) {
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    b.negative ^= subtract;
    bool swap = magnitude_compare(&a, &b) < 0;
    const Magnitude *more = swap ? &b : &a;
    const Magnitude *less = swap ? &a : &b;
    Room room;
    if (!room_open(vm, &room, more->count + 1)) {
        return NULL;
    }
    mp_limb_t carry = 0;
    if (a.negative == b.negative) {
        carry = mpn_add(room.limbs, more->limbs, (mp_size_t)more->count, less->limbs,
                        (mp_size_t)less->count);
    } else {
        (void)mpn_sub(room.limbs, more->limbs, (mp_size_t)more->count, less->limbs,
                      (mp_size_t)less->count);
    }
    room.limbs[more->count] = carry;
    Object *sum = int_from_limbs(vm, room.limbs, more->count + 1, more->negative);
    room_close(vm, &room);
    return sum;
}

Object *int_add(Vm *vm, const Object *left, const Object *right) {
    return add(vm, left, right, false);
}

Object *int_subtract(Vm *vm, const Object *left, const Object *right) {
    return add(vm, left, right, true);
}

Object *int_multiply(Vm *vm, const Object *left, const Object *right) {
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    if (a.count == 0 || b.count == 0) {
        return int_new(vm, 0);
    }
    Room room;
    if (!room_open(vm, &room, a.count + b.count)) {
        return NULL;
    }
    if (left == right) {
        mpn_sqr(room.limbs, a.limbs, (mp_size_t)a.count);
    } else if (a.count >= b.count) {
        (void)mpn_mul(room.limbs, a.limbs, (mp_size_t)a.count, b.limbs, (mp_size_t)b.count);
    } else {
        (void)mpn_mul(room.limbs, b.limbs, (mp_size_t)b.count, a.limbs, (mp_size_t)a.count);
    }
    Object *product = int_from_limbs(vm, room.limbs, a.count + b.count, a.negative != b.negative);
    room_close(vm, &room);
    return product;
}

Object *int_negate(Vm *vm, const Object *value) {
    Magnitude magnitude;
    magnitude_of(value, &magnitude);
    return int_from_limbs(vm, magnitude.limbs, magnitude.count, !magnitude.negative);
}

/* --- division -------------------------------------------------------------------------------- */

/* The library truncates; where the signs differ and something is left, the quotient goes one
 * further down, and what is left is counted from there. */
bool int_divide(Vm *vm, const Object *left, const Object *right, Object **quotient,
                Object **remainder) {
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    bool differ = a.negative != b.negative;
    size_t steps = a.count < b.count ? 0 : a.count - b.count + 1;
    Room room;
    if (!room_open(vm, &room, steps + 1 + b.count)) {
        return false;
    }
    mp_limb_t *times = room.limbs;
    mp_limb_t *rest = room.limbs + steps + 1;
    times[steps] = 0;
    if (steps > 0) {
        mpn_tdiv_qr(times, rest, 0, a.limbs, (mp_size_t)a.count, b.limbs, (mp_size_t)b.count);
    } else {
        memset(rest, 0, b.count * sizeof(mp_limb_t));
        memcpy(rest, a.limbs, a.count * sizeof(mp_limb_t));
    }
    if (differ && trimmed(rest, b.count) > 0) {
        (void)mpn_add_1(times, times, (mp_size_t)steps + 1, 1);
        (void)mpn_sub_n(rest, b.limbs, rest, (mp_size_t)b.count);
    }
    bool good = true;
    if (quotient != NULL) {
        *quotient = int_from_limbs(vm, times, steps + 1, differ);
        good = *quotient != NULL;
    }
    if (good && remainder != NULL) {
        *remainder = int_from_limbs(vm, rest, b.count, b.negative);
        good = *remainder != NULL;
        if (!good && quotient != NULL) {
            OBJECT_CLEAR(vm, *quotient);
        }
    }
    room_close(vm, &room);
    return good;
}

/* --- shifts ---------------------------------------------------------------------------------- */

size_t magnitude_shift(const Magnitude *magnitude, uint64_t shift, mp_limb_t *limbs) {
    size_t zeros = shift / LIMB_BITS;
    size_t count = magnitude->count;
    memset(limbs, 0, zeros * sizeof(mp_limb_t));
    mp_limb_t *high = limbs + zeros;
    high[count] = 0;
    if (shift % LIMB_BITS == 0) {
        memcpy(high, magnitude->limbs, count * sizeof(mp_limb_t));
    } else if (count > 0) {
        high[count] = mpn_lshift(high, magnitude->limbs, (mp_size_t)count, shift % LIMB_BITS);
    }
    return trimmed(limbs, zeros + count + 1);
}

Object *int_from_shifted(Vm *vm, const Magnitude *magnitude, uint64_t shift) {
    size_t zeros = shift / LIMB_BITS;
    if (magnitude->count == 0) {
        return int_new(vm, 0);
    }
    if (zeros > HEAP_LIMIT_MAX / sizeof(mp_limb_t)) {
        raise_memory_error(vm);
        return NULL;
    }
    Room room;
    if (!room_open(vm, &room, zeros + magnitude->count + 1)) {
        return NULL;
    }
    size_t count = magnitude_shift(magnitude, shift, room.limbs);
    Object *shifted = int_from_limbs(vm, room.limbs, count, magnitude->negative);
    room_close(vm, &room);
    return shifted;
}

/* What CPython answers where no memory is enough depends on whether its own count of digits, of 30
 * bits each, could be said at all. */
static Object *raise_shift(Vm *vm, const Magnitude *value, const Magnitude *shift) {
    __extension__ typedef unsigned __int128 Wide;
    const uint64_t most_digits = (INT64_MAX - 24) / 4;
    Wide by =
        shift->count > 1 ? (Wide)shift->limbs[1] << LIMB_BITS | shift->limbs[0] : shift->limbs[0];
    Wide digits = (magnitude_bits(value) + 29) / 30 + by / 30 + (by % 30 != 0);
    if (shift->count > 2 || digits > most_digits) {
        raise_error(vm, ERROR_OverflowError, "too many digits in integer");
    } else {
        raise_memory_error(vm);
    }
    return NULL;
}

Object *int_shift_left(Vm *vm, const Object *value, const Object *count) {
    Magnitude magnitude;
    Magnitude shift;
    magnitude_of(value, &magnitude);
    magnitude_of(count, &shift);
    if (shift.count > 1 || (shift.count == 1 && shift.limbs[0] > INT64_MAX / 2)) {
        return magnitude.count == 0 ? int_new(vm, 0) : raise_shift(vm, &magnitude, &shift);
    }
    return int_from_shifted(vm, &magnitude, shift.count == 0 ? 0 : shift.limbs[0]);
}

Object *int_shift_right(Vm *vm, const Object *value, const Object *count) {
    Magnitude a;
    Magnitude shift;
    magnitude_of(value, &a);
    magnitude_of(count, &shift);
    uint64_t by = shift.count == 0 ? 0 : shift.limbs[0];
    size_t gone = by / LIMB_BITS;
    unsigned bits = by % LIMB_BITS;
    if (shift.count > 1 || gone >= a.count) {
        return int_new(vm, a.negative ? -1 : 0);
    }
    size_t left = a.count - gone;
    Room room;
    if (!room_open(vm, &room, left + 1)) {
        return NULL;
    }
    bool rest = trimmed(a.limbs, gone) > 0;
    room.limbs[left] = 0;
    if (bits == 0) {
        memcpy(room.limbs, a.limbs + gone, left * sizeof(mp_limb_t));
    } else {
        rest |= mpn_rshift(room.limbs, a.limbs + gone, (mp_size_t)left, bits) != 0;
    }
    if (a.negative && rest) {
        (void)mpn_add_1(room.limbs, room.limbs, (mp_size_t)left + 1, 1);
    }
    Object *shifted = int_from_limbs(vm, room.limbs, left + 1, a.negative);
    room_close(vm, &room);
    return shifted;
}

/* --- logic ----------------------------------------------------------------------------------- */

static void write_complement(mp_limb_t *limbs, size_t count, const Magnitude *magnitude) {
    memset(limbs, 0, count * sizeof(mp_limb_t));
    memcpy(limbs, magnitude->limbs, magnitude->count * sizeof(mp_limb_t));
    if (magnitude->negative) {
        (void)mpn_neg(limbs, limbs, (mp_size_t)count);
    }
}

/* One limb more than either needs holds the sign. */
Object *int_logical(Vm *vm, BinaryOperator op, const Object *left, const Object *right) {
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    size_t count = (a.count > b.count ? a.count : b.count) + 1;
    Room room;
    if (!room_open(vm, &room, 2 * count)) {
        return NULL;
    }
    mp_limb_t *result = room.limbs;
    mp_limb_t *other = room.limbs + count;
    write_complement(result, count, &a);
    write_complement(other, count, &b);
    for (size_t i = 0; i < count; i++) {
        result[i] = op == BINARY_AND  ? result[i] & other[i]
                    : op == BINARY_OR ? result[i] | other[i]
                                      : result[i] ^ other[i];
    }
    bool negative = result[count - 1] >> (LIMB_BITS - 1) != 0;
    if (negative) {
        (void)mpn_neg(result, result, (mp_size_t)count);
    }
    Object *object = int_from_limbs(vm, result, count, negative);
    room_close(vm, &room);
    return object;
}

/* --- order and hash -------------------------------------------------------------------------- */

bool int_is_negative(const Object *value) {
    Magnitude magnitude;
    magnitude_of(value, &magnitude);
    return magnitude.negative;
}

int int_compare(const Object *left, const Object *right) {
    if (LIKELY(object_is_int(left) && object_is_int(right))) {
        return (int_value(left) > int_value(right)) - (int_value(left) < int_value(right));
    }
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    if (a.negative != b.negative) {
        return a.negative ? -1 : 1;
    }
    int order = magnitude_compare(&a, &b);
    return a.negative ? -order : order;
}

/* Numbers are hashed modulo the prime 2**61 - 1, as CPython's documentation describes under
 * "Hashing of numeric types". -1 is not a hash. */
uint64_t int_hash(const Object *value) {
    Magnitude magnitude;
    magnitude_of(value, &magnitude);
    const mp_limb_t prime = ((mp_limb_t)1 << 61) - 1;
    uint64_t hash =
        magnitude.count == 0 ? 0 : mpn_mod_1(magnitude.limbs, (mp_size_t)magnitude.count, prime);
    hash = magnitude.negative ? (uint64_t)0 - hash : hash;
    return hash == UINT64_MAX ? UINT64_MAX - 1 : hash;
}
