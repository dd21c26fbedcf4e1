/* demo_screen.c -- what a demonstration prints: texts by the page, statements as if typed. */
#include "base/utf8.h"
#include "repl/demo_parts.h"
#include "repl/style.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    CHARACTER_MILLISECONDS = 35,
    STATEMENT_MILLISECONDS = 3000, /* long ones are typed faster */
    MARK_COLUMNS = 4,
    ROWS_LEAST = 8,
    DRAWN_MOST = 1 << 18,
    REST_LEAST = 4, /* rows that are worth a page, one of them empty */
};

static const char MORE[] = "(Space: more) ";
static const char NO_MORE[] = "\r\x1b[K";

bool demo_can_redraw(const Demo *demo) {
    const char *terminal = getenv("TERM");
    return demo->keys.is_terminal && demo->host.line_buffered && !demo->run.options.plain &&
           terminal != NULL && strcmp(terminal, "dumb") != 0;
}

ShowStyle demo_style(const Demo *demo) {
    return style_choose(&demo->run.options, &demo->host);
}

/* Rows and columns of the terminal; 0 where there is none. */
static struct winsize measure(const Demo *demo) {
    struct winsize size = {0};
    if (demo_can_redraw(demo) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        size = (struct winsize){0};
    }
    return size;
}

/* Rows that are used; 0 where there is no screen. */
static unsigned count_screen(const Demo *demo) {
    unsigned rows = measure(demo).ws_row;
    return demo->is_large && rows > LARGE_ROWS ? LARGE_ROWS : rows;
}

void demo_fit(Demo *demo) {
    unsigned columns = measure(demo).ws_col;
    if (demo->most_columns != 0 && columns != 0) {
        demo->run.options.width = columns < demo->most_columns ? columns : demo->most_columns;
    }
}

/* --- what is seen ----------------------------------------------------------------------------- */

void demo_forget(Demo *demo, size_t from) {
    if (from < demo->drawn.length) {
        demo->drawn.length = from;
        demo->drawn.data[from] = '\0';
    }
}

/* Of much the end is enough: it fills any screen. */
static void keep_drawn(Demo *demo, const char *bytes, size_t length) {
    Bytes *drawn = &demo->drawn;
    if (demo->is_off || !demo_can_redraw(demo)) {
        return;
    }
    bytes_append(drawn, bytes, length);
    if (drawn->length > DRAWN_MOST) {
        size_t less = drawn->length - DRAWN_MOST / 2;
        memmove(drawn->data, drawn->data + less, drawn->length - less + 1);
        drawn->length -= less;
        demo->typed_from -= demo->typed_from < less ? demo->typed_from : less;
    }
}

/* Whether the rest is to wait for its pages, too. Ctrl-C is for the program. */
static bool wait_in_statement(Demo *demo) {
    bool was_taken = demo->keys.is_taken;
    keys_take(&demo->keys);
    host_show(&demo->host, HOST_OUT, MORE, strlen(MORE));
    Key key = keys_read(&demo->keys);
    host_show(&demo->host, HOST_OUT, NO_MORE, strlen(NO_MORE));
    if (!was_taken) {
        keys_give(&demo->keys);
    }
    if (key.kind == KEY_INTERRUPT) {
        (void)raise(SIGINT);
    } else if (key.kind == KEY_TEXT && demo->is_off) {
        demo->editor.begun = demo->keys.last.text;
    } else if (key.kind != KEY_ON && !demo->is_off) {
        keys_put_back(&demo->keys);
    }
    return key.kind == KEY_ON;
}

/* The columns of a piece, colours apart. */
static size_t count_columns(const char *bytes, size_t length) {
    size_t columns = 0;
    for (size_t at = 0; at < length;) {
        const char *escape = memchr(bytes + at, '\x1b', length - at);
        size_t end = escape == NULL ? length : (size_t)(escape - bytes);
        columns += utf8_width(bytes + at, end - at);
        while (end < length && bytes[end] != 'm') {
            end++;
        }
        at = end + (end < length);
    }
    return columns;
}

/* Counts the rows of a piece, which ends with its line at the latest. */
static void count_piece(Demo *demo, const char *bytes, size_t length) {
    size_t columns = measure(demo).ws_col;
    bool ends = bytes[length - 1] == '\n';
    demo->column += count_columns(bytes, length - ends);
    if (ends) {
        size_t rows = 1 + (demo->column == 0 || columns == 0 ? 0 : (demo->column - 1) / columns);
        demo->rows_left -= demo->rows_left < rows ? demo->rows_left : rows;
        demo->column = 0;
    }
}

