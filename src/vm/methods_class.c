/* methods_class.c -- property, classmethod, staticmethod, super; what object and type give to
 * classes; and the built-in functions that show names: dir, vars, locals, globals. */
#include "vm/native.h"

#include <string.h>

#include "object/descriptor.h"
#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/fields.h"
#include "vm/sort.h"

#define NATIVE(name) Object *name(Vm *vm, Object **args, size_t count)

static Object *some(const Vm *vm, Object *given_or_null) {
    return given_or_null == vm->none ? NULL : given_or_null;
}

NATIVE(property_construct) {
    (void)count;
    return (Object *)property_new(vm, some(vm, args[1]), some(vm, args[2]), some(vm, args[3]),
                                  some(vm, args[4]));
}

NATIVE(classmethod_construct) {
    (void)count;
    return (Object *)wrapper_new(vm, KIND_CLASS_METHOD, args[1]);
}

NATIVE(staticmethod_construct) {
    (void)count;
    return (Object *)wrapper_new(vm, KIND_STATIC_METHOD, args[1]);
}

/* A copy of a property with one function replaced; its name goes along. */
static Object *property_with(Vm *vm, const PropertyObject *from, Object *get, Object *set,
                             Object *delete) {
    PropertyObject *made = property_new(vm, get, set, delete, from->own_doc ? from->doc : NULL);
    if (made != NULL && from->name != NULL)
        made->name = (StrObject *)object_held(&from->name->header);
    return (Object *)made;
}

NATIVE(property_method_getter) {
    (void)count;
    const PropertyObject *self = (PropertyObject *)args[0];
    return property_with(vm, self, some(vm, args[1]), self->set, self->delete);
}

NATIVE(property_method_setter) {
    (void)count;
    const PropertyObject *self = (PropertyObject *)args[0];
    return property_with(vm, self, self->get, some(vm, args[1]), self->delete);
}

NATIVE(property_method_deleter) {
    (void)count;
    const PropertyObject *self = (PropertyObject *)args[0];
    return property_with(vm, self, self->get, self->set, some(vm, args[1]));
}

/* The innermost call of the language; NULL if there is none. */
static const Frame *calling_frame(const Vm *vm) {
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        if (vm->frames[i].code != NULL)
            return &vm->frames[i];
    }
    return NULL;
}

/* super() without arguments: the class is in the closure of the function that calls, as __class__,
 * and self is its first local. */
static bool find_super(Vm *vm, Object **class, Object **self) {
    const Frame *frame = calling_frame(vm);
    const CodeObject *code = frame == NULL ? NULL : frame->code;
    if (code == NULL || code->positional_count == 0) {
        raise_error(vm, ERROR_RuntimeError, "super(): no arguments");
        return false;
    }
    *self = frame->registers[0];
    if (*self != NULL && (*self)->kind == KIND_CELL)
        *self = ((CellObject *)*self)->value;
    if (*self == NULL) {
        raise_error(vm, ERROR_RuntimeError, "super(): arg[0] deleted");
        return false;
    }
    for (uint32_t i = 0; i < code->free_names->length; i++) {
        if (code->free_names->items[i] != &vm->names.class->header)
            continue;
        *class = ((CellObject *)((FunctionObject *)frame->callee)->closure->items[i])->value;
        if (*class != NULL && (*class)->kind == KIND_CLASS)
            return true;
        raise_error(vm, ERROR_RuntimeError, "super(): empty __class__ cell");
        return false;
    }
    raise_error(vm, ERROR_RuntimeError, "super(): __class__ cell not found");
    return false;
}

NATIVE(super_construct) {
    (void)count;
    Object *class = args[1];
    Object *self = args[2];
    if (class == NULL && !find_super(vm, &class, &self))
        return NULL;
    if (class->kind != KIND_CLASS) {
        raise_error(vm, ERROR_TypeError, "super() argument 1 must be a type, not %s",
                    object_type_name(vm, class));
        return NULL;
    }
    return (Object *)super_new(vm, (ClassObject *)class, self == NULL ? NULL : some(vm, self));
}

/* --- object and type ------------------------------------------------------------------------- */

/* The name of an attribute, interned and owned. */
StrObject *attribute_read_name(Vm *vm, Object *given) {
    Object *name = object_plain(given);
    if (name->kind != KIND_STR) {
        raise_error(vm, ERROR_TypeError, "attribute name must be string, not '%.200s'",
                    object_type_name(vm, given));
        return NULL;
    }
    return str_intern_take(vm, (StrObject *)object_held(name));
}

static Object *set_plainly(Vm *vm, Object **args, Object *value_or_null) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL)
        return NULL;
    StrObject *name = attribute_read_name(vm, args[1]);
    registers[0] = (Object *)name;
    bool ok = name != NULL && attribute_set_plainly(vm, args[0], name, value_or_null);
    native_leave(vm, registers);
    return ok ? object_held(vm->none) : NULL;
}

