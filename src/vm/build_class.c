/* build_class.c -- what the end of a class statement does: a class of a namespace and a base. */
#include <string.h>

#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "vm/loop_parts.h"
#include "vm/native.h"

/* The kind of instances that a class inheriting from this one has; KIND_FREE if none may. */
static Kind derived_kind(const ClassObject *base) {
    switch (base->kind) {
    case KIND_LIST:
        return KIND_LIST_INSTANCE;
    case KIND_DICT:
        return KIND_DICT_INSTANCE;
    case KIND_INT:
        return KIND_INT_INSTANCE;
    case KIND_STR:
        return KIND_STR_INSTANCE;
    default:
        return base->kind >= KIND_INSTANCE ? (Kind)base->kind : KIND_FREE;
    }
}

static ClassObject *check_base(Vm *vm, Object *base) {
    if (base == NULL)
        return vm->object_class;
    if (base->kind != KIND_CLASS) {
        raise_error(vm, ERROR_TypeError, "Ouro's classes inherit from classes, not from '%s'",
                    object_type_name(vm, base));
        return NULL;
    }
    ClassObject *class = (ClassObject *)base;
    if ((class->flags & CLASS_IS_FINAL) != 0) {
        raise_error(vm, ERROR_TypeError, "type '%s' is not an acceptable base type",
                    class->name->text);
        return NULL;
    }
    if (derived_kind(class) == KIND_FREE) {
        if (class == vm->classes[KIND_CLASS])
            raise_error(vm, ERROR_TypeError, "Ouro's language has no metaclasses");
        else
            raise_error(vm, ERROR_TypeError, "Ouro's language has no subclasses of '%s'",
                        class->name->text);
        return NULL;
    }
    return class;
}

/* Takes an entry out of the namespace: owned, or NULL. */
static Object *take_entry(Vm *vm, DictObject *namespace, const char *text) {
    StrObject *name = str_peek_interned(vm, text, strlen(text));
    return name == NULL ? NULL : dict_take_name(vm, namespace, name);
}

/* --- __slots__ ------------------------------------------------------------------------------- */

static bool is_identifier(const StrObject *name) {
    for (uint32_t i = 0; i < name->bytes; i++) {
        unsigned char letter = (unsigned char)name->text[i];
        bool is_digit = letter >= '0' && letter <= '9';
        bool is_letter = (letter | 32) >= 'a' && (letter | 32) <= 'z';
        if (!(letter == '_' || is_letter || letter >= 128 || (is_digit && i > 0)))
            return false;
    }
    return name->bytes > 0;
}

/* The name as it is stored: `__x` in a class C is `_C__x`. Interned and owned. */
static StrObject *mangle(Vm *vm, const ClassObject *class, StrObject *name) {
    const char *stem = class->name->text + strspn(class->name->text, "_");
    bool is_private = strncmp(name->text, "__", 2) == 0 && *stem != '\0' &&
                      !(name->bytes >= 2 && strcmp(name->text + name->bytes - 2, "__") == 0);
    StrObject *made = is_private ? str_format(vm, "_%s%s", stem, name->text)
                                 : (StrObject *)object_held(&name->header);
    return made == NULL ? NULL : str_intern_take(vm, made);
}

/* One of the names in __slots__, checked: false with an exception pending. */
static bool check_slot(Vm *vm, const ClassObject *class, Object *item) {
    if (item->kind != KIND_STR)
        raise_error(vm, ERROR_TypeError, "__slots__ items must be strings, not '%s'",
                    object_type_name(vm, item));
    else if (!is_identifier((StrObject *)item))
        raise_error(vm, ERROR_TypeError, "__slots__ must be identifiers");
    else if (dict_peek_name(class->attributes, (StrObject *)item) != NULL)
        raise_error(vm, ERROR_ValueError, "'%s' in __slots__ conflicts with class variable",
                    ((StrObject *)item)->text);
    else
        return true;
    return false;
}

