#include "lang/verify.h"

#include <stdlib.h>
#include <string.h>

#include "lang/ops.h"

/* What is known of a register. */
enum { EMPTY = 1, FILLED = 2, EITHER = EMPTY | FILLED };

typedef struct Verifier {
    const CodeObject *code;
    Bytes *why;
    bool *starts;    /* by place: an instruction begins there */
    uint8_t *states; /* `width` for each place: what is known before it; 0 while not reached */
    uint8_t *after;  /* one row: when the instruction went well */
    uint8_t *jumped; /* one row: when it jumps */
    uint8_t *failed; /* one row: when it raises */
    uint32_t *work;  /* places to look at */
    bool *waits;     /* by place: it is in `work` */
    uint32_t work_count;
    uint32_t width; /* registers, and one that is always empty so that no row is all zero */
    uint32_t at;    /* the place that is looked at */
    bool broken;
} Verifier;

static void complain(Verifier *verifier, const char *what, uint32_t number) {
    if (!verifier->broken) {
        const CodeObject *code = verifier->code;
        uint16_t op = code->instructions[verifier->at].op;
        bytes_print(verifier->why, "%s, instruction %u (%s): %s %u\n", code->qualified_name->text,
                    verifier->at, op < OP_COUNT ? OP_ROWS[op].name : "?", what, number);
    }
    verifier->broken = true;
}

/* --- operands --------------------------------------------------------------------------------- */

/* The registers side by side that an instruction with a BASE operand is about. */
typedef struct Window {
    uint32_t first;
    uint32_t count;
} Window;

static Window window_of(Instruction i) {
    switch ((Op)i.op) {
    case OP_LOAD_METHOD:
    case OP_LOAD_SUPER:
    case OP_BIND_METHOD:
    case OP_FOR_NEXT:
    case OP_SEND:
    case OP_BEGIN_HANDLER:
    case OP_END_HANDLER:
        return (Window){i.a, 2};
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_STRING:
    case OP_BUILD_SET:
        return (Window){i.b, i.c};
    case OP_BUILD_PAIRS:
        return (Window){i.b, 2u * i.c};
    case OP_BUILD_SLICE:
    case OP_CLASS_BODY:
        return (Window){i.op == OP_BUILD_SLICE ? i.b : i.a, 3};
    case OP_UNPACK:
        return (Window){i.a, i.c};
    case OP_UNPACK_REST:
        return (Window){i.a, (uint32_t)(i.c >> 8) + (i.c & 0xff) + 1};
    case OP_CALL:
    case OP_CALL_KEYWORDS:
        return (Window){i.a, (uint32_t)i.b + 2};
    case OP_WITH_ENTER:
        return (Window){i.a, 3};
    case OP_WITH_FAILED:
        return (Window){i.a, 5};
    case OP_CALL_SPREAD:
        return (Window){i.a, 4};
    default:
        return (Window){0, 0};
    }
}

static bool is_jump(uint16_t op) {
    return op == OP_JUMP || op == OP_LOOP || op == OP_JUMP_IF_FALSE || op == OP_JUMP_IF_TRUE ||
           op == OP_JUMP_OR_DROP_FALSE || op == OP_JUMP_OR_DROP_TRUE || op == OP_FOR_NEXT ||
           op == OP_SEND;
}

static uint32_t words_of(uint16_t op) {
    return OP_ROWS[op].has_word ? 2 : 1;
}

