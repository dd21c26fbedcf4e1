/* weak.c -- weak references, their table, and what happens when the object they know dies. */
#include "object/weak.h"

#include "object/call.h"
#include "object/special.h"
#include "object/state.h"

#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* --- the table: open addressing without tombstones, as that of interned strings ----------------
 */

static uint32_t home_of(const Vm *vm, const WeakTable *table, const Object *referent) {
    return (block_number(vm, referent) * UINT32_C(0x9E3779B1)) >> 7 & (table->capacity - 1);
}

/* The slot where the list of this object begins, or the empty one where it would. */
static uint32_t find_slot(const Vm *vm, const WeakTable *table, const Object *referent) {
    uint32_t slot = home_of(vm, table, referent);
    while (table->slots[slot] != NULL && table->slots[slot]->referent != referent) {
        slot = (slot + 1) & (table->capacity - 1);
    }
    return slot;
}

static bool make_room(Vm *vm) {
    WeakTable *table = &vm->weak;
    if (table->live + 1 <= table->capacity / 4 * 3) {
        return true;
    }
    uint32_t capacity = table->capacity == 0 ? FIRST_CAPACITY : table->capacity * 2;
    WeakObject **slots = buffer_new(vm, capacity * sizeof(WeakObject *), NULL);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0, buffer_capacity(slots));
    WeakTable grown = {.slots = slots, .capacity = capacity, .live = table->live};
    for (uint32_t i = 0; i < table->capacity; i++) {
        if (table->slots[i] != NULL) {
            slots[find_slot(vm, &grown, table->slots[i]->referent)] = table->slots[i];
        }
    }
    buffer_free(vm, table->slots);
    *table = grown;
    return true;
}

static void empty_slot(Vm *vm, uint32_t hole) {
    WeakTable *table = &vm->weak;
    uint32_t mask = table->capacity - 1;
    for (uint32_t slot = (hole + 1) & mask; table->slots[slot] != NULL; slot = (slot + 1) & mask) {
        /* What stands at `slot` may fill the hole unless its own home lies behind the hole. */
        uint32_t home = home_of(vm, table, table->slots[slot]->referent);
        if (((slot - home) & mask) >= ((slot - hole) & mask)) {
            table->slots[hole] = table->slots[slot];
            hole = slot;
        }
    }
    table->slots[hole] = NULL;
    table->live--;
}

WeakObject *weak_first_peek(const Vm *vm, const Object *referent) {
    return (referent->flags & FLAG_WEAK) == 0 ? NULL
                                              : vm->weak.slots[find_slot(vm, &vm->weak, referent)];
}

/* --- making and unmaking ------------------------------------------------------------------------
 */

static bool can_be_referred_to(const Object *object) {
    switch (object->kind) {
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_CODE:
    case KIND_FUNCTION:
    case KIND_GENERATOR:
    case KIND_NATIVE:
    case KIND_METHOD:
    case KIND_MODULE:
    case KIND_CLASS:
        return true;
    case KIND_INT_INSTANCE: /* CPython's have no place for the list, as their size varies */
        return false;
    default:
        return object_is_instance(object) && (instance_class(object)->flags & CLASS_HAS_WEAK) != 0;
    }
}

/* Whether it is one that everybody who asks for such a reference is given. */
static bool is_shared(const WeakObject *weak) {
    return weak->callback == NULL && weak->key == NULL;
}

/* Puts a new one where CPython does: the plain reference first, then the plain proxy. */
static void link_in(Vm *vm, WeakObject *weak) {
    WeakObject *first = weak_first_peek(vm, weak->referent);
    WeakObject *before = NULL;
    bool goes_first = is_shared(weak) && weak->header.kind == KIND_WEAK_REFERENCE;
    for (WeakObject *there = first; !goes_first && there != NULL && is_shared(there);
         there = there->next) {
        before = there;
    }
    weak->previous = before;
    weak->next = before == NULL ? first : before->next;
    if (weak->next != NULL) {
        weak->next->previous = weak;
    }
    if (before != NULL) {
        before->next = weak;
        return;
    }
    vm->weak.slots[find_slot(vm, &vm->weak, weak->referent)] = weak;
    vm->weak.live += first == NULL;
    weak->referent->flags |= FLAG_WEAK;
}

WeakObject *weak_new(Vm *vm, Kind kind, Object *referent, Object *callback_or_null,
                     Object *key_or_null) {
    if (!can_be_referred_to(referent)) {
        raise_error(vm, ERROR_TypeError, "cannot create weak reference to '%s' object",
                    object_type_name(vm, referent));
        return NULL;
    }
    WeakObject *there = weak_first_peek(vm, referent);
    for (; there != NULL && is_shared(there); there = there->next) {
        if (callback_or_null == NULL && key_or_null == NULL && there->header.kind == kind) {
            object_hold(&there->header);
            return there;
        }
    }
    WeakObject *weak =
        make_room(vm) ? (WeakObject *)object_new(vm, kind, sizeof(WeakObject)) : NULL;
    if (weak == NULL) {
        return NULL;
    }
    *weak = (WeakObject){.header = weak->header,
                         .callback = callback_or_null,
                         .key = key_or_null,
                         .referent = referent,
                         .hash = WEAK_NO_HASH};
    object_hold_if(callback_or_null);
    object_hold_if(key_or_null);
    link_in(vm, weak);
    gc_track(vm, &weak->header);
    return weak;
}

