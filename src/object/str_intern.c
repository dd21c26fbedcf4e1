/* str_intern.c -- the table of interned strings.
 *
 * Open addressing with linear probing. The table holds no references: a string that dies takes
 * itself out, and those behind it move up, so there are no tombstones and an empty slot always
 * ends a search. It doubles when three quarters are in use and never shrinks. */
#include "object/exception.h"
#include "object/state.h"
#include "object/str.h"

#include <string.h>

enum { INTERN_FIRST_CAPACITY = 512 };

/* The slot where the string stands, or the empty one where it would. */
static uint32_t find_slot(const InternTable *table, uint64_t hash, const char *text, size_t bytes) {
    uint32_t mask = table->capacity - 1;
    uint32_t slot = (uint32_t)hash & mask;
    for (; table->slots[slot] != NULL; slot = (slot + 1) & mask) {
        const StrObject *there = table->slots[slot];
        if (there->hash == hash && there->bytes == bytes && memcmp(there->text, text, bytes) == 0) {
            break;
        }
    }
    return slot;
}

static bool make_room(Vm *vm, InternTable *table) {
    if (table->live + 1 <= table->capacity / 4 * 3) {
        return true;
    }
    uint32_t capacity = table->capacity == 0 ? INTERN_FIRST_CAPACITY : table->capacity * 2;
    StrObject **slots = buffer_new(vm, capacity * sizeof(StrObject *), NULL);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0, buffer_capacity(slots));
    InternTable grown = {.slots = slots, .capacity = capacity, .live = table->live};
    for (uint32_t i = 0; i < table->capacity; i++) {
        StrObject *string = table->slots[i];
        if (string != NULL) {
            slots[find_slot(&grown, string->hash, string->text, string->bytes)] = string;
        }
    }
    if (table->slots != NULL) {
        buffer_free(vm, table->slots);
    }
    *table = grown;
    return true;
}

StrObject *str_intern_take(Vm *vm, StrObject *string) {
    if (string->header.flags & FLAG_INTERNED) {
        return string;
    }
    InternTable *table = &vm->interned;
    if (!make_room(vm, table)) {
        object_release(vm, &string->header);
        return NULL;
    }
    uint32_t slot = find_slot(table, str_hash(string), string->text, string->bytes);
    StrObject *there = table->slots[slot];
    if (there != NULL) {
        object_hold(&there->header);
        object_release(vm, &string->header);
        return there;
    }
    string->header.flags |= FLAG_INTERNED;
    table->slots[slot] = string;
    table->live++;
    return string;
}

StrObject *str_intern(Vm *vm, const char *text, size_t bytes) {
    /* Making the string first costs a short-lived block when it is known already, which is rare
     * and only when programs are compiled. */
    StrObject *string = str_new(vm, text, bytes);
    return string == NULL ? NULL : str_intern_take(vm, string);
}

StrObject *str_peek_interned(const Vm *vm, const char *text, size_t bytes) {
    const InternTable *table = &vm->interned;
    if (table->capacity == 0) {
        return NULL;
    }
    uint64_t hash = str_hash_ascii(text, bytes);
    return table->slots[find_slot(table, hash, text, bytes)];
}

void str_forget_interned(Vm *vm, StrObject *string) {
    InternTable *table = &vm->interned;
    uint32_t mask = table->capacity - 1;
    uint32_t hole = find_slot(table, string->hash, string->text, string->bytes);
    CHECK(table->slots[hole] == string);
    for (uint32_t slot = (hole + 1) & mask; table->slots[slot] != NULL; slot = (slot + 1) & mask) {
        /* What stands at `slot` may fill the hole unless its own home lies behind the hole. */
        uint32_t home = (uint32_t)table->slots[slot]->hash & mask;
        if (((slot - home) & mask) >= ((slot - hole) & mask)) {
            table->slots[hole] = table->slots[slot];
            hole = slot;
        }
    }
    table->slots[hole] = NULL;
    table->live--;
    string->header.flags &= (uint8_t)~FLAG_INTERNED;
}
