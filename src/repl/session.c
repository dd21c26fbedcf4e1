#include "repl/session.h"

#include "heap/visit.h"
#include "lang/compiler.h"
#include "lang/parser.h"
#include "object/fault.h"
#include "object/trace.h"
#include "observe/audit.h"
#include "observe/faults.h"
#include "observe/observing.h"
#include "repl/moments.h"
#include "repl/replay.h"
#include "repl/say.h"
#include "repl/style.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* What the records of the timeline may hold: enough for hours of typing. */
#define TIMELINE_BUDGET ((size_t)64 << 20)

enum { STATUS_RAISED = 1 };

/* Pools for the code of a statement or two, when the program has taken all else: 192 KiB. A program
 * that nobody watches gets all there is. */
enum { RESERVE_SLOTS = 12 };

/* --- opening and closing -------------------------------------------------------------------- */

static size_t undo_memory(const Options *options) {
    return options->undo_memory != 0 ? options->undo_memory : TIMELINE_BUDGET;
}

static bool open_watchers(Session *session) {
    session->timeline = timeline_open(session->heap, undo_memory(session->options));
    session->observer = observer_open(session->heap);
    chapters_open(&session->chapters, session->observer);
    return session->timeline != NULL && session->observer != NULL &&
           image_copy_take(&session->start, session->heap) && timeline_take(session->timeline);
}

/* A file has its fuel for the whole way; at the prompt each statement gets as much. */
void session_fill_up(Session *session) {
    session->vm->fuel = session->options->fuel;
    session->vm->fuel_limited = session->options->fuel_limited;
}

static void write_watched(void *context, HostStream stream, const char *bytes, size_t length) {
    const Session *session = context;
    host_write(&session->host->host, stream, bytes, length);
}

static HostAnswer read_watched(void *context, Bytes *line) {
    Session *session = context;
    size_t before = line->length;
    HostAnswer answer = host_read(&session->host->host, line);
    record_add_answer(&session->record, answer, bytes_text(line) + before, line->length - before);
    return answer;
}

/* A program may catch it, and a finalizer cannot pass it on: so the end of a statement does not
 * tell. */
static void note_interrupt(void *context) {
    Session *session = context;
    session->record.is_stopped = true;
}

static void lower_thresholds(Vm *vm) {
    for (unsigned i = 0; i < GENERATION_COUNT; i++) {
        vm->collector.generations[i].threshold = i == 0 ? TINY_YOUNG : TINY_OLDER;
        vm->collector.generations[i].count = 0; /* what the start made is not the program's */
    }
}

bool session_open(Session *session, const Options *options, ReplHost *host, bool watched) {
    *session = (Session){.options = options, .host = host, .watched = host->host};
    if (watched) {
        session->watched = (Host){.context = session,
                                  .write = write_watched,
                                  .read = read_watched,
                                  .interrupted = host->host.interrupted,
                                  .note_interrupt = note_interrupt};
    }
    VmSettings settings = {.heap_limit = options->heap_limit};
    session->vm = vm_open(&settings);
    if (session->vm == NULL) {
        host_print(host, HOST_ERROR, "ouro: no memory to start: %s\n", strerror(errno));
        session->status = STATUS_UNUSABLE;
        return false;
    }
    session->heap = session->vm->heap;
    session->style = style_choose(options, host);
    if (options->fault != NULL) {
        fault_start(session->vm, FAULT_EVERY);
    }
    if (options->tiny_heap) {
        lower_thresholds(session->vm);
    }
    session_fill_up(session); /* before the first checkpoint: it is part of the image */
    if (watched && !open_watchers(session)) {
        host_put(host, HOST_ERROR, "ouro: no memory to watch the program\n");
        session->status = STATUS_UNUSABLE;
        (void)session_close(session);
        return false;
    }
    if (options->fail_allocation != 0) {
        heap_fail_after(session->heap, options->fail_allocation);
    }
    return true;
}

int session_close(Session *session) {
    if (session->options->digest) {
        heap_keep_reserve(session->heap, 0); /* which only the prompt keeps */
        host_print(session->host, HOST_ERROR, "image %016" PRIx64 "\n",
                   image_digest(session->heap));
    }
    timeline_close(session->timeline);
    record_free(&session->record);
    bytes_free(&session->wish.word);
    chapters_close(&session->chapters);
    image_copy_free(&session->start);
    size_t left = 0;
    bool is_faulty = session->vm->faults.count > 0;
    vm_close(session->vm, &session->watched, session->options->audit ? &left : NULL);
    if (left != 0 && is_faulty) {
        host_print(session->host, HOST_ERROR,
                   "audit: %zu blocks were never freed (ouro --fault leak)\n", left);
    } else if (left != 0) {
        host_print(session->host, HOST_ERROR, "audit: %zu blocks are left at the end\n", left);
        session->status = STATUS_BROKEN_LEDGER;
    }
    return session->status;
}