/* __dict__ and __weakref__ among the names allow what they are called after. False with TypeError
 * pending if they are there already; *is_special where it was one of them. */
static bool take_special_slot(Vm *vm, ClassObject *class, const StrObject *name, bool *is_special) {
    bool is_dict = name == vm->names.dict;
    *is_special = is_dict || name == vm->names.weakref;
    if (!*is_special)
        return true;
    bool has = is_dict ? (class->flags & CLASS_HAS_NO_DICT) == 0
                       : ((class->flags | class->base->flags) & CLASS_HAS_WEAK) != 0;
    if (has) {
        raise_error(vm, ERROR_TypeError,
                    is_dict ? "__dict__ slot disallowed: we already got one"
                            : "__weakref__ slot disallowed: either we already got one, or "
                              "__itemsize__ != 0");
        return false;
    }
    class->flags =
        is_dict ? class->flags & ~(uint32_t)CLASS_HAS_NO_DICT : class->flags | CLASS_HAS_WEAK;
    return true;
}

/* Gives the class a member for each name of a sorted list without repetitions. */
static bool make_members(Vm *vm, ClassObject *class, ListObject *names) {
    for (uint32_t i = 0; i < names->length; i++) {
        StrObject *name = (StrObject *)names->items[i];
        uint32_t slot = class->layout->fill;
        if (dict_find_name(class->layout, name) >= 0)
            continue;
        if (!class_has_room(vm, class))
            return false;
        Object *member = (Object *)member_new(vm, class, name, slot);
        if (member == NULL)
            return false;
        bool ok = dict_set(vm, class->layout, &name->header, vm->none) &&
                  dict_set(vm, class->attributes, &name->header, member);
        object_release(vm, member);
        if (!ok)
            return false;
        class->member_count = (uint16_t) class->layout->fill;
    }
    return true;
}

/* The names as CPython orders them: each is put before the first that is greater. */
static bool add_sorted(Vm *vm, ListObject *names, StrObject *name) {
    uint32_t at = 0;
    while (at < names->length && strcmp(((StrObject *)names->items[at])->text, name->text) <= 0)
        at++;
    return list_insert(vm, names, at, &name->header);
}

static bool read_slots(Vm *vm, ClassObject *class, ListObject *given, ListObject *names) {
    for (uint32_t i = 0; i < given->length; i++) {
        Object *item = given->items[i];
        bool is_special = false;
        if (item->kind == KIND_STR && !take_special_slot(vm, class, (StrObject *)item, &is_special))
            return false;
        if (is_special)
            continue;
        if (!check_slot(vm, class, item))
            return false;
        StrObject *name = mangle(vm, class, (StrObject *)item);
        bool ok = name != NULL && add_sorted(vm, names, name);
        object_release_if(vm, (Object *)name);
        if (!ok)
            return false;
    }
    return true;
}

/* What __slots__ of the namespace says: it may be a string, or anything that gives strings. */
static bool apply_slots(Vm *vm, ClassObject *class, Object *slots) {
    Object **registers = native_enter(vm, 2);
    if (registers == NULL)
        return false;
    ListObject *given =
        slots->kind == KIND_STR ? list_from(vm, &slots, 1) : list_from_iterable(vm, slots);
    registers[0] = (Object *)given;
    ListObject *names = given == NULL ? NULL : list_new(vm, given->length);
    registers[1] = (Object *)names;
    bool ok = names != NULL;
    if (ok && given->length > 0 && class->kind > KIND_EXCEPTION) {
        bool as_cpython = class->kind == KIND_INT_INSTANCE;
        raise_error(vm, ERROR_TypeError,
                    as_cpython ? "nonempty __slots__ not supported for subtype of '%s'"
                               : "Ouro's language has no names in __slots__ of subclasses of '%s'",
                    class->base->name->text);
        ok = false;
    }
    /* The strings of a tuple may be new: they are made names of the program. */
    for (uint32_t i = 0; ok && i < given->length; i++) {
        if (given->items[i]->kind == KIND_STR) {
            StrObject *name = (StrObject *)given->items[i];
            given->items[i] = NULL;
            given->items[i] = (Object *)str_intern_take(vm, name);
            ok = given->items[i] != NULL;
        }
    }
    ok = ok && read_slots(vm, class, given, names) && make_members(vm, class, names);
    native_leave(vm, registers);
    return ok;
}

