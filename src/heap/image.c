#include "heap/image.h"

#include <string.h>
#include <sys/mman.h>

#define PAGE_WORDS (HEAP_PAGE_BYTES / sizeof(uint64_t))

#ifdef HEAP_ASAN
/* Loops over volatile words, so that the compiler makes no call of memcpy from them. */
#define NOT_SANITIZED __attribute__((no_sanitize("address")))
typedef volatile uint64_t PageWord;

NOT_SANITIZED bool image_page_equals(const void *one, const void *other) {
    const PageWord *a = one, *b = other;
    for (size_t i = 0; i < PAGE_WORDS; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

NOT_SANITIZED void image_page_copy(void *to, const void *from) {
    PageWord *a = to;
    const PageWord *b = from;
    for (size_t i = 0; i < PAGE_WORDS; i++) {
        a[i] = b[i];
    }
}
#else
#define NOT_SANITIZED
typedef uint64_t PageWord;

bool image_page_equals(const void *one, const void *other) {
    return memcmp(one, other, HEAP_PAGE_BYTES) == 0;
}

void image_page_copy(void *to, const void *from) {
    memcpy(to, from, HEAP_PAGE_BYTES);
}
#endif

NOT_SANITIZED bool image_page_is_zero(const void *page) {
    const PageWord *words = page;
    for (size_t i = 0; i < PAGE_WORDS; i += 8) {
        uint64_t some = words[i] | words[i + 1] | words[i + 2] | words[i + 3] | words[i + 4] |
                        words[i + 5] | words[i + 6] | words[i + 7];
        if (some != 0) {
            return false;
        }
    }
    return true;
}

NOT_SANITIZED uint64_t image_page_mix(uint64_t digest, const void *page) {
    const PageWord *words = page;
    for (size_t i = 0; i < PAGE_WORDS; i++) {
        digest = ((digest << 7 | digest >> 57) ^ words[i]) * 0x9E3779B97F4A7C15u;
    }
    return digest;
}

NOT_SANITIZED void image_page_swap(void *one, void *other) {
    PageWord *a = one, *b = other;
    for (size_t i = 0; i < PAGE_WORDS; i++) {
        uint64_t kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

char *image_reserve(size_t bytes) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

void image_unreserve(char *start, size_t bytes) {
    munmap(start, bytes);
}
