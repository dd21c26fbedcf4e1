/* options.h -- what the command line asks for.
 *
 * Options stand before the program; what follows it belongs to the program. The rows of options.def
 * say what there is. Texts are borrowed from the arguments. */
#ifndef OURO_REPL_OPTIONS_H
#define OURO_REPL_OPTIONS_H

#include "base/bytes.h"

#define OURO_VERSION "0.1"

typedef struct Options {
    const char *code;       /* of -c, or NULL */
    const char *file;       /* a path, "-", what to do (run.c has the words), or NULL */
    char *const *arguments; /* what stands behind the file */
    int argument_count;
    const char *transcript;   /* a path, or NULL */
    const char *load;         /* a path, or NULL */
    size_t heap_limit;        /* bytes; 0: the default */
    size_t undo_memory;       /* bytes; 0: the default */
    uint64_t fuel;            /* instructions, if fuel_limited */
    uint64_t fail_allocation; /* the number of the one that fails; 0: none */
    unsigned width;           /* columns to draw for; 0: what the terminal has */
    const char *fault;        /* NULL, or "leak" */
    const char *observe;      /* NULL, or "json" */
    bool fuel_limited;
    bool tiny_heap; /* heap_limit is set then, and thresholds are to be low */
    bool stay;
    bool live;
    bool plain;
    bool ascii;
    bool colour;
    bool no_colour;
    bool audit;
    bool replay_each;
    bool digest;
    bool version;
    bool help;
} Options;

/* Reads the arguments behind the program's name. False when they make no sense: then `complaint`
 * says why. */
MUST_CHECK bool options_read(Options *options, int count, char *const *arguments, Bytes *complaint);

/* Appends the usage text. */
void options_print_usage(Bytes *out);

#endif
