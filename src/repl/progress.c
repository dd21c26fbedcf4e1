#include "repl/progress.h"

#include "repl/history.h"
#include "repl/host.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { FIELDS = 4 };
enum { FIELD_FILE, FIELD_TITLE, FIELD_AT, FIELD_DONE };

#define HEAD "# How far you are in the lessons of Ouro: file, title, step, steps done.\n"

typedef struct Field {
    const char *text;
    size_t length;
} Field;

void progress_open(Progress *progress, bool keeps) {
    *progress = (Progress){0};
    if (keeps) {
        history_find_file(&progress->path, "progress");
        if (progress->path.length == 0) {
            progress->why = "there is no home folder";
        }
    }
}

void progress_close(Progress *progress) {
    bytes_free(&progress->path);
}

/* --- lines ------------------------------------------------------------------------------------ */

/* The fields of a line; false when it is none of ours. */
static bool split(const char *line, size_t length, Field fields[FIELDS]) {
    const char *end = line + length;
    for (unsigned i = 0; i < FIELDS; i++) {
        const char *tab = i + 1 < FIELDS ? memchr(line, '\t', (size_t)(end - line)) : end;
        if (tab == NULL) {
            return false;
        }
        fields[i] = (Field){line, (size_t)(tab - line)};
        line = tab + 1;
    }
    return memchr(fields[FIELD_DONE].text, '\t', fields[FIELD_DONE].length) == NULL;
}

static bool is_text(Field field, const char *text) {
    return strlen(text) == field.length && memcmp(field.text, text, field.length) == 0;
}

/* The step of that id, or step_count. */
static uint32_t find_step(const Lesson *lesson, Field id) {
    uint32_t i = 0;
    while (i < lesson->step_count && !is_text(id, lesson->steps[i].id)) {
        i++;
    }
    return i;
}

static bool is_of_lesson(const Field fields[FIELDS], const LessonFile *file) {
    const Lesson *lesson = &file->lesson;
    return is_text(fields[FIELD_FILE], file->name) &&
           (is_text(fields[FIELD_TITLE], lesson->title) ||
            find_step(lesson, fields[FIELD_AT]) < lesson->step_count);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* Reads the file; there may be none yet. False when it is there and can't be read. */
static bool read_file(Progress *progress, Bytes *text) {
    if (progress->path.length == 0 || progress->why != NULL) {
        return false;
    }
    if (host_read_file(bytes_text(&progress->path), text) || errno == ENOENT) {
        return true;
    }
    progress->why = strerror(errno);
    return false;
}

static void read_done(ProgressRow *row, const Lesson *lesson, Field ids) {
    const char *end = ids.text + ids.length;
    for (const char *at = ids.text; at < end;) {
        const char *blank = memchr(at, ' ', (size_t)(end - at));
        blank = blank != NULL ? blank : end;
        uint32_t step = find_step(lesson, (Field){at, (size_t)(blank - at)});
        if (step < row->count) {
            row->done[step] = true;
        }
        at = blank + 1;
    }
}

/* Where a step is gone, the lesson goes on at the first one that is not done. */
static uint32_t find_at(const ProgressRow *row, const Lesson *lesson, Field id) {
    uint32_t at = find_step(lesson, id);
    if (at == row->count && !is_text(id, "-")) {
        at = 0;
        while (at < row->count && row->done[at]) {
            at++;
        }
    }
    return at;
}

/* The lesson's own line of the file. False when there is none. */
static bool find_row(const char *text, const LessonFile *file, Field fields[FIELDS]) {
    bool is_there = false;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        Field found[FIELDS];
        if (split(text, length, found) && is_of_lesson(found, file)) {
            memcpy(fields, found, sizeof found);
            is_there = true;
        }
        text += length + (text[length] == '\n');
    }
    return is_there;
}

bool progress_read(Progress *progress, const LessonFile *file, ProgressRow *row) {
    const Lesson *lesson = &file->lesson;
    Bytes text = {0};
    Field fields[FIELDS];
    *row = (ProgressRow){.count = lesson->step_count, .at = lesson->step_count};
    row->done = calloc(lesson->step_count, sizeof(bool));
    if (row->done == NULL) {
        return false;
    }
    if (read_file(progress, &text) && find_row(bytes_text(&text), file, fields)) {
        row->is_begun = true;
        read_done(row, lesson, fields[FIELD_DONE]);
        row->at = find_at(row, lesson, fields[FIELD_AT]);
    }
    bytes_free(&text);
    return true;
}

