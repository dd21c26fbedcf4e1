/* tokens.re -- the words of the language, for re2c.
 *
 * From this file re2c makes lexer_scan, which reads one word. Indentation, brackets, the ends of
 * strings and all complaints are in src/lang/lexer.c. The names of the tokens are in
 * src/lang/tokens.def.
 *
 * A NUL stands behind the text and nowhere in it (src/lang/source.h), so there is no check for the
 * end of the buffer: every rule stops at the NUL. */
#include "lang/lexer.h"

TokenKind lexer_scan(Lexer *lexer) {
    const unsigned char *cursor;
    const unsigned char *marker;

/* Every rule ends through this: the cursor goes back to the lexer. */
#define STOP_HERE() (lexer->cursor = (const char *)cursor)
#define ACCEPT(kind)                                                                               \
    do {                                                                                           \
        STOP_HERE();                                                                               \
        return TOKEN_##kind;                                                                       \
    } while (0)

again:
    lexer->start = lexer->cursor;
    lexer->start_line = lexer->line;
    cursor = (const unsigned char *)lexer->cursor;
    /*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cursor;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;

    digit      = [0-9];
    digits     = digit ("_"? digit)*;
    hex        = "0" [xX] ("_"? [0-9a-fA-F])+;
    octal      = "0" [oO] ("_"? [0-7])+;
    binary     = "0" [bB] ("_"? [01])+;
    decimal    = [1-9] ("_"? digit)* | "0" ("_"? "0")*;
    exponent   = [eE] [+-]? digits;
    point      = digits "." digits? | "." digits;
    real       = point exponent? | digits exponent;
    imaginary  = (real | digits) [jJ];
    name       = [A-Za-z_\x80-\xff] [A-Za-z0-9_\x80-\xff]*;
    prefix     = [rRuUfFbB] | [bB] [rR] | [rR] [bB] | [fF] [rR] | [rR] [fF];

    // What lies between words.
    [ \t\f]+       { STOP_HERE(); goto again; }
    "#" [^\n\x00]* { STOP_HERE(); goto again; }
    "\\" "\n"      { STOP_HERE(); if (lexer_continue_line(lexer)) { goto again; } return TOKEN_ERROR; }
    "\\"           { STOP_HERE(); return lexer_fail_continuation(lexer); }
    "\n"           { ACCEPT(NEWLINE); }
    "\x00"         { return TOKEN_END; }

    // Keywords come before names, which they look like.
    "False"    { ACCEPT(FALSE); }
    "None"     { ACCEPT(NONE); }
    "True"     { ACCEPT(TRUE); }
    "and"      { ACCEPT(AND); }
    "as"       { ACCEPT(AS); }
    "assert"   { ACCEPT(ASSERT); }
    "async"    { ACCEPT(ASYNC); }
    "await"    { ACCEPT(AWAIT); }
    "break"    { ACCEPT(BREAK); }
    "class"    { ACCEPT(CLASS); }
    "continue" { ACCEPT(CONTINUE); }
    "def"      { ACCEPT(DEF); }
    "del"      { ACCEPT(DEL); }
    "elif"     { ACCEPT(ELIF); }
    "else"     { ACCEPT(ELSE); }
    "except"   { ACCEPT(EXCEPT); }
    "finally"  { ACCEPT(FINALLY); }
    "for"      { ACCEPT(FOR); }
    "from"     { ACCEPT(FROM); }
    "global"   { ACCEPT(GLOBAL); }
    "if"       { ACCEPT(IF); }
    "import"   { ACCEPT(IMPORT); }
    "in"       { ACCEPT(IN); }
    "is"       { ACCEPT(IS); }
    "lambda"   { ACCEPT(LAMBDA); }
    "nonlocal" { ACCEPT(NONLOCAL); }
    "not"      { ACCEPT(NOT); }
    "or"       { ACCEPT(OR); }
    "pass"     { ACCEPT(PASS); }
    "raise"    { ACCEPT(RAISE); }
    "return"   { ACCEPT(RETURN); }
    "try"      { ACCEPT(TRY); }
    "while"    { ACCEPT(WHILE); }
    "with"     { ACCEPT(WITH); }
    "yield"    { ACCEPT(YIELD); }

    name          { STOP_HERE(); return lexer_finish_name(lexer); }

    // Strings: up to the opening quote; the rest is followed by hand.
    prefix? ['"]  { STOP_HERE(); return lexer_finish_string(lexer); }

    // Numbers. What begins like one and is none, and what follows one too closely, is for lexer.c
    // to explain.
    hex           { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_INTEGER, "hexadecimal"); }
    octal         { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_INTEGER, "octal"); }
    binary        { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_INTEGER, "binary"); }
    decimal       { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_INTEGER, "decimal"); }
    real          { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_REAL, "decimal"); }
    imaginary     { STOP_HERE(); return lexer_finish_number(lexer, TOKEN_IMAGINARY, "imaginary"); }
    digits | "0" [xXoObB] { return lexer_diagnose_number(lexer); }

    // Operators and punctuation.
    "("    { ACCEPT(LEFT_PARENTHESIS); }
    ")"    { ACCEPT(RIGHT_PARENTHESIS); }
    "["    { ACCEPT(LEFT_BRACKET); }
    "]"    { ACCEPT(RIGHT_BRACKET); }
    "{"    { ACCEPT(LEFT_BRACE); }
    "}"    { ACCEPT(RIGHT_BRACE); }
    ":"    { ACCEPT(COLON); }
    ","    { ACCEPT(COMMA); }
    ";"    { ACCEPT(SEMICOLON); }
    "+"    { ACCEPT(PLUS); }
    "-"    { ACCEPT(MINUS); }
    "*"    { ACCEPT(STAR); }
    "/"    { ACCEPT(SLASH); }
    "|"    { ACCEPT(VERTICAL_BAR); }
    "&"    { ACCEPT(AMPERSAND); }
    "<"    { ACCEPT(LESS); }
    ">"    { ACCEPT(GREATER); }
    "="    { ACCEPT(EQUAL); }
    "."    { ACCEPT(DOT); }
    "%"    { ACCEPT(PERCENT); }
    "=="   { ACCEPT(DOUBLE_EQUAL); }
    "!="   { ACCEPT(NOT_EQUAL); }
    "<="   { ACCEPT(LESS_EQUAL); }
    ">="   { ACCEPT(GREATER_EQUAL); }
    "~"    { ACCEPT(TILDE); }
    "^"    { ACCEPT(CARET); }
    "<<"   { ACCEPT(SHIFT_LEFT); }
    ">>"   { ACCEPT(SHIFT_RIGHT); }
    "**"   { ACCEPT(DOUBLE_STAR); }
    "+="   { ACCEPT(PLUS_EQUAL); }
    "-="   { ACCEPT(MINUS_EQUAL); }
    "*="   { ACCEPT(STAR_EQUAL); }
    "/="   { ACCEPT(SLASH_EQUAL); }
    "%="   { ACCEPT(PERCENT_EQUAL); }
    "&="   { ACCEPT(AMPERSAND_EQUAL); }
    "|="   { ACCEPT(VERTICAL_BAR_EQUAL); }
    "^="   { ACCEPT(CARET_EQUAL); }
    "<<="  { ACCEPT(SHIFT_LEFT_EQUAL); }
    ">>="  { ACCEPT(SHIFT_RIGHT_EQUAL); }
    "**="  { ACCEPT(DOUBLE_STAR_EQUAL); }
    "//"   { ACCEPT(DOUBLE_SLASH); }
    "//="  { ACCEPT(DOUBLE_SLASH_EQUAL); }
    "@"    { ACCEPT(AT); }
    "@="   { ACCEPT(AT_EQUAL); }
    "->"   { ACCEPT(ARROW); }
    "..."  { ACCEPT(ELLIPSIS); }
    ":="   { ACCEPT(COLON_EQUAL); }
    [$?!`] | "<>" { ACCEPT(UNKNOWN); }

    *      { return lexer_diagnose_character(lexer); }
    */
#undef STOP_HERE
#undef ACCEPT
}
