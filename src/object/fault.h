/* fault.h -- `ouro --fault leak`: a runtime with a bug, for classes that hunt leaks.
 *
 * Of the objects that list.pop() takes out of a list, or that `del d[k]` and dict.pop() take out of
 * a dict, and that nothing else holds, every third gets a ref that nobody holds: as if a release
 * had been forgotten. Such an object is never freed. What was forgotten is written down in the
 * image, where the audit finds the culprit, and :undo takes it back with all else. It ends when
 * FAULTS_MOST releases were forgotten.
 *
 * Without the fault `every` is 0, and the three places pay one test for it. */
#ifndef OURO_OBJECT_FAULT_H
#define OURO_OBJECT_FAULT_H

#include "object/state.h"

/* The usual rhythm. */
enum { FAULT_EVERY = 3 };

void fault_start(Vm *vm, uint32_t every);

/* Forgets a release of an object that an operation took out of a container, if it is its turn. */
void fault_forget(Vm *vm, Object *taken, FaultOperation operation);

static inline bool fault_is_on(const Vm *vm) {
    return vm->faults.every != 0;
}

#endif
