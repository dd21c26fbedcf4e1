/* methods_str_case.c -- upper(), lower(), isalpha() and so on, by the rules of Unicode. */
#include "base/letters.h"
#include "base/utf8.h"
#include "vm/native.h"

static void append_mapped(Bytes *out, LetterCase to, uint32_t point) {
    uint32_t mapped[LETTERS_LONGEST];
    size_t length = letters_map(to, point, mapped);
    for (size_t i = 0; i < length; i++) {
        char text[UTF8_LONGEST];
        bytes_append(out, text, utf8_encode(mapped[i], text));
    }
}

/* Whether a capital sigma that stands at `at` ends a word, where it becomes another small letter
 * than elsewhere: a cased letter comes before it and none behind it. */
static bool is_final_sigma(const StrObject *string, size_t at, size_t behind) {
    uint32_t point = 0;
    bool before = false;
    for (size_t i = 0; i < at;) {
        i += utf8_decode(string->text + i, string->bytes - i, &point);
        if (!letters_is_case_ignorable(point)) {
            before = letters_is_cased(point);
        }
    }
    if (!before) {
        return false;
    }
    while (behind < string->bytes) {
        behind += utf8_decode(string->text + behind, string->bytes - behind, &point);
        if (!letters_is_case_ignorable(point)) {
            return !letters_is_cased(point);
        }
    }
    return true;
}

static void append_lower(Bytes *out, const StrObject *string, size_t at, size_t behind,
                         uint32_t point) {
    enum { CAPITAL_SIGMA = 0x3A3, SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };
    if (point == CAPITAL_SIGMA) {
        char text[UTF8_LONGEST];
        uint32_t small = is_final_sigma(string, at, behind) ? FINAL_SIGMA : SIGMA;
        bytes_append(out, text, utf8_encode(small, text));
    } else {
        append_mapped(out, LETTER_LOWER, point);
    }
}

typedef enum CaseRule { RULE_LOWER, RULE_UPPER, RULE_CAPITALIZE, RULE_TITLE, RULE_SWAP } CaseRule;

/* What becomes of the next character. `inside` says that a cased letter stands just before it. */
static LetterCase choose_case(CaseRule rule, size_t at, bool inside, uint32_t point) {
    switch (rule) {
    case RULE_UPPER:
        return LETTER_UPPER;
    case RULE_CAPITALIZE:
        return at == 0 ? LETTER_TITLE : LETTER_LOWER;
    case RULE_TITLE:
        return inside ? LETTER_LOWER : LETTER_TITLE;
    case RULE_SWAP:
        return letters_is_upper(point) ? LETTER_LOWER : LETTER_UPPER;
    default:
        return LETTER_LOWER;
    }
}

static Object *change_case(Vm *vm, Object *object, CaseRule rule) {
    const StrObject *string = (const StrObject *)object;
    Bytes text = {0};
    bool inside = false;
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        size_t step = utf8_decode(string->text + at, string->bytes - at, &point);
        LetterCase to = choose_case(rule, at, inside, point);
        bool swaps_nothing =
            rule == RULE_SWAP && !letters_is_upper(point) && !letters_is_lower(point);
        if (swaps_nothing) {
            bytes_append(&text, string->text + at, step);
        } else if (to == LETTER_LOWER) {
            append_lower(&text, string, at, at + step, point);
        } else {
            append_mapped(&text, to, point);
        }
        inside = letters_is_cased(point);
        at += step;
    }
    return (Object *)str_from_bytes(vm, &text);
}

Object *str_method_casefold(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    Bytes text = {0};
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        uint32_t folded[LETTERS_LONGEST];
        char encoded[UTF8_LONGEST];
        at += utf8_decode(string->text + at, string->bytes - at, &point);
        size_t length = letters_fold(point, folded);
        for (size_t i = 0; i < length; i++) {
            bytes_append(&text, encoded, utf8_encode(folded[i], encoded));
        }
    }
    return (Object *)str_from_bytes(vm, &text);
}

