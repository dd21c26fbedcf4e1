#include "repl/commands.h"

#include "heap/visit.h"
#include "repl/command_parts.h"
#include "repl/commands_json.h"
#include "repl/help.h"
#include "repl/say.h"
#include "repl/style.h"
#include "show/answers.h"
#include "vm/suggest.h"

#include <string.h>

enum { NAME_MOST = 32, HELP_COLUMN = 14 };

/* What a command may do. */
typedef enum CommandGroup {
    GROUP_LOOK,  /* reads only: the image is the same afterwards */
    GROUP_KEEP,  /* reads only, too, and keeps what it read */
    GROUP_GO,    /* runs something, or goes through time */
    GROUP_SET,   /* switches */
    GROUP_LEARN, /* lessons */
    GROUP_HELP,
} CommandGroup;

typedef struct CommandRow {
    CommandGroup group;
    const char *name;
    const char *letter;
    const char *argument;
    const char *summary;
    const char *help;
    void (*run)(Session *session, const char *argument);
} CommandRow;

static const CommandRow ROWS[] = {
#define COMMAND(group, word, short_form, takes, says, more)                                        \
    {GROUP_##group, #word, short_form, takes, says, more, command_##word},
#include "repl/commands.def"
};

/* --- parts of commands --------------------------------------------------------------------------
 */

void command_put(Session *session, Bytes *text) {
    host_end_line(session->host);
    if (text->failed) {
        say(session, "no memory left to show this");
    } else {
        host_put_bytes(session->host, HOST_OUT, text);
    }
    bytes_free(text);
}

bool command_needs_path(Session *session, const char *name, const char *argument) {
    if (argument[0] != '\0') {
        return true;
    }
    say(session,
        ":%s needs an object: a name, a path such as b.next or d['k'], or a label such as "
        "list#1",
        name);
    return false;
}

size_t command_read_steps(const char *argument) {
    size_t steps = argument[0] == '\0' ? 1 : 0;
    for (; *argument >= '0' && *argument <= '9' && steps < 1000000; argument++) {
        steps = steps * 10 + (size_t)(*argument - '0');
    }
    return *argument == '\0' ? steps : 0;
}

size_t command_take_word(const char **argument, const char **word) {
    size_t length = strcspn(*argument, " \t");
    *word = *argument;
    *argument += length;
    *argument += strspn(*argument, " \t");
    return length;
}

/* --- help ------------------------------------------------------------------------------------ */

/* One cell of a table: ":refcount X   who holds X". */
static size_t print_cell(Bytes *out, const CommandRow *row) {
    size_t start = out->length;
    bytes_print(out, ":%s %s", row->name, row->argument);
    size_t used = out->length - start;
    bytes_append_repeated(out, ' ', used < HELP_COLUMN ? HELP_COLUMN - used : 1);
    bytes_append_text(out, row->summary);
    return out->length - start;
}

/* Two commands to a line where the terminal is wide enough. */
static void print_table(Bytes *out, const CommandRow *const rows[], size_t count, unsigned width) {
    enum { CELL = 41, BOTH = 80 };
    size_t lines = width >= BOTH ? (count + 1) / 2 : count;
    for (size_t i = 0; i < lines; i++) {
        size_t used = print_cell(out, rows[i]);
        if (lines < count && i + lines < count) {
            bytes_append_repeated(out, ' ', used < CELL ? CELL - used : 1);
            (void)print_cell(out, rows[i + lines]);
        }
        bytes_append_char(out, '\n');
    }
}

/* The words under which commands are listed. */
static const char *group_word(CommandGroup group) {
    static const char *const WORDS[] = {
        [GROUP_LOOK] = "look", [GROUP_KEEP] = "go",     [GROUP_GO] = "go",
        [GROUP_SET] = "set",   [GROUP_LEARN] = "learn", [GROUP_HELP] = "help",
    };
    return WORDS[group];
}

/* The commands under a word, or all of them for NULL. */
static size_t find_group(const char *word, const CommandRow *found[]) {
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (word == NULL || strcmp(group_word(ROWS[i].group), word) == 0) {
            found[count++] = &ROWS[i];
        }
    }
    return count;
}

/* "look   :refcount :why ..." for each word. */
static void print_groups(Bytes *out) {
    static const char *const WORDS[] = {"look", "go", "set", "learn", "help"};
    for (size_t i = 0; i < ARRAY_LENGTH(WORDS); i++) {
        const CommandRow *rows[ARRAY_LENGTH(ROWS)];
        size_t count = find_group(WORDS[i], rows);
        bytes_print(out, "%-6s", WORDS[i]);
        for (size_t j = 0; j < count; j++) {
            bytes_print(out, " :%s", rows[j]->name);
        }
        bytes_append_char(out, '\n');
    }
}

static size_t find_candidates(const char *name, const CommandRow *found[]);
static const CommandRow *find_command(Session *session, const char *typed, size_t length);

