#include "vm/loop_parts.h"

#include <stdio.h>
#include <string.h>

#include "gc/gc.h"
#include "object/call.h"
#include "object/set.h"
#include "object/special.h"
#include "vm/attribute.h"
#include "vm/import.h"
#include "vm/native.h"

/* From here on every instruction is refused, so that all C functions that wait for one return. */
static void vm_abandon(Vm *vm) {
    vm->abandoned = 1;
    vm->fuel = 0;
}

bool vm_poll_interrupt(Vm *vm) {
    if (vm->host == NULL || !*vm->host->interrupted)
        return false;
    *vm->host->interrupted = 0;
    if (vm->host->note_interrupt != NULL)
        vm->host->note_interrupt(vm->host->context);
    if (vm->host->step != NULL)
        vm_abandon(vm);
    raise_error_with(vm, ERROR_KeyboardInterrupt, NULL);
    return true;
}

bool loop_attend(Vm *vm) {
    if (vm_poll_interrupt(vm))
        return false;
#ifdef OURO_GC_STRESS
    if (vm->collector.enabled && !vm->collector.collecting)
        gc_collect(vm, 0);
#endif
    vm->attention = 0;
    if (vm->collector.due)
        gc_collect_due(vm);
#ifdef OURO_GC_STRESS
    vm->attention = 1;
#endif
    return true;
}

static bool refuse_instruction(Vm *vm) {
    raise_error(vm, ERROR_RuntimeError, "out of fuel: no more instructions may run");
    return false;
}

/* Whoever looks into the run says how it goes on. */
static bool ask_host(Vm *vm) {
    HostStep step = HOST_STEP_ABANDON;
    uint64_t more = 0;
    if (!vm->abandoned)
        step = vm->host->step(vm->host->context, &more);
    if (step == HOST_STEP_ON) {
        vm->fuel = more;
        return true;
    }
    if (step == HOST_STEP_ABANDON) {
        vm_abandon(vm);
        raise_error_with(vm, ERROR_KeyboardInterrupt, NULL);
        return false;
    }
    return refuse_instruction(vm);
}

bool loop_out_of_fuel(Vm *vm) {
    bool is_looked_into = vm->host != NULL && vm->host->step != NULL;
    return is_looked_into ? ask_host(vm) : refuse_instruction(vm);
}

/* Only then is the old one let go, for finalizers may run. */
static void keep_echo(Vm *vm, Object *value) {
    Object *old = vm->echo;
    if (vm->keeps_echo != 0) {
        vm->echo = object_held(value);
        object_release_if(vm, old);
    }
}

/* As in Python `_` is None while the result is turned into text, and has no value but that if this
 * fails. */
bool loop_echo(Vm *vm, Object *value) {
    if (value == vm->none)
        return true;
    keep_echo(vm, vm->none);
    Bytes text = {0};
    bool ok = object_write_repr(vm, &text, value);
    if (ok && text.failed) {
        raise_memory_error(vm);
        ok = false;
    }
    bytes_append_char(&text, '\n');
    if (ok)
        host_write(vm->host, HOST_OUT, bytes_text(&text), text.length);
    if (ok)
        keep_echo(vm, value);
    bytes_free(&text);
    return ok;
}

/* Gives the pending exception its attribute `name`; not the MemoryError that came instead. */
static void note_name(Vm *vm, ErrorClass error, StrObject *name) {
    if (!raise_pending_is(vm, error))
        return;
    Object *pending = raise_fetch(vm);
    if (!instance_set_own(vm, pending, vm->names.name_attribute, &name->header))
        raise_clear(vm);
    vm->pending = pending;
}

/* `_` is behind all other names, where the built-in names are. NULL for others, and where it is not
 * kept. */
static Object *peek_echo(const Vm *vm, const StrObject *name) {
    return name->bytes == 1 && name->text[0] == '_' ? vm->echo : NULL;
}

static void raise_name_error(Vm *vm, StrObject *name) {
    raise_error(vm, ERROR_NameError, "name '%s' is not defined", name->text);
    note_name(vm, ERROR_NameError, name);
}

Object *loop_find_global(Vm *vm, DictObject *globals, StrObject *name, InlineCache *cache) {
    int64_t entry = dict_find_name(globals, name);
    if (entry >= 0) {
        *cache = (InlineCache){.version = 0, .index = (uint32_t)entry};
        return dict_entry_value(globals, (size_t)entry);
    }
    entry = dict_find_name(vm->builtins, name);
    if (entry >= 0) {
        *cache = (InlineCache){.version = globals->shape + 1, .index = (uint32_t)entry};
        return dict_entry_value(vm->builtins, (size_t)entry);
    }
    Object *echo = peek_echo(vm, name);
    if (echo == NULL)
        raise_name_error(vm, name);
    return echo;
}

