/* map.c -- `:map`: the heap as a picture.
 *
 *     holders: objects that can hold others
 *       pool 15: 510 blocks of 32 bytes, 255 used, 6 freed
 *         (248 others) LtDlD[L]lTTT (249 never used)
 *
 * A letter is a block: a capital lives, a small letter is the ghost of what was freed and not used
 * again. What the program did not make is summed up, so that what it made stands out. Where there
 * are too many blocks a letter stands for some neighbours, and then for whole pools. */
#include "observe/brief.h"
#include "show/map_parts.h"
#include "show/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    INDENT = 4,
    MOST_OF_ONE = 5,    /* lines of one pool */
    MOST_POOLS = 4,     /* of one size that are drawn block by block */
    MOST_ARENAS = 4,    /* lines of arenas */
    MOST_RUNS = 6,      /* large blocks */
    LEAST_FOLDED = 4,   /* neighbours that are summed up in words */
    LEAST_COLUMNS = 16, /* of the picture */
};

typedef struct Drawing {
    Bytes *out;
    const ShowStyle *style;
    const Look *look; /* NULL where nothing is asked for */
    uint32_t object;  /* X */
    MapPools map;
    bool all;      /* start-up's objects are drawn too */
    bool used[26]; /* letters that appear */
    bool has_ghosts;
    bool has_others;
    bool has_mark;
    bool has_lost;
    unsigned columns; /* of the picture */
} Drawing;

/* --- the pen --------------------------------------------------------------------------------- */

/* Where a line of the picture has come to. */
typedef struct Pen {
    Bytes line;
    size_t used;
    ShowColour colour;
} Pen;

static void end_colour(const Drawing *drawing, Pen *pen) {
    bytes_append_text(&pen->line, show_colour_end(drawing->style, pen->colour));
    pen->colour = COLOUR_NONE;
}

static void end_line(const Drawing *drawing, Pen *pen) {
    while (pen->line.length > 0 && pen->line.data[pen->line.length - 1] == ' ')
        pen->line.data[--pen->line.length] = '\0';
    end_colour(drawing, pen);
    if (pen->used > 0) {
        bytes_append_repeated(drawing->out, ' ', INDENT);
        bytes_append(drawing->out, bytes_text(&pen->line), pen->line.length);
        bytes_append_char(drawing->out, '\n');
    }
    bytes_clear(&pen->line);
    pen->used = 0;
}

static void put(const Drawing *drawing, Pen *pen, const char *text, ShowColour colour) {
    size_t width = strlen(text);
    if (pen->used > 0 && pen->used + width > drawing->columns)
        end_line(drawing, pen);
    if (pen->used == 0 && *text == ' ') {
        text++;
        width--;
    }
    if (colour != pen->colour) {
        end_colour(drawing, pen);
        bytes_append_text(&pen->line, show_colour(drawing->style, colour));
        pen->colour = colour;
    }
    bytes_append(&pen->line, text, width);
    pen->used += width;
}

/* `(248 others) `: neighbours that are not drawn. */
static void put_folded(const Drawing *drawing, Pen *pen, size_t count, const char *words) {
    Bytes text = {0};
    bool is_apart = pen->used == 0 || pen->line.data[pen->line.length - 1] == ' ';
    bytes_append_text(&text, is_apart ? "(" : " (");
    show_number(&text, count);
    bytes_print(&text, " %s) ", words);
    if (text.length > drawing->columns) { /* where it is so narrow the number alone must do */
        bytes_clear(&text);
        bytes_print(&text, "(%zu) ", count);
    }
    put(drawing, pen, bytes_text(&text), COLOUR_QUIET);
    bytes_free(&text);
}

