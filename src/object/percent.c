/* percent.c -- format % values, the older notation for formatting.
 *
 *      %[(key)][flags][width][.precision][length]type
 *
 * The format and the values lie in registers of the caller; what is fetched by key, and so held by
 * nobody else, in one of a native frame. */
#include "object/format.h"

#include "base/utf8.h"
#include "object/big.h"
#include "object/special.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Percent {
    Vm *vm;
    Bytes out;
    const char *at;
    const char *end;
    const StrObject *format;
    Object *values;   /* a tuple, or the one value there is */
    Object *mapping;  /* `values` where it can be asked for keys, or NULL */
    Object **fetched; /* what was fetched by key, owned */
    StrObject *whole; /* owned: a string that is all of the result, or NULL */
    int64_t next;     /* of a tuple's items; of a lone value -1 and then 0 */
    /* One conversion: */
    bool left;
    bool plus;
    bool blank;
    bool alternate;
    bool zero;
    uint32_t type;
    int64_t width;     /* -1 where not given */
    int64_t precision; /* -1 where not given */
} Percent;

static bool fail(Percent *percent, ErrorClass class, const char *message) {
    raise_error(percent->vm, class, "%s", message);
    return false;
}

/* Takes the next character of the format. */
static bool read_character(Percent *percent) {
    size_t step = utf8_decode(percent->at, (size_t)(percent->end - percent->at), &percent->type);
    percent->at += step;
    return step > 0 || fail(percent, ERROR_ValueError, "incomplete format");
}

/* The next value, borrowed. */
static Object *next_value(Percent *percent) {
    if (percent->values->kind == KIND_TUPLE && *percent->fetched == NULL) {
        const TupleObject *tuple = (const TupleObject *)percent->values;
        if (percent->next < (int64_t)tuple->length) {
            return tuple->items[percent->next++];
        }
    } else if (percent->next < 0) {
        percent->next = 0;
        return *percent->fetched != NULL ? *percent->fetched : percent->values;
    }
    fail(percent, ERROR_TypeError, "not enough arguments for format string");
    return NULL;
}

/* `(key)`, behind its parenthesis: the value of that key is the next one. */
static bool read_key(Percent *percent) {
    if (percent->mapping == NULL) {
        return fail(percent, ERROR_TypeError, "format requires a mapping");
    }
    const char *start = percent->at;
    int depth = 1;
    while (depth > 0 && percent->at < percent->end) {
        depth += *percent->at == '(' ? 1 : *percent->at == ')' ? -1 : 0;
        percent->at++;
    }
    if (depth > 0) {
        return fail(percent, ERROR_ValueError, "incomplete format key");
    }
    Vm *vm = percent->vm;
    OBJECT_CLEAR(vm, *percent->fetched);
    Object **key = native_enter(vm, 1);
    if (key == NULL) {
        return false;
    }
    key[0] = (Object *)str_new(vm, start, (size_t)(percent->at - 1 - start));
    Object *value = key[0] == NULL ? NULL : object_get_item(vm, percent->mapping, key[0]);
    native_leave(vm, key);
    *percent->fetched = value;
    percent->next = -1;
    return value != NULL && read_character(percent);
}

/* A width or precision: digits, or `*` for the next value. `type` is the first character; behind
 * it, the one that follows. */
static bool read_count(Percent *percent, int64_t most, const char *too_big, const char *c_type,
                       int64_t *count) {
    if (percent->type == '*') {
        Object *value = next_value(percent);
        if (value == NULL) {
            return false;
        }
        if (!object_is_any_int(object_plain(value))) {
            return fail(percent, ERROR_TypeError, "* wants int");
        }
        *count = int_clipped(object_plain(value));
        if (*count > most || *count < -most || object_plain(value)->kind == KIND_BIG_INT) {
            raise_error(percent->vm, ERROR_OverflowError, "Python int too large to convert to C %s",
                        c_type);
            return false;
        }
        return read_character(percent);
    }
    for (int64_t sum = 0; percent->type >= '0' && percent->type <= '9'; *count = sum) {
        int64_t digit = (int64_t)percent->type - '0';
        if (sum > (most - digit) / 10) {
            return fail(percent, ERROR_ValueError, too_big);
        }
        sum = sum * 10 + digit;
        if (!read_character(percent)) {
            return false;
        }
    }
    return true;
}