bool loop_store_global(Vm *vm, DictObject *globals, StrObject *name, Object *value,
                       Instruction *i) {
    int64_t entry = dict_find_name(globals, name);
    if (entry >= 0 && entry <= UINT16_MAX)
        i->c = (uint16_t)entry;
    return dict_set(vm, globals, &name->header, value);
}

Object *loop_find_name(Vm *vm, DictObject *namespace, DictObject *globals, StrObject *name) {
    Object *value = dict_peek_name(namespace, name);
    if (value == NULL)
        value = dict_peek_name(globals, name);
    if (value == NULL)
        value = dict_peek_name(vm->builtins, name);
    if (value == NULL)
        value = peek_echo(vm, name);
    if (value == NULL)
        raise_name_error(vm, name);
    return value;
}

bool loop_delete_name(Vm *vm, DictObject *namespace, StrObject *name) {
    Object *value = dict_take_name(vm, namespace, name);
    if (value == NULL) {
        raise_name_error(vm, name);
        return false;
    }
    object_release(vm, value);
    return true;
}

void loop_raise_unbound(Vm *vm, StrObject *name) {
    raise_error(vm, ERROR_UnboundLocalError,
                "cannot access local variable '%s' where it is not associated with a value",
                name->text);
}

void loop_raise_unbound_free(Vm *vm, StrObject *name) {
    raise_error(vm, ERROR_NameError,
                "cannot access free variable '%s' where it is not associated with a value in "
                "enclosing scope",
                name->text);
}

/* A slot can be cached when nothing in the class stands before it, as a property would. */
static void cache_slot(InstanceObject *instance, StrObject *name, InlineCache *cache) {
    if (instance->header.kind != KIND_INSTANCE)
        return;
    int64_t slot = class_find_slot(instance->class, name);
    const Object *in_class = class_peek_attribute(instance->class, name);
    if (slot >= 0 && (in_class == NULL || in_class->kind != KIND_PROPERTY))
        *cache = (InlineCache){.version = instance->class->version, .index = (uint32_t)slot};
}

Object *loop_load_attribute(Vm *vm, Object *object, StrObject *name, InlineCache *cache) {
    Object *value = attribute_get(vm, object, name);
    if (value != NULL && object->kind == KIND_INSTANCE && name != vm->names.class)
        cache_slot((InstanceObject *)object, name, cache);
    return value;
}

bool loop_store_attribute(Vm *vm, Object *object, StrObject *name, Object *value,
                          InlineCache *cache) {
    if (SHORTCUTS && object->kind == KIND_INSTANCE) {
        InstanceObject *instance = (InstanceObject *)object;
        if (instance->class->version == cache->version && cache->index < instance->slot_count) {
            Object *before = instance->slots[cache->index];
            if (before == NULL && instance_fill_slot(instance, cache->index, value))
                return true;
            if (before != NULL) {
                instance->slots[cache->index] = object_held(value);
                object_release(vm, before);
                return true;
            }
        }
    }
    if (!attribute_set(vm, object, name, value))
        return false;
    if (object->kind == KIND_INSTANCE && name != vm->names.class && name != vm->names.dict &&
        (object_class_peek(vm, object)->flags & CLASS_HAS_SETATTR) == 0)
        cache_slot((InstanceObject *)object, name, cache);
    return true;
}

bool loop_extend(Vm *vm, ListObject *list, Object *iterable) {
    if (list_extend(vm, list, iterable))
        return true;
    if (special_is_not_iterable(vm, iterable)) {
        raise_clear(vm);
        raise_error(vm, ERROR_TypeError, "Value after * must be an iterable, not %s",
                    object_type_name(vm, iterable));
    }
    return false;
}

/* How CPython calls a callee in these messages: "__main__.f()", "print()". */
static void name_callee(Vm *vm, const Object *callee, char *text, size_t bytes) {
    while (callee->kind == KIND_METHOD)
        callee = ((const MethodObject *)(const void *)callee)->function;
    if (callee->kind == KIND_FUNCTION)
        snprintf(text, bytes, "__main__.%s()",
                 ((const FunctionObject *)(const void *)callee)->qualified_name->text);
    else if (callee->kind == KIND_NATIVE)
        snprintf(text, bytes, "%s()",
                 NATIVE_ROWS[((const NativeObject *)(const void *)callee)->native].name);
    else if (callee->kind == KIND_CLASS)
        snprintf(text, bytes, "%s%s()",
                 (((const ClassObject *)(const void *)callee)->flags & CLASS_IS_BUILT_IN) != 0
                     ? ""
                     : "__main__.",
                 ((const ClassObject *)(const void *)callee)->qualified_name->text);
    else
        snprintf(text, bytes, "%s object", object_type_name(vm, callee));
}

