/* arithmetic.c -- + - * / // % ** << >> & | ^ of numbers, with Python's rules.
 *
 * Ints have 64 bits here; what does not fit raises OverflowError instead of wrapping. */
#include "base/arith.h"
#include "object/exception.h"
#include "object/numbers.h"
#include "object/state.h"

#include <errno.h>
#include <math.h>

__extension__ typedef unsigned __int128 Wide;

static Object *raise_too_big(Vm *vm) {
    raise_error(vm, ERROR_OverflowError, "Ouro's ints end at 64 bits here");
    return NULL;
}

static Object *raise_division(Vm *vm, const char *message) {
    raise_error(vm, ERROR_ZeroDivisionError, "%s", message);
    return NULL;
}

static Object *not_implemented(Vm *vm) {
    return object_held(vm->not_implemented);
}

static uint64_t magnitude_of(int64_t value) {
    return value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
}

/* The quotient of two ints, rounded once. Both are made to fill their words, so that the whole
 * quotient has at least 63 bits; what is left over only says which way a tie goes. */
static double divide_exactly(int64_t left, int64_t right) {
    const int64_t exact = (int64_t)1 << 53;
    if (left >= -exact && left <= exact && right >= -exact && right <= exact) {
        return (double)left / (double)right;
    }
    if (left == 0) {
        return right < 0 ? -0.0 : 0.0;
    }
    int shift = (int)arith_leading_zeros(magnitude_of(left)) + 63;
    Wide dividend = (Wide)magnitude_of(left) << shift;
    Wide divisor = magnitude_of(right);
    Wide quotient = dividend / divisor;
    if (dividend % divisor != 0) {
        quotient |= 1;
    }
    double result = ldexp((double)quotient, -shift);
    return (left < 0) != (right < 0) ? -result : result;
}

/* Floor division; the caller has excluded a zero divisor and INT64_MIN // -1. */
static int64_t floor_quotient(int64_t left, int64_t right) {
    int64_t quotient = left / right;
    return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
}

static int64_t floor_remainder(int64_t left, int64_t right) {
    if (right == -1) {
        return 0; /* INT64_MIN % -1 traps */
    }
    int64_t rest = left % right;
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest;
}

static Object *power_of_floats(Vm *vm, double base, double exponent) {
    if (base == 0 && exponent < 0) {
        return raise_division(vm, "0.0 cannot be raised to a negative power");
    }
    if (base < 0 && isfinite(base) && isfinite(exponent) && floor(exponent) != exponent) {
        raise_error(vm, ERROR_ValueError, "Ouro has no complex numbers, which this power needs");
        return NULL;
    }
    double result = pow(base, exponent);
    if (isinf(result) && isfinite(base) && isfinite(exponent)) {
        raise_error(vm, ERROR_OverflowError, "(34, 'Numerical result out of range')");
        return NULL;
    }
    return float_new(vm, result);
}

static Object *power_of_ints(Vm *vm, int64_t base, int64_t exponent) {
    if (exponent < 0) {
        return power_of_floats(vm, (double)base, (double)exponent);
    }
    int64_t result = 1;
    int64_t square = base;
    while (true) {
        if ((exponent & 1) && !arith_multiply_i64(result, square, &result)) {
            return raise_too_big(vm);
        }
        exponent >>= 1;
        if (exponent == 0) {
            return int_new(vm, result);
        }
        /* A higher bit is still to come, so if this does not fit the result does not either. */
        if (!arith_multiply_i64(square, square, &square)) {
            return raise_too_big(vm);
        }
    }
}

static Object *shift_left(Vm *vm, int64_t value, int64_t count) {
    if (count < 0) {
        raise_error(vm, ERROR_ValueError, "negative shift count");
        return NULL;
    }
    if (value == 0) {
        return int_new(vm, 0);
    }
    int64_t result = 0;
    if (count > 62) {
        return value == -1 && count == 63 ? int_new(vm, INT64_MIN) : raise_too_big(vm);
    }
    if (!arith_multiply_i64(value, (int64_t)1 << count, &result)) {
        return raise_too_big(vm);
    }
    return int_new(vm, result);
}

