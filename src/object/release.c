/* release.c -- what happens when a count reaches zero.
 *
 * Whatever the object held is released in turn, depth first and in CPython's order: the items of
 * lists and tuples last to first, pairs of dicts and slots of instances first to last. A structure
 * a million deep must not need a stack a million deep, so the way back up is kept in the dying
 * objects themselves: a dead object's count is not needed any more and holds the number of
 * the block to go on with.
 *
 *      list ──items[2]──► tuple ──items[0]──► dict        being emptied now
 *        ▲                  │ ▲                 │
 *        └──── refcount ────┘ └──── refcount ───┘         the way back
 *
 * How far an object has come is kept in it too: a span that is released from its end grows
 * shorter, one released from its start has a cursor, a field that was released is NULL. So at any
 * moment what a dying object still holds can be read from it, and the ledger says "being freed".
 *
 * Running a finalizer inside this loop may begin another release; that one has a chain of its own
 * and ends first. */
#include "object/object.h"

#include "object/call.h"
#include "object/class.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/set.h"
#include "object/state.h"
#include "object/weak.h"

enum { CHAIN_END = 0 };

static uint32_t *count_at(Object *object, uint16_t offset) {
    return (uint32_t *)(void *)((char *)object + offset);
}

static Object **span_at(Object *object, const KindRow *row) {
    char *place = (char *)object + row->span_offset;
    return row->span_mode == SPAN_INLINE ? (Object **)(void *)place : *(Object ***)(void *)place;
}

/* Takes the next reference out of a span that is released last to first. */
static Object *take_last(Object *object, const KindRow *row) {
    uint32_t *length = count_at(object, row->length_offset);
    Object **span = span_at(object, row);
    while (*length > 0) {
        Object *held = span[--*length];
        if (held != NULL)
            return held;
    }
    return NULL;
}

/* How many turns it takes to release a span of slots: not all that a class has need be there. */
static uint32_t slot_turns(const Object *object, uint32_t length) {
    if (!object_is_instance(object))
        return length;
    const ClassObject *class = ((const InstanceObject *)(const void *)object)->class;
    if (class == NULL) /* it goes after the slots */
        return 0;
    return class->member_count > length ? class->member_count : length;
}

/* Members that __slots__ made go by classes, the most derived class first. */
static uint32_t slot_of_turn(const Object *object, uint32_t turn) {
    if (!object_is_instance(object))
        return turn;
    const ClassObject *class = ((const InstanceObject *)(const void *)object)->class;
    if (turn >= class->member_count)
        return turn;
    while (turn >= class->member_count - class_first_member(class)) {
        turn -= class->member_count - class_first_member(class);
        class = class->base;
    }
    return class_first_member(class) + turn;
}

/* The same for a span that is released first to last. A dict's cursor counts single references and
 * is 32 bits wide as a set's, an instance's is 16 bits. */
static Object *take_first(Object *object, const KindRow *row) {
    Object **span = span_at(object, row);
    uint32_t length = *count_at(object, row->length_offset);
    if (row->span_mode == SPAN_PAIRS || row->span_mode == SPAN_TABLE) {
        uint32_t *cursor = count_at(object, row->cursor_offset);
        length *= row->span_mode == SPAN_PAIRS ? 2 : 1;
        while (*cursor < length) {
            uint32_t index = (*cursor)++;
            Object *held = span[index];
            span[index] = NULL;
            if (held != NULL)
                return held;
        }
        return NULL;
    }
    uint16_t *cursor = (uint16_t *)(void *)count_at(object, row->cursor_offset);
    uint32_t turns = slot_turns(object, length);
    while (*cursor < turns) {
        uint32_t index = slot_of_turn(object, (*cursor)++);
        if (index >= length)
            continue;
        Object *held = span[index];
        span[index] = NULL;
        if (held != NULL)
            return held;
    }
    return NULL;
}

static Object *take_field(Object *object, const KindRow *row) {
    Object **fields = (Object **)(void *)((char *)object + row->field_offset);
    for (unsigned i = 0; i < row->field_count; i++) {
        Object *held = fields[i];
        if (held != NULL) {
            fields[i] = NULL;
            return held;
        }
    }
    return NULL;
}

/* A frame lets go of its function before its locals, and so does a generator that was closed: its
 * temporaries went before. The closure takes the function's place and goes after the locals. */
