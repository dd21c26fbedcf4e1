#include "repl/commands.h"

#include "gc/gc.h"
#include "repl/help.h"
#include "repl/say.h"
#include "repl/style.h"
#include "vm/suggest.h"

#include <string.h>

enum { NAME_MOST = 32, HELP_COLUMN = 15 };

typedef struct CommandRow {
    const char *name;
    const char *letter;
    const char *argument;
    const char *summary;
    const char *help;
    void (*run)(Session *session, const char *argument);
} CommandRow;

#define COMMAND(word, short_form, takes, says, more)                                               \
    static void command_##word(Session *session, const char *argument);
#include "repl/commands.def"

static const CommandRow ROWS[] = {
#define COMMAND(word, short_form, takes, says, more)                                               \
    {#word, short_form, takes, says, more, command_##word},
#include "repl/commands.def"
};

/* --- looking ---------------------------------------------------------------------------------- */

static void put(Session *session, Bytes *text) {
    host_end_line(session->host);
    if (text->failed) {
        say(session, "no memory left to show this");
    } else {
        host_put_bytes(session->host, HOST_OUT, text);
    }
    bytes_free(text);
}

/* True when there is an X; else says that there must be one. */
static bool needs_path(Session *session, const char *name, const char *argument) {
    if (argument[0] != '\0') {
        return true;
    }
    say(session,
        ":%s needs an object: a name, a path such as b.next or d['k'], or a label such as "
        "list#1",
        name);
    return false;
}

static void command_refcount(Session *session, const char *argument) {
    Bytes text = {0};
    if (needs_path(session, "refcount", argument)) {
        (void)show_refcount(&text, &session->style, session->observer, session_view(session),
                            argument);
    }
    put(session, &text);
}

static void command_why(Session *session, const char *argument) {
    Bytes text = {0};
    if (needs_path(session, "why", argument)) {
        (void)show_why(&text, &session->style, session->observer, session_view(session), argument);
    }
    put(session, &text);
}

static const char *or_null(const char *argument) {
    return argument[0] != '\0' ? argument : NULL;
}

static void command_heap(Session *session, const char *argument) {
    Bytes text = {0};
    View room;
    (void)show_heap(&text, &session->style, session->observer, session_view(session),
                    session_view_before(session, &room), or_null(argument));
    put(session, &text);
}

static void command_map(Session *session, const char *argument) {
    Bytes text = {0};
    (void)show_map(&text, &session->style, session->observer, session_view(session),
                   or_null(argument));
    put(session, &text);
}

static void command_types(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_types(&text, &session->style, session->observer, session_view(session));
    put(session, &text);
}

static void command_diff(Session *session, const char *argument) {
    (void)argument;
    if (session->difference == NULL) {
        say(session, "no statement to tell of");
        return;
    }
    Bytes text = {0};
    show_difference(&text, &session->style, session->observer, session->difference);
    put(session, &text);
}

static void command_history(Session *session, const char *argument) {
    (void)argument;
    Bytes text = {0};
    show_history(&text, &session->style, session->observer);
    put(session, &text);
    size_t undone = session_count_undone(session);
    if (undone == 1) {
        say(session, "one more was undone (:redo brings it back)");
    } else if (undone > 1) {
        say(session, "%zu more were undone (:redo %zu brings them back)", undone, undone);
    }
}

/* --- going ------------------------------------------------------------------------------------ */

static void command_gc(Session *session, const char *argument) {
    bool young = strcmp(argument, "young") == 0;
    if (argument[0] != '\0' && !young) {
        say(session, ":gc takes nothing, or `young`");
        return;
    }
    const char *statement = young ? ":gc young" : ":gc";
    session_statement_begin(session, statement, strlen(statement));
    bool seen = observer_collect_begin(session->observer);
    session->vm->host = &session->host->host;
    GcReport report = gc_collect(session->vm, young ? 0 : GENERATION_COUNT - 1);
    session->vm->host = NULL;
    Bytes text = {0};
    if (seen && observer_collect_after(session->observer)) {
        show_gc(&text, &session->style, session->observer, &report);
    } else {
        bytes_print(&text, "%u objects were unreachable\n", report.unreachable);
    }
    put(session, &text);
    session_statement_end(session, false);
}

/* A small number, 1 for nothing; 0 for what is no number. */
static size_t read_steps(const char *argument) {
    size_t steps = argument[0] == '\0' ? 1 : 0;
    for (; *argument >= '0' && *argument <= '9' && steps < 1000000; argument++) {
        steps = steps * 10 + (size_t)(*argument - '0');
    }
    return *argument == '\0' ? steps : 0;
}

/* Takes back the :reset that nothing came after. */
static bool undo_reset(Session *session) {
    if (observer_statement_count(session->observer) != 0 || session->ahead ||
        session->reset_from == 0 || !session_go_forward(session, session->reset_from)) {
        return false;
    }
    say(session, "back before :reset");
    session->reset_from = 0;
    return true;
}

static void undo_steps(Session *session, size_t steps) {
    uint32_t count = observer_statement_count(session->observer);
    uint32_t taken = steps < count ? (uint32_t)steps : count;
    uint32_t number = count - taken + 1;
    const char *first = observer_statement_text(session->observer, number);
    Bytes text = {0};
    if (steps > count) {
        bytes_print(&text, "only %u to undo: ", count);
    }
    bytes_print(&text, "back before `%s` (%u in :history", first != NULL ? first : "?", number);
    if (taken > 1) {
        bytes_print(&text, "; :redo %u undoes this", taken);
    }
    bytes_append_char(&text, ')');
    if (session_go_back(session, taken)) {
        say(session, "%s", bytes_text(&text));
    } else {
        say(session, "that is too long ago to go back to");
    }
    bytes_free(&text);
}

static void command_undo(Session *session, const char *argument) {
    size_t steps = read_steps(argument);
    if (steps == 0) {
        say(session, ":undo takes a number of statements, from 1");
    } else if (undo_reset(session)) {
        return;
    } else if (observer_statement_count(session->observer) == 0) {
        say(session, "nothing to undo: this is the start");
    } else {
        undo_steps(session, steps);
    }
}

static void command_redo(Session *session, const char *argument) {
    size_t steps = read_steps(argument);
    size_t ahead = session_count_undone(session);
    size_t taken = steps < ahead ? steps : ahead;
    if (steps == 0) {
        say(session, ":redo takes a number of statements, from 1");
    } else if (taken == 0) {
        say(session, "nothing to redo");
    } else if (session_go_forward(session, taken)) {
        uint32_t count = observer_statement_count(session->observer);
        const char *text = observer_statement_text(session->observer, count);
        Bytes only = {0};
        if (steps > ahead) {
            bytes_print(&only, "only %zu to redo: ", ahead);
        }
        say(session, "%sforward again after `%s` (%u in :history)", bytes_text(&only),
            text != NULL ? text : "?", count);
        bytes_free(&only);
    } else {
        say(session, "no memory left to go forward again");
    }
}

static void command_reset(Session *session, const char *argument) {
    (void)argument;
    uint32_t count = observer_statement_count(session->observer);
    if (count == 0) {
        say(session, "this is the start");
    } else if (session_go_back(session, count)) {
        session->reset_from = count;
        say(session,
            "back to the start, %u statement%s undone (:undo brings %s back, but not after another "
            "statement)",
            count, count == 1 ? "" : "s", count == 1 ? "it" : "them");
    } else {
        say(session, "the start is too long ago to go back to");
    }
}

/* --- switches --------------------------------------------------------------------------------- */

static const char *live_name(LiveMode live) {
    static const char *const NAMES[] = {"off", "on", "all"};
    return NAMES[live];
}

/* How a switch stands: what it does and takes is said only where that is asked. */
static void show_switch(Session *session, const char *name, const char *value, const char *legend) {
    if (legend == NULL) {
        say(session, "%s %s", name, value);
    } else {
        enum { STATE_COLUMNS = 8 };
        int width = STATE_COLUMNS - (int)strlen(name);
        say(session, "%s %-*s  %s", name, width, value, legend);
    }
}

static void show_live(Session *session, bool explains) {
    show_switch(session, "live", live_name(session->live),
                explains ? "rows after each statement (on, off, all)" : NULL);
}

static void show_gc_switch(Session *session, bool explains) {
    show_switch(session, "gc", session->vm->collector.enabled ? "on" : "off",
                explains ? "automatic collections (on, off)" : NULL);
}

static bool set_live(Session *session, const char *value) {
    for (LiveMode mode = LIVE_OFF; mode <= LIVE_ALL; mode++) {
        if (strcmp(value, live_name(mode)) == 0) {
            session->live = mode;
            return true;
        }
    }
    return false;
}

/* A statement, because it changes what the program's gc.isenabled() says. */
static bool set_gc(Session *session, const char *value) {
    bool on = strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0) {
        return false;
    }
    const char *statement = on ? ":set gc on" : ":set gc off";
    session_statement_begin(session, statement, strlen(statement));
    session->vm->collector.enabled = on;
    session_statement_end(session, false);
    return true;
}

