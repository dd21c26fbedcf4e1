/* format_number.c -- numbers by a format specification.
 *
 * The digits of floats are exact: our own for the usual ones (float_text.c), else the C library's.
 */
#include "object/format.h"

#include "base/utf8.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Floats --------------------------------------------------------------------------------------- */

/* By 'e', 'E' or 'f'. */
static void print_float(Bytes *out, double value, char type, int precision, bool alternate) {
    if (type == 'f' || type == 'F') {
        char text[FLOAT_FIXED_SIZE];
        size_t length = alternate ? 0 : float_format_fixed(value, precision, text);
        if (length > 0) {
            bytes_append(out, text, length);
            return;
        }
    }
    switch (type) {
    case 'e':
        bytes_print(out, alternate ? "%#.*e" : "%.*e", precision, value);
        break;
    case 'E':
        bytes_print(out, alternate ? "%#.*E" : "%.*E", precision, value);
        break;
    default:
        bytes_print(out, alternate ? "%#.*f" : "%.*f", precision, value);
        break;
    }
}

/* Takes away the zeros at the end of a fraction, and a dot that is left alone. */
static void strip_zeros(Bytes *out, size_t start) {
    if (out->failed || memchr(out->data + start, '.', out->length - start) == NULL) {
        return;
    }
    while (out->data[out->length - 1] == '0') {
        out->length--;
    }
    out->length -= out->data[out->length - 1] == '.';
    out->data[out->length] = '\0';
}

/* By 'g' or 'G': with an exponent or without, as is shorter. With `adds_dot` a number without an
 * exponent has at least one digit behind the dot, and so the exponent begins one digit earlier. */
static void print_general(Bytes *out, double value, char type, int precision, bool alternate,
                          bool adds_dot) {
    size_t start = out->length;
    precision = precision < 1 ? 1 : precision;
    print_float(out, value, type == 'G' ? 'E' : 'e', precision - 1, alternate);
    if (out->failed) {
        return;
    }
    const char *mark = strpbrk(out->data + start, "eE");
    long exponent = strtol(mark + 1, NULL, 10);
    if (exponent < -4 || exponent >= precision - adds_dot) {
        char tail[16];
        size_t length = out->length - (size_t)(mark - out->data);
        memcpy(tail, mark, length);
        out->length -= length;
        if (!alternate) {
            strip_zeros(out, start);
        }
        bytes_append(out, tail, length);
        return;
    }
    out->length = start;
    print_float(out, value, 'f', precision - 1 - (int)exponent, alternate);
    if (!alternate) {
        strip_zeros(out, start);
    }
    if (adds_dot && !out->failed && memchr(out->data + start, '.', out->length - start) == NULL) {
        bytes_append_text(out, ".0");
    }
}

/* The shortest text; `#` asks for a dot also before an exponent. */
static void print_shortest(Bytes *out, double value, bool alternate) {
    char text[FLOAT_TEXT_SIZE];
    size_t length = float_format_shortest(value, text);
    const char *mark = memchr(text, 'e', length);
    if (!alternate || mark == NULL || memchr(text, '.', length) != NULL) {
        bytes_append(out, text, length);
        return;
    }
    bytes_append(out, text, (size_t)(mark - text));
    bytes_append_char(out, '.');
    bytes_append(out, mark, length - (size_t)(mark - text));
}

/* Takes the sign away from what has no digit but zeros. */
static void drop_negative_zero(Bytes *out, size_t start) {
    if (out->failed || out->data[start] != '-') {
        return;
    }
    for (const char *at = out->data + start + 1; *at != '\0' && (*at | 0x20) != 'e'; at++) {
        if (*at >= '1' && *at <= '9') {
            return;
        }
    }
    out->length--;
    memmove(out->data + start, out->data + start + 1, out->length - start + 1);
}

