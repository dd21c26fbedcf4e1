/* compare.c -- truth, equality and order of any two objects. */
#include "object/call.h"
#include "object/descriptor.h"
#include "object/operations.h"
#include "object/sequence.h"
#include "object/set.h"
#include "object/special.h"
#include "object/state.h"
#include "object/weak.h"

static const char *const SYMBOLS[] = {"<", "<=", "==", "!=", ">", ">="};

/* What `right` is asked when `left` does not know. */
static const CompareOperator REFLECTED[] = {COMPARE_GREATER, COMPARE_GREATER_EQUAL,
                                            COMPARE_EQUAL,   COMPARE_NOT_EQUAL,
                                            COMPARE_LESS,    COMPARE_LESS_EQUAL};

static Truth truth_of(bool condition) {
    return condition ? TRUTH_TRUE : TRUTH_FALSE;
}

/* What __bool__ gave, which must be a bool. */
static Truth read_bool(Vm *vm, Object *result_or_null) {
    if (result_or_null == NULL) {
        return TRUTH_FAILED;
    }
    Truth truth = TRUTH_FAILED;
    if (result_or_null->kind == KIND_BOOL) {
        truth = truth_of(int_value(result_or_null) != 0);
    } else {
        raise_error(vm, ERROR_TypeError, "__bool__ should return bool, returned %s",
                    object_type_name(vm, result_or_null));
    }
    object_release(vm, result_or_null);
    return truth;
}

Truth object_truth_plain(Vm *vm, Object *any) {
    Object *object = object_plain(any);
    switch (object_base_kind(object)) {
    case KIND_NONE:
        return TRUTH_FALSE;
    case KIND_BIG_INT:
        return TRUTH_TRUE;
    case KIND_BOOL:
    case KIND_INT:
        return truth_of(int_value(object) != 0);
    case KIND_FLOAT:
        return truth_of(float_value(object) != 0);
    case KIND_STR:
        return truth_of(((StrObject *)object)->bytes > 0);
    case KIND_TUPLE:
        return truth_of(((TupleObject *)object)->length > 0);
    case KIND_LIST:
        return truth_of(((ListObject *)object)->length > 0);
    case KIND_DICT:
        return truth_of(((DictObject *)object)->live > 0);
    case KIND_SET:
    case KIND_FROZENSET:
        return truth_of(((SetObject *)object)->live > 0);
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
        return truth_of(((DictObject *)((DictView *)object)->dict)->live > 0);
    case KIND_MAPPING_PROXY:
        return truth_of(((MappingProxy *)object)->dict->live > 0);
    case KIND_RANGE:
        return truth_of(range_length((RangeObject *)object) > 0);
    default:
        break;
    }
    if (object_is_proxy(object)) {
        Object **registers = weak_enter(vm, object, NULL);
        if (registers == NULL) {
            return TRUTH_FAILED;
        }
        Truth result = object_truth(vm, registers[0]);
        native_leave(vm, registers);
        return result;
    }
    return TRUTH_TRUE;
}

Truth object_truth(Vm *vm, Object *object) {
    if (object_is_instance(object)) {
        Object *method = special_peek(vm, object, vm->names.truth);
        if (method != NULL) {
            return read_bool(vm, special_call(vm, method, object, NULL, NULL));
        }
        if (special_peek(vm, object, vm->names.len) != NULL) {
            size_t length = 0;
            return object_length(vm, object, &length) ? truth_of(length > 0) : TRUTH_FAILED;
        }
    }
    return object_truth_plain(vm, object);
}

/* What a three-way order says to a comparison; 2 is "unordered". */
static Truth answer(CompareOperator comparison, int order) {
    switch (comparison) {
    case COMPARE_LESS:
        return truth_of(order < 0);
    case COMPARE_LESS_EQUAL:
        return truth_of(order <= 0);
    case COMPARE_EQUAL:
        return truth_of(order == 0);
    case COMPARE_NOT_EQUAL:
        return truth_of(order != 0);
    case COMPARE_GREATER:
        return truth_of(order == 1);
    default:
        return truth_of(order == 0 || order == 1);
    }
}

static bool is_leaf(const Object *object) {
    return object_row_peek(object)->garbage == GARBAGE_LEAF;
}

Truth object_equal(Vm *vm, Object *left, Object *right) {
    return left == right ? TRUTH_TRUE : object_compare_truth(vm, COMPARE_EQUAL, left, right);
}

