#include "lang/parser_rules.h"

#include <stdio.h>
#include <string.h>

/* The inside of f-strings, in the manner of CPython 3.11: the text of an expression is cut out by
 * counting brackets and quotes, and read by a parser of its own, as if it stood in parentheses. */

enum { DEEPEST_FSTRINGS = 8, MOST_BRACKETS = 200, DEEPEST_FORMAT = 2 };

typedef struct Reader {
    Parser *parser;
    const StringPart *part;
    const Node *whole; /* the JOINED_STRING that all pieces take their place from */
    const char *at;
    const char *end;
    const char *seen;       /* how far lines were counted, */
    const char *line_start; /* where the line there begins, */
    uint32_t line;          /* and its number */
} Reader;

static bool read_pieces(Reader *reader, uint32_t level, Bytes *pending, NodeVector *values);

static bool fail(Reader *reader, MessageCode code) {
    parser_raise(reader->parser, code, parser_place_furthest(reader->parser));
    return false;
}

static bool fail_bracket(Reader *reader, MessageCode code, char closing, char opening) {
    parser_raise(reader->parser, code, parser_place_furthest(reader->parser), closing, opening);
    return false;
}

/* Pieces have the place of all literals that stand together; the end of a format, that of its own
 * literal. */
static void end_with_part(Reader *reader, Node *node) {
    Place place = parser_place(reader->parser, reader->part->token);
    node->place.end_line = place.end_line;
    node->place.end_column = place.end_column;
}

static Node *new_piece(Reader *reader, NodeKind kind) {
    Node *node = parser_new(reader->parser, kind, 0);
    if (node != NULL) {
        node->place = reader->whole->place;
    }
    return node;
}

static bool out_of_memory(Reader *reader) {
    reader->parser->scratch->failed = true;
    parser_raise(reader->parser, MESSAGE_MEMORY, (Place){0});
    return false;
}

/* Pushes the text gathered so far, if any, as a STRING. */
static bool flush_text(Reader *reader, Bytes *pending, NodeVector *values) {
    if (pending->failed) {
        return out_of_memory(reader);
    }
    if (pending->length == 0) {
        return true;
    }
    Node *node = new_piece(reader, NODE_STRING);
    char *copy = scratch_copy(reader->parser->scratch, pending->data, pending->length);
    if (node == NULL || copy == NULL) {
        return out_of_memory(reader);
    }
    node->string.value = (Text){copy, (uint32_t)pending->length};
    node->depth = 1;
    bytes_clear(pending);
    return parser_push(reader->parser, values, node);
}

/* Expressions ---------------------------------------------------------------------------------- */

/* The line and column where a place in the part's text stands in the source. Places are asked for
 * from left to right, so the search goes on where the last one ended. */
static Place place_of(Reader *reader, const char *at) {
    for (; reader->seen < at; reader->seen++) {
        if (*reader->seen == '\n') {
            reader->line++;
            reader->line_start = reader->seen + 1;
        }
    }
    return (Place){.line = reader->line, .column = (uint32_t)(at - reader->line_start)};
}

/* Takes over what the inner parser found wrong. */
static void adopt_error(Reader *reader, const Parser *inner, const Diagnostic *diagnostic) {
    Parser *parser = reader->parser;
    if (parser->raised) {
        return;
    }
    parser->raised = true;
    *parser->diagnostic = *diagnostic;
    if (!inner->lexical && diagnostic->code != MESSAGE_REFUSED &&
        diagnostic->code != MESSAGE_MEMORY) {
        snprintf(parser->diagnostic->message, sizeof parser->diagnostic->message,
                 "f-string: %.240s", diagnostic->message);
    }
}

static void diagnose_inner(Parser *inner) {
    Place furthest = parser_place_furthest(inner);
    inner->quiet = true;
    parser_start_diagnosing(inner);
    Node *node = inner->braces_failed ? parse_star_expressions(inner) : NULL;
    inner->quiet = false;
    parser_start_diagnosing(inner);
    node = inner->raised ? NULL : parse_star_expressions(inner);
    if (node != NULL || !inner->raised) {
        parser_raise(inner, MESSAGE_INVALID_SYNTAX, furthest);
    }
}

/* Reads the text between `start` and `end`, before which stands the brace. */
static Node *parse_inner(Reader *reader, const char *start, const char *end) {
    Parser *parser = reader->parser;
    size_t length = (size_t)(end - start);
    char *text = scratch_allocate(parser->scratch, length + 4);
    Source source;
    Place place = place_of(reader, start - 1);
    if (text == NULL) {
        out_of_memory(reader);
        return NULL;
    }
    text[0] = '(';
    memcpy(text + 1, start, length);
    memcpy(text + 1 + length, ")\n", 3);
    if (!source_open_piece(&source, parser->scratch, text, (uint32_t)length + 2, place.line,
                           place.column)) {
        out_of_memory(reader);
        return NULL;
    }
    Diagnostic diagnostic = {0};
    Parser inner;
    parser_open(&inner, parser->scratch, &source, false, &diagnostic);
    inner.lexer.at_line_start = false;
    inner.lexer.inside_brackets = true;
    inner.fstrings = parser->fstrings + 1;
    Node *node = parse_star_expressions(&inner);
    if (node == NULL && !inner.raised) {
        diagnose_inner(&inner);
    }
    if (node == NULL) {
        adopt_error(reader, &inner, &diagnostic);
    }
    parser_close(&inner);
    return node;
}

