#include "repl/replay.h"

#include "heap/visit.h"
#include "lang/parser.h"

#include <stdlib.h>
#include <string.h>

/* Instructions that run between two looks at the flag of Ctrl-C, and bytes of output that a step
 * keeps. */
enum { PIECE = 50000, KEPT_MOST = 1 << 16 };

#define NEVER UINT64_MAX
#define NO_REPORT SIZE_MAX

struct Replay {
    Session *session;
    Host host;
    Timeline *now; /* the image when the replay was opened */
    bool (*is_silent)(const Vm *vm);

    /* The statement. */
    Scratch scratch;
    Node part; /* the module with only its statements */
    bool is_limited;
    uint64_t fuel; /* that it had */

    /* The steps but for the last: before which instruction each begins, counted from the start of
     * the run. */
    uint32_t *begins;
    size_t count;
    size_t capacity;
    size_t report; /* which of them reports the exception; NO_REPORT: none */
    bool is_cut;
    bool is_exact;

    /* The run in progress. */
    uint64_t executed;
    uint64_t granted;
    size_t answers_at;
    bool scans;
    bool is_interrupted;
    bool is_satisfied; /* what was to be seen was seen */
    bool has_begun;    /* `begin` was called */
    bool has_failed;
    size_t step; /* that is looked for */
    const ReplayEyes *eyes;
    Bytes printed, complained, read;
    bool has_read;
};

/* --- steps --------------------------------------------------------------------------------- */

size_t replay_step_count(const Replay *replay) {
    if (replay->is_cut) {
        return replay->count - (replay->count != 0);
    }
    return replay->count + 1;
}

bool replay_is_cut(const Replay *replay) {
    return replay->is_cut;
}

bool replay_is_exact(const Replay *replay) {
    return replay->is_exact;
}

static StepKind kind_of(const Replay *replay, size_t step) {
    if (step == replay->report) {
        return STEP_REPORT;
    }
    return step < replay->count ? STEP_INSTRUCTION : STEP_CLEAN;
}

static void note_begin(Replay *replay) {
    if (replay->count == replay->capacity) {
        size_t larger = replay->capacity == 0 ? 256 : replay->capacity * 2;
        uint32_t *moved = realloc(replay->begins, larger * sizeof(uint32_t));
        if (moved == NULL) {
            replay->is_cut = true;
            return;
        }
        replay->begins = moved;
        replay->capacity = larger;
    }
    replay->begins[replay->count++] = (uint32_t)replay->executed;
    replay->is_cut |= replay->count > REPLAY_STEPS_MOST;
}

/* --- at a moment --------------------------------------------------------------------------- */

static ReplayStep step_now(const Replay *replay) {
    return (ReplayStep){
        .kind = kind_of(replay, replay->step),
        .printed = &replay->printed,
        .complained = &replay->complained,
        .read = &replay->read,
        .has_read = replay->has_read,
    };
}

/* The run has come to the moment before a step, which may be the one that is looked for, or the
 * one behind it. */
static void arrive(Replay *replay, size_t step) {
    if (replay->scans || replay->is_satisfied || replay->has_failed) {
        return;
    }
    ReplayStep now = step_now(replay);
    if (step == replay->step) {
        replay->has_begun = true;
        replay->has_failed = !replay->eyes->begin(replay->eyes->context, &now);
        bytes_clear(&replay->printed);
        bytes_clear(&replay->complained);
        bytes_clear(&replay->read);
        replay->has_read = false;
    } else if (step == replay->step + 1) {
        replay->has_failed = !replay->eyes->end(replay->eyes->context, &now);
        replay->is_satisfied = true;
    }
}

/* How many instructions it is to the next moment that matters. */
static uint64_t measure_way(const Replay *replay) {
    size_t next = replay->has_begun ? replay->step + 1 : replay->step;
    bool is_counted = next < replay->count && next != replay->report;
    return is_counted ? replay->begins[next] - replay->executed : NEVER;
}