Object *loop_spread(Vm *vm, Object *iterable, Object *callee) {
    if (iterable->kind == KIND_TUPLE)
        return object_held(iterable);
    ListObject *list = list_from_iterable(vm, iterable);
    if (list == NULL) {
        if (special_is_not_iterable(vm, iterable)) {
            char name[160];
            name_callee(vm, callee, name, sizeof name);
            raise_clear(vm);
            raise_error(vm, ERROR_TypeError, "%s argument after * must be an iterable, not %s",
                        name, object_type_name(vm, iterable));
        }
        return NULL;
    }
    Object *tuple = (Object *)tuple_from(vm, list->items, list->length);
    object_release(vm, &list->header);
    return tuple;
}

Object *loop_build_set(Vm *vm, Object **items, uint32_t count) {
    Object **own = native_enter(vm, 1);
    if (own == NULL)
        return NULL;
    SetObject *set = set_new(vm, KIND_SET);
    own[0] = (Object *)set;
    bool ok = set != NULL;
    for (uint32_t i = 0; i < count; i++) {
        ok = ok && set_add(vm, set, items[i]);
        OBJECT_CLEAR(vm, items[i]);
    }
    if (ok)
        own[0] = NULL;
    native_leave(vm, own);
    return ok ? (Object *)set : NULL;
}

Object *loop_build_pairs(Vm *vm, Object **pairs, uint32_t count) {
    DictObject *dict = dict_new(vm);
    bool ok = dict != NULL;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = dict_set(vm, dict, pairs[2 * i], pairs[2 * i + 1]);
    if (!ok) {
        object_release_if(vm, (Object *)dict);
        return NULL;
    }
    /* Those that were equal to an earlier key die now, the last one first. */
    for (uint32_t i = 2 * count; i-- > 0;)
        OBJECT_CLEAR(vm, pairs[i]);
    return &dict->header;
}

Object *loop_build_string(Vm *vm, Object **strings, uint32_t count) {
    StrObject *string = str_join(vm, vm->empty_string, strings, count);
    for (uint32_t i = 0; i < count; i++)
        OBJECT_CLEAR(vm, strings[i]);
    return (Object *)string;
}

Object *loop_convert(Vm *vm, Object *object, uint32_t conversion) {
    switch (conversion) {
    case 's':
        return (Object *)object_str(vm, object);
    case 'r':
        return (Object *)object_repr(vm, object);
    case 'a':
        return (Object *)object_ascii(vm, object);
    default:
        return (Object *)object_format(vm, object, NULL);
    }
}

/* The same with what is no dict but has keys(), by a dict that only helps. */
static bool merge_mapping(Vm *vm, DictObject *dict, Object *mapping, Object *callee) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL)
        return false;
    DictObject *pairs = dict_new(vm);
    registers[0] = (Object *)pairs;
    bool ok = pairs != NULL && dict_update_from(vm, pairs, mapping) &&
              loop_merge(vm, dict, &pairs->header, callee);
    native_leave(vm, registers);
    return ok;
}

bool loop_merge(Vm *vm, DictObject *dict, Object *mapping, Object *callee) {
    char name[160] = "";
    if (callee != NULL)
        name_callee(vm, callee, name, sizeof name);
    if (!object_is_dict(mapping)) {
        Object *keys = dict_mapping_keys(vm, mapping);
        if (keys != NULL) {
            object_release(vm, keys);
            return merge_mapping(vm, dict, mapping, callee);
        }
        if (vm->pending != NULL)
            return false;
        if (callee == NULL)
            raise_error(vm, ERROR_TypeError, "'%s' object is not a mapping",
                        object_type_name(vm, mapping));
        else
            raise_error(vm, ERROR_TypeError, "%s argument after ** must be a mapping, not %s", name,
                        object_type_name(vm, mapping));
        return false;
    }
    DictObject *other = (DictObject *)mapping;
    if (callee == NULL)
        return dict_update(vm, dict, other);
    for (uint32_t entry = 0; entry < other->fill; entry++) {
        Object *key = dict_entry_key(other, entry);
        if (key == NULL)
            continue;
        if (key->kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError, "keywords must be strings");
            return false;
        }
        int64_t known = dict_find(vm, dict, key);
        if (known == DICT_FAILED)
            return false;
        if (known >= 0) {
            raise_error(vm, ERROR_TypeError, "%s got multiple values for keyword argument '%s'",
                        name, ((StrObject *)key)->text);
            return false;
        }
        if (!dict_set(vm, dict, key, dict_entry_value(other, entry)))
            return false;
    }
    return true;
}

