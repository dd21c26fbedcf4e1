/* operators.c -- unary and binary operators of all kinds, and their in-place forms. */
#include "object/format.h"
#include "object/call.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"

#include <stdio.h>
#include <string.h>

/* How an operator is written, and the stem of its special methods: __add__, __radd__, __iadd__. */
static const struct {
    const char *symbol;
    const char *stem;
} OPERATORS[BINARY_OPERATOR_COUNT] = {
    [BINARY_ADD] = {"+", "add"},
    [BINARY_SUBTRACT] = {"-", "sub"},
    [BINARY_MULTIPLY] = {"*", "mul"},
    [BINARY_DIVIDE] = {"/", "truediv"},
    [BINARY_FLOOR_DIVIDE] = {"//", "floordiv"},
    [BINARY_REMAINDER] = {"%", "mod"},
    [BINARY_POWER] = {"**", "pow"},
    [BINARY_SHIFT_LEFT] = {"<<", "lshift"},
    [BINARY_SHIFT_RIGHT] = {">>", "rshift"},
    [BINARY_AND] = {"&", "and"},
    [BINARY_OR] = {"|", "or"},
    [BINARY_XOR] = {"^", "xor"},
    [BINARY_MATRIX_MULTIPLY] = {"@", "matmul"},
};

static bool is_number(const Object *object) {
    return object_is_int(object) || object->kind == KIND_FLOAT;
}

static Object *raise_unsupported(Vm *vm, BinaryOperator op, const Object *left, const Object *right,
                                 bool in_place) {
    const char *symbol = OPERATORS[op].symbol;
    const char *shown = op == BINARY_POWER && !in_place ? "** or pow()" : symbol;
    raise_error(vm, ERROR_TypeError, "unsupported operand type(s) for %s%s: '%.100s' and '%.100s'",
                shown, in_place ? "=" : "", object_type_name(vm, left),
                object_type_name(vm, right));
    return NULL;
}

/* Instances. A method that no program has named cannot be defined, so an uninterned name says
 * that there is none without a search. */
static Object *ask(Vm *vm, const char *prefix, const char *stem, Object *self,
                   Object *other_or_null) {
    char name[32];
    int length = snprintf(name, sizeof name, "__%s%s__", prefix, stem);
    StrObject *interned = str_peek_interned(vm, name, (size_t)length);
    Object *method = interned == NULL ? NULL : special_peek(vm, self, interned);
    if (method == NULL || method->kind == KIND_NONE) {
        return object_held(vm->not_implemented);
    }
    return special_call(vm, method, self, other_or_null, NULL);
}

static bool is_answer(const Object *result_or_null) {
    return result_or_null == NULL || result_or_null->kind != KIND_NOT_IMPLEMENTED;
}

/* The left side's method, then the right side's reflected one; first the right side's if its class
 * inherits from the left's. NotImplemented (owned) if neither knows. */
