#include "repl/typing.h"

#include "lang/parser.h"
#include "repl/commands.h"
#include "repl/say.h"
#include "repl/words.h"

#include <string.h>

#define TYPED_NAME "<stdin>"

/* A line of a text, without its line end. */
typedef struct Line {
    const char *data;
    size_t length;
} Line;

/* Takes the line at *at and moves behind it. False at the end. */
static bool next_line(const char **at, const char *end, Line *line) {
    if (*at >= end) {
        return false;
    }
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    const char *next = stop != NULL ? stop + 1 : end;
    stop = stop != NULL ? stop : end;
    if (stop > *at && stop[-1] == '\r') {
        stop--;
    }
    *line = (Line){*at, (size_t)(stop - *at)};
    *at = next;
    return true;
}

static size_t count_blanks(Line line) {
    size_t blanks = 0;
    while (blanks < line.length && (line.data[blanks] == ' ' || line.data[blanks] == '\t')) {
        blanks++;
    }
    return blanks;
}

static bool is_blank(Line line) {
    return count_blanks(line) == line.length;
}

/* Drops `mark` (">>>" or "...") and one space from the front of a line. */
static bool drop_mark(Line *line, const char *mark) {
    size_t length = strlen(mark);
    if (line->length < length || memcmp(line->data, mark, length) != 0 ||
        (line->length > length && line->data[length] != ' ')) {
        return false;
    }
    length += line->length > length;
    *line = (Line){line->data + length, line->length - length};
    return true;
}

