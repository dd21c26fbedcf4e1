/* disassembly.c -- `:dis X`: the instructions of a function, line by line of its source. */
#include "object/descriptor.h"
#include "object/function.h"
#include "object/generator.h"
#include "observe/observing.h"
#include "show/instruction.h"
#include "show/parts.h"
#include "show/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 400 };

/* The code of whatever runs code; NULL if an object does not. Readable. */
static const CodeObject *find_code(const Look *look, uint32_t object) {
    const Object *seen = census_see(&look->census, object);
    const Object *function = NULL;
    switch (seen->kind) {
    case KIND_CODE:
        return (const CodeObject *)(const void *)seen;
    case KIND_FRAME:
        return view_see(look->view, ((const FrameObject *)(const void *)seen)->code);
    case KIND_GENERATOR:
        return view_see(look->view, ((const GeneratorObject *)(const void *)seen)->code);
    case KIND_METHOD:
        function = view_see(look->view, ((const MethodObject *)(const void *)seen)->function);
        break;
    case KIND_CLASS_METHOD:
    case KIND_STATIC_METHOD:
        function = view_see(look->view, ((const WrapperObject *)(const void *)seen)->function);
        break;
    case KIND_PROPERTY:
        function = view_see(look->view, ((const PropertyObject *)(const void *)seen)->get);
        break;
    default:
        function = seen;
    }
    if (function == NULL || function->kind != KIND_FUNCTION)
        return NULL;
    return view_see(look->view, ((const FunctionObject *)(const void *)function)->code);
}

static const char *text_of(const Look *look, const StrObject *home) {
    const StrObject *string = view_see(look->view, home);
    return string == NULL ? "?" : string->text;
}

/* What to ask for in place of an object that has no code. */
static void write_no_code(Bytes *out, const ShowStyle *style, const Look *look, uint32_t object,
                          const char *path) {
    Bytes line = {0};
    const Object *seen = census_see(&look->census, object);
    look_write_subject(&line, look, object);
    if (seen->kind == KIND_NATIVE) {
        bytes_append_text(&line,
                          " is built into Ouro: it is written in C, and has no instructions");
    } else if (seen->kind == KIND_CLASS) {
        bytes_print(&line,
                    " has instructions in its methods only: ask for one of them, as in :dis "
                    "%s.__init__",
                    path);
    } else {
        bytes_append_text(&line, " has no instructions: :dis takes a function, a method, a "
                                 "generator or code");
    }
    bytes_append_char(&line, '.');
    show_line(out, style, bytes_text(&line));
    bytes_free(&line);
}

static uint32_t count_instructions(View view, const CodeObject *code) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < code->instruction_count; at = instruction_next(view, code, at))
        count++;
    return count;
}

static void write_names(Bytes *line, const Look *look, const TupleObject *names_home,
                        uint32_t most) {
    const TupleObject *names = view_see(look->view, names_home);
    uint32_t written = 0;
    for (uint32_t i = 0; names != NULL && i < names->length && i < most; i++) {
        const char *name = text_of(look, (const StrObject *)(const void *)names->items[i]);
        if (name[0] == '\0' || name[0] == '.')
            continue;
        bytes_print(line, "%s%s", written++ == 0 ? "" : ", ", name);
    }
}

/* "f is 5 instructions from line 1 of <stdin> on. Locals: n, total. From the closure: seen." */
static void write_title(Bytes *out, const ShowStyle *style, const Look *look,
                        const CodeObject *code) {
    Bytes line = {0};
    Bytes names = {0};
    bytes_print(&line, "%s is ", text_of(look, code->qualified_name));
    show_count(&line, count_instructions(look->view, code), "instruction", "instructions");
    bytes_print(&line, ", made from line %" PRIu32 " of %s.", code->first_line,
                text_of(look, code->filename));
    write_names(&names, look, code->local_names, code->local_count);
    if (names.length > 0)
        bytes_print(&line, " Locals: %s.", bytes_text(&names));
    bytes_clear(&names);
    write_names(&names, look, code->free_names, UINT32_MAX);
    if (names.length > 0)
        bytes_print(&line, " From its closure: %s.", bytes_text(&names));
    uint32_t temporaries = code->register_count - code->local_count;
    if (temporaries == 1)
        bytes_append_text(&line,
                          " t1 is a temporary: a value on its way, used up where it is read.");
    else if (temporaries > 1)
        bytes_print(&line,
                    " t1 to t%" PRIu32 " are temporaries: values on their way, used up where they "
                    "are read.",
                    temporaries);
    show_line(out, style, bytes_text(&line));
    bytes_free(&names);
    bytes_free(&line);
}

