#include "vm/import.h"

#include "base/scratch.h"
#include "lang/compiler.h"
#include "lang/ops.h"
#include "lang/parser.h"
#include "object/call.h"
#include "vm/call.h"
#include "vm/loop.h"
#include "vm/module.h"
#include "vm/vm.h"

#include <stdio.h>
#include <string.h>

/* The lines of each module's text, as the Makefile wrote them. */
static const char *const TRACEMALLOC[] = {
#include "vm/modules/tracemalloc.inc"
};
static const char *const WEAKREF[] = {
#include "vm/modules/weakref.inc"
};

static const struct {
    const char *name;
    const char *const *lines;
    size_t count;
} MODULES[] = {
    {"tracemalloc", TRACEMALLOC, ARRAY_LENGTH(TRACEMALLOC)},
    {"weakref", WEAKREF, ARRAY_LENGTH(WEAKREF)},
};

const char *import_library_name(size_t number) {
    return number < ARRAY_LENGTH(MODULES) ? MODULES[number].name : NULL;
}

static CodeObject *compile(Vm *vm, const char *name, const Bytes *text) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    CodeObject *code = NULL;
    char path[64];
    int length = snprintf(path, sizeof path, "<frozen %s>", name);
    StrObject *filename = str_new(vm, path, (size_t)length);
    StrObject *source = filename == NULL ? NULL : str_new(vm, text->data, text->length);
    if (source != NULL &&
        parse_file(&scratch, text->data, text->length, &module, &diagnostic) == PARSE_COMPLETE) {
        CompileRequest request = {.module = module, .filename = filename, .source = source};
        code = compile_module(vm, &scratch, &request, &diagnostic);
    }
    /* The text is ours: it can only be memory that was short. */
    CHECK(code != NULL || vm->pending != NULL);
    if (code == NULL && vm->pending == NULL)
        raise_memory_error(vm);
    object_release_if(vm, (Object *)filename);
    object_release_if(vm, (Object *)source);
    scratch_free(&scratch);
    return code;
}

/* Runs all statements of a module's code. */
static bool run(Vm *vm, CodeObject *code, DictObject *globals) {
    uint32_t next = 0;
    while (code->instructions[next].op != OP_RETURN) {
        object_hold(&code->header);
        if (!frame_push(vm, &code->header, code, globals, vm->stack_top, NULL, FRAME_IS_ENTRY))
            return false;
        Frame *frame = frame_top(vm);
        frame->next = code->instructions + next;
        if (!loop_run(vm))
            return false;
        next = (uint32_t)(frame->next - code->instructions);
    }
    return true;
}

static Object *load(Vm *vm, const char *name, const char *const *lines, size_t count) {
    Bytes text = {0};
    for (size_t i = 0; i < count; i++)
        bytes_append_text(&text, lines[i]);
    Object **registers = native_enter(vm, 1);
    Object *module = NULL;
    if (registers != NULL && text.failed)
        raise_memory_error(vm);
    if (registers != NULL && !text.failed) {
        CodeObject *code = compile(vm, name, &text);
        registers[0] = (Object *)code;
        module = code == NULL ? NULL : (Object *)module_make(vm, name);
        if (module != NULL && !run(vm, code, ((ModuleObject *)module)->attributes)) {
            Object *pending = raise_fetch(vm);
            StrObject *key = str_intern(vm, name, strlen(name));
            if (key == NULL || !dict_delete(vm, vm->modules, &key->header))
                raise_clear(vm);
            object_release_if(vm, (Object *)key);
            vm->pending = pending;
            module = NULL;
        }
    }
    bytes_free(&text);
    if (registers != NULL)
        native_leave(vm, registers);
    return module;
}

Object *import_find(Vm *vm, StrObject *name) {
    Object *module = dict_peek_name(vm->modules, name);
    for (size_t i = 0; module == NULL && i < ARRAY_LENGTH(MODULES); i++) {
        if (strcmp(MODULES[i].name, name->text) == 0)
            return load(vm, MODULES[i].name, MODULES[i].lines, MODULES[i].count);
    }
    return module;
}

/* One function that waits for the end; false when none is left. */
static bool end_one(Vm *vm, Object *function) {
    Object *result = vm_call(vm, function, NULL, 0);
    if (result == NULL) {
        /* Without fuel or memory it would fail for ever. */
        bool is_hopeless =
            raise_pending_is(vm, ERROR_MemoryError) || (vm->fuel_limited != 0 && vm->fuel == 0);
        Bytes text = {0};
        vm_print_exception(vm, vm->host, &text);
        raise_clear(vm);
        host_write(vm->host, HOST_ERROR, bytes_text(&text), text.length);
        bytes_free(&text);
        return !is_hopeless;
    }
    bool more = result == vm->true_object;
    object_release(vm, result);
    return more;
}

void import_end_program(Vm *vm) {
    StrObject *names[] = {str_peek_interned(vm, "weakref", 7), str_peek_interned(vm, "_exit", 5)};
    Object *module = names[0] == NULL ? NULL : dict_peek_name(vm->modules, names[0]);
    Object *function = module == NULL || names[1] == NULL
                           ? NULL
                           : dict_peek_name(((ModuleObject *)module)->attributes, names[1]);
    Object **registers = function == NULL ? NULL : native_enter(vm, 1);
    if (registers == NULL)
        return;
    registers[0] = object_held(function);
    while (end_one(vm, function))
        continue;
    native_leave(vm, registers);
}
