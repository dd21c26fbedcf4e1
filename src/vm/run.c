/* run.c -- running top-level statements, and what happens around calls from C. */
#include "vm/vm.h"

#include "lang/ops.h"
#include "object/call.h"
#include "object/operations.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/loop.h"

RunStatus vm_run_statement(Vm *vm, const Host *host, CodeObject *code, uint32_t *next) {
    CHECK(vm->frame_count == 0 && vm->pending == NULL && vm->handled == NULL);
    if (code->instructions[*next].op == OP_RETURN)
        return RUN_EXITED;
    vm->host = host;
    object_hold(&code->header);
    bool ok = frame_push(vm, &code->header, code, vm->globals, vm->stack, NULL, FRAME_IS_ENTRY);
    if (ok) {
        vm->frames[0].next = code->instructions + *next;
        ok = loop_run(vm);
        /* The frame is gone, but what it wrote last still stands in its place. */
        *next = (uint32_t)(vm->frames[0].next - code->instructions);
    }
    vm->frames[0] = (Frame){0};
    vm->host = NULL;
    return ok ? RUN_DONE : RUN_RAISED;
}

void vm_drop_exception(Vm *vm, const Host *host) {
    vm->host = host;
    raise_clear(vm);
    vm->host = NULL;
}

int vm_exit_status(Vm *vm, const Host *host) {
    ExceptionObject *exception = (ExceptionObject *)raise_fetch(vm);
    TupleObject *args = exception->args;
    int status = 0;
    Object *value = args->length == 0   ? vm->none
                    : args->length == 1 ? args->items[0]
                                        : &args->header;
    if (object_is_any_int(value)) {
        status = (int)((object_is_int(value) ? int_value(value) : -1) & 0xff);
    } else if (value != vm->none) {
        vm->host = host;
        StrObject *text = object_str(vm, value);
        vm->host = NULL;
        if (text != NULL) {
            host_write(host, HOST_ERROR, text->text, text->bytes);
            host_write(host, HOST_ERROR, "\n", 1);
            object_release(vm, &text->header);
        } else {
            raise_clear(vm);
        }
        status = 1;
    }
    vm->host = host;
    object_release(vm, &exception->header);
    vm->host = NULL;
    return status;
}

/* What fails before anything of the program's runs is told as if it came from who was running. */
static void add_place(Vm *vm) {
    Object *pending = raise_fetch(vm);
    FrameObject *object = NULL;
    uint32_t instruction = 0;
    for (uint32_t i = vm->frame_count;
         object == NULL && i-- > 0 && ((ExceptionObject *)pending)->traceback == NULL;) {
        Frame *frame = &vm->frames[i];
        if (frame->code == NULL)
            continue;
        instruction = frame_instruction(frame);
        /* Who returns is gone already. */
        if (frame->code->instructions[instruction].op == OP_RETURN)
            continue;
        object = frame_object(vm, frame);
        if (object == NULL)
            break;
    }
    raise_clear(vm);
    vm->pending = pending;
    if (object != NULL)
        raise_add_traceback(vm, object, instruction);
}

void vm_report_ignored(Vm *vm, Object *where) {
    const Host *host = vm->host;
    add_place(vm);
    Object *pending = raise_fetch(vm);
    StrObject *text = object_repr(vm, where);
    Bytes out = {0};
    bytes_append_text(&out, "Exception ignored in: ");
    if (text != NULL)
        bytes_append(&out, text->text, text->bytes);
    else
        raise_clear(vm);
    object_release_if(vm, (Object *)text);
    bytes_append_char(&out, '\n');
    vm->pending = pending;
    vm_print_ignored(vm, host, &out);
    vm->host = host;
    raise_clear(vm);
    if (host != NULL && !out.failed)
        host_write(host, HOST_ERROR, out.data, out.length);
    bytes_free(&out);
}

void vm_call_finalizer(Vm *vm, Object *object, Object *finalizer) {
    if (vm->abandoned)
        return;
    Object *pending = raise_fetch(vm);
    Object **registers = native_enter(vm, 3);
    if (registers == NULL) {
        /* Too deep even to say so: CPython would report a RecursionError here. */
        vm_report_ignored(vm, finalizer);
        vm->pending = pending;
        return;
    }
    registers[0] = pending;
    registers[1] = object_held(finalizer);
    registers[2] = object; /* the caller's reference */
    Object *result = vm_call(vm, finalizer, &object, 1);
    if (result == NULL)
        vm_report_ignored(vm, finalizer);
    else
        object_release(vm, result);
    pending = registers[0];
    registers[0] = NULL;
    registers[2] = NULL;
    native_leave(vm, registers);
    vm->pending = pending;
}
