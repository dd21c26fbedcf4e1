#include "vm/call.h"

#include <string.h>

#include "lang/ops.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/weak.h"
#include "vm/arguments.h"
#include "vm/attribute.h"
#include "vm/generator.h"
#include "vm/loop.h"
#include "vm/native.h"

void window_clear(Vm *vm, Object **base, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        OBJECT_CLEAR(vm, base[i]);
}

bool vm_enter_native(Vm *vm, const char *where) {
    if (!vm_may_enter_native(vm)) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded%s", where);
        return false;
    }
    vm->native_depth++;
    return true;
}

static bool out_of_frames(Vm *vm) {
    if (vm->frame_count < vm->frame_limit)
        return false;
    raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
    return true;
}

static bool too_deep(Vm *vm) {
    if (vm->native_depth + vm->call_depth < vm->recursion_limit)
        return out_of_frames(vm);
    raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
    return true;
}

bool frame_push(Vm *vm, Object *callee, CodeObject *code, DictObject *globals, Object **registers,
                Object **result, uint32_t flags) {
    uint32_t register_count = code == NULL ? 0 : code->register_count;
    if (code != NULL ? too_deep(vm) : out_of_frames(vm)) {
        object_release_if(vm, callee);
        return false;
    }
    Object **top = registers + register_count;
    if (top >= vm->stack_limit ||
        !heap_stack_commit(vm->heap, (size_t)((char *)top - (char *)heap_stack(vm->heap)))) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        object_release_if(vm, callee);
        return false;
    }
    vm->frames[vm->frame_count++] = (Frame){
        .registers = registers,
        .next = code == NULL ? NULL : code->instructions,
        .callee = callee,
        .code = code,
        .globals = globals,
        .result = result,
        .register_count = register_count,
        .flags = flags,
    };
    vm->stack_top = top;
    vm->call_depth += code != NULL;
    return true;
}

/* Where the registers of the topmost frame end. */
static void restore_top(Vm *vm, Object **window) {
    const Frame *frame = vm->frame_count == 0 ? NULL : frame_top(vm);
    Object **top = frame == NULL ? vm->stack : frame->registers + frame->register_count;
    vm->stack_top = window > top ? window : top;
}

FrameObject *frame_object(Vm *vm, Frame *frame) {
    return frame_object_at(vm, frame->code, &frame->object);
}

FrameObject *frame_object_at(Vm *vm, CodeObject *code, FrameObject **place) {
    if (*place != NULL)
        return *place;
    uint32_t room = code->local_count;
    FrameObject *object =
        (FrameObject *)object_new(vm, KIND_FRAME, sizeof(FrameObject) + room * sizeof(Object *));
    if (object == NULL)
        return NULL;
    *object = (FrameObject){.header = object->header, .room = room};
    object->slots = object->inline_slots;
    object->code = code;
    object_hold(&code->header);
    *place = object;
    return object;
}

/* The frame is ending, and a traceback still holds the object: the locals and the callee move into
 * it, and it holds its caller from now on, as CPython's does. */
static void keep_frame(Vm *vm, Frame *frame) {
    FrameObject *object = frame->object;
    for (uint32_t i = 0; i < object->room; i++) {
        object->inline_slots[i] = frame->registers[i];
        frame->registers[i] = NULL;
    }
    object->slot_count = object->room;
    object->instruction = frame_instruction(frame);
    object->callee = frame->callee;
    frame->callee = NULL;
    /* The caller of a generator is not its own. */
    Frame *caller = frame;
    while (frame->generator == NULL && caller > vm->frames && (--caller)->code == NULL)
        continue;
    Object *pending = raise_fetch(vm);
    if (caller != frame && caller->code != NULL) {
        object->back = frame_object(vm, caller);
        object_hold_if((Object *)object->back);
    }
    /* Without memory the collector does not learn of it: then a cycle through it stays. A module's
     * frame runs on in CPython from statement to statement, and is nothing that can be collected.
     */
    bool runs_on = object->callee == &frame->code->header && frame->next->op != OP_RETURN;
    if (!runs_on && gc_make_room(vm))
        gc_track(vm, &object->header);
    raise_clear(vm);
    vm->pending = pending;
}

