#include "observe/marks.h"

#include <string.h>

static void drop(Marks *marks, uint32_t index) {
    image_copy_free(&marks->rows[index].image);
    marks->count--;
    memmove(&marks->rows[index], &marks->rows[index + 1], (marks->count - index) * sizeof(Mark));
    marks->rows[marks->count] = (Mark){0};
}

const Mark *marks_set(Marks *marks, const Heap *heap, const char *name, uint32_t statement) {
    Mark mark = {.statement = statement, .number = marks->set + 1, .births = heap->births};
    size_t length = strlen(name);
    CHECK(length > 0);
    memcpy(mark.name, name, length < MARK_NAME_MOST ? length : MARK_NAME_MOST);
    if (!image_copy_take(&mark.image, heap))
        return NULL;
    const Mark *old = marks_peek(marks, mark.name, UINT32_MAX);
    if (old != NULL)
        drop(marks, (uint32_t)(old - marks->rows));
    else if (marks->count == MARKS_MOST)
        drop(marks, 0);
    marks->set++;
    marks->rows[marks->count] = mark;
    return &marks->rows[marks->count++];
}

void marks_free(Marks *marks) {
    while (marks->count > 0)
        drop(marks, marks->count - 1);
}

const Mark *marks_peek(const Marks *marks, const char *name, uint32_t present) {
    for (uint32_t i = marks->count; i-- > 0;) {
        const Mark *mark = &marks->rows[i];
        if (name == NULL ? mark->statement <= present : strcmp(mark->name, name) == 0)
            return mark;
    }
    return NULL;
}

void marks_forget_after(Marks *marks, uint32_t statement) {
    for (uint32_t i = marks->count; i-- > 0;) {
        if (marks->rows[i].statement > statement)
            drop(marks, i);
    }
}
