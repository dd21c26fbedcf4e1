/* format.c -- format(x, spec) for everything but numbers, which are in format_number.c. */
#include "object/format.h"

#include "base/letters.h"
#include "base/utf8.h"
#include "object/special.h"

#include <string.h>

/* Specifications ------------------------------------------------------------------------------- */

/* The text of a specification, read from left to right. */
typedef struct SpecReader {
    const char *at;
    const char *end;
} SpecReader;

/* The code point that comes next, and its length; 0 at the end. */
static size_t peek(const SpecReader *reader, uint32_t *point) {
    return utf8_decode(reader->at, (size_t)(reader->end - reader->at), point);
}

static bool accept(SpecReader *reader, char wanted) {
    bool there = reader->at < reader->end && *reader->at == wanted;
    reader->at += there;
    return there;
}

static bool is_align(const char *at, const char *end) {
    return at < end && (*at == '<' || *at == '>' || *at == '^' || *at == '=');
}

static bool raise_value_error(Vm *vm, const char *message) {
    raise_error(vm, ERROR_ValueError, "%s", message);
    return false;
}

/* Decimal digits of any script; *value stays as it is where there are none. */
static bool read_number(Vm *vm, SpecReader *reader, int64_t *value) {
    uint32_t point = 0;
    size_t step = 0;
    int digit = -1;
    int64_t sum = 0;
    bool any = false;
    while ((step = peek(reader, &point)) > 0 && (digit = letters_decimal(point)) >= 0) {
        if (sum > INT64_MAX / 10) {
            return raise_value_error(vm, "Too many decimal digits in format string");
        }
        sum = (int64_t)((uint64_t)sum * 10 + (uint64_t)digit);
        reader->at += step;
        any = true;
    }
    *value = any ? sum : *value;
    return true;
}

static void read_flags(SpecReader *reader, char default_align, FormatSpec *spec) {
    uint32_t point = 0;
    size_t step = peek(reader, &point);
    bool has_fill = step > 0 && is_align(reader->at + step, reader->end);
    bool has_align = has_fill || is_align(reader->at, reader->end);
    if (has_fill) {
        spec->fill = point;
        reader->at += step;
    }
    if (has_align) {
        spec->align = *reader->at++;
    }
    char next = reader->at < reader->end ? *reader->at : '\0';
    if (next == '+' || next == '-' || next == ' ') {
        spec->sign = *reader->at++;
    }
    spec->no_negative_zero = accept(reader, 'z');
    spec->alternate = accept(reader, '#');
    if (!has_fill && accept(reader, '0')) {
        spec->fill = '0';
        if (!has_align && default_align == '>') {
            spec->align = '=';
        }
    }
}

static bool read_grouping(Vm *vm, SpecReader *reader, FormatSpec *spec) {
    bool comma = accept(reader, ',');
    bool underscore = accept(reader, '_');
    if (underscore && (comma || accept(reader, ','))) {
        return raise_value_error(vm, "Cannot specify both ',' and '_'.");
    }
    spec->grouping = comma ? ',' : underscore ? '_' : '\0';
    return true;
}

static bool check_grouping(Vm *vm, const FormatSpec *spec) {
    if (LIKELY(spec->grouping == 0)) {
        return true;
    }
    bool ascii = spec->type < 0x80;
    if (spec->type == 0 || (ascii && strchr("defgEG%F", (int)spec->type) != NULL) ||
        (ascii && spec->grouping == '_' && strchr("boxX", (int)spec->type) != NULL)) {
        return true;
    }
    if (spec->type > 32 && ascii) {
        raise_error(vm, ERROR_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping,
                    (char)spec->type);
    } else {
        raise_error(vm, ERROR_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping,
                    (unsigned)spec->type);
    }
    return false;
}

