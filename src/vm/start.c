/* start.c -- the beginning and the end of a machine.
 *
 * At the start everything that a program finds is made: the constants, the interned names that
 * Ouro looks up, a class for each kind and each built-in exception with its natives as attributes,
 * the built-in names, the modules. It takes a few hundred small objects and no look at any file. */
#include "vm/vm.h"

#include <string.h>

#include "gc/gc.h"
#include "heap/walk.h"
#include "object/call.h"
#include "object/trace.h"
#include "vm/exceptions.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/module.h"
#include "vm/native.h"

enum {
    FRAMES_MOST = 32768,      /* calls in progress, whatever the limit says */
    REGISTERS_MOST = 1 << 20, /* 8 MiB of address space */
    RECURSION_LIMIT = 1000,   /* CPython's */
};

static Object *make_constant(Vm *vm, Kind kind) {
    return object_new(vm, kind, KIND_ROWS[kind].size);
}

static bool make_constants(Vm *vm) {
    vm->none = make_constant(vm, KIND_NONE);
    vm->not_implemented = make_constant(vm, KIND_NOT_IMPLEMENTED);
    vm->ellipsis = make_constant(vm, KIND_ELLIPSIS);
    vm->false_object = make_constant(vm, KIND_BOOL);
    vm->true_object = make_constant(vm, KIND_BOOL);
    if (vm->none == NULL || vm->not_implemented == NULL || vm->ellipsis == NULL ||
        vm->false_object == NULL || vm->true_object == NULL)
        return false;
    ((IntObject *)vm->false_object)->value = 0;
    ((IntObject *)vm->true_object)->value = 1;
    /* These two keep what they make. */
    StrObject *string = str_new(vm, "", 0);
    TupleObject *tuple = string == NULL ? NULL : tuple_new(vm, 0);
    object_release_if(vm, (Object *)string);
    object_release_if(vm, (Object *)tuple);
    return tuple != NULL;
}

static bool make_names(Vm *vm) {
#define NAME(identifier, text)                                                                     \
    vm->names.identifier = str_intern(vm, text, sizeof(text) - 1);                                 \
    if (vm->names.identifier == NULL)                                                              \
        return false;
#include "object/names.def"
#undef NAME
    return true;
}

/* A class that programs find ready: it is not tracked, as CPython's static types are not. */
static ClassObject *make_class(Vm *vm, const char *text, ClassObject *base, Kind kind) {
    StrObject *name = str_intern(vm, text, strlen(text));
    DictObject *attributes = dict_new(vm);
    ClassObject *class = NULL;
    if (name != NULL && attributes != NULL)
        class = class_new(vm, name, name, base, attributes, kind);
    object_release_if(vm, (Object *)name);
    object_release_if(vm, (Object *)attributes);
    if (class != NULL)
        class->header.flags &= (uint8_t)~FLAG_TRACKED;
    return class;
}

static bool make_kind_classes(Vm *vm) {
    vm->object_class = make_class(vm, "object", NULL, KIND_INSTANCE);
    if (vm->object_class == NULL)
        return false;
    vm->object_class->flags |= CLASS_IS_BUILT_IN;
    for (unsigned kind = 1; kind < KIND_COUNT; kind++) {
        if (kind == KIND_BUFFER || kind >= KIND_INSTANCE)
            continue;
        if (kind == KIND_BIG_INT) { /* the same class */
            vm->classes[kind] = vm->classes[KIND_INT];
            object_hold(&vm->classes[kind]->header);
            continue;
        }
        ClassObject *base = kind == KIND_BOOL ? vm->classes[KIND_INT] : vm->object_class;
        vm->classes[kind] = make_class(vm, KIND_ROWS[kind].type, base, (Kind)kind);
        if (vm->classes[kind] == NULL)
            return false;
        vm->classes[kind]->flags |= CLASS_IS_BUILT_IN | CLASS_HAS_NO_DICT;
        /* What CPython's type can be inherited from but Ouro's cannot is refused by name, later. */
        if (kind == KIND_BOOL || kind == KIND_FUNCTION || kind == KIND_NONE || kind == KIND_RANGE ||
            kind == KIND_SLICE || kind == KIND_NATIVE || kind == KIND_METHOD ||
            kind == KIND_MEMBER || kind == KIND_MAPPING_PROXY || kind == KIND_GENERATOR)
            vm->classes[kind]->flags |= CLASS_IS_FINAL;
    }
    return true;
}

