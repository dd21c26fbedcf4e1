/* visit.h -- which pages of an image mean anything.
 *
 * An image is mostly address space that was never touched. Its pages are the heap's struct and the
 * client's root, the rows of arenas that were ever used, the rows of their runs, the stack up to
 * its high-water mark, and the touched pages of arenas. All others are zero. */
#ifndef OURO_HEAP_VISIT_H
#define OURO_HEAP_VISIT_H

#include "heap/heap.h"

/* Is given `count` neighbouring pages from number `page` on, counted from the image's start. False
 * ends the visit. */
typedef bool (*PageVisit)(void *context, size_t page, size_t count);

/* Visits in ascending order within each part the pages that were touched in `live` or in `copy`,
 * which may be the same. `copy` is where a copy of the image can be read. False when `visit` said
 * so. */
MUST_CHECK bool pages_visit(const Heap *live, const Heap *copy, PageVisit visit, void *context);

/* 64 bits of all pages: equal images have equal digests, and others hardly ever. For tests of
 * "nothing changed". Reads the whole image. */
uint64_t image_digest(const Heap *heap);

#endif
