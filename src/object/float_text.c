/* float_text.c -- floats written as decimal text.
 *
 * A double is mantissa * 2**exponent. Where that times a power of ten fits 128 bits, as it does for
 * most numbers that people write, its digits are found by exact arithmetic; for the rest the C
 * library is asked, which rounds exactly too. The decimal point is a '.' because nothing in Ouro
 * asks for another numeric locale. */
#include "base/arith.h"
#include "object/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

static const uint64_t POWERS_OF_TEN[] = {UINT64_C(1),
                                         UINT64_C(10),
                                         UINT64_C(100),
                                         UINT64_C(1000),
                                         UINT64_C(10000),
                                         UINT64_C(100000),
                                         UINT64_C(1000000),
                                         UINT64_C(10000000),
                                         UINT64_C(100000000),
                                         UINT64_C(1000000000),
                                         UINT64_C(10000000000),
                                         UINT64_C(100000000000),
                                         UINT64_C(1000000000000),
                                         UINT64_C(10000000000000),
                                         UINT64_C(100000000000000),
                                         UINT64_C(1000000000000000),
                                         UINT64_C(10000000000000000),
                                         UINT64_C(100000000000000000),
                                         UINT64_C(1000000000000000000),
                                         UINT64_C(10000000000000000000)};
enum { MOST_POWER = 19 };

static Wide power_of_ten(int power) {
    return power <= MOST_POWER
               ? POWERS_OF_TEN[power]
               : (Wide)POWERS_OF_TEN[MOST_POWER] * POWERS_OF_TEN[power - MOST_POWER];
}

/* A normal double as mantissa * 2**exponent; the mantissa has 53 bits. */
typedef struct Binary {
    uint64_t mantissa;
    int exponent;
} Binary;

static Binary take_apart(double value) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t hidden = (uint64_t)1 << 52;
    return (Binary){(bits & (hidden - 1)) | hidden, (int)(bits >> 52 & 0x7FF) - 1075};
}

/* Digits as a number: they times 10**exponent are the value. */
typedef struct Decimal {
    uint64_t digits;
    int exponent;
} Decimal;

/* The shortest digits that read back as the same double, and of these the nearest. `value` must be
 * in [2**-16, 1e17).
 *
 * Scaled by 10**power, the value has 17 or 18 digits before the point. All that lies halfway to its
 * neighbours and nearer reads back as the same double, so of the integers between `low` and `high`
 * the roundest is the answer: it is found by dropping digits of both as long as an integer is left
 * between them. All is counted in quarters of the double's last bit. */
static Decimal find_shortest(double value) {
    Binary binary = take_apart(value);
    int log10_at_most = (binary.exponent + 52) * 1233 >> 12; /* log10(2) is 1233 / 4096, nearly */
    int power = 16 - log10_at_most;
    int left = binary.exponent > 0 ? binary.exponent : 0;
    int right = binary.exponent < 0 ? 2 - binary.exponent : 2;
    Wide quarter = power_of_ten(power) << left;
    Wide scaled = quarter * binary.mantissa * 4;
    Wide fraction = ((Wide)1 << right) - 1;
    /* The neighbour below a power of two is nearer. */
    bool is_power_of_two = (binary.mantissa & (binary.mantissa - 1)) == 0;
    Wide below = scaled - (is_power_of_two ? quarter : 2 * quarter);
    Wide above = scaled + 2 * quarter;
    /* Halfway reads back as the even one. */
    bool is_even = binary.mantissa % 2 == 0;
    uint64_t low = (uint64_t)((below + (is_even ? fraction : 0)) >> right) + !is_even;
    uint64_t high = (uint64_t)((above + (is_even ? 0 : fraction)) >> right) - !is_even;
    uint64_t dropped = 1;
    int exponent = -power;
    while ((low + 9) / 10 <= high / 10) {
        low = (low + 9) / 10;
        high /= 10;
        dropped *= 10;
        exponent++;
    }
    uint64_t whole = (uint64_t)(scaled >> right);
    uint64_t digits = whole / dropped;
    Wide rest = (Wide)(whole % dropped) << right | (scaled & fraction);
    Wide half = (Wide)dropped << right >> 1;
    digits += rest > half || (rest == half && digits % 2 != 0);
    digits = digits < low ? low : digits > high ? high : digits;
    return (Decimal){digits, exponent};
}

