#include "object/function.h"

#include "object/call.h"
#include "object/state.h"

const Handler *code_find_handler(const CodeObject *code, uint32_t instruction) {
    const Handler *handlers = code_handlers_peek(code);
    for (uint32_t i = 0; i < code->handler_count; i++) {
        if (instruction >= handlers[i].start && instruction < handlers[i].stop)
            return &handlers[i];
    }
    return NULL;
}

FunctionObject *function_new(Vm *vm, CodeObject *code, DictObject *globals) {
    FunctionObject *function =
        (FunctionObject *)object_new(vm, KIND_FUNCTION, sizeof(FunctionObject));
    if (function == NULL)
        return NULL;
    *function = (FunctionObject){.header = function->header};
    function->globals = globals;
    function->code = code;
    function->name = code->name;
    function->qualified_name = code->qualified_name;
    object_hold(&globals->header);
    object_hold(&code->header);
    object_hold(&code->name->header);
    object_hold(&code->qualified_name->header);
    gc_track(vm, &function->header);
    return function;
}

CellObject *cell_new(Vm *vm, Object *value_or_null) {
    CellObject *cell = (CellObject *)object_new(vm, KIND_CELL, sizeof *cell);
    if (cell == NULL)
        return NULL;
    cell->value = value_or_null;
    object_hold_if(value_or_null);
    gc_track(vm, &cell->header);
    return cell;
}

MethodObject *method_new(Vm *vm, Object *function, Object *self) {
    MethodObject *method = (MethodObject *)object_new(vm, KIND_METHOD, sizeof *method);
    if (method == NULL)
        return NULL;
    method->function = object_held(function);
    method->self = object_held(self);
    gc_track(vm, &method->header);
    return method;
}

NativeObject *native_new(Vm *vm, uint32_t native, Object *self_or_null) {
    NativeObject *object = (NativeObject *)object_new(vm, KIND_NATIVE, sizeof *object);
    if (object == NULL)
        return NULL;
    object->self = self_or_null;
    object_hold_if(self_or_null);
    object->native = native;
    object->spare = 0;
    gc_track(vm, &object->header);
    return object;
}

ModuleObject *module_new(Vm *vm, StrObject *name) {
    DictObject *attributes = dict_new(vm);
    if (attributes == NULL)
        return NULL;
    ModuleObject *module = (ModuleObject *)object_new(vm, KIND_MODULE, sizeof *module);
    if (module == NULL) {
        object_release(vm, &attributes->header);
        return NULL;
    }
    module->name = name;
    object_hold(&name->header);
    module->attributes = attributes;
    gc_track(vm, &module->header);
    return module;
}

TupleObject *function_take_closure(FunctionObject *function) {
    TupleObject *closure = function->closure;
    if (closure == NULL || function->header.refcount > 1)
        return NULL;
    function->closure = NULL;
    /* Locals go first to last, items of a tuple last to first. */
    for (uint32_t left = 0, right = closure->length;
         closure->header.refcount == 1 && left + 1 < right; left++) {
        Object *moved = closure->items[left];
        closure->items[left] = closure->items[--right];
        closure->items[right] = moved;
    }
    return closure;
}
