/* syntax.y -- the grammar of Ouro's language, for Lemon.
 *
 * The parser that ships is written by hand (src/lang/parser*.c), because learners need messages at
 * the point of knowledge. This grammar says in one place what it accepts; the tests compile it and
 * hold the two against each other. It is LALR(1) without conflicts.
 *
 * It is about form only. Not here, as they are checks on what was read: what may be assigned to or
 * deleted, the order of arguments and of parameters, stars where they mean nothing, and features
 * refused by name. Tokens are those of src/lang/tokens.def, with END as Lemon's own end. */
%name oracle_
%token_prefix ORACLE_
%token_type {int}
%extra_argument {bool *failed}
%include {
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
}
%syntax_error { *failed = true; }
%parse_failure { *failed = true; }
%stack_overflow { *failed = true; }
%stack_size 4000
%start_symbol file

file ::= statements.
statements ::= .
statements ::= statements statement.
body ::= statement.
body ::= body statement.

statement ::= simple_line.
statement ::= compound.
simple_line ::= simples NEWLINE.
simple_line ::= simples SEMICOLON NEWLINE.
simples ::= simple.
simples ::= simples SEMICOLON simple.
block ::= simple_line.
block ::= NEWLINE INDENT body DEDENT.

/* Simple statements. */
simple ::= value.
simple ::= assignment.
simple ::= value augmented value.
simple ::= value COLON test.
simple ::= value COLON test EQUAL value.
assignment ::= value EQUAL value.
assignment ::= assignment EQUAL value.
value ::= yield.
value ::= star_tests.
augmented ::= PLUS_EQUAL|MINUS_EQUAL|STAR_EQUAL|SLASH_EQUAL|PERCENT_EQUAL|AMPERSAND_EQUAL
            |VERTICAL_BAR_EQUAL|CARET_EQUAL|SHIFT_LEFT_EQUAL|SHIFT_RIGHT_EQUAL|DOUBLE_STAR_EQUAL
            |DOUBLE_SLASH_EQUAL|AT_EQUAL.
simple ::= PASS.
simple ::= BREAK.
simple ::= CONTINUE.
simple ::= RETURN.
simple ::= RETURN star_tests.
simple ::= RAISE.
simple ::= RAISE test.
simple ::= RAISE test FROM test.
simple ::= DEL star_tests.
simple ::= ASSERT test.
simple ::= ASSERT test COMMA test.
simple ::= GLOBAL names.
simple ::= NONLOCAL names.
names ::= NAME.
names ::= names COMMA NAME.

simple ::= IMPORT dotted_aliases.
simple ::= FROM dotted IMPORT imported.
simple ::= FROM dots IMPORT imported.
simple ::= FROM dots dotted IMPORT imported.
dots ::= dot.
dots ::= dots dot.
dot ::= DOT|ELLIPSIS.
dotted ::= NAME.
dotted ::= dotted DOT NAME.
dotted_aliases ::= dotted_alias.
dotted_aliases ::= dotted_aliases COMMA dotted_alias.
dotted_alias ::= dotted.
dotted_alias ::= dotted AS NAME.
imported ::= STAR.
imported ::= aliases.
imported ::= LEFT_PARENTHESIS aliases RIGHT_PARENTHESIS.
imported ::= LEFT_PARENTHESIS aliases COMMA RIGHT_PARENTHESIS.
aliases ::= alias.
aliases ::= aliases COMMA alias.
alias ::= NAME.
alias ::= NAME AS NAME.

/* Compound statements. */
compound ::= IF named COLON block elifs else.
compound ::= WHILE named COLON block else.
compound ::= FOR targets IN star_tests COLON block else.
compound ::= WITH with_items COLON block.
compound ::= WITH LEFT_PARENTHESIS as_items RIGHT_PARENTHESIS COLON block.
compound ::= WITH LEFT_PARENTHESIS as_items COMMA RIGHT_PARENTHESIS COLON block.
compound ::= TRY COLON block FINALLY COLON block.
compound ::= TRY COLON block handlers else.
compound ::= TRY COLON block handlers else FINALLY COLON block.
compound ::= definition.
compound ::= decorators definition.
elifs ::= .
elifs ::= elifs ELIF named COLON block.
else ::= .
else ::= ELSE COLON block.
handlers ::= handler.
handlers ::= handlers handler.
handler ::= EXCEPT COLON block.
handler ::= EXCEPT test COLON block.
handler ::= EXCEPT test AS NAME COLON block.
decorators ::= AT named NEWLINE.
decorators ::= decorators AT named NEWLINE.
definition ::= DEF NAME LEFT_PARENTHESIS parameters RIGHT_PARENTHESIS returns COLON block.
definition ::= CLASS NAME COLON block.
definition ::= CLASS NAME LEFT_PARENTHESIS RIGHT_PARENTHESIS COLON block.
definition ::= CLASS NAME LEFT_PARENTHESIS arguments RIGHT_PARENTHESIS COLON block.
returns ::= .
returns ::= ARROW test.

with_items ::= with_item.
with_items ::= with_items COMMA with_item.
with_item ::= test.
with_item ::= as_item.
as_item ::= test AS target.
/* In parentheses at least one item has a name; without any they are a tuple's or a group's. */
as_items ::= as_item.
as_items ::= items COMMA as_item.
as_items ::= as_items COMMA with_item.

