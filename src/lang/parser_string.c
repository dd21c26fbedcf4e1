#include "base/utf8.h"
#include "lang/parser_rules.h"

#include <string.h>

/* String literals: prefixes, escapes, and literals that stand side by side, which are one. */

static bool out_of_memory(Parser *parser) {
    parser->scratch->failed = true;
    parser_raise(parser, MESSAGE_MEMORY, (Place){0});
    return false;
}

/* Escapes -------------------------------------------------------------------------------------- */

static int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* CPython counts in a copy in which every character outside of ASCII has ten bytes. */
static unsigned position_in_copy(const char *body, const char *at) {
    unsigned position = 0;
    for (const char *c = body; c < at; c++) {
        unsigned char byte = (unsigned char)*c;
        position += byte < 0x80 ? 1 : (byte & 0xC0) == 0x80 ? 0 : 10;
    }
    return position;
}

static bool fail_escape(Parser *parser, const char *body, const char *start, const char *end,
                        const char *reason) {
    unsigned first = position_in_copy(body, start);
    unsigned last = position_in_copy(body, end) - 1;
    parser_raise(parser, MESSAGE_UNICODE_ESCAPE, parser_place_furthest(parser), first, last,
                 reason);
    return false;
}

/* \xHH, \uHHHH and \UHHHHHHHH; *at stands on the letter and is moved behind the digits. */
static bool decode_hex(Parser *parser, const char *body, const char **at, const char *end,
                       Bytes *out) {
    const char *start = *at - 1;
    char letter = **at;
    int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    const char *next = *at + 1;
    uint32_t code_point = 0;
    for (int i = 0; i < digits; i++, next++) {
        int value = next < end ? hex_value(*next) : -1;
        if (value < 0) {
            const char *reason = letter == 'x'   ? "truncated \\xXX escape"
                                 : letter == 'u' ? "truncated \\uXXXX escape"
                                                 : "truncated \\UXXXXXXXX escape";
            return fail_escape(parser, body, start, next, reason);
        }
        code_point = code_point << 4 | (uint32_t)value;
    }
    if (code_point > UTF8_LAST_CODE_POINT) {
        return fail_escape(parser, body, start, next, "illegal Unicode character");
    }
    char encoded[UTF8_LONGEST];
    bytes_append(out, encoded, utf8_encode(code_point, encoded));
    *at = next;
    return true;
}

/* One to three octal digits; *at stands on the first. */
static void decode_octal(const char **at, const char *end, Bytes *out) {
    uint32_t code_point = 0;
    for (int i = 0; i < 3 && *at < end && **at >= '0' && **at <= '7'; i++, (*at)++) {
        code_point = code_point << 3 | (uint32_t)(**at - '0');
    }
    char encoded[UTF8_LONGEST];
    bytes_append(out, encoded, utf8_encode(code_point, encoded));
}

/* The character that a single letter behind a backslash stands for; 0 if none. */
static char simple_escape(char letter) {
    switch (letter) {
    case '\\':
    case '\'':
    case '"':
        return letter;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return 0;
    }
}

/* \N{NAME}, at its N: Ouro knows no names, and what is not such a name is wrong anyway. */
static bool refuse_character_name(Parser *parser, const StringPart *part, const char *start,
                                  const char *at, const char *end) {
    const char *name = at + 1 < end && at[1] == '{' ? at + 2 : NULL;
    const char *stop = name == NULL ? NULL : memchr(name, '}', (size_t)(end - name));
    if (name != NULL && stop != NULL && stop > name) {
        parser_refuse(parser, REFUSED_CHARACTER_NAMES, parser_place(parser, part->token));
        return false;
    }
    const char *last = name == NULL ? at + 1 : stop == NULL ? end : name;
    return fail_escape(parser, start, at - 1, last, "malformed \\N character escape");
}