static Object *take_callee(Object *object) {
    Object **callee = NULL;
    if (object->kind == KIND_FRAME) {
        callee = &((FrameObject *)object)->callee;
    } else if (object->kind == KIND_GENERATOR) {
        GeneratorObject *generator = (GeneratorObject *)object;
        if (generator->state == GENERATOR_FINISHED && generator->callee != NULL) {
            uint32_t temporaries = generator->slot_count - generator->code->local_count;
            while (generator->cursor < temporaries && generator->slots[generator->cursor] == NULL)
                generator->cursor++;
            if (generator->cursor == temporaries)
                callee = &generator->callee;
        }
    }
    Object *held = callee == NULL ? NULL : *callee;
    if (held == NULL || held->kind != KIND_FUNCTION)
        return NULL;
    *callee = (Object *)function_take_closure((FunctionObject *)held);
    return held;
}

/* The next reference that a dying object gives up, found by its kind's row. */
static Object *take_by_row(Object *object) {
    const KindRow *row = object_row_peek(object);
    Object *held = NULL;
    if (row->span_mode == SPAN_SLOTS) {
        held = take_callee(object);
        if (held == NULL)
            held = take_first(object, row);
    }
    if (held == NULL && row->field_count > 0)
        held = take_field(object, row);
    if (held == NULL && (row->span_mode == SPAN_PAIRS || row->span_mode == SPAN_TABLE))
        held = take_first(object, row);
    else if (held == NULL && (row->span_mode == SPAN_ITEMS || row->span_mode == SPAN_INLINE))
        held = take_last(object, row);
    return held;
}

/* The same of an instance of a class without members, whose turns are the slots as they lie. What
 * others hold too is let go of on the way. */
static ALWAYS_INLINE Object *take_from_instance(InstanceObject *instance) {
    uint32_t index = instance->cursor;
    while (index < instance->slot_count) {
        Object *held = instance->slots[index];
        instance->slots[index++] = NULL;
        if (held == NULL)
            continue;
        if (held->refcount == 1) {
            instance->cursor = (uint16_t)index;
            return held;
        }
        held->refcount--;
    }
    instance->cursor = (uint16_t)index;
    Object *class = &instance->class->header;
    instance->class = NULL;
    if (LIKELY(class->refcount > 1)) {
        class->refcount--;
        return NULL;
    }
    return class;
}

/* The next reference that a dying object gives up, or NULL when it holds nothing more. */
static ALWAYS_INLINE Object *take_reference(Object *object) {
    if (SHORTCUTS && object->kind == KIND_INSTANCE) {
        InstanceObject *instance = (InstanceObject *)object;
        if (instance->class == NULL)
            return NULL;
        if (LIKELY(instance->class->member_count == 0))
            return take_from_instance(instance);
    }
    return take_by_row(object);
}

/* A tuple whose span grew shorter no longer says its own size: it is kept here before. */
static ALWAYS_INLINE void free_block(Vm *vm, Object *object, size_t size) {
    const InstanceObject *instance = (const InstanceObject *)object;
    if (SHORTCUTS && object->kind == KIND_INSTANCE &&
        instance->slot_count <= instance->inline_count) {
        gc_forget(vm, object);
        heap_free(vm->heap, object,
                  sizeof(InstanceObject) + instance->inline_count * sizeof(Object *));
        return;
    }
    if (object->kind == KIND_TUPLE) {
        gc_forget(vm, object);
        heap_free(vm->heap, object, size);
        return;
    }
    object_free(vm, object);
}

/* A generator that waits in a handler, or for another iterator, is closed; one that does not
 * only lets go of what it holds. One that went on waiting when it was closed is released as it
 * stands: locals first to last, then temporaries. */
static bool close_generator(Vm *vm, GeneratorObject *generator) {
    Object *object = &generator->header;
    if ((object->flags & FLAG_WEAK) != 0)
        weak_clear(vm, object);
    if ((object->flags & FLAG_FINALIZED) == 0) {
        if (!generator_needs_close(generator)) {
            generator_finish_dying(generator);
            return true;
        }
        object->flags |= FLAG_FINALIZED;
        object->refcount = 1;
        vm_close_generator(vm, object);
        if (--object->refcount != 0)
            return false;
    }
    generator_leave_to_frame(vm, generator);
    return true;
}

/* Runs the object's finalizer if it has one that did not run yet. False when the finalizer gave
 * the object a new holder: then it lives. */
static bool finalize(Vm *vm, Object *object) {
    if (object->kind == KIND_GENERATOR)
        return close_generator(vm, (GeneratorObject *)object);
    if (!object_is_instance(object) || (object->flags & FLAG_FINALIZED) != 0)
        return true;
    const ClassObject *class = instance_class(object);
    if ((class->flags & CLASS_HAS_DEL) == 0)
        return true;
    object->flags |= FLAG_FINALIZED;
    object->refcount = 1;
    Object *finalizer = class_peek_attribute(class, vm->names.del);
    if (finalizer != NULL)
        vm_call_finalizer(vm, object, finalizer);
    return --object->refcount == 0;
}

