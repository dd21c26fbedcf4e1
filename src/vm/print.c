/* print.c -- print(), and the streams sys.stdout and sys.stderr.
 *
 * A stream is an object with the number of a HostStream. What is printed to one is gathered and
 * written at once where no code of the program runs in between; any other object that is given as
 * `file` has its method write() called for each piece, as CPython does. */
#include <string.h>

#include "base/utf8.h"
#include "object/weak.h"
#include "vm/native.h"

static HostStream stream_of(const Object *stream) {
    return (HostStream)((const IntObject *)(const void *)stream)->value;
}

Object *stream_new(Vm *vm, HostStream number) {
    IntObject *stream = (IntObject *)object_new(vm, KIND_STREAM, sizeof *stream);
    if (stream != NULL) {
        stream->value = number;
    }
    return (Object *)stream;
}

/* The text of `sep` or `end`: the usual one where it is None or not given. */
static bool read_separator(Vm *vm, Object *given_or_null, const char *name, const char *usual,
                           const char **text, size_t *length) {
    *text = usual;
    *length = strlen(usual);
    if (given_or_null == NULL || given_or_null->kind == KIND_NONE) {
        return true;
    }
    const Object *given = object_plain(given_or_null);
    if (given->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "%s must be None or a string, not %.200s", name,
                    object_type_name(vm, given_or_null));
        return false;
    }
    *text = ((const StrObject *)given)->text;
    *length = ((const StrObject *)given)->bytes;
    return true;
}

static void write_out(const Vm *vm, HostStream stream, Bytes *text) {
    if (text->length > 0) {
        host_write(vm->host, stream, text->data, text->length);
    }
    bytes_clear(text);
}

/* Adds str(object). What stands before it is written first if the program's own code may run and
 * print, so that all comes out in CPython's order. */
static bool add_printed(Vm *vm, HostStream stream, Bytes *text, Object *object) {
    if (object_row_peek(object)->garbage != GARBAGE_LEAF) {
        write_out(vm, stream, text);
    }
    /* Only instances, exceptions and proxies can say something else than their repr. */
    if (object->kind != KIND_STR && object->kind != KIND_MAPPING_PROXY &&
        !object_is_proxy(object) && !object_is_instance(object)) {
        size_t before = text->length;
        bool good = object_write_repr(vm, text, object);
        if (!good && text->data != NULL) {
            /* What a container had written before one of its items failed is not printed. */
            text->length = before;
            text->data[before] = '\0';
        }
        return good;
    }
    StrObject *string = object_str(vm, object);
    if (string == NULL) {
        return false;
    }
    bool good = str_check_encodable(vm, string);
    if (good) {
        bytes_append(text, string->text, string->bytes);
    }
    object_release(vm, &string->header);
    return good;
}

/* All arguments to a stream of the host. */
static bool print_to_stream(Vm *vm, HostStream stream, Object **args, size_t count,
                            const Bytes *separators) {
    Bytes text = {0};
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        if (i > 0) {
            bytes_append(&text, separators[0].data, separators[0].length);
        }
        good = add_printed(vm, stream, &text, args[i]);
    }
    if (good) {
        bytes_append(&text, separators[1].data, separators[1].length);
    }
    if (good && text.failed) {
        raise_memory_error(vm);
        good = false;
    }
    write_out(vm, stream, &text);
    bytes_free(&text);
    return good;
}

/* file.name(text), or without an argument where it is NULL: the text is used up. */
static bool call_method_take(Vm *vm, Object *file, const char *name, Object *text_or_null) {
    Object **registers = native_enter(vm, 3);
    if (registers == NULL) {
        object_release_if(vm, text_or_null);
        return false;
    }
    registers[0] = text_or_null;
    StrObject *interned = str_intern(vm, name, strlen(name));
    registers[1] = (Object *)interned;
    registers[2] = interned == NULL ? NULL : attribute_get(vm, file, interned);
    Object *result =
        registers[2] == NULL ? NULL : vm_call(vm, registers[2], registers, text_or_null != NULL);
    native_leave(vm, registers);
    object_release_if(vm, result);
    return result != NULL;
}

