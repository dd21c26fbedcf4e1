#include "vm/attribute.h"

#include "object/call.h"
#include "object/operations.h"
#include "vm/native.h"

/* AttributeError holds the object that was asked and the name, as its attributes obj and name. */
static void note_absent(Vm *vm, Object *object, StrObject *name) {
    Object *pending = raise_fetch(vm);
    bool ok =
        instance_set_slot(vm, (InstanceObject *)pending, vm->names.name_attribute, &name->header) &&
        instance_set_slot(vm, (InstanceObject *)pending, vm->names.obj, object);
    if (!ok)
        raise_clear(vm);
    vm->pending = pending;
}

static void raise_absent(Vm *vm, Object *object, StrObject *name) {
    if (object->kind == KIND_CLASS)
        raise_error(vm, ERROR_AttributeError, "type object '%s' has no attribute '%s'",
                    ((ClassObject *)object)->name->text, name->text);
    else if (object->kind == KIND_MODULE)
        raise_error(vm, ERROR_AttributeError, "module '%s' has no attribute '%s'",
                    ((ModuleObject *)object)->name->text, name->text);
    else
        /* A bound method asks its function last. */
        raise_error(vm, ERROR_AttributeError, "'%s' object has no attribute '%s'",
                    object->kind == KIND_METHOD ? "function" : object_type_name(vm, object),
                    name->text);
}

/* Fields that the kind itself has: borrowed, NULL if there is no such. An empty field is None. */
static Object *peek_field(Vm *vm, Object *object, StrObject *name) {
    const Names *names = &vm->names;
    Object *value = NULL;
    switch (object->kind) {
    case KIND_CLASS: {
        ClassObject *class = (ClassObject *)object;
        value = name == names->name       ? (Object *)class->name
                : name == names->qualname ? (Object *)class->qualified_name
                : name == names->base     ? (class->base == NULL ? vm->none : (Object *)class->base)
                                          : NULL;
        break;
    }
    case KIND_FUNCTION: {
        FunctionObject *function = (FunctionObject *)object;
        Object *fields[] = {(Object *)function->name,
                            (Object *)function->qualified_name,
                            (Object *)function->code,
                            (Object *)function->globals,
                            (Object *)function->defaults,
                            (Object *)function->closure,
                            function->doc};
        StrObject *labels[] = {names->name,     names->qualname, names->code, names->globals,
                               names->defaults, names->closure,  names->doc};
        for (unsigned i = 0; i < ARRAY_LENGTH(fields); i++) {
            if (name == labels[i])
                return fields[i] == NULL ? vm->none : fields[i];
        }
        if (function->attributes != NULL)
            value = dict_peek_name(function->attributes, name);
        break;
    }
    case KIND_METHOD: {
        MethodObject *method = (MethodObject *)object;
        value = name == names->self   ? method->self
                : name == names->func ? method->function
                                      : peek_field(vm, method->function, name);
        break;
    }
    case KIND_MODULE:
        value = name == names->name ? (Object *)((ModuleObject *)object)->name : NULL;
        if (value == NULL)
            value = dict_peek_name(((ModuleObject *)object)->attributes, name);
        break;
    case KIND_CODE:
        value = name == names->name ? (Object *)((CodeObject *)object)->name : NULL;
        break;
    case KIND_CELL:
        value = name == names->cell_contents ? ((CellObject *)object)->value : NULL;
        break;
    case KIND_SLICE: {
        SliceObject *slice = (SliceObject *)object;
        value = name == names->start  ? slice->start
                : name == names->stop ? slice->stop
                : name == names->step ? slice->step
                                      : NULL;
        break;
    }
    case KIND_TRACEBACK: {
        TracebackObject *row = (TracebackObject *)object;
        value = name == names->tb_frame  ? (Object *)row->frame
                : name == names->tb_next ? (row->next == NULL ? vm->none : (Object *)row->next)
                                         : NULL;
        break;
    }
    case KIND_FRAME: {
        FrameObject *frame = (FrameObject *)object;
        value = name == names->f_code   ? (Object *)frame->code
                : name == names->f_back ? (frame->back == NULL ? vm->none : (Object *)frame->back)
                                        : NULL;
        break;
    }
    case KIND_NATIVE:
        value = name == names->self ? ((NativeObject *)object)->self : NULL;
        break;
    case KIND_EXCEPTION: {
        ExceptionObject *exception = (ExceptionObject *)object;
        Object *fields[] = {(Object *)exception->args, (Object *)exception->traceback,
                            exception->cause, exception->context};
        StrObject *labels[] = {names->args, names->traceback, names->cause, names->context};
        for (unsigned i = 0; i < ARRAY_LENGTH(fields); i++) {
            if (name == labels[i])
                return fields[i] == NULL ? vm->none : fields[i];
        }
        bool is_value = (name == names->value &&
                         class_is_subclass(exception->class, vm->errors[ERROR_StopIteration])) ||
                        (name == names->code_attribute &&
                         class_is_subclass(exception->class, vm->errors[ERROR_SystemExit]));
        if (is_value)
            value = exception->args->length > 0 ? exception->args->items[0] : vm->none;
        break;
    }
    default:
        break;
    }
    return value;
}

