#include "show/step_words.h"

#include "lang/ops.h"
#include "observe/brief.h"
#include "vm/native.h"

#include <string.h>

static const char *const WORDS[OP_COUNT] = {
#define WORDS(op, words) [OP_##op] = words,
#include "show/step_words.def"
};

enum { VALUE_COLUMNS = 24, MOST_TOLD = 4 };

/* A sentence on its way. */
typedef struct Sentence {
    Bytes *out;
    const Running *running;
    const Labels *labels;
    Instruction i;
} Sentence;

static const char *see_text(View view, const StrObject *home) {
    const StrObject *seen = view_see(view, home);
    return seen == NULL ? "?" : seen->text;
}

/* --- objects --------------------------------------------------------------------------------- */

/* The names of what has none in the program. */
static const struct {
    const char *name;
    const char *words;
} NAMELESS[] = {
    {"<lambda>", "the lambda"},
    {"<listcomp>", "the list comprehension"},
    {"<setcomp>", "the set comprehension"},
    {"<dictcomp>", "the dict comprehension"},
    {"<genexpr>", "the generator expression"},
};

static const char *find_words(const char *name) {
    for (size_t i = 0; i < ARRAY_LENGTH(NAMELESS); i++) {
        if (strcmp(NAMELESS[i].name, name) == 0)
            return NAMELESS[i].words;
    }
    return NULL;
}

void step_words_write_code(Bytes *out, View view, const CodeObject *seen_code) {
    const char *name = see_text(view, seen_code->name);
    const char *qualified = see_text(view, seen_code->qualified_name);
    if ((seen_code->flags & CODE_IS_CLASS) != 0)
        bytes_append_text(out, "the body of class ");
    if (find_words(name) != NULL)
        name = find_words(name);
    else if (strchr(qualified, '<') == NULL)
        name = qualified;
    bytes_append_text(out, name);
}

static void write_function(Bytes *out, View view, const FunctionObject *seen) {
    const CodeObject *code = view_see(view, seen->code);
    if (code != NULL)
        step_words_write_code(out, view, code);
}

void step_words_write_object(Bytes *out, View view, const Labels *labels, const Object *object) {
    const Object *seen = view_see(view, object);
    if (seen == NULL) {
        bytes_append_text(out, "nothing");
        return;
    }
    switch (seen->kind) {
    case KIND_NONE:
    case KIND_BOOL:
    case KIND_ELLIPSIS:
    case KIND_INT:
    case KIND_BIG_INT:
    case KIND_FLOAT:
    case KIND_STR:
    case KIND_RANGE:
        brief_write_value(out, view, labels, object, VALUE_COLUMNS);
        break;
    case KIND_FUNCTION:
        write_function(out, view, (const FunctionObject *)(const void *)seen);
        break;
    case KIND_MODULE:
        bytes_print(out, "module %s",
                    see_text(view, ((const ModuleObject *)(const void *)seen)->name));
        break;
    case KIND_TUPLE:
        if (labels_peek(labels, object, seen->birth) == NULL)
            brief_write_value(out, view, labels, object, VALUE_COLUMNS);
        else
            brief_write_label(out, view, labels, object);
        break;
    case KIND_CLASS:
        bytes_append_text(out, see_text(view, ((const ClassObject *)(const void *)seen)->name));
        break;
    case KIND_CODE:
        bytes_print(out, "the code of %s",
                    see_text(view, ((const CodeObject *)(const void *)seen)->name));
        break;
    case KIND_NATIVE:
        bytes_append_text(out, vm_native_name(((const NativeObject *)(const void *)seen)->native));
        break;
    case KIND_METHOD:
        step_words_write_object(out, view, labels,
                                ((const MethodObject *)(const void *)seen)->function);
        break;
    default:
        brief_write_label(out, view, labels, object);
        break;
    }
}

static void write_object(const Sentence *sentence, const Object *object) {
    step_words_write_object(sentence->out, sentence->running->view, sentence->labels, object);
}

/* --- operands -------------------------------------------------------------------------------- */

static void write_text(const Sentence *sentence, const StrObject *name) {
    bytes_append_text(sentence->out, name == NULL ? "?" : name->text);
}

static void write_register(const Sentence *sentence, uint32_t number) {
    const StrObject *name = running_local_name(sentence->running, number);
    if (name != NULL)
        write_text(sentence, name);
    else
        write_object(sentence, sentence->running->registers[number]);
}

static uint32_t operand_of(const Sentence *sentence, unsigned which) {
    const uint16_t operands[] = {sentence->i.a, sentence->i.b, sentence->i.c};
    return operands[which];
}

