#include "object/visit.h"

#include "object/class.h"
#include "object/exception.h"
#include "object/generator.h"

static bool fields(VisitRun *run, const void *first, uint32_t count) {
    *run = (VisitRun){.first = (Object **)(uintptr_t)first, .count = count, .way = VISIT_FORWARD};
    return true;
}

static bool span(const Object *object, VisitRun *run) {
    References held = object_references(object);
    unsigned mode = object_row_peek(object)->span_mode;
    run->first = held.span;
    run->count = (uint32_t)held.span_count;
    run->way = mode == SPAN_PAIRS                          ? VISIT_PAIRS
               : mode == SPAN_ITEMS || mode == SPAN_INLINE ? VISIT_BACKWARD
                                                           : VISIT_FORWARD;
    return true;
}

static bool visit_frame(const FrameObject *frame, unsigned number, VisitRun *run) {
    switch (number) {
    case 0:
        return fields(run, &frame->back, 1);
    case 1:
        return fields(run, &frame->callee, 1);
    case 2:
        return fields(run, &frame->code, 1);
    case 3:
        return span(&frame->header, run);
    default:
        return false;
    }
}

static bool visit_generator(const GeneratorObject *generator, unsigned number, VisitRun *run) {
    switch (number) {
    case 0:
        return fields(run, &generator->code, 3);
    case 1:
        return fields(run, &generator->frame, 1);
    case 2:
        return fields(run, &generator->callee, 1);
    case 3:
        return span(&generator->header, run);
    case 4:
        return fields(run, &generator->handled, 1);
    default:
        return false;
    }
}

/* The slots from `first` up to `stop`: an instance has no more of them than were set. */
static bool slots(const InstanceObject *instance, uint32_t first, uint32_t stop, VisitRun *run) {
    if (stop > instance->slot_count)
        stop = instance->slot_count;
    return fields(run, instance->slots + first, stop > first ? stop - first : 0);
}

/* The members that each class's __slots__ made, the most derived class first. False when `*number`
 * is behind them all; then it is the number of a run after them. */
static bool visit_members(const InstanceObject *instance, unsigned *number, VisitRun *run) {
    for (const ClassObject *class = instance->class; class->member_count > 0; class = class->base) {
        if (*number == 0)
            return slots(instance, class_first_member(class), class->member_count, run);
        --*number;
    }
    return false;
}

/* What is not a member, or the dict in its place. */
static bool visit_attributes(const InstanceObject *instance, VisitRun *run) {
    return slots(instance, instance->class->member_count, instance->slot_count, run);
}

static bool visit_instance(const InstanceObject *instance, unsigned number, VisitRun *run) {
    if (visit_members(instance, &number, run))
        return true;
    if (number == 0)
        return visit_attributes(instance, run);
    return number == 1 && fields(run, &instance->class, 1);
}

static bool visit_exception(const ExceptionObject *exception, unsigned number, VisitRun *run) {
    const InstanceObject *instance = (const InstanceObject *)(const void *)exception;
    if (number == 0)
        return fields(run, &exception->class, 1);
    number--;
    if (visit_members(instance, &number, run))
        return true;
    if (number == 0)
        return visit_attributes(instance, run);
    return number == 1 && fields(run, &exception->args, 4);
}

/* One field at a time, where CPython's order is not that of the struct. */
static bool visit_turned(const Object *object, const uint8_t *order, unsigned number,
                         VisitRun *run) {
    References held = object_references(object);
    return number < held.field_count && fields(run, held.fields + order[number], 1);
}

bool object_visit_run(const Object *object, unsigned number, VisitRun *run) {
    static const uint8_t FILTER_ORDER[] = {1, 0, 2};
    static const uint8_t SUPER_ORDER[] = {1, 0, 2};
    switch (object->kind) {
    case KIND_INSTANCE:
    case KIND_DICTED:
        return visit_instance((const InstanceObject *)(const void *)object, number, run);
    case KIND_EXCEPTION:
        return visit_exception((const ExceptionObject *)(const void *)object, number, run);
    case KIND_FRAME:
        return visit_frame((const FrameObject *)(const void *)object, number, run);
    case KIND_GENERATOR:
        return visit_generator((const GeneratorObject *)(const void *)object, number, run);
    case KIND_INT_INSTANCE:
    case KIND_STR_INSTANCE:
        return number == 0 &&
               fields(run, &((const ValueInstance *)(const void *)object)->attributes, 2);
    case KIND_FILTER:
        return visit_turned(object, FILTER_ORDER, number, run);
    case KIND_SUPER:
        return visit_turned(object, SUPER_ORDER, number, run);
    default:
        break;
    }
    /* Instances of subclasses of list and dict: what they add is visited before what lists have. */
    References held = object_references(object);
    bool fields_first = held.span_count == 0 || object_is_derived(object);
    if (number == (fields_first ? 0 : 1))
        return fields(run, held.fields, (uint32_t)held.field_count);
    return number < 2 && span(object, run);
}
