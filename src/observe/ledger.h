/* ledger.h -- who holds an object: every place, by the path a learner would write.
 *
 * The rows always add up to the object's count; what no place explains is a row of its own
 * (`nobody`). A holder that holds it many times (a list of
 * ten thousand times the same) gets a few rows of its own and one that counts the rest; and where
 * many places are of one kind (the names in code that hold `None`) they are one row. Rows are in
 * the order of HolderKind (what the learner wrote first, the machine's own places last), and then
 * in the order in which the holders were made.
 *
 * A Ledger is memory of malloc, given back by ledger_free; zeroed it is empty. */
#ifndef OURO_OBSERVE_LEDGER_H
#define OURO_OBSERVE_LEDGER_H

#include "base/scratch.h"
#include "observe/look.h"

typedef struct LedgerRow {
    const char *where; /* `b.next`, `local x of f (line 3)`, `more in list#4` */
    const char *what;  /* `global`, `attribute` */
    uint64_t birth;    /* of the holder; 0 for places of no object */
    uint32_t count;    /* places that the row stands for */
    uint32_t order;    /* in which rows were found */
    uint8_t kind;      /* a HolderKind */
    bool is_rest;      /* it stands for places that have no row */
} LedgerRow;

typedef struct Ledger {
    LedgerRow *rows;
    uint32_t count;
    uint32_t capacity;
    uint32_t refs;   /* as the object says; all counts of rows add up to it */
    bool is_dying;   /* the object is being freed: it has no refs */
    Scratch scratch; /* the texts */
} Ledger;

/* Makes the ledger of an object with at most `most` rows (at least 2). False when memory ran
 * out. */
MUST_CHECK bool ledger_make(Ledger *ledger, const Look *look, uint32_t object, uint32_t most);
void ledger_free(Ledger *ledger);

#endif