static bool read_flag(Percent *percent) {
    switch (percent->type) {
    case '-':
        return percent->left = true;
    case '+':
        return percent->plus = true;
    case ' ':
        return percent->blank = true;
    case '#':
        return percent->alternate = true;
    case '0':
        return percent->zero = true;
    default:
        return false;
    }
}

/* Everything from behind the `%` up to the type. */
static bool read_conversion(Percent *percent) {
    percent->left = percent->plus = percent->blank = percent->alternate = percent->zero = false;
    percent->width = percent->precision = -1;
    if (!read_character(percent) || (percent->type == '(' && !read_key(percent))) {
        return false;
    }
    while (read_flag(percent)) {
        if (!read_character(percent)) {
            return false;
        }
    }
    bool given = percent->type == '*';
    if (!read_count(percent, INT64_MAX, "width too big", "ssize_t", &percent->width)) {
        return false;
    }
    if (given && percent->width < 0) {
        percent->left = true;
        percent->width = -percent->width;
    }
    if (percent->type == '.') {
        percent->precision = 0;
        if (!read_character(percent) ||
            !read_count(percent, INT_MAX, "precision too big", "int", &percent->precision)) {
            return false;
        }
        percent->precision = percent->precision < 0 ? 0 : percent->precision;
    }
    if (percent->type == 'h' || percent->type == 'l' || percent->type == 'L') {
        return read_character(percent);
    }
    return true;
}

/* Writing -------------------------------------------------------------------------------------- */

/* A text in the field, behind a prefix of ASCII: a sign or 0x stay before zeros that fill. */
static bool write_field(Percent *percent, const char *prefix, size_t prefix_bytes, const char *text,
                        size_t bytes, bool zeros) {
    int64_t length = (int64_t)(prefix_bytes + utf8_count(text, bytes));
    int64_t padding = percent->width > length ? percent->width - length : 0;
    if (!format_check_room(percent->vm, padding)) {
        return false;
    }
    Bytes *out = &percent->out;
    bool before = !percent->left;
    if (before && !zeros) {
        bytes_append_repeated(out, ' ', (size_t)padding);
    }
    bytes_append(out, prefix, prefix_bytes);
    if (before && zeros) {
        bytes_append_repeated(out, '0', (size_t)padding);
    }
    bytes_append(out, text, bytes);
    if (!before) {
        bytes_append_repeated(out, ' ', (size_t)padding);
    }
    return true;
}

/* A number as it was written, which is freed: gets its sign and the 0x of `#`, and fills the field.
 */
static bool write_number(Percent *percent, Bytes *text, bool marked) {
    char prefix[3];
    size_t prefix_bytes = 0;
    bool negative = !text->failed && text->data[0] == '-';
    if (negative || percent->plus || percent->blank) {
        prefix[prefix_bytes++] = negative ? '-' : percent->plus ? '+' : ' ';
    }
    if (marked) {
        prefix[prefix_bytes++] = '0';
        prefix[prefix_bytes++] = (char)percent->type;
    }
    bool good = !text->failed;
    if (good) {
        good = write_field(percent, prefix, prefix_bytes, text->data + negative,
                           text->length - negative, percent->zero);
    } else {
        raise_memory_error(percent->vm);
    }
    bytes_free(text);
    return good;
}

