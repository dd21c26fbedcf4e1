/* dict.h -- ordered compact dicts, and their views.
 *
 * One buffer holds three tables (dict_table.h draws them). The index maps a hash to the number of an
 * entry; the entries are pairs of references in order of insertion, so that they are a span of
 * references like a list's items. The hashes of the entries are folded to 32 bits, which is also what is probed with. A removed entry has NULL for
 * key and value until the table is rebuilt. `shape` counts the insertions of new keys and the
 * removals, ever (modulo 2^32): the loop caches a name that a dict lacks together with its shape.
 * Probing is CPython's. A dict is tracked by the collector from the moment a container is put in,
 * as in CPython. */
#ifndef OURO_OBJECT_DICT_H
#define OURO_OBJECT_DICT_H

#include "object/object.h"
#include "object/str.h"

typedef struct DictObject {
    Object header;
    Object **entries; /* key, value, key, value ...; NULL while the dict was never filled */
    uint32_t fill;    /* entries in use, the removed ones included */
    uint32_t live;    /* entries that hold a pair: len() */
    uint32_t shape;
    uint8_t index_log; /* the index has 1 << index_log slots */
    uint8_t spare[3];  /* zero */
} DictObject;

typedef struct DictView {
    Object header;
    Object *dict;
} DictView;

IMAGE_STRUCT(DictObject, 32);
IMAGE_STRUCT(DictView, 16);

enum { DICT_ABSENT = -1, DICT_FAILED = -2, DICT_ASK = -3 };

MUST_CHECK DictObject *dict_new(Vm *vm);
/* The number of the entry with this key, DICT_ABSENT, or DICT_FAILED with an exception pending
 * (an unhashable key, a comparison that failed). */
MUST_CHECK int64_t dict_find(Vm *vm, DictObject *dict, Object *key);
/* The same where no program code need run: for a string or an int, among keys that are no
 * instances. DICT_ASK says that dict_find must decide. It cannot fail. */
int64_t dict_find_plain(const DictObject *dict, Object *key);
/* The same for a string, among strings alone; it cannot fail. */
int64_t dict_find_name(const DictObject *dict, StrObject *name);
/* The value, borrowed; NULL if absent (no exception). */
Object *dict_peek_name(const DictObject *dict, StrObject *name);
/* The value, borrowed; NULL if absent, or NULL with an exception pending. */
MUST_CHECK Object *dict_peek(Vm *vm, DictObject *dict, Object *key);
MUST_CHECK bool dict_set(Vm *vm, DictObject *dict, Object *key, Object *value);
/* Takes the reference to `value` even on failure. */
MUST_CHECK bool dict_set_take(Vm *vm, DictObject *dict, Object *key, Object *value);
/* Removes the entry by its number and hands both references to the caller. */
void dict_remove_entry(DictObject *dict, size_t entry, Object **key, Object **value);
/* Removes the entry of an interned name and releases the key: the value, owned, or NULL. */
Object *dict_take_name(Vm *vm, DictObject *dict, StrObject *name);
/* The same with the last pair of a dict that is not empty. */
void dict_pop_last(Vm *vm, DictObject *dict, Object **key, Object **value);
/* Removes; false with KeyError pending if absent. */
MUST_CHECK bool dict_delete(Vm *vm, DictObject *dict, Object *key);
void dict_clear(Vm *vm, DictObject *dict);
MUST_CHECK DictObject *dict_copy(Vm *vm, DictObject *dict);
/* Adds all pairs of `other`, as dict.update. */
MUST_CHECK bool dict_update(Vm *vm, DictObject *dict, DictObject *other);
/* The number of the first entry from `entry` on that holds a pair, or `fill`. */
size_t dict_next_entry(const DictObject *dict, size_t entry);
/* The same for a dict or anything that gives pairs. */
MUST_CHECK bool dict_update_from(Vm *vm, DictObject *dict, Object *source);
/* The method keys() by which an instance is a mapping: owned; NULL if there is none, or with an
 * exception pending. */
MUST_CHECK Object *dict_mapping_keys(Vm *vm, Object *source);
/* Bytes of the buffer for a dict of this size of index. */
size_t dict_buffer_bytes(uint8_t index_log);
/* Where the buffer's room begins, from the entries. */
void *dict_buffer_room(const DictObject *dict);

MUST_CHECK DictView *dict_view_new(Vm *vm, Kind kind, DictObject *dict);

static inline Object *dict_entry_key(const DictObject *dict, size_t entry) {
    return dict->entries[2 * entry];
}

static inline Object *dict_entry_value(const DictObject *dict, size_t entry) {
    return dict->entries[2 * entry + 1];
}

#endif
