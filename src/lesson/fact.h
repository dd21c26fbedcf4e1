/* fact.h -- what a Fact is made of, for the files that read, judge and tell it. */
#ifndef OURO_LESSON_FACT_H
#define OURO_LESSON_FACT_H

#include "lesson/facts.h"

enum { FACT_ARGUMENTS_MOST = 2 };

typedef enum FactAsk {
#define FACT(name, parameters, gives, help) ASK_##name,
#include "lesson/facts.def"
    ASK_COUNT
} FactAsk;

typedef enum FactGives { GIVES_NUMBER, GIVES_TEXT, GIVES_TRUTH, GIVES_RUN_TRUTH } FactGives;

typedef struct FactRow {
    const char *name;
    const char *parameters;
    FactGives gives;
} FactRow;

extern const FactRow FACT_ROWS[ASK_COUNT];

typedef enum FactShape {
    FACT_OR,
    FACT_AND,
    FACT_NOT, /* of `left` */
    FACT_COMPARE,
    FACT_ADD,
    FACT_SUBTRACT,
    FACT_INTEGER,
    FACT_LITERAL, /* `text`, as Python prints it */
    FACT_CALL,
} FactShape;

typedef enum FactOrder { ORDER_EQ, ORDER_NE, ORDER_LT, ORDER_LE, ORDER_GT, ORDER_GE } FactOrder;

typedef struct FactArgument {
    const char *text; /* a path without its `start.`, a type's name, or what stood in quotes */
    int64_t number;
    bool is_of_start;
} FactArgument;

struct Fact {
    FactShape shape;
    FactOrder order; /* of COMPARE */
    FactAsk ask;     /* of CALL */
    bool is_truth;
    bool is_of_start; /* of CALL */
    uint8_t argument_count;
    uint32_t line;
    int64_t number; /* of INTEGER */
    const char *text;
    const Fact *left;
    const Fact *right;
    FactArgument arguments[FACT_ARGUMENTS_MOST];
};

/* A number, or a truth as 0 or 1; unless something is missing. */
typedef struct FactValue {
    int64_t number;
    bool is_known;
} FactValue;

/* What became of the object that an argument names. */
typedef enum FactFound { FOUND_NOTHING, FOUND_GONE, FOUND_LIVING } FactFound;

typedef struct FactObject {
    FactFound found;
    uint32_t object;    /* if it lives */
    const Object *home; /* also if it is gone */
} FactObject;

/* An object or a number that was asked for when the step began. */
typedef struct FactStartRow {
    const Fact *fact;
    const Object *home;
    FactValue value;
    uint32_t argument; /* its number, or FACT_ARGUMENTS_MOST for the value of the call itself */
    uint16_t stamp;
    char *label; /* what the object was called, or for value(x) what it was; owned */
} FactStartRow;

struct FactStart {
    FactStartRow *rows;
    uint32_t count;
    uint32_t capacity;
    uint64_t collected;
    uint64_t collections[GENERATION_COUNT];
    uint64_t automatic[GENERATION_COUNT];
};

/* The row of the start for an argument of a call, or for its value; NULL if there is none. */
const FactStartRow *fact_start_peek(const FactStart *start, const Fact *fact, uint32_t argument);

/* The object of argument number `i` of a call; `why` gets a sentence where there is none. */
FactObject fact_object(const Fact *fact, uint32_t i, const FactMoment *moment, Bytes *why);

FactValue fact_value(const Fact *fact, const FactMoment *moment);

/* Whether it is a literal or what `value` gives: compared as a text. */
static inline bool fact_is_text(const Fact *fact) {
    return fact->shape == FACT_LITERAL || (fact->shape == FACT_CALL && fact->ask == ASK_value);
}

/* Appends such a text. False where there is none. */
bool fact_write_text(Bytes *out, const Fact *fact, const FactMoment *moment);
FactTruth fact_compare_texts(const Fact *fact, const FactMoment *moment);

/* The length of what Python might print for a value; 0 for anything else. */
size_t fact_measure_literal(const char *at);

/* Of a call, as it is in this moment, whether it is of start or not; of `value` only whether there
 * is one. */
FactValue fact_ask(const Fact *fact, const FactMoment *moment);

/* Whether an object is one of those that the program made, and lives. */
bool fact_is_made(const Look *look, uint32_t object);
/* Whether an object is of a type, by the name that `:types` shows. */
bool fact_is_of_type(const Look *look, uint32_t object, const char *name);

#endif