static ShowColour colour_of(const Drawing *drawing, MapCell cell) {
    static const ShowColour COLOURS[] = {COLOUR_NEW, COLOUR_CHANGE, COLOUR_CYCLE, COLOUR_REFS};
    switch ((CellState)cell.state) {
    case CELL_MARKED:
        return COLOUR_MARK;
    case CELL_LOST:
        return COLOUR_FREED;
    case CELL_OWN:
        return COLOURS[(unsigned char)cell.letter % ARRAY_LENGTH(COLOURS)];
    case CELL_OTHER:
        return drawing->all ? COLOUR_NONE : COLOUR_QUIET;
    default:
        return COLOUR_QUIET;
    }
}

static void put_cell(Drawing *drawing, Pen *pen, MapCell cell) {
    char text[4] = {cell.letter};
    if (cell.state == CELL_MARKED)
        (void)snprintf(text, sizeof text, "[%c]", cell.letter);
    else if (cell.state == CELL_LOST)
        (void)snprintf(text, sizeof text, "%c!", cell.letter);
    else if (cell.state == CELL_OTHER && !drawing->all)
        text[0] = ':';
    drawing->has_others |= text[0] == ':';
    drawing->has_ghosts |= cell.state == CELL_GHOST;
    drawing->has_mark |= cell.state == CELL_MARKED;
    drawing->has_lost |= cell.state == CELL_LOST;
    if (text[0] != ':' && isalpha((unsigned char)cell.letter))
        drawing->used[toupper((unsigned char)cell.letter) - 'A'] = true;
    put(drawing, pen, text, colour_of(drawing, cell));
}

/* --- one pool, block by block ---------------------------------------------------------------- */

static bool is_folded(const Drawing *drawing, uint8_t state) {
    return state == CELL_UNTOUCHED || (state == CELL_OTHER && !drawing->all);
}

/* How many cells are alike in what they say, if that is to be summed up. Of ghosts of one type a
 * line is enough. */
static size_t count_folded(const Drawing *drawing, const MapCell *cells, size_t count) {
    size_t alike = 1;
    bool is_ghost = cells[0].state == CELL_GHOST;
    while (alike < count && cells[alike].state == cells[0].state &&
           (!is_ghost || cells[alike].letter == cells[0].letter))
        alike++;
    if (is_ghost)
        return alike > drawing->columns ? alike : 0;
    return is_folded(drawing, cells[0].state) && alike >= LEAST_FOLDED ? alike : 0;
}

/* The most telling of some neighbours. */
static MapCell most_telling(const MapCell *cells, size_t count) {
    MapCell found = cells[0];
    for (size_t i = 1; i < count; i++) {
        if (cells[i].state < found.state)
            found = cells[i];
    }
    return found;
}

/* How many cells stand in a letter, so that a pool takes a few lines only. */
static size_t choose_scale(const Drawing *drawing, const MapCell *cells, size_t count) {
    size_t drawn = 0;
    for (size_t i = 0; i < count;) {
        size_t folded = count_folded(drawing, cells + i, count - i);
        drawn += folded > 0 ? LEAST_FOLDED * 4 : 1;
        i += folded > 0 ? folded : 1;
    }
    size_t room = (size_t)drawing->columns * (drawing->all ? 1 : MOST_OF_ONE);
    return (drawn + room - 1) / room;
}

static void fold(Drawing *drawing, Pen *pen, MapCell cell, size_t count) {
    char words[16] = "others";
    if (cell.state == CELL_UNTOUCHED) {
        (void)snprintf(words, sizeof words, "never used");
    } else if (cell.state == CELL_GHOST) {
        (void)snprintf(words, sizeof words, "freed %c", cell.letter);
        drawing->used[toupper((unsigned char)cell.letter) - 'A'] = true;
        drawing->has_ghosts = true;
    } else {
        drawing->has_others = true;
    }
    put_folded(drawing, pen, count, words);
}

