/* slice.c -- slices, and how they are clipped to a sequence. */
#include "object/call.h"
#include "object/sequence.h"
#include "object/special.h"
#include "object/state.h"

SliceObject *slice_new(Vm *vm, Object *start, Object *stop, Object *step) {
    SliceObject *slice = (SliceObject *)object_new(vm, KIND_SLICE, sizeof(SliceObject));
    if (slice == NULL) {
        return NULL;
    }
    slice->start = object_held(start);
    slice->stop = object_held(stop);
    slice->step = object_held(step);
    gc_track(vm, &slice->header);
    return slice;
}

/* A part of a slice: None leaves *value as it is and says so. */
static bool read_part(Vm *vm, Object *part, int64_t *value, bool *given) {
    *given = part->kind != KIND_NONE;
    if (!*given) {
        return true;
    }
    if (!special_has_index(vm, part)) {
        raise_error(vm, ERROR_TypeError,
                    "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return object_to_bound(vm, part, value);
}

/* Clips a bound to 0..length; going down, to -1..length - 1. */
static int64_t clip(int64_t bound, int64_t length, bool down) {
    if (bound < 0) {
        bound += length;
        return bound < 0 ? (down ? -1 : 0) : bound;
    }
    return bound >= length ? (down ? length - 1 : length) : bound;
}

bool slice_unpack(Vm *vm, const SliceObject *slice, SliceParts *parts) {
    bool given = false;
    parts->step = 1;
    if (!read_part(vm, slice->step, &parts->step, &given)) {
        return false;
    }
    if (parts->step == 0) {
        raise_error(vm, ERROR_ValueError, "slice step cannot be zero");
        return false;
    }
    if (parts->step == INT64_MIN) {
        parts->step = -INT64_MAX; /* so that it can be negated; no sequence is so long */
    }
    /* What is not given is as far out as can be, and is clipped. */
    bool down = parts->step < 0;
    parts->start = down ? INT64_MAX : 0;
    parts->stop = down ? INT64_MIN : INT64_MAX;
    return read_part(vm, slice->start, &parts->start, &given) &&
           read_part(vm, slice->stop, &parts->stop, &given);
}

size_t slice_clip(SliceParts *parts, size_t length) {
    bool down = parts->step < 0;
    parts->start = clip(parts->start, (int64_t)length, down);
    parts->stop = clip(parts->stop, (int64_t)length, down);
    if (!down && parts->start < parts->stop) {
        return (size_t)((parts->stop - parts->start - 1) / parts->step + 1);
    }
    if (down && parts->stop < parts->start) {
        return (size_t)((parts->start - parts->stop - 1) / -parts->step + 1);
    }
    return 0;
}

bool slice_resolve(Vm *vm, SliceObject *slice, size_t length, int64_t *start, int64_t *stop,
                   int64_t *step, size_t *count) {
    SliceParts parts;
    if (!slice_unpack(vm, slice, &parts)) {
        return false;
    }
    *count = slice_clip(&parts, length);
    *start = parts.start;
    *stop = parts.stop;
    *step = parts.step;
    return true;
}
