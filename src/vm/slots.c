/* slots.c -- the special methods of built-in types, as programs call them by name: list.__len__(x),
 * super().__setitem__(key, value), object.__repr__(self).
 *
 * Each does what the built-in type does, whatever methods the class of the object has, so that a
 * method which overrides another can call it. */
#include "object/special.h"
#include "vm/native.h"

#define SLOT_FUNCTION(name) Object *name(Vm *vm, Object **args, size_t count)

static Object *answer(Vm *vm, Truth truth) {
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

static bool is_int(Object *object) {
    return object_is_any_int(object_plain(object));
}

/* Whether the type of a number knows what to do with another object: ints do not know floats. */
static bool knows(Object *self, Object *other) {
    bool is_float = object_plain(self)->kind == KIND_FLOAT;
    return is_int(other) || (!is_int(self) && !is_float) ||
           (is_float && object_plain(other)->kind == KIND_FLOAT);
}

static Object *binary(Vm *vm, BinaryOperator op, Object **args, bool reflected, bool in_place) {
    return knows(args[0], args[1])
               ? object_binary_plain(vm, op, args[reflected], args[!reflected], in_place)
               : object_held(vm->not_implemented);
}

#define BINARY_OPERATOR(op, written, ast_name, stem)                                               \
    SLOT_FUNCTION(slot_##stem);                                                                    \
    SLOT_FUNCTION(slot_r##stem);                                                                   \
    SLOT_FUNCTION(slot_i##stem);                                                                   \
    SLOT_FUNCTION(slot_##stem) {                                                                   \
        (void)count;                                                                               \
        return binary(vm, BINARY_##op, args, false, false);                                        \
    }                                                                                              \
    SLOT_FUNCTION(slot_r##stem) {                                                                  \
        (void)count;                                                                               \
        return binary(vm, BINARY_##op, args, true, false);                                         \
    }                                                                                              \
    SLOT_FUNCTION(slot_i##stem) {                                                                  \
        (void)count;                                                                               \
        return binary(vm, BINARY_##op, args, false, true);                                         \
    }
#define UNARY_OPERATOR(op, written, ast_name)
#define COMPARE_OPERATOR(op, written, ast_name)
#define BOOL_OPERATOR(op, written, ast_name)
#include "object/operators.def"

/* Of built-in types, and of object. */
#define COMPARISON(op, stem)                                                                       \
    SLOT_FUNCTION(slot_##stem);                                                                    \
    SLOT_FUNCTION(slot_default_##stem);                                                            \
    SLOT_FUNCTION(slot_##stem) {                                                                   \
        (void)count;                                                                               \
        return knows(args[0], args[1]) ? object_compare_plain(vm, COMPARE_##op, args[0], args[1])  \
                                       : object_held(vm->not_implemented);                         \
    }                                                                                              \
    SLOT_FUNCTION(slot_default_##stem) {                                                           \
        (void)count;                                                                               \
        return object_compare_default(vm, COMPARE_##op, args[0], args[1]);                         \
    }
COMPARISON(EQUAL, eq)
COMPARISON(NOT_EQUAL, ne)
COMPARISON(LESS, lt)
COMPARISON(LESS_EQUAL, le)
COMPARISON(GREATER, gt)
COMPARISON(GREATER_EQUAL, ge)

/* A function of one object, by an expression. */
#define UNARY(name, expression)                                                                    \
    SLOT_FUNCTION(slot_##name);                                                                    \
    SLOT_FUNCTION(slot_##name) {                                                                   \
        (void)vm, (void)count;                                                                     \
        return (Object *)(expression);                                                             \
    }
UNARY(neg, object_unary_plain(vm, UNARY_NEGATIVE, args[0]))
UNARY(pos, object_unary_plain(vm, UNARY_POSITIVE, args[0]))
UNARY(invert, object_unary_plain(vm, UNARY_INVERT, args[0]))
UNARY(bool, answer(vm, object_truth_plain(vm, args[0])))
UNARY(repr, object_repr_plain(vm, args[0]))
UNARY(str, object_str_plain(vm, args[0]))
UNARY(default_str, object_repr(vm, args[0]))
UNARY(iter, iterator_new_plain(vm, args[0]))
UNARY(reversed, iterator_new_reversed_plain(vm, args[0]))
UNARY(self, object_held(args[0]))
UNARY(contains, answer(vm, object_contains_plain(vm, args[0], args[1])))
UNARY(getitem, object_get_item_plain(vm, args[0], args[1]))
UNARY(setitem, object_set_item_plain(vm, args[0], args[1], args[2]) ? object_held(vm->none) : NULL)
UNARY(delitem, object_set_item_plain(vm, args[0], args[1], NULL) ? object_held(vm->none) : NULL)

SLOT_FUNCTION(slot_len);
SLOT_FUNCTION(slot_hash);
SLOT_FUNCTION(slot_default_repr);
SLOT_FUNCTION(slot_next);
SLOT_FUNCTION(slot_abs);
SLOT_FUNCTION(slot_round);
SLOT_FUNCTION(slot_divmod);
SLOT_FUNCTION(slot_rdivmod);
SLOT_FUNCTION(slot_int);
SLOT_FUNCTION(slot_index);
SLOT_FUNCTION(slot_float);

SLOT_FUNCTION(slot_len) {
    (void)count;
    size_t length = 0;
    return object_length_plain(vm, args[0], &length) ? int_new(vm, (int64_t)length) : NULL;
}

SLOT_FUNCTION(slot_hash) {
    (void)count;
    uint64_t hash = 0;
    return object_hash_plain(vm, args[0], &hash) ? int_new(vm, (int64_t)hash) : NULL;
}

/* object.__repr__, which says no more than whose instance it is. */
SLOT_FUNCTION(slot_default_repr) {
    (void)count;
    Bytes text = {0};
    object_write_identity_repr(vm, &text, args[0]);
    Object *string = (Object *)str_new(vm, bytes_text(&text), text.length);
    bytes_free(&text);
    return string;
}

Object *builtin_next(Vm *vm, Object **args, size_t count);
SLOT_FUNCTION(slot_next) {
    Object *only[2] = {args[0], NULL};
    return builtin_next(vm, only, count);
}

/* The built-in functions of numbers, given the value of an instance instead of the instance. */
#define OF_NUMBER(name, builtin, first, second)                                                    \
    Object *builtin(Vm *vm, Object **args, size_t count);                                          \
    SLOT_FUNCTION(slot_##name) {                                                                   \
        Object *plain[3] = {first, second, NULL};                                                  \
        return builtin(vm, plain, count);                                                          \
    }
OF_NUMBER(abs, builtin_abs, object_plain(args[0]), NULL)
OF_NUMBER(round, builtin_round, object_plain(args[0]), args[1])
OF_NUMBER(int, int_construct, NULL, object_plain(args[0]))
OF_NUMBER(index, int_construct, NULL, object_plain(args[0]))
OF_NUMBER(float, float_construct, NULL, object_plain(args[0]))

Object *builtin_divmod(Vm *vm, Object **args, size_t count);

static Object *divide(Vm *vm, Object **args, size_t count, bool reflected) {
    Object *plain[2] = {object_plain(args[reflected]), object_plain(args[!reflected])};
    return knows(args[0], args[1]) ? builtin_divmod(vm, plain, count)
                                   : object_held(vm->not_implemented);
}

SLOT_FUNCTION(slot_divmod) {
    return divide(vm, args, count, false);
}

SLOT_FUNCTION(slot_rdivmod) {
    return divide(vm, args, count, true);
}
