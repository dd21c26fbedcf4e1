#include "observe/attributes.h"

#include <string.h>

/* Instances with slots: behind those of __slots__ may lie the dict. */
static const Object *slotted_dict_peek(View view, const InstanceObject *seen) {
    const ClassObject *class = view_see(view, seen->class);
    Object *const *slots = view_see(view, seen->slots);
    if (seen->header.kind == KIND_INSTANCE || class == NULL || slots == NULL ||
        class->member_count >= seen->slot_count)
        return NULL;
    return slots[class->member_count];
}

const Object *attributes_dict_peek(View view, const Object *seen) {
    switch (seen->kind) {
    case KIND_DICTED:
    case KIND_EXCEPTION:
        return slotted_dict_peek(view, (const InstanceObject *)(const void *)seen);
    case KIND_LIST_INSTANCE:
        return (const Object *)((const ListInstance *)(const void *)seen)->attributes;
    case KIND_DICT_INSTANCE:
        return (const Object *)((const DictInstance *)(const void *)seen)->attributes;
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return (const Object *)((const ValueInstance *)(const void *)seen)->attributes;
    case KIND_FUNCTION:
        return (const Object *)((const FunctionObject *)(const void *)seen)->attributes;
    default:
        return NULL;
    }
}

void attributes_start(AttributeCursor *cursor, View view, const Object *home) {
    const Object *seen = view_see(view, home);
    *cursor = (AttributeCursor){.view = view};
    if (object_has_slots(seen)) {
        const InstanceObject *instance = (const InstanceObject *)(const void *)seen;
        const ClassObject *class = view_see(view, instance->class);
        const DictObject *layout = class == NULL ? NULL : view_see(view, class->layout);
        cursor->names = layout == NULL ? NULL : view_see(view, layout->entries);
        cursor->slots = view_see(view, instance->slots);
        if (cursor->names != NULL && cursor->slots != NULL) {
            uint32_t most = seen->kind == KIND_INSTANCE ? layout->fill : class->member_count;
            cursor->slot_count = instance->slot_count < most ? instance->slot_count : most;
        }
    }
    const DictObject *dict = view_see(view, attributes_dict_peek(view, seen));
    cursor->entries = dict == NULL ? NULL : view_see(view, dict->entries);
    cursor->entry_count = cursor->entries == NULL ? 0 : dict->fill;
}

bool attributes_next(AttributeCursor *cursor) {
    while (cursor->next < cursor->slot_count + cursor->entry_count) {
        uint32_t next = cursor->next++;
        bool is_slot = next < cursor->slot_count;
        size_t entry = is_slot ? next : next - cursor->slot_count;
        const Object *name = is_slot ? cursor->names[2 * entry] : cursor->entries[2 * entry];
        cursor->value = is_slot ? cursor->slots[entry] : cursor->entries[2 * entry + 1];
        cursor->name = view_see(cursor->view, name);
        if (cursor->name != NULL && cursor->name->header.kind == KIND_STR && cursor->value != NULL)
            return true;
    }
    return false;
}

const Object *attributes_find(View view, const Object *home, const char *name, size_t length) {
    AttributeCursor cursor;
    attributes_start(&cursor, view, home);
    while (attributes_next(&cursor)) {
        if (cursor.name->bytes == length && memcmp(cursor.name->text, name, length) == 0)
            return cursor.value;
    }
    return NULL;
}
