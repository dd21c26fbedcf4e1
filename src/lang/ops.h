/* ops.h -- the instructions, as ops.def lists them.
 *
 * An operand that is USE names a register, or with OPERAND_CONSTANT set a constant. Whether a
 * register is a temporary, and so is used up, follows from its number: locals come first. */
#ifndef OURO_LANG_OPS_H
#define OURO_LANG_OPS_H

#include "object/function.h"

typedef enum Op {
#define OP(name, a, b, c, effect) OP_##name,
#define OPW(name, a, b, c, effect) OP_##name,
#include "lang/ops.def"
    OP_COUNT
} Op;

typedef enum OperandRole {
    ROLE_NONE,
    ROLE_OUT,
    ROLE_USE,
    ROLE_KEEP,
    ROLE_CHANGE,
    ROLE_BASE,
    ROLE_NAME,
    ROLE_CONST,
    ROLE_FREE,
    ROLE_COUNT,
    ROLE_WIDE,
} OperandRole;

typedef struct OpRow {
    const char *name;
    const char *effect;
    uint8_t roles[3]; /* OperandRole of a, b, c */
    bool has_word;    /* one more word follows */
} OpRow;

extern const OpRow OP_ROWS[OP_COUNT];

/* The word of BUILD_CLASS: bit 0 says that there is a base, the rest how many slots an instance
 * will probably need, up to this; beyond, instances grow. */
enum { CLASS_HINT_MOST = 32 };

enum {
    OPERAND_CONSTANT = 0x8000, /* a USE operand with this bit is a constant's index */
    OPERAND_MOST = 0x7fff,     /* the largest register, and constant that a USE can name */
};

/* The 32-bit number in b and c. */
static ALWAYS_INLINE uint32_t instruction_wide(Instruction instruction) {
    return instruction.b | (uint32_t)instruction.c << 16;
}

/* A cache that follows an instruction, seen as two numbers in place of a word. */
typedef struct InlineCache {
    uint32_t version; /* of the class or dict that it was right for; 0: nothing cached */
    uint32_t index;
} InlineCache;

IMAGE_STRUCT(InlineCache, 8);

#endif
