/* reach.c -- the phases that find out what is unreachable.
 *
 * Most containers are instances, lists, tuples and dicts, so for these the way to their references
 * is written out; all others are asked (object/visit.h). The cost of a pass over a large heap is
 * waiting for memory: what comes up is fetched ahead. */
#include "gc/pass.h"
#include "object/visit.h"

enum {
    AHEAD = 32,     /* entries: their headers are fetched */
    AHEAD_SPAN = 16, /* entries: what their headers point to is */
};

static ALWAYS_INLINE uint32_t *mark_of(const Pass *pass, const Object *object) {
    return &pass->marks[block_number(pass->vm, object)];
}

/* The entries may be stale, but lie in the region. */
static ALWAYS_INLINE void fetch_header(const Pass *pass, size_t i) {
    if (i + AHEAD < pass->length) {
        const Object *object = block_at_number(pass->vm, pass->order[i + AHEAD].block);
        __builtin_prefetch(object);
        __builtin_prefetch(&pass->marks[pass->order[i + AHEAD].block], 1);
    }
}

static ALWAYS_INLINE void fetch_span(const Pass *pass, size_t i) {
    if (i + AHEAD_SPAN < pass->length) {
        const Object *object = block_at_number(pass->vm, pass->order[i + AHEAD_SPAN].block);
        /* The first field of lists and dicts; of others it is a reference, or near to it. */
        __builtin_prefetch(((const ListObject *)(const void *)object)->items);
    }
}

void pass_copy_counts(Pass *pass) {
    PoolMemo memo = {0};
    size_t kept = 0;
    for (size_t i = 0; i < pass->length; i++) {
        fetch_header(pass, i);
        Object *object = pass_entry_peek(pass->vm, &pass->order[i], &memo);
        if (object == NULL)
            continue;
        uint32_t *mark = &pass->marks[pass->order[i].block];
        if (*mark != 0)
            continue;
        uint32_t count =
            object->refcount < UINT32_MAX / MARK_ONE ? object->refcount : UINT32_MAX / MARK_ONE;
        *mark = count * MARK_ONE | MARK_CANDIDATE;
        pass->order[kept++] = pass->order[i];
    }
    pass->length = kept;
}

static ALWAYS_INLINE void subtract_run(const Pass *pass, Object *const *references, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (references[i] == NULL)
            continue;
        uint32_t *mark = mark_of(pass, references[i]);
        if ((*mark & MARK_CANDIDATE) != 0 && *mark >= MARK_ONE)
            *mark -= MARK_ONE;
    }
}

void pass_subtract_internal(const Pass *pass) {
    for (size_t i = 0; i < pass->length; i++) {
        fetch_header(pass, i);
        fetch_span(pass, i);
        Object *object = block_at_number(pass->vm, pass->order[i].block);
        switch (object->kind) {
        case KIND_LIST:
            subtract_run(pass, ((ListObject *)object)->items, ((ListObject *)object)->length);
            break;
        case KIND_TUPLE:
            subtract_run(pass, ((TupleObject *)object)->items, ((TupleObject *)object)->length);
            break;
        case KIND_DICT:
            subtract_run(pass, ((DictObject *)object)->entries,
                         2 * (size_t)((DictObject *)object)->fill);
            break;
        case KIND_INSTANCE: {
            InstanceObject *instance = (InstanceObject *)object;
            subtract_run(pass, instance->slots, instance->slot_count);
            Object *class = (Object *)instance->class;
            subtract_run(pass, &class, 1);
            break;
        }
        default: {
            References held = object_references(object);
            subtract_run(pass, held.fields, held.field_count);
            subtract_run(pass, held.span, held.span_count);
        }
        }
    }
}

/* It was passed over already: it is looked at again, after all others. */
static NEVER_INLINE void append_late(Pass *pass, const Object *object) {
    pass->order[pass->length++] =
        (GenerationEntry){.block = block_number(pass->vm, object), .birth = object->birth};
}

