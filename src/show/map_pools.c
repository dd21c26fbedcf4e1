#include "show/map_parts.h"

#include <stdlib.h>
#include <string.h>

/* --- whose a block is ------------------------------------------------------------------------ */

static bool is_lost(const MapPools *map, const Object *owner) {
    uint32_t index = map->look == NULL ? CENSUS_NONE : census_find(&map->look->census, owner);
    return index != CENSUS_NONE && (look_object(map->look, index)->marks & MARK_REACHED) == 0;
}

static MapCell look_at_block(const MapPools *map, const Block *home, const Block *seen) {
    MapCell cell = {.letter = 'O', .state = CELL_OTHER};
    if (seen->kind == BLOCK_FREE) {
        cell.letter =
            map_letter_of_ghost(&map->letters, ghosts_peek_free(&map->ghosts, home, seen), seen);
        cell.state = CELL_GHOST;
        return cell;
    }
    const Object *owner = tally_owner(map->view, home, seen);
    cell.letter = map_letter_of(&map->letters, map->view, home, seen);
    if ((const void *)home == map->object || (const void *)home == map->buffer)
        cell.state = CELL_MARKED;
    else if (owner != NULL && tally_group(map->view, map->labels, owner) == TALLY_PROGRAM)
        cell.state = is_lost(map, owner) ? CELL_LOST : CELL_OWN;
    return cell;
}

void map_pool_cells(MapPools *map, const MapPool *pool, MapCell *cells) {
    const char *first = (const char *)(pool->area.pool + 1);
    uint32_t carved = pool->used + pool->freed;
    for (uint32_t i = 0; i < pool->capacity; i++) {
        const char *home = first + (size_t)i * pool->block_bytes;
        cells[i] = i < carved ? look_at_block(map, (const Block *)(const void *)home,
                                              view_see(map->view, home))
                              : (MapCell){.letter = '.', .state = CELL_UNTOUCHED};
    }
}

/* --- taking ---------------------------------------------------------------------------------- */

/* Keeps the youngest of those that lie where another lay. */
static void note_reuse(MapPools *map, const Block *home, const Block *seen) {
    const Label *before = ghosts_peek(&map->ghosts, home);
    if (before == NULL || before->number == 0)
        return;
    MapReuse reuse = {.now = labels_peek(map->labels, home, seen->birth), .before = before};
    if (reuse.now == NULL || reuse.now->number == 0)
        return;
    map->reuse_count++;
    for (unsigned i = 0; i < MAP_MOST_REUSES; i++) {
        MapReuse *place = &map->reuses[i];
        if (place->now != NULL && place->now->birth > reuse.now->birth)
            continue;
        MapReuse older = *place;
        *place = reuse;
        reuse = older;
        if (reuse.now == NULL)
            break;
    }
}

/* Blocks of each letter: the program's, its ghosts, and all that are in use. */
typedef struct LetterCounts {
    uint32_t own[128];
    uint32_t ghosts[128];
    uint32_t used[128];
} LetterCounts;

static char find_most(const uint32_t *counts) {
    unsigned char found = 'O';
    for (unsigned char letter = 'A'; letter <= 'z'; letter++) {
        if (counts[letter] > counts[found])
            found = letter;
    }
    return (char)found;
}

static MapCell cell_of_pool(const MapPool *pool, const LetterCounts *counts) {
    if (pool->own == 0 && pool->own_free == 0)
        return (MapCell){find_most(counts->used), CELL_OTHER};
    if (pool->own >= pool->own_free)
        return (MapCell){find_most(counts->own), CELL_OWN};
    return (MapCell){find_most(counts->ghosts), CELL_GHOST};
}