/* What instances may have besides the members of the bases, whose slots come first. */
static bool lay_out(Vm *vm, ClassObject *class) {
    const ClassObject *base = class->base;
    for (uint32_t i = 0; i < base->member_count; i++) {
        if (!dict_set(vm, class->layout, dict_entry_key(base->layout, i), vm->none))
            return false;
    }
    class->member_count = base->member_count;
    Object *slots = dict_peek_name(class->attributes, vm->names.slots);
    if (slots == NULL) {
        class->flags &= ~(uint32_t)CLASS_HAS_NO_DICT;
        class->flags |= CLASS_HAS_WEAK;
        return true;
    }
    class->flags |= base->flags & CLASS_HAS_NO_DICT;
    return apply_slots(vm, class, slots);
}

/* --- what functions and properties become ---------------------------------------------------- */

/* __new__ is a static method without saying so, and properties learn their names. */
static bool prepare_attributes(Vm *vm, ClassObject *class) {
    Object *maker = dict_peek_name(class->attributes, vm->names.new);
    if (maker != NULL && maker->kind == KIND_FUNCTION) {
        Object *wrapped = (Object *)wrapper_new(vm, KIND_STATIC_METHOD, maker);
        bool ok =
            wrapped != NULL && dict_set(vm, class->attributes, &vm->names.new->header, wrapped);
        object_release_if(vm, wrapped);
        if (!ok)
            return false;
    }
    for (uint32_t i = 0; i < class->attributes->fill; i++) {
        Object *key = dict_entry_key(class->attributes, i);
        if (key == NULL || dict_entry_value(class->attributes, i)->kind != KIND_PROPERTY)
            continue;
        PropertyObject *property = (PropertyObject *)dict_entry_value(class->attributes, i);
        StrObject *before = property->name;
        property->name = (StrObject *)object_held(key);
        object_release_if(vm, (Object *)before);
    }
    return true;
}

Object *loop_build_class(Vm *vm, StrObject *name, DictObject *namespace, Object *base_or_null,
                         uint32_t slot_hint) {
    ClassObject *base = check_base(vm, base_or_null);
    if (base == NULL)
        return NULL;
    Object **registers = native_enter(vm, 3);
    if (registers == NULL)
        return NULL;
    Object *qualified = registers[0] = take_entry(vm, namespace, "__qualname__");
    Object *cell = registers[1] = take_entry(vm, namespace, "__classcell__");
    StrObject *full =
        qualified != NULL && qualified->kind == KIND_STR ? (StrObject *)qualified : name;
    /* Who defines equality and no hash has none. */
    bool good = dict_peek_name(namespace, vm->names.eq) == NULL ||
                dict_peek_name(namespace, vm->names.hash) != NULL ||
                dict_set(vm, namespace, &vm->names.hash->header, vm->none);
    ClassObject *class =
        good ? class_new(vm, name, full, base, namespace, derived_kind(base)) : NULL;
    registers[2] = (Object *)class;
    bool ok = class != NULL && lay_out(vm, class) && prepare_attributes(vm, class);
    if (ok) {
        /* Where there are no attributes but members, their number is known. */
        bool is_fixed = (class->flags & CLASS_HAS_NO_DICT) != 0;
        class->slot_hint =
            (uint16_t)(is_fixed ? class->member_count : class->slot_hint + slot_hint);
        if (cell != NULL)
            ((CellObject *)cell)->value = object_held(&class->header);
        registers[2] = NULL;
    }
    native_leave(vm, registers);
    return ok ? (Object *)class : NULL;
}
