#include "lang/token.h"

static const char *const TEXTS[] = {
#define TOKEN(name, written) written,
#define KEYWORD(name, written) written,
#define MARK(name, written) written,
#include "lang/tokens.def"
};

const char *token_text(TokenKind kind) {
    return TEXTS[kind];
}
