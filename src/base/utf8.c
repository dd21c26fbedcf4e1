#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arith.h"

static bool is_trail(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code_point) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 0) {
        return 0;
    }
    if (bytes[0] < 0x80) {
        *code_point = bytes[0];
        return 1;
    }
    if (bytes[0] >= 0xC2 && bytes[0] < 0xE0) {
        if (length < 2 || !is_trail(bytes[1])) {
            return 0;
        }
        *code_point = (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
        return 2;
    }
    if ((bytes[0] & 0xF0) == 0xE0) {
        if (length < 3 || !is_trail(bytes[1]) || !is_trail(bytes[2])) {
            return 0;
        }
        uint32_t value = (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
        *code_point = value;
        return value >= 0x800 ? 3 : 0;
    }
    if ((bytes[0] & 0xF8) == 0xF0) {
        if (length < 4 || !is_trail(bytes[1]) || !is_trail(bytes[2]) || !is_trail(bytes[3])) {
            return 0;
        }
        uint32_t value = (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3FU) << 12 |
                         (bytes[2] & 0x3FU) << 6 | (bytes[3] & 0x3FU);
        *code_point = value;
        return value >= 0x10000 && value <= UTF8_LAST_CODE_POINT ? 4 : 0;
    }
    return 0;
}

size_t utf8_encode(uint32_t code_point, char out[UTF8_LONGEST]) {
    CHECK(code_point <= UTF8_LAST_CODE_POINT);
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

static bool is_surrogate(uint32_t code_point) {
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

size_t utf8_find_invalid(const char *text, size_t length) {
    size_t offset = 0;
    while (offset < length) {
        uint32_t code_point = 0;
        size_t step = utf8_decode(text + offset, length - offset, &code_point);
        if (step == 0 || is_surrogate(code_point)) {
            return offset;
        }
        offset += step;
    }
    return length;
}

/* Whether the last 1 to 7 bytes of a text are all ASCII, by two looks that may overlap. */
static ALWAYS_INLINE bool is_ascii_rest(const char *text, size_t length) {
    if (length >= sizeof(uint32_t)) {
        uint32_t first = 0;
        uint32_t last = 0;
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + length - sizeof last, sizeof last);
        return ((first | last) & UINT32_C(0x80808080)) == 0;
    }
    return ((text[0] | text[length / 2] | text[length - 1]) & 0x80) == 0;
}

size_t utf8_count(const char *text, size_t length) {
    size_t trails = 0;
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= length; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, text + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0) {
            /* The lowest bit of each byte says whether the two highest were 10. */
            trails += arith_count_ones(word >> 7 & ~word >> 6 & UINT64_C(0x0101010101010101));
        }
    }
    if (at < length && is_ascii_rest(text + at, length - at)) {
        return length - trails;
    }
    for (; at < length; at++) {
        trails += is_trail((unsigned char)text[at]);
    }
    return length - trails;
}

size_t utf8_offset(const char *text, size_t length, size_t index) {
    for (size_t i = 0; i < length; i++) {
        if (!is_trail((unsigned char)text[i])) {
            if (index == 0) {
                return i;
            }
            index--;
        }
    }
    return length;
}

int utf8_code_point_width(uint32_t code_point) {
    return utf8proc_charwidth((utf8proc_int32_t)code_point);
}

size_t utf8_width(const char *text, size_t length) {
    size_t width = 0;
    size_t offset = 0;
    while (offset < length) {
        uint32_t code_point = 0;
        size_t step = utf8_decode(text + offset, length - offset, &code_point);
        int columns = step == 0 ? 1 : utf8_code_point_width(code_point);
        width += columns > 0 ? (size_t)columns : 0;
        offset += step == 0 ? 1 : step;
    }
    return width;
}

