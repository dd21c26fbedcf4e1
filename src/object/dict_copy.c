/* dict_copy.c -- what one dict takes over from another. */
#include "object/call.h"
#include "object/dict_table.h"
#include "object/operations.h"
#include "object/state.h"

DictObject *dict_copy(Vm *vm, DictObject *dict) {
    DictObject *copy = dict_new(vm);
    if (copy == NULL || dict->live == 0) {
        return copy;
    }
    unsigned log = DICT_FIRST_LOG;
    while (dict_log_capacity(log) < dict->live) {
        log++;
    }
    bool is_tracked = (dict->header.flags & FLAG_TRACKED) != 0;
    if ((is_tracked && !gc_make_room(vm)) || !dict_table_new(vm, copy, log, &copy->header)) {
        object_release(vm, &copy->header);
        return NULL;
    }
    for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
         entry = dict_next_entry(dict, entry + 1)) {
        size_t number = copy->fill++;
        *dict_hash_place(copy, number) = *dict_hash_place(dict, entry);
        copy->entries[2 * number] = object_held(dict->entries[2 * entry]);
        copy->entries[2 * number + 1] = object_held(dict->entries[2 * entry + 1]);
    }
    dict_table_index(copy);
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
