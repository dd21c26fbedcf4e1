/* dict.c -- ordered compact dicts: an index of small numbers beside the entries in order.
 *
 * The shape is CPython's (R. Hettinger, "More compact dictionaries", 2012), and so is the order of
 * probing. A comparison of keys and the release of a value can run the program's code, which can
 * change the dict: so a search begins again when `shape` moved under it, and the dict is whole
 * before anything is released. */
#include "object/dict.h"

#include "object/call.h"
#include "object/fault.h"
#include "object/operations.h"
#include "object/state.h"

#include <string.h>

enum {
    FIRST_LOG = 2,
    MOST_LOG = 31,
    PERTURB_SHIFT = 5,
    SLOT_EMPTY = -1,
    SLOT_REMOVED = -2,
};

/* How many entries an index has room for: two thirds of its slots, save that four serve three. */
static size_t log_capacity(unsigned log) {
    return log == FIRST_LOG ? 3 : ((size_t)2 << log) / 3;
}

/* Bytes of one slot: entry numbers and two marks must be told apart. */
static size_t slot_bytes(unsigned log) {
    return log <= 8 ? 1 : log <= 16 ? 2 : 4;
}

/* Bytes before the entries. */
static size_t head_bytes(unsigned log) {
    size_t bytes = log_capacity(log) * sizeof(uint32_t) + (slot_bytes(log) << log);
    return (bytes + 7) & ~(size_t)7;
}

size_t dict_buffer_bytes(uint8_t index_log) {
    return head_bytes(index_log) + log_capacity(index_log) * 2 * sizeof(Object *);
}

void *dict_buffer_room(const DictObject *dict) {
    return dict->entries == NULL ? NULL : (char *)dict->entries - head_bytes(dict->index_log);
}

static uint32_t *hashes_of(const DictObject *dict) {
    return dict_buffer_room(dict);
}

static ALWAYS_INLINE int64_t read_slot(const DictObject *dict, size_t slot) {
    const char *index = (const char *)(hashes_of(dict) + log_capacity(dict->index_log));
    if (dict->index_log <= 8) {
        uint8_t entry = ((const uint8_t *)index)[slot];
        return entry >= UINT8_MAX - 1 ? (int64_t)entry - UINT8_MAX - 1 : entry;
    }
    if (dict->index_log <= 16) {
        uint16_t entry = ((const uint16_t *)(const void *)index)[slot];
        return entry >= UINT16_MAX - 1 ? (int64_t)entry - UINT16_MAX - 1 : entry;
    }
    uint32_t entry = ((const uint32_t *)(const void *)index)[slot];
    return entry >= UINT32_MAX - 1 ? (int64_t)entry - UINT32_MAX - 1 : entry;
}

static ALWAYS_INLINE void write_slot(const DictObject *dict, size_t slot, int64_t entry) {
    char *index = (char *)(hashes_of(dict) + log_capacity(dict->index_log));
    if (dict->index_log <= 8) {
        ((uint8_t *)index)[slot] = (uint8_t)entry;
    } else if (dict->index_log <= 16) {
        ((uint16_t *)(void *)index)[slot] = (uint16_t)entry;
    } else {
        ((uint32_t *)(void *)index)[slot] = (uint32_t)entry;
    }
}

/* Small ints keep their hash, so that they lie in order; high bits are not lost. */
static ALWAYS_INLINE uint32_t fold(uint64_t hash) {
    return (uint32_t)(hash ^ hash >> 32);
}

/* The order in which slots are tried. */
typedef struct Probe {
    size_t mask;
    size_t slot;
    size_t perturb;
} Probe;

static ALWAYS_INLINE Probe probe_start(const DictObject *dict, uint32_t hash) {
    size_t mask = ((size_t)1 << dict->index_log) - 1;
    return (Probe){.mask = mask, .slot = hash & mask, .perturb = hash};
}

