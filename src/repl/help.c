#include "repl/help.h"

#include "lang/diagnostic.h"
#include "vm/hint.h"
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
    "statements   assignment in every form, del, pass, if, while, for, break, continue, def, "
    "class, return, global, nonlocal, import, try, raise, assert\n"
    "values       int, float, bool, None, str, tuple, list, dict, set, frozenset, range\n"
    "types        bool, dict, float, frozenset, int, list, object, range, set, slice, str, tuple, "
    "type, and the exceptions\n"
    "modules      sys, gc, weakref\n";

static const char *const REFUSED_NAMES[] = {
#define REFUSED(feature, name, hint) name,
#include "lang/refused.def"
};

enum { TITLE_COLUMNS = 13 };

/* A list begins with its title; its entries stand in the second column, and of an entry that is
 * absent there is no list. */
typedef struct NameList {
    Bytes *out;
    const char *title;
    bool begun;
} NameList;

static void add_name(NameList *list, const char *name) {
    if (list->begun) {
        bytes_append_text(list->out, ", ");
    } else {
        bytes_append_text(list->out, list->title);
        bytes_append_repeated(list->out, ' ', TITLE_COLUMNS - strlen(list->title));
    }
    list->begun = true;
    bytes_append_text(list->out, name);
}

static void end_list(const NameList *list) {
    if (list->begun) {
        bytes_append_char(list->out, '\n');
    }
}

static void print_natives(Bytes *out, const char *title, NativeOwner owner, Kind kind) {
    NameList list = {out, title, false};
    for (size_t i = 0; i < NATIVE_COUNT; i++) {
        const NativeRow *row = &NATIVE_ROWS[i];
        bool of_kind = owner != NATIVE_OF_KIND || row->kind == (uint8_t)kind;
        if (row->owner == owner && of_kind && row->name[0] != '_') {
            add_name(&list, row->name);
        }
    }
    end_list(&list);
}

static void print_refused(Bytes *out) {
    NameList list = {out, "  syntax", false};
    for (size_t i = 0; i < ARRAY_LENGTH(REFUSED_NAMES); i++)
        add_name(&list, REFUSED_NAMES[i]);
    end_list(&list);
}

/* What Python has and Ouro has not, of the built-ins (without exceptions) for "". */
static void print_missing(Bytes *out, const char *title, const char *owner) {
    NameList list = {out, title, false};
    for (size_t i = 0; i < MISSING_COUNT; i++) {
        const MissingRow *row = &MISSING_ROWS[i];
        bool exception = owner[0] == '\0' && row->form[0] == '\0';
        if (strcmp(row->owner, owner) == 0 && row->name[0] != '_' && !exception) {
            add_name(&list, row->name);
        }
    }
    end_list(&list);
}

static void print_language(Bytes *out) {
    bytes_append_text(out, LANGUAGE);
    print_natives(out, "functions", NATIVE_OF_BUILTINS, KIND_INT);
    bytes_append_text(out, "methods\n");
    print_natives(out, "  of list", NATIVE_OF_KIND, KIND_LIST);
    print_natives(out, "  of dict", NATIVE_OF_KIND, KIND_DICT);
    print_natives(out, "  of set", NATIVE_OF_KIND, KIND_SET);
    print_natives(out, "  of str", NATIVE_OF_KIND, KIND_STR);
    print_natives(out, "  of tuple", NATIVE_OF_KIND, KIND_TUPLE);
    bytes_append_text(out, "not there\n");
    print_refused(out);
    print_missing(out, "  functions", "");
    print_missing(out, "  of str", "str");
    print_missing(out, "  of dict", "dict");
    print_missing(out, "  of int", "int");
    print_missing(out, "  of float", "float");
    print_missing(out, "  of sys", "sys");
}

static const struct {
    const char *word;
    const char *text;
} WORDS[] = {
#define WORD(word, text) {#word, text},
#include "repl/rows.def"
};

bool help_print_word(Bytes *out, const char *word) {
    for (size_t i = 0; i < ARRAY_LENGTH(WORDS); i++) {
        if (strcmp(WORDS[i].word, word) == 0) {
            bytes_print(out, "%s\n", WORDS[i].text);
            return true;
        }
    }
    return false;
}

bool help_print_topic(Bytes *out, const char *topic) {
    if (strcmp(topic, "differences") == 0) {
        bytes_append_text(out, DIFFERENCES);
        return true;
    }
    if (strcmp(topic, "language") == 0) {
        print_language(out);
        return true;
    }
    return false;
}
