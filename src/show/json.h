/* json.h -- writing JSON (RFC 8259), piece by piece.
 *
 * Objects and lists are opened, filled and closed; commas come by themselves. Everything is one
 * line without blanks. All texts are valid UTF-8: what is no character (a single surrogate, a byte
 * that is not UTF-8) becomes U+FFFD, and control characters are escaped. Numbers are whole, from 0
 * to 2^64 - 1; what is counted here stays far below 2^53, up to which every reader is exact.
 *
 * What was written lies in `out`. With `drain` it is taken away in pieces of about 64 KiB, so that
 * a text of any length needs little memory: `drain` reads `out` and must empty it. */
#ifndef OURO_SHOW_JSON_H
#define OURO_SHOW_JSON_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Json {
    Bytes *out;
    void (*drain)(void *context, Bytes *out); /* NULL: all of it stays in `out` */
    void *context;
    bool follows; /* another value stands before the next one */
} Json;

/* `bracket` is '{' or '[', and '}' or ']'. */
void json_open(Json *json, char bracket);
void json_close(Json *json, char bracket);
/* The name of the member that comes next. */
void json_key(Json *json, const char *name);

void json_text(Json *json, const char *text, size_t length);
void json_number(Json *json, uint64_t number);
void json_boolean(Json *json, bool value);
void json_null(Json *json);

/* A text that ends with a NUL; null for NULL. */
void json_string(Json *json, const char *text_or_null);
/* A text, which is emptied; null where it is empty. */
void json_take(Json *json, Bytes *text);
/* Values that were written before, with commas between them; nothing where it is empty. */
void json_splice(Json *json, const Bytes *values);

/* Ends the line, and drains it: the next value begins a line of its own. */
void json_end_line(Json *json);

#endif
