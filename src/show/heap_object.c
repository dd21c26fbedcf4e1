/* heap_object.c -- `:heap X`: one object's header, block, pool, neighbours and buffer, and who
 * lived there before. */
#include "heap/walk.h"
#include "object/set.h"
#include "observe/brief.h"
#include "observe/ghosts.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>

/* --- words ----------------------------------------------------------------------------------- */

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

size_t show_pool_number(View view, const void *address) {
    size_t offset = (size_t)((const char *)address - view_heap(view)->arena_base);
    return offset / HEAP_SLOT_BYTES + 1;
}

void show_write_ghost(Bytes *out, const Observer *observer, const Label *label) {
    const Labels *labels = observer_labels(observer);
    const char *text = observer_statement_text(observer, label->gone);
    if (label->number > 0)
        labels_write(out, labels, label);
    else
        bytes_print(out, "%s of start-up", labels->types[label->type].name);
    if (text != NULL)
        bytes_print(out, ", freed by `%s` (%" PRIu32 " in :history)", text, label->gone);
}

static void add_fact(Table *table, const char *words, Bytes *text) {
    TableRow *row = table_add(table);
    if (row == NULL)
        return;
    row->cells[0] = words;
    row->cells[1] = table_keep(table, text);
}

/* --- the header ------------------------------------------------------------------------------ */

static void add_header(Table *table, const CensusObject *object) {
    static const struct {
        uint8_t flag;
        const char *words;
    } FLAGS[] = {{FLAG_TRACKED, "tracked by the collector"},
                 {FLAG_FINALIZED, "its __del__ was called"},
                 {FLAG_DYING, "being freed"},
                 {FLAG_INTERNED, "interned"},
                 {FLAG_WEAK, "something refers to it weakly"},
                 {FLAG_ORDERED, "remembers the order of its attributes"}};
    Bytes text = {0};
    bytes_print(&text, "8 bytes: refs %" PRIu32 ", kind %s", object->refcount,
                kind_words(object->kind));
    for (size_t i = 0; i < ARRAY_LENGTH(FLAGS); i++) {
        if ((object->flags & FLAGS[i].flag) != 0)
            bytes_print(&text, ", %s", FLAGS[i].words);
    }
    add_fact(table, "header", &text);
    bytes_free(&text);
}

static void add_birth(Table *table, const Observer *observer, const Look *look,
                      const CensusObject *object) {
    const Label *label = labels_peek(look->labels, object->home, object->birth);
    Bytes text = {0};
    if (label == NULL && (object->marks & MARK_SHARED) != 0) {
        bytes_append_text(&text, "when it was first needed; it is shared since");
    } else if (label == NULL) {
        bytes_append_text(&text, "by a statement, as a part of its text");
    } else if (label->number == 0) {
        bytes_append_text(&text, "at start-up");
    } else {
        const char *statement = observer_statement_text(observer, label->made);
        if (statement != NULL)
            bytes_print(&text, "in `%s` (%" PRIu32 " in :history), ", statement, label->made);
        bytes_append_text(&text, "as block number ");
        show_number(&text, label->birth + 1);
        bytes_append_text(&text, " since the start");
    }
    add_fact(table, "born", &text);
    bytes_free(&text);
}

/* --- the block and what is around it --------------------------------------------------------- */

static void write_block(Bytes *text, const Look *look, const Block *block) {
    const Block *seen = view_see(look->view, block);
    if (seen->kind == BLOCK_FREE) {
        const Label *label = ghosts_find(look->labels, block);
        bytes_append_text(text, "freed");
        if (label != NULL && label->stamp == seen->birth && label->number > 0) {
            bytes_append_text(text, ": was ");
            labels_write(text, look->labels, label);
        } else if (seen->flags > BLOCK_FREE && seen->flags < KIND_COUNT) {
            bytes_print(text, ": was of kind %s", kind_words(seen->flags));
        }
        return;
    }
    const Object *owner = tally_owner(look->view, block, seen);
    uint32_t index = owner == NULL ? CENSUS_NONE : census_find(&look->census, owner);
    if (seen->kind == KIND_BUFFER)
        bytes_append_text(text, "the buffer of ");
    if (index != CENSUS_NONE)
        look_write_subject(text, look, index);
    else
        bytes_append_text(text, "the machine");
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

static void write_pool(Bytes *text, const Pool *pool) {
    bytes_print(text, "%" PRIu32 "-byte blocks for what can%s hold others: ", pool->block_bytes,
                pool->garbage == GARBAGE_LEAF ? "not" : "");
    show_number(text, pool->used);
    bytes_append_text(text, " used, ");
    show_number(text, pool->carved - pool->used);
    bytes_append_text(text, " freed, ");
    show_number(text, pool->capacity - pool->carved);
    bytes_append_text(text, " never used");
}

static void add_pool(Table *table, const Look *look, const CensusObject *object) {
    HeapArea area;
    Bytes text = {0};
    const char *home = (const char *)object->home;
    size_t used = object_size(view_see(look->view, object->home));
    show_number(&text, (size_t)object->units * HEAP_GRAIN);
    bytes_append_text(&text, " bytes, of which ");
    show_number(&text, used);
    bytes_append_text(&text, " are used");
    if (!heap_find_area(look->view, object->home, &area) || area.pool == NULL) {
        bytes_append_text(&text, ", in pages of its own");
        add_fact(table, "block", &text);
        bytes_free(&text);
        return;
    }
    const Pool *pool = view_see(look->view, area.pool);
    size_t number = (size_t)(home - (const char *)(area.pool + 1)) / pool->block_bytes;
    bytes_append_text(&text, ", number ");
    show_number(&text, number + 1);
    bytes_append_text(&text, " of the ");
    show_number(&text, pool->capacity);
    bytes_print(&text, " in pool %zu", show_pool_number(look->view, area.pool));
    add_fact(table, "block", &text);
    write_pool(&text, pool);
    add_fact(table, "pool", &text);
    add_neighbour(table, look, "before it", home - 1);
    add_neighbour(table, look, "after it", home + pool->block_bytes);
    bytes_free(&text);
}

/* --- the buffer ------------------------------------------------------------------------------ */

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
        bytes_print(&text, ": %" PRIu32 " %s, an index of %u slots", dict->live,
                    dict->live == 1 ? "pair" : "pairs", 1U << dict->index_log);
    } else if (object_is_set(seen)) {
        const SetObject *set = (const SetObject *)(const void *)seen;
        bytes_print(&text, ": %" PRIu32 " %s in %" PRIu32 " slots", set->live,
                    set->live == 1 ? "item" : "items", set->slots);
    } else if (seen->kind == KIND_CODE) {
        bytes_print(&text, ": %" PRIu32 " instructions and their places in the source",
                    ((const CodeObject *)(const void *)seen)->instruction_count);
    } else {
        bytes_append_text(&text, ": its attributes, for which its block has no room");
    }
    add_fact(table, "buffer", &text);
    bytes_free(&text);
}

