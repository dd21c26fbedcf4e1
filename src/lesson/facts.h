/* facts.h -- facts about the heap: what a lesson asks of it.
 *
 *     fact       = both ('or' both)*
 *     both       = single ('and' single)*
 *     single     = 'not' single | sum (comparison sum)* | '(' fact ')'
 *     comparison = '==' | '!=' | '<' | '<=' | '>' | '>='
 *     sum        = term (('+' | '-') term)*             or, behind a value, a literal
 *     term       = integer | call | 'start' '.' call
 *     call       = name '(' arguments ')'           the rows of facts.def
 *     literal    = what Python prints for a number, a text, True, False, None, or a list, tuple,
 *                  dict or set of them
 *
 * `start.a` is the object that `a` named when the step began, whatever became of it;
 * `start.refs(a)` the number that refs(a) was then. An object is known again by (address, birth
 * stamp).
 *
 * What cannot be answered, because a name is missing, is neither true nor false, and so is its
 * negation; where it decides, the fact does not hold (Kleene's three values).
 *
 * Judging reads a Look and nothing else. A Fact lies in the memory it was read into. */
#ifndef OURO_LESSON_FACTS_H
#define OURO_LESSON_FACTS_H

#include "base/scratch.h"
#include "lesson/complaint.h"
#include "observe/observing.h"
#include "show/show.h"

typedef struct Fact Fact;

typedef enum FactTruth { FACT_UNKNOWN, FACT_FALSE, FACT_TRUE } FactTruth;

/* Where facts may stand. */
typedef enum FactPlace {
    FACT_OF_HEAP, /* of do, wrong */
    FACT_OF_RUN,  /* of the choices of predict: `printed`, `raised` too */
} FactPlace;

/* Reads a fact. NULL after a complaint about `line`, or when memory ran out (scratch->failed). */
MUST_CHECK const Fact *fact_read(Scratch *scratch, const char *text, size_t length, FactPlace place,
                                 uint32_t line, Complaints *complaints);
/* The fact `printed(text)`. */
MUST_CHECK const Fact *fact_printed(Scratch *scratch, const char *text, size_t length,
                                    uint32_t line);

/* As it was written, and where. */
const char *fact_text(const Fact *fact);
uint32_t fact_line(const Fact *fact);

/* What the facts of a step remember of the moment when it began. Zeroed it is empty. */
typedef struct FactStart FactStart;

/* Remembers what `facts` will ask of the start. NULL when memory ran out. */
MUST_CHECK FactStart *fact_start_take(const Look *look, const Fact *const *facts, size_t count);
void fact_start_free(FactStart *start);

/* The first thing of start that is not there, as it was written, or NULL. */
const char *fact_start_missing(const FactStart *start, const Fact *fact);

/* A moment in which facts are judged. */
typedef struct FactMoment {
    const Look *look;
    const FactStart *start;
    const char *shown; /* lines that appeared since the step began, with their ends; or NULL */
} FactMoment;

FactTruth fact_judge(const Fact *fact, const FactMoment *moment);

/* Appends for each part of the fact that does not hold a sentence: what is wanted, what was found,
 * who holds what.
 *
 *     refs(a) is 1, but it should be 2: list#1 is held by a.
 *     There is no b. */
void fact_tell(Bytes *out, const ShowStyle *style, const Fact *fact, const FactMoment *moment);

#endif
