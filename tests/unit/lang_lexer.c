/* lang_lexer.c -- source text to tokens: indentation, brackets, places, errors. */
#include "lang/lexer.h"

#include "unit.h"

#include <string.h>

/* The kinds of all tokens of a text, as they are written, with one blank between them. */
static void list_tokens(const char *text, bool interactive, Bytes *out) {
    Scratch scratch = {0};
    Source source;
    Diagnostic diagnostic = {0};
    Lexer lexer;
    bytes_clear(out);
    if (!source_open(&source, &scratch, text, strlen(text), &diagnostic)) {
        bytes_print(out, "source: %s", diagnostic.message);
        scratch_free(&scratch);
        return;
    }
    lexer_open(&lexer, &source, interactive, &diagnostic);
    for (;;) {
        Token token = lexer_next(&lexer);
        bytes_print(out, "%s%s", out->length == 0 ? "" : " ", token_text((TokenKind)token.kind));
        if (token.kind == TOKEN_ERROR) {
            bytes_print(out, " %s%s", diagnostic.message, token.at_end ? " ..." : "");
            break;
        }
        if (token.kind == TOKEN_END) {
            break;
        }
    }
    scratch_free(&scratch);
}

static void expect_tokens(Unit *unit, const char *text, bool interactive, const char *expected) {
    Bytes tokens = {0};
    list_tokens(text, interactive, &tokens);
    if (!EXPECT(unit, strcmp(bytes_text(&tokens), expected) == 0)) {
        printf("  text: %s\n  got: %s\n  not: %s\n", text, bytes_text(&tokens), expected);
    }
    bytes_free(&tokens);
}

static void indentation_becomes_tokens(Unit *unit) {
    expect_tokens(unit, "", false, "end of file");
    expect_tokens(unit, "\n  # c\n\n", false, "end of file");
    expect_tokens(unit, "x\n", false, "name newline end of file");
    expect_tokens(unit, "if x:\n  y\n\n  # c\nz", false,
                  "if name : newline indent name newline dedent name newline end of file");
    expect_tokens(unit, "a:\n b:\n  c", false,
                  "name : newline indent name : newline indent name newline dedent dedent "
                  "end of file");
    expect_tokens(unit, "a\r\nb\rc", false, "name newline name newline name newline end of file");
    expect_tokens(unit, "(\n a\n  )\n", false, "( name ) newline end of file");
    expect_tokens(unit, "a \\\n  b", false, "name name newline end of file");
    expect_tokens(unit, "a\n  b\n c", false,
                  "name newline indent name newline error unindent does not match any outer "
                  "indentation level");
    expect_tokens(unit, "a\n\tb\n        c", false,
                  "name newline indent name newline error inconsistent use of tabs and spaces in "
                  "indentation");
}

static void an_empty_line_counts_at_a_prompt_only(Unit *unit) {
    expect_tokens(unit, "if x:\n  y\n\n", true,
                  "if name : newline indent name newline dedent newline end of file");
    expect_tokens(unit, "if x:\n  y\n  \n", true,
                  "if name : newline indent name newline dedent end of file");
    expect_tokens(unit, "(\n\n1)\n", true, "( integer ) newline end of file");
}

static void words_are_the_longest_that_fit(Unit *unit) {
    expect_tokens(unit, "a**=b//=c>>=d->e:=f...g!=h<=i", false,
                  "name **= name //= name >>= name -> name := name ... name != name <= name "
                  "newline end of file");
    expect_tokens(unit, "ifx if_ if", false, "name name if newline end of file");
    expect_tokens(unit, "1 1.5 .5 1e5 0x1F 1_000 1j 1if", false,
                  "integer float float float integer integer imaginary integer if newline end of "
                  "file");
    expect_tokens(unit, "'a' \"b\" '''c\n'd''' rb'\\'' f'' ''", false,
                  "string string string string string string newline end of file");
    expect_tokens(unit, "\xC3\xA9 = 1", false, "name = integer newline end of file");
}

static void errors_say_whether_more_text_may_help(Unit *unit) {
    expect_tokens(unit, "(1,", false, "( integer , error '(' was never closed ...");
    expect_tokens(unit, "'''a\n", false,
                  "error unterminated triple-quoted string literal (detected at line 1) ...");
    expect_tokens(unit, "'a\nb", false, "error unterminated string literal (detected at line 1)");
    expect_tokens(unit, "'a\\\n", false,
                  "error unterminated string literal (detected at line 1) ...");
    expect_tokens(unit, "a \\\n", false, "name error unexpected EOF while parsing ...");
    expect_tokens(unit, "a)", false, "name error unmatched ')'");
    expect_tokens(unit, "(]", false,
                  "( error closing parenthesis ']' does not match opening parenthesis '('");
    expect_tokens(unit, "012", false,
                  "error leading zeros in decimal integer literals are not permitted; use an 0o "
                  "prefix for octal integers");
    expect_tokens(unit, "1__0", false, "error invalid decimal literal");
    expect_tokens(unit, "\xE2\x82\xAC", false, "error invalid character '\xE2\x82\xAC' (U+20AC)");
    expect_tokens(unit, "# coding: latin-1", false,
                  "source: Ouro's language has no source encodings other than UTF-8  "
                  "(:help language)");
    expect_tokens(unit, "# coding: utf-8", false, "end of file");
}

static void limits_are_errors(Unit *unit) {
    Bytes text = {0};
    Bytes tokens = {0};
    bytes_append_repeated(&text, '(', LEXER_DEEPEST_BRACKETS + 1);
    list_tokens(text.data, false, &tokens);
    EXPECT(unit, strstr(tokens.data, "too many nested parentheses") != NULL);
    bytes_clear(&text);
    for (size_t i = 0; i < LEXER_DEEPEST_INDENT + 1; i++) {
        bytes_append_repeated(&text, ' ', i);
        bytes_append_text(&text, "x\n");
    }
    list_tokens(text.data, false, &tokens);
    EXPECT(unit, strstr(tokens.data, "too many levels of indentation") != NULL);
    bytes_free(&text);
    bytes_free(&tokens);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, indentation_becomes_tokens);
    UNIT_RUN(&unit, an_empty_line_counts_at_a_prompt_only);
    UNIT_RUN(&unit, words_are_the_longest_that_fit);
    UNIT_RUN(&unit, errors_say_whether_more_text_may_help);
    UNIT_RUN(&unit, limits_are_errors);
    return unit_end(&unit);
}
