/* refcount.c -- `:refcount X`: who holds an object. */
#include "object/weak.h"
#include "observe/brief.h"
#include "observe/faults.h"
#include "observe/ledger.h"
#include "observe/observing.h"
#include "observe/paths.h"
#include "show/parts.h"
#include "show/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

const Look *show_resolve(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                         const char *path, PathAnswer *answer) {
    const Look *look = observer_ask(observer, view);
    if (look == NULL) {
        show_line(out, style, "There is no memory left to look with.");
        *answer = (PathAnswer){.status = PATH_FAILED, .object = CENSUS_NONE};
        return NULL;
    }
    Bytes why = {0};
    *answer = path_resolve(look, path, &why);
    if (answer->status == PATH_FAILED) {
        bytes_append_char(&why, '.');
        show_line(out, style, bytes_text(&why));
    }
    bytes_free(&why);
    if (answer->status == PATH_GONE)
        show_gone(out, style, observer, answer->gone);
    return answer->status == PATH_FOUND ? look : NULL;
}

/* The first line: `list#1  [1, 2, 3]  2 refs`. */
static void write_title(Bytes *out, const ShowStyle *style, const Look *look, uint32_t object,
                        uint32_t refs) {
    Bytes subject = {0};
    Bytes value = {0};
    look_write_subject(&subject, look, object);
    brief_write_value(&value, look->view, look->labels, look_object(look, object)->home,
                      BRIEF_COLUMNS);
    Bytes line = {0};
    bytes_append_text(&line, bytes_text(&subject));
    /* `int 5` says its value already. */
    size_t length = subject.length;
    bool is_said = length >= value.length &&
                   strcmp(bytes_text(&subject) + length - value.length, bytes_text(&value)) == 0;
    if (!is_said)
        bytes_print(&line, "  %s", bytes_text(&value));
    bytes_append_text(&line, "  ");
    show_count(&line, refs, "ref", "refs");
    show_line(out, style, bytes_text(&line));
    bytes_free(&subject);
    bytes_free(&value);
    bytes_free(&line);
}

static void write_rows(Bytes *out, const ShowStyle *style, const Ledger *ledger) {
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    Bytes text = {0};
    for (uint32_t i = 0; i < ledger->count; i++) {
        const LedgerRow *row = &ledger->rows[i];
        TableRow *cells = table_add(&table);
        if (cells == NULL)
            break;
        if (row->is_rest) {
            bytes_append_text(&text, "and ");
            show_number(&text, row->count);
            bytes_print(&text, " %s", row->where);
        } else {
            bytes_append_text(&text, row->where);
        }
        cells->cells[0] = table_keep(&table, &text);
        cells->cells[1] = row->is_rest ? "" : row->what;
        if (row->count > 1 && !row->is_rest) {
            show_count(&text, row->count, "time", "times");
            cells->cells[2] = table_keep(&table, &text);
        }
    }
    bytes_free(&text);
    table_write(out, style, &table);
}

/* Weak references count nothing: they stand apart. */
static void write_weak(Bytes *out, const ShowStyle *style, const Look *look, uint32_t object) {
    enum { MOST_NAMED = 5 };
    const CensusObject *known = look_object(look, object);
    Bytes line = {0};
    uint32_t found = 0;
    for (uint32_t i = 0; (known->flags & FLAG_WEAK) != 0 && i < look->census.count; i++) {
        const Object *seen = census_see(&look->census, i);
        if (!object_is_weak(seen) ||
            ((const WeakObject *)(const void *)seen)->referent != known->home)
            continue;
        if (found++ < MOST_NAMED) {
            bytes_append_text(&line, found == 1 ? "  known weakly, and not held, by " : ", ");
            look_write_subject(&line, look, i);
        }
    }
    if (found > MOST_NAMED)
        bytes_print(&line, " and %" PRIu32 " more", found - MOST_NAMED);
    if (found > 0)
        show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

/* Neither does the table of interned names, by which equal texts in a program are one object. */
static void write_interned(Bytes *out, const ShowStyle *style, const Look *look, uint32_t object) {
    const CensusObject *known = look_object(look, object);
    if (known->kind == KIND_STR && (known->flags & FLAG_INTERNED) != 0)
        show_line(out, style, "  known by its text, and not held, by the table of interned names");
}

bool show_refcount(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                   const char *path) {
    enum { MOST_ROWS = 20 };
    PathAnswer answer;
    const Look *look = show_resolve(out, style, observer, view, path, &answer);
    if (look == NULL)
        return false;
    Ledger ledger = {0};
    if (!ledger_make(&ledger, look, answer.object, MOST_ROWS)) {
        ledger_free(&ledger);
        out->failed = true;
        return false;
    }
    write_title(out, style, look, answer.object, ledger.refs);
    if (ledger.is_dying)
        show_line(out, style, "  It is being freed: what it still holds goes first.");
    write_rows(out, style, &ledger);
    if (faults_of(&look->census, look_object(look, answer.object)) > 0)
        show_line(out, style, "  (ouro --fault leak: :audit tells who forgot it)");
    write_weak(out, style, look, answer.object);
    write_interned(out, style, look, answer.object);
    if ((look_object(look, answer.object)->marks & MARK_REACHED) == 0)
        show_line(out, style, "  No name leads to it: unreachable  (:gc frees)");
    bool is_literal = !isalpha((unsigned char)path[0]) && path[0] != '_';
    bool is_shared = (look_object(look, answer.object)->marks & MARK_SHARED) != 0;
    if (strchr(path, '#') == NULL && !is_literal && !is_shared)
        show_print(out, style,
                   "  (sys.getrefcount(%s) says %" PRIu32 ": its own argument is one more)", path,
                   ledger.refs + 1);
    ledger_free(&ledger);
    return true;
}
