/* Numbers: what CPython 3.11 says of the same ones. */
#include "object_vm.h"

#include <inttypes.h>
#include <math.h>

static void hashes_are_cpythons(Unit *unit) {
    static const struct {
        double value;
        int64_t hash;
    } FLOATS[] = {
        {1.0, 1},
        {0.1, 230584300921369408},
        {1e16, 10000000000000000},
        {0.0001, 936979306793984537},
        {5e-324, 16777216},
        {1.7976931348623157e308, 2234066890152476671},
        {-2.5, -1152921504606846978},
        {-1.0, -2},
        {(double)INFINITY, 314159},
    };
    Vm *vm = open_vm();
    for (size_t i = 0; i < ARRAY_LENGTH(FLOATS); i++) {
        Object *number = made(float_new(vm, FLOATS[i].value));
        EXPECT(unit, (int64_t)number_hash(number) == FLOATS[i].hash);
        object_release(vm, number);
    }
    static const int64_t INTS[][2] = {
        {0, 0}, {-1, -2}, {5, 5}, {INT64_C(2305843009213693951), 0}, {INT64_MIN, -4},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(INTS); i++) {
        Object *number = make_int(vm, INTS[i][0]);
        EXPECT(unit, (int64_t)number_hash(number) == INTS[i][1]);
        object_release(vm, number);
    }
    close_vm(unit, vm);
}

static void floats_print_shortest_and_read_back(Unit *unit) {
    static const char *const TEXTS[] = {"1.0",
                                        "0.1",
                                        "1e+16",
                                        "1000000000000000.0",
                                        "1.2345678901234568e+17",
                                        "0.0001",
                                        "1e-05",
                                        "5e-324",
                                        "0.30000000000000004",
                                        "1e+22",
                                        "1.7976931348623157e+308",
                                        "2.5",
                                        "5.684341886080802e-14",
                                        "9007199254740993.0"};
    for (size_t i = 0; i < ARRAY_LENGTH(TEXTS); i++) {
        char text[FLOAT_TEXT_SIZE];
        size_t length = float_format_shortest(strtod(TEXTS[i], NULL), text);
        /* 2**53 + 1 is no double; its neighbour prints instead. */
        const char *expected = i == 13 ? "9007199254740992.0" : TEXTS[i];
        EXPECT(unit, length == strlen(expected) && strcmp(text, expected) == 0);
    }
    uint64_t state = 7;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = unit_random(&state);
        double value = 0;
        memcpy(&value, &bits, sizeof value);
        char text[FLOAT_TEXT_SIZE];
        (void)float_format_shortest(value, text);
        EXPECT(unit, value != value || strtod(text, NULL) == value);
    }
}

static void ints_print_every_digit(Unit *unit) {
    uint64_t state = 11;
    for (int i = 0; i < 20000; i++) {
        /* Of every length, both signs, and the two ends. */
        int64_t value = i == 0   ? INT64_MIN
                        : i == 1 ? INT64_MAX
                        : i < 4  ? 2 - i
                                 : (int64_t)unit_random(&state) >> unit_random(&state) % 64;
        char wanted[32];
        char text[INT_TEXT_SIZE];
        (void)snprintf(wanted, sizeof wanted, "%" PRId64, value);
        size_t length = int_format_decimal(value, text);
        EXPECT(unit, length == strlen(wanted) && memcmp(text, wanted, length) == 0);
    }
}

static Object *compute(Vm *vm, int64_t left, BinaryOperator op, int64_t right) {
    Object *a = make_int(vm, left);
    Object *b = make_int(vm, right);
    Object *result = object_binary(vm, op, a, b, false);
    object_release(vm, a);
    object_release(vm, b);
    return result;
}

