/* census_marks.c -- what in a census the learner wrote, and what is machinery.
 *
 * A `class` statement makes one class that was written down, and a dozen names, tuples and
 * code objects that were not. Labels and live lines are for the former. What a program can
 * change, and instances of classes, are always counted as written. Numbers, strings, tuples and
 * dicts are, when something else that was written holds them other than as a name. */
#include "observe/attributes.h"
#include "observe/census.h"

#include <stdlib.h>

/* Kinds that are plumbing unless something says otherwise. */
static bool is_candidate(const CensusObject *object) {
    switch (object->kind) {
    case KIND_CODE:
    case KIND_STR:
    case KIND_INT:
    case KIND_BIG_INT:
    case KIND_FLOAT:
    case KIND_TUPLE:
    case KIND_RANGE:
        return true;
    default:
        return (object->marks & (MARK_NAMESPACE | MARK_SHARED)) != 0;
    }
}

static void set_mark(Census *census, const void *home, uint8_t mark) {
    uint32_t index = home == NULL ? CENSUS_NONE : census_find(census, home);
    if (index != CENSUS_NONE)
        census->objects[index].marks |= mark;
}

/* The dict in which an object has its attributes is told of with the object, as long as a program
 * does not hold the dict too. */
static void mark_attributes(Census *census, const Object *owner) {
    const Object *dict = attributes_dict_peek(census->view, owner);
    uint32_t index = dict == NULL ? CENSUS_NONE : census_find(census, dict);
    if (index != CENSUS_NONE && census->objects[index].kind == KIND_DICT &&
        census->objects[index].in_count == 1)
        census->objects[index].marks |= MARK_ATTRIBUTES;
}

static void mark_namespaces(Census *census) {
    set_mark(census, census->vm->globals, MARK_NAMESPACE);
    set_mark(census, census->vm->builtins, MARK_NAMESPACE);
    set_mark(census, census->vm->modules, MARK_NAMESPACE);
    for (uint32_t i = 0; i < census->count; i++) {
        const Object *seen = census_see(census, i);
        if (seen->kind == KIND_MODULE) {
            set_mark(census, ((const ModuleObject *)seen)->attributes, MARK_NAMESPACE);
        } else if (seen->kind == KIND_CLASS) {
            set_mark(census, ((const ClassObject *)seen)->attributes, MARK_NAMESPACE);
            set_mark(census, ((const ClassObject *)seen)->layout, MARK_NAMESPACE);
        } else {
            mark_attributes(census, seen);
        }
    }
}

static void mark_shared(Census *census) {
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        const CensusEdge *edge = &census->edges[i];
        if (edge->place != PLACE_ROOT || edge->held == CENSUS_NONE)
            continue;
        /* The shared objects stand first in the Vm, the classes after them. */
        if (ROOT_ROWS[edge->row].offset < offsetof(Vm, object_class))
            census->objects[edge->held].marks |= MARK_SHARED;
    }
}

/* Whether a reference is one that the program wrote down. */
static bool edge_is_written(const Census *census, const CensusEdge *edge) {
    if (edge->holder == CENSUS_NONE) {
        return edge->place == PLACE_REGISTER ||
               (edge->place == PLACE_ROOT && ROOT_ROWS[edge->row].offset >= offsetof(Vm, pending));
    }
    const CensusObject *holder = &census->objects[edge->holder];
    switch (holder->kind) {
    case KIND_CODE:
    case KIND_FUNCTION:
    case KIND_CLASS:
    case KIND_MODULE:
        return false;
    case KIND_GENERATOR: /* what the program has in its call */
        return edge->place == PLACE_SLOT;
    case KIND_DICT: /* the keys of a namespace are names, those of other dicts are written */
        return edge->place != PLACE_KEY ||
               (holder->marks & (MARK_NAMESPACE | MARK_ATTRIBUTES)) == 0;
    default:
        return true;
    }
}

/* The tuples of a function's defaults and closure are plumbing, what is in them is not. */
static bool is_function_part(const Census *census, uint32_t index) {
    const CensusObject *object = &census->objects[index];
    if (object->kind != KIND_TUPLE)
        return false;
    for (uint32_t i = 0; i < object->in_count; i++) {
        const CensusEdge *edge = &census->edges[census->incoming[object->first_in + i]];
        if (edge->holder != CENSUS_NONE && census->objects[edge->holder].kind == KIND_FUNCTION)
            return true;
    }
    return false;
}

static uint32_t push_held(Census *census, uint32_t holder, uint32_t *stack, uint32_t depth) {
    const CensusObject *object = &census->objects[holder];
    for (uint32_t i = 0; i < object->out_count; i++) {
        const CensusEdge *edge = &census->edges[object->first_out + i];
        if (edge->held == CENSUS_NONE || !edge_is_written(census, edge))
            continue;
        CensusObject *held = &census->objects[edge->held];
        bool was_plumbing = (held->marks & MARK_PLUMBING) != 0;
        held->marks &= (uint8_t)~MARK_PLUMBING;
        if (was_plumbing && held->out_count > 0)
            stack[depth++] = edge->held;
    }
    return depth;
}

