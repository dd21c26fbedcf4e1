/* pools.c -- `:pools`: how full the pools of each size are, and what keeps an almost empty one.
 *
 *     holders    32 bytes   2 pools     765 of 1,020 used     6 freed   #######...  75 %
 *
 * A pool goes back to its arena when its last block is freed, an arena to the system when its last
 * pool is. So one small object can keep 16 KiB, or 1 MiB: it *pins* them. */
#include "heap/walk.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    BAR_COLUMNS = 10,
    MOST_PINS = 5,
    PINNING_BLOCKS = 3, /* a pool that so few blocks keep, though many lived in it */
    PINNED_FREED = 8,   /* freed blocks for each that is used, at least */
    PINNING_ARENA = 8,  /* an arena that so few blocks keep */
    MOST_NAMES = 4,
};

typedef struct ClassSum {
    uint64_t pools;
    uint64_t capacity;
    uint64_t used;
    uint64_t freed;
} ClassSum;

/* A pool or an arena of which almost nothing is used. */
typedef struct Pin {
    const Pool *pool; /* home address; NULL for an arena */
    uint32_t used;
    uint32_t arena;
} Pin;

typedef struct Survey {
    View view;
    ClassSum sums[GARBAGE_CLASSES][HEAP_CLASSES];
    ClassSum all; /* capacity, used and freed in bytes */
    Pin pins[MOST_PINS];
    uint32_t pin_count;
    uint32_t arena;      /* the arena that is being gone through */
    uint32_t arena_used; /* blocks in it */
    uint32_t arena_pins; /* pins that there were when it began */
    bool has_arena;
} Survey;

/* --- surveying ------------------------------------------------------------------------------- */

static void add_pin(Survey *survey, Pin pin) {
    if (survey->pin_count < MOST_PINS)
        survey->pins[survey->pin_count] = pin;
    survey->pin_count++;
}

/* Whether few blocks keep a pool in which many lived. */
static bool is_pinned(const Pool *pool) {
    uint32_t freed = pool->carved - pool->used;
    return pool->used > 0 && pool->used <= PINNING_BLOCKS && freed >= pool->used * PINNED_FREED;
}

/* What pins an arena pins its pools too. The first arena is never empty. */
static void end_arena(Survey *survey) {
    if (survey->has_arena && survey->arena > 0 && survey->arena_used > 0 &&
        survey->arena_used <= PINNING_ARENA) {
        survey->pin_count = survey->arena_pins;
        add_pin(survey, (Pin){.used = survey->arena_used, .arena = survey->arena});
    }
    survey->has_arena = false;
}

static void begin_arena(Survey *survey, uint32_t arena) {
    if (survey->has_arena && survey->arena == arena)
        return;
    end_arena(survey);
    survey->has_arena = true;
    survey->arena = arena;
    survey->arena_used = 0;
    survey->arena_pins = survey->pin_count;
}

static void survey_pool(Survey *survey, const HeapArea *area) {
    const Pool *pool = view_see(survey->view, area->pool);
    ClassSum *sum = &survey->sums[pool->garbage][pool->size_class];
    uint32_t freed = pool->carved - pool->used;
    sum->pools++;
    sum->capacity += pool->capacity;
    sum->used += pool->used;
    sum->freed += freed;
    survey->all.pools++;
    survey->all.capacity += (uint64_t)pool->capacity * pool->block_bytes;
    survey->all.used += (uint64_t)pool->used * pool->block_bytes;
    survey->all.freed += (uint64_t)freed * pool->block_bytes;
    begin_arena(survey, area->arena);
    survey->arena_used += pool->used;
    if (is_pinned(pool))
        add_pin(survey, (Pin){.pool = area->pool, .used = pool->used});
}

static Survey survey_take(View view) {
    Survey survey = {.view = view};
    HeapCursor cursor;
    heap_walk_start(&cursor, view);
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.pool != NULL)
            survey_pool(&survey, &cursor.area);
    }
    end_arena(&survey);
    return survey;
}

/* --- the table ------------------------------------------------------------------------------- */

/* Of a hundred, rounded down; but a little is not nothing, and almost all is not all. */
static unsigned percent_of(uint64_t part, uint64_t whole) {
    if (whole == 0 || part == 0)
        return 0;
    uint64_t percent = part * 100 / whole;
    return percent == 0 ? 1 : (unsigned)percent;
}

