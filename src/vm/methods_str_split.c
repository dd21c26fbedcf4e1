/* methods_str_split.c -- taking strings apart, and joining them. */
#include "base/letters.h"
#include "base/utf8.h"
#include "object/special.h"
#include "vm/native.h"

#include <string.h>

/* Appends a part of the string. */
static bool append_part(Vm *vm, ListObject *list, const StrObject *string, const char *text,
                        size_t bytes) {
    StrObject *part =
        str_is_ascii(string) ? str_new_ascii(vm, text, bytes) : str_new(vm, text, bytes);
    return part != NULL && list_append_take(vm, list, &part->header);
}

static Object *finish_list(Vm *vm, ListObject *list, bool good) {
    if (good) {
        return &list->header;
    }
    object_release(vm, &list->header);
    return NULL;
}

/* The bytes of the character that ends at `stop`, and the character. */
static size_t decode_before(const char *text, size_t stop, uint32_t *point) {
    size_t at = stop - 1;
    while (((unsigned char)text[at] & 0xC0) == 0x80) {
        at--;
    }
    return utf8_decode(text + at, stop - at, point);
}

/* Splits at runs of spaces; what is left after `most` splits is one part. */
static bool split_spaces(Vm *vm, ListObject *list, const StrObject *string, int64_t most) {
    size_t at = 0;
    uint32_t point = 0;
    for (;;) {
        size_t step = 0;
        while (at < string->bytes) {
            step = utf8_decode(string->text + at, string->bytes - at, &point);
            if (!letters_is_space(point)) {
                break;
            }
            at += step;
        }
        if (at == string->bytes) {
            return true;
        }
        size_t start = at;
        if (most-- == 0) {
            return append_part(vm, list, string, string->text + start, string->bytes - start);
        }
        while (at < string->bytes) {
            step = utf8_decode(string->text + at, string->bytes - at, &point);
            if (letters_is_space(point)) {
                break;
            }
            at += step;
        }
        if (!append_part(vm, list, string, string->text + start, at - start)) {
            return false;
        }
    }
}

/* The same from the end; the parts come out last first. */
static bool split_spaces_back(Vm *vm, ListObject *list, const StrObject *string, int64_t most) {
    size_t stop = string->bytes;
    uint32_t point = 0;
    for (;;) {
        size_t step = 0;
        while (stop > 0 && (step = decode_before(string->text, stop, &point)) > 0 &&
               letters_is_space(point)) {
            stop -= step;
        }
        if (stop == 0) {
            return true;
        }
        size_t start = stop;
        if (most-- == 0) {
            return append_part(vm, list, string, string->text, stop);
        }
        while (start > 0 && (step = decode_before(string->text, start, &point)) > 0 &&
               !letters_is_space(point)) {
            start -= step;
        }
        if (!append_part(vm, list, string, string->text + start, stop - start)) {
            return false;
        }
        stop = start;
    }
}

static bool split_at(Vm *vm, ListObject *list, const StrObject *string, const StrObject *sep,
                     int64_t most) {
    size_t start = 0;
    for (; most > 0; most--) {
        int64_t at =
            str_find_bytes(string->text + start, string->bytes - start, sep->text, sep->bytes);
        if (at < 0) {
            break;
        }
        if (!append_part(vm, list, string, string->text + start, (size_t)at)) {
            return false;
        }
        start += (size_t)at + sep->bytes;
    }
    return append_part(vm, list, string, string->text + start, string->bytes - start);
}

/* Where the separator last ends at or before `stop` bytes: the start of it, or -1. */
static int64_t find_back(const StrObject *string, size_t stop, const StrObject *sep) {
    for (size_t at = stop + 1; at-- > 0;) {
        if (at + sep->bytes <= stop && memcmp(string->text + at, sep->text, sep->bytes) == 0) {
            return (int64_t)at;
        }
    }
    return -1;
}

static bool split_at_back(Vm *vm, ListObject *list, const StrObject *string, const StrObject *sep,
                          int64_t most) {
    size_t stop = string->bytes;
    for (; most > 0; most--) {
        int64_t at = find_back(string, stop, sep);
        if (at < 0) {
            break;
        }
        size_t start = (size_t)at + sep->bytes;
        if (!append_part(vm, list, string, string->text + start, stop - start)) {
            return false;
        }
        stop = (size_t)at;
    }
    return append_part(vm, list, string, string->text, stop);
}

static void reverse(ListObject *list) {
    for (uint32_t i = 0; i < list->length / 2; i++) {
        Object *kept = list->items[i];
        list->items[i] = list->items[list->length - 1 - i];
        list->items[list->length - 1 - i] = kept;
    }
}

