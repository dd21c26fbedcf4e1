#include "object/object.h"

#include "object/call.h"
#include "object/set.h"
#include "object/state.h"
#include "object/trace.h"

/* The kinds that CPython's collector would know: their births and deaths count towards the
 * next collection. Every cyclic kind but code, which CPython does not track. */
static bool kind_counts(Kind kind) {
    return KIND_ROWS[kind].garbage == GARBAGE_CYCLIC && kind != KIND_CODE;
}

Object *object_new(Vm *vm, Kind kind, size_t size) {
    if (kind_counts(kind) && !gc_reserve(vm))
        return NULL;
    GarbageClass garbage = KIND_ROWS[kind].garbage;
    Object *object = heap_allocate_quick(vm->heap, size, garbage, (uint8_t)kind);
    if (UNLIKELY(object == NULL)) {
        object = trace_or_allocate(vm, size, garbage, kind, true);
        if (object == NULL)
            raise_memory_error(vm);
    }
    return object;
}

void object_free(Vm *vm, Object *object) {
    const Buffer *buffer = object_buffer_peek(object);
    if (buffer != NULL)
        buffer_free(vm, (void *)(uintptr_t)(buffer + 1));
    if (kind_counts(object->kind))
        gc_forget(vm, object);
    heap_free(vm->heap, object, object_size(object));
}

References object_references(const Object *object) {
    const KindRow *row = object_row_peek(object);
    char *bytes = (char *)(uintptr_t)object;
    References references = {0};
    if (row->field_count > 0) {
        references.fields = (Object **)(void *)(bytes + row->field_offset);
        references.field_count = row->field_count;
    }
    if (row->span_mode == SPAN_NONE)
        return references;
    references.span_count = *(const uint32_t *)(const void *)(bytes + row->length_offset);
    if (row->span_mode == SPAN_INLINE)
        references.span = (Object **)(void *)(bytes + row->span_offset);
    else
        references.span = *(Object ***)(void *)(bytes + row->span_offset);
    if (row->span_mode == SPAN_PAIRS)
        references.span_count *= 2;
    return references;
}

size_t object_size(const Object *object) {
    size_t size = object_row_peek(object)->size;
    switch (object->kind) {
    case KIND_BUFFER:
        return (size_t)((const Buffer *)(const void *)object)->units * HEAP_GRAIN;
    case KIND_BIG_INT:
        return size + ((const BigInt *)(const void *)object)->length * sizeof(uint64_t);
    case KIND_STR:
        size += ((const StrObject *)(const void *)object)->bytes + 1;
        return UNLIKELY((object->flags & FLAG_ROOMY) != 0) ? str_roomy_size(size) : size;
    case KIND_TUPLE:
        return size + ((const TupleObject *)(const void *)object)->length * sizeof(Object *);
    case KIND_INSTANCE:
    case KIND_DICTED:
    case KIND_EXCEPTION:
        return size +
               ((const InstanceObject *)(const void *)object)->inline_count * sizeof(Object *);
    case KIND_GENERATOR:
        return size + ((const GeneratorObject *)(const void *)object)->room * sizeof(Object *);
    case KIND_FRAME:
        return size + ((const FrameObject *)(const void *)object)->room * sizeof(Object *);
    default:
        return size;
    }
}

/* Where the slots of an instance lie while it has not outgrown itself: a home address is compared
 * with an address within the block, so both are taken as offsets from the object. */
static bool slots_are_inline(const Object *object) {
    const InstanceObject *instance = (const InstanceObject *)(const void *)object;
    return instance->slot_count <= instance->inline_count;
}

const Buffer *object_buffer_peek(const Object *object) {
    const void *room = NULL;
    switch (object->kind) {
    case KIND_LIST:
    case KIND_LIST_INSTANCE:
        room = ((const ListObject *)(const void *)object)->items;
        break;
    case KIND_DICT:
    case KIND_DICT_INSTANCE:
        room = dict_buffer_room((const DictObject *)(const void *)object);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        room = ((const SetObject *)(const void *)object)->keys;
        break;
    case KIND_CODE:
        room = ((const CodeObject *)(const void *)object)->instructions;
        break;
    case KIND_INSTANCE:
    case KIND_DICTED:
    case KIND_EXCEPTION:
        if (!slots_are_inline(object))
            room = ((const InstanceObject *)(const void *)object)->slots;
        break;
    default:
        break;
    }
    return room == NULL ? NULL : (const Buffer *)room - 1;
}

void *buffer_try(Vm *vm, size_t bytes, const Object *owner) {
    size_t size = bytes + sizeof(Buffer);
    if (size < bytes || size > HEAP_LIMIT_MAX)
        return NULL;
    size = heap_usable(size);
    Block *block = heap_allocate_quick(vm->heap, size, GARBAGE_LEAF, KIND_BUFFER);
    if (UNLIKELY(block == NULL)) {
        /* What has no owner is the machine's own. */
        block = trace_or_allocate(vm, size, GARBAGE_LEAF, KIND_BUFFER, owner != NULL);
        if (block == NULL)
            return NULL;
    }
    Buffer *buffer = (Buffer *)(void *)block;
    /* A buffer is not an object: it takes no number in the order of births. */
    object_hide_birth(vm, &buffer->header);
    buffer->units = (uint32_t)(size / HEAP_GRAIN);
    buffer->owner = owner == NULL ? 0 : block_number(vm, owner);
    return buffer + 1;
}

void *buffer_new(Vm *vm, size_t bytes, const Object *owner) {
    void *room = buffer_try(vm, bytes, owner);
    if (UNLIKELY(room == NULL))
        raise_memory_error(vm);
    return room;
}

void buffer_free(Vm *vm, void *room) {
    if (room == NULL)
        return;
    Buffer *buffer = (Buffer *)room - 1;
    heap_free(vm->heap, &buffer->header, (size_t)buffer->units * HEAP_GRAIN);
}

size_t buffer_capacity(const void *room) {
    return (size_t)((const Buffer *)room - 1)->units * HEAP_GRAIN - sizeof(Buffer);
}
