/* Whatever the language tests leave behind can be shown: as a tree, for Graphviz, as what may leak,
 * and why each object lives. Each time something is said, and no line is too wide. */
#include "base/utf8.h"
#include "observe_prompt.h"

#include <glob.h>
#include <stdlib.h>

enum { MOST_ASKED = 12 };

static size_t count_too_wide(const Bytes *rows, unsigned width) {
    size_t wide = 0;
    const char *text = bytes_text(rows);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        wide += utf8_width(text, length) > width;
        text += length + (text[length] == '\n');
    }
    return wide;
}

/* Shows one thing into emptied rows. */
typedef bool Show(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                  const char *path);

static bool shows(Prompt *prompt, Show *show, const char *path, const char *file) {
    bytes_clear(&prompt->rows);
    bool done = show(&prompt->rows, &prompt->style, prompt->observer,
                     view_live(prompt->session.heap), path);
    bool holds = done && prompt->rows.length > 0 && !prompt->rows.failed &&
                 (show == show_dot || count_too_wide(&prompt->rows, prompt->style.width) == 0);
    if (!holds)
        printf("  %s: %s: %s\n", file, path == NULL ? "" : path, bytes_text(&prompt->rows));
    return holds;
}

/* Every object that has a label, up to a number, by its label. */
static bool shows_why(Prompt *prompt, const char *file) {
    const Labels *labels = observer_labels(prompt->observer);
    bool holds = true;
    Bytes label = {0};
    uint32_t asked = 0;
    for (uint32_t i = labels->count; i-- > 0 && asked < MOST_ASKED && holds;) {
        if (labels->rows[i].number == 0 ||
            !heap_block_lives(prompt->session.heap, labels->rows[i].home, labels->rows[i].stamp))
            continue;
        bytes_clear(&label);
        labels_write(&label, labels, &labels->rows[i]);
        holds = shows(prompt, show_why, bytes_text(&label), file) &&
                shows(prompt, show_refcount, bytes_text(&label), file) &&
                shows(prompt, show_graph, bytes_text(&label), file);
        asked++;
    }
    bytes_free(&label);
    return holds;
}

static bool run_and_show(Prompt *prompt, const char *text, const char *file) {
    const char *before = NULL;
    while (*text != '\0' && text != before) {
        before = text;
        CodeObject *code = session_compile(&prompt->session, &text);
        if (code == NULL)
            break;
        if (!observer_statement_begin(prompt->observer, "statement", 9))
            return false;
        session_run_code(&prompt->session, code);
        if (!observer_look(prompt->observer))
            return false;
    }
    return shows(prompt, show_graph, "", file) && shows(prompt, show_dot, "", file) &&
           shows(prompt, show_leaks, NULL, file) && shows_why(prompt, file);
}

static void everything_can_be_shown(Unit *unit) {
    glob_t found;
    EXPECT(unit, glob("tests/language/*/*.py", 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Prompt prompt;
        char *text = calloc(1, 1 << 20);
        FILE *file = fopen(found.gl_pathv[i], "rb");
        if (EXPECT(unit, text != NULL && file != NULL && prompt_open(&prompt))) {
            prompt.style = (ShowStyle){.width = 80, .plain = i % 3 == 0, .ascii = i % 3 == 1};
            if (fread(text, 1, (1 << 20) - 1, file) > 0)
                EXPECT(unit, run_and_show(&prompt, text, found.gl_pathv[i]));
            observer_close(prompt.observer);
            bytes_free(&prompt.rows);
            (void)session_close(&prompt.session);
        }
        if (file != NULL)
            fclose(file);
        free(text);
    }
    EXPECT(unit, found.gl_pathc > 300);
    globfree(&found);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, everything_can_be_shown);
    return unit_end(&unit);
}