static ALWAYS_INLINE void probe_next(Probe *probe) {
    probe->perturb >>= PERTURB_SHIFT;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

DictObject *dict_new(Vm *vm) {
    DictObject *dict = (DictObject *)object_new(vm, KIND_DICT, sizeof(DictObject));
    if (dict != NULL) {
        *dict = (DictObject){.header = dict->header};
    }
    return dict;
}

/* What CPython's collector may find in a cycle: see MAINTAIN_TRACKING in its dictobject.c. */
static bool may_be_tracked(const Object *object) {
    if (object_row_peek(object)->garbage == GARBAGE_LEAF || object->kind == KIND_CODE) {
        return false;
    }
    if (object->kind == KIND_TUPLE) {
        return (object->flags & FLAG_TRACKED) != 0;
    }
    return object->kind != KIND_CLASS ||
           (((const ClassObject *)object)->flags & CLASS_IS_BUILT_IN) == 0;
}

/* Tracks the dict if what is put in asks for it. */
MUST_CHECK static ALWAYS_INLINE bool track_with(Vm *vm, DictObject *dict, const Object *key,
                                                const Object *value) {
    if (!(dict->header.flags & FLAG_TRACKED) && (may_be_tracked(value) || may_be_tracked(key))) {
        if (!gc_make_room(vm)) {
            return false;
        }
        gc_track(vm, &dict->header);
    }
    return true;
}

/* Whether two keys with equal hashes are equal, where no program code is needed to say so. */
static Truth equal_plain(const Object *left, const Object *right) {
    if (left->kind == KIND_STR || right->kind == KIND_STR) {
        if (left->kind == right->kind) {
            return str_equal((const StrObject *)left, (const StrObject *)right) ? TRUTH_TRUE
                                                                                : TRUTH_FALSE;
        }
        const Object *other = left->kind == KIND_STR ? right : left;
        return object_is_instance(other) ? TRUTH_FAILED : TRUTH_FALSE;
    }
    if (left->kind == KIND_INT && right->kind == KIND_INT) {
        return int_value(left) == int_value(right) ? TRUTH_TRUE : TRUTH_FALSE;
    }
    return TRUTH_FAILED;
}

static int64_t find(Vm *vm, DictObject *dict, Object *key, uint32_t hash) {
again:
    if (dict->entries == NULL) {
        return DICT_ABSENT;
    }
    uint32_t shape = dict->shape;
    for (Probe probe = probe_start(dict, hash);; probe_next(&probe)) {
        int64_t entry = read_slot(dict, probe.slot);
        if (entry == SLOT_EMPTY) {
            return DICT_ABSENT;
        }
        if (entry == SLOT_REMOVED) {
            continue;
        }
        Object *there = dict_entry_key(dict, (size_t)entry);
        if (there == key) {
            return entry;
        }
        if (hashes_of(dict)[entry] != hash) {
            continue;
        }
        Truth equal = equal_plain(there, key);
        if (equal == TRUTH_FAILED) {
            equal = object_equal_item(vm, there, key);
            if (equal == TRUTH_FAILED) {
                return DICT_FAILED;
            }
            if (dict->shape != shape) {
                goto again;
            }
        }
        if (equal == TRUTH_TRUE) {
            return entry;
        }
    }
}

int64_t dict_find(Vm *vm, DictObject *dict, Object *key) {
    uint64_t hash = 0;
    return object_hash(vm, key, &hash) ? find(vm, dict, key, fold(hash)) : DICT_FAILED;
}

int64_t dict_find_name(const DictObject *dict, StrObject *name) {
    if (dict->entries == NULL) {
        return DICT_ABSENT;
    }
    uint32_t hash = fold(str_hash(name));
    for (Probe probe = probe_start(dict, hash);; probe_next(&probe)) {
        int64_t entry = read_slot(dict, probe.slot);
        if (entry == SLOT_EMPTY) {
            return DICT_ABSENT;
        }
        if (entry == SLOT_REMOVED) {
            continue;
        }
        const Object *there = dict_entry_key(dict, (size_t)entry);
        if (there == &name->header) {
            return entry;
        }
        if (hashes_of(dict)[entry] == hash && there->kind == KIND_STR &&
            str_equal((const StrObject *)there, name)) {
            return entry;
        }
    }
}

Object *dict_peek_name(const DictObject *dict, StrObject *name) {
    int64_t entry = dict_find_name(dict, name);
    return entry < 0 ? NULL : dict_entry_value(dict, (size_t)entry);
}

Object *dict_peek(Vm *vm, DictObject *dict, Object *key) {
    int64_t entry = dict_find(vm, dict, key);
    return entry < 0 ? NULL : dict_entry_value(dict, (size_t)entry);
}

/* Enters an entry's number into the index, which has a free slot. */
static void index_entry(const DictObject *dict, uint32_t hash, size_t entry) {
    Probe probe = probe_start(dict, hash);
    while (read_slot(dict, probe.slot) >= 0) {
        probe_next(&probe);
    }
    write_slot(dict, probe.slot, (int64_t)entry);
}

/* Gives a dict that has no buffer an empty one. */
static bool new_buffer(Vm *vm, DictObject *dict, unsigned log, const Object *owner) {
    if (log > MOST_LOG) {
        raise_memory_error(vm);
        return false;
    }
    char *room = buffer_new(vm, dict_buffer_bytes((uint8_t)log), owner);
    if (room == NULL) {
        return false;
    }
    memset(room, 0, log_capacity(log) * sizeof(uint32_t));
    memset(room + log_capacity(log) * sizeof(uint32_t), 0xFF,
           head_bytes(log) - log_capacity(log) * sizeof(uint32_t));
    dict->entries = (Object **)(void *)(room + head_bytes(log));
    dict->index_log = (uint8_t)log;
    return true;
}

/* Moves the pairs to a buffer with an index of this size, leaving the removed ones behind. */
static bool rebuild(Vm *vm, DictObject *dict, unsigned log) {
    DictObject fresh = {.header = dict->header};
    if (!new_buffer(vm, &fresh, log, &dict->header)) {
        return false;
    }
    size_t fill = 0;
    for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
         entry = dict_next_entry(dict, entry + 1)) {
        uint32_t hash = hashes_of(dict)[entry];
        hashes_of(&fresh)[fill] = hash;
        fresh.entries[2 * fill] = dict->entries[2 * entry];
        fresh.entries[2 * fill + 1] = dict->entries[2 * entry + 1];
        index_entry(&fresh, hash, fill);
        fill++;
    }
    if (dict->entries != NULL) {
        buffer_free(vm, dict_buffer_room(dict));
    }
    dict->entries = fresh.entries;
    dict->index_log = fresh.index_log;
    dict->fill = (uint32_t)fill;
    return true;
}

