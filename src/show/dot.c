/* dot.c -- names and objects in the language of Graphviz.
 *
 * Names are plain texts, objects are boxes with their label and count; numbers and texts stand
 * inside the box of what holds them. What nothing reaches is drawn in red, and dashed. */
#include "observe/branches.h"
#include "observe/brief.h"
#include "observe/observing.h"
#include "show/graph_roots.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_NODES = 500, MOST_BRANCHES = 24, LONGEST_BRIEF = 30 };

typedef struct Drawing {
    const Look *look;
    Bytes *out;
    uint32_t *number; /* for each object 1 + that of its node, or 0 */
    uint32_t *queue;  /* the objects that are nodes */
    uint32_t count;
    uint32_t left_out;
    bool failed;
} Drawing;

/* Within quotes: a line's end becomes \n, as Graphviz breaks lines there. */
static void write_quoted(Bytes *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            bytes_append_char(out, '\\');
        if ((unsigned char)*text >= ' ')
            bytes_append_char(out, *text);
        else
            bytes_append_text(out, " ");
    }
}

/* The number of an object's node, which is made if there is room; UINT32_MAX if not. */
static uint32_t node_of(Drawing *drawing, uint32_t object) {
    if (drawing->number[object] == 0) {
        if (drawing->count == MOST_NODES) {
            drawing->left_out++;
            return UINT32_MAX;
        }
        drawing->queue[drawing->count++] = object;
        drawing->number[object] = drawing->count;
    }
    return drawing->number[object] - 1;
}

static void write_brief(Bytes *out, const Look *look, uint32_t object) {
    Bytes text = {0};
    brief_write_value(&text, look->view, look->labels, look_object(look, object)->home,
                      LONGEST_BRIEF);
    write_quoted(out, bytes_text(&text));
    bytes_free(&text);
}

/* A line in the box for each number and text, an edge for each object. */
static void write_node(Drawing *drawing, uint32_t object) {
    const Look *look = drawing->look;
    const CensusObject *seen = look_object(look, object);
    uint32_t number = node_of(drawing, object);
    Branches branches = {0};
    Bytes label = {0};
    Bytes edges = {0};
    Bytes text = {0};
    drawing->failed |= !branches_list(&branches, look, object, MOST_BRANCHES);
    look_write_subject(&text, look, object);
    write_quoted(&label, bytes_text(&text));
    if ((seen->marks & MARK_PLUMBING) == 0)
        bytes_print(&label, "\\nrefs %" PRIu32, seen->refcount);
    if (branches_is_value(look, object)) {
        bytes_append_text(&label, "\\n");
        write_brief(&label, look, object);
    }
    for (uint32_t i = 0; i < branches.count; i++) {
        uint32_t held = branches.rows[i].held;
        bytes_clear(&text);
        (void)branch_write(&text, look, &branches.rows[i]);
        if (branches_is_value(look, held)) {
            bytes_append_text(&label, "\\n");
            write_quoted(&label, bytes_text(&text));
            bytes_append_char(&label, ' ');
            write_brief(&label, look, held);
            continue;
        }
        uint32_t target = node_of(drawing, held);
        if (target == UINT32_MAX)
            continue;
        bytes_print(&edges, "  n%" PRIu32 " -> n%" PRIu32 " [label=\"", number, target);
        write_quoted(&edges, bytes_text(&text));
        bytes_append_text(&edges, "\"];\n");
    }
    if (branches.count < branches.total)
        bytes_print(&label, "\\n... and %" PRIu32 " more", branches.total - branches.count);
    bool is_lost = (seen->marks & MARK_REACHED) == 0;
    bytes_print(drawing->out, "  n%" PRIu32 " [shape=box%s, label=\"%s\"];\n", number,
                is_lost ? ", style=dashed, color=red" : "", bytes_text(&label));
    bytes_append(drawing->out, bytes_text(&edges), edges.length);
    drawing->failed |= label.failed || edges.failed;
    bytes_free(&label);
    bytes_free(&edges);
    bytes_free(&text);
    branches_free(&branches);
}

static void write_roots(Drawing *drawing, const GraphRoots *roots) {
    for (uint32_t i = 0; i < roots->count; i++) {
        const GraphRoot *root = &roots->rows[i];
        uint32_t target = node_of(drawing, root->object);
        if (target == UINT32_MAX || root->is_lost)
            continue;
        bytes_print(drawing->out, "  name%" PRIu32 " [shape=plaintext, label=\"", i);
        write_quoted(drawing->out, root->name);
        bytes_print(drawing->out, "\"];\n  name%" PRIu32 " -> n%" PRIu32 ";\n", i, target);
    }
}

bool show_dot(Bytes *out, const ShowStyle *style, Observer *observer, View view,
              const char *paths) {
    GraphRoots roots = {0};
    const Look *look = graph_roots_find(&roots, out, style, observer, view, paths);
    Drawing drawing = {.look = look, .out = out};
    if (look != NULL) {
        drawing.number = calloc(look->census.count + (size_t)1, sizeof(uint32_t));
        drawing.queue = malloc(MOST_NODES * sizeof(uint32_t));
        drawing.failed = drawing.number == NULL || drawing.queue == NULL;
    }
    if (look != NULL && !drawing.failed) {
        bytes_append_text(out,
                          "digraph memory {\n  rankdir=LR;\n  node [fontname=\"monospace\"];\n");
        write_roots(&drawing, &roots);
        for (uint32_t i = 0; i < drawing.count && !drawing.failed; i++)
            write_node(&drawing, drawing.queue[i]);
        if (drawing.left_out > 0)
            bytes_print(out, "  // %" PRIu32 " more references lead to what has no room here\n",
                        drawing.left_out);
        bytes_append_text(out, "}\n");
    }
    out->failed |= drawing.failed;
    free(drawing.number);
    free(drawing.queue);
    graph_roots_free(&roots);
    return look != NULL && !drawing.failed;
}