/* Used, freed, never used: `####--....`. */
static void write_bar(Bytes *out, const ClassSum *sum) {
    uint64_t whole = sum->capacity == 0 ? 1 : sum->capacity;
    unsigned used = (unsigned)((sum->used * BAR_COLUMNS + whole - 1) / whole);
    unsigned carved = (unsigned)(((sum->used + sum->freed) * BAR_COLUMNS + whole - 1) / whole);
    carved = carved == used && sum->freed > 0 && carved < BAR_COLUMNS ? carved + 1 : carved;
    bytes_append_repeated(out, '#', used);
    bytes_append_repeated(out, '-', carved - used);
    bytes_append_repeated(out, '.', BAR_COLUMNS - carved);
}

static void add_class(Table *table, const ShowStyle *style, const ClassSum *sum, GarbageClass class,
                      unsigned size_class) {
    Bytes text = {0};
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    bytes_print(&text, "%5zu", heap_class_bytes(size_class));
    row->cells[0] = table_keep(table, &text);
    row->cells[1] = class == GARBAGE_CYCLIC ? "holders" : "leaves";
    show_number(&text, sum->pools);
    row->cells[2] = table_keep(table, &text);
    show_number(&text, sum->used);
    bytes_append_text(&text, " of ");
    show_number(&text, sum->capacity);
    row->cells[3] = table_keep(table, &text);
    show_number(&text, sum->freed);
    row->cells[4] = table_keep(table, &text);
    if (!style->plain) {
        write_bar(&text, sum);
        bytes_append_char(&text, ' ');
    }
    bytes_print(&text, "%3u %%", percent_of(sum->used, sum->capacity));
    row->cells[5] = table_keep(table, &text);
    bytes_free(&text);
}

