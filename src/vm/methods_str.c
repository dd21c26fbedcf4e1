/* methods_str.c -- methods of strings that look for parts, strip, and pad. Questions and case
 * are in methods_str_case.c, taking apart and joining in methods_str_split.c, translating in
 * methods_str_translate.c, format() in methods_str_format.c.
 *
 * Of the program's code only an __index__ can run here, and strings do not change, so nothing needs
 * registers. */
#include "base/letters.h"
#include "base/utf8.h"
#include "object/format.h"
#include "object/special.h"
#include "vm/native.h"

#include <limits.h>
#include <string.h>

/* The part of a string between two optional bounds. */
typedef struct Window {
    const char *text;
    size_t bytes;
    size_t first; /* index of its first character in the string */
    bool exists;  /* false where start lies beyond the stop or the string */
} Window;

static bool read_bound(Vm *vm, Object *bound_or_null, int64_t *bound) {
    if (bound_or_null == NULL || bound_or_null->kind == KIND_NONE) {
        return true;
    }
    if (!special_has_index(vm, bound_or_null)) {
        raise_error(vm, ERROR_TypeError,
                    "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return object_to_bound(vm, bound_or_null, bound);
}

static bool read_window(Vm *vm, const StrObject *string, Object *start_or_null,
                        Object *stop_or_null, Window *window) {
    int64_t length = string->length;
    int64_t start = 0;
    int64_t stop = length;
    if (!read_bound(vm, start_or_null, &start) || !read_bound(vm, stop_or_null, &stop)) {
        return false;
    }
    start += start < 0 ? length : 0;
    stop += stop < 0 ? length : 0;
    start = start < 0 ? 0 : start;
    stop = stop < 0 ? 0 : stop > length ? length : stop;
    window->exists = start <= stop;
    if (window->exists) {
        size_t from = str_offset(string, (size_t)start);
        window->text = string->text + from;
        window->bytes = str_offset(string, (size_t)stop) - from;
        window->first = (size_t)start;
    }
    return true;
}

/* Where the last of all occurrences begins, in bytes, or -1. */
static int64_t find_last(const char *text, size_t bytes, const StrObject *part) {
    for (size_t at = bytes + 1; part->bytes <= bytes && at-- > 0;) {
        if (at + part->bytes <= bytes && memcmp(text + at, part->text, part->bytes) == 0) {
            return (int64_t)at;
        }
    }
    return -1;
}

/* find() and its kin: the index of a character, -1 if absent, -2 on failure. */
static int64_t find_part(Vm *vm, Object **args, bool last) {
    const StrObject *string = (const StrObject *)args[0];
    Window window = {0};
    if (args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "must be str, not %.100s", object_type_name(vm, args[1]));
        return -2;
    }
    if (!read_window(vm, string, args[2], args[3], &window)) {
        return -2;
    }
    if (!window.exists) {
        return -1;
    }
    const StrObject *part = (const StrObject *)args[1];
    int64_t at = last ? find_last(window.text, window.bytes, part)
                      : str_find_bytes(window.text, window.bytes, part->text, part->bytes);
    return at < 0 ? -1 : (int64_t)(window.first + utf8_count(window.text, (size_t)at));
}

static Object *index_or_raise(Vm *vm, int64_t index) {
    if (index == -1) {
        raise_error(vm, ERROR_ValueError, "substring not found");
    }
    return index < 0 ? NULL : int_new(vm, index);
}

Object *str_method_find(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t index = find_part(vm, args, false);
    return index == -2 ? NULL : int_new(vm, index);
}

Object *str_method_rfind(Vm *vm, Object **args, size_t count) {
    (void)count;
    int64_t index = find_part(vm, args, true);
    return index == -2 ? NULL : int_new(vm, index);
}

Object *str_method_index(Vm *vm, Object **args, size_t count) {
    (void)count;
    return index_or_raise(vm, find_part(vm, args, false));
}

Object *str_method_rindex(Vm *vm, Object **args, size_t count) {
    (void)count;
    return index_or_raise(vm, find_part(vm, args, true));
}

Object *str_method_count(Vm *vm, Object **args, size_t count) {
    (void)count;
    Window window = {0};
    if (args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "must be str, not %.100s", object_type_name(vm, args[1]));
        return NULL;
    }
    if (!read_window(vm, (StrObject *)args[0], args[2], args[3], &window)) {
        return NULL;
    }
    const StrObject *part = (const StrObject *)args[1];
    if (!window.exists || part->bytes == 0) {
        size_t points = window.exists ? utf8_count(window.text, window.bytes) + 1 : 0;
        return int_new(vm, (int64_t)points);
    }
    int64_t found = 0;
    int64_t at = 0;
    while ((at = str_find_bytes(window.text, window.bytes, part->text, part->bytes)) >= 0) {
        found++;
        window.text += (size_t)at + part->bytes;
        window.bytes -= (size_t)at + part->bytes;
    }
    return int_new(vm, found);
}

