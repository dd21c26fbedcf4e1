/* session.h -- one run of Ouro: a machine, who watches it, and how statements go through it.
 *
 *     text → tree → code → run → exception reported → what changed is shown → audited
 *
 * A session is *watched* when somebody may ask what happened: at the prompt, in transcripts, with
 * --live. Then a Timeline keeps checkpoints (for :undo) and an Observer keeps labels. Otherwise
 * neither exists, and nothing is paid for them.
 *
 * Checkpoints are taken late, when the next statement is about to begin:
 *
 *     [1 ran][checkpoint][2 ran][checkpoint][3 ran]          `ahead` is true
 *                                           ^ shadow         live image
 *
 * so that between statements the shadow is the image as it was before the last one, and the two
 * can be compared for as long as the user looks. Checkpoint number n is the image after n
 * statements, as the observer numbers them.
 *
 * The session owns the machine, the timeline and the observer. Options and host are borrowed. */
#ifndef OURO_REPL_SESSION_H
#define OURO_REPL_SESSION_H

#include "heap/checkpoint.h"
#include "lang/diagnostic.h"
#include "lang/tree.h"
#include "observe/observer.h"
#include "repl/chapters.h"
#include "repl/host.h"
#include "repl/options.h"
#include "repl/record.h"
#include "repl/wish.h"
#include "show/show.h"
#include "vm/vm.h"

enum { STATUS_UNUSABLE = 2, STATUS_BROKEN_LEDGER = 70, STATUS_INTERRUPTED = 130 };

typedef enum LiveMode { LIVE_OFF, LIVE_ON, LIVE_ALL } LiveMode;

typedef struct Moments Moments; /* moments.h */

typedef struct Session {
    const Options *options;
    ReplHost *host;
    Host watched; /* what programs run with: `host`, and what they read is noted in `record` */
    Record record;
    Vm *vm;
    Heap *heap;
    Timeline *timeline; /* NULL where nobody watches, or no memory was left for it */
    Observer *observer; /* NULL where nobody watches; that of the present chapter */
    Chapters chapters;  /* own the observers */
    ImageCopy start;    /* the image that :reset goes back to; where somebody watches */
    ShowStyle style;
    LiveMode live;
    bool live_is_chosen;          /* by :set live; who takes note of it resets it */
    bool is_paging;               /* what is read answers the question below a page */
    const Difference *difference; /* of the last statement; the observer's, or NULL */
    uint32_t faults_told;         /* forgotten releases that the audit told of */
    Moments *moments;             /* gets every statement under --observe; else NULL */
    Wish wish;                    /* what a command asked of the lesson */
    bool ahead;                   /* a statement ran since the present checkpoint */
    bool ended;                   /* the program, or the user, asked to leave */
    int status;                   /* what the process ends with */
} Session;

/* Whether statements are printed with their prompt before they run. */
typedef enum SourceShown { SOURCE_NEVER, SOURCE_IF_SEVERAL, SOURCE_ALWAYS } SourceShown;

/* Text to be run. */
typedef struct Program {
    const char *name; /* as tracebacks call it, such as "<stdin>" */
    const char *text;
    size_t length;
    bool interactive; /* results are shown, and each statement is code of its own */
    SourceShown shown;
} Program;

typedef enum ProgramEnd {
    PROGRAM_DONE,
    PROGRAM_UNFINISHED, /* the text may be the beginning of something: nothing was run or said */
    PROGRAM_FAILED,     /* it is no program, or raised an exception: that was reported */
    PROGRAM_ENDED,      /* it asked to leave: session->ended */
} ProgramEnd;

/* The thresholds of --tiny-heap: low enough for a learner to see collections come, high enough to
 * see what waits for one. */
enum { TINY_YOUNG = 10, TINY_OLDER = 3 };

/* False when there is no memory for it; that was reported, and session->status is set. */
MUST_CHECK bool session_open(Session *session, const Options *options, ReplHost *host,
                             bool watched);
/* Ends the program and returns the status of the process. Finalizers that remain run now. */
int session_close(Session *session);

/* Reads a whole text as a file is read: a mistake anywhere, and nothing runs. */
ProgramEnd session_run_file(Session *session, const Program *program);
/* The same, but an unfinished text is not reported. */
ProgramEnd session_try_file(Session *session, const Program *program);

/* Runs what was parsed already, as one or several statements of the prompt. */
ProgramEnd session_run_typed(Session *session, Scratch *scratch, Node *module,
                             const Program *program);

/* Takes the checkpoint that is due, before anything of the next statement (its code) is made. */
void session_checkpoint(Session *session);
/* Around everything that changes the image: takes the checkpoint that is due and numbers the
 * statement; then shows what it did, if `live`, and audits. What was born between checkpoint and
 * beginning is not the statement's. */
void session_statement_begin(Session *session, const char *text, size_t length);
void session_statement_end(Session *session, bool live);

/* What is shown with commands: the image now, and before the last statement (NULL if unknown). */
View session_view(const Session *session);
const View *session_view_before(const Session *session, View *room);

/* Makes a checkpoint of the present, so that there is a way back to it and what can be undone is
 * known for certain. False when there is no memory. */
MUST_CHECK bool session_settle(Session *session);

/* Statements of this chapter that can be undone, those that were forgotten apart; and those that
 * were undone and can be had back: none once another has run. */
size_t session_count_done(const Session *session);
size_t session_count_undone(const Session *session);

/* Goes back or forward by statements. False when there is nothing so far away. Inside a file a
 * checkpoint holds the file's code: that is let go, for nothing of it runs any more. */
MUST_CHECK bool session_go_back(Session *session, size_t steps);
MUST_CHECK bool session_go_forward(Session *session, size_t steps);

/* Throws away what changed since the checkpoint that session_checkpoint took, while no statement
 * has begun. False when there is no memory. */
MUST_CHECK bool session_put_back(Session *session);

/* Puts another image in place and begins a chapter with it, called by the command that did so.
 * Takes the observer that belongs to the image; NULL for a new one. False when there is no memory:
 * then nothing changed, and the observer is closed. */
MUST_CHECK bool session_begin_chapter(Session *session, const ImageCopy *image, Observer *observer,
                                      const char *title);
/* Whether the moment before the present chapter began is remembered. */
bool session_can_leave_chapter(const Session *session);
/* Goes back before the present chapter began, from its first moment; and forward into the next one.
 * False when there is none, or it is too long ago. */
MUST_CHECK bool session_leave_chapter(Session *session);
MUST_CHECK bool session_return_chapter(Session *session);

/* Lets go of the code that the machine holds. Finalizers may run, and print. */
void session_let_go(Session *session);

/* Compiles a part of what was typed as the prompt does, in the image as it is. NULL with an
 * exception pending, or what is wrong in `diagnostic`. */
MUST_CHECK CodeObject *session_compile(Session *session, Scratch *scratch, Node *module,
                                       const Program *program, Diagnostic *diagnostic);
/* Gives the machine what a statement may use up: as the prompt does before each. */
void session_fill_up(Session *session);
/* Shows what the last statement did, where live lines are shown at all. False when there is nothing
 * to show. */
bool session_show_live(Session *session);

/* Whether the program has a global of this name. */
bool session_has_global(const Session *session, const char *name);

#endif
