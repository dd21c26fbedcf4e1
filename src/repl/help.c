#include "repl/help.h"

#include "lang/diagnostic.h"
#include "show/answers.h"
#include "vm/hint.h"
#include "vm/native.h"

#include <stdio.h>
#include <string.h>

static const char *const DIFFERENCES[] = {
#define DIFFERENCE(text) text,
#include "repl/differences.def"
};

static const char *const KEYWORDS[] = {
#define TOKEN(name, written)
#define KEYWORD(name, written) written,
#define MARK(name, written)
#include "lang/tokens.def"
};

static const char *const EXCEPTIONS[] = {
#define ERROR(name, base) #name,
#include "object/errors.def"
#undef ERROR
};

static const char *const SPECIAL_NAMES[] = {
#define NAME(identifier, text) text,
#include "object/names.def"
#undef NAME
};

static const char *const REFUSED_NAMES[] = {
#define REFUSED(feature, name, hint) name,
#include "lang/refused.def"
};

enum { TITLE_COLUMNS = 16 };

/* A list begins with its title; its entries stand in the second column, and of an entry that is
 * absent there is no list. */
typedef struct NameList {
    Bytes *out;
    const char *title;
    bool begun;
} NameList;

static void add_name(NameList *list, const char *name) {
    if (list->begun) {
        bytes_append_text(list->out, ", ");
    } else {
        bytes_append_text(list->out, list->title);
        size_t columns = strlen(list->title);
        bytes_append_repeated(list->out, ' ',
                              columns < TITLE_COLUMNS ? TITLE_COLUMNS - columns : 2);
    }
    list->begun = true;
    bytes_append_text(list->out, name);
}

static void end_list(const NameList *list) {
    if (list->begun) {
        bytes_append_char(list->out, '\n');
    }
}

