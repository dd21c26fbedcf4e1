#include "repl/demo_script.h"

#include "lang/parser.h"
#include "repl/host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* --- pieces ----------------------------------------------------------------------------------- */

static bool add_piece(Scratch *scratch, ScriptPieces *pieces, const Bytes *comment,
                      const char *text, size_t length) {
    if (pieces->count == pieces->capacity) {
        uint32_t larger = pieces->capacity == 0 ? 16 : pieces->capacity * 2;
        ScriptPiece *moved = realloc(pieces->rows, larger * sizeof *moved);
        if (moved == NULL) {
            return false;
        }
        pieces->rows = moved;
        pieces->capacity = larger;
    }
    const char *kept = scratch_copy(scratch, text, length);
    const char *above = scratch_copy(scratch, bytes_text(comment), comment->length);
    if (kept == NULL || above == NULL || comment->failed) {
        return false;
    }
    pieces->rows[pieces->count++] = (ScriptPiece){kept, above};
    return true;
}

static const char *skip_line(const char *at) {
    at += strcspn(at, "\n");
    return at + (*at == '\n');
}

static const char *skip_lines(const char *at, uint32_t count) {
    while (count-- != 0) {
        at = skip_line(at);
    }
    return at;
}

/* Reads what stands above a statement: comments go to `comment`. Returns where a decorator begins,
 * or else `end`. */
static const char *read_gap(const char *at, const char *end, Bytes *comment) {
    for (; at < end && *at != '@'; at = skip_line(at)) {
        size_t length = strcspn(at, "\r\n");
        bool is_for_machines = strncmp(at, "#!", 2) == 0 || strncmp(at, "# -*-", 5) == 0;
        if (*at == '#' && !is_for_machines) {
            size_t skip = length > 1 && at[1] == ' ' ? 2 : 1;
            bytes_append(comment, at + skip, length - skip);
            bytes_append_char(comment, '\n');
        } else if (length == 0 && comment->length != 0) {
            bytes_append_char(comment, '\n');
        }
    }
    return at < end ? at : end;
}

/* Pieces of a tree's statements. Those that share a line are one. */
static bool split_tree(Scratch *scratch, const char *code, NodeList body, ScriptPieces *pieces) {
    Bytes comment = {0};
    const char *at = code;
    uint32_t line = 1;
    bool ok = true;
    for (uint32_t i = 0; i < body.count && ok;) {
        uint32_t stop = i + 1;
        while (stop < body.count &&
               body.items[stop]->place.line <= body.items[stop - 1]->place.end_line) {
            stop++;
        }
        uint32_t first = body.items[i]->place.line;
        uint32_t last = body.items[stop - 1]->place.end_line;
        const char *statement = first < line ? at : skip_lines(at, first - line);
        const char *start = read_gap(at, statement, &comment);
        at = skip_lines(statement, last + 1 - first);
        line = last + 1;
        ok = add_piece(scratch, pieces, &comment, start, (size_t)(at - start));
        bytes_clear(&comment);
        i = stop;
    }
    (void)read_gap(at, at + strlen(at), &comment);
    if (ok && comment.length != 0) {
        ok = add_piece(scratch, pieces, &comment, "", 0);
    }
    bytes_free(&comment);
    return ok;
}

/* Splits what has no commands in it. */
static bool split_python(Scratch *scratch, const char *code, size_t length, ScriptPieces *pieces) {
    Scratch tree = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    Bytes none = {0};
    Bytes text = {0};
    bytes_append(&text, code, length);
    bool ok = !text.failed;
    if (ok &&
        parse_file(&tree, bytes_text(&text), length, &module, &diagnostic) == PARSE_COMPLETE) {
        ok = split_tree(scratch, bytes_text(&text), module->module.body, pieces);
    } else if (ok) {
        ok = add_piece(scratch, pieces, &none, code, length);
    }
    bytes_free(&text);
    scratch_free(&tree);
    return ok;
}

static bool is_whole(const char *code, size_t length) {
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    bool whole = parse_file(&scratch, code, length, &module, &diagnostic) == PARSE_COMPLETE;
    scratch_free(&scratch);
    return whole;
}

bool demo_script_split(Scratch *scratch, const char *code, ScriptPieces *pieces) {
    Bytes none = {0};
    const char *start = code;
    bool ok = true;
    for (const char *at = code; *at != '\0' && ok;) {
        const char *next = skip_line(at);
        if (*at == ':' && is_whole(start, (size_t)(at - start))) {
            ok = split_python(scratch, start, (size_t)(at - start), pieces) &&
                 add_piece(scratch, pieces, &none, at, (size_t)(next - at));
            start = next;
        }
        at = next;
    }
    return ok && split_python(scratch, start, strlen(start), pieces);
}

/* --- programs --------------------------------------------------------------------------------- */

