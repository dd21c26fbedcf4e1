#include "show/text.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_WIDTH = 20 };

const char *show_arrow(const ShowStyle *style) {
    return style->plain ? "to" : style->ascii ? "->" : "→";
}

const char *show_dots(const ShowStyle *style) {
    return style->plain || style->ascii ? "..." : "…";
}

/* --- numbers --------------------------------------------------------------------------------- */

void show_number(Bytes *out, uint64_t number) {
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < count; i++) {
        bytes_append_char(out, digits[i]);
        if (i + 1 < count && (count - i - 1) % 3 == 0)
            bytes_append_char(out, ',');
    }
}

void show_count(Bytes *out, uint64_t number, const char *singular, const char *plural) {
    show_number(out, number);
    bytes_print(out, " %s", number == 1 ? singular : plural);
}

void show_bytes(Bytes *out, uint64_t bytes) {
    enum { EXACT = 100000, KILO = 1024 };
    if (bytes < EXACT)
        show_count(out, bytes, "byte", "bytes");
    else if (bytes < (uint64_t)KILO * KILO)
        bytes_print(out, "%.1f KiB", (double)bytes / KILO);
    else
        bytes_print(out, "%.1f MiB", (double)bytes / KILO / KILO);
}

/* --- colours --------------------------------------------------------------------------------- */

/* Of the 256 colours these stand out from black as well as from white, by a contrast of about 4.5
 * to 1 each. Of the 16 that every terminal has each says itself how it looks. */
static const struct {
    const char *basic;
    const char *palette;
} COLOUR_CODES[] = {
    [COLOUR_NONE] = {"", ""},
    [COLOUR_NEW] = {"\x1b[32m", "\x1b[38;5;28m"},
    [COLOUR_FREED] = {"\x1b[31m", "\x1b[38;5;160m"},
    [COLOUR_REFS] = {"\x1b[33m", "\x1b[38;5;130m"},
    [COLOUR_CHANGE] = {"\x1b[36m", "\x1b[38;5;31m"},
    [COLOUR_CYCLE] = {"\x1b[35m", "\x1b[38;5;133m"},
    [COLOUR_QUIET] = {"\x1b[2m", "\x1b[38;5;243m"},
    [COLOUR_MARK] = {"\x1b[7m", "\x1b[7m"},
};

const char *show_colour(const ShowStyle *style, ShowColour colour) {
    if (!style->colour || style->plain)
        return "";
    return style->palette ? COLOUR_CODES[colour].palette : COLOUR_CODES[colour].basic;
}

const char *show_colour_end(const ShowStyle *style, ShowColour colour) {
    return *show_colour(style, colour) == '\0' ? "" : "\x1b[0m";
}

/* --- lines ----------------------------------------------------------------------------------- */

size_t show_width(const char *text) {
    return utf8_width(text, strlen(text));
}

/* How many of the first `left` bytes of a text fit, and how wide they are. */
static size_t fit_bytes(const char *text, size_t left, size_t columns, size_t *width) {
    size_t length = 0;
    *width = 0;
    uint32_t point;
    size_t bytes = utf8_decode(text, left, &point);
    while (bytes > 0) {
        int wide = utf8_code_point_width(point);
        if (wide > 0 && *width + (size_t)wide > columns)
            break;
        *width += wide > 0 ? (size_t)wide : 0;
        length += bytes;
        bytes = utf8_decode(text + length, left - length, &point);
    }
    return length;
}

static size_t fit(const char *text, size_t columns, size_t *width) {
    return fit_bytes(text, strlen(text), columns, width);
}

void show_cut(Bytes *out, const char *text, size_t columns) {
    static const char DOTS[] = "...";
    if (show_width(text) <= columns) {
        bytes_append_text(out, text);
        return;
    }
    size_t width;
    size_t dots = columns < sizeof DOTS - 1 ? columns : sizeof DOTS - 1;
    bytes_append(out, text, fit(text, columns - dots, &width));
    bytes_append(out, DOTS, dots);
}