NATIVE(object_method_setattr) {
    (void)count;
    return set_plainly(vm, args, args[2]);
}

NATIVE(object_method_delattr) {
    (void)count;
    return set_plainly(vm, args, NULL);
}

NATIVE(object_method_getattribute) {
    (void)count;
    Object **registers = native_enter(vm, 1);
    if (registers == NULL)
        return NULL;
    StrObject *name = attribute_read_name(vm, args[1]);
    registers[0] = (Object *)name;
    Object *value = name == NULL ? NULL : attribute_get_plainly(vm, args[0], name);
    native_leave(vm, registers);
    return value;
}

NATIVE(type_method_mro) {
    (void)count;
    ListObject *list = list_new(vm, 0);
    for (const ClassObject *at = (ClassObject *)args[0]; list != NULL && at != NULL;
         at = at->base) {
        if (!list_append(vm, list, (Object *)(uintptr_t)&at->header))
            OBJECT_CLEAR(vm, list);
    }
    return (Object *)list;
}

/* The oldest first; a class links the youngest first. */
NATIVE(type_method_subclasses) {
    (void)count;
    ListObject *list = list_new(vm, 0);
    for (ClassObject *at = ((ClassObject *)args[0])->first_subclass; list != NULL && at != NULL;
         at = at->next_sibling) {
        if (!list_insert(vm, list, 0, &at->header))
            OBJECT_CLEAR(vm, list);
    }
    return (Object *)list;
}

/* --- names ----------------------------------------------------------------------------------- */

NATIVE(builtin_globals) {
    (void)args;
    (void)count;
    return object_held(&vm->globals->header);
}

NATIVE(builtin_locals) {
    (void)args;
    (void)count;
    const Frame *frame = calling_frame(vm);
    return frame == NULL ? object_held(&vm->globals->header) : frame_make_locals(vm, frame);
}

NATIVE(builtin_vars) {
    if (args[0] == NULL)
        return builtin_locals(vm, args, count);
    Object *dict = attribute_get(vm, args[0], vm->names.dict);
    if (dict == NULL && raise_pending_is(vm, ERROR_AttributeError)) {
        raise_clear(vm);
        raise_error(vm, ERROR_TypeError, "vars() argument must have __dict__ attribute");
    }
    return dict;
}

static bool add_names(Vm *vm, DictObject *names, const DictObject *of) {
    for (uint32_t i = 0; of != NULL && i < of->fill; i++) {
        Object *key = dict_entry_key(of, i);
        if (key != NULL && key->kind == KIND_STR && !dict_set(vm, names, key, vm->none))
            return false;
    }
    return true;
}

/* The attributes that an object has and those of its class and of the bases. */
static bool add_attribute_names(Vm *vm, DictObject *names, Object *object) {
    const ClassObject *class = object_class_peek(vm, object);
    bool ok = true;
    if (object->kind == KIND_MODULE)
        return add_names(vm, names, ((ModuleObject *)object)->attributes);
    if (object->kind == KIND_CLASS)
        class = (ClassObject *)object;
    else if (object->kind == KIND_FUNCTION)
        ok = add_names(vm, names, ((FunctionObject *)object)->attributes);
    else if (object_is_instance(object))
        ok = add_names(vm, names, instance_peek_dict(object));
    if (object_has_slots(object)) {
        const InstanceObject *instance = (InstanceObject *)object;
        for (uint32_t i = 0; ok && i < instance->slot_count && i < class->layout->fill; i++) {
            if (instance->slots[i] != NULL &&
                (object->kind != KIND_DICTED || i < class->member_count))
                ok = dict_set(vm, names, dict_entry_key(class->layout, i), vm->none);
        }
    }
    for (; ok && class != NULL; class = class->base)
        ok = add_names(vm, names, class->attributes);
    return ok && dict_set(vm, names, &vm->names.class->header, vm->none);
}

NATIVE(builtin_dir) {
    (void)count;
    Object **registers = native_enter(vm, 3);
    if (registers == NULL)
        return NULL;
    DictObject *names = dict_new(vm);
    registers[0] = (Object *)names;
    bool ok = names != NULL;
    if (ok && args[0] == NULL) {
        Object *locals = builtin_locals(vm, args, 0);
        registers[1] = locals;
        ok = locals != NULL && add_names(vm, names, (DictObject *)locals);
    } else if (ok) {
        ok = add_attribute_names(vm, names, args[0]);
    }
    ListObject *list = ok ? list_from_iterable(vm, &names->header) : NULL;
    registers[2] = (Object *)list;
    if (list != NULL && sort_list(vm, list, NULL, false))
        registers[2] = NULL;
    else
        list = NULL;
    native_leave(vm, registers);
    return (Object *)list;
}