static void draw_cells(Drawing *drawing, const MapCell *cells, size_t count, size_t scale) {
    Pen pen = {0};
    for (size_t i = 0; i < count;) {
        size_t folded = count_folded(drawing, cells + i, count - i);
        if (folded > 0) {
            fold(drawing, &pen, cells[i], folded);
            i += folded;
            continue;
        }
        size_t taken = 1;
        while (taken < scale && i + taken < count &&
               count_folded(drawing, cells + i + taken, count - i - taken) == 0)
            taken++;
        put_cell(drawing, &pen, most_telling(cells + i, taken));
        i += taken;
    }
    end_line(drawing, &pen);
    bytes_free(&pen.line);
}

static void write_heading(const Drawing *drawing, const MapPool *pool, size_t scale) {
    Bytes line = {0};
    bytes_print(&line, "  pool %zu: %" PRIu32 "-byte blocks, ",
                show_pool_number(drawing->map.view, pool->area.pool), pool->block_bytes);
    show_number(&line, pool->capacity);
    bytes_append_text(&line, " of them: ");
    show_number(&line, pool->used);
    bytes_append_text(&line, " used, ");
    show_number(&line, pool->freed);
    bytes_append_text(&line, " freed");
    if (scale > 1)
        bytes_print(&line, "; a letter for %zu", scale);
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

/* For those who listen: what is in a pool, by type. */
static void write_in_words(Drawing *drawing, const MapCell *cells, size_t count) {
    uint32_t counts[128] = {0};
    Bytes line = {0};
    for (size_t i = 0; i < count; i++) {
        if (cells[i].state <= CELL_GHOST || (drawing->all && cells[i].state == CELL_OTHER))
            counts[(unsigned char)cells[i].letter % 128]++;
    }
    for (int lower = 0; lower < 2; lower++) {
        const char *words = lower == 0 ? (drawing->all ? "    in use: " : "    the program's: ")
                            : line.length > 0 ? "; freed: "
                                              : "    freed: ";
        bool is_first = true;
        for (int i = 0; i < 26; i++) {
            uint32_t number = counts[(lower ? 'a' : 'A') + i];
            if (number == 0)
                continue;
            bytes_append_text(&line, is_first ? words : ", ");
            bytes_print(&line, "%" PRIu32 " %s", number, drawing->map.letters.names[i]);
            is_first = false;
        }
    }
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

static void draw_pool(Drawing *drawing, const MapPool *pool) {
    MapCell cells[MAP_MOST_CELLS];
    map_pool_cells(&drawing->map, pool, cells);
    size_t scale = choose_scale(drawing, cells, pool->capacity);
    write_heading(drawing, pool, drawing->style->plain ? 1 : scale);
    if (drawing->style->plain)
        write_in_words(drawing, cells, pool->capacity);
    else
        draw_cells(drawing, cells, pool->capacity, scale);
}

/* --- many pools of one size ------------------------------------------------------------------ */

static bool is_drawn(const Drawing *drawing, const MapPool *pool) {
    if (drawing->map.object != NULL)
        return pool->has_object || pool->has_buffer;
    return drawing->all || map_pool_is_own(pool);
}

/* One heading, and a letter for each pool or for some neighbours. */
static void draw_pools(Drawing *drawing, const MapPool *pools, uint32_t count, uint32_t drawn) {
    uint64_t used = 0;
    uint64_t freed = 0;
    uint32_t scale = (drawn + drawing->columns * 3 - 1) / (drawing->columns * 3);
    for (uint32_t i = 0; i < count; i++) {
        used += is_drawn(drawing, &pools[i]) ? pools[i].used : 0;
        freed += is_drawn(drawing, &pools[i]) ? pools[i].freed : 0;
    }
    Bytes line = {0};
    bytes_append_text(&line, "  ");
    show_count(&line, drawn, "pool", "pools");
    bytes_print(&line, " of %" PRIu32 "-byte blocks, %" PRIu32 " in each: ", pools[0].block_bytes,
                pools[0].capacity);
    show_number(&line, used);
    bytes_append_text(&line, " used, ");
    show_number(&line, freed);
    bytes_print(&line, " freed%s", drawing->style->plain ? "" : "; a letter for ");
    if (!drawing->style->plain)
        show_count(&line, scale, "pool", "pools");
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
    Pen pen = {0};
    uint32_t met = 0;
    for (uint32_t i = 0; i < count && !drawing->style->plain; i++) {
        if (is_drawn(drawing, &pools[i]) && met++ % scale == 0)
            put_cell(drawing, &pen, pools[i].cell);
    }
    end_line(drawing, &pen);
    bytes_free(&pen.line);
}

/* --- large blocks ---------------------------------------------------------------------------- */

static void write_block_owner(Bytes *line, const Drawing *drawing, const MapPool *pool) {
    const Block *home = (const Block *)(const void *)pool->area.start;
    const Block *seen = view_see(drawing->map.view, home);
    const Object *owner = tally_owner(drawing->map.view, home, seen);
    if (seen->kind == KIND_BUFFER && owner != NULL)
        bytes_append_text(line, "the buffer of ");
    if (owner == NULL)
        bytes_append_text(line, "the machine's own tables");
    else
        brief_write_label(line, drawing->map.view, drawing->map.labels, owner);
}

/* A run of pages holds one block: words say it better than a letter for each page. */
static void write_runs(Drawing *drawing, const MapPool *pools, uint32_t count) {
    uint32_t told = 0;
    uint32_t there = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_drawn(drawing, &pools[i]))
            continue;
        if (there++ >= MOST_RUNS)
            continue;
        Bytes line = {0};
        bytes_append_text(&line, "  ");
        show_count(&line, pools[i].area.bytes / HEAP_PAGE_BYTES,
                   "page of 4 KiB: ", "pages of 4 KiB: ");
        write_block_owner(&line, drawing, &pools[i]);
        show_line(drawing->out, drawing->style, bytes_text(&line));
        bytes_free(&line);
        told++;
    }
    if (there > told)
        show_print(drawing->out, drawing->style, "  %s and %" PRIu32 " more large blocks",
                   show_dots(drawing->style), there - told);
}

