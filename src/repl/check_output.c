#include "repl/check_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line of a text, without its end; *at goes behind it. False at the end. */
static bool next_line(const char **at, const char **line, size_t *length) {
    if (**at == '\0') {
        return false;
    }
    *line = *at;
    *length = strcspn(*at, "\n");
    *at += *length + ((*at)[*length] == '\n');
    return true;
}

static uint32_t count_lines(const char *text) {
    const char *line = NULL;
    size_t length = 0;
    uint32_t lines = 0;
    while (next_line(&text, &line, &length)) {
        lines++;
    }
    return lines;
}

/* --- complaining ------------------------------------------------------------------------------ */

/* How many lines at the start are as they should be. */
static uint32_t count_alike(const char *expected, const char *shown) {
    const char *one = NULL;
    const char *other = NULL;
    size_t one_length = 0;
    size_t other_length = 0;
    uint32_t alike = 0;
    while (next_line(&expected, &one, &one_length) && next_line(&shown, &other, &other_length) &&
           lesson_line_matches(one, one_length, other, other_length)) {
        alike++;
    }
    return alike;
}

/* Some lines of a text from number `from` on, each behind a mark. */
static void append_lines(Bytes *out, const char *text, uint32_t from, const char *mark) {
    enum { MOST = 3 };
    const char *line = NULL;
    size_t length = 0;
    for (uint32_t i = 0; i < from + MOST && next_line(&text, &line, &length); i++) {
        if (i >= from) {
            bytes_print(out, "\n    %s %.*s", mark, (int)length, line);
        }
    }
    if (*text != '\0') {
        bytes_print(out, "\n    %s ...", mark);
    }
}

static void complain_output(Check *check, const LessonStatement *statement, const char *shown) {
    Bytes text = {0};
    uint32_t alike = count_alike(statement->expected, shown);
    append_lines(&text, statement->expected, alike, "-");
    append_lines(&text, shown, alike, "+");
    uint32_t line = statement->line + statement->lines - 1;
    line += alike < statement->expected_lines ? alike + 1 : alike;
    complain(check->complaints, line, "`>>> %.*s` shows something else (- the lesson, + Ouro):%s",
             (int)strcspn(statement->text, "\n"), statement->text, bytes_text(&text));
    bytes_free(&text);
}

/* --- noting edits ----------------------------------------------------------------------------- */

/* What would be read as something else in the block. NULL if all is well. */
static const char *find_unwritable(const char *shown) {
    const char *line = NULL;
    size_t length = 0;
    for (bool is_first = true; next_line(&shown, &line, &length); is_first = false) {
        size_t blanks = strspn(line, " ");
        if (blanks < 4 && strncmp(line + blanks, "```", 3) == 0) {
            return "what appears would end the block";
        }
        if (strncmp(line, ">>>", 3) == 0 || (is_first && strncmp(line, "...", 3) == 0)) {
            return "what appears looks like a statement";
        }
    }
    return NULL;
}

/* Where there are as many lines as before, those that match (by `<...>`) stay. */
static void append_output(Bytes *out, const LessonStatement *statement, const char *shown) {
    const char *expected = statement->expected;
    const char *old = NULL;
    const char *line = NULL;
    size_t old_length = 0;
    size_t length = 0;
    bool aligned = count_lines(shown) == statement->expected_lines;
    while (next_line(&shown, &line, &length)) {
        bool stays = aligned && next_line(&expected, &old, &old_length) &&
                     lesson_line_matches(old, old_length, line, length);
        bytes_append(out, stays ? old : line, stays ? old_length : length);
        bytes_append_char(out, '\n');
    }
}

static void add_edit(Check *check, const LessonStatement *statement, const char *shown) {
    if (check->edit_count == check->edit_capacity) {
        uint32_t larger = check->edit_capacity == 0 ? 16 : check->edit_capacity * 2;
        CheckEdit *moved = realloc(check->edits, larger * sizeof(CheckEdit));
        if (moved == NULL) {
            complain(check->complaints, statement->line, "there is no memory left to note this");
            return;
        }
        check->edits = moved;
        check->edit_capacity = larger;
    }
    Bytes text = {0};
    append_output(&text, statement, shown);
    check->edits[check->edit_count++] = (CheckEdit){
        .line = statement->line + statement->lines,
        .count = statement->expected_lines,
        .text = strdup(bytes_text(&text)),
    };
    bytes_free(&text);
}

void check_output(Check *check, const LessonStatement *statement, const char *shown) {
    const char *why_not = check->updates ? find_unwritable(shown) : NULL;
    if (why_not != NULL) {
        complain(check->complaints, statement->line, "%s: it can't be written here", why_not);
    } else if (check->updates) {
        add_edit(check, statement, shown);
    } else {
        complain_output(check, statement, shown);
    }
}

/* --- writing ---------------------------------------------------------------------------------- */

/* Lines end as those of the file do. */
static void append_with_ends(Bytes *out, const char *text, const char *line_end) {
    const char *line = NULL;
    size_t length = 0;
    while (next_line(&text, &line, &length)) {
        bytes_append(out, line, length);
        bytes_append_text(out, line_end);
    }
}

void check_write_edits(const Check *check, const Bytes *text, Bytes *out) {
    const char *at = bytes_text(text);
    const char *end = at + text->length;
    const char *first_end = memchr(at, '\n', text->length);
    const char *line_end =
        first_end != NULL && first_end > at && first_end[-1] == '\r' ? "\r\n" : "\n";
    uint32_t next = 0;
    uint32_t skipped = 0;
    for (uint32_t line = 1; at < end || next < check->edit_count; line++) {
        if (next < check->edit_count && check->edits[next].line == line) {
            append_with_ends(out, check->edits[next].text, line_end);
            skipped = check->edits[next].count;
            next++;
        }
        const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        stop = stop != NULL ? stop + 1 : end;
        if (skipped == 0) {
            bytes_append(out, at, (size_t)(stop - at));
        }
        skipped -= skipped != 0;
        at = stop;
    }
}

void check_free_edits(Check *check) {
    for (uint32_t i = 0; i < check->edit_count; i++) {
        free(check->edits[i].text);
    }
    free(check->edits);
    check->edits = NULL;
    check->edit_count = check->edit_capacity = 0;
}

static bool write_file(const char *name, mode_t mode, const Bytes *text) {
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0) {
        return false;
    }
    size_t sent = 0;
    while (sent < text->length) {
        ssize_t count = write(file, text->data + sent, text->length - sent);
        if (count < 0 && errno != EINTR) {
            break;
        }
        sent += count > 0 ? (size_t)count : 0;
    }
    bool ok = sent == text->length && fsync(file) == 0;
    return close(file) == 0 && ok;
}

bool check_save(const char *file, const Bytes *text) {
    struct stat old;
    Bytes beside = {0};
    if (text->failed || stat(file, &old) != 0) {
        return false;
    }
    bytes_print(&beside, "%s.new%ld", file, (long)getpid());
    const char *name = bytes_text(&beside);
    bool ok = write_file(name, old.st_mode & 0777, text) && rename(name, file) == 0;
    int reason = errno;
    if (!ok) {
        (void)unlink(name);
    }
    bytes_free(&beside);
    errno = reason;
    return ok;
}
