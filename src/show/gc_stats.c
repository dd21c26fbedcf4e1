/* gc_stats.c -- `:gc stats`: the generations as they are, and the collections so far. */
#include "gc/gc.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_PASSES = 10 };

static const char *const NAMES[GENERATION_COUNT] = {"young", "middle", "old"};
static const char *const WHAT[GENERATION_COUNT] = {"young", "middle", "full"};

static const char *keep_number(Table *table, Bytes *text, uint64_t number, const char *words) {
    show_number(text, number);
    bytes_append_text(text, words);
    return table_keep(table, text);
}

static void write_generations(Bytes *out, const ShowStyle *style, const Vm *vm) {
    Table table = {.indent = 2, .gap = 2, .first_gap = 2};
    Bytes text = {0};
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        const Generation *generation = &vm->collector.generations[i];
        TableRow *row = table_add(&table);
        if (row == NULL)
            break;
        size_t objects = gc_count_entries(vm, generation->start, gc_generation_end(vm, i));
        row->cells[0] = NAMES[i];
        show_count(&text, objects, "object", "objects");
        row->cells[1] = table_keep(&table, &text);
        bytes_print(&text, "count %" PRId32 "/%" PRId32, generation->count, generation->threshold);
        row->cells[2] = table_keep(&table, &text);
        show_count(&text, generation->collections, "collection", "collections");
        row->cells[3] = table_keep(&table, &text);
        row->cells[4] = keep_number(&table, &text, generation->looked_at, " looked at");
        row->cells[5] = keep_number(&table, &text, generation->collected, " freed");
    }
    table_write(out, style, &table);
    bytes_free(&text);
}

/* What the counts mean, with the numbers that are in force. */
static void write_rule(Bytes *out, const ShowStyle *style, const Vm *vm) {
    const Generation *all = vm->collector.generations;
    Bytes text = {0};
    bytes_append_text(&text, "What outlives a collection moves to the next generation, which is "
                             "looked at less often. ");
    if (!vm->collector.enabled) {
        bytes_append_text(&text, "Collections don't run by themselves now (:set gc on).");
    } else if (all[0].threshold == 0) {
        bytes_append_text(&text, "A threshold of 0: collections don't run by themselves.");
    } else {
        bytes_print(&text,
                    "A collection runs by itself when the young count (objects made, less those "
                    "freed) passes %" PRId32 "; each one counts 1 for the middle, and each of the "
                    "middle 1 for the old, which also waits until a quarter is new.",
                    all[0].threshold);
    }
    show_line(out, style, bytes_text(&text));
    bytes_free(&text);
}

static bool has_passes(const Statement *statement) {
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        if (statement->collected[i].passes > 0)
            return true;
    }
    return false;
}

/* The number of the statement from which on the last passes are shown. */
static uint32_t find_first(const Observer *observer, uint32_t count) {
    uint32_t rows = 0;
    uint32_t first = count + 1;
    for (uint32_t i = count; i > 0 && rows < MOST_PASSES; i--) {
        const Statement *statement = observer_statement_peek(observer, i);
        for (unsigned k = 0; k < GENERATION_COUNT; k++)
            rows += statement->collected[k].passes > 0;
        if (has_passes(statement))
            first = i;
    }
    return first;
}

/* `13 x young, by itself` */
static void write_kind(Bytes *text, const Statement *statement, unsigned generation) {
    const StatementPasses *passes = &statement->collected[generation];
    if (passes->passes > 1)
        bytes_print(text, "%" PRIu64 " x ", passes->passes);
    bytes_append_text(text, WHAT[generation]);
    if (passes->unasked == passes->passes)
        bytes_append_text(text, ", by itself");
    else if (passes->unasked > 0)
        bytes_print(text, ", %" PRIu32 " by itself", passes->unasked);
    else
        bytes_append_text(text, ", asked for");
}

/* Where a table cannot be heard, or is too wide to be seen as one. */
static bool uses_sentences(const ShowStyle *style) {
    enum { TABLE_WIDTH = 76 };
    return style->plain || style->width < TABLE_WIDTH;
}

/* A row for each generation that was collected during a statement; under a head of words, or as a
 * sentence for those who listen. */
static void add_passes(Bytes *out, const ShowStyle *style, Table *table, const Statement *statement,
                       uint32_t number) {
    Bytes text = {0};
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        const StatementPasses *passes = &statement->collected[i];
        if (passes->passes == 0)
            continue;
        uint64_t kept = passes->looked_at > passes->freed ? passes->looked_at - passes->freed : 0;
        const char *cells[TABLE_COLUMNS];
        bytes_print(&text, "%" PRIu32, number);
        cells[0] = table_keep(table, &text);
        show_cut(&text, statement->text, style->width > 100 ? style->width - 60 : 20);
        cells[1] = table_keep(table, &text);
        write_kind(&text, statement, i);
        cells[2] = table_keep(table, &text);
        cells[3] = keep_number(table, &text, passes->looked_at, "");
        cells[4] = keep_number(table, &text, passes->freed, "");
        cells[5] = keep_number(table, &text, kept, "");
        TableRow *row = uses_sentences(style) ? NULL : table_add(table);
        if (row != NULL)
            memcpy(row->cells, cells, sizeof cells);
        else if (uses_sentences(style))
            show_print(out, style, "  %s, %s: %s; %s looked at, %s freed, %s lived on.", cells[0],
                       cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
    bytes_free(&text);
}

static void write_passes(Bytes *out, const ShowStyle *style, const Observer *observer) {
    uint32_t count = observer_statement_count(observer);
    uint32_t first = find_first(observer, count);
    Table table = {.indent = 2, .gap = 2, .first_gap = 2};
    if (first > count) {
        show_line(out, style, "No collection so far.");
        return;
    }
    show_line(out, style,
              "The last collections, and in which statement (by its number in :history):");
    TableRow *head = uses_sentences(style) ? NULL : table_add(&table);
    if (head != NULL)
        *head =
            (TableRow){.cells = {"in", "statement", "collected", "looked at", "freed", "lived on"},
                       .colour = COLOUR_QUIET};
    for (uint32_t i = first; i <= count; i++)
        add_passes(out, style, &table, observer_statement_peek(observer, i), i);
    table_write(out, style, &table);
}

void show_gc_stats(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    const Vm *vm = view_see(view, view_heap(view)->root);
    write_rule(out, style, vm);
    write_generations(out, style, vm);
    size_t frozen = gc_count_entries(vm, vm->collector.world,
                                     vm->collector.generations[GENERATION_COUNT - 1].start);
    Bytes text = {0};
    if (frozen > 0) {
        bytes_append_text(&text, "gc.freeze() set aside ");
        show_count(&text, frozen, "object", "objects");
        bytes_append_text(&text, ", which no collection looks at.");
        show_line(out, style, bytes_text(&text));
        bytes_clear(&text);
    }
    show_line(out, style, "What Ouro itself is made of belongs to no generation.");
    bytes_free(&text);
    write_passes(out, style, observer);
}