static bool make_room(Vm *vm, DictObject *dict) {
    if (dict->entries == NULL) {
        return rebuild(vm, dict, FIRST_LOG);
    }
    if (LIKELY(dict->fill < log_capacity(dict->index_log))) {
        return true;
    }
    unsigned log = FIRST_LOG + 1;
    while ((size_t)1 << log < (size_t)dict->live * 3) {
        log++;
    }
    return rebuild(vm, dict, log);
}

/* The entry number is what `find` said; between the two nothing may run. Takes the value. */
static bool store_take(Vm *vm, DictObject *dict, int64_t entry, uint32_t hash, Object *key,
                       Object *value) {
    if (!track_with(vm, dict, key, value) || (entry < 0 && !make_room(vm, dict))) {
        object_release(vm, value);
        return false;
    }
    if (entry >= 0) {
        Object **place = &dict->entries[2 * entry + 1];
        Object *old = *place;
        *place = value;
        object_release(vm, old);
        return true;
    }
    size_t number = dict->fill;
    hashes_of(dict)[number] = hash;
    dict->entries[2 * number] = object_held(key);
    dict->entries[2 * number + 1] = value;
    index_entry(dict, hash, number);
    dict->fill++;
    dict->live++;
    dict->shape++;
    return true;
}

/* A key whose hash or comparison can run the program's code: the value waits in a register. */
static bool set_with_code_take(Vm *vm, DictObject *dict, Object *key, Object *value) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        object_release(vm, value);
        return false;
    }
    registers[0] = value;
    uint64_t hash = 0;
    int64_t entry = DICT_FAILED;
    if (object_hash(vm, key, &hash)) {
        entry = find(vm, dict, key, fold(hash));
    }
    bool good = entry != DICT_FAILED;
    if (good) {
        registers[0] = NULL;
        good = store_take(vm, dict, entry, fold(hash), key, value);
    }
    native_leave(vm, registers);
    return good;
}