/* The same, but what is left out is in the middle: the end often says more. */
static void cut_middle(Bytes *out, const char *text, size_t columns) {
    enum { DOTS = 3 };
    size_t width = show_width(text);
    if (width <= columns || columns < 4 * DOTS) {
        show_cut(out, text, columns);
        return;
    }
    size_t ignored;
    size_t tail = (columns - DOTS) / 3;
    bytes_append(out, text, fit(text, columns - DOTS - tail, &ignored));
    bytes_append_text(out, "...");
    size_t start = fit(text, width - tail, &ignored);
    while (show_width(text + start) > tail) { /* no half of a wide character */
        uint32_t point;
        start += utf8_decode(text + start, strlen(text + start), &point);
    }
    bytes_append_text(out, text + start);
}

/* The length of the word that a text begins with; a short note, as `(:gc frees)`, is one. A word of
 * more than `most` bytes goes on as a word of its own, so that a huge one is not measured again
 * for each line that it fills. */
static size_t word_length(const char *text, size_t most) {
    enum { LONGEST_NOTE = 24 };
    size_t note = 0;
    if (text[0] == '(') {
        while (note < LONGEST_NOTE && text[note] != '\0' && text[note] != ')')
            note++;
        note = text[note] == ')' ? note + 1 : 0;
    }
    size_t length = note > LONGEST_NOTE ? 0 : note;
    while (text[length] != '\0' && text[length] != ' ') {
        bool is_start = ((unsigned char)text[length] & 0xC0U) != 0x80U;
        if (length >= most && is_start)
            break;
        length++;
    }
    return length;
}

enum { BYTES_OF_A_COLUMN = 4 }; /* at most, but for marks that have no width */

