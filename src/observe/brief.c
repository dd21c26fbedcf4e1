#include "observe/brief.h"

#include "base/utf8.h"
#include "object/big.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/set.h"
#include "object/weak.h"
#include "observe/attributes.h"
#include "observe/labels.h"

#include <inttypes.h>
#include <string.h>

enum { DEEPEST = 4 };

/* One short repr being written. */
typedef struct Brief {
    Bytes *out;
    View view;
    const Labels *labels;
    size_t start; /* where in `out` it begins */
    size_t columns;
    unsigned depth;
    const Object *path[DEEPEST]; /* the containers that are being written, home addresses */
} Brief;

static void write_object(Brief *brief, const Object *object);

static const char *see_text(View view, const StrObject *string) {
    return string == NULL ? "?" : ((const StrObject *)view_see(view, string))->text;
}

/* --- room ------------------------------------------------------------------------------------ */

static size_t used_columns(const Brief *brief) {
    if (brief->out->data == NULL || brief->out->failed)
        return 0;
    return utf8_width(brief->out->data + brief->start, brief->out->length - brief->start);
}

static size_t room_left(const Brief *brief) {
    size_t used = used_columns(brief);
    return used < brief->columns ? brief->columns - used : 0;
}

/* Takes back what was written since `length`. */
static void cut_back(Brief *brief, size_t length) {
    if (brief->out->data != NULL && !brief->out->failed) {
        brief->out->length = length;
        brief->out->data[length] = '\0';
    }
}

/* --- simple values --------------------------------------------------------------------------- */

static void write_str(Brief *brief, const StrObject *string) {
    enum { SHORTEST = 8, QUOTES_AND_DOTS = 5 };
    size_t room = room_left(brief);
    if (room < SHORTEST)
        room = SHORTEST;
    if (string->length + 2 <= room) {
        str_write_repr(brief->out, string->text, string->bytes);
        return;
    }
    size_t bytes = str_offset(string, room - QUOTES_AND_DOTS);
    Bytes text = {0};
    bytes_append(&text, string->text, bytes);
    bytes_append_text(&text, "...");
    if (text.failed)
        brief->out->failed = true;
    else
        str_write_repr(brief->out, text.data, text.length);
    bytes_free(&text);
}

static void write_range(Bytes *out, const RangeObject *range) {
    bytes_print(out, "range(%" PRId64 ", %" PRId64, range->start, range->stop);
    if (range->step != 1)
        bytes_print(out, ", %" PRId64, range->step);
    bytes_append_char(out, ')');
}

static void write_float(Bytes *out, double value) {
    char text[FLOAT_TEXT_SIZE];
    bytes_append(out, text, float_format_shortest(value, text));
}

void brief_write_int(Bytes *out, const Object *seen, size_t columns) {
    enum { SHORTEST = 8, BITS_MOST = 16384 };
    Magnitude magnitude;
    magnitude_of(seen, &magnitude);
    size_t bits = magnitude_bits(&magnitude);
    if (bits > BITS_MOST) {
        bytes_print(out, "an int of %zu bits", bits);
        return;
    }
    size_t room = columns < SHORTEST ? SHORTEST : columns;
    Bytes digits = {0};
    int_write_digits(&digits, seen, 10);
    if (digits.failed)
        out->failed = true;
    else if (digits.length <= room)
        bytes_append(out, digits.data, digits.length);
    else
        bytes_print(out, "%.*s...", (int)room - 3, digits.data);
    bytes_free(&digits);
}

/* Values that hold nothing. False for other kinds. */
static bool write_leaf(Brief *brief, const Object *seen) {
    switch (seen->kind) {
    case KIND_NONE:
        bytes_append_text(brief->out, "None");
        return true;
    case KIND_NOT_IMPLEMENTED:
        bytes_append_text(brief->out, "NotImplemented");
        return true;
    case KIND_ELLIPSIS:
        bytes_append_text(brief->out, "Ellipsis");
        return true;
    case KIND_BOOL:
        bytes_append_text(brief->out, int_value(seen) != 0 ? "True" : "False");
        return true;
    case KIND_INT:
    case KIND_BIG_INT:
        brief_write_int(brief->out, seen, room_left(brief));
        return true;
    case KIND_FLOAT:
        write_float(brief->out, float_value(seen));
        return true;
    case KIND_STR:
        write_str(brief, (const StrObject *)(const void *)seen);
        return true;
    case KIND_RANGE:
        write_range(brief->out, (const RangeObject *)(const void *)seen);
        return true;
    case KIND_RANGE_ITERATOR:
        bytes_print(brief->out, "%" PRIu64 " still to come",
                    ((const RangeIterator *)(const void *)seen)->left);
        return true;
    default:
        return false;
    }
}

