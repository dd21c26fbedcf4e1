/* compiler_string.c -- f-strings, and literals with `%` that are compiled like them. */
#include "lang/compiler_unit.h"

#include <stdio.h>
#include <string.h>

/* From so many parts on they are gathered in a list and joined, as in CPython. */
enum { JOINED_MOST = 255 };

void compile_formatted(Unit *unit, Node *node, uint16_t target) {
    Node *format = node->formatted_value.format;
    uint32_t conversion = node->formatted_value.conversion;
    if (format == NULL) {
        Operand value = compile_operand(unit, node->formatted_value.value);
        emit(unit, OP_CONVERT, target, value, conversion);
        return;
    }
    Operand value = operand_before(unit, node->formatted_value.value, format);
    Operand spec = compile_operand(unit, format);
    if (conversion != 0) {
        uint16_t text = push_temporary(unit);
        emit(unit, OP_CONVERT, text, value, conversion);
        value = text;
    }
    emit(unit, OP_FORMAT, target, value, spec);
}

void compile_joined(Unit *unit, Node *node, uint16_t target) {
    NodeList values = node->joined_string.values;
    if (values.count == 1) {
        compile_to(unit, values.items[0], target);
    } else if (values.count <= JOINED_MOST) {
        uint16_t base = compile_row(unit, values);
        emit(unit, OP_BUILD_STRING, target, base, values.count);
    } else {
        uint16_t base = push_temporaries(unit, 2);
        Object *empty = (Object *)str_new(unit->compiler->vm, "", 0);
        emit_wide(unit, OP_LOAD_CONST, base, need_constant_take(unit, empty, true));
        emit(unit, OP_LOAD_METHOD, base, base, need_name(unit, (Text){"join", 4}));
        emit_word(unit);
        build_list(unit, values);
        emit(unit, OP_CALL, base, 1, 0);
        compile_move(unit, target, base);
    }
}

/* `%` ------------------------------------------------------------------------------------------- *
 *
 * CPython compiles "... %s ..." % (a, b) as f"... {a!s} ...", which shows: the text of a is made
 * before b is computed. It does so where every `%` of the literal is a plain %s, %r or %a, with
 * no more than flags, two digits of width and two of precision, and there are as many as items. */

typedef struct PercentReader {
    Unit *unit;
    const char *at;
    const char *end;
} PercentReader;

static Node *new_node(PercentReader *reader, NodeKind kind, Place place) {
    Node *node = scratch_allocate(reader->unit->compiler->scratch, sizeof *node);
    if (node == NULL) {
        fail_memory(reader->unit);
        return NULL;
    }
    *node = (Node){.kind = (uint8_t)kind, .depth = 1, .place = place};
    return node;
}

static Node *new_string(PercentReader *reader, const char *text, size_t length, Place place) {
    Node *node = new_node(reader, NODE_STRING, place);
    char *copy = scratch_copy(reader->unit->compiler->scratch, text, length);
    if (node == NULL || copy == NULL) {
        fail_memory(reader->unit);
        return NULL;
    }
    node->string.value = (Text){copy, (uint32_t)length};
    return node;
}

/* Text up to a `%` that is not doubled, or NULL where there is none. */
static Node *read_literal(PercentReader *reader, Place place) {
    Bytes text = {0};
    while (reader->at < reader->end) {
        bool doubled = reader->at + 1 < reader->end && reader->at[1] == '%';
        if (*reader->at == '%' && !doubled) {
            break;
        }
        bytes_append_char(&text, *reader->at);
        reader->at += *reader->at == '%' ? 2 : 1;
    }
    if (text.failed) {
        fail_memory(reader->unit);
    }
    Node *node =
        text.length == 0 ? NULL : new_string(reader, bytes_text(&text), text.length, place);
    bytes_free(&text);
    return node;
}

/* Up to two digits; false where there are more or the text ends. */
static bool read_digits(PercentReader *reader, int *number) {
    int digits = 0;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        *number = (*number < 0 ? 0 : *number) * 10 + (*reader->at - '0');
        digits++;
    }
    return digits <= 2 && reader->at < reader->end;
}

/* What stands behind a `%`, as an item of an f-string; NULL for all that is not simple. */
static Node *read_item(PercentReader *reader, Node *value) {
    bool left = false;
    int width = -1;
    int precision = -1;
    while (reader->at < reader->end && *reader->at != '\0' &&
           strchr("-+ #0", *reader->at) != NULL) {
        left = left || *reader->at == '-';
        reader->at++;
    }
    if (!read_digits(reader, &width)) {
        return NULL;
    }
    if (*reader->at == '.') {
        precision = 0;
        reader->at++;
        if (!read_digits(reader, &precision)) {
            return NULL;
        }
    }
    char type = *reader->at++;
    if (type != 's' && type != 'r' && type != 'a') {
        return NULL;
    }
    char spec[16] = "";
    int length = 0;
    if (width >= 0) {
        length = snprintf(spec, sizeof spec, "%s%d", left || width == 0 ? "" : ">", width);
    }
    if (precision >= 0) {
        length += snprintf(spec + length, sizeof spec - (size_t)length, ".%d", precision);
    }
    Node *node = new_node(reader, NODE_FORMATTED_VALUE, value->place);
    if (node != NULL) {
        node->formatted_value.value = value;
        node->formatted_value.conversion = (uint32_t)type;
        node->formatted_value.format =
            length == 0 ? NULL : new_string(reader, spec, (size_t)length, value->place);
    }
    return node;
}

/* The f-string for a format and its items; NULL if they are not simple, or do not fit. */
static Node *read_percent(Unit *unit, const StrObject *format, NodeList items, Place place) {
    PercentReader reader = {unit, format->text, format->text + format->bytes};
    Node *whole = new_node(&reader, NODE_JOINED_STRING, place);
    Node **values =
        scratch_allocate(unit->compiler->scratch, (2 * items.count + 1) * sizeof *values);
    uint32_t count = 0;
    uint32_t used = 0;
    while (whole != NULL && values != NULL && !unit->compiler->failed) {
        Node *literal = read_literal(&reader, place);
        if (literal != NULL) {
            values[count++] = literal;
        }
        if (reader.at == reader.end) {
            whole->joined_string.values = (NodeList){values, count};
            return used == items.count ? whole : NULL;
        }
        reader.at++;
        Node *item = used == items.count ? NULL : read_item(&reader, items.items[used++]);
        if (item == NULL) {
            return NULL;
        }
        values[count++] = item;
    }
    fail_memory(unit);
    return NULL;
}

bool compile_percent(Unit *unit, Node *node, uint16_t target) {
    Node *right = node->binary_operation.right;
    if (right->kind != NODE_TUPLE || list_has_star(right->tuple.items)) {
        return false;
    }
    Vm *vm = unit->compiler->vm;
    Object *format = constant_of(unit, node->binary_operation.left);
    Object *items = format == NULL || format->kind != KIND_STR ? NULL : constant_of(unit, right);
    Node *joined = NULL;
    /* A tuple of nothing but constants is one itself, and stays as it is. */
    if (format != NULL && format->kind == KIND_STR && items == NULL && !unit->compiler->failed) {
        joined = read_percent(unit, (const StrObject *)(const void *)format, right->tuple.items,
                              node->place);
    }
    object_release_if(vm, format);
    object_release_if(vm, items);
    if (joined != NULL) {
        compile_joined(unit, joined, target);
    }
    return joined != NULL;
}
