#include "vm/fields.h"

#include "object/call.h"
#include "object/descriptor.h"
#include "object/weak.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/exceptions.h"
#include "vm/native.h"

/* What a program may do with a field. */
typedef enum FieldRule {
    READ_ONLY,
    SET_TEXT,  /* must be a string; cannot be deleted */
    SET_TUPLE, /* a tuple, or None and deletion for nothing */
    SET_DICT,  /* a dict, or None and deletion for nothing */
    SET_DOC,   /* anything; deletion leaves None */
    SET_ERROR, /* an exception or None */
    SET_TRACE, /* a traceback or None */
    SET_ROW,   /* the same, for the next row of one */
} FieldRule;

typedef struct FieldRow {
    uint8_t kind;
    uint8_t rule;
    uint16_t name;   /* the offset in Names */
    uint16_t offset; /* of the reference in the object */
} FieldRow;

#define FIELD(kind, name, structure, field, rule)                                                  \
    { KIND_##kind, rule, offsetof(Names, name), offsetof(structure, field) }

static const FieldRow ROWS[] = {
    FIELD(CLASS, name, ClassObject, name, SET_TEXT),
    FIELD(CLASS, qualname, ClassObject, qualified_name, SET_TEXT),
    FIELD(CLASS, base, ClassObject, base, READ_ONLY),
    FIELD(FUNCTION, name, FunctionObject, name, SET_TEXT),
    FIELD(FUNCTION, qualname, FunctionObject, qualified_name, SET_TEXT),
    FIELD(FUNCTION, code, FunctionObject, code, READ_ONLY),
    FIELD(FUNCTION, globals, FunctionObject, globals, READ_ONLY),
    FIELD(FUNCTION, defaults, FunctionObject, defaults, SET_TUPLE),
    FIELD(FUNCTION, kwdefaults, FunctionObject, keyword_defaults, SET_DICT),
    FIELD(FUNCTION, closure, FunctionObject, closure, READ_ONLY),
    FIELD(FUNCTION, doc, FunctionObject, doc, SET_DOC),
    FIELD(GENERATOR, name, GeneratorObject, name, SET_TEXT),
    FIELD(GENERATOR, qualname, GeneratorObject, qualified_name, SET_TEXT),
    FIELD(GENERATOR, gi_code, GeneratorObject, code, READ_ONLY),
    FIELD(METHOD, self, MethodObject, self, READ_ONLY),
    FIELD(METHOD, func, MethodObject, function, READ_ONLY),
    FIELD(NATIVE, self, NativeObject, self, READ_ONLY),
    FIELD(CODE, co_name, CodeObject, name, READ_ONLY),
    FIELD(CODE, co_qualname, CodeObject, qualified_name, READ_ONLY),
    FIELD(CODE, co_filename, CodeObject, filename, READ_ONLY),
    FIELD(CODE, co_freevars, CodeObject, free_names, READ_ONLY),
    FIELD(CODE, co_varnames, CodeObject, local_names, READ_ONLY),
    FIELD(CELL, cell_contents, CellObject, value, READ_ONLY),
    FIELD(SLICE, start, SliceObject, start, READ_ONLY),
    FIELD(SLICE, stop, SliceObject, stop, READ_ONLY),
    FIELD(SLICE, step, SliceObject, step, READ_ONLY),
    FIELD(TRACEBACK, tb_frame, TracebackObject, frame, READ_ONLY),
    FIELD(TRACEBACK, tb_next, TracebackObject, next, SET_ROW),
    FIELD(FRAME, f_code, FrameObject, code, READ_ONLY),
    FIELD(EXCEPTION, traceback, ExceptionObject, traceback, SET_TRACE),
    FIELD(EXCEPTION, cause, ExceptionObject, cause, SET_ERROR),
    FIELD(EXCEPTION, context, ExceptionObject, context, SET_ERROR),
    FIELD(EXCEPTION, args, ExceptionObject, args, READ_ONLY), /* set apart */
    FIELD(PROPERTY, fget, PropertyObject, get, READ_ONLY),
    FIELD(PROPERTY, fset, PropertyObject, set, READ_ONLY),
    FIELD(PROPERTY, fdel, PropertyObject, delete, READ_ONLY),
    FIELD(PROPERTY, doc, PropertyObject, doc, SET_DOC),
    FIELD(CLASS_METHOD, func, WrapperObject, function, READ_ONLY),
    FIELD(CLASS_METHOD, wrapped, WrapperObject, function, READ_ONLY),
    FIELD(STATIC_METHOD, func, WrapperObject, function, READ_ONLY),
    FIELD(STATIC_METHOD, wrapped, WrapperObject, function, READ_ONLY),
    FIELD(WEAK_REFERENCE, callback, WeakObject, callback, READ_ONLY),
    FIELD(WEAK_REFERENCE, key_attribute, WeakObject, key, READ_ONLY),
    FIELD(MEMBER, name, MemberObject, name, READ_ONLY),
    FIELD(MEMBER, objclass, MemberObject, class, READ_ONLY),
    FIELD(SUPER, thisclass, SuperObject, class, READ_ONLY),
    FIELD(SUPER, self, SuperObject, self, READ_ONLY),
    FIELD(SUPER, self_class, SuperObject, self_class, READ_ONLY),
};

static const FieldRow *find_row(const Vm *vm, const Object *object, const StrObject *name) {
    for (unsigned i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (ROWS[i].kind == object->kind &&
            *(StrObject *const *)(const void *)((const char *)&vm->names + ROWS[i].name) == name)
            return &ROWS[i];
    }
    return NULL;
}

static Object **place_of(Object *object, const FieldRow *row) {
    return (Object **)(void *)((char *)object + row->offset);
}

Object *field_peek(Vm *vm, Object *object, StrObject *name) {
    const FieldRow *row = find_row(vm, object, name);
    if (row != NULL) {
        Object *value = *place_of(object, row);
        /* What an empty cell contains is missing, not None. */
        return value == NULL && object->kind != KIND_CELL ? vm->none : value;
    }
    switch (object->kind) {
    case KIND_FUNCTION: {
        const FunctionObject *function = (FunctionObject *)object;
        if (name == vm->names.module)
            return dict_peek_name(function->globals, vm->names.name);
        return function->attributes == NULL ? NULL : dict_peek_name(function->attributes, name);
    }
    case KIND_GENERATOR: {
        Object *delegate = generator_delegate_peek((GeneratorObject *)object);
        if (name == vm->names.gi_yieldfrom)
            return delegate == NULL ? vm->none : delegate;
        return NULL;
    }
    case KIND_METHOD:
        return field_peek(vm, ((MethodObject *)object)->function, name);
    case KIND_MODULE:
        return dict_peek_name(((ModuleObject *)object)->attributes, name);
    case KIND_FRAME: {
        const FrameObject *frame = (FrameObject *)object;
        if (name == vm->names.f_back)
            return frame->back == NULL ? vm->none : (Object *)frame->back;
        return NULL;
    }
    case KIND_EXCEPTION:
        if (name == vm->names.suppress_context)
            return ((ExceptionObject *)object)->suppress_context ? vm->true_object
                                                                 : vm->false_object;
        return exception_peek_attribute(vm, (ExceptionObject *)object, name);
    default:
        return NULL;
    }
}

/* The call in progress that this frame object stands for, or NULL once it has ended. */
static const Frame *find_running(const Vm *vm, const FrameObject *object) {
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        if (vm->frames[i].object == object)
            return &vm->frames[i];
    }
    return NULL;
}

