#include "repl/words.h"

#include "repl/commands.h"
#include "repl/say.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* If the line is `word`, `word()` or `word(...)`: what is in the parentheses, "" for nothing;
 * *length without the closing one. NULL if it is something else. */
static const char *match_word(const char *line, const char *word, size_t *length) {
    line += strspn(line, " \t");
    size_t word_length = strlen(word);
    if (strncmp(line, word, word_length) != 0) {
        return NULL;
    }
    const char *rest = line + word_length;
    rest += strspn(rest, " \t");
    size_t left = strlen(rest);
    while (left != 0 && (rest[left - 1] == ' ' || rest[left - 1] == '\t')) {
        left--;
    }
    *length = 0;
    if (left == 0) {
        return "";
    }
    if (left < 2 || rest[0] != '(' || rest[left - 1] != ')') {
        return NULL;
    }
    *length = left - 2;
    return rest + 1;
}

static bool answer_leave(Session *session, const char *line) {
    static const char *const WORDS[] = {"exit", "quit"};
    for (size_t i = 0; i < ARRAY_LENGTH(WORDS); i++) {
        size_t length = 0;
        const char *argument = match_word(line, WORDS[i], &length);
        if (argument == NULL || session_has_global(session, WORDS[i])) {
            continue;
        }
        /* Only a plain number is read here; anything else is told how to ask. */
        if (strspn(argument, "0123456789") < length || length > 3) {
            say(session, "%s() takes a number; :quit leaves", WORDS[i]);
            return true;
        }
        session->status = length == 0 ? 0 : atoi(argument) & 255;
        session->ended = true;
        return true;
    }
    return false;
}

static bool answer_help(Session *session, const char *line) {
    size_t length = 0;
    const char *argument = match_word(line, "help", &length);
    if (argument == NULL || session_has_global(session, "help")) {
        return false;
    }
    if (length == 0) {
        commands_run(session, "help");
    } else {
        say(session, "help is a command here: :help lists them, :refcount %.*s shows an object",
            (int)(length < 40 ? length : 40), argument);
    }
    return true;
}

static bool is_word_byte(char byte) {
    return isalnum((unsigned char)byte) || byte == '_';
}

/* Finds `list#1` outside of quotes. */
static const char *find_label(const char *line, size_t *length) {
    const char *mark = strchr(line, '#');
    if (mark == NULL || mark == line || !is_word_byte(mark[-1]) ||
        !isdigit((unsigned char)mark[1])) {
        return NULL;
    }
    const char *quote = strpbrk(line, "'\"");
    if (quote != NULL && quote < mark) {
        return NULL;
    }
    const char *start = mark;
    while (start > line && is_word_byte(start[-1])) {
        start--;
    }
    if (isdigit((unsigned char)*start)) {
        return NULL;
    }
    const char *end = mark + 1;
    while (isdigit((unsigned char)*end)) {
        end++;
    }
    *length = (size_t)(end - start);
    return start;
}

bool words_answer(Session *session, const char *line) {
    if (answer_leave(session, line) || answer_help(session, line)) {
        return true;
    }
    size_t length = 0;
    const char *label = find_label(line, &length);
    if (label != NULL && length < 60) {
        int shown = (int)length;
        say(session, "hint: Python reads # as a comment; %.*s is a label of Ouro's: :refcount %.*s",
            shown, label, shown, label);
    }
    return false;
}