/* Ten lines: a few commands to begin with, and the names of all. */
static void print_overview(Bytes *out, unsigned width) {
    static const char *const FIRST[] = {"refcount", "why", "map", "gc", "step", "undo"};
    const CommandRow *rows[ARRAY_LENGTH(FIRST)];
    for (size_t i = 0; i < ARRAY_LENGTH(FIRST); i++) {
        const CommandRow *found[ARRAY_LENGTH(ROWS)];
        (void)find_candidates(FIRST[i], found);
        rows[i] = found[0];
    }
    help_print_prose(out,
                     "Type Python; each statement is followed by what it did to memory. To "
                     "begin with:",
                     width);
    print_table(out, rows, ARRAY_LENGTH(rows), width);
    print_groups(out);
    help_print_prose(out,
                     "X is a path such as b.next, d['k'] or a[0], or a label such as list#1.\n"
                     "More: `:help all`; `:help gc` or any command; `:help rows`: what new, refs,\n"
                     "lost mean; `:help language`, differences. Short: :r :w :h :m :g :s :u :n.",
                     width);
}

/* `:help look`, `:help all`. False where there is no such group, or a command has its name. */
static bool print_group(Bytes *out, const char *word, unsigned width) {
    const CommandRow *rows[ARRAY_LENGTH(ROWS)];
    if (find_candidates(word, rows) == 1 && strcmp(rows[0]->name, word) == 0) {
        return false;
    }
    size_t count = find_group(strcmp(word, "all") == 0 ? NULL : word, rows);
    print_table(out, rows, count, width);
    return count != 0;
}

/* What a command does, or what a word of a row means; the former where it is both. */
static void print_command_or_word(Session *session, Bytes *text, const char *name, bool colon) {
    unsigned width = session->style.width;
    Bytes meaning = {0};
    bool is_word = !colon && help_print_word(&meaning, name, width);
    const CommandRow *found[ARRAY_LENGTH(ROWS)];
    size_t count = find_candidates(name, found);
    if (count == 1 && (!is_word || strcmp(found[0]->name, name) == 0)) {
        bytes_print(text, ":%s%s%s  %s\n", found[0]->name, found[0]->argument[0] == '\0' ? "" : " ",
                    found[0]->argument, found[0]->summary);
        help_print_prose(text, found[0]->help, width);
        if (answer_has(found[0]->name)) {
            bytes_append_text(text, "With --json it answers programs (:help json).\n");
        }
    } else if (count == 0 && !colon && !is_word) {
        bytes_print(text,
                    "no help for '%s' (:help all lists the commands, :help rows the words, :help "
                    "language what there is of Python)\n",
                    name);
    } else if (!is_word) {
        (void)find_command(session, name, strlen(name));
    }
    bytes_append(text, bytes_text(&meaning), meaning.length);
    bytes_free(&meaning);
}

void command_help(Session *session, const char *argument) {
    Bytes text = {0};
    unsigned width = session->style.width;
    bool colon = argument[0] == ':';
    argument += colon;
    if (argument[0] == '\0') {
        print_overview(&text, width);
    } else if ((colon || !print_group(&text, argument, width)) &&
               !help_print_topic(&text, argument)) {
        print_command_or_word(session, &text, argument, colon);
    }
    if (text.length != 0) {
        say_lines(session, &text);
    }
    bytes_free(&text);
}

void command_quit(Session *session, const char *argument) {
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
        if (name[0] != '\0' && strncmp(row->name, name, strlen(name)) == 0) {
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

/* The first command that begins with the same letters, as `:refs` and `:refcount` do; or NULL. */
static const CommandRow *find_alike(const char *name) {
    enum { LETTERS = 3 };
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS) && strlen(name) > LETTERS; i++) {
        if (strncmp(name, ROWS[i].name, LETTERS) == 0) {
            return &ROWS[i];
        }
    }
    return NULL;
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
    nearest = nearest != NULL ? nearest : find_alike(name);
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
    /* A single letter that is nobody's own runs nothing, such as :quit: it may have slipped. */
    bool is_slip = count == 1 && strlen(name) == 1 && strcmp(found[0]->letter, name) != 0;
    if (count > 1 || is_slip) {
        say_candidates(session, name, found, count);
    } else if (count == 0) {
        say_unknown(session, name);
    }
    return count == 1 && !is_slip ? found[0] : NULL;
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
    bool checks = (row->group == GROUP_LOOK || row->group == GROUP_KEEP) && session->options->audit;
    uint64_t before = checks ? image_digest(session->heap) : 0;
    bool takes = row->argument[0] != '\0';
    bool is_done = commands_answer_json(session, row->name, takes, bytes_text(&argument));
    if (!is_done && !takes && argument.length != 0) {
        say(session, ":%s takes nothing", row->name);
    } else if (!is_done) {
        row->run(session, bytes_text(&argument));
    }
    if (checks && image_digest(session->heap) != before) {
        host_print(session->host, HOST_ERROR, "audit: looking changed the image (:%s)\n",
                   row->name);
        session->status = STATUS_BROKEN_LEDGER;
        session->ended = true;
    }
    bytes_free(&argument);
}
