#include "lang/disassemble.h"

#include <inttypes.h>
#include <string.h>

#include "lang/ops.h"
#include "object/big.h"

enum {
    NAME_COLUMN = 21,     /* columns for an instruction's name */
    OPERANDS_COLUMN = 36, /* and for its operands */
    PLACE_COLUMN = 14,
    TEXT_MOST = 20, /* bytes of a string that are shown */
};

static void pad_to(Bytes *out, size_t start, size_t columns) {
    size_t used = out->length - start;
    bytes_append_repeated(out, ' ', used < columns ? columns - used : 1);
}

static void print_register(Bytes *out, const CodeObject *code, uint32_t place) {
    const StrObject *name = place < code->local_count
                                ? (const StrObject *)(const void *)code->local_names->items[place]
                                : NULL;
    if (name != NULL && name->bytes > 0)
        bytes_append(out, name->text, name->bytes);
    else if (name != NULL)
        bytes_print(out, "local %u", place);
    else
        bytes_print(out, "t%u", place - code->local_count);
}

static void print_string(Bytes *out, const StrObject *string) {
    size_t shown = 0;
    while (shown < string->bytes && shown < TEXT_MOST && (unsigned char)string->text[shown] >= ' ')
        shown++;
    while (shown < string->bytes && shown > 0 && (string->text[shown] & 0xc0) == 0x80)
        shown--;
    bytes_append_char(out, '\'');
    bytes_append(out, string->text, shown);
    bytes_append_text(out, shown < string->bytes ? "...'" : "'");
}

static void print_constant(Bytes *out, const Object *constant) {
    switch (constant->kind) {
    case KIND_INT:
        bytes_print(out, "%" PRId64, int_value(constant));
        break;
    case KIND_BIG_INT:
        int_write_digits(out, constant, 16);
        break;
    case KIND_BOOL:
        bytes_append_text(out, int_value(constant) != 0 ? "True" : "False");
        break;
    case KIND_FLOAT:
        bytes_print(out, "%.17g", float_value(constant));
        break;
    case KIND_STR:
        print_string(out, (const StrObject *)(const void *)constant);
        break;
    case KIND_NONE:
        bytes_append_text(out, "None");
        break;
    case KIND_ELLIPSIS:
        bytes_append_text(out, "...");
        break;
    case KIND_CODE:
        bytes_print(out, "code of %s",
                    ((const CodeObject *)(const void *)constant)->qualified_name->text);
        break;
    default:
        bytes_print(out, "a constant %s", object_row_peek(constant)->type);
        break;
    }
}

static void print_name(Bytes *out, const char *what, const TupleObject *names, uint32_t index) {
    if (index < names->length)
        bytes_print(out, "%s %s", what,
                    ((const StrObject *)(const void *)names->items[index])->text);
}

static void print_operand(Bytes *out, const CodeObject *code, Instruction i, unsigned which) {
    const uint8_t *roles = OP_ROWS[i.op].roles;
    uint16_t operands[] = {i.a, i.b, i.c};
    uint32_t operand = operands[which];
    bool is_wide = which < 2 && roles[which + 1] == ROLE_WIDE;
    if (is_wide)
        operand = instruction_wide(i);
    switch ((OperandRole)roles[which]) {
    case ROLE_OUT:
    case ROLE_KEEP:
    case ROLE_CHANGE:
    case ROLE_BASE:
        print_register(out, code, operand);
        break;
    case ROLE_USE:
        if ((operand & OPERAND_CONSTANT) != 0)
            print_constant(out, code->constants->items[operand & OPERAND_MOST]);
        else
            print_register(out, code, operand);
        break;
    case ROLE_NAME:
        print_name(out, "name", code->names, operand);
        break;
    case ROLE_CONST:
        print_constant(out, code->constants->items[operand]);
        break;
    case ROLE_FREE:
        print_name(out, "cell", code->free_names, operand);
        break;
    case ROLE_COUNT:
        bytes_print(out, is_wide ? "to %u" : "%u", operand);
        break;
    case ROLE_NONE:
    case ROLE_WIDE:
        break;
    }
}

static void print_instruction(Bytes *out, const CodeObject *code, uint32_t at) {
    Instruction i = code->instructions[at];
    const OpRow *row = &OP_ROWS[i.op];
    const CodePlace *place = &code_places_peek(code)[at];
    bytes_print(out, "%5u  ", at);
    size_t start = out->length;
    bytes_print(out, "%u:%u-%u:%u", place->line, place->column, place->end_line, place->end_column);
    pad_to(out, start, PLACE_COLUMN);
    start = out->length;
    bytes_append_text(out, row->name);
    pad_to(out, start, NAME_COLUMN);
    start = out->length;
    for (unsigned which = 0; which < ARRAY_LENGTH(row->roles); which++) {
        if (row->roles[which] == ROLE_NONE || row->roles[which] == ROLE_WIDE)
            continue;
        if (out->length > start)
            bytes_append_text(out, ", ");
        print_operand(out, code, i, which);
    }
    if (i.op == OP_BUILD_CLASS || i.op == OP_LOAD_SUPER) {
        bytes_append_text(out, ", ");
        print_name(out, "name", code->names, instruction_wide(code->instructions[at + 1]));
    }
    pad_to(out, start, OPERANDS_COLUMN);
    bytes_print(out, "%s\n", row->effect);
}

static void print_handlers(Bytes *out, const CodeObject *code) {
    const Handler *handlers = code_handlers_peek(code);
    for (uint32_t n = 0; n < code->handler_count; n++) {
        bytes_print(out, "  raised in %u to %u: goes on at %u with the exception in ",
                    handlers[n].start, handlers[n].stop - 1, handlers[n].target);
        print_register(out, code, handlers[n].keep);
        bytes_append_char(out, '\n');
    }
}

void disassemble_code(Bytes *out, const CodeObject *code) {
    bytes_print(out, "code of %s, line %u: %u local%s, %u register%s\n", code->qualified_name->text,
                code->first_line, code->local_count, code->local_count == 1 ? "" : "s",
                code->register_count, code->register_count == 1 ? "" : "s");
    for (uint32_t at = 0; at < code->instruction_count;) {
        print_instruction(out, code, at);
        at += OP_ROWS[code->instructions[at].op].has_word ? 2 : 1;
    }
    print_handlers(out, code);
    for (uint32_t i = 0; i < code->constants->length; i++) {
        const Object *constant = code->constants->items[i];
        if (constant->kind == KIND_CODE)
            disassemble_code(out, (const CodeObject *)(const void *)constant);
    }
}
