#include "repl/help.h"

#include "vm/native.h"

#include <string.h>

static const char DIFFERENCES[] =
    "Whatever Ouro accepts is Python 3.11 and prints the same there, save for:\n"
    "  ids, and reprs that show them; sys.getsizeof\n"
    "  the counts of shared objects: small ints, None, True, False, interned strings\n"
    "  the moment of an automatic collection; gc.get_count, gc.get_stats; how many\n"
    "    objects gc.get_objects lists; what collecting a class counts\n"
    "  counts seen from inside operators' special methods, and from callbacks\n"
    "  how deep a recursion may go\n"
    "What Ouro lacks of Python it refuses by name.\n";

static const char LANGUAGE[] =
    "values       int (64 bits), float, bool, None, str, tuple, list, dict, range\n"
    "statements   assignment in every form, del, pass, if, while, for, break, continue, def, "
    "class, return, global, nonlocal, import, try, raise, assert\n"
    "modules      sys, gc\n";

static const char *const REFUSED_NAMES[] = {
#define REFUSED(feature, name, hint) name,
#include "lang/refused.def"
};

static void print_functions(Bytes *out) {
    bytes_append_text(out, "functions    ");
    const char *between = "";
    for (size_t i = 0; i < NATIVE_COUNT; i++) {
        if (NATIVE_ROWS[i].owner == NATIVE_OF_BUILTINS && NATIVE_ROWS[i].name[0] != '_') {
            bytes_print(out, "%s%s", between, NATIVE_ROWS[i].name);
            between = ", ";
        }
    }
    bytes_append_char(out, '\n');
}

static void print_refused(Bytes *out) {
    bytes_append_text(out, "not there    ");
    for (size_t i = 0; i < ARRAY_LENGTH(REFUSED_NAMES); i++) {
        bytes_print(out, "%s%s", i == 0 ? "" : ", ", REFUSED_NAMES[i]);
    }
    bytes_append_char(out, '\n');
}

bool help_print_topic(Bytes *out, const char *topic) {
    if (strcmp(topic, "differences") == 0) {
        bytes_append_text(out, DIFFERENCES);
        return true;
    }
    if (strcmp(topic, "language") == 0) {
        bytes_append_text(out, LANGUAGE);
        print_functions(out);
        print_refused(out);
        return true;
    }
    return false;
}
