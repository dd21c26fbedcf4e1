/* arithmetic.c -- + - * / // % ** << >> & | ^ of numbers, with Python's rules.
 *
 * What fits 64 bits is computed here, and big.h is asked for the rest. */
#include "base/arith.h"
#include "object/big.h"
#include "object/exception.h"
#include "object/numbers.h"
#include "object/sequence.h"
#include "object/state.h"

#include <errno.h>
#include <math.h>

static Object *raise_division(Vm *vm, const char *message) {
    raise_error(vm, ERROR_ZeroDivisionError, "%s", message);
    return NULL;
}

static Object *not_implemented(Vm *vm) {
    return object_held(vm->not_implemented);
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

/* The result of an operator on ints that fit, if that fits, too. */
static bool binary_of_words(BinaryOperator op, int64_t left, int64_t right, int64_t *result) {
    switch (op) {
    case BINARY_ADD:
        return arith_add_i64(left, right, result);
    case BINARY_SUBTRACT:
        return arith_subtract_i64(left, right, result);
    case BINARY_MULTIPLY:
        return arith_multiply_i64(left, right, result);
    case BINARY_FLOOR_DIVIDE:
        *result = right == -1 ? 0 : floor_quotient(left, right);
        return right != -1 || arith_subtract_i64(0, left, result);
    case BINARY_REMAINDER:
        *result = floor_remainder(left, right);
        return true;
    case BINARY_SHIFT_LEFT:
        return right < 63 && arith_multiply_i64(left, (int64_t)1 << right, result);
    case BINARY_SHIFT_RIGHT:
        /* Shifting the complement keeps this defined for negative numbers. */
        right = right > 63 ? 63 : right;
        *result = left < 0 ? ~(~left >> right) : left >> right;
        return true;
    case BINARY_AND:
        *result = left & right;
        return true;
    case BINARY_OR:
        *result = left | right;
        return true;
    case BINARY_XOR:
        *result = left ^ right;
        return true;
    default:
        return false;
    }
}

static Object *divide(Vm *vm, const Object *left, const Object *right, bool wants_quotient) {
    Object *result = NULL;
    bool good = int_divide(vm, left, right, wants_quotient ? &result : NULL,
                           wants_quotient ? NULL : &result);
    return good ? result : NULL;
}

static Object *power_of_ints(Vm *vm, const Object *base, const Object *exponent) {
    if (!int_is_negative(exponent)) {
        return int_power(vm, base, exponent);
    }
    double values[2] = {0, 0};
    if (!number_to_double(vm, base, &values[0]) || !number_to_double(vm, exponent, &values[1])) {
        return NULL;
    }
    return power_of_floats(vm, values[0], values[1]);
}

static Object *binary_of_any_ints(Vm *vm, BinaryOperator op, const Object *left,
                                  const Object *right) {
    switch (op) {
    case BINARY_ADD:
        return int_add(vm, left, right);
    case BINARY_SUBTRACT:
        return int_subtract(vm, left, right);
    case BINARY_MULTIPLY:
        return int_multiply(vm, left, right);
    case BINARY_DIVIDE:
        return int_true_divide(vm, left, right);
    case BINARY_FLOOR_DIVIDE:
    case BINARY_REMAINDER:
        return divide(vm, left, right, op == BINARY_FLOOR_DIVIDE);
    case BINARY_POWER:
        return power_of_ints(vm, left, right);
    case BINARY_SHIFT_LEFT:
        return int_shift_left(vm, left, right);
    case BINARY_SHIFT_RIGHT:
        return int_shift_right(vm, left, right);
    default:
        return int_logical(vm, op, left, right);
    }
}

/* What these operators do not divide by, and by how much they do not shift. */
static bool is_allowed(Vm *vm, BinaryOperator op, const Object *right) {
    if (object_is_int(right) && int_value(right) == 0) {
        const char *message = op == BINARY_DIVIDE         ? "division by zero"
                              : op == BINARY_FLOOR_DIVIDE ? "integer division or modulo by zero"
                              : op == BINARY_REMAINDER    ? "integer modulo by zero"
                                                          : NULL;
        return message == NULL || raise_division(vm, message) != NULL;
    }
    if ((op == BINARY_SHIFT_LEFT || op == BINARY_SHIFT_RIGHT) && int_is_negative(right)) {
        raise_error(vm, ERROR_ValueError, "negative shift count");
        return false;
    }
    return true;
}

static Object *binary_of_ints(Vm *vm, BinaryOperator op, const Object *left, const Object *right) {
    int64_t result = 0;
    if (op == BINARY_MATRIX_MULTIPLY) {
        return not_implemented(vm);
    }
    if (!is_allowed(vm, op, right)) {
        return NULL;
    }
    if (LIKELY(object_is_int(left) && object_is_int(right)) &&
        binary_of_words(op, int_value(left), int_value(right), &result)) {
        return int_new(vm, result);
    }
    return binary_of_any_ints(vm, op, left, right);
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
        if (op >= BINARY_SHIFT_LEFT || op == BINARY_MATRIX_MULTIPLY) {
            return not_implemented(vm);
        }
        double a = 0;
        double b = 0;
        return number_to_double(vm, left, &a) && number_to_double(vm, right, &b)
                   ? binary_of_floats(vm, op, a, b)
                   : NULL;
    }
    bool logical = op == BINARY_AND || op == BINARY_OR || op == BINARY_XOR;
    if (logical && left->kind == KIND_BOOL && right->kind == KIND_BOOL) {
        int64_t a = int_value(left);
        int64_t b = int_value(right);
        return bool_new(vm, (op == BINARY_AND ? a & b : op == BINARY_OR ? a | b : a ^ b) != 0);
    }
    return binary_of_ints(vm, op, left, right);
}

