/* lesson.c -- any bytes as a lesson: read whole, or refused by file and line. */
#include "fuzz.h"

#include "lesson/lesson.h"

/* Each complaint names the file and a line that it has. */
static void hold_complaints(const Complaints *complaints, const char *text, size_t size) {
    uint32_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
    }
    FUZZ_HOLD(complaints->count != 0);
    for (uint32_t i = 0; i < complaints->count && i < COMPLAINTS_MOST; i++) {
        const Complaint *row = &complaints->rows[i];
        FUZZ_HOLD(row->line >= 1 && row->line <= lines && row->text != NULL &&
                  row->text[0] != '\0');
    }
}

static void hold_lesson(const Lesson *lesson) {
    FUZZ_HOLD(lesson->step_count != 0 && lesson->title[0] != '\0');
    for (uint32_t i = 0; i < lesson->step_count; i++) {
        const LessonStep *step = &lesson->steps[i];
        FUZZ_HOLD(lesson_find_step(lesson, step->id) == i);
        FUZZ_HOLD(step->line >= 1 && step->line <= lesson->line_count);
        FUZZ_HOLD(step->kind != STEP_DO || (step->goal_count != 0 && step->solution != NULL));
        FUZZ_HOLD(prose_count_rows(&step->before, LESSON_COLUMNS) <= LESSON_STEP_ROWS);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_copy(data, size);
    Complaints complaints = {.file = "lesson.md"};
    Lesson lesson;
    if (lesson_read(&lesson, "lesson.md", text, size, &complaints)) {
        hold_lesson(&lesson);
    } else {
        hold_complaints(&complaints, text, size);
    }
    lesson_free(&lesson);
    complaints_free(&complaints);
    free(text);
    return 0;
}
