#include "vm/generator.h"

#include <string.h>

#include "lang/ops.h"
#include "object/call.h"
#include "vm/call.h"
#include "vm/loop.h"
#include "vm/native.h"

Object *generator_method_iter(Vm *vm, Object **args, size_t count);
Object *generator_method_next(Vm *vm, Object **args, size_t count);
Object *generator_method_send(Vm *vm, Object **args, size_t count);
Object *generator_method_throw(Vm *vm, Object **args, size_t count);
Object *generator_method_close(Vm *vm, Object **args, size_t count);

static void swap_handled(Vm *vm, GeneratorObject *generator) {
    Object *handled = vm->handled;
    vm->handled = generator->handled;
    generator->handled = handled;
}

/* The registers of the frame, and what else the call owns, move into the generator. */
static void take_over(GeneratorObject *generator, Frame *frame) {
    /* They are few: a loop is faster than memcpy. */
    Object **registers = frame->registers;
    for (uint32_t i = frame->register_count; i-- > 0;) {
        generator->inline_slots[i] = registers[i];
        registers[i] = NULL;
    }
    generator->slot_count = frame->register_count;
    generator->next = (uint32_t)(frame->next - frame->code->instructions);
    generator->callee = frame->callee;
    generator->frame = frame->object;
    if (frame->object != NULL)
        frame->object->generator = generator;
    frame->callee = NULL;
    frame->object = NULL;
}

Object *generator_new(Vm *vm) {
    uint32_t room = frame_top(vm)->code->register_count;
    GeneratorObject *generator = (GeneratorObject *)object_new(
        vm, KIND_GENERATOR, sizeof *generator + room * sizeof(Object *));
    if (generator == NULL)
        return NULL;
    Frame *frame = frame_top(vm);
    FunctionObject *function = (FunctionObject *)frame->callee;
    *generator = (GeneratorObject){.header = generator->header,
                                   .code = frame->code,
                                   .name = function->name,
                                   .qualified_name = function->qualified_name,
                                   .room = (uint16_t)room};
    object_hold(&generator->code->header);
    object_hold(&generator->name->header);
    object_hold(&generator->qualified_name->header);
    generator->slots = generator->inline_slots;
    take_over(generator, frame);
    gc_track(vm, &generator->header);
    return &generator->header;
}

void generator_discard(Vm *vm, GeneratorObject *generator) {
    generator_leave_to_frame(vm, generator);
    generator->state = GENERATOR_FINISHED;
    uint32_t locals = generator->code->local_count;
    OBJECT_CLEAR(vm, generator->handled);
    for (uint32_t i = generator->slot_count; i-- > locals;)
        OBJECT_CLEAR(vm, generator->slots[i]);
    OBJECT_CLEAR(vm, generator->frame);
    TupleObject *closure = generator->callee == NULL
                               ? NULL
                               : function_take_closure((FunctionObject *)generator->callee);
    OBJECT_CLEAR(vm, generator->callee);
    for (uint32_t i = 0; i < generator->slot_count; i++)
        OBJECT_CLEAR(vm, generator->slots[i]);
    generator->slot_count = 0;
    object_release_if(vm, (Object *)closure);
}

static ResumeStatus refuse_resume(Vm *vm, const GeneratorObject *generator, Object *sent) {
    ResumeStatus status = RESUME_FAILED;
    if (generator->state == GENERATOR_FINISHED)
        status = RESUME_FINISHED;
    else if (generator->state == GENERATOR_RUNNING)
        raise_error(vm, ERROR_ValueError, "generator already executing");
    else
        raise_error(vm, ERROR_TypeError, "can't send non-None value to a just-started generator");
    object_release_if(vm, sent);
    return status;
}

