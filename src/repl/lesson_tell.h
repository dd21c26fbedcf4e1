/* lesson_tell.h -- how the parts of a lesson are shown: where one is, its texts, what is about to
 * run, a question and the reasons behind its answers.
 *
 * Everything appends whole lines, no wider than the style and no wider than is good to read. */
#ifndef OURO_REPL_LESSON_TELL_H
#define OURO_REPL_LESSON_TELL_H

#include "lesson/lesson.h"
#include "repl/lesson_files.h"

/* An empty line, then `lesson 3 - Holders without names - 4 of 9` and, where a section begins, its
 * title. */
void tell_where(Bytes *out, const ShowStyle *style, const LessonFile *file, uint32_t step);

/* The same without a step, as a demonstration begins; and `4 of 9 - Who holds it?`, where rows are
 * few, of a step that has a title. */
void tell_lesson(Bytes *out, const ShowStyle *style, const LessonFile *file);
void tell_section(Bytes *out, const ShowStyle *style, const LessonFile *file, uint32_t step);

/* A text with an empty line above; nothing where there is none. */
void tell_prose(Bytes *out, const ShowStyle *style, const Prose *prose);

/* A text whose first line begins with `mark` and whose others stand below its text. */
void tell_marked(Bytes *out, const ShowStyle *style, const char *mark, const Prose *prose);

/* Lines of code behind the prompt's marks, as if they were typed. */
void tell_typed(Bytes *out, const char *code);

/* All statements of a step with an empty line above. */
void tell_statements(Bytes *out, const LessonStep *step);

/* `a) ...` for each choice, with an empty line above. */
void tell_choices(Bytes *out, const ShowStyle *style, const LessonStep *step);

/* The reasons of all choices, with the right one marked. */
void tell_reasons(Bytes *out, const ShowStyle *style, const LessonStep *step, uint32_t right);

/* The letters that may be answered: "a, b or c". */
void tell_letters(Bytes *out, const LessonStep *step);

#endif
