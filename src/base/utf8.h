/* utf8.h -- UTF-8, and what libutf8proc knows about characters.
 *
 * Source text must be valid UTF-8, as strictly as in CPython (no surrogates, no overlong forms,
 * nothing past U+10FFFF). Strings of programs may also hold single surrogates (`"\ud800"`), which
 * are stored as the three bytes that UTF-8 would give them. So decoding and counting accept those,
 * and only utf8_find_invalid refuses them.
 *
 * Lengths and offsets are bytes unless a name says otherwise. Costs are linear in the bytes seen.
 */
#ifndef OURO_BASE_UTF8_H
#define OURO_BASE_UTF8_H

#include "base/bytes.h"

enum { UTF8_LONGEST = 4, UTF8_LAST_CODE_POINT = 0x10FFFF };

/* Decodes the code point at the start of `text` into *code_point and returns its length in bytes;
 * 0 where there is none: at the end, or at bytes that are not UTF-8. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);

/* Writes the code point and returns its length in bytes (1 to 4). It must be at most
 * UTF8_LAST_CODE_POINT. Nothing terminates it. */
size_t utf8_encode(uint32_t code_point, char out[UTF8_LONGEST]);

/* The offset of the first byte that is not part of strictly valid UTF-8, or `length`. */
size_t utf8_find_invalid(const char *text, size_t length);

/* These three need text that utf8_decode accepts throughout. */
size_t utf8_count(const char *text, size_t length);
/* The offset of the code point number `index`; `length` where there are no more than that. */
size_t utf8_offset(const char *text, size_t length, size_t index);
/* Columns that a terminal gives the text: 0 for what combines, 2 for wide characters. */
size_t utf8_width(const char *text, size_t length);

int utf8_code_point_width(uint32_t code_point);

/* Python's XID_Start and XID_Continue, from general categories. */
bool utf8_is_identifier_start(uint32_t code_point);
bool utf8_is_identifier_continue(uint32_t code_point);

/* The general category in Unicode 14, as one of libutf8proc's numbers. */
int utf8_category(uint32_t code_point);

/* What repr() shows as itself. */
bool utf8_is_printable(uint32_t code_point);

/* Appends the NFKC form, in which Python compares identifiers. False when the text is not valid or
 * memory ran out. */
MUST_CHECK bool utf8_append_nfkc(Bytes *out, const char *text, size_t length);

#endif
