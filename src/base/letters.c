#include "base/letters.h"

#include "base/utf8.h"

#include <utf8proc.h>

typedef struct SpecialLetter {
    uint32_t point;
    uint32_t upper[LETTERS_LONGEST];
    uint32_t title[LETTERS_LONGEST];
} SpecialLetter;

#define SPECIAL_LETTER(point, u1, u2, u3, t1, t2, t3) {point, {u1, u2, u3}, {t1, t2, t3}},
static const SpecialLetter SPECIAL_LETTERS[] = {
#include "base/letters.def"
};
#undef SPECIAL_LETTER

static const SpecialLetter *find_special(uint32_t point) {
    size_t low = 0;
    size_t high = ARRAY_LENGTH(SPECIAL_LETTERS);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (SPECIAL_LETTERS[middle].point < point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < ARRAY_LENGTH(SPECIAL_LETTERS) && SPECIAL_LETTERS[low].point == point;
    return found ? &SPECIAL_LETTERS[low] : NULL;
}

size_t letters_map(LetterCase to, uint32_t point, uint32_t out[LETTERS_LONGEST]) {
    if (to == LETTER_LOWER) {
        if (point == 0x130) { /* I with a dot keeps its dot */
            out[0] = 'i';
            out[1] = 0x307;
            return 2;
        }
        out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
        return 1;
    }
    const SpecialLetter *special = point < 0x80 ? NULL : find_special(point);
    if (special == NULL) {
        out[0] = (uint32_t)(to == LETTER_UPPER ? utf8proc_toupper((utf8proc_int32_t)point)
                                               : utf8proc_totitle((utf8proc_int32_t)point));
        return 1;
    }
    const uint32_t *mapped = to == LETTER_UPPER ? special->upper : special->title;
    size_t length = 0;
    while (length < LETTERS_LONGEST && mapped[length] != 0) {
        out[length] = mapped[length];
        length++;
    }
    return length;
}

size_t letters_fold(uint32_t point, uint32_t out[LETTERS_LONGEST]) {
    utf8proc_int32_t folded[LETTERS_LONGEST];
    int boundary = 0;
    utf8proc_ssize_t length = utf8proc_decompose_char(
        (utf8proc_int32_t)point, folded, LETTERS_LONGEST, UTF8PROC_CASEFOLD, &boundary);
    if (length < 1 || length > LETTERS_LONGEST) {
        out[0] = point;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < length; i++) {
        out[i] = (uint32_t)folded[i];
    }
    return (size_t)length;
}

static utf8proc_category_t category_of(uint32_t point) {
    return (utf8proc_category_t)utf8_category(point);
}

bool letters_is_alpha(uint32_t point) {
    switch (category_of(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

bool letters_is_alnum(uint32_t point) {
    utf8proc_category_t category = category_of(point);
    return letters_is_alpha(point) || category == UTF8PROC_CATEGORY_ND ||
           category == UTF8PROC_CATEGORY_NL || category == UTF8PROC_CATEGORY_NO;
}

/* Raised, lowered and circled digits: Numeric_Type=Digit in the Unicode Character Database. */
static const uint32_t DIGIT_RANGES[][2] = {
    {0x00B2, 0x00B3},   {0x00B9, 0x00B9},   {0x1369, 0x1371},   {0x19DA, 0x19DA},
    {0x2070, 0x2070},   {0x2074, 0x2079},   {0x2080, 0x2089},   {0x2460, 0x2468},
    {0x2474, 0x247C},   {0x2488, 0x2490},   {0x24EA, 0x24EA},   {0x24F5, 0x24FD},
    {0x24FF, 0x24FF},   {0x2776, 0x277E},   {0x2780, 0x2788},   {0x278A, 0x2792},
    {0x10A40, 0x10A43}, {0x10E60, 0x10E68}, {0x11052, 0x1105A}, {0x1F100, 0x1F10A},
};

/* Chinese characters that are numbers: Numeric_Type=Numeric in Unihan. */
static const uint32_t NUMERIC_RANGES[][2] = {
    {0x3405, 0x3405},   {0x3483, 0x3483},   {0x382A, 0x382A},   {0x3B4D, 0x3B4D},
    {0x4E00, 0x4E00},   {0x4E03, 0x4E03},   {0x4E07, 0x4E07},   {0x4E09, 0x4E09},
    {0x4E5D, 0x4E5D},   {0x4E8C, 0x4E8C},   {0x4E94, 0x4E94},   {0x4E96, 0x4E96},
    {0x4EBF, 0x4EC0},   {0x4EDF, 0x4EDF},   {0x4EE8, 0x4EE8},   {0x4F0D, 0x4F0D},
    {0x4F70, 0x4F70},   {0x5104, 0x5104},   {0x5146, 0x5146},   {0x5169, 0x5169},
    {0x516B, 0x516B},   {0x516D, 0x516D},   {0x5341, 0x5341},   {0x5343, 0x5345},
    {0x534C, 0x534C},   {0x53C1, 0x53C4},   {0x56DB, 0x56DB},   {0x58F1, 0x58F1},
    {0x58F9, 0x58F9},   {0x5E7A, 0x5E7A},   {0x5EFE, 0x5EFF},   {0x5F0C, 0x5F0E},
    {0x5F10, 0x5F10},   {0x62FE, 0x62FE},   {0x634C, 0x634C},   {0x67D2, 0x67D2},
    {0x6F06, 0x6F06},   {0x7396, 0x7396},   {0x767E, 0x767E},   {0x8086, 0x8086},
    {0x842C, 0x842C},   {0x8CAE, 0x8CAE},   {0x8CB3, 0x8CB3},   {0x8D30, 0x8D30},
    {0x9621, 0x9621},   {0x9646, 0x9646},   {0x964C, 0x964C},   {0x9678, 0x9678},
    {0x96F6, 0x96F6},   {0xF96B, 0xF96B},   {0xF973, 0xF973},   {0xF978, 0xF978},
    {0xF9B2, 0xF9B2},   {0xF9D1, 0xF9D1},   {0xF9D3, 0xF9D3},   {0xF9FD, 0xF9FD},
    {0x20001, 0x20001}, {0x20064, 0x20064}, {0x200E2, 0x200E2}, {0x20121, 0x20121},
    {0x2092A, 0x2092A}, {0x20983, 0x20983}, {0x2098C, 0x2098C}, {0x2099C, 0x2099C},
    {0x20AEA, 0x20AEA}, {0x20AFD, 0x20AFD}, {0x20B19, 0x20B19}, {0x22390, 0x22390},
    {0x22998, 0x22998}, {0x23B1B, 0x23B1B}, {0x2626D, 0x2626D}, {0x2F890, 0x2F890},
};

static bool is_in_ranges(const uint32_t (*ranges)[2], size_t count, uint32_t point) {
    for (size_t i = 0; i < count; i++) {
        if (point >= ranges[i][0] && point <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

bool letters_is_digit(uint32_t point) {
    if (point < 0x80) {
        return point >= '0' && point <= '9';
    }
    return category_of(point) == UTF8PROC_CATEGORY_ND ||
           is_in_ranges(DIGIT_RANGES, ARRAY_LENGTH(DIGIT_RANGES), point);
}

bool letters_is_numeric(uint32_t point) {
    utf8proc_category_t category = category_of(point);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
           category == UTF8PROC_CATEGORY_NO ||
           is_in_ranges(NUMERIC_RANGES, ARRAY_LENGTH(NUMERIC_RANGES), point);
}

int letters_decimal(uint32_t point) {
    if (point < 0x80) {
        return point >= '0' && point <= '9' ? (int)(point - '0') : -1;
    }
    /* Decimal digits stand in runs from zero to nine, some of them side by side. */
    int before = -1;
    while (category_of(point) == UTF8PROC_CATEGORY_ND) {
        before++;
        point--;
    }
    return before < 0 ? -1 : before % 10;
}

bool letters_is_space(uint32_t point) {
    return (point >= '\t' && point <= '\r') || (point >= 0x1C && point <= ' ') || point == 0x85 ||
           point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) ||
           point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F ||
           point == 0x3000;
}

bool letters_is_line_end(uint32_t point) {
    return (point >= '\n' && point <= '\r') || (point >= 0x1C && point <= 0x1E) || point == 0x85 ||
           point == 0x2028 || point == 0x2029;
}

bool letters_is_lower(uint32_t point) {
    /* Modifier letters that are lower case since Unicode 15 only, which CPython 3.11 is older
     * than. */
    bool newer = point == 0x10FC || (point >= 0xA7F2 && point <= 0xA7F4) || point == 0xAB69 ||
                 category_of(point) == UTF8PROC_CATEGORY_CN;
    return !newer && utf8proc_islower((utf8proc_int32_t)point) != 0;
}

bool letters_is_upper(uint32_t point) {
    return utf8proc_isupper((utf8proc_int32_t)point) != 0;
}

bool letters_is_title(uint32_t point) {
    return category_of(point) == UTF8PROC_CATEGORY_LT;
}

bool letters_is_case_ignorable(uint32_t point) {
    switch (category_of(point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return point == '\'' || point == '.' || point == ':' || point == 0xB7 || point == 0x387 ||
               point == 0x55F || point == 0x5F4 || point == 0x2018 || point == 0x2019 ||
               point == 0x2024 || point == 0x2027 || point == 0xFE13 || point == 0xFE52 ||
               point == 0xFE55 || point == 0xFF07 || point == 0xFF0E || point == 0xFF1A;
    }
}