void demo_show(void *context, HostStream stream, const char *bytes, size_t length) {
    Demo *demo = context;
    keep_drawn(demo, bytes, length);
    while (demo->rows_left != PAGES_OFF && length != 0) {
        const char *end = memchr(bytes, '\n', length);
        size_t piece = end == NULL ? length : (size_t)(end + 1 - bytes);
        if (demo->rows_left == 0 && demo->column == 0) {
            demo->rows_left = PAGES_OFF;
            if (wait_in_statement(demo)) {
                demo_begin_pages(demo);
            }
        }
        host_show(&demo->host, stream, bytes, piece);
        if (demo->rows_left != PAGES_OFF) {
            count_piece(demo, bytes, piece);
        }
        bytes += piece;
        length -= piece;
    }
    if (length != 0) {
        host_show(&demo->host, stream, bytes, length);
    }
}

void demo_begin_pages(Demo *demo) {
    unsigned rows = count_screen(demo);
    demo->column = 0;
    demo->rows_left = rows < ROWS_LEAST || demo->is_rewinding ? PAGES_OFF : rows - 2;
}

void demo_end_pages(Demo *demo) {
    demo->rows_left = PAGES_OFF;
}

/* What a fact may ask for is what the program printed: these words are none of it. */
static void put(Demo *demo, const char *text) {
    Bytes *record = demo->host.record;
    size_t length = strlen(text);
    demo->ends_blank = length > 1 && strcmp(text + length - 2, "\n\n") == 0;
    demo->host.record = NULL;
    host_put(&demo->host, HOST_OUT, text);
    demo->host.record = record;
}

/* What is taken away again, or takes it away, is not drawn again. */
static void put_fleeting(Demo *demo, const char *text) {
    size_t before = demo->drawn.length;
    put(demo, text);
    demo_forget(demo, before);
}

/* What stood there can still be reached by scrolling up. */
static void clear_screen(Demo *demo) {
    struct winsize size = measure(demo);
    Bytes out = {0};
    if (size.ws_row != 0) {
        bytes_print(&out, "\x1b[%dH", size.ws_row);
        bytes_append_repeated(&out, '\n', size.ws_row);
        bytes_append_text(&out, "\x1b[H\x1b[J");
        put_fleeting(demo, bytes_text(&out));
        host_note_line_end(&demo->host);
        demo->ends_blank = true;
    }
    bytes_free(&out);
}

void demo_clear(Demo *demo) {
    clear_screen(demo);
    demo_forget(demo, 0);
}

void demo_draw_again(Demo *demo) {
    Bytes drawn = demo->drawn;
    demo->drawn = (Bytes){0};
    clear_screen(demo);
    put(demo, bytes_text(&drawn));
    demo->ends_blank |= drawn.length == 0;
    bytes_free(&drawn);
}

/* --- texts ------------------------------------------------------------------------------------ */

static size_t count_rows(const char *text) {
    size_t rows = 0;
    for (; *text != '\0'; text++) {
        rows += *text == '\n';
    }
    return rows;
}

/* The end of the first page: behind the last empty line in its second half below which there is
 * something that is worth a page. */
static size_t find_page_end(const char *text, size_t rows) {
    const char *at = text;
    const char *best = NULL;
    for (size_t row = 0; row < rows && *at != '\0'; row++) {
        at += strcspn(at, "\n");
        at += *at == '\n';
        if (row >= rows / 2 && *at == '\n' && (best == NULL || count_rows(at) > REST_LEAST)) {
            best = at + 1;
        }
    }
    return (size_t)((best != NULL ? best : at) - text);
}

static bool ends_blank(const char *text) {
    size_t length = strlen(text);
    return length > 1 && strcmp(text + length - 2, "\n\n") == 0;
}

/* Whether a text has room above the row on which typing goes on. */
static bool fits(const char *text, size_t rows) {
    return count_rows(text) - ends_blank(text) < rows;
}

/* False when the rest is not wanted. */
static bool wait_for_page(Demo *demo) {
    Key key;
    put_fleeting(demo, MORE);
    do {
        key = keys_read(&demo->keys);
    } while (key.kind == KEY_OTHER || key.kind == KEY_INTERRUPT || key.kind == KEY_REDRAW);
    put_fleeting(demo, NO_MORE);
    host_note_line_end(&demo->host);
    if (key.kind != KEY_ON) {
        keys_put_back(&demo->keys);
    }
    return key.kind == KEY_ON;
}