/* Reads a specification for an object of a type for which `type` and `align` are usual. */
static bool read_spec(Vm *vm, const Object *object, FormatText text, uint32_t type, char align,
                      FormatSpec *spec) {
    SpecReader reader = {text.text, text.text + text.bytes};
    *spec = (FormatSpec){.width = -1, .precision = -1, .fill = ' ', .type = type, .align = align};
    read_flags(&reader, align, spec);
    if (!read_number(vm, &reader, &spec->width) || !read_grouping(vm, &reader, spec)) {
        return false;
    }
    if (accept(&reader, '.')) {
        if (!read_number(vm, &reader, &spec->precision)) {
            return false;
        }
        if (spec->precision < 0) {
            return raise_value_error(vm, "Format specifier missing precision");
        }
    }
    uint32_t point = 0;
    size_t step = peek(&reader, &point);
    if (reader.at + step < reader.end) {
        raise_error(vm, ERROR_ValueError,
                    "Invalid format specifier '%.*s' for object of type '%.200s'", (int)text.bytes,
                    text.text, object_type_name(vm, object));
        return false;
    }
    spec->type = step > 0 ? point : type;
    return check_grouping(vm, spec);
}

void format_raise_unknown_type(Vm *vm, const Object *object, const FormatSpec *spec) {
    const char *type = object_type_name(vm, object);
    if (spec->type > 32 && spec->type < 128) {
        raise_error(vm, ERROR_ValueError, "Unknown format code '%c' for object of type '%.200s'",
                    (char)spec->type, type);
    } else {
        raise_error(vm, ERROR_ValueError, "Unknown format code '\\x%x' for object of type '%.200s'",
                    (unsigned)spec->type, type);
    }
}

/* Writing -------------------------------------------------------------------------------------- */

bool format_check_room(Vm *vm, int64_t characters) {
    bool fits = characters <= 0 || (uint64_t)characters / HEAP_ARENA_BYTES < vm->heap->limit_arenas;
    if (!fits) {
        raise_memory_error(vm);
    }
    return fits;
}

void format_append_fill(Bytes *out, uint32_t fill, int64_t count) {
    char text[UTF8_LONGEST];
    size_t bytes = utf8_encode(fill, text);
    if (bytes == 1) {
        bytes_append_repeated(out, text[0], count > 0 ? (size_t)count : 0);
        return;
    }
    for (; count > 0 && !out->failed; count--) {
        bytes_append(out, text, bytes);
    }
}

static const char *refusal_of_str(const FormatSpec *spec) {
    return spec->sign == ' '        ? "Space not allowed in string format specifier"
           : spec->sign != 0        ? "Sign not allowed in string format specifier"
           : spec->no_negative_zero ? "Negative zero coercion (z) not allowed in string format "
                                      "specifier"
           : spec->alternate        ? "Alternate form (#) not allowed in string format specifier"
           : spec->align == '='     ? "'=' alignment not allowed in string format specifier"
                                    : NULL;
}

/* `*is_same` says whether nothing was added or cut. */
static bool format_str(Vm *vm, Bytes *out, Object *object, FormatText text, bool *is_same) {
    const StrObject *string = (StrObject *)object_plain(object);
    FormatSpec spec;
    if (!read_spec(vm, object, text, 's', '<', &spec)) {
        return false;
    }
    if (spec.type != 's') {
        format_raise_unknown_type(vm, object, &spec);
        return false;
    }
    const char *refusal = refusal_of_str(&spec);
    if (refusal != NULL) {
        return raise_value_error(vm, refusal);
    }
    int64_t length = string->length;
    bool cut = spec.precision >= 0 && spec.precision < length;
    length = cut ? spec.precision : length;
    int64_t padding = spec.width > length ? spec.width - length : 0;
    int64_t before = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
    *is_same = !cut && padding == 0;
    if (!format_check_room(vm, padding)) {
        return false;
    }
    format_append_fill(out, spec.fill, before);
    bytes_append(out, string->text, str_offset(string, (size_t)length));
    format_append_fill(out, spec.fill, padding - before);
    return true;
}