void frame_pop(Vm *vm) {
    Frame *frame = frame_top(vm);
    uint32_t locals = frame->code == NULL ? 0 : frame->code->local_count;
    if (frame->generator != NULL)
        generator_finish(vm, frame->generator);
    for (uint32_t i = frame->register_count; i-- > locals;)
        OBJECT_CLEAR(vm, frame->registers[i]);
    if (frame->object != NULL && frame->object->header.refcount > 1)
        keep_frame(vm, frame);
    OBJECT_CLEAR(vm, frame->object);
    for (uint32_t i = 0; i < locals; i++)
        OBJECT_CLEAR(vm, frame->registers[i]);
    OBJECT_CLEAR(vm, frame->callee);
    if ((frame->flags & FRAME_CLEARS_WINDOW) != 0) {
        for (Object **place = frame->result + 1; place < frame->registers; place++)
            OBJECT_CLEAR(vm, *place);
    }
    /* A finalizer that ran just now may have asked for the object of this frame. */
    OBJECT_CLEAR(vm, frame->object);
    vm->frame_count--;
    vm->call_depth -= frame->code != NULL;
    /* The caller's own registers end where they did; a C function's window lies above them. */
    restore_top(vm, frame->result != NULL ? frame->result + 1 : vm->stack);
}

Object **native_enter(Vm *vm, size_t count) {
    Object **registers = vm->stack_top;
    if (!frame_push(vm, NULL, NULL, NULL, registers, NULL, FRAME_IS_NATIVE))
        return NULL;
    Frame *frame = frame_top(vm);
    frame->register_count = (uint32_t)count;
    vm->stack_top = registers + count;
    if (vm->stack_top >= vm->stack_limit ||
        !heap_stack_commit(vm->heap,
                           (size_t)((char *)vm->stack_top - (char *)heap_stack(vm->heap)))) {
        frame->register_count = 0;
        frame_pop(vm);
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        return NULL;
    }
    return registers;
}

void native_leave(Vm *vm, Object **registers) {
    Frame *frame = frame_top(vm);
    CHECK((frame->flags & FRAME_IS_NATIVE) != 0 && frame->registers == registers);
    for (uint32_t i = frame->register_count; i-- > 0;)
        OBJECT_CLEAR(vm, registers[i]);
    vm->frame_count--;
    vm->stack_top = registers;
}

CallStatus call_native_row(Vm *vm, Object **base, const NativeRow *row, Object **args,
                           uint32_t count, TupleObject *names) {
    uint32_t slots = 0;
    Object **top = vm->stack_top;
    Object *result = NULL;
    if (arguments_bind_native(vm, row, args, count, names, &slots)) {
        bool any = row->most == ANY;
        size_t given = any ? count - (names == NULL ? 0 : names->length) : slots;
        if (args + slots > vm->stack_top)
            vm->stack_top = args + slots;
        if (vm_enter_native(vm, " while calling a Python object")) {
            result = row->function(vm, args, given);
            vm_leave_native(vm);
        }
    }
    CHECK((result == NULL) == (vm->pending != NULL));
    Object *callee = base[0];
    base[0] = result;
    for (Object **arg = base + 1; arg < args + slots; arg++)
        OBJECT_CLEAR(vm, *arg);
    vm->stack_top = top;
    object_release_if(vm, callee);
    return result == NULL ? CALL_FAILED : CALL_DONE;
}

static CallStatus call_native(Vm *vm, Object **base, uint32_t count, TupleObject *names) {
    NativeObject *native = (NativeObject *)base[0];
    const NativeRow *row = &NATIVE_ROWS[native->native];
    if (native->self != NULL && base[1] == NULL)
        base[1] = object_held(native->self);
    bool with_self = base[1] != NULL;
    return call_native_row(vm, base, row, with_self ? base + 1 : base + 2, count + with_self,
                           names);
}

/* Whether a native's arguments can be handed over as they lie: none by keyword, as many as it
 * takes, none that stands for another. `self` is 1 where the first of them is a self. */
static ALWAYS_INLINE bool is_plain_call(const NativeRow *row, Object **args, uint32_t count,
                                        uint32_t self) {
    if (UNLIKELY(count < row->least + self || (count > row->most + self && row->most != ANY)))
        return false;
    if (self == 0)
        return true;
    if (UNLIKELY(args[0]->kind != row->kind || row->kind == KIND_MAPPING_PROXY))
        return false;
    for (uint32_t i = 1; row->kind == KIND_STR && i < count; i++) {
        if (object_is_instance(args[i]))
            return false;
    }
    return true;
}

