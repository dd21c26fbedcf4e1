/* heap.c -- `:heap`, `:heap X` and `:types`: bytes, blocks, pools. */
#include "heap/walk.h"
#include "object/set.h"
#include "observe/brief.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- types ----------------------------------------------------------------------------------- */

typedef struct TypeSum {
    const char *name; /* readable in the view */
    uint64_t objects;
    uint64_t bytes;
} TypeSum;

static int compare_sums(const void *left, const void *right) {
    const TypeSum *one = left;
    const TypeSum *other = right;
    if (one->bytes != other->bytes)
        return one->bytes > other->bytes ? -1 : 1;
    return strcmp(one->name, other->name);
}

/* Sums by type name; NULL when memory ran out. A program has few types, and neighbours in the
 * heap are mostly of one. */
static TypeSum *sum_types(const Look *look, uint32_t *count) {
    uint32_t capacity = 0;
    TypeSum *sums = NULL;
    uint32_t last = 0;
    *count = 0;
    for (uint32_t i = 0; i < look->census.count; i++) {
        const CensusObject *object = look_object(look, i);
        const char *name = brief_type_name(look->view, object->home);
        uint32_t found = last;
        if (found >= *count || strcmp(sums[found].name, name) != 0) {
            for (found = 0; found < *count && strcmp(sums[found].name, name) != 0; found++)
                ;
        }
        if (found == capacity) {
            capacity = capacity == 0 ? 64 : capacity * 2;
            TypeSum *moved = realloc(sums, capacity * sizeof(TypeSum));
            if (moved == NULL) {
                free(sums);
                return NULL;
            }
            sums = moved;
        }
        if (found == *count)
            sums[(*count)++] = (TypeSum){.name = name};
        sums[found].objects++;
        sums[found].bytes += census_bytes(object);
        last = found;
    }
    if (sums != NULL)
        qsort(sums, *count, sizeof(TypeSum), compare_sums);
    return sums;
}

static void write_types(Bytes *out, const ShowStyle *style, const Look *look, uint32_t most) {
    uint32_t count;
    TypeSum *sums = sum_types(look, &count);
    if (sums == NULL)
        return;
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    Bytes text = {0};
    for (uint32_t i = 0; i < count && i < most; i++) {
        TableRow *row = table_add(&table);
        if (row == NULL)
            break;
        row->cells[0] = sums[i].name;
        show_count(&text, sums[i].objects, "object", "objects");
        row->cells[1] = table_keep(&table, &text);
        show_bytes(&text, sums[i].bytes);
        row->cells[2] = table_keep(&table, &text);
    }
    table_write(out, style, &table);
    if (count > most)
        show_print(out, style, "  %s and %" PRIu32 " more types  (:types)", show_dots(style),
                   count - most);
    bytes_free(&text);
    free(sums);
}

static void write_sentence(Bytes *out, const ShowStyle *style, const Look *look) {
    const Census *census = &look->census;
    uint64_t mine = 0;
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *object = look_object(look, i);
        const Label *label = labels_peek(look->labels, object->home, object->birth);
        mine += label != NULL && label->number > 0;
    }
    Bytes line = {0};
    bytes_append_text(&line, "The heap holds ");
    show_count(&line, census->count, "object", "objects");
    bytes_append_text(&line, " in ");
    show_bytes(&line, census->object_bytes + census->buffer_bytes);
    bytes_append_text(&line, "; ");
    show_number(&line, mine);
    bytes_append_text(&line,
                      mine == 1 ? " of them is the program's." : " of them are the program's.");
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

void show_types(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    const Look *look = observer_ask(observer, view);
    if (look == NULL) {
        out->failed = true;
        return;
    }
    write_sentence(out, style, look);
    write_types(out, style, look, UINT32_MAX);
}

/* --- totals ---------------------------------------------------------------------------------- */

static void add_amount(Table *table, const char *words, const char *what, uint64_t bytes) {
    Bytes text = {0};
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    row->cells[0] = words;
    show_bytes(&text, bytes);
    row->cells[1] = table_keep(table, &text);
    row->cells[2] = what;
    bytes_free(&text);
}