/* --- statements ------------------------------------------------------------------------------ */

/* Without memory there is no way back and nothing to compare with, but the program goes on. */
static void stop_timeline(Session *session) {
    host_put(session->host, HOST_ERROR,
             "ouro: no memory left for :undo and live lines; the program goes on without\n");
    timeline_close(session->timeline);
    session->timeline = NULL;
}

void session_checkpoint(Session *session) {
    if (session->ahead && session->timeline != NULL && !timeline_take(session->timeline)) {
        stop_timeline(session);
    }
    session->ahead = false;
}

void session_statement_begin(Session *session, const char *text, size_t length) {
    session_checkpoint(session);
    session->ahead = true;
    session->difference = NULL;
    record_clear(&session->record);
    chapters_forget_ahead(&session->chapters);
    if (session->moments != NULL) {
        moments_begin(session->moments, text, length);
    }
    if (session->observer != NULL && !observer_statement_begin(session->observer, text, length)) {
        stop_timeline(session);
    }
}

bool session_show_live(Session *session) {
    if (session->live == LIVE_OFF || session->difference == NULL) {
        return false;
    }
    Bytes text = {0};
    session->style = style_choose(session->options, session->host);
    show_live_line(&text, &session->style, session->observer, session->difference,
                   session->live == LIVE_ALL);
    bool any = text.length != 0;
    if (any) {
        host_end_line(session->host);
    }
    host_put_bytes(session->host, HOST_OUT, &text);
    bytes_free(&text);
    return any;
}

/* What was forgotten since the last time, for --fault leak: it is told, and the session goes on. */
static void tell_faults(Session *session) {
    uint32_t count = session->vm->faults.count;
    Look look = {0};
    Bytes text = {0};
    if (count > session->faults_told &&
        look_take(&look, view_live(session->heap),
                  session->observer == NULL ? NULL : observer_labels(session->observer))) {
        for (uint32_t i = session->faults_told; i < count; i++) {
            bytes_clear(&text);
            faults_write(&text, &look, session->observer, i);
            if (session->observer != NULL) {
                say(session, "audit: %s", bytes_text(&text));
            } else {
                host_print(session->host, HOST_ERROR, "audit: %s\n", bytes_text(&text));
            }
        }
    }
    session->faults_told = count;
    bytes_free(&text);
    look_free(&look);
}

static void audit(Session *session) {
    Bytes why = {0};
    if (!audit_run(view_live(session->heap), &why)) {
        host_put(session->host, HOST_ERROR, "audit: the ledger does not balance\n");
        host_put_bytes(session->host, HOST_ERROR, &why);
        session->status = STATUS_BROKEN_LEDGER;
        session->ended = true;
    }
    bytes_free(&why);
    tell_faults(session);
}

void session_statement_end(Session *session, bool live) {
    if (session->observer != NULL && session->timeline != NULL) {
        View before = timeline_shadow_view(session->timeline);
        bool seen = observer_statement_after(session->observer, before, &session->difference);
        session->difference = seen ? session->difference : NULL;
        if (live) {
            (void)session_show_live(session);
        }
    }
    if (session->moments != NULL) {
        moments_end(session->moments);
    }
    if (session->options->audit) {
        audit(session);
    }
}

/* Releasing can run finalizers, which may print. */
void session_let_go(Session *session) {
    session->vm->host = &session->watched;
    OBJECT_CLEAR(session->vm, session->vm->program);
    session->vm->host = NULL;
}

static void drop_exception(Session *session) {
    session->vm->host = &session->watched;
    raise_clear(session->vm);
    session->vm->host = NULL;
}

/* Reports the pending exception, and drops it. */
static ProgramEnd report_exception(Session *session) {
    Vm *vm = session->vm;
    const Host *host = &session->watched;
    session->status = STATUS_RAISED;
    if (raise_pending_is(vm, ERROR_SystemExit)) {
        session->status = vm_exit_status(vm, host);
        session->ended = true;
    } else {
        if (raise_pending_is(vm, ERROR_KeyboardInterrupt)) {
            session->status = STATUS_INTERRUPTED;
        }
        Bytes text = {0};
        vm_print_exception(vm, host, &text);
        say_error(session, &text);
        bytes_free(&text);
    }
    drop_exception(session);
    /* One Ctrl-C stops one statement. */
    (void)host_take_interrupt(session->host);
    return session->ended ? PROGRAM_ENDED : PROGRAM_FAILED;
}

