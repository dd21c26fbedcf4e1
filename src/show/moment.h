/* moment.h -- a moment of the program as one line of JSON: what `ouro --observe json` writes, and
 * what a page that draws memory needs. See docs/observation.md. */
#ifndef OURO_SHOW_MOMENT_H
#define OURO_SHOW_MOMENT_H

#include "observe/observer.h"
#include "show/json.h"

typedef struct MomentRequest {
    Observer *observer;
    View view;                    /* the live image */
    const Difference *difference; /* what the last statement did; NULL if nothing is known */
    const char *statement;        /* its text; NULL for the moment before the first */
    size_t statement_length;
    uint32_t first_line;  /* of it in its file; 0 for none */
    const Bytes *printed; /* events `output` and `error`, with commas between them; or NULL */
} MomentRequest;

/* Writes the moment and a line end. False, and nothing is written, when memory ran out before it
 * began. */
MUST_CHECK bool moment_write(Json *json, const MomentRequest *request);

/* The lines `output` and `end`. */
void moment_write_printed(Json *json, const Bytes *printed);
void moment_write_end(Json *json, int status, const Bytes *printed);

typedef struct Look Look; /* observe/look.h */

/* Parts that answers of commands have too: `name`s, `heap`, `area`s, `collector`. */
void moment_write_names(Json *json, const Look *look);
void moment_write_heap(Json *json, const Look *look);
void moment_write_areas(Json *json, const Look *look);
/* The area in which a block lies. */
void moment_write_area_of(Json *json, const Look *look, const void *home);
void moment_write_collector(Json *json, const Look *look);
void moment_write_events(Json *json, const Difference *difference_or_null);

#endif
