/* repr.c -- repr() and str() of everything.
 *
 * Text grows in a Bytes outside of the image. A container that is being printed lies in register 0
 * of a native frame that is marked FRAME_IS_REPR; one that is met again inside of itself is
 * found there and printed as `[...]`, also when program code runs in between. The mark goes with
 * the frame, so no error can leave it set. */
#include "base/utf8.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

#include <inttypes.h>

/* What a RecursionError says of where it was. */
static const char REPR_WHERE[] = " while getting the repr of an object";

enum { REGISTER_SELF, REGISTER_ITEM, REGISTER_VALUE, REGISTER_COUNT };

static bool check_text(Vm *vm, const Bytes *out) {
    if (out->failed) {
        raise_memory_error(vm);
    }
    return !out->failed;
}

static char preferred_quote(const char *text, size_t bytes) {
    bool has_single = false;
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '"') {
            return '\'';
        }
        has_single = has_single || text[i] == '\'';
    }
    return has_single ? '"' : '\'';
}

void str_write_escape(Bytes *out, uint32_t point) {
    if (point < 0x100) {
        bytes_print(out, "\\x%02" PRIx32, point);
    } else if (point < 0x10000) {
        bytes_print(out, "\\u%04" PRIx32, point);
    } else {
        bytes_print(out, "\\U%08" PRIx32, point);
    }
}

static void write_escaped(Bytes *out, uint32_t point, const char *text, size_t bytes, char quote) {
    switch (point) {
    case '\n':
        bytes_append_text(out, "\\n");
        return;
    case '\r':
        bytes_append_text(out, "\\r");
        return;
    case '\t':
        bytes_append_text(out, "\\t");
        return;
    default:
        break;
    }
    if (point == '\\' || point == (uint32_t)(unsigned char)quote) {
        bytes_append_char(out, '\\');
        bytes_append_char(out, (char)point);
    } else if (utf8_is_printable(point)) {
        bytes_append(out, text, bytes);
    } else {
        str_write_escape(out, point);
    }
}

void str_write_repr(Bytes *out, const char *text, size_t bytes) {
    char quote = preferred_quote(text, bytes);
    bytes_append_char(out, quote);
    size_t plain = 0; /* where the run of characters begins that need no change */
    size_t at = 0;
    while (at < bytes) {
        unsigned char byte = (unsigned char)text[at];
        if (byte >= ' ' && byte < 0x7F && byte != '\\' && byte != (unsigned char)quote) {
            at++;
            continue;
        }
        uint32_t point = 0;
        size_t step = utf8_decode(text + at, bytes - at, &point);
        CHECK(step > 0);
        bytes_append(out, text + plain, at - plain);
        write_escaped(out, point, text + at, step, quote);
        at += step;
        plain = at;
    }
    bytes_append(out, text + plain, at - plain);
    bytes_append_char(out, quote);
}

static void write_str(Bytes *out, const StrObject *string) {
    bytes_append(out, string->text, string->bytes);
}

/* The name of a class with its module, as reprs have it: built-in classes stand alone. */
static void write_class_name(const Vm *vm, Bytes *out, const ClassObject *class) {
    if ((class->flags & CLASS_IS_BUILT_IN) == 0) {
        const Object *module = dict_peek_name(class->attributes, vm->names.module);
        if (module == NULL || module->kind != KIND_STR) {
            module = &vm->names.main->header;
        }
        write_str(out, (const StrObject *)module);
        bytes_append_char(out, '.');
    }
    write_str(out, class->qualified_name);
}

static void write_address(const Vm *vm, Bytes *out, const Object *object) {
    bytes_print(out, " at 0x%" PRIx64, object_id(vm, object));
}

