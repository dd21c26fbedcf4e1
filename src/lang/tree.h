/* tree.h -- the tree of a program, as the parser makes it and the compiler reads it.
 *
 * A Node is a kind, a place in the source, and the fields of that kind in a union. The kinds and
 * their fields are the rows of nodes.def: kind NODE_IF has its fields in node->if_. The shape is
 * that of CPython's ast module, so that the two can be compared by machine.
 *
 * Ownership: nodes, lists and texts lie in the Scratch given to the parser and go with it. They
 * never point into the source text. The compiler may write `mark` and nothing else.
 *
 * Depth: node->depth is one more than the deepest child's, and the parser refuses trees deeper
 * than TREE_DEEPEST, so passes may walk them by plain recursion. Chains of `and`, `or` and
 * comparisons are flat; those of other operators (`a + b + c`), of `.x`, `[i]`, `f()` and of
 * `elif` are as deep as they are long, so 2,000 is also their limit. */
#ifndef OURO_LANG_TREE_H
#define OURO_LANG_TREE_H

#include "base/bytes.h"
#include "base/scratch.h"
#include "object/operators.h"

enum { TREE_DEEPEST = 2000 };

/* A stretch of source: lines count from 1; columns are offsets in bytes of UTF-8 from 0, as in
 * CPython's ast. The end is exclusive. */
typedef struct Place {
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
} Place;

/* NUL-terminated for convenience; may contain NULs all the same, so use the length. */
typedef struct Text {
    const char *data;
    uint32_t length;
} Text;

typedef struct TextList {
    Text *items;
    uint32_t count;
} TextList;

typedef struct Node Node;

typedef struct NodeList {
    Node **items;
    uint32_t count;
} NodeList;

typedef struct CompareList {
    CompareOperator *items;
    uint32_t count;
} CompareList;

/* What is done with a name, attribute, item, list, tuple or star: read, bound or deleted. */
typedef enum Context { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DELETE } Context;

typedef enum NodeKind {
#define FIELD(type, name, ast_name)
#define NODE(KIND, member, ast_name, role, fields) NODE_##KIND,
#include "lang/nodes.def"
    NODE_KINDS /* how many there are */
} NodeKind;

/* The C types of the types of fields in nodes.def. */
#define TREE_FIELD_NODE Node *
#define TREE_FIELD_OPTIONAL Node *
#define TREE_FIELD_LIST NodeList
#define TREE_FIELD_HOLES NodeList
#define TREE_FIELD_TEXT Text
#define TREE_FIELD_MAYBE_TEXT Text
#define TREE_FIELD_TEXTS TextList
#define TREE_FIELD_FLAG bool
#define TREE_FIELD_NUMBER uint32_t
#define TREE_FIELD_CONTEXT Context
#define TREE_FIELD_BINARY BinaryOperator
#define TREE_FIELD_UNARY UnaryOperator
#define TREE_FIELD_BOOLEAN BoolOperator
#define TREE_FIELD_COMPARES CompareList
#define TREE_FIELD_INTEGER int64_t
#define TREE_FIELD_DOUBLE double

struct Node {
    uint8_t kind; /* NodeKind */
    bool in_parentheses;
    uint16_t depth; /* a leaf has 1 */
    uint32_t mark;  /* 0 from the parser; for the passes that follow */
    Place place;
    union {
#define FIELD(type, name, ast_name) TREE_FIELD_##type name;
#define NODE(KIND, member, ast_name, role, fields)                                                 \
    struct Node##KIND##Fields {                                                                    \
        fields char unused;                                                                        \
    } member;
#include "lang/nodes.def"
    };
};

/* True for `text` equal to the NUL-terminated `word`. */
bool text_equals(Text text, const char *word);

/* The children of a node in the order of nodes.def, through its fields and their lists, without
 * what is missing: for passes that treat most kinds alike. PARAMETERS has the most fields.
 *
 *     TreeChildren children = tree_children(node);
 *     for (Node *child; (child = tree_next_child(&children)) != NULL;) ... */
enum { TREE_SPANS_MOST = 8 };

typedef struct TreeChildren {
    Node *const *items[TREE_SPANS_MOST];
    uint32_t counts[TREE_SPANS_MOST];
    uint32_t count;
    uint32_t span; /* where the walk is */
    uint32_t item;
} TreeChildren;

TreeChildren tree_children(const Node *node);
/* NULL past the last. */
Node *tree_next_child(TreeChildren *children);

/* One more than the depth of the deepest child: what node->depth should be. */
uint32_t tree_measure_depth(const Node *node);

/* Appends the tree as text on one line in the manner of ast.dump, each node with its place:
 * `Name[1:0-1:3](id="abc", ctx=Load)`. Texts are quoted with bytes outside of ASCII as \xNN. */
void tree_dump(Bytes *out, const Node *node);

#endif
