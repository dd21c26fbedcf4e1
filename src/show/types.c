/* types.c -- `:types`: how many objects of each type there are, and what they take. */
#include "observe/tally.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>

static void add_number(Table *table, TableRow *row, unsigned column, uint64_t number) {
    Bytes text = {0};
    if (number > 0)
        show_number(&text, number);
    row->cells[column] = table_keep(table, &text);
    bytes_free(&text);
}

static void add_bytes(Table *table, TableRow *row, unsigned column, uint64_t bytes) {
    Bytes text = {0};
    if (bytes > 0)
        show_bytes(&text, bytes);
    row->cells[column] = table_keep(table, &text);
    bytes_free(&text);
}

static void add_sums(Table *table, TableRow *row, const TallySum *sums) {
    const TallySum *own = &sums[TALLY_PROGRAM];
    const TallySum *text = &sums[TALLY_PLUMBING];
    const TallySum *start = &sums[TALLY_START];
    add_number(table, row, 1, own->objects);
    add_bytes(table, row, 2, own->bytes);
    add_number(table, row, 3, text->objects + start->objects);
    add_bytes(table, row, 4, text->bytes + start->bytes);
}

/* The types of one sort: those of which the program has objects, or the others. */
static void add_types(Table *table, const Tally *tally, bool of_program) {
    for (uint32_t i = 0; i < tally->count; i++) {
        const TallyType *type = &tally->types[i];
        if ((type->sums[TALLY_PROGRAM].objects > 0) != of_program)
            continue;
        TableRow *row = table_add(table);
        if (row == NULL)
            return;
        row->cells[0] = type->name;
        row->colour = of_program ? COLOUR_NEW : COLOUR_QUIET;
        add_sums(table, row, type->sums);
    }
}

/* A narrow screen has room for three columns of numbers. */
static void write_narrow(Bytes *out, const ShowStyle *style, const Tally *tally) {
    Table table = {.indent = 2, .gap = 2, .first_gap = 2, .right = 2 | 4 | 8};
    TableRow *head = table_add(&table);
    if (head != NULL)
        *head = (TableRow){.cells = {"type", "program", "all", "bytes of all", "", ""},
                           .colour = COLOUR_QUIET};
    for (uint32_t i = 0; i < tally->count; i++) {
        const TallyType *type = &tally->types[i];
        TableRow *row = table_add(&table);
        if (row == NULL)
            break;
        row->cells[0] = type->name;
        row->colour = type->sums[TALLY_PROGRAM].objects > 0 ? COLOUR_NEW : COLOUR_QUIET;
        add_number(&table, row, 1, type->sums[TALLY_PROGRAM].objects);
        add_number(&table, row, 2, type->all.objects);
        add_bytes(&table, row, 3, type->all.bytes);
    }
    table_write(out, style, &table);
}

static void write_wide(Bytes *out, const ShowStyle *style, const Tally *tally) {
    Table table = {.indent = 2, .gap = 2, .first_gap = 3, .right = 2 | 4 | 8 | 16};
    TableRow *head = table_add(&table);
    if (head != NULL) {
        head->cells[0] = "type";
        head->cells[1] = "the program's";
        head->cells[2] = "bytes";
        head->cells[3] = "other objects";
        head->cells[4] = "bytes";
        head->colour = COLOUR_QUIET;
    }
    add_types(&table, tally, true);
    add_types(&table, tally, false);
    TableRow *last = table_add(&table);
    if (last != NULL) {
        last->cells[0] = "in all";
        add_sums(&table, last, tally->sums);
    }
    table_write(out, style, &table);
}

void show_types(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    enum { NARROW = 64 };
    Tally tally;
    if (!tally_take(&tally, view, observer_labels(observer))) {
        out->failed = true;
        return;
    }
    tally_sort(&tally);
    show_tally_sentence(out, style, &tally);
    if (style->width < NARROW)
        write_narrow(out, style, &tally);
    else
        write_wide(out, style, &tally);
    show_line(out, style, "Buffers count with their owners.");
    if (style->width >= NARROW)
        show_line(out, style,
                  "Other objects: what was there at start-up, small "
                  "ints and the like, and the names and code of the program's text.");
    tally_free(&tally);
}