/* The same by the C library, for any finite positive double. */
static Decimal find_shortest_slowly(double value) {
    char text[FLOAT_TEXT_SIZE];
    /* 15 digits always survive the way to a double and back, so of a normal number with at
     * most that many, trailing zeros show the rest; subnormal numbers have less precision. */
    int precision = value < 2.3e-308 ? 0 : 14;
    for (; precision <= 16; precision++) {
        (void)snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value) {
            break;
        }
        /* Just below a power of two the doubles are twice as dense, so the nearest decimal may
         * miss while its upper neighbour hits. */
        char *last = strchr(text, 'e') - 1;
        if (*last >= '0' && *last < '9') {
            (*last)++;
            if (strtod(text, NULL) == value) {
                break;
            }
        }
    }
    Decimal decimal = {0, 0};
    const char *at = text;
    bool behind_point = false;
    for (; *at != 'e'; at++) {
        if (*at == '.') {
            behind_point = true;
            continue;
        }
        decimal.digits = decimal.digits * 10 + (uint64_t)(*at - '0');
        decimal.exponent -= behind_point;
    }
    decimal.exponent += (int)strtol(at + 1, NULL, 10);
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    return decimal;
}

/* Exponents are for numbers that would need many zeros. */
static size_t lay_out(Decimal decimal, char *text) {
    char digits[INT_TEXT_SIZE];
    int count = (int)int_format_decimal((int64_t)decimal.digits, digits);
    int point = count + decimal.exponent; /* the value is 0.DIGITS * 10**point */
    char *out = text;
    if (point > 16 || point < -3) {
        *out++ = digits[0];
        if (count > 1) {
            *out++ = '.';
            memcpy(out, digits + 1, (size_t)count - 1);
            out += count - 1;
        }
        out += snprintf(out, 8, "e%c%02d", point > 0 ? '+' : '-', abs(point - 1));
        return (size_t)(out - text);
    }
    if (point <= 0) {
        memcpy(out, "0.000", 5);
        out += 2 - point;
        memcpy(out, digits, (size_t)count);
        return (size_t)(out - text) + (size_t)count;
    }
    for (int i = 0; i < point || i < count; i++) {
        if (i == point) {
            *out++ = '.';
        }
        *out++ = i < count ? digits[i] : '0';
    }
    if (count <= point) {
        *out++ = '.';
        *out++ = '0';
    }
    return (size_t)(out - text);
}

size_t float_format_shortest(double value, char *text) {
    if (isnan(value)) {
        memcpy(text, "nan", 4);
        return 3;
    }
    size_t sign = 0;
    if (signbit(value)) {
        text[sign++] = '-';
    }
    double magnitude = fabs(value);
    size_t length = sign;
    if (isinf(value)) {
        memcpy(text + sign, "inf", 3);
        length += 3;
    } else if (value == 0) {
        memcpy(text + sign, "0.0", 3);
        length += 3;
    } else {
        bool is_usual = magnitude >= 0x1p-16 && magnitude < 1e17;
        length += lay_out(is_usual ? find_shortest(magnitude) : find_shortest_slowly(magnitude),
                          text + sign);
    }
    text[length] = '\0';
    return length;
}

size_t float_format_fixed(double value, int precision, char *text) {
    double magnitude = fabs(value);
    if (!(magnitude < 0x1p63) || precision > MOST_POWER) {
        return 0;
    }
    bool is_zero = magnitude < 0x1p-1022; /* or nothing of it would show */
    Binary binary = is_zero ? (Binary){0, -1} : take_apart(magnitude);
    uint64_t whole = 0;
    uint64_t fraction = 0;
    if (binary.exponent >= 0) {
        whole = binary.mantissa << binary.exponent;
    } else {
        /* With 2**-120 and less not even 19 digits show anything. */
        unsigned right = binary.exponent < -120 ? 120 : (unsigned)-binary.exponent;
        Wide mask = ((Wide)1 << right) - 1;
        Wide mantissa = binary.exponent < -120 ? 0 : binary.mantissa;
        whole = (uint64_t)(mantissa >> right);
        Wide scaled = (mantissa & mask) * POWERS_OF_TEN[precision];
        Wide half = (Wide)1 << (right - 1);
        fraction = (uint64_t)(scaled >> right);
        bool is_odd = (precision == 0 ? whole : fraction) % 2 != 0;
        fraction += (scaled & mask) > half || ((scaled & mask) == half && is_odd);
        if (fraction == POWERS_OF_TEN[precision]) {
            whole++;
            fraction = 0;
        }
    }
    char *out = text;
    if (signbit(value)) {
        *out++ = '-';
    }
    out += int_format_decimal((int64_t)whole, out);
    if (precision > 0) {
        *out++ = '.';
        for (int i = precision; i-- > 0; fraction /= 10) {
            out[i] = (char)('0' + fraction % 10);
        }
        out += precision;
    }
    return (size_t)(out - text);
}
