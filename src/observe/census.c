#include "observe/census.h"

#include "heap/walk.h"
#include "observe/attributes.h"

#include <stdlib.h>
#include <string.h>

const RootRow ROOT_ROWS[] = {
#define ROOT(place, count_, words_) {words_, (uint32_t)offsetof(Vm, place), count_},
#include "object/roots.def"
#undef ROOT
};
const uint32_t ROOT_ROW_COUNT = ARRAY_LENGTH(ROOT_ROWS);

enum {
    FIRST_CAPACITY = 4096,
    MOST_KEPT_SLOTS = 1 << 18, /* 1 MiB of slots is cleared faster than it is asked for anew */
};

/* --- growing --------------------------------------------------------------------------------- */

/* Makes room for one more item of `bytes` bytes. Numbers of items are 32 bits wide: a heap of
 * 16 GiB has no more objects than that, and one with more edges is not looked at. */
static bool make_room(void **items, uint32_t count, uint32_t *capacity, size_t bytes) {
    if (LIKELY(count < *capacity))
        return true;
    if (*capacity >= UINT32_MAX / 2)
        return false;
    uint32_t larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *moved = realloc(*items, larger * bytes);
    if (moved == NULL)
        return false;
    *items = moved;
    *capacity = larger;
    return true;
}

/* --- objects --------------------------------------------------------------------------------- */

static bool add_object(Census *census, const HeapCursor *cursor) {
    if (!make_room((void **)&census->objects, census->count, &census->capacity,
                   sizeof(CensusObject)))
        return false;
    const Block *seen = cursor->seen;
    census->objects[census->count++] = (CensusObject){
        .home = cursor->block,
        .refcount = seen->refcount,
        .units = (uint32_t)(cursor->size / HEAP_GRAIN),
        .birth = seen->birth,
        .kind = seen->kind,
        .flags = seen->flags,
    };
    census->object_bytes += cursor->size;
    census->dying += (seen->flags & FLAG_DYING) != 0;
    return true;
}

static bool walk_objects(Census *census) {
    HeapCursor cursor;
    heap_walk_start(&cursor, census->view);
    while (heap_walk_next(&cursor)) {
        if (cursor.is_free || cursor.seen->kind >= KIND_COUNT)
            continue;
        if (cursor.seen->kind == KIND_BUFFER) {
            census->buffers++;
            census->buffer_bytes += cursor.size;
        } else if (!add_object(census, &cursor)) {
            return false;
        }
    }
    return true;
}

/* --- finding by address ---------------------------------------------------------------------- */

/* The number of the grain at which a home address lies, counted from the first object. */
static size_t grain_of(const Census *census, const void *home) {
    return ((uintptr_t)home - (uintptr_t)census->objects[0].home) / HEAP_GRAIN;
}

/* Objects are in order of address, so that the table goes from the first to the last. */
static bool index_objects(Census *census) {
    size_t wanted =
        census->count == 0 ? 1 : grain_of(census, census->objects[census->count - 1].home) + 1;
    bool is_small = wanted <= MOST_KEPT_SLOTS;
    if (is_small && census->slots != NULL && census->slot_room >= wanted) {
        memset(census->slots, 0, wanted * sizeof(uint32_t));
    } else {
        /* What the system gives anew is zero: pages of no object are never touched. */
        free(census->slots);
        census->slot_room = is_small ? wanted + wanted / 2 : wanted;
        census->slots = calloc(census->slot_room, sizeof(uint32_t));
        if (census->slots == NULL)
            return false;
    }
    census->slot_count = wanted;
    for (uint32_t i = 0; i < census->count; i++)
        census->slots[grain_of(census, census->objects[i].home)] = i + 1;
    return true;
}

uint32_t census_find(const Census *census, const void *home) {
    if (census->count == 0)
        return CENSUS_NONE;
    size_t grain = grain_of(census, home); /* huge for what lies before the first */
    if (grain >= census->slot_count || (uintptr_t)home % HEAP_GRAIN != 0)
        return CENSUS_NONE;
    return census->slots[grain] - 1; /* 0 becomes CENSUS_NONE */
}

/* --- edges ----------------------------------------------------------------------------------- */

static bool add_edge(Census *census, uint32_t holder, const Object *held, PlaceKind place,
                     uint32_t row, uint32_t index) {
    if (!make_room((void **)&census->edges, census->edge_count, &census->edge_capacity,
                   sizeof(CensusEdge)))
        return false;
    uint32_t found = census_find(census, held);
    census->edges[census->edge_count++] = (CensusEdge){
        .holder = holder,
        .held = found,
        .index = index,
        .row = (uint16_t)row,
        .place = (uint8_t)place,
    };
    if (found == CENSUS_NONE)
        census->strays++;
    else
        census->objects[found].in_count++;
    return true;
}

static PlaceKind place_in_span(uint8_t mode, size_t index) {
    switch (mode) {
    case SPAN_PAIRS:
        return index % 2 == 0 ? PLACE_KEY : PLACE_VALUE;
    case SPAN_TABLE:
        return PLACE_MEMBER;
    case SPAN_SLOTS:
        return PLACE_SLOT;
    default:
        return PLACE_ITEM;
    }
}