static bool is_blank_text(const char *start, const char *end) {
    for (; start < end; start++) {
        if (strchr(" \t\n\f\r", *start) == NULL) {
            return false;
        }
    }
    return true;
}

/* Moves over a string inside an expression; stands on its first quote. */
static bool skip_string(Reader *reader) {
    char quote = *reader->at;
    const char *at = reader->at;
    bool triple = reader->end - at >= 3 && at[1] == quote && at[2] == quote;
    for (at += triple ? 3 : 1; at < reader->end; at++) {
        if (*at == '\\') {
            return fail(reader, MESSAGE_FSTRING_BACKSLASH);
        }
        if (*at != quote) {
            continue;
        }
        if (!triple || (reader->end - at >= 3 && at[1] == quote && at[2] == quote)) {
            reader->at = at + (triple ? 3 : 1);
            return true;
        }
    }
    return fail(reader, MESSAGE_FSTRING_UNTERMINATED);
}

static bool closes(char opening, char closing) {
    return (opening == '(' && closing == ')') || (opening == '[' && closing == ']') ||
           (opening == '{' && closing == '}');
}

/* Whether the character ends the expression where no bracket is open; two-character comparisons do
 * not, and are skipped but for their last character. */
static bool ends_expression(Reader *reader, char c) {
    if (strchr("!:}=><", c) == NULL) {
        return false;
    }
    if (reader->at + 1 < reader->end && strchr("!=<>", c) != NULL && reader->at[1] == '=') {
        reader->at++;
        return false;
    }
    return c != '>' && c != '<';
}

/* Moves to the end of the expression. */
static bool skip_expression(Reader *reader) {
    char brackets[MOST_BRACKETS];
    uint32_t open = 0;
    while (reader->at < reader->end) {
        char c = *reader->at;
        if (c == '\\') {
            return fail(reader, MESSAGE_FSTRING_BACKSLASH);
        }
        if (c == '\'' || c == '"') {
            if (!skip_string(reader)) {
                return false;
            }
            continue;
        }
        if (c == '#') {
            return fail(reader, MESSAGE_FSTRING_COMMENT);
        }
        if (c == '(' || c == '[' || c == '{') {
            if (open == MOST_BRACKETS) {
                return fail(reader, MESSAGE_FSTRING_TOO_MANY);
            }
            brackets[open++] = c;
        } else if (open == 0 && ends_expression(reader, c)) {
            return true;
        } else if (c == ')' || c == ']' || c == '}') {
            if (open == 0) {
                return fail_bracket(reader, MESSAGE_FSTRING_UNMATCHED, c, 0);
            }
            if (!closes(brackets[--open], c)) {
                return fail_bracket(reader, MESSAGE_FSTRING_MISMATCHED, c, brackets[open]);
            }
        }
        reader->at++;
    }
    if (open != 0) {
        return fail_bracket(reader, MESSAGE_FSTRING_UNMATCHED, brackets[open - 1], 0);
    }
    return fail(reader, MESSAGE_FSTRING_EXPECTING);
}

/* `!r`, of which the reader stands behind the `!`. */
static bool read_conversion(Reader *reader, uint32_t *conversion) {
    if (reader->at >= reader->end) {
        return fail(reader, MESSAGE_FSTRING_EXPECTING);
    }
    const char *start = reader->at++;
    if (strchr("sra", *start) == NULL) {
        return fail(reader, MESSAGE_FSTRING_CONVERSION);
    }
    if (reader->at >= reader->end) {
        return fail(reader, MESSAGE_FSTRING_EXPECTING);
    }
    *conversion = (uint32_t)*start;
    return true;
}

/* The format behind `:`, itself an f-string without doubled braces. */
static Node *read_format(Reader *reader, uint32_t level) {
    Bytes pending = {0};
    NodeVector values = {0};
    bool read =
        read_pieces(reader, level + 1, &pending, &values) && flush_text(reader, &pending, &values);
    bytes_free(&pending);
    Node *node = read ? new_piece(reader, NODE_JOINED_STRING) : NULL;
    if (node == NULL) {
        return NULL;
    }
    if (values.count != 0 && values.items[values.count - 1]->kind == NODE_STRING) {
        end_with_part(reader, values.items[values.count - 1]);
    }
    end_with_part(reader, node);
    node->joined_string.values = parser_list(&values);
    node->depth = (uint16_t)tree_measure_depth(node);
    return node;
}

