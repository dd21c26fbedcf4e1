#include "observe/observing.h"
#include "repl/command_parts.h"
#include "repl/saved.h"
#include "repl/say.h"

#include <stdlib.h>
#include <string.h>

/* --- marks ----------------------------------------------------------------------------------- */

/* What a mark is called when it is not said. */
#define MARK_USUAL "mark"

/* A mark is called by one word, so that it can be typed and listed. */
static bool is_mark_name(Session *session, const char *name) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    if (strlen(name) <= MARK_NAME_MOST && strspn(name, LETTERS) == strlen(name)) {
        return true;
    }
    say(session, "the name of a mark is one word of letters, digits and _, at most %d of them",
        MARK_NAME_MOST);
    return false;
}

/* "after `b = a` (2 in :history)". */
static void write_moment(Bytes *out, const Session *session, uint32_t statement) {
    const char *text = observer_statement_text(session->observer, statement);
    if (text == NULL) {
        bytes_append_text(out, "at the start");
    } else {
        bytes_print(out, "after `%s` (%u in :history)", text, statement);
    }
}

void command_mark(Session *session, const char *argument) {
    const char *name = argument[0] != '\0' ? argument : MARK_USUAL;
    if (!is_mark_name(session, name)) {
        return;
    }
    if (!observer_mark_set(session->observer, name)) {
        say(session, "no memory left to remember this moment");
        return;
    }
    Bytes moment = {0};
    write_moment(&moment, session, observer_statement_count(session->observer));
    say(session, "marked %s; `:diff %s` will tell what changed since", bytes_text(&moment), name);
    bytes_free(&moment);
}

static void say_no_mark(Session *session, const char *name) {
    Bytes names = {0};
    observer_write_marks(&names, session->observer);
    if (names.length == 0) {
        bool usual = strcmp(name, MARK_USUAL) == 0;
        say(session, "there is no mark '%s'  (:mark%s%s sets it)", name, usual ? "" : " ",
            usual ? "" : name);
    } else {
        say(session, "there is no mark '%s'; marks so far: %s", name, bytes_text(&names));
    }
    bytes_free(&names);
}

static void show_since(Session *session, const Mark *mark) {
    Difference difference = {0};
    Bytes text = {0};
    Bytes moment = {0};
    write_moment(&moment, session, mark->statement);
    const char *name = strcmp(mark->name, MARK_USUAL) == 0 ? "" : mark->name;
    say(session, "Since :mark%s%s, set %s:", name[0] == '\0' ? "" : " ", name, bytes_text(&moment));
    if (observer_compare_mark(session->observer, mark, &difference)) {
        show_difference(&text, &session->style, session->observer, &difference);
        command_put(session, &text);
    } else {
        say(session, "no memory left to compare");
    }
    difference_free(&difference);
    bytes_free(&moment);
}

static void diff_mark(Session *session, const char *name) {
    const Mark *mark = observer_mark_peek(session->observer, name);
    uint32_t present = observer_statement_count(session->observer);
    if (mark == NULL) {
        say_no_mark(session, name);
    } else if (mark->statement > present) {
        uint32_t ahead = mark->statement - present;
        say(session, "mark '%s' lies %u statement%s ahead, undone since (:redo %u goes there)",
            name, ahead, ahead == 1 ? "" : "s", ahead);
    } else {
        show_since(session, mark);
    }
}

void command_diff(Session *session, const char *argument) {
    if (argument[0] != '\0') {
        diff_mark(session, argument);
    } else if (session->difference == NULL) {
        say(session,
            "nothing ran since the start, or since you went back or forward: run a statement, or "
            "compare with a mark (:help mark)");
    } else {
        Bytes text = {0};
        show_difference(&text, &session->style, session->observer, session->difference);
        command_put(session, &text);
    }
}

/* --- history --------------------------------------------------------------------------------- */

static unsigned long mebibytes(size_t bytes) {
    return (unsigned long)((bytes + ((size_t)1 << 20) - 1) >> 20);
}

/* What the first statements of the history come from, where that is not the start. */
static void say_chapter(Session *session, const Chapter *chapter, size_t done) {
    Bytes text = {0};
    if (chapter->first == 0) {
        bytes_print(&text, "counted since %s", chapter->title);
    } else {
        bytes_print(&text, "%s%u came with %s", chapter->first == 1 ? "" : "1 to ", chapter->first,
                    chapter->title);
    }
    if (!session_can_leave_chapter(session)) {
        bytes_append_text(&text, "; what came before that was forgotten");
    } else if (done == 0) {
        bytes_append_text(&text, " (:undo goes back before it)");
    } else {
        bytes_print(&text, " (:undo %zu and then :undo go back before it)", done);
    }
    say(session, "%s", bytes_text(&text));
    bytes_free(&text);
}

