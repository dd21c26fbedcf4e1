/* parts.h -- what the files of this floor share. */
#ifndef OURO_SHOW_PARTS_H
#define OURO_SHOW_PARTS_H

#include "observe/observing.h"
#include "observe/paths.h"
#include "observe/tally.h"
#include "show/show.h"

/* Looks, and resolves X. NULL when it names nothing that lives; then a line says why. */
const Look *show_resolve(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                         const char *path, PathAnswer *answer);

/* "list#1 is gone: refs reached 0 at `del a` (4 in :history)." */
void show_gone(Bytes *out, const ShowStyle *style, const Observer *observer, const Label *label);

/* The rows of a step of a statement, as those of the live line. */
void show_step_rows(Bytes *out, const ShowStyle *style, const Difference *difference);

/* Appends `Node#1.next → Node#2.next → Node#1`. */
void show_write_loop(Bytes *out, const ShowStyle *style, const char **steps, uint32_t count);

/* "The heap holds 1,396 objects in 100.0 KiB; 9 are the program's, in 528 bytes." */
void show_tally_sentence(Bytes *out, const ShowStyle *style, const Tally *tally);

/* `:heap X`. */
void show_heap_object(Bytes *out, const ShowStyle *style, const Observer *observer,
                      const Look *look, const View *before, uint32_t index);

/* What is in the block of an object that is gone. */
void show_gone_block(Bytes *out, const ShowStyle *style, const Observer *observer, View view,
                     const Label *label);

/* The number of a pool (or of what else begins at a slot), from 1 in order of address: it stays
 * the same for as long as the pool is there. */
size_t show_pool_number(View view, const void *address);

/* Appends what a label was, from when to when: `list#3, freed by `del a` (4 in :history)`. */
void show_write_ghost(Bytes *out, const Observer *observer, const Label *label);

#endif
