/* facts_tell.c -- what keeps a fact from holding: wanted, found, and who holds what. */
#include "lesson/fact.h"
#include "observe/ledger.h"
#include "show/text.h"

#include <inttypes.h>
#include <string.h>

typedef struct Teller {
    Bytes *out;
    const ShowStyle *style;
    const FactMoment *moment;
    Bytes line; /* the sentence that is being put together */
} Teller;

/* Ends the sentence and shows it, unless it was said already. */
static void end_sentence(Teller *teller) {
    Bytes *line = &teller->line;
    if (line->length == 0) {
        return;
    }
    if (line->data[0] >= 'a' && line->data[0] <= 'z' && line->length > 6 &&
        (strncmp(line->data, "there ", 6) == 0 || strncmp(line->data, "the ", 4) == 0)) {
        line->data[0] = (char)(line->data[0] - ('a' - 'A'));
    }
    bytes_append_char(line, '.');
    Bytes shown = {0};
    show_line(&shown, teller->style, bytes_text(line));
    if (strstr(bytes_text(teller->out), bytes_text(&shown)) == NULL) {
        bytes_append(teller->out, bytes_text(&shown), shown.length);
    }
    bytes_free(&shown);
    bytes_clear(line);
}

/* --- objects ---------------------------------------------------------------------------------- */

/* `list#1`, also of one that is gone; or what was written. */
static void write_object(Teller *teller, const Fact *fact, uint32_t i) {
    Bytes why = {0};
    FactObject found = fact_object(fact, i, teller->moment, &why);
    const FactStartRow *row = fact_start_peek(teller->moment->start, fact, i);
    if (found.found == FOUND_LIVING) {
        look_write_subject(&teller->line, teller->moment->look, found.object);
    } else if (found.found == FOUND_GONE && row != NULL && row->label != NULL) {
        bytes_append_text(&teller->line, row->label);
    } else {
        bytes_append_text(&teller->line, fact->arguments[i].text);
    }
    bytes_free(&why);
}

/* What the learner knows it by: a path, or for what was there before, its label. */
static void write_argument(Teller *teller, const Fact *fact, uint32_t i) {
    if (fact->arguments[i].is_of_start) {
        write_object(teller, fact, i);
    } else if (fact->arguments[i].text != NULL) {
        bytes_append_text(&teller->line, fact->arguments[i].text);
    } else {
        bytes_print(&teller->line, "%" PRId64, fact->arguments[i].number);
    }
}

/* ": list#1 is held by a, b[0] and 2 more in list#3". */
static void write_holders(Teller *teller, uint32_t object) {
    enum { MOST_ROWS = 4 };
    Ledger ledger = {0};
    if (!ledger_make(&ledger, teller->moment->look, object, MOST_ROWS)) {
        ledger_free(&ledger);
        return;
    }
    for (uint32_t i = 0; i < ledger.count; i++) {
        const LedgerRow *row = &ledger.rows[i];
        bytes_append_text(&teller->line, i == 0                  ? " held by "
                                         : i + 1 == ledger.count ? " and "
                                                                 : ", ");
        if (row->is_rest) {
            bytes_print(&teller->line, "%" PRIu32 " ", row->count);
        }
        bytes_append_text(&teller->line, row->where);
        if (row->count > 1 && !row->is_rest) {
            bytes_print(&teller->line, " (%" PRIu32 " times)", row->count);
        }
    }
    ledger_free(&ledger);
}

static void tell_holders(Teller *teller, const Fact *fact) {
    Bytes why = {0};
    FactObject found = fact_object(fact, 0, teller->moment, &why);
    if (found.found == FOUND_LIVING) {
        bytes_append_text(&teller->line, ": ");
        write_object(teller, fact, 0);
        bytes_append_text(&teller->line, " is");
        write_holders(teller, found.object);
    }
    bytes_free(&why);
}

