#include "repl/lesson_files.h"

#include "repl/host.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS = 2, NUMBER_MOST = 99 };

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

uint32_t lesson_files_number(const char *path) {
    const char *name = last_part(path);
    size_t length = strlen(name);
    if (length < DIGITS + 4 || !is_digit(name[0]) || !is_digit(name[1]) || name[DIGITS] != '-' ||
        strcmp(name + length - 3, ".md") != 0) {
        return 0;
    }
    return (uint32_t)(name[0] - '0') * 10 + (uint32_t)(name[1] - '0');
}

/* --- the folder ------------------------------------------------------------------------------- */

static int is_lesson(const struct dirent *entry) {
    return lesson_files_number(entry->d_name) != 0;
}

/* False when there is no lesson in the folder. */
static bool list_folder(LessonFiles *files, const char *folder) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_lesson, alphasort);
    files->paths = count <= 0 ? NULL : calloc((size_t)count, sizeof(char *));
    for (int i = 0; i < count; i++) {
        Bytes path = {0};
        bytes_print(&path, "%s/%s", folder, entries[i]->d_name);
        if (files->paths != NULL && !path.failed) {
            files->paths[files->count++] = path.data;
        } else {
            bytes_free(&path);
        }
        free(entries[i]);
    }
    free(entries);
    return files->count != 0;
}

/* The folder of the program: of build/ouro, of build/asan/ouro, and of build/asan/unit/NAME too. */
static bool find_program(Bytes *folder) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return false;
    }
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    bytes_append(folder, path, slash == NULL ? 0 : (size_t)(slash - path));
    return folder->length != 0;
}

bool lesson_files_open(LessonFiles *files) {
    static const char *const PLACES[] = {"../share/ouro/lessons", "../lessons", "../../lessons",
                                         "../../../lessons"};
    *files = (LessonFiles){0};
    Bytes program = {0};
    bool found = false;
    if (find_program(&program)) {
        for (size_t i = 0; i < ARRAY_LENGTH(PLACES) && !found; i++) {
            Bytes folder = {0};
            bytes_print(&folder, "%s/%s", bytes_text(&program), PLACES[i]);
            char *real = realpath(bytes_text(&folder), NULL);
            found = real != NULL && list_folder(files, real);
            free(real);
            bytes_free(&folder);
        }
    }
    bytes_free(&program);
    return found;
}

void lesson_files_close(LessonFiles *files) {
    for (uint32_t i = 0; i < files->count; i++) {
        free(files->paths[i]);
    }
    free(files->paths);
    *files = (LessonFiles){0};
}

uint32_t lesson_files_find(const LessonFiles *files, uint32_t number) {
    uint32_t i = 0;
    while (i < files->count && lesson_files_number(files->paths[i]) != number) {
        i++;
    }
    return i;
}

/* --- one lesson ------------------------------------------------------------------------------- */

/* A number that a lesson may have; 0 for anything else. */
static uint32_t read_number(const char *word) {
    uint32_t number = 0;
    for (; is_digit(*word) && number <= NUMBER_MOST; word++) {
        number = number * 10 + (uint32_t)(*word - '0');
    }
    return *word == '\0' && number <= NUMBER_MOST ? number : 0;
}

/* The path of the lesson that is meant; malloc's. NULL when there is none. */
static char *find_path(const char *word, Bytes *why) {
    uint32_t number = read_number(word);
    if (number == 0) {
        return strdup(word);
    }
    LessonFiles files;
    char *path = NULL;
    if (!lesson_files_open(&files)) {
        bytes_append_text(why, "there are no lessons beside this program: name a file\n");
    } else {
        uint32_t at = lesson_files_find(&files, number);
        if (at < files.count) {
            path = strdup(files.paths[at]);
        } else {
            uint32_t last = lesson_files_number(files.paths[files.count - 1]);
            bytes_print(why,
                        "there is no lesson %" PRIu32 ": they are numbered from 1 to %" PRIu32 "\n",
                        number, last);
        }
    }
    lesson_files_close(&files);
    return path;
}

bool lesson_file_read(LessonFile *file, const char *word, Bytes *why) {
    *file = (LessonFile){.path = find_path(word, why)};
    if (file->path == NULL) {
        return false;
    }
    file->name = last_part(file->path);
    file->number = lesson_files_number(file->path);
    Bytes text = {0};
    Complaints complaints = {.file = file->path};
    bool ok = false;
    if (!host_read_file(file->path, &text)) {
        bytes_print(why, "%s: this lesson can't be read: %s\n", word, strerror(errno));
    } else {
        ok = lesson_read(&file->lesson, file->path, bytes_text(&text), text.length, &complaints);
        complaints_write(why, &complaints);
    }
    complaints_free(&complaints);
    bytes_free(&text);
    if (!ok) {
        free(file->path);
        *file = (LessonFile){0};
    }
    return ok;
}

void lesson_file_free(LessonFile *file) {
    lesson_free(&file->lesson);
    free(file->path);
    *file = (LessonFile){0};
}
