/* map.c -- `:map`: the heap as a picture.
 *
 *       32 bytes   LLLDDD.L@llTT..........          one line for each pool
 *
 * A letter is a block (or, in pools of many, some neighbouring blocks of which the most telling is
 * shown): a capital lives, a small letter is the ghost of what was freed and not used again, a dot
 * was never used. */
#include "heap/walk.h"
#include "show/parts.h"
#include "show/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST_LINES = 40, LABEL_COLUMNS = 18, LEAST_CELLS = 10 };

typedef struct LetterRow {
    char letter;
    const char *words;
} LetterRow;

/* In the order of the legend. */
static const LetterRow LETTER_ROWS[] = {
    {'L', "list"},      {'D', "dict"},     {'Z', "set"},      {'T', "tuple"},
    {'S', "str"},       {'I', "int"},      {'F', "float"},    {'O', "instance"},
    {'C', "class"},     {'U', "function"}, {'K', "code"},     {'E', "exception"},
    {'G', "generator"}, {'N', "iterator"}, {'P', "property"}, {'W', "weak reference"},
    {'B', "buffer"},    {'M', "module"},   {'X', "cell"},     {'V', "anything else"},
};

static char letter_of(uint8_t kind) {
    switch (kind) {
    case KIND_LIST:
        return 'L';
    case KIND_DICT:
        return 'D';
    case KIND_SET:
    case KIND_FROZENSET:
        return 'Z';
    case KIND_TUPLE:
        return 'T';
    case KIND_STR:
        return 'S';
    case KIND_INT:
    case KIND_BIG_INT:
    case KIND_BOOL:
        return 'I';
    case KIND_FLOAT:
        return 'F';
    case KIND_CLASS:
        return 'C';
    case KIND_FUNCTION:
    case KIND_NATIVE:
    case KIND_METHOD:
        return 'U';
    case KIND_GENERATOR:
        return 'G';
    case KIND_PROPERTY:
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
    case KIND_MEMBER:
        return 'P';
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        return 'W';
    case KIND_CODE:
        return 'K';
    case KIND_EXCEPTION:
    case KIND_TRACEBACK:
    case KIND_FRAME:
        return 'E';
    case KIND_BUFFER:
        return 'B';
    case KIND_MODULE:
        return 'M';
    case KIND_CELL:
        return 'X';
    default:
        if (kind >= KIND_INSTANCE)
            return 'O';
        return kind == KIND_RANGE_ITERATOR ||
                       (kind >= KIND_LIST_ITERATOR && kind <= KIND_ITEM_ITERATOR)
                   ? 'N'
                   : 'V';
    }
}

/* The map while it is drawn. */
typedef struct Map {
    Bytes *out;
    const ShowStyle *style;
    const Look *look;
    const char *marked; /* home address of the block of X, or NULL */
    const char *buffer; /* and of its buffer */
    bool used[128];     /* letters that appear */
    bool has_ghosts;
    bool has_untouched;
    bool has_mark;
    uint32_t lines;
    uint32_t left_out;
} Map;

/* How telling a cell's letter is: X, then what the program made, then what lives, then ghosts. */
static int weigh(const Map *map, const Block *block, const Block *seen) {
    if ((const char *)block == map->marked || (const char *)block == map->buffer)
        return 5;
    if (seen->kind == BLOCK_FREE)
        return 1;
    const Label *label = labels_peek(map->look->labels, block, seen->birth);
    if (label != NULL && label->number > 0)
        return 4;
    return seen->kind == KIND_BUFFER ? 2 : 3;
}

static char draw_block(Map *map, const Block *block, const Block *seen) {
    if ((const char *)block == map->marked || (const char *)block == map->buffer) {
        map->has_mark = true;
        return '@';
    }
    if (seen->kind != BLOCK_FREE)
        return letter_of(seen->kind);
    return (char)tolower((unsigned char)letter_of(seen->flags));
}

