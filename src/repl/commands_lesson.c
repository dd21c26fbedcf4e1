/* commands_lesson.c -- the commands of group LEARN: they note what is wished, see wish.h. */
#include "repl/command_parts.h"
#include "repl/say.h"

static void wish(Session *session, WishKind kind) {
    if (session->wish.place == WISH_IN_LESSON) {
        session->wish.kind = kind;
    } else {
        say(session, "this is for lessons, and none has begun: `:lesson` lists them");
    }
}

void command_lesson(Session *session, const char *argument) {
    Wish *noted = &session->wish;
    if (noted->place == WISH_NOWHERE) {
        say(session, "a lesson needs somebody who types: `ouro lesson` at a terminal");
        return;
    }
    bytes_clear(&noted->word);
    if (argument[0] == '\0' || command_read_file(session, "lesson", argument, &noted->word)) {
        noted->kind = WISH_LESSON;
    }
}

void command_next(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_NEXT);
}

void command_back(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_BACK);
}

void command_hint(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_HINT);
}

void command_solution(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_SOLUTION);
}

void command_restart(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_RESTART);
}

void command_leave(Session *session, const char *argument) {
    (void)argument;
    wish(session, WISH_LEAVE);
}