void float_write(Bytes *out, double value, char type, int precision, unsigned flags) {
    bool alternate = (flags & FLOAT_ALTERNATE) != 0;
    if (!isfinite(value)) {
        bool upper = type == 'E' || type == 'F' || type == 'G';
        bytes_append_text(out, isnan(value) ? (upper ? "NAN" : "nan")
                               : value < 0  ? (upper ? "-INF" : "-inf")
                                            : (upper ? "INF" : "inf"));
        return;
    }
    size_t start = out->length;
    if (type == 'r') {
        print_shortest(out, value, alternate);
    } else if (type == 'g' || type == 'G') {
        print_general(out, value, type, precision, alternate, (flags & FLOAT_ADD_DOT_ZERO) != 0);
    } else {
        print_float(out, value, type, precision, alternate);
    }
    if ((flags & FLOAT_NO_NEGATIVE_ZERO) != 0) {
        drop_negative_zero(out, start);
    }
}

/* Layout --------------------------------------------------------------------------------------- */

/* A number taken apart: sign, prefix such as 0x, digits that may be grouped, and what follows. */
typedef struct NumberParts {
    bool negative;
    const char *prefix;
    const char *digits;
    size_t digit_count;
    const char *rest;
    size_t rest_bytes;
    size_t rest_length; /* in code points */
} NumberParts;

/* How many digits, with zeros before them, are needed to fill `least` characters. */
static int64_t count_digits(int64_t digits, int64_t least, int64_t group) {
    if (group == 0) {
        return digits < least ? least : digits;
    }
    int64_t fit = least > 0 ? least / (group + 1) * group : 0;
    digits = digits < fit ? fit : digits;
    while (digits + (digits - 1) / group < least) {
        digits++;
    }
    return digits;
}

static void append_digits(Bytes *out, const NumberParts *parts, int64_t total, int64_t group,
                          char separator) {
    int64_t zeros = total - (int64_t)parts->digit_count;
    if (group == 0) {
        bytes_append_repeated(out, '0', (size_t)zeros);
        bytes_append(out, parts->digits, parts->digit_count);
        return;
    }
    for (int64_t i = 0; i < total; i++) {
        if (i > 0 && (total - i) % group == 0) {
            bytes_append_char(out, separator);
        }
        bytes_append_char(out, i < zeros ? '0' : parts->digits[i - zeros]);
    }
}

static bool write_number(Vm *vm, Bytes *out, const NumberParts *parts, const FormatSpec *spec) {
    char sign = parts->negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : '\0';
    int64_t others = (sign != 0) + (int64_t)strlen(parts->prefix) + (int64_t)parts->rest_length;
    bool in_groups_of_four =
        spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X';
    int64_t group = spec->grouping == 0 ? 0 : in_groups_of_four ? 4 : 3;
    int64_t total = 0;
    int64_t characters = 0;
    if (!format_check_room(vm, spec->width)) {
        return false;
    }
    if (parts->digit_count > 0) {
        int64_t least = spec->fill == '0' && spec->align == '=' ? spec->width - others : 0;
        total = count_digits((int64_t)parts->digit_count, least, group);
        characters = total + (group > 0 ? (total - 1) / group : 0);
    }
    int64_t padding = spec->width - others - characters;
    padding = padding < 0 ? 0 : padding;
    int64_t before = spec->align == '>' ? padding : spec->align == '^' ? padding / 2 : 0;
    int64_t inside = spec->align == '=' ? padding : 0;
    format_append_fill(out, spec->fill, before);
    if (sign != 0) {
        bytes_append_char(out, sign);
    }
    bytes_append_text(out, parts->prefix);
    format_append_fill(out, spec->fill, inside);
    append_digits(out, parts, total, group, spec->grouping);
    bytes_append(out, parts->rest, parts->rest_bytes);
    format_append_fill(out, spec->fill, padding - before - inside);
    return true;
}

static bool write_double(Vm *vm, Bytes *out, double value, const FormatSpec *spec) {
    if (spec->precision > INT_MAX) {
        raise_error(vm, ERROR_ValueError, "precision too big");
        return false;
    }
    if (!format_check_room(vm, spec->precision)) {
        return false;
    }
    bool shortest = spec->type == 0 && spec->precision < 0;
    char type = shortest                               ? 'r'
                : spec->type == 0 || spec->type == 'n' ? 'g'
                : spec->type == '%'                    ? 'f'
                                                       : (char)spec->type;
    unsigned flags = (spec->alternate ? FLOAT_ALTERNATE : 0) |
                     (spec->type == 0 ? FLOAT_ADD_DOT_ZERO : 0) |
                     (spec->no_negative_zero ? FLOAT_NO_NEGATIVE_ZERO : 0);
    char room[TEXT_ROOM];
    Bytes text = bytes_in(room, sizeof room);
    float_write(&text, spec->type == '%' ? value * 100 : value, type,
                spec->precision < 0 ? 6 : (int)spec->precision, flags);
    if (spec->type == '%') {
        bytes_append_char(&text, '%');
    }
    bool good = !text.failed;
    if (good) {
        const char *at = bytes_text(&text);
        NumberParts parts = {.negative = *at == '-', .prefix = ""};
        parts.digits = at + parts.negative;
        parts.digit_count = strspn(parts.digits, "0123456789");
        parts.rest = parts.digits + parts.digit_count;
        parts.rest_bytes = parts.rest_length = strlen(parts.rest);
        good = write_number(vm, out, &parts, spec);
    } else {
        raise_memory_error(vm);
    }
    bytes_free(&text);
    return good;
}

