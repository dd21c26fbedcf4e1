/* facts_read.c -- facts from their text. */
#include "lesson/fact.h"

#include <string.h>

enum { TEXT_MOST = 500, GENERATION_LAST = GENERATION_COUNT - 1 };

#define NUMBER GIVES_NUMBER
#define TEXT GIVES_TEXT
#define TRUTH GIVES_TRUTH
#define RUN_TRUTH GIVES_RUN_TRUTH
const FactRow FACT_ROWS[ASK_COUNT] = {
#define FACT(name, parameters, gives, help) {#name, parameters, gives},
#include "lesson/facts.def"
};
#undef NUMBER
#undef TEXT
#undef TRUTH
#undef RUN_TRUTH

static const char *const WORDS[] = {
#define FACT(name, parameters, gives, help) #name,
#include "lesson/facts.def"
    NULL,
};

typedef struct Reader {
    Scratch *scratch;
    Complaints *complaints;
    const char *text; /* ends with a NUL */
    const char *at;
    uint32_t line;
    FactPlace place;
} Reader;

static Fact *read_or(Reader *reader);

static void skip_blanks(Reader *reader) {
    reader->at += strspn(reader->at, " \t");
}

/* Of a name, or 0. */
static size_t measure_name(const char *at) {
    static const char FIRST[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    size_t length = 0;
    while (strchr(FIRST, at[length]) != NULL ||
           (length != 0 && at[length] >= '0' && at[length] <= '9')) {
        if (at[length] == '\0') {
            break;
        }
        length++;
    }
    return length;
}

static bool take_mark(Reader *reader, const char *mark) {
    skip_blanks(reader);
    size_t length = strlen(mark);
    if (strncmp(reader->at, mark, length) != 0) {
        return false;
    }
    reader->at += length;
    return true;
}

static bool take_word(Reader *reader, const char *word) {
    skip_blanks(reader);
    size_t length = measure_name(reader->at);
    if (length != strlen(word) || memcmp(reader->at, word, length) != 0) {
        return false;
    }
    reader->at += length;
    return true;
}

/* A node whose text reaches from `start` to where the reader is. */
static Fact *new_fact(Reader *reader, FactShape shape, bool is_truth, const char *start) {
    Fact *fact = scratch_allocate(reader->scratch, sizeof(Fact));
    size_t length = (size_t)(reader->at - start);
    while (length != 0 && (start[length - 1] == ' ' || start[length - 1] == '\t')) {
        length--;
    }
    const char *text = scratch_copy(reader->scratch, start, length);
    if (fact == NULL || text == NULL) {
        return NULL;
    }
    *fact = (Fact){.shape = shape, .is_truth = is_truth, .line = reader->line, .text = text};
    return fact;
}

static Fact *fail(Reader *reader, const char *what, const char *advice) {
    complain(reader->complaints, reader->line, "`%s`: %s%s", reader->text, what, advice);
    return NULL;
}

/* --- calls ------------------------------------------------------------------------------------ */

/* The length of a path: up to the `,` or `)` that ends the argument. */
static size_t measure_path(const char *at) {
    size_t length = 0;
    char quote = '\0';
    unsigned depth = 0;
    for (; at[length] != '\0'; length++) {
        char byte = at[length];
        if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '\'' || byte == '"') {
            quote = byte;
        } else if (byte == '[' || byte == '(') {
            depth++;
        } else if (depth == 0 && (byte == ')' || byte == ',')) {
            break;
        } else if (byte == ']' || byte == ')') {
            depth -= depth != 0;
        }
    }
    while (length != 0 && at[length - 1] == ' ') {
        length--;
    }
    return length;
}

static bool read_path(Reader *reader, FactArgument *argument) {
    size_t length = measure_path(reader->at);
    const char *text = reader->at;
    reader->at += length;
    argument->is_of_start = length > 6 && memcmp(text, "start.", 6) == 0;
    if (argument->is_of_start) {
        text += 6;
        length -= 6;
    }
    if (length == 0) {
        (void)fail(reader, "an object is missing here: a name, or a path such as b.next", "");
        return false;
    }
    argument->text = scratch_copy(reader->scratch, text, length);
    return argument->text != NULL;
}

static bool read_quoted(Reader *reader, FactArgument *argument) {
    char quote = *reader->at;
    const char *end = quote == '\'' || quote == '"' ? strchr(reader->at + 1, quote) : NULL;
    if (end == NULL) {
        (void)fail(reader, "a text in quotes is missing here", "");
        return false;
    }
    argument->text = scratch_copy(reader->scratch, reader->at + 1, (size_t)(end - reader->at - 1));
    reader->at = end + 1;
    return argument->text != NULL;
}

