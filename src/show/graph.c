/* graph.c -- `:graph [X ...]`: names and objects as a tree.
 *
 *     a → Node#1  refs 2
 *     ├─ .name → 'a'
 *     └─ .next → Node#2  refs 1
 *        └─ .next → Node#1  (above)
 *
 * The tree is as deep and as wide as a screen allows: it is tried from the largest on, and the
 * first that is short enough is drawn. An object stands with its branches once, and "(above)" says
 * so wherever else it is met. */
#include "observe/branches.h"
#include "observe/brief.h"
#include "observe/observing.h"
#include "show/graph_roots.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 40, LONGEST_BRIEF = 40, LEAST_BRIEF = 8 };

/* What is tried one after the other: how deep, and how many branches of one object. */
typedef struct Extent {
    unsigned deepest;
    uint32_t branches;
} Extent;

static const Extent EXTENTS[] = {{8, 12}, {8, 6}, {6, 6}, {4, 6}, {4, 4},
                                 {3, 4},  {2, 4}, {2, 3}, {1, 3}};

/* One drawing, or a try that counts rows only. */
typedef struct Tree {
    const ShowStyle *style;
    const Look *look;
    Bytes *out;       /* NULL: count only */
    uint8_t *is_told; /* for each object whether it stands above with its branches */
    Extent extent;
    bool is_cut; /* something lies deeper, or was left out */
    uint32_t rows;
    uint32_t objects; /* that were met, numbers and the like aside */
    uint32_t lost;    /* the same of what nothing reaches */
    bool is_lost;     /* it is what is being told */
    uint32_t again;   /* that were met more than once */
    bool failed;
} Tree;

/* A row that is about to be written. */
typedef struct Row {
    const char *lines; /* what stands before the step, for pictures */
    const char *step;
    const char *path; /* the whole way, for those who listen */
    unsigned depth;
} Row;

typedef struct Lines {
    const char *branch, *last, *through, *past;
} Lines;

static const Lines *lines_of(const ShowStyle *style) {
    static const Lines DRAWN = {"├─ ", "└─ ", "│  ", "   "};
    static const Lines ASCII = {"|- ", "`- ", "|  ", "   "};
    return style->ascii ? &ASCII : &DRAWN;
}

/* --- one row -----------------------------------------------------------------------------------
 */

static const Label *label_of(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    return look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
}

static bool has_label(const Look *look, uint32_t object) {
    const Label *label = label_of(look, object);
    return label != NULL && label->number > 0;
}

static void write_object(Bytes *text, const Tree *tree, uint32_t object, bool is_again,
                         bool has_brief, size_t room) {
    const Look *look = tree->look;
    const CensusObject *seen = look_object(look, object);
    bool is_value = branches_is_value(look, object);
    if (!is_value || has_label(look, object)) {
        size_t start = text->length;
        look_write_subject(text, look, object);
        size_t used = text->length - start;
        room = room > used ? room - used : 0;
        if (is_again) {
            bytes_append_text(text, tree->style->plain ? ", told above" : "  (above)");
            return;
        }
        bool is_ours = (seen->marks & MARK_PLUMBING) == 0 &&
                       (label_of(look, object) == NULL || has_label(look, object));
        if (is_ours)
            bytes_print(text, tree->style->plain ? ", refs %" PRIu32 : "  refs %" PRIu32,
                        seen->refcount);
        has_brief = has_brief && is_ours;
        bytes_append_text(text, has_brief ? tree->style->plain ? ", " : "  " : "");
        room = room > 10 ? room - 10 : 0;
    }
    if (has_brief || is_value)
        brief_write_value(text, look->view, look->labels, seen->home,
                          (unsigned)(room > LONGEST_BRIEF ? LONGEST_BRIEF
                                     : room < LEAST_BRIEF ? LEAST_BRIEF
                                                          : room));
}

static void write_row(Tree *tree, const Row *row, uint32_t object, bool is_again, bool has_brief) {
    const ShowStyle *style = tree->style;
    tree->rows++;
    if (tree->out == NULL)
        return;
    Bytes text = {0};
    if (style->plain) {
        bytes_print(&text, "%s is ", row->depth == 0 ? row->step : row->path);
        write_object(&text, tree, object, is_again, has_brief, style->width);
        bytes_append_char(&text, '.');
        show_line(tree->out, style, bytes_text(&text));
    } else {
        bytes_print(&text, "%s%s %s ", row->lines, row->step, show_arrow(style));
        size_t used = show_width(bytes_text(&text));
        write_object(&text, tree, object, is_again, has_brief,
                     style->width > used ? style->width - used : 0);
        show_cut(tree->out, bytes_text(&text), style->width);
        bytes_append_char(tree->out, '\n');
    }
    bytes_free(&text);
}

