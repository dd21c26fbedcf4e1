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

/* The next reference that a dying object gives up, or NULL when it holds nothing more. */
static Object *take_reference(Object *object) {
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

/* A leaf holds nothing: its block goes back at once. */
static void free_leaf(Vm *vm, Object *object) {
    if (object->kind == KIND_STR) {
        StrObject *string = (StrObject *)object;
        if ((object->flags & FLAG_INTERNED) != 0)
            str_forget_interned(vm, string);
        if (LIKELY((object->flags & FLAG_ROOMY) == 0)) {
            heap_free(vm->heap, object, sizeof(StrObject) + string->bytes + 1);
            return;
        }
    }
    heap_free(vm->heap, object, object_size(object));
}

/* Lets go of a reference. True if it was the last one of an object that can hold others, which now
 * waits to be released; a leaf is gone. */
static ALWAYS_INLINE bool let_go(Vm *vm, Object *held) {
    if (held == NULL || --held->refcount != 0)
        return false;
    if (held->kind <= KIND_FLOAT)
        heap_free(vm->heap, held, sizeof(IntObject));
    else if (object_row_peek(held)->garbage == GARBAGE_LEAF)
        free_leaf(vm, held);
    else
        return true;
    return false;
}

/* The functions `release_...` let go of what a dying object holds until that was the last reference
 * to another one, which they return; NULL when it holds nothing more. */
static ALWAYS_INLINE Object *release_items(Vm *vm, Object **items, uint32_t *length) {
    uint32_t left = *length;
    while (left > 0) {
        Object *held = items[--left];
        if (let_go(vm, held)) {
            *length = left;
            return held;
        }
    }
    *length = 0;
    return NULL;
}

static ALWAYS_INLINE Object *release_pairs(Vm *vm, DictObject *dict) {
    uint32_t stop = dict->fill * 2;
    for (uint32_t i = dict->live; i < stop; i++) {
        Object *held = dict->entries[i];
        dict->entries[i] = NULL;
        if (let_go(vm, held)) {
            dict->live = i + 1;
            return held;
        }
    }
    dict->live = stop;
    return NULL;
}

static Object *release_any(Vm *vm, Object *object) {
    Object *held;
    do {
        held = take_reference(object);
    } while (held != NULL && !let_go(vm, held));
    return held;
}

static ALWAYS_INLINE Object *release_slots(Vm *vm, InstanceObject *instance) {
    ClassObject *class = instance->class;
    if (class == NULL)
        return NULL;
    if (class->member_count > 0)
        return release_any(vm, &instance->header);
    for (uint32_t i = instance->cursor; i < instance->slot_count; i++) {
        Object *held = instance->slots[i];
        instance->slots[i] = NULL;
        if (let_go(vm, held)) {
            instance->cursor = (uint16_t)(i + 1);
            return held;
        }
    }
    instance->cursor = (uint16_t)instance->slot_count;
    instance->class = NULL;
    return let_go(vm, &class->header) ? &class->header : NULL;
}

/* A generator that is finished has nothing but its fields. */
static ALWAYS_INLINE Object *release_generator(Vm *vm, GeneratorObject *generator) {
    if (!SHORTCUTS || generator->slot_count != 0 || generator->callee != NULL)
        return release_any(vm, &generator->header);
    const KindRow *row = object_row_peek(&generator->header);
    Object **fields = (Object **)(void *)((char *)generator + row->field_offset);
    for (unsigned i = 0; i < row->field_count; i++) {
        Object *held = fields[i];
        fields[i] = NULL;
        if (let_go(vm, held))
            return held;
    }
    return NULL;
}

static ALWAYS_INLINE Object *release_held(Vm *vm, Object *object) {
    switch (object->kind) {
    case KIND_LIST:
        return release_items(vm, ((ListObject *)object)->items, &((ListObject *)object)->length);
    case KIND_TUPLE:
        return release_items(vm, ((TupleObject *)object)->items, &((TupleObject *)object)->length);
    case KIND_DICT:
        return release_pairs(vm, (DictObject *)object);
    case KIND_INSTANCE:
        return release_slots(vm, (InstanceObject *)object);
    case KIND_GENERATOR:
        return release_generator(vm, (GeneratorObject *)object);
    default:
        return release_any(vm, object);
    }
}

/* Gives the block of an object back that holds nothing more. A tuple's length has become zero by
 * then, so what it was is kept beside it. */
static ALWAYS_INLINE void free_empty(Vm *vm, Object *object) {
    InstanceObject *instance = (InstanceObject *)object;
    size_t size;
    if (object->kind == KIND_TUPLE) {
        size = sizeof(TupleObject) + ((TupleObject *)object)->spare * sizeof(Object *);
    } else if (SHORTCUTS && object->kind == KIND_INSTANCE &&
               instance->slot_count <= instance->inline_count) {
        size = sizeof(InstanceObject) + instance->inline_count * sizeof(Object *);
    } else if (SHORTCUTS && object->kind == KIND_GENERATOR) {
        size = sizeof(GeneratorObject) + ((GeneratorObject *)object)->room * sizeof(Object *);
    } else {
        object_free(vm, object);
        return;
    }
    gc_forget(vm, object);
    heap_free(vm->heap, object, size);
}

/* The end of an object that can hold others begins. False when its finalizer gave it a holder. */
static ALWAYS_INLINE bool begin(Vm *vm, Object *object) {
    bool is_plain = SHORTCUTS && (object->flags & FLAG_WEAK) == 0 &&
                    (object->kind == KIND_LIST ||
                     (object->kind == KIND_GENERATOR &&
                      ((GeneratorObject *)object)->state == GENERATOR_FINISHED) ||
                     (object->kind == KIND_INSTANCE &&
                      (((InstanceObject *)object)->class->flags & CLASS_HAS_DEL) == 0));
    if (is_plain) {
        object->flags = (uint8_t)((object->flags | FLAG_DYING) & ~FLAG_TRACKED);
        return true;
    }
    if (!finalize(vm, object))
        return false;
    begin_dying(vm, object);
    return true;
}

/* An object that can hold others, and all that only it holds. */
static NEVER_INLINE void dispose_tree(Vm *vm, Object *object) {
    if (!begin(vm, object))
        return;
    object->refcount = CHAIN_END;
    for (;;) {
        Object *held = release_held(vm, object);
        if (held == NULL) {
            uint32_t parent = object->refcount;
            free_empty(vm, object);
            if (parent == CHAIN_END)
                return;
            object = block_at_number(vm, parent);
        } else if (begin(vm, held)) {
            held->refcount = block_number(vm, object);
            object = held;
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
