#include "observe/observer_file.h"

#include "heap/image_file.h"
#include "observe/observing.h"

#include <stdlib.h>
#include <string.h>

/* More than this of anything was never written. */
enum { MOST_ROWS = 1 << 28 };

/* --- writing --------------------------------------------------------------------------------- */

static void pack_pair(Bytes *out, uint32_t high, uint32_t low) {
    pack_number(out, (uint64_t)high << 32 | low);
}

static void pack_collections(Bytes *out, const Statement *statement) {
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        const StatementPasses *passes = &statement->collected[i];
        pack_number(out, passes->passes);
        if (passes->passes == 0)
            continue;
        pack_number(out, passes->unasked);
        pack_number(out, passes->looked_at);
        pack_number(out, passes->freed);
    }
}

static void pack_statements(Bytes *out, const Observer *observer) {
    pack_number(out, observer->present);
    for (uint32_t i = 0; i < observer->present; i++) {
        const Statement *statement = &observer->statements[i];
        pack_text(out, statement->text, strlen(statement->text));
        pack_number(out, statement->made);
        pack_number(out, statement->freed);
        pack_number(out, statement->freed_bytes);
        pack_number(out, statement->faults);
        pack_collections(out, statement);
    }
}

STATIC_CHECK(sizeof(Label) == 48, "labels are written as they lie, without padding");

/* As labels_forget_after would leave them: nothing of what was undone. */
static void pack_labels(Bytes *out, const Labels *labels, uint32_t present) {
    pack_text(out, labels->texts.data, labels->texts.length);
    pack_number(out, labels->type_count);
    for (uint32_t i = 0; i < labels->type_count; i++) {
        pack_text(out, labels->types[i].name, strlen(labels->types[i].name));
        pack_number(out, labels->types[i].dropped);
    }
    uint64_t count = 0;
    for (uint32_t i = 0; i < labels->count; i++)
        count += labels->rows[i].made <= present;
    pack_number(out, count);
    for (uint32_t i = 0; i < labels->count; i++) {
        Label row = labels->rows[i];
        if (row.made > present)
            continue;
        if (row.gone > present)
            row.gone = row.collected = 0;
        row.lost = row.lost > present ? 0 : row.lost;
        Label *room = pack_room(out, sizeof row);
        if (room != NULL)
            *room = row;
    }
}

static void pack_marks(Bytes *out, const Marks *marks, const Observer *observer) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < marks->count; i++)
        count += marks->rows[i].statement <= observer->present;
    pack_number(out, marks->set);
    pack_number(out, count);
    for (uint32_t i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->rows[i];
        if (mark->statement > observer->present)
            continue;
        pack_text(out, mark->name, strlen(mark->name));
        pack_pair(out, mark->statement, mark->number);
        pack_number(out, mark->births);
        image_pack_copy(out, observer->heap, &mark->image);
    }
}

void observer_pack(Bytes *out, const Observer *observer) {
    pack_statements(out, observer);
    pack_labels(out, &observer->labels, observer->present);
    pack_marks(out, &observer->marks, observer);
}

/* --- reading --------------------------------------------------------------------------------- */

static void unpack_pair(Unpack *in, uint32_t *high, uint32_t *low) {
    uint64_t both = unpack_number(in);
    *high = (uint32_t)(both >> 32);
    *low = (uint32_t)both;
}

/* A copy with a NUL behind it; NULL when there is no memory. */
static char *unpack_copy(Unpack *in) {
    size_t length;
    const char *text = unpack_text(in, &length);
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

/* Room for rows of which each takes at least one unit in the file. */
static void *room_for(Unpack *in, uint64_t count, size_t bytes) {
    in->failed |= count > (uint64_t)(in->end - in->at) / sizeof(uint64_t);
    return in->failed ? NULL : calloc(count + 1, bytes);
}

static void unpack_collections(Unpack *in, Statement *statement) {
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        StatementPasses *passes = &statement->collected[i];
        passes->passes = unpack_number(in);
        if (passes->passes == 0)
            continue;
        passes->unasked = (uint32_t)unpack_number_to(in, UINT32_MAX);
        passes->looked_at = unpack_number(in);
        passes->freed = unpack_number(in);
    }
}

