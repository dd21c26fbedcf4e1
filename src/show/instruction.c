#include "show/instruction.h"

#include "lang/ops.h"
#include "observe/brief.h"

#include <inttypes.h>
#include <string.h>

static const char *const SENTENCES[OP_COUNT] = {
#define SENTENCE(name, text) [OP_##name] = text,
#include "show/instructions.def"
};

enum { LONGEST_CONSTANT = 30, MOST_LISTED = 8 };

/* What an instruction is written from. */
typedef struct Writing {
    Bytes *out;
    View view;
    const CodeObject *code;
    const char *temporary;
    Instruction instruction;
    uint32_t at;
} Writing;

static Instruction see_instruction(View view, const CodeObject *code, uint32_t at) {
    const Instruction *instructions = view_see(view, code->instructions);
    return instructions[at];
}

static const StrObject *see_name(View view, const TupleObject *names_home, uint32_t number) {
    const TupleObject *names = view_see(view, names_home);
    return names == NULL || number >= names->length ? NULL : view_see(view, names->items[number]);
}

static void write_name(const Writing *writing, const TupleObject *names, uint32_t number) {
    const StrObject *name = see_name(writing->view, names, number);
    if (name != NULL)
        bytes_append(writing->out, name->text, name->bytes);
}

void instruction_write_register(Bytes *out, View view, const CodeObject *code, uint32_t place,
                                const char *temporary) {
    const StrObject *name =
        place < code->local_count ? see_name(view, code->local_names, place) : NULL;
    if (place >= code->local_count)
        bytes_print(out, "%s%" PRIu32, temporary, place - code->local_count + 1);
    else if (name == NULL || name->bytes == 0 || name->text[0] == '.')
        bytes_append_text(out, "its iterator");
    else
        bytes_append(out, name->text, name->bytes);
}

static void write_register(const Writing *writing, uint32_t place) {
    instruction_write_register(writing->out, writing->view, writing->code, place,
                               writing->temporary);
}

static void write_constant(const Writing *writing, uint32_t number) {
    const TupleObject *constants = view_see(writing->view, writing->code->constants);
    if (constants == NULL || number >= constants->length)
        return;
    const Object *home = constants->items[number];
    const Object *seen = view_see(writing->view, home);
    if (seen->kind == KIND_CODE) {
        const StrObject *name =
            view_see(writing->view, ((const CodeObject *)(const void *)seen)->name);
        bytes_print(writing->out, "code of %s", name == NULL ? "?" : name->text);
        return;
    }
    brief_write_value(writing->out, writing->view, NULL, home, LONGEST_CONSTANT);
}

static void write_operand(const Writing *writing, unsigned which) {
    const uint16_t operands[] = {writing->instruction.a, writing->instruction.b,
                                 writing->instruction.c};
    bool is_constant = OP_ROWS[writing->instruction.op].roles[which] == ROLE_USE &&
                       (operands[which] & OPERAND_CONSTANT) != 0;
    if (is_constant)
        write_constant(writing, operands[which] & OPERAND_MOST);
    else
        write_register(writing, operands[which]);
}

/* The operand of some role: its number. */
static uint32_t operand_of(const Writing *writing, OperandRole role) {
    const uint8_t *roles = OP_ROWS[writing->instruction.op].roles;
    const uint16_t operands[] = {writing->instruction.a, writing->instruction.b,
                                 writing->instruction.c};
    for (unsigned i = 0; i < 3; i++) {
        if (roles[i] == role)
            return i == 1 && roles[2] == ROLE_WIDE ? instruction_wide(writing->instruction)
                                                   : operands[i];
    }
    return 0;
}

static void write_registers(const Writing *writing, uint32_t first, uint32_t count, bool in_pairs) {
    for (uint32_t i = 0; i < count; i++) {
        if (i == MOST_LISTED) {
            bytes_append_text(writing->out, ", ...");
            return;
        }
        bytes_append_text(writing->out, i == 0 ? "" : in_pairs && i % 2 == 1 ? ": " : ", ");
        write_register(writing, first + i);
    }
}

/* Whether the register behind the callee's was filled since the callee was: with the self of a
 * method, or the iterator of a comprehension. Then it is the first argument. */
