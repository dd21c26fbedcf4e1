/* operators.h -- the operators of the language, as operators.def lists them.
 *
 * The tree, the compiler and the objects use the same numbers. */
#ifndef OURO_OBJECT_OPERATORS_H
#define OURO_OBJECT_OPERATORS_H

typedef enum BinaryOperator {
#define BINARY_OPERATOR(name, written, ast_name, stem) BINARY_##name,
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
    BINARY_OPERATOR_COUNT
} BinaryOperator;

typedef enum UnaryOperator {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name) UNARY_##name,
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
} UnaryOperator;

typedef enum CompareOperator {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name) COMPARE_##name,
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
} CompareOperator;

typedef enum BoolOperator {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name) BOOL_##name,
#include "object/operators.def"
} BoolOperator;

#endif
