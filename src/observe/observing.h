/* observing.h -- what an Observer is made of, for those who show it.
 *
 * The prompt needs observer.h only. */
#ifndef OURO_OBSERVE_OBSERVING_H
#define OURO_OBSERVE_OBSERVING_H

#include "observe/difference.h"
#include "observe/garbage.h"
#include "observe/marks.h"
#include "observe/observer.h"
#include "observe/passes.h"

/* The collections of one generation during a statement. */
typedef struct StatementPasses {
    uint64_t passes;
    uint64_t looked_at;
    uint64_t freed;
    uint32_t unasked; /* of the passes: those that ran by themselves */
    uint32_t spare;
} StatementPasses;

typedef struct Statement {
    char *text; /* its first line; owned */
    uint64_t made;
    uint64_t freed;
    uint64_t freed_bytes;
    uint32_t faults; /* releases that were forgotten until its end */
    uint32_t spare;
    StatementPasses collected[GENERATION_COUNT];
} Statement;

/* Statements are numbered from 1: number n lies at n - 1. Those from `present` on were undone and
 * may be redone. */
struct Observer {
    const Heap *heap;
    Labels labels;
    Statement *statements;
    uint32_t recorded;
    uint32_t present;
    uint32_t capacity;
    uint32_t spare;
    uint64_t births; /* the counter when the last statement began */
    Difference difference;
    Look before, after; /* of the last difference */
    Look asked;         /* of the last command */
    Garbage garbage;
    PassRecord pass; /* of the last collection that was asked for by a command */
    Marks marks;
};

/* A look for a command, good until the next one; NULL when memory ran out. */
const Look *observer_ask(Observer *observer, View view);
const Labels *observer_labels(const Observer *observer);
const Garbage *observer_garbage(const Observer *observer);
const PassRecord *observer_pass(const Observer *observer);
/* The mark of a name, or the last that was set (NULL); NULL if there is none. See marks.h. */
const Mark *observer_mark_peek(const Observer *observer, const char *name);
/* Compares the image now with a mark's, into a zeroed difference that the caller frees. Nothing
 * that is known changes. False when memory ran out. */
MUST_CHECK bool observer_compare_mark(const Observer *observer, const Mark *mark,
                                      Difference *difference);
/* NULL if there is none of that number. */
const Statement *observer_statement_peek(const Observer *observer, uint32_t number);

#endif
