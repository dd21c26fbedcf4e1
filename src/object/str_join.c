/* str_join.c -- many strings as one, in one allocation. */
#include "object/operations.h"
#include "object/state.h"

#include <string.h>

/* Adds up the parts, which must be strings. */
static bool measure_parts(Vm *vm, Object *const *items, size_t count, const StrObject *separator,
                          size_t *bytes, size_t *length) {
    *bytes = count > 1 ? (count - 1) * separator->bytes : 0;
    *length = count > 1 ? (count - 1) * separator->length : 0;
    for (size_t i = 0; i < count; i++) {
        const StrObject *part = (const StrObject *)object_plain(items[i]);
        if (part->header.kind != KIND_STR) {
            raise_error(vm, ERROR_TypeError,
                        "sequence item %zu: expected str instance, %.80s found", i,
                        object_type_name(vm, items[i]));
            return false;
        }
        *bytes += part->bytes;
        *length += part->length;
    }
    return true;
}

static char *put(char *out, const StrObject *string) {
    memcpy(out, string->text, string->bytes);
    return out + string->bytes;
}

StrObject *str_join(Vm *vm, const StrObject *separator, Object *const *items, size_t count) {
    size_t bytes = 0;
    size_t length = 0;
    if (!measure_parts(vm, items, count, separator, &bytes, &length)) {
        return NULL;
    }
    if (count == 1) {
        return (StrObject *)object_held(object_plain(items[0]));
    }
    /* The empty string and single characters are shared, so those are not made here. */
    char one[8];
    StrObject *result = length <= 1 ? NULL : str_new_raw(vm, bytes, length);
    if (length > 1 && result == NULL) {
        return NULL;
    }
    char *out = length <= 1 ? one : result->text;
    for (size_t i = 0; i < count; i++) {
        out = i == 0 ? out : put(out, separator);
        out = put(out, (const StrObject *)object_plain(items[i]));
    }
    return length <= 1 ? str_new(vm, one, bytes) : result;
}
