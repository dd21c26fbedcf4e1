#include "lang/ops.h"

#define ROW(name_, a, b, c, effect_, word)                                                         \
    [OP_##name_] = {.name = #name_,                                                                \
                    .effect = effect_,                                                             \
                    .roles = {ROLE_##a, ROLE_##b, ROLE_##c},                                       \
                    .has_word = word},

const OpRow OP_ROWS[OP_COUNT] = {
#define OP(name, a, b, c, effect) ROW(name, a, b, c, effect, false)
#define OPW(name, a, b, c, effect) ROW(name, a, b, c, effect, true)
#include "lang/ops.def"
};