/* All instructions of one line of the source, one after the other. Returns where it stopped. */
static uint32_t write_line(Bytes *out, const ShowStyle *style, const Look *look,
                           const CodeObject *code, uint32_t at, uint32_t *shown) {
    View view = look->view;
    uint32_t line = instruction_place(view, code, at)->line;
    Bytes text = {0};
    Table table = {.indent = 2, .gap = 3, .first_gap = 2, .least = {3, 42}};
    bytes_print(&text, "line %" PRIu32 "  ", line);
    if (!instruction_write_source(&text, view, code, line))
        bytes_append_text(&text, "(the text is not there)");
    show_line(out, style, bytes_text(&text));
    bytes_clear(&text);
    while (at < code->instruction_count && instruction_place(view, code, at)->line == line &&
           *shown < MOST_SHOWN) {
        TableRow *row = table_add(&table);
        if (row == NULL)
            break;
        bytes_print(&text, "%3" PRIu32, at);
        row->cells[0] = table_keep(&table, &text);
        instruction_write(&text, view, code, at, "t");
        row->cells[1] = table_keep(&table, &text);
        row->cells[2] = instruction_name(view, code, at);
        at = instruction_next(view, code, at);
        ++*shown;
    }
    table_write(out, style, &table);
    bytes_free(&text);
    return at;
}

static void write_handlers(Bytes *out, const ShowStyle *style, const Look *look,
                           const CodeObject *code) {
    const Instruction *instructions = view_see(look->view, code->instructions);
    const CodePlace *places =
        (const CodePlace *)(const void *)(instructions + code->instruction_count);
    const Handler *handlers = (const Handler *)(const void *)(places + code->instruction_count);
    for (uint32_t i = 0; i < code->handler_count; i++) {
        Bytes line = {0};
        bytes_print(&line,
                    "An exception raised in %" PRIu32 " to %" PRIu32 " goes on at %" PRIu32 ", as ",
                    handlers[i].start, handlers[i].stop - 1, handlers[i].target);
        instruction_write_register(&line, look->view, code, handlers[i].keep, "t");
        bytes_append_char(&line, '.');
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
    }
}

/* The code objects among the constants: how to ask for them. */
static void write_inner(Bytes *out, const ShowStyle *style, const Look *look,
                        const CodeObject *code, const char *path, bool is_code) {
    const TupleObject *constants = view_see(look->view, code->constants);
    for (uint32_t i = 0; constants != NULL && i < constants->length; i++) {
        const Object *seen = view_see(look->view, constants->items[i]);
        if (seen->kind != KIND_CODE)
            continue;
        Bytes line = {0};
        bytes_print(&line, "Inside is the code of %s: :dis %s%s.co_consts[%" PRIu32 "]",
                    text_of(look, ((const CodeObject *)(const void *)seen)->name), path,
                    is_code ? "" : ".__code__", i);
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
    }
}

bool show_disassembly(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                      const char *path) {
    PathAnswer answer;
    const Look *look = show_resolve(out, style, observer, view, path, &answer);
    if (look == NULL)
        return false;
    const CodeObject *code = find_code(look, answer.object);
    if (code == NULL) {
        write_no_code(out, style, look, answer.object, path);
        return false;
    }
    uint8_t kind = look_object(look, answer.object)->kind;
    uint32_t shown = 0;
    uint32_t at = 0;
    write_title(out, style, look, code);
    while (at < code->instruction_count && shown < MOST_SHOWN)
        at = write_line(out, style, look, code, at, &shown);
    if (at < code->instruction_count)
        show_print(out, style, "%s and so on to instruction %" PRIu32 ".", show_dots(style),
                   code->instruction_count - 1);
    write_handlers(out, style, look, code);
    if (kind == KIND_FUNCTION || kind == KIND_CODE)
        write_inner(out, style, look, code, path, kind == KIND_CODE);
    return true;
}