static bool unpack_statements(Unpack *in, Observer *observer) {
    uint64_t count = unpack_number_to(in, MOST_ROWS);
    observer->statements = room_for(in, count, sizeof(Statement));
    if (observer->statements == NULL)
        return false;
    observer->capacity = (uint32_t)count + 1;
    for (uint64_t i = 0; i < count && !in->failed; i++) {
        Statement *statement = &observer->statements[i];
        statement->text = unpack_copy(in);
        if (statement->text == NULL)
            return false;
        observer->recorded++;
        statement->made = unpack_number(in);
        statement->freed = unpack_number(in);
        statement->freed_bytes = unpack_number(in);
        statement->faults = (uint32_t)unpack_number_to(in, UINT32_MAX);
        unpack_collections(in, statement);
    }
    observer->present = observer->recorded;
    return !in->failed;
}

static bool unpack_types(Unpack *in, Labels *labels) {
    uint64_t count = unpack_number_to(in, MOST_ROWS);
    labels->types = room_for(in, count, sizeof(LabelType));
    if (labels->types == NULL)
        return false;
    labels->type_capacity = (uint32_t)count + 1;
    for (uint64_t i = 0; i < count && !in->failed; i++) {
        LabelType *type = &labels->types[i];
        type->name = unpack_copy(in);
        if (type->name == NULL)
            return false;
        labels->type_count++;
        type->dropped = (uint32_t)unpack_number_to(in, UINT32_MAX);
        type->last = type->dropped;
    }
    return !in->failed;
}

static bool unpack_row(Unpack *in, const Observer *observer, Label *row) {
    const Labels *labels = &observer->labels;
    const void *room = unpack_room(in, sizeof *row);
    if (room == NULL)
        return false;
    memcpy(row, room, sizeof *row);
    in->failed |= row->type >= labels->type_count || row->brief >= labels->texts.length ||
                  !heap_holds(observer->heap, row->home);
    return !in->failed;
}

static bool unpack_labels(Unpack *in, Observer *observer) {
    Labels *labels = &observer->labels;
    size_t length;
    const char *texts = unpack_text(in, &length);
    bytes_append(&labels->texts, texts, length);
    in->failed |= length == 0 || texts[length - 1] != '\0';
    if (labels->texts.failed || in->failed || !unpack_types(in, labels))
        return false;
    uint64_t count = unpack_number_to(in, MOST_ROWS);
    labels->rows = room_for(in, count, sizeof(Label));
    if (labels->rows == NULL)
        return false;
    labels->capacity = (uint32_t)count + 1;
    for (uint64_t i = 0; i < count; i++) {
        Label *row = &labels->rows[i];
        if (!unpack_row(in, observer, row))
            return false;
        LabelType *type = &labels->types[row->type];
        type->last = row->number > type->last ? row->number : type->last;
        labels->count++;
    }
    return labels_go(labels, observer->present);
}

static bool unpack_marks(Unpack *in, Observer *observer, const Unpack *pages) {
    Marks *marks = &observer->marks;
    marks->set = (uint32_t)unpack_number_to(in, UINT32_MAX);
    uint64_t count = unpack_number_to(in, MARKS_MOST);
    for (uint64_t i = 0; i < count && !in->failed; i++) {
        Mark *mark = &marks->rows[i];
        size_t length;
        const char *name = unpack_text(in, &length);
        in->failed |= length == 0 || length > MARK_NAME_MOST;
        if (in->failed || !image_copy_open(&mark->image, observer->heap))
            return false;
        marks->count++;
        memcpy(mark->name, name, length);
        unpack_pair(in, &mark->statement, &mark->number);
        mark->births = unpack_number(in);
        Unpack again = *pages;
        if (!image_unpack(&again, &mark->image) || !image_unpack(in, &mark->image))
            return false;
    }
    return !in->failed;
}

Observer *observer_unpack(Unpack *in, const Heap *heap, const Unpack *pages) {
    Observer *observer = calloc(1, sizeof(Observer));
    if (observer == NULL)
        return NULL;
    observer->heap = heap;
    if (unpack_statements(in, observer) && unpack_labels(in, observer) &&
        unpack_marks(in, observer, pages))
        return observer;
    observer_close(observer);
    return NULL;
}