static void write_operand(const Sentence *sentence, unsigned which) {
    uint32_t operand = operand_of(sentence, which);
    if (OP_ROWS[sentence->i.op].roles[which] == ROLE_USE && (operand & OPERAND_CONSTANT) != 0)
        write_object(sentence, running_constant(sentence->running, operand & OPERAND_MOST));
    else
        write_register(sentence, operand);
}

/* The operand that has a role; which it is says the table. */
static uint32_t find_operand(const Sentence *sentence, OperandRole role) {
    for (unsigned which = 0; which < 3; which++) {
        if (OP_ROWS[sentence->i.op].roles[which] == role)
            return operand_of(sentence, which);
    }
    return UINT32_MAX;
}

static void write_name(const Sentence *sentence) {
    write_text(sentence, running_name(sentence->running, find_operand(sentence, ROLE_NAME)));
}

static bool is_global(const Sentence *sentence, const StrObject *name) {
    const Running *running = sentence->running;
    const DictObject *globals = view_see(running->view, running->frame->globals);
    Object *const *entries = globals == NULL ? NULL : view_see(running->view, globals->entries);
    for (uint32_t i = 0; entries != NULL && i < globals->fill; i++) {
        const StrObject *key = view_see(running->view, entries[2 * (size_t)i]);
        if (key != NULL && key->header.kind == KIND_STR && key->bytes == name->bytes &&
            memcmp(key->text, name->text, name->bytes) == 0)
            return true;
    }
    return false;
}

static void write_global(const Sentence *sentence) {
    const StrObject *name = running_name(sentence->running, find_operand(sentence, ROLE_NAME));
    bool has = name != NULL && is_global(sentence, name);
    bytes_append_text(sentence->out, has ? "global " : "built-in ");
    write_text(sentence, name);
}

static void write_items(const Sentence *sentence) {
    uint32_t count = sentence->i.c;
    bytes_append_text(sentence->out, count == 0 ? "nothing" : "");
    for (uint32_t i = 0; i < count && i < MOST_TOLD; i++) {
        bytes_append_text(sentence->out, i == 0 ? "" : ", ");
        write_object(sentence, sentence->running->registers[sentence->i.b + i]);
    }
    if (count > MOST_TOLD)
        bytes_print(sentence->out, " and %u more", count - MOST_TOLD);
}

/* --- calls ----------------------------------------------------------------------------------- */

static void write_callee(const Sentence *sentence) {
    Object *const *base = sentence->running->registers + sentence->i.a;
    write_object(sentence, base[0]);
    if (base[1] != NULL) {
        bytes_append_text(sentence->out, " of ");
        write_object(sentence, base[1]);
    }
}

/* What a comprehension runs over is its only argument. */
static bool write_comprehension(const Sentence *sentence) {
    Object *const *base = sentence->running->registers + sentence->i.a;
    View view = sentence->running->view;
    const FunctionObject *function = view_see(view, base[0]);
    if (function->header.kind != KIND_FUNCTION || sentence->i.b != 0 || base[1] == NULL ||
        find_words(see_text(view, function->name)) == NULL)
        return false;
    bytes_append_text(sentence->out, "run ");
    write_object(sentence, base[0]);
    bytes_append_text(sentence->out, " over ");
    write_object(sentence, base[1]);
    return true;
}

static void write_call(const Sentence *sentence) {
    Object *const *base = sentence->running->registers + sentence->i.a;
    if (write_comprehension(sentence))
        return;
    bytes_append_text(sentence->out, "call ");
    const TupleObject *names = NULL;
    if (sentence->i.op == OP_CALL_KEYWORDS)
        names =
            view_see(sentence->running->view, running_constant(sentence->running, sentence->i.c));
    uint32_t count = sentence->i.b;
    uint32_t named = names == NULL ? 0 : names->length;
    write_callee(sentence);
    bytes_append_text(sentence->out, count == 0 ? " without arguments" : " with (");
    for (uint32_t i = 0; i < count && i < MOST_TOLD; i++) {
        bytes_append_text(sentence->out, i == 0 ? "" : ", ");
        if (i + named >= count)
            bytes_print(sentence->out, "%s=",
                        see_text(sentence->running->view,
                                 (const StrObject *)(const void *)names->items[i + named - count]));
        write_object(sentence, base[2 + i]);
    }
    if (count > MOST_TOLD)
        bytes_print(sentence->out, " and %u more", count - MOST_TOLD);
    bytes_append_text(sentence->out, count == 0 ? "" : ")");
}