static void command_set(Session *session, const char *argument) {
    char name[NAME_MOST] = "";
    size_t length = strcspn(argument, " \t");
    if (length == 0) {
        show_live(session, true);
        show_gc_switch(session, true);
        return;
    }
    memcpy(name, argument, length < NAME_MOST ? length : NAME_MOST - 1);
    const char *value = argument + length;
    value += strspn(value, " \t");
    if (strcmp(name, "live") == 0) {
        if (value[0] != '\0' && !set_live(session, value)) {
            say(session, ":set live takes on, off or all");
            return;
        }
        show_live(session, value[0] == '\0');
    } else if (strcmp(name, "gc") == 0) {
        if (value[0] != '\0' && !set_gc(session, value)) {
            say(session, ":set gc takes on or off");
            return;
        }
        show_gc_switch(session, value[0] == '\0');
    } else {
        say(session, "there is no switch '%s': live and gc are", name);
    }
}

/* --- help ------------------------------------------------------------------------------------- */

/* One cell of the table: ":refcount X   who holds X". */
static size_t print_cell(Bytes *out, const CommandRow *row) {
    size_t start = out->length;
    bytes_print(out, ":%s %s", row->name, row->argument);
    size_t used = out->length - start;
    bytes_append_repeated(out, ' ', used < HELP_COLUMN ? HELP_COLUMN - used : 1);
    bytes_append_text(out, row->summary);
    return out->length - start;
}

