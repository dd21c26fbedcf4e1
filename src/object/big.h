/* big.h -- ints of any size: what is behind the operators once 64 bits are not enough.
 *
 * Every function takes ints of either form (and bools), and gives an int in the one form that is
 * right for its value. The magnitudes are computed by the mpn layer of the GNU multiple precision
 * library, which works in memory that it is handed. What is needed on the way lies on the C stack
 * if it is little and else in a buffer of the program's heap, so that the heap's limit holds for
 * it; only for numbers of many thousand digits the library takes memory of its own, and gives it
 * back before it returns. None of these functions runs a program's code.
 *
 * An interrupt is looked for between the steps of powers; a single multiplication or division
 * ends in seconds for the largest numbers that the heap can hold. */
#ifndef OURO_OBJECT_BIG_H
#define OURO_OBJECT_BIG_H

#include "object/numbers.h"

#include <gmp.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0, "limbs are 64 bits");

enum { LIMB_BITS = 64 };

/* An int as sign and magnitude, borrowed: `limbs` may point to `one`, so it is not to be copied. */
typedef struct Magnitude {
    const mp_limb_t *limbs;
    size_t count; /* without zeros at the top: 0 for the number 0 */
    mp_limb_t one;
    bool negative;
} Magnitude;

void magnitude_of(const Object *integer, Magnitude *magnitude);
/* How many bits it has, and whether two are less, equal or greater: -1, 0, 1. */
size_t magnitude_bits(const Magnitude *magnitude);
int magnitude_compare(const Magnitude *left, const Magnitude *right);
/* The 64 highest bits, the first of them one; `rest` says whether there are others behind them. */
uint64_t magnitude_top(const Magnitude *magnitude, bool *rest);

/* Writes the magnitude times 2 ** shift, which takes count + shift / 64 + 1 limbs; returns how many
 * of them are in use. */
size_t magnitude_shift(const Magnitude *magnitude, uint64_t shift, mp_limb_t *limbs);

/* Limbs to compute in, given back before the program goes on. */
typedef struct Room {
    mp_limb_t *limbs;
    mp_limb_t few[48];
} Room;

MUST_CHECK bool room_open(Vm *vm, Room *room, size_t count);
void room_close(Vm *vm, Room *room);

/* An owned int with this magnitude, which may have zeros at the top. */
MUST_CHECK Object *int_from_limbs(Vm *vm, const mp_limb_t *limbs, size_t count, bool negative);
/* The magnitude times 2 ** shift. */
MUST_CHECK Object *int_from_shifted(Vm *vm, const Magnitude *magnitude, uint64_t shift);

MUST_CHECK Object *int_add(Vm *vm, const Object *left, const Object *right);
MUST_CHECK Object *int_subtract(Vm *vm, const Object *left, const Object *right);
MUST_CHECK Object *int_multiply(Vm *vm, const Object *left, const Object *right);
/* Floor division by what is not zero; either result may be NULL if it is not wanted. */
MUST_CHECK bool int_divide(Vm *vm, const Object *left, const Object *right, Object **quotient,
                           Object **remainder);
/* Shifts by a count that is not negative. */
MUST_CHECK Object *int_shift_left(Vm *vm, const Object *value, const Object *count);
MUST_CHECK Object *int_shift_right(Vm *vm, const Object *value, const Object *count);
/* & | ^ as of endless two's complements. */
MUST_CHECK Object *int_logical(Vm *vm, BinaryOperator op, const Object *left, const Object *right);
MUST_CHECK Object *int_negate(Vm *vm, const Object *value);
/* To an exponent that is not negative. */
MUST_CHECK Object *int_power(Vm *vm, const Object *base, const Object *exponent);
MUST_CHECK Object *int_power_modulo(Vm *vm, const Object *base, const Object *exponent,
                                    const Object *modulus);
/* The nearest multiple of 10 ** digits, ties to the even multiple. */
MUST_CHECK Object *int_round(Vm *vm, const Object *value, uint64_t digits);

int int_compare(const Object *left, const Object *right);
int int_compare_to_double(const Object *left, double right); /* 2 for a NaN */
uint64_t int_hash(const Object *value);
bool int_is_negative(const Object *value);

/* The nearest double, ties to even; infinite if there is none. */
double int_to_double(const Object *value);
/* left / right, rounded once, of what is not divided by zero. */
MUST_CHECK Object *int_true_divide(Vm *vm, const Object *left, const Object *right);
/* A double without a fraction as an int; OverflowError or ValueError for inf and NaN. */
MUST_CHECK Object *int_from_double(Vm *vm, double value);

/* The int that `count` > 0 digits of a base, as values from the highest on, say. */
MUST_CHECK Object *int_from_digits(Vm *vm, const unsigned char *digits, size_t count, int base,
                                   bool negative);
/* As int_write, with no limit and no Vm: for those who only look. */
void int_write_digits(Bytes *out, const Object *integer, unsigned base);

#endif