bool format_float(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec) {
    if (spec->type != 0 && (spec->type >= 0x80 || strchr("eEfFgGn%", (int)spec->type) == NULL)) {
        format_raise_unknown_type(vm, number, spec);
        return false;
    }
    return write_double(vm, out, float_value(number), spec);
}

/* Ints ----------------------------------------------------------------------------------------- */

static bool refuse_int(Vm *vm, const char *message) {
    raise_error(vm, ERROR_ValueError, "%s", message);
    return false;
}

/* `c`: the character with that number, which is never grouped. */
static bool write_character(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec) {
    if (spec->sign != 0) {
        return refuse_int(vm, "Sign not allowed with integer format specifier 'c'");
    }
    if (spec->alternate) {
        return refuse_int(vm, "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (object_plain(number)->kind == KIND_BIG_INT) {
        raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C long");
        return false;
    }
    int64_t point = int_value(object_plain(number));
    if (point < 0 || point > UTF8_LAST_CODE_POINT) {
        raise_error(vm, ERROR_OverflowError, "%%c arg not in range(0x110000)");
        return false;
    }
    char text[UTF8_LONGEST];
    NumberParts parts = {.prefix = "",
                         .digits = "",
                         .rest = text,
                         .rest_bytes = utf8_encode((uint32_t)point, text),
                         .rest_length = 1};
    return write_number(vm, out, &parts, spec);
}

static const char *prefix_of(uint32_t type) {
    return type == 'x' ? "0x" : type == 'X' ? "0X" : type == 'o' ? "0o" : type == 'b' ? "0b" : "";
}

static bool write_int(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec) {
    unsigned base = spec->type == 'b'                        ? 2
                    : spec->type == 'o'                      ? 8
                    : spec->type == 'x' || spec->type == 'X' ? 16
                                                             : 10;
    char room[TEXT_ROOM];
    Bytes text = bytes_in(room, sizeof room);
    bool good = int_write(vm, &text, object_plain(number), base);
    if (good && text.failed) {
        raise_memory_error(vm);
        good = false;
    }
    if (good) {
        for (char *at = text.data; spec->type == 'X' && *at != '\0'; at++) {
            *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 'a' + 'A' : *at);
        }
        bool negative = text.data[0] == '-';
        NumberParts parts = {.negative = negative,
                             .prefix = spec->alternate ? prefix_of(spec->type) : "",
                             .digits = text.data + negative,
                             .digit_count = text.length - negative,
                             .rest = ""};
        good = write_number(vm, out, &parts, spec);
    }
    bytes_free(&text);
    return good;
}

bool format_int(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec) {
    if (spec->type == 0 || spec->type >= 0x80 ||
        strchr("bcdoxXneEfFgG%", (int)spec->type) == NULL) {
        format_raise_unknown_type(vm, number, spec);
        return false;
    }
    if (strchr("eEfFgG%", (int)spec->type) != NULL) {
        double value = 0;
        return number_to_double(vm, object_plain(number), &value) &&
               write_double(vm, out, value, spec);
    }
    if (spec->precision >= 0) {
        return refuse_int(vm, "Precision not allowed in integer format specifier");
    }
    if (spec->no_negative_zero) {
        return refuse_int(vm, "Negative zero coercion (z) not allowed in integer format specifier");
    }
    return spec->type == 'c' ? write_character(vm, out, number, spec)
                             : write_int(vm, out, number, spec);
}
