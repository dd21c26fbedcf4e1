#include "object/descriptor.h"
#include "object/set.h"
#include "object/state.h"
#include "object/weak.h"

#define NO_FIELDS .field_count = 0
#define FIELDS(structure, first, count)                                                            \
    .field_offset = offsetof(structure, first), .field_count = (count)
#define NO_SPAN .span_mode = SPAN_NONE
#define ITEMS(structure, pointer, length)                                                          \
    .span_mode = SPAN_ITEMS, .span_offset = offsetof(structure, pointer),                          \
    .length_offset = offsetof(structure, length)
#define PAIRS(structure, pointer, length, cursor)                                                  \
    .span_mode = SPAN_PAIRS, .span_offset = offsetof(structure, pointer),                          \
    .length_offset = offsetof(structure, length), .cursor_offset = offsetof(structure, cursor)
#define TABLE(structure, pointer, length, cursor)                                                  \
    .span_mode = SPAN_TABLE, .span_offset = offsetof(structure, pointer),                          \
    .length_offset = offsetof(structure, length), .cursor_offset = offsetof(structure, cursor)
#define SLOTS(structure, pointer, length, cursor)                                                  \
    .span_mode = SPAN_SLOTS, .span_offset = offsetof(structure, pointer),                          \
    .length_offset = offsetof(structure, length), .cursor_offset = offsetof(structure, cursor)
#define INLINE(structure, array, length)                                                           \
    .span_mode = SPAN_INLINE, .span_offset = offsetof(structure, array),                           \
    .length_offset = offsetof(structure, length)

const KindRow KIND_ROWS[KIND_COUNT] = {
#define KIND(name_, structure, type_, garbage_, fields, ...)                                       \
    [KIND_##name_] = {.name = #name_,                                                              \
                      .type = type_,                                                               \
                      .garbage = GARBAGE_##garbage_,                                               \
                      .size = sizeof(structure),                                                   \
                      fields,                                                                      \
                      __VA_ARGS__},
#include "object/kinds.def"
#undef KIND
};

#define KIND(name, structure, type, garbage, ...)                                                  \
    STATIC_CHECK((GARBAGE_##garbage == GARBAGE_LEAF) == (KIND_##name < KIND_TUPLE),                \
                 "the leaves come first");
#include "object/kinds.def"
#undef KIND
