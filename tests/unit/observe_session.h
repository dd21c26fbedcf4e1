/* observe_session.h -- a small prompt for tests of the observer: a machine, its timeline, and what
 * was printed. It runs a statement the way the prompt does. */
#ifndef OURO_TESTS_OBSERVE_SESSION_H
#define OURO_TESTS_OBSERVE_SESSION_H

#include "heap/checkpoint.h"
#include "lang/compiler.h"
#include "lang/parser.h"
#include "observe/audit.h"
#include "unit.h"
#include "vm/vm.h"

#include <string.h>

typedef struct Session {
    Vm *vm;
    Heap *heap;
    Timeline *timeline;
    Bytes printed;
    volatile int interrupted;
    Host host;
} Session;

static void session_write(void *context, HostStream stream, const char *bytes, size_t length) {
    (void)stream;
    bytes_append(&((Session *)context)->printed, bytes, length);
}

static inline bool session_open(Session *session) {
    VmSettings settings = {0};
    *session = (Session){.vm = vm_open(&settings)};
    if (session->vm == NULL)
        return false;
    session->heap = session->vm->heap;
    StrObject *empty = str_from_text(session->vm, "");
    object_release_if(session->vm, (Object *)empty);
    session->host =
        (Host){.context = session, .write = session_write, .interrupted = &session->interrupted};
    session->timeline = timeline_open(session->heap, (size_t)64 << 20);
    return session->timeline != NULL && timeline_take(session->timeline);
}

static inline size_t session_close(Session *session) {
    size_t left = 0;
    timeline_close(session->timeline);
    vm_close(session->vm, &session->host, &left);
    bytes_free(&session->printed);
    return left;
}

/* Compiles one statement; NULL when it is not one. `*text` goes on behind it. */
static inline CodeObject *session_compile(Session *session, const char **text) {
    Scratch scratch = {0};
    Diagnostic diagnostic = {0};
    Node *module = NULL;
    size_t used = 0;
    Vm *vm = session->vm;
    CodeObject *code = NULL;
    if (parse_interactive(&scratch, *text, strlen(*text), &used, &module, &diagnostic) ==
        PARSE_COMPLETE) {
        StrObject *filename = str_from_text(vm, "<stdin>");
        StrObject *source = str_from_text(vm, *text);
        CompileRequest request = {
            .module = module, .filename = filename, .source = source, .interactive = true};
        code = compile_module(vm, &scratch, &request, &diagnostic);
        object_release(vm, &filename->header);
        object_release(vm, &source->header);
    }
    *text += used;
    scratch_free(&scratch);
    return code;
}

/* Runs the code and lets go of it; an exception is printed. */
static inline void session_run_code(Session *session, CodeObject *code) {
    uint32_t next = 0;
    RunStatus status = RUN_DONE;
    while (status == RUN_DONE)
        status = vm_run_statement(session->vm, &session->host, code, &next);
    if (status == RUN_RAISED) {
        vm_print_exception(session->vm, &session->host, &session->printed);
        vm_drop_exception(session->vm, &session->host);
    }
    session->vm->host = &session->host;
    object_release(session->vm, &code->header);
    session->vm->host = NULL;
}

/* Runs all statements of a text, each followed by an empty line where it is compound. */
static inline bool session_run(Session *session, const char *text) {
    while (*text != '\0') {
        const char *before = text;
        CodeObject *code = session_compile(session, &text);
        if (code == NULL || text == before) {
            printf("not a statement: %s\n", before);
            return false;
        }
        session_run_code(session, code);
    }
    return true;
}

/* Whether the ledger balances; says why where it does not. */
static inline bool session_balances(Session *session) {
    Bytes why = {0};
    bool balances = audit_run(view_live(session->heap), &why);
    if (!balances)
        printf("%s", bytes_text(&why));
    bytes_free(&why);
    return balances;
}

#endif
