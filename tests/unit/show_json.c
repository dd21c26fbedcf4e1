/* show_json.c -- the JSON writer: commas, escapes, valid UTF-8 whatever the text is, and pieces. */
#include "show/json.h"

#include "base/utf8.h"
#include "unit.h"

#include <string.h>

static void commas_stand_between_values_and_nowhere_else(Unit *unit) {
    Bytes out = {0};
    Json json = {.out = &out};
    json_open(&json, '{');
    json_key(&json, "a");
    json_open(&json, '[');
    json_close(&json, ']');
    json_key(&json, "b");
    json_open(&json, '[');
    json_number(&json, 0);
    json_number(&json, UINT64_MAX);
    json_boolean(&json, true);
    json_boolean(&json, false);
    json_null(&json);
    json_string(&json, NULL);
    json_string(&json, "");
    json_open(&json, '{');
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    json_end_line(&json);
    json_number(&json, 7);
    EXPECT(unit,
           strcmp(bytes_text(&out),
                  "{\"a\":[],\"b\":[0,18446744073709551615,true,false,null,null,\"\",{}]}\n7") ==
               0);
    bytes_free(&out);
}

static bool writes(const char *text, size_t length, const char *expected) {
    Bytes out = {0};
    Json json = {.out = &out};
    json_text(&json, text, length);
    bool same = strcmp(bytes_text(&out), expected) == 0;
    bytes_free(&out);
    return same;
}

static void texts_are_escaped_and_always_valid(Unit *unit) {
    EXPECT(unit, writes("plain", 5, "\"plain\""));
    EXPECT(unit, writes("\"\\\n\t\r", 5, "\"\\\"\\\\\\n\\t\\r\""));
    EXPECT(unit, writes("a\0b\x1f\x7f", 5, "\"a\\u0000b\\u001f\\u007f\""));
    EXPECT(unit, writes("\xC3\xA9\xF0\x9F\x98\x80", 6, "\"\xC3\xA9\xF0\x9F\x98\x80\""));
    /* a single surrogate, a byte that begins nothing, a character that is cut off */
    EXPECT(unit, writes("\xED\xB2\x80!", 4, "\"\xEF\xBF\xBD!\""));
    EXPECT(unit, writes("\xFF!", 2, "\"\xEF\xBF\xBD!\""));
    EXPECT(unit, writes("\xC3", 1, "\"\xEF\xBF\xBD\""));
}

static void any_bytes_become_valid_text(Unit *unit) {
    uint64_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char text[40];
        size_t length = unit_random(&seed) % sizeof text;
        for (size_t i = 0; i < length; i++) {
            text[i] = (char)unit_random(&seed);
        }
        Bytes out = {0};
        Json json = {.out = &out};
        json_text(&json, text, length);
        EXPECT(unit, utf8_find_invalid(out.data, out.length) == out.length);
        for (size_t i = 0; i < out.length; i++) {
            EXPECT(unit, (unsigned char)out.data[i] >= ' ' && out.data[i] != 0x7F);
        }
        bytes_free(&out);
    }
}

static void emptied_texts_are_null_and_what_was_written_is_spliced(Unit *unit) {
    Bytes out = {0};
    Bytes text = {0};
    Bytes values = {0};
    Json inner = {.out = &values};
    Json json = {.out = &out};
    json_open(&json, '[');
    json_splice(&json, &values);
    json_take(&json, &text);
    bytes_append_text(&text, "x");
    json_take(&json, &text);
    EXPECT(unit, text.length == 0);
    json_number(&inner, 1);
    json_number(&inner, 2);
    json_splice(&json, &values);
    json_number(&json, 3);
    json_close(&json, ']');
    EXPECT(unit, strcmp(bytes_text(&out), "[null,\"x\",1,2,3]") == 0);
    bytes_free(&out);
    bytes_free(&text);
    bytes_free(&values);
}

/* What was drained: how often, and all of it. */
typedef struct Drained {
    Bytes all;
    size_t longest;
    unsigned count;
} Drained;

static void drain(void *context, Bytes *out) {
    Drained *drained = context;
    drained->count++;
    drained->longest = out->length > drained->longest ? out->length : drained->longest;
    bytes_append(&drained->all, bytes_text(out), out->length);
    bytes_clear(out);
}

static void long_lines_are_drained_in_pieces(Unit *unit) {
    enum { VALUES = 100000 };
    Bytes whole = {0};
    Bytes out = {0};
    Drained drained = {0};
    Json writers[] = {{.out = &whole}, {.out = &out, .drain = drain, .context = &drained}};
    for (int writer = 0; writer < 2; writer++) {
        json_open(&writers[writer], '[');
        for (uint64_t i = 0; i < VALUES; i++) {
            json_number(&writers[writer], i);
        }
        json_close(&writers[writer], ']');
        json_end_line(&writers[writer]);
    }
    EXPECT(unit, out.length == 0 && drained.count > 5 && drained.longest < 70000);
    EXPECT(unit, drained.all.length == whole.length &&
                     memcmp(drained.all.data, whole.data, whole.length) == 0);
    bytes_free(&whole);
    bytes_free(&out);
    bytes_free(&drained.all);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, commas_stand_between_values_and_nowhere_else);
    UNIT_RUN(&unit, texts_are_escaped_and_always_valid);
    UNIT_RUN(&unit, any_bytes_become_valid_text);
    UNIT_RUN(&unit, emptied_texts_are_null_and_what_was_written_is_spliced);
    UNIT_RUN(&unit, long_lines_are_drained_in_pieces);
    return unit_end(&unit);
}