Truth object_equal_item(Vm *vm, Object *item, Object *other) {
    if (item == other) {
        return TRUTH_TRUE;
    }
    if (is_leaf(item) && is_leaf(other)) {
        return object_compare_truth(vm, COMPARE_EQUAL, item, other);
    }
    Object **registers = native_enter(vm, 1);
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    registers[0] = object_held(item);
    Truth equal = object_compare_truth(vm, COMPARE_EQUAL, item, other);
    native_leave(vm, registers);
    return equal;
}

/* The items of a list or tuple, asked again each time, since a comparison can change a list. */
static size_t run_length(const Object *run) {
    return object_is_list(run) ? ((const ListObject *)run)->length
                               : ((const TupleObject *)run)->length;
}

static Object *run_item(const Object *run, size_t index) {
    return object_is_list(run) ? ((const ListObject *)run)->items[index]
                               : ((const TupleObject *)run)->items[index];
}

/* Two registers keep the items at hand alive. */
static Truth compare_run_items(Vm *vm, CompareOperator comparison, Object *left, Object *right,
                               Object **registers) {
    size_t index = 0;
    for (; index < run_length(left) && index < run_length(right); index++) {
        if (index % 4096 == 4095 && vm_poll_interrupt(vm)) {
            return TRUTH_FAILED;
        }
        Object *a = run_item(left, index);
        Object *b = run_item(right, index);
        if (a == b) {
            continue;
        }
        registers[0] = object_held(a);
        registers[1] = object_held(b);
        Truth equal = object_equal(vm, a, b);
        if (equal == TRUTH_FAILED) {
            return TRUTH_FAILED;
        }
        if (equal == TRUTH_FALSE) {
            return comparison == COMPARE_EQUAL       ? TRUTH_FALSE
                   : comparison == COMPARE_NOT_EQUAL ? TRUTH_TRUE
                                                     : object_compare_truth(vm, comparison, a, b);
        }
        OBJECT_CLEAR(vm, registers[0]);
        OBJECT_CLEAR(vm, registers[1]);
    }
    size_t a = run_length(left);
    size_t b = run_length(right);
    return answer(comparison, (a > b) - (a < b));
}

static Truth compare_dict_items(Vm *vm, DictObject *left, DictObject *right, Object **registers) {
    for (size_t entry = dict_next_entry(left, 0); entry < left->fill;
         entry = dict_next_entry(left, entry + 1)) {
        registers[0] = object_held(dict_entry_key(left, entry));
        registers[1] = object_held(dict_entry_value(left, entry));
        Object *other = dict_peek(vm, right, registers[0]);
        if (other == NULL) {
            return raise_pending(vm) == NULL ? TRUTH_FALSE : TRUTH_FAILED;
        }
        registers[2] = object_held(other);
        Truth equal = object_equal(vm, registers[1], other);
        if (equal != TRUTH_TRUE) {
            return equal;
        }
        OBJECT_CLEAR(vm, registers[0]);
        OBJECT_CLEAR(vm, registers[1]);
        OBJECT_CLEAR(vm, registers[2]);
    }
    return TRUTH_TRUE;
}

/* Whether all that one view shows is in another. */
static Truth is_subset(Vm *vm, Object *left, Object *right, Object **registers) {
    registers[0] = iterator_new(vm, left);
    if (registers[0] == NULL) {
        return TRUTH_FAILED;
    }
    while ((registers[1] = iterator_next(vm, registers[0])) != NULL) {
        Truth found = object_contains(vm, right, registers[1]);
        if (found != TRUTH_TRUE) {
            return found;
        }
        OBJECT_CLEAR(vm, registers[1]);
    }
    return raise_pending(vm) == NULL ? TRUTH_TRUE : TRUTH_FAILED;
}

/* Views of keys and of items compare as sets do, and with sets. */
static Truth compare_views(Vm *vm, CompareOperator comparison, Object *left, Object *right,
                           Object **registers) {
    size_t a = 0;
    size_t b = 0;
    if (!object_length(vm, left, &a) || !object_length(vm, right, &b)) {
        return TRUTH_FAILED;
    }
    switch (comparison) {
    case COMPARE_EQUAL:
    case COMPARE_NOT_EQUAL: {
        Truth equal = a == b ? is_subset(vm, left, right, registers) : TRUTH_FALSE;
        return equal == TRUTH_FAILED
                   ? equal
                   : truth_of((equal == TRUTH_TRUE) == (comparison == COMPARE_EQUAL));
    }
    case COMPARE_LESS:
        return a < b ? is_subset(vm, left, right, registers) : TRUTH_FALSE;
    case COMPARE_LESS_EQUAL:
        return a <= b ? is_subset(vm, left, right, registers) : TRUTH_FALSE;
    case COMPARE_GREATER:
        return a > b ? is_subset(vm, right, left, registers) : TRUTH_FALSE;
    default:
        return a >= b ? is_subset(vm, right, left, registers) : TRUTH_FALSE;
    }
}

