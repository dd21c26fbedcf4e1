/* big_convert.c -- ints of any size to and from doubles and digits. */
#include "object/big.h"

#include "base/arith.h"
#include "object/exception.h"
#include "object/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

/* --- doubles --------------------------------------------------------------------------------- */

static unsigned bits_of(Wide value) {
    uint64_t high = (uint64_t)(value >> 64);
    uint64_t low = (uint64_t)value;
    return high != 0  ? 128 - arith_leading_zeros(high)
           : low != 0 ? 64 - arith_leading_zeros(low)
                      : 0;
}

/* value * 2 ** exponent as a double, rounded once, ties to even. Whoever left bits out behind
 * `value` has set its last bit, which then tells the tie. Below the normal doubles there is less
 * room for bits; infinity says that it is too much. */
static double round_scaled(Wide value, int64_t exponent) {
    int64_t bits = bits_of(value);
    int64_t top = bits + exponent; /* it is less than 2 ** top */
    if (bits == 0 || top > 1024) {
        return bits == 0 ? 0 : HUGE_VAL;
    }
    int64_t room = top + 1074 < 53 ? top + 1074 : 53;
    if (room < 0) {
        return 0;
    }
    int64_t drop = bits - room;
    if (drop > 0) {
        Wide rest = value & (((Wide)1 << drop) - 1);
        Wide half = (Wide)1 << (drop - 1);
        value >>= drop;
        value += rest > half || (rest == half && (value & 1) != 0);
        exponent += drop;
    }
    return ldexp((double)value, (int)exponent);
}

double int_to_double(const Object *value) {
    Magnitude magnitude;
    magnitude_of(value, &magnitude);
    if (magnitude.count == 0) {
        return 0;
    }
    bool rest = false;
    Wide top = magnitude_top(&magnitude, &rest);
    int64_t scale = (int64_t)magnitude_bits(&magnitude) - LIMB_BITS - 1;
    double result = round_scaled(top << 1 | rest, scale);
    return magnitude.negative ? -result : result;
}

bool number_to_double(Vm *vm, const Object *number, double *value) {
    *value = number->kind == KIND_FLOAT ? float_value(number) : int_to_double(number);
    if (UNLIKELY(number->kind == KIND_BIG_INT && isinf(*value))) {
        raise_error(vm, ERROR_OverflowError, "int too large to convert to float");
        return false;
    }
    return true;
}

/* With one limb each, both are made to fill their words, so that the quotient has 63 bits or more.
 * Its last bit stands for all that is left over. */
static double quotient_of_limbs(uint64_t left, uint64_t right) {
    unsigned shift = arith_leading_zeros(left) + 63;
    Wide dividend = (Wide)left << shift;
    Wide quotient = dividend / right;
    return round_scaled(quotient | (dividend % right != 0), -(int64_t)shift);
}

/* Longer ones are shifted until the quotient has 66 or 67 bits. False with an exception pending. */
static bool quotient_of_many(Vm *vm, const Magnitude *a, const Magnitude *b, double *result) {
    int64_t shift = 66 - ((int64_t)magnitude_bits(a) - (int64_t)magnitude_bits(b));
    if (shift < -1000 || shift > 1200) {
        *result = shift < 0 ? HUGE_VAL : 0;
        return true;
    }
    uint64_t up = shift > 0 ? (uint64_t)shift : 0;
    uint64_t down = shift < 0 ? (uint64_t)-shift : 0;
    size_t a_room = a->count + up / LIMB_BITS + 1;
    size_t b_room = b->count + down / LIMB_BITS + 1;
    Room room;
    if (!room_open(vm, &room, 2 * a_room + 2 * b_room)) {
        return false;
    }
    mp_limb_t *dividend = room.limbs;
    mp_limb_t *divisor = dividend + a_room;
    mp_limb_t *rest = divisor + b_room;
    mp_limb_t *quotient = rest + b_room;
    size_t a_count = magnitude_shift(a, up, dividend);
    size_t b_count = magnitude_shift(b, down, divisor);
    mpn_tdiv_qr(quotient, rest, 0, dividend, (mp_size_t)a_count, divisor, (mp_size_t)b_count);
    size_t steps = a_count - b_count + 1;
    Wide value = steps > 1 ? (Wide)quotient[1] << LIMB_BITS | quotient[0] : quotient[0];
    bool exact = mpn_zero_p(rest, (mp_size_t)b_count) != 0;
    room_close(vm, &room);
    *result = round_scaled(value | !exact, -shift);
    return true;
}

Object *int_true_divide(Vm *vm, const Object *left, const Object *right) {
    Magnitude a;
    Magnitude b;
    magnitude_of(left, &a);
    magnitude_of(right, &b);
    const uint64_t exact = (uint64_t)1 << 53;
    double result = 0;
    if (a.count == 1 && b.count == 1 && a.limbs[0] <= exact && b.limbs[0] <= exact) {
        result = (double)a.limbs[0] / (double)b.limbs[0];
    } else if (a.count == 1 && b.count == 1) {
        result = quotient_of_limbs(a.limbs[0], b.limbs[0]);
    } else if (a.count > 0 && !quotient_of_many(vm, &a, &b, &result)) {
        return NULL;
    }
    if (isinf(result)) {
        raise_error(vm, ERROR_OverflowError, "integer division result too large for a float");
        return NULL;
    }
    return float_new(vm, a.negative != b.negative ? -result : result);
}