/* Draws the blocks of a pool into at most `most` cells. Returns how many blocks are in each. */
static size_t draw_pool(Map *map, HeapCursor *cursor, char *cells, size_t most) {
    const Pool *pool = view_see(map->look->view, cursor->area.pool);
    size_t per_cell = (pool->capacity + most - 1) / most;
    size_t count = (pool->capacity + per_cell - 1) / per_cell;
    size_t number = 0;
    int weight = 0;
    memset(cells, '.', count);
    while (heap_walk_next_block(cursor)) {
        size_t cell = number / per_cell;
        if (number % per_cell == 0)
            weight = 0;
        int here = weigh(map, cursor->block, cursor->seen);
        if (cell < count && here > weight) {
            weight = here;
            cells[cell] = draw_block(map, cursor->block, cursor->seen);
        }
        number++;
    }
    for (size_t i = 0; i < count; i++) {
        map->used[(unsigned char)toupper((unsigned char)cells[i])] = true;
        map->has_ghosts |= islower((unsigned char)cells[i]) != 0;
        map->has_untouched |= cells[i] == '.';
    }
    cells[count] = '\0';
    return per_cell;
}

/* A pool that holds X is drawn block by block, in as many lines as it takes; the rest that was
 * never used is left out. */
static void draw_marked_pool(Map *map, HeapCursor *cursor, size_t columns) {
    char cells[HEAP_POOL_BYTES / HEAP_GRAIN + 1];
    const Pool *pool = view_see(map->look->view, cursor->area.pool);
    (void)draw_pool(map, cursor, cells, sizeof cells - 1);
    size_t count = pool->carved + 1 < pool->capacity ? pool->carved + 1 : pool->capacity;
    const char *start = cursor->area.start;
    bool has_object = map->marked >= start && map->marked < start + cursor->area.bytes;
    bool has_buffer = map->buffer >= start && map->buffer < start + cursor->area.bytes;
    const char *what = !has_buffer ? "object" : has_object ? "both" : "buffer";
    char label[32];
    (void)snprintf(label, sizeof label, "%" PRIu32 " %s", pool->block_bytes, what);
    for (size_t i = 0; i < count; i += columns) {
        int length = (int)(count - i < columns ? count - i : columns);
        show_print(map->out, map->style, "  %-*s%.*s", LABEL_COLUMNS - 2, i == 0 ? label : "",
                   length, cells + i);
    }
}

static void draw_area(Map *map, HeapCursor *cursor) {
    char cells[256];
    size_t most = map->style->width > LABEL_COLUMNS + LEAST_CELLS
                      ? map->style->width - LABEL_COLUMNS
                      : LEAST_CELLS;
    if (most > 128)
        most = 128;
    if (map->lines == MOST_LINES) {
        map->left_out++;
        return;
    }
    map->lines++;
    if (cursor->area.pool != NULL && map->marked != NULL) {
        draw_marked_pool(map, cursor, most > 64 ? 64 : most);
        return;
    }
    if (cursor->area.pool != NULL) {
        const Pool *pool = view_see(map->look->view, cursor->area.pool);
        size_t per_cell = draw_pool(map, cursor, cells, most);
        char label[32];
        int length = snprintf(label, sizeof label, "%" PRIu32 "%s", pool->block_bytes,
                              pool->garbage == GARBAGE_CYCLIC ? " refs" : "");
        if (per_cell > 1)
            (void)snprintf(label + length, sizeof label - (size_t)length, " x%zu", per_cell);
        show_print(map->out, map->style, "  %-*s%s", LABEL_COLUMNS - 2, label, cells);
        return;
    }
    if (!heap_walk_next_block(cursor))
        return;
    char letter = draw_block(map, cursor->block, cursor->seen);
    map->used[(unsigned char)letter] = true;
    size_t pages = cursor->area.bytes / HEAP_PAGE_BYTES;
    size_t drawn = pages < most ? pages : most;
    memset(cells, letter, drawn);
    cells[drawn] = '\0';
    char label[32];
    (void)snprintf(label, sizeof label, "%zu pages", pages);
    show_print(map->out, map->style, "  %-*s%s", LABEL_COLUMNS - 2, label, cells);
}