/* A colon, alone or before a letter, at the very start or behind blanks. */
static bool is_command(Line line) {
    size_t at = count_blanks(line);
    if (at >= line.length || line.data[at] != ':') {
        return false;
    }
    Line rest = {line.data + at + 1, line.length - at - 1};
    at = count_blanks(rest);
    char letter = at < rest.length ? rest.data[at] : 'a';
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/* --- line by line ----------------------------------------------------------------------------- */

const char *typing_prompt(const Typing *typing) {
    return typing->pending.length == 0 ? ">>> " : "... ";
}

void typing_drop(Typing *typing) {
    bytes_clear(&typing->pending);
    typing->empty_lines = 0;
    typing->marked = false;
}

static Program typed_program(const char *text, size_t length) {
    return (Program){.name = TYPED_NAME, .text = text, .length = length, .interactive = true};
}

static ParseStatus parse_text(const char *text, size_t length) {
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    ParseStatus status = parse_file(&scratch, text, length, &module, &diagnostic);
    scratch_free(&scratch);
    return status;
}

/* Whether the last line would begin another statement, or a command, if an empty line had ended the
 * block before it: newcomers forget that line. */
static bool lacks_empty_line(const char *text, size_t length, const Diagnostic *diagnostic) {
    size_t line_length = 0;
    const char *line = diagnostic_find_line(text, length, diagnostic->place.line, &line_length);
    if (diagnostic->place.line < 2 || diagnostic->hint != NULL || line_length == 0 ||
        line[0] == ' ' || line[0] == '\t') {
        return false;
    }
    return parse_text(text, (size_t)(line - text)) == PARSE_COMPLETE &&
           (line[0] == ':' || parse_text(line, (size_t)(text + length - line)) != PARSE_ERROR);
}

static void report(Session *session, const char *text, size_t length,
                   const Diagnostic *diagnostic) {
    Bytes out = {0};
    diagnostic_print(&out, TYPED_NAME, text, length, diagnostic);
    say_error(session, &out);
    bytes_free(&out);
}

/* After the second empty line a newcomer wonders why nothing happens. */
static void say_what_is_open(Session *session, const Bytes *pending, const Diagnostic *diagnostic) {
    size_t length = 0;
    const char *line =
        diagnostic_find_line(pending->data, pending->length, diagnostic->place.line, &length);
    size_t column = diagnostic->place.column;
    if (diagnostic->code == MESSAGE_NEVER_CLOSED && column < length) {
        say(session, "still inside the %c of line %u; Ctrl-C drops it", line[column],
            diagnostic->place.line);
    } else if (diagnostic->code == MESSAGE_UNTERMINATED_TRIPLE) {
        say(session, "still inside the string of line %u; Ctrl-C drops it", diagnostic->place.line);
    } else {
        say(session, "the statement is not complete; Ctrl-C drops it");
    }
}

/* Runs what is complete in the pending lines. */
static void try_pending(Typing *typing) {
    Session *session = typing->session;
    Bytes *pending = &typing->pending;
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    size_t used = 0;
    switch (
        parse_interactive(&scratch, pending->data, pending->length, &used, &module, &diagnostic)) {
    case PARSE_MORE:
        if (typing->empty_lines == 2) {
            say_what_is_open(session, pending, &diagnostic);
        }
        break;
    case PARSE_ERROR:
        if (lacks_empty_line(pending->data, pending->length, &diagnostic)) {
            diagnostic.hint = "an empty line ends the block of line 1";
        }
        report(session, pending->data, pending->length, &diagnostic);
        typing_drop(typing);
        break;
    case PARSE_COMPLETE: {
        /* The lines are taken away first, so that nothing is pending while they run. */
        Bytes text = *pending;
        *pending = (Bytes){0};
        typing_drop(typing);
        Program program = typed_program(text.data, used);
        (void)session_run_typed(session, &scratch, module, &program);
        size_t left = text.length - used;
        if (left != 0 && !is_blank((Line){text.data + used, left - 1}) && !session->ended) {
            bytes_append(pending, text.data + used, left);
            bytes_free(&text);
            scratch_free(&scratch);
            try_pending(typing);
            return;
        }
        bytes_free(&text);
        break;
    }
    }
    scratch_free(&scratch);
}

/* What is not Python, or what Python would answer in a way that helps nobody. True when that was
 * all. */
static bool answer_words(Session *session, Line line) {
    Bytes text = {0};
    bytes_append(&text, line.data, line.length);
    bool answered = words_answer(session, bytes_text(&text));
    bytes_free(&text);
    return answered;
}

static void run_command(Session *session, Line line) {
    Bytes text = {0};
    size_t skipped = count_blanks(line) + 1;
    bytes_append(&text, line.data + skipped, line.length - skipped);
    commands_run(session, bytes_text(&text));
    bytes_free(&text);
}

void typing_enter_line(Typing *typing, const char *data, size_t length) {
    Session *session = typing->session;
    Line line = {data, length};
    if (typing->pending.length == 0) {
        typing->marked = drop_mark(&line, ">>>");
        if (is_blank(line)) {
            return;
        }
        if (is_command(line)) {
            run_command(session, line);
            return;
        }
        if (answer_words(session, line)) {
            return;
        }
    } else if (typing->marked) {
        (void)drop_mark(&line, "...");
    }
    typing->empty_lines = is_blank(line) ? typing->empty_lines + 1 : 0;
    bytes_append(&typing->pending, line.data, line.length);
    bytes_append_char(&typing->pending, '\n');
    if (typing->pending.failed) {
        host_put(session->host, HOST_ERROR, "ouro: no memory for these lines\n");
        typing_drop(typing);
        return;
    }
    try_pending(typing);
    if (!session->ended) {
        /* At a prompt an exception is no reason to fail. */
        session->status = 0;
    }
}

void typing_end(Typing *typing) {
    if (typing->pending.length != 0) {
        Program program = typed_program(typing->pending.data, typing->pending.length);
        (void)session_run_file(typing->session, &program);
    }
    bytes_free(&typing->pending);
}

/* --- whole texts ------------------------------------------------------------------------------ */

static void show_command(Session *session, Line line) {
    host_put(session->host, HOST_OUT, ">>> ");
    host_write(&session->host->host, HOST_OUT, line.data, line.length);
    host_put(session->host, HOST_OUT, "\n");
}

/* One statement, or several, or a command. */
static ProgramEnd enter_statement(Session *session, const Bytes *text, SourceShown shown) {
    const char *at = bytes_text(text);
    Line first = {0};
    if (!next_line(&at, bytes_text(text) + text->length, &first) || text->failed) {
        return PROGRAM_DONE;
    }
    if (is_command(first)) {
        if (shown == SOURCE_ALWAYS) {
            show_command(session, first);
        }
        run_command(session, first);
        return session->ended ? PROGRAM_ENDED : PROGRAM_DONE;
    }
    if (at == text->data + text->length && answer_words(session, first)) {
        return session->ended ? PROGRAM_ENDED : PROGRAM_DONE;
    }
    Program program = typed_program(text->data, text->length);
    program.shown = shown;
    return session_run_file(session, &program);
}

/* Where a transcript's marks stand, or false: the indentation of its first line. */
static bool find_marks(const char *text, const char *end, size_t *indent, size_t *statements) {
    Line line;
    bool begun = false;
    *statements = 0;
    while (next_line(&text, end, &line)) {
        if (is_blank(line)) {
            continue;
        }
        if (!begun) {
            *indent = count_blanks(line);
        }
        Line rest = {line.data + *indent, line.length < *indent ? 0 : line.length - *indent};
        if (drop_mark(&rest, ">>>")) {
            *statements += 1;
        } else if (!begun) {
            return false;
        }
        begun = true;
    }
    return begun;
}

static void enter_transcript(Session *session, const char *at, const char *end, size_t indent,
                             SourceShown shown) {
    Bytes statement = {0};
    Line line;
    bool open = false;
    while (!session->ended && next_line(&at, end, &line)) {
        Line rest = {line.data + (line.length < indent ? 0 : indent),
                     line.length < indent ? 0 : line.length - indent};
        if (drop_mark(&rest, ">>>")) {
            (void)enter_statement(session, &statement, shown);
            bytes_clear(&statement);
            open = true;
        } else if (!open || !drop_mark(&rest, "...")) {
            open = false;
            continue;
        }
        bytes_append(&statement, rest.data, rest.length);
        bytes_append_char(&statement, '\n');
    }
    if (!session->ended) {
        (void)enter_statement(session, &statement, shown);
    }
    if (!session->ended) {
        session->status = 0;
    }
    bytes_free(&statement);
}

/* Whether a chunk could go on with a line that looks like a command: it is inside a bracket or a
 * string. */
static bool is_unfinished(const Bytes *chunk) {
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    bool more = chunk->length != 0 && parse_file(&scratch, chunk->data, chunk->length, &module,
                                                 &diagnostic) == PARSE_MORE;
    scratch_free(&scratch);
    return more;
}

/* Statements with commands between them. */
static ProgramEnd enter_chunks(Session *session, const char *at, const char *end,
                               SourceShown shown) {
    Bytes chunk = {0};
    Line line;
    ProgramEnd result = PROGRAM_DONE;
    while (result == PROGRAM_DONE && next_line(&at, end, &line)) {
        bool command = is_command(line) && count_blanks(line) == 0 && !is_unfinished(&chunk);
        if (command) {
            result = enter_statement(session, &chunk, shown);
            bytes_clear(&chunk);
        }
        bytes_append(&chunk, line.data, line.length);
        bytes_append_char(&chunk, '\n');
        if (command && result == PROGRAM_DONE) {
            result = enter_statement(session, &chunk, shown);
            bytes_clear(&chunk);
        }
    }
    if (result == PROGRAM_DONE) {
        result = enter_statement(session, &chunk, shown);
    }
    bytes_free(&chunk);
    return result;
}

bool typing_enter_text(Typing *typing, const char *text, size_t length, SourceShown shown) {
    Session *session = typing->session;
    const char *end = text + length;
    size_t indent = 0;
    size_t statements = 0;
    if (typing->pending.length != 0) {
        Line line;
        while (!session->ended && next_line(&text, end, &line)) {
            typing_enter_line(typing, line.data, line.length);
        }
        return true;
    }
    if (find_marks(text, end, &indent, &statements)) {
        bool shows = shown == SOURCE_ALWAYS || (shown == SOURCE_IF_SEVERAL && statements > 1);
        enter_transcript(session, text, end, indent, shows ? SOURCE_ALWAYS : SOURCE_NEVER);
        return true;
    }
    return enter_chunks(session, text, end, shown) == PROGRAM_DONE;
}

bool typing_is_conversation(const char *text, size_t length) {
    const char *at = text;
    Line line;
    bool found = false;
    while (!found && next_line(&at, text + length, &line)) {
        Line rest = {line.data + count_blanks(line), line.length - count_blanks(line)};
        found = (is_command(line) && rest.data == line.data) || drop_mark(&rest, ">>>");
    }
    if (!found) {
        return false;
    }
    /* What is Python is Python: a docstring may well show a transcript. */
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    bool is_python = parse_file(&scratch, text, length, &module, &diagnostic) == PARSE_COMPLETE;
    scratch_free(&scratch);
    return !is_python;
}
