#include "observe/labels.h"

#include "observe/brief.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(void **items, uint32_t count, uint32_t *capacity, size_t bytes) {
    if (count < *capacity)
        return true;
    uint32_t larger = *capacity == 0 ? 256 : *capacity * 2;
    void *moved = larger > *capacity ? realloc(*items, larger * bytes) : NULL;
    if (moved == NULL)
        return false;
    *items = moved;
    *capacity = larger;
    return true;
}

/* --- the index of those that live ------------------------------------------------------------ */

static uint32_t slot_of(const Labels *labels, const Object *home) {
    uint64_t hash = ((uintptr_t)home >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32) & (labels->slot_count - 1);
}

static bool is_of(const Label *label, const Object *home, uint16_t stamp) {
    return label->home == home && label->stamp == stamp;
}

/* Puts a row into the index, in place of another that cannot be told from it. */
static void index_row(Labels *labels, uint32_t row) {
    const Object *home = labels->rows[row].home;
    uint16_t stamp = labels->rows[row].stamp;
    uint32_t slot = slot_of(labels, home);
    while (labels->slots[slot] != 0 && !is_of(&labels->rows[labels->slots[slot] - 1], home, stamp))
        slot = (slot + 1) & (labels->slot_count - 1);
    labels->slots[slot] = row + 1;
}

static bool lives_at(const Label *label, uint32_t statement) {
    return label->made <= statement && (label->gone == 0 || label->gone > statement);
}

/* Makes the index anew, with room for `more` rows, from those that lived after a statement. */
static bool index_all(Labels *labels, uint32_t statement, uint32_t more) {
    uint64_t wanted = 1024;
    while (wanted < ((uint64_t)labels->count + more) * 2)
        wanted *= 2;
    if (wanted > UINT32_MAX)
        return false;
    uint32_t *slots = calloc(wanted, sizeof(uint32_t));
    if (slots == NULL)
        return false;
    free(labels->slots);
    labels->slots = slots;
    labels->slot_count = (uint32_t)wanted;
    for (uint32_t i = 0; i < labels->count; i++) {
        const Label *label = &labels->rows[i];
        if (lives_at(label, statement) ||
            (labels->spans && label->made <= statement && label->gone == statement))
            index_row(labels, i);
    }
    return true;
}

const Label *labels_peek(const Labels *labels, const Object *home, uint16_t stamp) {
    if (labels->slot_count == 0)
        return NULL;
    uint32_t slot = slot_of(labels, home);
    for (; labels->slots[slot] != 0; slot = (slot + 1) & (labels->slot_count - 1)) {
        const Label *label = &labels->rows[labels->slots[slot] - 1];
        if (is_of(label, home, stamp))
            return label;
    }
    return NULL;
}

/* --- types ----------------------------------------------------------------------------------- */

static uint32_t find_type(Labels *labels, const char *name) {
    for (uint32_t i = 0; i < labels->type_count; i++) {
        if (strcmp(labels->types[i].name, name) == 0)
            return i;
    }
    if (!make_room((void **)&labels->types, labels->type_count, &labels->type_capacity,
                   sizeof(LabelType)))
        return UINT32_MAX;
    char *copy = strdup(name);
    if (copy == NULL)
        return UINT32_MAX;
    labels->types[labels->type_count] = (LabelType){.name = copy};
    return labels->type_count++;
}

static void recount_types(Labels *labels) {
    for (uint32_t i = 0; i < labels->type_count; i++)
        labels->types[i].last = labels->types[i].dropped;
    for (uint32_t i = 0; i < labels->count; i++) {
        LabelType *type = &labels->types[labels->rows[i].type];
        if (labels->rows[i].number > type->last)
            type->last = labels->rows[i].number;
    }
}

/* --- giving labels --------------------------------------------------------------------------- */

static bool add_row(Labels *labels, const Census *census, uint32_t index, uint32_t statement,
                    bool is_numbered) {
    const CensusObject *object = &census->objects[index];
    if (!make_room((void **)&labels->rows, labels->count, &labels->capacity, sizeof(Label)))
        return false;
    uint32_t type = find_type(labels, brief_type_name(census->view, object->home));
    if (type == UINT32_MAX)
        return false;
    labels->rows[labels->count] = (Label){
        .home = object->home,
        .birth = census_birth(census, object),
        .type = type,
        .number = is_numbered ? ++labels->types[type].last : 0,
        .made = statement,
        .stamp = object->birth,
    };
    index_row(labels, labels->count++);
    return true;
}

bool labels_start(Labels *labels, const Census *census) {
    bytes_append_char(&labels->texts, '\0');
    if (!index_all(labels, 0, census->count))
        return false;
    for (uint32_t i = 0; i < census->count; i++) {
        if (!add_row(labels, census, i, 0, false))
            return false;
    }
    return !labels->texts.failed;
}

/* Forgets what died more than a few statements ago, once there are very many rows. */
static bool drop_oldest(Labels *labels, uint32_t statement) {
    enum { MOST_ROWS = 1000000, STATEMENTS_KEPT = 20 };
    uint32_t kept = 0;
    if (labels->count < MOST_ROWS)
        return true;
    for (uint32_t i = 0; i < labels->count; i++) {
        const Label *row = &labels->rows[i];
        LabelType *type = &labels->types[row->type];
        if (row->gone == 0 || row->gone + STATEMENTS_KEPT > statement)
            labels->rows[kept++] = *row;
        else if (row->number > type->dropped)
            type->dropped = row->number;
    }
    labels->count = kept;
    return index_all(labels, statement, 0);
}

