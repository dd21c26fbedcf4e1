#include "vm/float_run.h"

#include "lang/forms.h"
#include "object/numbers.h"

/* A local or a constant. */
static ALWAYS_INLINE const Object *peek_leaf(Object *const *registers, Object *const *constants,
                                             uint16_t operand) {
    return (operand & OPERAND_CONSTANT) != 0 ? constants[operand & OPERAND_MOST]
                                             : registers[operand];
}

/* Leaves memory as a run of `count` instructions does, of which number `second` was the last to
 * write the second value (0: there was none). */
static ALWAYS_INLINE Object *take_block(Heap *heap, double value, uint32_t count, uint32_t second) {
    Pool *pool = heap->current[GARBAGE_LEAF][sizeof(FloatObject) / HEAP_GRAIN];
    FreeBlock *made = pool->free;
    if (UNLIKELY(made == NULL))
        return NULL;
    if (second != 0) {
        FreeBlock *other = made->next;
        if (UNLIKELY(other == NULL || pool->used + 1 == pool->attention))
            return NULL;
        other->header = (Block){.kind = BLOCK_FREE,
                                .flags = KIND_FLOAT,
                                .birth = (uint16_t)(heap->births + second)};
    }
    pool->free = made->next;
    pool->used++;
    HEAP_UNPOISON(made, sizeof(FloatObject));
    made->header = (Block){.refcount = 1, .kind = KIND_FLOAT};
    heap->births += count - 1;
    heap_stamp(heap, &made->header);
    ((FloatObject *)(void *)made)->value = value;
    return &made->header;
}

#if defined(__GNUC__) || defined(__clang__)
/* Labels as values are an extension that both compilers have. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Woverride-init"

/* Each operator has as many forms in a run. */
enum { RUN_FORMS = FORM_RUN_SUBTRACT_XX - FORM_RUN_ADD_XX };

#define LEAF(name, operand)                                                                        \
    const Object *name##_leaf = peek_leaf(registers, constants, (operand));                        \
    if (UNLIKELY(name##_leaf->kind != KIND_FLOAT))                                                 \
        return NULL;                                                                               \
    const double name = float_value(name##_leaf)

#define NEXT() goto *OPERATIONS[(++i)->form]

Object *float_run(Vm *vm, const Instruction **at, Object **registers, Object **constants) {
    /* What belongs to no run ends it. */
    static const void *const OPERATIONS[] = {
        [0 ... FORM_END - 1] = &&done,
#define FORM(name, b, c)
#define FORM_OF_LOOP(name, b, c)
#define FORM_OF_START(name, b, c)
#define FORM_OF_RUN(name, b, c) [FORM_RUN_##name##_##b##c] = &&name##_##b##c,
#include "lang/forms.def"
    };
    double under = 0; /* the value before the last one, while two wait */
    double value = 0;
    const Instruction *first = *at;
    const Instruction *second = first;
    const Instruction *i = first;
    goto *OPERATIONS[FORM_RUN_ADD_XX + RUN_FORMS * (unsigned)(i->op - OP_ADD)];

#define OPERATION(name, sign, allowed)                                                             \
    name##_XX : {                                                                                  \
        LEAF(left, i->b);                                                                          \
        LEAF(right, i->c);                                                                         \
        allowed;                                                                                   \
        under = value;                                                                             \
        value = left sign right;                                                                   \
        NEXT();                                                                                    \
    }                                                                                              \
    name##_TX : {                                                                                  \
        LEAF(right, i->c);                                                                         \
        allowed;                                                                                   \
        value = value sign right;                                                                  \
        NEXT();                                                                                    \
    }                                                                                              \
    name##_XT : {                                                                                  \
        LEAF(left, i->b);                                                                          \
        const double right = value;                                                                \
        allowed;                                                                                   \
        value = left sign right;                                                                   \
        NEXT();                                                                                    \
    }                                                                                              \
    name##_TT : {                                                                                  \
        const double right = value;                                                                \
        allowed;                                                                                   \
        value = under sign right;                                                                  \
        second = i - 1;                                                                            \
        NEXT();                                                                                    \
    }
    OPERATION(ADD, +, )
    OPERATION(SUBTRACT, -, )
    OPERATION(MULTIPLY, *, )
    OPERATION(DIVIDE, /, if (right == 0) return NULL)
#undef OPERATION

done:
    *at = i - 1;
    return take_block(vm->heap, value, (uint32_t)(i - first), (uint32_t)(second - first));
}
#pragma GCC diagnostic pop
#endif
