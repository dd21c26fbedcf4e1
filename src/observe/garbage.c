#include "observe/garbage.h"

#include "observe/cycles.h"

#include <stdlib.h>

enum { MOST_LOOPS = 20 };

static bool is_garbage(const CensusObject *object) {
    return (object->marks & MARK_REACHED) == 0 && (object->flags & FLAG_DYING) == 0;
}

static bool list_members(Garbage *garbage, const Look *look, const Cycles *cycles) {
    const Census *census = &look->census;
    uint32_t count = 0;
    for (uint32_t i = 0; i < census->count; i++)
        count += is_garbage(&census->objects[i]);
    garbage->members = malloc((count + (size_t)1) * sizeof(GarbageMember));
    garbage->groups = calloc(cycles->count + (size_t)1, sizeof(GarbageGroup));
    if (garbage->members == NULL || garbage->groups == NULL)
        return false;
    garbage->group_count = cycles->count;
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *object = &census->objects[i];
        if (!is_garbage(object))
            continue;
        GarbageMember *member = &garbage->members[garbage->member_count++];
        *member = (GarbageMember){.home = object->home,
                                  .bytes = census_bytes(object),
                                  .group = cycles->group[i],
                                  .stamp = object->birth,
                                  .is_written = look_is_written(look, i)};
        if (member->group == CENSUS_NONE)
            continue;
        GarbageGroup *group = &garbage->groups[member->group];
        const Label *label =
            look->labels == NULL ? NULL : labels_peek(look->labels, object->home, object->birth);
        group->objects += member->is_written;
        if (label != NULL && label->lost > group->since)
            group->since = label->lost;
    }
    return true;
}

bool garbage_find(Garbage *garbage, const Look *look) {
    Cycles cycles;
    garbage_free(garbage);
    if (!cycles_find(&cycles, &look->census, CYCLES_UNREACHED))
        return false;
    bool done = list_members(garbage, look, &cycles);
    for (uint32_t i = 0; done && i < cycles.count && i < MOST_LOOPS; i++) {
        Loop loop;
        if (loop_of_group(&loop, &cycles, i))
            garbage->groups[i].loop =
                loop_texts(&garbage->scratch, look, &loop, &garbage->groups[i].loop_length);
        loop_free(&loop);
    }
    cycles_free(&cycles);
    if (!done)
        garbage_free(garbage);
    return done;
}

void garbage_settle(Garbage *garbage, const Heap *heap) {
    garbage->freed_groups = garbage->freed_objects = garbage->kept_objects = 0;
    garbage->freed_bytes = 0;
    for (uint32_t i = 0; i < garbage->group_count; i++)
        garbage->groups[i].alive = 0;
    for (uint32_t i = 0; i < garbage->member_count; i++) {
        GarbageMember *member = &garbage->members[i];
        member->is_alive = heap_block_lives(heap, member->home, member->stamp);
        if (member->is_alive) {
            garbage->kept_objects += member->is_written;
            if (member->group != CENSUS_NONE)
                garbage->groups[member->group].alive++;
        } else {
            garbage->freed_objects += member->is_written;
            garbage->freed_bytes += member->bytes;
        }
    }
    for (uint32_t i = 0; i < garbage->group_count; i++)
        garbage->freed_groups += garbage->groups[i].alive == 0;
}

void garbage_free(Garbage *garbage) {
    free(garbage->groups);
    free(garbage->members);
    scratch_free(&garbage->scratch);
    *garbage = (Garbage){0};
}