/* The label of what died long ago is not that of what lives there now, were the stamps equal. */
static bool is_known(const Labels *labels, const CensusObject *object, uint32_t statement) {
    const Label *label = labels_peek(labels, object->home, object->birth);
    return label != NULL && (label->gone == 0 || label->gone >= statement);
}

bool labels_update(Labels *labels, const Census *census, uint32_t statement) {
    CensusBirth *newborns = malloc((census->count + (size_t)1) * sizeof(CensusBirth));
    if (newborns == NULL)
        return false;
    uint32_t count = 0;
    if (!drop_oldest(labels, statement)) {
        free(newborns);
        return false;
    }
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *object = &census->objects[i];
        if ((object->marks & MARK_PLUMBING) != 0 || (object->flags & FLAG_DYING) != 0 ||
            is_known(labels, object, statement))
            continue;
        newborns[count++] = (CensusBirth){.birth = census_birth(census, object), .object = i};
    }
    census_sort_births(newborns, count);
    bool done = true;
    labels->present = statement;
    labels->is_behind = false;
    if (((uint64_t)labels->count + count) * 2 > labels->slot_count)
        done = index_all(labels, statement, count + labels->count);
    for (uint32_t i = 0; i < count && done; i++)
        done = add_row(labels, census, newborns[i].object, statement, true);
    free(newborns);
    return done;
}

/* --- time ------------------------------------------------------------------------------------ */

void labels_forget_after(Labels *labels, uint32_t statement) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < labels->count; i++) {
        if (labels->rows[i].made > statement)
            continue;
        labels->rows[kept] = labels->rows[i];
        if (labels->rows[kept].gone > statement) {
            labels->rows[kept].gone = 0;
            labels->rows[kept].collected = 0;
        }
        if (labels->rows[kept].lost > statement)
            labels->rows[kept].lost = 0;
        kept++;
    }
    if (kept == labels->count)
        return;
    labels->count = kept;
    recount_types(labels);
    memset(labels->slots, 0, labels->slot_count * sizeof(uint32_t));
    for (uint32_t i = 0; i < labels->count; i++) {
        if (lives_at(&labels->rows[i], statement))
            index_row(labels, i);
    }
}

bool labels_go(Labels *labels, uint32_t statement) {
    labels->present = statement;
    return index_all(labels, statement, 0);
}

bool labels_span_begin(Labels *labels, uint32_t statement) {
    labels->spans = true;
    labels->present = statement;
    return index_all(labels, statement, 0);
}

bool labels_span_end(Labels *labels, uint32_t first) {
    labels->count = first;
    recount_types(labels);
    labels->spans = false;
    return index_all(labels, labels->present, 0);
}

bool labels_copy_since(Labels *copy, const Labels *labels, uint32_t then) {
    *copy = (Labels){.present = labels->present};
    bytes_append(&copy->texts, labels->texts.data, labels->texts.length);
    copy->rows = malloc((labels->count + (size_t)1) * sizeof(Label));
    copy->types = calloc(labels->type_count + (size_t)1, sizeof(LabelType));
    if (copy->rows == NULL || copy->types == NULL || copy->texts.failed)
        return false;
    copy->capacity = labels->count + 1;
    copy->type_capacity = labels->type_count + 1;
    for (uint32_t i = 0; i < labels->type_count; i++, copy->type_count++) {
        copy->types[i] = labels->types[i];
        copy->types[i].name = strdup(labels->types[i].name);
        if (copy->types[i].name == NULL)
            return false;
    }
    for (uint32_t i = 0; i < labels->count; i++) {
        const Label *label = &labels->rows[i];
        if (!lives_at(label, then) && !lives_at(label, labels->present))
            continue;
        copy->rows[copy->count] = *label;
        copy->rows[copy->count++].gone = 0;
    }
    return index_all(copy, labels->present, 0);
}

void labels_lose(Labels *labels, const Label *label, uint32_t statement) {
    labels->rows[label - labels->rows].lost = statement;
}

void labels_bury(Labels *labels, const Label *label, uint32_t statement, const char *brief,
                 uint32_t refs) {
    Label *row = &labels->rows[label - labels->rows];
    row->gone = statement;
    row->refs = (uint16_t)(refs < UINT16_MAX ? refs : UINT16_MAX);
    enum { MOST_TEXT = 16 << 20 };
    if (labels->texts.length < MOST_TEXT && brief != NULL && *brief != '\0') {
        row->brief = (uint32_t)labels->texts.length;
        bytes_append(&labels->texts, brief, strlen(brief) + 1);
    }
}

void labels_collect(Labels *labels, const Label *label) {
    labels->rows[label - labels->rows].collected = 1;
}

/* --- texts ----------------------------------------------------------------------------------- */

const Label *labels_find(const Labels *labels, const char *type, size_t type_length,
                         uint32_t number) {
    for (uint32_t i = labels->count; i-- > 0 && number > 0;) {
        const Label *label = &labels->rows[i];
        const char *name = labels->types[label->type].name;
        if (label->number == number && strncmp(name, type, type_length) == 0 &&
            name[type_length] == '\0')
            return label;
    }
    return NULL;
}

const char *labels_brief(const Labels *labels, const Label *label) {
    return label->brief == 0 || labels->texts.failed ? "" : labels->texts.data + label->brief;
}

void labels_write(Bytes *out, const Labels *labels, const Label *label) {
    bytes_print(out, "%s#%" PRIu32, labels->types[label->type].name, label->number);
}

void labels_free(Labels *labels) {
    for (uint32_t i = 0; i < labels->type_count; i++)
        free(labels->types[i].name);
    free(labels->types);
    free(labels->rows);
    free(labels->slots);
    bytes_free(&labels->texts);
    *labels = (Labels){0};
}