/* --- containers ------------------------------------------------------------------------------ */

static bool enter(Brief *brief, const Object *object) {
    for (unsigned i = 0; i < brief->depth; i++) {
        if (brief->path[i] == object)
            return false;
    }
    if (brief->depth == DEEPEST)
        return false;
    brief->path[brief->depth++] = object;
    return true;
}

/* Writes what stands between two items; false (and "...") when there is no room for another. */
static bool go_on(Brief *brief, bool *first, size_t *mark) {
    enum { LEAST_ROOM = 6 };
    *mark = brief->out->length;
    if (!*first)
        bytes_append_text(brief->out, ", ");
    if (!*first && room_left(brief) < LEAST_ROOM) {
        bytes_append_text(brief->out, "...");
        return false;
    }
    return true;
}

/* After an item: takes it back if it was too wide, unless it is the first. */
static bool fits(Brief *brief, bool *first, size_t mark) {
    if (!*first && used_columns(brief) + 1 > brief->columns) {
        cut_back(brief, mark);
        bytes_append_text(brief->out, ", ...");
        return false;
    }
    *first = false;
    return true;
}

static void write_run(Brief *brief, const Object *object, Object *const *items, size_t length,
                      const char *brackets) {
    bytes_append_char(brief->out, brackets[0]);
    if (!enter(brief, object)) {
        bytes_append_text(brief->out, "...");
    } else {
        bool first = true;
        size_t mark;
        for (size_t i = 0; i < length; i++) {
            if (items[i] == NULL)
                continue;
            if (!go_on(brief, &first, &mark))
                break;
            write_object(brief, items[i]);
            if (!fits(brief, &first, mark))
                break;
        }
        brief->depth--;
    }
    if (brackets[0] == '(' && length == 1)
        bytes_append_char(brief->out, ',');
    bytes_append_char(brief->out, brackets[1]);
}

static void write_set(Brief *brief, const Object *object) {
    const SetObject *set = view_see(brief->view, object);
    bool is_bare = set->header.kind == KIND_SET && set->live > 0;
    if (!is_bare)
        bytes_print(brief->out, "%s(", KIND_ROWS[set->header.kind].type);
    if (set->live > 0)
        write_run(brief, object, view_see(brief->view, set->keys), set->slots, "{}");
    if (!is_bare)
        bytes_append_char(brief->out, ')');
}

static void write_dict(Brief *brief, const Object *object) {
    const DictObject *dict = view_see(brief->view, object);
    Object *const *entries = view_see(brief->view, dict->entries);
    bytes_append_char(brief->out, '{');
    if (!enter(brief, object)) {
        bytes_append_text(brief->out, "...");
    } else {
        bool first = true;
        size_t mark;
        for (size_t i = 0; i < dict->fill; i++) {
            if (entries[2 * i] == NULL)
                continue;
            if (!go_on(brief, &first, &mark))
                break;
            write_object(brief, entries[2 * i]);
            bytes_append_text(brief->out, ": ");
            if (entries[2 * i + 1] != NULL)
                write_object(brief, entries[2 * i + 1]);
            if (!fits(brief, &first, mark))
                break;
        }
        brief->depth--;
    }
    bytes_append_char(brief->out, '}');
}

/* --- what programs are made of --------------------------------------------------------------- */

static void write_parameters(Brief *brief, const CodeObject *code) {
    const TupleObject *names = view_see(brief->view, code->local_names);
    uint32_t named = (uint32_t)code->positional_count + code->keyword_only_count;
    uint32_t rest = named;
    uint32_t keywords = named + ((code->flags & CODE_HAS_REST) != 0);
    const char *comma = "";
    for (uint32_t i = 0; names != NULL && i <= named; i++) {
        if (i == code->positional_count && rest < names->length &&
            ((code->flags & CODE_HAS_REST) != 0 || code->keyword_only_count > 0)) {
            bool has_name = (code->flags & CODE_HAS_REST) != 0;
            bytes_print(brief->out, "%s*%s", comma,
                        has_name ? see_text(brief->view, (StrObject *)names->items[rest]) : "");
            comma = ", ";
        }
        if (i < named && i < names->length) {
            bytes_print(brief->out, "%s%s", comma,
                        see_text(brief->view, (StrObject *)names->items[i]));
            comma = ", ";
        }
    }
    if (names != NULL && (code->flags & CODE_HAS_KEYWORDS) != 0 && keywords < names->length)
        bytes_print(brief->out, "%s**%s", comma,
                    see_text(brief->view, (StrObject *)names->items[keywords]));
}

