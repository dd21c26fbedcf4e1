/* garbage.h -- what only a collection frees: the groups that no root leads to.
 *
 * It is found just before a collection, while labels and holders can still be read, and settled
 * just after it: what still lives was rescued by a finalizer, or is kept in gc.garbage, or belonged
 * to a generation that was not collected. */
#ifndef OURO_OBSERVE_GARBAGE_H
#define OURO_OBSERVE_GARBAGE_H

#include "base/scratch.h"
#include "observe/look.h"

typedef struct GarbageGroup {
    const char **loop; /* `Node#1.next`, `Node#2.next`, `Node#1`; of the first groups only */
    uint32_t loop_length;
    uint32_t objects; /* that have labels */
    uint32_t since;   /* the statement after which nothing reached them; 0 if unknown */
    uint32_t alive;   /* after settling: members that still live */
} GarbageGroup;

typedef struct GarbageMember {
    const Object *home;
    uint64_t bytes;
    uint32_t group; /* CENSUS_NONE: held by a group, and part of none */
    uint16_t stamp;
    bool is_written;
    bool is_alive; /* after settling */
} GarbageMember;

typedef struct Garbage {
    GarbageGroup *groups;
    GarbageMember *members;
    uint32_t group_count;
    uint32_t member_count;
    uint32_t freed_groups;
    uint32_t freed_objects; /* that had labels */
    uint32_t kept_objects;  /* the same, still alive */
    uint64_t freed_bytes;
    Scratch scratch;
} Garbage;

MUST_CHECK bool garbage_find(Garbage *garbage, const Look *look);
void garbage_settle(Garbage *garbage, const Heap *heap);
void garbage_free(Garbage *garbage);

#endif