/* ": Node#1 (a), Node#2 (b.next)". */
static void tell_objects(Teller *teller, const Fact *fact) {
    enum { MOST = 4 };
    const Look *look = teller->moment->look;
    uint32_t count = 0;
    for (uint32_t i = 0; i < look->census.count; i++) {
        const char *type = fact->argument_count != 0 ? fact->arguments[0].text : NULL;
        bool fits = fact_is_made(look, i) && (type == NULL || fact_is_of_type(look, i, type)) &&
                    (fact->ask == ASK_live || (look_object(look, i)->marks & MARK_REACHED) == 0);
        if (!fits || count++ >= MOST) {
            continue;
        }
        Bytes where = {0};
        bytes_append_text(&teller->line, count == 1 ? ": " : ", ");
        look_write_subject(&teller->line, look, i);
        look_write_where(&where, look, i);
        if (where.length != 0) {
            bytes_print(&teller->line, " (%s)", bytes_text(&where));
        }
        bytes_free(&where);
    }
    if (count > MOST) {
        bytes_print(&teller->line, " and %" PRIu32 " more", count - MOST);
    }
}

/* --- what is missing -------------------------------------------------------------------------- */

/* Why a call has no answer. */
static void tell_unknown_call(Teller *teller, const Fact *fact) {
    const char *parameters = FACT_ROWS[fact->ask].parameters;
    bool told = false;
    for (uint32_t i = 0; i < fact->argument_count; i++) {
        Bytes why = {0};
        if (fact->arguments[i].text == NULL || strchr(parameters, 'x') == NULL ||
            (fact->ask == ASK_isinstance && i == 1)) {
            continue;
        }
        FactObject found = fact_object(fact, i, teller->moment, &why);
        if (found.found == FOUND_GONE) {
            write_object(teller, fact, i);
            bytes_append_text(&teller->line, " has been freed");
        } else if (found.found == FOUND_NOTHING) {
            bytes_append_text(&teller->line, bytes_text(&why));
        }
        told |= teller->line.length != 0;
        end_sentence(teller);
        bytes_free(&why);
    }
    if (told) {
        return;
    }
    if (fact->ask == ASK_live || fact->ask == ASK_unreachable) {
        bytes_print(&teller->line, "there is no type %s so far", fact->arguments[0].text);
    } else if (fact->ask == ASK_peak) {
        bytes_append_text(&teller->line, "tracemalloc is not on");
    } else if (fact->ask == ASK_value) {
        write_argument(teller, fact, 0);
        bytes_append_text(&teller->line, " is too long to be compared");
    } else if (fact->ask == ASK_generation) {
        bytes_append_text(&teller->line, "the collector has ");
        write_argument(teller, fact, 0);
        bytes_append_text(&teller->line, " in none of its generations");
    } else {
        write_argument(teller, fact, 0);
        bytes_print(&teller->line, " has no %s", FACT_ROWS[fact->ask].name);
    }
    end_sentence(teller);
}

static void tell_unknown(Teller *teller, const Fact *fact) {
    if (fact == NULL) {
        return;
    }
    tell_unknown(teller, fact->left);
    tell_unknown(teller, fact->right);
    if (fact->shape != FACT_CALL || fact_value(fact, teller->moment).is_known) {
        return;
    }
    if (fact->is_of_start) {
        bytes_print(&teller->line, "there was no %s when this began",
                    fact->text + strlen("start."));
        end_sentence(teller);
    } else {
        tell_unknown_call(teller, fact);
    }
}

/* --- comparisons ------------------------------------------------------------------------------ */

static void write_number(Teller *teller, const Fact *fact) {
    if (fact->shape == FACT_ADD || fact->shape == FACT_SUBTRACT) {
        write_number(teller, fact->left);
        bytes_append_text(&teller->line, fact->shape == FACT_ADD ? " + " : " - ");
        write_number(teller, fact->right);
    } else if (fact->shape == FACT_CALL && !fact->is_of_start) {
        bytes_print(&teller->line, "%s(", FACT_ROWS[fact->ask].name);
        for (uint32_t i = 0; i < fact->argument_count; i++) {
            bytes_append_text(&teller->line, i == 0 ? "" : ", ");
            write_argument(teller, fact, i);
        }
        bytes_append_char(&teller->line, ')');
    } else {
        bytes_print(&teller->line, "%" PRId64, fact_value(fact, teller->moment).number);
    }
}