static HostStep next_instructions(void *context, uint64_t *more) {
    Replay *replay = context;
    replay->executed += replay->granted;
    replay->granted = 0;
    uint64_t way = 1;
    if (replay->scans) {
        if (!replay->is_silent(replay->session->vm)) {
            note_begin(replay);
        }
        replay->is_cut |= replay->executed >= UINT32_MAX - 1;
    } else {
        way = measure_way(replay);
        if (way == 0) {
            arrive(replay, replay->has_begun ? replay->step + 1 : replay->step);
            way = measure_way(replay);
        }
    }
    if (*replay->host.interrupted != 0) {
        *replay->host.interrupted = 0;
        replay->is_interrupted = true;
    }
    if (replay->is_interrupted || (replay->is_cut && replay->scans) || replay->is_satisfied ||
        replay->has_failed) {
        return HOST_STEP_ABANDON;
    }
    if (replay->is_limited && replay->executed >= replay->fuel) {
        return HOST_STEP_NO_FUEL;
    }
    way = way < PIECE ? way : PIECE;
    if (replay->is_limited && way > replay->fuel - replay->executed) {
        way = replay->fuel - replay->executed;
    }
    replay->granted = way;
    *more = way;
    return HOST_STEP_ON;
}

static void write_silently(void *context, HostStream stream, const char *bytes, size_t length) {
    Replay *replay = context;
    Bytes *kept = stream == HOST_OUT ? &replay->printed : &replay->complained;
    if (replay->has_begun && !replay->is_satisfied && kept->length < KEPT_MOST) {
        bytes_append(kept, bytes, length);
    }
}

static HostAnswer read_again(void *context, Bytes *line) {
    Replay *replay = context;
    size_t before = line->length;
    HostAnswer answer = record_read_answer(&replay->session->record, &replay->answers_at, line);
    if (replay->has_begun && !replay->is_satisfied) {
        bytes_append(&replay->read, bytes_text(line) + before, line->length - before);
        replay->has_read = true;
    }
    return answer;
}

/* --- running ------------------------------------------------------------------------------- */

static bool compile(Replay *replay) {
    const Record *record = &replay->session->record;
    Program program = {.name = bytes_text(&record->name),
                       .text = bytes_text(&record->text),
                       .length = record->text.length,
                       .interactive = record->is_typed};
    Diagnostic diagnostic = {0};
    replay->session->vm->program =
        session_compile(replay->session, &replay->scratch, &replay->part, &program, &diagnostic);
    return replay->session->vm->program != NULL;
}

static bool goes_on(const Replay *replay) {
    return !replay->session->vm->abandoned && !replay->is_satisfied && !replay->has_failed;
}

/* Takes back what was granted and is left, so that the next instruction is asked for. */
static void settle_fuel(Replay *replay) {
    Vm *vm = replay->session->vm;
    replay->executed += replay->granted - vm->fuel;
    replay->granted = 0;
    vm->fuel = 0;
}

/* What the prompt does with a statement, in the same order; with the last one of a file it lets go
 * of the file's code. */
static void run_statement(Replay *replay) {
    Vm *vm = replay->session->vm;
    const Record *record = &replay->session->record;
    uint32_t next = record->next;
    bool raised = false;
    for (uint32_t i = 0; i < record->count && !raised && vm->abandoned == 0; i++) {
        raised = vm_run_statement(vm, &replay->host, vm->program, &next) == RUN_RAISED;
    }
    if (!goes_on(replay)) {
        return;
    }
    if (raised) {
        settle_fuel(replay);
        if (replay->scans) {
            replay->report = replay->count;
            note_begin(replay);
        }
        arrive(replay, replay->report);
        Bytes text = {0};
        vm_print_exception(vm, &replay->host, &text);
        write_silently(replay, HOST_ERROR, bytes_text(&text), text.length);
        bytes_free(&text);
        vm_drop_exception(vm, &replay->host);
    }
    if (goes_on(replay)) {
        arrive(replay, replay->count);
        vm->host = &replay->host;
        OBJECT_CLEAR(vm, vm->program);
        vm->host = NULL;
    }
    if (goes_on(replay)) {
        arrive(replay, replay->count + 1);
    }
}

/* Runs the statement from its start. False when there was no memory to. Whatever happens, the
 * image must be put back afterwards. */
