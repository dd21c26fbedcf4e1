#include "repl/commands_json.h"

#include "repl/command_parts.h"
#include "repl/say.h"
#include "show/answers.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* Where the word --json begins in an argument; NULL if it is not there. */
static const char *find_word(const char *argument) {
    static const char WORD[] = "--json";
    const char *at = strstr(argument, WORD);
    while (at != NULL) {
        const char *end = at + sizeof WORD - 1;
        if ((at == argument || is_blank(at[-1])) && (*end == '\0' || is_blank(*end))) {
            return at;
        }
        at = strstr(end, WORD);
    }
    return NULL;
}

/* Whether a file may be written: there is none yet, it is empty, or it begins as our own do. */
static bool is_ours(const char *name, bool *is_there) {
    static const char START[] = "{\"line\":";
    char start[sizeof START] = "";
    FILE *file = fopen(name, "rb");
    *is_there = file != NULL;
    if (file == NULL) {
        return true;
    }
    size_t length = fread(start, 1, sizeof START - 1, file);
    (void)fclose(file);
    return length == 0 || strcmp(start, START) == 0;
}

static bool write_file(const char *name, const Bytes *text) {
    FILE *file = fopen(name, "wb");
    if (file == NULL) {
        return false;
    }
    bool is_written = fwrite(bytes_text(text), 1, text->length, file) == text->length;
    return fclose(file) == 0 && is_written;
}

static void save(Session *session, const char *name, const Bytes *text) {
    bool is_there = false;
    errno = 0;
    if (!is_ours(name, &is_there)) {
        say(session,
            "%s is there already, and not from --json: it stays as it is. Take another "
            "name.",
            name);
    } else if (!write_file(name, text)) {
        say(session, "can't write %s: %s", name,
            errno != 0 ? strerror(errno) : "the disk may be full");
    } else {
        say(session, "%s %s", is_there ? "replaced" : "wrote", name);
    }
}

bool commands_answer_json(Session *session, const char *command, bool takes, const char *argument) {
    const char *word = find_word(argument);
    if (word == NULL) {
        return false;
    }
    if (!answer_has(command)) {
        say(session, ":%s has no --json; :help json lists the commands that have", command);
        return true;
    }
    size_t length = (size_t)(word - argument);
    while (length > 0 && is_blank(argument[length - 1])) {
        length--;
    }
    if (!takes && length > 0) {
        say(session, ":%s takes nothing but --json", command);
        return true;
    }
    const char *file = word + strlen("--json");
    file += strspn(file, " \t");
    Bytes before = {0};
    bytes_append(&before, argument, length);
    AnswerRequest request = {
        .observer = session->observer,
        .view = session_view(session),
        .difference = session->difference,
        .argument = bytes_text(&before),
    };
    Bytes text = {0};
    Json json = {.out = &text};
    answer_write(&json, command, &request);
    if (file[0] != '\0' && !text.failed) {
        save(session, file, &text);
        bytes_clear(&text);
    }
    command_put(session, &text);
    bytes_free(&before);
    return true;
}
