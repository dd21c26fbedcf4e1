/* style.h -- how to draw for whoever reads standard output: how wide, with which characters,
 * whether in colour.
 *
 * A terminal is as wide as it says, and anything else 80 columns; --width says another number.
 * Colours need a terminal, no NO_COLOR and no TERM=dumb, unless --colour asks for them. Characters
 * outside of ASCII need a locale of UTF-8; as in Python, a bare "C" locale is taken for C.UTF-8
 * where that exists. */
#ifndef OURO_REPL_STYLE_H
#define OURO_REPL_STYLE_H

#include "repl/host.h"
#include "repl/options.h"
#include "show/show.h"

/* Asked again whenever something is drawn, because windows change their size. */
ShowStyle style_choose(const Options *options, const ReplHost *host);

/* Sets up the locale's characters once per process; false where they are not UTF-8. */
bool style_start_locale(void);

/* Whether both ends of a conversation are terminals. */
bool style_is_terminal(void);

#endif
