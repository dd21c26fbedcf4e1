/* natives.c -- the table of native functions, made from natives.def. */
#include "vm/native.h"

#define FUNCTION(owner, name, function, least, most, keywords)                                     \
    Object *function(Vm *vm, Object **args, size_t count);
#define METHOD(kind, name, function, least, most, keywords)                                        \
    Object *function(Vm *vm, Object **args, size_t count);
#define STATIC(kind, name, function, least, most, keywords)                                        \
    Object *function(Vm *vm, Object **args, size_t count);
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    Object *function(Vm *vm, Object **args, size_t count);
#include "vm/natives.def"
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef CONSTRUCTOR

#define FUNCTION(owner, name, function, least, most, keywords)                                     \
    {name, function, keywords, NATIVE_OF_##owner, KIND_FREE, least, most},
#define METHOD(kind, name, function, least, most, keywords)                                        \
    {name, function, keywords, NATIVE_OF_KIND, KIND_##kind, least, most},
#define STATIC(kind, name, function, least, most, keywords)                                        \
    {name, function, keywords, NATIVE_STATIC_OF_KIND, KIND_##kind, least, most},
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    {name, function, keywords, NATIVE_CONSTRUCTS_KIND, KIND_##kind, least, most},
const NativeRow NATIVE_ROWS[] = {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef CONSTRUCTOR

/* The number of each row, by its C function; one function can be a method of several kinds. */
#define FUNCTION(owner, name, function, least, most, keywords) ROW_##function,
#define METHOD(kind, name, function, least, most, keywords) ROW_##kind##_##function,
#define STATIC(kind, name, function, least, most, keywords) ROW_##function,
#define CONSTRUCTOR(kind, name, function, least, most, keywords) ROW_##function,
enum {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
#undef CONSTRUCTOR

/* By kind: what calling its type does. */
#define FUNCTION(owner, name, function, least, most, keywords)
#define METHOD(kind, name, function, least, most, keywords)
#define STATIC(kind, name, function, least, most, keywords)
#define CONSTRUCTOR(kind, name, function, least, most, keywords)                                   \
    [KIND_##kind] = &NATIVE_ROWS[ROW_##function],
static const NativeRow *const CONSTRUCTORS[KIND_COUNT] = {
#include "vm/natives.def"
};
#undef FUNCTION
#undef METHOD
#undef STATIC
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
