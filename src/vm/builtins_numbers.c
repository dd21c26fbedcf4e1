/* builtins_numbers.c -- built-in functions of numbers and characters, and the numbers' types. */
#include "base/utf8.h"
#include "object/special.h"
#include "vm/native.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_number(const Object *object) {
    return object_is_int(object) || object->kind == KIND_FLOAT;
}

static Object *raise_too_big(Vm *vm) {
    raise_error(vm, ERROR_OverflowError, "Ouro's ints end at 64 bits here");
    return NULL;
}

Object *builtin_abs(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *result = NULL;
    if (special_try(vm, vm->names.abs, args[0], NULL, &result)) {
        return result;
    }
    Object *number = object_plain(args[0]);
    if (number->kind == KIND_FLOAT) {
        return float_new(vm, fabs(float_value(number)));
    }
    if (!object_is_int(number)) {
        raise_error(vm, ERROR_TypeError, "bad operand type for abs(): '%.200s'",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    int64_t value = int_value(number);
    return value == INT64_MIN ? raise_too_big(vm) : int_new(vm, value < 0 ? -value : value);
}

Object *builtin_divmod(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *left = object_plain(args[0]);
    Object *right = object_plain(args[1]);
    if (object_is_instance(args[0]) || object_is_instance(args[1])) {
        Object *result = special_binary(vm, vm->names.divmod, vm->names.rdivmod, args[0], args[1]);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    if (!is_number(left) || !is_number(right)) {
        raise_error(vm, ERROR_TypeError,
                    "unsupported operand type(s) for divmod(): '%.100s' and '%.100s'",
                    object_type_name(vm, args[0]), object_type_name(vm, args[1]));
        return NULL;
    }
    bool of_floats = left->kind == KIND_FLOAT || right->kind == KIND_FLOAT;
    if (of_floats && number_value(right) == 0) {
        raise_error(vm, ERROR_ZeroDivisionError, "float divmod()");
        return NULL;
    }
    Object *pair[2] = {number_binary(vm, BINARY_FLOOR_DIVIDE, left, right), NULL};
    if (pair[0] != NULL) {
        pair[1] = number_binary(vm, BINARY_REMAINDER, left, right);
    }
    if (pair[1] == NULL) {
        object_release_if(vm, pair[0]);
        return NULL;
    }
    return (Object *)tuple_from_take(vm, pair, 2);
}

Object *builtin_pow(Vm *vm, Object **args, size_t count) {
    (void)count;
    return object_binary(vm, BINARY_POWER, args[0], args[1], false);
}

/* A double without a fraction as an int. */
static Object *int_from_double(Vm *vm, double value) {
    if (isinf(value)) {
        raise_error(vm, ERROR_OverflowError, "cannot convert float infinity to integer");
        return NULL;
    }
    if (isnan(value)) {
        raise_error(vm, ERROR_ValueError, "cannot convert float NaN to integer");
        return NULL;
    }
    return value >= -0x1p63 && value < 0x1p63 ? int_new(vm, (int64_t)value) : raise_too_big(vm);
}

/* Rounds to a multiple of 10 ** digits, ties to the even multiple. */
static Object *round_int(Vm *vm, int64_t value, int64_t digits) {
    if (digits < -19) {
        return int_new(vm, 0);
    }
    /* In unsigned numbers, because 10 ** 19 does not fit a signed one. */
    uint64_t unit = 1;
    for (int64_t i = digits; i < 0; i++) {
        unit *= 10;
    }
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    uint64_t rest = magnitude % unit;
    uint64_t quotient = magnitude / unit;
    bool up = rest > unit - rest || (rest == unit - rest && quotient % 2 == 1);
    uint64_t rounded = 0;
    if (__builtin_mul_overflow(quotient + (up ? 1 : 0), unit, &rounded) || rounded > INT64_MAX) {
        return raise_too_big(vm);
    }
    return int_new(vm, value < 0 ? -(int64_t)rounded : (int64_t)rounded);
}

/* Correctly rounded decimal text does the work, as in CPython: printf rounds exact ties to even. */
static Object *round_float(Vm *vm, double value, int64_t digits) {
    if (!isfinite(value) || value == 0 || digits > 323) {
        return float_new(vm, value);
    }
    if (digits < -308) {
        return float_new(vm, copysign(0.0, value));
    }
    char text[720];
    if (digits >= 0) {
        (void)snprintf(text, sizeof text, "%.*f", (int)digits, value);
    } else {
        /* `whole` digits of the number's own are kept; none may be left. */
        (void)snprintf(text, sizeof text, "%.17e", value);
        int whole = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1 + (int)digits;
        if (whole < 0) {
            return float_new(vm, copysign(0.0, value));
        }
        if (whole == 0) {
            double unit = pow(10.0, (double)-digits);
            return float_new(vm, copysign(fabs(value) > unit / 2 ? unit : 0.0, value));
        }
        (void)snprintf(text, sizeof text, "%.*e", whole - 1, value);
    }
    double rounded = strtod(text, NULL);
    if (isinf(rounded)) {
        raise_error(vm, ERROR_OverflowError, "rounded value too large to represent");
        return NULL;
    }
    return float_new(vm, rounded);
}

Object *builtin_round(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *number = object_plain(args[0]);
    bool has_digits = args[1] != NULL && args[1]->kind != KIND_NONE;
    int64_t digits = 0;
    Object *result = NULL;
    if (special_try(vm, vm->names.round, args[0], has_digits ? args[1] : NULL, &result)) {
        return result;
    }
    if (!is_number(number)) {
        raise_error(vm, ERROR_TypeError, "type %.100s doesn't define __round__ method",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    if (has_digits && !object_to_index(vm, args[1], &digits)) {
        return NULL;
    }
    if (number->kind == KIND_FLOAT) {
        return has_digits ? round_float(vm, float_value(number), digits)
                          : int_from_double(vm, nearbyint(float_value(number)));
    }
    return round_int(vm, int_value(number), digits < 0 ? digits : 0);
}

/* An int with a prefix, which stands behind the sign. */
static Object *format_in_base(Vm *vm, Object *object, char prefix, unsigned base) {
    Object *number = special_index(vm, object);
    if (number == NULL) {
        return NULL;
    }
    Bytes text = {0};
    bytes_append_text(&text, "-0");
    bytes_append_char(&text, prefix);
    Object *result = NULL;
    size_t length = text.length;
    if (int_write(vm, &text, number, base)) {
        /* A sign among the digits moves to the front. */
        bool negative = text.data[length] == '-';
        if (negative) {
            memmove(text.data + length, text.data + length + 1, text.length - length - 1);
        }
        result = (Object *)str_new(vm, text.data + (negative ? 0 : 1), text.length - 1);
    }
    bytes_free(&text);
    object_release(vm, number);
    return result;
}

Object *builtin_bin(Vm *vm, Object **args, size_t count) {
    (void)count;
    return format_in_base(vm, args[0], 'b', 2);
}

Object *builtin_oct(Vm *vm, Object **args, size_t count) {
    (void)count;
    return format_in_base(vm, args[0], 'o', 8);
}

Object *builtin_hex(Vm *vm, Object **args, size_t count) {
    (void)count;
    return format_in_base(vm, args[0], 'x', 16);
}

Object *builtin_chr(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t point = 0;
    if (!object_to_index(vm, args[0], &point)) {
        return NULL;
    }
    if (point < 0 || point > UTF8_LAST_CODE_POINT) {
        raise_error(vm, ERROR_ValueError, "chr() arg not in range(0x110000)");
        return NULL;
    }
    return (Object *)str_from_point(vm, (uint32_t)point);
}

Object *builtin_ord(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[0]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "ord() expected string of length 1, but %.200s found",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    const StrObject *string = (const StrObject *)args[0];
    if (string->length != 1) {
        raise_error(vm, ERROR_TypeError,
                    "ord() expected a character, but string of length %u found",
                    (unsigned)string->length);
        return NULL;
    }
    uint32_t point = 0;
    (void)utf8_decode(string->text, string->bytes, &point);
    return int_new(vm, point);
}

Object *bool_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Truth truth = args[1] == NULL ? TRUTH_FALSE : object_truth(vm, args[1]);
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

static Object *int_with_base(Vm *vm, Object *text_or_null, Object *base_object) {
    int64_t base = 0;
    if (text_or_null == NULL) {
        raise_error(vm, ERROR_TypeError, "int() missing string argument");
        return NULL;
    }
    if (!object_to_index(vm, base_object, &base)) {
        return NULL;
    }
    if (base != 0 && (base < 2 || base > 36)) {
        raise_error(vm, ERROR_ValueError, "int() base must be >= 2 and <= 36, or 0");
        return NULL;
    }
    if (text_or_null->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "int() can't convert non-string with explicit base");
        return NULL;
    }
    const StrObject *text = (const StrObject *)text_or_null;
    return int_parse(vm, text->text, text->bytes, (int)base);
}

Object *int_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *from = args[1];
    Object *result = NULL;
    if (args[2] != NULL) {
        return int_with_base(vm, from, args[2]);
    }
    if (from == NULL) {
        return int_new(vm, 0);
    }
    if (object_is_instance(from) && special_try_int(vm, from, &result)) {
        return result;
    }
    from = object_plain(from);
    switch (from->kind) {
    case KIND_INT:
        return object_held(from);
    case KIND_BOOL:
        return int_new(vm, int_value(from));
    case KIND_FLOAT:
        return int_from_double(vm, trunc(float_value(from)));
    case KIND_STR:
        return int_parse(vm, ((StrObject *)from)->text, ((StrObject *)from)->bytes, 10);
    default:
        raise_error(vm, ERROR_TypeError,
                    "int() argument must be a string, a bytes-like object or a real number, not "
                    "'%.200s'",
                    object_type_name(vm, from));
        return NULL;
    }
}

Object *float_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *from = args[1];
    Object *result = NULL;
    if (from == NULL) {
        return float_new(vm, 0.0);
    }
    if (object_is_instance(from) && special_try_float(vm, from, &result)) {
        return result;
    }
    from = object_plain(from);
    switch (from->kind) {
    case KIND_FLOAT:
        return object_held(from);
    case KIND_BOOL:
    case KIND_INT:
        return float_new(vm, (double)int_value(from));
    case KIND_STR:
        return float_parse(vm, ((StrObject *)from)->text, ((StrObject *)from)->bytes);
    default:
        raise_error(vm, ERROR_TypeError,
                    "float() argument must be a string or a real number, not '%.200s'",
                    object_type_name(vm, from));
        return NULL;
    }
}

Object *int_method_bit_length(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t value = int_value(args[0]);
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    return int_new(vm, magnitude == 0 ? 0 : 64 - __builtin_clzll(magnitude));
}

Object *float_method_is_integer(Vm *vm, Object **args, size_t count) {
    (void)count;
    double value = float_value(args[0]);
    return bool_new(vm, isfinite(value) && floor(value) == value);
}