/* A new dict of what the locals of a frame hold now. Those of a module are its globals. */
static Object *make_locals(Vm *vm, const CodeObject *code, Object *const *registers,
                           TupleObject *closure) {
    DictObject *dict = dict_new(vm);
    bool ok = dict != NULL;
    for (uint32_t i = 0; ok && registers != NULL && i < code->local_count; i++) {
        Object *value = registers[i];
        StrObject *name = (StrObject *)code->local_names->items[i];
        if (value != NULL && value->kind == KIND_CELL)
            value = ((CellObject *)value)->value;
        /* `.0` is the argument of a comprehension. */
        if (value != NULL)
            ok = dict_set(vm, dict, &name->header, value);
    }
    for (uint32_t i = 0; ok && closure != NULL && i < closure->length; i++) {
        Object *value = ((CellObject *)closure->items[i])->value;
        if (value != NULL)
            ok = dict_set(vm, dict, code->free_names->items[i], value);
    }
    if (!ok)
        OBJECT_CLEAR(vm, dict);
    return (Object *)dict;
}

static TupleObject *closure_of(const Object *callee) {
    return callee != NULL && callee->kind == KIND_FUNCTION
               ? ((const FunctionObject *)(const void *)callee)->closure
               : NULL;
}

Object *frame_make_locals(Vm *vm, const Frame *frame) {
    if ((frame->code->flags & CODE_IS_MODULE) != 0)
        return object_held(&vm->globals->header);
    if ((frame->code->flags & CODE_IS_CLASS) != 0)
        return object_held(frame->registers[0]);
    return make_locals(vm, frame->code, frame->registers, closure_of(frame->callee));
}

