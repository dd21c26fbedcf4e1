#include "lang/tree.h"

#include <string.h>

#define FIELD(type, name, ast_name)
#define NODE(KIND, member, ast_name, role, fields) #ast_name,
static const char *const KIND_NAMES[] = {
#include "lang/nodes.def"
};

static const char *const BINARY_NAMES[] = {
#define BINARY_OPERATOR(name, written, ast_name, stem) ast_name,
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
};

static const char *const UNARY_NAMES[] = {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name) ast_name,
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
};

static const char *const COMPARE_NAMES[] = {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name) ast_name,
#define BOOL_OPERATOR(name, written, ast_name)
#include "object/operators.def"
};

static const char *const BOOL_NAMES[] = {
#define BINARY_OPERATOR(name, written, ast_name, stem)
#define UNARY_OPERATOR(name, written, ast_name)
#define COMPARE_OPERATOR(name, written, ast_name)
#define BOOL_OPERATOR(name, written, ast_name) ast_name,
#include "object/operators.def"
};

bool text_equals(Text text, const char *word) {
    size_t length = strlen(word);
    return text.length == length && text.data != NULL && memcmp(text.data, word, length) == 0;
}

/* Children ------------------------------------------------------------------------------------ */

static void add_span(TreeChildren *spans, Node *const *items, uint32_t count) {
    CHECK(spans->count < TREE_SPANS_MOST);
    spans->items[spans->count] = items;
    spans->counts[spans->count] = count;
    spans->count++;
}

#define SPAN_NODE(name) add_span(spans, &here->name, 1);
#define SPAN_OPTIONAL(name) add_span(spans, &here->name, 1);
#define SPAN_LIST(name) add_span(spans, here->name.items, here->name.count);
#define SPAN_HOLES(name) add_span(spans, here->name.items, here->name.count);
#define SPAN_TEXT(name)
#define SPAN_MAYBE_TEXT(name)
#define SPAN_TEXTS(name)
#define SPAN_FLAG(name)
#define SPAN_NUMBER(name)
#define SPAN_CONTEXT(name)
#define SPAN_BINARY(name)
#define SPAN_UNARY(name)
#define SPAN_BOOLEAN(name)
#define SPAN_COMPARES(name)
#define SPAN_INTEGER(name)
#define SPAN_DOUBLE(name)

static void list_spans(const Node *node, TreeChildren *spans) {
    switch ((NodeKind)node->kind) {
#define FIELD(type, name, ast_name) SPAN_##type(name)
#define NODE(KIND, member, ast_name, role, fields)                                                 \
    case NODE_##KIND: {                                                                            \
        const struct Node##KIND##Fields *here = &node->member;                                     \
        (void)here;                                                                                \
        fields break;                                                                              \
    }
#include "lang/nodes.def"
    case NODE_KINDS:
        UNREACHABLE();
    }
}

TreeChildren tree_children(const Node *node) {
    TreeChildren children = {.count = 0};
    list_spans(node, &children);
    return children;
}

Node *tree_next_child(TreeChildren *children) {
    for (; children->span < children->count; children->span++, children->item = 0) {
        while (children->item < children->counts[children->span]) {
            Node *child = children->items[children->span][children->item++];
            if (child != NULL)
                return child;
        }
    }
    return NULL;
}

uint32_t tree_measure_depth(const Node *node) {
    TreeChildren children = tree_children(node);
    uint32_t deepest = 0;
    for (const Node *child; (child = tree_next_child(&children)) != NULL;) {
        if (child->depth > deepest)
            deepest = child->depth;
    }
    return deepest + 1;
}

/* Dump ---------------------------------------------------------------------------------------- */

static void dump_text(Bytes *out, Text text) {
    bytes_append_char(out, '"');
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\') {
            bytes_print(out, "\\x%02x", byte);
        } else {
            bytes_append_char(out, (char)byte);
        }
    }
    bytes_append_char(out, '"');
}

static void dump_label(Bytes *out, bool *first, const char *ast_name) {
    bytes_print(out, "%s%s=", *first ? "" : ", ", ast_name);
    *first = false;
}

static void dump_list(Bytes *out, NodeList list) {
    bytes_append_char(out, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        bytes_append_text(out, i == 0 ? "" : ", ");
        if (list.items[i] == NULL) {
            bytes_append_text(out, "None");
        } else {
            tree_dump(out, list.items[i]);
        }
    }
    bytes_append_char(out, ']');
}

static void dump_texts(Bytes *out, TextList list) {
    bytes_append_char(out, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        bytes_append_text(out, i == 0 ? "" : ", ");
        dump_text(out, list.items[i]);
    }
    bytes_append_char(out, ']');
}