/* Some words are reserved, as in Python, and refused. */
static bool is_refused(const char *keyword) {
    char name[32];
    snprintf(name, sizeof name, "'%s'", keyword);
    for (size_t i = 0; i < ARRAY_LENGTH(REFUSED_NAMES); i++) {
        if (strcmp(REFUSED_NAMES[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void print_names(Bytes *out, const char *title, const char *const *names, size_t count) {
    NameList list = {out, title, false};
    for (size_t i = 0; i < count; i++) {
        if (!is_refused(names[i])) {
            add_name(&list, names[i]);
        }
    }
    end_list(&list);
}

/* The special methods and attributes that Ouro itself looks up, reads or calls. */
static void print_special(Bytes *out) {
    NameList list = {out, "special", false};
    for (size_t i = 0; i < ARRAY_LENGTH(SPECIAL_NAMES); i++) {
        if (strncmp(SPECIAL_NAMES[i], "__", 2) == 0) {
            add_name(&list, SPECIAL_NAMES[i]);
        }
    }
    end_list(&list);
}

static void print_natives(Bytes *out, const char *title, NativeOwner owner, Kind kind) {
    NameList list = {out, title, false};
    for (size_t i = 0; i < NATIVE_COUNT; i++) {
        const NativeRow *row = &NATIVE_ROWS[i];
        bool of_kind = owner != NATIVE_OF_KIND || row->kind == (uint8_t)kind;
        if (row->owner == owner && of_kind && row->name[0] != '_') {
            add_name(&list, row->name);
        }
    }
    end_list(&list);
}

static void print_refused(Bytes *out) {
    NameList list = {out, "  syntax", false};
    for (size_t i = 0; i < ARRAY_LENGTH(REFUSED_NAMES); i++) {
        add_name(&list, REFUSED_NAMES[i]);
    }
    end_list(&list);
}

/* What can be called to make something. */
static void print_types(Bytes *out) {
    NameList list = {out, "types", false};
    for (size_t i = 0; i < NATIVE_COUNT; i++) {
        if (NATIVE_ROWS[i].owner == NATIVE_CONSTRUCTS_KIND) {
            add_name(&list, NATIVE_ROWS[i].name);
        }
    }
    end_list(&list);
}

static void print_methods(Bytes *out) {
    bytes_append_text(out, "methods\n");
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        char title[64];
        snprintf(title, sizeof title, "  of %s", KIND_ROWS[kind].type);
        print_natives(out, title, NATIVE_OF_KIND, (Kind)kind);
    }
}

/* What Python has and Ouro has not, of the owner of row `first` (of the built-ins without
 * exceptions). */
static void print_missing(Bytes *out, size_t first) {
    const char *owner = MISSING_ROWS[first].owner;
    char title[64];
    snprintf(title, sizeof title, owner[0] == '\0' ? "  functions" : "  of %s", owner);
    NameList list = {out, title, false};
    for (size_t i = first; i < MISSING_COUNT; i++) {
        const MissingRow *row = &MISSING_ROWS[i];
        bool exception = owner[0] == '\0' && row->form[0] == '\0';
        if (strcmp(row->owner, owner) == 0 && row->name[0] != '_' && !exception) {
            add_name(&list, row->name);
        }
    }
    end_list(&list);
}

static void print_language(Bytes *out) {
    bytes_append_text(out, "in the language\n");
    print_names(out, "keywords", KEYWORDS, ARRAY_LENGTH(KEYWORDS));
    print_natives(out, "functions", NATIVE_OF_BUILTINS, KIND_INT);
    print_types(out);
    print_names(out, "exceptions", EXCEPTIONS, ARRAY_LENGTH(EXCEPTIONS));
    print_special(out);
    print_methods(out);
    bytes_append_text(out, "modules\n");
    print_natives(out, "  sys", NATIVE_OF_SYS, KIND_INT);
    print_natives(out, "  gc", NATIVE_OF_GC, KIND_INT);
    print_natives(out, "  weakref", NATIVE_OF_WEAKREF, KIND_INT);
    print_natives(out, "  tracemalloc", NATIVE_OF_TRACEMALLOC, KIND_INT);
    bytes_append_text(out, "not there\n");
    print_refused(out);
    for (size_t i = 0; i < MISSING_COUNT; i++) {
        if (i == 0 || strcmp(MISSING_ROWS[i].owner, MISSING_ROWS[i - 1].owner) != 0) {
            print_missing(out, i);
        }
    }
}

/* The rows are the documentation's, which marks code with backticks. */
static void print_differences(Bytes *out) {
    bytes_append_text(out, "Whatever Ouro accepts is Python 3.11 and prints the same there, save "
                           "for:\n");
    for (size_t i = 0; i < ARRAY_LENGTH(DIFFERENCES); i++) {
        bytes_append_text(out, "-  ");
        for (const char *at = DIFFERENCES[i]; *at != '\0'; at++) {
            if (*at != '`') {
                bytes_append_char(out, *at);
            }
        }
        bytes_append_char(out, '\n');
    }
    bytes_append_text(out, "What Ouro lacks of Python it refuses by name.\n");
}

static const struct {
    const char *word;
    const char *text;
} WORDS[] = {
#define WORD(word, text) {#word, text},
#include "repl/rows.def"
};

/* Where the words of an entry begin: after the first two blanks, or 0. */
static size_t find_column(const char *line, size_t length) {
    for (size_t i = 1; line[0] == ':' && i + 1 < length; i++) {
        if (line[i] == ' ' && line[i + 1] == ' ') {
            while (i < length && line[i] == ' ') {
                i++;
            }
            return i;
        }
    }
    return 0;
}

/* One line of the table, after `used` columns of the line before it. Returns the columns that are
 * used now. */
static size_t print_words(Bytes *out, const char *line, size_t length, size_t used, size_t indent,
                          size_t width) {
    size_t column = used == 0 ? find_column(line, length) : 0;
    bytes_append(out, line, column);
    used += column;
    bool is_first = column > 0 || used == 0;
    for (size_t at = column; at < length;) {
        size_t blanks = strspn(line + at, " ");
        at += blanks;
        size_t end = at;
        while (end < length && line[end] != ' ') {
            end++;
        }
        if (!is_first && used + 1 + (end - at) > width) {
            bytes_append_char(out, '\n');
            bytes_append_repeated(out, ' ', indent);
            used = indent;
        } else if (!is_first) {
            bytes_append_char(out, ' ');
            used++;
        }
        bytes_append(out, line + at, end - at);
        used += end - at;
        is_first = false;
        at = end;
    }
    return used;
}

void help_print_prose(Bytes *out, const char *text, unsigned width) {
    enum { WIDEST = 80, LEAST_BESIDE = 32, USUAL_INDENT = 2 };
    size_t columns = width < WIDEST ? width : WIDEST;
    size_t used = 0;
    size_t indent = 0;
    while (text[0] != '\0') {
        size_t length = strcspn(text, "\n");
        const char *next = text + length + (text[length] == '\n');
        if (used == 0 && text[0] == ':') {
            indent = find_column(text, length);
            indent = indent + LEAST_BESIDE > columns ? USUAL_INDENT : indent;
        } else if (used == 0) {
            indent = 0;
        }
        used = print_words(out, text, length, used, indent, columns);
        bool is_entry_over = indent > 0 && next[0] != ' ';
        bool is_sentence_over = length > 0 && text[length - 1] == '.';
        if (next[0] == '\0' || next[0] == ':' || is_entry_over || is_sentence_over) {
            bytes_append_char(out, '\n');
            used = 0;
        }
        text = next;
    }
}

bool help_print_word(Bytes *out, const char *word, unsigned width) {
    for (size_t i = 0; i < ARRAY_LENGTH(WORDS); i++) {
        if (strcmp(WORDS[i].word, word) == 0) {
            help_print_prose(out, WORDS[i].text, width);
            return true;
        }
    }
    return false;
}

/* The words that have a help of their own. */
static void print_rows(Bytes *out) {
    bytes_append_text(out, "A word leads each row that Ouro writes, and tells what it is about. "
                           "`:help WORD` explains it:\n ");
    for (size_t i = 0; i < ARRAY_LENGTH(WORDS); i++) {
        bytes_print(out, " %s", WORDS[i].word);
    }
    bytes_append_char(out, '\n');
}

static void print_json(Bytes *out) {
    bytes_append_text(out, "For programs, these commands say what they say as one line of JSON, "
                           "printed or written to a file:\n:COMMAND [X] --json [FILE]\n");
    answer_list(out);
    bytes_append_text(out, "`ouro --observe json FILE` writes all that is in memory after each "
                           "statement of a program. docs/observation.md tells what each member "
                           "means.\n");
}

bool help_print_topic(Bytes *out, const char *topic) {
    if (strcmp(topic, "differences") == 0) {
        print_differences(out);
        return true;
    }
    if (strcmp(topic, "language") == 0) {
        print_language(out);
        return true;
    }
    if (strcmp(topic, "rows") == 0) {
        print_rows(out);
        return true;
    }
    if (strcmp(topic, "json") == 0) {
        print_json(out);
        return true;
    }
    return false;
}
