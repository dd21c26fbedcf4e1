/* number_text.c -- numbers read from text and written as text.
 *
 * Reading floats leans on the C library, which rounds exactly; the decimal point is a '.' because
 * nothing in Ouro asks for another numeric locale. Writing them is in float_text.c. */
#include "base/letters.h"
#include "base/utf8.h"
#include "object/big.h"
#include "object/exception.h"
#include "object/numbers.h"
#include "object/operations.h"
#include "object/state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1C && byte <= 0x1F);
}

static void strip_spaces(const char **text, size_t *length) {
    while (*length > 0 && is_space((*text)[0])) {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && is_space((*text)[*length - 1])) {
        (*length)--;
    }
}

/* Digits and spaces of other scripts as those of ASCII, and '?' for all else beyond it, which is no
 * part of a number. */
static void append_ascii(Bytes *out, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        at += utf8_decode(text + at, length - at, &point);
        int digit = letters_decimal(point);
        bytes_append_char(out, point < 0x80              ? (char)point
                               : digit >= 0              ? (char)('0' + digit)
                               : letters_is_space(point) ? ' '
                                                         : '?');
    }
}

static bool is_ascii(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static int digit_value(char byte) {
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'z') {
        return byte - 'a' + 10;
    }
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 10 : 99;
}

/* Raises ValueError with the text as repr() shows it. */
static void raise_with_text(Vm *vm, const char *before, const char *text, size_t length) {
    Bytes shown = {0};
    str_write_repr(&shown, text, length);
    if (shown.failed) {
        raise_memory_error(vm);
    } else {
        raise_error(vm, ERROR_ValueError, "%s%.200s", before, bytes_text(&shown));
    }
    bytes_free(&shown);
}

static Object *raise_bad_int(Vm *vm, const char *text, size_t length, int base) {
    char before[64];
    (void)snprintf(before, sizeof before, "invalid literal for int() with base %d: ", base);
    raise_with_text(vm, before, text, length);
    return NULL;
}

/* The base that a prefix such as 0x names, or 0. */
static int prefix_base(const char *text, size_t length) {
    if (length < 2 || text[0] != '0') {
        return 0;
    }
    switch (text[1]) {
    case 'x':
    case 'X':
        return 16;
    case 'o':
    case 'O':
        return 8;
    case 'b':
    case 'B':
        return 2;
    default:
        return 0;
    }
}

/* What the text of an int says. */
typedef struct IntText {
    const char *digits; /* with underscores between them */
    size_t length;
    size_t count; /* of digits */
    int base;
    bool negative;
} IntText;

/* Whether these are digits of the base with single underscores between them. */
static bool check_digits(IntText *text) {
    bool after_digit = false;
    text->count = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (text->digits[i] == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        if (digit_value(text->digits[i]) >= text->base) {
            return false;
        }
        after_digit = true;
        text->count++;
    }
    return after_digit;
}

static bool is_zero(const IntText *text) {
    for (size_t i = 0; i < text->length; i++) {
        if (text->digits[i] != '0' && text->digits[i] != '_') {
            return false;
        }
    }
    return true;
}

/* Looks at ASCII; false if it is not the text of an int. */
static bool read_int(IntText *text, const char *rest, size_t left, int base) {
    strip_spaces(&rest, &left);
    text->negative = left > 0 && rest[0] == '-';
    if (left > 0 && (rest[0] == '-' || rest[0] == '+')) {
        rest++;
        left--;
    }
    int prefix = prefix_base(rest, left);
    text->base = base;
    if (prefix != 0 && (base == 0 || base == prefix)) {
        text->base = prefix;
        rest += 2;
        left -= 2;
        if (left > 0 && rest[0] == '_') {
            rest++;
            left--;
        }
    } else if (base == 0) {
        text->base = 10;
    }
    text->digits = rest;
    text->length = left;
    /* "012" could be meant as octal: without a base it is refused, and "000" is not. */
    bool old_octal = base == 0 && prefix == 0 && left > 1 && rest[0] == '0' && !is_zero(text);
    return !old_octal && check_digits(text);
}

/* The number itself: at once if it is short, else from its digits as values. */
static Object *int_of_text(Vm *vm, const IntText *text) {
    enum { SHORT = 12 }; /* digits of any base that always fit */
    if (text->count <= SHORT) {
        int64_t value = 0;
        for (size_t i = 0; i < text->length; i++) {
            if (text->digits[i] != '_') {
                value = value * text->base + digit_value(text->digits[i]);
            }
        }
        return int_new(vm, text->negative ? -value : value);
    }
    bool is_power_of_two = (text->base & (text->base - 1)) == 0;
    if (!is_power_of_two && vm->int_digits_most > 0 && text->count > vm->int_digits_most) {
        raise_error(vm, ERROR_ValueError,
                    "Exceeds the limit (%u digits) for integer string conversion: value has %zu "
                    "digits; use sys.set_int_max_str_digits() to increase the limit",
                    vm->int_digits_most, text->count);
        return NULL;
    }
    Bytes values = {0};
    for (size_t i = 0; i < text->length; i++) {
        if (text->digits[i] != '_') {
            bytes_append_char(&values, (char)digit_value(text->digits[i]));
        }
    }
    Object *result = NULL;
    if (values.failed) {
        raise_memory_error(vm);
    } else {
        result = int_from_digits(vm, (const unsigned char *)values.data, values.length, text->base,
                                 text->negative);
    }
    bytes_free(&values);
    return result;
}

