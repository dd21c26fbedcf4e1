/* map_parts.h -- what the map is drawn from: letters, and the pools with what is in them.
 *
 * map_letters.c gives each type a letter, map_pools.c looks into the pools, map.c draws. */
#ifndef OURO_SHOW_MAP_PARTS_H
#define OURO_SHOW_MAP_PARTS_H

#include "heap/walk.h"
#include "observe/ghosts.h"
#include "show/parts.h"

/* The capital for each type. Built-in types have the same one always; the program's classes get a
 * letter of their names, in the order in which they were first seen, so that a letter stays what it
 * is for the whole session. */
typedef struct MapLetters {
    const Labels *labels;
    char *of_types;        /* for each type of the labels, or 0 */
    const char *names[26]; /* what a letter stands for, for the legend; NULL for none */
} MapLetters;

MUST_CHECK bool map_letters_take(MapLetters *letters, const Labels *labels);
void map_letters_free(MapLetters *letters);
/* Of a block in use, and of what a free block was. */
char map_letter_of(const MapLetters *letters, View view, const Block *home, const Block *seen);
char map_letter_of_ghost(const MapLetters *letters, const Label *label, const Block *seen);

/* What a cell of the picture is. Of several blocks in one cell the first of these is shown. */
typedef enum CellState {
    CELL_MARKED,
    CELL_LOST,      /* the program's, but nothing reaches it: a capital and "!" */
    CELL_OWN,       /* the program's: a capital */
    CELL_GHOST,     /* freed: a small letter */
    CELL_OTHER,     /* start-up's, or what the program's text became */
    CELL_UNTOUCHED, /* never used */
} CellState;

typedef struct MapCell {
    char letter;
    uint8_t state; /* a CellState */
} MapCell;

/* A pool, a span, or a used run of pages. */
typedef struct MapPool {
    HeapArea area;
    uint32_t block_bytes; /* 0 for a run, which is one block */
    uint32_t capacity;
    uint32_t used;
    uint32_t freed;
    uint32_t own;      /* blocks of the program's objects */
    uint32_t own_free; /* freed blocks in which they lay */
    MapCell cell;      /* what most of it is, where a whole pool is one cell */
    bool has_object;   /* X lies in it */
    bool has_buffer;   /* and its buffer */
} MapPool;

/* An object that lies where another lay. */
typedef struct MapReuse {
    const Label *now;
    const Label *before;
} MapReuse;

enum { MAP_MOST_REUSES = 3 };

typedef struct MapPools {
    View view;
    const Labels *labels;
    Ghosts ghosts;
    MapLetters letters;
    const Look *look;   /* knows what nothing reaches; NULL where looking takes too long */
    const void *object; /* X, and its buffer: home addresses, or NULL */
    const void *buffer;
    MapPool *pools;
    uint32_t count;
    uint32_t capacity;
    uint64_t own_objects;
    uint64_t own_buffers;
    uint64_t lost_objects;            /* of own_objects */
    MapReuse reuses[MAP_MOST_REUSES]; /* the youngest */
    uint64_t reuse_count;
} MapPools;

/* Looks into every pool; the pools of holders come first, and small blocks before large ones. */
MUST_CHECK bool map_pools_take(MapPools *map, View view, const Labels *labels,
                               const Look *look_or_null, const void *object, const void *buffer);
void map_pools_free(MapPools *map);

/* Whether something of the program is in a pool, alive or freed. */
static inline bool map_pool_is_own(const MapPool *pool) {
    return pool->own > 0 || pool->own_free > 0;
}

/* One cell for each block of a pool, into room for `capacity` of them. */
enum { MAP_MOST_CELLS = HEAP_POOL_BYTES / HEAP_GRAIN };
void map_pool_cells(MapPools *map, const MapPool *pool, MapCell *cells);

#endif
