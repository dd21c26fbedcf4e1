/* state.h -- the Vm: everything a running program is, in one struct at the root of the image.
 *
 * The Vm lies in the image, so copying the image copies it. `host` is the one pointer to the
 * outside: it is set while a statement runs and NULL whenever the image is looked at.
 *
 * Every field that holds references is a row in roots.def, so that the census and the audit find
 * them all by reading one table. */
#ifndef OURO_OBJECT_STATE_H
#define OURO_OBJECT_STATE_H

#include "base/host.h"
#include "object/class.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/numbers.h"
#include "object/sequence.h"
#include "object/str.h"

enum {
    CHARACTER_COUNT = 256,
    GENERATION_COUNT = 3,
    NAME_COUNT = 0
#define NAME(identifier, text) +1
#include "object/names.def"
#undef NAME
};

typedef struct Names {
#define NAME(identifier, text) StrObject *identifier;
#include "object/names.def"
#undef NAME
} Names;

/* A tracked container, as the collector's list knows it. An entry is stale when its block was freed
 * or used again since (then the stamps differ) or is not tracked any more. */
typedef struct GenerationEntry {
    uint32_t block; /* address in 16 bytes from the region's start */
    uint16_t birth;
    uint16_t spare; /* zero */
} GenerationEntry;

typedef struct Generation {
    uint32_t start;    /* where its entries begin in the collector's list */
    int32_t count;     /* as gc.get_count() says it */
    int32_t threshold; /* 0: this generation never triggers */
    uint32_t unasked;  /* those of its collections that ran by themselves */
    uint64_t collections;
    uint64_t looked_at; /* candidates of all its collections */
    uint64_t collected;
    uint64_t uncollectable;
} Generation;

enum {
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32,
    GC_DEBUG_LEAK = 38,
};

/* All generations lie in one list, oldest first and each in the order of tracking:
 *
 *      | world | permanent | generation 2 | generation 1 | generation 0 | room
 *      0       world       [2].start      [1].start      [0].start      length
 *
 * so that tracking appends, promotion moves a boundary, and a pass needs no memory of its own. */
typedef struct Collector {
    GenerationEntry *entries; /* in a buffer, or NULL */
    uint32_t length;
    uint32_t capacity;
    Generation generations[GENERATION_COUNT];
    ListObject *garbage;
    ListObject *callbacks;
    DictObject *info;            /* what gc.callbacks are being told, or NULL */
    uint64_t long_lived_total;   /* survivors of the last full collection */
    uint64_t long_lived_pending; /* survivors of middle collections since */
    uint32_t enabled;
    uint32_t collecting;
    uint32_t due; /* a generation is over its threshold: collect at the next safepoint */
    uint32_t debug;
    uint32_t world; /* entries of what was made at the start: no pass looks at them */
    uint32_t spare; /* zero */
} Collector;

/* One call in progress. Its registers lie on the register stack, from its own `registers` up to
 * those of the next frame. */
typedef struct Frame {
    Object **registers;
    const Instruction *next;    /* the one behind that which runs; NULL for a native frame */
    Object *callee;             /* owned: the function that runs, or a module's code object */
    CodeObject *code;           /* borrowed from callee; NULL for a native frame */
    DictObject *globals;        /* borrowed from callee, or from the Vm */
    Object **result;            /* where the caller wants what this call returns */
    FrameObject *object;        /* owned: what tracebacks know this call by, or NULL */
    GeneratorObject *generator; /* borrowed from whoever resumed it, or NULL */
    uint32_t register_count;
    uint32_t flags; /* FRAME_ flags */
} Frame;

IMAGE_STRUCT(Frame, 72);

enum {
    FRAME_IS_ENTRY = 1,       /* returning ends the C function that pushed it */
    FRAME_IS_CONSTRUCT = 2,   /* __init__: `result` holds the new instance already */
    FRAME_IS_NATIVE = 4,      /* a native function's registers; `callee` says whose, or NULL */
    FRAME_CLEARS_WINDOW = 16, /* what lies between `result` and `registers` goes with the frame */
    FRAME_IS_REPR = 8,        /* of them: its register 0 is a container that is being printed */
};

/* Interned names, by hash, linear probing; weak: it holds no references. See str_intern.c. */
typedef struct InternTable {
    StrObject **slots; /* in a buffer; NULL while capacity is 0 */
    uint32_t capacity; /* a power of two, or 0 */
    uint32_t live;
} InternTable;

/* Where the list of weak references to an object begins; it holds none of them. See weak.h. */
typedef struct WeakTable {
    WeakObject **slots; /* in a buffer; NULL while capacity is 0 */
    uint32_t capacity;  /* a power of two, or 0 */
    uint32_t live;
} WeakTable;

/* A place where traced blocks were allocated: a line, and the place that it was called from. Row 0
 * is none; the outermost place has as `outer` one with the number of all frames for a line. */
typedef struct TracePlace {
    uint32_t outer;
    uint32_t file; /* where its TraceFile begins in Trace.files, or TRACE_NO_FILE */
    uint32_t line;
    uint32_t next; /* with the same hash, or 0 */
} TracePlace;

/* A text that was compiled and from which traced blocks came. Every statement at the prompt is one,
 * and all are called "<stdin>": so the text is kept, and tells its lines apart. The name and a NUL,
 * the text and a NUL, and up to 3 zeros follow. */
typedef struct TraceFile {
    uint32_t source; /* the string that it was, as a block's number, and its birth */
    uint32_t birth;
    uint32_t name_bytes; /* without the NUL */
    uint32_t text_bytes;
} TraceFile;

