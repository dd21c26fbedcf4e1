/* format.h -- format specifications, and numbers written by them.
 *
 *      [[fill]align][sign][z][#][0][width][grouping][.precision][type]
 *
 * format(), f-strings and str.format() read the text of a specification into a FormatSpec; the
 * older `%` has a notation of its own (percent.c) and shares the writing of floats. What is
 * written grows in a Bytes outside of the image. All messages are CPython's. */
#ifndef OURO_OBJECT_FORMAT_H
#define OURO_OBJECT_FORMAT_H

#include "object/operations.h"

typedef struct FormatSpec {
    int64_t width;     /* -1 where not given */
    int64_t precision; /* -1 where not given */
    uint32_t fill;     /* a code point */
    uint32_t type;     /* a code point; 0 where not given */
    char align;        /* one of "<>^=" */
    char sign;         /* one of "+- ", or 0 */
    char grouping;     /* ',' or '_', or 0 */
    bool alternate;    /* '#' */
    bool no_negative_zero;
} FormatSpec;

/* The text of a specification. */
typedef struct FormatText {
    const char *text;
    size_t bytes;
} FormatText;

/* Whether format_write can write the object whatever the specification is, the empty one too. */
bool format_can_write(const Object *object);
/* Writes what object_format() gives for such an object. */
MUST_CHECK bool format_write(Vm *vm, Bytes *out, Object *object, FormatText spec);

/* Ints and bools by an int's or a float's type, floats by a float's. `object` may also be of a
 * program's class; then it is only asked for its type's name. */
MUST_CHECK bool format_int(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec);
MUST_CHECK bool format_float(Vm *vm, Bytes *out, Object *number, const FormatSpec *spec);
/* ValueError "Unknown format code 'q' for object of type 'int'". */
void format_raise_unknown_type(Vm *vm, const Object *object, const FormatSpec *spec);

enum { FLOAT_ALTERNATE = 1, FLOAT_ADD_DOT_ZERO = 2, FLOAT_NO_NEGATIVE_ZERO = 4 };

/* Writes a float by one of the types "eEfFgG", or 'r' for the shortest text. */
void float_write(Bytes *out, double value, char type, int precision, unsigned flags);

/* False with MemoryError pending if so many characters could not be in a string anyway. Asked
 * before any are written, as they are written outside of the program's heap. */
MUST_CHECK bool format_check_room(Vm *vm, int64_t characters);
void format_append_fill(Bytes *out, uint32_t fill, int64_t count);

/* left % right for a string on the left. Owned. */
MUST_CHECK Object *str_percent(Vm *vm, StrObject *format, Object *right);

#endif