static bool make_errors(Vm *vm) {
#define ERROR(name_, base_)                                                                        \
    vm->errors[ERROR_##name_] = make_class(                                                        \
        vm, #name_, ERROR_##name_ == ERROR_##base_ ? vm->object_class : vm->errors[ERROR_##base_], \
        KIND_EXCEPTION);                                                                           \
    if (vm->errors[ERROR_##name_] == NULL)                                                         \
        return false;                                                                              \
    vm->errors[ERROR_##name_]->flags |= CLASS_IS_BUILT_IN | CLASS_IS_EXCEPTION;
#include "object/errors.def"
#undef ERROR
    if (!exceptions_lay_out(vm))
        return false;
    vm->memory_error = exception_new(vm, vm->errors[ERROR_MemoryError], vm->empty_tuple);
    return vm->memory_error != NULL;
}

static bool set_name(Vm *vm, DictObject *dict, const char *text, Object *value) {
    StrObject *name = str_intern(vm, text, strlen(text));
    if (name == NULL)
        return false;
    bool ok = dict_set(vm, dict, &name->header, value);
    object_release(vm, &name->header);
    return ok;
}

bool module_set_take(Vm *vm, ModuleObject *module, const char *name, Object *value) {
    if (value == NULL)
        return false;
    bool ok = set_name(vm, module->attributes, name, value);
    object_release(vm, value);
    return ok;
}

/* The class whose instances are of a kind; the most general one for instances and exceptions. */
static ClassObject *class_of_kind(Vm *vm, Kind kind) {
    return kind == KIND_INSTANCE    ? vm->object_class
           : kind == KIND_EXCEPTION ? vm->errors[ERROR_BaseException]
                                    : vm->classes[kind];
}

/* Where the natives of an owner belong: a dict of names, or NULL for constructors. */
static DictObject *home_of(Vm *vm, const NativeRow *row, ModuleObject *const *modules) {
    switch ((NativeOwner)row->owner) {
    case NATIVE_OF_BUILTINS:
        return vm->builtins;
    case NATIVE_OF_SYS:
    case NATIVE_OF_GC:
    case NATIVE_OF_WEAKREF:
    case NATIVE_OF_TRACEMALLOC:
        return modules[row->owner - NATIVE_OF_SYS]->attributes;
    case NATIVE_OF_KIND:
    case NATIVE_STATIC_OF_KIND:
        return class_of_kind(vm, (Kind)row->kind)->attributes;
    case NATIVE_CONSTRUCTS_KIND:
        break;
    }
    return NULL;
}

static bool make_natives(Vm *vm, ModuleObject *const *modules) {
    for (uint32_t i = 0; i < NATIVE_COUNT; i++) {
        DictObject *home = home_of(vm, &NATIVE_ROWS[i], modules);
        if (home == NULL)
            continue;
        Object *native = (Object *)native_new(vm, i, NULL);
        if (native == NULL)
            return false;
        bool ok = set_name(vm, home, NATIVE_ROWS[i].name, native);
        object_release(vm, native);
        if (!ok)
            return false;
    }
    return true;
}

/* The types and exceptions that the built-in names give, and the constants that are names. */
static bool make_builtins(Vm *vm) {
    /* A type that can be called has a row in natives.def, which says its name. */
    for (uint32_t i = 0; i < NATIVE_COUNT; i++) {
        const NativeRow *row = &NATIVE_ROWS[i];
        if (row->owner == NATIVE_CONSTRUCTS_KIND && row->kind != KIND_WEAK_REFERENCE &&
            !set_name(vm, vm->builtins, row->name, &class_of_kind(vm, (Kind)row->kind)->header))
            return false;
    }
    for (unsigned i = 0; i < ERROR_COUNT; i++) {
        if (!set_name(vm, vm->builtins, vm->errors[i]->name->text, &vm->errors[i]->header))
            return false;
    }
    ClassObject *os_error = vm->errors[ERROR_OSError];
    return set_name(vm, vm->builtins, "EnvironmentError", &os_error->header) &&
           set_name(vm, vm->builtins, "IOError", &os_error->header) &&
           set_name(vm, vm->builtins, "NotImplemented", vm->not_implemented) &&
           set_name(vm, vm->builtins, "Ellipsis", vm->ellipsis);
}

ModuleObject *module_make(Vm *vm, const char *text) {
    StrObject *name = str_intern(vm, text, strlen(text));
    ModuleObject *module = name == NULL ? NULL : module_new(vm, name);
    if (module != NULL && (!set_name(vm, module->attributes, "__name__", &name->header) ||
                           !dict_set(vm, vm->modules, &name->header, &module->header))) {
        object_release(vm, &module->header);
        module = NULL;
    }
    object_release_if(vm, (Object *)name);
    /* sys.modules holds it from here on. */
    if (module != NULL)
        object_release(vm, &module->header);
    return module;
}

static bool make_world(Vm *vm) {
    vm->collector.garbage = list_new(vm, 0);
    vm->collector.callbacks = list_new(vm, 0);
    vm->modules = dict_new(vm);
    vm->builtins = dict_new(vm);
    if (vm->collector.garbage == NULL || vm->collector.callbacks == NULL || vm->modules == NULL ||
        vm->builtins == NULL)
        return false;
    /* In the order of NativeOwner. */
    static const char *const NAMES[] = {"sys", "gc", "_weakref", "_tracemalloc"};
    ModuleObject *modules[ARRAY_LENGTH(NAMES)];
    for (unsigned i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        modules[i] = module_make(vm, NAMES[i]);
        if (modules[i] == NULL)
            return false;
    }
    return make_builtins(vm) && make_natives(vm, modules) && module_sys_fill(vm, modules[0]) &&
           module_gc_fill(vm, modules[1]) && module_weakref_fill(vm, modules[2]);
}

/* The module that the program is, which is the first thing that the collector looks at. */
static bool make_main(Vm *vm) {
    gc_set_world(vm, true);
    ModuleObject *main_module = module_make(vm, "__main__");
    if (main_module == NULL)
        return false;
    vm->globals = main_module->attributes;
    object_hold(&vm->globals->header);
    /* CPython's has containers in it from the start, so it is tracked before all of the program's.
     */
    if (!gc_make_room(vm))
        return false;
    gc_track(vm, &vm->globals->header);
    return true;
}

Vm *vm_open(const VmSettings *settings) {
    HeapSettings heap_settings = {
        .limit_bytes = settings->heap_limit,
        .root_bytes = sizeof(Vm),
        .stack_bytes = FRAMES_MOST * sizeof(Frame) + REGISTERS_MOST * sizeof(Object *),
    };
    Heap *heap = heap_open(&heap_settings);
    if (heap == NULL)
        return NULL;
    Vm *vm = heap_root(heap);
    vm->heap = heap;
    vm->frames = heap_stack(heap);
    vm->frame_limit = FRAMES_MOST;
    vm->stack = (Object **)(void *)((char *)heap_stack(heap) + FRAMES_MOST * sizeof(Frame));
    vm->stack_top = vm->stack;
    vm->stack_limit = vm->stack + REGISTERS_MOST;
    vm->recursion_limit = RECURSION_LIMIT;
    vm->int_digits_most = INT_DIGITS_MOST;
    gc_start(vm);
#ifdef OURO_GC_STRESS
    vm->attention = 1;
#endif
    if (make_constants(vm) && make_names(vm) && make_kind_classes(vm) && make_errors(vm) &&
        make_world(vm) && make_main(vm)) {
        /* What is there from the start is of middle age, as it is in CPython. */
        vm->collector.generations[0].count = 0;
        vm->collector.due = 0;
        vm->collector.generations[0].start = vm->collector.length;
        return vm;
    }
    heap_close(heap);
    return NULL;
}

/* The program's own objects go as they do when CPython ends: cycles first, then the main module,
 * then what was reachable from its functions. */
static void end_program(Vm *vm) {
    import_end_program(vm);
    if (vm->collector.enabled)
        gc_collect(vm, GENERATION_COUNT - 1);
    OBJECT_CLEAR(vm, vm->echo);
    Object *key;
    Object *value;
    int64_t entry = dict_find_name(vm->modules, vm->names.main);
    OBJECT_CLEAR(vm, vm->globals);
    if (entry >= 0) {
        dict_remove_entry(vm->modules, (size_t)entry, &key, &value);
        object_release(vm, key);
        object_release(vm, value);
    }
    gc_collect(vm, GENERATION_COUNT - 1);
    vm->collector.debug = 0; /* gc.DEBUG_SAVEALL would save what ends now */
    list_clear(vm, vm->collector.garbage);
    list_clear(vm, vm->collector.callbacks);
    gc_collect(vm, GENERATION_COUNT - 1);
}

/* Lets go of what the machine itself holds: the places that roots.def lists. Classes hold their
 * own functions, so the collector has the last word. */
static void end_world(Vm *vm) {
    trace_stop(vm);
    /* What gc.freeze() kept from the collector goes without last words, as in CPython. */
    gc_set_world(vm, false);
    for (uint32_t i = 0; i < vm->collector.length; i++) {
        Object *object = gc_entry_peek(vm, &vm->collector.entries[i]);
        if (object != NULL)
            object->flags |= FLAG_FINALIZED;
    }
    /* A generator that went on waiting when it was closed keeps its cycles for good. */
    for (uint32_t i = 0; i < vm->collector.length; i++) {
        Object *object = gc_entry_peek(vm, &vm->collector.entries[i]);
        if (object == NULL || object->kind != KIND_GENERATOR)
            continue;
        object_hold(object);
        generator_discard(vm, (GeneratorObject *)object);
        object_release(vm, object);
    }
    OBJECT_CLEAR(vm, vm->modules);
    OBJECT_CLEAR(vm, vm->builtins);
    raise_clear(vm);
    OBJECT_CLEAR(vm, vm->handled);
    gc_collect(vm, GENERATION_COUNT - 1);
    OBJECT_CLEAR(vm, vm->memory_error);
    OBJECT_CLEAR(vm, vm->collector.garbage);
    OBJECT_CLEAR(vm, vm->collector.callbacks);
    for (unsigned i = ERROR_COUNT; i-- > 0;)
        OBJECT_CLEAR(vm, vm->errors[i]);
    for (unsigned i = KIND_COUNT; i-- > 0;)
        OBJECT_CLEAR(vm, vm->classes[i]);
    OBJECT_CLEAR(vm, vm->object_class);
    for (unsigned i = 0; i < SMALL_INT_COUNT; i++)
        OBJECT_CLEAR(vm, vm->small_ints[i]);
    StrObject **names = (StrObject **)(void *)&vm->names;
    for (unsigned i = 0; i < NAME_COUNT; i++)
        OBJECT_CLEAR(vm, names[i]);
    for (unsigned i = 0; i < CHARACTER_COUNT; i++)
        OBJECT_CLEAR(vm, vm->characters[i]);
    OBJECT_CLEAR(vm, vm->empty_tuple);
    OBJECT_CLEAR(vm, vm->empty_string);
    OBJECT_CLEAR(vm, vm->true_object);
    OBJECT_CLEAR(vm, vm->false_object);
    OBJECT_CLEAR(vm, vm->ellipsis);
    OBJECT_CLEAR(vm, vm->not_implemented);
    OBJECT_CLEAR(vm, vm->none);
    gc_stop(vm);
    buffer_free(vm, vm->interned.slots);
    vm->interned.slots = NULL;
    buffer_free(vm, vm->weak.slots);
    vm->weak = (WeakTable){0};
}

void vm_close(Vm *vm, const Host *host, size_t *left) {
    Heap *heap = vm->heap;
    vm->host = host;
    end_program(vm);
    vm->host = NULL;
    if (left != NULL) {
        end_world(vm);
        *left = heap_totals(view_live(heap)).used_blocks;
    }
    heap_close(heap);
}