static bool format_number(Vm *vm, Bytes *out, Object *number, FormatText text) {
    FormatSpec spec;
    bool is_float = number->kind == KIND_FLOAT;
    return read_spec(vm, number, text, is_float ? 0 : 'd', '>', &spec) &&
           (is_float ? format_float : format_int)(vm, out, number, &spec);
}

bool format_can_write(const Object *object) {
    return object->kind == KIND_INT || object->kind == KIND_FLOAT || object->kind == KIND_STR;
}

bool format_write(Vm *vm, Bytes *out, Object *object, FormatText spec) {
    char text[FLOAT_TEXT_SIZE];
    bool is_same = false;
    if (spec.bytes > 0) {
        return object->kind == KIND_STR ? format_str(vm, out, object, spec, &is_same)
                                        : format_number(vm, out, object, spec);
    }
    if (object->kind == KIND_INT) {
        bytes_append(out, text, int_format_decimal(int_value(object), text));
    } else if (object->kind == KIND_FLOAT) {
        bytes_append(out, text, float_format_shortest(float_value(object), text));
    } else {
        bytes_append(out, ((StrObject *)object)->text, ((StrObject *)object)->bytes);
    }
    return true;
}

StrObject *object_format_default(Vm *vm, Object *object, StrObject *spec_or_null) {
    if (spec_or_null == NULL || spec_or_null->bytes == 0) {
        return object_str(vm, object);
    }
    Object *plain = object_plain(object);
    if (plain->kind != KIND_STR && !object_is_number(plain)) {
        raise_error(vm, ERROR_TypeError, "unsupported format string passed to %.200s.__format__",
                    object_type_name(vm, object));
        return NULL;
    }
    char room[TEXT_ROOM];
    Bytes out = bytes_in(room, sizeof room);
    FormatText spec = {spec_or_null->text, spec_or_null->bytes};
    bool is_same = false;
    bool good = plain->kind == KIND_STR ? format_str(vm, &out, object, spec, &is_same)
                                        : format_number(vm, &out, object, spec);
    if (good && !is_same) {
        return str_from_bytes(vm, &out);
    }
    bytes_free(&out);
    return good ? (StrObject *)object_held(plain) : NULL;
}

/* Calls a program's own __format__, which is always given a string. */
static StrObject *call_format(Vm *vm, Object *object, Object *method, StrObject *spec_or_null) {
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return NULL;
    }
    registers[0] = object_held(method);
    registers[1] =
        spec_or_null != NULL ? object_held(&spec_or_null->header) : (Object *)str_new(vm, "", 0);
    Object *result =
        registers[1] == NULL ? NULL : special_call(vm, method, object, registers[1], NULL);
    if (result != NULL && result->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "__format__ must return a str, not %.200s",
                    object_type_name(vm, result));
        object_release(vm, result);
        result = NULL;
    }
    native_leave(vm, registers);
    return (StrObject *)result;
}

StrObject *object_format(Vm *vm, Object *object, StrObject *spec_or_null) {
    Object *method = special_peek(vm, object, vm->names.format);
    /* What is not the program's own is what every object has. */
    bool is_own = method != NULL && method->kind != KIND_NATIVE;
    return is_own ? call_format(vm, object, method, spec_or_null)
                  : object_format_default(vm, object, spec_or_null);
}

/* ascii() -------------------------------------------------------------------------------------- */

StrObject *object_ascii(Vm *vm, Object *object) {
    StrObject *text = object_repr(vm, object);
    if (text == NULL || str_is_ascii(text)) {
        return text;
    }
    Bytes out = {0};
    for (size_t at = 0; at < text->bytes;) {
        uint32_t point = 0;
        at += utf8_decode(text->text + at, text->bytes - at, &point);
        if (point < 0x80) {
            bytes_append_char(&out, (char)point);
        } else {
            str_write_escape(&out, point);
        }
    }
    object_release(vm, &text->header);
    return str_from_bytes(vm, &out);
}
