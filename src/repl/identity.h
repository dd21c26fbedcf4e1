/* identity.h -- which build this is: a checksum of all sources and the flavor, given by the
 * Makefile. Images are exchanged only between equal ones. */
#ifndef OURO_REPL_IDENTITY_H
#define OURO_REPL_IDENTITY_H

const char *identity_build(void);

#endif