static Object *binary_of_instances(Vm *vm, BinaryOperator op, Object *left, Object *right,
                                   bool in_place) {
    const char *stem = OPERATORS[op].stem;
    const ClassObject *left_class = object_class_peek(vm, left);
    const ClassObject *right_class = object_class_peek(vm, right);
    Object *result = NULL;
    if (in_place) {
        result = ask(vm, "i", stem, left, right);
        if (is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    bool differ = left_class != right_class;
    bool right_first = differ && class_is_subclass(right_class, left_class);
    for (int turn = 0; turn < 2; turn++) {
        bool reflected = (turn == 0) == right_first;
        if (reflected && !differ) {
            continue; /* the same method would be asked with the sides exchanged */
        }
        result = reflected ? ask(vm, "r", stem, right, left) : ask(vm, "", stem, left, right);
        if (is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    return object_held(vm->not_implemented);
}

static bool is_sequence(const Object *object) {
    return object->kind == KIND_STR || object->kind == KIND_LIST || object->kind == KIND_TUPLE;
}

static Object *concat_tuples(Vm *vm, TupleObject *left, TupleObject *right) {
    if (left->length == 0 || right->length == 0) {
        return object_held(left->length == 0 ? &right->header : &left->header);
    }
    TupleObject *tuple = tuple_new(vm, (size_t)left->length + right->length);
    if (tuple != NULL) {
        for (uint32_t i = 0; i < left->length; i++) {
            tuple->items[i] = object_held(left->items[i]);
        }
        for (uint32_t i = 0; i < right->length; i++) {
            tuple->items[left->length + i] = object_held(right->items[i]);
        }
    }
    return (Object *)tuple;
}

static Object *concat_lists(Vm *vm, ListObject *left, ListObject *right) {
    ListObject *list = list_new(vm, (size_t)left->length + right->length);
    if (list != NULL) {
        for (uint32_t i = 0; i < left->length; i++) {
            list->items[list->length++] = object_held(left->items[i]);
        }
        for (uint32_t i = 0; i < right->length; i++) {
            list->items[list->length++] = object_held(right->items[i]);
        }
    }
    return (Object *)list;
}

static Object *concat(Vm *vm, Object *left, Object *right, bool in_place) {
    if (left->kind == KIND_LIST && in_place) {
        return list_extend(vm, (ListObject *)left, right) ? object_held(left) : NULL;
    }
    if (left->kind != right->kind) {
        const char *type = object_type_name(vm, left);
        raise_error(vm, ERROR_TypeError, "can only concatenate %s (not \"%.200s\") to %s", type,
                    object_type_name(vm, right), type);
        return NULL;
    }
    switch (left->kind) {
    case KIND_STR:
        return (Object *)str_concat(vm, (StrObject *)left, (StrObject *)right);
    case KIND_TUPLE:
        return concat_tuples(vm, (TupleObject *)left, (TupleObject *)right);
    default:
        return concat_lists(vm, (ListObject *)left, (ListObject *)right);
    }
}

/* How many items `times` repetitions have, or MemoryError. */
static bool repeated_length(Vm *vm, size_t length, int64_t times, size_t *total) {
    if (times <= 0 || length == 0) {
        *total = 0;
        return true;
    }
    if ((uint64_t)times > UINT32_MAX / length) {
        raise_memory_error(vm);
        return false;
    }
    *total = length * (size_t)times;
    return true;
}

/* Fills items[length ..  total) with new references to the first `length`, again and again. */
static void repeat_items(Object **items, size_t length, size_t total) {
    for (size_t i = length; i < total; i++) {
        items[i] = object_held(items[i - length]);
    }
}

static Object *repeat_list(Vm *vm, ListObject *list, int64_t times, bool in_place) {
    size_t length = list->length;
    size_t total = 0;
    if (!repeated_length(vm, length, times, &total)) {
        return NULL;
    }
    if (in_place && total == 0) {
        list_clear(vm, list);
        return object_held(&list->header);
    }
    ListObject *result = list;
    if (in_place) {
        if (!list_reserve(vm, list, total)) {
            return NULL;
        }
        object_hold(&list->header);
    } else {
        result = list_new(vm, total);
        if (result == NULL || total == 0) {
            return (Object *)result;
        }
        for (size_t i = 0; i < length; i++) {
            result->items[i] = object_held(list->items[i]);
        }
    }
    repeat_items(result->items, length, total);
    result->length = (uint32_t)total;
    return (Object *)result;
}

static Object *repeat_tuple(Vm *vm, TupleObject *tuple, int64_t times) {
    size_t total = 0;
    if (times == 1) {
        return object_held(&tuple->header);
    }
    if (!repeated_length(vm, tuple->length, times, &total)) {
        return NULL;
    }
    TupleObject *result = tuple_new(vm, total);
    if (result != NULL && total > 0) {
        for (size_t i = 0; i < tuple->length; i++) {
            result->items[i] = object_held(tuple->items[i]);
        }
        repeat_items(result->items, tuple->length, total);
    }
    return (Object *)result;
}

static Object *repeat(Vm *vm, Object *sequence, Object *times, bool in_place) {
    if (!object_is_int(times)) {
        raise_error(vm, ERROR_TypeError, "can't multiply sequence by non-int of type '%.200s'",
                    object_type_name(vm, times));
        return NULL;
    }
    switch (sequence->kind) {
    case KIND_STR:
        return (Object *)str_repeat(vm, (StrObject *)sequence, int_value(times));
    case KIND_TUPLE:
        return repeat_tuple(vm, (TupleObject *)sequence, int_value(times));
    default:
        return repeat_list(vm, (ListObject *)sequence, int_value(times), in_place);
    }
}

static Object *unite_dicts(Vm *vm, DictObject *left, Object *right, bool in_place) {
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return NULL;
    }
    DictObject *result = left;
    if (in_place) {
        object_hold(&left->header);
    } else {
        result = dict_copy(vm, left);
    }
    registers[0] = (Object *)result;
    bool good = result != NULL && dict_update_from(vm, result, right);
    if (good) {
        registers[0] = NULL;
    }
    native_leave(vm, registers);
    return good ? (Object *)result : NULL;
}

/* What is left of the operators when neither numbers nor methods of instances decide. */
static Object *binary_of_containers(Vm *vm, BinaryOperator op, Object *left, Object *right,
                                    bool in_place) {
    if (op == BINARY_ADD && is_sequence(left)) {
        return concat(vm, left, right, in_place);
    }
    if (op == BINARY_MULTIPLY && is_sequence(left)) {
        return repeat(vm, left, right, in_place);
    }
    bool left_decides = in_place && special_has_sequence_table(left);
    if (op == BINARY_MULTIPLY && is_sequence(right) && !left_decides) {
        return repeat(vm, right, left, false);
    }
    if (op == BINARY_OR && left->kind == KIND_DICT && (in_place || right->kind == KIND_DICT)) {
        return unite_dicts(vm, (DictObject *)left, right, in_place);
    }
    if (object_is_set(left) || object_is_set_view(left) || object_is_set_view(right)) {
        Object *result = set_binary(vm, op, left, right, in_place);
        if (is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    return raise_unsupported(vm, op, left, right, in_place);
}

Object *object_binary(Vm *vm, BinaryOperator op, Object *left, Object *right, bool in_place) {
    Object *result = NULL;
    if (LIKELY(is_number(left) && is_number(right))) {
        result = number_binary(vm, op, left, right);
    } else if (op == BINARY_REMAINDER && left->kind == KIND_STR) {
        return str_percent(vm, (StrObject *)left, right);
    } else if (object_is_instance(left) || object_has_slots(right)) {
        result = binary_of_instances(vm, op, left, right, in_place);
    } else {
        return binary_of_containers(vm, op, left, right, in_place);
    }
    if (is_answer(result)) {
        return result;
    }
    object_release(vm, result);
    return binary_of_containers(vm, op, left, right, in_place);
}

static const struct {
    const char *symbol;
    const char *stem;
} UNARY_OPERATORS[] = {
    [UNARY_NEGATIVE] = {"-", "neg"},
    [UNARY_POSITIVE] = {"+", "pos"},
    [UNARY_INVERT] = {"~", "invert"},
};

static Object *unary_of_int(Vm *vm, UnaryOperator op, Object *operand) {
    int64_t value = int_value(operand);
    if (op == UNARY_INVERT) {
        return int_new(vm, ~value);
    }
    if (op == UNARY_POSITIVE) {
        return operand->kind == KIND_INT ? object_held(operand) : int_new(vm, value);
    }
    if (value == INT64_MIN) {
        raise_error(vm, ERROR_OverflowError, "Ouro's ints end at 64 bits here");
        return NULL;
    }
    return int_new(vm, -value);
}

Object *object_unary(Vm *vm, UnaryOperator op, Object *operand) {
    if (object_is_int(operand)) {
        return unary_of_int(vm, op, operand);
    }
    if (operand->kind == KIND_FLOAT && op != UNARY_INVERT) {
        return op == UNARY_POSITIVE ? object_held(operand) : float_new(vm, -float_value(operand));
    }
    if (object_is_instance(operand)) {
        Object *result = ask(vm, "", UNARY_OPERATORS[op].stem, operand, NULL);
        if (is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    raise_error(vm, ERROR_TypeError, "bad operand type for unary %s: '%.200s'",
                UNARY_OPERATORS[op].symbol, object_type_name(vm, operand));
    return NULL;
}