ResumeStatus generator_push(Vm *vm, GeneratorObject *generator, Object *sent, Object **result,
                            uint32_t flags) {
    bool waits = generator->state == GENERATOR_WAITING;
    if (UNLIKELY(!waits &&
                 (generator->state != GENERATOR_CREATED || (sent != NULL && sent != vm->none))))
        return refuse_resume(vm, generator, sent);
    Object *callee = generator->callee;
    Object **registers = vm->stack_top;
    object_hold(callee);
    if (!frame_push(vm, callee, generator->code, ((FunctionObject *)callee)->globals, registers,
                    result, flags)) {
        object_release_if(vm, sent);
        Object *pending = raise_fetch(vm);
        generator_discard(vm, generator);
        vm->pending = pending;
        return RESUME_FAILED;
    }
    callee->refcount--; /* two holders have become one */
    generator->callee = NULL;
    Frame *frame = frame_top(vm);
    frame->generator = generator;
    frame->object = generator->frame;
    generator->frame = NULL;
    if (frame->object != NULL)
        frame->object->generator = NULL;
    frame->next = generator->code->instructions + generator->next;
    for (uint32_t i = 0; i < generator->slot_count; i++)
        registers[i] = generator->inline_slots[i];
    generator->slot_count = 0;
    generator->state = GENERATOR_RUNNING;
    swap_handled(vm, generator);
    vm->generators++;
    Object *before = sent;
    if (waits && sent != NULL) {
        uint32_t target = frame->next[-1].a;
        before = registers[target];
        registers[target] = sent;
    }
    object_release_if(vm, before);
    return RESUME_PUSHED;
}

void generator_wait(Vm *vm, uint32_t delegate) {
    Frame *frame = frame_top(vm);
    GeneratorObject *generator = frame->generator;
    take_over(generator, frame);
    generator->delegate = (uint16_t)delegate;
    generator->state = GENERATOR_WAITING;
    swap_handled(vm, generator);
    vm->generators--;
    vm->frame_count--;
    vm->call_depth--;
    vm->stack_top = frame->registers;
}

void generator_finish(Vm *vm, GeneratorObject *generator) {
    generator->state = GENERATOR_FINISHED;
    swap_handled(vm, generator);
    vm->generators--;
    OBJECT_CLEAR(vm, generator->handled);
}

Object *generator_escaped_take(Vm *vm, Object *exception) {
    if (!class_is_subclass(object_class_peek(vm, exception), vm->errors[ERROR_StopIteration]))
        return exception;
    vm->pending = exception;
    raise_settle(vm);
    exception = raise_fetch(vm);
    raise_error(vm, ERROR_RuntimeError, "generator raised StopIteration");
    raise_settle(vm);
    bool is_made = raise_pending_is(vm, ERROR_RuntimeError);
    Object *raised = raise_fetch(vm);
    if (is_made) {
        ExceptionObject *error = (ExceptionObject *)raised;
        OBJECT_CLEAR(vm, error->context);
        error->context = object_held(exception);
        error->cause = object_held(exception);
        error->suppress_context = 1;
    }
    object_release(vm, exception);
    return raised;
}

/* --- from C ----------------------------------------------------------------------------------- */

/* Makes an exception pending in the topmost frame, which goes on in its handler. */
static bool throw_here(Vm *vm, Object *exception) {
    raise_set_context(vm, exception, vm->handled);
    vm->pending = exception;
    return loop_unwind(vm, false) != NULL && loop_run(vm);
}

/* Goes on with a generator until it waits or is finished: with a value (as generator_push takes
 * it), or with an exception. Both are taken. *value is owned, or NULL. */
