#include "heap/image_file.h"

#include "heap/image.h"
#include "heap/visit.h"

#include <string.h>

void image_pack_home(Bytes *out, const Heap *heap) {
    pack_number(out, (uint64_t)(uintptr_t)heap);
    pack_number(out, heap->region_bytes);
    pack_number(out, heap->fixed_bytes);
    pack_number(out, heap->root_bytes);
    pack_number(out, heap->stack_bytes);
}

HomeAnswer image_unpack_home(Unpack *in, const Heap *heap) {
    uint64_t home = unpack_number(in);
    uint64_t region = unpack_number(in);
    uint64_t fixed = unpack_number(in);
    uint64_t root = unpack_number(in);
    uint64_t stack = unpack_number(in);
    if (in->failed) {
        return HOME_UNREADABLE;
    }
    if (region != heap->region_bytes || fixed != heap->fixed_bytes || root != heap->root_bytes ||
        stack != heap->stack_bytes) {
        return HOME_OTHER_SIZE;
    }
    return home == (uint64_t)(uintptr_t)heap ? HOME_SAME : HOME_OTHER_PLACE;
}

typedef struct Packing {
    Bytes *out;
    const char *image; /* what is written */
    const char *base;  /* what it is compared with; NULL for zeros */
    uint64_t count;
} Packing;

static bool pack_pages(void *context, size_t page, size_t count) {
    Packing *packing = context;
    for (size_t end = page + count; page < end; page++) {
        const char *image = packing->image + page * HEAP_PAGE_BYTES;
        if (packing->base == NULL
                ? image_page_is_zero(image)
                : image_page_equals(image, packing->base + page * HEAP_PAGE_BYTES)) {
            continue;
        }
        pack_number(packing->out, page);
        void *room = pack_room(packing->out, HEAP_PAGE_BYTES);
        if (room == NULL) {
            return false;
        }
        image_page_copy(room, image);
        packing->count++;
    }
    return true;
}

/* How many pages there are stands in front of them. */
static void pack_visited(Packing *packing, const Heap *live, const Heap *copy) {
    size_t start = packing->out->length;
    pack_number(packing->out, 0);
    if (pages_visit(live, copy, pack_pages, packing)) {
        memcpy(packing->out->data + start, &packing->count, sizeof packing->count);
    }
}

void image_pack(Bytes *out, const Heap *heap) {
    Packing packing = {.out = out, .image = (const char *)heap};
    pack_visited(&packing, heap, heap);
}

void image_pack_copy(Bytes *out, const Heap *heap, const ImageCopy *copy) {
    Packing packing = {.out = out, .image = copy->base, .base = (const char *)heap};
    pack_visited(&packing, heap, (const Heap *)(const void *)copy->base);
}

bool image_unpack(Unpack *in, ImageCopy *copy) {
    uint64_t count = unpack_number_to(in, copy->region_bytes / HEAP_PAGE_BYTES);
    for (uint64_t i = 0; i < count && !in->failed; i++) {
        uint64_t page = unpack_number_to(in, copy->region_bytes / HEAP_PAGE_BYTES - 1);
        const void *body = unpack_room(in, HEAP_PAGE_BYTES);
        if (body != NULL) {
            image_page_copy(copy->base + page * HEAP_PAGE_BYTES, body);
            copy->bytes += HEAP_PAGE_BYTES;
        }
    }
    return !in->failed;
}