void demo_put(Demo *demo, Bytes *text) {
    unsigned rows = count_screen(demo);
    const char *at = bytes_text(text);
    bool goes_on = true;
    host_end_line(&demo->host);
    at += demo->ends_blank && *at == '\n' ? 1 : 0;
    while (goes_on && !demo->is_rewinding && rows >= ROWS_LEAST && !fits(at, rows)) {
        size_t length = find_page_end(at, rows - 1);
        Bytes page = {0};
        bytes_append(&page, at, length);
        put(demo, bytes_text(&page));
        bytes_free(&page);
        at += length;
        goes_on = wait_for_page(demo);
    }
    if (goes_on) {
        if (rows >= ROWS_LEAST && count_rows(at) >= rows && ends_blank(at)) {
            /* The empty line at the end gives way to what is on top. */
            text->data[--text->length] = '\0';
        }
        put(demo, at);
    }
    bytes_clear(text);
}

void demo_say(Demo *demo, const char *text) {
    const ProseBlock block = {.text = text, .kind = PROSE_PARAGRAPH};
    const Prose prose = {&block, 1};
    ShowStyle style = demo_style(demo);
    Bytes out = {0};
    prose_write(&out, &style, &prose);
    demo_put(demo, &out);
    bytes_free(&out);
}

/* --- statements ------------------------------------------------------------------------------- */

void demo_show_waiting(Demo *demo) {
    if (demo_can_redraw(demo) && !demo->is_waiting) {
        bool ends_blank = demo->ends_blank;
        put_fleeting(demo, ">>> ");
        demo->ends_blank = ends_blank;
        demo->is_waiting = true;
    }
}

void demo_hide_waiting(Demo *demo) {
    if (demo->is_waiting) {
        bool ends_blank = demo->ends_blank;
        put_fleeting(demo, NO_MORE);
        host_note_line_end(&demo->host);
        demo->ends_blank = ends_blank;
        demo->is_waiting = false;
    }
}

void demo_hide_empty_line(Demo *demo) {
    if (demo_can_redraw(demo)) {
        put_fleeting(demo, "\x1b[A\r\x1b[J");
        host_note_line_end(&demo->host);
    }
}

/* Characters of a line, one after another. False once a key came that is in a hurry. */
static bool type_line(Demo *demo, const char *line, size_t length, int milliseconds) {
    bool is_slow = milliseconds > 0;
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t bytes = utf8_decode(line + at, length - at, &point);
        char character[UTF8_LONGEST + 1] = {0};
        bytes = bytes == 0 ? 1 : bytes;
        memcpy(character, line + at, bytes);
        put(demo, character);
        at += bytes;
        if (is_slow && keys_wait(&demo->keys, milliseconds)) {
            is_slow = false;
            if (keys_read(&demo->keys).kind != KEY_ON) {
                keys_put_back(&demo->keys);
            }
        }
    }
    return is_slow;
}

/* The empty line that ends a block is Enter's. */
static size_t typed_length(const char *text) {
    size_t length = strlen(text);
    while (length != 0 && text[length - 1] == '\n') {
        length--;
    }
    return length;
}

void demo_type(Demo *demo, const char *text, bool at_once) {
    size_t length = typed_length(text);
    int pace = length * CHARACTER_MILLISECONDS > STATEMENT_MILLISECONDS
                   ? (int)(STATEMENT_MILLISECONDS / length)
                   : CHARACTER_MILLISECONDS;
    bool is_slow = !at_once && demo->is_paced;
    const char *end = text + length;
    const char *mark = ">>>";
    demo_hide_waiting(demo);
    host_end_line(&demo->host);
    demo->typed_from = demo->drawn.length;
    for (const char *at = text; at < end; mark = "\n...") {
        size_t line = strcspn(at, "\n");
        put(demo, mark);
        put(demo, line != 0 ? " " : "");
        is_slow = type_line(demo, at, line, is_slow ? pace : 0);
        at += line + 1;
    }
    host_flush(&demo->host);
}

void demo_untype(Demo *demo, const char *text) {
    unsigned columns = measure(demo).ws_col;
    if (columns == 0) {
        put(demo, "\n(not run)\n");
        return;
    }
    const char *end = text + typed_length(text);
    size_t rows = 0;
    for (const char *at = text; at < end;) {
        size_t length = strcspn(at, "\n");
        rows += (MARK_COLUMNS + utf8_width(at, length) - 1) / columns + 1;
        at += length + 1;
    }
    Bytes out = {0};
    bytes_append_char(&out, '\r');
    if (rows > 1) {
        bytes_print(&out, "\x1b[%zuA", rows - 1);
    }
    bytes_append_text(&out, "\x1b[J");
    demo_forget(demo, demo->typed_from);
    put_fleeting(demo, bytes_text(&out));
    host_note_line_end(&demo->host);
    bytes_free(&out);
}

void demo_end_typed(Demo *demo, const char *text) {
    size_t length = typed_length(text);
    put(demo, strlen(text) > length + 1 ? "\n...\n" : "\n");
    host_flush(&demo->host);
}
