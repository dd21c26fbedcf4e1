/* wish.h -- what a command asks of the lesson: `:next`, `:lesson 3`. A command only notes it; who
 * runs the lesson grants it when the command is over, because the session may end by that. */
#ifndef OURO_REPL_WISH_H
#define OURO_REPL_WISH_H

#include "base/bytes.h"

typedef enum WishKind {
    WISH_NONE,
    WISH_LESSON, /* `word`, or the list of lessons */
    WISH_NEXT,
    WISH_BACK,
    WISH_HINT,
    WISH_SOLUTION,
    WISH_RESTART,
    WISH_LEAVE,
} WishKind;

/* Who hears it. */
typedef enum WishPlace {
    WISH_NOWHERE,
    WISH_AT_PROMPT,
    WISH_IN_LESSON,
    WISH_IN_DEMO, /* off its script: only WISH_LEAVE */
} WishPlace;

typedef struct Wish {
    WishKind kind;
    WishPlace place;
    Bytes word;
} Wish;

#endif
