/* call.h -- calling: windows, frames, arguments.
 *
 * A call is prepared in a window of registers that lie side by side:
 *
 *      base      base+1           base+2 ...
 *      callee    self or NULL     arguments
 *
 * The arguments are owned by the window. A function of the language takes them over in place: its
 * registers begin at its first argument, so nothing is copied. The result is left at `base`.
 *
 * Everything on the register stack from stack_top on is NULL, so a new frame's registers are NULL
 * but for the arguments. */
#ifndef OURO_VM_CALL_H
#define OURO_VM_CALL_H

#include "object/state.h"
#include "vm/native.h"

typedef enum CallStatus {
    CALL_DONE,   /* the result is at base; the rest of the window is NULL */
    CALL_PUSHED, /* a frame was pushed; its result will be at base */
    CALL_FAILED, /* an exception is pending; the window is NULL */
} CallStatus;

/* Calls with `count` arguments, the last ones by keyword if `names` is not NULL. */
MUST_CHECK CallStatus call_window(Vm *vm, Object **base, uint32_t count, TupleObject *names);
/* The same of a native function (at base) without keywords: quick where the arguments are plain. */
MUST_CHECK CallStatus call_native_plain(Vm *vm, Object **base, uint32_t count);
/* The same with a tuple at base+2 and a dict or NULL at base+3. */
MUST_CHECK CallStatus call_spread(Vm *vm, Object **base);

/* The same, run to its end: true with the result at base, false with an exception pending and the
 * whole window NULL. */
MUST_CHECK bool call_nested(Vm *vm, Object **base, uint32_t count, TupleObject *names);
/* What calling a class does: makes an instance. In construct.c. */
MUST_CHECK CallStatus call_class(Vm *vm, Object **base, uint32_t count, TupleObject *names);
/* The same without keywords: quick for a class of plain instances whose __init__ takes the arguments
 * as they lie. */
MUST_CHECK CallStatus call_class_plain(Vm *vm, Object **base, uint32_t count);
/* Runs a native with its arguments bound at args[0 .. ). The whole window is cleared. */
MUST_CHECK CallStatus call_native_row(Vm *vm, Object **base, const NativeRow *row, Object **args,
                                      uint32_t count, TupleObject *names);

/* Pushes a frame that runs `code` with these registers. `callee` is taken. False with an exception
 * pending (RecursionError, MemoryError): then `callee` is released and nothing was pushed. */
MUST_CHECK bool frame_push(Vm *vm, Object *callee_taken, CodeObject *code, DictObject *globals,
                           Object **registers, Object **result, uint32_t flags);
/* Releases the registers (temporaries last to first, then locals first to last) and the callee, and
 * pops the frame. */
void frame_pop(Vm *vm);

/* The object that tracebacks know a frame by, made if need be: borrowed from the frame. NULL with
 * MemoryError pending. */
MUST_CHECK FrameObject *frame_object(Vm *vm, Frame *frame);

/* The same for a call of `code` that keeps it in `place`. */
MUST_CHECK FrameObject *frame_object_at(Vm *vm, CodeObject *code, FrameObject **place);

/* C calls that may be nested, whatever the recursion limit: the C stack has 8 MiB. */
enum { NATIVE_DEPTH_MOST = 2000 };

static ALWAYS_INLINE bool vm_may_enter_native(const Vm *vm) {
    return vm->native_depth + vm->call_depth < vm->recursion_limit &&
           vm->native_depth < NATIVE_DEPTH_MOST;
}

/* Releases everything in a window. */
void window_clear(Vm *vm, Object **base, uint32_t count);

static inline Frame *frame_top(const Vm *vm) {
    return &vm->frames[vm->frame_count - 1];
}

/* Whether the code's parameters are bound as the arguments lie: as many as it takes by position,
 * and no others. */
static ALWAYS_INLINE bool code_takes_plainly(const CodeObject *code, uint32_t count) {
    return count == code->positional_count && code->keyword_only_count == 0 &&
           (code->flags & (CODE_HAS_REST | CODE_HAS_KEYWORDS)) == 0;
}

/* Whether frame_push would push a frame with these registers, and there is nothing to do for it but
 * that. What was touched of the stack is below its limit. */
static ALWAYS_INLINE bool frame_fits(const Vm *vm, Object **registers, const CodeObject *code) {
    size_t depth = (size_t)((char *)(registers + code->register_count) - vm->heap->stack);
    return LIKELY(SHORTCUTS && vm->native_depth + vm->call_depth < vm->recursion_limit &&
                  vm->frame_count < vm->frame_limit && depth <= vm->heap->stack_touched);
}

/* Whether a frame has these flags, and nobody but the call itself has to do with it. */
static ALWAYS_INLINE bool frame_is_plain(const Frame *frame, uint32_t flags) {
    return SHORTCUTS && frame->flags == flags && frame->generator == NULL && frame->object == NULL;
}

/* As frame_push of a frame that fits. */
static ALWAYS_INLINE Frame *frame_push_fitting(Vm *vm, Frame *frame, FunctionObject *callee_taken,
                                               CodeObject *code, Object **registers,
                                               Object **result, uint32_t flags) {
    CHECK(frame == &vm->frames[vm->frame_count]);
    frame->registers = registers;
    frame->next = code->instructions;
    frame->callee = &callee_taken->header;
    frame->code = code;
    frame->globals = callee_taken->globals;
    frame->result = result;
    frame->object = NULL;
    frame->generator = NULL;
    frame->register_count = code->register_count;
    frame->flags = flags;
    vm->stack_top = registers + code->register_count;
    vm->frame_count++;
    vm->call_depth++;
    return frame;
}

#endif
