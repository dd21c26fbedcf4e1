#include "base/pack.h"

#include <string.h>

enum { UNIT = 8 };

static size_t round_up(size_t bytes) {
    return (bytes + UNIT - 1) / UNIT * UNIT;
}

void pack_number(Bytes *out, uint64_t number) {
    bytes_append(out, &number, sizeof number);
}

void pack_text(Bytes *out, const char *text, size_t length) {
    pack_number(out, length);
    bytes_append(out, text, length);
    bytes_append_repeated(out, '\0', round_up(length) - length);
}

void *pack_room(Bytes *out, size_t bytes) {
    if (!bytes_reserve(out, bytes)) {
        return NULL;
    }
    void *room = out->data + out->length;
    out->length += bytes;
    out->data[out->length] = '\0';
    return room;
}

const void *unpack_room(Unpack *in, size_t bytes) {
    if (in->failed || bytes > (size_t)(in->end - in->at)) {
        in->failed = true;
        return NULL;
    }
    const void *room = in->at;
    in->at += bytes;
    return room;
}

uint64_t unpack_number(Unpack *in) {
    uint64_t number = 0;
    const void *room = unpack_room(in, sizeof number);
    if (room != NULL) {
        memcpy(&number, room, sizeof number);
    }
    return number;
}

uint64_t unpack_number_to(Unpack *in, uint64_t most) {
    uint64_t number = unpack_number(in);
    in->failed |= number > most;
    return in->failed ? 0 : number;
}

const char *unpack_text(Unpack *in, size_t *length) {
    uint64_t stated = unpack_number_to(in, (uint64_t)(in->end - in->at));
    const char *text = unpack_room(in, round_up(stated));
    *length = text != NULL ? stated : 0;
    return text != NULL ? text : "";
}

uint64_t pack_digest(const void *bytes, size_t length) {
    const char *at = bytes;
    uint64_t digest = length;
    for (size_t done = 0; done < length; done += UNIT) {
        uint64_t unit = 0;
        memcpy(&unit, at + done, length - done < UNIT ? length - done : UNIT);
        digest = ((digest << 7 | digest >> 57) ^ unit) * UINT64_C(0x9E3779B97F4A7C15);
    }
    return digest;
}
