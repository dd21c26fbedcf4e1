/* places.h -- what a place is called: how a learner would write it, and in words.
 *
 *     place of                a path would go on with    in words
 *     a list's item           [0]                        item
 *     a dict's value          ['k']                      value
 *     a dict's key            (none)                     key
 *     an instance's slot      .next                      attribute
 *     a function's defaults   .__defaults__              defaults
 *
 * The texts are read from the image. Nothing runs. */
#ifndef OURO_OBSERVE_PLACES_H
#define OURO_OBSERVE_PLACES_H

#include "base/bytes.h"
#include "observe/census.h"

/* What an object's field is called. */
typedef struct FieldRow {
    uint8_t kind;
    uint8_t field;
    const char *attribute; /* what a program would write behind the dot; NULL if it cannot */
    const char *words;
} FieldRow;

/* NULL where the table has no such field. */
const FieldRow *field_row_peek(uint8_t kind, uint32_t field);

/* What is said before the holder's name where no path leads on: "key of ", "item of " (of a set),
 * "" for all other places. */
const char *place_prefix(const CensusEdge *edge);
/* Appends what a path would go on with from the holder of an edge, or returns false where a program
 * cannot write it (a dict's key, the code of a class ...). */
bool place_write_suffix(Bytes *out, const Census *census, const CensusEdge *edge);

/* Appends what a slot of a generator is: `local x of `, `temporary of `; `iterator of ` for what
 * its first `for` runs over, which has no name that a program could write. Returns whether it has a
 * name. */
bool place_write_local(Bytes *out, const Census *census, const CensusEdge *edge);

/* Appends a dict's key as it stands in a subscript: `'k'`, `5`, or `...` for other keys. */
void place_write_key(Bytes *out, const Census *census, const Object *key);

/* The name of a slot of an instance, readable; NULL if its class does not say. */
const StrObject *place_slot_name_peek(const Census *census, const Object *instance, uint32_t slot);

/* The key of an entry of a dict (home address); NULL if removed. */
const Object *place_key_peek(const Census *census, const DictObject *seen_dict, uint32_t entry);

/* The name of a register of a frame when it is a local, readable; NULL for temporaries, and for
 * what has no name in the program: the iterator of a comprehension, the names of a class body. */
const StrObject *place_local_name_peek(const Census *census, uint32_t frame,
                                       uint32_t register_index);

/* The line at which a frame stands; 0 if unknown. */
uint32_t place_frame_line(const Census *census, uint32_t frame);

/* What a native frame runs for, as the call says in the frame below: `sort`. NULL where no call
 * made it. `*line` is where that call stands; 0 if nothing of the program runs below. */
const char *place_native_name(const Census *census, uint32_t frame, uint32_t *line);

/* Whether a register of a frame is what one of its loops runs over. */
bool place_is_of_loop(const Census *census, uint32_t frame, uint32_t register_index);

#endif
