#include "vm/suggest.h"

#include <string.h>

enum {
    EDIT_COST = 2,
    CASE_COST = 1,
    LONGEST = 40,          /* bytes that may differ */
    MOST_CANDIDATES = 750, /* beyond that nothing is suggested */
};

/* The best candidate so far. Of equally near ones the first counts, or the first in the alphabet
 * where `sorts` is set. */
typedef struct Search {
    const char *wanted;
    size_t length;
    const StrObject *best;
    size_t distance; /* of the best */
    size_t seen;
    bool sorts;
} Search;

static char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A')) : letter;
}

static size_t replace_cost(char one, char other) {
    return one == other ? 0 : lower(one) == lower(other) ? CASE_COST : EDIT_COST;
}

static size_t smaller(size_t one, size_t other) {
    return one < other ? one : other;
}

/* The cost of changing one text into the other if it is at most `limit`, else more than that. */
static size_t measure(const char *one, size_t one_length, const char *other, size_t other_length,
                      size_t limit) {
    while (one_length > 0 && other_length > 0 && *one == *other) {
        one++, other++;
        one_length--, other_length--;
    }
    while (one_length > 0 && other_length > 0 && one[one_length - 1] == other[other_length - 1])
        one_length--, other_length--;
    if (one_length == 0 || other_length == 0)
        return (one_length + other_length) * EDIT_COST;
    if (one_length > LONGEST || other_length > LONGEST)
        return limit + 1;
    /* row[i]: the cost of making the first i + 1 letters of `one` from those of `other` so far. */
    size_t row[LONGEST];
    for (size_t i = 0; i < one_length; i++)
        row[i] = (i + 1) * EDIT_COST;
    size_t cost = 0;
    for (size_t j = 0; j < other_length; j++) {
        size_t diagonal = cost = j * EDIT_COST;
        size_t least = SIZE_MAX;
        for (size_t i = 0; i < one_length; i++) {
            size_t replaced = diagonal + replace_cost(other[j], one[i]);
            diagonal = row[i];
            cost = smaller(smaller(cost, diagonal) + EDIT_COST, replaced);
            row[i] = cost;
            least = smaller(least, cost);
        }
        if (least > limit)
            return limit + 1;
    }
    return cost;
}

static size_t find_limit(size_t wanted_length, size_t length) {
    return (wanted_length + length + 3) * EDIT_COST / 6;
}

bool suggest_is_near(const char *wanted, const char *name, size_t *distance) {
    size_t limit = find_limit(strlen(wanted), strlen(name));
    *distance = measure(wanted, strlen(wanted), name, strlen(name), limit);
    return *distance <= limit;
}

static void consider(Search *search, const Object *object) {
    if (object->kind != KIND_STR)
        return;
    const StrObject *name = (const StrObject *)(const void *)object;
    search->seen++;
    size_t limit = find_limit(search->length, name->bytes);
    bool ties = search->best != NULL && search->sorts && strcmp(name->text, search->best->text) < 0;
    if (search->best != NULL) {
        if (search->distance == 0 && !ties)
            return;
        limit = smaller(limit, search->distance - !ties);
    }
    size_t distance = measure(search->wanted, search->length, name->text, name->bytes, limit);
    if (distance > limit)
        return;
    search->best = name;
    search->distance = distance;
}

/* At the end of the program there are no globals any more: NULL. */
static void consider_keys(Search *search, const DictObject *dict) {
    for (uint32_t entry = 0; dict != NULL && entry < dict->fill; entry++) {
        if (dict_entry_key(dict, entry) != NULL)
            consider(search, dict_entry_key(dict, entry));
    }
}

static void consider_tuple(Search *search, const TupleObject *names) {
    for (uint32_t i = 0; i < names->length; i++)
        consider(search, names->items[i]);
}

/* The attributes that are set in the instance's own slots. */
static void consider_slots(Search *search, const InstanceObject *instance) {
    const DictObject *layout = instance->class->layout;
    for (uint32_t i = 0; layout != NULL && i < instance->slot_count && i < layout->fill; i++) {
        if (instance->slots[i] != NULL)
            consider(search, dict_entry_key(layout, i));
    }
}

static const StrObject *found(const Search *search) {
    return search->seen < MOST_CANDIDATES && search->distance > 0 ? search->best : NULL;
}

static const StrObject *find_name(const Vm *vm, Search search, const TracebackObject *row) {
    if (row == NULL)
        return NULL;
    while (row->next != NULL)
        row = row->next;
    Search fresh = search;
    consider_tuple(&search, row->frame->code->local_names);
    consider_tuple(&search, row->frame->code->free_names);
    const DictObject *namespaces[] = {vm->globals, vm->builtins};
    for (unsigned i = 0; i < ARRAY_LENGTH(namespaces) && found(&search) == NULL; i++) {
        search = fresh;
        consider_keys(&search, namespaces[i]);
    }
    return found(&search);
}

static const StrObject *find_attribute(const Vm *vm, Search search, const Object *object) {
    search.sorts = true;
    const ClassObject *class = object_class_peek(vm, object);
    if (object->kind == KIND_CLASS)
        class = (const ClassObject *)(const void *)object;
    else if (object->kind == KIND_MODULE)
        consider_keys(&search, ((const ModuleObject *)(const void *)object)->attributes);
    else if (object_has_slots(object))
        consider_slots(&search, (const InstanceObject *)(const void *)object);
    for (; class != NULL; class = class->base)
        consider_keys(&search, class->attributes);
    return found(&search);
}

const StrObject *suggest_name_peek(const Vm *vm, const ExceptionObject *exception) {
    const Object *name = instance_peek_own(&exception->header, vm->names.name_attribute);
    if (name == NULL || name->kind != KIND_STR)
        return NULL;
    const StrObject *wanted = (const StrObject *)(const void *)name;
    Search search = {.wanted = wanted->text, .length = wanted->bytes};
    if (class_is_subclass(exception->class, vm->errors[ERROR_NameError]))
        return find_name(vm, search, exception->traceback);
    const Object *object = instance_peek_own(&exception->header, vm->names.obj);
    if (object != NULL && class_is_subclass(exception->class, vm->errors[ERROR_AttributeError]))
        return find_attribute(vm, search, object);
    return NULL;
}