/* What the library knows and Unicode 14 does not, which is CPython 3.11's. */
static const uint32_t NEWER_RANGES[][2] = {
    {0xCF3, 0xCF3},     {0xECE, 0xECE},     {0x10EFD, 0x10EFF}, {0x1123F, 0x11241},
    {0x11B00, 0x11B09}, {0x11F00, 0x11F10}, {0x11F12, 0x11F3A}, {0x11F3E, 0x11F59},
    {0x1342F, 0x1342F}, {0x13440, 0x13455}, {0x1B132, 0x1B132}, {0x1B155, 0x1B155},
    {0x1D2C0, 0x1D2D3}, {0x1DF25, 0x1DF2A}, {0x1E030, 0x1E06D}, {0x1E08F, 0x1E08F},
    {0x1E4D0, 0x1E4F9}, {0x1F6DC, 0x1F6DC}, {0x1F774, 0x1F776}, {0x1F77B, 0x1F77F},
    {0x1F7D9, 0x1F7D9}, {0x1FA75, 0x1FA77}, {0x1FA87, 0x1FA88}, {0x1FAAD, 0x1FAAF},
    {0x1FABB, 0x1FABD}, {0x1FABF, 0x1FABF}, {0x1FACE, 0x1FACF}, {0x1FADA, 0x1FADB},
    {0x1FAE8, 0x1FAE8}, {0x1FAF7, 0x1FAF8}, {0x2B739, 0x2B739}, {0x31350, 0x323AF}};

int utf8_category(uint32_t code_point) {
    for (size_t i = 0; code_point >= NEWER_RANGES[0][0] && i < ARRAY_LENGTH(NEWER_RANGES); i++) {
        if (code_point >= NEWER_RANGES[i][0] && code_point <= NEWER_RANGES[i][1]) {
            return UTF8PROC_CATEGORY_CN;
        }
    }
    return (int)utf8proc_category((utf8proc_int32_t)code_point);
}

/* The characters that Unicode keeps in identifiers for the sake of older versions. */
static bool is_other_identifier_start(uint32_t code_point) {
    return code_point == 0x1885 || code_point == 0x1886 || code_point == 0x2118 ||
           code_point == 0x212E || code_point == 0x309B || code_point == 0x309C;
}

/* Letters whose compatibility form does not begin an identifier, which XID takes out of ID. */
static bool is_outside_xid(uint32_t code_point) {
    return code_point == 0x37A || code_point == 0x2E2F || code_point == 0x309B ||
           code_point == 0x309C || (code_point >= 0xFC5E && code_point <= 0xFC63) ||
           code_point == 0xFDFA || code_point == 0xFDFB || code_point == 0xFE70 ||
           code_point == 0xFE72 || code_point == 0xFE74 || code_point == 0xFE76 ||
           code_point == 0xFE78 || code_point == 0xFE7A || code_point == 0xFE7C ||
           code_point == 0xFE7E;
}

bool utf8_is_identifier_start(uint32_t code_point) {
    if (code_point < 0x80) {
        return (code_point >= 'a' && code_point <= 'z') ||
               (code_point >= 'A' && code_point <= 'Z') || code_point == '_';
    }
    if (is_outside_xid(code_point) || code_point == 0xE33 || code_point == 0xEB3 ||
        code_point == 0xFF9E || code_point == 0xFF9F) {
        return false;
    }
    switch (utf8_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return true;
    default:
        return is_other_identifier_start(code_point);
    }
}

bool utf8_is_identifier_continue(uint32_t code_point) {
    if (utf8_is_identifier_start(code_point)) {
        return true;
    }
    if (code_point < 0x80) {
        return code_point >= '0' && code_point <= '9';
    }
    if (is_outside_xid(code_point)) {
        return false;
    }
    switch (utf8_category(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return code_point == 0xB7 || code_point == 0x387 || code_point == 0x19DA ||
               (code_point >= 0x1369 && code_point <= 0x1371) || code_point == 0xE33 ||
               code_point == 0xEB3 || code_point == 0xFF9E || code_point == 0xFF9F;
    }
}

bool utf8_is_printable(uint32_t code_point) {
    if (code_point < 0x80) {
        return code_point >= 0x20 && code_point < 0x7F;
    }
    switch (utf8_category(code_point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return true;
    }
}

bool utf8_append_nfkc(Bytes *out, const char *text, size_t length) {
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (size < 0) {
        return false;
    }
    bytes_append(out, normal, (size_t)size);
    free(normal);
    return !out->failed;
}