static void write_native(const Vm *vm, Bytes *out, const NativeObject *native) {
    const char *name = vm_native_name(native->native);
    bool is_slot = vm_native_is_slot(native->native);
    Kind kind = vm_native_kind(native->native);
    if (kind != KIND_FREE && is_slot && native->self != NULL) {
        bytes_print(out, "<method-wrapper '%s' of ", name);
        bytes_append_text(out, object_type_name(vm, native->self));
        bytes_append_text(out, " object");
        write_address(vm, out, native->self);
        bytes_append_char(out, '>');
    } else if (native->self != NULL && native->self->kind != KIND_MODULE) {
        bytes_print(out, "<built-in method %s of ", name);
        bytes_append_text(out, object_type_name(vm, native->self));
        bytes_append_text(out, " object");
        write_address(vm, out, native->self);
        bytes_append_char(out, '>');
    } else if (kind != KIND_FREE) {
        bytes_print(out, "<%s '%s' of '%s' objects>", is_slot ? "slot wrapper" : "method", name,
                    kind == KIND_EXCEPTION ? "BaseException" : KIND_ROWS[kind].type);
    } else {
        bytes_print(out, "<built-in function %s>", name);
    }
}

static void write_cell(const Vm *vm, Bytes *out, const CellObject *cell) {
    bytes_append_text(out, "<cell");
    write_address(vm, out, &cell->header);
    if (cell->value == NULL) {
        bytes_append_text(out, ": empty>");
        return;
    }
    bytes_append_text(out, ": ");
    bytes_append_text(out, object_type_name(vm, cell->value));
    bytes_append_text(out, " object");
    write_address(vm, out, cell->value);
    bytes_append_char(out, '>');
}

static const StrObject *own_name_peek(const Object *object) {
    switch (object->kind) {
    case KIND_FUNCTION:
        return ((const FunctionObject *)object)->name;
    case KIND_METHOD:
        return own_name_peek(((const MethodObject *)object)->function);
    case KIND_CLASS:
        return ((const ClassObject *)object)->name;
    case KIND_MODULE:
        return ((const ModuleObject *)object)->name;
    case KIND_GENERATOR:
        return ((const GeneratorObject *)object)->name;
    default:
        return NULL;
    }
}

/* <weakref at 0x...; to 'function' at 0x... (name)>, and <weakproxy at 0x... to Node at 0x...>. */
static void write_weak(const Vm *vm, Bytes *out, const WeakObject *weak) {
    bool is_proxy = object_is_proxy(&weak->header);
    bytes_append_text(out, is_proxy ? "<weakproxy" : "<weakref");
    write_address(vm, out, &weak->header);
    const Object *referent = weak->referent;
    if (is_proxy) {
        referent = referent == NULL ? vm->none : referent;
        bytes_print(out, " to %s", object_type_name(vm, referent));
        write_address(vm, out, referent);
    } else if (referent == NULL) {
        bytes_append_text(out, "; dead");
    } else {
        bytes_print(out, "; to '%s'", object_type_name(vm, referent));
        write_address(vm, out, referent);
        const StrObject *name = own_name_peek(referent);
        if (name != NULL) {
            bytes_print(out, " (%s)", name->text);
        }
    }
    bytes_append_char(out, '>');
}

void object_write_identity_repr(const Vm *vm, Bytes *out, const Object *object) {
    bytes_append_char(out, '<');
    write_class_name(vm, out, object_class_peek(vm, object));
    bytes_append_text(out, " object");
    write_address(vm, out, object);
    bytes_append_char(out, '>');
}