/* How far back one can go, and what that costs. */
static void say_reach(Session *session) {
    uint32_t count = observer_statement_count(session->observer);
    const Chapter *chapter = chapters_peek(&session->chapters);
    size_t done = session_count_done(session);
    if (session->timeline == NULL) {
        say(session, "no memory was left for :undo");
        return;
    }
    TimelineCounts counts = timeline_counts(session->timeline);
    if (done < count - chapter->first) {
        Bytes last = {0};
        if (done < 2) {
            bytes_append_text(&last, done == 0 ? "nothing more" : "only the last statement");
        } else {
            bytes_print(&last, "only the last %zu statements", done);
        }
        say(session,
            "%s can be undone: checkpoints hold %lu MiB and may hold %lu MiB (ouro --undo-memory "
            "SIZE)",
            bytes_text(&last), mebibytes(counts.stored_bytes), mebibytes(counts.budget_bytes));
        bytes_free(&last);
    } else if (chapter->title != NULL) {
        say_chapter(session, chapter, done);
    }
}

void command_history(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_history(&text, &session->style, session->observer);
    command_put(session, &text);
    say_reach(session);
    size_t undone = session_count_undone(session);
    if (undone == 1) {
        say(session, "one more was undone (:redo brings it back)");
    } else if (undone > 1) {
        say(session, "%zu more were undone (:redo %zu brings them back)", undone, undone);
    } else if (!session->ahead && chapters_peek_next(&session->chapters) != NULL) {
        say(session, "%s was undone (:redo brings it back)",
            chapters_peek_next(&session->chapters)->title);
    }
}

/* --- back and forth -------------------------------------------------------------------------- */

/* Why nothing older can be gone back to, where there was something. */
static void say_forgotten(Session *session) {
    say(session,
        "what came before was forgotten, for checkpoints may hold %lu MiB in all (ouro "
        "--undo-memory SIZE)",
        mebibytes(timeline_counts(session->timeline).budget_bytes));
}

static void undo_chapter(Session *session) {
    const Chapter *chapter = chapters_peek(&session->chapters);
    Bytes title = {0};
    bytes_append_text(&title, chapter->title != NULL ? chapter->title : "");
    if (chapter->title == NULL) {
        say(session, "nothing to undo: this is the start");
    } else if (session_leave_chapter(session)) {
        uint32_t count = observer_statement_count(session->observer);
        say(session, "back before %s (%u statement%s in :history)", bytes_text(&title), count,
            count == 1 ? "" : "s");
    } else {
        say_forgotten(session);
    }
    bytes_free(&title);
}

static void undo_steps(Session *session, size_t steps, size_t done) {
    uint32_t taken = (uint32_t)(steps < done ? steps : done);
    uint32_t count = observer_statement_count(session->observer);
    uint32_t number = count - taken + 1;
    const char *first = observer_statement_text(session->observer, number);
    Bytes text = {0};
    if (steps > done) {
        bytes_print(&text, "only %u to undo: ", taken);
    }
    bytes_print(&text, "back before `%s` (%u in :history", first != NULL ? first : "?", number);
    if (taken > 1) {
        bytes_print(&text, "; :redo %u undoes this", taken);
    }
    bytes_append_char(&text, ')');
    if (!session_go_back(session, taken)) {
        say(session, "no memory left to go back");
    } else {
        say(session, "%s", bytes_text(&text));
        if (steps > done && number - 1 > chapters_peek(&session->chapters)->first) {
            say_forgotten(session);
        }
    }
    bytes_free(&text);
}

void command_undo(Session *session, const char *argument) {
    size_t steps = command_read_steps(argument);
    if (steps == 0) {
        say(session, ":undo takes a number of statements, from 1");
        return;
    }
    if (!session_settle(session)) {
        say(session, "no memory left to go back");
        return;
    }
    size_t done = session_count_done(session);
    if (done != 0) {
        undo_steps(session, steps, done);
    } else if (observer_statement_count(session->observer) >
               chapters_peek(&session->chapters)->first) {
        say_forgotten(session);
    } else {
        undo_chapter(session);
    }
}

