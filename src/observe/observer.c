#include "observe/observer.h"

#include "observe/observing.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 120 };

/* --- opening --------------------------------------------------------------------------------- */

Observer *observer_open(const Heap *heap) {
    Observer *observer = calloc(1, sizeof(Observer));
    if (observer == NULL)
        return NULL;
    observer->heap = heap;
    if (!look_take(&observer->after, view_live(heap), NULL) ||
        !labels_start(&observer->labels, &observer->after.census)) {
        observer_close(observer);
        return NULL;
    }
    return observer;
}

static void forget_statements(Observer *observer, uint32_t from) {
    for (uint32_t i = from; i < observer->recorded; i++)
        free(observer->statements[i].text);
    if (observer->recorded > from)
        observer->recorded = from;
}

void observer_close(Observer *observer) {
    if (observer == NULL)
        return;
    forget_statements(observer, 0);
    free(observer->statements);
    labels_free(&observer->labels);
    difference_free(&observer->difference);
    look_free(&observer->before);
    look_free(&observer->after);
    look_free(&observer->asked);
    garbage_free(&observer->garbage);
    pass_free(&observer->pass);
    marks_free(&observer->marks);
    free(observer);
}

/* --- statements ------------------------------------------------------------------------------ */

/* The first line that says something, with "..." where more follows. */
static char *copy_text(const char *text, size_t length) {
    while (length > 0 && (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r')) {
        text++;
        length--;
    }
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' ' ||
                          text[length - 1] == '\r' || text[length - 1] == '\t'))
        length--;
    const char *end = length == 0 ? NULL : memchr(text, '\n', length);
    size_t line = end == NULL ? length : (size_t)(end - text);
    while (line > 0 && text[line - 1] == '\r')
        line--;
    bool is_cut = line < length || line > LONGEST_TEXT;
    if (line > LONGEST_TEXT) {
        line = LONGEST_TEXT;
        while (line > 0 && ((unsigned char)text[line] & 0xC0) == 0x80)
            line--; /* not within a character */
    }
    char *copy = malloc(line + 5);
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, line);
    strcpy(copy + line, is_cut ? " ..." : "");
    return copy;
}

void observer_forget_undone(Observer *observer) {
    if (observer->recorded > observer->present) {
        forget_statements(observer, observer->present);
        labels_forget_after(&observer->labels, observer->present);
        marks_forget_after(&observer->marks, observer->present);
    }
}

bool observer_statement_begin(Observer *observer, const char *text, size_t length) {
    if (observer->present == observer->capacity) {
        uint32_t larger = observer->capacity == 0 ? 64 : observer->capacity * 2;
        Statement *moved = realloc(observer->statements, larger * sizeof(Statement));
        if (moved == NULL)
            return false;
        observer->statements = moved;
        observer->capacity = larger;
    }
    char *copy = copy_text(text, length);
    if (copy == NULL)
        return false;
    observer_forget_undone(observer);
    observer->statements[observer->present++] = (Statement){.text = copy};
    observer->recorded = observer->present;
    observer->births = observer->heap->births;
    return true;
}

static const Vm *machine_of(View view) {
    return view_see(view, view_heap(view)->root);
}

/* The collections between two images, by generation. */
static void note_collections(Statement *statement, const Collector *old, const Collector *new) {
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        const Generation *was = &old->generations[i];
        const Generation *is = &new->generations[i];
        statement->collected[i] = (StatementPasses){.passes = is->collections - was->collections,
                                                    .looked_at = is->looked_at - was->looked_at,
                                                    .freed = is->collected - was->collected,
                                                    .unasked = is->unasked - was->unasked};
    }
}