static ResumeStatus resume(Vm *vm, GeneratorObject *generator, Object *sent, Object *thrown,
                           Object **value) {
    *value = NULL;
    if (!vm_enter_native(vm, "")) {
        object_release_if(vm, sent);
        object_release_if(vm, thrown);
        return RESUME_FAILED;
    }
    Object **base = vm->stack_top;
    vm->stack_top = base + 1;
    ResumeStatus status = RESUME_PUSHED;
    Frame *pushed = NULL;
    if (sent == vm->none && thrown == NULL)
        pushed = generator_push_quick(vm, generator, base, FRAME_IS_ENTRY);
    if (pushed != NULL) {
        generator_answer_none(vm, pushed);
        object_release(vm, sent);
    } else {
        status = generator_push(vm, generator, sent, base, FRAME_IS_ENTRY);
    }
    if (status == RESUME_PUSHED) {
        bool ok = thrown == NULL ? loop_run(vm) : throw_here(vm, thrown);
        *value = base[0];
        base[0] = NULL;
        status = !ok                                     ? RESUME_FAILED
                 : generator->state == GENERATOR_WAITING ? RESUME_YIELDED
                                                         : RESUME_FINISHED;
    } else if (thrown != NULL && status == RESUME_FINISHED) {
        vm->pending = thrown;
        status = RESUME_FAILED;
    } else {
        object_release_if(vm, thrown);
    }
    vm->stack_top = base;
    vm_leave_native(vm);
    return status;
}

/* What send() and the like return: at the end they raise StopIteration with the result. */
static Object *finish_step(Vm *vm, ResumeStatus status, Object *value) {
    if (status != RESUME_FINISHED)
        return value;
    raise_error_with(vm, ERROR_StopIteration, value == vm->none ? NULL : value);
    object_release_if(vm, value);
    return NULL;
}

Object *vm_generator_next(Vm *vm, Object *generator) {
    Object *value;
    ResumeStatus status =
        resume(vm, (GeneratorObject *)generator, object_held(vm->none), NULL, &value);
    if (status == RESUME_FINISHED && (value == NULL || value == vm->none)) {
        object_release_if(vm, value);
        return NULL;
    }
    return finish_step(vm, status, value);
}

Object *generator_method_iter(Vm *vm, Object **args, size_t count) {
    (void)vm;
    (void)count;
    return object_held(args[0]);
}

Object *generator_method_next(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *value;
    ResumeStatus status =
        resume(vm, (GeneratorObject *)args[0], object_held(vm->none), NULL, &value);
    return finish_step(vm, status, value);
}

Object *generator_method_send(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object *value;
    ResumeStatus status =
        resume(vm, (GeneratorObject *)args[0], object_held(args[1]), NULL, &value);
    return finish_step(vm, status, value);
}

/* If StopIteration is pending, what it says is the result: owned. NULL for any other exception. */
static Object *fetch_result(Vm *vm) {
    if (!raise_pending_is(vm, ERROR_StopIteration))
        return NULL;
    Object *stop = raise_fetch(vm);
    const TupleObject *args = ((ExceptionObject *)stop)->args;
    Object *result = object_held(args->length > 0 ? args->items[0] : vm->none);
    object_release(vm, stop);
    return result;
}

/* A method of an iterator that may have none: owned, NULL without an exception if it has not. */
static Object *find_method(Vm *vm, Object *iterator, const char *text) {
    StrObject *name = str_intern(vm, text, strlen(text));
    Object *method = name == NULL ? NULL : attribute_get(vm, iterator, name);
    object_release_if(vm, (Object *)name);
    if (method == NULL && raise_pending_is(vm, ERROR_AttributeError))
        raise_clear(vm);
    return method;
}

static bool close_one(Vm *vm, GeneratorObject *generator);

static bool close_iterator(Vm *vm, Object *iterator) {
    if (iterator->kind == KIND_GENERATOR) {
        if (!vm_enter_native(vm, ""))
            return false;
        bool ok = close_one(vm, (GeneratorObject *)iterator);
        vm_leave_native(vm);
        return ok;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL)
        return false;
    registers[0] = find_method(vm, iterator, "close");
    bool ok = vm->pending == NULL;
    if (registers[0] != NULL) {
        Object *result = vm_call(vm, registers[0], NULL, 0);
        ok = result != NULL;
        object_release_if(vm, result);
    }
    native_leave(vm, registers);
    return ok;
}

/* Closes what a generator delegates to; meanwhile it counts as running. The exception to go on with
 * if that failed, owned, or NULL. */
static Object *close_delegate(Vm *vm, GeneratorObject *generator) {
    Object *iterator = generator_delegate_peek(generator);
    generator->state = GENERATOR_RUNNING;
    object_hold(iterator);
    bool ok = close_iterator(vm, iterator);
    object_release(vm, iterator);
    generator->state = GENERATOR_WAITING;
    return ok ? NULL : raise_fetch(vm);
}

