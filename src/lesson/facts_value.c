/* facts_value.c -- values as the texts that Python prints for them: 3 and 3.0 are two values. */
#include "base/utf8.h"
#include "lesson/fact.h"
#include "observe/brief.h"

#include <string.h>

size_t fact_measure_literal(const char *at) {
    static const char *const NAMES[] = {"True", "False", "None", "set()", "frozenset()"};
    for (size_t i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        if (strncmp(at, NAMES[i], strlen(NAMES[i])) == 0) {
            return strlen(NAMES[i]);
        }
    }
    bool opens = *at != '\0' && strchr("'\"[({", *at) != NULL;
    size_t number = strspn(at, "-+.0123456789einf");
    if (!opens) {
        return number != 0 && (*at == '-' || (*at >= '0' && *at <= '9')) ? number : 0;
    }
    char quote = '\0';
    unsigned depth = 0;
    for (size_t length = 0; at[length] != '\0'; length++) {
        char byte = at[length];
        if (quote != '\0' && byte == '\\' && at[length + 1] != '\0') {
            length++;
        } else if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '\'' || byte == '"') {
            quote = byte;
        } else if (strchr("[({", byte) != NULL) {
            depth++;
        } else if (strchr("])}", byte) != NULL) {
            depth--;
        }
        if (quote == '\0' && depth == 0) {
            return length + 1;
        }
    }
    return 0;
}

bool fact_write_text(Bytes *out, const Fact *fact, const FactMoment *moment) {
    enum { LONGEST = 400 }; /* in columns; what is longer is not compared, and so never cut */
    Bytes why = {0};
    if (fact->shape == FACT_LITERAL) {
        bytes_append_text(out, fact->text);
        return true;
    }
    if (fact->is_of_start) {
        const FactStartRow *row = fact_start_peek(moment->start, fact, FACT_ARGUMENTS_MOST);
        bytes_append_text(out, row != NULL && row->label != NULL ? row->label : "");
        return row != NULL && row->label != NULL;
    }
    FactObject found = fact_object(fact, 0, moment, &why);
    bytes_free(&why);
    if (found.found != FOUND_LIVING) {
        return false;
    }
    size_t before = out->length;
    brief_write_value(out, moment->look->view, moment->look->labels, found.home, 2 * LONGEST);
    return utf8_width(bytes_text(out) + before, out->length - before) <= LONGEST;
}

FactTruth fact_compare_texts(const Fact *fact, const FactMoment *moment) {
    Bytes left = {0};
    Bytes right = {0};
    FactTruth truth = FACT_UNKNOWN;
    if (fact_write_text(&left, fact->left, moment) &&
        fact_write_text(&right, fact->right, moment)) {
        bool are_equal = strcmp(bytes_text(&left), bytes_text(&right)) == 0;
        truth = are_equal == (fact->order == ORDER_EQ) ? FACT_TRUE : FACT_FALSE;
    }
    bytes_free(&left);
    bytes_free(&right);
    return truth;
}
