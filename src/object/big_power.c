/* big_power.c -- powers of ints, plain and modulo, and what is made with them: rounding to powers
 * of ten. */
#include "object/big.h"

#include "base/arith.h"
#include "object/call.h"
#include "object/state.h"

#include <string.h>

static size_t trimmed(const mp_limb_t *limbs, size_t count) {
    while (count > 0 && limbs[count - 1] == 0) {
        count--;
    }
    return count;
}

/* Two rooms that take turns: a step computes from one into the other. */
typedef struct Pair {
    Room rooms[2];
    mp_limb_t *now;
    mp_limb_t *next;
    size_t count; /* limbs of what is in `now` */
} Pair;

static bool pair_open(Vm *vm, Pair *pair, size_t count) {
    if (!room_open(vm, &pair->rooms[0], count)) {
        return false;
    }
    if (!room_open(vm, &pair->rooms[1], count)) {
        room_close(vm, &pair->rooms[0]);
        return false;
    }
    pair->now = pair->rooms[0].limbs;
    pair->next = pair->rooms[1].limbs;
    pair->count = 0;
    return true;
}

static void pair_close(Vm *vm, Pair *pair) {
    room_close(vm, &pair->rooms[1]);
    room_close(vm, &pair->rooms[0]);
}

static void pair_set(Pair *pair, const mp_limb_t *limbs, size_t count) {
    memmove(pair->now, limbs, count * sizeof(mp_limb_t));
    pair->count = count;
}

/* now = now * factor, or its square without one. Neither is zero. */
static void pair_multiply(Pair *pair, const mp_limb_t *factor_or_null, size_t factor_count) {
    size_t count = pair->count;
    if (factor_or_null == NULL) {
        mpn_sqr(pair->next, pair->now, (mp_size_t)count);
        factor_count = count;
    } else if (count >= factor_count) {
        (void)mpn_mul(pair->next, pair->now, (mp_size_t)count, factor_or_null,
                      (mp_size_t)factor_count);
    } else {
        (void)mpn_mul(pair->next, factor_or_null, (mp_size_t)factor_count, pair->now,
                      (mp_size_t)count);
    }
    mp_limb_t *result = pair->next;
    pair->next = pair->now;
    pair->now = result;
    pair->count = trimmed(result, count + factor_count);
}

/* base ** exponent, both above zero, into a pair that is opened here. The size of the result is
 * known beforehand but for a bit per factor, so too much fails at once. */
static bool pair_power(Vm *vm, Pair *pair, const Magnitude *base, uint64_t exponent) {
    size_t bits = 0;
    if (!arith_multiply_size(magnitude_bits(base), exponent, &bits) || bits / 16 > HEAP_LIMIT_MAX) {
        raise_memory_error(vm);
        return false;
    }
    if (!pair_open(vm, pair, bits / LIMB_BITS + 4)) {
        return false;
    }
    pair_set(pair, base->limbs, base->count);
    for (unsigned bit = LIMB_BITS - 1 - arith_leading_zeros(exponent); bit-- > 0;) {
        pair_multiply(pair, NULL, 0);
        if ((exponent >> bit & 1) != 0) {
            pair_multiply(pair, base->limbs, base->count);
        }
        if (vm_poll_interrupt(vm)) {
            pair_close(vm, pair);
            return false;
        }
    }
    return true;
}

static bool is_odd(const Magnitude *magnitude) {
    return magnitude->count > 0 && (magnitude->limbs[0] & 1) != 0;
}

Object *int_power(Vm *vm, const Object *base, const Object *exponent) {
    Magnitude a;
    Magnitude times;
    magnitude_of(base, &a);
    magnitude_of(exponent, &times);
    bool negative = a.negative && is_odd(&times);
    if (times.count == 0) {
        return int_new(vm, 1);
    }
    if (a.count == 0 || (a.count == 1 && a.limbs[0] == 1)) {
        return int_from_limbs(vm, a.limbs, a.count, negative);
    }
    if (times.count > 1) {
        raise_memory_error(vm);
        return NULL;
    }
    uint64_t low = a.limbs[0];
    if (a.count == 1 && (low & (low - 1)) == 0) {
        uint64_t shift = 0;
        Magnitude unit = {.count = 1, .one = 1, .negative = negative};
        unit.limbs = &unit.one;
        if (__builtin_mul_overflow(arith_trailing_zeros(low), times.limbs[0], &shift)) {
            raise_memory_error(vm);
            return NULL;
        }
        return int_from_shifted(vm, &unit, shift);
    }
    Pair pair;
    if (!pair_power(vm, &pair, &a, times.limbs[0])) {
        return NULL;
    }
    Object *power = int_from_limbs(vm, pair.now, pair.count, negative);
    pair_close(vm, &pair);
    return power;
}

