#include "heap/image_copy.h"

#include "heap/image.h"
#include "heap/visit.h"

bool image_copy_open(ImageCopy *copy, const Heap *home) {
    size_t bytes = home->region_bytes;
    *copy = (ImageCopy){.base = image_reserve(bytes), .home = home, .region_bytes = bytes};
    return copy->base != NULL;
}

static bool copy_pages(void *context, size_t page, size_t count) {
    ImageCopy *copy = context;
    for (size_t at = page * HEAP_PAGE_BYTES; count > 0; at += HEAP_PAGE_BYTES, count--) {
        const char *from = (const char *)copy->home + at;
        if (!image_page_is_zero(from)) {
            image_page_copy(copy->base + at, from);
            copy->bytes += HEAP_PAGE_BYTES;
        }
    }
    return true;
}

bool image_copy_take(ImageCopy *copy, const Heap *heap) {
    return image_copy_open(copy, heap) && pages_visit(heap, heap, copy_pages, copy);
}

void image_copy_free(ImageCopy *copy) {
    if (copy->base != NULL) {
        image_unreserve(copy->base, copy->region_bytes);
    }
    *copy = (ImageCopy){0};
}

View image_copy_view(const ImageCopy *copy) {
    ptrdiff_t delta = (ptrdiff_t)((uintptr_t)copy->base - (uintptr_t)copy->home);
    return (View){.home = copy->home, .delta = delta};
}
