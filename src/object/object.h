/* object.h -- what every object has: a header, a kind, a count.
 *
 * An object is a block of the private heap. Its header says how many places hold it
 * (`refcount`), what it is (`kind`, a row of kinds.def), what is known of it (`flags`) and when it
 * was born (`birth`, the low bits of the session's counter of births).
 *
 *      0          4      5       6         8
 *      | refcount | kind | flags | birth   | body ...
 *
 * The invariant of the house: between two instructions `refcount` is exactly the number of
 * places that hold the object. Nothing is immortal and no count is deferred.
 *
 * Ownership is in the verb. `_new` returns a reference that the caller owns, `_peek` a borrowed
 * one, `_take` consumes its argument even on failure. Anything else borrows its arguments. */
#ifndef OURO_OBJECT_OBJECT_H
#define OURO_OBJECT_OBJECT_H

#include "base/check.h"
#include "heap/heap.h"

typedef Block Object;
typedef struct Vm Vm;
typedef struct WeakObject WeakObject;

typedef enum Kind {
    KIND_FREE = 0, /* a block that holds no object */
#define KIND(name, structure, type, garbage, fields, span) KIND_##name,
#include "object/kinds.def"
#undef KIND
    KIND_COUNT
} Kind;

/* The flags of a header. A free block has the kind of its ghost there instead. */
enum {
    FLAG_TRACKED = 1,   /* the collector has it in one of its generations */
    FLAG_FINALIZED = 2, /* its __del__ was called; that happens once */
    FLAG_DYING = 4,     /* its count reached zero and what it held is being released */
    FLAG_INTERNED = 8,  /* a string in the table of interned names */
    FLAG_WEAK = 16,     /* something refers to it weakly */
    FLAG_ORDERED = 32,  /* an instance that remembers in which order its slots were set */
    FLAG_ROOMY = 64,    /* a string with room behind its text: see str_roomy_size */
};

/* How the references of a kind lie in its objects; made from kinds.def. */
typedef enum SpanMode {
    SPAN_NONE,
    SPAN_ITEMS,
    SPAN_PAIRS,
    SPAN_TABLE,
    SPAN_SLOTS,
    SPAN_INLINE
} SpanMode;

typedef struct KindRow {
    const char *name; /* as in kinds.def, for people who debug Ouro */
    const char *type; /* the name of the type, as the language shows it */
    GarbageClass garbage;
    uint16_t size;          /* bytes of the fixed part */
    uint16_t field_offset;  /* of the first field, in bytes */
    uint16_t field_count;   /* references that lie side by side from there */
    uint16_t span_offset;   /* of the pointer to the span, or of the span itself for INLINE */
    uint16_t length_offset; /* of the uint32 that counts the span */
    uint16_t cursor_offset; /* of the uint32 that says how far the release of it has come */
    uint8_t span_mode;      /* a SpanMode */
} KindRow;

extern const KindRow KIND_ROWS[KIND_COUNT];

/* A buffer of a list, dict, instance or code: a block of its own, so that a walk of the heap can
 * tell what it is and whose. It is not an object of the language and its count stays one. */
typedef struct Buffer {
    Object header;
    uint32_t units; /* of the whole block, in 16 bytes */
    uint32_t owner; /* the address of the owner's block, in 16 bytes from the region's start */
} Buffer;

/* The references of an object, wherever they lie: at most two runs of them. */
typedef struct References {
    Object **fields;
    Object **span;
    size_t field_count;
    size_t span_count;
} References;

/* Whether a program may have written the object's class: then its special methods are asked, and
 * whatever is done with it may run the program's code. */
static inline bool object_is_instance(const Object *object) {
    return object->kind >= KIND_INSTANCE;
}

static inline const KindRow *object_row_peek(const Object *object) {
    return &KIND_ROWS[object->kind];
}

/* Whether it can hold nothing. Their rows come first in kinds.def. */
static ALWAYS_INLINE bool object_is_leaf(const Object *object) {
    return object->kind < KIND_TUPLE;
}

/* Where the references of `object` are. The pointers are those that stand in the object: in a copy
 * of the image at another address, `span` must be translated by the reader (INLINE needs not). */
References object_references(const Object *object);

/* Bytes of the object's own block (without its buffers), as it was asked of the heap. */
size_t object_size(const Object *object);

/* Bytes of the buffer that the object owns, its header included, or 0; and where it is. */
const Buffer *object_buffer_peek(const Object *object);

/* A new object of a kind, with one reference and an undefined body of `size` bytes in all, or
 * NULL with MemoryError pending. Containers that the collector must know are then given to
 * `gc_track` when their references are in order. */
MUST_CHECK Object *object_new(Vm *vm, Kind kind, size_t size);

/* Gives a dead object's block and buffer back. Its references must be gone. */
void object_free(Vm *vm, Object *object);

/* A buffer with room for `bytes`; the pointer is to the room. NULL with MemoryError pending. */
MUST_CHECK void *buffer_new(Vm *vm, size_t bytes, const Object *owner);
/* The same, but NULL without an exception. */
MUST_CHECK void *buffer_try(Vm *vm, size_t bytes, const Object *owner);
void buffer_free(Vm *vm, void *room);
/* Bytes that the buffer really has room for. */
size_t buffer_capacity(const void *room);

/* Called when a count has reached zero: runs the finalizer, releases what the object holds in
 * CPython's order, gives its block back. See release.c. */
void object_dispose(Vm *vm, Object *object);

static ALWAYS_INLINE void object_hold(Object *object) {
    object->refcount++;
}

static ALWAYS_INLINE void object_hold_if(Object *object) {
    if (object != NULL)
        object->refcount++;
}

/* The same object, held once more: for `x->field = object_held(value)`. */
static ALWAYS_INLINE Object *object_held(Object *object) {
    object->refcount++;
    return object;
}

static ALWAYS_INLINE void object_release(Vm *vm, Object *object) {
    CHECK(object->refcount > 0);
    if (--object->refcount == 0)
        object_dispose(vm, object);
}

static ALWAYS_INLINE void object_release_if(Vm *vm, Object *object) {
    if (object != NULL)
        object_release(vm, object);
}

/* Empties a place before it releases what was in it, so that no finalizer sees a stale place. */
#define OBJECT_CLEAR(vm, place)                                                                    \
    do {                                                                                           \
        Object *cleared_ = (Object *)(place);                                                      \
        (place) = NULL;                                                                            \
        object_release_if((vm), cleared_);                                                         \
    } while (0)

/* Structs of the image must have no padding, so that equal states are equal bytes. */
#define IMAGE_STRUCT(type, bytes) STATIC_CHECK(sizeof(type) == (bytes), #type " has padding")

IMAGE_STRUCT(Buffer, 16);

#endif
