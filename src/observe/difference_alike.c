/* difference_alike.c -- many objects of one type with one fate, told in one row.
 *
 *     list#218 ... list#1217   1,000 lists, held by big */
#include "observe/brief.h"
#include "observe/difference_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool alike_start(AlikeTable *table, const Labels *labels) {
    table->labels = labels;
    table->count = labels->type_count;
    table->types = calloc(table->count + (size_t)1, sizeof(Alike));
    return table->types != NULL;
}

void alike_free(AlikeTable *table) {
    free(table->types);
}

/* The only object that holds another, once; CENSUS_NONE if there are more. */
static uint32_t only_holder(const Look *look, uint32_t object) {
    return look_object(look, object)->in_count != 1 ? CENSUS_NONE
                                                    : look_incoming(look, object, 0)->holder;
}

void alike_add(AlikeTable *table, const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label = labels_peek(table->labels, seen->home, seen->birth);
    if (label == NULL || label->number == 0 || label->type >= table->count)
        return;
    Alike *alike = &table->types[label->type];
    uint32_t holder = only_holder(look, object);
    if (alike->count++ == 0) {
        *alike = (Alike){1, label->number, UINT32_MAX, label->number, holder, object};
        return;
    }
    if (alike->holder != holder)
        alike->holder = CENSUS_NONE;
    if (label->number > alike->last)
        alike->last = label->number;
    if (label->number < alike->first) {
        alike->second = alike->first;
        alike->first = label->number;
    } else if (label->number < alike->second) {
        alike->second = label->number;
    }
}

bool alike_has_many(const AlikeTable *table, const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label = labels_peek(table->labels, seen->home, seen->birth);
    return label != NULL && label->type < table->count &&
           table->types[label->type].count > FEW_ALIKE;
}

static void write_subject(Bytes *out, const Alike *alike, const char *type) {
    bytes_print(out, "%s#%" PRIu32, type, alike->first);
    if (alike->count == 1)
        return;
    if (alike->last - alike->first + (uint64_t)1 == alike->count)
        bytes_print(out, " ... %s#%" PRIu32, type, alike->last);
    else
        bytes_print(out, ", %s#%" PRIu32 ", ...", type, alike->second);
}

uint64_t alike_write_all(Bytes *out, const AlikeTable *table, uint64_t count) {
    for (uint32_t i = 0; i < table->count; i++) {
        if (table->types[i].count > FEW_ALIKE && table->types[i].count == count) {
            write_subject(out, &table->types[i], table->labels->types[i].name);
            return count;
        }
    }
    return 0;
}

/* `lists`, `classes`, `Node objects`. */
static void write_noun(Bytes *out, const Look *look, const Alike *alike, const char *type) {
    uint8_t kind = look_object(look, alike->sample)->kind;
    if (kind >= KIND_INSTANCE)
        bytes_print(out, "%s objects", type);
    else
        bytes_print(out, "%s%s", type, kind == KIND_CLASS ? "es" : "s");
}

void alike_tell(const AlikeTable *table, const Comparison *comparison, const Look *look,
                EventKind kind, const char *how) {
    for (uint32_t i = 0; i < table->count; i++) {
        const Alike *alike = &table->types[i];
        if (alike->count <= FEW_ALIKE)
            continue;
        Event *event = difference_add(comparison->difference, kind, 2);
        if (event == NULL)
            return;
        Bytes text = {0};
        write_subject(&text, alike, table->labels->types[i].name);
        event->subject = difference_keep(comparison->difference, &text);
        write_noun(&text, look, alike, table->labels->types[i].name);
        event->after = difference_keep(comparison->difference, &text);
        event->count = alike->count;
        event->holders = how;
        if (how[0] == '\0' && alike->holder != CENSUS_NONE && alike->holder != look->globals) {
            bytes_append_text(&text, "held by ");
            look_write_path(&text, look, alike->holder);
            event->holders = difference_keep(comparison->difference, &text);
        }
    }
}