static void write_function(Brief *brief, const FunctionObject *function) {
    const CodeObject *code = view_see(brief->view, function->code);
    bytes_print(brief->out, "def %s(", see_text(brief->view, function->name));
    if (code != NULL)
        write_parameters(brief, code);
    bytes_append_char(brief->out, ')');
}

static void write_native(Brief *brief, const NativeObject *native) {
    Kind kind = vm_native_kind(native->native);
    if (kind != KIND_FREE)
        bytes_print(brief->out, "%s.%s", KIND_ROWS[kind].type, vm_native_name(native->native));
    else
        bytes_print(brief->out, "built-in %s", vm_native_name(native->native));
    const Object *self = view_see(brief->view, native->self);
    if (self != NULL && self->kind != KIND_MODULE) {
        bytes_append_text(brief->out, " of ");
        brief_write_label(brief->out, brief->view, brief->labels, native->self);
    }
}

/* `words` and what one reference leads to. */
static void write_one(Brief *brief, const char *words, const Object *held) {
    bytes_append_text(brief->out, words);
    if (held == NULL)
        bytes_append_text(brief->out, "nothing");
    else
        brief_write_label(brief->out, brief->view, brief->labels, held);
}

/* Whose call it is or was, as generators and tracebacks say it. */
static void write_frame(Brief *brief, const FrameObject *frame) {
    const CodeObject *code = view_see(brief->view, frame->code);
    bytes_print(brief->out, "of %s", code == NULL ? "?" : see_text(brief->view, code->name));
}

static const ClassObject *class_see(View view, const Object *seen) {
    return view_see(view, instance_class(seen));
}

/* `x 1, y 2`; behind a comma if the value of the object stands there already. */
static void write_attributes(Brief *brief, const Object *object, bool has_value) {
    if (!enter(brief, object))
        return;
    AttributeCursor cursor;
    bool first = !has_value;
    size_t mark;
    attributes_start(&cursor, brief->view, object);
    while (attributes_next(&cursor)) {
        if (!go_on(brief, &first, &mark))
            break;
        bytes_print(brief->out, "%s ", cursor.name->text);
        write_object(brief, cursor.value);
        if (!fits(brief, &first, mark))
            break;
    }
    if (first)
        bytes_append_text(brief->out, "no attributes");
    brief->depth--;
}

static void write_exception(Brief *brief, const Object *object) {
    const ExceptionObject *exception = view_see(brief->view, object);
    const ClassObject *class = class_see(brief->view, &exception->header);
    const TupleObject *args = view_see(brief->view, exception->args);
    if (class != NULL)
        bytes_append_text(brief->out, see_text(brief->view, class->name));
    if (args == NULL || args->length != 1) {
        bytes_append_text(brief->out, args == NULL || args->length == 0 ? "()" : "(...)");
        return;
    }
    bytes_append_char(brief->out, '(');
    write_object(brief, args->items[0]);
    bytes_append_char(brief->out, ')');
}

/* Of which function, and where it stands: `of f, waits in line 3`. */
static void write_generator(Brief *brief, const GeneratorObject *seen) {
    bytes_print(brief->out, "of %s, ", see_text(brief->view, seen->name));
    const CodeObject *code = view_see(brief->view, seen->code);
    const Instruction *instructions = view_see(brief->view, code->instructions);
    if (seen->state == GENERATOR_CREATED) {
        bytes_append_text(brief->out, "not begun");
    } else if (seen->state == GENERATOR_WAITING) {
        const CodePlace *places =
            (const CodePlace *)(const void *)(instructions + code->instruction_count);
        bytes_print(brief->out, "waits in line %" PRIu32, places[seen->next - 1].line);
    } else {
        bytes_append_text(brief->out, seen->state == GENERATOR_RUNNING ? "runs" : "finished");
    }
}

