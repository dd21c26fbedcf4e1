/* set.c -- the table of sets and frozensets: CPython's setobject.c, whose order of slots shows. */
#include "object/set.h"

#include "object/call.h"
#include "object/sequence.h"
#include "object/state.h"

#include <string.h>

enum {
    FEWEST_SLOTS = 8,
    LINEAR_PROBES = 9,
    PERTURB_SHIFT = 5,
    LARGE = 50000, /* from here on a set doubles; a smaller one grows fourfold */
};

#define HASH_REMOVED UINT64_MAX

/* The slots that are tried for a hash: a slot and its neighbours, then the next jump. */
typedef struct Probe {
    size_t mask;
    size_t home; /* where this run began */
    size_t slot;
    size_t left; /* neighbours still to be tried */
    uint64_t perturb;
} Probe;

static ALWAYS_INLINE void probe_run(Probe *probe, size_t home) {
    probe->home = probe->slot = home;
    probe->left = home + LINEAR_PROBES <= probe->mask ? LINEAR_PROBES : 0;
}

static ALWAYS_INLINE Probe probe_start(size_t slots, uint64_t hash) {
    Probe probe = {.mask = slots - 1, .perturb = hash};
    probe_run(&probe, hash & probe.mask);
    return probe;
}

static ALWAYS_INLINE void probe_next(Probe *probe) {
    if (probe->left > 0) {
        probe->left--;
        probe->slot++;
        return;
    }
    probe->perturb >>= PERTURB_SHIFT;
    probe_run(probe, (probe->home * 5 + 1 + probe->perturb) & probe->mask);
}

static uint64_t *hashes_of(const SetObject *set) {
    return (uint64_t *)(void *)(set->keys + set->slots);
}

SetObject *set_new(Vm *vm, Kind kind) {
    SetObject *set = (SetObject *)object_new(vm, kind, sizeof(SetObject));
    if (set != NULL) {
        *set = (SetObject){.header = set->header, .hash = SET_NO_HASH};
        gc_track(vm, &set->header);
    }
    return set;
}

size_t set_next_slot(const SetObject *set, size_t slot) {
    while (slot < set->slots && set->keys[slot] == NULL) {
        slot++;
    }
    return slot;
}

/* Puts a key that is not there into a table without removed items. */
static void insert_clean(const SetObject *set, Object *key, uint64_t hash) {
    Probe probe = probe_start(set->slots, hash);
    while (set->keys[probe.slot] != NULL) {
        probe_next(&probe);
    }
    set->keys[probe.slot] = key;
    hashes_of(set)[probe.slot] = hash;
}

static bool new_table(Vm *vm, SetObject *set, size_t slots, const Object *owner) {
    if (slots > UINT32_MAX / 2) {
        raise_memory_error(vm);
        return false;
    }
    size_t bytes = slots * (sizeof(Object *) + sizeof(uint64_t));
    Object **keys = buffer_new(vm, bytes, owner);
    if (keys == NULL) {
        return false;
    }
    memset(keys, 0, bytes);
    set->keys = keys;
    set->slots = (uint32_t)slots;
    return true;
}

/* Makes the table anew, with more than `wanted` slots and without the marks of removed items. */
static bool resize(Vm *vm, SetObject *set, size_t wanted) {
    size_t slots = FEWEST_SLOTS;
    while (slots <= wanted) {
        slots *= 2;
    }
    SetObject fresh = *set;
    if (!new_table(vm, &fresh, slots, &set->header)) {
        return false;
    }
    for (size_t slot = set_next_slot(set, 0); slot < set->slots;
         slot = set_next_slot(set, slot + 1)) {
        insert_clean(&fresh, set->keys[slot], set_slot_hash(set, slot));
    }
    buffer_free(vm, set->keys);
    set->keys = fresh.keys;
    set->slots = fresh.slots;
    set->fill = set->live;
    return true;
}

/* The table's mask, also where there is no table yet. */
static size_t mask_of(const SetObject *set) {
    return (set->slots == 0 ? FEWEST_SLOTS : set->slots) - 1;
}

static bool grow(Vm *vm, SetObject *set) {
    return resize(vm, set, (size_t)set->live * (set->live > LARGE ? 2 : 4));
}

bool set_tidy(Vm *vm, SetObject *set) {
    return set->fill - set->live <= mask_of(set) / 4 || grow(vm, set);
}

