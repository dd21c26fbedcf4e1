#include "object/exception.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "object/call.h"
#include "object/state.h"

Object *raise_pending(const Vm *vm) {
    return vm->pending;
}

bool raise_pending_is(const Vm *vm, ErrorClass class) {
    return vm->pending != NULL &&
           class_is_subclass(object_class_peek(vm, vm->pending), vm->errors[class]);
}

Object *raise_fetch(Vm *vm) {
    Object *pending = vm->pending;
    vm->pending = NULL;
    return pending;
}

void raise_clear(Vm *vm) {
    OBJECT_CLEAR(vm, vm->pending);
}

Object *raise_handled_peek(const Vm *vm) {
    if (vm->handled != NULL)
        return vm->handled;
    uint32_t left = vm->generators;
    for (uint32_t i = vm->frame_count; i-- > 0 && left > 0;) {
        const GeneratorObject *generator = vm->frames[i].generator;
        if (generator != NULL && generator->handled != NULL)
            return generator->handled;
        left -= generator != NULL;
    }
    return NULL;
}

/* What was being handled when an exception is raised becomes its context. A ring of contexts is
 * cut where it would close, as CPython does. */
void raise_set_context(Vm *vm, Object *raised, Object *handled) {
    ExceptionObject *exception = (ExceptionObject *)raised;
    if (handled == NULL || handled == &exception->header)
        return;
    /* A ring that a program made by itself is noticed by a second walk at half the speed. */
    const ExceptionObject *slow = (ExceptionObject *)handled;
    bool is_odd = false;
    for (ExceptionObject *at = (ExceptionObject *)handled; at->context != NULL;
         at = (ExceptionObject *)at->context) {
        if (at->context == &exception->header) {
            OBJECT_CLEAR(vm, at->context);
            break;
        }
        if (at->context == &slow->header)
            break;
        if (is_odd)
            slow = (const ExceptionObject *)slow->context;
        is_odd = !is_odd;
    }
    Object *before = exception->context;
    exception->context = object_held(handled);
    object_release_if(vm, before);
}

void raise_take(Vm *vm, Object *exception) {
    CHECK(vm->pending == NULL);
    vm->pending = exception;
    raise_set_context(vm, exception, raise_handled_peek(vm));
}

/* A new exception is made if there is room for that much; else the one kept ready is used. That one
 * is shared, so it never gets a traceback or a context, which would live as long as it does. */
void raise_memory_error(Vm *vm) {
    /* Before it was made, at the very start, there is nothing to raise: starting just fails. */
    if (vm->memory_error == NULL && vm->errors[ERROR_MemoryError] == NULL)
        return;
    if (vm->pending != NULL)
        raise_clear(vm);
    if (!vm->memory_short) {
        vm->memory_short = 1;
        Object *error = (Object *)exception_new(vm, vm->errors[ERROR_MemoryError], vm->empty_tuple);
        vm->memory_short = 0;
        if (error != NULL)
            raise_take(vm, error);
        return;
    }
    if (vm->memory_error != NULL)
        vm->pending = object_held(&vm->memory_error->header);
}

ExceptionObject *exception_new(Vm *vm, ClassObject *class, TupleObject *args) {
    ExceptionObject *exception = (ExceptionObject *)instance_new(vm, class);
    if (exception == NULL)
        return NULL;
    object_release(vm, &exception->args->header);
    exception->args = args;
    object_hold(&args->header);
    return exception;
}

/* CPython makes an error of its own only when somebody catches it, or when it is to have a context:
 * then the tracebacks are older than the exception, which shows in the order in which the collector
 * finalizes. So the collector does not learn of it before that (see raise_settle). */
static void put_off(Vm *vm, ExceptionObject *exception, bool with_args) {
    if (raise_handled_peek(vm) == NULL && gc_put_off(vm, &exception->header) && with_args)
        gc_put_off(vm, &exception->args->header);
}

void raise_settle(Vm *vm) {
    ExceptionObject *exception = (ExceptionObject *)vm->pending;
    if (exception == NULL || (exception->header.flags & FLAG_TRACKED) != 0)
        return;
    Object *pending = raise_fetch(vm);
    Object *parts[] = {&exception->args->header, pending};
    for (unsigned i = 0; i < ARRAY_LENGTH(parts); i++) {
        bool is_empty = parts[i] == &vm->empty_tuple->header;
        /* Without memory the collector does not learn of it: then a cycle through it stays. */
        if (!is_empty && (parts[i]->flags & FLAG_TRACKED) == 0 && gc_make_room(vm))
            gc_track(vm, parts[i]);
    }
    raise_clear(vm);
    vm->pending = pending;
}

static void raise_made(Vm *vm, ErrorClass class, Object *argument_or_null, bool has_args) {
    TupleObject *args = tuple_from(vm, &argument_or_null, argument_or_null == NULL ? 0 : 1);
    if (args == NULL)
        return;
    ExceptionObject *exception = exception_new(vm, vm->errors[class], args);
    object_release(vm, &args->header);
    if (exception == NULL)
        return;
    put_off(vm, exception, !has_args);
    raise_take(vm, &exception->header);
}

void raise_error_with(Vm *vm, ErrorClass class, Object *argument_or_null) {
    /* A key that is missing is put into a tuple at once: it may be one itself. */
    raise_made(vm, class, argument_or_null, class == ERROR_KeyError);
}

void raise_error(Vm *vm, ErrorClass class, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    StrObject *message;
    if ((size_t)length < sizeof text) {
        message = str_new(vm, text, (size_t)length);
    } else {
        /* Not a single character, so the string is a fresh one that may be written to. */
        message = str_new_raw(vm, (size_t)length, (size_t)length);
        if (message != NULL) {
            va_start(arguments, format);
            vsnprintf(message->text, (size_t)length + 1, format, arguments);
            va_end(arguments);
            message->length = (uint32_t)str_count_points(message->text, (size_t)length);
        }
    }
    if (message == NULL)
        return;
    raise_made(vm, class, &message->header, false);
    object_release(vm, &message->header);
    if (class == ERROR_NameError)
        raise_settle(vm);
}

void raise_add_traceback(Vm *vm, FrameObject *frame, uint32_t instruction) {
    Object *pending = raise_fetch(vm);
    ExceptionObject *exception = (ExceptionObject *)pending;
    if (exception == vm->memory_error) {
        vm->pending = pending;
        return;
    }
    TracebackObject *row = (TracebackObject *)object_new(vm, KIND_TRACEBACK, sizeof *row);
    if (row == NULL) {
        raise_clear(vm);
        vm->pending = pending;
        return;
    }
    row->next = exception->traceback;
    row->frame = frame;
    object_hold(&frame->header);
    row->instruction = instruction;
    row->spare = 0;
    exception->traceback = row;
    gc_track(vm, &row->header);
    vm->pending = pending;
}
