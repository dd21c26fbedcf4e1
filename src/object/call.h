/* call.h -- what the objects ask of the floors below them.
 *
 * A comparison or a repr can run the program's own code, and a new container must be made known to
 * the collector. These functions are declared here, where they are needed, and defined by the
 * floor that can do them (src/vm and src/gc), so that every #include still points upwards. */
#ifndef OURO_OBJECT_CALL_H
#define OURO_OBJECT_CALL_H

#include "object/object.h"
#include "object/state.h"

/* Calls `callable` with borrowed arguments. Owned; NULL with an exception pending. It may run any
 * code of the program, so whatever the caller owns across it must lie in registers: see
 * vm/native.h. Defined in src/vm. */
MUST_CHECK Object *vm_call(Vm *vm, Object *callable, Object *const *args, size_t count);

/* `count` NULL registers on the register stack, in a native frame of their own, for what a C
 * function owns while the program's code runs; NULL with an exception pending. Leaving releases
 * what is still there. Defined in src/vm. */
MUST_CHECK Object **native_enter(Vm *vm, size_t count);
void native_leave(Vm *vm, Object **registers);

/* Of a row of natives.def: its name, and the kind whose method it is, or 0 (KIND_FREE) for a plain
 * function. Defined in src/vm. */
const char *vm_native_name(uint32_t native);
Kind vm_native_kind(uint32_t native);
/* Whether it is a special method that CPython calls a slot wrapper. */
bool vm_native_is_slot(uint32_t native);

/* Runs a finalizer: exceptions in it are reported ("Exception ignored in ...") and dropped, and a
 * pending exception of the caller is kept. One reference to the object is the caller's, which
 * meanwhile stands in a register, where it can be seen. Defined in src/vm. */
void vm_call_finalizer(Vm *vm, Object *object, Object *finalizer);

/* The next item of a generator: owned, or NULL with an exception pending, or NULL at its end; if it
 * has returned anything but None, StopIteration is pending then. Defined in src/vm. */
MUST_CHECK Object *vm_generator_next(Vm *vm, Object *generator);
/* Closes a generator that dies or is garbage, as vm_call_finalizer would. Defined in src/vm. */
void vm_close_generator(Vm *vm, Object *generator);

/* Reports the pending exception as one that nobody can catch ("Exception ignored in: ...") and
 * drops it. Defined in src/vm. */
void vm_report_ignored(Vm *vm, Object *where);

/* True (and KeyboardInterrupt pending) when the user has asked for an interrupt. Natives that run
 * long call it every few thousand steps. Defined in src/vm. */
MUST_CHECK bool vm_poll_interrupt(Vm *vm);

/* Makes an object with its references in order known to the collector: youngest generation. It
 * cannot fail, because gc_reserve made room. Defined in src/gc. */
void gc_track(Vm *vm, Object *object);
/* Counts the birth of a container and makes room for one more entry in the youngest generation:
 * false with MemoryError pending. object_new calls it for every kind that CPython's collector
 * would know. Defined in src/gc. */
MUST_CHECK bool gc_reserve(Vm *vm);
/* Makes room for the entry of a container that is tracked only some time after its birth, as a
 * dict is: to be called right before gc_track. False with MemoryError pending. Defined in src/gc.
 */
MUST_CHECK bool gc_make_room(Vm *vm);
/* Takes an object that was tracked just now back out of the generation: true if it was the last
 * that was. It can be tracked later. Defined in src/gc. */
bool gc_put_off(Vm *vm, Object *object);
/* Whether an object was tracked last of all. */
static ALWAYS_INLINE bool gc_is_last(const Vm *vm, const Object *object) {
    const Collector *collector = &vm->collector;
    if (collector->collecting || collector->length <= collector->generations[0].start)
        return false;
    const GenerationEntry *last = &collector->entries[collector->length - 1];
    return last->block == block_number(vm, object) && last->birth == object->birth;
}
/* Counts the death of such a container. What was tracked last often dies first: then its entry can
 * go at once. */
static ALWAYS_INLINE void gc_forget(Vm *vm, const Object *object) {
    Generation *young = &vm->collector.generations[0];
    if (young->count > 0)
        young->count--;
    if (gc_is_last(vm, object))
        vm->collector.length--;
}

#endif