static ALWAYS_INLINE void rescue_one(Pass *pass, const Object *object) {
    if (object == NULL)
        return;
    uint32_t *mark = mark_of(pass, object);
    uint32_t seen = *mark;
    if ((seen & MARK_CANDIDATE) == 0 || seen >= MARK_ONE)
        return;
    *mark = MARK_ONE | MARK_CANDIDATE;
    if ((seen & MARK_DOUBTFUL) != 0)
        append_late(pass, object);
}

static ALWAYS_INLINE void rescue_forward(Pass *pass, Object *const *first, size_t count) {
    for (size_t i = 0; i < count; i++)
        rescue_one(pass, first[i]);
}

static ALWAYS_INLINE void rescue_backward(Pass *pass, Object *const *first, size_t count) {
    for (size_t i = count; i-- > 0;)
        rescue_one(pass, first[i]);
}

static ALWAYS_INLINE void rescue_pairs(Pass *pass, Object *const *first, size_t count) {
    for (size_t i = 0; i < count; i += 2) {
        rescue_one(pass, first[i + 1]);
        rescue_one(pass, first[i]);
    }
}

static NEVER_INLINE void rescue_any(Pass *pass, const Object *object) {
    VisitRun run;
    for (unsigned number = 0; object_visit_run(object, number, &run); number++) {
        if (run.way == VISIT_FORWARD)
            rescue_forward(pass, run.first, run.count);
        else if (run.way == VISIT_BACKWARD)
            rescue_backward(pass, run.first, run.count);
        else
            rescue_pairs(pass, run.first, run.count);
    }
}

/* In the order of object_visit_run. */
static ALWAYS_INLINE void rescue_held(Pass *pass, const Object *object) {
    switch (object->kind) {
    case KIND_LIST: {
        const ListObject *list = (const ListObject *)(const void *)object;
        rescue_backward(pass, list->items, list->length);
        return;
    }
    case KIND_TUPLE: {
        const TupleObject *tuple = (const TupleObject *)(const void *)object;
        rescue_backward(pass, tuple->items, tuple->length);
        return;
    }
    case KIND_DICT: {
        const DictObject *dict = (const DictObject *)(const void *)object;
        rescue_pairs(pass, dict->entries, 2 * (size_t)dict->fill);
        return;
    }
    case KIND_INSTANCE: {
        const InstanceObject *instance = (const InstanceObject *)(const void *)object;
        if (instance->class->member_count != 0)
            break;
        rescue_forward(pass, instance->slots, instance->slot_count);
        rescue_one(pass, &instance->class->header);
        return;
    }
    default:
        break;
    }
    rescue_any(pass, object);
}

size_t pass_rescue(Pass *pass, GenerationEntry *unreachable) {
    size_t doubtful = 0;
    size_t reached = 0;
    pass->idle_length = 0;
    for (size_t i = 0; i < pass->length; i++) {
        fetch_header(pass, i);
        fetch_span(pass, i);
        GenerationEntry entry = pass->order[i];
        uint32_t *mark = &pass->marks[entry.block];
        if (*mark < MARK_ONE) {
            *mark |= MARK_DOUBTFUL;
            unreachable[doubtful++] = entry;
            continue;
        }
        pass->order[reached++] = entry;
        const Object *object = block_at_number(pass->vm, entry.block);
        if (object->kind == KIND_TUPLE || object->kind == KIND_DICT)
            pass->idle[pass->idle_length++] = entry;
        rescue_held(pass, object);
    }
    pass->length = reached;
    size_t kept = 0;
    for (size_t i = 0; i < doubtful; i++) {
        if (pass->marks[unreachable[i].block] < MARK_ONE)
            unreachable[kept++] = unreachable[i];
    }
    return kept;
}

void pass_clear_marks(const Pass *pass, const GenerationEntry *entries, size_t count) {
    for (size_t i = 0; i < count; i++)
        pass->marks[entries[i].block] = 0;
}