/* --- the ghost ------------------------------------------------------------------------------- */

/* What the image before the last statement says of a block; false when it was the same object. */
static bool write_before(Bytes *text, const View *before, const CensusObject *object) {
    const Block *block = heap_find_block(*before, object->home);
    if (block == NULL) {
        bytes_append_text(text, "none: its block was never used before");
        return true;
    }
    const Block *seen = view_see(*before, block);
    if (seen->kind != BLOCK_FREE && block == (const Block *)object->home &&
        seen->birth == object->birth)
        return false;
    uint8_t kind = seen->kind == BLOCK_FREE ? seen->flags : seen->kind;
    if (kind == BLOCK_FREE || kind >= KIND_COUNT)
        return false;
    if (kind == KIND_BUFFER)
        bytes_append_text(text, "a buffer");
    else
        bytes_print(text, "a temporary of kind %s", kind_words(kind));
    bytes_append_text(text, ": same block, new object");
    return true;
}

/* Who lived in the block before: by its label, else by what the image before the last statement
 * says. */
static void add_ghost(Table *table, const Observer *observer, const Look *look, const View *before,
                      const CensusObject *object) {
    const Label *label = ghosts_find(look->labels, object->home);
    Bytes text = {0};
    if (label != NULL) {
        show_write_ghost(&text, observer, label);
        bytes_append_text(&text, ": same block, new object");
    } else if (before == NULL || !write_before(&text, before, object)) {
        bytes_free(&text);
        return;
    }
    add_fact(table, "ghost", &text);
    bytes_free(&text);
}

void show_heap_object(Bytes *out, const ShowStyle *style, const Observer *observer,
                      const Look *look, const View *before, uint32_t index) {
    const CensusObject *object = look_object(look, index);
    Bytes line = {0};
    look_write_subject(&line, look, index);
    bytes_print(&line, " lies at 0x%" PRIx64 ", in a block of ",
                heap_offset(look->view.home, object->home));
    show_number(&line, (size_t)object->units * HEAP_GRAIN);
    bytes_append_text(&line, " bytes");
    if (object->buffer_units > 0) {
        bytes_append_text(&line, " and a buffer of ");
        show_number(&line, (size_t)object->buffer_units * HEAP_GRAIN);
        bytes_append_text(&line, " bytes");
    }
    bytes_append_char(&line, '.');
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
    Table table = {.indent = 2, .gap = 3, .first_gap = 3};
    add_header(&table, object);
    add_birth(&table, observer, look, object);
    add_pool(&table, look, object);
    add_buffer(&table, look, object);
    add_ghost(&table, observer, look, before, object);
    table_write(out, style, &table);
}

/* --- of one that is gone --------------------------------------------------------------------- */

void show_gone_block(Bytes *out, const ShowStyle *style, const Observer *observer, View view,
                     const Label *label) {
    const Labels *labels = observer_labels(observer);
    const Block *block = heap_find_block(view, label->home);
    const Block *seen = view_see(view, block);
    if (label->gone == 0 || label->made > labels->present) /* it was undone, and told so */
        return;
    if (block == NULL) {
        show_line(out, style, "Its block is no more: the memory was given back.");
    } else if (block != (const Block *)label->home) {
        show_line(out, style, "Its block is no more: blocks of another size are there now.");
    } else if (seen->kind == BLOCK_FREE) {
        bool is_its_own = seen->birth == label->stamp;
        show_line(out, style,
                  is_its_own ? "Its block waits to be used again."
                             : "Its block was used again meanwhile, and waits to be used again.");
    } else {
        const Object *owner = tally_owner(view, block, seen);
        Bytes line = {0};
        bytes_append_text(&line, "Same block, new object: ");
        if (seen->kind == KIND_BUFFER)
            bytes_append_text(&line, owner == NULL ? "a buffer" : "the buffer of ");
        if (owner != NULL)
            brief_write_label(&line, view, labels, owner);
        bytes_append_text(&line, " lies in its block now.");
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
    }
}
