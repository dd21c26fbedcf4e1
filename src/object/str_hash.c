/* str_hash.c -- SipHash-1-3 with key zero, over the string as CPython would store it.
 *
 * The algorithm is Aumasson's and Bernstein's SipHash ("SipHash: a fast short-input PRF", 2012)
 * with one round for each word and three at the end. CPython stores 1, 2 or 4 bytes per code
 * point, whichever is enough for all of them, and hashes those bytes; so do we, without
 * storing them. */
#include "base/utf8.h"
#include "object/str.h"

typedef struct Sip {
    uint64_t a, b, c, d;
    uint64_t word;  /* bytes that do not yet fill a word, lowest first */
    uint64_t total; /* bytes in all */
} Sip;

static ALWAYS_INLINE uint64_t turn(uint64_t word, unsigned bits) {
    return word << bits | word >> (64 - bits);
}

static ALWAYS_INLINE void sip_round(Sip *sip) {
    sip->a += sip->b;
    sip->c += sip->d;
    sip->b = turn(sip->b, 13) ^ sip->a;
    sip->d = turn(sip->d, 16) ^ sip->c;
    sip->a = turn(sip->a, 32);
    sip->c += sip->b;
    sip->a += sip->d;
    sip->b = turn(sip->b, 17) ^ sip->c;
    sip->d = turn(sip->d, 21) ^ sip->a;
    sip->c = turn(sip->c, 32);
}

static ALWAYS_INLINE void sip_add_word(Sip *sip, uint64_t word) {
    sip->d ^= word;
    sip_round(sip);
    sip->a ^= word;
}

/* Adds the `width` low bytes of `unit`; widths that divide 8 never straddle two words. */
static ALWAYS_INLINE void sip_add(Sip *sip, uint64_t unit, unsigned width) {
    sip->word |= unit << (sip->total % 8 * 8);
    sip->total += width;
    if (sip->total % 8 == 0) {
        sip_add_word(sip, sip->word);
        sip->word = 0;
    }
}

static uint64_t sip_finish(Sip *sip) {
    sip_add_word(sip, sip->word | sip->total << 56);
    sip->c ^= 0xFF;
    sip_round(sip);
    sip_round(sip);
    sip_round(sip);
    return sip->a ^ sip->b ^ sip->c ^ sip->d;
}

static uint64_t load_word(const char *bytes) {
    uint64_t word = 0;
    for (unsigned i = 8; i-- > 0;) {
        word = word << 8 | (unsigned char)bytes[i];
    }
    return word;
}

static void add_ascii(Sip *sip, const char *text, size_t bytes) {
    size_t i = 0;
    for (; i + 8 <= bytes; i += 8) {
        sip_add_word(sip, load_word(text + i));
    }
    sip->total = i;
    for (; i < bytes; i++) {
        sip_add(sip, (unsigned char)text[i], 1);
    }
}

static void add_points(Sip *sip, const char *text, size_t bytes) {
    uint32_t point = 0;
    uint32_t highest = 0;
    for (size_t at = 0; at < bytes;) {
        at += utf8_decode(text + at, bytes - at, &point);
        highest = point > highest ? point : highest;
    }
    unsigned width = highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4;
    for (size_t at = 0; at < bytes;) {
        at += utf8_decode(text + at, bytes - at, &point);
        sip_add(sip, point, width);
    }
}

/* The constants are those of the paper; a key of zero leaves them as they are. */
static const Sip SIP_START = {.a = 0x736F6D6570736575,
                              .b = 0x646F72616E646F6D,
                              .c = 0x6C7967656E657261,
                              .d = 0x7465646279746573};

static uint64_t finish(Sip *sip) {
    uint64_t hash = sip_finish(sip);
    return hash == UINT64_MAX ? UINT64_MAX - 1 : hash; /* -1 is not a hash in CPython */
}

uint64_t str_hash_ascii(const char *text, size_t bytes) {
    Sip sip = SIP_START;
    add_ascii(&sip, text, bytes);
    return bytes == 0 ? 0 : finish(&sip);
}

uint64_t str_hash(StrObject *string) {
    if (string->hash != 0 || string->bytes == 0) {
        return string->hash;
    }
    if (str_is_ascii(string)) {
        string->hash = str_hash_ascii(string->text, string->bytes);
    } else {
        Sip sip = SIP_START;
        add_points(&sip, string->text, string->bytes);
        string->hash = finish(&sip);
    }
    return string->hash;
}