static void check_operand(Verifier *verifier, Instruction i, unsigned which) {
    const CodeObject *code = verifier->code;
    uint16_t operands[] = {i.a, i.b, i.c};
    uint32_t operand = operands[which];
    const uint8_t *roles = OP_ROWS[i.op].roles;
    switch ((OperandRole)roles[which]) {
    case ROLE_OUT:
    case ROLE_KEEP:
    case ROLE_CHANGE:
    case ROLE_BASE:
        if (operand >= code->register_count && window_of(i).count != 0)
            complain(verifier, "there is no register", operand);
        break;
    case ROLE_USE:
        if ((operand & OPERAND_CONSTANT) != 0 ? (operand & OPERAND_MOST) >= code->constants->length
                                              : operand >= code->register_count)
            complain(verifier, "there is no register or constant", operand);
        break;
    case ROLE_NAME:
        if (operand >= code->names->length)
            complain(verifier, "there is no name", operand);
        break;
    case ROLE_CONST:
        if (which == 1 && roles[2] == ROLE_WIDE)
            operand = instruction_wide(i);
        if (operand >= code->constants->length)
            complain(verifier, "there is no constant", operand);
        else if (i.op == OP_MAKE_FUNCTION && code->constants->items[operand]->kind != KIND_CODE)
            complain(verifier, "no code is constant", operand);
        else if (i.op == OP_CALL_KEYWORDS && code->constants->items[operand]->kind != KIND_TUPLE)
            complain(verifier, "no tuple is constant", operand);
        break;
    case ROLE_FREE:
        if (operand >= code->free_names->length)
            complain(verifier, "there is no cell of the closure", operand);
        break;
    case ROLE_NONE:
    case ROLE_COUNT:
    case ROLE_WIDE:
        break;
    }
}

static void check_instruction(Verifier *verifier) {
    const CodeObject *code = verifier->code;
    Instruction i = code->instructions[verifier->at];
    if (i.op >= OP_COUNT || i.op == OP_EXTRA) {
        complain(verifier, "unknown instruction", i.op);
        return;
    }
    verifier->starts[verifier->at] = true;
    for (unsigned which = 0; which < 3; which++)
        check_operand(verifier, i, which);
    Window window = window_of(i);
    if (window.count > 0 && window.first + window.count > code->register_count)
        complain(verifier, "there is no register", window.first + window.count - 1);
    if (verifier->at + words_of(i.op) > code->instruction_count) {
        complain(verifier, "the word behind is missing, at", verifier->at + 1);
        return;
    }
    if (i.op == OP_LOAD_SUPER || i.op == OP_BUILD_CLASS) {
        Instruction extra = code->instructions[verifier->at + 1];
        if (extra.op != OP_EXTRA)
            complain(verifier, "the word behind is no EXTRA but", extra.op);
        else if (instruction_wide(extra) >= code->names->length)
            complain(verifier, "there is no name", instruction_wide(extra));
    }
}

/* All instructions by themselves; then where jumps and handlers lead. */
static void check_form(Verifier *verifier) {
    const CodeObject *code = verifier->code;
    uint16_t last = OP_COUNT;
    for (verifier->at = 0; verifier->at < code->instruction_count && !verifier->broken;
         verifier->at += words_of(last)) {
        check_instruction(verifier);
        last = code->instructions[verifier->at].op;
        if (verifier->broken)
            return;
    }
    verifier->at = 0;
    if (last != OP_RETURN && last != OP_RAISE && last != OP_RERAISE && last != OP_JUMP &&
        last != OP_LOOP)
        complain(verifier, "the code goes on behind its end,", code->instruction_count);
    for (; verifier->at < code->instruction_count && !verifier->broken; verifier->at++) {
        Instruction i = code->instructions[verifier->at];
        if (!verifier->starts[verifier->at] || !is_jump(i.op))
            continue;
        uint32_t target = instruction_wide(i);
        if (target >= code->instruction_count || !verifier->starts[target])
            complain(verifier, "there is no instruction at", target);
    }
    const Handler *handlers = code_handlers_peek(code);
    verifier->at = 0;
    for (uint32_t n = 0; n < code->handler_count && !verifier->broken; n++) {
        if (handlers[n].target >= code->instruction_count ||
            !verifier->starts[handlers[n].target] || handlers[n].start >= handlers[n].stop ||
            handlers[n].stop > code->instruction_count || handlers[n].keep < code->local_count ||
            handlers[n].keep >= code->register_count)
            complain(verifier, "out of range is handler", n);
    }
}