bool string_decode(Parser *parser, const StringPart *part, const char *start, size_t length,
                   Bytes *out) {
    const char *end = start + length;
    const char *at = start;
    while (at < end) {
        const char *plain = at;
        while (at < end && (part->raw || *at != '\\')) {
            at++;
        }
        bytes_append(out, plain, (size_t)(at - plain));
        if (at + 1 >= end) {
            bytes_append(out, at, (size_t)(end - at));
            break;
        }
        char letter = *++at;
        char simple = simple_escape(letter);
        if (simple != 0) {
            bytes_append_char(out, simple);
            at++;
        } else if (letter == '\n') {
            at++;
        } else if (letter >= '0' && letter <= '7') {
            decode_octal(&at, end, out);
        } else if (letter == 'x' || letter == 'u' || letter == 'U') {
            if (!decode_hex(parser, start, &at, end, out)) {
                return false;
            }
        } else if (letter == 'N') {
            return refuse_character_name(parser, part, start, at, end);
        } else {
            bytes_append_char(out, '\\'); /* not an escape: both characters stay */
        }
    }
    return !out->failed || out_of_memory(parser);
}

/* Literals ------------------------------------------------------------------------------------- */

/* Looks at prefix and quotes. False (raised) for bytes. */
static bool open_part(Parser *parser, Token token, StringPart *part) {
    *part = (StringPart){.token = token};
    const char *at = parser->source->text + token.start;
    const char *end = parser->source->text + token.end;
    for (; *at != '\'' && *at != '"'; at++) {
        char letter = (char)(*at | 0x20);
        part->raw = part->raw || letter == 'r';
        part->formatted = part->formatted || letter == 'f';
        if (letter == 'b') {
            parser_refuse(parser, REFUSED_BYTES, parser_place(parser, token));
            return false;
        }
    }
    bool triple = end - at >= 6 && at[1] == at[0] && at[2] == at[0];
    part->body = at + (triple ? 3 : 1);
    part->length = (uint32_t)(end - part->body) - (triple ? 3 : 1);
    return true;
}

static Node *new_string(Parser *parser, const Node *whole, const Bytes *value) {
    Node *node = parser_new(parser, NODE_STRING, 0);
    if (node == NULL) {
        return NULL;
    }
    char *copy = scratch_copy(parser->scratch, bytes_text(value), value->length);
    if (copy == NULL) {
        out_of_memory(parser);
        return NULL;
    }
    node->place = whole->place;
    node->depth = 1;
    node->string.value = (Text){copy, (uint32_t)value->length};
    return node;
}

/* Reads the parts from token `mark` up to the position into `pending`, or, from the first
 * expression of an f-string on, into `values`. */
static bool read_parts(Parser *parser, uint32_t mark, const Node *whole, Bytes *pending,
                       NodeVector *values, bool *formatted) {
    for (uint32_t i = mark; i < parser->position; i++) {
        StringPart part;
        if (!open_part(parser, parser->tokens[i], &part)) {
            return false;
        }
        *formatted = *formatted || part.formatted;
        bool read = part.formatted ? fstring_read(parser, &part, whole, pending, values)
                                   : string_decode(parser, &part, part.body, part.length, pending);
        if (!read) {
            return false;
        }
    }
    return true;
}

static Node *build_strings(Parser *parser, Node *whole, uint32_t mark, Bytes *pending) {
    NodeVector values = {0};
    bool formatted = false;
    if (!read_parts(parser, mark, whole, pending, &values, &formatted)) {
        return NULL;
    }
    if (!formatted) {
        return new_string(parser, whole, pending);
    }
    if (pending->length != 0) {
        Node *last = new_string(parser, whole, pending);
        if (last == NULL || !parser_push(parser, &values, last)) {
            return NULL;
        }
    }
    whole->joined_string.values = parser_list(&values);
    return parser_finish(parser, whole);
}

Node *parse_strings(Parser *parser) {
    uint32_t mark = parser->position;
    while (parser_accept(parser, TOKEN_STRING)) {
    }
    Node *whole = parser_new(parser, NODE_JOINED_STRING, mark);
    if (whole == NULL) {
        return NULL;
    }
    Place last = parser_place(parser, parser_last(parser));
    whole->place.end_line = last.end_line;
    whole->place.end_column = last.end_column;
    Bytes pending = {0};
    Node *node = build_strings(parser, whole, mark, &pending);
    bytes_free(&pending);
    return node;
}