static Object *make_frame_field(Vm *vm, FrameObject *object, const StrObject *name) {
    const Names *names = &vm->names;
    const Frame *running = find_running(vm, object);
    const GeneratorObject *waiting = object->generator;
    if (waiting != NULL && name == names->f_locals)
        return make_locals(vm, object->code, waiting->slots, closure_of(waiting->callee));
    if (waiting != NULL && name == names->f_lineno)
        return int_new(vm, code_places_peek(object->code)[waiting->next - 1].line);
    if (name == names->f_locals) {
        if (running != NULL)
            return frame_make_locals(vm, running);
        if ((object->code->flags & CODE_IS_MODULE) != 0)
            return object_held(&vm->globals->header);
        return make_locals(vm, object->code, object->slots, closure_of(object->callee));
    }
    if (name == names->f_globals)
        return object_held(&vm->globals->header);
    if (name != names->f_lineno)
        return NULL;
    /* A module is one frame in CPython, whose line is that of the statement that runs now. */
    if (running == NULL && (object->code->flags & CODE_IS_MODULE) != 0)
        running = &vm->frames[0];
    if (running != NULL && running->code != NULL)
        return int_new(vm, code_places_peek(running->code)[frame_instruction(running)].line);
    return int_new(vm, code_places_peek(object->code)[object->instruction].line);
}

static Object *make_code_field(Vm *vm, const CodeObject *code, const StrObject *name) {
    const Names *names = &vm->names;
    if (name == names->co_firstlineno)
        return int_new(vm, code->first_line);
    if (name == names->co_argcount)
        return int_new(vm, code->positional_count);
    return NULL;
}

/* A class that a program wrote has annotations of its own, made when they are first asked for. */
static Object *make_class_annotations(Vm *vm, ClassObject *class) {
    StrObject *name = vm->names.annotations;
    Object *known = dict_peek_name(class->attributes, name);
    if (known != NULL || (class->flags & CLASS_IS_BUILT_IN) != 0)
        return known == NULL ? NULL : object_held(known);
    Object *dict = (Object *)dict_new(vm);
    if (dict != NULL && !class_set_attribute(vm, class, name, dict))
        OBJECT_CLEAR(vm, dict);
    return dict;
}

static Object *make_class_field(Vm *vm, ClassObject *class, const StrObject *name) {
    const Names *names = &vm->names;
    if (name == names->dict)
        return (Object *)mapping_proxy_new(vm, class->attributes);
    if (name == names->bases)
        return (Object *)tuple_from(vm, (Object **)(void *)&class->base, class->base != NULL);
    if (name == names->mro) {
        size_t depth = 0;
        for (const ClassObject *at = class; at != NULL; at = at->base)
            depth++;
        TupleObject *tuple = tuple_new(vm, depth);
        for (size_t i = 0; tuple != NULL && i < depth; i++, class = class->base)
            tuple->items[i] = object_held(&class->header);
        return (Object *)tuple;
    }
    if (name == names->annotations)
        return make_class_annotations(vm, class);
    if (name == names->module && (class->flags & CLASS_IS_BUILT_IN) != 0)
        return (Object *)str_from_text(vm, "builtins");
    return NULL;
}