static void write_totals(Bytes *out, const ShowStyle *style, const Look *look) {
    HeapTotals totals = heap_totals(look->view);
    size_t pools = 0;
    for (unsigned garbage = 0; garbage < GARBAGE_CLASSES; garbage++) {
        for (unsigned i = 1; i < HEAP_CLASSES; i++)
            pools += totals.pools[garbage][i];
    }
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    Bytes text = {0};
    add_amount(&table, "objects", "in their own blocks", look->census.object_bytes);
    add_amount(&table, "buffers", "items of lists, tables of dicts, code",
               look->census.buffer_bytes);
    show_count(&text, totals.free_blocks, "block freed, ready to be used again",
               "blocks freed, ready to be used again");
    add_amount(&table, "free", table_keep(&table, &text), totals.free_bytes);
    show_count(&text, pools, "pool with room that was never used",
               "pools with room that was never used");
    add_amount(&table, "untouched", table_keep(&table, &text), totals.uncarved_bytes);
    if (totals.large_blocks > 0) {
        show_count(&text, totals.large_blocks, "large block, part of the above",
                   "large blocks, part of the above");
        add_amount(&table, "large", table_keep(&table, &text), totals.large_bytes);
    }
    show_number(&text, totals.arenas);
    bytes_append_text(&text, " of ");
    show_count(&text, totals.arenas_limit, "arena of 1 MiB in use", "arenas of 1 MiB in use");
    add_amount(&table, "arenas", table_keep(&table, &text), totals.arenas * HEAP_ARENA_BYTES);
    bytes_free(&text);
    table_write(out, style, &table);
}

/* --- one object ------------------------------------------------------------------------------ */

static void add_fact(Table *table, const char *words, Bytes *text) {
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    row->cells[0] = words;
    row->cells[1] = table_keep(table, text);
}

static const char *kind_words(uint8_t kind) {
    switch (kind) {
    case KIND_INSTANCE:
        return "instance";
    case KIND_DICTED:
        return "instance with a dict";
    case KIND_LIST_INSTANCE:
        return "instance that is a list";
    case KIND_DICT_INSTANCE:
        return "instance that is a dict";
    case KIND_INT_INSTANCE:
        return "instance that has an int";
    case KIND_STR_INSTANCE:
        return "instance that has a str";
    case KIND_EXCEPTION:
        return "exception";
    case KIND_CLASS:
        return "class";
    case KIND_BIG_INT:
        return "int of many digits";
    default:
        return KIND_ROWS[kind].type;
    }
}

static void add_header(Table *table, const CensusObject *object) {
    static const struct {
        uint8_t flag;
        const char *words;
    } FLAGS[] = {{FLAG_TRACKED, "tracked by the collector"},
                 {FLAG_FINALIZED, "finalized"},
                 {FLAG_DYING, "being freed"},
                 {FLAG_INTERNED, "interned"},
                 {FLAG_WEAK, "weakly referenced"},
                 {FLAG_ORDERED, "remembers the order of its attributes"}};
    Bytes text = {0};
    bytes_print(&text, "refs %" PRIu32 ", kind %s, born as number %" PRIu16, object->refcount,
                kind_words(object->kind), object->birth);
    for (size_t i = 0; i < ARRAY_LENGTH(FLAGS); i++) {
        if ((object->flags & FLAGS[i].flag) != 0)
            bytes_print(&text, ", %s", FLAGS[i].words);
    }
    add_fact(table, "header", &text);
    bytes_free(&text);
}

static void write_block(Bytes *text, const Look *look, const Block *block) {
    const Block *seen = view_see(look->view, block);
    uint32_t index = census_find(&look->census, block);
    if (index != CENSUS_NONE)
        look_write_subject(text, look, index);
    else if (seen->kind == KIND_BUFFER)
        bytes_append_text(text, "a buffer");
    else if (seen->flags > BLOCK_FREE && seen->flags < KIND_COUNT)
        bytes_print(text, "free (was %s)", kind_words(seen->flags));
    else
        bytes_append_text(text, "free");
}

static void add_neighbour(Table *table, const Look *look, const char *words, const char *address) {
    HeapArea area;
    Bytes text = {0};
    const Block *block = heap_find_block(look->view, address);
    if (block != NULL)
        write_block(&text, look, block);
    else if (heap_find_area(look->view, address, &area) && area.pool != NULL &&
             address >= (const char *)(area.pool + 1))
        bytes_append_text(&text, "room that was never used");
    else
        bytes_append_text(&text, "the edge of the pool");
    add_fact(table, words, &text);
    bytes_free(&text);
}

static void add_pool(Table *table, const Look *look, const CensusObject *object) {
    HeapArea area;
    Bytes text = {0};
    const char *home = (const char *)object->home;
    size_t used = object_size(view_see(look->view, object->home));
    bytes_print(&text, "%zu bytes, of which %zu are used", (size_t)object->units * HEAP_GRAIN,
                used);
    if (!heap_find_area(look->view, object->home, &area) || area.pool == NULL) {
        bytes_append_text(&text, ", in pages of its own");
        add_fact(table, "block", &text);
        bytes_free(&text);
        return;
    }
    const Pool *pool = view_see(look->view, area.pool);
    size_t number = (size_t)(home - (const char *)(area.pool + 1)) / pool->block_bytes;
    bytes_print(&text, ", number %zu of %" PRIu32 " in its pool", number + 1, pool->capacity);
    add_fact(table, "block", &text);
    bytes_print(&text,
                "blocks of %" PRIu32 " bytes for what can%s hold references: %" PRIu32
                " used, %" PRIu32 " freed, %" PRIu32 " never used",
                pool->block_bytes, pool->garbage == GARBAGE_LEAF ? "not" : "", pool->used,
                pool->carved - pool->used, pool->capacity - pool->carved);
    add_fact(table, "pool", &text);
    add_neighbour(table, look, "before it", home - 1);
    add_neighbour(table, look, "after it", home + pool->block_bytes);
    bytes_free(&text);
}