/* The bits of both are lined up, so that the highest ones decide. */
int int_compare_to_double(const Object *left, double right) {
    Magnitude a;
    magnitude_of(left, &a);
    if (isnan(right)) {
        return 2;
    }
    bool negative = a.count > 0 ? a.negative : right < 0;
    int outward = negative ? -1 : 1; /* the answer where the int is further from 0 */
    if (isinf(right) || a.count == 0 || right == 0 || a.negative != (right < 0)) {
        return isinf(right) || a.count == 0 ? (right < 0) - (right > 0) : outward;
    }
    int exponent = 0;
    double fraction = frexp(fabs(right), &exponent);
    int64_t bits = (int64_t)magnitude_bits(&a);
    if (bits != exponent) {
        return bits > exponent ? outward : -outward;
    }
    bool rest = false;
    uint64_t top = magnitude_top(&a, &rest);
    uint64_t other = (uint64_t)ldexp(fraction, LIMB_BITS);
    if (top != other) {
        return top > other ? outward : -outward;
    }
    return rest ? outward : 0;
}

Object *int_from_double(Vm *vm, double value) {
    if (isinf(value)) {
        raise_error(vm, ERROR_OverflowError, "cannot convert float infinity to integer");
        return NULL;
    }
    if (isnan(value)) {
        raise_error(vm, ERROR_ValueError, "cannot convert float NaN to integer");
        return NULL;
    }
    if (value >= -0x1p63 && value < 0x1p63) {
        return int_new(vm, (int64_t)value);
    }
    int exponent = 0;
    double fraction = frexp(fabs(value), &exponent);
    Magnitude magnitude = {.count = 1, .negative = value < 0};
    magnitude.one = (uint64_t)ldexp(fraction, 53);
    magnitude.limbs = &magnitude.one;
    return int_from_shifted(vm, &magnitude, (uint64_t)(exponent - 53));
}

/* --- digits ---------------------------------------------------------------------------------- */

Object *int_from_digits(Vm *vm, const unsigned char *digits, size_t count, int base,
                        bool negative) {
    while (count > 1 && digits[0] == 0) {
        digits++;
        count--;
    }
    size_t bits_each = 64 - arith_leading_zeros((uint64_t)base - 1);
    Room room;
    if (!room_open(vm, &room, count * bits_each / LIMB_BITS + 2)) {
        return NULL;
    }
    mp_size_t used = mpn_set_str(room.limbs, digits, count, base);
    Object *result = int_from_limbs(vm, room.limbs, (size_t)used, negative);
    room_close(vm, &room);
    return result;
}

/* At least as many as it has, and at most one more. */
static size_t count_decimals(const Magnitude *magnitude) {
    return (size_t)((double)magnitude_bits(magnitude) * 0.30102999566398120) + 1;
}

void int_write_digits(Bytes *out, const Object *integer, unsigned base) {
    Magnitude a;
    magnitude_of(integer, &a);
    if (a.negative) {
        bytes_append_char(out, '-');
    }
    if (a.count == 0) {
        bytes_append_char(out, '0');
        return;
    }
    /* The library asks for room for the largest number of so many limbs, and a digit more. */
    size_t bits_each = base == 16 ? 4 : base == 2 ? 1 : 3;
    size_t most = a.count * LIMB_BITS / bits_each + 3;
    size_t bytes = a.count * sizeof(mp_limb_t);
    mp_limb_t few[8];
    mp_limb_t *limbs = a.count <= ARRAY_LENGTH(few) ? few : malloc(bytes);
    if (limbs == NULL || !bytes_reserve(out, most)) {
        out->failed = true;
    } else {
        /* The library uses up what it converts. */
        memcpy(limbs, a.limbs, bytes);
        unsigned char *digits = (unsigned char *)out->data + out->length;
        size_t count = mpn_get_str(digits, (int)base, limbs, (mp_size_t)a.count);
        size_t zeros = 0;
        while (digits[zeros] == 0) {
            zeros++;
        }
        for (size_t i = zeros; i < count; i++) {
            digits[i - zeros] = (unsigned char)"0123456789abcdef"[digits[i]];
        }
        out->length += count - zeros;
        out->data[out->length] = '\0';
    }
    if (limbs != few) {
        free(limbs);
    }
}

static bool raise_long_text(Vm *vm) {
    raise_error(vm, ERROR_ValueError,
                "Exceeds the limit (%u digits) for integer string conversion; use "
                "sys.set_int_max_str_digits() to increase the limit",
                vm->int_digits_most);
    return false;
}

bool int_write(Vm *vm, Bytes *out, const Object *integer, unsigned base) {
    if (base == 10 && integer->kind != KIND_BIG_INT) {
        char text[INT_TEXT_SIZE];
        bytes_append(out, text, int_format_decimal(int_value(integer), text));
    } else {
        size_t start = out->length;
        size_t most = base == 10 ? vm->int_digits_most : 0;
        Magnitude a;
        magnitude_of(integer, &a);
        /* Numbers that are much too long are not converted first. */
        if (most > 0 && count_decimals(&a) > most + 1) {
            return raise_long_text(vm);
        }
        int_write_digits(out, integer, base);
        if (most > 0 && !out->failed && out->length - start - a.negative > most) {
            out->length = start;
            return raise_long_text(vm);
        }
    }
    if (out->failed) {
        raise_memory_error(vm);
    }
    return !out->failed;
}
