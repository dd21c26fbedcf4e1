/* parser.h -- source text to tree.
 *
 * Both entries look at the text that is there so far and answer exactly one of three things:
 *
 *     PARSE_COMPLETE   the tree is there;
 *     PARSE_MORE       the text may be the beginning of something valid: give it again with more
 *                      lines behind it;
 *     PARSE_ERROR      no further lines can make it valid.
 *
 * So every prefix of lines of a valid file is COMPLETE or MORE. With MORE and ERROR the diagnostic
 * says what is wrong if nothing follows. A line without a line end at the end of the text counts as
 * a whole line. With MORE because memory ran out nothing can be done: that is a PARSE_ERROR whose
 * diagnostic is a DIAGNOSTIC_MEMORY_ERROR.
 *
 * The text may be anything: it need not be UTF-8, may hold NULs, a BOM, and lines that end in \r\n
 * or \r. It is not kept. The tree lies in `scratch` and goes with it.
 *
 * Limits: 200 open brackets and 100 levels of indentation as in CPython; trees TREE_DEEPEST deep;
 * texts of 1 GiB.
 *
 * How it works: recursive descent for statements, binding powers for expressions. When that fails
 * the failing top-level statement is read again with the rules for mistakes switched on
 * (parser_mistakes.c), which know CPython's words for common ones; if none of these applies it is
 * "invalid syntax" at the furthest token that was looked at. */
#ifndef OURO_LANG_PARSER_H
#define OURO_LANG_PARSER_H

#include "lang/diagnostic.h"
#include "lang/tree.h"

typedef enum ParseStatus { PARSE_COMPLETE, PARSE_MORE, PARSE_ERROR } ParseStatus;

/* A whole file: all its statements, in *module. */
MUST_CHECK ParseStatus parse_file(Scratch *scratch, const char *text, size_t length, Node **module,
                                  Diagnostic *diagnostic);

/* One statement as typed at a prompt: a compound statement needs an empty line behind it, and
 * simple statements joined by `;` are one. *module is a MODULE with that statement (or several, or
 * none for blank lines), and *used how many bytes of the text it took, so that more statements may
 * follow in the text. */
MUST_CHECK ParseStatus parse_interactive(Scratch *scratch, const char *text, size_t length,
                                         size_t *used, Node **module, Diagnostic *diagnostic);

#endif
