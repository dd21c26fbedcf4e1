/* replay.h -- the proof of time, for tests: after each statement of a file it is undone and redone,
 * and undone and run once more, and each time every byte of the image must be what it was.
 *
 * The second run prints nowhere and reads nothing. What differs is said on standard error. */
#ifndef OURO_REPL_REPLAY_H
#define OURO_REPL_REPLAY_H

#include "repl/session.h"

/* A statement of the code that the machine holds. */
typedef struct Replay {
    uint64_t before; /* digest of the image before it ran */
    uint32_t next;   /* where it begins */
    uint32_t count;  /* of statements that were run as one */
    bool is_taken;   /* a checkpoint of that moment */
} Replay;

/* Just before it runs, when it has begun. */
Replay replay_begin(Session *session, uint32_t next, uint32_t count);
/* Just after. False when the images differ, or there is no memory. */
MUST_CHECK bool replay_check(Session *session, const Replay *replay);

#endif
