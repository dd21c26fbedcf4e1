/* look_parts.h -- what the files of a look share: paths (look.c) and words (look_words.c). */
#ifndef OURO_OBSERVE_LOOK_PARTS_H
#define OURO_OBSERVE_LOOK_PARTS_H

#include "observe/look.h"

/* Whether an edge is `_`, the last result. */
bool look_edge_is_echo(const CensusEdge *edge);

/* Writes the name that an edge is: a global, a local of a running call, or `_`. */
void look_write_name(Bytes *out, const Look *look, const CensusEdge *edge);

#endif