static bool close_one(Vm *vm, GeneratorObject *generator) {
    if (generator->state == GENERATOR_FINISHED)
        return true;
    if (generator_is_live(generator) && !generator_needs_close(generator)) {
        generator_discard(vm, generator);
        return true;
    }
    Object *thrown = NULL;
    if (generator_delegate_peek(generator) != NULL)
        thrown = close_delegate(vm, generator);
    if (thrown == NULL) {
        raise_error_with(vm, ERROR_GeneratorExit, NULL);
        thrown = raise_fetch(vm);
    }
    Object *value;
    ResumeStatus status = resume(vm, generator, NULL, thrown, &value);
    object_release_if(vm, value);
    if (status == RESUME_YIELDED)
        raise_error(vm, ERROR_RuntimeError, "generator ignored GeneratorExit");
    else if (raise_pending_is(vm, ERROR_GeneratorExit) || raise_pending_is(vm, ERROR_StopIteration))
        raise_clear(vm);
    return vm->pending == NULL;
}

Object *generator_method_close(Vm *vm, Object **args, size_t count) {
    (void)count;
    return close_one(vm, (GeneratorObject *)args[0]) ? object_held(vm->none) : NULL;
}

void vm_close_generator(Vm *vm, Object *generator) {
    Object *pending = raise_fetch(vm);
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        vm_report_ignored(vm, generator);
        vm->pending = pending;
        return;
    }
    registers[0] = pending;
    registers[1] = generator; /* the caller's reference */
    if (!close_one(vm, (GeneratorObject *)generator))
        vm_report_ignored(vm, generator);
    pending = registers[0];
    registers[0] = NULL;
    registers[1] = NULL;
    native_leave(vm, registers);
    vm->pending = pending;
}

/* An exception from what throw() was given (a class with a value, or an instance), owned; NULL with
 * TypeError pending. */
static Object *make_thrown(Vm *vm, Object *type, Object *value, Object *traceback) {
    if (value == vm->none)
        value = NULL;
    if (traceback == vm->none)
        traceback = NULL;
    if (traceback != NULL && traceback->kind != KIND_TRACEBACK) {
        raise_error(vm, ERROR_TypeError, "throw() third argument must be a traceback object");
        return NULL;
    }
    Object *made;
    ClassObject *base = vm->errors[ERROR_BaseException];
    if (type->kind == KIND_CLASS && class_is_subclass((ClassObject *)type, base)) {
        if (value != NULL && value->kind == KIND_EXCEPTION &&
            class_is_subclass(object_class_peek(vm, value), (ClassObject *)type))
            made = object_held(value);
        else if (value != NULL && value->kind == KIND_TUPLE)
            made = vm_call(vm, type, ((TupleObject *)value)->items, ((TupleObject *)value)->length);
        else
            made = vm_call(vm, type, &value, value != NULL);
    } else if (type->kind == KIND_EXCEPTION) {
        if (value != NULL) {
            raise_error(vm, ERROR_TypeError, "instance exception may not have a separate value");
            return NULL;
        }
        made = object_held(type);
    } else {
        raise_error(vm, ERROR_TypeError,
                    "exceptions must be classes or instances deriving from BaseException, not %s",
                    object_type_name(vm, type));
        return NULL;
    }
    if (made != NULL && made->kind == KIND_EXCEPTION && traceback != NULL) {
        Object *before = (Object *)((ExceptionObject *)made)->traceback;
        ((ExceptionObject *)made)->traceback = (TracebackObject *)object_held(traceback);
        object_release_if(vm, before);
    }
    return made;
}

static bool is_exit(const Vm *vm, const Object *type) {
    const ClassObject *class = type->kind == KIND_CLASS ? (const ClassObject *)(const void *)type
                                                        : object_class_peek(vm, type);
    return class_is_subclass(class, vm->errors[ERROR_GeneratorExit]);
}

