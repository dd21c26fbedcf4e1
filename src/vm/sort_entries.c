#include "vm/sort_entries.h"

#include "object/call.h"
#include "object/operations.h"
#include "object/state.h"

#include <string.h>

enum { SORT_SHORT = 64, SHORT_RUN = 32, POLL_EVERY = 4096 };
enum { DIGIT_BITS = 8, DIGITS = 64 / DIGIT_BITS, DIGIT_VALUES = 1 << DIGIT_BITS };

/* What the words of the entries say. */
typedef enum SortBy {
    BY_NUMBERS, /* everything */
    BY_TEXTS,   /* the beginnings of strings */
    BY_FIRST,   /* what stands first in tuples, or the beginning of it */
    BY_OBJECTS, /* nothing */
} SortBy;

typedef struct Sort {
    Vm *vm;
    Object *const *keys;
    SortEntry *entries;
    SortEntry *scratch;
    size_t count;
    uint32_t steps;
    bool failed;
} Sort;

/* Words ---------------------------------------------------------------------------------------- */

static const uint64_t SIGN = (uint64_t)1 << 63;

/* The kinds of keys that words can stand for, as bits. */
enum { SEEN_INT = 1, SEEN_LARGE_INT = 2, SEEN_FLOAT = 4, SEEN_TEXT = 8, SEEN_OTHER = 16 };

static unsigned kind_seen(const Object *key) {
    if (object_is_int(key)) {
        const int64_t exact = (int64_t)1 << 53; /* up to which every int is a float */
        int64_t value = int_value(key);
        return value >= -exact && value <= exact ? SEEN_INT : SEEN_INT | SEEN_LARGE_INT;
    }
    if (key->kind == KIND_FLOAT) {
        double value = float_value(key);
        return value == value ? SEEN_FLOAT : SEEN_OTHER;
    }
    return key->kind == KIND_STR ? SEEN_TEXT : SEEN_OTHER;
}

/* Whether the words of such keys can be compared: numbers with numbers, texts with texts. */
static bool have_words(unsigned seen) {
    return seen == SEEN_TEXT || (seen & (SEEN_TEXT | SEEN_FLOAT)) == 0 ||
           (seen & (SEEN_TEXT | SEEN_LARGE_INT)) == 0;
}

static const Object *first_item(const Object *key) {
    const TupleObject *tuple = (const TupleObject *)key;
    return key->kind == KIND_TUPLE && tuple->length > 0 ? tuple->items[0] : NULL;
}

/* What all the keys are; `seen` gets the kinds of those that words stand for. */
static SortBy look_at_keys(Object *const *keys, size_t count, unsigned *seen) {
    bool are_tuples = keys[0]->kind == KIND_TUPLE;
    *seen = 0;
    for (size_t i = 0; i < count; i++) {
        const Object *key = are_tuples ? first_item(keys[i]) : keys[i];
        *seen |= key == NULL ? SEEN_OTHER : kind_seen(key);
        if (UNLIKELY((*seen & SEEN_OTHER) != 0)) {
            return BY_OBJECTS;
        }
    }
    return !have_words(*seen)   ? BY_OBJECTS
           : are_tuples         ? BY_FIRST
           : *seen == SEEN_TEXT ? BY_TEXTS
                                : BY_NUMBERS;
}

/* Doubles are in the order of their bits, with the sign turned around and negative ones from the
 * greatest magnitude up. The two zeros are equal. */
static uint64_t word_of_double(double value) {
    uint64_t bits = 0;
    value = value == 0 ? 0 : value;
    memcpy(&bits, &value, sizeof bits);
    return (bits & SIGN) != 0 ? ~bits : bits | SIGN;
}

/* The first bytes, the first of them highest. The zero behind a short text is lower than any other
 * byte; a text that has zeros itself is as equal as its words say, and compared. */