/* Fields that are not objects: owned, NULL if there is no such (or with an exception pending). */
static Object *make_field(Vm *vm, Object *object, StrObject *name) {
    const Names *names = &vm->names;
    if (object->kind == KIND_RANGE) {
        RangeObject *range = (RangeObject *)object;
        if (name == names->start)
            return int_new(vm, range->start);
        if (name == names->stop)
            return int_new(vm, range->stop);
        if (name == names->step)
            return int_new(vm, range->step);
    }
    if (object->kind == KIND_NATIVE && (name == names->name || name == names->qualname)) {
        const char *text = NATIVE_ROWS[((NativeObject *)object)->native].name;
        return (Object *)str_from_text(vm, text);
    }
    return NULL;
}

/* A value found in a class, for an instance of it: functions become methods. */
static bool is_method(const Object *value) {
    return value->kind == KIND_FUNCTION ||
           (value->kind == KIND_NATIVE &&
            ((const NativeObject *)(const void *)value)->self == NULL &&
            NATIVE_ROWS[((const NativeObject *)(const void *)value)->native].owner ==
                NATIVE_OF_KIND);
}

/* What an object has under a name: borrowed, with *from_class where it was found in its class. */
static Object *peek_attribute(Vm *vm, Object *object, StrObject *name, bool *from_class) {
    *from_class = false;
    if (name == vm->names.class)
        return &object_class_peek(vm, object)->header;
    Object *value = NULL;
    if (object_has_slots(object))
        value = instance_peek_slot((InstanceObject *)object, name);
    if (value == NULL)
        value = peek_field(vm, object, name);
    if (value == NULL && object->kind == KIND_CLASS)
        value = class_peek_attribute((ClassObject *)object, name);
    if (value == NULL) {
        value = class_peek_attribute(object_class_peek(vm, object), name);
        *from_class = value != NULL;
    }
    if (value == NULL && name == vm->names.doc)
        value = vm->none;
    return value;
}

static Object *bind(Vm *vm, Object *value, Object *object) {
    if (value->kind == KIND_NATIVE)
        return (Object *)native_new(vm, ((NativeObject *)value)->native, object);
    return (Object *)method_new(vm, value, object);
}

Object *attribute_get(Vm *vm, Object *object, StrObject *name) {
    bool from_class;
    Object *value = peek_attribute(vm, object, name, &from_class);
    if (value == NULL) {
        value = make_field(vm, object, name);
        if (value == NULL && vm->pending == NULL) {
            raise_absent(vm, object, name);
            /* It is its function that a bound method asked last. */
            Object *asked = object->kind == KIND_METHOD ? ((MethodObject *)object)->function
                                                        : object;
            if (raise_pending_is(vm, ERROR_AttributeError))
                note_absent(vm, asked, name);
        }
        return value;
    }
    if (from_class && is_method(value))
        return bind(vm, value, object);
    return object_held(value);
}

Object *attribute_get_method(Vm *vm, Object *object, StrObject *name, Object **self) {
    bool from_class;
    *self = NULL;
    Object *value = peek_attribute(vm, object, name, &from_class);
    if (value == NULL)
        return attribute_get(vm, object, name);
    if (from_class && is_method(value))
        *self = object_held(object);
    return object_held(value);
}

/* Kinds whose objects have nothing of their own that could stand before a method. */
static bool has_methods_only(const Object *object) {
    switch (object->kind) {
    case KIND_INSTANCE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_STR:
    case KIND_TUPLE:
        return true;
    default:
        return false;
    }
}

Object *attribute_cache_method(Vm *vm, Object *object, StrObject *name, Object **self,
                               InlineCache *cache) {
    Object *method = attribute_get_method(vm, object, name, self);
    if (*self == NULL || !has_methods_only(object))
        return method;
    const ClassObject *class = object_class_peek(vm, object);
    uint32_t version = class->version;
    if (object->kind == KIND_INSTANCE && class_find_slot(class, name) >= 0)
        return method;
    for (uint32_t depth = 0; class != NULL && depth < 1u << (32 - METHOD_ENTRY_BITS);
         depth++, class = class->base) {
        int64_t entry = dict_find_name(class->attributes, name);
        if (entry >= 1 << METHOD_ENTRY_BITS)
            break;
        if (entry >= 0) {
            *cache = (InlineCache){.version = version,
                                   .index = depth << METHOD_ENTRY_BITS | (uint32_t)entry};
            break;
        }
    }
    return method;
}

Object *attribute_get_super(Vm *vm, Object *class, Object *object, StrObject *name, Object **self) {
    *self = NULL;
    if (class == NULL || class->kind != KIND_CLASS || ((ClassObject *)class)->base == NULL) {
        raise_error(vm, ERROR_RuntimeError, "super(): no base class");
        return NULL;
    }
    Object *value = class_peek_attribute(((ClassObject *)class)->base, name);
    if (value == NULL) {
        raise_error(vm, ERROR_AttributeError, "'super' object has no attribute '%s'", name->text);
        return NULL;
    }
    if (is_method(value))
        *self = object_held(object);
    return object_held(value);
}

