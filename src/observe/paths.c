#include "observe/paths.h"

#include "base/utf8.h"
#include "object/set.h"
#include "observe/attributes.h"
#include "observe/places.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Reading one path. */
typedef struct Reader {
    const Look *look;
    const char *text; /* the whole path, for messages */
    const char *next;
    Bytes *why;
    PathAnswer answer;
} Reader;

static bool fail(Reader *reader) {
    reader->answer.status = PATH_FAILED;
    return false;
}

static bool fail_as_expression(Reader *reader) {
    bytes_print(reader->why,
                "`%s` is not a name or a path like b.next or a[0]: bind it to a name first",
                reader->text);
    return fail(reader);
}

static bool found(Reader *reader, uint32_t object) {
    reader->answer.object = object;
    return object != CENSUS_NONE;
}

static void skip_spaces(Reader *reader) {
    while (*reader->next == ' ' || *reader->next == '\t')
        reader->next++;
}

/* The length of the identifier at the reader's place, 0 if there is none. */
static size_t measure_name(const char *text) {
    size_t left = strlen(text);
    size_t length = 0;
    uint32_t point;
    size_t bytes = utf8_decode(text, left, &point);
    while (bytes > 0 &&
           (length == 0 ? utf8_is_identifier_start(point) : utf8_is_identifier_continue(point))) {
        length += bytes;
        bytes = utf8_decode(text + length, left - length, &point);
    }
    return length;
}

/* --- literals -------------------------------------------------------------------------------- */

