#include "repl/identity.h"

const char *identity_build(void) {
    return OURO_BUILD;
}