/* --- what registers hold ---------------------------------------------------------------------- */

static bool is_temporary(const Verifier *verifier, uint32_t operand) {
    return (operand & OPERAND_CONSTANT) == 0 && operand >= verifier->code->local_count;
}

static void set(Verifier *verifier, uint32_t place, uint8_t state) {
    verifier->after[place] = verifier->jumped[place] = state;
}

static void empty(Verifier *verifier, uint32_t place) {
    set(verifier, place, EMPTY);
    verifier->failed[place] = EMPTY;
}

static void expect(Verifier *verifier, uint32_t place, uint8_t state) {
    if (verifier->after[place] != state)
        complain(verifier,
                 state == FILLED ? "perhaps nothing is in register"
                                 : "perhaps something is left in register",
                 place);
}

static void read_operand(Verifier *verifier, uint32_t operand) {
    if ((operand & OPERAND_CONSTANT) == 0)
        expect(verifier, operand, FILLED);
}

/* Reads all of a window, whose temporaries are used up. */
static void use_window(Verifier *verifier, uint32_t first, uint32_t count) {
    for (uint32_t place = first; place < first + count; place++) {
        expect(verifier, place, FILLED);
        empty(verifier, place);
    }
}

/* Fills a window that must be empty. */
static void fill_window(Verifier *verifier, uint32_t first, uint32_t count) {
    for (uint32_t place = first; place < first + count; place++) {
        expect(verifier, place, EMPTY);
        set(verifier, place, FILLED);
    }
}

/* What the roles of the operands say: first everything is read, then used up, then filled. */
static void follow_roles(Verifier *verifier, Instruction i) {
    const uint8_t *roles = OP_ROWS[i.op].roles;
    uint16_t operands[] = {i.a, i.b, i.c};
    unsigned count =
        i.op == OP_BUILD_CLASS && (verifier->code->instructions[verifier->at + 1].a & 1) == 0 ? 2
                                                                                              : 3;
    for (unsigned which = 0; which < count; which++) {
        if (roles[which] == ROLE_USE || roles[which] == ROLE_KEEP)
            if (i.op != OP_CHECK_LOCAL)
                read_operand(verifier, operands[which]);
    }
    for (unsigned which = 0; which < count; which++) {
        if (roles[which] == ROLE_USE && is_temporary(verifier, operands[which]))
            empty(verifier, operands[which]);
    }
    for (unsigned which = 0; which < count; which++) {
        if (roles[which] != ROLE_OUT)
            continue;
        if (is_temporary(verifier, operands[which]))
            expect(verifier, operands[which], EMPTY);
        set(verifier, operands[which], FILLED);
    }
}

static void follow_change(Verifier *verifier, Instruction i) {
    switch ((Op)i.op) {
    case OP_CHECK_LOCAL:
    case OP_MAKE_CELL:
        set(verifier, i.a, FILLED);
        break;
    case OP_DELETE_LOCAL:
        set(verifier, i.a, EMPTY);
        break;
    case OP_DROP:
        expect(verifier, i.a, FILLED);
        empty(verifier, i.a);
        break;
    case OP_LIST_TO_TUPLE:
        expect(verifier, i.a, FILLED);
        break;
    case OP_JUMP_OR_DROP_FALSE:
    case OP_JUMP_OR_DROP_TRUE:
        expect(verifier, i.a, FILLED);
        verifier->after[i.a] = EMPTY;
        break;
    default:
        break;
    }
}

/* Calls use their window up, whether they fail or not, and leave the result at its base. */
static void follow_call(Verifier *verifier, Instruction i) {
    bool spreads = i.op == OP_CALL_SPREAD;
    use_window(verifier, i.a, 1);
    empty(verifier, i.a + 1u);
    use_window(verifier, i.a + 2u, spreads ? 1 : i.b);
    if (spreads)
        empty(verifier, i.a + 3u);
    set(verifier, i.a, FILLED);
}