/* --- sentences ------------------------------------------------------------------------------- */

static void write_next_word(const Sentence *sentence) {
    Instruction word = sentence->running->instructions[sentence->running->at + 1];
    write_text(sentence, running_name(sentence->running, instruction_wide(word)));
}

static void write_made(const Sentence *sentence) {
    View view = sentence->running->view;
    const CodeObject *code =
        view_see(view, running_constant(sentence->running, instruction_wide(sentence->i)));
    if (code == NULL)
        return;
    bool has_name = find_words(see_text(view, code->name)) == NULL;
    bool is_class = (code->flags & CODE_IS_CLASS) != 0;
    bytes_append_text(sentence->out, is_class || !has_name ? "" : "the function ");
    step_words_write_code(sentence->out, view, code);
}

static void write_place(const Sentence *sentence, const char *place, size_t length) {
    if (length == 1 && place[0] >= 'a' && place[0] <= 'c')
        write_operand(sentence, (unsigned)(place[0] - 'a'));
    else if (strncmp(place, "w}", 2) == 0)
        write_object(sentence, running_constant(sentence->running, instruction_wide(sentence->i)));
    else if (strncmp(place, "n}", 2) == 0)
        write_name(sentence);
    else if (strncmp(place, "f}", 2) == 0)
        write_text(sentence,
                   running_free_name(sentence->running, find_operand(sentence, ROLE_FREE)));
    else if (strncmp(place, "items}", 6) == 0)
        write_items(sentence);
    else if (strncmp(place, "count}", 6) == 0)
        bytes_print(sentence->out, "%u", sentence->i.c);
    else if (strncmp(place, "callee}", 7) == 0)
        write_callee(sentence);
    else if (strncmp(place, "call}", 5) == 0)
        write_call(sentence);
    else if (strncmp(place, "made}", 5) == 0)
        write_made(sentence);
    else if (strncmp(place, "global}", 7) == 0)
        write_global(sentence);
    else
        write_next_word(sentence);
}

/* A result that only gets another place among the temporaries. */
static bool only_moves(const Running *running) {
    Instruction i = running->instructions[running->at];
    uint32_t locals = running->code->local_count;
    return i.op == OP_MOVE && i.a >= locals && i.b >= locals && (i.b & OPERAND_CONSTANT) == 0;
}

static bool is_none(const Running *running, uint32_t operand) {
    const Object *held = (operand & OPERAND_CONSTANT) != 0
                             ? running_constant(running, operand & OPERAND_MOST)
                             : running->registers[operand];
    return held == running->vm->none;
}

/* What every class body does of itself. */
static bool is_preparation(const Running *running) {
    static const char *const NAMES[] = {"__name__", "__module__", "__qualname__", "__classcell__"};
    Instruction i = running->instructions[running->at];
    bool stores = i.op == OP_STORE_NAME;
    if ((running->code->flags & CODE_IS_CLASS) == 0 || (!stores && i.op != OP_LOAD_GLOBAL))
        return false;
    const StrObject *name = running_name(running, stores ? i.a : i.b);
    for (size_t k = 0; name != NULL && k < ARRAY_LENGTH(NAMES); k++) {
        if (strcmp(name->text, NAMES[k]) == 0)
            return true;
    }
    return false;
}

/* Lets go of None, or does not show it. */
static bool drops_none(const Running *running) {
    Instruction i = running->instructions[running->at];
    return (i.op == OP_DROP || i.op == OP_ECHO) && is_none(running, i.a);
}

bool step_words_is_silent(const Running *running) {
    return only_moves(running) || drops_none(running) || is_preparation(running) ||
           WORDS[running->instructions[running->at].op][0] == '\0' || running_is_internal(running);
}

void step_words_write(Bytes *out, const Running *running, const Labels *labels) {
    Sentence sentence = {out, running, labels, running->instructions[running->at]};
    for (const char *at = WORDS[sentence.i.op]; *at != '\0';) {
        size_t plain = strcspn(at, "{");
        bytes_append(out, at, plain);
        at += plain;
        if (*at == '{') {
            size_t length = strcspn(at + 1, "}");
            write_place(&sentence, at + 1, length);
            at += length + 2;
        }
    }
    /* What a generator is sent comes later. */
    if (OP_ROWS[sentence.i.op].roles[0] == ROLE_OUT && sentence.i.op != OP_YIELD) {
        const StrObject *name = running_local_name(running, sentence.i.a);
        if (name != NULL)
            bytes_print(out, ", as the local %s", name->text);
    }
}
