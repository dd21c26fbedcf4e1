/* help.c -- help(x): how a function is called, and its docstring, in the words of CPython's pydoc.
 *
 * Of classes and other objects only the beginning is CPython's: the docstring, and the functions
 * that the class itself defines. */
#include "vm/native.h"

#include <string.h>

/* The docstring, indented, without the indentation that its lines have in the source and without
 * blank lines around it. */
static void write_doc(Bytes *out, const Object *doc, unsigned indent) {
    if (doc == NULL || doc->kind != KIND_STR)
        return;
    const StrObject *string = (const StrObject *)(const void *)doc;
    const char *text = string->text;
    size_t margin = SIZE_MAX;
    for (const char *line = strchr(text, '\n'); line != NULL; line = strchr(line + 1, '\n')) {
        size_t spaces = strspn(line + 1, " ");
        char end = line[1 + spaces];
        if (end != '\n' && end != '\0' && spaces < margin)
            margin = spaces;
    }
    size_t blank = 0;
    bool first = true;
    bool begun = false;
    for (const char *line = text; line != NULL;) {
        const char *stop = strchr(line, '\n');
        size_t length = stop == NULL ? strlen(line) : (size_t)(stop - line);
        size_t spaces = strspn(line, " ");
        size_t skip = first || spaces < margin ? (first             ? spaces
                                                  : length < margin ? length
                                                                    : 0)
                                               : margin;
        bool is_blank = spaces >= length;
        if (is_blank) {
            blank += begun;
        } else {
            for (; blank > 0; blank--)
                bytes_print(out, "%*s\n", (int)indent, "");
            bytes_print(out, "%*s%.*s\n", (int)indent, "", (int)(length - skip), line + skip);
            begun = true;
        }
        first = false;
        line = stop == NULL ? NULL : stop + 1;
    }
}

/* `int` for a built-in class, else the repr. */
static bool write_annotation(Vm *vm, Bytes *out, const char *before, Object *annotation) {
    bytes_append_text(out, before);
    if (annotation->kind == KIND_CLASS) {
        const ClassObject *class = (ClassObject *)annotation;
        bytes_print(out, "%s%s", (class->flags & CLASS_IS_BUILT_IN) != 0 ? "" : "__main__.",
                    class->qualified_name->text);
        return true;
    }
    return object_write_repr(vm, out, annotation);
}

static Object *annotation_of(Vm *vm, Object *annotations, StrObject *name) {
    (void)vm;
    return annotations == NULL || annotations->kind != KIND_DICT
               ? NULL
               : dict_peek_name((DictObject *)annotations, name);
}

static bool write_parameter(Vm *vm, Bytes *out, StrObject *name, Object *default_or_null,
                            Object *annotation_or_null) {
    bytes_append(out, name->text, name->bytes);
    if (annotation_or_null != NULL && !write_annotation(vm, out, ": ", annotation_or_null))
        return false;
    if (default_or_null == NULL)
        return true;
    bytes_append_text(out, annotation_or_null != NULL ? " = " : "=");
    return object_write_repr(vm, out, default_or_null);
}

/* The parameters as they are written in a def, from the first one on that a caller gives. */
static bool write_parameters(Vm *vm, Bytes *out, FunctionObject *function, Object *annotations,
                             uint32_t skipped) {
    const CodeObject *code = function->code;
    uint32_t positional = code->positional_count;
    uint32_t defaults = function->defaults == NULL ? 0 : function->defaults->length;
    uint32_t named = positional + code->keyword_only_count;
    bool has_rest = (code->flags & CODE_HAS_REST) != 0;
    const char *comma = "";
    for (uint32_t i = skipped; i < named; i++) {
        StrObject *name = (StrObject *)code->local_names->items[i];
        Object *value = NULL;
        bytes_append_text(out, comma);
        if (i == positional && !has_rest)
            bytes_append_text(out, "*, ");
        if (i == positional && has_rest) {
            StrObject *rest = (StrObject *)code->local_names->items[named];
            bytes_append_char(out, '*');
            if (!write_parameter(vm, out, rest, NULL, annotation_of(vm, annotations, rest)))
                return false;
            bytes_append_text(out, ", ");
        }
        if (i < positional && i + defaults >= positional)
            value = function->defaults->items[i + defaults - positional];
        else if (i >= positional && function->keyword_defaults != NULL)
            value = dict_peek_name(function->keyword_defaults, name);
        if (!write_parameter(vm, out, name, value, annotation_of(vm, annotations, name)))
            return false;
        if (i + 1 == code->positional_only_count)
            bytes_append_text(out, ", /");
        comma = ", ";
    }
    if (has_rest && code->keyword_only_count == 0) {
        StrObject *rest = (StrObject *)code->local_names->items[named];
        bytes_print(out, "%s*", comma);
        if (!write_parameter(vm, out, rest, NULL, annotation_of(vm, annotations, rest)))
            return false;
        comma = ", ";
    }
    if ((code->flags & CODE_HAS_KEYWORDS) != 0) {
        StrObject *rest = (StrObject *)code->local_names->items[named + has_rest];
        bytes_print(out, "%s**", comma);
        return write_parameter(vm, out, rest, NULL, annotation_of(vm, annotations, rest));
    }
    return true;
}

