/* range.c -- ranges of 64-bit ints. */
#include "object/exception.h"
#include "object/sequence.h"

RangeObject *range_new(Vm *vm, int64_t start, int64_t stop, int64_t step) {
    if (step == 0) {
        raise_error(vm, ERROR_ValueError, "range() arg 3 must not be zero");
        return NULL;
    }
    RangeObject *range = (RangeObject *)object_new(vm, KIND_RANGE, sizeof(RangeObject));
    if (range != NULL) {
        range->start = start;
        range->stop = stop;
        range->step = step;
    }
    return range;
}

uint64_t range_length(const RangeObject *range) {
    /* Differences are taken modulo 2**64, where they are exact although they may not fit an int. */
    uint64_t start = (uint64_t)range->start;
    uint64_t stop = (uint64_t)range->stop;
    if (range->step > 0) {
        return range->start < range->stop ? (stop - start - 1) / (uint64_t)range->step + 1 : 0;
    }
    uint64_t down = (uint64_t)0 - (uint64_t)range->step;
    return range->start > range->stop ? (start - stop - 1) / down + 1 : 0;
}
