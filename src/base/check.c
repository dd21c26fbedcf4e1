#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

NO_RETURN void check_failed(const char *condition, const char *file, int line) {
    fprintf(stderr, "ouro: internal error: %s is false (%s:%d)\n", condition, file, line);
    abort();
}
