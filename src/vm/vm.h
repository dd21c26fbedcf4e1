/* vm.h -- the machine as a whole: starting it, running programs, ending it.
 *
 * A Vm lies at the root of its heap's image. It runs for a Host that is handed to each run and is
 * not known in between. Between runs nothing of the machine is on the C stack, so the image can be
 * copied, compared and put back. */
#ifndef OURO_VM_VM_H
#define OURO_VM_VM_H

#include "base/bytes.h"
#include "object/state.h"

typedef struct VmSettings {
    size_t heap_limit; /* bytes of arenas; 0 for the default */
} VmSettings;

/* A machine with its built-ins and an empty __main__, or NULL (no memory, or errno of the
 * system). */
MUST_CHECK Vm *vm_open(const VmSettings *settings);
/* Ends the program: runs the finalizers that remain, in CPython's order, and gives the region back.
 * Who wants to know what is `left` (if not NULL) has everything let go of first: then it is the
 * number of blocks that nobody freed, and should be 0. */
void vm_close(Vm *vm, const Host *host, size_t *left);

typedef enum RunStatus {
    RUN_DONE,   /* the statement ended */
    RUN_RAISED, /* an exception nobody caught is pending */
    RUN_EXITED, /* the code has no more statements */
} RunStatus;

/* Runs one top-level statement of a module's code, from instruction *next on, which is then where
 * the next statement begins. */
MUST_CHECK RunStatus vm_run_statement(Vm *vm, const Host *host, CodeObject *code, uint32_t *next);

/* What CPython prints of the pending exception: the traceback and its message. The exception
 * stays pending. Source lines come from the code's own copy of the text. It can run the program's
 * code (__str__), so it needs the host. */
void vm_print_exception(Vm *vm, const Host *host, Bytes *out);

/* The same of an exception that is ignored, which CPython prints alone: without what led to it, and
 * without suggestions. */
void vm_print_ignored(Vm *vm, const Host *host, Bytes *out);

/* Drops the pending exception, and what it kept alive: finalizers may run and print. */
void vm_drop_exception(Vm *vm, const Host *host);

/* What exit status the pending SystemExit asks for; prints its message if it has one. */
int vm_exit_status(Vm *vm, const Host *host);

#endif