static void redo_steps(Session *session, size_t steps, size_t ahead) {
    size_t taken = steps < ahead ? steps : ahead;
    if (!session_go_forward(session, taken)) {
        say(session, "no memory left to go forward again");
        return;
    }
    uint32_t count = observer_statement_count(session->observer);
    const char *text = observer_statement_text(session->observer, count);
    Bytes only = {0};
    if (steps > ahead) {
        bytes_print(&only, "only %zu to redo: ", ahead);
    }
    say(session, "%sforward again after `%s` (%u in :history)", bytes_text(&only),
        text != NULL ? text : "?", count);
    bytes_free(&only);
}

void command_redo(Session *session, const char *argument) {
    size_t steps = command_read_steps(argument);
    size_t ahead = session_count_undone(session);
    if (steps == 0) {
        say(session, ":redo takes a number of statements, from 1");
    } else if (ahead != 0) {
        redo_steps(session, steps, ahead);
    } else if (chapters_peek_next(&session->chapters) == NULL) {
        say(session, "nothing to redo");
    } else if (session_return_chapter(session)) {
        say(session, "forward again after %s", chapters_peek(&session->chapters)->title);
    } else {
        say(session, "no memory left to go forward again");
    }
}

void command_reset(Session *session, const char *argument) {
    (void)argument;
    uint32_t count = observer_statement_count(session->observer);
    if (count == 0) {
        say(session, "this is the start");
    } else if (session_begin_chapter(session, &session->start, NULL, ":reset")) {
        say(session, "back to the start: %u statement%s undone (:undo brings %s back)", count,
            count == 1 ? "" : "s", count == 1 ? "it" : "them");
    } else {
        say(session, "no memory left to go back to the start");
    }
}

/* --- files ----------------------------------------------------------------------------------- */

bool command_read_file(Session *session, const char *name, const char *argument, Bytes *path) {
    size_t length = strlen(argument);
    char quote = argument[0] == '"' || argument[0] == '\'' ? argument[0] : '\0';
    if (quote != '\0' && (length < 2 || argument[length - 1] != quote)) {
        say(session, "the %c that begins the file's name is not closed", quote);
        return false;
    }
    argument += quote != '\0';
    length -= quote != '\0' ? 2 : 0;
    if (length == 0) {
        say(session, ":%s needs the name of a file", name);
        return false;
    }
    const char *home = getenv("HOME");
    if (argument[0] == '~' && (length == 1 || argument[1] == '/') && home != NULL) {
        bytes_append_text(path, home);
        argument++;
        length--;
    }
    bytes_append(path, argument, length);
    return !path->failed;
}

void command_save(Session *session, const char *argument) {
    Bytes path = {0};
    Bytes why = {0};
    if (!command_read_file(session, "save", argument, &path)) {
        /* said already */
    } else if (saved_write(session, bytes_text(&path), &why)) {
        uint32_t count = observer_statement_count(session->observer);
        say(session, "saved: all of memory, and %u statement%s; :load %s brings them back", count,
            count == 1 ? "" : "s", argument);
    } else {
        say(session, "can't save to %s: %s", argument, bytes_text(&why));
    }
    bytes_free(&path);
    bytes_free(&why);
}

/* `argument` is how the user calls the file. */
static bool load(Session *session, const char *argument, const char *path) {
    Saved saved;
    bool loaded = false;
    Bytes why = {0};
    Bytes title = {0};
    bytes_print(&title, ":load %s", argument);
    if (!saved_read(session, path, &saved, &why)) {
        say(session, "can't load %s: %s; nothing was changed", argument, bytes_text(&why));
    } else if (session_begin_chapter(session, &saved.image, saved.observer, bytes_text(&title))) {
        uint32_t count = observer_statement_count(session->observer);
        const char *text = observer_statement_text(session->observer, count);
        if (text == NULL) {
            say(session, "loaded: this is its start (:undo goes back)");
        } else {
            say(session, "loaded: it goes on after `%s` (%u in :history; :undo goes back)", text,
                count);
        }
        image_copy_free(&saved.image);
        loaded = true;
    } else {
        say(session, "can't load %s: no memory left; nothing was changed", argument);
        image_copy_free(&saved.image);
    }
    bytes_free(&why);
    bytes_free(&title);
    return loaded;
}

bool command_load_file(Session *session, const char *path) {
    return load(session, path, path);
}

void command_load(Session *session, const char *argument) {
    Bytes path = {0};
    if (command_read_file(session, "load", argument, &path)) {
        (void)load(session, argument, bytes_text(&path));
    }
    bytes_free(&path);
}
