#include "vm/arguments.h"

#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "object/descriptor.h"

static const char *plural(uint32_t count) {
    return count == 1 ? "" : "s";
}

static const char *function_name(const FunctionObject *function) {
    return function->qualified_name->text;
}

static StrObject *parameter_name(const CodeObject *code, uint32_t index) {
    return (StrObject *)code->local_names->items[index];
}

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'" of the parameters in [start, stop) that are unbound. */
static void raise_missing(Vm *vm, const FunctionObject *function, Object **args, uint32_t start,
                          uint32_t stop, const char *sort) {
    uint32_t missing = 0;
    for (uint32_t i = start; i < stop; i++)
        missing += args[i] == NULL;
    Bytes list = {0};
    uint32_t seen = 0;
    for (uint32_t i = start; i < stop; i++) {
        if (args[i] != NULL)
            continue;
        seen++;
        if (seen > 1)
            bytes_append_text(&list, missing == 2 ? " and " : seen == missing ? ", and " : ", ");
        bytes_print(&list, "'%s'", parameter_name(function->code, i)->text);
    }
    raise_error(vm, ERROR_TypeError, "%s() missing %u required %s argument%s: %s",
                function_name(function), missing, sort, plural(missing), bytes_text(&list));
    bytes_free(&list);
}

static void raise_too_many(Vm *vm, const FunctionObject *function, Object **args, uint32_t given) {
    const CodeObject *code = function->code;
    uint32_t most = code->positional_count;
    uint32_t defaults = function->defaults == NULL ? 0 : function->defaults->length;
    uint32_t named = 0;
    for (uint32_t i = 0; i < code->keyword_only_count; i++)
        named += args[most + i] != NULL;
    char takes[64];
    char extra[96] = "";
    if (defaults > 0)
        snprintf(takes, sizeof takes, "from %u to %u positional arguments", most - defaults, most);
    else
        snprintf(takes, sizeof takes, "%u positional argument%s", most, plural(most));
    if (named > 0)
        snprintf(extra, sizeof extra, " positional argument%s (and %u keyword-only argument%s)",
                 plural(given), named, plural(named));
    raise_error(vm, ERROR_TypeError, "%s() takes %s but %u%s %s given", function_name(function),
                takes, given, extra, given == 1 && named == 0 ? "was" : "were");
}

/* The parameter of this name that may be given by keyword; -1 if there is none. */
static int64_t find_parameter(const CodeObject *code, const StrObject *name) {
    uint32_t stop = (uint32_t)code->positional_count + code->keyword_only_count;
    for (uint32_t i = code->positional_only_count; i < stop; i++) {
        if (str_equal(parameter_name(code, i), name))
            return i;
    }
    return -1;
}

/* The positional-only parameters that were given by keyword, as "a, b"; nothing if none were. */
static void list_positional_only(const CodeObject *code, const TupleObject *names, Bytes *list) {
    for (uint32_t i = 0; i < code->positional_only_count; i++) {
        for (uint32_t j = 0; j < names->length; j++) {
            if (!str_equal(parameter_name(code, i), (StrObject *)names->items[j]))
                continue;
            bytes_print(list, "%s%s", list->length > 0 ? ", " : "", parameter_name(code, i)->text);
        }
    }
}