static void mark_plumbing(Census *census, uint32_t *stack) {
    uint32_t depth = 0;
    for (uint32_t i = 0; i < census->count; i++) {
        if (is_candidate(&census->objects[i]))
            census->objects[i].marks |= MARK_PLUMBING;
    }
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        const CensusEdge *edge = &census->edges[i];
        if (edge->held != CENSUS_NONE && edge_is_written(census, edge))
            census->objects[edge->held].marks &= (uint8_t)~MARK_PLUMBING;
    }
    for (uint32_t i = 0; i < census->count; i++) {
        const CensusObject *object = &census->objects[i];
        bool is_source = (object->marks & (MARK_PLUMBING | MARK_SHARED)) == 0 ||
                         (object->marks & MARK_NAMESPACE) != 0 || is_function_part(census, i);
        if (is_source && object->kind != KIND_CODE)
            depth = push_held(census, i, stack, depth);
        while (depth > 0) {
            uint32_t next = stack[--depth];
            depth = push_held(census, next, stack, depth);
        }
    }
    for (uint32_t i = 0; i < census->count; i++) {
        CensusObject *object = &census->objects[i];
        if ((object->marks & (MARK_SHARED | MARK_NAMESPACE)) != 0 || object->kind == KIND_CODE)
            object->marks |= MARK_PLUMBING;
    }
}

/* What stands in the namespace of a module that Ouro brings: data that a program may have put there
 * aside. Those of its classes are pushed. */
static uint32_t mark_library_names(Census *census, uint32_t namespace, uint32_t *stack,
                                   uint32_t depth) {
    const CensusObject *object = &census->objects[namespace];
    for (uint32_t i = 0; i < object->out_count; i++) {
        const CensusEdge *edge = &census->edges[object->first_out + i];
        CensusObject *held = edge->held == CENSUS_NONE ? NULL : &census->objects[edge->held];
        if (held == NULL || edge->place != PLACE_VALUE || held->kind == KIND_MODULE ||
            held->kind == KIND_LIST || held->kind >= KIND_INSTANCE ||
            (held->marks & MARK_PLUMBING) != 0)
            continue;
        held->marks |= MARK_PLUMBING;
        /* The names in a tuple of __slots__, and those of properties. */
        for (uint32_t part = 0; part < held->out_count; part++) {
            uint32_t name = census->edges[held->first_out + part].held;
            if (name != CENSUS_NONE && census->objects[name].kind == KIND_STR)
                census->objects[name].marks |= MARK_PLUMBING;
        }
        const Object *seen = census_see(census, edge->held);
        if (seen->kind == KIND_CLASS)
            stack[depth++] =
                census_find(census, ((const ClassObject *)(const void *)seen)->attributes);
    }
    return depth;
}

/* A module that is written in the language brings functions and classes that no learner wrote. */
static void mark_library(Census *census, uint32_t *stack) {
    const DictObject *own = census->vm->globals;
    for (uint32_t i = 0; i < census->count; i++) {
        const Object *seen = census_see(census, i);
        uint32_t depth = 0;
        if (seen->kind == KIND_FUNCTION &&
            ((const FunctionObject *)(const void *)seen)->globals != own)
            census->objects[i].marks |= MARK_PLUMBING;
        if (seen->kind == KIND_MODULE &&
            ((const ModuleObject *)(const void *)seen)->attributes != own)
            stack[depth++] =
                census_find(census, ((const ModuleObject *)(const void *)seen)->attributes);
        while (depth > 0) {
            uint32_t namespace = stack[--depth];
            if (namespace != CENSUS_NONE)
                depth = mark_library_names(census, namespace, stack, depth);
        }
    }
}

/* An object of which a release was forgotten counts as reached: no collection can free it. */
static uint32_t push_forgotten(Census *census, uint32_t *stack, uint32_t depth) {
    const Faults *faults = &census->vm->faults;
    for (uint32_t i = 0; i < faults->count; i++) {
        uint64_t offset = (uint64_t)faults->rows[i].block * HEAP_GRAIN;
        uint32_t object = census_find(census, (const char *)census->view.home + offset);
        if (object == CENSUS_NONE || census->objects[object].birth != faults->rows[i].birth ||
            (census->objects[object].marks & MARK_FORGOTTEN) != 0)
            continue;
        census->objects[object].marks |= MARK_FORGOTTEN | MARK_REACHED;
        stack[depth++] = object;
    }
    return depth;
}

static void mark_reached(Census *census, uint32_t *stack) {
    uint32_t depth = push_forgotten(census, stack, 0);
    for (uint32_t i = census->first_root; i < census->edge_count; i++) {
        uint32_t held = census->edges[i].held;
        if (held == CENSUS_NONE || (census->objects[held].marks & MARK_REACHED) != 0)
            continue;
        census->objects[held].marks |= MARK_REACHED;
        stack[depth++] = held;
    }
    while (depth > 0) {
        const CensusObject *object = &census->objects[stack[--depth]];
        for (uint32_t i = 0; i < object->out_count; i++) {
            uint32_t held = census->edges[object->first_out + i].held;
            if (held == CENSUS_NONE || (census->objects[held].marks & MARK_REACHED) != 0)
                continue;
            census->objects[held].marks |= MARK_REACHED;
            stack[depth++] = held;
        }
    }
}

bool census_mark(Census *census) {
    uint32_t *stack = malloc((census->count + (size_t)1) * sizeof(uint32_t));
    if (stack == NULL)
        return false;
    mark_namespaces(census);
    mark_shared(census);
    mark_plumbing(census, stack);
    mark_library(census, stack);
    mark_reached(census, stack);
    free(stack);
    return true;
}