/* Accepts what int(text, base) does: spaces around, a sign, a prefix that fits the base,
 * underscores between digits. */
Object *int_parse(Vm *vm, const char *text, size_t length, int base) {
    Bytes ascii = {0};
    IntText parts = {0};
    const char *readable = text;
    size_t readable_length = length;
    if (!is_ascii(text, length)) {
        append_ascii(&ascii, text, length);
        readable = bytes_text(&ascii);
        readable_length = ascii.length;
    }
    Object *result = NULL;
    if (ascii.failed) {
        raise_memory_error(vm);
    } else if (read_int(&parts, readable, readable_length, base)) {
        result = int_of_text(vm, &parts);
    } else {
        (void)raise_bad_int(vm, text, length, base);
    }
    bytes_free(&ascii);
    return result;
}

size_t int_format_decimal(int64_t value, char *text) {
    static const char PAIRS[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    /* The magnitude of the least int fits only the unsigned type. */
    uint64_t rest = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    char digits[INT_TEXT_SIZE];
    char *at = digits + sizeof digits;
    for (; rest >= 100; rest /= 100) {
        memcpy(at -= 2, PAIRS + 2 * (rest % 100), 2);
    }
    if (rest >= 10) {
        memcpy(at -= 2, PAIRS + 2 * rest, 2);
    } else {
        *--at = (char)('0' + rest);
    }
    if (value < 0) {
        *--at = '-';
    }
    size_t length = (size_t)(digits + sizeof digits - at);
    memcpy(text, at, length);
    return length;
}

static bool equals_word(const char *text, size_t length, const char *word) {
    if (strlen(word) != length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        char byte = text[i];
        if ((byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte) != word[i]) {
            return false;
        }
    }
    return true;
}

/* Copies digits to `clean`, leaving out underscores that stand between two digits. Returns how
 * many characters of the text were taken. */
static size_t copy_digits(Bytes *clean, const char *text, size_t length) {
    size_t i = 0;
    while (i < length) {
        if (text[i] >= '0' && text[i] <= '9') {
            bytes_append_char(clean, text[i]);
        } else if (text[i] != '_' || i == 0 || text[i - 1] == '_' || i + 1 == length ||
                   text[i + 1] < '0' || text[i + 1] > '9') {
            break;
        }
        i++;
    }
    return i;
}

/* Checks that text is a decimal float and leaves it in `clean` as strtod() wants it. */
static bool clean_float(Bytes *clean, const char *text, size_t length) {
    size_t at = copy_digits(clean, text, length);
    size_t digits = at;
    if (at < length && text[at] == '.') {
        bytes_append_char(clean, '.');
        size_t fraction = copy_digits(clean, text + at + 1, length - at - 1);
        at += 1 + fraction;
        digits += fraction;
    }
    if (digits == 0) {
        return false;
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        bytes_append_char(clean, 'e');
        at++;
        if (at < length && (text[at] == '-' || text[at] == '+')) {
            bytes_append_char(clean, text[at]);
            at++;
        }
        size_t exponent = copy_digits(clean, text + at, length - at);
        if (exponent == 0) {
            return false;
        }
        at += exponent;
    }
    return at == length;
}

/* Reads ASCII; false where it is no number or `clean`, which is used on the way, has failed. */
static bool read_float(const char *rest, size_t left, Bytes *clean, double *value) {
    strip_spaces(&rest, &left);
    bool negative = left > 0 && rest[0] == '-';
    if (left > 0 && (rest[0] == '-' || rest[0] == '+')) {
        rest++;
        left--;
    }
    if (equals_word(rest, left, "inf") || equals_word(rest, left, "infinity")) {
        *value = HUGE_VAL;
    } else if (equals_word(rest, left, "nan")) {
        *value = (double)NAN;
    } else {
        if (!clean_float(clean, rest, left) || clean->failed) {
            return false;
        }
        *value = strtod(bytes_text(clean), NULL);
    }
    *value = negative ? -*value : *value;
    return true;
}

/* Accepts what float(text) does: spaces around, a sign, inf, infinity, nan, decimal digits with
 * underscores between them. */
Object *float_parse(Vm *vm, const char *text, size_t length) {
    Bytes ascii = {0};
    Bytes clean = {0};
    double value = 0;
    append_ascii(&ascii, text, length);
    bool good = !ascii.failed && read_float(bytes_text(&ascii), ascii.length, &clean, &value);
    bool failed = ascii.failed || clean.failed;
    bytes_free(&ascii);
    bytes_free(&clean);
    if (failed) {
        raise_memory_error(vm);
        return NULL;
    }
    if (!good) {
        raise_with_text(vm, "could not convert string to float: ", text, length);
        return NULL;
    }
    return float_new(vm, value);
}
