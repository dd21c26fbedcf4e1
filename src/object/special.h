/* special.h -- the special methods of instances: __len__, __eq__, __iter__ ...
 *
 * They are looked up on the class, never on the instance, as in Python. Only instances of classes
 * that the program defined have them; the built-in kinds are served by switches. */
#ifndef OURO_OBJECT_SPECIAL_H
#define OURO_OBJECT_SPECIAL_H

#include "object/call.h"
#include "object/operations.h"
#include "object/state.h"

/* The method that the object's class, or one of the program's that it inherits from, has under this
 * name: borrowed, NULL if there is none (no exception). What built-in classes have is not looked
 * at, because the operation itself does that. What is None in the class counts as something that is
 * there. */
Object *special_find(const Vm *vm, const Object *instance, StrObject *name);
static inline Object *special_peek(const Vm *vm, const Object *self, StrObject *name) {
    return object_is_instance(self) ? special_find(vm, self, name) : NULL;
}

/* Calls it with `self` and up to two further arguments (NULL for none). Owned. */
MUST_CHECK Object *special_call(Vm *vm, Object *method, Object *self, Object *first,
                                Object *second);

/* The same with the method of this name; NotImplemented (owned) where there is none. */
MUST_CHECK Object *special_ask(Vm *vm, StrObject *name, Object *self, Object *other_or_null);
/* The same where an operation does something else without such a method: false then. */
MUST_CHECK bool special_try(Vm *vm, StrObject *name, Object *self, Object *other_or_null,
                            Object **result);

/* Asks `left` for a binary operation and `right` for its reflection, or the other way round if the
 * class of `right` inherits from that of `left` and has another reflection. Owned; NotImplemented
 * where neither knows. */
MUST_CHECK Object *special_binary(Vm *vm, StrObject *name, StrObject *reflected, Object *left,
                                  Object *right);
static inline bool special_is_answer(const Object *result_or_null) {
    return result_or_null == NULL || result_or_null->kind != KIND_NOT_IMPLEMENTED;
}

/* The int that an object stands for by being one or by its __index__: owned. TypeError otherwise.
 */
MUST_CHECK Object *special_index(Vm *vm, Object *object);
/* int(object) and float(object) by __int__, __float__ or __index__: false where there is none. */
MUST_CHECK bool special_try_int(Vm *vm, Object *object, Object **result);
MUST_CHECK bool special_try_float(Vm *vm, Object *object, Object **result);
/* Whether it is such an object. */
bool special_has_index(const Vm *vm, const Object *object);

bool special_is_callable(const Vm *vm, const Object *object);
/* Whether the class of an instance has __iter__ or __getitem__: then a TypeError on the way is its
 * own. */
bool special_has_iteration(const Vm *vm, const Object *object);

/* Whether the pending TypeError says that there is nothing to iterate over, and does not come from
 * what was iterated over. */
bool special_is_not_iterable(Vm *vm, Object *iterable);

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