static bool read_argument(Reader *reader, char parameter, FactArgument *argument) {
    skip_blanks(reader);
    size_t length = 0;
    switch (parameter) {
    case 'x':
        return read_path(reader, argument);
    case 's':
        return read_quoted(reader, argument);
    case 'n':
        if (*reader->at < '0' || *reader->at > '0' + GENERATION_LAST) {
            (void)fail(reader, "the generations are 0, 1 and 2", "");
            return false;
        }
        argument->number = *reader->at++ - '0';
        return true;
    default:
        length = measure_name(reader->at);
        if (length == 0) {
            (void)fail(reader, "the name of a type is missing here, such as list or Node", "");
            return false;
        }
        argument->text = scratch_copy(reader->scratch, reader->at, length);
        reader->at += length;
        return argument->text != NULL;
    }
}

/* What a call takes, in words: "refs(x)". */
static void write_signature(Bytes *out, const FactRow *row) {
    bool is_first = true;
    char shown = 'x'; /* a second object is y */
    bytes_print(out, "%s(", row->name);
    for (const char *at = row->parameters; *at != '\0'; at++) {
        if (*at == '?') {
            continue;
        }
        bytes_print(out, "%s%c", is_first ? "" : ", ", *at == 'x' ? shown++ : *at);
        is_first = false;
    }
    bytes_append_char(out, ')');
}

static bool read_arguments(Reader *reader, Fact *fact) {
    const FactRow *row = &FACT_ROWS[fact->ask];
    const char *parameter = row->parameters;
    while (*parameter != '\0') {
        bool may_lack = *parameter == '?';
        parameter += may_lack;
        skip_blanks(reader);
        if (may_lack && *reader->at == ')') {
            break;
        }
        if (fact->argument_count != 0 && !take_mark(reader, ",")) {
            break;
        }
        if (!read_argument(reader, *parameter, &fact->arguments[fact->argument_count])) {
            return false;
        }
        fact->argument_count++;
        parameter++;
    }
    bool is_whole = *parameter == '\0' || parameter[-1] == '?' || *parameter == '?';
    if (!is_whole || !take_mark(reader, ")")) {
        Bytes signature = {0};
        write_signature(&signature, row);
        (void)fail(reader, "it is written ", bytes_text(&signature));
        bytes_free(&signature);
        return false;
    }
    return true;
}

/* What can only be asked of some objects, or in some places. */
static bool check_call(Reader *reader, const Fact *fact) {
    if (fact->ask == ASK_freed && !fact->arguments[0].is_of_start) {
        (void)fail(reader, "what has a name now is not freed: ask freed(start.NAME)", "");
        return false;
    }
    if (FACT_ROWS[fact->ask].gives == GIVES_RUN_TRUTH &&
        (reader->place != FACT_OF_RUN || fact->is_of_start)) {
        (void)fail(reader, "only the `when` of a choice looks at what appeared: ask the heap", "");
        return false;
    }
    return true;
}

