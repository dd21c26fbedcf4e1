#include "vm/exceptions.h"

#include <errno.h>

#include "object/call.h"
#include "vm/native.h"

/* Attributes of the built-in exceptions: which class has which, and whether it can be given as a
 * keyword or is one of the arguments. */
typedef enum AttributeSource {
    BY_KEYWORD,
    OF_FIRST,  /* the first of one or more arguments */
    OF_ONE_OF, /* the first of exactly two */
    OF_TWO,    /* the second of exactly two */
    OF_NONE,   /* None unless it was set */
} AttributeSource;

static const struct {
    uint16_t error; /* an ErrorClass */
    uint16_t name;  /* the offset in Names */
    AttributeSource source;
} ATTRIBUTES[] = {
    {ERROR_NameError, offsetof(Names, name_attribute), BY_KEYWORD},
    {ERROR_AttributeError, offsetof(Names, name_attribute), BY_KEYWORD},
    {ERROR_AttributeError, offsetof(Names, obj), BY_KEYWORD},
    {ERROR_ImportError, offsetof(Names, name_attribute), BY_KEYWORD},
    {ERROR_ImportError, offsetof(Names, path), BY_KEYWORD},
    {ERROR_ImportError, offsetof(Names, msg), OF_FIRST},
    {ERROR_SyntaxError, offsetof(Names, msg), OF_FIRST},
    {ERROR_SyntaxError, offsetof(Names, filename), OF_NONE},
    {ERROR_OSError, offsetof(Names, errno_), OF_ONE_OF},
    {ERROR_OSError, offsetof(Names, strerror), OF_TWO},
    {ERROR_OSError, offsetof(Names, filename), OF_NONE},
    {ERROR_StopIteration, offsetof(Names, value), OF_FIRST},
    {ERROR_SystemExit, offsetof(Names, code_attribute), OF_FIRST},
};

static const StrObject *attribute_name(const Vm *vm, size_t row) {
    return *(StrObject *const *)(const void *)((const char *)&vm->names + ATTRIBUTES[row].name);
}

Object *exception_peek_attribute(const Vm *vm, const ExceptionObject *exception,
                                 const StrObject *name) {
    const TupleObject *args = exception->args;
    for (size_t i = 0; i < ARRAY_LENGTH(ATTRIBUTES); i++) {
        if (attribute_name(vm, i) != name ||
            !class_is_subclass(exception->class, vm->errors[ATTRIBUTES[i].error]))
            continue;
        switch (ATTRIBUTES[i].source) {
        case OF_FIRST:
            /* All the arguments of SystemExit together are its code. */
            if (ATTRIBUTES[i].error == ERROR_SystemExit && args->length > 1)
                return (Object *)(uintptr_t)&args->header;
            if (ATTRIBUTES[i].error == ERROR_ImportError && args->length != 1)
                return vm->none;
            return args->length > 0 ? args->items[0] : vm->none;
        case OF_ONE_OF:
            return args->length == 2 ? args->items[0] : vm->none;
        case OF_TWO:
            return args->length == 2 ? args->items[1] : vm->none;
        case BY_KEYWORD:
        case OF_NONE:
            return vm->none;
        }
    }
    return NULL;
}

bool exceptions_lay_out(Vm *vm) {
    for (unsigned error = 0; error < ERROR_COUNT; error++) {
        ClassObject *class = vm->errors[error];
        const ClassObject *base = class->base;
        for (uint32_t i = 0; i < base->member_count; i++) {
            if (!dict_set(vm, class->layout, dict_entry_key(base->layout, i), vm->none))
                return false;
        }
        for (size_t i = 0; i < ARRAY_LENGTH(ATTRIBUTES); i++) {
            Object *name = (Object *)(uintptr_t)attribute_name(vm, i);
            if (ATTRIBUTES[i].error == error && !dict_set(vm, class->layout, name, vm->none))
                return false;
        }
        class->member_count = (uint16_t) class->layout->fill;
    }
    return true;
}

/* Sets what was given by keyword. */
static bool set_keyword(Vm *vm, ExceptionObject *exception, StrObject *name, Object *value) {
    bool takes_any = false;
    for (size_t i = 0; i < ARRAY_LENGTH(ATTRIBUTES); i++) {
        if (ATTRIBUTES[i].source != BY_KEYWORD ||
            !class_is_subclass(exception->class, vm->errors[ATTRIBUTES[i].error]))
            continue;
        takes_any = true;
        if (attribute_name(vm, i) == name)
            return instance_set_own(vm, &exception->header, name, value);
    }
    if (takes_any)
        raise_error(vm, ERROR_TypeError, "'%s' is an invalid keyword argument for %s()", name->text,
                    exception->class->name->text);
    else
        raise_error(vm, ERROR_TypeError, "%s() takes no keyword arguments",
                    exception->class->name->text);
    return false;
}