/* All arguments to an object of the program. */
static bool print_to_object(Vm *vm, Object *file, Object **args, size_t count,
                            const Bytes *separators) {
    for (size_t i = 0; i <= count; i++) {
        if (i == count || i > 0) {
            const Bytes *piece = &separators[i == count];
            Object *text = (Object *)str_new(vm, piece->data, piece->length);
            if (text == NULL || !call_method_take(vm, file, "write", text)) {
                return false;
            }
        }
        if (i < count) {
            Object *text = (Object *)object_str(vm, args[i]);
            if (text == NULL || !call_method_take(vm, file, "write", text)) {
                return false;
            }
        }
    }
    return true;
}

/* What sys.stdout is now: borrowed, or NULL. */
static Object *current_output(const Vm *vm) {
    Object *sys = dict_peek_name(vm->modules, vm->names.sys);
    return sys == NULL || sys->kind != KIND_MODULE
               ? NULL
               : dict_peek_name(((ModuleObject *)sys)->attributes, vm->names.stdout_attribute);
}

Object *builtin_print(Vm *vm, Object **args, size_t count) {
    enum { SEP, END, FILE_, FLUSH };
    Object **options = args + count;
    Truth flush = options[FLUSH] == NULL ? TRUTH_FALSE : object_truth(vm, options[FLUSH]);
    if (flush == TRUTH_FAILED) {
        return NULL;
    }
    Object *file = options[FILE_];
    if (file == NULL || file->kind == KIND_NONE) {
        file = current_output(vm);
    }
    if (file == NULL) {
        raise_error(vm, ERROR_RuntimeError, "lost sys.stdout");
        return NULL;
    }
    if (file->kind == KIND_NONE) {
        return object_held(vm->none);
    }
    const char *sep = NULL;
    const char *end = NULL;
    size_t sep_length = 0;
    size_t end_length = 0;
    if (!read_separator(vm, options[SEP], "sep", " ", &sep, &sep_length) ||
        !read_separator(vm, options[END], "end", "\n", &end, &end_length)) {
        return NULL;
    }
    const Bytes separators[] = {{.data = (char *)(uintptr_t)sep, .length = sep_length},
                                {.data = (char *)(uintptr_t)end, .length = end_length}};
    if (file->kind == KIND_STREAM) {
        return print_to_stream(vm, stream_of(file), args, count, separators) ? object_held(vm->none)
                                                                             : NULL;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    registers[0] = object_held(file);
    bool good = print_to_object(vm, file, args, count, separators) &&
                (flush == TRUTH_FALSE || call_method_take(vm, file, "flush", NULL));
    native_leave(vm, registers);
    return good ? object_held(vm->none) : NULL;
}

Object *stream_method_write(Vm *vm, Object **args, size_t count) {
    (void)count;
    const Object *text = object_plain(args[1]);
    if (text->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "write() argument must be str, not %.200s",
                    object_type_name(vm, args[1]));
        return NULL;
    }
    const StrObject *string = (const StrObject *)text;
    if (!str_check_encodable(vm, string)) {
        return NULL;
    }
    if (string->bytes > 0) {
        host_write(vm->host, stream_of(args[0]), string->text, string->bytes);
    }
    return int_new(vm, string->length);
}

Object *stream_method_flush(Vm *vm, Object **args, size_t count) {
    (void)args;
    (void)count;
    return object_held(vm->none);
}

/* input(prompt): a line of the input, without its end. The prompt goes to the output. */
Object *builtin_input(Vm *vm, Object **args, size_t count) {
    (void)count;
    if (args[0] != NULL) {
        Bytes text = {0};
        bool good = add_printed(vm, HOST_OUT, &text, args[0]);
        write_out(vm, HOST_OUT, &text);
        bytes_free(&text);
        if (!good) {
            return NULL;
        }
    }
    Bytes line = {0};
    Object *result = NULL;
    switch (host_read(vm->host, &line)) {
    case HOST_LINE:
        if (utf8_find_invalid(bytes_text(&line), line.length) < line.length) {
            raise_error(vm, ERROR_ValueError, "Ouro reads UTF-8 only, and this line is none");
        } else {
            result = (Object *)str_new(vm, bytes_text(&line), line.length);
        }
        break;
    case HOST_END:
        raise_error(vm, ERROR_EOFError, "EOF when reading a line");
        break;
    case HOST_INTERRUPTED:
        raise_error_with(vm, ERROR_KeyboardInterrupt, NULL);
        break;
    }
    bytes_free(&line);
    return result;
}
