#include "lang/forms.h"

typedef enum OperandForm { LOCAL, TEMPORARY, CONSTANT } OperandForm;

static OperandForm form_of(uint16_t operand, uint32_t local_count) {
    if ((operand & OPERAND_CONSTANT) != 0)
        return CONSTANT;
    return operand < local_count ? LOCAL : TEMPORARY;
}

/* The first form of arithmetic; 0 for what has none. What is done in place is the same for numbers,
 * which are all that forms are for. */
static unsigned arithmetic_forms(Op op) {
    switch (op) {
    case OP_ADD:
    case OP_ADD_TO:
        return FORM_ADD_LL;
    case OP_SUBTRACT:
    case OP_SUBTRACT_FROM:
        return FORM_SUBTRACT_LL;
    case OP_MULTIPLY:
    case OP_MULTIPLY_BY:
        return FORM_MULTIPLY_LL;
    default:
        return 0;
    }
}

static unsigned comparison_forms(Op op) {
    switch (op) {
    case OP_LESS:
        return FORM_LESS_LL;
    case OP_LESS_EQUAL:
        return FORM_LESS_EQUAL_LL;
    case OP_EQUAL:
        return FORM_EQUAL_LL;
    case OP_NOT_EQUAL:
        return FORM_NOT_EQUAL_LL;
    case OP_GREATER:
        return FORM_GREATER_LL;
    case OP_GREATER_EQUAL:
        return FORM_GREATER_EQUAL_LL;
    case OP_IS:
        return FORM_IS_LL;
    case OP_IS_NOT:
        return FORM_IS_NOT_LL;
    default:
        return 0;
    }
}

/* Whether the result, a temporary, is used up by a conditional jump right behind. */
static bool decides_jump(Instruction i, Instruction behind, uint32_t local_count) {
    bool is_jump = behind.op == OP_JUMP_IF_FALSE || behind.op == OP_JUMP_IF_TRUE;
    return is_jump && behind.a == i.a && i.a >= local_count;
}

/* The form of what reads or sets a name or an attribute, or returns; 0 for what has none. */
static unsigned access_form(Instruction i, uint32_t local_count) {
    OperandForm a = form_of(i.a, local_count);
    OperandForm b = form_of(i.b, local_count);
    switch ((Op)i.op) {
    case OP_LOAD_CONST:
        return a == TEMPORARY ? FORM_LOAD_CONST_NT : 0;
    case OP_MOVE:
        if (b == CONSTANT || (a == TEMPORARY && b == TEMPORARY))
            return 0;
        return a == TEMPORARY ? FORM_MOVE_LT : FORM_MOVE_LL + (unsigned)b;
    case OP_LOAD_FREE:
        return a == TEMPORARY ? FORM_LOAD_FREE_NT : 0;
    case OP_LOAD_GLOBAL:
        return a == TEMPORARY ? FORM_LOAD_GLOBAL_NT : 0;
    case OP_LOAD_ATTRIBUTE:
        return b == CONSTANT ? 0 : FORM_LOAD_ATTRIBUTE_LL + 2 * (unsigned)a + (unsigned)b;
    case OP_LOAD_METHOD:
        return b == CONSTANT ? 0 : FORM_LOAD_METHOD_LT + (unsigned)b;
    case OP_STORE_ATTRIBUTE:
        return a == LOCAL ? FORM_STORE_ATTRIBUTE_LL + (unsigned)form_of(i.c, local_count) : 0;
    case OP_RETURN:
        return FORM_RETURN_LN + (unsigned)a;
    default:
        return 0;
    }
}

static uint8_t choose_form(Instruction i, Instruction behind, uint32_t local_count) {
    unsigned access = access_form(i, local_count);
    if (access != 0)
        return (uint8_t)access;
    OperandForm b = form_of(i.b, local_count);
    OperandForm c = form_of(i.c, local_count);
    if (i.op == OP_FOR_NEXT && behind.op == OP_MOVE && behind.b == i.a + 1 &&
        behind.a < local_count)
        return FORM_FOR_NEXT_TL;
    if ((i.op == OP_IN || i.op == OP_NOT_IN) && decides_jump(i, behind, local_count))
        return i.op == OP_IN ? FORM_IN_XX : FORM_NOT_IN_XX;
    unsigned first = arithmetic_forms((Op)i.op);
    if (first != 0 && !(b == CONSTANT && c == CONSTANT))
        return (uint8_t)(first + 3 * (unsigned)b + (unsigned)c);
    first = comparison_forms((Op)i.op);
    if (first != 0 && b != CONSTANT && decides_jump(i, behind, local_count))
        return (uint8_t)(first + 3 * (unsigned)b + (unsigned)c);
    return i.op;
}

void choose_forms(Instruction *instructions, uint32_t count, uint32_t local_count) {
    const Instruction none = {0};
    for (uint32_t at = 0; at < count; at += OP_ROWS[instructions[at].op].has_word ? 2 : 1) {
        Instruction behind = at + 1 < count ? instructions[at + 1] : none;
        instructions[at].form = choose_form(instructions[at], behind, local_count);
    }
}
