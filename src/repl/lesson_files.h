/* lesson_files.h -- where the lessons of the course are, and reading one.
 *
 * The course lies beside the program: in ../share/ouro/lessons where it is installed, in lessons/
 * of the folder that it was built in. Its files are named by their numbers: 03-holders.md. */
#ifndef OURO_REPL_LESSON_FILES_H
#define OURO_REPL_LESSON_FILES_H

#include "lesson/lesson.h"

/* The course: paths in the order of the lessons. Zeroed it is empty. */
typedef struct LessonFiles {
    char **paths;
    uint32_t count;
} LessonFiles;

/* False where there is no course. */
MUST_CHECK bool lesson_files_open(LessonFiles *files);
void lesson_files_close(LessonFiles *files);

/* The number of a lesson of the course by its path: 3 of "lessons/03-holders.md"; 0 of any other
 * file. */
uint32_t lesson_files_number(const char *path);
/* Its index in the course, or `count` where there is none of that number. */
uint32_t lesson_files_find(const LessonFiles *files, uint32_t number);

/* A lesson that was read. The lesson lies in its own memory, so this may move. */
typedef struct LessonFile {
    Lesson lesson;
    char *path;
    const char *name; /* the path's last part */
    uint32_t number;  /* in the course; 0 for any other lesson */
} LessonFile;

/* Reads the lesson that is meant by "3" or by a path. False with what is wrong, in whole lines, in
 * `why`. */
MUST_CHECK bool lesson_file_read(LessonFile *file, const char *word, Bytes *why);
void lesson_file_free(LessonFile *file);

#endif