/* What must be done before a kind's references go. */
static void begin_dying(Vm *vm, Object *object) {
    object->flags = (uint8_t)((object->flags | FLAG_DYING) & ~FLAG_TRACKED);
    if ((object->flags & FLAG_WEAK) != 0)
        weak_clear(vm, object);
    switch (object->kind) {
    case KIND_CLASS:
        class_forget(vm, (ClassObject *)object);
        break;
    case KIND_DICT:
    case KIND_DICT_INSTANCE:
        ((DictObject *)object)->live = 0; /* the cursor of its release */
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        ((SetObject *)object)->live = 0; /* likewise */
        break;
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        weak_unlink(vm, (WeakObject *)object);
        break;
    case KIND_TUPLE:
        ((TupleObject *)object)->spare = ((TupleObject *)object)->length;
        break;
    default:
        break;
    }
}

/* Whether an object whose count is zero dies; then it is ready to give up what it holds. */
static ALWAYS_INLINE bool dies(Vm *vm, Object *object) {
    if (SHORTCUTS && object->kind == KIND_INSTANCE && (object->flags & FLAG_WEAK) == 0 &&
        (((InstanceObject *)object)->class->flags & CLASS_HAS_DEL) == 0) {
        object->flags = (uint8_t)((object->flags | FLAG_DYING) & ~FLAG_TRACKED);
        return true;
    }
    if (!finalize(vm, object))
        return false;
    begin_dying(vm, object);
    return true;
}

/* A leaf holds nothing: its block goes back at once. */
static ALWAYS_INLINE void free_leaf(Vm *vm, Object *object) {
    if (SHORTCUTS && object->kind <= KIND_FLOAT) {
        heap_free(vm->heap, object, sizeof(IntObject));
        return;
    }
    if (object->kind == KIND_STR) {
        StrObject *string = (StrObject *)object;
        if ((object->flags & FLAG_INTERNED) != 0)
            str_forget_interned(vm, string);
        if (SHORTCUTS && LIKELY((object->flags & FLAG_ROOMY) == 0)) {
            heap_free(vm->heap, object, sizeof(StrObject) + string->bytes + 1);
            return;
        }
    }
    heap_free(vm->heap, object, object_size(object));
}

/* Lets go of what stands last in a list or tuple as long as nothing dies by it that holds others. */
static void release_tail(Vm *vm, Object *object) {
    bool is_list = object->kind == KIND_LIST;
    uint32_t *length = is_list ? &((ListObject *)object)->length : &((TupleObject *)object)->length;
    Object **items = is_list ? ((ListObject *)object)->items : ((TupleObject *)object)->items;
    uint32_t left = *length;
    for (; left > 0; left--) {
        Object *held = items[left - 1];
        if (UNLIKELY(held == NULL))
            continue;
        uint32_t count = held->refcount;
        if (LIKELY(count > 1)) {
            held->refcount = count - 1;
            continue;
        }
        if (object_row_peek(held)->garbage != GARBAGE_LEAF)
            break;
        held->refcount = 0;
        free_leaf(vm, held);
    }
    *length = left;
}

/* An object that can hold others, and all that only it holds. */
static NEVER_INLINE void dispose_tree(Vm *vm, Object *object) {
    uint32_t parent = CHAIN_END;
    if (!dies(vm, object))
        return;
    object->refcount = CHAIN_END;
    for (;;) {
        if (SHORTCUTS && (object->kind == KIND_LIST || object->kind == KIND_TUPLE))
            release_tail(vm, object);
        Object *held = take_reference(object);
        if (held == NULL) {
            parent = object->refcount;
            size_t size =
                object->kind == KIND_TUPLE
                    ? sizeof(TupleObject) + ((TupleObject *)object)->spare * sizeof(Object *)
                    : 0;
            free_block(vm, object, size);
            if (parent == CHAIN_END)
                return;
            object = block_at_number(vm, parent);
        } else if (--held->refcount == 0) {
            if (object_row_peek(held)->garbage == GARBAGE_LEAF) {
                free_leaf(vm, held);
            } else if (dies(vm, held)) {
                held->refcount = block_number(vm, object);
                object = held;
            }
        }
    }
}

void object_dispose(Vm *vm, Object *object) {
    if (object->kind <= KIND_FLOAT)
        heap_free(vm->heap, object, sizeof(IntObject));
    else if (object_row_peek(object)->garbage == GARBAGE_LEAF)
        free_leaf(vm, object);
    else
        dispose_tree(vm, object);
}
