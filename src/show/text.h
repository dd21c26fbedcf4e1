/* text.h -- putting lines together: columns that line up, nothing wider than the style says.
 *
 * A table is filled cell by cell and then written: every column is as wide as its widest cell.
 * What would reach past the right edge goes on in the next line, indented; only values are cut,
 * with "..." in the middle. Widths are columns of a terminal, not bytes. */
#ifndef OURO_SHOW_TEXT_H
#define OURO_SHOW_TEXT_H

#include "base/scratch.h"
#include "show/show.h"

/* What a cell says, for those who see colours. Words say it too. */
typedef enum ShowColour {
    COLOUR_NONE,
    COLOUR_NEW,
    COLOUR_FREED,
    COLOUR_REFS,
    COLOUR_CHANGE,
    COLOUR_CYCLE,
    COLOUR_QUIET,
    COLOUR_MARK, /* dark on light where the rest is light on dark, or the other way */
} ShowColour;

enum { TABLE_COLUMNS = 6 };

typedef struct TableRow {
    const char *cells[TABLE_COLUMNS];
    uint8_t colour; /* of the first cell: a ShowColour */
    uint8_t value;  /* the cell that is a value and may be cut; 0 for none */
    bool is_free;   /* its cells from the second on don't line up with those of other rows */
} TableRow;

typedef struct Table {
    TableRow *rows;
    uint32_t count;
    uint32_t capacity;
    unsigned indent;
    unsigned aligned;              /* columns that line up; 0 for all */
    unsigned gap;                  /* spaces between columns from the second on */
    unsigned first_gap;            /* and behind the first */
    unsigned right;                /* a bit for each column that is flush right: numbers */
    unsigned least[TABLE_COLUMNS]; /* widths that columns have at least */
    Scratch scratch;               /* texts of cells */
} Table;

/* A new row of empty cells; NULL when memory ran out (then the text will say so). */
TableRow *table_add(Table *table);
/* Keeps a text for a cell and empties it for the next one. */
const char *table_keep(Table *table, Bytes *text);
/* Appends all rows and frees the table. */
void table_write(Bytes *out, const ShowStyle *style, Table *table);

/* What turns a colour on, and off again; "" where there are none. */
const char *show_colour(const ShowStyle *style, ShowColour colour);
const char *show_colour_end(const ShowStyle *style, ShowColour colour);

/* " → ", " -> ", " to ", without the spaces. */
const char *show_arrow(const ShowStyle *style);
/* "…" or "...". */
const char *show_dots(const ShowStyle *style);

/* Appends 1,234,567. */
void show_number(Bytes *out, uint64_t number);
/* Appends "1 object", "2 objects". */
void show_count(Bytes *out, uint64_t number, const char *singular, const char *plural);
/* Appends "88 bytes", "12.3 KiB", "4.0 MiB". */
void show_bytes(Bytes *out, uint64_t bytes);

/* Appends a text and its end; what does not fit goes on in further lines that are indented. */
void show_line(Bytes *out, const ShowStyle *style, const char *text);
/* The same for each line of a text. */
void show_text(Bytes *out, const ShowStyle *style, const char *text);
/* The same with a format. */
void show_print(Bytes *out, const ShowStyle *style, const char *format, ...) PRINTF_LIKE(3, 4);

/* Appends `text`, cut to `columns` with "..." at the end where it is longer. */
void show_cut(Bytes *out, const char *text, size_t columns);
size_t show_width(const char *text);

#endif