CallStatus call_native_plain(Vm *vm, Object **base, uint32_t count) {
    NativeObject *native = (NativeObject *)base[0];
    const NativeRow *row = &NATIVE_ROWS[native->native];
    uint32_t self = row->owner == NATIVE_OF_KIND;
    bool with_self = base[1] != NULL;
    Object **args = base + 2 - with_self;
    uint32_t given = count + with_self;
    if (UNLIKELY((native->self != NULL && !with_self) || !is_plain_call(row, args, given, self) ||
                 !vm_may_enter_native(vm)))
        return call_native(vm, base, count, NULL);
    Object **top = vm->stack_top;
    uint32_t slots = native_slots(row, given, self);
    if (args + slots > top)
        vm->stack_top = args + slots;
    vm->native_depth++;
    Object *result = row->function(vm, args, row->most == ANY ? given : slots);
    vm->native_depth--;
    CHECK((result == NULL) == (vm->pending != NULL));
    base[0] = result;
    for (Object **arg = args; arg < args + slots; arg++) {
        Object *used = *arg;
        *arg = NULL;
        object_release_if(vm, used);
    }
    vm->stack_top = top;
    object_release(vm, &native->header);
    return result == NULL ? CALL_FAILED : CALL_DONE;
}

/* A callable that is not a function has no place for a self: it becomes the first argument. */
static bool shift_self(Vm *vm, Object **base, uint32_t *count) {
    if (base[1] == NULL)
        return true;
    Object **top = base + 3 + *count;
    if (top >= vm->stack_limit ||
        !heap_stack_commit(vm->heap, (size_t)((char *)top - (char *)heap_stack(vm->heap)))) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        return false;
    }
    memmove(base + 3, base + 2, *count * sizeof *base);
    base[2] = base[1];
    base[1] = NULL;
    ++*count;
    return true;
}

/* What stands for a callable that is called in other ways than a function: a method gives its
 * function and self, an instance its class's __call__. False with an exception pending. */
static bool resolve_callee(Vm *vm, Object **base, uint32_t *count) {
    Object *callee = base[0];
    Object *function = NULL;
    Object *self = NULL;
    if (callee->kind == KIND_METHOD) {
        function = ((MethodObject *)callee)->function;
        self = ((MethodObject *)callee)->self;
    } else if (callee->kind == KIND_STATIC_METHOD) {
        function = ((WrapperObject *)callee)->function;
    } else if (callee->kind == KIND_WEAK_CALLABLE_PROXY) {
        function = weak_resolve(vm, callee);
        if (function == NULL)
            return false;
    } else if (callee->kind == KIND_WEAK_REFERENCE) {
        function = class_peek_attribute(vm->classes[KIND_WEAK_REFERENCE], vm->names.call);
        self = callee;
    } else if (object_is_instance(callee)) {
        function = class_peek_attribute(object_class_peek(vm, callee), vm->names.call);
        if (function != NULL && function->kind == KIND_FUNCTION)
            self = callee;
    }
    if (function == NULL || function == callee) {
        raise_error(vm, ERROR_TypeError, "'%s' object is not callable",
                    object_type_name(vm, callee));
        return false;
    }
    if (!shift_self(vm, base, count))
        return false;
    object_hold_if(self);
    base[1] = self;
    base[0] = object_held(function);
    object_release(vm, callee);
    return true;
}

static CallStatus call_function(Vm *vm, Object **base, uint32_t count, TupleObject *names,
                                uint32_t flags) {
    FunctionObject *function = (FunctionObject *)base[0];
    CodeObject *code = function->code;
    bool with_self = base[1] != NULL;
    Object **args = with_self ? base + 1 : base + 2;
    if (args + count + code->register_count >= vm->stack_limit) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        window_clear(vm, base, count + 2);
        return CALL_FAILED;
    }
    if (!arguments_bind_function(vm, function, args, count + with_self, names)) {
        uint32_t slots = count + 2 > code->local_count + 2 ? count + 2 : code->local_count + 2;
        window_clear(vm, base, slots);
        return CALL_FAILED;
    }
    Object *callee = base[0];
    base[0] = NULL;
    if (!frame_push(vm, callee, code, function->globals, args, base, flags)) {
        window_clear(vm, base, code->local_count + 2);
        return CALL_FAILED;
    }
    return CALL_PUSHED;
}

