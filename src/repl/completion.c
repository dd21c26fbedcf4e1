#include "repl/completion.h"

#include "repl/commands.h"

#include <string.h>

static const char *const KEYWORDS[] = {
#define TOKEN(kind, text)
#define MARK(kind, text)
#define KEYWORD(kind, text) text,
#include "lang/tokens.def"
};

/* The key number *index among those of the dict that begin with `text`; counts *index down. */
static const char *find_in_dict(const DictObject *dict, const char *text, int *index) {
    size_t length = strlen(text);
    for (size_t i = dict_next_entry(dict, 0); i < dict->fill; i = dict_next_entry(dict, i + 1)) {
        const Object *key = dict_entry_key(dict, i);
        const StrObject *name = (const StrObject *)key;
        bool fits = key->kind == KIND_STR && strncmp(name->text, text, length) == 0;
        bool hidden = length == 0 && name->text[0] == '_';
        if (fits && !hidden && (*index)-- == 0) {
            return name->text;
        }
    }
    return NULL;
}

static const char *find_keyword(const char *text, int *index) {
    for (size_t i = 0; i < ARRAY_LENGTH(KEYWORDS); i++) {
        if (strncmp(KEYWORDS[i], text, strlen(text)) == 0 && (*index)-- == 0) {
            return KEYWORDS[i];
        }
    }
    return NULL;
}

/* In the first word of a command, or in the second where that is asked about. */
static bool completes_command(const char *line) {
    line += strspn(line, " ");
    if (line[0] != ':') {
        return false;
    }
    const char *word = line + 1 + strspn(line + 1, " ");
    const char *rest = word + strcspn(word, " ");
    bool asks = strncmp(word, "help ", 5) == 0;
    rest += asks ? strspn(rest, " ") : 0;
    return strcspn(rest, " ") == strlen(rest) && (asks || rest[0] == '\0');
}

char *completion_find(const Session *session, const char *text, const char *line, int index) {
    const Vm *vm = session->vm;
    const char *found = NULL;
    if (completes_command(line)) {
        found = commands_complete(text, (size_t)index);
    } else {
        found = find_in_dict(vm->globals, text, &index);
        found = found != NULL ? found : find_in_dict(vm->builtins, text, &index);
        found = found != NULL ? found : find_keyword(text, &index);
    }
    return found != NULL ? strdup(found) : NULL;
}