/* --- sections -------------------------------------------------------------------------------- */

/* How many of the pools from the first on are of the same size and garbage class. */
static uint32_t count_alike(const MapPool *pools, uint32_t count) {
    uint32_t alike = 1;
    while (alike < count && pools[alike].block_bytes == pools[0].block_bytes &&
           (pools[0].block_bytes == 0 || pools[alike].area.garbage == pools[0].area.garbage))
        alike++;
    return alike;
}

static uint32_t count_drawn(const Drawing *drawing, const MapPool *pools, uint32_t count) {
    uint32_t drawn = 0;
    for (uint32_t i = 0; i < count; i++)
        drawn += is_drawn(drawing, &pools[i]);
    return drawn;
}

static const char *section_of(const MapPool *pool) {
    if (pool->block_bytes == 0)
        return "large blocks, in pages of their own";
    return pool->area.garbage == GARBAGE_CYCLIC ? "holders: objects that can hold others"
                                                : "leaves: numbers, strings, buffers";
}

static void draw_sections(Drawing *drawing) {
    const char *section = "";
    const MapPool *pools = drawing->map.pools;
    for (uint32_t i = 0; i < drawing->map.count;) {
        uint32_t alike = count_alike(pools + i, drawing->map.count - i);
        uint32_t drawn = count_drawn(drawing, pools + i, alike);
        if (drawn > 0 && strcmp(section, section_of(&pools[i])) != 0) {
            section = section_of(&pools[i]);
            show_line(drawing->out, drawing->style, section);
        }
        if (drawn > 0 && pools[i].block_bytes == 0) {
            write_runs(drawing, pools + i, alike);
        } else if (drawn > MOST_POOLS) {
            draw_pools(drawing, pools + i, alike, drawn);
        } else {
            for (uint32_t j = i; j < i + alike; j++) {
                if (is_drawn(drawing, &pools[j]))
                    draw_pool(drawing, &pools[j]);
            }
        }
        i += alike;
    }
}

/* --- legends --------------------------------------------------------------------------------- */