/* --- modulo ---------------------------------------------------------------------------------- */

/* now = now % modulus. The quotient, which nobody wants, goes to `steps`. */
static void pair_reduce(Pair *pair, const Magnitude *modulus, mp_limb_t *steps) {
    if (pair->count < modulus->count) {
        return;
    }
    mpn_tdiv_qr(steps, pair->next, 0, pair->now, (mp_size_t)pair->count, modulus->limbs,
                (mp_size_t)modulus->count);
    mp_limb_t *rest = pair->next;
    pair->next = pair->now;
    pair->now = rest;
    pair->count = trimmed(rest, modulus->count);
}

/* What `value`, which is below the modulus, must be multiplied with to give 1, in its place: false
 * without a pending exception if there is no such number. `work` has five times the limbs of the
 * modulus, and some. */
static bool invert(mp_limb_t *value, size_t *count, const Magnitude *modulus, mp_limb_t *work) {
    size_t size = modulus->count;
    mp_limb_t *sum = work; /* value + modulus: the library wants the greater one first */
    mp_limb_t *other = sum + size + 2;
    mp_limb_t *divisor = other + size + 2;
    mp_limb_t *factor = divisor + size + 2;
    mp_size_t factor_count = 0;
    if (*count == 0) {
        return false;
    }
    sum[size] = mpn_add(sum, modulus->limbs, (mp_size_t)size, value, (mp_size_t)*count);
    memcpy(other, modulus->limbs, size * sizeof(mp_limb_t));
    mp_size_t divisor_count = mpn_gcdext(divisor, factor, &factor_count, sum,
                                         (mp_size_t)trimmed(sum, size + 1), other, (mp_size_t)size);
    if (divisor_count != 1 || divisor[0] != 1) {
        return false;
    }
    size_t used = (size_t)(factor_count < 0 ? -factor_count : factor_count);
    memset(value, 0, size * sizeof(mp_limb_t));
    memcpy(value, factor, used * sizeof(mp_limb_t));
    if (factor_count < 0) {
        (void)mpn_sub_n(value, modulus->limbs, value, (mp_size_t)size);
    }
    *count = trimmed(value, size);
    return true;
}

/* now = base ** exponent % modulus; `base` is below the modulus, which is above 1. */
static bool pair_power_modulo(Vm *vm, Pair *pair, const mp_limb_t *base, size_t base_count,
                              const Magnitude *exponent, const Magnitude *modulus,
                              mp_limb_t *steps) {
    const mp_limb_t one = 1;
    pair_set(pair, &one, 1);
    for (size_t bit = magnitude_bits(exponent); bit-- > 0 && pair->count > 0;) {
        pair_multiply(pair, NULL, 0);
        pair_reduce(pair, modulus, steps);
        if (pair->count > 0 && (exponent->limbs[bit / LIMB_BITS] >> bit % LIMB_BITS & 1) != 0) {
            if (base_count == 0) {
                pair->count = 0;
                break;
            }
            pair_multiply(pair, base, base_count);
            pair_reduce(pair, modulus, steps);
        }
        if (vm_poll_interrupt(vm)) {
            return false;
        }
    }
    return true;
}

/* Everything but the sign: the base is made positive by the modulus, then inverted if the exponent
 * is negative. */