/* Where it was raised, or what called what raised it: `line 2 of f`. */
static void write_traceback(Brief *brief, const TracebackObject *seen) {
    const FrameObject *frame = view_see(brief->view, seen->frame);
    const CodeObject *code = frame == NULL ? NULL : view_see(brief->view, frame->code);
    const Instruction *instructions =
        code == NULL ? NULL : view_see(brief->view, code->instructions);
    if (instructions == NULL || seen->instruction >= code->instruction_count) {
        bytes_append_text(brief->out, "a row");
        return;
    }
    const CodePlace *places =
        (const CodePlace *)(const void *)(instructions + code->instruction_count);
    const char *name = see_text(brief->view, code->name);
    bytes_print(brief->out, "%s line %" PRIu32, seen->next == NULL ? "raised in" : "passed",
                places[seen->instruction].line);
    if (strcmp(name, "<module>") != 0)
        bytes_print(brief->out, " of %s", name);
}

/* Over what an iterator runs, and how far it is. */
static void write_iterator(Brief *brief, const Iterator *seen) {
    if (seen->of == NULL) {
        bytes_append_text(brief->out, "finished");
        return;
    }
    write_one(brief, "over ", seen->of);
    switch (seen->header.kind) {
    case KIND_LIST_ITERATOR:
    case KIND_LIST_REVERSE_ITERATOR:
    case KIND_TUPLE_ITERATOR:
        bytes_print(brief->out, ", next [%" PRIu32 "]", seen->index);
        break;
    case KIND_STR_ASCII_ITERATOR:
    case KIND_STR_ITERATOR:
        break;
    default:
        bytes_print(brief->out, ", %" PRIu32 " still to come", seen->left);
        break;
    }
}

/* The iterators of a tuple, by their labels. */
static void write_sources(Brief *brief, const char *words, const Object *tuple) {
    const TupleObject *seen = view_see(brief->view, tuple);
    bytes_append_text(brief->out, words);
    for (uint32_t i = 0; seen != NULL && i < seen->length; i++)
        write_one(brief, i == 0 ? "" : ", ", seen->items[i]);
}

static void write_adapter(Brief *brief, const Adapter *seen) {
    if (seen->first == NULL) {
        bytes_append_text(brief->out, "finished");
        return;
    }
    switch (seen->header.kind) {
    case KIND_ENUMERATE:
        write_one(brief, "over ", seen->first);
        bytes_append_text(brief->out, ", next number ");
        write_object(brief, seen->third);
        break;
    case KIND_ZIP:
        write_sources(brief, "over ", seen->first);
        break;
    case KIND_MAP:
        write_one(brief, "", seen->second);
        write_sources(brief, " over ", seen->first);
        break;
    case KIND_FILTER:
        write_one(brief, "", seen->first);
        write_one(brief, " over ", seen->second);
        break;
    case KIND_CALLABLE_ITERATOR:
        write_one(brief, "calls ", seen->first);
        write_one(brief, " until ", seen->second);
        break;
    default:
        write_one(brief, "over ", seen->first);
        bytes_print(brief->out, ", next [%" PRId64 "]", seen->number);
        break;
    }
}

static void write_property(Brief *brief, const PropertyObject *seen) {
    const struct {
        const char *words;
        const Object *function;
    } PARTS[] = {{"getter ", seen->get}, {"setter ", seen->set}, {"deleter ", seen->delete}};
    const char *comma = "";
    for (size_t i = 0; i < ARRAY_LENGTH(PARTS); i++) {
        if (PARTS[i].function == NULL)
            continue;
        bytes_append_text(brief->out, comma);
        write_one(brief, PARTS[i].words, PARTS[i].function);
        comma = ", ";
    }
    if (*comma == '\0')
        bytes_append_text(brief->out, "no getter");
}

static void write_weak(Brief *brief, const WeakObject *seen) {
    if (seen->referent == NULL)
        bytes_append_text(brief->out, "dead");
    else
        write_one(brief, "knows ", seen->referent);
}