void object_write_default_repr(const Vm *vm, Bytes *out, const Object *object) {
    switch (object->kind) {
    case KIND_FUNCTION:
        bytes_append_text(out, "<function ");
        write_str(out, ((const FunctionObject *)object)->qualified_name);
        break;
    case KIND_GENERATOR:
        bytes_append_text(out, "<generator object ");
        write_str(out, ((const GeneratorObject *)object)->qualified_name);
        break;
    case KIND_CODE:
        bytes_append_text(out, "<code object ");
        write_str(out, ((const CodeObject *)object)->name);
        write_address(vm, out, object);
        bytes_append_text(out, ", file \"");
        write_str(out, ((const CodeObject *)object)->filename);
        bytes_print(out, "\", line %" PRIu32 ">", ((const CodeObject *)object)->first_line);
        return;
    case KIND_NATIVE:
        write_native(vm, out, (const NativeObject *)object);
        return;
    case KIND_CELL:
        write_cell(vm, out, (const CellObject *)object);
        return;
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        write_weak(vm, out, (const WeakObject *)object);
        return;
    case KIND_CLASS:
        bytes_append_text(out, "<class '");
        write_class_name(vm, out, (const ClassObject *)object);
        bytes_append_text(out, "'>");
        return;
    case KIND_STREAM:
        bytes_print(out, "<_io.TextIOWrapper name='<std%s>' mode='w' encoding='utf-8'>",
                    ((const IntObject *)(const void *)object)->value == HOST_OUT ? "out" : "err");
        return;
    case KIND_MODULE:
        bytes_append_text(out, "<module ");
        str_write_repr(out, ((const ModuleObject *)object)->name->text,
                       ((const ModuleObject *)object)->name->bytes);
        bytes_append_text(out, " (built-in)>");
        return;
    default:
        object_write_identity_repr(vm, out, object);
        return;
    }
    write_address(vm, out, object);
    bytes_append_char(out, '>');
}

static bool is_being_printed(const Vm *vm, const Object *object) {
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        if ((vm->frames[i].flags & FRAME_IS_REPR) && vm->frames[i].registers[0] == object) {
            return true;
        }
    }
    return false;
}

/* Writes the items of a list or tuple, which may shrink meanwhile. */
static bool write_run(Vm *vm, Bytes *out, Object **registers) {
    Object *run = registers[REGISTER_SELF];
    bool is_list = object_is_list(run);
    bytes_append_char(out, is_list ? '[' : '(');
    for (size_t i = 0;; i++) {
        size_t length = is_list ? ((ListObject *)run)->length : ((TupleObject *)run)->length;
        if (i >= length) {
            break;
        }
        if (i % 4096 == 4095 && vm_poll_interrupt(vm)) {
            return false;
        }
        Object *item = is_list ? ((ListObject *)run)->items[i] : ((TupleObject *)run)->items[i];
        registers[REGISTER_ITEM] = object_held(item);
        if (i > 0) {
            bytes_append_text(out, ", ");
        }
        if (!object_write_repr(vm, out, item)) {
            return false;
        }
        OBJECT_CLEAR(vm, registers[REGISTER_ITEM]);
    }
    if (!is_list && ((TupleObject *)run)->length == 1) {
        bytes_append_char(out, ',');
    }
    bytes_append_char(out, is_list ? ']' : ')');
    return true;
}

/* Writes the pairs of a dict, or what a view shows of them. */
static bool write_pairs(Vm *vm, Bytes *out, Object **registers, DictObject *dict) {
    Kind kind = object_base_kind(registers[REGISTER_SELF]);
    bool first = true;
    for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
         entry = dict_next_entry(dict, entry + 1)) {
        registers[REGISTER_ITEM] = object_held(dict_entry_key(dict, entry));
        registers[REGISTER_VALUE] = object_held(dict_entry_value(dict, entry));
        if (!first) {
            bytes_append_text(out, ", ");
        }
        first = false;
        if (kind == KIND_DICT_ITEMS) {
            bytes_append_char(out, '(');
        }
        if (kind != KIND_DICT_VALUES && !object_write_repr(vm, out, registers[REGISTER_ITEM])) {
            return false;
        }
        if (kind == KIND_DICT || kind == KIND_DICT_ITEMS) {
            bytes_append_text(out, kind == KIND_DICT ? ": " : ", ");
        }
        if (kind != KIND_DICT_KEYS && !object_write_repr(vm, out, registers[REGISTER_VALUE])) {
            return false;
        }
        if (kind == KIND_DICT_ITEMS) {
            bytes_append_char(out, ')');
        }
        OBJECT_CLEAR(vm, registers[REGISTER_ITEM]);
        OBJECT_CLEAR(vm, registers[REGISTER_VALUE]);
        if (entry % 4096 == 4095 && vm_poll_interrupt(vm)) {
            return false;
        }
    }
    return true;
}