/* The slot of a string or an int that fits (as `kind` says), where nobody need be asked. For one
 * that shall be added, *vacant is where it may go: the last removed item's slot on the way, or the
 * first unused one. */
static ALWAYS_INLINE int64_t search(const SetObject *set, const Object *key, uint64_t hash,
                                    Kind kind, size_t *vacant) {
    *vacant = hash & mask_of(set);
    if (UNLIKELY(set->keys == NULL)) {
        return SET_ABSENT;
    }
    size_t removed = SIZE_MAX;
    for (Probe probe = probe_start(set->slots, hash);; probe_next(&probe)) {
        const Object *there = set->keys[probe.slot];
        if (there == NULL) {
            if (set_slot_hash(set, probe.slot) == HASH_REMOVED) {
                removed = probe.slot;
                continue;
            }
            *vacant = removed != SIZE_MAX ? removed : probe.slot;
            return SET_ABSENT;
        }
        if (there == key) {
            return (int64_t)probe.slot;
        }
        if (kind == KIND_INT && there->kind == KIND_INT) {
            if (int_value(there) == int_value(key)) {
                return (int64_t)probe.slot;
            }
        } else if (set_slot_hash(set, probe.slot) == hash) {
            if (kind != KIND_STR || there->kind != KIND_STR) {
                return SET_ASK;
            }
            if (str_equal((const StrObject *)there, (const StrObject *)key)) {
                return (int64_t)probe.slot;
            }
        }
    }
}

/* The same of any key whose hash is known. */
static int64_t search_any(const SetObject *set, const Object *key, uint64_t hash, size_t *vacant) {
    return key->kind == KIND_INT   ? search(set, key, hash, KIND_INT, vacant)
           : key->kind == KIND_STR ? search(set, key, hash, KIND_STR, vacant)
                                   : SET_ASK;
}

int64_t set_find_plain(const SetObject *set, Object *key) {
    size_t vacant;
    return key->kind == KIND_INT
               ? search(set, key, int_hash_quick(int_value(key)), KIND_INT, &vacant)
           : key->kind == KIND_STR
               ? search(set, key, str_hash_quick((StrObject *)key), KIND_STR, &vacant)
               : SET_ASK;
}

/* The slot of the key, SET_ABSENT or SET_FAILED; *vacant as above. */
static int64_t find(Vm *vm, SetObject *set, Object *key, uint64_t hash, size_t *vacant_or_null) {
    size_t vacant;
    int64_t quick = search_any(set, key, hash, vacant_or_null != NULL ? vacant_or_null : &vacant);
    if (LIKELY(quick != SET_ASK)) {
        return quick;
    }
again:
    if (set->keys == NULL) {
        if (vacant_or_null != NULL) {
            *vacant_or_null = hash & mask_of(set);
        }
        return SET_ABSENT;
    }
    size_t removed = SIZE_MAX;
    for (Probe probe = probe_start(set->slots, hash);; probe_next(&probe)) {
        Object *there = set->keys[probe.slot];
        uint64_t its_hash = set_slot_hash(set, probe.slot);
        if (there == NULL) {
            if (its_hash == HASH_REMOVED) {
                removed = probe.slot;
                continue;
            }
            if (vacant_or_null != NULL) {
                *vacant_or_null = removed != SIZE_MAX ? removed : probe.slot;
            }
            return SET_ABSENT;
        }
        if (its_hash != hash) {
            continue;
        }
        Object **keys = set->keys;
        uint32_t slots = set->slots;
        Truth equal = object_equal_item(vm, there, key);
        if (equal == TRUTH_FAILED) {
            return SET_FAILED;
        }
        bool is_same = set->keys == keys && set->slots == slots && set->keys[probe.slot] == there;
        if (equal == TRUTH_TRUE && (is_same || vacant_or_null != NULL)) {
            return (int64_t)probe.slot;
        }
        if (!is_same) {
            goto again;
        }
    }
}

bool set_add_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash) {
    size_t vacant = 0;
    int64_t slot = find(vm, set, key, hash, &vacant);
    if (slot != SET_ABSENT) {
        return slot != SET_FAILED;
    }
    if (set->keys == NULL && !new_table(vm, set, FEWEST_SLOTS, &set->header)) {
        return false;
    }
    bool is_fresh = hashes_of(set)[vacant] != HASH_REMOVED;
    set->keys[vacant] = object_held(key);
    hashes_of(set)[vacant] = hash;
    set->live++;
    set->fill += is_fresh;
    if (!is_fresh || (size_t)set->fill * 5 < mask_of(set) * 3) {
        return true;
    }
    return grow(vm, set);
}