static Object *shift_right(Vm *vm, int64_t value, int64_t count) {
    if (count < 0) {
        raise_error(vm, ERROR_ValueError, "negative shift count");
        return NULL;
    }
    if (count > 63) {
        count = 63;
    }
    /* Shifting the complement keeps this defined for negative numbers. */
    return int_new(vm, value < 0 ? ~(~value >> count) : value >> count);
}

static Object *binary_of_ints(Vm *vm, BinaryOperator op, int64_t left, int64_t right) {
    int64_t result = 0;
    switch (op) {
    case BINARY_ADD:
        return arith_add_i64(left, right, &result) ? int_new(vm, result) : raise_too_big(vm);
    case BINARY_SUBTRACT:
        return arith_subtract_i64(left, right, &result) ? int_new(vm, result) : raise_too_big(vm);
    case BINARY_MULTIPLY:
        return arith_multiply_i64(left, right, &result) ? int_new(vm, result) : raise_too_big(vm);
    case BINARY_DIVIDE:
        return right == 0 ? raise_division(vm, "division by zero")
                          : float_new(vm, divide_exactly(left, right));
    case BINARY_FLOOR_DIVIDE:
        if (right == 0) {
            return raise_division(vm, "integer division or modulo by zero");
        }
        if (left == INT64_MIN && right == -1) {
            return raise_too_big(vm);
        }
        return int_new(vm, floor_quotient(left, right));
    case BINARY_REMAINDER:
        return right == 0 ? raise_division(vm, "integer modulo by zero")
                          : int_new(vm, floor_remainder(left, right));
    case BINARY_POWER:
        return power_of_ints(vm, left, right);
    case BINARY_SHIFT_LEFT:
        return shift_left(vm, left, right);
    case BINARY_SHIFT_RIGHT:
        return shift_right(vm, left, right);
    case BINARY_AND:
        return int_new(vm, left & right);
    case BINARY_OR:
        return int_new(vm, left | right);
    case BINARY_XOR:
        return int_new(vm, left ^ right);
    default:
        return not_implemented(vm);
    }
}

/* The remainder has the sign of the divisor, and the quotient is a whole number, as Python
 * promises for floats. The divisor is not zero. */
static double float_remainder(double left, double right, double *quotient) {
    double rest = fmod(left, right);
    double times = (left - rest) / right;
    if (rest != 0) {
        if ((right < 0) != (rest < 0)) {
            rest += right;
            times -= 1.0;
        }
    } else {
        rest = copysign(0.0, right);
    }
    if (times != 0) {
        *quotient = floor(times);
        if (times - *quotient > 0.5) {
            *quotient += 1.0;
        }
    } else {
        *quotient = copysign(0.0, left / right);
    }
    return rest;
}

static Object *binary_of_floats(Vm *vm, BinaryOperator op, double left, double right) {
    double quotient = 0;
    switch (op) {
    case BINARY_ADD:
        return float_new(vm, left + right);
    case BINARY_SUBTRACT:
        return float_new(vm, left - right);
    case BINARY_MULTIPLY:
        return float_new(vm, left * right);
    case BINARY_DIVIDE:
        return right == 0 ? raise_division(vm, "float division by zero")
                          : float_new(vm, left / right);
    case BINARY_FLOOR_DIVIDE:
        if (right == 0) {
            return raise_division(vm, "float floor division by zero");
        }
        (void)float_remainder(left, right, &quotient);
        return float_new(vm, quotient);
    case BINARY_REMAINDER:
        return right == 0 ? raise_division(vm, "float modulo")
                          : float_new(vm, float_remainder(left, right, &quotient));
    case BINARY_POWER:
        return power_of_floats(vm, left, right);
    default:
        return not_implemented(vm);
    }
}

Object *number_binary(Vm *vm, BinaryOperator op, Object *left, Object *right) {
    if (left->kind == KIND_FLOAT || right->kind == KIND_FLOAT) {
        return binary_of_floats(vm, op, number_value(left), number_value(right));
    }
    bool logical = op == BINARY_AND || op == BINARY_OR || op == BINARY_XOR;
    if (logical && left->kind == KIND_BOOL && right->kind == KIND_BOOL) {
        int64_t a = int_value(left);
        int64_t b = int_value(right);
        return bool_new(vm, (op == BINARY_AND ? a & b : op == BINARY_OR ? a | b : a ^ b) != 0);
    }
    return binary_of_ints(vm, op, int_value(left), int_value(right));
}
