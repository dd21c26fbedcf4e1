/* base_text.c -- growable bytes, scratch memory and UTF-8. */
#include "base/bytes.h"
#include "base/scratch.h"
#include "base/utf8.h"

#include "unit.h"

#include <string.h>

static void bytes_end_with_a_nul_and_may_hold_nuls(Unit *unit) {
    Bytes bytes = {0};
    EXPECT(unit, strcmp(bytes_text(&bytes), "") == 0);
    for (int i = 0; i < 1000; i++) {
        bytes_print(&bytes, "%d,", i);
        bytes_append(&bytes, "\0x", 2);
        bytes_append_char(&bytes, '.');
        EXPECT(unit, bytes.data[bytes.length] == '\0');
    }
    EXPECT(unit, bytes.length == 10 * 2 + 90 * 3 + 900 * 4 + 3 * 1000);
    EXPECT(unit, memcmp(bytes.data, "0,\0x.1,\0x.", 10) == 0);
    bytes_clear(&bytes);
    bytes_append_repeated(&bytes, '-', 5);
    bytes_append(&bytes, NULL, 0);
    EXPECT(unit, strcmp(bytes.data, "-----") == 0);
    bytes_free(&bytes);
    EXPECT(unit, bytes.data == NULL && bytes.length == 0);
}

static void bytes_remember_that_memory_ran_out(Unit *unit) {
    Bytes bytes = {0};
    bytes_append_text(&bytes, "abc");
    EXPECT(unit, !bytes_reserve(&bytes, SIZE_MAX / 2));
    bytes_append_text(&bytes, "def");
    EXPECT(unit, bytes.failed && strcmp(bytes.data, "abc") == 0);
    bytes_clear(&bytes);
    EXPECT(unit, !bytes.failed && bytes.length == 0);
    bytes_free(&bytes);
}

static void scratch_is_zeroed_aligned_and_stays(Unit *unit) {
    Scratch scratch = {0};
    uint64_t seed = 1;
    unsigned char *kept[500];
    size_t sizes[500];
    for (size_t i = 0; i < 500; i++) {
        sizes[i] = (size_t)(unit_random(&seed) % (i % 50 == 0 ? 100000 : 300));
        kept[i] = scratch_allocate(&scratch, sizes[i]);
        EXPECT(unit, kept[i] != NULL && ((uintptr_t)kept[i] & 15) == 0);
        for (size_t j = 0; j < sizes[i]; j++) {
            EXPECT(unit, kept[i][j] == 0);
        }
        memset(kept[i], (int)i & 0xFF, sizes[i]);
    }
    for (size_t i = 0; i < 500; i++) {
        for (size_t j = 0; j < sizes[i]; j++) {
            EXPECT(unit, kept[i][j] == (i & 0xFF));
        }
    }
    EXPECT(unit, strcmp(scratch_copy(&scratch, "abc", 3), "abc") == 0);
    EXPECT(unit, scratch_allocate(&scratch, SIZE_MAX) == NULL && scratch.failed);
    EXPECT(unit, scratch_allocate(&scratch, 1) == NULL);
    scratch_free(&scratch);
    EXPECT(unit, !scratch.failed && scratch.total == 0);
}

static void utf8_goes_both_ways_for_every_code_point(Unit *unit) {
    for (uint32_t code_point = 0; code_point <= UTF8_LAST_CODE_POINT; code_point++) {
        char text[UTF8_LONGEST];
        size_t length = utf8_encode(code_point, text);
        uint32_t back = 0;
        EXPECT(unit, utf8_decode(text, length, &back) == length && back == code_point);
        for (size_t shorter = 0; shorter < length; shorter++) {
            EXPECT(unit, utf8_decode(text, shorter, &back) == 0);
        }
        bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        EXPECT(unit, (utf8_find_invalid(text, length) == length) == !surrogate);
    }
}

static void utf8_refuses_what_python_refuses(Unit *unit) {
    static const char *const WRONG[] = {"\x80",
                                        "\xC0\x80",
                                        "\xC1\xBF",
                                        "\xE0\x80\x80",
                                        "\xED\xA0\x80",
                                        "\xF0\x80\x80\x80",
                                        "\xF4\x90\x80\x80",
                                        "\xF5\x80\x80\x80",
                                        "\xFF",
                                        "\xE2\x82",
                                        "\xC3("};
    for (size_t i = 0; i < ARRAY_LENGTH(WRONG); i++) {
        char text[16] = "ab";
        strcat(text, WRONG[i]);
        EXPECT(unit, utf8_find_invalid(text, strlen(text)) == 2);
    }
}

static void utf8_counts_code_points_and_columns(Unit *unit) {
    const char *text =
        "a\xC3\xA9\xE5\x90\x8D\xF0\x9F\x98\x80"; /* a, e acute, a Han letter, a face */
    size_t length = strlen(text);
    EXPECT(unit, utf8_count(text, length) == 4);
    EXPECT(unit, utf8_offset(text, length, 0) == 0 && utf8_offset(text, length, 2) == 3);
    EXPECT(unit, utf8_offset(text, length, 4) == length && utf8_offset(text, length, 9) == length);
    EXPECT(unit, utf8_width(text, length) == 6);
    EXPECT(unit, utf8_is_identifier_start(0xE9) && utf8_is_identifier_start('_'));
    EXPECT(unit, !utf8_is_identifier_start('1') && utf8_is_identifier_continue('1'));
    EXPECT(unit, !utf8_is_identifier_start(0x20AC) && utf8_is_identifier_continue(0xB7));
    EXPECT(unit, utf8_is_printable(' ') && !utf8_is_printable(0xA0) && !utf8_is_printable('\n'));
    Bytes normal = {0};
    EXPECT(unit, utf8_append_nfkc(&normal, "\xEF\xAC\x81x", 4)); /* the ligature fi */
    EXPECT(unit, strcmp(bytes_text(&normal), "fix") == 0);
    bytes_free(&normal);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, bytes_end_with_a_nul_and_may_hold_nuls);
    UNIT_RUN(&unit, bytes_remember_that_memory_ran_out);
    UNIT_RUN(&unit, scratch_is_zeroed_aligned_and_stays);
    UNIT_RUN(&unit, utf8_goes_both_ways_for_every_code_point);
    UNIT_RUN(&unit, utf8_refuses_what_python_refuses);
    UNIT_RUN(&unit, utf8_counts_code_points_and_columns);
    return unit_end(&unit);
}
