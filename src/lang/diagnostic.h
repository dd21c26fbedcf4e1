/* diagnostic.h -- what is wrong with a program's text: where, in which words, and a hint.
 *
 * The messages are the rows of messages.def, and the features that Ouro refuses the rows of
 * refused.def; nothing else in src/lang words an error. The last printed line is CPython 3.11's
 * wherever CPython has one for the case; the hint is ours.
 *
 * A Diagnostic owns nothing. */
#ifndef OURO_LANG_DIAGNOSTIC_H
#define OURO_LANG_DIAGNOSTIC_H

#include "lang/tree.h"

#include <stdarg.h>

typedef enum DiagnosticType {
    DIAGNOSTIC_SYNTAX_ERROR,
    DIAGNOSTIC_INDENTATION_ERROR,
    DIAGNOSTIC_TAB_ERROR,
    DIAGNOSTIC_MEMORY_ERROR /* memory ran out while parsing; there is no place */
} DiagnosticType;

typedef enum MessageCode {
#define MESSAGE(code, type, format, hint) MESSAGE_##code,
#include "lang/messages.def"
    MESSAGE_CODES /* how many there are */
} MessageCode;

typedef enum RefusedFeature {
#define REFUSED(feature, name, hint) REFUSED_##feature,
#include "lang/refused.def"
    REFUSED_FEATURES /* how many there are */
} RefusedFeature;

enum { DIAGNOSTIC_MESSAGE_BYTES = 256 };

typedef struct Diagnostic {
    DiagnosticType type;
    MessageCode code;
    /* line 0: no place. end_line 0: the end is not known and one caret is drawn. Columns are bytes
     * from 0, as everywhere. */
    Place place;
    char message[DIAGNOSTIC_MESSAGE_BYTES];
    const char *hint; /* static, or NULL */
} Diagnostic;

/* Fills in the diagnostic; the variable arguments are those of the message's format. */
void diagnostic_set(Diagnostic *diagnostic, MessageCode code, Place place, ...);
void diagnostic_set_list(Diagnostic *diagnostic, MessageCode code, Place place, va_list arguments);

/* The feature that is a special method of this name; REFUSED_FEATURES if there is none. */
RefusedFeature diagnostic_find_method(const char *name, size_t length);
/* The diagnostic for a feature that Ouro's language lacks. */
void diagnostic_refuse(Diagnostic *diagnostic, RefusedFeature feature, Place place);

/* "SyntaxError", ... */
const char *diagnostic_type_name(DiagnosticType type);

/* Appends what CPython prints, each line ended by a newline:
 *
 *       File "x.py", line 1
 *         if a = 1:
 *            ^^^^^
 *     hint: ...
 *     SyntaxError: ...
 *
 * `source` is the text that was parsed. The hint's line is left out where there is none. */
void diagnostic_print(Bytes *out, const char *filename, const char *source, size_t source_length,
                      const Diagnostic *diagnostic);

/* The line number `line` (from 1) of a text without its line end; borrowed from `source`. Lines end
 * where CPython ends them: \n, \r\n or \r. *length is 0 past the end. */
const char *diagnostic_find_line(const char *source, size_t source_length, uint32_t line,
                                 size_t *length);

#endif
