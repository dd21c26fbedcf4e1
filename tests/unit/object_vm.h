/* object_vm.h -- a machine for tests of the objects, and short ways to make and compare them. */
#ifndef OURO_TESTS_OBJECT_VM_H
#define OURO_TESTS_OBJECT_VM_H

#include "heap/walk.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/state.h"
#include "unit.h"
#include "vm/vm.h"

#include <stdlib.h>
#include <string.h>

static int no_interrupt;

static inline void swallow(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)context;
    (void)stream;
    (void)bytes;
    (void)length;
}

static const Host SILENT_HOST = {.write = swallow, .interrupted = &no_interrupt};

static inline Vm *open_vm(void) {
    VmSettings settings = {0};
    Vm *vm = vm_open(&settings);
    if (vm == NULL) {
        printf("the machine does not start\n");
        exit(1);
    }
    vm->host = &SILENT_HOST;
    return vm;
}

/* Ends the machine; nothing may be left in its heap. */
static inline void close_vm(Unit *unit, Vm *vm) {
    size_t left = 0;
    EXPECT(unit, raise_pending(vm) == NULL && vm->frame_count == 0 && vm->native_depth == 0);
    vm_close(vm, &SILENT_HOST, &left);
    EXPECT(unit, left == 0);
}

static inline size_t used_blocks(const Vm *vm) {
    return heap_totals(view_live(vm->heap)).used_blocks;
}

/* Whether the object, which is released, prints as this text. */
static inline bool prints(Vm *vm, Object *owned_or_null, const char *text) {
    if (owned_or_null == NULL) {
        printf("  failed where %s was expected\n", text);
        raise_clear(vm);
        return false;
    }
    StrObject *shown = object_repr(vm, owned_or_null);
    object_release(vm, owned_or_null);
    bool same = shown != NULL && str_equal_text(shown, text);
    if (!same && shown != NULL) {
        printf("  %s where %s was expected\n", shown->text, text);
    }
    object_release_if(vm, (Object *)shown);
    return same;
}

/* Whether an exception of this class and text is pending; drops it. */
static inline bool raised(Vm *vm, ErrorClass class, const char *text) {
    if (raise_pending(vm) == NULL) {
        printf("  nothing raised where %s was expected\n", text);
        return false;
    }
    bool is_class = raise_pending_is(vm, class);
    Object *pending = raise_fetch(vm);
    StrObject *shown = object_str(vm, pending);
    bool same = is_class && shown != NULL && str_equal_text(shown, text);
    if (!same) {
        printf("  %s: %s where %s was expected\n", object_type_name(vm, pending),
               shown == NULL ? "?" : shown->text, text);
    }
    object_release_if(vm, (Object *)shown);
    object_release(vm, pending);
    return same;
}

/* An owned object that must have been made. */
static inline Object *made(Object *owned_or_null) {
    if (owned_or_null == NULL) {
        printf("out of memory\n");
        exit(1);
    }
    return owned_or_null;
}

static inline Object *make_int(Vm *vm, int64_t value) {
    return made(int_new(vm, value));
}

static inline Object *make_str(Vm *vm, const char *text) {
    return made((Object *)str_from_text(vm, text));
}

#endif
