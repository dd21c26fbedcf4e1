/* dict.c -- looking in dicts, and changing them entry by entry.
 *
 * A comparison of keys and the release of a value can run the program's code, which can change the
 * dict: so a search begins again when `shape` moved under it, and the dict is whole before anything
 * is released. Most keys are strings and ints: these are searched for without asking anybody, as
 * long as no odd key with the same hash is met. */
#include "object/dict.h"

#include "object/call.h"
#include "object/dict_table.h"
#include "object/fault.h"
#include "object/operations.h"
#include "object/state.h"

#include <string.h>

DictObject *dict_new(Vm *vm) {
    DictObject *dict = (DictObject *)object_new(vm, KIND_DICT, sizeof(DictObject));
    if (dict != NULL) {
        *dict = (DictObject){.header = dict->header};
    }
    return dict;
}

/* What CPython's collector may find in a cycle: see MAINTAIN_TRACKING in its dictobject.c. */
static bool may_be_tracked(const Object *object) {
    if (object_is_leaf(object) || object->kind == KIND_CODE) {
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

/* What a search for a key without program code meets. */
typedef enum KeySort {
    KEY_TEXT, /* a string */
    KEY_NAME, /* a string that is looked for among strings alone */
    KEY_INT,  /* an int that fits */
} KeySort;

/* Two strings whose hashes are known. */
static ALWAYS_INLINE bool are_same_texts(const StrObject *left, const StrObject *right) {
    return left->hash == right->hash && str_equal(left, right);
}

/* The entry, DICT_ABSENT, or DICT_ASK where a key with the same hash must be asked. If it is
 * absent, *vacant is the slot where it may go (of a dict that has a table). */
static ALWAYS_INLINE int64_t search(const DictObject *dict, const Object *key, uint32_t hash,
                                    KeySort sort, size_t *vacant) {
    if (UNLIKELY(dict->entries == NULL)) {
        return DICT_ABSENT;
    }
    size_t removed = SIZE_MAX;
    uint32_t number_mask = dict_number_mask(dict);
    for (DictProbe probe = dict_probe_start(dict, hash);; dict_probe_next(&probe)) {
        uint32_t apart;
        uint32_t content = dict_slot_apart(dict, probe.slot, hash, &apart);
        uint32_t entry = content & number_mask;
        if (entry >= dict->fill) {
            if (LIKELY(dict_slot_is_unused(content))) {
                *vacant = removed == SIZE_MAX ? probe.slot : removed;
                return DICT_ABSENT;
            }
            removed = removed == SIZE_MAX ? probe.slot : removed;
            continue;
        }
        if ((apart & ~number_mask) != 0) {
            continue;
        }
        const Object *there = dict_entry_key(dict, entry);
        if (there == key) {
            return entry;
        }
        if (there->kind == (sort == KEY_INT ? KIND_INT : KIND_STR)) {
            if (sort == KEY_INT
                    ? int_value(there) == int_value(key)
                    : are_same_texts((const StrObject *)there, (const StrObject *)key)) {
                return entry;
            }
        } else if (sort != KEY_NAME && there->kind != KIND_STR &&
                   *dict_hash_place(dict, entry) == hash) {
            return DICT_ASK;
        }
    }
}

static NEVER_INLINE int64_t search_text(const DictObject *dict, Object *key, uint32_t hash,
                                        size_t *vacant) {
    return search(dict, key, hash, KEY_TEXT, vacant);
}

static NEVER_INLINE int64_t search_int(const DictObject *dict, Object *key, uint32_t hash,
                                       size_t *vacant) {
    return search(dict, key, hash, KEY_INT, vacant);
}

/* The same from the first slot alone, where most searches end. DICT_ASK says that it does not. */
static ALWAYS_INLINE int64_t look_once(const DictObject *dict, const Object *key, uint32_t hash,
                                       KeySort sort, size_t *vacant) {
    if (UNLIKELY(!SHORTCUTS || dict->entries == NULL)) {
        return DICT_ASK;
    }
    uint32_t number_mask = dict_number_mask(dict);
    size_t slot = dict_probe_start(dict, hash).slot;
    uint32_t apart;
    uint32_t content = dict_slot_apart(dict, slot, hash, &apart);
    uint32_t entry = content & number_mask;
    if (entry >= dict->fill) {
        *vacant = slot;
        return dict_slot_is_unused(content) ? DICT_ABSENT : DICT_ASK;
    }
    if ((apart & ~number_mask) != 0) {
        return DICT_ASK;
    }
    const Object *there = dict_entry_key(dict, entry);
    bool is_it = there == key ||
                 (sort == KEY_INT && there->kind == KIND_INT && int_value(there) == int_value(key));
    return is_it ? (int64_t)entry : DICT_ASK;
}

/* As dict_find_plain; tells of the hash and the vacant slot too. */
static ALWAYS_INLINE int64_t find_plain(const DictObject *dict, Object *key, uint32_t *hash,
                                        size_t *vacant) {
    if (key->kind == KIND_STR) {
        *hash = dict_fold(str_hash_quick((StrObject *)key));
        int64_t entry = look_once(dict, key, *hash, KEY_TEXT, vacant);
        return entry != DICT_ASK ? entry : search_text(dict, key, *hash, vacant);
    }
    if (key->kind == KIND_INT) {
        *hash = dict_fold(int_hash_quick(int_value(key)));
        int64_t entry = look_once(dict, key, *hash, KEY_INT, vacant);
        return entry != DICT_ASK ? entry : search_int(dict, key, *hash, vacant);
    }
    return DICT_ASK;
}

int64_t dict_find_plain(const DictObject *dict, Object *key) {
    size_t vacant;
    uint32_t hash;
    return find_plain(dict, key, &hash, &vacant);
}

int64_t dict_find_name(const DictObject *dict, StrObject *name) {
    size_t vacant;
    return search(dict, &name->header, dict_fold(str_hash_quick(name)), KEY_NAME, &vacant);
}

/* The entry of any key. Nobody is asked unless `may_ask`: then it can be DICT_ASK. */
static int64_t find(Vm *vm, DictObject *dict, Object *key, uint32_t hash, bool may_ask,
                    size_t *vacant) {
again:
    if (dict->entries == NULL) {
        return DICT_ABSENT;
    }
    uint32_t shape = dict->shape;
    uint32_t number_mask = dict_number_mask(dict);
    size_t removed = SIZE_MAX;
    for (DictProbe probe = dict_probe_start(dict, hash);; dict_probe_next(&probe)) {
        uint32_t content = dict_slot(dict, probe.slot);
        uint32_t entry = content & number_mask;
        if (entry >= dict->fill) {
            if (dict_slot_is_unused(content)) {
                *vacant = removed == SIZE_MAX ? probe.slot : removed;
                return DICT_ABSENT;
            }
            removed = removed == SIZE_MAX ? probe.slot : removed;
            continue;
        }
        Object *there = dict_entry_key(dict, entry);
        if (there == key) {
            return entry;
        }
        if (*dict_hash_place(dict, entry) != hash) {
            continue;
        }
        if (!may_ask && !(object_is_leaf(there) && object_is_leaf(key))) {
            return DICT_ASK;
        }
        Truth equal = object_equal_item(vm, there, key);
        if (equal == TRUTH_FAILED) {
            return DICT_FAILED;
        }
        if (dict->shape != shape) {
            goto again;
        }
        if (equal == TRUTH_TRUE) {
            return entry;
        }
    }
}

int64_t dict_find(Vm *vm, DictObject *dict, Object *key) {
    int64_t entry = dict_find_plain(dict, key);
    if (LIKELY(entry != DICT_ASK)) {
        return entry;
    }
    uint64_t hash = 0;
    size_t vacant;
    return object_hash(vm, key, &hash) ? find(vm, dict, key, dict_fold(hash), true, &vacant)
                                       : DICT_FAILED;
}

Object *dict_peek_name(const DictObject *dict, StrObject *name) {
    int64_t entry = dict_find_name(dict, name);
    return entry < 0 ? NULL : dict_entry_value(dict, (size_t)entry);
}

Object *dict_peek(Vm *vm, DictObject *dict, Object *key) {
    int64_t entry = dict_find(vm, dict, key);
    return entry < 0 ? NULL : dict_entry_value(dict, (size_t)entry);
}

/* Gives a full dict a larger table, and finds the vacant slot in that. */
static NEVER_INLINE bool grow(Vm *vm, DictObject *dict, uint32_t hash, size_t *vacant) {
    if (dict->entries == NULL) {
        *vacant = hash & (((size_t)1 << DICT_FIRST_LOG) - 1);
        return dict_table_new(vm, dict, DICT_FIRST_LOG, &dict->header);
    }
    unsigned log = DICT_FIRST_LOG + 1;
    while ((size_t)1 << log < (size_t)dict->live * 3) {
        log++;
    }
    if (!dict_table_rebuild(vm, dict, log)) {
        return false;
    }
    DictProbe probe = dict_probe_start(dict, hash);
    dict_probe_vacant(dict, &probe);
    *vacant = probe.slot;
    return true;
}

/* Makes room for one more entry. What is in the table may move: then *vacant is found anew. */
static ALWAYS_INLINE bool make_room(Vm *vm, DictObject *dict, uint32_t hash, size_t *vacant) {
    bool has_room = dict->entries != NULL && dict->fill < dict_log_capacity(dict->index_log);
    return LIKELY(has_room) || grow(vm, dict, hash, vacant);
}

/* As object_release; numbers are most of what is replaced. */
static ALWAYS_INLINE void release_old(Vm *vm, Object *old) {
    if (--old->refcount == 0) {
        if (SHORTCUTS && old->kind <= KIND_FLOAT) {
            heap_free(vm->heap, old, sizeof(IntObject));
        } else {
            object_dispose(vm, old);
        }
    }
}

/* The entry number and the vacant slot are what a search said; between the two nothing may run.
 * Takes the value. */
static ALWAYS_INLINE bool store_take(Vm *vm, DictObject *dict, int64_t entry, size_t vacant,
                                     uint32_t hash, Object *key, Object *value) {
    if (UNLIKELY(!track_with(vm, dict, key, value) ||
                 (entry < 0 && !make_room(vm, dict, hash, &vacant)))) {
        object_release(vm, value);
        return false;
    }
    if (entry >= 0) {
        Object **place = &dict->entries[2 * entry + 1];
        Object *old = *place;
        *place = value;
        release_old(vm, old);
        return true;
    }
    uint32_t number = dict->fill;
    *dict_hash_place(dict, number) = hash;
    dict->entries[2 * (size_t)number] = object_held(key);
    dict->entries[2 * (size_t)number + 1] = value;
    dict_slot_enter(dict, vacant, hash, number);
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
    size_t vacant = 0;
    int64_t entry = DICT_FAILED;
    if (object_hash(vm, key, &hash)) {
        entry = find(vm, dict, key, dict_fold(hash), true, &vacant);
    }
    bool good = entry != DICT_FAILED;
    if (good) {
        registers[0] = NULL;
        good = store_take(vm, dict, entry, vacant, dict_fold(hash), key, value);
    }
    native_leave(vm, registers);
    return good;
}

/* Any key but strings and ints. */
static bool set_other_take(Vm *vm, DictObject *dict, Object *key, Object *value) {
    uint64_t hash = 0;
    size_t vacant = 0;
    int64_t entry = DICT_ASK;
    if (object_is_leaf(key)) {
        entry = object_hash(vm, key, &hash) ? find(vm, dict, key, dict_fold(hash), false, &vacant)
                                            : DICT_FAILED;
    }
    if (entry == DICT_ASK) {
        return set_with_code_take(vm, dict, key, value);
    }
    if (entry == DICT_FAILED) {
        object_release(vm, value);
        return false;
    }
    return store_take(vm, dict, entry, vacant, dict_fold(hash), key, value);
}

bool dict_set_take(Vm *vm, DictObject *dict, Object *key, Object *value) {
    size_t vacant = 0;
    uint32_t hash = 0;
    int64_t entry = find_plain(dict, key, &hash, &vacant);
    return LIKELY(entry != DICT_ASK) ? store_take(vm, dict, entry, vacant, hash, key, value)
                                     : set_other_take(vm, dict, key, value);
}

bool dict_set(Vm *vm, DictObject *dict, Object *key, Object *value) {
    return dict_set_take(vm, dict, key, object_held(value));
}

void dict_remove_entry(DictObject *dict, size_t entry, Object **key, Object **value) {
    CHECK(entry < dict->fill && dict_entry_key(dict, entry) != NULL);
    DictProbe probe = dict_probe_start(dict, *dict_hash_place(dict, entry));
    while ((dict_slot(dict, probe.slot) & dict_number_mask(dict)) != entry) {
        dict_probe_next(&probe);
    }
    dict_slot_write(dict, probe.slot, DICT_SLOT_REMOVED);
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
    if (dict->fill > 2 * (size_t)dict->live + 8 && !dict_table_rebuild(vm, dict, dict->index_log)) {
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