/* Gives the digits zeros before them up to the precision, and large letters for `X`. */
static bool write_digits(Percent *percent, Bytes *digits) {
    bool negative = !digits->failed && digits->data[0] == '-';
    bool marked = percent->alternate &&
                  (percent->type == 'x' || percent->type == 'X' || percent->type == 'o');
    int64_t missing = percent->precision - (int64_t)(digits->length - negative);
    if (missing > 0 && bytes_reserve(digits, (size_t)missing)) {
        char *first = digits->data + negative;
        memmove(first + missing, first, digits->length - negative + 1);
        memset(first, '0', (size_t)missing);
        digits->length += (size_t)missing;
    }
    for (size_t i = 0; percent->type == 'X' && i < digits->length; i++) {
        char c = digits->data[i];
        digits->data[i] = (char)(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
    }
    return write_number(percent, digits, marked);
}

/* An int for the types of ints, owned; NULL (TypeError) for what is none. */
static Object *to_int(Vm *vm, Object *value, bool exact) {
    Object *plain = object_plain(value);
    Object *result = NULL;
    if (object_is_any_int(plain)) {
        return object_held(plain);
    }
    if (exact) {
        return special_index(vm, value);
    }
    if (plain->kind == KIND_FLOAT) {
        return int_from_double(vm, trunc(float_value(plain)));
    }
    if (!special_try_int(vm, value, &result)) {
        raise_error(vm, ERROR_TypeError, "not a number");
    }
    return result;
}

static bool refuse_int(Percent *percent, const Object *value, bool exact) {
    raise_error(percent->vm, ERROR_TypeError, "%%%c format: %s is required, not %.200s",
                (char)percent->type, exact ? "an integer" : "a real number",
                object_type_name(percent->vm, value));
    return false;
}

static bool write_int(Percent *percent, Object *value) {
    Vm *vm = percent->vm;
    bool exact = percent->type == 'o' || percent->type == 'x' || percent->type == 'X';
    char room[TEXT_ROOM];
    Bytes digits = bytes_in(room, sizeof room);
    if (!exact && value->kind == KIND_INT && percent->precision < 0) {
        char text[INT_TEXT_SIZE];
        bytes_append(&digits, text, int_format_decimal(int_value(value), text));
        return write_number(percent, &digits, false);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    registers[0] = to_int(vm, value, exact);
    bool good = registers[0] != NULL;
    if (!good && raise_pending_is(vm, ERROR_TypeError)) {
        raise_clear(vm);
        refuse_int(percent, value, exact);
    }
    if (good && percent->precision > INT_MAX - 3) {
        good = fail(percent, ERROR_OverflowError, "precision too large");
    }
    good = good && format_check_room(vm, percent->precision) &&
           int_write(vm, &digits, registers[0],
                     !exact                 ? 10
                     : percent->type == 'o' ? 8
                                            : 16);
    native_leave(vm, registers);
    if (good) {
        return write_digits(percent, &digits);
    }
    bytes_free(&digits);
    return false;
}

static bool write_float(Percent *percent, Object *value) {
    Vm *vm = percent->vm;
    double number = 0;
    Object *plain = object_plain(value);
    Object *made = NULL;
    if (!object_is_number(plain)) {
        if (!special_try_float(vm, value, &made)) {
            raise_error(vm, ERROR_TypeError, "must be real number, not %.50s",
                        object_type_name(vm, value));
        }
        if (made == NULL) {
            return false;
        }
        plain = made;
    }
    bool good = number_to_double(vm, plain, &number) && format_check_room(vm, percent->precision);
    object_release_if(vm, made);
    if (!good) {
        return false;
    }
    char room[TEXT_ROOM];
    Bytes text = bytes_in(room, sizeof room);
    float_write(&text, number, (char)percent->type,
                percent->precision < 0 ? 6 : (int)percent->precision,
                percent->alternate ? FLOAT_ALTERNATE : 0);
    return write_number(percent, &text, false);
}

static bool write_character(Percent *percent, Object *value) {
    char text[UTF8_LONGEST];
    if (object_plain(value)->kind == KIND_STR) {
        const StrObject *string = (const StrObject *)object_plain(value);
        return string->length == 1 ? write_field(percent, "", 0, string->text, string->bytes, false)
                                   : fail(percent, ERROR_TypeError, "%c requires int or char");
    }
    int64_t point = 0;
    if (!object_to_bound(percent->vm, object_plain(value), &point)) {
        if (!raise_pending_is(percent->vm, ERROR_TypeError)) {
            return false;
        }
        raise_clear(percent->vm);
        return fail(percent, ERROR_TypeError, "%c requires int or char");
    }
    if (point < 0 || point > UTF8_LAST_CODE_POINT) {
        return fail(percent, ERROR_OverflowError, "%c arg not in range(0x110000)");
    }
    return write_field(percent, "", 0, text, utf8_encode((uint32_t)point, text), false);
}

static bool write_text(Percent *percent, Object *value) {
    Vm *vm = percent->vm;
    StrObject *string = percent->type == 's'   ? object_str(vm, value)
                        : percent->type == 'r' ? object_repr(vm, value)
                                               : object_ascii(vm, value);
    if (string == NULL) {
        return false;
    }
    bool cut = percent->precision >= 0 && percent->precision < (int64_t)string->length;
    size_t bytes = cut ? str_offset(string, (size_t)percent->precision) : string->bytes;
    bool is_all = percent->out.length == 0 && percent->at == percent->end && !cut &&
                  percent->width <= (int64_t)string->length;
    if (is_all && !percent->plus && !percent->blank) {
        percent->whole = string;
        return true;
    }
    bool good = write_field(percent, "", 0, string->text, bytes, false);
    object_release(vm, &string->header);
    return good;
}

static bool write_value(Percent *percent) {
    const char *start = percent->format->text;
    Object *value = next_value(percent);
    if (value == NULL) {
        return false;
    }
    uint32_t type = percent->type < 0x80 ? percent->type : 0;
    switch (type) {
    case 's':
    case 'r':
    case 'a':
        return write_text(percent, value);
    case 'c':
        return write_character(percent, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        return write_int(percent, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return write_float(percent, value);
    default:
        raise_error(percent->vm, ERROR_ValueError,
                    "unsupported format character '%c' (0x%x) at index %zu",
                    type >= 31 && type <= 126 ? (char)type : '?', (unsigned)percent->type,
                    utf8_count(start, (size_t)(percent->at - start)) - 1);
        return false;
    }
}

static bool write_all(Percent *percent) {
    while (percent->at < percent->end) {
        const char *mark = memchr(percent->at, '%', (size_t)(percent->end - percent->at));
        const char *stop = mark == NULL ? percent->end : mark;
        bytes_append(&percent->out, percent->at, (size_t)(stop - percent->at));
        percent->at = mark == NULL ? stop : stop + 1;
        if (mark == NULL) {
            break;
        }
        if (percent->at < percent->end && *percent->at == '%') {
            bytes_append_char(&percent->out, *percent->at++);
        } else if (!read_conversion(percent) || !write_value(percent)) {
            return false;
        }
    }
    bool is_tuple = percent->values->kind == KIND_TUPLE;
    bool left = is_tuple ? percent->next < (int64_t)((TupleObject *)percent->values)->length
                         : percent->next < 0;
    return !left || percent->mapping != NULL ||
           fail(percent, ERROR_TypeError, "not all arguments converted during string formatting");
}

/* Whether keys can be asked for: all that has subscripts but tuples, whose items are the values,
 * and strings. */
static bool is_mapping(const Vm *vm, Object *object) {
    switch (object_plain(object)->kind) {
    case KIND_DICT:
    case KIND_DICT_INSTANCE:
    case KIND_LIST:
    case KIND_LIST_INSTANCE:
    case KIND_RANGE:
    case KIND_MAPPING_PROXY:
        return true;
    case KIND_STR:
        return false;
    default:
        return special_peek(vm, object, vm->names.getitem) != NULL;
    }
}

Object *str_percent(Vm *vm, StrObject *format, Object *right) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    char room[TEXT_ROOM];
    Percent percent = {.vm = vm,
                       .out = bytes_in(room, sizeof room),
                       .at = format->text,
                       .end = format->text + format->bytes,
                       .format = format,
                       .values = right,
                       .mapping = is_mapping(vm, right) ? right : NULL,
                       .fetched = registers,
                       .next = right->kind == KIND_TUPLE ? 0 : -1};
    bool good = write_all(&percent);
    native_leave(vm, registers);
    if (good && percent.whole == NULL) {
        return (Object *)str_from_bytes(vm, &percent.out);
    }
    bytes_free(&percent.out);
    if (!good) {
        object_release_if(vm, (Object *)percent.whole);
        return NULL;
    }
    return (Object *)percent.whole;
}
