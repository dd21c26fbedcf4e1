#include "repl/options.h"

#include "heap/heap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Less would not hold what every program finds at its start. */
#define LEAST_LIMIT ((size_t)2 << 20)

enum { LEAST_WIDTH = 20, MOST_WIDTH = 500 };

/* One for each row of options.def. */
typedef enum OptionId {
#define OPTION(letter, name, argument, member, help) OPTION_##member,
#include "repl/options.def"
    OPTION_COUNT
} OptionId;

typedef struct OptionRow {
    char letter;
    const char *name;
    const char *argument;
    const char *help;
} OptionRow;

static const OptionRow ROWS[] = {
#define OPTION(letter, name, argument, member, help) {letter, name, argument, help},
#include "repl/options.def"
};

void options_print_usage(Bytes *out) {
    bytes_append_text(out, "usage: ouro [OPTIONS] [FILE | - | -c CODE] [ARGUMENTS]\n"
                           "       ouro [OPTIONS] lesson [NUMBER | LESSON.md]\n"
                           "       ouro check LESSON.md ... [--update]\n"
                           "       ouro [OPTIONS] demo FILE [--large] [--no-pace]\n\n"
                           "Without a program and at a terminal, Ouro asks for statements.\n\n");
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionRow *row = &ROWS[i];
        size_t start = out->length;
        bytes_append_text(out, "  ");
        if (row->letter != 0) {
            bytes_print(out, "-%c%s", row->letter, row->name != NULL ? ", " : "");
        }
        if (row->name != NULL) {
            bytes_print(out, "--%s", row->name);
        }
        if (row->argument != NULL) {
            bytes_print(out, " %s", row->argument);
        }
        size_t used = out->length - start;
        bytes_append_repeated(out, ' ', used < 22 ? 22 - used : 1);
        bytes_print(out, "%s\n", row->help);
    }
}

/* Decimal digits and nothing else. */
static bool read_number(const char *text, size_t length, uint64_t *number) {
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || *number > (UINT64_MAX - 9) / 10) {
            return false;
        }
        *number = *number * 10 + (uint64_t)(text[i] - '0');
    }
    return length != 0;
}

/* "1G", "64M", "512k" or bytes. */
static bool read_size(const char *text, size_t *size) {
    static const char UNITS[] = "kmgKMG";
    size_t length = strlen(text);
    const char *unit = length == 0 ? NULL : strchr(UNITS, text[length - 1]);
    unsigned shift = unit == NULL ? 0 : 10 * ((unsigned)(unit - UNITS) % 3 + 1);
    uint64_t number = 0;
    if (!read_number(text, length - (unit != NULL), &number) || number > UINT64_MAX >> shift) {
        return false;
    }
    *size = (size_t)(number << shift);
    return *size <= HEAP_LIMIT_MAX;
}

static bool read_width(Options *options, const char *argument, Bytes *complaint) {
    uint64_t width = 0;
    if (!read_number(argument, strlen(argument), &width) || width < LEAST_WIDTH ||
        width > MOST_WIDTH) {
        bytes_print(complaint, "--width takes a number of columns from %d to %d, not %s",
                    LEAST_WIDTH, MOST_WIDTH, argument);
        return false;
    }
    options->width = (unsigned)width;
    return true;
}