/* The class that OSError becomes for some numbers. */
static ClassObject *class_of_number(const Vm *vm, int64_t number) {
    static const struct {
        int16_t number;
        uint16_t error;
    } CLASSES[] = {
        {EAGAIN, ERROR_BlockingIOError},
        {EALREADY, ERROR_BlockingIOError},
        {EINPROGRESS, ERROR_BlockingIOError},
        {EPIPE, ERROR_BrokenPipeError},
        {ESHUTDOWN, ERROR_BrokenPipeError},
        {ECHILD, ERROR_ChildProcessError},
        {ECONNABORTED, ERROR_ConnectionAbortedError},
        {ECONNREFUSED, ERROR_ConnectionRefusedError},
        {ECONNRESET, ERROR_ConnectionResetError},
        {EEXIST, ERROR_FileExistsError},
        {ENOENT, ERROR_FileNotFoundError},
        {EISDIR, ERROR_IsADirectoryError},
        {ENOTDIR, ERROR_NotADirectoryError},
        {EINTR, ERROR_InterruptedError},
        {EACCES, ERROR_PermissionError},
        {EPERM, ERROR_PermissionError},
        {ESRCH, ERROR_ProcessLookupError},
        {ETIMEDOUT, ERROR_TimeoutError},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(CLASSES); i++) {
        if (CLASSES[i].number == number)
            return vm->errors[CLASSES[i].error];
    }
    return vm->errors[ERROR_OSError];
}

Object *exception_make(Vm *vm, ClassObject *class, Object **args, uint32_t count,
                       TupleObject *names, bool has_init) {
    uint32_t named = names == NULL ? 0 : names->length;
    uint32_t positional = count - named;
    bool is_os_error = class_is_subclass(class, vm->errors[ERROR_OSError]) && !has_init;
    if (class == vm->errors[ERROR_OSError] && positional >= 2 && object_is_int(args[0]))
        class = class_of_number(vm, int_value(args[0]));
    /* The name of the file is an attribute and no argument. */
    bool has_file = is_os_error && positional >= 3 && positional <= 5;
    TupleObject *tuple = tuple_from(vm, args, has_file ? 2 : positional);
    if (tuple == NULL)
        return NULL;
    ExceptionObject *exception = exception_new(vm, class, tuple);
    object_release(vm, &tuple->header);
    bool ok = exception != NULL;
    if (ok && has_file && args[2] != vm->none)
        ok = instance_set_own(vm, &exception->header, vm->names.filename, args[2]);
    for (uint32_t i = 0; ok && i < named && !has_init; i++)
        ok = set_keyword(vm, exception, (StrObject *)names->items[i], args[positional + i]);
    if (!ok)
        OBJECT_CLEAR(vm, exception);
    return (Object *)exception;
}

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)

/* BaseException.__init__(self, *args): the arguments become self.args. */
NATIVE(exception_method_init) {
    ExceptionObject *exception = (ExceptionObject *)args[0];
    TupleObject *tuple = tuple_from(vm, args + 1, count - 1);
    if (tuple == NULL)
        return NULL;
    TupleObject *before = exception->args;
    exception->args = tuple;
    object_release(vm, &before->header);
    return object_held(vm->none);
}

NATIVE(exception_method_add_note) {
    (void)count;
    if (args[1]->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "note must be a str, not '%s'",
                    object_type_name(vm, args[1]));
        return NULL;
    }
    Object *notes = instance_peek_own(args[0], vm->names.notes);
    if (notes == NULL) {
        notes = (Object *)list_new(vm, 1);
        bool ok = notes != NULL && instance_set_own(vm, args[0], vm->names.notes, notes);
        object_release_if(vm, notes);
        if (!ok)
            return NULL;
    } else if (notes->kind != KIND_LIST) {
        raise_error(vm, ERROR_TypeError, "Cannot add note: __notes__ is not a list");
        return NULL;
    }
    return list_append(vm, (ListObject *)notes, args[1]) ? object_held(vm->none) : NULL;
}

NATIVE(exception_method_with_traceback) {
    (void)count;
    return attribute_set(vm, args[0], vm->names.traceback, args[1]) ? object_held(args[0]) : NULL;
}