/* Whether a number can only be what it is: then it is said last. */
static bool is_fixed(const Fact *fact) {
    return fact->shape == FACT_INTEGER || (fact->shape == FACT_CALL && fact->is_of_start);
}

static const char *wanted_words(FactOrder order) {
    static const char *const WORDS[] = {
        [ORDER_EQ] = "",         [ORDER_NE] = "anything but ", [ORDER_LT] = "less than ",
        [ORDER_LE] = "at most ", [ORDER_GT] = "more than ",    [ORDER_GE] = "at least ",
    };
    return WORDS[order];
}

static FactOrder negate(FactOrder order) {
    static const FactOrder OTHERS[] = {
        [ORDER_EQ] = ORDER_NE, [ORDER_NE] = ORDER_EQ, [ORDER_LT] = ORDER_GE,
        [ORDER_LE] = ORDER_GT, [ORDER_GT] = ORDER_LE, [ORDER_GE] = ORDER_LT,
    };
    return OTHERS[order];
}

/* The same seen from the other side. */
static FactOrder mirror(FactOrder order) {
    static const FactOrder OTHERS[] = {
        [ORDER_EQ] = ORDER_EQ, [ORDER_NE] = ORDER_NE, [ORDER_LT] = ORDER_GT,
        [ORDER_LE] = ORDER_GE, [ORDER_GT] = ORDER_LT, [ORDER_GE] = ORDER_LE,
    };
    return OTHERS[order];
}

/* "s is 'hey!', wanted 'HEY!'". */
static void tell_value(Teller *teller, const Fact *fact, bool wanted) {
    FactOrder order = wanted ? fact->order : negate(fact->order);
    write_argument(teller, fact->left, 0);
    bytes_append_text(&teller->line, fact->left->is_of_start ? " was " : " is ");
    (void)fact_write_text(&teller->line, fact->left, teller->moment);
    bytes_print(&teller->line, ", wanted %s", wanted_words(order));
    (void)fact_write_text(&teller->line, fact->right, teller->moment);
    if (fact->right->shape == FACT_CALL) {
        bytes_append_text(&teller->line, fact->right->is_of_start ? ", as before" : ", as ");
        if (!fact->right->is_of_start) {
            write_argument(teller, fact->right, 0);
        }
    }
    end_sentence(teller);
}

static void tell_comparison(Teller *teller, const Fact *fact, bool wanted) {
    bool swapped = is_fixed(fact->left) && !is_fixed(fact->right);
    const Fact *found = swapped ? fact->right : fact->left;
    const Fact *goal = swapped ? fact->left : fact->right;
    FactOrder order = swapped ? mirror(fact->order) : fact->order;
    order = wanted ? order : negate(order);
    write_number(teller, found);
    bytes_print(&teller->line, " is %" PRId64 ", wanted %s%" PRId64,
                fact_value(found, teller->moment).number, wanted_words(order),
                fact_value(goal, teller->moment).number);
    if (!is_fixed(goal)) {
        bytes_append_text(&teller->line, " (");
        write_number(teller, goal);
        bytes_append_char(&teller->line, ')');
    }
    if (found->shape == FACT_CALL &&
        (found->ask == ASK_refs || found->ask == ASK_holders || found->ask == ASK_names)) {
        tell_holders(teller, found);
    } else if (found->shape == FACT_CALL &&
               (found->ask == ASK_live || found->ask == ASK_unreachable)) {
        tell_objects(teller, found);
    }
    end_sentence(teller);
}

/* --- truths ----------------------------------------------------------------------------------- */

/* A sentence with `@` for the first object and `&` for the second, as the learner knows them, `1`
 * and `2` for their labels, `:` for who holds the first. */
typedef struct TruthRow {
    FactAsk ask;
    const char *lacking;  /* it is wanted, and false */
    const char *unwanted; /* it is true, and should not be */
} TruthRow;

