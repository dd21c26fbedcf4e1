/* special.h -- the special methods of instances: __len__, __eq__, __iter__ ...
 *
 * They are looked up on the class, never on the instance, as in Python. Only instances of classes
 * that the program defined have them; the built-in kinds are served by switches. */
#ifndef OURO_OBJECT_SPECIAL_H
#define OURO_OBJECT_SPECIAL_H

#include "object/call.h"
#include "object/operations.h"
#include "object/state.h"

/* The method that the object's class has under this name: borrowed, NULL if there is none (no
 * exception). What is None in the class counts as something that is there. */
Object *special_peek(const Vm *vm, const Object *self, StrObject *name);

/* Calls it with `self` and up to two further arguments (NULL for none). Owned. */
MUST_CHECK Object *special_call(Vm *vm, Object *method, Object *self, Object *first,
                                Object *second);

/* The int that an object stands for by being one or by its __index__: owned. TypeError otherwise. */
MUST_CHECK Object *special_index(Vm *vm, Object *object);

bool special_is_callable(const Vm *vm, const Object *object);
/* Whether the class of an instance has __iter__ or __getitem__: then a TypeError on the way is its
 * own. */
bool special_has_iteration(const Vm *vm, const Object *object);

/* Whether CPython's type of this object has a table of sequence methods, whatever is in it: some
 * messages depend on that. */
bool special_has_sequence_table(const Object *object);

/* A native frame of `count` registers and one level of recursion in C, for an operation on nested
 * containers; RecursionError says `where` it was. Both end with special_leave. */
MUST_CHECK Object **special_enter(Vm *vm, size_t count, const char *where);
void special_leave(Vm *vm, Object **registers);

/* The truth of an object that only the caller holds, which is released. */
MUST_CHECK Truth special_truth_take(Vm *vm, Object *owned_or_null);

#endif
