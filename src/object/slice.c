/* slice.c -- slices, and how they are clipped to a sequence. */
#include "object/call.h"
#include "object/sequence.h"
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
    if (!object_is_int(part)) {
        raise_error(vm, ERROR_TypeError,
                    "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    *value = int_value(part);
    return true;
}

/* Clips a bound to 0..length; going down, to -1..length - 1. */
static int64_t clip(int64_t bound, int64_t length, bool down) {
    if (bound < 0) {
        bound += length;
        return bound < 0 ? (down ? -1 : 0) : bound;
    }
    return bound >= length ? (down ? length - 1 : length) : bound;
}

bool slice_resolve(Vm *vm, SliceObject *slice, size_t length, int64_t *start, int64_t *stop,
                   int64_t *step, size_t *count) {
    bool given = false;
    *step = 1;
    if (!read_part(vm, slice->step, step, &given)) {
        return false;
    }
    if (*step == 0) {
        raise_error(vm, ERROR_ValueError, "slice step cannot be zero");
        return false;
    }
    if (*step == INT64_MIN) {
        *step = -INT64_MAX; /* so that it can be negated; no sequence is so long */
    }
    bool down = *step < 0;
    int64_t size = (int64_t)length;
    if (!read_part(vm, slice->start, start, &given)) {
        return false;
    }
    *start = given ? clip(*start, size, down) : down ? size - 1 : 0;
    if (!read_part(vm, slice->stop, stop, &given)) {
        return false;
    }
    *stop = given ? clip(*stop, size, down) : down ? -1 : size;
    *count = 0;
    if (!down && *start < *stop) {
        *count = (size_t)((*stop - *start - 1) / *step + 1);
    } else if (down && *stop < *start) {
        *count = (size_t)((*start - *stop - 1) / -*step + 1);
    }
    return true;
}