/* "… and 1,988 more" below an object with very many branches. */
static void write_more(Tree *tree, const char *lines, const char *path, uint32_t count) {
    tree->rows++;
    if (tree->out == NULL)
        return;
    Bytes text = {0};
    if (tree->style->plain)
        bytes_print(&text, "%s has ", path);
    else
        bytes_print(&text, "%s%s and ", lines, show_dots(tree->style));
    show_number(&text, count);
    bytes_append_text(&text, tree->style->plain ? " more branches." : " more");
    show_line(tree->out, tree->style, bytes_text(&text));
    bytes_free(&text);
}

/* --- the tree ----------------------------------------------------------------------------------
 */

/* Whether all that an object holds can stand in one row with it: numbers, and texts that nothing
 * else holds. */
static bool are_values(const Tree *tree, uint32_t object) {
    const Look *look = tree->look;
    const CensusObject *seen = look_object(look, object);
    if (seen->kind == KIND_EXCEPTION || seen->kind == KIND_FUNCTION || seen->kind == KIND_CLASS ||
        object_has_slots(census_see(&look->census, object)))
        return false;
    for (uint32_t i = 0; i < seen->out_count; i++) {
        uint32_t index = look->census.edges[seen->first_out + i].held;
        const CensusObject *held = index == CENSUS_NONE ? NULL : look_object(look, index);
        const Label *label = held == NULL || look->labels == NULL
                                 ? NULL
                                 : labels_peek(look->labels, held->home, held->birth);
        bool is_named = label != NULL && label->number > 0 && held->refcount > 1;
        if (held == NULL || !branches_is_value(look, index) || is_named)
            return false;
    }
    return true;
}

static void draw(Tree *tree, const Row *row, uint32_t object);

static void draw_branch(Tree *tree, const Row *row, const Branch *branch, bool is_last) {
    const Lines *lines = lines_of(tree->style);
    Bytes step = {0};
    Bytes before = {0};
    Bytes path = {0};
    bool is_suffix = branch_write(&step, tree->look, branch);
    if (tree->out != NULL) {
        /* The parent's own corner becomes a line that goes through, or nothing. */
        bytes_append_text(&before, row->lines);
        bytes_append_text(&before, is_last ? lines->last : lines->branch);
        if (is_suffix)
            bytes_print(&path, "%s%s", row->path, bytes_text(&step));
        else
            bytes_print(&path, "%s of %s", bytes_text(&step), row->path);
    }
    Row next = {.lines = bytes_text(&before),
                .step = bytes_text(&step),
                .path = bytes_text(&path),
                .depth = row->depth + 1};
    tree->failed |= step.failed || before.failed || path.failed;
    draw(tree, &next, branch->held);
    bytes_free(&step);
    bytes_free(&before);
    bytes_free(&path);
}

/* What stands before the branches of a row: its corner is a line that goes on, or has ended. */
static void write_inner_lines(Bytes *inner, const ShowStyle *style, const Row *row) {
    const Lines *lines = lines_of(style);
    size_t corner = strlen(lines->branch);
    size_t length = strlen(row->lines);
    if (row->depth == 0)
        return;
    bool is_last = length >= strlen(lines->last) &&
                   strcmp(row->lines + length - strlen(lines->last), lines->last) == 0;
    corner = is_last ? strlen(lines->last) : corner;
    bytes_append(inner, row->lines, length >= corner ? length - corner : 0);
    bytes_append_text(inner, is_last ? lines->past : lines->through);
}

static void draw(Tree *tree, const Row *row, uint32_t object) {
    bool is_value = branches_is_value(tree->look, object);
    bool is_again = !is_value && tree->is_told[object] == 2;
    Branches branches = {0};
    tree->again += is_again;
    /* A value that others share is written in place and no object of the program's. */
    if (tree->is_told[object] == 0 && (!is_value || has_label(tree->look, object))) {
        ++*(tree->is_lost ? &tree->lost : &tree->objects);
        tree->is_told[object] = 1;
    }
    if (!is_value && !is_again)
        tree->failed |= !branches_list(&branches, tree->look, object, tree->extent.branches);
    bool is_short = branches.total == 0 || are_values(tree, object);
    bool is_deep = row->depth >= tree->extent.deepest && !is_short;
    bool is_leaf = is_short || is_deep;
    tree->is_cut |= is_deep && !is_again;
    if (!is_value && !is_again && !is_deep)
        tree->is_told[object] = 2;
    write_row(tree, row, object, is_again, is_leaf);
    if (!is_leaf && !is_again) {
        Bytes inner = {0};
        if (tree->out != NULL)
            write_inner_lines(&inner, tree->style, row);
        Row whole = {.lines = bytes_text(&inner), .path = row->path, .depth = row->depth};
        for (uint32_t i = 0; i < branches.count && !tree->failed; i++)
            draw_branch(tree, &whole, &branches.rows[i], i + 1 == branches.total);
        if (branches.count < branches.total) {
            tree->is_cut = true;
            bytes_append_text(&inner, tree->out == NULL ? "" : lines_of(tree->style)->last);
            write_more(tree, bytes_text(&inner), row->path, branches.total - branches.count);
        }
        bytes_free(&inner);
    }
    branches_free(&branches);
}

