/* image.h -- comparing and copying pages of the image.
 *
 * The sanitizer poisons the bodies of free blocks, so its own versions of memcpy and memcmp would
 * report every copy of a page. These routines are not intercepted; in an ordinary build they are
 * the C library's. Pages are HEAP_PAGE_BYTES, aligned to 8. */
#ifndef OURO_HEAP_IMAGE_H
#define OURO_HEAP_IMAGE_H

#include "heap/heap.h"

bool image_page_is_zero(const void *page);
bool image_page_equals(const void *one, const void *other);
void image_page_copy(void *to, const void *from);
void image_page_swap(void *one, void *other);
/* The digest of what came before and this page. */
uint64_t image_page_mix(uint64_t digest, const void *page);

/* Address space for a copy of the image: zeros, taking memory only where it is written. NULL when
 * there is none. */
MUST_CHECK char *image_reserve(size_t bytes);
void image_unreserve(char *start, size_t bytes);

#endif
