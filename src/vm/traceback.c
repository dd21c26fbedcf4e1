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
#include "object/call.h"
#include "object/operations.h"

enum {
    REPEATS_SHOWN = 3, /* of identical rows; the others are counted */
    CHAIN_MOST = 64,   /* exceptions that explain one another */
};

/* The marks under the part of the line that failed. None where it is the whole line. */
static void print_carets(Bytes *out, const char *line, size_t length, const CodePlace *place) {
    size_t indent = strspn(line, " \t\f");
    size_t stop = place->end_line == place->line ? place->end_column : length;
    while (length > indent && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    if (stop > length)
        stop = length;
    if (place->column < indent || stop <= place->column ||
        (place->column == indent && stop == length))
        return;
    bytes_append_text(out, "    ");
    size_t before = utf8_count(line + indent, place->column - indent);
    size_t marked = utf8_count(line + place->column, stop - place->column);
    bytes_append_repeated(out, ' ', before);
    bytes_append_repeated(out, '^', marked);
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

/* "ZeroDivisionError: division by zero". */
static void print_message(Vm *vm, Bytes *out, ExceptionObject *exception) {
    const ClassObject *class = exception->class;
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
    bytes_append_char(out, '\n');
}

/* The exceptions that led to this one, the first of them first. */
static void print_chain(Vm *vm, Bytes *out, ExceptionObject *exception) {
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
        for (unsigned i = 0; i <= count; i++)
            seen = seen || (next != NULL && &chain[i]->header == next);
        count++;
        at = seen ? NULL : (ExceptionObject *)next;
    }
    for (unsigned i = count; i-- > 0;) {
        print_traceback(out, chain[i]);
        print_message(vm, out, chain[i]);
        if (i > 0)
            bytes_append_text(
                out, direct[i - 1] ? "\nThe above exception was the direct cause of the following "
                                     "exception:\n\n"
                                   : "\nDuring handling of the above exception, another exception "
                                     "occurred:\n\n");
    }
}

void vm_print_exception(Vm *vm, const Host *host, Bytes *out) {
    const Host *outer = vm->host;
    Object *pending = raise_fetch(vm);
    vm->host = host;
    print_chain(vm, out, (ExceptionObject *)pending);
    vm->host = outer;
    vm->pending = pending;
}