/* Writes a set from a list of its items, made first as CPython does: their code may change it. */
static bool write_set(Vm *vm, Bytes *out, Object **registers) {
    SetObject *set = (SetObject *)registers[REGISTER_SELF];
    bool is_plain = set->header.kind == KIND_SET && set->live > 0;
    if (!is_plain) {
        bytes_append_text(out, object_row_peek(&set->header)->type);
        bytes_append_char(out, '(');
    }
    ListObject *list = set->live == 0 ? NULL : list_new(vm, set->live);
    registers[REGISTER_VALUE] = (Object *)list;
    if (list != NULL) {
        object_hide_birth(vm, &list->header);
    }
    for (size_t slot = set_next_slot(set, 0); list != NULL && slot < set->slots;
         slot = set_next_slot(set, slot + 1)) {
        list->items[list->length++] = object_held(set->keys[slot]);
    }
    for (uint32_t i = 0; list != NULL && i < list->length; i++) {
        if (i % 4096 == 4095 && vm_poll_interrupt(vm)) {
            return false;
        }
        bytes_append_text(out, i == 0 ? "{" : ", ");
        registers[REGISTER_ITEM] = object_held(list->items[i]);
        if (!object_write_repr(vm, out, registers[REGISTER_ITEM])) {
            return false;
        }
        OBJECT_CLEAR(vm, registers[REGISTER_ITEM]);
    }
    bytes_append_text(out, list != NULL ? "}" : "");
    bytes_append_text(out, is_plain ? "" : ")");
    return raise_pending(vm) == NULL;
}

static bool write_contents(Vm *vm, Bytes *out, Object **registers) {
    Object *object = registers[REGISTER_SELF];
    switch (object_base_kind(object)) {
    case KIND_LIST:
    case KIND_TUPLE:
        return write_run(vm, out, registers);
    case KIND_DICT:
        bytes_append_char(out, '{');
        if (!write_pairs(vm, out, registers, (DictObject *)object)) {
            return false;
        }
        bytes_append_char(out, '}');
        return true;
    case KIND_SET:
    case KIND_FROZENSET:
        return write_set(vm, out, registers);
    default:
        bytes_append_text(out, object_row_peek(object)->type);
        bytes_append_text(out, "([");
        if (!write_pairs(vm, out, registers, (DictObject *)((DictView *)object)->dict)) {
            return false;
        }
        bytes_append_text(out, "])");
        return true;
    }
}

static bool write_container(Vm *vm, Bytes *out, Object *object) {
    if (is_being_printed(vm, object)) {
        if (object_is_set(object)) {
            bytes_append_text(out, object_row_peek(object)->type);
        }
        bytes_append_text(out, object_is_list(object)       ? "[...]"
                               : object->kind == KIND_TUPLE ? "(...)"
                               : object_is_set(object)      ? "(...)"
                               : object_is_dict(object)     ? "{...}"
                                                            : "...");
        return true;
    }
    Object **registers = special_enter(vm, REGISTER_COUNT, REPR_WHERE);
    if (registers == NULL) {
        return false;
    }
    registers[REGISTER_SELF] = object_held(object);
    vm->frames[vm->frame_count - 1].flags |= FRAME_IS_REPR;
    bool good = write_contents(vm, out, registers);
    special_leave(vm, registers);
    return good;
}

static bool write_slice(Vm *vm, Bytes *out, const SliceObject *slice) {
    bytes_append_text(out, "slice(");
    if (!object_write_repr(vm, out, slice->start)) {
        return false;
    }
    bytes_append_text(out, ", ");
    if (!object_write_repr(vm, out, slice->stop)) {
        return false;
    }
    bytes_append_text(out, ", ");
    if (!object_write_repr(vm, out, slice->step)) {
        return false;
    }
    bytes_append_char(out, ')');
    return true;
}

