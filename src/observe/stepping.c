#include "observe/stepping.h"

#include "observe/observing.h"

#include <string.h>

bool stepping_open(Stepping *stepping, Observer *observer, Heap *heap) {
    Labels *labels = &observer->labels;
    *stepping = (Stepping){.observer = observer, .heap = heap, .first_label = labels->count};
    stepping->before.is_step = true;
    stepping->after.is_step = true;
    stepping->copy = timeline_open(heap, 0);
    return stepping->copy != NULL && labels_span_begin(labels, observer->present);
}

void stepping_close(Stepping *stepping) {
    if (stepping->observer == NULL)
        return;
    Labels *labels = &stepping->observer->labels;
    if (labels->spans && !labels_span_end(labels, stepping->first_label))
        memset(labels->slots, 0, labels->slot_count * sizeof(uint32_t));
    timeline_close(stepping->copy);
    look_free(&stepping->before);
    look_free(&stepping->after);
    difference_free(&stepping->difference);
    *stepping = (Stepping){0};
}

bool stepping_begin(Stepping *stepping) {
    stepping->births = stepping->heap->births;
    return timeline_take(stepping->copy);
}

bool stepping_end(Stepping *stepping) {
    DifferenceRequest request = {
        .labels = &stepping->observer->labels,
        .statement = stepping->observer->present,
        .births = stepping->births,
        .is_step = true,
    };
    return difference_make(&stepping->difference, &stepping->before, &stepping->after,
                           stepping_view_before(stepping), view_live(stepping->heap), &request);
}

View stepping_view_before(const Stepping *stepping) {
    return timeline_shadow_view(stepping->copy);
}

const Labels *stepping_labels(const Stepping *stepping) {
    return &stepping->observer->labels;
}