/* Notes an option. `argument` is NULL where it takes none. */
static bool apply(Options *options, OptionId id, const char *argument, Bytes *complaint) {
    switch (id) {
    case OPTION_code:
        options->code = argument;
        return true;
    case OPTION_load:
        options->load = argument;
        return true;
    case OPTION_transcript:
        options->transcript = argument;
        return true;
    case OPTION_heap_limit:
        if (!read_size(argument, &options->heap_limit) || options->heap_limit < LEAST_LIMIT) {
            bytes_print(complaint, "--heap-limit takes a size from 2M to 16G, such as 64M, not %s",
                        argument);
            return false;
        }
        return true;
    case OPTION_undo_memory:
        if (!read_size(argument, &options->undo_memory) || options->undo_memory == 0) {
            bytes_print(complaint, "--undo-memory takes a size up to 16G, such as 64M, not %s",
                        argument);
            return false;
        }
        return true;
    case OPTION_fuel:
        options->fuel_limited = true;
        if (!read_number(argument, strlen(argument), &options->fuel)) {
            bytes_print(complaint, "--fuel takes a number of instructions, not %s", argument);
            return false;
        }
        return true;
    case OPTION_fail_allocation:
        if (!read_number(argument, strlen(argument), &options->fail_allocation)) {
            bytes_print(complaint, "--fail-allocation takes a number of allocations, not %s",
                        argument);
            return false;
        }
        return true;
    case OPTION_fault:
        options->fault = argument;
        if (strcmp(argument, "leak") != 0) {
            bytes_print(complaint, "--fault takes leak, not %s", argument);
            return false;
        }
        return true;
    case OPTION_observe:
        options->observe = argument;
        if (strcmp(argument, "json") != 0) {
            bytes_print(complaint, "--observe takes json, not %s", argument);
            return false;
        }
        return true;
    case OPTION_tiny_heap:
        options->tiny_heap = true;
        options->heap_limit = options->heap_limit != 0 ? options->heap_limit : LEAST_LIMIT;
        return true;
    case OPTION_stay:
        options->stay = true;
        return true;
    case OPTION_live:
        options->live = true;
        return true;
    case OPTION_plain:
        options->plain = true;
        return true;
    case OPTION_ascii:
        options->ascii = true;
        return true;
    case OPTION_width:
        return read_width(options, argument, complaint);
    case OPTION_colour:
        options->colour = true;
        return true;
    case OPTION_no_colour:
        options->no_colour = true;
        return true;
    case OPTION_audit:
        options->audit = true;
        return true;
    case OPTION_replay_each:
        options->replay_each = true;
        return true;
    case OPTION_digest:
        options->digest = true;
        return true;
    case OPTION_version:
        options->version = true;
        return true;
    case OPTION_help:
        options->help = true;
        return true;
    case OPTION_COUNT:
        break;
    }
    UNREACHABLE();
}

/* The row of "-c", "--fuel" or "--fuel=9"; *value is what follows the sign, or NULL. */
static OptionId find_row(const char *word, const char **value) {
    *value = NULL;
    bool is_long = word[1] == '-';
    const char *name = word + 1 + is_long;
    size_t length = strcspn(name, "=");
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!is_long && ROWS[i].letter == word[1] && ROWS[i].letter != 0) {
            *value = word[2] == '\0' ? NULL : word + 2;
            return (OptionId)i;
        }
        if (is_long && ROWS[i].name != NULL && strlen(ROWS[i].name) == length &&
            memcmp(ROWS[i].name, name, length) == 0) {
            *value = name[length] == '=' ? name + length + 1 : NULL;
            return (OptionId)i;
        }
    }
    return OPTION_COUNT;
}

bool options_read(Options *options, int count, char *const *arguments, Bytes *complaint) {
    *options = (Options){0};
    for (int i = 0; i < count; i++) {
        const char *word = arguments[i];
        if (word[0] != '-' || word[1] == '\0') {
            options->file = word;
            options->arguments = arguments + i + 1;
            options->argument_count = count - i - 1;
            return true;
        }
        const char *value = NULL;
        OptionId id = find_row(word, &value);
        if (id == OPTION_COUNT) {
            bytes_print(complaint, "there is no option %s", word);
            return false;
        }
        bool wants = ROWS[id].argument != NULL;
        if (wants && value == NULL && ++i < count) {
            value = arguments[i];
        }
        if (wants != (value != NULL)) {
            bytes_print(complaint, wants ? "%s takes an argument" : "%s takes no argument", word);
            return false;
        }
        if (!apply(options, id, value, complaint)) {
            return false;
        }
        if (id == OPTION_code) {
            return true;
        }
    }
    return true;
}
