/* loop.h -- the interpreter loop. */
#ifndef OURO_VM_LOOP_H
#define OURO_VM_LOOP_H

#include "object/state.h"

/* Runs the topmost frame, which has FRAME_IS_ENTRY, until it returns: true, the result where the
 * frame wanted it; or false with an exception pending. Either way the frame is gone. */
MUST_CHECK bool loop_run(Vm *vm);

/* Finds the handler of the pending exception in the frames down to the innermost entry frame.
 * NULL when there is none: those frames are gone. `again` says that the exception was raised again
 * and has this place in its traceback already. */
MUST_CHECK Frame *loop_unwind(Vm *vm, bool again);

/* Adds the place where a frame stands to the traceback of the pending exception. */
void loop_add_traceback(Vm *vm, Frame *frame);

#endif
