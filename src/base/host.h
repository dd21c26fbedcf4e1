/* host.h -- the world outside the image, as it is handed down.
 *
 * Everything that Ouro reads from or writes to the outside goes through a Host: the floors below
 * the prompt know no terminal and no files. A Host belongs to whoever made it and outlives every
 * run it is given to. It is the only place where C function pointers stand beside state. */
#ifndef OURO_BASE_HOST_H
#define OURO_BASE_HOST_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum HostStream { HOST_OUT, HOST_ERROR } HostStream;

typedef enum HostAnswer { HOST_LINE, HOST_END, HOST_INTERRUPTED } HostAnswer;

/* What a host that goes with a run says when its instructions are used up. */
typedef enum HostStep {
    HOST_STEP_ON,      /* some more may run */
    HOST_STEP_NO_FUEL, /* none may: the program gets its exception */
    HOST_STEP_ABANDON, /* nobody needs the rest: the run ends without running anything more */
} HostStep;

typedef struct Host {
    void *context;
    /* Writes all bytes. Errors of the stream are the host's own business. */
    void (*write)(void *context, HostStream stream, const char *bytes, size_t length);
    /* Appends the next line of the input, without its line end, to `line`. NULL: there is no input.
     */
    HostAnswer (*read)(void *context, Bytes *line);
    /* True once after the user has asked for an interrupt (Ctrl-C). Cheap enough for every back
     * edge: it is a load of one flag. */
    volatile int *interrupted;
    /* Told when the machine has taken an interrupt, whether or not the program goes on. May be
     * NULL. */
    void (*note_interrupt)(void *context);
    /* NULL but for a run that is looked into. Asked between two instructions whenever the fuel is
     * used up; `*more` says how many may run until it is asked again. It reads the image, and
     * changes nothing in it. A run that is abandoned leaves an image that only serves to be put
     * back. */
    HostStep (*step)(void *context, uint64_t *more);
} Host;

static inline void host_write(const Host *host, HostStream stream, const char *bytes,
                              size_t length) {
    host->write(host->context, stream, bytes, length);
}

static inline HostAnswer host_read(const Host *host, Bytes *line) {
    return host->read == NULL ? HOST_END : host->read(host->context, line);
}

#endif