static Truth compare_in_registers(Vm *vm, CompareOperator comparison, Object *left, Object *right,
                                  Object **registers) {
    if (object_is_list(left) || left->kind == KIND_TUPLE) {
        return compare_run_items(vm, comparison, left, right, registers);
    }
    if (object_is_dict(left)) {
        Truth equal = compare_dict_items(vm, (DictObject *)left, (DictObject *)right, registers);
        return equal == TRUTH_FAILED
                   ? equal
                   : truth_of((equal == TRUTH_TRUE) == (comparison == COMPARE_EQUAL));
    }
    return object_is_set(left) ? set_compare(vm, comparison, (SetObject *)left, (SetObject *)right)
                               : compare_views(vm, comparison, left, right, registers);
}

/* Containers of a kind whose items are compared, which can nest and can run program code. */
static Truth compare_containers(Vm *vm, CompareOperator comparison, Object *left, Object *right) {
    bool equality = comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL;
    if (equality) {
        bool differ =
            (object_is_list(left) && run_length(left) != run_length(right)) ||
            (object_is_dict(left) && ((DictObject *)left)->live != ((DictObject *)right)->live);
        if (differ) {
            return truth_of(comparison == COMPARE_NOT_EQUAL);
        }
    }
    Object **registers = special_enter(vm, 3, " in comparison");
    if (registers == NULL) {
        return TRUTH_FAILED;
    }
    Truth truth = compare_in_registers(vm, comparison, left, right, registers);
    special_leave(vm, registers);
    return truth;
}

static bool ranges_are_equal(const RangeObject *left, const RangeObject *right) {
    uint64_t length = range_length(left);
    return length == range_length(right) &&
           (length == 0 ||
            (left->start == right->start && (length == 1 || left->step == right->step)));
}

/* Two objects of built-in kinds that compare by what they are made of; *known is false otherwise.
 */
static Truth compare_parts(Vm *vm, CompareOperator comparison, Object *left, Object *right,
                           bool *known) {
    *known = true;
    bool equality = comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL;
    if (object_is_proxy(left) || object_is_proxy(right)) {
        Object **registers = weak_enter(vm, left, right);
        if (registers == NULL) {
            return TRUTH_FAILED;
        }
        Truth result = object_compare_truth(vm, comparison, registers[0], registers[1]);
        native_leave(vm, registers);
        return result;
    }
    if (object_is_set_view(left) && (object_is_set_view(right) || object_is_set(right))) {
        return compare_containers(vm, comparison, left, right);
    }
    if (object_is_set(left) && object_is_set_view(right)) {
        return compare_containers(vm, REFLECTED[comparison], right, left);
    }
    if (object_is_set(left) && object_is_set(right)) {
        return compare_containers(vm, comparison, left, right);
    }
    if (object_base_kind(left) == object_base_kind(right)) {
        if (object_is_list(left) || left->kind == KIND_TUPLE) {
            return compare_containers(vm, comparison, left, right);
        }
        if (left->kind == KIND_WEAK_REFERENCE && equality) {
            Truth equal = weak_equal(vm, (WeakObject *)left, (WeakObject *)right);
            return equal == TRUTH_FAILED
                       ? equal
                       : truth_of((equal == TRUTH_TRUE) == (comparison == COMPARE_EQUAL));
        }
        if (object_is_dict(left) && equality) {
            return compare_containers(vm, comparison, left, right);
        }
        bool equal = left == right;
        if (left->kind == KIND_RANGE) {
            equal = ranges_are_equal((RangeObject *)left, (RangeObject *)right);
        } else if (left->kind == KIND_METHOD) {
            equal = ((MethodObject *)left)->function == ((MethodObject *)right)->function &&
                    ((MethodObject *)left)->self == ((MethodObject *)right)->self;
        } else if (left->kind == KIND_NATIVE) {
            equal = ((NativeObject *)left)->native == ((NativeObject *)right)->native &&
                    ((NativeObject *)left)->self == ((NativeObject *)right)->self;
        }
        if (equality) {
            return truth_of(equal == (comparison == COMPARE_EQUAL));
        }
    }
    *known = false;
    return TRUTH_FALSE;
}

