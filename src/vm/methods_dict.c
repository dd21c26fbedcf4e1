/* methods_dict.c -- the methods of dicts, and dict() itself. */
#include "object/fault.h"
#include "vm/native.h"

static Object *none(Vm *vm) {
    return object_held(vm->none);
}

Object *dict_method_clear(Vm *vm, Object **args, size_t count) {
    (void)count;
    dict_clear(vm, (DictObject *)args[0]);
    return none(vm);
}

Object *dict_method_copy(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)dict_copy(vm, (DictObject *)args[0]);
}

Object *dict_method_get(Vm *vm, Object **args, size_t count) {
    (void)count;
    DictObject *dict = (DictObject *)args[0];
    int64_t entry = dict_find(vm, dict, args[1]);
    if (entry == DICT_FAILED) {
        return NULL;
    }
    return object_held(entry >= 0        ? dict_entry_value(dict, (size_t)entry)
                       : args[2] != NULL ? args[2]
                                         : vm->none);
}

Object *dict_method_keys(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)dict_view_new(vm, KIND_DICT_KEYS, (DictObject *)args[0]);
}

Object *dict_method_values(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)dict_view_new(vm, KIND_DICT_VALUES, (DictObject *)args[0]);
}

Object *dict_method_items(Vm *vm, Object **args, size_t count) {
    (void)count;
    return (Object *)dict_view_new(vm, KIND_DICT_ITEMS, (DictObject *)args[0]);
}

Object *dict_method_pop(Vm *vm, Object **args, size_t count) {
    (void)count;
    DictObject *dict = (DictObject *)args[0];
    /* An empty one does not even ask the key for its hash. */
    int64_t entry = dict->live == 0 ? DICT_ABSENT : dict_find(vm, dict, args[1]);
    if (entry == DICT_FAILED) {
        return NULL;
    }
    if (entry == DICT_ABSENT) {
        if (args[2] == NULL) {
            raise_error_with(vm, ERROR_KeyError, args[1]);
        }
        return args[2] == NULL ? NULL : object_held(args[2]);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    /* Releasing the key can run a finalizer; the value waits in a register. */
    Object *key = NULL;
    dict_remove_entry(dict, (size_t)entry, &key, &registers[0]);
    object_release(vm, key);
    Object *value = registers[0];
    registers[0] = NULL;
    native_leave(vm, registers);
    if (UNLIKELY(fault_is_on(vm))) {
        fault_forget(vm, value, FAULT_DICT_POP);
    }
    return value;
}

Object *dict_method_popitem(Vm *vm, Object **args, size_t count) {
    (void)count;
    DictObject *dict = (DictObject *)args[0];
    if (dict->live == 0) {
        raise_error(vm, ERROR_KeyError, "popitem(): dictionary is empty");
        return NULL;
    }
    TupleObject *pair = tuple_new(vm, 2);
    if (pair != NULL) {
        dict_pop_last(vm, dict, &pair->items[0], &pair->items[1]);
    }
    return (Object *)pair;
}

Object *dict_method_setdefault(Vm *vm, Object **args, size_t count) {
    (void)count;
    DictObject *dict = (DictObject *)args[0];
    Object *value = dict_peek(vm, dict, args[1]);
    if (value != NULL) {
        return object_held(value);
    }
    value = args[2] != NULL ? args[2] : vm->none;
    if (raise_pending(vm) != NULL || !dict_set(vm, dict, args[1], value)) {
        return NULL;
    }
    return object_held(value);
}

static bool update_from(Vm *vm, DictObject *dict, Object *source_or_null,
                        Object *keywords_or_null) {
    bool good = source_or_null == NULL || dict_update_from(vm, dict, source_or_null);
    return good &&
           (keywords_or_null == NULL || dict_update(vm, dict, (DictObject *)keywords_or_null));
}

Object *dict_method_update(Vm *vm, Object **args, size_t count) {
    (void)count;
    return update_from(vm, (DictObject *)args[0], args[1], args[2]) ? none(vm) : NULL;
}

/* dict.fromkeys(iterable, value=None): not for subclasses, which want an instance of their own. */
Object *dict_static_fromkeys(Vm *vm, Object **args, size_t count) {
    (void)count;
    enum { DICT, ITERATOR, KEY, COUNT };
    Object **registers = native_enter(vm, COUNT);
    if (registers == NULL) {
        return NULL;
    }
    registers[DICT] = (Object *)dict_new(vm);
    registers[ITERATOR] = registers[DICT] == NULL ? NULL : iterator_new(vm, args[0]);
    bool good = registers[ITERATOR] != NULL;
    while (good && (registers[KEY] = iterator_next(vm, registers[ITERATOR])) != NULL) {
        good = dict_set(vm, (DictObject *)registers[DICT], registers[KEY],
                        args[1] == NULL ? vm->none : args[1]);
        OBJECT_CLEAR(vm, registers[KEY]);
    }
    Object *dict = NULL;
    if (good && raise_pending(vm) == NULL) {
        dict = registers[DICT];
        registers[DICT] = NULL;
    }
    native_leave(vm, registers);
    return dict;
}

Object *dict_method_init(Vm *vm, Object **args, size_t count) {
    return dict_method_update(vm, args, count);
}

Object *dict_construct(Vm *vm, Object **args, size_t count) {
    (void)count;
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    DictObject *dict = dict_new(vm);
    registers[0] = (Object *)dict;
    if (dict != NULL && update_from(vm, dict, args[1], args[2])) {
        registers[0] = NULL;
    } else {
        dict = NULL;
    }
    native_leave(vm, registers);
    return (Object *)dict;
}