static void write_range(Bytes *out, const RangeObject *range) {
    bytes_print(out, "range(%" PRId64 ", %" PRId64, range->start, range->stop);
    if (range->step != 1) {
        bytes_print(out, ", %" PRId64, range->step);
    }
    bytes_append_char(out, ')');
}

/* What a __repr__ or __str__ gave, which must be a string. Owned. */
static StrObject *call_for_text(Vm *vm, Object *method, Object *self, const char *name) {
    Object *result = special_call(vm, method, self, NULL, NULL);
    if (result != NULL && result->kind == KIND_STR_INSTANCE) {
        Object *plain = object_held(object_plain(result));
        object_release(vm, result);
        return (StrObject *)plain;
    }
    if (result != NULL && result->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "%s returned non-string (type %.200s)", name,
                    object_type_name(vm, result));
        object_release(vm, result);
        return NULL;
    }
    return (StrObject *)result;
}

/* ValueError('text'), KeyError('key') ... */
static bool write_exception(Vm *vm, Bytes *out, const ExceptionObject *exception) {
    write_str(out, exception->class->name);
    TupleObject *args = exception->args;
    if (args->length == 1) {
        bytes_append_char(out, '(');
        if (!object_write_repr(vm, out, args->items[0])) {
            return false;
        }
        bytes_append_char(out, ')');
        return true;
    }
    return object_write_repr(vm, out, &args->header);
}

static bool write_instance(Vm *vm, Bytes *out, Object *object) {
    if (object->kind == KIND_EXCEPTION) {
        return write_exception(vm, out, (ExceptionObject *)object);
    }
    object_write_default_repr(vm, out, object);
    return true;
}

static bool write_method(Vm *vm, Bytes *out, const MethodObject *method) {
    bytes_append_text(out, "<bound method ");
    if (method->function->kind == KIND_FUNCTION) {
        write_str(out, ((const FunctionObject *)method->function)->qualified_name);
    } else {
        bytes_append_char(out, '?');
    }
    bytes_append_text(out, " of ");
    if (!object_write_repr(vm, out, method->self)) {
        return false;
    }
    bytes_append_char(out, '>');
    return true;
}

/* `before`, the repr of what is inside, `after`. */
static bool write_around(Vm *vm, Bytes *out, const char *before, Object *inside,
                         const char *after) {
    bytes_append_text(out, before);
    if (!object_write_repr(vm, out, inside)) {
        return false;
    }
    bytes_append_text(out, after);
    return true;
}

static bool write_with_code(Vm *vm, Bytes *out, Object *object) {
    switch (object->kind) {
    case KIND_SLICE:
        return write_slice(vm, out, (SliceObject *)object);
    case KIND_METHOD:
        return write_method(vm, out, (MethodObject *)object);
    case KIND_CLASS_METHOD:
        return write_around(vm, out, "<classmethod(", ((WrapperObject *)object)->function, ")>");
    case KIND_STATIC_METHOD:
        return write_around(vm, out, "<staticmethod(", ((WrapperObject *)object)->function, ")>");
    case KIND_MAPPING_PROXY:
        return write_around(vm, out, "mappingproxy(", &((MappingProxy *)object)->dict->header, ")");
    default:
        return write_instance(vm, out, object);
    }
}

static void write_super(Bytes *out, const SuperObject *made) {
    bytes_print(out, "<super: <class '%s'>, ", made->class->name->text);
    if (made->self_class == NULL) {
        bytes_append_text(out, "NULL>");
    } else {
        bytes_print(out, "<%s object>>", made->self_class->name->text);
    }
}