/* The annotations of a function as a dict, made when they are first asked for. */
static Object *make_annotations(Vm *vm, FunctionObject *function) {
    if (function->annotations == NULL || function->annotations->kind != KIND_DICT) {
        DictObject *dict = dict_new(vm);
        TupleObject *items = (TupleObject *)function->annotations;
        for (uint32_t i = 0; dict != NULL && items != NULL && i < items->length; i += 2) {
            if (!dict_set(vm, dict, items->items[i], items->items[i + 1]))
                OBJECT_CLEAR(vm, dict);
        }
        if (dict == NULL)
            return NULL;
        function->annotations = &dict->header;
        object_release_if(vm, (Object *)items);
    }
    return object_held(function->annotations);
}

static Object *make_generator_field(Vm *vm, GeneratorObject *generator, const StrObject *name) {
    const Names *names = &vm->names;
    if (name == names->gi_running)
        return bool_new(vm, generator->state == GENERATOR_RUNNING);
    if (name == names->gi_suspended)
        return bool_new(vm, generator->state == GENERATOR_WAITING);
    if (name != names->gi_frame)
        return NULL;
    if (generator->state == GENERATOR_FINISHED)
        return object_held(vm->none);
    FrameObject **place = &generator->frame;
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        if (vm->frames[i].generator == generator)
            place = &vm->frames[i].object;
    }
    FrameObject *frame = frame_object_at(vm, generator->code, place);
    if (frame == NULL)
        return NULL;
    frame->generator = place == &generator->frame ? generator : NULL;
    return object_held(&frame->header);
}

static Object *make_dict_field(Vm *vm, Object *object) {
    switch (object->kind) {
    case KIND_MODULE:
        return object_held(&((ModuleObject *)object)->attributes->header);
    case KIND_FUNCTION: {
        FunctionObject *function = (FunctionObject *)object;
        if (function->attributes == NULL)
            function->attributes = dict_new(vm);
        return function->attributes == NULL ? NULL : object_held(&function->attributes->header);
    }
    case KIND_METHOD:
        return make_dict_field(vm, ((MethodObject *)object)->function);
    default: {
        DictObject *dict = object_is_instance(object) ? instance_need_dict(vm, object) : NULL;
        return dict == NULL ? NULL : object_held(&dict->header);
    }
    }
}

/* A number as a complex number and, if it is an int, as a fraction. */
static Object *make_number_field(Vm *vm, Object *number, StrObject *name) {
    const Names *names = &vm->names;
    bool is_int = object_is_any_int(number);
    if (name == names->real || (is_int && name == names->numerator))
        return number_unary(vm, UNARY_POSITIVE, number);
    if (name == names->imag)
        return is_int ? int_new(vm, 0) : float_new(vm, 0);
    return is_int && name == names->denominator ? int_new(vm, 1) : NULL;
}

Object *field_make(Vm *vm, Object *object, StrObject *name) {
    const Names *names = &vm->names;
    switch (object->kind) {
    case KIND_RANGE: {
        const RangeObject *range = (RangeObject *)object;
        if (name == names->start)
            return int_new(vm, range->start);
        if (name == names->stop)
            return int_new(vm, range->stop);
        return name == names->step ? int_new(vm, range->step) : NULL;
    }
    case KIND_INT:
    case KIND_BIG_INT:
    case KIND_BOOL:
    case KIND_FLOAT:
        return make_number_field(vm, object, name);
    case KIND_INT_INSTANCE: {
        Object *part = make_number_field(vm, object_plain(object), name);
        bool is_dict = part == NULL && raise_pending(vm) == NULL && name == names->dict;
        return is_dict ? make_dict_field(vm, object) : part;
    }
    case KIND_NATIVE:
        if (name == names->name || name == names->qualname)
            return (Object *)str_from_text(vm, NATIVE_ROWS[((NativeObject *)object)->native].name);
        return NULL;
    case KIND_CLASS:
        return make_class_field(vm, (ClassObject *)object, name);
    case KIND_CODE:
        return make_code_field(vm, (CodeObject *)object, name);
    case KIND_FUNCTION:
        return name == names->annotations ? make_annotations(vm, (FunctionObject *)object)
               : name == names->dict      ? make_dict_field(vm, object)
                                          : NULL;
    case KIND_METHOD:
        return field_make(vm, ((MethodObject *)object)->function, name);
    case KIND_GENERATOR:
        return make_generator_field(vm, (GeneratorObject *)object, name);
    case KIND_FRAME:
        return make_frame_field(vm, (FrameObject *)object, name);
    case KIND_TRACEBACK: {
        const TracebackObject *row = (TracebackObject *)object;
        if (name == names->tb_lineno)
            return int_new(vm, code_places_peek(row->frame->code)[row->instruction].line);
        return NULL;
    }
    default:
        return name == names->dict ? make_dict_field(vm, object) : NULL;
    }
}

