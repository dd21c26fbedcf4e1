/* demo_parts.h -- what the files of `ouro demo` share.
 *
 *     demo.c          keys, and the way through the script
 *     demo_beats.c    what one press of a key brings
 *     demo_ask.c      off script; what statements ask
 *     demo_screen.c   how it is shown */
#ifndef OURO_REPL_DEMO_PARTS_H
#define OURO_REPL_DEMO_PARTS_H

#include "repl/demo_script.h"
#include "repl/editor.h"
#include "repl/keys.h"
#include "repl/lesson_session.h"
#include "repl/lesson_tell.h"

enum { LARGE_COLUMNS = 60, LARGE_ROWS = 18 };

#define PAGES_OFF SIZE_MAX

typedef enum BeatKind {
    BEAT_OPEN,      /* a step begins: its text, its question */
    BEAT_STATEMENT, /* is typed, and then run */
    BEAT_REVEAL,    /* which choice is right, and why */
    BEAT_OTHERS,    /* why the others are not */
    BEAT_CLOSE,     /* the text behind a step */
} BeatKind;

/* What one press of a key brings; of a statement two. */
typedef struct Beat {
    BeatKind kind;
    uint32_t step;
    const char *text;                 /* of STATEMENT: its lines, each with its end */
    const LessonStatement *statement; /* of a block that has marks; else NULL */
    Bytes
        given;  /* lines that it asked for and got; they come again when it is gone through again */
    bool flows; /* of OPEN: there is nothing to read, so the next beat comes with it */
} Beat;

typedef struct Demo {
    ReplHost host; /* the first, so that whoever reads finds the rest by it */
    HostAnswer (*read)(void *context, Bytes *line); /* how the host reads lines */
    LessonFile file;
    LessonSession run;
    Keys keys;
    Editor editor;
    Scratch scratch; /* texts of beats */
    Beat *beats;
    LessonMoment *marks; /* of each step that was begun: its beginning */
    uint32_t count;      /* of beats */
    uint32_t capacity;
    uint32_t at;           /* the beat that is next */
    bool is_typed;         /* it is a statement, and stands there */
    bool ends_blank;       /* nothing stands above what comes next, or an empty line */
    bool is_waiting;       /* an empty prompt stands there */
    bool is_off;           /* off script */
    bool is_done;          /* the task is done there, so nothing is said any more */
    uint32_t told;         /* which wrong way there was told of last, plus 1 */
    size_t given_from;     /* those that came again already */
    bool is_holding;       /* what a command shows is held back until it is done ... */
    size_t held_from;      /* ... from here on in what the step showed */
    bool is_rewinding;     /* beats come unasked and at once, to be where one was */
    Bytes drawn;           /* what stands on the screen since it was cleared */
    size_t typed_from;     /* where in it the statement begins that stands there */
    size_t rows_left;      /* until a page of what statements print is full; or PAGES_OFF */
    size_t column;         /* of the row that is printed */
    unsigned most_columns; /* that are used; or 0 */
    bool is_paced;
    bool is_large;
    bool is_over; /* the end was told */
    bool is_left;
} Demo;

/* --- demo.c */

/* Makes everything as it is in front of a beat: memory as it was where its section began, then what
 * comes between. */
void demo_rewind_to(Demo *demo, uint32_t target);

/* --- demo_beats.c */

MUST_CHECK bool demo_add_beats(Demo *demo);
bool demo_begins_section(const Demo *demo, uint32_t step);
/* Shows one that is no statement. */
void demo_show_beat(Demo *demo, const Beat *beat);
/* Runs one that is, and stands there typed. */
void demo_run_statement(Demo *demo, Beat *beat);
/* What a command shows can be higher than the screen. Once it asks, its pages are its own affair.
 */
void demo_show_held(Demo *demo);
/* Memory is not as the script needs it, and can't be: only leaving is left. */
void demo_give_up(Demo *demo);

/* --- demo_ask.c */

/* Off script, beginning with this text, until an empty line. */
void demo_go_off(Demo *demo, const char *begun);
/* The host's `read`. */
HostAnswer demo_read(void *context, Bytes *line);

/* --- demo_screen.c */

/* The host's `screen`. */
void demo_show(void *context, HostStream stream, const char *bytes, size_t length);

/* From here on what is higher than the screen waits for a key; and no longer. */
void demo_begin_pages(Demo *demo);
void demo_end_pages(Demo *demo);

/* The window may have another size by now. */
void demo_fit(Demo *demo);

/* Draws what stood there before one went off script, or asked for help. */
void demo_draw_again(Demo *demo);
/* What was shown from here on, in `drawn`, is not drawn again. */
void demo_forget(Demo *demo, size_t from);

/* Whether what was printed can be taken back. */
bool demo_can_redraw(const Demo *demo);
ShowStyle demo_style(const Demo *demo);
void demo_clear(Demo *demo);

/* Prints the demonstration's own words, of which no fact knows, and empties them. What is higher
 * than the screen waits for a key. */
void demo_put(Demo *demo, Bytes *text);
void demo_say(Demo *demo, const char *text);

/* An empty prompt while a key is awaited, and taking it away. */
void demo_show_waiting(Demo *demo);
void demo_hide_waiting(Demo *demo);

/* Takes away the line on which only Enter was pressed. */
void demo_hide_empty_line(Demo *demo);

/* Types a statement, at once or so that it can be followed; and takes it away again. */
void demo_type(Demo *demo, const char *text, bool at_once);
void demo_untype(Demo *demo, const char *text);
/* The Enter behind it. */
void demo_end_typed(Demo *demo, const char *text);

#endif