static void raise_too_few(Vm *vm, uint32_t wanted, uint32_t got, bool at_least) {
    raise_error(vm, ERROR_ValueError, "not enough values to unpack (expected %s%u, got %u)",
                at_least ? "at least " : "", wanted, got);
}

/* Moves items from the end of the list of the rest into the registers before it. */
static bool split_rest(Vm *vm, ListObject *rest, Object **registers, uint32_t before,
                       uint32_t after) {
    if (rest->length < after) {
        raise_too_few(vm, before + after, before + rest->length, true);
        return false;
    }
    for (uint32_t i = 0; i < after; i++)
        registers[i] = list_pop(vm, rest, rest->length - 1);
    return true;
}

/* Fills the registers from the last one on. */
static bool unpack_iterator(Vm *vm, Object *iterator, Object **registers, uint32_t count,
                            uint32_t after) {
    Object **end = registers + (after == NO_REST ? count : count + 1 + after);
    for (uint32_t i = 0; i < count; i++) {
        *--end = iterator_next(vm, iterator);
        if (*end == NULL) {
            if (vm->pending == NULL)
                raise_too_few(vm, after == NO_REST ? count : count + after, i, after != NO_REST);
            return false;
        }
    }
    if (after != NO_REST) {
        ListObject *rest = list_new(vm, 0);
        if (rest == NULL)
            return false;
        *--end = &rest->header;
        return list_extend(vm, rest, iterator) && split_rest(vm, rest, registers, count, after);
    }
    Object *extra = iterator_next(vm, iterator);
    if (extra == NULL)
        return vm->pending == NULL;
    object_release(vm, extra);
    raise_error(vm, ERROR_ValueError, "too many values to unpack (expected %u)", count);
    return false;
}

bool loop_unpack(Vm *vm, Object *iterable, Object **registers, uint32_t count, uint32_t after) {
    bool is_list = iterable->kind == KIND_LIST;
    if (after == NO_REST && (is_list || iterable->kind == KIND_TUPLE)) {
        uint32_t length =
            is_list ? ((ListObject *)iterable)->length : ((TupleObject *)iterable)->length;
        Object **items =
            is_list ? ((ListObject *)iterable)->items : ((TupleObject *)iterable)->items;
        if (length < count)
            raise_too_few(vm, count, length, false);
        else if (length > count)
            raise_error(vm, ERROR_ValueError, "too many values to unpack (expected %u)", count);
        if (length != count)
            return false;
        for (uint32_t i = 0; i < count; i++)
            registers[count - 1 - i] = object_held(items[i]);
        return true;
    }
    Object *iterator = iterator_new(vm, iterable);
    if (iterator == NULL) {
        if (raise_pending_is(vm, ERROR_TypeError) && !special_has_iteration(vm, iterable)) {
            raise_clear(vm);
            raise_error(vm, ERROR_TypeError, "cannot unpack non-iterable %s object",
                        object_type_name(vm, iterable));
        }
        return false;
    }
    bool ok = unpack_iterator(vm, iterator, registers, count, after);
    /* What was unpacked in vain goes before the iterator does, the latest first. */
    uint32_t filled = ok ? 0 : after == NO_REST ? count : count + 1 + after;
    for (uint32_t i = 0; i < filled; i++)
        OBJECT_CLEAR(vm, registers[i]);
    object_release(vm, iterator);
    return ok;
}

bool loop_with_enter(Vm *vm, Object **base) {
    const char *missed = "";
    base[1] = attribute_get_special(vm, base[0], vm->names.enter);
    Object *exit = NULL;
    if (base[1] != NULL) {
        exit = attribute_get_special(vm, base[0], vm->names.exit);
        missed = " (missed __exit__ method)";
    }
    if (exit == NULL) {
        if (vm->pending == NULL)
            raise_error(vm, ERROR_TypeError,
                        "'%.200s' object does not support the context manager protocol%s",
                        object_type_name(vm, base[0]), missed);
        return false;
    }
    base[2] = object_held(base[1]);
    Object *manager = base[0];
    base[0] = exit;
    object_release(vm, manager);
    return true;
}