static const TruthRow TRUTHS[] = {
    {ASK_exists, "", "@ still leads to 1"},
    {ASK_same, "@ and & are two objects: 1 and 2", "@ and & are one object: 1"},
    {ASK_same_id, "2 does not lie where 1 lay", "2 lies where 1 lay"},
    {ASK_isinstance, "@ is no &: it is 1", "@ is of type &"},
    {ASK_holds, "1 holds no reference to 2", "1 holds a reference to 2"},
    {ASK_freed, "1 lives::", "1 has been freed"},
    {ASK_reachable, "nothing leads to 1 any more", "1 can be reached::"},
    {ASK_cyclic, "1 is in no cycle", "1 is in a cycle"},
    {ASK_shared, "1 is not shared", "1 is shared: there is one for everybody"},
    {ASK_tracked, "the collector does not look at 1", "the collector looks at 1"},
    {ASK_finalized, "the __del__ of 1 was not called", "the __del__ of 1 was called"},
    {ASK_gc_enabled, "automatic collections are off", "automatic collections are on"},
};

static void write_truth(Teller *teller, const Fact *fact, const char *sentence) {
    Bytes why = {0};
    FactObject found;
    for (; *sentence != '\0'; sentence++) {
        switch (*sentence) {
        case '@':
        case '&':
            write_argument(teller, fact, *sentence == '&');
            break;
        case '1':
        case '2':
            write_object(teller, fact, *sentence == '2');
            break;
        case ':':
            if (sentence[1] != ':') {
                bytes_append_char(&teller->line, ':');
                break;
            }
            sentence++;
            found = fact_object(fact, 0, teller->moment, &why);
            if (found.found == FOUND_LIVING) {
                bytes_append_text(&teller->line, ": it is");
                write_holders(teller, found.object);
            }
            break;
        default:
            bytes_append_char(&teller->line, *sentence);
        }
    }
    bytes_free(&why);
}

static void tell_truth(Teller *teller, const Fact *fact, bool wanted) {
    Bytes why = {0};
    bool is_gone = strchr(FACT_ROWS[fact->ask].parameters, 'x') != NULL &&
                   fact_object(fact, 0, teller->moment, &why).found == FOUND_GONE;
    bytes_free(&why);
    if (is_gone && wanted && fact->ask != ASK_freed && fact->ask != ASK_same_id) {
        write_object(teller, fact, 0);
        bytes_append_text(&teller->line, " has been freed");
        end_sentence(teller);
        return;
    }
    if (fact->ask == ASK_exists && wanted) {
        tell_unknown_call(teller, fact); /* in the words of what has no answer */
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(TRUTHS); i++) {
        if (TRUTHS[i].ask == fact->ask) {
            write_truth(teller, fact, wanted ? TRUTHS[i].lacking : TRUTHS[i].unwanted);
        }
    }
    end_sentence(teller);
}

/* `wanted` is what the fact should be. Nothing is said of what is so. */
static void tell(Teller *teller, const Fact *fact, bool wanted) {
    FactTruth truth = fact_judge(fact, teller->moment);
    if (truth == (wanted ? FACT_TRUE : FACT_FALSE)) {
        return;
    }
    switch (fact->shape) {
    case FACT_NOT:
        tell(teller, fact->left, !wanted);
        return;
    case FACT_AND:
    case FACT_OR:
        tell(teller, fact->left, wanted);
        tell(teller, fact->right, wanted);
        return;
    default:
        break;
    }
    if (truth == FACT_UNKNOWN) {
        tell_unknown(teller, fact);
    } else if (fact->shape == FACT_COMPARE && fact_is_text(fact->left)) {
        tell_value(teller, fact, wanted);
    } else if (fact->shape == FACT_COMPARE) {
        tell_comparison(teller, fact, wanted);
    } else {
        tell_truth(teller, fact, wanted);
    }
}

void fact_tell(Bytes *out, const ShowStyle *style, const Fact *fact, const FactMoment *moment) {
    Teller teller = {.out = out, .style = style, .moment = moment};
    tell(&teller, fact, true);
    bytes_free(&teller.line);
}