CallStatus call_window(Vm *vm, Object **base, uint32_t count, TupleObject *names) {
    for (;;) {
        switch (base[0]->kind) {
        case KIND_FUNCTION:
            return call_function(vm, base, count, names, 0);
        case KIND_NATIVE:
            return call_native(vm, base, count, names);
        case KIND_CLASS:
            if (shift_self(vm, base, &count))
                return call_class(vm, base, count, names);
            break;
        default:
            if (resolve_callee(vm, base, &count))
                continue;
            break;
        }
        window_clear(vm, base, count + 2);
        return CALL_FAILED;
    }
}

bool call_nested(Vm *vm, Object **base, uint32_t count, TupleObject *names) {
    Object **before = vm->stack_top;
    Object **top = base + count + 2;
    if (!vm_enter_native(vm, " while calling a Python object")) {
        window_clear(vm, base, count + 2);
        return false;
    }
    if (top > before)
        vm->stack_top = top;
    CallStatus status = call_window(vm, base, count, names);
    if (status == CALL_PUSHED) {
        frame_top(vm)->flags |= FRAME_IS_ENTRY;
        status = loop_run(vm) ? CALL_DONE : CALL_FAILED;
        if (status == CALL_FAILED)
            OBJECT_CLEAR(vm, base[0]);
    }
    vm->stack_top = before;
    vm_leave_native(vm);
    return status == CALL_DONE;
}

/* A window of its own above the tuple and the dict, which stay in place while the call runs. */
static bool open_spread(Vm *vm, Object **base, uint32_t count, TupleObject **names) {
    TupleObject *positional = (TupleObject *)base[2];
    DictObject *keywords = (DictObject *)base[3];
    Object **inner = base + 4;
    Object **args = inner + 2;
    if (args + 2 * count + 16 >= vm->stack_limit ||
        !heap_stack_commit(
            vm->heap, (size_t)((char *)(args + 2 * count + 16) - (char *)heap_stack(vm->heap)))) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        return false;
    }
    if (count > positional->length) {
        *names = tuple_new(vm, count - positional->length);
        if (*names == NULL)
            return false;
    }
    inner[0] = base[0];
    inner[1] = base[1];
    base[0] = base[1] = NULL;
    for (uint32_t i = 0; i < positional->length; i++)
        args[i] = object_held(positional->items[i]);
    uint32_t named = 0;
    for (uint32_t entry = 0; keywords != NULL && entry < keywords->fill; entry++) {
        Object *key = dict_entry_key(keywords, entry);
        if (key == NULL)
            continue;
        (*names)->items[named] = object_held(key);
        args[positional->length + named++] = object_held(dict_entry_value(keywords, entry));
    }
    return true;
}

CallStatus call_spread(Vm *vm, Object **base) {
    TupleObject *positional = (TupleObject *)base[2];
    DictObject *keywords = (DictObject *)base[3];
    uint32_t count = positional->length + (keywords == NULL ? 0 : keywords->live);
    TupleObject *names = NULL;
    Object **inner = base + 4;
    Object **top = vm->stack_top;
    CallStatus status = CALL_FAILED;
    if (open_spread(vm, base, count, &names)) {
        if (inner + 2 + count > top)
            vm->stack_top = inner + 2 + count;
        status = call_window(vm, inner, count, names);
        if (status != CALL_PUSHED)
            vm->stack_top = top;
    }
    object_release_if(vm, (Object *)names);
    if (status == CALL_PUSHED) {
        /* The frame answers for the whole of it. */
        Frame *frame = frame_top(vm);
        base[0] = inner[0];
        inner[0] = NULL;
        frame->result = base;
        frame->flags |= FRAME_CLEARS_WINDOW;
        return status;
    }
    if (status == CALL_DONE) {
        base[0] = inner[0];
        inner[0] = NULL;
        window_clear(vm, base + 1, 3);
    } else {
        window_clear(vm, base, 4);
    }
    return status;
}

Object *vm_call(Vm *vm, Object *callable, Object *const *args, size_t count) {
    Object **base = vm->stack_top;
    Object **top = base + count + 2;
    if (top + 16 >= vm->stack_limit ||
        !heap_stack_commit(vm->heap, (size_t)((char *)top - (char *)heap_stack(vm->heap)))) {
        raise_error(vm, ERROR_RecursionError, "maximum recursion depth exceeded");
        return NULL;
    }
    base[0] = object_held(callable);
    for (size_t i = 0; i < count; i++)
        base[2 + i] = object_held(args[i]);
    Object *result = call_nested(vm, base, (uint32_t)count, NULL) ? base[0] : NULL;
    base[0] = NULL;
    CHECK((result == NULL) == (vm->pending != NULL));
    return result;
}