bool dict_set_take(Vm *vm, DictObject *dict, Object *key, Object *value) {
    if (object_row_peek(key)->garbage != GARBAGE_LEAF) {
        return set_with_code_take(vm, dict, key, value);
    }
    uint64_t hash = 0;
    int64_t entry = DICT_FAILED;
    if (object_hash(vm, key, &hash)) {
        entry = find(vm, dict, key, fold(hash));
    }
    if (entry == DICT_FAILED) {
        object_release(vm, value);
        return false;
    }
    return store_take(vm, dict, entry, fold(hash), key, value);
}

bool dict_set(Vm *vm, DictObject *dict, Object *key, Object *value) {
    return dict_set_take(vm, dict, key, object_held(value));
}

void dict_remove_entry(DictObject *dict, size_t entry, Object **key, Object **value) {
    CHECK(entry < dict->fill && dict_entry_key(dict, entry) != NULL);
    Probe probe = probe_start(dict, hashes_of(dict)[entry]);
    while (read_slot(dict, probe.slot) != (int64_t)entry) {
        probe_next(&probe);
    }
    write_slot(dict, probe.slot, SLOT_REMOVED);
    *key = dict->entries[2 * entry];
    *value = dict->entries[2 * entry + 1];
    dict->entries[2 * entry] = NULL;
    dict->entries[2 * entry + 1] = NULL;
    dict->live--;
    dict->shape++;
}

bool dict_delete(Vm *vm, DictObject *dict, Object *key) {
    int64_t entry = dict_find(vm, dict, key);
    if (entry < 0) {
        if (entry == DICT_ABSENT) {
            raise_error_with(vm, ERROR_KeyError, key);
        }
        return false;
    }
    Object *old_key = NULL;
    Object *old_value = NULL;
    dict_remove_entry(dict, (size_t)entry, &old_key, &old_value);
    if (UNLIKELY(fault_is_on(vm)))
        fault_forget(vm, old_value, FAULT_DICT_DELETE);
    object_release(vm, old_key);
    object_release(vm, old_value);
    return true;
}

size_t dict_next_entry(const DictObject *dict, size_t entry) {
    while (entry < dict->fill && dict->entries[2 * entry] == NULL) {
        entry++;
    }
    return entry;
}

Object *dict_take_name(Vm *vm, DictObject *dict, StrObject *name) {
    int64_t entry = dict_find_name(dict, name);
    if (entry < 0) {
        return NULL;
    }
    Object *key;
    Object *value;
    dict_remove_entry(dict, (size_t)entry, &key, &value);
    object_release(vm, key);
    return value;
}

void dict_pop_last(Vm *vm, DictObject *dict, Object **key, Object **value) {
    CHECK(dict->live > 0);
    /* When most entries are holes they are left behind, so that a loop of pops stays linear. That
     * it can fail for want of memory only costs time. */
    if (dict->fill > 2 * (size_t)dict->live + 8 && !rebuild(vm, dict, dict->index_log)) {
        raise_clear(vm);
    }
    size_t entry = dict->fill - 1;
    while (dict->entries[2 * entry] == NULL) {
        entry--;
    }
    dict_remove_entry(dict, entry, key, value);
}

