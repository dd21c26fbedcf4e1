/* methods_str_format.c -- str.format() and str.format_map().
 *
 *      {[argument][.attribute | [index]]...[!conversion][:specification]}
 *
 * A specification may have fields of its own, but those none with fields again. The template and
 * the arguments lie in the caller's registers; the object that a field has reached, and the text
 * that it is asked for or by, in those of a native frame for each field. */
#include "base/letters.h"
#include "base/utf8.h"
#include "object/class.h"
#include "object/format.h"
#include "vm/native.h"

#include <string.h>

enum { DEEPEST_FIELDS = 2 };

enum { REGISTER_OBJECT, REGISTER_TEXT, REGISTER_COUNT };

typedef enum Numbering { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

typedef struct Template {
    Vm *vm;
    Object **positional; /* NULL for format_map() */
    int64_t positional_count;
    Object *keywords; /* what is asked for names, or NULL */
    Numbering numbering;
    int64_t next;     /* of automatic numbering */
    StrObject *whole; /* owned: a string that is all of the result, or NULL */
} Template;

typedef struct Text {
    const char *at;
    const char *end;
} Text;

/* A field taken apart. */
typedef struct Field {
    Text name;
    Text spec;
    uint32_t conversion; /* 0 for none */
    bool spec_has_fields;
} Field;

static bool expand(Template *template, Bytes *out, Text text, int depth);

static bool fail(Template *template, const char *message) {
    raise_error(template->vm, ERROR_ValueError, "%s", message);
    return false;
}

/* Splitting ------------------------------------------------------------------------------------ */

/* Finds the end of the specification: the brace that closes the field. */
static bool read_spec(Template *template, Text *text, Field *field) {
    int open = 1;
    field->spec.at = text->at;
    while (text->at < text->end) {
        char c = *text->at++;
        if (c == '{') {
            field->spec_has_fields = true;
            open++;
        } else if (c == '}' && --open == 0) {
            field->spec.end = text->at - 1;
            return true;
        }
    }
    return fail(template, "unmatched '{' in format spec");
}

/* Reads a field from behind its brace to behind the one that closes it. */
static bool read_field(Template *template, Text *text, Field *field) {
    char c = '\0';
    *field = (Field){.name = *text};
    while (text->at < text->end) {
        c = *text->at++;
        if (c == '{') {
            return fail(template, "unexpected '{' in field name");
        }
        if (c == '[') {
            while (text->at < text->end && *text->at != ']') {
                text->at++;
            }
        } else if (c == '}' || c == ':' || c == '!') {
            break;
        }
    }
    field->name.end = text->at - (c == '}' || c == ':' || c == '!');
    if (c == '}') {
        return true;
    }
    if (c == '!') {
        if (text->at == text->end) {
            return fail(template, "end of string while looking for conversion specifier");
        }
        text->at += utf8_decode(text->at, (size_t)(text->end - text->at), &field->conversion);
        if (text->at < text->end) {
            c = *text->at++;
            if (c == '}') {
                return true;
            }
            if (c != ':') {
                return fail(template, "expected ':' after conversion specifier");
            }
        }
    } else if (c != ':') {
        return fail(template, "expected '}' before end of string");
    }
    return read_spec(template, text, field);
}

/* The text as a number: -1 where it is none. */
static bool read_index(Template *template, Text text, int64_t *index) {
    int64_t sum = 0;
    *index = -1;
    if (text.at == text.end) {
        return true;
    }
    while (text.at < text.end) {
        uint32_t point = 0;
        text.at += utf8_decode(text.at, (size_t)(text.end - text.at), &point);
        int digit = letters_decimal(point);
        if (digit < 0) {
            return true;
        }
        if (sum > (INT64_MAX - digit) / 10) {
            return fail(template, "Too many decimal digits in format string");
        }
        sum = sum * 10 + digit;
    }
    *index = sum;
    return true;
}

/* Numbers the field if it has no name, and checks that all fields do the same. */
static bool number_field(Template *template, bool is_empty, int64_t *index) {
    if (!is_empty && *index < 0) {
        return true;
    }
    if (template->numbering == NUMBERING_OPEN) {
        template->numbering = is_empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    }
    if (template->numbering == NUMBERING_MANUAL && is_empty) {
        return fail(template, "cannot switch from manual field specification to automatic field "
                              "numbering");
    }
    if (template->numbering == NUMBERING_AUTOMATIC && !is_empty) {
        return fail(template, "cannot switch from automatic field numbering to manual field "
                              "specification");
    }
    *index = is_empty ? template->next++ : *index;
    return true;
}

/* Finding -------------------------------------------------------------------------------------- */

static bool find_named(Template *template, Object **registers, Text name) {
    Vm *vm = template->vm;
    registers[REGISTER_TEXT] = (Object *)str_new(vm, name.at, (size_t)(name.end - name.at));
    if (registers[REGISTER_TEXT] == NULL) {
        return false;
    }
    if (template->keywords == NULL) {
        raise_error_with(vm, ERROR_KeyError, registers[REGISTER_TEXT]);
        return false;
    }
    registers[REGISTER_OBJECT] = object_get_item(vm, template->keywords, registers[REGISTER_TEXT]);
    return registers[REGISTER_OBJECT] != NULL;
}

static bool find_positional(Template *template, Object **registers, int64_t index) {
    if (template->positional == NULL) {
        return fail(template, "Format string contains positional fields");
    }
    if (index >= template->positional_count) {
        raise_error(template->vm, ERROR_IndexError,
                    "Replacement index %lld out of range for positional args tuple",
                    (long long)index);
        return false;
    }
    registers[REGISTER_OBJECT] = object_held(template->positional[index]);
    return true;
}

/* Goes on to an attribute or item of the object; takes its text off `rest`. */
static bool follow(Template *template, Object **registers, Text *rest) {
    Vm *vm = template->vm;
    bool is_item = *rest->at == '[';
    if (!is_item && *rest->at != '.') {
        return fail(template, "Only '.' or '[' may follow ']' in format field specifier");
    }
    Text name = {++rest->at, rest->end};
    while (rest->at < rest->end &&
           (is_item ? *rest->at != ']' : *rest->at != '.' && *rest->at != '[')) {
        rest->at++;
    }
    name.end = rest->at;
    if (is_item && rest->at++ == rest->end) {
        return fail(template, "Missing ']' in format string");
    }
    int64_t index = -1;
    if (is_item && !read_index(template, name, &index)) {
        return false;
    }
    size_t bytes = (size_t)(name.end - name.at);
    if (bytes == 0) {
        return fail(template, "Empty attribute in format string");
    }
    registers[REGISTER_TEXT] = index >= 0 ? int_new(vm, index)
                               : is_item  ? (Object *)str_new(vm, name.at, bytes)
                                          : (Object *)str_intern(vm, name.at, bytes);
    if (registers[REGISTER_TEXT] == NULL) {
        return false;
    }
    Object *object = registers[REGISTER_OBJECT];
    Object *value = is_item ? object_get_item(vm, object, registers[REGISTER_TEXT])
                            : attribute_get(vm, object, (StrObject *)registers[REGISTER_TEXT]);
    OBJECT_CLEAR(vm, registers[REGISTER_TEXT]);
    registers[REGISTER_OBJECT] = value;
    object_release(vm, object);
    return value != NULL;
}

static bool find_object(Template *template, Object **registers, Text name) {
    Text first = name;
    for (first.end = first.at; first.end < name.end && *first.end != '.' && *first.end != '[';
         first.end++) {
    }
    int64_t index = -1;
    if (!read_index(template, first, &index) ||
        !number_field(template, first.at == first.end, &index)) {
        return false;
    }
    bool found = index < 0 ? find_named(template, registers, first)
                           : find_positional(template, registers, index);
    OBJECT_CLEAR(template->vm, registers[REGISTER_TEXT]);
    Text rest = {first.end, name.end};
    while (found && rest.at < rest.end) {
        found = follow(template, registers, &rest);
    }
    return found;
}

/* Writing -------------------------------------------------------------------------------------- */

static bool convert(Template *template, Object **registers, uint32_t conversion) {
    Vm *vm = template->vm;
    Object *object = registers[REGISTER_OBJECT];
    StrObject *text = NULL;
    if (conversion == 's') {
        text = object_str(vm, object);
    } else if (conversion == 'r') {
        text = object_repr(vm, object);
    } else if (conversion == 'a') {
        text = object_ascii(vm, object);
    } else if (conversion > 32 && conversion < 127) {
        raise_error(vm, ERROR_ValueError, "Unknown conversion specifier %c", (char)conversion);
    } else {
        raise_error(vm, ERROR_ValueError, "Unknown conversion specifier \\x%x",
                    (unsigned)conversion);
    }
    registers[REGISTER_OBJECT] = (Object *)text;
    object_release(vm, object);
    return text != NULL;
}

/* The specification as a string, its own fields filled in. */
static bool make_spec(Template *template, Object **registers, const Field *field, int depth) {
    char room[TEXT_ROOM];
    Bytes text = bytes_in(room, sizeof room);
    if (!field->spec_has_fields) {
        bytes_append(&text, field->spec.at, (size_t)(field->spec.end - field->spec.at));
    } else if (!expand(template, &text, field->spec, depth - 1)) {
        bytes_free(&text);
        return false;
    }
    registers[REGISTER_TEXT] = (Object *)str_from_bytes(template->vm, &text);
    return registers[REGISTER_TEXT] != NULL;
}

/* A number or string that stands among the arguments, written at once: nothing of the program's
 * code runs, and nothing is made that must be held. False, and nothing done, for other fields. */
static bool is_simple(Template *template, const Field *field, Object **object) {
    int64_t index = 0;
    if (template->positional == NULL || field->conversion != 0 || field->spec_has_fields ||
        field->name.at != field->name.end || template->numbering == NUMBERING_MANUAL ||
        template->next >= template->positional_count) {
        return false;
    }
    *object = template->positional[template->next];
    return format_can_write(*object) && number_field(template, true, &index);
}

static bool write_field(Template *template, Bytes *out, const Field *field, int depth,
                        bool is_last) {
    Vm *vm = template->vm;
    bool is_all = is_last && out->length == 0 && depth == DEEPEST_FIELDS;
    Object *object = NULL;
    if (!is_all && is_simple(template, field, &object)) {
        FormatText spec = {field->spec.at, (size_t)(field->spec.end - field->spec.at)};
        return format_write(vm, out, object, spec);
    }
    Object **registers = native_enter(vm, REGISTER_COUNT);
    if (registers == NULL) {
        return false;
    }
    StrObject *text = NULL;
    if (find_object(template, registers, field->name) &&
        (field->conversion == 0 || convert(template, registers, field->conversion)) &&
        make_spec(template, registers, field, depth)) {
        text = object_format(vm, registers[REGISTER_OBJECT], (StrObject *)registers[REGISTER_TEXT]);
    }
    native_leave(vm, registers);
    if (text == NULL) {
        return false;
    }
    if (is_all) {
        template->whole = text;
        return true;
    }
    bytes_append(out, text->text, text->bytes);
    object_release(vm, &text->header);
    return true;
}

static bool expand(Template *template, Bytes *out, Text text, int depth) {
    if (depth <= 0) {
        return fail(template, "Max string recursion exceeded");
    }
    while (text.at < text.end) {
        const char *start = text.at;
        while (text.at < text.end && *text.at != '{' && *text.at != '}') {
            text.at++;
        }
        bytes_append(out, start, (size_t)(text.at - start));
        if (text.at == text.end) {
            break;
        }
        char brace = *text.at++;
        bool at_end = text.at == text.end;
        if (!at_end && *text.at == brace) {
            bytes_append_char(out, brace);
            text.at++;
            continue;
        }
        if (brace == '}' || at_end) {
            return fail(template, brace == '}' ? "Single '}' encountered in format string"
                                               : "Single '{' encountered in format string");
        }
        Field field;
        if (!read_field(template, &text, &field) ||
            !write_field(template, out, &field, depth, text.at == text.end)) {
            return false;
        }
    }
    return true;
}

static Object *fill(Template *template, Object *string) {
    const StrObject *text = (const StrObject *)string;
    char room[TEXT_ROOM];
    Bytes out = bytes_in(room, sizeof room);
    if (!expand(template, &out, (Text){text->text, text->text + text->bytes}, DEEPEST_FIELDS)) {
        bytes_free(&out);
        return NULL;
    }
    if (template->whole != NULL) {
        bytes_free(&out);
        return (Object *)template->whole;
    }
    return (Object *)str_from_bytes(template->vm, &out);
}

Object *str_method_format(Vm *vm, Object **args, size_t count) {
    Template template = {.vm = vm,
                         .positional = args + 1,
                         .positional_count = (int64_t)count - 1,
                         .keywords = args[count]};
    return fill(&template, args[0]);
}

Object *str_method_format_map(Vm *vm, Object **args, size_t count) {
    (void)count;
    Template template = {.vm = vm, .keywords = args[1]};
    return fill(&template, args[0]);
}
