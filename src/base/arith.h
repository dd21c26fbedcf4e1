/* arith.h -- arithmetic that says when it overflows.
 *
 * Each function stores the exact result and returns true, or returns false when the result does
 * not fit; then what was stored is meaningless. They compile to one instruction and a branch. */
#ifndef OURO_BASE_ARITH_H
#define OURO_BASE_ARITH_H

#include "base/check.h"

MUST_CHECK static ALWAYS_INLINE bool arith_add_i64(int64_t a, int64_t b, int64_t *sum) {
    return !__builtin_add_overflow(a, b, sum);
}

MUST_CHECK static ALWAYS_INLINE bool arith_subtract_i64(int64_t a, int64_t b, int64_t *difference) {
    return !__builtin_sub_overflow(a, b, difference);
}

MUST_CHECK static ALWAYS_INLINE bool arith_multiply_i64(int64_t a, int64_t b, int64_t *product) {
    return !__builtin_mul_overflow(a, b, product);
}

MUST_CHECK static ALWAYS_INLINE bool arith_add_size(size_t a, size_t b, size_t *sum) {
    return !__builtin_add_overflow(a, b, sum);
}

MUST_CHECK static ALWAYS_INLINE bool arith_multiply_size(size_t a, size_t b, size_t *product) {
    return !__builtin_mul_overflow(a, b, product);
}

/* The bytes of a struct of `head` bytes that is followed by `count` items of `item` bytes. */
MUST_CHECK static ALWAYS_INLINE bool arith_size_with_items(size_t head, size_t count, size_t item,
                                                           size_t *bytes) {
    size_t items;
    return arith_multiply_size(count, item, &items) && arith_add_size(head, items, bytes);
}

/* `value` rounded up to a multiple of `step`, a power of two. The result must fit. */
static ALWAYS_INLINE size_t arith_round_up(size_t value, size_t step) {
    return (value + step - 1) & ~(step - 1);
}

/* The number of zero bits above the highest one bit, and below the lowest. `bits` is not 0. */
static ALWAYS_INLINE unsigned arith_leading_zeros(uint64_t bits) {
    return (unsigned)__builtin_clzll(bits);
}
static ALWAYS_INLINE unsigned arith_trailing_zeros(uint64_t bits) {
    return (unsigned)__builtin_ctzll(bits);
}
static ALWAYS_INLINE unsigned arith_count_ones(uint64_t bits) {
    return (unsigned)__builtin_popcountll(bits);
}

#endif
