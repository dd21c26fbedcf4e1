/* faults.h -- who forgot a release, under `ouro --fault leak` (object/fault.h).
 *
 * The runtime notes in the image what it forgot. The observer finds the object that has more refs
 * than holders, and the statement during which that came about. */
#ifndef OURO_OBSERVE_FAULTS_H
#define OURO_OBSERVE_FAULTS_H

#include "observe/look.h"
#include "observe/observer.h"

/* Releases that were forgotten in this image, ever. */
static inline uint32_t faults_count(const Census *census) {
    return census->vm->faults.count;
}

/* How many of them were of an object: refs that nobody holds. */
uint32_t faults_of(const Census *census, const CensusObject *object);

/* Appends a sentence on the forgotten release number `index`: whose, since when, by what. The
 * observer may be NULL: then nothing is known of statements. */
void faults_write(Bytes *out, const Look *look, const Observer *observer, uint32_t index);

#endif