#define CASE_METHOD(name, rule)                                                                    \
    Object *str_method_##name(Vm *vm, Object **args, size_t count) {                               \
        (void)count;                                                                               \
        return change_case(vm, args[0], rule);                                                     \
    }

CASE_METHOD(lower, RULE_LOWER)
CASE_METHOD(upper, RULE_UPPER)
CASE_METHOD(capitalize, RULE_CAPITALIZE)
CASE_METHOD(title, RULE_TITLE)
CASE_METHOD(swapcase, RULE_SWAP)

/* Questions about all characters --------------------------------------------------------------- */

/* Whether all characters pass; `empty` is the answer where there are none. */
static Object *check_all(Vm *vm, const Object *object, bool (*passes)(uint32_t point), bool empty) {
    const StrObject *string = (const StrObject *)object;
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        at += utf8_decode(string->text + at, string->bytes - at, &point);
        if (!passes(point)) {
            return bool_new(vm, false);
        }
    }
    return bool_new(vm, string->bytes > 0 || empty);
}

static bool is_ascii(uint32_t point) {
    return point < 0x80;
}

static bool is_decimal(uint32_t point) {
    return letters_decimal(point) >= 0;
}

#define QUESTION(name, passes, empty)                                                              \
    Object *str_method_##name(Vm *vm, Object **args, size_t count) {                               \
        (void)count;                                                                               \
        return check_all(vm, args[0], passes, empty);                                              \
    }

QUESTION(isalnum, letters_is_alnum, false)
QUESTION(isalpha, letters_is_alpha, false)
QUESTION(isascii, is_ascii, true)
QUESTION(isdecimal, is_decimal, false)
QUESTION(isdigit, letters_is_digit, false)
QUESTION(isnumeric, letters_is_numeric, false)
QUESTION(isprintable, utf8_is_printable, true)
QUESTION(isspace, letters_is_space, false)

Object *str_method_isidentifier(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    bool good = string->bytes > 0;
    for (size_t at = 0; at < string->bytes && good;) {
        uint32_t point = 0;
        size_t step = utf8_decode(string->text + at, string->bytes - at, &point);
        good = at == 0 ? utf8_is_identifier_start(point) : utf8_is_identifier_continue(point);
        at += step;
    }
    return bool_new(vm, good);
}

/* Whether capitals stand only where words begin, and small letters only inside of them. */
Object *str_method_istitle(Vm *vm, Object **args, size_t count) {
    (void)count;
    const StrObject *string = (const StrObject *)args[0];
    bool found = false;
    bool inside = false;
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        at += utf8_decode(string->text + at, string->bytes - at, &point);
        bool is_cased = letters_is_cased(point);
        if (is_cased && letters_is_lower(point) != inside) {
            return bool_new(vm, false);
        }
        found = found || is_cased;
        inside = is_cased;
    }
    return bool_new(vm, found);
}

/* True if there is a letter of the wanted case and none of another. */
static Object *check_case(Vm *vm, const Object *object, bool upper) {
    const StrObject *string = (const StrObject *)object;
    bool found = false;
    for (size_t at = 0; at < string->bytes;) {
        uint32_t point = 0;
        at += utf8_decode(string->text + at, string->bytes - at, &point);
        bool is_upper = letters_is_upper(point);
        bool is_lower = letters_is_lower(point);
        if (letters_is_title(point) || (upper ? is_lower : is_upper)) {
            return bool_new(vm, false);
        }
        found = found || (upper ? is_upper : is_lower);
    }
    return bool_new(vm, found);
}

Object *str_method_islower(Vm *vm, Object **args, size_t count) {
    (void)count;
    return check_case(vm, args[0], false);
}

Object *str_method_isupper(Vm *vm, Object **args, size_t count) {
    (void)count;
    return check_case(vm, args[0], true);
}
