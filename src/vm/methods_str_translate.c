/* methods_str_translate.c -- str.translate(), and str.maketrans(), which makes a table for it. */
#include "base/utf8.h"
#include "object/special.h"
#include "vm/native.h"

#include <string.h>

/* translate() ---------------------------------------------------------------------------------- */

enum { MEMO_SIZE = 128, MEMO_UNKNOWN = 0xFF, MEMO_DELETED = 0xFE };

typedef struct Translation {
    Vm *vm;
    Object *table;
    Bytes out;
    /* What became of ASCII characters: the program's own table is asked once for each. */
    unsigned char memo[MEMO_SIZE];
    bool remembers;
    bool skips; /* the character before was deleted, and nothing is remembered */
} Translation;

/* Asks the table for a character. *found is owned, or NULL where the character stays as it is. */
static bool look_up(Translation *translation, uint32_t point, Object **found) {
    Vm *vm = translation->vm;
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    registers[0] = int_new(vm, point);
    *found = registers[0] == NULL ? NULL : object_get_item(vm, translation->table, registers[0]);
    native_leave(vm, registers);
    if (*found == NULL && raise_pending_is(vm, ERROR_LookupError)) {
        raise_clear(vm);
        return true;
    }
    return *found != NULL;
}

/* Remembers what a table has for an ASCII character, if that is one or nothing. What is more ends
 * remembering, and CPython then asks for the character again, which a program's own table sees. */
static bool remember(Translation *translation, uint32_t point, const Object *plain_or_null) {
    int64_t to = MEMO_SIZE;
    if (plain_or_null == NULL) {
        to = point;
    } else if (plain_or_null->kind == KIND_NONE) {
        to = MEMO_DELETED;
    } else if (plain_or_null->kind == KIND_STR) {
        const StrObject *string = (const StrObject *)plain_or_null;
        to = string->bytes == 1 ? string->text[0] : MEMO_SIZE;
    } else if (object_is_any_int(plain_or_null)) {
        to = int_clipped(plain_or_null);
    }
    translation->remembers = to >= 0 && (to < MEMO_SIZE || to == MEMO_DELETED);
    if (translation->remembers) {
        translation->memo[point] = (unsigned char)to;
    }
    return translation->remembers;
}

/* Appends what a table has for a character. */
static bool append_found(Translation *translation, Object *plain) {
    Vm *vm = translation->vm;
    char text[UTF8_LONGEST];
    if (plain->kind == KIND_NONE) {
        translation->skips = !translation->remembers;
        return true;
    }
    if (plain->kind == KIND_STR) {
        const StrObject *string = (const StrObject *)plain;
        bytes_append(&translation->out, string->text, string->bytes);
        return true;
    }
    if (!object_is_any_int(plain)) {
        raise_error(vm, ERROR_TypeError, "character mapping must return integer, None or str");
        return false;
    }
    int64_t to = int_clipped(plain);
    if (to < 0 || to > UTF8_LAST_CODE_POINT) {
        raise_error(vm, ERROR_ValueError, "character mapping must be in range(0x110000)");
        return false;
    }
    bytes_append(&translation->out, text, utf8_encode((uint32_t)to, text));
    return true;
}

static bool translate_character(Translation *translation, uint32_t point, const char *text,
                                size_t bytes) {
    unsigned char known = translation->remembers ? translation->memo[point] : MEMO_UNKNOWN;
    if (known != MEMO_UNKNOWN) {
        if (known != MEMO_DELETED) {
            bytes_append_char(&translation->out, (char)known);
        }
        return true;
    }
    Object *found = NULL;
    if (translation->skips) {
        /* CPython looks behind a deleted character for more, and then asks again. */
        if (!look_up(translation, point, &found)) {
            return false;
        }
        translation->skips = found != NULL && found->kind == KIND_NONE;
        object_release_if(translation->vm, found);
        if (translation->skips) {
            return true;
        }
    }
    if (!look_up(translation, point, &found)) {
        return false;
    }
    if (translation->remembers &&
        !remember(translation, point, found == NULL ? NULL : object_plain(found))) {
        object_release_if(translation->vm, found);
        return translate_character(translation, point, text, bytes);
    }
    if (found == NULL) {
        bytes_append(&translation->out, text, bytes);
        return true;
    }
    bool good = append_found(translation, object_plain(found));
    object_release(translation->vm, found);
    return good;
}

