/* clear.c -- emptying a live container, to break the cycles it is part of. */
#include "gc/gc.h"
#include "object/set.h"
#include "object/weak.h"

#include "object/descriptor.h"

static void clear_slots(Vm *vm, InstanceObject *instance) {
    for (uint32_t i = 0; i < instance->slot_count; i++)
        OBJECT_CLEAR(vm, instance->slots[i]);
}

static void clear_exception(Vm *vm, ExceptionObject *exception) {
    clear_slots(vm, (InstanceObject *)(void *)exception);
    TupleObject *args = exception->args;
    exception->args = vm->empty_tuple;
    object_hold(&vm->empty_tuple->header);
    object_release(vm, &args->header);
    OBJECT_CLEAR(vm, exception->traceback);
    OBJECT_CLEAR(vm, exception->cause);
    OBJECT_CLEAR(vm, exception->context);
}

/* The globals, code and names stay until the function is freed, so that a finalizer that still
 * reaches it can be refused a call and not crash. */
static void clear_function(Vm *vm, FunctionObject *function) {
    OBJECT_CLEAR(vm, function->defaults);
    OBJECT_CLEAR(vm, function->keyword_defaults);
    OBJECT_CLEAR(vm, function->doc);
    OBJECT_CLEAR(vm, function->attributes);
    OBJECT_CLEAR(vm, function->closure);
    OBJECT_CLEAR(vm, function->annotations);
}

void gc_clear_object(Vm *vm, Object *object) {
    switch (object->kind) {
    case KIND_LIST_INSTANCE:
        OBJECT_CLEAR(vm, ((ListInstance *)object)->attributes);
        list_clear(vm, (ListObject *)object);
        break;
    case KIND_DICT_INSTANCE:
        OBJECT_CLEAR(vm, ((DictInstance *)object)->attributes);
        dict_clear(vm, (DictObject *)object);
        break;
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        OBJECT_CLEAR(vm, ((ValueInstance *)object)->attributes);
        break;
    case KIND_LIST:
        list_clear(vm, (ListObject *)object);
        break;
    case KIND_DICT:
        dict_clear(vm, (DictObject *)object);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        set_clear(vm, (SetObject *)object);
        break;
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        weak_unlink(vm, (WeakObject *)object);
        OBJECT_CLEAR(vm, ((WeakObject *)object)->callback);
        OBJECT_CLEAR(vm, ((WeakObject *)object)->key);
        break;
    case KIND_CELL:
        OBJECT_CLEAR(vm, ((CellObject *)object)->value);
        break;
    case KIND_FUNCTION:
        clear_function(vm, (FunctionObject *)object);
        break;
    case KIND_INSTANCE:
    case KIND_DICTED:
        clear_slots(vm, (InstanceObject *)object);
        break;
    case KIND_EXCEPTION:
        clear_exception(vm, (ExceptionObject *)object);
        break;
    case KIND_PROPERTY:
        OBJECT_CLEAR(vm, ((PropertyObject *)object)->get);
        OBJECT_CLEAR(vm, ((PropertyObject *)object)->set);
        OBJECT_CLEAR(vm, ((PropertyObject *)object)->delete);
        OBJECT_CLEAR(vm, ((PropertyObject *)object)->doc);
        break;
    case KIND_CLASS:
        dict_clear(vm, ((ClassObject *)object)->attributes);
        break;
    case KIND_MODULE:
        dict_clear(vm, ((ModuleObject *)object)->attributes);
        break;
    case KIND_TRACEBACK:
        OBJECT_CLEAR(vm, ((TracebackObject *)object)->next);
        OBJECT_CLEAR(vm, ((TracebackObject *)object)->frame);
        break;
    case KIND_FRAME: {
        FrameObject *frame = (FrameObject *)object;
        for (uint32_t i = 0; i < frame->slot_count; i++)
            OBJECT_CLEAR(vm, frame->slots[i]);
        break;
    }
    default:
        break;
    }
}
