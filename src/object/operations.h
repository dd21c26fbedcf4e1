/* operations.h -- what can be done with any object: compare, hash, print, measure, subscript.
 *
 * Each looks at the kind and goes to the file of that kind. Those that walk nested containers
 * recurse in C and are bounded by the recursion limit (RecursionError, as in CPython). */
#ifndef OURO_OBJECT_OPERATIONS_H
#define OURO_OBJECT_OPERATIONS_H

#include "base/bytes.h"
#include "object/numbers.h"
#include "object/state.h"

/* Three-state results: what a question answered, or that it failed (an exception is pending). */
typedef enum Truth { TRUTH_FAILED = -1, TRUTH_FALSE = 0, TRUTH_TRUE = 1 } Truth;

MUST_CHECK Truth object_truth(Vm *vm, Object *object);
/* x == y as containers ask it: identical objects are equal. */
MUST_CHECK Truth object_equal(Vm *vm, Object *left, Object *right);
/* The same for an item that only a container holds, which the comparison may change: the item is
 * kept alive in a register where program code can run. */
MUST_CHECK Truth object_equal_item(Vm *vm, Object *item, Object *other);
/* A rich comparison, owned; TypeError "'<' not supported between instances of ...". */
MUST_CHECK Object *object_compare(Vm *vm, CompareOperator comparison, Object *left, Object *right);
/* The same as a truth value, without making an object where that can be avoided. */
MUST_CHECK Truth object_compare_truth(Vm *vm, CompareOperator comparison, Object *left,
                                      Object *right);
/* False with TypeError "unhashable type: 'list'". */
MUST_CHECK bool object_hash(Vm *vm, Object *object, uint64_t *hash);

/* repr() and str(), owned. */
MUST_CHECK StrObject *object_repr(Vm *vm, Object *object);
MUST_CHECK StrObject *object_str(Vm *vm, Object *object);
/* The repr with `\x` and so on for all that is not ASCII. Owned. */
MUST_CHECK StrObject *object_ascii(Vm *vm, Object *object);
/* format(object, spec), owned; a spec of NULL is an empty one. The default is what is done for an
 * object whose class has no __format__ of its own. */
MUST_CHECK StrObject *object_format(Vm *vm, Object *object, StrObject *spec_or_null);
MUST_CHECK StrObject *object_format_default(Vm *vm, Object *object, StrObject *spec_or_null);
/* Appends the repr to `out`, which lies outside of the image. */
MUST_CHECK bool object_write_repr(Vm *vm, Bytes *out, Object *object);
/* repr of a string's text, alone. */
void str_write_repr(Bytes *out, const char *text, size_t bytes);
/* A character as `\xe9`, `\u1234` or `\U00012345`. */
void str_write_escape(Bytes *out, uint32_t point);

/* The text of what is said by default of an object: "<__main__.Node object at 0x...>". */
void object_write_default_repr(const Vm *vm, Bytes *out, const Object *object);
/* "<__main__.Node object at 0x...>" of any object, as object.__repr__ says it. */
void object_write_identity_repr(const Vm *vm, Bytes *out, const Object *object);
/* A number that tells objects apart while they live: the offset in the image. */
uint64_t object_id(const Vm *vm, const Object *object);

/* left op right with Python's rules for all kinds; `in_place` for +=, which changes lists (and
 * gives them back, held once more). Owned; TypeError "unsupported operand type(s) for +: ...". */
MUST_CHECK Object *object_binary(Vm *vm, BinaryOperator op, Object *left, Object *right,
                                 bool in_place);
MUST_CHECK Object *object_unary(Vm *vm, UnaryOperator op, Object *operand);

/* What the built-in types themselves do, whatever methods the classes of programs have: these
 * are what operations fall back to, and what list.__len__ and the like are. Results are
 * NotImplemented (owned) where the type does not know. */
MUST_CHECK Object *object_binary_plain(Vm *vm, BinaryOperator op, Object *left, Object *right,
                                       bool in_place);
MUST_CHECK Object *object_unary_plain(Vm *vm, UnaryOperator op, Object *operand);
MUST_CHECK Object *object_compare_plain(Vm *vm, CompareOperator comparison, Object *self,
                                        Object *other);
/* What object itself says: the same is equal, and `!=` is the contrary of what __eq__ says. */
MUST_CHECK Object *object_compare_default(Vm *vm, CompareOperator comparison, Object *self,
                                          Object *other);
MUST_CHECK Truth object_truth_plain(Vm *vm, Object *object);
MUST_CHECK bool object_hash_plain(Vm *vm, Object *object, uint64_t *hash);
MUST_CHECK bool object_length_plain(Vm *vm, Object *object, size_t *length);
MUST_CHECK Truth object_contains_plain(Vm *vm, Object *container, Object *item);
MUST_CHECK Object *object_get_item_plain(Vm *vm, Object *container, Object *key);
/* `value` is NULL to delete. */
MUST_CHECK bool object_set_item_plain(Vm *vm, Object *container, Object *key,
                                      Object *value_or_null);
MUST_CHECK StrObject *object_repr_plain(Vm *vm, Object *object);
MUST_CHECK StrObject *object_str_plain(Vm *vm, Object *object);

/* len(): false with TypeError "object of type 'int' has no len()". */
MUST_CHECK bool object_length(Vm *vm, Object *object, size_t *length);
/* x in container. */
MUST_CHECK Truth object_contains(Vm *vm, Object *container, Object *item);
/* container[key], owned. */
MUST_CHECK Object *object_get_item(Vm *vm, Object *container, Object *key);
MUST_CHECK bool object_set_item(Vm *vm, Object *container, Object *key, Object *value);
MUST_CHECK bool object_delete_item(Vm *vm, Object *container, Object *key);

#endif
