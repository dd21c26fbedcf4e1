/* census.h -- all objects, all references between them, and all roots, from one walk.
 *
 * Everything that is told about memory is read off a census: the audit, the ledger, paths, cycles,
 * the difference of two images, the map's types. It is a graph:
 *
 *     objects   in order of address; an object is known by its index
 *     edges     one for each reference: holder → held, and in what kind of place of the holder.
 *               The edges of one holder lie side by side; those of the roots lie behind all others
 *     incoming  after census_link: for each object the numbers of the edges that lead to it
 *
 * An object that is being freed (FLAG_DYING) still holds what it did not release yet, but its count
 * is a link of the release and says nothing. Buffers are counted with their owners. Pointers
 * that are not counted (the table of interned names, the lists of subclasses, the collector's
 * lists) are no edges.
 *
 * A Census is memory of malloc: zeroed it is empty; taking it again uses its memory again. It
 * describes the image as it was and keeps home addresses only. Linear in objects and references. */
#ifndef OURO_OBSERVE_CENSUS_H
#define OURO_OBSERVE_CENSUS_H

#include "heap/view.h"
#include "object/state.h"

/* "No object", and the holder of edges that come from a root. */
#define CENSUS_NONE UINT32_MAX

/* In what kind of place a reference lies, and so what CensusEdge.index counts. */
typedef enum PlaceKind {
    PLACE_FIELD,    /* the n-th field of the kind's row in kinds.def */
    PLACE_ITEM,     /* the n-th item of a list or tuple */
    PLACE_KEY,      /* the key of the n-th entry of a dict */
    PLACE_VALUE,    /* and its value */
    PLACE_MEMBER,   /* the n-th slot of a set's table */
    PLACE_SLOT,     /* the n-th slot of an instance */
    PLACE_ROOT,     /* a field of the Vm: `row` of ROOT_ROWS, n-th of its places */
    PLACE_REGISTER, /* the n-th register of the stack */
    PLACE_CALLEE,   /* what the n-th frame runs */
    PLACE_FRAME,    /* what tracebacks know the n-th frame by */
} PlaceKind;

typedef struct CensusEdge {
    uint32_t holder; /* CENSUS_NONE for roots */
    uint32_t held;   /* CENSUS_NONE when the reference leads to no live object: a bug */
    uint32_t index;
    uint16_t row;
    uint8_t place; /* a PlaceKind */
    uint8_t spare;
} CensusEdge;

/* What census_mark finds out. */
enum {
    MARK_SHARED = 1,      /* exists once for everybody: small ints, None, single characters */
    MARK_NAMESPACE = 2,   /* the dict of a module or class */
    MARK_PLUMBING = 4,    /* nothing that the program wrote down holds it: names, code, constants */
    MARK_REACHED = 8,     /* some root leads to it */
    MARK_ATTRIBUTES = 16, /* the dict of one object's attributes, which nothing else holds */
    MARK_FORGOTTEN = 32,  /* it has refs that nobody holds, and so lives for ever (--fault leak) */
};

typedef struct CensusObject {
    const Object *home;
    uint32_t first_out, out_count; /* edges where it is the holder */
    uint32_t first_in, in_count;   /* entries of `incoming`; the count is right without linking */
    uint32_t refcount;
    uint32_t units;        /* of its block, in 16 bytes */
    uint32_t buffer_units; /* of the buffer that it owns, or 0 */
    uint16_t birth;        /* the stamp */
    uint8_t kind;
    uint8_t flags;
    uint8_t marks;
    uint8_t spare[3];
} CensusObject;

/* A row of roots.def. */
typedef struct RootRow {
    const char *words;
    uint32_t offset; /* in Vm */
    uint32_t count;
} RootRow;

extern const RootRow ROOT_ROWS[];
extern const uint32_t ROOT_ROW_COUNT;

typedef struct Census {
    View view;
    const Vm *vm; /* readable */
    CensusObject *objects;
    uint32_t count;
    uint32_t capacity;
    CensusEdge *edges;
    uint32_t edge_count;
    uint32_t edge_capacity;
    uint32_t first_root; /* the first edge from a root */
    uint32_t *incoming;  /* NULL until linked */
    uint32_t *slots;   /* address → index + 1: one for every 16 bytes from the first object on */
    size_t slot_count; /* up to the last object */
    size_t slot_room;
    uint32_t dying;   /* objects that are being freed */
    uint32_t strays;  /* edges that lead to no live object */
    uint32_t buffers; /* that there are */
    uint32_t buffers_owned;
    uint64_t object_bytes; /* in blocks of objects */
    uint64_t buffer_bytes; /* in buffers, those of the Vm's own tables too */
    uint64_t births;       /* the session's counter */
} Census;

/* Walks the image. False when memory ran out; the census is empty then. */
MUST_CHECK bool census_take(Census *census, View view);
/* Sorts the edges by what they hold, into `incoming`. */
MUST_CHECK bool census_link(Census *census);
/* Sets the marks. The census must be linked. */
MUST_CHECK bool census_mark(Census *census);
void census_free(Census *census);

/* The index of the object at a home address, or CENSUS_NONE. */
uint32_t census_find(const Census *census, const void *home);

/* The object as it can be read. */
static inline const Object *census_see(const Census *census, uint32_t index) {
    return view_see(census->view, census->objects[index].home);
}

/* Bytes of its block and its buffer. */
static inline uint64_t census_bytes(const CensusObject *object) {
    return ((uint64_t)object->units + object->buffer_units) * HEAP_GRAIN;
}

/* Its birth as a number of the whole session: right for objects younger than 65,536 births. */
static inline uint64_t census_birth(const Census *census, const CensusObject *object) {
    uint16_t age = (uint16_t)(census->births - 1 - object->birth);
    return census->births - 1 - age;
}

/* An object and its birth. */
typedef struct CensusBirth {
    uint64_t birth; /* as census_birth gives it */
    uint32_t object;
    uint32_t spare;
} CensusBirth;

/* Puts objects in order of birth; those of one birth in order of address. */
void census_sort_births(CensusBirth *births, uint32_t count);

/* Whether an edge leads from an object to the dict of its attributes: `a.__dict__`. */
bool census_edge_is_attributes(const Census *census, const CensusEdge *edge);

/* The number of the frame to which a register of the stack belongs, or CENSUS_NONE. */
uint32_t census_frame_of(const Census *census, uint32_t register_index);

#endif
