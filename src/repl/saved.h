/* saved.h -- a session as a file: `:save F` and `:load F`.
 *
 *     "OuroSave" | format | length | version | build | home | pages | observer | digest
 *
 * An image is good only for the program that wrote it: the kinds, the instructions and the layouts
 * of structs are not in it. So a file names the build, and any other refuses it. The digest covers
 * every byte before it; nothing of a file is believed until it was read whole and found right, and
 * then it is all in memory: what follows can only fail for want of memory, and changes nothing if
 * it does.
 *
 * Writing goes to a new file beside the old one, which is renamed when all of it is on disk: a full
 * disk costs nothing that was saved before. A file that is no saved session is never written over.
 */
#ifndef OURO_REPL_SAVED_H
#define OURO_REPL_SAVED_H

#include "repl/session.h"

/* False, with a sentence in `why` that goes on from "can't save: ". */
MUST_CHECK bool saved_write(const Session *session, const char *path, Bytes *why);

/* What a file holds. */
typedef struct Saved {
    ImageCopy image;
    Observer *observer;
} Saved;

/* False, with a sentence in `why` that goes on from "can't load: ". Changes nothing of the session.
 * What was read is the caller's, who frees the image and hands on the observer. */
MUST_CHECK bool saved_read(const Session *session, const char *path, Saved *saved, Bytes *why);

#endif
