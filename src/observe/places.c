#include "observe/places.h"

#include "base/utf8.h"
#include "lang/ops.h"
#include "object/call.h"
#include "object/operations.h"
#include "observe/brief.h"

#include <inttypes.h>
#include <string.h>

/* In the order of the fields of each struct; see kinds.def. */
static const FieldRow FIELD_ROWS[] = {
    {KIND_SLICE, 0, "start", "start"},
    {KIND_SLICE, 1, "stop", "stop"},
    {KIND_SLICE, 2, "step", "step"},
    {KIND_CELL, 0, "cell_contents", "content"},
    {KIND_LIST_ITERATOR, 0, NULL, "source"},
    {KIND_TUPLE_ITERATOR, 0, NULL, "source"},
    {KIND_STR_ITERATOR, 0, NULL, "source"},
    {KIND_STR_ASCII_ITERATOR, 0, NULL, "source"},
    {KIND_KEY_ITERATOR, 0, NULL, "source"},
    {KIND_VALUE_ITERATOR, 0, NULL, "source"},
    {KIND_ITEM_ITERATOR, 0, NULL, "source"},
    {KIND_ITEM_ITERATOR, 1, NULL, "last pair"},
    {KIND_LIST_REVERSE_ITERATOR, 0, NULL, "source"},
    {KIND_KEY_REVERSE_ITERATOR, 0, NULL, "source"},
    {KIND_VALUE_REVERSE_ITERATOR, 0, NULL, "source"},
    {KIND_ITEM_REVERSE_ITERATOR, 0, NULL, "source"},
    {KIND_ITEM_REVERSE_ITERATOR, 1, NULL, "last pair"},
    {KIND_ENUMERATE, 0, NULL, "iterator"},
    {KIND_ENUMERATE, 1, NULL, "last pair"},
    {KIND_ENUMERATE, 2, NULL, "next number"},
    {KIND_ZIP, 0, NULL, "iterators"},
    {KIND_ZIP, 1, NULL, "last tuple"},
    {KIND_MAP, 0, NULL, "iterators"},
    {KIND_MAP, 1, NULL, "function"},
    {KIND_FILTER, 0, NULL, "function"},
    {KIND_FILTER, 1, NULL, "iterator"},
    {KIND_REVERSED, 0, NULL, "source"},
    {KIND_SEQUENCE_ITERATOR, 0, NULL, "source"},
    {KIND_CALLABLE_ITERATOR, 0, NULL, "callee"},
    {KIND_CALLABLE_ITERATOR, 1, NULL, "sentinel"},
    {KIND_SET_ITERATOR, 0, NULL, "source"},
    {KIND_WEAK_REFERENCE, 0, "__callback__", "callback"},
    {KIND_WEAK_REFERENCE, 1, "key", "key"},
    {KIND_WEAK_PROXY, 0, NULL, "callback"},
    {KIND_WEAK_CALLABLE_PROXY, 0, NULL, "callback"},
    {KIND_DICT_KEYS, 0, NULL, "dict"},
    {KIND_DICT_VALUES, 0, NULL, "dict"},
    {KIND_DICT_ITEMS, 0, NULL, "dict"},
    {KIND_CODE, 0, "co_consts", "constants"},
    {KIND_CODE, 1, "co_names", "names"},
    {KIND_CODE, 2, "co_varnames", "names of locals"},
    {KIND_CODE, 3, "co_freevars", "names of cells"},
    {KIND_CODE, 4, "co_name", "name"},
    {KIND_CODE, 5, "co_qualname", "qualified name"},
    {KIND_CODE, 6, "co_filename", "name of the file"},
    {KIND_CODE, 7, NULL, "source text"},
    {KIND_FUNCTION, 0, "__globals__", "globals"},
    {KIND_FUNCTION, 1, "__defaults__", "defaults"},
    {KIND_FUNCTION, 2, "__kwdefaults__", "keyword defaults"},
    {KIND_FUNCTION, 3, "__doc__", "docstring"},
    {KIND_FUNCTION, 4, "__dict__", "attributes"},
    {KIND_FUNCTION, 5, "__closure__", "closure"},
    {KIND_FUNCTION, 6, "__annotations__", "annotations"},
    {KIND_FUNCTION, 7, "__code__", "code"},
    {KIND_FUNCTION, 8, "__name__", "name"},
    {KIND_FUNCTION, 9, "__qualname__", "qualified name"},
    {KIND_NATIVE, 0, "__self__", "self"},
    {KIND_METHOD, 0, "__func__", "function"},
    {KIND_METHOD, 1, "__self__", "self"},
    {KIND_MODULE, 0, "__name__", "name"},
    {KIND_MODULE, 1, "__dict__", "attributes"},
    {KIND_CLASS, 0, "__dict__", "attributes"},
    {KIND_CLASS, 1, "__base__", "base"},
    {KIND_CLASS, 2, "__name__", "name"},
    {KIND_CLASS, 3, "__qualname__", "qualified name"},
    {KIND_CLASS, 4, NULL, "layout of slots"},
    {KIND_INSTANCE, 0, "__class__", "class"},
    {KIND_DICTED, 0, "__class__", "class"},
    {KIND_LIST_INSTANCE, 0, "__dict__", "attributes"},
    {KIND_LIST_INSTANCE, 1, "__class__", "class"},
    {KIND_DICT_INSTANCE, 0, "__dict__", "attributes"},
    {KIND_DICT_INSTANCE, 1, "__class__", "class"},
    {KIND_INT_INSTANCE, 0, "__dict__", "attributes"},
    {KIND_INT_INSTANCE, 1, "__class__", "class"},
    {KIND_INT_INSTANCE, 2, NULL, "value"},
    {KIND_STR_INSTANCE, 0, "__dict__", "attributes"},
    {KIND_STR_INSTANCE, 1, "__class__", "class"},
    {KIND_STR_INSTANCE, 2, NULL, "value"},
    {KIND_EXCEPTION, 0, "__class__", "class"},
    {KIND_EXCEPTION, 1, "args", "args"},
    {KIND_EXCEPTION, 2, "__traceback__", "traceback"},
    {KIND_EXCEPTION, 3, "__cause__", "cause"},
    {KIND_EXCEPTION, 4, "__context__", "context"},
    {KIND_PROPERTY, 0, "fget", "getter"},
    {KIND_PROPERTY, 1, "fset", "setter"},
    {KIND_PROPERTY, 2, "fdel", "deleter"},
    {KIND_PROPERTY, 3, "__doc__", "docstring"},
    {KIND_PROPERTY, 4, NULL, "name"},
    {KIND_CLASS_METHOD, 0, "__func__", "function"},
    {KIND_STATIC_METHOD, 0, "__func__", "function"},
    {KIND_MEMBER, 0, "__objclass__", "class"},
    {KIND_MEMBER, 1, "__name__", "name"},
    {KIND_SUPER, 0, "__thisclass__", "class"},
    {KIND_SUPER, 1, "__self__", "self"},
    {KIND_SUPER, 2, "__self_class__", "class of self"},
    {KIND_MAPPING_PROXY, 0, NULL, "dict"},
    {KIND_TRACEBACK, 0, "tb_next", "next row"},
    {KIND_TRACEBACK, 1, "tb_frame", "frame"},
    {KIND_GENERATOR, 0, NULL, "function"},
    {KIND_GENERATOR, 1, "gi_frame", "frame"},
    {KIND_GENERATOR, 2, "gi_code", "code"},
    {KIND_GENERATOR, 3, "__name__", "name"},
    {KIND_GENERATOR, 4, "__qualname__", "qualified name"},
    {KIND_GENERATOR, 5, NULL, "exception being handled"},
    {KIND_FRAME, 0, NULL, "function"},
    {KIND_FRAME, 1, "f_back", "caller"},
    {KIND_FRAME, 2, "f_code", "code"},
};

