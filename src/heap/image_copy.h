/* image_copy.h -- a whole image, copied to another place: what a mark remembers, what a file holds.
 *
 * Address space as large as the region, of which only pages that mean anything take memory. It is
 * looked at through its View. A zeroed ImageCopy is none. Copying costs what the touched pages
 * take. */
#ifndef OURO_HEAP_IMAGE_COPY_H
#define OURO_HEAP_IMAGE_COPY_H

#include "heap/view.h"

typedef struct ImageCopy {
    char *base; /* NULL: there is none */
    const Heap *home;
    size_t region_bytes;
    size_t bytes; /* of memory that it takes */
} ImageCopy;

/* Room for a copy, all zero. False when there is no address space. */
MUST_CHECK bool image_copy_open(ImageCopy *copy, const Heap *home);
/* Copies the image as it is now. False when there is no address space. */
MUST_CHECK bool image_copy_take(ImageCopy *copy, const Heap *heap);
void image_copy_free(ImageCopy *copy);

View image_copy_view(const ImageCopy *copy);

#endif
