/* prose.h -- the text of a lesson between its blocks, as it is shown at a terminal.
 *
 * Markdown is flattened when it is read: paragraphs, items of lists, quotes, and code that is only
 * looked at. `code` keeps its backticks, or is bright where there are colours; links keep their
 * words, and what is emphasized stands between two control characters, which show as bold where
 * there are colours and else as nothing.
 *
 * The texts belong to the lesson. */
#ifndef OURO_LESSON_PROSE_H
#define OURO_LESSON_PROSE_H

#include "show/show.h"

typedef enum ProseKind { PROSE_PARAGRAPH, PROSE_ITEM, PROSE_QUOTE, PROSE_CODE } ProseKind;

enum { PROSE_BOLD = 1, PROSE_NORMAL = 2 }; /* characters in the texts */

typedef struct ProseBlock {
    const char *text; /* one line, however long; of code the lines, each with its end */
    uint32_t line;    /* of the file */
    uint32_t number;  /* of an item of a numbered list; 0 for a bullet */
    uint8_t kind;     /* a ProseKind */
    uint8_t depth;    /* lists in which it stands */
    bool continues;   /* a further paragraph of the item before it */
} ProseBlock;

typedef struct Prose {
    const ProseBlock *blocks;
    uint32_t count;
} Prose;

/* Appends the text in lines of at most the style's width, with an empty line between paragraphs and
 * none at either end. */
void prose_write(Bytes *out, const ShowStyle *style, const Prose *prose);

/* How many rows prose_write makes of it. */
uint32_t prose_count_rows(const Prose *prose, unsigned width);

#endif