const FieldRow *field_row_peek(uint8_t kind, uint32_t field) {
    for (size_t i = 0; i < ARRAY_LENGTH(FIELD_ROWS); i++) {
        if (FIELD_ROWS[i].kind == kind && FIELD_ROWS[i].field == field)
            return &FIELD_ROWS[i];
    }
    return NULL;
}

const Object *place_key_peek(const Census *census, const DictObject *seen_dict, uint32_t entry) {
    Object *const *entries = view_see(census->view, seen_dict->entries);
    return entries == NULL || entry >= seen_dict->fill ? NULL : entries[2 * (size_t)entry];
}

static const StrObject *name_peek(View view, const TupleObject *names_home, size_t number) {
    const TupleObject *names = view_see(view, names_home);
    return names == NULL || number >= names->length ? NULL : view_see(view, names->items[number]);
}

const StrObject *place_slot_name_peek(const Census *census, const Object *instance, uint32_t slot) {
    if (instance->kind == KIND_FRAME || instance->kind == KIND_GENERATOR) {
        const CodeObject *code =
            view_see(census->view, instance->kind == KIND_FRAME
                                       ? ((const FrameObject *)(const void *)instance)->code
                                       : ((const GeneratorObject *)(const void *)instance)->code);
        return code == NULL ? NULL : name_peek(census->view, code->local_names, slot);
    }
    const ClassObject *class = view_see(census->view, instance_class(instance));
    if (class == NULL)
        return NULL;
    /* Behind the members of a DICTED instance lies the dict of its attributes. */
    if (instance->kind != KIND_INSTANCE && slot >= class->member_count)
        return census->vm->names.dict == NULL ? NULL
                                              : view_see(census->view, census->vm->names.dict);
    const DictObject *layout = view_see(census->view, class->layout);
    if (layout == NULL)
        return NULL;
    const Object *name = view_see(census->view, place_key_peek(census, layout, slot));
    return name == NULL || name->kind != KIND_STR ? NULL : (const StrObject *)(const void *)name;
}