bool observer_statement_after(Observer *observer, View before, const Difference **difference) {
    Statement *statement =
        observer->present == 0 ? NULL : &observer->statements[observer->present - 1];
    bool is_command = statement != NULL && statement->text[0] == ':';
    /* A command has no code, which is made before a statement begins. */
    DifferenceRequest request = {
        .labels = &observer->labels,
        .statement = observer->present,
        .births = is_command ? view_heap(before)->births : observer->births,
        .is_command = is_command,
    };
    if (statement != NULL) {
        statement->faults = machine_of(view_live(observer->heap))->faults.count;
        note_collections(statement, &machine_of(before)->collector,
                         &machine_of(view_live(observer->heap))->collector);
    }
    *difference = &observer->difference;
    if (!difference_make(&observer->difference, &observer->before, &observer->after, before,
                         view_live(observer->heap), &request))
        return false;
    if (statement != NULL) {
        statement->made = observer->difference.made;
        statement->freed = observer->difference.freed;
        statement->freed_bytes = observer->difference.freed_bytes;
    }
    return true;
}

bool observer_look(Observer *observer) {
    return look_take(&observer->after, view_live(observer->heap), &observer->labels) &&
           labels_update(&observer->labels, &observer->after.census, observer->present);
}

uint32_t observer_statement_count(const Observer *observer) {
    return observer->present;
}

uint32_t observer_count_undone(const Observer *observer) {
    return observer->recorded - observer->present;
}

const char *observer_statement_text(const Observer *observer, uint32_t number) {
    return number == 0 || number > observer->recorded ? NULL
                                                      : observer->statements[number - 1].text;
}

const Statement *observer_statement_peek(const Observer *observer, uint32_t number) {
    return number == 0 || number > observer->recorded ? NULL : &observer->statements[number - 1];
}

void observer_go(Observer *observer, uint32_t count) {
    observer->present = count < observer->recorded ? count : observer->recorded;
    /* Without memory for the index the labels of this time are not found: then words are shown. */
    if (!labels_go(&observer->labels, observer->present))
        memset(observer->labels.slots, 0, observer->labels.slot_count * sizeof(uint32_t));
}

/* --- looking --------------------------------------------------------------------------------- */

const Look *observer_ask(Observer *observer, View view) {
    return look_take(&observer->asked, view, &observer->labels) ? &observer->asked : NULL;
}

const Labels *observer_labels(const Observer *observer) {
    return &observer->labels;
}

const Mark *observer_mark_peek(const Observer *observer, const char *name) {
    return marks_peek(&observer->marks, name, observer->present);
}

bool observer_mark_set(Observer *observer, const char *name) {
    return marks_set(&observer->marks, observer->heap, name, observer->present) != NULL;
}

void observer_write_marks(Bytes *out, const Observer *observer) {
    for (uint32_t i = 0; i < observer->marks.count; i++)
        bytes_print(out, "%s%s", i == 0 ? "" : ", ", observer->marks.rows[i].name);
}

bool observer_compare_mark(const Observer *observer, const Mark *mark, Difference *difference) {
    Labels labels = {0};
    Look before = {0};
    Look after = {0};
    DifferenceRequest request = {
        .labels = &labels,
        .statement = observer->present,
        .births = observer->heap->births, /* what came and went in between is not told */
    };
    bool done = labels_copy_since(&labels, &observer->labels, mark->statement) &&
                difference_make(difference, &before, &after, mark_view(mark),
                                view_live(observer->heap), &request);
    look_free(&before);
    look_free(&after);
    labels_free(&labels);
    return done;
}

const Garbage *observer_garbage(const Observer *observer) {
    return &observer->garbage;
}

const PassRecord *observer_pass(const Observer *observer) {
    return &observer->pass;
}

bool observer_collect_begin(Observer *observer, const CollectRequest *request, GcWatcher *watcher) {
    Look *look = &observer->after;
    pass_free(&observer->pass);
    if (!look_take(look, request->before, &observer->labels) ||
        !labels_update(&observer->labels, &look->census, observer->present) ||
        !garbage_find(&observer->garbage, look) ||
        !pass_start(&observer->pass, look, request->printed, request->wants_steps))
        return false;
    observer->pass.generation = request->generation;
    *watcher = pass_watcher(&observer->pass);
    return true;
}

bool observer_collect_after(Observer *observer) {
    garbage_settle(&observer->garbage, observer->heap);
    return !observer->pass.failed;
}
