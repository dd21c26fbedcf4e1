/* marks.h -- moments that are remembered: `:mark`, and what is "since the mark".
 *
 * A mark keeps the whole image of its moment, outside of the image, so that everything that can be
 * asked of the present can be asked of it too: `mark_view(mark)` goes wherever a View goes. What
 * was there then is told from what came later by its label:
 *
 *     mark_knew(mark, label)   whether an object with this label was made before the mark
 *
 * Marks belong to the observer. A mark whose statement was undone waits for a :redo, and is
 * forgotten when another statement runs instead. There are MARKS_MOST at a time; the oldest goes
 * first. */
#ifndef OURO_OBSERVE_MARKS_H
#define OURO_OBSERVE_MARKS_H

#include "heap/image_copy.h"
#include "observe/labels.h"

enum { MARKS_MOST = 16, MARK_NAME_MOST = 31 };

typedef struct Mark {
    char name[MARK_NAME_MOST + 1];
    uint32_t statement; /* the last one in force then; 0 at the start */
    uint32_t number;    /* the n-th mark that was set */
    uint64_t births;    /* the counter then: what was born later has a larger number */
    ImageCopy image;
} Mark;

/* Zeroed there are none. In the order in which they were set. */
typedef struct Marks {
    Mark rows[MARKS_MOST];
    uint32_t count;
    uint32_t set; /* ever */
} Marks;

/* Remembers this moment under a name (of 1 to MARK_NAME_MOST bytes), in place of an older mark of
 * that name. NULL when there is no memory: then nothing changed. */
MUST_CHECK const Mark *marks_set(Marks *marks, const Heap *heap, const char *name,
                                 uint32_t statement);
void marks_free(Marks *marks);

/* The mark of that name; with NULL the one that was set last. NULL if there is none. Marks of
 * statements behind `present` were undone: they are not found by NULL. */
const Mark *marks_peek(const Marks *marks, const char *name, uint32_t present);

/* Forgets the marks of statements after `statement`. */
void marks_forget_after(Marks *marks, uint32_t statement);

static inline View mark_view(const Mark *mark) {
    return image_copy_view(&mark->image);
}

/* Whether an object with this label was there already. Without a mark: at the start. */
static inline bool mark_knew(const Mark *mark, const Label *label) {
    return label->made <= (mark == NULL ? 0 : mark->statement);
}

#endif