static void add_buffer(Table *table, const Look *look, const CensusObject *object) {
    const Object *seen = view_see(look->view, object->home);
    const Buffer *buffer = object_buffer_peek(seen);
    Bytes text = {0};
    if (buffer == NULL)
        return;
    show_bytes(&text, (uint64_t)object->buffer_units * HEAP_GRAIN);
    bytes_print(&text, " at 0x%" PRIx64, heap_offset(look->view.home, buffer));
    if (object_is_list(seen)) {
        const ListObject *list = (const ListObject *)(const void *)seen;
        bytes_print(&text, ": %" PRIu32 " of %" PRIu32 " places in use", list->length,
                    list->capacity);
    } else if (object_is_dict(seen)) {
        const DictObject *dict = (const DictObject *)(const void *)seen;
        bytes_print(&text, ": %" PRIu32 " pairs, an index of %u slots", dict->live,
                    1U << dict->index_log);
    } else if (object_is_set(seen)) {
        const SetObject *set = (const SetObject *)(const void *)seen;
        bytes_print(&text, ": %" PRIu32 " items in %" PRIu32 " slots", set->live, set->slots);
    } else if (seen->kind == KIND_CODE) {
        bytes_print(&text, ": %" PRIu32 " instructions and their places in the source",
                    ((const CodeObject *)(const void *)seen)->instruction_count);
    } else {
        bytes_append_text(&text, ": attributes that the object outgrew");
    }
    add_fact(table, "buffer", &text);
    bytes_free(&text);
}

/* What was at the address before the last statement, if that was something else. */
static void add_ghost(Table *table, const View *before, const CensusObject *object) {
    if (before == NULL)
        return;
    const Block *block = heap_find_block(*before, object->home);
    Bytes text = {0};
    if (block == NULL) {
        bytes_append_text(&text, "room that was never used");
    } else {
        const Block *seen = view_see(*before, block);
        if (block == object->home && seen->birth == object->birth && seen->kind < KIND_COUNT &&
            seen->kind != BLOCK_FREE && object_is_instance(seen) == (object->kind >= KIND_INSTANCE))
            return;
        if (seen->kind == BLOCK_FREE)
            bytes_print(&text, "%s, freed",
                        seen->flags > 0 && seen->flags < KIND_COUNT ? kind_words(seen->flags)
                                                                    : "a block");
        else if (seen->kind == KIND_BUFFER)
            bytes_append_text(&text, "a buffer");
        else {
            brief_write_label(&text, *before, NULL, block);
            bytes_append_text(&text, ", freed since");
        }
    }
    add_fact(table, "ghost", &text);
    bytes_free(&text);
}

static void write_one(Bytes *out, const ShowStyle *style, const Look *look, const View *before,
                      uint32_t index) {
    const CensusObject *object = look_object(look, index);
    Bytes line = {0};
    look_write_subject(&line, look, index);
    bytes_print(&line, " lies at 0x%" PRIx64 ", in a block of %zu bytes",
                heap_offset(look->view.home, object->home), (size_t)object->units * HEAP_GRAIN);
    if (object->buffer_units > 0)
        bytes_print(&line, " and a buffer of %zu bytes", (size_t)object->buffer_units * HEAP_GRAIN);
    bytes_append_char(&line, '.');
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    add_header(&table, object);
    add_pool(&table, look, object);
    add_buffer(&table, look, object);
    add_ghost(&table, before, object);
    table_write(out, style, &table);
}

bool show_heap(Bytes *out, const ShowStyle *style, Observer *observer, View view,
               const View *before, const char *path_or_null) {
    enum { MOST_TYPES = 10 };
    if (path_or_null != NULL) {
        PathAnswer answer;
        const Look *look = show_resolve(out, style, observer, view, path_or_null, &answer);
        if (look == NULL)
            return false;
        write_one(out, style, look, before, answer.object);
        return true;
    }
    const Look *look = observer_ask(observer, view);
    if (look == NULL) {
        out->failed = true;
        return false;
    }
    write_sentence(out, style, look);
    write_totals(out, style, look);
    write_types(out, style, look, MOST_TYPES);
    return true;
}
