/* heap.c -- `:heap`: what the heap holds, whose it is, and what the blocks are doing. */
#include "heap/walk.h"
#include "observe/tally.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>

void show_tally_sentence(Bytes *out, const ShowStyle *style, const Tally *tally) {
    const TallySum *own = &tally->sums[TALLY_PROGRAM];
    Bytes line = {0};
    bytes_append_text(&line, "The heap holds ");
    show_count(&line, tally->all.objects, "object", "objects");
    bytes_append_text(&line, " in ");
    show_bytes(&line, tally->all.bytes + tally->machine_bytes);
    bytes_append_text(&line, "; ");
    if (own->objects == 0) {
        bytes_append_text(&line, "none is the program's");
    } else {
        show_number(&line, own->objects);
        bytes_append_text(&line,
                          own->objects == 1 ? " is the program's, in " : " are the program's, in ");
        show_bytes(&line, own->bytes);
    }
    bytes_append_char(&line, '.');
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

/* --- whose it is ----------------------------------------------------------------------------- */

/* The type, of those with fewer bytes than the last that was told, with the most of a group. */
static const TallyType *find_next(const Tally *tally, TallyGroup group, const TallyType *last) {
    const TallyType *found = NULL;
    for (uint32_t i = 0; i < tally->count; i++) {
        const TallyType *type = &tally->types[i];
        const TallySum *sum = &type->sums[group];
        if (sum->objects == 0 || type == last)
            continue;
        if (last != NULL && (sum->bytes > last->sums[group].bytes ||
                             (sum->bytes == last->sums[group].bytes && type < last)))
            continue;
        if (found == NULL || sum->bytes > found->sums[group].bytes)
            found = type;
    }
    return found;
}

/* `4 Node, 2 list, 1 str`: the types with the most bytes. */
static void write_types(Bytes *out, const ShowStyle *style, const Tally *tally, TallyGroup group) {
    enum { MOST_TYPES = 3 };
    const TallyType *type = find_next(tally, group, NULL);
    for (unsigned told = 0; type != NULL && told < MOST_TYPES; told++) {
        bytes_append_text(out, told == 0 ? "" : ", ");
        show_number(out, type->sums[group].objects);
        bytes_print(out, " %s", type->name);
        type = find_next(tally, group, type);
    }
    if (type != NULL)
        bytes_print(out, ", %s", show_dots(style));
}

static void add_row(Table *table, const char *words, const char *count, uint64_t bytes,
                    const char *what) {
    Bytes text = {0};
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    row->cells[0] = words;
    row->cells[1] = count;
    show_bytes(&text, bytes);
    row->cells[2] = table_keep(table, &text);
    row->cells[3] = what;
    bytes_free(&text);
}

static void add_group(Table *table, const ShowStyle *style, const Tally *tally, TallyGroup group,
                      const char *words) {
    const TallySum *sum = &tally->sums[group];
    Bytes text = {0};
    if (sum->objects == 0)
        return;
    write_types(&text, style, tally, group);
    const char *types = table_keep(table, &text);
    show_count(&text, sum->objects, "object", "objects");
    add_row(table, words, table_keep(table, &text), sum->bytes, types);
    bytes_free(&text);
}

static void add_owners(Table *table, const ShowStyle *style, const Tally *tally) {
    add_group(table, style, tally, TALLY_PROGRAM, "program");
    add_group(table, style, tally, TALLY_PLUMBING, "shared etc.");
    add_group(table, style, tally, TALLY_START, "start-up");
    if (tally->machine_bytes > 0)
        add_row(table, "machine", "", tally->machine_bytes, "tables of names, of the collector");
}

/* --- what the blocks do ---------------------------------------------------------------------- */

static const char *keep_count(Table *table, uint64_t count, const char *one, const char *more) {
    Bytes text = {0};
    show_count(&text, count, one, more);
    const char *kept = table_keep(table, &text);
    bytes_free(&text);
    return kept;
}

static size_t count_pools(const HeapTotals *totals) {
    size_t pools = 0;
    for (unsigned garbage = 0; garbage < GARBAGE_CLASSES; garbage++) {
        for (unsigned i = 1; i < HEAP_CLASSES; i++)
            pools += totals->pools[garbage][i];
    }
    return pools;
}

static void add_blocks(Table *table, const HeapTotals *totals, const Tally *tally) {
    Bytes text = {0};
    bytes_append_text(&text, "objects and ");
    show_count(&text, tally->buffers, "buffer", "buffers");
    add_row(table, "in use", keep_count(table, totals->used_blocks, "block", "blocks"),
            totals->used_bytes, table_keep(table, &text));
    add_row(table, "freed", keep_count(table, totals->free_blocks, "block", "blocks"),
            totals->free_bytes, "waiting to be used again");
    add_row(table, "unused", keep_count(table, count_pools(totals), "pool", "pools"),
            totals->uncarved_bytes, "room in them that was never used");
    bytes_append_text(&text, "from the system, of ");
    show_number(&text, totals->arenas_limit);
    bytes_append_text(&text, " at most");
    add_row(table, "arenas", keep_count(table, totals->arenas, "arena", "arenas"),
            totals->arenas * HEAP_ARENA_BYTES, table_keep(table, &text));
    bytes_free(&text);
}

static bool show_totals(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    enum { NARROW = 60 }; /* numbers only */
    Tally tally;
    if (!tally_take(&tally, view, observer_labels(observer))) {
        out->failed = true;
        return false;
    }
    HeapTotals totals = heap_totals(view);
    Table table = {.indent = 2, .gap = 2, .first_gap = 2, .right = 2 | 4};
    show_tally_sentence(out, style, &tally);
    add_owners(&table, style, &tally);
    add_blocks(&table, &totals, &tally);
    for (uint32_t i = 0; i < table.count && style->width < NARROW; i++)
        table.rows[i].cells[3] = "";
    table_write(out, style, &table);
    show_line(out, style,
              style->plain ? "More: :types, :pools, :heap X for one object."
                           : "More: :types, :pools, :map as a picture, :heap X for one object.");
    tally_free(&tally);
    return true;
}

bool show_heap(Bytes *out, const ShowStyle *style, Observer *observer, View view,
               const View *before, const char *path_or_null) {
    PathAnswer answer;
    if (path_or_null == NULL)
        return show_totals(out, style, observer, view);
    const Look *look = show_resolve(out, style, observer, view, path_or_null, &answer);
    if (answer.status == PATH_GONE)
        show_gone_block(out, style, observer, view, answer.gone);
    if (look == NULL)
        return false;
    show_heap_object(out, style, observer, look, before, answer.object);
    return true;
}