static Object *split(Vm *vm, Object **args, bool back) {
    const StrObject *string = (const StrObject *)args[0];
    int64_t most = -1;
    if (args[2] != NULL && !object_to_index(vm, args[2], &most)) {
        return NULL;
    }
    most = most < 0 ? INT64_MAX : most;
    bool at_spaces = args[1] == NULL || args[1]->kind == KIND_NONE;
    if (!at_spaces && args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "must be str or None, not %.100s",
                    object_type_name(vm, args[1]));
        return NULL;
    }
    const StrObject *sep = (const StrObject *)args[1];
    if (!at_spaces && sep->bytes == 0) {
        raise_error(vm, ERROR_ValueError, "empty separator");
        return NULL;
    }
    ListObject *list = list_new(vm, 0);
    if (list == NULL) {
        return NULL;
    }
    bool good = false;
    if (at_spaces) {
        good =
            back ? split_spaces_back(vm, list, string, most) : split_spaces(vm, list, string, most);
    } else {
        good = back ? split_at_back(vm, list, string, sep, most)
                    : split_at(vm, list, string, sep, most);
    }
    if (back) {
        reverse(list);
    }
    return finish_list(vm, list, good);
}

Object *str_method_split(Vm *vm, Object **args, size_t count) {
    (void)count;
    return split(vm, args, false);
}

Object *str_method_rsplit(Vm *vm, Object **args, size_t count) {
    (void)count;
    return split(vm, args, true);
}

Object *str_method_splitlines(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    Truth keep = args[1] == NULL ? TRUTH_FALSE : object_truth(vm, args[1]);
    ListObject *list = keep == TRUTH_FAILED ? NULL : list_new(vm, 0);
    if (list == NULL) {
        return NULL;
    }
    bool good = true;
    size_t at = 0;
    while (good && at < string->bytes) {
        size_t start = at;
        size_t stop = at;
        uint32_t point = 0;
        while (at < string->bytes) {
            stop = at;
            at += utf8_decode(string->text + at, string->bytes - at, &point);
            if (letters_is_line_end(point)) {
                break;
            }
            stop = at;
        }
        if (point == '\r' && string->text[at] == '\n') {
            at++;
        }
        good = append_part(vm, list, string, string->text + start,
                           (keep == TRUTH_TRUE ? at : stop) - start);
    }
    return finish_list(vm, list, good);
}

static Object *partition(Vm *vm, Object **args, bool back) {
    const StrObject *string = (const StrObject *)args[0];
    if (args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "must be str, not %.100s", object_type_name(vm, args[1]));
        return NULL;
    }
    const StrObject *sep = (const StrObject *)args[1];
    if (sep->bytes == 0) {
        raise_error(vm, ERROR_ValueError, "empty separator");
        return NULL;
    }
    int64_t at = back ? find_back(string, string->bytes, sep)
                      : str_find_bytes(string->text, string->bytes, sep->text, sep->bytes);
    /* Without the separator everything stands in the first place, or in the last. */
    size_t first = at >= 0 ? (size_t)at : back ? 0 : string->bytes;
    size_t second = at >= 0 ? sep->bytes : 0;
    Object *parts[3] = {(Object *)str_new(vm, string->text, first), NULL, NULL};
    if (parts[0] != NULL) {
        parts[1] = (Object *)str_new(vm, string->text + first, second);
    }
    if (parts[1] != NULL) {
        parts[2] =
            (Object *)str_new(vm, string->text + first + second, string->bytes - first - second);
    }
    if (parts[2] == NULL) {
        object_release_if(vm, parts[1]);
        object_release_if(vm, parts[0]);
        return NULL;
    }
    return (Object *)tuple_from_take(vm, parts, 3);
}

Object *str_method_partition(Vm *vm, Object **args, size_t count) {
    (void)count;
    return partition(vm, args, false);
}

Object *str_method_rpartition(Vm *vm, Object **args, size_t count) {
    (void)count;
    return partition(vm, args, true);
}

Object *str_method_join(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *sep = (const StrObject *)args[0];
    if (args[1]->kind == KIND_LIST) {
        return (Object *)str_join(vm, sep, ((ListObject *)args[1])->items,
                                  ((ListObject *)args[1])->length);
    }
    if (args[1]->kind == KIND_TUPLE) {
        return (Object *)str_join(vm, sep, ((TupleObject *)args[1])->items,
                                  ((TupleObject *)args[1])->length);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    registers[0] = iterator_new(vm, args[1]);
    if (registers[0] == NULL && raise_pending_is(vm, ERROR_TypeError)) {
        raise_clear(vm);
        raise_error(vm, ERROR_TypeError, "can only join an iterable");
    }
    ListObject *list = registers[0] == NULL ? NULL : list_from_iterable(vm, registers[0]);
    native_leave(vm, registers);
    if (list == NULL) {
        return NULL;
    }
    Object *result = (Object *)str_join(vm, sep, list->items, list->length);
    object_release(vm, &list->header);
    return result;
}