/* The hash of a key, as object_hash. */
static ALWAYS_INLINE bool hash_of(Vm *vm, Object *key, uint64_t *hash) {
    if (LIKELY(key->kind == KIND_INT)) {
        *hash = int_hash_quick(int_value(key));
        return true;
    }
    return object_hash(vm, key, hash);
}

bool set_add(Vm *vm, SetObject *set, Object *key) {
    uint64_t hash = 0;
    return hash_of(vm, key, &hash) && set_add_hashed(vm, set, key, hash);
}

Truth set_has_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash) {
    int64_t slot = find(vm, set, key, hash, NULL);
    return slot >= 0 ? TRUTH_TRUE : slot == SET_ABSENT ? TRUTH_FALSE : TRUTH_FAILED;
}

Truth set_discard_hashed(Vm *vm, SetObject *set, Object *key, uint64_t hash) {
    int64_t slot = find(vm, set, key, hash, NULL);
    if (slot < 0) {
        return slot == SET_ABSENT ? TRUTH_FALSE : TRUTH_FAILED;
    }
    Object *old = set->keys[slot];
    set->keys[slot] = NULL;
    hashes_of(set)[slot] = HASH_REMOVED;
    set->live--;
    object_release(vm, old);
    return TRUTH_TRUE;
}

/* A set has no hash, but may be looked for: then a frozenset of its items is, for the time being.
 */
static Truth look_for(Vm *vm, SetObject *set, Object *key,
                      Truth (*look)(Vm *, SetObject *, Object *, uint64_t)) {
    uint64_t hash = 0;
    if (key->kind != KIND_SET) {
        return hash_of(vm, key, &hash) ? look(vm, set, key, hash) : TRUTH_FAILED;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    SetObject *frozen = set_from(vm, KIND_FROZENSET, key);
    registers[0] = (Object *)frozen;
    Truth found = frozen == NULL ? TRUTH_FAILED : look(vm, set, registers[0], set_hash(frozen));
    native_leave(vm, registers);
    return found;
}

Truth set_has(Vm *vm, SetObject *set, Object *key) {
    return look_for(vm, set, key, set_has_hashed);
}

Truth set_discard(Vm *vm, SetObject *set, Object *key) {
    return look_for(vm, set, key, set_discard_hashed);
}

Object *set_pop(SetObject *set) {
    CHECK(set->live > 0);
    size_t slot = set_next_slot(set, set->finger & mask_of(set));
    if (slot == set->slots) {
        slot = set_next_slot(set, 0);
    }
    Object *key = set->keys[slot];
    set->keys[slot] = NULL;
    hashes_of(set)[slot] = HASH_REMOVED;
    set->live--;
    set->finger = (uint32_t)slot + 1;
    return key;
}

void set_swap(Vm *vm, SetObject *left, SetObject *right) {
    SetObject old = *left;
    left->keys = right->keys;
    left->slots = right->slots;
    left->fill = right->fill;
    left->live = right->live;
    right->keys = old.keys;
    right->slots = old.slots;
    right->fill = old.fill;
    right->live = old.live;
    left->hash = right->hash = SET_NO_HASH;
    if (left->keys != NULL) {
        buffer_set_owner(vm, left->keys, &left->header);
    }
    if (right->keys != NULL) {
        buffer_set_owner(vm, right->keys, &right->header);
    }
}

void set_clear(Vm *vm, SetObject *set) {
    if (set->keys == NULL) {
        return;
    }
    /* The items go to a set that nobody else can see and that dies at once: the ledger can say what
     * holds them until they are released. */
    SetObject *holder = (SetObject *)object_new(vm, KIND_SET, sizeof(SetObject));
    if (holder == NULL) {
        raise_clear(vm);
        while (set->live > 0) {
            object_release(vm, set_pop(set));
        }
        return;
    }
    object_hide_birth(vm, &holder->header);
    *holder = (SetObject){.header = holder->header, .hash = SET_NO_HASH};
    set_swap(vm, holder, set);
    object_release(vm, &holder->header);
}

/* Adds the items of another set, without comparing where the set is empty. */
static bool merge_set(Vm *vm, SetObject *set, SetObject *other) {
    if (set == other || other->live == 0) {
        return true;
    }
    if (((size_t)set->fill + other->live) * 5 >= mask_of(set) * 3 &&
        !resize(vm, set, ((size_t)set->live + other->live) * 2)) {
        return false;
    }
    if (set->fill == 0) {
        if (set->keys == NULL && !new_table(vm, set, FEWEST_SLOTS, &set->header)) {
            return false;
        }
        bool is_copy = set->slots == other->slots && other->fill == other->live;
        if (is_copy) {
            memcpy(set->keys, other->keys, other->slots * (sizeof(Object *) + sizeof(uint64_t)));
        }
        for (size_t slot = set_next_slot(other, 0); slot < other->slots;
             slot = set_next_slot(other, slot + 1)) {
            object_hold(other->keys[slot]);
            if (!is_copy) {
                insert_clean(set, other->keys[slot], set_slot_hash(other, slot));
            }
        }
        set->fill = set->live = other->live;
        return true;
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return false;
    }
    bool good = true;
    for (size_t slot = set_next_slot(other, 0); good && slot < other->slots;
         slot = set_next_slot(other, slot + 1)) {
        registers[0] = object_held(other->keys[slot]);
        good = set_add_hashed(vm, set, registers[0], set_slot_hash(other, slot)) &&
               (slot % 4096 != 4095 || !vm_poll_interrupt(vm));
        OBJECT_CLEAR(vm, registers[0]);
    }
    native_leave(vm, registers);
    return good;
}

bool set_update(Vm *vm, SetObject *set, Object *iterable) {
    if (object_is_set(iterable)) {
        return merge_set(vm, set, (SetObject *)iterable);
    }
    if (iterable->kind == KIND_DICT) {
        size_t count = ((DictObject *)iterable)->live;
        if ((set->fill + count) * 5 >= mask_of(set) * 3 &&
            !resize(vm, set, (set->live + count) * 2)) {
            return false;
        }
    }
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return false;
    }
    bool good = (registers[0] = iterator_new(vm, iterable)) != NULL;
    uint32_t steps = 0;
    while (good && (registers[1] = iterator_next(vm, registers[0])) != NULL) {
        good = set_add(vm, set, registers[1]) && (++steps % 4096 != 0 || !vm_poll_interrupt(vm));
        OBJECT_CLEAR(vm, registers[1]);
    }
    good = good && raise_pending(vm) == NULL;
    native_leave(vm, registers);
    return good;
}

