/* After every statement of the language tests, the ledger of every object whose holders may have
 * changed adds up to its count, says something of each place, and where it says a path, that path
 * leads back to the object. */
#include "observe/ledger.h"
#include "observe/paths.h"
#include "observe_session.h"

#include <glob.h>
#include <stdlib.h>

enum { MOST_ROWS = 12, MOST_COMPLAINTS = 5 };

typedef struct Corpus {
    Session session;
    Labels labels;
    Look look;
    const char *path;
    size_t ledgers, rows, paths;
    unsigned complaints;
} Corpus;

static bool complain(Corpus *corpus, uint32_t object, const char *what, const char *where) {
    if (corpus->complaints++ < MOST_COMPLAINTS) {
        Bytes text = {0};
        look_write_subject(&text, &corpus->look, object);
        printf("  %s: %s: %s: %s\n", corpus->path, bytes_text(&text), what, where);
        bytes_free(&text);
    }
    return false;
}

/* Rows that are paths: the place of a global, an item, a value or an attribute. Keys that are cut
 * have dots. */
static bool is_path(const LedgerRow *row) {
    bool is_inside = row->kind == HOLDER_GLOBAL || row->kind == HOLDER_INSIDE;
    return is_inside && !row->is_rest && strchr(row->where, ' ') == NULL &&
           strchr(row->where, '#') == NULL && strstr(row->where, "...") == NULL &&
           strncmp(row->where, "sys.modules", 11) != 0;
}

static bool leads_back(Corpus *corpus, uint32_t object, const LedgerRow *row) {
    Bytes why = {0};
    PathAnswer answer = path_resolve(&corpus->look, row->where, &why);
    bool holds = answer.status == PATH_FOUND && answer.object == object;
    corpus->paths++;
    if (!holds)
        complain(corpus, object, row->where, bytes_text(&why));
    bytes_free(&why);
    return holds;
}

static bool ledger_holds(Corpus *corpus, uint32_t object) {
    Ledger ledger = {0};
    uint64_t sum = 0;
    bool holds = ledger_make(&ledger, &corpus->look, object, MOST_ROWS);
    for (uint32_t i = 0; i < ledger.count; i++) {
        const LedgerRow *row = &ledger.rows[i];
        sum += row->count;
        corpus->rows++;
        if (row->where[0] == '\0' || strchr(row->where, '?') != NULL)
            holds = complain(corpus, object, "a place has no name", row->where);
        if (is_path(row) && !leads_back(corpus, object, row))
            holds = false;
    }
    if (sum != ledger.refs || ledger.refs != look_object(&corpus->look, object)->refcount)
        holds = complain(corpus, object, "rows don't add up", "");
    corpus->ledgers++;
    ledger_free(&ledger);
    return holds;
}

/* Objects of the start with the count they had then are passed over, unless all are asked for. */
static bool ledgers_hold(Corpus *corpus, const uint32_t *counts, bool all) {
    bool holds = look_take(&corpus->look, view_live(corpus->session.heap), &corpus->labels) &&
                 labels_update(&corpus->labels, &corpus->look.census, 1);
    for (uint32_t i = 0; holds && i < corpus->look.census.count; i++) {
        const CensusObject *seen = look_object(&corpus->look, i);
        const Label *label = labels_peek(&corpus->labels, seen->home, seen->birth);
        bool is_old = label != NULL && label->number == 0;
        if (!all && is_old && seen->refcount == counts[label - corpus->labels.rows])
            continue;
        holds = ledger_holds(corpus, i);
    }
    return holds;
}

static bool run_program(Corpus *corpus, const char *text, bool all) {
    bool holds = session_open(&corpus->session) &&
                 look_take(&corpus->look, view_live(corpus->session.heap), &corpus->labels) &&
                 labels_start(&corpus->labels, &corpus->look.census);
    uint32_t *counts = calloc(corpus->look.census.count + (size_t)1, sizeof(uint32_t));
    for (uint32_t i = 0; counts != NULL && i < corpus->look.census.count; i++)
        counts[i] = look_object(&corpus->look, i)->refcount;
    const char *before = NULL;
    holds = holds && counts != NULL;
    while (holds && *text != '\0' && text != before) {
        before = text;
        CodeObject *code = session_compile(&corpus->session, &text);
        if (code == NULL)
            break;
        session_run_code(&corpus->session, code);
        holds = ledgers_hold(corpus, counts, all && *text == '\0');
    }
    free(counts);
    look_free(&corpus->look);
    labels_free(&corpus->labels);
    (void)session_close(&corpus->session);
    return holds;
}

static void every_ledger_adds_up(Unit *unit) {
    Corpus corpus = {0};
    glob_t found;
    EXPECT(unit, glob("tests/language/*/*.py", 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text = calloc(1, 1 << 20);
        FILE *file = fopen(found.gl_pathv[i], "rb");
        corpus.path = found.gl_pathv[i];
        if (EXPECT(unit, text != NULL && file != NULL) && fread(text, 1, (1 << 20) - 1, file) > 0)
            EXPECT(unit, run_program(&corpus, text, i % 16 == 0));
        if (file != NULL)
            fclose(file);
        free(text);
    }
    globfree(&found);
    printf("  %zu ledgers, %zu rows, %zu paths\n", corpus.ledgers, corpus.rows, corpus.paths);
    EXPECT(unit, corpus.ledgers > 100000);
    EXPECT(unit, corpus.paths > 10000);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_ledger_adds_up);
    return unit_end(&unit);
}