/* What holds other objects, or runs program code: bounded in depth. */
static bool write_nested(Vm *vm, Bytes *out, Object *object) {
    switch (object_base_kind(object)) {
    case KIND_BIG_INT:
        return int_write(vm, out, object, 10);
    case KIND_LIST:
        if (((ListObject *)object)->length == 0) {
            bytes_append_text(out, "[]");
            return true;
        }
        return write_container(vm, out, object);
    case KIND_TUPLE:
        if (((TupleObject *)object)->length == 0) {
            bytes_append_text(out, "()");
            return true;
        }
        return write_container(vm, out, object);
    case KIND_SLICE:
    case KIND_METHOD:
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
    case KIND_MAPPING_PROXY:
    case KIND_INSTANCE:
    case KIND_DICTED:
    case KIND_EXCEPTION: {
        if (!vm_enter_native(vm, REPR_WHERE)) {
            return false;
        }
        bool good = write_with_code(vm, out, object);
        vm_leave_native(vm);
        return good;
    }
    default:
        return write_container(vm, out, object);
    }
}

/* What needs nothing but itself. False where that is not so. */
static bool write_plain(const Vm *vm, Bytes *out, const Object *object) {
    char text[FLOAT_TEXT_SIZE];
    _Static_assert((int)INT_TEXT_SIZE <= (int)FLOAT_TEXT_SIZE, "ints are written there, too");
    switch (object_base_kind(object)) {
    case KIND_NONE:
        bytes_append_text(out, "None");
        return true;
    case KIND_NOT_IMPLEMENTED:
        bytes_append_text(out, "NotImplemented");
        return true;
    case KIND_ELLIPSIS:
        bytes_append_text(out, "Ellipsis");
        return true;
    case KIND_BOOL:
        bytes_append_text(out, int_value(object) != 0 ? "True" : "False");
        return true;
    case KIND_INT:
        bytes_append(out, text, int_format_decimal(int_value(object), text));
        return true;
    case KIND_FLOAT:
        bytes_append(out, text, float_format_shortest(float_value(object), text));
        return true;
    case KIND_STR:
        str_write_repr(out, ((const StrObject *)object)->text, ((const StrObject *)object)->bytes);
        return true;
    case KIND_RANGE:
        write_range(out, (const RangeObject *)object);
        return true;
    case KIND_BIG_INT:
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_SLICE:
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
    case KIND_METHOD:
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
    case KIND_MAPPING_PROXY:
    case KIND_INSTANCE:
    case KIND_DICTED:
    case KIND_EXCEPTION:
        return false;
    case KIND_MEMBER: {
        const MemberObject *member = (const MemberObject *)object;
        bytes_print(out, "<member '%s' of '%s' objects>", member->name->text,
                    member->class->name->text);
        return true;
    }
    case KIND_SUPER:
        write_super(out, (const SuperObject *)object);
        return true;
    default:
        if (object_is_instance(object)) {
            return false;
        }
        object_write_default_repr(vm, out, object);
        return true;
    }
}

/* As the built-in type shows it, whatever __repr__ its class has. */
static bool write_repr_plain(Vm *vm, Bytes *out, Object *any) {
    Object *object = object_plain(any);
    return (write_plain(vm, out, object) || write_nested(vm, out, object)) && check_text(vm, out);
}

bool object_write_repr(Vm *vm, Bytes *out, Object *object) {
    if (special_peek(vm, object, vm->names.repr) == NULL) {
        return write_repr_plain(vm, out, object);
    }
    StrObject *text = object_repr(vm, object);
    if (text == NULL) {
        return false;
    }
    write_str(out, text);
    object_release(vm, &text->header);
    return check_text(vm, out);
}

StrObject *object_repr_plain(Vm *vm, Object *object) {
    if (object->kind == KIND_INT) {
        char digits[INT_TEXT_SIZE];
        return str_new_ascii(vm, digits, int_format_decimal(int_value(object), digits));
    }
    if (object->kind == KIND_FLOAT) {
        char digits[FLOAT_TEXT_SIZE];
        return str_new_ascii(vm, digits, float_format_shortest(float_value(object), digits));
    }
    char room[TEXT_ROOM];
    Bytes text = bytes_in(room, sizeof room);
    StrObject *string = NULL;
    if (write_repr_plain(vm, &text, object)) {
        string = str_new(vm, bytes_text(&text), text.length);
    }
    bytes_free(&text);
    return string;
}