/* `=` shows the expression's own text too: it goes to the text before. */
static bool read_self_text(Reader *reader, const char *start, Bytes *pending, bool *there) {
    *there = *reader->at == '=';
    if (!*there) {
        return true;
    }
    reader->at++;
    while (reader->at < reader->end && strchr(" \t\n\f\r\v", *reader->at) != NULL) {
        reader->at++;
    }
    if (reader->at >= reader->end) {
        return fail(reader, MESSAGE_FSTRING_EXPECTING);
    }
    bytes_append(pending, start, (size_t)(reader->at - start));
    return true;
}

/* `{expression=!r:format}`, at the brace. */
static bool read_expression(Reader *reader, uint32_t level, Bytes *pending, NodeVector *values) {
    if (level >= DEEPEST_FORMAT || reader->parser->fstrings >= DEEPEST_FSTRINGS) {
        return fail(reader, MESSAGE_FSTRING_NESTED);
    }
    const char *start = ++reader->at;
    if (!skip_expression(reader)) {
        return false;
    }
    if (is_blank_text(start, reader->at)) {
        return *reader->at == '}' ? fail(reader, MESSAGE_FSTRING_EMPTY)
                                  : fail_bracket(reader, MESSAGE_FSTRING_REQUIRED, *reader->at, 0);
    }
    bool shows_itself = false;
    uint32_t conversion = 0;
    Node *format = NULL;
    Node *value = parse_inner(reader, start, reader->at);
    if (value == NULL || !read_self_text(reader, start, pending, &shows_itself)) {
        return false;
    }
    if (*reader->at == '!') {
        reader->at++;
        if (!read_conversion(reader, &conversion)) {
            return false;
        }
    }
    if (*reader->at == ':') {
        reader->at++;
        format = reader->at < reader->end ? read_format(reader, level) : NULL;
        if (format == NULL && !reader->parser->raised) {
            return fail(reader, MESSAGE_FSTRING_EXPECTING);
        }
    }
    if (reader->parser->raised) {
        return false;
    }
    if (reader->at >= reader->end || *reader->at != '}') {
        return fail(reader, MESSAGE_FSTRING_EXPECTING);
    }
    reader->at++;
    Node *node =
        flush_text(reader, pending, values) ? new_piece(reader, NODE_FORMATTED_VALUE) : NULL;
    if (node == NULL) {
        return false;
    }
    node->formatted_value.value = value;
    node->formatted_value.conversion =
        conversion == 0 && shows_itself && format == NULL ? 'r' : conversion;
    node->formatted_value.format = format;
    node->depth = (uint16_t)tree_measure_depth(node);
    return parser_push(reader->parser, values, node);
}

/* Text ----------------------------------------------------------------------------------------- */

/* Gathers text up to an expression or the end. *more tells that a doubled brace was read and text
 * goes on. */
static bool read_text(Reader *reader, uint32_t level, Bytes *pending, bool *more) {
    const char *start = reader->at;
    const char *at = start;
    *more = false;
    const char *stop = NULL;
    for (; at < reader->end; at++) {
        char c = *at;
        if (!reader->part->raw && c == '\\' && at + 1 < reader->end && at[1] != '{' &&
            at[1] != '}') {
            at++;
            continue;
        }
        if (c != '{' && c != '}') {
            continue;
        }
        if (level == 0 && at + 1 < reader->end && at[1] == c) {
            stop = at + 1;
            *more = true;
            break;
        }
        if (level == 0 && c == '}') {
            return fail(reader, MESSAGE_FSTRING_SINGLE);
        }
        break;
    }
    stop = stop == NULL ? at : stop;
    reader->at = *more ? stop + 1 : stop;
    return string_decode(reader->parser, reader->part, start, (size_t)(stop - start), pending);
}

static bool read_pieces(Reader *reader, uint32_t level, Bytes *pending, NodeVector *values) {
    for (;;) {
        bool more = false;
        if (!read_text(reader, level, pending, &more)) {
            return false;
        }
        if (more) {
            continue;
        }
        if (reader->at >= reader->end || *reader->at == '}') {
            return true;
        }
        if (!read_expression(reader, level, pending, values)) {
            return false;
        }
    }
}

bool fstring_read(Parser *parser, const StringPart *part, const Node *whole, Bytes *pending,
                  NodeVector *values) {
    const char *start = parser->source->text + part->token.start;
    Reader reader = {
        .parser = parser,
        .part = part,
        .whole = whole,
        .at = part->body,
        .end = part->body + part->length,
        .seen = start,
        .line_start = start - source_column(parser->source, part->token.line, part->token.start),
        .line = part->token.line,
    };
    return read_pieces(&reader, 0, pending, values);
}
