#include "repl/chapters.h"

#include <stdlib.h>
#include <string.h>

void chapters_open(Chapters *chapters, Observer *observer) {
    *chapters = (Chapters){.count = 1};
    chapters->rows[0].observer = observer;
}

static void close_row(Chapter *chapter) {
    observer_close(chapter->observer);
    free(chapter->title);
    *chapter = (Chapter){0};
}

void chapters_close(Chapters *chapters) {
    for (uint32_t i = 0; i < chapters->count; i++) {
        close_row(&chapters->rows[i]);
    }
    *chapters = (Chapters){0};
}

void chapters_forget_ahead(Chapters *chapters) {
    while (chapters->count > chapters->present + 1) {
        close_row(&chapters->rows[--chapters->count]);
    }
}

bool chapters_begin(Chapters *chapters, Observer *observer, const char *title) {
    char *copy = strdup(title);
    if (copy == NULL) {
        return false;
    }
    chapters_forget_ahead(chapters);
    if (chapters->count == CHAPTERS_MOST) {
        close_row(&chapters->rows[0]);
        chapters->count--;
        memmove(chapters->rows, chapters->rows + 1, chapters->count * sizeof(Chapter));
    }
    chapters->present = chapters->count;
    chapters->rows[chapters->count++] =
        (Chapter){.observer = observer, .title = copy, .first = observer_statement_count(observer)};
    return true;
}