static Fact *read_call(Reader *reader, const char *start, bool is_of_start) {
    size_t length = measure_name(reader->at);
    const char *name = reader->at;
    uint32_t ask = 0;
    while (ask < ASK_COUNT && (strlen(FACT_ROWS[ask].name) != length ||
                               memcmp(FACT_ROWS[ask].name, name, length) != 0)) {
        ask++;
    }
    if (ask == ASK_COUNT) {
        char word[40] = "";
        Bytes advice = {0};
        memcpy(word, name, length < sizeof word ? length : sizeof word - 1);
        bytes_print(&advice, "there is no fact %s(...)", word);
        complaint_suggest(&advice, word, WORDS);
        (void)fail(reader, bytes_text(&advice), "");
        bytes_free(&advice);
        return NULL;
    }
    reader->at += length;
    (void)take_mark(reader, "(");
    Fact call = {.ask = (FactAsk)ask, .is_of_start = is_of_start};
    if (!read_arguments(reader, &call) || !check_call(reader, &call)) {
        return NULL;
    }
    Fact *fact = new_fact(reader, FACT_CALL, FACT_ROWS[ask].gives >= GIVES_TRUTH, start);
    if (fact != NULL) {
        fact->ask = call.ask;
        fact->is_of_start = is_of_start;
        fact->argument_count = call.argument_count;
        memcpy(fact->arguments, call.arguments, sizeof call.arguments);
    }
    return fact;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static Fact *read_integer(Reader *reader) {
    const char *start = reader->at;
    int64_t number = 0;
    for (; *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        number = number < 1000000000000000 ? number * 10 + (*reader->at - '0') : number;
    }
    Fact *fact = new_fact(reader, FACT_INTEGER, false, start);
    if (fact != NULL) {
        fact->number = number;
    }
    return fact;
}

/* A name that no parenthesis follows. */
static Fact *fail_as_object(Reader *reader, const char *start) {
    Bytes advice = {0};
    size_t length = measure_path(start);
    size_t word = strcspn(start, " \t=<>!+-)");
    length = word < length ? word : length;
    bytes_print(&advice, "%.*s is an object; ask something of it, as in refs(%.*s) or exists(%.*s)",
                (int)length, start, (int)length, start, (int)length, start);
    (void)fail(reader, bytes_text(&advice), "");
    bytes_free(&advice);
    return NULL;
}

static Fact *read_term(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    if (*start >= '0' && *start <= '9') {
        return read_integer(reader);
    }
    size_t length = measure_name(start);
    if (length == 0) {
        Bytes rest = {0};
        bytes_print(&rest, *start == '\0' ? "something is missing at the end" : "at `%s`", start);
        (void)fail(reader, *start == '\0' ? "" : "this is not understood, ", bytes_text(&rest));
        bytes_free(&rest);
        return NULL;
    }
    bool is_of_start = length == 5 && memcmp(start, "start", 5) == 0 && start[5] == '.';
    if (is_of_start) {
        reader->at += 6;
        length = measure_name(reader->at);
    }
    if (length == 0 || reader->at[length + strspn(reader->at + length, " ")] != '(') {
        return fail_as_object(reader, start);
    }
    return read_call(reader, start, is_of_start);
}

static bool need_number(Reader *reader, const Fact *fact) {
    if (fact_is_text(fact)) {
        (void)fail(reader, fact->text, " is no number: compare it as in value(x) == 'text'");
        return false;
    }
    if (fact->is_truth) {
        (void)fail(reader, fact->text, " is true or false, not a number");
        return false;
    }
    return true;
}

static Fact *join(Reader *reader, FactShape shape, bool is_truth, const char *start,
                  const Fact *left, const Fact *right) {
    Fact *fact = new_fact(reader, shape, is_truth, start);
    if (fact != NULL) {
        fact->left = left;
        fact->right = right;
    }
    return fact;
}

static Fact *read_sum(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    Fact *left = read_term(reader);
    while (left != NULL) {
        bool adds = take_mark(reader, "+");
        if (!adds && !take_mark(reader, "-")) {
            break;
        }
        Fact *right = read_term(reader);
        if (right == NULL || !need_number(reader, left) || !need_number(reader, right)) {
            return NULL;
        }
        left = join(reader, adds ? FACT_ADD : FACT_SUBTRACT, false, start, left, right);
    }
    return left;
}

/* --- truths ----------------------------------------------------------------------------------- */

static bool take_order(Reader *reader, FactOrder *order) {
    static const struct {
        const char *mark;
        FactOrder order;
    } MARKS[] = {{"==", ORDER_EQ}, {"!=", ORDER_NE}, {"<=", ORDER_LE},
                 {">=", ORDER_GE}, {"<", ORDER_LT},  {">", ORDER_GT}};
    for (size_t i = 0; i < ARRAY_LENGTH(MARKS); i++) {
        if (take_mark(reader, MARKS[i].mark)) {
            *order = MARKS[i].order;
            return true;
        }
    }
    return false;
}

/* --- values ----------------------------------------------------------------------------------- */

/* What stands behind `value(x) ==`: another value, or a literal. */
static Fact *read_text(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    if (strncmp(start, "value(", 6) == 0 || strncmp(start, "start.value(", 12) == 0) {
        return read_term(reader);
    }
    size_t length = fact_measure_literal(start);
    if (length == 0) {
        return fail(reader, "a value is compared with another, or with what Python prints: ",
                    "3, 2.5, 'text', None, [1, 2]");
    }
    if (*start == '"' && memchr(start, '\'', length) == NULL) {
        return fail(reader, "Python prints a text in single quotes", "");
    }
    reader->at += length;
    return new_fact(reader, FACT_LITERAL, false, start);
}

static Fact *compare_texts(Reader *reader, FactOrder order, const char *start, const Fact *left) {
    if (order != ORDER_EQ && order != ORDER_NE) {
        return fail(reader, left->text, " is compared with == or !=");
    }
    const Fact *right = read_text(reader);
    return right == NULL ? NULL : join(reader, FACT_COMPARE, true, start, left, right);
}

static Fact *compare_numbers(Reader *reader, const char *start, const Fact *left) {
    const Fact *right = read_sum(reader);
    if (right == NULL || !need_number(reader, left) || !need_number(reader, right)) {
        return NULL;
    }
    return join(reader, FACT_COMPARE, true, start, left, right);
}

/* `1 <= refs(a) <= 2` is both comparisons, as in Python. */
static Fact *read_comparison(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    const char *part = start;
    Fact *single = read_sum(reader);
    const Fact *left = single;
    Fact *whole = NULL;
    FactOrder order = ORDER_EQ;
    if (left == NULL) {
        return NULL;
    }
    while (take_order(reader, &order)) {
        skip_blanks(reader);
        const char *next_part = reader->at;
        Fact *fact = fact_is_text(left) ? compare_texts(reader, order, part, left)
                                        : compare_numbers(reader, part, left);
        if (fact == NULL) {
            return NULL;
        }
        fact->order = order;
        whole = whole == NULL ? fact : join(reader, FACT_AND, true, start, whole, fact);
        left = fact->right;
        part = next_part;
        if (whole == NULL) {
            return NULL;
        }
    }
    if (whole == NULL && take_mark(reader, "=")) {
        return fail(reader, "`==` compares, not `=`", "");
    }
    if (whole == NULL && fact_is_text(left)) {
        return fail(reader, left->text, " is a value: compare it, as in == 1");
    }
    if (whole == NULL && !left->is_truth) {
        return fail(reader, left->text, " is a number: compare it, as in == 1");
    }
    return whole != NULL ? whole : single;
}

static Fact *read_not(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    if (take_word(reader, "not")) {
        Fact *inner = read_not(reader);
        return inner == NULL ? NULL : join(reader, FACT_NOT, true, start, inner, NULL);
    }
    if (take_mark(reader, "(")) {
        Fact *inner = read_or(reader);
        if (inner != NULL && !take_mark(reader, ")")) {
            return fail(reader, "a `)` is missing", "");
        }
        return inner;
    }
    return read_comparison(reader);
}

static Fact *read_and(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    Fact *left = read_not(reader);
    while (left != NULL && take_word(reader, "and")) {
        Fact *right = read_not(reader);
        left = right == NULL ? NULL : join(reader, FACT_AND, true, start, left, right);
    }
    return left;
}

static Fact *read_or(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    Fact *left = read_and(reader);
    while (left != NULL && take_word(reader, "or")) {
        Fact *right = read_and(reader);
        left = right == NULL ? NULL : join(reader, FACT_OR, true, start, left, right);
    }
    return left;
}

const Fact *fact_read(Scratch *scratch, const char *text, size_t length, FactPlace place,
                      uint32_t line, Complaints *complaints) {
    size_t blanks = strspn(text, " \t") < length ? strspn(text, " \t") : length;
    while (length > blanks && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    if (length - blanks > TEXT_MOST) {
        complain(complaints, line, "this fact is longer than %d characters", TEXT_MOST);
        return NULL;
    }
    const char *copy = scratch_copy(scratch, text + blanks, length - blanks);
    if (copy == NULL) {
        return NULL;
    }
    Reader reader = {.scratch = scratch,
                     .complaints = complaints,
                     .text = copy,
                     .at = copy,
                     .line = line,
                     .place = place};
    Fact *fact = read_or(&reader);
    skip_blanks(&reader);
    if (fact != NULL && *reader.at != '\0') {
        return fail(&reader, "it should end before ", reader.at);
    }
    return fact;
}

const Fact *fact_printed(Scratch *scratch, const char *text, size_t length, uint32_t line) {
    Fact *fact = scratch_allocate(scratch, sizeof(Fact));
    const char *copy = scratch_copy(scratch, text, length);
    if (fact == NULL || copy == NULL) {
        return NULL;
    }
    *fact = (Fact){.shape = FACT_CALL,
                   .ask = ASK_printed,
                   .is_truth = true,
                   .argument_count = 1,
                   .line = line,
                   .text = copy,
                   .arguments = {{.text = copy}}};
    return fact;
}

const char *fact_text(const Fact *fact) {
    return fact->text;
}

uint32_t fact_line(const Fact *fact) {
    return fact->line;
}
