/* builtins_numbers.c -- built-in functions of numbers and characters, and the numbers' types. */
#include "base/utf8.h"
#include "object/big.h"
#include "object/special.h"
#include "vm/native.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    if (!object_is_any_int(number)) {
        raise_error(vm, ERROR_TypeError, "bad operand type for abs(): '%.200s'",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    return number_unary(vm, int_is_negative(number) ? UNARY_NEGATIVE : UNARY_POSITIVE, number);
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
    if (!object_is_number(left) || !object_is_number(right)) {
        raise_error(vm, ERROR_TypeError,
                    "unsupported operand type(s) for divmod(): '%.100s' and '%.100s'",
                    object_type_name(vm, args[0]), object_type_name(vm, args[1]));
        return NULL;
    }
    return number_divmod(vm, left, right);
}

/* With a third argument, three ints. */
Object *builtin_pow(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[2] == NULL || args[2]->kind == KIND_NONE) {
        return object_binary(vm, BINARY_POWER, args[0], args[1], false);
    }
    /* No reflection is asked for a power with a modulus. */
    Object *method = special_peek(vm, args[0], vm->names.op_POWER);
    if (method != NULL) {
        Object *result = special_call(vm, method, args[0], args[1], args[2]);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    size_t ints = 0;
    bool has_float = false;
    for (size_t i = 0; i < 3; i++) {
        ints += object_is_any_int(object_plain(args[i]));
        has_float = has_float || args[i]->kind == KIND_FLOAT;
    }
    if (ints == 3) {
        return int_power_modulo(vm, object_plain(args[0]), object_plain(args[1]),
                                object_plain(args[2]));
    }
    if (has_float) {
        raise_error(vm, ERROR_TypeError,
                    "pow() 3rd argument not allowed unless all arguments are integers");
    } else {
        raise_error(vm, ERROR_TypeError,
                    "unsupported operand type(s) for ** or pow(): '%.100s', '%.100s', '%.100s'",
                    object_type_name(vm, args[0]), object_type_name(vm, args[1]),
                    object_type_name(vm, args[2]));
    }
    return NULL;
}

/* Whether a positive double is more than half of 10 ** digits, which has one digit more than the
 * double's whole part or as many: by its exact text. */
static bool is_above_half(const char *text) {
    return text[0] > '5' || (text[0] == '5' && text[1 + strspn(text + 1, "0.")] != '\0');
}

/* Correctly rounded decimal text does the work, as in CPython: printf rounds exact ties to even. */
static Object *round_float(Vm *vm, double value, int64_t digits) {
    if (!isfinite(value) || value == 0 || digits > 323) {
        return float_new(vm, value);
    }
    char text[720];
    double rounded = 0;
    if (digits >= 0) {
        (void)snprintf(text, sizeof text, "%.*f", (int)digits, fabs(value));
        rounded = strtod(text, NULL);
    } else if (digits >= -308 && fabs(value) >= 1) {
        /* `kept` digits of the number's own stay. */
        (void)snprintf(text, sizeof text, "%.60f", fabs(value));
        int kept = (int)(strchr(text, '.') - text) + (int)digits;
        if (kept > 0) {
            (void)snprintf(text, sizeof text, "%.*e", kept - 1, fabs(value));
            rounded = strtod(text, NULL);
        } else if (kept == 0 && is_above_half(text)) {
            (void)snprintf(text, sizeof text, "1e%d", (int)-digits);
            rounded = strtod(text, NULL);
        }
    }
    if (isinf(rounded)) {
        raise_error(vm, ERROR_OverflowError, "rounded value too large to represent");
        return NULL;
    }
    return float_new(vm, copysign(rounded, value));
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
    if (!object_is_number(number)) {
        raise_error(vm, ERROR_TypeError, "type %.100s doesn't define __round__ method",
                    object_type_name(vm, args[0]));
        return NULL;
    }
    if (has_digits && !object_to_bound(vm, args[1], &digits)) {
        return NULL;
    }
    if (number->kind == KIND_FLOAT) {
        return has_digits ? round_float(vm, float_value(number), digits)
                          : int_from_double(vm, nearbyint(float_value(number)));
    }
    return digits < 0 ? int_round(vm, number, (uint64_t)0 - (uint64_t)digits)
                      : number_unary(vm, UNARY_POSITIVE, number);
}

/* An int with a prefix, which stands behind the sign. */
static Object *format_in_base(Vm *vm, Object *number, char prefix, unsigned base) {
    Object *integer = special_index(vm, number);
    if (integer == NULL) {
        return NULL;
    }
    Bytes text = {0};
    bytes_append_text(&text, "-0");
    bytes_append_char(&text, prefix);
    Object *result = NULL;
    size_t length = text.length;
    if (int_write(vm, &text, integer, base)) {
        /* A sign among the digits moves to the front. */
        bool negative = text.data[length] == '-';
        if (negative) {
            memmove(text.data + length, text.data + length + 1, text.length - length - 1);
        }
        result = (Object *)str_new(vm, text.data + (negative ? 0 : 1), text.length - 1);
    }
    object_release(vm, integer);
    bytes_free(&text);
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
    if (!object_to_c_int(vm, args[0], &point)) {
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
    if (!object_to_bound(vm, base_object, &base)) {
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
    case KIND_BIG_INT:
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
    case KIND_BIG_INT: {
        double value = 0;
        return number_to_double(vm, from, &value) ? float_new(vm, value) : NULL;
    }
    case KIND_STR:
        return float_parse(vm, ((StrObject *)from)->text, ((StrObject *)from)->bytes);
    default:
        raise_error(vm, ERROR_TypeError,
                    "float() argument must be a string or a real number, not '%.200s'",
                    object_type_name(vm, from));
        return NULL;
    }
}
