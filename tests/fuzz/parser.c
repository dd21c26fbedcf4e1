/* parser.c -- any text through parser, scopes, compiler and verifier, as a file and as typed.
 *
 * Held beside what the sanitizers see: a refusal has words, a tree is as deep as it says, what is
 * compiled keeps the rules of the machine, and nothing is left in the heap. */
#include "fuzz.h"

#include "lang/compiler.h"
#include "lang/parser.h"
#include "lang/verify.h"
#include "vm/vm.h"

static void ignore(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)context, (void)stream, (void)bytes, (void)length;
}

static void compile(Vm *vm, Scratch *scratch, Node *module, const char *text, size_t length,
                    bool interactive) {
    StrObject *filename = str_from_text(vm, "x.py");
    StrObject *source = str_new(vm, text, length);
    FUZZ_HOLD(filename != NULL && source != NULL);
    Diagnostic diagnostic = {0};
    CompileRequest request = {module, filename, source, interactive};
    CodeObject *code = compile_module(vm, scratch, &request, &diagnostic);
    object_release(vm, (Object *)filename);
    object_release(vm, (Object *)source);
    if (code == NULL) {
        FUZZ_HOLD((diagnostic.message[0] != '\0') != (raise_pending(vm) != NULL));
        raise_clear(vm);
        return;
    }
    Bytes why = {0};
    if (!verify_code(code, &why)) {
        fprintf(stderr, "%s", bytes_text(&why));
        abort();
    }
    bytes_free(&why);
    object_release(vm, (Object *)code);
}

static void read_text(Vm *vm, const char *text, size_t length, bool interactive) {
    while (true) {
        Scratch scratch = {0};
        Node *module = NULL;
        Diagnostic diagnostic = {0};
        size_t used = length;
        ParseStatus status =
            interactive ? parse_interactive(&scratch, text, length, &used, &module, &diagnostic)
                        : parse_file(&scratch, text, length, &module, &diagnostic);
        if (status == PARSE_COMPLETE) {
            FUZZ_HOLD(module->depth <= TREE_DEEPEST && used <= length);
            compile(vm, &scratch, module, text, length, interactive);
        } else {
            FUZZ_HOLD(diagnostic.message[0] != '\0');
            Bytes out = {0};
            diagnostic_print(&out, "x.py", text, length, &diagnostic);
            bytes_free(&out);
        }
        scratch_free(&scratch);
        if (status != PARSE_COMPLETE || used == 0 || used >= length) {
            break;
        }
        text += used;
        length -= used;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static volatile int never;
    Host host = {.write = ignore, .interrupted = &never};
    VmSettings settings = {.heap_limit = (size_t)16 << 20};
    Vm *vm = vm_open(&settings);
    FUZZ_HOLD(vm != NULL);
    char *text = fuzz_copy(data, size);
    read_text(vm, text, size, false);
    read_text(vm, text, size, true);
    free(text);
    size_t left = 0;
    vm_close(vm, &host, &left);
    FUZZ_HOLD(left == 0);
    return 0;
}