static Object *power_modulo(Vm *vm, const Magnitude *base, const Magnitude *exponent,
                            const Magnitude *modulus, Pair *pair, mp_limb_t *work) {
    size_t size = modulus->count;
    mp_limb_t *reduced = work;
    mp_limb_t *steps = work + size + 1;
    pair_set(pair, base->limbs, base->count);
    pair_reduce(pair, modulus, steps);
    size_t count = pair->count;
    memset(reduced, 0, size * sizeof(mp_limb_t));
    memcpy(reduced, pair->now, count * sizeof(mp_limb_t));
    if (base->negative && count > 0) {
        (void)mpn_sub_n(reduced, modulus->limbs, reduced, (mp_size_t)size);
        count = trimmed(reduced, size);
    }
    if (exponent->negative && !invert(reduced, &count, modulus, steps)) {
        raise_error(vm, ERROR_ValueError, "base is not invertible for the given modulus");
        return NULL;
    }
    if (!pair_power_modulo(vm, pair, reduced, count, exponent, modulus, steps)) {
        return NULL;
    }
    if (modulus->negative && pair->count > 0) {
        (void)mpn_sub(pair->next, modulus->limbs, (mp_size_t)size, pair->now,
                      (mp_size_t)pair->count);
        return int_from_limbs(vm, pair->next, size, true);
    }
    return int_from_limbs(vm, pair->now, pair->count, false);
}

Object *int_power_modulo(Vm *vm, const Object *base, const Object *exponent,
                         const Object *modulus) {
    Magnitude a;
    Magnitude times;
    Magnitude m;
    magnitude_of(base, &a);
    magnitude_of(exponent, &times);
    magnitude_of(modulus, &m);
    if (m.count == 0) {
        raise_error(vm, ERROR_ValueError, "pow() 3rd argument cannot be 0");
        return NULL;
    }
    if (m.count == 1 && m.limbs[0] == 1) {
        return int_new(vm, 0);
    }
    size_t most = (a.count > m.count ? a.count : m.count) * 2 + 4;
    Pair pair;
    Room work;
    if (!pair_open(vm, &pair, most)) {
        return NULL;
    }
    Object *power = NULL;
    if (room_open(vm, &work, most + 6 * m.count + 16)) {
        power = power_modulo(vm, &a, &times, &m, &pair, work.limbs);
        room_close(vm, &work);
    }
    pair_close(vm, &pair);
    return power;
}

/* --- rounding -------------------------------------------------------------------------------- */

/* The multiple of the unit that is nearest to the value. `work` has four times the limbs of the
 * longer one, and some. */
static Object *nearest_multiple(Vm *vm, const Magnitude *value, const mp_limb_t *unit, size_t size,
                                mp_limb_t *work) {
    size_t count = value->count > size ? value->count : size;
    size_t steps = count - size + 1;
    mp_limb_t *dividend = work;
    mp_limb_t *times = dividend + count;
    mp_limb_t *rest = times + steps + 1;
    mp_limb_t *missing = rest + size;
    mp_limb_t *product = missing + size;
    memset(dividend, 0, count * sizeof(mp_limb_t));
    memcpy(dividend, value->limbs, value->count * sizeof(mp_limb_t));
    times[steps] = 0;
    mpn_tdiv_qr(times, rest, 0, dividend, (mp_size_t)count, unit, (mp_size_t)size);
    (void)mpn_sub_n(missing, unit, rest, (mp_size_t)size);
    int order = mpn_cmp(rest, missing, (mp_size_t)size);
    if (order > 0 || (order == 0 && (times[0] & 1) != 0)) {
        (void)mpn_add_1(times, times, (mp_size_t)steps + 1, 1);
    }
    size_t used = trimmed(times, steps + 1);
    if (used == 0) {
        return int_new(vm, 0);
    }
    if (used >= size) {
        (void)mpn_mul(product, times, (mp_size_t)used, unit, (mp_size_t)size);
    } else {
        (void)mpn_mul(product, unit, (mp_size_t)size, times, (mp_size_t)used);
    }
    return int_from_limbs(vm, product, used + size, value->negative);
}

Object *int_round(Vm *vm, const Object *value, uint64_t digits) {
    Magnitude a;
    magnitude_of(value, &a);
    /* 10 ** digits has more than 3 * digits bits; past twice the value all is nearest to 0. */
    if (digits > magnitude_bits(&a) / 3 + 1) {
        return int_new(vm, 0);
    }
    Magnitude ten = {.count = 1, .one = 10};
    ten.limbs = &ten.one;
    Pair pair;
    if (!pair_power(vm, &pair, &ten, digits)) {
        return NULL;
    }
    Object *rounded = NULL;
    Room room;
    if (room_open(vm, &room, 4 * (a.count + pair.count) + 8)) {
        rounded = nearest_multiple(vm, &a, pair.now, pair.count, room.limbs);
        room_close(vm, &room);
    }
    pair_close(vm, &pair);
    return rounded;
}
