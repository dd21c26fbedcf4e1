/* loop_body.h -- the interpreter loop, as a template.
 *
 * loop.c includes it twice: once plain, and once with LOOP_STEPS, where the run can be bounded to a
 * number of instructions. Only the second pays for counting.
 *
 * The loop keeps the frame's registers and the next instruction in C locals. `frame->next` is
 * written at every instruction, so that whatever fails, calls or looks knows where the frame
 * stands. Everything else of the run lies in the image.
 *
 * An instruction that uses temporaries up takes the first operand, puts its result in place, and
 * then releases, so that a finalizer that runs on the way sees every object held by a register or
 * by nobody. */

/* What USE operands are: a constant, or a register. */
#define OPERAND(x)                                                                                 \
    (((x)&OPERAND_CONSTANT) != 0 ? constants[(x)&OPERAND_MOST] : registers[x])
#define IS_TEMPORARY(x) ((uint16_t)(x) >= local_count && ((x)&OPERAND_CONSTANT) == 0)
/* Uses an operand up: a temporary is taken and released. */
#define FINISH(x)                                                                                  \
    do {                                                                                           \
        if (IS_TEMPORARY(x))                                                                       \
            OBJECT_CLEAR(vm, registers[x]);                                                        \
    } while (0)
/* An owned reference to the operand: a temporary's own, else a new one. */
#define TAKE(x) take_operand(registers, constants, local_count, (x))
#define SET(x, value)                                                                              \
    do {                                                                                           \
        Object *before_ = registers[x];                                                            \
        registers[x] = (value);                                                                    \
        object_release_if(vm, before_);                                                            \
    } while (0)
/* The result of an instruction with operands b and c. */
#define RESULT(value)                                                                              \
    do {                                                                                           \
        Object *result_ = (value);                                                                 \
        if (result_ == NULL) {                                                                     \
            FINISH(i.b);                                                                           \
            FINISH(i.c);                                                                           \
            goto failed;                                                                           \
        }                                                                                          \
        Object *left_ = NULL;                                                                      \
        if (IS_TEMPORARY(i.b)) {                                                                   \
            left_ = registers[i.b];                                                                \
            registers[i.b] = NULL;                                                                 \
        }                                                                                          \
        Object *before_ = registers[i.a];                                                          \
        registers[i.a] = result_;                                                                  \
        object_release_if(vm, left_);                                                              \
        FINISH(i.c);                                                                               \
        object_release_if(vm, before_);                                                            \
    } while (0)
/* The same with operand b alone. */
#define RESULT_OF_ONE(value)                                                                       \
    do {                                                                                           \
        Object *result_ = (value);                                                                 \
        if (result_ == NULL) {                                                                     \
            FINISH(i.b);                                                                           \
            goto failed;                                                                           \
        }                                                                                          \
        Object *left_ = NULL;                                                                      \
        if (IS_TEMPORARY(i.b)) {                                                                   \
            left_ = registers[i.b];                                                                \
            registers[i.b] = NULL;                                                                 \
        }                                                                                          \
        Object *before_ = registers[i.a];                                                          \
        registers[i.a] = result_;                                                                  \
        object_release_if(vm, left_);                                                              \
        object_release_if(vm, before_);                                                            \
    } while (0)
#define NAME_AT(x) ((StrObject *)code->names->items[x])
#define JUMP(i) (next = code->instructions + instruction_wide(i))

/* Arithmetic on two ints that fit, without leaving the loop. */
#define BINARY_FAST(op, checked, in_place)                                                         \
    do {                                                                                           \
        Object *left = OPERAND(i.b);                                                               \
        Object *right = OPERAND(i.c);                                                              \
        int64_t value;                                                                             \
        if (left->kind == KIND_INT && right->kind == KIND_INT &&                                   \
            checked(int_value(left), int_value(right), &value))                                    \
            RESULT(int_new(vm, value));                                                            \
        else                                                                                       \
            RESULT(object_binary(vm, op, left, right, in_place));                                  \
    } while (0)
