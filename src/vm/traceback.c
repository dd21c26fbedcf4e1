/* traceback.c -- exceptions as text, in CPython 3.11's words.
 *
 *     Traceback (most recent call last):
 *       File "x.py", line 2, in f
 *         return a[9]
 *                ~^^^
 *     IndexError: list index out of range
 */
#include "vm/vm.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/diagnostic.h"
#include "lang/parser.h"
#include "object/call.h"
#include "object/operations.h"
#include "vm/hint.h"
#include "vm/native.h"
#include "vm/suggest.h"

enum {
    REPEATS_SHOWN = 3, /* of identical rows; the others are counted */
    CHAIN_MOST = 64,   /* exceptions that explain one another */
};

/* Which bytes of a line a row of marks stands under: `start` up to `stop`, those from `focus` up to
 * `focus_stop` with `^` and the others with `~`. */
typedef struct Marks {
    size_t start, focus, focus_stop, stop;
} Marks;

static bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\f';
}

/* The operator of a binary operation, two letters of it at most, or the brackets of a subscript:
 * within the text of the expression. False for any other. */
static bool find_focus(const Node *node, const char *text, Marks *marks) {
    if (node->kind == NODE_SUBSCRIPT) {
        marks->focus = node->subscript.value->place.end_column;
        marks->focus_stop = node->subscript.index->place.end_column + 1;
        return true;
    }
    if (node->kind != NODE_BINARY_OPERATION)
        return false;
    size_t stop = node->binary_operation.right->place.column;
    size_t at = node->binary_operation.left->place.end_column;
    while (at < stop && is_blank(text[at]))
        at++;
    marks->focus = at;
    marks->focus_stop = at + 1 + (at + 1 < stop && !is_blank(text[at + 1]));
    return at < stop;
}

/* Reads the marked part again, as an expression of its own, to see what is to be pointed out. */
static bool narrow_marks(const char *line, Marks *marks) {
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    const char *text = line + marks->start;
    bool narrowed = false;
    if (parse_file(&scratch, text, marks->stop - marks->start, &module, &diagnostic) ==
            PARSE_COMPLETE &&
        module->module.body.count == 1 && module->module.body.items[0]->kind == NODE_EXPRESSION)
        narrowed = find_focus(module->module.body.items[0]->expression.value, text, marks);
    scratch_free(&scratch);
    if (narrowed) {
        marks->focus += marks->start;
        marks->focus_stop += marks->start;
    }
    return narrowed;
}

/* The marks under the part of the line that failed. None where it is the whole line with nothing
 * to point out in it. */