static bool write_function(Vm *vm, Bytes *out, FunctionObject *function, const Object *self,
                           unsigned indent) {
    Object *annotations = attribute_get(vm, &function->header, vm->names.annotations);
    if (annotations == NULL)
        return false;
    bool is_lambda = strcmp(function->name->text, "<lambda>") == 0;
    bytes_print(out, "%*s%s", (int)indent, "", function->name->text);
    bytes_append_text(out, is_lambda ? " lambda " : "(");
    bool ok = write_parameters(vm, out, function, annotations, self != NULL);
    bytes_append_text(out, is_lambda ? "" : ")");
    StrObject *result = str_peek_interned(vm, "return", strlen("return"));
    Object *returned = result == NULL ? NULL : annotation_of(vm, annotations, result);
    if (ok && returned != NULL)
        ok = write_annotation(vm, out, " -> ", returned);
    object_release(vm, annotations);
    if (self != NULL)
        bytes_print(out, " method of __main__.%s instance", object_type_name(vm, self));
    bytes_append_char(out, '\n');
    write_doc(out, function->doc, indent + 4);
    bytes_append_char(out, '\n');
    return ok;
}

static bool write_class(Vm *vm, Bytes *out, const ClassObject *class) {
    bool is_built_in = (class->flags & CLASS_IS_BUILT_IN) != 0;
    bytes_print(out, "Help on class %s in module %s:\n\nclass %s", class->name->text,
                is_built_in ? "builtins" : "__main__", class->name->text);
    bytes_print(out, "(%s)\n", class->base == NULL ? "" : class->base->qualified_name->text);
    write_doc(out, dict_peek_name(class->attributes, vm->names.doc), 4);
    bytes_append_char(out, '\n');
    for (uint32_t i = 0; !is_built_in && i < class->attributes->fill; i++) {
        Object *value = dict_entry_value(class->attributes, i);
        if (dict_entry_key(class->attributes, i) != NULL && value->kind == KIND_FUNCTION &&
            !write_function(vm, out, (FunctionObject *)value, NULL, 4))
            return false;
    }
    return true;
}

Object *builtin_help(Vm *vm, Object **args, size_t count) {
    (void)count;
    Bytes text = {0};
    bool ok = true;
    Object *object = args[0];
    if (object == NULL) {
        bytes_append_text(&text, "help(x) tells about a function or class x; at the prompt, :help "
                                 "about Ouro.\n");
    } else if (object->kind == KIND_FUNCTION) {
        FunctionObject *function = (FunctionObject *)object;
        bytes_print(&text, "Help on function %s in module __main__:\n\n", function->name->text);
        ok = write_function(vm, &text, function, NULL, 0);
    } else if (object->kind == KIND_METHOD &&
               ((MethodObject *)object)->function->kind == KIND_FUNCTION) {
        FunctionObject *function = (FunctionObject *)((MethodObject *)object)->function;
        bytes_print(&text, "Help on method %s in module __main__:\n\n", function->name->text);
        ok = write_function(vm, &text, function, ((MethodObject *)object)->self, 0);
    } else {
        ok = write_class(vm, &text,
                         object->kind == KIND_CLASS ? (ClassObject *)object
                                                    : object_class_peek(vm, object));
    }
    if (ok && text.failed) {
        raise_memory_error(vm);
        ok = false;
    }
    if (ok)
        host_write(vm->host, HOST_OUT, bytes_text(&text), text.length);
    bytes_free(&text);
    return ok ? object_held(vm->none) : NULL;
}