/* What is left when neither side has a comparison of its own. */
static Truth compare_by_identity(Vm *vm, CompareOperator comparison, const Object *left,
                                 const Object *right) {
    if (comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL) {
        return truth_of((left == right) == (comparison == COMPARE_EQUAL));
    }
    raise_error(vm, ERROR_TypeError,
                "'%s' not supported between instances of '%.100s' and '%.100s'",
                SYMBOLS[comparison], object_type_name(vm, left), object_type_name(vm, right));
    return TRUTH_FAILED;
}

static StrObject *method_name(const Vm *vm, CompareOperator comparison) {
    switch (comparison) {
    case COMPARE_LESS:
        return vm->names.lt;
    case COMPARE_LESS_EQUAL:
        return vm->names.le;
    case COMPARE_EQUAL:
        return vm->names.eq;
    case COMPARE_NOT_EQUAL:
        return vm->names.ne;
    case COMPARE_GREATER:
        return vm->names.gt;
    default:
        return vm->names.ge;
    }
}

/* What the built-in types themselves say; *known is false if they do not know. */
static Truth compare_plain(Vm *vm, CompareOperator comparison, Object *left_any, Object *right_any,
                           bool *known) {
    *known = true;
    Object *left = object_plain(left_any);
    Object *right = object_plain(right_any);
    bool equality = comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL;
    if (object_is_number(left) && object_is_number(right)) {
        return answer(comparison, number_compare(left, right));
    }
    if (left->kind == KIND_STR && right->kind == KIND_STR) {
        if (equality) {
            return truth_of(str_equal((StrObject *)left, (StrObject *)right) ==
                            (comparison == COMPARE_EQUAL));
        }
        int order = str_compare((StrObject *)left, (StrObject *)right);
        return answer(comparison, (order > 0) - (order < 0));
    }
    return compare_parts(vm, comparison, left, right, known);
}

/* Asks the class of `self`, or its built-in type. `!=` is the contrary of __eq__ unless there is a
 * __ne__. */
static Object *ask(Vm *vm, CompareOperator comparison, Object *self, Object *other) {
    Object *method = special_peek(vm, self, method_name(vm, comparison));
    return method != NULL ? special_call(vm, method, self, other, NULL)
                          : object_compare_plain(vm, comparison, self, other);
}

Object *object_compare_default(Vm *vm, CompareOperator comparison, Object *self, Object *other) {
    if (comparison == COMPARE_EQUAL && self == other) {
        return bool_new(vm, true);
    }
    Object *equal = comparison == COMPARE_NOT_EQUAL ? ask(vm, COMPARE_EQUAL, self, other)
                                                    : object_held(vm->not_implemented);
    if (!special_is_answer(equal) || equal == NULL) {
        return equal;
    }
    Truth truth = special_truth_take(vm, equal);
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_FALSE);
}

Object *object_compare_plain(Vm *vm, CompareOperator comparison, Object *self, Object *other) {
    if (object_has_slots(self)) {
        return object_compare_default(vm, comparison, self, other);
    }
    bool known = false;
    Truth truth = compare_plain(vm, comparison, self, other, &known);
    return truth == TRUTH_FAILED ? NULL
           : known               ? bool_new(vm, truth == TRUTH_TRUE)
                                 : object_held(vm->not_implemented);
}

static Object *compare_instances(Vm *vm, CompareOperator comparison, Object *left, Object *right) {
    const ClassObject *left_class = object_class_peek(vm, left);
    const ClassObject *right_class = object_class_peek(vm, right);
    bool right_first = left_class != right_class && class_is_subclass(right_class, left_class);
    for (int turn = 0; turn < 2; turn++) {
        bool reflected = (turn == 0) == right_first;
        Object *result = reflected ? ask(vm, REFLECTED[comparison], right, left)
                                   : ask(vm, comparison, left, right);
        if (special_is_answer(result)) {
            return result;
        }
        object_release(vm, result);
    }
    Truth truth = compare_by_identity(vm, comparison, left, right);
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}

Truth object_compare_truth(Vm *vm, CompareOperator comparison, Object *left, Object *right) {
    if (object_is_instance(left) || object_is_instance(right)) {
        return special_truth_take(vm, compare_instances(vm, comparison, left, right));
    }
    bool known = false;
    Truth truth = compare_plain(vm, comparison, left, right, &known);
    return known || truth == TRUTH_FAILED ? truth
                                          : compare_by_identity(vm, comparison, left, right);
}

Object *object_compare(Vm *vm, CompareOperator comparison, Object *left, Object *right) {
    if (object_is_instance(left) || object_is_instance(right)) {
        return compare_instances(vm, comparison, left, right);
    }
    Truth truth = object_compare_truth(vm, comparison, left, right);
    return truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE);
}