/* Parameters of def, with annotations, and of lambda. */
parameters ::= .
parameters ::= parameter_list.
parameters ::= parameter_list COMMA.
parameter_list ::= parameter.
parameter_list ::= parameter_list COMMA parameter.
parameter ::= typed.
parameter ::= typed EQUAL test.
parameter ::= SLASH.
parameter ::= STAR.
parameter ::= STAR typed.
parameter ::= DOUBLE_STAR typed.
typed ::= NAME.
typed ::= NAME COLON test.
lambda_parameters ::= .
lambda_parameters ::= lambda_list.
lambda_parameters ::= lambda_list COMMA.
lambda_list ::= lambda_parameter.
lambda_list ::= lambda_list COMMA lambda_parameter.
lambda_parameter ::= NAME.
lambda_parameter ::= NAME EQUAL test.
lambda_parameter ::= SLASH.
lambda_parameter ::= STAR.
lambda_parameter ::= STAR NAME.
lambda_parameter ::= DOUBLE_STAR NAME.

/* Expressions, from the loosest to the tightest. */
yield ::= YIELD.
yield ::= YIELD star_tests.
yield ::= YIELD FROM test.
star_tests ::= star_test_list.
star_tests ::= star_test_list COMMA.
star_test_list ::= star_test.
star_test_list ::= star_test_list COMMA star_test.
star_test ::= test.
star_test ::= star.
star ::= STAR bit_or.
named ::= test.
named ::= NAME COLON_EQUAL test.
test ::= disjunction.
test ::= disjunction IF disjunction ELSE test.
test ::= LAMBDA lambda_parameters COLON test.
disjunction ::= conjunction.
disjunction ::= disjunction OR conjunction.
conjunction ::= inversion.
conjunction ::= conjunction AND inversion.
inversion ::= comparison.
inversion ::= NOT inversion.
comparison ::= bit_or.
comparison ::= comparison compare bit_or.
compare ::= LESS|LESS_EQUAL|GREATER|GREATER_EQUAL|DOUBLE_EQUAL|NOT_EQUAL|IN.
compare ::= NOT IN.
compare ::= IS.
compare ::= IS NOT.
bit_or ::= bit_xor.
bit_or ::= bit_or VERTICAL_BAR bit_xor.
bit_xor ::= bit_and.
bit_xor ::= bit_xor CARET bit_and.
bit_and ::= shift.
bit_and ::= bit_and AMPERSAND shift.
shift ::= sum.
shift ::= shift shift_operator sum.
shift_operator ::= SHIFT_LEFT|SHIFT_RIGHT.
sum ::= term.
sum ::= sum sum_operator term.
sum_operator ::= PLUS|MINUS.
term ::= factor.
term ::= term term_operator factor.
term_operator ::= STAR|SLASH|DOUBLE_SLASH|PERCENT|AT.
factor ::= power.
factor ::= sign factor.
sign ::= PLUS|MINUS|TILDE.
power ::= primary.
power ::= primary DOUBLE_STAR factor.

primary ::= atom.
primary ::= primary DOT NAME.
primary ::= primary LEFT_BRACKET slices RIGHT_BRACKET.
primary ::= primary LEFT_PARENTHESIS RIGHT_PARENTHESIS.
primary ::= primary LEFT_PARENTHESIS arguments RIGHT_PARENTHESIS.
primary ::= primary LEFT_PARENTHESIS named clauses RIGHT_PARENTHESIS.
arguments ::= argument_list.
arguments ::= argument_list COMMA.
argument_list ::= argument.
argument_list ::= argument_list COMMA argument.
argument ::= named.
argument ::= NAME EQUAL test.
argument ::= STAR test.
argument ::= DOUBLE_STAR test.

slices ::= slice_list.
slices ::= slice_list COMMA.
slice_list ::= slice.
slice_list ::= slice_list COMMA slice.
slice ::= named.
slice ::= STAR test.
slice ::= bound COLON bound.
slice ::= bound COLON bound COLON bound.
bound ::= .
bound ::= test.

atom ::= NAME.
atom ::= INTEGER|REAL|TRUE|FALSE|NONE|ELLIPSIS.
atom ::= strings.
strings ::= STRING.
strings ::= strings STRING.
atom ::= LEFT_PARENTHESIS RIGHT_PARENTHESIS.
atom ::= LEFT_PARENTHESIS yield RIGHT_PARENTHESIS.
atom ::= LEFT_PARENTHESIS items RIGHT_PARENTHESIS.
atom ::= LEFT_PARENTHESIS items COMMA RIGHT_PARENTHESIS.
atom ::= LEFT_PARENTHESIS named clauses RIGHT_PARENTHESIS.
atom ::= LEFT_BRACKET RIGHT_BRACKET.
atom ::= LEFT_BRACKET items RIGHT_BRACKET.
atom ::= LEFT_BRACKET items COMMA RIGHT_BRACKET.
atom ::= LEFT_BRACKET named clauses RIGHT_BRACKET.
atom ::= LEFT_BRACE RIGHT_BRACE.
atom ::= LEFT_BRACE items RIGHT_BRACE.
atom ::= LEFT_BRACE items COMMA RIGHT_BRACE.
atom ::= LEFT_BRACE named clauses RIGHT_BRACE.
atom ::= LEFT_BRACE pairs RIGHT_BRACE.
atom ::= LEFT_BRACE pairs COMMA RIGHT_BRACE.
atom ::= LEFT_BRACE test COLON test clauses RIGHT_BRACE.
items ::= item.
items ::= items COMMA item.
item ::= named.
item ::= star.
pairs ::= pair.
pairs ::= pairs COMMA pair.
pair ::= test COLON test.
pair ::= DOUBLE_STAR bit_or.

/* Comprehensions. A target is a primary, so that `in` is not taken for a comparison. */
clauses ::= clause.
clauses ::= clauses clause.
clause ::= FOR targets IN disjunction.
clause ::= clause IF disjunction.
targets ::= target_list.
targets ::= target_list COMMA.
target_list ::= target.
target_list ::= target_list COMMA target.
target ::= primary.
target ::= STAR primary.
