/* read_prose.c -- Markdown's blocks and inlines to texts for a terminal. */
#include "lesson/reading.h"

#include <string.h>

enum { DEPTH_MOST = 4 };

static bool is_comment(const char *html) {
    html += strspn(html, " \n");
    const char *end = strstr(html, "-->");
    return strncmp(html, "<!--", 4) == 0 && end != NULL && end[3 + strspn(end + 3, " \n")] == '\0';
}

/* Lines inside of a paragraph have no place of their own in libcmark's tree: they are counted. */
void reading_write_line(Reading *reading, Bytes *out, cmark_node *block) {
    uint32_t line = node_line(block);
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        bool enters = event == CMARK_EVENT_ENTER;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            bytes_append_text(out, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_CODE:
            bytes_print(out, "`%s`", cmark_node_get_literal(node));
            break;
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
            line++;
            bytes_append_char(out, ' ');
            break;
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
            bytes_append_char(out, enters ? PROSE_BOLD : PROSE_NORMAL);
            break;
        case CMARK_NODE_IMAGE:
            if (enters) {
                complain(reading->complaints, line, "a terminal shows no images");
            }
            break;
        case CMARK_NODE_HTML_INLINE:
            if (!is_comment(cmark_node_get_literal(node)) &&
                cmark_node_get_literal(node)[1] != '/') {
                complain(reading->complaints, line,
                         "HTML is not shown at a terminal; put code in backticks: `%.40s`",
                         cmark_node_get_literal(node));
            }
            break;
        default:
            break;
        }
    }
    cmark_iter_free(iter);
}

void reading_write_title(Reading *reading, Bytes *out, cmark_node *block) {
    Bytes line = {0};
    reading_write_line(reading, &line, block);
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] != PROSE_BOLD && line.data[i] != PROSE_NORMAL) {
            bytes_append_char(out, line.data[i]);
        }
    }
    bytes_free(&line);
}

/* CommonMark has no tables: to it they are paragraphs, and would be shown as one line. */
static void check_table(Reading *reading, cmark_node *paragraph) {
    uint32_t last = (uint32_t)cmark_node_get_end_line(paragraph);
    for (uint32_t line = node_line(paragraph) + 1; line <= last; line++) {
        const char *text = reading_find_line(reading, line);
        size_t length = strcspn(text, "\r\n");
        if (strspn(text, "|:->\t ") >= length && memchr(text, '|', length) != NULL &&
            memchr(text, '-', length) != NULL) {
            complain(reading->complaints, line - 1,
                     "a terminal shows no tables: put it in a block of code, in columns");
            return;
        }
    }
}

/* Code in a list stands further in. */
static void check_code(Reading *reading, cmark_node *block, ProseBlock row) {
    uint32_t first = node_line(block);
    const char *mark = reading_find_line(reading, first);
    bool is_fenced = strcspn(mark, "`~") < strcspn(mark, "\n");
    reading_check_code(reading, cmark_node_get_literal(block), first + is_fenced,
                       LESSON_CODE_COLUMNS - 2u * row.depth - (row.number != 0));
}

static void add_row(Reading *reading, Rows *rows, ProseBlock row, const Bytes *text) {
    ProseBlock *added = rows_add(reading, rows, sizeof(ProseBlock));
    if (added != NULL) {
        *added = row;
        added->text = reading_keep(reading, bytes_text(text), text->length);
    }
}

static void add_block(Reading *reading, Rows *rows, cmark_node *block, ProseBlock row);

static void add_children(Reading *reading, Rows *rows, cmark_node *parent, ProseBlock row) {
    for (cmark_node *node = cmark_node_first_child(parent); node != NULL;
         node = cmark_node_next(node)) {
        add_block(reading, rows, node, row);
        row.continues = true;
    }
}

static void add_list(Reading *reading, Rows *rows, cmark_node *list, ProseBlock row) {
    uint32_t number = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
                          ? (uint32_t)cmark_node_get_list_start(list)
                          : 0;
    bool is_numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    if (row.depth == DEPTH_MOST) {
        complain(reading->complaints, node_line(list), "these lists are too deep for a screen");
        return;
    }
    row.kind = PROSE_ITEM;
    row.depth++;
    row.continues = false;
    for (cmark_node *item = cmark_node_first_child(list); item != NULL;
         item = cmark_node_next(item)) {
        row.number = number;
        add_children(reading, rows, item, row);
        number += is_numbered;
    }
}

/* `row` says where the block stands: its kind, depth and number. */
static void add_block(Reading *reading, Rows *rows, cmark_node *block, ProseBlock row) {
    Bytes text = {0};
    row.line = node_line(block);
    switch (cmark_node_get_type(block)) {
    case CMARK_NODE_PARAGRAPH:
        check_table(reading, block);
        reading_write_line(reading, &text, block);
        add_row(reading, rows, row, &text);
        break;
    case CMARK_NODE_CODE_BLOCK:
        if (row.kind != PROSE_PARAGRAPH && strchr(cmark_node_get_fence_info(block), ' ') != NULL) {
            complain(reading->complaints, row.line,
                     "a step's block can't stand inside of a list or quote");
        }
        check_code(reading, block, row);
        row.kind = PROSE_CODE;
        bytes_append_text(&text, cmark_node_get_literal(block));
        add_row(reading, rows, row, &text);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        if (row.depth != 0 || row.kind == PROSE_QUOTE) {
            complain(reading->complaints, row.line,
                     "a quote can't stand inside of a list or of another quote");
            break;
        }
        row.kind = PROSE_QUOTE;
        add_children(reading, rows, block, row);
        break;
    case CMARK_NODE_LIST:
        if (row.kind == PROSE_QUOTE) {
            complain(reading->complaints, row.line, "a list can't stand inside of a quote");
            break;
        }
        add_list(reading, rows, block, row);
        break;
    case CMARK_NODE_HEADING:
        complain(reading->complaints, row.line, "a heading can't stand inside of a list or quote");
        break;
    case CMARK_NODE_HTML_BLOCK:
        if (!is_comment(cmark_node_get_literal(block))) {
            complain(reading->complaints, row.line,
                     "HTML is not shown at a terminal; <!-- comments --> are left out");
        }
        break;
    default: /* a thematic break: the page's own */
        break;
    }
    bytes_free(&text);
}

void reading_add_prose(Reading *reading, Rows *rows, cmark_node *block) {
    add_block(reading, rows, block, (ProseBlock){.kind = PROSE_PARAGRAPH});
}

Prose reading_take_prose(Reading *reading, Rows *rows) {
    uint32_t count = rows->count;
    const ProseBlock *blocks = rows_take(reading, rows, sizeof(ProseBlock));
    return (Prose){blocks, blocks != NULL ? count : 0};
}