/* What nothing reaches has no path: what it holds is told by its label. */
static void draw_root(Tree *tree, const GraphRoot *root) {
    Bytes label = {0};
    if (root->is_lost)
        look_write_subject(&label, tree->look, root->object);
    bool is_plain = tree->style->plain && root->is_lost;
    Row row = {.lines = "",
               .step = is_plain ? "Unreachable" : root->name,
               .path = root->is_lost ? bytes_text(&label) : root->name};
    tree->is_lost = root->is_lost;
    draw(tree, &row, root->object);
    bytes_free(&label);
}

/* Draws everything that is asked for, or counts. Returns the number of roots that had room. */
static uint32_t draw_roots(Tree *tree, const GraphRoots *roots) {
    uint32_t i = 0;
    memset(tree->is_told, 0, tree->look->census.count + (size_t)1);
    tree->rows = tree->objects = tree->lost = tree->again = 0;
    tree->is_cut = false;
    for (; i < roots->count && !tree->failed; i++) {
        const GraphRoot *root = &roots->rows[i];
        /* What nothing reaches, and the names before it reached, is told with them. */
        if (root->is_lost && tree->is_told[root->object] != 0)
            continue;
        if (tree->extent.deepest == 1 && tree->rows >= MOST_ROWS)
            break;
        draw_root(tree, root);
    }
    return i;
}

/* "From d and a.next you reach " */
static void write_asked(Bytes *line, const GraphRoots *roots) {
    enum { MOST_NAMED = 3 };
    bytes_append_text(line, "From ");
    for (uint32_t i = 0; i < roots->count && i < MOST_NAMED; i++)
        bytes_print(line, "%s%s",
                    i == 0                                         ? ""
                    : i + 1 == roots->count || i + 1 == MOST_NAMED ? " and "
                                                                   : ", ",
                    i + 1 == MOST_NAMED && roots->count > MOST_NAMED ? "others"
                                                                     : roots->rows[i].name);
    bytes_append_text(line, " you reach ");
}

/* "3 names lead to 5 objects; (above) marks 1 that was drawn already." */
static void write_sentence(Bytes *out, const ShowStyle *style, const Tree *tree,
                           const GraphRoots *roots, bool is_asked) {
    Bytes line = {0};
    uint32_t lost = 0;
    for (uint32_t i = 0; i < roots->count; i++)
        lost += roots->rows[i].is_lost;
    uint32_t names = roots->count - lost;
    if (roots->count == 0) {
        show_line(out, style, "There are no names yet: make one, as in a = [1, 2].");
        return;
    }
    if (names > 0) {
        if (is_asked)
            write_asked(&line, roots);
        else
            show_count(&line, names, "name leads to ", "names lead to ");
        bytes_append_text(&line, tree->is_cut ? "more than " : "");
        show_count(&line, tree->objects, "object", "objects");
        bytes_append_text(&line, tree->is_cut ? "; not all are shown" : "");
    } else {
        bytes_append_text(&line, "No name leads to anything");
    }
    if (tree->again > 0) {
        bytes_append_text(&line, style->plain ? "; told above stands for " : "; (above) marks ");
        show_count(&line, tree->again, "that was", "that were");
        bytes_append_text(&line, style->plain ? " told already" : " drawn already");
    }
    if (tree->lost > 0) {
        bytes_append_text(&line, "; ");
        show_count(&line, tree->lost, names > 0 ? "more object is" : "object is",
                   names > 0 ? "more objects are" : "objects are");
        bytes_append_text(&line, " unreachable");
    }
    bytes_append_char(&line, '.');
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

bool show_graph(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                const char *paths) {
    GraphRoots roots = {0};
    const Look *look = graph_roots_find(&roots, out, style, observer, view, paths);
    Tree tree = {.style = style, .look = look};
    if (look == NULL) {
        graph_roots_free(&roots);
        return false;
    }
    tree.is_told = malloc(look->census.count + (size_t)1);
    tree.failed = tree.is_told == NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(EXTENTS) && !tree.failed; i++) {
        tree.extent = EXTENTS[i];
        (void)draw_roots(&tree, &roots);
        if (tree.rows <= MOST_ROWS)
            break;
    }
    if (!tree.failed) {
        write_sentence(out, style, &tree, &roots, paths[0] != '\0');
        tree.out = out;
        uint32_t drawn = draw_roots(&tree, &roots);
        if (drawn < roots.count)
            show_print(out, style, "%s and %" PRIu32 " more names  (:graph NAME shows one)",
                       show_dots(style), roots.count - drawn);
    }
    out->failed |= tree.failed;
    free(tree.is_told);
    graph_roots_free(&roots);
    return !tree.failed;
}