static bool has_affix(const Window *window, const StrObject *affix, bool at_end) {
    return window->exists && affix->bytes <= window->bytes &&
           memcmp(window->text + (at_end ? window->bytes - affix->bytes : 0), affix->text,
                  affix->bytes) == 0;
}

static Object *check_affix(Vm *vm, Object **args, bool at_end, const char *name) {
    Window window = {0};
    if (!read_window(vm, (StrObject *)args[0], args[2], args[3], &window)) {
        return NULL;
    }
    if (args[1]->kind == KIND_STR) {
        return bool_new(vm, has_affix(&window, (StrObject *)args[1], at_end));
    }
    if (args[1]->kind != KIND_TUPLE) {
        raise_error(vm, ERROR_TypeError, "%s first arg must be str or a tuple of str, not %.100s",
                    name, object_type_name(vm, args[1]));
        return NULL;
    }
    const TupleObject *affixes = (const TupleObject *)args[1];
    for (uint32_t i = 0; i < affixes->length; i++) {
        const Object *affix = affixes->items[i];
        if (affix->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError, "tuple for %s must only contain str, not %.100s", name,
                        object_type_name(vm, affix));
            return NULL;
        }
        if (has_affix(&window, (const StrObject *)affix, at_end)) {
            return bool_new(vm, true);
        }
    }
    return bool_new(vm, false);
}

Object *str_method_startswith(Vm *vm, Object **args, size_t count) {
    (void)count;
    return check_affix(vm, args, false, "startswith");
}

Object *str_method_endswith(Vm *vm, Object **args, size_t count) {
    (void)count;
    return check_affix(vm, args, true, "endswith");
}

/* The string without an affix, if it has it. */
static Object *remove_affix(Vm *vm, Object **args, bool at_end, const char *name) {
    const StrObject *string = (const StrObject *)args[0];
    if (args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "%s() argument must be str, not %.50s", name,
                    args[1]->kind == KIND_NONE ? "None" : object_type_name(vm, args[1]));
        return NULL;
    }
    Window window = {string->text, string->bytes, 0, true};
    const StrObject *affix = (const StrObject *)args[1];
    if (affix->bytes == 0 || !has_affix(&window, affix, at_end)) {
        return object_held(args[0]);
    }
    return (Object *)str_new(vm, string->text + (at_end ? 0 : affix->bytes),
                             string->bytes - affix->bytes);
}

Object *str_method_removeprefix(Vm *vm, Object **args, size_t count) {
    (void)count;
    return remove_affix(vm, args, false, "removeprefix");
}

Object *str_method_removesuffix(Vm *vm, Object **args, size_t count) {
    (void)count;
    return remove_affix(vm, args, true, "removesuffix");
}

/* An empty part stands before each character and at the end. */
static Object *replace_empty(Vm *vm, const StrObject *string, const StrObject *by, int64_t most) {
    Bytes text = {0};
    size_t at = 0;
    for (int64_t done = 0;; done++) {
        if (done < most) {
            bytes_append(&text, by->text, by->bytes);
        } else {
            bytes_append(&text, string->text + at, string->bytes - at);
            break;
        }
        if (at == string->bytes) {
            break;
        }
        uint32_t point = 0;
        size_t step = utf8_decode(string->text + at, string->bytes - at, &point);
        bytes_append(&text, string->text + at, step);
        at += step;
    }
    return (Object *)str_from_bytes(vm, &text);
}