/* Two commands to a line where the terminal is wide enough: ten lines in all. */
static void print_table(Bytes *out, unsigned width) {
    enum { CELL = 42, BOTH = 80 };
    size_t count = ARRAY_LENGTH(ROWS);
    size_t lines = width >= BOTH ? (count + 1) / 2 : count;
    for (size_t i = 0; i < lines; i++) {
        size_t used = print_cell(out, &ROWS[i]);
        if (lines < count && i + lines < count) {
            bytes_append_repeated(out, ' ', used < CELL ? CELL - used : 1);
            (void)print_cell(out, &ROWS[i + lines]);
        }
        bytes_append_char(out, '\n');
    }
}

static size_t find_candidates(const char *name, const CommandRow *found[]);
static const CommandRow *find_command(Session *session, const char *typed, size_t length);

static void print_overview(Bytes *out, unsigned width) {
    bytes_append_text(out, "Type Python; each statement is followed by what it did to memory. "
                           "Commands:\n");
    print_table(out, width);
    bytes_append_text(out,
                      "X is a path such as b.next, d['k'] or a[0], or a label such as list#1. "
                      "Short:\n"
                      ":r :w :h :m :g :u. More: :help NAME, language, differences, or a row's word."
                      "\n");
}

static void command_help(Session *session, const char *argument) {
    Bytes text = {0};
    bool colon = argument[0] == ':';
    argument += colon;
    if (argument[0] == '\0') {
        print_overview(&text, session->style.width);
    } else if (!help_print_topic(&text, argument)) {
        bool is_word = !colon && help_print_word(&text, argument);
        const CommandRow *found[ARRAY_LENGTH(ROWS)];
        size_t count = find_candidates(argument, found);
        if (count == 1 && (!is_word || strcmp(found[0]->name, argument) == 0)) {
            bytes_print(&text, ":%s %s  %s\n%s\n", found[0]->name, found[0]->argument,
                        found[0]->summary, found[0]->help);
        } else if (count == 0 && !colon && !is_word) {
            bytes_print(&text, "no help for '%s' (:help language lists what there is of Python)\n",
                        argument);
        } else if (!is_word) {
            (void)find_command(session, argument, strlen(argument));
        }
    }
    if (text.length != 0) {
        say_lines(session, &text);
    }
    bytes_free(&text);
}