/* --- setting --------------------------------------------------------------------------------- */

static void replace(Vm *vm, Object **place, Object *value_or_null) {
    Object *before = *place;
    object_hold_if(value_or_null);
    *place = value_or_null;
    object_release_if(vm, before);
}

static FieldStatus fail(Vm *vm, ErrorClass error, const char *format, const char *text) {
    raise_error(vm, error, format, text);
    return FIELD_FAILED;
}

/* A field that holds a value of this kind, or nothing for None. */
static FieldStatus set_kind(Vm *vm, Object **place, Kind kind, Object *value, const char *words) {
    if (value != NULL && value != vm->none && value->kind != kind)
        return fail(vm, ERROR_TypeError, "%s", words);
    replace(vm, place, value == vm->none ? NULL : value);
    return FIELD_SET;
}

static FieldStatus set_text(Vm *vm, Object *object, Object **place, const StrObject *name,
                            Object *value) {
    bool is_class = object->kind == KIND_CLASS;
    if (is_class && (((ClassObject *)object)->flags & CLASS_IS_BUILT_IN) != 0) {
        raise_error(vm, ERROR_TypeError, "cannot set '%s' attribute of immutable type '%s'",
                    name->text, ((ClassObject *)object)->name->text);
        return FIELD_FAILED;
    }
    if (is_class && value == NULL) {
        raise_error(vm, ERROR_TypeError, "cannot delete '%s' attribute of immutable type '%s'",
                    name->text, ((ClassObject *)object)->name->text);
        return FIELD_FAILED;
    }
    if (value == NULL || value->kind != KIND_STR) {
        if (is_class)
            raise_error(vm, ERROR_TypeError, "can only assign string to %s.%s, not '%s'",
                        ((ClassObject *)object)->name->text, name->text,
                        object_type_name(vm, value));
        else
            raise_error(vm, ERROR_TypeError, "%s must be set to a string object", name->text);
        return FIELD_FAILED;
    }
    replace(vm, place, value);
    return FIELD_SET;
}

static FieldStatus set_args(Vm *vm, ExceptionObject *exception, Object *value) {
    if (value == NULL)
        return fail(vm, ERROR_TypeError, "%s may not be deleted", "args");
    ListObject *list = list_from_iterable(vm, value);
    TupleObject *args = list == NULL ? NULL : tuple_from(vm, list->items, list->length);
    object_release_if(vm, (Object *)list);
    if (args == NULL)
        return FIELD_FAILED;
    replace(vm, (Object **)(void *)&exception->args, &args->header);
    object_release(vm, &args->header);
    return FIELD_SET;
}

