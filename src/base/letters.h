/* letters.h -- what Python's strings know about letters: their case, digits, spaces.
 *
 * Most of it comes from libutf8proc. The few letters whose capital form is longer than one
 * character (`ß` becomes `SS`) are the rows of letters.def. */
#ifndef OURO_BASE_LETTERS_H
#define OURO_BASE_LETTERS_H

#include "base/check.h"

typedef enum LetterCase { LETTER_LOWER, LETTER_UPPER, LETTER_TITLE } LetterCase;

enum { LETTERS_LONGEST = 3 };

/* Writes the code point in another case, without regard to what stands around it, and returns how
 * many code points that are (1 to 3). */
size_t letters_map(LetterCase to, uint32_t point, uint32_t out[LETTERS_LONGEST]);

/* The same for comparing without regard to case, as str.casefold() does. */
size_t letters_fold(uint32_t point, uint32_t out[LETTERS_LONGEST]);

/* As str.isalpha() and so on ask it of each character. */
bool letters_is_alpha(uint32_t point);
bool letters_is_alnum(uint32_t point);
bool letters_is_digit(uint32_t point);
/* Digits, and whatever else has the value of a number, such as fractions. */
bool letters_is_numeric(uint32_t point);
/* The value of a decimal digit of any script, or -1. */
int letters_decimal(uint32_t point);
bool letters_is_space(uint32_t point);
bool letters_is_line_end(uint32_t point);
bool letters_is_lower(uint32_t point);
bool letters_is_upper(uint32_t point);
bool letters_is_title(uint32_t point);
/* Characters such as apostrophes and accents, which do not end a word where a final sigma is
 * looked for. */
bool letters_is_case_ignorable(uint32_t point);

static inline bool letters_is_cased(uint32_t point) {
    return letters_is_lower(point) || letters_is_upper(point) || letters_is_title(point);
}

#endif
