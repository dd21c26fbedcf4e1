/* observer.h -- who looks: what is remembered between two looks at the image.
 *
 * The image says what is; only somebody who looked before can say what happened. An Observer lies
 * outside of the image and keeps
 *
 *     labels     `list#2`, `Node#1`: the number that an object got when it was first seen
 *     history    the statements, and what each of them made and freed
 *     garbage    the unreachable groups that were there just before a collection
 *     marks      images of moments that are worth comparing with
 *
 * It never writes to the image, holds no reference and runs no code of the program. All it knows of
 * an object is (address, birth stamp), which is what tells it from any other that ever lived there.
 *
 * The prompt drives it so:
 *
 *     observer = observer_open(heap);              once the Vm has started; what is there is
 * internal for each statement: timeline_take(timeline);                 the shadow is the image
 * before compile ... observer_statement_begin(observer, text, length); run, report the exception,
 * let go of the code ... if (observer_statement_after(observer, timeline_shadow_view(timeline),
 * &difference)) show_live_line(&out, &style, observer, difference, all); after
 * timeline_back/forward: observer_go(observer, number of the statement that is now the last one in
 * force);
 *
 * Commands that change the image (`:gc`) are statements too, with their own text. */
#ifndef OURO_OBSERVE_OBSERVER_H
#define OURO_OBSERVE_OBSERVER_H

#include "base/bytes.h"
#include "gc/watch.h"
#include "heap/view.h"

typedef struct Observer Observer;
typedef struct Difference Difference; /* difference.h */

/* Objects that are there now are taken as made at start-up: they go by their names (`class list`,
 * `module gc`), and the numbers of labels begin after them. NULL when there is no memory. */
MUST_CHECK Observer *observer_open(const Heap *heap);
void observer_close(Observer *observer);

/* Says that a statement (or a command that changes the image) begins to run: the text is copied,
 * cut at its first line for showing. Its number is observer_statement_count afterwards. What lay
 * ahead after going back is forgotten. False when there is no memory: nothing changed. */
MUST_CHECK bool observer_statement_begin(Observer *observer, const char *text, size_t length);

/* Looks at what the statement did: numbers what is new, remembers what died, and compares the two
 * images. The difference belongs to the observer and is good until the next call of this function.
 * False when there is no memory: then labels of this statement's objects come with the next look.
 */
MUST_CHECK bool observer_statement_after(Observer *observer, View before,
                                         const Difference **difference);

/* The same without comparing, for runs that show no live line: labels only. */
MUST_CHECK bool observer_look(Observer *observer);

/* Statements in force: those begun so far, less those that were undone. They are numbered from 1.
 */
uint32_t observer_statement_count(const Observer *observer);
/* The first line of a statement that was begun, with "..." where there were more; NULL if none. */
const char *observer_statement_text(const Observer *observer, uint32_t number);

/* After the image was put back (or forward again) to what it was when `count` statements had run.
 * `:reset` goes to 0. */
void observer_go(Observer *observer, uint32_t count);

/* Statements that were undone and not forgotten; and forgets them, with what is known of them. */
uint32_t observer_count_undone(const Observer *observer);
void observer_forget_undone(Observer *observer);

/* Remembers the image as it is now under a name, which is not empty; it is cut at 31 bytes. False
 * when there is no memory. See marks.h. */
MUST_CHECK bool observer_mark_set(Observer *observer, const char *name);
/* Appends the names of all marks, `a, b`. */
void observer_write_marks(Bytes *out, const Observer *observer);

/* What is known beside the image when a collection is to be watched. */
typedef struct CollectRequest {
    View before;          /* the image as it is now, where the collection does not change it */
    const Bytes *printed; /* what the program prints, where that is caught; else NULL */
    unsigned generation;  /* the oldest that is collected */
    bool wants_steps;     /* for show_gc_step */
} CollectRequest;

/* Just before a collection: finds the groups of objects that nothing reaches, and starts the record
 * of the pass, which `*watcher` makes. Just after it: what is left of the groups is taken off the
 * list, and show_gc and show_gc_step can tell about it for as long as `before` and `printed`
 * stay. False when there is no memory. */
MUST_CHECK bool observer_collect_begin(Observer *observer, const CollectRequest *request,
                                       GcWatcher *watcher);
MUST_CHECK bool observer_collect_after(Observer *observer);

#endif
