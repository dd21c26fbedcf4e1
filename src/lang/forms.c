#include "lang/forms.h"

/* What is known of an operand. */
enum { L, T, K, X, N, OPERAND_FORMS };

static const uint8_t FORMS_OF[OP_COUNT][OPERAND_FORMS][OPERAND_FORMS] = {
#define FORM(name, b, c) [OP_##name][b][c] = FORM_##name##_##b##c,
#define FORM_OF_LOOP(name, b, c)
#define FORM_OF_START(name, b, c)
#define FORM_OF_RUN(name, b, c)
#include "lang/forms.def"
};
/* The forms of the first instruction of a run, and of those that follow. */
static const uint8_t FORMS_OF_START[OP_COUNT][OPERAND_FORMS][OPERAND_FORMS] = {
#define FORM(name, b, c)
#define FORM_OF_LOOP(name, b, c)
#define FORM_OF_START(name, b, c) [OP_##name][b][c] = FORM_START_##name##_##b##c,
#define FORM_OF_RUN(name, b, c)
#include "lang/forms.def"
};
static const uint8_t FORMS_OF_RUN[OP_COUNT][OPERAND_FORMS][OPERAND_FORMS] = {
#define FORM(name, b, c)
#define FORM_OF_LOOP(name, b, c)
#define FORM_OF_START(name, b, c)
#define FORM_OF_RUN(name, b, c) [OP_##name][b][c] = FORM_RUN_##name##_##b##c,
#include "lang/forms.def"
};
/* The forms of LOOP, by what it goes back to. */
static const uint8_t FORMS_OF_LOOP[FORM_END] = {
#define FORM(name, b, c)
#define FORM_OF_LOOP(name, b, c) [FORM_##name##_##b##c] = FORM_LOOP_##name##_##b##c,
#define FORM_OF_START(name, b, c)
#define FORM_OF_RUN(name, b, c)
#include "lang/forms.def"
};

static unsigned form_of(uint16_t operand, uint32_t local_count) {
    if ((operand & OPERAND_CONSTANT) != 0)
        return K;
    return operand < local_count ? L : T;
}

/* What is done in place is the same for numbers, which are all that the forms of arithmetic are
 * for. */
static Op op_of_numbers(Op op) {
    return op >= OP_ADD_TO && op <= OP_XOR_WITH ? op - OP_ADD_TO + OP_ADD : op;
}
STATIC_CHECK(OP_XOR_WITH - OP_ADD_TO == OP_XOR - OP_ADD, "operators in the same order");

/* Whether the result, a temporary, is used up by a conditional jump right behind. */
static bool decides_jump(Instruction i, Instruction behind, uint32_t local_count) {
    bool is_jump = behind.op == OP_JUMP_IF_FALSE || behind.op == OP_JUMP_IF_TRUE;
    return is_jump && behind.a == i.a && i.a >= local_count;
}

/* Which operands the forms of an instruction are named by. */
static void name_operands(Instruction i, uint32_t local_count, unsigned *b, unsigned *c) {
    unsigned form_of_a = form_of(i.a, local_count);
    *b = form_of(i.b, local_count);
    *c = form_of(i.c, local_count);
    switch ((Op)i.op) {
    case OP_LOAD_CONST:
    case OP_LOAD_FREE:
    case OP_LOAD_GLOBAL:
        *b = N;
        *c = form_of_a;
        break;
    case OP_MOVE:
    case OP_LOAD_ATTRIBUTE:
    case OP_LOAD_METHOD:
        *c = form_of_a;
        break;
    case OP_STORE_ATTRIBUTE:
        *b = form_of_a;
        break;
    case OP_SET_ITEM:
        *c = *b;
        *b = form_of_a;
        break;
    case OP_RETURN:
        *b = form_of_a;
        *c = N;
        break;
    default:
        break;
    }
}

static uint8_t choose_form(const Instruction *instructions, Instruction i, Instruction behind,
                           uint32_t local_count) {
    if (i.op == OP_FOR_NEXT)
        return behind.op == OP_MOVE && behind.b == i.a + 1 && behind.a < local_count
                   ? FORM_FOR_NEXT_TL
                   : i.op;
    if (i.op == OP_LOOP && FORMS_OF_LOOP[instructions[instruction_wide(i)].form] != 0)
        return FORMS_OF_LOOP[instructions[instruction_wide(i)].form];
    if (i.op >= OP_LESS && i.op <= OP_NOT_IN && !decides_jump(i, behind, local_count))
        return i.op;
    unsigned b, c;
    name_operands(i, local_count, &b, &c);
    const uint8_t(*forms)[OPERAND_FORMS] = FORMS_OF[op_of_numbers((Op)i.op)];
    uint8_t form = forms[b][c] != 0 ? forms[b][c] : forms[X][X];
    return form != 0 ? form : i.op;
}

/* The form that an instruction has in the midst of a run; 0 for what belongs to none. */
static uint8_t form_in_run(Instruction i, uint32_t local_count) {
    unsigned b = form_of(i.b, local_count) == T ? T : X;
    unsigned c = form_of(i.c, local_count) == T ? T : X;
    return FORMS_OF_RUN[op_of_numbers((Op)i.op)][b][c];
}

/* How many instructions from the first one on are a run: the last has the one value that is left.
 * Two values wait at most, in the registers `waits`, and are read last in first out. */
static uint32_t measure_run(const Instruction *first, uint32_t count, uint32_t local_count) {
    uint16_t waits[2];
    uint32_t depth = 0;
    uint32_t length = 0;
    for (uint32_t n = 0; n < count && form_in_run(first[n], local_count) != 0; n++) {
        Instruction i = first[n];
        bool reads_b = form_of(i.b, local_count) == T;
        bool reads_c = form_of(i.c, local_count) == T;
        uint32_t reads = (uint32_t)reads_b + reads_c;
        if (reads > depth || depth - reads > 1 || (reads_c && waits[depth - 1] != i.c) ||
            (reads_b && waits[depth - reads] != i.b))
            break;
        depth += 1 - reads;
        bool ends = form_of(i.a, local_count) == L;
        if (ends && depth > 1)
            break;
        waits[depth - 1] = i.a;
        length = depth == 1 ? n + 1 : length;
        if (ends)
            break;
    }
    return length;
}

/* Gives a run that begins here its forms: its length, or 0. */
static uint32_t choose_run(Instruction *first, uint32_t count, uint32_t local_count) {
    uint8_t start =
        FORMS_OF_START[first->op][form_of(first->b, local_count)][form_of(first->c, local_count)];
    uint32_t length = start == 0 ? 0 : measure_run(first, count, local_count);
    if (length < 2)
        return 0;
    for (uint32_t n = 0; n < length; n++)
        first[n].form = n == 0 ? start : form_in_run(first[n], local_count);
    return length;
}

void choose_forms(Instruction *instructions, uint32_t count, uint32_t local_count) {
    const Instruction none = {0};
    uint32_t at = 0;
    while (at < count) {
        uint32_t run = choose_run(instructions + at, count - at, local_count);
        Instruction behind = at + 1 < count ? instructions[at + 1] : none;
        if (run == 0)
            instructions[at].form =
                choose_form(instructions, instructions[at], behind, local_count);
        at += run != 0 ? run : OP_ROWS[instructions[at].op].has_word ? 2 : 1;
    }
}