static bool has_self(const Writing *writing) {
    uint32_t base = writing->instruction.a;
    bool has = false;
    for (uint32_t at = 0; at < writing->at;
         at = instruction_next(writing->view, writing->code, at)) {
        Instruction i = see_instruction(writing->view, writing->code, at);
        bool is_pair = i.op == OP_LOAD_METHOD || i.op == OP_LOAD_SUPER;
        bool writes = OP_ROWS[i.op].roles[0] == ROLE_OUT || is_pair;
        if (writes && i.a == base)
            has = is_pair;
        else if (writes && i.a == base + 1)
            has = true;
    }
    return has;
}

static void write_arguments(const Writing *writing) {
    uint32_t first = writing->instruction.a + 2u;
    bool self = has_self(writing);
    if (self)
        write_register(writing, first - 1);
    if (self && writing->instruction.b > 0)
        bytes_append_text(writing->out, ", ");
    write_registers(writing, first, writing->instruction.b, false);
}

static void write_part(const Writing *writing, char part) {
    const Instruction i = writing->instruction;
    switch (part) {
    case 'a':
    case 'b':
    case 'c':
        write_operand(writing, (unsigned)(part - 'a'));
        break;
    case 'A':
        write_register(writing, i.a + 1u);
        break;
    case 'n':
        write_name(writing, writing->code->names, operand_of(writing, ROLE_NAME));
        break;
    case 's':
        write_name(
            writing, writing->code->names,
            instruction_wide(see_instruction(writing->view, writing->code, writing->at + 1)));
        break;
    case 'f':
        write_name(writing, writing->code->free_names, operand_of(writing, ROLE_FREE));
        break;
    case 'k':
        write_constant(writing, operand_of(writing, ROLE_CONST));
        break;
    case 'j':
        bytes_print(writing->out, "%" PRIu32, instruction_wide(i));
        break;
    case 'l':
    case 'p':
        write_registers(writing, i.b, part == 'p' ? 2u * i.c : i.c, part == 'p');
        break;
    case 'u':
        write_registers(writing, i.a, i.c, false);
        break;
    case 'g':
        write_arguments(writing);
        break;
    case 'm':
        bytes_append_text(writing->out, i.c == 'r'   ? "repr"
                                        : i.c == 'a' ? "ascii"
                                        : i.c == 's' ? "str"
                                                     : "format");
        break;
    case 'i':
        bytes_print(writing->out, "%u before, %u behind", i.c >> 8, i.c & 0xffu);
        break;
    default:
        bytes_append_char(writing->out, part);
    }
}

void instruction_write(Bytes *out, View view, const CodeObject *code, uint32_t at,
                       const char *temporary) {
    Writing writing = {.out = out,
                       .view = view,
                       .code = code,
                       .temporary = temporary,
                       .instruction = see_instruction(view, code, at),
                       .at = at};
    for (const char *text = SENTENCES[writing.instruction.op]; *text != '\0'; text++) {
        if (*text == '%')
            write_part(&writing, *++text);
        else
            bytes_append_char(out, *text);
    }
}

uint32_t instruction_next(View view, const CodeObject *code, uint32_t at) {
    return at + (OP_ROWS[see_instruction(view, code, at).op].has_word ? 2 : 1);
}

const char *instruction_name(View view, const CodeObject *code, uint32_t at) {
    return OP_ROWS[see_instruction(view, code, at).op].name;
}

const CodePlace *instruction_place(View view, const CodeObject *code, uint32_t at) {
    const Instruction *instructions = view_see(view, code->instructions);
    return (const CodePlace *)(const void *)(instructions + code->instruction_count) + at;
}

bool instruction_write_source(Bytes *out, View view, const CodeObject *code, uint32_t line) {
    const StrObject *source = view_see(view, code->source);
    if (source == NULL || line == 0)
        return false;
    const char *text = source->text;
    const char *end = text + source->bytes;
    for (uint32_t i = 1; i < line && text < end; i++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        text = stop == NULL ? end : stop + 1;
    }
    const char *stop = text < end ? memchr(text, '\n', (size_t)(end - text)) : NULL;
    size_t length = (size_t)((stop == NULL ? end : stop) - text);
    size_t blanks = 0;
    while (blanks < length && (text[blanks] == ' ' || text[blanks] == '\t'))
        blanks++;
    while (length > blanks && (text[length - 1] == '\r' || text[length - 1] == ' '))
        length--;
    bytes_append(out, text + blanks, length - blanks);
    return length > blanks;
}