void progress_row_free(ProgressRow *row) {
    free(row->done);
    *row = (ProgressRow){0};
}

uint32_t progress_count_done(const ProgressRow *row) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        count += row->done[i];
    }
    return count;
}

/* --- writing ---------------------------------------------------------------------------------- */

static void append_row(Bytes *out, const LessonFile *file, const ProgressRow *row) {
    const Lesson *lesson = &file->lesson;
    bytes_print(out, "%s\t%s\t%s\t", file->name, lesson->title,
                row->at < row->count ? lesson->steps[row->at].id : "-");
    const char *between = "";
    for (uint32_t i = 0; i < row->count; i++) {
        if (row->done[i]) {
            bytes_print(out, "%s%s", between, lesson->steps[i].id);
            between = " ";
        }
    }
    bytes_append_char(out, '\n');
}

/* The lines of the file, the lesson's own in its place. */
static void append_all(Bytes *out, const Bytes *text, const LessonFile *file,
                       const ProgressRow *row) {
    bool is_there = false;
    if (text->length == 0) {
        bytes_append_text(out, HEAD);
    }
    for (const char *at = bytes_text(text); *at != '\0';) {
        size_t length = strcspn(at, "\n");
        Field fields[FIELDS];
        if (split(at, length, fields) && is_of_lesson(fields, file)) {
            if (!is_there) {
                append_row(out, file, row);
            }
            is_there = true;
        } else {
            bytes_append(out, at, length);
            bytes_append_char(out, '\n');
        }
        at += length + (at[length] == '\n');
    }
    if (!is_there) {
        append_row(out, file, row);
    }
}

static bool write_file(const char *name, const Bytes *text) {
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    size_t sent = 0;
    while (file >= 0 && sent < text->length) {
        ssize_t count = write(file, text->data + sent, text->length - sent);
        if (count < 0 && errno != EINTR) {
            break;
        }
        sent += count > 0 ? (size_t)count : 0;
    }
    return file >= 0 && close(file) == 0 && sent == text->length;
}

/* Locks the folder of the file, which is itself replaced. Where that can't be, the file is written
 * all the same: the rename keeps it whole. Returns what to close, or -1. */
static int lock_folder(const Progress *progress) {
    const char *path = bytes_text(&progress->path);
    const char *slash = strrchr(path, '/');
    Bytes folder = {0};
    bytes_append(&folder, path, slash == NULL ? 0 : (size_t)(slash - path + 1));
    int lock = open(slash == NULL ? "." : bytes_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (lock >= 0 && flock(lock, LOCK_EX) != 0 && errno == EINTR) {
    }
    bytes_free(&folder);
    return lock;
}

/* The file with the lesson's line in it, and what that says of steps done in the row. */
static void replace_file(Progress *progress, const Bytes *text, const LessonFile *file,
                         ProgressRow *row) {
    Bytes changed = {0};
    Bytes beside = {0};
    Field fields[FIELDS];
    if (find_row(bytes_text(text), file, fields)) {
        read_done(row, &file->lesson, fields[FIELD_DONE]);
    }
    append_all(&changed, text, file, row);
    bytes_print(&beside, "%s.new%ld", bytes_text(&progress->path), (long)getpid());
    if (changed.failed || beside.failed) {
        progress->why = "there is no memory left";
    } else if (!write_file(beside.data, &changed) ||
               rename(beside.data, bytes_text(&progress->path)) != 0) {
        progress->why = strerror(errno);
        (void)unlink(beside.data);
    }
    bytes_free(&changed);
    bytes_free(&beside);
}

void progress_write(Progress *progress, const LessonFile *file, ProgressRow *row) {
    if (progress->path.length == 0 || progress->why != NULL) {
        return;
    }
    Bytes text = {0};
    int lock = lock_folder(progress);
    if (read_file(progress, &text)) {
        /* What holds a NUL is no file of ours, and would be cut off there. */
        if (strlen(bytes_text(&text)) != text.length) {
            progress->why = "the file is none of Ouro's";
        } else {
            replace_file(progress, &text, file, row);
        }
    }
    if (lock >= 0) {
        (void)close(lock);
    }
    bytes_free(&text);
}