/* Lines of a comment as paragraphs: an empty line, or one that is indented, begins another. */
static Prose read_comment(Scratch *scratch, const char *comment) {
    ProseBlock *blocks = scratch_allocate(scratch, (strlen(comment) + 1) * sizeof *blocks);
    uint32_t count = 0;
    Bytes text = {0};
    for (const char *at = comment; blocks != NULL && *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (length != 0) {
            bytes_append_text(&text, text.length != 0 ? " " : "");
            bytes_append(&text, at, length);
        }
        at += length + (at[length] == '\n');
        bool ends = *at == '\0' || *at == '\n' || *at == ' ';
        if (ends && text.length != 0) {
            blocks[count++] = (ProseBlock){
                .text = scratch_copy(scratch, bytes_text(&text), text.length),
                .kind = PROSE_PARAGRAPH,
            };
            bytes_clear(&text);
        }
    }
    bytes_free(&text);
    return (Prose){blocks, count};
}

/* Steps from pieces: one for each comment. */
static bool build_steps(Lesson *lesson, const ScriptPieces *pieces) {
    Scratch *scratch = &lesson->scratch;
    LessonStep *steps = scratch_allocate(scratch, (pieces->count + 1) * sizeof *steps);
    Bytes code = {0};
    if (steps == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < pieces->count && !scratch->failed; i++) {
        const ScriptPiece *piece = &pieces->rows[i];
        if (i == 0 || piece->comment[0] != '\0') {
            steps[lesson->step_count++] = (LessonStep){
                .kind = STEP_DO,
                .id = "",
                .shows_live = true,
                .before = read_comment(scratch, piece->comment),
            };
            bytes_clear(&code);
        }
        bytes_append_text(&code, piece->text);
        if (piece->text[0] != '\0' && code.data[code.length - 1] != '\n') {
            bytes_append_char(&code, '\n');
        }
        bool is_last = i + 1 == pieces->count || pieces->rows[i + 1].comment[0] != '\0';
        if (is_last) {
            steps[lesson->step_count - 1].solution =
                scratch_copy(scratch, bytes_text(&code), code.length);
        }
    }
    bool ok = !code.failed && !scratch->failed;
    bytes_free(&code);
    lesson->steps = steps;
    return ok;
}

static bool build_program(LessonFile *file, const Bytes *text, Bytes *why) {
    Scratch tree = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    ScriptPieces pieces = {0};
    Lesson *lesson = &file->lesson;
    const char *code = bytes_text(text);
    bool ok = false;
    if (parse_file(&tree, code, text->length, &module, &diagnostic) != PARSE_COMPLETE) {
        diagnostic_print(why, file->path, code, text->length, &diagnostic);
    } else if (!split_tree(&lesson->scratch, code, module->module.body, &pieces) ||
               !build_steps(lesson, &pieces)) {
        bytes_append_text(why, "there is no memory left\n");
    } else if (lesson->step_count == 0) {
        bytes_print(why, "%s: there is no statement in it\n", file->path);
    } else {
        ok = true;
    }
    free(pieces.rows);
    scratch_free(&tree);
    return ok;
}

/* The options about memory, as a lesson would say them. */
static const char *keep_options(Scratch *scratch, const Options *options) {
    Bytes words = {0};
    if (options->tiny_heap) {
        bytes_append_text(&words, " --tiny-heap");
    }
    if (options->heap_limit != 0) {
        bytes_print(&words, " --heap-limit %zu", options->heap_limit);
    }
    if (options->undo_memory != 0) {
        bytes_print(&words, " --undo-memory %zu", options->undo_memory);
    }
    if (options->fault != NULL) {
        bytes_print(&words, " --fault %s", options->fault);
    }
    const char *kept = scratch_copy(scratch, bytes_text(&words), words.length);
    bytes_free(&words);
    return kept;
}

static bool read_program(LessonFile *file, const char *path, const Options *options, Bytes *why) {
    const char *slash = strrchr(path, '/');
    Bytes text = {0};
    bool ok = false;
    *file = (LessonFile){.path = strdup(path), .name = "demo"};
    if (file->path == NULL) {
        bytes_append_text(why, "there is no memory left\n");
    } else if (!host_read_file(path, &text)) {
        bytes_print(why, "%s: this file can't be read: %s\n", path, strerror(errno));
    } else {
        file->lesson = (Lesson){
            .name = file->path,
            .title = slash == NULL ? file->path : file->path + (slash + 1 - path),
        };
        file->lesson.options = keep_options(&file->lesson.scratch, options);
        ok = file->lesson.options != NULL && build_program(file, &text, why);
    }
    bytes_free(&text);
    if (!ok) {
        lesson_file_free(file);
    }
    return ok;
}

bool demo_script_read(LessonFile *file, const char *word, const Options *options, Bytes *why) {
    const char *dot = strrchr(word, '.');
    bool is_number = word[0] != '\0' && word[strspn(word, "0123456789")] == '\0';
    bool is_lesson = is_number || (dot != NULL && strcmp(dot, ".md") == 0);
    return is_lesson ? lesson_file_read(file, word, why) : read_program(file, word, options, why);
}
