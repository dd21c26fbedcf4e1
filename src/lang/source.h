/* source.h -- a program's text made ready for the lexer.
 *
 * The text of a Source is a copy in which a BOM is gone, every line ends in \n (the last too), and
 * a NUL follows the end, which the lexer uses as its sentinel; it is valid UTF-8 without NULs
 * inside. Columns are the same as in the original.
 *
 * A Source may also be a piece of a larger one, the expression in an f-string: then `first_line`
 * and line_starts[0] say where it stands in the whole. line_starts[0] is then "negative" by
 * wrapping around, so that offset - line_starts[i] is a column in any case. */
#ifndef OURO_LANG_SOURCE_H
#define OURO_LANG_SOURCE_H

#include "lang/diagnostic.h"

enum { SOURCE_LONGEST = 1 << 30 };

typedef struct Source {
    const char *text;
    uint32_t length;
    uint32_t first_line;   /* the number of the first line */
    uint32_t *line_starts; /* offset of each line */
    uint32_t line_count;
    uint32_t skipped; /* bytes of the BOM */
} Source;

/* False with the diagnostic set when the text is not fit to be read. */
MUST_CHECK bool source_open(Source *source, Scratch *scratch, const char *text, size_t length,
                            Diagnostic *diagnostic);

/* A piece of a whole: `text` of `length` bytes, NUL-terminated and ending in \n, of which byte 0
 * stands at the given line and column of the whole. The text is borrowed. */
MUST_CHECK bool source_open_piece(Source *source, Scratch *scratch, const char *text,
                                  uint32_t length, uint32_t line, uint32_t column);

/* The column of an offset that lies on the given line. */
uint32_t source_column(const Source *source, uint32_t line, uint32_t offset);

/* How many bytes of the original text the first `offset` bytes of the Source took. */
size_t source_original_offset(const Source *source, const char *original, size_t original_length,
                              uint32_t offset);

#endif
