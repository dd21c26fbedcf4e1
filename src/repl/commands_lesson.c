/* commands_lesson.c -- the commands of group LEARN: they note what is wished, see wish.h. */
#include "repl/command_parts.h"
#include "repl/say.h"

static void wish(Session *session, WishKind kind) {
    WishPlace place = session->wish.place;
    if (place == WISH_IN_LESSON || (place == WISH_IN_DEMO && kind == WISH_LEAVE)) {
        session->wish.kind = kind;
    } else if (place == WISH_IN_DEMO) {
        say(session, "this is a demonstration: an empty line goes back to it, `:leave` leaves");
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
    if (noted->place == WISH_IN_DEMO) {
        wish(session, WISH_LESSON);
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
