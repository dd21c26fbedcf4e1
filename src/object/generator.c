#include "object/generator.h"

#include "object/call.h"
#include "object/state.h"

Object *generator_delegate_peek(const GeneratorObject *generator) {
    bool delegates = generator->state == GENERATOR_WAITING && generator->delegate != 0;
    return delegates ? generator->slots[generator->delegate - 1] : NULL;
}

bool generator_needs_close(const GeneratorObject *generator) {
    if (!generator_is_live(generator))
        return false;
    if (generator->frame != NULL && generator->frame->header.refcount > 1)
        return true;
    return generator->state == GENERATOR_WAITING &&
           (generator->delegate != 0 ||
            code_find_handler(generator->code, generator->next - 1) != NULL);
}

void generator_finish_dying(GeneratorObject *generator) {
    if (!generator_is_live(generator))
        return;
    generator->state = GENERATOR_FINISHED;
    /* Turned around whole, and then the locals again: temporaries last to first, locals first to
     * last. */
    uint32_t count = generator->slot_count;
    uint32_t starts[] = {0, count - generator->code->local_count};
    for (unsigned turn = 0; turn < ARRAY_LENGTH(starts); turn++) {
        for (uint32_t left = starts[turn], right = count; left + 1 < right; left++) {
            Object *moved = generator->slots[left];
            generator->slots[left] = generator->slots[--right];
            generator->slots[right] = moved;
        }
    }
}

void generator_leave_to_frame(Vm *vm, GeneratorObject *generator) {
    FrameObject *frame = generator->frame;
    if (!generator_is_live(generator) || frame == NULL || frame->header.refcount == 1)
        return;
    for (uint32_t i = 0; i < frame->room; i++) {
        frame->inline_slots[i] = generator->slots[i];
        generator->slots[i] = NULL;
    }
    frame->slot_count = frame->room;
    frame->instruction = generator->next - 1;
    frame->callee = generator->callee;
    generator->callee = NULL;
    frame->generator = NULL;
    /* Without memory the collector does not learn of it: then a cycle through it stays. */
    Object *pending = raise_fetch(vm);
    if (gc_make_room(vm))
        gc_track(vm, &frame->header);
    raise_clear(vm);
    vm->pending = pending;
}
