/* image_file.h -- an image as bytes for a file, and back.
 *
 * Only pages that differ from a base are written: from nothing at all (zeros) for the image itself,
 * from that image for another one of the same heap. Pointers in pages are addresses of the home, so
 * an image can be read only where it was written: by a program with the same tables, in a
 * region of the same size at the same place. image_unpack_home holds the reader to that. What it
 * cannot see is whether the pages make sense; a checksum of the whole file must say so before. */
#ifndef OURO_HEAP_IMAGE_FILE_H
#define OURO_HEAP_IMAGE_FILE_H

#include "base/pack.h"
#include "heap/image_copy.h"

/* Where the region lies and how it is laid out. */
void image_pack_home(Bytes *out, const Heap *heap);
typedef enum HomeAnswer {
    HOME_SAME,
    HOME_OTHER_PLACE,
    HOME_OTHER_SIZE,
    HOME_UNREADABLE
} HomeAnswer;
HomeAnswer image_unpack_home(Unpack *in, const Heap *heap);

/* The live image's pages that are not zero. */
void image_pack(Bytes *out, const Heap *heap);
/* The pages in which a copy differs from the live image. */
void image_pack_copy(Bytes *out, const Heap *heap, const ImageCopy *copy);

/* Reads pages into a copy, over what it holds. False when they cannot be: then in->failed. */
MUST_CHECK bool image_unpack(Unpack *in, ImageCopy *copy);

#endif
