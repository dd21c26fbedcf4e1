#include "show/graph_roots.h"

#include "observe/branches.h"
#include "observe/observing.h"
#include "show/parts.h"

#include <stdlib.h>
#include <string.h>

static bool add_root(GraphRoots *roots, const char *name, size_t length, uint32_t object,
                     bool is_lost) {
    if (roots->count == roots->capacity) {
        uint32_t larger = roots->capacity == 0 ? 16 : roots->capacity * 2;
        GraphRoot *moved = realloc(roots->rows, larger * sizeof(GraphRoot));
        if (moved == NULL)
            return false;
        roots->rows = moved;
        roots->capacity = larger;
    }
    const char *kept = scratch_copy(&roots->scratch, name, length);
    if (kept == NULL)
        return false;
    roots->rows[roots->count++] = (GraphRoot){.name = kept, .object = object, .is_lost = is_lost};
    return true;
}

static bool add_edge(GraphRoots *roots, const Look *look, const CensusEdge *edge) {
    Bytes name = {0};
    (void)look_write_holder(&name, look, edge);
    bool done = !name.failed && add_root(roots, bytes_text(&name), name.length, edge->held, false);
    bytes_free(&name);
    return done;
}

/* The globals in the order in which they were bound, what calls that run hold, and `_`. */
static bool add_names(GraphRoots *roots, const Look *look) {
    const Census *census = &look->census;
    const CensusObject *globals =
        look->globals == CENSUS_NONE ? NULL : look_object(look, look->globals);
    for (uint32_t i = 0; globals != NULL && i < globals->out_count; i++) {
        const CensusEdge *edge = &census->edges[globals->first_out + i];
        if (branches_is_shown_name(look, edge) && !add_edge(roots, look, edge))
            return false;
    }
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        const CensusEdge *edge = &census->edges[i];
        bool is_name =
            edge->place == PLACE_REGISTER ||
            (edge->place == PLACE_ROOT && ROOT_ROWS[edge->row].offset == offsetof(Vm, echo));
        if (is_name && edge->held != CENSUS_NONE && !add_edge(roots, look, edge))
            return false;
    }
    return true;
}

/* What nothing reaches, the eldest first: what these lead to is met through them. */
static bool add_lost(GraphRoots *roots, const Look *look) {
    static const char NAME[] = "(unreachable)";
    uint32_t count = 0;
    CensusBirth *lost = malloc((look->census.count + (size_t)1) * sizeof(CensusBirth));
    bool done = lost != NULL;
    for (uint32_t i = 0; done && i < look->census.count; i++) {
        const CensusObject *seen = look_object(look, i);
        bool is_hidden = (seen->marks & (MARK_REACHED | MARK_PLUMBING | MARK_ATTRIBUTES)) != 0;
        if (!is_hidden && (seen->flags & FLAG_DYING) == 0 && !branches_is_value(look, i))
            lost[count++] = (CensusBirth){.birth = census_birth(&look->census, seen), .object = i};
    }
    census_sort_births(lost, count);
    for (uint32_t i = 0; done && i < count; i++)
        done = add_root(roots, NAME, sizeof NAME - 1, lost[i].object, true);
    free(lost);
    return done;
}

/* The length of the first path of several: up to a blank outside of brackets and quotes. */
static size_t path_length(const char *text) {
    size_t length = 0;
    char quote = '\0';
    unsigned depth = 0;
    for (; text[length] != '\0'; length++) {
        char at = text[length];
        if (quote != '\0') {
            if (at == '\\' && text[length + 1] != '\0')
                length++;
            else if (at == quote)
                quote = '\0';
        } else if (at == '\'' || at == '"') {
            quote = at;
        } else if (at == '[') {
            depth++;
        } else if (at == ']' && depth > 0) {
            depth--;
        } else if (depth == 0 && (at == ' ' || at == '\t' || at == ',')) {
            break;
        }
    }
    return length;
}

static const Look *add_paths(GraphRoots *roots, Bytes *out, const ShowStyle *style,
                             Observer *observer, View view, const char *paths) {
    const Look *look = NULL;
    for (paths += strspn(paths, " \t,"); *paths != '\0'; paths += strspn(paths, " \t,")) {
        size_t length = path_length(paths);
        PathAnswer answer;
        char *path = strndup(paths, length);
        look = path == NULL ? NULL : show_resolve(out, style, observer, view, path, &answer);
        free(path);
        if (look == NULL || !add_root(roots, paths, length, answer.object, false))
            return NULL;
        paths += length;
    }
    return look;
}

const Look *graph_roots_find(GraphRoots *roots, Bytes *out, const ShowStyle *style,
                             Observer *observer, View view, const char *paths) {
    if (paths[strspn(paths, " \t,")] != '\0')
        return add_paths(roots, out, style, observer, view, paths);
    const Look *look = observer_ask(observer, view);
    if (look == NULL || !add_names(roots, look) || !add_lost(roots, look)) {
        out->failed = true;
        return NULL;
    }
    return look;
}

void graph_roots_free(GraphRoots *roots) {
    free(roots->rows);
    scratch_free(&roots->scratch);
    *roots = (GraphRoots){0};
}