MUST_CHECK static bool run(Replay *replay) {
    Session *session = replay->session;
    Vm *vm = session->vm;
    replay->executed = 0;
    replay->granted = 0;
    replay->answers_at = 0;
    replay->has_begun = false;
    replay->is_satisfied = false;
    replay->has_failed = false;
    if (!timeline_back(session->timeline, 0)) {
        return false;
    }
    if (session->record.is_typed) {
        session_fill_up(session);
    }
    uint64_t fuel = vm->fuel;
    uint32_t limited = vm->fuel_limited;
    replay->fuel = fuel;
    replay->is_limited = limited != 0;
    vm->fuel = 0;
    vm->fuel_limited = 1;
    bool has_code = !session->record.is_typed && vm->program != NULL;
    if (!has_code && !compile(replay)) {
        return false;
    }
    run_statement(replay);
    replay->is_interrupted |= vm->abandoned != 0 && !replay->is_satisfied && !replay->has_failed &&
                              !(replay->scans && replay->is_cut);
    settle_fuel(replay);
    vm->fuel = limited != 0 ? fuel - replay->executed : fuel;
    vm->fuel_limited = limited;
    return true;
}

/* --- opening and closing ------------------------------------------------------------------- */

static bool parse(Replay *replay) {
    const Record *record = &replay->session->record;
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    if (parse_file(&replay->scratch, bytes_text(&record->text), record->text.length, &module,
                   &diagnostic) != PARSE_COMPLETE) {
        return false;
    }
    replay->part = *module;
    if (record->is_typed) {
        replay->part.module.body.items += record->first;
        replay->part.module.body.count = record->count;
    }
    return true;
}

static void free_replay(Replay *replay) {
    timeline_close(replay->now);
    scratch_free(&replay->scratch);
    bytes_free(&replay->printed);
    bytes_free(&replay->complained);
    bytes_free(&replay->read);
    free(replay->begins);
    free(replay);
}

/* Puts the image back to what it was. */
static bool restore(Replay *replay) {
    Session *session = replay->session;
    if (timeline_back(replay->now, 0)) {
        return true;
    }
    host_put(session->host, HOST_ERROR, "ouro: no memory left to come back from looking\n");
    session->status = STATUS_UNUSABLE;
    session->ended = true;
    return false;
}

static const char *find_obstacle(const Session *session) {
    if (session->timeline == NULL || session->observer == NULL) {
        return "nothing is kept of statements here, so none can be run again";
    }
    if (observer_statement_count(session->observer) == 0) {
        return "there is no statement yet: type one, or :step STATEMENT";
    }
    if (!session->ahead) {
        return "after :undo and the like there is no last statement; :step STATEMENT runs one";
    }
    if (!session->record.is_known) {
        return "the last statement was a command, which has no steps; :step STATEMENT runs one";
    }
    return session->record.answers.failed ? "there was no memory to note what it read" : NULL;
}

Replay *replay_open(Session *session, bool (*is_silent)(const Vm *vm), const char **why) {
    *why = find_obstacle(session);
    if (*why != NULL) {
        return NULL;
    }
    Replay *replay = calloc(1, sizeof(Replay));
    *why = "there is no memory to run it again";
    if (replay == NULL) {
        return NULL;
    }
    replay->session = session;
    replay->is_silent = is_silent;
    replay->host = (Host){.context = replay,
                          .write = write_silently,
                          .read = read_again,
                          .interrupted = session->host->host.interrupted,
                          .step = next_instructions};
    replay->scans = true;
    replay->report = NO_REPORT;
    replay->now = timeline_open(session->heap, 0);
    if (replay->now == NULL || !timeline_take(replay->now) || !parse(replay)) {
        free_replay(replay);
        return NULL;
    }
    uint64_t digest = image_digest(session->heap);
    bool done = run(replay);
    replay->is_exact = done && session->vm->abandoned == 0 && image_digest(session->heap) == digest;
    replay->scans = false;
    done = restore(replay) && done;
    if (replay->is_interrupted && session->record.is_stopped) {
        /* Nobody knows its end: what was found so far can be shown. */
        replay->is_interrupted = false;
        replay->is_cut = true;
    }
    if (!done || replay->is_interrupted) {
        *why = done ? NULL : *why;
        free_replay(replay);
        return NULL;
    }
    return replay;
}

bool replay_close(Replay *replay) {
    bool whole = !replay->session->ended;
    free_replay(replay);
    return whole;
}

bool replay_look(Replay *replay, size_t step, const ReplayEyes *eyes) {
    replay->step = step;
    replay->eyes = eyes;
    replay->is_interrupted = false;
    bool done = run(replay);
    done = restore(replay) && done;
    return done && replay->is_satisfied && !replay->has_failed && !replay->is_interrupted;
}