Object *str_method_replace(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    for (int i = 1; i <= 2; i++) {
        if (args[i]->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError, "replace() argument %d must be str, not %.100s", i,
                        object_type_name(vm, args[i]));
            return NULL;
        }
    }
    const StrObject *part = (const StrObject *)args[1];
    const StrObject *by = (const StrObject *)args[2];
    int64_t most = -1;
    if (args[3] != NULL && !object_to_index(vm, args[3], &most)) {
        return NULL;
    }
    most = most < 0 ? INT64_MAX : most;
    if (part->bytes == 0) {
        return replace_empty(vm, string, by, most);
    }
    Bytes text = {0};
    size_t from = 0;
    int64_t done = 0;
    for (; done < most; done++) {
        int64_t at =
            str_find_bytes(string->text + from, string->bytes - from, part->text, part->bytes);
        if (at < 0) {
            break;
        }
        bytes_append(&text, string->text + from, (size_t)at);
        bytes_append(&text, by->text, by->bytes);
        from += (size_t)at + part->bytes;
    }
    if (done == 0) {
        return object_held(args[0]);
    }
    bytes_append(&text, string->text + from, string->bytes - from);
    return (Object *)str_from_bytes(vm, &text);
}

/* Whether a character is to be stripped: a space, or one of `characters`. */
static bool is_stripped(const StrObject *characters_or_null, const char *text, size_t bytes,
                        uint32_t point) {
    if (characters_or_null == NULL) {
        return letters_is_space(point);
    }
    return str_find_bytes(characters_or_null->text, characters_or_null->bytes, text, bytes) >= 0;
}

static Object *strip(Vm *vm, Object **args, bool left, bool right, const char *name) {
    const StrObject *string = (const StrObject *)args[0];
    const StrObject *characters = NULL;
    if (args[1] != NULL && args[1]->kind == KIND_STR) {
        characters = (const StrObject *)args[1];
    } else if (args[1] != NULL && args[1]->kind != KIND_NONE) {
        raise_error(vm, ERROR_TypeError, "%s arg must be None or str", name);
        return NULL;
    }
    size_t start = 0;
    size_t stop = string->bytes;
    uint32_t point = 0;
    while (left && start < stop) {
        size_t step = utf8_decode(string->text + start, stop - start, &point);
        if (!is_stripped(characters, string->text + start, step, point)) {
            break;
        }
        start += step;
    }
    while (right && start < stop) {
        size_t last = stop - 1;
        while (((unsigned char)string->text[last] & 0xC0) == 0x80) {
            last--;
        }
        (void)utf8_decode(string->text + last, stop - last, &point);
        if (!is_stripped(characters, string->text + last, stop - last, point)) {
            break;
        }
        stop = last;
    }
    if (stop - start == string->bytes) {
        return object_held(args[0]);
    }
    return (Object *)str_new(vm, string->text + start, stop - start);
}

Object *str_method_strip(Vm *vm, Object **args, size_t count) {
    (void)count;
    return strip(vm, args, true, true, "strip");
}

Object *str_method_lstrip(Vm *vm, Object **args, size_t count) {
    (void)count;
    return strip(vm, args, true, false, "lstrip");
}

Object *str_method_rstrip(Vm *vm, Object **args, size_t count) {
    (void)count;
    return strip(vm, args, false, true, "rstrip");
}