Object *number_unary(Vm *vm, UnaryOperator op, Object *operand) {
    if (op == UNARY_POSITIVE && operand->kind != KIND_BOOL) {
        return object_held(operand);
    }
    if (operand->kind == KIND_FLOAT) {
        return float_new(vm, -float_value(operand));
    }
    if (op == UNARY_NEGATIVE) {
        int64_t value = object_is_int(operand) ? int_value(operand) : INT64_MIN;
        return value != INT64_MIN ? int_new(vm, -value) : int_negate(vm, operand);
    }
    if (object_is_int(operand)) {
        return int_new(vm, op == UNARY_INVERT ? ~int_value(operand) : int_value(operand));
    }
    IntObject minus_one = {.header = {.kind = KIND_INT}, .value = -1};
    return int_subtract(vm, &minus_one.header, operand);
}

static bool divmod_of_floats(Vm *vm, const Object *left, const Object *right, Object **pair) {
    double a = 0;
    double b = 0;
    double quotient = 0;
    if (!number_to_double(vm, left, &a) || !number_to_double(vm, right, &b)) {
        return false;
    }
    if (b == 0) {
        return raise_division(vm, "float divmod()") != NULL;
    }
    double rest = float_remainder(a, b, &quotient);
    pair[0] = float_new(vm, quotient);
    pair[1] = pair[0] == NULL ? NULL : float_new(vm, rest);
    return pair[1] != NULL;
}

Object *number_divmod(Vm *vm, Object *left, Object *right) {
    Object *pair[2] = {NULL, NULL};
    bool good = left->kind == KIND_FLOAT || right->kind == KIND_FLOAT
                    ? divmod_of_floats(vm, left, right, pair)
                    : is_allowed(vm, BINARY_FLOOR_DIVIDE, right) &&
                          int_divide(vm, left, right, &pair[0], &pair[1]);
    if (!good) {
        object_release_if(vm, pair[0]);
        return NULL;
    }
    return (Object *)tuple_from_take(vm, pair, 2);
}
