/* quick_list.h -- append() and pop() of lists within the loop, which is most of what is called of
 * all methods written in C.
 *
 * They do what call_native_plain and the methods do, byte for byte; where a buffer must grow or
 * shrink, or anything would die, it is left to those. */
#ifndef OURO_VM_QUICK_LIST_H
#define OURO_VM_QUICK_LIST_H

#include "object/fault.h"
#include "object/sequence.h"
#include "object/state.h"
#include "vm/call.h"

/* The argument moves from the window to the list. */
static ALWAYS_INLINE Object *quick_append(const Vm *vm, ListObject *list, Object **arg) {
    if (UNLIKELY(list->length >= list->capacity))
        return NULL;
    list->items[list->length++] = *arg;
    *arg = NULL;
    return object_held(vm->none);
}

static ALWAYS_INLINE Object *quick_pop(const Vm *vm, ListObject *list) {
    uint32_t left = list->length - 1;
    bool shrinks = left == 0 || (list->capacity > 16 && left < list->capacity / 2);
    if (UNLIKELY(list->length == 0 || shrinks || fault_is_on(vm)))
        return NULL;
    list->length = left;
    return list->items[left];
}

/* Calls the native at `base` if it is one of these; false where nothing was done. */
static ALWAYS_INLINE bool quick_list_method(Vm *vm, Object **base, uint32_t count) {
    Object *self = base[1];
    NativeObject *native = (NativeObject *)base[0];
    if (!SHORTCUTS || self == NULL || self->kind != KIND_LIST || self->refcount == 1 ||
        native->header.refcount == 1 || !vm_may_enter_native(vm))
        return false;
    NativeFunction function = NATIVE_ROWS[native->native].function;
    Object *result = NULL;
    if (function == list_method_append && count == 1)
        result = quick_append(vm, (ListObject *)self, base + 2);
    else if (function == list_method_pop && count == 0)
        result = quick_pop(vm, (ListObject *)self);
    if (result == NULL)
        return false;
    base[0] = result;
    base[1] = NULL;
    self->refcount--;
    native->header.refcount--;
    return true;
}

#endif