/* What classes hold besides functions and values. */
static void write_descriptor(Brief *brief, const Object *seen) {
    switch (seen->kind) {
    case KIND_PROPERTY:
        write_property(brief, (const PropertyObject *)(const void *)seen);
        break;
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
        write_one(brief, "of ", ((const WrapperObject *)(const void *)seen)->function);
        break;
    case KIND_MEMBER: {
        const MemberObject *member = (const MemberObject *)(const void *)seen;
        bytes_print(brief->out, "slot %s of ", see_text(brief->view, member->name));
        write_one(brief, "", (const Object *)member->class);
        break;
    }
    case KIND_SUPER: {
        const SuperObject *super = (const SuperObject *)(const void *)seen;
        write_one(brief, "of ", super->self);
        write_one(brief, ", behind ", (const Object *)super->class);
        break;
    }
    default: {
        const Object *dict = (const Object *)((const MappingProxy *)(const void *)seen)->dict;
        bytes_append_text(brief->out, "of ");
        write_dict(brief, dict);
        break;
    }
    }
}

static void write_part(Brief *brief, const Object *seen) {
    switch (seen->kind) {
    case KIND_FUNCTION:
        write_function(brief, (const FunctionObject *)(const void *)seen);
        break;
    case KIND_NATIVE:
        write_native(brief, (const NativeObject *)(const void *)seen);
        break;
    case KIND_METHOD:
        write_one(brief, "", ((const MethodObject *)(const void *)seen)->function);
        write_one(brief, " bound to ", ((const MethodObject *)(const void *)seen)->self);
        break;
    case KIND_CELL:
        write_one(brief, "holds ", ((const CellObject *)(const void *)seen)->value);
        break;
    case KIND_CLASS:
        bytes_print(brief->out, "class %s",
                    see_text(brief->view, ((const ClassObject *)(const void *)seen)->name));
        break;
    case KIND_MODULE:
        bytes_print(brief->out, "module %s",
                    see_text(brief->view, ((const ModuleObject *)(const void *)seen)->name));
        break;
    case KIND_CODE:
        bytes_print(brief->out, "code of %s",
                    see_text(brief->view, ((const CodeObject *)(const void *)seen)->name));
        break;
    case KIND_TRACEBACK:
        write_traceback(brief, (const TracebackObject *)(const void *)seen);
        break;
    case KIND_GENERATOR:
        write_generator(brief, (const GeneratorObject *)(const void *)seen);
        break;
    case KIND_FRAME:
        write_frame(brief, (const FrameObject *)(const void *)seen);
        break;
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        write_weak(brief, (const WeakObject *)(const void *)seen);
        break;
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
        write_one(brief, "of ", ((const DictView *)(const void *)seen)->dict);
        break;
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_REVERSED:
    case KIND_SEQUENCE_ITERATOR:
    case KIND_CALLABLE_ITERATOR:
        write_adapter(brief, (const Adapter *)(const void *)seen);
        break;
    case KIND_STREAM:
        bytes_append_text(brief->out, "where print() writes");
        break;
    default:
        if (seen->kind >= KIND_LIST_ITERATOR && seen->kind <= KIND_ITEM_ITERATOR)
            write_iterator(brief, (const Iterator *)(const void *)seen);
        else
            write_descriptor(brief, seen);
        break;
    }
}

/* An object inside another one: instances stand by their labels. */
static void write_object(Brief *brief, const Object *object) {
    const Object *seen = view_see(brief->view, object);
    if (seen->kind == BLOCK_FREE || seen->kind >= KIND_COUNT) {
        bytes_append_text(brief->out, "<freed>");
        return;
    }
    if (write_leaf(brief, seen))
        return;
    switch (seen->kind) {
    case KIND_LIST: {
        const ListObject *list = (const ListObject *)(const void *)seen;
        write_run(brief, object, view_see(brief->view, list->items), list->length, "[]");
        break;
    }
    case KIND_TUPLE: {
        const TupleObject *tuple = (const TupleObject *)(const void *)seen;
        write_run(brief, object, tuple->items, tuple->length, "()");
        break;
    }
    case KIND_DICT:
        write_dict(brief, object);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        write_set(brief, object);
        break;
    case KIND_SLICE: {
        const SliceObject *slice = (const SliceObject *)(const void *)seen;
        bytes_append_text(brief->out, "slice");
        write_run(brief, object, &slice->start, 3, "()");
        break;
    }
    default:
        brief_write_label(brief->out, brief->view, brief->labels, object);
        break;
    }
}