/* Empties a dict by letting its entries go one by one, when there is no memory for a holder. */
static void clear_slowly(Vm *vm, DictObject *dict) {
    while (dict->live > 0) {
        Object *key = NULL;
        Object *value = NULL;
        dict_remove_entry(dict, dict_next_entry(dict, 0), &key, &value);
        object_release(vm, key);
        object_release(vm, value);
    }
}

void dict_clear(Vm *vm, DictObject *dict) {
    if (dict->entries == NULL) {
        return;
    }
    /* The entries go to a dict that nobody else can see and that dies at once: the ledger can say
     * what holds them until they are released. */
    DictObject *holder = dict_new(vm);
    if (holder == NULL) {
        raise_clear(vm);
        clear_slowly(vm, dict);
        return;
    }
    object_hide_birth(vm, &holder->header);
    Object header = holder->header;
    *holder = *dict;
    holder->header = header;
    buffer_set_owner(vm, dict_buffer_room(holder), &holder->header);
    *dict = (DictObject){.header = dict->header, .shape = dict->shape + 1};
    object_release(vm, &holder->header);
}

DictObject *dict_copy(Vm *vm, DictObject *dict) {
    DictObject *copy = dict_new(vm);
    if (copy == NULL || dict->live == 0) {
        return copy;
    }
    unsigned log = FIRST_LOG;
    while (log_capacity(log) < dict->live) {
        log++;
    }
    bool is_tracked = (dict->header.flags & FLAG_TRACKED) != 0;
    if ((is_tracked && !gc_make_room(vm)) || !new_buffer(vm, copy, log, &copy->header)) {
        object_release(vm, &copy->header);
        return NULL;
    }
    for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
         entry = dict_next_entry(dict, entry + 1)) {
        uint32_t hash = hashes_of(dict)[entry];
        size_t number = copy->fill++;
        hashes_of(copy)[number] = hash;
        copy->entries[2 * number] = object_held(dict->entries[2 * entry]);
        copy->entries[2 * number + 1] = object_held(dict->entries[2 * entry + 1]);
        index_entry(copy, hash, number);
    }
    copy->live = dict->live;
    copy->shape = dict->live;
    if (is_tracked) {
        gc_track(vm, &copy->header);
    }
    return copy;
}

/* An empty dict that takes over all of another one is tracked if that is, whatever is in it; not
 * where CPython's table of the other has holes, and would be copied entry by entry. */
MUST_CHECK static bool track_as(Vm *vm, DictObject *dict, const DictObject *other) {
    if (dict->live != 0 || other->live != other->fill ||
        (other->header.flags & FLAG_TRACKED) == 0 || (dict->header.flags & FLAG_TRACKED) != 0) {
        return true;
    }
    if (!gc_make_room(vm)) {
        return false;
    }
    gc_track(vm, &dict->header);
    return true;
}

bool dict_update(Vm *vm, DictObject *dict, DictObject *other) {
    if (dict == other || other->live == 0) {
        return true;
    }
    if (!track_as(vm, dict, other)) {
        return false;
    }
    Object **registers = native_enter(vm, 2);
    if (registers == NULL) {
        return false;
    }
    bool good = true;
    uint32_t shape = other->shape;
    for (size_t entry = dict_next_entry(other, 0); good && entry < other->fill;
         entry = dict_next_entry(other, entry + 1)) {
        registers[0] = object_held(dict_entry_key(other, entry));
        registers[1] = object_held(dict_entry_value(other, entry));
        good = dict_set(vm, dict, registers[0], registers[1]);
        OBJECT_CLEAR(vm, registers[0]);
        OBJECT_CLEAR(vm, registers[1]);
        if (good && other->shape != shape) {
            raise_error(vm, ERROR_RuntimeError, "dict mutated during update");
            good = false;
        }
    }
    native_leave(vm, registers);
    return good;
}