static void print_carets(Bytes *out, const char *line, size_t length, const CodePlace *place) {
    size_t indent = strspn(line, " \t\f");
    while (length > indent && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    bool is_one_line = place->end_line == place->line;
    Marks marks = {.start = place->column, .stop = is_one_line ? place->end_column : length};
    if (marks.stop > length)
        marks.stop = length;
    if (marks.start < indent || marks.stop <= marks.start)
        return;
    marks.focus = marks.start;
    marks.focus_stop = marks.stop;
    bool narrowed = is_one_line && narrow_marks(line, &marks);
    if (!narrowed && marks.start == indent && marks.stop == length)
        return;
    bytes_append_text(out, "    ");
    bytes_append_repeated(out, ' ', utf8_count(line + indent, marks.start - indent));
    bytes_append_repeated(out, '~', utf8_count(line + marks.start, marks.focus - marks.start));
    bytes_append_repeated(out, '^', utf8_count(line + marks.focus, marks.focus_stop - marks.focus));
    bytes_append_repeated(out, '~',
                          utf8_count(line + marks.focus_stop, marks.stop - marks.focus_stop));
    bytes_append_char(out, '\n');
}

static void print_row(Bytes *out, const TracebackObject *row) {
    const CodeObject *code = row->frame->code;
    const CodePlace *place = &code_places_peek(code)[row->instruction];
    bytes_print(out, "  File \"%s\", line %u, in %s\n", code->filename->text, place->line,
                code->name->text);
    size_t length;
    const char *line =
        diagnostic_find_line(code->source->text, code->source->bytes, place->line, &length);
    size_t indent = 0;
    while (indent < length && (line[indent] == ' ' || line[indent] == '\t' || line[indent] == '\f'))
        indent++;
    if (indent == length)
        return;
    size_t shown = length;
    while (shown > indent && (line[shown - 1] == ' ' || line[shown - 1] == '\t'))
        shown--;
    bytes_append_text(out, "    ");
    bytes_append(out, line + indent, shown - indent);
    bytes_append_char(out, '\n');
    print_carets(out, line, length, place);
}

static bool same_row(const TracebackObject *left, const TracebackObject *right) {
    return left != NULL && left->frame->code == right->frame->code &&
           code_places_peek(left->frame->code)[left->instruction].line ==
               code_places_peek(right->frame->code)[right->instruction].line;
}

static void print_repeated(Bytes *out, uint32_t count) {
    if (count > REPEATS_SHOWN)
        bytes_print(out, "  [Previous line repeated %u more time%s]\n", count - REPEATS_SHOWN,
                    count - REPEATS_SHOWN == 1 ? "" : "s");
}

static void print_traceback(Bytes *out, const ExceptionObject *exception) {
    if (exception->traceback == NULL)
        return;
    bytes_append_text(out, "Traceback (most recent call last):\n");
    const TracebackObject *before = NULL;
    uint32_t count = 0;
    for (const TracebackObject *row = exception->traceback; row != NULL; row = row->next) {
        if (!same_row(before, row)) {
            print_repeated(out, count);
            count = 0;
        }
        if (++count <= REPEATS_SHOWN)
            print_row(out, row);
        before = row;
    }
    print_repeated(out, count);
}

/* "ZeroDivisionError: division by zero", and the hint before it. What is merely missing in Ouro is
 * no mistake, so nothing else is suggested for it. */
static void print_message(Vm *vm, Bytes *out, ExceptionObject *exception, bool suggests) {
    const ClassObject *class = exception->class;
    bool is_missing = hint_print(vm, out, exception);
    const Object *module = dict_peek_name(class->attributes, vm->names.module);
    if ((class->flags & CLASS_IS_BUILT_IN) == 0 && module != NULL && module->kind == KIND_STR &&
        strcmp(((const StrObject *)(const void *)module)->text, "__main__") != 0 &&
        strcmp(((const StrObject *)(const void *)module)->text, "builtins") != 0)
        bytes_print(out, "%s.", ((const StrObject *)(const void *)module)->text);
    bytes_append(out, class->qualified_name->text, class->qualified_name->bytes);
    StrObject *text = object_str(vm, &exception->header);
    if (text == NULL) {
        raise_clear(vm);
        bytes_append_text(out, ": <exception str() failed>");
    } else if (text->bytes > 0) {
        bytes_append_text(out, ": ");
        bytes_append(out, text->text, text->bytes);
    }
    object_release_if(vm, (Object *)text);
    const StrObject *meant = is_missing || !suggests ? NULL : suggest_name_peek(vm, exception);
    if (meant != NULL)
        bytes_print(out, ". Did you mean: '%s'?", meant->text);
    bytes_append_char(out, '\n');
}

static void print_note_take(Vm *vm, Bytes *out, StrObject *note_or_null) {
    if (note_or_null == NULL) {
        raise_clear(vm);
        bytes_append_text(out, "<note str() failed>\n");
        return;
    }
    bytes_append(out, note_or_null->text, note_or_null->bytes);
    bytes_append_char(out, '\n');
    object_release(vm, &note_or_null->header);
}

/* What add_note() has added, each line of it. What else a program put there is shown as well, and
 * may change the list while it says what it is. */
static void print_notes(Vm *vm, Bytes *out, const ExceptionObject *exception) {
    Object *notes = instance_peek_own(&exception->header, vm->names.notes);
    if (notes == NULL || notes == vm->none)
        return;
    object_hold(notes);
    if (notes->kind != KIND_LIST && notes->kind != KIND_TUPLE)
        print_note_take(vm, out, object_repr(vm, notes));
    for (size_t i = 0; i < (notes->kind == KIND_LIST    ? ((ListObject *)notes)->length
                            : notes->kind == KIND_TUPLE ? ((TupleObject *)notes)->length
                                                        : 0);
         i++) {
        Object *item = object_held(notes->kind == KIND_LIST ? ((ListObject *)notes)->items[i]
                                                            : ((TupleObject *)notes)->items[i]);
        print_note_take(vm, out, object_str(vm, item));
        object_release(vm, item);
    }
    object_release(vm, notes);
}

/* The exceptions that led to this one, the first of them first. What is held meanwhile stands in
 * `places`, where it can be seen, unless there was no room for them. */
static void print_chain(Vm *vm, Bytes *out, ExceptionObject *exception, Object **places) {
    ExceptionObject *chain[CHAIN_MOST];
    bool direct[CHAIN_MOST];
    unsigned count = 0;
    for (ExceptionObject *at = exception; at != NULL && count < CHAIN_MOST;) {
        chain[count] = at;
        direct[count] = at->cause != NULL;
        Object *next = at->cause != NULL           ? at->cause
                       : at->suppress_context != 0 ? NULL
                                                   : at->context;
        bool seen = false;
        /* Asked for their texts, the exceptions can let go of one another. */
        object_hold(&at->header);
        if (places != NULL)
            places[count] = &at->header;
        for (unsigned i = 0; i <= count; i++)
            seen = seen || (next != NULL && &chain[i]->header == next);
        count++;
        at = seen ? NULL : (ExceptionObject *)next;
    }
    for (unsigned i = count; i-- > 0;) {
        print_traceback(out, chain[i]);
        print_message(vm, out, chain[i], true);
        print_notes(vm, out, chain[i]);
        if (i > 0)
            bytes_append_text(
                out, direct[i - 1] ? "\nThe above exception was the direct cause of the following "
                                     "exception:\n\n"
                                   : "\nDuring handling of the above exception, another exception "
                                     "occurred:\n\n");
    }
    for (unsigned i = 0; i < count; i++) {
        if (places != NULL)
            places[i] = NULL;
        object_release(vm, &chain[i]->header);
    }
}

static void print_pending(Vm *vm, const Host *host, Bytes *out, bool alone) {
    const Host *outer = vm->host;
    Object *pending = raise_fetch(vm);
    ExceptionObject *exception = (ExceptionObject *)pending;
    vm->host = host;
    Object **registers = native_enter(vm, CHAIN_MOST + 1);
    if (registers != NULL)
        registers[0] = pending;
    else
        raise_clear(vm);
    if (alone) {
        print_traceback(out, exception);
        print_message(vm, out, exception, false);
    } else {
        print_chain(vm, out, exception, registers == NULL ? NULL : registers + 1);
    }
    if (registers != NULL) {
        registers[0] = NULL;
        native_leave(vm, registers);
    }
    vm->host = outer;
    vm->pending = pending;
}

void vm_print_exception(Vm *vm, const Host *host, Bytes *out) {
    print_pending(vm, host, out, false);
}

void vm_print_ignored(Vm *vm, const Host *host, Bytes *out) {
    print_pending(vm, host, out, true);
}