#define BINARY(op, in_place)                                                                       \
    RESULT(object_binary(vm, op, OPERAND(i.b), OPERAND(i.c), in_place))
#define COMPARE_FAST(op, sign)                                                                     \
    do {                                                                                           \
        Object *left = OPERAND(i.b);                                                               \
        Object *right = OPERAND(i.c);                                                              \
        if (left->kind == KIND_INT && right->kind == KIND_INT)                                     \
            RESULT(bool_new(vm, int_value(left) sign int_value(right)));                           \
        else                                                                                       \
            RESULT(object_compare(vm, op, left, right));                                           \
    } while (0)

static bool LOOP_NAME(Vm *vm) {
    Frame *frame = frame_top(vm);
    CodeObject *code = frame->code;
    Object **registers = frame->registers;
    Object **constants = code->constants->items;
    uint32_t local_count = code->local_count;
    const Instruction *next = frame->next;
    volatile int *interrupted = vm->host == NULL ? &NEVER_INTERRUPTED : vm->host->interrupted;
    Instruction i;

#define ENTER_FRAME()                                                                              \
    do {                                                                                           \
        frame = frame_top(vm);                                                                     \
        code = frame->code;                                                                        \
        registers = frame->registers;                                                              \
        constants = code->constants->items;                                                        \
        local_count = code->local_count;                                                           \
        next = frame->next;                                                                        \
    } while (0)

#ifdef LOOP_STEPS
#define COUNT_STEP()                                                                               \
    do {                                                                                           \
        if (vm->fuel == 0 && !loop_out_of_fuel(vm))                                                \
            goto failed;                                                                           \
        vm->fuel--;                                                                                \
    } while (0)
#else
#define COUNT_STEP() ((void)0)
#endif

#if defined(__GNUC__) || defined(__clang__)
    static const void *const TARGETS[OP_COUNT] = {
#define OP(name, a, b, c, effect) [OP_##name] = &&target_##name,
#define OPW(name, a, b, c, effect) [OP_##name] = &&target_##name,
#include "lang/ops.def"
    };
#define CASE(name) target_##name:
#define NEXT()                                                                                     \
    do {                                                                                           \
        i = *next++;                                                                               \
        frame->next = next;                                                                        \
        COUNT_STEP();                                                                              \
        goto *TARGETS[i.op];                                                                       \
    } while (0)
    NEXT();
#else
#define CASE(name) case OP_##name:
#define NEXT() goto dispatch
dispatch:
    i = *next++;
    frame->next = next;
    COUNT_STEP();
    switch ((Op)i.op) {
    case OP_COUNT:
        UNREACHABLE();
#endif

    CASE(LOAD_CONST) {
        SET(i.a, object_held(constants[instruction_wide(i)]));
        NEXT();
    }
    CASE(MOVE) {
        SET(i.a, TAKE(i.b));
        NEXT();
    }
    CASE(COPY) {
        SET(i.a, object_held(registers[i.b]));
        NEXT();
    }
    CASE(DROP) {
        OBJECT_CLEAR(vm, registers[i.a]);
        NEXT();
    }
    CASE(ECHO) {
        bool ok = loop_echo(vm, OPERAND(i.a));
        FINISH(i.a);
        if (!ok)
            goto failed;
        NEXT();
    }

    CASE(LOAD_GLOBAL) {
        StrObject *name = NAME_AT(i.b);
        InlineCache *cache = (InlineCache *)(uintptr_t)next++;
        DictObject *globals = frame->globals;
        Object *value;
        if (LIKELY(cache->index < globals->fill && cache->version == 0 &&
                   dict_entry_key(globals, cache->index) == &name->header))
            value = dict_entry_value(globals, cache->index);
        else
            value = loop_find_global(vm, globals, name, cache);
        if (value == NULL)
            goto failed;
        SET(i.a, object_held(value));
        NEXT();
    }
    CASE(STORE_GLOBAL) {
        Object *value = OPERAND(i.b);
        bool ok = dict_set(vm, frame->globals, &NAME_AT(i.a)->header, value);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DELETE_GLOBAL) {
        if (!loop_delete_name(vm, frame->globals, NAME_AT(i.a)))
            goto failed;
        NEXT();
    }
    CASE(LOAD_NAME) {
        Object *value = loop_find_name(vm, (DictObject *)registers[0], frame->globals, NAME_AT(i.b));
        if (value == NULL)
            goto failed;
        SET(i.a, object_held(value));
        NEXT();
    }
    CASE(STORE_NAME) {
        bool ok = dict_set(vm, (DictObject *)registers[0], &NAME_AT(i.a)->header, OPERAND(i.b));
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DELETE_NAME) {
        if (!loop_delete_name(vm, (DictObject *)registers[0], NAME_AT(i.a)))
            goto failed;
        NEXT();
    }
    CASE(CHECK_LOCAL) {
        if (UNLIKELY(registers[i.a] == NULL)) {
            loop_raise_unbound(vm, (StrObject *)code->local_names->items[i.a]);
            goto failed;
        }
        NEXT();
    }
    CASE(DELETE_LOCAL) {
        if (registers[i.a] == NULL) {
            loop_raise_unbound(vm, (StrObject *)code->local_names->items[i.a]);
            goto failed;
        }
        OBJECT_CLEAR(vm, registers[i.a]);
        NEXT();
    }
    CASE(MAKE_CELL) {
        CellObject *cell = cell_new(vm, NULL);
        if (cell == NULL)
            goto failed;
        cell->value = registers[i.a];
        registers[i.a] = &cell->header;
        NEXT();
    }
    CASE(LOAD_CELL) {
        Object *value = ((CellObject *)registers[i.b])->value;
        if (value == NULL) {
            loop_raise_unbound(vm, (StrObject *)code->local_names->items[i.b]);
            goto failed;
        }
        SET(i.a, object_held(value));
        NEXT();
    }
    CASE(STORE_CELL) {
        CellObject *cell = (CellObject *)registers[i.a];
        Object *before = cell->value;
        cell->value = TAKE(i.b);
        object_release_if(vm, before);
        NEXT();
    }
    CASE(DELETE_CELL) {
        CellObject *cell = (CellObject *)registers[i.a];
        if (cell->value == NULL) {
            loop_raise_unbound(vm, (StrObject *)code->local_names->items[i.a]);
            goto failed;
        }
        OBJECT_CLEAR(vm, cell->value);
        NEXT();
    }
    CASE(LOAD_FREE) {
        CellObject *cell = loop_closure_cell(frame, i.b);
        if (cell->value == NULL) {
            loop_raise_unbound_free(vm, (StrObject *)code->free_names->items[i.b]);
            goto failed;
        }
        SET(i.a, object_held(cell->value));
        NEXT();
    }
    CASE(STORE_FREE) {
        CellObject *cell = loop_closure_cell(frame, i.a);
        Object *before = cell->value;
        cell->value = TAKE(i.b);
        object_release_if(vm, before);
        NEXT();
    }
    CASE(DELETE_FREE) {
        CellObject *cell = loop_closure_cell(frame, i.a);
        if (cell->value == NULL) {
            loop_raise_unbound_free(vm, (StrObject *)code->free_names->items[i.a]);
            goto failed;
        }
        OBJECT_CLEAR(vm, cell->value);
        NEXT();
    }
    CASE(COPY_FREE) {
        SET(i.a, object_held(&loop_closure_cell(frame, i.b)->header));
        NEXT();
    }

    CASE(LOAD_ATTRIBUTE) {
        Object *object = OPERAND(i.b);
        InlineCache *cache = (InlineCache *)(uintptr_t)next++;
        Object *value = NULL;
        if (LIKELY(object->kind == KIND_INSTANCE)) {
            InstanceObject *instance = (InstanceObject *)object;
            if (LIKELY(instance->class->version == cache->version &&
                       cache->index < instance->slot_count))
                value = instance->slots[cache->index];
        }
        if (LIKELY(value != NULL))
            object_hold(value);
        else
            value = loop_load_attribute(vm, object, NAME_AT(i.c), cache);
        RESULT_OF_ONE(value);
        NEXT();
    }
    CASE(STORE_ATTRIBUTE) {
        Object *object = OPERAND(i.a);
        Object *value = OPERAND(i.c);
        InlineCache *cache = (InlineCache *)(uintptr_t)next++;
        bool ok = loop_store_attribute(vm, object, NAME_AT(i.b), value, cache);
        FINISH(i.c);
        FINISH(i.a);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DELETE_ATTRIBUTE) {
        bool ok = attribute_set(vm, OPERAND(i.a), NAME_AT(i.b), NULL);
        FINISH(i.a);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(LOAD_METHOD) {
        next++;
        Object *object = OPERAND(i.b);
        Object *self = NULL;
        Object *method = attribute_get_method(vm, object, NAME_AT(i.c), &self);
        if (method == NULL) {
            FINISH(i.b);
            goto failed;
        }
        if (IS_TEMPORARY(i.b)) {
            object = registers[i.b];
            registers[i.b] = NULL;
            registers[i.a] = method;
            registers[i.a + 1] = self;
            object_release(vm, object);
        } else {
            registers[i.a] = method;
            registers[i.a + 1] = self;
        }
        NEXT();
    }
    CASE(LOAD_SUPER) {
        Object *class = OPERAND(i.b);
        Object *self = OPERAND(i.c);
        StrObject *name = NAME_AT(instruction_wide(*next));
        next++;
        Object *held_self = NULL;
        Object *method = attribute_get_super(vm, class, self, name, &held_self);
        if (method != NULL) {
            registers[i.a] = method;
            registers[i.a + 1] = held_self;
        }
        FINISH(i.b);
        FINISH(i.c);
        if (method == NULL)
            goto failed;
        NEXT();
    }
    CASE(BIND_METHOD) {
        if (registers[i.a + 1] != NULL) {
            Object *method = (Object *)method_new(vm, registers[i.a], registers[i.a + 1]);
            if (method == NULL)
                goto failed;
            OBJECT_CLEAR(vm, registers[i.a + 1]);
            SET(i.a, method);
        }
        NEXT();
    }
    CASE(GET_ITEM) {
        Object *container = OPERAND(i.b);
        Object *key = OPERAND(i.c);
        if (container->kind == KIND_LIST && key->kind == KIND_INT &&
            (uint64_t)int_value(key) < ((ListObject *)container)->length)
            RESULT(object_held(((ListObject *)container)->items[int_value(key)]));
        else
            RESULT(object_get_item(vm, container, key));
        NEXT();
    }
    CASE(SET_ITEM) {
        bool ok = object_set_item(vm, OPERAND(i.a), OPERAND(i.b), OPERAND(i.c));
        FINISH(i.c);
        FINISH(i.a);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DELETE_ITEM) {
        bool ok = object_delete_item(vm, OPERAND(i.a), OPERAND(i.b));
        FINISH(i.a);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }

    CASE(ADD) {
        BINARY_FAST(BINARY_ADD, arith_add_i64, false);
        NEXT();
    }
    CASE(SUBTRACT) {
        BINARY_FAST(BINARY_SUBTRACT, arith_subtract_i64, false);
        NEXT();
    }
    CASE(MULTIPLY) {
        BINARY_FAST(BINARY_MULTIPLY, arith_multiply_i64, false);
        NEXT();
    }
    CASE(ADD_TO) {
        BINARY_FAST(BINARY_ADD, arith_add_i64, true);
        NEXT();
    }
    CASE(SUBTRACT_FROM) {
        BINARY_FAST(BINARY_SUBTRACT, arith_subtract_i64, true);
        NEXT();
    }
    CASE(MULTIPLY_BY) {
        BINARY_FAST(BINARY_MULTIPLY, arith_multiply_i64, true);
        NEXT();
    }
#define BINARY_CASES(name, name_in_place, op)                                                      \
    CASE(name) {                                                                                   \
        BINARY(op, false);                                                                         \
        NEXT();                                                                                    \
    }                                                                                              \
    CASE(name_in_place) {                                                                          \
        BINARY(op, true);                                                                          \
        NEXT();                                                                                    \
    }
    BINARY_CASES(DIVIDE, DIVIDE_BY, BINARY_DIVIDE)
    BINARY_CASES(FLOOR_DIVIDE, FLOOR_DIVIDE_BY, BINARY_FLOOR_DIVIDE)
    BINARY_CASES(REMAINDER, REMAINDER_BY, BINARY_REMAINDER)
    BINARY_CASES(POWER, POWER_BY, BINARY_POWER)
    BINARY_CASES(SHIFT_LEFT, SHIFT_LEFT_BY, BINARY_SHIFT_LEFT)
    BINARY_CASES(SHIFT_RIGHT, SHIFT_RIGHT_BY, BINARY_SHIFT_RIGHT)
    BINARY_CASES(AND, AND_WITH, BINARY_AND)
    BINARY_CASES(OR, OR_WITH, BINARY_OR)
    BINARY_CASES(XOR, XOR_WITH, BINARY_XOR)
    BINARY_CASES(MATRIX_MULTIPLY, MATRIX_MULTIPLY_BY, BINARY_MATRIX_MULTIPLY)
#undef BINARY_CASES
    CASE(NEGATIVE) {
        RESULT_OF_ONE(object_unary(vm, UNARY_NEGATIVE, OPERAND(i.b)));
        NEXT();
    }
    CASE(POSITIVE) {
        RESULT_OF_ONE(object_unary(vm, UNARY_POSITIVE, OPERAND(i.b)));
        NEXT();
    }
    CASE(INVERT) {
        RESULT_OF_ONE(object_unary(vm, UNARY_INVERT, OPERAND(i.b)));
        NEXT();
    }
    CASE(NOT) {
        Truth truth = object_truth(vm, OPERAND(i.b));
        RESULT_OF_ONE(truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_FALSE));
        NEXT();
    }
    CASE(LESS) {
        COMPARE_FAST(COMPARE_LESS, <);
        NEXT();
    }
    CASE(LESS_EQUAL) {
        COMPARE_FAST(COMPARE_LESS_EQUAL, <=);
        NEXT();
    }
    CASE(EQUAL) {
        COMPARE_FAST(COMPARE_EQUAL, ==);
        NEXT();
    }
    CASE(NOT_EQUAL) {
        COMPARE_FAST(COMPARE_NOT_EQUAL, !=);
        NEXT();
    }
    CASE(GREATER) {
        COMPARE_FAST(COMPARE_GREATER, >);
        NEXT();
    }
    CASE(GREATER_EQUAL) {
        COMPARE_FAST(COMPARE_GREATER_EQUAL, >=);
        NEXT();
    }
    CASE(IS) {
        RESULT(bool_new(vm, OPERAND(i.b) == OPERAND(i.c)));
        NEXT();
    }
    CASE(IS_NOT) {
        RESULT(bool_new(vm, OPERAND(i.b) != OPERAND(i.c)));
        NEXT();
    }
    CASE(IN) {
        Truth truth = object_contains(vm, OPERAND(i.c), OPERAND(i.b));
        RESULT(truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_TRUE));
        NEXT();
    }
    CASE(NOT_IN) {
        Truth truth = object_contains(vm, OPERAND(i.c), OPERAND(i.b));
        RESULT(truth == TRUTH_FAILED ? NULL : bool_new(vm, truth == TRUTH_FALSE));
        NEXT();
    }

    CASE(JUMP) {
        JUMP(i);
        NEXT();
    }
    CASE(LOOP) {
        JUMP(i);
        if (UNLIKELY((vm->attention | (uint32_t)*interrupted) != 0) && !loop_attend(vm))
            goto failed;
        NEXT();
    }
    CASE(JUMP_IF_FALSE) {
        Object *object = OPERAND(i.a);
        Truth truth = object == vm->true_object    ? TRUTH_TRUE
                      : object == vm->false_object ? TRUTH_FALSE
                                                   : object_truth(vm, object);
        FINISH(i.a);
        if (truth == TRUTH_FAILED)
            goto failed;
        if (truth == TRUTH_FALSE)
            JUMP(i);
        NEXT();
    }
    CASE(JUMP_IF_TRUE) {
        Object *object = OPERAND(i.a);
        Truth truth = object == vm->true_object    ? TRUTH_TRUE
                      : object == vm->false_object ? TRUTH_FALSE
                                                   : object_truth(vm, object);
        FINISH(i.a);
        if (truth == TRUTH_FAILED)
            goto failed;
        if (truth == TRUTH_TRUE)
            JUMP(i);
        NEXT();
    }
    CASE(JUMP_OR_DROP_FALSE) {
        Truth truth = object_truth(vm, registers[i.a]);
        if (truth == TRUTH_FAILED)
            goto failed;
        if (truth == TRUTH_FALSE)
            JUMP(i);
        else
            OBJECT_CLEAR(vm, registers[i.a]);
        NEXT();
    }
    CASE(JUMP_OR_DROP_TRUE) {
        Truth truth = object_truth(vm, registers[i.a]);
        if (truth == TRUTH_FAILED)
            goto failed;
        if (truth == TRUTH_TRUE)
            JUMP(i);
        else
            OBJECT_CLEAR(vm, registers[i.a]);
        NEXT();
    }
    CASE(GET_ITERATOR) {
        RESULT_OF_ONE(iterator_new(vm, OPERAND(i.b)));
        NEXT();
    }
    CASE(FOR_NEXT) {
        Object *item = iterator_next(vm, registers[i.a]);
        if (item == NULL) {
            if (vm->pending != NULL)
                goto failed;
            OBJECT_CLEAR(vm, registers[i.a]);
            JUMP(i);
        } else {
            registers[i.a + 1] = item;
        }
        NEXT();
    }

    CASE(BUILD_TUPLE) {
        Object *tuple = (Object *)tuple_from_take(vm, registers + i.b, i.c);
        if (tuple == NULL)
            goto failed;
        SET(i.a, tuple);
        NEXT();
    }
    CASE(BUILD_LIST) {
        Object *list = (Object *)list_from_take(vm, registers + i.b, i.c);
        if (list == NULL)
            goto failed;
        SET(i.a, list);
        NEXT();
    }
    CASE(BUILD_DICT) {
        Object *dict = (Object *)dict_new(vm);
        if (dict == NULL)
            goto failed;
        SET(i.a, dict);
        NEXT();
    }
    CASE(BUILD_SLICE) {
        Object **parts = registers + i.b;
        Object *slice = (Object *)slice_new(vm, parts[0], parts[1], parts[2]);
        for (unsigned part = 0; part < 3; part++)
            OBJECT_CLEAR(vm, parts[part]);
        if (slice == NULL)
            goto failed;
        SET(i.a, slice);
        NEXT();
    }
    CASE(LIST_APPEND) {
        if (!list_append_take(vm, (ListObject *)registers[i.a], TAKE(i.b)))
            goto failed;
        NEXT();
    }
    CASE(LIST_EXTEND) {
        bool ok = loop_extend(vm, (ListObject *)registers[i.a], OPERAND(i.b));
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(LIST_TO_TUPLE) {
        ListObject *list = (ListObject *)registers[i.a];
        Object *tuple = (Object *)tuple_from(vm, list->items, list->length);
        if (tuple == NULL)
            goto failed;
        SET(i.a, tuple);
        NEXT();
    }
    CASE(DICT_SET) {
        bool ok = dict_set(vm, (DictObject *)registers[i.a], OPERAND(i.b), OPERAND(i.c));
        FINISH(i.b);
        FINISH(i.c);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DICT_UPDATE) {
        bool ok = loop_merge(vm, (DictObject *)registers[i.a], OPERAND(i.b), NULL);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(DICT_MERGE) {
        bool ok = loop_merge(vm, (DictObject *)registers[i.a], OPERAND(i.b), registers[i.c]);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(UNPACK) {
        bool ok = loop_unpack(vm, OPERAND(i.b), registers + i.a, i.c, NO_REST);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }
    CASE(UNPACK_REST) {
        bool ok = loop_unpack(vm, OPERAND(i.b), registers + i.a, i.c >> 8, i.c & 0xff);
        FINISH(i.b);
        if (!ok)
            goto failed;
        NEXT();
    }

    CASE(CALL) {
        Object **base = registers + i.a;
        uint32_t count = i.b;
        Object *callee = base[0];
        CallStatus status;
        if (LIKELY(callee->kind == KIND_FUNCTION)) {
            FunctionObject *function = (FunctionObject *)callee;
            CodeObject *target = function->code;
            bool with_self = base[1] != NULL;
            Object **args = base + 2 - with_self;
            if (LIKELY(count + with_self == target->positional_count &&
                       target->keyword_only_count == 0 &&
                       (target->flags & (CODE_HAS_REST | CODE_HAS_KEYWORDS)) == 0 &&
                       args + target->register_count < vm->stack_limit)) {
                base[0] = NULL;
                if (frame_push(vm, callee, target, function->globals, args, base, 0)) {
                    status = CALL_PUSHED;
                } else {
                    window_clear(vm, base, count + 2);
                    status = CALL_FAILED;
                }
            } else {
                status = call_window(vm, base, count, NULL);
            }
        } else {
            status = call_window(vm, base, count, NULL);
        }
        if (status == CALL_FAILED)
            goto failed;
        if (status == CALL_PUSHED)
            goto entered;
        NEXT();
    }
    CASE(CALL_KEYWORDS) {
        CallStatus status =
            call_window(vm, registers + i.a, i.b, (TupleObject *)constants[i.c]);
        if (status == CALL_FAILED)
            goto failed;
        if (status == CALL_PUSHED)
            goto entered;
        NEXT();
    }
    CASE(CALL_SPREAD) {
        CallStatus status = call_spread(vm, registers + i.a);
        if (status == CALL_FAILED)
            goto failed;
        if (status == CALL_PUSHED)
            goto entered;
        NEXT();
    }
    CASE(RETURN) {
        Object *value = TAKE(i.a);
        if (UNLIKELY((frame->flags & FRAME_IS_CONSTRUCT) != 0)) {
            if (value != vm->none) {
                raise_error(vm, ERROR_TypeError, "__init__() should return None, not '%s'",
                            object_type_name(vm, value));
                object_release(vm, value);
                goto failed;
            }
            object_release(vm, value);
        } else {
            *frame->result = value;
        }
        uint32_t flags = frame->flags;
        frame_pop(vm);
        if ((flags & FRAME_IS_ENTRY) != 0)
            return true;
        ENTER_FRAME();
        NEXT();
    }
    CASE(END_STATEMENT) {
        if (!loop_attend(vm))
            goto failed;
        frame_pop(vm);
        return true;
    }

    CASE(MAKE_FUNCTION) {
        Object *function = (Object *)function_new(
            vm, (CodeObject *)constants[instruction_wide(i)], frame->globals);
        if (function == NULL)
            goto failed;
        SET(i.a, function);
        NEXT();
    }
    CASE(SET_DEFAULTS) {
        ((FunctionObject *)registers[i.a])->defaults = (TupleObject *)TAKE(i.b);
        NEXT();
    }
    CASE(SET_KEYWORD_DEFAULTS) {
        ((FunctionObject *)registers[i.a])->keyword_defaults = (DictObject *)TAKE(i.b);
        NEXT();
    }
    CASE(SET_CLOSURE) {
        ((FunctionObject *)registers[i.a])->closure = (TupleObject *)TAKE(i.b);
        NEXT();
    }
    CASE(SET_ANNOTATIONS) {
        ((FunctionObject *)registers[i.a])->annotations = (DictObject *)TAKE(i.b);
        NEXT();
    }
    CASE(SET_DOC) {
        ((FunctionObject *)registers[i.a])->doc = object_held(constants[instruction_wide(i)]);
        NEXT();
    }
    CASE(CLASS_BODY) {
        Object **base = registers + i.a;
        base[2] = (Object *)dict_new(vm);
        if (base[2] == NULL)
            goto failed;
        FunctionObject *body = (FunctionObject *)base[0];
        base[0] = NULL;
        if (!frame_push(vm, &body->header, body->code, body->globals, base + 2, base, 0)) {
            OBJECT_CLEAR(vm, base[2]);
            goto failed;
        }
        goto entered;
    }
    CASE(BUILD_CLASS) {
        StrObject *name = NAME_AT(instruction_wide(*next));
        bool with_base = next->a != 0;
        next++;
        RESULT(loop_build_class(vm, name, (DictObject *)OPERAND(i.b),
                                with_base ? OPERAND(i.c) : NULL));
        NEXT();
    }
    CASE(EXTRA) {
        UNREACHABLE();
        NEXT();
    }
    CASE(IMPORT) {
        Object *module = loop_import(vm, NAME_AT(i.b));
        if (module == NULL)
            goto failed;
        SET(i.a, module);
        NEXT();
    }
    CASE(IMPORT_FROM) {
        Object *value = loop_import_from(vm, registers[i.b], NAME_AT(i.c));
        if (value == NULL)
            goto failed;
        SET(i.a, value);
        NEXT();
    }

    CASE(RAISE) {
        loop_raise(vm, OPERAND(i.a), NULL);
        FINISH(i.a);
        goto failed;
    }
    CASE(RAISE_FROM) {
        loop_raise(vm, OPERAND(i.a), OPERAND(i.b));
        FINISH(i.a);
        FINISH(i.b);
        goto failed;
    }
    CASE(RAISE_AGAIN) {
        if (vm->handled == NULL) {
            raise_error(vm, ERROR_RuntimeError, "No active exception to reraise");
            goto failed;
        }
        vm->pending = object_held(vm->handled);
        goto failed_again;
    }
    CASE(RERAISE) {
        vm->pending = registers[i.a];
        registers[i.a] = NULL;
        goto failed_again;
    }
    CASE(BEGIN_HANDLER) {
        registers[i.a + 1] = vm->handled;
        vm->handled = object_held(registers[i.a]);
        NEXT();
    }
    CASE(END_HANDLER) {
        Object *handled = vm->handled;
        vm->handled = registers[i.a + 1];
        registers[i.a + 1] = NULL;
        object_release_if(vm, handled);
        OBJECT_CLEAR(vm, registers[i.a]);
        NEXT();
    }
    CASE(MATCH_EXCEPTION) {
        Truth truth = loop_match(vm, registers[i.b], OPERAND(i.c));
        FINISH(i.c);
        if (truth == TRUTH_FAILED)
            goto failed;
        SET(i.a, bool_new(vm, truth == TRUTH_TRUE));
        NEXT();
    }
    CASE(LOAD_ASSERTION_ERROR) {
        SET(i.a, object_held(&vm->errors[ERROR_AssertionError]->header));
        NEXT();
    }
#if !(defined(__GNUC__) || defined(__clang__))
    }
#endif

entered:
    ENTER_FRAME();
    if (UNLIKELY((vm->attention | (uint32_t)*interrupted) != 0) && !loop_attend(vm))
        goto failed;
    NEXT();
failed:
    frame = loop_unwind(vm, false);
    if (frame == NULL)
        return false;
    ENTER_FRAME();
    NEXT();
failed_again:
    frame = loop_unwind(vm, true);
    if (frame == NULL)
        return false;
    ENTER_FRAME();
    NEXT();
}

#undef OPERAND
#undef IS_TEMPORARY
#undef FINISH
#undef TAKE
#undef SET
#undef RESULT
#undef RESULT_OF_ONE
#undef NAME_AT
#undef JUMP
#undef BINARY_FAST
#undef BINARY
#undef COMPARE_FAST
#undef ENTER_FRAME
#undef COUNT_STEP
#undef CASE
#undef NEXT
#undef LOOP_NAME