/* The built-in part of an instance of a class that inherits from list, dict, int or str. */
static bool write_built_in_part(Brief *brief, const Object *object) {
    const Object *seen = view_see(brief->view, object);
    if (seen->kind == KIND_LIST_INSTANCE) {
        const ListObject *list = (const ListObject *)(const void *)seen;
        write_run(brief, object, view_see(brief->view, list->items), list->length, "[]");
    } else if (seen->kind == KIND_DICT_INSTANCE) {
        write_dict(brief, object);
    } else if (seen->kind == KIND_INT_INSTANCE || seen->kind == KIND_STR_INSTANCE) {
        const Object *value = ((const ValueInstance *)(const void *)seen)->value;
        if (value != NULL)
            write_object(brief, value);
    } else {
        return false;
    }
    return true;
}

void brief_write_items(Bytes *out, View view, const Labels *labels, const Object *object,
                       unsigned columns) {
    Brief brief = {
        .out = out, .view = view, .labels = labels, .start = out->length, .columns = columns};
    (void)write_built_in_part(&brief, object);
}

void brief_write_value(Bytes *out, View view, const Labels *labels, const Object *object,
                       unsigned columns) {
    Brief brief = {
        .out = out, .view = view, .labels = labels, .start = out->length, .columns = columns};
    const Object *seen = view_see(view, object);
    if (seen->kind == BLOCK_FREE || seen->kind >= KIND_COUNT)
        return;
    switch (seen->kind) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_SLICE:
        write_object(&brief, object);
        break;
    case KIND_EXCEPTION:
        write_exception(&brief, object);
        write_attributes(&brief, object, true);
        break;
    default:
        if (object_is_instance(seen))
            write_attributes(&brief, object, write_built_in_part(&brief, object));
        else if (!write_leaf(&brief, seen))
            write_part(&brief, seen);
        break;
    }
}

/* --- labels ---------------------------------------------------------------------------------- */

const char *brief_type_name(View view, const Object *object) {
    const Object *seen = view_see(view, object);
    if (object_is_instance(seen) && seen->kind < KIND_COUNT) {
        const ClassObject *class = class_see(view, seen);
        return class == NULL ? "object" : see_text(view, class->name);
    }
    switch (seen->kind) {
    case KIND_CLASS:
        return "class";
    case KIND_WEAK_REFERENCE:
        return "weakref";
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        return "weakproxy";
    case KIND_NATIVE:
        return ((const NativeObject *)(const void *)seen)->self == NULL ? "function" : "method";
    default:
        return KIND_ROWS[seen->kind].type;
    }
}

/* What has no number, in words. */
static void write_words(Bytes *out, View view, const Labels *labels, const Object *object) {
    enum { VALUE_COLUMNS = 20 };
    const Object *seen = view_see(view, object);
    switch (seen->kind) {
    case KIND_NONE:
    case KIND_BOOL:
    case KIND_ELLIPSIS:
    case KIND_NOT_IMPLEMENTED:
    case KIND_CLASS:
    case KIND_MODULE:
    case KIND_CODE:
        brief_write_value(out, view, labels, object, VALUE_COLUMNS);
        break;
    case KIND_INT:
    case KIND_BIG_INT:
    case KIND_FLOAT:
    case KIND_STR:
        bytes_print(out, "%s ", KIND_ROWS[seen->kind].type);
        brief_write_value(out, view, labels, object, VALUE_COLUMNS);
        break;
    case KIND_FUNCTION:
        bytes_print(out, "function %s",
                    see_text(view, ((const FunctionObject *)(const void *)seen)->name));
        break;
    case KIND_NATIVE: {
        const NativeObject *native = (const NativeObject *)(const void *)seen;
        Kind kind = vm_native_kind(native->native);
        if (kind != KIND_FREE)
            bytes_print(out, "method %s.", KIND_ROWS[kind].type);
        else
            bytes_append_text(out, "function ");
        bytes_append_text(out, vm_native_name(native->native));
        break;
    }
    case KIND_TUPLE:
        bytes_append_text(out, ((const TupleObject *)(const void *)seen)->length == 0
                                   ? "the empty tuple"
                                   : "a tuple");
        break;
    default:
        bytes_print(out, "%s %s", strchr("aeiou", *brief_type_name(view, object)) ? "an" : "a",
                    brief_type_name(view, object));
        break;
    }
}

void brief_write_label(Bytes *out, View view, const Labels *labels, const Object *object) {
    const Object *seen = view_see(view, object);
    const Label *label = labels == NULL ? NULL : labels_peek(labels, object, seen->birth);
    if (label != NULL && label->number > 0)
        labels_write(out, labels, label);
    else
        write_words(out, view, labels, object);
}