/* Appends an entry of the legend, which is not broken. */
static void add_entry(const Drawing *drawing, Bytes *line, const char *entry) {
    if (line->length > 0 &&
        show_width(bytes_text(line)) + 3 + show_width(entry) > (size_t)drawing->columns + INDENT) {
        show_line(drawing->out, drawing->style, bytes_text(line));
        bytes_clear(line);
    }
    bytes_print(line, "%s%s", line->length == 0 ? "  " : "   ", entry);
}

/* --- arenas ---------------------------------------------------------------------------------- */

/* Marks the slots of an arena: a pool takes one, a span four, a run as many as it covers. */
static void mark_slots(const Drawing *drawing, char *slots, size_t count) {
    const char *base = view_heap(drawing->map.view)->arena_base;
    memset(slots, '.', count);
    for (uint32_t i = 0; i < drawing->map.count; i++) {
        const MapPool *pool = &drawing->map.pools[i];
        size_t first = (size_t)(pool->area.start - base) / HEAP_SLOT_BYTES;
        size_t last = (size_t)(pool->area.start + pool->area.bytes - 1 - base) / HEAP_SLOT_BYTES;
        bool is_asked =
            drawing->map.object != NULL ? is_drawn(drawing, pool) : map_pool_is_own(pool);
        for (size_t slot = first; slot <= last && slot < count; slot++) {
            if (slots[slot] != '#')
                slots[slot] = is_asked ? '#' : ':';
        }
    }
}

static void write_arena(const Drawing *drawing, const char *slots, size_t number) {
    enum { LABEL = 12 };
    size_t room = drawing->columns + INDENT;
    size_t scale = 1;
    while (HEAP_ARENA_SLOTS / scale + LABEL > room && scale < HEAP_ARENA_SLOTS)
        scale *= 2;
    bytes_print(drawing->out, "  arena %zu  ", number);
    ShowColour colour = COLOUR_NONE;
    for (size_t i = 0; i < HEAP_ARENA_SLOTS; i += scale) {
        bool has_own = memchr(slots + i, '#', scale) != NULL;
        bool has_any = memchr(slots + i, ':', scale) != NULL;
        ShowColour next = has_own ? COLOUR_NEW : COLOUR_QUIET;
        if (next != colour) {
            bytes_append_text(drawing->out, show_colour_end(drawing->style, colour));
            bytes_append_text(drawing->out, show_colour(drawing->style, next));
            colour = next;
        }
        bytes_append_char(drawing->out, has_own ? '#' : has_any ? ':' : '.');
    }
    bytes_append_text(drawing->out, show_colour_end(drawing->style, colour));
    bytes_append_char(drawing->out, '\n');
}

/* For those who listen. */
static void write_arena_words(const Drawing *drawing, const char *slots, size_t number) {
    size_t own = 0;
    size_t free_slots = 0;
    for (size_t i = 0; i < HEAP_ARENA_SLOTS; i++) {
        own += slots[i] == '#';
        free_slots += slots[i] == '.';
    }
    show_print(drawing->out, drawing->style,
               "  arena %zu, room for 64 pools: %zu of the program's, %zu others, %zu free", number,
               own, HEAP_ARENA_SLOTS - own - free_slots, free_slots);
}