static ProgramEnd report_diagnostic(Session *session, const Program *program,
                                    const Diagnostic *diagnostic) {
    Bytes text = {0};
    diagnostic_print(&text, program->name, program->text, program->length, diagnostic);
    say_error(session, &text);
    bytes_free(&text);
    session->status = STATUS_RAISED;
    return PROGRAM_FAILED;
}

CodeObject *session_compile(Session *session, Scratch *scratch, Node *module,
                            const Program *program, Diagnostic *diagnostic) {
    Vm *vm = session->vm;
    heap_keep_reserve(session->heap, 0);
    StrObject *filename = str_from_text(vm, program->name);
    StrObject *source = NULL;
    CodeObject *code = NULL;
    if (filename != NULL && (source = str_new(vm, program->text, program->length)) != NULL) {
        CompileRequest request = {module, filename, source, program->interactive};
        code = compile_module(vm, scratch, &request, diagnostic);
        if (code == NULL && trace_is_on(vm) && raise_pending_is(vm, ERROR_MemoryError)) {
            /* In a heap that is full the table of traces cannot grow. */
            raise_clear(vm);
            vm->trace.paused++;
            code = compile_module(vm, scratch, &request, diagnostic);
            vm->trace.paused--;
        }
    }
    object_release_if(vm, (Object *)filename);
    object_release_if(vm, (Object *)source);
    heap_keep_reserve(session->heap, session->observer != NULL ? RESERVE_SLOTS : 0);
    return code;
}

/* The code is held by the machine (vm->program), where the ledger can name it, until let_go.
 * False when there is none; then that was reported. */
static bool compile(Session *session, Scratch *scratch, Node *module, const Program *program) {
    Diagnostic diagnostic = {0};
    CodeObject *code = session_compile(session, scratch, module, program, &diagnostic);
    if (code == NULL && diagnostic.message[0] != '\0') {
        (void)report_diagnostic(session, program, &diagnostic);
    } else if (code == NULL) {
        (void)report_exception(session);
    }
    session->vm->program = code;
    return code != NULL;
}

/* A stretch of a module's statements that stand on the same lines: `a = 1; b = 2` is one. */
static uint32_t group_end(NodeList body, uint32_t first) {
    uint32_t stop = first + 1;
    while (stop < body.count &&
           body.items[stop]->place.line <= body.items[stop - 1]->place.end_line) {
        stop++;
    }
    return stop;
}

/* The lines of a group, without the last line's end. */
static Text group_text(const Program *program, NodeList body, uint32_t first, uint32_t stop) {
    size_t length = 0;
    const char *start = diagnostic_find_line(program->text, program->length,
                                             body.items[first]->place.line, &length);
    const char *last = diagnostic_find_line(program->text, program->length,
                                            body.items[stop - 1]->place.end_line, &length);
    return (Text){start, (uint32_t)(last + length - start)};
}

static void show_source(Session *session, Text text) {
    const char *mark = ">>> ";
    const char *line = text.data;
    const char *end = text.data + text.length;
    Bytes out = {0};
    while (line < end) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        line_end = line_end != NULL ? line_end : end;
        bytes_append_text(&out, mark);
        bytes_append(&out, line, (size_t)(line_end - line));
        bytes_append_char(&out, '\n');
        mark = "... ";
        line = line_end + 1;
    }
    host_put_bytes(session->host, HOST_OUT, &out);
    bytes_free(&out);
}

static bool shows_source_of(const Program *program, NodeList body) {
    return program->shown == SOURCE_ALWAYS || (program->shown == SOURCE_IF_SEVERAL &&
                                               body.count != 0 && group_end(body, 0) < body.count);
}

/* Runs `count` statements of the code that the machine holds, from *next on. */
static ProgramEnd run_statements(Session *session, uint32_t *next, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (vm_run_statement(session->vm, &session->watched, session->vm->program, next) ==
            RUN_RAISED) {
            return report_exception(session);
        }
    }
    return PROGRAM_DONE;
}

/* Notes the text of which the next statements are parts. */
static void record_text(Session *session, const Program *program, bool is_typed) {
    Record *record = &session->record;
    record->is_known = false;
    record->is_typed = is_typed;
    bytes_clear(&record->name);
    bytes_clear(&record->text);
    bytes_append_text(&record->name, program->name);
    bytes_append(&record->text, program->text, program->length);
}

/* Notes which statement it is that has just begun. */
static void record_statement(Session *session, uint32_t first, uint32_t count, uint32_t next) {
    Record *record = &session->record;
    record->first = first;
    record->count = count;
    record->next = next;
    record->is_known = !record->name.failed && !record->text.failed;
}