void place_write_key(Bytes *out, const Census *census, const Object *key) {
    const Object *seen = view_see(census->view, key);
    enum { LONGEST_KEY = 30 };
    switch (seen->kind) {
    case KIND_STR: {
        const StrObject *string = (const StrObject *)(const void *)seen;
        size_t bytes = string->bytes;
        bool is_cut = string->length > LONGEST_KEY;
        if (is_cut)
            bytes = str_offset(string, LONGEST_KEY);
        str_write_repr(out, string->text, bytes);
        bytes_append_text(out, is_cut ? "..." : "");
        break;
    }
    case KIND_INT:
    case KIND_BIG_INT:
        brief_write_int(out, seen, LONGEST_KEY);
        break;
    case KIND_FLOAT: {
        char text[FLOAT_TEXT_SIZE];
        size_t length = float_format_shortest(float_value(seen), text);
        bool is_literal = text[length - 1] >= '0' && text[length - 1] <= '9'; /* not nan, inf */
        bytes_append(out, is_literal ? text : "...", is_literal ? length : 3);
        break;
    }
    case KIND_BOOL:
        bytes_append_text(out, int_value(seen) != 0 ? "True" : "False");
        break;
    case KIND_NONE:
        bytes_append_text(out, "None");
        break;
    case KIND_TUPLE:
        brief_write_value(out, census->view, NULL, key, LONGEST_KEY);
        break;
    default:
        bytes_append_text(out, "...");
        break;
    }
}

/* Whether a key can stand behind a dot. */
static bool is_identifier(const Object *seen) {
    if (seen->kind != KIND_STR)
        return false;
    const StrObject *string = (const StrObject *)(const void *)seen;
    size_t length = 0;
    uint32_t point;
    while (length < string->bytes) {
        size_t bytes = utf8_decode(string->text + length, string->bytes - length, &point);
        if (bytes == 0 ||
            !(length == 0 ? utf8_is_identifier_start(point) : utf8_is_identifier_continue(point)))
            return false;
        length += bytes;
    }
    return length > 0;
}

static bool write_value_suffix(Bytes *out, const Census *census, const CensusEdge *edge) {
    const CensusObject *holder = &census->objects[edge->holder];
    const DictObject *dict = (const DictObject *)(const void *)census_see(census, edge->holder);
    const Object *key = place_key_peek(census, dict, edge->index);
    if (key == NULL)
        return false;
    const Object *seen = view_see(census->view, key);
    bool is_attribute = (holder->marks & MARK_ATTRIBUTES) != 0;
    bool is_modules = holder->home == &census->vm->modules->header;
    if (((holder->marks & MARK_NAMESPACE) != 0 && seen->kind == KIND_STR && !is_modules) ||
        (is_attribute && is_identifier(seen))) {
        bytes_append_char(out, '.');
        bytes_append(out, ((const StrObject *)(const void *)seen)->text,
                     ((const StrObject *)(const void *)seen)->bytes);
        return true;
    }
    bytes_append_text(out, is_attribute ? ".__dict__[" : "[");
    place_write_key(out, census, key);
    bytes_append_char(out, ']');
    return true;
}

const char *place_prefix(const CensusEdge *edge) {
    return edge->place == PLACE_KEY ? "key of " : edge->place == PLACE_MEMBER ? "item of " : "";
}

/* The first parameter of a generator expression is called `.0`. */
static bool is_hidden(const StrObject *name) {
    return name == NULL || name->bytes == 0 || name->text[0] == '.';
}

/* Whether a temporary of a code object (readable) is what one of its loops runs over. */
static bool is_of_loop(View view, const CodeObject *code, size_t number) {
    const Instruction *instructions = code == NULL ? NULL : view_see(view, code->instructions);
    for (uint32_t i = 0; instructions != NULL && i < code->instruction_count; i++) {
        if (instructions[i].op == OP_FOR_NEXT && instructions[i].a == number)
            return true;
        i += OP_ROWS[instructions[i].op].has_word;
    }
    return false;
}