static void draw_arenas(const Drawing *drawing) {
    const Heap *heap = view_heap(drawing->map.view);
    size_t count = (size_t)heap->arena_high * HEAP_ARENA_SLOTS;
    char *slots = malloc(count + 1);
    if (slots == NULL) {
        drawing->out->failed = true;
        return;
    }
    mark_slots(drawing, slots, count);
    const Arena *rows = view_see(drawing->map.view, heap->arenas);
    size_t there = 0;
    size_t told = 0;
    for (size_t i = 0; i < heap->arena_high; i++)
        there += rows[i].role != ARENA_UNUSED;
    for (size_t i = 0; i < heap->arena_high; i++) {
        const char *row = slots + i * HEAP_ARENA_SLOTS;
        bool is_wanted = there <= MOST_ARENAS || memchr(row, '#', HEAP_ARENA_SLOTS) != NULL;
        if (rows[i].role != ARENA_UNUSED && is_wanted && told < MOST_ARENAS) {
            if (drawing->style->plain)
                write_arena_words(drawing, row, i + 1);
            else
                write_arena(drawing, row, i + 1);
            told++;
        }
    }
    free(slots);
    if (there > told)
        show_print(drawing->out, drawing->style, "  %s and %zu more arenas",
                   show_dots(drawing->style), there - told);
    Bytes line = {0};
    if (drawing->style->plain)
        return;
    add_entry(drawing, &line,
              drawing->map.object != NULL ? "# its pools" : "# the program's pools");
    add_entry(drawing, &line, ": others");
    add_entry(drawing, &line, ". free");
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

/* --- words around the picture ---------------------------------------------------------------- */

static void write_legend(const Drawing *drawing) {
    Bytes line = {0};
    Bytes entry = {0};
    for (int i = 0; i < 26; i++) {
        if (!drawing->used[i])
            continue;
        bytes_clear(&entry);
        bytes_print(&entry, "%c %s", 'A' + i, drawing->map.letters.names[i]);
        add_entry(drawing, &line, bytes_text(&entry));
    }
    bytes_free(&entry);
    if (drawing->has_ghosts)
        add_entry(drawing, &line, "small letter: freed, not used again yet");
    if (drawing->has_lost)
        add_entry(drawing, &line, "! unreachable (:gc frees)");
    if (drawing->has_mark)
        add_entry(drawing, &line, "[ ] what you asked for");
    if (drawing->has_others)
        add_entry(drawing, &line, ": others, of start-up or code and names");
    if (line.length > 0)
        show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

static void write_reuses(const Drawing *drawing) {
    const MapPools *map = &drawing->map;
    Bytes line = {0};
    if (map->reuse_count == 0)
        return;
    bytes_append_text(&line, "Same block, new object: ");
    for (unsigned i = 0; i < MAP_MOST_REUSES && map->reuses[i].now != NULL; i++) {
        bytes_append_text(&line, i == 0 ? "" : ", ");
        labels_write(&line, map->labels, map->reuses[i].now);
        bytes_append_text(&line, " lies where ");
        labels_write(&line, map->labels, map->reuses[i].before);
        bytes_append_text(&line, " was");
    }
    if (map->reuse_count > MAP_MOST_REUSES) {
        bytes_print(&line, " %s and ", show_dots(drawing->style));
        show_number(&line, map->reuse_count - MAP_MOST_REUSES);
        bytes_append_text(&line, " more");
    }
    bytes_append_char(&line, '.');
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

static void write_sentence(const Drawing *drawing) {
    const MapPools *map = &drawing->map;
    HeapTotals totals = heap_totals(map->view);
    uint32_t own = 0;
    uint32_t pools = 0;
    for (uint32_t i = 0; i < map->count; i++) {
        own += map_pool_is_own(&map->pools[i]) && map->pools[i].block_bytes > 0;
        pools += map->pools[i].block_bytes > 0;
    }
    Bytes line = {0};
    if (map->own_objects == 0) {
        bytes_append_text(&line, "The program has no objects yet; ");
    } else {
        bytes_append_text(&line, "The program has ");
        show_count(&line, map->own_objects, "object", "objects");
        bytes_append_text(&line, " and ");
        show_count(&line, map->own_buffers, "buffer", "buffers");
        bytes_print(&line, ", in %" PRIu32 " of %" PRIu32 " pools; ", own, pools);
    }
    if (map->lost_objects > 0)
        show_count(&line, map->lost_objects, "of them is unreachable; ",
                   "of them are unreachable; ");
    show_count(&line, totals.free_blocks, "freed block waits", "freed blocks wait");
    bytes_append_text(&line, " to be used again.");
    show_line(drawing->out, drawing->style, bytes_text(&line));
    bytes_free(&line);
}

/* `block 249 of pool 15`, or `pages of its own`. */
static void write_place(Bytes *line, const Drawing *drawing, const void *home) {
    HeapArea area;
    if (!heap_find_area(drawing->map.view, home, &area) || area.pool == NULL) {
        bytes_append_text(line, "pages of its own");
        return;
    }
    const Pool *pool = view_see(drawing->map.view, area.pool);
    size_t number = (size_t)((const char *)home - (const char *)(area.pool + 1));
    bytes_print(line, "block %zu of pool %zu", number / pool->block_bytes + 1,
                show_pool_number(drawing->map.view, area.pool));
}

static void write_sentence_of_one(const Drawing *drawing, const Observer *observer) {
    const Label *before = ghosts_peek(&drawing->map.ghosts, drawing->map.object);
    Bytes line = {0};
    look_write_subject(&line, drawing->look, drawing->object);
    bytes_append_text(&line, " lies in ");
    write_place(&line, drawing, drawing->map.object);
    if (drawing->map.buffer != NULL) {
        bytes_append_text(&line, ", its buffer in ");
        write_place(&line, drawing, drawing->map.buffer);
    }
    bytes_append_char(&line, '.');
    show_line(drawing->out, drawing->style, bytes_text(&line));
    if (before != NULL) {
        bytes_clear(&line);
        bytes_append_text(&line, "Same block, new object: before it was ");
        show_write_ghost(&line, observer, before);
        bytes_append_char(&line, '.');
        show_line(drawing->out, drawing->style, bytes_text(&line));
    }
    bytes_free(&line);
}

/* --- the whole ------------------------------------------------------------------------------- */

static void draw(Drawing *drawing, const Observer *observer) {
    if (drawing->map.object != NULL)
        write_sentence_of_one(drawing, observer);
    else
        write_sentence(drawing);
    if (!drawing->style->plain || drawing->map.object == NULL)
        draw_arenas(drawing);
    draw_sections(drawing);
    if (!drawing->style->plain)
        write_legend(drawing);
    if (drawing->map.object == NULL) {
        write_reuses(drawing);
        if (!drawing->all)
            show_line(drawing->out, drawing->style,
                      drawing->style->plain
                          ? "Pools without an object of the program are left out: :map all."
                          : ":map X marks one object; :map all draws the other pools too.");
    }
}

bool show_map(Bytes *out, const ShowStyle *style, Observer *observer, View view,
              const char *path_or_null) {
    PathAnswer answer = {.object = CENSUS_NONE};
    Drawing drawing = {.out = out, .style = style, .object = CENSUS_NONE};
    const void *object = NULL;
    const void *buffer = NULL;
    drawing.all = path_or_null != NULL && strcmp(path_or_null, "all") == 0;
    if (path_or_null != NULL && !drawing.all) {
        drawing.look = show_resolve(out, style, observer, view, path_or_null, &answer);
        if (answer.status == PATH_GONE)
            show_gone_block(out, style, observer, view, answer.gone);
        if (drawing.look == NULL)
            return false;
        drawing.object = answer.object;
        object = look_object(drawing.look, answer.object)->home;
        buffer = object_buffer_peek(census_see(&drawing.look->census, answer.object));
    }
    drawing.columns = style->width > LEAST_COLUMNS + INDENT ? style->width - INDENT : LEAST_COLUMNS;
    /* What nothing reaches is told where finding it takes no longer than a live line. */
    const Look *look = drawing.look;
    if (look == NULL && heap_totals(view).used_blocks <= DIFFERENCE_MOST_WEIGHT)
        look = observer_ask(observer, view);
    if (!map_pools_take(&drawing.map, view, observer_labels(observer), look, object, buffer)) {
        out->failed = true;
        return false;
    }
    draw(&drawing, observer);
    map_pools_free(&drawing.map);
    return true;
}