static void write_legend(const Map *map) {
    Bytes line = {0};
    bytes_append_text(&line, " ");
    for (size_t i = 0; i < ARRAY_LENGTH(LETTER_ROWS); i++) {
        if (!map->used[(unsigned char)LETTER_ROWS[i].letter])
            continue;
        Bytes entry = {0};
        bytes_print(&entry, " %c %s ", LETTER_ROWS[i].letter, LETTER_ROWS[i].words);
        if (line.length + entry.length > map->style->width && line.length > 1) {
            show_line(map->out, map->style, bytes_text(&line));
            bytes_clear(&line);
            bytes_append_text(&line, " ");
        }
        bytes_append_text(&line, bytes_text(&entry));
        bytes_free(&entry);
    }
    if (line.length > 1)
        show_line(map->out, map->style, bytes_text(&line));
    bytes_free(&line);
    if (map->has_ghosts)
        show_line(map->out, map->style, "  small letters: freed, and not used again yet");
    if (map->has_untouched)
        show_line(map->out, map->style,
                  map->marked != NULL
                      ? "  . never used"
                      : "  . never used     xN: a letter for N blocks, the most telling of them");
    if (map->has_mark)
        show_line(map->out, map->style, "  @ what you asked for, and its buffer");
}

static void write_sentence(const Map *map, uint32_t object) {
    HeapTotals totals = heap_totals(map->look->view);
    Bytes line = {0};
    show_count(&line, totals.used_blocks, "block is in use", "blocks are in use");
    bytes_append_text(&line, ", ");
    show_number(&line, totals.free_blocks);
    bytes_append_text(&line, " were freed, in ");
    show_count(&line, totals.arenas, "arena", "arenas");
    if (object != CENSUS_NONE) {
        bytes_append_text(&line, "; ");
        look_write_subject(&line, map->look, object);
        bytes_print(&line, " lies at 0x%" PRIx64,
                    heap_offset(map->look->view.home, look_object(map->look, object)->home));
    }
    bytes_append_text(&line, ".");
    show_line(map->out, map->style, bytes_text(&line));
    bytes_free(&line);
}

/* Pools in order of address. Where something is marked, only its own pools are drawn. */
static void draw_all(Map *map) {
    HeapCursor cursor;
    show_line(map->out, map->style,
              map->marked != NULL ? "  bytes of a block, and the blocks of its pool:"
                                  : "  bytes of a block (refs: it can hold references), and the "
                                    "blocks of a pool:");
    heap_walk_start(&cursor, map->look->view);
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.kind == AREA_FREE_RUN || cursor.area.kind == AREA_FREE_SLOTS)
            continue;
        const char *start = cursor.area.start;
        const char *end = start + cursor.area.bytes;
        bool has_mark = (map->marked >= start && map->marked < end) ||
                        (map->buffer >= start && map->buffer < end);
        if (map->marked == NULL || has_mark)
            draw_area(map, &cursor);
    }
}

bool show_map(Bytes *out, const ShowStyle *style, Observer *observer, View view,
              const char *path_or_null) {
    PathAnswer answer = {.object = CENSUS_NONE};
    const Look *look;
    if (path_or_null != NULL)
        look = show_resolve(out, style, observer, view, path_or_null, &answer);
    else
        look = observer_ask(observer, view);
    if (look == NULL) {
        out->failed |= path_or_null == NULL;
        return false;
    }
    Map map = {.out = out, .style = style, .look = look};
    if (answer.object != CENSUS_NONE) {
        map.marked = (const char *)look_object(look, answer.object)->home;
        map.buffer = (const char *)object_buffer_peek(census_see(&look->census, answer.object));
    }
    write_sentence(&map, answer.object);
    if (style->plain) { /* a picture says nothing to those who listen */
        show_line(out, style, "No picture with --plain: :heap and :types say it in words.");
        return true;
    }
    draw_all(&map);
    if (map.left_out > 0)
        show_print(out, style, "  %s and %" PRIu32 " more pools", show_dots(style), map.left_out);
    write_legend(&map);
    return true;
}