static bool is_of_waiting_loop(const Census *census, const CensusEdge *edge) {
    const Object *holder = census_see(census, edge->holder);
    if (holder->kind != KIND_GENERATOR)
        return false;
    const CodeObject *code =
        view_see(census->view, ((const GeneratorObject *)(const void *)holder)->code);
    return is_of_loop(census->view, code, edge->index);
}

bool place_write_local(Bytes *out, const Census *census, const CensusEdge *edge) {
    const StrObject *name =
        place_slot_name_peek(census, census_see(census, edge->holder), edge->index);
    if (is_hidden(name))
        bytes_append_text(out, name != NULL                       ? "iterator of "
                               : is_of_waiting_loop(census, edge) ? "loop iterator of "
                                                                  : "temporary of ");
    else
        bytes_print(out, "local %s of ", name->text);
    return name != NULL;
}

bool place_write_suffix(Bytes *out, const Census *census, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE)
        return false;
    switch (edge->place) {
    case PLACE_ITEM:
        bytes_print(out, "[%" PRIu32 "]", edge->index);
        return true;
    case PLACE_VALUE:
        return write_value_suffix(out, census, edge);
    case PLACE_SLOT: {
        const Object *holder = census_see(census, edge->holder);
        const StrObject *name = place_slot_name_peek(census, holder, edge->index);
        bool is_frame = holder->kind == KIND_FRAME || holder->kind == KIND_GENERATOR;
        if (is_frame ? is_hidden(name) : name == NULL)
            return false;
        bytes_append_text(out, holder->kind == KIND_GENERATOR ? ".gi_frame" : "");
        bytes_append_text(out, is_frame ? ".f_locals['" : ".");
        bytes_append(out, name->text, name->bytes);
        bytes_append_text(out, is_frame ? "']" : "");
        return true;
    }
    case PLACE_FIELD: {
        const FieldRow *row = field_row_peek(census->objects[edge->holder].kind, edge->index);
        if (row == NULL || row->attribute == NULL)
            return false;
        bytes_print(out, ".%s", row->attribute);
        return true;
    }
    default:
        return false;
    }
}

/* --- frames ---------------------------------------------------------------------------------- */

static const Frame *frame_see(const Census *census, uint32_t frame) {
    return (const Frame *)view_see(census->view, census->vm->frames) + frame;
}

const StrObject *place_local_name_peek(const Census *census, uint32_t frame,
                                       uint32_t register_index) {
    const Frame *seen = frame_see(census, frame);
    const CodeObject *code = view_see(census->view, seen->code);
    size_t number = (size_t)(census->vm->stack + register_index - seen->registers);
    if (code == NULL || number >= code->local_count)
        return NULL;
    const StrObject *name = name_peek(census->view, code->local_names, number);
    bool is_written = name != NULL && name->bytes > 0 && name->text[0] != '.';
    return is_written ? name : NULL;
}

uint32_t place_frame_line(const Census *census, uint32_t frame) {
    const Frame *seen = frame_see(census, frame);
    const CodeObject *code = view_see(census->view, seen->code);
    if (code == NULL || seen->next == NULL)
        return 0;
    size_t next = (size_t)(seen->next - code->instructions);
    size_t instruction = next > 0 ? next - 1 : 0;
    const Instruction *instructions = view_see(census->view, code->instructions);
    if (instruction >= code->instruction_count)
        return 0;
    const CodePlace *places =
        (const CodePlace *)(const void *)(instructions + code->instruction_count);
    return places[instruction].line;
}

const char *place_native_name(const Census *census, uint32_t frame, uint32_t *line) {
    const Frame *seen = NULL;
    *line = 0;
    while (frame-- > 0 && seen == NULL) {
        seen = frame_see(census, frame);
        if (seen->code == NULL || seen->next == NULL)
            seen = NULL;
        else
            *line = place_frame_line(census, frame);
    }
    if (seen == NULL)
        return NULL;
    const Instruction *call = view_see(census->view, seen->next - 1);
    if (call->op != OP_CALL && call->op != OP_CALL_KEYWORDS && call->op != OP_CALL_SPREAD)
        return NULL;
    Object *const *registers = view_see(census->view, seen->registers);
    const Object *callee = view_see(census->view, registers[call->a]);
    if (callee != NULL && callee->kind == KIND_METHOD)
        callee = view_see(census->view, ((const MethodObject *)(const void *)callee)->function);
    return callee == NULL || callee->kind != KIND_NATIVE
               ? NULL
               : vm_native_name(((const NativeObject *)(const void *)callee)->native);
}

bool place_is_of_loop(const Census *census, uint32_t frame, uint32_t register_index) {
    const Frame *seen = frame_see(census, frame);
    size_t number = (size_t)(census->vm->stack + register_index - seen->registers);
    return is_of_loop(census->view, view_see(census->view, seen->code), number);
}
