/* Strings: hashes, the table of interned ones, characters by number. */
#include "object_vm.h"

static void hashes_are_cpythons(Unit *unit) {
    /* From `PYTHONHASHSEED=0 python3.11 -c 'print(hash(...))'`. */
    static const struct {
        const char *text;
        int64_t hash;
    } KNOWN[] = {
        {"", 0},
        {"a", 4644417185603328019},
        {"abcdefgh", 4574395652268504554},
        {"hello world", -5642461784034726774},
        {"0123456789abcdef", 2108444454683020324},
        {"\xC3\xA9", 6047309291227476195},
        {"a\xC3\xB1"
         "b",
         -6441594138862054539},
        {"\xE6\x97\xA5\xE6\x9C\xAC", 6243316497235261705},
        {"\xF0\x9F\x98\x80x", -8926728262118538918},
    };
    Vm *vm = open_vm();
    for (size_t i = 0; i < ARRAY_LENGTH(KNOWN); i++) {
        StrObject *string = (StrObject *)make_str(vm, KNOWN[i].text);
        EXPECT(unit, (int64_t)str_hash(string) == KNOWN[i].hash);
        object_release(vm, &string->header);
    }
    close_vm(unit, vm);
}

static void interned_strings_are_one_and_held_by_nobody(Unit *unit) {
    enum { COUNT = 3000 };
    Vm *vm = open_vm();
    static StrObject *strings[COUNT];
    uint32_t live = vm->interned.live;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COUNT; i++) {
            char text[32];
            int length = snprintf(text, sizeof text, "name_%d", i * 7);
            strings[i] = str_intern(vm, text, (size_t)length);
            StrObject *again = str_intern(vm, text, (size_t)length);
            EXPECT(unit, strings[i] != NULL && strings[i] == again);
            EXPECT(unit, strings[i]->header.refcount == 2);
            EXPECT(unit, str_peek_interned(vm, text, (size_t)length) == strings[i]);
            object_release(vm, &again->header);
        }
        EXPECT(unit, vm->interned.live == live + COUNT);
        /* Taken out in an order unlike that of coming in: those behind must stay findable. */
        for (int step = 0; step < 3; step++) {
            for (int i = step; i < COUNT; i += 3) {
                object_release(vm, &strings[i]->header);
                strings[i] = NULL;
            }
            for (int i = 0; i < COUNT; i++) {
                char text[32];
                int length = snprintf(text, sizeof text, "name_%d", i * 7);
                EXPECT(unit, str_peek_interned(vm, text, (size_t)length) == strings[i]);
            }
        }
        EXPECT(unit, vm->interned.live == live);
    }
    close_vm(unit, vm);
}

static Object *slice_of(Vm *vm, Object *string, int64_t start, int64_t stop, int64_t step) {
    Object *parts[3] = {make_int(vm, start), make_int(vm, stop), make_int(vm, step)};
    Object *slice = made((Object *)slice_new(vm, parts[0], parts[1], parts[2]));
    Object *result = object_get_item(vm, string, slice);
    object_release(vm, slice);
    for (int i = 0; i < 3; i++) {
        object_release(vm, parts[i]);
    }
    return result;
}

static void characters_are_numbered_whatever_their_bytes(Unit *unit) {
    Vm *vm = open_vm();
    Object *string = make_str(vm, "a\xC3\xB1\xE6\x97\xA5\xF0\x9F\x98\x80z");
    StrObject *text = (StrObject *)string;
    EXPECT(unit, text->length == 5 && text->bytes == 11 && !str_is_ascii(text));
    EXPECT(unit, prints(vm, (Object *)str_at(vm, text, 3), "'\xF0\x9F\x98\x80'"));
    EXPECT(unit,
           prints(vm, slice_of(vm, string, 1, -1, 1), "'\xC3\xB1\xE6\x97\xA5\xF0\x9F\x98\x80'"));
    EXPECT(unit, prints(vm, slice_of(vm, string, 4, -9, -2),
                        "'z\xE6\x97\xA5"
                        "a'"));
    EXPECT(unit, prints(vm, slice_of(vm, string, 3, 1, 1), "''"));
    EXPECT(unit, prints(vm, (Object *)str_repeat(vm, text, 0), "''"));
    Object *whole = slice_of(vm, string, 0, 5, 1);
    EXPECT(unit, whole == string);
    object_release(vm, whole);
    object_release(vm, string);
    close_vm(unit, vm);
}

static void reprs_quote_and_escape_as_python(Unit *unit) {
    static const char *const PAIRS[][2] = {
        {"it's", "\"it's\""},
        {"\"it's\"", "'\"it\\'s\"'"},
        {"a\n\t\r\\", "'a\\n\\t\\r\\\\'"},
        {"\x01\x7F", "'\\x01\\x7f'"},
        {"\xC2\xA0\xC2\xAD", "'\\xa0\\xad'"},
        {"\xE2\x80\xA8", "'\\u2028'"},
        {"\xED\xA0\x80", "'\\ud800'"},
        {"\xF3\xA0\x80\x81", "'\\U000e0001'"},
    };
    Vm *vm = open_vm();
    for (size_t i = 0; i < ARRAY_LENGTH(PAIRS); i++) {
        EXPECT(unit, prints(vm, make_str(vm, PAIRS[i][0]), PAIRS[i][1]));
    }
    close_vm(unit, vm);
}

static void single_characters_exist_once(Unit *unit) {
    Vm *vm = open_vm();
    Object *a = make_str(vm, "a");
    Object *ab = make_str(vm, "ab");
    Object *first = made((Object *)str_at(vm, (StrObject *)ab, 0));
    EXPECT(unit, a == first);
    Object *empty = make_str(vm, "");
    EXPECT(unit, empty == (Object *)vm->empty_string);
    object_release(vm, empty);
    object_release(vm, first);
    object_release(vm, ab);
    object_release(vm, a);
    close_vm(unit, vm);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, hashes_are_cpythons);
    UNIT_RUN(&unit, interned_strings_are_one_and_held_by_nobody);
    UNIT_RUN(&unit, characters_are_numbered_whatever_their_bytes);
    UNIT_RUN(&unit, reprs_quote_and_escape_as_python);
    UNIT_RUN(&unit, single_characters_exist_once);
    return unit_end(&unit);
}