static bool add_edges_of(Census *census, uint32_t holder) {
    CensusObject *object = &census->objects[holder];
    const Object *seen = census_see(census, holder);
    const KindRow *row = &KIND_ROWS[object->kind];
    References held = object_references(seen);
    object->first_out = census->edge_count;
    for (size_t i = 0; i < held.field_count; i++) {
        if (held.fields[i] != NULL &&
            !add_edge(census, holder, held.fields[i], PLACE_FIELD, 0, (uint32_t)i))
            return false;
    }
    Object *const *span = held.span;
    if (row->span_mode != SPAN_INLINE)
        span = view_see(census->view, held.span);
    for (size_t i = 0; i < held.span_count; i++) {
        if (span[i] == NULL)
            continue;
        uint32_t index = (uint32_t)(row->span_mode == SPAN_PAIRS ? i / 2 : i);
        if (!add_edge(census, holder, span[i], place_in_span(row->span_mode, i), 0, index))
            return false;
    }
    object->out_count = census->edge_count - object->first_out;
    const Buffer *buffer = view_see(census->view, object_buffer_peek(seen));
    if (buffer != NULL) {
        object->buffer_units = buffer->units;
        census->buffers_owned++;
    }
    return true;
}

static bool add_vm_edges(Census *census) {
    for (uint32_t row = 0; row < ROOT_ROW_COUNT; row++) {
        const char *place = (const char *)census->vm + ROOT_ROWS[row].offset;
        Object *const *places = (Object *const *)(const void *)place;
        for (uint32_t i = 0; i < ROOT_ROWS[row].count; i++) {
            if (places[i] != NULL && !add_edge(census, CENSUS_NONE, places[i], PLACE_ROOT, row, i))
                return false;
        }
    }
    return true;
}

static bool add_stack_edges(Census *census) {
    const Vm *vm = census->vm;
    Object *const *stack = view_see(census->view, vm->stack);
    size_t used = stack == NULL ? 0 : (size_t)(vm->stack_top - vm->stack);
    for (size_t i = 0; i < used; i++) {
        if (stack[i] != NULL &&
            !add_edge(census, CENSUS_NONE, stack[i], PLACE_REGISTER, 0, (uint32_t)i))
            return false;
    }
    const Frame *frames = view_see(census->view, vm->frames);
    for (uint32_t i = 0; i < vm->frame_count; i++) {
        if (frames[i].callee != NULL &&
            !add_edge(census, CENSUS_NONE, frames[i].callee, PLACE_CALLEE, 0, i))
            return false;
        if (frames[i].object != NULL &&
            !add_edge(census, CENSUS_NONE, &frames[i].object->header, PLACE_FRAME, 0, i))
            return false;
    }
    return true;
}

static bool add_edges(Census *census) {
    for (uint32_t i = 0; i < census->count; i++) {
        if (!add_edges_of(census, i))
            return false;
    }
    census->first_root = census->edge_count;
    const Vm *vm = census->vm;
    census->buffers_owned += vm->interned.slots != NULL;
    census->buffers_owned += vm->weak.slots != NULL;
    census->buffers_owned += view_heap(census->view)->trace.slots != NULL;
    census->buffers_owned += vm->trace.places != NULL;
    census->buffers_owned += vm->trace.files != NULL;
    census->buffers_owned += vm->collector.entries != NULL;
    return add_vm_edges(census) && add_stack_edges(census);
}

/* --- the whole ------------------------------------------------------------------------------- */

bool census_take(Census *census, View view) {
    free(census->incoming);
    *census = (Census){
        .view = view,
        .objects = census->objects,
        .capacity = census->capacity,
        .edges = census->edges,
        .edge_capacity = census->edge_capacity,
        .slots = census->slots,
        .slot_room = census->slot_room,
        .births = view_heap(view)->births,
    };
    census->vm = view_see(view, heap_root(view_heap(view)));
    if (walk_objects(census) && index_objects(census) && add_edges(census))
        return true;
    census_free(census);
    return false;
}

bool census_link(Census *census) {
    size_t bytes = (census->edge_count + (size_t)1) * sizeof(uint32_t);
    census->incoming = malloc(bytes);
    if (census->incoming == NULL)
        return false;
    uint32_t next = 0;
    for (uint32_t i = 0; i < census->count; i++) {
        census->objects[i].first_in = next;
        next += census->objects[i].in_count;
        census->objects[i].in_count = 0;
    }
    for (uint32_t i = 0; i < census->edge_count; i++) {
        if (census->edges[i].held == CENSUS_NONE)
            continue;
        CensusObject *held = &census->objects[census->edges[i].held];
        census->incoming[held->first_in + held->in_count++] = i;
    }
    return true;
}

void census_free(Census *census) {
    free(census->objects);
    free(census->edges);
    free(census->incoming);
    free(census->slots);
    *census = (Census){0};
}

bool census_edge_is_attributes(const Census *census, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE || edge->held == CENSUS_NONE ||
        (edge->place != PLACE_FIELD && edge->place != PLACE_SLOT) ||
        census->objects[edge->held].kind != KIND_DICT)
        return false;
    const Object *dict = attributes_dict_peek(census->view, census_see(census, edge->holder));
    return dict == census->objects[edge->held].home;
}

uint32_t census_frame_of(const Census *census, uint32_t register_index) {
    const Frame *frames = view_see(census->view, census->vm->frames);
    Object **address = census->vm->stack + register_index;
    for (uint32_t i = census->vm->frame_count; i-- > 0;) {
        if (frames[i].registers <= address)
            return i;
    }
    return CENSUS_NONE;
}

static int compare_births(const void *left, const void *right) {
    const CensusBirth *one = left;
    const CensusBirth *other = right;
    if (one->birth != other->birth)
        return one->birth < other->birth ? -1 : 1;
    return one->object < other->object ? -1 : one->object > other->object;
}

void census_sort_births(CensusBirth *births, uint32_t count) {
    if (count > 0)
        qsort(births, count, sizeof(CensusBirth), compare_births);
}