static uint64_t word_of_text(const StrObject *string) {
    uint64_t word = 0;
    unsigned bytes = string->bytes < sizeof word ? string->bytes : (unsigned)sizeof word;
    for (unsigned i = 0; i < bytes; i++) {
        word |= (uint64_t)(unsigned char)string->text[i] << (56 - 8 * i);
    }
    return word;
}

static uint64_t word_of(const Object *key, unsigned seen) {
    if (seen == SEEN_TEXT) {
        return word_of_text((const StrObject *)key);
    }
    if ((seen & SEEN_FLOAT) == 0) {
        return (uint64_t)int_value(key) ^ SIGN;
    }
    return word_of_double(key->kind == KIND_FLOAT ? float_value(key) : (double)int_value(key));
}

/* Comparing ------------------------------------------------------------------------------------ */

static bool ask_objects(Sort *sort, const SortEntry *a, const SortEntry *b) {
    if (sort->failed) {
        return false;
    }
    Truth less =
        object_compare_truth(sort->vm, COMPARE_LESS, sort->keys[a->number], sort->keys[b->number]);
    sort->failed = less == TRUTH_FAILED;
    return less == TRUTH_TRUE;
}

/* Whether a < b; after a failure nothing is compared any more. */
static ALWAYS_INLINE bool is_less(Sort *sort, const SortEntry *a, const SortEntry *b, SortBy by) {
    if (by == BY_NUMBERS || (by != BY_OBJECTS && a->word != b->word)) {
        return a->word < b->word;
    }
    if (by == BY_TEXTS) {
        return str_compare((const StrObject *)sort->keys[a->number],
                           (const StrObject *)sort->keys[b->number]) < 0;
    }
    return ask_objects(sort, a, b);
}

/* Polls now and then; also says whether to go on at all. */
static bool keep_going(Sort *sort, size_t steps) {
    sort->steps += (uint32_t)steps;
    if (sort->steps >= POLL_EVERY && !sort->failed) {
        sort->steps = 0;
        sort->failed = vm_poll_interrupt(sort->vm);
    }
    return !sort->failed;
}

/* Runs and merges ------------------------------------------------------------------------------ */

/* The end of the run in order that begins at `start`; one that falls is turned around, which keeps
 * equal items in order because only strictly falling ones count. */
static ALWAYS_INLINE size_t find_run(Sort *sort, size_t start, size_t stop, SortBy by) {
    SortEntry *entries = sort->entries;
    size_t at = start + 1;
    if (at >= stop) {
        return stop;
    }
    bool falls = is_less(sort, &entries[at], &entries[at - 1], by);
    at++;
    while (at < stop && is_less(sort, &entries[at], &entries[at - 1], by) == falls) {
        at++;
    }
    for (size_t i = start, j = at - 1; falls && i < j; i++, j--) {
        SortEntry kept = entries[i];
        entries[i] = entries[j];
        entries[j] = kept;
    }
    return at;
}

