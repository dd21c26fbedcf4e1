#include "vm/hint.h"

#include "heap/heap.h"
#include "vm/import.h"

#include <string.h>

const MissingRow MISSING_ROWS[] = {
#define MISSING(owner, name, form) {owner, name, form},
#include "vm/missing.def"
};

const size_t MISSING_COUNT = ARRAY_LENGTH(MISSING_ROWS);

static const MissingRow *find_missing(const char *owner, const char *name) {
    for (size_t i = 0; i < MISSING_COUNT; i++) {
        if (strcmp(MISSING_ROWS[i].owner, owner) == 0 && strcmp(MISSING_ROWS[i].name, name) == 0)
            return &MISSING_ROWS[i];
    }
    return NULL;
}

/* Along the built-in bases: a class of the program's may be called like a built-in one. */
static const MissingRow *find_in_class(const ClassObject *class, const char *name) {
    const MissingRow *row = NULL;
    for (; class != NULL && row == NULL; class = class->base) {
        if (class->flags & CLASS_IS_BUILT_IN)
            row = find_missing(class->name->text, name);
    }
    return row;
}

static const MissingRow *find_attribute(const Vm *vm, const Object *object, const char *name) {
    if (object->kind == KIND_MODULE)
        return find_missing(((const ModuleObject *)(const void *)object)->name->text, name);
    const MissingRow *row = NULL;
    if (object->kind == KIND_CLASS)
        row = find_in_class((const ClassObject *)(const void *)object, name);
    return row != NULL ? row : find_in_class(object_class_peek(vm, object), name);
}

static const MissingRow *find_row(const Vm *vm, const ExceptionObject *exception,
                                  const char *name) {
    const Object *object = instance_peek_own(&exception->header, vm->names.obj);
    if (exception->class == vm->errors[ERROR_NameError])
        return find_missing("", name);
    if (exception->class == vm->errors[ERROR_AttributeError] && object != NULL)
        return find_attribute(vm, object, name);
    return NULL;
}

/* "weakref, sys and gc": the modules that can be imported. */
static void print_modules(const Vm *vm, Bytes *out) {
    const char *names[16];
    size_t count = 0;
    const char *name;
    for (; (name = import_library_name(count)) != NULL && count < ARRAY_LENGTH(names) / 2;)
        names[count++] = name;
    size_t libraries = count;
    for (uint32_t entry = 0; entry < vm->modules->fill; entry++) {
        const Object *key = dict_entry_key(vm->modules, entry);
        name = key != NULL && key->kind == KIND_STR ? ((const StrObject *)(const void *)key)->text
                                                    : "_";
        bool known = name[0] == '_' || strcmp(name, "builtins") == 0;
        for (size_t i = 0; i < libraries; i++)
            known = known || strcmp(name, names[i]) == 0;
        if (!known && count < ARRAY_LENGTH(names))
            names[count++] = name;
    }
    for (size_t i = 0; i < count; i++)
        bytes_print(out, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
}

static void print_limit(const Vm *vm, Bytes *out) {
    enum { MIB_PER_GIB = 1024 };
    unsigned long long limit = (unsigned long long)vm->heap->limit_arenas;
    bool even = limit % MIB_PER_GIB == 0;
    bytes_print(out, "hint: the heap's limit is %llu %s  (--heap-limit)\n",
                even ? limit / MIB_PER_GIB : limit, even ? "GiB" : "MiB");
}

bool hint_print(const Vm *vm, Bytes *out, const ExceptionObject *exception) {
    if (exception->class == vm->errors[ERROR_MemoryError] && exception->args->length == 0) {
        print_limit(vm, out);
        return false;
    }
    const Object *name = instance_peek_own(&exception->header, vm->names.name_attribute);
    if (name == NULL || name->kind != KIND_STR)
        return false;
    if (exception->class == vm->errors[ERROR_ModuleNotFoundError]) {
        bytes_append_text(out, "hint: Ouro has the modules ");
        print_modules(vm, out);
        bytes_append_char(out, '\n');
        return true;
    }
    const MissingRow *row = find_row(vm, exception, ((const StrObject *)(const void *)name)->text);
    if (row == NULL)
        return false;
    bytes_print(out, "hint: Python has %s%s%s%s, Ouro has not  (:help language)\n", row->owner,
                row->owner[0] != '\0' ? "." : "", row->name, row->form);
    return true;
}