static bool set_function_attribute(Vm *vm, FunctionObject *function, StrObject *name,
                                   Object *value) {
    if (value == NULL) {
        if (function->attributes == NULL || dict_find_name(function->attributes, name) < 0) {
            raise_absent(vm, &function->header, name);
            return false;
        }
        return dict_delete(vm, function->attributes, &name->header);
    }
    if (name == vm->names.name || name == vm->names.qualname || name == vm->names.code ||
        name == vm->names.defaults || name == vm->names.closure || name == vm->names.globals) {
        raise_error(vm, ERROR_AttributeError, "Ouro's language cannot set '%s' of a function",
                    name->text);
        return false;
    }
    if (function->attributes == NULL) {
        function->attributes = dict_new(vm);
        if (function->attributes == NULL)
            return false;
    }
    return dict_set(vm, function->attributes, &name->header, value);
}

static bool delete_slot(Vm *vm, InstanceObject *instance, StrObject *name) {
    int64_t slot = class_find_slot(instance->class, name);
    if (slot < 0 || slot >= (int64_t)instance->slot_count || instance->slots[slot] == NULL) {
        raise_absent(vm, &instance->header, name);
        return false;
    }
    OBJECT_CLEAR(vm, instance->slots[slot]);
    return true;
}

static void replace(Vm *vm, Object **place, Object *value) {
    Object *before = *place;
    *place = value;
    object_release_if(vm, before);
}

static bool set_exception_field(Vm *vm, ExceptionObject *exception, StrObject *name,
                                Object *value) {
    const Names *names = &vm->names;
    Object *stored = value == vm->none ? NULL : value;
    if (value != NULL && name == names->args) {
        ListObject *list = list_from_iterable(vm, value);
        TupleObject *args = list == NULL ? NULL : tuple_from(vm, list->items, list->length);
        object_release_if(vm, (Object *)list);
        if (args != NULL)
            replace(vm, (Object **)(void *)&exception->args, &args->header);
        return args != NULL;
    }
    if (value != NULL && name == names->traceback &&
        (stored == NULL || stored->kind == KIND_TRACEBACK)) {
        object_hold_if(stored);
        replace(vm, (Object **)(void *)&exception->traceback, stored);
        return true;
    }
    if (value != NULL && (name == names->cause || name == names->context) &&
        (stored == NULL || stored->kind == KIND_EXCEPTION)) {
        object_hold_if(stored);
        replace(vm, name == names->cause ? &exception->cause : &exception->context, stored);
        if (name == names->cause)
            exception->suppress_context = 1;
        return true;
    }
    raise_error(vm, ERROR_TypeError, "Ouro cannot set '%s' of an exception to that", name->text);
    return false;
}

static bool set_instance_attribute(Vm *vm, Object *object, StrObject *name, Object *value) {
    if (name == vm->names.class || name == vm->names.dict) {
        raise_error(vm, ERROR_AttributeError, "Ouro's language cannot set '%s'", name->text);
        return false;
    }
    /* What an exception keeps in fields of its own is not shadowed by slots. */
    if (object->kind == KIND_EXCEPTION && peek_field(vm, object, name) != NULL)
        return set_exception_field(vm, (ExceptionObject *)object, name, value);
    InstanceObject *instance = (InstanceObject *)object;
    if (instance->class == vm->object_class) {
        raise_absent(vm, object, name);
        return false;
    }
    return value == NULL ? delete_slot(vm, instance, name)
                         : instance_set_slot(vm, instance, name, value);
}

bool attribute_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null) {
    switch (object->kind) {
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return set_instance_attribute(vm, object, name, value_or_null);
    case KIND_CLASS:
        if (value_or_null == NULL &&
            dict_find_name(((ClassObject *)object)->attributes, name) < 0) {
            raise_absent(vm, object, name);
            return false;
        }
        return class_set_attribute(vm, (ClassObject *)object, name, value_or_null);
    case KIND_FUNCTION:
        return set_function_attribute(vm, (FunctionObject *)object, name, value_or_null);
    case KIND_MODULE: {
        DictObject *attributes = ((ModuleObject *)object)->attributes;
        if (value_or_null != NULL)
            return dict_set(vm, attributes, &name->header, value_or_null);
        if (dict_find_name(attributes, name) < 0) {
            raise_absent(vm, object, name);
            return false;
        }
        return dict_delete(vm, attributes, &name->header);
    }
    case KIND_METHOD:
        raise_error(vm, ERROR_AttributeError, "'method' object has no attribute '%s'", name->text);
        return false;
    default: {
        bool from_class;
        if (peek_attribute(vm, object, name, &from_class) != NULL)
            raise_error(vm, ERROR_AttributeError, "'%s' object attribute '%s' is read-only",
                        object_type_name(vm, object), name->text);
        else
            raise_absent(vm, object, name);
        return false;
    }
    }
}
