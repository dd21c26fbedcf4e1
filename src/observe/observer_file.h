/* observer_file.h -- what an observer knows, as bytes for a file, and back.
 *
 * The statements in force, the labels, and the marks; not what was undone, and nothing that one
 * more look finds out. It belongs to the image it was written with. */
#ifndef OURO_OBSERVE_OBSERVER_FILE_H
#define OURO_OBSERVE_OBSERVER_FILE_H

#include "base/pack.h"
#include "observe/observer.h"

void observer_pack(Bytes *out, const Observer *observer);

/* An observer for the image whose pages can be read from `pages` on. NULL when there is no memory,
 * or (in->failed) when it cannot be read. */
MUST_CHECK Observer *observer_unpack(Unpack *in, const Heap *heap, const Unpack *pages);

#endif