/* What tracing knows beside the table of blocks (heap/trace.h). It holds no references. */
typedef struct Trace {
    TracePlace *places; /* in a buffer, with as many heads of chains behind them; or NULL */
    char *files;        /* in a buffer: TraceFiles, one behind the other; or NULL */
    uint32_t place_count;
    uint32_t place_capacity; /* a power of two, or 0 */
    uint32_t file_bytes;
    uint32_t file_capacity;
    uint32_t frames_most; /* of a place, innermost first: what start() was told, or 0 */
    uint32_t paused;
} Trace;

#define TRACE_NO_FILE UINT32_MAX

IMAGE_STRUCT(TraceFile, 16);
IMAGE_STRUCT(TracePlace, 16);
IMAGE_STRUCT(Trace, 40);

/* Releases that were forgotten on purpose; all zero unless that was asked for. See fault.h. */
typedef enum FaultOperation { FAULT_LIST_POP, FAULT_DICT_POP, FAULT_DICT_DELETE } FaultOperation;

typedef struct Fault {
    uint32_t block; /* the object's, in 16 bytes from the region's start; and its birth */
    uint16_t birth;
    uint16_t operation; /* a FaultOperation */
    uint32_t line;      /* that ran */
} Fault;

enum { FAULTS_MOST = 500 };

typedef struct Faults {
    uint32_t every; /* the n-th is forgotten; 0: none */
    uint32_t due;   /* that many more until the next one */
    uint32_t count;
    uint32_t spare; /* zero */
    Fault rows[FAULTS_MOST];
} Faults;

IMAGE_STRUCT(Fault, 12);
IMAGE_STRUCT(Faults, 16 + FAULTS_MOST * 12);

struct Vm {
    const Host *host;
    Heap *heap;

    /* Shared objects. */
    Object *none;
    Object *true_object;
    Object *false_object;
    Object *not_implemented;
    Object *ellipsis;
    StrObject *empty_string;
    TupleObject *empty_tuple;
    Object *small_ints[SMALL_INT_COUNT];
    StrObject *characters[CHARACTER_COUNT];
    Names names;
    InternTable interned;
    WeakTable weak;
    Trace trace;

    /* Classes: one per kind (NULL for those the language cannot name), one per exception. */
    ClassObject *object_class;
    ClassObject *classes[KIND_COUNT];
    ClassObject *errors[ERROR_COUNT];

    DictObject *modules;  /* sys.modules: name → module */
    DictObject *builtins; /* the names that every program has */
    DictObject *globals;  /* of __main__ */

    CodeObject *program; /* the module's code between its statements, or NULL */
    Object *pending;     /* the exception on its way, or NULL */
    Object *handled;     /* the exception that the innermost handler deals with, or NULL; in a
                          * generator one of its own handlers: see raise_handled_peek */
    ExceptionObject *memory_error;
    Object *echo; /* `_`, what the prompt showed last: NULL before, and unless `keeps_echo` */

    Collector collector;

    Frame *frames;        /* the frame stack */
    uint32_t frame_count; /* frames in use */
    uint32_t frame_limit; /* frames that there is room for */
    Object **stack;       /* the register stack: everything from `stack_top` on is NULL */
    Object **stack_top;
    Object **stack_limit;

    uint32_t recursion_limit;
    uint32_t native_depth;  /* nested C calls that count against the limit */
    uint32_t call_depth;    /* frames of the language that do */
    uint32_t memory_short;  /* a MemoryError is being made */
    uint32_t class_version; /* the last one given */
    uint32_t attention;     /* nonzero: the loop looks at fuel and the collector's `due` */
    uint64_t fuel;          /* instructions that may still run, if `fuel_limited` */
    uint32_t fuel_limited;
    uint32_t generators;      /* frames that run one */
    uint32_t int_digits_most; /* longest decimal text of an int that is read or written; 0: any */
    uint32_t keeps_echo;      /* nonzero: results that the prompt shows are kept as `_` */
    uint32_t abandoned;       /* nobody needs the rest of this run: no handler or finalizer runs */
    uint32_t spare;           /* zero */
    Faults faults;
};

/* The Vm's address in units of a GenerationEntry: 16 bytes from the region's start. */
static inline uint32_t block_number(const Vm *vm, const void *block) {
    return (uint32_t)(((uintptr_t)block - (uintptr_t)vm->heap) >> 4);
}

static inline Object *block_at_number(const Vm *vm, uint32_t number) {
    return (Object *)((uintptr_t)vm->heap + ((uintptr_t)number << 4));
}

/* Says of an object just made that it only helps, and dies before the program goes on: it takes no
 * number in the order of births, so no observer counts it. */
static inline void object_hide_birth(Vm *vm, Object *object) {
    vm->heap->births--;
    object->birth = 0;
}

/* Says that a buffer belongs to another object from now on. */
static inline void buffer_set_owner(const Vm *vm, void *room, const Object *owner) {
    ((Buffer *)room - 1)->owner = block_number(vm, owner);
}

/* For natives and operators that recurse in C: false with RecursionError pending ("maximum
 * recursion depth exceeded" followed by `where`, e.g. " in comparison") past the limit. Every
 * successful enter needs its leave. */
MUST_CHECK bool vm_enter_native(Vm *vm, const char *where);
static inline void vm_leave_native(Vm *vm) {
    vm->native_depth--;
}

#endif