static void dump_compares(Bytes *out, CompareList list) {
    bytes_append_char(out, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        bytes_print(out, "%s%s()", i == 0 ? "" : ", ", COMPARE_NAMES[list.items[i]]);
    }
    bytes_append_char(out, ']');
}

static void dump_context(Bytes *out, Context context) {
    static const char *const NAMES[] = {"Load()", "Store()", "Del()"};
    bytes_append_text(out, NAMES[context]);
}

/* Constants of every kind are `Constant(value=...)` in CPython's ast. */
static bool dump_constant(Bytes *out, const Node *node) {
    switch (node->kind) {
    case NODE_INT:
        if (node->int_.overflow) {
            bytes_append_text(out, "value=<big>");
        } else {
            bytes_print(out, "value=%lld", (long long)node->int_.value);
        }
        return true;
    case NODE_FLOAT:
        bytes_print(out, "value=float %.17g", node->float_.value);
        return true;
    case NODE_STRING:
        bytes_append_text(out, "value=");
        dump_text(out, node->string.value);
        return true;
    case NODE_TRUE:
        bytes_append_text(out, "value=True");
        return true;
    case NODE_FALSE:
        bytes_append_text(out, "value=False");
        return true;
    case NODE_NONE:
        bytes_append_text(out, "value=None");
        return true;
    case NODE_ELLIPSIS:
        bytes_append_text(out, "value=Ellipsis");
        return true;
    default:
        return false;
    }
}

static bool kind_has_place(NodeKind kind) {
    return kind != NODE_MODULE && kind != NODE_PARAMETERS && kind != NODE_COMPREHENSION &&
           kind != NODE_WITH_ITEM;
}

#define DUMP_LABELED(label, call)                                                                  \
    do {                                                                                           \
        dump_label(out, &first, label);                                                            \
        call;                                                                                      \
    } while (0);
#define DUMP_NODE(name, label) DUMP_LABELED(label, tree_dump(out, here->name))
#define DUMP_OPTIONAL(name, label)                                                                 \
    if (here->name != NULL)                                                                        \
    DUMP_LABELED(label, tree_dump(out, here->name))
#define DUMP_LIST(name, label) DUMP_LABELED(label, dump_list(out, here->name))
#define DUMP_HOLES(name, label) DUMP_LABELED(label, dump_list(out, here->name))
#define DUMP_TEXT(name, label) DUMP_LABELED(label, dump_text(out, here->name))
#define DUMP_MAYBE_TEXT(name, label)                                                               \
    if (here->name.data != NULL)                                                                   \
    DUMP_LABELED(label, dump_text(out, here->name))
#define DUMP_TEXTS(name, label) DUMP_LABELED(label, dump_texts(out, here->name))
#define DUMP_FLAG(name, label) DUMP_LABELED(label, bytes_print(out, "%d", here->name))
#define DUMP_NUMBER(name, label) DUMP_LABELED(label, bytes_print(out, "%u", here->name))
#define DUMP_CONTEXT(name, label) DUMP_LABELED(label, dump_context(out, here->name))
#define DUMP_BINARY(name, label)                                                                   \
    DUMP_LABELED(label, bytes_print(out, "%s()", BINARY_NAMES[here->name]))
#define DUMP_UNARY(name, label)                                                                    \
    DUMP_LABELED(label, bytes_print(out, "%s()", UNARY_NAMES[here->name]))
#define DUMP_BOOLEAN(name, label)                                                                  \
    DUMP_LABELED(label, bytes_print(out, "%s()", BOOL_NAMES[here->name]))
#define DUMP_COMPARES(name, label) DUMP_LABELED(label, dump_compares(out, here->name))
#define DUMP_INTEGER(name, label)
#define DUMP_DOUBLE(name, label)

static void dump_fields(Bytes *out, const Node *node) {
    bool first = true;
    switch ((NodeKind)node->kind) {
#define FIELD(type, name, ast_name) DUMP_##type(name, #ast_name)
#define NODE(KIND, member, ast_name, role, fields)                                                 \
    case NODE_##KIND: {                                                                            \
        const struct Node##KIND##Fields *here = &node->member;                                     \
        (void)here;                                                                                \
        fields break;                                                                              \
    }
#include "lang/nodes.def"
    case NODE_KINDS:
        UNREACHABLE();
    }
}

void tree_dump(Bytes *out, const Node *node) {
    bytes_append_text(out, KIND_NAMES[node->kind]);
    if (kind_has_place((NodeKind)node->kind)) {
        bytes_print(out, "[%u:%u-%u:%u]", node->place.line, node->place.column,
                    node->place.end_line, node->place.end_column);
    }
    bytes_append_char(out, '(');
    if (!dump_constant(out, node)) {
        dump_fields(out, node);
    }
    bytes_append_char(out, ')');
}