static bool bind_keyword(Vm *vm, FunctionObject *function, Object **args, DictObject *others,
                         TupleObject *names, uint32_t number, Object **value) {
    StrObject *name = (StrObject *)names->items[number];
    int64_t index = find_parameter(function->code, name);
    if (index >= 0) {
        if (args[index] != NULL) {
            raise_error(vm, ERROR_TypeError, "%s() got multiple values for argument '%s'",
                        function_name(function), name->text);
            return false;
        }
        args[index] = *value;
        *value = NULL;
        return true;
    }
    if (others != NULL) {
        Object *taken = *value;
        *value = NULL;
        return dict_set_take(vm, others, &name->header, taken);
    }
    Bytes list = {0};
    list_positional_only(function->code, names, &list);
    if (list.length > 0)
        raise_error(vm, ERROR_TypeError,
                    "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                    function_name(function), bytes_text(&list));
    else
        raise_error(vm, ERROR_TypeError, "%s() got an unexpected keyword argument '%s'",
                    function_name(function), name->text);
    bytes_free(&list);
    return false;
}

/* Gives unbound parameters their defaults. False when one is missing. */
static bool bind_defaults(Vm *vm, FunctionObject *function, Object **args) {
    const CodeObject *code = function->code;
    uint32_t positional = code->positional_count;
    uint32_t defaults = function->defaults == NULL ? 0 : function->defaults->length;
    for (uint32_t i = 0; i < positional - defaults; i++) {
        if (args[i] == NULL) {
            raise_missing(vm, function, args, 0, positional - defaults, "positional");
            return false;
        }
    }
    for (uint32_t i = 0; i < defaults; i++) {
        Object **arg = &args[positional - defaults + i];
        if (*arg == NULL)
            *arg = object_held(function->defaults->items[i]);
    }
    bool complete = true;
    for (uint32_t i = positional; i < positional + code->keyword_only_count; i++) {
        if (args[i] != NULL)
            continue;
        Object *value = function->keyword_defaults == NULL
                            ? NULL
                            : dict_peek_name(function->keyword_defaults, parameter_name(code, i));
        if (value != NULL)
            args[i] = object_held(value);
        else
            complete = false;
    }
    if (!complete)
        raise_missing(vm, function, args, positional, positional + code->keyword_only_count,
                      "keyword-only");
    return complete;
}

/* The tuple of positional arguments beyond the parameters, moved out of args. */
static TupleObject *take_rest(Vm *vm, Object **args, uint32_t from, uint32_t to) {
    return tuple_from_take(vm, args + from, to > from ? to - from : 0);
}

static bool bind_slow(Vm *vm, FunctionObject *function, Object **args, uint32_t given,
                      Object **values, TupleObject *names) {
    const CodeObject *code = function->code;
    uint32_t rest = (uint32_t)code->positional_count + code->keyword_only_count;
    uint32_t others = rest + ((code->flags & CODE_HAS_REST) != 0);
    TupleObject *rest_tuple = NULL;
    DictObject *others_dict = NULL;
    bool too_many = given > code->positional_count && (code->flags & CODE_HAS_REST) == 0;
    if ((code->flags & CODE_HAS_REST) != 0) {
        rest_tuple = take_rest(vm, args, code->positional_count, given);
        if (rest_tuple == NULL)
            return false;
        args[rest] = &rest_tuple->header;
    } else if (too_many) {
        /* They are in the way of the keyword-only parameters, which the message counts. */
        for (uint32_t i = code->positional_count; i < given; i++)
            OBJECT_CLEAR(vm, args[i]);
    }
    if ((code->flags & CODE_HAS_KEYWORDS) != 0) {
        others_dict = dict_new(vm);
        if (others_dict == NULL)
            return false;
        args[others] = &others_dict->header;
    }
    for (uint32_t i = 0; names != NULL && i < names->length; i++) {
        if (!bind_keyword(vm, function, args, others_dict, names, i, &values[i]))
            return false;
    }
    if (too_many) {
        raise_too_many(vm, function, args, given);
        return false;
    }
    return bind_defaults(vm, function, args);
}

bool arguments_bind_function(Vm *vm, FunctionObject *function, Object **args, uint32_t count,
                             TupleObject *names) {
    const CodeObject *code = function->code;
    uint32_t named = names == NULL ? 0 : names->length;
    if (named == 0 && count == code->positional_count && code->keyword_only_count == 0 &&
        (code->flags & (CODE_HAS_REST | CODE_HAS_KEYWORDS)) == 0)
        return true;
    /* The values of keywords stand aside, above all registers that may be bound. */
    Object **aside = args + (count > code->local_count ? count : code->local_count);
    for (uint32_t i = 0; i < named; i++) {
        aside[i] = args[count - named + i];
        args[count - named + i] = NULL;
    }
    bool ok = bind_slow(vm, function, args, count - named, aside, names);
    for (uint32_t i = 0; i < named; i++)
        OBJECT_CLEAR(vm, aside[i]);
    return ok;
}

/* Whether the last word of a row is "**", the place of all keywords that no other word names. */
static bool takes_any_keyword(const NativeRow *row) {
    return row->word_count > 0 && strcmp(row->words[row->word_count - 1], "**") == 0;
}

/* The words for functions whose parameters have names. */
static void raise_named_count(Vm *vm, const NativeRow *row, uint32_t given) {
    bool is_named = given < row->word_count && strcmp(row->words[given], "-") != 0;
    if (given > row->most)
        raise_error(vm, ERROR_TypeError, "%s() takes at most %u argument%s (%u given)", row->name,
                    row->most, plural(row->most), given);
    else if (!is_named)
        raise_error(vm, ERROR_TypeError, "%s() takes at least %u positional argument%s (%u given)",
                    row->name, row->least, plural(row->least), given);
    else if (row->owner == NATIVE_CONSTRUCTS_KIND && row->kind == KIND_ENUMERATE)
        raise_error(vm, ERROR_TypeError, "enumerate() missing required argument 'iterable'");
    else
        raise_error(vm, ERROR_TypeError, "%s() missing required argument '%s' (pos %u)", row->name,
                    row->words[given], given + 1);
}

static void raise_native_count(Vm *vm, const NativeRow *row, uint32_t given) {
    char name[80];
    if (row->owner == NATIVE_OF_KIND)
        snprintf(name, sizeof name, "%s.%s", KIND_ROWS[row->kind].type, row->name);
    else if (row->owner == NATIVE_OF_SYS)
        snprintf(name, sizeof name, "sys.%s", row->name);
    else if (row->owner == NATIVE_OF_GC)
        snprintf(name, sizeof name, "gc.%s", row->name);
    else
        snprintf(name, sizeof name, "%s", row->name);
    if (row->owner == NATIVE_OF_KIND && native_is_slot(row))
        raise_error(vm, ERROR_TypeError, "expected %u argument%s, got %u", row->most,
                    plural(row->most), given);
    else if (row->owner == NATIVE_CONSTRUCTS_KIND && row->least == 1 && row->most == 1)
        raise_error(vm, ERROR_TypeError, "%s expected 1 argument, got %u", row->name, given);
    else if (row->most == 0 && row->word_count > 0)
        raise_error(vm, ERROR_TypeError, "%s() takes no positional arguments", row->name);
    else if (row->owner == NATIVE_OF_KIND && row->kind == KIND_STR && row->least == 1 &&
             row->most == 3) /* find() and its kin */
        raise_error(vm, ERROR_TypeError, "%s() takes at %s %u argument%s (%u given)", row->name,
                    given < 1 ? "least" : "most", given < 1 ? 1 : 3, plural(given < 1 ? 1 : 3),
                    given);
    else if (row->least == 0 && row->most == 0)
        raise_error(vm, ERROR_TypeError, "%s() takes no arguments (%u given)", name, given);
    else if (row->word_count > row->most && row->least == 1 && row->most == 1)
        raise_error(vm, ERROR_TypeError, "%s expected 1 argument, got %u", row->name, given);
    else if (row->most != ANY && row->word_count > 0 && !takes_any_keyword(row))
        raise_named_count(vm, row, given);
    else if (row->least == 1 && row->most == 1)
        raise_error(vm, ERROR_TypeError, "%s() takes exactly one argument (%u given)", name, given);
    else if (row->least == row->most)
        raise_error(vm, ERROR_TypeError, "%s expected %u arguments, got %u", row->name, row->least,
                    given);
    else if (given < row->least)
        raise_error(vm, ERROR_TypeError, "%s expected at least %u argument%s, got %u", row->name,
                    row->least, plural(row->least), given);
    else
        raise_error(vm, ERROR_TypeError, "%s expected at most %u argument%s, got %u", row->name,
                    row->most, plural(row->most), given);
}

/* A method whose self is not plainly of its kind. */
static bool check_odd_self(Vm *vm, const NativeRow *row, Object **args, uint32_t count) {
    bool is_slot = native_is_slot(row);
    bool is_proxy = row->kind == KIND_MAPPING_PROXY;
    const char *type = row->kind == KIND_INSTANCE    ? "object"
                       : row->kind == KIND_EXCEPTION ? "BaseException"
                                                     : KIND_ROWS[row->kind].type;
    if (count == 0) {
        raise_error(vm, ERROR_TypeError,
                    is_slot ? "descriptor '%s' of '%s' object needs an argument"
                            : "unbound method %s.%s() needs an argument",
                    is_slot ? row->name : type, is_slot ? type : row->name);
        return false;
    }
    bool fits = row->kind == KIND_INSTANCE ||
                (row->kind == KIND_EXCEPTION
                     ? args[0]->kind == KIND_EXCEPTION
                     : class_is_subclass(object_class_peek(vm, args[0]), vm->classes[row->kind]));
    if (!fits) {
        raise_error(vm, ERROR_TypeError,
                    is_slot ? "descriptor '%s' requires a '%s' object but received a '%s'"
                            : "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                    row->name, type, object_type_name(vm, args[0]));
        return false;
    }
    /* Methods of strings take strings and ints alone, but for format(), which takes anything. */
    bool all_plain = row->kind == KIND_STR && row->most != ANY;
    uint32_t plain_count = all_plain ? count : row->kind == KIND_INSTANCE ? 0 : 1;
    for (uint32_t i = 0; i < plain_count; i++) {
        Object *given = args[i];
        Object *plain = is_proxy ? &((MappingProxy *)given)->dict->header : object_plain(given);
        if (plain != given) {
            args[i] = object_held(plain);
            object_release(vm, given);
        }
    }
    return true;
}

/* A method's self must be of its kind: `list.append(1, 2)` gives it something else. An instance of
 * a class that inherits from int or str is its value there, and a mappingproxy its dict. */
static bool check_self(Vm *vm, const NativeRow *row, Object **args, uint32_t count) {
    bool is_proxy = row->kind == KIND_MAPPING_PROXY;
    if (row->owner != NATIVE_OF_KIND ||
        LIKELY(count > 0 && args[0]->kind == row->kind && row->kind != KIND_STR && !is_proxy))
        return true;
    return check_odd_self(vm, row, args, count);
}

/* Puts the values of keywords from `aside` to the places that the row's words give them. */
static bool place_keywords(Vm *vm, const NativeRow *row, Object **places, Object **aside,
                           TupleObject *names) {
    for (uint32_t i = 0; names != NULL && i < names->length; i++) {
        const StrObject *name = (StrObject *)names->items[i];
        uint32_t at = 0;
        while (at < row->word_count && !str_equal_text(name, row->words[at]))
            at++;
        /* What stands for no name is none. */
        if (at < row->word_count && (row->words[at][0] == '-' || row->words[at][0] == '*'))
            at = row->word_count;
        if (at == row->word_count && takes_any_keyword(row)) {
            Object **rest = &places[row->word_count - 1];
            if (*rest == NULL && (*rest = (Object *)dict_new(vm)) == NULL)
                return false;
            Object *value = aside[i];
            aside[i] = NULL;
            if (!dict_set_take(vm, (DictObject *)*rest, names->items[i], value))
                return false;
            continue;
        }
        if (at == row->word_count) {
            if (row->word_count == 0)
                raise_error(vm, ERROR_TypeError, "%s%s%s() takes no keyword arguments",
                            row->owner == NATIVE_OF_KIND ? KIND_ROWS[row->kind].type : "",
                            row->owner == NATIVE_OF_KIND ? "." : "", row->name);
            else
                raise_error(vm, ERROR_TypeError, "'%s' is an invalid keyword argument for %s()",
                            name->text, row->name);
            return false;
        }
        if (places[at] != NULL) {
            raise_error(vm, ERROR_TypeError,
                        "argument for %s() given by name ('%s') and position (%u)", row->name,
                        name->text, at + 1);
            return false;
        }
        places[at] = aside[i];
        aside[i] = NULL;
    }
    return true;
}

bool arguments_bind_native(Vm *vm, const NativeRow *row, Object **args, uint32_t count,
                           TupleObject *names, uint32_t *slots) {
    bool any = row->most == ANY;
    uint32_t self = row->owner == NATIVE_OF_KIND || row->owner == NATIVE_CONSTRUCTS_KIND;
    if (LIKELY(names == NULL && count >= row->least + self && (any || count <= row->most + self))) {
        *slots = native_slots(row, count, self);
        return check_self(vm, row, args, count);
    }
    uint32_t named = names == NULL ? 0 : names->length;
    uint32_t given = count - named;
    uint32_t total = native_slots(row, given, self);
    *slots = total > count ? total : count;
    if (!check_self(vm, row, args, count))
        return false;
    if (given - self > row->most && !any) {
        raise_native_count(vm, row, given - self);
        return false;
    }
    Object **aside = args + *slots;
    for (uint32_t i = 0; i < named; i++) {
        aside[i] = args[given + i];
        args[given + i] = NULL;
    }
    bool ok = place_keywords(vm, row, any ? args + given : args + self, aside, names);
    for (uint32_t i = 0; i < named; i++)
        OBJECT_CLEAR(vm, aside[i]);
    if (!ok)
        return false;
    for (uint32_t i = 0; i < row->least; i++) {
        if (i + self >= (any ? given : total) || args[i + self] == NULL) {
            raise_native_count(vm, row, given - self);
            return false;
        }
    }
    *slots = total;
    return true;
}
