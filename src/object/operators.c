/* operators.c -- unary and binary operators of all kinds, and their in-place forms. */
#include "object/call.h"
#include "object/format.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

static const char *const SYMBOLS[] = {
#define BINARY_OPERATOR(name, written, ast_name, stem) written,
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
};

static Object *raise_unsupported(Vm *vm, BinaryOperator op, const Object *left, const Object *right,
                                 bool in_place) {
    const char *symbol = SYMBOLS[op];
    bool has_class = left->kind == KIND_CLASS || right->kind == KIND_CLASS;
    if (op == BINARY_OR && has_class && (left->kind == KIND_CLASS || left->kind == KIND_NONE) &&
        (right->kind == KIND_CLASS || right->kind == KIND_NONE)) {
        raise_error(vm, ERROR_TypeError, "Ouro's language has no union types such as 'int | None'");
        return NULL;
    }
    const char *shown = op == BINARY_POWER && !in_place ? "** or pow()" : symbol;
    raise_error(vm, ERROR_TypeError, "unsupported operand type(s) for %s%s: '%.100s' and '%.100s'",
                shown, in_place ? "=" : "", object_type_name(vm, left),
                object_type_name(vm, right));
    return NULL;
}

/* The name of an operator's method, from the row of names that begins with that of the first. */
static StrObject *method_name(StrObject *const *first, BinaryOperator op) {
    return first[op];
}

/* What methods of the program's classes say: the in-place one first. NotImplemented (owned) if none
 * knows. */
static Object *binary_of_instances(Vm *vm, BinaryOperator op, Object *left, Object *right,
                                   bool in_place) {
    if (in_place) {
        Object *result = special_ask(vm, method_name(&vm->names.in_place_ADD, op), left, right);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    return special_binary(vm, method_name(&vm->names.op_ADD, op),
                          method_name(&vm->names.reflected_ADD, op), left, right);
}

static bool is_sequence(const Object *object) {
    return object->kind == KIND_STR || object_is_list(object) || object->kind == KIND_TUPLE;
}

static Object *concat_tuples(Vm *vm, TupleObject *left, TupleObject *right) {
    if (left->length == 0 || right->length == 0) {
        return object_held(left->length == 0 ? &right->header : &left->header);
    }
    TupleObject *tuple = tuple_new(vm, (size_t)left->length + right->length);
    if (tuple != NULL) {
        items_hold(tuple->items, left->items, left->length);
        items_hold(tuple->items + left->length, right->items, right->length);
    }
    return (Object *)tuple;
}

static Object *concat_lists(Vm *vm, ListObject *left, ListObject *right) {
    ListObject *list = list_new(vm, (size_t)left->length + right->length);
    if (list != NULL) {
        items_hold(list->items, left->items, left->length);
        items_hold(list->items + left->length, right->items, right->length);
        list->length = left->length + right->length;
    }
    return (Object *)list;
}

static Object *concat(Vm *vm, Object *left, Object *right, bool in_place) {
    if (object_is_list(left) && in_place) {
        return list_extend(vm, (ListObject *)left, right) ? object_held(left) : NULL;
    }
    if (object_base_kind(left) != object_base_kind(right)) {
        const char *type = object_row_peek(left)->type;
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
    if (!special_has_index(vm, times)) {
        raise_error(vm, ERROR_TypeError, "can't multiply sequence by non-int of type '%.200s'",
                    object_type_name(vm, times));
        return NULL;
    }
    int64_t count = 0;
    if (!object_to_size(vm, times, &count)) {
        return NULL;
    }
    switch (sequence->kind) {
    case KIND_STR:
        return (Object *)str_repeat(vm, (StrObject *)sequence, count);
    case KIND_TUPLE:
        return repeat_tuple(vm, (TupleObject *)sequence, count);
    default:
        return repeat_list(vm, (ListObject *)sequence, count, in_place);
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

/* Operators of built-in kinds other than numbers; NotImplemented (owned) where they have none. */
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
    if (op == BINARY_OR && object_is_dict(left) && (in_place || object_is_dict(right))) {
        return unite_dicts(vm, (DictObject *)left, right, in_place);
    }
    if (object_is_set(left) || object_is_set_view(left) || object_is_set_view(right)) {
        Object *result = set_binary(vm, op, left, right, in_place);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    return object_held(vm->not_implemented);
}

Object *object_binary_plain(Vm *vm, BinaryOperator op, Object *left_any, Object *right_any,
                            bool in_place) {
    Object *left = object_plain(left_any);
    Object *right = object_plain(right_any);
    if (op == BINARY_REMAINDER && left->kind == KIND_STR) {
        /* What stands on the right may have texts of its own. */
        return str_percent(vm, (StrObject *)left, right_any);
    }
    if (object_is_proxy(left) || object_is_proxy(right)) {
        Object **registers = weak_enter(vm, left, right);
        if (registers == NULL) {
            return NULL;
        }
        Object *result = object_binary(vm, op, registers[0], registers[1], in_place);
        native_leave(vm, registers);
        return result;
    }
    return object_is_number(left) && object_is_number(right)
               ? number_binary(vm, op, left, right)
               : binary_of_containers(vm, op, left, right, in_place);
}

Object *object_binary(Vm *vm, BinaryOperator op, Object *left, Object *right, bool in_place) {
    Object *result = NULL;
    if (LIKELY(object_is_number(left) && object_is_number(right))) {
        result = number_binary(vm, op, left, right);
    } else {
        /* A dict and `|=`, and a string and `%`, do not ask what stands on the right. */
        bool left_alone = (in_place && op == BINARY_OR && object_is_dict(left)) ||
                          (op == BINARY_REMAINDER && object_base_kind(left) == KIND_STR &&
                           right->kind != KIND_STR_INSTANCE);
        if (object_is_instance(left) || (object_is_instance(right) && !left_alone)) {
            result = binary_of_instances(vm, op, left, right, in_place);
            if (special_is_answer(result)) {
                return result;
            }
            object_release(vm, result);
        }
        result = object_binary_plain(vm, op, left, right, in_place);
    }
    if (special_is_answer(result)) {
        return result;
    }
    object_release(vm, result);
    return raise_unsupported(vm, op, left, right, in_place);
}

Object *object_unary_plain(Vm *vm, UnaryOperator op, Object *any) {
    Object *operand = object_plain(any);
    if (object_is_any_int(operand) || (operand->kind == KIND_FLOAT && op != UNARY_INVERT)) {
        return number_unary(vm, op, operand);
    }
    if (object_is_proxy(operand)) {
        Object **registers = weak_enter(vm, operand, NULL);
        if (registers == NULL) {
            return NULL;
        }
        Object *result = object_unary(vm, op, registers[0]);
        native_leave(vm, registers);
        return result;
    }
    static const char SYMBOL[] = {
        [UNARY_NEGATIVE] = '-', [UNARY_POSITIVE] = '+', [UNARY_INVERT] = '~'};
    raise_error(vm, ERROR_TypeError, "bad operand type for unary %c: '%.200s'", SYMBOL[op],
                object_type_name(vm, operand));
    return NULL;
}

Object *object_unary(Vm *vm, UnaryOperator op, Object *operand) {
    Object *method = NULL;
    if (object_is_instance(operand)) {
        method = special_peek(vm, operand,
                              op == UNARY_NEGATIVE   ? vm->names.neg
                              : op == UNARY_POSITIVE ? vm->names.pos
                                                     : vm->names.invert);
    }
    return method != NULL ? special_call(vm, method, operand, NULL, NULL)
                          : object_unary_plain(vm, op, operand);
}
