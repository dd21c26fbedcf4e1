#include "vm/loop.h"

#include <string.h>

#include "base/arith.h"
#include "gc/gc.h"
#include "lang/forms.h"
#include "lang/ops.h"
#include "object/call.h"
#include "object/set.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/float_run.h"
#include "vm/generator.h"
#include "vm/loop_parts.h"
#include "vm/quick.h"
#include "vm/quick_list.h"

static volatile int NEVER_INTERRUPTED = 0;

static ALWAYS_INLINE Object *take_operand(Object **registers, Object **constants,
                                          uint32_t local_count, uint16_t operand) {
    if ((operand & OPERAND_CONSTANT) != 0)
        return object_held(constants[operand & OPERAND_MOST]);
    Object *object = registers[operand];
    if (operand >= local_count)
        registers[operand] = NULL;
    else
        object_hold(object);
    return object;
}

#if defined(__GNUC__) || defined(__clang__)
/* Labels as values are an extension that both compilers have. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#endif

#if !defined(OURO_NO_SHORTCUTS) && (defined(__GNUC__) || defined(__clang__))
#define LOOP_FORMS
#endif
#include "vm/loop/operands.inc"
#define LOOP_NAME run_plain
#include "vm/loop.inc"
#undef LOOP_FORMS

#define LOOP_STEPS
#define LOOP_NAME run_counted
#include "vm/loop.inc"
#undef LOOP_STEPS
#undef i
#undef CODE

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic pop
#endif

bool loop_run(Vm *vm) {
    return vm->fuel_limited ? run_counted(vm) : run_plain(vm);
}

uint32_t frame_instruction(const Frame *frame) {
    return frame->next > frame->code->instructions
               ? (uint32_t)(frame->next - frame->code->instructions - 1)
               : 0;
}

void loop_add_traceback(Vm *vm, Frame *frame) {
    uint32_t instruction = frame_instruction(frame);
    Object *pending = raise_fetch(vm);
    FrameObject *object = frame_object(vm, frame);
    if (object == NULL)
        raise_clear(vm);
    vm->pending = pending;
    if (object != NULL)
        raise_add_traceback(vm, object, instruction);
}

Frame *loop_unwind(Vm *vm, bool again) {
    for (;; again = false) {
        Frame *frame = frame_top(vm);
        CodeObject *code = frame->code;
        uint32_t instruction = frame_instruction(frame);
        if (!again && !vm->abandoned)
            loop_add_traceback(vm, frame);
        const Handler *handler = vm->abandoned ? NULL : code_find_handler(code, instruction);
        if (handler != NULL)
            raise_settle(vm);
        Object *pending = raise_fetch(vm);
        if (handler != NULL) {
            for (uint32_t i = frame->register_count; i-- > handler->keep;)
                OBJECT_CLEAR(vm, frame->registers[i]);
            frame->registers[handler->keep] = pending;
            frame->next = code->instructions + handler->target;
            return frame;
        }
        bool is_entry = (frame->flags & FRAME_IS_ENTRY) != 0;
        if (frame->generator != NULL)
            pending = generator_escaped_take(vm, pending);
        frame_pop(vm);
        vm->pending = pending;
        if (is_entry)
            return NULL;
    }
}