static Object *throw_into(Vm *vm, GeneratorObject *generator, Object **args);

/* Hands an exception on to what the generator delegates to. True if that dealt with it: *value is
 * what it yielded, or NULL with an exception. False if it has no throw(). */
static bool throw_to_delegate(Vm *vm, GeneratorObject *generator, Object **args, Object **value) {
    Object **registers = native_enter(vm, 2);
    *value = NULL;
    if (registers == NULL)
        return true;
    registers[0] = object_held(generator_delegate_peek(generator));
    generator->state = GENERATOR_RUNNING;
    bool dealt = true;
    if (registers[0]->kind == KIND_GENERATOR) {
        if (vm_enter_native(vm, "")) {
            *value = throw_into(vm, (GeneratorObject *)registers[0], args);
            vm_leave_native(vm);
        }
    } else {
        registers[1] = find_method(vm, registers[0], "throw");
        size_t count = args[2] != NULL ? 3 : args[1] != NULL ? 2 : 1;
        dealt = registers[1] != NULL || vm->pending != NULL;
        if (registers[1] != NULL)
            *value = vm_call(vm, registers[1], args, count);
    }
    generator->state = GENERATOR_WAITING;
    native_leave(vm, registers);
    return dealt;
}

/* The iterator that a generator delegated to has ended with an exception: the generator goes on
 * behind its `yield from`, or with that exception. */
static Object *go_on_behind(Vm *vm, GeneratorObject *generator) {
    Instruction send = generator->code->instructions[generator->next - 2];
    Object *result = fetch_result(vm);
    Object *thrown = raise_fetch(vm);
    generator->delegate = 0;
    OBJECT_CLEAR(vm, generator->slots[send.a]);
    if (result != NULL) {
        Object *before = generator->slots[send.a + 1];
        generator->slots[send.a + 1] = result;
        generator->next = instruction_wide(send);
        object_release_if(vm, before);
    }
    Object *value;
    ResumeStatus status = resume(vm, generator, NULL, thrown, &value);
    return finish_step(vm, status, value);
}

static Object *throw_into(Vm *vm, GeneratorObject *generator, Object **args) {
    Object *thrown = NULL;
    Object *value = NULL;
    if (generator_delegate_peek(generator) != NULL) {
        if (is_exit(vm, args[0])) {
            thrown = close_delegate(vm, generator);
        } else if (throw_to_delegate(vm, generator, args, &value)) {
            return value != NULL ? value : go_on_behind(vm, generator);
        }
    }
    if (thrown == NULL)
        thrown = make_thrown(vm, args[0], args[1], args[2]);
    if (thrown == NULL)
        return NULL;
    ResumeStatus status = resume(vm, generator, NULL, thrown, &value);
    return finish_step(vm, status, value);
}

Object *generator_method_throw(Vm *vm, Object **args, size_t count) {
    (void)count;
    return throw_into(vm, (GeneratorObject *)args[0], args + 1);
}

/* --- yield from ---------------------------------------------------------------------------------
 */

ResumeStatus generator_send_to(Vm *vm, Object *iterator, Object **place) {
    Object *value = NULL;
    if (*place != vm->none) {
        StrObject *name = str_intern(vm, "send", 4);
        Object **registers = name == NULL ? NULL : native_enter(vm, 1);
        if (registers != NULL) {
            registers[0] = attribute_get(vm, iterator, name);
            if (registers[0] != NULL)
                value = vm_call(vm, registers[0], place, 1);
            native_leave(vm, registers);
        }
        object_release_if(vm, (Object *)name);
    } else {
        value = iterator_advance(vm, iterator);
    }
    ResumeStatus status = RESUME_YIELDED;
    if (value == NULL) {
        bool ended = vm->pending == NULL;
        value = ended ? object_held(vm->none) : fetch_result(vm);
        status = value == NULL ? RESUME_FAILED : RESUME_FINISHED;
    }
    Object *before = *place;
    *place = value;
    object_release(vm, before);
    return status;
}
