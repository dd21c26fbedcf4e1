#include "repl/rerun.h"

#include "heap/visit.h"
#include "lang/parser.h"

#include <stdlib.h>
#include <string.h>

/* Instructions that run between two looks at the flag of Ctrl-C, and bytes of output that a step
 * keeps. */
enum { PIECE = 50000, KEPT_MOST = 1 << 16 };

#define NEVER UINT64_MAX
#define NO_REPORT SIZE_MAX

struct Rerun {
    Session *session;
    Host host;
    Timeline *now; /* the image when the rerun was opened */
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
    const RerunEyes *eyes;
    Bytes printed, complained, read;
    bool has_read;
};

/* --- steps --------------------------------------------------------------------------------- */

size_t rerun_step_count(const Rerun *rerun) {
    if (rerun->is_cut) {
        return rerun->count - (rerun->count != 0);
    }
    return rerun->count + 1;
}

bool rerun_is_cut(const Rerun *rerun) {
    return rerun->is_cut;
}

bool rerun_is_exact(const Rerun *rerun) {
    return rerun->is_exact;
}

static StepKind kind_of(const Rerun *rerun, size_t step) {
    if (step == rerun->report) {
        return STEP_REPORT;
    }
    return step < rerun->count ? STEP_INSTRUCTION : STEP_CLEAN;
}

static void note_begin(Rerun *rerun) {
    if (rerun->count == rerun->capacity) {
        size_t larger = rerun->capacity == 0 ? 256 : rerun->capacity * 2;
        uint32_t *moved = realloc(rerun->begins, larger * sizeof(uint32_t));
        if (moved == NULL) {
            rerun->is_cut = true;
            return;
        }
        rerun->begins = moved;
        rerun->capacity = larger;
    }
    rerun->begins[rerun->count++] = (uint32_t)rerun->executed;
    rerun->is_cut |= rerun->count > RERUN_STEPS_MOST;
}

/* --- at a moment --------------------------------------------------------------------------- */

static RerunStep step_now(const Rerun *rerun) {
    return (RerunStep){
        .kind = kind_of(rerun, rerun->step),
        .printed = &rerun->printed,
        .complained = &rerun->complained,
        .read = &rerun->read,
        .has_read = rerun->has_read,
    };
}

/* The run has come to the moment before a step, which may be the one that is looked for, or the
 * one behind it. */
static void arrive(Rerun *rerun, size_t step) {
    if (rerun->scans || rerun->is_satisfied || rerun->has_failed) {
        return;
    }
    RerunStep now = step_now(rerun);
    if (step == rerun->step) {
        rerun->has_begun = true;
        rerun->has_failed = !rerun->eyes->begin(rerun->eyes->context, &now);
        bytes_clear(&rerun->printed);
        bytes_clear(&rerun->complained);
        bytes_clear(&rerun->read);
        rerun->has_read = false;
    } else if (step == rerun->step + 1) {
        rerun->has_failed = !rerun->eyes->end(rerun->eyes->context, &now);
        rerun->is_satisfied = true;
    }
}

/* How many instructions it is to the next moment that matters. */
static uint64_t measure_way(const Rerun *rerun) {
    size_t next = rerun->has_begun ? rerun->step + 1 : rerun->step;
    bool is_counted = next < rerun->count && next != rerun->report;
    return is_counted ? rerun->begins[next] - rerun->executed : NEVER;
}

static HostStep next_instructions(void *context, uint64_t *more) {
    Rerun *rerun = context;
    rerun->executed += rerun->granted;
    rerun->granted = 0;
    uint64_t way = 1;
    if (rerun->scans) {
        if (!rerun->is_silent(rerun->session->vm)) {
            note_begin(rerun);
        }
        rerun->is_cut |= rerun->executed >= UINT32_MAX - 1;
    } else {
        way = measure_way(rerun);
        if (way == 0) {
            arrive(rerun, rerun->has_begun ? rerun->step + 1 : rerun->step);
            way = measure_way(rerun);
        }
    }
    if (*rerun->host.interrupted != 0) {
        *rerun->host.interrupted = 0;
        rerun->is_interrupted = true;
    }
    if (rerun->is_interrupted || (rerun->is_cut && rerun->scans) || rerun->is_satisfied ||
        rerun->has_failed) {
        return HOST_STEP_ABANDON;
    }
    if (rerun->is_limited && rerun->executed >= rerun->fuel) {
        return HOST_STEP_NO_FUEL;
    }
    way = way < PIECE ? way : PIECE;
    if (rerun->is_limited && way > rerun->fuel - rerun->executed) {
        way = rerun->fuel - rerun->executed;
    }
    rerun->granted = way;
    *more = way;
    return HOST_STEP_ON;
}

