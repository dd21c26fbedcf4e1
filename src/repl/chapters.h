/* chapters.h -- what :reset and :load begin, and what they took the place of.
 *
 * A session's timeline is one row of checkpoints, but its history is not: after :load the
 * statements so far are those of the session that was loaded, and after :reset there are none. So
 * time is made of chapters, each with an observer (history, labels, marks) of its own:
 *
 *     chapter 0                    chapter 1: ":load f"
 *     [start][1 ran][2 ran] .....  [1..7 as in the file][8 ran][9 ran]
 *                           :undo goes back between them, :redo forward
 *
 * Within a chapter statements are undone one by one, down to its `first`; one more :undo leaves it.
 * Chapters that lie ahead are forgotten with the statements that do. The rows own their observers;
 * Session.observer is that of the present chapter. The oldest chapter is forgotten for the
 * seventeenth. */
#ifndef OURO_REPL_CHAPTERS_H
#define OURO_REPL_CHAPTERS_H

#include "observe/observer.h"

enum { CHAPTERS_MOST = 16 };

typedef struct Chapter {
    Observer *observer;
    char *title;    /* the command that began it, such as ":reset"; NULL for the first one */
    uint32_t first; /* statements that were in force when it began */
    uint32_t spare;
} Chapter;

typedef struct Chapters {
    Chapter rows[CHAPTERS_MOST];
    uint32_t count;
    uint32_t present;
} Chapters;

/* The first chapter. */
void chapters_open(Chapters *chapters, Observer *observer);
/* Closes all observers. */
void chapters_close(Chapters *chapters);

/* A chapter behind the present one, which becomes the present; takes the observer. False when there
 * is no memory for the title: then the observer is still the caller's. */
MUST_CHECK bool chapters_begin(Chapters *chapters, Observer *observer, const char *title);

/* Forgets those that lie ahead. */
void chapters_forget_ahead(Chapters *chapters);

static inline const Chapter *chapters_peek(const Chapters *chapters) {
    return &chapters->rows[chapters->present];
}
/* NULL if there is none. */
static inline const Chapter *chapters_peek_next(const Chapters *chapters) {
    return chapters->present + 1 < chapters->count ? &chapters->rows[chapters->present + 1] : NULL;
}

#endif