/* Reads a string literal without prefixes; the usual escapes. */
static bool read_string(Reader *reader, Bytes *value) {
    char quote = *reader->next++;
    while (*reader->next != '\0' && *reader->next != quote) {
        if (*reader->next != '\\') {
            bytes_append_char(value, *reader->next++);
            continue;
        }
        char escaped = reader->next[1];
        if (escaped == '\0')
            break;
        bytes_append_char(value, escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
        reader->next += 2;
    }
    if (*reader->next != quote)
        return fail_as_expression(reader);
    reader->next++;
    return !value->failed || fail(reader);
}

static bool read_number(Reader *reader, int64_t *value) {
    char *end;
    bool is_negative = *reader->next == '-';
    const char *digits = reader->next + is_negative;
    if (*digits < '0' || *digits > '9')
        return fail_as_expression(reader);
    bool is_hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    errno = 0;
    unsigned long long magnitude = strtoull(digits, &end, is_hex ? 16 : 10);
    if (errno != 0 || magnitude > INT64_MAX)
        return fail_as_expression(reader);
    *value = is_negative ? -(int64_t)magnitude : (int64_t)magnitude;
    reader->next = end;
    return (*end != '.' && measure_name(end) == 0) || fail_as_expression(reader);
}

static uint32_t find_home(const Reader *reader, const void *home) {
    return home == NULL ? CENSUS_NONE : census_find(&reader->look->census, home);
}

static bool resolve_string(Reader *reader) {
    Bytes value = {0};
    uint32_t object = CENSUS_NONE;
    bool is_read = read_string(reader, &value);
    const Census *census = &reader->look->census;
    for (uint32_t i = 0; is_read && i < census->count; i++) {
        const CensusObject *row = &census->objects[i];
        if (row->kind != KIND_STR ||
            ((row->marks & MARK_SHARED) == 0 && (row->flags & FLAG_INTERNED) == 0))
            continue;
        const StrObject *string = (const StrObject *)(const void *)census_see(census, i);
        if (string->bytes == value.length &&
            memcmp(string->text, bytes_text(&value), value.length) == 0) {
            object = i;
            break;
        }
    }
    bytes_free(&value);
    if (!is_read)
        return false;
    if (object != CENSUS_NONE)
        return found(reader, object);
    bytes_print(reader->why,
                "no one string stands for %s: bind it to a name first, or name the one you mean",
                reader->text);
    return fail(reader);
}

/* A number is a small int, or an id. */
static bool resolve_number(Reader *reader) {
    bool is_hex = reader->next[0] == '0' && (reader->next[1] == 'x' || reader->next[1] == 'X');
    int64_t value;
    if (!read_number(reader, &value))
        return false;
    const Census *census = &reader->look->census;
    if (!is_hex && value >= SMALL_INT_LEAST && value <= SMALL_INT_MOST) {
        const Object *home = census->vm->small_ints[value - SMALL_INT_LEAST];
        if (home != NULL)
            return found(reader, find_home(reader, home));
        bytes_print(reader->why, "nothing uses %" PRId64 " yet, so there is no object for it",
                    value);
        return fail(reader);
    }
    if (value > 0) {
        const char *home = (const char *)census->view.home + value;
        uint32_t object = find_home(reader, home);
        if (object != CENSUS_NONE)
            return found(reader, object);
    }
    bytes_print(reader->why, "%s is not shared, and no object has that id: bind it to a name first",
                reader->text);
    return fail(reader);
}

/* --- names and labels ------------------------------------------------------------------------ */

static bool resolve_label(Reader *reader, const char *type, size_t length) {
    const char *written = reader->next + 1;
    size_t digits = strspn(written, "0123456789");
    if (digits == 0)
        return fail_as_expression(reader);
    errno = 0;
    unsigned long number = strtoul(written, NULL, 10);
    reader->next = written + digits;
    const Label *label = reader->look->labels == NULL || errno != 0 || number > UINT32_MAX
                             ? NULL
                             : labels_find(reader->look->labels, type, length, (uint32_t)number);
    if (label == NULL) {
        bytes_print(reader->why, "no %.*s#%.*s was made so far", (int)length, type, (int)digits,
                    written);
        return fail(reader);
    }
    bool is_born = label->made <= reader->look->labels->present;
    uint32_t object = is_born ? find_home(reader, label->home) : CENSUS_NONE;
    if (object != CENSUS_NONE && look_object(reader->look, object)->birth == label->stamp)
        return found(reader, object);
    labels_write(reader->why, reader->look->labels, label);
    bytes_append_text(reader->why, " is gone");
    reader->answer.status = PATH_GONE;
    reader->answer.gone = label;
    return false;
}

static const Object *constant_peek(const Vm *vm, const char *name, size_t length) {
    static const struct {
        const char *name;
        size_t offset;
    } CONSTANTS[] = {
        {"None", offsetof(Vm, none)},
        {"True", offsetof(Vm, true_object)},
        {"False", offsetof(Vm, false_object)},
        {"Ellipsis", offsetof(Vm, ellipsis)},
        {"NotImplemented", offsetof(Vm, not_implemented)},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(CONSTANTS); i++) {
        if (strlen(CONSTANTS[i].name) == length && memcmp(CONSTANTS[i].name, name, length) == 0)
            return *(Object *const *)(const void *)((const char *)vm + CONSTANTS[i].offset);
    }
    return NULL;
}

static bool resolve_name(Reader *reader, size_t length) {
    const Look *look = reader->look;
    const char *name = reader->next;
    reader->next += length;
    if (*reader->next == '#')
        return resolve_label(reader, name, length);
    const Object *constant = constant_peek(look->census.vm, name, length);
    if (constant != NULL)
        return found(reader, find_home(reader, constant));
    uint32_t object = look_find_global(look, name, length);
    if (object == CENSUS_NONE && length == 1 && *name == '_')
        object = find_home(reader, look->census.vm->echo);
    if (object == CENSUS_NONE)
        object = look_find_builtin(look, name, length);
    if (object != CENSUS_NONE)
        return found(reader, object);
    bytes_print(reader->why, "there is no name '%.*s'", (int)length, name);
    return fail(reader);
}

/* --- steps ----------------------------------------------------------------------------------- */

static uint32_t find_in_dict(const Reader *reader, const DictObject *dict_home, const char *name,
                             size_t length) {
    const DictObject *dict = view_see(reader->look->view, dict_home);
    for (uint32_t i = 0; dict != NULL && i < dict->fill; i++) {
        const Object *key =
            view_see(reader->look->view, place_key_peek(&reader->look->census, dict, i));
        const StrObject *string = (const StrObject *)(const void *)key;
        if (key == NULL || key->kind != KIND_STR || string->bytes != length ||
            memcmp(string->text, name, length) != 0)
            continue;
        Object *const *entries = view_see(reader->look->view, dict->entries);
        return find_home(reader, entries[2 * (size_t)i + 1]);
    }
    return CENSUS_NONE;
}

static uint32_t find_in_class(const Reader *reader, const ClassObject *class_home, const char *name,
                              size_t length) {
    const ClassObject *class = view_see(reader->look->view, class_home);
    while (class != NULL) {
        uint32_t object = find_in_dict(reader, class->attributes, name, length);
        if (object != CENSUS_NONE)
            return object;
        class = view_see(reader->look->view, class->base);
    }
    return CENSUS_NONE;
}

/* A local of a frame or of a generator that waits. */
static uint32_t find_local(const Reader *reader, const Object *seen, const char *name,
                           size_t length) {
    bool is_frame = seen->kind == KIND_FRAME;
    Object *const *home = is_frame ? ((const FrameObject *)(const void *)seen)->slots
                                   : ((const GeneratorObject *)(const void *)seen)->slots;
    uint32_t count = is_frame ? ((const FrameObject *)(const void *)seen)->slot_count
                              : ((const GeneratorObject *)(const void *)seen)->slot_count;
    Object *const *slots = view_see(reader->look->view, home);
    for (uint32_t i = 0; i < count; i++) {
        const StrObject *local = place_slot_name_peek(&reader->look->census, seen, i);
        if (local != NULL && slots[i] != NULL && local->bytes == length &&
            memcmp(local->text, name, length) == 0)
            return find_home(reader, slots[i]);
    }
    return CENSUS_NONE;
}

/* A field that has a name of its own, as `__defaults__`. */
static uint32_t find_field(const Reader *reader, uint32_t holder, const char *name, size_t length) {
    const Census *census = &reader->look->census;
    const CensusObject *object = &census->objects[holder];
    for (uint32_t i = 0; i < object->out_count; i++) {
        const CensusEdge *edge = &census->edges[object->first_out + i];
        const FieldRow *row =
            edge->place == PLACE_FIELD ? field_row_peek(object->kind, edge->index) : NULL;
        if (row != NULL && row->attribute != NULL && strlen(row->attribute) == length &&
            memcmp(row->attribute, name, length) == 0)
            return edge->held;
    }
    return CENSUS_NONE;
}

/* `.f_locals['x']` of a frame, `.gi_frame.f_locals['x']` of a generator: there is no such dict, but
 * the local is there. False, and nothing read, if the path goes on in another way. */
static bool take_local(Reader *reader) {
    static const char *const STARTS[] = {"f_locals['", "gi_frame.f_locals['"};
    uint32_t holder = reader->answer.object;
    const Object *seen = census_see(&reader->look->census, holder);
    if (seen->kind != KIND_FRAME && seen->kind != KIND_GENERATOR)
        return false;
    const char *start = STARTS[seen->kind == KIND_GENERATOR];
    size_t length = strlen(start);
    if (strncmp(reader->next, start, length) != 0)
        return false;
    const char *name = reader->next + length;
    size_t name_length = strcspn(name, "']");
    if (strncmp(name + name_length, "']", 2) != 0)
        return false;
    uint32_t local = find_local(reader, seen, name, name_length);
    if (local == CENSUS_NONE)
        return false;
    reader->next = name + name_length + 2;
    return found(reader, local);
}

static bool fail_no_attribute(Reader *reader, uint32_t holder, const char *name, size_t length) {
    look_write_subject(reader->why, reader->look, holder);
    bytes_print(reader->why, " has no attribute %.*s that could be read without running anything",
                (int)length, name);
    return fail(reader);
}

/* What the class of an instance has under a name, unless reading it is more than that. */
static bool take_from_class(Reader *reader, uint32_t holder, const char *name, size_t length) {
    const Look *look = reader->look;
    uint32_t class = find_field(reader, holder, "__class__", 9);
    if (class == CENSUS_NONE)
        return fail_no_attribute(reader, holder, name, length);
    uint32_t object = find_in_class(
        reader, (const ClassObject *)(const void *)look_object(look, class)->home, name, length);
    uint8_t kind = object == CENSUS_NONE ? KIND_MEMBER : look_object(look, object)->kind;
    if (kind == KIND_MEMBER)
        return fail_no_attribute(reader, holder, name, length);
    if (kind == KIND_PROPERTY) {
        bytes_print(reader->why,
                    "%.*s is a property: reading it would run the program, so bind it "
                    "to a name first",
                    (int)length, name);
        return fail(reader);
    }
    return found(reader, object);
}

static bool take_attribute(Reader *reader, size_t length) {
    const char *name = reader->next;
    const Look *look = reader->look;
    uint32_t holder = reader->answer.object;
    const Object *home = look_object(look, holder)->home;
    const Object *seen = census_see(&look->census, holder);
    if (take_local(reader))
        return true;
    reader->next += length;
    uint32_t object = find_home(reader, attributes_find(look->view, home, name, length));
    if (object == CENSUS_NONE && length == 8 && memcmp(name, "__dict__", 8) == 0)
        object = find_home(reader, attributes_dict_peek(look->view, seen));
    if (object == CENSUS_NONE && seen->kind == KIND_MODULE)
        object = find_in_dict(reader, ((const ModuleObject *)(const void *)seen)->attributes, name,
                              length);
    else if (object == CENSUS_NONE && seen->kind == KIND_CLASS)
        object = find_in_class(reader, (const ClassObject *)(const void *)home, name, length);
    if (object == CENSUS_NONE)
        object = find_field(reader, holder, name, length);
    if (object == CENSUS_NONE && object_is_instance(seen))
        return take_from_class(reader, holder, name, length);
    return object == CENSUS_NONE ? fail_no_attribute(reader, holder, name, length)
                                 : found(reader, object);
}

static bool fail_no_item(Reader *reader, uint32_t holder, const char *step, size_t length) {
    const Object *seen = census_see(&reader->look->census, holder);
    uint32_t count = object_is_list(seen)       ? ((const ListObject *)(const void *)seen)->length
                     : seen->kind == KIND_TUPLE ? ((const TupleObject *)(const void *)seen)->length
                                                : 0;
    look_write_subject(reader->why, reader->look, holder);
    if (object_is_dict(seen))
        bytes_print(reader->why, " has no key %.*s", (int)length, step);
    else if (object_is_list(seen) || seen->kind == KIND_TUPLE)
        bytes_print(reader->why, " has %" PRIu32 " item%s: there is no [%.*s]", count,
                    count == 1 ? "" : "s", (int)length, step);
    else if (object_is_set(seen))
        bytes_append_text(reader->why, " keeps its items without places: name one by its label, "
                                       "which :graph shows");
    else
        bytes_print(reader->why, " keeps no items: bind %s to a name first", reader->text);
    return fail(reader);
}

static uint32_t find_item(const Reader *reader, uint32_t holder, int64_t index) {
    const Object *seen = census_see(&reader->look->census, holder);
    const DictObject *dict = (const DictObject *)(const void *)seen;
    Object *const *entries;
    switch (seen->kind) {
    case KIND_LIST:
    case KIND_LIST_INSTANCE: {
        const ListObject *list = (const ListObject *)(const void *)seen;
        Object *const *items = view_see(reader->look->view, list->items);
        index += index < 0 ? (int64_t)list->length : 0;
        return index >= 0 && index < list->length ? find_home(reader, items[index]) : CENSUS_NONE;
    }
    case KIND_TUPLE: {
        const TupleObject *tuple = (const TupleObject *)(const void *)seen;
        index += index < 0 ? (int64_t)tuple->length : 0;
        return index >= 0 && index < tuple->length ? find_home(reader, tuple->items[index])
                                                   : CENSUS_NONE;
    }
    case KIND_DICT:
    case KIND_DICT_INSTANCE:
        entries = view_see(reader->look->view, dict->entries);
        for (uint32_t i = 0; i < dict->fill; i++) {
            const Object *key = view_see(reader->look->view, entries[2 * (size_t)i]);
            if (key != NULL && object_is_int(key) && int_value(key) == index)
                return find_home(reader, entries[2 * (size_t)i + 1]);
        }
        return CENSUS_NONE;
    default:
        return CENSUS_NONE;
    }
}

/* The length of a constant of any other kind, up to the bracket that ends the step: `True`, `1.5`,
 * `('k', 1)`. 0 if there is no such bracket. */
static size_t measure_constant(const char *text) {
    size_t length = 0;
    unsigned depth = 0;
    char quote = '\0';
    for (; text[length] != '\0'; length++) {
        char at = text[length];
        if (quote != '\0') {
            quote = at == quote ? '\0' : quote;
        } else if (at == '\'' || at == '"') {
            quote = at;
        } else if (at == '(' || at == '[') {
            depth++;
        } else if (at == ')' || at == ']') {
            if (depth == 0)
                return length;
            depth--;
        }
    }
    return 0;
}

/* Whether two constants are written alike, but for blanks outside of quotes: `(1,2)`, `(1, 2)`. */
static bool is_written_alike(const char *left, size_t left_length, const char *right,
                             size_t right_length) {
    char quote = '\0';
    size_t at = 0;
    for (size_t i = 0; i < left_length; i++) {
        if (quote == '\0' && left[i] == ' ')
            continue;
        while (quote == '\0' && at < right_length && right[at] == ' ')
            at++;
        if (at == right_length || left[i] != right[at])
            return false;
        if (quote != '\0')
            quote = left[i] == quote ? '\0' : quote;
        else if (left[i] == '\'' || left[i] == '"')
            quote = left[i];
        at++;
    }
    return at + strspn(right + at, " ") >= right_length;
}

/* The value of the key that is written so. True is a key 1 too, as in a dict of Python. */
static uint32_t find_written_key(const Reader *reader, uint32_t holder, const char *text,
                                 size_t length) {
    const Census *census = &reader->look->census;
    const Object *seen = census_see(census, holder);
    const DictObject *dict = (const DictObject *)(const void *)seen;
    uint32_t object = CENSUS_NONE;
    Bytes written = {0};
    if (!object_is_dict(seen))
        return CENSUS_NONE;
    for (uint32_t i = 0; i < dict->fill && object == CENSUS_NONE; i++) {
        const Object *key = place_key_peek(census, dict, i);
        Object *const *entries = view_see(reader->look->view, dict->entries);
        if (key == NULL)
            continue;
        bytes_clear(&written);
        place_write_key(&written, census, key);
        if (is_written_alike(text, length, bytes_text(&written), written.length))
            object = find_home(reader, entries[2 * (size_t)i + 1]);
    }
    bytes_free(&written);
    return object;
}

/* A subscript that is neither a number nor a text. */
static bool take_constant(Reader *reader, uint32_t holder, uint32_t *object) {
    const char *text = reader->next;
    size_t length = measure_constant(text);
    bool is_true = length == 4 && memcmp(text, "True", 4) == 0;
    bool is_false = length == 5 && memcmp(text, "False", 5) == 0;
    bool is_constant = is_true || is_false || text[0] == '(' || text[0] == '-' ||
                       (text[0] >= '0' && text[0] <= '9') ||
                       (length == 4 && memcmp(text, "None", 4) == 0);
    if (length == 0 || !is_constant)
        return fail_as_expression(reader);
    reader->next += length;
    *object = find_written_key(reader, holder, text, length);
    if (*object == CENSUS_NONE && (is_true || is_false))
        *object = find_item(reader, holder, is_true);
    return true;
}

/* Whether a number begins here that is a whole one. */
static bool is_whole_number(const char *text) {
    size_t digits = text[0] == '-';
    size_t length = strspn(text + digits, "0123456789");
    enum { MOST_DIGITS = 18 }; /* longer ones are told apart by their digits */
    return length > 0 && length <= MOST_DIGITS &&
           (text[digits + length] == ']' || text[digits + length] == ' ');
}

static bool take_item(Reader *reader) {
    skip_spaces(reader);
    uint32_t holder = reader->answer.object;
    const char *step = reader->next;
    uint32_t object = CENSUS_NONE;
    if (*reader->next == '\'' || *reader->next == '"') {
        Bytes value = {0};
        bool is_read = read_string(reader, &value);
        if (is_read && object_is_dict(census_see(&reader->look->census, holder)))
            object = find_in_dict(
                reader, (const DictObject *)(const void *)look_object(reader->look, holder)->home,
                bytes_text(&value), value.length);
        bytes_free(&value);
        if (!is_read)
            return false;
    } else if (is_whole_number(reader->next)) {
        int64_t index;
        if (!read_number(reader, &index))
            return false;
        object = find_item(reader, holder, index);
    } else if (!take_constant(reader, holder, &object)) {
        return false;
    }
    size_t length = (size_t)(reader->next - step);
    skip_spaces(reader);
    if (*reader->next++ != ']')
        return fail_as_expression(reader);
    return object == CENSUS_NONE ? fail_no_item(reader, holder, step, length)
                                 : found(reader, object);
}

static bool take_start(Reader *reader) {
    char first = *reader->next;
    size_t length = measure_name(reader->next);
    if (length > 0)
        return resolve_name(reader, length);
    if (first == '\'' || first == '"')
        return resolve_string(reader);
    if ((first >= '0' && first <= '9') || first == '-')
        return resolve_number(reader);
    if (strncmp(reader->next, "()", 2) == 0) {
        reader->next += 2;
        return found(reader, find_home(reader, reader->look->census.vm->empty_tuple));
    }
    return fail_as_expression(reader);
}

static bool take_steps(Reader *reader) {
    for (;;) {
        skip_spaces(reader);
        size_t length;
        switch (*reader->next) {
        case '\0':
            return true;
        case '.':
            reader->next++;
            length = measure_name(reader->next);
            if (length == 0)
                return fail_as_expression(reader);
            if (!take_attribute(reader, length))
                return false;
            break;
        case '[':
            reader->next++;
            if (!take_item(reader))
                return false;
            break;
        default:
            return fail_as_expression(reader);
        }
    }
}

PathAnswer path_resolve(const Look *look, const char *text, Bytes *why) {
    Reader reader = {.look = look,
                     .text = text,
                     .next = text,
                     .why = why,
                     .answer = {.status = PATH_FOUND, .object = CENSUS_NONE}};
    skip_spaces(&reader);
    if (take_start(&reader) && take_steps(&reader))
        return reader.answer;
    if (reader.answer.status == PATH_FOUND) {
        bytes_print(why, "there is no object for %s now", text);
        reader.answer.status = PATH_FAILED;
    }
    reader.answer.object = CENSUS_NONE;
    return reader.answer;
}
