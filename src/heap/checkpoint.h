/* checkpoint.h -- the timeline: going back to what the image was, and forward again.
 *
 * At the prompt nothing of the interpreter is on the C stack, so a copy of the image is the whole
 * state. The Timeline lies outside of the image (in malloc and a second reservation):
 *
 *     shadow    a copy of the image as it was at the present checkpoint, at the same offsets,
 *               so that a View looks into it
 *     records   for each checkpoint the pages in which it differs from the one before, with
 *               their old content (after going back: their new content, for going forward)
 *
 *     oldest .... record .... record ....[present == shadow].... record .... newest
 *
 * Only pages that were ever touched are compared, and only changed ones are stored. A page that is
 * all zero is stored as nothing. Restores are exact to the byte for the struct and tables of the
 * heap, the client's root, the stack up to its high-water mark, and all arenas.
 *
 * Costs: taking compares all touched pages with the shadow; going back compares once, then touches
 * changed pages only. Nothing of it is paid by the running program. */
#ifndef OURO_HEAP_CHECKPOINT_H
#define OURO_HEAP_CHECKPOINT_H

#include "heap/heap.h"
#include "heap/image_copy.h"
#include "heap/view.h"

typedef struct Timeline Timeline;

/* Starts a timeline with no checkpoint. `budget_bytes` bounds what the records may hold; the
 * oldest are forgotten beyond it, save the newest one. NULL when there is no memory. The heap must
 * stay open while it is used; closing comes in either order. */
MUST_CHECK Timeline *timeline_open(Heap *heap, size_t budget_bytes);
void timeline_close(Timeline *timeline);

/* Makes a checkpoint of the image as it is now; it becomes the present one, and those that lay
 * ahead (after going back) are forgotten. False when there is no memory: then nothing changed,
 * save that what lay ahead is forgotten. */
MUST_CHECK bool timeline_take(Timeline *timeline);
/* The same, but what the budget asks for is left to the next timeline_take: for going back from
 * here, no less far than could be said before. */
MUST_CHECK bool timeline_take_whole(Timeline *timeline);

/* Puts the image back to the checkpoint `steps` before the present one; 0 is the present one
 * itself, which throws away what happened since. False when there is none so far back, or no
 * memory to go forward again: then nothing changed. */
MUST_CHECK bool timeline_back(Timeline *timeline, size_t steps);

/* The other way. */
MUST_CHECK bool timeline_forward(Timeline *timeline, size_t steps);

/* Makes the present checkpoint what the image is now, in place of what it was; its neighbours stay
 * what they are. For what is tidied up after going back. False when there is no memory: then
 * nothing changed. */
MUST_CHECK bool timeline_amend(Timeline *timeline);

/* Makes the image what a copy of another image of the same home holds, as a statement would have:
 * the next checkpoint tells the two apart. False when there is no memory: then nothing changed. */
MUST_CHECK bool timeline_put(Timeline *timeline, const ImageCopy *copy);

/* Forgets the checkpoints ahead of the present one, and all before it. */
void timeline_forget_future(Timeline *timeline);
void timeline_forget_past(Timeline *timeline);

/* The image as it was at the present checkpoint. There must be one. */
View timeline_shadow_view(const Timeline *timeline);

typedef struct TimelineCounts {
    size_t past;         /* checkpoints before the present one */
    size_t future;       /* and ahead of it */
    uint64_t taken;      /* ever */
    uint64_t forgotten;  /* oldest ones, for the budget's sake */
    size_t stored_bytes; /* held by records */
    size_t budget_bytes;
    size_t compared_pages; /* at the last take, back or forward */
    size_t changed_pages;  /* found by the last take */
    bool has_present;      /* whether a checkpoint was taken at all */
} TimelineCounts;

TimelineCounts timeline_counts(const Timeline *timeline);

#endif
