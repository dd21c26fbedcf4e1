/* natives.c -- the table of native functions, made from natives.def. */
#include "vm/native.h"

#include <string.h>

#define FUNCTION(owner, name, function, least, most, keywords)                                     \
    Object *function(Vm *vm, Object **args, size_t count);
#define METHOD(kind, name, function, least, most, keywords)                                        \
    Object *function(Vm *vm, Object **args, size_t count);
#define STATIC(kind, name, function, least, most, keywords)                                        \
    Object *function(Vm *vm, Object **args, size_t count);
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    Object *function(Vm *vm, Object **args, size_t count);
/* One function may be declared again and again. */
#define SLOT(kind, name, function, least, most)                                                    \
    Object *function(Vm *vm, Object **args, size_t count);
#include "vm/natives.def"
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef SLOT
#undef CONSTRUCTOR

#define WORDS(...)                                                                                 \
    (const char *const[]){__VA_ARGS__}, ARRAY_LENGTH(((const char *const[]){__VA_ARGS__}))
#define NO_WORDS NULL, 0
#define FUNCTION(owner, name, function, least, most, keywords)                                     \
    {name, function, keywords, NATIVE_OF_##owner, KIND_FREE, least, most},
#define METHOD(kind, name, function, least, most, keywords)                                        \
    {name, function, keywords, NATIVE_OF_KIND, KIND_##kind, least, most},
#define STATIC(kind, name, function, least, most, keywords)                                        \
    {name, function, keywords, NATIVE_STATIC_OF_KIND, KIND_##kind, least, most},
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    {name, function, keywords, NATIVE_CONSTRUCTS_KIND, KIND_##kind, least, most},
#define SLOT(kind, name, function, least, most)                                                    \
    {name, function, NO_WORDS, NATIVE_OF_KIND, KIND_##kind, least, most},
const NativeRow NATIVE_ROWS[] = {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef SLOT
#undef CONSTRUCTOR

/* The number of each row, by its C function; one function can be a method of several kinds. */
#define FUNCTION(owner, name, function, least, most, keywords) ROW_##function,
#define METHOD(kind, name, function, least, most, keywords) ROW_##kind##_##function,
#define STATIC(kind, name, function, least, most, keywords) ROW_##function,
#define CONSTRUCTOR(kind, name, function, least, most, keywords) ROW_##function,
#define SLOT(kind, name, function, least, most) ROW_##function##_of_##kind,
enum {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef SLOT
#undef CONSTRUCTOR

/* By kind: what calling its type does. */
#define FUNCTION(owner, name, function, least, most, keywords)
#define METHOD(kind, name, function, least, most, keywords)
#define STATIC(kind, name, function, least, most, keywords)
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    [KIND_##kind] = &NATIVE_ROWS[ROW_##function],
#define SLOT(kind, name, function, least, most)
static const NativeRow *const CONSTRUCTORS[KIND_COUNT] = {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef SLOT
#undef CONSTRUCTOR

const NativeRow *native_constructor(Kind kind) {
    return CONSTRUCTORS[kind];
}

const size_t NATIVE_COUNT = ARRAY_LENGTH(NATIVE_ROWS);

const char *vm_native_name(uint32_t native) {
    return NATIVE_ROWS[native].name;
}

Kind vm_native_kind(uint32_t native) {
    return NATIVE_ROWS[native].owner == NATIVE_OF_KIND ? (Kind)NATIVE_ROWS[native].kind : KIND_FREE;
}

bool native_is_slot(const NativeRow *row) {
    /* With the kinds of which it is so, or 0 for all. */
    static const struct {
        const char *name;
        Kind kinds[2];
    } PLAIN[] = {
        {"__getitem__", {KIND_LIST, KIND_DICT}},  {"__contains__", {KIND_DICT, KIND_DICT}},
        {"__reversed__", {KIND_FREE, KIND_FREE}}, {"__round__", {KIND_FREE, KIND_FREE}},
        {"__format__", {KIND_FREE, KIND_FREE}},   {"__subclasses__", {KIND_FREE, KIND_FREE}},
    };
    if (strncmp(row->name, "__", 2) != 0)
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(PLAIN); i++) {
        const Kind *kinds = PLAIN[i].kinds;
        if (strcmp(PLAIN[i].name, row->name) == 0 &&
            (kinds[0] == KIND_FREE || row->kind == kinds[0] || row->kind == kinds[1]))
            return false;
    }
    return true;
}

bool vm_native_is_slot(uint32_t native) {
    return native_is_slot(&NATIVE_ROWS[native]);
}
