/* fields.h -- the attributes that objects of a kind have by themselves: __name__ of a function,
 * args of an exception, start of a slice. They are neither in slots nor in a dict. */
#ifndef OURO_VM_FIELDS_H
#define OURO_VM_FIELDS_H

#include "object/state.h"

/* A field that is an object of its own: borrowed, NULL if there is no such. An empty one is None.
 */
Object *field_peek(Vm *vm, Object *object, StrObject *name);
/* A field that is made when it is asked for: owned; NULL if there is no such, or NULL with an
 * exception pending. */
MUST_CHECK Object *field_make(Vm *vm, Object *object, StrObject *name);

typedef enum FieldStatus { FIELD_ABSENT, FIELD_SET, FIELD_FAILED } FieldStatus;

/* Sets a field, or with NULL deletes it. FIELD_ABSENT says that there is no such. */
MUST_CHECK FieldStatus field_set(Vm *vm, Object *object, StrObject *name, Object *value_or_null);

/* locals() of a call in progress: owned. A function's are a new dict. */
MUST_CHECK Object *frame_make_locals(Vm *vm, const Frame *frame);

#endif
