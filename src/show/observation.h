/* observation.h -- what is observed, as JSON: the parts that moments and answers are made of.
 *
 * Every object that is written is a row of a table of observation.def, member by member in the
 * order of that table; docs/observation.md is made from the same rows. The data are those that
 * the text views have: the census, the ledger, the difference, the labels. */
#ifndef OURO_SHOW_OBSERVATION_H
#define OURO_SHOW_OBSERVATION_H

#include "base/host.h"
#include "observe/difference.h"
#include "observe/look.h"
#include "show/json.h"

/* A member of a table. */
typedef enum ObservationField {
#define FIELD(table, name, type, unit, words) FIELD_##table##_##name,
#include "show/observation.def"
    FIELD_COUNT
} ObservationField;

enum { OBSERVATION_SCHEMA = 1 };

/* The member's name; its value comes next. */
void put_key(Json *json, ObservationField field);

/* A member and its value. */
void put_number(Json *json, ObservationField field, uint64_t number);
void put_boolean(Json *json, ObservationField field, bool value);
void put_string(Json *json, ObservationField field, const char *text_or_null);
/* A text, which is emptied; null where it is empty. */
void put_taken(Json *json, ObservationField field, Bytes *text);
/* The same, but never null. */
void put_text(Json *json, ObservationField field, Bytes *text);
/* null in place of a number or an object. */
void put_null(Json *json, ObservationField field);

/* The id of a home address. */
uint64_t observation_id(const Look *look, const void *home);

/* Objects of the tables `object`, `edge`, `root` and `event`. `text` is a place to put texts
 * together. */
void observation_write_object(Json *json, const Look *look, uint32_t object, Bytes *text);
void observation_write_edge(Json *json, const Look *look, const CensusEdge *edge, Bytes *text);
void observation_write_root(Json *json, const Look *look, const CensusEdge *edge, Bytes *text);
void observation_write_event(Json *json, const Event *event);

/* An `output` event, and an `error` with all that was printed of it. */
void observation_write_output(Json *json, HostStream stream, const char *text, size_t length);
void observation_write_error(Json *json, const char *text, size_t length);

#endif