static void write_silently(void *context, HostStream stream, const char *bytes, size_t length) {
    Rerun *rerun = context;
    Bytes *kept = stream == HOST_OUT ? &rerun->printed : &rerun->complained;
    if (rerun->has_begun && !rerun->is_satisfied && kept->length < KEPT_MOST) {
        bytes_append(kept, bytes, length);
    }
}

static HostAnswer read_again(void *context, Bytes *line) {
    Rerun *rerun = context;
    size_t before = line->length;
    HostAnswer answer = record_read_answer(&rerun->session->record, &rerun->answers_at, line);
    if (rerun->has_begun && !rerun->is_satisfied) {
        bytes_append(&rerun->read, bytes_text(line) + before, line->length - before);
        rerun->has_read = true;
    }
    return answer;
}

/* --- running ------------------------------------------------------------------------------- */

static bool compile(Rerun *rerun) {
    const Record *record = &rerun->session->record;
    Program program = {.name = bytes_text(&record->name),
                       .text = bytes_text(&record->text),
                       .length = record->text.length,
                       .interactive = record->is_typed};
    Diagnostic diagnostic = {0};
    rerun->session->vm->program =
        session_compile(rerun->session, &rerun->scratch, &rerun->part, &program, &diagnostic);
    return rerun->session->vm->program != NULL;
}

static bool goes_on(const Rerun *rerun) {
    return !rerun->session->vm->abandoned && !rerun->is_satisfied && !rerun->has_failed;
}

/* Takes back what was granted and is left, so that the next instruction is asked for. */
static void settle_fuel(Rerun *rerun) {
    Vm *vm = rerun->session->vm;
    rerun->executed += rerun->granted - vm->fuel;
    rerun->granted = 0;
    vm->fuel = 0;
}

/* What the prompt does with a statement, in the same order; with the last one of a file it lets go
 * of the file's code. */
static void run_statement(Rerun *rerun) {
    Vm *vm = rerun->session->vm;
    const Record *record = &rerun->session->record;
    uint32_t next = record->next;
    bool raised = false;
    for (uint32_t i = 0; i < record->count && !raised && vm->abandoned == 0; i++) {
        raised = vm_run_statement(vm, &rerun->host, vm->program, &next) == RUN_RAISED;
    }
    if (!goes_on(rerun)) {
        return;
    }
    if (raised) {
        settle_fuel(rerun);
        if (rerun->scans) {
            rerun->report = rerun->count;
            note_begin(rerun);
        }
        arrive(rerun, rerun->report);
        Bytes text = {0};
        vm_print_exception(vm, &rerun->host, &text);
        write_silently(rerun, HOST_ERROR, bytes_text(&text), text.length);
        bytes_free(&text);
        vm_drop_exception(vm, &rerun->host);
    }
    if (goes_on(rerun)) {
        arrive(rerun, rerun->count);
        vm->host = &rerun->host;
        OBJECT_CLEAR(vm, vm->program);
        vm->host = NULL;
    }
    if (goes_on(rerun)) {
        arrive(rerun, rerun->count + 1);
    }
}

/* Runs the statement from its start. False when there was no memory to. Whatever happens, the
 * image must be put back afterwards. */
