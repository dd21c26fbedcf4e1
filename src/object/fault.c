#include "object/fault.h"

void fault_start(Vm *vm, uint32_t every) {
    vm->faults.every = every;
    vm->faults.due = every;
}

/* The line that runs in the innermost frame of the language, and of which code it is. */
static uint32_t present_line(const Vm *vm) {
    for (uint32_t i = vm->frame_count; i-- > 0;) {
        const Frame *frame = &vm->frames[i];
        if (frame->code != NULL) {
            size_t next = (size_t)(frame->next - frame->code->instructions);
            return code_places_peek(frame->code)[next == 0 ? 0 : next - 1].line;
        }
    }
    return 0;
}

void fault_forget(Vm *vm, Object *taken, FaultOperation operation) {
    Faults *faults = &vm->faults;
    if (taken->refcount != 1 || faults->count == FAULTS_MOST || --faults->due > 0)
        return;
    faults->due = faults->every;
    faults->rows[faults->count++] = (Fault){
        .block = block_number(vm, taken),
        .birth = taken->birth,
        .operation = (uint16_t)operation,
        .line = present_line(vm),
    };
    object_hold(taken);
}
