/* tuple.c -- tuples: fixed runs of references. */
#include "base/arith.h"
#include "object/call.h"
#include "object/sequence.h"
#include "object/state.h"

#include <string.h>

static TupleObject *empty(Vm *vm) {
    if (vm->empty_tuple == NULL) {
        TupleObject *tuple = (TupleObject *)object_new(vm, KIND_TUPLE, sizeof(TupleObject));
        if (tuple == NULL) {
            return NULL;
        }
        tuple->length = 0;
        tuple->spare = 0;
        vm->empty_tuple = tuple;
    }
    object_hold(&vm->empty_tuple->header);
    return vm->empty_tuple;
}

TupleObject *tuple_new(Vm *vm, size_t length) {
    if (length == 0) {
        return empty(vm);
    }
    size_t size = 0;
    if (length > UINT32_MAX ||
        !arith_size_with_items(sizeof(TupleObject), length, sizeof(Object *), &size)) {
        raise_memory_error(vm);
        return NULL;
    }
    TupleObject *tuple = (TupleObject *)object_new(vm, KIND_TUPLE, size);
    if (tuple == NULL) {
        return NULL;
    }
    tuple->length = (uint32_t)length;
    tuple->spare = 0;
    memset(tuple->items, 0, length * sizeof(Object *));
    gc_track(vm, &tuple->header);
    return tuple;
}

TupleObject *tuple_from(Vm *vm, Object *const *items, size_t length) {
    TupleObject *tuple = tuple_new(vm, length);
    if (tuple != NULL) {
        for (size_t i = 0; i < length; i++) {
            tuple->items[i] = object_held(items[i]);
        }
    }
    return tuple;
}

TupleObject *tuple_from_take(Vm *vm, Object **items, size_t length) {
    TupleObject *tuple = tuple_new(vm, length);
    if (tuple == NULL) {
        for (size_t i = length; i-- > 0;) {
            OBJECT_CLEAR(vm, items[i]);
        }
        return NULL;
    }
    if (length > 0) {
        memcpy(tuple->items, items, length * sizeof(Object *));
        memset(items, 0, length * sizeof(Object *));
    }
    return tuple;
}
