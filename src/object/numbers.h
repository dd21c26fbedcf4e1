/* numbers.h -- int, bool and float.
 *
 * An int that fits 64 bits is 16 bytes in all, header included, and so is a float. The ints from
 * SMALL_INT_LEAST to SMALL_INT_MOST exist once; the cache in the Vm holds each of them and the
 * ledger names it as a holder like any other. True and False have the layout of ints.
 *
 * An int that does not fit is of another kind, BIG_INT, of the same class: big.h computes with
 * both. No int that fits is ever a BIG_INT, so an int has one form, and the two are never equal. */
#ifndef OURO_OBJECT_NUMBERS_H
#define OURO_OBJECT_NUMBERS_H

#include "base/bytes.h"
#include "object/object.h"
#include "object/operators.h"

typedef struct IntObject {
    Object header;
    int64_t value;
} IntObject;

/* A sign and a magnitude: its limbs from the least significant on, the last one not zero. */
typedef struct BigInt {
    Object header;
    uint32_t length;   /* limbs */
    uint32_t negative; /* 1 or 0 */
    uint64_t limbs[];
} BigInt;

typedef struct FloatObject {
    Object header;
    double value;
} FloatObject;

IMAGE_STRUCT(IntObject, 16);
IMAGE_STRUCT(FloatObject, 16);
IMAGE_STRUCT(BigInt, 16);

enum { INT_DIGITS_MOST = 4300, INT_DIGITS_LEAST = 640 }; /* sys.set_int_max_str_digits() */
enum { SMALL_INT_LEAST = -5, SMALL_INT_MOST = 256, SMALL_INT_COUNT = 262 };

/* An owned int (a shared one for small values), or NULL with MemoryError pending. */
MUST_CHECK Object *int_new(Vm *vm, int64_t value);
MUST_CHECK Object *float_new(Vm *vm, double value);
/* An owned True or False; it cannot fail. */
Object *bool_new(Vm *vm, bool value);

/* Whether it is an int or bool that fits 64 bits, as all that can be counted or indexed do. */
static ALWAYS_INLINE bool object_is_int(const Object *object) {
    return object->kind == KIND_INT || object->kind == KIND_BOOL;
}

/* Whether it is an int of any size, or a bool. */
static ALWAYS_INLINE bool object_is_any_int(const Object *object) {
    return object_is_int(object) || object->kind == KIND_BIG_INT;
}

static ALWAYS_INLINE bool object_is_number(const Object *object) {
    return object_is_any_int(object) || object->kind == KIND_FLOAT;
}

/* The value of an int or bool. */
static ALWAYS_INLINE int64_t int_value(const Object *object) {
    return ((const IntObject *)object)->value;
}

static ALWAYS_INLINE double float_value(const Object *object) {
    return ((const FloatObject *)object)->value;
}

/* The value of a number as a double, ints rounded to nearest: false with OverflowError "int too
 * large to convert to float". */
MUST_CHECK bool number_to_double(Vm *vm, const Object *number, double *value);

/* The arithmetic of two numbers with Python's rules. Both arguments must be numbers.
 * An owned result; NotImplemented (owned) where the operator has no meaning for these numbers, as
 * << for floats; NULL with an exception pending. */
MUST_CHECK Object *number_binary(Vm *vm, BinaryOperator op, Object *left, Object *right);

/* -x, +x or ~x of a number that has it: of a float there is no ~. */
MUST_CHECK Object *number_unary(Vm *vm, UnaryOperator op, Object *operand);
/* divmod(left, right), a tuple. */
MUST_CHECK Object *number_divmod(Vm *vm, Object *left, Object *right);

/* Exact three-way comparison of an int with a float or of any two numbers: -1, 0, 1, or 2 when
 * unordered (a NaN). */
int number_compare(const Object *left, const Object *right);

/* CPython's hash of a number: equal numbers have equal hashes whatever their kind. */
uint64_t number_hash(const Object *number);
uint64_t number_hash_int(int64_t value);
static ALWAYS_INLINE uint64_t int_hash_quick(int64_t value) {
    bool is_its_own = value >= 0 && value < INT64_C(1) << 60;
    return LIKELY(is_its_own) ? (uint64_t)value : number_hash_int(value);
}

/* Parses the text of a literal or of int()/float(): see numbers.c for what is accepted. NULL with
 * ValueError pending. `base` is 0 or 2..36. */
MUST_CHECK Object *int_parse(Vm *vm, const char *text, size_t length, int base);
MUST_CHECK Object *float_parse(Vm *vm, const char *text, size_t length);

/* Writes an int in decimal, without a NUL. `text` has room for INT_TEXT_SIZE bytes; returns the
 * length. */
enum { INT_TEXT_SIZE = 20 };
size_t int_format_decimal(int64_t value, char *text);

/* Appends the digits of an int or bool in base 2, 8, 10 or 16, without a prefix, behind a '-' if it
 * is negative. False with an exception pending: no memory, or ValueError for a decimal text longer
 * than sys.get_int_max_str_digits(). */
MUST_CHECK bool int_write(Vm *vm, Bytes *out, const Object *integer, unsigned base);

/* The shortest text that reads back as the same double, as repr() prints it. `text` has room for
 * FLOAT_TEXT_SIZE bytes; returns its length. */
enum { FLOAT_TEXT_SIZE = 32 };
size_t float_format_shortest(double value, char *text);
/* With `precision` digits behind the point, rounded as CPython does, without a NUL. `text` has room
 * for FLOAT_FIXED_SIZE bytes; returns its length, or 0 for what has more digits than fit there. */
enum { FLOAT_FIXED_SIZE = 40 };
size_t float_format_fixed(double value, int precision, char *text);

/* Converts an int, a bool, or what has an __index__ to a C integer; TypeError otherwise ("'str'
 * object cannot be interpreted as an integer"), OverflowError for what does not fit. */
MUST_CHECK bool object_to_index(Vm *vm, Object *object, int64_t *value);
/* The same where CPython wants an int of C, of 32 bits. */
MUST_CHECK bool object_to_c_int(Vm *vm, Object *object, int64_t *value);
/* The same of lengths and of indices, where CPython says "cannot fit 'int' into an index-sized
 * integer": OverflowError for the former, IndexError for the latter. */
MUST_CHECK bool object_to_size(Vm *vm, Object *object, int64_t *value);
MUST_CHECK bool object_to_place(Vm *vm, Object *object, int64_t *value);
/* The same of bounds: what does not fit gives the nearest number that does. */
MUST_CHECK bool object_to_bound(Vm *vm, Object *object, int64_t *value);
/* The value of an int of any size, or the nearest one of 64 bits. */
int64_t int_clipped(const Object *integer);

#endif