static void ints_follow_pythons_rules(Unit *unit) {
    Vm *vm = open_vm();
    EXPECT(unit, prints(vm, compute(vm, -7, BINARY_FLOOR_DIVIDE, 2), "-4"));
    EXPECT(unit, prints(vm, compute(vm, -7, BINARY_REMAINDER, 2), "1"));
    EXPECT(unit, prints(vm, compute(vm, 7, BINARY_REMAINDER, -2), "-1"));
    EXPECT(unit, prints(vm, compute(vm, 2, BINARY_POWER, 62), "4611686018427387904"));
    EXPECT(unit, prints(vm, compute(vm, 2, BINARY_POWER, -1), "0.5"));
    EXPECT(unit, prints(vm, compute(vm, -1, BINARY_SHIFT_RIGHT, 100), "-1"));
    EXPECT(unit, prints(vm, compute(vm, -1, BINARY_SHIFT_LEFT, 63), "-9223372036854775808"));
    EXPECT(unit, prints(vm, compute(vm, INT64_MAX, BINARY_DIVIDE, 3), "3.0744573456182584e+18"));
    EXPECT(unit, prints(vm, compute(vm, 0, BINARY_DIVIDE, -5), "-0.0"));
    EXPECT(unit, compute(vm, 1, BINARY_DIVIDE, 0) == NULL &&
                     raised(vm, ERROR_ZeroDivisionError, "division by zero"));
    EXPECT(unit, compute(vm, 1, BINARY_FLOOR_DIVIDE, 0) == NULL &&
                     raised(vm, ERROR_ZeroDivisionError, "integer division or modulo by zero"));
    EXPECT(unit, compute(vm, 1, BINARY_REMAINDER, 0) == NULL &&
                     raised(vm, ERROR_ZeroDivisionError, "integer modulo by zero"));
    EXPECT(unit, compute(vm, 1, BINARY_SHIFT_LEFT, -1) == NULL &&
                     raised(vm, ERROR_ValueError, "negative shift count"));
    static const struct {
        int64_t left;
        BinaryOperator op;
        int64_t right;
        const char *text;
    } PAST_64_BITS[] = {
        {INT64_MAX, BINARY_ADD, 1, "9223372036854775808"},
        {INT64_MIN, BINARY_SUBTRACT, 1, "-9223372036854775809"},
        {INT64_MAX, BINARY_MULTIPLY, 2, "18446744073709551614"},
        {INT64_MIN, BINARY_FLOOR_DIVIDE, -1, "9223372036854775808"},
        {2, BINARY_POWER, 63, "9223372036854775808"},
        {1, BINARY_SHIFT_LEFT, 63, "9223372036854775808"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(PAST_64_BITS); i++) {
        Object *result =
            compute(vm, PAST_64_BITS[i].left, PAST_64_BITS[i].op, PAST_64_BITS[i].right);
        EXPECT(unit, result != NULL && result->kind == KIND_BIG_INT);
        EXPECT(unit, prints(vm, result, PAST_64_BITS[i].text));
    }
    close_vm(unit, vm);
}

static void ints_and_floats_compare_exactly(Unit *unit) {
    IntObject number = {.header = {.kind = KIND_INT}, .value = (INT64_C(1) << 53) + 1};
    FloatObject near = {.header = {.kind = KIND_FLOAT}, .value = 0x1p53};
    EXPECT(unit, number_compare(&number.header, &near.header) == 1);
    EXPECT(unit, number_compare(&near.header, &number.header) == -1);
    number.value = INT64_MAX;
    near.value = 0x1p63;
    EXPECT(unit, number_compare(&number.header, &near.header) == -1);
    number.value = INT64_MIN;
    near.value = -0x1p63;
    EXPECT(unit, number_compare(&number.header, &near.header) == 0);
    near.value = -2.5;
    number.value = -2;
    EXPECT(unit, number_compare(&number.header, &near.header) == 1);
    near.value = (double)NAN;
    EXPECT(unit, number_compare(&number.header, &near.header) == 2);
}

static void small_ints_exist_once(Unit *unit) {
    Vm *vm = open_vm();
    for (int64_t value = SMALL_INT_LEAST - 1; value <= SMALL_INT_MOST + 1; value++) {
        Object *a = make_int(vm, value);
        Object *b = make_int(vm, value);
        bool small = value >= SMALL_INT_LEAST && value <= SMALL_INT_MOST;
        EXPECT(unit, (a == b) == small);
        object_release(vm, a);
        object_release(vm, b);
    }
    close_vm(unit, vm);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, hashes_are_cpythons);
    UNIT_RUN(&unit, floats_print_shortest_and_read_back);
    UNIT_RUN(&unit, ints_print_every_digit);
    UNIT_RUN(&unit, ints_follow_pythons_rules);
    UNIT_RUN(&unit, ints_and_floats_compare_exactly);
    UNIT_RUN(&unit, small_ints_exist_once);
    return unit_end(&unit);
}
