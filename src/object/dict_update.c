/* dict_update.c -- what dict(x), d.update(x) and d |= x take: a dict, or pairs. */
#include "object/call.h"
#include "object/operations.h"
#include "object/special.h"
#include "object/state.h"

/* The pair that one element of a sequence of pairs is: a list in a register. */
static bool read_pair(Vm *vm, Object *element, uint32_t number, Object **pair_register) {
    ListObject *pair = list_from_iterable(vm, element);
    *pair_register = (Object *)pair;
    if (pair == NULL) {
        if (raise_pending_is(vm, ERROR_TypeError)) {
            raise_clear(vm);
            raise_error(vm, ERROR_TypeError,
                        "cannot convert dictionary update sequence element #%u to a sequence",
                        (unsigned)number);
        }
        return false;
    }
    if (pair->length != 2) {
        raise_error(vm, ERROR_ValueError,
                    "dictionary update sequence element #%u has length %u; 2 is required",
                    (unsigned)number, (unsigned)pair->length);
        return false;
    }
    return true;
}

static bool update_from_pairs(Vm *vm, DictObject *dict, Object *pairs) {
    Object **registers = native_enter(vm, 3);
    if (registers == NULL) {
        return false;
    }
    registers[0] = iterator_new(vm, pairs);
    bool good = registers[0] != NULL;
    for (uint32_t number = 0; good; number++) {
        registers[1] = iterator_next(vm, registers[0]);
        if (registers[1] == NULL) {
            good = raise_pending(vm) == NULL;
            break;
        }
        good = read_pair(vm, registers[1], number, &registers[2]);
        if (good) {
            Object **items = ((ListObject *)registers[2])->items;
            good = dict_set(vm, dict, items[0], items[1]) &&
                   (number % 4096 != 4095 || !vm_poll_interrupt(vm));
        }
        OBJECT_CLEAR(vm, registers[2]);
        OBJECT_CLEAR(vm, registers[1]);
    }
    native_leave(vm, registers);
    return good;
}

/* From an object with a method keys(): the items by those keys. */
static bool update_from_mapping(Vm *vm, DictObject *dict, Object *source, Object *keys_method) {
    enum { METHOD, KEYS, ITERATOR, KEY, VALUE, COUNT };
    Object **registers = native_enter(vm, COUNT);
    if (registers == NULL) {
        object_release(vm, keys_method);
        return false;
    }
    registers[METHOD] = keys_method;
    registers[KEYS] = vm_call(vm, keys_method, NULL, 0);
    if (registers[KEYS] != NULL &&
        (registers[ITERATOR] = iterator_new(vm, registers[KEYS])) == NULL &&
        special_is_not_iterable(vm, registers[KEYS])) {
        raise_clear(vm);
        raise_error(vm, ERROR_TypeError, "%.200s.keys() returned a non-iterable (type %.200s)",
                    object_type_name(vm, source), object_type_name(vm, registers[KEYS]));
    }
    /* All keys are taken before the first value is asked for. */
    OBJECT_CLEAR(vm, registers[KEYS]);
    bool good = registers[ITERATOR] != NULL &&
                (registers[KEYS] = (Object *)list_new(vm, 0)) != NULL &&
                list_extend(vm, (ListObject *)registers[KEYS], registers[ITERATOR]);
    OBJECT_CLEAR(vm, registers[ITERATOR]);
    const ListObject *keys = (const ListObject *)registers[KEYS];
    for (uint32_t i = 0; good && i < keys->length; i++) {
        registers[KEY] = object_held(keys->items[i]);
        registers[VALUE] = object_get_item(vm, source, registers[KEY]);
        good = registers[VALUE] != NULL && dict_set(vm, dict, registers[KEY], registers[VALUE]);
        OBJECT_CLEAR(vm, registers[KEY]);
        OBJECT_CLEAR(vm, registers[VALUE]);
    }
    good = good && raise_pending(vm) == NULL;
    native_leave(vm, registers);
    return good;
}

Object *dict_mapping_keys(Vm *vm, Object *source) {
    StrObject *name = str_peek_interned(vm, "keys", sizeof "keys" - 1);
    if (name == NULL || !object_is_instance(source)) {
        return NULL;
    }
    Object *method = attribute_get(vm, source, name);
    if (method == NULL && raise_pending_is(vm, ERROR_AttributeError)) {
        raise_clear(vm);
    }
    return method;
}

bool dict_update_from(Vm *vm, DictObject *dict, Object *source) {
    bool is_plain = object_is_dict(source) && special_peek(vm, source, vm->names.iter) == NULL;
    if (is_plain) {
        return dict_update(vm, dict, (DictObject *)source);
    }
    Object *keys = dict_mapping_keys(vm, source);
    if (keys != NULL) {
        return update_from_mapping(vm, dict, source, keys);
    }
    return raise_pending(vm) == NULL && update_from_pairs(vm, dict, source);
}