static FieldStatus set_row(Vm *vm, Object *object, const FieldRow *row, const StrObject *name,
                           Object *value) {
    Object **place = place_of(object, row);
    switch ((FieldRule)row->rule) {
    case SET_TEXT:
        return set_text(vm, object, place, name, value);
    case SET_TUPLE:
        return set_kind(vm, place, KIND_TUPLE, value, "__defaults__ must be set to a tuple object");
    case SET_DICT:
        return set_kind(vm, place, KIND_DICT, value, "__kwdefaults__ must be set to a dict object");
    case SET_DOC:
        replace(vm, place, value == vm->none ? NULL : value);
        return FIELD_SET;
    case SET_ERROR: {
        bool is_cause = name == vm->names.cause;
        if (value == NULL)
            return fail(vm, ERROR_TypeError, "%s may not be deleted", name->text);
        FieldStatus status = set_kind(vm, place, KIND_EXCEPTION, value,
                                      is_cause ? "exception cause must be None or derive from "
                                                 "BaseException"
                                               : "exception context must be None or derive from "
                                                 "BaseException");
        if (status == FIELD_SET && is_cause)
            ((ExceptionObject *)object)->suppress_context = 1;
        return status;
    }
    case SET_TRACE:
        if (value == NULL)
            return fail(vm, ERROR_TypeError, "%s may not be deleted", name->text);
        return set_kind(vm, place, KIND_TRACEBACK, value,
                        "__traceback__ must be a traceback or None");
    case SET_ROW:
        if (value != NULL && value != vm->none && value->kind == KIND_TRACEBACK) {
            const TracebackObject *at = (TracebackObject *)value;
            for (; at != NULL; at = at->next) {
                if (&at->header == object)
                    return fail(vm, ERROR_ValueError, "%s", "traceback loop detected");
            }
        }
        return set_kind(vm, place, KIND_TRACEBACK, value, "expected traceback object or None");
    case READ_ONLY:
        break;
    }
    if (object->kind == KIND_EXCEPTION)
        return set_args(vm, (ExceptionObject *)object, value);
    if (object->kind == KIND_CLASS || object->kind == KIND_FUNCTION)
        raise_error(vm, ERROR_AttributeError, "Ouro's language cannot set '%s' of a %s", name->text,
                    object->kind == KIND_CLASS ? "class" : "function");
    else
        raise_error(vm, ERROR_AttributeError, "readonly attribute");
    return FIELD_FAILED;
}

static FieldStatus set_in_function(Vm *vm, FunctionObject *function, StrObject *name,
                                   Object *value) {
    if (value == NULL && name == vm->names.annotations) {
        OBJECT_CLEAR(vm, function->annotations);
        return FIELD_SET;
    }
    if (value == NULL && name == vm->names.dict)
        return fail(vm, ERROR_TypeError, "%s", "cannot delete __dict__");
    if (value == NULL) {
        if (function->attributes == NULL || dict_find_name(function->attributes, name) < 0)
            return FIELD_ABSENT;
        return dict_delete(vm, function->attributes, &name->header) ? FIELD_SET : FIELD_FAILED;
    }
    if (name == vm->names.dict && value->kind != KIND_DICT)
        return fail(vm, ERROR_TypeError, "__dict__ must be set to a dictionary, not a '%s'",
                    object_type_name(vm, value));
    if (name == vm->names.dict) {
        replace(vm, (Object **)(void *)&function->attributes, value);
        return FIELD_SET;
    }
    if (name == vm->names.annotations)
        return set_kind(vm, &function->annotations, KIND_DICT, value,
                        "__annotations__ must be set to a dict object");
    if (function->attributes == NULL)
        function->attributes = dict_new(vm);
    return function->attributes != NULL && dict_set(vm, function->attributes, &name->header, value)
               ? FIELD_SET
               : FIELD_FAILED;
}

FieldStatus field_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null) {
    const FieldRow *row = find_row(vm, object, name);
    if (row != NULL) {
        FieldStatus status = set_row(vm, object, row, name, value_or_null);
        if (status != FIELD_ABSENT)
            return status;
    }
    switch (object->kind) {
    case KIND_FUNCTION:
        return set_in_function(vm, (FunctionObject *)object, name, value_or_null);
    case KIND_MODULE: {
        DictObject *attributes = ((ModuleObject *)object)->attributes;
        if (value_or_null != NULL)
            return dict_set(vm, attributes, &name->header, value_or_null) ? FIELD_SET
                                                                          : FIELD_FAILED;
        if (dict_find_name(attributes, name) < 0)
            return FIELD_ABSENT;
        return dict_delete(vm, attributes, &name->header) ? FIELD_SET : FIELD_FAILED;
    }
    case KIND_EXCEPTION:
        if (name == vm->names.suppress_context) {
            if (value_or_null == NULL)
                return fail(vm, ERROR_TypeError, "%s", "can't delete numeric/char attribute");
            if (value_or_null->kind != KIND_BOOL)
                return fail(vm, ERROR_TypeError, "%s", "attribute value type must be bool");
            ((ExceptionObject *)object)->suppress_context = value_or_null == vm->true_object;
            return FIELD_SET;
        }
        return FIELD_ABSENT;
    default:
        return FIELD_ABSENT;
    }
}