/* The string with so many fill characters before and behind it. */
static Object *pad(Vm *vm, StrObject *string, size_t before, size_t behind, const char *fill,
                   size_t fill_bytes) {
    size_t fills = 0;
    size_t bytes = 0;
    if (__builtin_mul_overflow(before + behind, fill_bytes, &fills) ||
        __builtin_add_overflow(fills, (size_t)string->bytes, &bytes) || bytes > UINT32_MAX) {
        raise_memory_error(vm);
        return NULL;
    }
    StrObject *result = str_new_raw(vm, bytes, string->length + before + behind);
    if (result == NULL) {
        return NULL;
    }
    char *out = result->text;
    for (size_t i = 0; i < before + behind; i++) {
        if (i == before) {
            memcpy(out, string->text, string->bytes);
            out += string->bytes;
        }
        memcpy(out, fill, fill_bytes);
        out += fill_bytes;
    }
    if (behind == 0) {
        memcpy(out, string->text, string->bytes);
    }
    return (Object *)result;
}

typedef enum Side { SIDE_LEFT, SIDE_RIGHT, SIDE_CENTER } Side;

static Object *justify(Vm *vm, Object **args, Side side) {
    StrObject *string = (StrObject *)args[0];
    const char *fill = " ";
    size_t fill_bytes = 1;
    int64_t width = 0;
    if (!object_to_index(vm, args[1], &width)) {
        return NULL;
    }
    if (args[2] != NULL) {
        const StrObject *given = (const StrObject *)args[2];
        if (args[2]->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError,
                        "The fill character must be a unicode character, not %.100s",
                        object_type_name(vm, args[2]));
            return NULL;
        }
        if (given->length != 1) {
            raise_error(vm, ERROR_TypeError,
                        "The fill character must be exactly one character long");
            return NULL;
        }
        fill = given->text;
        fill_bytes = given->bytes;
    }
    if (width <= (int64_t)string->length) {
        return object_held(args[0]);
    }
    size_t total = (size_t)width - string->length;
    size_t before = side == SIDE_LEFT    ? 0
                    : side == SIDE_RIGHT ? total
                                         : total / 2 + (total & (size_t)width & 1);
    return pad(vm, string, before, total - before, fill, fill_bytes);
}

Object *str_method_ljust(Vm *vm, Object **args, size_t count) {
    (void)count;
    return justify(vm, args, SIDE_LEFT);
}

Object *str_method_rjust(Vm *vm, Object **args, size_t count) {
    (void)count;
    return justify(vm, args, SIDE_RIGHT);
}

Object *str_method_center(Vm *vm, Object **args, size_t count) {
    (void)count;
    return justify(vm, args, SIDE_CENTER);
}

Object *str_method_zfill(Vm *vm, Object **args, size_t count) {
    (void)count;
    StrObject *string = (StrObject *)args[0];
    int64_t width = 0;
    if (!object_to_index(vm, args[1], &width)) {
        return NULL;
    }
    if (width <= (int64_t)string->length) {
        return object_held(args[0]);
    }
    StrObject *result = (StrObject *)pad(vm, string, (size_t)width - string->length, 0, "0", 1);
    char sign = string->text[0];
    if (result != NULL && (sign == '+' || sign == '-')) {
        /* The sign goes before the zeros; the string is new, so it may still be written. */
        result->text[(size_t)width - string->length] = '0';
        result->text[0] = sign;
    }
    return (Object *)result;
}

Object *str_method_expandtabs(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    int64_t size = 8;
    if (args[1] != NULL && !object_to_bound(vm, args[1], &size)) {
        return NULL;
    }
    if (size > INT_MAX || size < INT_MIN) {
        raise_error(vm, ERROR_OverflowError, "Python int too large to convert to C int");
        return NULL;
    }
    Bytes text = {0};
    int64_t column = 0;
    for (size_t at = 0; at < string->bytes && !text.failed; at++) {
        char c = string->text[at];
        if (c == '\t') {
            int64_t spaces = size > 0 ? size - column % size : 0;
            if (!format_check_room(vm, spaces + (int64_t)text.length)) {
                bytes_free(&text);
                return NULL;
            }
            bytes_append_repeated(&text, ' ', (size_t)spaces);
            column += spaces;
            continue;
        }
        bytes_append_char(&text, c);
        /* The bytes of a character behind its first take no column. */
        column = c == '\n' || c == '\r' ? 0 : column + (((unsigned char)c & 0xC0) != 0x80);
    }
    return (Object *)str_from_bytes(vm, &text);
}
