/* audit.h -- does the ledger balance?
 *
 * The audit walks the whole heap, counts for every object the places that hold it, and
 * compares that with the object's own count. It also looks whether every reference leads to an
 * object that lives, and whether every buffer belongs to somebody. The tests run it after every
 * statement of every program, so it is made to be fast: it is linear in objects and references,
 * and costs some tenths of a millisecond on the heap of a session that just began.
 *
 * It reads through a View and writes nothing to the image. It may be run between two statements or
 * inside one, at any safepoint: registers of running frames and objects that are being freed
 * are holders like any other. */
#ifndef OURO_OBSERVE_AUDIT_H
#define OURO_OBSERVE_AUDIT_H

#include "base/bytes.h"
#include "heap/view.h"

/* True when every count is exactly the number of holders; of objects of which a release was
 * forgotten on purpose (`--fault leak`), that and the forgotten ones. Otherwise `why` gets one line
 * for each object that is wrong, up to ten: what it is, both numbers, and who holds it. Also false,
 * saying so, when memory for looking ran out. */
MUST_CHECK bool audit_run(View view, Bytes *why);

#endif