MUST_CHECK static bool run(Rerun *rerun) {
    Session *session = rerun->session;
    Vm *vm = session->vm;
    rerun->executed = 0;
    rerun->granted = 0;
    rerun->answers_at = 0;
    rerun->has_begun = false;
    rerun->is_satisfied = false;
    rerun->has_failed = false;
    if (!timeline_back(session->timeline, 0)) {
        return false;
    }
    if (session->record.is_typed) {
        session_fill_up(session);
    }
    uint64_t fuel = vm->fuel;
    uint32_t limited = vm->fuel_limited;
    rerun->fuel = fuel;
    rerun->is_limited = limited != 0;
    vm->fuel = 0;
    vm->fuel_limited = 1;
    bool has_code = !session->record.is_typed && vm->program != NULL;
    if (!has_code && !compile(rerun)) {
        return false;
    }
    run_statement(rerun);
    rerun->is_interrupted |= vm->abandoned != 0 && !rerun->is_satisfied && !rerun->has_failed &&
                             !(rerun->scans && rerun->is_cut);
    settle_fuel(rerun);
    vm->fuel = limited != 0 ? fuel - rerun->executed : fuel;
    vm->fuel_limited = limited;
    return true;
}

/* --- opening and closing ------------------------------------------------------------------- */

static bool parse(Rerun *rerun) {
    const Record *record = &rerun->session->record;
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    if (parse_file(&rerun->scratch, bytes_text(&record->text), record->text.length, &module,
                   &diagnostic) != PARSE_COMPLETE) {
        return false;
    }
    rerun->part = *module;
    if (record->is_typed) {
        rerun->part.module.body.items += record->first;
        rerun->part.module.body.count = record->count;
    }
    return true;
}

static void free_rerun(Rerun *rerun) {
    timeline_close(rerun->now);
    scratch_free(&rerun->scratch);
    bytes_free(&rerun->printed);
    bytes_free(&rerun->complained);
    bytes_free(&rerun->read);
    free(rerun->begins);
    free(rerun);
}

/* Puts the image back to what it was. */
static bool restore(Rerun *rerun) {
    Session *session = rerun->session;
    if (timeline_back(rerun->now, 0)) {
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
        return "there is no statement yet to run again; `:step a = [1]` runs one";
    }
    if (!session->ahead) {
        return "there is no last statement to run again now; `:step a = [1]` runs one";
    }
    if (!session->record.is_known) {
        return "the last statement was a command, which has no steps; `:step a = [1]` runs one";
    }
    return session->record.answers.failed ? "there was no memory to note what it read" : NULL;
}

Rerun *rerun_open(Session *session, bool (*is_silent)(const Vm *vm), const char **why) {
    *why = find_obstacle(session);
    if (*why != NULL) {
        return NULL;
    }
    Rerun *rerun = calloc(1, sizeof(Rerun));
    *why = "there is no memory to run it again";
    if (rerun == NULL) {
        return NULL;
    }
    rerun->session = session;
    rerun->is_silent = is_silent;
    rerun->host = (Host){.context = rerun,
                         .write = write_silently,
                         .read = read_again,
                         .interrupted = session->host->host.interrupted,
                         .step = next_instructions};
    rerun->scans = true;
    rerun->report = NO_REPORT;
    rerun->now = timeline_open(session->heap, 0);
    if (rerun->now == NULL || !timeline_take(rerun->now) || !parse(rerun)) {
        free_rerun(rerun);
        return NULL;
    }
    uint64_t digest = image_digest(session->heap);
    bool done = run(rerun);
    rerun->is_exact = done && session->vm->abandoned == 0 && image_digest(session->heap) == digest;
    rerun->scans = false;
    done = restore(rerun) && done;
    if (rerun->is_interrupted && session->record.is_stopped) {
        /* Nobody knows its end: what was found so far can be shown. */
        rerun->is_interrupted = false;
        rerun->is_cut = true;
    }
    if (!done || rerun->is_interrupted) {
        *why = done ? NULL : *why;
        free_rerun(rerun);
        return NULL;
    }
    return rerun;
}

bool rerun_close(Rerun *rerun) {
    bool whole = !rerun->session->ended;
    free_rerun(rerun);
    return whole;
}

bool rerun_look(Rerun *rerun, size_t step, const RerunEyes *eyes) {
    rerun->step = step;
    rerun->eyes = eyes;
    rerun->is_interrupted = false;
    bool done = run(rerun);
    done = restore(rerun) && done;
    return done && rerun->is_satisfied && !rerun->has_failed && !rerun->is_interrupted;
}