static void begin_line(Bytes *out, size_t indent, size_t *used) {
    while (out->length > 0 && !out->failed && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    bytes_append_char(out, '\n');
    bytes_append_repeated(out, ' ', (unsigned)indent);
    *used = indent;
}

/* Appends a text from column `used` on, and goes on in further lines that are indented. Lines end
 * between words; only a word wider than a line is broken. */
static void wrap(Bytes *out, const char *text, size_t room, size_t indent, size_t *used) {
    size_t blanks = strspn(text, " ");
    size_t start = *used;
    if (start == 0) { /* the indent of the first line */
        start = *used = blanks < room / 2 ? blanks : room / 2;
        bytes_append(out, text, *used);
        text += blanks;
        blanks = 0;
    }
    while (text[blanks] != '\0') {
        const char *word = text + blanks;
        size_t length = word_length(word, (room + 1) * BYTES_OF_A_COLUMN);
        size_t width = utf8_width(word, length);
        if (*used > start && *used + blanks + width > room) {
            begin_line(out, indent, used);
            start = indent;
        } else {
            bytes_append(out, text, blanks);
            *used += blanks;
        }
        if (*used + width > room && *used < room)
            length = fit_bytes(word, length, room - *used, &width);
        bytes_append(out, word, length);
        *used += width;
        text = word + length;
        blanks = strspn(text, " ");
    }
}

static size_t width_of(const ShowStyle *style) {
    return style->width < LEAST_WIDTH ? LEAST_WIDTH : style->width;
}

void show_line(Bytes *out, const ShowStyle *style, const char *text) {
    size_t used = 0;
    size_t room = width_of(style);
    size_t indent = strspn(text, " ") + 2;
    wrap(out, text, room, indent < room / 2 ? indent : room / 2, &used);
    bytes_append_char(out, '\n');
}

void show_text(Bytes *out, const ShowStyle *style, const char *text) {
    while (*text != '\0') {
        Bytes line = {0};
        size_t length = strcspn(text, "\n");
        bytes_append(&line, text, length);
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
        text += length + (text[length] == '\n');
    }
}

void show_print(Bytes *out, const ShowStyle *style, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    show_line(out, style, text);
}

/* --- tables ---------------------------------------------------------------------------------- */

TableRow *table_add(Table *table) {
    if (table->count == table->capacity) {
        uint32_t larger = table->capacity == 0 ? 16 : table->capacity * 2;
        TableRow *moved = realloc(table->rows, larger * sizeof(TableRow));
        if (moved == NULL)
            return NULL;
        table->rows = moved;
        table->capacity = larger;
    }
    table->rows[table->count] = (TableRow){.cells = {"", "", "", "", "", ""}};
    return &table->rows[table->count++];
}

const char *table_keep(Table *table, Bytes *text) {
    const char *kept = NULL;
    if (!text->failed)
        kept = scratch_copy(&table->scratch, bytes_text(text), text->length);
    bytes_clear(text);
    return kept == NULL ? "" : kept;
}

/* A cell as wide as its column gets no more than this, so that one long cell does not push all
 * others away. */
static size_t widest_of(const Table *table, unsigned column, size_t room) {
    size_t most = room / 2;
    size_t widest = table->least[column];
    for (uint32_t i = 0; i < table->count; i++) {
        const TableRow *row = &table->rows[i];
        if (row->is_free && column > 0)
            continue;
        size_t width = show_width(row->cells[column]);
        if (width > widest && (width <= most || column == 0))
            widest = width;
    }
    return widest;
}

static bool has_more(const TableRow *row, unsigned column) {
    for (unsigned i = column + 1; i < TABLE_COLUMNS; i++) {
        if (row->cells[i][0] != '\0')
            return true;
    }
    return false;
}

/* The gap behind a cell that is `width` wide. */
static size_t gap_behind(const Table *table, const TableRow *row, unsigned column, size_t width,
                         const size_t *widths) {
    size_t gap = column == 0 ? table->first_gap : table->gap;
    bool lines_up = column == 0 || !row->is_free;
    if (table->aligned > 0 && column >= table->aligned)
        lines_up = false;
    if (lines_up && width < widths[column] && (table->right >> column & 1) == 0)
        gap += widths[column] - width;
    else if (!lines_up && width == 0)
        gap = 0;
    bool is_right = !row->is_free && (table->right >> (column + 1) & 1) != 0;
    size_t next = show_width(row->cells[column + 1]);
    return is_right && next < widths[column + 1] ? gap + widths[column + 1] - next : gap;
}

/* Appends one cell behind `gap` blanks; one that does not fit goes on in a line of its own. */
static void write_cell(Bytes *out, const char *cell, bool is_value, size_t room, size_t indent,
                       size_t gap, size_t *used) {
    enum { LEAST_OF_VALUE = 12 };
    size_t width = show_width(cell);
    bool fits = *used + gap + width <= room;
    bool is_begun =
        fits || (is_value && *used + gap + LEAST_OF_VALUE <= room) ||
        (!is_value && *used + gap + utf8_width(cell, word_length(cell, SIZE_MAX)) <= room &&
         indent + width > room);
    if (is_begun) {
        bytes_append_repeated(out, ' ', (unsigned)gap);
        *used += gap;
    } else {
        begin_line(out, indent, used);
    }
    if (is_value && *used + width > room) {
        cut_middle(out, cell, room - *used);
        *used = room;
    } else {
        wrap(out, cell, room, indent, used);
    }
}

static void write_row(Bytes *out, const ShowStyle *style, const Table *table, const TableRow *row,
                      const size_t *widths) {
    size_t room = width_of(style);
    size_t first = widths[0] < room / 3 ? widths[0] : room / 3;
    size_t indent = table->indent + first + table->first_gap;
    ShowColour colour = (ShowColour)row->colour;
    size_t used = table->indent;
    size_t width = show_width(row->cells[0]);
    bytes_append_repeated(out, ' ', table->indent);
    bytes_append_text(out, show_colour(style, colour));
    if (room > used)
        cut_middle(out, row->cells[0], room - used);
    bytes_append_text(out, show_colour_end(style, colour));
    used = used + width < room ? used + width : room;
    for (unsigned column = 0; has_more(row, column); column++) {
        size_t gap = gap_behind(table, row, column, width, widths);
        const char *cell = row->cells[column + 1];
        width = show_width(cell);
        write_cell(out, cell, row->value == column + 1, room, indent, gap, &used);
    }
    bytes_append_char(out, '\n');
}

void table_write(Bytes *out, const ShowStyle *style, Table *table) {
    size_t widths[TABLE_COLUMNS];
    if (table->scratch.failed)
        out->failed = true;
    for (unsigned column = 0; column < TABLE_COLUMNS; column++)
        widths[column] = widest_of(table, column, width_of(style));
    for (uint32_t i = 0; i < table->count; i++)
        write_row(out, style, table, &table->rows[i], widths);
    free(table->rows);
    scratch_free(&table->scratch);
    *table = (Table){0};
}