static void command_quit(Session *session, const char *argument) {
    (void)argument;
    session->ended = true;
    session->status = 0;
}

/* --- the table -------------------------------------------------------------------------------- */

const char *commands_complete(const char *prefix, size_t index) {
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strncmp(ROWS[i].name, prefix, strlen(prefix)) == 0 && index-- == 0) {
            return ROWS[i].name;
        }
    }
    return NULL;
}

/* All the commands that `name` may be short for; one where it is the name or the fixed letter. */
static size_t find_candidates(const char *name, const CommandRow *found[]) {
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        const CommandRow *row = &ROWS[i];
        bool letter = row->letter[0] != '\0' && strcmp(row->letter, name) == 0;
        if (letter || strcmp(row->name, name) == 0) {
            found[0] = row;
            return 1;
        }
        if (strlen(name) >= 2 && strncmp(row->name, name, strlen(name)) == 0) {
            found[count++] = row;
        }
    }
    return count;
}

static void say_candidates(Session *session, const char *name, const CommandRow *const found[],
                           size_t count) {
    Bytes names = {0};
    for (size_t i = 0; i < count; i++) {
        bytes_print(&names, "%s:%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", found[i]->name);
    }
    say(session, ":%s may be %s", name, bytes_text(&names));
    bytes_free(&names);
}

/* Of those that may have been mistyped, the nearest. */
static void say_unknown(Session *session, const char *name) {
    const CommandRow *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        size_t distance = 0;
        if (suggest_is_near(name, ROWS[i].name, &distance) && distance < least) {
            least = distance;
            nearest = &ROWS[i];
        }
    }
    if (nearest != NULL) {
        say(session, "there is no command :%s; did you mean :%s? (:help lists them)", name,
            nearest->name);
    } else {
        say(session, "there is no command :%s (:help lists them)", name);
    }
}

/* NULL when there is none, or more than one: then that was said. Capitals are as good. */
static const CommandRow *find_command(Session *session, const char *typed, size_t length) {
    char name[NAME_MOST + 1] = "";
    const CommandRow *found[ARRAY_LENGTH(ROWS)];
    for (size_t i = 0; i < length && i < NAME_MOST; i++) {
        name[i] = typed[i] >= 'A' && typed[i] <= 'Z' ? (char)(typed[i] + ('a' - 'A')) : typed[i];
    }
    size_t count = find_candidates(name, found);
    if (count > 1) {
        say_candidates(session, name, found, count);
    } else if (count == 0) {
        say_unknown(session, name);
    }
    return count == 1 ? found[0] : NULL;
}

void commands_run(Session *session, const char *line) {
    line += strspn(line, " \t");
    line = line[0] != '\0' ? line : "help";
    size_t length = strcspn(line, " \t");
    const CommandRow *row = find_command(session, line, length);
    if (row == NULL) {
        return;
    }
    Bytes argument = {0};
    const char *rest = line + length;
    rest += strspn(rest, " \t");
    size_t left = strlen(rest);
    while (left != 0 && (rest[left - 1] == ' ' || rest[left - 1] == '\t')) {
        left--;
    }
    bytes_append(&argument, rest, left);
    session->style = style_choose(session->options, session->host);
    row->run(session, bytes_text(&argument));
    bytes_free(&argument);
}
