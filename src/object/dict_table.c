#include "object/dict_table.h"

#include "object/state.h"

#include <string.h>

/* Bytes before the entries. */
static size_t head_bytes(unsigned log) {
    size_t bytes = dict_log_capacity(log) * sizeof(uint32_t) + dict_index_bytes(log);
    return (bytes + 7) & ~(size_t)7;
}

size_t dict_buffer_bytes(uint8_t index_log) {
    return head_bytes(index_log) + dict_log_capacity(index_log) * 2 * sizeof(Object *);
}

void *dict_buffer_room(const DictObject *dict) {
    return dict->entries == NULL ? NULL : (char *)dict->entries - head_bytes(dict->index_log);
}

bool dict_table_new(Vm *vm, DictObject *dict, unsigned log, const Object *owner) {
    if (log > DICT_MOST_LOG) {
        raise_memory_error(vm);
        return false;
    }
    char *room = buffer_new(vm, dict_buffer_bytes((uint8_t)log), owner);
    if (room == NULL) {
        return false;
    }
    size_t head = head_bytes(log);
    size_t index = dict_index_bytes(log);
    memset(room, 0, head - index);
    memset(room + head - index, 0xFF, index);
    dict->entries = (Object **)(void *)(room + head);
    dict->index_log = (uint8_t)log;
    return true;
}

void dict_table_index(const DictObject *dict) {
    for (uint32_t entry = 0; entry < dict->fill; entry++) {
        uint32_t hash = *dict_hash_place(dict, entry);
        DictProbe probe = dict_probe_start(dict, hash);
        dict_probe_vacant(dict, &probe);
        dict_slot_enter(dict, probe.slot, hash, entry);
    }
}

bool dict_table_rebuild(Vm *vm, DictObject *dict, unsigned log) {
    DictObject fresh = {.header = dict->header};
    if (!dict_table_new(vm, &fresh, log, &dict->header)) {
        return false;
    }
    if (dict->live == dict->fill) {
        fresh.fill = dict->fill;
        memcpy(fresh.entries, dict->entries, fresh.fill * 2 * sizeof(Object *));
        memcpy(dict_hash_place(&fresh, fresh.fill) + 1, dict_hash_place(dict, fresh.fill) + 1,
               fresh.fill * sizeof(uint32_t));
    } else {
        for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
             entry = dict_next_entry(dict, entry + 1)) {
            *dict_hash_place(&fresh, fresh.fill) = *dict_hash_place(dict, entry);
            fresh.entries[2 * fresh.fill] = dict->entries[2 * entry];
            fresh.entries[2 * fresh.fill + 1] = dict->entries[2 * entry + 1];
            fresh.fill++;
        }
    }
    dict_table_index(&fresh);
    buffer_free(vm, dict_buffer_room(dict));
    dict->entries = fresh.entries;
    dict->index_log = fresh.index_log;
    dict->fill = fresh.fill;
    return true;
}