/* Sorts [start, stop) by binary insertion behind its first run. */
static ALWAYS_INLINE void sort_short(Sort *sort, size_t start, size_t stop, SortBy by) {
    for (size_t i = find_run(sort, start, stop, by); i < stop && !sort->failed; i++) {
        SortEntry entry = sort->entries[i];
        size_t low = start;
        size_t high = i;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (is_less(sort, &entry, &sort->entries[middle], by)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        memmove(sort->entries + low + 1, sort->entries + low, (i - low) * sizeof(SortEntry));
        sort->entries[low] = entry;
    }
}

/* Merges [start, middle) and [middle, stop). Equal items of the left run go first. */
static ALWAYS_INLINE void merge(Sort *sort, size_t start, size_t middle, size_t stop, SortBy by) {
    SortEntry *entries = sort->entries;
    if (!is_less(sort, &entries[middle], &entries[middle - 1], by)) {
        return;
    }
    size_t left_count = middle - start;
    memcpy(sort->scratch, entries + start, left_count * sizeof(SortEntry));
    const SortEntry *left = sort->scratch;
    const SortEntry *left_end = left + left_count;
    const SortEntry *right = entries + middle;
    const SortEntry *right_end = entries + stop;
    SortEntry *out = entries + start;
    while (left < left_end && right < right_end) {
        *out++ = is_less(sort, right, left, by) ? *right++ : *left++;
    }
    memcpy(out, left, (size_t)(left_end - left) * sizeof(SortEntry));
}

static ALWAYS_INLINE void sort_by(Sort *sort, SortBy by) {
    size_t count = sort->count;
    size_t run = count < SORT_SHORT ? count : SHORT_RUN;
    for (size_t start = 0; start < count && keep_going(sort, run); start += run) {
        sort_short(sort, start, start + run < count ? start + run : count, by);
    }
    for (size_t width = run; width < count && !sort->failed; width *= 2) {
        for (size_t start = 0; start + width < count && keep_going(sort, width);
             start += 2 * width) {
            size_t stop = start + 2 * width < count ? start + 2 * width : count;
            merge(sort, start, start + width, stop, by);
        }
    }
}

/* Numbers -------------------------------------------------------------------------------------- */

/* Digit by digit from the lowest, each time stably; digits that are the same in all are skipped.
 * Leaves the result in `entries`. */
static void sort_by_digits(Sort *sort) {
    uint32_t counts[DIGITS][DIGIT_VALUES] = {0};
    size_t count = sort->count;
    for (size_t i = 0; i < count; i++) {
        for (unsigned digit = 0; digit < DIGITS; digit++) {
            counts[digit][sort->entries[i].word >> digit * DIGIT_BITS & (DIGIT_VALUES - 1)]++;
        }
    }
    for (unsigned digit = 0; digit < DIGITS; digit++) {
        unsigned shift = digit * DIGIT_BITS;
        uint32_t *places = counts[digit];
        if (places[sort->entries[0].word >> shift & (DIGIT_VALUES - 1)] == count) {
            continue;
        }
        uint32_t place = 0;
        for (unsigned value = 0; value < DIGIT_VALUES; value++) {
            uint32_t here = places[value];
            places[value] = place;
            place += here;
        }
        SortEntry *out = sort->scratch;
        for (size_t i = 0; i < count; i++) {
            out[places[sort->entries[i].word >> shift & (DIGIT_VALUES - 1)]++] = sort->entries[i];
        }
        sort->scratch = sort->entries;
        sort->entries = out;
        if (!keep_going(sort, count)) {
            return;
        }
    }
}

static void sort_numbers(Sort *sort) {
    if (find_run(sort, 0, sort->count, BY_NUMBERS) == sort->count) {
        return;
    }
    if (sort->count < SORT_SHORT) {
        sort_short(sort, 0, sort->count, BY_NUMBERS);
    } else {
        sort_by_digits(sort);
    }
}

SortEntry *sort_keys(Vm *vm, Object *const *keys, size_t count, bool reverse, SortEntry *entries,
                     SortEntry *scratch) {
    Sort sort = {.vm = vm, .keys = keys, .entries = entries, .scratch = scratch, .count = count};
    unsigned seen = 0;
    SortBy by = look_at_keys(keys, count, &seen);
    for (size_t i = 0; i < count; i++) {
        size_t number = reverse ? count - 1 - i : i;
        const Object *key = by == BY_FIRST ? first_item(keys[number]) : keys[number];
        uint64_t word = by == BY_OBJECTS ? 0 : word_of(key, seen);
        entries[i] = (SortEntry){.word = word, .number = (uint32_t)number};
    }
    switch (by) {
    case BY_NUMBERS:
        sort_numbers(&sort);
        break;
    case BY_TEXTS:
        sort_by(&sort, BY_TEXTS);
        break;
    case BY_FIRST:
        sort_by(&sort, BY_FIRST);
        break;
    case BY_OBJECTS:
        sort_by(&sort, BY_OBJECTS);
        break;
    }
    return sort.failed ? NULL : sort.entries;
}
