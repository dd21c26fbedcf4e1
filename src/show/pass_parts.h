/* pass_parts.h -- what `:gc` and `:gc step` share: words about a pass of the collector. Only the
 * files of this floor include it. */
#ifndef OURO_SHOW_PASS_PARTS_H
#define OURO_SHOW_PASS_PARTS_H

#include "observe/observing.h"
#include "show/show.h"

/* Appends `Node#1` for a candidate; of one that was made since the look, "a new object". */
void pass_write_label(Bytes *out, const PassRecord *record, uint32_t number);

/* Appends `r` or `weakref#1`, for a weak reference. */
void pass_write_weak(Bytes *out, const PassRecord *record, const PassWeak *weak);

/* Appends `rescued by its own __del__: x holds it now` for a resurrected object. `after` is a look
 * at the live image. */
void pass_write_rescue(Bytes *out, const PassRecord *record, const Look *after, uint32_t number);

/* Whether something outside of what was resurrected holds this one now. */
bool pass_has_new_holder(const PassRecord *record, const Look *after, uint32_t number);

/* Whether the finalizer of a candidate is not a __del__: a generator, which is closed. */
bool pass_is_closed(const PassRecord *record, uint32_t number);

#endif
