/* labels.h -- `list#1`, `Node#2`: what objects are called from birth to death, and after.
 *
 * An object is numbered when it is first seen after a statement: objects of one type name in the
 * order of their birth. Numbers are never given twice. (Address, birth stamp) is what an object is
 * known by; a label also remembers the statement after which it was first seen and the one that
 * freed it, so that going back in time finds the labels of that time, and `list#1` can be spoken of
 * when it is gone.
 *
 * Past a million rows those that died long ago are forgotten, and of the dead only so much text is
 * kept: a session may run for days.
 *
 * What is shared (small ints, None ...) or plumbing has no number; neither has what was there
 * at start-up. Memory is malloc's, 48 bytes for each object that was ever seen. */
#ifndef OURO_OBSERVE_LABELS_H
#define OURO_OBSERVE_LABELS_H

#include "base/bytes.h"
#include "observe/census.h"

typedef struct Label {
    const Object *home;
    uint64_t birth;  /* of the whole session, as well as is known */
    uint32_t type;   /* its number in `types` */
    uint32_t number; /* from 1; 0 for what was there at start-up */
    uint32_t made;   /* the statement after which it was first seen */
    uint32_t gone;   /* the statement that freed it; 0 while it lives */
    uint32_t lost;   /* the statement after which nothing reached it any more; 0 if none */
    uint32_t brief;  /* where in `texts` what it was when it died stands; 0 for nothing */
    uint16_t stamp;
    uint16_t refs;      /* the count before it died, up to 65,535 */
    uint16_t collected; /* 1: a collection freed it, in the statement that let go of it */
    uint16_t spare;     /* zero */
} Label;

typedef struct LabelType {
    char *name;
    uint32_t last;    /* number given */
    uint32_t dropped; /* the largest number that was forgotten for good */
} LabelType;

typedef struct Labels {
    Label *rows; /* in the order in which they were given */
    uint32_t count;
    uint32_t capacity;
    LabelType *types;
    uint32_t type_count;
    uint32_t type_capacity;
    uint32_t *slots; /* address → row + 1 of the one that lives there */
    uint32_t slot_count;
    uint32_t present; /* the last statement in force */
    bool is_behind;   /* a heap too large to compare: what was made since has no labels */
    bool spans;       /* the index has what lived before that statement too */
    Bytes texts;
} Labels;

/* Notes what is there at start-up. */
MUST_CHECK bool labels_start(Labels *labels, const Census *census);
void labels_free(Labels *labels);

/* Numbers what is new in a census, which must be marked; `statement` is the number of the last. */
MUST_CHECK bool labels_update(Labels *labels, const Census *census, uint32_t statement);

/* Forgets what statements after `statement` made, and that they freed anything. */
void labels_forget_after(Labels *labels, uint32_t statement);

/* Finds the labels of the time when `statement` was the last. */
MUST_CHECK bool labels_go(Labels *labels, uint32_t statement);

/* While a statement is looked into: finds the labels of all that lived before it or after it, and
 * gives numbers to what is met in between. `first` is the number of labels there were when that
 * began: those from there on are forgotten when it is over, so that whoever looked gets the same
 * numbers afterwards as whoever did not. */
MUST_CHECK bool labels_span_begin(Labels *labels, uint32_t statement);
MUST_CHECK bool labels_span_end(Labels *labels, uint32_t first);

/* Makes of a zeroed struct a copy with the labels of two times: of what lived after statement
 * `then`, and of what lives now. For comparing the two without changing what is known. False when
 * there is no memory; free the copy in any case. */
MUST_CHECK bool labels_copy_since(Labels *copy, const Labels *labels, uint32_t then);

/* The label of a living object, or NULL. */
const Label *labels_peek(const Labels *labels, const Object *home, uint16_t stamp);

/* Finds a label by its text (`list#2`): those that live, those that are gone, and those whose
 * statement was undone (made > present). NULL if there is none. */
const Label *labels_find(const Labels *labels, const char *type, size_t type_length,
                         uint32_t number);

/* Notes that an object died, what it was and how many refs it had before. */
void labels_bury(Labels *labels, const Label *label, uint32_t statement, const char *brief,
                 uint32_t refs);

/* Notes that it died by a collection, not because its last holder let go. */
void labels_collect(Labels *labels, const Label *label);

/* Notes that nothing reaches an object any more. */
void labels_lose(Labels *labels, const Label *label, uint32_t statement);

/* What it was when it died, or "". */
const char *labels_brief(const Labels *labels, const Label *label);

/* Appends `list#2`. */
void labels_write(Bytes *out, const Labels *labels, const Label *label);

#endif