Object *str_method_translate(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    Translation translation = {.vm = vm, .table = args[1], .remembers = str_is_ascii(string)};
    memset(translation.memo, MEMO_UNKNOWN, sizeof translation.memo);
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        size_t step = utf8_decode(string->text + at, string->bytes - at, &point);
        if (!translate_character(&translation, point, string->text + at, step)) {
            bytes_free(&translation.out);
            return NULL;
        }
        at += step;
    }
    return (Object *)str_from_bytes(vm, &translation.out);
}

/* maketrans() ---------------------------------------------------------------------------------- */

static bool put_take(Vm *vm, DictObject *table, uint32_t point, Object *value_or_null) {
    Object *key = value_or_null == NULL ? NULL : int_new(vm, point);
    if (key == NULL) {
        object_release_if(vm, value_or_null);
        return false;
    }
    bool good = dict_set_take(vm, table, key, value_or_null);
    object_release(vm, key);
    return good;
}

/* From characters to those at the same places, and others to nothing. */
static bool fill_from_strings(Vm *vm, DictObject *table, const StrObject *from, const StrObject *to,
                              const StrObject *gone_or_null) {
    size_t to_at = 0;
    uint32_t point = 0;
    uint32_t other = 0;
    for (size_t at = 0; at < from->bytes;) {
        at += utf8_decode(from->text + at, from->bytes - at, &point);
        to_at += utf8_decode(to->text + to_at, to->bytes - to_at, &other);
        if (!put_take(vm, table, point, int_new(vm, other))) {
            return false;
        }
    }
    for (size_t at = 0; gone_or_null != NULL && at < gone_or_null->bytes;) {
        at += utf8_decode(gone_or_null->text + at, gone_or_null->bytes - at, &point);
        if (!put_take(vm, table, point, object_held(vm->none))) {
            return false;
        }
    }
    return true;
}

/* The pairs of a dict, whose keys may be characters. */
static bool fill_from_dict(Vm *vm, DictObject *table, const DictObject *from) {
    for (size_t entry = dict_next_entry(from, 0); entry < from->fill;
         entry = dict_next_entry(from, entry + 1)) {
        Object *key = dict_entry_key(from, entry);
        Object *value = dict_entry_value(from, entry);
        bool good = false;
        if (key->kind == KIND_STR) {
            const StrObject *string = (const StrObject *)key;
            uint32_t point = 0;
            if (string->length != 1) {
                raise_error(vm, ERROR_ValueError,
                            "string keys in translate table must be of length 1");
                return false;
            }
            (void)utf8_decode(string->text, string->bytes, &point);
            good = put_take(vm, table, point, object_held(value));
        } else if (object_is_any_int(key)) {
            good = dict_set(vm, table, key, value);
        } else {
            raise_error(vm, ERROR_TypeError, "keys in translate table must be strings or integers");
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

static bool check_strings(Vm *vm, Object **args) {
    for (int i = 1; i <= 2; i++) {
        if (args[i] != NULL && args[i]->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError, "maketrans() argument %d must be str, not %.50s",
                        i + 1, args[i]->kind == KIND_NONE ? "None" : object_type_name(vm, args[i]));
            return false;
        }
    }
    if (args[0]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError,
                    "first maketrans argument must be a string if there is a second argument");
        return false;
    }
    if (((StrObject *)args[0])->length != ((StrObject *)args[1])->length) {
        raise_error(vm, ERROR_ValueError,
                    "the first two maketrans arguments must have equal length");
        return false;
    }
    return true;
}

Object *str_static_maketrans(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[1] != NULL ? !check_strings(vm, args) : args[0]->kind != KIND_DICT) {
        if (args[1] == NULL) {
            raise_error(vm, ERROR_TypeError,
                        "if you give only one argument to maketrans it must be a dict");
        }
        return NULL;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    DictObject *table = dict_new(vm);
    registers[0] = (Object *)table;
    bool good = table != NULL &&
                (args[1] == NULL ? fill_from_dict(vm, table, (DictObject *)args[0])
                                 : fill_from_strings(vm, table, (StrObject *)args[0],
                                                     (StrObject *)args[1], (StrObject *)args[2]));
    if (good) {
        registers[0] = NULL;
    }
    native_leave(vm, registers);
    return good ? &table->header : NULL;
}