/* What is no statement leaves no trace: the image is what it was at the checkpoint, exactly. */
static void forget_attempt(Session *session) {
    if (session->timeline != NULL && !timeline_back(session->timeline, 0)) {
        stop_timeline(session);
    }
}

/* At the prompt every group is code of its own, which is gone before anybody looks. */
ProgramEnd session_run_typed(Session *session, Scratch *scratch, Node *module,
                             const Program *program) {
    NodeList body = module->module.body;
    ProgramEnd end = PROGRAM_DONE;
    bool shows_source = shows_source_of(program, body);
    if (session->observer != NULL) {
        record_text(session, program, true);
    }
    for (uint32_t i = 0; i < body.count && end == PROGRAM_DONE && !session->ended;) {
        uint32_t stop = group_end(body, i);
        Text text = group_text(program, body, i, stop);
        if (shows_source) {
            show_source(session, text);
        }
        Node part = *module;
        part.module.body = (NodeList){body.items + i, stop - i};
        session_checkpoint(session);
        session_fill_up(session);
        if (!compile(session, scratch, &part, program)) {
            forget_attempt(session);
            return session->ended ? PROGRAM_ENDED : PROGRAM_FAILED;
        }
        session_statement_begin(session, text.data, text.length);
        record_statement(session, i, stop - i, 0);
        uint32_t next = 0;
        end = run_statements(session, &next, stop - i);
        session_let_go(session);
        session_statement_end(session, true);
        i = stop;
        if (end == PROGRAM_FAILED && i < body.count && !session->ended) {
            host_put(session->host, HOST_ERROR, "what follows it was not run\n");
        }
    }
    return session->ended ? PROGRAM_ENDED : end;
}

/* A file is one code object, so that its equal constants are one object; audited statement by
 * statement. */
static ProgramEnd run_whole(Session *session, Scratch *scratch, Node *module,
                            const Program *program) {
    if (!compile(session, scratch, module, program)) {
        return PROGRAM_FAILED;
    }
    NodeList body = module->module.body;
    ProgramEnd end = PROGRAM_DONE;
    uint32_t next = 0;
    bool shows_source = shows_source_of(program, body);
    if (session->observer != NULL) {
        record_text(session, program, false);
    }
    for (uint32_t i = 0; i < body.count && end == PROGRAM_DONE && !session->ended;) {
        uint32_t stop = session->observer != NULL ? group_end(body, i) : i + 1;
        if (session->observer != NULL) {
            Text text = group_text(program, body, i, stop);
            if (shows_source) {
                show_source(session, text);
            }
            session_statement_begin(session, text.data, text.length);
            record_statement(session, i, stop - i, next);
        }
        uint32_t count = stop - i;
        Replay replay = {0};
        if (session->options->replay_each) {
            replay = replay_begin(session, next, count);
        }
        end = run_statements(session, &next, count);
        session_statement_end(session, true);
        if (session->options->replay_each && !replay_check(session, &replay)) {
            session->status = STATUS_BROKEN_LEDGER;
            session->ended = true;
        }
        i = stop;
    }
    session_let_go(session);
    return session->ended ? PROGRAM_ENDED : end;
}

ProgramEnd session_try_file(Session *session, const Program *program) {
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    ProgramEnd end = PROGRAM_UNFINISHED;
    switch (parse_file(&scratch, program->text, program->length, &module, &diagnostic)) {
    case PARSE_COMPLETE:
        end = program->interactive ? session_run_typed(session, &scratch, module, program)
                                   : run_whole(session, &scratch, module, program);
        break;
    case PARSE_MORE:
        break;
    case PARSE_ERROR:
        end = report_diagnostic(session, program, &diagnostic);
        break;
    }
    scratch_free(&scratch);
    return end;
}

ProgramEnd session_run_file(Session *session, const Program *program) {
    ProgramEnd end = session_try_file(session, program);
    if (end != PROGRAM_UNFINISHED) {
        return end;
    }
    Scratch scratch = {0};
    Node *module = NULL;
    Diagnostic diagnostic = {0};
    (void)!parse_file(&scratch, program->text, program->length, &module, &diagnostic);
    scratch_free(&scratch);
    return report_diagnostic(session, program, &diagnostic);
}

/* --- looking, and going back ----------------------------------------------------------------- */

View session_view(const Session *session) {
    return view_live(session->heap);
}

const View *session_view_before(const Session *session, View *room) {
    if (session->timeline == NULL || !session->ahead) {
        return NULL;
    }
    *room = timeline_shadow_view(session->timeline);
    return room;
}

bool session_has_global(const Session *session, const char *name) {
    const Vm *vm = session->vm;
    StrObject *interned = str_peek_interned(vm, name, strlen(name));
    return interned != NULL && dict_peek_name(vm->globals, interned) != NULL;
}