static void follow_window(Verifier *verifier, Instruction i) {
    Window window = window_of(i);
    switch ((Op)i.op) {
    case OP_LOAD_METHOD:
    case OP_LOAD_SUPER:
        fill_window(verifier, i.a, 2);
        set(verifier, i.a + 1u, EITHER);
        break;
    case OP_BIND_METHOD:
        expect(verifier, i.a, FILLED);
        set(verifier, i.a + 1u, EMPTY);
        break;
    case OP_FOR_NEXT:
        expect(verifier, i.a, FILLED);
        expect(verifier, i.a + 1u, EMPTY);
        verifier->after[i.a + 1u] = FILLED;
        verifier->jumped[i.a] = EMPTY;
        break;
    case OP_WITH_ENTER:
        expect(verifier, i.a, FILLED);
        fill_window(verifier, i.a + 1u, 2);
        verifier->failed[i.a + 1u] = EITHER;
        break;
    case OP_WITH_FAILED:
        fill_window(verifier, i.a, 1);
        fill_window(verifier, i.a + 2u, 3);
        break;
    case OP_SEND:
        expect(verifier, i.a, FILLED);
        expect(verifier, i.a + 1u, FILLED);
        verifier->failed[i.a + 1u] = EMPTY;
        verifier->jumped[i.a] = EMPTY;
        break;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_STRING:
    case OP_BUILD_SET:
    case OP_BUILD_PAIRS:
    case OP_BUILD_SLICE:
        use_window(verifier, window.first, window.count);
        set(verifier, i.a, FILLED);
        break;
    case OP_UNPACK:
    case OP_UNPACK_REST:
        fill_window(verifier, window.first, window.count);
        break;
    case OP_CALL:
    case OP_CALL_KEYWORDS:
    case OP_CALL_SPREAD:
        follow_call(verifier, i);
        break;
    case OP_CLASS_BODY:
        use_window(verifier, i.a, 1);
        expect(verifier, i.a + 2u, EMPTY);
        set(verifier, i.a, FILLED);
        break;
    case OP_BEGIN_HANDLER:
        expect(verifier, i.a, FILLED);
        expect(verifier, i.a + 1u, EMPTY);
        set(verifier, i.a + 1u, EITHER);
        break;
    case OP_END_HANDLER:
        /* Raising again has used the exception up. */
        empty(verifier, i.a);
        empty(verifier, i.a + 1u);
        break;
    default:
        break;
    }
}

/* --- paths ------------------------------------------------------------------------------------ */

/* Something is known of what comes before `place`: it is looked at again if that is news. */
static void flow(Verifier *verifier, uint32_t place, const uint8_t *row) {
    if (place >= verifier->code->instruction_count) {
        complain(verifier, "the code goes on behind its end,", place);
        return;
    }
    uint8_t *known = verifier->states + (size_t)place * verifier->width;
    bool news = false;
    for (uint32_t n = 0; n < verifier->width; n++) {
        news = news || (known[n] | row[n]) != known[n];
        known[n] |= row[n];
    }
    if (news && !verifier->waits[place]) {
        verifier->waits[place] = true;
        verifier->work[verifier->work_count++] = place;
    }
}

static bool can_fail(uint16_t op) {
    switch ((Op)op) {
    case OP_LOAD_CONST:
    case OP_MOVE:
    case OP_COPY:
    case OP_DROP:
    case OP_STORE_CELL:
    case OP_STORE_FREE:
    case OP_COPY_FREE:
    case OP_JUMP:
    case OP_BEGIN_HANDLER:
    case OP_END_HANDLER:
    case OP_WITH_FAILED:
    case OP_LOAD_ASSERTION_ERROR:
        return false;
    default:
        return true;
    }
}

