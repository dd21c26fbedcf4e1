/* difference_parts.h -- what the files that make a difference share. Only they include it. */
#ifndef OURO_OBSERVE_DIFFERENCE_PARTS_H
#define OURO_OBSERVE_DIFFERENCE_PARTS_H

#include "observe/difference.h"

/* What is to be told of an object that is in both images. Its texts from the image before must be
 * written while the labels still name what died since. */
typedef struct Touched {
    uint32_t before, after; /* its indexes */
    bool refs_moved;        /* the count or a name is another */
    bool is_changed;        /* the contents are */
    bool is_rebound;        /* a name that held it holds something else */
    bool is_name_moved;     /* a name holds it now, or did */
    bool is_named;
    const char *repr;    /* before */
    const char *removed; /* `-a -b.next` */
} Touched;

typedef struct Comparison {
    Difference *difference;
    Look *before;
    Look *after;
    const DifferenceRequest *request;
    uint32_t *to_after;  /* index before → index after, or CENSUS_NONE */
    uint32_t *to_before; /* and back */
    uint8_t *is_touched; /* by index after: bits of the enum below */
    Touched *touched;
    uint32_t touched_count;
} Comparison;

/* TOUCHED_INSIDE: a dict of attributes, which is told of with its owner. */
enum {
    TOUCHED_REFS = 1,
    TOUCHED_CONTENTS = 2,
    TOUCHED_NAME = 4,
    TOUCHED_REBOUND = 8,
    TOUCHED_INSIDE = 16,
};

/* Rows for single objects that are worked out; the others are counted. */
enum { MOST_TOUCHED = 400, MOST_EVENTS = 1000 };

/* Whether an object is the traceback of an exception, or only its arguments hold it. */
bool difference_is_exception_part(const Look *look, uint32_t object);

/* A new event; NULL (and failed) when there is no room. */
Event *difference_add(Difference *difference, EventKind kind, uint8_t rank);
/* Keeps a text; never NULL ("" when memory ran out). Frees `text`. */
const char *difference_keep(Difference *difference, Bytes *text);

/* Texts of the image before, and events of what was freed. */
MUST_CHECK bool comparison_tell_freed(Comparison *comparison);
void comparison_read_before(Comparison *comparison);
/* Events of what is in both, once the new objects have labels. */
void comparison_tell_touched(Comparison *comparison);
/* Names that were given to what is shared, or taken from it. */
void comparison_tell_shared(Comparison *comparison);
/* Cycles that were closed, and what nothing reaches any more. */
MUST_CHECK bool comparison_tell_cycles(Comparison *comparison);
void comparison_tell_lost(Comparison *comparison);

/* Objects of one type with one fate, known by the numbers of their labels. */
typedef struct Alike {
    uint64_t count;
    uint32_t first, second, last;
    uint32_t holder; /* the only object that holds them all, or CENSUS_NONE */
    uint32_t sample; /* one of them */
} Alike;

/* One row of a type each; belongs to who started it. */
typedef struct AlikeTable {
    const Labels *labels;
    Alike *types;
    uint32_t count;
} AlikeTable;

/* More objects alike than this are told in one row, beside those with names. */
enum { FEW_ALIKE = 6 };

MUST_CHECK bool alike_start(AlikeTable *table, const Labels *labels);
void alike_free(AlikeTable *table);
void alike_add(AlikeTable *table, const Look *look, uint32_t object);
/* Whether an object that was added is one of many. */
bool alike_has_many(const AlikeTable *table, const Look *look, uint32_t object);
/* Appends `list#1 ... list#99` when all that were added, `count` of them, are of one type and
 * many. Returns how many it told of: all, or none. */
uint64_t alike_write_all(Bytes *out, const AlikeTable *table, uint64_t count);
/* The events for those of whom there are many. `how` tells what became of them; "" for by whom
 * they are held. */
void alike_tell(const AlikeTable *table, const Comparison *comparison, const Look *look,
                EventKind kind, const char *how);

/* Appends ` -a` or ` +b.next` for each place that holds an object in one image and not in the
 * other. `sign` is '-' for places in the image before. */
void comparison_write_holders(Bytes *out, const Comparison *comparison, uint32_t before,
                              uint32_t after, char sign);

#endif
