/* generator.h -- making generators, and going on with them.
 *
 * A generator that the loop goes on with (a `for`, `yield from`) gets a frame on the frame stack as
 * a call does, and its registers are moved to the top of the register stack; so generators within
 * generators do not recurse in C. Natives go on with one by a loop of their own. */
#ifndef OURO_VM_GENERATOR_H
#define OURO_VM_GENERATOR_H

#include "lang/ops.h"
#include "vm/call.h"

typedef enum ResumeStatus {
    RESUME_PUSHED,   /* a frame was pushed */
    RESUME_YIELDED,  /* it gave a value, and waits */
    RESUME_FINISHED, /* it is finished */
    RESUME_FAILED,   /* an exception is pending */
} ResumeStatus;

/* A generator of the topmost frame, whose registers and callee it takes over. Owned. */
MUST_CHECK Object *generator_new(Vm *vm);
/* Pushes the frame of a generator at the top of the register stack; `sent` (taken; None for next())
 * becomes the value of the `yield` that it waits at, NULL leaves that open. What it yields or
 * returns will be in `result`. PUSHED, FINISHED if there is nothing to go on with, or FAILED. */
MUST_CHECK ResumeStatus generator_push(Vm *vm, GeneratorObject *generator, Object *sent,
                                       Object **result, uint32_t flags);
/* The topmost frame's generator waits: it takes the registers back, and the frame is gone.
 * `delegate` is 1 + the register of the iterator that it waits for, or 0. */
void generator_wait(Vm *vm, uint32_t delegate);
/* Neither it nor its caller is handling an exception. */
static ALWAYS_INLINE bool generator_is_unencumbered(const Vm *vm,
                                                    const GeneratorObject *generator) {
    return ((uintptr_t)generator->handled | (uintptr_t)vm->handled) == 0;
}

/* As generator_push with None, where there is nothing else to do than to move the registers: the
 * frame, in which generator_answer_none is still to be done. NULL for what generator_push must do.
 * The frame of one that waits fits where a frame of its code does. */
static ALWAYS_INLINE Frame *generator_push_quick(Vm *vm, GeneratorObject *generator,
                                                 Object **result, uint32_t flags) {
    CodeObject *code = generator->code;
    Object **registers = vm->stack_top;
    if (UNLIKELY(!SHORTCUTS || generator->state > GENERATOR_WAITING ||
                 !generator_is_unencumbered(vm, generator) || generator->frame != NULL ||
                 !frame_fits(vm, registers, code)))
        return NULL;
    Frame *frame = frame_push_fitting(vm, &vm->frames[vm->frame_count],
                                      (FunctionObject *)generator->callee, code, registers, result,
                                      flags);
    frame->generator = generator;
    frame->next += generator->next;
    generator->callee = NULL;
    generator->slot_count = 0;
    generator->state = GENERATOR_RUNNING;
    vm->generators++;
    for (uint32_t n = code->register_count; n-- > 0;)
        registers[n] = generator->inline_slots[n];
    return frame;
}

/* The `yield` that the frame of a generator waits at, if it has begun, is answered with None. */
static ALWAYS_INLINE void generator_answer_none(Vm *vm, Frame *frame) {
    const Instruction *at = frame->next - 1;
    if (UNLIKELY(at->op != OP_YIELD))
        return;
    Object *before = frame->registers[at->a];
    frame->registers[at->a] = object_held(vm->none);
    object_release_if(vm, before);
}

/* As generator_wait, of a frame that has nothing but its registers: false for any other. */
static ALWAYS_INLINE bool generator_wait_quick(Vm *vm, Frame *frame, uint32_t delegate) {
    GeneratorObject *generator = frame->generator;
    if (UNLIKELY(!SHORTCUTS || frame->object != NULL || !generator_is_unencumbered(vm, generator)))
        return false;
    Object **registers = frame->registers;
    for (uint32_t n = frame->register_count; n-- > 0;) {
        generator->inline_slots[n] = registers[n];
        registers[n] = NULL;
    }
    generator->slot_count = frame->register_count;
    generator->next = (uint32_t)(frame->next - frame->code->instructions);
    generator->callee = frame->callee;
    generator->delegate = (uint16_t)delegate;
    generator->state = GENERATOR_WAITING;
    frame->callee = NULL;
    vm->generators--;
    vm->frame_count--;
    vm->call_depth--;
    vm->stack_top = registers;
    return true;
}

/* Its frame is about to be popped for good. */
void generator_finish(Vm *vm, GeneratorObject *generator);
/* Ends a generator that waits, without going on with it. It lets go of what the call owns in the
 * order in which a call does that ends by an exception: the traceback keeps the frame until all
 * else is done, and a frame lets go of its function first. The caller holds the generator. */
void generator_discard(Vm *vm, GeneratorObject *generator);
/* What the caller of a generator sees of an exception that leaves it: StopIteration must not look
 * like an end. Takes and gives a reference. */
MUST_CHECK Object *generator_escaped_take(Vm *vm, Object *exception);

/* One step of `yield from` over an iterator that is no generator: sends what is in *place, which
 * then has what is yielded (YIELDED) or returned (FINISHED), or NULL (FAILED). */
MUST_CHECK ResumeStatus generator_send_to(Vm *vm, Object *iterator, Object **place);

#endif
