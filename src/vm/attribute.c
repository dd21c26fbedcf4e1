#include "vm/attribute.h"
#include "object/weak.h"

#include "lang/diagnostic.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/special.h"
#include "vm/fields.h"
#include "vm/native.h"

/* AttributeError holds the object that was asked and the name, as its attributes obj and name. */
static void note_absent(Vm *vm, Object *object, StrObject *name) {
    Object *pending = raise_fetch(vm);
    bool ok = instance_set_own(vm, pending, vm->names.name_attribute, &name->header) &&
              instance_set_own(vm, pending, vm->names.obj, object);
    if (!ok)
        raise_clear(vm);
    vm->pending = pending;
    raise_settle(vm);
}

/* The same for an AttributeError that a property or __getattr__ let out, unless it tells already.
 */
static void note_passing(Vm *vm, Object *object, StrObject *name) {
    if (!raise_pending_is(vm, ERROR_AttributeError))
        return;
    const Object *pending = raise_pending(vm);
    if (instance_peek_own(pending, vm->names.name_attribute) == NULL &&
        instance_peek_own(pending, vm->names.obj) == NULL)
        note_absent(vm, object, name);
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

/* Whether a value found in a class is a function that becomes a method of the instance. */
static bool is_method(const Object *value) {
    return value->kind == KIND_FUNCTION ||
           (value->kind == KIND_NATIVE &&
            ((const NativeObject *)(const void *)value)->self == NULL &&
            NATIVE_ROWS[((const NativeObject *)(const void *)value)->native].owner ==
                NATIVE_OF_KIND);
}

/* Where an attribute was found, and so what reading it means. */
typedef enum Found {
    FOUND_NOTHING,
    FOUND_VALUE,    /* the object's own: it is what it is */
    FOUND_IN_CLASS, /* of the object: functions become methods, descriptors are asked */
    FOUND_IN_BASES, /* of the object, which is a class itself: no instance to bind to */
    FOUND_BY_SUPER, /* as in a class, but bound to the super object's self */
} Found;

/* A descriptor that stands before what the instance itself has. */
static bool is_data_descriptor(const Object *value_or_null) {
    return value_or_null != NULL &&
           (value_or_null->kind == KIND_PROPERTY || value_or_null->kind == KIND_MEMBER);
}

/* What is found behind super's class among the bases of its self. */
static Object *peek_by_super(const SuperObject *asked, StrObject *name) {
    const ClassObject *base = asked->self_class == NULL ? NULL : asked->class->base;
    return base == NULL ? NULL : class_peek_attribute(base, name);
}

/* Finds an attribute: borrowed, NULL if there is none. */
static Object *find(Vm *vm, Object *object, StrObject *name, Found *found) {
    ClassObject *class = object_class_peek(vm, object);
    *found = FOUND_VALUE;
    if (name == vm->names.class)
        return &class->header;
    if (name == vm->names.doc && object->kind == KIND_CLASS) {
        /* Docstrings are not inherited. */
        Object *doc = dict_peek_name(((ClassObject *)object)->attributes, name);
        return doc == NULL ? vm->none : doc;
    }
    Object *in_class = name == vm->names.doc ? dict_peek_name(class->attributes, name)
                                             : class_peek_attribute(class, name);
    Object *value = NULL;
    if (object_is_instance(object)) {
        if (is_data_descriptor(in_class)) {
            *found = FOUND_IN_CLASS;
            return in_class;
        }
        value = instance_peek_own(object, name);
    }
    if (object->kind == KIND_SUPER &&
        (value = peek_by_super((SuperObject *)object, name)) != NULL) {
        *found = FOUND_BY_SUPER;
        return value;
    }
    /* What a program's class of exceptions says stands before what they have by nature. */
    if (value == NULL && (object->kind != KIND_EXCEPTION || in_class == NULL))
        value = field_peek(vm, object, name);
    if (value != NULL)
        return value;
    /* Annotations are not inherited either. */
    if (object->kind == KIND_CLASS && name != vm->names.annotations &&
        (value = class_peek_attribute((ClassObject *)object, name)) != NULL) {
        *found = FOUND_IN_BASES;
        return value;
    }
    *found = in_class != NULL ? FOUND_IN_CLASS : FOUND_NOTHING;
    if (in_class == NULL && name == vm->names.doc) {
        *found = FOUND_VALUE;
        return vm->none;
    }
    return in_class;
}

/* The words of property's complaints: "property 'x' of 'C' object has no setter". */
static void raise_property(Vm *vm, const PropertyObject *property, const Object *object,
                           const char *what) {
    const char *type = object_class_peek(vm, object)->qualified_name->text;
    if (property->name != NULL)
        raise_error(vm, ERROR_AttributeError, "property '%s' of '%s' object has no %s",
                    property->name->text, type, what);
    else
        raise_error(vm, ERROR_AttributeError, "property of '%s' object has no %s", type, what);
}

/* What the value of a class is for an instance (NULL where a class itself was asked): owned, and
 * *self is held for what is called as a method. */
static Object *bind(Vm *vm, Object *value, Object *object, ClassObject *class, Object **self) {
    switch (value->kind) {
    case KIND_FUNCTION:
    case KIND_NATIVE:
        if (object != NULL && is_method(value))
            *self = object_held(object);
        return object_held(value);
    case KIND_CLASS_METHOD:
        *self = object_held(&class->header);
        return object_held(((WrapperObject *)value)->function);
    case KIND_STATIC_METHOD:
        return object_held(((WrapperObject *)value)->function);
    case KIND_PROPERTY: {
        const PropertyObject *property = (PropertyObject *)value;
        if (object == NULL)
            return object_held(value);
        if (property->get == NULL) {
            raise_property(vm, property, object, "getter");
            return NULL;
        }
        return vm_call(vm, property->get, &object, 1);
    }
    case KIND_MEMBER: {
        const MemberObject *member = (MemberObject *)value;
        if (object == NULL)
            return object_held(value);
        Object *held = instance_peek_own(object, member->name);
        if (held == NULL) {
            raise_absent(vm, object, member->name);
            return NULL;
        }
        return object_held(held);
    }
    default:
        return object_held(value);
    }
}

/* Reads an attribute without asking __getattr__. */
static Object *get_plainly(Vm *vm, Object *object, StrObject *name, Object **self) {
    Found found;
    Object *value = find(vm, object, name, &found);
    switch (found) {
    case FOUND_VALUE:
        return object_held(value);
    case FOUND_IN_CLASS:
        return bind(vm, value, object, object_class_peek(vm, object), self);
    case FOUND_IN_BASES:
        return bind(vm, value, NULL, (ClassObject *)object, self);
    case FOUND_BY_SUPER: {
        const SuperObject *asked = (SuperObject *)object;
        bool of_class = (Object *)asked->self_class == asked->self;
        return bind(vm, value, of_class ? NULL : asked->self, asked->self_class, self);
    }
    case FOUND_NOTHING:
        break;
    }
    value = field_make(vm, object, name);
    if (value == NULL && vm->pending == NULL) {
        raise_absent(vm, object, name);
        /* It is its function that a bound method asked last. */
        Object *asked = object->kind == KIND_METHOD ? ((MethodObject *)object)->function : object;
        if (raise_pending_is(vm, ERROR_AttributeError))
            note_absent(vm, asked, name);
    }
    return value;
}

/* The class's __getattr__ is asked for what was not found. */
static Object *ask_getattr(Vm *vm, Object *object, StrObject *name) {
    raise_clear(vm);
    Object *method = class_peek_attribute(object_class_peek(vm, object), vm->names.getattr);
    if (method == NULL) {
        raise_absent(vm, object, name);
        return NULL;
    }
    return special_call(vm, method, object, &name->header, NULL);
}

static Object *get_by_proxy(Vm *vm, Object *proxy, StrObject *name, Object **self) {
    Object **registers = weak_enter(vm, proxy, NULL);
    if (registers == NULL)
        return NULL;
    Object *value = attribute_get_method(vm, registers[0], name, self);
    native_leave(vm, registers);
    return value;
}

Object *attribute_get_method(Vm *vm, Object *object, StrObject *name, Object **self) {
    *self = NULL;
    if (UNLIKELY(object_is_proxy(object)))
        return get_by_proxy(vm, object, name, self);
    Object *value = get_plainly(vm, object, name, self);
    if (value == NULL && object_is_instance(object) &&
        (object_class_peek(vm, object)->flags & CLASS_HAS_GETATTR) != 0 &&
        raise_pending_is(vm, ERROR_AttributeError)) {
        value = ask_getattr(vm, object, name);
        if (value == NULL)
            note_passing(vm, object, name);
    }
    return value;
}

/* A function and its self become one object. */
static Object *join_take(Vm *vm, Object *function, Object *self) {
    if (function == NULL || self == NULL)
        return function;
    Object *method = function->kind == KIND_NATIVE
                         ? (Object *)native_new(vm, ((NativeObject *)function)->native, self)
                         : (Object *)method_new(vm, function, self);
    object_release(vm, function);
    object_release(vm, self);
    return method;
}

Object *attribute_get_plainly(Vm *vm, Object *object, StrObject *name) {
    Object *self = NULL;
    Object *value = get_plainly(vm, object, name, &self);
    return join_take(vm, value, self);
}

Object *attribute_get(Vm *vm, Object *object, StrObject *name) {
    Object *self;
    Object *value = attribute_get_method(vm, object, name, &self);
    if (value == NULL)
        note_passing(vm, object, name);
    return join_take(vm, value, self);
}

/* Kinds whose objects have nothing of their own that could stand before a method. */
static bool has_methods_only(const Object *object) {
    switch (object->kind) {
    case KIND_INSTANCE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
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
    if (*self != object || !has_methods_only(object))
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
    if (class == NULL || class->kind != KIND_CLASS) {
        raise_error(vm, ERROR_RuntimeError, "super(): empty __class__ cell");
        return NULL;
    }
    if (object == NULL) {
        raise_error(vm, ERROR_RuntimeError, "super(): arg[0] deleted");
        return NULL;
    }
    const ClassObject *behind = (ClassObject *)class;
    bool of_class = object->kind == KIND_CLASS && class_is_subclass((ClassObject *)object, behind);
    ClassObject *own = of_class ? (ClassObject *)object : object_class_peek(vm, object);
    Object *value = NULL;
    if (class_is_subclass(own, behind) && behind->base != NULL && name != vm->names.class)
        value = class_peek_attribute(behind->base, name);
    if (value != NULL)
        return bind(vm, value, of_class ? NULL : object, own, self);
    /* What super objects have themselves, and what is wrong, is found by one. */
    Object *made = (Object *)super_new(vm, (ClassObject *)class, object);
    value = made == NULL ? NULL : attribute_get(vm, made, name);
    object_release_if(vm, made);
    return value;
}

/* --- setting --------------------------------------------------------------------------------- */

/* Calls __setattr__ or __delattr__ of a program's class. False where there is none to call. */
static bool ask_setattr(Vm *vm, Object *object, StrObject *name, Object *value_or_null, bool *ok) {
    StrObject *asked = value_or_null == NULL ? vm->names.delattr : vm->names.setattr;
    Object *method = class_peek_attribute(object_class_peek(vm, object), asked);
    if (method == NULL || method->kind == KIND_NATIVE)
        return false;
    Object *result = special_call(vm, method, object, &name->header, value_or_null);
    *ok = result != NULL;
    object_release_if(vm, result);
    return true;
}

static bool set_property(Vm *vm, const PropertyObject *property, Object *object,
                         Object *value_or_null) {
    Object *function = value_or_null == NULL ? property->delete : property->set;
    if (function == NULL) {
        raise_property(vm, property, object, value_or_null == NULL ? "deleter" : "setter");
        return false;
    }
    Object *args[] = {object, value_or_null};
    Object *result = vm_call(vm, function, args, value_or_null == NULL ? 1 : 2);
    object_release_if(vm, result);
    return result != NULL;
}

static bool raise_read_only(Vm *vm, Object *object, StrObject *name) {
    if (class_peek_attribute(object_class_peek(vm, object), name) != NULL)
        raise_error(vm, ERROR_AttributeError, "'%s' object attribute '%s' is read-only",
                    object_type_name(vm, object), name->text);
    else if (field_peek(vm, object, name) != NULL)
        raise_error(vm, ERROR_AttributeError, "readonly attribute");
    else
        raise_absent(vm, object, name);
    return false;
}

static bool set_in_instance(Vm *vm, Object *object, StrObject *name, Object *value) {
    if (name == vm->names.class) {
        raise_error(vm, ERROR_AttributeError, "Ouro's language cannot set '%s'", name->text);
        return false;
    }
    if (name == vm->names.dict) {
        if (value != NULL && value->kind != KIND_DICT) {
            raise_error(vm, ERROR_TypeError,
                        value->kind == KIND_DICT_INSTANCE
                            ? "Ouro's language has no __dict__ that is a '%s'"
                            : "__dict__ must be set to a dictionary, not a '%s'",
                        object_type_name(vm, value));
            return false;
        }
        DictObject *dict = value == NULL ? dict_new(vm) : (DictObject *)object_held(value);
        bool ok = dict != NULL && instance_set_dict(vm, object, dict);
        object_release_if(vm, (Object *)dict);
        return ok;
    }
    /* What an exception keeps in fields of its own is not shadowed by slots. */
    FieldStatus status = field_set(vm, object, name, value);
    if (status != FIELD_ABSENT)
        return status == FIELD_SET;
    if (value == NULL) {
        if (instance_delete_own(vm, object, name))
            return true;
        raise_absent(vm, object, name);
        return false;
    }
    if ((object_class_peek(vm, object)->flags & CLASS_HAS_NO_DICT) != 0)
        return raise_read_only(vm, object, name);
    return instance_set_own(vm, object, name, value);
}

bool attribute_set_plainly(Vm *vm, Object *object, StrObject *name, Object *value_or_null) {
    if (object->kind == KIND_CLASS) {
        ClassObject *class = (ClassObject *)object;
        if (name == vm->names.bases && (class->flags & CLASS_IS_BUILT_IN) == 0) {
            raise_error(vm, ERROR_AttributeError, "Ouro's language cannot set '__bases__'");
            return false;
        }
        /* Nothing would ever call such a method. */
        if (value_or_null != NULL && (class->flags & CLASS_IS_BUILT_IN) == 0 &&
            diagnostic_find_method(name->text, name->bytes) != REFUSED_FEATURES) {
            raise_error(vm, ERROR_TypeError, "Ouro's language has no '%s'", name->text);
            return false;
        }
        if (name == vm->names.dict || name == vm->names.mro) {
            raise_error(vm, ERROR_AttributeError, "%s",
                        name == vm->names.dict
                            ? "attribute '__dict__' of 'type' objects is not writable"
                            : "readonly attribute");
            return false;
        }
        FieldStatus status = field_set(vm, object, name, value_or_null);
        if (status != FIELD_ABSENT)
            return status == FIELD_SET;
        if (value_or_null == NULL && dict_find_name(class->attributes, name) < 0 &&
            (class->flags & CLASS_IS_BUILT_IN) == 0) {
            raise_absent(vm, object, name);
            return false;
        }
        return class_set_attribute(vm, class, name, value_or_null);
    }
    if (object_is_instance(object)) {
        Object *in_class = class_peek_attribute(object_class_peek(vm, object), name);
        if (in_class != NULL && in_class->kind == KIND_PROPERTY)
            return set_property(vm, (PropertyObject *)in_class, object, value_or_null);
        if (in_class != NULL && in_class->kind == KIND_MEMBER) {
            if (value_or_null != NULL)
                return instance_set_own(vm, object, name, value_or_null);
            if (instance_delete_own(vm, object, name))
                return true;
            raise_error(vm, ERROR_AttributeError, "%s", name->text);
            return false;
        }
        return set_in_instance(vm, object, name, value_or_null);
    }
    if (object_is_proxy(object)) {
        Object **registers = weak_enter(vm, object, NULL);
        if (registers == NULL)
            return false;
        bool ok = attribute_set(vm, registers[0], name, value_or_null);
        native_leave(vm, registers);
        return ok;
    }
    FieldStatus status = field_set(vm, object, name, value_or_null);
    if (status == FIELD_ABSENT && (object->kind == KIND_FUNCTION || object->kind == KIND_MODULE))
        raise_absent(vm, object, name);
    else if (status == FIELD_ABSENT && object->kind == KIND_METHOD)
        raise_error(vm, ERROR_AttributeError, "'method' object has no attribute '%s'", name->text);
    else if (status == FIELD_ABSENT)
        return raise_read_only(vm, object, name);
    return status == FIELD_SET;
}

bool attribute_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null) {
    bool ok;
    if (object_is_instance(object) &&
        (object_class_peek(vm, object)->flags & CLASS_HAS_SETATTR) != 0 &&
        ask_setattr(vm, object, name, value_or_null, &ok))
        return ok;
    return attribute_set_plainly(vm, object, name, value_or_null);
}

Object *attribute_get_special(Vm *vm, Object *object, StrObject *name) {
    ClassObject *class = object_class_peek(vm, object);
    Object *value = class_peek_attribute(class, name);
    Object *self = NULL;
    if (value == NULL)
        return NULL;
    value = bind(vm, value, object, class, &self);
    return join_take(vm, value, self);
}
