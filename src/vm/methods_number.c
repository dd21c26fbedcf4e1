/* methods_number.c -- the methods of int and float. */
#include "base/arith.h"
#include "object/big.h"
#include "vm/native.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_whole(double value) {
    return isfinite(value) && floor(value) == value;
}

/* --- ints ------------------------------------------------------------------------------------ */

Object *int_method_bit_length(Vm *vm, Object **args, size_t count) {
    (void)count;
    Magnitude magnitude;
    magnitude_of(args[0], &magnitude);
    return int_new(vm, (int64_t)magnitude_bits(&magnitude));
}

Object *int_method_bit_count(Vm *vm, Object **args, size_t count) {
    (void)count;
    Magnitude magnitude;
    magnitude_of(args[0], &magnitude);
    int64_t ones = 0;
    for (size_t i = 0; i < magnitude.count; i++) {
        ones += arith_count_ones(magnitude.limbs[i]);
    }
    return int_new(vm, ones);
}

/* The number itself, as an int where it is a bool. */
Object *int_method_conjugate(Vm *vm, Object **args, size_t count) {
    (void)count;
    return number_unary(vm, UNARY_POSITIVE, args[0]);
}

static Object *pair_take(Vm *vm, Object *numerator, Object *denominator) {
    Object *pair[2] = {numerator, denominator};
    if (numerator == NULL || denominator == NULL) {
        object_release_if(vm, numerator);
        object_release_if(vm, denominator);
        return NULL;
    }
    return (Object *)tuple_from_take(vm, pair, 2);
}

Object *int_method_as_integer_ratio(Vm *vm, Object **args, size_t count) {
    (void)count;
    return pair_take(vm, number_unary(vm, UNARY_POSITIVE, args[0]), int_new(vm, 1));
}

/* --- floats ---------------------------------------------------------------------------------- */

Object *float_method_is_integer(Vm *vm, Object **args, size_t count) {
    (void)count;
    return bool_new(vm, is_whole(float_value(args[0])));
}

Object *float_method_conjugate(Vm *vm, Object **args, size_t count) {
    (void)vm;
    (void)count;
    return object_held(args[0]);
}

/* The fraction is doubled until it is whole; what is left of the exponent goes to the side that it
 * belongs to. */
Object *float_method_as_integer_ratio(Vm *vm, Object **args, size_t count) {
    (void)count;
    double value = float_value(args[0]);
    if (!isfinite(value)) {
        raise_error(vm, isnan(value) ? ERROR_ValueError : ERROR_OverflowError,
                    "cannot convert %s to integer ratio", isnan(value) ? "NaN" : "Infinity");
        return NULL;
    }
    int exponent = 0;
    double fraction = frexp(value, &exponent);
    while (!is_whole(fraction)) {
        fraction *= 2;
        exponent--;
    }
    Magnitude one = {.count = 1, .one = 1};
    one.limbs = &one.one;
    Object *numerator = int_from_double(vm, exponent > 0 ? ldexp(fraction, exponent) : fraction);
    Object *denominator = int_from_shifted(vm, &one, exponent < 0 ? (uint64_t)-exponent : 0);
    return pair_take(vm, numerator, denominator);
}

/* printf's, but for the digits, of which CPython writes all 13, and exponents without a fraction.
 */
Object *float_method_hex(Vm *vm, Object **args, size_t count) {
    (void)count;
    double value = float_value(args[0]);
    char text[FLOAT_TEXT_SIZE];
    size_t length = 0;
    if (!isfinite(value)) {
        length = float_format_shortest(value, text);
    } else if (value == 0) {
        length = (size_t)snprintf(text, sizeof text, "%s0x0.0p+0", signbit(value) ? "-" : "");
    } else {
        int exponent = 0;
        double fraction = frexp(fabs(value), &exponent) * 2;
        exponent--;
        if (exponent < -1022) { /* below the normal doubles the first digit is 0 */
            fraction = ldexp(fraction, exponent + 1022);
            exponent = -1022;
        }
        uint64_t digits = (uint64_t)ldexp(fraction, 52);
        length = (size_t)snprintf(
            text, sizeof text, "%s0x%d.%013llxp%+d", value < 0 ? "-" : "", (int)(digits >> 52),
            (unsigned long long)(digits & (((uint64_t)1 << 52) - 1)), exponent);
    }
    return (Object *)str_new(vm, text, length);
}