bool loop_setup_annotations(Vm *vm, DictObject *namespace) {
    StrObject *name = vm->names.annotations;
    if (dict_find_name(namespace, name) >= 0)
        return true;
    Object *annotations = (Object *)dict_new(vm);
    return annotations != NULL && dict_set_take(vm, namespace, &name->header, annotations);
}

/* Of `a.b.c` the module `a` is missed first; where it is there, `a.b`, because no module of Ouro's
 * is a package. */
static void raise_no_module(Vm *vm, StrObject *name) {
    size_t head = strcspn(name->text, ".");
    StrObject *first = str_peek_interned(vm, name->text, head);
    bool is_there = first != NULL && dict_peek_name(vm->modules, first) != NULL;
    size_t length =
        is_there && head < name->bytes ? head + 1 + strcspn(name->text + head + 1, ".") : head;
    StrObject *missed = length == name->bytes ? (StrObject *)object_held(&name->header)
                                              : str_new(vm, name->text, length);
    if (missed == NULL)
        return;
    if (is_there)
        raise_error(vm, ERROR_ModuleNotFoundError, "No module named '%s'; '%s' is not a package",
                    missed->text, first->text);
    else
        raise_error(vm, ERROR_ModuleNotFoundError, "No module named '%s'", missed->text);
    note_name(vm, ERROR_ModuleNotFoundError, missed);
    object_release(vm, (Object *)missed);
}

Object *loop_import(Vm *vm, StrObject *name) {
    Object *module = import_find(vm, name);
    if (module == NULL) {
        if (vm->pending == NULL)
            raise_no_module(vm, name);
        return NULL;
    }
    return object_held(module);
}

Object *loop_import_from(Vm *vm, Object *module, StrObject *name) {
    Object *value = dict_peek_name(((ModuleObject *)module)->attributes, name);
    if (value == NULL) {
        raise_error(vm, ERROR_ImportError, "cannot import name '%s' from '%s' (unknown location)",
                    name->text, ((ModuleObject *)module)->name->text);
        return NULL;
    }
    return object_held(value);
}

/* What calling an exception class gave must be an exception: __new__ may give anything. */
static Object *check_made(Vm *vm, Object *class, Object *made) {
    if (made == NULL || made->kind == KIND_EXCEPTION)
        return made;
    Bytes text = {0};
    bool ok = object_write_repr(vm, &text, class);
    if (ok)
        raise_error(vm, ERROR_TypeError,
                    "calling %s should have returned an instance of BaseException, not <class "
                    "'%s'>",
                    bytes_text(&text), object_type_name(vm, made));
    bytes_free(&text);
    object_release(vm, made);
    return NULL;
}

/* An exception from a class or instance, owned; NULL with TypeError pending. */
static Object *make_exception(Vm *vm, Object *raised, const char *complaint) {
    if (raised->kind == KIND_EXCEPTION)
        return object_held(raised);
    if (raised->kind == KIND_CLASS &&
        class_is_subclass((ClassObject *)raised, vm->errors[ERROR_BaseException]))
        return check_made(vm, raised, vm_call(vm, raised, NULL, 0));
    raise_error(vm, ERROR_TypeError, "%s", complaint);
    return NULL;
}

void loop_raise(Vm *vm, Object *exception, Object *cause_or_null) {
    Object *made = make_exception(vm, exception, "exceptions must derive from BaseException");
    if (made == NULL)
        return;
    if (cause_or_null != NULL) {
        ExceptionObject *raised = (ExceptionObject *)made;
        Object *cause = NULL;
        if (cause_or_null != vm->none) {
            cause = make_exception(vm, cause_or_null,
                                   "exception causes must derive from BaseException");
            if (cause == NULL) {
                object_release(vm, made);
                return;
            }
        }
        raised->suppress_context = 1;
        Object *before = raised->cause;
        raised->cause = cause;
        object_release_if(vm, before);
    }
    raise_take(vm, made);
}

Truth loop_match(Vm *vm, Object *exception, Object *classes) {
    ClassObject *class = object_class_peek(vm, exception);
    Object **items = &classes;
    uint32_t count = 1;
    if (classes->kind == KIND_TUPLE) {
        items = ((TupleObject *)classes)->items;
        count = ((TupleObject *)classes)->length;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (items[i]->kind != KIND_CLASS ||
            !class_is_subclass((ClassObject *)items[i], vm->errors[ERROR_BaseException])) {
            raise_error(vm, ERROR_TypeError,
                        "catching classes that do not inherit from BaseException is not allowed");
            return TRUTH_FAILED;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (class_is_subclass(class, (ClassObject *)items[i]))
            return TRUTH_TRUE;
    }
    return TRUTH_FALSE;
}
