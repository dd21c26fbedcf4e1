/* loop_parts.h -- what instructions do that is too long, or too rare, to stand in the loop. */
#ifndef OURO_VM_LOOP_PARTS_H
#define OURO_VM_LOOP_PARTS_H

#include "lang/ops.h"
#include "object/operations.h"
#include "object/state.h"

#define NO_REST UINT32_MAX

/* What must be done now and then: interrupts, collections. False with an exception pending. */
MUST_CHECK bool loop_attend(Vm *vm);
/* No instructions may run any more: false with an exception pending. */
MUST_CHECK bool loop_out_of_fuel(Vm *vm);
/* Shows the value of an expression at the prompt, unless it is None. */
MUST_CHECK bool loop_echo(Vm *vm, Object *value);

/* A global or built-in, borrowed; NULL with NameError pending. Fills the cache: version 0 and the
 * entry of the globals, or 1 + their shape and the entry of the built-ins. */
MUST_CHECK Object *loop_find_global(Vm *vm, DictObject *globals, StrObject *name,
                                    InlineCache *cache);
/* Sets a global, and notes in c of the instruction which entry the name has already. */
MUST_CHECK bool loop_store_global(Vm *vm, DictObject *globals, StrObject *name, Object *value,
                                  Instruction *i);
MUST_CHECK Object *loop_find_name(Vm *vm, DictObject *namespace, DictObject *globals,
                                  StrObject *name);
MUST_CHECK bool loop_delete_name(Vm *vm, DictObject *namespace, StrObject *name);
void loop_raise_unbound(Vm *vm, StrObject *name);
void loop_raise_unbound_free(Vm *vm, StrObject *name);
static inline CellObject *loop_closure_cell(const Frame *frame, uint32_t index) {
    return (CellObject *)((FunctionObject *)frame->callee)->closure->items[index];
}

/* attribute_get and attribute_set, filling the cache where the value lies in a slot. */
MUST_CHECK Object *loop_load_attribute(Vm *vm, Object *object, StrObject *name, InlineCache *cache);
MUST_CHECK bool loop_store_attribute(Vm *vm, Object *object, StrObject *name, Object *value,
                                     InlineCache *cache);

MUST_CHECK bool loop_extend(Vm *vm, ListObject *list, Object *iterable);
/* A set of `count` items, whose references are used up. */
MUST_CHECK Object *loop_build_set(Vm *vm, Object **items, uint32_t count);
/* A dict of `count` pairs, whose references are used up. Keys can run program code (__eq__). */
MUST_CHECK Object *loop_build_pairs(Vm *vm, Object **pairs, uint32_t count);
/* The strings of an f-string as one; their references are used up. */
MUST_CHECK Object *loop_build_string(Vm *vm, Object **strings, uint32_t count);
/* What stands in the braces of an f-string, as text: by `!s`, `!r`, `!a`, or 0 for format(). */
MUST_CHECK Object *loop_convert(Vm *vm, Object *object, uint32_t conversion);
/* A tuple of the items of *iterable in a call of `callee`; a tuple is taken as it is. */
MUST_CHECK Object *loop_spread(Vm *vm, Object *iterable, Object *callee);
/* `callee` is the function that ** is for (keys must be new strings), or NULL for {**x}. */
MUST_CHECK bool loop_merge(Vm *vm, DictObject *dict, Object *mapping, Object *callee);
/* Fills `count` registers with the items of an iterable; with a rest, `before` of them, a list, and
 * `after` more. */
MUST_CHECK bool loop_unpack(Vm *vm, Object *iterable, Object **registers, uint32_t count,
                            uint32_t after);
MUST_CHECK Object *loop_build_class(Vm *vm, StrObject *name, DictObject *namespace,
                                    Object *base_or_null, uint32_t slot_hint);
/* What `with` does with a manager in *base: its __exit__ is left there, and its __enter__ twice
 * behind it: to be called, and to be held meanwhile. */
MUST_CHECK bool loop_with_enter(Vm *vm, Object **base);
/* Gives a module's or class's namespace an empty __annotations__ if it has none. */
MUST_CHECK bool loop_setup_annotations(Vm *vm, DictObject *namespace);
MUST_CHECK Object *loop_import(Vm *vm, StrObject *name);
MUST_CHECK Object *loop_import_from(Vm *vm, Object *module, StrObject *name);

/* Makes what a raise statement names pending. */
void loop_raise(Vm *vm, Object *exception, Object *cause_or_null);
/* Whether the exception is an instance of the class, or of one in the tuple. */
MUST_CHECK Truth loop_match(Vm *vm, Object *exception, Object *classes);

#endif
