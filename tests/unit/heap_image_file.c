/* Images in bytes for a file: what is read is what was written, and nothing reads past the end. */
#include "heap/image.h"
#include "heap/image_file.h"
#include "heap_model.h"

#include <stdlib.h>
#include <string.h>

#define MIB ((size_t)1 << 20)

static Heap *open_heap(size_t limit) {
    HeapSettings settings = {.limit_bytes = limit, .root_bytes = 3000, .stack_bytes = 65536};
    return heap_open(&settings);
}

static void work(Unit *unit, Model *model, size_t steps) {
    for (size_t i = 0; i < steps; i++) {
        uint64_t random = unit_random(&model->random);
        if (random % 100 < 60 && model->count < 1500) {
            EXPECT(unit, model_add(model, model_random_size(model)));
        } else if (model->count > 0) {
            model_remove(model, (random >> 10) % model->count);
        }
    }
}

static bool is_same_image(const Heap *heap, const ImageCopy *copy) {
    for (size_t at = 0; at < heap->region_bytes; at += HEAP_PAGE_BYTES) {
        if (!image_page_equals((const char *)heap + at, copy->base + at)) {
            return false;
        }
    }
    return true;
}

static Unpack unpack_of(const Bytes *bytes, size_t length) {
    return (Unpack){.at = bytes->data, .end = bytes->data + length};
}

/* An image and an older one of the same heap, which is written as what differs. */
static void what_is_read_is_what_was_written(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(48 * MIB);
    model->random = 5;
    work(unit, model, 3000);
    ImageCopy older = {0}, read = {0}, read_older = {0};
    EXPECT(unit, image_copy_take(&older, model->heap));
    work(unit, model, 500);
    Bytes bytes = {0};
    image_pack_home(&bytes, model->heap);
    image_pack(&bytes, model->heap);
    size_t first = bytes.length;
    image_pack_copy(&bytes, model->heap, &older);
    EXPECT(unit, !bytes.failed && bytes.length % 8 == 0);
    EXPECT(unit, bytes.length - first < first / 2);
    Unpack in = unpack_of(&bytes, bytes.length);
    EXPECT(unit, image_unpack_home(&in, model->heap) == HOME_SAME);
    EXPECT(unit, image_copy_open(&read, model->heap) && image_unpack(&in, &read));
    EXPECT(unit, is_same_image(model->heap, &read));
    model_expect(unit, model, image_copy_view(&read));
    Unpack again = unpack_of(&bytes, bytes.length);
    (void)image_unpack_home(&again, model->heap);
    EXPECT(unit, image_copy_open(&read_older, model->heap) && image_unpack(&again, &read_older) &&
                     image_unpack(&in, &read_older) && in.at == in.end);
    EXPECT(unit, memcmp(read_older.base, older.base, HEAP_PAGE_BYTES) == 0);
    for (size_t at = 0; at < older.region_bytes; at += HEAP_PAGE_BYTES) {
        EXPECT(unit, image_page_equals(older.base + at, read_older.base + at));
    }
    image_copy_free(&older);
    image_copy_free(&read);
    image_copy_free(&read_older);
    bytes_free(&bytes);
    heap_close(model->heap);
    free(model);
}

/* Cut off at any unit, or with any unit of the small parts replaced: a failure, and no more. */
static void what_is_cut_off_fails(Unit *unit) {
    Model *model = calloc(1, sizeof(Model));
    model->heap = open_heap(8 * MIB);
    model->random = 6;
    work(unit, model, 200);
    Bytes bytes = {0};
    image_pack(&bytes, model->heap);
    ImageCopy copy = {0};
    EXPECT(unit, image_copy_open(&copy, model->heap));
    for (size_t length = 0; length < bytes.length; length += 8 * (1 + length / 512)) {
        char *exact = malloc(length + 1);
        memcpy(exact, bytes.data, length);
        Unpack in = {.at = exact, .end = exact + length};
        EXPECT(unit, !image_unpack(&in, &copy) && in.failed);
        free(exact);
    }
    uint64_t pages = copy.region_bytes / HEAP_PAGE_BYTES;
    uint64_t wrong[] = {pages, pages + 1, UINT64_MAX, UINT64_MAX / HEAP_PAGE_BYTES};
    for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
        memcpy(bytes.data + 8, &wrong[i], 8); /* the number of the first page */
        Unpack in = unpack_of(&bytes, bytes.length);
        EXPECT(unit, !image_unpack(&in, &copy));
    }
    image_copy_free(&copy);
    bytes_free(&bytes);
    heap_close(model->heap);
    free(model);
}

static void another_heap_is_told_from_this(Unit *unit) {
    Heap *one = open_heap(8 * MIB), *same = open_heap(8 * MIB), *larger = open_heap(16 * MIB);
    Bytes bytes = {0};
    image_pack_home(&bytes, one);
    Unpack in = unpack_of(&bytes, bytes.length);
    EXPECT(unit, image_unpack_home(&in, one) == HOME_SAME);
    in = unpack_of(&bytes, bytes.length);
    EXPECT(unit, image_unpack_home(&in, same) == HOME_OTHER_PLACE);
    in = unpack_of(&bytes, bytes.length);
    EXPECT(unit, image_unpack_home(&in, larger) == HOME_OTHER_SIZE);
    in = unpack_of(&bytes, bytes.length - 8);
    EXPECT(unit, image_unpack_home(&in, one) == HOME_UNREADABLE);
    bytes_free(&bytes);
    heap_close(one);
    heap_close(same);
    heap_close(larger);
}

/* A single byte that changes always changes the digest; so does the length. */
static void the_digest_sees_every_byte(Unit *unit) {
    Bytes bytes = {0};
    uint64_t random = 3;
    for (unsigned i = 0; i < 100; i++) {
        pack_number(&bytes, unit_random(&random));
    }
    pack_text(&bytes, "a text", 6);
    uint64_t digest = pack_digest(bytes.data, bytes.length);
    for (size_t at = 0; at < bytes.length; at++) {
        bytes.data[at] ^= (char)(1 << at % 8);
        EXPECT(unit, pack_digest(bytes.data, bytes.length) != digest);
        bytes.data[at] ^= (char)(1 << at % 8);
        EXPECT(unit, pack_digest(bytes.data, at) != digest);
    }
    EXPECT(unit, pack_digest(bytes.data, bytes.length) == digest);
    Unpack in = unpack_of(&bytes, bytes.length);
    (void)unpack_room(&in, 800);
    size_t length;
    const char *text = unpack_text(&in, &length);
    EXPECT(unit, length == 6 && memcmp(text, "a text", 6) == 0 && in.at == in.end && !in.failed);
    EXPECT(unit, unpack_number(&in) == 0 && in.failed);
    bytes_free(&bytes);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, what_is_read_is_what_was_written);
    UNIT_RUN(&unit, what_is_cut_off_fails);
    UNIT_RUN(&unit, another_heap_is_told_from_this);
    UNIT_RUN(&unit, the_digest_sees_every_byte);
    return unit_end(&unit);
}
