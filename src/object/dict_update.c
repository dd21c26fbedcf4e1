/* dict_update.c -- what dict(x), d.update(x) and d |= x take: a dict, or pairs. */
#include "object/call.h"
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

bool dict_update_from(Vm *vm, DictObject *dict, Object *source) {
    return source->kind == KIND_DICT ? dict_update(vm, dict, (DictObject *)source)
                                     : update_from_pairs(vm, dict, source);
}
