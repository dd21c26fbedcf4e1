#include "observe/brief.h"
#include "show/map_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The letters of built-in types; the others of the alphabet are for the program's classes. */
static const struct {
    char letter;
    const char *words;
} FIXED[] = {
    {'L', "list"},      {'D', "dict"},   {'Z', "set"},   {'T', "tuple"},    {'S', "str"},
    {'I', "int"},       {'F', "float"},  {'C', "class"}, {'U', "function"}, {'K', "code"},
    {'G', "generator"}, {'B', "buffer"}, {'O', "other"},
};

/* 0 where the letter goes by the class. */
static char letter_of_kind(uint8_t kind) {
    switch (kind) {
    case KIND_LIST:
        return 'L';
    case KIND_DICT:
        return 'D';
    case KIND_SET:
    case KIND_FROZENSET:
        return 'Z';
    case KIND_TUPLE:
        return 'T';
    case KIND_STR:
        return 'S';
    case KIND_INT:
    case KIND_BIG_INT:
        return 'I';
    case KIND_FLOAT:
        return 'F';
    case KIND_CLASS:
        return 'C';
    case KIND_FUNCTION:
    case KIND_NATIVE:
    case KIND_METHOD:
        return 'U';
    case KIND_GENERATOR:
        return 'G';
    case KIND_CODE:
        return 'K';
    case KIND_BUFFER:
        return 'B';
    default:
        return kind >= KIND_INSTANCE && kind < KIND_COUNT ? 0 : 'O';
    }
}

/* The first letter of a name that is still free, else the first of the alphabet. */
static char choose(const MapLetters *letters, const char *name) {
    for (const char *at = name; *at != '\0'; at++) {
        int letter = toupper((unsigned char)*at);
        if (letter >= 'A' && letter <= 'Z' && letters->names[letter - 'A'] == NULL)
            return (char)letter;
    }
    for (int letter = 'A'; letter <= 'Z'; letter++) {
        if (letters->names[letter - 'A'] == NULL)
            return (char)letter;
    }
    return 'O';
}

static bool is_built_in(const char *name) {
    for (unsigned kind = 0; kind < KIND_INSTANCE; kind++) {
        if (KIND_ROWS[kind].type != NULL && strcmp(KIND_ROWS[kind].type, name) == 0)
            return true;
    }
    return strcmp(name, "class") == 0 || strcmp(name, "weakref") == 0 ||
           strcmp(name, "weakproxy") == 0;
}

bool map_letters_take(MapLetters *letters, const Labels *labels) {
    *letters = (MapLetters){.labels = labels};
    letters->of_types = calloc(labels->type_count + (size_t)1, 1);
    if (letters->of_types == NULL)
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(FIXED); i++)
        letters->names[FIXED[i].letter - 'A'] = FIXED[i].words;
    for (uint32_t i = 0; i < labels->type_count; i++) {
        const LabelType *type = &labels->types[i];
        if (type->last == 0 || is_built_in(type->name))
            continue;
        char letter = choose(letters, type->name);
        letters->of_types[i] = letter;
        if (letter != 'O')
            letters->names[letter - 'A'] = type->name;
    }
    return true;
}

void map_letters_free(MapLetters *letters) {
    free(letters->of_types);
    *letters = (MapLetters){0};
}

static char letter_of_type(const MapLetters *letters, uint32_t type) {
    return letters->of_types[type] != 0 ? letters->of_types[type] : 'O';
}

/* Objects of a heap that is too large to compare have no labels; their type may have one. */
static uint32_t find_type(const MapLetters *letters, const char *name) {
    uint32_t type = 0;
    while (type < letters->labels->type_count &&
           strcmp(letters->labels->types[type].name, name) != 0)
        type++;
    return type;
}

char map_letter_of(const MapLetters *letters, View view, const Block *home, const Block *seen) {
    char letter = letter_of_kind(seen->kind);
    if (letter != 0)
        return letter;
    const Label *label = labels_peek(letters->labels, home, seen->birth);
    return letter_of_type(letters, label != NULL ? label->type
                                                 : find_type(letters, brief_type_name(view, home)));
}

char map_letter_of_ghost(const MapLetters *letters, const Label *label, const Block *seen) {
    char letter = letter_of_kind(seen->flags);
    if (letter == 0)
        letter = label == NULL ? 'O' : letter_of_type(letters, label->type);
    return (char)tolower((unsigned char)letter);
}
