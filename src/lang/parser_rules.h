/* parser_rules.h -- the pieces of the language that the parts of the parser read for one another.
 *
 * Every function returns the node it read, or NULL with the position unchanged (see
 * parser_state.h). Names are those of CPython's grammar where it has one. */
#ifndef OURO_LANG_PARSER_RULES_H
#define OURO_LANG_PARSER_RULES_H

#include "lang/parser_state.h"

/* How strongly operators bind; an operand of a power may hold operators of that and higher. */
typedef enum Power {
    POWER_NONE,
    POWER_OR,
    POWER_AND,
    POWER_NOT,
    POWER_COMPARE,
    POWER_BIT_OR,
    POWER_BIT_XOR,
    POWER_BIT_AND,
    POWER_SHIFT,
    POWER_SUM,
    POWER_TERM,
    POWER_UNARY,
    POWER_POWER
} Power;

/* parser_expression.c */
Node *parse_operators(Parser *parser, Power minimum);
Node *parse_disjunction(Parser *parser); /* anything but `if else` and lambda */
Node *parse_bitwise_or(Parser *parser);  /* no comparisons either */
Node *parse_expression(Parser *parser);
Node *parse_named_expression(Parser *parser);
Node *parse_assignment_expression(Parser *parser); /* `name := value` only */
Node *parse_star_expression(Parser *parser);       /* or `*bitwise_or` */
Node *parse_star_named_expression(Parser *parser);
/* The tuple that begins with `first` (at `mark`) and goes on behind each comma with what
 * `parse_item` gives; a comma may stand last. */
Node *parse_row_after(Parser *parser, uint32_t mark, Node *first, Node *(*parse_item)(Parser *),
                      Context context);
Node *parse_star_expressions(Parser *parser); /* with commas: a TUPLE */
Node *parse_yield(Parser *parser);            /* `yield ...`, which must be there */
Node *parse_yield_or_star_expressions(Parser *parser);
Node *parse_primary(Parser *parser);
Node *parse_atom(Parser *parser);

/* parser_display.c: what brackets hold */
Node *parse_parenthesized(Parser *parser);
Node *parse_bracketed(Parser *parser);
Node *parse_braced(Parser *parser);
Node *parse_slices(Parser *parser); /* between [ and ] */
/* One or more `for ... in ...`; false when there is none. */
bool parse_for_clauses(Parser *parser, NodeVector *clauses);
/* One `key: value` or `**value`; false when there is none. */
bool parse_dict_item(Parser *parser, Node **key, Node **value);

/* parser_argument.c: the CALL without a callee for what stands between ( and ) */
Node *parse_arguments(Parser *parser);
/* The same for a class, where a generator needs parentheses of its own. */
Node *parse_class_arguments(Parser *parser);
/* The arguments that are well formed, as far as they go. `bare_generator` says whether a generator
 * may stand alone. */
Node *parse_argument_list(Parser *parser, bool bare_generator);
Node *parse_starred(Parser *parser); /* `*expression` */

/* parser_parameter.c: up to `end`, which is ) behind `def f(` and : behind `lambda` */
Node *parse_parameters(Parser *parser, TokenKind end);
/* `name`, with its annotation where `def` allows one. */
Node *parse_parameter(Parser *parser, TokenKind end);
/* `=value`. */
Node *parse_default(Parser *parser, TokenKind end);
Node *parse_lambda(Parser *parser);

/* parser_target.c */
typedef enum TargetKind { TARGET_ASSIGN, TARGET_DELETE, TARGET_FOR } TargetKind;
Node *parse_star_targets(Parser *parser); /* with commas: a TUPLE */
Node *parse_star_target(Parser *parser);
Node *parse_delete_target(Parser *parser);
/* The first piece of the node that cannot be a target of that kind; NULL when all can. */
Node *target_find_invalid(Node *node, TargetKind kind);
/* Whether it may stand on the left of `=`; the grammar's view, stricter than the above. */
bool target_is_valid(const Node *node, TargetKind kind);
bool target_is_single(const Node *node); /* a name, attribute or item */
void target_set_context(Node *node, Context context);
/* What messages call it: "function call". */
const char *target_describe(const Node *node);
/* "cannot assign to ..." if some piece is invalid. Always NULL. */
Node *target_raise_invalid(Parser *parser, Node *node, TargetKind kind);

/* parser_statement.c: false when there is none, or something was raised */
bool parse_statement(Parser *parser, NodeVector *body);
bool parse_simple_statements(Parser *parser, NodeVector *body);
/* Whether the token is an augmented assignment's, and its operator. */
bool parse_augmented_operator(Parser *parser, BinaryOperator *op);

/* parser_compound.c */
bool parser_begins_compound(TokenKind kind);
Node *parse_compound(Parser *parser);
/* A block behind its `:`, as a MODULE that only carries the list. */
Node *parse_block(Parser *parser);

/* parser_string.c, parser_fstring.c */
Node *parse_strings(Parser *parser);
/* Turns the inside of one f-string literal into pieces that are pushed to `values`. */
typedef struct StringPart {
    Token token;
    const char *body; /* between the quotes */
    uint32_t length;
    bool raw;
    bool formatted;
} StringPart;
bool fstring_read(Parser *parser, const StringPart *part, const Node *whole, Bytes *pending,
                  NodeVector *values);
/* Appends the bytes that a stretch of a literal stands for. False when something was raised. */
bool string_decode(Parser *parser, const StringPart *part, const char *start, size_t length,
                   Bytes *out);

/* parser_mistake.c and parser_mistake_statement.c: each raises if it knows the mistake. They leave
 * the position as it was. Called while parser_seeks_mistakes. */
void mistake_in_expression(Parser *parser);
void mistake_in_named_expression(Parser *parser);
void mistake_in_group(Parser *parser);
void mistake_in_comprehension(Parser *parser);
void mistake_in_dict(Parser *parser);
void mistake_in_dict_comprehension(Parser *parser);
void mistake_in_arguments(Parser *parser);
void mistake_in_keyword(Parser *parser);
void mistake_in_parameters(Parser *parser, TokenKind end);
void mistake_in_star_parameter(Parser *parser, TokenKind end);
void mistake_in_double_star_parameter(Parser *parser, TokenKind end);
void mistake_in_default(Parser *parser, TokenKind end);
void mistake_in_assignment(Parser *parser);
void mistake_in_delete(Parser *parser);
void mistake_in_for_target(Parser *parser);
void mistake_in_with_item(Parser *parser);
void mistake_in_import_targets(Parser *parser);
void mistake_in_compound(Parser *parser); /* at its keyword */
void mistake_in_match(Parser *parser);

#endif