void weak_unlink(Vm *vm, WeakObject *weak) {
    Object *referent = weak->referent;
    if (referent == NULL) {
        return;
    }
    if (weak->next != NULL) {
        weak->next->previous = weak->previous;
    }
    if (weak->previous != NULL) {
        weak->previous->next = weak->next;
    } else {
        uint32_t slot = find_slot(vm, &vm->weak, referent);
        if (weak->next != NULL) {
            vm->weak.slots[slot] = weak->next;
        } else {
            empty_slot(vm, slot);
            referent->flags &= (uint8_t)~FLAG_WEAK;
        }
    }
    weak->referent = NULL;
    weak->next = weak->previous = NULL;
}

/* --- the object dies ----------------------------------------------------------------------------
 */

void weak_call_back(Vm *vm, Object *callback, Object *weak) {
    Object *result = vm_call(vm, callback, &weak, 1);
    if (result == NULL) {
        vm_report_ignored(vm, callback);
    } else {
        object_release(vm, result);
    }
}

/* One callback is held while it runs, several are held with their references by a tuple. */
static void call_all(Vm *vm, Object **registers, WeakObject *first, uint32_t count) {
    TupleObject *tuple = count == 1 ? NULL : tuple_new(vm, (size_t)2 * count);
    if (tuple != NULL) {
        object_hide_birth(vm, &tuple->header);
        registers[1] = &tuple->header;
    } else if (count > 1) {
        raise_clear(vm); /* without memory only the newest is called */
    }
    WeakObject *next = NULL;
    uint32_t place = 0;
    for (WeakObject *weak = first; weak != NULL; weak = next) {
        next = weak->next;
        Object *callback = weak->callback;
        weak->callback = NULL;
        weak_unlink(vm, weak);
        if (tuple != NULL) {
            tuple->items[place++] = object_held(&weak->header);
            tuple->items[place++] = callback;
        } else if (weak == first) {
            registers[1] = callback;
        } else {
            object_release_if(vm, callback);
        }
    }
    if (tuple == NULL) {
        weak_call_back(vm, registers[1], &first->header);
        return;
    }
    for (uint32_t i = 0; i < tuple->length; i += 2) {
        if (tuple->items[i + 1] != NULL) {
            weak_call_back(vm, tuple->items[i + 1], tuple->items[i]);
        }
    }
}

void weak_clear(Vm *vm, Object *referent) {
    WeakObject *first = weak_first_peek(vm, referent);
    while (first != NULL && first->callback == NULL) {
        weak_unlink(vm, first);
        first = weak_first_peek(vm, referent);
    }
    if (first == NULL) {
        return;
    }
    uint32_t count = 0;
    for (const WeakObject *weak = first; weak != NULL; weak = weak->next) {
        count++;
    }
    Object *pending = raise_fetch(vm);
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        /* Too deep to call anything. */
        vm_report_ignored(vm, first->callback);
        while ((first = weak_first_peek(vm, referent)) != NULL) {
            weak_unlink(vm, first);
        }
        vm->pending = pending;
        return;
    }
    registers[0] = pending;
    call_all(vm, registers, first, count);
    OBJECT_CLEAR(vm, registers[1]);
    pending = registers[0];
    registers[0] = NULL;
    native_leave(vm, registers);
    vm->pending = pending;
}

/* --- using them ---------------------------------------------------------------------------------
 */

Object *weak_resolve(Vm *vm, Object *object) {
    if (!object_is_proxy(object)) {
        return object;
    }
    Object *referent = ((WeakObject *)object)->referent;
    if (referent == NULL) {
        raise_error(vm, ERROR_ReferenceError, "weakly-referenced object no longer exists");
    }
    return referent;
}

Object **weak_enter(Vm *vm, Object *first, Object *second_or_null) {
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return NULL;
    }
    Object *operands[] = {first, second_or_null};
    for (unsigned i = 0; i < ARRAY_LENGTH(operands) && operands[i] != NULL; i++) {
        Object *referent = weak_resolve(vm, operands[i]);
        if (referent == NULL) {
            native_leave(vm, registers);
            return NULL;
        }
        registers[i] = object_held(referent);
    }
    return registers;
}

bool weak_hash(Vm *vm, WeakObject *weak, uint64_t *hash) {
    if (weak->hash == WEAK_NO_HASH) {
        if (weak->referent == NULL) {
            raise_error(vm, ERROR_TypeError, "weak object has gone away");
            return false;
        }
        Object **registers = native_enter(vm, 1);
        if (registers == NULL) {
            return false;
        }
        registers[0] = object_held(weak->referent);
        bool good = object_hash(vm, registers[0], hash);
        native_leave(vm, registers);
        if (!good) {
            return false;
        }
        weak->hash = *hash;
    }
    *hash = weak->hash;
    return true;
}

Truth weak_equal(Vm *vm, WeakObject *left, WeakObject *right) {
    if (left->referent == NULL || right->referent == NULL) {
        return left == right ? TRUTH_TRUE : TRUTH_FALSE;
    }
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    registers[0] = object_held(left->referent);
    registers[1] = object_held(right->referent);
    Truth equal = object_compare_truth(vm, COMPARE_EQUAL, registers[0], registers[1]);
    native_leave(vm, registers);
    return equal;
}
