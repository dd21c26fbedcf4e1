/* The compiler's code keeps the rules of the machine, for every program of the language tests; and
 * the verifier that says so finds what is broken. Code can be read as text. */
#include "lang/disassemble.h"
#include "lang/ops.h"
#include "lang/verify.h"
#include "observe_session.h"

#include <glob.h>
#include <stdlib.h>

/* --- the programs of the language tests ------------------------------------------------------- */

static char *read_text(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = malloc(1 << 20);
    *length = fread(text, 1, 1 << 20, file);
    fclose(file);
    return text;
}

static CodeObject *compile_text(Vm *vm, const char *text, size_t length, bool interactive) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    CodeObject *code = NULL;
    if (parse_file(&scratch, text, length, &module, &diagnostic) == PARSE_COMPLETE) {
        StrObject *filename = str_from_text(vm, "x.py");
        StrObject *source = str_new(vm, text, length);
        CompileRequest request = {
            .module = module, .filename = filename, .source = source, .interactive = interactive};
        code = compile_module(vm, &scratch, &request, &diagnostic);
        object_release(vm, &filename->header);
        object_release(vm, &source->header);
    }
    scratch_free(&scratch);
    return code;
}

static bool keeps_the_rules(const CodeObject *code, const char *path) {
    Bytes why = {0};
    bool fine = verify_code(code, &why);
    if (!fine)
        printf("  %s: %s", path, bytes_text(&why));
    bytes_free(&why);
    return fine;
}

static void every_program_compiles_to_code_that_keeps_the_rules(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    glob_t found;
    EXPECT(unit, glob("tests/language/*/*.py", 0, NULL, &found) == 0);
    EXPECT(unit, glob("tests/bench/*.py", GLOB_APPEND, NULL, &found) == 0);
    size_t compiled = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        size_t length = 0;
        char *text = read_text(found.gl_pathv[i], &length);
        for (unsigned interactive = 0; text != NULL && interactive < 2; interactive++) {
            CodeObject *code = compile_text(session.vm, text, length, interactive != 0);
            if (code == NULL) {
                raise_clear(session.vm);
                continue;
            }
            compiled++;
            EXPECT(unit, keeps_the_rules(code, found.gl_pathv[i]));
            object_release(session.vm, &code->header);
        }
        free(text);
    }
    globfree(&found);
    EXPECT(unit, compiled >= 400);
    EXPECT(unit, session_close(&session) == 0);
}

/* --- broken code ------------------------------------------------------------------------------ */

static const char *const PROGRAM =
    "def f(x, *rest):\n    total = 0\n    for i in x:\n        try:\n            total += i[0]\n"
    "        except TypeError as e:\n            print(e, [total, i])\n            continue\n"
    "        finally:\n            rest = total, i\n    return [total, *rest]\n\n"
    "class A:\n    def g(self, n):\n        return self.g(n - 1) if n else f([n], n)\n\n";

static CodeObject *inner_code(const CodeObject *code) {
    for (uint32_t i = 0; i < code->constants->length; i++) {
        if (code->constants->items[i]->kind == KIND_CODE)
            return (CodeObject *)code->constants->items[i];
    }
    return NULL;
}

/* The first instruction of this kind. */
static Instruction *find_op(const CodeObject *code, Op op) {
    for (uint32_t i = 0; i < code->instruction_count;
         i += OP_ROWS[code->instructions[i].op].has_word ? 2 : 1) {
        if (code->instructions[i].op == op)
            return &code->instructions[i];
    }
    return NULL;
}

/* Whether the code is refused with these words while one instruction is another. */
static bool refuses(const CodeObject *code, Instruction *place, Instruction other,
                    const char *words) {
    Instruction before = *place;
    Bytes why = {0};
    *place = other;
    bool refused = !verify_code(code, &why) && strstr(bytes_text(&why), words) != NULL;
    if (!refused)
        printf("  not refused (%s): %s\n", words, bytes_text(&why));
    *place = before;
    bytes_free(&why);
    return refused;
}

static void broken_code_is_refused(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    CodeObject *code = compile_text(session.vm, PROGRAM, strlen(PROGRAM), false);
    CodeObject *f = code == NULL ? NULL : inner_code(code);
    if (EXPECT(unit, f != NULL) && EXPECT(unit, keeps_the_rules(code, "the program"))) {
        Instruction *next = find_op(f, OP_FOR_NEXT);
        Instruction *get = find_op(f, OP_GET_ITEM);
        Instruction *build = find_op(f, OP_BUILD_LIST);
        Instruction *leave = find_op(f, OP_RETURN);
        Instruction wrong = *next;
        wrong.b = 60000;
        EXPECT(unit, refuses(code, next, wrong, "no instruction at"));
        wrong = *next;
        wrong.a = (uint16_t)(f->register_count - 1);
        EXPECT(unit, refuses(code, next, wrong, "there is no register"));
        wrong = *get;
        wrong.op = OP_COUNT;
        EXPECT(unit, refuses(code, get, wrong, "unknown instruction"));
        wrong = *get;
        wrong.c = OPERAND_CONSTANT | 5000;
        EXPECT(unit, refuses(code, get, wrong, "no register or constant"));
        wrong = *get;
        wrong.b = (uint16_t)(f->register_count - 1);
        EXPECT(unit, refuses(code, get, wrong, "perhaps nothing is in register"));
        wrong = *build;
        wrong.c--;
        EXPECT(unit, refuses(code, build, wrong, "register"));
        wrong = *leave;
        wrong.a = OPERAND_CONSTANT;
        EXPECT(unit, refuses(code, leave, wrong, "perhaps something is left in register"));
        EXPECT(unit, keeps_the_rules(code, "the program, whole again"));
    }
    object_release_if(session.vm, (Object *)code);
    EXPECT(unit, session_close(&session) == 0);
}

/* --- code as text ----------------------------------------------------------------------------- */

static void code_can_be_read(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    const char *text = "def f(x):\n    return x.n + 1\nprint(f)\n";
    CodeObject *code = compile_text(session.vm, text, strlen(text), false);
    Bytes out = {0};
    if (EXPECT(unit, code != NULL)) {
        disassemble_code(&out, code);
        const char *shown = bytes_text(&out);
        static const char *const LINES[] = {
            "code of <module>, line 1",
            "LOAD_GLOBAL          t0, name print",
            "END_STATEMENT",
            "code of f, line 1",
            "LOAD_ATTRIBUTE       t1, x, name n",
            "ADD                  t0, t1, 1",
            "a ← b + c",
        };
        bool fine = true;
        for (size_t i = 0; i < ARRAY_LENGTH(LINES); i++) {
            fine = EXPECT(unit, strstr(shown, LINES[i]) != NULL) && fine;
            if (strstr(shown, LINES[i]) == NULL)
                printf("  not there: %s\n", LINES[i]);
        }
        if (!fine)
            printf("%s", shown);
        object_release(session.vm, &code->header);
    }
    bytes_free(&out);
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_program_compiles_to_code_that_keeps_the_rules);
    UNIT_RUN(&unit, broken_code_is_refused);
    UNIT_RUN(&unit, code_can_be_read);
    return unit_end(&unit);
}