static void count_block(MapPools *map, MapPool *pool, const HeapCursor *cursor,
                        LetterCounts *counts) {
    const Block *seen = cursor->seen;
    if (cursor->is_free) {
        const Label *label = ghosts_peek_free(&map->ghosts, cursor->block, seen);
        bool is_own = label != NULL && label->number > 0;
        pool->own_free += is_own;
        char ghost = map_letter_of_ghost(&map->letters, label, seen);
        counts->ghosts[(unsigned char)ghost % 128] += is_own;
        return;
    }
    const Object *owner = tally_owner(map->view, cursor->block, seen);
    pool->has_object |= (const void *)cursor->block == map->object;
    pool->has_buffer |= (const void *)cursor->block == map->buffer;
    unsigned char letter =
        (unsigned char)map_letter_of(&map->letters, map->view, cursor->block, seen) % 128;
    counts->used[letter]++;
    if (owner == NULL || tally_group(map->view, map->labels, owner) != TALLY_PROGRAM)
        return;
    pool->own++;
    counts->own[letter]++;
    if (seen->kind == KIND_BUFFER) {
        map->own_buffers++;
    } else {
        map->own_objects++;
        map->lost_objects += is_lost(map, owner);
        note_reuse(map, cursor->block, seen);
    }
}

static MapPool *add_pool(MapPools *map) {
    if (map->count == map->capacity) {
        uint32_t larger = map->capacity == 0 ? 64 : map->capacity * 2;
        MapPool *moved = realloc(map->pools, larger * sizeof(MapPool));
        if (moved == NULL)
            return NULL;
        map->pools = moved;
        map->capacity = larger;
    }
    return &map->pools[map->count++];
}

static bool look_into_area(MapPools *map, HeapCursor *cursor) {
    LetterCounts counts = {0};
    MapPool *pool = add_pool(map);
    if (pool == NULL)
        return false;
    *pool = (MapPool){.area = cursor->area, .capacity = 1, .used = 1};
    if (cursor->area.pool != NULL) {
        const Pool *seen = view_see(map->view, cursor->area.pool);
        pool->block_bytes = seen->block_bytes;
        pool->capacity = seen->capacity;
        pool->used = seen->used;
        pool->freed = seen->carved - seen->used;
    }
    while (heap_walk_next_block(cursor))
        count_block(map, pool, cursor, &counts);
    pool->cell = cell_of_pool(pool, &counts);
    return true;
}

static int compare_pools(const void *left, const void *right) {
    const MapPool *one = left;
    const MapPool *other = right;
    bool one_is_run = one->block_bytes == 0;
    bool other_is_run = other->block_bytes == 0;
    if (one_is_run != other_is_run)
        return one_is_run ? 1 : -1;
    if (!one_is_run && one->area.garbage != other->area.garbage)
        return one->area.garbage == GARBAGE_CYCLIC ? -1 : 1;
    if (one->block_bytes != other->block_bytes)
        return one->block_bytes < other->block_bytes ? -1 : 1;
    return one->area.start < other->area.start ? -1 : one->area.start > other->area.start;
}

static bool look_into_all(MapPools *map) {
    HeapCursor cursor;
    heap_walk_start(&cursor, map->view);
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.kind != AREA_FREE_RUN && cursor.area.kind != AREA_FREE_SLOTS &&
            !look_into_area(map, &cursor))
            return false;
    }
    if (map->count > 0)
        qsort(map->pools, map->count, sizeof(MapPool), compare_pools);
    return true;
}

bool map_pools_take(MapPools *map, View view, const Labels *labels, const Look *look_or_null,
                    const void *object, const void *buffer) {
    *map = (MapPools){
        .view = view, .labels = labels, .look = look_or_null, .object = object, .buffer = buffer};
    if (ghosts_take(&map->ghosts, labels) && map_letters_take(&map->letters, labels) &&
        look_into_all(map))
        return true;
    map_pools_free(map);
    return false;
}

void map_pools_free(MapPools *map) {
    ghosts_free(&map->ghosts);
    map_letters_free(&map->letters);
    free(map->pools);
    *map = (MapPools){0};
}