/* An exception goes to the first handler that covers the instruction. */
static void flow_to_handler(Verifier *verifier) {
    const CodeObject *code = verifier->code;
    const Handler *handlers = code_handlers_peek(code);
    for (uint32_t n = 0; n < code->handler_count; n++) {
        if (verifier->at < handlers[n].start || verifier->at >= handlers[n].stop)
            continue;
        uint32_t keep = handlers[n].keep;
        memset(verifier->failed + keep, EMPTY, verifier->width - keep);
        verifier->failed[keep] = FILLED;
        flow(verifier, handlers[n].target, verifier->failed);
        return;
    }
}

static void expect_no_temporaries(Verifier *verifier) {
    for (uint32_t n = verifier->code->local_count; n < verifier->code->register_count; n++)
        expect(verifier, n, EMPTY);
}

static void follow(Verifier *verifier) {
    Instruction i = verifier->code->instructions[verifier->at];
    const uint8_t *known = verifier->states + (size_t)verifier->at * verifier->width;
    memcpy(verifier->after, known, verifier->width);
    memcpy(verifier->jumped, known, verifier->width);
    memcpy(verifier->failed, known, verifier->width);
    follow_roles(verifier, i);
    follow_change(verifier, i);
    follow_window(verifier, i);
    if (can_fail(i.op))
        flow_to_handler(verifier);
    if (is_jump(i.op))
        flow(verifier, instruction_wide(i), verifier->jumped);
    switch ((Op)i.op) {
    case OP_RETURN:
    case OP_END_STATEMENT:
        expect_no_temporaries(verifier);
        if (i.op == OP_END_STATEMENT)
            flow(verifier, verifier->at + 1, verifier->after);
        break;
    case OP_JUMP:
    case OP_LOOP:
    case OP_RAISE:
    case OP_RAISE_FROM:
    case OP_RAISE_AGAIN:
    case OP_RERAISE:
        break;
    default:
        flow(verifier, verifier->at + words_of(i.op), verifier->after);
        break;
    }
}

/* Parameters are filled, other locals and temporaries empty. A class body begins with its
 * namespace. */
static void follow_paths(Verifier *verifier) {
    const CodeObject *code = verifier->code;
    uint32_t filled = (code->flags & CODE_IS_CLASS) != 0
                          ? 1
                          : (uint32_t)code->positional_count + code->keyword_only_count +
                                ((code->flags & CODE_HAS_REST) != 0) +
                                ((code->flags & CODE_HAS_KEYWORDS) != 0);
    memset(verifier->after, EMPTY, verifier->width);
    memset(verifier->after, FILLED, filled);
    flow(verifier, 0, verifier->after);
    while (verifier->work_count > 0 && !verifier->broken) {
        verifier->at = verifier->work[--verifier->work_count];
        verifier->waits[verifier->at] = false;
        follow(verifier);
    }
}

static bool verify_one(const CodeObject *code, Bytes *why) {
    size_t count = code->instruction_count;
    size_t width = (size_t)code->register_count + 1;
    char *room = calloc(1, count * (sizeof(uint32_t) + 2 + width) + 3 * width + 1);
    if (room == NULL) {
        bytes_append_text(why, "no memory to verify code\n");
        return false;
    }
    Verifier verifier = {.code = code, .why = why, .width = (uint32_t)width};
    verifier.work = (uint32_t *)(void *)room;
    verifier.starts = (bool *)(verifier.work + count);
    verifier.waits = verifier.starts + count;
    verifier.states = (uint8_t *)(verifier.waits + count);
    verifier.after = verifier.states + count * width;
    verifier.jumped = verifier.after + width;
    verifier.failed = verifier.jumped + width;
    check_form(&verifier);
    if (!verifier.broken)
        follow_paths(&verifier);
    free(room);
    return !verifier.broken;
}

bool verify_code(const CodeObject *code, Bytes *why) {
    if (!verify_one(code, why))
        return false;
    for (uint32_t i = 0; i < code->constants->length; i++) {
        const Object *constant = code->constants->items[i];
        if (constant->kind == KIND_CODE &&
            !verify_code((const CodeObject *)(const void *)constant, why))
            return false;
    }
    return true;
}
