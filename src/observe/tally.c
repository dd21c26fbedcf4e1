#include "observe/tally.h"

#include "heap/walk.h"
#include "observe/brief.h"

#include <stdlib.h>
#include <string.h>

const Object *tally_owner(View view, const Block *home, const Block *seen) {
    if (seen->kind >= KIND_COUNT)
        return NULL;
    if (seen->kind != KIND_BUFFER)
        return (const Object *)home;
    uint32_t owner = ((const Buffer *)(const void *)seen)->owner;
    const char *start = (const char *)view.home;
    const Object *object = (const Object *)(const void *)(start + owner * HEAP_GRAIN);
    if (owner == 0)
        return NULL;
    uint8_t kind = ((const Object *)view_see(view, object))->kind;
    return kind == BLOCK_FREE || kind == KIND_BUFFER || kind >= KIND_COUNT ? NULL : object;
}

TallyGroup tally_group(View view, const Labels *labels, const Object *home) {
    const Object *seen = view_see(view, home);
    const Label *label = labels_peek(labels, home, seen->birth);
    if (label == NULL) {
        bool is_text = seen->kind == KIND_CODE || (seen->flags & FLAG_INTERNED) != 0;
        return labels->is_behind && !is_text ? TALLY_PROGRAM : TALLY_PLUMBING;
    }
    return label->number > 0 ? TALLY_PROGRAM : TALLY_START;
}

static TallyType *find_type(Tally *tally, const char *name) {
    uint32_t found = tally->last;
    if (found < tally->count && strcmp(tally->types[found].name, name) == 0)
        return &tally->types[found];
    for (found = 0; found < tally->count && strcmp(tally->types[found].name, name) != 0; found++)
        ;
    if (found == tally->capacity) {
        uint32_t larger = tally->capacity == 0 ? 64 : tally->capacity * 2;
        TallyType *moved = realloc(tally->types, larger * sizeof(TallyType));
        if (moved == NULL)
            return NULL;
        tally->types = moved;
        tally->capacity = larger;
    }
    if (found == tally->count)
        tally->types[tally->count++] = (TallyType){.name = name};
    tally->last = found;
    return &tally->types[found];
}

static void add(TallySum *sum, bool is_object, size_t bytes) {
    sum->objects += is_object;
    sum->bytes += bytes;
}

bool tally_take(Tally *tally, View view, const Labels *labels) {
    HeapCursor cursor;
    *tally = (Tally){.view = view};
    heap_walk_start(&cursor, view);
    while (heap_walk_next(&cursor)) {
        if (cursor.is_free || cursor.seen->kind >= KIND_COUNT)
            continue;
        bool is_object = cursor.seen->kind != KIND_BUFFER;
        const Object *owner = tally_owner(view, cursor.block, cursor.seen);
        tally->buffers += !is_object;
        *(is_object ? &tally->object_bytes : &tally->buffer_bytes) += cursor.size;
        if (owner == NULL) {
            tally->machine_bytes += cursor.size;
            continue;
        }
        TallyType *type = find_type(tally, brief_type_name(view, owner));
        if (type == NULL) {
            tally_free(tally);
            return false;
        }
        TallyGroup group = tally_group(view, labels, owner);
        add(&type->sums[group], is_object, cursor.size);
        add(&type->all, is_object, cursor.size);
        add(&tally->sums[group], is_object, cursor.size);
        add(&tally->all, is_object, cursor.size);
    }
    return true;
}

static int compare_types(const void *left, const void *right) {
    const TallyType *one = left;
    const TallyType *other = right;
    uint64_t mine = one->sums[TALLY_PROGRAM].bytes;
    uint64_t theirs = other->sums[TALLY_PROGRAM].bytes;
    if (mine != theirs)
        return mine > theirs ? -1 : 1;
    if (one->all.bytes != other->all.bytes)
        return one->all.bytes > other->all.bytes ? -1 : 1;
    return strcmp(one->name, other->name);
}

void tally_sort(Tally *tally) {
    if (tally->count > 0)
        qsort(tally->types, tally->count, sizeof(TallyType), compare_types);
    tally->last = 0;
}

void tally_free(Tally *tally) {
    free(tally->types);
    *tally = (Tally){0};
}