/* What the program's own method gives is passed on as the same object. */
static StrObject *ask_for_text(Vm *vm, Object *method, Object *object, const char *name,
                               const char *where) {
    if (!vm_enter_native(vm, where)) {
        return NULL;
    }
    StrObject *text = call_for_text(vm, method, object, name);
    vm_leave_native(vm);
    return text;
}

StrObject *object_repr(Vm *vm, Object *object) {
    Object *method = special_peek(vm, object, vm->names.repr);
    return method == NULL ? object_repr_plain(vm, object)
                          : ask_for_text(vm, method, object, "__repr__", REPR_WHERE);
}

/* "[Errno 2] No such file: 'name'" */
static StrObject *str_of_os_error(Vm *vm, const ExceptionObject *exception) {
    Bytes text = {0};
    StrObject *string = NULL;
    Object *const *args = exception->args->items;
    Object *file = instance_peek_own(&exception->header, vm->names.filename);
    Object *set_number = instance_peek_own(&exception->header, vm->names.errno_);
    Object *set_words = instance_peek_own(&exception->header, vm->names.strerror);
    bytes_append_text(&text, "[Errno ");
    StrObject *number = object_str(vm, set_number != NULL ? set_number : args[0]);
    StrObject *words =
        number == NULL ? NULL : object_str(vm, set_words != NULL ? set_words : args[1]);
    if (words != NULL) {
        write_str(&text, number);
        bytes_append_text(&text, "] ");
        write_str(&text, words);
        bool ok = true;
        if (file != NULL) {
            bytes_append_text(&text, ": ");
            ok = object_write_repr(vm, &text, file);
        }
        if (ok) {
            string = str_new(vm, bytes_text(&text), text.length);
        }
    }
    object_release_if(vm, (Object *)number);
    object_release_if(vm, (Object *)words);
    bytes_free(&text);
    return string;
}

static StrObject *str_of_exception(Vm *vm, const ExceptionObject *exception) {
    TupleObject *args = exception->args;
    if (args->length == 0) {
        return str_new(vm, "", 0);
    }
    if (args->length == 2 && class_is_subclass(exception->class, vm->errors[ERROR_OSError])) {
        return str_of_os_error(vm, exception);
    }
    if (args->length > 1) {
        return object_str(vm, &args->header);
    }
    /* A key is shown as it is written, so that an empty or blank one can be seen. */
    bool is_key = class_is_subclass(exception->class, vm->errors[ERROR_KeyError]);
    return is_key ? object_repr(vm, args->items[0]) : object_str(vm, args->items[0]);
}

/* What a RecursionError says of where it was. */
static const char STR_WHERE[] = " while getting the str of an object";

StrObject *object_str_plain(Vm *vm, Object *object) {
    if (object_base_kind(object) == KIND_STR) {
        return (StrObject *)object_held(object_plain(object));
    }
    if (object_is_proxy(object)) {
        Object **registers = weak_enter(vm, object, NULL);
        if (registers == NULL) {
            return NULL;
        }
        StrObject *result = object_str(vm, registers[0]);
        native_leave(vm, registers);
        return result;
    }
    if (object->kind == KIND_MAPPING_PROXY) {
        return object_repr_plain(vm, &((MappingProxy *)object)->dict->header);
    }
    if (object->kind == KIND_EXCEPTION) {
        if (!vm_enter_native(vm, STR_WHERE)) {
            return NULL;
        }
        StrObject *text = str_of_exception(vm, (ExceptionObject *)object);
        vm_leave_native(vm);
        return text;
    }
    Object *method = special_peek(vm, object, vm->names.repr);
    return method == NULL ? object_repr_plain(vm, object)
                          : ask_for_text(vm, method, object, "__str__", STR_WHERE);
}

StrObject *object_str(Vm *vm, Object *object) {
    Object *method = special_peek(vm, object, vm->names.str);
    return method == NULL ? object_str_plain(vm, object)
                          : ask_for_text(vm, method, object, "__str__", STR_WHERE);
}
