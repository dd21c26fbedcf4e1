/* numbers.h -- int, bool and float.
 *
 * An int that fits 64 bits is 16 bytes in all, header included, and so is a float. The ints from
 * SMALL_INT_LEAST to SMALL_INT_MOST exist once; the cache in the Vm holds each of them and the
 * ledger names it as a holder like any other. True and False have the layout of ints. */
#ifndef OURO_OBJECT_NUMBERS_H
#define OURO_OBJECT_NUMBERS_H

#include "base/bytes.h"
#include "object/object.h"
#include "object/operators.h"

typedef struct IntObject {
    Object header;
    int64_t value;
} IntObject;

typedef struct FloatObject {
    Object header;
    double value;
} FloatObject;

IMAGE_STRUCT(IntObject, 16);
IMAGE_STRUCT(FloatObject, 16);

enum { SMALL_INT_LEAST = -5, SMALL_INT_MOST = 256, SMALL_INT_COUNT = 262 };

/* An owned int (a shared one for small values), or NULL with MemoryError pending. */
MUST_CHECK Object *int_new(Vm *vm, int64_t value);
MUST_CHECK Object *float_new(Vm *vm, double value);
/* An owned True or False; it cannot fail. */
Object *bool_new(Vm *vm, bool value);

static ALWAYS_INLINE bool object_is_int(const Object *object) {
    return object->kind == KIND_INT || object->kind == KIND_BOOL;
}

/* The value of an int or bool. */
static ALWAYS_INLINE int64_t int_value(const Object *object) {
    return ((const IntObject *)object)->value;
}

static ALWAYS_INLINE double float_value(const Object *object) {
    return ((const FloatObject *)object)->value;
}

/* The value of an int, bool or float as a double (ints are rounded to nearest). */
static ALWAYS_INLINE double number_value(const Object *object) {
    return object->kind == KIND_FLOAT ? float_value(object) : (double)int_value(object);
}

/* The arithmetic of two numbers with Python's rules. They raise ZeroDivisionError, and
 * OverflowError where the result does not fit 64 bits. Both arguments must be numbers. */
/* An owned result; NotImplemented (owned) where the operator has no meaning for these numbers, as
 * << for floats; NULL with an exception pending. */
MUST_CHECK Object *number_binary(Vm *vm, BinaryOperator op, Object *left, Object *right);

/* Exact three-way comparison of an int with a float or of any two numbers: -1, 0, 1, or 2 when
 * unordered (a NaN). */
int number_compare(const Object *left, const Object *right);

/* CPython's hash of a number: equal numbers have equal hashes whatever their kind. */
uint64_t number_hash(const Object *number);

/* Parses the text of a literal or of int()/float(): see numbers.c for what is accepted. NULL with
 * ValueError (or OverflowError past 64 bits) pending. `base` is 0 or 2..36. */
MUST_CHECK Object *int_parse(Vm *vm, const char *text, size_t length, int base);
MUST_CHECK Object *float_parse(Vm *vm, const char *text, size_t length);

/* Writes an int in decimal, without a NUL. `text` has room for INT_TEXT_SIZE bytes; returns the
 * length. */
enum { INT_TEXT_SIZE = 20 };
size_t int_format_decimal(int64_t value, char *text);

/* Appends an int in base 2, 8, 10 or 16, with a minus but without a prefix. */
MUST_CHECK bool int_write(Vm *vm, Bytes *out, Object *integer, unsigned base);

/* The shortest text that reads back as the same double, as repr() prints it. `text` has room for
 * FLOAT_TEXT_SIZE bytes; returns its length. */
enum { FLOAT_TEXT_SIZE = 32 };
size_t float_format_shortest(double value, char *text);

/* Converts to a C integer: TypeError for anything but int and bool ("'str' object cannot be
 * interpreted as an integer"). */
MUST_CHECK bool object_to_index(Vm *vm, Object *object, int64_t *value);

#endif