SetObject *set_from(Vm *vm, Kind kind, Object *iterable_or_null) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    SetObject *set = set_new(vm, kind);
    registers[0] = (Object *)set;
    if (set != NULL && (iterable_or_null == NULL || set_update(vm, set, iterable_or_null))) {
        registers[0] = NULL;
    } else {
        set = NULL;
    }
    native_leave(vm, registers);
    return set;
}

/* CPython makes the set of a constant twice: the second time, to share the items, in the order of
 * the first one's table. */
SetObject *set_constant(Vm *vm, TupleObject *items) {
    SetObject *first = set_from(vm, KIND_FROZENSET, &items->header);
    TupleObject *again = first == NULL ? NULL : tuple_new(vm, first->live);
    SetObject *second = NULL;
    if (again != NULL) {
        uint32_t count = 0;
        for (size_t slot = set_next_slot(first, 0); slot < first->slots;
             slot = set_next_slot(first, slot + 1)) {
            again->items[count++] = object_held(first->keys[slot]);
        }
        second = set_from(vm, KIND_FROZENSET, &again->header);
    }
    object_release_if(vm, (Object *)again);
    object_release_if(vm, (Object *)first);
    return second;
}

static uint64_t shuffle_bits(uint64_t hash) {
    return ((hash ^ 89869747) ^ (hash << 16)) * 3644798167;
}

uint64_t set_hash(SetObject *set) {
    if (set->hash != SET_NO_HASH) {
        return set->hash;
    }
    uint64_t hash = 0;
    for (size_t slot = set_next_slot(set, 0); slot < set->slots;
         slot = set_next_slot(set, slot + 1)) {
        hash ^= shuffle_bits(set_slot_hash(set, slot));
    }
    hash ^= ((uint64_t)set->live + 1) * 1927868237;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069 + 907133923;
    set->hash = hash == SET_NO_HASH ? 590923713 : hash;
    return set->hash;
}