/* Empty pools stay for a while, in case that blocks of their size are wanted again. */
static void write_idle(Bytes *out, const ShowStyle *style, const ClassSum *idle) {
    Bytes line = {0};
    bytes_append_text(&line, "  and ");
    show_count(&line, idle->pools,
               "pool of another size, empty: ", "pools of other sizes, empty: ");
    show_count(&line, idle->freed, "block of it was freed", "blocks of them were freed");
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

static void write_table(Bytes *out, const ShowStyle *style, const Survey *survey) {
    Table table = {.indent = 2, .gap = 2, .first_gap = 2, .right = 4 | 8 | 16 | 32};
    TableRow *head = table_add(&table);
    if (head != NULL)
        *head = (TableRow){.cells = {"bytes", "of", "pools", "blocks used", "freed", "full"},
                           .colour = COLOUR_QUIET};
    ClassSum idle = {0};
    for (unsigned size_class = 1; size_class < HEAP_CLASSES; size_class++) {
        for (unsigned i = 0; i < GARBAGE_CLASSES; i++) {
            GarbageClass class = i == 0 ? GARBAGE_CYCLIC : GARBAGE_LEAF;
            const ClassSum *sum = &survey->sums[class][size_class];
            if (sum->used > 0)
                add_class(&table, style, sum, class, size_class);
            idle.pools += sum->used > 0 ? 0 : sum->pools;
            idle.freed += sum->used > 0 ? 0 : sum->freed;
        }
    }
    table_write(out, style, &table);
    if (idle.pools > 0)
        write_idle(out, style, &idle);
}

/* --- pins ------------------------------------------------------------------------------------ */

/* The object in a block, or the owner of the buffer in it. */
static void write_block(Bytes *line, const Look *look, const Block *home) {
    const Block *seen = view_see(look->view, home);
    const Object *owner = tally_owner(look->view, home, seen);
    uint32_t index = owner == NULL ? CENSUS_NONE : census_find(&look->census, owner);
    if (seen->kind == KIND_BUFFER)
        bytes_append_text(line, "the buffer of ");
    if (index == CENSUS_NONE) {
        bytes_append_text(line, "the machine");
        return;
    }
    look_write_subject(line, look, index);
    Bytes where = {0};
    look_write_where(&where, look, index);
    if (where.length > 0)
        bytes_print(line, " (%s)", bytes_text(&where));
    else if ((look_object(look, index)->marks & MARK_REACHED) == 0)
        bytes_append_text(line, " (unreachable)");
    bytes_free(&where);
}

/* Names the blocks in use of a pool, MOST_NAMES of them with those told before. */
static void write_pool_blocks(Bytes *line, const Look *look, const Pool *home, unsigned *told) {
    const Pool *pool = view_see(look->view, home);
    for (uint32_t i = 0; i < pool->carved && *told <= MOST_NAMES; i++) {
        const char *block = (const char *)(home + 1) + (size_t)i * pool->block_bytes;
        if (((const Block *)view_see(look->view, block))->kind == BLOCK_FREE)
            continue;
        if (++*told > MOST_NAMES) {
            bytes_append_text(line, " ...");
            return;
        }
        bytes_append_text(line, *told == 1 ? "" : ", ");
        write_block(line, look, (const Block *)(const void *)block);
    }
}

static void write_arena_blocks(Bytes *line, const Look *look, uint32_t arena) {
    unsigned told = 0;
    HeapCursor cursor;
    heap_walk_start(&cursor, look->view);
    while (heap_walk_next_area(&cursor)) {
        if (cursor.area.pool != NULL && cursor.area.arena == arena)
            write_pool_blocks(line, look, cursor.area.pool, &told);
    }
}

static void write_pin(Bytes *out, const ShowStyle *style, const Look *look, const Pin *pin) {
    static const char ONE[] = "block is used, by ";
    static const char MORE[] = "blocks are used, by ";
    Bytes line = {0};
    unsigned told = 0;
    if (pin->pool == NULL) {
        bytes_print(&line, "  arena %" PRIu32 " (1 MiB): only ", pin->arena + 1);
        show_count(&line, pin->used, ONE, MORE);
        write_arena_blocks(&line, look, pin->arena);
    } else {
        const Pool *pool = view_see(look->view, pin->pool);
        bytes_print(&line, "  pool %zu (%" PRIu32 " blocks of %" PRIu32 " bytes): only ",
                    show_pool_number(look->view, pin->pool), pool->capacity, pool->block_bytes);
        show_count(&line, pin->used, ONE, MORE);
        write_pool_blocks(&line, look, pin->pool, &told);
    }
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

static void write_pins(Bytes *out, const ShowStyle *style, Observer *observer,
                       const Survey *survey) {
    if (survey->pin_count == 0)
        return;
    const Look *look = observer_ask(observer, survey->view);
    if (look == NULL) {
        out->failed = true;
        return;
    }
    show_line(out, style,
              "Almost empty, but pinned: memory goes back when the last block in it is "
              "freed.");
    uint32_t told = survey->pin_count < MOST_PINS ? survey->pin_count : MOST_PINS;
    for (uint32_t i = 0; i < told; i++)
        write_pin(out, style, look, &survey->pins[i]);
    if (survey->pin_count > told)
        show_print(out, style, "  %s and %" PRIu32 " more", show_dots(style),
                   survey->pin_count - told);
}

/* --- the whole ------------------------------------------------------------------------------- */

static void write_sentence(Bytes *out, const ShowStyle *style, const Survey *survey) {
    const ClassSum *all = &survey->all;
    Bytes line = {0};
    show_count(&line, all->pools, "pool has room for ", "pools have room for ");
    show_bytes(&line, all->capacity);
    bytes_print(&line, ": %u %% are used, %u %% freed and waiting, the rest never used.",
                percent_of(all->used, all->capacity), percent_of(all->freed, all->capacity));
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

static void write_large(Bytes *out, const ShowStyle *style, View view) {
    HeapTotals totals = heap_totals(view);
    Bytes line = {0};
    if (totals.large_blocks == 0 && totals.free_run_bytes == 0)
        return;
    show_count(&line, totals.large_blocks, "large block", "large blocks");
    bytes_append_text(&line, " in pages of their own: ");
    show_bytes(&line, totals.large_bytes);
    bytes_append_text(&line, " used, ");
    show_bytes(&line, totals.free_run_bytes);
    bytes_append_text(&line, " of free pages between and behind them.");
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

void show_pools(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    Survey survey = survey_take(view);
    write_sentence(out, style, &survey);
    write_table(out, style, &survey);
    if (!style->plain)
        show_line(out, style, "  # used   - freed   . never used");
    show_line(out, style, "Holders can hold other objects; leaves are numbers, strings, buffers.");
    write_large(out, style, view);
    write_pins(out, style, observer, &survey);
}
